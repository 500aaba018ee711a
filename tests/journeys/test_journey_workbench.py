"""The workbench as analysts use it: by mouse, by keyboard alone, without script, on any screen."""

import itertools
import os
import time
from pathlib import Path

import pytest
from playwright.sync_api import Page

from conftest import PAGES, SHOTS, Bench
from dragoman.dossier import Dossier

ROOT = Path(__file__).parents[2]
AXE = Path(os.environ.get("DRAGOMAN_AXE", ROOT / "node_modules/axe-core/axe.min.js"))
"""axe-core, which `.ci/run` installs from npm."""

WIDTHS = (375, 768, 1280, 1920)


def _opened(page: Page, name: str) -> None:
    answer = page.goto(f"/{name}")
    assert answer is not None
    assert answer.status == 200, name
    page.wait_for_load_state("load")
    if name.startswith("review"):  # its keys come with a module of its own
        page.locator(".keys-hint").wait_for(state="attached")


def test_from_the_first_start_to_the_first_correction(blank: Bench, tmp_path: Path) -> None:
    text = tmp_path / "talks.txt"
    text.write_text(
        "Talks at Sundholm\n\nVelland and Ormark held talks in Sundholm on 3 June 2025, "
        "the Vellandic ministry said.\n",
        encoding="utf-8",
    )
    began = time.monotonic()
    page = blank.browser.new_page()
    page.goto(blank.url)
    page.get_by_role("link", name="Add documents").first.click()
    page.locator("#file").set_input_files(str(text))
    page.get_by_role("button", name="Take them in").click()
    page.get_by_text("1 added; 0 skipped.").wait_for()
    page.get_by_text("1 read").wait_for(timeout=100_000)
    page.get_by_role("link", name="Review").click()
    page.locator(".keys-hint").wait_for()
    page.locator(".entry-card[data-kind=contact]").first.focus()
    page.keyboard.press("e")
    page.locator("dialog #correct-status").select_option("planned")
    page.get_by_role("button", name="Sign the correction").click()
    page.get_by_text("Corrected.").wait_for()
    spent_s = time.monotonic() - began
    page.close()
    with Dossier.open(blank.dossier) as dossier:
        (decision,) = dossier.decisions()
    assert decision.after == '{"status":"planned"}'
    assert decision.who == "A. Analyst"
    assert spent_s < 120


def test_a_citation_opens_the_document_beside_the_entry(page: Page) -> None:
    _opened(page, "overview")
    page.locator("main a.cite").first.click()
    beside = page.locator("#beside")
    beside.locator("mark.here").first.wait_for()
    assert page.url.endswith("/overview")
    page.keyboard.press("Escape")
    assert beside.is_hidden()


def test_one_keystroke_leads_from_a_line_to_its_sentence(page: Page) -> None:
    _opened(page, "review")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.locator("#beside mark.here").first.wait_for()
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.matches('a.cite, .line')")


def test_every_page_can_be_reached_by_keyboard_alone(page: Page) -> None:
    _opened(page, "overview")
    page.keyboard.press("?")
    page.locator("#keys[open]").wait_for()
    page.keyboard.press("Escape")
    letters = page.evaluate("import('/static/keys.js').then((keys) => keys.GO)")
    assert {f"/{name}" for name in PAGES} <= set(letters.values())
    for letter, href in letters.items():
        page.keyboard.press("g")
        page.keyboard.press(letter)
        page.wait_for_url(f"**{href}*")
        assert page.locator("h1").count() == 1


def test_the_skip_link_comes_first_and_the_focus_is_seen(page: Page) -> None:
    for name in PAGES:
        _opened(page, name)
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "skip"
        page.keyboard.press("Tab")
        outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert outline != "none", name


def test_a_review_by_keys_is_signed_and_undone(page: Page, bench: Bench) -> None:
    _opened(page, "review?noun=statement")
    before = page.locator(".queue > li").count()
    page.keyboard.press("j")
    page.keyboard.press("r")
    page.get_by_text("Reviewed.").wait_for()
    assert page.locator(".queue > li").count() == before - 1
    page.keyboard.press("u")
    page.get_by_text("Taken back:").wait_for()
    with Dossier.open(bench.dossier) as dossier:
        assert [d.verb.value for d in dossier.decisions()][-2:] == ["review", "withdraw"]


def test_what_was_missed_is_added_by_selecting_its_words(page: Page, bench: Bench) -> None:
    _opened(page, "documents")
    page.get_by_role("link", name="Talks held at Sundholm").click()
    page.locator("article.reader").wait_for()
    page.evaluate(
        """() => {
          const walk = document.createTreeWalker(document.querySelector('.reader .text'), 4);
          let node;
          while ((node = walk.nextNode()) && !node.data.includes('🐟'));
          const range = document.createRange();
          const at = node.data.indexOf('🐟');
          range.setStart(node, at);
          range.setEnd(node, at + 2);
          getSelection().removeAllRanges();
          getSelection().addRange(range);
        }"""
    )
    page.keyboard.press("+")
    page.get_by_role("button", name="Add and sign").wait_for()
    page.locator("dialog #add-act").select_option("assert")
    page.get_by_role("button", name="Add and sign").click()
    page.wait_for_url("**/entries/*")
    assert page.locator(".places mark").first.text_content() == "🐟"


@pytest.mark.parametrize("name", PAGES)
def test_pages_work_without_script(bench: Bench, state: object, name: str) -> None:
    context = bench.browser.new_context(
        storage_state=state,
        java_script_enabled=False,
        base_url=bench.origin,
    )
    page = context.new_page()
    _opened(page, name)
    assert page.locator("main h1").count() == 1
    assert page.locator("nav.ways a").count() >= len(PAGES)
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_serious(page: Page, name: str, scheme: str) -> None:
    if not AXE.exists() and not os.environ.get("CI"):
        pytest.skip("axe-core is not installed; `npm install axe-core`, or set DRAGOMAN_AXE")
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    _opened(page, name)
    page.evaluate(AXE.read_text("utf-8"))
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    serious = [
        (one["id"], one["nodes"][0]["html"][:200], one["help"])
        for one in found["violations"]
        if one["impact"] in ("serious", "critical")
    ]
    assert serious == []


@pytest.mark.parametrize("name", PAGES)
def test_nothing_runs_off_the_side(page: Page, name: str) -> None:
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        _opened(page, name)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, width
        if SHOTS:
            page.screenshot(path=f"{SHOTS}/{name}-{width}.png", full_page=True)


@pytest.mark.parametrize("name", PAGES)
def test_landmarks_and_headings_are_in_order(page: Page, name: str) -> None:
    _opened(page, name)
    assert page.locator("main").count() == 1
    assert page.locator("h1").count() == 1
    assert page.locator("nav[aria-label]").count() >= 1
    levels = page.eval_on_selector_all("main h1, main h2, main h3, main h4", _LEVELS)
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))


_LEVELS = "(all) => all.filter((h) => h.checkVisibility()).map((h) => Number(h.tagName[1]))"
