"""Full text: the index follows the entries, and what is purged stands nowhere in the file."""

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import text

from dragoman.dossier import Dossier, Words, search_in
from dragoman.errors import BadRequest
from dragoman.model import Act, Document, Named, Passage, Segment, SegmentKind, Statement, cut
from postgresql_server import Server

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


def test_rows_written_one_by_one_are_followed(
    filled: tuple[Dossier, Document], backend: str
) -> None:
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
        columns = "kind, id, document, score, body"
        changed = columns.replace("body", "replace(body, 'lanterns', 'candles')")
        again = f"INSERT INTO derived_entries ({columns}) SELECT {changed} FROM derived_entries "
        if backend == "sqlite":
            again = again.replace("INSERT", "INSERT OR REPLACE")
        else:
            again += "ON CONFLICT (kind, id) DO UPDATE SET body = excluded.body"
        connection.execute(text(again))
    assert kinds(dossier, "lanterns") == []
    assert kinds(dossier, "candles") == ["segment"]


def test_a_purged_document_stands_nowhere_in_the_file(
    filled: tuple[Dossier, Document], path: Path, document: Write
) -> None:
    dossier, one = filled
    other, raw = document("The envoy spoke of lanterns.", "b.txt")
    dossier.add_document(other, raw)
    dossier.put_entries([*entries_of(one), entries_of(other)[0]])
    dossier.remove_document(one.id, "A. Analyst", "not ours", purge=True)
    assert kinds(dossier, "quota") == []
    assert kinds(dossier, "lantern") == ["segment"]
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


SENTENCES = (
    "The envoys' quotas weren't agreed, he said: “no deal”.",
    "COVID-19 halted the round; see https://example.org/talks/a-b?x=1 or mail a.b@example.org.",
    "Café owners in São Paulo paid 9,000.50 euros - a -5 % fall (F-16s, U.S.-led).",
    "Reform of the re-formed tariff_list was \u201cunforeseeable\u201d\u2014or not\u2026 to be.",
    "Здравствуйте, мир: ПЕРЕГОВОРЫ о квотах. Ćevapi & ćwikła, naïve coöperation, Zoë's.",
    "Running runners ran; generously general generations. The quick, quick fox.",
)
ASKED = (
    *(("quota",), ("quotas", "agreed"), ("no deal",), ("deal no",), ("weren't",), ("weren",)),
    *(("covid 19",), ("covid-19",), ("19",), ("example",), ("example.org",), ("talks a b",)),
    *(("cafe",), ("CAFÉ",), ("sao paulo",), ("9,000",), ("9000",), ("5",), ("f 16s",), ("us",)),
    *(("u.s.-led",), ("tariff",), ("tariff_list",), ("unforeseeable or",), ("not to be",)),
    *(("to be or not",), ("переговоры",), ("квотах",), ("мир переговоры",), ("cevapi",)),
    *(
        ("naive",),
        ("cooperation",),
        ("zoe s",),
        ("as",),
        ("is", "us"),
        ("run",),
        ("runner",),
        ("generation",),
    ),
    *(("quick quick fox",), ("the",), ("the quick",), ("he", "said"), ("re formed",), ("a",)),
)


def test_both_databases_find_the_same(tmp_path: Path, postgresql: Server, document: Write) -> None:
    one, raw = document(" ".join(SENTENCES), "a.txt")
    segments = [
        Segment(
            id=f"{number}",
            segment_kind=SegmentKind.PARAGRAPH,
            passages=(Passage(document=one.id, start=0, end=len(exact), exact=exact),),
        )
        for number, exact in enumerate(SENTENCES)
    ]
    found = []
    for place in (tmp_path / "d", postgresql.place()):
        with Dossier.create(place) as dossier:
            dossier.add_document(one, raw)
            dossier.put_entries(segments)
            every = {
                (wanted, unwanted): sorted(
                    hit.id for hit in dossier.search(Words(wanted=wanted, unwanted=unwanted))
                )
                for wanted in ASKED
                for unwanted in ((), ("quota",), ("the", "zeppelin"))
            }
            found.append(every)
    assert found[0] == found[1]
    assert sum(map(bool, found[0].values())) > 60


def test_the_better_fit_comes_first(dossier: Dossier, document: Write) -> None:
    texts = ["A quota.", "A quota, then " + "many other words " * 40, "Quota on quota, quota."]
    for number, text_ in enumerate(texts):
        dossier.add_document(*document(text_, f"{number}.txt"))
    made = [
        Segment(
            id=one.id,
            segment_kind=SegmentKind.PARAGRAPH,
            passages=(cut(one.text, 0, len(one.text), document=one.id),),
        )
        for one in dossier.documents()
    ]
    dossier.put_entries(made)
    hits = dossier.search(Words(wanted=("quota",)))
    of = {hit.id: hit.rank for hit in hits}
    worst = max(of, key=of.__getitem__)
    assert next(s for s in made if s.id == worst).passages[0].exact == texts[1]
    assert [hit.rank for hit in hits] == sorted(of.values())
    assert dossier.search(Words(wanted=("quota",)), limit=1) == hits[:1]
