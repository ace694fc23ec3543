"""The rewordings that the built-in model is taught are whole, and made of the words that were given."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from types import ModuleType

import pytest

from tests.models.training_scripts import training_scripts


@pytest.fixture(scope="module")
def scripts() -> Iterator[dict[str, ModuleType]]:
    with training_scripts() as found:
        yield found


def words(text: str) -> list[str]:
    return re.findall(r"[\w'-]+", text.lower())


def test_requests_and_answers_have_no_slot_left_and_end_properly(scripts: dict[str, ModuleType]) -> None:
    rng = random.Random(1)
    judging = scripts["judging"]
    for _ in range(2000):
        asked, answer = scripts["rewording"].exchange(rng)
        assert not re.search(r"[{}|]|  |\s[.?!,]", asked + answer), (asked, answer)
        assert answer.startswith("- ") or judging.ends_properly(answer), answer
        assert answer[0].isupper() or answer[0].isdigit() or answer.startswith("- "), answer


def test_most_words_of_an_answer_stand_in_the_request(scripts: dict[str, ModuleType]) -> None:
    rng = random.Random(2)
    shares = []
    for _ in range(500):
        asked, answer = scripts["rewording"].exchange(rng)
        given = set(words(asked))
        shares.append(sum(word in given for word in words(answer)) / len(words(answer)))
    assert sorted(shares)[len(shares) // 2] > 0.7


@pytest.mark.parametrize(
    ("kind", "pattern"),
    [
        ("_question", r"(?:Is|Was|Does|Did|Can|Will|Must|Should|Could) .+\?"),
        ("_denial", r".+\b(?:not|cannot)\b.+\."),
        ("_future", r".+ will .+\."),
        ("_passive", r".+ (?:was|were) \w+ by .+\."),
        ("_polite", r"Could you please .+\?"),
    ],
)
def test_each_kind_has_its_form(scripts: dict[str, ModuleType], kind: str, pattern: str) -> None:
    rng = random.Random(3)
    for _ in range(200):
        asked, answer = getattr(scripts["rewording"], kind)(rng)
        assert re.fullmatch(pattern, answer), (asked, answer)
