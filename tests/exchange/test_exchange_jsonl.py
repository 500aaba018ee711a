"""JSON lines, CSV and the schema."""

import csv
import io
import json
from pathlib import Path

import jsonschema
import pytest

from dragoman.exchange import contents_lines, report_line, write_table, write_tables
from dragoman.exchange.schema import schema
from dragoman.model import (
    Act,
    Contents,
    Document,
    Measure,
    Named,
    Person,
    Report,
    Statement,
    When,
    cut,
    decode,
)

TEXT = "Ilse Marn said Velland would lift the ban."
DOCUMENT = Document(id="d1", path="a.txt", text=TEXT, language="en", sha256="0" * 64)
STATEMENT = Statement(
    id="s1",
    passages=(cut(TEXT, 15, 41, document="d1", role="content"),),
    act=Act.PROMISE,
    speakers=(Named(id="p1", name="Ilse Marn", party="VEL"),),
    measures=(Measure(agent="VEL", action="lift", object="the ban"),),
    stated_on=When(text="Tuesday", edtf="2025-03-18"),
)
CONTENTS = Contents(documents=(DOCUMENT,), statements=(STATEMENT,))


def test_every_line_is_a_record_that_reads_back() -> None:
    lines = list(contents_lines(CONTENTS))
    assert [decode(line) for line in lines] == [DOCUMENT, STATEMENT]


def test_kinds_narrow_the_export() -> None:
    lines = list(contents_lines(CONTENTS, frozenset({"statement"})))
    assert [json.loads(line)["kind"] for line in lines] == ["statement"]


def test_a_report_is_one_line_with_its_document_and_kinds() -> None:
    report = Report(id="r", document="d1", text_sha256="", gazetteer="", statements=(STATEMENT,))
    line = report_line(DOCUMENT, report)
    values = json.loads(line)
    assert "\n" not in line
    assert values["document"]["text"] == TEXT
    assert values["statements"][0]["kind"] == "statement"
    passage = values["statements"][0]["passages"][0]
    assert TEXT[passage["start"] : passage["end"]] == passage["exact"]


def test_every_exported_line_fits_the_schema() -> None:
    validator = jsonschema.Draft202012Validator(schema())
    for line in contents_lines(CONTENTS):
        validator.validate(json.loads(line))


def test_the_schema_refuses_what_is_no_record() -> None:
    validator = jsonschema.Draft202012Validator(schema())
    record = json.loads(next(contents_lines(CONTENTS, frozenset({"statement"}))))
    with pytest.raises(jsonschema.ValidationError):
        validator.validate(record | {"act": "mumble"})


def test_the_schema_in_the_docs_is_the_generated_one() -> None:
    kept = Path(__file__).parents[2] / "docs" / "schema.json"
    assert json.loads(kept.read_text(encoding="utf-8")) == schema(), "run `make schema`"


def test_a_table_has_plain_cells() -> None:
    out = io.StringIO()
    write_table([STATEMENT], out)
    row = next(csv.DictReader(io.StringIO(out.getvalue())))
    assert row["speakers"] == "Ilse Marn"
    assert row["stated_on"] == "2025-03-18"
    assert row["passage_exact"] == "Velland would lift the ban"


@pytest.mark.parametrize("name", ["=1+1", "@SUM(A1)", "-2", "+cmd"])
def test_a_cell_that_a_spreadsheet_would_run_is_disarmed(name: str) -> None:
    out = io.StringIO()
    write_table([Person(id="p", names=(name,), office=name)], out)
    row = next(csv.DictReader(io.StringIO(out.getvalue())))
    assert row["office"] == f"'{name}"
    assert row["names"] == f"'{name}"


def test_tables_are_written_for_nouns_that_have_records(tmp_path: Path) -> None:
    written = write_tables(CONTENTS, tmp_path / "tables")
    assert [path.name for path in written] == ["documents.csv", "statements.csv"]


def test_no_records_make_no_table() -> None:
    out = io.StringIO()
    write_table([], out)
    assert out.getvalue() == ""
