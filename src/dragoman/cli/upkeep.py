"""check and rebuild: the dossier proved and computed anew."""

import time

import click

from dragoman.cli.files import tell_orphans
from dragoman.cli.options import dossier_option, reader_options, tell_notices, tell_skips
from dragoman.cli.progress import shown
from dragoman.dossier import Dossier, Place
from dragoman.errors import DossierDamaged
from dragoman.pipeline import ReaderChoice, estimate
from dragoman.pipeline import rebuild as rebuild_dossier

MOST_SHOWN = 20


def _expected(dossier: Dossier, choice: ReaderChoice, is_reread: bool) -> str:
    """The estimate in words; a damaged report cannot be tried, but the rebuild mends it."""
    try:
        return str(estimate(dossier, choice=choice, is_reread=is_reread))
    except DossierDamaged:
        return "a dossier with damaged reports; the texts are read again"


@click.command(epilog="\b\nExample:\n  dragoman check --dossier talks.dragoman")
@dossier_option
def check(dossier_path: Place) -> int:
    """Prove that every passage is at its offsets and that nothing stored is broken."""
    with Dossier.open(dossier_path) as dossier:
        tell_notices(dossier)
        problems = list(dossier.check())
        documents = len(dossier.document_heads())
    for problem in problems[:MOST_SHOWN]:
        click.echo(f"{problem.where}: {problem.what}", err=True)
    if len(problems) > MOST_SHOWN:
        click.echo(f"… and {len(problems) - MOST_SHOWN} more", err=True)
    if problems:
        click.echo(
            f"{len(problems)} problems; try `dragoman rebuild`, else restore a backup", err=True
        )
        return 1
    click.echo(f"clean: {documents} documents, every passage at its offsets")
    return 0


@click.command(
    epilog="\b\nExamples:\n  dragoman rebuild --dossier talks.dragoman"
    "\n  dragoman rebuild --reread      (the cached reports are made anew, too)"
)
@click.option("--reread", "is_reread", is_flag=True, help="Read every text again, too.")
@dossier_option
@reader_options
def rebuild(dossier_path: Place, is_reread: bool, choice: ReaderChoice) -> int:
    """Throw away everything computed and compute it again from texts and decisions."""
    with Dossier.open(dossier_path) as dossier:
        tell_notices(dossier)
        click.echo(f"rebuilding {_expected(dossier, choice, is_reread)}", err=True)
        began = time.monotonic()
        with shown() as progress:
            done = rebuild_dossier(dossier, choice=choice, is_reread=is_reread, progress=progress)
    click.echo(f"took {time.monotonic() - began:.0f} s", err=True)
    tell_orphans(done.orphans)
    click.echo("rebuilt")
    return tell_skips(done.reading.skips)
