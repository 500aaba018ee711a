"""What training makes of an article before a net sees it."""

import random

from gold import Article, Gold, lines_of
from samples import restyle, samples

from dragoman.encoder.decoding import Range
from dragoman.encoder.words import UPPER, split_words

TEXT = "“The dam stays shut for now,” said Olin Marsk.\n“We will open the dam,” Halla Vere replied."


def _article() -> Article:
    words = split_words(TEXT, lines_of(TEXT))
    golds = tuple(_gold(words.texts, *parts) for parts in _PARTS)
    return Article(name="dam", text=TEXT, words=words, readings=(golds,))


_PARTS = (
    (["said"], ["Olin", "Marsk"], ["“", "The"], ["now", ",", "”"]),
    (["replied"], ["Halla", "Vere"], ["“", "We"], ["dam", ",", "”"]),
)


def _gold(
    texts: list[str], cue: list[str], who: list[str], opens: list[str], ends: list[str]
) -> Gold:
    start, end = _at(texts, opens).start, _at(texts, ends).end
    return Gold(_at(texts, cue), (_at(texts, who),), (Range(start, end),))


def _at(texts: list[str], part: list[str]) -> Range:
    size = len(part)
    start = next(i for i in range(len(texts)) if texts[i : i + size] == part)
    return Range(start, start + size)


def test_marks_change_their_style_and_nothing_else() -> None:
    assert restyle(["“", "No", "”", ",", "x"], "«", "»") == ["«", "No", "»", ",", "x"]
    assert restyle(['"', "No", '"', '"', "Yes", '"'], "„", "“") == ["„", "No", "“", "„", "Yes", "“"]


def test_every_article_is_seen_once_a_round_and_some_as_scripts() -> None:
    rng = random.Random(1)
    rounds = [samples([_article()], rng) for _ in range(60)]
    assert all(len(one[-1].texts) == len(_article().words) for one in rounds)
    scripts = [one[0] for one in rounds if len(one) == 2]
    assert 0 < len(scripts) < 30


def test_a_script_holds_the_same_words_under_its_speakers() -> None:
    rng = random.Random(1)
    scripts = [one[0] for one in (samples([_article()], rng) for _ in range(90)) if len(one) == 2]
    cues = set()
    for script in scripts:
        for gold in script.golds:
            cue = script.texts[gold.cue.start]
            cues.add(cue)
            who = " ".join(script.texts[slice(*gold.speakers[0])])
            said = " ".join(script.texts[slice(*gold.contents[0])])
            assert (who, "shut" in said) in {("Olin Marsk", True), ("Halla Vere", False)}
            assert ("“" in said) == (cue != ":")
        assert len(script.cases) == len(script.gaps) == len(script.texts)
    assert ":" in cues
    assert cues - {":"} <= set("—―–")
    assert any(script.cases[0] == UPPER for script in scripts)
