"""Handling: who may see something (TLP 2.0), and what was left out for it."""

from collections.abc import Iterable, Iterator
from enum import StrEnum

from attrs import frozen

from dragoman.errors import BadRequest


class Handling(StrEnum):
    """A label of the Traffic Light Protocol, version 2.0 (FIRST, August 2022), mildest first.

    The values are written as FIRST has them. Comparing two as text means nothing: use
    :attr:`strictness` or :meth:`is_within`.
    """

    CLEAR = "TLP:CLEAR"
    GREEN = "TLP:GREEN"
    AMBER = "TLP:AMBER"
    AMBER_STRICT = "TLP:AMBER+STRICT"
    RED = "TLP:RED"

    @property
    def strictness(self) -> int:
        """0 for CLEAR up to 4 for RED."""
        return _ORDER.index(self)

    @property
    def may_go_to(self) -> str:
        """Who may see it, in FIRST's sense and in few words."""
        return _MAY_GO_TO[self]

    def is_within(self, limit: "Handling") -> bool:
        """Whether this is as mild as ``limit`` or milder.

        >>> Handling.AMBER.is_within(Handling.AMBER_STRICT)
        True
        """
        return self.strictness <= limit.strictness


_ORDER = tuple(Handling)
_MAY_GO_TO = {
    Handling.CLEAR: "may go to anybody",
    Handling.GREEN: "may go to the recipients' community",
    Handling.AMBER: "may go to the recipients' organisation and its clients who need to know",
    Handling.AMBER_STRICT: "may go to the recipients' organisation only",
    Handling.RED: "for the eyes of the individual recipients only",
}


def strictest(marks: Iterable[Handling | None]) -> Handling | None:
    """The strictest of the marks; None when none of them is a mark."""
    known = [mark for mark in marks if mark is not None]
    return max(known, key=lambda mark: mark.strictness, default=None)


def read_handling(text: str) -> Handling:
    """The label that is meant, in any case, with or without "TLP:".

    TLP 1.0's WHITE is today's CLEAR.

    >>> read_handling("amber+strict").value
    'TLP:AMBER+STRICT'

    Raises:
        BadRequest: it is none.
    """
    wanted = "".join(text.upper().split()).removeprefix("TLP:")
    wanted = "CLEAR" if wanted == "WHITE" else wanted
    for mark in Handling:
        if mark.value == f"TLP:{wanted}":
            return mark
    known = ", ".join(mark.value for mark in Handling)
    raise BadRequest(f"{text!r} is no handling mark; choose from {known}")


@frozen(kw_only=True)
class LeftOut:
    """How many of one noun were left out: "document" under TLP:RED, "document" without a mark."""

    noun: str
    mark: Handling | None
    count: int


@frozen(kw_only=True)
class Withheld:
    """What was left out so that the rest can be shared at ``at_most``; it names nothing.

    ``unmarked`` is how things without a mark were treated, None where they were left out.
    ``left`` counts by noun and mark; ``blackened`` counts sentences made unreadable in texts that
    are shared; ``estimates`` says that the analysts' own numbers on the parties were left out.
    """

    at_most: Handling
    unmarked: Handling | None = None
    left: tuple[LeftOut, ...] = ()
    blackened: int = 0
    estimates: bool = False

    def count(self, noun: str) -> int:
        """How many of one noun were left out, whatever their mark."""
        return sum(one.count for one in self.left if one.noun == noun)

    @property
    def sentences(self) -> tuple[str, ...]:
        """What was left out, in plain words: one sentence or more, naming nothing."""
        return tuple(_sentences(self))

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all was left out."""
        return not (self.left or self.blackened or self.estimates)


@frozen(kw_only=True)
class Marking:
    """What a page says of its own handling, in its first line and at the top of each sheet.

    ``mark`` is the level that it is shared at or, where nothing was filtered (``withheld`` None),
    the strictest mark on anything in it; ``unmarked`` then counts its documents without a mark.
    """

    mark: Handling
    unmarked: int = 0
    withheld: Withheld | None = None

    @property
    def lines(self) -> tuple[str, ...]:
        """What it says, a sentence each."""
        if self.withheld is not None:
            return self.withheld.sentences
        told = f"{self.mark.value}: {self.mark.may_go_to}."
        rest = "That is the strictest mark on anything in it; nothing was left out."
        if not self.unmarked:
            return told, rest
        noun = "document has" if self.unmarked == 1 else "documents have"
        return told, rest, f"{self.unmarked:,} {noun} no mark, so it may have to be stricter."


_PLURALS = {
    "party": "parties",
    "commitment": "commitments",
    "discrepancy": "discrepancies",
    "hypothesis": "hypotheses",
    "evidence": "pieces of evidence",
    "leverage": "leverages",
    "skip": "skipped files",
    "setting": "settings",
}
_SINGULARS = {"evidence": "piece of evidence", "skip": "skipped file"}


def _sentences(withheld: Withheld) -> Iterator[str]:
    yield f"{withheld.at_most.value}: {withheld.at_most.may_go_to}."
    if withheld.is_empty:
        yield "Nothing was left out."
        return
    for mark in (*reversed(_ORDER), None):
        told = [_counted(one) for one in withheld.left if one.mark is mark]
        if told:
            yield f"Left out, {_reason(mark)}: {_listed(told)}."
    if withheld.blackened:
        many = withheld.blackened != 1
        yield (
            f"{withheld.blackened:,} sentence{'s' if many else ''} of texts that are shared "
            f"{'are' if many else 'is'} blackened."
        )
    if withheld.estimates:
        yield "Left out: the analysts' own estimates of the parties."
    if withheld.unmarked is None:
        yield "What nobody has marked was left out."
    else:
        yield f"What nobody has marked was treated as {withheld.unmarked.value}."


def _reason(mark: Handling | None) -> str:
    """Why one is left out; one that is mild by itself rests on, or tells of, what is not."""
    return f"{mark.value} or resting on it" if mark else "without a mark, or telling of the rest"


def _counted(one: LeftOut) -> str:
    plural = _PLURALS.get(one.noun, f"{one.noun}s")
    return f"{one.count:,} {_SINGULARS.get(one.noun, one.noun) if one.count == 1 else plural}"


def _listed(told: list[str]) -> str:
    return told[0] if len(told) == 1 else f"{', '.join(told[:-1])} and {told[-1]}"
