"""Pairs that a judge of contradictions proposes where no rule speaks."""

from collections.abc import Sequence

from texts_builder import contents_of

from dragoman.assessment import assess
from dragoman.model import Discrepancy

CALM = "Velland and Ormark say the ferry of Sund sailed with a full crew on Monday."
EMPTY = "Velland and Ormark: the ferry of Sund sailed with an empty bridge on Monday."


class _Judge:
    """Gives every pair one score, and keeps what it was asked."""

    def __init__(self, score: float) -> None:
        self.score = score
        self.asked: list[tuple[str, str]] = []

    def clashes(self, pairs: Sequence[tuple[str, str]]) -> Sequence[float]:
        self.asked += pairs
        return [self.score for _ in pairs]


def _proposed(judge: _Judge, *texts: str | tuple[str, str]) -> tuple[Discrepancy, ...]:
    return assess(contents_of(*texts), judge).discrepancies


def test_a_pair_that_the_judge_is_sure_of_is_shown_with_its_score_and_reason() -> None:
    (found,) = _proposed(_Judge(0.98), CALM, EMPTY)
    assert found.score == 0.98
    assert found.because == ("rule: entailment",)
    assert found.why == "read as contradicting by the net, score 0.98; no rule says why"


def test_a_pair_that_the_judge_doubts_is_not_shown() -> None:
    assert _proposed(_Judge(0.6), CALM, EMPTY) == ()


def test_the_judge_is_not_asked_about_wishes_forecasts_far_days_and_other_matters() -> None:
    judge = _Judge(0.99)
    wished = "Velland and Ormark want the ferry of Sund to sail with a full crew on Monday."
    coming = "Velland and Ormark: the ferry of Sund will sail with a full crew on Monday."
    other = "Velland and Ormark opened a school in Tarn."
    assert _proposed(judge, EMPTY, wished, coming, (CALM, "2031-06-19"), other) == ()
    assert judge.asked == []


def test_each_pair_is_asked_about_once_and_so_many_for_each_text() -> None:
    judge = _Judge(0.1)
    ferries = [f"Velland and Ormark say the ferry of Sund sailed with crew {n}." for n in range(9)]
    _proposed(judge, *ferries)
    assert len({frozenset(pair) for pair in judge.asked}) == len(judge.asked)
    assert 0 < len(judge.asked) <= 3 * len(ferries)


def test_a_rule_that_speaks_of_the_same_sentences_comes_first() -> None:
    held = "The meeting of Velland and Ormark in Lindmouth lasted eleven hours."
    short = "The meeting of Velland and Ormark in Lindmouth lasted six hours."
    (found,) = _proposed(_Judge(0.99), held, short)
    assert found.discrepancy_kind == "number"
    assert found.score is None
