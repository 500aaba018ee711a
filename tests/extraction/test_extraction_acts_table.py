"""Acts over a table of invented sentences: act, tab, the sentence with its content in brackets.

The table was written before the rules were tuned; "none" marks sentences that say nothing to the
file. The floor stands a little below what is reached by rules alone.
"""

from pathlib import Path

import pytest
from extraction_desk import desk

from dragoman.extraction.attribution import RuleAttributor
from dragoman.extraction.statements import state
from dragoman.model import Statement

TABLE = Path(__file__).with_name("acts_table.tsv")
FLOOR = 0.70


def rows() -> list[tuple[str, str]]:
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    return [(act, text) for act, _, text in (line.partition("\t") for line in lines)]


def stated(text: str) -> list[Statement]:
    reading = desk(text)
    reading.attributed = RuleAttributor().attribute(reading)
    return state(reading)


def is_right(act: str, marked: str) -> bool:
    """Whether some statement over the bracketed words has the act."""
    start, end = marked.find("["), marked.find("]") - 1
    found = stated(marked.replace("[", "").replace("]", ""))
    if act == "none":
        return not found
    return any(
        one.act == act and p.role == "content" and p.start < end and start < p.end
        for one in found
        for p in one.passages
    )


def test_most_sentences_of_the_table_get_their_act() -> None:
    right = [is_right(act, text) for act, text in rows()]
    assert sum(right) / len(right) >= FLOOR, sum(right) / len(right)


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Brandt insisted that [the ships be withdrawn].", "demand"),
        ("Brandt insisted that [the ships were withdrawn].", "assert"),
        ("Marn warned that [we will respond to any attack on the ships].", "threaten"),
        ("Marn warned that [the winter will be hard for the sanctions talks].", "predict"),
        ("Velland is open to [talks on the ceasefire].", "propose"),
        ("Velland is not willing [to lift the sanctions].", "reject"),
        ("Velland insists on [full control of the territory].", "demand"),
        ("Brandt dismissed [claims of a secret ceasefire].", "deny"),
        ("Marn said [there can be no ceasefire without guarantees].", "demand"),
        ("The rebels have consented to [a ceasefire].", "accept"),
        ("Brandt ordered his army [to observe the ceasefire].", "promise"),
        ("Marn expressed satisfaction with [the ceasefire].", "praise"),
    ],
)
def test_hard_pairs_are_told_apart(text: str, act: str) -> None:
    assert is_right(act, text)


def test_a_press_statement_speaks_for_its_issuer() -> None:
    found = stated(
        "We condemn the attack on the port. Velland remains committed to the ceasefire. "
        "It is vital that Ormark lifts the blockade. We call on Ormark to return the prisoners."
    )
    acts = {one.act for one in found}
    assert {"accuse", "promise", "demand"} <= acts


def test_small_talk_is_no_statement() -> None:
    assert stated("Brandt said the weather was fine.") == []
