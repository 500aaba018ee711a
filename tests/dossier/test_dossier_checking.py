from collections.abc import Callable
from typing import Any

import pytest

from dragoman.dossier import Dossier, note
from dragoman.model import (
    Act,
    Document,
    Measure,
    Person,
    Quantity,
    Reader,
    Report,
    Statement,
    cut,
)

Write = Callable[..., tuple[Document, bytes]]
RunSql = Callable[..., list[dict[str, Any]]]
TEXT = "Tov said Ormark will halve the quota of 40 tonnes."


REPLACED = {
    "sqlite": "CAST(replace(text, '{}', '{}') AS BLOB)",
    "postgresql": "convert_to(replace(convert_from(text, 'UTF8'), '{}', '{}'), 'UTF8')",
}
_FIRST = "(SELECT min(document) FROM truth_contents)"
IN_POSTGRESQL = {
    f"UPDATE truth_contents SET text = {REPLACED['sqlite'].format(*words)}": (
        f"UPDATE truth_contents SET text = {REPLACED['postgresql'].format(*words)}"
    )
    for words in (("quota", "Quota"), ("Tov", " Tov"))
} | {
    "UPDATE truth_contents SET raw = x'20' WHERE rowid = 1": (
        f"UPDATE truth_contents SET raw = '\\x20' WHERE document = {_FIRST}"
    ),
    "DELETE FROM truth_contents WHERE rowid = 1": (
        f"DELETE FROM truth_contents WHERE document = {_FIRST}"
    ),
    "UPDATE truth_contents SET text = x'ff'": "UPDATE truth_contents SET text = '\\xff'",
}
"""What SQLite's own words for bytes and rows are in PostgreSQL."""


@pytest.fixture
def full(dossier: Dossier, document: Write) -> Dossier:
    """A sound dossier with something of everything."""
    one, raw = document(TEXT, "a.txt")
    other, other_raw = document("Marn met Tov.", "b.txt")
    dossier.add_document(one, raw)
    dossier.add_document(other, other_raw)
    extent = Quantity(text="40", passage=cut(TEXT, 40, 42, document=one.id, role="quantity"))
    statement = Statement(
        id="s",
        passages=(cut(TEXT, 9, 36, document=one.id, role="content"),),
        act=Act.PROMISE,
        measures=(Measure(extent=extent),),
    )
    person = Person(
        id="p",
        names=("Tov",),
        passages=(
            cut(TEXT, 0, 3, document=one.id, role="mention"),
            cut(other.text, 9, 12, document=other.id, role="mention"),
        ),
    )
    dossier.put_report(
        Report(
            id="r",
            document=one.id,
            text_sha256=one.sha256,
            gazetteer="g",
            reader=Reader(name="rules", version="1"),
            statements=(statement,),
        )
    )
    dossier.put_entries([statement, person])
    dossier.decide(note(statement, who="Tov", why="ask"))
    dossier.put_settings("name = 'a'", "Tov")
    return dossier


def test_a_sound_dossier_has_no_problem(full: Dossier) -> None:
    assert full.check() == []


@pytest.mark.parametrize(
    ("harm", "where", "what"),
    [
        (
            "UPDATE truth_contents SET raw = x'20' WHERE rowid = 1",
            "document",
            "bytes do not have their sha-256",
        ),
        (
            "UPDATE truth_contents SET text = CAST(replace(text, 'quota', 'Quota') AS BLOB)",
            "document",
            "text does not have its sha-256",
        ),
        (
            "UPDATE truth_contents SET text = CAST(replace(text, 'Tov', ' Tov') AS BLOB)",
            "person p",
            "does not read 'Tov' at",
        ),
        (
            'UPDATE derived_entries SET body = replace(body, \'"exact":"40"\', \'"exact":"41"\')',
            "statement s",
            "does not read '41' at 40..42",
        ),
        (
            "UPDATE derived_entries SET body = replace(body, 'promise', 'sing')",
            "statement s",
            "dragoman rebuild",
        ),
        ("UPDATE truth_documents SET body = '{'", "document", "cannot be read"),
        ("UPDATE truth_documents SET state = 'removed'", "document", "decisions say kept"),
        ("UPDATE truth_decisions SET body = '{'", "decision", "cannot be read"),
        (
            'UPDATE truth_decisions SET body = replace(body, \'"who":"Tov"\', \'"who":"X"\')',
            "decision",
            "different values of who",
        ),
        (
            "UPDATE truth_decisions SET body = replace(body, '\"start\":9', '\"start\":8')",
            "decision",
            "does not read",
        ),
        ("DELETE FROM truth_contents WHERE rowid = 1", "document", "bytes are missing"),
        ("UPDATE derived_entries SET document = 'gone'", "database", "not there"),
        ("UPDATE truth_contents SET text = x'ff'", "document", "not UTF-8"),
    ],
)
def test_each_kind_of_harm_is_found(
    full: Dossier, run_sql: RunSql, backend: str, harm: str, where: str, what: str
) -> None:
    run_sql(IN_POSTGRESQL.get(harm, harm) if backend == "postgresql" else harm, unguarded=True)
    found = full.check()
    assert any(problem.where.startswith(where) and what in problem.what for problem in found), [
        str(problem) for problem in found
    ]


def test_a_passage_in_a_document_that_is_not_there_is_found(full: Dossier, run_sql: RunSql) -> None:
    run_sql("""UPDATE derived_entries SET body = '{"kind":"person","id":"p",
        "names":["Tov"],"passages":[{"document":"gone","start":0,"end":3,"exact":"Tov",
        "role":"mention","prefix":"","suffix":""}]}' WHERE kind = 'person'""")
    assert [str(problem) for problem in full.check()] == [
        "person p: a passage stands in document gone, which is not there"
    ]


def test_a_passage_deep_inside_a_report_is_checked(
    full: Dossier, run_sql: RunSql, backend: str
) -> None:
    full.put_entries([])
    report = next(full.reports(Reader(name="rules", version="1"), "g"))
    changed = REPLACED[backend].format("40", "41")
    run_sql(f"UPDATE truth_contents SET text = {changed}")
    assert any(
        problem.where == f"report on document {report.document} by rules 1"
        and "'40'" in problem.what
        for problem in full.check()
    )
