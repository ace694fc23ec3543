"""Cases with marks: ⟦LABEL|value⟧ is private, all else may stay."""

from __future__ import annotations

import base64
import random
import re
import string
from dataclasses import dataclass
from pathlib import Path

from app.redaction.findings import Finding

_FOLDER = Path(__file__).parent
_MARK = re.compile(r"⟦(\w+)\|(.*?)⟧", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Marked:
    """A text and what is private in it: (start, end, label)."""

    text: str
    spans: tuple[tuple[int, int, str], ...]

    def open_values(self, findings: tuple[Finding, ...]) -> list[str]:
        """Return the marked values of which a letter or a digit is in no finding."""
        hidden = {position for finding in findings for position in range(finding.start, finding.end)}
        return [
            self.text[start:end]
            for start, end, _ in self.spans
            if any(self.text[i].isalnum() and i not in hidden for i in range(start, end))
        ]


def marked(source: str) -> Marked:
    """Read one case."""
    text, spans, position = "", [], 0
    for mark in _MARK.finditer(source):
        text += source[position : mark.start()]
        spans.append((len(text), len(text) + len(mark[2]), mark[1]))
        text += mark[2]
        position = mark.end()
    return Marked(text + source[position:], tuple(spans))


def private_cases() -> list[Marked]:
    paragraphs = (_FOLDER / "private.txt").read_text("utf-8").strip("\n").split("\n\n")[1:]
    return [marked(paragraph) for paragraph in paragraphs]


def address_cases() -> list[Marked]:
    return [marked(case) for case in _between_dashes("addresses.txt")]


def no_address_cases() -> list[str]:
    return _between_dashes("no_addresses.txt")


def _between_dashes(file: str) -> list[str]:
    return (_FOLDER / file).read_text("utf-8").strip("\n").split("\n---\n")[1:]


def clean_cases() -> list[str]:
    return (_FOLDER / "clean.txt").read_text("utf-8").splitlines()[1:]


_SIGNS = {
    "a": string.ascii_letters + string.digits,
    "b": string.ascii_letters + string.digits + "+/",
    "v": string.ascii_letters + string.digits + "-_",
    "h": "0123456789abcdef",
    "X": "0123456789ABCDEF",
    "u": string.ascii_uppercase + string.digits,
    "U": "ABCDEFGHJKMNPQRTVWXY234678",
    "l": string.ascii_lowercase + string.digits,
    "d": string.digits,
    "m": string.ascii_letters,
    "k": "023456789acdefghjklmnpqrstuvwxyz",
    "K": "023456789ACDEFGHJKLMNPQRSTUVWXYZ",
    "T": "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567",
    "x": "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz",
}
_DRAWN = re.compile(r"<<(\w+)>>")


def drawn(source: str, seed: int) -> str:
    """Fill in what is random: <<a36>> is 36 letters and digits, <<h32>> hexadecimal, <<uuid>>, <<jwt>>.

    So no key stands in a file of tests, and the same seed draws the same.
    """
    generator = random.Random(seed)

    def signs(kind: str, count: int) -> str:
        return "".join(generator.choice(_SIGNS[kind]) for _ in range(count))

    def one(match: re.Match[str]) -> str:
        kind = match[1]
        if kind == "uuid":
            groups = (signs("h", count) for count in (8, 3, 3, 12))
            return "{}-4{}-a{}-{}".format(*groups)
        if kind == "jwt":
            parts = ('{"alg":"HS256","typ":"JWT"}', f'{{"sub":"{signs("d", 9)}","iat":1700000000}}')
            encoded = (base64.urlsafe_b64encode(part.encode()).decode().rstrip("=") for part in parts)
            return ".".join((*encoded, signs("v", 43)))
        return signs(kind[0], int(kind[1:]))

    return _DRAWN.sub(one, source)


def passages(name: str) -> list[str]:
    """Return the passages of a file, which lines of "=" part, with what is random filled in."""
    parts = (_FOLDER / f"{name}.txt").read_text("utf-8").strip("\n").split("\n=====\n")[1:]
    return [drawn(part, seed) for seed, part in enumerate(parts)]
