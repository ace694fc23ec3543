"""The words for everything else: the other processes, redaction, the keyring, and what cannot be done."""

from __future__ import annotations

from typing import Final

from app.errors import (
    CallTimedOut,
    KeyringUnavailable,
    RedactionError,
    RedactionFailed,
    ServiceLost,
    ServiceUnavailable,
    UnknownProfile,
    UsageRefused,
    ValueStillThere,
)
from app.explain.base import Explanation, Table, Words
from app.refusals import refusal
from models.errors import (
    ServiceFault,
    SottoError,
)


def _error(w: Words) -> Explanation:
    return Explanation(
        w.translate("errors", "Something outside of Sotto went wrong."),
        w.translate("errors", "Try again. Nothing that was saved is lost."),
    )


def _service_fault(w: Words) -> Explanation:
    return Explanation(
        w.translate("errors", "A part of Sotto made a mistake ({kind}).").format(kind=w.text("kind")),
        w.translate(
            "errors", "What was saved is safe. Try again; if it comes back, please report it with this name."
        ),
    )


def _keyring_unavailable(w: Words) -> Explanation:
    if w.facts.get("reason") == "locked":
        return Explanation(
            w.translate("errors", "The system's keyring is locked."),
            w.translate("errors", "Unlock it when it asks, and try again."),
        )
    return Explanation(
        w.translate("errors", "The system's keyring cannot be reached."),
        w.translate("errors", "Start it and try again, or enter the key anew to keep it in the vault."),
    )


def _service_lost(w: Words) -> Explanation:
    return Explanation(
        w.translate("errors", "A helper process of Sotto ended ({service}, {how}).").format(
            service=w.text("service"), how=w.text("how")
        ),
        w.translate("errors", "What was saved is safe. Try again."),
    )


def _service_unavailable(w: Words) -> Explanation:
    if w.text("service") == "engine":
        return Explanation(
            w.translate(
                "errors",
                "The model stopped unexpectedly {crashes} times in a row, and was not started again.",
            ).format(crashes=w.text("crashes")),
            w.translate(
                "errors",
                "Your question is saved. Have it answered again to try once more, or choose another model.",
            ),
        )
    return Explanation(
        w.translate(
            "errors", "A helper process of Sotto failed {crashes} times in a row ({service})."
        ).format(crashes=w.text("crashes"), service=w.text("service")),
        w.translate("errors", "What was saved is safe. Wait a minute, then try again."),
    )


def _call_timed_out(w: Words) -> Explanation:
    return Explanation(
        w.translate("errors", "A helper process of Sotto did not answer in time ({service}).").format(
            service=w.text("service")
        ),
        w.translate("errors", "The computer may be very busy. Try again."),
    )


def _redaction(w: Words) -> Explanation:
    return Explanation(
        w.translate("errors", "The text could not be redacted reliably, so nothing was sent."),
        w.translate("errors", "Try again, or answer locally. If it happens again, shorten the text."),
    )


def _redaction_failed(w: Words) -> Explanation:
    return Explanation(
        w.translate("errors", "The redacted text would not come back as it was, so nothing was sent."),
        w.translate("errors", "Change what looks like code or like a placeholder, or answer locally."),
    )


def _value_still_there(w: Words) -> Explanation:
    plain = w.translate(
        "errors",
        "It stands there as it is, or only spaced or written differently. Redact it there too, keep it as it"
        " is everywhere, or answer locally.",
    )
    digits = w.translate(
        "errors",
        "Its digits stand there. Redact them there too, keep them everywhere, or answer locally.",
    )
    backwards = w.translate(
        "errors",
        "It stands there backwards. Redact it there too, keep it as it is everywhere, or answer locally.",
    )
    encoded = w.translate(
        "errors",
        "It stands there encoded ({how}). Redact it there too, keep it as it is everywhere, or answer"
        " locally.",
    )
    how = w.text("how")
    told = {"plain": plain, "digits": digits, "reversed": backwards}.get(how)
    return Explanation(
        w.translate("errors", "Something that should be hidden is still in the text, so nothing was sent."),
        encoded.format(how=how) if told is None else told,
    )


def _unknown_profile(w: Words) -> Explanation:
    return Explanation(
        w.translate("errors", "There is no redaction profile of this name."),
        w.translate("errors", "Use default, strict, hipaa-18, glba, gdpr, ferpa, secrets or custom."),
    )


def _usage_refused(w: Words) -> Explanation:
    worded = refusal(w.text("reason"), w.translate)
    if worded is not None:
        return Explanation(*worded)
    return Explanation(
        w.translate("errors", "That is not possible now ({reason}).").format(reason=w.text("reason")),
        w.translate("errors", "Choose another message or conversation, and try again."),
    )


TABLE: Final[Table] = {
    SottoError: _error,
    ServiceFault: _service_fault,
    KeyringUnavailable: _keyring_unavailable,
    ServiceLost: _service_lost,
    ServiceUnavailable: _service_unavailable,
    CallTimedOut: _call_timed_out,
    RedactionError: _redaction,
    RedactionFailed: _redaction_failed,
    ValueStillThere: _value_still_there,
    UnknownProfile: _unknown_profile,
    UsageRefused: _usage_refused,
}
