"""Measures in Chromium how long each page takes until its first text or picture is painted.

    python benchmarks/workbench/paint.py --base http://127.0.0.1:8765 --token-url URL
        [--times 5 --limit-ms 1000 --chromium /usr/bin/chromium]

Each time in a fresh context with an empty cache, so styles and scripts are fetched anew, from the
start of the navigation (first-contentful-paint, W3C Paint Timing). The exit code is 1 where a page
is not a 2xx or its median is above ``--limit-ms``.
"""

import argparse
import sys
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

if __name__ == "__main__":  # run as a file: its package lies in the folder above
    sys.path[0] = str(Path(__file__).resolve().parents[1])

from workbench.pages import LISTS, Catalogue

if TYPE_CHECKING:
    from playwright.sync_api import Browser, StorageState

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
PAINTED = """() => new Promise((done) => new PerformanceObserver((list) => {
    for (const entry of list.getEntriesByName("first-contentful-paint")) done(entry.startTime);
}).observe({ type: "paint", buffered: true }))"""


def first_paint_ms(browser: "Browser", url: str, state: "StorageState") -> float:
    """Milliseconds to the first paint of a page.

    Raises:
        ValueError: the page is not a 2xx.
    """
    context = browser.new_context(storage_state=state)
    try:
        page = context.new_page()
        answer = page.goto(url)
        if answer is None or not answer.ok:
            raise ValueError(f"{url}: status {answer.status if answer else 'none'}")
        return float(page.evaluate(PAINTED))
    finally:
        context.close()


def find_pages(
    browser: "Browser", base: str, token_url: str | None
) -> tuple["StorageState", list[str]]:
    """Come in, and see which lists there are; one entry and one document stand for all."""
    context = browser.new_context()
    page, catalogue = context.new_page(), Catalogue()
    if token_url:
        page.goto(token_url)
    for path in LISTS:
        answer = page.goto(base + path)
        if answer is not None and answer.ok:
            catalogue.add(path, page.content())
    state = context.storage_state()
    context.close()
    return state, [*catalogue.lists, *(found[0] for found in catalogue.ones.values() if found)]


def measure(browser: "Browser", wanted: argparse.Namespace) -> bool:
    """Every page, told on standard output; whether all was well."""
    state, paths = find_pages(browser, wanted.base, wanted.token_url)
    print("| page | median | max |\n|---|---|---|")
    is_well = bool(paths)
    for path in paths:
        try:
            ms = [first_paint_ms(browser, wanted.base + path, state) for _ in range(wanted.times)]
        except ValueError as error:
            print(error, file=sys.stderr)
            is_well = False
            continue
        print(f"| {path} | {median(ms):.0f} | {max(ms):.0f} |", flush=True)
        is_well &= wanted.limit_ms is None or median(ms) <= wanted.limit_ms
    return is_well


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--base", required=True, help="where it stands: http://127.0.0.1:8765")
    parser.add_argument("--token-url", help="the link that lets in once")
    parser.add_argument("--times", type=int, default=5, help="each page is opened")
    parser.add_argument("--limit-ms", type=float, help="a median above it is a failure")
    parser.add_argument("--chromium", default="/usr/bin/chromium")
    wanted = parser.parse_args()
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=wanted.chromium, args=FLAGS)
        is_well = measure(browser, wanted)
        browser.close()
    sys.exit(0 if is_well else 1)


if __name__ == "__main__":
    main()
