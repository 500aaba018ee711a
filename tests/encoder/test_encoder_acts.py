"""The trained reader of acts on invented contents."""

from functools import cache
from pathlib import Path

import pytest

from dragoman.encoder import ActModel, EventModel, acts_folder, events_folder
from dragoman.encoder.acts import ACTS, LONGEST
from dragoman.model import Act

pytestmark = pytest.mark.skipif(
    acts_folder() is None or events_folder() is None, reason="the models' files are not installed"
)


@cache
def _model() -> ActModel:
    folder, events = acts_folder(), events_folder()
    assert folder is not None
    assert events is not None
    return ActModel.load(folder, EventModel.load(events))


@pytest.mark.parametrize(
    ("act", "content"),
    [
        ("accuse", "Their gunboats have been firing on our ferries for weeks."),
        ("demand", "The garrison must leave the island before the end of the month."),
        ("praise", "We thank the harbour pilots for their outstanding work."),
        ("assess", "The negotiations have reached a dead end."),
        ("predict", "The cabinet will probably fall before the winter."),
        ("promise", "We will keep the two lighthouses open for all ships."),
    ],
)
def test_a_content_tells_its_act(act: str, content: str) -> None:
    assert _model().classify(content).act == act


def test_acts_are_those_of_the_model_and_shares_add_up_to_one() -> None:
    assert list(ACTS) == sorted(act.value for act in Act)
    acted = _model().classify("The dam stays shut.")
    assert sum(acted.shares) == pytest.approx(1, abs=1e-5)
    assert acted.score == max(acted.shares)


def test_a_long_content_is_read_by_its_beginning() -> None:
    start = "The garrison must leave the island. " * 12
    assert len(start) > LONGEST
    assert _model().classify(start) == _model().classify(start + "We thank everybody.")


def test_an_empty_content_has_some_act() -> None:
    assert _model().classify("").act in ACTS


def test_a_folder_without_the_file_cannot_be_opened(tmp_path: Path) -> None:
    with pytest.raises(OSError, match=r"acts\.onnx"):
        ActModel.load(tmp_path, _model().events)
