"""export and extract: records for other programs."""

import sys
from datetime import date
from pathlib import Path

import click

from dragoman.briefing import explain
from dragoman.cli.exporting import FORMATS, JSONL, Wanted, write_export
from dragoman.cli.files import negotiation_option
from dragoman.cli.knowing import as_of_option
from dragoman.cli.looking import looked_at
from dragoman.cli.options import dossier_option, printable, reader_options, tell_skips
from dragoman.cli.sharing import sharing_options
from dragoman.dossier import Place
from dragoman.exchange import report_line
from dragoman.ingest import gather
from dragoman.model import KINDS, Document, Negotiation, Report, Skip
from dragoman.pipeline import ReaderChoice, extract_file, load_negotiation, make_reader
from dragoman.pipeline.outgoing import Sharing


@click.command(
    epilog="\b\nExamples:\n  dragoman export --kind statement > statements.jsonl"
    "\n  dragoman export --format csv --out tables/"
    "\n  dragoman export --format plover --out events.jsonl"
    "\n  dragoman export --as-of 2025-03-18 --out then.jsonl"
    "\n  dragoman export --format decisions --out decisions.jsonl"
    "\n  dragoman export --format web-annotation --kind statement --out notes.jsonld"
    "\n  dragoman export --share-as TLP:AMBER --out shared.jsonl"
    "\n  dragoman export --with-bytes --out whole.jsonl    (for dragoman import)"
    "\n  dragoman export --format parquet --out tables.parquet/"
    "\n  dragoman export --format followthemoney --out entities.ftm.json"
    "\n  dragoman export --format polecat --out events.tsv"
    "\n  dragoman export --format csl --out citations.json"
    "\n  dragoman export --format timeline --out timeline.json"
)
@dossier_option
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    default=JSONL,
    show_default=True,
    help="JSON lines; a folder of CSV tables, or of Parquet files; FollowTheMoney entities; PLOVER "
    "events one a line, or POLECAT's columns; W3C Web Annotation (JSON-LD); CSL-JSON for "
    "citations; a timeline for TimelineJS; the form that `diff` can compare; the signed decisions "
    "for `correct --import` of another dossier. JSON lines and Parquet can be made a dossier again "
    "(`dragoman import`).",
)
@click.option(
    "--kind",
    "kinds",
    multiple=True,
    type=click.Choice(sorted(KINDS)),
    help="Only these nouns (jsonl, web-annotation).",
)
@as_of_option
@sharing_options
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    help="File, or folder for CSV and Parquet (default: standard output, tables/).",
)
@click.option(
    "--with-bytes",
    is_flag=True,
    help="Take along the bytes of documents that are no plain text (jsonl, parquet).",
)
@click.option(
    "--with-text",
    is_flag=True,
    help="Take along the texts of documents (followthemoney).",
)
@click.option(
    "--prefix",
    default="",
    metavar="NAME",
    help="What ids are made with, so that two files do not clash (followthemoney).",
)
def export(
    dossier_path: Place,
    form: str,
    kinds: tuple[str, ...],
    as_of: date | None,
    sharing: Sharing,
    out: Path | None,
    with_bytes: bool,
    with_text: bool,
    prefix: str,
) -> None:
    """Write the dossier's records for other programs."""
    wanted = Wanted(
        form=form,
        kinds=frozenset(kinds) or None,
        as_of=as_of,
        sharing=sharing,
        out=out,
        with_bytes=with_bytes,
        with_text=with_text,
        prefix=prefix,
    )
    wanted.require_sense()
    with looked_at(dossier_path) as dossier:
        write_export(dossier, wanted)


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
