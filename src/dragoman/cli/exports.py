"""export and extract: records for other programs."""

import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import click

from dragoman.briefing import explain
from dragoman.cli.files import negotiation_option
from dragoman.cli.knowing import as_of_option, contents_at
from dragoman.cli.looking import looked_at
from dragoman.cli.options import dossier_option, printable, reader_options, tell_skips
from dragoman.dossier import Dossier
from dragoman.exchange import contents_lines, plover_lines, report_line, write_tables
from dragoman.ingest import gather
from dragoman.model import KINDS, Contents, Document, Negotiation, Report, Skip
from dragoman.pipeline import (
    ReaderChoice,
    extract_file,
    load_negotiation,
    make_reader,
    write_whole,
)

CANONICAL = "canonical"
JSONL = "jsonl"
PLOVER = "plover"


@click.command(
    epilog="\b\nExamples:\n  dragoman export --kind statement > statements.jsonl"
    "\n  dragoman export --format csv --out tables/"
    "\n  dragoman export --format plover --out events.jsonl"
    "\n  dragoman export --as-of 2025-03-18 --out then.jsonl"
)
@dossier_option
@click.option(
    "--format",
    "form",
    type=click.Choice([JSONL, "csv", PLOVER, CANONICAL]),
    default=JSONL,
    show_default=True,
    help="JSON lines, a folder of CSV tables, PLOVER events one a line, or the form that `diff` "
    "can compare.",
)
@click.option(
    "--kind",
    "kinds",
    multiple=True,
    type=click.Choice(sorted(KINDS)),
    help="Only these nouns (jsonl).",
)
@as_of_option
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    help="File, or folder for CSV (default: standard output, tables/).",
)
def export(
    dossier_path: Path, form: str, kinds: tuple[str, ...], as_of: date | None, out: Path | None
) -> None:
    """Write the dossier's records for other programs."""
    if as_of is not None and form == CANONICAL:
        raise click.UsageError("--as-of does not go with --format canonical, which is the file")
    if kinds and form != JSONL:
        raise click.UsageError(f"--kind narrows --format {JSONL} only; leave it out for {form}")
    with looked_at(dossier_path) as dossier:
        if form == "csv":
            _tables(contents_at(dossier, as_of), out or Path("tables"))
            return
        lines = _lines(dossier, form, kinds, as_of)
        if out is None:
            for line in lines:
                click.echo(line)
            return
        write_whole(out, (f"{line}\n" for line in lines))
        click.echo(f"wrote {out}", err=True)


def _lines(
    dossier: Dossier, form: str, kinds: tuple[str, ...], as_of: date | None
) -> Iterator[str]:
    if form == CANONICAL:
        return (line.decode("utf-8").rstrip("\n") for line in dossier.canonical())
    if form == PLOVER:
        return plover_lines(contents_at(dossier, as_of, without=("mentions", "segments")))
    return contents_lines(contents_at(dossier, as_of), frozenset(kinds) or None)


def _tables(contents: Contents, folder: Path) -> None:
    written = write_tables(contents, folder)
    click.echo(f"wrote {len(written)} tables to {folder}", err=True)


@click.command(
    epilog="\b\nExamples:\n  dragoman extract articles/*.txt > reports.jsonl"
    "\n  dragoman extract --explain articles/talks.txt"
)
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=str))
@click.option(
    "--explain",
    "is_explained",
    is_flag=True,
    help="Print why each entry is there: its words, rules, aliases and scores.",
)
@click.option(
    "--json",
    "as_json",
    is_flag=True,
    help="Print JSON lines, also with --explain; each entry keeps its `because`.",
)
@negotiation_option
@reader_options
def extract(
    files: tuple[str, ...],
    is_explained: bool,
    as_json: bool,
    negotiation_path: Path | None,
    choice: ReaderChoice,
) -> int:
    """Read FILES without a dossier; print each text's report as JSON, or explain it."""
    negotiation = load_negotiation(negotiation_path) if negotiation_path else Negotiation()
    reader = make_reader(negotiation, choice)
    skips: list[Skip] = []
    for path in gather(files):
        results = iter([path]) if isinstance(path, Skip) else extract_file(path, reader)
        for result in results:
            if isinstance(result, Skip):
                skips.append(result)
            else:
                if is_explained and not as_json:
                    _explain(*result, negotiation)
                else:
                    click.echo(report_line(*result))
                sys.stdout.flush()
    return tell_skips(skips)


def _explain(document: Document, report: Report, negotiation: Negotiation) -> None:
    for line in explain(document, report, negotiation):
        click.echo(printable(line))
    click.echo()
