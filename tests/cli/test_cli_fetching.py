"""`dragoman fetch`: what is fetched, what is refused, and the exit codes."""

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import ClassVar

import pytest

from dragoman.cli.app import run
from dragoman.dossier import Dossier
from dragoman.fetching import Fetcher

ARTICLE = """<html><head><title>Envoys meet at Sundholm</title></head><body><article>
<h1>Envoys meet at Sundholm</h1>
<p>Velland and Ormark held talks in Sundholm on 3 June 2025, and both sides called them useful.</p>
<p>Ormark's fisheries minister said that Ormark would accept a quota if Velland lifted its ban.</p>
</article></body></html>"""
FEED = """<rss version="2.0"><channel><title>Courier</title>
<item><title>Talks</title><link>/a</link><pubDate>Wed, 04 Jun 2025 08:00:00 GMT</pubDate></item>
<item><title>Gone \x1b[31m</title><link>/gone</link></item></channel></rss>"""


class _Pages(BaseHTTPRequestHandler):
    pages: ClassVar = {
        "/a": ("text/html", ARTICLE),
        "/rss": ("application/rss+xml", FEED.replace("\x1b", "\u202e")),
    }

    def do_GET(self) -> None:
        kind, body = self.pages.get(self.path, ("", ""))
        raw = body.encode()
        self.send_response(200 if raw else 404)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(raw)))
        self.end_headers()
        self.wfile.write(raw)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(Fetcher, "_keep_pause", lambda *_: None)
    with ThreadingHTTPServer(("127.0.0.1", 0), _Pages) as server:
        Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def fetch(site: str, *arguments: str) -> int:
    port = site.rpartition(":")[2]
    return run(["fetch", *arguments, "--allow-private", "127.0.0.1", "--allow-port", port])


def urls() -> list[str | None]:
    with Dossier.open("dossier.dragoman") as dossier:
        return [head.url for head in dossier.document_heads()]


def test_a_page_is_fetched_into_the_dossier(site: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert fetch(site, f"{site}/a") == 0
    assert urls() == [f"{site}/a"]
    assert "new: Envoys meet at Sundholm (no day;" in capsys.readouterr().out


def test_without_the_users_word_this_machine_is_refused(
    site: str, capsys: pytest.CaptureFixture[str]
) -> None:
    port = site.rpartition(":")[2]
    assert run(["fetch", f"{site}/a", "--allow-port", port]) == 1
    assert "allow it with --allow-private 127.0.0.1" in capsys.readouterr().err
    assert urls() == []


def test_some_failures_are_three_and_each_is_named(
    site: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert fetch(site, f"{site}/a", f"{site}/gone", "http://169.254.169.254/", "--json") == 3
    shown = capsys.readouterr()
    rows = [json.loads(line) for line in shown.out.splitlines()]
    assert [row["outcome"] for row in rows] == ["new", "skipped", "skipped"]
    assert "404 Not Found" in rows[1]["reason"]
    assert rows[2]["advice"].startswith("this cannot be allowed")


def test_a_feed_gives_its_day_and_is_not_fetched_twice(
    site: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert fetch(site, "--feed", f"{site}/rss") == 3
    with Dossier.open("dossier.dragoman") as dossier:
        (head,) = dossier.document_heads()
    assert (head.published_at, head.known_by) == ("2025-06-04T08:00:00+00:00", "feed")
    assert fetch(site, "--feed", f"{site}/rss") == 3
    assert "1 of the feed known already" in capsys.readouterr().out


def test_a_rehearsal_stores_nothing_and_shows_no_control_characters(
    site: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert fetch(site, "--feed", f"{site}/rss", "--dry-run") == 0
    out = capsys.readouterr().out
    assert f"would fetch: {site}/a  Talks" in out
    assert "\u202e" not in out
    assert fetch(site, f"{site}/a", "http://10.0.0.1/", "--dry-run", "--json") == 3
    assert json.loads(capsys.readouterr().out) == {"url": f"{site}/a", "would": "fetch"}
    assert not Path("dossier.dragoman").exists()


def test_a_list_may_hold_remarks(site: str, tmp_path: Path) -> None:
    listed = tmp_path / "list.txt"
    listed.write_text(f"\ufeff# talks\n\n{site}/a # first\n", encoding="utf-8")
    assert fetch(site, "--list", str(listed)) == 0
    assert urls() == [f"{site}/a"]


def test_read_reads_what_was_fetched(site: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert fetch(site, f"{site}/a", "--read", "--reader", "rules") == 0
    assert "1 read; 0 skipped" in capsys.readouterr().out


@pytest.mark.parametrize(
    "arguments",
    [[], ["http://a.example/", "--most", "0"], ["http://a.example/", "--allow-port", "70000"]],
)
def test_a_wrong_call_is_two(arguments: list[str], tmp_path: Path) -> None:
    assert run(["fetch", *arguments, "--dossier", str(tmp_path / "t.dragoman")]) == 2
    assert not (tmp_path / "t.dragoman").exists()


def test_a_proxy_is_spoken_of(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    place = str(tmp_path / "t.dragoman")
    arguments = ["http://10.0.0.1/", "--proxy", "http://127.0.0.1:9", "--dossier", place]
    assert run(["fetch", *arguments]) == 1
    assert "for the proxy to guard" in capsys.readouterr().err
    assert run(["fetch", "http://a.example/", "--proxy", "socks5://x", "--dossier", place]) == 1
