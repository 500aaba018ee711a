"""Rival judgements and the hypotheses that they and the discrepancies suggest."""

import pytest

from dragoman.assessment.hypotheses import (
    are_rivals,
    hypothesis_id,
    is_doubtful,
    mark_rivals,
    suggest_hypotheses,
)
from dragoman.model import Account, Assessment, Discrepancy, DiscrepancyKind, Named


def judged(
    claim: str, who: str, probability: str | None = None, issue: str = "ceasefire"
) -> Assessment:
    return Assessment(
        id=f"{who}: {claim}",
        author=Named(name=who),
        claim=claim,
        probability=probability,
        issues=(issue,),
    )


LIKELY = judged("the truce in the strait will probably hold until spring", "Vint", "probably")


@pytest.mark.parametrize(
    ("claim", "probability"),
    [
        ("the truce in the strait is unlikely to hold until spring", "unlikely"),
        ("the truce in the strait will not hold until spring", None),
    ],
)
def test_opposite_judgements_of_one_question_are_rivals(
    claim: str, probability: str | None
) -> None:
    other = judged(claim, "Sool", probability)
    one, two = mark_rivals((LIKELY, other))
    assert (one.rivals, two.rivals) == ((other.id,), (LIKELY.id,))


@pytest.mark.parametrize(
    "other",
    [
        judged("the truce in the strait is likely to hold until spring", "Sool", "likely"),
        judged("the truce in the strait will not hold until spring", "Vint"),
        judged("the truce in the strait will not hold until spring", "Sool", issue="trade"),
        judged("the boats of the south will not sail again", "Sool"),
    ],
)
def test_agreement_the_same_author_another_issue_or_question_make_no_rivals(
    other: Assessment,
) -> None:
    assert [one.rivals for one in mark_rivals((LIKELY, other))] == [(), ()]


def test_low_odds_of_a_negation_are_an_affirmation() -> None:
    assert not is_doubtful(judged("it is unlikely that they will not sign", "Vint", "unlikely"))


def test_rivals_do_not_depend_on_the_order() -> None:
    other = judged("the truce in the strait will not hold until spring", "Sool")
    assert are_rivals(LIKELY, other) == are_rivals(other, LIKELY)


def test_rivals_and_both_sides_of_a_discrepancy_suggest_hypotheses() -> None:
    other = judged("the truce in the strait will not hold until spring", "Sool")
    discrepancy = Discrepancy(
        id="d",
        discrepancy_kind=DiscrepancyKind.NUMBER,
        matter="how many boats",
        accounts=(Account(says="Velland: nine"), Account(says="Ormark: two")),
        why="",
    )
    found = suggest_hypotheses(mark_rivals((LIKELY, other)), (discrepancy,))
    assert {one.claim for one in found} == {
        LIKELY.claim,
        other.claim,
        "how many boats: Velland: nine",
        "how many boats: Ormark: two",
    }
    assert all(one.suggested for one in found)
    assert {one.rests_on for one in found} == {(LIKELY.id,), (other.id,), ("d",)}


def test_signing_for_a_suggested_hypothesis_keeps_its_id() -> None:
    (found, _) = suggest_hypotheses(
        mark_rivals((LIKELY, judged("the truce in the strait will not hold until spring", "S"))), ()
    )
    assert hypothesis_id(found.claim.upper()) == found.id
