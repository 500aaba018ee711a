"""Layers and two heads upon the sentence model's lower ones, trained on the states it computes."""

import random
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnx
import torch
from attrs import frozen
from gold_pairs import Sample
from graph import Graph, pieces_input, stack
from onnx import TensorProto, helper
from torch import Tensor, nn
from transformers import BertModel

from dragoman.encoder.entailment import lay
from dragoman.encoder.sentences import TRUNK, SentenceModel

States = tuple[np.ndarray, np.ndarray]
"""A pair as the upper layers get it: states (pieces, width) in half precision, sides (pieces)."""


@frozen(kw_only=True)
class Course:
    """How the layers are trained; ``rate`` is the peak of one cycle, ``batch`` pairs a step."""

    rounds: int
    rate: float
    batch: int = 32


class Upper(nn.Module):
    """The stock encoder's upper layers; two heads over the first state and both texts' means."""

    def __init__(self, stock: Path, drop: float = 0.1) -> None:
        super().__init__()
        whole = BertModel.from_pretrained(
            str(stock), add_pooling_layer=False, attention_probs_dropout_prob=0.0
        )
        self.config, self.layers = whole.config, whole.encoder.layer[TRUNK:]
        width = whole.config.hidden_size
        self.sides = nn.Embedding(3, width)
        nn.init.zeros_(self.sides.weight)
        self.drop = nn.Dropout(drop)
        self.judged, self.stance = nn.Linear(5 * width, 3), nn.Linear(5 * width, 3)

    def forward(self, states: Tensor, sides: Tensor) -> tuple[Tensor, Tensor]:
        """Figures of both heads, (pairs, 3) each; ``sides`` is -1 where a row is filled up."""
        shut = (sides < 0)[:, None, None].to(states.dtype) * -1e4
        states = states + self.sides(sides.clamp(min=0))
        for layer in self.layers:
            out = layer(states, attention_mask=shut)
            states = out[0] if isinstance(out, tuple) else out
        one, two = (_mean(states, sides == side) for side in (1, 2))
        joint = torch.cat([states[:, 0], one, two, (one - two).abs(), one * two], -1)
        joint = self.drop(joint)
        return self.judged(joint), self.stance(joint)


def _mean(states: Tensor, span: Tensor) -> Tensor:
    share = span.to(states.dtype)
    return (states * share[..., None]).sum(1) / share.sum(1, keepdim=True).clamp(min=1)


def states_of(model: SentenceModel, samples: Sequence[Sample]) -> list[States]:
    """The shared layers' states of each pair, as the program gets them."""
    found = []
    for sample in samples:
        ids, sides = lay(model.vocabulary, sample.first, sample.second)
        found.append((model.states(ids)[0].astype(np.float16), np.array(sides)))
    return found


def learn(
    net: Upper, states: Sequence[States], samples: Sequence[Sample], course: Course, seed: int
) -> None:
    """Train the upper layers in place."""
    torch.manual_seed(seed)
    rng = random.Random(seed)
    optimiser = torch.optim.AdamW(net.parameters(), lr=course.rate, weight_decay=0.01, fused=True)
    total = course.rounds * -(-len(samples) // course.batch)
    step, started = 0, time.monotonic()
    net.train()
    for _ in range(course.rounds):
        for rows in _groups([len(one[1]) for one in states], course.batch, rng):
            pace = min(1.0, (step + 1) / (0.1 * total)) * max(0.0, 1 - step / total)
            optimiser.param_groups[0]["lr"] = course.rate * pace
            with torch.autocast("cpu", dtype=torch.bfloat16):
                figures = net(*padded([states[row] for row in rows]))
            loss = _loss(figures, [samples[row] for row in rows])
            loss.backward()
            nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimiser.step()
            optimiser.zero_grad(set_to_none=True)
            step += 1
            if step % 100 == 0:
                left = (time.monotonic() - started) / step * (total - step)
                print(f"step {step}/{total} loss {loss.item():.3f} {left:.0f} s left")
                sys.stdout.flush()
    net.eval()


def _loss(figures: tuple[Tensor, Tensor], samples: Sequence[Sample]) -> Tensor:
    """Mean over the pairs of the log share of all answers that are right, by either head."""
    both = torch.stack([one.float() for one in figures], 1).log_softmax(-1)
    rows = both[torch.arange(len(samples)), torch.tensor([int(s.is_stance) for s in samples])]
    right = torch.tensor([sample.right for sample in samples])
    return -rows.masked_fill(~right, -1e4).logsumexp(-1).mean()


def _groups(lengths: Sequence[int], size: int, rng: random.Random) -> list[list[int]]:
    """All rows in batches of like length, by lot."""
    order = list(range(len(lengths)))
    rng.shuffle(order)
    groups = []
    for at in range(0, len(order), 32 * size):
        alike = sorted(order[at : at + 32 * size], key=lambda row: lengths[row])
        groups += [alike[i : i + size] for i in range(0, len(alike), size)]
    rng.shuffle(groups)
    return groups


def padded(states: Sequence[States]) -> tuple[Tensor, Tensor]:
    """States and sides of some pairs side by side."""
    size = max(len(one[1]) for one in states)
    joint = np.zeros((len(states), size, states[0][0].shape[1]), np.float32)
    sides = np.full((len(states), size), -1)
    for row, (one, side) in enumerate(states):
        joint[row, : len(side)], sides[row, : len(side)] = one, side
    return torch.from_numpy(joint), torch.from_numpy(sides)


def upper_graph(net: Upper) -> onnx.ModelProto:
    """``states`` (1, pieces, width) and ``sides`` (1, pieces) to ``judged`` and ``stance``, (1, 3),
    not yet normalised."""
    graph, config = Graph(), net.config
    weights = {
        f"bert.encoder.layer.{TRUNK + int(name.split('.')[1])}.{name.split('.', 2)[2]}": v.numpy()
        for name, v in net.layers.state_dict(prefix="layers.").items()
    }
    marks = graph.add("Gather", graph.constant(net.sides.weight.detach().numpy()), "sides")
    x = graph.add("Add", "states", marks)
    shape = (config.num_attention_heads, config.layer_norm_eps)
    x = stack(graph, weights, x, range(TRUNK, config.num_hidden_layers), *shape)
    one, two = (_span_mean(graph, x, side) for side in (1, 2))
    first = graph.add("Gather", x, graph.constant(np.array(0)), axis=1)
    apart = graph.add("Abs", graph.add("Sub", one, two))
    joint = graph.add("Concat", first, one, two, apart, graph.add("Mul", one, two), axis=-1)
    heads = {name: getattr(net, name).state_dict() for name in ("judged", "stance")}
    shown = {
        name: graph.dense(joint, head["weight"].numpy(), head["bias"].numpy())
        for name, head in heads.items()
    }
    given = helper.make_tensor_value_info("states", TensorProto.FLOAT, [1, "pieces", "width"])
    return graph.model([given, pieces_input("sides")], shown)


def _span_mean(graph: Graph, x: str, side: int) -> str:
    """Mean of the states of one text, (1, width); no text is without a piece."""
    same = graph.add("Equal", "sides", graph.constant(np.array(side)))
    share = graph.add("Cast", same, to=TensorProto.FLOAT)
    last, axis = graph.constant(np.array([-1])), graph.constant(np.array([1]))
    weighed = graph.add("Mul", x, graph.add("Unsqueeze", share, last))
    total = graph.add("ReduceSum", share, axis, keepdims=1)
    return graph.add("Div", graph.add("ReduceSum", weighed, axis, keepdims=0), total)
