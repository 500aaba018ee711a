"""serve: the workbench in the browser."""

import os
import sys
import threading
import webbrowser
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from dragoman.cli.options import dossier_option, printable, tell_notices
from dragoman.dossier import Dossier, Place
from dragoman.errors import BadRequest, DossierMissing

if TYPE_CHECKING:
    from dragoman.dossier.team import Team
    from dragoman.workbench.access import AlonePolicy
    from dragoman.workbench.access.listening import Door

PORT = 8765
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command(
    epilog="\b\nExamples:"
    "\n  dragoman serve                        # this machine, this browser, no account"
    "\n  dragoman serve --dossier new.dragoman # made when missing"
    "\n  dragoman team add 'A. Analyst' --role editor"
    "\n  dragoman serve --team --host 0.0.0.0 --tls-cert cert.pem --tls-key key.pem"
    "\n  dragoman serve --team --behind-proxy 127.0.0.1 --name talks.example.org"
)
@dossier_option
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=PORT,
    show_default=True,
    help="The port, or the next free one; 0 for any.",
)
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--team", "is_team", is_flag=True, help="Let in people with accounts.")
@click.option("--tls-cert", "certificate", type=_FILE, help="The certificate for TLS (PEM).")
@click.option("--tls-key", "key", type=_FILE, help="Its key (PEM).")
@click.option(
    "--behind-proxy",
    "proxy",
    metavar="ADDRESS",
    help="A proxy at this address does the TLS; nobody else is let through.",
)
@click.option(
    "--name",
    "names",
    multiple=True,
    help="A name under which a team's server is reached; may be repeated.",
)
@click.option("--no-browser", is_flag=True, help="Print the link and open no browser.")
@click.option("--log", "has_log", is_flag=True, help="Print a line for each request.")
@click.pass_context
def serve(
    context: click.Context,
    dossier_path: Place,
    port: int,
    host: str,
    is_team: bool,
    certificate: Path | None,
    key: Path | None,
    proxy: str | None,
    names: tuple[str, ...],
    no_browser: bool,
    has_log: bool,
) -> None:
    """Open the workbench in the browser; Ctrl-C ends it.

    Alone it listens on this machine only, and the link that it prints lets one browser in, once;
    Enter prints another. With --team people come in by name and password (see `dragoman team`).
    """
    from dragoman.workbench.access.listening import door

    place = door(host, port, is_team=is_team, certificate=certificate, key=key, proxy=proxy)
    is_given = context.get_parameter_source("dossier_path") != ParameterSource.DEFAULT
    _make_ready(dossier_path, is_given=is_given)
    if is_team:
        _serve_team(dossier_path, place, names, has_log)
    else:
        _serve_alone(dossier_path, place, has_log, is_shown=not no_browser)


def _make_ready(place: Place, *, is_given: bool) -> None:
    """See that there is a dossier: make one that was named, offer to make one that was not.

    Raises:
        DossierMissing: there is none, and nobody to ask.
    """
    if not Dossier.is_at(place):
        if not is_given and not sys.stdin.isatty():
            raise DossierMissing(str(place))
        if not is_given:
            click.confirm(f"There is no {place} here; start an empty one?", abort=True)
        Dossier.create(place).close()
        click.echo(f"{place} is new and empty; add texts in the browser, or with: dragoman add")
        return
    with Dossier.open(place) as dossier:
        tell_notices(dossier)


def _serve_alone(dossier_place: Place, place: "Door", has_log: bool, *, is_shown: bool) -> None:
    from dragoman.workbench.access import AlonePolicy
    from dragoman.workbench.access.listening import bound
    from dragoman.workbench.access.running import run, server_of

    listening = bound(place)
    policy = AlonePolicy(host=place.host, port=listening.getsockname()[1])
    server = server_of(_app(dossier_place, policy), place, has_log=has_log)

    def ready() -> None:
        click.echo(f"The workbench is at {policy.url} (works once; Enter for another, Ctrl-C ends)")
        if is_shown:
            webbrowser.open(policy.url)
        if sys.stdin is not None and sys.stdin.isatty():
            threading.Thread(target=_print_links, args=(policy,), daemon=True).start()

    run(server, listening, ready=ready)
    click.echo("The workbench is closed.")


def _print_links(policy: "AlonePolicy") -> None:
    """A fresh link for every Enter. Reads past Python's buffer, whose lock a thread that waits
    for ever would hold when the program ends."""
    while os.read(sys.stdin.fileno(), 1024):
        click.echo(f"A new link, which works once: {policy.renew()}")


def _serve_team(dossier_place: Place, place: "Door", names: tuple[str, ...], has_log: bool) -> None:
    from dragoman.dossier.team import Team
    from dragoman.workbench.access import TeamPolicy
    from dragoman.workbench.access.listening import address_of, bound
    from dragoman.workbench.access.origins import LOOPBACK
    from dragoman.workbench.access.running import run, server_of

    with Team.of(dossier_place) as team:
        _require_editor(team)
        listening = bound(place)
        is_here = place.host.startswith("127.") or place.host == "::1"
        own_names = {*names, *LOOPBACK, place.host} if names or is_here else None
        policy = TeamPolicy(
            team, port=listening.getsockname()[1], is_secure=place.is_secure, hosts=own_names
        )
        server = server_of(_app(dossier_place, policy), place, has_log=has_log)
        address = address_of(place, listening, next(iter(names), None))
        run(
            server,
            listening,
            ready=lambda: click.echo(f"The workbench is at {address}/ (Ctrl-C ends it)"),
        )
    click.echo("The workbench is closed.")


def _require_editor(team: "Team") -> None:
    from dragoman.dossier.team import Role

    if not any(account.role == Role.EDITOR for account in team.accounts()):
        raise BadRequest(
            f"{printable(str(team.home))}: the team has no editor yet; "
            "make one with `dragoman team add NAME --role editor`"
        )


def _app(place: Any, policy: Any) -> Any:
    from dragoman.workbench.app import make_app

    return make_app(place, policy=policy)
