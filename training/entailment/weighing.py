"""Learns what the net and the words of a pair are worth, and writes it as a table to be read.

Clashes: the words' weights from invented pairs and the open half of ``benchmarks/gold/rivals``,
then the net beside them on the open half alone. Stances: the words' weights from Emergent's
headlines, the net beside them at a fixed worth. What is told of the quality of either is measured
on matters or claims left out.
"""

import json
import random
from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path

import numpy as np
from fitting import Floats, fit
from gold_pairs import CONTRADICTS, FOLDS, Sample, fold_of, only, stance_pairs
from invented_pairs import invented, reworded
from numpy.typing import NDArray
from stand_ins import held_out

from dragoman.encoder import EntailmentModel, SentenceModel
from dragoman.encoder.pairs import (
    HEADLINES,
    NET,
    NETS,
    RIVALS,
    STANCES,
    Answer,
    Table,
    compare,
    compare_headline,
)
from dragoman.encoder.session import open_session

HERE = Path(__file__).resolve().parent
OPEN = HERE.parents[1] / "benchmarks" / "gold" / "rivals.open.jsonl"

TIMES, WORDED = 2, 8
"""How often each invented account and each way to say one is filled."""
ITSELF = 4
"""Of so many invented pairs one gives a text beside itself."""
INVENTED = 0.03
"""What an invented pair counts beside one of the open half."""
RIDGE, RIDGE_STANCE = 3.0, 10.0
NET_STANCE = 0.7
"""What the net's log shares count beside the words' weights. By folds of claims all from 0.3 to 1
are alike; learnt together with the words they came out worse, as both lean on the same cues."""
MATTERS = 10


def write_table(sentences: SentenceModel, data: Path, out: Path) -> None:
    """Fit both parts upon a folder's net, print how good clashes are on matters left out, and write
    the table beside it."""
    net = open_session((out / "entailment.onnx").read_bytes())
    blank = Table(clash=Answer(start=0.0, weights=()), stance=())
    model = EntailmentModel(sentences=sentences, net=net, table=blank)
    clash = _clash(model)
    headlines = stance_pairs(data / "emergent" / "train.tsv")
    stance = _stance(*_words(headlines))
    (out / "table.toml").write_text(f"{_HEAD}\n{clash}\n{stance}", encoding="utf-8")


_HEAD = """# What the net and the words of a pair are worth, in log odds; the features are told of
# in dragoman/encoder/pairs. Learnt by training/entailment: figures only.
"""


def _rows(name: str, start: float, weights: Mapping[str, float]) -> str:
    lines = [f"[{name}]", f"start = {start:.3f}", "", f"[{name}.weight]"]
    return "\n".join([*lines, *(f'"{key}" = {value:.3f}' for key, value in weights.items()), ""])


def _clash(model: EntailmentModel) -> str:
    rows = [json.loads(line) for line in OPEN.read_text("utf-8").splitlines()]
    right = np.array([row["label"] == "contradiction" for row in rows], dtype=float)
    figures = np.array([model.clash_figures((row["a"], row["b"])) for row in rows])
    folds = matters([(row["a"], row["b"]) for row in rows])
    made, known = made_pairs()
    words = np.zeros(len(rows))
    for fold in range(MATTERS):
        inside, left = folds != fold, folds == fold
        one = words_alone(figures[inside, 1:], right[inside], made, known)
        words[left] = figures[left, 1:] @ one
    both = _two(figures[:, 0], words, right)
    told = np.zeros(len(rows))
    for fold in range(MATTERS):
        inside, left = folds != fold, folds == fold
        start, net, word = _two(figures[inside, 0], words[inside], right[inside])
        told[left] = start + net * figures[left, 0] + word * words[left]
    _print_clash(1 / (1 + np.exp(-told)), right)
    weights = both[2] * words_alone(figures[:, 1:], right, made, known)
    return _rows("clash", both[0], {NET: both[1], **dict(zip(RIVALS, weights, strict=True))})


def made_pairs() -> tuple[Floats, Floats]:
    """The words' figures of invented pairs, some of a text and itself, and whether each clashes."""
    rng = random.Random(5)
    samples = invented(HERE / "accounts.txt", rng, TIMES)
    samples += reworded(HERE / "ways.txt", rng, WORDED)
    pairs = [(sample.first, sample.second) for sample in samples]
    pairs += [(sample.first, sample.first) for sample in samples[::ITSELF]]
    right = np.zeros(len(pairs))
    right[: len(samples)] = [sample.right == only(CONTRADICTS) for sample in samples]
    return np.array([compare(*pair) for pair in pairs]), right


def words_alone(figures: Floats, right: Floats, made: Floats, known: Floats) -> Floats:
    """Weights of the words' figures without the net; each origin has its own start."""
    own = np.concatenate([np.ones(len(figures)), np.zeros(len(made))])
    joint = np.c_[np.concatenate([figures, made]), own]
    counts = np.where(own > 0, 1.0, INVENTED)
    found = fit(joint, np.concatenate([right, known]), RIDGE, counts)
    weights: Floats = (found.weights[1] - found.weights[0])[:-1]
    return weights


def _two(net: Floats, words: Floats, right: Floats) -> tuple[float, float, float]:
    """Start and what the net and the words are worth side by side."""
    found = fit(np.c_[net, words], right, 1.0)
    one, two = found.weights[1] - found.weights[0]
    return float(found.start[1] - found.start[0]), float(one), float(two)


def matters(pairs: Sequence[tuple[str, str]]) -> NDArray[np.int64]:
    """For each pair the fold of its matter: pairs that share a sentence are of one matter."""
    first: dict[str, str] = {}

    def root(text: str) -> str:
        while first.setdefault(text, text) != text:
            text = first[text]
        return text

    for one, two in pairs:
        low, high = sorted((root(one), root(two)))
        first[high] = low
    keys = [sha256(root(one).encode("utf-8")).hexdigest()[:8] for one, _ in pairs]
    return np.array([int(key, 16) % MATTERS for key in keys])


def _print_clash(told: Floats, right: Floats) -> None:
    order = np.argsort(-told, kind="stable")
    hits = np.cumsum(right[order])
    precision = hits / np.arange(1, len(order) + 1)
    print(f"open rivals by matter: average precision {precision[right[order] > 0].mean():.3f}")
    for rank in range(14, len(order) // 2):
        if right[order][rank]:
            share, recall = told[order][rank], hits[rank] / right.sum()
            print(f"  from {share:.3f}: precision {precision[rank]:.3f}, recall {recall:.3f}")


def _words(headlines: Sequence[Sample]) -> tuple[Floats, Floats]:
    """The words' figures of headlines, and which stance is right."""
    figures = np.array([compare_headline(one.first, one.second) for one in headlines])
    return figures, np.array([one.right.index(True) for one in headlines], dtype=float)


def _stance(figures: Floats, right: Floats) -> str:
    """The words' weights, learnt alone, and the net's at its fixed worth beside them."""
    whole = fit(figures, right, RIDGE_STANCE)
    nets = NET_STANCE * np.eye(len(STANCES))
    return "\n".join(
        _rows(f"stance.{name}", start, dict(zip((*HEADLINES, *NETS), [*words, *net], strict=True)))
        for name, start, words, net in zip(STANCES, whole.start, whole.weights, nets, strict=True)
    )


def print_folds(sentences: SentenceModel, data: Path) -> None:
    """Print how good stances are on the claims left out, by stand-ins for the net."""
    headlines = stance_pairs(data / "emergent" / "train.tsv")
    held = held_out(sentences, data, headlines, 0)
    logs = held - np.log(np.exp(held).sum(-1, keepdims=True))
    figures, right = _words(headlines)
    folds = np.array([fold_of(one.second) for one in headlines])
    told = np.zeros(len(headlines))
    for fold in range(FOLDS):
        inside, left = folds != fold, folds == fold
        found = fit(figures[inside], right[inside], RIDGE_STANCE)
        told[left] = (found.weigh(figures[left]) + NET_STANCE * logs[left]).argmax(-1)
    _print_stance(told, right, folds, logs.argmax(-1))


def _print_stance(told: Floats, right: Floats, folds: Floats, net: Floats) -> None:
    rows = []
    for fold in range(FOLDS):
        left = folds == fold
        rows.append((*measured(told[left], right[left]), *measured(net[left], right[left])))
        print(f"fold {fold}: {left.sum()} headlines, {rows[-1]}")
    print(f"accuracy and macro-F1, table and net alone, mean {np.mean(rows, axis=0).round(3)}")
    print(f"all headlines: {measured(told, right)}, net alone {measured(net, right)}")


def measured(told: Floats, right: Floats) -> tuple[float, float]:
    """Accuracy and macro-F1."""
    hits = [((told == s) & (right == s)).sum() for s in range(len(STANCES))]
    named = [(told == s).sum() + (right == s).sum() for s in range(len(STANCES))]
    scores = [2 * hit / max(1, name) for hit, name in zip(hits, named, strict=True)]
    return round(float((told == right).mean()), 3), round(float(np.mean(scores)), 3)
