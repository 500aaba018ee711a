"""copy: a dossier moved between files and servers."""

import click

from dragoman.cli.options import DossierPlace, tell_notices
from dragoman.cli.progress import shown
from dragoman.dossier import Dossier, Place, copy_dossier


@click.command(
    epilog="\b\nExamples:"
    "\n  dragoman copy talks.dragoman 'postgresql://ana@db.example/desk?schema=talks'"
    "\n  dragoman copy 'postgresql://ana@db.example/desk?schema=talks' talks.dragoman"
    "\n  dragoman copy talks.dragoman spare.dragoman"
)
@click.argument("origin", metavar="A", type=DossierPlace())
@click.argument("target", metavar="B", type=DossierPlace())
def copy(origin: Place, target: Place) -> None:
    """Copy the dossier A to B, between files and PostgreSQL, with nothing left out.

    A and B are files or postgresql:// URLs. B must not exist or be empty; A stays as it is.
    Texts, bytes, settings, signed decisions, notes, cached reports and entries all go along, in
    one transaction. The copy is kept only once every row of it has been compared, and the
    canonical exports of both are the same. Accounts of a team do not go along.

    Keep a password out of the command: put it into ~/.pgpass or PGPASSWORD.
    """
    with Dossier.open(origin) as one, Dossier.open_or_create(target) as other:
        tell_notices(one)
        tell_notices(other)
        with shown() as progress:
            copied = copy_dossier(one, other, progress)
    click.echo(
        f"copied {copied.documents} documents, {copied.decisions} decisions and "
        f"{copied.entries} entries to {target}"
    )
    click.echo(f"the canonical exports of both are the same: sha256 {copied.digest}")
