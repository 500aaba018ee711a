"""Dealing: sliders without our module, changes kept as settings, and drafts of preferences."""

import asyncio
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from dragoman.errors import BadRequest
from dragoman.pipeline.settling.versions import fingerprint
from dragoman.workbench.access import Action, requires
from dragoman.workbench.acts.act import Asked, Done, act
from dragoman.workbench.acts.setting import sign_into
from dragoman.workbench.errands import ERRANDS
from dragoman.workbench.pages.deals_draft import draft_at, draft_key
from dragoman.workbench.pages.deals_keep import kept
from dragoman.workbench.pages.deals_ready import live_deals
from dragoman.workbench.pages.deals_sliders import meant
from dragoman.workbench.shelf import Shelf

if TYPE_CHECKING:
    from dragoman.pipeline.deals.live import LiveDeals, Slider


@requires(Action.LOOK)
async def _set(request: Request) -> Response:
    """From a form of numbers to the address that names those that differ from the settings."""
    shelf: Shelf = request.app.state.shelf
    snapshot = await shelf.snapshot()
    given = request.query_params
    deals = await asyncio.to_thread(live_deals, snapshot)
    changes = changes_set(deals, given.getlist("change"), dict(given.multi_items()))
    query = [("party", given["party"])] if given.get("party") else []
    query += [("change", change) for change in changes]
    return RedirectResponse(f"/deals?{urlencode(query)}" if query else "/deals", status_code=303)


def changes_set(
    deals: "LiveDeals", carried: list[str], fields: Mapping[str, str]
) -> tuple[str, ...]:
    """The changes carried along, with those that a form's fields set, or set back.

    Fields are ``v.TARGET`` and ``h.TARGET`` (ends of a number), ``r.TARGET`` (a switch).

    Raises:
        BadIssueSpace: a carried change cannot be read.
        BadRequest: a field holds no number.
    """
    all_meant = meant(deals, carried)
    fresh = {slider.target: _ends(slider, fields) for slider in deals.sliders()}
    kept = [
        one.change for one in all_meant if one.slider is None or fresh[one.slider.target] is None
    ]
    return (*kept, *_told(deals, fresh))


def _told(deals: "LiveDeals", fresh: Mapping[str, tuple[float, float] | None]) -> Iterator[str]:
    """What-ifs of the numbers that differ from what is signed."""
    for slider in deals.sliders():
        ends = fresh.get(slider.target)
        if ends is not None and ends != _signed(slider):
            low, high = ends
            yield slider.words(low) if low == high else slider.words(low, high)


def _signed(slider: "Slider") -> tuple[float, float]:
    """The ends of what is signed, as a form shows them."""
    estimate = slider.estimate
    ends = (slider.value, slider.value) if estimate is None else (estimate.low, estimate.high)
    if slider.switch:
        ends = (sum(ends) / 2, sum(ends) / 2)
    return (float(f"{ends[0]:g}"), float(f"{ends[1]:g}"))


def _ends(slider: "Slider", fields: Mapping[str, str]) -> tuple[float, float] | None:
    """What a form says of a slider; None where it does not stand in it."""
    chosen = fields.get(f"r.{slider.target}")
    if chosen in ("acceptable", "red"):
        sure = float(chosen == "red")
        return (sure, sure)
    low = _number(fields.get(f"v.{slider.target}", ""), slider)
    if low is None:
        return None
    if chosen == "open":
        return (low, low)
    high = _number(fields.get(f"h.{slider.target}", ""), slider)
    return (low, low) if high is None else (min(low, high), max(low, high))


def _number(given: str, slider: "Slider") -> float | None:
    if not given.strip():
        return None
    try:
        return float(given.strip().replace(",", "."))
    except ValueError as error:
        raise BadRequest(f"{slider.label}: {given!r} is not a number") from error


async def _keep(asked: Asked) -> Done:
    """Sign the changes into the settings, with the reason in each table that they change."""
    changes, why, seen = asked.every("change"), asked.text("why"), asked.fields.get("seen", "")
    text = await asked.shelf.read(lambda dossier: dossier.settings()) or ""
    if fingerprint(text) != seen:
        raise BadRequest(
            "other settings were signed meanwhile; look at the preview again: it shows your "
            "changes on them"
        )
    fresh = await asyncio.to_thread(kept, text, changes, why)
    await sign_into(asked.shelf, fresh, who=asked.user.name, why=why, seen=seen)
    return Done(words="Signed into the settings; no text has to be read again.", href="/deals")


async def _draft(asked: Asked) -> Done:
    """Begin a draft of preferences in a process of its own."""
    state = (await asked.shelf.snapshot()).state
    ERRANDS.begin_apart(draft_key(state), draft_at, asked.shelf.place)
    return Done(words="The draft has begun.", href="/deals/draft?wait=1")


DEALING: tuple[Route, ...] = (
    Route("/deals/set", _set, name="deals.set"),
    act("/deals/keep", Action.SET, _keep),
    act("/deals/draft", Action.SET, _draft),
)
