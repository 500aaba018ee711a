"""The signed decisions that may be told of, as a log that another dossier can take in."""

import hashlib
from collections.abc import Iterator
from typing import Any

import msgspec

from dragoman.model import Contents, Document, encode
from dragoman.model.handling import Marking
from dragoman.pipeline.handling import strings_in
from dragoman.pipeline.review.places import Place
from dragoman.pipeline.review.travelling import FORMAT, LOG, PLACE


def shared_decision_lines(contents: Contents, marking: Marking | None) -> Iterator[str]:
    """The decisions of contents that were made for sharing, as ``import_decisions`` reads them.

    The first line also says who may see it and what was left out.
    """
    head: dict[str, Any] = {"kind": LOG, "format": FORMAT}
    if marking is not None:
        head |= {"handling": marking.mark.value, "note": list(marking.lines)}
    yield _line(head)
    named = {text for decision in contents.decisions for text in strings_in(decision)}
    for document in sorted(contents.documents, key=lambda document: document.id):
        if document.id in named:
            yield _line({"kind": PLACE, **msgspec.to_builtins(_place(document))})
    for decision in contents.decisions:
        yield encode(decision).decode("utf-8")


def _place(document: Document) -> Place:
    text = document.text.encode("utf-8", "surrogatepass")
    return Place(
        id=document.id,
        sha256=document.sha256,
        address=document.url or document.path,
        text_sha256=hashlib.sha256(text).hexdigest(),
    )


def _line(values: dict[str, Any]) -> str:
    return msgspec.json.encode(values).decode("utf-8")
