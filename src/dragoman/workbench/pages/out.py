"""Out: the brief, a selection or the records to take away, and what is left out to share them."""

from collections import Counter
from typing import Literal

from attrs import evolve, frozen

from dragoman.briefing import Footnotes, Line, capital, line
from dragoman.briefing.selecting import SECTIONS, Selection, chosen_ids
from dragoman.dossier import Dossier
from dragoman.errors import BadRequest, UnknownEntry
from dragoman.model import Contents
from dragoman.model.handling import Handling, Marking
from dragoman.pipeline import marking_of
from dragoman.pipeline.asking import Field
from dragoman.pipeline.outgoing import Sharing
from dragoman.workbench.citations import entry_href
from dragoman.workbench.desk import Desk
from dragoman.workbench.errands import ERRANDS, Tell
from dragoman.workbench.pages.narrowing import stretch_of
from dragoman.workbench.pages.page import Page
from dragoman.workbench.parcels import Face, Wish, contents_for, fitted

PATIENCE_S = 0.1
PICKED_AT_MOST = 300
"""Entries that an address may pick one by one."""

Mark = Literal["", "TLP:CLEAR", "TLP:GREEN", "TLP:AMBER", "TLP:AMBER+STRICT", "TLP:RED"]

FACES: dict[Face, str] = {
    Face.HTML: "a page (HTML)",
    Face.MARKDOWN: "Markdown",
    Face.WORD: "Word, with footnotes",
    Face.ANNOTATION: "W3C Web Annotation (JSON-LD)",
    Face.JSONL: "records as JSON lines",
    Face.CSV: "tables (CSV in a zip)",
    Face.PLOVER: "PLOVER events, one a line",
}


@frozen(kw_only=True)
class OutQuery:
    """``share`` leaves out what is stricter; ``unmarked`` is how things without a mark are treated.

    Without ``section``, ``party``, ``issue``, ``first``, ``last`` (days, months or years) and
    ``entry`` (ids) the whole file goes out.
    """

    form: Face = Face.HTML
    share: Mark = ""
    unmarked: Mark = ""
    estimates: bool = False
    section: tuple[str, ...] = ()
    party: tuple[str, ...] = ()
    issue: tuple[str, ...] = ()
    first: str = ""
    last: str = ""
    entry: tuple[str, ...] = ()


@frozen(kw_only=True)
class Option:
    """One thing to choose; ``count`` is how many entries it brings, None where nobody counts."""

    value: str
    label: str
    count: int | None = None
    is_chosen: bool = False


@frozen(kw_only=True)
class Picked:
    """An entry that was picked by itself."""

    id: str
    kind: str
    href: str
    text: str


@frozen(kw_only=True)
class LeftRow:
    """How many of one noun are left out, and the mark for which they are; empty for no mark."""

    noun: str
    mark: str
    count: int


@frozen(kw_only=True)
class Preview:
    """What goes out: its nouns with how many, what its first lines say, and what is left out.

    ``missing`` counts picked entries that may not go out.
    """

    chosen: tuple[tuple[str, int], ...]
    total: int
    documents: int
    mark: str = ""
    lines: tuple[str, ...] = ()
    left: tuple[LeftRow, ...] = ()
    missing: int = 0


@frozen(kw_only=True)
class OutSheet:
    """``state`` is "ready" with a preview, "building" with ``progress``, or "broken" with
    ``trouble``."""

    state: str
    forms: tuple[Option, ...]
    marks: tuple[Option, ...]
    sections: tuple[Option, ...]
    parties: tuple[Option, ...]
    issues: tuple[Option, ...]
    picked: tuple[Picked, ...]
    is_selection: bool
    is_empty: bool
    preview: Preview | None = None
    progress: str = ""
    trouble: str = ""


def wish_of(query: OutQuery) -> Wish:
    """What a query asks for.

    Raises:
        BadRequest: a day that is none, an empty stretch, too many entries, or choices that belong
            to a mark without one.
    """
    if len(query.entry) > PICKED_AT_MOST:
        raise BadRequest(
            f"{len(query.entry)} entries are too many to pick one by one; pick at most "
            f"{PICKED_AT_MOST}, or choose by section, party, issue or days"
        )
    if query.unmarked and not query.share:
        raise BadRequest("how to treat what has no mark goes with a mark to share at; choose one")
    for name in query.section:
        if name not in SECTIONS:
            raise BadRequest(f"no section {name!r}; choose from {', '.join(SECTIONS)}")
    days = stretch_of(query.first, query.last)
    selection = Selection(
        entries=tuple(dict.fromkeys(query.entry)),
        sections=query.section,
        parties=query.party,
        issues=query.issue,
        first=days.since,
        last=days.until,
    )
    sharing = Sharing(
        at_most=Handling(query.share) if query.share else None,
        unmarked=Handling(query.unmarked) if query.unmarked else None,
        estimates=query.estimates and bool(query.share),
    )
    is_asked = bool(selection.entries) or selection.has_query
    return Wish(selection=selection if is_asked else None, sharing=sharing)


def make(desk: Desk, query: OutQuery) -> OutSheet:
    """Compose the page; what has to be put together anew for sharing is an errand.

    Raises:
        BadRequest: the query asks for nothing that can go out.
    """
    wish = wish_of(query)
    sheet = _sheet(desk, query, wish)
    key = ("out", desk.place, desk.snapshot.state, desk.snapshot.pending, wish)
    errand = ERRANDS.begin(key, lambda tell: _previewed(desk, wish, tell))
    if not errand.wait(PATIENCE_S):
        return evolve(sheet, state="building", progress=errand.progress)
    if errand.trouble:
        return evolve(sheet, state="broken", trouble=errand.trouble)
    return evolve(sheet, state="ready", preview=errand.result)


def _previewed(desk: Desk, wish: Wish, tell: Tell) -> Preview:
    tell("putting together what may go out", 0, None)
    contents = desk.contents
    marking = marking_of(contents, desk.snapshot.handlings)
    if wish.sharing.at_most is not None:
        with Dossier.open(desk.place) as dossier:
            contents, marking = contents_for(dossier, wish.sharing, tell)
    tell("counting", 0, None)
    return preview_of(contents, marking, wish)


def preview_of(contents: Contents, marking: Marking | None, wish: Wish) -> Preview:
    """What goes out, counted.

    Raises:
        BadRequest: an entry that is picked is not there, or none may go out.
    """
    selection = fitted(contents, wish)
    counts: Counter[str] = Counter()
    try:
        ids = None if selection is None else chosen_ids(contents, selection)
    except UnknownEntry as error:
        raise BadRequest(
            f"there is no entry {error.entry!r} in this dossier any more; take it off the list"
        ) from error
    for noun, name in SECTIONS.items():
        every = getattr(contents, name)
        counts[noun] = len(every) if ids is None else sum(1 for one in every if one.id in ids)
    total = sum(counts.values()) if ids is None else len(ids)
    picked = len(wish.selection.entries) if wish.selection else 0
    withheld = marking.withheld if marking else None
    return Preview(
        chosen=tuple((noun, count) for noun, count in counts.items() if count),
        total=total,
        documents=sum(not document.copy_of for document in contents.documents),
        mark=marking.mark.value if marking else "",
        lines=marking.lines if marking else (),
        left=tuple(
            LeftRow(noun=one.noun, mark=one.mark.value if one.mark else "", count=one.count)
            for one in (withheld.left if withheld else ())
        ),
        missing=picked - len(selection.entries) if selection else 0,
    )


def _sheet(desk: Desk, query: OutQuery, wish: Wish) -> OutSheet:
    contents, lookup = desk.contents, desk.lookup
    return OutSheet(
        state="",
        forms=tuple(
            Option(value=face.value, label=label, is_chosen=face is query.form)
            for face, label in FACES.items()
        ),
        marks=tuple(
            Option(value=mark.value, label=f"{mark.value}: {mark.may_go_to}") for mark in Handling
        ),
        sections=tuple(
            Option(
                value=noun,
                label=capital(name),
                count=len(getattr(contents, name)),
                is_chosen=noun in query.section,
            )
            for noun, name in SECTIONS.items()
        ),
        parties=_options(query.party, {id: lookup.party(id) for id in lookup.order_of_parties}),
        issues=_options(query.issue, desk.snapshot.kept("issues out", lambda: _issues(desk))),
        picked=tuple(_picked(id, desk) for id in dict.fromkeys(query.entry)),
        is_selection=wish.selection is not None,
        is_empty=not contents.documents,
    )


def _issues(desk: Desk) -> dict[str, str]:
    """The issues that anything is about, by id, with their labels."""
    ids = set(desk.asking.entries.counts(Field.ISSUE))
    labels = {id: capital(desk.lookup.issue(id)) for id in ids}
    return dict(sorted(labels.items(), key=lambda pair: (pair[1].casefold(), pair[0])))


def _options(chosen: tuple[str, ...], known: dict[str, str]) -> tuple[Option, ...]:
    """What is known to choose from, and what an address chose beside it."""
    every = {**known, **{id: id for id in chosen if id not in known}}
    return tuple(
        Option(value=id, label=label, is_chosen=id in chosen) for id, label in every.items()
    )


def _picked(id: str, desk: Desk) -> Picked:
    entry = desk.snapshot.entries.get(id)
    if entry is None:
        return Picked(id=id, kind="", href="", text="not in this dossier any more")
    told: Line = line(entry, Footnotes(desk.lookup))
    return Picked(
        id=id, kind=entry.kind, href=entry_href(id), text=told.text or capital(entry.kind)
    )


PAGE = Page(name="out", path="/out", label="Out", query=OutQuery, make=make, is_slow=True)
