"""What a library of references says of the documents, as signed corrections.

A text often comes without its day or its outlet, and somebody has them in Zotero. An item is of a
document where it carries the document's id (from our own export), else where it has its address.
What the dossier does not know is filled in; what it knows otherwise is reported, and changed only
when asked: a library is no better witness than the page itself.
"""

from collections.abc import Mapping
from enum import StrEnum

from attrs import evolve, frozen

from dragoman.calendar import interval, is_edtf
from dragoman.dossier import Dossier, correction
from dragoman.exchange.csl_reading import Reference, read_csl
from dragoman.exchange.web_addresses import comparable
from dragoman.model import Decision, Document


class Tie(StrEnum):
    """What becomes of one item."""

    FILLED = "filled in"
    CHANGED = "changed"
    DIFFERS = "says otherwise"
    SAME = "says nothing new"
    ELSEWHERE = "of no document here"
    SEVERAL = "of several documents here"


@frozen(kw_only=True)
class Tied:
    """One item, what became of it, and the decision that it led to.

    ``document`` is None where no document, or more than one, is meant. ``differing`` has, by field,
    what the item says where the dossier says otherwise and was not to be changed.
    """

    reference: Reference
    tie: Tie
    document: Document | None = None
    decision: Decision | None = None
    differing: Mapping[str, str] = {}

    def __str__(self) -> str:
        where = self.document.id if self.document is not None else self.reference.id or "no id"
        more = "".join(f"; {name}: {value!r}" for name, value in self.differing.items())
        if self.reference.unread is not None:
            more += f"; its day {self.reference.unread!r} cannot be placed"
        return f"item {self.reference.number} ({where}) {self.tie}{more}"


def import_references(
    dossier: Dossier,
    raw: bytes | str,
    *,
    who: str,
    why: str = "",
    decided_at: str | None = None,
    overrule: bool = False,
    is_dry_run: bool = False,
) -> tuple[Tied, ...]:
    """Sign what a file of CSL-JSON says of the documents, in one transaction.

    With ``overrule`` also where the dossier says otherwise. The same file a second time signs
    nothing. A document of which something was signed is read anew when somebody next asks.

    Raises:
        BadRequest: the file is no CSL-JSON, or nobody signs; nothing is signed then.
        DossierError: the dossier cannot be read or written.
    """
    heads = {document.id: document for document in dossier.document_heads()}
    found: list[Tied] = []
    for reference in read_csl(raw):
        one, changes = _tied(reference, heads, overrule=overrule)
        document = one.document
        if document is not None and changes:
            reason = why or f"CSL-JSON, item {reference.id or reference.number}"
            decision = correction(document, changes, who=who, decided_at=decided_at, why=reason)
            one = evolve(one, decision=decision)
            heads[document.id] = _changed(document, changes)
        found.append(one)
    signed = [one.decision for one in found if one.decision is not None]
    if signed and not is_dry_run:
        dossier.decide_all(signed)
    return tuple(found)


def _tied(
    reference: Reference, heads: Mapping[str, Document], *, overrule: bool
) -> tuple[Tied, dict[str, str]]:
    """What becomes of an item, and the fields to be signed."""
    meant = _meant(reference, heads)
    if len(meant) != 1:
        return Tied(reference=reference, tie=Tie.SEVERAL if meant else Tie.ELSEWHERE), {}
    document = meant[0]
    says = {
        "title": reference.title,
        "outlet": reference.outlet,
        "published_at": reference.issued,
    }
    missing = {n: v for n, v in says.items() if v and _is_missing(n, v, getattr(document, n))}
    differing = {n: v for n, v in says.items() if v and _differs(n, v, getattr(document, n))}
    changes = missing | (differing if overrule else {})
    tie = Tie.SAME
    if changes:
        tie = Tie.CHANGED if overrule and differing else Tie.FILLED
    elif differing:
        tie = Tie.DIFFERS
    left = {} if overrule else differing
    return Tied(reference=reference, tie=tie, document=document, differing=left), changes


def _meant(reference: Reference, heads: Mapping[str, Document]) -> list[Document]:
    """The documents that an item is of: by our id, else by address, the newest version of each."""
    for id in (reference.document, reference.id):
        if id and id in heads:
            return [heads[id]]
    address = comparable(reference.url)
    if address is None:
        return []
    same = [one for one in heads.values() if comparable(one.url) == address]
    replaced = {one.supersedes for one in same}
    return [one for one in same if one.id not in replaced]


def _is_missing(name: str, value: str, known: str | None) -> bool:
    """Whether the dossier does not know it, or knows the day less exactly."""
    if not known:
        return True
    return name == "published_at" and not _holds(value, known) and _holds(known, value)


def _differs(name: str, value: str, known: str | None) -> bool:
    """Whether the dossier knows it otherwise."""
    if not known:
        return False
    if name != "published_at":
        return _folded(value) != _folded(known)
    return not _holds(value, known) and not _holds(known, value)


def _holds(outer: str, inner: str) -> bool:
    """Whether all days of one EDTF time are days of another; what is none holds itself alone."""
    if not (is_edtf(outer) and is_edtf(inner)):
        return outer == inner
    (low, high), (first, last) = interval(outer), interval(inner)
    is_begun = low is None or (first is not None and low <= first)
    return is_begun and (high is None or (last is not None and last <= high))


_QUOTES = str.maketrans("‘’‚“”„«»–—", '\'\'\'"""""--')


def _folded(words: str) -> str:
    return " ".join(words.translate(_QUOTES).casefold().split())


def _changed(document: Document, changes: Mapping[str, str]) -> Document:
    """The document as the next item of the file finds it."""
    return evolve(
        document,
        title=changes.get("title", document.title),
        outlet=changes.get("outlet", document.outlet),
        published_at=changes.get("published_at", document.published_at),
    )
