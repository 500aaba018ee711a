"""export and extract: records for other programs."""

import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import click

from dragoman.briefing import explain
from dragoman.cli.files import negotiation_option
from dragoman.cli.knowing import as_of_option
from dragoman.cli.looking import looked_at
from dragoman.cli.options import dossier_option, printable, reader_options, tell_skips
from dragoman.cli.sharing import contents_to_share, sharing_options
from dragoman.dossier import Dossier, Place
from dragoman.errors import BadRequest
from dragoman.exchange import report_line, write_tables
from dragoman.ingest import gather
from dragoman.model import KINDS, Contents, Document, Negotiation, Report, Skip
from dragoman.model.handling import Marking
from dragoman.pipeline import (
    ReaderChoice,
    extract_file,
    load_negotiation,
    make_reader,
    write_whole,
)
from dragoman.pipeline.outgoing import Records, Sharing, record_lines, unread_by
from dragoman.pipeline.review import decision_lines
from dragoman.pipeline.sharing.travelling import shared_decision_lines

CANONICAL = "canonical"
DECISIONS = "decisions"
ANNOTATION, JSONL, PLOVER = Records.ANNOTATION.value, Records.JSONL.value, Records.PLOVER.value


@click.command(
    epilog="\b\nExamples:\n  dragoman export --kind statement > statements.jsonl"
    "\n  dragoman export --format csv --out tables/"
    "\n  dragoman export --format plover --out events.jsonl"
    "\n  dragoman export --as-of 2025-03-18 --out then.jsonl"
    "\n  dragoman export --format decisions --out decisions.jsonl"
    "\n  dragoman export --format web-annotation --kind statement --out notes.jsonld"
    "\n  dragoman export --share-as TLP:AMBER --out shared.jsonl"
)
@dossier_option
@click.option(
    "--format",
    "form",
    type=click.Choice([JSONL, "csv", PLOVER, CANONICAL, DECISIONS, ANNOTATION]),
    default=JSONL,
    show_default=True,
    help="JSON lines, a folder of CSV tables, PLOVER events one a line, the form that `diff` can "
    "compare, the signed decisions for `correct --import` of another dossier, or W3C Web "
    "Annotation (JSON-LD).",
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
    help="File, or folder for CSV (default: standard output, tables/).",
)
def export(
    dossier_path: Place,
    form: str,
    kinds: tuple[str, ...],
    as_of: date | None,
    sharing: Sharing,
    out: Path | None,
) -> None:
    """Write the dossier's records for other programs."""
    if as_of is not None and form in (CANONICAL, DECISIONS):
        raise click.UsageError(f"--as-of does not go with --format {form}, which is the file")
    if sharing.at_most is not None and form == CANONICAL:
        raise click.UsageError(
            f"--share-as does not go with --format {CANONICAL}, which is the whole file; "
            f"share --format {JSONL}"
        )
    if kinds and form not in (JSONL, ANNOTATION):
        raise click.UsageError(
            f"--kind narrows --format {JSONL} and {ANNOTATION} only; leave it out for {form}"
        )
    with looked_at(dossier_path) as dossier:
        if form == "csv":
            contents, marking = contents_to_share(dossier, sharing, as_of)
            _tables(contents, marking, out or Path("tables"), is_shared=sharing.at_most is not None)
            return
        lines = _lines(dossier, form, frozenset(kinds) or None, as_of, sharing)
        if out is None:
            for line in lines:
                click.echo(line)
            return
        write_whole(out, (f"{line}\n" for line in lines))
        click.echo(f"wrote {out}", err=True)


def _lines(
    dossier: Dossier,
    form: str,
    kinds: frozenset[str] | None,
    as_of: date | None,
    sharing: Sharing,
) -> Iterator[str]:
    if form == CANONICAL:
        yield from (line.decode("utf-8").rstrip("\n") for line in dossier.canonical())
        return
    if form == DECISIONS and sharing.at_most is None:
        yield from decision_lines(dossier)
        return
    if form == DECISIONS:
        contents, marking = contents_to_share(dossier, sharing, as_of)
        yield from shared_decision_lines(contents, marking)
        return
    wanted = Records(form)
    unread = unread_by(wanted, kinds)
    contents, marking = contents_to_share(dossier, sharing, as_of, without=unread)
    yield from record_lines(contents, wanted, marking, kinds)


def _tables(contents: Contents, marking: Marking | None, folder: Path, *, is_shared: bool) -> None:
    """Tables, and what may be done with them; what is shared needs a folder of its own.

    Raises:
        BadRequest: tables of another export would lie beside the shared ones.
    """
    if is_shared and folder.is_dir() and any(folder.iterdir()):
        raise BadRequest(
            f"{folder} holds other files, which would be shared too; name a new folder with --out"
        )
    written = write_tables(contents, folder)
    if marking is not None:
        write_whole(folder / "HANDLING.txt", (f"{line}\n" for line in marking.lines))
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
