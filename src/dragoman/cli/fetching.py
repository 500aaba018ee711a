"""fetch: pages and feeds from the web, only when asked to."""

import json
import sys
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

import click

from dragoman.cli.files import intake_line
from dragoman.cli.options import (
    SKIPPED,
    dossier_option,
    json_option,
    printable,
    reader_options,
    tell_notices,
    tell_skips,
)
from dragoman.cli.progress import shown
from dragoman.dossier import Dossier, Place
from dragoman.errors import FetchFailed, FetchRefused
from dragoman.pipeline import ReaderChoice, go_on
from dragoman.pipeline.fetching import (
    MOST,
    FeedPreview,
    Got,
    WebIntake,
    fetch_feeds_into,
    fetch_into,
    make_fetcher,
    preview_feed,
)

if TYPE_CHECKING:
    from dragoman.fetching import Fetcher

FAILED = 1
"""Exit code: not one of the addresses could be fetched."""

EPILOG = """\b
Examples:
  dragoman fetch https://courier.example/2025/06/04/talks
  dragoman fetch --feed https://courier.example/rss --most 50 --read
  dragoman fetch --feed https://courier.example/ --dry-run
  dragoman fetch --list addresses.txt --dossier talks.dragoman --json

The network is touched by this command only, and only for the addresses given,
what they send on to, and the pages that a feed lists. An address that leads to
this machine or its private network is refused, also behind a redirect or a
name. --allow-private opens one host of an intranet: whatever that host serves
can then be read into the file; nothing outside it can send there. With --proxy
the proxy looks names up, so that guarding private addresses is its task; the
environment's proxies are not used. Exit codes: 0 done, 1 nothing could be
fetched, 2 usage, 3 done with skips (each named).
"""


def web_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """``--allow-private``, ``--allow-port`` and ``--proxy``."""
    for option in (
        click.option(
            "--proxy",
            metavar="URL",
            help="Ask through this proxy, http://host:port (it looks names up, see below).",
        ),
        click.option(
            "--allow-port",
            "ports",
            type=click.IntRange(1, 65535),
            multiple=True,
            help="A port beside 80, 443, 8080 and 8443; may be repeated.",
        ),
        click.option(
            "--allow-private",
            "private_hosts",
            metavar="HOST",
            multiple=True,
            help="A host of your own network that may be asked; may be repeated (see below).",
        ),
    ):
        command = option(command)
    return command


@click.command(epilog=EPILOG)
@click.argument("urls", nargs=-1, metavar="[URL]...")
@click.option("--feed", "is_feed", is_flag=True, help="The addresses are RSS or Atom feeds.")
@dossier_option
@click.option(
    "--list",
    "listed",
    type=click.File("r", encoding="utf-8"),
    metavar="FILE",
    help="A file with one address per line (# begins a remark); - reads standard input.",
)
@click.option(
    "--most",
    type=click.IntRange(1, 1000),
    default=MOST,
    show_default=True,
    help="With --feed: fetch at most the N newest entries of each that are not in the file yet.",
)
@click.option("--read", "is_read", is_flag=True, help="Read the texts afterwards, as `read` does.")
@click.option("--dry-run", is_flag=True, help="Say what would be fetched; of feeds only the list.")
@json_option
@web_options
@reader_options
def fetch(
    urls: tuple[str, ...],
    is_feed: bool,
    dossier_path: Place,
    listed: Iterable[str] | None,
    most: int,
    is_read: bool,
    dry_run: bool,
    as_json: bool,
    private_hosts: tuple[str, ...],
    ports: tuple[int, ...],
    proxy: str | None,
    choice: ReaderChoice,
) -> int:
    """Fetch pages from the web, or what is new in feeds, into the dossier."""
    asked = [*urls, *_listed(listed or ())]
    if not asked:
        raise click.UsageError("give an address, or a --list of them")
    fetcher = make_fetcher(private_hosts=private_hosts, ports=ports, proxy=proxy)
    if proxy is not None:
        click.echo("through a proxy: what names lead to is for the proxy to guard", err=True)
    if dry_run:
        return _rehearse(asked, is_feed, dossier_path, most, as_json, fetcher)
    with Dossier.open_or_create(dossier_path) as dossier:
        tell_notices(dossier)
        with shown() as progress:
            if is_feed:
                intake = fetch_feeds_into(
                    dossier, asked, most=most, fetcher=fetcher, progress=progress
                )
            else:
                intake = fetch_into(dossier, asked, fetcher=fetcher, progress=progress)
        _tell(intake, as_json)
        read_code = _read(dossier, choice, as_json) if is_read else 0
    return _tell_skips(intake, as_json) or read_code


def _listed(lines: Iterable[str]) -> list[str]:
    """The addresses in a list, without remarks; a # within an address stays."""
    stripped = (line.strip().removeprefix("\ufeff") for line in lines)
    return [line.split(" #")[0].strip() for line in stripped if line and line[0] != "#"]


def _tell(intake: WebIntake, as_json: bool) -> None:
    """What came of the fetching: a line for each address as JSON, or one on all."""
    for remark in intake.remarks:
        click.echo(printable(remark), err=True)
    if as_json:
        for got in intake.got:
            click.echo(json.dumps(_as_json(got), ensure_ascii=False))
        return
    known = f"; {intake.passed_over} of the feed known already" if intake.passed_over else ""
    left = f"; {intake.left_out} more in the feed (--most)" if intake.left_out else ""
    for got in intake.got:
        if got.document is not None:
            day = got.document.published_at or "no day"
            name = got.document.title or got.url
            click.echo(printable(f"{got.outcome}: {name} ({day}; {got.url})"))
    click.echo(f"{intake_line(intake)}{known}{left}")


def _as_json(got: Got) -> dict[str, Any]:
    """One address as JSON."""
    if got.skip is not None:
        return {
            "url": got.url,
            "outcome": "skipped",
            "reason": got.skip.reason,
            "advice": got.skip.advice,
        }
    document = got.document
    assert document is not None  # noqa: S101 - an address gives the one or the other
    return {
        "url": got.url,
        "outcome": got.outcome,
        "document": document.id,
        "final_url": document.url,
        "title": document.title,
        "published_at": document.published_at,
        "known_by": document.known_by,
        "retrieved_at": document.retrieved_at,
    }


def _tell_skips(intake: WebIntake, as_json: bool) -> int:
    """Name each skip (with JSON they have been); returns the exit code that fits."""
    code = (SKIPPED if intake.skips else 0) if as_json else tell_skips(intake.skips)
    is_nothing = not intake.document_ids and not intake.passed_over
    return FAILED if code and is_nothing else code


def _read(dossier: Dossier, choice: ReaderChoice, as_json: bool) -> int:
    with shown() as progress:
        done = go_on(dossier, choice=choice, progress=progress)
    line = f"{done.reading.read} read; {len(done.reading.skips)} skipped"
    click.echo(line, file=sys.stderr if as_json else None)
    return tell_skips(done.reading.skips)


def _rehearse(
    asked: list[str], is_feed: bool, path: Place, most: int, as_json: bool, fetcher: "Fetcher"
) -> int:
    """Say what would be fetched; pages are not asked for, and nothing is stored."""
    faults: list[FetchRefused | FetchFailed] = []
    for url in asked:
        try:
            if is_feed:
                _tell_preview(_preview(url, path, most, fetcher), as_json)
            else:
                place = fetcher.guard.place(url)
                click.echo(_line({"url": place.url, "would": "fetch"}, as_json))
        except (FetchRefused, FetchFailed) as fault:
            faults.append(fault)
            click.echo(f"skipped {printable(str(fault))}", err=True)
    if not faults:
        return 0
    return FAILED if len(faults) == len(asked) else SKIPPED


def _preview(url: str, path: Place, most: int, fetcher: "Fetcher") -> FeedPreview:
    if not Dossier.is_at(path):
        return preview_feed(url, most=most, fetcher=fetcher)
    with Dossier.open(path) as dossier:
        return preview_feed(url, dossier=dossier, most=most, fetcher=fetcher)


def _tell_preview(preview: FeedPreview, as_json: bool) -> None:
    for remark in preview.remarks:
        click.echo(printable(remark), err=True)
    for would, entries in (
        ("fetch", preview.new),
        ("pass over as known", preview.known),
        ("leave out (--most)", preview.left_out),
    ):
        for entry in entries:
            row = {
                "url": entry.url,
                "would": would,
                "title": entry.title,
                "published_at": entry.published_at,
                "feed": preview.url,
            }
            click.echo(_line(row, as_json))
    if preview.is_unchanged:
        click.echo(f"{preview.url}: nothing new since the last visit", err=True)


def _line(row: dict[str, str | None], as_json: bool) -> str:
    if as_json:
        return json.dumps(row, ensure_ascii=False)
    title = f"  {row['title']}" if row.get("title") else ""
    day = f" ({row['published_at']})" if row.get("published_at") else ""
    return printable(f"would {row['would']}: {row['url']}{title}{day}")
