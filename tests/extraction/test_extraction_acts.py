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
        ("Brandt said a return of the territory was unrealistic.", "assess"),
        ("Marn said the talks were only the start of a long road.", "assess"),
        ("Marn described the talks as constructive.", "praise"),
        ("Marn described the talks as constructive but slow.", "assess"),
        ("Brandt called the ceasefire a sham.", "accuse"),
        ("Marn said better trade would bring stability.", "predict"),
        ("Marn said guarantees of security would have to be robust.", "demand"),
        ("Brandt said Velland had violated the ceasefire.", "accuse"),
        ("Brandt said Ormark had violated the ceasefire.", "assert"),
        ("Brandt said peacekeepers were out of the question.", "reject"),
        ("Brandt said Ormark would not send peacekeepers.", "reject"),
        ("Brandt said Ormark would not attack the port.", "promise"),
        ("Brandt said Ormark was in favour of the ceasefire.", "accept"),
        ("Brandt said Ormark was ready to take that step on prisoners.", "accept"),
        ("Brandt vowed to strike the port.", "threaten"),
        ("Ormark said it would suspend its tariffs.", "promise"),
        ("Ormark said it would raise its tariffs.", "threaten"),
        ("Marn warned that sanctions would follow.", "threaten"),
        ("Brandt said there would be no ceasefire.", "reject"),
        ("Velland did not want a ceasefire.", "reject"),
        ("Marn expects Ormark to lift the embargo.", "demand"),
        ("Ormark announced that prisoners would be released.", "promise"),
        ("Brandt turned down the offer of a ceasefire.", "reject"),
        ("Marn supported the plan for a ceasefire.", "accept"),
        ('"I would be surprised if the ceasefire held," an analyst said.', "predict"),
        ("Marn doubts that the ceasefire is real.", "assess"),
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


def test_neither_accepted_nor_rejected_is_no_act() -> None:
    reading = desk("Brandt neither accepted nor rejected the ceasefire.")
    reading.attributed = RuleAttributor().attribute(reading)
    assert [s for s in state(reading) if s.act in {"accept", "reject"}] == []


def test_a_minister_who_says_the_army_means_his_own() -> None:
    reading = desk("Brandt said the army would not withdraw from the territory.")
    reading.attributed = RuleAttributor().attribute(reading)
    assert [s.act for s in state(reading)] == ["reject"]
