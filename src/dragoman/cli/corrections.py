"""correct and undo: signed decisions that hold over re-reading."""

import json
from pathlib import Path
from typing import Any

import click

from dragoman.cli.files import tell_orphans
from dragoman.cli.options import dossier_option, reader_options, signature_options, user_name
from dragoman.dossier import (
    Dossier,
    acceptance,
    correction,
    judged_different,
    judged_same,
    note,
    rejection,
)
from dragoman.errors import BadRequest
from dragoman.model import Decision, Entry
from dragoman.pipeline import ReaderChoice, add_entry, go_on


@click.command(
    epilog="\b\nExamples:\n  dragoman correct 3f9a1c02d4e5b678 status=planned --why 'not yet held'"
    "\n  dragoman correct 3f9a1c02d4e5b678 --reject --why 'a scare quote'"
    "\n  dragoman correct 3f9a1c02d4e5b678 --same 77b0c1d2e3f4a596"
    "\n  dragoman correct --add statement --in 0a1b2c3d4e5f6071 --quote 'words' act=demand"
)
@click.argument("words", nargs=-1, metavar="[ENTRY] [FIELD=VALUE]...")
@click.option("--accept", "verb", flag_value="accept", help="Approve the entry as it stands.")
@click.option("--reject", "verb", flag_value="reject", help="Take the entry out.")
@click.option("--note", help="Put a note on the entry.")
@click.option("--same", metavar="ENTRY", help="Say that the two entries are one.")
@click.option("--different", metavar="ENTRY", help="Say that they are not.")
@click.option("--add", "noun", metavar="NOUN", help="Add an entry of this kind by hand.")
@click.option("--in", "document", metavar="DOCUMENT", help="With --add: the document's id.")
@click.option("--quote", help="With --add: the exact words it stands on.")
@dossier_option
@signature_options
@reader_options
def correct(dossier_path: Path, who: str, why: str, choice: ReaderChoice, **asked: Any) -> None:
    """Correct, accept, reject, join or add an entry. A value is read as JSON where it is JSON."""
    words = list(asked["words"])
    entry_id = words.pop(0) if words and "=" not in words[0] else None
    asked["changes"] = dict(_change(word) for word in words)
    with Dossier.open(dossier_path) as dossier:
        if asked["noun"]:
            decision = _added(dossier, asked, who, why)
        elif entry_id is None:
            raise click.UsageError("name the ENTRY (ids are in `--json` listings), or --add NOUN")
        else:
            decision = _decided(dossier, dossier.entry(entry_id), asked, who, why)
            dossier.decide(decision)
        orphans = go_on(dossier, choice=choice).orphans
    click.echo(f"decision {decision.id} signed by {decision.who}; `dragoman undo` takes it back")
    tell_orphans(orphans)


def _added(dossier: Dossier, asked: dict[str, Any], who: str, why: str) -> Decision:
    if not asked["document"] or not asked["quote"]:
        raise click.UsageError("--add needs --in DOCUMENT and --quote 'exact words'")
    noun, document, quote = asked["noun"], asked["document"], asked["quote"]
    return add_entry(dossier, noun, document, quote, asked["changes"], who=who, why=why)


def _decided(dossier: Dossier, entry: Entry, asked: dict[str, Any], who: str, why: str) -> Decision:
    """The one decision that the options ask for."""
    wanted = ("changes", "verb", "note", "same", "different")
    if sum(bool(asked[name]) for name in wanted) != 1:
        raise click.UsageError(
            "give FIELD=VALUE, or one of --accept, --reject, --note, --same, --different"
        )
    if asked["changes"]:
        return correction(entry, asked["changes"], who=who, why=why)
    if asked["verb"] == "accept":
        return acceptance(entry, who=who, why=why)
    if asked["verb"] == "reject":
        return rejection(entry, who=who, why=why)
    if asked["note"]:
        return note(entry, who=who, why=asked["note"])
    judged = judged_same if asked["same"] else judged_different
    other = dossier.entry(asked["same"] or asked["different"])
    if other.kind != entry.kind or other.id == entry.id:
        raise BadRequest(f"{entry.id} ({entry.kind}) and {other.id} ({other.kind}) are no pair")
    return judged(entry, other, who=who, why=why)


def _change(word: str) -> tuple[str, Any]:
    """``field=value``; the value is read as JSON where it is JSON, else as text.

    Raises:
        BadRequest: no equals sign.
    """
    name, sign, value = word.partition("=")
    if not sign:
        raise BadRequest(f"{word!r} is no FIELD=VALUE")
    try:
        return name.strip(), json.loads(value)
    except ValueError:
        return name.strip(), value


@click.command(epilog="\b\nExample:\n  dragoman undo --dossier talks.dragoman")
@dossier_option
@click.option("--by", "who", default=user_name, help="Who signs.")
@reader_options
def undo(dossier_path: Path, who: str, choice: ReaderChoice) -> None:
    """Take back the latest decision that still holds; run again for the one before it."""
    with Dossier.open(dossier_path) as dossier:
        withdrawn = dossier.undo(who)
        go_on(dossier, choice=choice)
    click.echo(f"took back: {withdrawn.verb} by {withdrawn.who} of {withdrawn.decided_at}")
