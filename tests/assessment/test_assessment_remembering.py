"""Answers about texts are kept while a file is judged, and no longer."""

from dragoman.assessment.remembering import forget, remembered
from dragoman.assessment.wording import content_words

asked: list[str] = []


@remembered
def shouted(text: str) -> str:
    asked.append(text)
    return text.upper()


def test_a_text_is_looked_at_once_until_all_is_forgotten() -> None:
    asked.clear()
    assert [shouted("quota"), shouted("quota")] == ["QUOTA", "QUOTA"]
    assert asked == ["quota"]
    forget()
    assert shouted("quota") == "QUOTA"
    assert asked == ["quota", "quota"]
    forget()


def test_what_is_forgotten_is_found_again() -> None:
    before = content_words("the withdrawal of patrol boats")
    forget()
    assert content_words("the withdrawal of patrol boats") == before
