"""Findings: spans of a text that identify somebody or unlock something, each with its reasons.

Offsets are characters (Python string indices) of the text as the user wrote it, half open. Labels are the
field's usual ones, so that a finding can be compared with any annotated corpus.
"""

from __future__ import annotations

import enum
from typing import Final

import msgspec

DOUBTFUL_BELOW = 0.6
"""A finding that scores less is shown as doubtful and has to be decided by the user."""


class EntityType(enum.Enum):
    """What a finding is. The value is the word of its placeholder: ``[PERSON_1]``."""

    # Members are equal where they are the same: the hash of ``Enum`` is a call into Python for every look-up.
    __hash__ = object.__hash__

    PERSON = "PERSON"
    ORG = "ORG"
    LOCATION = "LOCATION"
    ADDRESS = "ADDRESS"
    ZIP = "ZIP"
    GEO = "GEO"  # coordinates
    EMAIL = "EMAIL"
    PHONE = "PHONE"
    USERNAME = "USERNAME"
    URL = "URL"
    IP = "IP"
    MAC = "MAC"
    DEVICE = "DEVICE"  # IMEI, serial numbers
    SSN = "SSN"
    NATIONAL_ID = "NATIONAL_ID"
    PASSPORT = "PASSPORT"
    DRIVER_LICENSE = "DRIVER_LICENSE"
    TAX_ID = "TAX_ID"
    CARD = "CARD"
    IBAN = "IBAN"
    BANK_ACCT = "BANK_ACCT"  # accounts, routing numbers, sort codes, BIC
    CRYPTO = "CRYPTO"
    MRN = "MRN"
    HEALTH_ID = "HEALTH_ID"  # health plan, NHS, MBI
    PRO_LICENSE = "PRO_LICENSE"  # NPI, DEA, bar numbers
    VEHICLE = "VEHICLE"
    OTHER_ID = "OTHER_ID"  # policy, case, invoice, ticket, student, employee numbers
    DOB = "DOB"
    DATE = "DATE"
    AGE = "AGE"
    SECRET = "SECRET"  # noqa: S105 (a word, not a password)
    CUSTOM = "CUSTOM"  # the user's or the organisation's own terms


WITH_CHECK_DIGITS: Final = frozenset({
    EntityType.CARD, EntityType.IBAN, EntityType.BANK_ACCT, EntityType.NATIONAL_ID, EntityType.TAX_ID,
    EntityType.HEALTH_ID, EntityType.PRO_LICENSE, EntityType.PASSPORT, EntityType.VEHICLE, EntityType.DEVICE,
    EntityType.CRYPTO,
})  # fmt: skip
"""Of these a check proves something; of a telephone number only that there could be one."""

CALENDAR_DAYS: Final = frozenset({EntityType.DATE, EntityType.DOB})
"""Of these it proves that the calendar has such a day."""


class Reason(msgspec.Struct, frozen=True):
    """Why something was found. Nothing of the text is in it.

    Attributes:
        rule: id of the recogniser, "tagger", "propagated", "term", "hand" or "suggested" (the local model).
        checksum: a check of the value itself agreed; what it proves, ``WITH_CHECK_DIGITS`` tells.
        context: the entry of our own lexicon that stood near it ("iban", "geb. am"), "" for none.
        score: what this reason alone is worth, 0.0 to 1.0.
        encoding: how the text was hidden ("base64", "zero-width", "spelled-out"), "" for not at all.
        placed: what stands around it vouched for it, and no one word of that can be named.
    """

    rule: str
    score: float
    checksum: bool = False
    context: str = ""
    encoding: str = ""
    placed: bool = False


class Finding(msgspec.Struct, frozen=True):
    """One span to hide.

    Attributes:
        score: 0.0 to 1.0; the best of its reasons.
        reasons: at least one, strongest first.
    """

    start: int
    end: int
    label: EntityType
    score: float
    reasons: tuple[Reason, ...]

    @property
    def doubtful(self) -> bool:
        """Whether the user has to decide."""
        return self.score < DOUBTFUL_BELOW


class QuasiIdentifier(msgspec.Struct, frozen=True):
    """Something that points at a person only together with other things.

    Attributes:
        kind: "age", "date", "place", "employer", "job", "diagnosis", "kinship", "event", "special-category".
        general: a coarser wording ("40-to-49-year-old", "2024"), "" when there is none to offer.
        rare: true of so few that it needs little else to point at one of them.
    """

    start: int
    end: int
    kind: str
    general: str = ""
    rare: bool = False

    def __repr__(self) -> str:
        """Never the wording."""
        return f"<QuasiIdentifier {self.kind} {self.start}:{self.end}>"


class Suggestion(msgspec.Struct, frozen=True):
    """Words that the local model takes for identifying; they stand in the text exactly so."""

    words: str
    label: EntityType = EntityType.CUSTOM

    def __repr__(self) -> str:
        """Never the words."""
        return f"<Suggestion {self.label.value} {len(self.words)} characters>"


class MappedValue(msgspec.Struct, frozen=True):
    """One surface form of one entity of a conversation; the map is a tuple of these.

    Attributes:
        kind: the placeholder's type: an EntityType's value, or LITERAL.
        number: of the entity, from 1.
        role: "" for its first form; FULL, FIRST, LAST, ALT..., RAW...
        value: the text that it stands for.
    """

    kind: str
    number: int
    role: str
    value: str

    @property
    def placeholder(self) -> str:
        """How it is written."""
        return f"[{self.kind}_{self.number}{'_' + self.role if self.role else ''}]"

    def __repr__(self) -> str:
        """Never the value."""
        return f"<MappedValue {self.placeholder}>"
