"""revisions and readouts: texts side by side."""

from pathlib import Path

import click
import msgspec
from rich.console import Console

from dragoman.briefing import Sides, print_sides, render_sides
from dragoman.cli.looking import looked_at
from dragoman.cli.options import dossier_option, json_option, printable
from dragoman.dossier import Place
from dragoman.model import Contents
from dragoman.pipeline import contents_of, revised_documents, write_whole
from dragoman.pipeline import readouts as lay_readouts
from dragoman.pipeline import revisions as lay_revisions

out_option = click.option(
    "--out", type=click.Path(dir_okay=False, path_type=Path), help="Write an HTML page instead."
)


@click.command(
    epilog="\b\nExamples:\n  dragoman revisions                      (which documents were changed)"
    "\n  dragoman revisions 3f9a1c02d4e5b678"
    "\n  dragoman revisions https://courier.example.org/talks --out changes.html"
)
@click.argument("document", required=False)
@out_option
@json_option
@dossier_option
def revisions(document: str | None, dossier_path: Place, out: Path | None, as_json: bool) -> None:
    """What changed between a DOCUMENT (id, path or url) and the version before it."""
    with looked_at(dossier_path) as dossier:
        contents = contents_of(dossier, without=("mentions",))
    if document is None:
        _list_revised(contents, as_json)
    else:
        _show(lay_revisions(contents, document), out, as_json)


def _list_revised(contents: Contents, as_json: bool) -> None:
    found = revised_documents(contents)
    for one in found:
        if as_json:
            click.echo(msgspec.json.encode({"id": one.id, "supersedes": one.supersedes}).decode())
        else:
            name = printable(one.title or one.path or one.url or "")
            click.echo(f"{one.id}  {name}; before it: {one.supersedes}")
    if not found and not as_json:
        click.echo(
            "nothing found: no document is on file in two versions (two texts of one address)"
        )


@click.command(
    epilog="\b\nExamples:\n  dragoman readouts f1f49df1453ffefe       (a contact: its readouts)"
    "\n  dragoman readouts f1f49df1453ffefe --out sides.html"
    "\n  dragoman readouts 3f9a1c02d4e5b678 77b0c1d2e3f4a596    (two documents)"
)
@click.argument("ids", nargs=-1, required=True, metavar="[CONTACT] [DOCUMENT]...")
@out_option
@json_option
@dossier_option
def readouts(ids: tuple[str, ...], dossier_path: Place, out: Path | None, as_json: bool) -> None:
    """Official readouts of a CONTACT side by side, with what only one of them says."""
    with looked_at(dossier_path) as dossier:
        contents = contents_of(dossier, without=("mentions",))
    _show(lay_readouts(contents, ids), out, as_json)


def _show(sides: Sides, out: Path | None, as_json: bool) -> None:
    if as_json:
        click.echo(msgspec.json.encode(sides).decode())
    elif out is None:
        print_sides(sides, Console())
    else:
        write_whole(out, [render_sides(sides)])
        click.echo(f"wrote {out}", err=True)
