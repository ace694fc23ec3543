"""The network: hashed features, residual convolutions over words, and two layers of attention across the window."""

import torch
from torch import Tensor, nn

from app.redaction.tagger import features as F
from data import TAGS

DENSE = 32


class Convolution(nn.Module):
    """x + W2 relu(W1 [x(t-d), x(t), x(t+d)]), written as matrix products because those are fast everywhere."""

    def __init__(self, width: int, dilation: int, drop: float) -> None:
        super().__init__()
        self.dilation = dilation
        self.norm = nn.LayerNorm(width)
        self.up = nn.Linear(3 * width, width)
        self.down = nn.Linear(width, width)
        self.drop = nn.Dropout(drop)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        h = self.norm(x)
        if mask is not None:
            h = h * mask
        d = self.dilation
        padded = nn.functional.pad(h, (0, 0, d, d))
        h = torch.cat([padded[:, : -2 * d], h, padded[:, 2 * d :]], -1)
        return x + self.drop(self.down(torch.relu(self.up(h))))


class Attention(nn.Module):
    """Looks at the whole window: the same word elsewhere, the kind of text."""

    def __init__(self, width: int, heads: int, drop: float) -> None:
        super().__init__()
        self.heads, self.size = heads, DENSE
        self.norm = nn.LayerNorm(width)
        self.qkv = nn.Linear(width, 3 * heads * DENSE)
        self.out = nn.Linear(heads * DENSE, width)
        self.drop = nn.Dropout(drop)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        b, t, _ = x.shape
        q, k, v = self.qkv(self.norm(x)).reshape(b, t, 3, self.heads, self.size).permute(2, 0, 3, 1, 4)
        scores = q @ k.transpose(-1, -2) * self.size**-0.5
        if mask is not None:
            scores = scores.masked_fill(mask.reshape(b, 1, 1, t) == 0, -1e4)
        h = (torch.softmax(scores, -1) @ v).transpose(1, 2).reshape(b, t, self.heads * self.size)
        return x + self.drop(self.out(h))


class Network(nn.Module):
    """rows (batch, tokens, WIDTH) of int -> logits (batch, tokens, tags)."""

    def __init__(
        self, vectors, scale, width: int = 192, dilations=(1, 2, 1, 4), heads: int = 4, drop: float = 0.15
    ) -> None:
        super().__init__()
        self.register_buffer("vectors", torch.as_tensor(vectors))  # int8, not trained
        self.register_buffer("scale", torch.as_tensor(scale))
        self.listed = nn.Embedding(F.LISTED_ROWS, 16)
        self.rarity = nn.Embedding(F.RARITY_ROWS, 8)
        self.shape = nn.Embedding(F.SHAPE_ROWS, 24)
        self.hash = nn.Embedding(F.HASH_ROWS, 32)
        self.position = nn.Embedding(F.POSITION_ROWS, 8)
        self.gram = nn.Embedding(F.GRAM_ROWS, 40, padding_idx=0)
        self.enter = nn.Linear(self.vectors.shape[1] + 16 + 8 + 24 + 32 + 8 + 40, width)
        self.drop = nn.Dropout(drop)
        half = len(dilations) // 2
        self.blocks = nn.ModuleList(
            [
                *(Convolution(width, d, drop) for d in dilations[:half]),
                Attention(width, heads, drop),
                *(Convolution(width, d, drop) for d in dilations[half:]),
                Attention(width, heads, drop),
            ]
        )
        self.last = Convolution(width, 1, drop)
        self.norm = nn.LayerNorm(width)
        self.leave = nn.Linear(width, len(TAGS))
        for table in (self.listed, self.rarity, self.shape, self.hash, self.position, self.gram):
            nn.init.normal_(table.weight, std=0.15)
        with torch.no_grad():
            self.gram.weight[0] = 0

    def forward(self, rows: Tensor, mask: Tensor | None = None) -> Tensor:
        word = self.vectors[rows[..., F.WORD]].to(self.scale.dtype) * self.scale
        grams = self.gram(rows[..., F.GRAM :]).sum(-2) * 0.3
        parts = [
            word,
            self.listed(rows[..., F.LISTED]),
            self.rarity(rows[..., F.RARITY]),
            self.shape(rows[..., F.SHAPE]),
            self.hash(rows[..., F.HASH]),
            self.position(rows[..., F.POSITION]),
            grams,
        ]
        x = self.enter(self.drop(torch.cat(parts, -1)))
        if mask is not None:
            mask = mask.unsqueeze(-1)
        for block in [*self.blocks, self.last]:
            x = block(x, mask)
        return self.leave(self.norm(x))
