"""What changes change: an answer against the settings as they stand."""

from collections.abc import Iterable

from dragoman.model import Blocker, Clash
from dragoman.pipeline.deals.live.reckoned import Reckoned, agreed_draws, standard_error
from dragoman.pipeline.deals.live.records import Differences, Shift

_SAME = 1e-12


def differences(before: Reckoned, after: Reckoned) -> Differences:
    """What is otherwise after the changes than before them."""
    was, now = before.zone, after.zone
    freed, blocking = _blockers(before, after)
    shares = {one.party: one.share.value for one in was.win_sets}
    moved = [
        (one.party, Shift(before=shares[one.party], after=one.share.value))
        for one in now.win_sets
        if one.party in shares and abs(one.share.value - shares[one.party]) > _SAME
    ]
    return Differences(
        appears=was.exists is False and now.exists is True,
        vanishes=was.exists is True and now.exists is False,
        packages=None
        if was.packages.value == now.packages.value
        else Shift(before=was.packages.value, after=now.packages.value),
        probability=_probability(before, after),
        win_sets=tuple(moved),
        freed=freed,
        blocking=blocking,
        solutions=_solutions(before, after),
    )


def _probability(before: Reckoned, after: Reckoned) -> Shift | None:
    was, now = before.chance.probability, after.chance.probability
    rows = agreed_draws(before.judged, after.judged)
    if was == now and rows is not None and (rows[0] == rows[1]).all():
        return None
    error = None
    if rows is not None:
        replicates = max(one.judged.drawing.n_replicates for one in (before, after))
        error = standard_error(rows[1].astype(float) - rows[0], replicates)
    return Shift(before=was, after=now, standard_error=error)


def _blockers(
    before: Reckoned, after: Reckoned
) -> tuple[tuple[Blocker, ...] | None, tuple[Blocker, ...] | None]:
    """Blockers of clashes that were and are no more, and those that newly are."""
    was, now = before.obstructions, after.obstructions
    if not (was.has_all_clashes and now.has_all_clashes):
        return None, None
    old, new = _named(was.clashes or ()), _named(now.clashes or ())
    freed = tuple(blocker for name, blocker in old.items() if name not in new)
    return freed, tuple(blocker for name, blocker in new.items() if name not in old)


def _named(clashes: Iterable[Clash]) -> dict[tuple[object, ...], Blocker]:
    return {
        (one.kind, one.party, one.choice, one.only_with, one.body): one
        for clash in clashes
        for one in clash.blockers
    }


def _solutions(before: Reckoned, after: Reckoned) -> tuple[str, ...]:
    old = {one.kind: one.choices for one in before.solutions}
    return tuple(
        one.kind for one in after.solutions if one.kind in old and one.choices != old[one.kind]
    )
