"""Records of another dossier as a new one: JSON lines or Parquet in, a dossier out."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from attrs import define, field, frozen

from dragoman.dossier import Dossier, Place, standing
from dragoman.dossier.receiving import Arriving, receive
from dragoman.errors import BadRequest
from dragoman.exchange.arriving import Arrived, read_lines
from dragoman.exchange.parquet import read_parquet
from dragoman.model import Decision, Verb
from dragoman.model.carried import SettingsVersion
from dragoman.model.handling import Handling, Marking, strictest
from dragoman.pipeline.handling import DOSSIER, label_in, signed_mark
from dragoman.pipeline.negotiation import parse_negotiation
from dragoman.pipeline.progress import Progress, silent, told


@frozen(kw_only=True)
class Imported:
    """What was taken in. ``mark`` is what the whole is marked with; None where it had no mark.

    ``is_excerpt`` says that it was made for sharing; ``told`` is what it said of what was left
    out. ``without_bytes`` counts the documents that came as their text alone.
    """

    documents: int
    decisions: int
    entries: int
    without_bytes: int
    mark: Handling | None = None
    is_excerpt: bool = False
    told: tuple[str, ...] = ()


def import_records(
    target: Place,
    path: Path,
    *,
    who: str,
    decided_at: str | None = None,
    progress: Progress = silent,
) -> Imported:
    """Make a dossier of a file of JSON lines, or of a folder of Parquet files.

    An excerpt that was shared at a handling mark keeps that mark, as the mark of whatever has none
    in the new dossier; ``who`` signs it at ``decided_at`` (an instant in UTC, now unless given).

    Raises:
        BadRequest: ``target`` is a dossier that is not empty, or a record cannot be taken in; the
            message says which line. Nothing is stored then, and no file is left.
        DossierError: the dossier cannot be made or written.
        OSError: what is to be read cannot be opened.
    """
    found = read_parquet(path) if path.is_dir() else read_lines(path)
    arrived = told(found, "taking in records", progress)
    first = next(arrived, None)
    if first is None:
        raise BadRequest(f"{path} holds no record; write one with `dragoman export`")
    marking = first.record if isinstance(first.record, Marking) else None
    rest = arrived if marking is not None else _with(first, arrived)
    stream = _Stream(marking=marking, who=who, decided_at=decided_at)

    def fill(dossier: Dossier) -> Imported:
        got = receive(dossier, stream.records(rest), is_excerpt=stream.is_excerpt)
        return Imported(
            documents=got.documents,
            decisions=got.decisions,
            entries=got.entries,
            without_bytes=got.without_bytes,
            mark=None if marking is None else marking.mark,
            is_excerpt=stream.is_excerpt,
            told=() if marking is None else marking.lines,
        )

    return _filled(target, fill)


def _with(first: Arrived, rest: Iterable[Arrived]) -> Iterator[Arrived]:
    yield first
    yield from rest


def _filled(target: Place, fill: Callable[[Dossier], Imported]) -> Imported:
    """What filling gives; a file that was made for it goes again where it fails."""
    is_new = isinstance(target, Path) and not target.exists()
    try:
        with Dossier.open_or_create(target) as dossier:
            return fill(dossier)
    except BaseException:
        if is_new and isinstance(target, Path):
            for name in ("", "-wal", "-shm", "-journal"):
                with suppress(OSError):
                    target.with_name(f"{target.name}{name}").unlink(missing_ok=True)
        raise


@define(kw_only=True)
class _Stream:
    """The records on their way, with the mark that must stay at the end."""

    marking: Marking | None
    who: str
    decided_at: str | None
    _marks: list[Decision] = field(factory=list)
    _settings: tuple[str, SettingsVersion] | None = None

    @property
    def is_excerpt(self) -> bool:
        """Whether something was left out for sharing."""
        return self.marking is not None and self.marking.withheld is not None

    def records(self, arrived: Iterable[Arrived]) -> Iterator[Arriving]:
        """Where each stands, and what it is."""
        for one in arrived:
            record = one.record
            assert not isinstance(record, Marking)  # noqa: S101 - refused by the reader
            if isinstance(record, Decision) and record.verb in (Verb.HANDLE, Verb.WITHDRAW):
                self._marks.append(record)
            elif isinstance(record, SettingsVersion):
                self._settings = (one.where, record)
            yield one.where, record
        if self._settings is not None:
            parse_negotiation(self._settings[1].toml, where=f"the settings on {self._settings[0]}")
        if self.marking is not None and not self._is_covered(self.marking):
            yield "the mark of the file", self._signed(self.marking)

    def _is_covered(self, marking: Marking) -> bool:
        """Whether the decisions that came along mark the whole as strictly as the file says."""
        stand = [one for one in standing(self._marks) if one.verb is Verb.HANDLE]
        if self.is_excerpt:
            stand = [one for one in stand if one.target.noun == DOSSIER.noun][-1:]
        held = strictest(label_in(one) for one in stand)
        return held is not None and marking.mark.is_within(held)

    def _signed(self, marking: Marking) -> Decision:
        return signed_mark(
            DOSSIER,
            marking.mark,
            who=self.who,
            decided_at=self.decided_at,
            why=" ".join(("imported as", *marking.lines)),
        )
