"""Records of one dossier as another: any texts, nothing lost, nothing half."""

import hashlib
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.dossier import Dossier, correction, handling, note
from dragoman.dossier.carrying import pack
from dragoman.errors import BadNegotiation, BadRequest
from dragoman.exchange.parquet import write_parquet
from dragoman.ingest import fingerprint
from dragoman.model import (
    Act,
    Contents,
    Document,
    Named,
    Skip,
    Statement,
    Verb,
    cut,
    document_id,
    entry_id,
)
from dragoman.model.handling import Handling, LeftOut, Marking, Withheld
from dragoman.pipeline import contents_of, marking_of
from dragoman.pipeline.outgoing import Records, record_lines
from dragoman.pipeline.receiving import import_records

ODD = st.text(
    alphabet=st.one_of(
        st.characters(exclude_categories=["Cs"]),
        st.sampled_from(
            list("\0\u2028\u2029\ufdd0\ufdd1\ufeff\u202e\r\n\t\"'=\\\U0001f409e\u0301")
        ),
    ),
    min_size=1,
    max_size=60,
)
NOW = "2025-06-01T10:00:00.000001+00:00"


def document(text: str, path: str, raw: bytes | None = None) -> tuple[Document, bytes]:
    raw = text.encode() if raw is None else raw
    sha256 = hashlib.sha256(raw).hexdigest()
    return (
        Document(
            id=document_id(sha256, path), path=path, title=text[:20], sha256=sha256, text=text,
            fingerprint=fingerprint(text), published_at="2025-05-01", known_by="front matter",
        ),
        raw,
    )  # fmt: skip


def statement(of: Document, name: str) -> Statement:
    passages = (cut(of.text, 0, len(of.text), document=of.id, role="content"),)
    return Statement(
        id=entry_id("statement", passages), passages=passages, act=Act.DEMAND, score=1 / 3,
        speakers=(Named(name=name),), because=(name,),
    )  # fmt: skip


def filled(path: Path, texts: list[str], name: str = "Ilse Marn") -> Dossier:
    """A dossier of some texts, each with a statement, and with decisions, settings and skips."""
    dossier = Dossier.create(path)
    for number, text in enumerate(texts):
        raw = b"<p>" + text.encode() if number % 2 else None
        dossier.add_document(*document(text, f"{number}.txt", raw))
    dossier.put_settings(f"name = {'talks'!r}\n", "A. Analyst", put_at=NOW)
    dossier.put_skips([Skip(path=f"{name}.zip", reason="no text", advice="open it")])
    documents = list(dossier.documents())
    entries = [statement(one, name) for one in documents]
    dossier.decide(correction(documents[0], {"outlet": name}, who="A", decided_at=NOW, why=name))
    dossier.decide(note(entries[-1], who="B", why=f"so {name}", decided_at=NOW))
    dossier.decide(correction(entries[0], {"act": "deny"}, who="B", decided_at=NOW))
    dossier.put_entries(entries)
    return dossier


def lines(dossier: Dossier, *, with_bytes: bool = True) -> list[str]:
    contents = contents_of(dossier)
    luggage = pack(dossier, with_bytes=with_bytes)
    return list(record_lines(contents, Records.JSONL, marking_of(contents), luggage=luggage))


def written(path: Path, told: list[str]) -> Path:
    path.write_bytes("".join(f"{line}\n" for line in told).encode())
    return path


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path


@settings(max_examples=25, deadline=None)
@given(st.lists(ODD, min_size=1, max_size=4), ODD)
def test_any_texts_come_back_the_same(texts: list[str], name: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        with filled(place / "a.dragoman", texts, name) as old:
            before, canonical = lines(old), list(old.canonical())
            contents, luggage = contents_of(old), pack(old, with_bytes=True)
            write_parquet(contents, place / "p", behind=luggage.of_document, rest=luggage.of_all())
        import_records(place / "b.dragoman", written(place / "a.jsonl", before), who="A")
        import_records(place / "c.dragoman", place / "p", who="A")
        for copy in ("b.dragoman", "c.dragoman"):
            with Dossier.open(place / copy) as new:
                assert lines(new) == before
                assert list(new.canonical()) == canonical
                assert new.check() == []


def test_a_document_is_kept_as_it_was_taken_in(place: Path) -> None:
    with filled(place / "a.dragoman", ["One text."]) as old:
        told = lines(old)
    import_records(place / "b.dragoman", written(place / "a.jsonl", told), who="A")
    with Dossier.open(place / "b.dragoman") as new:
        (head,) = new.document_heads()
        assert head.outlet == "Ilse Marn"
        new.undo("A")
        new.undo("A")
        new.undo("A")
        assert new.document_heads()[0].outlet is None


def test_a_withdrawal_by_a_slow_clock_finds_what_it_takes_back(place: Path) -> None:
    with filled(place / "a.dragoman", ["One text."]) as old:
        made = old.decisions()[-1]
        old.withdraw(made.id, "C", "2024-01-01T00:00:00+00:00")
        told = lines(old)
    import_records(place / "b.dragoman", written(place / "a.jsonl", told), who="A")
    with Dossier.open(place / "b.dragoman") as new:
        assert lines(new) == told


def test_a_withdrawal_of_what_is_not_there_is_refused(place: Path) -> None:
    with filled(place / "a.dragoman", ["One text."]) as old:
        made = old.decisions()[-1]
        old.withdraw(made.id, "C", NOW)
        told = [line for line in lines(old) if f'"id":"{made.id}"' not in line]
    with pytest.raises(BadRequest, match="which is not among the records"):
        import_records(place / "b.dragoman", written(place / "a.jsonl", told), who="A")


def test_two_texts_of_one_name_in_an_excerpt_are_no_versions(place: Path) -> None:
    """Paths have lost their folders there, so that two of a name say nothing."""
    marking = Marking(
        mark=Handling.GREEN,
        withheld=Withheld(
            at_most=Handling.GREEN, left=(LeftOut(noun="document", mark=None, count=1),)
        ),
    )
    texts = [document("One text.", "a.txt")[0], document("Another text.", "a.txt")[0]]
    told = list(record_lines(Contents(documents=tuple(texts)), Records.JSONL, marking))
    done = import_records(
        place / "b.dragoman", written(place / "a.jsonl", told), who="A", decided_at=NOW
    )
    assert (done.is_excerpt, done.mark) == (True, Handling.GREEN)
    with Dossier.open(place / "b.dragoman") as new:
        assert [head.supersedes for head in new.document_heads()] == [None, None]
        (signed,) = new.decisions()
        assert (signed.verb, signed.decided_at) == (Verb.HANDLE, NOW)
        assert "Left out" in signed.why


def test_versions_in_an_excerpt_stay_versions(place: Path) -> None:
    older, newer = document("One text.", "a.txt")[0], document("Another text.", "a.txt")[0]
    with Dossier.create(place / "a.dragoman") as old:
        for one in (older, newer):
            old.add_document(one, one.text.encode())
        contents = contents_of(old)
    assert any(one.supersedes for one in contents.documents)
    marking = Marking(mark=Handling.GREEN, withheld=Withheld(at_most=Handling.GREEN))
    told = list(record_lines(contents, Records.JSONL, marking))
    import_records(place / "b.dragoman", written(place / "a.jsonl", told), who="A")
    with Dossier.open(place / "b.dragoman") as new:
        assert contents_of(new).documents == contents.documents


def test_the_mark_on_the_first_line_holds_where_the_decisions_were_taken_out(place: Path) -> None:
    with filled(place / "a.dragoman", ["One text."]) as old:
        (head,) = old.document_heads()
        old.decide(handling(head, Handling.RED, who="A", decided_at=NOW))
        told = [line for line in lines(old) if '"verb":"handle"' not in line]
    done = import_records(place / "b.dragoman", written(place / "a.jsonl", told), who="B")
    assert (done.mark, done.is_excerpt) == (Handling.RED, False)
    with Dossier.open(place / "b.dragoman") as new:
        marking = marking_of(contents_of(new))
        assert marking is not None
        assert marking.mark is Handling.RED


def test_settings_that_this_version_cannot_use_leave_nothing_behind(place: Path) -> None:
    with filled(place / "a.dragoman", ["One text."]) as old:
        old.put_settings("colour = 'blue'\n", "A", put_at=NOW)
        contents, luggage = contents_of_unchecked(old), pack(old)
        told = list(record_lines(contents, Records.JSONL, None, luggage=luggage))
    with pytest.raises((BadNegotiation, BadRequest), match="unknown key 'colour'"):
        import_records(place / "b.dragoman", written(place / "a.jsonl", told), who="A")
    assert not (place / "b.dragoman").exists()


def contents_of_unchecked(dossier: Dossier) -> Contents:
    return Contents(documents=tuple(dossier.documents()), decisions=tuple(dossier.decisions()))


def test_an_empty_file_makes_no_dossier(place: Path) -> None:
    with pytest.raises(BadRequest, match="holds no record"):
        import_records(place / "b.dragoman", written(place / "a.jsonl", []), who="A")
    assert not (place / "b.dragoman").exists()
