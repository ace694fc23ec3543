"""Births told in passing: by a feast, by an age that is celebrated, by whose child of a year somebody is.

"Oma ist an Heiligabend geboren", "she celebrates her fortieth on 14 August", "a Christmas baby, 25/12/87",
"ma mère est de 56". No word for a birth stands right before these days, or no year behind them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from app.redaction import later as re
from app.redaction.findings import EntityType
from app.redaction.recognizers.base import Hit, Phrases, Recognizer
from app.redaction.recognizers.dates_of_birth import OF_A_THING
from app.redaction.recognizers.needs import matches_of
from app.redaction.recognizers.told import near_needles
from app.redaction.recognizers.written_dates import DAY, MONTH, OF_OLD, SHORT_YEAR, WRITTEN, YEAR, numeric

_FEAST: Final = (
    r"(?:christmas[ ](?:day|eve)|boxing[ ]day|new[ ]year['’]?s?['’]?[ ](?:day|eve)|hallowe['’]?en"
    r"|(?:st\.?[ ])?(?:patrick|valentine|george|andrew|david|stephen)['’]?s[ ]day|(?:bonfire"
    r"|guy fawkes)[ ]night"
    r"|easter[ ](?:sunday|monday|saturday)|good[ ]friday|pancake[ ]day|leap[ ]day"
    r"|midsummer['’]?s?[ ](?:day|eve)"
    r"|thanksgiving(?:[ ]day)?|independence[ ]day|(?:the[ ])?fourth[ ]of[ ]july|(?:canada|australia"
    r"|anzac)[ ]day"
    r"|heilig(?:en[ ]|er[ ])?abend|silvester(?:abend|nacht)?|neujahr(?:stag|smorgen)?|nikolaus(?:tag)?"
    r"|(?:oster|pfingst)(?:sonntag|montag)|karfreitag|gründonnerstag|rosenmontag|aschermittwoch|allerheiligen"
    r"|(?:ersten?|zweiten?|1\.|2\.)[ ]weihnachts(?:feier)?tag|(?:heilige[ ])?drei[ ]könig(?:e|en|stag)"
    r"|(?:(?:le[ ])?jour|(?:la[ ])?veille)[ ]de[ ](?:noël|pâques|l['’]an)"
    r"|(?:la[ ])?saint[- ](?:sylvestre|jean"
    r"|nicolas|valentin|patrick|martin)|(?:la[ ])?toussaint|(?:le[ ])?lundi[ ]de[ ](?:pâques|pentecôte)"
    r"|(?:la[ ])?chandeleur"
    r"|(?:la[ ])?noche[ ]de[ ](?:reyes|san[ ]juan|navidad|difuntos)|nochebuena|nochevieja"
    r"|(?:(?:el[ ])?día[ ]de[ ])(?:navidad|reyes|año[ ]nuevo|todos[ ]los[ ]santos|san[ ]\w{3,9})"
    r"|(?:(?:el|il)[ ])?(?:día|giorno)[ ](?:de|di)[ ](?:la[ ](?:candelaria|hispanidad|constitución"
    r"|inmaculada|asunción|virgen)"
    r"|san(?:t[aoe])?[ '’][^\W\d_]{3,12})|muttertag|vatertag|mother['’]?s[ ]day|father['’]?s[ ]day"
    r"|fête[ ]des[ ](?:mères|pères)"
    r"|viernes[ ]santo|(?:(?:il[ ])?giorno[ ]di|(?:la[ ])?vigilia[ ]di)[ ](?:natale|pasqua|capodanno"
    r"|santo[ ]stefano)"
    r"|capodanno|san[ ]silvestro|santo[ ]stefano|ferragosto|pasquetta|ognissanti"
    r"|(?:il[ ]giorno[ ]della[ ])?befana"
    r"|(?:eerste|tweede|1e|2e)[ ](?:kerst|paas|pinkster)dag|kerstavond|oude?jaars(?:dag|avond)"
    r"|nieuwjaars(?:dag|nacht)"
    r"|sinterklaas(?:avond)?|koning(?:s|inne)dag|bevrijdingsdag"
    r"|(?:(?:o[ ])?dia|(?:a[ ])?(?:véspera|noite))[ ]de[ ](?:natal|ano[ ]novo|reis|todos[ ]os[ ]santos"
    r"|são[ ]\w{3,9}"
    r"|santo[ ]antónio|finados)|sexta-feira[ ]santa)"
)
_BORN_WORDS: Final = (
    "born|delivered|geboren|né|née|nés|nées|naquit|nació|nací|nacieron|nacido|nacida|nacidos|nato|nata|nati|nate|nacque"
    "|nascido|nascida|nasceu|nasci|nasceram|jarig|arrived|birthday|geburtstag|anniversaire|cumpleaños|compleanno"
    "|verjaardag|aniversário"
)
_BORN: Final = Phrases(_BORN_WORDS.split("|"))
_AT_A_FEAST: Final = re.compile(
    rf"(?:[ ](?:is|was|falls|fällt|ist|tombe|cae|cade|valt|cai|on|am|an|auf|le|la|el|il|op|em|no|na|a|à|o"
    rf"|en|at|in|of|the|day|di|de|den|het|als)){{0,4}}?[ ](?P<day>{_FEAST}"
    rf"(?:[ ](?:del?|do|di|of|in|von)[ ](?:'?\d\d|{YEAR}))?)(?!\w)",
    re.IGNORECASE,
)
_FEAST_BEFORE: Final = re.compile(
    rf"(?<!\w)(?P<day>{_FEAST})(?:[ ](?:\d{{4}}|in|te|en|à|a|em|[^\W\d_]{{3,14}})){{0,2}}[ ]\Z", re.IGNORECASE
)
# He whom everybody knows to be born then.
_OF_A_TALE: Final = re.compile(
    r"(?i)(?<!\w)(?:jesus?|jésus|jesús|gesù|christ(?:us)?|cristo|savio(?:u)?r|messia[hs]?|god)(?!\w)"
)
_REACH: Final = 64
_DAY: Final = rf"(?:{numeric('a')}|{WRITTEN}|{DAY}\.(?:1[0-2]|0?[1-9])\.?(?![\d.]))"
_DATE: Final = rf"(?P<day>{_DAY})"
_TENS: Final = (
    r"(?:twent|thirt|fort|fift|sixt|sevent|eight|ninet)ieth|(?:hundred|eighteen|sixteen|thirteen|twenty-first)th?"
    r"|(?:1[01]\d|\d{1,2})(?:st|nd|rd|th)"
)
_TENS_DE: Final = (
    r"(?:\d{1,3}\.|(?:[^\W\d_]{2,8}und)?(?:zwanzig|dreißig|vierzig|fünfzig|sechzig|siebzig|achtzig|neunzig)sten"
    r"|(?:achtzehn|sechzehn)ten)"
)
_TENS_ROMANCE: Final = (
    r"(?:\d{1,3}|dix-huit|vingt|trente|quarante|cinquante|soixante(?:-dix)?|septante|quatre-vingts?(?:-dix)?|nonante|cent"
    r"|veinte|treinta|cuarenta|cincuenta|sesenta|setenta|ochenta|noventa|cien|dieciocho"
    r"|diciotto|vent[i']|trent'?a|quarant'?a|cinquant'?a|sessant'?a|settant'?a|ottant'?a|novant'?a|cento"
    r"|dezoito|vinte|trinta|quarenta|cinquenta|sessenta|setenta|oitenta|cem)"
)
_TENS_NL: Final = (
    r"(?:\d{1,3}|(?:[a-zë]{3,12})?(?:twin|der|veer|vijf|zes|zeven|tach|negen)tig|achttien|zestien|honderd)"
)
# "celebrates her fortieth on 14 August", "I'm 33 next Tuesday, 12 May": the age, and then its day
_AGE_THEN_DAY: Final = re.compile(
    rf"(?:(?:celebrat(?:es?|ed|ing)|mark(?:s|ed|ing)?|hits?|reach(?:es|ed)?|throw(?:s|ing)|having)[ ]"
    rf"(?:his|her|their|my|our|your|a)[ ](?:big[ ])?(?:{_TENS})(?:[ ]birthday)?[ ](?:party[ ])?(?:on"
    rf"|this|next)[ ]"
    r"|big[ ](?:\w{3,6}[- ]oh?|\d0)[ ](?:is[ ]|was[ ]|falls[ ])?(?:on[ ])"
    r"|(?:i'm|i’m|he's|he’s|she's|she’s|they're|they’re)[ ]\d{1,3}[ ](?:on|this|next)[ ]"
    rf"|(?:feier(?:t|te|n)|beg(?:eht|ing))[ ](?:[^\W\d_]{{2,10}}[ ]){{0,2}}(?:ihren|seinen|meinen"
    rf"|unseren|deinen)[ ]{_TENS_DE}"
    r"(?:[ ]geburtstag)?[ ](?:am[ ])"
    rf"|(?:aura|aurait|a[ ]eu|fait|a[ ]fait|fêtera|fête|a[ ]fêté)[ ](?:ses[ ]"
    rf"|mes[ ])?{_TENS_ROMANCE}[ ]ans[ ]le[ ]"
    rf"|(?:cumpl(?:e|ió|irá|o|í)|hace)[ ](?:los[ ])?{_TENS_ROMANCE}[ ](?:años[ ])?el[ ]"
    rf"|(?:f(?:a|arà|atto|atti)|compi(?:e|uto|uti)|festeggia(?:to)?)[ ](?:i[ ]"
    rf"|gli[ ])?{_TENS_ROMANCE}[ ](?:anni[ ])?il[ ]"
    rf"|(?:wordt|werd|word|viert)[ ](?:haar[ ]|zijn[ ])?(?:{_TENS_NL}|{_TENS_NL}ste)(?:[ ](?:jaar"
    rf"|verjaardag))?[ ]op[ ]"
    rf"|(?:faz(?:em)?|fez|fizeram|fará|completa"
    rf"|completou)[ ](?:os[ ])?{_TENS_ROMANCE}[ ](?:anos[ ])?(?:a|em|no(?:[ ]dia)?)[ ])"
    rf"(?:the[ ]|(?:mon|tues|wednes|thurs|fri|satur|sun)day,?[ ](?:the[ ])?)?"
    rf"(?P<day>{_DAY}|{_FEAST})",
    re.IGNORECASE,
)
_CELEBRATING_WORDS: Final = (
    "celebrate|celebrates|celebrated|celebrating|mark|marks|marked|marking|hit|hits|reach|reaches|reached|throws|throwing"
    "|having|big|i'm|i’m|he's|he’s|she's|she’s|they're|they’re|feiert|feierte|feiern|begeht|beging|aura"
    "|aurait|a eu|fait"
    "|a fait|fêtera|fête|a fêté|cumple|cumplió|cumplirá|cumplo|cumplí|hace|fa|farà|fatto|fatti|compie"
    "|compiuto|compiuti"
    "|festeggia|festeggiato|wordt|werd|word|viert|faz|fazem|fez|fizeram|fará|completa|completou"
)
_CELEBRATING: Final = Phrases(_CELEBRATING_WORDS.split("|"))
# "feiert am 3. Mai ihren Vierzigsten", "viert op 3 mei haar veertigste": the day, and then the age
_DAY_THEN_AGE: Final = re.compile(
    r"(?<!\w)(?:feier(?:t|te|n)|beg(?:eht|ing)|viert|vierde)[ ](?:am|op)[ ]"
    rf"(?P<day>{DAY}\.?[ ](?:{MONTH})\.?(?:[ ]{SHORT_YEAR})?|{DAY}\.(?:1[0-2]"
    rf"|0?[1-9])\.?)[ ](?:[^\W\d_]{{2,10}}[ ]){{0,2}}"
    rf"(?:ihren|seinen|meinen|unseren|deinen|haar|zijn|mijn)[ ](?:{_TENS_DE}|{_TENS_NL}ste|\d{{1,3}}e)",
    re.IGNORECASE,
)
# "Opa wordt volgende week dinsdag, 9 juli, negentig"
_DAY_AND_AGE: Final = re.compile(
    rf"(?<!\w)(?:wordt|wird|werd"
    rf"|wurde)[ ](?:[^\W\d_]{{2,10}},?[ ]){{1,4}}(?P<day>{DAY}\.?[ ](?:{MONTH})),?[ ]"
    rf"(?:{_TENS_NL}|[^\W\d_]{{3,12}}zig|dreißig|achtzehn|hundert)(?!\w)",
    re.IGNORECASE,
)
_KINDS_OF_BABIES: Final = (
    "christmas|easter|halloween|valentine|valentines|valentine's|boxing day|new year|new years"
    "|new year's|leap|january|february"
    "|march|april|may|june|july|august|september|october|november|december|spring|summer|autumn|winter|lockdown"
)
_MONTHS_OF_CHILDREN: Final = (
    "januar februar märz april mai juni juli august september oktober november dezember sonntags christ"
    " frühlings sommer"
    " herbst winter silvester"
)
_BABY_BEGINS: Final = Phrases([
    *_KINDS_OF_BABIES.split("|"),
    *(f"{one}{end}" for one in _MONTHS_OF_CHILDREN.split() for end in ("kind", "baby")),
])  # fmt: skip
_MONTH_BABY: Final = (
    r"(?<!\w)(?:(?:januar|februar|märz|april|mai|juni|juli|august|september|oktober|november|dezember|sonntags|christ"
    r"|frühlings|sommer|herbst|winter|silvester)(?:kind|baby)|(?:christmas|easter|halloween"
    r"|valentine'?s?|boxing day|new year'?s?|leap[ -](?:year|day)|january|february"
    r"|march|april|may|june|july|august|september|october|november|december|spring|summer|autumn|winter"
    r"|lockdown)[ ]"
    r"(?:baby|child|kid|arrival|twins?|girl|boy|lass|lad))"
)
_BABY: Final = re.compile(
    rf"{_MONTH_BABY}[ ]?(?:[,:(–-]|[ ]born)[ ]{{0,2}}(?:on[ ]|the[ ])?(?P<day>{_DAY}|{YEAR}(?!\w))",
    re.IGNORECASE,
)
# "an April '09 baby", "she's a 12 May 2001 baby"
_THEN_BABY: Final = re.compile(
    rf"(?<!\w)an?[ ](?P<day>(?:{MONTH})\.?[ ](?:'\d\d|{YEAR})|{WRITTEN}|{YEAR})[ ](?:baby|child|kid)(?!\w)",
    re.IGNORECASE,
)
# "b. Doncaster 12/51"
_BORN_IN_SHORT: Final = re.compile(
    rf"(?<![\w.])(?:b|geb|n)\.[ ](?:[^\W\d_][\w'’-]{{2,20}},?[ ]){{1,2}}(?P<day>{numeric('s')}|{WRITTEN}"
    rf"|(?:1[0-2]|0?[1-9])/\d\d(?![\w/])|{YEAR}(?!\w))",
    re.IGNORECASE,
)
# "came along on 5 May", "joined our family on", "a pointé le bout de son nez le", "llegó al mundo el"
_ARRIVED: Final = re.compile(
    r"(?<!\w)(?:came[ ]along|joined[ ](?:the|our|their)[ ]family|made[ ](?:his|her"
    r"|their)[ ](?:appearance|entrance|arrival|debut)"
    r"|came[ ]into[ ](?:our|their|my)[ ]lives|pointé(?:e|s)?[ ]le[ ]bout[ ]de[ ](?:son|leur)[ ]nez"
    r"|agrandi[ ](?:la|notre)[ ]famille"
    r"|(?:llegó|llegaron)[ ]a[ ](?:la|nuestra)[ ](?:familia|vida)|(?:è"
    r"|sono)[ ]arrivat[oaie][ ](?:in[ ]famiglia|tra[ ]noi)"
    r"|unsere[ ]familie[ ](?:komplett|vergrößert)|(?:chegou|chegaram)[ ](?:à[ ]família"
    r"|às[ ]nossas[ ]vidas))[ ]"
    rf"(?:(?:on|le|el|il|am|em|a|op|no[ ]dia)[ ])?(?:the[ ])?(?P<day>{_DAY}|{_FEAST}(?:[ ](?:of[ ]"
    rf"|de[ ])?{YEAR})?)",
    re.IGNORECASE,
)
_ARRIVING: Final = (
    "came along", "came into", "joined the fam", "joined our", "joined their", "made his", "made her",
    "made their", "de son nez", "de leur nez", "agrandi", "llegó a", "llegaron a", "è arriv", "sono arriv",
    "unsere familie", "chegou à", "chegaram à", "chegou às", "chegaram às",
)  # fmt: skip
_KIN: Final = (
    r"suegr[oa]|cuñad[oa]|nuera|yerno|niet[oa]|beau-(?:père|frère)|belle-(?:mère|sœur)|suocer[oa]|cognat[oa]|genero|nuora"
    r"|sogr[oa]|cunhad[oa]|net[oa]|schoon(?:moeder|vader|zus|zoon)|mevrouw|meneer|"
    r"(?:grand-)?(?:mère|père)|mari|femme|frère|sœur|soeur|fils|fille|mamie|papi|maman|papa|copain|copine|cousine?"
    r"|madre|padre|mamá|papá|abuel[oa]|herman[oa]|hij[oa]|marido|mujer|prim[oa]|tí[oa]"
    r"|mamma|papà|nonn[oa]|fratello|sorella|figli[oa]|marito|moglie|zi[oa]|cugin[oa]"
    r"|mãe|pai|av[óô]|irmã|irmão|filh[oa]|mulher|ti[oa]"
    r"|moeder|vader|oma|opa|zus|broer|zoon|dochter|neef|nicht|tante|oom"
)
# "ma mère est de 56, du 8 mai", "el abuelo es del 38", "mio nonno è del '38"
_KIN_OF_A_YEAR: Final = re.compile(
    rf"(?<!\w)(?:(?:{_KIN})(?:[ ](?:qui|que|che|die))?[ ](?:est|es|era|è|é|is)|(?:ik[ ]ben|ben[ ]ik"
    rf"|bin[ ]ich))[ ]"
    rf"(?:de|del|do|van|vom|quint[oa][ ](?:del|de[ ]la)|(?:la[ ])?classe[ ]d[e']l?)[ ](?P<year>'?[1-9]\d"
    rf"|19[1-9]\d|20[0-2]\d)"
    rf"(?=[ ]?(?:[.,;!?)\n]|\Z)|[ ](?:et|y|e|en|and|mais|pero|ma|mas|maar)[ ])"
    rf"(?:,[ ](?:du|del|le|el|il|van|op|de|a)[ ](?P<day>{DAY}(?:er)?[ ](?:de[ ])?(?:{MONTH})))?",
    re.IGNORECASE,
)
# "mio fratello è un '84"
_ONE_OF_A_YEAR: Final = re.compile(
    rf"(?<!\w)(?:(?:{_KIN})[ ](?:est|es|è|é|is)|sono|soy|sou|je[ ]suis|ik[ ]ben|ich[ ]bin)[ ](?:une?|una"
    rf"|um|uma|een|ein|eine)[ ]"
    r"(?P<year>'[1-9]\d)(?!\w)",
    re.IGNORECASE,
)
# "papà che è del 2 novembre"
_KIN_OF_A_DAY: Final = re.compile(
    rf"(?<!\w)(?:{_KIN})(?:[ ](?:qui|que|che|die))?[ ](?:est|es|è|é|is)[ ](?:du|del|dell['’]|de|do|van)[ ]?"
    rf"(?P<day>{DAY}(?:er|º|°)?[ ](?:de[ ])?(?:{MONTH}))(?!\w)",
    re.IGNORECASE,
)
# "Dario Zuliani (cl. 1974)", "hij is van eind augustus 1946"
_IN_BRACKETS: Final = re.compile(
    rf"\((?:cl(?:asse)?\.?|jg\.?|jahrg\.?|jahrgang|bj\.?|quinta[ ]del?|née?[ ]en|°)[ ](?P<year>{YEAR}"
    rf"|'?[1-9]\d)(?=[,;)])",
    re.IGNORECASE,
)
_SHE_IS_WORDS: Final = (
    "hij is|zij is|ze is|ik ben|er ist|sie ist|ich bin|lui è|lei è|él es|ella es|ele é|ela é"
)
_SHE_IS: Final = Phrases(_SHE_IS_WORDS.split("|"))
_OF_A_MONTH: Final = re.compile(
    r"[ ](?:van|von|di|del?)[ ]"
    r"(?P<day>(?:(?:begin|eind|midden|ende|anfang|mitte|inizio|fine|metà|principios[ ]de|finales[ ]de"
    r"|início[ ]de"
    rf"|fins[ ]de)[ ])?(?:{MONTH})[ ](?:del?[ ])?{YEAR})(?!\w)",
    re.IGNORECASE,
)
# "... y la abuela del 41": another of them in the same breath
_AND_OF_A_YEAR: Final = re.compile(
    rf",?[ ](?:et|y|e|en|and)[ ](?:[^\W\d_]{{2,6}}[ ])?(?:{_KIN})[ ](?:(?:est|es|è|é|is)[ ])?(?:de|del"
    rf"|do|van)[ ]"
    r"(?P<year>'?[1-9]\d|19[1-9]\d|20[0-2]\d)(?=[ ]?(?:[.,;!?)\n]|\Z))",
    re.IGNORECASE,
)


class InPassing:
    """See the module."""

    id = "date-of-birth-in-passing"

    def find(self, text: str) -> Iterator[Hit]:
        """Yield the days and the years."""
        for born in _BORN.finditer(text):
            yield from self._at_a_feast(text, _AT_A_FEAST.match(text, born.end()), born.start())
            before = _FEAST_BEFORE.search(text, max(0, born.start() - _REACH), born.start())
            yield from self._at_a_feast(text, before, born.start() if before is None else before.start())
        for word in _CELEBRATING.finditer(text):
            yield from self._of_somebody(text, _AGE_THEN_DAY.match(text, word.start()))
        for match in (
            *(
                baby
                for begin in _BABY_BEGINS.finditer(text)
                if (baby := _BABY.match(text, begin.start())) is not None
            ),
            *near_needles(_THEN_BABY, text, (" baby", " child", " kid")),
            *near_needles(_BORN_IN_SHORT, text, ("b. ", " n. ")),
            *near_needles(_ARRIVED, text, _ARRIVING),
            *matches_of(_DAY_THEN_AGE, text),
            *matches_of(_DAY_AND_AGE, text),
        ):
            yield from self._of_somebody(text, match)
        for match in matches_of(_ONE_OF_A_YEAR, text):
            yield self._hit(match, "year")
        for match in near_needles(_IN_BRACKETS, text, ("(cl", "(j", "(b", "(quinta", "(né", "(°")):
            yield self._hit(match, "year")
        for she in _SHE_IS.finditer(text):
            month = _OF_A_MONTH.match(text, she.end())
            if month is not None:
                yield self._hit(month, "day")
        for match in matches_of(_KIN_OF_A_DAY, text):
            yield self._hit(match, "day")
        for match in matches_of(_KIN_OF_A_YEAR, text):
            yield self._hit(match, "year")
            if match["day"]:
                yield self._hit(match, "day")
            more = _AND_OF_A_YEAR.match(text, match.end())
            if more is not None:
                yield self._hit(more, "year")

    def _at_a_feast(self, text: str, match: re.Match[str] | None, start: int) -> Iterator[Hit]:
        before = max(0, start - _REACH)
        if (
            match is not None
            and not OF_A_THING.search(text, before, start)
            and not _OF_A_TALE.search(text, before, match.end())
        ):
            yield self._hit(match, "day")

    def _of_somebody(self, text: str, match: re.Match[str] | None) -> Iterator[Hit]:
        if (
            match is not None
            and not OF_OLD.search(match["day"])
            and not OF_A_THING.search(text, max(0, match.start() - _REACH), match.start())
        ):
            yield self._hit(match, "day")

    def _hit(self, match: re.Match[str], group: str) -> Hit:
        return Hit(*match.span(group), EntityType.DOB, 0.75, self.id)


RECOGNIZERS: tuple[Recognizer, ...] = (InPassing(),)
