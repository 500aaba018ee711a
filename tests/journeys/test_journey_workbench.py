"""The workbench as analysts use it: from the first start, by mouse, and without any script."""

import time
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, expect

from dragoman.dossier import Dossier
from workbench_browser import PAGES, Bench, until_ready, visit

LONGEST_S = 120
"""From the first start to the first correction."""


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
    until_ready(page)
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
    print(f"first start to first correction: {spent_s:.1f} s")
    assert spent_s < LONGEST_S


def test_a_citation_opens_the_document_beside_the_entry(page: Page) -> None:
    visit(page, "overview")
    page.locator("main a.cite").first.click()
    beside = page.locator("#beside")
    beside.locator("mark.here").first.wait_for()
    assert page.url.endswith("/overview")
    page.keyboard.press("Escape")
    assert beside.is_hidden()


def test_a_wide_screen_has_the_document_beside_the_queue_from_the_start(page: Page) -> None:
    page.set_viewport_size({"width": 1920, "height": 1000})
    visit(page, "review")
    page.locator("#beside mark.here").first.wait_for()
    page.keyboard.press("Escape")
    assert page.locator("#beside").is_hidden()
    visit(page, "review?state=all")
    assert page.locator("#beside").is_hidden(), "once closed it stays closed"


def test_what_was_missed_is_added_by_selecting_its_words(page: Page) -> None:
    visit(page, "documents")
    page.get_by_role("link", name="Talks held at Sundholm").click()
    page.locator("article.reader").wait_for()
    until_ready(page)
    page.evaluate(_SELECT, "🐟")
    page.get_by_role("button", name="Add an entry on these words").click()
    page.get_by_role("button", name="Add and sign").wait_for()
    page.locator("dialog #add-act").select_option("assert")
    page.get_by_role("button", name="Add and sign").click()
    page.wait_for_url("**/entries/*")
    assert page.locator(".places mark").first.text_content() == "🐟"


_SELECT = """(words) => {
  const walk = document.createTreeWalker(document.querySelector('.reader .text'), 4);
  let node;
  while ((node = walk.nextNode()) && !node.data.includes(words));
  const range = document.createRange();
  const at = node.data.indexOf(words);
  range.setStart(node, at);
  range.setEnd(node, at + words.length);
  getSelection().removeAllRanges();
  getSelection().addRange(range);
}"""


def test_pages_work_without_script(bench: Bench, state: Any) -> None:
    context = bench.browser.new_context(
        storage_state=state, java_script_enabled=False, base_url=bench.origin
    )
    page = context.new_page()
    for name in PAGES:
        answer = page.goto(f"/{name}")
        assert answer is not None
        assert answer.status == 200, name
        assert page.locator("main h1").count() == 1, name
        assert page.locator("nav.ways a").count() >= len(PAGES), name
    context.close()


def test_a_decision_without_script_is_signed_and_the_page_comes_back(
    bench: Bench, state: Any
) -> None:
    context = bench.browser.new_context(
        storage_state=state, java_script_enabled=False, base_url=bench.origin
    )
    page = context.new_page()
    page.goto("/review?noun=position")
    page.locator(".entry-card a.more-of").first.click()
    page.get_by_role("button", name="Reviewed").click()
    expect(page.locator(".past li")).to_have_count(1)
    page.get_by_role("button", name="Take back").click()
    expect(page.locator(".past li")).to_have_count(2)
    expect(page.locator(".head .stamp.suggested")).to_be_visible()
    page.locator("summary", has_text="Reject").click()
    page.get_by_role("button", name="Take it out").click()
    expect(page.locator("h1")).to_have_text("Review")  # the entry's own page is gone
    context.close()
