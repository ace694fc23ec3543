"""The text as detectors should see it, with an exact way back to the text as it was written.

What hides a value from a pattern is undone: invisible characters, look-alike letters, digits of other
scripts, combining marks, soft hyphens, and the escapes of JSON, HTML, URLs and quoted-printable. A view
remembers only the places that changed, so plain text costs one scan and mapping a span costs two binary
searches.

Look-alikes are folded only inside words that mix alphabets: Cyrillic and Greek words stay what they are.
The pairs are the single-character ones of Unicode TR 39 (confusables.txt) that reach ASCII letters.
"""

from __future__ import annotations

import html.entities
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator
from typing import Final

from app.redaction import later as re
from app.redaction.sighted import Sighted

# Unicode general category Nd: the zero of every decimal digit block in use.
_ZEROS: Final = (
    0x660, 0x6F0, 0x7C0, 0x966, 0x9E6, 0xA66, 0xAE6, 0xB66, 0xBE6, 0xC66, 0xCE6, 0xD66, 0xDE6, 0xE50,
    0xED0, 0xF20,
    0x1040, 0x1090, 0x17E0, 0x1810, 0x1946, 0x19D0, 0x1A80, 0x1A90, 0x1B50, 0x1BB0, 0x1C40, 0x1C50,
    0xA620, 0xA8D0,
    0xA900, 0xA9D0, 0xA9F0, 0xAA50, 0xABF0, 0xFF10, 0x104A0, 0x11066, 0x1D7CE, 0x1D7D8, 0x1D7E2, 0x1D7EC,
    0x1D7F6,
    0x1FBF0,
)  # fmt: skip
# Blocks whose characters are other forms of ASCII ones (NFKC): full-width, mathematical, circled, raised.
_FORMS: Final = ((0xFF01, 0xFF5F), (0x1D400, 0x1D7CE), (0x2460, 0x24EA), (0x2070, 0x209D), (0x2100, 0x2139))
_MARKS: Final = {
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\u2043", "-"),
    **dict.fromkeys(
        "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f"
"\u3000", " "
    ),
    **dict.fromkeys("\u2018\u2019\u201b\u02bc\uff07", "'"),
    **dict.fromkeys("\u201c\u201d\u201e\u201f", '"'),
    **dict.fromkeys("\u2024\u3002\uff61\ufe52", "."),
    **dict.fromkeys("\u2028\u2029\u0085", "\n"),
    "\ufe6b": "@",
    "\u2044": "/",
    "\u00b9": "1", "\u00b2": "2", "\u00b3": "3", "\u00aa": "a", "\u00ba": "o",
}  # fmt: skip
_LOOKALIKES: Final = dict(
    zip(
        "АВЕКМНОРСТХУІЈЅЗаеорсухіјѕԁһѵкԛԝгптΑΒΕΖΗΙΚΜΝΟΡΤΥΧαεικνορτυχօսոհցɑɡɩ",
        "ABEKMHOPCTXYIJS3aeopcyxijsdhvkqwrntABEZHIKMNOPTYXaeikvoptuxounhgagi",
        strict=True,
    )
)
_INVISIBLE: Final = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-"
    "\u2069\u206a-\u206f"
    "\u3164\ufe00-\ufe0f\ufeff\uffa0\U000e0000-\U000e007f"
)
_COMBINING: Final = "\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"


def _forms() -> dict[str, str]:
    table = {chr(zero + digit): str(digit) for zero in _ZEROS for digit in range(10)}
    for first, end in _FORMS:
        for code in range(first, end):
            plain = unicodedata.normalize("NFKC", chr(code))
            if len(plain) == 1 and plain.isascii():
                table[chr(code)] = plain
    return table | _MARKS


_FOLD: Final = _forms()
_PLANE: Final = "\uffff"
# Two patterns: a set that reaches beyond the first plane is searched character by character, which is slow.
_FOLDED: Final = re.compile(f"[{re.escape(''.join(sorted(one for one in _FOLD if one <= _PLANE)))}]")
_FOLDED_BEYOND: Final = re.compile("[\U00010000-\U0010ffff]")
_LOOKALIKE: Final = re.compile(f"[{''.join(_LOOKALIKES)}]")
_LOOKALIKE_TABLE: Final = str.maketrans(_LOOKALIKES)
_TOKEN: Final = re.compile(r"\S+")
_ASCII_ALNUM: Final = re.compile(r"[A-Za-z0-9@]")
_OTHER_LETTER: Final = re.compile(r"[^\W\d_a-zA-Z]")
_RARE: Final = rf"""
      (?P<path> [A-Za-z]:\\[^\s"'<>|]{{1,260}} )  # its backslashes are no escapes
    | (?P<marked> [^\W_] [{_COMBINING}]+ ) |
"""
_ESCAPES: Final = rf"""
      (?P<dropped> \u00ad\r?\n | [{_INVISIBLE}{_COMBINING}]+ )
    | (?P<percent> (?: %[0-9A-Fa-f]{{2}} )+ )
    | (?P<unicode> (?: \\u[0-9A-Fa-f]{{4}} )+ )
    | (?P<hex> (?: \\x[0-9A-Fa-f]{{2}} )+ )
    | (?P<entity> & (?: \#[0-9]{{1,7}} | \#[xX][0-9A-Fa-f]{{1,6}} | [A-Za-z]{{2,10}} ) ; )
    | (?P<blank> \\[nrt] ) (?= [^a-z] | [a-z]+[ :=-] | $ )
    | (?P<slash> \\/ )
"""
# What begins with any letter makes the engine stop at every letter, so it is looked for only where it can be.
_ODD: Final = re.compile(_ESCAPES, re.VERBOSE)
_ODDER: Final = re.compile(_RARE + _ESCAPES, re.VERBOSE)
_NEEDS_RARE: Final = re.compile(rf":\\|[{_COMBINING}]")
_MAY_BE_ODD: Final = re.compile(rf"[\\%&{_INVISIBLE}{_COMBINING}]")
_BEFORE_ODD: Final = 2  # a drive and its colon before a backslash, a letter before its marks
_QUOTED: Final = re.compile(r"(?P<soft>=\r?\n)|(?P<quoted>(?:=[0-9A-F]{2})+)")
_LOOKS_QUOTED: Final = re.compile(r"=3D|[A-Za-z]=40[A-Za-z]|(?i:quoted-printable)")
# A line that ends with the padding of base64 ends there: a soft break comes late in a line of a mail.
_SOFT: Final = re.compile(r"=\r?\n")
_PADDED: Final = re.compile(
    r"(?<![A-Za-z0-9+/_-])(?:[A-Za-z0-9+/_-]{4}){1,18}[A-Za-z0-9+/_-]{2}(?:=|[A-Za-z0-9+/_-])\Z"
)
_CODED: Final = re.compile(r"\d|[a-z][A-Z]")
_EARLY: Final = 70
_LATE: Final = 78  # no line of a mail in quoted-printable is longer
_BLANKS: Final = {"\\n": "\n", "\\r": " ", "\\t": "\t"}


class View:
    """A rewritten text that knows where each of its characters came from.

    Args:
        text: as the detectors see it.
        changes: what was rewritten: (start in ``text``, end in ``text``, start in the base, end in the base).
        base: the view that was rewritten; None for the original text.
    """

    __slots__ = ("_base", "_changes", "_starts", "text")

    def __init__(
        self, text: str, changes: list[tuple[int, int, int, int]] | None = None, base: View | None = None
    ) -> None:
        self.text = text if isinstance(text, Sighted) else Sighted(text)
        self._changes = changes or []
        self._starts = [change[0] for change in self._changes]
        self._base = base

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the span of the original text behind ``text[start:end]`` (not empty).

        A span that touches a rewritten run takes the whole run.
        """
        if self._changes:
            start, end = self._start(start), self._end(end)
        return self._base.span(start, end) if self._base is not None else (start, end)

    @property
    def base(self) -> View:
        """The view that this one was rewritten from; itself when it is the first."""
        return self._base or self

    def changed_in(self, base: View) -> list[tuple[int, int]]:
        """Return the spans of ``base`` (this view or one it was rewritten from) that were rewritten since."""
        if self is base or self._base is None:
            return []
        spans = [(old_start, old_end) for _, _, old_start, old_end in self._changes]
        between: View = self._base
        while between is not base and between is not between.base:
            spans = [between.span_in_base(*span) for span in spans]
            between = between.base
        return sorted(spans + self._base.changed_in(base))

    def changed_since(self, base: View) -> list[tuple[int, int]]:
        """Return the spans of this view that were rewritten since ``base``, its origin; sorted."""
        if self is base or self._base is None:
            return []
        ends = [change[3] for change in self._changes]
        spans = [(start, end) for start, end, _, _ in self._changes]
        for start, end in self._base.changed_since(base):
            index = bisect_right(ends, start)  # of the first change that ends behind the span's start
            shift = self._changes[index - 1][1] - ends[index - 1] if index else 0
            if index == len(ends) or self._changes[index][2] >= end:  # else that change covers or touches it
                spans.append((start + shift, end + shift))
        return sorted(spans)

    def span_in_base(self, start: int, end: int) -> tuple[int, int]:
        """Return the span one step back, in the view that this one was rewritten from."""
        return (self._start(start), self._end(end)) if self._changes else (start, end)

    def _start(self, position: int) -> int:
        index = bisect_right(self._starts, position) - 1
        if index < 0:
            return position
        _, new_end, old_start, old_end = self._changes[index]
        return old_start if position < new_end else old_end + position - new_end

    def _end(self, position: int) -> int:
        index = bisect_left(self._starts, position) - 1
        if index < 0:
            return position
        _, new_end, _, old_end = self._changes[index]
        return old_end if position <= new_end else old_end + position - new_end


def rewritten(
    view: View, matches: Iterable[re.Match[str]], replace: Callable[[re.Match[str]], str | None]
) -> View:
    """Return a view in which every match is replaced, or left alone where ``replace`` returns None.

    Args:
        view: what is rewritten.
        matches: in its text, as ``finditer`` yields them.
        replace: tells what stands there then.
    """
    text = view.text
    pieces: list[str] = []
    changes: list[tuple[int, int, int, int]] = []
    done = length = 0
    for match in matches:
        new = replace(match)
        if new is None:
            continue
        start, end = match.span()
        pieces.append(text[done:start])
        length += start - done
        changes.append((length, length + len(new), start, end))
        pieces.append(new)
        length += len(new)
        done = end
    if not changes:
        return view
    pieces.append(text[done:])
    return View("".join(pieces), changes, view)


def _matches(text: str, *, rare: bool) -> Iterator[re.Match[str]]:
    """Yield what ``_ODD`` (``_ODDER``) finds: it begins at an odd character, what is rare just before one."""
    pattern, back = (_ODDER, _BEFORE_ODD) if rare else (_ODD, 0)
    done = 0
    for odd in _MAY_BE_ODD.finditer(text):
        for position in range(max(done, odd.start() - back), odd.end()):
            match = pattern.match(text, position)
            if match is not None:
                yield match
                done = match.end()
                break


def normalised(text: str) -> View:
    """Return the view of a text in which disguises are undone; linear in the text."""
    folded = text
    if not text.isascii():
        folded = _folded(text)
        folded = _without_lookalikes(folded)
    view = View(folded)
    if _looks_quoted(folded):
        view = rewritten(view, _QUOTED.finditer(view.text), _unquote)
    if not _MAY_BE_ODD.search(view.text):
        return view
    return rewritten(view, _matches(view.text, rare=_NEEDS_RARE.search(view.text) is not None), _plain)


def _folded(text: str) -> str:
    folded = _FOLDED.sub(lambda match: _FOLD[match[0]], text)
    if max(folded, default="") > _PLANE:
        folded = _FOLDED_BEYOND.sub(lambda match: _FOLD.get(match[0], match[0]), folded)
    return folded


def _without_lookalikes(text: str) -> str:
    """Fold look-alikes, one character for one, in the tokens that mix them with ASCII."""
    if not _LOOKALIKE.search(text):
        return text
    return _TOKEN.sub(_fold_token, text)


def _fold_token(match: re.Match[str]) -> str:
    token = match[0]
    if token.isascii() or not _LOOKALIKE.search(token) or not _ASCII_ALNUM.search(token):
        return token
    folded = token.translate(_LOOKALIKE_TABLE)
    # "КПД-метр2": letters that have no ASCII twin mean a real word of that script, with a digit beside it.
    others = len(_OTHER_LETTER.findall(folded))
    return token if others > len(re.findall(r"[A-Za-z]", token)) else folded


def _plain(match: re.Match[str]) -> str | None:
    kind, found = match.lastgroup, match[0]
    match kind:
        case "dropped":
            return ""
        case "marked":
            return unicodedata.normalize("NFC", found)[0]
        case "percent":
            return _decoded(bytes.fromhex(found.replace("%", "")))
        case "hex":
            return _decoded(bytes.fromhex(found.replace("\\x", "")))
        case "unicode":
            return _decoded(bytes.fromhex(found.replace("\\u", "")), "utf-16-be")
        case "entity":
            return _entity(found[1:-1])
        case "blank":
            return _BLANKS[found]
        case "slash":
            return "/"
        case _:
            return None


def _is_padding(text: str, sign: int) -> bool:
    """Whether the sign that ends a line pads base64: behind a run of it, not where a mail breaks lines."""
    begin = text.rfind("\n", max(0, sign - _LATE), sign)
    if (begin >= 0 or sign <= _LATE) and sign - begin > _EARLY:
        return False
    run = _PADDED.search(text, max(0, begin, sign - _LATE), sign)
    return run is not None and len(run[0]) >= 7 and _CODED.search(run[0]) is not None


def _looks_quoted(text: str) -> bool:
    if _LOOKS_QUOTED.search(text):
        return True
    return any(
        (text[match.start() - 1].isalnum() or text[match.start() - 1] in "_.>,;")
        and not _is_padding(text, match.start())
        for match in _SOFT.finditer(text, 1)
    )


def _unquote(match: re.Match[str]) -> str | None:
    if match.lastgroup == "soft":
        return None if _is_padding(match.string, match.start()) else ""
    return _decoded(bytes.fromhex(match[0].replace("=", "")))


def _decoded(raw: bytes, encoding: str = "utf-8") -> str | None:
    try:
        plain = raw.decode(encoding)
    except UnicodeDecodeError:
        plain = raw.decode("latin-1")  # older mails and pages: "M=FCller", "M%FCller"
        if not plain.isalpha():
            return None
    return _folded(plain) if "\0" not in plain else None


def _entity(name: str) -> str | None:
    if not name.startswith("#"):
        found = html.entities.html5.get(name + ";")
        return _FOLD.get(found, found) if found is not None and len(found) == 1 else None
    code = int(f"0{name[1:]}", 16) if name[1] in "xX" else int(name[1:])
    if not 0 < code < 0x110000 or 0xD800 <= code < 0xE000:
        return None
    return _FOLD.get(chr(code), chr(code))
