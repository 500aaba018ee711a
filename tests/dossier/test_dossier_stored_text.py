"""A text is stored and found again as it is, and sorts alike in both databases."""

from collections.abc import Callable
from hashlib import sha512

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.dossier import Dossier
from dragoman.dossier.stored_text import _escaped, _unescaped
from dragoman.errors import UnknownEntry
from dragoman.model import Document, Person, Skip

ODD = ("a\0b", "\0", "\ufdd0", "\ufdd1", "\ufdd10\0\ufdd01\0\0", "\N{GRINNING FACE}\0", "x\u0000")


@given(st.text(st.sampled_from("a01\0\ufdd0\ufdd1")))
def test_what_is_escaped_is_read_back_and_holds_no_nul(text: str) -> None:
    assert "\0" not in _escaped(text)
    assert _unescaped(_escaped(text)) == text


def test_different_texts_stay_different() -> None:
    assert len({_escaped(text) for text in ODD}) == len(set(ODD))


@pytest.mark.parametrize("text", ODD)
def test_a_text_with_nul_is_kept_everywhere(dossier: Dossier, text: str) -> None:
    dossier.remember(text, text)
    dossier.put_settings(text, "Tov", put_at="2031-05-01T08:00:00Z")
    dossier.put_skips([Skip(path=text, reason=text, advice=text)])
    dossier.put_entries([Person(id=text, names=(text,))])
    assert dossier.remembered(text) == text
    assert dossier.settings() == text
    assert dossier.skips() == [Skip(path=text, reason=text, advice=text)]
    assert dossier.entry(text) == Person(id=text, names=(text,))
    assert dossier.check() == []


def test_an_id_that_nothing_has_is_unknown_whatever_it_holds(dossier: Dossier) -> None:
    for text in (*ODD, "'; DROP TABLE truth_documents; --", "%", "a" * 10_000):
        with pytest.raises(UnknownEntry):
            dossier.entry(text)


def test_entries_come_by_code_point_whatever_the_language_of_the_server(dossier: Dossier) -> None:
    ids = ["Z", "a", "ä", "B", "_", "aa", "a-b", "ab", "\ue000", "\N{GRINNING FACE}", "ß", "0"]
    dossier.put_entries(Person(id=one, names=("Tov",)) for one in ids)
    assert [person.id for person in dossier.entries(Person)] == sorted(ids)


def test_paths_and_urls_longer_than_a_key_of_an_index_are_kept(
    dossier: Dossier, document: Callable[..., tuple[Document, bytes]]
) -> None:
    paths = ["".join(sha512(b"%d%d" % (k, n)).hexdigest() for n in range(60)) for k in (3, 5)]
    for _ in range(2):
        dossier.put_skips([Skip(path=path, reason="empty", advice="fill it") for path in paths])
    assert [skip.path for skip in dossier.skips()] == sorted(paths)
    for url in paths:
        one, raw = document(f"Text at {url[:9]}.", "a.txt", url=f"https://example.org/{url}")
        dossier.add_document(one, raw)
    assert len(dossier.document_heads()) == 2
