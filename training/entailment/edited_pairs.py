"""Pairs from sentences that nobody paired: neighbours, and a sentence beside its own edit."""

import random
import re
from collections.abc import Sequence
from pathlib import Path

from gold_pairs import CONTRADICTS, ENTAILS, NEUTRAL, Sample, only

SHORTEST, LONGEST = 8, 45
"""Words of a sentence that is taken."""

_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z“\"])")
_NUMBER = re.compile(r"(?<![\w.,-])(\d{1,3}(?:,\d{3})+|\d+)(?![\w,-]|\.\d)")
_YEARS = range(1900, 2100)
_VERB = re.compile(r"\b(is|are|was|were|has|have|will|can|could|would|should)\b(?! not|n't)")
_OPPOSITES = (
    ("agreed to", "refused to"), ("accepted", "rejected"), ("more than", "fewer than"),
    ("increased", "decreased"), ("rose", "fell"), ("won", "lost"), ("before", "after"),
    ("supports", "opposes"), ("supported", "opposed"), ("began", "ended"), ("opened", "closed"),
    ("confirmed", "denied"), ("first", "last"), ("always", "never"), ("all", "none of the"),
    ("success", "failure"), ("approved", "turned down"), ("allowed", "forbidden"),
    ("praised", "condemned"), ("arrived in", "left"), ("remained", "changed"),
    ("alive", "dead"), ("early", "late"), ("legal", "unlawful"), ("for", "against"),
)  # fmt: skip


def sentences(path: Path) -> list[list[str]]:
    """The sentences of each text of a folder, in order."""
    texts = (one.read_text("utf-8", errors="replace") for one in sorted(path.iterdir()))
    return [_cut(text) for text in texts]


def _cut(text: str) -> list[str]:
    parts = (part for line in text.splitlines() for part in _SENTENCE.split(line.strip()))
    return [part for part in parts if SHORTEST <= len(part.split()) <= LONGEST]


def neighbours(texts: Sequence[list[str]], rng: random.Random, count: int) -> list[Sample]:
    """Sentences that stand one or two behind each other: on one matter, and seldom at odds."""
    found = []
    long = [text for text in texts if len(text) > 3]
    for _ in range(count):
        text = rng.choice(long)
        at = rng.randrange(len(text) - 2)
        first, second = text[at], text[at + rng.choice((1, 2))]
        if rng.random() < 0.5:
            first, second = second, first
        found.append(Sample(first=first, second=second, right=only(NEUTRAL)))
    return found


def edits(texts: Sequence[list[str]], rng: random.Random, count: int) -> list[Sample]:
    """Sentences beside their own edits: another number, a negation, an opposite word, a part."""
    pool = [sentence for text in texts for sentence in text]
    rng.shuffle(pool)
    found: list[Sample] = []
    for sentence in pool:
        edited = rng.choice((_numbered, _negated, _opposed, _shortened))(sentence, rng)
        if edited is not None:
            found.append(edited)
        if len(found) == count:
            break
    return found


def _clash(sentence: str, edited: str, rng: random.Random) -> Sample:
    first, second = (sentence, edited) if rng.random() < 0.5 else (edited, sentence)
    return Sample(first=first, second=second, right=only(CONTRADICTS))


def _numbered(sentence: str, rng: random.Random) -> Sample | None:
    """Another number in the place of one that is no year."""
    slots = [s for s in _NUMBER.finditer(sentence) if int(s[0].replace(",", "")) not in _YEARS]
    if not slots:
        return None
    slot = rng.choice(slots)
    number = int(slot[0].replace(",", ""))
    other = max(number + 1, int(number * rng.uniform(1.3, 4)))
    if rng.random() < 0.5 and number > 3:
        other = int(number * rng.uniform(0.2, 0.7))
    return _clash(sentence, sentence[: slot.start()] + f"{other:,}" + sentence[slot.end() :], rng)


def _negated(sentence: str, rng: random.Random) -> Sample | None:
    """The first auxiliary negated."""
    verb = _VERB.search(sentence)
    if verb is None or '"' in sentence or "“" in sentence:
        return None
    word = rng.choice(("not", "never", "not"))
    return _clash(sentence, f"{sentence[: verb.end()]} {word}{sentence[verb.end() :]}", rng)


def _opposed(sentence: str, rng: random.Random) -> Sample | None:
    """A word for its opposite."""
    known = [pair[::way] for pair in _OPPOSITES for way in (1, -1)]
    fit = [(a, b) for a, b in known if re.search(rf"\b{a}\b", sentence)]
    if not fit:
        return None
    old, new = rng.choice(fit)
    return _clash(sentence, re.sub(rf"\b{old}\b", new, sentence, count=1), rng)


def _shortened(sentence: str, rng: random.Random) -> Sample | None:
    """What stands before a comma or a preposition follows from the whole, or says less."""
    cut = [m.start() for m in re.finditer(r", | (?:in|on|after|during|with) ", sentence)]
    cut = [at for at in cut if len(sentence[:at].split()) >= 5]
    if not cut:
        return None
    short = sentence[: rng.choice(cut)].rstrip(",") + "."
    if rng.random() < 0.5:
        return Sample(first=sentence, second=short, right=only(ENTAILS, NEUTRAL))
    return Sample(first=short, second=sentence, right=only(ENTAILS, NEUTRAL))
