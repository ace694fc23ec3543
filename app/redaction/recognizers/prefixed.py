"""Numbers that carry their label as a prefix: "MRN-8259183", "EMP36737", "POL-1676444"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from app.redaction import later as re
from app.redaction.findings import EntityType
from app.redaction.recognizers.base import Hit, Recognizer, matches_at
from app.redaction.sighted import firsts_of

_PREFIXES: Final[tuple[tuple[EntityType, str], ...]] = (
    (EntityType.MRN, "MRN|MR|PAT|PT|PID|CHART|ENC|HOSP"),
    (EntityType.HEALTH_ID, "INS|MEM|MBR|HP|HPB|NHS|SUB|GRP|MCR|HIC|BEN"),
    (
        EntityType.OTHER_ID,
        (
            "POL|POLICY|CLM|CLAIM|CASE|INV|INVOICE|TKT|TICKET|ORD|ORDER|REF|STU|STUD|STUDENT|EMP|EMPL"
            "|EMPLOYEE|CUST|CUSTOMER|CLIENT|CID|UID|SID|EID|HR|CRM|SO|PO|WO|RMA|BK|BKG|CONF|TXN|TRX"
            "|TRANS|APP|RX|LOAN|FILE|BADGE|STAFF|USR|LIC|CERT|CONTRACT|DOC|SR|CHG|RITM|SCTASK|CS|KD|KDNR"
            "|RE|AZ|MAT|MATR"
        ),
    ),
    (EntityType.BANK_ACCT, "ACC|ACCT|ACCOUNT|AC|BA"),
    (EntityType.NATIONAL_ID, "NID|NATID|CITIZEN"),
    (EntityType.TAX_ID, "TAX|TIN|EIN|VAT"),
    (EntityType.DRIVER_LICENSE, "DL|DLN"),
    (EntityType.PRO_LICENSE, "NPI|DEA|BAR|PRV|PROV|GMC"),
    (EntityType.DEVICE, "DEV|DEVICE|SN|SER|IMEI|BIO|BIO-FP|FP|ASSET"),
    (EntityType.VEHICLE, "VLR|VIN|PLATE"),
    (EntityType.PASSPORT, "PASS|PP"),
)
_SURE: Final = frozenset(
    {
        "MRN",
        "EMP",
        "POL",
        "CLM",
        "INS",
        "NID",
        "ACCT",
        "CUST",
        "PAT",
        "STU",
        "CASE",
        "INV",
        "EMPL",
        "MEM",
        "MBR",
    }
)


class Prefixed:
    """Numbers that begin with an abbreviation of what they are."""

    id = "prefixed"

    def __init__(self) -> None:
        self._labels = {prefix: label for label, prefixes in _PREFIXES for prefix in prefixes.split("|")}
        self._firsts = firsts_of(prefix.lower() for prefix in self._labels)
        names = "|".join(sorted(self._labels, key=len, reverse=True))
        self._pattern = re.compile(
            rf"(?<![^\W_])(?<![.@-])(?<![A-Z]:)({names})(?:[-_#:]{{1,2}}(?=[A-Z0-9-]{{0,10}}\d{{3}})[A-Z0-9]{{1,14}}("
            rf"?:[-/][A-Z0-9]{{1,12}}){{0,4}}|\d{{5,14}})(?![^\W_])(?![.(]\w)",
        )

    def find(self, text: str) -> Iterator[Hit]:
        """Yield them with their prefix, which is a part of the number."""
        for match in matches_at(self._pattern, text, self._firsts):
            score = 0.9 if match[1] in _SURE else 0.7
            yield Hit(*match.span(), self._labels[match[1]], score, self.id, context=match[1].lower())


RECOGNIZERS: tuple[Recognizer, ...] = (Prefixed(),)
