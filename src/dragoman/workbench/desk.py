"""Desk: what one page is made from."""

from datetime import date
from functools import cached_property

from attrs import define

from dragoman.briefing import Footnotes, Lookup, document_footnote
from dragoman.model import Contents
from dragoman.workbench.citations import Citation, citations
from dragoman.workbench.snapshot import Snapshot


@define(slots=False)
class Desk:
    """A snapshot and the notes that one page takes from it. ``today`` is the user's day.

    Nothing on a desk depends on who looks: what it makes may be kept for others.
    """

    snapshot: Snapshot
    today: date

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

    def notes(self) -> tuple[Citation, ...]:
        """The citations taken so far, in their order; asked last of all."""
        lookup = self.lookup
        cited = {place[0] for place in self.footnotes.places()}
        labels = {id: document_footnote(lookup.documents[id], lookup) for id in cited}
        return citations(self.footnotes.notes(labels), lookup)
