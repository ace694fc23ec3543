"""Addresses of nobody: houses that films and novels have made known, roads of a country, what stands for any."""

from __future__ import annotations

from typing import Final

from app.redaction import later as re
from app.redaction.data import lines

# Houses that films, novels and the news have made known, and roads of a country.
# Those that nothing else can be, whatever goes on behind them.
_ONLY_ONE: Final = re.compile(
    r"(?i)(?:1[01],?[ ]downing|221b,?[ ]baker|4,?[ ]privet|742,?[ ]evergreen|10[ ]cloverfield|12,?[ ]grimmauld|123[ ]sesame)[ ]\w+\.?(?!\w)\D*\Z"
    r"|1600,?[ ]pennsylvania[ ]ave(?:nue|\.)?,?[ ]n\.?w\.?(?:,?[ ](?:in[ ])?washington|\Z)"
    r"|10[ ]cloverfield[ ]lane|51[ ]franklin[ ]st(?:reet)?\.?,[ ](?:fifth|5th)[ ]fl|59[ ]temple[ ]place\W+suite[ ]330"
    r"|(?:one|1)[ ](?:microsoft[ ]way|apple[ ]park[ ]way|infinite[ ]loop)|1600[ ]amphitheatre[ ]p"
)
_PUBLIC: Final = re.compile(
    r"(?i)(?:1[01],?[ ]downing|221b,?[ ]baker|1600,?[ ]pennsylvania|4,?[ ]privet|742,?[ ]evergreen|10[ ]cloverfield|2[12][ ]jump|123[ ]sesame"
    r"|124[ ]conch|1313[ ]mockingbird|1428[ ]elm|112[ ]ocean|12,?[ ]grimmauld|32[ ]windsor|31[ ]spooner|17[ ]cherry[ ]tree|177a[ ]bleecker"
    r"|10[ ]rillington|77[ ]sunset|84,?[ ]charing[ ]cross|1[ ]infinite)[ ]\w+\.?(?:\Z|,[ ]?(?:\d|bikini))"
    r"|SW1A[ ]?[012]AA\Z|(?:36,?[ ])?quai[ ]des[ ]orf[eè]vres\Z|route[ ]\d{1,3}\Z|(?:bundes|landes|staats|kreis)stra(?:ß|ss)e[ ]\d{1,4}\Z"
    r"|(?:route|estrada|carretera|strada|rodovia|autopista|autoroute|autostrada)[ ](?:nationale|nacional|statale|federal|provinciale|départementale)"
    r"[ ]\d{1,4}(?:\Z|,?[ ](?:de|da|do|du|del|entre|tra|fra|from|between)[ ])"
)
# What stands for any address, in forms and in tests of programs.
_PLACEHOLDER: Final = re.compile(
    r"(?i)\d{1,4}[ ](?:test|example|sample|fake|any|some|dummy|placeholder|demo|foo|bar)[ ](?:street|st|road|rd|ave|avenue|lane)(?!\w)"
    r"|(?:muster|beispiel|test)(?:straße|strasse|str\.|str|weg|gasse|platz|allee)(?!\w)|(?:voorbeeld|test)(?:straat|weg|laan)(?!\w)"
    r"|(?:rue|calle|via|rua)[ ](?:de[ ]|del[ ]|di[ ]|do[ ]|de[ ]l['’]|dell['’])?(?:exemple|ejemplo|esempio|exemplo|test|prueba|prova|teste|falsa[ ]123)(?!\w)"
    r"|\d{1,4}[ ](?:rue|via|calle)[ ](?:de[ ]|di[ ]|de[ ]l['’])?(?:exemple|ejemplo|esempio|test)(?!\w)"
)
_IN_A_FORM: Final = re.compile(r"(?i)placeholder=[\"'][^\"'\n]{0,60}\Z")

# "Paris (48.8566, 2.3522)": the middle of a town.
_TOWN_BEFORE: Final = re.compile(
    r"(?<![\w'’])(?P<name>[^\W\d_a-z][\w'’.-]{1,24}(?:[ ][^\W\d_a-z][\w'’.-]{1,24}){0,2})[\"']?[ ]?(?:[(:=,]|is at|at|lies at)[ ]?[(\[]?\Z"
)


def is_of_a_town(text: str, start: int) -> bool:
    """Whether the name of a large town stands right before coordinates."""
    match = _TOWN_BEFORE.search(text, max(0, start - 60), start)
    if match is None:
        return False
    parts = match["name"].lower().split(" ")
    return any(" ".join(parts[first:]) in lines("large_places") for first in range(len(parts)))


def is_nobodys(text: str, start: int, end: int) -> bool:
    """Whether an address is one that everybody knows, or stands for any."""
    return (
        _PUBLIC.match(text, start, end) is not None
        or _ONLY_ONE.match(text, start, end) is not None
        or _PLACEHOLDER.match(text, start, end) is not None
        or _IN_A_FORM.search(text, max(0, start - 80), start) is not None
    )
