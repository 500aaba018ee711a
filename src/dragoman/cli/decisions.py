"""log, and the taking in of other dossiers' decisions."""

from collections import Counter
from collections.abc import Iterable, Sequence

import click

from dragoman.cli.options import dossier_option, json_option, printable
from dragoman.dossier import Dossier, Place, standing
from dragoman.errors import UnknownEntry
from dragoman.exchange import record_line
from dragoman.model import Decision, Entry, Verb
from dragoman.pipeline.review import Arrival, Fate, import_decisions

_WIDE = 60


@click.command(
    epilog="\b\nExamples:\n  dragoman log --dossier talks.dragoman"
    "\n  dragoman log --by 'A. Analyst' --json"
    "\n  dragoman log --on 3f9a1c02d4e5b678"
)
@dossier_option
@click.option("--on", "about", metavar="ENTRY", help="Only those on an entry, document, decision.")
@click.option("--by", "who", help="Only those that somebody signed.")
@click.option("--verb", type=click.Choice([verb.value for verb in Verb]), help="Only of this kind.")
@click.option("--standing", "only_standing", is_flag=True, help="Only those not taken back.")
@json_option
def log(
    dossier_path: Place,
    about: str | None,
    who: str | None,
    verb: str | None,
    only_standing: bool,
    as_json: bool,
) -> None:
    """List the decisions: who, when, what, why; those taken back are marked."""
    with Dossier.open(dossier_path) as dossier:
        every = dossier.decisions()
        chosen = every if about is None else dossier.decisions_on(entry_or_decision(dossier, about))
    valid = {decision.id for decision in standing(every)}
    for decision in chosen:
        is_wanted = who in (None, decision.who) and verb in (None, decision.verb.value)
        stands = decision.id in valid
        if is_wanted and (stands or not only_standing):
            more = {"stands": stands}
            click.echo(record_line(decision, more) if as_json else _row(decision, stands))
    if not chosen and not as_json:
        click.echo("no decision yet; make one with `dragoman correct`", err=True)


def entry_or_decision(dossier: Dossier, entry_id: str) -> Entry:
    """The entry, document or decision with an id.

    Raises:
        UnknownEntry: nothing has it.
    """
    try:
        return dossier.entry(entry_id)
    except UnknownEntry:
        return find_decision(dossier, entry_id)


def _row(decision: Decision, stands: bool) -> str:
    about = f"{decision.target.noun} {decision.target.entry or ''}".strip()
    if decision.withdraws:
        about = f"decision {decision.withdraws}"
    put = "" if decision.after is None else f" {decision.after}"
    if len(put) > _WIDE:
        put = f"{put[:_WIDE]}…"
    by = decision.who if decision.program is None else f"{decision.who} for {decision.program}"
    line = f"{decision.id}  {decision.decided_at[:16]}  {by}  {decision.verb} {about}{put}"
    why = f"  ({decision.why})" if decision.why else ""
    return printable(f"{line}{why}{'' if stands else '  [taken back]'}")


def find_decision(dossier: Dossier, decision_id: str) -> Decision:
    """The decision with an id.

    Raises:
        UnknownEntry: none has it.
    """
    for decision in dossier.decisions():
        if decision.id == decision_id:
            return decision
    raise UnknownEntry(decision_id)


def import_log(dossier: Dossier, lines: Iterable[str], *, is_dry_run: bool) -> Sequence[Decision]:
    """Take in a log and say what became of it; the decisions that are new here."""
    arrivals = import_decisions(dossier, lines, is_dry_run=is_dry_run)
    for arrival in arrivals:
        if arrival.fate in (Fate.ORPHANED, Fate.REFUSED) or is_dry_run:
            click.echo(_arrival(arrival), err=not is_dry_run)
    counts = Counter(arrival.fate for arrival in arrivals)
    click.echo(", ".join(f"{counts[fate]} {fate}" for fate in Fate))
    return [one.decision for one in arrivals if one.fate in (Fate.NEW, Fate.ORPHANED)]


def _arrival(arrival: Arrival) -> str:
    decision = arrival.decision
    line = f"{arrival.fate}: decision {decision.id} ({decision.verb} by {decision.who})"
    why = f": {arrival.why}" if arrival.why else ""
    near = ", ".join(entry.id for entry in arrival.candidates)
    return printable(f"{line}{why}{f'; it may have meant: {near}' if near else ''}")
