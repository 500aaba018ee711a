"""Where to start from: the option in the middle of every issue."""

import numpy as np

from dragoman.bargaining.programme.bars import Package
from dragoman.bargaining.space import Floats, IssueSpace


def middle_package(space: IssueSpace) -> Package:
    """The option nearest to the middle of each issue's scale, among those that no party refuses.

    The middle lies half way between the lowest and the highest value of the issue's options;
    without values, half way along their order. Where every option is refused by some party, all
    are looked at. The lower of two equally near.
    """
    return tuple(_middle(space, issue) for issue in range(len(space.issues)))


def _middle(space: IssueSpace, issue: int) -> int:
    places = places_of(space, issue)
    middle = (places.min() + places.max()) / 2.0
    refused = space.forbidden[issue][: space.n_parties].any(axis=0)
    distance = np.abs(places - middle)
    if not refused.all():
        distance = np.where(refused, np.inf, distance)
    return int(np.argmin(distance))


def places_of(space: IssueSpace, issue: int) -> Floats:
    """Where the options stand: their scale values, or their order where one has none."""
    n_options = len(space.options[issue])
    if len(space.values) and np.isfinite(space.values[issue]).all():
        return np.asarray(space.values[issue], dtype=float)
    return np.arange(n_options, dtype=float)
