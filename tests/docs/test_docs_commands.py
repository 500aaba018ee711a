"""Every command on a page of the documentation, and in the README, runs."""

from collections.abc import Callable, Iterator
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from docs_bench import NOT_RUN, Bench, copied, read_example, reasons_not_to_run
from docs_pages import DOCS, ROOT, Code, Command, Let, fits, pages, steps_of

from dragoman.fetching import Fetcher

EXAMPLES = {"README.md": "ukraine-2025"}
"""The example that a page works on; the Arven talks where none is named."""
ANY_CONTACT = [Let(word=word, kind="contact", holds="") for word in ("CONTACT", "ENTRY")]
LETS = {"README.md": ANY_CONTACT}
"""What words stand for on pages that cannot hold hidden remarks."""
BY_RULES = {"README.md"}
"""Pages whose texts are read by rules, which is quicker; those of the others as users' are."""

PAGE = b"""<html><head><title>Envoys meet</title></head><body><article><h1>Envoys meet</h1>
<p>Velland and Ormark held talks in Sundholm on 3 June 2025, and both sides called them useful.</p>
<p>Ormark's fisheries minister said that Ormark would accept a quota if Velland lifted its ban.</p>
</article></body></html>"""


class _Website(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(PAGE)))
        self.end_headers()
        self.wfile.write(PAGE)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def website(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setattr(Fetcher, "_keep_pause", lambda *_: None)
    with ThreadingHTTPServer(("127.0.0.1", 0), _Website) as server:
        Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, str], Path]:
    return cache(lambda name, reader: read_example(name, reader, tmp_path_factory.mktemp(name)))


@pytest.fixture
def bench(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    website: str,
    request: pytest.FixtureRequest,
    example: Callable[[str, str], Path],
) -> Bench:
    page: Path = request.node.callspec.params["page"]
    monkeypatch.setenv("DRAGOMAN_WHO", "A. Analyst")
    reader = "rules" if page.name in BY_RULES else "trained"
    monkeypatch.setenv("DRAGOMAN_READER", reader)
    monkeypatch.setenv("COLUMNS", "100")
    folder = copied(example(EXAMPLES.get(page.name, "arven"), reader), tmp_path)
    place = cache(lambda: request.getfixturevalue("postgresql").place())
    return Bench(folder=folder, postgresql=place, website=lambda: website)


@pytest.mark.parametrize("page", pages(), ids=lambda page: str(page.relative_to(ROOT)))
def test_the_commands_of_a_page_run(
    page: Path, bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    names: dict[str, object] = {}
    for step in [*LETS.get(page.name, []), *steps_of(page)]:
        if isinstance(step, Let):
            bench.let(step)
        elif isinstance(step, Code):
            monkeypatch.chdir(bench.folder)
            exec(compile(step.text, f"{page.name}:{step.line}", "exec"), names)
        elif not list(reasons_not_to_run(step.text)):
            _run_one(step, bench, page)


def _run_one(step: Command, bench: Bench, page: Path) -> None:
    where = f"{page.name}:{step.line}: {step.text}"
    code = bench.do(step)
    both = bench.printed + bench.complaints
    assert code == 0, f"{where}\n{both}"
    if step.shown:
        came = fits(step.shown, bench.printed) or fits(step.shown, both)
        assert came, f"{where} gave\n{both}"


def test_what_is_not_run_is_still_on_a_page() -> None:
    texts = [step.text for page in pages() for step in steps_of(page) if isinstance(step, Command)]
    assert {reason for text in texts for reason in reasons_not_to_run(text)} == set(NOT_RUN)


def test_no_command_hides_in_a_fence_that_is_not_run() -> None:
    fences = [(page, text) for page in DOCS.rglob("*.md") for text in _plain_fences(page)]
    assert [
        (page.name, text) for page, text in fences if text.startswith(("dragoman ", "$ "))
    ] == []


def _plain_fences(page: Path) -> list[str]:
    from markdown_it import MarkdownIt

    tokens = MarkdownIt().parse(page.read_text(encoding="utf-8"))
    told = {"sh", "console", "python"}
    return [each.content for each in tokens if each.type == "fence" and each.info not in told]


@pytest.mark.parametrize(
    ("shown", "output", "is_so"),
    [
        ("held a call\n", "held a  call\n\n", True),
        ("held a call\n", "held a visit\n", False),
        ("held …\n", "held a call on 26 May\n", True),
        ("…\nheld\n", "a\nb\nheld\n", True),
        ("held\n", "a\nheld\n", False),
        ("held\n…\n", "held\n", True),
    ],
)
def test_shown_output_is_compared(shown: str, output: str, is_so: bool) -> None:
    assert fits(shown, output) is is_so
