"""The verbs of the public Python API: about six, frozen records in and out."""

from collections.abc import Iterable
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dragoman.model import Contents, DealSpace, Decision, Report
    from dragoman.notebook.file import NegotiationFile

# The verbs import what they need when called: `import dragoman` stays quick.

PathText = str | PathLike[str]
"""A path."""


def extract(text: str, *, published_at: str | None = None) -> "Report":
    """Read one text, without a dossier. ``published_at`` (EDTF) anchors "on Tuesday".

    Raises:
        ValueError: ``published_at`` is no EDTF day.
    """
    from dragoman.ingest import take_text
    from dragoman.model import Negotiation
    from dragoman.pipeline import anchored, make_reader

    document = take_text(text, published_at=published_at)
    return anchored(make_reader(Negotiation()).read(document), document)


def read(
    paths: PathText | Iterable[PathText],
    *,
    dossier: PathText = "dossier.dragoman",
    engine: str = "inline",
    workers: int | None = None,
) -> "NegotiationFile":
    """Take files, folders or globs into a dossier (made when missing), read them, open the file.

    A file that cannot be read is in ``skips``, never an exception. ``engine`` ("inline",
    "processes", "ray" or "ray=ADDRESS") and ``workers`` say who reads; what comes out is the same.
    How far it is stands on a line below the cell, or in the terminal, while it works.

    Raises:
        DossierError: the dossier cannot be opened or written.
        BadNegotiation: the folder's ``negotiation.toml`` is broken.
        BadRequest: there is no such engine, or it is not installed.
    """
    from dragoman.dossier import Dossier
    from dragoman.notebook.telling import told_on_one_line
    from dragoman.pipeline import add_paths, go_on, take_over_settings
    from dragoman.pipeline.engines import engine_of

    given = [paths] if isinstance(paths, (str, PathLike)) else list(paths)
    with (
        engine_of(engine, workers) as chosen,
        told_on_one_line() as progress,
        Dossier.open_or_create(dossier) as opened,
    ):
        take_over_settings(opened, given)
        add_paths(opened, [str(path) for path in given], progress=progress)
        go_on(opened, engine=chosen, progress=progress)
    return open(dossier)


def open(dossier: PathText = "dossier.dragoman") -> "NegotiationFile":
    """The file in a dossier: a path, or ``postgresql://user@host/database?schema=name``.

    Only what is asked for is read: ``dm.open("talks.dragoman").positions().to_polars()`` reads the
    positions. What was added since somebody last looked is put together first.

    Raises:
        DossierError: there is none, or it cannot be read.
        BadRequest: the address cannot be used.
    """
    from dragoman.dossier import place_of
    from dragoman.notebook.file import NegotiationFile
    from dragoman.notebook.holding import InDossier

    holding = InDossier(place_of(dossier))
    with holding.looked_at():
        return NegotiationFile(holding)


def brief(contents: "NegotiationFile | Contents", out: PathText | None = None) -> str:
    """The brief as one self-contained HTML page (Markdown when ``out`` ends in .md).

    Returned as text, and written to ``out`` when given.

    Raises:
        OSError: ``out`` cannot be written.
    """
    from dragoman.briefing import compose, render_html, render_markdown
    from dragoman.pipeline import write_whole
    from dragoman.pipeline.deals import deals_for_brief

    held = _contents(contents)
    composed = compose(held, deals=deals_for_brief(held))
    as_markdown = out is not None and Path(out).suffix == ".md"
    text = render_markdown(composed) if as_markdown else render_html(composed)
    if out is not None:
        write_whole(Path(out), [text])
    return text


def deals(
    contents: "NegotiationFile | Contents",
    *,
    what_if: Iterable[str] = (),
    drafts: Iterable[str] = (),
    n_draws: int = 4096,
    seed: int = 0,
) -> "DealSpace":
    """Which packages all could accept, what blocks the rest, and what would have to move.

    ``what_if`` and ``drafts`` are written as for ``dragoman deals``. The same for the same seed.

    Raises:
        BadIssueSpace: no preferences in ``negotiation.toml``, or numbers that cannot be reckoned
            with; the message names issue and party.
    """
    from dragoman.pipeline.deals import DealRequest, reckon_deals

    request = DealRequest(changes=tuple(what_if), drafts=tuple(drafts), n_draws=n_draws, seed=seed)
    return reckon_deals(_contents(contents), request)


def correct(
    dossier: PathText, entry_id: str, changes: dict[str, Any], *, who: str, why: str = ""
) -> "Decision":
    """Change fields of an entry by a signed decision that holds over re-reading.

    Raises:
        UnknownEntry: no entry has this id.
        BadRequest: an unknown or fixed field, or a value that does not fit.
        DossierError: the dossier cannot be written.
    """
    from dragoman.dossier import Dossier, correction
    from dragoman.pipeline import catch_up, go_on

    with Dossier.open(dossier) as opened:
        catch_up(opened)
        decision = correction(opened.entry(entry_id), changes, who=who, why=why)
        opened.decide(decision)
        go_on(opened)
        return decision


def _contents(given: "NegotiationFile | Contents") -> "Contents":
    """The contents themselves, or those of a file."""
    from dragoman.model import Contents

    return given if isinstance(given, Contents) else given.contents
