from collections.abc import Sequence
from random import Random
from typing import Any

from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.dossier import (
    acceptance,
    addition,
    anchor_of,
    apply_decisions,
    correction,
    edges,
    judged_different,
    judged_same,
    note,
    rejection,
    sign,
)
from dragoman.model import (
    Act,
    Channel,
    Contact,
    ContactStatus,
    Decision,
    Document,
    Entry,
    Finding,
    Participant,
    Reader,
    Statement,
    Verb,
    cut,
    entry_id,
    to_builtins,
)

TEXT = "Ormark will halve the quota. Velland will not sign. Tov left Port Vell at noon."
WORDS = ("Ormark will halve the quota", "Velland will not sign", "Tov left Port Vell at noon")


def statement(words: str, document: str = "d1", **fields: Any) -> Statement:
    start = TEXT.index(words)
    passage = cut(TEXT, start, start + len(words), document=document, role="content")
    made = Statement(
        id=entry_id("statement", [passage]),
        passages=(passage,),
        act=Act.ASSERT,
        reader=Reader(name="rules", version="1"),
        score=0.71239,
    )
    return evolve(made, **fields)


READ = [statement(words) for words in WORDS]


def at(second: int) -> str:
    return f"2031-05-01T12:00:{second:02}+00:00"


def withdrawal(decision: Decision, second: int) -> Decision:
    return sign(
        Verb.WITHDRAW, decision.target, who="Tov", decided_at=at(second), withdraws=decision.id
    )


def test_no_decisions_change_nothing() -> None:
    replayed = apply_decisions(READ, [])
    assert replayed.entries == tuple(READ)
    assert replayed.orphans == ()


def test_a_correction_changes_its_fields_and_says_by_whom() -> None:
    decision = correction(READ[0], {"act": "promise", "party": "ORM"}, who="Tov", decided_at=at(1))
    replayed = apply_decisions(READ, [decision])
    assert replayed.entries[0] == evolve(
        READ[0], act=Act.PROMISE, party="ORM", because=("corrected by Tov, 2031-05-01",)
    )
    assert replayed.entries[1:] == tuple(READ[1:])


def test_the_later_correction_holds_whatever_the_order_they_come_in() -> None:
    first = correction(READ[0], {"act": "promise"}, who="Tov", decided_at=at(1))
    second = correction(READ[0], {"act": "deny"}, who="Tov", decided_at=at(2))
    for order in ([first, second], [second, first]):
        (entry, *_) = apply_decisions(READ, order).entries
        assert isinstance(entry, Statement)
        assert entry.act is Act.DENY
        assert entry.because == ("corrected by Tov, 2031-05-01",)


def test_a_correction_holds_over_a_shifted_boundary_and_a_new_id() -> None:
    decision = correction(READ[1], {"act": "reject"}, who="Tov", decided_at=at(1))
    reread = [READ[0], statement("Velland will not sign."), READ[2]]
    replayed = apply_decisions(reread, [decision])
    assert replayed.orphans == ()
    assert replayed.entries[1] == evolve(
        reread[1], act=Act.REJECT, because=("corrected by Tov, 2031-05-01",)
    )


def test_a_correction_whose_entry_is_gone_is_orphaned_with_candidates() -> None:
    decision = correction(READ[1], {"act": "reject"}, who="Tov", decided_at=at(1))
    replayed = apply_decisions([READ[0], READ[2]], [decision])
    assert replayed.entries == (READ[0], READ[2])
    (orphan,) = replayed.orphans
    assert orphan.decision == decision
    assert set(orphan.candidates) == {READ[0], READ[2]}
    assert "pick one" in orphan.why
    assert "nothing stands" in apply_decisions([], [decision]).orphans[0].why


def test_a_correction_of_passages_can_itself_be_corrected() -> None:
    wider = statement("Velland will not sign. Tov left").passages[0]
    first = correction(
        READ[1],
        {
            "passages": [
                {
                    "document": "d1",
                    "start": wider.start,
                    "end": wider.end,
                    "exact": wider.exact,
                    "role": "content",
                }
            ]
        },
        who="Tov",
        decided_at=at(1),
    )
    seen = apply_decisions(READ, [first]).entries[1]
    second = correction(seen, {"act": "reject"}, who="Tov", decided_at=at(2))
    entry = apply_decisions(READ, [first, second]).entries[1]
    assert isinstance(entry, Statement)
    assert (entry.act, entry.passages[0].end) == (Act.REJECT, wider.end)


def test_a_decision_on_corrected_passages_holds_when_a_newer_reader_shifts_them() -> None:
    wider = to_builtins(statement("Velland will not sign. Tov left"))["passages"]
    first = correction(READ[1], {"passages": wider}, who="Tov", decided_at=at(1))
    seen = apply_decisions(READ, [first]).entries[1]
    second = correction(seen, {"act": "reject"}, who="Tov", decided_at=at(2))
    assert second.target.head == "Tov"
    reread = statement("Velland will not sign.")
    replayed = apply_decisions([reread], [first, second])
    assert replayed.orphans == ()
    (entry,) = replayed.entries
    assert isinstance(entry, Statement)
    assert (entry.id, entry.act, entry.passages) == (reread.id, Act.REJECT, seen.passages)


def test_a_correction_that_no_longer_fits_the_record_is_orphaned() -> None:
    good = correction(READ[0], {"act": "promise"}, who="Tov", decided_at=at(1))
    for after in ('{"act": "sing"}', '{"acts": "deny"}', None):
        replayed = apply_decisions(READ, [evolve(good, after=after)])
        assert replayed.entries == tuple(READ)
        assert replayed.orphans[0].why.startswith("it does not fit")


def test_a_rejected_entry_leaves_and_stays_away_when_a_reader_finds_it_again() -> None:
    decision = rejection(READ[1], who="Tov", decided_at=at(1))
    assert apply_decisions(READ, [decision]).entries == (READ[0], READ[2])
    reread = [statement("Velland will not sign.", reader=Reader(name="rules", version="2"))]
    assert apply_decisions(reread, [decision]).entries == ()


def test_a_rejection_whose_entry_nobody_finds_any_more_is_fulfilled() -> None:
    decision = rejection(READ[1], who="Tov", decided_at=at(1))
    replayed = apply_decisions([READ[0]], [decision])
    assert replayed.entries == (READ[0],)
    assert replayed.orphans == ()


def test_a_rejection_that_half_fits_is_orphaned() -> None:
    decision = rejection(READ[1], who="Tov", decided_at=at(1))
    replayed = apply_decisions([statement("Velland will not")], [decision])
    assert len(replayed.entries) == 1
    assert replayed.orphans[0].candidates == replayed.entries


def test_a_correction_after_a_rejection_is_orphaned_and_an_acceptance_brings_back() -> None:
    out = rejection(READ[1], who="Tov", decided_at=at(1))
    late = correction(READ[1], {"act": "deny"}, who="Tov", decided_at=at(2))
    assert "rejected" in apply_decisions(READ, [out, late]).orphans[0].why
    back = acceptance(READ[1], who="Ilse Marn", decided_at=at(3))
    replayed = apply_decisions(READ, [out, back])
    assert [entry.id for entry in replayed.entries] == [entry.id for entry in READ]
    assert replayed.entries[1].because == ("accepted by Ilse Marn, 2031-05-01",)


def test_an_accepted_statement_stands_as_approved_whatever_a_newer_reader_says() -> None:
    decision = acceptance(READ[1], who="Tov", decided_at=at(1))
    missed = apply_decisions([READ[0]], [decision])
    assert missed.entries[1] == evolve(
        READ[1], score=0.712, because=("accepted by Tov, 2031-05-01",)
    )
    shifted = statement("Velland will not sign.", act=Act.PREDICT, attribution="new id")
    (found,) = apply_decisions([shifted], [decision]).entries
    assert isinstance(found, Statement)
    assert (found.id, found.passages) == (shifted.id, shifted.passages)
    assert (found.act, found.attribution) == (Act.ASSERT, "new id")


def test_an_acceptance_that_fits_several_is_orphaned_not_doubled() -> None:
    decision = acceptance(statement("will not sign"), who="Tov", decided_at=at(1))
    reread = [statement("Velland will not sign"), statement("Velland will not sign.")]
    replayed = apply_decisions(reread, [decision])
    assert replayed.entries == tuple(reread)
    assert len(replayed.orphans[0].candidates) == 2


def test_an_accepted_contact_grows_with_new_documents_and_says_that_it_changed() -> None:
    told = statement("Tov left Port Vell").passages[0]
    contact = Contact(id="c", passages=(told,), channel=Channel.MEETING, status=ContactStatus.HELD)
    decision = acceptance(contact, who="Tov", decided_at=at(1))
    (same,) = apply_decisions([contact], [decision]).entries
    assert same.because == ("accepted by Tov, 2031-05-01",)
    grown = evolve(contact, participants=(Participant(name="Ilse Marn"),))
    (now,) = apply_decisions([grown], [decision]).entries
    assert now == evolve(grown, because=("changed since accepted by Tov, 2031-05-01",))


def test_an_entry_added_by_hand_stands_and_can_be_corrected() -> None:
    finding = Finding(
        id="by hand", finding_kind="misspelt name", why="Marn", passages=READ[2].passages
    )
    added = addition(finding, who="Tov", decided_at=at(1))
    changed = correction(finding, {"suggestion": "Marne"}, who="Tov", decided_at=at(2))
    entry = apply_decisions(READ, [added, changed]).entries[-1]
    assert entry == evolve(
        finding,
        suggestion="Marne",
        because=("added by Tov, 2031-05-01", "corrected by Tov, 2031-05-01"),
    )


def test_an_addition_takes_no_entry_of_the_reader_away() -> None:
    second = evolve(READ[0], id="second reading", act=Act.THREATEN)
    replayed = apply_decisions(READ, [addition(second, who="Tov", decided_at=at(1))])
    assert len(replayed.entries) == len(READ) + 1


def test_a_note_changes_nothing() -> None:
    replayed = apply_decisions(READ, [note(READ[0], who="Tov", decided_at=at(1), why="ask")])
    assert replayed.entries == tuple(READ)
    assert replayed.orphans == ()


def test_what_stands_in_a_removed_document_leaves_and_its_decisions_wait() -> None:
    document = Document(id="d1")
    other = statement(WORDS[0], "d2")
    removal = sign(Verb.REMOVE, anchor_of(document), who="Tov", decided_at=at(2))
    waiting = [
        correction(READ[0], {"act": "deny"}, who="Tov", decided_at=at(1)),
        acceptance(READ[1], who="Tov", decided_at=at(3)),
        addition(evolve(READ[2], id="x"), who="Tov", decided_at=at(4)),
    ]
    replayed = apply_decisions([*READ, other, document], [*waiting, removal])
    assert replayed.entries == (other,)
    assert replayed.orphans == ()
    back = apply_decisions([*READ, other], [*waiting, removal, withdrawal(removal, 5)])
    assert len(back.entries) == len(READ) + 2


def test_edges_name_both_entries_and_fall_with_their_decision() -> None:
    same = judged_same(READ[0], READ[1], who="Tov", decided_at=at(1))
    different = judged_different(READ[0], READ[2], who="Tov", decided_at=at(2))
    found = edges([different, same])
    assert found == [
        (anchor_of(READ[0]), anchor_of(READ[1]), Verb.SAME, ""),
        (anchor_of(READ[0]), anchor_of(READ[2]), Verb.DIFFERENT, ""),
    ]
    assert edges([same, withdrawal(same, 3)]) == []
    assert apply_decisions(READ, [same, different]).entries == tuple(READ)


_ACTS = st.sampled_from([act.value for act in Act])
_CHOICES = st.lists(
    st.tuples(st.sampled_from(["correct", "accept", "reject", "note"]), st.integers(0, 2), _ACTS),
    max_size=6,
)


def _made(choices: Sequence[tuple[str, int, str]]) -> list[Decision]:
    made = []
    for second, (verb, index, act) in enumerate(choices):
        entry, instant = READ[index], at(second)
        match verb:
            case "correct":
                made.append(correction(entry, {"act": act}, who="Tov", decided_at=instant))
            case "accept":
                made.append(acceptance(entry, who="Tov", decided_at=instant))
            case "reject":
                made.append(rejection(entry, who="Tov", decided_at=instant))
            case _:
                made.append(note(entry, who="Tov", decided_at=instant, why=act))
    return made


@settings(max_examples=60)
@given(_CHOICES, st.sampled_from(["correct", "accept", "reject", "note"]), st.integers(0, 2))
def test_deciding_and_taking_back_is_as_if_nothing_was_decided(
    choices: list[tuple[str, int, str]], verb: str, index: int
) -> None:
    before = _made(choices)
    last = _made([*choices, (verb, index, "deny")])[-1]
    assert apply_decisions(READ, [*before, last, withdrawal(last, 30)]) == apply_decisions(
        READ, before
    )


@settings(max_examples=60)
@given(_CHOICES, st.randoms(use_true_random=False))
def test_replay_hangs_neither_on_the_order_of_decisions_nor_of_entries(
    choices: list[tuple[str, int, str]], random: Random
) -> None:
    decisions = _made(choices)
    straight = apply_decisions(READ, decisions)
    mixed, entries = list(decisions), list(READ)
    random.shuffle(mixed)
    random.shuffle(entries)
    replayed = apply_decisions(entries, mixed)

    def by_id(found: Sequence[Entry]) -> dict[str, Entry]:
        return {entry.id: entry for entry in found}

    assert by_id(replayed.entries) == by_id(straight.entries)


@settings(max_examples=60)
@given(_CHOICES, st.integers(0, 2), st.integers(0, 2))
def test_decisions_hold_over_shifted_boundaries(
    choices: list[tuple[str, int, str]], left: int, right: int
) -> None:
    """A newer reader that widens every span by a few characters changes no decision."""
    wider = []
    for entry in READ:
        (passage,) = entry.passages
        start, end = max(0, passage.start - left), min(len(TEXT), passage.end + right)
        grown = cut(TEXT, start, end, document="d1", role="content")
        wider.append(evolve(entry, id=entry_id("statement", [grown]), passages=(grown,)))
    decisions = _made(choices)
    acts = [
        [
            (e.act, e.because)
            for e in apply_decisions(read, decisions).entries
            if isinstance(e, Statement)
        ]
        for read in (READ, wider)
    ]
    assert acts[0] == acts[1]
