"""Desk: what one page is made from."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import cached_property

from attrs import define, field

from dragoman.briefing import Footnotes, Lookup, document_footnote
from dragoman.dossier import Hit, Words
from dragoman.model import Contents
from dragoman.pipeline.asking import Asking, search_contents
from dragoman.workbench.citations import Citation, citations
from dragoman.workbench.looks import Looks
from dragoman.workbench.shelf import HITS
from dragoman.workbench.snapshot import Snapshot


@define(slots=False)
class Desk:
    """A snapshot and the notes that one page takes from it. ``today`` is the user's day.

    ``search`` looks into the dossier's index of words; it may block, so a page that asks it is
    made in a thread. ``place`` is where the dossier lies, for work that opens it anew; empty where
    there is none; ``looks`` knows what a token of the overview names. Nothing on a desk depends on
    who looks: what it makes may be kept for others.
    """

    snapshot: Snapshot
    today: date
    search: Callable[[Words], Sequence[Hit]] = field(repr=False)
    place: str = ""
    looks: Looks = field(factory=Looks, repr=False)

    @search.default
    def _search_contents(self) -> Callable[[Words], Sequence[Hit]]:
        return lambda words: search_contents(self.contents, words, HITS)

    @cached_property
    def footnotes(self) -> Footnotes:
        """The register of this page's citations."""
        return Footnotes(self.snapshot.lookup)

    @property
    def contents(self) -> Contents:
        """Everything the dossier holds."""
        return self.snapshot.contents

    @property
    def lookup(self) -> Lookup:
        """Labels and marks."""
        return self.snapshot.lookup

    @property
    def asking(self) -> Asking:
        """The contents ready to be asked; kept while the entries stay as they are."""
        return self.snapshot.kept("asking", self._asking)

    def _asking(self) -> Asking:
        snapshot, older = self.snapshot, self.snapshot.shelved
        days = older.get("asking days", {})
        made = Asking(snapshot.contents, snapshot.lookup, days_of=days)
        if "asking names" in older:
            made.__dict__["names"] = older["asking names"]
        return made

    def notes(self) -> tuple[Citation, ...]:
        """The citations taken so far, in their order; asked last of all."""
        lookup = self.lookup
        cited = {place[0] for place in self.footnotes.places()}
        labels = {id: document_footnote(lookup.documents[id], lookup) for id in cited}
        return citations(self.footnotes.notes(labels), lookup)
