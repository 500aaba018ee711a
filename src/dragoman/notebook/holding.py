"""Where the entries of a file lie: in a dossier, read as they are asked for, or in memory."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Protocol

from attrs import define, evolve, field

from dragoman.dossier import Dossier, Hit, Place, Words
from dragoman.errors import BadRequest, UnknownEntry
from dragoman.model import Contents, Document, Entry, TextReuse
from dragoman.model.nouns import FIELDS
from dragoman.notebook.grounds import around
from dragoman.notebook.telling import told_on_one_line
from dragoman.pipeline import (
    Earlier,
    catch_up,
    contents_as_of,
    contents_of,
    day_asked,
    known_by_settings,
    negotiation_of,
)
from dragoman.pipeline.rating import with_ratings
from dragoman.pipeline.reuse import fold_near_copies

NOUNS = {name: noun for noun, name in FIELDS.items()}

HITS = 20_000
"""The most statements and paragraphs that full text looks at."""


class Holding(Protocol):
    """What a file is asked for; fields are those of :class:`~dragoman.model.Contents`."""

    @property
    def place(self) -> str:
        """Where it lies, for people."""

    def some(self, fields: Iterable[str]) -> Contents:
        """The contents with these fields alone; documents come without their texts."""

    def whole(self) -> Contents:
        """All contents."""

    def around(self, entries: Sequence[Entry]) -> Contents:
        """What the lines and sentences of these entries rest on."""

    def entry(self, entry_id: str) -> Entry:
        """One entry or document (with its text). Raises ``UnknownEntry``."""

    def search(self, words: Words) -> Sequence[Hit]:
        """The statements and paragraphs that hold the words, best first."""

    def as_of(self, day: str) -> Contents:
        """What could be known on a day."""


@define
class InMemory:
    """Contents that were put together, or handed over."""

    contents: Contents
    place: str = "in memory"

    def some(self, fields: Iterable[str]) -> Contents:
        """All of it: nothing is saved by leaving something out."""
        return self.contents

    def whole(self) -> Contents:
        """All of it."""
        return self.contents

    def around(self, entries: Sequence[Entry]) -> Contents:
        """All of it."""
        return self.contents

    def entry(self, entry_id: str) -> Entry:
        """The entry with this id, of any noun."""
        for one in _every(self.contents):
            if one.id == entry_id:
                return one
        raise UnknownEntry(entry_id)

    def search(self, words: Words) -> Sequence[Hit]:
        """What the texts say; there is no index."""
        from dragoman.pipeline.asking import search_contents

        return search_contents(self.contents, words, HITS)

    def as_of(self, day: str) -> Contents:
        """Refused: what was known earlier is worked out from a dossier.

        Raises:
            BadRequest: always.
        """
        raise BadRequest(f"{self.place}: ask the file that dm.open gives for as_of({day!r})")


@define
class InDossier:
    """A dossier on disk or on a server; opened for each look, and closed again.

    What was read is kept until the dossier changes. Entries that lag behind what was read are
    put together first, as in every face.
    """

    at: Place
    _version: str = field(default="", init=False)
    _kept: dict[str, Any] = field(factory=dict, init=False, repr=False)

    @property
    def place(self) -> str:
        """Where it lies; without a password."""
        return str(self.at)

    @contextmanager
    def looked_at(self) -> Iterator[Dossier]:
        """The dossier, its entries resting on all that was read."""
        with Dossier.open(self.at) as dossier:
            with told_on_one_line() as progress:
                catch_up(dossier, progress=progress)
            version = dossier.version()
            if version != self._version:
                self._kept = {}
                self._version = version
            yield dossier

    def some(self, fields: Iterable[str]) -> Contents:
        """The contents with these fields alone; documents come without their texts."""
        with self.looked_at() as dossier:
            if "whole" in self._kept:
                found: Contents = self._kept["whole"]
                return found
            values = {name: self._field(dossier, name) for name in fields}
            return Contents(negotiation=self._negotiation(dossier), **values)

    def whole(self) -> Contents:
        """All contents, in one piece."""
        with self.looked_at() as dossier:
            if "whole" not in self._kept:
                self._kept["whole"] = contents_of(dossier)
            found: Contents = self._kept["whole"]
            return found

    def around(self, entries: Sequence[Entry]) -> Contents:
        """What the lines and sentences of these entries rest on, texts of cited documents too."""
        with self.looked_at() as dossier:
            if "whole" in self._kept:
                found: Contents = self._kept["whole"]
                return found
            names = ("parties", "persons", "organisations", "places", "corroborations", "documents")
            small = {name: self._field(dossier, name) for name in names}
            known = Contents(negotiation=self._negotiation(dossier), **small)
            return around(entries, known, dossier)

    def entry(self, entry_id: str) -> Entry:
        """One entry, or one document with its text and with the links to its copies."""
        with self.looked_at() as dossier:
            found = dossier.entry(entry_id)
            if isinstance(found, Document):
                heads: dict[str, Document] = {d.id: d for d in self._field(dossier, "documents")}
                return evolve(heads.get(found.id, found), text=found.text)
            return found

    def search(self, words: Words) -> Sequence[Hit]:
        """What the stored index finds."""
        with self.looked_at() as dossier:
            return dossier.search(words, HITS)

    def as_of(self, day: str) -> Contents:
        """What could be known on a day; nothing is stored."""
        with self.looked_at() as dossier, told_on_one_line() as progress:
            earlier: Earlier = contents_as_of(dossier, day_asked(day), progress=progress)
        return earlier.contents

    def _negotiation(self, dossier: Dossier) -> Any:
        if "negotiation" not in self._kept:
            given = negotiation_of(dossier)
            self._kept["negotiation"] = with_ratings(given, tuple(dossier.decisions()))
        return self._kept["negotiation"]

    def _field(self, dossier: Dossier, name: str) -> Any:
        if name not in self._kept:
            self._kept[name] = tuple(_read(dossier, name, self._negotiation(dossier)))
        return self._kept[name]


def _read(dossier: Dossier, name: str, negotiation: Any) -> Iterable[Any]:
    """One field of the contents, as ``contents_of`` has it (documents without texts)."""
    if name == "decisions":
        return dossier.decisions()
    if name == "skips":
        return dossier.skips()
    if name == "documents":
        known = known_by_settings(dossier.document_heads(), negotiation)
        return fold_near_copies(known.documents, dossier.entries(TextReuse)).values()
    return dossier.entries(NOUNS[name])


def _every(contents: Contents) -> Iterator[Entry]:
    for name in FIELDS.values():
        yield from getattr(contents, name)
