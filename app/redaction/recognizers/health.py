"""Health and professional numbers by shape and check digit; those with a label are in ``labels``.

NPI: Luhn over 80840 + number (45 CFR 162.406); DEA: two letters, six digits, a check digit (21 CFR 1301.41,
check as published by DEA); MBI: CMS's position table (letters without S L O I B Z).
"""

from __future__ import annotations

from typing import Final

from stdnum import luhn
from stdnum.gb import nhs

from app.redaction.findings import EntityType
from app.redaction.recognizers.base import BEGIN, END, Lexicon, Recognizer, compact, digits_of, shape
from app.redaction.recognizers.check_digits import by, is_health_card_of_brazil
from app.redaction.recognizers.issued import issued

_CARE: Final = "patient|medical|provider|physician|doctor|dr|prescriber|pharmacy|clinic|hospital"


def _is_npi(value: str) -> bool:
    return bool(luhn.is_valid("80840" + digits_of(value)))


def _is_dea(value: str) -> bool:
    digits = [int(character) for character in compact(value)[2:]]
    if len(digits) != 7:
        return False
    total = digits[0] + digits[2] + digits[4] + 2 * (digits[1] + digits[3] + digits[5])
    return total % 10 == digits[6]


def _is_german_health_insurance(value: str) -> bool:
    """Check digit of the Krankenversichertennummer: section 290 SGB V, a modified Luhn."""
    plain = compact(value)
    digits = f"{ord(plain[0]) - 64:02d}{plain[1:9]}"
    total = sum(sum(divmod(int(digit) * (1 + i % 2), 10)) for i, digit in enumerate(digits))
    return total % 10 == int(plain[9])


_MBI_LETTER: Final = "[AC-HJKMNP-RT-Yac-hjkmnp-rt-y]"
_MBI_ANY: Final = "[0-9AC-HJKMNP-RT-Yac-hjkmnp-rt-y]"

RECOGNIZERS: tuple[Recognizer, ...] = (
    shape(
        "us-npi",
        EntityType.PRO_LICENSE,
        BEGIN + r"[12]\d{9}" + END,
        near=0.93,
        check=_is_npi,
        lexicon=Lexicon("npi|national provider|provider id|provider number"),
    ),
    shape(
        "us-dea",
        EntityType.PRO_LICENSE,
        BEGIN + r"[ABCDEFGHJKLMPRSTUX][A-Z9]\d{7}" + END,
        near=0.95,
        check=_is_dea,
        lexicon=Lexicon("dea|controlled substance|prescriber|" + _CARE),
    ),
    shape(
        "us-mbi",
        EntityType.HEALTH_ID,
        BEGIN + rf"(?=[1-9][A-Za-z])[1-9]{_MBI_LETTER}{_MBI_ANY}\d[ -]?{_MBI_LETTER}{_MBI_ANY}\d[ "
        rf"-]?{_MBI_LETTER}{{2}}\d\d" + END,
        alone=0.85,
        near=0.97,
        lexicon=Lexicon("mbi|medicare|beneficiary|" + _CARE),
    ),
    shape(
        "us-hicn",
        EntityType.HEALTH_ID,
        BEGIN + r"\d{3}-?\d{2}-?\d{4}-?[A-DTMW]\d?" + END,
        near=0.9,
        lexicon=Lexicon("hicn|medicare|claim number"),
    ),
    shape(
        "de-kvnr",
        EntityType.HEALTH_ID,
        BEGIN + r"[A-Z]\d{9}" + END,
        checked=0.62,
        near=0.95,
        check=_is_german_health_insurance,
        lexicon=Lexicon(
            "krankenversicherung|krankenkasse|versichertennummer|kvnr|egk|gesundheitskarte|versicherte"
            "|versicherten|kasse"
        ),
    ),
    shape(
        "uk-gmc",
        EntityType.PRO_LICENSE,
        BEGIN + r"\d{7}" + END,
        near=0.9,
        lexicon=Lexicon("gmc|gmc no|gmc number|general medical council"),
    ),
    shape(
        "rx-number",
        EntityType.HEALTH_ID,
        r"(?<!\w)(?:rx|Rx|RX)[ ]?(?:#|no\.?|number|:)[ ]{0,2}(\d{5,12})(?!\w)",
        group=1,
        alone=0.9,
    ),
    shape(
        "ca-ramq",
        EntityType.HEALTH_ID,
        BEGIN + r"[A-Z]{4}[ ]?\d{4}[ ]?\d{4}" + END,
        near=0.93,
        lexicon=Lexicon("ramq|assurance maladie|carte soleil|health card"),
    ),
    issued(
        "uk-nhs",
        r"\d{3}[ -]\d{3}[ -]\d{4}",
        "nhs|health number|chi",
        check=by(nhs),
        label=EntityType.HEALTH_ID,
        checked=0.78,
        near=0.95,
    ),
    issued(
        "uk-nhs-run",
        r"\d{10}",
        "nhs|nhs number|nhs no",
        check=by(nhs),
        label=EntityType.HEALTH_ID,
        near=0.92,
    ),
    issued(
        "ca-health",
        r"\d{4}[ -]\d{3}[ -]\d{3}(?:[ -]?[A-Z]{2})?",
        "ohip|health card|health number|ramq|phn|carte santé",
        label=EntityType.HEALTH_ID,
        near=0.93,
    ),
    issued(
        "au-medicare",
        r"[2-6]\d{3}[ -]?\d{5}[ -]?\d(?:[ /-]?\d)?",
        "medicare|medicare card|irn",
        label=EntityType.HEALTH_ID,
        near=0.93,
    ),
    issued(
        "nz-nhi",
        r"[A-HJ-NP-Z]{3}\d{4}|[A-HJ-NP-Z]{3}\d{2}[A-HJ-NP-Z]{2}",
        "nhi|nhi number|nhi no|national health index",
        label=EntityType.HEALTH_ID,
        near=0.95,
    ),
    issued(
        "br-health-card",
        r"[12789]\d{2}[ .]?\d{4}[ .]?\d{4}[ .]?\d{4}",
        "sus|cns|cartão sus|cartão nacional|cartao sus",
        check=is_health_card_of_brazil,
        label=EntityType.HEALTH_ID,
        checked=0.72,
        near=0.95,
    ),
)
