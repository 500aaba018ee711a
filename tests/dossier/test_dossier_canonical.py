import json
from collections.abc import Callable
from itertools import permutations
from pathlib import Path

from dragoman.dossier import Dossier, note
from dragoman.model import Act, Document, Person, Skip, Statement, cut, decode

Write = Callable[..., tuple[Document, bytes]]


def statement(document: Document) -> Statement:
    passage = cut(document.text, 0, 5, document=document.id, role="content")
    return Statement(id=f"s-{document.id}", passages=(passage,), act=Act.DENY, score=0.123456)


def test_the_export_is_the_same_whatever_the_order(
    new_place: Callable[[], str | Path], document: Write
) -> None:
    made = [
        document("Quota talks end.", "a.txt", published_at="2031-05-01"),
        document("Quota talks end.", "b.txt"),
        document("Quota talks go on.", "a.txt", published_at="2031-05-02"),
    ]
    noted = [
        note(statement(made[n][0]), who="Tov", decided_at=f"2031-05-0{n + 1}T08:00:00Z", why="?")
        for n in range(3)
    ]
    seen = set()
    for order in permutations(range(3)):
        with Dossier.create(new_place()) as dossier:
            for one in order:
                dossier.add_document(*made[one])
                dossier.decide(noted[one])
            dossier.put_settings("name = 'a'", "Tov", put_at="2031-05-01T08:00:00Z")
            dossier.put_entries(statement(made[one][0]) for one in order)
            seen.add(b"".join(dossier.canonical()))
    (export,) = seen
    kinds = [json.loads(line)["kind"] for line in export.splitlines()]
    assert kinds == ["decision"] * 3 + ["document"] * 3 + ["settings"] + ["statement"] * 3


def test_lines_are_sorted_and_scores_have_three_decimals(dossier: Dossier, document: Write) -> None:
    for number in range(5):
        day = f"2031-05-0{number + 1}"
        dossier.add_document(*document(f"Quota {number}.", f"{number}.txt", published_at=day))
    dossier.put_entries([*map(statement, dossier.documents()), Person(id="p", names=("Tov",))])
    values = [json.loads(line) for line in dossier.canonical()]
    keys = [(value["kind"], value["id"]) for value in values]
    assert keys == sorted(keys)
    assert {value["score"] for value in values if value["kind"] == "statement"} == {0.123}
    assert all(list(value) == sorted(value) for value in values)


def test_documents_and_entries_can_be_read_back_from_the_lines(
    dossier: Dossier, document: Write
) -> None:
    one, raw = document("Quota talks end.", "a.txt")
    dossier.add_document(one, raw)
    dossier.put_entries([statement(one)])
    lines = list(dossier.canonical())
    assert all(line.endswith(b"\n") and line.count(b"\n") == 1 for line in lines)
    assert [decode(line) for line in lines] == [one, *dossier.entries(Statement)]


def test_a_rebuild_leaves_truth_as_it_was(dossier: Dossier, document: Write) -> None:
    one, raw = document("Quota talks end.", "a.txt")
    dossier.add_document(one, raw)
    dossier.put_skips([Skip(path="b.txt", reason="it is empty", advice="fill it")])
    truth = list(dossier.canonical())
    dossier.put_entries([statement(one)])
    assert list(dossier.canonical()) != truth
    dossier.discard_derived()
    assert list(dossier.canonical()) == truth
    assert len(dossier.skips()) == 1
