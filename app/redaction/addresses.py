"""Postal addresses by a grammar: a core (house number and street, or a full postcode), and what stands beside it.

A core is found by its street word in twelve languages, or by a postcode that can be nothing else. From there the
address grows to the right and over the next lines (unit, postcode, town, state, country), and to the left and over
the lines above (unit, building, c/o). Words of a label ("Anschrift:") vouch for what follows them. Every pattern is
bounded and entered at a digit, a capital or a street word only, so that the whole is linear.

Sources: UPU "Postal addressing systems" country pages for the order and the postcodes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from app.redaction.findings import EntityType
from app.redaction.recognizers.base import Hit, around_digits, trie_pattern

_UP: Final = r"A-ZÀ-ÖØ-ÞĀĂĄĆĈĊČĎĐĒĔĖĘĚĜĞĠĢĤĦĨĪĬĮİĴĶĹĻĽĿŁŃŅŇŊŌŎŐŒŔŖŘŚŜŞŠŢŤŦŨŪŬŮŰŲŴŶŸŹŻŽȘȚ"
_LETTER: Final = r"[^\W\d_]"
_CAP: Final = rf"[{_UP}][\w'’.\-]{{0,30}}+"
_WORD: Final = r"[^\W\d_][\w'’.\-]{0,30}+"
# Small words inside names of streets and towns.
_SMALL: Final = (
    r"(?:de|du|des|la|le|les|l'|l’|d'|d’|del|dei|degli|della|delle|dello|di|da|do|das|dos|e|y|i|et|van|von|der|den|"
    r"dem|het|'t|ten|ter|op|aan|zum|zur|am|an|im|in|auf|bei|und|of|the|and|sur|sous|en|lès|lez|upon|on|na|no|nas|nos|aux|au|à)"
)
_HOUSE: Final = r"\d{1,5}(?:[ \t]?[A-Za-z](?![\w]))?(?:[ \t]?(?:[-/–]|t/m|bis)[ \t]?(?:\d{1,5}[A-Za-z]?|[IVX]{1,4}|[A-Z])(?!\w)){0,3}"
_NUMBER_SIGN: Final = r"(?:n[.º°o]{0,2}\s?|no\.?\s|nr\.?\s|num\.?\s|número\s|numero\s|№\s?|#\s?)"

# --- streets ------------------------------------------------------------------------------------------

_STRONG_EN: Final = (
    "street|str|st|avenue|ave|av|road|rd|boulevard|blvd|lane|ln|drive|dr|highway|hwy|parkway|pkwy|terrace|ter|"
    "crescent|cres|expressway|turnpike|mews|esplanade|freeway"
)
_WEAK_EN: Final = (
    "court|ct|place|pl|square|sq|way|close|circle|cir|trail|trl|row|grove|gardens|gdns|hill|quay|walk|parade|rise|"
    "view|alley|bend|loop|path|pike|plaza|point|ridge|run|vale|wharf|yard|green|park|heights|mount|gate|crossing|"
    "bypass|causeway|commons|cove|creek|glen|hollow|landing|manor|brow|croft|passage|gate|lea|mead|fold|garth|chase|drove|fields|common|strand|meadow|meadows|orchard|pass|springs|nagar|marg|"
    "colony|layout|enclave|estate|chowk|salai|extension|phase|sokak|caddesi|cad|sok|bulvarı|mahallesi"
)
_ORDINAL: Final = r"\d{1,3}(?:st|nd|rd|th)"
_DIRECTION: Final = r"(?:N|S|E|W|NE|NW|SE|SW|North|South|East|West)\.?"
_NAME_EN: Final = rf"(?:{_CAP}|{_ORDINAL}|\d{{1,3}})"

# "42 Baker Street", "1600 W 35th St NE", "5-7 Upper Rathmines Road"
_ENGLISH: Final = re.compile(
    rf"(?<![\w.,/-])(?<!\d )\d{{1,6}}(?:\s?[A-Za-z](?![A-Za-z]))?(?:\s?[-/–]\s?\d{{1,5}}[A-Za-z]?)?,?[ \t]+"
    rf"(?:{_DIRECTION}[ \t]+)?(?:(?:{_CAP}|{_ORDINAL}|of|the|de|la|St\.?)[ \t]+){{0,4}}?{_NAME_EN}[ \t]+"
    rf"(?i:{_STRONG_EN}|{_WEAK_EN})(?![\w])\.?(?:[ \t]+{_DIRECTION}(?!\w))?"
)
# the same without capitals, strong words only: "i live at 42 baker street"
_ENGLISH_LOWER: Final = re.compile(
    rf"(?<![\w.,/-])(?<!\d )\d{{1,5}}[a-z]?[ \t]+(?:{_WORD}[ \t]+){{1,3}}?(?:street|avenue|ave|road|rd|boulevard|"
    r"blvd|lane|drive|crescent|terrace|st|ln)(?!\w)\.?",
    re.IGNORECASE,
)
_NOT_A_STREET: Final = re.compile(
    r"(?i)\b(?:percent|years?|days?|hours?|minutes?|weeks?|months?|miles?|km|people|times|ways?|lanes|of the road|per|"
    r"dollars?|euros?|main|wheel|on|different|more|other|kinds?|types?|steps?|on the|in the|to the|down the|and the|is|was|"
    r"are|were|cars?|feet|meters?|metres?|degrees?|to|at|in|for|from|with|or|users?|items?|points?|star)\b"
)

# "Hauptstraße 12a", "Am Alten Markt 5", "Prinsengracht 263-H", "Storgatan 5 lgh 1102"
_SUFFIXES: Final = tuple(
    (  # noqa: SIM905 (a list that people read)
        "straße|strasse|straat|str|gasse|weg|wegen|platz|allee|ring|damm|ufer|chaussee|steig|pfad|markt|graben|"
        "stieg|kamp|berg|feld|hof|wall|brücke|tor|laan|plein|gracht|kade|dijk|singel|pad|plantsoen|dreef|steeg|hoek|"
        "gürtel|promenade|ufer|zeile|braut|vegur|stígur|gatan|gata|vägen|vagen|väg|gränd|veien|veg|vei|gate|gaten|vej|gade|gård|torget|torv|katu|tie|kuja|polku|utca|"
        "körút|stræde|tér"
    ).split("|")
)
_SUFFIXED: Final = re.compile(  # the suffix is looked at afterwards
    rf"(?<![\w@/])(?:(?:{_CAP}|(?i:{_SMALL}))[ \t]){{0,3}}(?P<name>[{_UP}][\w'’.\-]{{2,40}}+)[ \t]{{0,2}},?[ \t]?"
    rf"(?:{_NUMBER_SIGN})?{_HOUSE}(?![\w%€$])(?:[ \t]?(?:[A-Za-z]|bis|hs|hoog|bus[ \t]\d{{1,3}}))?(?!\w)"
)
_SUFFIXED_LOWER: Final = re.compile(
    r"(?<![\w@/])[^\W\d_]{2,26}(?:straße|strasse|straat|str\.|str|gasse|laan|gracht|plein|allee|weg|platz|gatan|"
    rf"vägen)[ \t]{{1,2}}{_HOUSE}(?![\w%€$])",
    re.IGNORECASE,
)
_OPEN_DE: Final = re.compile(  # a street of several words, vouched for by the postcode behind it
    rf"(?<![\w@/])(?:Am|An der|An den|Im|In der|In den|Zum|Zur|Auf der|Auf dem|Unter den|Unterm|Hinter der|Vor dem|Beim|"
    rf"Alte[rs]?|Neue[rs]?|Große[rs]?|Kleine[rs]?|Obere[rs]?|Untere[rs]?)[ \t](?:{_CAP}[ \t]){{1,3}}{_HOUSE}(?!\w)"
)

# "12 bis rue de la République", "rua Augusta, 1500", "Calle de Alcalá, 45, 3º B", "Via Roma 12/B", "ul. Długa 5 m. 3"
_PREFIXES: Final = (
    "za|zi|zone artisanale|clos|cité|rue|chaussée|chaussee|rang|coron|venelle|ruelle|grand-rue|lieu-dit|lieu dit|villa|avenue|av\\.|av|boulevard|bd\\.?|bld|blvd|place|pl\\.|chemin|ch\\.|impasse|allée|allee|allées|quai|cours|"
    "route|rte|square|passage|faubourg|sentier|montée|esplanade|résidence|"
    "calle|c/|cl\\.|rúa|partida|polígono|pol\\. ind\\.|urbanización|cll|avenida|avda\\.?|plaza|pza\\.?|paseo|pº|camino|carretera|ctra\\.?|ronda|travesía|carrera|cra\\.?|"
    "kra|diagonal|transversal|calzada|jirón|jr\\.|pasaje|psj\\.|privada|boulevar|glorieta|rambla|carrer|passeig|plaça|"
    "via|vico|fraz\\.|frazione|loc\\.|località|viale|v\\.le|vle|piazza|p\\.za|piazzale|p\\.le|corso|c\\.so|largo|vicolo|strada|contrada|lungomare|lungotevere|"
    "salita|borgo|"
    "rua|r\\.|viela|escadinhas|quinta|zona industrial|lugar|travessa|tv\\.|praça|praca|pç|estrada|alameda|al\\.|rodovia|rod\\.|beco|ladeira|quadra|"
    "ul\\.|ulica|aleja|aleje|plac|os\\.|osiedle|"
    "ulice|nám\\.|náměstí|strada|str\\.|bulevardul|bd|calea|jalan|jl\\.|jln|gang|lorong|улица|ул\\.|проспект|пр\\.|"
    "ulitsa|prospekt|odos|οδός|shari|sharia"
)
_PREFIX: Final = trie_pattern(
    [
        form
        for word in _PREFIXES.split("|")
        for form in ((word[:-3], f"{word[:-3]}.") if word.endswith("\\.?") else (word.replace("\\.", "."),))
    ],
    gap="[ \t]",
)
_PREFIXED_BEFORE: Final = re.compile(  # number first
    rf"(?<![\w.,/-])\d{{1,4}}(?:\s?(?:bis|ter|quater|[A-Da-d]))?(?:\s?[-/]\s?\d{{1,4}})?,?[ \t]+(?i:{_PREFIX})[ \t]*"
    rf"(?:(?i:{_SMALL})[ \t]?){{0,3}}(?:{_CAP}|\d{{1,2}}(?=[ \t][{_UP}]))(?:[ \t](?:(?i:{_SMALL})[ \t]?){{0,2}}{_CAP}){{0,4}}"
)
_PREFIXED_AFTER: Final = re.compile(  # number last
    rf"(?<![\w@/])(?i:{_PREFIX})[ \t]*(?:(?i:{_SMALL})[ \t]?){{0,3}}(?:{_CAP}|\d{{1,3}}\w{{0,2}})"
    rf"(?:[ \t](?:(?i:{_SMALL})[ \t]?){{0,2}}{_CAP}){{0,5}}[ \t]?,?[ \t]*(?i:{_NUMBER_SIGN})?\d{{1,5}}"
    rf"(?:\s?[-/–]\s?\d{{1,5}})?(?:\s?[A-Za-z](?![\w]))?(?:\s?[-/]\s?[A-Za-z\d]{{1,3}})?(?![\w%€$])"
)
_PREFIXED_LOWER: Final = re.compile(
    r"(?<![\w.,/@-])(?:\d{1,4}(?:\s?(?:bis|ter))?,?[ \t]+(?:rue|avenue|boulevard|bd|impasse|chemin|allée|quai)[ \t]"
    rf"(?:{_WORD}[ \t]?){{1,4}}|(?:calle|avenida|avda|plaza|via|viale|piazza|corso|rua|travessa|praça|ul\.)[ \t]"
    r"(?:[^\W\d_][\w'’.\-]{0,30}[ \t]){1,4}(?:n[º°.]?\s?)?\d{1,4}(?!\w))",
    re.IGNORECASE,
)
_BOX: Final = re.compile(
    r"(?<!\w)(?:P\.?[ ]?O\.?[ ]?Box|Postfach|Case postale|Boîte postale|B\.?P\.|Apartado(?: de correos| postal)?|Casella postale|"
    r"Caixa postal|Postbus|Apdo\.?|Locked Bag|Private Bag)[ \t]*(?:n[º°.]?\s?)?[\dX][\d \-]{1,9}\d?",
    re.IGNORECASE,
)
_JAPAN_KOREA: Final = re.compile(
    rf"(?<![\w-])(?:\d{{1,4}}(?:-\d{{1,4}}){{0,2}},?[ \t]+)?[{_UP}][\w'’]{{1,20}}+(?:-(?:ro|gil|daero|dong|gu|machi|cho|chome|ku|shi))"
    r"(?:[ \t,]+[\w-]{1,20}-(?:ro|gil|gu|dong|ku|shi|si|do|ken|fu|to|machi|cho)){0,4}(?:[ \t,]+\d{1,4}(?:-\d{1,4}){0,2})?"
)

# --- postcodes, with their towns ------------------------------------------------------------------------

_STATES: Final = (
    "AL|AK|AZ|AR|CA|CO|CT|DE|DC|FL|GA|HI|ID|IL|IN|IA|KS|KY|LA|ME|MD|MA|MI|MN|MS|MO|MT|NE|NV|NH|NJ|NM|NY|NC|ND|OH|OK|"
    "OR|PA|RI|SC|SD|TN|TX|UT|VT|VA|WA|WV|WI|WY|PR|NSW|VIC|QLD|SA|TAS|ACT|NT|ON|QC|BC|AB|MB|SK|NS|NB|NL|PE|YT|NU"
)
_STATE_NAMES: Final = (
    "Alabama|Alaska|Arizona|Arkansas|California|Colorado|Connecticut|Delaware|Florida|Georgia|Hawaii|Idaho|Illinois|"
    "Indiana|Iowa|Kansas|Kentucky|Louisiana|Maine|Maryland|Massachusetts|Michigan|Minnesota|Mississippi|Missouri|"
    "Montana|Nebraska|Nevada|New Hampshire|New Jersey|New Mexico|New York|North Carolina|North Dakota|Ohio|Oklahoma|"
    "Oregon|Pennsylvania|Rhode Island|South Carolina|South Dakota|Tennessee|Texas|Utah|Vermont|Virginia|Washington|"
    "West Virginia|Wisconsin|Wyoming|Ontario|Québec|Quebec|British Columbia|Alberta|Manitoba|Saskatchewan|Nova Scotia"
)
_TOWN: Final = rf"(?:'[st][ \t-])?{_CAP}(?:[ \t](?:(?i:{_SMALL})[ \t]?){{0,2}}{_CAP}){{0,4}}(?:[ \t]?\([^()\n]{{2,24}}\))?(?:[ \t]\d{{1,2}}(?!\d))?"
_UK: Final = r"[A-Z]{1,2}\d[A-Z\d]?[ \t]?\d[A-Z]{2}"
_CANADA: Final = r"[ABCEGHJ-NPRSTVXY]\d[A-Z][ \t-]?\d[A-Z]\d"
_POSTCODES: Final = (
    rf"{_UK}",
    rf"(?:{_STATES}|{_STATE_NAMES})\.?,?[ \t]+{_CANADA}|{_CANADA}",
    rf"(?:{_STATES}|{_STATE_NAMES})\.?,?[ \t]+\d{{4,5}}(?:-\d{{4}})?",
    rf"\d{{4}}[ \t]?[A-Z]{{2}}(?:[ \t]{{1,2}}{_TOWN})?",  # the Netherlands
    rf"\d{{2}}-\d{{3}}[ \t]{_TOWN}",  # Poland
    rf"\d{{4}}-\d{{3}}[ \t]{_TOWN}",  # Portugal
    rf"(?:CEP:?[ \t]?)?\d{{5}}-\d{{3}}(?:[ \t,-]{{1,3}}{_TOWN})?",  # Brazil
    rf"\d{{3}}[ \t]\d{{2}}[ \t]{_TOWN}",  # Sweden, Czechia, Slovakia, Greece
    rf"(?:[A-Z]{{1,3}}[-–][ \t]?)?\d{{4,5}}[ \t,]{{1,2}}(?:{_TOWN})",
    r"〒?[ \t]?\d{3}-\d{4}",
    rf"\d{{3}}[ \t]{_TOWN}",  # Iceland
    rf"{_TOWN},?[ \t]{{1,2}}\d{{3}}[ \t]?\d{{1,3}}",  # India, Singapore, New Zealand, South Africa
)
_POSTCODE: Final = "|".join(f"(?:{pattern})" for pattern in _POSTCODES)
_COUNTRY: Final = (
    "USA|U\\.S\\.A\\.|United States|UK|U\\.K\\.|United Kingdom|England|Scotland|Wales|Ireland|Éire|Germany|Deutschland|"
    "France|Spain|España|Italy|Italia|Netherlands|Nederland|Belgium|België|Belgique|Switzerland|Schweiz|Suisse|Svizzera|"
    "Austria|Österreich|Portugal|Brazil|Brasil|Mexico|México|Argentina|Chile|Colombia|Perú|Peru|Poland|Polska|Sweden|"
    "Sverige|Norway|Norge|Denmark|Danmark|Finland|Suomi|India|Pakistan|Bangladesh|Nigeria|Ghana|Kenya|South Africa|Egypt|"
    "Turkey|Türkiye|Japan|Korea|China|Vietnam|Philippines|Indonesia|Malaysia|Singapore|Australia|New Zealand|Canada|"
    "Luxembourg|Greece|Hungary|Czech Republic|Romania|Ukraine|Israel|UAE|Dubai|Saudi Arabia|Hong Kong|Taiwan|Thailand"
)
_UNIT: Final = (
    r"(?:(?i:top|ground|first|second|third|fourth|garden|basement|upper|lower)[ \t](?i:flat|floor|apartment))|"
    r"(?i:bajos?|fundos|entresuelo|principal|ático|atico|kjallari|hinterhaus|vorderhaus|parterre|souterrain|"
    r"rez-de-chaussée|rdc|erdgeschoss|sótano|local|frente|rés-do-chão|r/c|dto|esq|zona)(?:[ \t]\w{1,3}(?!\w))?(?!\w)|"
    r"(?i:apt|apartment|appt|appartement|app|unit|suite|ste|flat|fl|floor|etg|etage|og|eg|room|rm|building|bldg|block|blk|"
    r"tower|torre|casa|lote|loja|conjunto|conj|cj|interno|int|scala|piano|piso|puerta|pta|esc|escalera|planta|portal|"
    r"bloque|depto|dpto|departamento|apto|ap|andar|bloco|sala|bâtiment|bat|bât|étage|porte|lgh|m|lok|kat|daire|no|nr|"
    r"stiege|tür|whg|wohnung|hs|lot|bus|boîte|bte|manzana|mz|sector|plot|house|villa|door|wing|shop|stand|km|col|"
    r"colonia|urb|urbanización|urbanizacion|barrio|fracc|brgy|barangay|subd|phase|bairro|jardim|vila|lieu-dit)\.?[ \t]*"
    rf"(?:n[º°.]?[ \t]?)?(?:[\w-]{{1,6}}(?!\w)|{_CAP}(?:[ \t]{_CAP}){{0,2}})|"
    r"[#x][ \t]?\d\w{0,5}(?:[ \t]?-[ \t]?\d{1,4})?(?:[ \t](?:y|x)[ \t]\d{1,4})?(?!\w)|"
    r"\d{1,2}\.?[ºo°ªer]{1,2}(?!\w)(?:[ \t]?(?:\d{1,2}\.?[ºªa°]|[A-Za-z]{1,4}\.?(?!\w)))?|"
    r"\d{1,2}(?:st|nd|rd|th|er|e|ème)[ \t](?i:floor|étage)|c/o[ \t]"
    rf"{_CAP}(?:[ \t]{_CAP}){{0,2}}"
)
_SEPARATOR: Final = r"[ \t]*[,;·|/–(-]{0,2}[ \t]*(?:\r?\n[ \t>*|]{0,6})?"
_TAIL: Final = re.compile(
    rf"(?:(?:[ \t]*[,;·|][ \t]*|[ \t]{{1,2}}|[ \t]*\r?\n[ \t]{{0,6}})(?:{_UNIT}))"
    rf"|(?:{_SEPARATOR}(?:{_POSTCODE})(?!\w))"
    rf"|(?:[,;–-]?[ \t]*(?:\r?\n[ \t>*|]{{0,6}})?(?:{_TOWN}),?[ \t]+(?:{_POSTCODE})(?!\w))"
    rf"|(?:,?[ \t]*(?:\r?\n[ \t>*|]{{0,6}})?(?:{_TOWN}),[ \t]*(?:{_STATES})(?!\w))"
    rf"|(?:,[ \t]*(?:{_COUNTRY})(?!\w))|(?:,?[ \t]*\r?\n[ \t>*|]{{0,6}}(?:{_COUNTRY})(?=[ \t]*(?:\r?\n|$)))"
)
# Whatever stands between a street and a postcode with its town on the same or the next two lines.
_BRIDGE: Final = re.compile(
    rf"[^\n:;{{}}<>\"|?!]{{0,60}}?(?:\r?\n[^\n:;{{}}<>\"|?!]{{0,40}}?){{0,2}}(?<![\w.,/-])(?:{_POSTCODE})(?!\w)"
)
_SENTENCE: Final = re.compile(
    r"[^\W\d_]{4,}\.[ \t\n]|(?i:\b(?:and|und|et|y|is|was|has|ist|war|hat|est|phone|tel|born)\b)"
)
# A quarter, a town or a country by its capital letters alone: only behind a street that is sure.
_NAMED_TAIL: Final = re.compile(
    rf"(?:[ \t]*[,;·|/][ \t]*(?:\r?\n[ \t>*|]{{0,6}})?(?:(?:in|à|en|a|em|de|te|bei)[ \t])?|[ \t](?:in|à|en|em|zu|te)[ \t]|"
    rf"[ \t]*[-–][ \t]|[ \t]*\r?\n[ \t>*|]{{0,6}}(?=[^\n]{{2,40}}(?:\n|$)))(?P<name>{_TOWN}(?:[ \t]\d{{1,2}}(?!\d))?)(?!\w)"
)
_NO_PLACE: Final = re.compile(
    r"(?i)(?:phone|tel|mobile|e-?mail|fax|dear|kind|best|regards|yours|sincerely|mit|freundliche|viele|liebe|cordialement|"
    r"sehr|madame|monsieur|hello|hi|thanks|please|and|but|und|dob|ssn|born|date|re|subject|betreff|objet|asunto|oggetto|"
    r"from|to|sent|cc|mr|mrs|ms|dr|i|we|he|she|they|it|the|this|there|monday|tuesday|wednesday|thursday|friday|saturday|"
    r"sunday|january|february|march|april|may|june|july|august|september|october|november|december|patient|name|id|iban)\b"
)
_COUNTRY_TAIL: Final = re.compile(rf"(?:[ \t]*,[ \t]*|[ \t]*\r?\n[ \t]{{0,6}})(?i:{_COUNTRY})(?!\w)")
_MOST_NAMES: Final = 3
_SURE: Final = 0.7
# The unit before a street: the same words, but asked for at every place near it, so their lists become tries.
_UNIT_AHEAD: Final = re.sub(
    r"\(\?i:((?:[^\W\d_]|[-/|])+)\)", lambda words: f"(?i:{trie_pattern(words[1].split('|'))})", _UNIT
)
_HEAD: Final = re.compile(rf"(?:(?:{_UNIT_AHEAD})[ \t]*,?[ \t]*(?:\r?\n[ \t]{{0,6}})?){{1,2}}\Z")

# Any capitalised words and a number, vouched for by a postcode and a town behind them.
_VOUCHED: Final = re.compile(
    rf"(?<![\w@/]){_CAP}(?:[ \t](?:(?i:{_SMALL})[ \t])?(?:{_CAP}|\d{{1,2}}\.?)){{0,4}}[ \t]{_HOUSE}(?:[ \t]?,?[ \t]?(?:{_UNIT}))?"
    rf"(?=[ \t]*(?:[,;·|–-]|\r?\n)[ \t>*|]{{0,6}}(?:[A-Z]{{1,3}}-)?(?:\d{{4,5}}[ \t]|\d{{3}}[ \t]|\d{{4}}[ \t]?[A-Z]{{2}}[ \t]|"
    rf"\d{{2}}-\d{{3}}[ \t]|\d{{4}}-\d{{3}}[ \t]|\d{{3}}[ \t]\d{{2}}[ \t]){_CAP})"
)
_LEFT: Final = re.compile(
    rf"(?:(?:\d{{1,5}}[A-Za-z]?(?:[-/]\d{{1,4}})?[ \t])?{_CAP}(?:[ \t](?:(?i:{_SMALL})[ \t])?(?:{_CAP}|\d{{1,4}}\w?(?!\w)))"
    r"{0,4}(?:[ \t]*,[ \t]*|[ \t]*\r?\n[ \t]{0,6}|[ \t]+)){1,6}\Z"
)

# A full postcode stands for an address by itself.
_CODE_CORES: Final = (
    (re.compile(rf"(?<![\w-]){_UK}(?![\w-])"), "gb"),
    (re.compile(rf"(?<![\w-])(?:{_STATES})\.?[ \t]+\d{{5}}(?:-\d{{4}})?(?![\w-])"), "us"),
    (re.compile(rf"(?<![\w-])(?:(?:{_STATES})[ \t]+)?{_CANADA}(?![\w-])"), "ca"),
    (re.compile(rf"(?<![\w-])\d{{4}}[ \t][A-Z]{{2}}[ \t]{{1,2}}{_TOWN}"), "nl"),
    (re.compile(rf"(?<![\w-])(?:[A-Z]{{1,2}}-)\d{{4,5}}[ \t]{_TOWN}"), "eu"),
    (re.compile(rf"(?<![\w-])\d{{2}}-\d{{3}}[ \t]{_TOWN}"), "pl"),
    (re.compile(rf"(?<![\w-])\d{{4}}-\d{{3}}[ \t]{_TOWN}"), "pt"),
    (re.compile(r"(?<![\w-])[A-Z]{2},?[ \t]+(?:CEP:?[ \t]?)?\d{5}-\d{3}(?!\w)"), "br"),
    (re.compile(r"[-–][ \t]?\d{6}(?![\w-])"), "in"),
    (re.compile(rf"(?<![\w.,/-])\d{{5}}[ \t]{_TOWN}"), "five"),
)
# The town before such a postcode.
_TOWN_LEFT: Final = re.compile(rf"(?<![\w-]){_TOWN}(?:,?[ \t]+|,?[ \t]*[-–/,][ \t]?)\Z")
_NEEDS_TOWN: Final = frozenset({"in", "br"})
_AFTER_TOWN: Final = frozenset({"us", "ca", "br", "in"})
_LABELS: Final = (
    "address|addr|home address|mailing address|billing address|shipping address|street address|street|residence|"
    "residing at|resides at|lives at|living at|anschrift|adresse|wohnhaft in|wohnhaft|wohnt in der|straße|strasse|"
    "dir|lives|resident of|domicilié au|domiciliée au|demeurant|domicile|dirección|direccion|domicilio|con domicilio en|calle|indirizzo|"
    "residente in|residenza|adres|woonadres|wonende te|woont op|woont aan|endereço|endereco|morada|residente em|"
    "residente na|postadresse|adress|osoite|adresa|cím"
)
_LABELLED: Final = re.compile(
    rf"(?<!\w){trie_pattern(_LABELS.split('|'))}(?:[ \t]?\d)?[\"']?[ \t]*(?:\.{{2,40}}|[:=|]|\t)[ \t]*[\"'»]?"
    r"(?P<value>[^\n\"|;<>{}\[\]]{4,120})",
    re.IGNORECASE,
)
_LABELLED_ENDS: Final = re.compile(
    r"[ \t]*(?:[,.;]?[ \t]+(?:phone|tel|mobile|email|e-mail|mail|dob|fax|telefon|téléphone|teléfono|telefono|"
    r"geb|ssn|born|nato|né)\b.*|[,.;]+)?\s*\Z",
    re.IGNORECASE,
)
_ZIP: Final = re.compile(
    r"(?<!\w)(?:zip(?:[ _-]?code)?|post[ _-]?code|postal[ _-]?code|postcode|plz|postleitzahl|code[ _]postal|c\.?p\.?|"
    r"código[ _]postal|codigo[ _]postal|cap|cep|pin[ _-]?code|postnummer)[\"']?[ \t]*[:=#]?[ \t]*[\"']?"
    r"(?P<value>[A-Z]{0,2}[- ]?\d[\dA-Z]{2,5}(?:[- ]\d?[\dA-Z]{2,4})?)(?!\w)",
    re.IGNORECASE,
)
# A line that can be a part of an address: names and numbers, no sentence.
_BLOCK_LINE: Final = re.compile(
    rf"(?=[^\n]{{3,60}}\n)[ \t>*|]{{0,6}}(?:(?:[{_UP}\d#][\w'’./º-]{{0,24}}+|(?i:{_SMALL})(?!\w))[ \t]{{0,2}},?[ \t]{{0,2}}){{1,9}}\r?\n"
)
_DIGIT: Final = re.compile(r"\d")
_MOST_PARTS: Final = 7
# How far from a digit a street and a town are looked for.
_BEFORE_HOUSE: Final = 200
_BEHIND_HOUSE: Final = 240


@dataclass(frozen=True, slots=True)
class _Core:
    start: int
    end: int
    score: float
    context: str


class Addresses:
    """Finds addresses; see the module."""

    id = "address"

    def find(self, text: str) -> Iterator[Hit]:
        """Yield whole addresses, and postcodes behind their label."""
        whole: dict[tuple[int, int, bool], tuple[int, int, bool]] = {}
        for core in self._cores(text):
            place = core.start, core.end, core.score >= _SURE
            if place not in whole:  # one core is often found by several patterns
                whole[place] = self._grown(text, core)
            start, end, grew = whole[place]
            score = min(0.97, core.score + 0.12) if grew else core.score
            if score >= 0.5:
                yield Hit(start, end, EntityType.ADDRESS, score, self.id, context=core.context)
        for match in _LABELLED.finditer(text):
            start, end = match.span("value")
            cut = _LABELLED_ENDS.search(text, start, end)
            if cut is not None and cut.start() > start:
                end = cut.start()
            value = text[start:end]
            if "@" not in value and "://" not in value and _is_place_like(value):
                start, end, _ = self._grown(text, _Core(start, end, 0.9, ""))
                yield Hit(start, end, EntityType.ADDRESS, 0.9, "address-labelled", context="address")
        for match in _ZIP.finditer(text):
            if re.search(r"\d{3}", match["value"]):
                yield Hit(*match.span("value"), EntityType.ZIP, 0.9, "postcode-labelled", context="postcode")

    def _cores(self, text: str) -> Iterator[_Core]:
        places = around_digits(text, _BEFORE_HOUSE, _BEHIND_HOUSE)
        for pattern, score, context in _STREETS:
            around = [(0, len(text))] if pattern is _JAPAN_KOREA else places
            for match in (match for place in around for match in pattern.finditer(text, *place)):
                if pattern is _JAPAN_KOREA and not _DIGIT.search(match[0]):
                    continue
                if context.endswith("-lower") and _NOT_A_STREET.search(match[0]):
                    continue
                if pattern is _SUFFIXED and not match["name"].lower().rstrip(".").endswith(_SUFFIXES):
                    continue
                yield _Core(match.start(), match.end(), score, context)
        for pattern, country in _CODE_CORES:
            for match in (match for place in places for match in pattern.finditer(text, *place)):
                if country == "five" and not _beside_a_line(text, match.start(), match.end()):
                    continue
                start = match.start()
                town = _TOWN_LEFT.search(text, max(0, start - 60), start) if country in _AFTER_TOWN else None
                if town is not None:
                    start = town.start()
                elif country in _NEEDS_TOWN:
                    continue
                if country != "five":
                    start = _left_of(text, start)
                start = _block_above(text, start)
                yield _Core(
                    start, match.end(), 0.8 if country not in {"five", "in"} else 0.7, f"postcode {country}"
                )

    def _grown(self, text: str, core: _Core) -> tuple[int, int, bool]:
        """Add what follows a core (unit, postcode, quarter, town, country) and a unit before it."""
        end, sure = core.end, core.score >= _SURE
        grew = False
        names = 0
        for _ in range(_MOST_PARTS):
            match = _TAIL.match(text, end)
            if match is None or match.end() == end:
                match = _NAMED_TAIL.match(text, end) if sure and names < _MOST_NAMES else None
                if match is None or _NO_PLACE.match(match["name"]):
                    break
                names += 1
            else:
                grew = True
            end = match.end()
        bridge = _BRIDGE.match(text, end) if sure else None
        if bridge is not None and not _SENTENCE.search(bridge[0]):
            end, grew = bridge.end(), True
            while (country := _COUNTRY_TAIL.match(text, end)) is not None:
                end = country.end()
        head = _HEAD.search(text, max(0, core.start - 60), core.start)
        start = core.start
        if head is not None and (head.start() == 0 or not text[head.start() - 1].isalnum()):
            start = head.start()
        return start, end, grew


_STREETS: Final = (
    (_ENGLISH, 0.78, "street"),
    (_ENGLISH_LOWER, 0.66, "street-lower"),
    (_SUFFIXED, 0.85, "straße"),
    (_SUFFIXED_LOWER, 0.7, "straße-lower"),
    (_OPEN_DE, 0.62, "straße"),
    (_PREFIXED_BEFORE, 0.88, "rue"),
    (_PREFIXED_AFTER, 0.85, "calle"),
    (_PREFIXED_LOWER, 0.72, "calle-lower"),
    (_VOUCHED, 0.8, "postcode"),
    (_BOX, 0.85, "po box"),
    (_JAPAN_KOREA, 0.7, "chome"),
)


def _is_place_like(value: str) -> bool:
    """Whether what stands behind an address label can be an address: it has a digit, or several words."""
    return bool(re.search(r"\d", value)) and bool(re.search(r"[^\W\d_]{2}", value))


def _beside_a_line(text: str, start: int, end: int) -> bool:
    """Whether "10115 Berlin" stands as an address does: alone on its line, behind a comma, or at a line's end."""
    before = text[max(0, start - 3) : start]
    after = text[end : end + 1]
    opens = start == 0 or before.rstrip(" \t").endswith(("\n", ",", ";", "|", ">", '"', "("))
    return opens and (after in {"", "\n", ",", ";", ".", "|", '"', ")", "<", "\r"})


def _left_of(text: str, start: int) -> int:
    """Return where the comma-separated names before a postcode begin, at most ninety characters."""
    low = max(0, start - 90, text.rfind("\n\n", 0, start) + 2)
    line = text.rfind("\n", low, start) + 1
    match = _LEFT.search(text, max(low, line), start)
    if match is None or ("," not in match[0] and not re.search(r"\d", match[0])):
        return start
    return match.start()


def _block_above(text: str, start: int) -> int:
    """Return where the lines of an address block begin above a line that starts with a postcode or a town."""
    line = text.rfind("\n", 0, start) + 1
    if text[line:start].strip(" \t>*|"):
        return start
    top = start
    for _ in range(2):
        above = text.rfind("\n", 0, max(0, line - 1)) + 1
        match = _BLOCK_LINE.match(text, above)
        if match is None or match.end() != line or not re.search(r"\d", match[0]):
            break
        top = above + len(match[0]) - len(match[0].lstrip(" \t>*|"))
        line = above
    return top
