"""POLECAT: the dossier's events as rows in the columns of the POLECAT files.

Columns, their order and "None" for whatever is unknown are those of "POLECAT Weekly Data" (Harvard
Dataverse, doi:10.7910/DVN/AJGVIT): tab-separated text, several values of a cell parted by "; ". The
events are those of :mod:`.plover`, but for what a table without a column for it would turn into its
opposite: what is denied or merely suggested is left out. A cell has one day or none: an event with
an interval, or without a day of its own, has "None" and the day of publication beside it.
"""

import csv
import io
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any, TextIO

from attrs import define, field

from dragoman.calendar import interval, is_edtf
from dragoman.exchange.plover import Event, plover_events
from dragoman.exchange.plover_actors import Actor
from dragoman.exchange.tables import FORMULA_STARTS
from dragoman.gazetteer.tables import rows
from dragoman.model import Contact, ContactStatus, Contents, Deed, Document, Statement, When

POLECAT_COLUMNS = (
    "Event ID",
    "Event Date",
    "Event Type",
    "Event Mode",
    "Intensity",
    "Quad Code",
    "Contexts",
    "Actor Name",
    "Actor Country",
    "Actor COW",
    "Primary Actor Sector",
    "Actor Sectors",
    "Actor Title",
    "Actor Name Raw",
    "Wikipedia Actor ID",
    "Recipient Name",
    "Recipient Country",
    "Recipient COW",
    "Primary Recipient Sector",
    "Recipient Sectors",
    "Recipient Title",
    "Recipient Name Raw",
    "Wikipedia Recipient ID",
    "Placename",
    "City",
    "District",
    "Province",
    "Country",
    "Latitude",
    "Longitude",
    "GeoNames ID",
    "Raw Placename",
    "Feature Type",
    "Source",
    "Publication Date",
    "Story People",
    "Story Organizations",
    "Story Locations",
    "Language",
    "Version",
)
"""The forty columns, in their order. The files for whole years call the fifth "Event Intensity"."""

UNKNOWN = "None"
"""What a cell holds that has no value."""

Happening = Statement | Contact | Deed
"""The entries that can be events."""

NOT_SO = frozenset({"negation", "hypothetical"})
"""Auxiliary modes of what did not happen; such events have no row."""

SPECIAL = frozenset({"historical", "future"})
"""Auxiliary modes that stand among the contexts (PLOVER codebook, special contexts)."""

_BROKEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\s]+")


def polecat_rows(contents: Contents) -> Iterator[dict[str, str]]:
    """One row an event, its keys :data:`POLECAT_COLUMNS`; by day and id as :mod:`.plover` has them.

    No value holds a tab, a line end or another control character.
    """
    desk = _Desk(contents=contents)
    for event in plover_events(contents):
        if not NOT_SO & set(event.get("mode", ())):
            yield desk.row(event)


def polecat_lines(contents: Contents) -> Iterator[str]:
    """The rows as tab-separated lines without their ends, the header first.

    A value with a quotation mark stands in quotation marks, its own doubled.
    """
    yield _line(POLECAT_COLUMNS)
    for row in polecat_rows(contents):
        yield _line([row[name] for name in POLECAT_COLUMNS])


def write_polecat(contents: Contents, out: TextIO) -> int:
    """Write header and rows; returns how many events there were."""
    written = -1
    for line in polecat_lines(contents):
        out.write(f"{line}\n")
        written += 1
    return written


def _line(cells: Sequence[str]) -> str:
    out = io.StringIO()
    csv.writer(out, delimiter="\t", lineterminator="").writerow(cells)
    return out.getvalue()


@cache
def _tables() -> dict[str, Any]:
    path = files("dragoman.exchange").joinpath("polecat.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))


@cache
def cow_codes() -> Mapping[str, str]:
    """The Correlates of War number of each state, by ISO 3166-1 alpha-3."""
    return dict(pair.split("=") for pair in _tables()["cow"]["states"].split())


@cache
def _countries() -> frozenset[str]:
    return frozenset(row["code"] for row in rows("countries"))


@define(kw_only=True)
class _Desk:
    """What the rows of one dossier are made of."""

    contents: Contents
    documents: dict[str, Document] = field(init=False)
    entries: dict[str, Happening] = field(init=False)
    told: dict[str, dict[str, dict[str, None]]] = field(init=False)

    def __attrs_post_init__(self) -> None:
        whole = self.contents
        self.documents = {document.id: document for document in whole.documents}
        told: list[Happening] = [*whole.statements, *whole.contacts, *whole.deeds]
        self.entries = {entry.id: entry for entry in told}
        self.told = {
            "Story People": _named_in(whole.persons),
            "Story Organizations": _named_in(whole.organisations),
            "Story Locations": _named_in(whole.places),
        }

    def row(self, event: Event) -> dict[str, str]:
        """The row of one event."""
        cite = event.get("cite_info", {})
        entry = self.entries[event["id"]]
        document = self.documents.get(cite.get("citation", ""))
        published = _one_day(document.published_at if document else None)
        modes = event.get("mode", [])
        values: dict[str, Iterable[str | None]] = {
            "Event ID": [event["id"]],
            "Event Date": [published if _is_planned(entry) else _day(entry)],
            "Event Type": event["event"],
            "Event Mode": [mode for mode in modes if mode not in SPECIAL],
            "Contexts": [*event.get("context", ()), *(m for m in modes if m in SPECIAL)],
            "Quad Code": [_tables()["quad"]["names"].get(str(event.get("quad_code")))],
            **_actors("Actor", event["source"]),
            **_actors("Recipient", event.get("recipient", [])),
            **_place(event, entry),
            "Source": [cite.get("publication")],
            "Publication Date": [published],
            "Language": [cite.get("language")],
            "Version": [event.get("coder")],
        }
        if document is not None:
            values |= {name: told.get(document.id, ()) for name, told in self.told.items()}
        row = {name: _cell(values.get(name, ())) for name in POLECAT_COLUMNS}
        scale = event.get("event_scale")
        return row | ({"Intensity": str(scale)} if scale is not None else {})


def _place(event: Event, entry: Happening) -> dict[str, list[str | None]]:
    place = event.get("event_loc", {})
    raw = [passage.exact for passage in entry.passages if passage.role == "place"]
    return {
        "Placename": [place.get("name")],
        "Country": [place.get("cc3")],
        "Raw Placename": [*raw[:1]] or [place.get("name")],
    }


def _named_in(entries: Iterable[Any]) -> dict[str, dict[str, None]]:
    """The names of what each document mentions, by the document's id, in the order of the file."""
    found: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for entry in entries:
        for document in {passage.document for passage in entry.passages}:
            found[document][entry.names[0]] = None
    return dict(found)


def _actors(side: str, actors: Sequence[Actor]) -> dict[str, list[str | None]]:
    """The cells of one side; the n-th value of each is of the same actor."""
    codes = [_country(actor.get("code")) for actor in actors]
    sectors = [actor.get("sector") for actor in actors]
    return {
        f"{side} Name": [actor.get("identifier_text") for actor in actors],
        f"{side} Country": codes,
        f"{side} COW": [cow_codes().get(code or "") for code in codes],
        f"Primary {side} Sector": sectors[:1],
        f"{side} Sectors": sectors,
        f"{side} Title": [actor.get("office") for actor in actors],
        f"{side} Name Raw": [actor.get("actor_text") for actor in actors],
    }


def _country(code: str | None) -> str | None:
    """A party's code where it is a country's; a side of another kind has none."""
    return code if code in _countries() else None


def _is_planned(entry: Happening) -> bool:
    """Whether it is a meeting still to come: AGREE, on the day on which it was told."""
    return isinstance(entry, Contact) and entry.status is ContactStatus.PLANNED


def _day(entry: Happening) -> str | None:
    """The one day that the text gives it; None where it gives none, several, or about one."""
    when: When | None = entry.stated_on if isinstance(entry, Statement) else entry.happened_on
    if when is None or when.vague or when.relation not in ("on", "during"):
        return None
    return _one_day(when.edtf)


def _one_day(edtf: str | None) -> str | None:
    """The day that an EDTF time is; None for one of several days, or none."""
    if not edtf or not is_edtf(edtf) or edtf.endswith(("?", "~", "%")):
        return None
    first, last = interval(edtf)
    return first.isoformat() if first is not None and first == last else None


def _cell(values: Iterable[str | None]) -> str:
    """Values as one cell; "None" for no value at all, and in its place among several."""
    cells = [_clean(value) if value else UNKNOWN for value in values]
    return "; ".join(cells) if any(cell != UNKNOWN for cell in cells) else UNKNOWN


def _clean(value: str) -> str:
    """A value on one line, without the sign that parts values, and run by no spreadsheet."""
    text = _BROKEN.sub(" ", value).strip().replace(";", ",")
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text or UNKNOWN
