"""Fields: where a key or a column's heading says what a value is.

Tables (CSV, TSV, semicolons, pipes, Markdown, HTML), the column lists of SQL inserts, and the keys of JSON,
YAML and XML. The word in the heading is evidence for the value: "surname" makes a name of a word that no
tagger would take for one. Values that cannot be what the heading says (a number under "name") are left alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from app.redaction import later as re
from app.redaction.field_tables import in_html_tables, in_inserts, in_tables
from app.redaction.field_values import FIELD, FIELD_PRESUMED, kind_of, value_of
from app.redaction.recognizers.base import Hit, apart
from app.redaction.recognizers.needs import matches_of

_JSON_OR_YAML: Final = re.compile(
    r"(?<![\w])[\"']?(?P<key>[A-Za-zÀ-ÿ][\wÀ-ÿ .-]{0,40}?)[\"']?[ \t]{0,3}:[ \t]{0,3}"
    r"(?:\"(?P<double>(?:[^\"\\\n]|\\.){1,120})\"|'(?P<single>(?:[^'\\\n]|\\.){1,120})')"
)
_QUOTE_BEHIND: Final = re.compile(r":[ \t]{0,3}[\"']")
_LONGEST_KEY: Final = 46  # with quotes and blanks
_LONGEST_QUOTED: Final = 246  # with the colon, and a backslash before each letter
_YAML: Final = re.compile(
    r"^[ \t]{0,24}(?:-[ \t])?(?P<key>[a-zà-ÿ][\wà-ÿ-]{1,40}):[ \t]{1,4}"
    r"(?P<value>[^\s\"'\[{|>&*!#][^\n#]{0,120})$",
    re.MULTILINE,
)
_XML: Final = re.compile(
    r"<(?P<key>[A-Za-zÀ-ÿ][\w:.-]{1,40})(?:[ ][^<>]{0,120})?>(?P<value>[^<>\n]{1,160})</"
)


class Fields:
    """Finds values by their keys and headings; see the module."""

    id = FIELD
    presumed_id = FIELD_PRESUMED
    """Of values whose heading announces a number of anything: they count in a text about somebody."""

    def find(self, text: str) -> Iterator[Hit]:
        """Yield one hit per value whose heading tells what it is."""
        yield from in_tables(text)
        yield from in_html_tables(text)
        yield from in_inserts(text)
        for pattern in (_JSON_OR_YAML, _YAML, _XML):
            for match in _quoted(text) if pattern is _JSON_OR_YAML else matches_of(pattern, text):
                kind = kind_of(match["key"])
                if kind is None:
                    continue
                group = next(
                    name for name in ("double", "single", "value") if match.groupdict().get(name) is not None
                )
                yield from value_of(text, match.span(group), kind, match["key"])


def _quoted(text: str) -> Iterator[re.Match[str]]:
    """Yield the keys whose value is in quotes; only the colons with one behind are asked."""
    signs = (match.start() for match in _QUOTE_BEHIND.finditer(text))
    places = apart((max(0, sign - _LONGEST_KEY), sign + _LONGEST_QUOTED) for sign in signs)
    return (match for place in places for match in _JSON_OR_YAML.finditer(text, *place))
