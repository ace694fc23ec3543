"""Identifiers that a label announces: "MRN: 00482913", "policy no. HX-2291", `"account_number": "004512"`.

One pattern finds every label of the table; what follows it is read by rules, because there are too many
shapes of numbers to list, and a label says more than a shape does.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from app.redaction import later as re
from app.redaction.findings import EntityType
from app.redaction.recognizers.base import Hit, Phrases, Recognizer
from app.redaction.recognizers.behind_labels import value_behind
from app.redaction.recognizers.label_kinds import labels_in
from app.redaction.recognizers.label_sentences import value_ahead
from app.redaction.recognizers.label_values import is_date
from app.redaction.recognizers.labels import Kind
from app.redaction.recognizers.numbered import NUMBERED
from app.redaction.recognizers.told import near_needles
from app.redaction.standing_words import COUNTED, FUNCTION_WORDS
from app.redaction.things import is_cited, is_of_a_thing

# "Merge pull request #1287", "X-Request-Id: ...": what a program counts.
OF_A_PROGRAM: Final = re.compile(
    r"(?i:pull[ ]|merge[ ]|(?:re)?run[ ]|build[ ]|cron[ ]|kill[ ]|restart[ ]|retry[ ]|(?<!\w)x-"
    r"|(?:trace|span|parent|correlation)[_ -]?)\Z"
)
_OF_A_SERIES: Final = re.compile(r"episode[ ]?#", re.IGNORECASE)  # of a podcast
# A noun that names a paper or a part somebody plays is a label where a word for "number" stands beside it.
_NUMBERED: Final = Phrases(NUMBERED.split("|"))
_NUMBER_BEHIND: Final = re.compile(
    r"(?:[ ._-]{0,2}|[ ]\()(?:n\.?[ ]?[°o]|n(?=\.)|n0|no|nr|nbr|num|núm|nro|number|nummer|numéro|numero"
    r"|número|№|#|code"
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
_BEFORE_NOUNS: Final = frozenset({"number", "numéro", "número", "numero", "n°", "nº"})
_MADE_CODE: Final = re.compile(
    r"\.?[ ]?[(:]?[ ]?(?:(?:is|ist|est|es|è|é|on|now)[ ])?(?:le[ ])?"
    r"(?P<value>(?=[A-Z\d]{0,12}[-/]?[A-Z\d]{0,12}\d)(?=[\d/-]{0,12}[A-Z])"
    r"[A-Z\d]{1,12}(?:[-/][A-Z\d]{1,12}){0,4}|(?!(?:ISO|DIN|RFC|PEP|IEC|CAS)[ ])[A-Z]{2,4}(?:[ ]\d{2,6}){1,5}"
    r"|(?:19|20)\d\d/\d{5,7})(?![\w%°]|[.,]\d)"
)
_FEWEST_IN_A_CODE: Final = 3
_SHORTEST_CODE: Final = 5
_OF_ANYBODY: Final = re.compile(
    r"(?<!\w)(?:flight|flug|vol|vuelo|volo|vlucht|voo|room|gate|platform|route|highway|opus|symphony"
    r"|psalm|catalogue"
    r"|catalog|model|part|modell|modèle|modelo|bus|train|zug|line|linie|isotope|atomic|chapter|figure"
    r"|table)[ ]?-?\Z",
    re.IGNORECASE,
)
# "the warranty number 44188204", "número de radicado 2024-0441": what is no page and no telephone is
# somebody's.
_NOUN_BEFORE: Final = re.compile(r"(?<![\w'’.-])(?P<noun>[^\W\d_]{4,20}|[A-Z]{2,6})[ ]\Z")
_NOUN_BEHIND: Final = re.compile(
    r"\.?[ ](?:d[aeiou]s?[ ]|d['’]|del[ ]|della[ ])?(?P<noun>[^\W\d_]{3,20})(?!\w)", re.IGNORECASE
)
# "número de habitantes", "numero di voti" count.
_ADJECTIVE: Final = re.compile(r"[ ][a-zà-ÿ]{4,14}(?!\w)")  # "número de passageiro frequente"
_COUNTS_BEHIND: Final = re.compile(r"[ ]di[ ]|[ ]d[eo][ ][^\W\d_]{2,19}s\Z", re.IGNORECASE)
_ANY_WORDS: Final = (
    "phone telephone mobile cell contact emergency helpline hotline fax page room flight model part "
    "version chapter line port build error issue bug item catalogue catalog product atomic prime lucky "
    "random whole large small total even odd real natural complex integer rational mass isbn issn gate "
    "platform route track level step slide question exercise house street floor channel sequence frame "
    "magic maximum minimum great din iso rfc pep ec einecs ean upc gtin oui good certain same this "
    "that what which record figure table section paragraph article edition volume word call jersey "
    "shirt squad race train class octane reynolds wave quantum base binary decimal negative positive "
    "high average estimated actual exact approximate huge vast limited sheer growing different equal "
    "fixed following wrong right correct last first next other tracks dialling toll free iteration "
    "epoch seed vague vote winning opus isotope edit revision commit layer node device zone index "
    "téléphone portable vol chambre modèle ligne chapitre place tome exercice étage série appel "
    "urgence magique premier atomique pièce produit teléfono móvil página vuelo habitación modelo "
    "artículo versión línea capítulo ejercicio pregunta emergencia primo atómico pieza producto uno "
    "medio máximo mínimo gran habitantes telefono cellulare pagina volo camera modello articolo "
    "versione riga capitolo esercizio domanda verde atomico pezzo prodotto totale massimo minimo "
    "civico telefone telemóvel celular voo quarto artigo versão linha exercício pergunta peça produto "
)
_OF_ANYTHING: Final = frozenset(_ANY_WORDS.split()) | COUNTED | FUNCTION_WORDS
_ANY_KIND: Final = Kind("label-number-of", EntityType.OTHER_ID, "", 5, strong=False)
# "Rechnungen 4418, 4419 und 4425", "facturas números 118, 121 y 130": more than one in a row is no amount.
_PLURAL_WORDS: Final = (
    "orders invoices claims policies tickets cases contracts quotes rechnungen bestellungen aufträge "
    "angebote lieferscheine verträge policen akten factures commandes contrats sinistres réclamations "
    "dossiers billets réservations facturas pedidos albaranes contratos presupuestos pólizas "
    "siniestros reclamaciones expedientes recibos billetes reservas fatture ordini bolle preventivi "
    "pratiche biglietti contratti polizze facturen bestellingen offertes meldingen contracten polissen "
    "faturas encomendas apólices jobs dockets receipts cheques refs references loans parcels permits "
    "vouchers meters referenzen références referencias riferimenti referenties referências "
)
_PLURALS: Final = frozenset(_PLURAL_WORDS.split())
_ONE_OF_A_LIST: Final = r"#?(?P<{}>(?-i:[A-Z]{{0,4}}[-/]?)\d{{3,8}}(?:[-/][A-Z\d]{{1,6}})?)"
_LIST: Final = re.compile(
    r"(?:[ ](?:n[.°o]{0,2}[ ]?[°o]s?|nos|nrs|nrn|nn|numbers|nummern|nummers|números|numéros|numeri)\.?)?"
    rf"[ :(]{{1,3}}{_ONE_OF_A_LIST.format('first')}"
    rf"(?P<more>(?:[ ]?[,;/][ ]?#?(?-i:[A-Z]{{0,4}}[-/]?)\d{{3,8}}(?:[-/][A-Z\d]{{1,6}})?){{0,12}})"
    rf"[ ]?(?:,[ ]?)?(?:and|or|und|oder|et|ou|y|o|u|e|en|of|&|,)[ ]{_ONE_OF_A_LIST.format('last')}"
    r"(?![\w%€$£°]|[.,:/-]\d)",
    re.IGNORECASE,
)
_IN_A_LIST: Final = re.compile(r"[\w/-]+")
_YEARS: Final = re.compile(r"(?:19\d|20[0-5])\d\Z")
# "Ihr Zeichen Kl/118", "n/ref. 77-Br": the signs of whom a letter is from and whom it is to.
_SIGN_WORDS: Final = (
    "ihrzeichen unserzeichen meinzeichen onskenmerk uwkenmerk ourref yourref nsrif vsrif nosréf vosréf "
    "zeichen kenmerk ourreference yourreference nosréférences vosréférences nuestraref suref nossaref "
    "vossaref "
)
_SIGN_LABELS: Final = frozenset(_SIGN_WORDS.split())
_OF_BOTH_SIDES: Final = re.compile(r"(?<!\w)[nsvNSV](?:/|\.|/[ ])\Z")
_SIGN: Final = re.compile(
    r"(?:[ .:]|n[°o]){1,4}"
    r"(?P<value>(?=[\w/.:-]{0,14}\d)[^\W_]{1,8}(?:[/.:-][^\W_]{1,8}){1,4})(?!\w)"
)
# "Ns. rif. LIQ/Fe", "ons kenmerk SV/kd": letters alone, where they are made like a sign.
_SIGN_OF_LETTERS: Final = re.compile(
    r"(?:[ .:=\"']|n[°o]){1,5}"
    r"(?P<value>[A-Z][A-Za-z]{0,7}(?:[/-](?:[A-Z][A-Za-z]{0,3}|[a-z]{1,3}|[A-Z]{4,8})){1,4})"
    r"(?![\w/-])"
)
# Behind a bare "reference" only capitals are one, and only where somebody asks to give it.
_CAPITALS: Final = re.compile(r"(?=[A-Z/-]{5})[A-Z]{1,8}(?:[/-][A-Z]{1,8}){1,4}\Z")
_REFERRING: Final = (
    "ref reference referencenumber zeichen geschäftszeichen aktenzeichen kenmerk referentie référence réf "
    "cote referencia referência riferimento rif dossier mandatsreferenz verwendungszweck"
)
_REFERRING_WORDS: Final = frozenset(_REFERRING.split())
_GIVEN: Final = re.compile(
    r"(?<!\w)(?:quote|quoting|cite|citing|use|using|give|state|mention|angeben|angabe|geben|nennen|rappeler"
    r"|rappelez|indiquer|indiquez|mentionner|citar|cite|indicar|indique|indicando|citare|indicare|indichi"
    r"|vermelden|vermeld|mencionar|under|unter|sous|bajo|sotto|onder|sob)(?!\w)[^\n.!?]{0,40}\Z",
    re.IGNORECASE,
)
_TECHNICAL: Final = frozenset({"TCP/IP", "CI/CD", "AND/OR", "HTML/CSS", "UND/ODER", "PDF/A", "CC-BY-SA"})
# "please put KS-EXT as the reference", "mit HAUS7 als Verwendungszweck"
_AS_REFERENCE: Final = re.compile(
    r"(?<![\w/-])(?P<value>(?-i:(?=[A-Z]{1,11}[-/\d])[A-Z][A-Z\d]{0,11}(?:[-/][A-Z\d]{1,10}){0,3}))(?<=\S{4})"
    r"[\"'”]?[ ](?:as|als|comme|como|come)[ ]"
    r"(?:(?:the|your|a|my|our|der|le|la|el|il|de|het|a|o|payment|unique)[ ]){0,2}"
    r"(?:reference|ref|verwendungszweck|betreff|référence|libellé|referencia|concepto|causale|riferimento"
    r"|kenmerk|omschrijving|referência|descritivo)(?![^\W_])",
    re.IGNORECASE,
)
_AS_NEEDLES: Final = (
    "referen", "ref", "verwendungszweck", "libellé", "concepto", "causale", "riferimento", "kenmerk",
    "omschrijving", "referência", "descritivo",
)  # fmt: skip
# "Kautionskonto 3100447188", "Wohngeldnummer 0088 27104", "Gaszähler-Nr. 7118204": what
# compounds end in says what they announce.
_COMPOUND: Final = re.compile(
    r"(?<![^\W_])(?P<first>[^\W\d_]{3,22}?)-?"
    r"(?P<end>konto|kontonummer|rekening|rekeningnummer|nummer|nummern|nummers|zeichen|kenmerk"
    r"|nr|referenz|referentie|ausweis|machtiging)(?![^\W\d_])",
    re.IGNORECASE,
)
_COMPOUND_ENDS: Final = (
    "onto",
    "kening",
    "ummer",
    "eichen",
    "enmerk",
    "nr",
    "eferen",
    "ausweis",
    "achtiging",
)
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
_COMPOUND_KIND: Final = Kind("label-compound", EntityType.OTHER_ID, "", 4, strong=False)
_NUMBERED_KIND: Final = Kind("label-numbered", EntityType.OTHER_ID, "", 3)


# "ein" is an article in German: "ein i7-8700".
_NUMBER_OF_A_FIRM: Final = re.compile(r"[ ]?[:=#\"]|[ ](?:is|no|nr|num|number|#)(?!\w)|[ ]\d{2}-?\d{7}(?!\d)")


class Labelled:
    """Values behind a label; the label itself stays readable."""

    id = "labelled"

    def find(self, text: str) -> Iterator[Hit]:
        """Yield the value that each label announces, if one stands there."""
        for match, kind in labels_in(text):
            if match[0] == "CAS" or (
                match[0] in {"ein", "Ein"} and not _NUMBER_OF_A_FIRM.match(text, match.end())
            ):
                continue
            if _OF_A_SERIES.match(match[0]):
                continue
            before = max(0, match.start() - 13)
            if kind.rule in {"label-ticket", "label-weak-id"} and OF_A_PROGRAM.search(
                text, before, match.start()
            ):
                continue
            label = " ".join(match[0].lower().split())
            hit = value_behind(text, match.end(), kind, label)
            hit = hit or value_ahead(text, match.start(), kind, label)
            if hit is not None:
                yield hit
            elif label in _PLURALS:
                yield from _in_a_list(text, match.end(), kind, label)
            elif kind.label is EntityType.OTHER_ID and (sign := _sign(text, match)) is not None:
                yield Hit(*sign, kind.label, 0.85, kind.rule, context=label)
        for match in _NUMBERED.finditer(text):
            begin = max(0, match.start() - _NUMBER_REACH)
            behind = _NUMBER_BEHIND.match(text, match.end())
            if behind is None and not _NUMBER_BEFORE.search(text, begin, match.start()):
                continue
            label = match[0].lower()
            hit = value_behind(text, match.end(), _NUMBERED_KIND, label, numbered=True)
            hit = hit or value_ahead(text, match.start(), _NUMBERED_KIND, label, numbered=True)
            if hit is not None:
                yield hit
        yield from self._compounds(text)
        yield from _made_codes(text)
        for match in near_needles(_AS_REFERENCE, text, _AS_NEEDLES):
            yield Hit(*match.span("value"), EntityType.OTHER_ID, 0.75, "reference-given", context="reference")

    def _compounds(self, text: str) -> Iterator[Hit]:
        """Yield the values behind compounds whose last part announces a number of somebody."""
        for match in near_needles(_COMPOUND, text, _COMPOUND_ENDS):
            if match["first"].lower() in _THINGS_NUMBERED or is_of_a_thing(text, match.end(), match.end()):
                continue
            bank = match["end"].lower().startswith(("konto", "reken"))
            kind = _ACCOUNT_KIND if bank else _COMPOUND_KIND
            label = match[0].lower()
            hit = value_behind(text, match.end(), kind, label)
            hit = hit or value_ahead(text, match.start(), kind, label, numbered=True)
            if hit is not None:
                yield hit


def _in_a_list(text: str, end: int, kind: Kind, label: str) -> Iterator[Hit]:
    """Yield the short numbers behind a plural, where there is more than one of them."""
    match = _LIST.match(text, end)
    if match is None or is_of_a_thing(text, *match.span("first")):
        return
    values = [match.span("first"), match.span("last")]
    values += [one.span() for one in _IN_A_LIST.finditer(text, *match.span("more"))]
    if all(_YEARS.match(text[slice(*value)]) for value in values):
        return
    for value in sorted(values):
        yield Hit(*value, kind.label, 0.72, kind.rule, context=label)


def _sign(text: str, label: re.Match[str]) -> tuple[int, int] | None:
    """Return the sign of few digits that stands behind "our ref", "Ihr Zeichen" or "n/ref."."""
    word = "".join(letter for letter in label[0].lower() if letter.isalnum())
    ours = word in _SIGN_LABELS or _OF_BOTH_SIDES.search(text, max(0, label.start() - 4), label.start())
    if ours:
        sign = _SIGN.match(text, label.end())
        if sign is not None and not is_date(sign["value"]):
            return sign.span("value")
    if not ours and word not in _REFERRING_WORDS:
        return None
    sign = _SIGN_OF_LETTERS.match(text, label.end())
    if sign is None or sign["value"] in _TECHNICAL:
        return None
    if ours or (
        _CAPITALS.match(sign["value"])
        and (
            ":" in sign[0] or "=" in sign[0] or _GIVEN.search(text, max(0, label.start() - 56), label.start())
        )
    ):
        return sign.span("value")
    return None


def _of_any_noun(text: str, number: re.Match[str]) -> Hit | None:
    """Return the value behind a word for "number" and a noun that no table lists."""
    if number[0].lower() == "number":
        noun = _NOUN_BEFORE.search(text, max(0, number.start() - 24), number.start())
        end = number.end()
    else:
        noun = _NOUN_BEHIND.match(text, number.end())
        end = noun.end() if noun is not None else 0
        if noun is not None and _COUNTS_BEHIND.match(text, number.end(), end):
            return None
    if noun is None or noun["noun"].lower() in _OF_ANYTHING:
        return None
    label = f"{noun['noun'].lower()} number"
    hit = value_behind(text, end, _ANY_KIND, label)
    more = _ADJECTIVE.match(text, end) if hit is None and number[0].lower() != "number" else None
    return hit if more is None else value_behind(text, more.end(), _ANY_KIND, label)


def _made_codes(text: str) -> Iterator[Hit]:
    """Yield codes of letters and digits behind a word for "number" that nothing else explains."""
    for match in _NUMBER_ALONE.finditer(text):
        code = _MADE_CODE.match(text, match.end())
        if code is None or sum(map(str.isdigit, code["value"])) < _FEWEST_IN_A_CODE:
            if match[0].lower() in _BEFORE_NOUNS and (hit := _of_any_noun(text, match)) is not None:
                yield hit
            continue
        start, end = code.span("value")
        if _OF_ANYBODY.search(text, max(0, match.start() - 14), match.start()) or is_of_a_thing(
            text, start, end
        ):
            continue
        if len(code["value"]) >= _SHORTEST_CODE and not is_cited(text, start):
            yield Hit(start, end, EntityType.OTHER_ID, 0.7, "label-number", context=match[0].lower())


RECOGNIZERS: tuple[Recognizer, ...] = (Labelled(),)
