"""Organisations by the words that their names are made with: "Brackwater GmbH", "Hollin Park Primary School".

A name of capitalised words with a legal form behind it, with the word for a kind of institution behind or
before it, or behind "works at". They count only in a text about somebody (see ``pipeline``): a general
question about a bank is about no one.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from app.redaction import later as re
from app.redaction.findings import EntityType
from app.redaction.recognizers.base import Hit, matches_at
from app.redaction.recognizers.needs import matches_of
from app.redaction.sighted import firsts_of

_CAP: Final = r"[A-ZÀ-ÖØ-ÞŁŚŻČŠŽ](?:[\w'’&.-]{0,28}\w)?"
# The set of characters comes first, the look behind it second: so the engine can skip to it.
_FIRST: Final = r"[A-ZÀ-ÖØ-ÞŁŚŻČŠŽ](?<![\w.](?s:.))(?:[\w'’&.-]{0,28}\w)?"
_SMALL: Final = r"(?:(?:&|and|und|et|y|e|en|of|de|du|des|la|der|van|von|di|do|da)[ ])?"
_WORDS: Final = rf"{_FIRST}[ ]{_SMALL}(?:{_CAP}[ ]{_SMALL}){{0,3}}(?:\d{{2,4}}[ ])?"
_FORMS: Final = (
    r"(?:GmbH(?:[ ]&[ ]Co\.?[ ]KG)?|mbH|gGmbH|AG|KG|OHG|UG|e\.?[ ]?V\.|Ltd\.?|Limited|LLC|L\.L\.C\.|LLP"
    r"|PLC|plc|Inc\.?"
    r"|Corp\.?|S\.L\.U?\.?|S\.A\.S?\.?|SARL|SAS|SASU|EURL|S\.?r\.?l\.?|S\.?p\.?A\.?|B\.?V\.?|N\.?V\.?"
    r"|Lda\.?|Ltda\.?"
    r"|Pty(?:[ ]Ltd)?|Pte(?:[ ]Ltd)?|Pvt\.?[ ](?:Ltd\.?|Limited)|Private[ ]Limited|Sdn[ ]Bhd|Oyj?|AB|ApS|A/S|ASA|Sp\.[ ]z[ ]o\.o\."
    r"|S\.?n\.?c\.|S\.a\.s\.|s\.r\.o\.|a\.s\.|Kft\.?|Zrt\.?|KGaA|PartG|eG|e\.K\.|GbR|Stiftung|ASD|SSD|VZW|vzw|ASBL|asbl"
    r"|OÜ|cvba|CVBA|CRL|e\.[ ]?U\.|S/A|SCRL|SNC|SCI|PLLC|UAB|d\.o\.o\.|Coop\.|Co\.?(?:[ ]KG(?:aA)?)?"
    r"|a\.[ ]?G\.|VVaG|C\.?I\.?C\.?|CLG|S\.A\.[ ]de[ ]C\.V\.|S\.[ ]de[ ]R\.L\.|EIRELI|Ltée|K\.K\.)"
)
_KINDS: Final = (
    "Hospital|Clinic|Clinics|Infirmary|Hospice|Surgery|Practice|Pharmacy|Pharma|Chemist|Dental|Dentistry"
    "|Orthodontics"
    "|School|Academy|College|University|Kindergarten|Nursery|Preschool|Institute|Bank|Insurance|Assurance"
    "|Mutual"
    "|Solicitors|Chambers|Associates|Partners|Consulting|Consultants|Holdings|Group|Industries|Logistics"
    "|Foods"
    "|Bakery|Motors|Builders|Construction|Plumbing|Electric|Energy|Systems|Software|Technologies|Labs"
    "|Laboratories"
    "|Foundation|Trust|Charity|Church|Parish|Council|Housing|Lettings|Properties|Realty|Hotel|Brewery"
    "|Farm|Farms"
    "|Union|Society|Association|Club|FC|Rovers|Cooperative|Co-operative|Guild|Landscaping|Studios|Services|Solutions|Transport"
    "|Haulage|Garage|Salon|Cafe|Café|Bistro|Library|Museum|Theatre|Shelter|Rescue|Ministry|Authority|Agency|Bureau|Borough"
    "|Bodyshop|Collision|Autos|Tyres|Repairs|Carpets|Furniture|Timber|Electricals|Coffee|Restaurant|Pizzeria|Gym|Fitness"
    "|Taxis|Cabs|Freight|Shipping|Supplies|Steels|Winery|Publishing|Allotments|Commission|Commissioners"
    "|Children's Centre|Community Centre|Leisure Centre|Synagogue|Mosque|Supermarket|Tavern|Rentals|Storage|Cleaning|Staffing"
    "|Accountants|Realtors|Utilities|RV Sales"
    "|Travel|Tours|Holidays|Airways|Lodge|Manor|Supermarkets|Stores|Drugs|Drug|Opticians|Physio|Physiotherapy|Homes|Hostel"
    "|Veterinary|Vets|Opticians|Estate Agents|Recruitment|Catering|Scaffolding|Roofing|Joinery|Interiors|Analytics|Robotics"
    "|Elementary|Primary|Middle School|High School|Medical Center|Medical Centre|Health Centre"
    "|Health Center|Care Home"
    "|Nursing Home|Credit Union|Savings Bank|Police Department|Sheriff's Office|County Court|Law Group"
    "|Law Firm"
    "|Klinik|Klinikum|Krankenhaus|Apotheke|Schule|Gymnasium|Grundschule|Realschule|Sparkasse|Volksbank"
    "|Versicherung"
    "|Stadtwerke|Werke|Bau|Logistik|Verlag|Kanzlei|Praxis|Ziekenhuis|Bouw|Verzekeringen|Consultores"
    "|Abogados|Seguros"
)
_BEFORE: Final = (
    "University|College|Hospital|Bank|Church|School|Clinique|Hôpital|Collège|Lycée|École|Ecole|Université"
    "|Mairie"
    "|Pharmacie|Cabinet|Boulangerie|Garage|Crédit|Banque|Assurances|Universidad|Clínica|Colegio|Escuela"
    "|Instituto"
    "|Ayuntamiento|Farmacia|Banco|Caja|Talleres|Construcciones|Università|Ospedale|Scuola|Liceo|Clinica"
    "|Banca|Studio"
    "|Comune|Farmacia|Hospital|Universidade|Escola|Clínica|Faculdade|Prefeitura|Câmara|Klinikum"
    "|Krankenhaus|Universität"
    "|Hochschule|Praxis|Kanzlei|Sparkasse|Volksbank|Stadtwerke|Autohaus|Bäckerei|Gymnasium|Apotheke|Kita"
    "|Azienda Ospedaliera|Azienda Sanitaria|Azienda|Policlinico|Cooperativa|Istituto Comprensivo|Unidade Local de Saúde"
    "|Unidade|Centro Hospitalar|Bombeiros Voluntários|Bombeiros|Agrupamento|Agrupamento de Escolas|Externato|Lar|Prevoyance"
    "|Prévoyance|Mutuelle|Résidence|Laboratoire|Labo|Ambulances|Gebrüder|Gebr\\.|Zimmerei|Spedition|Baugeschäft"
    "|Seniorenstift|Seniorenresidenz|Pflegeheim|Ersatzkasse|Residencia|Hermanos|Hnos\\.|Hostal|Autoescuela|Academia"
    "|Zorggroep|Stichting|Notariskantoor|Makelaardij|Thuiszorg|Apotheek De"
    "|Casa di Cura|Casa di Riposo|Posto de Saúde|Centro de Saúde|Centro de Salud|Santa Casa|Unidade de Saúde|Junta de Freguesia"
    "|Maison de Retraite|Centre Hospitalier|Centre Médical|CHSLD|CLSC|Foyer|Hôtel|Hotel|Camping|Tabac|Menuiserie|Couverture"
    "|Plomberie|Électricité|Nettoyage|Almacenes|Montajes|Muebles|Cafetería|Restaurante|Sindicato|Cáritas|Parroquia|Gestoría"
    "|Bodegas|Inmobiliaria|Peluquería|Carpintería|Patronato|Caffè|Ristorante|Pizzeria|Autofficina|Panificio|Idraulica"
    "|Falegnameria|Parrocchia|Istituto|ASST|Frituur|Slagerij|Schildersbedrijf|Autohandel|Garagebedrijf|Apotheek|Zwembad"
    "|Crematorium|Zorgcentrum|Woonzorgcentrum|OCMW|CPAS|VvE|Pastelaria|Supermercado|Mercearia|Grêmio|Ótica|Adega|Auto Peças"
    "|Construções|Tischlerei|Elektro|Haustechnik|Schützengilde|Schützenverein|Lebenshilfe|Amtsgericht|Landgericht"
    "|Gemeindeverwaltung|Bezirkshauptmannschaft|Jugendamt|Sozialamt|Finanzamt|Pflegedienst|Fischerei|Friseursalon|Firma|Fa\\."
    "|Berufsschule|Gaststätte|Arztpraxis|Gemeinschaftspraxis|Congregation"
    "|Gemeente"
    "|Ziekenhuis|Basisschool|Universiteit|Huisartsenpraktijk|Garage|Bakkerij|Kanzlei"
)
# Kinds that a sentence writes small: "l'école maternelle Jules-Verne", "ferretería El Tornillo".
_SMALL_KINDS: Final = (
    "casa di cura|posto de saúde|maison médicale|tabac|hotel|asilo|ristorante|supermercado|ótica|zwembad|crematorium|camping|"
    "bso|vv|buurthuis|frituur|slagerij|patronato|sindicato|hôpital|hôtel|restaurant|firma|fa\\.|"
    "école|lycée|collège|crèche|cabinet|boulangerie|pharmacie|clinique|association|garage|mairie|entreprise|société|étude|paroisse|"
    "ferretería|panadería|colegio|escuela|instituto|clínica|cooperativa|asociación|parroquia|farmacia|empresa|taller|bar|restaurante|"
    "officina|scuola|liceo|parrocchia|associazione|ambulatorio|studio|ditta|cooperativa|panificio|trattoria|"
    "padaria|escola|creche|agrupamento|centro de saúde|centro de salud|associação|paróquia|"
    "basisschool|bakkerij|huisartsenpraktijk|apotheek|zorgcentrum|stichting|vereniging|parochie|school|"
    "cooperative|charity|nursery"
)
_ACRONYMS: Final = (
    "AOK|BKK|TSV|TuS|SV|VfL|VfB|FC|SC|ASL|AUSL|ATS|CEIP|IES|CHU|CHR|EHPAD|CPAM|GGD|GGZ|ROC|UZ|AZ|DRK|AWO|Caritas|Diakonie|Kita|KiTa|"
    "Tierheim|Pflegeheim|Seniorenheim|Grundschule|Polisportiva|Cooperativa|Asociación|Association|Associação|Associazione|"
    "Stichting|Vereniging|Verein|Schreinerei|Metzgerei|Gasthaus|Gasthof|Fahrschule|Steuerberatung|Zahnarztpraxis|Tierarztpraxis|"
    "Kaasboerderij|Padaria|Panadería|Officine|Officina|Trattoria|Transports|Ferretería|Conservas"
)
_LINK: Final = (
    r"(?:(?:of|for|de|du|des|della|di|del|de la|do|da|dos|der|des|van|zu|am|im|St\.?|Saint|Sainte|San"
    r"|Santa|São|Gebr\.?|Gebrüder|F\.lli|Fratelli|Hnos\.?|Irmãos)[ ])"
)
# What stands behind "works at" and is no name: "at home", "at the moment", "for a bank".
_NO_NAME: Final = (
    r"(?!(?:a|an|the|my|our|his|her|their|this|that|these|those|home|night|nights|least|times|all|once|me|him|us|them|it|you|"
    r"work|scale|speed|height|heights|different|both|first|last|next|what|which|how|and|or|but|with|in|on|as|since|for|till|"
    r"until|from|to|near|every|some|any|casa|oficina|ciudad|noche|und|oder|seit|als|mit|in|et|ou|depuis|avec|y|con|desde|"
    r"e|da|con|come|en|met|sinds|als|com|desde|como|einem|einer|meiner|meinem|uns|ihm|ihr|mir|un|une|una|um|uma|een|"
    r"is|was|has|who|where|when|because|so|now|then|day|days|name|called)(?!\w))"
)
_KIND_BEFORE: Final = re.compile(
    rf"(?=[A-ZÉ])(?<![\w.])(?:{_BEFORE})[ ]{_LINK}{{0,2}}{_CAP}(?:[ ]{_LINK}?{_CAP}){{0,3}}"
)
_SMALL_KIND_BEFORE: Final = re.compile(
    rf"(?<![\w.])(?:{_SMALL_KINDS})(?:[ ](?!(?:de|du|des|la|le|el|del|da|do|di)[ ])[a-zà-ÿ]{{4,14}}){{0,2}}[ ]"
    rf"{_LINK}{{0,2}}{_CAP}(?:[ ]{_LINK}?{_CAP}){{0,3}}"
)
_ACRONYM_BEFORE: Final = re.compile(
    rf"(?=[A-Z])(?<![\w.])(?:{_ACRONYMS})[ ]{_LINK}{{0,2}}{_CAP}(?:[ ](?:(?:&|und|e|y|et)[ ])?{_LINK}?{_CAP}){{0,3}}"
)
# What begins with one of many words is asked only where a word begins with one.
_FIRSTS: Final = {
    pattern: firsts_of(kinds.lower().split("|"))
    for pattern, kinds in (
        (_KIND_BEFORE, _BEFORE),
        (_SMALL_KIND_BEFORE, _SMALL_KINDS),
        (_ACRONYM_BEFORE, _ACRONYMS),
    )
}
_PATTERNS: Final = (
    (
        re.compile(rf"{_FIRST}(?:[ ]{_SMALL}{_CAP}){{0,4}}(?:[ ]\d{{2,4}}|[ ]&)?,?[ ]{_FORMS}(?![\w])"),
        "organisation-form",
        0.8,
    ),
    (
        re.compile(rf"{_WORDS}(?:{_KINDS})(?!\w)(?:[ ](?:{_KINDS}|NHS)(?!\w)){{0,2}}"),
        "organisation-kind",
        0.66,
    ),
    (
        _KIND_BEFORE,
        "organisation-kind",
        0.66,
    ),
    (
        re.compile(
            r"(?<![\w.])(?:I\.?C\.?S?|Liceo|Scuola|Istituto|Collège|Lycée|École|Colegio|CEIP|IES|Residencia|Residenza|Hotel"
            r"|Ristorante|Kita|Seniorenheim|Basisschool|Escola|Lar|EHPAD|Cooperativa|Associazione|Verein)[ ]"
            r"[\"“«„][^\"”»“\n]{3,40}[\"”»“]"
        ),
        "organisation-kind",
        0.66,
    ),
    (
        re.compile(
            r"[A-ZÄÖÜ](?<![\w.](?s:.))[\w-]{2,30}"
            r"(?:klinik|klinikum|schule|gymnasium|sparkasse|werke|apotheke|krankenhaus)(?!\w)"
            r"|[A-ZÄÖÜ](?<![\w.](?s:.))[\w-]{2,20}(?:ische[nrs]?|er)[ ][A-ZÄÖÜ]?[\w-]{0,20}(?:[Kk]asse|[Vv]ersicherung|[Bb]ank"
            r"|[Vv]erband|[Ss]ozietät|[Vv]erein|[Kk]ammer)(?!\w)"
        ),
        "organisation-kind",
        0.62,
    ),
    (
        re.compile(
            r"(?i:(?<!\w)(?:works?|worked|working|job|employed|started|position|hired|interned|employee)[ ]"
            r"(?:at|by|with|for)|(?:member|steward|pupil|student|patient|nurse|teacher|manager|partner|director)[ ](?:at|of|with)|arbeitet[ ]bei|bosse[ ](?:chez|à)|arbeite[ ]bei|travaille[ ]chez|trabaja[ ]en"
            r"|lavora[ ](?:presso|alla|da)"
            r"|werkt[ ]bij|trabalha[ ]na|employer[ ]?:|arbeitgeber[ ]?:|employeur[ ]?:|empresa[ ]?:"
            r"|company[ ]?:)[ ]"
            rf"(?:(?i:the|der|dem|het|de|la|el|a|o)[ ])?(?P<name>{_CAP}(?:[ ](?:(?:&|and|of)[ ])?{_CAP}){{0,4}})"
        ),
        "organisation-work",
        0.66,
    ),
    (
        _SMALL_KIND_BEFORE,
        "organisation-kind",
        0.62,
    ),
    (
        _ACRONYM_BEFORE,
        "organisation-kind",
        0.62,
    ),
    (
        re.compile(
            r"(?i:(?<!\w)(?:(?:i|she|he|we|they)[ ](?:work|works|worked|started|interned)|working|job)[ ]at"
            r"|(?<!\w)arbeite[t]?[ ]bei(?:[ ]de[rm])?|(?:bosse|travaille)[ ](?:chez|à[ ]la|au)|trabaj[oa][ ]en[ ](?:la|el)"
            r"|lavor[oa][ ](?:da|alla|presso)|werkt?[ ]bij|trabalh[oa][ ]n[ao])[ ]"
            rf"(?P<name>{_NO_NAME}[a-zà-ÿ][\w'’&.-]{{2,20}}(?:[ ]{_NO_NAME}[a-zà-ÿ][\w'’&-]{{1,20}}){{0,2}})"
        ),
        "organisation-work-small",
        0.5,
    ),
)
_NO_START: Final = re.compile(
    r"(?:The|A|An|In|At|On|To|From|For|With|By|My|Our|Your|His|Her|Their|This|That|Dear|And|Or|But|If"
    r"|When|We|I|He|She|It"
    r"|Der|Die|Das|Im|Am|Beim|Le|La|Les|El|Los|Il|Lo|De|Het|O|As|Mr|Mrs|Ms|Dr|Patient|Client|Call|Please"
    r"|Also|Is|(?:CEO|CFO|CTO|COO|Head|Director|Manager|Partner|Member|Chair)[ ]of)[ ]"
)
_SAINT: Final = re.compile(r"(?<!\w)(?:St|Mt|Ste)\.?[ ]\Z")
_RULES: Final = frozenset(rule for _, rule, _ in _PATTERNS)


def is_by_words(rule: str) -> bool:
    """Whether a rule is one of this module's."""
    return rule in _RULES


class Organisations:
    """Finds organisations; see the module."""

    id = "organisation"

    def find(self, text: str) -> Iterator[Hit]:
        """Yield them without the small words of the sentence before them."""
        for pattern, rule, score in _PATTERNS:
            group = "name" if "(?P<name>" in pattern.pattern else 0
            firsts = _FIRSTS.get(pattern)
            found = matches_of(pattern, text) if firsts is None else matches_at(pattern, text, firsts)
            for match in found:
                start, end = match.span(group)
                saint = _SAINT.search(text, max(0, start - 4), start)
                start = saint.start() if saint is not None else start
                while (small := _NO_START.match(text, start, end)) is not None:
                    start = small.end()
                if " " in text[start:end] or end - start >= 4:
                    yield Hit(start, end, EntityType.ORG, score, rule)
