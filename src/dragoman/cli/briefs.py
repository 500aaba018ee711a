"""brief: the whole way in one go."""

from pathlib import Path

import click
from attrs import evolve
from rich.console import Console

from dragoman.briefing import Brief, compose, print_first_screen
from dragoman.briefing.excerpt import Excerpt
from dragoman.briefing.selecting import Selection
from dragoman.briefing.selections import Form, compose_selection, render_excerpt
from dragoman.cli.files import intake_line, negotiation_option, tell_orphans
from dragoman.cli.knowing import Days, days_options, since_of
from dragoman.cli.options import (
    DEFAULT_DOSSIER,
    dossier_option,
    engine_options,
    reader_options,
    tell_notices,
    tell_skips,
    user_name,
)
from dragoman.cli.progress import shown
from dragoman.cli.selecting import selection_options
from dragoman.cli.sharing import contents_to_share, sharing_options
from dragoman.dossier import Dossier, Place
from dragoman.errors import BadIssueSpace, BadNegotiation, BadRequest
from dragoman.model import Contents, DealSpace, Skip
from dragoman.pipeline import (
    UNREAD_BY_BRIEFS,
    Progress,
    ReaderChoice,
    ReadingRound,
    Round,
    add_paths,
    go_on,
    note_brief,
    since_brief,
    take_over_settings,
    write_whole_bytes,
)
from dragoman.pipeline.engines import Engine
from dragoman.pipeline.outgoing import Sharing, brief_as, deal_space_for


@click.command(
    epilog="\b\nExamples:\n  dragoman brief articles/"
    "\n  dragoman brief articles/ --dossier talks.dragoman --out talks.html"
    "\n  dragoman brief --out talks.md        (of the dossier as it is)"
    "\n  dragoman brief --as-of 2025-03-18 --out then.html"
    "\n  dragoman brief --since 2025-03"
    "\n  dragoman brief --out talks.docx --share-as TLP:AMBER"
    "\n  dragoman brief --section contact --party VEL --from 2025-05 --out calls.docx"
)
@click.argument("folders", nargs=-1, metavar="[FOLDER]...", type=click.Path(path_type=str))
@dossier_option
@negotiation_option
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    default="brief.html",
    show_default=True,
    help="The page; Markdown when it ends in .md, Word when in .docx.",
)
@days_options
@selection_options
@sharing_options
@engine_options
@reader_options
@click.pass_context
def brief(
    context: click.Context,
    folders: tuple[str, ...],
    dossier_path: Place,
    negotiation_path: Path | None,
    out: Path,
    days: Days,
    selection: Selection | None,
    sharing: Sharing,
    choice: ReaderChoice,
    engine: Engine,
) -> int:
    """Read FOLDER (files, folders, globs), put the accounts together, write the brief."""
    if selection is not None and days.since is not None:
        raise click.UsageError("a selection has no --since; leave one of them out")
    chosen = context.get_parameter_source("dossier_path") is not click.core.ParameterSource.DEFAULT
    skips: list[Skip] = []
    with _opened(dossier_path, folders) as dossier, engine, shown() as progress:
        tell_notices(dossier)
        if not chosen:
            _refuse_mixing(dossier, folders)
        skips += _settle(dossier, folders, negotiation_path)
        skips += _take_in(dossier, folders, progress)
        done = _go_on(dossier, folders, choice, progress, engine)
        skips += done.reading.skips
        progress("writing the brief", 0, None)
        if selection is None:
            composed = _composed(dossier, days, sharing, progress)
            write_whole_bytes(out, brief_as(composed, form_of(out)))
            print_first_screen(composed, Console())
        else:
            excerpt = _excerpt(dossier, days, selection, sharing)
            write_whole_bytes(out, render_excerpt(excerpt, form_of(out)))
            click.echo(excerpt.saying)
    _show(dossier_path, out)
    tell_orphans(done.orphans)
    return tell_skips(skips)


def _go_on(
    dossier: Dossier,
    folders: tuple[str, ...],
    choice: ReaderChoice,
    progress: Progress,
    engine: Engine,
) -> Round:
    """Read and put together; a dossier that takes no writes is shown as it stands."""
    if not folders and not dossier.takes_writes:
        return Round(reading=ReadingRound())
    return go_on(dossier, choice=choice, progress=progress, engine=engine)


def _composed(dossier: Dossier, days: Days, sharing: Sharing, progress: Progress) -> Brief:
    """The brief; one of today is remembered, so that the next one can say what is new.

    What is shared is for others: it neither says what is new since our last brief, nor counts as
    one.
    """
    contents, marking = contents_to_share(dossier, sharing, days.as_of, without=UNREAD_BY_BRIEFS)
    deals = _deals(contents, progress)
    if days.since is not None or days.as_of is not None or sharing.at_most is not None:
        composed = compose(contents, since_of(dossier, contents, days), deals)
        return evolve(composed, marking=marking)
    composed = compose(contents, since_brief(dossier, contents), deals)
    if dossier.takes_writes:
        note_brief(dossier, contents)
    return evolve(composed, marking=marking)


def _excerpt(dossier: Dossier, days: Days, selection: Selection, sharing: Sharing) -> Excerpt:
    contents, marking = contents_to_share(dossier, sharing, days.as_of, without=UNREAD_BY_BRIEFS)
    return compose_selection(contents, selection, marking=marking)


def _deals(contents: Contents, progress: Progress) -> DealSpace | None:
    """The deal space; numbers that cannot be reckoned with are told and do not stop the brief."""
    try:
        return deal_space_for(contents, progress)
    except BadIssueSpace as error:
        click.echo(f"dragoman: no deal space in this brief: {error}", err=True)
        return None


def form_of(out: Path) -> Form:
    """How a file is to be set: by its ending, HTML for any that is not known."""
    known = {form.value: form for form in Form}
    return known.get(out.suffix.lower().removeprefix("."), Form.HTML)


def _show(dossier_path: Place, out: Path) -> None:
    click.echo(f"dossier: {dossier_path}")
    click.echo(f"brief:   {out.resolve()}")


def _opened(place: Place, folders: tuple[str, ...]) -> Dossier:
    """The dossier at ``place``; a new one when there are texts to put into it."""
    return Dossier.open_or_create(place) if folders else Dossier.open(place)


def _refuse_mixing(dossier: Dossier, folders: tuple[str, ...]) -> None:
    """Keep two negotiations apart when the user named no dossier.

    Raises:
        BadRequest: the default dossier holds texts, and none of them lies in these folders.
    """
    paths = [head.path for head in dossier.document_heads() if head.path]
    roots = [Path(folder).resolve() for folder in folders]
    if not paths or not roots:
        return
    known = any(Path(path).resolve().is_relative_to(root) for path in paths for root in roots)
    if not known:
        raise BadRequest(
            f"{DEFAULT_DOSSIER} keeps the file on other texts; give --dossier NEW.dragoman for a "
            "file of its own, or put both in one with `dragoman add`"
        )


def _settle(
    dossier: Dossier, folders: tuple[str, ...], negotiation_path: Path | None
) -> list[Skip]:
    """Take over the folder's settings; broken ones that nobody named are a skip."""
    try:
        take_over_settings(dossier, folders, settings=negotiation_path, who=user_name())
    except BadNegotiation as error:
        if negotiation_path is not None:
            raise
        return [Skip(path=error.path, reason=error.reason, advice="mend it; read without it")]
    return []


def _take_in(dossier: Dossier, folders: tuple[str, ...], progress: Progress) -> list[Skip]:
    if not folders:
        return []
    intake = add_paths(dossier, folders, progress=progress)
    click.echo(intake_line(intake), err=True)
    return intake.skips
