"""The exact bytes of a question, for each dialect: what is shown, scanned, hashed, approved and sent.

Pure and deterministic: the same question gives the same bytes. No user id, no metadata, nothing that the
review does not show.

Sources: OpenAI's "Create chat completion" and Anthropic's "Create a Message" references; the servers of
llama.cpp, vLLM and Ollama follow the first.
"""

from __future__ import annotations

import hashlib
from typing import Annotated, Literal

import msgspec

from app.gate.address import request_path, server_address
from app.gate.port import Destination
from models.engine import Turn

ANTHROPIC_VERSION = "2023-06-01"
_OWN_SERVER_OF_OPENAI = "api.openai.com"


class Parameters(msgspec.Struct, frozen=True):
    """How the answer should be made; None leaves it to the server and says nothing.

    Attributes:
        max_tokens: of the answer; always said.
    """

    max_tokens: Annotated[int, msgspec.Meta(ge=1, le=1_000_000)] = 4096
    temperature: Annotated[float, msgspec.Meta(ge=0, le=2)] | None = None
    top_p: Annotated[float, msgspec.Meta(gt=0, le=1)] | None = None


class Prepared(msgspec.Struct, frozen=True):
    """A question as it would leave; nobody has approved it yet.

    Attributes:
        host: name and port of the server.
        head: all header fields in their order, but for the credential's, of which only the name is known.
        body: the exact bytes (UTF-8, JSON).
    """

    destination_id: str
    host: str
    method: Literal["POST"]
    path: str
    head: tuple[tuple[str, str], ...]
    body: bytes

    @property
    def body_sha256(self) -> str:
        """Lower-case hex of the body's hash; an approval binds to it."""
        return hashlib.sha256(self.body).hexdigest()

    def __repr__(self) -> str:
        """Never the body."""
        return f"<Prepared {len(self.body)} bytes for {self.host}>"


def prepare(
    destination: Destination, *, system: str, turns: tuple[Turn, ...], parameters: Parameters
) -> Prepared:
    """Build what would be sent.

    Args:
        destination: the server; decides the dialect.
        system: the system prompt, "" for none.
        turns: user and assistant in turn, the question last; no system turn.
        parameters: how to answer.

    Raises:
        UsageRefused, PlainHttpRefused: the address is not one.
        ValueError: a system turn among the turns, or no turn at all.
    """
    if not turns or any(turn.role == "system" for turn in turns):
        msg = "turns are the user's and the assistant's, at least one"
        raise ValueError(msg)
    build = openai_body if destination.kind == "openai" else anthropic_body
    body = build(destination, system, turns, parameters)
    address = server_address(destination.base_url)
    return Prepared(
        destination_id=destination.id,
        host=address.authority,
        method="POST",
        path=request_path(destination),
        head=request_head(destination, len(body)),
        body=body,
    )


def request_head(destination: Destination, size: int) -> tuple[tuple[str, str], ...]:
    """Return every header field of a request with a body of ``size`` bytes, but for the credential's."""
    address = server_address(destination.base_url)
    version = (("anthropic-version", ANTHROPIC_VERSION),) if destination.kind == "anthropic" else ()
    return (
        ("Host", address.host_header),
        ("Accept", "text/event-stream"),
        ("Accept-Encoding", "identity"),
        ("Content-Type", "application/json"),
        ("Content-Length", str(size)),
        *version,
        ("Connection", "close"),
    )


def openai_body(
    destination: Destination, system: str, turns: tuple[Turn, ...], parameters: Parameters
) -> bytes:
    """Return the body of a chat completion."""
    messages = [Turn("system", system), *turns] if system else [*turns]
    is_own = server_address(destination.base_url).host == _OWN_SERVER_OF_OPENAI
    # Its newer models know this name only; other servers know the older one only.
    limit = "max_completion_tokens" if is_own else "max_tokens"
    return _json(
        {
            "model": destination.model,
            "messages": [_message(turn) for turn in messages],
            limit: parameters.max_tokens,
            "temperature": parameters.temperature,
            "top_p": parameters.top_p,
            "stream": True,
            # Without it OpenAI counts no tokens; Mistral's service refuses the whole request because of it.
            "stream_options": {"include_usage": True} if is_own or destination.route == "private" else None,
        }
    )


def anthropic_body(
    destination: Destination, system: str, turns: tuple[Turn, ...], parameters: Parameters
) -> bytes:
    """Return the body of a message."""
    return _json(
        {
            "model": destination.model,
            "max_tokens": parameters.max_tokens,
            "system": _clean(system) or None,
            "messages": [_message(turn) for turn in turns],
            "temperature": parameters.temperature,
            "top_p": parameters.top_p,
            "stream": True,
        }
    )


def _message(turn: Turn) -> dict[str, str]:
    return {"role": turn.role, "content": _clean(turn.content)}


def _clean(text: str) -> str:
    """Replace halves of surrogate pairs, which a text field can hold and UTF-8 cannot."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _json(fields: dict[str, object]) -> bytes:
    """Encode in the given order; None is not said at all."""
    return msgspec.json.encode({name: value for name, value in fields.items() if value is not None})
