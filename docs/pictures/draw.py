"""Draw the pictures of `reading.md` from a brief of the Arven example, light and dark.

dragoman brief examples/arven/reporting --dossier /tmp/arven.dragoman --out /tmp/arven.html
python docs/pictures/draw.py /tmp/arven.html
"""

import sys
from pathlib import Path
from shutil import which
from typing import Literal

from playwright.sync_api import Browser, FloatRect, sync_playwright

HERE = Path(__file__).parent
MARGIN = 12
"""Pixels around each part."""

PARTS = {
    "first-screen": "#first",
    "matrix": "#positions figure",
    "dispute": "#discrepancy-1",
}


def draw(browser: Browser, page_file: Path, scheme: Literal["light", "dark"]) -> None:
    """Draw all parts in one colour scheme."""
    page = browser.new_page(color_scheme=scheme, viewport={"width": 860, "height": 900})
    page.goto(page_file.resolve().as_uri())
    for name, selector in PARTS.items():
        ending = "" if scheme == "light" else "-dark"
        box = page.locator(selector).first.bounding_box()
        assert box is not None, f"the brief has no {selector}"  # noqa: S101 - a tool of ours
        x, y = box["x"] - MARGIN, box["y"] - MARGIN
        width, height = box["width"] + 2 * MARGIN, box["height"] + 2 * MARGIN
        clip: FloatRect = {"x": x, "y": y, "width": width, "height": height}
        page.screenshot(path=HERE / f"{name}{ending}.png", full_page=True, clip=clip)
    page.close()


def main() -> None:
    """Draw from the brief that is named."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        draw(browser, Path(sys.argv[1]), "light")
        draw(browser, Path(sys.argv[1]), "dark")
        browser.close()


if __name__ == "__main__":
    main()
