import pytest
from extraction_desk import desk

from dragoman.model import When


def only(text: str, day: str | None = "2025-03-20") -> When:
    found = desk(text, day).times
    assert len(found) == 1, [t.when.text for t in found]
    return found[0].when


def test_a_weekday_lies_behind_a_past_verb_and_ahead_of_a_future_one() -> None:
    assert only("Ilse Marn met Oskar Brandt on Friday.").edtf == "2025-03-14"
    assert only("Ilse Marn will meet Oskar Brandt on Friday.").edtf == "2025-03-21"
    assert only("Ilse Marn is expected to meet Oskar Brandt on Friday.").edtf == "2025-03-21"


def test_without_a_day_of_publication_a_tuesday_stays_a_tuesday() -> None:
    when = only("Ilse Marn met Oskar Brandt on Tuesday.", None)
    assert (when.text, when.edtf, when.form) == ("Tuesday", None, "weekday:tue:past")


@pytest.mark.parametrize(
    "text",
    [
        "Velland may agree, and the ships may march on.",
        "The envoys sat down for a second round.",
        "Theresa May spoke for Velland.",
        "Some 2000 soldiers left.",
        "She reads the Sun.",
        "A 50-year-old sailor was hurt.",
        "They sold 700 seats a week.",
    ],
)
def test_a_lookalike_is_not_a_time(text: str) -> None:
    assert [t.when.text for t in desk(text).times] == []


def test_a_deadline_keeps_its_relation_and_ends_on_the_last_day() -> None:
    when = only("Velland must withdraw by the end of April.")
    assert (when.relation, when.edtf) == ("by", "2025-04-30")


def test_a_length_is_no_day() -> None:
    when = only("Velland offered a 30-day ceasefire.")
    assert (when.form, when.edtf) == ("dur:P30D", None)


def test_in_two_weeks_is_a_day_after_will_and_a_length_otherwise() -> None:
    assert only("Velland will sign in two weeks.").form == "ago:week:+2"
    assert only("Velland won the race in two weeks.").form == "dur:P2W"


def test_the_next_day_is_reckoned_from_the_day_before_it() -> None:
    times = desk("Marn left on 12 March. The next day Brandt resigned.").times
    assert [t.when.edtf for t in times] == ["2025-03-12", "2025-03-13"]


def test_a_passage_stands_at_its_offsets_in_the_stored_text() -> None:
    text = "On\u00a018\u00a0March Velland agreed."
    passage = only(text).passage
    assert passage is not None
    assert text[passage.start : passage.end] == passage.exact == "18\u00a0March"


def test_in_the_coming_weeks_is_vague() -> None:
    when = only("Talks will resume in the coming weeks.")
    assert when.vague
    assert when.edtf == "2025-03-20/.."
