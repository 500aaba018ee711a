"""--as-of and --since: what could be known on a day, and what is new since one."""

import json
from pathlib import Path

import pytest
from cli_texts import write_texts

from dragoman.cli.app import run

LISTINGS = (
    "contacts",
    "positions",
    "commitments",
    "discrepancies",
    "constraints",
    "leverage",
    "hypotheses",
)
"""Every listing takes ``--as-of``, ``--since`` and ``--json``."""

Capture = pytest.CaptureFixture[str]


def records(capsys: Capture, *arguments: str) -> list[dict[str, object]]:
    capsys.readouterr()
    assert run([*arguments, "--json"]) == 0
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def told(entry: dict[str, object]) -> str:
    return json.dumps(entry)


def test_no_later_document_is_known(talks: Path, capsys: Capture) -> None:
    for listing in LISTINGS:
        later = {d["id"] for d in _documents(capsys) if str(d["published_at"]) > "2025-06-04"}
        for entry in records(capsys, listing, "--as-of", "2025-06-04"):
            assert not any(str(id) in told(entry) for id in later)


def _documents(capsys: Capture) -> list[dict[str, object]]:
    capsys.readouterr()
    assert run(["export", "--kind", "document"]) == 0
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_what_was_planned_then_is_planned(talks: Path, capsys: Capture) -> None:
    before = {entry["status"] for entry in records(capsys, "contacts", "--as-of", "2025-05")}
    now = {entry["status"] for entry in records(capsys, "contacts")}
    assert before == {"planned"}
    assert "held" in now


def test_a_dispute_is_not_known_before_its_second_account(talks: Path, capsys: Capture) -> None:
    assert records(capsys, "discrepancies")
    assert not records(capsys, "discrepancies", "--as-of", "2025-06-05")


def test_documents_left_out_are_counted(talks: Path, capsys: Capture) -> None:
    assert run(["contacts", "--as-of", "2025-06-04"]) == 0
    told_on_stderr = capsys.readouterr().err
    assert "2 published later" in told_on_stderr
    assert "1 without a known day of publication" in told_on_stderr


def test_nothing_is_stored_by_looking_back(talks: Path, capsys: Capture) -> None:
    before = records(capsys, "contacts")
    run(["contacts", "--as-of", "2025-05"])
    assert records(capsys, "contacts") == before


@pytest.mark.parametrize("day", ["yesterday", "2025-6-4", "2025-13", "2025-06-01/2025-06-03"])
@pytest.mark.parametrize("option", ["--as-of", "--since"])
def test_a_day_that_is_none_is_a_usage_error(
    talks: Path, capsys: Capture, day: str, option: str
) -> None:
    assert run(["contacts", option, day]) == 2
    assert "write 2025-03-18, or 2025-03" in capsys.readouterr().err


def test_since_tells_what_is_new(talks: Path, capsys: Capture) -> None:
    found = records(capsys, "contacts", "--since", "2025-05-31")
    assert found
    assert all(entry["new"] for entry in found)
    held = next(entry for entry in found if entry["status"] == "held")
    assert held["new"] in ("held, planned before", "first told since")


def test_since_and_as_of_are_what_came_between(talks: Path, capsys: Capture) -> None:
    both = records(capsys, "positions", "--since", "2025-06-06", "--as-of", "2025-06-30")
    since = records(capsys, "positions", "--since", "2025-06-06")
    assert [entry["id"] for entry in both] == [entry["id"] for entry in since]
    assert not records(capsys, "positions", "--since", "2025-06-20")
    assert run(["positions", "--since", "2025-06-20", "--as-of", "2025-06-06"]) == 2


def test_nothing_found_names_the_filters(talks: Path, capsys: Capture) -> None:
    assert run(["commitments", "--party", "XYZ", "--since", "2025-06-20"]) == 0
    shown = capsys.readouterr().out
    assert "--party XYZ --since 2025-06-20" in shown
    assert "ORM, VEL" in shown


def test_an_export_can_be_of_an_earlier_day(talks: Path, capsys: Capture) -> None:
    capsys.readouterr()
    assert run(["export", "--as-of", "2025-05-31", "--kind", "document"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 1
    assert run(["export", "--as-of", "2025-05-31", "--format", "canonical"]) == 2


def test_a_decision_stays_in_force_on_an_earlier_day(talks: Path, capsys: Capture) -> None:
    (planned,) = records(capsys, "contacts", "--as-of", "2025-05")
    id = str(planned["id"])
    (now,) = [entry for entry in records(capsys, "contacts") if entry["id"] == id]
    assert run(["correct", id, "channel=summit", "--why", "so it was", "--reader", "rules"]) == 0
    (then,) = records(capsys, "contacts", "--as-of", "2025-05")
    assert (now["channel"], then["channel"]) == ("talks", "summit")


def test_an_older_version_counts_again(tmp_path: Path, talks: Path, capsys: Capture) -> None:
    first = tmp_path / "v1.txt"
    text = "---\nurl: https://x.example.org/a\npublished_at: {}\noutlet: X\n---\nTalks\n\n{}\n"
    first.write_text(text.format("2025-05-20", "Tomas Vey said that the harbour was open to all."))
    second = tmp_path / "v2.txt"
    second.write_text(text.format("2025-05-25", "Tomas Vey said that the harbour was shut to all."))
    assert run(["add", str(first), str(second)]) == 0
    assert run(["read", "--reader", "rules"]) == 0
    capsys.readouterr()
    assert run(["export", "--as-of", "2025-05-21", "--kind", "statement"]) == 0
    then = capsys.readouterr().out
    assert run(["export", "--kind", "statement"]) == 0
    now = capsys.readouterr().out
    assert "open to all" in then
    assert "shut to all" not in then
    assert "shut to all" in now
    assert "open to all" not in now


def test_the_brief_says_what_is_new_since_the_last_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DRAGOMAN_READER", "rules")
    texts = write_texts(tmp_path / "texts", "a.txt", "b.txt")
    assert run(["brief", str(texts)]) == 0
    assert "New since 28 May 2025" in capsys.readouterr().out
    write_texts(texts, "d.txt")
    for _ in range(2):  # written again on the same documents, the news stays
        assert run(["brief", str(texts)]) == 0
        shown = capsys.readouterr().out
        assert "New since the brief of" in shown
        assert "by 1 later document." in shown
    assert run(["brief", "--since", "2025-05-31", "--out", "x.md"]) == 0
    assert "New since 31 May 2025" in Path("x.md").read_text(encoding="utf-8")
    assert run(["brief", "--as-of", "2025-05-31", "--out", "y.md"]) == 0
    assert "patrol boats" not in Path("y.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("listing", LISTINGS)
def test_every_listing_takes_both_days_together(listing: str, talks: Path, capsys: Capture) -> None:
    between = records(capsys, listing, "--since", "2025-05", "--as-of", "2025-06-04")
    then = {str(entry["id"]) for entry in records(capsys, listing, "--as-of", "2025-06-04")}
    assert {str(entry["id"]) for entry in between} <= then


def test_the_rows_of_a_matrix_are_those_told_since(talks: Path, capsys: Capture) -> None:
    assert run(["hypotheses", "add", "Ormark wants time."]) == 0
    rows = {str(c["id"]) for c in records(capsys, "contacts")}
    for row in sorted(rows):
        assert run(["hypotheses", "mark", row]) == 0
    fresh = {str(c["id"]) for c in records(capsys, "contacts", "--since", "2025-06-04")}
    listed = records(capsys, "hypotheses", "--since", "2025-06-04")
    marked = {str(entry["target"]) for entry in listed if entry["kind"] == "evidence"}
    assert marked
    assert marked <= fresh < rows
