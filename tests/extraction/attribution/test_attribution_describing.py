"""What tells of the source is cut off what the source says."""

import pytest

from dragoman.extraction import RuleReader
from dragoman.gazetteer import Gazetteer
from dragoman.model import Document


@pytest.mark.parametrize(
    "text",
    [
        "According to a statement by Olin Marsk, made after the call, the dam stays shut.",
        "According to a statement by Olin Marsk, the dam stays shut.",
    ],
)
def test_a_clause_about_the_statement_is_no_part_of_it(text: str) -> None:
    report = RuleReader(gazetteer=Gazetteer.load()).read(Document(id="d1", text=text))
    (one,) = report.attributions
    (content,) = [p.exact for p in one.passages if p.role == "content"]
    assert content.rstrip(".") == "the dam stays shut"
