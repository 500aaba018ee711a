"""What new settings would do to a file: texts to be read again, entries that come, change and go.

Nothing is written. The trial puts the reports at hand together under the new settings; where texts
would have to be read again for other names, it does not know what a new reading would find, and
says so.
"""

import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from attrs import fields, frozen

from dragoman.dossier import Dossier
from dragoman.model import Contents, Document, Entry, Negotiation
from dragoman.pipeline.negotiation import parse_negotiation
from dragoman.pipeline.progress import Progress, silent

NOUNS = (
    "party",
    "person",
    "organisation",
    "place",
    "statement",
    "contact",
    "deed",
    "position",
    "commitment",
    "discrepancy",
    "assessment",
    "constraint",
    "leverage",
    "linkage",
    "finding",
    "question",
)
"""What is counted, in this order; corroborations and other workings stay out."""

EXAMPLES = 3
_START_S = 4.0
"""Seconds until a process of its own has started and opened its nets."""
_READING_S = 2.0
"""Seconds to read a text where none was timed yet (as ``estimating``)."""
_TOGETHER_S = 0.03
"""Seconds to put a report together where that was not timed yet; measured on ukraine-2025."""


@frozen(kw_only=True)
class Effect:
    """What is known before any trial.

    ``parts`` tell which parts of the settings change. ``n_again`` of ``n_documents`` texts would be
    read again, in about ``reading_s`` seconds; putting together (and a trial) takes ``together_s``.
    """

    parts: tuple[str, ...]
    n_documents: int
    n_again: int
    reading_s: float
    together_s: float


@frozen(kw_only=True)
class TrialRow:
    """One noun: how many entries there are, would be, come, change and go; examples in words."""

    noun: str
    before: int
    after: int
    added: int
    changed: int
    gone: int
    examples: tuple[str, ...] = ()


@frozen(kw_only=True)
class Trial:
    """What came of a trial; ``is_whole`` where no text would be read again."""

    rows: tuple[TrialRow, ...]
    n_reports: int
    took_s: float
    is_whole: bool


def effect_of(dossier: Dossier, old: Negotiation, new: Negotiation) -> Effect:
    """What new settings would ask for; tells without trying. Cost: a second, for the names.

    Raises:
        DossierError: the dossier cannot be read.
    """
    from dragoman.gazetteer import Gazetteer
    from dragoman.pipeline.remembering import last_reader, pace_s, reading_pace_s

    counting = dossier.counting()
    reader, digest = last_reader(dossier), Gazetteer.load(new).digest
    if reader is not None:
        again = len(dossier.unread(reader.identity, digest))
    else:
        again = 0 if digest == Gazetteer.load(old).digest else len(counting)
    return Effect(
        parts=tuple(_parts(old, new)),
        n_documents=len(counting),
        n_again=again,
        reading_s=again * (reading_pace_s(dossier) or _READING_S),
        together_s=_START_S + len(counting) * (pace_s(dossier) or _TOGETHER_S),
    )


_NAMED = {
    "parties": ("id", "party", "parties"),
    "persons": ("name", "person", "persons"),
    "outlets": ("name", "outlet", "outlets"),
    "issues": ("id", "issue", "issues"),
    "ratifications": ("body", "body that must approve", "bodies that must approve"),
}
_OTHER = ("stakes", "preferences", "provisos", "interactions", "packages", "stages", "guarantees")


def _parts(old: Negotiation, new: Negotiation) -> Iterator[str]:
    """What of the settings is otherwise, in words."""
    for key, words in (("name", "the name"), ("as_of", "the day up to which the file knows")):
        if getattr(old, key) != getattr(new, key):
            yield f"{words}: {getattr(new, key) or 'not given'}"
    for key, (by, one, many) in _NAMED.items():
        before = {getattr(row, by): row for row in getattr(old, key)}
        after = {getattr(row, by): row for row in getattr(new, key)}
        both = before.keys() & after.keys()
        counts = (
            (len(after.keys() - before.keys()), "added"),
            (sum(before[name] != after[name] for name in both), "changed"),
            (len(before.keys() - after.keys()), "taken out"),
        )
        yield from (f"{n} {one if n == 1 else many} {verb}" for n, verb in counts if n)
    if any(getattr(old, key) != getattr(new, key) for key in _OTHER):
        yield "numbers of the deal space changed"


def try_settings(place: str, text: str, progress: Progress = silent) -> Trial:
    """Put the file together under new settings, and count what is otherwise. Nothing is written.

    Raises:
        BadNegotiation: the text cannot be used.
        DossierError: the dossier cannot be read.
    """
    from dragoman.gazetteer import Gazetteer
    from dragoman.pipeline.reading import negotiation_of

    new, began = parse_negotiation(text), time.monotonic()
    with Dossier.open(place) as dossier:
        old = negotiation_of(dossier)
        progress("loading the file", 0, None)
        after, n_reports = _put_together(dossier, new, old, progress)
        before = _stored(dossier) if dossier.is_current() else None
        if before is None:
            before, _ = _put_together(dossier, old, old, progress)
        documents = tuple(dossier.documents())
    progress("comparing the entries", 0, None)
    return Trial(
        rows=tuple(_compared(before, after, documents, new)),
        n_reports=n_reports,
        took_s=time.monotonic() - began,
        is_whole=Gazetteer.load(old).digest == Gazetteer.load(new).digest,
    )


Entries = Mapping[str, Sequence[Entry]]


def _stored(dossier: Dossier) -> Entries:
    return {noun: dossier.entries(noun) for noun in NOUNS}


def _put_together(
    dossier: Dossier, settings: Negotiation, current: Negotiation, progress: Progress
) -> tuple[Entries, int]:
    """The entries under some settings, from the reports at hand, and how many these are."""
    from dragoman.pipeline.assembling import put_together
    from dragoman.pipeline.blocks import Material
    from dragoman.pipeline.knowable import known_by_settings
    from dragoman.pipeline.reading import make_reader
    from dragoman.pipeline.remembering import last_reader

    known = known_by_settings(dossier.document_heads(), settings)
    reader = last_reader(dossier) or make_reader(current)
    identity, digest = reader.identity, reader.gazetteer_digest
    reports = list(dossier.reports(identity, digest, known.counting))
    material = Material.at_hand(
        reports,
        {head.id: head for head in known.documents},
        dossier.decisions(),
        identity,
        texts=dossier.documents,
    )
    contents, _ = put_together(material, settings, progress)
    return _by_noun(contents), len(reports)


def _by_noun(contents: Contents) -> Entries:
    found: dict[str, list[Entry]] = defaultdict(list)
    for field in fields(Contents):
        rows = getattr(contents, field.name)
        if isinstance(rows, tuple) and rows and getattr(rows[0], "kind", "") in NOUNS:
            found[rows[0].kind] = list(rows)
    return found


def _compared(
    before: Entries, after: Entries, documents: Sequence[Document], settings: Negotiation
) -> Iterator[TrialRow]:
    tellers = {id(side): _Teller(side, documents, settings) for side in (before, after)}
    for noun in NOUNS:
        old, new = before.get(noun, ()), after.get(noun, ())
        added, changed, gone = _matched(old, new)
        if old or new:
            examples = [("new: ", after, one) for one in added[:EXAMPLES]]
            examples += [("gone: ", before, one) for one in gone[:EXAMPLES]]
            yield TrialRow(
                noun=noun,
                before=len(old),
                after=len(new),
                added=len(added),
                changed=len(changed),
                gone=len(gone),
                examples=tuple(
                    f"{how}{tellers[id(side)].tell(one)}" for how, side, one in examples[:EXAMPLES]
                ),
            )


def _matched(
    old: Iterable[Entry], new: Iterable[Entry]
) -> tuple[list[Entry], list[Entry], list[Entry]]:
    """Entries added, changed and gone; one on the same passages is the same one, changed."""
    before, after = {e.id: e for e in old}, {e.id: e for e in new}
    changed = [after[id] for id in before.keys() & after.keys() if before[id] != after[id]]
    added = [e for id, e in after.items() if id not in before]
    gone = {e.id: e for id, e in before.items() if id not in after}
    places: dict[object, list[str]] = defaultdict(list)
    for entry in gone.values():
        places[_place(entry)].append(entry.id)
    fresh = []
    for entry in added:
        same = places.get(_place(entry)) if entry.passages else None
        if same:
            del gone[same.pop()]
            changed.append(entry)
        else:
            fresh.append(entry)
    return fresh, changed, list(gone.values())


def _place(entry: Entry) -> object:
    return frozenset((p.document, p.start, p.end) for p in entry.passages)


class _Teller:
    """Tells entries of one side in words."""

    def __init__(self, side: Entries, documents: Sequence[Document], settings: Negotiation) -> None:
        from dragoman.briefing import Footnotes, Lookup
        from dragoman.pipeline.contents import SINGULAR

        plural = {noun: name for name, noun in SINGULAR.items()}
        entries = {plural.get(noun, f"{noun}s"): tuple(rows) for noun, rows in side.items() if rows}
        known = {field.name for field in fields(Contents)}
        kept = {name: rows for name, rows in entries.items() if name in known}
        contents = Contents(negotiation=settings, documents=tuple(documents), **kept)  # type: ignore[arg-type]
        self._footnotes = Footnotes(Lookup(contents))

    def tell(self, entry: Entry) -> str:
        """The entry's sentence."""
        from dragoman.briefing import entry_item

        return entry_item(entry, self._footnotes).line.text
