"""Whether a number's own digits prove it: stdnum's checks, and those that stdnum has not.

Sources: the docstring of each stdnum module names the issuer's specification; the German social insurance
number is VKVV section 4 (check digit: Anlage 2 to section 2.1), the British ones GOV.UK's NIM39110.
"""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType

from app.redaction import later as re
from app.redaction.recognizers.base import compact


def by(module: ModuleType) -> Callable[[str], bool]:
    """Return stdnum's check; what it cannot even parse does not hold (digits of other scripts, for one)."""
    is_valid: Callable[[str], bool] = module.is_valid

    def holds(value: str) -> bool:
        try:
            return bool(is_valid(compact(value)))
        except ValueError:
            return False

    return holds


def is_german_insurance_number(value: str) -> bool:
    """Check digit of the Rentenversicherungsnummer: digit sums of the digits times 2 1 2 5 7 1 2 1 …."""
    plain = compact(value)
    letter = f"{ord(plain[8]) - 64:02d}"
    digits = plain[:8] + letter + plain[9:11]
    weights = (2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1)
    total = sum(sum(divmod(int(digit) * weight, 10)) for digit, weight in zip(digits, weights, strict=True))
    return total % 10 == int(plain[11])


def is_icao_checked(value: str) -> bool:
    """Check digit of a machine-readable document number (ICAO 9303 part 3, 4.9): weights 7 3 1."""
    plain = compact(value)
    numbers = [int(character, 36) for character in plain]
    return sum(number * (7, 3, 1)[i % 3] for i, number in enumerate(numbers[:-1])) % 10 == numbers[-1]


def is_hong_kong_id(value: str) -> bool:
    """Check digit of the identity card of Hong Kong: weights 9 to 2 over letters and digits, modulo 11."""
    plain = re.sub(r"\W", "", value)
    body = [36, *(int(character, 36) for character in plain[:-1])][-8:]
    total = sum(number * weight for number, weight in zip(body, range(9, 1, -1), strict=True))
    return (total + int(plain[-1], 16)) % 11 == 0


def is_singapore_id(value: str) -> bool:
    """Check letter of NRIC and FIN: weights 2 7 6 5 4 3 2, and an offset for the newer series."""
    plain = compact(value).upper()
    offset = {"T": 4, "G": 4, "M": 3}.get(plain[0], 0)
    total = offset + sum(int(d) * w for d, w in zip(plain[1:8], (2, 7, 6, 5, 4, 3, 2), strict=True))
    letters = {"S": "JZIHGFEDCBA", "T": "JZIHGFEDCBA", "M": "KLJNPQRTUWX"}.get(plain[0], "XWUTRQPNMLK")
    return letters[total % 11 if plain[0] != "M" else 10 - total % 11] == plain[8]


def is_taiwan_id(value: str) -> bool:
    """Check digit of Taiwan's identity card: the letter is a number of two digits."""
    plain = compact(value).upper()
    number = "ABCDEFGHJKLMNPQRSTUVXYWZIO".index(plain[0]) + 10
    weights = (1, 9, 8, 7, 6, 5, 4, 3, 2, 1, 1)
    return sum(int(d) * w for d, w in zip(f"{number}{plain[1:]}", weights, strict=True)) % 10 == 0


def is_health_card_of_brazil(value: str) -> bool:
    """Check of the Cartão Nacional de Saúde: weights 15 to 1, modulo 11."""
    return sum(int(d) * w for d, w in zip(compact(value), range(15, 0, -1), strict=True)) % 11 == 0


def is_british(value: str) -> bool:
    """Whether the letters of a National Insurance number can be one's (NIM39110); QQ stands in examples."""
    first, second = value[0].upper(), value[1].upper()
    return first + second == "QQ" or (first not in "DFIQUV" and second not in "DFIOQUV")
