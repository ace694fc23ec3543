"""Columns of identifiers: a heading that announces numbers of somebody, and nothing else below it.

"Claim,Status", "Tenant | Rent", "Adhérent;Solde": one word over a number may mean anything, but where it
stands over two rows or more and every cell holds what only an identifier looks like, it is one, and no person
need be named in the text. The same holds for a key of JSON, YAML and XML whose value is a long number or a
code.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from app.redaction import later as re
from app.redaction.field_tables import HTML_CELL, HTML_ROW, cells_of
from app.redaction.field_values import Cell, presumed_kind_of, trimmed
from app.redaction.findings import EntityType
from app.redaction.recognizers.base import Hit
from app.redaction.recognizers.label_kinds import whole_label
from app.redaction.recognizers.needs import matches_of
from app.redaction.shapes import is_an_id, is_id_shaped

# What is numbered and nobody's, beside what is counted.
_THINGS_WORDS: Final = (
    "part product model sku article item error port build version catalogue catalog isbn ean upc "
    "gtin zip postcode "
    "plz cap cp code codes key keys token hash file files index image page line row column level "
    "step sample device "
    "engine frame lane layer log node site sheet series artikel produkt modell teil seite zeile "
    "fehler datei produit "
    "modèle pièce fichier ligne erreur producto modelo pieza archivo línea prodotto modello pezzo "
    "riga product "
    "onderdeel bestand regel produto peça arquivo linha lot lote lotto stock price station track "
    "session request "
    "trace process job query run test task sequence script slot tag terminal title unit units "
    "number numbers nummer "
    "claims orders records files members patients accounts policies invoices cases tickets permits receipts "
    "certificates volume volumes name names count total room seat gate channel chapter question"
)
_THINGS: Final = frozenset(_THINGS_WORDS.split())
_WORD: Final = re.compile(r"[A-ZÀ-Ý]?[a-zà-ÿß]+|[A-ZÀ-Ý]+(?![a-zà-ÿ])")
_HEADING: Final = re.compile(r"[^\W\d_][\w .#°º/'’-]{0,38}\Z")
_PARTS: Final = ("\t", "|", ";", ",", "  ")
_FEWEST, _FEWEST_ALONE = 5, 6
_MOST_OF_THEM: Final = 0.6
_FEWEST_ROWS, _MOST_CELLS, _LONGEST_LINE = 2, 30, 2_000
_KEYED: Final = re.compile(
    r"[\"'](?P<json>[^\W\d_][\w -]{1,30})[\"'][ ]?:[ ]?[\"'](?P<quoted>[#A-Z\d][A-Z\d ./-]{4,30})[\"']"
    r"|<(?P<xml>[^\W\d_][\w.-]{1,30})>(?P<content>[A-Z\d][A-Z\d ./-]{4,30})</"
    r"|(?m:^)[ \t]{0,24}(?:-[ ])?(?P<yaml>[^\W\d_][\w -]{1,30}):[ ]{1,4}(?P<plain>[A-Z\d][A-Z\d "
    r"./-]{4,30})(?=[ \t]{0,4}(?:\r?\n|\Z))"
)


# "Visa" in a line of its own, and the number in the next: a form as a screen or a scanner gives it.
_ABOVE: Final = re.compile(
    r"(?m:^)[ \t]{0,8}(?P<above>[^\W\d_][\w .#°º/'’-]{1,38}?)[ \t:]{0,4}\r?\n[ \t]{0,8}"
    r"(?P<below>[#A-Z\d][A-Z\d ./-]{4,30})(?=[ \t]{0,4}(?:\r?\n|\Z))"
)
_KEY_OF: Final = {"quoted": "json", "content": "xml", "plain": "yaml", "below": "above"}


class Columns:
    """Identifiers below a heading, and behind a key of structured text."""

    id = "column-of-ids"

    def find(self, text: str) -> Iterator[Hit]:
        """Yield the cells of every column that holds identifiers alone."""
        for rows in (*_delimited(text), *_of_html(text)):
            for index, head in enumerate(rows[0]):
                label = _announced(text[slice(*trimmed(text, *head))])
                if label is None:
                    continue
                cells = [trimmed(text, *row[index]) for row in rows[1:] if index < len(row)]
                cells = [cell for cell in cells if cell[0] < cell[1]]
                if _are_ids([text[slice(*cell)] for cell in cells]):
                    context = text[slice(*head)].strip().lower()[:40]
                    yield from (Hit(*cell, label, 0.7, self.id, context=context) for cell in cells)
        for match in (*matches_of(_KEYED, text), *matches_of(_ABOVE, text)):
            value = str(match.lastgroup)
            key = _KEY_OF[value]
            label = _announced(match[key])
            if label is not None and is_an_id(match[value].strip(), _FEWEST_ALONE):
                yield Hit(*trimmed(text, *match.span(value)), label, 0.7, self.id, context=match[key].lower())


def _are_ids(values: Sequence[str]) -> bool:
    """Whether the cells of a column hold identifiers; a few may look like a day: "2024/0417"."""
    ids = sum(is_an_id(value, _FEWEST) for value in values)
    return ids >= _FEWEST_ROWS and ids >= _MOST_OF_THEM * len(values) and all(map(is_id_shaped, values))


def _announced(heading: str) -> EntityType | None:
    """Return what a heading announces: a sure label, or a noun of papers and of people; None for things."""
    if not _HEADING.match(heading):
        return None
    words = [word.lower() for word in _WORD.findall(heading)]
    if not _THINGS.isdisjoint(words):
        return None
    return whole_label(heading) or presumed_kind_of(heading)


def _delimited(text: str) -> Iterator[list[list[Cell]]]:
    """Yield the tables of delimited or aligned lines: the heading's cells, then those of each row."""
    lines: list[Cell] = []
    position = 0
    for line in text.splitlines(keepends=True):
        lines.append((position, position + len(line.rstrip("\r\n"))))
        position += len(line)
    at = 0
    while at + _FEWEST_ROWS < len(lines):
        rows = _table_at(text, lines, at)
        if len(rows) > _FEWEST_ROWS:
            yield rows
        at += max(1, len(rows))


def _table_at(text: str, lines: Sequence[Cell], at: int) -> list[list[Cell]]:
    start, end = lines[at]
    if not 2 < end - start < _LONGEST_LINE or any(map(str.isdigit, text[start:end])):
        return []
    for part in _PARTS:
        if text.find(part, start, end) < 0:
            continue
        heads = cells_of(text, start, end, part)
        if not 1 < len(heads) <= _MOST_CELLS or not any(
            _announced(text[slice(*trimmed(text, *head))]) for head in heads
        ):
            continue
        rows = [heads]
        for first, last in lines[at + 1 :]:
            if last - first >= _LONGEST_LINE or text.find(part, first, last) < 0:
                break
            cells = cells_of(text, first, last, part)
            if len(cells) != len(heads):
                break
            if any(map(str.isalnum, text[first:last])):  # no rule below the heading
                rows.append(cells)
        if len(rows) > _FEWEST_ROWS:
            return rows
    return []


def _of_html(text: str) -> Iterator[list[list[Cell]]]:
    """Yield the tables of HTML, as far as their rows are as long as the first."""
    if "<t" not in text and "<T" not in text:
        return
    starts = [match.end() for match in matches_of(HTML_ROW, text)]
    rows: list[list[Cell]] = []
    for start, end in zip(starts, [*starts[1:], len(text)], strict=False):
        last = min(end, start + _LONGEST_LINE)
        cells = [cell.span("value") for cell in HTML_CELL.finditer(text, start, last)]
        if rows and len(cells) != len(rows[0]):
            yield rows
            rows = []
        rows.append(cells)
    if rows:
        yield rows
