"""The network as training sees it: with what is asked of it besides the next token."""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional

from model import Llama, Shape

# How much the beginnings weigh beside the next tokens.
BEGINNINGS_WEIGHT = 0.3


class Beginnings(nn.Module):
    """Read from the middle of the network how the sentence of a token begins: its first and its second token.

    Whoever finds a word of a question in a text can then tell at once where its sentence starts, and quote it. Left to itself
    so small a network did not find that way in an hour; asked for it at every token it takes minutes. The shipped model has
    the knowledge, not these matrices.
    """

    def __init__(self, shape: Shape) -> None:
        """Make the two matrices."""
        super().__init__()
        self.first = nn.Linear(shape.width, shape.width, bias=False)
        self.second = nn.Linear(shape.width, shape.width, bias=False)
        for reading in (self.first, self.second):
            nn.init.normal_(reading.weight, std=0.02)

    def loss(self, middle: Tensor, begins: Tensor, embedding: Tensor) -> Tensor:
        """Return the mean cross entropy.

        Args:
            middle: hidden states of some tokens, of shape (tokens, width).
            begins: the two ids of each, of shape (tokens, 2); 0 where there is none.
            embedding: that of the network, of shape (vocabulary, width).
        """
        normal = functional.rms_norm(middle, (middle.shape[-1],))
        total = torch.zeros((), device=middle.device)
        for reading, wanted in zip((self.first, self.second), begins.unbind(-1), strict=True):
            logits = reading(normal) @ embedding.T
            losses = functional.cross_entropy(logits.float(), wanted, reduction="none")
            is_asked = (wanted > 0).float()
            total = total + (losses * is_asked).sum() / is_asked.sum().clamp(min=1.0)
        return total


class Learner(nn.Module):
    """A network, and the beginnings that are read from it."""

    def __init__(self, shape: Shape) -> None:
        """Begin from nothing."""
        super().__init__()
        self.network = Llama(shape)
        self.beginnings = Beginnings(shape)

    def loss(
        self, ids: Tensor, places: Tensor, targets: Tensor, weights: Tensor, sought: Tensor, begins: Tensor
    ) -> Tensor:
        """Return the weighted mean cross entropy of the tokens that follow some places, and of beginnings.

        Only at these places are logits made: in conversations two tokens of three are not learned, and the vocabulary is
        the widest matrix.

        Args:
            ids: what is read, of shape (batch, time).
            places: indices into the flattened `ids`.
            targets: the ids that follow them.
            weights: how much each counts; 0 where `places` is only filled up.
            sought: indices into the flattened `ids`, of tokens of sentences.
            begins: how these begin, of shape (sought, 2); see `Beginnings.loss`.
        """
        last, middle = self.network.states(ids)
        embedding = self.network.token_embd.weight
        logits = last.flatten(0, 1)[places] @ embedding.T
        losses = functional.cross_entropy(logits.float(), targets, reduction="none")
        foretold = (losses * weights).sum() / weights.sum().clamp(min=1.0)
        beginnings = self.beginnings.loss(middle.flatten(0, 1)[sought], begins, embedding.detach())
        return foretold + BEGINNINGS_WEIGHT * beginnings
