"""Every page: any width, light and dark, landmarks, headings, focus, axe-core, paper."""

import itertools
import os
from pathlib import Path

import pytest
from playwright.sync_api import Page

from workbench_browser import PAGES, SHOTS, sheet, visit

ROOT = Path(__file__).parents[2]
AXE = Path(os.environ.get("DRAGOMAN_AXE", ROOT / "node_modules/axe-core/axe.min.js"))
"""axe-core, which `.ci/run` installs from npm."""

WIDTHS = (375, 768, 1280, 1920)
SINGLES = {
    "entry": ("/review?state=all&noun=contact", "cards"),
    "document": ("/documents", "rows"),
    "person": ("/people", "rows"),
}
"""Pages of one thing, each found by the first row of a list."""


def _open(page: Page, name: str) -> None:
    if name in SINGLES:
        listed, rows = SINGLES[name]
        visit(page, sheet(page, listed)[rows][0]["href"])
    else:
        visit(page, name)


@pytest.mark.parametrize("name", [*PAGES, *SINGLES])
def test_a_page_is_fit_for_every_reader(page: Page, name: str) -> None:
    """One opening serves all: the skip link, landmarks, headings, widths, and both looks."""
    _open(page, name)
    _is_reached_by_tab(page)
    _has_its_landmarks(page)
    _fits_every_width(page, name)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert _serious(page, scheme) == []


def _is_reached_by_tab(page: Page) -> None:
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    for _ in range(12):
        page.keyboard.press("Tab")
        assert page.evaluate(_IS_SEEN), page.evaluate("document.activeElement.outerHTML")


_IS_SEEN = """() => {
  const at = document.activeElement;
  if (at === document.body) return true;
  const box = at.getBoundingClientRect();
  const outline = getComputedStyle(at);
  return outline.outlineStyle !== 'none' && parseFloat(outline.outlineWidth) > 0 && box.width > 0;
}"""


def _has_its_landmarks(page: Page) -> None:
    assert page.locator("main").count() == 1
    assert page.locator("h1").count() == 1
    assert page.locator("nav[aria-label]").count() >= 1
    levels = page.eval_on_selector_all("main h1, main h2, main h3, main h4", _LEVELS)
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))


_LEVELS = "(all) => all.filter((h) => h.checkVisibility()).map((h) => Number(h.tagName[1]))"


def _fits_every_width(page: Page, name: str) -> None:
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width, width
        for scheme in ("light", "dark") if SHOTS else ():
            page.emulate_media(color_scheme=scheme)
            page.screenshot(path=f"{SHOTS}/{name}-{width}-{scheme}.png", full_page=True)
    page.set_viewport_size({"width": 1280, "height": 900})


def _serious(page: Page, scheme: str) -> list[tuple[str, str, str]]:
    """What axe-core finds; the second look differs in its colours alone."""
    if not AXE.exists() and not os.environ.get("CI"):
        pytest.skip("axe-core is not installed; `npm install axe-core`, or set DRAGOMAN_AXE")
    if scheme == "light":
        page.evaluate(AXE.read_text("utf-8"))
    what = "" if scheme == "light" else ", runOnly: ['color-contrast']"
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']%s})" % what)  # noqa: UP031
    return [
        (one["id"], one["nodes"][0]["html"][:200], one["help"])
        for one in found["violations"]
        if one["impact"] in ("serious", "critical")
    ]


@pytest.mark.parametrize("name", ["overview", "positions", "entry"])
def test_on_paper_stand_the_notes_and_no_navigation(page: Page, name: str) -> None:
    _open(page, name)
    page.emulate_media(media="print")
    for gone in (".top", ".ways", ".filters", ".acts", ".twin"):
        assert page.locator(f"{gone}:visible").count() == 0, gone
    cited = page.locator("main a.cite").all_text_contents()
    notes = page.locator(".printed li:visible")
    assert cited
    assert notes.count() == max(int(one) for one in cited if one.isdigit())
    assert "2025" in (notes.first.text_content() or ""), "outlet, title and day"


def test_the_menu_of_a_small_screen_is_closed_until_asked(page: Page) -> None:
    page.set_viewport_size({"width": 375, "height": 800})
    visit(page, "overview")
    way = page.locator(".ways a").first
    assert way.is_hidden()
    page.locator(".ways summary").click()
    assert way.is_visible()


def test_the_document_beside_is_a_sheet_at_the_foot_of_a_small_screen(page: Page) -> None:
    page.set_viewport_size({"width": 375, "height": 800})
    visit(page, "overview")
    page.locator("main a.cite").first.click()
    page.locator("#beside mark.here").first.wait_for()
    box = page.locator("#beside").bounding_box()
    assert box is not None
    assert box["width"] == 375
    assert box["y"] > 250, "the line that was read stays in sight"
    assert page.locator("#beside mark.here").first.is_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 375
    if SHOTS:
        page.screenshot(path=f"{SHOTS}/beside-375.png")
