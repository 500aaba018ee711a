"""Reference inside one text: titles and pronouns, and when they stay open."""

import pytest
from extraction_texts import lay, mention, who


def test_a_nationality_and_a_title_mean_the_bearer() -> None:
    reading = lay(
        "Norwegian President Ada Orr met Danish President Hugo Lind. The Danish leader smiled."
    )
    assert who(reading, "The Danish leader") == "Hugo Lind"


def test_a_bare_title_means_the_only_bearer() -> None:
    reading = lay("Tomas Vey, Ormark's fisheries minister, spoke. The minister was angry.")
    assert who(reading, "The minister") == "Tomas Vey"


def test_a_title_with_a_party_but_no_known_bearer_keeps_the_party() -> None:
    found = mention(lay("Kyiv's chief negotiator refused."), "Kyiv's chief negotiator")
    assert (found.noun, found.refers_to, found.party) == ("person", None, "UKR")


def test_a_bare_title_that_two_bear_stays_open() -> None:
    reading = lay("Minister Ada Orr and Minister Hugo Lind met. The minister was angry.")
    assert "The minister" not in [reading.text(m.span) for m in reading.names.mentions]


def test_a_counterpart_is_the_person_of_that_party() -> None:
    reading = lay(
        "Danish President Hugo Lind called. "
        "Norwegian Premier Ada Orr told her Danish counterpart no."
    )
    assert who(reading, "her Danish counterpart") == "Hugo Lind"


def test_he_and_she_follow_gender_and_subject() -> None:
    reading = lay("Maria Orr met Thomas Vey on Monday. She was calm. He was not.")
    assert (who(reading, "She"), who(reading, "He")) == ("Maria Orr", "Thomas Vey")


def test_the_subject_is_preferred() -> None:
    reading = lay("Thomas Vey attacked the plan of Peter Lind. He called it empty.")
    assert who(reading, "He") == "Thomas Vey"


def test_two_equal_candidates_leave_the_pronoun_unsure() -> None:
    found = mention(lay("Thomas Vey and Peter Lind met. He left early."), "He")
    assert (found.how, found.refers_to, len(found.rivals)) == ("pronoun, unsure", None, 2)


def test_an_object_pronoun_does_not_mean_the_subject_of_its_verb() -> None:
    reading = lay("Peter Lind was late. Thomas Vey blamed him.")
    assert who(reading, "him") == "Peter Lind"


def test_he_in_a_quotation_is_not_its_speaker() -> None:
    reading = lay("Peter Lind was late. “He does not want peace,” Thomas Vey said.")
    assert who(reading, "He") == "Peter Lind"


def test_his_envoy_is_not_the_envoys_own() -> None:
    reading = lay("Thomas Vey spoke on television. Peter Lind, his envoy, said nothing.")
    assert who(reading, "his") == "Thomas Vey"


def test_a_fronted_clause_looks_ahead() -> None:
    reading = lay("While he was in Oslo, Thomas Vey gave an interview.")
    assert who(reading, "he") == "Thomas Vey"


@pytest.mark.parametrize("text", ["Velland kept its promise.", "Velland said it would come."])
def test_it_and_its_mean_the_party_that_is_the_subject(text: str) -> None:
    word = "its" if "its" in text else "it"
    assert mention(lay(text), word).refers_to == "VEL"


@pytest.mark.parametrize(
    "text",
    [
        "Velland knows it is clear that nothing moves.",
        "Velland made an offer. The offer was good; its terms were clear.",
    ],
)
def test_it_stays_open_when_it_is_empty_or_means_a_thing(text: str) -> None:
    reading = lay(text)
    assert not [m for m in reading.names.mentions if m.how == "pronoun"]


def test_the_group_is_the_armed_group_named_before() -> None:
    reading = lay("The ELN met Colombia's envoys in Caracas. The rebel group agreed to talk.")
    assert mention(reading, "The rebel group").refers_to == "ELN"


def test_he_in_an_answer_is_not_the_one_who_answers() -> None:
    text = (
        "Ada Orr, a journalist: What does Thomas Vey want?\n\n"
        "Hugo Lind, a jurist: He wants time.\n\nWill Ormark give way?\n\nIt may.\n"
    )
    assert who(lay(text), "He") == "Thomas Vey"
