"""Money: cards, bank accounts, crypto addresses.

Card prefixes and lengths: ISO/IEC 7812-1 ranges as published by the networks; IBAN: ISO 13616 (stdnum
carries the registry's lengths); ABA check digit: 3 7 1; Bitcoin: Base58Check and BIP-173/350; Ethereum:
EIP-55's shape.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from stdnum import bic, bitcoin, luhn
from stdnum.ar import cbu
from stdnum.us import rtn

from app.redaction import later as re
from app.redaction.findings import EntityType
from app.redaction.recognizers.base import (
    A_NUMBER,
    BEGIN,
    END,
    Hit,
    Lexicon,
    Recognizer,
    compact,
    digits_of,
    matches_at,
    shape,
)

_BRANDS: Final = re.compile(
    r"4\d{12}(?:\d{3}){0,2}\Z"
    r"|5[1-5]\d{14}\Z|2(?:22[1-9]|2[3-9]\d|[3-6]\d\d|7[01]\d|720)\d{12}\Z"
    r"|3[47]\d{13}\Z|3(?:0[0-5]|095|[689])\d{11,16}\Z"
    r"|6(?:011|4[4-9]\d|5\d\d)\d{12,15}\Z|62\d{14,17}\Z|35(?:2[89]|[3-8]\d)\d{12,15}\Z"
    r"|(?:5018|5020|5038|5893|6304|6759|676[1-3]|0604)\d{8,15}\Z|(?:60|6521|6522|81|82|508)\d{14}\Z"
    r"|220[0-4]\d{12}\Z|9792\d{12}\Z|(?:5019|4571)\d{12}\Z|(?:636|637|438935|4011|4514|5041|5067"
    r"|509)\d{10,13}\Z"
    r"|1(?:22|354)\d{11,12}\Z"
)
_CARD_WORDS: Final = Lexicon(
    "card|credit|debit|visa|mastercard|master card|amex|american express|discover|diners|jcb"
    "|maestro|unionpay|cc"
    "|ccnum|pan|kreditkarte|karte|kartennummer|carte|carte bancaire|cb|tarjeta|carta|carta di credito|kaart"
    "|creditcard|cartão|cartao|payment|cvv|cvc|exp|expires|expiry|charged|visa ending"
)
_ACCOUNT_WORDS: Final = Lexicon(
    "account|acct|acc|a/c|bank|banking|routing|checking|savings|deposit|wire|transfer|iban|konto"
    "|kontonummer|kto"
    "|bankverbindung|compte|cuenta|conto|rekening|conta|bankrekening|ccc|rib"
)
_CARD: Final = re.compile(r"(?<![^\W_])(?<!\d[.,/])\d(?:[ \t\-.·_*]{0,3}\d){11,18}(?![^\W_])(?!\.\d)")
_CARD_WRAPPED: Final = re.compile(
    r"(?<![^\W_])\d{4}(?:\s{1,3}|[- ]?\n[> ]{0,4})\d{4}(?:\s{1,3}|[- ]?\n[> "
    r"]{0,4})\d{4}(?:\s{1,3}|[- ]?\n[> ]{0,4})\d{4}(?![^\W_])"
)
# "4111, 1111, 1111, 1111": any sign between the groups, the same each time.
_CARD_APART: Final = re.compile(
    r"(?<![^\W_])\d{4}(?P<sign>[^\w\n]{1,3})\d{4}(?P=sign)\d{4}(?P=sign)\d{4}(?![^\W_])(?![.,]\d)"
)
_GROUPED: Final = re.compile(r"\d{4}([ .\-_·]{1,3}\d{4}){3}\Z|\d{4}[ .-]\d{6}[ .-]\d{5}\Z")
_TIMESTAMP: Final = re.compile(
    r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:[01]\d|2[0-3])[0-5]\d|1[5-9]\d{11}\Z"
)


class Cards:
    """Card numbers: 12 to 19 digits in any spacing, by prefix, length and Luhn digit (ISO/IEC 7812-1)."""

    id = "card"

    def find(self, text: str) -> Iterator[Hit]:
        """Yield numbers that are a card's by check digit, by grouping, or by a word beside them."""
        for pattern in (_CARD, _CARD_WRAPPED, _CARD_APART):
            for match in matches_at(pattern, text, A_NUMBER):
                if pattern is _CARD_WRAPPED and "\n" not in match[0]:
                    continue
                hit = self._judge(text, *match.span())
                if hit is not None:
                    yield hit

    def _judge(self, text: str, start: int, end: int) -> Hit | None:
        for first, last in self._readings(text, start, end):
            value = text[first:last]
            digits = digits_of(value)
            branded, holds = _BRANDS.match(digits) is not None, luhn.is_valid(digits)
            grouped = _GROUPED.match(value) is not None
            if not (holds or grouped or branded):
                continue
            context = _CARD_WORDS.near(text, first, last)
            if not grouped and not context and _TIMESTAMP.match(digits):
                continue
            score = self._worth(branded=branded, holds=holds, grouped=grouped, named=bool(context))
            if score:
                return Hit(first, last, EntityType.CARD, score, self.id, holds, context)
        return None

    @staticmethod
    def _readings(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Yield the whole run, then less of its groups: an expiry date or a CVV may stand beside it."""
        groups = [group.span() for group in re.finditer(r"\d+", text[start:end])]
        for last in range(len(groups), 0, -1):
            for first in range(last):
                count = sum(group_end - group_start for group_start, group_end in groups[first:last])
                if count < 12:
                    break
                yield start + groups[first][0], start + groups[last - 1][1]

    @staticmethod
    def _worth(*, branded: bool, holds: bool, grouped: bool, named: bool) -> float:
        if branded and holds:
            return 0.98
        if grouped and branded:
            return 0.9 if named else 0.75
        if named and (branded or holds):
            return 0.88
        if holds and grouped:
            return 0.75
        return 0.0


def _is_iban(plain: str) -> bool:
    """Whether the check digits hold (ISO 7064, modulo 97); the structure of a country is not asked."""
    return int("".join(str(int(character, 36)) for character in plain[4:] + plain[:4])) % 97 == 1


# ISO 13616 registry: country, length.
_IBAN_REGISTRY: Final = (
    "AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 "
    "DO28 EE20 EG29 ES24 FI18 FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HN28 HR21 HU28 IE22 IL23 "
    "IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 MN20 MR27 "
    "MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29 PT25 QA29 RO24 RS22 RU33 SA24 SC31 SD18 SE24 SI19 "
    "SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20 YE30 "
)
_FEWEST_IN_AN_IBAN: Final = 6
_IBAN_LENGTHS: Final = {entry[:2]: int(entry[2:]) for entry in _IBAN_REGISTRY.split()}


class Ibans:
    """IBANs (ISO 13616) in any grouping, wrapped over lines or not; the country's length ends them."""

    id = "iban"
    # Looks ahead and consumes two letters only: what is none must not swallow the one behind it.
    _shape: Final = re.compile(
        r"(?<![^\W_])(?=([A-Za-z]{2})[ ]?\d{2}((?:(?:[ .\-·_+]{0,2}|[ ]?[|\t][ ]{0,2}|[ -]{0,2}\n[> "
        r"\t]{0,6})[A-Za-z0-9]){11,30}))[A-Za-z]{2}"
    )
    _words: Final = Lexicon(
        "iban|account|konto|bankverbindung|compte|cuenta|conto|rekening|conta|bank|transfer|überweisung"
    )

    def find(self, text: str) -> Iterator[Hit]:
        """Yield those whose check digits hold, and those with the right country and length."""
        for match in self._shape.finditer(text):
            country = match[1].upper()
            length = _IBAN_LENGTHS.get(country)
            if length is None:
                continue
            end = self._end(text, match.start(), match.end(2), length)
            if end is None:
                continue
            value = re.sub(r"[^A-Za-z0-9]", "", text[match.start() : end]).upper()
            holds = _is_iban(value)
            near = self._words.near(text, match.start(), end)
            upper = match[1].isupper()
            digits = sum(character.isdigit() for character in value)
            plausible = digits >= (10 if upper else 14)
            if holds or (plausible and (near or upper)):
                score = 0.98 if holds else 0.85 if near else 0.7
                yield Hit(match.start(), end, EntityType.IBAN, score, self.id, holds, near)

    @staticmethod
    def _end(text: str, start: int, limit: int, length: int) -> int | None:
        """Return where the country's number of characters is reached, if the value ends there."""
        seen = 0
        for position in range(start, limit):
            seen += text[position].isalnum()
            if seen == length:
                after = text[position + 1 : position + 2]
                return None if after.isalnum() else position + 1
        return None


def _is_routing(value: str) -> bool:
    return bool(rtn.is_valid(digits_of(value)))


def _is_clabe(value: str) -> bool:
    """Check digit of the Mexican CLABE: weights 3 7 1, each product modulo 10; the banks begin at 002."""
    digits = [int(digit) for digit in digits_of(value)]
    return sum(digit * (3, 7, 1)[i % 3] % 10 for i, digit in enumerate(digits[:17])) % 10 == (
        -digits[17] % 10
    ) and any(digits[:3])


RECOGNIZERS: tuple[Recognizer, ...] = (
    Cards(),
    Ibans(),
    shape(
        "iban-labelled",
        EntityType.IBAN,
        # In capitals to where they end; in small letters, as the words behind it are, to its last digit.
        r"(?i:iban)[\w ]{0,12}?[ :=#\-]{0,4}([A-Z]{2}[ ]?\d{2}(?:[ .\-]{0,2}[A-Z0-9]){8,30}"
        r"|[A-Za-z]{2}[ ]?\d{2}(?:[ .\-]{0,2}[A-Za-z0-9]){7,29}[ .\-]{0,2}\d)(?![^\W_])",
        group=1,
        checked=0.9,
        check=lambda value: len(digits_of(value)) >= _FEWEST_IN_AN_IBAN,
        needles=("IBAN", "iban", "Iban"),
    ),
    shape(
        "us-routing",
        EntityType.BANK_ACCT,
        BEGIN + r"(?:\d{9}|\d{4}-\d{4}-\d)" + END,
        near=0.93,
        check=_is_routing,
        lexicon=Lexicon("routing|aba|rtn|transit|routing number|wire"),
    ),
    shape(
        "uk-sort-code",
        EntityType.BANK_ACCT,
        r"(?<![^\W_])(?<!\d[-.,/])(?<!\bas )(?<!\blike )(?!12-34-56|00-00-00)\d{2}[- ]\d{2}[- ]\d{2}" + END,
        near=0.93,
        lexicon=Lexicon("sort code|sort|sortcode|s/c"),
    ),
    shape(
        "uk-account-after-sort-code",
        EntityType.BANK_ACCT,
        r"(?<!\d)\d{2}-\d{2}-\d{2}[ ,;/]{1,3}(?:(?:acc|acct|account|a/c)[\w. :]{0,8}[ "
        r":]{0,2})?(\d{7,8})(?!\d)",
        group=1,
        alone=0.85,
    ),
    shape(
        "uk-sort-code-before-account",
        EntityType.BANK_ACCT,
        r"(?<!\d)(\d{2}-\d{2}-\d{2})[ ,;/]{1,3}(?:(?:acc|acct|account|a/c)[\w. :]{0,8}[ "
        r":]{0,2})?\d{7,8}(?!\d)",
        group=1,
        alone=0.85,
    ),
    shape(  # "to 608371 63309175 ref RENT": both run together
        "uk-sort-code-run-and-account",
        EntityType.BANK_ACCT,
        r"(?<![\w.,/-])(?<!\d )\d{6}[ ,/]{1,3}\d{8}(?![\w]|[.,-]\d| \d)",
        near=0.8,
        lexicon=Lexicon(
            "account|acct|acc|a/c|bank|sort|sort code|ref|reference|transfer|pay|paid|send|bacs|payee|deposit"
        ),
    ),
    shape(  # "41882097 / 04-29-09": the account first
        "uk-account-before-sort-code",
        EntityType.BANK_ACCT,
        r"(?<![\w.,/-])\d{8}[ ]?[,;/][ ]?(?:(?i:sort(?:[ ]code)?|sc|s/c)[ :]{1,2})?\d{2}-\d{2}-\d{2}" + END,
        alone=0.85,
    ),
    shape(
        "uk-sort-code-of-bank",
        EntityType.BANK_ACCT,
        r"(?<!\w)(?i:branch|barclays|lloyds|hsbc|natwest|santander|nationwide|monzo|starling|revolut|halifax"
        r"|tsb|metro bank|first direct|co-op bank|rbs)(?i:[ ](?:code|no\.?|bank|uk))?[ ]?[:(,]?[ ]"
        r"(\d{2}-\d{2}-\d{2})" + END,
        group=1,
        alone=0.85,
    ),
    shape(
        "uk-sort-code-and-account",  # with blanks only where a word vouches for them
        EntityType.BANK_ACCT,
        r"(?<![^\W_])(?<!\d[-.,/ ])\d{2}[ ]\d{2}[ ]\d{2}[ ,;/]{1,3}\d{4}[ ]?\d{4}(?![\w]|[.,-]\d)",
        near=0.8,
        lexicon=_ACCOUNT_WORDS,
    ),
    shape(
        "bic",
        EntityType.BANK_ACCT,
        r"(?<!\w)[A-Z]{4}[ ]?[A-Z]{2}[ ]?[A-Z0-9]{2}(?:[ ]?[A-Z0-9]{3})?(?!\w)",
        near=0.9,
        check=lambda value: bic.is_valid(compact(value)),
        lexicon=Lexicon("bic|swift|bic/swift|swift code|swift/bic|bic code"),
        needles=("BIC", "bic", "SWIFT", "wift", "Bic"),
    ),
    shape(
        "card-tail",  # "Visa ...4471", "card *4471", "account xxxx4471", "the card ends with 4471"
        EntityType.CARD,
        r"(?<!\w)(?:visa|master ?card|amex|maestro|card|debit|credit|account|acct|a/c|iban|karte|carte"
        r"|tarjeta|carta|kaart"
        r"|cartão|konto|compte|cuenta|conto|conta|rekening)"
        r"(?:[^\d\n.;]{0,40}?(?:end(?:s|ing|et|ed)?|terminant|endend|terminada|que termina"
        r"|eindigend)(?:[ ](?:in|with|par|auf|en|mit|op|with the digits))?"
        r"[ :]{0,2}[xX*\u2022\u00b7.#\u2026-]{0,16}"
        r"|[ ]{0,2}(?:no|nr)?[.:]?[ :]{0,2}[xX*\u2022\u00b7.#\u2026-]{1,16})"
        r"[ ]?(?<![^\W_xX])(\d{4})(?![\w]|[.,-]\d)",
        flags=re.IGNORECASE,
        group=1,
        checked=0.75,
        check=lambda value: not 1900 <= int(value) <= 2059,
    ),
    shape(  # the code on an American Express card; a compound has a CID too
        "card-cid",
        EntityType.CARD,
        r"(?<!\w)[cC][iI][dD][ :#]{1,3}(\d{3,4})(?!\w)",
        group=1,
        near=0.85,
        lexicon=_CARD_WORDS,
    ),
    shape(
        "es-ccc",
        EntityType.BANK_ACCT,
        BEGIN + r"\d{4}[ -]\d{4}[ -]\d{2}[ -]\d{10}" + END,
        alone=0.85,
        near=0.95,
        lexicon=_ACCOUNT_WORDS,
    ),
    shape("fr-rib", EntityType.BANK_ACCT, BEGIN + r"\d{5}[ ]\d{5}[ ][A-Z0-9]{11}[ ]\d{2}" + END, alone=0.85),
    shape(
        "ar-cbu",
        EntityType.BANK_ACCT,
        BEGIN + r"\d{22}" + END,
        checked=0.9,
        check=cbu.is_valid,
    ),
    shape(
        "mx-clabe",
        EntityType.BANK_ACCT,
        r"(?<![^\W_])(?<![\d][-./])\d{3}[ -]?\d{3}[ -]?\d{11}[ -]?\d(?![^\W_])(?![-/.]\d)",
        checked=0.72,
        near=0.92,
        check=_is_clabe,
        lexicon=Lexicon("clabe|interbancaria"),
    ),
    shape(
        "bitcoin",
        EntityType.CRYPTO,
        r"(?<![\w])(?:bc1[02-9ac-hj-np-z]{11,71}|[13][1-9A-HJ-NP-Za-km-z]{25,34})(?!\w)",
        checked=0.97,
        near=0.85,
        check=lambda value: bitcoin.is_valid(value) or value.startswith("bc1p"),
        lexicon=Lexicon("bitcoin|btc|wallet|crypto|coin|address"),
    ),
    shape("ethereum", EntityType.CRYPTO, r"(?<!\w)0x[0-9a-fA-F]{40}(?!\w)", alone=0.85),
    shape("monero", EntityType.CRYPTO, r"(?<!\w)[48][0-9AB][1-9A-HJ-NP-Za-km-z]{93}(?!\w)", alone=0.9),
    shape(
        "crypto-other",
        EntityType.CRYPTO,
        r"(?<!\w)(?:r[1-9A-HJ-NP-Za-km-z]{24,34}|[LM][1-9A-HJ-NP-Za-km-z]{26,33}"
        r"|T[1-9A-HJ-NP-Za-km-z]{33}|D[5-9A-HJ-NP-U][1-9A-HJ-NP-Za-km-z]{32}|addr1[a-z0-9]{50,100}"
        r"|[1-9A-HJ-NP-Za-km-z]{43,44})(?!\w)",
        near=0.85,
        lexicon=Lexicon(
            "wallet|ripple|xrp|litecoin|ltc|tron|trx|doge|dogecoin|cardano|ada|solana|sol|crypto"
        ),
    ),
    shape(
        "lightning",
        EntityType.CRYPTO,
        r"(?<!\w)ln(?:bc|tb)\d{0,10}[munp]?1[02-9ac-hj-np-z]{100,1200}(?!\w)",
        alone=0.9,
        needles=("lnbc", "lntb"),
    ),
)
