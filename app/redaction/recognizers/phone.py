"""Telephone numbers: international, North American, and the national ways of writing them.

``phonenumbers`` (the metadata of Google's libphonenumber) tells which digits exist in which country. A number
that is written like one but was never assigned still counts where its form leaves no doubt: fiction and test
data hide as well as real ones do, and a wrong digit is still somebody's neighbour.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Final

import phonenumbers

from app.redaction import later as re
from app.redaction.findings import EntityType
from app.redaction.recognizers.base import BEGIN, Hit, Lexicon, Recognizer, Shape, digits_of, shape, worded
from app.redaction.sighted import firsts_of

PHONE_WORDS: Final = Lexicon(
    "my number|his number|her number|their number|your number|new number|old number|contact "
    "number|meine nummer"
    "|mon numéro|mi número|il mio numero|mijn nummer|meu número|son numéro|su número|il suo numero|seu número"
    "|zijn nummer|haar nummer|seine nummer|ihre nummer|number for|direct number|emergency number|"
    "office|phone|phones|telephone|tel|ph|mobile|mob|cell|cellphone|cellular|call|calls|called"
    "|calling|fax|text|sms"
    "|whatsapp|signal|dial|ring|reach|contact|hotline|line|landline|pager|voicemail"
    "|telefon|telefonnummer"
    "|handy|mobil|mobilnummer|rufnummer|anrufen|ruf|durchwahl|rückruf|téléphone|telephone"
    "|portable|mobile|appeler"
    "|appelez|joindre|teléfono|telefono|móvil|celular|llamar|llame|llámame|cellulare"
    "|chiamare|chiamami|telefoon|telefoonnummer|mobiel|gsm|bel|bellen|telefone|telemóvel|ligar|ligue"
    "|contacto|contato|fono|cel|tlf|telef|komórka|telefonu|zadzwoń|telefonnr|txt|facetime|imessage|viber"
    "|line id|wechat|zalo"
    "|ring meg|ring mig|ring mich|ruf|ruf mich|rufen|melde dich|klingel|erreichbar|appelle|rappelle|rappeler"
    "|llama|llámeme|marcar|marca|chiama|chiamami|richiamare|belt|bereikbaar|liga|ligar|me liga|zap|soita"
    "|puhelin|puh"
    "|numeroon|matkapuhelin|volej|zavolej|hívj|hívjon|telefonszám|sună|sunați|τηλ|τηλέφωνο|κινητό|тел|телефон"
    "|звони|позвони|мобильный|моб|cep|telefonum|ara|電話|携帯|电话|手机|手机号|전화|휴대폰|هاتف|جوال|טלפון|נייד"
    "|tālr|tel št|gsm|gsm nr|vast|mobilnr|mobilní|nummer|nr|direct|desk|home|work|ext|phone no|contact no"
    "|cell no"
)
# Where a number without a country code is looked up once a word vouches for it.
_EVERYWHERE: Final = (
    "US", "GB", "DE", "FR", "ES", "IT", "NL", "PT", "BR", "MX", "AR", "CO", "CL", "PE", "CH", "AT", "BE",
    "LU", "IE", "DK",
    "NO", "SE", "FI", "IS", "PL", "CZ", "SK", "HU", "RO", "BG", "GR", "HR", "SI", "RS", "EE", "LV", "LT",
    "UA", "TR", "IL",
    "AE", "SA", "EG", "MA", "NG", "KE", "ZA", "GH", "IN", "PK", "BD", "LK", "CN", "HK", "TW", "JP", "KR",
    "SG", "MY", "TH",
    "VN", "PH", "ID", "AU", "NZ", "RU",
)  # fmt: skip
_EXTENSION: Final = (
    r"(?:[ ,;]{0,2}(?:x|ext\.?|extension|ext:|#|durchwahl|poste|int\.?|anexo|ramal)[ .:]{0,2}\d{1,6}"
    r"|[,;]{1,4}\d{3,12}\#?(?![\w.]))?"
)
_SEP: Final = r"[ .\-]"
_NOT_MORE: Final = r"(?![^\W_])(?![-.]\d|/\d)"

_INTERNATIONAL: Final = re.compile(
    rf"[+0](?<![^\W_](?s:.))(?<!\d[-./](?s:.))"
    rf"(?:(?<=\+)[ ]?(?=\(?\d)|(?<=0)0(?=[ ]?[1-9]\d)[ ]?|(?<=0)11[ -](?=[1-9]))"
    rf"\(?[1-9]\d{{0,3}}\)?(?:[ .\-/]{{0,3}}\(?\d\)?){{5,14}}{_EXTENSION}",
    re.IGNORECASE,
)
_TRUNK: Final = re.compile(
    rf"[(0](?<![^\W_](?s:.))(?<!\d[-.,/](?s:.))(?:(?<=\()0\d{{1,5}}\)|(?<=0)\d{{1,5}})[ ]?[ "
    rf".\-/]{{0,2}}\d{{2,8}}(?:{_SEP}{{1,2}}\d{{2,5}}){{0,4}}(?:[ ]-[ ]\d{{1,4}})?{_NOT_MORE}{_EXTENSION}",
    re.IGNORECASE,
)
_DATE_LIKE: Final = re.compile(
    r"\d{1,2}[./-]\d{1,2}[./-](?:19|20)\d{2}\Z|(?:19|20)\d{2}[./-]\d{1,2}[./-]\d{1,2}\Z"
    r"|(?:19|20)\d{2}[-–](?:19|20)\d{2}\Z|0?\d\.\d+\Z|0\.\d|0[0-9][0-5]\d[ -]{1,3}[012]\d[0-5]\d\Z"
)
_CODE_BEFORE: Final = re.compile(r"(?:NDC|ISBN(?:-1[03])?|ISSN|EAN|UPC|SKU|PZN)[-: #]{0,2}\Z")
# Where a number without a country code is looked up: the countries of the seven languages first.
_TRUNK_REGIONS: Final = (
    "GB",
    "DE",
    "FR",
    "NL",
    "IT",
    "AU",
    "BE",
    "CH",
    "AT",
    "SE",
    "JP",
    "IN",
    "ZA",
    "IE",
    "TR",
    "RO",
    "KR",
    "PL",
    "BR",
    "FI",
    "NZ",
    "IL",
    "CN",
)


def load_metadata() -> None:
    """Read the numbering plans of all countries, so that no file is needed later."""
    phonenumbers.PhoneMetadata.load_all()


@lru_cache(maxsize=4096)
def _exists(digits: str, region: str) -> bool:
    try:
        number = phonenumbers.parse(digits, region)
    except phonenumbers.NumberParseException:
        return False
    return phonenumbers.is_valid_number(number)


@lru_cache(maxsize=4096)
def _is_possible(international: str) -> bool:
    try:
        number = phonenumbers.parse(international, None)
    except phonenumbers.NumberParseException:
        return False
    return phonenumbers.is_possible_number(number)


@lru_cache(maxsize=4096)
def _is_assigned(international: str) -> bool:
    try:
        number = phonenumbers.parse(international, None)
    except phonenumbers.NumberParseException:
        return False
    return phonenumbers.is_valid_number(number)


def exists_in(*regions: str) -> Callable[[str], bool]:
    """Return a check: the number is assigned in one of these countries."""
    return lambda value: any(_exists(digits_of(value), region) for region in regions)


def _without_extension(value: str) -> str:
    return re.split(r"[A-Za-z#,;]", value, maxsplit=1)[0]


class International:
    """Numbers with a country code: "+49 30 901820", "0044 (0)20 7946 0958", "011 52 55 …"."""

    id = "phone-international"

    def find(self, text: str) -> Iterator[Hit]:
        """Yield them; digits that follow and do not belong to the number are left out."""
        if "+" not in text and "00" not in text and "011" not in text:
            return
        for match in _INTERNATIONAL.finditer(text):
            start, end = match.span()
            end, known = self._end_of_number(text, start, end)
            if not known and not text.startswith("+", start):
                continue
            if end < len(text) and (text[end].isalpha() or text[end] == "_"):
                continue
            near = PHONE_WORDS.near(text, start, end)
            score = 0.95 if known else 0.75
            yield Hit(start, end, EntityType.PHONE, max(score, 0.9 if near else 0), self.id, known, near)

    def _end_of_number(self, text: str, start: int, end: int) -> tuple[int, bool]:
        """Return where a possible number ends: all of it, or up to one of its last gaps."""
        value = text[start:end]
        plain = _without_extension(value)
        gaps = [gap.start() for gap in re.finditer(r"(?<=\d)[ ./()-]+(?=\d)", plain)]
        shorter = [gap for gap in reversed(gaps[-4:]) if len(digits_of(plain[:gap])) >= 8]
        for holds in (_is_assigned, _is_possible):
            if holds(self._e164(plain)):
                return end, True
            for gap in shorter:
                if holds(self._e164(plain[:gap])):
                    return start + gap, True
        return end, False

    @staticmethod
    def _e164(value: str) -> str:
        digits = digits_of(value.replace("(0)", ""))
        if value.startswith("011"):
            digits = digits[3:]
        elif value.startswith("00"):
            digits = digits[2:]
        return "+" + digits


class Trunk:
    """National numbers that begin with 0: "030 901820", "(0161) 496 0000", "06 12 34 56 78"."""

    id = "phone-national"

    def find(self, text: str) -> Iterator[Hit]:
        """Yield those that exist somewhere, or that a word vouches for."""
        for match in _TRUNK.finditer(text):
            start, end = match.span()
            value = _without_extension(match[0])
            count = len(digits_of(value))
            if not 8 <= count <= 12 or _DATE_LIKE.match(value):
                continue
            if _CODE_BEFORE.search(text, max(0, start - 6), start):
                continue
            if _ZIP_AND_FOUR.match(value) and _STATE_BEFORE.search(text, max(0, start - 4), start):
                continue
            near = PHONE_WORDS.near(text, start, end)
            spaced = re.search(r"\d\D+\d", value) is not None
            exists = any(
                _exists(digits_of(value), region) for region in _TRUNK_REGIONS[: 23 if spaced else 6]
            )
            score = (0.85 if spaced else 0.62) if exists else 0.0
            if near:
                score = max(score, 0.92)
            if score:
                yield Hit(start, end, EntityType.PHONE, score, self.id, exists, near)


# "MA 02110-1301" is a postcode, also where the address is nobody's.
_ZIP_AND_FOUR: Final = re.compile(r"\d{5}-\d{4}\Z")
_STATE_BEFORE: Final = re.compile(r"(?<![^\W_])[A-Z]{2}[ ]\Z")
_PHONE_WORD: Final = re.compile(worded(PHONE_WORDS.words), re.IGNORECASE)
_CANDIDATE: Final = re.compile(
    r"[(\d](?<![^\W_](?s:.))(?<!\d[-.,/:](?s:.))(?<![+#](?s:.))[\d](?:[ "
    r".\-/()]{0,3}\d){5,12}(?![^\W_])(?![-.,/:]\d)"
    rf"{_EXTENSION}",
    re.IGNORECASE,
)
_WRAPPED: Final = re.compile(
    r"[(+\d](?<![^\W_](?s:.))[\d ().\-/]{1,14}(?<=[\d ().\-/])\r?\n[>| \t]{0,6}\(?\d[\d "
    r"().\-/]{2,14}(?<=\d)(?![\w:/-]|[.,]\d)"
)
_VOUCHED_BEFORE: Final = 32
# They stand before other numbers just as often.
_SAID_OF_OTHERS: Final = (
    "line lines office contact home work desk direct ext nr nummer reach ring signal text ara bel dial "
    "ph number"
    " called calling calls fono portable mobile puh vast marca marcar liga llama chiama ruf"
)
_WEAK_WORDS: Final = frozenset(_SAID_OF_OTHERS.split())
_GOES_ON: Final = re.compile(r"[ ]?(?:[,;/&]|[^\W\d_]{1,4})(?:[ ]?[^\W\d_]{2,12}:?){0,2}[ (]{0,3}")
_COUNTRY: Final = re.compile(r"(?<![^\W_])([A-Z]{2})[: ][ ]?\Z")


_OF_A_TARIFF: Final = re.compile(r"\d{4}\.\d\d\.\d\d(?:\.\d\d)?\Z")


class Vouched:
    """National numbers in the way of any country, where a word just before says that it is one."""

    id = "phone-vouched"

    def find(self, text: str) -> Iterator[Hit]:
        """Yield those that exist in some country, and those that a word stands right before."""
        last = -_VOUCHED_BEFORE
        for match in _CANDIDATE.finditer(text):
            value = _without_extension(match[0])
            if _DATE_LIKE.match(value) or not 7 <= len(digits_of(value)) <= 12:
                continue
            if _OF_A_TARIFF.match(value):  # "Tariff line 7318.15.80"
                continue
            word, gap = self._word_before(text, match.start())
            if not word:
                word = PHONE_WORDS.near(text, match.start(), match.end(), before=0, after=16)
                gap = 99
            if not word and last >= 0 and _GOES_ON.fullmatch(text, last, match.start()):
                word = "and"  # a further number in the same breath
            if not word and (country := _COUNTRY.search(text, max(0, match.start() - 5), match.start())):
                word = country[1] if _exists(digits_of(value), country[1]) else ""
                gap = 0
            if word in _WEAK_WORDS and (
                value.isdigit() or len(digits_of(value)) < 8 or not self._exists_somewhere(digits_of(value))
            ):
                continue
            if word and (gap <= 3 or self._exists_somewhere(digits_of(value))):
                last = match.end()
                yield Hit(*match.span(), EntityType.PHONE, 0.8, self.id, context=word)
        if "\n" not in text:
            return
        for match in _WRAPPED.finditer(text):
            first, _, second = match[0].partition("\n")
            if len(digits_of(first)) > 6 or not 9 <= len(digits_of(first + second)) <= 13:
                continue
            word, _ = self._word_before(text, match.start())
            digits = digits_of(first + second)
            known = _is_assigned("+" + digits) if first[0] == "+" else self._exists_somewhere(digits)
            if word and (known or re.match(r"\(?[2-9]\d\d\)?\s*[2-9]\d\d[-. ]\d{4}\Z", match[0])):
                yield Hit(*match.span(), EntityType.PHONE, 0.8, self.id, known, word)

    @staticmethod
    def _word_before(text: str, start: int) -> tuple[str, int]:
        """Return the closest such word of this line and how far it stands; nothing with digits between."""
        found, gap = "", 99
        begin = max(0, start - _VOUCHED_BEFORE)
        line = max(begin, text.rfind("\n", begin, start) + 1)
        for match in _PHONE_WORD.finditer(text, line, start):
            found, gap = match[0].lower(), start - match.end()
        between = text[start - gap : start] if found else ""
        if between == "(":  # call(1234567)
            return "", 99
        return (found, gap) if found and not re.search(r"\d|[.!?]\s+[A-Z]", between) else ("", 99)

    @staticmethod
    def _exists_somewhere(digits: str) -> bool:
        return any(_exists(digits, region) for region in _EVERYWHERE)


def _national(rule: str, pattern: str, *regions: str, checked: float, near: float = 0.9) -> Shape:
    """Return a recogniser for one country's way of writing, vouched for by its numbering plan."""
    return shape(
        rule,
        EntityType.PHONE,
        rf"{BEGIN}{pattern}{_NOT_MORE}",
        check=exists_in(*regions),
        lexicon=PHONE_WORDS,
        checked=checked,
        near=near,
    )


_LABELS: Final = (
    "phone|phones|phone number|phone no|telephone|telephone number|telephone no|tel|tel no|tel "
    "nr|mobile|mobile number"
    "|mobile no|mob|cell|cell number|cellphone|cell phone|fax|fax number|fax no|whatsapp|pager"
    "|pager number|hotline"
    "|landline|home phone|work phone|contact number|contact no|telefon|telefonnummer|telefon nr"
    "|handy|handynummer"
    "|mobil|mobilnummer|rufnummer|téléphone|tél|portable|teléfono|telf|tfno|móvil|celular"
    "|telefono|cellulare|cell"
    "|telefoon|telefoonnummer|mobiel|gsm|telefone|telemóvel|telm|ph|ph no"
)


def _is_long_enough(value: str) -> bool:
    return 6 <= len(digits_of(value)) <= 15 and not _DATE_LIKE.match(value)


RECOGNIZERS: tuple[Recognizer, ...] = (
    International(),
    Trunk(),
    Vouched(),
    shape(
        "phone-labelled",
        EntityType.PHONE,
        rf"{worded(_LABELS.split('|'))}[\"'\])*_`]{{0,3}}[ \t]{{0,3}}(?:\([\w ]{{1,12}}\)[ ]?)?(?:[:=#"
        rf"|]|n[°º]|is|\.{{1,40}}:?)?"
        rf"[ \t]{{0,4}}[\"'*_`]{{0,3}}(\+?\(?\d(?:[ .\-/()]{{0,3}}\d){{5,14}})(?!\w?\d|[.,/-]\d){_EXTENSION}",
        flags=re.IGNORECASE,
        group=1,
        checked=0.93,
        check=_is_long_enough,
        firsts=firsts_of(_LABELS.split("|")),
    ),
    shape(
        "phone-north-american",
        EntityType.PHONE,
        rf"(?<!\d)(?<!\d[-.,/])(?:(?:\+|00)?\d{{1,3}}[ .\-]{{1,2}}|1)?(?:\(\d{{3}}\)[ .\-]{{0,2}}"
        rf"|\d{{3}}[.\-/])"
        rf"\d{{3}}[ .\-]\d{{4}}(?!\d)(?![-.]\d){_EXTENSION}",
        flags=re.IGNORECASE,
        alone=0.9,
        near=0.96,
        lexicon=PHONE_WORDS,
    ),
    shape(
        "phone-north-american-spaced",
        EntityType.PHONE,
        rf"{BEGIN}(?<!\d[ ])(?:1[ ])?[2-9]\d{{2}}[ ]{{1,2}}[2-9]\d{{2}}[ .\-]\d{{4}}{_NOT_MORE}(?![ "
        rf"]\d){_EXTENSION}",
        flags=re.IGNORECASE,
        alone=0.7,
        near=0.95,
        lexicon=PHONE_WORDS,
    ),
    shape(
        "phone-north-american-run",
        EntityType.PHONE,
        rf"{BEGIN}(?:\(\d{{3}}\)[ ]?\d{{7}}|1?[2-9]\d{{2}}[2-9]\d{{6}}){_NOT_MORE}{_EXTENSION}",
        flags=re.IGNORECASE,
        near=0.85,
        lexicon=PHONE_WORDS,
    ),
    shape(
        "phone-local",
        EntityType.PHONE,
        rf"{BEGIN}[2-9]\d{{2}}[-.]\d{{4}}{_NOT_MORE}{_EXTENSION}",
        flags=re.IGNORECASE,
        near=0.85,
        lexicon=PHONE_WORDS,
    ),
    shape(  # "(08 31) 5 55 01-44", "0 25 1 / 5 55 01 44": pairs, as German offices wrote them
        "phone-pairs-in-brackets",
        EntityType.PHONE,
        rf"{BEGIN}(?:\(0[ ]?\d(?:[ ]?\d){{1,3}}\)|0(?:[ ]?\d){{2,4}}[ ]?/)[ ]?\d{{1,3}}"
        rf"(?:[ ]\d{{2,3}}){{1,3}}(?:[ ]?[-–][ ]?\d{{1,4}})?{_NOT_MORE}(?![ ]\d)",
        checked=0.8,
        check=lambda value: 8 <= len(digits_of(value)) <= 13,
    ),
    shape("phone-555", EntityType.PHONE, rf"{BEGIN}555[- .]\d{{4}}{_NOT_MORE}", alone=0.7),
    _national(
        "phone-es-pt-pl",
        r"(?<!\d{3}[ ])[2-9]\d{2}[ .\-]\d{3}[ .\-]\d{3}(?![ ]\d{3}(?!\d))",
        "ES",
        "PT",
        "PL",
        checked=0.64,
    ),
    _national("phone-es-pairs", r"[6-9]\d{2}[ .\-]\d{2}[ .\-]\d{2}[ .\-]\d{2}", "ES", checked=0.75),
    _national("phone-br", r"\(?[1-9]\d\)?[ ]?9?\d{4}-\d{4}", "BR", checked=0.85),
    _national("phone-in", r"[6-9]\d{4}[ \-]\d{5}", "IN", checked=0.8),
    _national("phone-cn", r"1[3-9]\d[ \-]\d{4}[ \-]\d{4}", "CN", checked=0.8),
    _national("phone-mx", r"\(?\d{2}\)?[ \-]\d{4}[ \-]\d{4}", "MX", "BR", checked=0.62),
    shape(
        "phone-ar-mobile",
        EntityType.PHONE,
        rf"{BEGIN}\d{{2,4}}[ \-]15[ \-]\d{{3,4}}[ \-]\d{{4}}{_NOT_MORE}",
        alone=0.75,
    ),
    _national("phone-it-mobile", r"3\d{2}[ .\-/]\d{3}[ .\-]?\d{3,4}", "IT", checked=0.7),
    _national("phone-pairs", r"\d{2}(?:[ .\-]\d{2}){3,4}", "DK", "NO", "FR", checked=0.0),
    _national("phone-groups", r"\(?\d{2,4}\)?[ .\-/]\d{3,4}[ .\-]\d{3,4}", "GB", checked=0.0, near=0.8),
)
