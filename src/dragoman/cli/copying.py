"""copy: a dossier moved between files, servers and archives."""

from pathlib import Path
from typing import Any

import click

from dragoman.cli.options import DEFAULT_DOSSIER, DossierPlace, F, tell_notices
from dragoman.cli.progress import shown
from dragoman.dossier import Copied, Dossier, Place, copy_dossier
from dragoman.dossier.places import ArchivePlace, place_or_archive
from dragoman.errors import BadRequest


class AnyPlace(DossierPlace):
    """As ``DossierPlace``, or the folder of an archive."""

    def convert(  # type: ignore[override] # one kind of place more
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> Place | ArchivePlace:
        """The place; a folder that is none of an archive's is a usage error."""
        try:
            found = place_or_archive(value)
        except BadRequest as error:
            self.fail(str(error), param, ctx)
        if isinstance(found, ArchivePlace):
            return found
        if isinstance(found, Path) and found.is_dir():
            self.fail(
                f"{str(found)!r} is a folder; name a file in it, or end it with a slash for an "
                "archive",
                param,
                ctx,
            )
        return super().convert(value, param, ctx)


def any_place_option(command: F) -> F:
    """``--dossier PLACE`` as of other commands, which may be an archive, too."""
    return click.option(
        "--dossier",
        "dossier_path",
        type=AnyPlace(),
        default=DEFAULT_DOSSIER,
        show_default=True,
        envvar="DRAGOMAN_DOSSIER",
        show_envvar=True,
        help="The dossier: a file, an archive, or postgresql://user@host/database?schema=name.",
    )(command)


@click.command(
    epilog="\b\nExamples:"
    "\n  dragoman copy talks.dragoman 'postgresql://ana@db.example/desk?schema=talks'"
    "\n  dragoman copy 'postgresql://ana@db.example/desk?schema=talks' talks.dragoman"
    "\n  dragoman copy talks.dragoman spare.dragoman"
    "\n  dragoman copy talks.dragoman talks.archive      (a folder of Parquet files)"
    "\n  dragoman copy talks.archive talks.dragoman"
)
@click.argument("origin", metavar="A", type=AnyPlace())
@click.argument("target", metavar="B", type=AnyPlace())
def copy(origin: Place | ArchivePlace, target: Place | ArchivePlace) -> None:
    """Copy the dossier A to B, between files, PostgreSQL and archives, with nothing left out.

    A and B are files, postgresql:// URLs, or folders whose name ends in .archive or in a slash: an
    archive, Parquet files by month of publication, which DuckDB and Polars read as they are. B
    must not exist or be empty; an archive may be one that was made of A earlier, and then only
    the months in which something changed are written. A stays as it is.

    Texts, bytes, settings, signed decisions, notes, cached reports and entries all go along. The
    copy is kept only once every row of it has been read back and compared, and the canonical
    exports are the same; an archive is made beside its place and renamed at the end. Accounts of
    a team do not go along.

    Keep a password out of the command: put it into ~/.pgpass or PGPASSWORD.
    """
    if isinstance(origin, ArchivePlace):
        copied = _restored(origin, target)
    elif isinstance(target, ArchivePlace):
        copied = _archived(origin, target)
    else:
        copied = _copied(origin, target)
    click.echo(
        f"copied {copied.documents} documents, {copied.decisions} decisions and "
        f"{copied.entries} entries to {target}"
    )
    click.echo(f"the canonical exports of both are the same: sha256 {copied.digest}")


def _copied(origin: Place, target: Place) -> Copied:
    with Dossier.open(origin) as one, Dossier.open_or_create(target) as other:
        tell_notices(one)
        tell_notices(other)
        with shown() as progress:
            return copy_dossier(one, other, progress)


def _archived(origin: Place, target: ArchivePlace) -> Copied:
    from dragoman.dossier.archive import write_archive

    with Dossier.open(origin) as one:
        tell_notices(one)
        with shown() as progress:
            return write_archive(one, target.folder, progress)


def _restored(origin: ArchivePlace, target: Place | ArchivePlace) -> Copied:
    from dragoman.dossier.archive import require_archive, restore_archive

    if isinstance(target, ArchivePlace):
        raise click.UsageError(
            "both are archives; an archive is copied as any other folder, and `dragoman check "
            f"--dossier {target}` proves the copy"
        )
    require_archive(origin.folder)
    with Dossier.open_or_create(target) as other:
        tell_notices(other)
        with shown() as progress:
            return restore_archive(origin.folder, other, progress)
