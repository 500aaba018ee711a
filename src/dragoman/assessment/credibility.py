"""Credibility: the Admiralty digit of a claim, by a table of rules that can be read.

``credibility.toml`` holds the rules, each with its reason and where it was taken from. What an
analyst thinks of an outlet or a speaker (reliability) has no part in it.
"""

import tomllib
from functools import cache
from importlib.resources import files

import msgspec
from attrs import frozen

from dragoman.model import Credibility

_COUNTS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


@frozen(kw_only=True)
class Weight:
    """What speaks for a claim and against it.

    ``lines`` and ``against`` count independent lines of witness; ``parties`` are the names of
    those whose own accounts confirm it; ``is_known``: who published each document is known.
    """

    lines: int
    against: int = 0
    parties: tuple[str, ...] = ()
    is_hearsay: bool = False
    is_known: bool = True


@frozen(kw_only=True)
class Rule:
    """A row of ``credibility.toml``; a condition that is None asks for nothing."""

    digit: Credibility
    reason: str
    taken_from: str
    own: int | None = None
    lines: int | None = None
    against: int | None = None
    is_hearsay: bool | None = None
    is_known: bool | None = None
    is_outweighed: bool | None = None

    def fits(self, weight: Weight) -> bool:
        """Whether every condition of the row holds."""
        asked = (
            (self.is_hearsay, weight.is_hearsay),
            (self.is_known, weight.is_known),
            (self.is_outweighed, weight.against > weight.lines),
        )
        is_against = self.against is None or (
            weight.against >= self.against if self.against else weight.against == 0
        )
        return (
            is_against
            and len(weight.parties) >= (self.own or 0)
            and weight.lines >= (self.lines or 0)
            and all(wanted is None or wanted is found for wanted, found in asked)
        )


@cache
def rules() -> tuple[Rule, ...]:
    """The table, in its order."""
    text = (files("dragoman.assessment") / "credibility.toml").read_text("utf-8")
    return tuple(msgspec.convert(tomllib.loads(text)["rule"], list[Rule]))


def weigh(weight: Weight) -> tuple[Credibility, str]:
    """The digit of a claim and the reason for it in words."""
    rule = next(rule for rule in rules() if rule.fits(weight))
    reason = rule.reason.format(
        lines=accounts(weight.lines),
        against=accounts(weight.against),
        parties=" and ".join(sorted(weight.parties)),
    )
    if weight.against == 1:
        reason = reason.replace(" contradict it", " contradicts it")
    return rule.digit, reason


def accounts(count: int) -> str:
    """So many accounts, in words.

    >>> accounts(2), accounts(1)
    ('two independent accounts', 'one account')
    """
    number = _COUNTS[count] if count < len(_COUNTS) else str(count)
    return f"{number} account" if count == 1 else f"{number} independent accounts"
