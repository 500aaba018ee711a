"""Shape: which fields the records have, as one digest."""

from functools import cache

import msgspec

from dragoman.model.codec import KINDS
from dragoman.model.entry import digest


@cache
def shape() -> str:
    """A digest of the fields of all records: it changes when a record does."""
    schemas = msgspec.json.schema_components(KINDS.values())
    return digest(msgspec.json.encode(schemas, order="sorted").decode())
