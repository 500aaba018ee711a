"""Frames: who does what to whom, whether it is done, and in whose voice."""

from typing import Any

import pytest

from dragoman.extraction.frames import Frame, frame_of, frames_in
from dragoman.extraction.moods import Modality, Tense
from dragoman.extraction.syntax import load_model


def frame(text: str, action: str) -> tuple[Frame, Any]:
    doc = load_model()(text)
    return next(one for one in frames_in(doc) if one.action == action), doc


def roles(text: str, action: str) -> tuple[str | None, str | None]:
    """The words of agent and patient."""
    one, doc = frame(text, action)
    return tuple(doc[i].text if i is not None else None for i in (one.agent, one.patient))  # type: ignore[return-value]


@pytest.mark.parametrize(
    ("text", "action", "agent", "patient"),
    [
        ("Velland suspended the talks.", "suspend", "Velland", "talks"),
        ("The talks were suspended by Velland on Friday.", "suspend", "Velland", "talks"),
        ("The suspension of strikes by Velland held.", "suspend", "Velland", "strikes"),
        ("Velland's suspension of strikes held.", "suspend", "Velland", "strikes"),
        ("Velland carried out an attack on the port.", "attack", "Velland", "port"),
        ("An attack on the port was carried out by Ormark.", "attack", "Ormark", "port"),
        ("Velland agreed to halt the shelling.", "halt", "Velland", "shelling"),
        ("Ormark was forced to withdraw its troops.", "withdraw", "Ormark", "troops"),
        ("Ormark urged Velland to release the sailors.", "release", "Velland", "sailors"),
        ("The navy, which seized two boats, left the strait.", "seize", "navy", "boats"),
        ("The boats Ormark seized were returned.", "seize", "Ormark", "boats"),
        ("The boats seized by Ormark were returned.", "seize", "Ormark", "boats"),
        ("The navy left the strait and returned to port.", "return", "navy", None),
        ("Velland seized and sank two boats.", "seize", "Velland", "boats"),
        ("Velland's decision to expel the envoys angered Ormark.", "expel", "Velland", "envoys"),
        ("After seizing the ship, Ormark freed the crew.", "seize", "Ormark", "ship"),
        ("The hostages' release was delayed.", "release", None, "hostages"),
    ],
)
def test_roles_are_found_whatever_the_form_of_the_clause(
    text: str, action: str, agent: str | None, patient: str | None
) -> None:
    assert roles(text, action) == (agent, patient)


def test_the_one_to_whom_something_is_given_is_the_recipient() -> None:
    one, doc = frame("Velland gave forty ships to Ormark.", "give")
    assert one.recipient is not None
    assert doc[one.recipient].text == "Ormark"


def test_the_theme_is_the_clause_that_a_verb_is_about() -> None:
    one, doc = frame("Ormark urged Velland to release the sailors.", "urge")
    assert one.theme is not None
    assert doc[one.theme].text == "release"


@pytest.mark.parametrize(
    ("text", "action"),
    [
        ("Velland suspended the talks.", "suspend"),
        ("Ormark was forced to withdraw its troops.", "withdraw"),
        ("After seizing the ship, Ormark freed the crew.", "seize"),
        ("The attack on the port killed four.", "attack"),
        ("Ormark managed to halt the convoy.", "halt"),
    ],
)
def test_what_is_told_as_past_is_done(text: str, action: str) -> None:
    assert frame(text, action)[0].is_done


@pytest.mark.parametrize(
    ("text", "action"),
    [
        ("Velland did not suspend the talks.", "suspend"),
        ("Velland failed to deliver the grain.", "deliver"),
        ("There was no attack on the port.", "attack"),
        ("Velland agreed to halt the shelling.", "halt"),
        ("Tassia called for the withdrawal of troops.", "withdraw"),
        ("Velland refused to recognise the border.", "recognise"),
        ("If Velland strikes the port, Ormark will leave.", "strike"),
        ("Ormark would have struck if talks had failed.", "strike"),
        ("Velland's decision to expel the envoys angered Ormark.", "expel"),
        ("Ormark halted its strikes on the port.", "strike"),
    ],
)
def test_what_is_denied_meant_asked_or_supposed_is_not_done(text: str, action: str) -> None:
    assert not frame(text, action)[0].is_done


@pytest.mark.parametrize(
    ("text", "action", "modality"),
    [
        ("Velland must withdraw its troops.", "withdraw", Modality.DUE),
        ("Velland may strike the port.", "strike", Modality.POSSIBLE),
        ("Velland is ready to lift the blockade.", "lift", Modality.READY),
        ("Velland refused to recognise the border.", "recognise", Modality.REFUSED),
        ("Ormark threatened to close the strait.", "close", Modality.THREATENED),
        ("Ormark insisted that the troops be withdrawn.", "withdraw", Modality.ASKED),
    ],
)
def test_the_word_above_a_deed_gives_its_modality(
    text: str, action: str, modality: Modality
) -> None:
    assert frame(text, action)[0].modalities[:1] == (modality,)


def test_insisting_on_a_past_fact_is_no_asking() -> None:
    one, _ = frame("Ormark insisted that the troops were withdrawn.", "withdraw")
    assert one.modalities == ()
    assert one.tense is Tense.PAST


def test_narrator_speaker_and_the_report_of_anothers_voice_stay_apart() -> None:
    doc = load_model()("Marn said Ormark told her that Velland had fired first.")
    voices = {one.action: [doc[i].text for i in one.cues] for one in frames_in(doc)}
    assert voices["say"] == []
    assert voices["tell"] == ["said"]
    assert voices["fire"] == ["told", "said"]


def test_helping_verbs_have_no_frame_and_a_light_verb_has_its_nouns() -> None:
    doc = load_model()("Velland has carried out an attack on the port.")
    light = frame_of(doc[2])
    assert frame_of(doc[1]) is None
    assert light is not None
    assert light == frame_of(doc[5])
    assert light.carrier == 2
