"""Notes and questions, and the replies to them."""

from attrs import evolve

from dragoman.dossier import (
    apply_decisions,
    correction,
    note,
    question,
    sign,
    threads_of,
)
from dragoman.model import Act, Anchor, Decision, Passage, Statement, Verb

PASSAGE = Passage(document="d1", start=10, end=16, exact="Ormark", role="content")
S = Statement(id="s1", passages=(PASSAGE,), act=Act.ASSERT)


def at(second: int) -> str:
    return f"2031-05-01T12:00:{second:02}+00:00"


def back(decision: Decision, second: int) -> Decision:
    return sign(
        Verb.WITHDRAW, decision.target, who="Tov", decided_at=at(second), withdraws=decision.id
    )


ASKED = question(S, who="Tov", decided_at=at(1), why="who is that?")
ANSWER = note(ASKED, who="Marn", decided_at=at(2), why="the envoy")
THANKS = note(ANSWER, who="Tov", decided_at=at(3), why="thanks")


def test_replies_stand_below_what_they_answer() -> None:
    (asked,) = threads_of([ASKED, ANSWER, THANKS])["s1"]
    (answer,) = asked.replies
    (thanks,) = answer.replies
    words = [(one.who, one.decided_at, one.words) for one in (asked, answer, thanks)]
    assert words == [
        ("Tov", at(1), "who is that?"),
        ("Marn", at(2), "the envoy"),
        ("Tov", at(3), "thanks"),
    ]


def test_a_question_is_open_until_a_note_answers_it() -> None:
    assert threads_of([ASKED])["s1"][0].is_open
    assert not threads_of([ASKED, ANSWER])["s1"][0].is_open
    assert threads_of([ASKED, ANSWER, back(ANSWER, 4)])["s1"][0].is_open
    counter = question(ASKED, who="Marn", decided_at=at(2), why="which one?")
    (asked,) = threads_of([ASKED, counter])["s1"]
    assert asked.is_open
    assert asked.replies[0].is_open
    closed = note(counter, who="Tov", decided_at=at(3), why="the tall one")
    assert not threads_of([ASKED, counter, closed])["s1"][0].has_open()


def test_a_note_is_never_open() -> None:
    (remark,) = threads_of([note(S, who="Tov", why="look")])["s1"]
    assert not remark.has_open()


def test_of_a_question_taken_back_its_place_stays_while_something_stands_below() -> None:
    (asked,) = threads_of([ASKED, ANSWER, back(ASKED, 4)])["s1"]
    assert (asked.is_withdrawn, asked.words, asked.is_open) == (True, "", False)
    assert asked.replies[0].words == "the envoy"
    assert threads_of([ASKED, back(ASKED, 4)]) == {}


def test_a_correction_can_be_commented_on() -> None:
    change = correction(S, {"act": "promise"}, who="Tov", decided_at=at(1))
    comment = note(change, who="Marn", decided_at=at(2), why="are you sure?")
    assert threads_of([change, comment])[change.id][0].words == "are you sure?"


def test_a_thread_stands_under_the_id_that_its_entry_has_now() -> None:
    renamed = evolve(S, id="s2")
    assert list(threads_of([ASKED, ANSWER], [renamed])) == ["s2"]
    assert list(threads_of([ASKED, ANSWER], [])) == ["s1"]


def test_a_reply_is_no_orphan_where_its_entry_is() -> None:
    assert apply_decisions([S], [ASKED, ANSWER, THANKS]).orphans == ()
    assert [one.decision for one in apply_decisions([], [ASKED, ANSWER]).orphans] == [ASKED]


def test_two_notes_of_one_instant_are_two() -> None:
    one = note(S, who="Tov", decided_at=at(1), why="first")
    other = note(S, who="Tov", decided_at=at(1), why="second")
    assert [remark.words for remark in threads_of([one, other])["s1"]] == ["first", "second"]


def test_a_thread_of_a_thousand_replies_can_be_read() -> None:
    log = [ASKED]
    for number in range(1000):
        log.append(note(log[-1], who="Tov", decided_at=at(2), why=str(number)))
    (asked,) = threads_of(log)["s1"]
    count, rest = 0, [asked]
    while rest:
        count += 1
        rest += rest.pop().replies
    assert count == 1001


def test_replies_that_go_in_a_circle_do_no_harm() -> None:
    one = note(S, who="Tov", decided_at=at(1), why="one")
    other = evolve(one, id="other", target=Anchor(noun="decision", entry=one.id))
    circle = evolve(one, target=Anchor(noun="decision", entry="other"))
    assert threads_of([circle, other]) == {}
