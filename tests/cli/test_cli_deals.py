"""dragoman deals as a user calls it: drafts, reckonings, imports, errors, exit codes."""

import json
import shutil
from pathlib import Path

import pytest

from dragoman.cli.app import run
from dragoman.pipeline import parse_negotiation

TEXTS = {
    "a.txt": (
        "2031-02-03",
        "Masons and quarry far apart",
        "The Masons' Union demanded a wage rise of 6 per cent on Monday. Olav Stenn, the director "
        "of Tarn Quarry, rejected 6 per cent and offered a wage rise of 2 per cent.",
    ),
    "b.txt": (
        "2031-02-20",
        "The quarry moves",
        "Tarn Quarry would accept a wage rise of 4 per cent, Olav Stenn said on Thursday. The "
        "Masons' Union called for a wage rise of 4 per cent.",
    ),
}
PARTIES = """name = "Quarry talks"
[[party]]
id = "MAS"
names = ["Masons' Union", "the union"]
role = "side"
[[party]]
id = "QUA"
names = ["Tarn Quarry", "the quarry"]
role = "side"
[[person]]
name = "Olav Stenn"
aliases = ["Stenn"]
party = "QUA"
office = "director"
"""
ISSUE = """[[issue]]
id = "wage"
label = "Wage rise"
keywords = ["wage", "wages", "pay"]
"""
OPTIONS = """options = [
    { id = "two", label = "2 per cent", value = 0 },
    { id = "four", label = "4 per cent", value = 50 },
    { id = "six", label = "6 per cent", value = 100 },
]
"""
SETTINGS = PARTIES + ISSUE + OPTIONS
PREFERENCES = """
[[issue]]
id = "nights"
label = "Night shifts"
options = [ { id = "few", label = "few nights", value = 0 },
            { id = "many", label = "many nights", value = 100 } ]
[preference.MAS]
reservation = 0.3
[preference.MAS.wage]
weight = 0.6
score = { two = 0.0, four = [0.4, 0.7], six = 1.0 }
because = ["analyst: prices rose"]
[preference.MAS.nights]
weight = 0.4
score = { few = 1.0, many = 0.0 }
because = ["analyst: families"]
[preference.QUA]
reservation = [0.2, 0.4]
[preference.QUA.wage]
weight = 0.4
score = { two = 1.0, four = 0.5, six = 0.0 }
red_lines = ["six"]
because = ["analyst: thin margins"]
[preference.QUA.nights]
weight = 0.6
score = { few = 0.2, many = 1.0 }
because = ["analyst: orders"]
"""
WHOLE = SETTINGS + PREFERENCES
BROKEN = WHOLE.replace('red_lines = ["six"]', 'red_lines = ["two", "four", "six"]')
HEADS = "---\noutlet: Tarn Herald\npublished_at: {}\ntitle: {}\n---\n{}\n\n{}\n"
GENIUS = {
    "domain": """<negotiation_template><utility_space><objective index="0" name="toy">
<issue index="1" name="Quota" type="discrete" etype="discrete" vtype="discrete">
<item index="1" value="none"/><item index="2" value="half"/></issue>
</objective></utility_space></negotiation_template>""",
    "north": """<utility_space><objective index="0" name="toy">
<issue index="1" name="Quota" type="discrete"><item index="1" value="none" evaluation="10"/>
<item index="2" value="half" evaluation="4"/></issue><weight index="1" value="1"/>
</objective><reservation value="0.1"/></utility_space>""",
    "south": """<utility_space><objective index="0" name="toy">
<issue index="1" name="Quota" type="discrete"><item index="1" value="none" evaluation="1"/>
<item index="2" value="half" evaluation="7"/></issue><weight index="1" value="1"/>
</objective><reservation value="0.1"/></utility_space>""",
}
DECIDE = """#A;VEL;Velland;;;
#A;ORM;Ormark;;;
#P;quota;cod quota;;;
#M;quota;0;none;;
#M;quota;100;as in 2019;;
#D;VEL;quota;25;0.5;1
#D;ORM;quota;75;0.9;0.5
"""


@pytest.fixture(scope="session")
def _quarry(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("quarry")
    (place / "texts").mkdir()
    for name, told in TEXTS.items():
        (place / "texts" / name).write_text(HEADS.format(*told[:2], *told[1:]), "utf-8")
    (place / "parties.toml").write_text(PARTIES + ISSUE, "utf-8")
    dossier = str(place / "d.dragoman")
    assert run(["init", "--dossier", dossier, "--negotiation", str(place / "parties.toml")]) == 0
    assert run(["add", str(place / "texts"), "--dossier", dossier]) == 0
    assert run(["read", "--dossier", dossier, "--reader", "rules"]) == 0
    return place / "d.dragoman"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.setenv("DRAGOMAN_WHO", "A. Analyst")
    monkeypatch.setenv("DRAGOMAN_READER", "rules")
    (tmp_path / "whole.toml").write_text(WHOLE, "utf-8")
    return tmp_path


@pytest.fixture
def quarry(_quarry: Path, here: Path) -> Path:
    """The dossier, copied into the working folder under the default name; no options yet."""
    return Path(shutil.copy(_quarry, here / "dossier.dragoman"))


def told(capsys: pytest.CaptureFixture[str], *arguments: str, code: int = 0) -> tuple[str, str]:
    """What a run of ``dragoman deals`` writes to stdout and to stderr; no traceback, ever."""
    capsys.readouterr()
    assert run(["deals", *arguments]) == code, capsys.readouterr().err
    out, err = capsys.readouterr()
    assert "Traceback" not in out + err
    return out, err


def reckoned(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, object]:
    out, _ = told(capsys, "--negotiation", "whole.toml", "--draws", "0", "--json", *arguments)
    found = json.loads(out)
    assert isinstance(found, dict)
    return found


Capture = pytest.CaptureFixture[str]


def test_a_draft_without_options_suggests_them_and_asks(quarry: Path, capsys: Capture) -> None:
    out, err = told(capsys, "--draft")
    assert out.startswith("# Next: fill in options")
    assert out.count("[[party]]") == 2
    assert "6 per cent" in out
    assert parse_negotiation(out).issues[0].options == ()
    assert "? Which are the ways in which “Wage rise” could end, from 0 to 100?" in err


def test_a_draft_scores_options_and_keeps_the_settings(quarry: Path, capsys: Capture) -> None:
    Path("mine.toml").write_text("# my own words\n" + SETTINGS, "utf-8")
    out, _ = told(capsys, "--draft", "--negotiation", "mine.toml")
    assert out.startswith("# my own words\n" + SETTINGS)
    drafted = parse_negotiation(out)
    assert {p.party for p in drafted.preferences} == {"MAS", "QUA"}
    assert "“The Masons' Union demanded a wage rise of 6 per cent on Monday.”" in out


def test_draft_then_init_then_deals_goes_round(quarry: Path, capsys: Capture) -> None:
    Path("mine.toml").write_text(SETTINGS, "utf-8")
    assert run(["init", "--negotiation", "mine.toml"]) == 0
    assert run(["read"]) == 0
    _, err = told(capsys, "--draft", "--out", "drafted.toml")
    assert "written: " in err
    assert run(["init", "--negotiation", "drafted.toml"]) == 0
    out, _ = told(capsys, "--draws", "256")
    assert "Masons' Union" in out
    page, _ = told(capsys, "--draws", "0", "--json")
    grounds = [g for j in json.loads(page)["judgements"] for g in j["grounds"]]
    assert grounds
    assert not any(ground["is_lost"] for ground in grounds)


def test_a_draft_over_a_file_of_ones_own_is_refused(quarry: Path, capsys: Capture) -> None:
    _, err = told(capsys, "--draft", "--out", "whole.toml", code=1)
    assert "whole.toml exists and may hold your own numbers" in err
    assert Path("whole.toml").read_text("utf-8") == WHOLE


def test_a_draft_of_an_earlier_day_knows_no_later_text(quarry: Path, capsys: Capture) -> None:
    Path("mine.toml").write_text(SETTINGS, "utf-8")
    out, err = told(capsys, "--draft", "--negotiation", "mine.toml", "--as-of", "2031-02-10")
    assert "20 February" not in out
    assert "2031-02-20" not in out
    assert "left out: 1 published later" in err


def test_a_missing_and_an_empty_dossier_get_a_clear_line(here: Path, capsys: Capture) -> None:
    _, err = told(capsys, "--draft", code=1)
    assert "no dossier at dossier.dragoman to draft from; read texts first" in err
    _, err = told(capsys, code=1)
    assert "no dossier at dossier.dragoman; give --negotiation FILE" in err
    assert run(["init"]) == 0
    _, err = told(capsys, "--draft", code=1)
    assert "the dossier holds no texts to draft from" in err
    _, err = told(capsys, code=1)
    assert "has no [preference]; run `dragoman deals --draft" in err


def test_deals_on_a_dossier_with_preferences(quarry: Path, capsys: Capture) -> None:
    assert run(["init", "--negotiation", "whole.toml"]) == 0
    out, err = told(capsys, "--draws", "256")
    assert "zone of possible agreement" in out
    assert "few nights" in out
    assert err == ""


def test_negotiation_alone_needs_no_dossier(here: Path, capsys: Capture) -> None:
    out, _ = told(capsys, "--negotiation", "whole.toml", "--draws", "0")
    short, _ = told(capsys, "--negotiation", "whole.toml", "--draws", "0", "--brief")
    assert 0 < len(short) < len(out)
    assert not Path("dossier.dragoman").exists()


def test_json_is_one_object_and_nothing_else(here: Path, capsys: Capture) -> None:
    found = reckoned(capsys)
    assert found["kind"] == "deal space"
    assert found["draws"] is None
    told(capsys, "--negotiation", "whole.toml", "--draws", "0", "--json", "--out", "deals.json")
    assert json.loads(Path("deals.json").read_text("utf-8")) == found


def test_one_seed_gives_one_result(here: Path, capsys: Capture) -> None:
    def drawn(seed: str) -> dict[str, object]:
        found = reckoned(capsys, "--draws", "256", "--seed", seed)
        assert isinstance(found["zone"], dict)
        return found["zone"]

    assert drawn("1") == drawn("1")
    assert (
        json.loads(json.dumps(reckoned(capsys, "--draws", "256", "--seed", "7")))["draws"]["seed"]
        == 7
    )


def test_what_if_changes_the_numbers_and_says_so(here: Path, capsys: Capture) -> None:
    before, after = reckoned(capsys), reckoned(capsys, "--what-if", "MAS.reservation=0.9")
    assert before["zone"]["exists"] is True  # type: ignore[index]
    assert after["zone"]["exists"] is False  # type: ignore[index]
    assert after["what_if"] == ["MAS.reservation=0.9"]
    _, err = told(capsys, "--negotiation", "whole.toml", "--what-if", "MAS.wgae=1", code=1)
    assert "MAS" in err
    assert "wage" in err


def test_a_draft_package_is_judged_and_its_blanks_named(here: Path, capsys: Capture) -> None:
    drafts = reckoned(capsys, "--package", "wage=four")["drafts"]
    assert isinstance(drafts, list)
    assert drafts[0]["open_issues"] == ["nights"]
    _, err = told(capsys, "--negotiation", "whole.toml", "--package", "wage=seven", code=1)
    assert "wage" in err
    assert "seven" in err


@pytest.mark.parametrize(("draws", "code"), [("1000", 1), ("-1", 2), ("many", 2)])
def test_draws_that_cannot_be_spread_are_refused(
    here: Path, capsys: Capture, draws: str, code: int
) -> None:
    _, err = told(capsys, "--negotiation", "whole.toml", "--draws", draws, code=code)
    assert draws in err


def test_pages_are_written_as_html_and_markdown(here: Path, capsys: Capture) -> None:
    for name, start in (("deals.html", "<!doctype html"), ("deals.md", "# ")):
        out, _ = told(capsys, "--negotiation", "whole.toml", "--draws", "0", "--out", name)
        page = Path(name).read_text("utf-8")
        assert page.lower().startswith(start)
        assert "Tarn Quarry" in page
        assert name in out


def test_a_genius_folder_is_imported_and_reckoned(here: Path, capsys: Capture) -> None:
    (here / "toy").mkdir()
    for name, text in GENIUS.items():
        (here / "toy" / f"{name}.xml").write_text(text, "utf-8")
    told(capsys, "--import", "toy", "--out", "toy.toml")
    out, _ = told(capsys, "--negotiation", "toy.toml", "--draws", "0", "--json")
    assert json.loads(out)["zone"]["exists"] is True
    _, err = told(capsys, "--import", "toy", "--out", "toy.toml", code=1)
    assert "exists and may hold your own numbers" in err


def test_a_decide_table_is_imported_and_reckoned(here: Path, capsys: Capture) -> None:
    (here / "case.csv").write_text(DECIDE, "utf-8")
    out, _ = told(capsys, "--import", "case.csv")
    assert [party.id for party in parse_negotiation(out).parties] == ["VEL", "ORM"]
    told(capsys, "--import", "case.csv", "--out", "case.toml")
    out, _ = told(capsys, "--negotiation", "case.toml", "--draws", "0", "--json")
    assert json.loads(out)["forecasts"][0]["forecasts"]


def test_what_cannot_be_imported_says_so(here: Path, capsys: Capture) -> None:
    (here / "case.csv").write_text("no table\n", "utf-8")
    _, err = told(capsys, "--import", "case.csv", code=1)
    assert "case.csv" in err
    told(capsys, "--import", "nowhere", code=2)


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ('red_lines = ["six"]', 'red_lines = ["two", "four", "six"]', ("QUA", "wage", "every")),
        ("weight = 0.6\nscore = { two", "weight = -0.6\nscore = { two", ("MAS", "wage", "-0.6")),
        ("six = 1.0", "sevn = 1.0", ("MAS", "wage", "sevn")),
        ("[preference.QUA.nights]", "[preference.QAU.nights]", ("QAU", "QUA")),
    ],
)
def test_errors_name_the_party_and_the_issue(
    here: Path, capsys: Capture, old: str, new: str, named: tuple[str, ...]
) -> None:
    assert old in WHOLE
    Path("bad.toml").write_text(WHOLE.replace(old, new), "utf-8")
    out, err = told(capsys, "--negotiation", "bad.toml", "--draws", "0", code=1)
    assert out == ""
    assert all(word in err for word in named), err


def test_draft_and_import_stand_alone(here: Path, capsys: Capture) -> None:
    told(capsys, "--draft", "--json", code=2)
    told(capsys, "--import", "whole.toml", "--what-if", "MAS.reservation=0.9", code=2)


def test_help_shows_examples(here: Path, capsys: Capture) -> None:
    out, _ = told(capsys, "--help")
    assert "dragoman deals --draft --out negotiation.toml" in out
    assert "--what-if 'RUS.territory=60..80'" in out


def test_a_brief_has_the_deal_space_or_says_why_not(quarry: Path, capsys: Capture) -> None:
    assert run(["brief", "--negotiation", "whole.toml", "--out", "b.md"]) == 0
    assert "zone of possible agreement" in Path("b.md").read_text("utf-8")
    Path("broken.toml").write_text(BROKEN, "utf-8")
    capsys.readouterr()
    assert run(["brief", "--negotiation", "broken.toml", "--out", "c.md"]) == 0
    err = capsys.readouterr().err
    assert "no deal space in this brief: party 'QUA', issue 'wage'" in err
    page = Path("c.md").read_text("utf-8")
    assert page.startswith("# Quarry talks")
    assert "zone of possible agreement" not in page
