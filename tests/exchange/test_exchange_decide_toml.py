from pathlib import Path

import pytest

from dragoman.errors import BadIssueSpace
from dragoman.exchange.decide import parse_decide
from dragoman.exchange.decide_toml import decide_as_toml
from dragoman.model import Estimate
from dragoman.pipeline.importing import import_settings
from dragoman.pipeline.negotiation import parse_negotiation

TABLE = """#O;Fishing talks
#A;VEL;Velland
#A;ORM;Ormark
#P;quota;Cod quota
#P;toll;Harbour toll
#M;quota;0;none
#M;quota;100;all of it
#M;toll;0.5;half a crown
#M;toll;7;seven crowns
#D;VEL;quota;20;0.5;1
#D;ORM;quota;90;0.75;0.4
#D;VEL;toll;3;0.7;0.5
"""


def test_positions_saliences_and_powers_become_preferences() -> None:
    read = parse_negotiation(decide_as_toml(parse_decide(TABLE)))
    assert read.name == "Fishing talks"
    assert [party.id for party in read.parties] == ["VEL", "ORM"]
    first = next(p for p in read.preferences if (p.party, p.issue) == ("VEL", "quota"))
    assert first.weight == Estimate(low=0.5, high=0.5)
    assert first.position == Estimate(low=20.0, high=20.0)
    assert [option.label for option in read.issues[0].options] == ["none", "all of it"]


def test_a_scale_with_other_ends_is_stretched_and_says_so() -> None:
    read = parse_negotiation(decide_as_toml(parse_decide(TABLE)))
    assert [option.value for option in read.issues[1].options] == [0.0, 100.0]
    assert "0.5 to 7, stretched" in read.issues[1].label
    toll = next(p for p in read.preferences if (p.party, p.issue) == ("VEL", "toll"))
    assert toll.position is not None
    assert toll.position.low == pytest.approx(100 * 2.5 / 6.5)


def test_powers_that_differ_by_issue_are_averaged_and_it_is_said() -> None:
    read = parse_negotiation(decide_as_toml(parse_decide(TABLE)))
    stake = next(stake for stake in read.stakes if stake.party == "VEL")
    assert stake.power == Estimate(low=0.75, high=0.75)
    assert "mean of its powers on 2 issues" in stake.because[0]


def test_an_actor_without_a_row_does_not_weigh_the_issue() -> None:
    read = parse_negotiation(decide_as_toml(parse_decide(TABLE)))
    row = next(p for p in read.preferences if (p.party, p.issue) == ("ORM", "toll"))
    assert row.weight == Estimate(low=0.0, high=0.0)
    assert "no row" in row.because[0]


def test_names_that_would_break_toml_are_quoted() -> None:
    table = TABLE.replace("Velland", 'Vel"land\\').replace("Cod quota", "Quota [x] = 1 # no")
    read = parse_negotiation(decide_as_toml(parse_decide(table)))
    assert read.parties[0].names == ('Vel"land\\',)
    assert read.issues[0].label == "Quota [x] = 1 # no"


def test_a_table_without_actors_is_refused() -> None:
    case = parse_decide("#P;quota;Cod quota\n")
    with pytest.raises(BadIssueSpace, match="no actor"):
        decide_as_toml(case)


def test_a_decide_file_is_imported_by_its_path(tmp_path: Path) -> None:
    file = tmp_path / "talks.csv"
    file.write_text(TABLE)
    assert parse_negotiation(import_settings(file)).name == "Fishing talks"
