"""Which kind of identifier a phrase announces, however it is written: "patient_id", "Polisnr.", "MRN"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from app.redaction import later as re
from app.redaction.findings import EntityType
from app.redaction.recognizers.base import Phrases
from app.redaction.recognizers.labels import Kind, written_forms
from app.redaction.recognizers.labels_of_papers import PAPERS
from app.redaction.recognizers.labels_of_people import PEOPLE
from app.redaction.recognizers.labels_of_things import THINGS

KINDS: Final = (*PEOPLE, *THINGS, *PAPERS)
"""Every kind; of two that list a phrase the first one has it."""

_FORMS: Final[dict[str, Kind]] = {}
for _kind in reversed(KINDS):
    for _phrase in _kind.phrases.split("|"):
        for _form in written_forms(_phrase) if _kind.strong else (_phrase,):
            _FORMS.setdefault(_form, _kind)
    _FORMS.update(dict.fromkeys(_kind.phrases.split("|"), _kind))
_KIND_OF: Final = {re.sub(r"[ \t_.-]+", "", form): kind for form, kind in _FORMS.items()}
_CODES: Final = frozenset(
    re.sub(r"[ \t_.-]+", "", phrase) for kind in KINDS if kind.letters for phrase in kind.phrases.split("|")
)
_LABEL: Final = Phrases(_FORMS)
# Shorter labels mean other things too, so their value has to follow at once.
_SURE_LENGTH: Final = 7
_SURE_LABELS: Final = frozenset(
    {
        "mrn",
        "ssn",
        "npi",
        "dea",
        "vin",
        "iban",
        "imei",
        "nhs",
        "dni",
        "bsn",
        "cpf",
        "chart",
        "bsb",
        "tfn",
        "utr",
    }
)


def is_label(phrase: str) -> bool:
    """Whether a phrase announces an identifier and means nothing else."""
    kind = _KIND_OF.get(_glued(phrase.lower()))
    return kind is not None and kind.strong


def whole_label(text: str) -> EntityType | None:
    """Return what a text announces that is only a label, one which means nothing else: a heading."""
    kind = _KIND_OF.get(_glued(text.lower().strip(" :#*")))
    return kind.label if kind is not None and kind.strong else None


def kind_of_label(text: str) -> tuple[EntityType, bool, int] | None:
    """Return what the last label in a text announces, whether it means nothing else, its fewest digits."""
    found = None
    for _, kind in labels_in(text):
        found = kind
    return None if found is None else (found.label, found.strong, found.digits)


def labels_in(text: str) -> Iterator[tuple[re.Match[str], Kind]]:
    """Yield the labels of a text, each with what it announces."""
    for match in _LABEL.finditer(text):
        kind = _KIND_OF.get(_glued(match[0].lower()))
        if kind is not None:
            yield match, kind


def glued_labels(*, spaced: bool = False) -> Iterator[tuple[str, Kind]]:
    """Yield every form of a label, without its gaps or with them, and what it announces."""
    yield from (_FORMS if spaced else _KIND_OF).items()


def is_sure(label: str) -> bool:
    """Whether a label means nothing else even where its value does not follow at once."""
    return len(label) >= _SURE_LENGTH or label in _SURE_LABELS


def is_of_codes(label: str) -> bool:
    """Whether a value behind a label may be a code of letters alone."""
    return _glued(label) in _CODES


def _glued(phrase: str) -> str:
    return phrase.translate(_WITHOUT_GAPS)


_WITHOUT_GAPS: Final = dict.fromkeys(map(ord, " \t_.-"))
