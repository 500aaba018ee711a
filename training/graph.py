"""Trained nets as ONNX graphs, written node by node so that every run gives the same file.

Products inside layers are dynamic eight-bit (``DynamicQuantizeMatMul``: weights one scale a
column, inputs one scale a call); everything else is in single precision. Tables of the embedding
keep one scale a row.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

Array = NDArray[Any]
Weights = dict[str, Array]
CONTRIB = "com.microsoft"


class Graph:
    """A graph that grows: each method adds nodes and returns the name of what they give."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []

    def constant(self, value: Array) -> str:
        """A table that the graph carries."""
        name = f"c{len(self.constants)}"
        self.constants.append(numpy_helper.from_array(np.array(value, order="C"), name))
        return name

    def add(self, kind: str, *inputs: str, domain: str = "", **more: Any) -> str:
        """One node with one output."""
        name = f"n{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, list(inputs), [name], domain=domain, **more))
        return name

    def dense(self, x: str, weight: Array, bias: Array | None) -> str:
        """``x @ weight.T + bias`` in single precision (``weight`` as torch keeps it)."""
        product = self.add("MatMul", x, self.constant(weight.T))
        return product if bias is None else self.add("Add", product, self.constant(bias))

    def small(self, x: str, weight: Array, bias: Array | None) -> str:
        """The same with eight-bit weights, one scale for each column."""
        table, scale = quantise(weight.T, axis=0)
        zero = np.zeros(table.shape[1], np.int8)
        parts = [x, *map(self.constant, (table, scale, zero))]
        if bias is not None:
            parts.append(self.constant(bias))
        return self.add("DynamicQuantizeMatMul", *parts, domain=CONTRIB)

    def normed(self, x: str, scale: Array, shift: Array, epsilon: float) -> str:
        """Layer normalisation over the last axis."""
        parts = (x, self.constant(scale), self.constant(shift))
        return self.add("LayerNormalization", *parts, axis=-1, epsilon=epsilon)

    def row(self, table: Array, ids: str) -> str:
        """The rows of an eight-bit table, back in single precision."""
        small, scale = quantise(table, axis=1)
        rows = self.add("Gather", self.constant(small), ids)
        scales = self.add("Gather", self.constant(scale[:, None]), ids)
        return self.add("Mul", self.add("Cast", rows, to=TensorProto.FLOAT), scales)

    def heads(self, x: str, heads: int, mask: str = "") -> str:
        """Attention over queries, keys and values that stand side by side in ``x``."""
        names = [f"n{len(self.nodes)}_{number}" for number in range(3)]
        self.nodes.append(helper.make_node("Split", [x], names, axis=-1, num_outputs=3))
        inputs = [*names, "", mask] if mask else names
        return self.add("MultiHeadAttention", *inputs, domain=CONTRIB, num_heads=heads)

    def model(self, inputs: Sequence[Any], outputs: dict[str, str]) -> onnx.ModelProto:
        """The finished model; ``outputs`` gives each output's name and what it shows."""
        for name, source in outputs.items():
            self.nodes.append(helper.make_node("Identity", [source], [name]))
        shown = [helper.make_tensor_value_info(n, TensorProto.FLOAT, None) for n in outputs]
        graph = helper.make_graph(self.nodes, "dragoman", list(inputs), shown, self.constants)
        opsets = [helper.make_opsetid("", 18), helper.make_opsetid(CONTRIB, 1)]
        return helper.make_model(graph, opset_imports=opsets, ir_version=9, producer_name="")


def quantise(table: Array, axis: int) -> tuple[Array, Array]:
    """Eight-bit whole numbers and the scale of each column (axis 0) or row (axis 1)."""
    scale = np.maximum(np.abs(table).max(axis), 1e-8) / 127
    shape = (1, -1) if axis == 0 else (-1, 1)
    return np.round(table / scale.reshape(shape)).astype(np.int8), scale.astype(np.float32)


def pieces_input(name: str) -> onnx.ValueInfoProto:
    """An input with one whole number a piece, (1, pieces)."""
    return helper.make_tensor_value_info(name, TensorProto.INT64, [1, "pieces"])


def bert(
    graph: Graph, weights: Weights, marks: Weights, layers: int, heads: int, epsilon: float
) -> str:
    """From the input ``ids`` to the last layer's states, (1, pieces, width).

    ``marks`` are further inputs, and the table of each that is added to the pieces' own.
    """
    base = "bert.embeddings."
    places = weights[base + "position_embeddings.weight"]
    places = places + weights[base + "token_type_embeddings.weight"][:1]
    length = graph.add("Slice", graph.add("Shape", "ids"), *map(graph.constant, _SECOND))
    start, axis = graph.constant(np.array([0])), graph.constant(np.array([0]))
    x = graph.add("Slice", graph.constant(places), start, length, axis)
    parts = [graph.row(weights[base + "word_embeddings.weight"], "ids")]
    parts += [graph.add("Gather", graph.constant(table), name) for name, table in marks.items()]
    for part in parts:
        x = graph.add("Add", part, x)
    x = graph.normed(x, *norm(weights, base + "LayerNorm"), epsilon)
    return stack(graph, weights, x, range(layers), heads, epsilon)


def stack(graph: Graph, weights: Weights, x: str, layers: range, heads: int, epsilon: float) -> str:
    """States through some layers of the encoder, by their numbers."""
    for number in layers:
        x = _layer(graph, weights, f"bert.encoder.layer.{number}.", x, heads, epsilon)
    return x


_SECOND = (np.array([1]), np.array([2]))


def norm(weights: Weights, name: str) -> tuple[Array, Array]:
    """The scale and shift, or weight and bias, of a layer."""
    return weights[name + ".weight"], weights[name + ".bias"]


def _layer(graph: Graph, w: Weights, name: str, x: str, heads: int, epsilon: float) -> str:
    own = name + "attention.self."
    joint = [
        np.concatenate([w[f"{own}{part}.{kind}"] for part in ("query", "key", "value")])
        for kind in ("weight", "bias")
    ]
    seen = graph.heads(graph.small(x, *joint), heads)
    seen = graph.small(seen, *norm(w, name + "attention.output.dense"))
    x = graph.add("Add", x, seen)
    x = graph.normed(x, *norm(w, name + "attention.output.LayerNorm"), epsilon)
    wide = graph.small(x, w[name + "intermediate.dense.weight"], None)
    bias = graph.constant(w[name + "intermediate.dense.bias"])
    wide = graph.add("BiasGelu", wide, bias, domain=CONTRIB)
    x = graph.add("Add", x, graph.small(wide, *norm(w, name + "output.dense")))
    return graph.normed(x, *norm(w, name + "output.LayerNorm"), epsilon)
