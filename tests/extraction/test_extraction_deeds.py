import pytest
from extraction_desk import desk

from dragoman.extraction.deeds import find_deeds
from dragoman.extraction.reading import Attributed, Tokens


def told(text: str) -> list[tuple[str | None, ...]]:
    return [
        (
            d.plover_type,
            d.plover_mode,
            d.actor.name if d.actor else None,
            d.recipient.name if d.recipient else None,
        )
        for d in find_deeds(desk(text))
    ]


@pytest.mark.parametrize(
    ("text", "deed"),
    [
        ("Velland attacked Ormark.", ("ASSAULT", "heavy-weapons", "Velland", "Ormark")),
        ("140 Vellandic drones attacked Ormark.",
         ("ASSAULT", "heavy-weapons", "Velland", "Ormark")),
        ("Ormark launched a drone attack on Velland.",
         ("ASSAULT", "heavy-weapons", "Ormark", "Velland")),
        ("Port Vell was subjected to attacks by Ormark.",
         ("ASSAULT", "heavy-weapons", "Ormark", "Vel")),
        ("Velland delivered 20 missiles to Tassia.", ("AID", "military", "Velland", "Tassia")),
        ("Tassia sent food to Velland.", ("AID", "humanitarian", "Tassia", "Velland")),
        ("Tassia imposed sanctions on Ormark.", ("SANCTION", None, "Tassia", "Ormark")),
        ("Tassia expelled two Ormarkian diplomats.", ("SANCTION", "expel", "Tassia", "Ormark")),
        ("Ormark released 30 prisoners.", ("RETREAT", "release", "Ormark", None)),
        ("Ormark withdrew its troops.", ("RETREAT", "withdraw", "Ormark", None)),
        ("Ormark has suspended military aid to Tassia.",
         ("SANCTION", "discontinue", "Ormark", "Tassia")),
        ("Ilse Marn and Oskar Brandt signed an agreement.",
         ("AGREE", None, "Ilse Marn", "Oskar Brandt")),
        ("Velland has lifted sanctions against Ormark.", ("CONCEDE", None, "Velland", "Ormark")),
        ("Ormark seized three trawlers.", ("COERCE", "seize", "Ormark", None)),
    ],
)  # fmt: skip
def test_a_deed_has_a_plover_type_an_actor_and_a_recipient(
    text: str, deed: tuple[str | None, ...]
) -> None:
    assert told(text) == [deed]


@pytest.mark.parametrize(
    "text",
    [
        "Ormark threatened to attack Velland.",
        "Velland will deliver missiles to Tassia.",
        "Ormark did not release prisoners.",
        "If Velland attacked Ormark, war would follow.",
        "Velland demanded that Ormark withdrew its troops.",
        "Ormark denied that it had attacked Port Vell.",
        "Ormark released a statement and launched a website.",
        "Marn struck a deal with Brandt.",
        "Velland could have attacked Ormark.",
        "Velland rejected the offer and accused Ormark of attacks.",
        "Velland plans to impose sanctions on Ormark.",
    ],
)
def test_what_is_only_said_planned_or_denied_is_no_deed(text: str) -> None:
    assert told(text) == []


def test_the_same_deed_told_twice_is_one() -> None:
    deeds = find_deeds(
        desk("Velland attacked Ormark on Tuesday. Velland struck Ormark on Tuesday.")
    )
    assert len(deeds) == 1
    assert [p.exact for p in deeds[0].passages if p.role == "mention"] == ["attacked", "struck"]


def test_a_deed_told_by_a_speaker_keeps_the_attribution() -> None:
    reading = desk("Marn said Ormark attacked Velland.")
    reading.attributed = [Attributed(contents=[Tokens(2, 5)], id="a1")]
    assert [d.attribution for d in find_deeds(reading)] == ["a1"]


def test_day_place_and_quantity_come_from_the_syntax() -> None:
    (deed,) = find_deeds(desk("Ormark seized three trawlers near Port Vell on Monday."))
    assert deed.place is not None
    assert deed.place.name == "Port Vell"
    assert deed.happened_on is not None
    assert deed.happened_on.edtf == "2025-03-17"
    assert [q.value for q in deed.quantities] == [3]
