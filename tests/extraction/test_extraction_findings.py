from types import SimpleNamespace
from typing import Any, cast

from extraction_desk import desk

from dragoman.extraction.findings import find_faults
from dragoman.extraction.reading import NameMention, Reading, Tokens


def kinds(reading: Reading) -> list[str]:
    return [finding.finding_kind for finding in find_faults(reading, [])]


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
