"""Opening a GENIUS file: XML that may fetch nothing, expand nothing, and be of any encoding."""

import codecs
import math
import re
from pathlib import Path

from lxml import etree

from dragoman.errors import BadIssueSpace, UnreadableDocument

LARGEST_BYTES = 20_000_000
ROOTS = ("negotiation_template", "utility_space")
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(rb"""^\s*<\?xml[^>]*encoding\s*=\s*["']([\w.-]+)["']""")
_HEAD = re.compile(r"^\s*<\?xml[^>]*\?>")


def open_genius(path: Path) -> "etree._Element | None":
    """The root of a GENIUS file, None where the file is neither a domain nor a profile.

    Text before the XML declaration and after the root's end is passed over. No document type is
    read, so that no entity can be expanded and nothing fetched.

    Raises:
        UnreadableDocument: it cannot be read, is too large, or is a GENIUS file in broken XML.
    """
    text = _text(path)
    root_name = next((name for name in ROOTS if f"<{name}" in text), None)
    if root_name is None:
        return None
    if re.search(r"<!(DOCTYPE|ENTITY)", text, re.IGNORECASE):
        raise UnreadableDocument(str(path), "it declares a document type", "take the line out")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True,
        remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(_element(text).encode("utf-8"), parser)
    except (etree.XMLSyntaxError, UnicodeEncodeError) as error:
        raise UnreadableDocument(str(path), f"broken XML ({error})", "mend the file") from error
    return root if root.tag in ROOTS else None


def _element(text: str) -> str:
    """The first element alone: no declaration before it, no text after its end."""
    bare = _HEAD.sub("", text.lstrip("\ufeff \t\r\n"))
    bare = bare[max(bare.find("<"), 0) :]
    opened = re.match(r"<([\w.-]+)", bare)
    end = f"</{opened[1]}>" if opened else ""
    at = bare.rfind(end) if end else -1
    return bare if at < 0 else bare[: at + len(end)]


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > LARGEST_BYTES:
            raise UnreadableDocument(
                str(path), f"larger than {LARGEST_BYTES // 1_000_000} MB", "leave it out"
            )
        raw = path.read_bytes()
    except OSError as error:
        raise UnreadableDocument(
            str(path), f"cannot be read ({error.strerror})", "check the path"
        ) from error
    return _decoded(raw, path)


def _decoded(raw: bytes, path: Path) -> str:
    """By the byte order mark, as UTF-8, else as the declaration says."""
    marked = next((name for mark, name in _MARKS if raw.startswith(mark)), None)
    declared = _DECLARED.match(raw)
    names = [marked] if marked else ["utf-8", *([declared[1].decode()] if declared else [])]
    for name in names:
        try:
            return raw.decode(name)
        except (UnicodeError, LookupError):
            continue
    raise UnreadableDocument(
        str(path), f"its letters are not {' or '.join(names)}", "save it as UTF-8"
    )


class Reader:
    """Numbers and texts of one file's attributes; every complaint names the file."""

    def __init__(self, file: str, party: str | None = None) -> None:
        self.file = file
        self.party = party

    def fault(self, reason: str, issue: str | None = None) -> BadIssueSpace:
        """The error to raise."""
        return BadIssueSpace(
            f"{reason}; mend {self.file} and read the folder again", issue=issue, party=self.party
        )

    def text(self, element: "etree._Element", key: str, issue: str | None = None) -> str:
        """An attribute that must be there."""
        value: str | None = element.get(key)
        if value is None:
            raise self.fault(f"<{element.tag}> has no {key}", issue)
        return value

    def number(self, element: "etree._Element", key: str, issue: str | None = None) -> float:
        """An attribute that must be a finite number."""
        return self.as_number(self.text(element, key, issue), f"<{element.tag}> {key}", issue)

    def whole(self, element: "etree._Element", key: str, issue: str | None = None) -> int:
        """An attribute that must be a whole number."""
        value = self.number(element, key, issue)
        if not value.is_integer():
            raise self.fault(f"<{element.tag}> {key} {value:g} is not a whole number", issue)
        return int(value)

    def as_number(self, value: str, what: str, issue: str | None = None) -> float:
        """A finite number from its text."""
        try:
            number = float(value)
        except ValueError:
            number = math.nan
        if not math.isfinite(number):
            raise self.fault(f"{what} {value[:40]!r} is not a number", issue)
        return number
