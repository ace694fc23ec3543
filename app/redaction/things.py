"""Numbers and codes of things: articles, models, errors, rooms, norms, commits. They are nobody's.

In a text about somebody a code without a label is presumed to be that person's. What stands before it, or how
it is made, tells where it is not: "SKU 4417-88-B", "Artikelnr. 118.204", "error 0x80070005", "reverts
6f53b2e5". A label that announces somebody's number is not asked here; see ``recognizers.labelled``.
"""

from __future__ import annotations

from typing import Final

from app.redaction import later as re
from app.redaction.recognizers.needs import matches_of
from app.redaction.sighted import Sighted
from app.redaction.word_patterns import begun

_ARTICLES: Final = (
    "sku|ean|upc|gtin|asin|mpn|p/n|part|model|modell|modèle|modelo|modello|type|typ|tipo|version|firmware"
    "|driver|build"
    "|art|artikel|artikelnummer|artikelnr|articolo|artículo|artigo|product|produkt|produit|producto"
    "|prodotto|produto"
    "|bearing|filter|belt|battery|bulb|oil|tyre|tyres|tire|tires|reifen|pneus|pneumatici"
    "|neumáticos|banden|öl"
    "|huile|aceite"
    "|olio|ersatzteil|drill|printer|drucker|imprimante|toner|katalog|catalogue|catalog|cat|cartridge"
    "|chipset|cpu|gpu|shoes|asics|nike|nikes"
)
_FAULTS: Final = (
    "error|errors|fehler|fehlercode|erreur|errore|erro|fault|exception|exit|status|stop|dtc|bug|issue"
    "|issues|pr|prs"
    "|pull request|merge request|commit|commits|revert|reverts|reverted|fixes|fixed|closes|closed"
    "|resolves|revision"
    "|cherry-pick|sha|hash|digest|etag|checksum|milestone|patch|hotfix|port|vlan"
)
_PLACES: Final = (
    "building|gebäude|bâtiment|edificio|floor|cost centre|cost center"
    "|kostenstelle|centre de coût|centre de coûts|centro de coste|centro de costes|kostenplaats"
    "|salary band|pay band|salary grade"
    "|lohngruppe"
    "|entgeltgruppe|junction|motorway"
)
_PAPERS: Final = (
    "form|forms|formular|formulaire|formulario|formulier|modulo|impresso|paper|tab|bundle|icd|icd-10|icd-11"
    "|icd10|icd11|cpt|loinc|ndc"
    "|snomed|atc|hcpcs|trial|study protocol|norm|norme|norma|standard|din|din en|iso|iso/iec|astm|ansi"
    "|law|ley|loi|lei"
    "|legge|gesetz|directive|directiva|direttiva|richtlinie|richtlijn|regulation|decreto|décret|u.s.c."
    "|issn|isbn"
    "|scored|scores|score|result"
)
_MOMENT: Final = re.compile(
    r"(?<![^\W_])(?:ts|timestamp|time|exp|iat|nbf|epoch|created|updated|expires|modified)(?:_at"
    r"|_on)?[\"']?[ ]?[:=][ ]?\Z",
    re.IGNORECASE,
)
_EPOCH: Final = re.compile(r"1\d{9}(?:\d{3})?\Z")  # seconds, or milliseconds, since 1970
_BEFORE: Final = re.compile(
    begun("|".join((_ARTICLES, _FAULTS, _PLACES, _PAPERS)).split("|"), gap=" ")
    + r"(?:\.?[ ]?-?(?:codes?|código|codice|numbers?|num|no|nr|n[°ºo]|nummer)(?![^\W_])"
    r"|(?<=c)ode)?"
    r"[\"']?\.?[ ]?[:=#(]?[ ]?[\"']?[#(]?\Z",
    re.IGNORECASE,
)
# "product code", "réf. produit", "código do artigo": the thing is named behind the word for its number.
_REFERENCES: Final = "ref|réf|référence|referencia|referência|riferimento|code|código|codice|kode|no|nr|n°|nº"
_CODE_OF: Final = re.compile(
    begun(_REFERENCES.split("|")) + r"\.?[ ]"
    r"(?:du[ ]|de[ ]|del[ ]|do[ ])?(?:produit|producto|prodotto|produto|article|artículo|articolo|artigo"
    r"|product|pièce"
    r"|pieza|pezzo|peça|modèle|modelo|modello|erreur|error|errore|erro)[ ]?[:=]?[ ]?\Z",
    re.IGNORECASE,
)
_OF_ARTICLES: Final = (
    "produit|producto|prodotto|produto|article|artículo|articolo|artigo|pièce|pieza|pezzo|peça|ricambio"
    "|recambio|repuesto|onderdeel|ersatzteil"
)
_ITS_CODE: Final = re.compile(
    begun(_OF_ARTICLES.split("|")) + r"[ ](?:réf|ref|rif|cod|código)\.?[ ]?[:=]?[ ]?\Z", re.IGNORECASE
)
# The names of norms are capitals: "en" is a word of three languages.
_NORM: Final = re.compile(
    r"(?<![\w])(?:BS|EN|IEC|NF|NEN|NBR|IEEE|RFC|RAL|SAE|DIN|ISO|ASTM|ANSI)(?:[ /](?:EN|ISO|IEC|[A-Z]))?[ -]\Z"
)
# "EN 12345" alone may be a case of somebody's; "DIN EN 12345", "EN 868-5:2018" and "ISO 13485" are not.
_OF_A_NORM: Final = re.compile(
    r"(?:[A-Z]{2,4}[ /-]){0,3}(?:ISO|IEC"
    r"|ASTM)(?:[ /-][A-Z]{2,4})?[ -]?[A-Z]?\d{2,5}(?:-\d{1,3})?(?::\d{4})?\Z"
    r"|(?:DIN|BS|NF|NEN|UNI|NBN)[ ]EN[ ]\d{2,5}(?:-\d{1,3})?(?::\d{4})?\Z"
)
_IN_A_NORM: Final = re.compile(r"\d{2,5}(?:-\d{1,3})?(?::\d{4})?\Z")
_NORM_BEFORE: Final = re.compile(
    r"(?<!\w)(?:(?:ISO|IEC|ASTM)(?:[ /-][A-Z]{2,4})?|(?:DIN|BS|NF|NEN|UNI|NBN)[ ]EN)[ -]\Z"
)
# "room 4471" may be where somebody stays; "room 3.118" and "salle B-204" are on a door.
_ROOM: Final = re.compile(
    begun(["room", "rooms", "raum", "zimmer", "salle", "aula", "sala", "kamer", "lokaal"])
    + r"[ ](?:n[°ºo]\.?[ ])?\Z",
    re.IGNORECASE,
)
_MADE: Final = re.compile(
    r"(?:97[89]-\d{1,5}-\d{1,7}-\d{1,7}-[\dX]|KB\d{6,7}|NCT\d{8}|0x[0-9A-Fa-f]{8,16}|CVE-\d{4}-\d{4,6}"
    r"|M\d{1,2}x\d{1,3}|[CTF]-\d{1,3}/\d\d|GH-\d{1,5}|(?:0|5|10"
    r"|15|20)W-?\d{2}"
    r"|base(?:16|32|58|64)|b64|sha-?\d{1,3}(?:-\d{3})?|md5|utf-?\d{1,2}|x(?:86|64)(?:_64)?|h26[45]|mp[34]"
    r"|aes-?\d{3}"
    r"|iso-?\d{3,5}(?:-\d{1,2})?|rfc-?\d{3,4}|[1-4]G)\Z",
    re.IGNORECASE,
)
_TYRE: Final = re.compile(r"\d{3}/\d{2}(?:[ ]R\d{2}(?:[ ]\d{2,3}[A-Z])?)?\Z")
_TYRE_BEHIND: Final = re.compile(r"[ ]?Z?R[ ]?\d{2}(?!\d)")
_PROCESS: Final = re.compile(r"[a-z]\[\Z")
# The strokes of a drawing: "M3 12h18M12 3v18".
_DRAWING: Final = re.compile(
    r"(?<![\w-])(?:d=(?P<path>[\"'])[Mm][MmLlHhVvCcSsQqTtAaZzEe\d.,\s+-]{3,20000}+(?P=path)"
    r"|(?:points|viewBox)=(?P<box>[\"'])[\d.,\s+-]{3,20000}+(?P=box))"
)
# A judgment or a law is cited: "Cass. civ. 2e, 12 mai 2011, n° 10-17.148".
_CITED: Final = re.compile(
    r"(?<![^\W_])(?:Cass|civ\.|crim\.|sez\.|SS\.?UU|Corte|Cons|CE|CJUE|CGUE|CJEU|EuGH|BGH|BVerfG|BAG|BFH"
    r"|BSG|HR(?=[ ,:]{1,2}\d)|STS|STC|STJ|STJUE|TJUE|STEDH|TEDH|CEDH|EGMR|ECHR|EHRM|STF|STSJ|BOE|G\.U"
    r"|DOU|Stb|Bull|Lebon|décret|loi|Lei|Ley|Legge|D\.?Lgs|D\.P\.R|Decreto|Portaria|Regolamento|Règlement"
    r"|Reglamento|Regulation|Directive"
    r"|Directiva|Direttiva|Richtlinie|Verordnung|Urteil des|arrêt|Súmula|REsp|NJW|UNI|NBR|NEN|DIN"
    r"|norme|patent|ordonnance|Acórdão|acórdão)(?![^\W_])[^\n]{0,36}\Z"
)
# "Cass. civ.", "CE, 19 mai 1933, Benjamin, n° 17413": a court by its short form, and what a case is called.
_COURT: Final = re.compile(
    r"(?:Cass|Cons|Corte)\.?(?:,?[ ](?:civ|crim|soc|com|pén|pen|sez|ass|plén|cost|const|[1-3]re"
    r"|[1-3]e))(?!\w)"
)
_CASE_NAME: Final = re.compile(r"\d{4},[ ]\Z")
_CASE_BEHIND: Final = re.compile(
    r"(?:[ ](?:c\.|v\.?|et)[ ][^\n,]{1,40})?,[ ](?:n[°ºo]|req|rec|aff|C-)", re.IGNORECASE
)
# "Kahneman, D., & Tversky, A. (1979)": those who wrote it
_WROTE: Final = r"[^\W\d_][\w'’-]{1,30},[ ](?:[A-ZÀ-ÖØ-ÞČŁŚŠŻŽ]\.[ -]?){1,4}"
_LITERATURE: Final = re.compile(
    rf"(?<![\w-])(?:{_WROTE}(?:,[ ]?|[ ]?(?:&|and|und|et|y|e|en)[ ]|,?[ ]?\.\.\.[ ]?){{0,2}}){{1,12}}[ ]?"
    r"(?:\([^()\n]{1,12}\.?\)[ ])?\((?:1[5-9]|20)\d\d[a-z]?\)\.?[ ][^\n]{8,400}?(?=\n|\Z|https?://"
    r"|(?<=\w{3}\.)[ ][A-Z])"
)
# Where an entry has a line to itself: what stands behind the title.
_PUBLISHED: Final = re.compile(
    r"[ ][^\n]{0,160}?(?:\d{1,4}[–-]\d{1,5}"
    r"|(?<!\w)(?:Press|Verlag|Proceedings|Proc|NeurIPS|Publications)|doi\S{0,60}"
    r"|[^\d\n][12]\d{3}|[ ]\d{1,3})\.?[ ]{0,2}(?=\n|\Z)"
)
# "[1] T. H. Cormen, C. Stein: Introduction to Algorithms, MIT Press, Cambridge, 2009."
_NUMBERED: Final = re.compile(
    r"^\[\d{1,3}\][ ](?:(?:[A-Z]\.[ -]?){1,3}[A-ZÀ-Þ][\w'’-]{1,30}"
    r"(?:,[ ]|[ ]?(?:&|and|und|et|y|e|en)[ ]){0,2}){1,8}[:,]?[ ]?"
    r"[^\n]{8,300}?(?:19|20)\d\d(?:,?[ ]pp?\.[ ]\d{1,4}(?:[–-]\d{1,4})?)?\.?[ ]{0,2}$",
    re.MULTILINE,
)
# An entry of BibTeX, with its key.
_BIBTEX: Final = re.compile(
    r"@(?:article|book|booklet|conference|inbook|incollection|inproceedings|manual|mastersthesis|misc|online"
    r"|phdthesis|proceedings|techreport|unpublished|software|dataset)[ ]?"
    r"\{[^\s,{}]{1,60},[^@]{1,1500}?(?:\n[ ]?|\}[ ]?)\}(?=\s|\Z)",
    re.IGNORECASE,
)
_LONGEST_EAN, _LONGEST_NORM = 14, 6
_REACH: Final = 32


def drawings(text: str) -> list[tuple[int, int]]:
    """Return where the strokes and frames of drawings stand: numbers of nobody."""
    return [match.span() for match in _DRAWING.finditer(text)] if "=" in text else []


def is_of_a_thing(text: str, start: int, end: int) -> bool:
    """Whether a number or a code belongs to a thing rather than to somebody."""
    value = text[start:end].lstrip("#")
    if _MADE.match(value) or (_TYRE.match(value) and (" R" in value or _TYRE_BEHIND.match(text, end))):
        return True
    first = max(0, start - _REACH)
    before = _BEFORE.search(text, first, start)
    if len(value) <= _LONGEST_NORM and _NORM.search(text, max(0, start - 12), start):
        return True
    if before is not None:  # an EAN of eighteen digits is that of somebody's meter
        return not (before[0].lower().startswith("ean") and sum(map(str.isdigit, value)) > _LONGEST_EAN)
    if not value.isdigit() and _ROOM.search(text, first, start):
        return True
    if _CODE_OF.search(text, first, start) or _ITS_CODE.search(text, first, start):
        return True
    if _EPOCH.match(value) and _MOMENT.search(text, first, start):
        return True
    return text[end : end + 1] == "]" and _PROCESS.search(text, max(0, start - 2), start) is not None


def is_of_a_norm(text: str, start: int, end: int) -> bool:
    """Whether a value is the number of a norm, whatever announces it: "our health plan, ISO 13485:2016"."""
    value = text[start:end]
    return _OF_A_NORM.match(value) is not None or (
        _IN_A_NORM.match(value) is not None
        and _NORM_BEFORE.search(text, max(0, start - 12), start) is not None
    )


def literature(text: str) -> list[tuple[int, int]]:
    """Return where entries of a list of literature stand: who wrote and what, for everybody to read."""
    return text.once(_literature) if isinstance(text, Sighted) else _literature(text)


def _literature(text: str) -> list[tuple[int, int]]:
    entries = [_with_its_line(text, *match.span()) for match in matches_of(_LITERATURE, text)]
    for pattern in (_BIBTEX, _NUMBERED):
        entries += [match.span() for match in matches_of(pattern, text)]
    return sorted(entries)


def _with_its_line(text: str, start: int, end: int) -> tuple[int, int]:
    """Return an entry with the journal or the press behind its title, where it has a line to itself."""
    published = _PUBLISHED.match(text, end) if start == 0 or text[start - 1] == "\n" else None
    return start, end if published is None else published.end()


def is_of_a_case(text: str, start: int, end: int) -> bool:
    """Whether what looks like a name is a court's short form, or what a judgment is known by."""
    if _COURT.match(text, start):
        return True
    return (
        is_cited(text, start)
        and _CASE_NAME.search(text, max(0, start - 6), start) is not None
        and _CASE_BEHIND.match(text, end) is not None
    )


def is_cited(text: str, start: int) -> bool:
    """Whether what stands at a place belongs to the citation of a judgment or a law."""
    return _CITED.search(text, max(0, start - 48), start) is not None
