"""What goes out by command: Word, selections, annotations, and handling marks that filter all."""

import json
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner

from dragoman.cli.app import dragoman, run


def told(capsys: pytest.CaptureFixture[str], *arguments: str, code: int = 0) -> str:
    capsys.readouterr()
    assert run(list(arguments)) == code
    return capsys.readouterr().out


def failed(capsys: pytest.CaptureFixture[str], *arguments: str, code: int) -> str:
    capsys.readouterr()
    assert run(list(arguments)) == code
    return capsys.readouterr().err


def titles(path: Path) -> set[str]:
    lines = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    return {line["title"] for line in lines if line["kind"] == "document"}


def file_names(capsys: pytest.CaptureFixture[str]) -> list[str]:
    lines = told(capsys, "export", "--kind", "document").splitlines()
    return sorted(Path(json.loads(line)["path"]).name for line in lines)


def test_an_ending_chooses_the_form(talks: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("b.html", "b.md", "b.docx"):
        told(capsys, "brief", "--out", name)
    assert Path("b.html").read_text("utf-8").startswith("<!DOCTYPE html>")
    assert Path("b.md").read_text("utf-8").startswith("# ")
    with zipfile.ZipFile("b.docx") as package:
        assert "word/footnotes.xml" in package.namelist()


def test_a_selection_says_that_it_is_one(talks: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shown = told(capsys, "brief", "--section", "contact", "--out", "calls.md")
    assert "This is a selection" in shown
    assert "This is a selection" in Path("calls.md").read_text("utf-8")
    assert "nothing is chosen" not in shown
    error = failed(
        capsys, "brief", "--section", "contact", "--since", "2025-01", "--out", "x.md", code=2
    )
    assert "a selection has no --since" in error


def test_without_marks_nothing_is_said_of_them(
    talks: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told(capsys, "brief", "--out", "b.md")
    assert "TLP" not in Path("b.md").read_text("utf-8")
    assert '"handling"' not in told(capsys, "export").splitlines()[0]


def test_the_strictest_mark_stands_on_what_is_not_filtered(
    talks: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told(capsys, "mark", "TLP:RED", file_names(capsys)[0], "--why", "in confidence")
    told(capsys, "brief", "--out", "b.md")
    first, second, *_ = Path("b.md").read_text("utf-8").split("\n\n")
    assert first.startswith("**TLP:RED")
    assert "nothing was left out" in second
    head = json.loads(told(capsys, "export").splitlines()[0])
    assert head["kind"] == "handling"
    assert head["mark"] == "TLP:RED"


def test_sharing_leaves_out_what_nobody_marked_unless_told_otherwise(
    talks: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    error = failed(capsys, "export", "--share-as", "amber", "--out", "none.jsonl", code=0)
    assert "every document is left out" in error
    assert titles(Path("none.jsonl")) == set()
    told(capsys, "export", "--share-as", "amber", "--unmarked-as", "green", "--out", "all.jsonl")
    assert len(titles(Path("all.jsonl"))) == len(file_names(capsys))


@pytest.mark.parametrize("form", ["jsonl", "plover", "web-annotation", "decisions"])
def test_every_export_is_filtered_and_says_so(
    talks: Path, capsys: pytest.CaptureFixture[str], form: str
) -> None:
    name = file_names(capsys)[0]
    lines = told(capsys, "export", "--kind", "document").splitlines()
    secret = next(one for one in map(json.loads, lines) if Path(one["path"]).name == name)
    told(capsys, "mark", "TLP:RED", secret["id"])
    told(capsys, "mark", "TLP:GREEN", "--dossier-wide")
    told(capsys, "export", "--format", form, "--share-as", "TLP:AMBER", "--out", "x")
    text = Path("x").read_text("utf-8")
    assert secret["id"] not in text
    assert secret["title"] not in text
    assert name not in text
    assert "TLP:AMBER" in text.splitlines()[0]
    assert "1 document" in text.splitlines()[0]


def test_shared_tables_get_a_folder_of_their_own(
    talks: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told(capsys, "mark", "TLP:GREEN", "--dossier-wide")
    told(capsys, "export", "--format", "csv", "--out", "all")
    error = failed(
        capsys, "export", "--format", "csv", "--out", "all", "--share-as", "green", code=1
    )
    assert "holds other files, which would be shared too" in error
    told(capsys, "export", "--format", "csv", "--out", "new", "--share-as", "green")
    assert Path("new/HANDLING.txt").read_text("utf-8").startswith("TLP:GREEN")


def test_the_whole_file_is_never_shared_by_its_canonical_form(
    talks: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    error = failed(
        capsys, "export", "--format", "canonical", "--share-as", "red", "--out", "x", code=2
    )
    assert "--share-as does not go with --format canonical" in error
    assert not Path("x").exists()


def test_a_shared_brief_does_not_count_as_the_last_one(
    talks: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from dragoman.dossier import Dossier
    from dragoman.pipeline.remembering import last_brief

    told(capsys, "brief", "--share-as", "red", "--unmarked-as", "red", "--out", "b.html")
    with Dossier.open(talks) as dossier:
        assert last_brief(dossier) is None


def test_sharing_options_need_a_level_and_a_label_must_be_one(
    talks: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "go with --share-as" in failed(capsys, "brief", "--unmarked-as", "red", code=2)
    assert "is no handling mark" in failed(capsys, "export", "--share-as", "pink", code=2)
    assert "is no document" in failed(capsys, "mark", "TLP:RED", "nothing-such", code=1)
    assert "LABEL and --dossier-wide" in failed(capsys, "mark", "TLP:RED", code=2)


def test_annotations_are_one_json_text(talks: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told(capsys, "export", "--format", "web-annotation", "--out", "a.jsonld")
    collection = json.loads(Path("a.jsonld").read_text("utf-8"))
    assert collection["type"] == "AnnotationCollection"
    assert collection["total"] == len(collection["first"]["items"]) > 0
    kinds = {body["value"] for one in collection["first"]["items"] for body in one["body"]
             if body["purpose"] == "classifying"}  # fmt: skip
    assert "statement" in kinds


def test_shared_decisions_can_be_taken_in_elsewhere(
    talks: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told(capsys, "mark", "TLP:GREEN", "--dossier-wide")
    told(capsys, "export", "--format", "decisions", "--share-as", "green", "--out", "d.jsonl")
    shown = told(capsys, "correct", "--import", "d.jsonl", "--dry-run")
    assert "1" in shown


@pytest.mark.parametrize("command", ["brief", "export", "mark"])
def test_help_shows_examples(command: str) -> None:
    shown = CliRunner().invoke(dragoman, [command, "--help"]).output
    assert "Example" in shown
    assert "TLP:" in shown
