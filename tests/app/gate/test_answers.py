"""Promise: whatever a server answers, the gate stays within its bounds, and says what was wrong."""

from __future__ import annotations

import gzip
import json
import ssl
import time
import tracemalloc
from collections.abc import Callable, Iterator

import pytest

from app.gate.exchange import MAX_HEAD
from app.gate.port import Destination, TextArrived, TimeLimits
from app.gate.stream import MAX_EVENT
from models.engine import StopReason
from tests.app.gate.conftest import Desk, Outcome
from tests.app.gate.server import Script, Server, Visit, anthropic_events, openai_events

To = Callable[..., Destination]
DIALECTS = [("openai", openai_events), ("anthropic", anthropic_events)]
STREAM = b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n"


def chunk(data: bytes) -> bytes:
    return b"%x\r\n%s\r\n" % (len(data), data)


@pytest.fixture
def ask(desk: Desk, to: To, tls: ssl.SSLContext) -> Callable[..., Outcome]:
    """Ask a server with this script; the outcome also carries the server."""

    def ask(script: Script | list[Script], **given: object) -> Outcome:
        with Server(script, tls) as server:
            outcome = desk.send(to(server.url(), **given))
        outcome.server = server  # type: ignore[attr-defined]
        return outcome

    return ask


Ask = Callable[..., Outcome]


# statuses


@pytest.mark.parametrize("kind", ["openai", "anthropic"])
@pytest.mark.parametrize(
    ("status", "code", "facts"),
    [
        ("401 Unauthorized", "credential-refused", {"status": 401}),
        ("403 Forbidden", "credential-refused", {"status": 403}),
        ("400 Bad Request", "request-refused", {"status": 400}),
        ("404 Not Found", "request-refused", {"status": 404}),
        ("413 Content Too Large", "request-refused", {"status": 413}),
        ("429 Too Many Requests", "rate-limited", {"wait": 0.0, "ours": False}),
        ("500 Internal Server Error", "server-failed", {"status": 500}),
        ("503 Service Unavailable", "server-failed", {"status": 503}),
        ("529 Overloaded", "server-failed", {"status": 529}),
        ("301 Moved Permanently", "redirect-refused", {"status": 301}),
        ("302 Found", "redirect-refused", {"status": 302}),
        ("307 Temporary Redirect", "redirect-refused", {"status": 307}),
        ("308 Permanent Redirect", "redirect-refused", {"status": 308}),
        ("304 Not Modified", "redirect-refused", {"status": 304}),
    ],
)
def test_each_status_is_its_error_and_is_not_tried_again(
    ask: Ask, kind: str, status: str, code: str, facts: dict[str, object]
) -> None:
    secret = b'{"error": {"message": "key-for-tests is wrong, and you asked: Where does"}}'
    location = "Location: https://localhost/elsewhere\r\n"
    outcome = ask(lambda visit: visit.answer(status, secret, location), kind=kind)
    assert outcome.code == code
    assert outcome.error is not None
    host = f"localhost:{outcome.server.port}"  # type: ignore[attr-defined]
    assert outcome.error.facts == {"host": host} | facts
    assert outcome.server.connections == 1  # type: ignore[attr-defined]
    assert outcome.facts[0].outcome == code


def test_a_redirect_to_the_same_host_is_not_followed_either(ask: Ask) -> None:
    def script(visit: Visit) -> None:
        visit.answer("307 Temporary Redirect", headers="Location: /v1/chat/completions\r\n")

    outcome = ask(script)
    assert outcome.code == "redirect-refused"
    assert outcome.server.connections == 1  # type: ignore[attr-defined]


def test_informational_answers_are_skipped_but_not_for_ever(ask: Ask) -> None:
    def some(visit: Visit) -> None:
        visit.send(b"HTTP/1.1 103 Early Hints\r\nLink: <a>\r\n\r\n" * 3)
        visit.stream(*openai_events("Hello"))

    assert ask(some).text == "Hello"
    endless = ask(lambda visit: visit.send(b"HTTP/1.1 100 Continue\r\n\r\n" * 10_000))
    assert endless.code == "answer-broken"


# framings and types


def test_a_chunked_answer_is_put_together_again_at_any_cut(ask: Ask) -> None:
    whole = "".join(openai_events("Grüße", " 🌍", "!")).encode()

    def script(visit: Visit) -> None:
        visit.send(STREAM + b"Transfer-Encoding: chunked\r\n\r\n")
        for at in range(0, len(whole), 3):
            visit.send(chunk(whole[at : at + 3]))
        visit.send(b"0\r\n\r\n")

    assert ask(script).text == "Grüße 🌍!"


def test_line_ends_of_every_kind_comments_and_a_mark_of_order_are_read(ask: Ask) -> None:
    lines = "".join(openai_events("One", " two")).split("\n")
    text = "\ufeff: a comment\r\rid: 7\r\nevent: x\r\nretry: 1\r\n" + "\r\n".join(lines)
    assert ask(lambda visit: visit.stream(text)).text == "One two"
    assert ask(lambda visit: visit.stream("\r".join(lines))).text == "One two"


def test_data_of_several_lines_is_one_event(ask: Ask) -> None:
    lines = ('{"choices": [{"index": 0,', ' "delta": {"content": "Hello"},', '"finish_reason": "stop"}]}')
    text = "".join(f"data: {line}\n" for line in lines) + "\n"
    assert ask(lambda visit: visit.stream(text)).text == "Hello"


def test_a_server_that_does_not_stream_is_understood(ask: Ask) -> None:
    openai = {
        "model": "m",
        "choices": [{"index": 0, "message": {"content": "Whole"}, "finish_reason": "length"}],
        "usage": {"prompt_tokens": 3, "completion_tokens": 2},
    }
    anthropic = {
        "type": "message",
        "model": "m",
        "content": [{"type": "thinking", "thinking": "hm"}, {"type": "text", "text": "Whole"}],
        "stop_reason": "max_tokens",
        "usage": {"input_tokens": 3, "output_tokens": 2},
    }
    for kind, body in (("openai", openai), ("anthropic", anthropic)):
        data = json.dumps(body).encode()
        outcome = ask(
            lambda visit, data=data: visit.answer(
                "200 OK", data, "Content-Type: application/json; charset=utf-8\r\n"
            ),
            kind=kind,
        )
        assert outcome.text == "Whole"
        assert outcome.finished.reason is StopReason.LENGTH
        assert outcome.finished.usage.completion_tokens == 2


@pytest.mark.parametrize(
    ("headers", "body", "reason"),
    [
        ("Content-Type: text/html\r\n", b"<html>Log in</html>", "type"),
        ("", b"", "type"),
        ("Content-Type: application/json\r\n", b"{}", "json"),
        ("Content-Type: application/json\r\n", b"[1", "json"),
        ("Content-Type: text/event-stream\r\nContent-Encoding: br\r\n", b"xx", "encoding"),
        ("Content-Type: text/event-stream\r\nContent-Encoding: gzip, gzip\r\n", b"xx", "encoding"),
        ("Content-Type: text/event-stream\r\nContent-Encoding: gzip\r\n", b"not gzip", "encoding"),
    ],
)
def test_what_is_no_answer_is_named(ask: Ask, headers: str, body: bytes, reason: str) -> None:
    outcome = ask(lambda visit: visit.answer("200 OK", body, headers))
    assert outcome.code == "answer-broken"
    assert outcome.error is not None
    assert outcome.error.facts["reason"] == reason


@pytest.mark.parametrize(
    "data",
    [
        "no JSON at all",
        '"a string"',
        "[]",
        "7",
        '{"choices": 7}',
        '{"choices": [{"delta": "text"}]}',
        '{"choices": [{"delta": {"content": 7}}]}',
        '{"choices": [{"index": "0"}]}',
        '{"usage": {"prompt_tokens": "many"}}',
        "[" * 100_000,
        '{"choices": ' * 50_000,
    ],
)
def test_events_of_another_shape_end_the_answer(ask: Ask, data: str) -> None:
    outcome = ask(lambda visit: visit.stream(f"data: {data}\n\n"))
    assert outcome.code == "answer-broken"
    assert outcome.text == ""


def test_what_is_not_http_is_named(ask: Ask) -> None:
    for garbage in (
        b"SSH-2.0-OpenSSH_9.2\r\n\r\n",
        b"\x00" * 500 + b"\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nbad header\r\n\r\n",
    ):
        outcome = ask(lambda visit, garbage=garbage: visit.send(garbage))
        assert outcome.code == "answer-broken", garbage
        assert outcome.error is not None
        assert outcome.error.facts["reason"] == "http"


def test_two_framings_at_once_are_refused(ask: Ask) -> None:
    """The ground of request smuggling."""
    outcome = ask(lambda visit: visit.send(STREAM + b"Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello"))
    assert outcome.code == "answer-broken"


# text


def test_what_is_not_text_becomes_replacement_characters(ask: Ask) -> None:
    def content(raw: bytes) -> bytes:
        return b'data: {"choices": [{"index": 0, "delta": {"content": "%s"}}]}\n\n' % raw

    def script(visit: Visit) -> None:
        visit.send(STREAM + b"\r\n")
        visit.send(content(b"a\xff\xc3(b\xed\xa0\x80"))
        visit.send(content(rb"\ud83d") + content(rb"\uDE00"))  # an emoji cut in two
        visit.send(content(rb"\ud83d\ude00 \\ud83d \ud83d\u0041"))
        visit.send("".join(openai_events(".")).encode())

    outcome = ask(script)
    assert outcome.error is None
    assert outcome.text == "a\ufffd\ufffd(b\ufffd\ufffd\ufffd\ufffd\ufffd😀 \\ud83d \ufffdA."


def test_tool_calls_thinking_and_unknown_events_are_noise(ask: Ask) -> None:
    openai = [
        'data: {"choices": [{"delta": {"content": null, "tool_calls": [{"function": {"name": "x"}}]}}]}\n\n',
        'data: {"choices": [{"index": 0, "delta": {"reasoning_content": "secretly"}}]}\n\n',
        'data: {"choices": [{"index": 1, "delta": {"content": "the second choice"}}]}\n\n',
        'data: {"choices": null, "surprise": {"a": [1, 2, {}]}}\n\n',
        *openai_events("Hello", reason="tool_calls"),
    ]
    assert ask(lambda visit: visit.stream(*openai)).text == "Hello"
    anthropic = [
        'data: {"type": "content_block_start", "content_block": {"type": "tool_use", "input": {}}}\n\n',
        'data: {"type": "content_block_delta", "delta": {"type": "input_json_delta", "partial_json": 7}}\n\n',
        'data: {"type": "content_block_delta", "delta": {"type": "thinking_delta", "thinking": "hm"}}\n\n',
        'data: {"type": "of tomorrow", "text": "new"}\n\n',
        *anthropic_events("Hello", reason="tool_use"),
    ]
    assert ask(lambda visit: visit.stream(*anthropic), kind="anthropic").text == "Hello"


@pytest.mark.parametrize(
    ("kind", "reason", "expected"),
    [
        ("openai", "length", StopReason.LENGTH),
        ("openai", "content_filter", StopReason.END),
        ("anthropic", "max_tokens", StopReason.LENGTH),
        ("anthropic", "stop_sequence", StopReason.STOP_STRING),
        ("anthropic", "model_context_window_exceeded", StopReason.CONTEXT_FULL),
        ("anthropic", "refusal", StopReason.END),
    ],
)
def test_the_reason_for_stopping_is_told(ask: Ask, kind: str, reason: str, expected: StopReason) -> None:
    events = openai_events if kind == "openai" else anthropic_events
    assert ask(lambda visit: visit.stream(*events("x", reason=reason)), kind=kind).finished.reason is expected


def test_the_models_name_is_cleaned_and_short(ask: Ask) -> None:
    name = "evil\x1b[31m\n\u202e" + "m" * 500
    events = [f"data: {json.dumps({'model': name, 'choices': []})}\n\n", *openai_events()]
    outcome = ask(lambda visit: visit.stream(*events))
    assert outcome.finished.model.isprintable()
    assert len(outcome.finished.model) <= 120


@pytest.mark.parametrize(
    ("kind", "data", "code"),
    [
        (
            "openai",
            {"error": {"message": "You asked: Where", "type": "server_error", "code": 500}},
            "server-failed",
        ),
        ("openai", {"error": "gone"}, "server-failed"),
        (
            "anthropic",
            {"type": "error", "error": {"type": "overloaded_error", "message": "x"}},
            "server-failed",
        ),
        ("anthropic", {"type": "error", "error": {"type": "rate_limit_error"}}, "rate-limited"),
        ("anthropic", {"type": "error"}, "server-failed"),
    ],
)
def test_an_error_in_the_middle_keeps_the_text_and_quotes_nothing(
    ask: Ask, kind: str, data: object, code: str
) -> None:
    events = list((openai_events if kind == "openai" else anthropic_events)("Half"))
    cut = 1 if kind == "openai" else 4
    told = "".join([*events[:cut], f"data: {json.dumps(data)}\n\n"])  # all at once
    outcome = ask(lambda visit: visit.stream(told), kind=kind)
    assert outcome.code == code
    assert outcome.text == "Half"
    assert "asked" not in str(outcome.error)


# cuts


@pytest.mark.parametrize(("kind", "events"), DIALECTS)
@pytest.mark.parametrize("end", ["close", "reset", "mid-event", "mid-chunk", "short"])
def test_an_answer_that_is_cut_is_told_and_its_text_kept(
    ask: Ask, end: str, kind: str, events: Callable[..., Iterator[str]]
) -> None:
    told = list(events("Half", " of it"))
    first = 1 + next(at for at, event in enumerate(told) if "Half" in event)
    data, rest = "".join(told[:first]).encode(), told[first:]

    def script(visit: Visit) -> None:
        framing = {
            "mid-chunk": b"Transfer-Encoding: chunked\r\n",
            "short": b"Content-Length: 100000\r\n",
        }.get(end, b"")
        visit.send(STREAM + framing + b"\r\n")
        visit.send(chunk(data) + b"40\r\nda" if end == "mid-chunk" else data)
        if end == "mid-event":
            visit.send(rest[0].encode()[:20])
        if end == "reset":
            visit.send(b": still here\n")
            visit.reset()

    outcome = ask(script, kind=kind)
    assert outcome.code == "cut-off"
    assert outcome.error is not None
    assert outcome.error.facts["reason"] == "closed"
    if end != "reset":  # a reset may overtake what was sent before it
        assert outcome.text == "Half"
    assert outcome.server.connections == 1  # type: ignore[attr-defined]
    assert outcome.facts[-1].outcome == "cut-off"
    assert outcome.facts[-1].bytes_out > 0


def test_an_answer_whose_end_was_told_is_whole_without_the_last_mark(ask: Ask) -> None:
    events = list(openai_events("Hello"))[:2]  # no usage, no [DONE]
    assert ask(lambda visit: visit.stream(*events)).finished.reason is StopReason.END


def test_what_follows_the_end_mark_is_not_read(ask: Ask) -> None:
    def script(visit: Visit) -> None:
        visit.stream(*openai_events("Hello"), *openai_events(" and more"))
        visit.hang()

    assert ask(script).text == "Hello"


@pytest.mark.parametrize(("kind", "events"), DIALECTS)
def test_a_slow_server_is_heard_to_the_end(ask: Ask, kind: str, events: Callable[..., Iterator[str]]) -> None:
    def script(visit: Visit) -> None:
        visit.stream()
        for event in events("Slowly", " but", " all"):
            for half in (event[: len(event) // 2], event[len(event) // 2 :]):
                visit.send(half.encode())
                time.sleep(0.03)

    outcome = ask(script, kind=kind)
    assert (outcome.error, outcome.text) == (None, "Slowly but all")
    assert len([event for event in outcome.events if isinstance(event, TextArrived)]) == 3  # as they come


def test_a_server_that_falls_silent_is_given_up(ask: Ask) -> None:
    def script(visit: Visit) -> None:
        visit.stream(next(openai_events("Half")))
        visit.hang()

    outcome = ask(script, limits=TimeLimits(connect=20, idle=0.2, total=60))
    assert outcome.code == "cut-off"
    assert outcome.error is not None
    assert outcome.error.facts["reason"] == "silent"
    assert outcome.text == "Half"


@pytest.mark.parametrize("drip", [b": ping\n", b'data: {"choices": []}\n\n'])
def test_a_server_that_drips_for_ever_is_given_up(ask: Ask, drip: bytes) -> None:
    def script(visit: Visit) -> None:
        visit.stream()
        while True:
            visit.send(drip * 50)

    outcome = ask(script, limits=TimeLimits(connect=20, idle=20, total=0.5))
    assert outcome.error is not None
    assert (outcome.code, outcome.error.facts.get("reason")) in {
        ("cut-off", "too-long"),
        ("answer-too-large", None),
    }


def test_a_server_that_never_answers_is_given_up(ask: Ask) -> None:
    outcome = ask(lambda visit: visit.hang(), limits=TimeLimits(connect=20, idle=0.2, total=60))
    assert outcome.error is not None
    assert (outcome.code, outcome.error.facts["reason"]) == ("cut-off", "silent")


# sizes


def endless(visit: Visit, data: bytes) -> None:
    """Send until the other side has had enough."""
    while True:
        visit.send(data)


@pytest.mark.parametrize(
    "piece", [b"data: x", b": " + b"c" * 1000, b"x" * 4096], ids=["data", "comment", "line"]
)
def test_an_event_without_an_end_is_bounded(ask: Ask, piece: bytes) -> None:
    def script(visit: Visit) -> None:
        visit.stream()
        endless(visit, piece * 64)

    outcome = ask(script)
    assert outcome.code == "answer-too-large"
    assert outcome.error is not None
    assert outcome.error.facts["part"] == "event"
    assert outcome.facts[0].bytes_in < MAX_EVENT + 2**20


def test_an_endless_answer_is_bounded(ask: Ask) -> None:
    event = next(openai_events("word " * 200)).encode()

    def script(visit: Visit) -> None:
        visit.stream()
        endless(visit, event * 20)

    outcome = ask(script, max_answer_bytes=500_000)
    assert outcome.code == "answer-too-large"
    assert outcome.error is not None
    assert outcome.error.facts["part"] == "answer"
    assert outcome.text.startswith("word word")
    assert outcome.facts[0].bytes_in < 2_000_000


def test_an_announced_gigabyte_is_not_prepared_for(ask: Ask) -> None:
    def script(visit: Visit) -> None:
        visit.send(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 1073741824\r\n\r\n")
        endless(visit, b" " * 65536)

    tracemalloc.start()
    try:
        outcome = ask(script, max_answer_bytes=1_000_000)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert outcome.code == "answer-too-large"
    assert peak < 20_000_000


@pytest.mark.parametrize("encoding", ["gzip", "deflate"])
def test_a_compressed_bomb_is_bounded(ask: Ask, encoding: str) -> None:
    """100 MB of spaces in 100 kB, and a compression that nobody asked for at all."""
    import zlib

    spaces = b" " * 100_000_000
    bomb = gzip.compress(spaces, 9) if encoding == "gzip" else zlib.compress(spaces, 9)
    headers = f"Content-Type: application/json\r\nContent-Encoding: {encoding}\r\n"
    tracemalloc.start()
    try:
        outcome = ask(lambda visit: visit.answer("200 OK", bomb, headers), max_answer_bytes=1_000_000)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert outcome.code == "answer-too-large"
    assert peak < 20_000_000


def test_a_compression_that_nobody_asked_for_is_still_read(ask: Ask) -> None:
    data = gzip.compress("".join(openai_events("Hello")).encode())
    headers = "Content-Type: text/event-stream\r\nContent-Encoding: gzip\r\n"
    assert ask(lambda visit: visit.answer("200 OK", data, headers)).text == "Hello"


@pytest.mark.parametrize("head", [b"X: " + b"y" * 1000, b"X: y\r\n" * 200], ids=["one", "many"])
def test_a_head_without_an_end_is_bounded(ask: Ask, head: bytes) -> None:
    def script(visit: Visit) -> None:
        visit.send(b"HTTP/1.1 200 OK\r\n")
        endless(visit, head)

    outcome = ask(script)
    assert outcome.code == "answer-too-large"
    assert outcome.error is not None
    assert outcome.error.facts["part"] == "head"
    assert outcome.facts[0].bytes_in < MAX_HEAD + 2**18


def test_trailers_without_an_end_are_bounded(ask: Ask) -> None:
    def script(visit: Visit) -> None:
        visit.send(STREAM + b"Transfer-Encoding: chunked\r\n\r\n" + chunk(b": x\n") + b"0\r\n")
        endless(visit, b"X: y\r\n" * 100)

    assert ask(script).code == "answer-too-large"
