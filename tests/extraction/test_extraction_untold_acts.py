"""Acts by the net, where no rule speaks."""

import pytest
from attrs import define

from dragoman.encoder import Acted
from dragoman.extraction.untold_acts import act_by_net
from dragoman.model import Act


@define
class Word:
    """A net that always says the same."""

    act: str
    score: float
    digest: str = "word"

    def classify(self, content: str) -> Acted:
        return Acted(act=self.act, score=self.score, shares=())


def test_without_a_net_no_act_is_told() -> None:
    assert act_by_net(None, "the dam stays shut", onlooker=False) is None


@pytest.mark.parametrize(
    ("act", "score", "told"),
    [
        ("assess", 0.6, Act.ASSESS),
        ("assess", 0.4, None),
        ("accept", 0.6, None),
        ("accept", 0.9, Act.ACCEPT),
        ("promise", 0.7, None),
    ],
)
def test_what_binds_a_side_needs_a_surer_net(act: str, score: float, told: Act | None) -> None:
    found = act_by_net(Word(act, score), "the dam stays shut", onlooker=False)
    assert (found[0] if found else None) is told


def test_an_onlooker_foresees_what_a_side_would_promise() -> None:
    found = act_by_net(Word("promise", 0.6), "the dam will be opened", onlooker=True)
    assert found == (Act.PREDICT, "model of acts 0.60")
