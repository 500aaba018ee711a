"""One signed version of the settings: what it changed, and the way back to it."""

from attrs import frozen

from dragoman.errors import BadRequest
from dragoman.pipeline.settling.versions import fingerprint
from dragoman.workbench.desk import Desk
from dragoman.workbench.pages.page import Page
from dragoman.workbench.pages.settings import signed
from dragoman.workbench.pages.settings_lines import Piece, pieces


@frozen(kw_only=True)
class VersionQuery:
    """``number`` counts the versions from 1."""

    number: int


@frozen(kw_only=True)
class VersionSheet:
    """A version, what it changed of the one before, and what going back to it would change."""

    number: int
    who: str
    put_at: str
    why: str
    text: str
    changed: tuple[Piece, ...]
    since: tuple[Piece, ...]
    stands: bool
    seen: str
    newest: int


def make(desk: Desk, query: VersionQuery) -> VersionSheet:
    """Compose the page; in a thread, since it reads the versions.

    Raises:
        BadRequest: there is no such version.
    """
    versions = signed(desk)
    if not 1 <= query.number <= len(versions):
        raise BadRequest(
            f"there is no version {query.number} of the settings; there are {len(versions)}"
        )
    one, newest = versions[query.number - 1], versions[-1]
    before = versions[query.number - 2].toml if query.number > 1 else ""
    return VersionSheet(
        number=one.number,
        who=one.who,
        put_at=one.put_at,
        why=one.why,
        text=one.toml,
        changed=pieces(before, one.toml),
        since=pieces(newest.toml, one.toml),
        stands=one is newest,
        seen=fingerprint(newest.toml),
        newest=newest.number,
    )


PAGE = Page(
    name="settings_version",
    path="/settings/versions/{number}",
    query=VersionQuery,
    make=make,
    is_slow=True,
)
