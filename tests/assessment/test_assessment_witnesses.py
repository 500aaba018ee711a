"""The witness graph: which accounts are independent, and where the others lead back to."""

from typing import Any

from assessment_builder import MARN, OSKANDER, File
from attrs import evolve

from dragoman.assessment import assess
from dragoman.assessment.credibility import Weight, rules, weigh
from dragoman.model import (
    Act,
    Corroboration,
    Credibility,
    Entry,
    Genre,
    LineKind,
    Mark,
    Negotiation,
    Outlet,
    Passage,
    ReuseKind,
    TextReuse,
)


def _of(file: File, entry: Entry, reuses: tuple[TextReuse, ...] = ()) -> Corroboration:
    judged = assess(evolve(file.contents(), reuses=reuses))
    return next(c for c in judged.corroborations if c.target == entry.id)


def _lines(found: Corroboration) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(line.line_kind.value, line.name, line.documents) for line in found.lines]


def _reuse(file: File, kind: ReuseKind, document: str, original: str, words: str) -> TextReuse:
    roles = ((document, "reused"), (original, "original"))
    return TextReuse(
        id="r1",
        passages=tuple(_whole(file, name, words, role) for name, role in roles),
        document=document,
        original=original,
        reuse_kind=kind,
        of_original=1.0,
        of_document=0.4,
    )


def _whole(file: File, document: str, words: str, role: str) -> Passage:
    passages = (p for s in file.segments for p in s.passages if p.document == document)
    around = next(p for p in passages if words in p.exact)
    return evolve(around, role=role)


def test_two_outlets_are_two_lines() -> None:
    file = File()
    found = _of(file, file.contact("a", "b"))
    assert _lines(found) == [("outlet", "The a", ("a",)), ("outlet", "The b", ("b",))]
    assert found.mark is Mark.INDEPENDENT
    assert found.credibility is Credibility.PROBABLY_TRUE
    assert found.credibility_because == "told by two independent accounts and contradicted by none"


def test_two_outlets_that_credit_one_wire_are_one_line() -> None:
    file = File()
    for name in ("a", "b"):
        file.paragraph(name, f"They held a call on Tuesday, Reuters reported. Note {name}.")
    found = _of(file, file.contact("a", "b"))
    assert _lines(found) == [("wire", "Reuters", ("a", "b"))]
    assert found.mark is Mark.ONE_ACCOUNT
    assert found.credibility is Credibility.POSSIBLY_TRUE


def test_a_wire_inside_a_longer_story_leads_back_to_the_wire() -> None:
    file = File()
    for name in ("a", "b"):
        file.paragraph(name, "They held a call on Tuesday.")
    call = file.contact("a", "b")
    inside = _reuse(file, ReuseKind.WIRE_INSIDE, "b", "a", "a call")
    assert _of(file, call).mark is Mark.INDEPENDENT
    found = _of(file, call, (inside,))
    assert found.mark is Mark.ONE_ACCOUNT
    assert {d for line in found.lines for d in line.documents} == {"a", "b"}


def test_the_own_part_of_a_longer_story_is_a_witness_of_its_own() -> None:
    file = File()
    file.paragraph("a", "The trawler left port.")
    file.paragraph("b", "The trawler left port.")
    file.paragraph("b", "They held a call on Tuesday.")
    call = file.contact("a", "b")
    inside = _reuse(file, ReuseKind.WIRE_INSIDE, "b", "a", "The trawler")
    assert _of(file, call, (inside,)).mark is Mark.INDEPENDENT


def test_a_readout_is_a_line_of_its_own_kind() -> None:
    file = File()
    file.document("a", genre=Genre.READOUT)
    (line,) = _of(file, file.contact("a")).lines
    assert (line.line_kind, line.origin) == (LineKind.PRESS_RELEASE, "a")


def test_copies_stand_in_the_line_of_their_original() -> None:
    file = File()
    file.document("a")
    file.document("b", copy_of="a")
    found = _of(file, file.contact("a", "b"))
    assert _lines(found) == [("outlet", "The a", ("a", "b"))]


def _with_outlets(file: File, **stands_with: str) -> None:
    outlets = tuple(Outlet(name=f"The {n}", stands_with=p) for n, p in stands_with.items())
    file.negotiation = Negotiation(outlets=outlets)


def test_an_outlet_that_stands_with_a_party_adds_nothing_to_its_word() -> None:
    file = File()
    words = "the boats struck the quay"
    said = file.say("a", MARN, Act.ASSERT, words=words)
    deed = file.strike("b", "ORM", "the quay")
    both = evolve(deed, passages=(*deed.passages, *said.passages), documents=("a", "b"))
    file.deeds = [both]
    assert _of(file, both).mark is Mark.INDEPENDENT
    _with_outlets(file, b="VEL")
    assert _of(file, both).mark is Mark.ONE_ACCOUNT


def test_two_state_outlets_of_one_party_count_once() -> None:
    file = File()
    call = file.contact("a", "b")
    _with_outlets(file, a="VEL", b="VEL")
    assert _of(file, call).mark is Mark.ONE_ACCOUNT


def _both_sides(file: File) -> Entry:
    call = file.contact("a", "b", day="2031-03-04")
    file.say("a", MARN, Act.ASSERT, words="we had a frank call", about=call.id)
    file.say("b", OSKANDER, Act.ASSERT, words="we did talk that day", about=call.id)
    return call


def test_both_parties_own_accounts_are_the_strongest_and_said_to_be() -> None:
    file = File()
    found = _of(file, _both_sides(file))
    assert found.credibility is Credibility.CONFIRMED
    assert found.credibility_because.startswith(
        "confirmed by both parties' own accounts (Ormark and"
    )
    assert found.credibility_because.endswith("the strongest there is")


def test_the_analysts_letter_changes_no_digit() -> None:
    file = File()
    call = file.contact("a", "b")
    plain = _of(file, call)
    rated = tuple(Outlet(name=f"The {n}", reliability="E") for n in "ab")  # type: ignore[arg-type]
    file.negotiation = Negotiation(outlets=rated)
    assert _of(file, call) == plain


def test_a_discrepancy_counts_independent_accounts_on_each_side() -> None:
    file = File()
    call = file.contact("a", "b", "c", day="2031-03-04")
    agreed = "they had agreed on a cod quota in the call"
    for name in ("a", "b"):
        file.say(name, OSKANDER, Act.ASSERT, words=agreed, issues=("quota",), about=call.id)
    denied = "that a cod quota was agreed"
    file.say("c", MARN, Act.DENY, words=denied, issues=("quota",), about=call.id)
    judged = file.judge()
    (difference,) = judged.discrepancies
    found = next(c for c in judged.corroborations if c.target == difference.id)
    assert "one account (Bertil Oskander (Ormark)" in found.why
    assert "one account (Ilse Marn (Velland)" in found.why


def _weigh(**values: Any) -> int:
    return int(weigh(Weight(**values))[0])


def test_the_table_of_credibility() -> None:
    assert _weigh(lines=3) == 1
    assert _weigh(lines=2) == 2
    assert _weigh(lines=2, is_known=False) == 3
    assert _weigh(lines=1) == 3
    assert _weigh(lines=2, against=1) == 3
    assert _weigh(lines=1, against=1) == 4
    assert _weigh(lines=1, against=3) == 5
    assert _weigh(lines=0, is_hearsay=True) == 6
    assert _weigh(lines=0, is_hearsay=True, against=1) == 5
    assert _weigh(lines=2, parties=("Ormark", "Velland"), against=1) == 2
    assert _weigh(lines=0) == 6


def test_more_for_it_never_makes_a_digit_worse() -> None:
    for against in range(4):
        digits = [_weigh(lines=lines, against=against) for lines in range(1, 6)]
        assert digits == sorted(digits, reverse=True)
    for lines in range(1, 5):
        digits = [_weigh(lines=lines, against=against) for against in range(5)]
        assert digits == sorted(digits)


def test_each_rule_says_where_it_was_taken_from() -> None:
    assert all(rule.taken_from and rule.reason for rule in rules())
