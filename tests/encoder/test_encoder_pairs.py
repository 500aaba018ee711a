"""What two texts have in common by their words, on invented sentences."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.encoder.pairs import (
    HEADLINES,
    NET,
    NETS,
    RIVALS,
    STANCES,
    Table,
    compare,
    compare_headline,
    matter,
)
from dragoman.encoder.pairs.figures import clashing, days, quantities
from dragoman.encoder.pairs.opposites import opposed
from dragoman.encoder.pairs.wording import Wording, stem

TEXT = st.text(st.characters(codec="utf-8"), max_size=60)


def _rivals(one: str, two: str) -> dict[str, float]:
    return dict(zip(RIVALS, compare(one, two), strict=True))


def _headline(headline: str, claim: str) -> dict[str, float]:
    return dict(zip(HEADLINES, compare_headline(headline, claim), strict=True))


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Velland freed 140 prisoners.", "Ninety prisoners were freed by Velland."),
        ("The call lasted more than an hour.", "The call was over after twenty minutes."),
        ("At least thirty boats sank.", "No more than eleven boats sank."),
        ("Two million tonnes were sold.", "1,500,000 tonnes were sold."),
    ],
)
def test_numbers_that_cannot_both_hold_clash(one: str, two: str) -> None:
    assert _rivals(one, two)["numbers clash"] == 1


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("At least thirty boats sank.", "In the storm 41 boats sank."),
        ("They talked for about seventy minutes.", "They talked for more than an hour."),
        ("Twelve members will meet.", "Four ships will sail."),
        ("Eighteen of the 80 schools are missing.", "62 of the 80 schools stand."),
        ("They met on 12 May.", "They met for 3 days."),
        ("In 2019 schools were built.", "Forty schools were built."),
    ],
)
def test_bounds_days_and_other_things_counted_do_not_clash(one: str, two: str) -> None:
    assert _rivals(one, two)["numbers clash"] == 0


def test_a_number_fits_if_one_of_the_other_text_does() -> None:
    ours, theirs = (
        quantities(Wording(text))
        for text in ("Four ships came.", "Nine ships left, four ships came.")
    )
    assert clashing(ours, theirs) == 0
    assert clashing(theirs, ours) == 1


def test_days_of_the_week_of_months_and_months_are_told_apart() -> None:
    found = days(Wording("On Tuesday, 3 March, they said they may meet in June."))
    assert [set(one) for one in found] == [{"tuesday"}, {"3 march"}, {"june"}]


@pytest.mark.parametrize(
    ("one", "two", "clash"),
    [
        ("They met on Monday.", "They met on Sunday.", 1),
        ("They met on Monday.", "They met on Monday or Sunday.", 0),
        ("The ban ends in June.", "The ban ends in July.", 1),
        ("The ban ends in June.", "The ban ends on Monday.", 0),
    ],
)
def test_days_clash_where_none_is_shared(one: str, two: str, clash: float) -> None:
    assert _rivals(one, two)["days clash"] == clash


def test_opposite_words_count_and_a_negation_turns_them() -> None:
    taken, refused = Wording("Ormark accepted the plan."), Wording("Ormark rejected the plan.")
    assert opposed(taken, refused) == (1, 0)
    assert opposed(taken, Wording("Ormark has not rejected the plan.")) == (0, 1)
    assert opposed(taken, taken) == (0, 0)


def test_a_denial_on_one_side_is_seen_and_two_denials_are_not_one() -> None:
    spoke, denied = "The envoys discussed the bridge.", "The envoys did not discuss the bridge."
    assert _rivals(spoke, denied)["negated shared word"] == 1
    assert _rivals(spoke, denied)["negation on one side"] == 1
    assert _rivals(denied, denied)["negation on both sides"] == 1
    assert _rivals(denied, denied)["negation on one side"] == 0


def test_what_was_feared_is_unreal_on_one_side() -> None:
    found = _rivals("Velland rejected the plan.", "Ormark feared no one would accept the plan.")
    assert found["unreal on one side"] == found["reason, but unreal"] == 1


def test_a_name_and_what_is_made_of_it_are_one() -> None:
    assert _rivals("In Kelmar it rains.", "The Kelmari army left.")["names shared"] > 0
    apart = _rivals("It rains in Kelmar.", "It rains in Ostmark.")
    assert apart["other names on both sides"] == 1


def test_who_said_it_is_no_part_of_the_matter() -> None:
    assert matter("No boat was hit, the mayor of Quell said.") == "No boat was hit"
    assert matter("Ormark said that no boat was hit.") == "Ormark said that no boat was hit."


@given(TEXT, TEXT)
def test_accounts_compare_the_same_in_both_orders(one: str, two: str) -> None:
    assert compare(one, two) == pytest.approx(compare(two, one))


@given(TEXT, TEXT)
def test_every_text_has_all_figures(one: str, two: str) -> None:
    assert len(compare(one, two)) == len(RIVALS)
    assert len(compare_headline(one, two)) == len(HEADLINES)


def test_forms_of_a_word_have_one_stem() -> None:
    assert len({stem(word) for word in ("release", "released", "releases", "releasing")}) == 1
    assert stem("held") == stem("holding") == stem("hold")


def test_a_headline_shows_its_cues_and_how_much_of_the_claim_it_has() -> None:
    claim = "A wolf was seen in Quell."
    plain, fake = _headline("Wolf seen in Quell", claim), _headline("No, wolf is a hoax", claim)
    assert plain["claim's words"] > fake["claim's words"]
    assert plain["refuting words"] == 0 < fake["refuting words"]
    assert fake["no at the start"] == 1
    asked = _headline("Is there a wolf in Quell?", claim)
    assert asked["question"] == asked["asks at the start"] == 1
    half = _headline("Wolf seen in Quell?", claim)
    assert (half["question"], half["asks at the start"]) == (1, 0)
    denied = _headline("There was no wolf", claim)
    assert denied["negation"] > denied["negation in the claim"] == 0
    assert _headline("Wolf reportedly seen", claim)["hedged words"] > 0


def _table(clash: str) -> str:
    stance = "".join(
        f"[stance.{one}]\nstart = {at}\n[stance.{one}.weight]\n"
        + "".join(f'"{name}" = 0.5\n' for name in (*HEADLINES, *NETS))
        for at, one in enumerate(STANCES)
    )
    return f"[clash]\nstart = -1.0\n[clash.weight]\n{clash}{stance}"


def test_a_table_adds_figures_times_weights() -> None:
    rows = "".join(f'"{name}" = 0.0\n' for name in RIVALS)
    table = Table.parse(_table(f"{NET} = 2.0\n{rows}"))
    nothing = [0.0] * len(RIVALS)
    assert table.clashes([0.5, *nothing]) == pytest.approx(0.5)
    assert table.clashes([1e9, *nothing]) == pytest.approx(1.0)
    assert table.clashes([-1e9, *nothing]) == pytest.approx(0.0)
    assert table.stances([0.0] * (len(HEADLINES) + 2) + [2.0]) == pytest.approx([1.0, 2.0, 3.0])


def test_a_table_without_a_feature_is_refused() -> None:
    with pytest.raises(KeyError, match="words shared"):
        Table.parse(_table(f"{NET} = 2.0\n"))
