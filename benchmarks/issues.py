"""Issues of 449 invented sentences: by the lexicon, by the sentence model, and by both.

    python benchmarks/issues.py [--errors]

The sentences, ``gold/issues.jsonl``, were written and labelled by one reader, on 14 negotiations:
seven to choose thresholds on ("tune"), seven that only measure ("held"; their figures were seen
while thresholds were chosen, none was chosen by them). The "oblique" ones avoid the words of the
trade, and were written first; the "plain" ones are worded as agencies do, a fifth of them with
words that look like an issue and are none. Sentences
of one negotiation count as one text, as in the program: a weak word counts where its issue is named
elsewhere. They lack what real texts are full of, words that point back: so the share that the
model brings here is the most it can bring.

"model" takes the nearest issue from .26 on, whatever the words. Prints JSON and a table;
``--errors`` lists what both get wrong in the tuning half. Intervals: 95 %, 1,000 draws over
sentences.
"""

import argparse
import json
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

from attrs import frozen
from spacy.tokens import Token

from dragoman.encoder import SentenceModel, sentences_folder
from dragoman.extraction.issues import issues_of
from dragoman.extraction.meanings import NOTHING, Meanings
from dragoman.extraction.syntax import load_model
from dragoman.extraction.topics import issues_among

GOLD = Path(__file__).parent / "gold" / "issues.jsonl"
ALONE = 0.26
DRAWS = 1000


@frozen(kw_only=True)
class Line:
    """One sentence with its issues, as marked."""

    half: str
    negotiation: str
    wording: str
    text: str
    issues: frozenset[str]


Pair = tuple[frozenset[str], frozenset[str]]
"""What is marked, and what was found."""


def main() -> int:
    """Measure and print. Returns the exit code: 0, or 2 where the model is not installed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--errors", action="store_true")
    asked = parser.parse_args()
    folder = sentences_folder()
    if folder is None:
        print("the sentence model is not installed", file=sys.stderr)
        return 2
    lines = read()
    found = answers(lines, Meanings(model=SentenceModel.load(folder)))
    table = {
        f"{half}, {wording}": {
            way: figures(
                [
                    (line.issues, answer)
                    for line, answer in zip(lines, given, strict=True)
                    if line.half == half and wording in ("all", line.wording)
                ]
            )
            for way, given in found.items()
        }
        for half in ("tune", "held")
        for wording in ("all", "plain", "oblique")
    }
    print(json.dumps(table))
    show(table)
    if asked.errors:
        for line, answer in zip(lines, found["both"], strict=True):
            if line.half == "tune" and line.issues != answer:
                print(f"{sorted(line.issues)} {sorted(answer)} {line.text}")
    return 0


def read() -> list[Line]:
    """The marked sentences."""
    rows = [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()]
    return [Line(**{**row, "issues": frozenset(row["issues"])}) for row in rows]


def answers(lines: list[Line], meanings: Meanings) -> dict[str, list[frozenset[str]]]:
    """What each way finds, sentence by sentence."""
    docs: list[list[Token]] = [list(doc) for doc in load_model().pipe(line.text for line in lines)]
    strong = [issues_of(doc) for doc in docs]
    spoken_of: dict[str, Counter[str]] = defaultdict(Counter)
    for line, named in zip(lines, strong, strict=True):
        spoken_of[line.negotiation].update(named)
    around = [
        spoken_of[line.negotiation] - Counter(s) for line, s in zip(lines, strong, strict=True)
    ]
    pairs = list(zip(docs, around, strict=True))
    return {
        "lexicon": [frozenset(issues_among(doc, c, None)[1].found) for doc, c in pairs],
        "model": [_alone(meanings, line.text) for line in lines],
        "both": [frozenset(issues_among(doc, c, meanings)[1].found) for doc, c in pairs],
    }


def _alone(meanings: Meanings, text: str) -> frozenset[str]:
    figures = meanings.likeness(text).figures
    top = max(figures, key=figures.__getitem__)
    return frozenset() if top == NOTHING or figures[top] < ALONE else frozenset({top})


def figures(pairs: list[Pair]) -> dict[str, float | list[float]]:
    """Micro precision, recall and F1, and the interval of F1."""
    rng = random.Random(0)
    drawn = sorted(_f1(rng.choices(pairs, k=len(pairs)))[2] for _ in range(DRAWS))
    precision, recall, f1 = _f1(pairs)
    low, high = drawn[int(0.025 * DRAWS)], drawn[int(0.975 * DRAWS)]
    whole: dict[str, float | list[float]] = {"precision": precision, "recall": recall, "f1": f1}
    return {**whole, "interval": [low, high], "sentences": len(pairs)}


def _f1(pairs: Iterable[Pair]) -> tuple[float, float, float]:
    right = marked = given = 0
    for gold, answer in pairs:
        right, marked, given = right + len(gold & answer), marked + len(gold), given + len(answer)
    precision, recall = right / max(1, given), right / max(1, marked)
    return round(precision, 3), round(recall, 3), round(2 * right / max(1, marked + given), 3)


def show(table: dict[str, dict[str, dict[str, float | list[float]]]]) -> None:
    """Print the table."""
    print(f"\n{'':<16}{'way':<9}{'P':>7}{'R':>7}{'F1':>7}   interval")
    for name, ways in table.items():
        for way, got in ways.items():
            row = f"{got['precision']:>7}{got['recall']:>7}{got['f1']:>7}   {got['interval']}"
            print(f"{name:<16}{way:<9}{row}")


if __name__ == "__main__":
    sys.exit(main())
