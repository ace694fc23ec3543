"""The last digits of a number, given instead of the whole: "the account ending in 4471".

They say which of somebody's accounts, cards or licences is meant. The word for the number may stand before
them or soon behind; digits of anything else ("primes that end in 317") stay.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from app.redaction import later as re
from app.redaction.findings import EntityType as E
from app.redaction.recognizers.base import Hit, Phrases, Recognizer
from app.redaction.recognizers.disguised import NUMBER_WORD
from app.redaction.recognizers.told import near_needles

_VERBS: Final = (
    "hört auf|hört mit|ending in|ending with|ending on|ending|ends in|ends with|ends|finishing in"
    "|finishing with|finishing"
    "|finishes in|finishes with|endend auf|endend mit|endet auf|endet mit|endete auf|finissant par"
    "|se terminant par|terminant par|se termine par|se finit par|finit par|finissant en|que termina en"
    "|terminada en|terminado en|terminando en|termina en|termina por|acaba en|acaba por|acabada en|acabado en"
    "|finaliza en|che termina con|che finisce con|terminante con|termina con|finisce con|finisce per"
    "|che termina per|eindigt op|eindigend op|eindigende op|eindigt met|terminada em|terminado em|termina em"
    "|acaba em|acabada em|com final|conta final|cartão final"
)
_DIGITS: Final = (
    "last four|last 4|last three|last 3|last five|last 5|last six|last 6|last digits|last few digits"
    "|final digits|final four|final 4|final three|last two digits"
    "|endziffern|endziffer|endung|terminación|terminaison"
    "|letzten ziffern|letzte ziffern|letzten vier|letzte vier|letzten drei|letzten 4"
    "|letzten stellen|letzten vier stellen|derniers chiffres|quatre derniers|4 derniers|trois derniers"
    "|últimos dígitos|últimas cifras|últimos cuatro|últimas cuatro|últimos 4|últimos tres|ultimos digitos"
    "|ultimos 4|ultimos cuatro"
    "|ultime cifre|ultime quattro|ultime 4|ultime tre|laatste cijfers|laatste vier|laatste 4|laatste drie"
    "|últimos quatro|últimos três|ultimos quatro|últimos números"
)
# "It begins with HX44, then 917, then 203 B": who reads a number out begins at its other end.
_STARTS: Final = (
    "begins with|beginning with|starts with|starting with|beginnt mit|beginnend mit|fängt mit|commence par"
    "|commençant par|débute par|empieza por|empieza con|comienza por|comienza con|inizia con|comincia con"
    "|begint met|beginnend met|começa por|começa com"
)
_FIRST_DIGITS: Final = (
    "first digits|first few digits|first four|first 4|first five|first 5|first six|first 6|first three"
    "|first 3"
    "|ersten ziffern|ersten stellen|ersten vier|premiers chiffres|primeros dígitos|primeras cifras"
    "|prime cifre"
    "|eerste cijfers|primeiros dígitos|primeiros números"
)
_WHOSE: Final[dict[E, str]] = {
    E.BANK_ACCT: (
        "spaarrekening|betaalrekening|sparbuch|accounts|konten|comptes|cuentas|conti|rekeningen|contas"
        "|gehaltskonto|tagesgeldkonto|gemeinschaftskonto"
        "|sav|chk"
        "|account|acct|a/c|acc|bank account|savings|checking|konto|kontonummer|bankkonto|girokonto|sparkonto"
        "|compte|compte bancaire|rib|cuenta|conto|libretto|rekening|rekeningnummer|bankrekening|conta"
        "|poupança|iban|direct debit|direct deposit|lastschrift|prélèvement|domiciliación|addebito|incasso"
        "|loan"
    ),
    E.CARD: (
        "cards|karten|cartes|tarjetas|kaarten|cartões|card|visa|mastercard|amex|kreditkarte|karte"
        "|ec karte|girocard|carte|carte bleue|tarjeta|carta"
        "|kaart|pinpas|bankpas|creditcard|cartão"
    ),
    E.DRIVER_LICENSE: (
        "driver's license|driver's licence|drivers license|driving licence|driving license|licence|license"
        "|dl|führerschein|permis|permis de conduire|permiso de conducir|carnet de conducir|licencia|patente"
        "|rijbewijs|carta de condução|cnh"
    ),
    E.PASSPORT: "passport|reisepass|passeport|pasaporte|passaporto|paspoort|passaporte",
    E.TAX_ID: (
        "tfn|tin|utr|ein|tax id|tax number|tax file number|vat number|steuernummer|steuer id|numéro fiscal"
        "|nif|btw nummer|cnpj|partita iva|cuit"
    ),
    E.HEALTH_ID: (
        "medicare|medicare number|medicaid|mbi|nhs number|insurance|insurance number|health card|member id"
        "|member number"
        "|versichertennummer|krankenversicherung|assuré|numéro de sécu|tarjeta sanitaria|tessera sanitaria"
        "|zorgpas"
        "|verzekerdennummer|número de utente|cartão de saúde|ehic"
    ),
    E.MRN: (
        "mrn|patient number|patient id|chart|hospital number|medical record|patientennummer|historia clínica"
        "|cartella clinica|patiëntnummer"
    ),
    E.NATIONAL_ID: (
        "national id|id card|dni|nie|personalausweis|cni|carte d'identité|carta d'identità|cédula|aadhaar"
    ),
    E.SSN: "ssn|social|social security|social security number|itin|sin|national insurance|nino|bsn|cpf",
    E.PHONE: (
        "phone|mobile|cell|phone number|mobile number|handy|handynummer|téléphone|portable|móvil|teléfono"
        "|cellulare|telefono|telefoon|mobiel|telemóvel|celular|telefone"
    ),
    E.OTHER_ID: (
        "policy|claim|member|membership|order number|ticket|case number|badge|serial|serial number|imei|meter"
        "|sim|sim card"
        "|customer number|employee|student|loyalty|reference|booking|invoice|receipt|vin|chip|tag|tracking"
        "|vertragsnummer|kundennummer|mitgliedsnummer|ausweis|ausweisnummer|seriennummer|matricule|contrat"
        "|numéro client|póliza|número de cliente|socio|polizza|codice cliente|tessera|polisnummer|klantnummer"
        "|lidnummer|pas|apólice|número de cliente|sócio|id"
        "|ref|sendung|sendungsnummer|sendungsnr|tracking number|parcel|colis|paquete|pakket|permit|docket"
        "|case no|case ref|claim ref|order ref|dossiernummer|dossier|zaaknummer|aktenzeichen|bestellnummer"
        "|referencia|riferimento|referentie|referência|référence|prescription|guia|bastidor|matrícula"
    ),
}
_OF: Final = {re.sub(r"\W+", "", noun): kind for kind, nouns in _WHOSE.items() for noun in nouns.split("|")}
_NOUN: Final = Phrases({noun for nouns in _WHOSE.values() for noun in nouns.split("|")})
_PHRASE: Final = Phrases([*_VERBS.split("|"), *_DIGITS.split("|")])
_START: Final = Phrases([*_STARTS.split("|"), *_FIRST_DIGITS.split("|")])
_STARTS_WITH: Final = frozenset(_STARTS.split("|"))
_GIVEN_BY_DIGITS: Final = frozenset(re.sub(r"\s+", "", phrase) for phrase in _DIGITS.split("|"))
_LINK: Final = r"[\"'“(\[#*xX•.…-]{0,16}[- ]?"
_DIRECT: Final = re.compile(
    r"(?:[ ]?[:=]|,)?[ ]?"
    + _LINK
    + r"(?P<value>[A-Z]{0,3}\d[A-Z\d]{1,6}(?:-[A-Z\d]{1,2})?|[a-z]{1,3}\d{2,6})(?![\w%°€$£]|[.,:/]\d|[ ]\d)"
)
_SPOKEN: Final = re.compile(
    rf"(?:[ ]?[:=]|,)?[ ](?:(?:is|are)[ ])?(?P<value>{NUMBER_WORD}(?:[ ,-]{{1,2}}{NUMBER_WORD}){{2,5}})"
    r"(?![\w-])",
    re.IGNORECASE,
)
# "the last four digits on the account are 4471"
_TOLD: Final = re.compile(
    r"[^\d\n.;!?]{1,48}?[:= ]" + _LINK + r"(?P<value>\d{2,6})(?![\w%°€$£]|[.,:/-]\d|[ ]\d)"
)
_FIRST: Final = (
    r"(?P<value>(?:[A-Z]{1,4}[-/ ]?\d{1,8}|[a-z]{1,3}\d{2,8}|\d{2,4}[A-Z]{1,4}"
    r"|\d{3,8})(?:[ -]\d{2,4}){0,2}(?:[ -]?[A-Z]{1,2}(?![\w'’]))?)"
    r"(?![\w%°€$£]|[.,:/]\d|[ ]\d)"
)
_AT_THE_START: Final = re.compile(
    rf"(?:[ ]?[:=]|,)?[ ](?:(?:is|are|sind|sont|son|sono|zijn|são)[ ])?[\"'“(]?{_FIRST}"
)
_THEN: Final = re.compile(
    r"(?:,|\.{3}|…|;)?[ ](?:and[ ]|und[ ]|et[ ]|y[ ]|e[ ]|en[ ])?"
    rf"(?:then|dann|puis|ensuite|luego|después|poi|dan|daarna|depois)[ ,:]{{1,2}}{_FIRST}"
)
_MOST_PARTS: Final = 6
# "Each IBAN begins with DE89", "A Visa card starts with 4111": of any.
_OF_ANY: Final = re.compile(
    r"(?<!\w)(?:an?|any|each|every|all|no|which|what|jede[rs]?|alle|eine?|kein\w{0,2}|welche[rs]?|un|une"
    r"|chaque|tout|toute"
    r"|quel\w{0,3}|una|cada|todo|toda|qualquer|cualquier|ogni|elke|een|iedere|um|uma)[ ]"
    r"(?:(?!the|my|your)[^\W\d_]{2,14}[ ]){0,2}\Z",
    re.IGNORECASE,
)
_MANY_OF_THEM: Final = re.compile(
    r"s(?!\w)|[- ]?(?:numbers|ids|codes|nummern|nummers|numéros|números|numeri)(?!\w)", re.IGNORECASE
)
_MAKERS: Final = (
    "visa|mastercard|amex|accounts|konten|comptes|cuentas|conti|rekeningen|contas|cards|karten|cartes"
    "|tarjetas"
    "|kaarten|cartões"
)
_OF_MAKERS: Final = frozenset(_MAKERS.split("|"))
# "not the joint one (…7712)": the rest of the number is dots or signs.
_MASKED: Final = re.compile(
    r"(?:…|\.{3}|[*•]{2,16}|[xX]{3,16}|[xX]{2}(?=\d{4})|#{2,16})[ -]?"
    r"(?P<value>\d{3,5})(?![\w%°€$£*]|[.,:/]\d)"
)
# "the other in 9042", "und das andere auf 118": a second number goes on without the verb.
_OTHER: Final = re.compile(
    r"(?:[^.\n\d]{0,40}?(?<!\w)(?:other|second|one|joint|hers|his|mine|andere[ns]?|zweite|seine|ihre"
    r"|autre|deuxième|otr[oa]"
    r"|segund[oa]|altr[oa]|second[oa]|tweede|outr[oa]|mijne|meu|minha|mía|mío)(?:[ ][^\W\d_]{1,14}){0,2}?"
    r"|[,;]?[ ](?:[^\W\d_]{1,4}[ ])?(?:that|dat|das|die|celui|celle|el|la|quello|quella|o|a)[ ](?:of|van"
    r"|von|de|du|del|di|della"
    r"|da|do|meiner|seiner)(?:[ ][^\W\d_]{1,14}){1,3}?)"
    r",?[ ](?:in|with|on|auf|mit|par|en|con|op|met|em|por|final|ending|is|ist|est|es|è"
    r"|é)[ ](?P<value>\d{3,6})(?![\w%°€$£]|[.,:/]\d|[ ]\d)",
    re.IGNORECASE,
)
# "nicht auf 941": the ending that is not meant says as much of somebody.
_NOT: Final = re.compile(
    r"[ ,]{1,2}(?:[^\W\d_]{2,6}[ ,]{1,2}){0,2}(?:not|nicht|pas|no|non|niet|não)[ ]"
    r"(?:(?:in|with|on|auf|mit|par|en|con|op|met|em|por)[ ])?(?P<value>\d{3,6})(?![\w%°€$£]|[.,:]\d)",
    re.IGNORECASE,
)
# "das mit 882 am Ende", "la que tiene 4471 al final"
_AT_THE_END: Final = re.compile(
    r"(?<![^\W_])(?P<value>\d{3,6})[ ](?:am[ ]ende|hinten|at[ ]the[ ]end|à[ ]la[ ]fin|al[ ]final|alla[ ]fine"
    r"|no[ ]fim|no[ ]final|aan[ ]het[ ]eind[e]?|op[ ]het[ ]eind[e]?)(?!\w)",
    re.IGNORECASE,
)
# "4471 is the last four of mine": before what it is said of.
_BEFORE_THEM: Final = re.compile(
    r"(?<![\w.,:/-])(?P<value>\d{3,6})[ ](?:is|are|was|were|ist|sind|est|sont|ce[ ]sont|es|son|è|sono|zijn"
    r"|é|são)[ ](?:(?:my|the|die|meine|les|mes|las|mis|los|le|i|de|mijn|os|as|nur|only|just)[ ]){0,2}\Z"
)
_SOMEBODYS: Final = re.compile(
    r"(?<!\w)(?:my|mine|ours|his|hers|mein\w{0,2}|mon|ma|mío|mía|mi|mio|mia|mijne?|meu|minha)(?!\w)",
    re.IGNORECASE,
)
_AT_THE_END_NEEDLES: Final = (" ende", " Ende", " hinten", " end", " fin", " fim", " eind")
_PAID: Final = re.compile(
    r"(?<!\w)(?:transfer(?:red|ência)?|payments?|paid|debit|credit|refund(?:ed)?|überweisung|überwiesen"
    r"|lastschrift"
    r"|abbuchung|virement|prélèvement|transferencia|bonifico|addebito|overboeking|afschrijving|salary"
    r"|gehalt)(?!\w)",
    re.IGNORECASE,
)
# "From: ****8817": four digits of a number that is left out, whatever it is.
_FOUR_OF_MANY: Final = re.compile(r"(?:[*•]{4,16}|[xX]{4,16})[ -]?\d{4}\Z")
_STARS: Final = frozenset("*•xX#")  # never written but to leave something out
_MASKS: Final = ("…", "...", "**", "••", "xx", "XX", "##")
_SPAN_OF_TIME: Final = re.compile(
    r"[ ](?:more )?(?:seconds?|minutes?|hours?|days?|weeks?|months?|years?|sekunden|minuten|stunden|tagen?"
    r"|wochen|monaten?|jahren?|secondes?|jours?|semaines?|mois|ans|segundos?|minutos?|horas?|días?"
    r"|semanas?|meses|años"
    r"|giorni|settimane|mesi|anni|dagen|weken|maanden|jaar|dias?|anos?)(?!\w)"
)
_YEAR: Final = re.compile(r"(?:19\d|20[0-5])\d\Z")
_BEFORE, _BEHIND = 72, 32
_FAR: Final = 160
_ADJACENT: Final = 7
_MONEY: Final = frozenset({E.BANK_ACCT, E.CARD})
_FEWEST: Final = 3


class Endings:
    """What the last digits of a number of somebody are said to be."""

    id = "last-digits"

    def find(self, text: str) -> Iterator[Hit]:
        """Yield them; the words around stay readable."""
        for phrase in _PHRASE.finditer(text):
            by_digits = re.sub(r"\s+", "", phrase[0].lower()) in _GIVEN_BY_DIGITS
            value = _DIRECT.match(text, phrase.end()) or _SPOKEN.match(text, phrase.end())
            if value is None and by_digits:
                value = _TOLD.match(text, phrase.end())
            if value is None and by_digits and (hit := self._ahead(text, phrase)) is not None:
                yield hit
            if value is None:
                continue
            noun = _noun_of(text, phrase.start(), phrase.end(), value.start("value"), value.end("value"))
            if noun is None or not _can_be(text, value, noun, phrase.start(), by_digits=by_digits):
                continue
            yield Hit(*value.span("value"), _kind(noun[0]), 0.8, self.id, context=noun[0].lower())
            end = value.end("value")
            other = _OTHER.match(text, end) or _NOT.match(text, end)
            if other is not None and not _YEAR.match(other["value"]):
                yield Hit(*other.span("value"), _kind(noun[0]), 0.75, self.id, context=noun[0].lower())
        for match in near_needles(_AT_THE_END, text, _AT_THE_END_NEEDLES):
            noun = _noun_of(text, match.start(), match.start(), *match.span("value"))
            if noun is not None:
                yield Hit(*match.span("value"), _kind(noun[0]), 0.72, self.id, context=noun[0].lower())
        yield from self._masked(text)
        yield from self._starts(text)

    def _starts(self, text: str) -> Iterator[Hit]:
        """Yield what somebody's number is said to begin with, and the parts that are read out behind it."""
        for phrase in _START.finditer(text):
            value = _AT_THE_START.match(text, phrase.end())
            if value is None or _YEAR.match(value["value"]):
                continue
            noun = _noun_of(text, phrase.start(), phrase.end(), value.start("value"), value.end("value"))
            if noun is None or _kind(noun[0]) is E.PHONE or noun[0].lower() in _OF_MAKERS:
                continue
            if phrase[0].lower() in _STARTS_WITH and (
                _MANY_OF_THEM.match(text, noun.end())
                or _OF_ANY.search(text, max(0, noun.start() - 36), noun.start())
            ):
                continue
            context = noun[0].lower()
            for _ in range(_MOST_PARTS):
                if (
                    value is None
                    or sum(map(str.isdigit, value["value"])) < _FEWEST - value["value"][0].isalpha()
                ):
                    break
                yield Hit(*value.span("value"), _kind(noun[0]), 0.75, self.id, context=context)
                value = _THEN.match(text, value.end("value"))

    def _masked(self, text: str) -> Iterator[Hit]:
        """Yield the digits that are left of a number behind dots or stars."""
        for match in near_needles(_MASKED, text, _MASKS):
            if _YEAR.match(match["value"]):
                continue
            first = max(0, match.start() - _FAR)
            nouns = [
                one
                for one in _NOUN.pattern.finditer(text, first, match.start())
                if match[0][0] in _STARS or _kind(one[0]) in _MONEY
            ]
            if nouns:
                yield Hit(
                    *match.span("value"), _kind(nouns[-1][0]), 0.7, self.id, context=nouns[-1][0].lower()
                )
            elif _FOUR_OF_MANY.match(match[0]) or (
                match[0].startswith("*" * 3)
                and _PAID.search(text, first, min(len(text), match.end() + _FAR)) is not None
            ):
                yield Hit(*match.span("value"), E.BANK_ACCT, 0.7, self.id, context="masked")

    def _ahead(self, text: str, phrase: re.Match[str]) -> Hit | None:
        """Return the digits that stand before what says that they are the last ones of somebody's number."""
        value = _BEFORE_THEM.search(text, max(0, phrase.start() - 30), phrase.start())
        if value is None or _YEAR.match(value["value"]):
            return None
        noun = _noun_of(text, phrase.start(), phrase.end(), phrase.end(), phrase.end())
        around = max(0, phrase.start() - _FAR), min(len(text), phrase.end() + _BEHIND)
        paid = _PAID.search(text, *around) is not None
        if noun is None and not paid and _SOMEBODYS.search(text, *around) is None:
            return None
        kind = _kind(noun[0]) if noun is not None else E.BANK_ACCT if paid else E.OTHER_ID
        return Hit(*value.span("value"), kind, 0.75, self.id, context=phrase[0].lower())


def _noun_of(text: str, start: int, end: int, begin: int, stop: int) -> re.Match[str] | None:
    """Return the word for the number: the last one before, else between, else the first one behind."""
    first = max(0, start - _BEFORE)
    first = max(first, text.rfind("\n\n", first, start) + 1)
    while 0 < first < start and text[first - 1].isalnum():  # what a window cuts through is no word
        first += 1
    before = list(_NOUN.pattern.finditer(text, first, end))
    if before:
        return before[-1]
    return _NOUN.pattern.search(text, end, begin) or _NOUN.pattern.search(
        text, stop, min(len(text), stop + _BEHIND)
    )


def _kind(noun: str) -> E:
    return _OF[re.sub(r"\W+", "", noun.lower())]


def _can_be(text: str, value: re.Match[str], noun: re.Match[str], start: int, *, by_digits: bool) -> bool:
    written = value["value"]
    digits = sum(map(str.isdigit, written))
    if 0 < digits < _FEWEST and not (digits > 1 and (by_digits or not written.isdigit())):
        return False
    if by_digits:
        return True
    adjacent = start - noun.end() <= _ADJACENT
    if _YEAR.match(written) and not (adjacent and _kind(noun[0]) in _MONEY):
        return False
    return _SPAN_OF_TIME.match(text, value.end("value")) is None


RECOGNIZERS: tuple[Recognizer, ...] = (Endings(),)
