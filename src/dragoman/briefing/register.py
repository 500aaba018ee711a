"""People, documents, and what the analyst should look at: findings, questions, skips, decisions."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import PurePath
from urllib.parse import urlsplit

from dragoman.briefing.blocks import blocks, segments_by_document
from dragoman.briefing.borrowing import borrowings, lendings, numbered
from dragoman.briefing.content import Block, DocumentSheet, Note, PersonSheet, Remark
from dragoman.briefing.days import NOT_GIVEN, day_words
from dragoman.briefing.footnotes import Footnotes
from dragoman.briefing.lookup import Lookup
from dragoman.briefing.wording import capital, clip, counted, ended, quoted, tidy
from dragoman.model import Decision, Document, Entry, Person, Question, Verb

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}")
_DID = {
    Verb.CORRECT: "corrected",
    Verb.ADD: "added",
    Verb.REVIEW: "reviewed",
    Verb.ACCEPT: "accepted",
    Verb.REJECT: "rejected",
    Verb.SAME: "joined",
    Verb.DIFFERENT: "kept apart",
    Verb.UNSURE: "left open",
    Verb.SPLIT: "split",
    Verb.RATE: "rated",
    Verb.MARK: "marked",
    Verb.NOTE: "noted something on",
    Verb.ASK: "asked something about",
    Verb.HANDLE: "put a handling mark on",
    Verb.REMOVE: "removed",
    Verb.WITHDRAW: "took back a decision on",
}


def people(footnotes: Footnotes) -> tuple[PersonSheet, ...]:
    """The persons, those who speak for a party first, in the dossier's order of parties."""
    lookup = footnotes.lookup
    order = lookup.order_of_parties
    said = Counter(s.id for statement in lookup.contents.statements for s in statement.speakers)
    ranked = sorted(
        lookup.contents.persons,
        key=lambda p: (not p.represents, order.get(p.party or "", 999), -said[p.id], p.names),
    )
    return tuple(_person(person, said[person.id], footnotes) for person in ranked)


def _person(person: Person, statements: int, footnotes: Footnotes) -> PersonSheet:
    name, *others = [tidy(name) for name in person.names] or [tidy(person.id)]
    party = footnotes.lookup.party(person.party)
    speaks_for = capital(party) or ("not given" if person.represents else "speaks for nobody")
    return PersonSheet(
        name=name,
        office=tidy(person.office) or "not given",
        party=speaks_for,
        spellings=", ".join(dict.fromkeys(o for o in others if o != name)),
        statements=statements,
        reliability=person.reliability.value if person.reliability else "",
        citations=footnotes.cite_passages(person.passages, "person", at_most=3),
    )


def document_footnote(document: Document, lookup: Lookup) -> str:
    """What a footnote says of a document: outlet, title, day, and how the day is known."""
    parts = [tidy(document.outlet) or "outlet not given"]
    if document.title:
        parts.append(quoted(document.title, 20))
    elif not document.outlet:
        parts.append(lookup.document_label(document.id))
    return f"{', '.join(parts)}, {_day(document)}"


def _day(document: Document) -> str:
    if not document.published_at:
        return NOT_GIVEN
    known = f" (day from {tidy(document.known_by)})" if document.known_by else ""
    return f"{day_words(document.published_at)}{known}"


def documents(lookup: Lookup, notes: tuple[Note, ...]) -> tuple[DocumentSheet, ...]:
    """All documents with their texts; a copy's text is given only where it is cited."""
    entries = _entries_by_document(lookup)
    segments = segments_by_document(lookup.contents)
    cited: dict[int, list[Note]] = {}
    for note in notes:
        cited.setdefault(note.document, []).append(note)
    sheets = []
    for number, document in enumerate(lookup.contents.documents, 1):
        own_notes = cited.get(number, [])
        is_shown = not document.copy_of or any(note.start is not None for note in own_notes)
        parts = blocks(document, segments.get(document.id, []), own_notes) if is_shown else ()
        sheets.append(document_sheet(document, lookup, entries[document.id], parts))
    return tuple(sheets)


def document_sheet(
    document: Document, lookup: Lookup, entries: int = 0, parts: tuple[Block, ...] = ()
) -> DocumentSheet:
    """What is known of one document; ``parts`` are the blocks of its text that are shown."""
    number = lookup.numbers[document.id]
    return DocumentSheet(
        number=number,
        anchor=f"document-{number}",
        id=document.id,
        outlet=tidy(document.outlet) or "outlet not given",
        title=tidy(document.title) or PurePath(lookup.document_label(document.id)).name,
        day=day_words(document.published_at),
        known_by=tidy(document.known_by) if document.published_at else "",
        genre=document.genre.value if document.genre else "not recognised",
        language=language_tag(document.language),
        reliability=lookup.reliability(document.outlet),
        address=tidy(document.url or document.path),
        url=safe_url(document.url),
        remarks=tuple(_remarks(document, lookup)),
        entries=entries,
        text=document.text,
        blocks=parts,
    )


def _entries_by_document(lookup: Lookup) -> Counter[str]:
    contents = lookup.contents
    entries: list[Entry] = [*contents.statements, *contents.contacts, *contents.deeds]
    return Counter(id for entry in entries for id in {p.document for p in entry.passages})


def _remarks(document: Document, lookup: Lookup) -> Iterator[str]:
    yield from borrowings(document, lookup)
    yield from lendings(document, lookup)
    if document.supersedes:
        yield f"a later version of {numbered(document.supersedes, lookup)}"
    for later in lookup.replacements.get(document.id, []):
        yield f"replaced by {numbered(later, lookup)}"


def language_tag(language: str | None) -> str:
    """The language as a tag that may stand in a page, empty when it is none."""
    return language if language and _LANGUAGE.fullmatch(language) else ""


def safe_url(url: str | None) -> str | None:
    """The address when it is plain http or https, else None: it is then shown, never linked."""
    if not url or any(c.isspace() or ord(c) < 0x21 for c in url):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.hostname else None


def findings(footnotes: Footnotes) -> tuple[Remark, ...]:
    """Faults inside documents, by document."""
    lookup = footnotes.lookup
    return tuple(
        Remark(
            label=tidy(finding.finding_kind),
            text=ended(tidy(finding.why)),
            advice=ended(tidy(finding.suggestion)) if finding.suggestion.strip() else "",
            citations=footnotes.cite_passages(finding.passages, "finding"),
            links=_document_links({p.document for p in finding.passages}, lookup),
        )
        for finding in lookup.contents.findings
    )


def _document_links(ids: set[str], lookup: Lookup) -> tuple[tuple[str, str], ...]:
    known = sorted(lookup.numbers[id] for id in ids if id in lookup.numbers)
    return tuple((f"document-{number}", f"document {number}") for number in known)


def questions(footnotes: Footnotes, anchors: Mapping[str, str]) -> tuple[Remark, ...]:
    """What the program leaves to the analyst."""
    return tuple(_question(q, footnotes, anchors) for q in footnotes.lookup.contents.questions)


def _question(question: Question, footnotes: Footnotes, anchors: Mapping[str, str]) -> Remark:
    known = [
        (anchors[id], anchors[id].replace("-", " ")) for id in question.candidates if id in anchors
    ]
    asks = capital(tidy(question.asks).rstrip())
    return Remark(
        label="suggested, not reviewed",
        text=asks if asks.endswith("?") else f"{asks}?",
        advice=ended(tidy(question.why)) if question.why.strip() else "",
        citations=footnotes.cite_passages(question.passages, "question"),
        links=tuple(known),
    )


def skipped(lookup: Lookup) -> tuple[Remark, ...]:
    """Files that could not be taken in or read: what, why, what to do."""
    return tuple(
        Remark(
            label=tidy(skip.path),
            text=ended(tidy(skip.reason)),
            advice=ended(tidy(skip.advice)) if skip.advice.strip() else "",
        )
        for skip in lookup.contents.skips
    )


def corrections(lookup: Lookup, anchors: Mapping[str, str]) -> tuple[Remark, ...]:
    """The signed decisions, oldest first; one that was taken back says so."""
    decisions = sorted(lookup.contents.decisions, key=lambda d: d.decided_at)
    withdrawn = {d.withdraws for d in decisions if d.withdraws}
    return tuple(_correction(d, d.id in withdrawn, anchors) for d in decisions)


def _correction(decision: Decision, is_withdrawn: bool, anchors: Mapping[str, str]) -> Remark:
    anchor = anchors.get(decision.target.entry or "")
    head = f" “{clip(tidy(decision.target.head), 6)}”" if decision.target.head else ""
    who = tidy(decision.who) or "Somebody"
    noun = tidy(decision.target.noun) or "entry"
    back = " (taken back)" if is_withdrawn else ""
    return Remark(
        label=day_words(decision.decided_at.split("T")[0] or None),
        text=ended(f"{who} {_DID[decision.verb]} the {noun}{head}{back}"),
        advice=ended(tidy(decision.why)) if decision.why.strip() else "",
        links=((anchor, anchor.replace("-", " ")),) if anchor else (),
    )


def counts(lookup: Lookup) -> str:
    """How much the brief rests on, in one sentence."""
    contents = lookup.contents
    copies = sum(1 for document in contents.documents if document.copy_of)
    folded = f" ({counted(copies, 'copy', 'copies')} folded)" if copies else ""
    skips = f"; {counted(len(contents.skips), 'file')} skipped" if contents.skips else ""
    return (
        f"{counted(len(contents.documents), 'document')}{folded}, "
        f"{counted(len(contents.statements), 'statement')}, "
        f"{counted(len(contents.questions), 'open question')}{skips}."
    )
