"""What the browser journeys of the workbench share: its pages, its server, keys and focus."""

import json
import os
from pathlib import Path
from typing import Any

from attrs import frozen
from playwright.sync_api import Browser, Page

from dragoman.dossier import Dossier
from dragoman.model import Decision

SHOTS = os.environ.get("DRAGOMAN_SHOTS")
"""A folder for pictures of every page, to be looked at; none are taken without it."""

PAGES: tuple[str, ...] = (
    "overview",
    "timeline",
    "positions",
    "contacts",
    "commitments",
    "discrepancies",
    "people",
    "documents",
    "review",
    "deals",
    "ask",
    "add",
    "out",
    "settings",
    "log",
)


@frozen
class Bench:
    """A server that runs, and the browser to see it with."""

    browser: Browser
    url: str
    origin: str
    dossier: Path


def visit(page: Page, name: str) -> None:
    """Open a page of the workbench and wait until its modules have bound their keys."""
    answer = page.goto(f"/{name.lstrip('/')}")
    assert answer is not None
    assert answer.status == 200, name
    until_ready(page)


def until_ready(page: Page) -> None:
    """Wait until a page's modules have bound their keys."""
    page.locator("body[data-ready=yes]").wait_for(state="attached")


def sheet(page: Page, path: str) -> Any:
    """The sheet of a page's JSON twin."""
    head, sign, query = path.partition("?")
    answer = page.request.get(f"{head}.json{sign}{query}")
    assert answer.ok, path
    return json.loads(answer.text())["sheet"]


def type_keys(page: Page, *keys: str) -> None:
    """Press keys one after the other."""
    for key in keys:
        page.keyboard.press(key)


def tab_to(page: Page, selector: str, at_most: int = 60) -> None:
    """Press Tab until what has the focus fits; fails when it is never reached."""
    fits = "selector => document.activeElement.matches(selector)"
    for _ in range(at_most):
        if page.evaluate(fits, selector):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{selector} cannot be reached with Tab")


def walk_to(page: Page, selector: str, at_most: int = 60) -> None:
    """Press j until the line that fits has the focus; fails when it is never reached."""
    fits = "selector => document.activeElement.matches(selector)"
    for _ in range(at_most):
        if page.evaluate(fits, selector):
            return
        page.keyboard.press("j")
    raise AssertionError(f"{selector} cannot be reached with j")


def has_focus(page: Page) -> bool:
    """Whether anything but the bare page has the focus."""
    return bool(page.evaluate("document.hasFocus() && document.activeElement !== document.body"))


def focused_entry(page: Page) -> str | None:
    """The id of the entry whose line has the focus."""
    found = "document.activeElement.closest('[data-entry]')?.dataset.entry ?? null"
    entry: str | None = page.evaluate(found)
    return entry


def decided(bench: Bench) -> tuple[Decision, ...]:
    """Every decision that is on file, the latest last."""
    with Dossier.open(bench.dossier) as dossier:
        return tuple(dossier.decisions())
