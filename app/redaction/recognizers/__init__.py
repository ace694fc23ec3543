"""Recognisers: what can be told from the text alone.

Each is a pattern, perhaps a check, and words that vouch for it.

Modules: ``base`` (what a recogniser is), then one per family: ``contact``, ``phone``, ``identity`` (national
and tax numbers), ``money``, ``health``, ``network`` (machines, vehicles, documents, places), ``dates``,
``secrets`` (known formats), ``assignments`` (secrets by their label) with ``told`` (in a sentence),
``commands`` (given to programs), ``labelled`` with ``labels`` (numbers by their label), ``usernames``. Not
recognisers but ways to see more: ``disguised`` (numbers taken apart), ``encoded`` (base64, hex), ``terms``.
"""

from __future__ import annotations

from app.redaction.recognizers import (
    assignments,
    commands,
    contact,
    dates,
    health,
    identity,
    labelled,
    money,
    network,
    phone,
    secrets,
    usernames,
)
from app.redaction.recognizers.base import Hit, Recognizer, Shape, Together

__all__ = ["ALL", "NUMBERS", "Hit", "Recognizer"]


def _together(*families: tuple[Recognizer, ...]) -> tuple[Recognizer, ...]:
    """Return the recognisers with those shapes as one that can be looked for together."""
    every = [one for family in families for one in family]
    joined = [one for one in every if isinstance(one, Shape) and Together.wants(one)]
    return (Together(joined), *(one for one in every if one not in joined))


NUMBERS: tuple[Recognizer, ...] = _together(
    phone.RECOGNIZERS,
    identity.RECOGNIZERS,
    money.RECOGNIZERS,
    health.RECOGNIZERS,
    labelled.RECOGNIZERS,
)
ALL: tuple[Recognizer, ...] = _together(
    contact.RECOGNIZERS,
    phone.RECOGNIZERS,
    identity.RECOGNIZERS,
    money.RECOGNIZERS,
    health.RECOGNIZERS,
    labelled.RECOGNIZERS,
    usernames.RECOGNIZERS,
    network.RECOGNIZERS,
    dates.RECOGNIZERS,
    secrets.RECOGNIZERS,
    assignments.RECOGNIZERS,
    commands.RECOGNIZERS,
)
