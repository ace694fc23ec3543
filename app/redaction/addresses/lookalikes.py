"""What looks like an address and is none: ranks and levels, years, points of a game, short forms that are words.

Each question is asked of what a pattern of ``cores`` found, together with the text around it.
"""

from __future__ import annotations

from typing import Final

from app.redaction import later as re
from app.redaction.addresses.words import SUFFIXES, UP
from app.redaction.data import lines, words

# What stands between a number and a word for a street in a sentence.
_NOT_A_STREET: Final = re.compile(
    r"(?i)\b(?:percent|years?|days?|hours?|minutes?|weeks?|months?|miles?|km|people|times|ways?|lanes|of the road|per|"
    r"dollars?|euros?|main|wheel|on|different|more|other|kinds?|types?|steps?|on the|in the|to the|down the|and the|is|was|"
    r"are|were|cars?|feet|meters?|metres?|degrees?|to|at|in|for|from|with|or|users?|items?|points?|star|beds?|baths?|bedrooms?|rooms?|storey|car)\b"
)
# A box, a blood pressure: a short number behind these is an address beside a town only.
_BOX_ALONE: Final = re.compile(r"(?i)(?:box|b\.?p\.?|c\.?p\.?|t\.?s\.?a\.?|pl)[ \t]*\d[\d ]{0,3}\Z")
_OF_A_FORM: Final = re.compile(
    r"(?i)(?<!\w)(?:schedule|form|part|w-2|return|line|anlage|formular|cadre)(?:[ ][\w-]{1,6})?,?[ ]\Z"
)
# What is counted before a number of four digits, or before it and two letters.
_COUNTED: Final = re.compile(
    r"(?i)(?<!\w)(?:level|lvl|chapter|section|sect|art|article|artikel|artículo|artigo|articolo|part|phase|stage|round|rank|step|table|fig|"
    r"figure|page|vol|volume|type|class|grade|version|windows|year|season|episode|lap|turn|hole|book|act|scene|verse|rule|clause|annex|"
    r"kapitel|band|seite|teil|abschnitt|stufe|niveau|nivel|livello|capítulo|capitolo|chapitre|tomo|tome|número|loi|ley|legge|lei|patch)\.?[ ]"
    r"[A-Za-z]?\d[\w-]*\W{1,3}\Z"
)
_NUMBERED: Final = re.compile(
    r"\d+[ ](?:Level|Teil|Part|Chapter|Section|Class|Type|Table|Annex|Anhang|Abschnitt|Kapitel|Phase|Stage|Partie|Parte|Deel|Rev|Series|Mode)(?!\w)"
)
_STANDARD: Final = re.compile(r"(?<![\w-])(?!(?:CH|DE|AT|FR|IT|ES|PT|NL|BE|LU|BP|CP|BOX)[ ])[A-Z]{2,5}[ ]\Z")
# Points of a game, bytes, years: no letters of a postcode.
_MEASURED: Final = re.compile(
    r"\d{4}[ ](?:HP|MP|XP|KB|MB|GB|TB|AD|BC|CE|PM|AM|KG|ML|CM|MM|KM|PS|KW|HZ|DB|EU|UK|US|VA)(?!\w| [A-Z])"
)
_ABBREVIATED: Final = re.compile(r"(?<![\w-])[A-Z]{2,5}[ ]\d[\w-]*[ \t]*[,;|–-]")
_ONLY_THE: Final = re.compile(r"(?i)\d+[a-z]?[ \t](?:the|a|my|our|this|st)[ \t]\w+\.?\Z")
_STRONG_SUFFIXES: Final = tuple(
    (  # noqa: SIM905 (a list that people read)
        "straße|strasse|straat|str|gasse|weg|platz|allee|laan|gracht|plein|gatan|vägen|veien|gade|vej|katu|utca|dijk|kade"
    ).split("|")
)
_CERTAIN_SUFFIXES: Final = tuple(
    (  # noqa: SIM905
        "straße|strasse|straat|str|gasse|weg|wegen|platz|allee|laan|plein|gracht|dijk|kade|kaai|singel|chaussee|damm|deich|ufer|stieg|steig|"
        "pfad|steeg|dreef|plantsoen|promenade|gatan|vägen|vagen|gränd|veien|gaten|vej|gade|torget|torv|katu|kuja|polku|utca|"
        "körút|stræde|vegur|stígur|sokak|sokağı|caddesi|bulvarı"
    ).split("|")
)
_WHERE: Final = re.compile(
    r"(?i:(?<!\w)(?:am|an|an der|an den|auf der|auf dem|beim|zum|zur|im|in der|in den|op|op de|op het|aan|aan de|aan het|på|i|te|van|van de"
    r"|am alten|an der alten|an den|unterm|hinterm)[ ]|[:;][ \t]*)\Z"
)
_IN_HUNDREDS: Final = re.compile(r"[ \t]\d{1,3}00\Z(?<=\d{4})")
_YEAR_BEHIND: Final = re.compile(r"[ \t](?:1[5-9]|20)\d\d\Z")
# Words that end as streets do and are none, whatever number stands behind them.
_NO_STREET: Final = re.compile(
    r"(?:[kcaiuops]tor|[aeiou]ring|(?:^|\W)(?:sp|st)ring|(?:i|key|think|note|touch|launch|track|game|foot|mouse)pad|(?:fire|pay|dry)wall"
    r"|(?:har|in)vest|(?:^|[bgt]|ter)rain|^(?:[dmr]|str)anger|cad|(?:ig|eg|leg|riv|col)ate|(?:lehr|stunden|fahr|spiel|master|haus|bau|zeit)plan"
    r"|spark|(?:frage|regen)bogen|(?:grund|hinter|vorder|unter|erwägungs|beweg)grund|(?:um|an)hang|feedback|(?:kopf|fuß|code|betreff|text)zeile"
    r"|(?:park|sitz|steh|stell|tabellen|relegations|abstiegs|aufstiegs|medaillen|podest|podiums|spitzen|listen|start|lager|speicher|studien|ausbildungs|arbeits|liege|lade)platz|(?:aus|um|rück|hin|irr)weg"
    r"|decreto-lei|lei)\Z"
)
_COMMA_BEHIND: Final = re.compile(r"\d+[A-Za-z]?,")
_NAME_BEFORE: Final = re.compile(rf"[{UP}][a-z]+[ ]\Z")
_NUMBER_NEXT: Final = re.compile(r"[ \t](?:is[ \t])?\d{1,4}(?![\w/-])")
_OVER_SENTENCES: Final = re.compile(r"\w{4}\.[ \t]|\A\d+[a-z]?[ \t](?:and|or|und|et)[ \t]")
_NO_STREET_OF_WORDS: Final = re.compile(r"(?i)(?<!\w)(?:lane|way|of|the|a|on|in|main|different|side)[ ]\w+\Z")
_YEAR_OF_OLD: Final = re.compile(r"1\d{3}(?!\d)|20\d\d(?!\d)")
_IN_A_YEAR: Final = re.compile(r"(?i)(?<!\w)(?:in|en|im|em|nel|anno|since|depuis|seit|of|from)[ ]\Z|;[ ]\Z")
_ENGLISH_OF: Final = re.compile(r"[ \t](?:of|the|and)[ \t]")
# "OS Windows 10", "tv Samsung 55", "all Stars 5": short forms of streets that are words, too, have their period or "de".
_OF_MACHINES: Final = re.compile(
    r"(?:(?i:os|tv|pc|all|ch|ul|loc|imp)|al)[ \t](?!(?:de|du|des|do|da|dos|das|la|le|del|di)[ ])"
)
# "Corso di chimica 2", "cours de droit 3", "place on 4 October"
_COURSE: Final = re.compile(
    r"(?i:corso|cours|curso)[ ](?:di|de|du|d['’])[ ]?[a-zà-ÿ]|(?i:place|square|passage|route|traverse|cours|ring)[ ](?:on|and|in|at|to|with|from|by)[ ]"
)
_SHORT_FORM: Final = re.compile(r"[^\W\d_]{2}[ \t]")
_TITLE: Final = re.compile(r"(?:Mr|Mrs|Ms|Dr|Herr|Frau|Shri|Sri|Smt)\.?[ ]\Z")
_WHOLE_WORD: Final = re.compile(r"[ \t][^\W\d_]{3,}(?![\w.])")
_NO_NAME: Final = re.compile(r"(?i)[^\W\d]+\.?[ \t]?\d{1,3}\Z")
_MEASURED_BEHIND: Final = re.compile(
    r"(?i)[ ](?:mal|km|kilometern?|metern?|stunden?|tagen?|corsie|carriles|voies|faixas|rijstroken|spuren|lanes|metri|metros|mètres|meter)(?!\w)"
)
_ROW_BEHIND: Final = re.compile(r"(?:[ \t]\d{1,3}){2}(?![\w,./-])")
_TO_A_RANK: Final = re.compile(r"(?i)(?<!\w)(?:zum|zu|ab|mit)[ ]\Z")
_YEAR_LAST: Final = re.compile(r",[ ](?:1[5-9]\d\d|20[0-2]\d)\Z")
_RANKED: Final = frozenset(
    [
        "",
        "und",
        "oder",
        "auf",
        "von",
        "um",
        "op",
        "der",
        "den",
        "dem",
        "die",
        "das",
        "ein",
        "einen",
        "dieser",
        "diesem",
        "vom",
        "bis",
        "de",
        "het",
    ]
)
# Small words that stand before the name of a street and before little else.
_ONLY_STREETS: Final = (
    "rua ", "r. ", "calle ", "c/", "avenida ", "av ", "av. ", "avda", "plaza ", "pza ", "piazza ", "p.za ", "p.zza ", "viale ", "v.le ",
    "vicolo ", "lgo ", "travessa ", "trav ", "trav. ", "praça ", "praceta ", "ul ", "ul. ", "jr ", "jr. ",
)  # fmt: skip
_PART_ENDS: Final = re.compile(
    r"[ ]*(?:[,.;)\n]|\Z)|[ ](?:grazie|porfa|por favor|per favore|gracias|obrigad[oa]|pf)(?!\w)"
)
PROVINCES: Final = frozenset(
    (  # noqa: SIM905 (a list that people read)
        "bg bs bz cb cn cr cs ct cz fg fc fm fr ge gr kr lc lt lu mb mc mn mo ms mt nu og pd pg pr pt pu pv pz rc rg rm rn sa sp sr ss "
        "sv tn tp tr ts tv ud vb vc vi vr vt vv"
    ).split()
)
"""The short forms of provinces of Italy that are no words beside."""
_YEAR: Final = re.compile(r"(?:19|20)\d\d(?!\d)")


def is_a_street_in_small_letters(match: re.Match[str]) -> bool:
    """Whether it is one, and the word behind it no word of the sentence."""
    town = match["town"]
    return is_a_street(match) and (town is None or not is_ordinary(town.lower()))


def is_a_street(match: re.Match[str]) -> bool:
    """Whether small letters behind a number are a street: not "5 star street", not "2 different ways and a road"."""
    return (
        _NOT_A_STREET.search(match[0]) is None
        and _OVER_SENTENCES.search(match[0]) is None
        and is_named(match)
    )


def is_named(match: re.Match[str]) -> bool:
    """Whether a street has a name, and its number is its own: not "42 the street"."""
    if _ONLY_THE.match(match[0]) is not None:
        return False
    # "Boardwalk 400, Baltic Avenue": the number belongs to what stands before it.
    return not (
        _COMMA_BEHIND.match(match[0])
        and (
            _NAME_BEFORE.search(match.string, max(0, match.start() - 20), match.start())
            or _NUMBER_NEXT.match(match.string, match.end())
        )
    )


def is_spelled(match: re.Match[str]) -> bool:
    """Whether what stands behind a number in words is a street: not "two on Main Street"."""
    return _NO_STREET_OF_WORDS.search(match[0]) is None


def is_no_year(match: re.Match[str]) -> bool:
    """Whether the number before a street is none of a year: "en 1793 place de la Révolution"."""
    return (
        _YEAR_OF_OLD.match(match[0]) is None
        or _IN_A_YEAR.search(match.string, max(0, match.start() - 8), match.start()) is None
    )


def has_name(match: re.Match[str]) -> bool:
    """Whether it has a name, and one that no "of" belongs to: not "Place of Service 11", not "R. Civ. P. 12"."""
    if _NO_NAME.match(match[0]) is not None or _ENGLISH_OF.search(match[0]) is not None:
        return False
    if _ROW_BEHIND.match(match.string, match.end()) is not None:
        return False  # "Villa 24 14 5 5" is a row of a table
    if _OF_MACHINES.match(match[0]) is not None or _COURSE.match(match[0]) is not None:
        return False
    if _MEASURED_BEHIND.match(match.string, match.end()) is not None:
        return False  # "via Nazionale 4 corsie"
    if _SHORT_FORM.match(match[0]) and match.string[max(0, match.start() - 2) : match.start() - 1].isdigit():
        return False  # "2 cl Cognac, 3"
    if not match[0].startswith(("R.", "r.")):
        return True
    return (
        _WHOLE_WORD.search(match[0]) is not None
        and _TITLE.search(match.string, max(0, match.start() - 6), match.start()) is None
    )


def is_dated(match: re.Match[str]) -> bool:
    """Whether the number of a house is likely a year: "Praça dos Três Poderes, 1960."."""
    return _YEAR_LAST.search(match[0]) is not None and match.string[match.end() : match.end() + 1] in {
        "",
        ".",
        ";",
        ")",
        "\n",
    }


def is_suffixed(match: re.Match[str]) -> bool:
    """Whether a word that ends as streets do, with a number behind it, can be one: not "Monitor 2"."""
    name = match["name"].lower().rstrip(".")
    if name in SUFFIXES and match.string[match.start() : match.start("name")].strip().lower() in _RANKED:
        return False  # "auf Platz 1" is a rank
    if _MEASURED_BEHIND.match(match.string, match.end()) is not None:
        return False  # "den Jakobsweg 5 Mal"
    if name == "platz" and _TO_A_RANK.search(match.string, max(0, match.start() - 8), match.start("name")):
        return False
    if _NO_STREET.search(name) is not None or _IN_HUNDREDS.search(match[0]):
        return False  # "Schlossallee 8000" is a price
    if not name.endswith(_CERTAIN_SUFFIXES) and (
        name in lines("large_places") or _YEAR_BEHIND.search(match[0])
    ):
        return False  # "Salzburg 155", "Harvest 2024"; a town with its postcode is found by that
    # "Iterator, 1": a comma stands before the number of a street that can be nothing else.
    return name.endswith(
        _STRONG_SUFFIXES if match[0][match.end("name") - match.start() :].lstrip()[:1] == "," else SUFFIXES
    )


def is_no_price(match: re.Match[str]) -> bool:
    """Whether the number behind a street is one of a house: not "Schlossallee 8000", not "Tabellenplatz 3"."""
    if _IN_HUNDREDS.search(match[0]) is not None:
        return False
    return _NO_STREET.search(match[0].lower().rstrip("0123456789 \t.,")) is None


def is_certain(match: re.Match[str]) -> bool:
    """Whether a word can be nothing but a street: "Siedlerweg vier", not "Umweg zwei"."""
    name = match["name"].lower()
    return name.endswith(_CERTAIN_SUFFIXES) and name not in SUFFIXES and _NO_STREET.search(name) is None


def is_doubtful(match: re.Match[str]) -> bool:
    """Whether a street by its end alone may be any word with a number: "Windpark 3", "Kindergarten 2".

    What "am" or "op de" stands before is none, nor what stands behind a colon.
    """
    name = match["name"].lower().rstrip(".")
    if name.endswith(_CERTAIN_SUFFIXES):
        return False
    return _WHERE.search(match.string, max(0, match.start("name") - 14), match.start("name")) is None


def is_ordinary(word: str) -> bool:
    """Whether a small word is one that everybody uses."""
    return any(word in words(listed) for listed in ("plain_words", "common_words", "not_names"))


def is_no_measure(match: re.Match[str]) -> bool:
    """Whether small letters before a weak word are a street's name: not "at 5 different place"."""
    name = match[0].lower().split(" ")[1:-1]
    return _NOT_A_STREET.search(" ".join(name)) is None and not any(map(is_ordinary, name))


def are_streets(match: re.Match[str]) -> bool:
    """Whether two small words beside a corner are the names of streets: days, or words of no dictionary."""
    names = f"{match['one']} {match['other']}".lower()
    return not is_undated(match) or not any(map(is_ordinary, names.split(" ")))


def is_undated(match: re.Match[str]) -> bool:
    """Whether no street of a corner is called by a day: "9 de julio"."""
    return not (match["one"][0].isdigit() or match["other"][0].isdigit())


def is_before_a_town(match: re.Match[str]) -> bool:
    """Whether the small word behind the number of a house is a town: "p.za garibaldi 4 sassuolo mo"."""
    town = match["town"]
    if _COURSE.match(match[0]) is not None or is_dated(match):
        return False
    if town is None:
        return True
    large = lines("large_places")
    first, _, second = town.partition(" ")
    if town in large or first in large or second in PROVINCES:
        return True
    street = match[0].lower()
    return (
        match[0].islower()
        and street.startswith(_ONLY_STREETS)
        and not any(map(is_ordinary, town.lower().split(" ")))
        and _PART_ENDS.match(match.string, match.end("town")) is not None
    )


def is_any_box(match: re.Match[str]) -> bool:
    """Whether a number behind a word for a box may count anything: "box 12", "BP 120"; not that of a form."""
    start = match.start()
    return (
        _BOX_ALONE.match(match[0]) is not None
        and _OF_A_FORM.search(match.string, max(0, start - 24), start) is None
    )


def is_box(match: re.Match[str]) -> bool:
    """Whether it can be nothing else: "PO Box 12"."""
    return _BOX_ALONE.match(match[0]) is None


def is_no_postcode(match: re.Match[str]) -> bool:
    """Whether digits and what stands behind them are no postcode: "DIN 18800 Teil 1", "4300 HP"."""
    text, start = match.string, match.start()
    if _NUMBERED.match(match[0]) is not None:
        return True
    if _STANDARD.search(text, max(0, start - 8), start) is not None and not match[0].isupper():
        return True  # "ISO 2859 Level II"
    # and not the end of "00 4587 3523 GB", a number in groups
    return _MEASURED.match(match[0]) is not None and not text[max(0, start - 2) : start - 1].isdigit()


def is_year(match: re.Match[str]) -> bool:
    """Whether what may be a postcode begins as a year of ours does."""
    return _YEAR.match(match[0]) is not None


def is_counted(street: str, code: str) -> bool:
    """Whether what stands before a number is no street: "Level 44, 1882 HP", "NJW 2010, 2061 Rn"."""
    if _COUNTED.search(street) is not None:
        return True
    return _ABBREVIATED.search(street) is not None and re.search(r"[a-z]", code) is not None
