"""negotiation.toml: what is taken over, and what is refused with which words."""

from pathlib import Path

import pytest

from dragoman.errors import BadNegotiation
from dragoman.model import Negotiation, PartyRole
from dragoman.pipeline import find_negotiation, load_negotiation, parse_negotiation

GOOD = """
name = "Strait of Arven fisheries talks"
as_of = "2025-06-30"
[[party]]
id = "VEL"
names = ["Velland", "Port Vell"]
role = "side"
[[party]]
id = "ORM"
names = ["Ormark"]
[[person]]
name = "Ilse Marn"
party = "VEL"
from = "2025-01"
[[outlet]]
name = "Port Vell Courier"
stands_with = "VEL"
reliability = "B"
[[issue]]
id = "quota"
label = "Cod quota"
keywords = ["quota"]
parent = "resources"
options = [ {id = "none", label = "no quota", value = 0} ]
[[ratification]]
party = "ORM"
body = "Assembly"
rule = "two thirds"
[preference.VEL]
reservation = [0.35, 0.45]
"""


def test_every_table_is_taken_over() -> None:
    negotiation = parse_negotiation(GOOD)
    assert negotiation.name == "Strait of Arven fisheries talks"
    assert negotiation.parties[0].role is PartyRole.SIDE
    assert negotiation.persons[0].since == "2025-01"
    assert negotiation.issues[0].options[0].value == 0
    assert negotiation.ratifications[0].body == "Assembly"


def test_an_empty_file_is_a_negotiation_of_which_nothing_is_known() -> None:
    assert parse_negotiation("") == Negotiation()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("name = ", "not valid TOML"),
        ("nmae = 'x'", "unknown key 'nmae'"),
        ("name = 3", "name must be text, not 3"),
        ("as_of = 'last week'", "as_of 'last week' is not a day"),
        ("[party]\nid = 'X'", r"\[party\] must be written \[\[party\]\]"),
        ("[[party]]\nid = 'X'", r"\[\[party\]\] number 1: .*names"),
        ("[[party]]\nid = 'X'\nnames = []", "'X' has no names"),
        ("[[party]]\nid = 'X'\nnames = 'Velland'", r"\[\[party\]\] number 1"),
        ("[[party]]\nid = 'X'\nnames = ['a']\ncolor = 'red'", "unknown key 'color'"),
        ("[[party]]\nid='X'\nnames=['a']\n[[party]]\nid='X'\nnames=['b']", r"two .* the id 'X'"),
        (
            "[[party]]\nid='X'\nnames=['a']\n[[person]]\nname='M'\nparty='Y'",
            "'M' has the party 'Y'",
        ),
        ("[[outlet]]\nname = 'O'\nreliability = 'G'", "invalid enum value"),
        ("[[issue]]\nid='q'\nlabel='Q'\noptions=[{id='n',label='x',worth=1}]", "an option"),
        ("a = " + "[" * 3000, "not valid TOML"),
    ],
)
def test_a_broken_file_is_refused_with_where_and_what(text: str, said: str) -> None:
    with pytest.raises(BadNegotiation, match=rf"n\.toml: .*{said}.*; mend the file"):
        parse_negotiation(text, where="n.toml")


def test_a_file_that_is_no_utf8_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "negotiation.toml"
    path.write_bytes("name = 'Łódź'".encode("utf-16"))
    with pytest.raises(BadNegotiation, match="not UTF-8"):
        load_negotiation(path)


def test_it_is_found_in_the_folder_or_beside_it(tmp_path: Path) -> None:
    reporting = tmp_path / "reporting"
    reporting.mkdir()
    assert find_negotiation(reporting) is None
    beside = tmp_path / "negotiation.toml"
    beside.write_text(GOOD, encoding="utf-8")
    assert find_negotiation(reporting) == beside
    inside = reporting / "negotiation.toml"
    inside.write_text(GOOD, encoding="utf-8")
    assert find_negotiation(reporting) == inside
