"""Numbers of single systems: tickets in the subject of a mail, of an IT desk, logs of the police, padlocks.

"Subject: [#FERN-3309] Laptop", "CRQ000000447182", "Police log 447 of 06/03/25", "padlock code 8-31-14".
"""

from __future__ import annotations

from typing import Final

from app.redaction import later as re
from app.redaction.findings import EntityType
from app.redaction.recognizers.base import Recognizer, shape

# What numbers of standards, articles, trials and genes begin with.
_EVERYBODYS: Final = (
    "UTF|ISO|SKU|EAN|REV|MOD|ERR|NCT|ISRCTN|DRKS|PMC|PMID|ENS[A-Z]{1,4}|GSE|GSM|IPR|PF|HP|GO|MP|MONDO|CHEBI"
    "|CHEMBL|HGNC|HMDB|DB|UPI|SRR|SRX|SRP|EFO|LOC|NM|NP|XM|RS|ZINC|CID|COSV|TIGR|KB|OMIM"
)

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
    shape(
        "record-zero-padded",  # INC0044718, CRQ000000447182, IM0447182
        EntityType.OTHER_ID,
        rf"(?<![\w.@/#&=+-])(?!(?:{_EVERYBODYS})\d)[A-Z]{{2,7}}0\d{{5,13}}(?![^\W_])(?![.(+/=-]\w)",
        alone=0.7,
        core=re.compile(r"0(?<=[A-Z]0)\d{5}"),
        reach=32,
    ),
    shape(
        "police-log",  # a number that begins anew each day
        EntityType.OTHER_ID,
        r"(?<!\w)(?:log|cad|incident|sto|storm|chs)[ ](?:(?:no\.?|number|ref\.?|reference)[ ])?[:#]?[ ]?"
        r"(\d{1,6}[ ]of[ ](?:\d{1,2}[./-]\d{1,2}(?:[./-]\d{2,4})?|\d{1,2}(?:st|nd|rd|th)?[ ][A-Z][a-z]{2,8}"
        r"(?:[ ]\d{4})?))(?![\w/])",
        flags=re.IGNORECASE,
        group=1,
        alone=0.85,
        core=re.compile(r" of (?<=\d of )\d"),
        reach=64,
    ),
    shape(
        "padlock",
        EntityType.SECRET,
        r"(?<!\w)(?:padlock|combination|lock|locker|safe|strongbox)[ ]?(?:code|combination|combo|number)?"
        r"(?:[ ]is|:)?[ ](\d{1,2}-\d{1,2}-\d{1,2})(?![\w/-])",
        flags=re.IGNORECASE,
        group=1,
        alone=0.8,
        core=re.compile(r"-(?<=\d-)\d{1,2}-\d"),
        reach=64,
    ),
)
