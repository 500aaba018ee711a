"""The nets: a big teacher that only types, and the small one that types and spots."""

from collections.abc import Callable, Sequence
from pathlib import Path

import torch
from attrs import frozen
from rows import Offsets, Sample
from torch import Tensor, nn
from transformers import AutoModel, AutoTokenizer, BertModel

from dragoman.encoder.events import MOST, ROOTS, Laid, lay
from dragoman.encoder.pieces import Vocabulary
from dragoman.encoder.words import split_words

SOURCE, TARGET = 1, 2


@frozen(kw_only=True)
class Batch:
    """Sentences side by side, padded: (sentences, pieces). ``mask`` is 1 on pieces."""

    ids: Tensor
    cases: Tensor
    roles: Tensor
    mask: Tensor
    owners: Tensor


Lay = Callable[[Sample, bool], Laid]
"""How a net is shown a sample; False leaves the marks of source and target away."""


class Net(nn.Module):
    """An encoder and two heads: the root type of a marked pair, and where main events have
    their source and target. The table of pieces stays as it is in the stock encoder."""

    def __init__(self, encoder: nn.Module, labels: int, drop: float = 0.1) -> None:
        super().__init__()
        self.bert = encoder
        width = encoder.config.hidden_size
        self.case, self.role = nn.Embedding(4, width), nn.Embedding(3, width)
        nn.init.zeros_(self.case.weight)
        nn.init.zeros_(self.role.weight)
        self.drop = nn.Dropout(drop)
        self.root, self.ends = nn.Linear(4 * width, labels), nn.Linear(width, 4)
        self.bert.embeddings.word_embeddings.weight.requires_grad = False

    def encode(self, batch: Batch) -> Tensor:
        """States of pieces, (sentences, pieces, width)."""
        known = self.bert.embeddings.word_embeddings(batch.ids)
        known = known + self.case(batch.cases) + self.role(batch.roles)
        return self.bert(inputs_embeds=known, attention_mask=batch.mask).last_hidden_state

    def types(self, states: Tensor, batch: Batch) -> Tensor:
        """Figures of roots, (sentences, roots): from the first state and three means."""
        spans = (batch.mask, batch.roles == SOURCE, batch.roles == TARGET)
        pooled = [states[:, 0], *(_mean(states, span) for span in spans)]
        return self.root(self.drop(torch.cat(pooled, -1)))


def _mean(states: Tensor, span: Tensor) -> Tensor:
    share = span.to(states.dtype)
    return (states * share[..., None]).sum(1) / share.sum(1, keepdim=True).clamp(min=1)


def small(stock: Path, labels: int = len(ROOTS)) -> tuple[Net, Lay]:
    """The net that is shipped, on the stock MiniLM."""
    encoder = BertModel.from_pretrained(
        str(stock),
        add_pooling_layer=False,
        attn_implementation="sdpa",
        hidden_dropout_prob=0.05,
        attention_probs_dropout_prob=0.0,
    )
    vocabulary = Vocabulary.of((stock / "vocab.txt").read_text("utf-8"))

    def shown(sample: Sample, marked: bool) -> Laid:
        words = split_words(sample.text, [(0, len(sample.text))])
        source, target = (sample.source, sample.target) if marked else (None, None)
        return lay(vocabulary, words, source, target)

    return Net(encoder, labels), shown


def big(folder: Path, labels: int = len(ROOTS)) -> tuple[Net, Lay]:
    """The teacher, on all-mpnet-base-v2; it sees cased words as its own tokenizer cuts them."""
    encoder = AutoModel.from_pretrained(
        str(folder), add_pooling_layer=False, attn_implementation="eager"
    )
    tokenizer = AutoTokenizer.from_pretrained(str(folder))
    marks = tokenizer.convert_tokens_to_ids([f"[unused{n}]" for n in range(4)])

    def shown(sample: Sample, marked: bool) -> Laid:
        ids, roles = [tokenizer.cls_token_id], [0]
        for text, role in _cut(sample):
            pieces = tokenizer(text, add_special_tokens=False)["input_ids"]
            if role:
                pieces = [marks[2 * role - 2], *pieces, marks[2 * role - 1]]
            ids += pieces
            roles += [0, *[role] * (len(pieces) - 2), 0] if role else [0] * len(pieces)
        ids, roles = ids[: MOST - 1], roles[: MOST - 1]
        ids, roles = [*ids, tokenizer.sep_token_id], [*roles, 0]
        return Laid(ids=ids, cases=[0] * len(ids), roles=roles, owners=[-1] * len(ids))

    return Net(encoder, labels), shown


def _cut(sample: Sample) -> list[tuple[str, int]]:
    """A sentence in parts: what is neither (0), the source (1), the target (2)."""
    spans: list[tuple[Offsets, int]] = [(sample.source, SOURCE)]
    if sample.target is not None:
        spans.append((sample.target, TARGET))
    parts, at = [], 0
    for (start, end), role in sorted(spans):
        parts += [(sample.text[at:start], 0), (sample.text[start:end], role)]
        at = end
    return [part for part in [*parts, (sample.text[at:], 0)] if part[0]]


def side_by_side(laid: Sequence[Laid], blank: int) -> Batch:
    """Some sentences as one batch; ``blank`` fills up the shorter ones."""
    size = max(len(one.ids) for one in laid)

    def table(name: str, fill: int) -> Tensor:
        return torch.tensor(
            [[*getattr(one, name), *[fill] * (size - len(one.ids))] for one in laid]
        )

    mask = torch.tensor([[1] * len(one.ids) + [0] * (size - len(one.ids)) for one in laid])
    return Batch(
        ids=table("ids", blank),
        cases=table("cases", 0),
        roles=table("roles", 0),
        mask=mask,
        owners=table("owners", -1),
    )
