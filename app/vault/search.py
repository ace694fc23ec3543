"""Full-text search over titles and bodies, on all branches, without the trash.

What was typed is never FTS5 syntax: every word becomes a quoted phrase, so no text can be an error. All
words have to be there; the last one may be unfinished; "two words" in quotation marks have to be together.

The newest match comes first. Ranking by bm25 would have to read every match of a broad word before the
first one is shown (0.3 to 0.5 s for a hundred thousand messages); newest first reads what it shows.

What is written without spaces is found anywhere in its run: see ``segments``.
"""

from __future__ import annotations

import itertools
import re
import secrets

from app.conversation import Role, SearchHit
from app.vault.segments import cut, is_segmented, joined
from app.vault.store import Row, Store

_LONGEST_QUERY = 500
_MOST_WORDS = 16
_MOST_HITS = 200
_BEFORE, _AFTER = 48, 120
_ONE_LINE = {ord(letter): " " for letter in "\t\n\r\v\f\u2028\u2029"}
_QUOTED_OR_WORD = re.compile(r'"([^"]*)"|(\S+)')

_IN_TITLES = """
    SELECT c.id, c.title, NULL, NULL, highlight(title_index, 0, :mark, :mark), c.updated
    FROM title_index CROSS JOIN conversations c ON c.key = title_index.rowid
    WHERE title_index MATCH :query AND c.trashed IS NULL
    ORDER BY title_index.rowid DESC LIMIT :limit
"""
_IN_BODIES = """
    SELECT c.id, c.title, m.id, m.role, highlight(message_index, 0, :mark, :mark), m.created
    FROM message_index CROSS JOIN messages m ON m.key = message_index.rowid
    CROSS JOIN conversations c ON c.key = m.conversation
    WHERE message_index MATCH :query AND c.trashed IS NULL
    ORDER BY message_index.rowid DESC LIMIT :limit
"""


def match_expression(typed: str) -> str | None:
    """Translate what was typed into an FTS5 query; a single letter stands for itself only.

    Returns:
        None when there is no letter or digit to look for.
    """
    typed = typed[:_LONGEST_QUERY].replace("\0", " ")
    phrases = [quoted or word for quoted, word in _QUOTED_OR_WORD.findall(typed)]
    wanted = [phrase for phrase in phrases if any(letter.isalnum() for letter in phrase)][:_MOST_WORDS]
    if not wanted:
        return None
    last = phrases[-1]
    is_open = not typed[-1].isspace() and typed[-1] != '"' and last == wanted[-1]
    # One letter begins a tenth of all words: as a beginning it would take 0.2 s and say nothing. One
    # ideograph is a word, and begins no other.
    is_open = is_open and (len(last) > 1 or not last.isascii()) and not is_segmented(last[-1])
    expression = " ".join('"' + cut(phrase).replace('"', '""') + '"' for phrase in wanted)
    return expression + ("*" if is_open else "")


def search(store: Store, typed: str, limit: int) -> list[SearchHit]:
    """Find titles first, then messages, newest first; at most ``limit`` (and 200) in all."""
    expression = match_expression(typed)
    limit = min(limit, _MOST_HITS)
    if expression is None or limit <= 0:
        return []
    mark = f"\x02{secrets.token_hex(8)}\x03"
    parameters = {"query": expression, "mark": mark, "limit": limit}
    titles = store.rows(_IN_TITLES, parameters)
    bodies = (
        store.rows(_IN_BODIES, parameters | {"limit": limit - len(titles)}) if len(titles) < limit else []
    )
    return [_hit(row, mark) for row in itertools.chain(titles, bodies)]


def _hit(row: Row, mark: str) -> SearchHit:
    """Make a hit from a text that, cut at its marks, is outside, inside, outside, ..."""
    conversation, title, message, role, marked, created = row
    parts = [joined(part) for part in marked.split(mark)]
    text = "".join(parts)
    ends = list(itertools.accumulate(len(part) for part in parts))
    ranges = list(zip(ends[0::2], ends[1::2], strict=False))
    first = ranges[0][0] if ranges else 0
    start, end = (0, len(text)) if message is None else _window(text, first)
    return SearchHit(
        conversation_id=conversation,
        title=joined(title),
        message_id=message,
        role=None if role is None else Role(role),
        snippet=text[start:end].translate(_ONE_LINE),
        marks=tuple((low - start, min(high, end) - start) for low, high in ranges if start <= low < end),
        position=-1 if message is None else first,
        created=created,
    )


def _window(text: str, first: int) -> tuple[int, int]:
    """Cut around a position, at spaces where there are some near."""
    start, end = max(0, first - _BEFORE), min(len(text), first + _AFTER)
    if start > 0:
        space = text.find(" ", start, first)
        start = space + 1 if space >= 0 else start
    if end < len(text):
        space = text.rfind(" ", first + 1, end)
        end = space if space > first else end
    return start, end
