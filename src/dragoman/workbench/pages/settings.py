"""Settings: ``negotiation.toml`` as a form and as text, and every version that was signed."""

from attrs import frozen

from dragoman.errors import BadNegotiation
from dragoman.pipeline.settling.form import Form, form_of
from dragoman.pipeline.settling.versions import Version, fingerprint, versions_of
from dragoman.workbench.desk import Desk
from dragoman.workbench.pages.page import Page, Plain


@frozen(kw_only=True)
class VersionRow:
    """One signed version; the newest is the one that stands."""

    number: int
    who: str
    put_at: str
    why: str
    n_lines: int
    stands: bool


@frozen(kw_only=True)
class SettingsSheet:
    """The settings that stand, as text and as a form; ``seen`` tells them from others.

    ``trouble`` says why there is no form: the text cannot be read. ``faults`` are those of what
    somebody filled in, each with the name of its field; the form then holds what was filled in.
    """

    text: str
    seen: str
    form: Form | None
    trouble: str
    faults: tuple[tuple[str, str], ...]
    versions: tuple[VersionRow, ...]
    parties: tuple[str, ...]
    n_preferences: int
    n_documents: int
    is_text: bool = False


def make(desk: Desk, _query: Plain) -> SettingsSheet:
    """Compose the page; in a thread, since it reads the versions."""
    versions = signed(desk)
    text = versions[-1].toml if versions else ""
    return sheet_of(desk, versions, text, {}, {})


def signed(desk: Desk) -> tuple[Version, ...]:
    """Every version with its reason, oldest first."""
    return versions_of(desk.snapshot.read_settings(), desk.contents.decisions)


def sheet_of(
    desk: Desk,
    versions: tuple[Version, ...],
    text: str,
    given: dict[str, str],
    faults: dict[str, str],
    *,
    is_text: bool = False,
) -> SettingsSheet:
    """The page on a text, with what was filled in and its faults; nothing of it is signed yet."""
    current = versions[-1].toml if versions else None
    form, trouble = None, ""
    try:
        form = form_of((current or "") if is_text else text, given, faults)
    except BadNegotiation as error:
        trouble = error.reason
    negotiation = desk.contents.negotiation
    return SettingsSheet(
        text=text,
        seen=fingerprint(current),
        form=form,
        trouble=trouble,
        faults=tuple(faults.items()),
        versions=tuple(_row(one, len(versions)) for one in reversed(versions)),
        parties=tuple(party.id for party in negotiation.parties),
        n_preferences=len(negotiation.preferences),
        n_documents=len(desk.contents.documents),
        is_text=is_text,
    )


def _row(one: Version, newest: int) -> VersionRow:
    return VersionRow(
        number=one.number,
        who=one.who,
        put_at=one.put_at,
        why=one.why,
        n_lines=len(one.toml.splitlines()),
        stands=one.number == newest,
    )


PAGE = Page(name="settings", path="/settings", label="Settings", make=make, is_slow=True)
