"""check and rebuild: the dossier proved and computed anew."""

import time

import click

from dragoman.cli.copying import any_place_option
from dragoman.cli.files import tell_orphans
from dragoman.cli.options import (
    dossier_option,
    engine_options,
    reader_options,
    tell_notices,
    tell_skips,
)
from dragoman.cli.progress import shown
from dragoman.dossier import Dossier, Place, Problem
from dragoman.dossier.places import ArchivePlace
from dragoman.errors import DossierDamaged
from dragoman.pipeline import ReaderChoice, estimate
from dragoman.pipeline import rebuild as rebuild_dossier
from dragoman.pipeline.engines import Engine

MOST_SHOWN = 20


def _expected(dossier: Dossier, choice: ReaderChoice, is_reread: bool) -> str:
    """The estimate in words; a damaged report cannot be tried, but the rebuild mends it."""
    try:
        return str(estimate(dossier, choice=choice, is_reread=is_reread))
    except DossierDamaged:
        return "a dossier with damaged reports; the texts are read again"


@click.command(
    epilog="\b\nExamples:\n  dragoman check --dossier talks.dragoman"
    "\n  dragoman check --dossier talks.archive"
)
@any_place_option
def check(dossier_path: Place | ArchivePlace) -> int:
    """Prove that every passage is at its offsets and that nothing stored is broken.

    Of an archive: that every file is there, and is as it was written.
    """
    if isinstance(dossier_path, ArchivePlace):
        return _check_archive(dossier_path)
    with Dossier.open(dossier_path) as dossier:
        tell_notices(dossier)
        problems = list(dossier.check())
        documents = len(dossier.document_heads())
    if problems:
        return _tell_problems(problems, "try `dragoman rebuild`, else restore a backup")
    click.echo(f"clean: {documents} documents, every passage at its offsets")
    return 0


def _check_archive(place: ArchivePlace) -> int:
    from dragoman.dossier.archive import check_archive

    if problems := list(check_archive(place.folder)):
        return _tell_problems(problems, "copy the dossier there anew, or restore a backup")
    click.echo("clean: every file of the archive is as it was written")
    return 0


def _tell_problems(problems: list[Problem], advice: str) -> int:
    for problem in problems[:MOST_SHOWN]:
        click.echo(f"{problem.where}: {problem.what}", err=True)
    if len(problems) > MOST_SHOWN:
        click.echo(f"… and {len(problems) - MOST_SHOWN} more", err=True)
    click.echo(f"{len(problems)} problems; {advice}", err=True)
    return 1


@click.command(
    epilog="\b\nExamples:\n  dragoman rebuild --dossier talks.dragoman"
    "\n  dragoman rebuild --reread      (the cached reports are made anew, too)"
)
@click.option("--reread", "is_reread", is_flag=True, help="Read every text again, too.")
@dossier_option
@engine_options
@reader_options
def rebuild(dossier_path: Place, is_reread: bool, choice: ReaderChoice, engine: Engine) -> int:
    """Throw away everything computed and compute it again from texts and decisions."""
    with Dossier.open(dossier_path) as dossier, engine:
        tell_notices(dossier)
        click.echo(f"rebuilding {_expected(dossier, choice, is_reread)}", err=True)
        began = time.monotonic()
        with shown() as progress:
            done = rebuild_dossier(
                dossier, choice=choice, is_reread=is_reread, progress=progress, engine=engine
            )
    click.echo(f"took {time.monotonic() - began:.0f} s", err=True)
    tell_orphans(done.orphans)
    click.echo("rebuilt")
    return tell_skips(done.reading.skips)
