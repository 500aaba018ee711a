"""Decisions whose entry is gone: found without reading anew, given another entry by an analyst."""

import time

import pytest
from attrs import evolve
from review_talks import BY_RULES

from dragoman.dossier import (
    Dossier,
    acceptance,
    anchor_of,
    correction,
    crediting,
    judged_different,
    note,
    question,
    rejection,
    review,
    sign,
    standing,
)
from dragoman.errors import BadRequest
from dragoman.model import Act, Contents, Decision, Document, Entry, Passage, Statement, Verb
from dragoman.pipeline import add_hypothesis, contents_of, go_on, mark_evidence
from dragoman.pipeline.review import orphans_of, reattach


def elsewhere(entry: Statement, id_: str = "gone") -> Statement:
    """The same statement on words where nothing stands."""
    moved = tuple(
        evolve(one, start=one.start + 4000, end=one.end + 4000, exact="nowhere")
        for one in entry.passages
    )
    return evolve(entry, id=id_, passages=moved)


def why(contents: Contents, *decisions: Decision) -> list[str]:
    return [one.why for one in orphans_of(evolve(contents, decisions=decisions))]


def test_what_has_its_effect_is_no_orphan(talks: Dossier) -> None:
    contents = contents_of(talks)
    first, second, third = contents.statements[:3]
    asked = question(first, who="Tov", why="who?")
    talks.decide_all(
        [
            correction(first, {"act": "deny"}, who="Tov"),
            asked,
            note(asked, who="Marn", why="Vey"),
            acceptance(second, who="Tov"),
            review(third, who="Tov"),
            rejection(third, who="Tov"),
            crediting(contents.deeds[0], 2, who="Tov"),
            judged_different(*contents.persons[:2], who="Tov"),
        ]
    )
    add_hypothesis(talks, "Ormark wants time.", who="Tov")
    mark_evidence(talks, first.id, who="Tov")
    assert go_on(talks, choice=BY_RULES).orphans == ()
    assert orphans_of(contents_of(talks)) == ()


def test_what_finds_nothing_is_an_orphan_with_candidates_near_it(talks: Dossier) -> None:
    contents = contents_of(talks)
    lost = elsewhere(contents.statements[0])
    for decision in (
        correction(lost, {"act": "deny"}, who="Tov"),
        note(lost, who="Tov", why="hm"),
        review(lost, who="Tov"),
    ):
        talks.decide(decision)
        (orphan,) = orphans_of(contents_of(talks, may_lag=True))
        assert orphan.decision == decision
        assert contents.statements[0] in orphan.candidates
        told = go_on(talks, choice=BY_RULES).orphans
        assert [one.decision for one in told] == [decision]
        talks.undo("Tov")


def test_a_correction_that_does_not_fit_its_entry_is_an_orphan(talks: Dossier) -> None:
    contents = contents_of(talks)
    one = correction(contents.statements[0], {"act": "deny"}, who="Tov")
    assert why(contents, evolve(one, after='{"act": "sing"}'))[0].startswith("it does not fit")


def test_what_was_decided_before_a_rejection_is_settled(talks: Dossier) -> None:
    contents = contents_of(talks)
    lost = elsewhere(contents.statements[0])
    assert why(contents, note(lost, who="Tov", why="hm"), rejection(lost, who="Tov")) == []
    assert why(contents, rejection(lost, who="Tov")) == []


def test_what_stands_in_a_removed_document_waits_and_in_an_unknown_one_does_not(
    talks: Dossier,
) -> None:
    statement = contents_of(talks).statements[0]
    talks.decide(note(statement, who="Tov", why="hm"))
    talks.remove_document(statement.passages[0].document, "Tov", "not ours")
    go_on(talks, choice=BY_RULES)
    contents = contents_of(talks)
    assert orphans_of(contents) == ()
    strange = evolve(
        statement, passages=tuple(evolve(p, document="d0") for p in statement.passages)
    )
    assert why(contents, note(strange, who="Tov", why="hm")) == [
        "it stands in a document that is not in this dossier"
    ]


def test_an_approved_entry_of_a_document_that_is_not_here_does_no_harm(talks: Dossier) -> None:
    contents = contents_of(talks)
    contact = contents.contacts[0]
    strange = evolve(
        contact,
        id="far",
        documents=("d0",),
        passages=tuple(evolve(p, document="d0") for p in contact.passages),
    )
    talks.decide(acceptance(strange, who="Tov"))
    (orphan,) = go_on(talks, choice=BY_RULES).orphans
    assert orphan.why == "it stands in a document that is not in this dossier"
    assert contents_of(talks).contacts == contents.contacts


def test_an_orphan_is_given_the_entry_that_an_analyst_picks(talks: Dossier) -> None:
    statement = contents_of(talks).statements[0]
    lost = correction(elsewhere(statement), {"act": "deny"}, who="Marn", why="she did")
    talks.decide(lost)
    back, anew = reattach(talks, lost, statement, who="Tov")
    assert (back.withdraws, anew.who, anew.why) == (lost.id, "Tov", "she did")
    assert f"re-attached; signed first by Marn, {lost.decided_at[:10]}" in anew.because
    assert go_on(talks, choice=BY_RULES).orphans == ()
    found = talks.entry(statement.id)
    assert isinstance(found, Statement)
    assert found.act is Act.DENY
    with pytest.raises(BadRequest, match="does not stand any more"):
        reattach(talks, lost, statement, who="Tov")


def test_only_what_fits_is_re_attached_and_else_nothing_is_taken_back(talks: Dossier) -> None:
    contents = contents_of(talks)
    lost = correction(elsewhere(contents.statements[0]), {"act": "deny"}, who="Marn")
    talks.decide(lost)
    with pytest.raises(BadRequest, match="is a contact"):
        reattach(talks, lost, contents.contacts[0], who="Tov")
    assert standing(talks.decisions()) == [lost]


def test_of_an_edge_the_side_that_is_lost_is_given_another(talks: Dossier) -> None:
    contents = contents_of(talks)
    first, second = contents.contacts[:2]
    gone = evolve(
        second,
        id="gone",
        passages=tuple(evolve(p, start=p.start + 4000, end=p.end + 4000) for p in second.passages),
    )
    for pair in ((first, gone), (gone, first)):
        lost = judged_different(*pair, who="Marn")
        talks.decide(lost)
        _, anew = reattach(talks, lost, second, who="Tov")
        ends = {
            anew.target.entry,
            *(id_ for id_ in (first.id, second.id) if id_ in str(anew.after)),
        }
        assert ends == {first.id, second.id}
        assert orphans_of(contents_of(talks, may_lag=True)) == ()


def test_five_thousand_decisions_on_a_hundred_thousand_entries_are_quick() -> None:
    def said(number: int, start: int) -> Statement:
        passage = Passage(
            document=f"d{number // 100}", start=start, end=start + 5, exact="quota", role="content"
        )
        return Statement(id=f"s{number}", passages=(passage,), act=Act.ASSERT)

    entries: list[Entry] = [said(n, 40 * (n % 100)) for n in range(100_000)]
    log = [review(one, who="Tov") for one in entries[::20]]
    log += [review(evolve(one, id="x"), who="Tov") for one in [said(7, 20)]]
    contents = Contents(
        documents=tuple(Document(id=f"d{n}") for n in range(1000)),
        statements=tuple(entries),  # type: ignore[arg-type]
        decisions=tuple(log),
    )
    began = time.process_time()
    assert [one.decision for one in orphans_of(contents)] == [log[-1]]
    assert time.process_time() - began < 3


def test_a_note_on_an_unknown_kind_of_thing_is_passed_over(talks: Dossier) -> None:
    contents = contents_of(talks)
    outlet = sign(
        Verb.RATE, evolve(anchor_of(contents.deeds[0]), noun="outlet"), who="T", after="1"
    )
    assert why(contents, outlet) == []
