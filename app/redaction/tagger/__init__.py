"""The tagger: a small model of our own that finds persons, organisations, places and addresses.

Modules:
    tokens: what it labels.
    features: how it sees a token.
    decode: from its scores to spans.
    model: loading it and running it.

What it was trained on, and how well it does, is in `CARD.md`; `training/` makes it anew.
"""

from app.redaction.tagger.model import Tagged, Tagger

__all__ = ["Tagged", "Tagger"]
