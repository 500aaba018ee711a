"""A running workbench in Debian's Chromium: the real command, a real dossier, no mocks."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from workbench_browser import Bench
from workbench_client import read_dossier

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")


def _serve(dossier: Path) -> tuple[subprocess.Popen[str], str]:
    command = [sys.executable, "-m", "dragoman", "serve", "--no-browser", "--port", "0"]
    process = subprocess.Popen(
        [*command, "--dossier", str(dossier)],
        stdout=subprocess.PIPE,
        stdin=subprocess.DEVNULL,
        text=True,
        env={**os.environ, "DRAGOMAN_WHO": "A. Analyst", "DRAGOMAN_READER": "rules"},
    )
    assert process.stdout is not None
    for line in process.stdout:
        if found := re.search(r"(http://[^/]+)/token/\S+", line):
            return process, found[0]
    raise AssertionError("the workbench did not start")


@pytest.fixture(scope="module")
def _chromium() -> Iterator[Browser]:
    if CHROMIUM is None and not os.environ.get("CI"):
        pytest.skip("no Chromium on this machine; CI installs it")
    with sync_playwright() as driver:
        quiet = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=quiet)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def _read(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dossier of three texts; read once, copied for each module."""
    return read_dossier(tmp_path_factory.mktemp("read"))


@pytest.fixture(scope="module")
def bench(
    _chromium: Browser, _read: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Bench]:
    """A workbench over a dossier of three texts."""
    place = tmp_path_factory.mktemp("bench") / "talks.dragoman"
    yield from _running(_chromium, Path(shutil.copy(_read, place)))


@pytest.fixture
def blank(_chromium: Browser, tmp_path: Path) -> Iterator[Bench]:
    """A workbench over a dossier that it has just made."""
    yield from _running(_chromium, tmp_path / "new.dragoman")


def _running(browser: Browser, dossier: Path) -> Iterator[Bench]:
    process, url = _serve(dossier)
    try:
        yield Bench(browser, url, url.split("/token/")[0], dossier)
    finally:
        process.terminate()
        process.wait(10)


@pytest.fixture(scope="module")
def state(bench: Bench) -> Any:
    """The cookies of somebody who came in by the link."""
    context = bench.browser.new_context()
    page = context.new_page()
    page.goto(bench.url)
    page.wait_for_url("**/overview")
    kept = context.storage_state()
    context.close()
    return kept


@pytest.fixture
def page(bench: Bench, state: Any) -> Iterator[Page]:
    """A page of 1280 by 900; the console must stay silent, and nobody else is asked."""
    with _watched(bench, state) as opened:
        yield opened


@pytest.fixture
def other(bench: Bench, state: Any) -> Iterator[Page]:
    """The page of a second person at the same workbench."""
    with _watched(bench, state) as opened:
        yield opened


@contextmanager
def _watched(bench: Bench, state: Any) -> Iterator[Page]:
    context = bench.browser.new_context(
        storage_state=state, viewport={"width": 1280, "height": 900}, base_url=bench.origin
    )
    opened = context.new_page()
    opened.set_default_timeout(10_000)
    complaints: list[str] = []
    opened.on(
        "console",
        lambda message: None if _is_refusal(message.text) else complaints.append(message.text),
    )
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    strangers: list[str] = []
    opened.on(
        "request",
        lambda asked: None if asked.url.startswith(bench.origin) else strangers.append(asked.url),
    )
    yield opened
    context.close()
    assert complaints == [], "the policy or a module complained"
    assert strangers == [], "the page asked somebody else"


def _is_refusal(message: str) -> bool:
    """Whether the browser only notes that the workbench answered "somebody was quicker"."""
    return "409 (Conflict)" in message
