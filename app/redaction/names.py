"""Names by where they stand, and by where else they stand: anchors and document-level propagation.

An anchor is a place that only a name fills: behind an honorific, after "Dear", under "Best regards", behind
"Patient:", before "<jane@…>". A name that was found once, by an anchor or by the tagger, is then looked for
in the whole text: each of its parts, its nicknames, in capitals, in the local part of an e-mail address.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from app.redaction.data import lines, words
from app.redaction.findings import EntityType
from app.redaction.name_words import ABBREVIATIONS, BORN, DONE_BY, KIN, ROLES, SURNAMES
from app.redaction.recognizers.base import Hit, apart, matches_at, trie_pattern, windows
from app.redaction.recognizers.needs import matches_of
from app.redaction.sighted import Sighted, firsts_of, lowered

CAPITAL: Final = (
    r"(?:[^\W\d_](?<=[A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪĮİĶĹĻĽŁŃŅŇŌŐŒŔŘŚŞŠȘŢŤȚŪŮŰŲŹŻŽƏА-ЯЁЂ-ЏΑ-Ω])[\w]{0,30}("
    r"?:['’-][^\W\d_][\w]{0,30}){0,3})"
)
_INITIAL: Final = r"(?:[A-Z]\.(?:[ ]?[A-Z]\.){0,2})"
_PARTICLES: Final = (
    "van der|van den|van de|van 't|van|von der|von dem|von|de la|de los|de las|della|degli|del|dos|das|der"
    "|den|de|di|da|du|do|la|le|el|al|bin|ibn|bint|ben|bat|zu|zur|ter|ten|te|af|av|y|e|'t"
)
PARTICLE: Final = rf"(?:{_PARTICLES})"
PARTICLES: Final = frozenset(_PARTICLES.replace(" ", "|").split("|"))
"""What stands between the parts of a name, lower case."""

_NAME: Final = rf"(?:{_INITIAL}|{CAPITAL})(?:[ ](?:{PARTICLE}[ ])?(?:{_INITIAL}|{CAPITAL})){{0,4}}"
_HONORIFIC: Final = (
    r"(?:(?i:mr|mrs|ms|mx|messrs|dr|drs|dra|prof)\.?|(?:Hon|Rev|Fr|Capt|Sgt|Lt|Col|Atty|Hr|Dipl\.?-Ing|Mme|Mlle|MM|Sr|Sra"
    r"|Srta|Dña|Lic|Sig|Sig\.ra|Dott|Dott\.ssa|Avv|Geom|Rag|[Dd]hr|[Mm]evr|[Mm]w|[Mm]ej|Exmo|Exma)\.?"
    r"|Miss|Professor|Doctor|Judge|Justice|Sir|Dame|Reverend|Father|Sister|Brother|Pastor|Rabbi|Imam|Captain|Sergeant"
    r"|Lieutenant|Colonel|Officer|Detective|Nurse|Attorney|Senator|Herr|Herrn|Frau|Familie|Monsieur|Madame|Mademoiselle"
    r"|Maître|Señor|Señora|Señorita|Don|Doña|Signor|Signore|Signora|Signorina|Dottor|Dottoressa|Meneer|Mevrouw|Mijnheer"
    r"|Senhor|Senhora|Seu|Dona|Pan|Pani|señor|señora|doña|signor|signora|monsieur|madame|meneer|mevrouw|senhor|senhora"
    r"|nurse|judge|officer|sister|professor|doctor|coach)"
)
_TITLED: Final = re.compile(rf"(?<![\w.]){_HONORIFIC}[ ]{{1,2}}(?:{_HONORIFIC}[ ]{{1,2}}){{0,2}}({_NAME})")
_TITLED_LOWER: Final = re.compile(
    r"(?<![\w.])(?:mr|mrs|ms|herr|frau|señora|señor|monsieur|madame|signora|mevrouw|senhora)\.?[ "
    r"]([^\W\d_]{3,20})(?![\w])"
)
_FIELDS: Final = (
    "patient|paz|pat|pz|patient's name|client|client name|customer|customer name|employee|employee name"
    "|student|student name|pupil|name|full name|fullname|first name|firstname|given name"
    "|last name|lastname|surname|middle name|maiden name|mother'?s maiden name|contact"
    "|contact person|contact name|attn|attention|from|to|cc|bcc|sender|recipient|author"
    "|signed|signed by|signature|prepared by|reviewed by|approved by|requested by|reported by"
    "|submitted by|assigned to|assignee|reporter|owner|manager|supervisor|physician|attending"
    "|attending physician|referring physician|referring|provider|pcp|nurse|surgeon|doctor"
    "|therapist|counsel|attorney|plaintiff|defendant|claimant|respondent|petitioner|witness"
    "|victim|suspect|insured|policyholder|policy holder|subscriber|beneficiary|guarantor"
    "|next of kin|emergency contact|spouse|husband|wife|mother|father|parent|guardian|son"
    "|daughter|brother|sister|tenant|landlord|borrower|applicant|candidate|account holder"
    "|cardholder|card holder|holder|payee|payer|ship to|bill to|deliver to|driver|passenger"
    "|guest|attendees|participants|present|absent|interviewer|interviewee|speaker|caller"
    "|vorname|nachname|familienname|versicherter|versicherte|kunde|kundin|mitarbeiter"
    "|mitarbeiterin|schüler|schülerin|ansprechpartner|absender|empfänger|patientin|kläger"
    "|beklagter|zeuge|kontoinhaber|inhaber|nom|prénom|nom et prénom|assuré|salarié|élève"
    "|destinataire|expéditeur|titulaire|nombre|apellido|apellidos|nombre y apellidos"
    "|nombre completo|paciente|cliente|empleado|alumno|titular|destinatario|remitente|nome"
    "|cognome|nome e cognome|paziente|dipendente|studente|mittente|intestatario|naam|voornaam"
    "|achternaam|patiënt|klant|medewerker|leerling|afzender|geadresseerde|rekeninghouder"
    "|nome completo|apelido|sobrenome|funcionário|aluno|utente|remetente|destinatário"
    "|patient name|caregiver|nurse name|resident|inmate|officer|agent|crew|host|organizer"
    "|organiser"
)
_GREETINGS: Final = (
    "hi|hello|hey|dear|good morning|good afternoon|good evening|hallo|moin|liebe|lieber"
    "|liebes|sehr geehrte|sehr geehrter|guten tag|guten morgen|bonjour|bonsoir|salut|cher"
    "|chère|chers|hola|buenos días|buenas tardes|querido|querida|estimado|estimada|ciao"
    "|buongiorno|buonasera|caro|cara|gentile|egregio|beste|geachte|lieve|hoi|dag|olá|oi"
    "|bom dia|boa tarde|prezado|prezada"
)
_CLOSINGS: Final = (
    "regards|best|best wishes|all the best|cheers|thanks|thank you|many thanks|thx|sincerely"
    "|yours|yours truly|yours faithfully|faithfully|respectfully|cordially|warmly|love|xo|xoxo"
    "|take care|grüßen|grüße|gruß|gruss|grüssen|hochachtungsvoll|lg|vg|mfg|cordialement"
    "|salutations|bien à vous|amitiés|bises|merci|saludos|atentamente|un saludo|abrazo|gracias"
    "|cordiali saluti|distinti saluti|saluti|grazie|groet|groeten|groetjes|hartelijk|bedankt"
    "|atenciosamente|cumprimentos|abraço|abraços|obrigado|obrigada|valeu|abs|bjs|beijos|beijinhos|bj|att|mvg|gr|grtjs"
    "|tot dan|danke|vielen dank|bis dann|tschüss|ciao|besos|un beso|cdlt|bien cordialement|à bientôt|hugs|ta"
)
_INTRODUCTIONS: Final = (
    "my name is|my name's|my full name is|name is|i am called|call me|this is|mein name ist"
    "|ich heiße|ich heisse|ich bin|je m'appelle|mon nom est|me llamo|mi nombre es|soy|mi chiamo"
    "|il mio nome è|sono|mijn naam is|ik heet|ik ben|meu nome é|o meu nome é|chamo-me|me chamo"
    "|named|called|namens|nommé|nommée|llamado|llamada|chiamato|chiamata|genannt"
)
_AGENT: Final = re.compile(
    rf"(?<![^\W_])(?i:{trie_pattern(DONE_BY.split('|'), gap=' ')})[ ](?:{_HONORIFIC}[ ]{{1,2}}){{0,2}}"
    rf"({CAPITAL}(?:[ ](?:{PARTICLE}[ ])?{CAPITAL}){{0,2}})"
)
_RELATED: Final = re.compile(
    rf"(?<![^\W_])(?i:{trie_pattern(KIN.split('|'))})[ ]({CAPITAL}(?:[ ](?:{PARTICLE}[ ])?{CAPITAL})?)"
)
_IN_A_ROLE: Final = re.compile(
    rf"(?<![^\W_])(?i:{trie_pattern(ROLES.split('|'))})[ ]({CAPITAL}(?:[ ](?:{PARTICLE}[ ])?{CAPITAL})?)"
)
# Words that mean something else in a second language, "nicht" and "prima": whose it is has to stand before.
_OF_TWO_LANGUAGES: Final = re.compile(r"(?i)(?:nicht|prima|primo|intern|teste)[ ]")
_SOMEBODYS: Final = re.compile(
    r"(?i)(?<![^\W_])(?:mijn|m'n|zijn|haar|jouw|onze|hun|de|een|mi|mis|tu|su|sus|nuestr[oa]|el|la|una?|minha|meu|sua|seu|a|o|uma?|"
    r"mia|mio|il|our|my|your|his|her|their|the|an)[ ](?:\w{2,12}[ ])?\Z"
)
_BORN_AS: Final = re.compile(rf"(?<![^\W_])(?:{BORN})[ ]({CAPITAL}(?:[ ](?:{PARTICLE}[ ])?{CAPITAL})?)")
_TITLED_BY_LETTER: Final = re.compile(rf"(?<![^\W_])[a-zà-ÿ]{{1,14}},?[ ]D\.[ ª]{{1,2}}({_NAME})")
_TICKET: Final = re.compile(
    r"(?<![\w/])([A-ZÀ-Þ]{2,30}/[A-ZÀ-Þ]{2,30}(?:[ ]?(?:MR|MRS|MS|MISS|MSTR|DR|CHD))(?![\w/]))"
)
_FORM_LINE: Final = re.compile(
    rf"(?i:{trie_pattern(_FIELDS.split('|'))})[ ]{{3,40}}"
    rf"(?:{_HONORIFIC}[ ]{{1,2}}){{0,2}}({_NAME}(?:,[ ]{_NAME})?)"
)
_GREETED: Final = re.compile(
    rf"(?i:{trie_pattern(_GREETINGS.split('|'), gap=' ')})"
    rf"[ ]{{1,2}}(?:{_HONORIFIC}[ ]{{1,2}}){{0,2}}({_NAME})(?=[ ]?[,!:;.(\n]|[ ]?-|\n|$)"
)
_SIGNED: Final = re.compile(
    rf"(?i:{trie_pattern(_CLOSINGS.split('|'), gap=' ')})[ ]?[,.!;-]?[ \t]{{0,3}}"
    rf"(?:\r?\n[ \t>]{{0,6}}){{1,3}}[-–~*]{{0,3}}[ ]?(?:{_HONORIFIC}[ ])?({_NAME})(?=[ \t]*(?:[,|(]|\r?\n|$))"
)
_SIGNED_IN_LINE: Final = re.compile(
    rf"(?i:{trie_pattern(_CLOSINGS.split('|'), gap=' ')}|luv|kisses|liefs|baci)"
    rf"[ ]?,?[ ]({CAPITAL}(?:[ ]{CAPITAL})?)"
    r"(?=[ ]?(?:[x\U0001f600-\U0001f64f❤]{1,4})?[ \t]{0,3}(?:$|[\n\"<)]))"
)
_ADDRESSED: Final = re.compile(
    rf"(?:^|(?<=\n\n)|(?<=\n\r\n))[ \t>]{{0,4}}({CAPITAL}(?:[ ]{CAPITAL})?),[ \t]{{0,3}}\r?\n"
)
_LABELLED: Final = re.compile(
    rf"(?<![^\W_])(?<!-)(?i:{trie_pattern(_FIELDS.split('|'))})"
    r"[\"'\]\)*_]{0,3}[ \t]{0,3}"
    rf"(?:[:=]|\.{{2,40}}:?|\||\t)[ \t]{{0,4}}[\"'*_\[(]{{0,3}}"
    rf"(?:{_HONORIFIC}[ ]{{1,2}}){{0,2}}({_NAME}(?:,[ ]{_NAME})?)"
)
_SELF: Final = re.compile(
    rf"(?<![^\W_])(?i:{trie_pattern(_INTRODUCTIONS.split('|'), gap=' ')})[ ]{{1,2}}(?:{_HONORIFIC}[ ])?"
    rf"({CAPITAL}[ ](?:{PARTICLE}[ ])?{CAPITAL}(?:[ ]{CAPITAL})?)"
)
_SELF_LOWER: Final = re.compile(
    r"(?i:my name is|my name's|mein name ist|ich heiße|ich heisse|je m'appelle|me llamo|mi nombre "
    r"es|mi chiamo|mijn naam is|ik heet|meu nome é|chamo-me|me chamo)[ ]{1,2}([^\W\d_]{2,20}(?:[ "
    r"][^\W\d_]{2,20}){0,2})(?=[ ]?(?:[,.!?;\n]|and |und |et |y |e |en |$))"
)
_CLOSING_WORDS: Final = tuple(_CLOSINGS.split("|"))
_LONGEST_CLOSING: Final = 40
_LONGEST_NAME: Final = 600
_LONGEST_ON_A_TICKET: Final = 36
_BEFORE_AT: Final = re.compile(r"[<(\[](?=[\w.+%-]{1,64}@)")
_BEFORE_ADDRESS: Final = re.compile(
    rf"(?<![^\W_])({_NAME}(?:,[ ]{_NAME})?)[\"']?[ ]{{1,2}}[<(\[](?=[\w.+%-]{{1,64}}@)"
)
_LOCAL_NAMES: Final = re.compile(
    r"([a-z]{2,20})[._-]([a-z]{2,20})(?:[._-]([a-z]{2,20}))?\d{0,6}@", re.IGNORECASE
)
_ABBREVIATIONS: Final = frozenset(ABBREVIATIONS.split("|"))
_SURNAMES: Final = frozenset(SURNAMES.split("|"))
_WORD: Final = re.compile(r"[^\W\d_][^\W\d_'’-]*(?:['’-][^\W\d_]+)*")
_LETTERS: Final = re.compile(r"[^\W\d_]+")
_CONTRACTION: Final = re.compile(r"(?:['’](?:m|ve|ll|re|d)|n['’]t)\Z", re.IGNORECASE)
_ENDS_A_VALUE: Final = re.compile(r"[ \t]*(?:[\"'*_\])<>|;,(\[/]|\.?(?:\r?\n|$)|\t|[ ]{2})")
_AFTER_EPONYM: Final = re.compile(
    r"(?:'s|’s|s)?(?:[ -][\w-]+){0,2}?[ -](?:disease|syndrome|lymphoma|sarcoma|tumou?r|palsy|sign"
    r"|test|scale|score|stain|law|laws|theorem|equation|equations|algorithm|distribution|constant"
    r"|principle|effect|paradox|number|numbers|transform|series|method|rule|process|chain|model"
    r"|inequality|conjecture|hypothesis|criterion|index|coefficient|matrix|filter|sort|krankheit"
    r"|syndrom|satz|gesetz|gleichung|maladie|théorème|loi|teorema|legge|ley|wet|stelling|curve"
    r"|diagram|catheter|cuff|dementia|bodies|body|scan|monitor|fracture|contracture|thyroiditis"
    r"|esophagus|phenomenon|reflex|area|loop|node|machine|award|prize|medal|institute|university"
    r"|hospital|clinic|museum|airport|station|street|avenue|square|bridge|tower|building|center"
    r"|centre)\b",
    re.IGNORECASE,
)

_HONORIFIC_WORDS: Final = re.findall(
    r"[^\W\d_]{2,}", _HONORIFIC.replace("[Dd]", "d").replace("[Mm]", "m").lower()
)
# Where the patterns begin that begin with a phrase, and with a word.
_FIRSTS: Final = {
    pattern: firsts_of(phrases)
    for pattern, phrases in (
        (_TITLED, _HONORIFIC_WORDS),
        (_LABELLED, _FIELDS.split("|")),
        (_RELATED, KIN.split("|")),
        (_IN_A_ROLE, ROLES.split("|")),
        (_AGENT, DONE_BY.split("|")),
        (_FORM_LINE, _FIELDS.split("|")),
        (_GREETED, _GREETINGS.split("|")),
        (_SIGNED_IN_LINE, [*_CLOSINGS.split("|"), "luv", "kisses", "liefs", "baci"]),
    )
}
# What stands before those that begin a line or a sentence.
_BEFORE: Final = {
    _FORM_LINE: re.compile(r"(?:\A|\n)[ \t]{0,8}\Z"),
    _GREETED: re.compile(r"(?:\A|\n|[>\"'(][ ]?|[.!?][ ])[ \t>]{0,6}\Z"),
    _SIGNED_IN_LINE: re.compile(r"(?:\A|[.!?\n\"'(])[ \t]{0,3}\Z"),
}
_BEFORE_REACH: Final = 9
_PARAGRAPH: Final = re.compile(r"(?<=\n)\r?\n")


_TITLE_BEFORE: Final = re.compile(r"(?<![^\W_])([A-ZÀ-Ý][a-zà-ÿ]{1,8})\.?[ ]\Z")
_REPORTS: Final = frozenset({"Rev. Proc.", "Rev. Rul.", "Rev. Stat."})


def anchored_names(text: str) -> Iterator[Hit]:
    """Yield the names that stand in a place for names."""
    for pattern, rule, score in (
        (_TITLED, "name-honorific", 0.9),
        (_GREETED, "name-greeting", 0.85),
        (_SIGNED, "name-signature", 0.85),
        (_SIGNED_IN_LINE, "name-signature", 0.7),
        (_ADDRESSED, "name-greeting", 0.7),
        (_LABELLED, "name-labelled", 0.85),
        (_SELF, "name-introduced", 0.75),
        (_SELF_LOWER, "name-introduced", 0.75),
        (_TITLED_LOWER, "name-honorific", 0.7),
        (_TITLED_BY_LETTER, "name-honorific", 0.8),
        (_RELATED, "name-related", 0.7),
        (_IN_A_ROLE, "name-in-a-role", 0.62),
        (_BORN_AS, "name-born", 0.75),
        (_AGENT, "name-in-a-role", 0.62),
        (_TICKET, "name-on-a-ticket", 0.85),
        (_FORM_LINE, "name-labelled", 0.8),
        (_BEFORE_ADDRESS, "name-before-address", 0.92),
    ):
        for match in _matches(text, pattern):
            if pattern is _IN_A_ROLE and _is_a_word_there(text, match):
                continue
            span = _name_in(text, *match.span(1))
            if span is None and pattern is _TITLED and (len(match[1]) == 1 or match[1].lower() in _SURNAMES):
                span = match.span(1)
            if pattern is _ADDRESSED and match[1].lower() in _CLOSING_WORDS:
                continue
            if span is None:
                continue
            if pattern is _TICKET:
                span = match.span(1)
            single = " " not in text[slice(*span)]
            value = text[slice(*span)]
            if (
                text[span[0] - 1 : span[0]] == "_"
                or ("_" in value and value.isupper())
                or text[span[0] - 5 : span[1] + 1] in _REPORTS
            ):
                continue  # a variable of a program, a ruling
            if single and rule == "name-labelled" and not _ENDS_A_VALUE.match(text, span[1]):
                continue  # a speaker's first word: "Customer: Sure I can"
            yield Hit(*span, EntityType.PERSON, score, rule)


def _is_a_word_there(text: str, match: re.Match[str]) -> bool:
    """Whether a word for a relative is one of another language: "nicht Angst"; not "mijn nicht Annelies"."""
    return (
        _OF_TWO_LANGUAGES.match(match[0]) is not None
        and _SOMEBODYS.search(text, max(0, match.start() - 30), match.start()) is None
    )


def _matches(text: str, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """Return the matches of a pattern of names, looked for where it can match."""
    if pattern in _FIRSTS:
        found = matches_at(pattern, text, _FIRSTS[pattern])
        before = _BEFORE.get(pattern)
        if before is None:
            return found
        return (one for one in found if before.search(text, max(0, one.start() - _BEFORE_REACH), one.start()))
    if pattern is _ADDRESSED:
        begins = (0, *(match.end() for match in _PARAGRAPH.finditer(text)))
        return (match for begin in begins if (match := pattern.match(text, begin)) is not None)
    if pattern is _TICKET:
        places = windows(text, ("/",), before=_LONGEST_ON_A_TICKET, after=2 * _LONGEST_ON_A_TICKET)
    elif pattern is _BEFORE_ADDRESS:
        brackets = (match.start() for match in _BEFORE_AT.finditer(text))
        places = apart((max(0, at - 2 * _LONGEST_NAME), at + _LONGEST_NAME) for at in brackets)
    elif pattern is _SIGNED:
        places = apart(_closings(text))
    else:
        return matches_of(pattern, text)
    return (match for place in places for match in pattern.finditer(text, *place))


def _closings(text: str) -> Iterator[tuple[int, int]]:
    """Yield the ends of the lines that end as a letter does, with the lines behind them."""
    at = text.find("\n")
    while at >= 0:
        line = text[max(0, at - _LONGEST_CLOSING) : at].rstrip(" \t\r").rstrip(",.!;- ").lower()
        if line.endswith(_CLOSING_WORDS):
            yield max(0, at - _LONGEST_CLOSING), at + 2 * _LONGEST_NAME
        at = text.find("\n", at + 1)


def _name_in(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Return the part of a span that can be a name: without words at its ends that are none."""
    found = [(start + word.start(), start + word.end()) for word in _WORD.finditer(text[start:end])]
    while found and is_no_name(text[slice(*found[-1])]):
        found.pop()
    while found and is_no_name(text[slice(*found[0])]):
        found.pop(0)
    if all(text[start:stop].lower() in PARTICLES for start, stop in found):
        return None
    if not found:
        return None
    first, last = found[0][0], found[-1][1]
    if text[first:last].endswith(("'s", "’s")):
        last -= 2
    if end > last and text[last : last + 1] == "." and last - found[-1][0] == 1:
        last += 1
    return (first, last) if last - first >= 2 else None


def can_be_a_name(text: str) -> bool:
    """Whether at least one word of a text may be a part of a name (form fields and greetings may not)."""
    found = _WORD.findall(text)
    return not found or not all(is_no_name(word) or _is_plain(word) for word in found)


def _is_plain(word: str) -> bool:
    """Whether a word is an ordinary one as it is written: frequent and in small letters, or short for it."""
    return word in words("plain_words") or (word.isupper() and word.lower() in _ABBREVIATIONS)


def is_no_name(word: str) -> bool:
    """Whether a word stands where names stand and is none, such as "all" and "team"."""
    return word.lower() in words("not_names") or _CONTRACTION.search(word) is not None


@functools.cache
def _nicknames() -> dict[str, tuple[str, ...]]:
    table: dict[str, set[str]] = {}
    for line in lines("nicknames"):
        full, *short = line.split()
        for one in (full, *short):
            table.setdefault(one, set()).update({full, *short} - {one})
    return {name: tuple(sorted(others)) for name, others in table.items()}


def load_lists() -> None:
    """Read the word lists, so that no file is needed later."""
    _nicknames()
    for name in ("common_words", "eponyms", "mailboxes", "not_names", "plain_words"):
        words(name)
    lines("public_figures")


class KnownNames:
    """The names of one document, by their parts.

    Args:
        text: the view the hits are in.
        hits: persons that were found, by anchors and by the tagger.
    """

    _fewest_letters: Final = 3
    _fewest_inflected: Final = 4
    _fewest_in_lower_case: Final = 4
    _worth_in_lower_case: Final = 0.8
    _most_parts: Final = 4000

    def __init__(self, text: str, hits: Iterable[Hit]) -> None:
        self._text = text if isinstance(text, Sighted) else Sighted(text)
        self._parts: dict[str, float] = {}
        self._lower_case: set[str] = set()
        for hit in hits:
            if hit.score >= 0.5:
                self._learn(text[hit.start : hit.end], hit.score)

    def _learn(self, name: str, score: float) -> None:
        parts = [part for part in _WORD.findall(name) if len(part) >= 2]
        several = len(parts) > 1
        for part in parts:
            low = part.lower()
            if (
                len(low) < self._fewest_letters
                and not part.isupper()
                and not (several and part[0].isupper() and len(low) == 2)
            ):
                continue
            if low in words("not_names") or low in PARTICLES or len(self._parts) >= self._most_parts:
                continue
            worth = min(0.85, score)
            self._parts[low] = max(self._parts.get(low, 0), worth)
            if part.islower() and score >= 0.6:
                self._lower_case.add(low)
            if several and part is parts[0]:
                for nick in _nicknames().get(low, ()):
                    self._parts.setdefault(nick, min(0.7, worth))

    def everywhere(self) -> Iterator[Hit]:
        """Yield every place where known names stand, written as names; parts side by side are one."""
        pending: Hit | None = None
        for hit in self._places():
            if pending is not None and self._text[pending.end : hit.start] in {" ", "-", "\u00a0"}:
                pending = replace(pending, end=hit.end, score=max(pending.score, hit.score))
                continue
            if pending is not None:
                yield pending
            pending = hit
        if pending is not None:
            yield pending

    def _places(self) -> Iterator[Hit]:
        common = words("common_words")
        for start, end in self._parts_in_text():
            word = self._text[start:end]
            low = word.lower()
            worth = self._parts.get(low)
            if worth is None:
                continue
            if word.islower() and (low in common or not self._may_be_lower(low, start)):
                continue
            if self._text[end : end + 1] in {"s", "S"} and (
                len(word) < self._fewest_inflected or not word[0].isupper() or low in common
            ):
                continue  # "the Whittakers", "Paulchens Kita", but not every word that begins like a name
            if low in common and not self._beside_a_name(start, end):
                continue
            first, last = self._with_initials(start, end)
            last += self._text[last : last + 1] in {"s", "S"}
            yield Hit(first, last, EntityType.PERSON, worth, "propagated")

    def _parts_in_text(self) -> Iterator[tuple[int, int]]:
        """Yield where a known part is a word, perhaps with an s: words are looked up, nothing is searched."""
        text, parts = self._text, self._parts
        signed = [part for part in parts if not part.isalpha()]  # "o'neil", "anna-lena"
        longer = re.compile(trie_pattern(signed) + r"(?=s?(?![^\W_]))", re.IGNORECASE) if signed else None
        firsts = firsts_of(lowered(form) for part in parts for form in (part, f"{part}s"))
        done = 0
        for begin in text.begins_of(firsts or frozenset()):
            if begin < done or text[max(0, begin - 1) : begin].isalnum():
                continue
            match = longer.match(text, begin) if longer is not None else None
            if match is not None:
                done = match.end()
                yield begin, done
                continue
            match = _LETTERS.match(text, begin)
            if match is None or text[match.end() : match.end() + 1].isalnum():
                continue
            done, low = match.end(), match[0].lower()
            if low in parts:
                yield begin, done
            elif low.endswith("s") and low[:-1] in parts:
                yield begin, done - 1

    def _may_be_lower(self, low: str, start: int) -> bool:
        """Whether a known part may be a name without a capital: it was one before, or its line has none."""
        if low in self._lower_case:
            return True
        if (
            len(low) < self._fewest_in_lower_case
            or self._parts[low] < self._worth_in_lower_case
            or _is_plain(low)
        ):
            return False
        before = self._text[max(0, start - 200) : start].rpartition("\n")[2]
        before = before.partition(": ")[2] or before  # without who speaks
        return (before + self._text[start : start + 60].partition("\n")[0]).islower()

    def _beside_a_name(self, start: int, end: int) -> bool:
        """Whether the neighbouring word is a part of a known name, too, or an honorific."""
        after = re.compile(r"[ -]([^\W\d_]+)").match(self._text, end)
        if after is not None and after[1].lower() in self._parts and after[1][0].isupper():
            return True
        before = re.search(r"([^\W\d_]+\.?)[ -]\Z", self._text[max(0, start - 30) : start])
        if before is None or not self._text[start].isupper():
            return False
        word = before[1].rstrip(".").lower()
        return (word in self._parts and before[1][0].isupper()) or bool(re.fullmatch(_HONORIFIC, before[1]))

    def _with_initials(self, start: int, end: int) -> tuple[int, int]:
        before = re.search(r"(?<![\w.])(?:[A-Z]\.[ ]?){1,3}\Z", self._text[max(0, start - 12) : start])
        return (start - (before.end() - before.start()), end) if before is not None else (start, end)


def names_in_addresses(text: str, addresses: Iterable[Hit]) -> Iterator[Hit]:
    """Yield as persons (not places of the text) the names in "first.last@…", for propagation only."""
    skip = words("common_words") | words("mailboxes")
    for hit in addresses:
        match = _LOCAL_NAMES.match(text, hit.start)
        if match is None:
            continue
        for group in (1, 2, 3):
            part = match[group]
            if part and len(part) >= 3 and part.lower() not in skip:
                yield Hit(*match.span(group), EntityType.PERSON, 0.7, "name-in-address")


def is_public(name: str, following: str, before: str = "") -> bool:
    """Whether a name is that of a well-known person, or stands for a disease, a law or a thing.

    Args:
        name: as written.
        following: the text behind it, some words long.
        before: the text before it, which may end with the title that the name is known with.
    """
    low = " ".join(re.sub(r"['’]s?$", "", name.strip().lower()).split())
    if low in lines("public_figures"):
        return True
    title = _TITLE_BEFORE.search(before)
    if title is not None and f"{title[1].lower()} {low}" in lines("public_figures"):
        return True
    parts = [part for part in re.split(r"[\s\-–']+", low) if part not in {"s", "and", "of"}]
    if parts and all(part in words("eponyms") or part.rstrip("s") in words("eponyms") for part in parts):
        return len(parts) > 1 or _AFTER_EPONYM.match(following) is not None or low.endswith("'s")
    return _AFTER_EPONYM.match(following) is not None and len(parts) == 1 and following[:1] in "'’"
