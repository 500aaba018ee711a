"""From uploads to documents: bytes and texts that a browser hands over.

Nothing is written anywhere but into the dossier: a file's name is a label and never a place.
"""

import hashlib
import re
import unicodedata
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from attrs import evolve

from dragoman.dossier import Dossier
from dragoman.errors import BadRequest, UnreadableDocument
from dragoman.model import Skip
from dragoman.pipeline.intake import Intake, now

if TYPE_CHECKING:
    from dragoman.ingest import Taken

MAX_UPLOAD_BYTES = 100_000_000
"""The most bytes that one upload may have."""

MAX_PASTED_CHARACTERS = 2_000_000
"""The longest text that may be pasted (a long novel has one million)."""

_MAX_NAME = 120
_FOLDER = "uploads"
_PASTED = "pasted"
_STARTS = (
    (b"%PDF-", ".pdf"),
    (b"PK\x03\x04", ".docx"),
    (b"WARC/", ".warc"),
    (b"\x1f\x8b", ".warc.gz"),
)
_PAGE = re.compile(rb"\s*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)


def take_upload(dossier: Dossier, name: str, raw: bytes) -> Intake:
    """Take in one uploaded file; what cannot be taken in is a skip.

    Skips are for whoever uploads and are not noted in the dossier: the file was never part of it.

    The reader is chosen by the name's ending as for files on disk, by the first bytes where the
    name has none. Two uploads of one name are two documents: the path of each is
    ``uploads/<first of its hash>/<name>``, which is no place on any disk.

    Raises:
        DossierError: the dossier cannot be written.
    """
    label = file_label(name)
    intake = Intake()
    if len(raw) > MAX_UPLOAD_BYTES:
        size = f"{len(raw) / 1e6:,.0f} MB, more than the {MAX_UPLOAD_BYTES / 1e6:,.0f} MB"
        advice = "split it, or add it on this machine with `dragoman add`"
        intake.skips.append(Skip(path=label, reason=f"has {size}", advice=advice))
        return intake
    for taken in _taken(label, raw):
        if isinstance(taken, Skip):
            intake.skips.append(taken)
            continue
        added = dossier.add_document(taken.document, taken.raw)
        intake.outcomes[added.outcome.value] += 1
        intake.document_ids.append(added.document_id)
    return intake


def take_pasted(
    dossier: Dossier,
    text: str,
    *,
    title: str | None = None,
    url: str | None = None,
    outlet: str | None = None,
    published_at: str | None = None,
) -> Intake:
    """Take in a text that somebody has pasted, with what they say about it (all optional).

    Raises:
        BadRequest: ``published_at`` is no day, ``url`` no web address, or the text too long.
        DossierError: the dossier cannot be written.
    """
    from dragoman.ingest import take_text

    if len(text) > MAX_PASTED_CHARACTERS:
        raise BadRequest(
            f"the text has {len(text):,} characters, more than the {MAX_PASTED_CHARACTERS:,} "
            "that may be pasted; upload it as a file"
        )
    sound = text.replace("\r\n", "\n").encode("utf-8", "replace").decode()
    place = f"{_FOLDER}/{_PASTED}/{_digest(sound.encode())}"
    intake = Intake()
    try:
        document = take_text(
            sound,
            path=place,
            outlet=outlet or None,
            published_at=published_at or None,
            title=title or None,
            url=(url or "").strip() or None,
        )
    except UnreadableDocument as fault:
        intake.skips.append(Skip(path=_PASTED, reason=fault.reason, advice="paste it again"))
        return intake
    added = dossier.add_document(evolve(document, retrieved_at=now()), sound.encode())
    intake.outcomes[added.outcome.value] += 1
    intake.document_ids.append(added.document_id)
    return intake


def file_label(name: str) -> str:
    r"""A file's name fit to be kept and shown: no folders, nothing invisible, not endless.

    >>> file_label("..\\..\\etc/pass\u202ewd.txt")
    'pass[U+202E]wd.txt'
    """
    last = re.split(r"[/\\]", name)[-1]
    seen = "".join(map(_visible, unicodedata.normalize("NFC", last))).strip(" .")
    if len(seen) <= _MAX_NAME:
        return seen or "unnamed"
    ending = PurePosixPath(seen).suffix[:20]
    return f"{seen[: _MAX_NAME - len(ending) - 1]}…{ending}"


def _visible(character: str) -> str:
    """A character of a name; those that hide or turn others round by their number."""
    is_hidden = unicodedata.category(character) in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
    return f"[U+{ord(character):04X}]" if is_hidden else character


def _taken(label: str, raw: bytes) -> "list[Taken | Skip]":
    """The documents in an upload, or the lines about why there are none."""
    from dragoman.ingest import take_bytes

    where = f"{_FOLDER}/{_digest(raw)}/{label}"
    ending = _ending(label, raw)
    found = list(take_bytes(raw, where=where, ending=ending, retrieved_at=now()))
    return [_by_label(one, where, label) if isinstance(one, Skip) else one for one in found]


def _by_label(skip: Skip, where: str, label: str) -> Skip:
    """A skip under the name that the user knows."""
    return evolve(skip, path=skip.path.replace(where, label))


def _ending(label: str, raw: bytes) -> str:
    """The ending that names the reader: the name's own, else what the first bytes look like."""
    suffixes = PurePosixPath(label).suffixes
    if suffixes:
        last_two = "".join(suffixes[-2:]).lower()
        return last_two if last_two == ".warc.gz" else suffixes[-1].lower()
    for start, ending in _STARTS:
        if raw.startswith(start):
            return ending
    return ".html" if _PAGE.match(raw[:1024].removeprefix(b"\xef\xbb\xbf")) else ".txt"


def _digest(raw: bytes) -> str:
    return hashlib.sha256(raw).hexdigest()[:12]
