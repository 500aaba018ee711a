"""Near copies in a dossier: folded for all that follows, shown on documents, signed edges first."""

from pathlib import Path

import pytest

from dragoman.dossier import Dossier, judged_different, judged_same, rating
from dragoman.model import Document, Negotiation, Person, Reader, Reliability, Report, ReuseKind
from dragoman.pipeline import add_paths, assemble, contents_of, read_documents

WIRE = (
    "Velland and Ormark ended three days of talks in Sundholm on Tuesday without an agreement on "
    "cod quotas. The Ormark delegation had asked for 40 thousand tonnes a year, officials said. "
    "The next round is planned for July, when both delegations will meet in Castle Quay.\n"
)
OTHER = (
    "Fishermen in Port Vell woke to bad news this week, and few of them were surprised by it. "
    "Hanna Tov, who runs a cannery with sixty workers, said that she would close by autumn.\n"
)
TEXTS = {
    "a": (WIRE, "2031-03-04"),
    "b": (WIRE.replace("ended", "finished"), "2031-03-05"),
    "c": (OTHER, "2031-03-06"),
}


class NoReader:
    """Finds one person in every text."""

    identity = Reader(name="none", version="1")
    gazetteer_digest = "none"

    def read(self, document: Document) -> Report:
        person = Person(id=f"p-{document.outlet}", names=(f"Ilse {document.outlet}",))
        return Report(
            id=f"report-{document.id}",
            reader=self.identity,
            document=document.id,
            text_sha256=document.sha256,
            gazetteer=self.gazetteer_digest,
            persons=(person,),
        )


@pytest.fixture
def dossier(tmp_path: Path) -> Dossier:
    for name, (text, day) in TEXTS.items():
        head = f"---\noutlet: {name}\npublished_at: {day}\nurl: https://example.org/{name}\n---\n\n"
        (tmp_path / f"{name}.md").write_text(head + text, encoding="utf-8")
    made = Dossier.create(tmp_path / "x.dragoman")
    add_paths(made, [tmp_path])
    return made


def _make(dossier: Dossier) -> dict[str, str | None]:
    """Put it together; each outlet's original, by outlet."""
    read_documents(dossier, NoReader())
    assemble(dossier, NoReader(), Negotiation())
    documents = contents_of(dossier).documents
    outlet = {document.id: document.outlet for document in documents}
    return {str(d.outlet): outlet[d.copy_of] if d.copy_of else None for d in documents}


def _head(dossier: Dossier, outlet: str) -> Document:
    return next(head for head in dossier.document_heads() if head.outlet == outlet)


def test_a_near_copy_is_folded_and_shown_as_one(dossier: Dossier) -> None:
    assert _make(dossier) == {"a": None, "b": "a", "c": None}
    contents = contents_of(dossier)
    assert [r.reuse_kind for r in contents.reuses] == [ReuseKind.LIGHT_EDIT]
    assert {p.names[0] for p in contents.persons} == {"Ilse a", "Ilse c"}
    assert dossier.is_current()
    assert dossier.check() == []


def test_what_an_analyst_signs_on_two_documents_wins_and_holds(dossier: Dossier) -> None:
    _make(dossier)
    pair = _head(dossier, "a"), _head(dossier, "b")
    dossier.decide(judged_different(*pair, who="Ilse Marn"))
    assert _make(dossier) == {"a": None, "b": None, "c": None}
    dossier.discard_derived()
    assert _make(dossier) == {"a": None, "b": None, "c": None}
    other = _head(dossier, "a"), _head(dossier, "c")
    dossier.decide(judged_same(*other, who="Ilse Marn"))
    assert _make(dossier) == {"a": None, "b": None, "c": "a"}
    dossier.undo("Ilse Marn")
    dossier.undo("Ilse Marn")
    assert _make(dossier) == {"a": None, "b": "a", "c": None}


def test_a_letter_on_an_outlet_stands_in_the_settings_and_is_taken_back(dossier: Dossier) -> None:
    dossier.decide(rating("a", Reliability.B, who="Ilse Marn", why="seldom wrong"))
    _make(dossier)
    assert [(o.name, o.reliability) for o in contents_of(dossier).negotiation.outlets] == [
        ("a", "B")
    ]
    dossier.decide(rating("a", Reliability.D, who="Ilse Marn"))
    assert [o.reliability for o in contents_of(dossier).negotiation.outlets] == ["D"]
    dossier.undo("Ilse Marn")
    dossier.undo("Ilse Marn")
    assert contents_of(dossier).negotiation.outlets == ()


def test_a_letter_on_a_person_holds_over_re_reading(dossier: Dossier) -> None:
    _make(dossier)
    person = dossier.entries(Person)[0]
    dossier.decide(rating(person, Reliability.C, who="Ilse Marn"))
    dossier.discard_derived()
    _make(dossier)
    rated = {p.id: p.reliability for p in dossier.entries(Person)}
    assert rated[person.id] is Reliability.C
    assert sum(letter is not None for letter in rated.values()) == 1
