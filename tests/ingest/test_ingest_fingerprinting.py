"""Copies of one wire text, and texts that only look like copies."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.ingest import fingerprint

PARAGRAPHS = [
    "The delegations of Velland and Ormark parted late on Tuesday without a paper, two people who "
    "were in the room said.",
    '"There is an offer," Envoy Ilse Marn told reporters. "It has a door and a lock."',
    "He said no.",
    "Ormark's fleet landed 18,400 tonnes of cod in 2019, and it wants that quantity back before "
    "anything else is talked about.",
]
WIRE = "\n\n".join(["SUNDHOLM (Quillon Wire) - " + PARAGRAPHS[0], *PARAGRAPHS[1:]])


def print_of(head: str = "", body: str = WIRE, foot: str = "") -> str:
    return fingerprint(head + body + foot)


@pytest.mark.parametrize(
    ("head", "foot"),
    [
        ("Talks end without a paper\n\n", ""),
        ("Talks end. But how?\n\nBy our diplomatic desk\n\n", ""),
        ("“There is an offer,” says Marn\n\n", ""),
        ("# Marn: “There is an offer”\n\n*By Tor Brandal*\n\n", ""),
        ("---\noutlet: Courier\ntitle: Talks end\n---\n", ""),
        ("Title: Talks end\nSource: Courier\n\n", ""),
        (
            "Exercise text; not a news report. All people in it are invented.\n\nNo paper\n\n",
            "",
        ),
        ("Home > World > Talks end\n\nTalks end\n\n14 May 2025\n\n", ""),
        ("", "\n\n— Quillon Wire"),
        ("", "\n\n(Reporting by Aud Rikke; editing by Tor Brandal)"),
        ("", "\n\n© 2025 Port Vell Courier. All rights reserved."),
        ("", "\n\nRead more: Ormark's eastern harbours elect nineteen deputies to the Assembly"),
        ("", "\n\nRelated content"),
    ],
)
def test_what_a_newspaper_puts_around_a_wire_text_does_not_count(head: str, foot: str) -> None:
    assert print_of(head, foot=foot) == print_of()


@pytest.mark.parametrize(
    "body",
    [
        WIRE.replace("SUNDHOLM (Quillon Wire) - ", "SUNDHOLM, May 14, 2025 (QW) — "),
        WIRE.replace("SUNDHOLM (Quillon Wire) - ", "Sundholm (Quillon) – "),
        WIRE.replace("SUNDHOLM (Quillon Wire) - ", ""),
        WIRE.replace('"', "”").replace("'", "’"),
        WIRE.replace(" ", "  ").replace("\n\n", "\r\n\r\n"),
        WIRE.replace("\n\n", "\n"),
        WIRE.replace("the room", "the\u00a0room"),
        WIRE.upper(),
        WIRE.replace("Ormark's fleet", "What Ormark wants\n\nOrmark's fleet"),
        WIRE.replace("an offer", "**an offer**"),
    ],
)
def test_layout_does_not_count(body: str) -> None:
    assert print_of(body=body) == print_of()


def test_a_text_wrapped_at_a_fixed_width_is_the_same_text() -> None:
    import textwrap

    wrapped = "\n\n".join(textwrap.fill(part, 66) for part in WIRE.split("\n\n"))
    assert print_of("No paper\n\n", wrapped) == print_of()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("late on Tuesday", "late on Wednesday"),
        ("18,400", "18,500"),
        ("He said no.", "He said yes."),
        ("without a paper", "with a paper"),
        ("an offer", "no offer"),
        ("He said no.\n\n", ""),
        ("about.", "about.\n\nThe next round is in June."),
    ],
)
def test_one_changed_word_of_the_body_makes_another_text(old: str, new: str) -> None:
    assert print_of(body=WIRE.replace(old, new)) != print_of()


@pytest.mark.parametrize(
    ("sentence", "changed"),
    [
        ("By June the talks had ended.", "By July the talks had ended."),
        ("Source and target were named.", "Source and target were hidden."),
        ("Via Sundholm the envoy flew home.", "Via Riyadh the envoy flew home."),
        ("Related talks were put off.", "Related talks were held."),
        ("Exercise of the option needs two thirds.", "Exercise of the option needs one third."),
        (
            "Compiled by the mediator, it has nine points.",
            "Compiled by the mediator, it has ten points.",
        ),
        ("– No, she said.", "– Yes, she said."),
        ("(He did not say when.)", "(He did not say where.)"),
    ],
)
def test_a_sentence_that_looks_like_furniture_counts(sentence: str, changed: str) -> None:
    first, second = (
        print_of(foot=f"\n\n{part}\n\nThe end came late.") for part in (sentence, changed)
    )
    assert first != second


def test_a_changed_item_of_a_list_makes_another_text() -> None:
    head = "The paper has two points, the mediator said in the evening:\n\n"
    one = head + "- half of the catch\n- for three seasons"
    other = head + "- half of the catch\n- for four seasons"
    assert fingerprint(one) != fingerprint(other)


def test_a_correction_at_the_head_makes_another_text() -> None:
    note = "Correction: An earlier version gave a wrong figure for the catch of 2019.\n\n"
    assert print_of("Talks end\n\n" + note) != print_of("Talks end\n\n")


def test_a_text_without_a_body_still_differs_from_another() -> None:
    assert fingerprint("Talks end") != fingerprint("Talks go on")


words = st.lists(
    st.sampled_from(
        ["the", "cod", "quota", "of", "Ormark", "is", "half", "a", "catch", "Marn", "said"]
    ),
    min_size=9,
)


@given(words, words)
def test_two_bodies_are_equal_only_when_their_words_are(one: list[str], other: list[str]) -> None:
    first, second = (" ".join(part) + "." for part in (one, other))
    assert (fingerprint(first) == fingerprint(second)) == (one == other)


def test_the_same_correction_below_two_texts_does_not_make_them_one() -> None:
    note = "\n\nCorrection: an earlier version of this article left out a word.\n"
    one = "Quota talks end\n\nThe envoys of both sides left the hotel without a paper on Monday."
    two = "Boats return\n\nThe patrol boats came back to the harbour after four weeks at sea."
    assert fingerprint(one + note) != fingerprint(two + note)
    assert fingerprint(one + note) != fingerprint(one)
