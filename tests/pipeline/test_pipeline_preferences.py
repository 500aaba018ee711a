import pytest

from dragoman.errors import BadNegotiation
from dragoman.model import Choice, Estimate
from dragoman.pipeline.negotiation import parse_negotiation

WHOLE = """
[[party]]
id = "VEL"
names = ["Velland"]
[[party]]
id = "ORM"
names = ["Ormark"]
[[issue]]
id = "quota.north"
label = "Quota"
status_quo = "none"
options = [{id = "none", label = "no quota", value = 0}, {id = "full", label = "full", value = 100}]
[preference.VEL]
reservation = [0.35, 0.45]
power = 2
because = ["analyst: guess"]
[preference.VEL."quota.north"]
weight = [0.5, 0.6, 0.7]
score = { none = 1.0, full = { mean = 0.2, sd = 0.05 } }
position = 20
red_lines = { full = 0.8 }
because = ["statement:9f31"]
[preference.ORM."quota.north"]
red_lines = ["none"]
[[condition]]
party = "ORM"
option = "quota.north.full"
only_with = ["observers.all"]
[[interaction]]
party = "VEL"
options = ["quota.north.none", "observers.all"]
worth = -0.1
[[ratification]]
party = "ORM"
body = "Assembly"
needs = 0.6
[[ratification.faction]]
id = "fishers"
seats = 30
[[package]]
id = "draft"
options = { "quota.north" = "full" }
[[stage]]
id = "first"
delivers = ["quota.north"]
[[guarantee]]
label = "monitors"
party = "VEL"
after = "first"
cost = [0.1, 0.2]
"""


def test_every_table_of_the_deal_space_is_read() -> None:
    read = parse_negotiation(WHOLE)
    stake = next(stake for stake in read.stakes if stake.party == "VEL")
    assert stake.reservation == Estimate(low=0.35, high=0.45)
    assert stake.power == Estimate(low=2.0, high=2.0)
    first, second = read.preferences
    assert (first.party, first.issue) == ("VEL", "quota.north")
    assert first.weight == Estimate(low=0.5, mode=0.6, high=0.7)
    assert [score.option for score in first.scores] == ["none", "full"]
    assert first.red_lines[0].sure.middle == 0.8
    assert second.red_lines[0].sure == Estimate(low=1.0, high=1.0)
    assert second.weight is None
    assert read.provisos[0].choice == Choice(issue="quota.north", option="full")
    assert read.provisos[0].sure.low == 1.0
    assert read.interactions[0].worth.low == -0.1
    assert read.ratifications[0].factions[0].seats == 30
    assert read.packages[0].label == "draft"
    assert read.stages[0].delivers == ("quota.north",)
    assert read.guarantees[0].after == "first"
    assert read.issues[0].status_quo == "none"


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("weight = [0.5, 0.6, 0.7]", "weight = -1", r"VEL\.quota\.north\]: weight: -1 is not 0"),
        ("none = 1.0,", "none = 1.4,", r"VEL\.quota\.north\]: score of none: 1.4"),
        ("position = 20", "position = 101", "position: 101 is not between 0 and 100"),
        ("full = 0.8", "full = 2", "red line at full: 2 is not between"),
        ('red_lines = ["none"]', "red_lines = 3", "red_lines is a list"),
        ("power = 2", "strength = 2", r"preference\.VEL\] has an unknown key 'strength'"),
        ("position = 20", "place = 20", "unknown key 'place'"),
        ('option = "quota.north.full"', 'option = "full"', "'full' is not written issue.option"),
        ('only_with = ["observers.all"]', "only_with = []", "only_with needs 1 or more"),
        ("seats = 30", 'seats = 30\nvote = "no"', "has a faction that is not"),
        ('label = "monitors"', "", "label must be given"),
        ('["analyst: guess"]', '"guess"', "because must be a list of texts"),
        ("[[stage]]", "[stage]", r"\[stage\] must be written \[\[stage\]\]"),
    ],
)
def test_what_does_not_fit_is_refused_and_named(old: str, new: str, reason: str) -> None:
    assert old in WHOLE
    with pytest.raises(BadNegotiation, match=reason):
        parse_negotiation(WHOLE.replace(old, new, 1))


def test_preferences_must_be_tables_of_a_party() -> None:
    with pytest.raises(BadNegotiation, match=r"\[preference.PARTY\]"):
        parse_negotiation("preference = 3")
