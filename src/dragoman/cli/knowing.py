"""--as-of and --since: what could be known on a day, and what is new since one."""

from collections.abc import Callable, Collection
from datetime import date
from functools import wraps
from typing import Any, TypeVar, cast

import click
from attrs import frozen

from dragoman.briefing import Since, plain_day
from dragoman.cli.progress import shown
from dragoman.dossier import Dossier
from dragoman.errors import BadRequest
from dragoman.model import Contents
from dragoman.pipeline import (
    Knowable,
    contents_as_of,
    contents_of,
    day_asked,
    known_by_settings,
    negotiation_of,
    since_day,
)

F = TypeVar("F", bound=Callable[..., Any])


@frozen(kw_only=True)
class Days:
    """The days asked for; None for today's state of the file, and for everything in it."""

    as_of: date | None = None
    since: date | None = None

    def __str__(self) -> str:
        parts = (f"--since {self.since}" if self.since else "", f"--as-of {self.as_of}")
        return " ".join(part for part in parts if part and "None" not in part)


class _Day(click.ParamType):  # type: ignore[type-arg]
    """A day or month in EDTF, as its last day."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The last day of what is written; a usage error where it is no day."""
        if isinstance(value, date):
            return value
        try:
            return day_asked(str(value))
        except BadRequest as error:
            self.fail(str(error), param, ctx)


DAY = _Day()


def as_of_option(command: F) -> F:
    """``--as-of DAY``."""
    return click.option(
        "--as-of",
        type=DAY,
        metavar="DAY",
        help="Only what could be known at the end of this day or month, e.g. 2025-03-18 or "
        "2025-03. Documents without a day of publication are left out.",
    )(command)


def days_options(command: F) -> F:
    """``--as-of DAY`` and ``--since DAY``, given to the command as one ``days``."""

    @click.option(
        "--since",
        type=DAY,
        metavar="DAY",
        help="Only what was first told, or changed, after this day or month, and what is new "
        "about it. With --as-of: what came between the two.",
    )
    @as_of_option
    @wraps(command)
    def wrapped(*args: Any, as_of: date | None, since: date | None, **more: Any) -> Any:
        if as_of is not None and since is not None and since >= as_of:
            raise click.UsageError(f"--since {since} must lie before --as-of {as_of}")
        return command(*args, days=Days(as_of=as_of, since=since), **more)

    return cast(F, wrapped)


def contents_at(dossier: Dossier, as_of: date | None, *, without: Collection[str] = ()) -> Contents:
    """What the dossier holds, or held on a day; says on stderr which documents are left out."""
    if as_of is None:
        tell_settings_day(dossier)
        return contents_of(dossier, without=without)
    with shown() as progress:
        earlier = contents_as_of(dossier, as_of, without=without, progress=progress)
    _tell_left_out(f"as of {plain_day(as_of)}", earlier.known)
    return earlier.contents


def tell_settings_day(dossier: Dossier) -> None:
    """Say which documents are left out since ``negotiation.toml`` names an earlier day."""
    negotiation = negotiation_of(dossier)
    if negotiation.as_of is not None:
        known = known_by_settings(dossier.document_heads(), negotiation)
        day = plain_day(day_asked(negotiation.as_of))
        _tell_left_out(f"negotiation.toml: as of {day}", known, undated=False)


def since_of(dossier: Dossier, contents: Contents, days: Days) -> Since | None:
    """What was known by ``--since``; None without it."""
    return None if days.since is None else since_day(dossier, contents, days.since)


def _tell_left_out(when: str, known: Knowable, *, undated: bool = True) -> None:
    counts = (
        (known.later, "published later"),
        (known.undated if undated else 0, "without a known day of publication"),
        (known.changed, "changed later, with no earlier version on file"),
    )
    told = [f"{count} {what}" for count, what in counts if count]
    if told:
        click.echo(f"{when}: documents left out: {', '.join(told)}", err=True)
