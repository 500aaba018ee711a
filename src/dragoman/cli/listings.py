"""positions, contacts, commitments, discrepancies: what the file says, line by line."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import attrs
import click

from dragoman.briefing import GLYPHS, Brief, Line, compose
from dragoman.cli.options import dossier_option, json_option, print_json, printable
from dragoman.dossier import Dossier
from dragoman.model import Contents, DiscrepancyKind, Entry
from dragoman.pipeline import contents_of

NEXT_STEP = "nothing found; add texts with `dragoman add FOLDER`, then `dragoman read`"


def _print(
    dossier_path: Path,
    noun: str,
    as_json: bool,
    keep: Callable[[Entry], bool],
    lines: Callable[[Brief], Sequence[Line]],
) -> None:
    """Print the entries of one noun that ``keep`` lets pass, as sentences or as records."""
    with Dossier.open(dossier_path) as dossier:
        contents = contents_of(dossier)
    kept = tuple(entry for entry in getattr(contents, noun) if keep(entry))
    if as_json:
        print_json(kept)
    elif not kept:
        click.echo(NEXT_STEP)
    else:
        narrowed: dict[str, Any] = {noun: kept}
        _print_lines(attrs.evolve(contents, **narrowed), lines)


def _print_lines(contents: Contents, lines: Callable[[Brief], Sequence[Line]]) -> None:
    brief = compose(contents)
    notes = {note.number: note for note in brief.notes}
    for line in lines(brief):
        glyph = GLYPHS[line.mark] if line.mark else "·"
        click.echo(f"{glyph} {printable(line.text)}  [{line.entry_id}]")
        for number in line.citations[:3]:
            note = notes[number]
            quoted = f": “{' '.join(note.exact.split())}”" if note.exact else ""
            click.echo(f"    {printable(note.label + quoted)}")
        if len(line.citations) > 3:
            click.echo(f"    … and {len(line.citations) - 3} more; all of them in --json")


@click.command(epilog="\b\nExample:\n  dragoman contacts --party RUS --dossier talks.dragoman")
@click.option("--party", help="Only contacts in which this party (id) takes part.")
@json_option
@dossier_option
def contacts(dossier_path: Path, as_json: bool, party: str | None) -> None:
    """Who talked to whom, where, when, on what; held, planned or denied."""

    def keep(entry: Entry) -> bool:
        return party is None or party in [p.party for p in getattr(entry, "participants", ())]

    _print(dossier_path, "contacts", as_json, keep, lambda b: [i.line for i in b.contacts])


@click.command(epilog="\b\nExample:\n  dragoman positions --party UKR --issue ceasefire --json")
@click.option("--party", help="Only this party (id).")
@click.option("--issue", help="Only this issue (id).")
@json_option
@dossier_option
def positions(dossier_path: Path, as_json: bool, party: str | None, issue: str | None) -> None:
    """Where each party stands on each issue, by its strongest statement."""

    def keep(entry: Entry) -> bool:
        right_party = party is None or getattr(entry, "party", None) == party
        return right_party and (issue is None or getattr(entry, "issue", None) == issue)

    _print(dossier_path, "positions", as_json, keep, lambda b: [i.line for i in b.positions])


@click.command(epilog="\b\nExample:\n  dragoman commitments --dossier talks.dragoman")
@click.option("--party", help="Only what binds this party (id).")
@json_option
@dossier_option
def commitments(dossier_path: Path, as_json: bool, party: str | None) -> None:
    """What was undertaken or agreed, how far, and whether it is kept."""

    def keep(entry: Entry) -> bool:
        return party is None or party in getattr(entry, "parties", ())

    _print(dossier_path, "commitments", as_json, keep, lambda b: [i.line for i in b.commitments])


@click.command(epilog="\b\nExample:\n  dragoman discrepancies --kind denial --json")
@click.option(
    "--kind", type=click.Choice([kind.value for kind in DiscrepancyKind]), help="Only this kind."
)
@json_option
@dossier_option
def discrepancies(dossier_path: Path, as_json: bool, kind: str | None) -> None:
    """Where accounts cannot all hold, and why."""

    def keep(entry: Entry) -> bool:
        return kind is None or getattr(entry, "discrepancy_kind", None) == kind

    _print(
        dossier_path, "discrepancies", as_json, keep, lambda b: [d.line for d in b.discrepancies]
    )
