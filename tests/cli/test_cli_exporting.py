"""export: formats of other programs, and how what is marked goes out in them."""

import csv
import io
import json
import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner

from dragoman.cli.app import dragoman, run
from dragoman.dossier import Dossier
from dragoman.model import Statement


def done(*words: str) -> str:
    result = CliRunner().invoke(dragoman, list(words))
    assert result.exit_code == 0, result.output
    return str(result.output)


def refused(*words: str) -> str:
    result = CliRunner().invoke(dragoman, list(words))
    assert result.exit_code != 0
    return str(result.output or result.exception)


def test_followthemoney_is_written_counted_and_taken_in_as_settings(talks: Path) -> None:
    said = done("export", "--format", "followthemoney", "--out", "a.ftm.json")
    assert "2 Person" in said
    assert "left out" not in said
    entities = [json.loads(line) for line in Path("a.ftm.json").read_text().splitlines()]
    assert len({one["id"] for one in entities}) == len(entities)
    said = done("import", "a.ftm.json", "--out", "negotiation.toml")
    assert "no sentence stands under them" in said
    tables = tomllib.loads(Path("negotiation.toml").read_text())
    assert {row["id"] for row in tables["party"]} >= {"VEL", "ORM"}
    assert {row["name"]: row["party"] for row in tables["person"]} == {
        "Ilse Marn": "VEL",
        "Tomas Vey": "ORM",
    }
    done("init", "--dossier", "fresh.dragoman", "--negotiation", "negotiation.toml")
    assert "is there already" in refused("import", "a.ftm.json", "--out", "negotiation.toml")


def test_followthemoney_goes_out_by_its_marks(talks: Path) -> None:
    with Dossier.open(talks) as dossier:
        heads = dossier.document_heads()
    done("mark", "TLP:RED", heads[0].id)
    options = ("--share-as", "TLP:AMBER", "--unmarked-as", "TLP:GREEN")
    done("export", "--format", "followthemoney", "--out", "a.ftm.json", *options)
    lines = Path("a.ftm.json").read_text().splitlines()
    assert "Handling: TLP:AMBER" in lines[0]
    assert len([line for line in lines if '"Article"' in line]) == len(heads) - 1
    assert str(heads[0].title) not in "\n".join(lines)


def test_options_of_one_format_do_not_go_with_another(talks: Path) -> None:
    assert "--with-text" in refused("export", "--with-text")
    assert "--prefix" in refused("export", "--format", "csv", "--prefix", "x")
    assert "--with-bytes" in refused("export", "--format", "csv", "--with-bytes")
    assert "--with-bytes" in refused("export", "--kind", "document", "--with-bytes")
    assert "--out" in refused("import", str(talks), "--format", "jsonl", "--out", "a")
    assert "--dry-run" in refused("import", str(talks), "--format", "jsonl", "--dry-run")


def test_event_tables_citations_and_timelines_are_written(talks: Path) -> None:
    done("export", "--format", "polecat", "--out", "a.tsv")
    table = Path("a.tsv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(io.StringIO(table), delimiter="\t"))
    assert rows
    done("export", "--format", "csl", "--out", "a.json")
    assert len(json.loads(Path("a.json").read_text())) == 5
    done("export", "--format", "timeline", "--out", "t.json")
    assert json.loads(Path("t.json").read_text())["events"]


def test_a_table_without_a_place_for_marks_has_them_beside_it(talks: Path) -> None:
    done("mark", "TLP:AMBER", "--dossier-wide")
    done("export", "--format", "polecat", "--out", "a.tsv")
    assert "TLP:AMBER" in Path("a.tsv.HANDLING.txt").read_text()


def test_annotations_become_notes_and_show_first_what_would_be(talks: Path) -> None:
    with Dossier.open(talks) as dossier:
        statement = dossier.entries(Statement)[0]
        passage = next(one for one in statement.passages if one.role == "content")
        address = dossier.document(passage.document)
    note = {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": "urn:uuid:1",
        "type": "Annotation",
        "motivation": "commenting",
        "creator": {"type": "Person", "name": "B. Reader"},
        "body": {"type": "TextualBody", "value": "Look at this."},
        "target": {
            "source": f"urn:dragoman:document:{address.id}",
            "selector": {
                "type": "TextQuoteSelector",
                "exact": passage.exact,
                "prefix": passage.prefix,
                "suffix": passage.suffix,
            },
        },
    }
    Path("notes.jsonld").write_text(json.dumps(note))
    assert "nothing was signed" in done("import", "notes.jsonld", "--dry-run")
    with Dossier.open(talks) as dossier:
        assert dossier.decisions() == []
    done("import", "notes.jsonld")
    with Dossier.open(talks) as dossier:
        (made,) = dossier.decisions()
    assert (made.who, made.verb.value, made.why) == ("B. Reader", "note", "Look at this.")


def test_citations_fill_in_what_a_document_lacks(talks: Path) -> None:
    done("export", "--format", "csl", "--out", "a.json")
    items = json.loads(Path("a.json").read_text())
    undated = next(one for one in items if "issued" not in one)
    undated["issued"] = {"date-parts": [[2025, 6, 15]]}
    Path("a.json").write_text(json.dumps(items))
    assert "1 filled in" in done("import", "a.json")
    with Dossier.open(talks) as dossier:
        assert all(head.published_at for head in dossier.document_heads())


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('{"event_type": "CONSULT", "date": "2025-05-01"}', "like PLOVER or POLECAT events"),
        ("Event ID\tEvent Date\n", "like PLOVER or POLECAT events"),
        ("plain words", "is unknown"),
        ("\x00\x01", "is unknown"),
    ],
)
def test_what_cannot_be_taken_in_is_told_for_what_it_looks_like(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, message: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a").write_text(text)
    assert message in refused("import", "a")


def test_import_is_a_command_with_its_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--help"]) == 0
    assert "import " in capsys.readouterr().out
    assert run(["import", "--help"]) == 0
