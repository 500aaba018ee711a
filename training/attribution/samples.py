"""Samples for training: articles as they are, restyled, or set as transcripts.

A reader meets quotation marks of every country, capitals without small letters, and transcripts;
PolNeAR has few of them. So some articles change their marks or lose their case in each round,
and some direct quotations are set again as turns ("NAME: words") or as pull quotes
("words — name").
"""

import random

import numpy as np
from attrs import evolve, frozen
from gold import Article, Gold

from dragoman.encoder.decoding import Range
from dragoman.encoder.words import JOINED, LOWER, NUMBER, OPENING, SPACED, TITLE, UPPER, Ints

PAIRS = (("“", "”"), ('"', '"'), ("«", "»"), ("„", "“"))
OPENERS, CLOSERS, STRAIGHT = frozenset("“«„"), frozenset("”»"), '"'
RESTYLED, UNCASED, CAPITALS, SCRIPTED = 0.3, 0.06, 0.04, 0.12
"""Shares of the articles that are changed in one round."""


@frozen(kw_only=True, eq=False)
class Sample:
    """Words with what the encoder is told of them, and the attributions among them."""

    texts: list[str]
    cases: Ints
    gaps: Ints
    golds: tuple[Gold, ...]


def samples(articles: list[Article], rng: random.Random) -> list[Sample]:
    """One round: each article once, by one of its annotators, some changed; and some scripts."""
    found = []
    for article in articles:
        sample = _plain(article, rng)
        if rng.random() < SCRIPTED:
            script = _script(sample, rng)
            found += [] if script is None else [script]
        found.append(_changed(sample, rng))
    return found


def _plain(article: Article, rng: random.Random) -> Sample:
    words = article.words
    golds = rng.choice(article.readings)
    return Sample(texts=words.texts, cases=words.cases, gaps=words.gaps, golds=golds)


def _changed(sample: Sample, rng: random.Random) -> Sample:
    if rng.random() < RESTYLED:
        sample = evolve(sample, texts=restyle(sample.texts, *rng.choice(PAIRS)))
    chance = rng.random()
    if chance < UNCASED:
        return evolve(sample, cases=np.where(sample.cases == NUMBER, NUMBER, LOWER))
    if chance < UNCASED + CAPITALS:
        return evolve(sample, cases=np.where(sample.cases == NUMBER, NUMBER, UPPER))
    return sample


def restyle(texts: list[str], opening: str, closing: str) -> list[str]:
    """The words with all double quotation marks in another style."""
    inside, found = False, []
    for text in texts:
        if text in OPENERS or text in CLOSERS or text == STRAIGHT:
            inside = text in OPENERS or (text == STRAIGHT and not inside)
            text = opening if inside else closing
        found.append(text)
    return found


def _script(sample: Sample, rng: random.Random) -> Sample | None:
    """The direct quotations of an article as a transcript or as pull quotes."""
    turn, capitals = rng.random() < 0.6, rng.random() < 0.5
    dash = rng.choice("—―–")
    texts: list[str] = []
    cases: list[int] = []
    gaps: list[int] = []
    golds: list[Gold] = []

    def lay(words: list[str], kinds: list[int], joined: list[int], gap: int) -> Range:
        start = len(texts)
        texts.extend(words)
        cases.extend(kinds)
        gaps.extend([gap, *joined[1:]])
        return Range(start, len(texts))

    for speaker, content in _direct(sample):
        label = _cut(sample, speaker)
        bare = Range(content.start + 1, content.end - 1)
        if turn:
            kinds = [UPPER] * len(label[0]) if capitals else [TITLE] * len(label[0])
            said = lay(label[0], kinds, label[2], OPENING)
            cue = lay([":"], [LOWER], [JOINED], JOINED)
            golds.append(Gold(cue, (said,), (lay(*_cut(sample, bare), SPACED),)))
        else:
            words = lay(*_cut(sample, content), OPENING)
            cue = lay([dash], [LOWER], [SPACED], rng.choice((SPACED, JOINED)))
            golds.append(Gold(cue, (lay(*label, SPACED),), (words,)))
    if len(golds) < 2:
        return None
    arrays = {"cases": np.array(cases), "gaps": np.array(gaps)}
    return Sample(texts=texts, golds=tuple(golds), **arrays)


def _direct(sample: Sample) -> list[tuple[Range, Range]]:
    """Speaker and content of what is quoted in one piece, from mark to mark."""
    found = []
    for gold in sample.golds:
        if len(gold.contents) != 1 or len(gold.speakers) != 1:
            continue
        content, speaker = gold.contents[0], gold.speakers[0]
        first, last = sample.texts[content.start], sample.texts[content.end - 1]
        marked = first in OPENERS | {STRAIGHT} and last in CLOSERS | {STRAIGHT}
        if marked and content.end - content.start > 5 and speaker.end - speaker.start < 9:
            found.append((speaker, content))
    return found


def _cut(sample: Sample, span: Range) -> tuple[list[str], list[int], list[int]]:
    part = slice(*span)
    return sample.texts[part], sample.cases[part].tolist(), sample.gaps[part].tolist()
