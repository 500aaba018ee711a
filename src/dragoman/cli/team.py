"""team: who may enter a dossier's workbench."""

import sys
from collections.abc import Callable
from datetime import UTC, datetime
from functools import wraps
from typing import TYPE_CHECKING, Any, TypeVar, cast

import click

from dragoman.cli.options import dossier_option, printable, user_name
from dragoman.dossier import Place
from dragoman.errors import BadRequest

if TYPE_CHECKING:
    from dragoman.dossier.team import Deed

F = TypeVar("F", bound=Callable[..., Any])
ROLES = ("reader", "analyst", "editor")
_role = click.Choice(ROLES)


@click.group(
    epilog="\b\nExamples:"
    "\n  dragoman team add 'A. Analyst' --role editor"
    "\n  dragoman team list"
    "\n  dragoman team role 'A. Analyst' analyst"
    "\n  dragoman team audit --who 'A. Analyst'"
)
def team() -> None:
    """Accounts of the people who work on a dossier together, and the log of what they did.

    They lie beside the dossier (FILE.team), never in it: it can be handed on.
    """


def _on_team(command: F) -> F:
    """``--dossier``, given to the command as the open ``Team``."""

    @dossier_option
    @wraps(command)
    def wrapped(*args: Any, dossier_path: Place, **more: Any) -> Any:
        from dragoman.dossier import Dossier
        from dragoman.dossier.team import Team

        Dossier.open(dossier_path).close()
        with Team.of(dossier_path) as opened:
            return command(opened, *args, **more)

    return cast(F, wrapped)


_from_stdin = click.option(
    "--password-stdin", "is_piped", is_flag=True, help="Read the password from standard input."
)


@team.command(epilog="\b\nExample:\n  dragoman team add 'A. Analyst' --role editor")
@click.argument("name")
@click.option("--role", type=_role, default="analyst", show_default=True, help="What they may do.")
@click.option("--again", "is_again", is_flag=True, help="Somebody of this name comes back.")
@_from_stdin
@_on_team
def add(opened: Any, name: str, role: str, is_again: bool, is_piped: bool) -> None:
    """Give NAME an account; the password is asked for, twice."""
    from dragoman.dossier.team import Role, cleaned

    digest = _new_digest(cleaned(name), is_piped)
    made = opened.add(name, Role(role), digest, _deed("account added", role), is_again=is_again)
    click.echo(f"{made.name} may enter as {made.role}")


@team.command("list", epilog="\b\nExample:\n  dragoman team list --dossier talks.dragoman")
@_on_team
def list_accounts(opened: Any) -> None:
    """Name everybody who may enter."""
    accounts = opened.accounts()
    for one in accounts:
        click.echo(f"{one.role:<8} {one.name}  (since {one.added_at[:10]})")
    if not accounts:
        click.echo("nobody yet; begin with: dragoman team add NAME --role editor")


@team.command(epilog="\b\nExample:\n  dragoman team role 'A. Analyst' reader")
@click.argument("name")
@click.argument("role", type=_role)
@_on_team
def role(opened: Any, name: str, role: str) -> None:
    """Give NAME another ROLE; it holds at once, also in open sessions."""
    from dragoman.dossier.team import Role

    changed = opened.set_role(name, Role(role), _deed("role changed", role))
    click.echo(f"{changed.name} is {changed.role} now")


@team.command(epilog="\b\nExample:\n  dragoman team password 'A. Analyst'")
@click.argument("name")
@_from_stdin
@_on_team
def password(opened: Any, name: str, is_piped: bool) -> None:
    """Give NAME a new password, which ends their sessions."""
    found = opened.credentials(name)
    if found is None:
        raise BadRequest(f"there is no account {name!r}; `dragoman team list` names them")
    digest = _new_digest(found[0].name, is_piped)
    opened.set_password(name, digest, _deed("password set"))
    click.echo(f"{found[0].name} has a new password; their sessions are ended")


@team.command(epilog="\b\nExample:\n  dragoman team remove 'A. Analyst'")
@click.argument("name")
@_on_team
def remove(opened: Any, name: str) -> None:
    """Shut NAME out at once. What they signed stays, and the name stays theirs."""
    gone = opened.remove(name, _deed("account removed"))
    click.echo(f"{gone.name} is shut out, and their sessions are ended")


@team.command(epilog="\b\nExample:\n  dragoman team audit --what 'login failed' --limit 20")
@click.option("--who", help="Only what this person did.")
@click.option("--what", help="Only deeds of this kind, such as login or export.")
@click.option("--limit", type=click.IntRange(1), default=100, show_default=True, help="Lines.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON lines.")
@_on_team
def audit(opened: Any, who: str | None, what: str | None, limit: int, as_json: bool) -> None:
    """Print the audit log, the latest line first."""
    import attrs
    import msgspec

    for deed in opened.deeds(limit=limit, who=who, what=what):
        if as_json:
            click.echo(msgspec.json.encode(attrs.asdict(deed)).decode())
            continue
        cells = (deed.done_at[:19], deed.who or "-", deed.address, deed.what, deed.target)
        click.echo("  ".join(printable(cell) for cell in (*cells, deed.detail) if cell))


def _new_digest(name: str, is_piped: bool) -> str:
    """The digest of a password from the terminal (asked for twice) or from standard input.

    Raises:
        BadRequest: it cannot be used; it is not repeated in the message.
    """
    from dragoman.workbench.access.passwords import Passwords, require_sound

    if is_piped:
        given = sys.stdin.readline().rstrip("\r\n")
    else:
        given = click.prompt(
            f"Password for {name}", hide_input=True, confirmation_prompt="Once more", err=True
        )
    require_sound(given, name)
    return Passwords().digest(given)


def _deed(what: str, detail: str = "") -> "Deed":
    from dragoman.dossier.team import Deed

    now = datetime.now(UTC).isoformat(timespec="microseconds")
    return Deed(who=user_name(), done_at=now, address="terminal", what=what, detail=detail)
