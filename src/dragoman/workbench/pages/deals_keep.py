"""Keep these: what the changes would write into ``negotiation.toml``, before an editor signs."""

from attrs import frozen

from dragoman.errors import BadIssueSpace, BadRequest
from dragoman.workbench.desk import Desk
from dragoman.workbench.pages.deals_ready import live_deals
from dragoman.workbench.pages.deals_sliders import Supposed, meant, supposed
from dragoman.workbench.pages.page import Page
from dragoman.workbench.pages.settings_lines import Piece, pieces


@frozen(kw_only=True)
class KeepQuery:
    """``change`` are what-ifs (``RUS.territory=60..80``)."""

    change: tuple[str, ...] = ()


@frozen(kw_only=True)
class KeepSheet:
    """The changes, the lines they change, and ``seen``: which settings they were made on.

    ``trouble`` says why they cannot be written; then there is nothing to sign.
    """

    supposed: tuple[Supposed, ...]
    pieces: tuple[Piece, ...]
    seen: str
    trouble: str = ""


YOURS = "(your reason)"


def make(desk: Desk, query: KeepQuery) -> KeepSheet:
    """Compose the preview.

    Raises:
        BadRequest: no change was given, or one cannot be read.
    """
    from dragoman.pipeline.settling.versions import fingerprint

    if not query.change:
        raise BadRequest("no number was changed; move a slider of the deal space first")
    versions = desk.snapshot.read_settings()
    text = versions[-1].toml if versions else ""
    found = supposed(meant(live_deals(desk.snapshot), query.change))
    try:
        fresh = kept(text, query.change, YOURS)
    except (BadRequest, BadIssueSpace) as error:
        return KeepSheet(supposed=found, pieces=(), seen=fingerprint(text), trouble=str(error))
    return KeepSheet(supposed=found, pieces=pieces(text, fresh), seen=fingerprint(text))


def kept(text: str, changes: tuple[str, ...], why: str) -> str:
    """The text with the changes in it, its tables in the order in which they stood.

    Raises:
        BadIssueSpace: a change cannot be read.
        BadRequest: no reason, or a change that cannot be written in by itself.
    """
    from dragoman.pipeline.deals.live import as_settings
    from dragoman.pipeline.settling.blocks import in_order

    return in_order(text, as_settings(text, changes, reason=why))


PAGE = Page(
    name="deals_keep",
    path="/deals/keep",
    query=KeepQuery,
    make=make,
    action="set",
    is_slow=True,
)
