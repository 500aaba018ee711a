import numpy as np
from hypothesis import given, settings
from package_spaces import every_package, in_zone, spaces, utilities_of

from dragoman.bargaining.packages import find_equals
from dragoman.bargaining.space import IssueSpace, additive_space


@settings(deadline=None)
@given(spaces())
def test_equals_are_those_of_brute_force(space: IssueSpace) -> None:
    for zone, packages in ((False, every_package(space)), (True, in_zone(space))):
        for package in packages[:2]:
            same = (utilities_of(space, packages) == utilities_of(space, package[None])).all(axis=1)
            found = find_equals(space, package, in_zone=zone)
            assert found.is_complete
            assert sorted(found.packages.tolist()) == sorted(packages[same].tolist())


def test_too_many_equals_are_said_to_be_cut_short() -> None:
    space = additive_space([np.ones((1, 4)) for _ in range(6)])
    found = find_equals(space, np.zeros(6, dtype=np.int64), most_parts=50)
    assert not found.is_complete
    assert len(found.packages) == 50
