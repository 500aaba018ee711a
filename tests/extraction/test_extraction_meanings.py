"""Issues by what words mean: the sentence model corrects the lexicon both ways."""

from collections import Counter
from functools import cache

import pytest
from extraction_desk import desk

from dragoman.encoder import SentenceModel, sentences_folder
from dragoman.extraction.issues import Hit, generic_issues
from dragoman.extraction.meanings import NOTHING, Likeness, Meanings, examples
from dragoman.extraction.reading import Attributed, Tokens
from dragoman.extraction.topics import (
    MEANT,
    NAMED_ELSEWHERE,
    OWN_SENTENCE,
    Issues,
    Topics,
    issues_among,
)
from dragoman.extraction.units import Unit


@cache
def meanings() -> Meanings:
    folder = sentences_folder()
    assert folder is not None
    return Meanings(model=SentenceModel.load(folder))


def found(text: str, spoken_of: tuple[str, ...] = (), *, model: bool = True) -> Issues:
    tokens = list(desk(text).doc)
    return issues_among(tokens, Counter(spoken_of), meanings() if model else None)[1]


def figures(**given: float) -> Likeness:
    none = dict.fromkeys([*generic_issues(), NOTHING], 0.0)
    return Likeness(figures=none | given)


def test_every_generic_issue_has_a_description_and_phrasings() -> None:
    assert tuple(examples()) == (*generic_issues(), NOTHING)
    assert all(len(own) >= 4 for own in examples().values())


@pytest.mark.parametrize(
    ("text", "issue"),
    [
        ("everyone who was carried off in the raid has to come home alive", "prisoners"),
        ("nothing may be grown near the wells so that the spring does not run dry", "resources"),
        ("pupils would be taught in the speech of their grandparents", "language-culture"),
    ],
)
def test_an_issue_that_no_word_names_is_found_by_meaning(text: str, issue: str) -> None:
    assert found(text, model=False).found == ()
    answer = found(text, (issue,))
    assert answer.found == (issue,)
    assert answer.by == MEANT
    assert any(why.startswith(f"issue {issue}: nearness of meaning 0.") for why in answer.because)


@pytest.mark.parametrize("text", ["that he was tired of waiting", "the soup was cold again"])
def test_what_is_about_nothing_gets_no_issue(text: str) -> None:
    assert found(text, ("ceasefire", "trade")).found == ()


def test_a_strong_phrase_decides_without_the_model_and_is_given_as_the_ground() -> None:
    answer = found("They want a truce and lower tariffs.")
    assert answer.found == ("ceasefire", "trade")
    assert answer.by is None
    assert answer.because == ("issue ceasefire: “truce”", "issue trade: “tariffs”")


def test_without_the_model_a_weak_word_counts_where_its_issue_is_named_elsewhere() -> None:
    answer = found("the shelling frightened the cattle", ("ceasefire",), model=False)
    assert answer.found == ("ceasefire",)
    assert answer.because == (NAMED_ELSEWHERE, "issue ceasefire: “shelling”")


def test_a_weak_word_is_vetoed_where_the_words_are_about_nothing() -> None:
    hits = {"ceasefire": Hit(50, ("front",))}
    about_nothing = figures(**{NOTHING: 0.4, "ceasefire": 0.01})
    assert about_nothing.chosen(hits, {"ceasefire": 3}) == []
    assert figures(ceasefire=0.1).chosen(hits, {"ceasefire": 3}) == ["ceasefire"]


def test_what_is_near_but_not_clearly_nearer_is_not_proposed() -> None:
    assert figures(trade=0.4, sanctions=0.38).chosen({}, {}) == []
    assert figures(trade=0.4, sanctions=0.2).chosen({}, {}) == ["trade"]


def test_an_issue_that_the_text_speaks_of_is_proposed_sooner() -> None:
    near = figures(trade=0.28, sanctions=0.2)
    assert near.chosen({}, {}) == []
    assert near.chosen({}, {"trade": 1}) == ["trade"]


@pytest.mark.parametrize(("model", "issues"), [(True, ()), (False, ("ceasefire",))])
def test_an_insult_does_not_take_over_the_issue_of_its_sentence(
    model: bool, issues: tuple[str, ...]
) -> None:
    reading = desk("While the ceasefire held, Brandt said that Velland cannot be trusted.")
    reading.meanings = meanings() if model else None
    start = next(t.i for t in reading.doc if t.text == "that")
    content = Tokens(start, len(reading.doc) - 1)
    one = Attributed(contents=[content], speakers=[], cues=[Tokens(start - 1, start)])
    reading.attributed = [one]
    answer = Topics(reading=reading).of(Unit(one=one, contents=(content,)))
    assert answer.found == issues
    assert answer.by == (OWN_SENTENCE if issues else None)
