"""A real browser goes over every page of a dossier in which every word is an attack."""

import os
import re
import shutil
from collections.abc import Iterator

import pytest
from attrs import field, frozen
from hostile import MARKUP, addresses, attacked, write_hostile
from playwright.sync_api import BrowserContext, Page, sync_playwright
from test_security_kills import Fork

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
CANARY = """
window.canary = () => { console.error("an attack ran"); };
document.addEventListener("securitypolicyviolation",
  (event) => console.error(`policy: ${event.violatedDirective} ${event.sourceFile}`));
"""

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="forks a server")


@frozen
class Seen:
    """A browser that was let in, every address of the workbench, and what the browser said."""

    context: BrowserContext
    origin: str
    addresses: tuple[str, ...]
    complaints: list[str] = field(factory=list)

    def page(self) -> Page:
        page = self.context.new_page()
        page.set_default_timeout(15_000)
        page.on("console", lambda message: self.complaints.append(f"{page.url}: {message.text}"))
        page.on("pageerror", lambda error: self.complaints.append(f"{page.url}: {error}"))
        page.on("dialog", lambda dialog: self.complaints.append(f"{page.url}: a dialog"))
        page.on("request", lambda asked: self._heard(asked.url))
        return page

    def _heard(self, url: str) -> None:
        if not url.startswith((self.origin, "data:image")):
            self.complaints.append(f"asked for {url}")


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Seen]:
    if CHROMIUM is None and not os.environ.get("CI"):
        pytest.skip("no Chromium on this machine; CI installs it")
    folder = tmp_path_factory.mktemp("browser")
    with attacked(folder) as client:
        known = tuple(addresses(client))
    place = write_hostile(folder / "served.dragoman")
    fork = Fork()
    _, url = fork.serve(place)
    quiet = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=quiet)
        context = browser.new_context(base_url=url.split("/token/")[0])
        context.add_init_script(CANARY)
        page = context.new_page()
        page.goto(url)
        page.wait_for_url("**/overview")
        page.close()
        yield Seen(context, url.split("/token/")[0], known)
        browser.close()
    fork.end()


def test_the_canary_sings_where_it_may(seen: Seen) -> None:
    """Without a policy the same words do run: the test would see it."""
    page = seen.context.new_page()
    heard: list[str] = []
    page.on("console", lambda message: heard.append(message.text))
    page.set_content(f"<p>{MARKUP}")
    page.wait_for_timeout(300)
    assert "an attack ran" in heard
    page.close()


def _html(known: tuple[str, ...]) -> list[str]:
    files = re.compile(r"\.(json|jsonl|css|docx|md|html|csv)\b|/download|^/out|/logout|^/$")
    shown: dict[str, list[str]] = {}
    for one in known:
        if not files.search(one):
            shown.setdefault(re.sub(r"/(?:entries|people|documents)/[^/?]+", "", one), []).append(
                one
            )
    return [one for many in shown.values() for one in many[:5]]


def test_no_page_runs_what_stands_in_the_texts(seen: Seen) -> None:
    page = seen.page()
    visited = 0
    for address in _html(seen.addresses):
        answer = page.goto(address, wait_until="load")
        visited += answer is not None and answer.status == 200
    page.close()
    assert visited > 25
    assert [one for one in seen.complaints if "404" not in one and "400" not in one] == []


def test_no_part_that_a_module_fetches_runs_anything(seen: Seen) -> None:
    """The document beside, forms in dialogs, what is said in a line, what is told of a conflict."""
    seen.complaints.clear()
    page = seen.page()
    page.goto("/review?state=all")
    page.locator(".keys-hint").wait_for(state="attached")
    cite = page.locator("main a[data-beside]").first
    cite.click()
    page.locator("#beside article.reader").wait_for()
    page.keyboard.press("Escape")
    page.locator(".entry-card[data-kind=contact]").first.focus()
    page.keyboard.press("e")
    page.locator("dialog[open] form").first.wait_for()
    page.keyboard.press("Escape")
    page.goto("/entries/held")
    page.evaluate(
        "async (words) => { const { say } = await import('/static/say.js'); say(words);"
        " const { act } = await import('/static/part.js');"
        " await act('/entries/held/note', { words, seen: '' }); }",
        MARKUP,
    )
    page.locator(".toast").first.wait_for()
    page.locator(".acts[data-entry]").first.wait_for(state="attached")
    page.evaluate("document.querySelector('.acts[data-entry]').dataset.seen = ''")
    page.keyboard.press("r")
    page.get_by_text("Somebody decided on this meanwhile").wait_for()
    page.close()
    told = [one for one in seen.complaints if "409" not in one]
    assert told == []


def test_an_address_of_a_program_is_no_link(seen: Seen) -> None:
    page = seen.page()
    for address in (
        "/documents",
        "/overview",
        *(a for a in _html(seen.addresses) if re.fullmatch(r"/documents/\w+", a)),
    ):
        page.goto(address)
        hrefs = page.evaluate(
            "Array.from(document.querySelectorAll('[href],[action],[formaction],[src]'), (one) =>"
            " ['href', 'action', 'formaction', 'src']"
            ".map((name) => one[name]?.baseVal ?? one[name]))"
        )
        for href in (one for many in hrefs for one in many if isinstance(one, str) and one):
            assert href.startswith(("http://", "https://", "#", "/")), (address, href)
    page.close()
