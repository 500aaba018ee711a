"""Laying: a snapshot read from the dossier, with what was decided a moment ago laid over it."""

from collections.abc import Collection

from dragoman.dossier import Dossier
from dragoman.model import Mention
from dragoman.pipeline import contents_of
from dragoman.workbench.snapshot import Snapshot


def laid(dossier: Dossier, *, without: Collection[str] = ()) -> Snapshot:
    """The dossier as it stands; its entries may lag behind, but no decision does.

    ``without`` names fields of the contents that nobody will look at.

    Raises:
        DossierError: the dossier cannot be read.
    """
    version = dossier.version()
    contents = contents_of(dossier, without=without, may_lag=True)
    fresh = dossier.not_worked_in()
    snapshot = Snapshot(
        contents=contents,
        state=version,
        read_mentions=lambda: dossier.entries(Mention),
        read_settings=dossier.settings_versions,
    )
    return snapshot.with_decisions(fresh, version) if fresh else snapshot
