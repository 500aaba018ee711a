"""The brief as a reader uses it, in Debian's Chromium: no mocks, no network."""

import os
import shutil
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Page, sync_playwright

from dragoman.cli.app import run

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
EXAMPLE = Path(__file__).parents[2] / "examples" / "arven" / "reporting"

if CHROMIUM is None and not os.environ.get("CI"):
    pytest.skip("no Chromium on this machine; CI installs it", allow_module_level=True)


@pytest.fixture(scope="module")
def brief(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("brief")
    out = place / "brief.html"
    dossier = place / "arven.dragoman"
    assert run(["brief", str(EXAMPLE), "--dossier", str(dossier), "--out", str(out)]) in (0, 3)
    return out


@pytest.fixture
def page(brief: Path) -> Iterator[Page]:
    """A page of 1280 by 900; every message on the console and every request is kept."""
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        opened = browser.new_page(viewport={"width": 1280, "height": 900})
        opened.set_default_timeout(10_000)
        complaints: list[str] = []
        opened.on("console", lambda message: complaints.append(message.text))
        opened.on("pageerror", lambda error: complaints.append(str(error)))
        requests: list[str] = []
        opened.on("request", lambda request: requests.append(request.url))
        opened.goto(brief.as_uri())
        yield opened
        assert complaints == [], "the policy or the script complained"
        assert requests == [brief.as_uri()], "the page asked for something"
        browser.close()


def test_a_citation_opens_the_document_with_the_passage_marked(page: Page) -> None:
    page.locator("a.cite").first.click()
    panel = page.locator("#panel")
    assert panel.is_visible()
    assert panel.locator("mark.here").count() >= 1
    page.keyboard.press("Escape")
    assert panel.is_hidden()


def test_enter_on_a_focused_citation_does_the_same(page: Page) -> None:
    page.locator("a.cite").first.focus()
    page.keyboard.press("Enter")
    assert page.locator("#panel").is_visible()


def test_a_question_mark_shows_the_keys_and_the_legend(page: Page) -> None:
    page.keyboard.press("?")
    assert page.locator("#legend").is_visible()
    page.keyboard.press("Escape")
    assert page.locator("#legend").is_hidden()


@pytest.mark.parametrize("width", [375, 768, 1280, 1920])
def test_nothing_runs_off_the_side(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_landmarks_and_headings_are_in_order(page: Page) -> None:
    assert page.locator("main").count() == 1
    assert page.locator("h1").count() == 1
    levels = page.eval_on_selector_all(
        "h1, h2, h3, h4", "nodes => nodes.map(node => Number(node.tagName[1]))"
    )
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_it_prints_to_paper(page: Page, tmp_path: Path) -> None:
    page.pdf(path=str(tmp_path / "brief.pdf"), format="A4")
    assert (tmp_path / "brief.pdf").stat().st_size > 10_000


def test_without_scripts_a_citation_leads_to_the_passage(brief: Path) -> None:
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        plain = browser.new_context(java_script_enabled=False).new_page()
        plain.goto(brief.as_uri())
        link = plain.locator("a.cite").first
        target = link.get_attribute("href")
        link.click()
        assert plain.url.endswith(target or "#")
        assert plain.locator(f"[id='{(target or '#')[1:]}']").count() == 1
        browser.close()
