"""From the turns of a chat to the tokens of a prompt, and which turns fit.

What a user types is text: a message that contains ``<|im_start|>`` must not become that control token.
Contents are searched for the names of control tokens before rendering; each found place is put between two
marks, and after rendering the marked places are tokenised as plain text and everything else as the template
means it. A prompt without such places is rendered and tokenised in one piece, exactly as every other
program does.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from models.engine import Turn
from models.errors import ContextFull
from models.template import ChatTemplate, TemplateFailed

MIN_ROOM = 16  # tokens; with less room for an answer the question counts as too long


class Tokenizer(Protocol):
    """What a prompt needs of a vocabulary."""

    bos: int
    adds_bos: bool
    control_texts: re.Pattern[str] | None

    def tokenize(self, text: str, *, parse_special: bool) -> list[int]:
        """Turn text into token ids."""
        ...


@dataclass(frozen=True, slots=True)
class Prompt:
    """Tokens to evaluate, and how many of the oldest turns they leave out."""

    tokens: list[int]
    dropped: int


class PromptBuilder:
    """Renders and tokenises turns with a model's template or, without one, a plain format."""

    def __init__(self, tokenizer: Tokenizer, template: ChatTemplate | None) -> None:
        """Args: ``template`` None takes the fallback: ChatML if the vocabulary has it, else named roles."""
        self._tokenizer = tokenizer
        self._template = template
        self._chatml = len(tokenizer.tokenize("<|im_start|>", parse_special=True)) == 1

    @property
    def kind(self) -> Literal["file", "fallback"]:
        """Where the format comes from."""
        return "file" if self._template is not None else "fallback"

    @property
    def stop(self) -> tuple[str, ...]:
        """Strings that end an answer in this format, for models that have no token for it."""
        if self._template is not None:
            return ()
        return ("<|im_end|>", "<|im_start|>") if self._chatml else ("\nUser:", "\nSystem:")

    def tokens(self, turns: Sequence[Turn]) -> list[int]:
        """Render and tokenise; a beginning token that the model wants stands in front exactly once."""
        opening, closing = _unused_marks(turns)
        contents = [_marked(turn.content, self._tokenizer.control_texts, opening, closing) for turn in turns]
        messages = [{"role": turn.role, "content": c} for turn, c in zip(turns, contents, strict=True)]
        text = self._render(messages)
        if not _well_marked(
            text, opening, closing
        ):  # the template cut a message in the middle of such a place
            text = self._plain(messages)
        tokens: list[int] = []
        for index, piece in enumerate(re.split(f"[{opening}{closing}]", text)):
            if piece:
                tokens += self._tokenizer.tokenize(piece, parse_special=index % 2 == 0)
        bos = self._tokenizer.bos
        if self._tokenizer.adds_bos and tokens[:1] != [bos]:
            tokens.insert(0, bos)
        return tokens

    def _render(self, messages: list[dict[str, str]]) -> str:
        if self._template is not None:
            for attempt in (messages, _joined(messages)):  # many templates refuse two questions in a row
                with contextlib.suppress(TemplateFailed):
                    return self._template.render(attempt)
        return self._plain(messages)

    def _plain(self, messages: list[dict[str, str]]) -> str:
        if self._chatml:
            body = "".join(f"<|im_start|>{m['role']}\n{m['content']}<|im_end|>\n" for m in messages)
            return body + "<|im_start|>assistant\n"
        return "".join(f"{m['role'].capitalize()}: {m['content']}\n" for m in messages) + "Assistant:"

    def fit(self, turns: Sequence[Turn], *, context: int, max_tokens: int, dropped: int = 0) -> Prompt:
        """Leave out the oldest turns until there is room to answer.

        The system turn and the newest question always stay. Turns are dropped in steps of whole exchanges,
        so that the first one left is a question. When turns have to be dropped, a quarter of the context is
        freed at once: otherwise every later turn would drop one more and nothing evaluated could be reused.

        Args:
            turns: the whole branch.
            context: tokens that fit.
            max_tokens: wanted room for the answer; up to a quarter of the context is kept free for it.
            dropped: turns dropped last time; fewer are not tried.

        Raises:
            ContextFull: system turn and question alone leave less than MIN_ROOM tokens.
        """
        room = max(min(max_tokens, context // 4), MIN_ROOM)
        cuts = _cuts(turns)
        if sum(len(turn.content) for turn in turns) > 8 * context:
            cuts = [cut for cut in cuts if cut >= dropped] or cuts[
                -1:
            ]  # no use in tokenising all of a long chat
        for cut in (cuts[0], dropped):
            if cut in cuts:
                tokens = self.tokens(_without(turns, cut))
                if len(tokens) <= context - room:
                    return Prompt(tokens, cut)
        return self._shorten(turns, cuts[1:], context, room)

    def _shorten(self, turns: Sequence[Turn], cuts: Sequence[int], context: int, room: int) -> Prompt:
        """Find the smallest cut that frees a quarter of the context, or take the largest that there is."""
        best: Prompt | None = None
        low, high = 0, len(cuts) - 1
        while low <= high:
            middle = (low + high) // 2
            tokens = self.tokens(_without(turns, cuts[middle]))
            if len(tokens) <= context - room - context // 4:
                best, high = Prompt(tokens, cuts[middle]), middle - 1
            else:
                low = middle + 1
        if best is not None:
            return best
        cut = cuts[-1] if cuts else 0
        tokens = self.tokens(_without(turns, cut))
        if len(tokens) > context - MIN_ROOM:
            raise ContextFull(tokens=len(tokens), context=context)
        return Prompt(tokens, cut)


def _system_count(turns: Sequence[Turn]) -> int:
    return 1 if turns and turns[0].role == "system" else 0


def _cuts(turns: Sequence[Turn]) -> list[int]:
    """Possible numbers of dropped turns, ascending: none, or up to just before a later question."""
    first = _system_count(turns)
    later = [index - first for index, turn in enumerate(turns) if turn.role == "user" and index > first]
    return [0, *later]


def _without(turns: Sequence[Turn], dropped: int) -> Sequence[Turn]:
    first = _system_count(turns)
    return [*turns[:first], *turns[first + dropped :]]


def _unused_marks(turns: Sequence[Turn]) -> tuple[str, str]:
    """Two private-use characters that no turn contains."""
    text = "".join(turn.content for turn in turns if not turn.content.isascii())
    free = (chr(code) for code in range(0x10F000, 0x10FFFD) if chr(code) not in text)
    return next(free), next(free)


def _joined(messages: list[dict[str, str]]) -> list[dict[str, str]]:
    """Make one message of neighbours with the same role."""
    result: list[dict[str, str]] = []
    for message in messages:
        if result and result[-1]["role"] == message["role"]:
            result[-1] = {**message, "content": result[-1]["content"] + "\n\n" + message["content"]}
        else:
            result.append(message)
    return result


def _well_marked(text: str, opening: str, closing: str) -> bool:
    """Whether opening and closing marks alternate."""
    marks = "".join(char for char in re.findall(f"[{opening}{closing}]", text))
    return marks == (opening + closing) * (len(marks) // 2)


def _marked(content: str, names: re.Pattern[str] | None, opening: str, closing: str) -> str:
    """Put every place that spells a control token between the marks; overlapping places are one."""
    if names is None:
        return content
    spans: list[list[int]] = []
    for match in names.finditer(content):
        start, end = match.span(1)
        if spans and start < spans[-1][1]:
            spans[-1][1] = max(end, spans[-1][1])
        else:
            spans.append([start, end])
    parts, done = [], 0
    for start, end in spans:
        parts += [content[done:start], opening, content[start:end], closing]
        done = end
    return "".join([*parts, content[done:]])
