"""What goes on from something that was found: further numbers behind a telephone number, the rest of a word.

Letters give a number once and then only what differs: "0221 5550-117, Fax -118", "07700 900504 / 505",
"Hr. Aydin -418", "App. 3317". And a part of a word that was found is half a word: "natef" of "natef_offroad",
"DBZH" of "DBZH-W-B7H", and a login without its domain. Each step
looks at a bounded stretch beside a hit, or goes over the text once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from app.redaction import later as re
from app.redaction.findings import EntityType
from app.redaction.recognizers.base import A_NUMBER, Hit, Phrases, digits_of, matches_at, trie_pattern
from app.redaction.recognizers.label_values import letters_last
from app.redaction.recognizers.needs import matches_of
from app.redaction.sighted import firsts_of

_END: Final = r"(?![\w%°€$£]|[.,:/-]\d|[ ]?(?:€|\$|£|EUR|h(?!\w)|Uhr|pm|am))"
# "/ 505", "or 0191", "& -23": a further number that has the beginning of the one before.
_FURTHER: Final = re.compile(
    rf"[ ]?(?:/[ ]?-?(?P<digits>\d{{1,4}})(?!/){_END}"
    rf"|(?:,?[ ]\(?(?:or|oder|bzw\.|und|u\.|ou|et|o|y|ed?|of|en|&)[ ]|[,&][ ])"
    r"(?:(?:the|el|la|le|il|de|o)[ ])?"
    rf"(?P<more>-\d{{1,4}}|\d{{3,4}}){_END}(?!-\d)(?![ ](?:[a-zß-ÿ]{{2,}}|\d)))"
)
_MOST_FURTHER: Final = 5
# "06.39.98.60.13, ou 60.14", "fax … 60 01": the last pairs.
_PAIRS: Final = re.compile(
    r"(?:[ ]?/[ ]?|,?[ ](?:or|oder|ou|o|of|y|e|et)[ ])"
    rf"(?P<pairs>(?:(?<=/)|(?<=/[ ])|(?:the|el|le|il|die)[ ])\d\d"
    rf"|(?!(?:[01]\d|2[0-3])\.[0-5]\d)\d\d[ .]\d\d){_END}"
    r"(?![ ](?:\d|h(?!\w)|uhr|heures|horas|ore|uur))",
    re.IGNORECASE,
)
_AFTER_DOTS: Final = re.compile(rf"(?:\.{{3}}|…)[ ]?(?P<digits>\d\d(?:[ .]?\d\d){{0,2}}){_END}")
# The tail of a number that goes on in the next line, with the signs of a quotation before it.
_TAIL: Final = re.compile(
    r"[ ]?-?[ \t]{0,2}\r?\n[>| \t]{0,8}(?P<digits>\d{2,4}(?:[ ]\d{2,4}){0,2})(?![\w-]|[.,:/]\d|[ ]\d|[.)])"
)
_WHOLE_FROM, _WHOLE_TO = 10, 12
_NUMBERS_SAID: Final = (
    "zero|oh|nought|one|two|three|four|five|six|seven|eight|nine|double|triple|treble|hundred|null|eins|zwei|zwo|drei|vier"
    "|fünf|sechs|sieben|acht|neun|doppel|hundert|zéro|un|deux|trois|quatre|cinq|sept|huit|neuf|dix|vingt|trente|quarante"
    "|cinquante|soixante|cent|quatre-vingts?|cero|uno|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|quince|veinte"
    "|treinta|cuarenta|doble|due|tre|quattro|cinque|sei|sette|otto|nove|doppio|nul|een|twee|drie|vier|vijf|zes|zeven"
    "|negen|dubbel|um|dois|três|quatro|sete|oito|duplo"
)
_ONE_SAID: Final = rf"(?:{trie_pattern(_NUMBERS_SAID.replace('?', '').split('|'))})(?![^\W_])"
_SAID: Final = re.compile(_ONE_SAID, re.IGNORECASE)
_WORDS_BEHIND: Final = re.compile(
    rf"(?:[ ,-]{{1,2}}(?:{_ONE_SAID}|\d{{1,4}}(?![^\W_]))){{1,8}}", re.IGNORECASE
)
_WORDS_BEFORE: Final = re.compile(rf"(?<![^\W_])(?:{_ONE_SAID}[ ,-]{{1,2}}){{1,8}}\Z", re.IGNORECASE)
# A number without its area, behind a name or an address: "Dr. Pohl, 555 01 73", "(Tate & Sons, 960 771)".
_LOCAL: Final = re.compile(
    r"(?<![\w.,/:€$£+-])(?<!\d[ ])(?!(?:19|20)\d\d)\d{2,4}(?:(?:[ ]\d{2}){2}|[ -]\d{3,4})"
    r"(?![\w%°€$£]|[.,:/-]\d|[ ]\d)"
)
_BEFORE_LOCAL: Final = re.compile(r"[ ]?[,;:(–-]{1,2}[\s>|]{1,8}\Z|[ ]?\(\Z")
_LONGEST_GAP: Final = 12
# The last digits of a number alone, behind a hyphen: only where a whole number was given.
_DASHED: Final = re.compile(rf"[-–](?<=[ (][-–])(?P<digits>\d{{1,4}}){_END}(?![ ]?[-–])")
# "P: 034 555 01 28, G: -45": another line of the same house
_ANOTHER_LINE: Final = re.compile(r"[ ]?[,;/][ ]?[A-Za-zÀ-ÿ]{1,6}\.?[ ]?:?[ ]\Z")
_LABELS: Final = (
    "fax|telefax|télécopie|tel|tél|telefon|phone|dw|durchwahl|app|apparat|nebenstelle|nst|poste|int|interno|ext"
    "|extension|ramal|anexo|toestel|tst|doorkiesnummer|sekretariat|secretary|zentrale|mobil|handy|direct"
    "|direct line|ddi|assistant|vertretung"
    "|unter|onder"
)
_LABEL: Final = Phrases(_LABELS.split("|"))
_BEHIND_LABEL: Final = re.compile(r"\.?[ ]?:?[ ]?")
# Short numbers of a house's own line: "App. 3317", "Durchwahl 23", "Int. 22", "101 ext 55412".
_INNER: Final = re.compile(
    r"(?<![\w.-])(?:(?i:durchwahl|apparat|nebenstelle|nst|toestel|doorkiesnummer|extension|extensión|extensão|anexo"
    r"|ramal|interno|pager|bleep|buzzer[ ]no|busca(?:personas)?|piepser|bipper?)"
    r"|(?:App|Int|int|Ext|ext|EXT|Tst|tst|DW|r|Dect|DECT)\.?"
    r"|[Pp]oste)[ ]?:?[ ]{1,2}(?:n[°º]?[ ]|nr\.?[ ]|[-–])?(?P<digits>\d\d[ ]\d\d|\d{1,6})(?![\w°%$€£]"
    r"|[.,:/-]\d|[ ]\d)"
)
_INNER_WORDS: Final = (
    "durchwahl apparat nebenstelle nst toestel doorkiesnummer extension extensión extensão anexo ramal"
    " interno pager "
    "bleep buzzer busca buscapersonas piepser bippe bipper app int ext tst dw r dect poste"
)
_FIRST_INNER: Final = firsts_of(_INNER_WORDS.split())
_SECOND: Final = re.compile(rf"[ ](?:or|oder|ou|o|of|/)[ ](?P<digits>\d{{2,5}}){_END}(?![ ][a-zß-ÿ]{{2,}})")
_SHORT_LINE: Final = re.compile(
    r"(?<![\w.-])(?<!x[ ])\d{3,6},?[ ](?:ext|x(?!\.?[ ]\d{1,6}[ ]?(?:x|×|[cm]?m|px|in|inch|dpi"
    r"|pixels?)(?!\w))"
    r"|extension|option|opt|then)\.?[ ]?\d{2,6}(?![\w%]|[.,]\d)"
)
# "1920 x 1080", "640 x 480": so much by so much
_MEASURED: Final = re.compile(r"\d{3,4} x \d{3,4}")
_PHONES_END: Final = re.compile(
    r"(?i:(?<!\w)(?:(?:no|nos|nr|number|num|nummer|numéro|número)\.?[ ]?|phone[ ]|mobile?[ ]|mobiel[ ])?"
    r"(?:ends?(?:[ ]in)?|ending(?:[ ]in)?|last[ ](?:\w{1,6}[ ])?digits?|eindigt[ ]op|eindigend[ ]op"
    r"|endet[ ]auf"
    r"|finit[ ]par|se[ ]termine[ ]par|termina[ ](?:en|in|em|con)|acaba[ ]e[nm])[ ]{1,2})(?P<digits>\d{2,5})"
    r"(?![\w%]|[.,:/-]\d)"
)
_NUMBER_BEFORE: Final = re.compile(
    r"(?i:(?<!\w)(?:no|nos|nr|number|phone|fax|telefax|landline|line|mobile?|mobiel|telefoon|tel|handy|numéro|número|móvil|cell"
    r"|cellulare|telemóvel|celular|portable)(?!\w))"
)
_REACH: Final = 48

# The rest of a word: "_offroad", "7", "-W-B7H-DKLT"; and the domain before a user name.
_REST_OF_NAME: Final = re.compile(r"(?:_[\w-]{0,30}\w|\d{1,6}(?:_\w{1,20})?)(?![\w@-])")
_INITIAL_BEHIND: Final = re.compile(r"\.[a-z](?![\w@.-])")  # "lowther.b"
_REST_OF_CODE: Final = re.compile(
    r"(?:-[A-Z\d]{1,6}(?:-[A-Z\d]{1,8}){0,4}|(?:/[A-Z\d]{1,4}){1,3})(?![\w/-])"
    r"|(?<=/\d\d)[ ][A-Z][a-zäöü]{1,2}(?=[,;.)\n]|\Z)"  # the sign of who wrote: "51-118/24 Kl"
)
# "13 C 417/24 (IV)", "18-CR-00417 (KAM)": who sits in a court
_REST_OF_A_MARK: Final = re.compile(r"[ ]\((?:(?<=/\d\d[ ]\()[IVX]{1,4}|(?<=\d[ ]\()[A-Z]{2,4})\)(?!\w)")
_COURTS: Final = re.compile(
    r"\d[-–](?:cr|cv|mj|bk|ap|CR|CV|MJ|BK|AP)[-–]\d|\d[ ][A-Z][A-Za-z]{0,3}[ ]\d{1,6}/\d\d\Z"
)
_FRONT_OF_A_PLATE: Final = re.compile(r"(?<![\w-])[A-ZÄÖÜ]{1,3}[ ]?[-–][ ]?\Z")  # "AUR - KV 417 H"
# "Building 4, Shorefield Park", "1F2, 44 Comely Row"; "Travesía del Olivo 8, bajo izda."
_FRONT_OF_AN_ADDRESS: Final = re.compile(
    r"(?<!\w)(?:(?i:building|bldg\.?|unit|block|flat|apt\.?|apartment|warehouse|suite|ste\.?|loading|dock|hangar|tower"
    r"|gebäude|halle|haus|bâtiment|bât\.?|hall|bloque|edificio|nave|palazzina|capannone|gebouw|loods|bloco|prédio"
    r"|armazém)[ ](?:[A-Z]?\d{1,4}[A-Z]?|[A-Z]|dock)|\d[A-Z]\d|(?-i:[GB1-9]F?\d?/\d))(?:,[ ]|[ ])\Z"
    r"|(?<![\w.,/-])\d\Z"
)
_REST_OF_AN_ADDRESS: Final = re.compile(
    r"(?:,?[ ](?i:bajo|bajos|izda?\.?|dcha?\.?|izquierda|derecha|esq\.?|dto\.?|drt\.?|frente|fundos"
    r"|links|rechts"
    r"|gauche|droite|hinterhaus|hochparterre|parterre|rez-de-chaussée|rdc|r/c|sinistra|destra|boven|beneden)(?!\w)){1,3}"
)
_FRONT_OF_CODE: Final = re.compile(r"(?<![\w/.-])[A-Z]{1,4}[/-]\Z")
_ENDS_AS_A_CODE: Final = re.compile(r"(?<![^\W_])[A-Z\d]{2,6}\Z")
_DOMAIN: Final = re.compile(r"(?<![\w\\:./-])[A-Za-z][\w-]{1,20}\\{1,2}\Z")
_CODES: Final = frozenset({EntityType.OTHER_ID, EntityType.NATIONAL_ID, EntityType.HEALTH_ID, EntityType.MRN})
_NUMBERS: Final = _CODES | {
    EntityType.BANK_ACCT, EntityType.PASSPORT, EntityType.DRIVER_LICENSE, EntityType.PRO_LICENSE,
    EntityType.TAX_ID, EntityType.VEHICLE, EntityType.ADDRESS,
}  # fmt: skip
_FEWEST: Final = 3
_FEWEST_BEFORE_LETTERS: Final = 5


def numbers_that_go_on(text: str, hits: Sequence[Hit]) -> Iterator[Hit]:
    """Yield numbers that say only in what they differ from a telephone number of the text.

    Args:
        text: the view.
        hits: what is hidden in it.
    """
    if not hits:
        return
    phones = [hit for hit in hits if hit.label is EntityType.PHONE]
    if phones:
        for hit in phones:
            yield from _behind(text, hit)
            yield from _told_in_words(text, hit)
        yield from _dashed(text, hits)
        yield from _last_digits(text)
    for pattern, firsts in ((_INNER, _FIRST_INNER), (_SHORT_LINE, A_NUMBER)):
        for match in matches_at(pattern, text, firsts):
            if pattern is _SHORT_LINE and _MEASURED.fullmatch(match[0]):
                continue
            inner = _phone(*match.span(match.lastgroup or 0), "phone-inner")
            yield inner
            more = _SECOND.match(text, inner.end, inner.end + 16)
            if more is not None:  # "poste 31 ou 32"
                yield _phone(*more.span("digits"), "phone-inner")
    yield from _local(text, hits)


def _behind(text: str, hit: Hit) -> Iterator[Hit]:
    """Yield the numbers right behind a telephone number, and its tail in the next line."""
    end = hit.end
    for _ in range(_MOST_FURTHER):
        further = _FURTHER.match(text, end, end + 24)
        if further is None:
            break
        end = further.end()
        yield _phone(further.start(further.lastgroup or 0), end, "phone-goes-on")
    for pattern in (_PAIRS, _TAIL):
        rest = pattern.match(text, hit.end, hit.end + 32)
        if rest is not None and (pattern is _PAIRS or _is_the_tail(text, hit, rest)):
            yield _phone(*rest.span(1), "phone-goes-on")


def _told_in_words(text: str, hit: Hit) -> Iterator[Hit]:
    """Yield the rest of a number that somebody told half in words: "07700 900 4 double 1"."""
    if len(digits_of(text[hit.start : hit.end])) >= _WHOLE_FROM:
        return
    behind = _WORDS_BEHIND.match(text, hit.end, hit.end + _REACH)
    if behind is not None and _SAID.search(behind[0]):
        yield _phone(hit.end, behind.end(), "phone-goes-on")
    before = _WORDS_BEFORE.search(text, max(0, hit.start - _REACH), hit.start)
    if before is not None:
        yield _phone(before.start(), hit.start, "phone-goes-on")


def _last_digits(text: str) -> Iterator[Hit]:
    """Yield "60 01" of "fax … 60 01", "913" of "his mobile ends 913"."""
    for match in _AFTER_DOTS.finditer(text):
        if _LABEL.pattern.search(text, max(0, match.start() - 12), match.start()):
            yield _phone(*match.span("digits"), "phone-goes-on")
    for match in matches_of(_PHONES_END, text):
        if _NUMBER_BEFORE.search(text, max(0, match.start() - _REACH), match.start("digits")):
            yield _phone(*match.span("digits"), "phone-goes-on")


def _is_the_tail(text: str, hit: Hit, rest: re.Match[str]) -> bool:
    """Whether a number in the next line makes a whole one of what ends a line."""
    first = digits_of(text[hit.start : hit.end])
    together = len(first) + len(digits_of(rest["digits"]))
    return len(first) < _WHOLE_FROM <= together <= _WHOLE_TO


def _local(text: str, hits: Sequence[Hit]) -> Iterator[Hit]:
    """Yield short numbers right behind somebody's name or address."""
    places = list(matches_at(_LOCAL, text, A_NUMBER))
    if not places:
        return
    kinds = {EntityType.PERSON, EntityType.ADDRESS, EntityType.ORG}
    ends = {hit.end for hit in hits if hit.label in kinds}
    inside = {hit.end for hit in hits if hit.label is EntityType.ADDRESS}
    for match in places:
        gap = _BEFORE_LOCAL.search(text, max(0, match.start() - _LONGEST_GAP), match.start())
        if (gap is not None and gap.start() in ends) or inside & set(range(match.start() + 1, match.end())):
            yield _phone(*match.span(), "phone-local-beside")


def _dashed(text: str, hits: Sequence[Hit]) -> Iterator[Hit]:
    """Yield "-118" behind a word for a telephone, and behind somebody's name."""
    dashed = {match.start(): match for match in _DASHED.finditer(text)}
    if not dashed:
        return
    before = {hit.end for hit in hits if hit.label in {EntityType.PERSON, EntityType.PHONE}}
    for label in _LABEL.finditer(text):
        gap = _BEHIND_LABEL.match(text, label.end())
        if gap is not None:
            before.add(gap.end())
    for start, match in dashed.items():
        behind = start
        while behind > 0 and text[behind - 1] in " (,":
            behind -= 1
        another = _ANOTHER_LINE.search(text, max(0, start - _LONGEST_GAP), start)
        if {start, behind, -1 if another is None else another.start()} & before:
            yield _phone(*match.span("digits"), "phone-goes-on")


def _phone(start: int, end: int, rule: str) -> Hit:
    return Hit(start, end, EntityType.PHONE, 0.7, rule)


def _with_its_ends(text: str, hit: Hit) -> Hit | None:
    """Return a number, a plate or an address with what stands right before or behind it as a part of it."""
    start, end = hit.start, hit.end
    front: re.Match[str] | None = None
    if hit.label is EntityType.ADDRESS:
        front = _FRONT_OF_AN_ADDRESS.search(text, max(0, start - 24), start)
        rest = _REST_OF_AN_ADDRESS.match(text, end, end + 40)
        end = end if rest is None else rest.end()
    elif hit.label is EntityType.VEHICLE:
        front = _FRONT_OF_A_PLATE.search(text, max(0, start - 8), start)
    else:
        if sum(map(str.isdigit, text[start:end])) >= _FEWEST_BEFORE_LETTERS and text[end - 1].isdigit():
            end = letters_last(text, end)
        rest = _REST_OF_A_MARK.match(text, end, end + 8)
        if rest is not None and _COURTS.search(text, start, end):
            end = rest.end()
    start = start if front is None else front.start()
    if (start, end) == (hit.start, hit.end):
        return None
    return replace(hit, start=start, end=end, rule="rest-of-a-word")


def whole_words(text: str, hits: Sequence[Hit]) -> Iterator[Hit]:
    """Yield the words of which a hit is only a part."""
    for hit in hits:
        if hit.end - hit.start < _FEWEST:
            continue
        if hit.label in _NUMBERS and (longer := _with_its_ends(text, hit)) is not None:
            yield longer
        if hit.label in _CODES and text[hit.start - 1 : hit.start] in {"/", "-"}:
            front = _FRONT_OF_CODE.search(text, max(0, hit.start - 6), hit.start)
            if front is not None:
                yield replace(hit, start=front.start(), rule="rest-of-a-word")
        if hit.label in _CODES or _ENDS_AS_A_CODE.search(text, max(hit.start, hit.end - 6), hit.end):
            rest = _REST_OF_CODE.match(text, hit.end, hit.end + 48)
            needed = str.isupper if hit.label in _CODES else str.isdigit
            if rest is not None and text[hit.end - 1].isalnum() and any(map(needed, rest[0])):
                yield replace(hit, end=rest.end(), rule="rest-of-a-word")
        elif hit.label is EntityType.PERSON and text[hit.end - 1].isalpha():
            rest = _REST_OF_NAME.match(text, hit.end, hit.end + 40)
            if rest is None and text[hit.start : hit.end].islower():
                rest = _INITIAL_BEHIND.match(text, hit.end)
            if rest is not None and " " not in text[hit.start : hit.end]:
                yield Hit(hit.start, rest.end(), EntityType.USERNAME, hit.score, "rest-of-a-word")
        elif hit.label is EntityType.USERNAME:
            domain = _DOMAIN.search(text, max(0, hit.start - 24), hit.start)
            if domain is not None:
                yield replace(hit, start=domain.start(), rule="rest-of-a-word")
