"""Sentences on what binds, is held out or withheld, is tied; hypotheses side by side."""

from typing import Any

import pytest

from dragoman.briefing import compose, render_html, render_markdown
from dragoman.model import (
    Act,
    Anchor,
    Constraint,
    ConstraintKind,
    Contents,
    Decision,
    Document,
    Evidence,
    Fit,
    Hold,
    Hypothesis,
    Judged,
    Leverage,
    Linkage,
    Measure,
    Named,
    Party,
    Passage,
    Statement,
    Verb,
)

TEXT = "Any deal would need two thirds of the Assembly of Ormark, the minister warned."
DOCUMENT = Document(id="d1", text=TEXT, outlet="Quay Post", published_at="2031-03-18")
PASSAGE = Passage(document="d1", start=0, end=56, exact=TEXT[:56], role="content")
SAID = Statement(
    id="s1",
    passages=(PASSAGE,),
    act=Act.ASSERT,
    speakers=(Named(id="p1", name="Ilse Marn", party="VEL"),),
    party="VEL",
)
COMMON: dict[str, Any] = {
    "passages": (PASSAGE,),
    "documents": ("d1",),
    "told_on": "2031-03-18",
    "words": TEXT[:56],
}


def contents(**fields: Any) -> Contents:
    return Contents(
        documents=(DOCUMENT,),
        statements=(SAID,),
        parties=(Party(id="ORM", names=("Ormark",)), Party(id="VEL", names=("Velland",))),
        **fields,
    )


def test_a_constraint_says_who_what_in_whose_words_and_when() -> None:
    one = Constraint(
        id="c1",
        constraint_kind=ConstraintKind.RATIFICATION,
        party="ORM",
        body="the Assembly",
        statements=("s1",),
        **COMMON,
    )
    (item,) = compose(contents(constraints=(one,))).constraints
    assert item.line.text == (
        "Ormark needed approval at home: “Any deal would need two thirds of the Assembly of "
        "Ormark”, Ilse Marn said (18 March 2031)."
    )
    assert item.line.citations == (1,)


def test_a_constraint_of_the_settings_says_so_and_cites_nothing() -> None:
    one = Constraint(
        id="c1",
        constraint_kind=ConstraintKind.RATIFICATION,
        party="ORM",
        body="Assembly",
        words="two thirds",
        because=("negotiation.toml",),
    )
    (item,) = compose(contents(constraints=(one,))).constraints
    assert item.line.text == (
        "Ormark needed the approval of Assembly (two thirds), negotiation.toml says."
    )
    assert item.line.citations == ()


@pytest.mark.parametrize(
    ("hold", "action", "words", "sentence"),
    [
        (Hold.HELD_OUT, "lift", "lift sanctions if it signs", "Velland held out to Ormark: “lift"),
        (Hold.WITHHELD, "froze", "froze aid until May", "Velland held back from Ormark: “froze"),
        (Hold.THREATENED, "cut", "cut gas unless it pays", "Velland threatened to “cut gas"),
        (Hold.THREATENED, None, "aid may be stopped", "Velland threatened Ormark: “aid may"),
    ],
)
def test_what_is_held_is_told_in_plain_past(
    hold: Hold, action: str | None, words: str, sentence: str
) -> None:
    one = Leverage(
        id="l1",
        held_by="VEL",
        over="ORM",
        hold=hold,
        measure=Measure(action=action, object="x"),
        **{**COMMON, "words": words},
    )
    (item,) = compose(contents(leverages=(one,))).leverages
    assert item.line.text.startswith(sentence)


def test_a_refusal_to_tie_is_told_as_one() -> None:
    one = Linkage(
        id="t1",
        tied_by="VEL",
        issue="trade",
        other_issue="prisoners",
        measure="the grain deal",
        other="the prisoners",
        negated=True,
        **COMMON,
    )
    (item,) = compose(contents(linkages=(one,))).linkages
    assert item.line.text == (
        "Velland would not tie “the grain deal” to “the prisoners” (18 March 2031)."
    )


HYPOTHESES = (
    Hypothesis(id="h1", claim="Ormark wants time"),
    Hypothesis(id="h2", claim="Ormark wants the quota"),
)


def weighed(*fits: Fit) -> Contents:
    cells = tuple(Judged(hypothesis=f"h{n}", fit=fit) for n, fit in enumerate(fits, 1))
    row = Evidence(id="e1", passages=(PASSAGE,), target="s1", target_kind="statement", cells=cells)
    return contents(hypotheses=HYPOTHESES, evidence=(row,))


def test_hypotheses_stand_side_by_side_with_counts_and_no_odds() -> None:
    table = compose(weighed(Fit.INCONSISTENT, Fit.CONSISTENT)).hypotheses
    assert table is not None
    assert [(s.inconsistent, s.consistent) for s in table.sheets] == [(1, 0), (0, 1)]
    assert table.rows[0].cells == ("inconsistent", "consistent")
    assert table.rows[0].text.startswith("Ilse Marn: “Any deal")
    assert table.rows[0].note == ""


def test_a_row_that_is_the_same_for_all_says_that_it_tells_nothing() -> None:
    table = compose(weighed(Fit.CONSISTENT, Fit.CONSISTENT)).hypotheses
    assert table is not None
    assert table.rows[0].note == "the same for all: it tells nothing"


def test_without_hypotheses_the_section_is_not_shown() -> None:
    brief = compose(contents())
    assert brief.hypotheses is None
    assert 'id="hypotheses"' not in render_html(brief)
    assert "## Hypotheses" not in render_markdown(brief)


def test_what_only_a_discrepancy_suggests_stays_out_of_the_brief() -> None:
    guess = Hypothesis(id="h3", claim="nine men", suggested=True, rests_on=("d9",))
    assert compose(contents(hypotheses=(guess,))).hypotheses is None


def test_every_face_shows_the_sections() -> None:
    brief = compose(weighed(Fit.INCONSISTENT, Fit.CONSISTENT))
    for page in (render_html(brief), render_markdown(brief)):
        assert "What binds the parties" in page
        assert "What can be held out or withheld" in page
        assert "What is tied to other matters" in page
        assert "Ormark wants time." in page
        assert "inconsistent" in page


def test_a_mark_stands_among_the_corrections() -> None:
    mark = Decision(
        id="m1",
        who="ada",
        decided_at="2031-03-18T10:00:00+00:00",
        verb=Verb.MARK,
        target=Anchor(noun="statement", entry="s1"),
        after='{"picked":true}',
    )
    (remark,) = compose(contents(decisions=(mark,))).corrections
    assert "marked" in f"{remark.label} {remark.text}"
