"""GENIUS domains: what is read, what it is worth, what is refused, and as negotiation.toml."""

import tomllib
from itertools import product
from pathlib import Path
from xml.sax.saxutils import quoteattr

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.errors import BadIssueSpace, UnreadableDocument
from dragoman.exchange.genius import (
    GeniusDomain,
    ProfileKind,
    Rules,
    raw_reservation,
    raw_worth,
    read_genius,
    reckon_worth,
    to_negotiation_toml,
)
from dragoman.pipeline.negotiation import parse_negotiation

DOMAIN = """<negotiation_template><utility_space number_of_issues="2">
<objective index="1" etype="objective" type="objective" description="" name="harbour">
<issue index="1" etype="discrete" type="discrete" vtype="discrete" name="Quota">
<item index="1" value="none"/><item index="2" value="half"/><item index="3" value="half"/></issue>
<issue index="2" type="integer" lowerbound="1" upperbound="3" name="Years"/>
</objective></utility_space></negotiation_template>"""

NORTH = """<utility_space><objective index="1" name="harbour">
<issue index="1" type="discrete" name="Quota">
<item index="1" value="none" evaluation="10"/><item index="2" value="half" evaluation="4"/></issue>
<issue index="2" type="integer" name="Years" lowerbound="1" upperbound="3">
<evaluator ftype="linear" offset="1" slope="-0.5"></evaluator></issue>
<weight index="1" value="0.5"/><weight index="2" value="2"/></objective>
<reservation value="1.5"/><discount_factor value="0.9"/></utility_space>"""

SOUTH = """<utility_space>
<issue index="1" name="Quota"><item index="1" value="none" evaluation="0"/>
<item index="2" value="half" evaluation="7"/></issue>
<issue index="2" type="integer" name="Years"><range lowerbound="1" upperbound="3"/>
<evaluator ftype="linear" parameter0="0" parameter1="2"/></issue></utility_space>"""


def folder_of(place: Path, **files: str | bytes) -> Path:
    for name, text in files.items():
        raw = text if isinstance(text, bytes) else text.encode("utf-8")
        (place / f"{name}.xml").write_bytes(raw)
    return place


def harbour(place: Path) -> GeniusDomain:
    return read_genius(folder_of(place, domain=DOMAIN, north=NORTH, south=SOUTH))


def test_issues_and_profiles_are_read(tmp_path: Path) -> None:
    domain = harbour(tmp_path)
    assert [(i.name, tuple(i.values)) for i in domain.issues] == [
        ("Quota", ("none", "half")),
        ("Years", (1, 2, 3)),
    ]
    north, south = domain.profiles
    assert (north.name, north.weights, north.reservation, north.discount) == (
        "north", (0.5, 2.0), 1.5, 0.9,
    )  # fmt: skip
    assert (south.weights, south.reservation, south.discount) == ((1.0, 1.0), None, None)
    assert domain.is_additive
    assert domain.is_finite
    assert domain.package_count == 6


def test_the_worth_of_an_option_is_weight_times_evaluation(tmp_path: Path) -> None:
    domain = harbour(tmp_path)
    quota, years = raw_worth(domain)
    np.testing.assert_array_equal(quota, [[5.0, 2.0], [0.0, 7.0]])
    np.testing.assert_array_equal(years, [[1.0, 0.0, -1.0], [2.0, 4.0, 6.0]])
    np.testing.assert_array_equal(raw_reservation(domain), [1.5, 0.0])


def test_single_packages_have_the_sum_over_issues(tmp_path: Path) -> None:
    domain = harbour(tmp_path)
    packages = list(product(("none", "half"), (1, 2, 3)))
    quota, years = raw_worth(domain)
    sums = (quota[:, :, None] + years[:, None, :]).reshape(2, -1)
    np.testing.assert_array_equal(reckon_worth(domain, packages), sums)


def test_a_weight_beyond_the_issues_is_added_to_every_package(tmp_path: Path) -> None:
    north = NORTH.replace("</objective>", '<weight index="9" value="3"/></objective>')
    domain = read_genius(folder_of(tmp_path, domain=DOMAIN, north=north))
    assert reckon_worth(domain, [("none", 1)])[0, 0] == 9.0
    assert sum(table[0, 0] for table in raw_worth(domain)) == 9.0


def test_a_number_without_an_issue_counts_as_an_issue_worth_one(tmp_path: Path) -> None:
    north = NORTH.replace('<weight index="1"', '<weight index="7"')
    domain = DOMAIN.replace('<issue index="1"', '<issue index="7"')
    found = read_genius(folder_of(tmp_path, domain=domain, north=north))
    assert [issue.name for issue in found.issues] == ["Years", "Quota"]
    assert found.gaps == (1, 3, 4, 5, 6)
    assert reckon_worth(found, [(1, "none")])[0, 0] == 6.0 + 5.0


def test_curves_of_every_form(tmp_path: Path) -> None:
    def worths(evaluator: str) -> list[float]:
        head, tail = NORTH.split("<evaluator")[0], NORTH.split("</evaluator>")[1]
        folder_of(tmp_path, domain=DOMAIN, north=head + evaluator + tail)
        return list(raw_worth(read_genius(tmp_path))[1][0])

    quadratic = '<evaluator ftype="quadratic" parameter0="1" parameter1="2" parameter2="3"/>'
    assert worths(quadratic) == [12.0, 34.0, 68.0]
    triangle = '<evaluator ftype="triangular" parameter0="0" parameter1="3" parameter2="1"/>'
    assert worths(triangle) == [2.0, 1.0, 0.0]
    with pytest.raises(BadIssueSpace, match=r"party 'north', issue 'Years': ftype 'cubic'"):
        worths('<evaluator ftype="cubic"/>')


REGIONS = """<utility_space type="nonlinear"><objective index="1" name="harbour">
<issue index="1" type="integer" name="A" lowerbound="0" upperbound="9"/>
<issue index="2" type="integer" name="B" lowerbound="0" upperbound="9"/>
<utility maxutility="30"><ufun type="PlainUfun" weight="2" aggregation="sum">
<hyperRectangle utility="5"><INCLUDES index="1" min="2" max="5"/>
<INCLUDES index="2" min="0" max="3"/></hyperRectangle>
<hyperRectangle utility="1"><EXCLUDES index="1" min="2" max="5"/></hyperRectangle>
</ufun></utility></objective></utility_space>"""
SQUARE = """<negotiation_template><utility_space><objective index="1" name="square">
<issue index="1" type="integer" name="A" lowerbound="0" upperbound="9"/>
<issue index="2" type="integer" name="B" lowerbound="0" upperbound="9"/>
</objective></utility_space></negotiation_template>"""


def test_regions_are_worth_what_negmas_or_genius_says(tmp_path: Path) -> None:
    domain = read_genius(folder_of(tmp_path, square=SQUARE, north=REGIONS))
    assert domain.profiles[0].kind is ProfileKind.REGIONS
    assert not domain.is_additive
    packages = [(3, 1), (2, 1), (9, 9)]
    assert reckon_worth(domain, packages).tolist() == [[12.0, 0.0, 0.0]]
    assert reckon_worth(domain, packages, Rules.GENIUS).tolist() == [[10.0, 10.0, 2.0]]
    with pytest.raises(BadIssueSpace, match=r"north.xml gives a worth to regions"):
        raw_worth(domain)


def test_a_real_issue_has_no_list_of_options(tmp_path: Path) -> None:
    domain = DOMAIN.replace('"integer"', '"real"').replace('bound="1"', 'bound="0.5"')
    profile = SOUTH.replace('type="integer"', 'type="real"')
    found = read_genius(folder_of(tmp_path, domain=domain, south=profile))
    assert not found.is_finite
    assert found.package_count is None
    assert reckon_worth(found, [("half", 0.75)])[0, 0] == 8.5
    with pytest.raises(BadIssueSpace, match=r"issue 'Years': takes any real number"):
        raw_worth(found)


@pytest.mark.parametrize(
    "raw",
    [
        ("\ufeff" + NORTH).encode("utf-8"),
        NORTH.encode("utf-16"),
        ('<?xml version="1.0" encoding="UTF-16"?>\n' + NORTH).encode("utf-8"),
        ('\n\n<?xml version="1.0"?>' + NORTH + "\n0.5, 0.7\nend of file <").encode("utf-8"),
        ("<!-- who made it -->" + NORTH).encode("utf-8"),
    ],
)
def test_odd_encodings_and_text_around_the_root_are_read(tmp_path: Path, raw: bytes) -> None:
    domain = read_genius(folder_of(tmp_path, domain=DOMAIN, north=raw))
    assert domain.profiles[0].reservation == 1.5


def test_a_declared_encoding_is_used_where_it_is_not_utf8(tmp_path: Path) -> None:
    head = '<?xml version="1.0" encoding="ISO-8859-1"?>'
    latin = [head + text.replace("half", "à demi") for text in (DOMAIN, NORTH)]
    folder_of(tmp_path, domain=latin[0].encode("latin-1"), north=latin[1].encode("latin-1"))
    assert read_genius(tmp_path).issues[0].values == ("none", "à demi")
    folder_of(tmp_path, north=latin[1].replace(head, "").encode("latin-1"))
    with pytest.raises(UnreadableDocument, match=r"letters are not utf-8; save it as UTF-8"):
        read_genius(tmp_path)


def test_a_document_type_is_refused_and_nothing_is_fetched(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("half")
    bomb = f'<!DOCTYPE x [<!ENTITY e SYSTEM "file://{secret}">]>' + NORTH.replace("half", "&e;")
    with pytest.raises(UnreadableDocument, match="document type"):
        read_genius(folder_of(tmp_path, domain=DOMAIN, north=bomb))


def test_files_that_are_neither_are_named_not_read(tmp_path: Path) -> None:
    folder_of(tmp_path, domain=DOMAIN, north=NORTH, pareto="\n0.5, 0.7\n", log="<Tournament/>")
    assert read_genius(tmp_path).passed_over == ("log.xml", "pareto.xml")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('value="half" evaluation="4"', 'value="all" evaluation="4"', "no value 'all'"),
        ('evaluation="4"', 'evaluation="a lot"', "'a lot' is not a number"),
        ('evaluation="4"', 'evaluation="nan"', "'nan' is not a number"),
        (' evaluation="4"', "", "<item> has no evaluation"),
        ('name="Quota"', 'name="Quotas"', "no issue of this name"),
        ('upperbound="3"', 'upperbound="4"', "bounds 1 to 4 leave the domain's 1 to 3"),
        ('<weight index="1" value="0.5"/>', '<weight index="1"/>', "<weight> has no value"),
        ('<reservation value="1.5"/>', "<reservation/>", "<reservation> has no value"),
    ],
)
def test_a_profile_that_cannot_be_names_file_and_party(
    tmp_path: Path, old: str, new: str, said: str
) -> None:
    assert old in NORTH
    folder_of(tmp_path, domain=DOMAIN, north=NORTH.replace(old, new))
    with pytest.raises(BadIssueSpace) as caught:
        read_genius(tmp_path)
    assert said in str(caught.value)
    assert "north.xml" in str(caught.value)
    assert caught.value.party == "north"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('name="Years"', 'name="Quota"', "two issues have this name"),
        ('<issue index="2"', '<issue index="1"', "number 1 is also that of"),
        ('<issue index="2"', '<issue index="0"', "index 0 is not between 1"),
        ('upperbound="3"', "", "upperbound is missing"),
        ('lowerbound="1"', 'lowerbound="5"', "lowerbound 5 is above upperbound 3"),
        ('type="integer"', 'type="colour"', "type 'colour' is not discrete"),
    ],
)
def test_a_domain_that_cannot_be_names_the_issue(
    tmp_path: Path, old: str, new: str, said: str
) -> None:
    assert old in DOMAIN
    folder_of(tmp_path, domain=DOMAIN.replace(old, new), north=NORTH)
    with pytest.raises(BadIssueSpace, match=said) as caught:
        read_genius(tmp_path)
    assert "domain.xml" in str(caught.value)
    assert caught.value.issue is not None


def test_a_value_that_a_profile_leaves_open_is_an_error_when_reckoned(tmp_path: Path) -> None:
    north = NORTH.replace('<item index="2" value="half" evaluation="4"/>', "")
    domain = read_genius(folder_of(tmp_path, domain=DOMAIN, north=north))
    assert reckon_worth(domain, [("none", 1)])[0, 0] == 6.0
    with pytest.raises(BadIssueSpace, match=r"north.xml does not say what 'half' is worth"):
        raw_worth(domain)


def test_a_folder_needs_one_domain_and_a_profile(tmp_path: Path) -> None:
    with pytest.raises(UnreadableDocument, match="found none"):
        read_genius(folder_of(tmp_path, north=NORTH))
    with pytest.raises(UnreadableDocument, match=r"found domain.xml, other.xml"):
        read_genius(folder_of(tmp_path, domain=DOMAIN, other=DOMAIN))
    (tmp_path / "other.xml").unlink()
    (tmp_path / "north.xml").write_text("<utility_space><issue")
    with pytest.raises(UnreadableDocument, match=r"north.xml: broken XML"):
        read_genius(tmp_path)
    (tmp_path / "north.xml").unlink()
    with pytest.raises(UnreadableDocument, match="no profile"):
        read_genius(tmp_path)
    with pytest.raises(UnreadableDocument, match="not a folder"):
        read_genius(tmp_path / "nowhere")


def toml_sums(domain: GeniusDomain) -> np.ndarray:
    tables = tomllib.loads(to_negotiation_toml(domain))
    rows = []
    for party in tables["party"]:
        said = [tables["preference"][party["id"]][issue["id"]] for issue in tables["issue"]]
        worths = [
            [s["weight"] * s["score"][option["id"]] for option in issue["options"]]
            for s, issue in zip(said, tables["issue"], strict=True)
        ]
        rows.append([sum(chosen) for chosen in product(*worths)])
    return np.array(rows)


def test_negotiation_toml_is_read_and_keeps_utilities_but_for_one_number(tmp_path: Path) -> None:
    domain = harbour(tmp_path)
    text = to_negotiation_toml(domain)
    read = parse_negotiation(text)
    assert [party.id for party in read.parties] == ["NORTH", "SOUTH"]
    assert [issue.id for issue in read.issues] == ["quota", "years"]
    assert [option.value for option in read.issues[1].options] == [0.0, 50.0, 100.0]
    assert read.stakes[0].reservation is not None
    assert read.stakes[0].reservation.low == 1.5 - (2.0 - 1.0)
    packages = list(product(("none", "half"), (1, 2, 3)))
    raw = reckon_worth(domain, packages)
    np.testing.assert_allclose(toml_sums(domain), raw - [[1.0], [2.0]], atol=1e-12)
    assert "raw utility is 1.0 more" in text


NAMES = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn"]),
                min_size=1, max_size=6)  # fmt: skip


def issue_of(number: int, name: str, rows: dict[str, float]) -> str:
    items = "".join(
        f"<item value={quoteattr(value)} evaluation='{worth!r}'/>" for value, worth in rows.items()
    )
    return f'<issue index="{number}" name={quoteattr(name)}>{items}</issue>'


@settings(max_examples=60, deadline=None)
@given(names=st.lists(NAMES, min_size=2, max_size=5, unique=True), drawn=st.data())
def test_ids_are_unique_and_sums_hold_for_any_names(
    names: list[str], drawn: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    worths = [{name: drawn.draw(st.floats(-50, 50)) for name in names} for _ in range(2)]
    issues = "".join(issue_of(n + 1, names[n], worths[n]) for n in range(2))
    space = f"<utility_space>{issues}<weight index='2' value='-1.5'/></utility_space>"
    root = "negotiation_template"
    domain = f"<{root}><utility_space>{issues}</utility_space></{root}>"
    found = read_genius(folder_of(tmp_path_factory.mktemp("domain"), domain=domain, north=space))
    parse_negotiation(to_negotiation_toml(found))
    raw = reckon_worth(found, list(product(*(issue.values for issue in found.issues))))
    moved = sum(table.min() for table in raw_worth(found))
    np.testing.assert_allclose(toml_sums(found) + moved, raw, atol=1e-9)
