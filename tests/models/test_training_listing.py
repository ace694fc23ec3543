"""Every list that the built-in model is taught has the number of items asked for, and none twice."""

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


def items_of(answer: str) -> list[str]:
    """Return the items of a list, without their marks."""
    return [re.sub(r"^(-|\d+\.) ", "", line) for line in answer.split("\n")[1:]]


def test_a_subject_has_enough_items_and_none_twice(scripts: dict[str, ModuleType]) -> None:
    subjects = scripts["listing"].read_subjects(scripts["data"].LESSONS / "lists.txt")
    assert len(subjects) > 250
    for subject in subjects:
        assert len(subject.names) > 1
        assert len(subject.items) == len({item.lower() for item in subject.items}) >= 10, subject.names
        assert all(subject.items + subject.names)


def test_a_list_is_as_long_as_asked_for_and_goes_on_with_others(scripts: dict[str, ModuleType]) -> None:
    listing, rng = scripts["listing"], random.Random(5)
    subjects = listing.read_subjects(scripts["data"].LESSONS / "lists.txt")
    numbers = {number: count for count, number in enumerate(listing._NUMBERS, 2)}
    counted = continued = 0
    for _ in range(800):
        subject = rng.choice(subjects)
        messages = listing.asked_list(subject, rng)
        lists = [items_of(message["content"]) for message in messages[1::2]]
        said = [item for items in lists for item in items]
        assert len(said) == len(set(said))
        assert set(said) <= set(subject.items)
        number = messages[1]["content"].split(" ")[2]
        if number in numbers:
            assert len(lists[0]) == numbers[number]
            question = messages[0]["content"].lower()
            assert re.search(rf"\b({number}|{numbers[number]})\b", question)
            counted += 1
        if len(lists) > 1:
            assert messages[3]["content"].split(" ")[2] in ("one", *listing._NUMBERS)
            continued += 1
    assert counted > 400
    assert continued > 100
