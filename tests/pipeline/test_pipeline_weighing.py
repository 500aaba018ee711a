"""Hypotheses and evidence: signed, undone, weighed anew from decisions alone."""

from pathlib import Path

import pytest

from dragoman.dossier import Dossier, addition, anchor_of, apply_decisions, sign
from dragoman.errors import BadRequest, UnknownEntry
from dragoman.model import (
    Act,
    Contents,
    Decision,
    Fit,
    Hypothesis,
    Passage,
    Statement,
    Verb,
)
from dragoman.pipeline import add_hypothesis, mark_evidence
from dragoman.pipeline.weighing import weigh

ONE = Hypothesis(id="h1", claim="Ormark wants time.")
TWO = Hypothesis(id="h2", claim="Ormark wants the quota.")


def said(start: int, words: str, document: str = "d1") -> Statement:
    passage = Passage(
        document=document, start=start, end=start + len(words), exact=words, role="content"
    )
    return Statement(id=f"s{start}{len(words)}", passages=(passage,), act=Act.ASSERT)


def marked(
    statement: Statement,
    day: int,
    hypothesis: str | None = None,
    fit: str = "",
    picked: bool = True,
) -> Decision:
    after = f'{{"picked":{str(picked).lower()}'
    if hypothesis:
        after += f',"hypothesis":"{hypothesis}","fit":"{fit}"'
    return sign(
        Verb.MARK,
        anchor_of(statement),
        who="ada",
        decided_at=f"2031-03-{day:02}T10:00:00+00:00",
        after=after + "}",
    )


S = said(10, "Ormark signed the text")


def test_a_picked_row_is_not_applicable_until_somebody_judges_it() -> None:
    (row,), orphans = weigh(Contents(statements=(S,)), [marked(S, 1)])
    assert (row.target, row.target_kind, row.fit("h1")) == (S.id, "statement", Fit.NOT_APPLICABLE)
    assert orphans == ()


def test_the_latest_judgement_of_a_cell_holds_and_is_signed() -> None:
    decisions = [marked(S, 1, "h1", "consistent"), marked(S, 2, "h1", "inconsistent")]
    (row,), _ = weigh(Contents(statements=(S,)), decisions)
    assert row.fit("h1") is Fit.INCONSISTENT
    assert row.cells[0].who == "ada"


def test_what_is_taken_back_leaves_the_cell_as_it_was() -> None:
    first, second = marked(S, 1, "h1", "consistent"), marked(S, 2, "h1", "inconsistent")
    back = sign(
        Verb.WITHDRAW,
        second.target,
        who="ada",
        decided_at="2031-03-03T10:00:00+00:00",
        withdraws=second.id,
    )
    (row,), _ = weigh(Contents(statements=(S,)), [first, second, back])
    assert row.fit("h1") is Fit.CONSISTENT


def test_a_dropped_row_leaves() -> None:
    decisions = [marked(S, 1, "h1", "consistent"), marked(S, 2, picked=False)]
    assert weigh(Contents(statements=(S,)), decisions) == ((), ())


def test_a_row_follows_its_entry_when_a_boundary_shifts() -> None:
    shifted = said(3, "so the Ormark signed the text")
    (row,), _ = weigh(Contents(statements=(shifted,)), [marked(S, 1)])
    assert row.target == shifted.id


def test_evidence_that_is_gone_is_told_and_not_guessed() -> None:
    rows, (orphan,) = weigh(Contents(statements=(said(90, "another thing"),)), [marked(S, 1)])
    assert rows == ()
    assert orphan.decision.verb is Verb.MARK


def test_marks_of_another_kind_are_left_alone() -> None:
    other = sign(Verb.MARK, anchor_of(S), who="ada", after='{"read":true}')
    assert weigh(Contents(statements=(S,)), [other]) == ((), ())


def test_a_row_that_fits_all_alike_tells_nothing_apart() -> None:
    decisions = [marked(S, 1, "h1", "consistent"), marked(S, 2, "h2", "consistent")]
    (row,), _ = weigh(Contents(statements=(S,)), decisions)
    assert not row.tells_apart(("h1", "h2"))
    assert row.tells_apart(("h1", "h3"))


def test_a_signed_hypothesis_takes_the_place_of_the_suggested_one() -> None:
    suggested = Hypothesis(id="h1", claim="Ormark wants time.", suggested=True)
    (found,) = apply_decisions([suggested], [addition(ONE, who="ada")]).entries
    assert isinstance(found, Hypothesis)
    assert not found.suggested


def test_a_dossier_keeps_them_and_refuses_what_is_no_evidence(tmp_path: Path) -> None:
    with Dossier.create(tmp_path / "t.dragoman") as dossier:
        added = add_hypothesis(dossier, " Ormark  wants time. ", who="ada")
        assert added.target.entry is not None
        bare = Statement(id=S.id, act=Act.ASSERT)
        dossier.put_entries([bare, Hypothesis(id=added.target.entry, claim="Ormark wants time.")])
        mark_evidence(dossier, S.id, added.target.entry, Fit.CONSISTENT, who="ada")
        assert [d.verb for d in dossier.decisions()] == [Verb.ADD, Verb.MARK]
        with pytest.raises(BadRequest, match="no evidence"):
            mark_evidence(dossier, added.target.entry, who="ada")
        with pytest.raises(UnknownEntry):
            mark_evidence(dossier, S.id, "nothing", Fit.CONSISTENT, who="ada")
        with pytest.raises(BadRequest, match="blank"):
            add_hypothesis(dossier, "  ", who="ada")
