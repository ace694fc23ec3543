"""Samples: values that stand for any, in documentation, drawings, lessons and laws."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from app.redaction import later as re
from app.redaction.everybodys import without_public
from app.redaction.findings import EntityType
from app.redaction.lessons import is_any_gateway, is_of_any_network, teaches_networks
from app.redaction.lives import is_of_a_known_life
from app.redaction.recognizers.base import Hit
from app.redaction.recognizers.mail import is_nobodys
from app.redaction.spans import is_within
from app.redaction.subject import least_worth_of_names
from app.redaction.things import drawings, is_cited, is_of_a_norm

# "DE00 0000 0000", "00:00:00:00:00:00": what stands for a number
_ONLY_ZEROS: Final = re.compile(r"(?:[A-Z]{2})?0(?:[ .:/-]?0){5,40}-?[A-Z]?\Z")
# "password: SecretString": what a program calls the kind of a value
_TYPE_NAME: Final = re.compile(r"(?:[A-Z][a-z]{1,12}){1,4}(?:String|Str|Hash|Bytes|Field|Schema)\Z")
_DAYS: Final = frozenset({EntityType.DOB, EntityType.DATE})
# "order 1-3-5-2-4": a sequence of steps
_IN_TURN: Final = re.compile(r"\d(?:[-–>]\d){2,11}\Z")
# "policy numbers such as AB-1234567", "Sample: MRN 12345678": digits that count up, in a text of samples.
_COUNTING: Final = re.compile(r"0*1234(?:5(?:6(?:7(?:8(?:90?)?)?)?)?)?\Z|0{2,8}[1-9]\Z")
_OF_SAMPLES: Final = re.compile(
    r"(?<!\w)(?:regex|regexp|such as|for example|e\.g|sample|dummy|example|format|formatted|placeholder"
    r"|unit tests?"
    r"|test data|mock|pytest|beispiel|z\.[ ]?B|par exemple|exemple|p\.[ ]?ex|por ejemplo|ejemplo|ad esempio"
    r"|esempio"
    r"|bijvoorbeeld|voorbeeld|por exemplo|exemplo)(?!\w)",
    re.IGNORECASE,
)
_OF_LABELS: Final = ("label-", "prefixed", "number-", "code-", "stands-", "listed-")
# What databases of genes and proteins number: "accession NM_000546.6".
_OF_GENES: Final = re.compile(r"(?:N[CGMPRTW]|X[MPR])_\d{5,9}(?:\.\d{1,2})?\Z|ENS[A-Z]{0,4}[GTPE]\d{11}\Z")
_NEAR: Final = 120
_STANDS_FOR_ANY: Final = re.compile(r"<[A-Za-z][A-Za-z _-]{1,40}>\Z")  # "<your-username>"
# "If someone is born on 29 February 2000"
_OF_ANYBODY: Final = re.compile(
    r"(?<!\w)(?:if|when|whether|wenn|falls|wann|si|quand|cuando|se|quando|als|wanneer|for|für|pour|para"
    r"|per|voor)[ ]"
    r"(?:someone|somebody|anyone|anybody|a[ ](?:person|child|baby|man|woman)|people|everyone|jemand"
    r"|eine[ ]person"
    r"|ein[ ]kind|quelqu'un|une[ ]personne|un[ ]enfant|alguien|una[ ]persona|qualcuno|iemand|een[ ]kind"
    r"|alguém"
    r"|uma[ ]pessoa)"
    r"[ ](?:(?:who|that|qui|que|che|die|der)[ ])?(?:(?:is|was|are|were|ist|wird|wurde|est|nace|nació|è|is"
    r"|werd|nasce)[ ]){0,2}"
    r"(?:born|geboren|née?|nacid[oa]|nat[oa]|nascid[oa])?[ ]?(?:on|am|le|el|il|op|em|in)?[ ]?(?:the[ ])?\Z",
    re.IGNORECASE,
)


def without_samples(text: str, hits: Iterable[Hit]) -> Iterator[Hit]:
    """Yield the hits without addresses of mail that stand for any, and without the numbers of drawings."""
    drawn = drawings(text)
    hits = list(hits)
    taught = _taught(text, hits)
    for hit in hits:
        value = text[hit.start : hit.end]
        if (hit.label is EntityType.EMAIL and is_nobodys(value)) or _ONLY_ZEROS.match(value):
            continue
        if hit.label is EntityType.SECRET and _TYPE_NAME.match(value):
            continue
        if hit.rule == "label-weak-number" and (is_cited(text, hit.start) or _IN_TURN.match(value)):
            continue
        if hit.rule.startswith(("label-", "column-")) and is_of_a_norm(text, hit.start, hit.end):
            continue
        if (
            hit.rule.startswith(_OF_LABELS)
            and _COUNTING.match("".join(filter(str.isdigit, value)))
            and _OF_SAMPLES.search(text, max(0, hit.start - _NEAR), hit.end + _NEAR)
        ):
            continue
        if hit.rule == "label-mrn" and _OF_GENES.match(value):
            continue
        if _STANDS_FOR_ANY.match(value) or (hit.rule == "git-remote" and value.isupper()):
            continue
        if hit.label in _DAYS and (
            is_of_a_known_life(text, hit.start) or _OF_ANYBODY.search(text, max(0, hit.start - 48), hit.start)
        ):
            continue
        if taught and is_within(taught, hit.start):
            continue
        if not (drawn and is_within(drawn, hit.start)):
            yield hit


def _taught(text: str, hits: Sequence[Hit]) -> list[tuple[int, int]]:
    """Return where the addresses of a lesson about networks stand, sorted: those of nobody's machine."""
    spans = [
        (hit.start, hit.end)
        for hit in hits
        if hit.label is EntityType.MAC
        or (hit.label is EntityType.IP and is_of_any_network(text[hit.start : hit.end]))
    ]
    if spans and not teaches_networks(text):
        spans = [span for span in spans if is_any_gateway(text, text[slice(*span)])]
    if not spans:
        return []
    spans.sort()
    # What another recogniser takes the same digits for tells of nobody.
    others = [hit for hit in without_public(text, hits) if not is_within(spans, hit.start)]
    return spans if least_worth_of_names(text, others) is None else []
