"""Tickets that the subject of a mail names in brackets: "Subject: [#FERN-3309] Laptop"."""

from __future__ import annotations

from app.redaction.findings import EntityType
from app.redaction.recognizers.base import Recognizer, shape

RECOGNIZERS: tuple[Recognizer, ...] = (
    shape(
        "ticket-in-subject",
        EntityType.OTHER_ID,
        r"(?<!\w)(?i:subject|betreff|objet|asunto|oggetto|onderwerp"
        r"|assunto)[ ]?:[^\n\[\]]{0,60}\[[^\n\[\]\d]{0,20}?"
        r"((?:[A-Z]{1,8}-?)?\d{3,12}(?:-[A-Z\d]{1,8}){0,3})\]",
        group=1,
        alone=0.8,
        needles=("[",),
    ),
)
