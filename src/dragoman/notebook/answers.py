"""Answers: what a question to the file found, with the sentences that it rests on."""

from collections.abc import Iterator, Sequence
from typing import Any, SupportsIndex, overload

from attrs import frozen

from dragoman.briefing import Cited, Lookup, day_words
from dragoman.model import Entry
from dragoman.notebook.holding import Holding
from dragoman.notebook.rows import Row, plain_line
from dragoman.notebook.sentences import Sentence, sentence_at
from dragoman.pipeline.asking import Answer, Asking, Found


@frozen(kw_only=True, eq=False, repr=False)
class Answers(Sequence[Entry]):
    """The entries that answer a question, best or newest first.

    ``question`` is the question as it was understood, ``total`` how many there are in all;
    ``notes`` say what was taken for what, and, where nothing was found, why.
    """

    question: str
    entries: tuple[Entry, ...]
    rows: tuple[Row, ...]
    total: int
    notes: tuple[str, ...] = ()

    def __len__(self) -> int:
        return len(self.entries)

    def __iter__(self) -> Iterator[Entry]:
        return iter(self.entries)

    @overload
    def __getitem__(self, place: SupportsIndex) -> Entry: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[Entry, ...]: ...
    def __getitem__(self, place: SupportsIndex | slice) -> Entry | tuple[Entry, ...]:
        return self.entries[place]

    def __repr__(self) -> str:
        """The question as understood, and how many answers there are."""
        return f"<{self.total} answers to: {self.question}>"

    def __str__(self) -> str:
        """The answers as lines, with their days, marks and ids."""
        told = [f"understood: {self.question}", *self.notes]
        return "\n".join([*told, *(f"{plain_line(row)}  {row.day}" for row in self.rows)])

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        printer.text(str(self))

    def _repr_html_(self) -> str:
        """The answers as a table; each opens its sentences. No script, all of it escaped."""
        from dragoman.notebook.setting import set_answers

        return set_answers(self)


def answers_to(question: str, holding: Holding, most: int) -> Answers:
    """The answers to a question, ``most`` of them at most.

    Raises:
        BadRequest: a field or value is unknown, or there is nothing to look for.
    """
    asking = Asking(holding.whole())
    answer = asking.answer(question, holding.search, most=most)
    return Answers(
        question=str(answer.question) or "everything on file",
        entries=tuple(found.line.entry for found in answer.found),
        rows=tuple(_row(found, asking.lookup) for found in answer.found),
        total=answer.total,
        notes=(*answer.question.notes, *_why_nothing(answer)),
    )


def _why_nothing(answer: Answer) -> tuple[str, ...]:
    return () if answer.found else ("nothing found", *answer.nothing)


def _row(found: Found, lookup: Lookup) -> Row:
    return Row(
        text=found.line.text,
        mark=found.line.mark,
        sentences=tuple(_sentence(cited, lookup) for cited in found.line.cited),
        entry_id=found.line.entry.id,
        day=day_words(found.day),
        status=found.line.entry.kind,
    )


def _sentence(cited: Cited, lookup: Lookup) -> Sentence:
    """The cited sentence with what stands around it."""
    if cited.start is None or cited.end is None:
        return sentence_at(cited.document, -1, -1, lookup)
    return sentence_at(cited.document, cited.start, cited.end, lookup)
