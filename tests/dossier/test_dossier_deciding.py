"""Deciding beside others: nothing is overwritten silently, any decision can be taken back."""

import threading
from collections.abc import Callable

import pytest
from attrs import evolve

from dragoman.dossier import (
    Dossier,
    acceptance,
    anchor_of,
    correction,
    handling,
    judged_same,
    judged_split,
    note,
    question,
    rejection,
    review,
    sign,
    standing,
)
from dragoman.errors import BadRequest, DecisionOvertaken, NothingToUndo, UnknownEntry
from dragoman.model import (
    Act,
    Anchor,
    Contact,
    Decision,
    Document,
    Passage,
    Statement,
    Verb,
    cut,
    entry_id,
)

Write = Callable[..., tuple[Document, bytes]]
TEXT = "Ormark will halve the quota. Velland will not."


def at(second: int) -> str:
    return f"2031-05-01T12:00:{second:02}+00:00"


def said(document: str = "d1", start: int = 0, end: int = 27) -> Statement:
    passage = cut(TEXT, start, end, document=document, role="content")
    return Statement(id=entry_id("statement", [passage]), passages=(passage,), act=Act.ASSERT)


S = said()
OTHER = said(start=29, end=45)


def change(act: str, who: str, second: int, entry: Statement = S) -> Decision:
    return correction(entry, {"act": act}, who=who, decided_at=at(second))


def test_the_second_of_two_sees_what_the_first_decided(dossier: Dossier) -> None:
    first = change("promise", "Tov", 1)
    dossier.decide(first, seen=())
    with pytest.raises(DecisionOvertaken, match=r"Tov decided on this meanwhile \(correct") as met:
        dossier.decide(change("demand", "Marn", 2), seen=())
    assert met.value.decisions == (first,)
    assert dossier.decisions() == [first]
    dossier.decide(change("demand", "Marn", 3), seen=[first.id])
    assert len(dossier.decisions()) == 2


def test_without_seen_nobody_looks(dossier: Dossier) -> None:
    dossier.decide(change("promise", "Tov", 1))
    dossier.decide(change("demand", "Marn", 2))
    assert len(dossier.decisions()) == 2


def test_a_decision_on_another_entry_does_not_stand_in_the_way(dossier: Dossier) -> None:
    dossier.decide(change("promise", "Tov", 1, OTHER))
    dossier.decide(change("demand", "Marn", 2), seen=())


def test_the_same_decision_sent_twice_is_not_overtaken_by_itself(dossier: Dossier) -> None:
    one = change("promise", "Tov", 1)
    dossier.decide(one, seen=())
    dossier.decide(one, seen=())
    assert dossier.decisions() == [one]


def test_what_was_taken_back_meanwhile_is_seen_too(dossier: Dossier) -> None:
    first = change("promise", "Tov", 1)
    dossier.decide(first)
    taken = dossier.withdraw(first.id, "Tov", at(2))
    with pytest.raises(DecisionOvertaken) as met:
        dossier.decide(acceptance(S, who="Marn", decided_at=at(3)), seen=[first.id])
    assert met.value.decisions == (taken,)
    dossier.decide(acceptance(S, who="Marn", decided_at=at(3)), seen=())


def test_an_edge_that_names_the_entry_second_is_seen_too(dossier: Dossier) -> None:
    edge = judged_same(OTHER, S, who="Tov", decided_at=at(1))
    dossier.decide(edge)
    with pytest.raises(DecisionOvertaken) as met:
        dossier.decide(change("demand", "Marn", 2), seen=())
    assert met.value.decisions == (edge,)


def test_a_decision_on_the_same_words_under_another_id_is_seen_too(dossier: Dossier) -> None:
    first = correction(evolve(S, id="older"), {"act": "promise"}, who="Tov", decided_at=at(1))
    dossier.decide(first)
    with pytest.raises(DecisionOvertaken):
        dossier.decide(change("demand", "Marn", 2), seen=())


def test_several_are_decided_all_or_none(dossier: Dossier) -> None:
    good = change("promise", "Tov", 1)
    bad = evolve(change("demand", "Tov", 2, OTHER), after="no JSON")
    with pytest.raises(BadRequest):
        dossier.decide_all([good, bad])
    assert dossier.decisions() == []
    dossier.decide_all([good, change("demand", "Tov", 2, OTHER)])
    assert len(dossier.decisions()) == 2


def test_of_several_one_that_was_overtaken_stops_all(dossier: Dossier) -> None:
    dossier.decide(change("promise", "Marn", 1, OTHER))
    both = [change("demand", "Tov", 2), change("demand", "Tov", 2, OTHER)]
    with pytest.raises(DecisionOvertaken):
        dossier.decide_all(both, seen={S.id: (), OTHER.id: ()})
    assert len(dossier.decisions()) == 1
    dossier.decide_all(both, seen={S.id: ()})


def test_two_writers_at_once_never_overwrite_each_other(dossier: Dossier) -> None:
    outcomes: list[str] = []

    def work(who: str) -> None:
        with Dossier.open(dossier.path) as mine:
            for number in range(10):
                seen = [decision.id for decision in mine.decisions_on(S)]
                try:
                    mine.decide(change("demand", who, number), seen)
                    outcomes.append(f"{len(seen)} seen")
                except DecisionOvertaken:
                    outcomes.append("overtaken")

    threads = [threading.Thread(target=work, args=(who,)) for who in ("Tov", "Marn", "Osk")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    told = sorted(int(line.split()[0]) for line in outcomes if line != "overtaken")
    assert told == list(range(len(told))), "each that was signed had seen all before it"
    assert len(dossier.decisions()) == len(told)


def test_a_given_decision_is_taken_back_and_put_in_force_again(dossier: Dossier) -> None:
    first, second = change("promise", "Tov", 1), note(S, who="Tov", decided_at=at(2), why="hm")
    dossier.decide_all([first, second])
    back = dossier.withdraw(first.id, "Marn", at(3), why="not so")
    assert (back.withdraws, back.who, back.why) == (first.id, "Marn", "not so")
    assert [one.verb for one in standing(dossier.decisions())] == ["note", "withdraw"]
    dossier.withdraw(back.id, "Marn", at(4))
    assert first in standing(dossier.decisions())
    with pytest.raises(BadRequest, match="taken back already by Marn"):
        dossier.withdraw(back.id, "Tov", at(5))
    with pytest.raises(UnknownEntry):
        dossier.withdraw("nothing", "Tov")


def test_one_can_undo_only_what_one_signed(dossier: Dossier) -> None:
    mine = change("promise", "Tov", 1)
    dossier.decide_all([mine, change("demand", "Marn", 2)])
    assert dossier.undo("Tov", at(3), own=True).withdraws == mine.id
    with pytest.raises(NothingToUndo):
        dossier.undo("Tov", at(4), own=True)


def test_the_history_of_an_entry_has_all_that_was_decided_on_it(dossier: Dossier) -> None:
    first = change("promise", "Tov", 1)
    asked = question(first, who="Marn", decided_at=at(2), why="sure?")
    answer = note(asked, who="Tov", decided_at=at(3), why="yes")
    edge = judged_same(OTHER, S, who="Tov", decided_at=at(4))
    dossier.decide_all([first, asked, answer, edge, change("demand", "Tov", 5, OTHER)])
    back = dossier.withdraw(first.id, "Tov", at(6))
    again = dossier.withdraw(back.id, "Tov", at(7))
    dossier.put_entries([])
    assert dossier.decisions_on(S) == [first, asked, answer, edge, back, again]
    assert dossier.decisions_on(first) == [asked, answer]


def test_the_history_holds_what_was_decided_under_an_older_id(
    dossier: Dossier, document: Write
) -> None:
    one, raw = document(TEXT, "a.txt")
    dossier.add_document(one, raw)
    now, neighbour = said(one.id), said(one.id, 29, 45)
    dossier.put_entries([now, neighbour])
    older = review(evolve(now, id="older"), who="Tov", decided_at=at(1))
    dossier.decide(older)
    assert dossier.decisions_on(now) == [older]
    assert dossier.decisions_on(neighbour) == []


def test_the_history_of_a_merged_entry_is_not_that_of_its_neighbour(
    dossier: Dossier, document: Write
) -> None:
    one, raw = document(TEXT, "a.txt")
    dossier.add_document(one, raw)
    first = Passage(document=one.id, start=0, end=6, exact="Ormark", role="mention")
    second = Passage(document=one.id, start=29, end=36, exact="Velland", role="mention")
    held = Contact(id="c1", passages=(first,), channel="call", status="held")  # type: ignore[arg-type]
    dossier.put_entries([held, evolve(held, id="c2", passages=(second,))])
    seen = review(evolve(held, id="gone"), who="Tov")
    dossier.decide(seen)
    assert dossier.decisions_on(held) == [seen]
    assert dossier.decisions_on(evolve(held, id="c2", passages=(second,))) == []


def test_the_history_of_a_document_has_its_mark(dossier: Dossier, document: Write) -> None:
    one, raw = document(TEXT, "a.txt")
    dossier.add_document(one, raw)
    mark = handling(one, "TLP:RED", who="Tov")
    dossier.decide(mark)
    assert dossier.decisions_on(one) == [mark]


def test_no_program_reviews_or_approves(dossier: Dossier) -> None:
    for made in (review(S, who="Tov"), acceptance(S, who="Tov")):
        with pytest.raises(BadRequest, match="is a program, and only people"):
            dossier.decide(evolve(made, program="coder 2.0"))
    dossier.decide(evolve(rejection(S, who="Tov"), program="coder 2.0"))


def test_a_remark_says_something_on_something(dossier: Dossier) -> None:
    for remark in (note, question):
        with pytest.raises(BadRequest, match="says nothing"):
            remark(S, who="Tov", why="  ")
    lost = sign(Verb.NOTE, Anchor(noun="decision", entry="nothing"), who="Tov", why="hm")
    with pytest.raises(UnknownEntry):
        dossier.decide(lost)


def test_an_id_stands_for_one_decision(dossier: Dossier) -> None:
    one = change("promise", "Tov", 1)
    dossier.decide(one)
    with pytest.raises(BadRequest, match="in the log already, by Tov"):
        dossier.decide(evolve(one, who="Marn"))


def test_a_split_has_two_sides() -> None:
    with pytest.raises(BadRequest, match="both sides"):
        judged_split(anchor_of(S), Anchor(noun="statement"), who="Tov")
    with pytest.raises(BadRequest, match="share no passage"):
        judged_split(anchor_of(S), anchor_of(S), who="Tov")
