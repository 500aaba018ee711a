"""deals: which packages all could accept, what blocks the rest, what would have to move."""

from pathlib import Path

import click
from attrs import evolve
from rich.console import Console

from dragoman.briefing import deal_sheet, print_deals, render_deals
from dragoman.cli.files import negotiation_option
from dragoman.cli.knowing import as_of_option, contents_at
from dragoman.cli.looking import looked_at
from dragoman.cli.options import dossier_option, printable
from dragoman.cli.progress import shown
from dragoman.dossier import Dossier, Place
from dragoman.errors import BadIssueSpace, BadRequest
from dragoman.exchange import deal_json
from dragoman.model import Contents
from dragoman.pipeline import (
    import_settings,
    load_negotiation,
    write_whole,
)
from dragoman.pipeline.deals import DealRequest, reckon_deals

DRAWS = 4096
_NO_DOSSIER = "there is no dossier at {}; give --negotiation FILE, or read texts first"
_NOTHING_TO_DRAFT = (
    "there is no dossier at {} to draft from; read texts first with `dragoman brief FOLDER`"
)


@click.command(
    epilog="\b\nExamples:"
    "\n  dragoman deals --draft --out negotiation.toml"
    "\n  dragoman init --negotiation negotiation.toml"
    "\n  dragoman deals"
    "\n  dragoman deals --what-if 'RUS.territory=60..80' --what-if 'UKR.reservation=0.2'"
    "\n  dragoman deals --package 'quota=half, observers=all' --draws 16384"
    "\n  dragoman deals --negotiation negotiation.toml --out deals.html"
    "\n  dragoman deals --import domain-folder --out negotiation.toml"
)
@dossier_option
@negotiation_option
@as_of_option
@click.option("--draft", is_flag=True, help="Begin preferences from what the parties said.")
@click.option(
    "--import",
    "imported",
    type=click.Path(exists=True, path_type=Path),
    help="Turn a GENIUS folder (XML) or a Decide file (CSV) into a negotiation.toml.",
)
@click.option(
    "--what-if",
    "changes",
    multiple=True,
    metavar="CHANGE",
    help="Reckon with another number: PARTY.ISSUE=60..80 (position), PARTY.ISSUE.weight=0.4, "
    "PARTY.ISSUE.OPTION=0.7 or =red or =acceptable, PARTY.reservation=0.3, ISSUE=OPTION.",
)
@click.option(
    "--package",
    "drafts",
    multiple=True,
    metavar="DRAFT",
    help="Judge this draft as well: 'issue=option, issue=option'; issues left out are blanks.",
)
@click.option(
    "--draws",
    type=click.IntRange(0, 1_048_576),
    default=DRAWS,
    show_default=True,
    help="How many versions of the uncertain numbers to reckon with; a power of two, 0 for none.",
)
@click.option("--seed", type=int, default=0, show_default=True, help="Where the draws begin.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Write to this file.")
@click.option("--brief", "in_brief", is_flag=True, help="Print the summary alone.")
@click.option("--json", "as_json", is_flag=True, help="Print all of it as one JSON object.")
def deals(
    dossier_path: Place,
    negotiation_path: Path | None,
    as_of: object,
    draft: bool,
    imported: Path | None,
    changes: tuple[str, ...],
    drafts: tuple[str, ...],
    draws: int,
    seed: int,
    out: Path | None,
    in_brief: bool,
    as_json: bool,
) -> None:
    """Which packages all could accept, what blocks the rest, and what would have to move."""
    if (draft or imported) and (changes or drafts or as_json or (draft and imported)):
        raise click.UsageError("--draft and --import stand alone: they reckon nothing yet")
    if imported is not None:
        _tell_text(_imported(imported), out)
        return
    if draft:
        _draft(dossier_path, negotiation_path, as_of, out)
        return
    contents = _contents(dossier_path, negotiation_path, as_of)
    with shown() as progress:
        request = DealRequest(changes=changes, drafts=drafts, n_draws=draws, seed=seed)
        space = reckon_deals(contents, request, progress=progress)
    if as_json:
        _tell_text(deal_json(space), out)
        return
    sheet = deal_sheet(contents, space)
    if out is not None:
        write_whole(out, [render_deals(sheet, as_markdown=out.suffix == ".md")])
        click.echo(f"deals: {out.resolve()}")
    print_deals(sheet, Console(), whole=not in_brief and out is None)


def _contents(dossier_path: Place, negotiation_path: Path | None, as_of: object) -> Contents:
    """The dossier's contents; with ``--negotiation`` under these settings, even without texts.

    Raises:
        BadRequest: there is neither a dossier nor a file of settings.
        BadNegotiation: the file cannot be used.
    """
    settings = None if negotiation_path is None else load_negotiation(negotiation_path)
    if not Dossier.is_at(dossier_path):
        if settings is None:
            raise BadRequest(_NO_DOSSIER.format(dossier_path))
        return Contents(negotiation=settings)
    with looked_at(dossier_path) as dossier:
        contents = contents_at(dossier, as_of)  # type: ignore[arg-type]
    return contents if settings is None else evolve(contents, negotiation=settings)


def _imported(path: Path) -> str:
    """The file of another program as negotiation.toml; what is wrong is told with its name."""
    try:
        return import_settings(path)
    except BadIssueSpace as error:
        raise BadRequest(f"{path}: {error}") from error


def _draft(
    dossier_path: Place, negotiation_path: Path | None, as_of: object, out: Path | None
) -> None:
    """Print the whole negotiation.toml with the draft in it, and the questions on stderr.

    Raises:
        BadRequest: there is no dossier, no text in it, or ``out`` may hold the user's own numbers.
        BadNegotiation: the settings cannot be used, or let nothing be added.
    """
    from dragoman.pipeline.drafting import draft_settings, usual_likeness

    if not Dossier.is_at(dossier_path):
        raise BadRequest(_NOTHING_TO_DRAFT.format(dossier_path))
    _refuse_own_numbers(out)
    settings = None if negotiation_path is None else load_negotiation(negotiation_path)
    with looked_at(dossier_path) as dossier:
        contents = contents_at(dossier, as_of)  # type: ignore[arg-type]
        existing = dossier.settings() or ""
    if negotiation_path is not None:
        existing = negotiation_path.read_text(encoding="utf-8-sig")
    has_options = any(issue.options for issue in (settings or contents.negotiation).issues)
    likeness = usual_likeness() if has_options else None
    with shown() as progress:
        drafted = draft_settings(contents, existing, likeness=likeness, progress=progress)
    _tell_text(drafted.text, out)
    _tell_questions(drafted.questions)


def _tell_text(text: str, out: Path | None) -> None:
    text = text.rstrip("\n")
    if out is None:
        click.echo(text)
        return
    _refuse_own_numbers(out)
    write_whole(out, [f"{text}\n"])
    click.echo(f"written: {out.resolve()}", err=True)


def _refuse_own_numbers(out: Path | None) -> None:
    if out is not None and out.exists() and out.suffix == ".toml":
        raise BadRequest(f"{out} exists and may hold your own numbers; give --out a new name")


def _tell_questions(questions: tuple[str, ...]) -> None:
    if questions:
        n = len(questions)
        click.echo(f"{n} question{'s' * (n > 1)} to the analyst:", err=True)
    for question in questions:
        click.echo(f"  ? {printable(question)}", err=True)
