"""The live deal space of a snapshot: built once, aside, and handed on while its grounds stay."""

from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from attrs import evolve, frozen

from dragoman.errors import BadIssueSpace
from dragoman.model import Contents
from dragoman.workbench.errands import ERRANDS, Errand, Tell
from dragoman.workbench.snapshot import Snapshot

if TYPE_CHECKING:
    from dragoman.pipeline.deals.live import LiveDeals

# The solvers take a second to import: they come when somebody first asks for the deal space.

PATIENCE_S = 1.5
"""How long a page waits for the deal space to be built before it says that it is being built."""


@frozen(kw_only=True, eq=False)
class Rests:
    """What a deal space rests on: the settings, and the few entries and texts that they cite."""

    contents: Contents

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Rests) and self.contents == other.contents

    def __hash__(self) -> int:
        return hash((self.contents.negotiation.name, len(self.contents.documents)))


_RESTS: WeakKeyDictionary[Snapshot, Rests] = WeakKeyDictionary()


def rests_of(snapshot: Snapshot) -> Rests | None:
    """What the deal space of a snapshot rests on; None where no preference was put in."""
    negotiation = snapshot.contents.negotiation
    if not (negotiation.preferences or negotiation.stakes):
        return None
    found = _RESTS.get(snapshot)
    if found is None:
        from dragoman.pipeline.deals.live.bearing import bearing_on, reasons_of

        bearing = bearing_on(snapshot.contents, reasons_of(negotiation))
        found = _RESTS[snapshot] = Rests(contents=evolve(bearing, decisions=(), skips=()))
    return found


def building(snapshot: Snapshot) -> Errand | None:
    """The building of the live deal space; its result is a ``LiveDeals``. None as ``rests_of``."""
    rests = rests_of(snapshot)
    return None if rests is None else ERRANDS.begin(("live deals", rests), Building(rests))


def live_deals(snapshot: Snapshot) -> "LiveDeals":
    """The live deal space, however long its building takes.

    Raises:
        BadIssueSpace: there are no preferences, or the numbers cannot be reckoned with.
    """
    errand = building(snapshot)
    if errand is None:
        raise BadIssueSpace("no preference was put in yet; begin them on the page Deal space")
    errand.finished.wait()
    if errand.trouble:
        raise BadIssueSpace(errand.trouble)
    found: LiveDeals = errand.result
    return found


@frozen
class Building:
    """Builds a live deal space."""

    rests: Rests

    def __call__(self, tell: Tell) -> "LiveDeals":
        """Build it, telling what is done."""
        tell("building the deal space", 0, None)
        from dragoman.pipeline.deals.live import LiveDeals

        return LiveDeals(self.rests.contents)
