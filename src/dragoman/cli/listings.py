"""positions, contacts, commitments, discrepancies: what the file says, line by line."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import attrs
import click

from dragoman.briefing import GLYPHS, Brief, Line, Note, Since, compose, news_of
from dragoman.cli.knowing import Days, contents_at, days_options, since_of
from dragoman.cli.looking import looked_at
from dragoman.cli.options import dossier_option, json_option, print_json, printable
from dragoman.dossier import Place
from dragoman.model import Contents, DiscrepancyKind, Entry
from dragoman.pipeline import UNREAD_BY_BRIEFS

NEXT_STEP = "nothing found; add texts with `dragoman add FOLDER`, then `dragoman read`"
CITED = 3
"""Passages shown under a line; all of them are in ``--json``."""


@attrs.frozen(kw_only=True)
class Listing:
    """What one listing is asked for. ``filters`` are its options as the user gave them."""

    noun: str
    keep: Callable[[Entry], bool]
    lines: Callable[[Brief], Sequence[Line]]
    filters: Mapping[str, str | None]
    as_json: bool
    days: Days


def print_listing(dossier_path: Place, asked: Listing) -> None:
    """Print the entries of one noun that are asked for, as sentences or as records."""
    with looked_at(dossier_path) as dossier:
        contents = contents_at(dossier, asked.days.as_of, without=UNREAD_BY_BRIEFS)
        since = since_of(dossier, contents, asked.days)
    found: tuple[Entry, ...] = getattr(contents, asked.noun)
    kept = tuple(entry for entry in found if asked.keep(entry))
    news = None if since is None else news_of(contents, kept, since)
    if news is not None:
        kept = tuple(entry for entry in kept if entry.id in news)
    if asked.as_json:
        print_json(kept, news)
    elif not kept:
        click.echo(_nothing(asked, len(found), contents))
    else:
        narrowed: dict[str, Any] = {asked.noun: kept}
        _print_lines(attrs.evolve(contents, **narrowed), asked.lines, since, news or {})


def _nothing(asked: Listing, found: int, contents: Contents) -> str:
    """Why nothing is listed: the filters by name, and the parties that there are."""
    filters = [f"--{name} {value}" for name, value in asked.filters.items() if value]
    asked_for = " ".join([*filters, str(asked.days)]).strip()
    if not asked_for:
        return NEXT_STEP
    line = f"nothing found for {asked_for}; without it there are {found:,} {asked.noun}"
    parties = sorted(party.id for party in contents.parties)
    wanted = asked.filters.get("party")
    if wanted and wanted not in parties:
        line += f"; no party {wanted} is on file, there are: {', '.join(parties) or 'none'}"
    return line


def _print_lines(
    contents: Contents,
    lines: Callable[[Brief], Sequence[Line]],
    since: Since | None,
    news: Mapping[str, str],
) -> None:
    brief = compose(contents, since)
    notes = {note.number: note for note in brief.notes}
    for line in lines(brief):
        print_line(line, notes, news.get(line.entry_id, ""))


def print_line(line: Line, notes: Mapping[int, Note], new: str = "") -> None:
    """A line with its mark and id, what is new about it, and the passages it rests on."""
    glyph = GLYPHS[line.mark] if line.mark else "·"
    click.echo(f"{glyph} {printable(line.text)}  [{line.entry_id}]")
    for told in line.under:
        click.echo(f"    {printable(told)}")
    if new:
        click.echo(f"    new: {printable(new)}")
    _print_notes(notes[number] for number in line.citations[:CITED])
    if len(line.citations) > CITED:
        click.echo(f"    … and {len(line.citations) - CITED} more; all of them in --json")


def _print_notes(notes: Iterable[Note]) -> None:
    for note in notes:
        quoted = f": “{' '.join(note.exact.split())}”" if note.exact else ""
        click.echo(f"    {printable(note.label + quoted)}")


@click.command(
    epilog="\b\nExamples:\n  dragoman contacts --party RUS --dossier talks.dragoman"
    "\n  dragoman contacts --as-of 2025-03-18"
    "\n  dragoman contacts --since 2025-03 --as-of 2025-05-31"
)
@click.option("--party", help="Only contacts in which this party (id) takes part.")
@days_options
@json_option
@dossier_option
def contacts(dossier_path: Place, as_json: bool, days: Days, party: str | None) -> None:
    """Who talked to whom, where, when, on what; held, planned or denied."""

    def keep(entry: Entry) -> bool:
        return party is None or party in [p.party for p in getattr(entry, "participants", ())]

    asked = Listing(
        noun="contacts",
        keep=keep,
        lines=lambda brief: [item.line for item in brief.contacts],
        filters={"party": party},
        as_json=as_json,
        days=days,
    )
    print_listing(dossier_path, asked)


@click.command(
    epilog="\b\nExamples:\n  dragoman positions --party UKR --issue ceasefire --json"
    "\n  dragoman positions --since 2025-03-18"
)
@click.option("--party", help="Only this party (id).")
@click.option("--issue", help="Only this issue (id).")
@days_options
@json_option
@dossier_option
def positions(
    dossier_path: Place, as_json: bool, days: Days, party: str | None, issue: str | None
) -> None:
    """Where each party stands on each issue, by its strongest statement."""

    def keep(entry: Entry) -> bool:
        right_party = party is None or getattr(entry, "party", None) == party
        return right_party and (issue is None or getattr(entry, "issue", None) == issue)

    asked = Listing(
        noun="positions",
        keep=keep,
        lines=lambda brief: [item.line for item in brief.positions],
        filters={"party": party, "issue": issue},
        as_json=as_json,
        days=days,
    )
    print_listing(dossier_path, asked)


@click.command(
    epilog="\b\nExamples:\n  dragoman commitments --dossier talks.dragoman"
    "\n  dragoman commitments --party ORM --since 2025-06"
)
@click.option("--party", help="Only what binds this party (id).")
@days_options
@json_option
@dossier_option
def commitments(dossier_path: Place, as_json: bool, days: Days, party: str | None) -> None:
    """What was undertaken or agreed, how far, and whether it is kept."""

    def keep(entry: Entry) -> bool:
        return party is None or party in getattr(entry, "parties", ())

    asked = Listing(
        noun="commitments",
        keep=keep,
        lines=lambda brief: [item.line for item in brief.commitments],
        filters={"party": party},
        as_json=as_json,
        days=days,
    )
    print_listing(dossier_path, asked)


@click.command(
    epilog="\b\nExamples:\n  dragoman discrepancies --kind denial --json"
    "\n  dragoman discrepancies --as-of 2025-03"
)
@click.option(
    "--kind", type=click.Choice([kind.value for kind in DiscrepancyKind]), help="Only this kind."
)
@days_options
@json_option
@dossier_option
def discrepancies(dossier_path: Place, as_json: bool, days: Days, kind: str | None) -> None:
    """Where accounts cannot all hold, and why."""

    def keep(entry: Entry) -> bool:
        return kind is None or getattr(entry, "discrepancy_kind", None) == kind

    asked = Listing(
        noun="discrepancies",
        keep=keep,
        lines=lambda brief: [dispute.line for dispute in brief.discrepancies],
        filters={"kind": kind},
        as_json=as_json,
        days=days,
    )
    print_listing(dossier_path, asked)
