"""What tells of the source is cut off what the source says."""

import pytest

from dragoman.extraction import RuleReader
from dragoman.extraction.attribution.describing import cut_descriptions
from dragoman.extraction.reading import Attributed, Tokens
from dragoman.gazetteer import Gazetteer
from dragoman.model import Document


@pytest.mark.parametrize(
    ("text", "first", "kept"),
    [
        (
            "According to a statement by Olin Marsk, made after the call, the dam stays shut.",
            "made",
            "the dam stays shut",
        ),
        (
            "According to a statement by Olin Marsk, made in haste by the staff, it was a mistake.",
            "it",
            "it was a mistake",
        ),
    ],
)
def test_a_clause_about_the_statement_is_no_part_of_it(text: str, first: str, kept: str) -> None:
    reading = RuleReader(gazetteer=Gazetteer.load()).lay(Document(id="d1", text=text))
    words = [token.text for token in reading.doc]
    one = Attributed(
        speakers=[Tokens(2, words.index("Marsk") + 1)],
        cues=[Tokens(0, 2)],
        contents=[Tokens(words.index(first), len(words) - 1)],
    )
    cut_descriptions(reading, [one])
    assert [reading.text(span) for span in one.contents] == [kept]
