"""correct and undo: signed decisions that hold over re-reading."""

import json
from collections.abc import Sequence
from typing import Any

import click

from dragoman.cli.decisions import entry_or_decision, find_decision, import_log
from dragoman.cli.files import tell_orphans
from dragoman.cli.looking import looked_at
from dragoman.cli.options import dossier_option, printable, reader_options, signature_options
from dragoman.dossier import (
    Dossier,
    Place,
    acceptance,
    correction,
    crediting,
    judged_different,
    judged_same,
    judged_unsure,
    note,
    question,
    rating,
    rejection,
    review,
)
from dragoman.errors import BadRequest
from dragoman.model import Decision, Entry, Person, Reliability, Verb
from dragoman.pipeline import ReaderChoice, add_entry, contents_of, go_on, negotiation_of
from dragoman.pipeline.review import (
    JOINED,
    Change,
    Narrow,
    alike,
    decisions_for,
    members_of,
    preview,
    reattach,
    split,
)


@click.command(
    epilog="\b\nExamples:\n  dragoman correct 3f9a1c02d4e5b678 status=planned --why 'not yet held'"
    "\n  dragoman correct 3f9a1c02d4e5b678 --reject --why 'a scare quote'"
    "\n  dragoman correct 3f9a1c02d4e5b678 --same 77b0c1d2e3f4a596"
    "\n  dragoman correct 'Sundholm Courier' --rate B --why 'right in nine of ten cases'"
    "\n  dragoman correct --add statement --in 0a1b2c3d4e5f6071 --quote 'words' act=demand"
    "\n  dragoman correct 3f9a1c02d4e5b678 act=demand --like words --dry-run"
    "\n  dragoman correct 3f9a1c02d4e5b678 --ask 'is this the same envoy?'"
    "\n  dragoman correct 5c6d7e8f90a1b2c3 --split 0a1b2c3d4e5f6071 --why 'another call'"
    "\n  dragoman correct --import decisions.jsonl --dry-run"
)
@click.argument("words", nargs=-1, metavar="[ENTRY] [FIELD=VALUE]...")
@click.option("--review", "verb", flag_value="review", help="Say that you read it and agree.")
@click.option("--accept", "verb", flag_value="accept", help="Approve the entry as it stands.")
@click.option("--reject", "verb", flag_value="reject", help="Take the entry out.")
@click.option("--note", help="Put a note on the entry, or answer a decision (give its id).")
@click.option("--ask", help="Ask something about the entry or decision; a note answers it.")
@click.option("--same", metavar="ENTRY", help="Say that the two entries are one.")
@click.option("--different", metavar="ENTRY", help="Say that they are not.")
@click.option("--unsure", metavar="ENTRY", help="Say that nobody can tell; they stay apart.")
@click.option(
    "--split",
    metavar="DOCUMENT",
    multiple=True,
    help="Say that what this document tells is another one; may be given again.",
)
@click.option("--reattach", metavar="DECISION", help="Give an orphaned decision this entry.")
@click.option(
    "--digit",
    type=click.IntRange(1, 6),
    help="Set the credibility of the entry: 1 confirmed to 6 cannot be judged.",
)
@click.option(
    "--like",
    "narrow",
    type=click.Choice([way.name.lower() for way in Narrow]),
    multiple=True,
    help="Do the same to all entries with the same words, rule, document or speaker; several "
    "narrow it.",
)
@click.option(
    "--import",
    "log",
    type=click.File(encoding="utf-8"),
    help="Take in the decisions of another dossier (see export --format decisions).",
)
@click.option("--dry-run", is_flag=True, help="With --like or --import: only show what would be.")
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
def correct(dossier_path: Place, who: str, why: str, choice: ReaderChoice, **asked: Any) -> None:
    """Correct, accept, reject, join or add an entry. A value is read as JSON where it is JSON."""
    words = [] if asked["rate"] else list(asked["words"])
    entry_id = words.pop(0) if words and "=" not in words[0] else None
    asked["changes"] = dict(_change(word) for word in words)
    with looked_at(dossier_path) as dossier:
        made = _made(dossier, entry_id, asked, who, why)
        if asked["dry_run"]:
            click.echo("nothing was signed (--dry-run)")
            return
        orphans = go_on(dossier, choice=choice).orphans if made else ()
    for decision in made[:_SHOWN]:
        click.echo(
            f"decision {decision.id} signed by {decision.who}; "
            f"`dragoman undo {decision.id}` takes it back"
        )
    if len(made) > _SHOWN:
        click.echo(f"and {len(made) - _SHOWN} more; `dragoman log` lists them")
    tell_orphans(orphans)


_SHOWN = 5
"""So many decisions are named after an act that made many."""


def _made(
    dossier: Dossier, entry_id: str | None, asked: dict[str, Any], who: str, why: str
) -> Sequence[Decision]:
    """Sign what the options ask for; the decisions that are in the log now."""
    if asked["log"] is not None:
        return import_log(dossier, asked["log"], is_dry_run=asked["dry_run"])
    if asked["noun"]:
        return (_added(dossier, asked, who, why),)
    if asked["rate"]:
        made: Sequence[Decision] = (
            _rated(dossier, asked["words"], Reliability(asked["rate"]), who, why),
        )
    elif entry_id is None:
        raise click.UsageError("name the ENTRY (ids are in `--json` listings), or --add NOUN")
    elif asked["reattach"]:
        decision = find_decision(dossier, asked["reattach"])
        return reattach(dossier, decision, dossier.entry(entry_id), who=who, why=why)[1:]
    elif asked["narrow"]:
        made = _alike(dossier, dossier.entry(entry_id), asked, who, why)
    else:
        made = _decided(dossier, entry_or_decision(dossier, entry_id), asked, who, why)
    if not asked["dry_run"]:
        dossier.decide_all(made)
    return made


def _alike(
    dossier: Dossier, entry: Entry, asked: dict[str, Any], who: str, why: str
) -> Sequence[Decision]:
    """The same on all entries like one, shown before it is signed."""
    verb = Verb(asked["verb"]) if asked["verb"] else Verb.CORRECT
    change = Change(verb=verb, fields=asked["changes"])
    narrow = [Narrow[name.upper()] for name in asked["narrow"]]
    entries = (entry, *alike(contents_of(dossier), entry, change, narrow))
    for like in preview(entries, change):
        before, after = (map(json.dumps, part.values()) for part in (like.before, like.after))
        changed = zip(like.after, before, after, strict=True)
        fields = (f"{name}: {old} -> {new}" for name, old, new in changed)
        words = like.entry.passages[0].exact if like.entry.passages else ""
        click.echo(f"{like.entry.id}  {'; '.join(fields) or verb}  {printable(words[:70])}")
    return decisions_for(entries, change, who=who, why=why)


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


_ONE_OF = ("changes", "verb", "note", "ask", "split", "digit", "same", "different", "unsure")


def _decided(
    dossier: Dossier, entry: Entry, asked: dict[str, Any], who: str, why: str
) -> Sequence[Decision]:
    """The decisions that the options ask for on one entry, or on a decision."""
    wanted = [name for name in _ONE_OF if asked[name]]
    if len(wanted) != 1:
        raise click.UsageError(
            "give FIELD=VALUE, or one of --review, --accept, --reject, --note, --ask, --same, "
            "--different, --unsure, --split, --digit"
        )
    (name,) = wanted
    if name in ("note", "ask"):
        remark = note if name == "note" else question
        return (remark(entry, who=who, why=asked[name]),)
    if isinstance(entry, Decision):
        raise click.UsageError(f"{entry.id} is a decision; give --note or --ask, or see `undo`")
    if name == "changes":
        return (correction(entry, asked["changes"], who=who, why=why),)
    if name == "verb":
        return (_SIGNERS[asked["verb"]](entry, who=who, why=why),)
    if name == "digit":
        return (crediting(entry, asked["digit"], who=who, why=why),)
    if name == "split":
        return (_split(entry, asked["split"], who, why),)
    return _judged(entry, dossier.entry(asked[name]), name, who, why)


def _split(entry: Entry, documents: Sequence[str], who: str, why: str) -> Decision:
    """What some documents tell leaves; of one that tells it several times, all."""
    members = {member.document: member.id for member in members_of(entry)}
    if unknown := [one for one in documents if one not in members]:
        listed = ", ".join(members) or "none"
        raise BadRequest(f"{unknown[0]!r} is no document of {entry.kind} {entry.id} ({listed})")
    return split(entry, [members[one] for one in documents], who=who, why=why)


def _judged(entry: Entry, other: Entry, name: str, who: str, why: str) -> Sequence[Decision]:
    """An edge between two entries of a kind whose accounts are joined."""
    if other.kind != entry.kind or other.id == entry.id:
        raise BadRequest(f"{entry.id} ({entry.kind}) and {other.id} ({other.kind}) are no pair")
    if entry.kind not in JOINED:
        raise BadRequest(f"a {entry.kind} is never joined; only {', '.join(JOINED)} are")
    return (_JUDGED[name](entry, other, who=who, why=why),)


_SIGNERS = {"review": review, "accept": acceptance, "reject": rejection}
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


@click.command(
    epilog="\b\nExamples:\n  dragoman undo --dossier talks.dragoman"
    "\n  dragoman undo 3f9a1c02d4e5b678 --why 'he was right after all'"
)
@click.argument("decision", required=False)
@dossier_option
@signature_options
@click.option("--own", is_flag=True, help="Only what you signed yourself.")
@reader_options
def undo(
    decision: str | None,
    dossier_path: Place,
    who: str,
    why: str,
    own: bool,
    choice: ReaderChoice,
) -> None:
    """Take back the latest decision that still holds; run again for the one before it.

    With a DECISION (`dragoman log` lists them) that one, be it a withdrawal, which puts what it
    took back in force again.
    """
    with Dossier.open(dossier_path) as dossier:
        if decision is None:
            withdrawn = dossier.undo(who, own=own)
        else:
            withdrawn = dossier.withdraw(decision, who, why=why)
        before = find_decision(dossier, withdrawn.withdraws or "")
        go_on(dossier, choice=choice)
    click.echo(f"took back: {before.verb} by {before.who} of {before.decided_at} ({before.id})")
