"""The deal space in a notebook: words, tables and charts of a reckoned record."""

from pathlib import Path

import pytest

import dragoman as dm
from dragoman.errors import BadRequest
from dragoman.notebook import Deals
from workbench_talks import everything, write_talks

SETTINGS = """
name = "Arven talks"
[[party]]
id = "VEL"
names = ["Velland"]
role = "side"
[[party]]
id = "ORM"
names = ["Ormark"]
role = "side"
[[issue]]
id = "quota"
label = "Cod quota"
options = [
    {id = "none", label = "no quota", value = 0},
    {id = "full", label = "all <b>", value = 100},
]
[[issue]]
id = "patrols"
label = "Patrol boats"
options = [{id = "free", label = "free", value = 0}, {id = "away", label = "away", value = 100}]
[preference.VEL]
reservation = [0.3, 0.4]
because = ["quote:a.txt: Ilse Marn demanded a quota."]
[preference.VEL.quota]
weight = 0.5
score = { none = 1.0, full = 0.0 }
red_lines = { full = 0.7 }
because = ["quote:a.txt: Ilse Marn demanded a quota."]
[preference.VEL.patrols]
weight = 0.5
score = { free = 1.0, away = 0.0 }
because = ["analyst: patrols cost little"]
[preference.ORM]
reservation = 0.2
because = ["analyst: a guess"]
[preference.ORM.quota]
weight = 0.6
score = { none = 0.0, full = 1.0 }
because = ["analyst: a guess"]
[preference.ORM.patrols]
weight = 0.4
score = { free = 0.0, away = 1.0 }
because = ["analyst: a guess"]
"""


@pytest.fixture(scope="module")
def deals(tmp_path_factory: pytest.TempPathFactory) -> Deals:
    place = tmp_path_factory.mktemp("deals") / "d.dragoman"
    talks = dm.open(write_talks(place, everything(), SETTINGS))
    space = dm.deals(talks, n_draws=64)
    assert space == dm.deals(talks.contents, n_draws=64)
    return talks.deals(space)


def test_the_summary_comes_first_and_the_parts_by_name(deals: Deals) -> None:
    assert "packages lie" in str(deals) or "package lies" in str(deals)
    assert "zone" in deals.pages
    assert "Parts, by name: zone" in deals._repr_html_()
    with pytest.raises(BadRequest, match="no part 'peace' here; choose from zone"):
        deals["peace"]


def test_the_packages_are_drawn_and_have_their_table(deals: Deals) -> None:
    chart = next(one for one in deals["zone"].charts if one.name == "deal-worth")
    assert chart.is_drawn
    assert chart.table is not None
    assert chart.table.heads[-2:] == ("Worth to Velland", "Worth to Ormark")


def test_a_red_line_opens_the_sentence_that_it_rests_on(deals: Deals) -> None:
    chart = next(one for one in deals.charts if one.name == "deal-red-lines")
    assert "<mark>Ilse Marn demanded a quota.</mark>" in chart.drawing
    assert 'href="#p' not in chart.drawing
    assert "<b>" not in chart.drawing


def test_numbers_in_a_table_open_what_they_rest_on(deals: Deals, tmp_path: Path) -> None:
    page = deals["judgements"]._repr_html_()
    assert "<mark>Ilse Marn demanded a quota.</mark>" in page
    assert "a guess" in page
    assert "<script" not in page
