"""CSL-JSON: the documents as citations for Zotero, pandoc and whatever else formats references.

Items are those of the Citation Style Language's input model (csl-data.json, 1.0.2): days as
``date-parts``, an interval as two of them, a season as its number, what is about or uncertain as
``circa``. What none of these can say ("until 18 March") is a ``literal``. The lines of ``note``
carry what must come back unchanged: the document's id and, where the parts above do not give it
back, its day as EDTF. Reference managers keep that field ("Extra" in Zotero).
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import msgspec
from attrs import define, field

from dragoman.calendar import describe, is_edtf
from dragoman.exchange.edtf_days import SEASONS, Parts, bounds, without_time
from dragoman.exchange.names_in_bylines import names_in
from dragoman.exchange.web_addresses import web_address
from dragoman.model import Contents, Document, Entry, Genre, Passage
from dragoman.model.handling import Marking
from dragoman.model.report import SegmentKind

Item = dict[str, Any]

TYPES = {
    Genre.NEWS: "article-newspaper",
    Genre.READOUT: "report",
    Genre.PRESS_RELEASE: "report",
    Genre.INTERVIEW: "interview",
    Genre.ANALYSIS: "article-newspaper",
    Genre.TRANSCRIPT: "speech",
}
"""The item type of each genre; of an unknown one, "webpage" with an address, else "document"."""

NAMED_BY_ITSELF = frozenset({Genre.NEWS, Genre.INTERVIEW})
"""Genres that the item type tells already."""

PUBLISHED = frozenset({"report", "speech"})
"""Item types without a container: who issued them is their publisher."""

DOCUMENT, ISSUED, HANDLING = "dragoman-document", "dragoman-issued", "dragoman-handling"
"""The names of the lines of ``note``; the first two come back."""


def csl_items(
    contents: Contents,
    *,
    cited: Iterable[Entry] | None = None,
    told: Mapping[str, str] | None = None,
) -> list[Item]:
    """One item a document, in the order of the contents; copies have one of their own.

    With ``cited`` only the documents on which those entries rest, and ``annote`` quotes their
    passages with their offsets (code points of the stored text, half open) and what ``told`` says
    of the entry, by its id.
    """
    desk = _Desk(contents=contents)
    if cited is None:
        return [desk.item(document) for document in contents.documents]
    quoted = _quotations(cited, told or {})
    return [
        {**desk.item(document), "annote": "\n\n".join(quoted[document.id])}
        for document in contents.documents
        if document.id in quoted
    ]


def csl_lines(contents: Contents, marking: Marking | None = None) -> Iterator[str]:
    """The items as lines of one JSON array, an item a line; each says how it may be handled."""
    items = csl_items(contents)
    if marking is not None:
        handling = f"{HANDLING}: {marking.mark}"
        items = [item | {"note": f"{item['note']}\n{handling}"} for item in items]
    yield "["
    for number, item in enumerate(items, 1):
        yield msgspec.json.encode(item).decode("utf-8") + ("," if number < len(items) else "")
    yield "]"


@define(kw_only=True)
class _Desk:
    """What the items of one dossier are made of."""

    contents: Contents
    bylines: dict[str, list[str]] = field(init=False, factory=dict)

    def __attrs_post_init__(self) -> None:
        for segment in self.contents.segments:
            if segment.segment_kind is SegmentKind.BYLINE:
                for passage in segment.passages:
                    self.bylines.setdefault(passage.document, []).append(passage.exact)

    def item(self, document: Document) -> Item:
        """The item of one document, without fields of which nothing is known."""
        address = web_address(document.url)
        kind = type_of(document.genre, has_address=address is not None)
        values: Item = {
            "id": document.id,
            "type": kind,
            "title": document.title,
            "author": self._authors(document),
            "publisher" if kind in PUBLISHED else "container-title": document.outlet,
            "genre": None if document.genre in NAMED_BY_ITSELF else document.genre,
            "issued": date_of(document.published_at),
            "accessed": date_of(document.retrieved_at),
            "URL": address,
            "language": document.language,
            "note": "\n".join(_notes(document)),
        }
        return {name: _printable(value) for name, value in values.items() if value}

    def _authors(self, document: Document) -> list[dict[str, str]]:
        found = [name for line in self.bylines.get(document.id, ()) for name in names_in(line)]
        return [name for place, name in enumerate(found) if name not in found[:place]]


def type_of(genre: Genre | None, *, has_address: bool) -> str:
    """The item type of a document."""
    return TYPES[genre] if genre is not None else "webpage" if has_address else "document"


def date_of(edtf: str | None) -> Item | None:
    """An EDTF time as a CSL date, without its time of day; None where there is none.

    >>> date_of("2025-03-18/2025-03-20")
    {'date-parts': [[2025, 3, 18], [2025, 3, 20]]}
    >>> date_of("2025-03~")
    {'date-parts': [[2025, 3]], 'circa': True}
    """
    if not edtf:
        return None
    if not is_edtf(edtf):
        return {"literal": edtf}
    day = without_time(edtf)
    first, last = bounds(day)
    if first is None or (last is None and "/" in day) or "X" in day:
        return {"literal": describe(day)}
    season = SEASONS.get(day.rstrip("?~%")[5:])
    if season is not None:
        return _about({"date-parts": [[int(day[:4])]], "season": season}, day)
    parts = [_listed(part) for part in (first, last) if part is not None]
    return _about({"date-parts": parts}, day)


def edtf_from(date: object) -> str | None:
    """A CSL date as EDTF, as exact as it is; None where it says no day that EDTF can.

    >>> edtf_from({"date-parts": [["2025", "3"]], "circa": 1})
    '2025-03~'
    """
    if isinstance(date, str):
        return date.strip() if is_edtf(date.strip()) else None
    if not isinstance(date, dict):
        return None
    for name in ("edtf", "raw", "literal"):
        if isinstance(date.get(name), str) and is_edtf(date[name].strip()):
            return str(date[name]).strip()
    points = [_point(parts, date.get("season")) for parts in _lists(date.get("date-parts"))]
    if not 1 <= len(points) <= 2 or None in points:
        return None
    mark = "~" if date.get("circa") not in (None, False, 0, "", "false", "0") else ""
    found = "/".join(f"{point}{mark}" for point in points)
    return found if is_edtf(found) else None


def _about(date: Item, edtf: str) -> Item:
    return date | ({"circa": True} if any(sign in edtf for sign in "?~%") else {})


def _listed(parts: Parts) -> list[int]:
    return [part for part in parts if part is not None]


def _lists(value: object) -> list[list[object]]:
    return [one for one in value if isinstance(one, list)] if isinstance(value, list) else []


def _point(parts: list[object], season: object) -> str | None:
    """Year, month and day as EDTF; what is written as a number in quotes counts as well."""
    texts = [str(part).strip() for part in parts if part not in (None, "")]
    if not texts or len(texts) > 3 or not all(re.fullmatch(r"[0-9]{1,4}", one) for one in texts):
        return None
    year, *rest = (int(text) for text in texts)
    if season and not rest:
        number = re.fullmatch(r"[1-4]", str(season))
        return f"{year:04d}-{20 + int(number[0])}" if number is not None else None
    return "-".join([f"{year:04d}", *(f"{part:02d}" for part in rest)])


def _notes(document: Document) -> Iterator[str]:
    yield f"{DOCUMENT}: {document.id}"
    day = document.published_at
    if day and edtf_from(date_of(day)) != day:
        yield f"{ISSUED}: {day}"


def _quotations(cited: Iterable[Entry], told: Mapping[str, str]) -> dict[str, list[str]]:
    """What is cited of each document, by its id: the longest passage of each entry there."""
    found: dict[str, list[str]] = {}
    for entry in cited:
        says = f": {told[entry.id]}" if entry.id in told else ""
        longest: dict[str, Passage] = {}
        for passage in entry.passages:
            kept = longest.setdefault(passage.document, passage)
            if len(passage.exact) > len(kept.exact):
                longest[passage.document] = passage
        for passage in longest.values():
            line = (
                f"“{passage.exact}” (characters {passage.start} to {passage.end} of the stored "
                f"text; {entry.kind} {entry.id}{says})"
            )
            found.setdefault(passage.document, []).append(_printable(line))
    return found


def _printable(value: Any) -> Any:
    """A text without control characters other than line ends; all else as it is."""
    if not isinstance(value, str):
        return value
    return "".join(sign if sign.isprintable() or sign == "\n" else " " for sign in value)
