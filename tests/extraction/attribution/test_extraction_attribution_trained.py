"""The trained attributor on the desk: what rules add to the nets, and what they take away."""

from functools import cache

import pytest

from dragoman.encoder import AttributionModel, attribution_folder
from dragoman.extraction import RuleReader
from dragoman.extraction.attribution import RuleAttributor, TrainedAttributor
from dragoman.extraction.reading import Reading
from dragoman.gazetteer import Gazetteer
from dragoman.model import Document

pytestmark = pytest.mark.skipif(
    attribution_folder() is None, reason="the attribution model's files are not installed"
)


@cache
def _reader() -> RuleReader:
    folder = attribution_folder()
    assert folder is not None
    attributor = TrainedAttributor(model=AttributionModel.load(folder))
    return RuleReader(gazetteer=Gazetteer.load(), attributor=attributor)


def _said(text: str) -> list[tuple[str, str, str]]:
    reading = _reader().lay(Document(id="d", text=text))
    return [
        (
            " ".join(reading.text(s) for s in one.speakers),
            " ".join(reading.text(s) for s in one.cues),
            " | ".join(reading.text(s) for s in one.contents),
        )
        for one in reading.attributed
    ]


def test_the_reader_names_itself_and_its_weights() -> None:
    identity = _reader().identity
    assert identity.name == "trained"
    assert identity.version.split(".")[1] == _reader().attributor.identity.version.split(".")[1]
    assert identity != RuleAttributor().identity


def test_the_links_of_a_chain_lie_one_inside_the_other() -> None:
    reading: Reading = _reader().lay(
        Document(id="d", text="The Courier reported that Marsk had told Vere the dam was shut.")
    )
    outer = next(o for o in reading.attributed if o.parent is None)
    inner = next(o for o in reading.attributed if o.parent is not None)
    assert "Courier" in reading.text(outer.speakers[0])
    assert "Marsk" in reading.text(inner.speakers[0])
    assert reading.attributed[inner.parent or 0] is outer


def test_every_attribution_says_how_sure_the_nets_are() -> None:
    reading = _reader().lay(Document(id="d", text="Marsk said the dam would stay shut."))
    (found,) = reading.attributed
    assert any("sure of cue" in why and "speaker" in why for why in found.because)
    assert found.because[0].startswith("cue say")


def test_a_name_is_never_cut_in_two() -> None:
    for text in ("“The dam stays shut,” Halla Vere said.", "Halla Vere said the dam stays shut."):
        assert ("Halla Vere", "said") in {found[:2] for found in _said(text)}


def test_the_topic_of_a_headline_is_no_speaker() -> None:
    text = "The Dam and the Call: What Comes Next\n\n" + "The river rose by a metre. " * 20
    assert _said(text) == []


def test_a_speaker_behind_a_long_aside_is_named() -> None:
    text = "A harbour pilot, who spoke on condition of anonymity, said the barges carried grain."
    found = [one for one in _said(text) if "barges" in one[2]]
    assert found
    assert "harbour pilot" in found[0][0]


def test_leaders_who_were_named_before_are_not_anonymous() -> None:
    text = (
        "President Anton Marsk and President Halla Vere spoke by phone on Tuesday. "
        "The leaders agreed that the dam would stay shut."
    )
    reading = _reader().lay(Document(id="d", text=text))
    agreed = next(one for one in reading.attributed if "agreed" in reading.text(one.cues[0]))
    assert len(agreed.speaker_ids) == 2
    assert agreed.anonymity is None
