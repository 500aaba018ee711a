"""Intervals from evidence: how wide, what came later, what follows from the order of options."""

from hypothesis import given
from hypothesis import strategies as st

from dragoman.model import Basis, Issue, Option, Passage
from dragoman.pipeline.drafting.records import Evidence, Force, Stand, Verdict
from dragoman.pipeline.drafting.scoring import judge_issue, settle_reds

SCALE = Issue(
    id="scale",
    label="Scale",
    options=tuple(Option(id=name, label=name, value=25 * n) for n, name in enumerate("abcde")),
)


def said(
    option: str,
    force: Force = Force.DEMANDED,
    *,
    basis: Basis = Basis.OWN_WORDS,
    on: str = "2031-03-01",
    final: bool = False,
    soft: bool = False,
    dropped: bool = False,
    words: str = "",
) -> Evidence:
    text = words or f"{option} {force} {on}"
    stand = Stand(
        party="ONE",
        force=force,
        words=option,
        context=text,
        sentence=Passage(document="d", start=0, end=len(text), exact=text),
        basis=basis,
        on=on,
        is_final=final,
        is_soft=soft,
        is_dropped=dropped,
    )
    return Evidence(
        issue="scale",
        option=option,
        is_for=force is not Force.REJECTED,
        stand=stand,
        likeness=1.0,
        how="words and numbers",
    )


def judged(*evidence: Evidence, as_of: str = "2031-03-10") -> dict[str, Verdict]:
    return {v.option: v for v in judge_issue(SCALE, evidence, as_of)}


def bounds(verdict: Verdict) -> tuple[float, float]:
    assert verdict.score is not None
    return verdict.score.low, verdict.score.high


def test_own_definite_words_give_narrow_intervals_at_the_ends() -> None:
    told = judged(said("a"), said("e", Force.REJECTED))
    assert bounds(told["a"]) == (0.9, 1.0)
    assert bounds(told["e"]) == (0.0, 0.1)


def test_hearsay_and_hedges_widen() -> None:
    own = judged(said("a", Force.OFFERED))["a"]
    soft = judged(said("a", Force.OFFERED, soft=True))["a"]
    leak = judged(said("a", Force.OFFERED, basis=Basis.LEAK))["a"]
    assert bounds(leak)[0] < bounds(own)[0]
    assert bounds(soft)[0] < bounds(own)[0]


def test_what_is_accepted_beside_a_demand_is_not_the_best() -> None:
    assert bounds(judged(said("a"), said("b", Force.ACCEPTED))["b"])[1] < 1.0


def test_options_between_ideal_and_refusal_lie_between_their_scores() -> None:
    told = judged(said("a"), said("d", Force.REJECTED))
    assert (bounds(told["b"]), bounds(told["c"])) == ((0.0, 1.0), (0.0, 1.0))
    assert bounds(told["e"]) == (0.0, 0.1)
    assert told["c"].how == "by order of the options"
    assert told["c"].red is None


def test_nothing_is_inferred_from_one_option_alone() -> None:
    assert set(judged(said("b"))) == {"b"}


def test_a_later_offer_takes_most_of_a_red_line_away() -> None:
    before = said("c", Force.REJECTED, final=True, on="2031-01-05")
    alone = judged(before)["c"].red
    later = judged(before, said("c", Force.ACCEPTED, on="2031-03-05"))["c"]
    assert alone is not None
    assert later.red is not None
    assert later.red.high < 0.5 < alone.low
    assert bounds(later) == (0.3, 0.9)


def test_a_red_line_said_twice_is_surer_and_an_old_one_less() -> None:
    once = judged(said("c", Force.REJECTED, final=True))["c"].red
    twice = judged(
        said("c", Force.REJECTED, final=True), said("c", Force.REJECTED, final=True, words="again")
    )["c"].red
    old = judged(said("c", Force.REJECTED, final=True), as_of="2032-03-10")["c"].red
    assert once is not None
    assert twice is not None
    assert old is not None
    assert old.low < once.low < twice.low


def test_for_and_against_on_one_day_stays_blank() -> None:
    told = judged(said("c"), said("c", Force.REJECTED))["c"]
    assert told.is_contested
    assert told.score is None


def test_a_demand_that_was_dropped_counts_no_more() -> None:
    assert judged(said("a", on="2031-01-01"), said("a", on="2031-02-01", dropped=True)) == {}
    again = judged(said("a", on="2031-02-01", dropped=True), said("a", on="2031-03-01"))
    assert bounds(again["a"]) == (0.9, 1.0)


def test_red_lines_on_every_option_are_not_written() -> None:
    every = tuple(judged(*(said(o.id, Force.REJECTED, final=True) for o in SCALE.options)).values())
    assert all(v.red is None for v in settle_reds(SCALE, every))
    assert all(v.red is not None for v in settle_reds(SCALE, every[:2]))


FORCES = st.sampled_from([Force.DEMANDED, Force.OFFERED, Force.ACCEPTED, Force.REJECTED])


@given(
    st.lists(
        st.builds(
            said,
            st.sampled_from("abcde"),
            FORCES,
            basis=st.sampled_from(list(Basis)[:4]),
            on=st.sampled_from(["2031-01-01", "2031-02-01", "2031-03-01"]),
            final=st.booleans(),
            soft=st.booleans(),
            dropped=st.booleans(),
        ),
        max_size=8,
    )
)
def test_every_interval_lies_in_its_bounds_and_in_the_issues_order(given_: list[Evidence]) -> None:
    verdicts = judge_issue(SCALE, given_, "2031-03-10")
    assert [v.option for v in verdicts] == sorted(v.option for v in verdicts)
    for verdict in verdicts:
        for estimate in (verdict.score, verdict.red):
            assert estimate is None or 0.0 <= estimate.low <= estimate.high <= 1.0
