"""The words for what can go wrong while sending: one pair of sentences per error, and per reason of TLS.

Kept beside ``app.explain``, which uses it, because the reasons belong to the gate. Nothing here suggests
switching a check off.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, TypeAlias

from app.errors import (
    AnswerBroken,
    AnswerTooLarge,
    BodyNotApproved,
    CredentialRefused,
    CutOff,
    GateError,
    HostNotAllowed,
    NameNotFound,
    PinMismatch,
    PlainHttpRefused,
    ProxyRefused,
    RateLimited,
    RedirectRefused,
    RequestRefused,
    ServerFailed,
    TlsRefused,
    Unreachable,
)
from models.errors import Fact

Translate: TypeAlias = Callable[[str, str], str]
Sentences: TypeAlias = tuple[str, str]
Facts: TypeAlias = dict[str, Fact]


def gate_sentences(error: GateError, translate: Translate) -> Sentences:
    """Return what happened and the next step, with the error's facts filled in."""
    for kind in type(error).__mro__:
        if (worded := _TABLE.get(kind)) is not None:
            title, advice = worded(translate, error.facts)
            return _filled(title, error.facts), _filled(advice, error.facts)
    raise AssertionError


def _filled(sentence: str, facts: Facts) -> str:
    shown = {"host": "?", "status": "?", "found": "?", "wait": _wait(facts)} | {
        name: str(value) for name, value in facts.items() if name != "wait"
    }
    return sentence.format_map(shown)


def _wait(facts: Facts) -> str:
    wait = facts.get("wait", 0)
    whole = max(1, -int(-wait // 1)) if isinstance(wait, int | float) else 1
    return f"{whole} s" if whole < 100 else f"{-(-whole // 60)} min"


def _gate(translate: Translate, facts: Facts) -> Sentences:
    del facts
    return (
        translate("errors", "The request could not be sent."),
        translate("errors", "Try again, or let the model on this computer answer."),
    )


def _unreachable(translate: Translate, facts: Facts) -> Sentences:
    title = {
        "refused": translate("errors", "{host} does not accept connections."),
        "timed-out": translate("errors", "{host} did not answer in time."),
        "no-route": translate("errors", "There is no way to {host}: this computer seems to be offline."),
    }.get(str(facts.get("reason")), translate("errors", "{host} could not be reached."))
    return title, translate(
        "errors",
        "Nothing was sent. Check the connection and the address in Settings, or let the local model answer.",
    )


def _name_not_found(translate: Translate, facts: Facts) -> Sentences:
    if str(facts.get("host", "")).rpartition(":")[0].endswith(".local"):
        return (
            translate("errors", "{host} has no name that can be looked up from here."),
            translate(
                "errors",
                "Nothing was sent. Names that end in .local are found only by asking every computer around, "
                "which Sotto does not do: enter the server's IP address or its DNS name in Settings.",
            ),
        )
    return (
        translate("errors", "No server has the name {host}."),
        translate(
            "errors",
            "Nothing was sent. Check its spelling in Settings, and that this computer is connected.",
        ),
    )


def _proxy_refused(translate: Translate, facts: Facts) -> Sentences:
    if facts.get("reason") == "credential":
        return (
            translate("errors", "The proxy {host} does not accept the user name and password."),
            translate("errors", "Nothing was sent. Enter them again in Settings."),
        )
    return (
        translate("errors", "The proxy {host} does not let this connection through."),
        translate("errors", "Nothing was sent. Ask whoever runs it, or check its address in Settings."),
    )


def _tls_refused(translate: Translate, facts: Facts) -> Sentences:
    return _tls_reasons(translate).get(
        str(facts.get("reason")),
        (
            translate("errors", "No safe connection to {host} could be made."),
            translate("errors", "Nothing was sent. Try another network, or ask whoever runs the server."),
        ),
    )


def _tls_reasons(translate: Translate) -> dict[str, Sentences]:
    ask = translate("errors", "Nothing was sent. Ask whoever runs the server to renew it.")
    own = translate(
        "errors",
        "Nothing was sent. Add its authority in Settings if it is your organisation's own server.",
    )
    somebody = translate("errors", "Nothing was sent. Check the address; somebody may be in between.")
    return {
        "expired": (translate("errors", "The certificate of {host} has expired."), ask),
        "not-yet-valid": (
            translate("errors", "The certificate of {host} is not valid yet."),
            translate("errors", "Nothing was sent. Check this computer's date and time."),
        ),
        "wrong-host": (translate("errors", "The certificate is not one for {host}."), somebody),
        "unknown-authority": (
            translate("errors", "The certificate of {host} comes from nobody that this computer trusts."),
            own,
        ),
        "self-signed": (translate("errors", "{host} vouches for itself only."), own),
        "revoked": (translate("errors", "The certificate of {host} was revoked."), somebody),
        "old-version": (
            translate("errors", "{host} offers only encryption that is known to be weak."),
            translate("errors", "Nothing was sent. Ask whoever runs the server for TLS 1.2 or newer."),
        ),
        "client-certificate": (
            translate("errors", "{host} does not accept the client certificate, or wants one."),
            translate("errors", "Nothing was sent. Check the certificate and its key in Settings."),
        ),
        "not-tls": (
            translate("errors", "{host} does not speak TLS on this port."),
            translate("errors", "Nothing was sent. Check the port in the address."),
        ),
        "ca-bundle": (
            translate("errors", "The authority's certificates for {host} cannot be read."),
            translate("errors", "Nothing was sent. Add them in Settings again, as a PEM file."),
        ),
    }


def _pin_mismatch(translate: Translate, facts: Facts) -> Sentences:
    del facts
    return (
        translate("errors", "{host} has another key than the one you pinned."),
        translate(
            "errors",
            "Nothing was sent. Pin the new key ({found}) only if its owner confirms the change.",
        ),
    )


def _plain_http(translate: Translate, facts: Facts) -> Sentences:
    del facts
    return (
        translate("errors", "The address of {host} is unencrypted."),
        translate(
            "errors",
            "Nothing was sent. Use https; plain http is possible only for a server on this computer.",
        ),
    )


def _host_not_allowed(translate: Translate, facts: Facts) -> Sentences:
    del facts
    return (
        translate("errors", "{host} is not among the servers that may be asked."),
        translate("errors", "Nothing was sent. Add it in Settings if you want to use it."),
    )


def _body_not_approved(translate: Translate, facts: Facts) -> Sentences:
    del facts
    return (
        translate("errors", "This is not what you approved."),
        translate("errors", "Nothing was sent. Look at it again and approve it anew."),
    )


def _credential_refused(translate: Translate, facts: Facts) -> Sentences:
    del facts
    return (
        translate("errors", "{host} does not accept the key ({status})."),
        translate("errors", "Enter the key again in Settings, or make a new one at the provider."),
    )


def _request_refused(translate: Translate, facts: Facts) -> Sentences:
    if facts.get("status") == 413:
        return (
            translate("errors", "The question is too long for {host}."),
            translate("errors", "Shorten it, or leave out older turns."),
        )
    if facts.get("status") == 404:
        return (
            translate("errors", "{host} has nothing at this address, or no such model (404)."),
            translate("errors", "Check the address and the model's name in Settings."),
        )
    return (
        translate("errors", "{host} does not understand the request ({status})."),
        translate("errors", "Check the address and the model's name in Settings."),
    )


def _rate_limited(translate: Translate, facts: Facts) -> Sentences:
    if facts.get("ours"):
        return (
            translate("errors", "Your own limit of requests per minute is reached."),
            translate("errors", "Wait {wait}, or raise the limit in Settings."),
        )
    if facts.get("wait"):
        advice = translate("errors", "Wait {wait} and try again, or let the local model answer.")
    else:
        advice = translate(
            "errors", "Wait a while, or look at your limits there; the local model can answer."
        )
    return translate("errors", "{host} takes no more requests for now."), advice


def _server_failed(translate: Translate, facts: Facts) -> Sentences:
    return (
        translate("errors", "{host} failed ({status}).")
        if facts.get("status")
        else translate("errors", "{host} gave up in the middle of its answer."),
        translate("errors", "Try again later, or let the local model answer."),
    )


def _redirect_refused(translate: Translate, facts: Facts) -> Sentences:
    del facts
    return (
        translate("errors", "{host} points to another address ({status})."),
        translate(
            "errors",
            "Sotto never follows, because nobody approved that. Enter the right address in Settings.",
        ),
    )


def _answer_too_large(translate: Translate, facts: Facts) -> Sentences:
    del facts
    return (
        translate("errors", "{host} sent more than an answer can be."),
        translate("errors", "The connection was closed. What had arrived of the answer is kept."),
    )


def _answer_broken(translate: Translate, facts: Facts) -> Sentences:
    del facts
    return (
        translate("errors", "The answer of {host} cannot be read."),
        translate("errors", "Check that the address is that of a chat service of the kind you chose."),
    )


def _cut_off(translate: Translate, facts: Facts) -> Sentences:
    title = {
        "silent": translate("errors", "{host} fell silent in the middle of its answer."),
        "too-long": translate("errors", "{host} took longer for its answer than you allow."),
    }.get(str(facts.get("reason")), translate("errors", "The connection to {host} broke off."))
    return title, translate(
        "errors", "What had arrived is kept. The question reached the server and is not sent again by itself."
    )


_TABLE: Final[dict[type, Callable[[Translate, Facts], Sentences]]] = {
    GateError: _gate,
    Unreachable: _unreachable,
    NameNotFound: _name_not_found,
    ProxyRefused: _proxy_refused,
    TlsRefused: _tls_refused,
    PinMismatch: _pin_mismatch,
    PlainHttpRefused: _plain_http,
    HostNotAllowed: _host_not_allowed,
    BodyNotApproved: _body_not_approved,
    CredentialRefused: _credential_refused,
    RequestRefused: _request_refused,
    RateLimited: _rate_limited,
    ServerFailed: _server_failed,
    RedirectRefused: _redirect_refused,
    AnswerTooLarge: _answer_too_large,
    AnswerBroken: _answer_broken,
    CutOff: _cut_off,
}
