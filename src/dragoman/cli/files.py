"""init, add, read, remove: what lies in the dossier."""

from pathlib import Path
from shlex import quote

import click

from dragoman.cli.options import (
    F,
    dossier_option,
    engine_options,
    printable,
    reader_options,
    signature_options,
    tell_notices,
    tell_skips,
    user_name,
)
from dragoman.cli.progress import shown
from dragoman.dossier import Dossier, Orphan, Place
from dragoman.errors import UnknownEntry
from dragoman.model import Document
from dragoman.pipeline import (
    Intake,
    Progress,
    ReaderChoice,
    add_paths,
    go_on,
    load_negotiation,
    make_reader,
    negotiation_of,
    read_behind,
    take_over_settings,
)
from dragoman.pipeline.engines import Engine

OUTCOMES = {
    "new": "added",
    "version": "newer versions",
    "copy": "copies",
    "known": "known already",
}
paths_argument = click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=str))


def negotiation_option(command: F) -> F:
    """``--negotiation FILE``."""
    return click.option(
        "--negotiation",
        "negotiation_path",
        type=click.Path(exists=True, dir_okay=False, path_type=Path),
        help="The negotiation.toml with the dossier's own parties, people and issues.",
    )(command)


@click.command(epilog="\b\nExample:\n  dragoman init --negotiation negotiation.toml")
@dossier_option
@negotiation_option
@click.option("--by", "who", default=user_name, help="Who signs the settings.")
def init(dossier_path: Place, negotiation_path: Path | None, who: str) -> None:
    """Make an empty dossier, or give an existing one new settings."""
    if negotiation_path is None and Dossier.is_at(dossier_path):
        raise click.UsageError(
            f"{dossier_path} exists already; give --negotiation to change its settings"
        )
    if negotiation_path is not None:
        load_negotiation(negotiation_path)
    with Dossier.open_or_create(dossier_path) as dossier:
        tell_notices(dossier)
        if negotiation_path is not None:
            take_over_settings(dossier, (), settings=negotiation_path, who=who)
    click.echo(
        f"{dossier_path} is ready; add texts with: "
        f"dragoman add FOLDER --dossier {quote(str(dossier_path))}"
    )


@click.command(epilog="\b\nExample:\n  dragoman add articles/ 'wire/*.txt' --dossier t.dragoman")
@paths_argument
@dossier_option
def add(paths: tuple[str, ...], dossier_path: Place) -> int:
    """Take files, folders or globs into the dossier (made when missing)."""
    with Dossier.open_or_create(dossier_path) as dossier:
        tell_notices(dossier)
        with shown() as progress:
            intake = add_paths(dossier, paths, progress=progress)
    click.echo(intake_line(intake))
    return tell_skips(intake.skips)


def intake_line(intake: Intake) -> str:
    """One line on what came of adding files."""
    parts = [
        f"{intake.outcomes[key]} {word}" for key, word in OUTCOMES.items() if intake.outcomes[key]
    ]
    return f"{', '.join(parts) or 'nothing added'}; {len(intake.skips)} skipped"


@click.command(
    epilog="\b\nExamples:\n  dragoman read --dossier talks.dragoman"
    "\n  dragoman read --later         # put the accounts together at the next look"
    "\n  dragoman read --engine processes              # on every core of this machine"
    "\n  dragoman read --engine ray=auto --workers 64  # on a Ray cluster"
)
@dossier_option
@click.option("--later", is_flag=True, help="Leave putting together to whoever looks next.")
@engine_options
@reader_options
def read(dossier_path: Place, later: bool, choice: ReaderChoice, engine: Engine) -> int:
    """Read what has not been read yet and put the accounts together."""
    with Dossier.open(dossier_path) as dossier, engine:
        tell_notices(dossier)
        with shown() as progress:
            if later:
                return _read_only(dossier, choice, progress, engine)
            done = go_on(dossier, choice=choice, progress=progress, engine=engine)
    click.echo(f"{done.reading.read} read; {len(done.reading.skips)} skipped")
    tell_orphans(done.orphans)
    return tell_skips(done.reading.skips)


def _read_only(dossier: Dossier, choice: ReaderChoice, progress: Progress, engine: Engine) -> int:
    reader = make_reader(negotiation_of(dossier), choice)
    reading = read_behind(dossier, reader, progress=progress, engine=engine)
    click.echo(f"{reading.read} read; worked in at the next look; {len(reading.skips)} skipped")
    return tell_skips(reading.skips)


def tell_orphans(orphans: tuple[Orphan, ...]) -> None:
    """Name on stderr each decision that found no entry, with the entries it may have meant."""
    for orphan in orphans:
        decision = orphan.decision
        near = ", ".join(entry.id for entry in orphan.candidates[:3]) or "none near"
        click.echo(
            f"decision {decision.id} ({decision.verb} by {decision.who}) found no entry; "
            f"it may have meant: {near}; decide again with `dragoman correct`",
            err=True,
        )


@click.command(epilog="\b\nExample:\n  dragoman remove articles/leak.txt --why 'not ours' --purge")
@click.argument("document")
@dossier_option
@signature_options
@click.option("--purge", is_flag=True, help="Delete its bytes and text for good; cannot be undone.")
@click.option("--yes", is_flag=True, help="Do not ask before a purge.")
@reader_options
def remove(
    document: str,
    dossier_path: Place,
    who: str,
    why: str,
    purge: bool,
    yes: bool,
    choice: ReaderChoice,
) -> None:
    """Take a DOCUMENT (id, path or url) out of the file; `undo` brings it back."""
    with Dossier.open(dossier_path) as dossier:
        found = _find_document(dossier, document)
        name = printable(found.title or found.path or found.id)
        if purge and not yes:
            click.confirm(f"Delete {name!r} for good?", abort=True, err=True)
        dossier.remove_document(found.id, who, why, purge=purge)
        go_on(dossier, choice=choice)
    click.echo(f"removed {name}" + ("" if purge else "; `dragoman undo` brings it back"))


def _find_document(dossier: Dossier, name: str) -> Document:
    """The document with this id, path or url.

    Raises:
        UnknownEntry: none, or several.
    """
    path = Path(name).as_posix()
    found = [d for d in dossier.document_heads() if {name, path} & {d.id, d.path, d.url}]
    if len(found) != 1:
        raise UnknownEntry(name)
    return found[0]
