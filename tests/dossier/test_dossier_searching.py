"""Full text: the index follows the entries, and what is purged stands nowhere in the file."""

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import text

from dragoman.dossier import Dossier, Words, search_in
from dragoman.errors import BadRequest
from dragoman.model import Act, Document, Named, Passage, Segment, SegmentKind, Statement, cut

Write = Callable[..., tuple[Document, bytes]]
TEXT = "The envoy of Velland demanded an end to the patrols. Łukasz said nothing of cod quotas."


def entries_of(one: Document) -> list[Segment | Statement]:
    whole = cut(one.text, 0, len(one.text), document=one.id)
    part = cut(one.text, 13, min(51, len(one.text)), document=one.id, role="content")
    return [
        Segment(id=f"s{one.id}", segment_kind=SegmentKind.PARAGRAPH, passages=(whole,)),
        Statement(
            id=f"t{one.id}", act=Act.DEMAND, passages=(part,), speakers=(Named(name="Marn"),)
        ),
    ]  # fmt: skip


@pytest.fixture
def filled(dossier: Dossier, document: Write) -> tuple[Dossier, Document]:
    one, raw = document(TEXT, "a.txt")
    dossier.add_document(one, raw)
    dossier.put_entries(entries_of(one))
    return dossier, one


def kinds(dossier: Dossier, *wanted: str, unwanted: tuple[str, ...] = ()) -> list[str]:
    return sorted(hit.kind for hit in dossier.search(Words(wanted=wanted, unwanted=unwanted)))


def test_words_are_found_in_their_forms_and_without_accents(
    filled: tuple[Dossier, Document],
) -> None:
    dossier, _ = filled
    assert kinds(dossier, "patrol") == ["segment", "statement"]
    assert kinds(dossier, "quota", "cod") == ["segment"]
    assert kinds(dossier, "an end to the patrols") == ["segment", "statement"]
    assert kinds(dossier, "end an to") == []
    assert kinds(dossier, "patrols", unwanted=("quotas",)) == ["statement"]


def test_a_speaker_is_found_by_name(filled: tuple[Dossier, Document]) -> None:
    assert kinds(filled[0], "marn") == ["statement"]


def test_replaced_entries_leave_the_index(filled: tuple[Dossier, Document]) -> None:
    dossier, one = filled
    dossier.put_entries(entries_of(one)[:1])
    assert kinds(dossier, "patrols") == ["segment"]
    dossier.discard_derived()
    assert kinds(dossier, "patrols") == []


def test_rows_written_one_by_one_are_followed(filled: tuple[Dossier, Document]) -> None:
    """Whoever writes entries row by row, with a replacement or an update, keeps the index right."""
    dossier, _ = filled
    with dossier._writing() as connection:
        row = text("SELECT body FROM derived_entries WHERE kind = 'segment'")
        body = str(connection.scalar(row)).replace("patrols", "lanterns")
        change = text("UPDATE derived_entries SET body = :body WHERE kind = 'segment'")
        connection.execute(change, {"body": body})
        connection.execute(text("DELETE FROM derived_entries WHERE kind = 'statement'"))
    assert kinds(dossier, "patrols") == []
    assert kinds(dossier, "lanterns") == ["segment"]
    with dossier._writing() as connection:
        again = text(
            "INSERT OR REPLACE INTO derived_entries SELECT kind, id, document, score, "
            "replace(body, 'lanterns', 'candles') FROM derived_entries"
        )
        connection.execute(again)
    assert kinds(dossier, "lanterns") == []
    assert kinds(dossier, "candles") == ["segment"]


def test_a_purged_document_stands_nowhere_in_the_file(
    filled: tuple[Dossier, Document], document: Write
) -> None:
    dossier, one = filled
    other, raw = document("The envoy spoke of lanterns.", "b.txt")
    dossier.add_document(other, raw)
    dossier.put_entries([*entries_of(one), entries_of(other)[0]])
    dossier.remove_document(one.id, "A. Analyst", "not ours", purge=True)
    assert kinds(dossier, "quota") == []
    assert kinds(dossier, "lantern") == ["segment"]
    path = Path(dossier.path)
    dossier.close()
    assert b"quota" not in path.read_bytes()
    assert b"lantern" in path.read_bytes()


def test_a_file_of_an_earlier_version_is_given_its_index(
    filled: tuple[Dossier, Document], path: Path
) -> None:
    dossier, _ = filled
    with dossier._writing() as connection:
        for name in ("come", "go", "leave", "return"):
            connection.execute(text(f"DROP TRIGGER words_{name}"))
        connection.execute(text("DROP TABLE derived_words"))
        connection.execute(text("DROP VIEW searchable_words"))
        connection.execute(text("DROP TABLE derived_searchable"))
        connection.execute(text("DROP TABLE noted_marks"))
    dossier.close()
    with Dossier.open(path) as opened:
        assert kinds(opened, "patrols") == ["segment", "statement"]
        opened.remember("a", "b")
        assert opened.remembered("a") == "b"
        assert not opened.check()


@pytest.mark.parametrize("words", ["NEAR(", "a OR b", "x:y", "a\x00b", "'; DROP", "a*"])
def test_nothing_in_words_is_an_operator(filled: tuple[Dossier, Document], words: str) -> None:
    assert filled[0].search(Words(wanted=(words, "zeppelin"))) == []


@pytest.mark.parametrize("words", ["", "*", '"', "-"])
def test_a_search_without_a_word_is_refused(filled: tuple[Dossier, Document], words: str) -> None:
    with pytest.raises(BadRequest, match="no word to look for"):
        filled[0].search(Words(wanted=(words,)))


def test_texts_in_memory_are_searched_alike() -> None:
    passage = Passage(document="d", start=0, end=len(TEXT), exact=TEXT)
    texts = [("segment", "s", passage.exact), ("segment", "r", "nothing of it")]
    assert [hit.id for hit in search_in(texts, Words(wanted=("quota", "patrol")), 9)] == ["s"]


def test_notes_outlive_a_rebuild(dossier: Dossier) -> None:
    dossier.remember("pace", "1")
    dossier.remember("pace", "2")
    dossier.discard_derived()
    assert dossier.remembered("pace") == "2"
    assert dossier.remembered("other") is None
