"""Two layers and a head upon the shared layers, trained on states that the program computes."""

import random
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnx
import torch
from attrs import frozen
from graph import Graph, stack
from learn import Plan, typing_loss
from onnx import TensorProto, helper
from rows import Sample
from shapes import TRUNK
from torch import Tensor, nn
from transformers import BertModel

from dragoman.encoder import EventModel
from dragoman.encoder.acts import ACTS
from dragoman.encoder.events import lay
from dragoman.encoder.words import split_words

TEACHER = Plan(rounds=4, rate=4e-5, heads=10.0, blank=1)


@frozen(kw_only=True)
class Course:
    """How the two layers are trained."""

    rounds: int = 6
    rate: float = 3e-4
    batch: int = 16


PLAN = Course()


class Top(nn.Module):
    """The stock encoder's last layers, and a head over the first state and the mean."""

    def __init__(self, stock: Path, drop: float = 0.1) -> None:
        super().__init__()
        whole = BertModel.from_pretrained(str(stock), add_pooling_layer=False)
        self.config, self.layers = whole.config, whole.encoder.layer[TRUNK:]
        self.drop, self.act = nn.Dropout(drop), nn.Linear(2 * whole.config.hidden_size, len(ACTS))

    def forward(self, states: Tensor, mask: Tensor) -> Tensor:
        """Figures of acts, (contents, acts)."""
        shut = (1.0 - mask[:, None, None].to(states.dtype)) * -1e4
        for layer in self.layers:
            out = layer(states, attention_mask=shut)
            states = out[0] if isinstance(out, tuple) else out
        share = mask.to(states.dtype)[..., None]
        mean = (states * share).sum(1) / share.sum(1)
        return self.act(self.drop(torch.cat([states[:, 0], mean], -1)))


def states_of(model: EventModel, samples: Sequence[Sample]) -> list[np.ndarray]:
    """The shared layers' states of each content, (pieces, width), as the program gets them."""
    found = []
    for sample in samples:
        words = split_words(sample.text, [(0, len(sample.text))])
        found.append(model.states(lay(model.vocabulary, words, None, None))[0])
    return found


def learn_top(
    top: Top, states: Sequence[np.ndarray], samples: Sequence[Sample], plan: Course, seed: int
) -> None:
    """Train the two layers in place."""
    torch.manual_seed(seed)
    rng = random.Random(seed)
    total = plan.rounds * -(-len(samples) // plan.batch)
    optimiser = torch.optim.AdamW(top.parameters(), lr=plan.rate, weight_decay=0.01)
    step = 0
    top.train()
    for _ in range(plan.rounds):
        order = list(range(len(samples)))
        rng.shuffle(order)
        for at in range(0, len(order), plan.batch):
            rows = order[at : at + plan.batch]
            pace = min(1.0, (step + 1) / (0.1 * total)) * max(0.0, 1 - step / total)
            optimiser.param_groups[0]["lr"] = plan.rate * pace
            figures = top(*padded([states[row] for row in rows]))
            loss = typing_loss(figures, [samples[row] for row in rows], 1.0)
            loss.backward()
            nn.utils.clip_grad_norm_(top.parameters(), 1.0)
            optimiser.step()
            optimiser.zero_grad(set_to_none=True)
            step += 1
    top.eval()


def padded(states: Sequence[np.ndarray]) -> tuple[Tensor, Tensor]:
    """States side by side and their mask."""
    size = max(len(one) for one in states)
    joint = np.zeros((len(states), size, states[0].shape[1]), np.float32)
    mask = np.zeros((len(states), size), np.int64)
    for row, one in enumerate(states):
        joint[row, : len(one)], mask[row, : len(one)] = one, 1
    return torch.from_numpy(joint), torch.from_numpy(mask)


def act_graph(top: Top) -> onnx.ModelProto:
    """``states`` (1, pieces, width) to ``act`` (1, acts), not yet normalised."""
    graph, config = Graph(), top.config
    weights = {
        f"bert.encoder.layer.{TRUNK + int(name.split('.')[1])}.{name.split('.', 2)[2]}": v.numpy()
        for name, v in top.layers.state_dict(prefix="layers.").items()
    }
    shape = (config.num_attention_heads, config.layer_norm_eps)
    x = stack(graph, weights, "states", range(TRUNK, config.num_hidden_layers), *shape)
    first = graph.add("Gather", x, graph.constant(np.array(0)), axis=1)
    mean = graph.add("ReduceMean", x, graph.constant(np.array([1])), keepdims=0)
    joint = graph.add("Concat", first, mean, axis=-1)
    act = top.act.state_dict()
    shown = {"act": graph.dense(joint, act["weight"].numpy(), act["bias"].numpy())}
    given = helper.make_tensor_value_info("states", TensorProto.FLOAT, [1, "pieces", "width"])
    return graph.model([given], shown)
