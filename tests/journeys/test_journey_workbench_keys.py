"""Every act of a review by keys alone; the focus is never lost."""

import json

import pytest
from playwright.sync_api import Page, expect

from workbench_browser import (
    PAGES,
    Bench,
    decided,
    focused_entry,
    has_focus,
    sheet,
    tab_to,
    type_keys,
    until_ready,
    visit,
    walk_to,
)


def _said(page: Page, words: str) -> None:
    page.locator(".toast", has_text=words).wait_for()


def _settled(page: Page) -> None:
    """Until the page shows the state that the server has; tidings bring it without a reload."""
    page.wait_for_timeout(600)


def test_every_page_can_be_reached_by_letters(page: Page) -> None:
    visit(page, "overview")
    letters = page.evaluate("import('/static/keys.js').then((keys) => keys.GO)")
    assert {f"/{name}" for name in PAGES} <= set(letters.values())
    for letter, href in letters.items():
        until_ready(page)
        with page.expect_navigation():
            type_keys(page, "g", letter)
        here = page.locator(".ways a[aria-current]")
        assert here.get_attribute("href") == href


def test_the_list_of_keys_holds_the_focus_and_gives_it_back(page: Page) -> None:
    visit(page, "review")
    type_keys(page, "j", "?")
    page.locator("#keys[open]").wait_for()
    for key in ("r", "a", "x", "e", "n", "Q", "m", "s", "l", "p", "u", "U", "+", "]"):
        assert page.locator("#keys-list kbd", has_text=key).count() >= 1, key
    for _ in range(6):
        page.keyboard.press("Tab")
        within = "document.activeElement.closest('dialog') || document.activeElement.tagName"
        assert page.evaluate(f"{within} !== 'A'"), "nothing behind the dialog is reached"
    page.keyboard.press("Escape")
    assert page.locator("#keys").is_hidden()
    assert page.evaluate("document.activeElement.matches('.line')")


def test_one_keystroke_leads_from_a_line_to_its_sentence_and_back(page: Page) -> None:
    visit(page, "review")
    type_keys(page, "j", "Enter")
    page.locator("#beside mark.here").first.wait_for()
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.matches('a.cite, .line')")


def test_reviewing_and_approving_walk_down_the_queue(page: Page, bench: Bench) -> None:
    visit(page, "review?noun=statement")
    before = page.locator(".queue > li").count()
    ids = page.eval_on_selector_all(".queue > li", "all => all.map(one => one.dataset.entry)")
    type_keys(page, "j", "r")
    _said(page, "Reviewed.")
    _settled(page)
    assert focused_entry(page) == ids[1], "the next line has the focus, after the refresh too"
    page.keyboard.press("a")
    _said(page, "Approved.")
    _settled(page)
    assert page.locator(".queue > li").count() == before - 2
    assert focused_entry(page) == ids[2]
    assert [one.verb.value for one in decided(bench)][-2:] == ["review", "accept"]
    for verb in ("accept", "review"):
        page.keyboard.press("u")
        _said(page, f"Taken back: A. Analyst: {verb}")
    _settled(page)
    assert page.locator(".queue > li").count() == before
    page.keyboard.press("U")
    _said(page, "Stands again:")
    page.keyboard.press("u")
    _said(page, "Taken back:")
    assert has_focus(page)


def test_a_message_offers_its_way_back_to_a_key_and_goes_by_escape(page: Page) -> None:
    visit(page, "review?noun=statement")
    type_keys(page, "j", "r")
    _said(page, "Reviewed.")
    page.keyboard.press(".")
    _said(page, "Taken back:")
    page.keyboard.press("Escape")
    expect(page.locator(".toast")).to_have_count(0)
    assert has_focus(page)


def test_rejecting_asks_for_the_reason(page: Page, bench: Bench) -> None:
    visit(page, "review?noun=statement")
    type_keys(page, "j", "x")
    page.locator("dialog[open]").wait_for()
    page.keyboard.press("Escape")
    assert page.locator("dialog[open]").count() == 0
    assert focused_entry(page), "the line has the focus again"
    page.keyboard.press("x")
    page.locator("dialog[open] #reject-why").wait_for()
    page.keyboard.type("not said")
    page.keyboard.press("Enter")
    _said(page, "Rejected.")
    _settled(page)
    assert has_focus(page)
    last = decided(bench)[-1]
    assert (last.verb.value, last.why) == ("reject", "not said")
    page.keyboard.press("u")
    _said(page, "Taken back:")


def test_a_correction_is_made_and_signed(page: Page, bench: Bench) -> None:
    visit(page, "review?noun=contact")
    walk_to(page, "[data-kind=contact]")
    page.keyboard.press("e")
    page.locator("dialog[open] form").wait_for()
    tab_to(page, "#correct-status")
    page.keyboard.type("canc")
    tab_to(page, "#correct-why")
    page.keyboard.type("the ministry said so")
    page.keyboard.press("Enter")
    _said(page, "Corrected.")
    _settled(page)
    assert has_focus(page)
    last = decided(bench)[-1]
    assert (json.loads(last.after or "{}")["status"], last.why) == (
        "cancelled",
        "the ministry said so",
    )
    page.keyboard.press("u")
    _said(page, "Taken back:")


def test_notes_questions_and_answers(page: Page, bench: Bench) -> None:
    visit(page, "review?noun=commitment")
    page.keyboard.press("j")
    with page.expect_navigation():
        page.keyboard.press("o")
    until_ready(page)
    for key, words, said in (("n", "seen in two papers", "Noted."), ("Q", "by whom?", "Asked.")):
        page.keyboard.press(key)
        page.keyboard.type(words)
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        _said(page, said)
        page.locator(".remark-words", has_text=words).wait_for()
        assert has_focus(page)
    walk_to(page, ".remark-line:has(.label)")
    page.keyboard.press("R")
    page.keyboard.type("by the Courier")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    _said(page, "Answered.")
    page.locator(".remark-line .remark-line").wait_for()
    assert has_focus(page)
    assert [one.verb.value for one in decided(bench)][-3:] == ["note", "ask", "note"]


def test_two_are_joined_and_one_is_split(page: Page, bench: Bench) -> None:
    visit(page, "review?noun=contact&state=all")
    type_keys(page, "j", "m", "j", "m")
    assert page.locator(".picked").count() == 2
    page.keyboard.press("s")
    _said(page, "2 entries joined")
    assert has_focus(page)
    assert decided(bench)[-1].verb.value == "same"
    visit(page, "review?noun=person&state=all")
    people = sheet(page, "/review?noun=person&state=all")["cards"]
    marn = next(one["id"] for one in people if one["text"] == "Ilse Marn")
    walk_to(page, f"[data-entry='{marn}']")
    page.keyboard.press("p")
    page.locator("dialog[open] fieldset").wait_for()
    page.keyboard.press("Space")
    tab_to(page, "dialog button:not([type])")
    page.keyboard.press("Enter")
    _said(page, "Split")
    assert has_focus(page)
    assert decided(bench)[-1].verb.value == "split"


def test_one_decision_goes_to_all_like_it(page: Page, bench: Bench) -> None:
    visit(page, "review?noun=statement")
    rows = sheet(page, "/review?noun=statement")["cards"]
    wanted = next(one["id"] for one in rows if "We will not sign" in one["text"])
    walk_to(page, f"[data-entry='{wanted}']")
    with page.expect_navigation():
        page.keyboard.press("l")
    until_ready(page)
    before = len(decided(bench))
    tab_to(page, "button.main")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    found = decided(bench)[before:]
    assert len(found) > 1
    assert {one.verb.value for one in found} == {"review"}


def test_what_was_missed_is_added_by_choosing_a_sentence(page: Page, bench: Bench) -> None:
    row = next(one for one in sheet(page, "/documents")["rows"] if one["title"].startswith("Talks"))
    visit(page, row["href"])
    chosen = _choose(page, "Velland and Ormark held talks")
    type_keys(page, "]", "[")
    assert page.evaluate("String(getSelection())") == chosen
    type_keys(page, ">", "Shift+ArrowLeft", "Shift+ArrowLeft", "Shift+ArrowLeft")
    narrowed = page.evaluate("String(getSelection())")
    assert narrowed.strip() in chosen
    assert 0 < len(narrowed) < len(chosen)
    page.keyboard.press("+")
    page.locator("dialog[open] blockquote").wait_for()
    page.keyboard.press("Escape")
    assert page.evaluate("String(getSelection())") == narrowed, "nothing is lost by looking"
    page.keyboard.press("+")
    tab_to(page, "#add-act")
    page.keyboard.type("asse")
    tab_to(page, "dialog button.main")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    shown = page.locator(".places mark").first.text_content() or ""
    assert shown.strip() == narrowed.strip()
    _said(page, "")
    assert decided(bench)[-1].verb.value == "add"


def _choose(page: Page, wanted: str, at_most: int = 30) -> str:
    """Walk from sentence to sentence until the wanted one is selected."""
    for _ in range(at_most):
        page.keyboard.press("]")
        chosen: str = page.evaluate("String(getSelection())")
        if chosen.startswith(wanted):
            return chosen
    raise AssertionError(f"no sentence begins with {wanted}")


@pytest.mark.parametrize("key", ["n", "e", "x", "Q"])
def test_escape_leaves_a_form_on_the_entrys_own_page(page: Page, key: str) -> None:
    visit(page, sheet(page, "/review?state=all&noun=contact")["cards"][0]["href"])
    page.keyboard.press(key)
    page.locator(":is(input, textarea, select):focus").wait_for()
    page.keyboard.press("Escape")
    expect(page.locator(":is(input, textarea, select):focus")).to_have_count(0)
    assert page.locator("dialog[open]").count() == 0
    assert has_focus(page)
