import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.errors import BadIssueSpace, UnreadableDocument
from dragoman.exchange.decide import parse_decide, read_decide

HEAD = """#O;Strait of Arven;;;;
#/;invented for a test;;;;
#A;VEL;Velland;sits on the coast;;
#A;ORM;Ormark;;;
#P;quota;cod quota;;;
#P;waters;who may fish where;;;
#M;quota;0;none;;
#M;quota;100;as in 2019;;
"""
TABS = """'#A'\t'Port d'Or'\t'Port d'Or'\t''
'#P'\t'toll'\t'toll'\t'how much'
'#M'\t'toll'\t0.5
'#M'\t'toll'\t7
'#D'\t'Port d'Or'\t'toll'\t3.0\t0.7\t1.0
"""


def test_the_semicolon_dialect_gives_actors_issues_scales_and_rows() -> None:
    case = parse_decide(HEAD + "#D;VEL;quota;25;0.5;1\n#D;ORM;waters;70;.25;0.4\n")
    assert case.title == "Strait of Arven"
    assert [(a.id, a.name, a.comment) for a in case.actors] == [
        ("VEL", "Velland", "sits on the coast"),
        ("ORM", "Ormark", ""),
    ]
    quota, waters = case.issues
    assert (quota.lower, quota.upper, quota.marks[1].meaning) == (0.0, 100.0, "as in 2019")
    assert (waters.lower, waters.upper, waters.marks) == (0.0, 100.0, ())
    assert case.columns("position")[0][0] == 25.0
    assert case.columns("salience")[1][1] == 0.25
    assert math.isnan(case.columns("power")[0][1])
    assert case.notes == ()


def test_the_tab_dialect_keeps_an_apostrophe_in_a_name() -> None:
    case = parse_decide(TABS)
    assert case.actors[0].id == "Port d'Or"
    assert (case.issues[0].lower, case.issues[0].upper) == (0.5, 7.0)
    assert (case.rows[0].position, case.rows[0].line) == (3.0, 5)


def test_rows_may_stand_in_any_order_and_lines_may_end_as_on_windows() -> None:
    rows = [*HEAD.splitlines(), "#D;VEL;quota;25;0.5;1"]
    assert parse_decide("\r\n".join(reversed(rows))).rows[0].position == 25.0


def test_decimal_commas_are_read_and_told() -> None:
    case = parse_decide(HEAD + "#D;VEL;quota;25,5;0,5;1\n")
    assert (case.rows[0].position, case.rows[0].salience) == (25.5, 0.5)
    assert case.notes == (
        "line 9: position 25,5 read with a decimal comma",
        "line 9: salience 0,5 read with a decimal comma",
    )


@pytest.mark.parametrize(
    ("row", "told", "issue", "party"),
    [
        ("#D;VEL;quota;x;0.5;1", "line 9: position 'x' is no number", "quota", "VEL"),
        ("#D;VEL;quota;;0.5;1", "line 9: position is empty; leave the row out", "quota", "VEL"),
        ("#D;VEL;quota;nan;0.5;1", "line 9: position 'nan' is no number", "quota", "VEL"),
        ("#D;VEL;quota;101;0.5;1", "line 9: position 101 is not in 0..100", "quota", "VEL"),
        ("#D;VEL;quota;10;1.5;1", "line 9: salience 1.5 is not in 0..1", "quota", "VEL"),
        ("#D;VEL;quota;10;0.5;-1", "line 9: power -1 is not in 0..inf", "quota", "VEL"),
        ("#D;VEL;quotas;10;0.5;1", "line 9: no #P row names 'quotas'", "quotas", "VEL"),
        ("#D;VAL;quota;10;0.5;1", "line 9: no #A row names 'VAL'", "quota", "VAL"),
        ("#D;VEL;quota;10", "line 9: a #D row has 4 cells", None, None),
        ("#M;quotas;10;x", "line 9: no #P row names this issue", "quotas", None),
        ("#M;quota;100;x", "line 9: 100 is marked twice", "quota", None),
        ("#M;waters;50;x", "the scale has one mark, 50", "waters", None),
        ("#A;VEL;again", "line 9: the actor 'VEL' is already on line 3", None, None),
        ("#P;quota;again", "line 9: the issue 'quota' is already on line 5", None, None),
        ("#X;what", "line 9: begins with '#X'", None, None),
        ("VEL;quota;10;0.5;1", "line 9: begins with 'VEL'", None, None),
    ],
)
def test_a_bad_row_is_refused_with_its_line(row: Any, told: Any, issue: Any, party: Any) -> None:
    with pytest.raises(BadIssueSpace) as caught:
        parse_decide(HEAD + row + "\n")
    assert told in str(caught.value)
    assert (caught.value.issue, caught.value.party) == (issue, party)


def test_a_position_given_twice_is_refused() -> None:
    row = "#D;VEL;quota;25;0.5;1\n"
    with pytest.raises(BadIssueSpace, match="line 10: already given on line 9"):
        parse_decide(HEAD + row + row)


def test_a_file_of_another_kind_is_unreadable() -> None:
    with pytest.raises(UnreadableDocument, match="holds no row that begins with"):
        parse_decide("\n\n", name="empty.csv")


def test_bytes_of_a_spreadsheet_are_read_as_what_they_are(tmp_path: Any) -> None:
    for encoding, named in (("utf-8", "utf-8"), ("utf-8-sig", "utf-8"), ("cp1252", "cp1252")):
        path = tmp_path / f"{encoding}.csv"
        path.write_bytes((HEAD + "#M;waters;0;the coast’s own\n#M;waters;9;é\n").encode(encoding))
        case = read_decide(path)
        assert (case.encoding, case.issues[1].marks[0].meaning) == (named, "the coast’s own")
        assert case.title == "Strait of Arven"
    odd = tmp_path / "odd.csv"
    odd.write_bytes(b"#A;a\x81;b;c\n")
    assert read_decide(odd).encoding == "latin-1"


@given(
    st.lists(
        st.tuples(st.floats(0, 100), st.floats(0, 1), st.floats(0, 50)), min_size=1, max_size=5
    ),
    st.booleans(),
)
def test_numbers_come_back_as_they_were_written(rows: Any, is_tabbed: Any) -> None:
    lines = ["#P;p;p"]
    for k, row in enumerate(rows):
        lines += [f"#A;a{k};a", ";".join(["#D", f"a{k}", "p", *(repr(v) for v in row)])]
    text = "\n".join(lines)
    case = parse_decide(text.replace(";", "\t") if is_tabbed else text)
    assert [(r.position, r.salience, r.power) for r in case.rows] == rows
