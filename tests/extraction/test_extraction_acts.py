"""Acts: what a speaker does by saying it."""

import pytest
from extraction_desk import desk

from dragoman.extraction.attribution import RuleAttributor
from dragoman.extraction.statements import state


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Marn insisted that the inspectors be withdrawn.", "demand"),
        ("Marn insisted that the inspectors were withdrawn in spring.", "assert"),
        ("Brandt said Ormark would not accept the quota.", "reject"),
        ("Brandt said Ormark would lift the embargo.", "promise"),
        ("Marn said Velland was ready to accept the truce.", "accept"),
        ("Marn said Velland was ready to release the prisoners.", "propose"),
        ("Marn urged Ormark to release the hostages.", "demand"),
        ("Velland called for the withdrawal of troops.", "demand"),
        ("Velland warned that it would close the strait.", "threaten"),
        ("Marn denied that hostages had been taken.", "deny"),
        ("Marn said the sanctions were not discussed.", "deny"),
        ("Brandt said Velland must pay compensation.", "demand"),
        ("Velland welcomed the ceasefire.", "praise"),
        ("Ormark accused Velland of violating the ceasefire.", "accuse"),
        ("Velland rejected the ceasefire.", "reject"),
        ("Velland agreed to a truce.", "accept"),
        ("Ormark offered to release the prisoners.", "propose"),
        ("Ormark pledged to release the prisoners.", "promise"),
        ('"We reject the quota on cod," Brandt said.', "reject"),
        ("Analysts believe the ceasefire is fragile.", "assess"),
        ("Analysts said Velland will lift the tariffs.", "predict"),
        ("Velland never promised to share intelligence.", "deny"),
    ],
)
def test_the_act_follows_from_cue_frame_and_content(text: str, act: str) -> None:
    reading = desk(text)
    reading.attributed = RuleAttributor().attribute(reading)
    found = state(reading)
    assert [statement.act for statement in found] == [act]


def test_the_rule_that_gave_the_act_is_named() -> None:
    reading = desk("Marn insisted that the inspectors be withdrawn.")
    reading.attributed = RuleAttributor().attribute(reading)
    assert "act: subjunctive after insisting" in state(reading)[0].because
