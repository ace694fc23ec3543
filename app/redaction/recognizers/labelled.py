"""Identifiers that a label announces: "MRN: 00482913", "policy no. HX-2291", `"account_number": "004512"`.

One pattern finds every label of the table; what follows it is read by rules, because there are too many
shapes of numbers to list, and a label says more than a shape does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from app.redaction.findings import EntityType
from app.redaction.recognizers.base import Hit, Phrases, Recognizer, matches_at, shape
from app.redaction.recognizers.labels import KINDS, NUMBERED, Kind, written_forms
from app.redaction.recognizers.told import near_needles
from app.redaction.sighted import firsts_of
from app.redaction.things import is_cited, is_of_a_thing

_FORMS: Final[dict[str, Kind]] = {}
for _kind in reversed(KINDS):  # the first kind that lists a phrase has it
    for _phrase in _kind.phrases.split("|"):
        for _form in written_forms(_phrase) if _kind.strong else (_phrase,):
            _FORMS.setdefault(_form, _kind)
    _FORMS.update(dict.fromkeys(_kind.phrases.split("|"), _kind))
_KIND_OF: Final = {re.sub(r"[ \t_.-]+", "", form): kind for form, kind in _FORMS.items()}
_CODES: Final = frozenset(
    re.sub(r"[ \t_.-]+", "", phrase) for kind in KINDS if kind.letters for phrase in kind.phrases.split("|")
)
_CODE: Final = re.compile(r"(?=[A-Z0-9]{0,11}[A-Z])[A-Z0-9]{5,12}(?![\w-])")

_LABEL: Final = Phrases(_FORMS)
_WORD_FOR_NUMBER: Final = re.compile(
    r"(?:numbers?|nummer|nr\.|no\.|n[°º]|num[ée]ro|número|#)\Z", re.IGNORECASE
)
_NUMBER_WORD: Final = re.compile(
    r"[ \t_.-]{0,2}(?:n\.?[ ]?[°oa]|n(?=\.[ ]?\d|[ ]\d)|numbers?|num|nums|no|nos|nr|nbr|nummer|numéro"
    r"|numero|número|núm|n°|nº|nro|№"
    r"|#|id|ids|code|kennung|ref)(?![^\W\d_])\.?",
    re.IGNORECASE,
)
_BRIDGE: Final = re.compile(
    r"""[ \t]{0,3}(?:\((?!(?:[^()\n\d]{0,8}\d){3})[^()\n]{1,24}\)[ \t]{0,2})?[*_`"'\])]{0,4}[ \t]{0,4}
    (?:(?!(?-i:DE|ES|DO|DA|DI|DU)[ ]?\d)(?:is|was|are|ist|lautet|war|est|es|è|é|era|is:|reads|shows
      |listed[ ]as|given[ ]as|bearing|numbered|stamped|portant|the[ ]one|van|von|de|do|da|di|du|del
      |remains|stays|bleibt|reste|resta|rimane|blijft|fica|carries|trägt(?:[ ]die)?|porte(?:[ ]le)?
      |lleva(?:[ ]el)?|porta(?:[ ]il)?|instead|however|actually|currently|now|invece|dagegen|hingegen|aber
      |jetzt|echter|en[ ]cambio
      |(?:o|a|el|la|le|il|the|die|das|der|het)(?=[ ][A-Z]{0,4}[-/ ]?\d)
      |:|=|=>|->|→|-|>|\#|\||,|;|\.{1,60}|_{2,40}|…)[ \t]{0,4}(?![a-z]{3})){0,3}
    (?:</?[\w-]{1,24}>[ \t]{0,2}){0,2}(?:\r?\n[ \t>|]{0,6})?
    [*_`"'\[(<]{0,4}(?:n[°º.]|no\.|nr\.|\#)?[ \t]{0,2}""",
    re.VERBOSE | re.IGNORECASE,
)
_COMPARED: Final = re.compile(r"[=!<>]=")
_DECLARED: Final = re.compile(r"(?<!\w)(?:const|let|var|int|long|auto|def)[ ]\Z")
_EXPLICIT: Final = re.compile(r"[:=#№°º|]|->|=>|\.{3}|\t")
_VALUE: Final = re.compile(
    r"[A-Za-z0-9*•](?:[A-Za-z0-9*•]|//(?=\d)|[._/\\:+~-](?=[A-Za-z0-9*•])|[ ](?=[A-Z][ ]\d{2,4}(?!\w))"
    r"|[ ](?=(?!NI|ID|NO|TO|DL|PO|SN|GP|RR|PA|TA|BP|HR)[A-Z]{2}[ ]\d{3,}(?!\w))"
    r"|[ ](?=\d{2,}(?![^\W_])(?!:))|[ "
    r"](?=[A-Z0-9]{1,4}\d[A-Z0-9]{0,4}(?![^\W_])(?![ ]?[a-z]))|-\r?\n[> ]{0,3}(?=[A-Z0-9/]{0,6}\d)){1,44}"
)
# "HX 2291 884", "PF 00 4587 3523 GB", "MALO 1 480609 00 4": a sign of three letters or a digit alone may be a
# word or a count, so only what stands between digits or at the end is one more group.
_LETTERS_FIRST: Final = re.compile(
    r"(?!(?:DOB|NHS|TEL|FAX|TBC|TBA)\b)[A-Z]{1,4}(?:-[A-Z]{1,3})?[ ](?=[A-Z0-9]{0,4}\d)"
    r"[A-Z0-9](?:[\w/-]"
    r"|\.(?=\w)){0,20}"
    r"(?:[ ](?:\d+(?![^\W_])(?![ ]?[a-z%:€])(?![.,]\d)|[A-Z](?=[ ]\d)"
    r"|[A-Z\d]{1,6}\d[A-Z\d]{0,4}(?![^\W_]))){0,6}"
    r"(?:[ ][A-Z]{1,2}(?=[,;.)\n]|[ ]?\Z))?"
)
_LONG_GROUP: Final = re.compile(r"[A-Z]+[ ][A-Z0-9]{3}")
_FURTHER_GROUPS: Final = re.compile(r"[ ](?=[A-Z]\b)[A-Z](?![^\W_])")
_DATE: Final = re.compile(
    r"(?:[0-2]?\d|3[01])[./-](?:[0-2]?\d|3[01])[./-]\d{2,4}\Z|\d{4}[./-]\d{1,2}[./-]\d{1,2}(?:[T ].{0,20})?\Z"
    r"|\d{1,2}:\d\d(?::\d\d)?\Z"
)
_VERSION: Final = re.compile(
    r"v?\d{1,3}(?:\.\d{1,4}){1,3}\Z|\d+(?:st|nd|rd|th|px|kg|mg|ml|cm|mm|km|ms|GB|MB|kB|x|h|s|%|er|e|o|a)\Z"
)
_FILE_OF_A_DAY: Final = re.compile(r"(?:19|20)\d\d(?:[-_.]?\d\d){0,2}\.[a-z]{3,4}\Z")
_WITH_A_POINT: Final = re.compile(r"\d{1,7}\.\d\Z")  # what a meter shows
_GROUPED: Final = re.compile(r"\d{1,3}(?:\.\d{2,3}){1,3}\Z")  # "118.220.98", not "1.2.3"
# The marks of German and American courts and offices: "3 C 118/24", "S 2240 - 447/24", "24 CV 118".
_FILE_MARK: Final = re.compile(
    r"[A-Z]{1,3}[ ]\d{2,5}[ ]?[-/–][ ]?\d{1,6}(?:[-/]\d{2,4})?(?:[ ][A-Z][a-z]{1,2}(?=[\n,;.)]|\Z))?(?![\w])"
    r"|(?:\d{1,4}|[IVX]{1,5})[ ](?:[A-Z][A-Za-z]{0,4}[ ]?){1,2}\d{1,6}(?:[ ]?[-/][ ]?\d{1,6}){0,2}(?![\w])"
)
# "claim 3309-T", "account ACME-099": letters and a sign make a code of few digits.
_CODE_OF_A_PAPER: Final = re.compile(
    r"(?!(?:ISO|DIN|RFC|PEP|IEC|IEEE|EN|UTF|SHA|CVE|COVID|ANSI|BS|NF|FY)[-/])"
    r"(?:[A-Z]{1,6}[-/]\d{3,6}(?:[-/][A-Z\d]{1,6}){0,3}|\d{4,6}[-/][A-Z]{1,3})\Z"
)
_OF_CODES: Final = frozenset({"label-weak-number", "label-account-weak", "label-compound"})
_THOUSANDS: Final = re.compile(r"\d{1,3}(?:\.\d{3})+\Z")
_YEAR: Final = re.compile(r"(?:19|20)\d\d\Z")
_MONEY: Final = re.compile(r"[$€£¥₹]\s?\Z|(?:USD|EUR|GBP|CHF|Rs\.?)\s?\Z")
_AMOUNT_BEHIND: Final = re.compile(
    r"[ ]?(?:[€$£%°]|(?:euros?|eur|usd|gbp|dollars?|pounds?|reais|pesos?|francs?|franken|km|kg|hours?|hrs?"
    r"|days?"
    r"|points?|punkte|puntos|punti|pontos|punten|of[ ]\d{1,9}"
    r"|people|items|rows|words|stunden|heures|horas|ore|uur)(?![^\W\d_]))",
    re.IGNORECASE,
)
_DAY_LIKE_CODE: Final = re.compile(r"\d{2}([-. ])\d{2}\1\d{2}\Z")
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
    r"|bajo|sotto|onder|sob)[ ](?:now[ ]|jetzt[ ])?"
    r"(?P<value>(?-i:[A-Z]{1,4}[-/ ]\d{2,6}(?:[-/ ]\d{2,6}){1,3}|[A-Z]{1,4}[-/]?\d{5,10}"
    r"|\d{2,6}[-/][A-Z]{1,3}[-/]\d{2,6}))"
    r"(?![\w%°]|[.,]\d|[ ]\d)",
    re.IGNORECASE,
)
# "policy schedule SCH-7294-01", "contrato marco CM-0729": a word between says of what kind.
_OF_A_KIND: Final = re.compile(
    r"[ ][a-zà-ÿ]{4,16}[ ](?!(?:ISO|DIN|RFC|PEP|IEC|IEEE|EN|UTF|SHA|CVE|COVID|ANSI|BS|NF|FY)[-/])"
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
# "44182937 is my licence number", "HB-229 (claim no.)", "D1234567 | Driver's licence".
_AHEAD: Final = re.compile(
    r"(?<![^\W_])(?<![.,/:-])(?P<value>(?=[\w/-]{0,14}\d)[A-Za-z0-9][\w/-]{0,24}(?:[ ]\d[\w-]{1,8}){0,4})"
    r"(?:,?[ ](?:(?:which|that|das|was|die|qui|que|che|wat|dat)[ ])?(?:is|would be|wäre|serait|sería"
    r"|sarebbe|seria|zou|was|ist|war|est|es|è|é|as)[ ](?:my|the|our|your|his|her|their|mein|meine|die|das|der"
    r"|unsere?"
    r"|ihre?|seine?|mon|ma|le|la|notre|votre|son|sa|mi|el|su|il|mio|il mio|la mia|la sua|mijn|de|het|onze|o|a"
    r"|o meu|a minha|meu|minha|seu|sua)[ ](?:[^\W\d_]{2,14}[ ]){0,2}?"
    r"|[ ]?\((?:(?:my|the|our|his|her)[ ])?|[ ]{1,2}\|[ ]{1,2})\Z",
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
_SHORT_REACH: Final = 20
_AHEAD_REACH: Final = 90
_FEWEST_AHEAD: Final = 4
_FEWEST_IN_GROUPS: Final = 7
_FEWEST_ANSWERED: Final = 5
_FEWEST_IN_A_CODE: Final = 3
_SENTENCE_END: Final = re.compile(r"[.!?;]\s|\n\s*\n")
_OPERATOR: Final = re.compile(r"[ ](?:[+*%]|[=!<>]=|&&|\|\|)[ ]|[{}\]]|\w\(")  # of a program
_LATER_VALUE: Final = re.compile(
    r"(?<![^\W_])(?=[A-Za-z0-9/-]{0,12}\d)[A-Za-z0-9](?:[A-Za-z0-9]|[._/-](?=[A-Za-z0-9])|[ "
    r"](?=\d{2,}(?![^\W_])(?!:))){3,40}"
)
_EXAMPLE: Final = re.compile(
    r"(?<!\w)(?:such as|written as|in the form|formatted|like|e\.g|for example|for instance|z\.[ ]?B"
    r"|zum Beispiel|wie etwa|p\.[ ]?ex"
    r"|par exemple|por ejemplo|ad esempio|bijv|por exemplo)(?!\w)",
    re.IGNORECASE,
)
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
_LONGER_NAME: Final = re.compile(r"_[^\W\d_]")
# "Merge pull request #1287", "X-Request-Id: ...": what a program counts.
_OF_A_PROGRAM: Final = re.compile(
    r"(?i:pull[ ]|merge[ ]|(?<!\w)x-|(?:trace|span|parent|correlation)[_ -]?)\Z"
)
_MASKED: Final = re.compile(r"[xX*•#_.-]+\Z")
_REACH: Final = 40
# Shorter labels mean other things too, so their value has to follow at once.
_SURE_LENGTH: Final = 7
_SURE_LABELS: Final = frozenset(
    {
        "mrn",
        "ssn",
        "npi",
        "dea",
        "vin",
        "iban",
        "imei",
        "nhs",
        "dni",
        "bsn",
        "cpf",
        "chart",
        "bsb",
        "tfn",
        "utr",
    }
)
_CODE_TAIL: Final = re.compile(r"\s?[(\[]|\.[a-z_]+\(")


# A noun that names a paper or a part somebody plays is a label where a word for "number" stands beside it.
_NUMBERED: Final = Phrases(NUMBERED.split("|"))
_NUMBER_BEHIND: Final = re.compile(
    r"[ ._-]{0,2}(?:n\.?[ ]?[°o]|n(?=\.)|no|nr|nbr|num|núm|nro|number|nummer|numéro|numero|número|№|#|code"
    r"|id|ref|réf|reference|référence|referencia|referenz)"
    r"(?![^\W\d_])",
    re.IGNORECASE,
)
_NUMBER_BEFORE: Final = re.compile(
    r"(?<![^\W_])(?:n\.?[ ]?[°o]\.?|n\.|no\.?|nr\.?|núm\.?|num\.?|nro\.?|número|numero|numéro|nummer"
    r"|cod\.?|cód\.?|codice"
    r"|código|code|réf\.?|ref\.?|rif\.?|identifiant)[ _.]?(?:de[ ]l'|d'|dell'|(?:de|du|des|d|di|del|della|do"
    r"|da|van)[ _](?:la[ ])?)?"
    r"\Z",
    re.IGNORECASE,
)
# "the proceedings carry number ZC22C00188", "keep their numbers (24/CY/00118": a word for "number" alone
# announces letters and digits that no sentence has.
_ALONE: Final = "number|numbers|nummer|nummern|nummers|numéro|numéros|número|números|numero|numeri|nr|n°|nº"
_NUMBER_ALONE: Final = Phrases(_ALONE.split("|"))
_MADE_CODE: Final = re.compile(
    r"\.?[ ]?[(:]?[ ]?(?:(?:is|ist|est|es|è|é|on|now)[ ])?(?:le[ ])?"
    r"(?P<value>(?=[A-Z\d]{0,12}[-/]?[A-Z\d]{0,12}\d)(?=[\d/-]{0,12}[A-Z])"
    r"[A-Z\d]{1,12}(?:[-/][A-Z\d]{1,12}){0,4})(?![\w%°]|[.,]\d)"
)
_OF_ANYBODY: Final = re.compile(
    r"(?<!\w)(?:flight|flug|vol|vuelo|volo|vlucht|voo|room|gate|platform|route|highway|opus|symphony"
    r"|psalm|catalogue"
    r"|catalog|model|part|modell|modèle|modelo|bus|train|zug|line|linie|isotope|atomic|chapter|figure"
    r"|table)[ ]?-?\Z",
    re.IGNORECASE,
)
# "Kautionskonto 3100447188", "Wohngeldnummer 0088 27104": what compounds end in says what they announce.
_COMPOUND: Final = re.compile(
    r"(?<![^\W_])(?P<first>[^\W\d_]{3,22}?)"
    r"(?P<end>konto|kontonummer|rekening|rekeningnummer|nummer|nummern|nummers|zeichen|kenmerk"
    r"|nr)(?![^\W\d_])",
    re.IGNORECASE,
)
_COMPOUND_ENDS: Final = ("onto", "kening", "ummer", "eichen", "enmerk", "nr")
_THINGS_WORDS: Final = (
    "artikel haus huis seiten pagina zimmer kamer modell model teile onderdeel versions versie telefon "
    "telefoon handy fax mobil rück rug kapitel hoofdstuk zeilen regel ordnungs kern prim glücks lotto "
    "start spiel typ los band flug vlucht zug trein bus linien lijn kanal port fehler fout build bau "
    "material produkt product katalog catalogus isbn issn din norm vorder satz frage vraag ausgabe "
    "heft not ausrufe vor kenn rufe anführungs verkehrs warn gleichheits plus minus dollar lese wasser "
    "lebens "
)
_THINGS_NUMBERED: Final = frozenset(_THINGS_WORDS.split())
_NUMBER_REACH: Final = 24
_ACCOUNT_KIND: Final = Kind("label-account", EntityType.BANK_ACCT, "", 5, strong=False)
_COMPOUND_KIND: Final = Kind("label-compound", EntityType.OTHER_ID, "", 5, strong=False)
_NUMBERED_KIND: Final = Kind("label-numbered", EntityType.OTHER_ID, "", 3)


def is_label(phrase: str) -> bool:
    """Whether a phrase announces an identifier and means nothing else."""
    kind = _KIND_OF.get(_glued(phrase.lower()))
    return kind is not None and kind.strong


def whole_label(text: str) -> EntityType | None:
    """Return what a text announces that is only a label, one which means nothing else: a heading."""
    kind = _KIND_OF.get(_glued(text.lower().strip(" :#*")))
    return kind.label if kind is not None and kind.strong else None


def kind_of_label(text: str) -> tuple[EntityType, bool, int] | None:
    """Return what the last label in a text announces, whether it means nothing else, its fewest digits."""
    found = None
    for match in _LABEL.finditer(text):
        found = _KIND_OF.get(_glued(match[0].lower())) or found
    return None if found is None else (found.label, found.strong, found.digits)


class Labelled:
    """Values behind a label; the label itself stays readable."""

    id = "labelled"

    def find(self, text: str) -> Iterator[Hit]:
        """Yield the value that each label announces, if one stands there."""
        for match in _LABEL.finditer(text):
            kind = _KIND_OF.get(_glued(match[0].lower()))
            if kind is None or match[0] == "CAS":
                continue
            before = max(0, match.start() - 13)
            if kind.rule in {"label-ticket", "label-weak-id"} and _OF_A_PROGRAM.search(
                text, before, match.start()
            ):
                continue
            label = " ".join(match[0].lower().split())
            hit = self.value_behind(text, match.end(), kind, label)
            hit = hit or self._ahead(text, match.start(), kind, label)
            if hit is not None:
                yield hit
        for match in _NUMBERED.finditer(text):
            begin = max(0, match.start() - _NUMBER_REACH)
            behind = _NUMBER_BEHIND.match(text, match.end())
            if behind is None and not _NUMBER_BEFORE.search(text, begin, match.start()):
                continue
            hit = self.value_behind(text, match.end(), _NUMBERED_KIND, match[0].lower(), numbered=True)
            if hit is not None:
                yield hit
        yield from self._compounds(text)
        yield from _made_codes(text)

    def _compounds(self, text: str) -> Iterator[Hit]:
        """Yield the values behind compounds whose last part announces a number of somebody."""
        for match in near_needles(_COMPOUND, text, _COMPOUND_ENDS):
            if match["first"].lower() in _THINGS_NUMBERED or is_of_a_thing(text, match.end(), match.end()):
                continue
            bank = match["end"].lower().startswith(("konto", "reken"))
            kind = _ACCOUNT_KIND if bank else _COMPOUND_KIND
            hit = self.value_behind(text, match.end(), kind, match[0].lower())
            if hit is not None:
                yield hit

    def value_behind(
        self, text: str, position: int, kind: Kind, label: str, *, numbered: bool = False
    ) -> Hit | None:
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
        code = _CODE.match(text, at) if _glued(label) in _CODES else None
        if code is not None and (explicit or re.search(r"\d", code[0])):
            return Hit(*code.span(), kind.label, 0.85, "label-code", context=label)
        mark = _FILE_MARK.match(text, at) if kind.label is EntityType.OTHER_ID else None
        if mark is not None and sum(character.isdigit() for character in mark[0]) >= 3:
            return Hit(*mark.span(), kind.label, 0.85, kind.rule, context=label)
        if not kind.strong and _FORM_BEFORE.search(text, max(0, position - len(label) - 16), position):
            return None
        if label in _OF_THINGS_TOO and is_of_a_thing(text, at, min(len(text), at + 1)):
            return None
        if not kind.strong and (_OF_A_THING.match(text, at, at + 24) or _of_a_catalogue(number_word, label)):
            return None
        found = self._direct(text, at, kind, explicit=explicit)
        if found is not None:
            return Hit(
                *found, kind.label, 0.93 if explicit or kind.strong else 0.72, kind.rule, context=label
            )
        if _LONGER_NAME.match(text, position):  # "order_id_seq" is the name of something else
            return None
        if kind.short:
            return self._short(text, position, kind, label)
        guessed = self._guessed(text, begin, kind, label, sure=explicit or kind.strong)
        if guessed is not None:
            return Hit(*guessed, kind.label, 0.78, kind.rule, context=label)
        named = number_word is not None and _WORD_FOR_NUMBER.match(number_word[0].strip(" _-")) is not None
        if not kind.strong or (len(label) < _SURE_LENGTH and label not in _SURE_LABELS and not named):
            return None
        later = (
            self._later(text, begin, kind)
            or self._in_next_sentence(text, begin, kind)
            or self._read_off(text, begin, kind)
        )
        return Hit(*later, kind.label, 0.78, kind.rule, context=label) if later is not None else None

    def _guessed(
        self, text: str, begin: int, kind: Kind, label: str, *, sure: bool
    ) -> tuple[int, int] | None:
        """Return the value that somebody says to be the one, or that a later word for "number" announces."""
        thought = _THOUGHT.match(text, begin) if sure else None
        if thought is not None:
            code = _CODE.match(text, thought.end()) if _glued(label) in _CODES else None
            if code is not None and re.search(r"\d", code[0]):
                return code.span()
            return self._direct(text, thought.end(), kind, explicit=True)
        answer = _ANSWERED_IN_LINE.match(text, begin) if kind.strong else None
        if answer is not None:
            value = self._direct(text, answer.end(), kind, explicit=True)
            if value is not None and sum(map(str.isdigit, text[slice(*value)])) >= _FEWEST_ANSWERED:
                return value
        if kind.label is EntityType.BANK_ACCT:
            said = _SAID_OF_AN_ACCOUNT.match(text, begin)
            return said.span("value") if said is not None and not _DATE.match(said["value"]) else None
        if kind.label is not EntityType.OTHER_ID:
            return None
        said = _SAID.match(text, begin) or _OF_A_KIND.match(text, begin)
        if said is not None and not is_of_a_thing(text, *said.span("value")):
            return said.span("value")
        link = _NUMBERED_BEHIND.match(text, begin)
        if link is None or is_of_a_thing(text, link.end(), min(len(text), link.end() + 1)):
            return None
        return self._direct(text, link.end(), kind, explicit=True)

    @staticmethod
    def _short(text: str, position: int, kind: Kind, label: str) -> Hit | None:
        """Return the few digits that a label of a card announces, some words behind it or in front of it."""
        behind = _SHORT_BEHIND.match(text, position)
        if behind is not None:
            return Hit(*behind.span("value"), kind.label, 0.85, kind.rule, context=label)
        start = position - len(label)
        ahead = _SHORT_AHEAD.search(text, max(0, start - _SHORT_REACH), start)
        return None if ahead is None else Hit(*ahead.span("value"), kind.label, 0.8, kind.rule, context=label)

    def _in_next_sentence(self, text: str, begin: int, kind: Kind) -> tuple[int, int] | None:
        link = _NEXT_SENTENCE.match(text, begin) or _ANSWERED.match(text, begin)
        return self._direct(text, link.end(), kind, explicit=True) if link is not None else None

    def _read_off(self, text: str, begin: int, kind: Kind) -> tuple[int, int] | None:
        link = _READ_OFF.match(text, begin)
        return self._direct(text, link.end(), kind, explicit=True) if link is not None else None

    @staticmethod
    def _ahead(text: str, start: int, kind: Kind, label: str) -> Hit | None:
        """Return the value that a label is said of: it stands before "is my" or an opening bracket."""
        if not kind.strong or (len(label) < _SURE_LENGTH and label not in _SURE_LABELS):
            return None
        match = _AHEAD.search(text, max(0, start - _AHEAD_REACH), start)
        if match is None:
            return None
        value = match["value"]
        digits = sum(character.isdigit() for character in value)
        if digits < max(kind.digits, _FEWEST_AHEAD) or _DATE.match(value) or _VERSION.match(value):
            return None
        if _YEAR.match(value) or _MONEY.search(text, max(0, match.start() - 4), match.start()):
            return None
        return Hit(*match.span("value"), kind.label, 0.78, kind.rule, context=label)

    def _direct(self, text: str, at: int, kind: Kind, *, explicit: bool) -> tuple[int, int] | None:
        match = _VALUE.match(text, at)
        if match is None or _MONEY.search(text, max(0, at - 4), at) or match[0].startswith("0x"):
            return None
        value = match[0]
        digits = sum(character.isdigit() for character in value)
        least = kind.digits if explicit or kind.strong else max(kind.digits, 5)
        if not explicit and kind.strong and kind.digits < 4 and not kind.short:
            least = 4
        if explicit and least > 3 and re.match(r"[A-Z]{1,5}[-/]\d{3,4}\Z", value):
            least = 3
        if least > 3 and kind.rule in _OF_CODES and _CODE_OF_A_PAPER.match(value):
            least = 3
        first = value.split(" ", 1)[0]
        if digits < least or not any(character.isdigit() for character in first[:14]):
            # "HX 2291 884": letters that belong to the value stand before its digits.
            wide = _LETTERS_FIRST.match(text, at)
            if wide is None or sum(c.isdigit() for c in wide[0]) < least:
                return None
            sure = explicit or kind.strong or kind.label is EntityType.TAX_ID  # "TVA FR 04 551930447"
            if not sure and not _LONG_GROUP.match(wide[0]):
                return None  # "order R 12 500", "licence GPL 3 2007"
            return wide.span()
        if _MASKED.match(value) or (_DATE.match(value) and not (kind.dated and _DAY_LIKE_CODE.match(value))):
            return None
        if _FILE_OF_A_DAY.match(value) or (not (kind.strong and explicit) and _WITH_A_POINT.match(value)):
            return None
        grouped = _GROUPED.match(value) and (
            (kind.strong and digits >= 5) or (digits >= _FEWEST_IN_GROUPS and not _THOUSANDS.match(value))
        )
        if _VERSION.match(value) and not grouped:
            return None
        if not explicit and (
            _YEAR.match(value)
            or (value.replace(" ", "").isdigit() and _AMOUNT_BEHIND.match(text, match.end()))
        ):
            return None
        end = match.end()
        further = _FURTHER_GROUPS.match(text, end)
        return at, further.end() if further is not None and kind.label is not EntityType.OTHER_ID else end

    def _later(self, text: str, begin: int, kind: Kind) -> tuple[int, int] | None:
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
            if (
                digits < max(kind.digits, 4)
                or _DATE.match(value)
                or _VERSION.match(value)
                or _YEAR.match(value)
            ):
                continue
            if _MONEY.search(text, max(0, match.start() - 4), match.start()):
                continue
            if value.replace(" ", "").isdigit() and _AMOUNT_BEHIND.match(text, match.end()):
                continue
            return match.span()
        return None


def _made_codes(text: str) -> Iterator[Hit]:
    """Yield codes of letters and digits behind a word for "number" that nothing else explains."""
    for match in _NUMBER_ALONE.finditer(text):
        code = _MADE_CODE.match(text, match.end())
        if code is None or sum(map(str.isdigit, code["value"])) < _FEWEST_IN_A_CODE:
            continue
        start, end = code.span("value")
        if _OF_ANYBODY.search(text, max(0, match.start() - 14), match.start()) or is_of_a_thing(
            text, start, end
        ):
            continue
        if len(code["value"]) > _FEWEST_AHEAD and not is_cited(text, start):
            yield Hit(start, end, EntityType.OTHER_ID, 0.7, "label-number", context=match[0].lower())


def _is_of_a_program(text: str, position: int, at: int, kind: Kind, label: str) -> bool:
    """Whether a label is a variable that is declared or compared: "const order = 3309", "ticket_no > 100"."""
    first = position - len(label)
    if kind.rule == "label-weak-id" and text[position : position + 1] == "(":
        return True  # "Guid("…")" makes one
    if _COMPARED.search(text, position, at) or ("_" in label and " > " in text[position:at]):
        return True
    return not kind.strong and _DECLARED.search(text, max(0, first - 8), first) is not None


def _of_a_catalogue(number_word: re.Match[str] | None, label: str) -> bool:
    """Whether "order code" is meant, by which everybody orders the same thing."""
    return label == "order" and number_word is not None and "code" in number_word[0].lower()


def _glued(phrase: str) -> str:
    return re.sub(r"[ \t_.-]+", "", phrase)


# Numbers that carry their label as a prefix: "MRN-8259183", "EMP36737", "POL-1676444".
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


RECOGNIZERS: tuple[Recognizer, ...] = (
    Labelled(),
    Prefixed(),
    shape(  # "Subject: [#FERN-3309] Laptop"
        "ticket-in-subject",
        EntityType.OTHER_ID,
        r"(?<!\w)(?i:subject|betreff|objet|asunto|oggetto|onderwerp"
        r"|assunto)[ ]?:[^\n\[\]]{0,60}\[[^\n\[\]\d]{0,20}?"
        r"((?:[A-Z]{1,8}-?)?\d{3,12}(?:-[A-Z\d]{1,8}){0,3})\]",
        group=1,
        alone=0.8,
        needles=("[",),
    ),
)
