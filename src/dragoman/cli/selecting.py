"""--entry, --section, --party, --issue, --from and --to: a selection instead of the whole file."""

from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import Any, TypeVar, cast

import click

from dragoman.briefing.selecting import SECTIONS, Selection
from dragoman.calendar import interval
from dragoman.cli.knowing import DAY
from dragoman.errors import BadRequest

F = TypeVar("F", bound=Callable[..., Any])


class _FirstDay(click.ParamType):  # type: ignore[type-arg]
    """A day, month or year in EDTF, as its first day."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The first day of what is written; a usage error where it is no day."""
        if isinstance(value, date):
            return value
        try:
            first = interval(str(value).strip())[0]
        except BadRequest:
            first = None
        if first is None:
            self.fail(f"{value!r} is no day; write 2025-03-18, or 2025-03", param, ctx)
        return first


def selection_options(command: F) -> F:
    """The options of a selection, given to the command as one ``selection``; None without any."""

    @click.option("--entry", "entries", multiple=True, metavar="ID", help="Only these entries.")
    @click.option(
        "--section",
        "sections",
        multiple=True,
        type=click.Choice(list(SECTIONS)),
        help="Only these sections.",
    )
    @click.option("--party", "parties", multiple=True, metavar="ID", help="Only these parties.")
    @click.option("--issue", "issues", multiple=True, metavar="ID", help="Only these issues.")
    @click.option("--from", "first", type=_FirstDay(), metavar="DAY", help="Not before this day.")
    @click.option("--to", "last", type=DAY, metavar="DAY", help="Not after this day.")
    @wraps(command)
    def wrapped(
        *args: Any,
        entries: tuple[str, ...],
        sections: tuple[str, ...],
        parties: tuple[str, ...],
        issues: tuple[str, ...],
        first: date | None,
        last: date | None,
        **more: Any,
    ) -> Any:
        selection = Selection(
            entries=entries,
            sections=sections,
            parties=parties,
            issues=issues,
            first=first,
            last=last,
        )
        is_asked = bool(entries) or selection.has_query
        return command(*args, selection=selection if is_asked else None, **more)

    return cast(F, wrapped)
