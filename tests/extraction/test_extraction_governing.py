import pytest
from extraction_desk import desk

from dragoman.extraction.governing import bound_of, time_of
from dragoman.extraction.reading import Reading, Timed


def told(text: str, word: str) -> tuple[Reading, Timed | None]:
    reading = desk(text)
    head = next(token for token in reading.doc if token.text == word)
    return reading, time_of(reading, head)


@pytest.mark.parametrize(
    ("text", "word", "words"),
    [
        ("Velland withdrew its ships on Friday.", "withdrew", "Friday"),
        ("On Friday, Velland withdrew its ships.", "withdrew", "Friday"),
        ("On 3 June Velland signed and Ormark withdrew.", "withdrew", "3 June"),
        ("Marn said on Monday that Ormark had signed on 3 June.", "said", "Monday"),
        ("Marn said on Monday that Ormark had signed on 3 June.", "signed", "3 June"),
        ("Marn said on Monday that Ormark had signed.", "signed", None),
        ("The fleet, which sailed in May, returned on Friday.", "returned", "Friday"),
        ("The fleet, which sailed on 3 May, returned.", "returned", None),
        ("The fleet, which sailed on 3 May, returned.", "sailed", "3 May"),
        ("The 3 June talks failed.", "talks", "3 June"),
        ("The 3 June talks failed.", "failed", None),
        ("Friday's strike killed four sailors.", "strike", "Friday"),
        ("Velland rejected the 3 June draft.", "rejected", None),
        ("The talks on 3 June failed.", "talks", "3 June"),
        ("Marn met Brandt in Port Vell on Friday.", "met", "Friday"),
        ("The strike killed four sailors on Friday.", "killed", "Friday"),
        ("Velland began withdrawing on Friday.", "began", "Friday"),
        ("Velland withdrew recently.", "withdrew", None),
        ("Velland withdrew for three days.", "withdrew", None),
        ("Velland withdrew after 3 June.", "withdrew", None),
    ],
)
def test_a_time_belongs_to_what_governs_it(text: str, word: str, words: str | None) -> None:
    _, found = told(text, word)
    assert (found.when.text if found else None) == words


@pytest.mark.parametrize(
    ("text", "word", "words", "side"),
    [
        ("Velland withdrew after the talks in Halin on 3 June.", "withdrew", "3 June", "after"),
        ("Velland withdrew before 3 June.", "withdrew", "3 June", "before"),
        ("Velland withdrew after Marn resigned on 3 June.", "withdrew", "3 June", "after"),
        ("Velland withdrew on 3 June.", "withdrew", None, None),
    ],
)
def test_a_dated_thing_bounds_what_came_before_or_after_it(
    text: str, word: str, words: str | None, side: str | None
) -> None:
    reading = desk(text)
    head = next(token for token in reading.doc if token.text == word)
    found = bound_of(reading, head)
    assert (found.when.text if found else None) == words
    assert (found.when.relation if found else None) == side
