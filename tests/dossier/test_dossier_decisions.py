from collections.abc import Callable

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from dragoman.dossier import (
    Dossier,
    Settings,
    acceptance,
    anchor_of,
    correction,
    in_order,
    note,
    rejection,
    sign,
    standing,
)
from dragoman.errors import BadRequest, NothingToUndo, UnknownEntry
from dragoman.model import Act, Anchor, Decision, Document, Statement, Verb, cut, entry_id

Write = Callable[..., tuple[Document, bytes]]
TEXT = "Ormark will halve the quota."


def statement() -> Statement:
    passage = cut(TEXT, 0, len(TEXT) - 1, document="d1", role="content")
    return Statement(id=entry_id("statement", [passage]), passages=(passage,), act=Act.ASSERT)


def at(second: int) -> str:
    return f"2031-05-01T12:00:{second:02}+00:00"


def test_decisions_come_back_as_they_were_signed(dossier: Dossier) -> None:
    signed = [
        correction(
            statement(), {"act": "promise"}, who="Ilse Marn", decided_at=at(1), why="«will»"
        ),
        acceptance(statement(), who="Ilse Marn", decided_at=at(2)),
        rejection(statement(), who="Tov", decided_at=at(3)),
    ]
    for decision in signed:
        dossier.decide(decision)
    assert dossier.decisions() == signed


def test_the_same_decision_twice_is_one(dossier: Dossier) -> None:
    decision = note(statement(), who="Tov", decided_at=at(1), why="ask")
    dossier.decide(decision)
    dossier.decide(decision)
    assert dossier.decisions() == [decision]


def test_undo_goes_back_step_by_step_and_redo_forward(dossier: Dossier) -> None:
    first = note(statement(), who="Tov", decided_at=at(1), why="one")
    second = note(statement(), who="Tov", decided_at=at(2), why="two")
    dossier.decide(first)
    dossier.decide(second)

    def stand() -> list[str]:
        return [one.why for one in standing(dossier.decisions()) if one.verb is Verb.NOTE]

    assert dossier.undo("Tov", at(3)).withdraws == second.id
    assert dossier.undo("Tov", at(4)).withdraws == first.id
    assert stand() == []
    with pytest.raises(NothingToUndo):
        dossier.undo("Tov", at(5))
    dossier.redo("Tov", at(6))
    assert stand() == ["one"]
    dossier.redo("Tov", at(7))
    assert stand() == ["one", "two"]
    with pytest.raises(BadRequest, match="nothing was undone"):
        dossier.redo("Tov", at(8))
    assert dossier.undo("Tov", at(9)).withdraws == second.id
    dossier.decide(note(statement(), who="Tov", decided_at=at(10), why="three"))
    with pytest.raises(BadRequest, match="nothing was undone"):
        dossier.redo("Tov", at(11))
    assert stand() == ["one", "three"]
    assert len(dossier.decisions()) == 8


def test_undo_takes_back_what_was_appended_last_even_by_a_slow_clock(dossier: Dossier) -> None:
    dossier.decide(note(statement(), who="Tov", decided_at=at(30), why="one"))
    late = note(statement(), who="Ilse Marn", decided_at=at(10), why="two")
    dossier.decide(late)
    assert dossier.undo("Tov", at(40)).withdraws == late.id


@given(st.lists(st.integers(min_value=-1, max_value=7), max_size=8))
def test_a_decision_stands_when_no_standing_withdrawal_names_it(targets: list[int]) -> None:
    decisions: list[Decision] = []
    for number, target in enumerate(targets):
        withdraws = decisions[target].id if 0 <= target < number else None
        verb = Verb.WITHDRAW if withdraws else Verb.NOTE
        decisions.append(
            sign(verb, Anchor(noun="x"), who="Tov", decided_at=at(number), withdraws=withdraws)
        )
    valid = {decision.id for decision in standing(decisions)}
    for decision in decisions:
        against = [one.id for one in decisions if one.withdraws == decision.id]
        assert (decision.id in valid) == (not any(one in valid for one in against))
    assert standing(decisions[::-1]) == standing(decisions)


def test_a_circle_of_withdrawals_does_not_hang() -> None:
    anchor = Anchor(noun="x")
    one = sign(Verb.WITHDRAW, anchor, who="Tov", decided_at=at(1), withdraws="b")
    other = sign(Verb.WITHDRAW, anchor, who="Tov", decided_at=at(2), withdraws="a")
    circle = [evolve(one, id="a"), evolve(other, id="b")]
    assert len(standing(circle)) <= 2


def test_a_long_chain_of_withdrawals_does_not_break() -> None:
    chain = [sign(Verb.NOTE, Anchor(noun="x"), who="Tov", decided_at=at(0))]
    for _ in range(3000):
        last = chain[-1].id
        chain.append(
            sign(Verb.WITHDRAW, Anchor(noun="x"), who="Tov", decided_at=at(1), withdraws=last)
        )
    assert chain[0] in standing(chain)


def test_instants_are_ordered_across_zones_and_equal_ones_keep_their_order() -> None:
    def noted(instant: str, why: str) -> Decision:
        return note(statement(), who="Tov", decided_at=instant, why=why)

    made = [
        noted("2031-05-01T12:00:00Z", "noon"),
        noted("2031-05-01T13:00:00+02:00", "eleven"),
        noted("2031-05-01T12:00:00+00:00", "noon again"),
    ]
    assert [one.why for one in in_order(made)] == ["eleven", "noon", "noon again"]


@pytest.mark.parametrize("instant", ["yesterday", "2031-05-01T12:00:00", "2031-05-01", ""])
def test_a_decision_without_an_instant_is_refused(dossier: Dossier, instant: str) -> None:
    decision = evolve(note(statement(), who="Tov", why="x"), decided_at=instant)
    with pytest.raises(BadRequest, match="instant"):
        dossier.decide(decision)


def test_a_decision_without_a_name_is_refused(dossier: Dossier) -> None:
    with pytest.raises(BadRequest, match="name under it"):
        note(statement(), who="  ", why="x")
    with pytest.raises(BadRequest, match="name under it"):
        dossier.put_settings("", " ")


@pytest.mark.parametrize(
    ("verb", "after"),
    [
        (Verb.CORRECT, "[1]"),
        (Verb.CORRECT, None),
        (Verb.ADD, '{"kind": "nothing"}'),
        (Verb.ACCEPT, "{"),
        (Verb.SAME, '{"noun": 3}'),
    ],
)
def test_a_decision_that_could_not_be_replayed_is_refused(
    dossier: Dossier, verb: Verb, after: str | None
) -> None:
    decision = sign(verb, anchor_of(statement()), who="Tov", after=after)
    with pytest.raises(BadRequest, match="cannot be used"):
        dossier.decide(decision)
    assert dossier.decisions() == []


def test_a_withdrawal_names_a_decision_that_is_there(dossier: Dossier) -> None:
    with pytest.raises(UnknownEntry):
        dossier.decide(sign(Verb.WITHDRAW, Anchor(noun="x"), who="Tov", withdraws="nothing"))


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"acts": "deny"}, "no field 'acts'"),
        ({"id": "x"}, "no field 'id'"),
        ({"act": "sing"}, "cannot be corrected so"),
        ({"speakers": "Tov"}, "cannot be corrected so"),
        ({"party": "\ud800"}, "not a plain JSON value"),
        ({"party": object()}, "cannot be corrected so"),
    ],
)
def test_a_correction_that_does_not_fit_is_refused(
    changes: dict[str, object], message: str
) -> None:
    with pytest.raises(BadRequest, match=message):
        correction(statement(), changes, who="Tov")


def test_a_documents_text_cannot_be_corrected(document: Write) -> None:
    one, _ = document(TEXT, "a.txt")
    with pytest.raises(BadRequest, match="no field 'text'"):
        correction(one, {"text": "other"}, who="Tov")
    assert correction(one, {"outlet": "Courier"}, who="Tov").before == '{"outlet":null}'


def test_each_version_of_the_settings_is_kept_once(dossier: Dossier) -> None:
    assert dossier.settings() is None
    dossier.put_settings("name = 'a'", "Tov", put_at=at(1))
    dossier.put_settings("name = 'a'", "Ilse Marn", put_at=at(2))
    dossier.put_settings("name = 'b'", "Ilse Marn", put_at=at(3))
    assert dossier.settings() == "name = 'b'"
    assert dossier.settings_versions() == [
        Settings(toml="name = 'a'", who="Tov", put_at=at(1)),
        Settings(toml="name = 'b'", who="Ilse Marn", put_at=at(3)),
    ]
