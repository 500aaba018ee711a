"""Entries under the ids and names that they have once all blocks are joined."""

import re
from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any

from attrs import evolve, frozen

from dragoman.model import (
    KINDS,
    Assessment,
    Contact,
    Corroboration,
    Deed,
    Entry,
    Evidence,
    Mention,
    Question,
    Statement,
    decode_as,
    digest,
)

if TYPE_CHECKING:
    from dragoman.resolution.renaming import Renaming

_ID = re.compile(rb"(?<![0-9a-f])[0-9a-f]{16}(?![0-9a-f])")
"""An id of an entry (``model.digest``) in a line of JSON."""


@frozen(kw_only=True, slots=False)
class Rewriting:
    """New ids for old ones, all through an entry; ``renaming`` knows the names that go with them.

    ``ids`` are those of persons, organisations, places, contacts, deeds and commitments.
    """

    ids: Mapping[str, str]
    renaming: "Renaming"

    @cached_property
    def _tokens(self) -> dict[bytes, bytes]:
        return {a.encode(): b.encode() for a, b in self.ids.items() if a != b}

    def entry(self, noun: str, line: bytes) -> Entry:
        """The entry that a line of JSON holds, with all that it names as it is called now."""
        tokens = self._tokens
        if tokens:
            line = _ID.sub(lambda found: tokens.get(found[0], found[0]), line)
        return self._named(decode_as(line, KINDS[noun]))

    def _named(self, entry: Any) -> Entry:
        renaming = self.renaming
        if isinstance(entry, Statement):
            return renaming.statement(entry)
        if isinstance(entry, Contact):
            return renaming.contact(entry)
        if isinstance(entry, Deed):
            return renaming.deed(entry)
        if isinstance(entry, Assessment):
            return renaming.assessment(entry)
        if isinstance(entry, Mention):
            return renaming.mention(entry)
        return _with_own_id(entry)


def _with_own_id(entry: Any) -> Entry:
    """An entry whose id is made of those that it is about, under the id that follows from them."""
    if isinstance(entry, Corroboration):
        return evolve(entry, id=digest(entry.kind, entry.target))
    if isinstance(entry, Evidence):
        return evolve(entry, id=digest(entry.kind, entry.target_kind, entry.target))
    if isinstance(entry, Question):
        return evolve(entry, candidates=tuple(dict.fromkeys(entry.candidates)))
    return entry  # type: ignore[no-any-return]
