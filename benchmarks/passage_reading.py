"""Sheets: what the two readers marked in a passage, and what the program found there.

The program reads each whole document once. An entry belongs to the passage in which its first
word stands. Of a contact, told of all over a document, its mentions inside the passage count, and
of whoever is named in an entry the words inside the passage that stand for them: all mentions that
the program resolves to that party or person. Who is not named in the passage is neither right nor
wrong there, since the marks keep to the passage too.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from attrs import define, field, fields, frozen
from passage_scoring import (
    Counted,
    Done,
    Hung,
    Met,
    Page,
    Said,
    Sheet,
    Span,
    Spans,
    overlap,
    words_of,
)

from dragoman.extraction import RuleReader
from dragoman.extraction.reading import Reading
from dragoman.ingest import Taken, take
from dragoman.model import (
    Bound,
    Condition,
    Contact,
    Deed,
    Document,
    Entry,
    Named,
    Negotiation,
    Participant,
    Passage,
    Quantity,
    Report,
    Statement,
)
from dragoman.pipeline import ReaderChoice, find_negotiation, load_negotiation, make_reader

ROOT = Path(__file__).parents[1]
GOLD = Path(__file__).parent / "gold"
READERS = ("first", "second")
BOUNDS = {
    Bound.EXACTLY: "exact",
    Bound.BETWEEN: "exact",
    Bound.ABOUT: "about",
    Bound.AT_LEAST: "at least",
    Bound.AT_MOST: "at most",
    Bound.MORE_THAN: "over",
    Bound.LESS_THAN: "under",
}
"""The guideline's words for our bounds; it has none for a range."""
Row = dict[str, Any]


@frozen(kw_only=True)
class Marked:
    """A passage with what either reader marked and what the program found; the text beside it."""

    page: Page
    humans: tuple[Sheet, Sheet]
    found: Sheet
    text: str


@define
class Keeper(RuleReader):
    """The usual reader, which keeps its desk: quantities stand in no list of the report."""

    desk: Reading | None = field(default=None, kw_only=True)

    def lay(self, document: Document) -> Reading:
        """Lay the document on the desk, and keep it."""
        self.desk = super().lay(document)
        return self.desk


def passages(shared: Path, choice: ReaderChoice) -> list[Marked]:
    """Every marked passage, read.

    Raises:
        ValueError: a document is not the one that was marked.
    """
    first, second = (_rows(GOLD / f"passages.{reader}.jsonl") for reader in READERS)
    by_document: dict[str, list[tuple[Row, Row]]] = {}
    for one, two in zip(first, second, strict=True):
        by_document.setdefault(one["document"], []).append((one, two))
    readers: dict[Path | None, Keeper] = {}
    found: list[Marked] = []
    for name, rows in by_document.items():
        document = _document(shared, name)
        if hashlib.sha256(document.text.encode()).hexdigest() != rows[0][0]["sha256"]:
            raise ValueError(f"{name}: not the text that was marked; give the shared folder")
        settings = settings_of(name)
        if settings not in readers:
            readers[settings] = _keeper(settings, choice)
        found.extend(_read(readers[settings], document, name, rows))
    return found


def _rows(path: Path) -> list[Row]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def _document(shared: Path, name: str) -> Document:
    source, _, rest = name.partition("/")
    if source == "re3d":
        part, _, number = rest.rpartition("/")
        rows = _rows(shared / "gold" / "re3d" / part / "documents.json")
        text = next(row["text"] for row in rows if row["_id"] == number)
        return Document(id=number.lower()[:16], text=text, language="en")
    taken = next(iter(take((ROOT if source == "examples" else shared) / name)))
    if not isinstance(taken, Taken):
        raise ValueError(str(taken))
    return taken.document


def settings_of(name: str) -> Path | None:
    """The ``negotiation.toml`` with which a document is read; only the examples have one."""
    return find_negotiation((ROOT / name).parent) if name.startswith("examples/") else None


def _keeper(settings: Path | None, choice: ReaderChoice) -> Keeper:
    known = load_negotiation(settings) if settings is not None else Negotiation()
    usual = make_reader(known, choice)
    assert isinstance(usual, RuleReader)
    return Keeper(**{part.name: getattr(usual, part.name) for part in fields(RuleReader)})


def _read(
    reader: Keeper, document: Document, name: str, rows: list[tuple[Row, Row]]
) -> Iterator[Marked]:
    """What the program found in the marked passages of one document, beside the marks."""
    report = reader.read(document)
    assert reader.desk is not None
    finder = Finder(report=report, quantities=_quantities(reader.desk))
    sentences = tuple(_sentences(reader.desk))
    for one, two in rows:
        start, end = one["start"], one["end"]
        page = Page(
            id=one["id"],
            document=name,
            start=start,
            end=end,
            words=words_of(document.text, start, end),
            sentences=tuple(s for s in sentences if overlap((s,), ((start, end),))),
        )
        yield Marked(
            page=page,
            humans=(_sheet(one), _sheet(two)),
            found=finder.sheet(page),
            text=document.text,
        )


def _quantities(desk: Reading) -> tuple[Quantity, ...]:
    return tuple(one.quantity for one in desk.quantities)


def _sentences(desk: Reading) -> Iterator[Span]:
    for sentence in desk.doc.sents:
        yield desk.view.stored(sentence.start_char, sentence.end_char)


def _sheet(row: Row) -> Sheet:
    """A line of the gold as a sheet."""
    return Sheet(
        statement=tuple(
            Said(
                contents=_spans(one["content"]),
                speakers=_spans(one["speaker"]),
                act=one["act"],
                issues=frozenset(one["issues"]),
            )
            for one in row["statements"]
        ),
        contact=tuple(_met(one) for one in row["contacts"]),
        deed=tuple(
            Done(
                triggers=_spans(one["trigger"]),
                type=one["type"],
                actor=_spans(one["actor"]),
                recipient=_spans(one["recipient"]),
            )
            for one in row["deeds"]
        ),
        condition=tuple(
            Hung(words=_spans(one["words"]), relation=one["relation"]) for one in row["conditions"]
        ),
        quantity=tuple(
            Counted(words=_spans(one["words"]), bound=one["bound"]) for one in row["quantities"]
        ),
    )


def _met(mark: Row) -> Met:
    return Met(
        mentions=_spans(mark["mention"]),
        channel=mark["channel"],
        status=mark["status"],
        participants=tuple(_spans(one) for one in mark["participants"]),
        **{name: _spans(mark.get(name)) for name in ("host", "mediator", "place", "day")},
    )


def _spans(mark: Any) -> Spans:
    """One span, or none: ``null`` and "narrator" name no words."""
    return ((mark[0], mark[1]),) if isinstance(mark, list) else ()


@frozen(kw_only=True)
class Finder:
    """Finds the entries of one report that belong to a passage."""

    report: Report
    quantities: tuple[Quantity, ...]

    def sheet(self, page: Page) -> Sheet:
        """What the program found in a passage."""
        report = self.report
        return Sheet(
            statement=tuple(
                self._said(page, one)
                for one in report.statements
                if _starts_in(page, _of(one, "content"))
            ),
            contact=tuple(
                self._met(page, one)
                for one in report.contacts
                if _inside(page, _of(one, "mention"))
            ),
            deed=tuple(
                self._done(page, one) for one in report.deeds if _inside(page, _of(one, "mention"))
            ),
            condition=tuple(self._hung(page)),
            quantity=tuple(
                Counted(words=span, bound=BOUNDS[one.bound])
                for one in self.quantities
                if one.passage and _starts_in(page, span := _one(one.passage))
            ),
        )

    def _said(self, page: Page, one: Statement) -> Said:
        return Said(
            contents=_of(one, "content"),
            speakers=_inside(page, _of(one, "speaker")),
            act=one.act.value,
            issues=frozenset(one.issues),
        )

    def _met(self, page: Page, one: Contact) -> Met:
        return Met(
            mentions=_inside(page, _of(one, "mention")),
            channel=one.channel.value,
            status=one.status.value,
            participants=tuple(self._participants(page, one)),
            host=_inside(page, self._spans(one.host)),
            mediator=_inside(page, self._spans(one.mediator)),
            place=_inside(page, (*_of(one, "place"), *self._spans(one.place))),
            day=_inside(
                page,
                (*_of(one, "day"), *_one(one.happened_on.passage if one.happened_on else None)),
            ),
        )

    def _participants(self, page: Page, one: Contact) -> Iterator[Spans]:
        """The spans of each participant; words of the contact's own count for whom they name."""
        own = [p for p in one.passages if p.role == "participant"]
        for who in one.participants:
            spans = self._spans(who)
            words = tuple((p.start, p.end) for p in own if who.name in p.exact)
            if named := _inside(page, (*spans, *words)):
                yield named

    def _done(self, page: Page, one: Deed) -> Done:
        return Done(
            triggers=_of(one, "mention"),
            type=one.plover_type,
            actor=_inside(page, self._spans(one.actor)),
            recipient=_inside(page, self._spans(one.recipient)),
        )

    def _hung(self, page: Page) -> Iterator[Hung]:
        """The conditions of all statements, each clause once."""
        told = (c for one in self.report.statements for c in _nested(one.conditions))
        clauses = {_one(c.passage): c.relation.value for c in told if c.passage is not None}
        for words, relation in clauses.items():
            if _starts_in(page, words):
                yield Hung(words=words, relation=relation)

    def _spans(self, who: Named | Participant | None) -> Spans:
        """Every place of the document that stands for one who is named in an entry."""
        if who is None:
            return ()
        parties = {p.id for p in self.report.parties}
        sharing = {p.id for p in self.report.persons if p.party == who.id}
        same = {who.id, *(sharing if who.id in parties else ())}
        return tuple(
            (p.start, p.end)
            for mention in self.report.mentions
            if mention.refers_to in same or (not who.id and who.name in mention.passages[0].exact)
            for p in mention.passages
        )


def _nested(conditions: Iterable[Condition]) -> Iterator[Condition]:
    for one in conditions:
        yield one
        yield from _nested(one.conditions)


def _of(entry: Entry, role: str) -> Spans:
    return tuple((p.start, p.end) for p in entry.passages if p.role == role)


def _one(passage: Passage | None) -> Spans:
    return () if passage is None else ((passage.start, passage.end),)


def _inside(page: Page, spans: Spans) -> Spans:
    return tuple(span for span in spans if page.start <= span[0] < page.end)


def _starts_in(page: Page, spans: Spans) -> bool:
    """Whether the first word of an entry stands in the passage."""
    return bool(spans) and page.start <= min(spans)[0] < page.end
