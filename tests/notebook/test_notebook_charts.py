"""Charts of the brief in a notebook: drawn by its renderer, with words, table and files."""

import re
from pathlib import Path

import pytest
from lxml import etree

from dragoman.errors import BadRequest
from dragoman.notebook import Chart, NegotiationFile


def test_the_time_line_is_drawn_by_the_briefs_own_renderer(talks: NegotiationFile) -> None:
    chart = talks.plot.timeline()
    assert chart.is_drawn
    assert chart.title.startswith("3 contacts held, the last with a day: 5 June 2025")
    assert 'role="img"' in chart.drawing
    assert chart.alternative in chart.drawing
    assert "1 without a day stand in the table only." in chart.aside


def test_rows_of_its_table_open_their_sentences(talks: NegotiationFile) -> None:
    page = talks.plot.timeline()._repr_html_()
    assert page.count("<mark>Velland and Ormark held talks in Sundholm</mark>") == 6


def test_a_chart_draws_the_listing_that_it_is_given(talks: NegotiationFile) -> None:
    chart = talks.plot.timeline(talks.contacts(channel="call"))
    assert chart.table is not None
    assert len(chart.table.rows) == 2


def test_an_empty_chart_says_what_is_missing(talks: NegotiationFile) -> None:
    chart = talks.plot.timeline(talks.contacts(state="suggested"))
    assert not chart.drawing
    assert "No contact has a day that is known" in chart._repr_html_()
    assert chart._repr_svg_() is None


def test_a_cell_of_the_matrix_opens_its_position(talks: NegotiationFile) -> None:
    chart = talks.plot.matrix()
    assert not chart.is_drawn
    assert chart.drawing.count("<details>") == 3
    assert "<mark>" in chart.drawing
    assert "Cod quota" in chart.drawing


def test_the_road_map_has_its_steps_in_a_table(talks: NegotiationFile) -> None:
    chart = talks.plot.road_map()
    assert chart.is_drawn
    assert chart.table is not None
    assert [row[0] for row in chart.table.rows] == ["1", "2", "3"]
    assert {row[-1] for row in chart.table.rows} >= {""}


def test_two_drawings_in_one_notebook_share_no_names(talks: NegotiationFile) -> None:
    one, other = talks.plot.timeline(), talks.plot.timeline(talks.contacts(channel="call"))
    names = [set(re.findall(r'id="([^"]+)"', chart.drawing)) for chart in (one, other)]
    assert names[0]
    assert names[0].isdisjoint(names[1])
    for chart, own in zip((one, other), names, strict=True):
        assert set(re.findall(r"url\(#([^)]+)\)", chart.drawing)) <= own


def test_a_saved_svg_stands_by_itself(talks: NegotiationFile, tmp_path: Path) -> None:
    path = talks.plot.timeline().save(tmp_path / "line.svg")
    root = etree.fromstring(path.read_bytes())
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert float(root.get("width")) > 300
    assert "class=" not in path.read_text("utf-8")
    told = [root.findtext(f"{{http://www.w3.org/2000/svg}}{name}") for name in ("title", "desc")]
    assert told == [talks.plot.timeline().title, talks.plot.timeline().alternative]
    assert 'fill="#1d1b17"' in path.read_text("utf-8")


def test_a_saved_png_is_a_picture(talks: NegotiationFile, tmp_path: Path) -> None:
    path = talks.plot.timeline().save(tmp_path / "line.PNG")
    written = path.read_bytes()
    assert written.startswith(b"\x89PNG")
    assert int.from_bytes(written[16:20], "big") > 1000


def test_a_saved_page_fetches_and_runs_nothing(talks: NegotiationFile, tmp_path: Path) -> None:
    page = talks.plot.matrix().save(tmp_path / "m.html").read_text("utf-8")
    assert "default-src 'none'" in page
    assert "<script" not in page
    assert page.startswith("<!doctype html>")


@pytest.mark.parametrize(("name", "said"), [("m.svg", "set as a table"), ("m.gif", "does not end")])
def test_what_cannot_be_saved_says_why(
    talks: NegotiationFile, tmp_path: Path, name: str, said: str
) -> None:
    with pytest.raises(BadRequest, match=said):
        talks.plot.matrix().save(tmp_path / name)
    assert not (tmp_path / name).exists()


def test_words_of_a_chart_are_escaped(tmp_path: Path) -> None:
    drawing = '<svg viewBox="0 0 9 9" class="chart"><path class="fill-ink" d="M0,0"/></svg>'
    chart = Chart(name="x", title="<b>A</b> & B", alternative="<i>", drawing=drawing)
    text = chart.save(tmp_path / "x.svg").read_text("utf-8")
    assert "<title>&lt;b&gt;A&lt;/b&gt; &amp; B</title>" in text
    assert "<b>A</b>" not in chart._repr_html_()


def test_a_chart_says_in_words_what_it_shows(talks: NegotiationFile) -> None:
    assert "Time line from 20 May 2025" in repr(talks.plot.timeline())
