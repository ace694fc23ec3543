"""How dates are written: in numbers, with the name of the month or in words, in seven languages."""

from __future__ import annotations

from typing import Final

from app.redaction import later as re
from app.redaction.recognizers.base import trie_pattern
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
MONTH: Final = trie_pattern(MONTH_NAMES)
YEAR: Final = r"(?:1[89]\d\d|20[0-4]\d)"
SHORT_YEAR: Final = rf"(?:{YEAR}|'?\d\d)"
DAY: Final = r"(?:[12]\d|3[01]|0?[1-9])"
TIME: Final = (
    r"(?:(?:T|,?[ ]{1,2}(?:at[ ])?)[012]?\d:[0-5]\d(?::[0-5]\d(?:[.,]\d{1,9})?)?(?:[ ]?(?:Z"
    r"|[ap]\.?m\.?|UTC|[+-]\d\d:?\d\d))?)?"
)
ORDINAL_WORDS: Final = (
    "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth"
    "|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|twenty first"
    "|twenty second|twenty third|twenty fourth|twenty fifth|twenty sixth|twenty seventh|twenty eighth"
    "|twenty ninth|thirtieth|thirty first"
)
_ORDINALS: Final = trie_pattern(ORDINAL_WORDS.split("|"), gap="[ -]")
WEEKDAY: Final = (
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?[ ](?:the[ ])?|(?:mon|tue|wed|thu|fri|sat|sun),[ ]"
    r"|(?:montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag),?[ ](?:den[ ]|dem[ ])?"
    r"|(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)[ ](?:le[ ])?)?"
)
_NUMERIC: Final = (
    rf"(?:{YEAR}-(?:0?[1-9]|1[0-2])-{DAY}|{YEAR}[/.][ ]?(?:0?[1-9]|1[0-2])[/.][ ]?{DAY}"
    rf"|{DAY}(?P<sep%s>[./-])[ ]?{DAY}(?P=sep%s)[ ]?{SHORT_YEAR}"
    rf"|{DAY}[ ](?P<wide%s>[./-])[ ]{DAY}[ ](?P=wide%s)[ ]{YEAR})"
)
WRITTEN: Final = (
    rf"(?:{DAY}(?:st|nd|rd|th|er|º|°|\.)?[ ]?[-/ ]?[ ]?(?:of[ ]|de[ ]|del[ ](?:mese[ ]di[ ]"
    rf"|mes[ ]de[ ])?)?(?:{MONTH})\.?(?:,?[ ]?[-/ ]?[ ]?(?:de[ ]|del[ ])?{SHORT_YEAR})?(?!\w)"
    rf"|(?:{_ORDINALS})[ ](?:of[ ])?(?:{MONTH})(?:,?[ ](?:of[ ])?{YEAR})?(?!\w)"
    rf"|(?:{MONTH})\.?[ ]?{DAY}(?:st|nd|rd|th)?(?:,?[ ]{{1,2}}{YEAR}|,[ ]'?\d\d)?(?![\w:]|[.,]\d))"
)
_WEEKDAYS: Final = (
    "monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun montag dienstag "
    "mittwoch donnerstag freitag samstag sonntag lundi mardi mercredi jeudi vendredi samedi dimanche"
)
# What a date begins with: a number, a month, a day of the week or of the month.
FIRST_OF_A_DATE: Final = firsts_of(["0", *MONTH_NAMES, *_WEEKDAYS.split(), *ORDINAL_WORDS.split("|")])
_ROMAN_MONTH: Final = r"(?:I{1,3}|I?V|VI{1,3}|I?X|XI{1,2})"
MONTH_YEAR: Final = rf"(?:(?:{MONTH})\.?,?[ ](?:of[ ]|de[ ]|del[ ])?{YEAR})"
# "the spring of 1961", "début 1958", "Ende Mai 1963": as old people and old papers tell it.
PART_OF_YEAR: Final = (
    r"(?:(?:(?:early|late|mid|the[ ](?:beginning|middle|end)[ ]of|(?:first|last)[ ]day[ ]of|anfang|mitte"
    r"|ende|début|mi|fin"
    r"|principios[ ]de"
    r"|mediados[ ]de|finales[ ]de|inizio|metà|fine|begin|midden|eind|início[ ]de|meados[ ]de|fins[ ]de)[ -])?"
    r"(?:spring|summer|autumn|fall|winter|springtime|wintertime|easter|christmas|frühjahr|frühling|sommer"
    r"|herbst"
    r"|ostern|weihnachten|printemps|été|automne|hiver|noël|pâques|primavera|verano|otoño|invierno|navidad"
    r"|estate|autunno|inverno|natale|pasqua|lente|voorjaar|zomer|herfst|najaar|kerst|kerstmis|pasen|verão"
    r"|outono"
    rf"|natal|páscoa|{MONTH})"
    rf"\.?,?[ ](?:(?:of|de|del|do|di|des|von|van|dell'anno|des[ ]jahres|in)[ ])?{YEAR}"
    r"|(?:(?:st\.?[ ])?(?:patrick|valentine|george|andrew|new[ ]year|mother|father"
    r"|all[ ]saints?)['’]?s?['’]?[ ]"
    r"(?:day|eve)|(?:christmas|boxing|independence|labou?r|may)[ ](?:day|eve)|halloween|thanksgiving"
    r"|easter[ ](?:sunday|monday)|(?:oster|pfingst)(?:sonntag|montag)|karfreitag|natale|natal"
    r"|[1-4]\.[ ]advent|heiligabend|silvester|neujahr|pfingsten|nikolaus(?:tag)?"
    r"|(?:la[ ])?saint[- ][^\W\d_]{3,12}|toussaint|ascension|pentecôte|jour[ ]de[ ]l'an|nochebuena|nochevieja"
    r"|(?:día|dia|giorno)[ ]de[ ](?:santo|san|santa|los|todos|são)[ ][^\W\d_]{3,12}|ferragosto|san(?:to"
    r"|ta)?[ ][^\W\d_]{3,12}"
    r"|oudjaarsdag|nieuwjaarsdag|koningsdag|koninginnedag|sinterklaas|pinksteren|hemelvaart)"
    rf",?[ ](?:(?:of|de|del|do|di|von|van|in)[ ])?{YEAR}"
    rf"|(?:early|late|mid|anfang|mitte|ende|début|fin|principios[ ]de|finales[ ]de|inizio|fine|begin|eind"
    rf"|início[ ]de|fins[ ]de)[ -]{YEAR})"
)
COMPACT: Final = (
    rf"(?:{YEAR}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])|(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d"
    rf"|3[01]){YEAR}|(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2]){YEAR}|\d{{6}})"
)
BEGIN: Final = r"(?<![^\W_])(?<![\d][-.,/])"
END: Final = r"(?![^\W_])(?![-/]\d)"


def numeric(name: str) -> str:
    """Return the pattern of a date in numbers; the name sets its groups apart from those of another one."""
    return _NUMERIC % (name, name, name, name)


# Days and years in words, as deeds and certificates write them.
DAYS_IN_WORDS: Final = (
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
_GERMAN_DAYS: Final = tuple(day for day in DAYS_IN_WORDS.split("|") if day.endswith("ten"))
_DAY_WORDS: Final = trie_pattern(
    {
        *DAYS_IN_WORDS.split("|"),
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
IN_WORDS: Final = (
    rf"(?:(?:día[ ])?(?:{_ORDINALS}|{_DAY_WORDS}|{DAY}(?:º|°|\.|st|nd|rd|th)?)[ ](?:day[ ])?(?:of[ ]|de[ ]"
    rf"|del[ ])?(?:{MONTH})"
    rf"(?:,?[ ](?:of[ ]|de[ ]|del[ ]|in[ ]the[ ]year[ ]|do[ ]ano[ ]de[ ]|dell'anno[ ])?"
    rf"(?:{YEAR}|{_YEAR_WORDS}))?(?!\w))"
)
BIRTH_DATE: Final = re.compile(
    rf"{BEGIN}{WEEKDAY}(?:the[ ])?(?:(?:{_ORDINALS}|{_DAY_WORDS}|{DAY}(?:st|nd|rd|th|\.)?)[ ]"
    rf"(?:of[ ]|de[ ]|del[ ])?(?:{MONTH}),?[ ]{_YEAR_WORDS}|{numeric('b')}{TIME}"
    rf"|(?:{MONTH})\.?[ ]{DAY}(?:st|nd|rd|th)?,?[ ]'?\d\d(?!\d)|{WRITTEN}|{YEAR}-(?:0[1-9]|1[0-2])"
    rf"(?![\d-])|{DAY}/{DAY}[ "
    rf"]{YEAR}|{DAY}[/.]{DAY}(?![./]?\d)"
    rf"|{DAY}[ ]/[ ]{DAY}[ ]/[ ]\d\d|{DAY}[ ]?[./-][ ]?{_ROMAN_MONTH}[ ]?[./-][ ]?{SHORT_YEAR}"
    rf"|{IN_WORDS}|(?:{MONTH})\.?[ ]'\d\d(?!\w)|{DAY}[ ]?\|[ ]?{DAY}[ ]?\|[ ]?{YEAR}"
    rf"|(?:{_ORDINALS}|{_DAY_WORDS})[ ](?:of[ ](?:the[ ])?)?(?:{_ORDINALS}|{_DAY_WORDS}),?[ ]{YEAR}"
    rf"|\d{{1,2}}(?:st|nd|rd|th)[ ]of[ ]the[ ]\d{{1,2}}(?:st|nd|rd|th),?[ ](?:of[ ])?{SHORT_YEAR}"
    rf"|{YEAR},?[ ](?:the[ ])?{DAY}(?:st|nd|rd|th)?[ ](?:of[ ])?(?:{MONTH})"
    rf"|{PART_OF_YEAR}|--\d\d-?\d\d|{MONTH_YEAR}|(?:{MONTH})\.?[/-]{YEAR}|{COMPACT}"
    rf"|(?<=\(){YEAR},[ ]?{DAY},[ "
    rf"]?{DAY}|{DAY}[ "
    rf".]{DAY}[ .]{YEAR}|{DAY}[ ]{DAY}[ ]\d\d|{YEAR}){END}",
    re.IGNORECASE,
)
ONLY_YEAR: Final = re.compile(rf"{YEAR}\Z")
OF_OLD: Final = re.compile(r"(?<!\d)1(?:[0-8]\d\d|900)(?!\d)")
"""A year of nobody alive."""
PLAIN_NUMBER: Final = re.compile(r"\d{6}\Z|\d{8}\Z")
