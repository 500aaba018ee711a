"""A group whose commands are imported when they run, so that ``dragoman --help`` comes at once."""

from collections.abc import Mapping
from importlib import import_module
from keyword import iskeyword
from typing import Any

import click
from attrs import frozen


@frozen
class Place:
    """Where a command stands, and its line.

    In ``module`` it is a function of the command's name; ``import_`` is the command ``import``.
    """

    module: str
    summary: str


class GroupOnDemand(click.Group):
    """The commands of ``places``, listed in their order without importing any."""

    def __init__(self, *arguments: Any, places: Mapping[str, Place], **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._places = places

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names in the order of the table."""
        return list(self._places)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command, imported now; None for a name that is none."""
        place = self._places.get(cmd_name)
        if place is None:
            return None
        function = f"{cmd_name}_" if iskeyword(cmd_name) else cmd_name
        command: click.Command = getattr(import_module(place.module), function)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands with their lines, as click does, but from the table."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, place.summary) for name, place in self._places.items()])
