"""How found accounts are counted against marked ones."""

from typing import Any

import pytest
from accounts import between_readers, gold_of
from accounts_scoring import Pages, commitment_score, discrepancy_score, meet

from dragoman.model import (
    Account,
    Commitment,
    Discrepancy,
    DiscrepancyKind,
    Document,
    Measure,
    Passage,
    cut,
)

TEXT = "Tov said the call lasted an hour. Nobody was with him.\n\nMarn said it lasted two hours."


@pytest.fixture
def pages() -> Pages:
    found = Pages()
    found.add(Document(id="d1", path="a.txt", text=TEXT))
    return found


def passage(words: str) -> Passage:
    start = TEXT.index(words)
    return cut(TEXT, start, start + len(words), document="d1")


def span(words: str) -> dict[str, Any]:
    start = TEXT.index(words)
    return {"document": "a.txt", "start": start, "end": start + len(words)}


def discrepancy(*sides: str) -> Discrepancy:
    return Discrepancy(
        id="x",
        discrepancy_kind=DiscrepancyKind.NUMBER,
        matter="how long",
        accounts=tuple(Account(says=words, passages=(passage(words),)) for words in sides),
        why="",
    )


def test_a_sentence_reaches_from_full_stop_to_full_stop(pages: Pages) -> None:
    _, start, end = pages.of(span("was with"))
    assert TEXT[start:end].strip() == "Nobody was with him."
    assert not meet(pages.of(span("was with")), [pages.of(span("an hour"))])


def test_a_discrepancy_is_paired_by_two_sides_in_two_accounts(pages: Pages) -> None:
    mark = {"kind": "number", "sides": [span("an hour"), span("two hours")]}
    assert discrepancy_score(mark, discrepancy("the call lasted", "it lasted"), pages) == 1.5
    assert discrepancy_score({**mark, "kind": "day"}, discrepancy("Tov said", "Marn"), pages) == 1
    assert discrepancy_score(mark, discrepancy("Tov said", "Nobody was"), pages) == 0


def test_two_sides_in_one_account_are_no_pair(pages: Pages) -> None:
    mark = {"kind": "number", "sides": [span("an hour"), span("two hours")]}
    one = Account(says="", passages=(passage("an hour"), passage("two hours")))
    entry = Discrepancy(
        id="x",
        discrepancy_kind=DiscrepancyKind.NUMBER,
        matter="",
        accounts=(one, Account(says="", passages=(passage("Nobody"),))),
        why="",
    )
    assert discrepancy_score(mark, entry, pages) == 0


def test_a_commitment_needs_a_party_in_common(pages: Pages) -> None:
    mark = {"parties": ["ORM"], "told": [span("an hour")]}
    entry = Commitment(
        id="c", passages=(passage("Tov said"),), parties=("ORM", "VEL"), measures=(Measure(),)
    )
    assert commitment_score(mark, entry, pages) > 1
    assert commitment_score({**mark, "parties": ["CAL"]}, entry, pages) == 0


def test_the_marks_keep_no_words_of_texts_that_may_not_enter_the_project() -> None:
    for reader in gold_of("reporting"):
        assert len(reader) > 10
        for mark in reader:
            assert not {"quote", "matter", "what"} & mark.keys()


def test_the_two_readers_agree_on_most_discrepancies() -> None:
    figures = between_readers(["ukraine", "arven", "reporting"])
    assert figures["discrepancy"]["recall"] > 0.8
