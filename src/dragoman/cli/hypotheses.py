"""hypotheses: rival explanations side by side, weighed by the entries that an analyst picks."""

import click
from attrs import evolve

from dragoman.briefing import HypothesisTable, compose, news_of
from dragoman.cli.files import tell_orphans
from dragoman.cli.knowing import Days, contents_at, days_options, since_of
from dragoman.cli.looking import looked_at
from dragoman.cli.options import (
    DossierPlace,
    dossier_option,
    json_option,
    print_json,
    printable,
    reader_options,
    signature_options,
)
from dragoman.dossier import Dossier, Place
from dragoman.model import Contents, Decision, Fit
from dragoman.pipeline import ReaderChoice, add_hypothesis, go_on, mark_evidence

_EMPTY = "no hypothesis yet; add one with: dragoman hypotheses add 'A full sentence.'"


@click.group(
    invoke_without_command=True,
    epilog="\b\nExamples:\n  dragoman hypotheses --dossier talks.dragoman"
    "\n  dragoman hypotheses add 'Ormark wants time, not a quota.' --issue quota"
    "\n  dragoman hypotheses mark 3f9a1c02d4e5b678"
    "\n  dragoman hypotheses mark 3f9a1c02d4e5b678 77b0c1d2e3f4a596 inconsistent --why 'it signed'"
    "\n  dragoman hypotheses --as-of 2025-03-18 --json",
)
@days_options
@json_option
@dossier_option
@click.pass_context
def hypotheses(context: click.Context, dossier_path: Place, as_json: bool, days: Days) -> None:
    """Competing hypotheses with the entries picked for and against each; counts, no odds."""
    context.obj = dossier_path
    if context.invoked_subcommand is not None:
        return
    with looked_at(dossier_path) as dossier:
        contents = _new_rows(contents_at(dossier, days.as_of), dossier, days)
    if as_json:
        print_json([*contents.hypotheses, *contents.evidence])
    else:
        _tell(contents)


def _new_rows(contents: Contents, dossier: Dossier, days: Days) -> Contents:
    """The contents with the rows that rest on later documents alone, where ``--since`` asks so.

    Hypotheses stay: they are what the rows are weighed against.
    """
    since = since_of(dossier, contents, days)
    if since is None:
        return contents
    news = news_of(contents, contents.evidence, since)
    return evolve(contents, evidence=tuple(row for row in contents.evidence if row.id in news))


def _tell(contents: Contents) -> None:
    """Print the matrix, then what is only suggested."""
    table = compose(contents).hypotheses
    shown = {sheet.entry_id for sheet in table.sheets} if table else set()
    further = [one for one in contents.hypotheses if one.id not in shown]
    if table is not None:
        _tell_table(table)
    elif not further:
        click.echo(_EMPTY)
    if further:
        click.echo("suggested, not reviewed (add one in the same words to take it over):")
    for one in further:
        click.echo(f"  {printable(one.claim)}  [{one.id}]")


def _tell_table(table: HypothesisTable) -> None:
    for sheet in table.sheets:
        guess = " (suggested, not reviewed)" if sheet.suggested else ""
        click.echo(f"H{sheet.number} {printable(sheet.claim)}{guess}  [{sheet.entry_id}]")
        click.echo(f"    {sheet.inconsistent} inconsistent, {sheet.consistent} consistent")
    for row in table.rows:
        cells = ", ".join(f"H{n} {cell}" for n, cell in enumerate(row.cells, 1))
        click.echo(f"· {printable(row.text)}  [{row.entry_id}]")
        click.echo(f"    {cells}{'; ' + row.note if row.note else ''}")
    if not table.rows:
        click.echo("no evidence picked yet: dragoman hypotheses mark ENTRY")


def _at(context: click.Context, dossier_path: Place | None) -> Place:
    """The dossier named behind the sub-command, else the one named before it."""
    before: Place = context.obj
    return dossier_path or before


_dossier = click.option(
    "--dossier",
    "dossier_path",
    type=DossierPlace(),
    help="The dossier: a file, or a postgresql:// URL.",
)


@hypotheses.command(
    epilog="\b\nExample:\n  dragoman hypotheses add 'Velland will not sign this year.'"
)
@click.argument("claim")
@click.option("--issue", help="The issue (id) that it is about.")
@_dossier
@signature_options
@reader_options
@click.pass_context
def add(
    context: click.Context,
    claim: str,
    issue: str | None,
    dossier_path: Place | None,
    who: str,
    why: str,
    choice: ReaderChoice,
) -> None:
    """Add a hypothesis, a full sentence; a suggested one in the same words is taken over."""
    with looked_at(_at(context, dossier_path)) as dossier:
        decision = add_hypothesis(dossier, claim, issue=issue, who=who, why=why)
        orphans = go_on(dossier, choice=choice).orphans
    click.echo(f"hypothesis {decision.target.entry}")
    _signed(decision)
    tell_orphans(orphans)


@hypotheses.command(
    epilog="\b\nExamples:\n  dragoman hypotheses mark 3f9a1c02d4e5b678"
    "\n  dragoman hypotheses mark 3f9a1c02d4e5b678 77b0c1d2e3f4a596 consistent"
    "\n  dragoman hypotheses mark 3f9a1c02d4e5b678 --drop --why 'no evidence at all'"
)
@click.argument("entry")
@click.argument("hypothesis", required=False)
@click.argument("fit", required=False, type=click.Choice([fit.value for fit in Fit]))
@click.option("--drop", is_flag=True, help="Put the row back; its cells go with it.")
@_dossier
@signature_options
@reader_options
@click.pass_context
def mark(
    context: click.Context,
    entry: str,
    hypothesis: str | None,
    fit: str | None,
    drop: bool,
    dossier_path: Place | None,
    who: str,
    why: str,
    choice: ReaderChoice,
) -> None:
    """Pick ENTRY as a row of the matrix; with HYPOTHESIS and FIT judge the cell as well."""
    if (hypothesis is None) != (fit is None) or (drop and hypothesis is not None):
        raise click.UsageError("give ENTRY alone, ENTRY --drop, or ENTRY HYPOTHESIS FIT")
    judged = Fit(fit) if fit else Fit.NOT_APPLICABLE
    with looked_at(_at(context, dossier_path)) as dossier:
        decision = mark_evidence(
            dossier, entry, hypothesis, judged, picked=not drop, who=who, why=why
        )
        orphans = go_on(dossier, choice=choice).orphans
    _signed(decision)
    tell_orphans(orphans)


def _signed(decision: Decision) -> None:
    click.echo(f"decision {decision.id} signed by {decision.who}; `dragoman undo` takes it back")
