"""Markdown of answers into leaves: a whole text at once, or a stream of which only the end is read again.

The dialect is CommonMark with tables and strikethrough (markdown-it-py), with these differences, each for
privacy or because text arrives bit by bit:

- raw HTML is text; an image is its description and its address as text, and is never fetched;
- link reference definitions are off: a definition at the end would change paragraphs that were long shown;
- a line break in the source is a line break, and a bare http(s) address is a link;
- only http, https and mailto become links; any other address is shown as text.

``MarkdownStream`` commits every top-level block that a later *complete* line cannot change any more (the
last block, or the last item of a list that is the last block, stays open) and reads again only what
follows. For every way to cut a text into pieces its leaves equal ``parse_markdown`` of the whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from ui.transcript.leaves import (
    BOLD,
    CODE,
    ITALIC,
    LINE_BREAK,
    STRIKE,
    Code,
    Leaf,
    Paragraph,
    Place,
    Rule,
    Span,
    Table,
)

if TYPE_CHECKING:
    from markdown_it.token import Token

_BULLETS = ("•", "◦", "▪")
_BOXES = {"[ ] ": "☐", "[x] ": "☑", "[X] ": "☑"}
_ADDRESS = re.compile(r"https?://[^\s<>\"'`]+")
_TRAILING = ".,;:!?*_~"
_OPENING = re.compile(r"^(?P<mark>`{3,}|~{3,})(?P<info>.*)$")
_MARKS = {"strong": BOLD, "em": ITALIC, "s": STRIKE}
_SAFE = ("http://", "https://", "mailto:")


class MarkdownParser:
    """Reads Markdown; keeps the inline results of the text it saw last, until ``forget``."""

    def __init__(self) -> None:
        from markdown_it import MarkdownIt  # not at the top: the unlock screen need not wait for it

        self._engine = (
            MarkdownIt("commonmark", {"html": False})
            .enable(["table", "strikethrough"])
            .disable(["reference", "html_block", "html_inline"])
        )
        self._inlines: dict[str, tuple[Span, ...]] = {}

    def forget(self) -> None:
        """Drop what was kept of texts."""
        self._inlines.clear()

    def blocks(self, text: str) -> list[Token]:
        """Return the block tokens of a text, without reading what is inside of paragraphs."""
        tokens: list[Token] = []
        self._engine.block.parse(text, self._engine, {}, tokens)
        return tokens

    def spans(self, source: str) -> tuple[Span, ...]:
        """Return the styled pieces of one paragraph's source."""
        known = self._inlines.get(source)
        if known is None:
            children: list[Token] = []
            self._engine.inline.parse(source, self._engine, {}, children)
            known = self._inlines[source] = tuple(_merge(_spans(children)))
        return known

    def leaves(self, text: str, *, line: int = 0, resume: int | None = None) -> list[Leaf]:
        r"""Return the leaves of a text.

        Args:
            text: Markdown with ``\n`` line ends.
            line: number of its first line within the message.
            resume: number of the first item, when the text begins within an ordered list.
        """
        return list(_Walk(self, line, resume).leaves(self.blocks(text)))


class _Walk:
    """One pass over block tokens, with the lists and quotes that are open."""

    def __init__(self, parser: MarkdownParser, line: int, resume: int | None) -> None:
        self._parser = parser
        self._line = line
        self._resume = resume
        self._place = Place()
        self._numbers: list[int | None] = []  # per open list: the next number, None for bullets
        self._marker = ""
        self._item_line = 0

    def leaves(self, tokens: Sequence[Token]) -> Iterator[Leaf]:
        index = 0
        while index < len(tokens):
            token = tokens[index]
            if token.type == "table_open":
                end = next(i for i in range(index, len(tokens)) if tokens[i].type == "table_close")
                yield from self._pending()
                yield self._table(tokens[index : end + 1])
                index = end
            else:
                yield from self._leaf(token, tokens[index - 1] if index else token)
            index += 1

    def _leaf(self, token: Token, before: Token) -> Iterator[Leaf]:
        if token.type == "inline":
            level = int(before.tag[1]) if before.type == "heading_open" else 0
            yield self._paragraph(token, level)
        elif token.type in ("fence", "code_block"):
            yield from self._pending()
            language = token.info.split()[0].lower() if token.info.split() else ""
            yield Code(token.content.removesuffix("\n"), self._at(token), self._place, language[:40])
        elif token.type == "hr":
            yield from self._pending()
            yield Rule(self._at(token), self._place)
        elif token.type == "blockquote_open":
            yield from self._pending()
            self._place = Place(self._place.depth, (*self._place.quotes, self._place.depth))
        elif token.type == "blockquote_close":
            self._place = Place(self._place.depth, self._place.quotes[:-1])
        else:
            yield from self._list(token)

    def _list(self, token: Token) -> Iterator[Leaf]:
        if token.type == "ordered_list_open":
            start = int(token.attrs.get("start", 1))
            if self._resume is not None and not self._numbers and token.map and token.map[0] == 0:
                start = self._resume
            yield from self._pending()
            self._numbers.append(start)
        elif token.type == "bullet_list_open":
            yield from self._pending()
            self._numbers.append(None)
        elif token.type in ("ordered_list_close", "bullet_list_close"):
            self._numbers.pop()
        elif token.type == "list_item_open":
            self._marker, self._item_line = self._next_marker(token.markup), self._at(token)
            self._place = Place(self._place.depth + 1, self._place.quotes)
        elif token.type == "list_item_close":
            yield from self._pending()
            self._place = Place(self._place.depth - 1, self._place.quotes)

    def _next_marker(self, delimiter: str) -> str:
        number = self._numbers[-1]
        if number is None:
            return _BULLETS[min(self._numbers.count(None), len(_BULLETS)) - 1]
        self._numbers[-1] = number + 1
        return f"{number}{delimiter}"

    def _pending(self) -> Iterator[Leaf]:
        """Give an item that does not begin with words a line of its own for its marker."""
        if self._marker:
            marker, self._marker = self._marker, ""
            yield Paragraph((), self._item_line, self._place, marker=marker)

    def _paragraph(self, token: Token, level: int) -> Paragraph:
        marker, self._marker = self._marker, ""
        spans = self._parser.spans(token.content)
        if marker in _BULLETS and spans and not spans[0].marks:
            box = _BOXES.get(spans[0].text[:4])
            if box is not None:
                marker, spans = box, (Span(spans[0].text[4:]), *spans[1:])
        return Paragraph(spans, self._at(token), self._place, level=level, marker=marker)

    def _table(self, tokens: Sequence[Token]) -> Table:
        rows: list[tuple[tuple[Span, ...], ...]] = []
        cells: list[tuple[Span, ...]] = []
        align: list[str] = []
        for token in tokens:
            if token.type == "inline":
                cells.append(self._parser.spans(token.content))
            elif token.type == "th_open":
                align.append(str(token.attrs.get("style", "")).removeprefix("text-align:"))
            elif token.type == "tr_close":
                rows.append(tuple(cells))
                cells = []
        return Table(tuple(rows), tuple(align), self._at(tokens[0]), self._place)

    def _at(self, token: Token) -> int:
        return self._line + (token.map[0] if token.map else 0)


class MarkdownStream:
    """The leaves of a text that grows.

    Attributes:
        leaves: all leaves so far, in order.
    """

    def __init__(self, parser: MarkdownParser | None = None, *, line: int = 0) -> None:
        """Start empty; ``line`` is the number of the first line within the message."""
        self.leaves: list[Leaf] = []
        self._parser = parser or MarkdownParser()
        self._committed = 0
        self._tail = ""
        self._line = line
        self._resume: int | None = None
        self._fence = ""  # the opening mark while the tail is one open fence and nothing else
        self._held = ""  # a trailing \r that may be half of a line end

    def feed(self, text: str, *, last: bool = False) -> int:
        """Take more text.

        Args:
            text: what follows; may end anywhere.
            last: nothing follows.

        Returns:
            Index of the first leaf that changed; ``len(leaves)`` when none did.
        """
        text = self._held + text
        self._held = "\r" if text.endswith("\r") and not last else ""
        text = normalise(text.removesuffix("\r") if self._held else text)
        if not text:
            return len(self.leaves)
        line_start = self._tail.rfind("\n") + 1
        self._tail += text
        if self._fence and self._grow_fence(line_start):
            return len(self.leaves) - 1
        before = self._committed
        old = self.leaves[before:]
        if "\n" in text:
            self._commit()
        fresh = self._parser.leaves(self._tail, line=self._line, resume=self._resume)
        del self.leaves[self._committed :]
        self.leaves += fresh
        self._find_fence()
        return before + first_difference(old, self.leaves[before:])

    def _commit(self) -> None:
        """Settle what complete lines to come cannot change: all but the last block or list item."""
        complete = self._tail[: self._tail.rfind("\n") + 1]
        cut, number = _last_start(self._parser.blocks(complete), self._resume)
        if cut == 0:
            return
        position = _line_position(complete, cut)
        settled = self._parser.leaves(complete[:position], line=self._line, resume=self._resume)
        del self.leaves[self._committed :]
        self.leaves += settled
        self._committed = len(self.leaves)
        self._tail = self._tail[position:]
        self._line += cut
        self._resume = number
        self._parser.forget()

    def _find_fence(self) -> None:
        head, newline, body = self._tail.partition("\n")
        opening = _OPENING.match(head)
        self._fence = ""
        if not newline or opening is None or len(self.leaves) != self._committed + 1:
            return
        mark = opening["mark"]
        if "|" in opening["info"] or (mark[0] == "`" and "`" in opening["info"]):
            return  # may yet turn out to be the head of a table, or is no fence
        if isinstance(self.leaves[-1], Code) and not any(_closes(line, mark) for line in body.split("\n")):
            self._fence = mark

    def _grow_fence(self, line_start: int) -> bool:
        """Add to an open fence without reading it again; False when the new text may close it."""
        code = self.leaves[-1]
        if not isinstance(code, Code):
            return False
        if any(_closes(line, self._fence) for line in self._tail[line_start:].split("\n")):
            return False
        body = self._tail[self._tail.index("\n") + 1 :]
        whole, newline, begun = body.rpartition("\n")
        if not begun.strip(" \t"):  # as CommonMark reads a last line of blanks
            body = whole + newline
        self.leaves[-1] = Code(body.removesuffix("\n"), code.line, code.place, code.language)
        return True


def parse_markdown(text: str, parser: MarkdownParser | None = None, *, line: int = 0) -> list[Leaf]:
    """Return the leaves of a whole text; ``line`` is the number of its first line within the message."""
    return (parser or MarkdownParser()).leaves(normalise(text), line=line)


def normalise(text: str) -> str:
    r"""Return the text with ``\n`` line ends and without NUL, as CommonMark asks."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text.replace("\0", "\ufffd")


def _closes(line: str, mark: str) -> bool:
    stripped = line.strip(" \t")
    return (
        len(stripped) >= len(mark)
        and not stripped.strip(mark[0])
        and len(line) - len(line.lstrip(" ")) < 4
        and not line.startswith("\t")
    )


def _last_start(tokens: Sequence[Token], resume: int | None) -> tuple[int, int | None]:
    """Return the first line of the last block or list item, and the item's number in an ordered list."""
    start, number, counting = 0, None, None
    for token in tokens:
        if token.map is None:
            continue
        if token.level == 0 and token.nesting >= 0:
            start, number, counting = token.map[0], None, None
            if token.type == "ordered_list_open":
                first = int(token.attrs.get("start", 1))
                counting = resume if resume is not None and start == 0 else first
        elif token.level == 1 and token.type == "list_item_open":
            start, number = token.map[0], counting
            counting = counting + 1 if counting is not None else None
    return start, number


def _line_position(text: str, line: int) -> int:
    position = 0
    for _ in range(line):
        position = text.index("\n", position) + 1
    return position


def first_difference(old: Sequence[Leaf], new: Sequence[Leaf]) -> int:
    """Return the index of the first leaf that differs; the shorter length when one goes on."""
    for index, (one, other) in enumerate(zip(old, new, strict=False)):
        if one != other:
            return index
    return min(len(old), len(new))


def _spans(tokens: Sequence[Token]) -> Iterator[Span]:
    """Turn inline tokens into spans."""
    marks, href, unsafe = 0, "", ""
    for token in tokens:
        name = token.type.rsplit("_", 1)[0]
        if token.type in ("softbreak", "hardbreak"):
            yield Span(LINE_BREAK, marks, href)
        elif token.type == "code_inline":
            yield Span(token.content, marks | CODE, href)
        elif token.type == "image":
            yield Span(token.content or "image", marks | ITALIC, href)
            yield Span(f" ({token.attrs.get('src', '')})", marks, href)
        elif token.type == "link_open":
            address = str(token.attrs.get("href", ""))
            href, unsafe = (address, "") if address.lower().startswith(_SAFE) else ("", address)
        elif token.type == "link_close":
            if unsafe:
                yield Span(f" ({unsafe})", marks)
            href, unsafe = "", ""
        elif name in _MARKS:
            marks = marks | _MARKS[name] if token.nesting == 1 else marks & ~_MARKS[name]
        elif token.content:
            yield from _with_addresses(Span(token.content, marks, href))


def _with_addresses(span: Span) -> Iterator[Span]:
    """Make bare addresses links."""
    if span.href or "://" not in span.text:
        yield span
        return
    end = 0
    for found in _ADDRESS.finditer(span.text):
        address = found[0].rstrip(_TRAILING)
        if address.endswith(")") and "(" not in address:
            address = address[:-1].rstrip(_TRAILING)
        if found.start() > end:
            yield Span(span.text[end : found.start()], span.marks)
        yield Span(address, span.marks, address)
        end = found.start() + len(address)
    if end < len(span.text):
        yield Span(span.text[end:], span.marks)


def _merge(spans: Iterator[Span]) -> Iterator[Span]:
    """Join neighbours of the same style."""
    held: Span | None = None
    for span in spans:
        text = span.text.replace("\n", LINE_BREAK)
        if held is not None and (held.marks, held.href) == (span.marks, span.href):
            held = Span(held.text + text, held.marks, held.href)
            continue
        if held is not None:
            yield held
        held = Span(text, span.marks, span.href)
    if held is not None:
        yield held
