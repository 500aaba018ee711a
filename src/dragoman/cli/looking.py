"""Opening a dossier to look at it: what was added since is worked in first, and seen to be."""

from collections.abc import Iterator
from contextlib import contextmanager

from dragoman.cli.files import tell_orphans
from dragoman.cli.progress import shown
from dragoman.dossier import Dossier, Place
from dragoman.pipeline import catch_up


@contextmanager
def looked_at(place: Place) -> Iterator[Dossier]:
    """The dossier at a place, its entries resting on all that was read.

    Raises:
        DossierError: it cannot be opened; or it lags behind and takes no writes.
    """
    with Dossier.open(place) as dossier:
        with shown() as progress:
            orphans = catch_up(dossier, progress=progress)
        tell_orphans(orphans)
        yield dossier
