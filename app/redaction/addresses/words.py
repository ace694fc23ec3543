"""The words that addresses are made of, in a dozen languages, and the patterns of their parts.

Sources: UPU "Postal addressing systems" country pages for the order and the postcodes.
"""

from __future__ import annotations

from typing import Final

from app.redaction.recognizers.base import trie_pattern

UP: Final = r"A-ZÀ-ÖØ-ÞĀĂĄĆĈĊČĎĐĒĔĖĘĚĜĞĠĢĤĦĨĪĬĮİĴĶĹĻĽĿŁŃŅŇŊŌŎŐŒŔŖŘŚŜŞŠŢŤŦŨŪŬŮŰŲŴŶŸŹŻŽȘȚ"
# A word with a capital; a period ends it unless it is a short form ("St. Albans") or stands inside ("d.Elster").
_SHORT: Final = rf"(?:[{UP}]\w{{0,2}}|Gral|Pres|Prof|Brig|Comm|Mons|Hnos|Dott|Sgto|Sarg|Profa|Bldg|Blvd|Avda|Ctra|Capt|Card|Cdte|Cmte)\.(?=[ \t]?[{UP}\d])"
CAP: Final = (
    rf"(?:(?!(?:Row|Way|Weg|Hof|Tor)\.){_SHORT}|[{UP}][\w'’\-]{{0,30}}+(?:\.(?=\w)[\w'’\-]{{1,20}})?)"
)
WORD: Final = r"[^\W\d_][\w'’.\-]{0,30}+"
# Small words inside names of streets and towns.
SMALL: Final = (
    r"(?:de|du|des|la|le|les|l'|l’|d'|d’|del|dei|degli|della|delle|dello|dell'|dell’|di|da|do|das|dos|e|y|i|et|van|"
    r"von|der|den|dem|het|'t|ten|ter|op|aan|zum|zur|am|an|im|in|auf|bei|und|of|the|and|sur|sous|en|lès|lez|upon|on|"
    r"na|no|nas|nos|aux|au|à|los|las|el|al)"
)
HOUSE: Final = (
    r"\d{1,5}(?![xX]\d)(?:[ \t]?[A-Za-z](?!\w)|(?:bis|ter|hs)(?!\w))?"
    r"(?:[ \t]?(?:[-/–]|t/m|bis)[ \t]?(?:\d{1,5}[A-Za-z]?|[IVX]{1,4}|[A-Z])(?!\w)){0,3}"
)
# What ends the number of a house: not "7.05" of a timetable, "155,021" people, "0:1" and "12 %".
NO_MORE: Final = r"(?![\w%€$]|\.\d|:\d|,\d{3}(?!\d))(?<![^\d]0)"
NUMBER_SIGN: Final = r"(?:(?i:n[.º°o]{0,2}\s?|no\.?:?\s|t/o\.?\s|nr\.?:?\s|num\.?\s|número\s|numero\s|numéro\s|nº\.?\s?|№\s?)|#\s?)"

_TENS: Final = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_ONES: Final = "one|two|three|four|five|six|seven|eight|nine"
SPELLED_WORDS: Final = (
    f"{_ONES}|{_TENS}|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
)
"""English numbers in words, as they stand in what somebody dictated."""
SPELLED: Final = rf"(?:(?:{_ONES}|a)[ -]hundred(?:[ -]and)?[ -])?(?:(?:{_TENS})(?:[ -](?:{_ONES}))?|{SPELLED_WORDS})(?:[ -](?:oh|{_ONES}|{_TENS}))?(?:[ -](?:{_ONES}))?"
# The number of a house in words, in other languages.
_SPELLED_OTHER: Final = (
    "(?:ein|zwei|drei|vier|fünf|sechs|sieben|acht|neun)und(?:zwanzig|dreißig|vierzig|fünfzig|sechzig|siebzig|achtzig|neunzig)|eins|zwei|drei|vier|fünf|sechs|"
    "sieben|acht|neun|zehn|elf|zwölf|(?:drei|vier|fünf|sech|sieb|acht|neun)zehn|zwanzig|dreißig|vierzig|fünfzig|(?:ein|zwei|drei)?hundert[a-zäöüß]{0,16}|deux|trois|quatre|cinq|six|sept|huit|dix(?:[ -](?:sept|huit|neuf))?|onze|"
    "douze|treize|quatorze|quinze|seize|(?:cent[ ])?(?:vingt|trente|quarante|cinquante|soixante)(?:-[a-z]{2,8}){0,2}|(?:vingt|trente|quarante|cinquante|soixante)[ ]et[ ]une?|quatre-vingts?(?:-[a-z]{2,8}){0,2}|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce|trece|catorce|quince|dieci[a-zé]{3,5}|(?:sesenta|setenta|ochenta|noventa)(?:[ ]y[ ][a-z]{3,6})?|ciento[ ][a-z]{3,10}|"
    "veint[a-zéú]{1,8}|treinta(?:[ ]y[ ][a-z]{3,6})?|cuarenta(?:[ ]y[ ][a-z]{3,6})?|due|tre|quattro|cinque|sei|sette|otto|nove|dieci|undici|dodici|tredici|"
    "quattordici|quindici|sedici|dicia[a-z]{5,6}|diciotto|(?:venti?|trent[ao]?|quarant[ao]?|cinquant[ao]?|sessant[ao]?|settant[ao]?|ottant[ao]?|novant[ao]?|cento)[a-zé]{0,10}|twee|drie|vijf|zes|zeven|negen|tien|twaalf|dertien|veertien|vijftien|(?:een|twee|drie|vier|vijf|zes|"
    "zeven|acht|negen)[eë]n(?:twintig|dertig|veertig|vijftig)|twintig|dertig|veertig|vijftig|(?:zes|zeven|acht|negen)tien|dois|três|quatro|sete|oito|dez|doze|treze|quinze|dez[ae]sseis|dez[ae]ssete|dezoito|dez[ae]nove|(?:vinte|trinta|quarenta|cinquenta|sessenta)(?:[ ]e[ ][a-zê]{2,6})?|cento[ ]e[ ][a-z]{3,10}"
)
SPELLED_ANY: Final = rf"(?i:{_SPELLED_OTHER}|{SPELLED})"
NUMBER_WORD: Final = "nummer|hausnummer|huisnummer|número|numero|numéro|civico|number"
# A number in words behind a street: with the word for it, or at the end of the part: "viale Monza ventidue, scala B".
SPELLED_BEHIND: Final = (
    rf"(?:,?[ ](?:(?i:op|al|au|no|an|in|alla|à)[ ])?(?i:{NUMBER_WORD})[ ]|(?<=traße|traat|gasse)[ ]){SPELLED_ANY}(?!\w)"
    rf"|,?[ ]{SPELLED_ANY}(?=[ ]?(?:[,;.)\n]|\Z)|[ ](?:in|à|en|em|te|zu|a|nº|piso|bajo|interno)[ ])"
)

# --- streets ------------------------------------------------------------------------------------------

STRONG_EN: Final = (
    "street|str|st|avenue|ave|av|road|rd|boulevard|blvd|lane|ln|drive|dr|highway|hwy|parkway|pkwy|terrace|ter|"
    "crescent|cres|expressway|turnpike|mews|esplanade|freeway"
)
WEAK_EN: Final = (
    "court|ct|place|pl|square|sq|way|close|circle|cir|trail|trl|row|grove|gardens|gdns|hill|quay|walk|parade|rise|"
    "view|alley|bend|loop|path|pike|plaza|point|ridge|run|vale|wharf|yard|green|park|heights|mount|gate|crossing|"
    "bypass|causeway|commons|cove|creek|glen|hollow|landing|manor|brow|croft|passage|lea|mead|fold|garth|chase|"
    "drove|fields|common|strand|meadow|meadows|orchard|pass|springs|nagar|marg|colony|layout|enclave|estate|chowk|"
    "salai|extension|phase|sokak|caddesi|cad|sok|bulvarı|mahallesi|cross|mansions|paddocks|approach|cottages|"
    "villas|buildings|brae|wynd|vennel|boreen|ginnel|embankment|broadway|bank|cloisters|maidan|path|bagh|vihar|puram|nivas"
)
ORDINAL: Final = r"\d{1,3}(?i:st|nd|rd|th)"
DIRECTION: Final = r"(?:N|S|E|W|NE|NW|SE|SW|North|South|East|West)\.?"

SUFFIXES: Final = tuple(
    (  # noqa: SIM905 (a list that people read)
        "straße|strasse|straat|str|gasse|weg|wegen|platz|allee|ring|damm|ufer|chaussee|steig|pfad|markt|graben|"
        "stieg|kamp|berg|feld|hof|wall|brücke|tor|laan|plein|gracht|kade|dijk|singel|pad|plantsoen|dreef|steeg|hoek|"
        "gürtel|deich|hain|busch|heide|moor|haven|veld|brink|kaai|beemd|hoeve|loh|lohe|horst|werder|brook|promenade|zeile|braut|vegur|stígur|gatan|gata|vägen|vagen|väg|gränd|veien|veg|vei|gate|gaten|"
        "vej|gade|gård|torget|torv|katu|tie|kuja|polku|utca|körút|stræde|tér|hang|halde|stiege|wiese|wiesen|garten|"
        "anger|twiete|redder|aue|leite|rain|acker|äcker|bühl|winkel|siedlung|park|kai|bogen|blick|grund|mühle|"
        "kerkhof|baan|lei|vest|wal|weide|akker|burg|poort|hof|erf|oever|backen|stigen|plan|bakken|haugen|út|"
        "sokak|sokağı|caddesi|sok|cad|bulvarı|esplanadi|ranta|rinne|mäki"
    ).split("|")
)

PREFIXES: Final = (
    "galerie|hent|za|zi|zac|zone artisanale|clos|cité|rue|chaussée|chaussee|rang|coron|venelle|ruelle|grand-rue|grande rue|"
    "lieu-dit|lieu dit|villa|avenue|av|boulevard|bd|bld|blvd|bvd|place|pl|chemin|ch|impasse|imp|allée|"
    "allee|allées|all|quai|cours|route|rte|square|sq|passage|faubourg|fbg|sentier|montée|esplanade|résidence|"
    "promenade|traverse|hameau|vieux chemin|rond-point|"
    "c. de|c. del|c. d'|c. d’|calle|c/|cl|rúa|partida|polígono|pol. ind.|urbanización|cll|avenida|avda|avd|plaza|pza|plza|paseo|pº|pso|"
    "calz|camí|avinguda|travessera|baixada|carreró|camino|cno|carretera|ctra|ronda|travesía|carrera|cra|kra|diagonal|transversal|calzada|jirón|jr|pasaje|psj|"
    "privada|priv|pje|boulevar|glorieta|rambla|carrer|passeig|plaça|costanilla|callejón|cuesta|vereda|circuito|cerrada|prolongación|"
    "via|vico|l.go|p.tta|p.ta|s.da|str.da|vic.lo|b.go|lgo.|frazione|fraz|località|loc|viale|v.le|vle|piazza|p.za|p.zza|piazzale|p.le|corso|c.so|largo|lgo|"
    "vicolo|vic|strada|contrada|c.da|lungomare|lungotevere|salita|borgo|traversa|calata|rione|galleria|"
    "rua|r.|viela|escadinhas|quinta|zona industrial|lugar|travessa|tv|trav|praça|praca|pç|pc|praceta|pcta|estrada|"
    "alameda|al|rodovia|rod|beco|ladeira|quadra|calçada|urbanização|servidão|"
    "ul|ulica|ulicy|aleja|aleje|alei|plac|placu|os|osiedle|osiedlu|"
    "straße der|straße des|straße am|straße zum|strasse der|strasse des|platz der|platz des|allee der|allee des|"
    "ulice|nám|náměstí|str|strada|bulevardul|calea|șoseaua|aleea|splaiul|intrarea|jalan|jl|jln|gang|lorong|"
    "улица|ул|проспект|пр|soi|thanon|đường|phố|ngõ|ulitsa|prospekt|odos|οδός|shari|sharia|heol|ffordd"
)
_LOWER_PREFIXES: Final = (
    "rue|avenue|av|boulevard|bd|impasse|imp|chemin|allée|allee|all|quai|square|calle|c/|avenida|avda|plaza|pza|paseo|"
    "carrer|calz|calzada|camino|privada|carretera|ctra|via|viale|v.le|piazza|p.za|corso|c.so|largo|lgo|vicolo|strada|contrada|"
    "jr|jirón|cll|pasaje|rua|r.|travessa|trav|praça|praca|praceta|alameda|al.|estrada|avenida|ul|ulica"
)


def _prefix(words: str) -> str:
    forms = []
    for word in words.split("|"):
        short = len(word) <= 4 and word.isalpha()
        forms += [word, f"{word}."] if short else [word]
    return trie_pattern(forms, gap="[ \t]")


PREFIX: Final = _prefix(PREFIXES)
# The number stands before those of the French; elsewhere an abbreviation behind a number is a measure: "3 cl Campari".
_NUMBER_LAST: Final = frozenset(
    (  # noqa: SIM905 (a list that people read)
        "c/|cl|cll|c. de|c. del|c. d'|c. d’|pza|plza|pº|pso|cno|ctra|cra|kra|jr|psj|priv|pje|vic|loc|fraz|hent|r.|tv|trav|pç|pc|"
        "pcta|al|rod|ul|os|nám|str|jl|jln|ул|пр|gang|lugar|quadra|diagonal|transversal|galleria|largo|corso"
    ).split("|")
)
PREFIX_AFTER_NUMBER: Final = _prefix(
    "|".join(word for word in PREFIXES.split("|") if word not in _NUMBER_LAST)
)
# A blank stands behind the word for a street, unless a sign does: "C/Alcalá", but not "Bd3" of chess.
GLUE: Final = r"(?:[ \t]+|(?<=[./'’]))"
LOWER_PREFIX: Final = _prefix(_LOWER_PREFIXES)

# --- postcodes, with their towns ------------------------------------------------------------------------

STATES: Final = (
    "AL|AK|AZ|AR|CA|CO|CT|DE|DC|FL|GA|HI|ID|IL|IN|IA|KS|KY|LA|ME|MD|MA|MI|MN|MS|MO|MT|NE|NV|NH|NJ|NM|NY|NC|ND|OH|OK|"
    "OR|PA|RI|SC|SD|TN|TX|UT|VT|VA|WA|WV|WI|WY|PR|NSW|VIC|QLD|SA|TAS|ACT|NT|ON|QC|BC|AB|MB|SK|NS|NB|NL|PE|YT|NU|AE|AP"
)
_STATE_NAMES: Final = (
    "Alabama|Alaska|Arizona|Arkansas|California|Colorado|Connecticut|Delaware|Florida|Georgia|Hawaii|Idaho|Illinois|"
    "Indiana|Iowa|Kansas|Kentucky|Louisiana|Maine|Maryland|Massachusetts|Michigan|Minnesota|Mississippi|Missouri|"
    "Montana|Nebraska|Nevada|New Hampshire|New Jersey|New Mexico|New York|North Carolina|North Dakota|Ohio|Oklahoma|"
    "Oregon|Pennsylvania|Rhode Island|South Carolina|South Dakota|Tennessee|Texas|Utah|Vermont|Virginia|Washington|"
    "West Virginia|Wisconsin|Wyoming|Ontario|Québec|Quebec|British Columbia|Alberta|Manitoba|Saskatchewan|"
    "Nova Scotia|New South Wales|Queensland|Tasmania|Telangana|Maharashtra|Karnataka|Kerala|Bihar|Gujarat|Punjab|"
    "Tamil Nadu|Uttar Pradesh|West Bengal|Rajasthan"
)
_NAMES_OF_STATES: Final = rf"{STATES}|(?i:{_STATE_NAMES})"
# "Freiberg a. N.", "Frankfurt a.M.", "Homburg v. d. Höhe"
_ON_A_RIVER: Final = rf"(?:a|i|b|o|v)\.[ ]?(?:d\.[ ]?)?[{UP}]\w{{0,12}}(?:\.|(?!\w))"
TOWN: Final = (
    rf"(?:'[st][ \t-])?{CAP}(?:[ \t](?:(?i:{SMALL})(?:(?!\w)|(?<=['’]))[ \t]?){{0,2}}{CAP}){{0,4}}(?:[ \t]?\([^()\s]{{2,20}}\))?"
    rf"(?:/[{UP}][\w.\-]{{2,24}})?(?:[ \t]{_ON_A_RIVER})?(?:[ \t]\d{{1,2}}(?!\d))?"
)
_MONTH: Final = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec|January|February|March|April|August|September|October|November|December)[ ]"
LOWER_TOWN: Final = r"[a-zà-öø-ÿ][\w'’\-]{2,24}"
UK: Final = r"(?:[A-Z]{1,2}\d[A-Z\d]?[ \t]?\d[A-Z]{2}|[a-z]{1,2}\d[a-z\d]?[ \t]\d[a-z]{2})"
CANADA: Final = r"[ABCEGHJ-NPRSTVXY]\d[A-Z][ \t-]?\d[A-Z]\d"
EIRE: Final = r"[AC-FHKNPRTV-Y]\d[\dW][ \t]?(?=[\dA-Z]{0,3}\d)[\dAC-FHKNPRTV-Y]{4}"
POSTCODES: Final = (
    rf"{UK}",
    rf"(?:{_NAMES_OF_STATES})\.?,?[ \t]+{CANADA}|{CANADA}",
    rf"{EIRE}",
    rf"(?:{_NAMES_OF_STATES}|[A-Z]\.[A-Z]\.)\.?,?[ \t]+(?:\d{{6}}|\d{{4,5}}(?:-\d{{4}})?)(?!\d)",
    rf"\d{{4}}[ \t]?[A-Z]{{2}}(?!\w)(?:[ \t]{{1,2}}{TOWN})?",  # the Netherlands
    rf"\d{{2}}-\d{{3}}[ \t]{TOWN}",  # Poland
    rf"\d{{4}}-\d{{3}}[ \t]{TOWN}",  # Portugal
    rf"(?:CEP:?[ \t]?)?\d{{5}}-\d{{3}}(?:[ \t,-]{{1,3}}{TOWN})?",  # Brazil
    rf"\d{{3}}[ \t]\d{{2}}[ \t]{TOWN}",  # Sweden, Czechia, Slovakia, Greece
    rf"(?:[A-Z]{{1,3}}[-–][ \t]?)?\d{{4,5}}[ \t,]{{1,2}}(?:{TOWN})",
    rf"[A-Z]\d{{4}}(?:[A-Z]{{3}})?(?:[ \t]{TOWN})?",  # Argentina
    r"〒?[ \t]?\d{3}-\d{4}",
    rf"\d{{3}}[ \t]{TOWN}",  # Iceland
    rf"(?!{_MONTH}){TOWN},?[ \t]{{1,2}}(?:(?i:pin)[ \t]?[:-]?[ \t]?)?(?!1[5-9]\d\d(?!\d))\d{{3}}[ \t]?\d{{1,4}}(?![ \t]?\d|[ \t][{UP}][a-zß-ÿ])",  # India, Singapore, New Zealand, South Africa
    rf"{TOWN}[ \t]?[-–][ \t]?(?:\d{{6}}|\d{{3}}[ ]\d{{3}}|\d{{4}})(?!\d)",
)
POSTCODE: Final = "|".join(f"(?:{pattern})" for pattern in POSTCODES)
# Over other words only such as cannot be a word with a number.
SURE_POSTCODE: Final = "|".join(f"(?:{pattern})" for pattern in (*POSTCODES[:-2], rf"{TOWN},?[ \t]\d{{6}}"))
COUNTRY: Final = (
    "USA|U\\.S\\.A\\.|United States|UK|U\\.K\\.|United Kingdom|England|Scotland|Wales|Northern Ireland|Ireland|Éire|"
    "Germany|Deutschland|"
    "France|Spain|España|Italy|Italia|Netherlands|Nederland|Belgium|België|Belgique|Switzerland|Schweiz|Suisse|Svizzera|"
    "Austria|Österreich|Portugal|Brazil|Brasil|Mexico|México|Argentina|Chile|Colombia|Perú|Peru|Poland|Polska|Sweden|"
    "Sverige|Norway|Norge|Denmark|Danmark|Finland|Suomi|India|Pakistan|Bangladesh|Nigeria|Ghana|Kenya|South Africa|Egypt|"
    "Turkey|Türkiye|Japan|Korea|South Korea|China|Vietnam|Philippines|Indonesia|Malaysia|Singapore|Australia|New Zealand|"
    "Canada|Luxembourg|Greece|Hungary|Czech Republic|Romania|Ukraine|Israel|UAE|Dubai|Saudi Arabia|Hong Kong|Taiwan|"
    "Thailand"
)

# --- units ----------------------------------------------------------------------------------------------

_UNIT_DIGITS: Final = (
    r"(?:(?i:n[º°.o]{1,2}|nr\.?|#)[ \t]?)?(?:\d{1,5}(?:[ \t]?[-/.][ \t]?\w{1,4}){0,2}[A-Za-zªº]{0,2}"
    r"|[A-Za-z]{1,2}[-/]?\d{1,4}(?:[-/]\w{1,4})?)(?!\w)"
)
_UNIT_LETTERS: Final = r"(?:[A-Za-z]|[IVX]{1,4}|(?i:left|right|links|rechts|izq|dcha|der|esq|dto))(?!\w)\.?"
# What a letter alone can stand behind ("flat B"), and what only a number can ("no. 5").
_LETTERED_UNITS: Final = (
    "apt|apartment|apartamento|appt|appartement|unit|suite|ste|flat|building|bldg|block|blk|bl|tower|torre|bloque|"
    "bloco|scala|sc|esc|escalera|escalier|staircase|bâtiment|bat|bât|porte|puerta|pta|wing|stiege|whg|wohnung|casa|"
    "edificio|edifício|depto|dpto|departamento|dep|lok|portal|manzana|mz|interior|int|conj|quadra|apto|ap|entl|qd|lt|galpão|galpón|"
    "hangar|p.b|pb|bt|stn|sta|entrada|entrance|eingang|aufgang|entrée|entree|ingresso|ingang|dock|gate|stair|escada|staircase|stairs"
)
_NUMBERED_UNITS: Final = (
    "app|fl|floor|space|spc|etg|etage|og|eg|room|rm|lote|loja|conjunto|cj|interno|piano|piso|planta|andar|sala|étage|lgh|m|kat|"
    "daire|tür|hs|lot|bus|boîte|bte|sector|plot|house|villa|door|shop|stand|km|phase|top|oficina|bureau|sub|kv|cci|road|entrée|entree|entrada|entlo|entresuelo|eingang|aufgang|haus|we|hall|zone|erf|stand|ring|d|no|box|"
    "chalet|piazzola|emplacement|standplaats|stellplatz|sl|lj|gp|cob|despacho|bed|berth|extension|ext|pitch|mooring|palazzina|palazzo|villetta|local|locale|casilla|casa|raum|rm|zi|parzelle|parcela|kavel|dock|gate|hangar|hut|bay|comp|site|pocket|kamer|habitación|habitacion|chambre|camera|stanza|quarto|street|cross|studio|penthouse|level|lvl|qd|lt|hal|zimmer|stock|pav|pavimento|em|emelet|ajtó|h.no|"
    "h. no|room no|flat no|house no|h no|nr|number|numéro|número|numero|n|n.|nº|n°|stall|pod|cabin|bay"
)
_NAMED_UNITS: Final = (
    "block|tower|torre|residência|residence|résidence|bâtiment|bât|edificio|edifício|ed|condomínio|condominio|villa|"
    "lotissement|domaine|hameau|za|zi|zac|col|colonia|urb|urbanización|urbanizacion|barrio|fracc|fraccionamiento|brgy|"
    "barangay|subd|bairro|jardim|jd|vila|lieu-dit|lugar|aldeia|paraje|vereda|corregimiento|townland|weiler|buurtschap|gehucht|ot|ortsteil|district|dist|distrito|village|vill|p\\.o|po|tehsil|taluk|"
    "zorgcentrum|woonzorgcentrum|verzorgingshuis|seniorenheim|pflegeheim|altenheim|wohnheim|studentenwohnheim|ehpad|foyer|"
    "maison de retraite|residenza|casa di riposo|residencia|hogar|herdade|finca|cortijo|masía|château|cascina|podere|casale|"
    ""
    "almhütte|alm|forsthaus|gasthof|chalet|ferme|mas|manoir|caserío|masseria|maso|hoeve|huize|landgoed|croft|aa\\.?[ ]?hh\\.?|"
    "recreatiepark|vakantiepark|bungalowpark|camping|campingplatz|kleingartenanlage|kgv|ferienpark|thana|distt|teh|tal|fr|fraz|frazione|loc|località|quartiere|asentamiento humano|pueblo joven|woonboot|woonschip|woonark|péniche|houseboat|narrowboat|hausboot|fazenda|sítio|chácara|granja|rancho|hacienda|ejido|cond|near|nr|opp|opposite|behind|off|c/-|p/a|z.hd|z. hd|t.a.v|asoc|residencial|residensi|casa|palazzo|quartier|provincia de|provincia|county of|county|co|state of|state|town of|city of|village of|township of|borough of|parish of|"
    "commune de|ville de|comune di|gemeente|deelgemeente|gemeinde|landkreis|kanton|canton de|canton|freguesia de|concelho de|"
    "município de|municipio de|partido de|partido|alcaldía|departamento de|département de|asa|sector|"
    "post|mandal|succ|succursale|c/o|att|attn|chez|bei|region|región|comuna|delegación"
)
_BUILDINGS: Final = (
    "House|Court|Mansions|Apartments|Apts|Building|Tower|Towers|Villas|Villa|Lodge|Cottage|Cottages|Farm|Farmhouse|Hall|"
    "Residency|Residences|Residence|Heights|Complex|Estate|Plaza|Society|Mahal|Gardens|Park|Mill|Barn|Bungalow|Manor|"
    "Point|Chambers|Terrace|Condominium|Condominiums|Condo|Enclave|Colony|Mews|Grange|Rectory|Vicarage|Forge|Granary|"
    "Market|Arcade|Marina|Caravan Park|Nursing Home|Care Home|Hostel|Hospice|Annexe|Annex|Studios|District|County|City|Nagar|Layout|Township|Ridge"
)
UNIT: Final = (
    r"(?:(?i:top|ground|first|second|third|fourth|garden|basement|upper|lower|rear|front)[ \t](?i:flat|floor|apartment|unit|suite|studio|bedsit)"
    r"(?:[ \t](?i:flat|left|right))?)(?!\w)|"
    r"(?:(?i:bajos?|(?:casa[ ](?:dos?[ ])?)?fundos|fds(?=[ ,.]|\Z)|top buzzer|top bell|entresuelo|principal|ático|atico|kjallari|hinterhaus|hinterhof|rückgebäude|quergebäude|vorderhaus|seitenflügel|parterre|souterrain|"
    r"rez-de-chaussée|rdc|erdgeschoss|dachgeschoss|sótano|frente|rés-do-chão|r/c|s/n|s\.?n\.?c|p\.[ ]\d{1,2}[°º]|esq|dto|basement|penthouse)"
    r"(?!\w)\.?(?:[ \t](?:links|rechts|frente|mitte|left|right|izq|der|dcha|dto|esq|\d{1,3}[a-z]?(?!\.[ ]?(?:stock|stk|etage|og|obergeschoss)))(?!\w)\.?)?)|"
    r"(?i:general delivery|poste restante|postlagernd|lista de correos|fermo posta)(?!\w)|"
    r"(?:EG|OG|DG|UG|HP)(?!\w)(?:[ \t](?:links|rechts|mitte)(?!\w))?|"
    r"(?i:(?:primo|secondo|terzo|quarto|quinto|ultimo|primer|segundo|tercer|cuarto|quinto|premier|deuxième|troisième|quatrième|"
    r"erster|zweiter|dritter|vierter|ersten|zweiten|dritten|eerste|tweede|derde|primeiro|terceiro|first|second|third|top)[ \t]"
    r"(?:piano|piso|étage|stock|andar|verdieping|planta|floor))(?!\w)|"
    r"(?i:(?:piano|piso|planta|andar)[ \t](?:terra|rialzato|primo|secondo|terzo|quarto|quinto|ultimo|bajo|primero|segundo|"
    r"tercero|cuarto|térreo|primeiro|terceiro))(?!\w)|"
    r"(?i:primero|segundo|tercero|cuarto|quinto|primeiro|terceiro)[ \t][A-Z](?!\w)|"
    r"(?i:lot)[ \t]\d{1,5}[ \t](?:DP|SP|RP|LP|PS)[ \t]?\d{1,7}(?!\w)|"
    r"(?i:mile marker|milepost)[ \t]\d{1,4}(?!\w)|"
    rf"(?i:apartment|flat|unit|suite|apt)[ \t](?i:{SPELLED})(?!\w)|"
    rf"(?i:{trie_pattern(_LETTERED_UNITS.split('|'))})\.?(?:[:#-]?[ \t]?|[ \t]+#?[ \t]?){_UNIT_DIGITS}|"
    rf"(?i:{trie_pattern(_LETTERED_UNITS.split('|'))})\.?[ \t]+{_UNIT_LETTERS}|"
    rf"(?i:{trie_pattern(_NUMBERED_UNITS.split('|'))})\.?(?:[:#-]?[ \t]?|[ \t]+#?[ \t]?){_UNIT_DIGITS}|"
    r"[#x][ \t]?\d\w{0,5}(?:[ \t]?-[ \t]?\d{1,4})?(?:[ \t](?:y|x)[ \t]\d{1,4})?(?!\w)|"
    r"\d{1,2}\.?[º°ªoa]?[ ]?[\"“][A-Z0-9]{1,2}[\"”]|"
    r"\d{1,2}\.?[ºo°ªer]{1,2}(?!\w)(?:[ \t]?(?:\d{1,2}\.?[ºªa°]|(?i:frente|direito|esquerdo|étage|izquierda|derecha|andar|piso|piano|planta|floor|sal|stock|gauche|droite|links|rechts|"
    r"sinistra|destra)|"
    r"[A-Za-z]{1,4}\.?)(?!\w)(?:[ \t](?i:étage|gauche|droite))?)?|"
    r"\d{1,2}(?:st|nd|rd|th|er|e|ème|º)?[ \t](?i:floor|flr|fl\.|étage)(?!\w)|"
    r"\d{1,2}[ ](?i:stock|etage|obergeschoss)(?!\w)|"
    r"(?:\d{1,2}|[IVX]{1,4})\.[ \t]?(?i:og|eg|ug|dg|stock|stk|etage|obergeschoss|tv|th|mf|sal|em|emelet|floor|kerros)(?!\w)\.?"
    r"(?:[ \t](?i:links|rechts|mitte|tv|th|\d{1,3})(?!\w)\.?)?|"
    r"\d{1,3}(?:[-/]\d{1,3})?[A-Za-z]?[ \t]?(?:호|동|층|号|室|楼|単元)"
)
NAMED_UNIT: Final = (
    rf"(?i:{_NAMED_UNITS})\.?:?[ \t]+(?:(?i:familie|family|famille|fam\.?|the|sua|su|sa|seiner|ihrer)[ \t])?(?:(?i:{SMALL})(?:(?!\w)|(?<=['’]))[ \t]?){{0,2}}"
    rf"(?:{CAP}|\d{{1,2}}[ ]de[ ](?i:{CAP})|(?<=sa )mère)(?:[ \t](?:(?i:{SMALL})(?:(?!\w)|(?<=['’]))[ \t]?){{0,2}}(?:{CAP}|\d{{1,3}}(?!\w))){{0,4}}"
)
# "Gate 3", "Loading Dock B": whatever has a number between commas beside an address.
_NO_PART: Final = (
    "Item|Page|Section|Order|Invoice|Case|Ref|Exhibit|Claim|Stop|Day|Chapter|Figure|Fig|Table|Route|Question|Lesson|Exercise|Week|Step|Level|Grade|"
    "Class|Version|Part|Note|Count|Task|Year|Age|Aged|Qty|Tel|Fax|Phone|Ext|Room rate|January|February|March|April|May|June|July|August|September|"
    "October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec|Januar|Februar|März|Mai|Juni|Juli|Oktober|Dezember|Seite|Kapitel|Art|"
    "Artikel|Article|Artículo|Art|Abs|Nr|No|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|Am|Im|In|At|On|By|From|Since|Until|Seit|Bis|Vom"
)
ANY_PART: Final = rf"(?!(?:{_NO_PART})[ .])[{UP}][a-zà-öø-ÿ]{{2,16}}(?:[ ][{UP}][a-zà-öø-ÿ]{{2,16}})?[ ](?:\d{{1,4}}[A-Za-z]?|[A-Z])(?!\w)"
BUILDING: Final = rf"(?:(?:{CAP}|(?i:of|the))[ \t](?:(?:am|an der|im|zum|zur|de la|du|des|del|do|da|van de)[ \t])?){{0,4}}(?:{_BUILDINGS})(?!\w)(?:[ \t](?:\d{{1,4}}(?:[-.]\d{{1,4}})?[A-Za-z]?|[A-Z])(?!\w))?"
