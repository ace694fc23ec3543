"""Recognisers: what can be told from the text alone.

Each is a pattern, perhaps a check, and words that vouch for it.

Modules: ``base`` (what a recogniser is), then one per family: ``contact``, ``phone``, ``identity`` (national
and tax numbers), ``money``, ``health``, ``network`` (machines, vehicles, documents, places), ``dates``,
``secrets`` (known formats), ``assignments`` (secrets by their label), ``labelled`` with ``labels`` (numbers
by their label), ``usernames``. Not recognisers but ways to see more: ``disguised`` (numbers taken apart),
``encoded`` (base64, hex), ``terms``.
"""

from __future__ import annotations

from app.redaction.recognizers import (
    assignments,
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
from app.redaction.recognizers.base import BesideDigits, Hit, Numbers, Recognizer, Shape

__all__ = ["ALL", "NUMBERS", "Hit", "Recognizer"]


def _together(*families: tuple[Recognizer, ...]) -> tuple[Recognizer, ...]:
    """Return the recognisers with those for long numbers as one."""
    every = [one for family in families for one in family]
    numbers = Numbers(one for one in every if isinstance(one, Shape) and Numbers.wants(one))
    others = [one for one in every if not Numbers.wants(one)]
    beside = BesideDigits(one for one in others if isinstance(one, Shape) and BesideDigits.wants(one))
    return (numbers, beside, *(one for one in others if not BesideDigits.wants(one)))


NUMBERS: tuple[Recognizer, ...] = _together(
    phone.RECOGNIZERS,
    identity.RECOGNIZERS,
    money.RECOGNIZERS,
    health.RECOGNIZERS,
    labelled.RECOGNIZERS,
)
ALL: tuple[Recognizer, ...] = (
    *contact.RECOGNIZERS,
    *NUMBERS,
    *usernames.RECOGNIZERS,
    *network.RECOGNIZERS,
    *dates.RECOGNIZERS,
    *secrets.RECOGNIZERS,
    *assignments.RECOGNIZERS,
)
