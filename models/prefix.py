"""How much of a new prompt is already evaluated: the comparison of tokens that makes turn two fast.

An answer's tokens, as the model drew them, are often not the tokens that its text gets when it is tokenised
again. A plain comparison would therefore end at the first such answer and evaluate everything after it
anew. ``reconcile`` puts the tokens as generated in place of the tokens as tokenised where both spell the
same text.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field


@dataclass(slots=True)
class Evaluated:
    """The tokens whose state is kept, and the answers among them as they were generated.

    Attributes:
        tokens: every evaluated token, in order.
        answers: where each answer starts and its tokens, ascending; the last token drawn need not be
            evaluated.
        dropped: turns that did not fit when this was built; the next prompt starts from there.
    """

    tokens: list[int] = field(default_factory=list)
    answers: list[tuple[int, list[int]]] = field(default_factory=list)
    dropped: int = 0

    def rebase(self, prompt: Sequence[int], kept: int) -> None:
        """Go over to a new prompt of which the first ``kept`` tokens are evaluated."""
        del self.tokens[kept:]
        self.answers = [
            (start, answer)
            for start, answer in self.answers
            if list(prompt[start : start + len(answer)]) == answer
        ]


def common_length(left: Sequence[int], right: Sequence[int], start: int = 0) -> int:
    """Return how many leading items are equal, given that the first ``start`` are."""
    end = min(len(left), len(right))
    if left[start:end] == right[start:end]:
        return end
    for index in range(start, end):
        if left[index] != right[index]:
            return index
    return end


def reconcile(
    kept: Evaluated,
    prompt: Sequence[int],
    *,
    piece: Callable[[int], bytes],
    is_control: Callable[[int], bool],
) -> list[int]:
    """Respell the prompt's answers as they were generated.

    Args:
        kept: what is evaluated.
        prompt: the new prompt's tokens.
        piece: bytes of a token.
        is_control: whether a token is no text.

    Returns:
        The prompt with the same text (white space at the ends of an answer aside) and, as far as possible,
        the kept tokens at its start.
    """
    tokens = list(prompt)
    same = 0
    for start, answer in kept.answers:
        same = common_length(kept.tokens, tokens, same)
        if same < start:
            break
        if tokens[start : start + len(answer)] != answer:
            stop = _spelled_until(answer, tokens, start, piece, is_control)
            if stop is None:
                break
            tokens[start:stop] = answer
    return tokens


def _spelled_until(
    answer: Sequence[int],
    tokens: Sequence[int],
    start: int,
    piece: Callable[[int], bytes],
    is_control: Callable[[int], bool],
) -> int | None:
    """Index after the tokens that spell the same text as ``answer``, None when they spell another."""
    wanted = b"".join(map(piece, answer)).decode("utf-8", "replace").strip().encode()
    spelled = bytearray()
    for index in range(start, len(tokens)):
        if len(spelled) >= len(wanted) and spelled.strip() == wanted:
            return index
        if len(spelled) > len(wanted) + 64 or is_control(tokens[index]):
            return None
        spelled += piece(tokens[index])
    return None
