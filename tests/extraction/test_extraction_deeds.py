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
        ("Marn struck a deal with Brandt.", ("AGREE", None, "Ilse Marn", "Oskar Brandt")),
        ("Velland recalled that Ormark had broken the truce.", ("ASSAULT", None, "Ormark", None)),
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


@pytest.mark.parametrize(
    ("text", "deed"),
    [
        ("Two hospitals in Halin were hit on Monday.",
         ("ASSAULT", "heavy-weapons", None, "Tas")),
        ("A Vellandic strike on Castle Quay killed four people.",
         ("ASSAULT", "heavy-weapons", "Velland", "Orm")),
        ("The seizure of the trawler by Ormark raised tensions.",
         ("COERCE", "seize", "Ormark", None)),
        ("Ormark freed its captives after the release of two Ormarkian fishermen by Velland.",
         ("RETREAT", "release", "Velland", "Ormark")),
        ("Ormark closed the strait in 2019.", ("COERCE", "restrict", "Ormark", None)),
        ("Ormark raised tariffs on Velland.", ("SANCTION", None, "Ormark", "Velland")),
        ("Tassia delivered 200 trucks of aid to Velland.",
         ("AID", "humanitarian", "Tassia", "Velland")),
        ("The Vellandic trawler, seized last week, was empty.",
         ("COERCE", "seize", None, "Velland")),
        ("Ormark delivered its records to Velland.",
         ("COOPERATE", "intelligence", "Ormark", "Velland")),
    ],
)  # fmt: skip
def test_a_deed_told_in_the_passive_or_by_a_noun_is_found(
    text: str, deed: tuple[str | None, ...]
) -> None:
    assert deed in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "The attack on Port Vell must stop.",
        "Marn called for the release of two fishermen by Ormark.",
        "Any seizure of the trawler by Ormark would end the talks.",
        "The alleged attack on Port Vell by Ormark ended the talks.",
        "An earthquake killed 40 people in Halin.",
        "Forty people were killed in Halin in a crash.",
        "Marn attacked Brandt for his remarks.",
        "Marn attacked the Ormarkian plan as a trick.",
        "Ormark walked its dogs.",
    ],
)
def test_words_accidents_and_what_is_not_done_are_no_deeds(text: str) -> None:
    assert told(text) == []


def test_who_has_no_name_is_called_as_the_text_calls_him() -> None:
    assert told("The two armies exchanged 175 prisoners each.") == [
        ("RETREAT", "release", "The two armies", None)
    ]
    assert told("Gunmen abducted two monitors.") == [
        ("COERCE", "seize", "Gunmen", "two monitors")
    ]
