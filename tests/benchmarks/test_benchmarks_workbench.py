"""The pile that the workbench is loaded with, and what finds and times its pages."""

import random
from pathlib import Path

import attrs
import pytest
from workbench.figures import Figures, Timed, percentile
from workbench.pages import Catalogue, see, twin_of
from workbench.pile import make_dossier

from dragoman.dossier import Dossier
from dragoman.model import Contents, DiscrepancyKind, Verb
from dragoman.pipeline import contents_of, is_behind
from dragoman.pipeline.blocks import DERIVED

DOCUMENTS, ENTRIES = 50, 3000


@pytest.fixture(scope="module")
def pile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("pile") / "pile.dragoman"
    make_dossier(path, DOCUMENTS, ENTRIES, seed=5)
    return path


@pytest.fixture(scope="module")
def contents(pile: Path) -> Contents:
    with Dossier.open(pile) as dossier:
        return contents_of(dossier)


def test_every_passage_of_the_pile_is_at_its_offsets(pile: Path) -> None:
    with Dossier.open(pile) as dossier:
        assert dossier.check() == []


def test_the_words_of_a_passage_are_those_that_its_role_wants(contents: Contents) -> None:
    names = {person.id: person.names for person in contents.persons}
    called = {m.passages[0].exact: names[m.refers_to] for m in contents.mentions
              if m.noun == "person" and m.refers_to}  # fmt: skip
    assert called
    assert all(words in known for words, known in called.items())
    for contact in contents.contacts:
        places = {p.exact for p in contact.passages if p.role == "place"}
        assert contact.place is not None
        assert places == {contact.place.name}


def test_nothing_of_the_pile_is_computed_anew_at_a_look(pile: Path) -> None:
    with Dossier.open(pile) as dossier:
        assert dossier.is_current()
        assert not is_behind(dossier)


def test_the_pile_has_as_many_documents_and_entries_as_wanted(contents: Contents) -> None:
    count = sum(len(getattr(contents, name)) for name in DERIVED)
    assert len(contents.documents) == DOCUMENTS
    assert abs(count - ENTRIES) <= ENTRIES // 50


def test_the_pile_has_every_noun(contents: Contents) -> None:
    assert [name for name in DERIVED if not getattr(contents, name)] == []
    assert {one.discrepancy_kind for one in contents.discrepancies} == set(DiscrepancyKind)


def test_the_pile_has_copies_versions_and_texts_without_a_day() -> None:
    """Looked at in the texts, since a pile of fifty documents has but two echoes."""
    from workbench.facts import draw_facts
    from workbench.scene import make_scene
    from workbench.texts import echo, originals_of, write_texts

    chance = random.Random(3)
    scene = make_scene(chance, 400)
    texts = write_texts(chance, scene, draw_facts(chance, scene, 60, 400))
    echoes = echo(chance, scene, texts, 8)
    urls = {text.document.url for text in texts}
    fingerprints = {text.document.fingerprint for text in texts}
    assert any(text.document.published_at is None for text in texts)
    assert sum(one.document.fingerprint in fingerprints for one in echoes) == 4
    assert sum(one.document.url in urls for one in echoes) == 2
    assert len(originals_of(texts, echoes)) == 2


def test_what_the_analysts_decided_is_worked_in(contents: Contents) -> None:
    by_verb = {verb: [d for d in contents.decisions if d.verb is verb] for verb in Verb}
    known = {entry.id for name in DERIVED for entry in getattr(contents, name)}
    assert {d.who for d in contents.decisions} == {
        "A. Lindqvist", "B. Okafor", "C. Marchetti", "D. Novak", "E. Tanaka"
    }  # fmt: skip
    assert by_verb[Verb.REJECT]
    assert not any(d.target.entry in known for d in by_verb[Verb.REJECT])
    assert by_verb[Verb.ADD]
    assert all(d.target.entry in known for d in by_verb[Verb.ADD])


def test_the_sides_have_preferences_over_issues_with_options(contents: Contents) -> None:
    weighed = {one.issue for one in contents.negotiation.preferences}
    optional = {issue.id for issue in contents.negotiation.issues if issue.options}
    assert weighed == optional
    assert len({one.party for one in contents.negotiation.preferences}) == 4


def test_links_between_entries_lead_somewhere(contents: Contents) -> None:
    attributions = {one.id for one in contents.attributions}
    rejected = {d.target.entry for d in contents.decisions if d.verb is Verb.REJECT}
    told = {s.attribution for s in contents.statements if s.attribution}
    persons = {one.id for one in contents.persons}
    assert told <= attributions | rejected
    assert {s.id for one in contents.statements for s in one.speakers} <= persons
    assert {p.party for p in contents.positions} <= {party.id for party in contents.parties}
    assert {p.issue for p in contents.positions} <= {i.id for i in contents.negotiation.issues}


def test_the_same_seed_makes_the_same_dossier(pile: Path, tmp_path: Path) -> None:
    again, other = tmp_path / "again.dragoman", tmp_path / "other.dragoman"
    make_dossier(again, DOCUMENTS, ENTRIES, seed=5)
    make_dossier(other, DOCUMENTS, ENTRIES, seed=6)
    lines: list[list[object]] = []
    for path in (pile, again, other):
        with Dossier.open(path) as dossier:
            lines.append([*dossier.document_heads(), *dossier.canonical()])
    assert lines[0] == lines[1]
    assert lines[0] != lines[2]


LIST = """<nav><a href="/contacts">Contacts</a></nav>
<form><input type="search" name="words"><input type="hidden" name="token">
<select name="status"><option value="">any</option><option value="held">held</option></select>
</form>
<a href="/entries/0123#passages">a talk</a> <a href="/entries/0123.json">its twin</a>
<a href="/documents/4567">a text</a> <a href="https://example.org/entries/89">elsewhere</a>
<a href="/contacts?page=2">2</a> <a href="?status=held&amp;page=7">7</a>"""


def test_entries_documents_filters_and_pages_are_found_in_a_list() -> None:
    catalogue = Catalogue()
    catalogue.add("/contacts", LIST)
    chance = random.Random(1)
    paths = {catalogue.draw(chance).path for _ in range(2000)}
    assert paths >= {"/contacts", "/contacts?status=held", "/contacts?page=7"}
    assert paths >= {"/entries/0123", "/documents/4567", "/entries/0123.json"}
    assert paths.isdisjoint({"/contacts?page=8", "/contacts?status=", "/entries/89"})
    assert "/entries/0123.json.json" not in paths
    assert see(LIST).inputs == ["words"]


def test_what_is_asked_for_is_written_into_the_field_of_the_page() -> None:
    catalogue = Catalogue()
    catalogue.add("/ask", LIST)
    chance = random.Random(1)
    asked = {v.path for _ in range(300) if (v := catalogue.draw(chance)).name == "/ask?…"}
    assert "/ask?words=patrol+boats" in asked
    assert all(path.startswith("/ask?words=") for path in asked)


def test_the_twin_of_a_filtered_page_keeps_its_filter() -> None:
    assert twin_of("/contacts?page=2") == "/contacts.json?page=2"
    assert twin_of("/entries/0123") == "/entries/0123.json"


@pytest.mark.parametrize(
    ("number", "share", "value"), [(100, 0.95, 95), (20, 0.95, 19), (3, 0.99, 3), (1, 0.5, 1)]
)
def test_a_percentile_is_one_of_the_values(number: int, share: float, value: float) -> None:
    assert percentile([float(n) for n in range(number, 0, -1)], share) == value


def test_an_answer_that_is_no_2xx_is_told_and_takes_no_part_in_the_times() -> None:
    good = Timed(name="/people", path="/people", ms=12, server_ms=8, size=2_000)
    bad = attrs.evolve(good, path="/people?page=9", ms=900, trouble="status 500")
    figures = Figures(seconds=2, timed=[good, bad])
    assert figures.troubles == [bad]
    assert figures.p95_ms == {"/people": 12}
    assert "| /people | 1 | 12 | 12 | 12 | 12 | 8 | 2 |" in figures.table()
    assert "2 requests in 2 s (1.0 a second), 1 not answered by a 2xx" in figures.table()
