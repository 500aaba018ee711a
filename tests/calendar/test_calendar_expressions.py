import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.calendar import (
    anchor,
    interval,
    is_edtf,
    number_of,
    parse_expression,
    recognise,
    scan,
)
from dragoman.model import When

DAYS = st.dates().filter(lambda d: 1600 < d.year < 2400).map(str)
WORDS = [
    "Tuesday", "last Friday", "next Monday", "18 March", "May 3", "April", "the end of April",
    "early next year", "two weeks ago", "three months ago", "yesterday", "the coming weeks",
    "the past few days", "recently", "the weekend", "this spring", "tomorrow morning",
    "the last three years", "between 12 and 18 March", "Monday to Wednesday", "February 29",
]  # fmt: skip


def anchored(text: str, day: str | None) -> When:
    found = recognise(text)
    assert found is not None, text
    when = When(text=text, form=found.form, relation=found.relation, vague=found.vague)
    return anchor(when, day)


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("Tuesday", "weekday:tue"),
        ("last Tuesday", "weekday:tue:last"),
        ("March 18, 2025", "date:2025-03-18"),
        ("Tuesday, 18 March 2025", "date:2025-03-18"),
        ("the 18th of March", "day:03-18"),
        ("18.03.2025", "date:2025-03-18"),
        ("between 12 and 18 March", "range:day:03-12|day:03-18"),
        ("by the end of April", "month:04:end"),
        ("two weeks ago", "ago:week:-2"),
        ("a thirty-day", "dur:P30D"),
        ("an hour and a half", "dur:PT1.5H"),
        ("the day before yesterday", "rel:day:-2"),
        ("next month", "rel:month:+1"),
        ("every week", "set:P1W"),
        ("the 1990s", "date:199X"),
        ("yesterday evening", "rel:day:-1@EV"),
        ("10 a.m. on Tuesday", "weekday:tue@10:00"),
        ("three days later", "then:day:+3"),
        ("the first quarter of 2025", "date:2025-01/2025-03"),
        ("last year's third quarter", "quarter:3:y-1"),
        ("3 June last year", "day:06-03:y-1"),
        ("April next year", "month:04:y+1"),
        ("the early 1990s", "date:199X:early"),
        ("the nineteenth century", "date:18XX"),
        ("nineteen ninety-six", "date:1996"),
        ("mid-1996", "date:1996:mid"),
        ("fiscal 2024", "date:2024"),
        ("two to three weeks", "dur:P2W/P3W"),
        ("a couple of years", "dur:P2Y"),
        ("2 1/2 years", "dur:P2.5Y"),
        ("another two weeks", "dur:P2W"),
        ("20 more years", "dur:P20Y"),
        ("three consecutive days", "dur:P3D"),
        ("decades-long", "dur:PXE"),
        ("the past 24 hours", "span:hour:-24"),
        ("the weeks ahead", "span:week:+x"),
        ("each July", "set:07"),
        ("Tuesday nights", "set:tue@NI"),
        ("noon Thursday", "weekday:thu@12:00"),
        ("5 p.m. EST Nov. 9", "day:11-09@17:00"),
        ("12 a.m. on Monday", "weekday:mon@00:00"),
        ("4 in the afternoon", "clock:16:00"),
        ("that year", "then:year:+0"),
        ("the following month", "then:month:+1"),
        ("the previous Friday", "then:fri:-1"),
        ("the week of March 6", "then:week:+0<day:03-06"),
        ("Easter Monday", "holiday:eastermonday"),
        ("Christmas 2024", "date:2024-12-25"),
        ("in the near term", "ref:future"),
        ("the last week of June", "month:06:end"),
        ("the second Friday of May", "month:05"),
        ("the week before last", "rel:week:-2"),
        ("twice a week", "set:P1W"),
        ("6 a.m. Halin time on 12 May", "day:05-12@06:00"),
    ],
)
def test_an_expression_has_a_symbolic_form(text: str, form: str) -> None:
    if text == "a thirty-day":
        text = "thirty-day"
    assert parse_expression(text) == form


@pytest.mark.parametrize(
    "text",
    [
        "may",
        "sat",
        "second",
        "march",
        "mon",
        "sun",
        "04/05/2025",
        "the deal",
        "30 February 2025",
        "",
    ],
)
def test_a_lookalike_word_is_not_a_time(text: str) -> None:
    assert parse_expression(text) is None


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("Tuesday", "2025-03-18"),
        ("Thursday", "2025-03-20"),
        ("next Thursday", "2025-03-27"),
        ("18 March", "2025-03-18"),
        ("by the end of April", "2025-04-30"),
        ("until Friday", "2025-03-21"),
        ("two weeks ago", "2025-03-06~"),
        ("three days ago", "2025-03-17"),
        ("last month", "2025-02"),
        ("the coming weeks", "2025-03-20/.."),
        ("over the weekend", "2025-03-15/2025-03-16"),
        ("from Monday to Wednesday", "2025-03-17/2025-03-19"),
        ("last year", "2024"),
        ("Easter", "2025-04-20"),
        ("last Christmas", "2024-12-25"),
        ("3 June last year", "2024-06-03"),
        ("last year's third quarter", "2024-07-01/2024-09-30"),
        ("the past 24 hours", "2025-03-19/2025-03-20"),
        ("three hours ago", "2025-03-19/2025-03-20~"),
        ("the week of March 6", "2025-03-03/2025-03-09"),
        ("early next year", "2026-01-01/2026-05-01"),
        ("30 days", None),
        ("the next day", None),
    ],
)
def test_a_form_is_anchored_on_the_documents_day(text: str, edtf: str | None) -> None:
    assert anchored(text, "2025-03-20").edtf == edtf


def test_tense_chooses_the_weekday() -> None:
    past = anchor(When(text="Friday", form="weekday:fri:past"), "2025-03-20")
    ahead = anchor(When(text="Friday", form="weekday:fri:future"), "2025-03-20")
    assert (past.edtf, ahead.edtf) == ("2025-03-14", "2025-03-21")


def test_a_day_without_a_year_that_lies_near_is_meant_whatever_the_tense() -> None:
    when = When(text="26 October", form="day:10-26:past")
    assert anchor(when, "2025-10-25").edtf == "2025-10-26"
    assert anchor(when, "2025-04-30").edtf == "2024-10-26"


def test_without_a_document_day_a_tuesday_stays_a_tuesday() -> None:
    assert anchored("Tuesday", None).edtf is None
    assert anchored("18 March 2025", None).edtf == "2025-03-18"


def test_a_document_known_to_lie_after_a_day_leaves_its_times_open_at_the_end() -> None:
    when = anchored("yesterday", "2025-03-18/..")
    assert (when.edtf, when.vague) == ("2025-03-17/..", True)


@pytest.mark.parametrize(
    ("form", "edtf"),
    [
        ("then:day:+1<date:2025-06-03", "2025-06-04"),
        ("then:year:-1<date:2025-07/2025-09", "2024-07-01/2024-09-30"),
        ("then:month:+1<date:2025-06-03", "2025-07"),
        ("then:fri:-1<date:2025-06-03", "2025-05-30"),
        ("then:mon:+1<date:2025-06-03", "2025-06-09"),
        ("then:week:+0<date:2025-06-03", "2025-06-02/2025-06-08"),
    ],
)
def test_a_time_reckoned_from_a_dated_one_needs_no_document_day(form: str, edtf: str) -> None:
    assert anchor(When(text="?", form=form), None).edtf == edtf


@pytest.mark.parametrize(
    ("text", "start", "vague"),
    [
        ("nearly two years ago", 0, True),
        ("at least 30 days", 0, False),
        ("about 3 June", 0, True),
    ],
)
def test_words_that_hedge_a_number_belong_to_the_expression(
    text: str, start: int, vague: bool
) -> None:
    found = next(scan(text))
    assert (found.start, found.vague) == (start, vague)


def test_a_document_known_to_the_month_gives_a_vague_interval() -> None:
    when = anchored("yesterday", "2025-03")
    assert when.vague
    assert interval(when.edtf or "") == (interval("2025-02-28")[0], interval("2025-03-30")[1])


def test_an_instant_counts_by_its_own_zone() -> None:
    assert anchored("yesterday", "2025-03-18T00:30:00+03:00").edtf == "2025-03-17"


def test_a_time_after_another_one_is_reckoned_from_it() -> None:
    when = When(text="a week", form="then:week:-1<weekday:tue:past")
    assert anchor(when, "2025-03-20").edtf == "2025-03-11"


@pytest.mark.parametrize(
    "form", ["weekday:xyz", "then:hour:x<rel:day:+0", "rel:day", "odd", "day:13-40", "holiday:none"]
)
def test_a_form_that_makes_no_sense_leaves_the_time_unknown(form: str) -> None:
    assert anchor(When(text="?", form=form), "2025-03-20").edtf is None


@given(st.sampled_from(WORDS), DAYS)
def test_whatever_the_day_the_result_is_edtf_and_keeps_text_and_relation(
    text: str, day: str
) -> None:
    when = anchored(text, day)
    assert when.edtf is None or is_edtf(when.edtf)
    assert when.text == text
    assert anchor(when, day) == when


@given(st.text(max_size=60))
def test_any_text_can_be_scanned(text: str) -> None:
    for found in scan(text):
        assert 0 <= found.start < found.end <= len(text)


@pytest.mark.parametrize(
    ("words", "value"),
    [("two hundred and forty", 240), ("a dozen", 12), ("1,250", 1250), ("3.5 million", 3.5e6),
     ("twenty-four", 24), ("an hour", None), ("several", None)],
)  # fmt: skip
def test_numbers_are_read_in_words_and_figures(words: str, value: float | None) -> None:
    assert number_of(words) == value
