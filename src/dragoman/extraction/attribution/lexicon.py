"""The cue lexicon: which words say, want or feel, and with which complement.

``cues.csv`` beside this file gives for a lemma, part of speech and complement how often it was
an attribution where it occurred, in tenths (9: nearly always), and its frequency class.
Rows from ``PolNeAR train`` are counts over the training half of PolNeAR 1.0 (Newell et al.
2018), words only; rows from ``own list`` are verbs of bargaining that political news has few of.
"""

import csv
from functools import cache
from importlib.resources import files

from spacy.tokens import Token

from dragoman.extraction.attribution.complements import Complement

_LEMMAS = {"hop": "hope", "wan": "want", "bely": "belie", "underlin": "underline"}
"""Lemmas that spaCy's rule lemmatizer gets wrong."""

_PHRASAL = frozenset({"rule", "point"})
"""Verbs that only "out" turns into verbs of saying or refusing."""


@cache
def cue_shares() -> dict[tuple[str, str, str], float]:
    """Share of attributions, 0..1, by lemma, part of speech and kind of complement."""
    text = files(__package__).joinpath("cues.csv").read_text(encoding="utf-8")
    shares: dict[tuple[str, str, str], float] = {}
    for row in csv.DictReader(text.splitlines()):
        key = (row["lemma"], row["pos"], row["complement"])
        shares[key] = max(shares.get(key, 0.0), int(row["tenths"]) / 10)
    return shares


@cache
def cue_lemmas() -> frozenset[tuple[str, str]]:
    """Every lemma of the lexicon with its part of speech."""
    return frozenset((lemma, pos) for lemma, pos, _ in cue_shares())


def lemma_of(token: Token) -> str:
    """The token's lemma in lower case, known slips of the lemmatizer mended."""
    lemma = token.lemma_.lower()
    lemma = _LEMMAS.get(lemma, lemma)
    if lemma in _PHRASAL and any(c.dep_ == "prt" and c.lower_ == "out" for c in token.children):
        return f"{lemma} out"
    return lemma


def share_of(token: Token, complement: Complement) -> float:
    """How often this word with this complement is an attribution; 0 when never seen."""
    pos = "VERB" if token.pos_ == "AUX" else token.pos_
    shares = cue_shares()
    found = shares.get((lemma_of(token), pos, complement.kind))
    return found if found is not None else shares.get(("*", pos, complement.kind), 0.0)


def says(token: Token) -> bool:
    """Whether a verb can stand beside quoted words with no other complement."""
    return cue_shares().get((lemma_of(token), "VERB", "quote"), 0.0) > 0
