"""Every error that a user can meet is worded, with a next step, and none suggests destroying anything."""

from __future__ import annotations

import re
import typing

import pytest

import app.errors
from app.errors import UnknownProfile, ValueStillThere
from app.explain import Explanation, explain, explain_warning, readable_size, readable_wait
from app.redaction.profiles import profiles
from app.vault.port import Unlocked
from models.errors import (
    EngineCrashed,
    ModelDamaged,
    NotEnoughMemory,
    ServiceFault,
    SottoError,
    error_from_wire,
)

FACTS = {
    "kind": "KeyError",
    "wait": 4.2,
    "group": 3,
    "reason": "EIO",
    "has_backup": True,
    "has_ballast": True,
    "name": "memory",
    "value": 1,
    "found": 9,
    "supported": 1,
    "pid": 4711,
    "host": "laptop",
    "free": 0,
    "service": "engine",
    "how": "hung",
    "exit_code": 1,
    "crashes": 3,
    "seconds": 2.0,
    "expected": "aa",
    "found_hash": "bb",
    "needed": 12_000_000_000,
    "available": 6_000_000_000,
    "context": 8192,
    "tokens": 9000,
}


@pytest.mark.parametrize(
    ("reason", "title"),
    [
        ("not-gguf", "This file is not a model in the GGUF format."),
        ("truncated", "The model's file is cut short."),
        ("not-a-text-generator", "This model does not write text."),
        ("tensor-type", "This is not a model that can be used (tensor-type)."),
    ],
)
def test_the_usual_ways_in_which_a_file_is_no_model_have_words(reason: str, title: str) -> None:
    said = explain(ModelDamaged(reason=reason))
    assert said.title == title
    assert said.advice.endswith(".")


@pytest.mark.parametrize(
    ("how", "words"),
    [
        ("plain", "written differently"),
        ("digits", "Its digits"),
        ("reversed", "backwards"),
        ("base64", "encoded (base64)"),
        ("url", "encoded (url)"),
    ],
)
def test_how_a_hidden_value_is_still_there_is_said(how: str, words: str) -> None:
    assert words in explain(ValueStillThere(count=1, how=how, index=0)).advice


def test_a_profile_that_is_none_names_those_that_are() -> None:
    for name in profiles():
        assert name in explain(UnknownProfile()).advice


def every_class(base: type[SottoError] = SottoError) -> list[type[SottoError]]:
    assert app.errors  # defines most of them
    found = [base]
    for kind in base.__subclasses__():
        if kind.__module__ in {"app.errors", "models.errors"}:
            found += every_class(kind)
    return found


@pytest.mark.parametrize("kind", every_class())
@pytest.mark.parametrize("facts", [FACTS, {}], ids=["all facts", "no facts"])
def test_every_error_says_what_happened_and_what_to_do(
    kind: type[SottoError], facts: dict[str, typing.Any]
) -> None:
    said = explain(kind(**facts))
    assert said.title.endswith(".")
    assert said.advice.endswith(".")
    assert "{" not in said.title + said.advice
    assert kind.__name__ not in said.title


def test_every_error_has_words_of_its_own() -> None:
    said = [explain(kind(**FACTS)) for kind in every_class()]
    assert len(set(said)) == len(said)


@pytest.mark.parametrize("kind", every_class())
def test_no_advice_destroys_anything(kind: type[SottoError]) -> None:
    said = explain(kind(**FACTS))
    words = re.findall(r"[a-z]+", (said.title + said.advice).lower())
    assert not {"reset", "erase", "overwrite", "format it", "reinstall"} & set(words)


class TomorrowsError(SottoError):
    """Nobody has worded it yet."""

    code = "tomorrow"


@pytest.mark.parametrize(
    ("error", "title", "advice"),
    [
        (app.errors.ReadOnly(), "The vault's folder cannot be written to.", "belongs to you"),
        (app.errors.ReadOnly(reason="after-failure"), "is only being read", "lock and unlock"),
        (app.errors.DatabaseDamaged(reason="page"), "damaged", "."),
        (app.errors.DatabaseDamaged(reason="first-page"), "the beginning of the database", "Copy"),
        (app.errors.StorageFailed(reason="memory"), "Not enough memory to try the passphrase", "."),
        (app.errors.KeyringUnavailable(reason="locked"), "keyring is locked", "Unlock it"),
        (app.errors.KeyringUnavailable(reason="absent"), "cannot be reached", "Start it"),
        (EngineCrashed(how="out-of-memory"), "ran out of memory", "smaller context"),
        (EngineCrashed(how="hung"), "stopped responding", "question is saved"),
        (EngineCrashed(how="signal"), "stopped unexpectedly", "question is saved"),
        (TomorrowsError(), explain(SottoError()).title, explain(SottoError()).advice),
    ],
)
def test_causes_of_one_error_are_told_apart(error: SottoError, title: str, advice: str) -> None:
    said = explain(error)
    assert title in said.title
    assert advice in said.advice


def test_an_unknown_code_of_another_process_is_a_fault_with_that_name() -> None:
    fault = error_from_wire("x" * 200, {"wait": 1})
    assert (type(fault), fault.facts) == (ServiceFault, {"kind": "x" * 80})
    assert type(error_from_wire("vault-in-use", {"pid": 1})) is app.errors.VaultInUse


def test_two_errors_never_share_a_code() -> None:
    with pytest.raises(TypeError, match="vault-in-use"):
        type("Another", (SottoError,), {"code": "vault-in-use"})


def test_a_damaged_key_file_without_backup_does_not_promise_one() -> None:
    said = explain(app.errors.KeyFileDamaged(reason="json", has_backup=False))
    assert "A backup of it is here" not in said.advice


def test_memory_is_told_in_numbers() -> None:
    said = explain(NotEnoughMemory(needed=12_300_000_000, available=900_000_000, context=8192))
    assert said.title == "Not enough memory: it needs 12 GB, and 900 MB are free."


def test_every_sentence_goes_through_the_translator() -> None:
    for kind in every_class():
        assert explain(kind(**FACTS), lambda context, sentence: f"<{context}>") == Explanation(
            "<errors>", "<errors>"
        )


def test_every_warning_of_an_unlock_is_worded() -> None:
    named = re.findall(r'"([a-z-]+)"', Unlocked.__doc__ or "")
    assert named
    for code in named:
        said = explain_warning(code)
        assert said is not None, code
        assert said.title.endswith(".")
    assert explain_warning("something-else") is None


@pytest.mark.parametrize(
    ("size", "text"),
    [
        (0, "0 B"),
        (999, "999 B"),
        (69_632, "70 kB"),
        (16_800_000, "17 MB"),
        (3_210_000_000, "3.2 GB"),
        (12_000_000_000, "12 GB"),
        (999_999_999, "1.0 GB"),
        (4e15, "4000 TB"),
    ],
)
def test_sizes_are_readable(size: float, text: str) -> None:
    assert readable_size(size) == text


@pytest.mark.parametrize(("seconds", "text"), [(0.1, "1 s"), (59.2, "60 s"), (100, "2 min")])
def test_waits_are_rounded_up(seconds: float, text: str) -> None:
    assert readable_wait(seconds) == text
