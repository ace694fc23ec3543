"""Short numbers right behind a paper of somebody's: "ticket was 4417", "locator kx4t7q", "Reklamation 88120".

Four digits behind a bare noun may count something, so the tables of labels leave them to texts about
somebody. Whoever writes of a ticket or a parcel of their own names nobody, though. Here stand the nouns that
are numbered and hardly ever counted; a year, a round number, an amount and what is named behind it stay.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from app.redaction import later as re
from app.redaction.findings import EntityType
from app.redaction.recognizers.base import Hit, Phrases, Recognizer
from app.redaction.recognizers.disguised import NUMBER_WORD
from app.redaction.recognizers.label_values import is_amount, is_nobodys
from app.redaction.standing_words import FUNCTION_WORDS
from app.redaction.things import is_cited, is_of_a_thing

_PAPERS: Final = (
    "ticket|support ticket|helpdesk ticket|claim|policy|order|invoice|contract|booking|reservation|parcel"
    "|tracking"
    "|permit|parking permit|docket|membership|customer|student id|employee id|staff id|member id"
    "|patient id|badge"
    "|prescription|complaint|incident|warranty|voucher|receipt|locker|referral|job sheet|job card|job ticket"
    "|citation|parking fine|parking ticket|pcn|asset tag|enrolment|enrollment|quote|purchase order"
    "|delivery note"
    "|bus pass|visitor pass|work order|service request|confirmation|locator|record locator|rma|crime ref"
    "|return label|library card|ref|order ref|case ref|claim ref|booking ref|meter|mooring|allotment|juror"
    "|candidate|consignment|waybill|passport|staff card|gym card|loyalty card|donor card|registration|licence"
    "|agreement|tenancy agreement|tenancy|lease|license|application|certificate|cert|file|case"
    "|reference|subscription|insurance policy|serial"
    # German
    "|vorgang|störung|störungsnummer|reklamation|beschwerde|bestellung|rechnung|vertrag|buchung"
    "|reservierung|paket"
    "|sendung|antrag|police|schaden|schadensfall|mitgliedschaft|kundennummer|matrikelnummer|personalnummer"
    "|patientennummer|ausweis|rezept|gutschein|beleg|zähler|spind|aktenzeichen|akte|auftrag|lieferschein"
    "|angebot"
    "|fall|bescheid|retoure|anzeige|führerschein|seriennummer|inventarnummer|quittung|strafzettel|knöllchen"
    "|überweisungsschein|mahnung|gerät|vers nummer|versichertennummer|vorgangsnummer|abo"
    # French
    "|dossier|sinistre|commande|facture|contrat|réservation|colis|abonnement|numéro client|matricule|badge"
    "|ordonnance|réclamation|bon de livraison|reçu|compteur|casier|devis|adhérent|allocataire|convocation"
    "|demande"
    "|numéro patient|numéro de série|plainte|mandat|contravention|identifiant|référence|sociétaire|abonné"
    "|permis"
    "|mon ticket|num client|numéro d'allocataire|numéro de commande|numéro de dossier|candidat"
    "|carte d'adhérent"
    # Spanish
    "|expediente|siniestro|póliza|pedido|factura|contrato|reserva|paquete|número de cliente|matrícula|carné"
    "|reclamación|incidencia|recibo|contador|taquilla|albarán|presupuesto|socio|socia|solicitud|denuncia"
    "|justificante|historia clínica|número de serie|receta|abono|referencia|permiso|multa de tráfico|atestado"
    "|abonado|número de pedido"
    # Italian
    "|pratica|sinistro|polizza|ordine|fattura|contratto|prenotazione|pacco|abbonamento|codice cliente"
    "|matricola"
    "|reclamo|segnalazione|ricevuta|contatore|armadietto|preventivo|bolla|tessera|verbale"
    "|cartella clinica|ricetta"
    "|numero di serie|denuncia|domanda|codice utente|numero ordine|riferimento|spedizione"
    # Dutch
    "|zaak|schade|polis|bestelling|factuur|boeking|reservering|pakket|klantnummer|studentnummer|pasje|klacht"
    "|melding|kluisje|dossier|serienummer|offerte|pakbon|aanvraag|aangifte|vergunning|personeelsnummer|recept"
    "|abonnement|lidmaatschap|kenmerk|klantnr|zending|bekeuring"
    # Portuguese
    "|processo|apólice|encomenda|fatura|reclamação|ocorrência|número de cliente|cacifo|cartão de leitor"
    "|queixa"
    "|protocolo|chamado|bilhete|requerimento|número de série|orçamento|guia|sócio|sócia|recibo|matrícula"
    "|referência"
    "|marcação|apolice|pacote|contador"
)
# Of these an amount is told as often: only a word for "number", a code or many digits make it somebody's.
_OF_MONEY_WORDS: Final = (
    "refund|fine|summons|appointment|return|payroll|visa|exam|insurance|loan|mortgage|pension|deposit"
    "|donor|payslip"
    "|boete|bon|afspraak|assinatura|receita|vale|multa|termin|bußgeld|versicherung|überweisung|rente"
    "|rendez-vous|amende"
    "|bon|cita|appuntamento|buono|cartão|carte|carta|tarjeta|karte|kaart|kredit|prêt|préstamo|mutuo"
    "|lening|empréstimo"
)
_OF_MONEY: Final = frozenset(_OF_MONEY_WORDS.split("|"))
# Of these only what is spelled out or taken apart is looked for here.
_SPOKEN_WORDS: Final = (
    "member|group|card|patient|student|employee|client|pupil|tenant|account|policyholder|subscriber"
    "|passenger|mitglied"
    "|patient|konto|compte|cuenta|conto|conta|rekening|lid|cliente|kunde|adhérent"
)
_SPOKEN: Final = frozenset(_SPOKEN_WORDS.split("|"))
_PAPER: Final = Phrases(frozenset("|".join((_PAPERS, _OF_MONEY_WORDS, _SPOKEN_WORDS)).split("|")))
# What programs and mathematics number, too.
_OF_PROGRAMS: Final = frozenset(
    {"case", "order", "file", "reference", "ref", "serial", "application", "meter"}
)
_BEFORE_THEM: Final = re.compile(
    r"(?:\A|\n|(?<!\w)(?:my|our|your|his|her|this|the|about|regarding|re:?|subject:?|on|of|with))[ ]?\Z",
    re.IGNORECASE,
)
_LINK: Final = re.compile(
    r"[\"'*_`]{0,2}(?:"
    r"(?P<sign>[ ]?(?:(?P<number>(?:n\.?[ ]?[°ºo]|n0|no|nr|num|núm|number|nummer|numéro|número"
    r"|numero)(?![^\W\d_])\.?"
    r"|n\.(?=[ ]?[A-Za-z]{0,4}\d)|[#№]|id(?![^\W\d_]))"
    r"(?:[ ]?:|[ ](?:is|was|ist|est|es|è|é)(?=[ ]))?|:)[ ]{0,2}\#?)"
    r"|(?P<verb>,?[ ](?:(?:that|which|das|die|qui|que|che|dat)[ ])?"
    r"(?:is|was|it's|its|being|says|reads|ist|war|lautet|wars|est|était|c'est|cest|c|es|era|è|é|foi|wordt)"
    r"[ ](?:(?:the|le|la|el|il|lo|o|a|de|het|die|der|das|now|jetzt|like|uh+|um+|äh|euh"
    r"|eh)[, ]{1,2}){0,2}[#\"'“]?)"
    r"|(?P<bare>[ ]{1,2}\#?[\"'“(]?))",
    re.IGNORECASE,
)
_NUMBER: Final = re.compile(r"\d{4,12}(?![\w%°€$£/-]|[.,:]\d)")
# Letters and digits as people type them: "kx4417", "qx7t4k".
_TYPED: Final = re.compile(
    r"(?=[a-z]{1,4}\d{3,9}[a-z]{0,3}(?!\w)|(?=(?:[a-z]*\d){2})(?=(?:\d*[a-z]){2})[a-z\d]{6,9}(?!\w)"
    r"|[a-z]{1,5}[/-]\d{3,8}(?:[/-]\w{1,4})?(?!\w)|[a-z]{2}[ ]\d{3,8}(?!\w)"
    r"|(?<=[\"'“])[a-z]{2,6}[ ]\d{3,8}(?=[\"'”]))"
    r"(?!\d+[a-z]{1,3}(?!\w))[a-z\d]{1,12}(?:[ /-](?=[a-z]{0,4}\d)[a-z\d]{1,8}|[ -][a-z](?!\w)){0,2}"
    r"(?![\w%°]|[.,:/-]\d|\()",
    re.IGNORECASE,
)
_SPACED: Final = re.compile(r"\d(?:[ ]\d){3,11}(?![\w%]|[ .,:/-]\d)")
_SAID: Final = re.compile(
    rf"(?:[A-Z]{{1,3}}[ ])?(?:(?:double|triple)[ ])?{NUMBER_WORD}"
    rf"(?:[ ,-]{{1,2}}(?:(?:double|triple)[ ])?{NUMBER_WORD}){{2,16}}(?![\w-])",
    re.IGNORECASE,
)
_FEWEST_SAID: Final = 3
# "my policy number, let me find it, ah here, HX double nine one two"
_SAID_LATER: Final = re.compile(
    r"[^\d\n.!?]{1,48}?[, ](?=(?:[A-Z]{1,3}[ ])?[a-zà-ÿ]{2,10}[ -][a-zà-ÿ]{2,10})"
)
_MOST_LATER: Final = 12
_STANDARD: Final = re.compile(
    r"(?:iso|din|rfc|utf|sha|md|mp|ipv|wpa|aes|covid|win|php|rev|ver|v|sql|cve|pep|en|fig|h|vol|usb|web"
    r"|tls|log|app"
    r"|test|item|page|type|http|node|id)[ /-]?\d",
    re.IGNORECASE,
)

_NO_CODE_WORDS: Final = (
    "eur usd gbp chf brl mxn aud cad rs kr kg km lb mg ml am pm ca jan feb mar apr may jun jul aug sep "
    "oct nov "
    "dec mai max min top new old all any avg sum qty day per row"
)
_NO_CODES: Final = FUNCTION_WORDS | frozenset(_NO_CODE_WORDS.split())
_YEAR: Final = re.compile(r"(?:1[5-9]\d\d|20[0-9]\d)\Z")
_COUNTS: Final = re.compile(r"1234\d{0,5}\Z|9{4,}\Z|0+\Z")
_ROUND: Final = re.compile(r"\d{1,6}00\Z")
_NEXT_WORD: Final = re.compile(r"[\"'”)]?[ ](?P<word>[^\W\d_]{1,20})")
_GOES_ON_WORDS: Final = (
    "pls plz please bitte svp stp por per graag aub obrigado obrigada btw thanks thx danke merci gracias "
    "grazie "
    "isn isnt isnt hasn hasnt has have had is was wasnt are says said shows still never not already keeps "
    "got gets "
    "seit nie noch ist hat wurde est a été n'est ne es no ya nunca sigue è non ancora mai niet nog werd "
    "não já "
    "because but and for from in on at to with under by where who that which since after when if or zone "
    "via re "
    "lol ugh hi hello dated issued opened closed filed raised vom von du del della van da do "
)
_GOES_ON: Final = frozenset(_GOES_ON_WORDS.split())
_OF_A_CODE: Final = re.compile(r"[ \t]*(?:[;{}]|,?[ \t]*[\"'\]}])|[:(]|[ ]?(?:[=<>!+*]=?|\|\||&&)")
_CODE_BEFORE: Final = re.compile(r"(?:[\w$\]>.]\.|[$@{<\\/_-]|::|->|[\"'])\Z")
# "Executive Order 9066", "sort order 4417": what else is called so.
_OTHERS: Final = re.compile(
    r"(?<!\w)(?:executive|sort|tab|display|z|draw|stacking|monetary|public|foreign|privacy|security|upper"
    r"|lower|test|use"
    r"|edge|base|best|worst|default|header|log|config|source|gene|patent|class|the[ ]court[ ]in)[ -]\Z",
    re.IGNORECASE,
)
# "Invoices 4417 and 4418", "ticket 4417, and another one, 4498"
_FURTHER: Final = re.compile(
    r"(?:[ ]?[,/&][ ]?(?:and[ ]|or[ ])?|[ ](?:and|or|und|oder|et|ou|y|o|e|en|of|then)[ ]"
    r"|,?[ ][^\d\n.!?]{0,28}?(?:another(?:[ ]one)?|the[ ]other(?:[ ]one)?|a[ ]second[ ]one|noch[ ]eine?"
    r"|un[ ]autre"
    r"|otr[oa]|un[ ]altr[oa]|nog[ ]een|outr[oa]),?[ ](?:is[ ]"
    r"|was[ ])?)\#?(?P<value>\d{4,12})(?![\w%°€$£/-]|[.,:]\d)"
)
_QUOTES: Final = frozenset("\"'“")
_MOST_FURTHER: Final = 12
_MANY: Final = 6


class Papers:
    """Numbers and typed codes right behind a paper that somebody has."""

    id = "number-of-a-paper"

    def find(self, text: str) -> Iterator[Hit]:
        """Yield them; the noun stays readable."""
        for paper in _PAPER.finditer(text):
            link = _LINK.match(text, paper.end())
            if link is None or _CODE_BEFORE.search(text, max(0, paper.start() - 2), paper.start()):
                continue
            if _OTHERS.search(text, max(0, paper.start() - 16), paper.start()):
                continue
            noun = " ".join(paper[0].lower().split())
            span = None if noun in _SPOKEN else _number(text, paper, link, noun) or _typed(text, link, noun)
            plain = span is not None and text[slice(*span)].isdigit()
            span = span or _taken_apart(text, link)
            if span is None:
                continue
            yield Hit(*span, EntityType.OTHER_ID, 0.68, self.id, context=noun)
            for further in _further(text, span[1]) if plain else ():
                yield Hit(*further, EntityType.OTHER_ID, 0.66, self.id, context=noun)


def _number(text: str, paper: re.Match[str], link: re.Match[str], noun: str) -> tuple[int, int] | None:
    match = _NUMBER.match(text, link.end())
    if match is None:
        return None
    value = match[0]
    if _YEAR.match(value) or _COUNTS.match(value) or is_nobodys(text, match.start(), value):
        return None
    if noun in _OF_MONEY and not link["number"] and (len(value) < _MANY or _ROUND.match(value)):
        return None
    if link["sign"] is None and (_ROUND.match(value) or not _may_be_bare(text, paper, link, noun)):
        return None
    if is_amount(text, value, match.end()) or _is_of_code(text, link, match.end(), noun):
        return None
    if is_of_a_thing(text, *match.span()) or is_cited(text, match.start()) or not _ends(text, match.end()):
        return None
    return match.span()


def _may_be_bare(text: str, paper: re.Match[str], link: re.Match[str], noun: str) -> bool:
    """Whether nothing but a blank may stand before a number: not where programs number such things."""
    if noun not in _OF_PROGRAMS or link["verb"] is not None:
        return True
    return _BEFORE_THEM.search(text, max(0, paper.start() - 12), paper.start()) is not None


def _typed(text: str, link: re.Match[str], noun: str) -> tuple[int, int] | None:
    match = _TYPED.match(text, link.end())
    if match is None or _STANDARD.match(match[0]):
        return None
    quoted = text[link.end() - 1] in _QUOTES
    if not quoted and _is_of_code(text, link, match.end(), noun):
        return None
    if not (match[0].islower() or match[0].isupper()) or is_of_a_thing(text, *match.span()):
        return None
    if match[0].split(" ")[0].lower() in _NO_CODES or (match[0].isupper() and " " in match[0] and not quoted):
        return None
    return match.span() if _ends(text, match.end()) else None


def _taken_apart(text: str, link: re.Match[str]) -> tuple[int, int] | None:
    """Return where a number is said digit by digit, right behind its word or some words on."""
    spaced = _SPACED.match(text, link.end()) if not link["bare"] else None
    if spaced is not None:
        return spaced.span()
    match = _SAID.match(text, link.end())
    if match is None and link["number"]:
        later = _SAID_LATER.match(text, link.end())
        for _ in range(_MOST_LATER if later is not None else 0):
            if later is None:
                break
            match = _SAID.match(text, later.end())
            if match is not None:
                break
            later = _SAID_LATER.match(text, later.end())
    if match is None or not _ends(text, match.end()):
        return None
    return match.span() if len(re.findall(r"[^\W\d_]+", match[0])) >= _FEWEST_SAID else None


def _further(text: str, end: int) -> Iterator[tuple[int, int]]:
    """Yield the numbers that follow one of the same kind."""
    for _ in range(_MOST_FURTHER):
        match = _FURTHER.match(text, end)
        if match is None or _YEAR.match(match["value"]) or is_amount(text, match["value"], match.end()):
            return
        yield match.span("value")
        end = match.end()


def _is_of_code(text: str, link: re.Match[str], end: int, noun: str) -> bool:
    """Whether a program says so: "case 4417:", "order: 4417;", "{ref: 4417}"."""
    if link["verb"] is not None:
        return False
    return noun in _OF_PROGRAMS and _OF_A_CODE.match(text, end) is not None


def _ends(text: str, end: int) -> bool:
    """Whether a number closes what it belongs to: nothing that it counts is named behind it."""
    word = _NEXT_WORD.match(text, end)
    if word is None:
        return True
    low = word["word"].lower()
    return low in _GOES_ON or low in FUNCTION_WORDS


RECOGNIZERS: tuple[Recognizer, ...] = (Papers(),)
