"""Pairs of named parties in sentences that nobody marked, for the teacher to type."""

import json
import random
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator
from pathlib import Path

from rows import Offsets, Sample
from spacy.language import Language
from spacy.tokens import Span, Token

SHORTEST, LONGEST = 8, 60
"""Words of a sentence that is taken."""

_PREPOSITIONS = frozenset(
    ["to", "with", "against", "on", "for", "from", "in", "at", "into", "over", "of"]
)
_TELLING = frozenset(
    ["say", "tell", "be", "have", "add", "think", "know", "believe", "want", "write", "seem"]
)
_NAMES = frozenset(["NORP", "GPE", "PERSON", "ORG", "LOC"])
_MARKUP = re.compile(r"<[^>]+>")


def texts(gold: Path, articles: int) -> Iterator[str]:
    """The texts of the other gold sets, without their marks: some of PolNeAR's, and all others."""
    for path in sorted((gold / "polnear" / "train" / "text").iterdir())[:articles]:
        yield path.read_text("utf-8", errors="replace")
    for path in sorted(gold.glob("re3d/*/documents.json")):
        yield from (json.loads(line)["text"] for line in path.open(encoding="utf-8") if line[:1])
    for path in sorted(gold.glob("tempeval/*/*.tml")):
        body = re.search(r"<TEXT>(.*?)</TEXT>", path.read_text("utf-8", errors="replace"), re.S)
        if body:
            yield _MARKUP.sub("", body[1]).replace("&amp;", "&")
    for path in sorted(gold.glob("ecbplus/*/*.xml")):
        yield _tokens(path)


def _tokens(path: Path) -> str:
    """An ECB+ text, one sentence a line."""
    lines: dict[str, list[str]] = {}
    for token in ET.parse(path).getroot().iter("token"):  # noqa: S314 - data at hand
        lines.setdefault(token.get("sentence") or "", []).append(token.text or "")
    return "\n".join(" ".join(words) for words in lines.values())


def pairs(model: Language, found: Iterable[str], rng: random.Random) -> list[Sample]:
    """One pair a verb: who does it, and one whom it may concern; both named."""
    samples: dict[tuple[str, Offsets], Sample] = {}
    for doc in model.pipe(found, batch_size=8):
        for sentence in doc.sents:
            if SHORTEST <= len(sentence) <= LONGEST and "\n\n" not in sentence.text.strip():
                for sample in _of_sentence(sentence, rng):
                    samples.setdefault((sample.text, sample.source), sample)
    return list(samples.values())


def _of_sentence(sentence: Span, rng: random.Random) -> Iterator[Sample]:
    for verb in sentence:
        if verb.pos_ != "VERB" or (verb.lemma_ in _TELLING and rng.random() < 0.7):
            continue
        for doer in _doers(verb):
            source = _phrase(doer)
            targets = [span for one in _others(verb, doer) if (span := _phrase(one)) is not None]
            apart = [] if source is None else [t for t in targets if not _overlap(source, t)]
            if source is not None and apart:
                yield _sample(sentence, source, rng.choice(apart))


def _doers(verb: Token) -> list[Token]:
    agents = [t for c in verb.children if c.dep_ == "agent" for t in c.children]
    return [t for t in [*verb.children, *agents] if t in agents or t.dep_ == "nsubj"]


def _others(verb: Token, doer: Token) -> list[Token]:
    objects = [c for c in verb.children if c.dep_ in ("dobj", "dative", "nsubjpass")]
    joined = [c for c in doer.children if c.dep_ == "conj"]
    held = [
        inner
        for holder in (verb, *objects)
        for c in holder.children
        if c.dep_ == "prep" and c.lower_ in _PREPOSITIONS
        for inner in c.children
        if inner.dep_ == "pobj"
    ]
    return [*objects, *held, *joined]


def _phrase(head: Token) -> tuple[int, int] | None:
    """The noun phrase of a head with a short "of …", if it names somebody; token indexes."""
    if head.pos_ not in ("NOUN", "PROPN"):
        return None
    start, end = head.left_edge.i, head.i + 1
    for child in head.rights:
        near = child.right_edge.i - head.i < 8
        if child.dep_ == "prep" and child.lower_ in ("of", "in") and near:
            end = child.right_edge.i + 1
    words = head.doc[start:end]
    named = any(t.ent_type_ in _NAMES or t.pos_ == "PROPN" for t in words)
    return (start, end) if named and not any(t.dep_ == "relcl" for t in words) else None


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _sample(sentence: Span, source: tuple[int, int], target: tuple[int, int]) -> Sample:
    text = " ".join(sentence.text.split())
    first, second = (_offsets(sentence, span) for span in (source, target))
    return Sample(text=text, source=first, target=second)


def _offsets(sentence: Span, span: tuple[int, int]) -> Offsets:
    """Where a span stands in the sentence once its white space is folded."""
    before = sentence.doc[sentence.start : span[0]].text_with_ws
    inner = " ".join(sentence.doc[span[0] : span[1]].text.split())
    head = " ".join(before.split())
    start = len(head) + (1 if head and before[-1:].isspace() else 0)
    return start, start + len(inner)
