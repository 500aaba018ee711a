"""From documents to reports: each text is read once, and the report is kept."""

import logging
from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING

from attrs import define, field, frozen

from dragoman.dossier import Dossier
from dragoman.errors import BadRequest
from dragoman.model import Negotiation, Reader, Report, Skip
from dragoman.pipeline.engines import Engine, Inline
from dragoman.pipeline.engines.texts import AtHand, ReadTexts, Recipe, item_of, report_of
from dragoman.pipeline.engines.unread import UnreadRound
from dragoman.pipeline.negotiation import parse_negotiation
from dragoman.pipeline.progress import Progress, silent, told

if TYPE_CHECKING:
    from dragoman.encoder import ActModel, EntailmentModel, EventModel, SentenceModel
    from dragoman.extraction import Meanings, TextReader
    from dragoman.extraction.attribution import Attributor

# spaCy takes longer to import than a listing takes to print: it is imported when a text is read.


_LOG = logging.getLogger(__name__)

TRAINED, RULES = "trained", "rules"


@frozen(kw_only=True)
class ReaderChoice:
    """Which reader is asked for. ``name`` is "trained", "rules", or None: trained where its files
    are installed, else by rules. ``model`` names a larger spaCy model."""

    name: str | None = None
    model: str | None = None


USUAL = ReaderChoice()


def choice_of(reader: Reader) -> ReaderChoice:
    """The choice that makes a reader of this name again (a larger model stands behind "+")."""
    name, _, model = reader.name.partition("+")
    return ReaderChoice(name=name, model=model or None)


@define(kw_only=True)
class ReadingRound:
    """What came of a round of reading."""

    read: int = 0
    skips: list[Skip] = field(factory=list)


def negotiation_of(dossier: Dossier) -> Negotiation:
    """The settings that the dossier keeps; those of an unknown negotiation when it has none.

    Raises:
        BadNegotiation: the kept settings do not fit this version of the program.
    """
    kept = dossier.settings()
    return Negotiation() if kept is None else parse_negotiation(kept)


def make_reader(negotiation: Negotiation, choice: ReaderChoice = USUAL) -> "TextReader":
    """The reader that is asked for; it knows the dossier's own names.

    Raises:
        BadRequest: the trained reader is asked for by name and its files are not installed.
    """
    from dragoman.extraction import RuleReader
    from dragoman.gazetteer import Gazetteer

    return RuleReader(
        gazetteer=Gazetteer.load(negotiation),
        attributor=_attributor(choice.name),
        meanings=_meanings(choice.name),
        typer=_typer(choice.name),
        acts=_acts(choice.name),
        model=choice.model,
    )


@cache
def _attributor(name: str | None) -> "Attributor":
    """The attributor of a reader; the nets are opened once a process."""
    from dragoman.encoder import AttributionModel, attribution_folder
    from dragoman.extraction.attribution import RuleAttributor, TrainedAttributor

    folder = None if name == RULES else attribution_folder()
    if folder is not None:
        return TrainedAttributor(model=AttributionModel.load(folder))
    if name == TRAINED:
        raise BadRequest("the files of the trained reader are not installed; use --reader rules")
    if name is None:
        _LOG.warning("dragoman: the trained reader is not installed; reading by rules alone")
    return RuleAttributor()


@cache
def _meanings(name: str | None) -> "Meanings | None":
    """What compares words with issues; none for the reader by rules. Opened once a process."""
    from dragoman.encoder import SentenceModel, sentences_folder
    from dragoman.extraction import Meanings

    if name == RULES:
        return None
    folder = sentences_folder()
    if folder is None:
        _LOG.warning("dragoman: the sentence model is not installed; issues go by words alone")
        return None
    return Meanings(model=SentenceModel.load(folder))


def sentence_model(identity: Reader) -> "SentenceModel | None":
    """What tells which sentences are alike, for reports of this reader; None but for the trained.

    The same reports are put together alike whoever asks: it follows from their reader alone.
    """
    meanings = _meanings(TRAINED) if choice_of(identity).name == TRAINED else None
    return None if meanings is None else meanings.model


def entailment_judge(identity: Reader) -> "EntailmentModel | None":
    """What judges whether two accounts can both hold, for reports of this reader.

    None but for the trained one, and none where its files are not installed: then only the rules
    find discrepancies.
    """
    return _judge() if choice_of(identity).name == TRAINED else None


@cache
def _judge() -> "EntailmentModel | None":
    """The net upon the sentence model; both are opened once a process."""
    from dragoman.encoder import EntailmentModel, entailment_folder

    meanings, folder = _meanings(TRAINED), entailment_folder()
    if meanings is None or folder is None:
        return None
    return EntailmentModel.load(folder, meanings.model)


@cache
def _acts(name: str | None) -> "ActModel | None":
    """What tells acts; it stands on the model of events. Opened once a process."""
    from dragoman.encoder import ActModel, acts_folder

    events, folder = _typer(name), acts_folder()
    if events is None:
        return None
    if folder is None:
        _LOG.warning("dragoman: the model of acts is not installed; acts go by rules alone")
        return None
    return ActModel.load(folder, events)


@cache
def _typer(name: str | None) -> "EventModel | None":
    """What types events; none for the reader by rules. Opened once a process."""
    from dragoman.encoder import EventModel, events_folder

    if name == RULES:
        return None
    folder = events_folder()
    if folder is None:
        _LOG.warning("dragoman: the model of events is not installed; deeds go by words alone")
        return None
    return EventModel.load(folder)


@frozen(kw_only=True)
class MakeReader:
    """The recipe of ``make_reader`` for workers elsewhere: settings as kept, and the choice."""

    settings: str | None
    choice: ReaderChoice

    def make(self) -> "TextReader":
        """The reader. Raises ``BadRequest`` where its files are not installed."""
        kept = Negotiation() if self.settings is None else parse_negotiation(self.settings)
        return make_reader(kept, self.choice)


def read_documents(
    dossier: Dossier,
    reader: "TextReader",
    *,
    progress: Progress = silent,
    engine: Engine | None = None,
    recipe: Recipe | None = None,
) -> ReadingRound:
    """Read every document that this reader has not read yet, and keep its report.

    Reports are kept as they come. A document in a language that cannot be read yet stays stored
    and is listed as skipped; so does one whose reading failed or ended its worker. Documents that
    another program is reading are waited for. ``recipe`` makes the reader in the workers of
    ``engine``; by default it is that of ``make_reader``.

    Raises:
        DossierError: the dossier cannot be written.
        EngineFailed: the workers cannot read, or would read otherwise than ``reader``.
    """
    engine = engine or Inline()
    work = _work(dossier, reader, engine, recipe)
    with dossier.queue(reader.identity, reader.gazetteer_digest) as queue:
        done = UnreadRound(dossier, queue, progress)
        done.read_with(engine, work)
    return ReadingRound(read=done.read, skips=done.skips)


def _work(
    dossier: Dossier, reader: "TextReader", engine: Engine, recipe: Recipe | None
) -> ReadTexts:
    if recipe is None and isinstance(engine, Inline):
        recipe = AtHand(reader)
    if recipe is None:
        recipe = MakeReader(settings=dossier.settings(), choice=choice_of(reader.identity))
    return ReadTexts.by(recipe, reader)


def read_these(
    dossier: Dossier,
    reader: "TextReader",
    documents: Sequence[str],
    *,
    progress: Progress = silent,
    engine: Engine | None = None,
    recipe: Recipe | None = None,
) -> list[Report]:
    """The reports on these documents; a missing one is made, and kept where writing is possible.

    Documents in a language that cannot be read have none.

    Raises:
        DossierError: the dossier cannot be written.
        EngineFailed: a document could not be read, or no worker can read.
    """
    from dragoman.extraction import can_read

    kept = {r.document: r for r in _cached(dossier, reader, documents)}
    missing = [one for one in documents if one not in kept]
    engine = engine or Inline()
    items = (item_of(one) for one in dossier.documents(missing) if can_read(one))
    answers = engine.run(_work(dossier, reader, engine, recipe), items)
    for answer in told(answers, "reading", progress, len(missing)):
        packed = report_of(answer)
        kept[answer.key] = packed.report()
        if dossier.takes_writes:
            dossier.put_reports((packed,))
    return [kept[one] for one in documents if one in kept]


def _cached(dossier: Dossier, reader: "TextReader", documents: Sequence[str]) -> Iterator[Report]:
    return dossier.reports(reader.identity, reader.gazetteer_digest, documents)
