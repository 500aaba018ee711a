from types import SimpleNamespace
from typing import Any, cast

from attrs import evolve
from extraction_desk import desk

from dragoman.extraction.attribution import RuleAttributor
from dragoman.extraction.findings import find_faults
from dragoman.extraction.reading import NameMention, Reading, Tokens
from dragoman.extraction.statements import state
from dragoman.model import (
    Act,
    Channel,
    Contact,
    ContactStatus,
    Finding,
    Measure,
    Participant,
    Quantity,
    Statement,
    When,
)


def kinds(reading: Reading) -> list[str]:
    return [finding.finding_kind for finding in find_faults(reading, [])]


def understood(text: str) -> list[Finding]:
    """The faults of a text whose statements were read."""
    reading = desk(text)
    reading.attributed = RuleAttributor().attribute(reading)
    for number, one in enumerate(reading.attributed):
        one.id = f"a{number}"
    return find_faults(reading, [], state(reading))


def named(text: str, *names: str) -> Reading:
    """A desk on which the given full names are persons, however they are spelt."""
    reading = desk(text)
    for name in names:
        start = text.index(name)
        span = reading.doc.char_span(start, start + len(name))
        assert span is not None
        reading.names.add(
            NameMention(span=Tokens(span.start, span.end), head=span.end - 1, noun="person")
        )
    return reading


def test_a_text_without_a_day_says_what_hangs_on_it() -> None:
    (fault,) = find_faults(desk("Marn met Brandt on Tuesday.", None), [])
    assert fault.finding_kind == "missing day"
    assert '"Tuesday"' in fault.why
    assert [p.exact for p in fault.passages] == ["Tuesday"]


def test_a_text_with_a_day_has_no_fault() -> None:
    assert kinds(desk("Ilse Marn met Oskar Brandt on Tuesday.")) == []


def test_a_day_after_the_retrieval_is_a_fault_but_not_the_day_after_midnight() -> None:
    assert kinds(desk("Marn left.", "2025-03-20", retrieved_at="2025-03-01T10:00:00Z")) == [
        "day in the future"
    ]
    assert kinds(desk("Marn left.", "2025-03-20", retrieved_at="2025-03-19T23:00:00Z")) == []


def test_two_spellings_of_one_name_are_told() -> None:
    text = "Anton Wikander spoke. Later Anton Vikander left, and Anton Vikander returned."
    (fault,) = find_faults(named(text, "Anton Wikander", "Anton Vikander"), [])
    assert fault.finding_kind == "misspelt name"
    assert "Anton Vikander" in fault.why


def test_a_name_one_letter_from_the_negotiations_people_is_told() -> None:
    reading = named("Anton Vikandr spoke.", "Anton Vikandr")
    person = SimpleNamespace(name="Anton Vikander", aliases=())
    reading.gazetteer = cast(Any, SimpleNamespace(persons={"Anton Vikander": person}))
    (fault,) = find_faults(reading, [])
    assert 'read it as "Anton Vikander"' in fault.suggestion


def test_two_people_who_share_a_surname_are_not_misspelt() -> None:
    text = "Anton Vikander and Maria Vikander spoke. Anton Holm left."
    reading = named(text, "Anton Vikander", "Maria Vikander", "Anton Holm")
    assert kinds(reading) == []


def test_an_empty_text_has_only_a_missing_day() -> None:
    assert kinds(desk("", None)) == ["missing day"]


def test_transliterations_and_two_given_names_are_no_slips() -> None:
    for one, other in (("Sergei Lavin", "Sergey Lavin"), ("Maria Velden", "Marta Velden")):
        text = f"{one} spoke. {other} left, and {other} came back."
        assert kinds(named(text, one, other)) == []


def test_a_name_that_nearly_is_an_office_holders_is_told() -> None:
    text = "Vladimir Purin spoke in the hall."
    (fault,) = find_faults(named(text, "Vladimir Purin"), [])
    assert 'read it as "Vladimir Putin"' in fault.suggestion


def test_two_people_who_are_both_named_twice_are_two() -> None:
    text = "Anton Vikander and Anton Vikandes met. Anton Vikander and Anton Vikandes left."
    reading = named(text, "Anton Vikander", "Anton Vikandes")
    for name in ("Anton Vikander", "Anton Vikandes"):
        span = reading.doc.char_span(text.rindex(name), text.rindex(name) + len(name))
        assert span is not None
        tokens = Tokens(span.start, span.end)
        reading.names.add(NameMention(span=tokens, head=span.end - 1, noun="person"))
    assert kinds(reading) == []


def test_a_president_who_is_a_foreign_minister_elsewhere_is_told() -> None:
    (fault,) = find_faults(desk("President Oskar Brandt spoke. Foreign Minister Brandt left."), [])
    assert fault.finding_kind == "office that does not fit"
    assert "president" in fault.why
    assert "foreign minister" in fault.why


def test_a_former_office_and_a_deputys_are_no_contradiction() -> None:
    for office in ("Former Foreign Minister", "Then Foreign Minister", "Prime Minister"):
        assert kinds(desk(f"President Oskar Brandt spoke. {office} Brandt left.")) == []


def test_an_agreement_cannot_be_signed_and_yet_to_be_signed() -> None:
    text = "The signed fishing agreement is public. The fishing agreement has yet to be signed."
    (fault,) = find_faults(desk(text), [])
    assert fault.finding_kind == "stage that does not fit"
    assert fault.passages[0].exact == "The signed fishing agreement"


def test_two_agreements_and_one_that_will_be_signed_are_no_contradiction() -> None:
    other = "The signed fishing agreement is public. The border treaty has yet to be signed."
    later = "The signed fishing agreement is public. The agreement will be signed again on Friday."
    assert kinds(desk(other)) == []
    assert kinds(desk(later)) == []


def test_a_second_round_before_the_first_is_told() -> None:
    text = "The first round was held on 10 March 2025. The second round was held on 3 March 2025."
    (fault,) = find_faults(desk(text), [])
    assert fault.finding_kind == "stage that does not fit"
    ordered = text.replace("10 March", "1 March")
    assert kinds(desk(ordered)) == []


def _call(id: str, *parties: str, length: str) -> Contact:
    return Contact(
        id=id,
        channel=Channel.CALL,
        status=ContactStatus.HELD,
        happened_on=When(text="Tuesday", edtf="2025-03-18"),
        duration=Quantity(text=length, value=90, unit="minute"),
        participants=tuple(Participant(id=p, name=p, party=p) for p in parties),
        passages=(desk("The call lasted.").passage(Tokens(1, 2), "mention"),),
    )


def test_one_call_told_of_two_pairs_is_told() -> None:
    reading = desk("The call lasted.")
    one = _call("c1", "VEL", "ORM", length="90 minutes")
    other = _call("c2", "VEL", "TAS", length="90 minutes")
    (fault,) = find_faults(reading, [one, other])
    assert fault.finding_kind == "mismatch of parties"
    longer = _call("c2", "VEL", "TAS", length="two hours")
    assert find_faults(reading, [one, longer]) == []


def test_a_side_that_is_asked_to_accept_its_own_demand_is_told() -> None:
    reading = desk("The call lasted.")
    passage = reading.passage(Tokens(0, 3), "content")
    fleet = Measure(action="withdraw", object="the withdrawal of the fleet", issue="ceasefire")
    own = Statement(
        id="s1", act=Act.DEMAND, party="ORM", passages=(passage,),
        measures=(fleet,),
    )  # fmt: skip
    asking = Statement(
        id="s2", act=Act.DEMAND, party="VEL", passages=(passage,),
        measures=(evolve(fleet, agent="ORM", action="accept"),),
    )  # fmt: skip
    (fault,) = find_faults(reading, [], [own, asking])
    assert fault.finding_kind == "mismatch of parties"
    assert find_faults(reading, [], [asking]) == []


def test_a_condition_that_hangs_on_itself_is_told() -> None:
    (fault,) = understood("Velland will lift the sanctions only if Velland lifts the sanctions.")
    assert fault.finding_kind == "garbled condition"
    assert understood("Velland will lift the sanctions only if Ormark lifts the sanctions.") == []


def test_a_side_that_asks_for_the_end_of_its_own_aid_is_told() -> None:
    text = (
        "Velland agreed to a ceasefire, conditional on suspending arms deliveries. "
        "Marn said that military aid for Velland would continue."
    )
    (fault,) = understood(text)
    assert fault.finding_kind == "garbled condition"
    assert "military aid for Velland" in fault.why
    assert understood(text.replace("aid for Velland", "aid for Ormark")) == []
