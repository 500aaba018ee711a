"""What a number of the deal space rests on: the entries and sentences behind ``because``."""

import re
from collections.abc import Iterator
from enum import StrEnum

from attrs import fields, frozen

from dragoman.model import Contents, Document, Entry, Passage, cut

_STATEMENT, _QUOTE, _ANALYST = "statement:", "quote:", "analyst:"
_CONTENT = ("content", "measure", "")
"""Roles of the passage that says it, the most telling first."""
_MARKS = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'"})
_SHORTEST = 4
"""A prefix of an id has at least so many characters."""
_ENDS = re.compile(
    r"(?<=[.!?])(?<!\b[A-Z]\.)(?<!\b(?:Mr|Ms|Dr|St|No|Lt)\.)"
    r"(?<!\b(?:Mrs|Gen|Sen|Col|Rep|Jan|Feb|Mar|Apr|Aug|Sep|Oct|Nov|Dec)\.)(?<!\b(?:Sept|Prof)\.)"
    r"[\"'”’)\]]*\s+(?=[\"'“‘(\[]?[A-Z0-9])|\n\s*\n|\n(?=\s*[#*-] )"
)


class GroundKind(StrEnum):
    """What a reason is."""

    ENTRY = "entry"
    QUOTE = "quote"
    ANALYST = "analyst"


@frozen(kw_only=True)
class Ground:
    """One reason of ``because``, looked up.

    ``words`` are those of the reason as written. For an entry and a quotation ``passage`` is where
    it stands and ``sentence`` the sentence around it (white space as single spaces); ``day`` is
    EDTF. ``is_lost`` says that nothing answers to it, and ``why`` in which way, in plain words.
    """

    words: str
    kind: GroundKind
    reason: str = ""
    entry: str | None = None
    passage: Passage | None = None
    document: str | None = None
    outlet: str | None = None
    day: str | None = None
    sentence: str = ""
    is_lost: bool = False
    why: str = ""


def resolve_because(contents: Contents, because: str) -> Ground:
    """Look up one reason: ``statement:ID``, ``quote:FILE: exact words`` or ``analyst: reason``.

    ``ID`` is the id of any entry or the beginning of one that no other begins with; ``FILE`` a file
    name, path or title. Words are found with white space and the shape of quotation marks left
    aside. What cannot be found comes back as lost, never as an exception. Cost: linear in the
    number of entries or the length of one document.

    >>> resolve_because(Contents(), "analyst: they said so in 2019").reason
    'they said so in 2019'
    """
    told = because.strip()
    if told.casefold().startswith(_STATEMENT):
        return _entry(contents, because, told[len(_STATEMENT) :].strip())
    if told.casefold().startswith(_QUOTE):
        return _quote(contents, because, told[len(_QUOTE) :].strip())
    if told.casefold().startswith(_ANALYST):
        return Ground(words=because, kind=GroundKind.ANALYST, reason=told[len(_ANALYST) :].strip())
    return Ground(
        words=because,
        kind=GroundKind.ANALYST,
        reason=told,
        is_lost=True,
        why="it begins with none of statement:, quote: and analyst:",
    )


def _entry(contents: Contents, words: str, wanted: str) -> Ground:
    wanted = wanted.rstrip("….")
    found = {entry.id: entry for entry in _entries(contents) if entry.id.startswith(wanted)}
    if wanted in found:
        found = {wanted: found[wanted]}
    if len(wanted) < _SHORTEST or len(found) != 1:
        return Ground(
            words=words,
            kind=GroundKind.ENTRY,
            entry=wanted,
            is_lost=True,
            why=_not_one(wanted, len(found)),
        )
    entry = next(iter(found.values()))
    passage = _telling(entry)
    if passage is None:
        return Ground(words=words, kind=GroundKind.ENTRY, entry=entry.id, why="it has no passage")
    return _at(contents, words, GroundKind.ENTRY, passage, entry=entry.id)


def _not_one(wanted: str, n: int) -> str:
    if len(wanted) < _SHORTEST:
        return f"the id {wanted!r} is too short; give at least {_SHORTEST} characters"
    return (
        f"{n} entries have an id that begins with {wanted!r}"
        if n
        else f"no entry has the id {wanted!r}"
    )


def _entries(contents: Contents) -> Iterator[Entry]:
    for field in fields(Contents):
        value = getattr(contents, field.name)
        if isinstance(value, tuple):
            yield from (one for one in value if isinstance(one, Entry) and one.kind != "segment")


def _telling(entry: Entry) -> Passage | None:
    """The passage that says it: its content, else its first."""
    for role in _CONTENT:
        for passage in entry.passages:
            if passage.role == role:
                return passage
    return entry.passages[0] if entry.passages else None


def _quote(contents: Contents, words: str, told: str) -> Ground:
    documents, exact = _file_and_words(contents, told)
    if not documents or not exact:
        name = told.partition(":")[0].strip()
        return Ground(
            words=words,
            kind=GroundKind.QUOTE,
            is_lost=True,
            why=f"no document has the file name or title {name!r}"
            if not documents
            else "no words stand behind the file name",
        )
    for document in documents:
        span = _find(document.text, exact)
        if span is not None:
            passage = cut(document.text, *span, document=document.id, role="quote")
            return _at(contents, words, GroundKind.QUOTE, passage)
    return Ground(
        words=words,
        kind=GroundKind.QUOTE,
        document=documents[0].id,
        outlet=documents[0].outlet,
        day=_day(documents[0]),
        sentence=" ".join(exact.split()),
        is_lost=True,
        why="the document does not hold these words",
    )


def _file_and_words(contents: Contents, told: str) -> tuple[list[Document], str]:
    """The documents that the name before a colon means, and the words behind it.

    A title may itself hold colons: the longest name that means a document counts.
    """
    for at in reversed([m.start() for m in re.finditer(":", told)]):
        name = told[:at].strip()
        found = [document for document in contents.documents if _is_called(document, name)]
        if found:
            found.sort(key=lambda document: (document.copy_of is not None, document.id))
            return found, told[at + 1 :].strip()
    return [], ""


def _is_called(document: Document, name: str) -> bool:
    path = (document.path or "").replace("\\", "/")
    wanted = name.replace("\\", "/").casefold()
    names = {path.casefold(), path.rpartition("/")[2].casefold(), _plain(document.title or "")}
    return bool(wanted) and (
        wanted in names or _plain(name) in names or path.casefold().endswith(f"/{wanted}")
    )


def _plain(words: str) -> str:
    return " ".join(words.translate(_MARKS).casefold().split())


def _find(text: str, exact: str) -> tuple[int, int] | None:
    """Where the words stand, whatever the white space and the shape of quotation marks."""
    words = exact.translate(_MARKS).split()
    if not words:
        return None
    pattern = r"\s+".join(re.escape(word) for word in words)
    match = re.search(pattern, text.translate(_MARKS))
    if match is None:
        stripped = exact.strip().strip("\"'“”‘’").strip()
        return _find(text, stripped) if stripped and stripped != exact else None
    return match.span()


def _at(
    contents: Contents, words: str, kind: GroundKind, passage: Passage, *, entry: str | None = None
) -> Ground:
    document = next((d for d in contents.documents if d.id == passage.document), None)
    if document is None:
        return Ground(
            words=words,
            kind=kind,
            entry=entry,
            passage=passage,
            document=passage.document,
            sentence=" ".join(passage.exact.split()),
            is_lost=True,
            why="its document is not in the dossier any more",
        )
    return Ground(
        words=words,
        kind=kind,
        entry=entry,
        passage=passage,
        document=document.id,
        outlet=document.outlet,
        day=_day(document),
        sentence=sentence_around(document.text, passage.start, passage.end),
    )


def _day(document: Document) -> str | None:
    return document.published_at[:10] if document.published_at else None


def sentence_around(text: str, start: int, end: int) -> str:
    """The sentence in which a span of code points begins, up to the end of the one it ends in.

    >>> sentence_around("He came. She refused the offer. They left.", 13, 20)
    'She refused the offer.'
    """
    before = [m.end() for m in _ENDS.finditer(text) if m.end() <= start]
    after = _ENDS.search(text, max(start, end - 1))
    begin = before[-1] if before else 0
    return " ".join(text[begin : after.start() if after else len(text)].split()) + (
        _closing(text, after) if after else ""
    )


def _closing(text: str, end: re.Match[str]) -> str:
    """The quotation marks and brackets that close the sentence."""
    return "".join(c for c in text[end.start() : end.end()] if not c.isspace() and c in "\"'”’)]")
