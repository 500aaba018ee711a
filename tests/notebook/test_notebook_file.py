"""The file on a negotiation, as a notebook sees it."""

import subprocess
import sys
from pathlib import Path

import pytest

import dragoman as dm
from dragoman.dossier import Dossier, copy_dossier
from dragoman.errors import BadRequest, DossierMissing, UnknownEntry
from dragoman.model import Contents, Party
from dragoman.notebook import NegotiationFile, Sentence
from postgresql_server import Server
from workbench_talks import DOCUMENT, TEXT, everything, write_talks


def test_the_package_is_imported_at_once() -> None:
    """Nothing heavy behind it: the verbs import what they need."""
    heavy = ("attrs", "pyarrow", "polars", "numpy", "jinja2", "sqlalchemy")
    asked = f"import sys, dragoman; print([name for name in {heavy} if name in sys.modules])"
    found = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True)
    assert found.stdout.strip() == "[]"


def test_where_there_is_no_dossier_opening_says_so(tmp_path: Path) -> None:
    with pytest.raises(DossierMissing, match="no dossier here"):
        dm.open(tmp_path / "none.dragoman")


def test_a_dossier_on_a_server_is_opened_by_its_url(
    postgresql: Server, place: Path, talks: NegotiationFile
) -> None:
    url = postgresql.place()
    with Dossier.open(place) as here, Dossier.create(url) as there_too:
        copy_dossier(here, there_too)
    there = dm.open(url)
    assert there.contents == talks.contents
    assert [one.id for one in there.positions(party="ORM")] == ["p-old", "p-orm"]


def test_contents_are_everything_in_one_record(talks: NegotiationFile) -> None:
    assert isinstance(talks.contents, Contents)
    assert {one.id for one in talks.contents.contacts} == {one.id for one in talks.contacts}
    assert talks.negotiation.name == "Arven talks"
    assert talks.skips == ()


def test_an_entry_opens_the_sentence_it_came_from(talks: NegotiationFile) -> None:
    contact = talks.contacts(state="held")[0]
    sentence = talks.sentence(contact)
    assert isinstance(sentence, Sentence)
    assert sentence.text == "Velland and Ormark held talks in Sundholm."
    assert TEXT[sentence.start : sentence.end] == sentence.exact
    assert sentence.outlet == "Port Vell Courier"
    assert talks.sentence("held") == sentence


def test_a_sentence_shows_the_words_around_its_passage(talks: NegotiationFile) -> None:
    sentence = talks.sentence("s1")
    assert "Ilse Marn ‹demanded a quota›. Marn said" in repr(sentence)
    page = sentence._repr_html_()
    assert "Ilse Marn <mark>demanded a quota</mark>. Marn said" in page
    assert "Port Vell Courier" in page


def test_an_entry_without_a_sentence_says_so(talks: NegotiationFile) -> None:
    party = next(one for one in talks.parties if one.id == "CAL")
    assert isinstance(party, Party)
    assert talks.sentences(party) == ()
    with pytest.raises(BadRequest, match="'CAL' rests on no sentence"):
        talks.sentence(party)


def test_a_document_comes_with_its_text_and_another_id_is_unknown(talks: NegotiationFile) -> None:
    assert talks.document(DOCUMENT.id).text == TEXT
    assert talks.documents[0].text == ""
    for id in ("held", "nothing"):
        with pytest.raises(UnknownEntry):
            talks.document(id)


def test_asking_answers_with_entries_and_their_sentences(talks: NegotiationFile) -> None:
    answers = talks.ask("who:Marn act:demand")
    assert [entry.id for entry in answers] == ["s1"]
    assert answers.question == 'who:"Ilse Marn" act:demand'
    assert "<mark>demanded a quota</mark>" in answers._repr_html_()


def test_asking_for_what_is_not_there_says_what_fewer_words_would_find(
    talks: NegotiationFile,
) -> None:
    answers = talks.ask("who:Marn act:threaten")
    assert len(answers) == 0
    assert "nothing found" in str(answers)
    assert any("act:threaten" in note for note in answers.notes)


def test_accounts_stand_next_to_each_other_in_their_own_words(talks: NegotiationFile) -> None:
    accounts = talks.accounts("dispute")
    assert [one.words for one in accounts.tellers] == [
        "Velland said that it had been",
        "Ormark denied that a quota had been agreed",
    ]
    assert accounts.kind == "denial"
    page = accounts._repr_html_()
    assert page.count('<div class="side">') == 2
    assert "One says that it had been, the other denies it." in page
    with pytest.raises(UnknownEntry):
        talks.accounts("held")


def test_the_file_shows_itself_as_the_first_screen(talks: NegotiationFile) -> None:
    assert repr(talks).startswith("<the file on a negotiation: ")
    page = talks._repr_html_()
    for title in ("Arven talks", "Established", "Contested", "Claimed by one side only"):
        assert title in page
        assert title in str(talks)
    assert "<script" not in page


def test_what_was_known_on_a_day_is_a_file_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DRAGOMAN_READER", "rules")
    texts = tmp_path / "texts"
    texts.mkdir()
    for day, words in (("02", "demanded a quota"), ("09", "rejected the paper")):
        head = f"---\noutlet: Tarn Herald\npublished_at: 2025-06-{day}\n---\n"
        (texts / f"{day}.txt").write_text(f"{head}Velland {words} on fish.\n", "utf-8")
    talks = dm.read(texts, dossier=tmp_path / "d.dragoman")
    earlier = talks.as_of("2025-06-05")
    assert (len(talks.documents), len(earlier.documents)) == (2, 1)
    assert earlier.contents.as_of == "2025-06-05"
    assert "as of 2025-06-05" in repr(earlier)
    assert [one.act.value for one in earlier.statements(act="demand")] == ["demand"]
    assert earlier.entry(earlier.documents[0].id) == earlier.documents[0]
    with pytest.raises(BadRequest, match="ask the file that"):
        earlier.as_of("2025-06-01")
    with pytest.raises(UnknownEntry):
        earlier.entry("none")


def test_reading_says_which_engines_there_are(tmp_path: Path) -> None:
    with pytest.raises(BadRequest, match="no engine 'steam'; choose from inline"):
        dm.read(tmp_path, dossier=tmp_path / "d.dragoman", engine="steam")


def test_a_brief_is_made_of_a_file_and_of_its_contents(
    talks: NegotiationFile, tmp_path: Path
) -> None:
    page = dm.brief(talks, tmp_path / "b.html")
    assert (tmp_path / "b.html").read_text("utf-8") == page
    assert page == dm.brief(talks.contents)


def test_names_of_classes_come_when_they_are_asked_for() -> None:
    from dragoman import notebook

    assert notebook.NegotiationFile is NegotiationFile
    with pytest.raises(AttributeError, match="Nonsense"):
        _ = notebook.Nonsense


def test_a_change_from_outside_is_seen(place: Path, talks: NegotiationFile) -> None:
    assert len(talks.contacts) == 6
    place.unlink()
    for rest in place.parent.glob("talks.dragoman-*"):
        rest.unlink()
    write_talks(place, [one for one in everything() if one.id != "undated"])
    assert len(talks.contacts) == 5
