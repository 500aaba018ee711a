"""The trained net of events as two ONNX graphs: its lower layers, and what stands on them."""

import sys
from pathlib import Path

import numpy as np
import onnx
from transformers import BertConfig

from dragoman.encoder.events import MOST

sys.path.append(str(Path(__file__).parents[1]))
from graph import Graph, Weights, bert, pieces_input, stack

INPUTS = ("ids", "cases", "roles")

TRUNK = 4
"""Layers that the model of acts shares."""


def trunk_graph(weights: Weights, config: BertConfig) -> onnx.ModelProto:
    """Pieces to the states of layer TRUNK, on which the model of acts stands too.

    Inputs: ``ids``, ``cases``, ``roles`` (1, pieces). Output: ``states`` (1, pieces, width).
    """
    graph, places = Graph(), "bert.embeddings.position_embeddings.weight"
    states = bert(
        graph,
        {**weights, places: weights[places][:MOST]},
        {"cases": weights["case.weight"], "roles": weights["role.weight"]},
        TRUNK,
        config.num_attention_heads,
        config.layer_norm_eps,
    )
    return graph.model([pieces_input(name) for name in INPUTS], {"states": states})


def event_graph(weights: Weights, config: BertConfig) -> onnx.ModelProto:
    """States to the two heads.

    Inputs: ``states`` (1, pieces, width) and ``roles`` (1, pieces).
    Outputs: ``root`` (1, roots) and ``ends`` (1, pieces, 4), not yet normalised.
    """
    graph = Graph()
    above = range(TRUNK, config.num_hidden_layers)
    shape = (config.num_attention_heads, config.layer_norm_eps)
    x = stack(graph, weights, "states", above, *shape)
    first = graph.add("Gather", x, graph.constant(np.array(0)), axis=1)
    axis = graph.constant(np.array([1]))
    pooled = [first, graph.add("ReduceMean", x, axis, keepdims=0)]
    pooled += [_mean(graph, x, role) for role in (1, 2)]
    joint = graph.add("Concat", *pooled, axis=-1)
    shown = {
        "root": graph.dense(joint, weights["root.weight"], weights["root.bias"]),
        "ends": graph.dense(x, weights["ends.weight"], weights["ends.bias"]),
    }
    given = onnx.helper.make_tensor_value_info(
        "states", onnx.TensorProto.FLOAT, [1, "pieces", "width"]
    )
    return graph.model([given, pieces_input("roles")], shown)


def _mean(graph: Graph, x: str, role: int) -> str:
    """Mean of the states of pieces in a role, zeros where there are none; (1, width)."""
    same = graph.add("Equal", "roles", graph.constant(np.array(role)))
    share = graph.add("Cast", same, to=onnx.TensorProto.FLOAT)
    axis, last = graph.constant(np.array([1])), graph.constant(np.array([-1]))
    total = graph.add("ReduceSum", share, axis, keepdims=1)
    total = graph.add("Max", total, graph.constant(np.array(1.0, np.float32)))
    weighed = graph.add("Mul", x, graph.add("Unsqueeze", share, last))
    return graph.add("Div", graph.add("ReduceSum", weighed, axis, keepdims=0), total)
