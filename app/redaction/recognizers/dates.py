"""Dates of birth, other dates, and ages that the law counts as identifying.

Written in numbers or in words, in seven languages. A date of birth needs a word that says so; every other
full date is a DATE, which only some profiles hide (45 CFR 164.514(b)(2)(i)(C): all elements of dates except
year, and all ages over 89).
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from typing import Final

from app.redaction.findings import EntityType
from app.redaction.recognizers.base import Hit, Lexicon, Phrases, Recognizer, matches_at, shape, trie_pattern
from app.redaction.recognizers.needs import matches_of
from app.redaction.recognizers.told import near_needles
from app.redaction.sighted import firsts_of

_MONTH_NAMES: Final = (
    "january|february|march|april|may|june|july|august|september|october|november|december|jan"
    "|feb|mar|apr|jun|jul"
    "|aug|sep|sept|oct|nov|dec|januar|jänner|februar|märz|maerz|mai|juni|juli|oktober|dezember|mär|okt|dez"
    "|janvier|février|fevrier|mars|avril|juin|juillet|août|aout|septembre|octobre|novembre"
    "|décembre|decembre|janv"
    "|févr|avr|juil|déc|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|setiembre"
    "|octubre|noviembre"
    "|diciembre|ene|abr|ago|dic|gennaio|febbraio|aprile|maggio|giugno|luglio|settembre|ottobre"
    "|dicembre|gen|mag|giu"
    "|lug|set|ott|januari|februari|maart|mei|augustus|mrt|janeiro|fevereiro|março|maio|junho"
    "|julho|setembro|outubro"
    "|novembro|dezembro|fev|out"
)
MONTH_NAMES: Final = tuple(_MONTH_NAMES.split("|"))
"""Months and their short forms in seven languages, lower case."""

_MONTH: Final = trie_pattern(MONTH_NAMES)
_YEAR: Final = r"(?:1[89]\d\d|20[0-4]\d)"
_SHORT: Final = rf"(?:{_YEAR}|'?\d\d)"
_DAY: Final = r"(?:[12]\d|3[01]|0?[1-9])"
_TIME: Final = (
    r"(?:(?:T|,?[ ]{1,2}(?:at[ ])?)[012]?\d:[0-5]\d(?::[0-5]\d(?:[.,]\d{1,9})?)?(?:[ ]?(?:Z"
    r"|[ap]\.?m\.?|UTC|[+-]\d\d:?\d\d))?)?"
)
_ORDINAL_WORDS: Final = (
    "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth"
    "|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|twenty first"
    "|twenty second|twenty third|twenty fourth|twenty fifth|twenty sixth|twenty seventh|twenty eighth"
    "|twenty ninth|thirtieth|thirty first"
)
_ORDINALS: Final = trie_pattern(_ORDINAL_WORDS.split("|"), gap="[ -]")
_WEEKDAY: Final = (
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?[ ](?:the[ ])?|(?:mon|tue|wed|thu|fri|sat|sun),[ ]"
    r"|(?:montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag),?[ ](?:den[ ]|dem[ ])?"
    r"|(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)[ ](?:le[ ])?)?"
)
_NUMERIC: Final = (
    rf"(?:{_YEAR}-(?:0?[1-9]|1[0-2])-{_DAY}|{_YEAR}[/.][ ]?(?:0?[1-9]|1[0-2])[/.][ ]?{_DAY}"
    rf"|{_DAY}(?P<sep%s>[./-])[ ]?{_DAY}(?P=sep%s)[ ]?{_SHORT}"
    rf"|{_DAY}[ ](?P<wide%s>[./-])[ ]{_DAY}[ ](?P=wide%s)[ ]{_YEAR})"
)
_WRITTEN: Final = (
    rf"(?:{_DAY}(?:st|nd|rd|th|er|º|°|\.)?[ ]?[-/ ]?[ ]?(?:of[ ]|de[ ]|del[ ](?:mese[ ]di[ ]"
    rf"|mes[ ]de[ ])?)?(?:{_MONTH})\.?(?:,?[ ]?[-/ ]?[ ]?(?:de[ ]|del[ ])?{_SHORT})?(?!\w)"
    rf"|(?:{_ORDINALS})[ ](?:of[ ])?(?:{_MONTH})(?:,?[ ](?:of[ ])?{_YEAR})?(?!\w)"
    rf"|(?:{_MONTH})\.?[ ]?{_DAY}(?:st|nd|rd|th)?(?:,?[ ]{{1,2}}{_YEAR}|,[ ]'?\d\d)?(?![\w:]|[.,]\d))"
)
_WEEKDAYS: Final = (
    "monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun montag dienstag "
    "mittwoch donnerstag freitag samstag sonntag lundi mardi mercredi jeudi vendredi samedi dimanche"
)
# What a date begins with: a number, a month, a day of the week or of the month.
_FIRST_OF_A_DATE: Final = firsts_of(["0", *MONTH_NAMES, *_WEEKDAYS.split(), *_ORDINAL_WORDS.split("|")])
_ROMAN_MONTH: Final = r"(?:I{1,3}|I?V|VI{1,3}|I?X|XI{1,2})"
_MONTH_YEAR: Final = rf"(?:(?:{_MONTH})\.?,?[ ](?:of[ ]|de[ ]|del[ ])?{_YEAR})"
# "the spring of 1961", "début 1958", "Ende Mai 1963": as old people and old papers tell it.
_PART_OF_YEAR: Final = (
    r"(?:(?:(?:early|late|mid|the[ ](?:beginning|middle|end)[ ]of|(?:first|last)[ ]day[ ]of|anfang|mitte"
    r"|ende|début|mi|fin"
    r"|principios[ ]de"
    r"|mediados[ ]de|finales[ ]de|inizio|metà|fine|begin|midden|eind|início[ ]de|meados[ ]de|fins[ ]de)[ -])?"
    r"(?:spring|summer|autumn|fall|winter|springtime|wintertime|easter|christmas|frühjahr|frühling|sommer"
    r"|herbst"
    r"|ostern|weihnachten|printemps|été|automne|hiver|noël|pâques|primavera|verano|otoño|invierno|navidad"
    r"|estate|autunno|inverno|natale|pasqua|lente|voorjaar|zomer|herfst|najaar|kerst|kerstmis|pasen|verão"
    r"|outono"
    rf"|natal|páscoa|{_MONTH})"
    rf"\.?,?[ ](?:(?:of|de|del|do|di|des|von|van|dell'anno|des[ ]jahres|in)[ ])?{_YEAR}"
    r"|(?:(?:st\.?[ ])?(?:patrick|valentine|george|andrew|new[ ]year|mother|father"
    r"|all[ ]saints?)['’]?s?['’]?[ ]"
    r"(?:day|eve)|(?:christmas|boxing|independence|labou?r|may)[ ](?:day|eve)|halloween|thanksgiving"
    r"|easter[ ](?:sunday|monday)|(?:oster|pfingst)(?:sonntag|montag)|karfreitag|natale|natal"
    r"|[1-4]\.[ ]advent|heiligabend|silvester|neujahr|pfingsten|nikolaus(?:tag)?"
    r"|(?:la[ ])?saint[- ][^\W\d_]{3,12}|toussaint|ascension|pentecôte|jour[ ]de[ ]l'an|nochebuena|nochevieja"
    r"|(?:día|dia|giorno)[ ]de[ ](?:santo|san|santa|los|todos|são)[ ][^\W\d_]{3,12}|ferragosto|san(?:to"
    r"|ta)?[ ][^\W\d_]{3,12}"
    r"|oudjaarsdag|nieuwjaarsdag|koningsdag|koninginnedag|sinterklaas|pinksteren|hemelvaart)"
    rf",?[ ](?:(?:of|de|del|do|di|von|van|in)[ ])?{_YEAR}"
    rf"|(?:early|late|mid|anfang|mitte|ende|début|fin|principios[ ]de|finales[ ]de|inizio|fine|begin|eind"
    rf"|início[ ]de|fins[ ]de)[ -]{_YEAR})"
)
_COMPACT: Final = (
    rf"(?:{_YEAR}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])|(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d"
    rf"|3[01]){_YEAR}|(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2]){_YEAR}|\d{{6}})"
)

_BEGIN: Final = r"(?<![^\W_])(?<![\d][-.,/])"
_END: Final = r"(?![^\W_])(?![-/]\d)"


def _numeric(name: str) -> str:
    return _NUMERIC % (name, name, name, name)


BIRTH_WORDS: Final = (
    "dob|d.o.b|d.o.b.|d o b|date of birth|dateofbirth|birth date|birthdate|birthday|birth day"
    "|born on|born in|born"
    "|bday|b day|date birth|birth dt|birth|geb|geb.|geboren am|geboren|geburtsdatum|geburtstag"
    "|geb. am|geb am|geb.datum"
    "|né le|née le|né|née|né(e) le|date de naissance|naissance|ddn|nacido el|nacida el|nacido"
    "|nacida|nació el|nació"
    "|fecha de nacimiento|f. nac|f nac|fecha nac|fec nac|f. nacimiento|nacimiento|nato il|nata "
    "il|nato|nata|data di nascita|nascita"
    "|nato a|geboren op|geboortedatum|geboorte|geb.dat|gebdatum|nascido em|nascida em|nascido"
    "|nascida|nasceu em|nasceu|data de nascimento"
    "|dt nasc|data nasc|nascimento|d.n|jahrgang|birthdy|date of brith|d o b is"
    "|turns|turned|urodzony|urodzona|data urodzenia|ur.|född|födelsedatum"
    "|født|fødselsdato|yob|year of birth|anniversaire|cumpleaños|compleanno|verjaardag|aniversário"
    "|verjaart|geb datum|f.n|f. n|fdn|f.d.n|geb dat|gebdat|data di nasc|dt. nasc|d.nasc|nac|nasc|né.e le"
    "|nací el|nací|naci el|nasci em|nasci a|nasci|fn|dn|d. nasc|nascida a|nascido a|sono nato il|sono nata il"
    "|faço anos|faz anos|cumplo años|cumple años|compio gli anni|compie gli anni|jarig op"
    "|nées|nés|nacieron|nacidos|nacidas|nati|nate|nascidos|nascidas|nasceram|nacque|nacqui|naquit|naquis"
    "|vu le jour|vino al mundo|veio ao mundo|venuta alla luce|venuto alla luce"
    "|ter wereld|levenslicht|came into the world|came into this world|saw the light of day|licht der welt"
    "|geboortejaar|geburtsjahr|année de naissance|año de nacimiento|anno di nascita|ano de nascimento"
    "|birth year"
    "|geburtstagskind|birthday boy|birthday girl|birthday child|jarige|festeggiata|festeggiato|cumpleañera"
    "|cumpleañero|aniversariante"
    "|d/o/b|d/o/birth|b'day|b-day|birth dat|birtday|brithday|birhtday|bithday|date of birh|date ofbirth|d.ob"
    "|date of bith|dateof birth|birtdate|bithdate|geburtsdtaum|gebutsdatum|geburstdatum|date de naisance"
    "|fecha de nacimento|fecha nacimiento|data di nacita|data nascita|geboortedaum|geboorte datum"
    "|data de nascimeto|data nascimento"
    "|venu au monde|venue au monde|venus au monde|venues au monde|vient au monde|vint au monde"
    "|llegó al mundo|vinieron al mundo|viene al mondo|venuto al mondo|venuta al mondo|venuti al mondo"
    "|venute al mondo|vieram ao mundo|auf die welt|zur welt|gave birth|entbunden|bevallen van|dio a luz"
    "|di a luz"
    "|dato alla luce|deu à luz|a donné naissance|accouché|partorito|parió"
    "|ne le|nee le|fec. nac|fech nac|d.o.birth|dofb|birthdates|geburtstage|née(e) le|naiss|d.naiss|date naiss"
)
_ANY_DATE: Final = re.compile(
    rf"{_BEGIN}{_WEEKDAY}(?:{_numeric('n')}|{_WRITTEN}){_TIME}{_END}", re.IGNORECASE
)
BIRTH: Final = Phrases(BIRTH_WORDS.split("|"))
# "he'll be nine on", "wird am 3. Mai 40", "fait ses 40 ans le".
_TURNING: Final = re.compile(
    r"(?:(?:(?<!\w)(?:will|would)|'ll) be (?:\d{1,3}|[a-z]{3,10}(?:[- ][a-z]{3,5})?) (?:years old )?(?:on"
    r"|this)|(?<!\w)turning (?:\d{1,3}|[a-z]{3,10}) (?:on|this|next)"
    r"|cumple \d{1,3}(?: años)? el|compie \d{1,3}(?: anni)? il|wordt \d{1,3} op"
    r"|faz \d{1,3} anos (?:a|em|no dia)"
    r")(?!\w)|(?<!\w)(?:(?:aura|fêtera|fête|fait)[ ](?:ses[ ])?\d{1,3} ans (?=le)"
    r"|(?:son|daughter|baby|twins?|grandson|granddaughter|little one|boy|girl|triplets)[ ](?:arrived"
    r"|was delivered"
    r"|were delivered|joined us)[ ](?:on )?(?=[^\n.]{0,12}\d)"
    r"|(?:fils|fille|mari|femme|mère|père|mamie|papi|papa|maman|copain|copine|frère|sœur|soeur|il|elle"
    r"|je)[ ](?:est|suis)[ ](?=du[ ]\d)"
    r"|(?:hijo|hija|marido|mujer|madre|padre|abuela|abuelo|hermano|hermana|mamá|papá|él"
    r"|ella)[ ]es[ ](?=del[ ]\d)|soy[ ](?=del[ ]\d)"
    r"|(?:sohn|tochter|mann|frau|mutter|vater|oma|opa|bruder|schwester|kind|ich|er|sie)[ ](?:ist"
    r"|bin)[ ](?=vom[ ]\d)"
    r"|(?:sono|(?:figlio|figlia|lei|lui|nonna|nonno|mamma|papà|fratello|sorella|marito"
    r"|moglie) è)[ ](?=del[ ]\d)"
    r"|(?:zoon|dochter|ik|hij|zij|ze|oma|opa|moeder|vader|zus|broer|man|vrouw|kind|partner)[ ](?:is"
    r"|ben)[ ](?=van[ ]\d)"
    r"|(?:filho|filha|ele|ela|avó|avô|mãe|pai|irmão|irmã|marido|mulher)[ ]é[ ](?=de[ ]\d)|sou[ ](?=de[ ]\d))"
    r"|(?<![\w.])b\.(?=[ ]?\d)(?!\w)",
    re.IGNORECASE,
)
_BIRTH_BRIDGE: Final = re.compile(
    r"[\"'\])*_`.]{0,4}[^\n\d]{0,36}?(?:\r?\n[ \t>|]{0,4})?[^\n\w]{0,6}$|[^\w]{0,12}$", re.IGNORECASE
)
# Days and years in words, as deeds and certificates write them.
_DAYS_IN_WORDS: Final = (
    "ersten|zweiten|dritten|vierten|fünften|sechsten|siebten|siebenten|achten|neunten|zehnten|elften"
    "|zwölften|dreizehnten|vierzehnten|fünfzehnten|sechzehnten|siebzehnten|achtzehnten|neunzehnten"
    "|zwanzigsten|einundzwanzigsten|zweiundzwanzigsten|dreiundzwanzigsten|vierundzwanzigsten"
    "|fünfundzwanzigsten|sechsundzwanzigsten|siebenundzwanzigsten|achtundzwanzigsten|neunundzwanzigsten"
    "|dreißigsten|einunddreißigsten|premier|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze"
    "|treize|quatorze|quinze|seize|dix sept|dix huit|dix neuf|vingt|vingt et un|vingt deux|vingt trois"
    "|vingt quatre|vingt cinq|vingt six|vingt sept|vingt huit|vingt neuf|trente|trente et un|uno"
    "|primero|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce|trece|catorce|quince|dieciséis"
    "|diecisiete|dieciocho|diecinueve|veinte|veintiuno|veintidós|veintitrés|veinticuatro|veinticinco"
    "|veintiséis|veintisiete|veintiocho|veintinueve|treinta|treinta y uno|primo|due|tre|quattro|cinque"
    "|sei|sette|otto|nove|dieci|undici|dodici|tredici|quattordici|quindici|sedici|diciassette|diciotto"
    "|diciannove|venti|ventuno|ventidue|ventitré|ventiquattro|venticinque|ventisei|ventisette|ventotto"
    "|ventinove|trenta|trentuno|een|eerste|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf"
    "|dertien|veertien|vijftien|zestien|zeventien|achttien|negentien|twintig|eenentwintig|tweeëntwintig"
    "|drieëntwintig|vierentwintig|vijfentwintig|zesentwintig|zevenentwintig|achtentwintig"
    "|negenentwintig|dertig|eenendertig|um|primeiro|dois|três|quatro|sete|oito|dez|doze|treze|catorze"
    "|quinze|dezasseis|dezesseis|dezassete|dezessete|dezoito|dezanove|dezenove|vinte|vinte e um"
    "|vinte e dois|vinte e três|vinte e quatro|vinte e cinco|vinte e seis|vinte e sete|vinte e oito"
    "|vinte e nove|trinta|trinta e um"
)
_DUTCH_DAYS: Final = (
    "tweede|derde|vierde|vijfde|zesde|zevende|achtste|negende|tiende|elfde|twaalfde|dertiende|veertiende"
    "|vijftiende|zestiende|zeventiende|achttiende|negentiende|twintigste|eenentwintigste|tweeëntwintigste"
    "|drieëntwintigste|vierentwintigste|vijfentwintigste|zesentwintigste|zevenentwintigste|achtentwintigste"
    "|negenentwintigste|dertigste|eenendertigste"
)
_GERMAN_DAYS: Final = tuple(day for day in _DAYS_IN_WORDS.split("|") if day.endswith("ten"))
_DAY_WORDS: Final = trie_pattern(
    {
        *_DAYS_IN_WORDS.split("|"),
        *_DUTCH_DAYS.split("|"),
        *(f"{day[:-1]}{ending}" for day in _GERMAN_DAYS for ending in ("", "r")),
    },
    gap="[ -]",
)
_YEAR_WORDS: Final = (
    r"(?:nineteen|twenty|eighteen|neunzehn|zweitausend|achtzehn|mille|mil|dos mil|deux mille|duemila|dois mil"
    r"|negentien|tweeduizend|two thousand|two)[^\W\d_]{0,36}(?:[ -](?:hundred|thousand|and|cent|cents|neuf"
    r"|novecientos|novecentos|et|y|e|oh|honderd|en|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|ten"
    r"|eleven|twelve|\w{3,7}teen|one|two|three|four|five|six|seven|eight|nine|vingt|trente|quarante|cinquante"
    r"|soixante|quatre|vingts|dix|onze|douze|treize|quatorze|quinze|seize|un|deux|trois|cinq|sept|huit"
    r"|treinta"
    r"|cuarenta|cincuenta|sesenta|setenta|ochenta|noventa|uno|dos|tres|cuatro|cinco|seis|siete|ocho|nueve"
    r"|diez"
    r"|veinte|veinti\w{2,7}|doce|doze|trece|treze|catorce|quince|once|dieci\w{3,6}|dez\w{3,6}|trinta"
    r"|quarenta|cinquenta|sessenta|oitenta"
    r"|um|dois|três|sete|oito|nove|dez|vinte|\w{2,9}entwintig|[a-zë]{3,20}tig)(?!\w)){0,8}"
)
_IN_WORDS: Final = (
    rf"(?:(?:día[ ])?(?:{_ORDINALS}|{_DAY_WORDS}|{_DAY}(?:º|°|\.|st|nd|rd|th)?)[ ](?:day[ ])?(?:of[ ]|de[ ]"
    rf"|del[ ])?(?:{_MONTH})"
    rf"(?:,?[ ](?:of[ ]|de[ ]|del[ ]|in[ ]the[ ]year[ ]|do[ ]ano[ ]de[ ]|dell'anno[ ])?"
    rf"(?:{_YEAR}|{_YEAR_WORDS}))?(?!\w))"
)
BIRTH_DATE: Final = re.compile(
    rf"{_BEGIN}{_WEEKDAY}(?:the[ ])?(?:(?:{_ORDINALS}|{_DAY_WORDS}|{_DAY}(?:st|nd|rd|th|\.)?)[ ]"
    rf"(?:of[ ]|de[ ]|del[ ])?(?:{_MONTH}),?[ ]{_YEAR_WORDS}|{_numeric('b')}{_TIME}"
    rf"|(?:{_MONTH})\.?[ ]{_DAY}(?:st|nd|rd|th)?,?[ ]'?\d\d(?!\d)|{_WRITTEN}|{_YEAR}-(?:0[1-9]|1[0-2])"
    rf"(?![\d-])|{_DAY}/{_DAY}[ "
    rf"]{_YEAR}|{_DAY}[/.]{_DAY}(?![./]?\d)"
    rf"|{_DAY}[ ]/[ ]{_DAY}[ ]/[ ]\d\d|{_DAY}[ ]?[./-][ ]?{_ROMAN_MONTH}[ ]?[./-][ ]?{_SHORT}"
    rf"|{_IN_WORDS}|(?:{_MONTH})\.?[ ]'\d\d(?!\w)|{_DAY}[ ]?\|[ ]?{_DAY}[ ]?\|[ ]?{_YEAR}"
    rf"|(?:{_ORDINALS}|{_DAY_WORDS})[ ](?:of[ ](?:the[ ])?)?(?:{_ORDINALS}|{_DAY_WORDS}),?[ ]{_YEAR}"
    rf"|\d{{1,2}}(?:st|nd|rd|th)[ ]of[ ]the[ ]\d{{1,2}}(?:st|nd|rd|th),?[ ](?:of[ ])?{_SHORT}"
    rf"|{_PART_OF_YEAR}|--\d\d-?\d\d|{_MONTH_YEAR}|{_COMPACT}|(?<=\(){_YEAR},[ ]?{_DAY},[ "
    rf"]?{_DAY}|{_DAY}[ "
    rf".]{_DAY}[ .]{_YEAR}|{_DAY}[ ]{_DAY}[ ]\d\d|{_YEAR}){_END}",
    re.IGNORECASE,
)
# "wurde am 9.3.51 geboren", "le 3 avril 1946 est née".
_BORN_WORDS: Final = (
    "geboren|nació|né|née|nato|nata|nasceu|was born|zur welt|born|geburtstag|jarig|is my birthday|is his"
    " birthday"
    "|is her birthday|licht der welt|auf die welt|au monde|al mundo|al mondo|ao mundo|ter wereld"
    "|into the world"
    "|gave birth|entbunden|bevallen|dio a luz|a luz|alla luce|à luz|donné naissance|accouché"
)
_OF_ITSELF: Final = frozenset({"was born", "gave birth", "zur welt", "licht der welt", "auf die welt"})
_BORN_BEHIND: Final = Phrases(_BORN_WORDS.split("|"))
_DAY_BEFORE: Final = re.compile(
    r"(?<!\w)(?:(?:am|op|el|il|le|em|on|dia|im|i'm)[ ])?(?P<day>(?<![\d./-])"
    rf"{_DAY}(?P<gap>[./-])[ ]?{_DAY}(?P=gap)[ ]?{_SHORT}"
    rf"|{_DAY}\.?[ ](?:de[ ])?(?:{_MONTH})\.?[ ](?:de[ ])?{_SHORT}|{_IN_WORDS}|{_PART_OF_YEAR}"
    rf"|{_DAY}\.[ ]?(?:1[0-2]|0?[1-9])\.)"
    r"(?:[ ](?:in|à|en|a|te|em|at)[ ][^\W\d_][\w-]{1,24})?[ ](?:(?:kam|ist|wurde|war)[ ](?:er|sie|ich"
    r"|es)[ ])?\Z",
    re.IGNORECASE,
)
# "On 11 May 1983 my mother gave birth": what was born there is somebody, no company.
_WORDS_BETWEEN: Final = re.compile(
    r",?(?:[ ](?!(?:company|firm|start-?up|idea|project|club|band|movement|nation|republic|web|internet"
    r"|language"
    r"|brand|product|team|league|concept|firma|idee|verein|projekt"
    r"|marke)(?!\w))(?:[^\W\d_][\w'’-]{0,20}|\d{1,2}(?:[:.h]\d\d)?)){1,6}[ ]",
    re.IGNORECASE,
)
_ON_A_FORM: Final = re.compile(
    r"(?i)dob|d[./ ]{0,2}o[./ ]{0,2}b|date|data|fecha|ddn|f[.n]|dn|yob|birth ?dat|birth\Z|geb(?:[. ]|dat"
    r"|\Z)|.{0,8}datum"
)
# Companies are born, houses turn a hundred and dogs have birthdays, but they are no persons.
_OF_A_THING: Final = re.compile(
    r"(?<!\w)(?:its|(?:compan(?:y|ies)|firm|start-?up|business|house|building|bridge|church|school|museum"
    r"|library"
    r"|nation|nations|republic|union|club|band|league|festival|website|site|app|brand|magazine|newspaper"
    r"|euro|web"
    r"|internet|language|movement|idea|project|city|town|village|university|hospital|station|constitution"
    r"|state"
    r"|dog|puppy|cat|kitten|horse|foal|rabbit|hamster|parrot|tortoise|pony|calf|cow"
    r"|unternehmen|firma|verein|gebäude|haus|brücke|kirche|schule|museum|stadt|republik|staat|universität"
    r"|hund"
    r"|hündin|welpe|katze|kater|pferd|fohlen|kaninchen"
    r"|entreprise|société|association|maison|tour|pont|église|école|musée|ville|république|chien|chienne"
    r"|chiot"
    r"|chat|chatte|chaton|cheval|jument"
    r"|empresa|compañía|casa|puente|iglesia|escuela|museo|ciudad|república|constitución|perro|perra|gato|gata"
    r"|caballo|yegua|azienda|società|ponte|chiesa|scuola|città|repubblica|costituzione|cane|cagna|gatto|gatta"
    r"|cavallo|bedrijf|gebouw|huis|brug|kerk|stad|republiek|vereniging|hond|poes|paard|veulen|konijn"
    r"|edifício|igreja|escola|cidade|constituição|associação|cão|cachorro|cachorra|cadela|cavalo|égua)"
    r"(?:[ ][A-ZÀ-Ý][\w'’-]{1,20})?(?:,?[ ](?:who|which|that|die|der|das|qui|que|che|dat))?"
    r"(?:[ ](?:was|were|is|has been|will be|wurde|wird|ist|est|a été|fut|fue|ha sido|è|è stata|werd|is"
    r"|foi|came"
    r"|celebrates|celebrated|turns|turned|kam|feiert|fête|celebra|festeggia|viert|comemora)){0,2})"
    r"(?:[ ](?:its|seinen|ihren|son|sa|su|il suo|zijn|o seu))?[ ]\Z",
    re.IGNORECASE,
)
# "17 October 1949 is the date of birth", "3.5.1990 (DOB)", "der 3. Mai 1990 als Geburtsdatum"
_BIRTH_NOUNS: Final = (
    "date of birth|birth date|birthdate|birthday|dob|d.o.b|geburtsdatum|geburtstag|date de naissance"
    "|anniversaire|fecha de nacimiento|cumpleaños|data di nascita|compleanno|geboortedatum|verjaardag"
    "|data de nascimento|aniversário|birth"
)
_BIRTH_NOUN: Final = Phrases(_BIRTH_NOUNS.split("|"))
_CALLS_IT: Final = re.compile(
    r"(?:[ ]?[(\[]|[ ]?(?:[=–—-]|,?[ ](?:is|was|as|being|ist|war|als|est|était|comme|es|era|fue|como|è"
    r"|come|is|was"
    r"|é|foi))[ ](?:(?!(?:after|before|not|nach|vor)(?!\w))[^\W\d_][\w'’]{0,20}[ ]){0,3})"
)
_IS_CALLED: Final = re.compile(rf"{_CALLS_IT.pattern}\Z", re.IGNORECASE)
_IS_SAID: Final = re.compile(
    r"[ ](?:is|was|reads|ist|war|lautet|est|es|era|è|é|was|foi)[ ](?:(?:the|der|den|le|el|il|de|o)[ ])?(?=\w)"
)
_FAR_BIRTH: Final = 200
# "compie gli anni il 28 novembre, è del '76": the year in a clause of its own
_YEAR_BEHIND: Final = re.compile(
    r",?[ ](?:[^\W\d_]{1,8}[ ]){0,2}(?:del|de|do|of|from|van|von|vom|im|en|in|jahrgang|anno|classe)[ ]"
    r"(?P<year>'\d\d|19[2-9]\d|20[0-2]\d)(?![\w'’]|[.,]\d)",
    re.IGNORECASE,
)
# "dob010389": nothing between
_GLUED: Final = re.compile(rf"(?:{_numeric('g')}|{_COMPACT}){_END}", re.IGNORECASE)
_FEWEST_OF_A_GLUED_LABEL: Final = 3
_LIVING_SINCE: Final = 1900
_FOUR_DIGITS: Final = re.compile(r"(?<!\d)1[5-9]\d\d(?!\d)")
ONLY_YEAR: Final = re.compile(rf"{_YEAR}\Z")
_PLAIN_NUMBER: Final = re.compile(r"\d{6}\Z|\d{8}\Z")
_WEAK_BIRTH: Final = frozenset(
    {"born", "birth", "né", "née", "geb", "birthday", "nato", "nata", "born in", "nacimiento"}
)
_BIRTH_REACH: Final = 40
_BORN_REACH: Final = 64  # "born on the same day as her cousin, 3 May 1953"
_STOP: Final = re.compile(r"[!?;]\s|\.\s+[A-ZÄÖÜÉ](?=[a-zäöüé])|\n\s*\n")
_EVENT_WORDS: Final = Lexicon(
    "admitted|admission|discharged|discharge|appointment|visit|seen on|surgery|procedure"
    "|operated|deceased|died"
    "|death|dod|hired|hire date|terminated|married|divorced|arrested|incident|accident|expires"
    "|expiry|valid until|issued"
)


_AND_ANOTHER: Final = re.compile(
    r",?[ ](?:and|und|et|y|e|en)[ ](?:[^\W\d_]{1,12}[ ]){0,4}(?:nell'|l'|dell')?", re.IGNORECASE
)


class DatesOfBirth:
    """A date with a word of birth before it, or "(born 3 May 1980)", "* 03.05.1980"."""

    id = "date-of-birth"

    def find(self, text: str) -> Iterator[Hit]:
        """Yield them; a bare year counts only as doubtful."""
        for match in itertools.chain(BIRTH.finditer(text), matches_of(_TURNING, text)):
            reach = _BORN_REACH if match[0].lower() == "born" else _BIRTH_REACH
            limit = min(len(text), match.end() + reach)
            begin = match.end() + (text[match.end() : match.end() + 1] == ".")  # "D.O.B. Aug 7"
            stop = _STOP.search(text, begin, limit)
            limit = stop.start() + 1 if stop is not None else limit
            found = BIRTH_DATE.search(text, match.end(), min(len(text), limit + 28))
            if text[match.end() : match.end() + 1].isdigit() and len(match[0]) >= _FEWEST_OF_A_GLUED_LABEL:
                found = _GLUED.match(text, match.end()) or found
            asked = _ASKED.match(text, match.end())
            if (found is None or found.start() > limit) and asked is not None:
                limit = asked.end()
                found = BIRTH_DATE.match(text, limit)
            if found is None or found.start() > limit:
                continue
            year = _FOUR_DIGITS.search(text, found.start(), min(len(text), found.end() + 6))
            if year is not None and int(year[0]) < _LIVING_SINCE:  # of nobody alive: history
                continue
            if not _ON_A_FORM.match(match[0]) and _OF_A_THING.search(
                text, max(0, match.start() - 64), match.start()
            ):
                continue
            label = " ".join(match[0].lower().split())
            gap = text[match.end() : found.start()]
            close = len(gap.strip(" :=\t\"'.-|>*_`(#\n")) == 0
            if ONLY_YEAR.match(found[0]):
                if len(gap) > 12 or label == "born":
                    continue
                yield Hit(*found.span(), EntityType.DOB, 0.5, self.id, context=label)
                continue
            if _PLAIN_NUMBER.match(found[0]) and not close:
                continue
            yield Hit(*found.span(), EntityType.DOB, 0.95 if close else 0.85, self.id, context=label)
            yield from self._another(text, found.end(), label)
            later = _YEAR_BEHIND.match(text, found.end()) if year is None else None
            if later is not None:
                yield Hit(*later.span("year"), EntityType.DOB, 0.7, self.id, context=label)

    def _another(self, text: str, end: int, label: str) -> Iterator[Hit]:
        """The birth told in the same breath: "born 3 May 1961 and 5 June 1964"."""
        found = BIRTH_DATE.search(text, end, min(len(text), end + 60))
        if found is None or ONLY_YEAR.match(found[0]) or _PLAIN_NUMBER.match(found[0]):
            return
        if _AND_ANOTHER.fullmatch(text, end, found.start()) and not _EVENT_WORDS.near(
            text, found.start(), found.end(), before=found.start() - end, after=0
        ):
            yield Hit(*found.span(), EntityType.DOB, 0.75, self.id, context=label)


_NUMBERS_IN_WORDS: Final = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen"
    " eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand oh zero"
    " eins ein zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn"
    " siebzehn achtzehn neunzehn zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig null"
    " un trois quatre cinq huit neuf dix onze douze treize quatorze quinze seize vingt trente "
    "quarante cinquante"
    " soixante septante quatrevingt huitante nonante mille cent zéro dos tres cuatro cinco ocho nueve "
    "diez veinte"
    " treinta cuarenta cincuenta sesenta setenta ochenta noventa mil cien cero due tre quattro cinque "
    "sei sette"
    " otto nove dieci venti trenta quaranta cinquanta sessanta settanta ottanta novanta een twee drie "
    "vijf zes"
    " zeven negen tien twaalf twintig dertig veertig vijftig zestig zeventig tachtig negentig nul um "
    "dois três"
    " oito dez vinte trinta quarenta cinquenta sessenta oitenta noventa sei uno quatro sete deux sept six"
)
_SPOKEN: Final = frozenset(
    (
        *_NUMBERS_IN_WORDS.split(),
        *_DAYS_IN_WORDS.replace("|", " ").split(),
        *_ORDINAL_WORDS.replace("|", " ").split(),
    )
) - frozenset({"a", "et", "y", "e", "and"})
_SPOKEN_COMPOUND: Final = re.compile(
    r"(?:\w{2,9}und|\w{2,9}(?:en|ën))(?:zwanzig|dreißig|vierzig|fünfzig|sechzig|siebzig|achtzig|neunzig"
    r"|twintig|dertig|veertig"
    r"|vijftig|zestig|zeventig|tachtig|negentig)(?:sten|ster|ste)?|neunzehnhundert\w{0,24}"
    r"|zweitausend\w{0,20}"
    r"|negentienhonderd\w{0,24}|millenovecento\w{0,20}|duemila\w{0,16}|veinti\w{2,8}"
    r"|(?:venti|trenta|quaranta|cinquanta|sessanta|settanta|ottanta|novanta|vent|trent|quarant|cinquant"
    r"|sessant|settant|ottant|novant)"
    r"(?:uno|un|due|tre|tré|quattro|cinque|sei|sette|otto|nove)"
)
_BETWEEN_SPOKEN_WORDS: Final = (
    "the of de del do da van y et e en and und di dei el il le am den dem des den the in"
)
_BETWEEN_SPOKEN: Final = frozenset(_BETWEEN_SPOKEN_WORDS.split())
_SPOKEN_WORD: Final = re.compile(r",?[ -]?([^\W\d_]{1,28})")
_MOST_SPOKEN: Final = 12


# "Jg. 58", "soy del 68", "(*1955)": a year of birth, in short.
_SHORT_BIRTH: Final = re.compile(
    r"(?<!\w)(?:jg|jahrg|jahrgang)\.?[ ](?P<german>(?:19)?\d\d)(?!\w)"
    r"|(?<!\w)(?:soy|sono|sou|je[ ]suis|ich[ ]bin|ik[ ]ben)[ ](?:del?|de|du|do|vom|van)[ ](?P<told>'?[2-9]\d)"
    r"(?=[ ]?(?:[.,;!?)\n]|\Z))"
    rf"|(?<=\()\*[ ]?(?P<starred>{_YEAR})(?=[ ]?[),;–-])"
    rf"|(?<!\w)(?:wurde|wurden|bin|ist"
    rf"|sind)[ ](?:im[ ](?:jahre?[ ])?)?(?P<early>{_YEAR})[ ](?:[^\W\d_]{{1,16}}[ ]){{0,6}}geboren",
    re.IGNORECASE,
)
# "also 1946 geboren"; "age 34 (22/10/1991)", "34 ans, 22/10/1991"
_YEAR_THEN: Final = re.compile(
    r"(?<![\w./-])(?P<year>19[2-9]\d|20[0-2]\d)[ ](?:geboren|born|né|née|nacid[oa]|nat[oa]"
    r"|nascid[oa])(?!\w)",
    re.IGNORECASE,
)
_AGE_THEN: Final = re.compile(
    r"\d{1,3}(?P<unit>[ -]?(?:y/?o|yrs?(?:[ ]old)?|years?[ -]old|jahre(?:[ ]alt)?|ans|años|anni"
    r"|jaar(?:[ ]oud)?"
    rf"|anos))?[ ]?[(,;/–-]{{1,2}}[ ]?(?P<day>{_numeric('a')})(?=[ ]?(?:[),;.\n]|\Z))",
    re.IGNORECASE,
)
_OF_AGE: Final = re.compile(
    r"(?<!\w)(?:aged?|alter|âge|âgée? de|edad|età|leeftijd|idade)[ :]{1,3}\Z", re.IGNORECASE
)
# "Baby girl delivered 06:42 on 18 July 2026"
_DELIVERED: Final = re.compile(
    r"(?:(?<!\w)(?:son|daughter|baby|twins?|boy|girl|triplets|infant|newborn)[ ](?:(?:was|were)[ ])?"
    r"(?:safely[ ])?(?:delivered|arrived)[ ,]{1,2}(?:(?:at|on)[ ])?"
    r"|(?<!\w)(?:fils|fille|bébé|petite?|garçon|jumeaux|jumelles)[ ](?:est|sont)[ ]arrivée?s?[ ](?:le[ ])?"
    r"|(?<!\w)(?:hij[oa]|bebé|niñ[oa])[ ]llegó[ ](?:el[ ])?|(?<!\w)(?:bimb[oa]|figli[oa]"
    r"|neonat[oa])[ ]è[ ]arrivat[oa]"
    r"[ ](?:il[ ])?|(?<!\w)(?:filh[oa]|beb[éê])[ ]chegou[ ](?:em[ ]|a[ ]|no[ ]dia[ ])?)"
    r"(?:[012]?\d[:.h][0-5]\d(?:[ ]?[ap]\.?m\.?)?,?[ ](?:on[ ])?)?"
    rf"(?P<day>{_numeric('d')}|{_WRITTEN})",
    re.IGNORECASE,
)
# "ik ben van 1984 en mijn broer van 1986": of somebody of the family, behind somebody's
_KIN_OF_YEAR: Final = re.compile(
    r"(?<!\w)(?:ik|je|ich|io|eu|yo)[ ](?:ben|suis|bin|sono|sou|soy)[ ](?:van|de|vom|von|del)[ ]"
    r"(?:19[2-9]\d|20[0-2]\d)[ ,]{1,2}(?:en|und|et|y|e)[ ](?:[^\W\d_]{2,12}[ ]){1,3}(?:van|de|vom|von|del)[ ]"
    r"(?P<year>19[2-9]\d|20[0-2]\d)(?!\w)",
    re.IGNORECASE,
)
# "mijn dochter wordt op 8 maart twaalf", "wird am 3. Mai 40".
_TURNS_ON: Final = re.compile(
    rf"(?<!\w)(?:wordt[ ]op|wird[ ]am|werde[ ]am|word[ ]op)[ ](?P<day>{_DAY}\.?[ ](?:{_MONTH})"
    rf"|{_DAY}[./-]{_DAY}\.?)[ ](?:\d{{1,3}}|[^\W\d_]{{3,18}})(?=[ ]?(?:[.,;!?\n]|jahre|jaar|\Z))",
    re.IGNORECASE,
)
# "classe 1955": an Italian's year of birth; a school has classes, too, but none of such a year.
_CLASS_OF: Final = re.compile(
    r"(?:[.,;(]|(?<!\w)(?:sono|sei|è|nat[oa],?|uomo|donna|signor[ae]?|lui|lei|anch'io))[ ](?:di[ ])?classe[ ]"
    r"(?P<year>19[2-9]\d|'[2-9]\d)(?!\w)",
    re.IGNORECASE,
)
# "Date of birth?" and in the next line, behind who says it, nothing but the answer.
_ASKED: Final = re.compile(
    r"[^\n?]{0,40}\?[ ]?(?:\r?\n[ \t]{0,4}){0,2}(?:\[?[\d:. ]{4,20}\]?[ ]?(?:[-–][ ])?)?"
    r"(?:[^\W\d_][\w .-]{0,24}[:>][ ]{1,2})?"
    r"(?:(?i:yes|yeah|yep|sure|ok|okay|well|um|uh|erm|of course|ja|doch|klar|oui|ben|euh|alors|sí|vale|claro"
    r"|pues|sì"
    r"|certo|allora|sim|pois|jazeker|nou|it's|it is|that's|that is|das ist|es ist|c'est|es|è|é|het is|dat is)"
    r"[,.]{0,2}[ ]){0,4}"
    r"(?:(?i:i[ ](?:think|believe|guess)|maybe|probably|must[ ]be|about|ich[ ]glaube|glaub|wohl|je[ ]crois"
    r"|creo[ ]que"
    r"|credo|mi[ ]pare|ik[ ]denk|volgens[ ]mij|acho[ ]que)[,]?[ ]){0,2}"
    r"(?:(?:the|on|am|der|den|le|el|il|de|op|o|em|dia|día)[ ]){0,2}"
)


class SpokenBirth:
    """A date of birth in words, as it is dictated: "born third of the ninth fifty two"."""

    id = "date-of-birth-spoken"

    def find(self, text: str) -> Iterator[Hit]:
        """Yield the run of numbers and months behind a word of birth."""
        months = frozenset(MONTH_NAMES)
        for match in BIRTH.finditer(text):
            position = match.end()
            if text[position : position + 1] in {":", ","}:
                position += 1
            asked = _ASKED.match(text, position)
            if asked is not None:
                position = max(asked.end() - 1, position)
            first = last = -1
            count = 0
            for step in range(_MOST_SPOKEN):
                word = _SPOKEN_WORD.match(text, position)
                if word is None:
                    break
                low = word[1].lower()
                if low in _SPOKEN or low in months or _SPOKEN_COMPOUND.fullmatch(low):
                    first = word.start(1) if first < 0 else first
                    last = word.end(1)
                    count += 1
                elif low not in _BETWEEN_SPOKEN and (first >= 0 or step > 1):
                    break
                position = word.end()
            if count > 1:
                yield Hit(first, last, EntityType.DOB, 0.85, self.id, context=match[0].lower())


class BornBehind:
    """A date before the word that says what it is: "am 9.3.51 geboren"."""

    id = "date-of-birth-before"

    def find(self, text: str) -> Iterator[Hit]:
        """Yield them."""
        for word in _BORN_BEHIND.finditer(text):
            match = _DAY_BEFORE.search(text, max(0, word.start() - 60), word.start())
            if match is not None:
                yield Hit(*match.span("day"), EntityType.DOB, 0.85, self.id)
            elif " ".join(word[0].lower().split()) in _OF_ITSELF:
                yield from self._leading_to(text, word.start(), _WORDS_BETWEEN)
        for word in _BIRTH_NOUN.finditer(text):
            if _IS_CALLED.search(text, max(0, word.start() - 48), word.start()):
                yield from self._leading_to(text, word.start(), _CALLS_IT)
            yield from self._far_behind(text, word.end())
        for match in _AGE_THEN.finditer(text):
            begin = match.start()
            if text[begin - 1 : begin].isalnum() or text[begin - 1 : begin] in {".", ",", "/", "-"}:
                continue
            if match["unit"] or _OF_AGE.search(text, max(0, begin - 14), begin):
                yield Hit(*match.span("day"), EntityType.DOB, 0.75, self.id)
        for pattern in (_CLASS_OF, _SHORT_BIRTH, _TURNS_ON, _KIN_OF_YEAR):
            for match in matches_of(pattern, text):
                yield Hit(*match.span(str(match.lastgroup)), EntityType.DOB, 0.7, self.id)
        for pattern, group, needles in (
            (_YEAR_THEN, "year", (" geboren", " born", " né", " nac", " nat", " nasc")),
            (
                _DELIVERED,
                "day",
                ("arrived", "delivered", "joined us", "arrivé", "llegó", "arrivat", "chegou"),
            ),
        ):
            for match in near_needles(pattern, text, needles):
                yield Hit(*match.span(group), EntityType.DOB, 0.75, self.id)

    def _leading_to(self, text: str, position: int, between: re.Pattern[str]) -> Iterator[Hit]:
        """A day from which the words between lead to what it is."""
        for day in BIRTH_DATE.finditer(text, max(0, position - 64), position):
            if (
                between.fullmatch(text, day.end(), position)
                and not ONLY_YEAR.match(day[0])
                and not _PLAIN_NUMBER.match(day[0])
            ):
                yield Hit(*day.span(), EntityType.DOB, 0.8, self.id)

    def _far_behind(self, text: str, position: int) -> Iterator[Hit]:
        """The day at the end of a long sentence that began with the word for it."""
        stop = _STOP.search(text, position, position + _FAR_BIRTH)
        limit = stop.start() if stop is not None else min(len(text), position + _FAR_BIRTH)
        for said in _IS_SAID.finditer(text, position + _BIRTH_REACH, limit):
            day = BIRTH_DATE.match(text, said.end(), limit)
            if day is not None and not ONLY_YEAR.match(day[0]):
                yield Hit(*day.span(), EntityType.DOB, 0.75, self.id)
                return


class Ages:
    """Ages over 89 (45 CFR 164.514(b)(2)(i)(C)); other ages are a matter of the quasi-identifiers."""

    id = "age-over-89"
    _pattern: Final = re.compile(
        r"(?<![\w.,$€£-])(9\d|1[0-2]\d)(?=[ -]{0,2}(?:years?[ -]old|y[/.]?o\b|yrs?[ .-]{0,2}old"
        r"|year-old|years of age|jahre alt|jährige|jahre|ans\b|años|anni|jaar oud|jarige|anos))"
        r"|(?:(?<!\w)(?:age|aged|alter|âge|âgée? de|edad|età|leeftijd|idade)[ :=]{1,4}(?:is |of "
        r")?)(9\d|1[0-2]\d)(?![\w%]|[.,]\d)",
        re.IGNORECASE,
    )

    _firsts: Final = firsts_of(
        ["0", "age", "aged", "alter", "âge", "âgé", "âgée", "edad", "età", "leeftijd", "idade"]
    )

    def find(self, text: str) -> Iterator[Hit]:
        """Yield the number."""
        for match in matches_at(self._pattern, text, self._firsts):
            group = 1 if match[1] else 2
            yield Hit(*match.span(group), EntityType.AGE, 0.85, self.id)


def _is_date(value: str) -> bool:
    """Whether the numbers can be a day, a month and a year (versions and scores cannot)."""
    numbers = [int(number) for number in re.findall(r"\d+", value)[:3]]
    if re.search(r"[^\W\d_]{3}", value):
        return True
    if len(numbers) < 3:
        return False
    if numbers[0] > 31:
        return numbers[1] <= 12 and numbers[2] <= 31
    return (numbers[0] <= 12 or numbers[1] <= 12) and numbers[0] <= 31 and numbers[1] <= 31


RECOGNIZERS: tuple[Recognizer, ...] = (
    DatesOfBirth(),
    SpokenBirth(),
    BornBehind(),
    Ages(),
    shape(
        "date",
        EntityType.DATE,
        _ANY_DATE.pattern,
        flags=re.IGNORECASE,
        checked=0.8,
        check=_is_date,
        firsts=_FIRST_OF_A_DATE,
        near=0.85,
        lexicon=_EVENT_WORDS,
    ),
    shape(
        "date-month-year", EntityType.DATE, rf"{_BEGIN}{_MONTH_YEAR}{_END}", flags=re.IGNORECASE, alone=0.6
    ),
    shape(
        "dob-starred",
        EntityType.DOB,
        rf"(?<!\w)\*[ ]?({_numeric('s')})(?!\w)",
        group=1,
        alone=0.85,
        needles=("*",),
    ),
)
