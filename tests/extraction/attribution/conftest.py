"""The readers under attack: every attack is run against each of them."""

from collections.abc import Callable
from functools import cache

import pytest
from attribution_attacks import WATERS, Attack, Read, Reader

from dragoman.encoder import AttributionModel, attribution_folder
from dragoman.extraction.attribution import Attributor, RuleAttributor, TrainedAttributor
from dragoman.extraction.rules import RuleReader
from dragoman.gazetteer import Gazetteer
from dragoman.model import Document


def _trained() -> Attributor:
    folder = attribution_folder()
    if folder is None:
        pytest.skip("the attribution model's files are not installed")
    return TrainedAttributor(model=AttributionModel.load(folder))


ATTRIBUTORS: dict[str, Callable[[], Attributor]] = {"rules": RuleAttributor, "trained": _trained}
"""What makes an attributor, by the name that ``Attack.fails`` calls it by. One row adds one."""


@cache
def _reader(name: str) -> RuleReader:
    return RuleReader(gazetteer=Gazetteer.load(WATERS), attributor=ATTRIBUTORS[name]())


@pytest.fixture(params=sorted(ATTRIBUTORS))
def read(request: pytest.FixtureRequest, attack: Attack) -> Reader:
    """A reader; an attack that it is known to fail must fail, or its mark is out of date."""
    reason = attack.fails.get(request.param)
    if reason is not None:
        request.applymarker(pytest.mark.xfail(reason=reason, strict=True))
    reader = _reader(request.param)

    def lay_and_report(document: Document) -> Read:
        return Read(reader.lay(document), reader.read(document))

    return lay_and_report
