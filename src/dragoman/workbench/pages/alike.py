"""Alike: a preview of one decision applied to all entries like one."""

from typing import Any, Literal

from attrs import frozen

from dragoman.pipeline.review import Narrow, alike, preview
from dragoman.workbench.acts.gathering import change_asked, narrow_asked
from dragoman.workbench.cards import Card, card
from dragoman.workbench.citations import Citation
from dragoman.workbench.desk import Desk
from dragoman.workbench.pages.page import Page

AT_MOST = 200
"""Entries that one preview shows, and that are changed at a time."""


@frozen(kw_only=True)
class AlikeQuery:
    """``fields`` is JSON of the form's fields; ``narrow`` how like the others must be."""

    id: str
    verb: Literal["correct", "review", "accept", "reject"] = "review"
    fields: str = ""
    narrow: tuple[str, ...] = (Narrow.WORDS.value,)


@frozen(kw_only=True)
class AlikeRow:
    """An entry that the change fits, with the values that would change."""

    card: Card
    before: dict[str, Any]
    after: dict[str, Any]


@frozen(kw_only=True)
class AlikeSheet:
    """The entry, the rows that a change would touch, and how many more there are."""

    card: Card
    rows: tuple[AlikeRow, ...]
    more: int
    narrows: tuple[str, ...]
    notes: tuple[Citation, ...]


def make(desk: Desk, query: AlikeQuery) -> AlikeSheet:
    """Compose the preview.

    Raises:
        UnknownEntry: no such entry.
        BadRequest: the change does not fit it.
    """
    entry = desk.snapshot.entry(query.id)
    change = change_asked(query.verb, query.fields, entry, desk.snapshot)
    found = alike(desk.contents, entry, change, narrow_asked(query.narrow))
    return AlikeSheet(
        card=card(entry, desk),
        rows=tuple(
            AlikeRow(card=card(one.entry, desk), before=dict(one.before), after=dict(one.after))
            for one in preview(found[:AT_MOST], change)
        ),
        more=max(0, len(found) - AT_MOST),
        narrows=tuple(one.value for one in Narrow),
        notes=desk.notes(),
    )


PAGE = Page(
    name="alike",
    path="/entries/{id}/alike",
    query=AlikeQuery,
    make=make,
    action="correct",
    is_slow=True,
)
