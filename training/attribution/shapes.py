"""The trained tagger and linker as two ONNX graphs."""

import sys
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper

sys.path.append(str(Path(__file__).parents[1]))
from graph import CONTRIB, Graph, Weights, bert, norm, pieces_input


def encoder_graph(weights: Weights, layers: int, heads: int, epsilon: float) -> onnx.ModelProto:
    """Pieces to what the linker needs of them.

    Inputs: ``ids``, ``cases``, ``gaps`` (1, pieces).
    Outputs: ``tags`` (1, pieces, tags), and as wide as the linker: ``words``, and ``starts`` and
    ``stops``, whose sum over a cue's first and last word stands for the cue.
    """
    graph = Graph()
    marks = {"cases": weights["case.weight"], "gaps": weights["gap.weight"]}
    x = bert(graph, weights, marks, layers, heads, epsilon)
    tags = graph.dense(x, weights["tag.weight"], weights["tag.bias"])
    ends = np.split(weights["link.c.weight"], 2, axis=1)
    shown = {
        "tags": tags,
        "words": graph.dense(x, *norm(weights, "link.w")),
        "starts": graph.dense(x, ends[0], weights["link.c.bias"]),
        "stops": graph.dense(x, ends[1], None),
    }
    return graph.model([pieces_input(name) for name in ("ids", *marks)], shown)


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
    x = graph.normed(x, *norm(weights, "link.n"), 1e-5)
    parts = graph.dense(x, *norm(weights, "link.out"))
    middle = graph.add("Gather", x, graph.constant(np.array(cue_at)), axis=1)
    valid = graph.dense(middle, *norm(weights, "link.valid"))
    steps = graph.add("Identity", graph.constant(weights["link.steps"]))
    return graph.model(whole, {"parts": parts, "valid": valid, "steps": steps})


def _block(graph: Graph, w: Weights, name: str, x: str, heads: int) -> str:
    seen = graph.small(graph.normed(x, *norm(w, name + "n1"), 1e-5), *norm(w, name + "qkv"))
    seen = graph.small(graph.heads(seen, heads, "here"), *norm(w, name + "o"))
    x = graph.add("Add", x, seen)
    wide = graph.small(graph.normed(x, *norm(w, name + "n2"), 1e-5), w[name + "f1.weight"], None)
    wide = graph.add("BiasGelu", wide, graph.constant(w[name + "f1.bias"]), domain=CONTRIB)
    return graph.add("Add", x, graph.small(wide, *norm(w, name + "f2")))
