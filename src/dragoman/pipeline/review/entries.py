"""The entries of some nouns, from everything a dossier holds."""

from collections.abc import Collection, Iterator

import attrs

from dragoman.model import Contents, Entry

_NO_ENTRIES = frozenset({"decisions", "skips"})


def entries_in(contents: Contents, nouns: Collection[str] | None = None) -> Iterator[Entry]:
    """The entries and documents of these nouns (all but decisions by default)."""
    for field in attrs.fields(Contents):
        held = getattr(contents, field.name)
        if field.name in _NO_ENTRIES or not isinstance(held, tuple) or not held:
            continue
        if isinstance(held[0], Entry) and (nouns is None or held[0].kind in nouns):
            yield from held
