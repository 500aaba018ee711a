"""A denial seeks what it rules out, in whatever words another account tells it."""

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

import pytest
from texts_builder import contents_of

from dragoman.assessment.discrepancies.lines import Lines
from dragoman.assessment.discrepancies.points import points
from dragoman.assessment.discrepancies.seeking import Seeking
from dragoman.assessment.labels import Labels
from dragoman.assessment.witnesses import Witnesses
from dragoman.encoder import SentenceModel, sentences_folder


def sought(*texts: str | tuple[str, str], model: Any = None) -> list[tuple[str, str, list[str]]]:
    """Kind, denying sentence, and the sentences it is held against."""
    contents = contents_of(*texts)
    witnesses = Witnesses(contents)
    labels = Labels(contents, witnesses.roster)
    clashes = Seeking(Lines(contents, witnesses), labels, model).find()
    return [
        (
            c.kind.value,
            c.second[0].passages[0].exact,
            [p.exact for side in c.first for p in side.passages],
        )
        for c in clashes
    ]


@cache
def model() -> SentenceModel:
    folder = sentences_folder()
    assert folder is not None
    return SentenceModel.load(folder)


RIVALS = {
    "denial": (
        "Oskander raised the fate of the trawler crew held in Port Vell with the president.",
        "The trawler crew held in Port Vell was not raised at all in the talks with Ormark.",
    ),
    "outcome": (
        "Velland and Ormark settled on a common hatchery levy for the Sund.",
        "The talks of Velland and Ormark broke up; no agreement on a hatchery levy was reached.",
    ),
    "condition": (
        "Ormark will reopen the harbour lock once Velland has withdrawn its patrol boats.",
        "The reopening of the harbour lock by Ormark is not tied to any patrol boats of Velland.",
    ),
    "presence": (
        "Two advisers of Ormark took part in the conversation with Velland.",
        "Nobody but the two presidents of Ormark and Velland was on the line.",
    ),
    "compliance": (
        "Ormarkish guns fired on the lighthouse at Sund in Velland overnight.",
        "Ormark denied that its guns had fired on the lighthouse at Sund in Velland.",
    ),
    "status": (
        "The lighthouse conference of Velland and Ormark was called off, the ministry announced.",
        "The lighthouse conference of Velland and Ormark has not been cancelled, Castle Quay said.",
    ),
}


@pytest.mark.parametrize("kind", RIVALS)
def test_a_denial_finds_the_telling_in_other_words(kind: str) -> None:
    ((found, denial, told),) = sought(*RIVALS[kind], model=model())
    assert found == kind
    assert denial in RIVALS[kind][1]
    assert [one in RIVALS[kind][0] for one in told] == [True]


LOOK_ALIKES: dict[str, tuple[str | tuple[str, str], ...]] = {
    "a readout that leaves a thing out denies nothing": (
        "Oskander raised the fate of the trawler crew held in Port Vell.",
        "The text of Velland does not mention the trawler crew of Ormark.",
    ),
    "what is still to come is not denied": (
        "Velland and Ormark settled on a common hatchery levy for the Sund.",
        "Velland will not agree to a hatchery levy with Ormark on the Sund next year.",
    ),
    "another matter": (
        "Velland and Ormark settled on a common hatchery levy for the Sund.",
        "No agreement was reached between Velland and Ormark on pilots for the northern port.",
    ),
    "what was so before an agreement": (
        "Velland and Ormark settled on a common hatchery levy for the Sund.",
        "Until Monday there had been no agreement of Velland and Ormark on a hatchery levy.",
    ),
    "long after": (
        ("Ormarkish guns fired on the lighthouse at Sund in Velland.", "2031-06-19"),
        ("Ormark denied that its guns had fired on the lighthouse at Sund.", "2031-03-19"),
    ),
}


@pytest.mark.parametrize("why", LOOK_ALIKES)
def test_a_look_alike_is_no_rival(why: str) -> None:
    assert sought(*LOOK_ALIKES[why]) == []
    assert sought(*LOOK_ALIKES[why], model=model()) == []


def test_one_mouth_denies_nothing_of_its_own() -> None:
    assert sought(" ".join(RIVALS["outcome"])) == []


def test_nearness_of_meaning_joins_what_no_word_does() -> None:
    class Near:
        def embed(self, text: str) -> Sequence[float]:
            return (1.0, 0.0)

    told = "Oskander drew attention to the consulate of Ormark at Sund in Velland."
    denied = "Consular questions were not raised by Ormark or Velland."
    texts: Iterable[str] = (f"Ormark: {told}", denied)
    assert sought(*texts) == []
    assert len(sought(*texts, model=Near())) == 1


def test_every_row_says_why_and_where_it_was_taken_from() -> None:
    assert len({point.name for point in points()}) == len(points())
