"""The network: a small Llama (RMS norm, rotary positions, grouped queries, SwiGLU, tied output)."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional


@dataclass(frozen=True, slots=True)
class Shape:
    """The sizes of a model; every width is a multiple of 32, the block of Q8_0."""

    vocabulary: int = 8192
    width: int = 384
    layers: int = 7
    heads: int = 6
    key_heads: int = 3
    hidden: int = 1024
    context: int = 2048
    rope_base: float = 10000.0
    epsilon: float = 1e-5

    @property
    def head_width(self) -> int:
        """The width of one attention head."""
        return self.width // self.heads


class RmsNorm(nn.Module):
    """Scale to unit root mean square."""

    def __init__(self, width: int, epsilon: float) -> None:
        """Start as the identity scale."""
        super().__init__()
        self.weight = nn.Parameter(torch.ones(width))
        self.epsilon = epsilon

    def forward(self, x: Tensor) -> Tensor:
        """Normalise the last dimension."""
        return functional.rms_norm(x, (x.shape[-1],), self.weight, self.epsilon)


def rotate(x: Tensor, cosine: Tensor, sine: Tensor) -> Tensor:
    """Rotate neighbouring pairs, the order that llama.cpp expects of a Llama."""
    even, odd = x[..., 0::2], x[..., 1::2]
    turned = torch.stack((even * cosine - odd * sine, even * sine + odd * cosine), dim=-1)
    return turned.flatten(-2)


class Block(nn.Module):
    """Attention, then a gated feed-forward part."""

    def __init__(self, shape: Shape) -> None:
        """Make the seven matrices and two norms."""
        super().__init__()
        self.shape = shape
        keys = shape.key_heads * shape.head_width
        self.attn_norm = RmsNorm(shape.width, shape.epsilon)
        self.attn_q = nn.Linear(shape.width, shape.width, bias=False)
        self.attn_k = nn.Linear(shape.width, keys, bias=False)
        self.attn_v = nn.Linear(shape.width, keys, bias=False)
        self.attn_output = nn.Linear(shape.width, shape.width, bias=False)
        self.ffn_norm = RmsNorm(shape.width, shape.epsilon)
        self.ffn_gate = nn.Linear(shape.width, shape.hidden, bias=False)
        self.ffn_up = nn.Linear(shape.width, shape.hidden, bias=False)
        self.ffn_down = nn.Linear(shape.hidden, shape.width, bias=False)

    def forward(self, x: Tensor, cosine: Tensor, sine: Tensor) -> Tensor:
        """Run one layer over (batch, time, width)."""
        shape = self.shape
        batch, time, _ = x.shape
        h = self.attn_norm(x)
        q = self.attn_q(h).view(batch, time, shape.heads, -1).transpose(1, 2)
        k = self.attn_k(h).view(batch, time, shape.key_heads, -1).transpose(1, 2)
        v = self.attn_v(h).view(batch, time, shape.key_heads, -1).transpose(1, 2)
        q, k = rotate(q, cosine, sine), rotate(k, cosine, sine)
        repeats = shape.heads // shape.key_heads
        k, v = k.repeat_interleave(repeats, 1), v.repeat_interleave(repeats, 1)
        mixed = functional.scaled_dot_product_attention(q, k, v, is_causal=True)
        x = x + self.attn_output(mixed.transpose(1, 2).reshape(batch, time, -1))
        h = self.ffn_norm(x)
        return x + self.ffn_down(functional.silu(self.ffn_gate(h)) * self.ffn_up(h))


class Llama(nn.Module):
    """The whole model; the output matrix is the embedding."""

    def __init__(self, shape: Shape) -> None:
        """Initialise small, the residual outputs smaller."""
        super().__init__()
        self.shape = shape
        self.token_embd = nn.Embedding(shape.vocabulary, shape.width)
        self.blk = nn.ModuleList(Block(shape) for _ in range(shape.layers))
        self.output_norm = RmsNorm(shape.width, shape.epsilon)
        for name, parameter in self.named_parameters():
            if parameter.ndim == 2:
                nn.init.normal_(parameter, std=0.02)
                if name.endswith(("attn_output.weight", "ffn_down.weight")):
                    parameter.data /= (2 * shape.layers) ** 0.5
        steps = torch.arange(0, shape.head_width, 2, dtype=torch.float32) / shape.head_width
        angles = torch.outer(torch.arange(shape.context).float(), shape.rope_base**-steps)
        self.register_buffer("cosine", angles.cos(), persistent=False)
        self.register_buffer("sine", angles.sin(), persistent=False)

    def features(self, ids: Tensor) -> Tensor:
        """Return the normalised last hidden states."""
        cosine, sine = self.cosine[: ids.shape[1]], self.sine[: ids.shape[1]]
        x = self.token_embd(ids)
        for block in self.blk:
            x = block(x, cosine, sine)
        return self.output_norm(x)

    def loss(self, ids: Tensor, places: Tensor, targets: Tensor, weights: Tensor) -> Tensor:
        """Return the weighted mean cross entropy of the tokens that follow some places.

        Only there are logits made: in conversations two tokens of three are not learned, and the vocabulary is the widest
        matrix.

        Args:
            ids: what is read, of shape (batch, time).
            places: indices into the flattened `ids`.
            targets: the ids that follow them.
            weights: how much each counts; 0 where `places` is only filled up.
        """
        chosen = self.features(ids).flatten(0, 1)[places]
        logits = chosen @ self.token_embd.weight.T
        losses = functional.cross_entropy(logits.float(), targets, reduction="none")
        return (losses * weights).sum() / weights.sum().clamp(min=1.0)

    @torch.no_grad()
    def next_logits(self, ids: list[int]) -> Tensor:
        """Return the logits of the token after `ids`."""
        return self.features(torch.tensor([ids]))[0, -1] @ self.token_embd.weight.T
