"""Setting: new settings previewed, tried out on the file, and signed with a reason.

What was filled in is shown again with its faults; nothing is written before an editor signs, and
never over settings that he has not seen.
"""

import asyncio
from collections.abc import Mapping
from typing import Any

from attrs import evolve
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from dragoman.dossier import Dossier
from dragoman.errors import BadNegotiation, BadRequest, SettingsOvertaken
from dragoman.pipeline import parse_negotiation
from dragoman.pipeline.settling.editing import edited, faults_of
from dragoman.pipeline.settling.trying import Effect, effect_of, try_settings
from dragoman.pipeline.settling.versions import Version, fingerprint, sign_settings
from dragoman.workbench.access import Action, requires
from dragoman.workbench.acts.act import Asked, Done, act
from dragoman.workbench.desk import Desk
from dragoman.workbench.errands import ERRANDS
from dragoman.workbench.frame import frame_of
from dragoman.workbench.pages.settings import PAGE, sheet_of, signed
from dragoman.workbench.pages.settings_lines import merged, pieces
from dragoman.workbench.pages.settings_preview import PreviewSheet, preview_of
from dragoman.workbench.pages.settings_trial import trial_key
from dragoman.workbench.rendering import set_page
from dragoman.workbench.shelf import Shelf

MOST_FIELDS = 20_000
"""Fields of the form: a negotiation of hundreds of persons and options has thousands."""


@requires(Action.SET)
async def _preview(request: Request) -> Response:
    """From what was filled in to a page that says what it changes, or what is wrong with it."""
    async with request.form(max_fields=MOST_FIELDS) as form:
        fields = texts_of(form)
    shelf: Shelf = request.app.state.shelf
    desk = await _desk(request)
    versions = await asyncio.to_thread(signed, desk)
    base = base_of(versions, fields.get("seen", ""))
    given = {name.removeprefix("s."): v for name, v in fields.items() if name.startswith("s.")}
    text, faults = await asyncio.to_thread(_text_of, fields, base, given)
    if faults:
        is_text = not given
        sheet = sheet_of(desk, versions, text if is_text else base, given, faults, is_text=is_text)
        return _page(request, shelf, desk, "settings.html.j2", sheet, 422)
    effect = await shelf.read(lambda dossier: _effect(dossier, base, text))
    seen = fields.get("seen", "")
    shown = preview_of(base, text, fingerprint(text), seen, effect)
    return _page(request, shelf, desk, "settings_preview.html.j2", shown)


def texts_of(form: FormData) -> dict[str, str]:
    """The texts of a form, lines ended as in a file; the last of each name."""
    return {
        name: value.replace("\r\n", "\n").replace("\r", "\n")
        for name, value in form.multi_items()
        if isinstance(value, str)
    }


def base_of(versions: tuple[Version, ...], seen: str) -> str:
    """The version that a form was made from.

    Raises:
        BadRequest: the dossier has no such version.
    """
    if not seen:
        return ""
    for one in reversed(versions):
        if fingerprint(one.toml) == seen:
            return one.toml
    raise BadRequest("this form is of settings that the file does not know; open Settings again")


def _text_of(
    fields: Mapping[str, str], base: str, given: Mapping[str, str]
) -> tuple[str, dict[str, str]]:
    """The new text, and its faults by the name of the field."""
    if given:
        made = edited(base, given)
        return made.text, dict(made.faults)
    text = fields.get("text", "")
    return text, faults_of(text)


def _effect(dossier: Dossier, base: str, text: str) -> Effect:
    try:
        old = parse_negotiation(base)
    except BadNegotiation:
        old = parse_negotiation("")
    return effect_of(dossier, old, parse_negotiation(text))


@requires(Action.SET)
async def _sign(request: Request) -> Response:
    """Sign new settings; where others came meanwhile, show both and write nothing."""
    async with request.form(max_fields=MOST_FIELDS) as form:
        fields = texts_of(form)
    shelf: Shelf = request.app.state.shelf
    text, why, seen = fields.get("text", ""), fields.get("why", ""), fields.get("seen", "")
    who = request.state.user.name
    try:
        await sign_into(shelf, text, who=who, why=why, seen=seen)
    except SettingsOvertaken as error:
        return await _both(request, fields, error)
    return RedirectResponse("/settings", status_code=303)


async def sign_into(shelf: Shelf, text: str, *, who: str, why: str, seen: str) -> None:
    """Sign settings into the dossier and have the file put together anew.

    Raises:
        SettingsOvertaken: others were signed since ``seen``.
        BadRequest: no reason, or settings that cannot be used.
    """
    await shelf.write(lambda dossier: sign_settings(dossier, text, who=who, why=why, seen=seen))
    await shelf.reload()
    shelf.has_work()


async def _both(request: Request, fields: Mapping[str, str], error: SettingsOvertaken) -> Response:
    """Their settings beside the ones that were to be signed."""
    shelf: Shelf = request.app.state.shelf
    text, theirs = fields.get("text", ""), error.toml or ""
    await shelf.reload()
    desk = await _desk(request)
    versions = await asyncio.to_thread(signed, desk)
    base = base_of(versions, fields.get("seen", ""))
    effect = await shelf.read(lambda dossier: _effect(dossier, theirs, text))
    sheet: PreviewSheet = preview_of(
        base, text, fingerprint(text), fingerprint(theirs), effect, fields.get("why", "")
    )
    sheet = evolve(
        sheet,
        theirs=pieces(base, theirs),
        their_name=error.who or "nobody",
        their_day=error.put_at,
        both=merged(base, text, theirs),
    )
    return _page(request, shelf, desk, "settings_preview.html.j2", sheet, 409)


async def _try(asked: Asked) -> Done:
    """Begin the trial of settings in a process of its own."""
    text = asked.form.get("text")
    if not isinstance(text, str):
        raise BadRequest("there are no settings to try; preview them again")
    text = text.replace("\r\n", "\n")
    parse_negotiation(text)
    of = fingerprint(text)
    state = (await asked.shelf.snapshot()).state
    ERRANDS.begin_apart(trial_key(of, state), try_settings, asked.shelf.place, text)
    return Done(words="The trial has begun.", href=f"/settings/trial?of={of}&wait=1")


async def _desk(request: Request) -> Desk:
    shelf: Shelf = request.app.state.shelf
    return Desk(snapshot=await shelf.snapshot(), today=request.app.state.today())


def _page(
    request: Request, shelf: Shelf, desk: Desk, template: str, sheet: Any, status: int = 200
) -> Response:
    from dragoman.workbench.pages import PAGES

    text = set_page(
        template,
        sheet=sheet,
        page=PAGE,
        twin="/settings.json",
        frame=frame_of(request, shelf, desk, PAGES, PAGE.name),
        is_part=False,
    )
    return Response(text, status_code=status, media_type="text/html; charset=utf-8")


SETTING: tuple[Route, ...] = (
    Route("/settings/preview", _preview, methods=["POST"], name="settings.preview"),
    Route("/settings/sign", _sign, methods=["POST"], name="settings.sign"),
    act("/settings/try", Action.SET, _try),
)
