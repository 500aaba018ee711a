"""The net that is trained: MiniLM as encoder, a tagger of cues, a linker around each cue."""

from pathlib import Path
from typing import Any

import numpy as np
import torch
from batches import BEFORE, BEHIND
from torch import Tensor, nn
from torch.nn import functional as fn
from transformers import BertModel

from dragoman.encoder.decoding import closed, sum_paths

SPAN = BEFORE + BEHIND
PARTS = 5
WIDTH, HEADS, LAYERS, WIDE = 192, 6, 3, 512
TAGS = 5
"""Outside, first and later word of a cue; then, each for itself, in a speaker and in a content."""


class Block(nn.Module):
    """One layer of the linker: attention and a wide layer, each behind a normalisation."""

    def __init__(self, drop: float) -> None:
        super().__init__()
        self.n1, self.n2 = nn.LayerNorm(WIDTH), nn.LayerNorm(WIDTH)
        self.qkv, self.o = nn.Linear(WIDTH, 3 * WIDTH), nn.Linear(WIDTH, WIDTH)
        self.f1, self.f2 = nn.Linear(WIDTH, WIDE), nn.Linear(WIDE, WIDTH)
        self.drop = nn.Dropout(drop)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """``x`` is (cues, span, width), ``mask`` added to the attention's figures."""
        cues, span, _ = x.shape
        joint = self.qkv(self.n1(x)).view(cues, span, 3, HEADS, WIDTH // HEADS)
        query, key, value = joint.permute(2, 0, 3, 1, 4)
        seen = fn.scaled_dot_product_attention(query, key, value, attn_mask=mask)
        x = x + self.drop(self.o(seen.transpose(1, 2).reshape(cues, span, WIDTH)))
        return x + self.drop(self.f2(fn.gelu(self.f1(self.n2(x)))))


class Linker(nn.Module):
    """Says of each word around a cue what it is in the cue's attribution."""

    def __init__(self, width: int, drop: float) -> None:
        super().__init__()
        self.w, self.c = nn.Linear(width, WIDTH), nn.Linear(2 * width, WIDTH)
        self.rel, self.ins = nn.Embedding(SPAN, WIDTH), nn.Embedding(2, WIDTH)
        nn.init.normal_(self.rel.weight, 0, 0.02)
        nn.init.normal_(self.ins.weight, 0, 0.5)
        self.blocks = nn.ModuleList(Block(drop) for _ in range(LAYERS))
        self.n, self.out = nn.LayerNorm(WIDTH), nn.Linear(WIDTH, PARTS)
        self.valid = nn.Linear(WIDTH, 1)
        self.steps = nn.Parameter(torch.zeros(PARTS, PARTS))

    def forward(
        self, words: Tensor, cue: Tensor, inside: Tensor, here: Tensor
    ) -> tuple[Tensor, Tensor]:
        """Figures of parts (cues, span, parts) and of the cue being one (cues)."""
        x = self.w(words) + self.rel.weight[None] + self.ins(inside) + self.c(cue)[:, None]
        mask = ((here.to(x.dtype) - 1) * 1e4)[:, None, None]
        for block in self.blocks:
            x = block(x, mask)
        x = self.n(x)
        return self.out(x), self.valid(x[:, BEFORE]).squeeze(-1)


class Net(nn.Module):
    """Encoder, tagger and linker. The table of pieces stays as it is in the stock encoder."""

    def __init__(self, stock: Path, drop: float = 0.1) -> None:
        super().__init__()
        self.bert = BertModel.from_pretrained(
            str(stock),
            add_pooling_layer=False,
            attn_implementation="sdpa",
            hidden_dropout_prob=0.0,
            attention_probs_dropout_prob=0.0,
        )
        width = self.bert.config.hidden_size
        self.case, self.gap = nn.Embedding(4, width), nn.Embedding(3, width)
        nn.init.zeros_(self.case.weight)
        nn.init.zeros_(self.gap.weight)
        self.tag, self.drop = nn.Linear(width, TAGS), nn.Dropout(drop)
        self.link = Linker(width, drop)
        self.bert.embeddings.word_embeddings.weight.requires_grad = False

    def encode(self, ids: Tensor, cases: Tensor, gaps: Tensor, mask: Tensor) -> Tensor:
        """Vectors of pieces, (windows, pieces, width)."""
        known = self.bert.embeddings.word_embeddings(ids) + self.case(cases) + self.gap(gaps)
        return self.bert(inputs_embeds=known, attention_mask=mask).last_hidden_state


class PathLoss(torch.autograd.Function):
    """Negative log share of the right row of parts among all rows, summed over cues.

    The totals and their slopes (the shares) come from the program's own forward-backward pass.
    """

    @staticmethod
    def forward(ctx: Any, figures: Tensor, steps: Tensor, parts: Tensor, free: Tensor) -> Tensor:
        """``figures`` (cues, span, parts), ``steps`` (parts, parts) from row to column, ``parts``
        and ``free`` (cues, span). Where a word is not free only "none" may stand."""
        shut = closed(figures.detach().double().numpy(), free.numpy())
        learnt, right = steps.detach().double().numpy(), parts.numpy()
        sums = sum_paths(shut, learnt)
        before, after = right[:, :-1].ravel(), right[:, 1:].ravel()
        counts = np.zeros_like(learnt)
        np.add.at(counts, (before, after), 1)
        known = np.eye(figures.shape[-1])[right]
        slope = (sums.shares - known) * free.numpy()[..., None]
        ctx.slopes = [torch.from_numpy(x).float() for x in (slope, sums.steps - counts)]
        total = sums.totals.sum() - (shut * known).sum() - (learnt * counts).sum()
        return figures.new_tensor(total)

    @staticmethod
    def backward(ctx: Any, *slopes: Tensor) -> tuple[Tensor, Tensor, None, None]:
        """Slopes by figures and by steps."""
        figures, steps = ctx.slopes
        return figures * slopes[0], steps * slopes[0], None, None
