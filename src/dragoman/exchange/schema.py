"""The JSON Schema of the records, generated from them (``docs/schema.json``)."""

import sys
from typing import Any

import msgspec

from dragoman.exchange.jsonl import CARRIED, HANDLING, MarkingLine
from dragoman.model import KINDS
from dragoman.model.carried import SettingsVersion

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema() -> dict[str, Any]:
    """One JSON Schema that any line of ``dragoman export --format jsonl`` fits.

    Every record gets its ``kind`` as a constant, so that a validator picks the right branch; so
    does what goes along with the records (settings, skips, bytes, how all may be handled).
    """
    along = {HANDLING: MarkingLine} | {kind: noun for noun, kind in CARRIED.items()}
    kinds: list[tuple[str, Any]] = [*KINDS.items(), *along.items()]
    refs, components = msgspec.json.schema_components(
        [noun for _, noun in kinds], ref_template="#/$defs/{name}"
    )
    branches = []
    for (kind, noun), ref in zip(kinds, refs, strict=True):
        name = ref["$ref"].rsplit("/", 1)[1]
        body = components[name]
        ids = {"id": {"type": "string"}} if noun is SettingsVersion else {}
        body["properties"] = {"kind": {"const": kind}, **ids, **body["properties"]}
        body["description"] = (noun.__doc__ or "").strip().split("\n\n", maxsplit=1)[0]
        branches.append({"allOf": [ref, {"required": ["kind"]}]})
    whole = {
        "$schema": DIALECT,
        "title": "A record of Dragoman, one line of its JSON lines export",
        "anyOf": branches,
        "$defs": dict(sorted(components.items())),
    }
    plain: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(whole))
    return plain


def main() -> None:
    """Print the schema, two spaces deep, keys as generated."""
    sys.stdout.write(msgspec.json.format(msgspec.json.encode(schema()), indent=2).decode() + "\n")


if __name__ == "__main__":
    main()
