"""Messages between hospitals (HL7 version 2): what stands in which field of a patient's segment.

PID-3 holds numbers, 5 the name, 7 the day of birth, 11 the address, 13 and 14 telephones, 19 the SSN; NK1
tells of who is next to the patient, GT1 of who pays, IN1 of who is insured; PV1 and
what follows number visits and orders.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from app.redaction import later as re
from app.redaction.findings import EntityType
from app.redaction.recognizers.base import Hit, Recognizer
from app.redaction.recognizers.needs import matches_of

_SEGMENT: Final = re.compile(r"(?m:^)(?:PID|NK1|GT1|IN1|PV1|ORC|OBR|MRG|FT1|SCH)\|[^\n\r]{4,1200}")
_OF_FIELD: Final = {
    "PID": {
        2: EntityType.MRN, 3: EntityType.MRN, 4: EntityType.MRN, 5: EntityType.PERSON, 6: EntityType.PERSON,
        7: EntityType.DOB, 9: EntityType.PERSON, 11: EntityType.ADDRESS, 13: EntityType.PHONE,
        14: EntityType.PHONE, 18: EntityType.BANK_ACCT, 19: EntityType.SSN, 20: EntityType.DRIVER_LICENSE,
    },
    "NK1": {2: EntityType.PERSON, 4: EntityType.ADDRESS, 5: EntityType.PHONE, 6: EntityType.PHONE},
    "GT1": {
        2: EntityType.OTHER_ID, 3: EntityType.PERSON, 5: EntityType.ADDRESS, 6: EntityType.PHONE,
        8: EntityType.DOB, 12: EntityType.SSN,
    },
    "IN1": {
        3: EntityType.OTHER_ID, 8: EntityType.OTHER_ID, 16: EntityType.PERSON, 18: EntityType.DOB,
        36: EntityType.OTHER_ID, 49: EntityType.OTHER_ID,
    },
    "PV1": {5: EntityType.OTHER_ID, 19: EntityType.OTHER_ID, 50: EntityType.OTHER_ID},
    "ORC": {2: EntityType.OTHER_ID, 3: EntityType.OTHER_ID, 4: EntityType.OTHER_ID},
    "OBR": {2: EntityType.OTHER_ID, 3: EntityType.OTHER_ID, 18: EntityType.OTHER_ID},
    "MRG": {1: EntityType.MRN, 3: EntityType.MRN, 7: EntityType.PERSON},
    "FT1": {2: EntityType.OTHER_ID},
    "SCH": {1: EntityType.OTHER_ID, 2: EntityType.OTHER_ID},
}  # fmt: skip


class PatientSegments:
    """What an HL7 message tells of a patient, of those next to them and of who pays."""

    id = "hl7"

    def find(self, text: str) -> Iterator[Hit]:
        """Yield the fields; of a number without the names of who gave it."""
        for segment in matches_of(_SEGMENT, text):
            start = segment.start()
            for number, value in enumerate(segment[0].split("|")):
                label = _OF_FIELD[segment[0][:3]].get(number)
                first = value.partition("^")[0] if label in {EntityType.MRN, EntityType.OTHER_ID} else value
                kept = first.strip("^~&")
                if label is not None and kept:
                    begin = start + first.index(kept)
                    yield Hit(begin, begin + len(kept), label, 0.85, self.id)
                start += len(value) + 1


RECOGNIZERS: tuple[Recognizer, ...] = (PatientSegments(),)
