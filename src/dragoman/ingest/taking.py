"""Taking: one file becomes documents, or lines that say why not."""

import hashlib
import re
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePath

from attrs import evolve, frozen

from dragoman.errors import BadRequest, UnreadableDocument
from dragoman.ingest.clues import Clues, weigh
from dragoman.ingest.daylines import clue_in_address, clue_in_file_name, clues_in_text
from dragoman.ingest.fields import one_line, outlet_name, sound, web_address
from dragoman.ingest.fingerprinting import fingerprint
from dragoman.ingest.front_matter import front_matter, front_matter_clues
from dragoman.ingest.galley import Galley
from dragoman.ingest.genre import genre_of
from dragoman.ingest.headline import headline
from dragoman.ingest.instants import edtf
from dragoman.ingest.language import language_of
from dragoman.ingest.opening import MAX_TEXT_BYTES
from dragoman.ingest.readers import galleys, galleys_in
from dragoman.ingest.sidecar import sidecar_clues
from dragoman.model import Document, Skip, document_id

_SILENT = Clues(known_by="")


@frozen(kw_only=True)
class Taken:
    """A document that was taken in, and the bytes it was read from.

    For one article of a ``.jsonl`` file the bytes are its line's, for one of a JSON array those
    of the article written as JSON with sorted keys.
    """

    document: Document
    raw: bytes


def take(path: Path, *, retrieved_at: str | None = None) -> Iterator[Taken | Skip]:
    """The documents of one file, and a line for whatever in it cannot be taken in.

    A bad file never raises: it gives a :class:`Skip`. ``retrieved_at`` (EDTF) is when the caller
    got the file; what the file or its sidecar says about that wins. The network is not touched,
    and the file system's times are never used as times of publication.
    """
    path = Path(path)
    sidecar, fault = sidecar_clues(path)
    if fault is not None:
        yield fault
    try:
        for galley in galleys(path):
            if isinstance(galley, Skip):
                yield galley
            else:
                yield _taken(galley, path.as_posix(), sidecar, _SILENT, retrieved_at)
    except UnreadableDocument as unread:
        yield Skip(path=unread.path, reason=unread.reason, advice=unread.advice)


def take_bytes(
    raw: bytes,
    *,
    where: str,
    ending: str,
    url: str | None = None,
    charset: str | None = None,
    retrieved_at: str | None = None,
    told_by: str = "the caller",
    title: str | None = None,
    published_at: str | None = None,
) -> Iterator[Taken | Skip]:
    """The documents in bytes that the caller holds (an upload, a page from the web).

    Bad bytes never raise: they give a :class:`Skip`. ``where`` becomes the path of the document
    and names it in skips; nothing is opened there. ``ending`` names the reader (".html"),
    ``charset`` the encoding that was told beside the bytes. ``url`` is believed before what the
    text says of itself. ``title`` and ``published_at`` (as written) are what ``told_by`` ("feed")
    says: they count only where the text is silent on them.
    """
    given = Clues(known_by=told_by, url=web_address(url))
    behind = Clues(known_by=told_by, title=one_line(title), published_at=edtf(published_at or ""))
    try:
        for galley in galleys_in(raw, ending, where, charset):
            if isinstance(galley, Skip):
                yield galley
            else:
                yield _taken(galley, where, given, behind, retrieved_at)
    except UnreadableDocument as unread:
        yield Skip(path=unread.path, reason=unread.reason, advice=unread.advice)


def take_text(
    text: str,
    *,
    path: str | None = None,
    outlet: str | None = None,
    published_at: str | None = None,
    title: str | None = None,
    url: str | None = None,
) -> Document:
    """A text that the caller already holds, as a document; front matter in it is read.

    Raises:
        BadRequest: ``published_at`` is no day, or ``url`` no web address.
        UnreadableDocument: the text is empty.
    """
    day = edtf(published_at) if published_at else None
    if published_at and day is None:
        raise BadRequest(f"published_at is {published_at!r}, which is no day; write 2025-03-19")
    if url and web_address(url) is None:
        raise BadRequest(f"url is {url!r}, which is no web address; begin it with https://")
    given = Clues(
        known_by="the caller",
        outlet=outlet_name(outlet),
        published_at=day,
        title=one_line(title),
        url=web_address(url),
    )
    raw = sound(text).encode("utf-8")
    galley = Galley(text=text, raw=raw, clues=(given, front_matter_clues(text)))
    return _document(
        galley, path, weigh([*galley.clues, *_own_clues(text)]), _stated_language(galley.clues)
    )


def _taken(
    galley: Galley, where: str, given: Clues, behind: Clues, retrieved_at: str | None
) -> Taken | Skip:
    """One text as a document, or the line about why it is none.

    ``given`` is believed before what the text says, ``behind`` after it.
    """
    address = where if galley.part is None else f"{where}#{galley.part}"
    given = given if galley.part is None else evolve(given, url=None, title=None)
    told = weigh([given, *galley.clues, *_own_clues(galley.text), behind])
    rest = [clue_in_address(told.url or ""), clue_in_file_name(PurePath(where).name)]
    named = weigh([told, *(rest if galley.part is None else rest[:1])])
    clues = evolve(
        named,
        known_by=told.known_by or named.known_by,
        retrieved_at=named.retrieved_at or retrieved_at,
    )
    try:
        return Taken(
            document=_document(galley, address, clues, _stated_language((given, *galley.clues))),
            raw=galley.raw,
        )
    except UnreadableDocument as unread:
        return Skip(path=unread.path, reason=unread.reason, advice=unread.advice)


def _own_clues(text: str) -> list[Clues]:
    """What the text itself says: its headline, its dateline, its day lines."""
    body = text[front_matter(text).end :]
    return [*clues_in_text(body), Clues(known_by="headline", title=headline(body))]


def _document(
    galley: Galley, path: str | None, clues: Clues, stated_language: str | None
) -> Document:
    """The document that a text and its clues make.

    Raises:
        UnreadableDocument: the text is blank or too long.
    """
    text = sound(galley.text)
    body = text[front_matter(text).end :]
    _check_text(body, path or clues.url or "the text")
    sha256 = hashlib.sha256(galley.raw).hexdigest()
    language = stated_language or language_of(body) or clues.language
    return Document(
        id=document_id(sha256, clues.url or path or ""),
        path=path,
        url=clues.url,
        outlet=clues.outlet,
        title=clues.title,
        published_at=clues.published_at,
        modified_at=clues.modified_at,
        known_by=clues.known_by if clues.published_at else None,
        retrieved_at=clues.retrieved_at,
        language=language,
        genre=clues.genre
        or genre_of(body, clues.title, language, outlet=clues.outlet, url=clues.url),
        sha256=sha256,
        fingerprint=fingerprint(text),
        text=text,
    )


def _check_text(body: str, where: str) -> None:
    """Refuse a text without a letter, and one that is too long.

    Raises:
        UnreadableDocument: it is so.
    """
    if not re.search(r"\w", body):
        raise UnreadableDocument(
            where, "holds no words", "save the article again, or delete the file"
        )
    if len(body) > MAX_TEXT_BYTES:
        raise UnreadableDocument(
            where, f"holds {len(body):,} characters", "split it into single articles and add those"
        )


def _stated_language(places: Iterable[Clues]) -> str | None:
    """The language that a person gives; what a page declares is too often wrong to count here."""
    given = (clues.language for clues in places if clues.known_by not in ("JSON-LD", "meta tag"))
    return next(filter(None, given), None)
