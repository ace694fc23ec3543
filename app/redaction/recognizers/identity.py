"""National and tax numbers: one line each, with the check that the issuing country defines.

Checks come from python-stdnum. A number that is only digits counts without a label where its check is strong
(two check digits, a date inside) or its punctuation is its own; otherwise a word has to vouch for it.
Sources: the docstring of each stdnum module names the issuer's specification; the German social insurance
number is VKVV section 4 (check digit: Anlage 2 to section 2.1), the British ones GOV.UK's NIM39110.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from types import ModuleType
from typing import Final

from stdnum.ar import cuit
from stdnum.at import vnr
from stdnum.au import tfn
from stdnum.be import nn
from stdnum.bg import egn
from stdnum.br import cnpj, cpf
from stdnum.ca import sin
from stdnum.ch import ssn as ahv
from stdnum.cl import rut
from stdnum.cn import ric
from stdnum.cz import rc
from stdnum.de import idnr
from stdnum.dk import cpr
from stdnum.do import cedula
from stdnum.ee import ik
from stdnum.eg import tn as eg_tn
from stdnum.es import cif, dni, nie
from stdnum.fi import hetu
from stdnum.fr import nir
from stdnum.gb import nhs, utr
from stdnum.gr import amka
from stdnum.hr import oib
from stdnum.id import nik
from stdnum.ie import pps
from stdnum.il import idnr as il_idnr
from stdnum.in_ import aadhaar, gstin, pan
from stdnum.is_ import kennitala
from stdnum.it import codicefiscale, iva
from stdnum.jp import in_ as jp_in
from stdnum.kr import rrn
from stdnum.mx import curp, rfc
from stdnum.my import nric
from stdnum.nl import bsn
from stdnum.no import fodselsnummer
from stdnum.nz import ird
from stdnum.pk import cnic
from stdnum.pl import nip, pesel
from stdnum.pt import cc, nif
from stdnum.ro import cnp
from stdnum.se import personnummer
from stdnum.si import emso
from stdnum.th import pin as th_pin
from stdnum.tr import tckimlik
from stdnum.us import ssn
from stdnum.za import idnr as za_idnr

from app.redaction.findings import EntityType
from app.redaction.recognizers.base import Hit, Lexicon, Phrases, Recognizer, Shape, compact, shape

# As BEGIN and END, but a comma may stand between two numbers: in a row of a table it parts cells.
_BEGIN: Final = r"(?<![^\W_])(?<![\d][-./])"
_END: Final = r"(?![^\W_])(?![-/.]\d)"
_NATIONAL: Final = EntityType.NATIONAL_ID
_TAX: Final = EntityType.TAX_ID


_ANY_ID_WORDS: Final = Lexicon(
    "id|id number|national id|identity|identification|personal number|tax id|tax number|taxpayer|tin|fiscal"
    "|citizen|ausweis|identité|identidad|identità|identiteit|identidade|documento|dokument"
)


def _by(module: ModuleType) -> Callable[[str], bool]:
    """Return stdnum's check; what it cannot even parse does not hold."""
    is_valid: Callable[[str], bool] = module.is_valid
    return lambda value: bool(is_valid(compact(value)))


def _is_german_insurance_number(value: str) -> bool:
    """Check digit of the Rentenversicherungsnummer: digit sums of the digits times 2 1 2 5 7 1 2 1 …."""
    plain = compact(value)
    letter = f"{ord(plain[8]) - 64:02d}"
    digits = plain[:8] + letter + plain[9:11]
    weights = (2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1)
    total = sum(sum(divmod(int(digit) * weight, 10)) for digit, weight in zip(digits, weights, strict=True))
    return total % 10 == int(plain[11])


def _is_icao_checked(value: str) -> bool:
    """Check digit of a machine-readable document number (ICAO 9303 part 3, 4.9): weights 7 3 1."""
    plain = compact(value)
    numbers = [int(character, 36) for character in plain]
    return sum(number * (7, 3, 1)[i % 3] for i, number in enumerate(numbers[:-1])) % 10 == numbers[-1]


def _is_hong_kong_id(value: str) -> bool:
    """Check digit of the identity card of Hong Kong: weights 9 to 2 over letters and digits, modulo 11."""
    plain = re.sub(r"\W", "", value)
    body = [36, *(int(character, 36) for character in plain[:-1])][-8:]
    total = sum(number * weight for number, weight in zip(body, range(9, 1, -1), strict=True))
    return (total + int(plain[-1], 16)) % 11 == 0


def _is_singapore_id(value: str) -> bool:
    """Check letter of NRIC and FIN: weights 2 7 6 5 4 3 2, and an offset for the newer series."""
    plain = compact(value).upper()
    offset = {"T": 4, "G": 4, "M": 3}.get(plain[0], 0)
    total = offset + sum(int(d) * w for d, w in zip(plain[1:8], (2, 7, 6, 5, 4, 3, 2), strict=True))
    letters = {"S": "JZIHGFEDCBA", "T": "JZIHGFEDCBA", "M": "KLJNPQRTUWX"}.get(plain[0], "XWUTRQPNMLK")
    return letters[total % 11 if plain[0] != "M" else 10 - total % 11] == plain[8]


def _is_taiwan_id(value: str) -> bool:
    """Check digit of Taiwan's identity card: the letter is a number of two digits."""
    plain = compact(value).upper()
    number = "ABCDEFGHJKLMNPQRSTUVXYWZIO".index(plain[0]) + 10
    weights = (1, 9, 8, 7, 6, 5, 4, 3, 2, 1, 1)
    return sum(int(d) * w for d, w in zip(f"{number}{plain[1:]}", weights, strict=True)) % 10 == 0


def _is_health_card_of_brazil(value: str) -> bool:
    """Check of the Cartão Nacional de Saúde: weights 15 to 1, modulo 11."""
    return sum(int(d) * w for d, w in zip(compact(value), range(15, 0, -1), strict=True)) % 11 == 0


def _is_british(value: str) -> bool:
    """Whether the letters of a National Insurance number can be one's (NIM39110); QQ stands in examples."""
    first, second = value[0].upper(), value[1].upper()
    return first + second == "QQ" or (first not in "DFIQUV" and second not in "DFIOQUV")


def _id(
    rule: str,
    pattern: str,
    words: str,
    *,
    check: Callable[[str], bool] | None = None,
    label: EntityType = _NATIONAL,
    alone: float = 0.0,
    checked: float = 0.0,
    near: float = 0.9,
    flags: int = 0,
) -> Shape:
    return shape(
        rule,
        label,
        _BEGIN + (f"(?:{pattern})" if "|" in pattern else pattern) + _END,
        flags=flags,
        alone=alone,
        near=near,
        checked=checked,
        check=check,
        lexicon=Lexicon(words),
        general=_ANY_ID_WORDS,
    )


_SSN_WORDS: Final = "ssn|social security|social|soc sec|ss|ssa|seguro social|itin|taxpayer id|tin|w2|w9"

_CHECKED: Final[tuple[tuple[str, EntityType, tuple[int, ...], Callable[[str], bool]], ...]] = (
    ("nhs", EntityType.HEALTH_ID, (10,), _by(nhs)),
    ("nir|sécu|sécurité sociale|ss|nss|insee", _NATIONAL, (15,), _by(nir)),
    ("codice fiscale|cf|c.f|cod fisc|cod fiscale", _NATIONAL, (16,), _by(codicefiscale)),
    ("dni|nif", _NATIONAL, (9,), _by(dni)),
    ("nie", _NATIONAL, (9,), _by(nie)),
    ("nif|contribuinte|nipc", _TAX, (9,), _by(nif)),
    ("bsn|burgerservicenummer|sofinummer", _NATIONAL, (9,), _by(bsn)),
    ("cpf", _NATIONAL, (11,), _by(cpf)),
    ("cnpj", _TAX, (14,), _by(cnpj)),
    ("pesel", _NATIONAL, (11,), _by(pesel)),
    ("personnummer|personnr", _NATIONAL, (10, 12), _by(personnummer)),
    ("aadhaar|aadhar|uidai", _NATIONAL, (12,), _by(aadhaar)),
    ("sin|social insurance|nas", _NATIONAL, (9,), _by(sin)),
    ("tfn|tax file", _TAX, (8, 9), _by(tfn)),
    ("ssn|social security|social|soc", EntityType.SSN, (9,), _by(ssn)),
    ("steuer id|steueridentifikationsnummer|idnr|tin", _TAX, (11,), _by(idnr)),
    ("partita iva|p iva|piva|iva", _TAX, (11,), _by(iva)),
    ("ahv|avs", _NATIONAL, (13,), _by(ahv)),
    ("rijksregister|rijksregisternummer|registre national|insz", _NATIONAL, (11,), _by(nn)),
)


class Separated:
    """Numbers with a check digit whose label stands before them, in any grouping, wrapped over lines or not.

    The shapes know the usual groups. Here the characters are counted instead, and the check decides.
    """

    id = "id-in-any-groups"
    _reach: Final = 36
    _start: Final = re.compile(r"(?<![^\W_])[A-Za-z0-9]")

    def __init__(self) -> None:
        words = [(word, index) for index, (words, *_) in enumerate(_CHECKED) for word in words.split("|")]
        self._kinds: dict[str, list[int]] = {}
        for word, index in words:
            self._kinds.setdefault(_plain(word), []).append(index)
        self._labels = Phrases(word for word, _ in words)

    def find(self, text: str) -> Iterator[Hit]:
        """Yield the first value behind each label whose check holds."""
        for label in self._labels.finditer(text):
            hit = self._behind(text, label.end(), self._kinds.get(_plain(label[0]), []))
            if hit is not None:
                yield hit

    def _behind(self, text: str, begin: int, kinds: list[int]) -> Hit | None:
        for start in self._start.finditer(text, begin, min(len(text), begin + self._reach)):
            for length in sorted({length for kind in kinds for length in _CHECKED[kind][2]}):
                end = _end_of(text, start.start(), length)
                if end is None:
                    continue
                value = text[start.start() : end]
                for kind in kinds:
                    _, label, lengths, holds = _CHECKED[kind]
                    if length in lengths and holds(re.sub(r"[\W_]", "", value)):
                        return Hit(start.start(), end, label, 0.95, self.id, checksum=True)
        return None


_LONGEST_GAP: Final = 6


def _plain(phrase: str) -> str:
    return re.sub(r"[ \t_.-]", "", phrase.lower())


def _end_of(text: str, start: int, length: int) -> int | None:
    """Return where so many letters and digits are read, if a group ends there and half of them are digits."""
    seen = digits = gap = 0
    for position in range(start, min(len(text), start + 4 * length)):
        character = text[position]
        if character.isascii() and character.isalnum():
            seen += 1
            digits += character.isdigit()
            gap = 0
        elif character in " \t\n\r.-/_·>" and gap < _LONGEST_GAP:
            gap += 1
        else:
            return None
        if seen == length:
            after = text[position + 1 : position + 2]
            return position + 1 if 2 * digits >= length - 2 and not after.isalnum() else None
    return None


RECOGNIZERS: tuple[Recognizer, ...] = (
    Separated(),
    _id(
        "us-ssn",
        r"\d{3}-\d{2}-\d{4}",
        _SSN_WORDS,
        check=_by(ssn),
        label=EntityType.SSN,
        alone=0.75,
        checked=0.92,
        near=0.97,
    ),
    _id(
        "us-ssn-spaced",
        r"(?<!\d )\d{3}(?:[ ]\d{2}[ ]|\.\d{2}\.|[ ]?-[ ]?\d{2}[ ]?-[ ]?|/\d{2}/|_\d{2}_)\d{4}(?! \d)",
        _SSN_WORDS,
        check=_by(ssn),
        label=EntityType.SSN,
        alone=0.0,
        checked=0.72,
        near=0.95,
    ),
    _id(
        "us-ssn-run",
        r"\d{9}",
        _SSN_WORDS.replace("|social|", "|").replace("|ss|", "|"),
        label=EntityType.SSN,
        near=0.85,
    ),
    _id(
        "us-ein",
        r"\d{2}-\d{7}",
        "ein|employer identification|federal tax|fein|tax id",
        label=_TAX,
        near=0.9,
        alone=0.0,
    ),
    _id(
        "uk-nino",
        r"(?i:[a-z][a-z])[ -]?\d{2}[ -]?\d{2}[ -]?\d{2}[ -]?(?i:[a-d])",
        "national insurance|ni number|ni no|nino|ni",
        check=_is_british,
        checked=0.9,
        near=0.97,
    ),
    _id(
        "uk-utr",
        r"\d{5}[ ]?\d{5}",
        "utr|unique taxpayer reference|self assessment|hmrc",
        check=_by(utr),
        label=_TAX,
    ),
    _id(
        "uk-nhs",
        r"\d{3}[ -]\d{3}[ -]\d{4}",
        "nhs|health number|chi",
        check=_by(nhs),
        label=EntityType.HEALTH_ID,
        checked=0.78,
        near=0.95,
    ),
    _id(
        "uk-nhs-run",
        r"\d{10}",
        "nhs|nhs number|nhs no",
        check=_by(nhs),
        label=EntityType.HEALTH_ID,
        near=0.92,
    ),
    _id(
        "de-idnr",
        r"[1-9]\d[ ]?\d{3}[ ]?\d{3}[ ]?\d{3}",
        "steuer|steuer id|steueridentifikationsnummer|steuernummer|idnr|identifikationsnummer|tin",
        check=_by(idnr),
        label=_TAX,
        checked=0.64,
        near=0.95,
    ),
    _id(
        "de-steuernummer",
        r"\d{2,3}/\d{3}/\d{4,5}",
        "steuernummer|steuer nr|st nr|finanzamt|steuer",
        label=_TAX,
        alone=0.62,
        near=0.95,
    ),
    _id(
        "de-rvnr",
        r"\d{2}[ ]?[0-3]\d[01]\d\d{2}[ ]?[A-Z][ ]?\d{2}\d",
        "rentenversicherung|sozialversicherung|sv nummer|rv nummer|versicherungsnummer|rvnr|svnr",
        check=_is_german_insurance_number,
        checked=0.95,
        near=0.95,
    ),
    _id(
        "de-id-card",
        r"[CFGHJKLMNPRTVWXYZ][CFGHJKLMNPRTVWXYZ0-9]{8}\d",
        "personalausweis|ausweis|ausweisnummer|reisepass|pass",
        check=_is_icao_checked,
        checked=0.6,
        near=0.92,
    ),
    _id(
        "fr-nir",
        r"[1278][ ]?\d{2}[ ]?[0-9]{2}[ ]?(?:\d{2}|2[AB])[ ]?\d{3}[ ]?\d{3}[ ]?\d{2}",
        "sécurité sociale|nir|numéro de sécu|sécu|insee|assuré|sécu sociale|nss",
        check=_by(nir),
        checked=0.97,
        near=0.93,
    ),
    _id(
        "fr-nir-short",
        r"[12][ ]?\d{2}[ ]?[0-9]{2}[ ]?(?:\d{2}|2[AB])[ ]?\d{3}[ ]?\d{3}",
        "sécurité sociale|nir|numéro de sécu|sécu|insee|assuré|nss",
        near=0.9,
    ),
    _id(
        "es-dni",
        r"\d{1,2}\.?\d{3}\.?\d{3}[ -]?[A-Z]",
        "dni|nif|documento nacional|carnet de identidad",
        check=_by(dni),
        checked=0.93,
        near=0.9,
        flags=re.IGNORECASE,
    ),
    _id(
        "es-nie",
        r"[XYZ][ -]?\d{7}[ -]?[A-Z]",
        "nie|extranjero|número de identidad",
        check=_by(nie),
        checked=0.95,
        near=0.93,
        flags=re.IGNORECASE,
    ),
    _id(
        "es-cif",
        r"[ABCDEFGHJNPQRSUVW][ -]?\d{7}[ -]?[0-9A-J]",
        "cif|nif|empresa",
        check=_by(cif),
        label=_TAX,
        checked=0.6,
        near=0.85,
    ),
    _id("es-social", r"\d{2}[ /-]?\d{8}[ /-]?\d{2}", "seguridad social|nuss|afiliación|naf", near=0.92),
    _id(
        "it-fiscal",
        r"[A-Z]{3}[ ]?[A-Z]{3}[ ]?\d[\dLMNP-V][A-EHLMPRST][\dLMNP-V]{2}[ ]?[A-Z][\dLMNP-V]{3}[A-Z]",
        "codice fiscale|cf|c.f|cod fiscale",
        check=_by(codicefiscale),
        alone=0.9,
        checked=0.98,
        near=0.97,
        flags=re.IGNORECASE,
    ),
    _id(
        "it-vat", r"(?:IT)?\d{11}", "partita iva|p iva|piva|p. iva|iva", check=_by(iva), label=_TAX, near=0.9
    ),
    _id(
        "it-id-card",
        r"(?:[A-Z]{2}[ ]?\d{7}|C[A-Z]\d{5}[A-Z]{2}|\d{7}[A-Z]{2}|[A-Z]{2}\d{5}[A-Z]{2})",
        "carta d'identità|carta d identità|carta di identità|identità|documento|passaporto",
        near=0.9,
        flags=re.IGNORECASE,
    ),
    _id(
        "nl-bsn",
        r"\d{3}[ .]?\d{3}[ .]?\d{3}|\d{4}[ .]\d{2}[ .]\d{3}|\d{4}[ .]\d{3}[ .]\d{2}",
        "bsn|burgerservicenummer|burger service nummer|sofinummer|sofi",
        near=0.95,
        check=_by(bsn),
    ),
    _id(
        "pt-nif",
        r"[1-9]\d{2}[ .]?\d{3}[ .]?\d{3}",
        "nif|contribuinte|número fiscal|número de contribuinte|nipc",
        check=_by(nif),
        label=_TAX,
        near=0.95,
    ),
    _id(
        "pt-cc",
        r"\d{8}[ ]?\d[ ]?[A-Z0-9]{2}\d",
        "cartão de cidadão|cartão do cidadão|bilhete de identidade|cc",
        check=_by(cc),
        checked=0.85,
        near=0.93,
        flags=re.IGNORECASE,
    ),
    _id("pt-niss", r"[12]\d{10}", "niss|segurança social", near=0.92),
    _id("pl-pesel", r"\d{11}", "pesel|numer pesel", check=_by(pesel), checked=0.68, near=0.95),
    _id(
        "pl-nip",
        r"\d{3}-?\d{3}-?\d{2}-?\d{2}|\d{3}-\d{2}-\d{2}-\d{3}",
        "nip",
        check=_by(nip),
        label=_TAX,
        near=0.93,
    ),
    _id("pl-id-card", r"[A-Z]{3}[ ]?\d{6}", "dowód|dowód osobisty|dowodu|seria", near=0.9),
    _id(
        "se-personnummer",
        r"(?:19|20)?\d{2}[01]\d[0-9]\d[-+]\d{4}",
        "personnummer|pnr|personnr|samordningsnummer",
        check=_by(personnummer),
        alone=0.0,
        checked=0.93,
        near=0.9,
    ),
    _id(
        "se-personnummer-run",
        r"(?:19|20)\d{2}[01]\d[0-9]\d{5}|\d{2}[01]\d[0-9]\d{5}",
        "personnummer|pnr|personnr",
        check=_by(personnummer),
        near=0.92,
    ),
    _id(
        "br-cpf",
        r"\d{3}\.\d{3}\.\d{3}[-./]\d{2}",
        "cpf|cadastro de pessoas",
        check=_by(cpf),
        alone=0.85,
        checked=0.98,
        near=0.97,
    ),
    _id("br-cpf-run", r"\d{9}-?\d{2}", "cpf|cadastro de pessoas", check=_by(cpf), checked=0.66, near=0.93),
    _id(
        "br-cnpj",
        r"\d{2}\.?\d{3}\.?\d{3}/\d{4}-?\d{2}|\d{14}",
        "cnpj",
        check=_by(cnpj),
        label=_TAX,
        checked=0.9,
        near=0.93,
    ),
    _id("br-rg", r"\d{1,2}\.\d{3}\.\d{3}-[\dXx]", "rg|registro geral|identidade", alone=0.8, near=0.95),
    _id(
        "in-aadhaar",
        r"[2-9]\d{3}[ -]\d{4}[ -]\d{4}(?![ -]\d)",
        "aadhaar|aadhar|uidai|uid|adhaar",
        check=_by(aadhaar),
        checked=0.85,
        near=0.95,
    ),
    _id("in-aadhaar-run", r"[2-9]\d{11}", "aadhaar|aadhar|uidai|adhaar", check=_by(aadhaar), near=0.93),
    _id(
        "in-pan",
        r"[A-Z]{3}[ABCFGHLJPTKE][A-Z]\d{4}[A-Z]",
        "pan|permanent account|income tax",
        check=_by(pan),
        label=_TAX,
        alone=0.85,
        checked=0.92,
        near=0.95,
        flags=re.IGNORECASE,
    ),
    _id("in-voter", r"[A-Z]{3}\d{7}", "voter|epic|voter id|election", near=0.9),
    _id(
        "ca-sin",
        r"\d{3}[ -]\d{3}[ -]\d{3}(?![ -]?\d)",
        "sin|social insurance|nas|assurance sociale",
        check=_by(sin),
        checked=0.66,
        near=0.95,
    ),
    _id(
        "ca-sin-run",
        r"\d{9}",
        "social insurance|sin number|sin no|sin|assurance sociale",
        check=_by(sin),
        near=0.9,
    ),
    _id(
        "ca-health",
        r"\d{4}[ -]\d{3}[ -]\d{3}(?:[ -]?[A-Z]{2})?",
        "ohip|health card|health number|ramq|phn|carte santé",
        label=EntityType.HEALTH_ID,
        near=0.93,
    ),
    _id("au-tfn", r"\d{3}[ ]?\d{3}[ ]?\d{2,3}", "tfn|tax file", check=_by(tfn), label=_TAX, near=0.95),
    _id(
        "au-medicare",
        r"[2-6]\d{3}[ -]?\d{5}[ -]?\d(?:[ /-]?\d)?",
        "medicare|medicare card|irn",
        label=EntityType.HEALTH_ID,
        near=0.93,
    ),
    _id(
        "ch-ahv",
        r"756[.]?\d{4}[.]?\d{4}[.]?\d{2}",
        "ahv|avs|sozialversicherungsnummer|ahv nummer",
        check=_by(ahv),
        alone=0.8,
        checked=0.98,
        near=0.97,
    ),
    _id(
        "be-nn",
        r"\d{2}[.]?[0-9]{2}[.]?\d{2}[- ]?\d{3}[. -]?\d{2}",
        "rijksregister|rijksregisternummer|registre national|insz|niss|nn",
        check=_by(nn),
        checked=0.85,
        near=0.93,
    ),
    _id(
        "fi-hetu",
        r"[0-3]\d[01]\d\d{2}[-+ABCDEFYXWVU]\d{3}[0-9A-FHJ-NPR-Y]",
        "hetu|henkilötunnus|personal identity code",
        check=_by(hetu),
        checked=0.96,
        near=0.93,
        flags=re.IGNORECASE,
    ),
    _id(
        "dk-cpr",
        r"[0-3]\d[01]\d\d{2}-\d{4}",
        "cpr|cpr nummer|personnummer",
        check=_by(cpr),
        checked=0.75,
        near=0.95,
    ),
    _id(
        "no-fodselsnummer",
        r"[0-7]\d[0-5]\d\d{2}[ ]?\d{5}",
        "fødselsnummer|personnummer|fnr|fodselsnummer",
        check=_by(fodselsnummer),
        checked=0.75,
        near=0.93,
    ),
    _id(
        "ie-pps",
        r"\d{7}[A-W][ABWTX]?",
        "pps|ppsn|pps number|personal public service",
        check=_by(pps),
        checked=0.7,
        near=0.95,
        flags=re.IGNORECASE,
    ),
    _id(
        "tr-kimlik",
        r"[1-9]\d{10}",
        "tc|tckn|kimlik|t.c|tc kimlik",
        check=_by(tckimlik),
        checked=0.66,
        near=0.93,
    ),
    _id(
        "kr-rrn",
        r"\d{2}[01]\d[0-3]\d-?[1-8]\d{6}",
        "rrn|resident registration|주민등록번호|외국인등록번호",
        check=_by(rrn),
        checked=0.85,
        near=0.95,
    ),
    _id("kr-rrn-shape", r"\d{2}[01]\d[0-3]\d-[1-8]\d{6}", "rrn", alone=0.7, near=0.95),
    _id(
        "za-id",
        r"\d{2}[01]\d[0-3]\d[ ]?\d{4}[ ]?[01]\d{2}",
        "sa id|id no|rsa id",
        check=_by(za_idnr),
        checked=0.75,
        near=0.93,
    ),
    _id("cl-rut", r"\d{1,2}\.?\d{3}\.?\d{3}-[\dkK]", "rut|run", check=_by(rut), checked=0.88, near=0.95),
    _id(
        "cn-ric",
        r"[1-8]\d{5}(?:19|20)\d{2}[01]\d[0-3]\d\d{3}[\dXx]",
        "身份证|resident identity|id card",
        check=_by(ric),
        alone=0.75,
        checked=0.98,
        near=0.95,
    ),
    _id(
        "mx-curp",
        r"[A-Z][AEIOUX][A-Z]{2}\d{6}[HMX][A-Z]{2}[B-DF-HJ-NP-TV-Z]{3}[A-Z0-9]\d",
        "curp",
        check=_by(curp),
        alone=0.9,
        checked=0.98,
        near=0.97,
        flags=re.IGNORECASE,
    ),
    _id(
        "mx-rfc",
        r"[A-ZÑ&]{4}\d{6}[A-Z0-9]{3}",
        "rfc|registro federal",
        check=_by(rfc),
        label=_TAX,
        checked=0.8,
        near=0.95,
    ),
    _id(
        "sg-nric",
        r"[STFGM]\d{7}[A-Z]",
        "nric|fin|singapore",
        check=_is_singapore_id,
        alone=0.7,
        checked=0.95,
        near=0.95,
    ),
    shape(
        "us-alien-number",
        _NATIONAL,
        r"(?<!\w)A(?:[-#]|[- ](?:(?i:number|nr|no)\.?|#))[ :#]{0,3}(A?[- ]?\d{2,3}[- ]?\d{3}[- "
        r"]?\d{3})(?!\w)",
        group=1,
        alone=0.9,
    ),
    _id(
        "hk-id",
        r"[A-Z]{1,2}\d{6}(?:[ ]?\([0-9A]\)|[0-9A])",
        "hkid|hong kong|hk id|身份證",
        check=_is_hong_kong_id,
        checked=0.75,
        near=0.95,
    ),
    _id("tw-id", r"[A-Z][12]\d{8}", "taiwan|身分證", check=_is_taiwan_id, checked=0.72, near=0.95),
    _id(
        "jp-my-number",
        r"\d{4}[ -]?\d{4}[ -]?\d{4}(?![ -]\d)",
        "my number|mynumber|individual number|個人番号|マイナンバー",
        check=_by(jp_in),
        near=0.95,
    ),
    _id(
        "my-nric",
        r"\d{2}[01]\d[0-3]\d-\d{2}-\d{4}",
        "mykad|my kad|nric|ic no|ic number|kad pengenalan",
        check=_by(nric),
        checked=0.85,
        near=0.95,
    ),
    _id(
        "th-pin",
        r"\d[- ]\d{4}[- ]\d{5}[- ]\d{2}[- ]\d",
        "thai|บัตรประชาชน",
        check=_by(th_pin),
        checked=0.95,
        near=0.95,
    ),
    _id("th-pin-run", r"[1-8]\d{12}", "thai|thailand|บัตรประชาชน", check=_by(th_pin), near=0.93),
    _id("id-nik", r"\d{6}[0-7]\d[01]\d{3}\d{4}", "nik|ktp|no ktp", check=_by(nik), near=0.95),
    _id("pk-cnic", r"\d{5}-\d{7}-\d", "cnic|nicop", check=_by(cnic), checked=0.9, near=0.95),
    _id("ae-emirates", r"784-\d{4}-\d{7}-\d", "emirates id|eid", alone=0.9, near=0.97),
    _id("eg-id", r"[23]\d{2}[01]\d[0-3]\d{8}", "egypt|الرقم القومي", check=_by(eg_tn), near=0.9),
    _id(
        "il-id",
        r"\d{9}|\d{8}-\d",
        "teudat zehut|t.z|tz|israeli id|israel|תעודת זהות|ת.ז",
        check=_by(il_idnr),
        near=0.92,
    ),
    _id(
        "in-gstin",
        r"\d{2}[A-Z]{5}\d{4}[A-Z][A-Z\d]Z[A-Z\d]",
        "gstin|gst",
        check=_by(gstin),
        label=_TAX,
        checked=0.95,
        near=0.95,
    ),
    _id(
        "nz-ird",
        r"\d{2,3}[- ]\d{3}[- ]\d{3}",
        "ird|ird number|ird no",
        check=_by(ird),
        label=_TAX,
        near=0.95,
    ),
    _id(
        "nz-nhi",
        r"[A-HJ-NP-Z]{3}\d{4}|[A-HJ-NP-Z]{3}\d{2}[A-HJ-NP-Z]{2}",
        "nhi|nhi number|nhi no|national health index",
        label=EntityType.HEALTH_ID,
        near=0.95,
    ),
    _id(
        "ro-cnp",
        r"[1-8]\d{2}[01]\d[0-3]\d{7}",
        "cnp|cod numeric personal",
        check=_by(cnp),
        checked=0.8,
        near=0.95,
    ),
    _id("bg-egn", r"\d{2}[0-5]\d[0-3]\d{5}", "egn|егн|единен", check=_by(egn), near=0.93),
    _id("gr-amka", r"[0-3]\d[01]\d{8}", "amka|αμκα", check=_by(amka), checked=0.66, near=0.95),
    _id(
        "cz-rc",
        r"\d{2}[0-8]\d[0-3]\d/\d{4}",
        "rodné číslo|rodne cislo|r.č|rč|birth number",
        check=_by(rc),
        checked=0.85,
        near=0.95,
    ),
    _id(
        "at-vnr",
        r"\d{4}[ -]?[0-3]\d[01]\d{3}",
        "sozialversicherungsnummer|sv nummer|sv nr|svnr|vsnr|sozialversicherung|versicherungsnummer|e card",
        check=_by(vnr),
        near=0.95,
    ),
    _id(
        "baltic-id",
        r"[3-6]\d{2}[01]\d[0-3]\d{5}",
        "asmens kodas|isikukood|personal code",
        check=_by(ik),
        checked=0.66,
        near=0.95,
    ),
    _id("lv-pk", r"[0-3]\d[01]\d{3}-[012]\d{4}", "personas kods", alone=0.62, near=0.95),
    _id("hr-oib", r"\d{11}", "oib", check=_by(oib), near=0.95),
    _id(
        "jmbg",
        r"[0-3]\d[01]\d{10}",
        "jmbg|emšo|emso|матични број",
        check=_by(emso),
        checked=0.72,
        near=0.95,
    ),
    _id(
        "is-kennitala",
        r"[0-7]\d[01]\d{3}-\d{4}",
        "kennitala|kt",
        check=_by(kennitala),
        checked=0.75,
        near=0.95,
    ),
    _id(
        "ar-cuit",
        r"(?:2[0347]|3[034])-?\d{8}-?\d",
        "cuit|cuil",
        check=_by(cuit),
        label=_TAX,
        checked=0.72,
        near=0.95,
    ),
    _id("do-cedula", r"\d{3}-\d{7}-\d", "cédula|cedula", check=_by(cedula), checked=0.85, near=0.95),
    _id(
        "br-health-card",
        r"[12789]\d{2}[ .]?\d{4}[ .]?\d{4}[ .]?\d{4}",
        "sus|cns|cartão sus|cartão nacional|cartao sus",
        check=_is_health_card_of_brazil,
        label=EntityType.HEALTH_ID,
        checked=0.72,
        near=0.95,
    ),
    _id(
        "eu-vat",
        r"(?:ATU\d{8}|BE[01]\d{9}|DE\d{9}|DK\d{8}|ES[A-Z0-9]\d{7}[A-Z0-9]|FI\d{8}|FR[A-Z0-9]{2}\d{9}"
        r"|IE\d{7}[A-W][A-I]?|IT\d{11}|NL\d{9}B\d{2}|PL\d{10}|PT\d{9}|SE\d{12})",
        "vat|vat number|ust id|umsatzsteuer|tva|iva|btw",
        label=_TAX,
        alone=0.0,
        near=0.9,
    ),
)
