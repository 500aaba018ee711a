"""Who is named in a stretch of text."""

from dragoman.assessment.roster import Roster
from dragoman.model import Contents, Party


def _roster(*names: str) -> Roster:
    return Roster(
        Contents(parties=tuple(Party(id=f"P{n}", names=(m,)) for n, m in enumerate(names)))
    )


def test_of_two_names_that_begin_alike_the_longer_counts() -> None:
    named = _roster("Port", "Port Vell", "Vell").named_in("In Port Vell, Port's envoy saw Vell.")
    assert list(named) == [(3, "P1"), (14, "P0"), (31, "P2")]


def test_a_name_inside_a_word_is_none() -> None:
    assert _roster("Orm", "Vell").parties_in("Ormark and Vells, ReOrm; VELL") == ()


def test_names_with_points_and_signs_of_the_genitive_are_found() -> None:
    roster = _roster("U.S.", "King's Bay")
    assert roster.parties_in("King's Bay’s council met U.S. envoys") == ("P1", "P0")


def test_no_name_of_a_huge_dossier_is_left_out() -> None:
    roster = _roster(*(f"Isle{number}" for number in range(6000)))
    assert roster.parties_in("From Isle5999 to Isle1.") == ("P5999", "P1")
