"""Promise: the next turn evaluates only what is new, however the model spelled its answer."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from models.prefix import Evaluated, common_length, reconcile

# A toy vocabulary: 0 is control; the letters a..c singly and in pairs.
PIECES = [b"", b"a", b"b", b"c", b"ab", b"bc", b"ca", b"aa", b" ", b"\n"]


def piece(token: int) -> bytes:
    return PIECES[token]


def is_control(token: int) -> bool:
    return token == 0


def spell(tokens: Sequence[int]) -> bytes:
    return b"".join(b"|" if is_control(token) else piece(token) for token in tokens)


def respelled(kept: Evaluated, prompt: list[int]) -> list[int]:
    return reconcile(kept, prompt, piece=piece, is_control=is_control)


def evaluated(prompt: list[int], answer: list[int]) -> Evaluated:
    return Evaluated([*prompt, *answer], [(len(prompt), answer)])


def test_an_answer_spelled_otherwise_is_put_back_as_generated() -> None:
    kept = evaluated([0, 1, 0], [1, 2, 3])  # a b c
    assert respelled(kept, [0, 1, 0, 4, 3, 0, 2]) == [0, 1, 0, 1, 2, 3, 0, 2]  # ab c


def test_later_answers_are_put_back_too() -> None:
    kept = evaluated([0], [1, 2])
    kept.tokens += [0, 3, 0, 2, 3]
    kept.answers.append((6, [2, 3]))
    assert respelled(kept, [0, 4, 0, 3, 0, 5, 0]) == [0, 1, 2, 0, 3, 0, 2, 3, 0]


def test_an_answer_whose_last_token_was_never_evaluated_still_matches() -> None:
    kept = Evaluated([0, 1, 2], [(1, [1, 2, 3])])
    assert respelled(kept, [0, 4, 3, 0]) == [0, 1, 2, 3, 0]


def test_an_edited_answer_stays_as_it_is_now() -> None:
    kept = evaluated([0], [1, 2, 3])
    assert respelled(kept, [0, 1, 1, 3, 0]) == [0, 1, 1, 3, 0]


def test_a_control_token_is_never_taken_for_text() -> None:
    kept = evaluated([0], [1, 2])
    assert respelled(kept, [0, 1, 0, 2]) == [0, 1, 0, 2]


def test_white_space_that_a_template_trims_does_not_matter() -> None:
    kept = evaluated([0], [8, 1, 2, 9])
    assert respelled(kept, [0, 4, 0]) == [0, 8, 1, 2, 9, 0]


tokens = st.lists(st.integers(0, 7), max_size=8)


@given(tokens, st.lists(st.integers(1, 7), max_size=6), tokens)
def test_respelling_never_changes_the_text(prompt: list[int], answer: list[int], after: list[int]) -> None:
    kept = evaluated(prompt, answer)
    new = [*prompt, *answer[:1], *after]
    assert spell(respelled(kept, new)) == spell(new)


@given(tokens, tokens, st.integers(0, 8))
def test_the_common_length_is_the_longest_equal_start(left: list[int], right: list[int], known: int) -> None:
    expected = next(
        (index for index, (a, b) in enumerate(zip(left, right, strict=False)) if a != b),
        min(len(left), len(right)),
    )
    assert common_length(left, right, min(known, expected)) == expected


def test_going_over_to_a_prompt_without_an_answer_forgets_it() -> None:
    kept = evaluated([0], [1, 2])
    kept.rebase([0, 3], 1)
    assert (kept.tokens, kept.answers) == ([0], [])
