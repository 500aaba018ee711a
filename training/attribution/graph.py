"""The trained net as two ONNX graphs, written node by node so that every run gives the same file.

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


def encoder_graph(weights: Weights, layers: int, heads: int, epsilon: float) -> onnx.ModelProto:
    """Pieces to what the linker needs of them.

    Inputs: ``ids``, ``cases``, ``gaps`` (1, pieces).
    Outputs: ``tags`` (1, pieces, tags), and as wide as the linker: ``words``, and ``starts`` and
    ``stops``, whose sum over a cue's first and last word stands for the cue.
    """
    graph, base = Graph(), "bert.embeddings."
    whole = [helper.make_tensor_value_info(n, TensorProto.INT64, [1, "pieces"]) for n in _INPUTS]
    places = weights[base + "position_embeddings.weight"]
    places = places + weights[base + "token_type_embeddings.weight"][:1]
    length = graph.add("Slice", graph.add("Shape", "ids"), *map(graph.constant, _SECOND))
    start, axis = graph.constant(np.array([0])), graph.constant(np.array([0]))
    x = graph.add("Slice", graph.constant(places), start, length, axis)
    for part in (
        graph.row(weights[base + "word_embeddings.weight"], "ids"),
        graph.add("Gather", graph.constant(weights["case.weight"]), "cases"),
        graph.add("Gather", graph.constant(weights["gap.weight"]), "gaps"),
    ):
        x = graph.add("Add", part, x)
    x = graph.normed(x, *_norm(weights, base + "LayerNorm"), epsilon)
    for number in range(layers):
        x = _layer(graph, weights, f"bert.encoder.layer.{number}.", x, heads, epsilon)
    tags = graph.dense(x, weights["tag.weight"], weights["tag.bias"])
    ends = np.split(weights["link.c.weight"], 2, axis=1)
    shown = {
        "tags": tags,
        "words": graph.dense(x, *_norm(weights, "link.w")),
        "starts": graph.dense(x, ends[0], weights["link.c.bias"]),
        "stops": graph.dense(x, ends[1], None),
    }
    return graph.model(whole, shown)


_INPUTS = ("ids", "cases", "gaps")
_SECOND = (np.array([1]), np.array([2]))


def _norm(weights: Weights, name: str) -> tuple[Array, Array]:
    return weights[name + ".weight"], weights[name + ".bias"]


def _layer(graph: Graph, w: Weights, name: str, x: str, heads: int, epsilon: float) -> str:
    own = name + "attention.self."
    joint = [
        np.concatenate([w[f"{own}{part}.{kind}"] for part in ("query", "key", "value")])
        for kind in ("weight", "bias")
    ]
    seen = graph.heads(graph.small(x, *joint), heads)
    seen = graph.small(seen, *_norm(w, name + "attention.output.dense"))
    x = graph.add("Add", x, seen)
    x = graph.normed(x, *_norm(w, name + "attention.output.LayerNorm"), epsilon)
    wide = graph.small(x, w[name + "intermediate.dense.weight"], None)
    bias = graph.constant(w[name + "intermediate.dense.bias"])
    wide = graph.add("BiasGelu", wide, bias, domain=CONTRIB)
    x = graph.add("Add", x, graph.small(wide, *_norm(w, name + "output.dense")))
    return graph.normed(x, *_norm(w, name + "output.LayerNorm"), epsilon)


def linker_graph(
    weights: Weights, layers: int, heads: int, cue_at: int, seen: slice
) -> onnx.ModelProto:
    """Words around a cue to their parts in its attribution.

    ``seen`` are the places, of those that were trained, at which there will be words; ``cue_at``
    is the cue's among them.

    Inputs: ``words`` (cues, span, width), ``cue`` (cues, width), ``inside`` (cues, span; 1 on the
    cue) and ``here`` (cues, span; 1 where a word is, else 0).
    Outputs: ``parts`` (cues, span, parts) and ``valid`` (cues, 1), not yet normalised, and
    ``steps`` (parts, parts), the figure of a step from one word's part to the next one's.
    """
    graph = Graph()
    whole = [
        helper.make_tensor_value_info("words", TensorProto.FLOAT, ["cues", "span", "width"]),
        helper.make_tensor_value_info("cue", TensorProto.FLOAT, ["cues", "width"]),
        helper.make_tensor_value_info("inside", TensorProto.INT64, ["cues", "span"]),
        helper.make_tensor_value_info("here", TensorProto.INT32, ["cues", "span"]),
    ]
    axis = graph.constant(np.array([1]))
    x = graph.add("Add", "words", graph.constant(weights["link.rel.weight"][None, seen]))
    marks = graph.add("Gather", graph.constant(weights["link.ins.weight"]), "inside")
    x = graph.add("Add", x, marks)
    x = graph.add("Add", x, graph.add("Unsqueeze", "cue", axis))
    for number in range(layers):
        x = _block(graph, weights, f"link.blocks.{number}.", x, heads)
    x = graph.normed(x, *_norm(weights, "link.n"), 1e-5)
    parts = graph.dense(x, *_norm(weights, "link.out"))
    middle = graph.add("Gather", x, graph.constant(np.array(cue_at)), axis=1)
    valid = graph.dense(middle, *_norm(weights, "link.valid"))
    steps = graph.add("Identity", graph.constant(weights["link.steps"]))
    return graph.model(whole, {"parts": parts, "valid": valid, "steps": steps})


def _block(graph: Graph, w: Weights, name: str, x: str, heads: int) -> str:
    seen = graph.small(graph.normed(x, *_norm(w, name + "n1"), 1e-5), *_norm(w, name + "qkv"))
    seen = graph.small(graph.heads(seen, heads, "here"), *_norm(w, name + "o"))
    x = graph.add("Add", x, seen)
    wide = graph.small(graph.normed(x, *_norm(w, name + "n2"), 1e-5), w[name + "f1.weight"], None)
    wide = graph.add("BiasGelu", wide, graph.constant(w[name + "f1.bias"]), domain=CONTRIB)
    return graph.add("Add", x, graph.small(wide, *_norm(w, name + "f2")))
