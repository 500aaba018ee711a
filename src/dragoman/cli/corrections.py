"""correct and undo: signed decisions that hold over re-reading."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from dragoman.cli.files import tell_orphans
from dragoman.cli.looking import looked_at
from dragoman.cli.options import dossier_option, reader_options, signature_options, user_name
from dragoman.dossier import (
    Dossier,
    acceptance,
    correction,
    judged_different,
    judged_same,
    judged_unsure,
    note,
    rating,
    rejection,
)
from dragoman.errors import BadRequest
from dragoman.model import Decision, Entry, Person, Reliability
from dragoman.pipeline import ReaderChoice, add_entry, go_on, negotiation_of


@click.command(
    epilog="\b\nExamples:\n  dragoman correct 3f9a1c02d4e5b678 status=planned --why 'not yet held'"
    "\n  dragoman correct 3f9a1c02d4e5b678 --reject --why 'a scare quote'"
    "\n  dragoman correct 3f9a1c02d4e5b678 --same 77b0c1d2e3f4a596"
    "\n  dragoman correct 'Sundholm Courier' --rate B --why 'right in nine of ten cases'"
    "\n  dragoman correct --add statement --in 0a1b2c3d4e5f6071 --quote 'words' act=demand"
)
@click.argument("words", nargs=-1, metavar="[ENTRY] [FIELD=VALUE]...")
@click.option("--accept", "verb", flag_value="accept", help="Approve the entry as it stands.")
@click.option("--reject", "verb", flag_value="reject", help="Take the entry out.")
@click.option("--note", help="Put a note on the entry.")
@click.option("--same", metavar="ENTRY", help="Say that the two entries are one.")
@click.option("--different", metavar="ENTRY", help="Say that they are not.")
@click.option("--unsure", metavar="ENTRY", help="Say that nobody can tell; they stay apart.")
@click.option(
    "--rate",
    type=click.Choice([letter.value for letter in Reliability]),
    help="Rate an outlet (by its name) or a person (by id): A reliable to F cannot be judged.",
)
@click.option("--add", "noun", metavar="NOUN", help="Add an entry of this kind by hand.")
@click.option("--in", "document", metavar="DOCUMENT", help="With --add: the document's id.")
@click.option("--quote", help="With --add: the exact words it stands on.")
@dossier_option
@signature_options
@reader_options
def correct(dossier_path: Path, who: str, why: str, choice: ReaderChoice, **asked: Any) -> None:
    """Correct, accept, reject, join or add an entry. A value is read as JSON where it is JSON."""
    words = [] if asked["rate"] else list(asked["words"])
    entry_id = words.pop(0) if words and "=" not in words[0] else None
    asked["changes"] = dict(_change(word) for word in words)
    with looked_at(dossier_path) as dossier:
        if asked["noun"]:
            decision = _added(dossier, asked, who, why)
        elif asked["rate"]:
            decision = _rated(dossier, asked["words"], Reliability(asked["rate"]), who, why)
            dossier.decide(decision)
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


def _rated(
    dossier: Dossier, words: Sequence[str], letter: Reliability, who: str, why: str
) -> Decision:
    """A letter on a person, or on an outlet that has published or is listed in the settings."""
    name = " ".join(words).strip()
    person = next((one for one in dossier.entries(Person) if one.id == name), None)
    outlets = {head.outlet for head in dossier.document_heads() if head.outlet}
    outlets |= {outlet.name for outlet in negotiation_of(dossier).outlets}
    if person is None and name not in outlets:
        listed = ", ".join(sorted(outlets)[:10]) or "none is known"
        raise BadRequest(f"{name!r} is no person's id and no outlet of this file ({listed})")
    return rating(person or name, letter, who=who, why=why)


def _decided(dossier: Dossier, entry: Entry, asked: dict[str, Any], who: str, why: str) -> Decision:
    """The one decision that the options ask for."""
    wanted = ("changes", "verb", "note", *_JUDGED)
    if sum(bool(asked[name]) for name in wanted) != 1:
        raise click.UsageError(
            "give FIELD=VALUE, or one of --accept, --reject, --note, --same, --different, --unsure"
        )
    if asked["changes"]:
        return correction(entry, asked["changes"], who=who, why=why)
    if asked["verb"] == "accept":
        return acceptance(entry, who=who, why=why)
    if asked["verb"] == "reject":
        return rejection(entry, who=who, why=why)
    if asked["note"]:
        return note(entry, who=who, why=asked["note"])
    verb = next(name for name in _JUDGED if asked[name])
    other = dossier.entry(asked[verb])
    if other.kind != entry.kind or other.id == entry.id:
        raise BadRequest(f"{entry.id} ({entry.kind}) and {other.id} ({other.kind}) are no pair")
    return _JUDGED[verb](entry, other, who=who, why=why)


_JUDGED = {"same": judged_same, "different": judged_different, "unsure": judged_unsure}


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
