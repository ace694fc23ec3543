"""Server-sent events, and the two dialects in them. Pure: bytes in, text out, nothing believed.

A stream of events is hostile bytes like any other: an event is bounded, invalid UTF-8 becomes U+FFFD, what a
dialect does not know is skipped, and what it knows must have the shape it should.

Sources: WHATWG HTML, 9.2.6 (interpreting an event stream); OpenAI's chat completion chunk; Anthropic's
"Streaming Messages".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final, Literal, Protocol, TypeAlias, TypeVar

import msgspec

from app.errors import AnswerBroken, AnswerTooLarge, GateError, RateLimited, ServerFailed
from app.gate.port import AnswerUsage, Dialect
from models.engine import StopReason

_T = TypeVar("_T", bound=msgspec.Struct)
MAX_EVENT: Final = 2**20
_LINE_END: Final = re.compile(rb"\r\n|\n|\r")
_NAME_SIZE: Final = 120
_SURROGATE: Final = re.compile(r"\\u[dD][89a-fA-F]")
# A pair, or any escape but for half a pair, is whole.
_ESCAPE: Final = re.compile(
    r"(?P<whole>\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\(?!u[dD][89a-fA-F]).)"
    r"|\\u[dD][89a-fA-F][0-9a-fA-F]{2}"
)


class Chunk(msgspec.Struct, frozen=True):
    """What one event adds. Fields that it says nothing about are None.

    Attributes:
        is_last: the dialect's end mark.
        error: the server gave up in the middle.
    """

    text: str = ""
    reason: StopReason | None = None
    prompt_tokens: int | None = None
    completion_tokens: int | None = None
    model: str | None = None
    is_last: bool = False
    error: Literal["", "overloaded", "rate-limited", "other"] = ""


class EventLines:
    """Cuts bytes into the data of events.

    Args:
        host: for errors.
    """

    def __init__(self, host: str) -> None:
        self._host = host
        self._line = bytearray()
        self._data: list[bytes] = []
        self._size = 0
        self._after_return = False
        self._is_first = True

    def feed(self, received: bytes) -> Iterator[bytes]:
        """Yield the data of every event that is complete now.

        Raises:
            AnswerTooLarge: an event of more than ``MAX_EVENT`` bytes.
        """
        if self._after_return and received.startswith(b"\n"):
            received = received[1:]  # the second half of a line end
        self._after_return = received.endswith(b"\r") if received else self._after_return
        start = 0
        for end in _LINE_END.finditer(received):
            self._add(received[start : end.start()])
            start = end.end()
            if (data := self._end_line()) is not None:
                yield data
        self._add(received[start:])

    def _add(self, piece: bytes) -> None:
        self._size += len(piece)
        if self._size > MAX_EVENT:
            raise AnswerTooLarge(host=self._host, limit=MAX_EVENT, part="event")
        self._line += piece

    def _end_line(self) -> bytes | None:
        line = bytes(self._line)
        self._line.clear()
        if self._is_first:
            line, self._is_first = line.removeprefix(b"\xef\xbb\xbf"), False
        if line:
            name, _, value = line.partition(b":")
            if name == b"data":
                self._data.append(value.removeprefix(b" "))
            return None
        self._size = 0
        if not self._data:
            return None
        data, self._data = b"\n".join(self._data), []
        return data


class Reader(Protocol):
    """A dialect."""

    def read(self, data: bytes) -> Chunk:
        """Read the data of one event.

        Raises:
            ValueError: it is not of this dialect.
        """
        ...

    def read_whole(self, data: bytes) -> Chunk:
        """Read an answer that was not streamed.

        Raises:
            ValueError: as ``read``.
        """
        ...


# --- OpenAI -------------------------------------------------------------------------------------------


class _Part(msgspec.Struct, frozen=True):
    type: str = ""
    text: str = ""


_Content: TypeAlias = str | list[_Part] | None


class _Message(msgspec.Struct, frozen=True):
    content: _Content = None
    refusal: str | None = None


class _Choice(msgspec.Struct, frozen=True):
    index: int = 0
    delta: _Message | None = None
    message: _Message | None = None
    finish_reason: str | None = None


class _OpenAiUsage(msgspec.Struct, frozen=True):
    prompt_tokens: int | None = None
    completion_tokens: int | None = None


class _OpenAiError(msgspec.Struct, frozen=True):
    type: str | None = None


class _Completion(msgspec.Struct, frozen=True):
    choices: list[_Choice] | None = None
    usage: _OpenAiUsage | None = None
    model: str | None = None
    error: _OpenAiError | str | None = None


class OpenAiReader:
    """Chat completions. Tool calls are noise here: no tool was offered."""

    _reasons: Final = {"length": StopReason.LENGTH}

    def read(self, data: bytes) -> Chunk:
        """Read a chunk; see Reader."""
        if data.strip() == b"[DONE]":
            return Chunk(is_last=True)
        return self.read_whole(data)

    def read_whole(self, data: bytes) -> Chunk:
        """Read a completion; see Reader."""
        completion = _json(data, _Completion)
        if completion.error is not None:
            return Chunk(error="other")
        choice = next((one for one in completion.choices or () if one.index == 0), _Choice())
        message = choice.delta or choice.message or _Message()
        usage = completion.usage or _OpenAiUsage()
        reason = choice.finish_reason
        return Chunk(
            text=_text(message.content) + (message.refusal or ""),
            reason=self._reasons.get(reason, StopReason.END) if reason else None,
            prompt_tokens=usage.prompt_tokens,
            completion_tokens=usage.completion_tokens,
            model=completion.model,
        )


def _text(content: _Content) -> str:
    if isinstance(content, str):
        return content
    return "".join(part.text for part in content or () if part.type == "text")


# --- Anthropic ----------------------------------------------------------------------------------------


class _AnthropicUsage(msgspec.Struct, frozen=True):
    input_tokens: int | None = None
    output_tokens: int | None = None


class _AnthropicMessage(msgspec.Struct, frozen=True):
    model: str | None = None
    content: list[_Part] | None = None
    stop_reason: str | None = None
    usage: _AnthropicUsage | None = None


class _AnthropicDelta(msgspec.Struct, frozen=True):
    type: str = ""
    text: str = ""
    stop_reason: str | None = None


class _AnthropicError(msgspec.Struct, frozen=True):
    type: str = ""


class _AnthropicEvent(_AnthropicMessage, frozen=True):
    type: str = ""
    message: _AnthropicMessage | None = None
    delta: _AnthropicDelta | None = None
    error: _AnthropicError | None = None


class AnthropicReader:
    """Messages. Thinking, tool use and whatever comes later are skipped."""

    _reasons: Final = {
        "max_tokens": StopReason.LENGTH,
        "stop_sequence": StopReason.STOP_STRING,
        "model_context_window_exceeded": StopReason.CONTEXT_FULL,
    }
    _errors: Final[dict[str, Literal["overloaded", "rate-limited"]]] = {
        "overloaded_error": "overloaded",
        "rate_limit_error": "rate-limited",
    }

    def read(self, data: bytes) -> Chunk:
        """Read an event; see Reader."""
        event = _json(data, _AnthropicEvent)
        match event.type:
            case "message_start":
                return self._whole(event.message or _AnthropicMessage())
            case "content_block_delta":
                delta = event.delta or _AnthropicDelta()
                return Chunk(text=delta.text if delta.type == "text_delta" else "")
            case "message_delta":
                stop = event.delta.stop_reason if event.delta is not None else None
                return self._whole(_AnthropicMessage(stop_reason=stop, usage=event.usage))
            case "message_stop":
                return Chunk(is_last=True)
            case "error":
                kind = event.error.type if event.error is not None else ""
                return Chunk(error=self._errors.get(kind, "other"))
            case _:
                return Chunk()

    def read_whole(self, data: bytes) -> Chunk:
        """Read a message; see Reader."""
        event = _json(data, _AnthropicEvent)
        return Chunk(error="other") if event.type == "error" else self._whole(event)

    def _whole(self, message: _AnthropicMessage) -> Chunk:
        usage, reason = message.usage or _AnthropicUsage(), message.stop_reason
        return Chunk(
            text=_text(message.content),
            reason=self._reasons.get(reason, StopReason.END) if reason else None,
            prompt_tokens=usage.input_tokens,
            completion_tokens=usage.output_tokens,
            model=message.model,
        )


def reader_for(dialect: Dialect) -> Reader:
    """Return the reader of a dialect."""
    return OpenAiReader() if dialect == "openai" else AnthropicReader()


def _json(data: bytes, kind: type[_T]) -> _T:
    """Decode; what is not text (bytes that are no UTF-8, half a surrogate pair) becomes U+FFFD."""
    text = data.decode("utf-8", "replace")
    if _SURROGATE.search(text):  # servers that cut an emoji in two send its halves in two events
        text = _ESCAPE.sub(lambda found: found[0] if found["whole"] else "\\ufffd", text)
    try:
        return msgspec.json.decode(text, type=kind)
    except RecursionError:
        msg = "nested too deeply"
        raise ValueError(msg) from None


# --- the answer ---------------------------------------------------------------------------------------


class Answer:
    """Collects what the events say.

    Args:
        dialect: how the server speaks.
        host: for errors.

    Attributes:
        is_complete: the dialect's end mark, or a reason to stop, has come.
    """

    def __init__(self, dialect: Dialect, host: str) -> None:
        self._host = host
        self._reader = reader_for(dialect)
        self._lines = EventLines(host)
        self._reason: StopReason | None = None
        self._prompt_tokens = self._completion_tokens = 0
        self._is_last = False
        self.model = ""

    @property
    def is_complete(self) -> bool:
        """Whether a reason to stop has come; tokens may still be counted."""
        return self._is_last or self._reason is not None

    @property
    def is_last(self) -> bool:
        """Whether the dialect's end mark has come: nothing follows."""
        return self._is_last

    @property
    def reason(self) -> StopReason:
        """Why it ended."""
        return self._reason or StopReason.END

    @property
    def usage(self) -> AnswerUsage:
        """What the server counted."""
        return AnswerUsage(self._prompt_tokens, self._completion_tokens)

    def feed(self, received: bytes) -> Iterator[str]:
        """Take in a piece of an event stream; yields the text in it, at once, also before an error.

        Raises:
            AnswerTooLarge, AnswerBroken, RateLimited, ServerFailed.
        """
        texts: list[str] = []
        failure: GateError | None = None
        try:
            for data in self._lines.feed(received):
                texts.append(self._take(data, whole=False))
                if self._is_last:
                    break
        except GateError as error:
            failure = error
        if text := "".join(texts):
            yield text
        if failure is not None:
            raise failure

    def feed_whole(self, pieces: Iterable[bytes]) -> str:
        """Take in an answer that was not streamed; returns its text.

        Raises:
            AnswerTooLarge, AnswerBroken, RateLimited, ServerFailed.
        """
        data = b"".join(pieces)
        text = self._take(data, whole=True)
        if not self.is_complete:
            raise AnswerBroken(host=self._host, reason="json")
        return text

    def _take(self, data: bytes, *, whole: bool) -> str:
        try:
            chunk = self._reader.read_whole(data) if whole else self._reader.read(data)
        except ValueError:
            raise AnswerBroken(host=self._host, reason="json") from None
        if chunk.error:
            raise self._failure(chunk.error)
        self._reason = chunk.reason or self._reason
        self._prompt_tokens = _count(chunk.prompt_tokens, self._prompt_tokens)
        self._completion_tokens = _count(chunk.completion_tokens, self._completion_tokens)
        self.model = _name(chunk.model) if chunk.model else self.model
        self._is_last = chunk.is_last
        return chunk.text

    def _failure(self, error: str) -> GateError:
        if error == "rate-limited":
            return RateLimited(host=self._host, wait=0.0, ours=False)
        return ServerFailed(host=self._host, status=529 if error == "overloaded" else 0)


def _count(found: int | None, before: int) -> int:
    return found if found is not None and 0 <= found < 2**40 else before


def _name(model: str) -> str:
    """Return the name as far as it may be shown: printable, short."""
    return "".join(character for character in model if character.isprintable())[:_NAME_SIZE]
