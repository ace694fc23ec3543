"""Addresses as people mention them: behind "lives at", a street without a number, a postcode in a sentence.

A street without a number and a town with its postcode in a sentence are places: they count only in a text
about somebody (see ``pipeline``). What stands behind "lives at" is an address even without a street word.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from app.redaction import later as re
from app.redaction.addresses.anchors import Anchors
from app.redaction.addresses.cores import Core
from app.redaction.addresses.lookalikes import is_ordinary
from app.redaction.addresses.words import (
    BUILDING,
    CAP,
    DIRECTION,
    NUMBER_SIGN,
    ORDINAL,
    SMALL,
    TOWN,
    UP,
    WORD,
)
from app.redaction.data import lines
from app.redaction.recognizers.needs import matches_of

ALONE: Final = "street-alone"
COMMON_STREET: Final = "street-common"
TOWN_IN_PROSE: Final = "postcode-town"
TOWN_OF_SOMEBODY: Final = "town-of-somebody"

_CUES_EN: Final = (
    "live lives lived living reside resides residing resided stay stays staying stayed dwell located based moved moving "
    "move relocated ship shipped send sent deliver delivered delivery mail mailed post posted come pick picked taxi cab lift "
    "ride uber drop meet collect redirect forward we're i'm flat house place home address property parcel package "
    "neighbour neighbor left walked went go drove ran got arrived rang knocked try  is was rents rent renting owns own visit visited attended grew buy sold sell party from known way back over round waiting living"
)
_CUES_DE: Final = (
    "wohnt wohne wohnen wohnst wohnhaft wohn gewohnt lebt lebe leben gemeldet umgezogen gezogen zieht ziehe liefern schicken "
    "sende senden lieferung abholen treffpunkt zugestellt bringen komm komme"
)
_CUES_ROMANCE: Final = (
    "habite habitons habitant habitait domicilié domiciliée demeurant demeure réside vit vivent logé envoyez envoie livrer "
    "livraison habitent vive vivo vivimos viven vivía reside domicilio domiciliado domiciliada residente envíalo enviar mandar entregar mudó "
    "mudado recoger abita abito abitano abitava domiciliato risiede spedisci spedire consegnare consegna trasferito mora moro "
    "moramos morador moradora moram entrega entregue mudou morar mudei rendez"
)
_CUES_NL: Final = "woont woon wonen woonde wonende verblijft gevestigd verhuisd bezorgen leveren stuur sturen ophalen afleveren"
# Words behind which the town of somebody's birth or home stands.
_CUES_TOWN: Final = (
    "from born originally heading headed moved moving lives living lived resides based grew relocated emigrated "
    "geb geboren stammt kommt wohnt wohne wohnhaft lebt gebürtig né née originaire vient habite habitons vit nacido nacida oriundo oriunda "
    "vive vivo viene nato nata originario originaria abita abito risiede geboren afkomstig komt woont nascido nascida mora moro vem"
)
# Behind the house, the village and a comma, in a text about somebody.
_COUNTIES: Final = (
    "cornwall devon dorset somerset sussex kent surrey essex suffolk norfolk rutland cumbria durham northumberland merseyside gwynedd powys ceredigion "
    "aberdeenshire ayrshire bedfordshire berkshire buckinghamshire cambridgeshire carmarthenshire cheshire denbighshire derbyshire flintshire "
    "gloucestershire hampshire herefordshire hertfordshire lanarkshire lancashire leicestershire lincolnshire monmouthshire northamptonshire "
    "nottinghamshire oxfordshire pembrokeshire perthshire renfrewshire shropshire staffordshire stirlingshire warwickshire wiltshire "
    "worcestershire yorkshire conwy anglesey clwyd dyfed glamorgan angus argyll caithness fife midlothian lothian moray sutherland antrim armagh fermanagh tyrone londonderry"
)
_HOUSES: Final = "schoolhouse rectory vicarage parsonage house farmhouse cottage bungalow gatehouse millhouse farm manse lodge"
_LANES: Final = "lane street road avenue crescent terrace drive rd ave"
_NAMED_HOUSES: Final = (
    "cottage cottages farm farmhouse lodge barn bungalow croft grange manse gatehouse house mill rectory vicarage forge "
    "schoolhouse bakery"
)
_MILES: Final = "mile milepost mp km quilómetro quilômetro kilómetro kilomètre chilometro"
_LAND: Final = "vereda finca corregimiento caserío paraje hacienda fazenda sítio chácara granja rancho ejido lugar aldeia"
_SECTORS: Final = "conj conjunto bl bloco lote lt casa apto ap quadra qd"
CUE_EN, CUE_OTHER, CUE_TOWN, CUE_COUNTY, CUE_HOUSE, CUE_LANE = 1, 2, 1 << 5, 1 << 6, 1 << 7, 1 << 8
CUE_NAMED, CUE_MILE, CUE_SECTOR, CUE_LAND, CUE_AL = (1 << bit for bit in range(12, 17))
_LONGEST_HOUSE, _LONGEST_SECTOR, _FURTHEST = 70, 24, 80


def _cues() -> dict[str, int]:
    cues: dict[str, int] = {}
    for kind, words in (
        (CUE_OTHER, f"{_CUES_DE} {_CUES_ROMANCE} {_CUES_NL}"),
        (CUE_EN, _CUES_EN),
        (CUE_TOWN, _CUES_TOWN),
        (CUE_COUNTY, _COUNTIES),
        (CUE_HOUSE, _HOUSES),
        (CUE_LANE, _LANES),
        (CUE_NAMED, _NAMED_HOUSES),
        (CUE_MILE, _MILES),
        (CUE_SECTOR, _SECTORS),
        (CUE_LAND, _LAND),
        (CUE_AL, "al"),
    ):
        for word in words.split():
            bare = word.partition("'")[0]
            cues[bare] = cues.get(bare, 0) | kind
    return cues


CUES: Final = _cues()

_STOP: Final = (
    "percent|years?|yrs?|days?|hours?|hrs?|minutes?|mins?|seconds?|weeks?|months?|miles?|km|people|persons?|times|ways?|per|am|pm|"
    "dollars?|euros?|pounds?|bucks|on|different|more|other|kinds?|types?|steps?|is|was|are|were|cars?|feet|foot|meters?|metres?|"
    "degrees?|to|at|in|for|from|with|or|and|users?|items?|points?|stars?|of|the|a|an|each|every|bed|bedrooms?|rooms?|blocks?|"
    "houses?|doors?|floors?|flats?|units?|pieces|boxes|copies|o|oclock|sharp|tomorrow|today|tonight|yesterday|last|this|next|"
    "til|till|until|since|please|pls|plz|now|just|near|off|by|if|when|but|because|so|then|again|soon|later|thanks|thx|who|"
    "that|which|we|i|he|she|they|it|you|my|his|her|its|our|their|as|per|cents|kg|lbs|grams|days|nights?|things?|others?|"
    "new|old|grand|k|m|th|st|nd|rd|cm|mm|gb|mb|uhr|jahren?|tagen?|wochen?|monaten?|stunden?|ans?|años?|anni|jaar|anos|"
    "percentage|fold|dozen|hundred|thousand|million|billion|january|february|march|april|may|june|july|august|september|"
    "october|november|december|jan|feb|mar|apr|jun|jul|aug|sep|sept|oct|nov|dec|monday|tuesday|wednesday|thursday|friday|"
    "saturday|sunday|version|stops?|exits?|countries|cities|towns|states|children|kids|cats|dogs|books|pages|questions|"
    "calls|emails|messages|orders|tickets|passengers|adults|guests|employees|players|teams|games|goals|options|methods"
)
# "4 the nook?"
_THE_NAME: Final = re.compile(r"[ ]The[ ]|[ ]the[ ][a-z]{4,16}(?=[ ]*(?:[,.;?!)\n]|\Z))")
_STOPS: Final = re.compile(rf"(?i)(?:{_STOP})(?!\w)")
_CUE_EN: Final = re.compile(
    r"(?:'re|'m|’re|’m)?(?:[ \t]+(?!\d)[\w'’]{1,12}){0,3}?[ \t]+(?i:at|to|from|outside|in|on|is|of|near|rents|are|am|no\.)[ \t]+"
    r"(?=(?:(?i:number|no\.?|nr\.?|#)[ \t]?)?\d|(?i:number))"
)
_NUMBER_FIRST: Final = re.compile(
    r"(?P<sign>(?i:number|no\.?|nr\.?|#)[ \t]?)?\d{1,5}(?:[ \t]?[A-Za-z](?![\w']))?(?:[-/]\d{1,4}[a-z]?)?(?![\w:%°$€£-]|[.,]\d)"
    rf"(?P<names>(?:[ \t](?:(?i:the|st\.?)[ \t])?{CAP}(?!['’]s?[ \t])){{1,4}}|[ \t](?:the[ \t])?[a-z][a-z'’]{{2,20}}(?:[ \t][a-z][a-z'’]{{2,20}})?)?"
)
# "lives at Sunnybank, Vicarage Lane": a name, where another one follows.
_HOME: Final = re.compile(
    rf"(?:(?<=lives)|(?<=lived)|(?<=living)|(?<=resides)|(?<=residing))[ ](?:alone[ ])?at[ ](?P<name>(?:the[ ])?{CAP}(?:[ ]{CAP}){{0,4}})(?=(?:,|[ ](?:in|near))[ ][{UP}])"
)
# "demeure place de la Mairie": behind such a word also what is no street by its name alone.
_STREET_BEHIND: Final = re.compile(
    rf"[ ](?:(?:seule?|actuellement|toujours|solo|sola|à|au|in|na|no|en|em|la|a)[ ]){{0,2}}(?P<street>(?i:place|cours|route|square|villa|clos|hameau|ruelle|montée|faubourg|lieu-dit|"
    rf"contrada|frazione|località|largo|corso|strada|barrio|plaza|plazuela|travesía|largo|beco|ladeira|bairro)[ ](?:(?i:{SMALL})(?:(?!\w)|(?<=['’]))[ ]?){{0,3}}{CAP}(?:[ ]{CAP}){{0,2}})(?!\w)"
)
_CUE_OTHER: Final = re.compile(
    r"(?:[ \t]+(?!\d)[\w'’]{1,12}){0,3}?[ \t]+(?i:in|im|an|am|auf|bei|beim|nach|zu|unter|au|aux|à|dans|chez|sis|en|a|al|con domicilio en|na|no|em|para|"
    r"presso|alla|alle|op|aan|te|naar|zum|zur)[ \t]+"
)
_NUMBER_LAST: Final = re.compile(
    rf"(?:(?i:{SMALL})[ \t]){{0,3}}(?:(?!(?i:seit|depuis|desde|dal|da|sinds|hace|il|con|mit|und|zwei|um|ab|bis|más|mais|più|ya|já|con)[ \t]){WORD},?[ \t]+){{1,4}}?"
    rf"(?:{NUMBER_SIGN})?(?!(?:19|20)\d\d(?!\d))\d{{1,4}}(?:[ \t]?[A-Za-z](?!\w))?(?:[-/]\d{{1,4}})?(?:[ ](?:rood|zwart|hs|huis|boven|beneden)(?!\w))?(?![\w:%°$€£]|[.,]\d)"
    r"(?=[ \t]*(?:[,;.)\n]|\Z)|[ \t](?:in|en|à|a|em|te|près|cerca|vicino|perto|bei|beim|hinter|entre)(?!\w))"
)
_NOT_LAST: Final = re.compile(
    r"(?i)\b(?:jahr|raum|zimmer|kapitel|seite|page|chambre|habitación|stanza|kamer|quarto|mai|juni|juli|mayo|junio|maggio|giugno|maio|"
    r"junho|januar|februar|märz|april|august|september|oktober|november|dezember|janvier|février|mars|avril|juin|juillet|août|"
    r"septembre|octobre|novembre|décembre|enero|febrero|marzo|abril|julio|agosto|septiembre|octubre|noviembre|diciembre|gennaio|"
    r"febbraio|aprile|luglio|settembre|ottobre|dicembre|janeiro|fevereiro|março|julho|setembro|outubro|dezembro|januari|februari|"
    r"maart|mei|augustus|uhr|punkte|alter|gruppe|grupo|groupe|gruppo|groep|nivel|level|stufe|version|versione|versión|versie)\b"
)

# "the flat above the bakery in Kirk Lane": where along a street somebody lives.
_ALONG_IT: Final = re.compile(
    r"(?i)(?<!\w)(?:(?:the|a|my|our|his|her|their)[ ])?(?:(?:top|end|corner|first|last|red|white|blue|green|yellow)[ ](?:flat|house|cottage|bungalow)"
    r"|(?:first|second|third|fourth|fifth|last|next)[ ](?:house|cottage|bungalow|gate|door|driveway)[ ](?:past|after|before|beyond|from)[ ](?:the[ ])?"
    r"[^\W\d_]{2,20}(?:[ ][^\W\d_]{2,20})?"
    r"|(?:flat|house|cottage|bungalow|rooms?|studio|bedsit|apartment)[ ](?:above|over|behind|next[ ]to|opposite|beside|below|under)[ ](?:the[ ]|a[ ])?"
    r"[^\W\d_]{2,20}(?:[ ][^\W\d_]{2,20})?)[ ](?:in|on|at|off|along)[ ]\Z"
    r"|(?:(?<!\w)the[ ])?(?<!\w)(?:house|bungalow|cottage|flat|farm|one)[ ]at[ ]the[ ](?:end|top|bottom|corner|foot)[ ]of[ ]\Z"
)
# A street by its name alone.
_STREET_EN: Final = re.compile(rf"(?<![\w.'’])(?:(?:{CAP}|{ORDINAL})[ \t]){{1,3}}\Z")
_STREET_WORDS: Final = frozenset(
    [
        "Street",
        "St",
        "Road",
        "Rd",
        "Lane",
        "Ln",
        "Avenue",
        "Ave",
        "Terrace",
        "Close",
        "Drive",
        "Crescent",
        "Grove",
        "Row",
        "Mews",
        "Court",
        "Gardens",
        "Boulevard",
        "Blvd",
        "Square",
        "Way",
        "Hill",
        "Quay",
        "Esplanade",
        "Parade",
        "Walk",
        "Alley",
        "Approach",
        "Rise",
    ]
)
# "4th St. and Garfield Ave.": another street with which it makes a corner.
_AND_STREET: Final = re.compile(
    rf"\.?[ ](?:and|&|at|@|/)[ ](?:{DIRECTION}[ ])?(?:(?:{CAP}|{ORDINAL})[ ]){{1,3}}(?:St|Street|Ave|Avenue|Rd|Road|Blvd|Boulevard|Dr|Drive|Ln|Lane)(?!\w)\.?"
)
# "Dunmore Farm off the B4265"
# "Chalet Edelweiss, 3823 Wengen", "Sítio Boa Esperança, km 12 da BR-116, Leopoldina": a house with a name and its village.
_NAMED_HOUSE: Final = re.compile(
    r"(?<![\w'’])(?:Almhütte|Alm|Berghof|Bauernhof|Gutshof|Gasthof|Forsthaus|Chalet|Villa|Ferme|Mas|Domaine|Château|Manoir"
    r"|Moulin|Masía|Caserío|Finca|Cortijo|Hacienda|Rancho|Quinta|Sítio|Chácara|Fazenda|Herdade|Cascina|Podere|Casale|Masseria"
    r"|Maso|Agriturismo|Hoeve|Boerderij|Huize|Landgoed|Croft|Hafod|Plas|Tŷ)"
    rf"[ ](?:(?i:{SMALL})(?:(?!\w)|(?<=['’]))[ ]?){{0,2}}{CAP}(?:[ ](?:(?i:{SMALL})(?:(?!\w)|(?<=['’]))[ ]?){{0,2}}{CAP}){{0,3}}"
    rf"(?:,[ ]km[ ]\d{{1,4}}(?:[.,]\d)?(?:[ ](?:da|do|de la|della|du|der)[ ][A-Z]{{1,3}}[- ]?\d{{1,4}})?)?"
    rf",[ ](?:\d{{4,5}}[ ])?{CAP}(?:[ ](?:(?i:{SMALL})[ ])?{CAP}){{0,2}}(?:[ ]?/[ ]?[A-Z]{{2}}(?!\w))?"
)
# "Rose Cottage, Nr Ludlow", "c/o The Rectory, Bishop's Frome": a house by its name, and its village.
_HOUSE_OF_A_VILLAGE: Final = re.compile(
    rf"(?<![\w'’])(?:(?:The[ ])?(?:Old[ ])?{CAP}(?:[ ]{CAP})?[ ](?:Cottage|Cottages|Farm|Farmhouse|Lodge|Barn|Bungalow|Croft|Grange|Manse|Gatehouse|House|Mill)"
    rf"|The[ ](?:Old[ ])?(?:Rectory|Vicarage|Manse|Forge|Lodge|Schoolhouse|Bungalow|Cottage|Grange|Croft|Gatehouse|Mill|Bakery))"
    rf",[ ](?:(?i:nr\.?|near|by|outside)[ ]{CAP}(?:[ ](?:(?i:on|upon|le|under|the|of)[ ])?{CAP}){{0,2}}"
    rf"|{CAP}(?:[ ](?:(?i:on|upon|le|under|the|of)[ ])?{CAP}){{0,2}}(?=[ ]?(?:[.;)\n]|\Z|,[ ][{UP}])))"
)
_CARE_OF: Final = re.compile(
    rf"(?<!\w)[Cc]/(?:[Oo]\.?|-)[ ](?:[Tt]he[ ])?{CAP}(?:[ ]{CAP}){{0,3}},[ ]{CAP}(?:[ ](?:(?i:on|upon|le|under|the|of)[ ])?{CAP}){{0,2}}"
)
# "mile 14.5 Petersville Rd", "km 7 da estrada do Ribeirão": how far along a road
_MILEPOST: Final = re.compile(
    rf"(?<!\w)(?i:mile(?:post)?|mp|km)[ ]\d{{1,4}}(?:[.,]\d{{1,2}})?,?[ ](?:(?i:of|on|along)[ ])?(?:(?i:the)[ ])?(?:{CAP}[ ]){{1,3}}"
    r"(?:Road|Rd|Highway|Hwy|Route|Trail|Lane|Ln|Drive|Dr|Loop|Pass|Spur|Turnpike|Pike|Parkway)(?!\w)"
    rf"|(?<!\w)(?:(?:Sítio|Chácara|Fazenda|Quinta|Herdade|Granja|Finca|Rancho|Hacienda|Cortijo|Podere|Cascina)"
    rf"[ ](?:(?i:{SMALL})[ ]){{0,2}}{CAP}(?:[ ](?:(?i:{SMALL})[ ]){{0,2}}{CAP}){{0,3}},?[ ](?:no[ ]|en[ ]el[ ]|al[ ])?)?(?i:km|quilómetro|quilômetro|kilómetro|kilomètre|chilometro)[ ]\d{{1,4}}(?:[.,]\d)?[ ](?i:da|do|de la|del|della|de)[ ]"
    rf"(?i:estrada|rodovia|carretera|camino|route|strada|provinciale)(?:[ ](?:(?i:{SMALL})[ ]){{0,2}}{CAP}){{1,3}}"
)
# "QNM 18 conj. F casa 12", "SHIS QI 9 conjunto 5 casa 3": the sectors of Brasília
_SECTOR: Final = re.compile(
    r"(?<!\w)(?i:(?:SH|SC|SG|SM|SQ|SR|SA|SE|SI|CL|CR|CS|EQ|QN|QS|QI|QE|QL|QR|QC|QD|QM|AE|AOS)[A-Z]{0,3})[ ](?:Q[IELRSN][ ]?)?\d{1,4}"
    r"(?:,?[ ]?-?[ ]?(?i:conj(?:unto)?|bl(?:oco)?|lote|lt|casa|apto|ap|apartamento|quadra|qd|sala|loja|mód(?:ulo)?)\.?[ ]"
    r"(?:\d{1,4}[A-Za-z]?|[\"']?[A-Za-z][\"']?)(?!\w)){1,4}(?:,[ ](?:[^\W\d_][\w-]{2,14}[ ]?){1,3}(?=[ ]?(?:[,;.)\n]|\Z)))?"
)
# "Vereda El Tablón, finca La Esperanza, Fómeque": a quarter of the country, a farm in it, and the town
_A_LAND: Final = (
    rf"(?i:vereda|finca|corregimiento|caserío|paraje|hacienda|fazenda|sítio|chácara|granja|rancho|ejido|lugar|aldeia|sector|barrio|bairro)[ ]"
    rf"(?:(?i:de|do|da|del|el|la|los|las|o|a)[ ]){{0,2}}{CAP}(?:[ ](?:(?i:{SMALL})[ ]){{0,2}}{CAP}){{0,2}}"
)
_LANDS: Final = re.compile(
    rf"(?<!\w){_A_LAND},[ ]{_A_LAND}(?:,[ ]{CAP}(?:[ ](?:(?i:{SMALL})[ ]){{0,2}}{CAP}){{0,2}})?"
)
# "gral paz al 1400 casi chaco", "Av. Colón al 2200": the hundred of a street in Argentina
_AL: Final = re.compile(
    rf"(?<![\w.])(?:(?i:gral|dr|cnel|pte|tte|av|avda|calle|bv|pje|san|santa)\.?[ ](?:[^\W\d_]{{2,14}}[ ]){{1,2}}|{CAP}[ ](?:{CAP}[ ])?)"
    r"al[ ]\d{2,4}(?:00|[1-9]\d?)?(?![\w%,.]\w|[ ](?:por|%|euros?|pesos?))"
    r"(?:[ ](?i:casi|esq\.?|esquina|y|entre)[ ][^\W\d_]{3,16}(?:[ ]y[ ][^\W\d_]{3,16})?)?"
)
_OFF_THE_ROAD: Final = re.compile(
    rf"(?<![\w'’])(?:the[ ])?{BUILDING},?[ ](?:just[ ])?(?:off|on|beside|near)[ ](?:the[ ])?(?:[ABMNR]\d{{1,4}}|(?:Route|Highway|Hwy|US|SR)[ -]\d{{1,4}})(?!\w)"
)
# "after wheelwright lane"
_STREET_SMALL: Final = re.compile(
    r"(?<!\w)(?:after|off|on|near|down|from|behind|past|to|up|along)[ ](?P<name>[a-z]{4,16})[ ]\Z"
)
# "the post office house in Llanarth", "the old schoolhouse at Great Tey"
_THE_HOUSE: Final = re.compile(
    r"(?<!\w)(?:the|a)[ ](?:(?:old|former|end|last|first|white|red|yellow|blue|post office|station|lock|gate|mill|school)[ ]){0,2}\Z"
)
_IN_A_VILLAGE: Final = re.compile(
    rf"[ ](?:at|in|near|outside)[ ]{CAP}(?:[ ](?:(?:on|upon|le|under|the|of)[ ])?{CAP}){{0,2}}"
)
_NO_HOUSE: Final = re.compile(
    r"\W(?:at|in|near|outside)[ ](?:January|February|March|April|May|June|July|August|September|October|November|December|Christmas|Easter|Spring|Summer|Autumn|Winter)(?!\w)"
)
_PUBLIC_STREETS: Final = frozenset(
    [
        "wall",
        "downing",
        "fleet",
        "main",
        "abbey",
        "sesame",
        "bourbon",
        "high",
        "baker",
        "harley",
        "penny",
        "easy",
        "green",
        "harvard",
        "oxford",
        "carnaby",
        "coronation",
        "king",
        "queen",
        "second",
        "first",
        "long",
        "my",
        "the",
        "this",
        "our",
        "railway",
        "dirt",
        "silk",
        "ring",
        "service",
        "that",
        "every",
        "busy",
        "same",
    ]
)
_NO_STREET: Final = re.compile(
    r"(?i)(?:supreme|high|crown|county|district|federal|appeals?|circuit|magistrates'?|tennis|food|basketball|times|first|no|any|by|"
    r"red|madison|trafalgar|tiananmen|milky|long|half|one|two|this|that|the|another|chi|least|capitol|silicon|sharp|steep)[ \t]+\Z"
)
_BETWEEN: Final = re.compile(
    rf"(?:^|[,;:(@]|[ \t](?:at|to))[ \t]?(?P<value>(?:\d{{3,5}}[ \t](?P<name>(?![{UP}]{{1,3}}(?!\w)){CAP}(?:[ \t]{CAP})?)|\d{{1,4}}[ \t]The[ \t]{CAP}))(?=[ \t]*(?:[,.;)?!\n]|\Z))",
    re.MULTILINE,
)
_YEAR: Final = re.compile(r"(?:19|20)\d\d(?!\d)")
_AT_NUMBER: Final = re.compile(
    r"(?i)(?:[ ]at|[ ]to|we'?re|[ ]are|outside|opposite|beside|next[ ]door|(?:door|gate|garden|owner|tenants?|neighbours?|windows?|keys?)[ ](?:of|at|to|for|from))"
    r"[ ](?P<value>(?:number|no\.)[ ]\d{1,4}[a-z]?)(?=[,.;)\n]|\Z|[ ](?:on|in|and|with)\b)"
)
_PREFIXED_ALONE: Final = re.compile(
    rf"(?<![\w@/])(?i:rue|avenue|boulevard|impasse|allée|chemin|quai|ruelle|venelle|sente|callejón|travesía|beco|viela|calçada|calle|avenida|paseo|carretera|viale|piazza|vicolo|rua|travessa|praça|"
    rf"praceta|alameda|(?<=in )via|(?<=di )via|(?<=la )via)[ \t](?:(?i:{SMALL})(?:(?!\w)|(?<=['’]))[ \t]?){{0,3}}{CAP}(?:[ \t](?:(?i:{SMALL})(?:(?!\w)|(?<=['’]))[ \t]?){{0,2}}{CAP}){{0,3}}"
)
_HOUSE_NUMBER: Final = re.compile(
    r"(?i)(?<![\w-])(?:house[ ](?:no\.?|number|nr\.?|#)|hs\.?-?[ ]?nr\.?|haus-?[ ]?nr\.?|haus[ ]?nummer|(?:gegenüber|nebenan|neben|vor)(?:[ ](?:in|von))?(?:[ ]der)?[ ](?:nr\.?|nummer)|huis(?:nr\.?|nummer)|casa[ ]n[º°.]{1,2}|casa[ ]número|civico(?:[ ]n\.)?)"
    r"[ ]?\d{1,4}[a-z]?(?![\w:%]|[.,]\d)(?:,[ ](?:wohnung|whg\.?|flat|apt\.?|app\.?|int\.?|apto\.?)[ ]\w{1,4}(?!\w))?"
)
# "Lower Treginnis, St Davids, Pembrokeshire": a house, a village and the county.
_COUNTY_ENDED: Final = re.compile(
    rf"(?<![\w'’])(?:(?:the[ ])?{CAP}(?:[ -](?:(?i:{SMALL})[ -]){{0,2}}{CAP}){{0,3}},[ ](?:near[ ])?){{2,3}}(?:(?:North|South|East|West)[ ])?\Z"
)
_COUNTRY_ROAD: Final = re.compile(
    r"(?<!\w)(?:[Cc]ounty|[Tt]ownship|[Ff]orest|[Rr]anch|[Ff]arm|[Rr]ange|[Cc]oncession)[ ](?:[Rr]oad|[Rr]d\.?|[Rr]oute)[ ]\d{1,5}[A-Za-z]?(?!\w)"
)
_STREET_OTHER: Final = re.compile(
    rf"(?<![\w-])(?P<name>(?:{CAP}[ \t])?[{UP}][\w-]{{2,30}}(?:straße|strasse|straat|gracht|gasse|allee|laan|gatan)|(?:(?<=in den )|(?<=im )|(?<=am )|(?<=Im )|(?<=Am ))(?!(?:Heim|Rück|Hin|Um|Aus|Schul|Arbeits|Rad|Fahrrad|Fuß|Geh|Feld|Wald|Holz|Irr|Mittel|Werde|Lebens|Kranken|Dienst|Post|Luft|Land|See|Flucht|Ab|Rettungs|Rechts|Verwaltungs|Instanzen|Wander)weg)[{UP}][a-zäöüß]{{3,26}}weg)(?!\w)"
)
_NOT_STREET_OTHER: Final = re.compile(
    r"(?i)(?:wasser|bundes|land|einbahn|seiten|neben|haupt|dorf|spiel|auto|sack|daten|wind|quer|milch|sieges|pracht|zufahrts|haupteinkaufs|einkaufs|meer|kreis|renn|kopf)(?:straße|gasse)\Z"
)
_TOWN_CODE: Final = re.compile(rf"[ \t](?P<name>\d{{5}}[ \t]{TOWN})")
_BEFORE_TOWN_CODE: Final = re.compile(
    r"(?<![\w.,])(?:in|nach|aus|à|a|en|de|em|te|from|of|near|di|ab|bei)\Z", re.IGNORECASE
)
_TOWN_WITH_CODE: Final = re.compile(rf"(?!(?:19|20)\d\d[ ])\d{{4,5}}[ \t]{TOWN}")
_TOWN_NAME: Final = rf"(?P<name>[{UP}][\w'’]{{2,24}}(?:-(?:[a-zà-ÿ]{{1,4}}-)?[{UP}]\w{{1,20}}|[ ](?:(?:de|del|di|da|do|am|an der|am|on|upon|le|la|sur|in)[ ])?[{UP}][\w'’]{{2,24}}){{0,2}})"
_TOWN_PREPOSITION: Final = r"(?<!\w)(?:in|from|to|towards?|near|outside|aus|nach|bei|zu|à|de|en|a|cerca de|di|da|uit|te|naar|em|para|perto de)[ ]"
_TOWN_BEHIND: Final = re.compile(
    rf"(?:\.?[ ][^\n.;:!?()]{{0,24}}?|\.?)(?<=[ ]){_TOWN_PREPOSITION}{_TOWN_NAME}(?!['’]s?[ ])"
)
_IS_FROM: Final = re.compile(
    r"(?i)(?<!\w)(?:(?:he|she|they|we|i|who)(?:['’](?:s|m|re)|[ ](?:is|am|are|was|were|comes?|came))|originally)[ ]\Z"
)
_TOWN_ITSELF: Final = re.compile(rf"[ ]{_TOWN_NAME}(?!['’]s?[ ])")
_NO_TOWN: Final = re.compile(
    r"(?:Mr|Mrs|Ms|Miss|Dr|Prof|Sir|Herr|Herrn|Frau|Mme|Mlle|Monsieur|Madame|Don|Doña|Sr|Sra|Sig|Signor|Signora|Mevrouw|Meneer|"
    r"January|February|March|April|May|June|July|August|September|October|November|December|Monday|Tuesday|Wednesday|Thursday|"
    r"Friday|Saturday|Sunday|Januar|Februar|März|Mai|Juni|Juli|Oktober|Dezember|Montag|Dienstag|Mittwoch|Donnerstag|Freitag|"
    r"Samstag|Sonntag|The|This|That|Christmas|Easter|English|French|German|Spanish|House|Court|Hospital|Prison|Heaven|God|Room|Section|Chapter|Grade|Year)(?!\w)"
)


def opened(text: str, anchors: Anchors) -> Iterator[Core]:
    """Yield what a verb of living or sending opens: "lives at 14 Elm", "wohnt beim alten Schulhof 6"."""
    for _, end, kind in anchors.of(CUE_EN | CUE_OTHER):
        if kind & CUE_EN:
            cue = _CUE_EN.match(text, end)
            home = _HOME.match(text, end)
            if home is not None:
                yield Core(*home.span("name"), 0.7, "cue")
            value = _NUMBER_FIRST.match(text, cue.end()) if cue is not None else None
            if value is not None:
                yield from _number_first(text, value)
        if kind & CUE_OTHER:
            street = _STREET_BEHIND.match(text, end)
            if street is not None:
                yield Core(*street.span("street"), 0.7, "cue")
            cue = _CUE_OTHER.match(text, end)
            value = (
                _TOWN_WITH_CODE.match(text, cue.end()) or _NUMBER_LAST.match(text, cue.end()) if cue else None
            )
            if value is not None and not _NOT_LAST.search(value[0]):
                yield Core(value.start(), value.end(), 0.7, "cue")


def _number_first(text: str, value: re.Match[str]) -> Iterator[Core]:
    names = value["names"]
    if names is None or (_STOPS.match(names.strip()) and not _THE_NAME.match(text, value.start("names"))):
        if value["sign"] and (names is None or text[value.start("names") :].lstrip()[:1].islower()):
            yield Core(value.start(), value.start("names") if names else value.end(), 0.66, "cue")
        return
    end = value.end("names")
    parts = names.split()
    if parts[0].lower() != "the" and parts[0].islower():
        if len(parts) > 1 and (_STOPS.match(parts[1]) or parts[1].endswith(("ing", "ly", "ed"))):
            end = value.start("names") + names.index(parts[0]) + len(parts[0])
        if parts[0].endswith("s"):
            return
    yield Core(value.start(), end, 0.7, "cue")


def alone(text: str, anchors: Anchors) -> Iterator[tuple[int, int, str]]:
    """Yield the streets without a number and the towns with a postcode that stand in sentences."""
    for start, end in anchors.street_words:
        if text[start:end] not in _STREET_WORDS:
            continue
        match = _STREET_EN.search(text, max(0, start - 50), start)
        if match is None or _NO_STREET.search(match[0]):
            continue
        name = match[0].split()
        begin = match.start()
        while name and name[0].lower() in _LEAD:
            begin = text.index(name[1], begin) if len(name) > 1 else start
            name = name[1:]
        if name:
            along = _ALONG_IT.search(text, max(0, begin - 80), begin)
            if along is not None:
                begin = along.start()
            known = len(name) == 1 and name[0].lower() in _PUBLIC_STREETS
            corner = _AND_STREET.match(text, end)
            yield (
                begin,
                end if corner is None else corner.end(),
                COMMON_STREET if known and corner is None else ALONE,
            )
    for begin, end in (*_numbered(text), *_in_counties(text, anchors)):
        yield begin, end, ALONE
    for pattern in (_PREFIXED_ALONE, _HOUSE_NUMBER, _COUNTRY_ROAD, _OFF_THE_ROAD, _NAMED_HOUSE, _CARE_OF):
        for match in matches_of(pattern, text):
            yield *match.span(), ALONE
    yield from _in_small_letters(text, anchors)
    yield from _houses_in_villages(text, anchors)
    yield from _by_their_words(text, anchors)
    yield from _in_other_languages(text)


def _in_small_letters(text: str, anchors: Anchors) -> Iterator[tuple[int, int, str]]:
    """Yield streets that somebody wrote without a capital, unless their name is a word."""
    for start, end, _ in anchors.of(CUE_LANE):
        match = _STREET_SMALL.search(text, max(0, start - 30), start)
        if match is not None and text[start].islower() and not is_ordinary(match["name"]):
            yield match.start("name"), end, ALONE


def _houses_in_villages(text: str, anchors: Anchors) -> Iterator[tuple[int, int, str]]:
    """Yield houses that are told by what they are or were, and by their village."""
    for start, end, _ in anchors.of(CUE_HOUSE):
        village = _IN_A_VILLAGE.match(text, end)
        if village is None or _NO_HOUSE.match(village[0]) is not None:
            continue
        before = _THE_HOUSE.search(text, max(0, start - 40), start)
        if before is not None:
            yield before.start(), village.end(), ALONE


def _by_their_words(text: str, anchors: Anchors) -> Iterator[tuple[int, int, str]]:
    """Yield houses with a name and a village, places along a road, and the sectors of Brasília."""
    for kind, pattern, before in (
        (CUE_NAMED, _HOUSE_OF_A_VILLAGE, _LONGEST_HOUSE),
        (CUE_MILE, _MILEPOST, _LONGEST_HOUSE),
        (CUE_SECTOR, _SECTOR, _LONGEST_SECTOR),
        (CUE_LAND, _LANDS, 0),
        (CUE_AL, _AL, _LONGEST_SECTOR),
    ):
        done = 0
        for start, end, _ in anchors.of(kind):
            match = (
                pattern.search(text, max(done, start - before), end + _FURTHEST) if start >= done else None
            )
            if match is not None and match.start() <= start:
                done = match.end()
                yield *match.span(), ALONE


def _in_counties(text: str, anchors: Anchors) -> Iterator[tuple[int, int]]:
    """Yield a house or a farm with its village and its county."""
    for start, end, _ in anchors.of(CUE_COUNTY):
        ended = _COUNTY_ENDED.search(text, max(0, start - 100), start) if text[start].isupper() else None
        if ended is not None:
            yield ended.start(), end


def _in_other_languages(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield the streets of one word and the towns with their postcode."""
    for match in matches_of(_STREET_OTHER, text):
        if not _NOT_STREET_OTHER.search(match["name"]):
            yield *match.span("name"), ALONE
    for span in _towns_with_code(text):
        yield *span, TOWN_IN_PROSE


def _towns_with_code(text: str) -> Iterator[tuple[int, int]]:
    for match in _TOWN_CODE.finditer(text):
        if not _BEFORE_TOWN_CODE.search(text, max(0, match.start() - 5), match.start()):
            continue
        number, _, town = match["name"].partition(" ")
        after = text[match.end() : match.end() + 1]
        if (
            not number.endswith("00")
            or (after in ".,;)\n" and not number.endswith("000"))
            or town.lower() in lines("large_places")
        ):
            yield match.span("name")


def towns(text: str, anchors: Anchors) -> Iterator[tuple[int, int]]:
    """Yield the towns that somebody may come from: behind a verb of living or of birth."""
    for start, end, _ in anchors.of(CUE_TOWN):
        if text[start:end].lower() != "from":
            match = _TOWN_BEHIND.match(text, end)
        else:  # "he's from Dingle"
            is_from = _IS_FROM.search(text, max(0, start - 12), start)
            match = _TOWN_ITSELF.match(text, end) if is_from is not None else None
        if match is not None and not _NO_TOWN.match(match["name"]):
            yield match.span("name")


_LEAD: Final = frozenset(
    [
        "the",
        "in",
        "on",
        "at",
        "near",
        "from",
        "to",
        "off",
        "along",
        "down",
        "up",
        "via",
        "our",
        "my",
        "this",
        "that",
        "behind",
        "past",
        "towards",
        "into",
    ]
)


def _numbered(text: str) -> Iterator[tuple[int, int]]:
    """Yield numbers and names that stand alone between commas: "the yellow house, 1415 Magnolia"."""
    for match in _BETWEEN.finditer(text):
        if not _STOPS.match((match["name"] or "").lower()) and not _YEAR.match(match["value"]):
            yield match.span("value")
    for match in matches_of(_AT_NUMBER, text):
        yield match.span("value")
