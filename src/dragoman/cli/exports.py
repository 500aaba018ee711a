"""export and extract: records for other programs."""

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from dragoman.cli.files import negotiation_option
from dragoman.cli.options import dossier_option, reader_options, tell_skips
from dragoman.dossier import Dossier
from dragoman.exchange import contents_lines, report_line, write_tables
from dragoman.ingest import gather
from dragoman.model import KINDS, Negotiation, Skip
from dragoman.pipeline import (
    ReaderChoice,
    contents_of,
    extract_file,
    load_negotiation,
    make_reader,
    write_whole,
)

CANONICAL = "canonical"


@click.command(
    epilog="\b\nExamples:\n  dragoman export --kind statement > statements.jsonl"
    "\n  dragoman export --format csv --out tables/"
)
@dossier_option
@click.option(
    "--format",
    "form",
    type=click.Choice(["jsonl", "csv", CANONICAL]),
    default="jsonl",
    show_default=True,
    help="JSON lines, a folder of CSV tables, or the form that `diff` can compare.",
)
@click.option(
    "--kind", "kinds", multiple=True, type=click.Choice(sorted(KINDS)), help="Only these nouns."
)
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    help="File, or folder for CSV (default: standard output, tables/).",
)
def export(dossier_path: Path, form: str, kinds: tuple[str, ...], out: Path | None) -> None:
    """Write the dossier's records for other programs."""
    with Dossier.open(dossier_path) as dossier:
        if form == "csv":
            _tables(dossier, out or Path("tables"))
            return
        lines: Iterator[str]
        if form == CANONICAL:
            lines = iter(line.decode("utf-8").rstrip("\n") for line in dossier.canonical())
        else:
            lines = contents_lines(contents_of(dossier), frozenset(kinds) or None)
        if out is None:
            for line in lines:
                click.echo(line)
            return
        write_whole(out, (f"{line}\n" for line in lines))
        click.echo(f"wrote {out}", err=True)


def _tables(dossier: Dossier, folder: Path) -> None:
    written = write_tables(contents_of(dossier), folder)
    click.echo(f"wrote {len(written)} tables to {folder}", err=True)


@click.command(epilog="\b\nExample:\n  dragoman extract articles/*.txt > reports.jsonl")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=str))
@negotiation_option
@reader_options
def extract(files: tuple[str, ...], negotiation_path: Path | None, choice: ReaderChoice) -> int:
    """Read FILES without a dossier; print each text's report as one JSON line."""
    negotiation = load_negotiation(negotiation_path) if negotiation_path else Negotiation()
    reader = make_reader(negotiation, choice)
    skips: list[Skip] = []
    for path in gather(files):
        results = iter([path]) if isinstance(path, Skip) else extract_file(path, reader)
        for result in results:
            if isinstance(result, Skip):
                skips.append(result)
            else:
                click.echo(report_line(*result))
                sys.stdout.flush()
    return tell_skips(skips)
