"""Values into placeholders: the same entity has the same number over all turns of a conversation.

Names of one person share a number ("Dr. Jane Roe", "Roe", "Jane"), and each form keeps its own role, so that
what comes back is the form that stood there. Numbers are never used twice in a conversation. Text of the
user's own that looks like a placeholder becomes one ([LITERAL_1]), so that restoring cannot mistake it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import msgspec

from app.errors import RedactionFailed
from app.redaction.findings import EntityType, Finding, MappedValue
from app.redaction.restorer import Put, restore
from app.redaction.tags import LITERAL, Tag, TagReader, greets, tag

_TITLES: Final = frozenset(
    "mr mrs ms miss mx dr prof sir dame lady lord rev fr sr jr herr frau hr m mme mlle me sra srta don "  # noqa: SIM905
    "doña dona sig signor signora signorina dott dottssa ing avv dhr mevr mw mijnheer mevrouw senhor senhora "
    "dra md phd".split()
)
_NAME_WORD: Final = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*")
_LEGAL_FORMS: Final = frozenset(
    "inc ltd llc llp plc corp co gmbh ag kg ohg ug se sa sas sarl srl spa bv nv ab as oy lda ltda".split()  # noqa: SIM905
)
_WORDY: Final = frozenset({EntityType.ORG, EntityType.LOCATION, EntityType.ADDRESS, EntityType.CUSTOM})


class Replacement(msgspec.Struct, frozen=True):
    """Where a placeholder stands: character ranges in the original and in the redacted text."""

    start: int
    end: int
    redacted_start: int
    redacted_end: int
    placeholder: str


@dataclass(frozen=True, slots=True)
class RedactedText:
    """A text with its placeholders.

    Attributes:
        added: forms that were not in the map before.
    """

    text: str
    replacements: tuple[Replacement, ...]
    added: tuple[MappedValue, ...]

    def __repr__(self) -> str:
        """Never the text."""
        return f"<RedactedText {len(self.text)} characters, {len(self.replacements)} placeholders>"


def as_mapping(values: Iterable[MappedValue]) -> dict[str, str]:
    """Return placeholder to value, as the restorer takes it."""
    return {value.placeholder: value.value for value in values}


@dataclass(slots=True)
class _Entity:
    kind: str
    number: int
    forms: dict[str, str]  # value to role
    roles: dict[str, str]  # role to value
    names: set[tuple[str, ...]]  # what a person is called, folded


class Placeholders:
    """The map of one conversation, growing turn by turn."""

    def __init__(self, known: Iterable[MappedValue] = ()) -> None:
        """Go on from the values that the conversation has already."""
        self._entities: dict[tuple[str, int], _Entity] = {}
        self._by_key: dict[tuple[str, str], _Entity] = {}
        self._by_surname: dict[str, list[_Entity]] = {}
        self._next: dict[str, int] = {}
        self._values: list[MappedValue] = []
        for value in known:
            self._learn(value)

    @property
    def values(self) -> tuple[MappedValue, ...]:
        """Every form of every entity, in the order of their first use."""
        return tuple(self._values)

    def redact(self, text: str, findings: Sequence[Finding]) -> RedactedText:
        """Replace the findings.

        Args:
            text: as the user wrote it.
            findings: sorted by start and not overlapping, offsets into ``text``.

        Returns:
            The redacted text, which restores to exactly ``text`` with this map.

        Raises:
            RedactionFailed: it would not; nothing may be sent.
        """
        already = len(self._values)
        spans = _with_look_alikes(text, findings)
        built = self._build(text, spans, raw=frozenset())
        restored = restore(built.text, as_mapping(self._values))
        if restored.text != text:
            changed = _changed(built.replacements, restored.put)
            built = self._build(text, spans, raw=changed or frozenset(range(len(spans))))
            if restore(built.text, as_mapping(self._values)).text != text:
                built = self._build(text, spans, raw=frozenset(range(len(spans))))
            if restore(built.text, as_mapping(self._values)).text != text:
                raise RedactionFailed(reason="round-trip")
        return RedactedText(built.text, built.replacements, tuple(self._values[already:]))

    def _build(
        self, text: str, spans: Sequence[tuple[int, int, str]], *, raw: frozenset[int]
    ) -> RedactedText:
        parts: list[str] = []
        replacements: list[Replacement] = []
        position = length = 0
        for index, (start, end, kind) in enumerate(spans):
            if start < position or end > len(text) or end <= start:
                raise RedactionFailed(reason="spans")
            parts.append(text[position:start])
            length += start - position
            placeholder = self.placeholder_for(kind, text[start:end], raw=index in raw)
            parts.append(placeholder)
            replacements.append(Replacement(start, end, length, length + len(placeholder), placeholder))
            length += len(placeholder)
            position = end
        parts.append(text[position:])
        return RedactedText("".join(parts), tuple(replacements), ())

    def placeholder_for(self, kind: str, value: str, *, raw: bool = False) -> str:
        """Return the placeholder of a value, making one for a value that is new.

        Args:
            kind: an EntityType's value, or LITERAL.
            value: as it stands in the text.
            raw: it has to come back letter by letter wherever it stands.
        """
        entity = self._entity_of(kind, value)
        if raw:
            existing = next(
                (role for role, form in entity.roles.items() if form == value and role.startswith("RAW")),
                None,
            )
            if existing is None:
                existing = _free_role("RAW", entity.roles)
                self._add(entity, existing, value)
            return tag(kind, entity.number, existing)
        role = entity.forms.get(value)
        if role is None:
            role = self._role_for(entity, value)
            self._add(entity, role, value)
        return tag(kind, entity.number, role)

    def _entity_of(self, kind: str, value: str) -> _Entity:
        entity = self._by_key.get((kind, _key(kind, value)))
        if entity is None and kind == EntityType.PERSON.value:
            entity = self._alias_of(_name(value))
        if entity is None:
            number = self._next.get(kind, 1)
            self._next[kind] = number + 1
            entity = self._entities[kind, number] = _Entity(kind, number, {}, {}, set())
        return entity

    def _alias_of(self, name: tuple[str, ...]) -> _Entity | None:
        """Return the one person who can be called that; None for nobody and for several."""
        if not name:
            return None
        candidates = {
            entity.number: entity
            for word in name
            for entity in self._by_surname.get(word, ())
            if any(_same_person(name, other) for other in entity.names)
        }
        return next(iter(candidates.values())) if len(candidates) == 1 else None

    def _role_for(self, entity: _Entity, value: str) -> str:
        if not entity.roles:
            return ""
        if entity.kind == EntityType.PERSON.value:
            name = _name(value)
            longest = max((*entity.names, name), key=len)
            words = len(_NAME_WORD.findall(value))
            wanted = ""
            if len(name) == 1 and words == 1 and len(longest) > 1:
                wanted = "LAST" if name[0] == longest[-1] else "FIRST" if name[0] == longest[0] else ""
            elif len(name) > 1 and name == longest and words == len(name):
                wanted = "FULL"
            if wanted and wanted not in entity.roles:
                return wanted
        return _free_role("ALT", entity.roles)

    def _add(self, entity: _Entity, role: str, value: str) -> None:
        self._learn(MappedValue(entity.kind, entity.number, role, value))

    def _learn(self, mapped: MappedValue) -> None:
        key = (mapped.kind, mapped.number)
        entity = self._entities.get(key)
        if entity is None:
            entity = self._entities[key] = _Entity(mapped.kind, mapped.number, {}, {}, set())
        self._next[mapped.kind] = max(self._next.get(mapped.kind, 1), mapped.number + 1)
        if not mapped.role.startswith("RAW"):
            entity.forms.setdefault(mapped.value, mapped.role)
        entity.roles[mapped.role] = mapped.value
        self._by_key.setdefault((mapped.kind, _key(mapped.kind, mapped.value)), entity)
        if mapped.kind == EntityType.PERSON.value and (name := _name(mapped.value)):
            entity.names.add(name)
            for word in name:
                listed = self._by_surname.setdefault(word, [])
                if entity not in listed:
                    listed.append(entity)
        self._values.append(mapped)


def _free_role(stem: str, roles: Iterable[str]) -> str:
    taken = set(roles)
    number = 1
    while (role := stem if number == 1 else f"{stem}{number}") in taken:
        number += 1
    return role


def _with_look_alikes(text: str, findings: Sequence[Finding]) -> list[tuple[int, int, str]]:
    """Return the spans to replace: the findings, and between them whatever reads like a placeholder."""
    spans: list[tuple[int, int, str]] = []
    position = 0
    reader = TagReader()
    for finding in findings:
        spans += _look_alikes(reader, text, position, finding.start)
        spans.append((finding.start, finding.end, finding.label.value))
        position = finding.end
    return spans + _look_alikes(reader, text, position, len(text))


def _look_alikes(reader: TagReader, text: str, start: int, end: int) -> list[tuple[int, int, str]]:
    found: list[tuple[int, int, str]] = []
    part = text[start:end]
    before = "]" if start else ""  # of the placeholder that will stand there
    position = 0
    tag_end = 0 if start else -9
    while (position := reader.starts(part, position)) < len(part):
        behind = position == tag_end + 1
        greeted = greets(part[max(0, position - 24) : position])
        read = reader.read(part, position, final=True, before=before, behind_tag=behind, greeted=greeted)
        if isinstance(read, Tag):
            found.append((start + read.start, start + read.end, LITERAL))
            position = tag_end = read.end
        else:
            position += 1
    return found


def _changed(replacements: Sequence[Replacement], put: Sequence[Put]) -> frozenset[int]:
    """Return which replacements did not come back as they were."""
    if len(put) != len(replacements):
        return frozenset()
    return frozenset(
        index
        for index, (replacement, back) in enumerate(zip(replacements, put, strict=True))
        if back.end - back.start != replacement.end - replacement.start or back.tag != replacement.placeholder
    )


def _fold(text: str) -> str:
    """Lower case without accents."""
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter)).casefold()


def _key(kind: str, value: str) -> str:
    """Return what is the same for all spellings of one value."""
    if kind == LITERAL:
        return value
    if kind == EntityType.PERSON.value:
        return " ".join(_name(value)) or value
    folded = _fold(value)
    if kind == EntityType.ORG.value:
        words = [word for word in re.findall(r"\w+", folded) if word not in _LEGAL_FORMS]
        return " ".join(words) or folded
    if kind in {EntityType.EMAIL.value, EntityType.URL.value, EntityType.SECRET.value}:
        return value if kind == EntityType.SECRET.value else folded
    if EntityType(kind) in _WORDY:
        return " ".join(folded.split())
    return re.sub(r"\W+", "", folded) or value


def _name(value: str) -> tuple[str, ...]:
    """Return the words of a name, folded, first name first, without titles: "Roe, Dr. Jane" is jane, roe."""
    before, comma, after = value.partition(",")
    ordered = f"{after} {before}" if comma and after.strip() else value
    words = [_fold(word.removesuffix("'s").removesuffix("’s")) for word in _NAME_WORD.findall(ordered)]
    return tuple(word for word in words if word not in _TITLES)


def _same_person(name: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two folded names can be one person's: a part of the other, or the same first and last name."""
    short, long = sorted((name, other), key=len)
    if len(short) == 1:
        return short[0] in {long[0], long[-1]}
    if short[-1] != long[-1]:
        return False
    first, other_first = short[0], long[0]
    return first == other_first or (1 in {len(first), len(other_first)} and first[0] == other_first[0])
