"""Accounts of one undertaking put together."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Protocol

from rapidfuzz import fuzz

from dragoman.assessment.commitments.undertakings import Undertaking
from dragoman.assessment.wording import are_alike, content_words, is_listed, join, subject_words
from dragoman.model import Measure, Passage

_WIDE_ISSUES = frozenset({"process", "settlement", "bilateral-relations"})
_VERY_LIKE = 85
"""Least similarity (rapidfuzz token set ratio) of the words of two accounts that the reader has
put under different issues."""
_TELLING = 3
"""So many telling words such accounts share."""


class Tied(Protocol):
    """What analysts signed about accounts, by their ids: pairs that are one, and those apart."""

    @property
    def same(self) -> tuple[tuple[str, str], ...]:
        """Pairs that are one, whatever speaks against it."""

    def is_forbidden(self, first: Iterable[str], second: Iterable[str]) -> bool:
        """Whether a member of ``first`` is kept apart from one of ``second``."""


class Account(Protocol):
    """What is compared of two accounts: an undertaking of one text, or what a block made of it."""

    @property
    def parties(self) -> frozenset[str]:
        """Who is bound."""

    @property
    def measure(self) -> Measure:
        """What is undertaken."""

    @property
    def reached_at(self) -> str | None:
        """The contact it came out of."""

    @property
    def passages(self) -> tuple[Passage, ...]:
        """Where it stands."""

    @property
    def words(self) -> frozenset[str]:
        """Its telling words."""


def join_accounts(
    undertakings: Iterable[Undertaking], tied: Tied | None = None
) -> list[list[Undertaking]]:
    """Put accounts of one undertaking together: a party in common, like measures.

    Blocked by party and subject word or issue, and by document, so that only undertakings that
    share one of these are compared. What analysts signed (``tied``) wins over every rule.
    """
    groups: list[list[Undertaking]] = []
    index: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    heads = _heads(tied.same if tied else ())
    signed: dict[str, int] = {}
    for one in sorted(undertakings, key=lambda u: (u.day or "~", u.id)):
        keys = _keys(one)
        near = sorted({number for key in keys for number in index[key]})
        fits = (n for n in near if _belongs(one, groups[n]) and not _is_apart(one, groups[n], tied))
        number = signed.get(heads.get(one.id, ""), -1)
        number = next(fits, len(groups)) if number < 0 else number
        if number == len(groups):
            groups.append([])
        if one.id in heads:
            signed[heads[one.id]] = number
        groups[number].append(one)
        for key in keys:
            if number not in index[key]:
                index[key].append(number)
    return groups


def _heads(same: Iterable[tuple[str, str]]) -> dict[str, str]:
    """For each account that an analyst joined to others, one that stands for all of them."""
    heads: dict[str, str] = {}
    for pair in same:
        first, second = (heads.setdefault(one, one) for one in pair)
        heads = {one: first if head == second else head for one, head in heads.items()}
    return heads


def _is_apart(one: Undertaking, group: Sequence[Undertaking], tied: Tied | None) -> bool:
    return tied is not None and tied.is_forbidden((one.id,), (other.id for other in group))


def _keys(one: Undertaking) -> list[tuple[str, str]]:
    words = [*sorted(subject_words(one.measure)), f"issue {one.measure.issue}"]
    keys = [(party, word) for party in sorted(one.parties) for word in words]
    return [*keys, *(("document", p.document) for p in one.passages)]


def _belongs(one: Undertaking, group: Sequence[Undertaking]) -> bool:
    return any(may_be_same(one, other) for other in group) and all(
        _can_be_same(one, other) for other in group
    )


def _can_be_same(one: Account, other: Account) -> bool:
    """Whether nothing stands against it: another contact, other parties, another length."""
    if one.reached_at and other.reached_at and one.reached_at != other.reached_at:
        return False
    joint = len(one.parties) > 1 and len(other.parties) > 1
    if not one.parties & other.parties:
        return False
    if joint and not (one.parties <= other.parties or other.parties <= one.parties):
        return False
    mine, theirs = one.measure.extent, other.measure.extent
    return mine is None or theirs is None or mine.unit != theirs.unit or mine.fits(theirs)


def may_be_same(one: Account, other: Account) -> bool:
    """Whether two accounts are of one undertaking, and nothing stands against it."""
    if not _can_be_same(one, other):
        return False
    if any(p.covers(q) or q.covers(p) for p in one.passages for q in other.passages):
        return _may_be_issue(one, other)
    if are_alike(one.measure, other.measure) or _reads_the_same(one, other):
        return True
    # On one narrow issue two words in common are enough, and one where the contact is the same.
    reached = one.reached_at is not None and one.reached_at == other.reached_at
    issue = one.measure.issue
    narrow = issue is not None and issue == other.measure.issue and issue not in _WIDE_ISSUES
    shared = {w for w in one.words & other.words if not is_listed(w, "agreeing")}
    return narrow and len(shared) >= (1 if reached else 2)


def _reads_the_same(one: Account, other: Account) -> bool:
    """Whether two accounts say the same of the same parties, whatever issue each was put under."""
    if one.parties != other.parties or one.measure.negated != other.measure.negated:
        return False
    mine, theirs = (content_words(" ".join(p.exact for p in u.passages)) for u in (one, other))
    if len(mine & theirs) < _TELLING:
        return False
    return fuzz.token_set_ratio(join(mine), join(theirs)) >= _VERY_LIKE


def _may_be_issue(one: Account, other: Account) -> bool:
    """Two measures of one sentence on two issues are two undertakings."""
    issues = {one.measure.issue, other.measure.issue}
    return None in issues or len(issues) == 1
