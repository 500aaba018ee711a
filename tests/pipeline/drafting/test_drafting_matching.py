"""Which option words speak of; unsure words match none."""

import pytest

from dragoman.model import Issue, Option
from dragoman.pipeline.drafting.matching import IssueMatcher

CHECKS = Issue(
    id="checks",
    label="Checks at the border",
    keywords=("checks", "lorries"),
    options=(
        Option(id="none", label="no checks", value=0),
        Option(id="quarter", label="one lorry in four", value=25),
        Option(id="half", label="half of the lorries", value=50),
        Option(id="all", label="every lorry", value=100),
    ),
)
LOAN = Issue(
    id="loan",
    label="Interest on the loan",
    keywords=("interest",),
    options=(
        Option(id="two", label="2 per cent", value=0),
        Option(id="four", label="4 per cent", value=50),
        Option(id="six", label="6 per cent", value=100),
    ),
)
TRUCE = Issue(
    id="truce",
    label="Truce",
    keywords=("truce",),
    options=(
        Option(id="short", label="a truce of ten days", value=0),
        Option(id="long", label="a truce without end date", value=100),
    ),
)
PORTS = Issue(
    id="ports",
    label="Ports to be opened",
    keywords=("ports", "port"),
    options=(
        Option(id="north", label="the northern port", value=0),
        Option(id="north-more", label="the northern port and other harbours", value=100),
    ),
)


def found(issue: Issue, text: str, *, is_for: bool = True) -> set[tuple[str, bool]]:
    return {(m.option, m.turned) for m in IssueMatcher(issue).find(text, is_for=is_for)}


@pytest.mark.parametrize(
    ("text", "option"),
    [
        ("checks on a quarter of all lorries", "quarter"),
        ("one in four lorries", "quarter"),
        ("that half of the lorries be opened", "half"),
        ("checks on every single lorry", "all"),
        ("that there be no checks", "none"),
    ],
)
def test_the_share_tells_the_option(text: str, option: str) -> None:
    assert found(CHECKS, text) == {(option, False)}


@pytest.mark.parametrize(
    "text", ["checks on a third of the lorries", "better checks", "the talks in Vell", ""]
)
def test_words_that_fit_no_option_match_none(text: str) -> None:
    assert found(CHECKS, text) == set()


def test_who_refuses_the_thing_itself_is_for_the_option_that_there_be_none() -> None:
    assert found(CHECKS, "any checks at the border", is_for=False) == {
        ("none", True),
        ("quarter", False),
        ("half", False),
        ("all", False),
    }


def test_a_bound_speaks_for_or_against_all_options_beyond_it() -> None:
    assert found(LOAN, "anything above 2 per cent", is_for=False) == {
        ("four", False),
        ("six", False),
    }
    assert found(LOAN, "at least 4 per cent") == {("four", False), ("two", True)}
    assert found(LOAN, "at most 4 per cent") == {("four", False), ("six", True)}


def test_a_number_of_no_option_is_not_rounded_to_the_nearest() -> None:
    assert found(LOAN, "an interest of 3 per cent") == set()


def test_for_good_and_for_a_time_are_told_apart() -> None:
    assert found(TRUCE, "an open-ended truce") == {("long", False)}
    assert found(TRUCE, "a ten-day truce") == {("short", False)}


def test_an_addition_counts_only_where_it_is_made() -> None:
    assert found(PORTS, "to open the northern port") == {("north", False)}
    assert found(PORTS, "the northern port and all other harbours") == {("north-more", False)}


def test_a_negated_verb_of_refusal_does_not_name_the_empty_option() -> None:
    assert found(CHECKS, "never half of the lorries", is_for=False) == {("half", False)}


def test_likeness_only_decides_with_a_clear_lead() -> None:
    text = "leave things as they were under the old treaty"
    close = IssueMatcher(LOAN, lambda _, option: {"2 per cent": 0.6}.get(option, 0.55))
    clear = IssueMatcher(LOAN, lambda _, option: {"2 per cent": 0.8}.get(option, 0.1))
    assert close.find(text, is_for=True) == ()
    assert [m.option for m in clear.find(text, is_for=True)] == ["two"]
