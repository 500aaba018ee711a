"""The commands as a user calls them: output, exit codes, and no traceback ever."""

import json
from pathlib import Path

import pytest

from dragoman.cli.app import run

TALKS = """Envoys meet at Sundholm

Velland and Ormark held talks in Sundholm on 3 June 2025. Ormark's fisheries minister, Tomas Vey,
said that Ormark would accept a quota only if Velland lifted its ban on landings.

"We will not sign a text without a quota," said Ilse Marn, the chief negotiator of Velland.
She demanded that Ormark withdraw its patrol boats from the strait.
"""
DENIAL = """Ormark denies a deal on quotas

Ormark denied on 5 June 2025 that a quota had been agreed at the talks in Sundholm. Velland said
that both sides had agreed on a quota of 9,000 tonnes of cod.
"""
SETTINGS = """
name = "Arven talks"
[[party]]
id = "VEL"
names = ["Velland", "Port Vell"]
[[party]]
id = "ORM"
names = ["Ormark", "Castle Quay"]
[[person]]
name = "Ilse Marn"
party = "VEL"
office = "chief negotiator"
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DRAGOMAN_WHO", "A. Analyst")
    texts = tmp_path / "texts"
    texts.mkdir()
    (texts / "a.txt").write_text(TALKS, encoding="utf-8")
    (texts / "b.txt").write_text(DENIAL, encoding="utf-8")
    (texts / "negotiation.toml").write_text(SETTINGS, encoding="utf-8")
    return texts


def records(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[dict[str, object]]:
    capsys.readouterr()
    assert run([*arguments, "--json"]) == 0
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_brief_goes_the_whole_way(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["brief", str(folder)]) == 0
    shown = capsys.readouterr().out
    assert "Arven talks" in shown
    assert "brief.html" in shown
    page = Path("brief.html").read_text(encoding="utf-8")
    assert "Sundholm" in page
    assert Path("dossier.dragoman").exists()
    assert run(["check"]) == 0


def test_a_second_run_adds_nothing(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["brief", str(folder)])
    capsys.readouterr()
    assert run(["brief", str(folder)]) == 0
    assert "2 known already" in capsys.readouterr().err


def test_the_brief_can_be_markdown(folder: Path) -> None:
    assert run(["brief", str(folder), "--out", "talks.md"]) == 0
    assert Path("talks.md").read_text(encoding="utf-8").startswith("# Arven talks")


def test_two_negotiations_are_not_mixed_by_accident(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(["brief", str(folder)])
    other = tmp_path / "other"
    other.mkdir()
    (other / "c.txt").write_text(DENIAL.replace("quota", "toll"), encoding="utf-8")
    capsys.readouterr()
    assert run(["brief", str(other)]) == 1
    assert "give --dossier NEW.dragoman" in capsys.readouterr().err
    assert run(["brief", str(other), "--dossier", "other.dragoman"]) == 0


def test_the_steps_one_by_one(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["init", "--negotiation", str(folder / "negotiation.toml")]) == 0
    assert run(["add", str(folder)]) == 0
    assert "2 added; 0 skipped" in capsys.readouterr().out
    assert run(["read"]) == 0
    assert "2 read; 0 skipped" in capsys.readouterr().out
    assert run(["rebuild"]) == 0
    for listing in ("contacts", "positions", "commitments", "discrepancies"):
        assert run([listing]) == 0
    shown = capsys.readouterr().out
    assert "Sundholm" in shown


def test_a_listing_gives_records(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["brief", str(folder)])
    found = records(capsys, "contacts", "--party", "VEL")
    assert {record["kind"] for record in found} == {"contact"}
    assert records(capsys, "contacts", "--party", "XXX") == []


def test_a_correction_holds_and_can_be_undone(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(["brief", str(folder)])
    before = records(capsys, "contacts")[0]
    entry = str(before["id"])
    assert run(["correct", entry, "status=planned", "--why", "not yet held"]) == 0
    assert run(["rebuild"]) == 0
    changed = [r for r in records(capsys, "contacts") if r["id"] == entry]
    assert [r["status"] for r in changed] == ["planned"]
    assert run(["undo"]) == 0
    back = [r for r in records(capsys, "contacts") if r["id"] == entry]
    assert [r["status"] for r in back] == [before["status"]]


def test_a_rejected_entry_leaves_and_comes_back(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(["brief", str(folder)])
    entry = str(records(capsys, "contacts")[0]["id"])
    assert run(["correct", entry, "--reject"]) == 0
    assert entry not in [r["id"] for r in records(capsys, "contacts")]
    run(["undo"])
    assert entry in [r["id"] for r in records(capsys, "contacts")]


def test_an_entry_can_be_added_by_hand(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["brief", str(folder)])
    run(["export", "--kind", "document", "--out", "documents.jsonl"])
    documents = [json.loads(x) for x in Path("documents.jsonl").read_text("utf-8").splitlines()]
    document = next(d["id"] for d in documents if "Envoys" in d["text"])
    words = ["channel=call", "status=planned", "--quote", "Envoys meet"]
    assert run(["correct", "--add", "contact", "--in", document, *words]) == 0
    added = [r for r in records(capsys, "contacts") if "added by A. Analyst" in str(r["because"])]
    assert [r["channel"] for r in added] == ["call"]
    assert run(["check"]) == 0


def test_a_removed_document_leaves_with_its_entries(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(["brief", str(folder)])
    assert run(["remove", str(folder / "b.txt"), "--why", "not ours"]) == 0
    assert records(capsys, "discrepancies") == []
    run(["undo"])
    capsys.readouterr()
    run(["export", "--kind", "document"])
    assert len(capsys.readouterr().out.splitlines()) == 2


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["contacts"], 1, "no dossier here"),
        (["correct", "nosuch", "--reject"], 1, "no dossier here"),
        (["brief", "missing-folder"], 3, "missing-folder"),
        (["contacts", "--dossier", "texts/a.txt"], 1, "restore it from a backup"),
        (["nonsense"], 2, "No such command"),
        (["brief", "--nonsense"], 2, "No such option"),
        (["brief", "texts", "--out", "no/such/place/b.html"], 1, "no/such/place"),
        (["init", "--negotiation", "broken.toml"], 1, "not valid TOML"),
    ],
)
def test_what_goes_wrong_is_one_clear_line(
    folder: Path,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    code: int,
    said: str,
) -> None:
    Path("broken.toml").write_text("name = ", encoding="utf-8")
    assert run(arguments) == code
    told = capsys.readouterr().err
    assert said in told
    assert "Traceback" not in told


def test_a_broken_settings_file_does_not_stop_the_brief(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "negotiation.toml").write_text("[[party]]\nid = 3", encoding="utf-8")
    assert run(["brief", str(folder)]) == 3
    assert "negotiation.toml" in capsys.readouterr().err
    assert Path("brief.html").exists()


def test_unknown_entries_and_odd_options_are_told(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(["brief", str(folder)])
    entry = str(records(capsys, "contacts")[0]["id"])
    assert run(["correct", "nosuch", "--reject"]) == 1
    assert run(["correct", entry]) == 2
    assert run(["correct", entry, "--reject", "--accept", "status=held"]) == 2
    assert run(["correct", entry, "status=asleep"]) == 1
    assert run(["correct", entry, "colour=red"]) == 1
    assert run(["undo"]) == 1
    told = capsys.readouterr().err
    assert "there is no decision left to undo" in told
    assert "Traceback" not in told


def test_extract_prints_one_line_a_text(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["extract", str(folder / "a.txt"), str(folder / "b.txt")]) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [line["kind"] for line in lines] == ["report", "report"]
    text = lines[0]["document"]["text"]
    spans = [p for s in lines[0]["statements"] for p in s["passages"]]
    assert spans
    assert all(text[p["start"] : p["end"]] == p["exact"] for p in spans)


def test_extract_names_what_it_skips(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("empty.txt").write_text("", encoding="utf-8")
    assert run(["extract", "empty.txt", str(folder / "b.txt")]) == 3
    captured = capsys.readouterr()
    assert len(captured.out.splitlines()) == 1
    assert "empty.txt" in captured.err


def test_events_are_written_for_plover(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["brief", str(folder)]) == 0
    assert run(["export", "--format", "plover", "--out", "events.jsonl"]) == 0
    lines = Path("events.jsonl").read_text(encoding="utf-8").splitlines()
    kinds = {kind for line in lines for kind in json.loads(line)["event"]}
    assert "REQUEST" in kinds
    assert "wrote events.jsonl" in capsys.readouterr().err


def test_kinds_go_with_json_lines_only(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["add", str(folder)]) == 0
    assert run(["export", "--format", "plover", "--kind", "statement"]) == 2
    assert "--kind" in capsys.readouterr().err


def test_a_text_is_explained_or_given_as_json(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = str(folder / "a.txt")
    assert run(["extract", "--explain", text]) == 0
    shown = capsys.readouterr().out
    assert "Who says what" in shown
    assert "because" in shown
    assert run(["extract", "--explain", "--json", text]) == 0
    report = json.loads(capsys.readouterr().out)
    assert any(statement["because"] for statement in report["statements"])
