"""Owners of numbers: whether a text tells of a person, so that the numbers in it are likely that person's."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from app.redaction import later as re
from app.redaction.findings import DOUBTFUL_BELOW, EntityType
from app.redaction.recognizers.base import Hit
from app.redaction.recognizers.needs import matches_of
from app.redaction.standing_words import announces
from app.redaction.things import is_of_a_thing

# A text is somebody's where it says so; one word that a tagger takes for a name does not say so.
_WEAK_EVIDENCE: Final = frozenset({
    "label-weak-number", "label-weak-id", "label-invoice", "prefixed", "case-number-us", "address",
    "code-in-private-text", "number-in-private-text", "id-in-a-log", "record-zero-padded",
    "label-noun-number", "filed-under", "number-of-a-judgment", "ticket-of-a-desk",
})  # fmt: skip
_EVIDENCE: Final = frozenset({
    EntityType.EMAIL, EntityType.PHONE, EntityType.SSN, EntityType.NATIONAL_ID, EntityType.MRN,
    EntityType.DOB, EntityType.HEALTH_ID, EntityType.PASSPORT, EntityType.DRIVER_LICENSE, EntityType.IBAN,
    EntityType.BANK_ACCT, EntityType.CARD, EntityType.TAX_ID, EntityType.AGE, EntityType.OTHER_ID,
    EntityType.ADDRESS, EntityType.VEHICLE,
})  # fmt: skip
# "mon pseudo c'est lapinou_69": whoever says so is somebody.
_NAMES_OF_USERS: Final = frozenset(
    {"username-told", "username-labelled", "username-placed", "answered", "username-session"}
)
_SPEAKS: Final = re.compile(
    r"(?<![\w'’-])(?:I|(?i:i['’]m|my|mine|me|we|our|his|her|she|he|ich|mein\w{0,2}|mich|mir|wir|unser\w{0,2}"
    r"|ihr\w{0,2}|seine?\w?|je|j['’]ai|mon|ma|mes|moi|notre|nos|vos|votre|mi|mis|tengo|soy|nuestr[oa]|io"
    r"|mio|mia"
    r"|miei|sono|nostr[oa]|ik|mijn|mn|ons|onze|uw|eu|meu|minha|meus|nosso|nossa|mr|mrs|ms|miss|dr|herr|frau"
    r"|herrn|monsieur|madame|mme|señor|señora|sr|sra|sig|dhr|mevr|mw))(?![\w'’])"
)
_OWNED: Final = re.compile(
    r"(?<!\w)(?:my|his|her|mein|meine|mon|ma|mijn|mn|mio|mia|meu|minha|mi)[ ](?:[^\W\d_]{1,16}[ ]){0,2}?"
    r"(?P<noun>[^\W\d_]{2,24})[^\n.?!\d]{0,64}?\d",
    re.IGNORECASE,
)
_ROLE: Final = re.compile(
    r"(?<!\w)(?:patient|pt|subject|participant|kundin|kunde|klant|abonado|abonada|socio|socia|sócio|abonné"
    r"|adhérent|mitglied|candidate|volunteer|juror|claimant|defendant|plaintiff|policyholder|insured"
    r"|tenant|inmate"
    r"|detainee|resident|pupil|student|applicant|employee|donor|client|proband|versicherter?|mandant|schüler"
    r"|mieter|patientin|assuré|allocataire|élève|paciente|asegurado|alumno|imputado|paziente|assistito"
    r"|imputato"
    r"|patiënt|cliënt|verzekerde|leerling|utente|arguido|aluno|segurado)"
    r"(?:[ ](?:no|nr|id|number|n°|nº))?\.?[ :#]{1,3}(?P<number>(?=[\w/-]{0,6}\d)[\w/-]{2,20}+)(?!\.\d)",
    re.IGNORECASE,
)
_OF_ORDERS: Final = frozenset({"label-weak-number", "label-weak-id", "label-invoice", "prefixed"})
# Somebody's order, ticket or contract, and one person who speaks or is spoken of.
_SPEAKS_OF_ONE: Final = re.compile(
    r"(?<![\w'’-])(?!(?i:my question|meine frage|ma question|mijn vraag|mi pregunta|minha pergunta)(?!\w))"
    r"(?:I(?![\w.])|(?i:i['’]m|my|mine|his|her|hers|she|he|ich|mein\w{0,2}|mir|je|j['’]ai|mon|ma|mes|moi"
    r"|mio|mia|mijn|mn|meu|minha|tengo|soy|mr|mrs|ms|herr|frau|monsieur|madame|señora?|signora?|mevrouw)"
    r"(?![\w'’]))"
)
_OF_EXAMPLES: Final = re.compile(
    r"(?<!\w)(?:regex|regexp|such as|for example|e\.g|sample|dummy|example|test data|script|function|sql|json"
    r"|api|query|parse|code|bug|z\.[ ]?B|zum Beispiel|par exemple|p\.[ ]?ex|por ejemplo|ad esempio"
    r"|bijvoorbeeld|por exemplo)(?!\w)",
    re.IGNORECASE,
)
# Two papers with a number each are somebody's, but for those of an exercise or a program.
_SEVERAL_PAPERS: Final = 2
# "EMP 4418", "SO# 118204", "BOL 0044182": what offices call their papers.
_SHORT_FORM: Final = re.compile(
    r"(?<![\w/.-])(?:INV|PO|SO|WO|CLM|POL|SUB|EMP|CUST|ACCT|ASN|BOL|GRN|RMA|TKT|SR|CHG|INC|RCPT|ORD|REF|RE|KD|AB|LS|KV"
    r"|PNR|VN|CLI|CDE|FACT|BC|BL|CTR|AFF|FRA|PED|ALB|EXP|FATT|DDT|PROT|PRAT|FT|NE|PROC)[#.:]?[ ]"
    r"(?P<value>(?=[\w/-]{0,6}\d{3})[A-Z\d][\w/-]{2,14})(?![\w%]|[.,]\d)"
)
_PLAIN_NUMBER: Final = re.compile(r"[1-9]\d{0,3}\Z")
_OF_PROGRAMS: Final = re.compile(
    r"(?<!\w)(?:regex|regexp|such as|for example|e\.g|sample|dummy|examples?|test|tests|script|function|sql"
    r"|json|api|query|parse|bug|def|class|return|import|const|let|var|select|insert|int|true|false|null|none|commit"
    r"|branch|endpoint|z\.[ ]?B|zum Beispiel|par exemple|p\.[ ]?ex|por ejemplo|ad esempio|bijvoorbeeld"
    r"|por exemplo)(?!\w)|[{}]|;(?=\w|[ ]?(?:\n|\Z))|=>|==|->|\w\(|\w\.\w{2,}\(",
    re.IGNORECASE,
)
# "98263000 4477 1930": in such groups stand the numbers of cards and contracts; amounts stand in threes.
_LONG_GROUPS: Final = re.compile(r"(?<![\w.,/-])\d{3,10}(?:[ -]\d{3,5}){2,5}(?![\w%-]|[.,]\d)")
_FEWEST_OF_A_ROLE: Final = 3  # the participants 14 and 15 of an exercise are nobody
_NAME_OF_TWO: Final = 0.5
_FEWEST_IN_LONG_GROUPS: Final = 12


def owns_numbers(text: str, hits: Iterable[Hit]) -> bool:
    """Whether a text tells of a person, so that the numbers in it are likely that person's."""
    names: set[str] = set()
    papers: set[str] = set()
    named = counted = device = False
    for hit in hits:
        if hit.score < (_NAME_OF_TWO if " " in text[hit.start : hit.end] else DOUBTFUL_BELOW):
            continue
        if hit.label in _EVIDENCE and hit.rule not in _WEAK_EVIDENCE and not _is_unsure(hit):
            return True
        if hit.label is EntityType.PERSON:
            if hit.rule not in {"tagger", "propagated"}:
                return True
            names.add(text[hit.start : hit.end])
        if hit.rule == "username-signs-in":
            return True
        counted = counted or hit.rule in _OF_ORDERS
        if hit.label is EntityType.OTHER_ID and hit.rule in _OF_ORDERS:
            papers.add(text[hit.start : hit.end])
        device = device or hit.label is EntityType.DEVICE
        named = named or (hit.label is EntityType.USERNAME and hit.rule in _NAMES_OF_USERS)
    if any(" " in name.strip() for name in names) or len(names) > 2:
        return True
    if ((names or named) and _SPEAKS.search(text)) or (named and device):
        return True
    if _are_several(papers, text) and not _OF_PROGRAMS.search(text):
        return True
    if (
        (counted or any(map(_is_grouped, matches_of(_LONG_GROUPS, text))))
        and _SPEAKS_OF_ONE.search(text)
        and not _OF_EXAMPLES.search(text)
    ):
        return True
    return _ROLE.search(text) is not None or _owns_by_words(text)


def names_an_owner(text: str) -> bool:
    """Whether words alone make a number somebody's: "patient 4471", "my locker is 31"."""
    role = _ROLE.search(text)
    return (role is not None and len(role["number"]) >= _FEWEST_OF_A_ROLE) or _owns_by_words(text)


def _owns_by_words(text: str) -> bool:
    return any(announces(match["noun"].lower()) for match in matches_of(_OWNED, text))


def _are_several(papers: set[str], text: str) -> bool:
    """Whether a text has more than one paper; letters that may mean anything need one more."""
    if len(papers) >= _SEVERAL_PAPERS:
        return True
    papers = papers | {match["value"] for match in matches_of(_SHORT_FORM, text)}
    return len(papers) > _SEVERAL_PAPERS and not all(map(_PLAIN_NUMBER.match, papers))


def _is_grouped(match: re.Match[str]) -> bool:
    """Whether groups of digits are no amount, and no number of a book or another thing."""
    groups = re.split(r"[ -]", match[0])
    return (
        sum(map(len, groups)) >= _FEWEST_IN_LONG_GROUPS
        and any(len(group) != len("000") for group in groups[1:])
        and not is_of_a_thing(match.string, *match.span())
    )


def _is_unsure(hit: Hit) -> bool:
    """Whether a hit alone makes no text somebody's: digits alone, a serial number, a tagged address."""
    if hit.rule == "label-numbered":
        return hit.context == "serial"
    if hit.label is EntityType.PHONE:
        return hit.rule in {"phone-national", "phone-es-pt-pl"} and not hit.context
    return hit.label is EntityType.ADDRESS and hit.rule == "tagger"
