import hashlib
from collections.abc import Callable
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.dossier import Dossier, Outcome
from dragoman.dossier.lineage import time_key
from dragoman.errors import BadRequest, UnknownEntry, UnreadableDocument
from dragoman.model import Document, Skip, document_id

Write = Callable[..., tuple[Document, bytes]]


def test_a_document_comes_back_as_it_was_with_its_bytes(dossier: Dossier, document: Write) -> None:
    text = "\u202eThe envoy\u00a0left.\r\nNUL \x00 and a no-break space stay.\n"
    one, raw = document(text, "a.txt", title="Talks \x00 end", published_at="2031-05-02")
    added = dossier.add_document(one, raw)
    assert added.outcome is Outcome.NEW
    assert dossier.document(one.id) == one
    assert dossier.raw(one.id) == raw


def test_the_same_bytes_at_the_same_address_are_known(dossier: Dossier, document: Write) -> None:
    one, raw = document("Quota talks end.", "a.txt")
    dossier.add_document(one, raw)
    assert dossier.add_document(one, raw).outcome is Outcome.KNOWN
    assert len(dossier.document_heads()) == 1


def test_the_same_bytes_elsewhere_are_a_copy(dossier: Dossier, document: Write) -> None:
    first, raw = document("Quota talks end.", "a.txt", published_at="2031-05-01")
    second, _ = document("Quota talks end.", "b.txt", published_at="2031-05-02")
    dossier.add_document(first, raw)
    added = dossier.add_document(second, raw)
    assert (added.outcome, added.copy_of) == (Outcome.COPY, first.id)


def test_an_equal_fingerprint_is_a_copy_of_the_earliest_published(
    dossier: Dossier, document: Write
) -> None:
    late, late_raw = document(
        "WIRE\nTalks end.", "late.txt", fingerprint="f", published_at="2031-05-03"
    )
    early, early_raw = document(
        "Talks end.", "early.txt", fingerprint="f", published_at="2031-05-02T23:00:00+01:00"
    )
    assert dossier.add_document(late, late_raw).outcome is Outcome.NEW
    assert dossier.add_document(early, early_raw).outcome is Outcome.NEW
    assert dossier.document(late.id).copy_of == early.id
    assert dossier.document(early.id).copy_of is None


def test_a_document_that_bears_two_groups_of_copies_joins_them(
    dossier: Dossier, document: Write
) -> None:
    one, one_raw = document("A", "1.txt", fingerprint="f", published_at="2031-01-01")
    two, two_raw = document("B", "2.txt", fingerprint="g", published_at="2031-01-02")
    both, both_raw = document("B", "3.txt", fingerprint="f", published_at="2031-01-03")
    for each, raw in ((one, one_raw), (two, two_raw), (both, both_raw)):
        dossier.add_document(each, raw)
    assert dossier.document(two.id).copy_of == one.id
    assert dossier.document(both.id).copy_of == one.id


def test_other_bytes_at_the_same_url_are_a_newer_version(dossier: Dossier, document: Write) -> None:
    url = "https://courier.example/talks"
    old, old_raw = document("Six tonnes.", "a.html", url=url, published_at="2031-05-02")
    new, new_raw = document(
        "Nine tonnes.", "b.html", url=url, published_at="2031-05-02", modified_at="2031-05-04"
    )
    dossier.add_document(new, new_raw)
    added = dossier.add_document(old, old_raw)
    assert added.outcome is Outcome.VERSION
    assert added.superseded_by == new.id
    assert dossier.document(new.id).supersedes == old.id
    assert dossier.document(old.id).supersedes is None


def test_documents_with_urls_are_no_versions_because_their_paths_agree(
    dossier: Dossier, document: Write
) -> None:
    for number in (1, 2):
        one, raw = document(f"Text {number}.", "a.json", url=f"https://courier.example/{number}")
        assert dossier.add_document(one, raw).outcome is Outcome.NEW


def test_a_copy_stands_in_for_an_original_that_was_superseded(
    dossier: Dossier, document: Write
) -> None:
    old, old_raw = document("Six tonnes.", "a.txt", retrieved_at="2031-05-01T00:00:00Z")
    copy, copy_raw = document("Six tonnes.", "b.txt", retrieved_at="2031-05-02T00:00:00Z")
    new, new_raw = document("Nine tonnes.", "a.txt", retrieved_at="2031-05-03T00:00:00Z")
    for one, raw in ((old, old_raw), (copy, copy_raw), (new, new_raw)):
        dossier.add_document(one, raw)
    assert dossier.document(copy.id).copy_of is None
    assert dossier.document(old.id).copy_of == copy.id
    assert dossier.document(new.id).supersedes == old.id


_TIMES = st.sampled_from([None, "2031-01", "2031-01-02", "2031-01-02T08:00:00+03:00"])
_KINDS = st.lists(
    st.tuples(
        st.sampled_from(["x", "y", "z"]),
        st.sampled_from(["a.txt", "b.txt"]),
        st.sampled_from(["", "f", "g"]),
        _TIMES,
    ),
    min_size=2,
    max_size=5,
    unique_by=lambda kind: kind[:2],
)


@settings(max_examples=25, deadline=None)
@given(kinds=_KINDS, data=st.data())
def test_copies_and_versions_do_not_hang_on_the_order_of_adding(
    kinds: list[tuple[Any, ...]], data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    made = []
    for text, path, fingerprint, published_at in kinds:
        raw = text.encode()
        sha256 = hashlib.sha256(raw).hexdigest()
        one = Document(
            id=document_id(sha256, path),
            path=path,
            sha256=sha256,
            text=text,
            fingerprint=fingerprint,
            published_at=published_at,
        )
        made.append((one, raw))
    orders = [made, data.draw(st.permutations(made))]
    seen = []
    for order in orders:
        with Dossier.create(tmp_path_factory.mktemp("order") / "d") as dossier:
            for one, raw in order:
                dossier.add_document(one, raw)
            seen.append(list(dossier.canonical()))
            assert dossier.check() == []
    assert seen[0] == seen[1]


def test_every_order_of_a_correction_and_a_copy_gives_the_same(
    new_place: Callable[[], str | Path], document: Write
) -> None:
    made = [
        document("Six tonnes.", "a.txt", published_at="2031-05-01"),
        document("Nine tonnes.", "a.txt", published_at="2031-05-01", modified_at="2031-05-02"),
        document("Six tonnes.", "b.txt"),
    ]
    seen = set()
    for order in permutations(made):
        with Dossier.create(new_place()) as dossier:
            for one, raw in order:
                dossier.add_document(one, raw)
            seen.add(b"".join(dossier.canonical()))
    assert len(seen) == 1


def test_times_sort_by_their_beginning_in_utc() -> None:
    times = ["2031", "2031-05-01", "2031-05-01T23:00:00-05:00", "2031-05-02T05:00:00+00:00", None]
    mixed = [times[number] for number in (4, 1, 3, 0, 2)]
    assert sorted(mixed, key=time_key) == times
    assert time_key("2031-05?") == "2031-05"
    assert time_key("../2031") == time_key(None)
    assert time_key("2031-05-01Tx") == "2031-05-01Tx"


def test_bytes_that_do_not_have_their_hash_are_refused(dossier: Dossier, document: Write) -> None:
    one, _ = document("Quota talks end.", "a.txt")
    with pytest.raises(BadRequest, match="sha-256"):
        dossier.add_document(one, b"other bytes")
    assert dossier.document_heads() == []


def test_half_a_character_is_refused_with_advice(dossier: Dossier, document: Write) -> None:
    one, raw = document("Quota talks end.", "a\udcff.txt")
    with pytest.raises(UnreadableDocument, match="half a character"):
        dossier.add_document(one, raw)


def test_documents_come_by_day_of_publication_unknown_last(
    dossier: Dossier, document: Write
) -> None:
    for name, day in (("c", None), ("a", "2031-05-02"), ("b", "2031-05-01")):
        dossier.add_document(*document(name, name, published_at=day))
    assert [head.path for head in dossier.document_heads()] == ["b", "a", "c"]
    assert [one.text for one in dossier.documents()] == ["b", "a", "c"]
    assert {head.text for head in dossier.document_heads()} == {""}


def test_one_may_write_while_documents_are_streamed(dossier: Dossier, document: Write) -> None:
    for number in range(3):
        dossier.add_document(*document(f"Text {number}.", f"{number}.txt"))
    for one in dossier.documents():
        dossier.put_skips([Skip(path=one.id, reason="no article", advice="leave it out")])
    assert len(dossier.skips()) == 3


def test_an_unknown_id_is_said_so(dossier: Dossier) -> None:
    for ask in (dossier.document, dossier.raw, dossier.entry):
        with pytest.raises(UnknownEntry, match="no entry 'nothing'"):
            ask("nothing")


def test_the_latest_word_on_a_skipped_file_counts_until_it_is_taken_in(
    dossier: Dossier, document: Write
) -> None:
    first = Skip(path="a.txt", reason="it is empty", advice="fill it")
    second = Skip(path="a.txt", reason="it is a picture", advice="add a text")
    other = Skip(path="b\udcff.txt", reason="it is empty", advice="fill it")
    dossier.put_skips([first])
    dossier.put_skips([second, other])
    assert [skip.reason for skip in dossier.skips()] == ["it is a picture", "it is empty"]
    dossier.add_document(*document("Quota talks end.", "a.txt"))
    assert [skip.path for skip in dossier.skips()] == ["b\\udcff.txt"]
