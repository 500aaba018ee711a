"""ask: a question in fields or in words, answered with entries and sentences."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import click

from dragoman.briefing import GLYPHS, Cited, day_words
from dragoman.cli.knowing import Days, contents_at, days_options, since_of
from dragoman.cli.looking import looked_at
from dragoman.cli.options import dossier_option, json_option, print_json, printable
from dragoman.dossier import Dossier, Hit, Place, Words
from dragoman.errors import BadRequest
from dragoman.model import Contents
from dragoman.pipeline import UNREAD_BY_BRIEFS
from dragoman.pipeline.asking import Answer, Found, search_contents
from dragoman.pipeline.asking import ask as answer_of

CITED = 2
"""Sentences shown under an answer."""

HITS = 20_000
"""The most statements and paragraphs that full text looks at."""


@click.command(
    context_settings={"ignore_unknown_options": True, "help_option_names": ["--help"]},
    epilog="\b\nExamples:\n  dragoman ask what has RUS said on frozen-assets since May"
    "\n  dragoman ask 'who met whom in Riyadh'"
    "\n  dragoman ask 'what is contested about the quota'"
    "\n  dragoman ask who:Lavrov act:demand issue:frozen-assets since:2025-05 --json"
    '\n  dragoman ask \'"without preconditions" outlet:"Port Vell Courier" -quota\''
    "\n\n\b\nFields (values parted by commas; - before one rules it out):"
    "\n  who: to: party: act: issue: kind: channel: outlet: place: mark: is: since: until:",
)
@click.argument("question", nargs=-1, required=True)
@click.option(
    "--limit", type=click.IntRange(1), default=20, show_default=True, help="Answers shown."
)
@days_options
@json_option
@dossier_option
def ask(
    question: tuple[str, ...], dossier_path: Place, as_json: bool, days: Days, limit: int
) -> None:
    """Ask the file: QUESTION in fields or in words; the answer is entries and sentences."""
    text = " ".join(map(_quoted, question))
    with looked_at(dossier_path) as dossier:
        contents = contents_at(dossier, days.as_of, without=UNREAD_BY_BRIEFS)
        since = since_of(dossier, contents, days)
        search = _search(dossier, contents, days.as_of)
        try:
            answer = answer_of(text, contents, search, most=limit, since=since)
        except BadRequest as error:
            raise click.UsageError(str(error)) from error
    if as_json:
        _print_json(answer)
    else:
        _print(answer, limit)


def _quoted(part: str) -> str:
    """A part of the question as it was meant: the shell takes the marks off ``who:"Ilse Marn"``.

    A value of several words, all with a capital, is one name.
    """
    name, colon, value = part.partition(":")
    is_name = " " in value and all(word[:1].isupper() for word in value.split())
    is_bare = is_name and not {'"', ":"} & set(value)
    return f'{name}:"{value}"' if colon and name.lstrip("-").isalpha() and is_bare else part


def _search(
    dossier: Dossier, contents: Contents, as_of: date | None
) -> Callable[[Words], Sequence[Hit]]:
    """The stored index; for an earlier day, the texts that were known then."""
    if as_of is not None:
        return lambda words: search_contents(contents, words, HITS)
    return lambda words: dossier.search(words, HITS)


def _print(answer: Answer, limit: int) -> None:
    click.echo(f"understood: {printable(str(answer.question)) or 'everything on file'}")
    for note in answer.question.notes:
        click.echo(f"  {printable(note)}")
    click.echo()
    for found in answer.found:
        _print_found(found)
    if answer.total > len(answer.found):
        click.echo(f"… and {answer.total - len(answer.found):,} more; --limit {limit * 5}")
    if not answer.found:
        click.echo("nothing found")
    for line in answer.nothing:
        click.echo(f"  {printable(line)}")


def _print_found(found: Found) -> None:
    line = found.line
    glyph = GLYPHS[line.mark] if line.mark else "·"
    day = day_words(found.day)
    click.echo(f"{glyph} {day}: {printable(line.text)}  [{line.entry.kind} {line.entry.id}]")
    if found.new:
        click.echo(f"    new: {printable(found.new)}")
    for cited in line.cited[:CITED]:
        words = f": “{cited.sentence}”" if cited.sentence and cited.sentence != line.text else ""
        click.echo(f"    {printable(cited.label + words)}")
    if len(line.cited) > CITED:
        click.echo(f"    … and {len(line.cited) - CITED} more; all of them in --json")


def _print_json(answer: Answer) -> None:
    """Each entry as its record, with the question as understood, its line and sentences."""
    asked = str(answer.question)
    for found in answer.found:
        more: dict[str, Any] = {
            "answers": asked,
            "line": found.line.text,
            "mark": found.line.mark,
            "day": found.day,
            "sentences": [_sentence(cited) for cited in found.line.cited],
        }
        if found.new:
            more["new"] = found.new
        print_json([found.line.entry], more=more)
    for line in answer.nothing:
        click.echo(line, err=True)


def _sentence(cited: Cited) -> dict[str, Any]:
    return {
        "document": cited.document,
        "label": cited.label,
        "sentence": cited.sentence,
        "start": cited.start,
        "end": cited.end,
    }
