"""Across blocks: judgements on parts of a file become judgements on the file.

A large file is put together in blocks of documents (decision record 0036). What two blocks judge of
one party on one issue, of one undertaking or of one entry is put together here. The rules that need
two sentences before them have seen those of one block only.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from dragoman.assessment.across.commitments import join_commitments, merge_commitments
from dragoman.assessment.across.corroborations import merge_corroborations
from dragoman.assessment.across.discrepancies import (
    discrepancy_keys,
    join_discrepancies,
    merge_discrepancies,
)
from dragoman.assessment.across.positions import merge_positions
from dragoman.assessment.across.telling import Known, merge_tellings

Merge = Callable[[Sequence[Any], Known], Any]
"""Makes one judgement of several of one id."""

MERGES: Mapping[str, Merge] = {
    "position": merge_positions,
    "commitment": merge_commitments,
    "corroboration": merge_corroborations,
    "discrepancy": merge_discrepancies,
}
"""How judgements of one id become one; of any other noun what they tell is put together."""


def merge_judgements(noun: str, members: Sequence[Any], known: Known) -> Any:
    """One judgement of several blocks' judgements that go by one id.

    ``members`` come in the order of their blocks and are at least one.
    """
    if len(members) == 1:
        return members[0]
    return MERGES.get(noun, merge_tellings)(members, known)


__all__ = [
    "Known",
    "discrepancy_keys",
    "join_commitments",
    "join_discrepancies",
    "merge_judgements",
]
