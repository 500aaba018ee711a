"""Parcels: the brief or a selection, made of the dossier to be taken away.

What may go out is put together in a dossier opened anew, and kept for whoever asks for the same
next: the preview and what is downloaded after it are made of the same contents.
"""

import re
import time
import unicodedata
from collections.abc import Callable
from enum import StrEnum
from threading import Lock

from attrs import evolve, field, frozen

from dragoman.briefing import Lookup, compose, heading
from dragoman.briefing.selecting import NAMED, Selection, select
from dragoman.briefing.selections import Form, render_selection
from dragoman.dossier import Dossier
from dragoman.errors import BadIssueSpace, BadRequest
from dragoman.model import Contents, DealSpace
from dragoman.model.handling import Marking
from dragoman.pipeline import is_behind, marking_of, since_brief
from dragoman.pipeline.outgoing import (
    Records,
    Sharing,
    brief_as,
    deal_space_for,
    record_lines,
    shared_contents,
    zipped_tables,
)
from dragoman.workbench.errands import Tell
from dragoman.workbench.laying import laid

PATIENCE_S = 20.0
"""How long what is shared waits for accounts that are being put together, in seconds."""

_LOOK_EVERY_S = 0.2
_LONGEST_NAME = 60


class Face(StrEnum):
    """In which form something goes out."""

    HTML = "html"
    MARKDOWN = "md"
    WORD = "docx"
    ANNOTATION = "web-annotation"
    JSONL = "jsonl"
    CSV = "csv"
    PLOVER = "plover"


_KINDS: dict[Face, tuple[str, str]] = {
    Face.HTML: ("html", "text/html; charset=utf-8"),
    Face.MARKDOWN: ("md", "text/markdown; charset=utf-8"),
    Face.WORD: ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    Face.ANNOTATION: ("jsonld", "application/ld+json"),
    Face.JSONL: ("jsonl", "application/x-ndjson"),
    Face.CSV: ("zip", "application/zip"),
    Face.PLOVER: ("plover.jsonl", "application/x-ndjson"),
}
"""The ending of a file and its media type."""


@frozen(kw_only=True)
class Wish:
    """What is to go out, and how strict it may be; ``selection`` None is the whole file."""

    selection: Selection | None = None
    sharing: Sharing = field(factory=Sharing)


@frozen(kw_only=True)
class Parcel:
    """A file to take away; its name is plain ASCII. ``remark`` says what it had to leave out."""

    name: str
    media_type: str
    body: bytes
    remark: str = ""


def pack(place: str, wish: Wish, face: Face, tell: Tell) -> Parcel:
    """Make the file, from the dossier opened anew.

    Raises:
        UnknownEntry: an entry that is picked is not in the dossier.
        BadRequest: nothing is chosen, or what is shared is still being put together.
        DossierError: the dossier cannot be read.
    """
    with Dossier.open(place) as dossier:
        contents, marking = contents_for(dossier, wish.sharing, tell)
        selection = fitted(contents, wish)
        tell("writing the file", 0, None)
        remark = ""
        if face not in (Face.HTML, Face.MARKDOWN, Face.WORD):
            chosen = contents if selection is None else select(contents, selection)
            body = _records(chosen, marking, face)
        elif selection is not None:
            body = render_selection(contents, selection, Form(face.value), marking=marking)
        else:
            since = None if wish.sharing.at_most else since_brief(dossier, contents)
            deals, remark = _deals(contents, tell)
            composed = evolve(compose(contents, since, deals), marking=marking)
            body = brief_as(composed, Form(face.value))
    ending, media_type = _KINDS[face]
    name = f"{_stem(contents, wish)}.{ending}"
    return Parcel(name=name, media_type=media_type, body=body, remark=remark)


def _deals(contents: Contents, tell: Tell) -> tuple[DealSpace | None, str]:
    """The deal space, or why the brief has none; numbers that are wrong do not stop the brief."""
    try:
        return deal_space_for(contents, tell), ""
    except BadIssueSpace as error:
        return None, f"The brief has no deal space: {error}"


def _records(contents: Contents, marking: Marking | None, face: Face) -> bytes:
    if face is Face.CSV:
        return zipped_tables(contents, marking)
    lines = record_lines(contents, Records(face.value), marking)
    return "".join(f"{line}\n" for line in lines).encode("utf-8", "replace")


def fitted(contents: Contents, wish: Wish) -> Selection | None:
    """The selection with those of its entries that may go out.

    Raises:
        BadRequest: none of the entries that were picked may go out.
    """
    selection = wish.selection
    if selection is None or wish.sharing.at_most is None or not selection.entries:
        return selection
    ids = {entry.id for name in NAMED.values() for entry in getattr(contents, name)}
    kept = tuple(id for id in selection.entries if id in ids)
    if not kept and not selection.has_query:
        raise BadRequest(
            f"none of the picked entries may go out at {wish.sharing.at_most.value}, or they rest "
            "on other documents there; choose by section, party, issue or days instead"
        )
    return evolve(selection, entries=kept)


def contents_for(dossier: Dossier, sharing: Sharing, tell: Tell) -> tuple[Contents, Marking | None]:
    """What may go out, and what is to be said of it.

    Without a mark to share at it is everything, with what was decided a moment ago laid over it.

    Raises:
        BadRequest: decisions wait to be worked in, without which nothing is shared.
    """
    if sharing.at_most is None:
        tell("reading the dossier", 0, None)
        contents = laid(dossier).contents
        return contents, marking_of(contents)
    wait_until_settled(dossier, tell)
    return _KEPT.of(
        (str(dossier.path), dossier.version(), sharing),
        lambda: shared_contents(dossier, sharing, progress=tell),
    )


def wait_until_settled(dossier: Dossier, tell: Tell) -> None:
    """Wait until the entries rest on every decision.

    Raises:
        BadRequest: they do not after :data:`PATIENCE_S`.
    """
    until = time.monotonic() + PATIENCE_S
    while not dossier.is_current() or is_behind(dossier):
        if time.monotonic() >= until:
            raise BadRequest(
                "the latest documents and decisions are still being put together, and nothing is "
                "shared before they are; try again when the line at the top of the page is gone"
            )
        tell("waiting until the accounts are put together", 0, None)
        time.sleep(_LOOK_EVERY_S)


class _Kept:
    """The shared contents that were asked for last: one at a time, they may be large."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._key: object = None
        self._value: tuple[Contents, Marking] | None = None

    def of(
        self, key: object, make: Callable[[], tuple[Contents, Marking]]
    ) -> tuple[Contents, Marking]:
        """What was kept under the key, or is made now."""
        with self._lock:
            if self._value is None or self._key != key:
                self._value = None
                self._value, self._key = make(), key
            return self._value


_KEPT = _Kept()


def _stem(contents: Contents, wish: Wish) -> str:
    """A plain file name without its ending; it says nothing that the file does not say."""
    parts = [heading(Lookup(contents)), "selection" if wish.selection else ""]
    parts += [(contents.as_of or "")[:10], wish.sharing.at_most or ""]
    plain = unicodedata.normalize("NFKD", " ".join(p for p in parts[:1] if p))
    words = re.sub(r"[^a-z0-9]+", "-", plain.encode("ascii", "ignore").decode().lower()).strip("-")
    rest = [re.sub(r"[^a-z0-9]+", "-", part.lower()).strip("-") for part in parts[1:] if part]
    return "-".join([words[:_LONGEST_NAME].strip("-") or "dragoman", *(one for one in rest if one)])
