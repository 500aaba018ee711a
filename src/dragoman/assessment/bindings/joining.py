"""Several tellings of one binding become one entry."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from attrs import frozen
from rapidfuzz import fuzz

from dragoman.assessment.bindings.desk import Finding
from dragoman.assessment.witnesses import Witnesses
from dragoman.assessment.wording import content_words
from dragoman.model import Firmness, Passage

_LIKE = 75
"""Least similarity (rapidfuzz token set ratio) of the words of two tellings of one thing."""

D = TypeVar("D")


@frozen(kw_only=True)
class Telling:
    """What the tellings of one binding come to, for the fields that all bindings have."""

    passages: tuple[Passage, ...]
    statements: tuple[str, ...]
    documents: tuple[str, ...]
    firmness: Firmness
    told_on: str | None

    def fields(self) -> dict[str, Any]:
        """The fields by name."""
        return {
            "passages": self.passages,
            "statements": self.statements,
            "documents": self.documents,
            "firmness": self.firmness,
            "told_on": self.told_on,
        }


def put_together(findings: Sequence[Finding], witnesses: Witnesses) -> Telling:
    """The tellings of one binding, the earliest first; the firmest of them counts."""
    ordered = sorted(findings, key=place_of)
    days = sorted(one.day for one in ordered if one.day)
    statements = dict.fromkeys(one.statement.id for one in ordered if one.statement is not None)
    return Telling(
        passages=tuple(dict.fromkeys(one.passage for one in ordered)),
        statements=tuple(statements),
        documents=witnesses.folded(one.passage.document for one in ordered),
        firmness=min((one.firmness for one in ordered), key=tuple(Firmness).index),
        told_on=days[0] if days else None,
    )


def place_of(finding: Finding) -> tuple[str, str, int]:
    """Sort key: by day (unknown last), document and place."""
    return (finding.day or "9999", finding.passage.document, finding.passage.start)


def joined(drafts: Sequence[D], is_same: Callable[[D, D], bool]) -> list[list[D]]:
    """Drafts in groups: each joins the first group with whose head it is the same."""
    groups: list[list[D]] = []
    for draft in drafts:
        group = next((g for g in groups if is_same(g[0], draft)), None)
        if group is None:
            groups.append([draft])
        else:
            group.append(draft)
    return groups


def has_same_words(one: str, other: str) -> bool:
    """Whether two clauses tell one thing, as far as their telling words go."""
    first, second = content_words(one), content_words(other)
    if len(first & second) < 2 and first != second:
        return False
    return fuzz.token_set_ratio(" ".join(sorted(first)), " ".join(sorted(second))) >= _LIKE
