"""Documents side by side: versions of one text, and readouts of one contact."""

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from dragoman.briefing import Column, Lookup, Sides, Stretch, Tone, day_words
from dragoman.errors import BadRequest, UnknownEntry
from dragoman.model import Contact, Contents, Document, Genre, Segment, SegmentKind

if TYPE_CHECKING:
    from dragoman.resolution import Embed

OFFICIAL = (Genre.READOUT, Genre.PRESS_RELEASE)
_BODY = (
    SegmentKind.PARAGRAPH,
    SegmentKind.QUOTE,
    SegmentKind.LIST,
    SegmentKind.QUESTION,
    SegmentKind.ANSWER,
    SegmentKind.EDITOR_NOTE,
)


def revised_documents(contents: Contents) -> list[Document]:
    """The documents that take the place of an earlier version, in the contents' order."""
    known = {document.id for document in contents.documents}
    return [d for d in contents.documents if d.supersedes in known]


def revisions(contents: Contents, document_id: str) -> Sides:
    """What changed between a document and the version before it.

    Raises:
        UnknownEntry: no such document.
        BadRequest: no other version of it is on file.
    """
    from dragoman.resolution import Edit, revise

    new = _document(contents, document_id)
    old = next((d for d in contents.documents if d.id == new.supersedes), None)
    if old is None:
        newer = next((d for d in contents.documents if d.supersedes == new.id), None)
        if newer is None:
            raise BadRequest(f"no other version of document {new.id} is on file")
        old, new = new, newer
    tones = {
        Edit.KEPT: Tone.PLAIN, Edit.GONE: Tone.GONE, Edit.COME: Tone.COME, Edit.MOVED: Tone.MOVED
    }  # fmt: skip
    changed = revise(old.text, new.text)
    rows = [
        (
            _column([(w.text, tones[w.edit]) for w in one.words if w.edit is not Edit.COME]),
            _column([(w.text, tones[w.edit]) for w in one.words if w.edit is not Edit.GONE]),
        )
        for one in changed
    ]
    come = sum(one.old is None for one in changed)
    gone = sum(one.new is None for one in changed)
    return Sides(
        title=f"What changed in {_title(new)}",
        summary=f"{len(changed) - come - gone} paragraphs changed, {come} came or moved, "
        f"{gone} went; the rest is the same.",
        legend="Struck or [−…]: left out. Underlined or [+…]: put in. Unchanged paragraphs are "
        "not shown.",
        heads=(_version(old), _version(new)),
        rows=tuple(rows),
        empty="The words are the same in both versions.",
    )


def readouts(contents: Contents, ids: Sequence[str]) -> Sides:
    """Readouts side by side: those of a contact, or the documents that are named.

    Raises:
        UnknownEntry: no contact or document of such an id.
        BadRequest: fewer than two documents to lay side by side.
    """
    from dragoman.resolution import Piece, side_by_side

    documents = _chosen(contents, ids)
    pieces = [
        [Piece(p.start, p.end, p.exact) for s in _segments(contents, d) for p in s.passages[:1]]
        for d in documents
    ]
    rows = side_by_side(pieces, _embed())
    alone = [0] * len(documents)
    laid: list[tuple[Column | None, ...]] = []
    for row in rows:
        columns: list[Column | None] = []
        for number, cell in enumerate(row):
            if cell is None:
                columns.append(None)
                continue
            alone[number] += sum(told.is_alone for told in cell.sentences)
            tones = [(told.piece.text, told.is_alone) for told in cell.sentences]
            columns.append(
                _column([(f"{t} ", Tone.ONLY if only else Tone.PLAIN) for t, only in tones])
            )
        laid.append(tuple(columns))
    heads = tuple(_version(document) for document in documents)
    counts = "; ".join(f"{head}: {n}" for head, n in zip(heads, alone, strict=True))
    return Sides(
        title=_contact_title(contents, ids) or "Accounts side by side",
        summary=f"Sentences without a counterpart – {counts}.",
        legend="Marked (▸): no other of these texts says it. Suggested by likeness of words and "
        "meaning, not reviewed.",
        heads=heads,
        rows=tuple(laid),
        empty="These documents have no paragraphs that were read.",
    )


def _chosen(contents: Contents, ids: Sequence[str]) -> list[Document]:
    contact = _contact(contents, ids[0])
    if contact is None or len(ids) > 1:
        ids = ids if contact is None else ids[1:]
        found = [_document(contents, id) for id in dict.fromkeys(ids)]
    else:
        lookup = Lookup(contents)
        told = [lookup.documents[id] for id in lookup.originals(contact.documents)]
        found = [d for d in told if d.genre in OFFICIAL]
        if len(found) < 2:
            names = ", ".join(d.id for d in told) or "none"
            raise BadRequest(
                f"contact {contact.id} has {len(found)} official readouts on file; name after it "
                f"the documents to compare (they tell of it: {names}), or give them "
                'genre = "readout" in their .meta.toml and add them again'
            )
    if len(found) < 2:
        raise BadRequest("give a contact's id, or the ids of two documents or more")
    return found


def _contact(contents: Contents, id: str) -> Contact | None:
    return next((contact for contact in contents.contacts if contact.id == id), None)


def _contact_title(contents: Contents, ids: Sequence[str]) -> str:
    contact = _contact(contents, ids[0])
    if contact is None:
        return ""
    day = contact.happened_on.edtf if contact.happened_on else None
    return f"Readouts of the {contact.channel.value}, {day_words(day)}"


def _document(contents: Contents, id: str) -> Document:
    found = [d for d in contents.documents if id in (d.id, d.path, d.url)]
    if len(found) > 1:
        newest = {d.supersedes for d in found}
        found = [d for d in found if d.id not in newest]
    if len(found) != 1:
        raise UnknownEntry(id)
    return found[0]


def _segments(contents: Contents, document: Document) -> list[Segment]:
    """The paragraphs of a document's body, in their order."""
    own = [
        s
        for s in contents.segments
        if s.segment_kind in _BODY and s.passages and s.passages[0].document == document.id
    ]
    return sorted(own, key=lambda segment: segment.passages[0].start)


def _column(stretches: Sequence[tuple[str, Tone]]) -> Column | None:
    return tuple(Stretch(text=text, tone=tone) for text, tone in stretches) or None


def _title(document: Document) -> str:
    return f"“{document.title}”" if document.title else document.path or document.id


def _version(document: Document) -> str:
    day = document.modified_at or document.published_at or document.retrieved_at
    return f"{document.outlet or _title(document)}, {day_words(day)}"


@cache
def _embed() -> "Embed | None":
    """The sentence model's vectors; None where its files are not installed."""
    from dragoman.encoder import SentenceModel, sentences_folder

    folder = sentences_folder()
    return None if folder is None else SentenceModel.load(folder).embed
