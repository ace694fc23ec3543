"""The words of the review: types, reasons, routes and labels as a person says them."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from app.redaction.findings import CALENDAR_DAYS, WITH_CHECK_DIGITS
from app.routing import Refusal, Route, Sensitivity

if TYPE_CHECKING:
    from app.redaction.findings import EntityType, QuasiIdentifier, Reason
    from app.suggestions import Outcome

SURE, LIKELY = 0.85, 0.6


def route_name(route: Route) -> str:
    """Return the name of a route."""
    translate = QCoreApplication.translate
    match route:
        case Route.LOCAL:
            return translate("review", "Local only")
        case Route.PRIVATE:
            return translate("review", "Private server")
        case Route.CLOUD:
            return translate("review", "Cloud (redacted)")


def route_icon(route: Route) -> str:
    """Return the icon of a route."""
    return {Route.LOCAL: "shield-check", Route.PRIVATE: "server", Route.CLOUD: "cloud"}[route]


def label_name(sensitivity: Sensitivity) -> str:
    """Return the name of a conversation's label."""
    translate = QCoreApplication.translate
    match sensitivity:
        case Sensitivity.PUBLIC:
            return translate("review", "Public")
        case Sensitivity.INTERNAL:
            return translate("review", "Internal")
        case Sensitivity.CONFIDENTIAL:
            return translate("review", "Confidential: no farther than a private server")
        case Sensitivity.RESTRICTED:
            return translate("review", "Restricted: never leaves this computer")


def label_mark(sensitivity: Sensitivity) -> str:
    """Return a label in a word where it closes a route, "" where it closes none."""
    translate = QCoreApplication.translate
    if sensitivity is Sensitivity.CONFIDENTIAL:
        return translate("review", "Confidential")
    return translate("review", "Restricted") if sensitivity is Sensitivity.RESTRICTED else ""


def short_refusal(refusal: Refusal | None) -> str:
    """Return in few words why a route is closed, "" where it is open."""
    translate = QCoreApplication.translate
    match refusal:
        case None:
            return ""
        case "offline":
            return translate("review", "Sotto is offline")
        case "policy":
            return translate("review", "the policy of this computer does not allow it")
        case "restricted":
            return translate("review", "this chat is restricted")
        case "confidential":
            return translate("review", "this chat is confidential")
        case "no-provider":
            return translate("review", "none is set up")
        case "wrong-route":
            return translate("review", "it belongs to another route")
        case "no-consent":
            return translate("review", "asks for your consent first")
        case "no-key":
            return translate("review", "its key is missing")


def type_name(kind: EntityType | str) -> str:
    """Return the name of a type of finding; one that is not known stays as it is."""
    translate = QCoreApplication.translate
    value = kind if isinstance(kind, str) else kind.value
    names = {
        "PERSON": translate("review", "Person"),
        "ORG": translate("review", "Organisation"),
        "LOCATION": translate("review", "Place"),
        "ADDRESS": translate("review", "Address"),
        "ZIP": translate("review", "Postcode"),
        "GEO": translate("review", "Coordinates"),
        "EMAIL": translate("review", "E-mail"),
        "PHONE": translate("review", "Phone"),
        "USERNAME": translate("review", "User name"),
        "URL": translate("review", "Link"),
        "IP": translate("review", "IP address"),
        "MAC": translate("review", "Network card"),
        "DEVICE": translate("review", "Device"),
        "SSN": translate("review", "Social security number"),
        "NATIONAL_ID": translate("review", "National id"),
        "PASSPORT": translate("review", "Passport"),
        "DRIVER_LICENSE": translate("review", "Driver licence"),
        "TAX_ID": translate("review", "Tax number"),
        "CARD": translate("review", "Payment card"),
        "IBAN": translate("review", "IBAN"),
        "BANK_ACCT": translate("review", "Bank account"),
        "CRYPTO": translate("review", "Crypto wallet"),
        "MRN": translate("review", "Patient number"),
        "HEALTH_ID": translate("review", "Health insurance number"),
        "PRO_LICENSE": translate("review", "Professional licence"),
        "VEHICLE": translate("review", "Vehicle"),
        "OTHER_ID": translate("review", "Reference number"),
        "DOB": translate("review", "Date of birth"),
        "DATE": translate("review", "Date"),
        "AGE": translate("review", "Age"),
        "SECRET": translate("review", "Secret"),
        "CUSTOM": translate("review", "Your own word"),
        "LITERAL": translate("review", "Text that looks like a placeholder"),
    }
    return names.get(value, value)


def counted(counts: Mapping[str, int]) -> str:
    """Return counts by type: "Person 2, IBAN 1"."""
    return ", ".join(f"{type_name(kind)} {count}" for kind, count in sorted(counts.items()))


def how_sure(score: float) -> str:
    """Return a score as a word."""
    translate = QCoreApplication.translate
    if score >= SURE:
        return translate("review", "sure")
    return translate("review", "likely") if score >= LIKELY else translate("review", "doubtful")


def reason_words(reason: Reason, kind: EntityType) -> tuple[str, ...]:
    """Return why something was found, what proves most first: "check digits fit", "near the word “iban”".

    It stands under the name of its kind.
    """
    translate = QCoreApplication.translate
    by_rule = {
        "hand": translate("review", "chosen by you"),
        "term": translate("review", "a word you remembered"),
        "known": translate("review", "hidden in this chat before"),
        "propagated": translate("review", "hidden elsewhere too"),
        "suggested": translate("review", "suggested by the local model"),
        "tagger": translate("review", "reads like one"),
    }
    said = [by_rule[reason.rule]] if reason.rule in by_rule else []
    if reason.checksum and kind in WITH_CHECK_DIGITS:
        said.append(translate("review", "check digits fit"))
    if reason.context:
        said.append(translate("review", "near the word “{word}”").format(word=reason.context))
    if reason.placed:
        said.append(translate("review", "stands where one does"))
    if reason.checksum and kind in CALENDAR_DAYS:
        said.append(translate("review", "is a day of the calendar"))
    elif reason.checksum and kind not in WITH_CHECK_DIGITS:
        said.append(translate("review", "is a possible one"))
    if not said:
        said.append(translate("review", "has the form of one"))
    if reason.encoding:
        said.append(translate("review", "was written as {encoding}").format(encoding=reason.encoding))
    return tuple(said)


def main_reason(reasons: Iterable[Reason], kind: EntityType) -> str:
    """Return the one reason that proves most, for a narrow column."""
    return reason_words(_by_proof(reasons, kind)[0], kind)[0]


def reasons_words(reasons: Iterable[Reason], kind: EntityType) -> str:
    """Return all reasons, what proves most first, each once."""
    said = itertools.chain.from_iterable(reason_words(reason, kind) for reason in _by_proof(reasons, kind))
    return ", ".join(dict.fromkeys(said))


def _by_proof(reasons: Iterable[Reason], kind: EntityType) -> list[Reason]:
    """Check digits before all others, which come with the strongest first."""
    return sorted(reasons, key=lambda reason: not (reason.checksum and kind in WITH_CHECK_DIGITS))


def quasi_words(quasi: QuasiIdentifier) -> str:
    """Return what kind of thing may point at a person together with others."""
    translate = QCoreApplication.translate
    names = {
        "age": translate("review", "an age"),
        "date": translate("review", "a date"),
        "place": translate("review", "a small place"),
        "employer": translate("review", "an employer"),
        "job": translate("review", "a job"),
        "diagnosis": translate("review", "a diagnosis"),
        "kinship": translate("review", "a relative"),
        "event": translate("review", "an event"),
        "special-category": translate("review", "health, belief, origin or the like (GDPR, article 9)"),
    }
    return names.get(quasi.kind, quasi.kind)


def language_name(code: str) -> str:
    """Return the name of a language, or of those that share a writing, that no names are found in."""
    translate = QCoreApplication.translate
    names = {
        "greek": translate("review", "Greek"),
        "cyrillic": translate("review", "Cyrillic letters"),
        "armenian": translate("review", "Armenian"),
        "hebrew": translate("review", "Hebrew"),
        "arabic": translate("review", "Arabic letters"),
        "indic": translate("review", "a writing of India"),
        "thai": translate("review", "Thai"),
        "georgian": translate("review", "Georgian"),
        "ethiopic": translate("review", "Ethiopic letters"),
        "khmer": translate("review", "Khmer"),
        "chinese-japanese": translate("review", "Chinese or Japanese"),
        "korean": translate("review", "Korean"),
        "polish": translate("review", "Polish"),
        "south-west-slavic": translate("review", "a Slavic language"),
        "scandinavian": translate("review", "a Scandinavian language"),
        "finnish": translate("review", "Finnish"),
        "hungarian": translate("review", "Hungarian"),
        "romanian": translate("review", "Romanian"),
        "turkish": translate("review", "Turkish"),
        "baltic": translate("review", "a Baltic language"),
        "vietnamese": translate("review", "Vietnamese"),
        "indonesian-malay": translate("review", "Indonesian or Malay"),
    }
    return names[code]


def second_look_words(outcome: Outcome, count: int) -> str:
    """Return how the second look ended and how many places are new; "" where there is nothing to say."""
    translate = QCoreApplication.translate
    if count:
        return translate("review", "The local model points at more places: {count}").format(count=count)
    match outcome:
        case "done":
            return translate("review", "The local model pointed at nothing more")
        case "out-of-time" | "interrupted":
            return translate("review", "The local model did not read to the end")
        case "busy" | "failed":
            return translate("review", "The local model could not look")
        case "unsuited" | "cancelled" | "off":
            return ""
