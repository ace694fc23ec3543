"""Values under headings: tables of text and of HTML, and the column lists of SQL inserts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from app.redaction import later as re
from app.redaction.field_values import (
    DIGIT,
    KEY_LETTERS,
    WEAK_KEYS,
    Cell,
    Column,
    columns_of,
    trimmed,
    value_of_cell,
)
from app.redaction.recognizers.base import Hit
from app.redaction.recognizers.needs import matches_of

_SQL: Final = re.compile(
    r"insert\s+into\s+[^\s(]{1,80}\s*\((?P<columns>[^()]{1,800})\)\s*values\s*", re.IGNORECASE
)
_SQL_GAP: Final = re.compile(r"\s*,?\s*")
_SQL_VALUE: Final = re.compile(
    r"\s*(?:'(?P<text>(?:[^']|'')*)'|\"(?P<quoted>[^\"\n]*)\"|(?P<bare>[^,()'\"\n]+))\s*(?P<end>[,)])"
)
HTML_ROW: Final = re.compile(r"<tr\b[^>]{0,200}>", re.IGNORECASE)
HTML_CELL: Final = re.compile(r"<t(?P<kind>[hd])\b[^>]{0,200}>(?P<value>[^<]{0,400})", re.IGNORECASE)
_RULE: Final = re.compile(r"[\s|:+=-]+\Z")
_SLASHED: Final = " / "  # a form's line: "City / State / Zip"
_DELIMITERS: Final = ("\t", "|", ";", ",", "  ", _SLASHED)
_WIDE: Final = "  "  # columns that blanks align
_ALIGNED: Final = re.compile(r"[^\s](?:[^\s]|[ ](?=[^\s])){0,80}")
_LONGEST_LINE: Final = 4000
_HEADER: Final = re.compile(r"[a-zA-Z][\w\"-]{1,40}(?:,[\w\"-]{1,40}){1,24}")
_FEWEST_KNOWN: Final = 1
_MOSTLY_DIGITS: Final = re.compile(r"\W{0,3}\d|\D{0,24}\d\D{0,4}\d")
# A line that declares something is no heading: "last_name  VARCHAR(80) NOT NULL,", "string city = 3;".
_DECLARES: Final = re.compile(
    r"[{}=]|(?i:(?<![^\W_])(?:n?varchar2?|char|numeric|decimal)[ ]?\(\d|not[ ]null|(?:big)?serial(?![^\W_])"
    r"|timestamptz?(?![^\W_])|primary[ ]key)"
)


def in_tables(text: str) -> Iterator[Hit]:
    """Yield the values of delimited tables: a heading line with known words, then lines of as many cells."""
    position = 0
    kinds: list[Column | None] = []
    heads: list[Cell] = []  # where the headings stand in their line
    delimiter = ""
    for line in text.splitlines(keepends=True):
        start, end = position, position + len(line.rstrip("\r\n"))
        position += len(line)
        if end == start or end - start > _LONGEST_LINE:
            kinds = []
            continue
        if kinds:
            if _RULE.match(text, start, end):
                continue
            cells = cells_of(text, start, end, delimiter)
            if delimiter == _WIDE and len(cells) > 1:
                for cell, column in _below(cells, start, heads, kinds):
                    yield from value_of_cell(text, cell, column)
                continue
            if delimiter != _WIDE and abs(len(cells) - len(kinds)) <= (1 if len(kinds) > 2 else 0):
                for cell, kind in zip(cells, kinds, strict=False):
                    if kind is not None:
                        yield from value_of_cell(text, cell, kind)
                continue
        kinds, delimiter = _heading(text, start, end)
        if kinds and delimiter == _WIDE:
            heads = [(first - start, last - start) for first, last in cells_of(text, start, end, delimiter)]


def _below(
    cells: Sequence[Cell], start: int, heads: Sequence[Cell], kinds: Sequence[Column | None]
) -> Iterator[tuple[Cell, Column]]:
    """Yield the cells of an aligned line with what the heading says that they stand below."""
    if len(cells) > len(heads):
        return
    for index, (first, last) in enumerate(cells):
        begin, end = first - start, last - start
        shared = [min(end, head[1]) - max(begin, head[0]) for head in heads]
        which = index if len(cells) == len(heads) else shared.index(max(shared))
        kind = kinds[which]
        if kind is not None:
            yield (first, last), kind


def _heading(text: str, start: int, end: int) -> tuple[list[Column | None], str]:
    """Read a line as a table's heading: what its columns hold; nothing if it is none."""
    for delimiter in _DELIMITERS:
        if text.find(delimiter, start, end) < 0:
            continue
        cells = cells_of(text, start, end, delimiter)
        if len(cells) < 2:
            continue
        keys = [text[slice(*trimmed(text, *cell))] for cell in cells]
        if any(len(key) > 40 or "@" in key for key in keys) or (
            delimiter == "," and any(_MOSTLY_DIGITS.match(key) for key in keys)
        ):
            continue
        if any(_DECLARES.search(key) for key in keys):
            continue
        found = columns_of(keys)
        known = sum(one is not None and not one.presumed for one in found)
        presumed = sum(one is not None and one.presumed for one in found)
        if delimiter == _WIDE and any(key.endswith(":") for key in keys):
            continue
        if presumed > _FEWEST_KNOWN and delimiter not in {",", _WIDE}:
            return found, delimiter
        if known > _FEWEST_KNOWN or (
            known == 1
            and (presumed or (delimiter != "," and len(cells) <= 4) or _is_header(text, start, end, found))
        ):
            return found, delimiter
    return [], ""


def _is_header(text: str, start: int, end: int, columns: Sequence[Column | None]) -> bool:
    """Whether a line with commas has the look of a file's header, and one sure heading: "user_name,role"."""
    sure = any(
        one is not None and not one.presumed and KEY_LETTERS.sub("", one.key.lower()) not in WEAK_KEYS
        for one in columns
    )
    return sure and _HEADER.fullmatch(text, start, end) is not None


def cells_of(text: str, start: int, end: int, delimiter: str) -> list[Cell]:
    """Split a line at a delimiter outside of double quotes; an outer pipe on either side is a frame."""
    if delimiter == _WIDE:
        return [match.span() for match in _ALIGNED.finditer(text, start, end)]
    if delimiter == "|":
        start, end = trimmed(text, start, end)
        start += text[start : start + 1] == "|"
        end -= end > start and text[end - 1] == "|"
    cells: list[Cell] = []
    begin = start
    if delimiter == _SLASHED:
        while (at := text.find(_SLASHED, begin, end)) >= 0:
            cells.append((begin, at))
            begin = at + len(_SLASHED)
        return [*cells, (begin, end)]
    quoted = False
    for index in range(start, end):
        letter = text[index]
        if letter == '"':
            quoted = not quoted
        elif letter == delimiter and not quoted:
            cells.append((begin, index))
            begin = index + 1
    cells.append((begin, end))
    return cells


def in_html_tables(text: str) -> Iterator[Hit]:
    """Yield the values of HTML tables."""
    if "<t" not in text and "<T" not in text:
        return
    starts = [match.end() for match in matches_of(HTML_ROW, text)]
    kinds: list[Column | None] = []
    for start, end in zip(starts, [*starts[1:], len(text)], strict=False):
        cells = list(HTML_CELL.finditer(text, start, min(end, start + _LONGEST_LINE)))
        keys = [cell["value"].strip() for cell in cells]
        headings = columns_of(keys)
        if sum(one is not None for one in headings) > _FEWEST_KNOWN and not DIGIT.search("".join(keys)):
            kinds = headings
            continue
        if len(cells) == 2 and headings[0] is not None:  # a form: heading beside value
            yield from value_of_cell(text, cells[1].span("value"), headings[0])
            continue
        for cell, one in zip(cells, kinds, strict=False):
            if one is not None:
                yield from value_of_cell(text, cell.span("value"), one)


def in_inserts(text: str) -> Iterator[Hit]:
    """Yield the values that SQL inserts under the names of their columns."""
    for match in matches_of(_SQL, text):
        kinds = _column_kinds(match["columns"].split(","))
        position = match.end()
        while position < len(text) and text[position] == "(":
            position += 1
            column = 0
            while (value := _SQL_VALUE.match(text, position)) is not None:
                group = next(name for name in ("text", "quoted", "bare") if value[name] is not None)
                if column < len(kinds) and (one := kinds[column]) is not None:
                    yield from value_of_cell(text, value.span(group), one)
                column += 1
                position = value.end()
                if value["end"] == ")":
                    break
            gap = _SQL_GAP.match(text, position)
            position = gap.end() if gap is not None else position


def _column_kinds(columns: Sequence[str]) -> list[Column | None]:
    keys = [column.strip().strip("`\"'[]") for column in columns]
    return columns_of(keys)
