"""Chains against gold chains, by hand; and the reading of marked actions."""

from itertools import permutations
from pathlib import Path

import pytest
from coreference import b_cubed, ceaf, conll, muc
from ecb_reading import load, topics_of
from hypothesis import given
from hypothesis import strategies as st

GOLD = [frozenset("abc"), frozenset("defg")]
FOUND = [frozenset("ab"), frozenset("cd"), frozenset("fg"), frozenset("e")]


def test_each_score_is_what_counting_by_hand_gives() -> None:
    assert (muc(GOLD, FOUND).recall, muc(GOLD, FOUND).precision) == pytest.approx((2 / 5, 2 / 3))
    # a and b see 2 of 3, c 1 of 3; d and e 1 of 4, f and g 2 of 4.
    assert b_cubed(GOLD, FOUND).recall == pytest.approx((5 / 3 + 6 / 4) / 7)
    assert b_cubed(GOLD, FOUND).precision == pytest.approx((2 + 2 + 1 / 2 + 1 / 2 + 1) / 7)
    # abc with ab: 2*2/5; defg with fg: 2*2/6.
    assert ceaf(GOLD, FOUND).recall == pytest.approx((4 / 5 + 4 / 6) / 2)
    assert ceaf(GOLD, FOUND).precision == pytest.approx((4 / 5 + 4 / 6) / 4)


def test_right_chains_score_one_and_singletons_count() -> None:
    assert conll(GOLD, GOLD) == pytest.approx(1.0)
    alone = [frozenset(letter) for letter in "abcdefg"]
    assert muc(GOLD, alone).recall == 0.0
    assert b_cubed(GOLD, alone).precision == pytest.approx(1.0)


def _chains(labels: list[int]) -> list[frozenset[int]]:
    return [
        frozenset(place for place, label in enumerate(labels) if label == wanted)
        for wanted in sorted(set(labels))
    ]


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=1, max_size=12))
def test_the_best_pairing_is_the_best_of_all(labels: list[tuple[int, int]]) -> None:
    gold, found = _chains([a for a, _ in labels]), _chains([b for _, b in labels])
    few, many = sorted((gold, found), key=len)
    best = max(
        sum(2 * len(a & b) / (len(a) + len(b)) for a, b in zip(few, order, strict=False))
        for order in permutations(many, len(few))
    )
    assert ceaf(gold, found).recall == pytest.approx(best / len(gold))


_TEXT = """<Document doc_name="7_1ecb.xml">
<token t_id="1" sentence="0" number="0">Boats</token>
<token t_id="2" sentence="0" number="1">sank</token>
<token t_id="3" sentence="1" number="0">The</token>
<token t_id="4" sentence="1" number="1">sinking</token>
<Markables>
<ACTION_OCCURRENCE m_id="1"><token_anchor t_id="2"/></ACTION_OCCURRENCE>
<ACTION_OCCURRENCE m_id="2"><token_anchor t_id="4"/></ACTION_OCCURRENCE>
<NON_HUMAN_PART m_id="3"><token_anchor t_id="1"/></NON_HUMAN_PART>
<ACTION_OCCURRENCE m_id="9" instance_id="ACT1" TAG_DESCRIPTOR="sinking"/>
</Markables>
<Relations><CROSS_DOC_COREF r_id="5" note="ACT1"><source m_id="1"/><source m_id="2"/>
<target m_id="9"/></CROSS_DOC_COREF></Relations></Document>"""


def test_only_actions_of_validated_sentences_are_read_with_their_chains(tmp_path: Path) -> None:
    (tmp_path / "7").mkdir()
    (tmp_path / "7" / "7_1ecb.xml").write_text(_TEXT, "utf-8")
    listed = tmp_path / "ECBplus_coreference_sentences.csv"
    listed.write_text("Topic,File,Sentence Number\n7,1ecb,0\n7,1ecb,1\n", "utf-8")
    assert topics_of(tmp_path) == ["7"]
    (text,), marked = load(tmp_path, ["7"])
    assert text.subtopic == "7ecb"
    assert [(m.sentence, m.start, m.chain) for m in marked] == [(0, 1, "ACT1"), (1, 1, "ACT1")]
    listed.write_text("Topic,File,Sentence Number\n7,1ecb,1\n", "utf-8")
    assert [m.sentence for m in load(tmp_path, ["7"])[1]] == [1]
