"""Syntax colours: Pygments' tokens as five kinds, line by line.

Only Pygments' own lexers are used (no plug-ins), and only on texts of a bounded size. Pygments is imported
when the first code block is seen; ``warm_up`` does that ahead of time.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from pygments.lexer import Lexer
    from pygments.token import _TokenType

Kind: TypeAlias = Literal["keyword", "string", "comment", "function", "number"]
Colouring: TypeAlias = tuple[int, int, Kind]
"""(start, length, kind) within a line, in characters."""

LONGEST_TEXT = 60_000
LONGEST_LINE = 2_000


def warm_up(language: str = "python") -> None:
    """Import what highlighting needs."""
    colour_lines("x = 1", language)


def colour_lines(text: str, language: str) -> list[list[Colouring]] | None:
    r"""Return the coloured pieces of every line.

    Args:
        text: code with ``\n`` line ends.
        language: a name or alias that Pygments knows.

    Returns:
        One list per line, or None when the language is unknown or the text too large.
    """
    if len(text) > LONGEST_TEXT:
        return None
    lexer = _lexer(language)
    if lexer is None:
        return None
    lines: list[list[Colouring]] = [[]]
    column = 0
    for token, value in lexer.get_tokens(text):
        kind = _kind(token)
        parts = value.split("\n")
        for index, part in enumerate(parts):
            if index:
                lines.append([])
                column = 0
            if part and kind is not None and column + len(part) <= LONGEST_LINE:
                lines[-1].append((column, len(part), kind))
            column += len(part)
    wanted = text.count("\n") + 1
    return (lines + [[] for _ in range(wanted - len(lines))])[:wanted]


def open_kind(lines: Sequence[Sequence[Colouring]], texts: Sequence[str]) -> Kind | None:
    """Return the kind of a string or comment that may go on in the line after the last one."""
    if len(lines) < 2 or not lines[-1] or not texts[-1]:
        return None
    first, length, kind = lines[-1][0]
    whole = first == 0 and length == len(texts[-1])
    return kind if whole and kind in ("string", "comment") and lines[-2][-1:] else None


@lru_cache(maxsize=64)
def _lexer(language: str) -> Lexer | None:
    from pygments.lexers import LEXERS, get_lexer_by_name

    known = {alias for entry in LEXERS.values() for alias in entry[2]}
    name = {"shell": "bash", "console": "console", "c#": "csharp"}.get(language, language)
    if name not in known or name in ("text", "output"):
        return None
    return get_lexer_by_name(name, stripnl=False, ensurenl=False)


@lru_cache(maxsize=1024)
def _kind(token: _TokenType) -> Kind | None:
    from pygments.token import Comment, Keyword, Literal, Name, Number, Operator, String

    kinds: tuple[tuple[_TokenType, Kind], ...] = (
        (Comment, "comment"),
        (String, "string"),
        (Number, "number"),
        (Literal, "number"),
        (Keyword.Constant, "number"),
        (Keyword, "keyword"),
        (Operator.Word, "keyword"),
        (Name.Tag, "keyword"),
        (Name.Function, "function"),
        (Name.Class, "function"),
        (Name.Decorator, "function"),
        (Name.Attribute, "function"),
        (Name.Builtin, "number"),
        (Name.Variable, "number"),
    )
    return next((kind for parent, kind in kinds if parent in token.split()), None)
