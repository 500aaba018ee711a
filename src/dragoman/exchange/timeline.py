"""TimelineJS: contacts, deeds and what falls due as one timeline (TimelineJS3, JSON format).

A slide has EDTF in ``display_date``, which the page shows as it stands; ``start_date`` and
``end_date`` only place it, with month and day left out where the text gives none. Only what has
some day is in it. TimelineJS puts headline and text into the page as HTML, so that every word of
a document is escaped here, addresses are followed only to http and https, and no slide has media:
a page with media asks other servers for them as soon as it is opened.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from pathlib import PurePath
from typing import Any

import msgspec
from attrs import define, field

from dragoman.calendar import describe, is_edtf
from dragoman.exchange.edtf_days import Parts, bounds, edtf_of
from dragoman.exchange.web_addresses import web_address
from dragoman.model import Commitment, Contact, Contents, Deed, Document, Passage, When
from dragoman.model.handling import Marking

Slide = dict[str, Any]
Dated = Contact | Deed | Commitment

GROUPS = {"contact": "Contacts", "deed": "Deeds", "commitment": "Due"}
"""The lanes of the timeline, by noun."""

QUOTED = 3
"""So many passages a slide quotes at most."""

WORDS = 60
"""So many words of a sentence a slide quotes."""

REACH = 600
"""So far, in code points, a sentence is looked for around its passage."""

_SENTENCE_END = re.compile(r"[.!?]['\"”’)]*\s+|\n[^\S\n]*\n\s*")


def timeline(
    contents: Contents, told: Mapping[str, str], *, marking: Marking | None = None
) -> dict[str, Any]:
    """The timeline as TimelineJS reads it: a title, and one slide an entry that has some day.

    ``told`` has sentences for headlines, by id of the entry; without one the words of its first
    passage stand there. Slides go by day, then id; there are none where nothing has a day.
    """
    desk = _Desk(contents=contents, told=told)
    entries: list[Dated] = [*contents.contacts, *contents.deeds, *contents.commitments]
    slides = [slide for entry in entries if (slide := desk.slide(entry)) is not None]
    slides.sort(key=lambda slide: (_place(slide), slide["unique_id"]))
    return {
        "title": {"text": _title(contents, marking), "unique_id": "title", "autolink": False},
        "events": slides,
    }


def timeline_json(
    contents: Contents, told: Mapping[str, str], *, marking: Marking | None = None
) -> str:
    """The timeline as one JSON text, which may also stand inside a page's ``<script>``."""
    raw = msgspec.json.encode(timeline(contents, told, marking=marking)).decode("utf-8")
    for sign in "<>&\u2028\u2029":
        raw = raw.replace(sign, f"\\u{ord(sign):04x}")
    return raw


@define(kw_only=True)
class _Desk:
    """Makes the slides of one dossier."""

    contents: Contents
    told: Mapping[str, str]
    documents: dict[str, Document] = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.documents = {document.id: document for document in self.contents.documents}

    def slide(self, entry: Dated) -> Slide | None:
        """The slide of one entry; None for one without any day."""
        when = entry.due_on if isinstance(entry, Commitment) else entry.happened_on
        edtf = edtf_of(when)
        if edtf is None or when is None:
            return None
        first, last = bounds(edtf)
        start = first or last
        if start is None:
            return None
        slide: Slide = {
            "unique_id": f"{entry.kind}-{entry.id}",
            "group": GROUPS[entry.kind],
            "display_date": edtf,
            "start_date": _date(start),
            "text": {"headline": self._headline(entry), "text": self._text(entry, when)},
            "autolink": False,
        }
        return slide if first is None or last is None else slide | {"end_date": _date(last)}

    def _headline(self, entry: Dated) -> str:
        words = self.told.get(entry.id) or next((p.exact for p in entry.passages), entry.kind)
        return _html(words)

    def _text(self, entry: Dated, when: When) -> str:
        parts = [f"<p>{_html(_how(entry, when))}</p>"]
        tellers: dict[str, list[Passage]] = {}
        for passage in entry.passages:
            tellers.setdefault(passage.document, []).append(passage)
        quoted = [*tellers.items()][:QUOTED]
        parts += [self._quote(self.documents.get(id), passages) for id, passages in quoted]
        if more := len(tellers) - len(quoted):
            noun = "document tells" if more == 1 else "documents tell"
            parts.append(f"<p>{more} more {noun} of it.</p>")
        return "".join(parts)

    def _quote(self, document: Document | None, passages: list[Passage]) -> str:
        """The sentence that tells it, and where it stands."""
        words = passages[0].exact
        if document is not None:
            told = [_sentence(document.text, passage) for passage in passages]
            title = _html(document.title or "")
            words = next((one for one in told if _html(one) != title), told[0])
        cited = "" if document is None else f"<p>– {_credit(document)}</p>"
        return f"<blockquote>{_html(_shortened(words))}</blockquote>{cited}"


def _sentence(text: str, passage: Passage) -> str:
    """The passage with the rest of its sentence; alone where it is not in its place any more."""
    if text[passage.start : passage.end] != passage.exact:
        return passage.exact
    before = text[max(0, passage.start - REACH) : passage.start]
    after = text[passage.end : passage.end + REACH]
    starts = [end.end() for end in _SENTENCE_END.finditer(before)]
    ends = _SENTENCE_END.search(passage.exact[-1:] + after)
    stop = ends.start() if ends is not None else len(after)
    return before[starts[-1] if starts else 0 :] + passage.exact + after[: max(stop, 0)]


def _how(entry: Dated, when: When) -> str:
    """What kind of entry it is, and what its text says of the day."""
    if isinstance(entry, Contact):
        what = f"{entry.channel}, {entry.status}"
    elif isinstance(entry, Deed):
        what = entry.plover_type.lower()
    else:
        what = "falls due"
    said = " ".join(when.text.split())
    return f"{what}; the text says “{said}”" if said else what


def _credit(document: Document) -> str:
    """Outlet, title and day of a document; the title leads to it where it has an address."""
    title = _html(document.title or PurePath(document.path or "").name or document.id)
    address = web_address(document.url)
    if address:
        title = f'<a href="{escape(address)}" rel="noopener noreferrer">{title}</a>'
    day = document.published_at
    parts = [
        _html(document.outlet or ""),
        title,
        _html(describe(day) if day and is_edtf(day) else day or ""),
    ]
    return ", ".join(part for part in parts if part)


def _title(contents: Contents, marking: Marking | None) -> dict[str, str]:
    lines: Sequence[str] = marking.lines if marking is not None else ()
    text = "".join(f"<p>{_html(line)}</p>" for line in lines)
    if contents.as_of:
        text += f"<p>{_html(f'as known on {contents.as_of}')}</p>"
    name = contents.negotiation.name or "What happened, and what falls due"
    return {"headline": _html(name), "text": text}


def _date(parts: Parts) -> dict[str, int]:
    return {name: value for name, value in parts._asdict().items() if value is not None}


def _place(slide: Slide) -> Iterable[int]:
    start = slide["start_date"]
    return [start["year"], start.get("month", 0), start.get("day", 0)]


def _shortened(words: str) -> str:
    parts = words.split()
    return " ".join(parts) if len(parts) <= WORDS else f"{' '.join(parts[:WORDS])} …"


def _html(words: str) -> str:
    """Words as HTML text on one line, without control characters."""
    kept = "".join(sign if sign.isprintable() else " " for sign in words)
    return escape(" ".join(kept.split()))
