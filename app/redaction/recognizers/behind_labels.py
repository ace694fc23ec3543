"""What stands behind a label: signs and words that lead to its value, or tell that nobody's value follows."""

from __future__ import annotations

from typing import Final

from app.redaction import later as re
from app.redaction.data import words
from app.redaction.findings import EntityType
from app.redaction.recognizers.base import Hit
from app.redaction.recognizers.label_kinds import is_sure
from app.redaction.recognizers.label_sentences import later_value, said_value, short_value, spelled_value
from app.redaction.recognizers.label_values import code_at, file_mark_at, value_at
from app.redaction.recognizers.labels import Kind
from app.redaction.standing_words import NUMBER_WORDS
from app.redaction.things import is_of_a_thing

_WORD_FOR_NUMBER: Final = re.compile(
    r"(?:numbers?|nummer|nr\.|no\.|n[°º]|num[ée]ro|número|#)\Z", re.IGNORECASE
)
_NUMBER_WORD: Final = re.compile(
    r"[ \t_.-]{0,2}(?:n\.?[ ]?[°oa]|n(?=\.(?:[ ]?\d|[ ]{0,2}[:=\x7c\x22#(<]|[ ]{2,8}))|(?-i:n)(?=[ ]\d)"
    r"|numbers?|num|nums|no|nos|nr|nbr|nummer|numéro|n0|(?-i:lD)"
    r"|numero|número|núm|n°|nº|nro|№"
    r"|#|id|ids|code|kennung|ref)(?![^\W\d_])\.?",
    re.IGNORECASE,
)
# "was changed from", "ist jetzt", "a été remplacé par": what stands behind is the old value or the new one.
_CHANGED: Final = r"""(?:(?:has|have|had|is|was|were|wurde|ist|est|es|a|ha|se[ ]ha|è|foi|é|werd)[ ])?
      (?:(?:been|été|stat[oa]|sido)[ ])?
      (?:now|jetzt|nun|maintenant|ahora|ora|adesso|nu|agora
      |(?:changed|updated|switched|amended|corrected|moved)[ ](?:from|to)|(?:replaced|superseded)[ ]by
      |(?:geändert|aktualisiert|berichtigt)[ ](?:von|in|auf|zu)|ersetzt[ ]durch
      |devenue?|(?:passée?|changée?|modifiée?)[ ](?:de|à|en)|remplacée?[ ]par
      |(?:cambiad[oa]|actualizad[oa]|pasad[oa]|modificad[oa])[ ](?:de|a|por)
      |(?:cambiat[oa]|passat[oa]|aggiornat[oa]|modificat[oa])[ ](?:da|in|a)|diventat[oa]|sostituit[oa][ ]da
      |(?:gewijzigd|veranderd|aangepast)[ ](?:van|in|naar)|vervangen[ ]door
      |(?:mudou|alterad[oa]|passou|mudad[oa])[ ](?:de|para)|substituíd[oa][ ]por)
      (?:[ ](?:is|est|es|è|é))?"""
_BRIDGE: Final = re.compile(
    r"""\.?[ \t]{0,3}(?:\((?!(?:[^()\n\d]{0,8}\d){3})[^()\n]{1,24}\)[ \t]{0,2})?[*_`"'\])]{0,4}[ \t]{0,4}
    (?:(?!(?-i:DE|ES|DO|DA|DI|DU)[ ]?\d)(?:(?:"""
    + _CHANGED
    + r"""|is|was|are|ist|lautet|war|est|es|è|é|era|is:|reads|shows
      |listed[ ]as|given[ ]as|bearing|numbered|stamped|portant|the[ ]one|van|von|de|do|da|di|du|del
      |remains|stays|bleibt|reste|resta|rimane|blijft|fica|carries|trägt(?:[ ]die)?|porte(?:[ ]le)?
      |lleva(?:[ ]el)?|porta(?:[ ]il)?|instead|however|actually|currently|now|invece|dagegen|hingegen|aber
      |jetzt|echter|en[ ]cambio
      |(?:o|a|el|la|le|il|the|die|das|der|het)(?=[ ][A-Z]{0,4}[-/. ]?\d))(?![^\W_])
      |:|=|=>|->|→|-|>|\#|\||,|;|\.{1,60}|_{2,40}|…)[ \t]{0,4}(?![a-z]{3})){0,3}
    (?:</?[\w-]{1,24}(?:[ ][\w-]{1,16}=\x22[^\x22<>\n]{0,60}\x22){0,2}>[ \t]{0,2}){0,3}(?:\r?\n[ \t>|]{0,6})?
    (?:[*_`"'\[(<]{1,4}[ ]?){0,2}(?:n[°º.]|no\.|nr\.|\#
      |(?<=\()(?:n[or°º]|num|núm|number|nummer|num[ée]ro|número|ref|réf|rif)\.?:?(?=[ ]))?[ \t]{0,2}""",
    re.VERBOSE | re.IGNORECASE,
)
_COMPARED: Final = re.compile(r"[=!<>]=")
_IN_A_QUERY: Final = re.compile(r"[ ][<>][ ]")
# "ticket_id = 100": what a program begins to count with.
_SMALL: Final = re.compile(r"(?:_[a-z]{1,8})?[ ]=[ ](?:\d{1,3}|\d{1,3}0{2,6})(?=[ ]?(?:[;,)#]|\n|\Z))")
_DECLARED: Final = re.compile(r"(?<!\w)(?:const|let|var|int|long|auto|def)[ ]\Z")
_EXPLICIT: Final = re.compile(r"[:=#№°º|]|->|=>|\.{3}|\t")
# The number of a compound, a document or a judgment is nobody's.
_OF_A_THING: Final = re.compile(
    r"doi:|10\.\d{4,5}/|[CTF]-\d{1,3}/\d\d(?!\w)|\d{2,7}-\d{2}-\d(?![\w-])", re.IGNORECASE
)
_FORM_BEFORE: Final = re.compile(  # "formulaire n° 3310-CA3" is everybody's
    r"(?<!\w)(?:form(?:ulaire|ulario|ulier|ular)?|mod(?:elo|ello|èle|ulo)|cerfa|article|décret|loi"
    r"|ordonnance|arrêté|règlement|directive|circulaire|lei|decreto|portaria|ley|orden|legge|wet)[ ]"
    r"n[\w°º.]{0,6}\Z",
    re.IGNORECASE,
)
_OF_THINGS_TOO: Final = frozenset({"ref", "réf", "reference", "referencia", "referência"})
# "Reserva: MADRID" names a place, "Konto 1200" an account of every company's books.
_OF_PLACES_TOO: Final = frozenset(
    {"reserva", "réservation", "prenotazione", "boeking", "buchung", "reservierung", "reservering"}
)
_OF_BOOKS_TOO: Final = frozenset({"konto", "kto", "rekening", "cuenta", "conto", "conta", "compte"})
_LONGEST_IN_BOOKS: Final = 4
# "Referencia 4471/88, lote 118204": of an article in a catalogue.
_OF_CATALOGUES_TOO: Final = frozenset(
    {"référence", "referencia", "referência", "riferimento", "referentie", "referenz", "rif"}
)
_MADE_CODE: Final = re.compile(r"\d|-[A-Z]+-")  # letters alone in two groups are words
# "BIN 610502 PCN MEDDPRIME" routes a claim; alone "PCN ALLERGY" is about penicillin.
_OF_A_PLAN: Final = "label-plan-code"
_BESIDE_A_BIN: Final = 40
_OF_JOURNEYS: Final = frozenset({
    "pnr", "record locator", "localizador", "buchungscode", "booking ref", "booking reference",
    "reservation code", "code de réservation", "codice di prenotazione", "código de reserva",
    "código da reserva", "boekingscode",
})  # fmt: skip
_IN_A_LOCATOR: Final = 6
_LONGER_NAME: Final = re.compile(r"_[^\W\d_]")


def value_behind(text: str, position: int, kind: Kind, label: str, *, numbered: bool = False) -> Hit | None:
    """Return the value that stands behind a label which ends at a position; None where none does.

    Args:
        text: the view.
        position: where the label ends.
        kind: what the label announces.
        label: as it is written, lower case.
        numbered: a word for "number" stands before the label already.
    """
    number_word = _NUMBER_WORD.match(text, position)
    begin = number_word.end() if number_word is not None else position
    bridge = _BRIDGE.match(text, begin)
    at = bridge.end() if bridge is not None else begin
    explicit = numbered or number_word is not None or _EXPLICIT.search(text, position, at) is not None
    if at == position and position < len(text) and text[position].isalpha():
        return None
    if _is_of_a_program(text, position, at, kind, label):
        return None
    code = code_at(text, at, label)
    sure = (explicit and label not in _OF_PLACES_TOO) or _routes_claims(text, position, kind)
    if code is not None and (sure or _MADE_CODE.search(code[0]) or _is_a_locator(label, code[0])):
        return Hit(*code.span(), kind.label, 0.85, "label-code", context=label)
    mark = file_mark_at(text, at) if kind.label is EntityType.OTHER_ID else None
    if mark is not None:
        return Hit(*mark, kind.label, 0.85, kind.rule, context=label)
    if not kind.strong and _FORM_BEFORE.search(text, max(0, position - len(label) - 16), position):
        return None
    if label in _OF_THINGS_TOO and is_of_a_thing(text, at, min(len(text), at + 1)):
        return None
    if _of_a_catalogue(number_word, label) or (not kind.strong and _OF_A_THING.match(text, at, at + 24)):
        return None
    found = value_at(text, at, kind, explicit=explicit)
    if found is not None:
        if not explicit and _is_of_things(label, text[slice(*found)]):
            return None
        return Hit(*found, kind.label, 0.93 if explicit or kind.strong else 0.72, kind.rule, context=label)
    if _LONGER_NAME.match(text, position):  # "order_id_seq" is the name of something else
        return None
    if kind.short:
        return short_value(text, position, kind, label)
    guessed = spelled_value(text, begin, linked=not kind.strong)
    guessed = guessed or said_value(text, begin, kind, label, sure=explicit or kind.strong)
    if guessed is not None:
        return Hit(*guessed, kind.label, 0.78, kind.rule, context=label)
    named = numbered or _is_word_for_number(number_word)
    later = later_value(text, begin, kind) if kind.strong and (named or is_sure(label)) else None
    return Hit(*later, kind.label, 0.78, kind.rule, context=label) if later is not None else None


def _routes_claims(text: str, position: int, kind: Kind) -> bool:
    """Whether a label that ends at a place means the code of a plan, because a BIN stands before it."""
    return kind.rule == _OF_A_PLAN and "BIN" in text[max(0, position - _BESIDE_A_BIN) : position]


def _is_a_locator(label: str, code: str) -> bool:
    """Whether six letters are the code of a journey: "PNR SKQXTB", and not "PNR STATUS"."""
    if label not in _OF_JOURNEYS or len(code) != _IN_A_LOCATOR:
        return False
    word = code.lower()
    return word not in words("common_words") and word not in words("plain_words") and word not in NUMBER_WORDS


def _is_of_things(label: str, value: str) -> bool:
    """Whether a value that follows a bare label may as well be an account of books or an article's number."""
    if label in _OF_BOOKS_TOO:
        return len(value) <= _LONGEST_IN_BOOKS
    return label in _OF_CATALOGUES_TOO and not any(map(str.isalpha, value))


def _is_word_for_number(match: re.Match[str] | None) -> bool:
    """Whether what stands behind a label means "number" and nothing else."""
    return match is not None and _WORD_FOR_NUMBER.match(match[0].strip(" _-")) is not None


def _is_of_a_program(text: str, position: int, at: int, kind: Kind, label: str) -> bool:
    """Whether a label is a variable that is declared or compared: "const order = 3309", "ticket_no > 100"."""
    first = position - len(label)
    if kind.rule == "label-weak-id" and text[position : position + 1] == "(":
        return True  # "Guid("…")" makes one
    if _COMPARED.search(text, position, at):
        return True
    if "_" in text[first:at] and (_IN_A_QUERY.search(text, position, at) or _SMALL.match(text, position)):
        return True
    return not kind.strong and _DECLARED.search(text, max(0, first - 8), first) is not None


def _of_a_catalogue(number_word: re.Match[str] | None, label: str) -> bool:
    """Whether "order code" is meant, by which everybody orders the same thing."""
    return label == "order" and number_word is not None and "code" in number_word[0].lower()
