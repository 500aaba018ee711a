"""Citations: every passage that the brief rests on gets one number."""

from collections.abc import Iterable

from attrs import Factory, define, evolve

from dragoman.briefing.content import Note
from dragoman.briefing.lookup import Lookup
from dragoman.briefing.quoting import surroundings, telling_span
from dragoman.briefing.wording import visible
from dragoman.model import Account, Discrepancy, Entry, Passage, Position, Statement

_TOLD = ("content", "measure", "outcome", "condition")
_TELLING = {"contact": ("", "cue", "contact", "participant", "place", "day", "duration")}
"""Roles of the passages that tell an entry best, by noun: a contact by who, where and when."""

AT_MOST = 6
"""Documents cited behind one sentence; the entry's details count the rest."""


@define
class Footnotes:
    """The register of notes, numbered in the order in which the brief cites."""

    lookup: Lookup
    _numbers: dict[tuple[str, int, int], int] = Factory(dict)
    _nouns: list[str] = Factory(list)

    def cite(self, entry: Entry) -> tuple[int, ...]:
        """The notes behind an entry: one for each independent document, at most six."""
        if isinstance(entry, Discrepancy):
            sides = [self.cite_account(account, at_most=3) for account in entry.accounts]
            return tuple(dict.fromkeys(number for side in sides for number in side))
        ids = self.lookup.independent(entry)
        return self.cite_passages(_evidence(entry, self.lookup), entry.kind, ids)

    def cite_account(self, account: Account, *, at_most: int = AT_MOST) -> tuple[int, ...]:
        """The notes behind one account of a discrepancy."""
        passages = list(account.passages)
        if not passages:
            passages = [p for s in self.lookup.said(account.statements) for p in s.passages]
        documents = self.lookup.originals(account.documents)
        return self.cite_passages(passages, "discrepancy", documents, at_most)

    def cite_statement(self, statement: Statement) -> tuple[int, ...]:
        """The notes behind a statement."""
        return self.cite_passages(statement.passages, "statement")

    def cite_passages(
        self,
        passages: Iterable[Passage],
        noun: str,
        documents: Iterable[str] = (),
        at_most: int = AT_MOST,
    ) -> tuple[int, ...]:
        """One note for each document, ``documents`` in their order first, so many at most.

        Nothing is numbered that is not cited. A document that is named but holds no passage in
        place is cited as a whole.
        """
        by_document: dict[str, list[Passage]] = {id: [] for id in documents}
        fixed = bool(by_document)
        for passage in passages:
            if not fixed or passage.document in by_document:
                by_document.setdefault(passage.document, []).append(passage)
        known = [(id, found) for id, found in by_document.items() if id in self.lookup.documents]
        numbers = (self._number(id, found, noun) for id, found in known[:at_most])
        return tuple(dict.fromkeys(n for n in numbers if n))

    def _number(self, id: str, passages: list[Passage], noun: str) -> int | None:
        document = self.lookup.documents.get(id)
        if document is None:
            return None
        start, end = telling_span(passages, document, _TELLING.get(noun, _TOLD)) or (-1, -1)
        key = (id, start, end)
        if key not in self._numbers:
            self._numbers[key] = len(self._numbers) + 1
            self._nouns.append(noun)
        return self._numbers[key]

    def place(self, number: int) -> tuple[str, int, int]:
        """Document, start and end of a note; start and end are -1 where it cites the whole."""
        return list(self._numbers)[number - 1]

    def places(self) -> tuple[tuple[str, int, int], ...]:
        """Document, start and end of every note, in order; see ``place``."""
        return tuple(self._numbers)

    def notes(self, labels: dict[str, str]) -> tuple[Note, ...]:
        """All notes in order. ``labels`` says for each document id what a footnote names."""
        return tuple(
            self._note(number, id, (start, end), labels.get(id, ""))
            for (id, start, end), number in self._numbers.items()
        )

    def _note(self, number: int, id: str, span: tuple[int, int], label: str) -> Note:
        whole = Note(
            number=number,
            document=self.lookup.numbers[id],
            noun=self._nouns[number - 1],
            label=label,
        )
        if span[0] < 0:
            return whole
        text = self.lookup.documents[id].text
        before, after = surroundings(text, *span)
        return evolve(
            whole,
            start=span[0],
            end=span[1],
            before=visible(before),
            exact=visible(text[span[0] : span[1]]),
            after=visible(after),
        )


def _evidence(entry: Entry, lookup: Lookup) -> list[Passage]:
    """The entry's own passages; a position's also in its statements, the strongest first."""
    passages = list(entry.passages)
    if isinstance(entry, Position) or not passages:
        for statement in lookup.said(getattr(entry, "statements", ())):
            passages += statement.passages
    return passages
