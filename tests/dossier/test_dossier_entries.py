from collections.abc import Callable
from pathlib import Path
from typing import Any

import attrs
import pytest
from attrs import evolve
from sqlalchemy import Dialect
from sqlalchemy.dialects.postgresql.base import PGDialect
from sqlalchemy.schema import CreateTable

from dragoman.dossier import Dossier, note
from dragoman.dossier.schema import METADATA
from dragoman.dossier.views import COLUMNS
from dragoman.errors import BadRequest, UnknownEntry
from dragoman.model import (
    KINDS,
    Act,
    AgreementStage,
    Basis,
    Channel,
    Commitment,
    Contact,
    ContactStatus,
    Document,
    Measure,
    Named,
    Participant,
    Person,
    Position,
    Stage,
    Stance,
    Statement,
    When,
    cut,
)

Write = Callable[..., tuple[Document, bytes]]
RunSql = Callable[..., list[dict[str, Any]]]
TEXT = "Tov said Ormark will halve the quota."


def statement(document: Document, **fields: Any) -> Statement:
    passages = (
        cut(document.text, 0, 3, document=document.id, role="speaker"),
        cut(document.text, 9, 36, document=document.id, role="content"),
    )
    made = Statement(
        id="s1",
        passages=passages,
        score=0.71239,
        act=Act.PROMISE,
        party="ORM",
        speakers=(Named(name="Tov"), Named(name="Ilse Marn")),
        issues=("quota", "trade"),
    )
    return evolve(made, **fields)


@pytest.fixture
def stored(dossier: Dossier, document: Write) -> Document:
    one, raw = document(TEXT, "a.txt", title="Talks", outlet="Courier")
    dossier.add_document(one, raw)
    return one


def test_entries_come_back_by_noun_sorted_by_id(dossier: Dossier, stored: Document) -> None:
    second, first = statement(stored, id="s2"), statement(stored, id="s1", score=0.5)
    assert dossier.put_entries([second, first, Person(id="p", names=("Tov",))]) == 3
    found = dossier.entries(Statement)
    assert found == [first, evolve(second, score=0.712)]
    assert dossier.entries("statement") == found
    assert dossier.entry("p") == Person(id="p", names=("Tov",))
    assert dossier.entry(stored.id) == stored


def test_putting_entries_replaces_all_of_them(dossier: Dossier, stored: Document) -> None:
    dossier.put_entries([statement(stored), Person(id="p", names=("Tov",))])
    dossier.put_entries([Person(id="q", names=("Marn",))])
    assert dossier.entries("statement") == []
    assert [person.id for person in dossier.entries(Person)] == ["q"]
    with pytest.raises(UnknownEntry):
        dossier.entry("s1")


def test_only_entries_that_changed_are_written_again(
    dossier: Dossier, run_sql: RunSql, backend: str
) -> None:
    dossier.put_entries(Person(id=one, names=("Tov",)) for one in ("a", "b", "c"))
    run_sql("CREATE TABLE touched (id TEXT)")
    deed = "BEGIN INSERT INTO touched VALUES (new.id); END"
    if backend == "postgresql":
        deed = "FOR EACH ROW EXECUTE FUNCTION touch()"
        run_sql(
            "CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN INSERT INTO touched VALUES (new.id); RETURN NULL; END $$"
        )
    for move in ("INSERT", "UPDATE"):
        run_sql(f"CREATE TRIGGER on_{move} AFTER {move} ON derived_entries {deed}")
    names = {"d": "Marn", "a": "Tov", "b": "Oskander"}
    dossier.put_entries(Person(id=one, names=(name,)) for one, name in names.items())
    assert [p.names for p in dossier.entries(Person)] == [("Tov",), ("Oskander",), ("Marn",)]
    touched = run_sql("SELECT id FROM touched ORDER BY id")
    assert [row["id"] for row in touched] == ["b", "d"]


def test_more_entries_than_a_page_are_stored(dossier: Dossier) -> None:
    people = [Person(id=f"{number:05}", names=("Tov",)) for number in range(1203)]
    assert dossier.put_entries(iter(people)) == 1203
    assert dossier.entries(Person) == people


def test_entries_may_be_computed_from_the_dossier_while_they_are_put(
    dossier: Dossier, stored: Document, document: Write
) -> None:
    dossier.add_document(*document("Another.", "b.txt"))
    dossier.put_entries(
        Person(id=one.id, names=(one.text,)) for one in dossier.documents() if dossier.raw(one.id)
    )
    assert len(dossier.entries(Person)) == 2


@pytest.mark.parametrize("wrong", ["twice", "stranger", "document", "failing"])
def test_a_bad_entry_is_refused_and_the_old_ones_stay(
    dossier: Dossier, stored: Document, wrong: str
) -> None:
    dossier.put_entries([statement(stored)])
    person = Person(id="p", names=("Tov",))

    def failing() -> object:
        yield person
        raise ZeroDivisionError

    bad = {
        "twice": [person, person],
        "stranger": [statement(evolve(stored, id="nowhere"))],
        "document": [stored],
        "failing": failing(),
    }[wrong]
    with pytest.raises(ZeroDivisionError if wrong == "failing" else BadRequest):
        dossier.put_entries(bad)  # type: ignore[arg-type]
    assert [entry.id for entry in dossier.entries("statement")] == ["s1"]
    assert dossier.entries("person") == []


def test_an_unknown_noun_is_refused(dossier: Dossier) -> None:
    with pytest.raises(BadRequest, match="no entries of kind 'event'"):
        dossier.entries("event")


def test_entries_are_current_until_truth_changes(
    dossier: Dossier, stored: Document, document: Write
) -> None:
    assert not dossier.is_current()

    def settle() -> None:
        dossier.put_entries([statement(stored)])
        assert dossier.is_current()

    settle()
    dossier.add_document(*document("Another.", "b.txt"))
    assert not dossier.is_current()
    settle()
    dossier.decide(note(statement(stored), who="Tov", why="ask"))
    assert not dossier.is_current()
    settle()
    dossier.put_settings("name = 'a'", "Tov")
    assert not dossier.is_current()
    settle()
    dossier.discard_derived()
    assert not dossier.is_current()
    assert dossier.entries("statement") == []
    assert len(dossier.document_heads()) == 2
    assert len(dossier.decisions()) == 1


def test_views_show_plain_columns(dossier: Dossier, run_sql: RunSql, stored: Document) -> None:
    passage = statement(stored).passages[1]
    dossier.put_entries(
        [
            statement(stored),
            Contact(
                id="c",
                passages=(passage,),
                channel=Channel.CALL,
                status=ContactStatus.PLANNED,
                participants=(Participant(name="Tov"), Participant(name="Ilse Marn")),
                happened_on=When(text="Tuesday"),
                topics=("the quota",),
            ),
            Position(id="o", party="ORM", issue="quota", stance=Stance.FOR, basis=Basis.OWN_WORDS),
            Commitment(
                id="m",
                parties=("ORM",),
                measures=(Measure(action="halve"),),
                agreement=(
                    Stage(stage=AgreementStage.PROPOSED),
                    Stage(stage=AgreementStage.SIGNED),
                ),
            ),
        ]
    )
    dossier.decide(note(statement(stored), who="Tov", why="ask"))
    (row,) = run_sql("SELECT * FROM statements")
    assert row["speakers"] == "Tov; Ilse Marn"
    assert row["issues"] == "quota; trade"
    assert row["content"] == "Ormark will halve the quota"
    assert (row["act"], row["party"], row["score"]) == ("promise", "ORM", 0.712)
    (row,) = run_sql("SELECT * FROM contacts")
    assert (row["participants"], row["happened_on"]) == ("Tov; Ilse Marn", None)
    assert row["happened_as_written"] == "Tuesday"
    assert run_sql("SELECT stance, basis FROM positions") == [
        {"stance": "for", "basis": "own words"}
    ]
    assert run_sql("SELECT agreement FROM commitments") == [{"agreement": "signed"}]
    (row,) = run_sql("SELECT * FROM documents")
    assert (row["title"], row["text"]) == ("Talks", TEXT)
    assert run_sql("SELECT who, verb, why FROM decisions") == [
        {"who": "Tov", "verb": "note", "why": "ask"}
    ]


def test_every_derived_noun_has_a_view_that_can_be_read(dossier: Dossier, run_sql: RunSql) -> None:
    derived = set(KINDS) - {"document", "decision", "report"}
    assert {noun for noun, _ in COLUMNS.values()} == derived
    for view in (*COLUMNS, "documents", "decisions", "skips"):
        assert run_sql(f"SELECT * FROM {view}") == []


def test_every_column_of_a_view_is_a_field_of_its_noun() -> None:
    for noun, columns in COLUMNS.values():
        fields = {field.name for field in attrs.fields(KINDS[noun])}
        for path in columns.values():
            name = path.rpartition(":")[2].lstrip("$.").split(".")[0].split("[")[0]
            assert path.startswith("words:") or name in fields, (noun, path)


def test_tables_are_strict(path: Path, dossier: Dossier, run_sql: RunSql) -> None:
    found = run_sql("SELECT name, sql FROM sqlite_master WHERE type = 'table'")
    # FTS5 makes its own tables under the index' name.
    tables = [table for table in found if not str(table["name"]).startswith("derived_words")]
    assert len(tables) == 11
    assert all("STRICT" in str(table["sql"]) for table in tables)


def test_the_schema_compiles_for_postgresql_too() -> None:
    dialect: Dialect = PGDialect()  # type: ignore[no-untyped-call]
    for table in METADATA.sorted_tables:
        made = str(CreateTable(table).compile(dialect=dialect))
        assert "STRICT" not in made
