"""Suggested, reviewed, approved: which decisions count, and on which entry they stand now."""

import time
from typing import Any

import pytest
from attrs import evolve

from dragoman.dossier import (
    Finder,
    acceptance,
    addition,
    anchor_of,
    apply_decisions,
    correction,
    crediting,
    handling,
    note,
    rejection,
    review,
    reviews_of,
    sign,
)
from dragoman.errors import BadRequest
from dragoman.model import (
    UNREVIEWED,
    Act,
    Contact,
    Credibility,
    Decision,
    Passage,
    ReviewState,
    Statement,
    Verb,
)

SUGGESTED, REVIEWED, APPROVED = ReviewState


def at(second: int) -> str:
    return f"2031-05-01T12:00:{second:02}+00:00"


def said(start: int, words: str = "Ormark will halve the quota", document: str = "d1") -> Statement:
    passage = Passage(
        document=document, start=start, end=start + len(words), exact=words, role="content"
    )
    return Statement(id=f"s-{document}-{start}-{len(words)}", passages=(passage,), act=Act.ASSERT)


def call(*documents: str, topics: tuple[str, ...] = ()) -> Contact:
    values: dict[str, Any] = {"channel": "call", "status": "held", "topics": topics}
    passages = tuple(
        Passage(document=one, start=10, end=14, exact="call", role="mention") for one in documents
    )
    return Contact(id=f"c-{documents[0]}", passages=passages, **values)


def state(decisions: list[Decision], entry: Statement | Contact) -> ReviewState:
    return reviews_of(decisions, [entry]).get(entry.id, UNREVIEWED).state


S = said(10)


def test_what_nobody_decided_on_is_suggested() -> None:
    assert reviews_of([], [S]) == {}
    assert reviews_of([note(S, who="Tov", why="hm")], [S]) == {}
    assert UNREVIEWED.state is SUGGESTED


def test_a_review_and_a_correction_and_an_addition_make_it_reviewed_an_acceptance_approved() -> (
    None
):
    assert state([review(S, who="Tov")], S) is REVIEWED
    assert state([correction(S, {"act": "promise"}, who="Tov")], S) is REVIEWED
    assert state([addition(S, who="Tov")], S) is REVIEWED
    assert state([acceptance(S, who="Tov")], S) is APPROVED


def test_a_state_says_who_and_when() -> None:
    decision = review(S, who="Ilse Marn", decided_at=at(3))
    found = reviews_of([decision], [S])[S.id]
    assert (found.who, found.decided_at, found.decision) == ("Ilse Marn", at(3), decision.id)


def test_a_later_correction_brings_an_approved_one_back_to_reviewed() -> None:
    approved = acceptance(S, who="Tov", decided_at=at(1))
    later = correction(S, {"act": "promise"}, who="Marn", decided_at=at(2))
    assert state([approved, later], S) is REVIEWED
    assert state([evolve(later, decided_at=at(0)), approved], S) is APPROVED


def test_a_review_leaves_an_approved_one_approved() -> None:
    log = [acceptance(S, who="Tov", decided_at=at(1)), review(S, who="Marn", decided_at=at(2))]
    found = reviews_of(log, [S])[S.id]
    assert (found.state, found.who) == (APPROVED, "Tov")


def test_what_was_taken_back_does_not_count() -> None:
    first = review(S, who="Tov", decided_at=at(1))
    approved = acceptance(S, who="Tov", decided_at=at(2))
    back = sign(Verb.WITHDRAW, S_ANCHOR, who="Tov", decided_at=at(3), withdraws=approved.id)
    assert state([first, approved, back], S) is REVIEWED


S_ANCHOR = anchor_of(S)


def test_a_prediction_taken_in_is_not_reviewed() -> None:
    predicted = addition(S, who="Tov", program="coder 2.0")
    assert reviews_of([predicted], [S]) == {}
    (laid,) = apply_decisions([], [predicted]).entries
    assert laid.because == (f"added by Tov, {predicted.decided_at[:10]}, as coder 2.0 proposes",)
    assert state([predicted, review(S, who="Marn")], S) is REVIEWED


def test_what_a_program_proposes_never_changes_what_a_person_decided() -> None:
    by_person = correction(S, {"act": "promise"}, who="Marn", decided_at=at(1))
    later = correction(S, {"act": "demand"}, who="Tov", decided_at=at(2))
    proposed = evolve(later, program="coder 2.0")
    (laid,) = apply_decisions([S], [by_person, proposed]).entries
    assert isinstance(laid, Statement)
    assert laid.act is Act.PROMISE
    assert state([by_person, proposed], S) is REVIEWED
    assert reviews_of([by_person, proposed], [S])[S.id].who == "Marn"


def test_a_state_survives_a_shifted_boundary_and_another_id() -> None:
    wider = said(4, "Today Ormark will halve the quota")
    wider = evolve(wider, passages=(evolve(wider.passages[0], start=4, end=37),))
    log = [acceptance(S, who="Tov")]
    assert wider.id != S.id
    assert reviews_of(log, [wider])[wider.id].state is APPROVED


def test_a_state_is_not_given_to_one_of_two_that_would_fit() -> None:
    one, two = evolve(S, id="x1"), evolve(S, id="x2")
    assert reviews_of([review(S, who="Tov")], [one, two]) == {}


def test_a_state_follows_an_entry_whose_passages_a_correction_moved() -> None:
    there = {"document": "d1", "start": 90, "end": 95, "exact": "later", "role": "content"}
    log = [
        acceptance(S, who="Tov", decided_at=at(1)),
        correction(S, {"passages": [there]}, who="Tov", decided_at=at(2)),
    ]
    (moved,) = apply_decisions([S], log).entries
    assert reviews_of(log, [moved])[S.id].state is REVIEWED
    assert reviews_of(log[:1], [moved]) == {}


def test_an_approved_merged_entry_that_reads_differently_says_so() -> None:
    before, after = call("d1"), call("d1", "d2", topics=("cod",))
    log = [acceptance(before, who="Tov", decided_at=at(1))]
    (same,) = apply_decisions([before], log).entries
    (other,) = apply_decisions([after], log).entries
    assert not reviews_of(log, [same])[before.id].changed
    assert reviews_of(log, [other])[before.id].changed
    again = [*log, acceptance(other, who="Tov", decided_at=at(2))]
    (seen,) = apply_decisions([after], again).entries
    assert not reviews_of(again, [seen])[before.id].changed


def test_a_rejected_entry_has_no_state() -> None:
    log = [review(S, who="Tov", decided_at=at(1)), rejection(S, who="Tov", decided_at=at(2))]
    assert reviews_of(log, apply_decisions([S], log).entries) == {}


def test_a_finder_looks_in_merged_entries_that_grew() -> None:
    log = [review(call("d1"), who="Tov")]
    grown = call("d1", "d2", "d3")
    assert Finder(log, [grown, call("d4")]).find(log[0].target) is grown


def test_a_hundred_thousand_entries_and_five_thousand_decisions_are_quick() -> None:
    entries = [said(40 * (n % 100), document=f"d{n // 100}") for n in range(100_000)]
    shifted = [evolve(one, id=f"new {one.id}") for one in entries]
    log = [review(entry, who="Tov") for entry in entries[::20]]
    began = time.process_time()
    assert len(reviews_of(log, entries)) == 5_000
    as_stored_s = time.process_time() - began
    began = time.process_time()
    assert len(reviews_of(log, shifted)) == 5_000
    renamed_s = time.process_time() - began
    assert as_stored_s < 2, as_stored_s
    assert renamed_s < 6, renamed_s


def test_a_digit_goes_from_one_to_six() -> None:
    assert crediting(S, Credibility.DOUBTFUL, who="Tov").after == "4"
    with pytest.raises(BadRequest, match="1 to 6, not 7"):
        crediting(S, 7, who="Tov")


def test_a_digit_and_a_handling_mark_change_nothing_in_the_entry_and_are_orphaned_without_it() -> (
    None
):
    log = [crediting(S, 2, who="Tov"), handling(S, "TLP:AMBER", who="Tov")]
    assert apply_decisions([S], log).entries == (S,)
    assert [one.decision.verb for one in apply_decisions([], log).orphans] == ["rate", "handle"]
