"""``dragoman --version``: the program, its models and its data, as they are installed here."""

from collections.abc import Iterator, Sequence

import click

from dragoman.installed import Installed, Part, installed

_SHOWN = 12
"""Characters of a digest that are shown."""


def show(context: click.Context, _option: click.Parameter, is_asked: bool) -> None:
    """Print what is installed and end; the first line is for programs: "dragoman, version …"."""
    if not is_asked or context.resilient_parsing:
        return
    for line in lines(installed()):
        click.echo(line)
    context.exit()


def lines(here: Installed) -> Iterator[str]:
    """What is installed, a fact a line."""
    yield f"dragoman, version {here.version}"
    yield f"Python {here.python} on {here.system}"
    yield f"records {here.shape[:_SHOWN]}"
    yield ""
    yield "models (MB, SHA-256 begins)"
    yield from _table(here.models)
    if not here.models:
        yield "  none is installed: texts are read by rules alone"
    yield ""
    yield "data (MB, SHA-256 begins)"
    yield from _table(here.data)
    yield ""
    yield "libraries"
    for name, version in here.libraries:
        yield f"  {name} {version or 'is missing'}"
    yield ""
    yield "extras"
    for name, is_there in here.extras:
        yield f"  {name}" if is_there else f"  {name} is not installed: dragoman[{name}]"


def _table(parts: Sequence[Part]) -> Iterator[str]:
    width = max((len(part.name) for part in parts), default=0)
    for part in parts:
        size = f"{part.n_bytes / 1e6:6.2f}"
        origin = f"  {part.taken_from}" if part.taken_from else ""
        yield f"  {part.name:<{width}} {size}  {part.digest[:_SHOWN]}{origin}"
