"""JSON lines, CSV and the schema."""

import csv
import io
import json
from pathlib import Path

import attrs
import jsonschema
import pytest

from dragoman.errors import BadRequest
from dragoman.exchange import (
    carried_line,
    contents_lines,
    marking_line,
    report_line,
    write_table,
    write_tables,
)
from dragoman.exchange.arriving import record_of
from dragoman.exchange.jsonl import ORDER
from dragoman.exchange.schema import schema
from dragoman.model import (
    KINDS,
    Act,
    Constraint,
    ConstraintKind,
    Contents,
    Document,
    Evidence,
    Fit,
    Genre,
    Hold,
    Hypothesis,
    Judged,
    Leverage,
    Linkage,
    Measure,
    Named,
    Person,
    Quantity,
    Report,
    ReuseKind,
    Skip,
    Statement,
    TextReuse,
    When,
    cut,
    decode,
)
from dragoman.model.carried import RawBytes, SettingsVersion, TakenIn
from dragoman.model.handling import Handling, Marking

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


def test_every_noun_of_the_contents_is_written_or_left_out_on_purpose() -> None:
    """Skips are no record, the negotiation is the analyst's file."""
    names = {field.name for field in attrs.fields(Contents)}
    assert names - set(ORDER) == {"negotiation", "skips", "as_of"}
    assert set(ORDER) <= names


@pytest.mark.parametrize("kind", sorted(set(KINDS) - {"report"}))
def test_every_field_of_a_noun_is_in_the_docs(kind: str) -> None:
    page = (Path(__file__).parents[2] / "docs" / "records.md").read_text(encoding="utf-8")
    row = next(line for line in page.splitlines() if line.startswith(f"| `{kind}` |"))
    everywhere = {"id", "passages", "reader", "score", "because"}
    own = {field.name for field in attrs.fields(KINDS[kind])} - everywhere
    assert {name for name in own if f"`{name}`" not in row} == set()


FURTHER = Contents(
    reuses=(
        TextReuse(
            id="r1", document="d2", original="d1", reuse_kind=ReuseKind.WIRE_INSIDE,
            of_original=0.9, of_document=0.4, because=("original by day",),
        ),
    ),
    constraints=(
        Constraint(
            id="k1", constraint_kind=ConstraintKind.RATIFICATION, party="ORM", body="Assembly",
            quantity=Quantity(text="two thirds", value=0.667), told_on="2025-05-14",
        ),
    ),
    leverages=(
        Leverage(
            id="l1", held_by="VEL", over="ORM", hold=Hold.WITHHELD,
            measure=Measure(action="keep back", object="the licences"),
        ),
    ),
    linkages=(Linkage(id="t1", issue="quota", other_issue="trade", tied_by="VEL", negated=True),),
    hypotheses=(Hypothesis(id="h1", claim="Ormark wants time.", suggested=True),),
    evidence=(
        Evidence(
            id="e1", target="s1", target_kind="statement",
            cells=(Judged(hypothesis="h1", fit=Fit.INCONSISTENT, who="A. Reader"),),
        ),
    ),
)  # fmt: skip


def test_what_follows_from_many_accounts_reads_back_and_fits_the_schema() -> None:
    validator = jsonschema.Draft202012Validator(schema())
    lines = list(contents_lines(FURTHER))
    kinds = [json.loads(line)["kind"] for line in lines]
    assert kinds == ["reuse", "constraint", "leverage", "linkage", "hypothesis", "evidence"]
    for line in lines:
        validator.validate(json.loads(line))
    found = [getattr(FURTHER, name) for name in ORDER if getattr(FURTHER, name)]
    assert [decode(line) for line in lines] == [entry for group in found for entry in group]


def test_what_follows_from_many_accounts_has_tables(tmp_path: Path) -> None:
    names = [path.stem for path in write_tables(FURTHER, tmp_path)]
    assert names == ["reuses", "constraints", "leverages", "linkages", "hypotheses", "evidence"]
    row = next(csv.DictReader((tmp_path / "leverages.csv").open(encoding="utf-8-sig")))
    assert (row["held_by"], row["over"], row["hold"]) == ("VEL", "ORM", "withheld")


ALONG = (
    SettingsVersion(toml="name = 'talks'", who="A. Analyst", put_at="2025-06-01T00:00:00+00:00"),
    Skip(path="a.zip", reason="no text", advice="open it"),
    TakenIn(document="d1", title="The ban", genre=Genre.NEWS),
    RawBytes(document="d1", raw=b"\x00\xff<p>"),
)


def test_what_goes_along_with_the_records_reads_back_and_fits_the_schema() -> None:
    validator = jsonschema.Draft202012Validator(schema())
    lines = [carried_line(one) for one in ALONG]
    lines.insert(0, marking_line(Marking(mark=Handling.AMBER)))
    for line in lines:
        validator.validate(json.loads(line))
    found = [record_of(line, "line 1", is_first=True) for line in lines]
    assert found == [Marking(mark=Handling.AMBER), *ALONG]


def test_what_goes_along_stands_behind_its_document() -> None:
    lines = contents_lines(CONTENTS, behind=lambda document: ALONG[2:])
    kinds = [json.loads(line)["kind"] for line in lines]
    assert kinds == ["document", "taken in", "bytes", "statement"]


def test_a_handling_line_stands_first_or_not_at_all() -> None:
    with pytest.raises(BadRequest, match=r"line 3: .*only stand on the first line"):
        record_of(marking_line(Marking(mark=Handling.RED)), "line 3")
