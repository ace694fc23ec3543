"""Values that stand beside what they are called, each in a field of its own.

`{"name": "Policy no.", "value": "HX 44182"}`, `<entry key="policyNo">HX-44182</entry>`, "- name: DB_PASSWORD"
and below it "value: …". A form, a record of a hospital and the settings of a container are made so: neither
half says anything alone. What is called and what it is are put together as "name: value", and whoever reads
labels reads that.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from app.redaction import later as re
from app.redaction.fields import Fields
from app.redaction.recognizers.assignments import Assignments
from app.redaction.recognizers.base import Hit, Recognizer
from app.redaction.recognizers.labelled import Labelled
from app.redaction.recognizers.needs import matches_of

_CALLED: Final = (
    r"(?:name|key|label|field(?:_?name|_?id)?|attribute|text|display|title|question|caption|property|header"
    r"|param(?:eter)?|prompt|type|code|bezeichnung|feld|nom|libelle|libellé|champ|nombre|campo|etiqueta|nome"
    r"|naam|veld)"
)
_HELD: Final = (
    r"(?:values?|val|answer|content|data|response|string_?value|value_?string|value_?text|input|wert|inhalt"
    r"|antwort|valeur|reponse|réponse|valor|respuesta|valore|risposta|waarde|antwoord|resposta)"
)
_BETWEEN: Final = (
    r"(?:\"[A-Za-z_]{1,16}\"\s{0,3}:\s{0,3}"
    r"(?:\"[^\"\n]{0,40}\"|\d{1,6}|true|false|null)\s{0,3},\s{0,30}){0,2}"
)
_JSON: Final = re.compile(
    rf"\"{_CALLED}\"\s{{0,3}}:\s{{0,3}}\"(?P<key>[^\"\\\n]{{2,48}})\"\s{{0,24}}\}}?\s{{0,24}}\]?\s{{0,24}}\}}?,\s{{0,30}}"
    rf"{_BETWEEN}\"{_HELD}\"\s{{0,3}}:\s{{0,3}}\[?\s{{0,24}}(?:\"(?P<value>[^\"\\\n]{{1,80}})\"|(?P<number>\d{{3,24}}))",
    re.IGNORECASE,
)
_JSON_AHEAD: Final = re.compile(
    rf"\"{_HELD}\"\s{{0,3}}:\s{{0,3}}(?:\"(?P<value>[^\"\\\n]{{1,80}})\"|(?P<number>\d{{3,24}}))\s{{0,3}},\s{{0,30}}"
    rf"\"{_CALLED}\"\s{{0,3}}:\s{{0,3}}\"(?P<key>[^\"\\\n]{{2,48}})\"",
    re.IGNORECASE,
)
_MARKUP: Final = re.compile(
    r"(?<=[ \n\t])(?:name|key|label|field|type|id|code)=[\"'](?P<key>[^\"'<>\n]{2,48})[\"']"
    r"(?:[ ][\w:.-]{1,24}=[\"'][^\"'<>\n]{0,60}[\"']){0,4}?"
    r"(?:[ ](?:value|content|val)=[\"'](?P<value>[^\"'<>\n]{1,80})[\"']"
    r"|(?:[ ][\w:.-]{1,24}=[\"'][^\"'<>\n]{0,60}[\"']){0,4}[ ]?>\s{0,8}(?:<(?:value|string|v)>)?"
    r"(?P<number>[^<>\n]{1,80}?)\s{0,8}</)",
    re.IGNORECASE,
)
_YAML: Final = re.compile(
    r"(?m:^)[ \t-]{0,24}(?:name|key|label|field|title"
    r"|question):[ ]{1,4}[\"']?(?P<key>[^\"'\n:#]{2,48})[\"']?[ ]{0,4}\r?\n"
    r"[ \t]{1,24}(?:value|val|content|default"
    r"|answer):[ ]{1,4}[\"']?(?P<value>[^\"'\n{}$#&*<>|][^\"'\n{}]{0,80})",
    re.IGNORECASE,
)
_READERS: Final[Sequence[Recognizer]] = (Labelled(), Assignments(), Fields())


class NamedValues:
    """What the name in one field says of the value in another."""

    id = "named-value"

    def find(self, text: str) -> Iterator[Hit]:
        """Yield what the readers of labels make of each pair."""
        for pattern in (_JSON, _JSON_AHEAD, _MARKUP, _YAML):
            for match in matches_of(pattern, text):
                group = "value" if match["value"] is not None else "number"
                yield from _read(match["key"], match[group], match.start(group))


def _read(key: str, value: str, start: int) -> Iterator[Hit]:
    line = f'{key}: "{value}"'
    offset = len(line) - len(value) - 1
    for reader in _READERS:
        for hit in reader.find(line):
            if offset <= hit.start and hit.end < len(line):
                yield replace(hit, start=hit.start - offset + start, end=hit.end - offset + start)
