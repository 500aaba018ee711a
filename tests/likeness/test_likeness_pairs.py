"""Which documents are on one matter, and which tellings are of one happening."""

from collections import Counter

import numpy as np

from dragoman.likeness import FEATURES, Measurer, Pile, Scorer, Telling, settle

_FIRES = "the ferry Astrid burned off Lyr and nine sailors drowned when her engine room caught fire"
_THEFT = "the bank in Sundholm was robbed and two guards were tied while thieves took bullion bars"


def _pile(*texts: str) -> Pile:
    bags = {f"d{number}": Counter(text.split()) for number, text in enumerate(texts)}
    return Pile(bags=bags)


def _letters(text: str) -> np.ndarray:
    """Stands in for the sentence model: texts of like letters have near vectors."""
    counts = np.array([text.count(letter) for letter in "abcdefghijklmnopqrstuvwxyz"], np.float32)
    return counts / (np.linalg.norm(counts) or 1.0)


def _telling(number: int, head: str, sentence: str, document: str) -> Telling:
    return Telling(
        id=str(number),
        document=document,
        head=head,
        phrase=head,
        around=sentence,
        sentence=sentence,
        where=number,
    )


def test_documents_on_one_matter_are_grouped_and_others_are_not() -> None:
    pile = _pile(_FIRES, _FIRES.replace("nine", "eight"), _THEFT, _THEFT.replace("two", "three"))
    assert pile.group["d0"] == pile.group["d1"]
    assert pile.group["d2"] == pile.group["d3"]
    assert pile.group["d0"] != pile.group["d2"]
    assert pile.likeness("d0", "d1") > 0.5
    assert pile.likeness("d0", "d3") == 0.0


def test_documents_that_are_kept_apart_are_no_neighbours() -> None:
    bags = {name: Counter(_FIRES.split()) for name in ("a", "b", "c")}
    bags["d"] = Counter(_THEFT.split())
    assert Pile(bags=bags).likeness("a", "b") > 0
    assert Pile(bags=bags, apart={"a": "1", "b": "2"}).likeness("a", "b") == 0.0


def test_the_table_weighs_every_feature_and_the_same_words_speak_for_one_happening() -> None:
    scorer = Scorer.load()
    assert len(scorer.weights) == len(FEATURES)
    pile = _pile(_FIRES, _FIRES.replace("nine", "eight"), _THEFT, _THEFT.replace("two", "three"))
    measurer = Measurer(pile=pile, embed=_letters)
    burned = _telling(0, "burn", "the ferry Astrid burned", "d0")
    again = _telling(1, "burn", "the ferry Astrid burned down", "d1")
    other = _telling(2, "rob", "the bank was robbed", "d2")
    figures = measurer.measure(burned, again)
    assert len(figures) == len(FEATURES)
    assert scorer.weigh(figures) > scorer.weigh(measurer.measure(burned, other))
    assert measurer.measure(again, burned) == figures


def test_two_reports_of_a_fire_are_one_and_the_robbery_is_another() -> None:
    pile = _pile(_FIRES, _FIRES.replace("nine", "eight"), _THEFT, _THEFT.replace("two", "three"))
    tellings = [
        _telling(0, "burn", "the ferry Astrid burned off Lyr", "d0"),
        _telling(1, "rob", "the bank in Sundholm was robbed", "d2"),
        _telling(2, "burn", "the ferry Astrid burned off Lyr", "d1"),
    ]
    measurer = Measurer(pile=pile, embed=_letters)
    assert settle(tellings, measurer, Scorer.load()) == [[0, 2], [1]]
