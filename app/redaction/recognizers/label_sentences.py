"""Values that a sentence gives some words away from their label: "the security code on the back is 418".

They stand in the same sentence, in the answer or the next one, or before their label ("HB-229 (claim no.)").
"""

from __future__ import annotations

from typing import Final

from app.redaction import later as re
from app.redaction.findings import EntityType
from app.redaction.recognizers.base import Hit
from app.redaction.recognizers.disguised import NUMBER_WORD
from app.redaction.recognizers.label_kinds import is_sure
from app.redaction.recognizers.label_values import (
    STANDARDS,
    code_at,
    is_amount,
    is_date,
    is_nobodys,
    takes_turns,
    value_at,
)
from app.redaction.recognizers.labels import Kind
from app.redaction.things import is_of_a_thing

_DIGIT_SAID: Final = rf"(?:(?:double|triple|doppel|doble|doppio|dubbel)[ ])?(?:{NUMBER_WORD}|\d)"
_GAP_SAID: Final = (
    r"(?:[ ,-]{1,2}|,?[ ](?:dash|hyphen|slash|strich|bindestrich|minus|tiret|guion|guión|trattino|streepje"
    r"|traço)[ ])"
)
# "You asked for my membership number. It's 90 441 827.": the next sentence gives what this one names.
_NEXT_SENTENCE: Final = re.compile(
    r"[^.!?\n\d]{0,32}[.!?][ \n]{1,2}(?:(?:so|well|sure|ok|yes|here|also),?[ ])?"
    r"(?:(?:it|that|this|mine|hers|his|ours|that one|the number|its number)(?:'s|[ ](?:is|was|reads"
    r"|should be))|(?:the|those|that)[ ](?:ones?[ ])?(?:[^\W\d_]{2,10}[ ]){0,5}?(?:are|is|was|were)"
    r"|(?:das|es|sie|die|er|meine|die nummer)[ ](?:ist|lautet|war)|c'est(?:[ ]le)?|(?:il"
    r"|elle)[ ]est(?:[ ]le)?"
    r"|es(?:[ ](?:el|la))?|è(?:[ ](?:il|la))?|(?:dat|het|die)[ ]is|é(?:[ ][oa])?)[ ]?:?[ ]",
    re.IGNORECASE,
)
# "what's my membership number again? I think it's 0042 7719", "Buchungsnummer verlegt, glaub YB7KQ2".
_THOUGHT: Final = re.compile(
    r"[^.!?\n\d]{0,72}(?:[.!?…]{1,3}|[,:]|[ ][–-])[ \n]{1,2}(?:(?:oh|hm+|but|aber|mais|pero|ma|maar|mas"
    r"|and)[ ,]{1,2})?"
    r"(?:(?:i|ich|je|j'|yo|io|ik|eu)[ ]?)?(?:(?:think|thought|guess|believe|reckon|glaube?|denke?|meine?"
    r"|vermute|crois"
    r"|pense|creo|pienso|credo|penso|denk|dacht|geloof|acho|creio|creo|maybe|perhaps|probably|vielleicht|wohl"
    r"|peut-être|quizás?|forse|misschien|talvez|mine|meins|meine|le[ ]mien|la[ ]mienne|el[ ]mío|la[ ]mía"
    r"|il[ ]mio"
    r"|la[ ]mia|de[ ]mijne|o[ ]meu|a[ ]minha|app|site|letter|here)(?:[ ](?:that|dass|que|q|k|ke|che|dat"
    r"|says))?[ :,]{1,2}(?:(?:it's|its|it[ ]is|that's|is|was"
    r"|ist|es[ ]ist|war|c'est|est|es|era|è|sia|het[ ]is|é|seja|like|so|el|la|le|il|o|a|de|die|der"
    r"|das)[ ]){0,3})",
    re.IGNORECASE,
)
# "c'est quoi ton n° de compte? j'ai noté 330991442"
_ANSWERED_IN_LINE: Final = re.compile(
    r"[^.!?\n\d]{0,40}\?{1,3}[ ](?:[^\W\d_]{1,12}['’]?[ ,:]{0,2}){0,5}(?<=[ :])", re.IGNORECASE
)
# "the reference they gave me, which was WX-3309-914", "die eine läuft unter LV 330 991"
_SAID: Final = re.compile(
    r"[ ,][^.!?\n\d;#+*=<>(){}\[\]]{0,56}?[ ](?:was|is|lautet|lautete|war|ist|était|est|era|es|è|é|foi"
    r"|under|unter|sous"
    r"|bajo|sotto|onder|sob)[ ](?:now[ ]|jetzt[ ])?(?:(?:el|la|le|il|lo|o|a|the|de|het|die|der|das)[ ])?"
    rf"(?!(?-i:{STANDARDS})[-/])"
    r"(?P<value>(?-i:[A-Z]{2,5}[-/]\d{3,8}(?:[-/][A-Z\d]{1,6}){0,3}"
    r"|[A-Z]{1,4}[-/ ]\d{2,6}(?:[-/ ]\d{2,6}){1,3}|[A-Z]{1,4}[-/]?\d{5,10}"
    r"|\d{2,6}[-/][A-Z]{1,3}[-/]\d{2,6}))"
    r"(?![\w%°]|[.,]\d|[ ]\d)",
    re.IGNORECASE,
)
# "policy schedule SCH-7294-01", "contrato marco CM-0729": a word between says of what kind.
_OF_A_KIND: Final = re.compile(
    r"[ ][a-zà-ÿ]{4,16}[ ]"
    rf"(?!(?:{STANDARDS})[-/])"
    r"(?P<value>[A-Z]{2,5}[-/]\d{4,8}(?:[-/][A-Z\d]{1,6}){0,3})(?![\w%°]|[.,]\d)"
)
# "his accounts are with the same bank: the first one is 7/294-00182"
_SAID_OF_AN_ACCOUNT: Final = re.compile(
    r"[ ,][^.!?\n\d;#+*=<>(){}\[\]]{0,56}?[ ](?:is|was|ist|lautet|war|est|était|es|era|è|é)[ ]"
    r"(?P<value>(?=(?:[-/ ]?\d){7})\d{1,6}(?:[-/]\d{2,8}){1,3})(?![\w%°€$£/-]|[.,:]\d)",
    re.IGNORECASE,
)
# "the ticket is filed under #448-8271", "la factura va con el n.º 2024/0447": a word leads to the number.
_NUMBERED_BEHIND: Final = re.compile(
    r"[ ][^\W\d_][^\d.!?\n,;:#+*=<>(){}]{0,30}?[ (](?:#|№|(?:n[°º]|nr\.|no\.|núm\.|num\.|number|nummer"
    r"|numéro|número"
    r"|numero)[ ]?)(?=[A-Z]{0,4}[-/ ]?\d)",
    re.IGNORECASE,
)
# "And the account number, please?", and behind who speaks in the next line: "sure, it's 1022 8834".
_ANSWERED: Final = re.compile(
    r"[^\n?\d]{0,48}\?[ ]?(?:\r?\n[ \t]{0,4}){1,2}(?:[^\W\d_][\w .-]{0,24}[:>][ ]{1,2})?"
    r"(?:(?:yes|yeah|sure|ok|okay|um|uh|it's|its|it is|that's|ja|es ist|das ist|oui|c'est le|c'est|sí"
    r"|es el|es la|es"
    r"|sì|è il|è|het is|sim|é o|é a|é)[ ,:]{1,3}){0,3}",
    re.IGNORECASE,
)
# "Ihr Kartenführerschein liegt vor; unter Feld 5 steht": what somebody reads off it.
_READ_OFF: Final = re.compile(
    r"[^\n.!?]{1,64}?(?<![^\W_])(?:steht|stehen|lese[ ]ich|eingetragen[ ]ist|reads|says|shows|I[ ]can[ ]read"
    r"|I[ ]read|printed[ ](?:on[ ]it[ ])?is|est[ ](?:inscrit|écrit|indiqué)|je[ ]lis|figura|pone|dice|leo"
    r"|aparece|riporta|si[ ]legge|c'è[ ]scritto|staat|lees[ ]ik|consta|está[ ]escrito|leio)"
    r"(?:[ ]the[ ]number)?[ :]{1,3}[\"'“„]?",
    re.IGNORECASE,
)
_OF_THE_NUMBER: Final = (
    r"(?:n\.?[°oº]{0,2}|nr|no|num|núm|número|numéro|numero|código|codice|code|ref|réf|rif|referencia"
    r"|référence)"
    r"\.?[ ](?:d[eiou]s?[ ]|del[ ]|della[ ]|van[ ]|de[ ]l['’]|d['’])?"
)
# "44182937 is my licence number", "HB-229 (claim no.)", "D1234567 | Driver's licence".
_AHEAD: Final = re.compile(
    r"(?<![^\W_])(?<![.,/:-])(?P<value>(?:(?-i:[A-Z]{1,4})[ ](?=\d{3}))?"
    r"(?=[\w/-]{0,14}\d)[A-Za-z0-9](?:[\w/-]|\.(?=\d)){0,24}"
    r"(?:[ ]\d[\w-]{1,8}){0,4}(?:[ ]/[ ]\d{2,6}|(?-i:[ ][A-Z]{1,2}(?=[ ,.(|])))?)[\"'”]?"
    r"(?:(?:,?[ ](?:(?:which|that|das|was|die|qui|que|che|wat|dat)[ ])?(?:is|lautet|would be|wäre|serait"
    r"|sería|sarebbe|seria|zou|was|ist|war|est|es|è|é|as)"
    # "can you look up 4418827? That's her member ID."
    r"|[\"'”]?[.?!,;…]{1,2}[ \n](?:(?:that|this|it|which)(?:[ ]is|'s|[ ]was|[ ]should[ ]be)|das[ ](?:ist|war)"
    r"|c'est"
    r"|(?:eso|esto|ese|este)?[ ]?es|(?:questo[ ])?è|(?:dat|het)[ ]is|(?:isso[ ]|esse[ ])?é))"
    r"[ ](?:my|the|our|your|his|her|their|mein|meine|die|das|der"
    r"|unsere?"
    r"|ihre?|seine?|mon|ma|le|la|notre|votre|son|sa|mi|el|su|il|mio|il mio|la mia|la sua|mijn|de|het|onze|o|a"
    r"|o meu|a minha|meu|minha|seu|sua)[ ](?:[^\W\d_]{2,14}[ ]){0,2}?"
    rf"(?:{_OF_THE_NUMBER})?"
    rf"|[ ]?\((?:(?:my|the|our|his|her)[ ])?(?:{_OF_THE_NUMBER})?|[ ]{{1,2}}\|[ ]{{1,2}})\Z",
    re.IGNORECASE,
)
# "the security code on the back is 418", "Prüfziffer hinten auf der Karte: 44"; "418 (CVV)".
_SHORT_BEHIND: Final = re.compile(
    r"[^\d\n.;!?]{0,40}?(?:[:=#]|(?<!\w)(?:is|are|ist|lautet|sind|est|sont|es|son|è|é|sono|são|zijn))[ ]{0,2}"
    r"[\"'*`(]{0,2}(?P<value>\d{2,4})(?![\w%€$£°]|[.,:/-]\d|[ ]\d|[ ][^\W\d_]{3,}s(?!\w))",
    re.IGNORECASE,
)
_SHORT_AHEAD: Final = re.compile(
    r"(?<![\w.,:/$€£-])(?P<value>\d{3,4})"
    r"(?:[ ]?\(|,?[ ](?:is|as|ist|als|est|comme|es|como|è|come|é|als)[ ](?:(?:the|my|your|his|her|die|der"
    r"|das|le|la"
    r"|el|il|de|o|a)[ ])?)\Z",
    re.IGNORECASE,
)
# "number is uh double four seven one eight two"
_SPELLED: Final = re.compile(
    r"[ ]?[:=,]?[ ](?P<link>(?:is|was|reads|ist|lautet|est|c'est|es|è|é)[ ])?(?:(?:the|el|il|le|die|uh+m?"
    r"|u+m+|er+m?"
    r"|äh+m?|euh|eh+m?|ehm)[ ,]{1,2}){0,2}"
    rf"(?P<value>{_DIGIT_SAID}(?:{_GAP_SAID}{_DIGIT_SAID}){{3,20}})(?![\w-])",
    re.IGNORECASE,
)
# "claim number, the one that begins with HX: HX 2291 884"
_SAID_BY_A_COLON: Final = re.compile(r"[ ,][^\n.;:!?={}\[\]]{3,56}:[ ]{1,2}[\"'“]?(?=[A-Z\d/.-]{0,8}[ ]?\d)")
# "the invoice no. on it is YQF14Q7", "her account no. ends up being 995-40-7843"
_SAID_SOME_WORDS_ON: Final = re.compile(
    r"[ ](?:[^\W\d_]{1,12}[ ]){1,5}?(?:is|was|being|reads|ist|war|lautet|est|était|es|era|è|foi|é)[ ]"
    r"(?=[A-Z\d])(?=[A-Z]{0,4}[-/ ]?\d)",
    re.IGNORECASE,
)
_SHORT_REACH: Final = 20
_AHEAD_REACH: Final = 90
_FEWEST_AHEAD: Final = 4
_FEWEST_MIXED: Final = 2
_FEWEST_ANSWERED: Final = 5
_SENTENCE_END: Final = re.compile(r"[.!?;]\s|\n\s*\n")
_OPERATOR: Final = re.compile(r"[ ](?:[+*%<>]|[=!<>]=|&&|\|\|)[ ]|[{}\]]|\w\(")  # of a program
_LATER_VALUE: Final = re.compile(
    r"(?<![^\W_])(?=[A-Za-z0-9/-]{0,12}\d)[A-Za-z0-9](?:[A-Za-z0-9]|[._/-](?=[A-Za-z0-9])|[ "
    r"](?=\d{2,}(?![^\W_])(?!:))){3,40}"
)
_EXAMPLE: Final = re.compile(
    r"(?<!\w)(?:such as|(?:starting|beginning|start|begin)[ ]with|written as|in the form|has the form"
    r"|formatted|format|limit|length|maximum|minimum"
    r"|counter|(?:is|appears) on page|like|e\.g|for example|for instance|z\.[ ]?B"
    r"|zum Beispiel|wie etwa|p\.[ ]?ex"
    r"|par exemple|por ejemplo|ad esempio|bijv|por exemplo)(?!\w)",
    re.IGNORECASE,
)
_REACH: Final = 40


def said_value(text: str, begin: int, kind: Kind, label: str, *, sure: bool) -> tuple[int, int] | None:
    """Return the value that somebody says to be the one, or that a later word for "number" announces."""
    thought = _THOUGHT.match(text, begin) if sure else None
    if thought is not None:
        code = code_at(text, thought.end(), label)
        if code is not None and re.search(r"\d", code[0]):
            return code.span()
        return value_at(text, thought.end(), kind, explicit=True)
    asked = kind.strong or kind.rule in {"label-compound", "label-number-of"}
    answer = _ANSWERED_IN_LINE.match(text, begin) if asked else None
    if answer is not None:
        value = value_at(text, answer.end(), kind, explicit=True)
        told = text[slice(*value)] if value is not None else ""
        if sum(map(str.isdigit, told)) >= _FEWEST_ANSWERED - (not told.isdigit()):
            return value
    announced = (
        (_SAID_BY_A_COLON.match(text, begin) or _SAID_SOME_WORDS_ON.match(text, begin)) if sure else None
    )
    if announced is not None and not _EXAMPLE.search(announced[0]):
        value = value_at(text, announced.end(), kind, explicit=True)
        told = text[slice(*value)] if value is not None else ""
        if sum(map(str.isdigit, told)) >= _FEWEST_ANSWERED or takes_turns(told):
            return value
    if kind.label is EntityType.BANK_ACCT:
        said = _SAID_OF_AN_ACCOUNT.match(text, begin)
        return said.span("value") if said is not None and not is_date(said["value"]) else None
    if kind.label is not EntityType.OTHER_ID:
        return None
    said = _SAID.match(text, begin) or _OF_A_KIND.match(text, begin)
    if said is not None and not is_of_a_thing(text, *said.span("value")):
        return said.span("value")
    link = _NUMBERED_BEHIND.match(text, begin)
    if link is None or is_of_a_thing(text, link.end(), min(len(text), link.end() + 1)):
        return None
    return value_at(text, link.end(), kind, explicit=True)


def spelled_value(text: str, begin: int, *, linked: bool) -> tuple[int, int] | None:
    """Return the number that is spelled out behind a label; "1, 2, 3, 4" counts.

    Args:
        text: the view.
        begin: where the label ends.
        linked: only what "is" or its like leads to.
    """
    match = _SPELLED.match(text, begin)
    if match is None or (linked and match["link"] is None):
        return None
    return match.span("value") if any(map(str.isalpha, match["value"])) else None


def short_value(text: str, position: int, kind: Kind, label: str) -> Hit | None:
    """Return the few digits that a label of a card announces, some words behind it or in front of it."""
    behind = _SHORT_BEHIND.match(text, position)
    if behind is not None:
        return Hit(*behind.span("value"), kind.label, 0.85, kind.rule, context=label)
    start = position - len(label)
    ahead = _SHORT_AHEAD.search(text, max(0, start - _SHORT_REACH), start)
    return None if ahead is None else Hit(*ahead.span("value"), kind.label, 0.8, kind.rule, context=label)


def later_value(text: str, begin: int, kind: Kind) -> tuple[int, int] | None:
    """Return the value that stands some words behind, in the next sentence or where somebody reads it off."""
    return (
        _later(text, begin, kind)
        or _behind(_NEXT_SENTENCE.match(text, begin) or _ANSWERED.match(text, begin), text, kind)
        or _behind(_READ_OFF.match(text, begin), text, kind)
    )


def value_ahead(text: str, start: int, kind: Kind, label: str, *, numbered: bool = False) -> Hit | None:
    """Return the value that a label is said of: it stands before "is my" or an opening bracket.

    Args:
        text: the view.
        start: where the label begins.
        kind: what the label announces.
        label: as it is written, lower case.
        numbered: a word for "number" is a part of the label.
    """
    if not numbered and not (kind.strong and is_sure(label)):
        return None
    match = _AHEAD.search(text, max(0, start - _AHEAD_REACH), start)
    if match is None:
        return None
    value = match["value"]
    digits = sum(character.isdigit() for character in value)
    fewest = _FEWEST_AHEAD if numbered and not value.isdigit() else max(kind.digits, _FEWEST_AHEAD)
    if takes_turns(value):
        fewest = _FEWEST_MIXED
    if digits < fewest or is_nobodys(text, match.start(), value):
        return None
    return Hit(*match.span("value"), kind.label, 0.78, kind.rule, context=label)


def _later(text: str, begin: int, kind: Kind) -> tuple[int, int] | None:
    limit = min(len(text), begin + _REACH)
    if _EXAMPLE.search(text, begin, limit):
        return None
    stops = (_SENTENCE_END.search(text, begin, limit), _OPERATOR.search(text, begin, limit))
    limit = min((stop.start() for stop in stops if stop is not None), default=limit)
    for match in _LATER_VALUE.finditer(text, begin, min(len(text), limit + 40)):
        if match.start() >= limit:
            return None
        value = match[0]
        digits = sum(character.isdigit() for character in value)
        if digits < max(kind.digits, 4) or is_nobodys(text, match.start(), value):
            continue
        if is_amount(text, value, match.end()):
            continue
        return match.span()
    return None


def _behind(link: re.Match[str] | None, text: str, kind: Kind) -> tuple[int, int] | None:
    return value_at(text, link.end(), kind, explicit=True) if link is not None else None
