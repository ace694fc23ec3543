"""Promise: the bytes that are shown are the bytes that would go: complete, the same each time, no more."""

from __future__ import annotations

import hashlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.gate.body import Parameters, prepare
from app.gate.port import Destination
from models.engine import Turn

TURNS = (Turn("user", "One"), Turn("assistant", "Two"), Turn("user", 'Grüße 🌍 "quoted"\n'))
OPENAI = Destination("1", "openai", "https://example.test/v1", "a-model")
ANTHROPIC = Destination("2", "anthropic", "https://example.test", "a-model")


def test_an_openai_body_holds_everything_in_a_fixed_order() -> None:
    parameters = Parameters(max_tokens=100, temperature=0.5, top_p=0.9)
    body = prepare(OPENAI, system="Be brief.", turns=TURNS, parameters=parameters).body
    assert body.decode() == (
        '{"model":"a-model","messages":[{"role":"system","content":"Be brief."},'
        '{"role":"user","content":"One"},{"role":"assistant","content":"Two"},'
        '{"role":"user","content":"Grüße 🌍 \\"quoted\\"\\n"}],'
        '"max_tokens":100,"temperature":0.5,"top_p":0.9,"stream":true}'
    )


@pytest.mark.parametrize(
    ("url", "route", "asked"),
    [
        ("https://api.openai.com/v1", "cloud", True),
        ("https://example.test/v1", "private", True),
        ("https://example.test/v1", "cloud", False),  # some refuse what they do not know
    ],
)
def test_tokens_are_asked_for_where_that_is_known(url: str, route: str, asked: bool) -> None:
    destination = Destination("1", "openai", url, "a-model", route=route)  # type: ignore[arg-type]
    said = json.loads(prepare(destination, system="", turns=TURNS, parameters=Parameters()).body)
    assert ("stream_options" in said) is asked


def test_an_anthropic_body_holds_everything_in_a_fixed_order() -> None:
    body = prepare(ANTHROPIC, system="Be brief.", turns=TURNS[:1], parameters=Parameters(max_tokens=9)).body
    assert body.decode() == (
        '{"model":"a-model","max_tokens":9,"system":"Be brief.",'
        '"messages":[{"role":"user","content":"One"}],"stream":true}'
    )


@pytest.mark.parametrize("destination", [OPENAI, ANTHROPIC])
def test_what_is_not_set_is_not_said(destination: Destination) -> None:
    said = json.loads(prepare(destination, system="", turns=TURNS[:1], parameters=Parameters()).body)
    assert set(said) == {"model", "messages", "max_tokens", "stream"}
    assert [message["role"] for message in said["messages"]] == ["user"]


def test_the_makers_own_server_gets_the_name_of_the_limit_that_it_knows() -> None:
    own = Destination("3", "openai", "https://api.openai.com/v1", "a-model")
    said = json.loads(prepare(own, system="", turns=TURNS, parameters=Parameters(max_tokens=7)).body)
    assert said["max_completion_tokens"] == 7
    assert "max_tokens" not in said


def test_the_head_names_no_program_and_no_user() -> None:
    prepared = prepare(ANTHROPIC, system="", turns=TURNS, parameters=Parameters())
    assert [name for name, _ in prepared.head] == [
        "Host",
        "Accept",
        "Accept-Encoding",
        "Content-Type",
        "Content-Length",
        "anthropic-version",
        "Connection",
    ]
    assert prepared.body_sha256 == hashlib.sha256(prepared.body).hexdigest()


@pytest.mark.parametrize("turns", [(), (Turn("system", "x"), Turn("user", "y"))])
def test_a_question_without_turns_or_with_a_hidden_system_turn_is_a_bug(turns: tuple[Turn, ...]) -> None:
    with pytest.raises(ValueError, match="turns"):
        prepare(OPENAI, system="", turns=turns, parameters=Parameters())


@given(st.text(st.characters(exclude_categories=())), st.text(st.characters(exclude_categories=())))
def test_any_text_survives_as_it_is_but_for_halves_of_pairs(system: str, question: str) -> None:
    for destination in (OPENAI, ANTHROPIC):
        asked = (Turn("user", question),)
        first = prepare(destination, system=system, turns=asked, parameters=Parameters())
        assert first == prepare(destination, system=system, turns=asked, parameters=Parameters())
        content = json.loads(first.body)["messages"][-1]["content"]
        try:
            question.encode()
        except UnicodeEncodeError:
            assert "\ufffd" in content or not any("\ud800" <= character <= "\udfff" for character in content)
        else:
            assert content == question
