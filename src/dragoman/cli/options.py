"""Options and small habits that several commands share."""

import getpass
import os
from collections.abc import Callable, Iterable, Mapping
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar, cast

import click

from dragoman.dossier import Dossier, Place, place_of
from dragoman.errors import BadRequest
from dragoman.exchange import record_line
from dragoman.model import Entry, Skip
from dragoman.pipeline import RULES, TRAINED, ReaderChoice
from dragoman.pipeline.engines import DEFAULT, ENGINES, engine_of

DEFAULT_DOSSIER = "dossier.dragoman"
SKIPPED = 3
"""Exit code: done, with skips."""

F = TypeVar("F", bound=Callable[..., Any])


class DossierPlace(click.ParamType):  # type: ignore[type-arg] # older clicks take no argument
    """A path, or the URL of a schema of a PostgreSQL database; becomes a ``Place``."""

    name = "place"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> Place:
        """The place; a folder, or a URL that cannot be used, is a usage error."""
        try:
            place = place_of(value)
        except BadRequest as error:
            self.fail(str(error), param, ctx)
        if isinstance(place, Path) and place.is_dir():
            self.fail(f"{str(place)!r} is a folder; name a file in it", param, ctx)
        return place


def dossier_option(command: F) -> F:
    """``--dossier PLACE``, by default ``dossier.dragoman`` in the working folder."""
    return click.option(
        "--dossier",
        "dossier_path",
        type=DossierPlace(),
        default=DEFAULT_DOSSIER,
        show_default=True,
        envvar="DRAGOMAN_DOSSIER",
        show_envvar=True,
        help="The dossier: a file, or postgresql://user@host/database?schema=name.",
    )(command)


def signature_options(command: F) -> F:
    """``--by`` and ``--why``: a decision is signed."""
    command = click.option("--why", default="", help="The reason, kept with the decision.")(command)
    return click.option(
        "--by",
        "who",
        default=user_name,
        show_default="DRAGOMAN_WHO, else the user's name",
        help="Who signs the decision.",
    )(command)


def json_option(command: F) -> F:
    """``--json``: JSON lines instead of a table."""
    return click.option("--json", "as_json", is_flag=True, help="Print JSON lines.")(command)


def reader_options(command: F) -> F:
    """``--reader`` and ``--model``, given to the command as one ``choice``."""

    @click.option(
        "--reader",
        type=click.Choice([TRAINED, RULES]),
        envvar="DRAGOMAN_READER",
        help="Who says what: by the trained nets (the default where installed), or by rules alone.",
    )
    @click.option(
        "--model",
        envvar="DRAGOMAN_SPACY_MODEL",
        help="A larger installed spaCy model, e.g. en_core_web_lg.",
    )
    @wraps(command)
    def wrapped(*args: Any, reader: str | None, model: str | None, **more: Any) -> Any:
        return command(*args, choice=ReaderChoice(name=reader, model=model), **more)

    return cast(F, wrapped)


def engine_options(command: F) -> F:
    """``--engine`` and ``--workers``, given to the command as one ``engine``, to be used in a
    ``with``: nothing is started before there is something to do."""

    @click.option(
        "--engine",
        "engine_name",
        default=DEFAULT,
        show_default=True,
        metavar="|".join(ENGINES),
        envvar="DRAGOMAN_ENGINE",
        help="Who reads: this process, several on this machine, or a Ray cluster.",
    )
    @click.option(
        "--workers",
        type=click.IntRange(min=1),
        help="How many read at the same time; by default as many as there are cores.",
    )
    @wraps(command)
    def wrapped(*args: Any, engine_name: str, workers: int | None, **more: Any) -> Any:
        try:
            engine = engine_of(engine_name, workers)
        except BadRequest as error:
            raise click.UsageError(str(error)) from error
        return command(*args, engine=engine, **more)

    return cast(F, wrapped)


def user_name() -> str:
    """``DRAGOMAN_WHO``, else the name of the user."""
    try:
        return os.environ.get("DRAGOMAN_WHO") or getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "unknown"


def print_json(
    entries: Iterable[Entry],
    news: Mapping[str, str] | None = None,
    more: Mapping[str, Any] | None = None,
) -> None:
    """Print records as JSON lines; ``news`` (by id) says of each what is new, in a key ``new``.

    ``more`` keys come after the record's own.
    """
    for entry in entries:
        new = {} if news is None else {"new": news[entry.id]}
        click.echo(record_line(entry, {**new, **(more or {})}))


def tell_notices(dossier: Dossier) -> None:
    """Say on stderr what the dossier has to say about its file."""
    for notice in dossier.notices:
        click.echo(f"dragoman: {notice}", err=True)


def tell_skips(skips: Iterable[Skip]) -> int:
    """Name each skip on stderr; returns the exit code that fits."""
    code = 0
    for skip in skips:
        click.echo(f"skipped {printable(str(skip))}", err=True)
        code = SKIPPED
    return code


def printable(text: str) -> str:
    """The text without control characters, for a terminal (a file name may hold any)."""
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text)
