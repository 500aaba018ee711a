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
        "March on the capital, he told them.",
        "She spoke on This Week.",
        "A quarter of the fleet left.",
        "Resolution 1973 failed, and Flight 1990 landed.",
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


def test_the_time_of_day_stands_on_the_day_of_its_sentence() -> None:
    times = desk("On Tuesday Marn met Brandt at 10:30.").times
    assert [t.when.edtf for t in times] == ["2025-03-18", "2025-03-18"]


def test_a_day_before_a_noun_leaves_the_article_to_it() -> None:
    assert only("The 3 June talks failed.").text == "3 June"


def test_postponed_until_tuesday_lies_ahead_and_a_talk_until_tuesday_behind() -> None:
    assert only("Velland postponed the vote until Tuesday.").edtf == "2025-03-25"
    assert only("Marn spoke of it as early as Monday.").form.endswith(":future")


def test_what_was_announced_on_friday_lies_behind() -> None:
    assert only("The terms, announced Friday, failed.").edtf == "2025-03-14"


def test_a_year_earlier_is_the_same_quarter_of_the_year_before() -> None:
    times = desk("Exports fell in the fourth quarter. A year earlier they had grown.").times
    assert times[1].when.edtf == "2023-10-01/2023-12-31"
    later = desk(
        "Exports fell in the fourth quarter, said Marn on Monday. A year earlier they grew."
    )
    assert later.times[2].when.edtf == "2023-10-01/2023-12-31"


def test_two_days_after_a_dated_time_is_reckoned_from_it() -> None:
    times = desk("Marn left two days after 3 June 2024.", None).times
    assert times[0].when.edtf == "2024-06-05"


def test_two_days_after_the_talks_stays_relative() -> None:
    times = desk("They met on 3 June 2024. Marn left two days after the talks.").times
    assert times[1].when.edtf is None


def test_an_undated_text_is_bounded_by_its_own_dated_times() -> None:
    text = "Marn met Brandt on 3 June 2025. Brandt resigned yesterday."
    assert [t.when.edtf for t in desk(text, None).times] == ["2025-06-03", "2025-06-02/.."]


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("Talks will resume early next year.", "2026-01-01/2026-05-01"),
        ("Talks will resume in the coming days.", "2025-03-20/.."),
        ("Talks were held over the weekend.", "2025-03-15/2025-03-16"),
        ("Talks will resume in the near term.", "2025-03-20/.."),
        ("Talks will resume in late April.", "2025-04-21/2025-04-30"),
    ],
)
def test_a_vague_time_has_an_interval(text: str, edtf: str) -> None:
    assert only(text).edtf == edtf
