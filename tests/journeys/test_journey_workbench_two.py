"""Two people at one workbench: each sees what the other does, and nothing is overwritten."""

import time

from playwright.sync_api import Page, expect

from workbench_browser import (
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

SOON_MS = 2_000


def test_a_colleagues_decision_appears_without_a_reload(page: Page, other: Page) -> None:
    visit(page, "review?noun=statement")
    visit(other, "review?noun=statement")
    other.evaluate("window.was = 'here'")
    type_keys(other, "j", "j", "j")
    mine = focused_entry(other)
    rows = other.locator(".queue > li")
    before = rows.count()
    began = time.monotonic()
    type_keys(page, "j", "r")
    expect(rows).to_have_count(before - 1, timeout=SOON_MS)
    print(f"seen after {time.monotonic() - began:.2f} s")
    assert other.evaluate("window.was") == "here", "no reload"
    assert focused_entry(other) == mine, "the focus stays on the line"
    assert other.locator(".ways a[href='/review'] .count").text_content() != ""
    page.keyboard.press("u")
    expect(rows).to_have_count(before)


def test_who_comes_second_sees_both_and_nothing_is_signed(
    page: Page, other: Page, bench: Bench
) -> None:
    cards = sheet(page, "/review?noun=contact")["cards"]
    planned = next(one["id"] for one in cards if "was planned" in one["text"])
    for one in (page, other):
        visit(one, "review?noun=contact")
        walk_to(one, f"[data-entry='{planned}']")
        one.keyboard.press("e")
        one.locator("dialog[open] form").wait_for()
        tab_to(one, "#correct-status")
    page.keyboard.type("canc")
    tab_to(page, "#correct-why")
    page.keyboard.type("the envoy said so")
    page.keyboard.press("Enter")
    page.locator(".toast", has_text="Corrected.").wait_for()
    signed = len(decided(bench))
    other.keyboard.type("held")
    tab_to(other, "#correct-why")
    other.keyboard.press("Enter")
    both = other.locator("dialog[open]", has_text="Somebody decided on this meanwhile")
    both.wait_for()
    theirs, mine = both.locator(".side").all_text_contents()
    assert "the envoy said so" in theirs
    assert "cancelled" in theirs
    assert "held" in mine
    assert "csrf" not in mine
    assert len(decided(bench)) == signed
    other.keyboard.press("Escape")
    assert other.locator("dialog[open]").count() == 0
    assert has_focus(other)
    assert len(decided(bench)) == signed


def test_words_that_are_not_sent_yet_are_not_swept_away(page: Page, other: Page) -> None:
    visit(other, "review?noun=commitment&state=all")
    other.keyboard.press("j")
    with other.expect_navigation():
        other.keyboard.press("o")
    until_ready(other)
    other.keyboard.press("n")
    other.keyboard.type("half a thought")
    other.keyboard.press("Tab")
    visit(page, "review?noun=statement")
    type_keys(page, "j", "r")
    other.locator(".toast", has_text="has changed").wait_for()
    assert other.locator("#note-words").input_value() == "half a thought"
