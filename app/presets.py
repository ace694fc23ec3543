"""Presets: well-known clouds to begin a new provider with, and what they say they do with texts.

They are data (``presets.toml``), each with its source and the day it was read. A preset is a beginning:
nothing of it is used before the user has saved it, typed a key and consented.
"""

from __future__ import annotations

import functools
from pathlib import Path

import msgspec

from app.gate.port import Destination, Dialect
from app.providers import Promise, Provider

_FILE = Path(__file__).with_name("presets.toml")


class Preset(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One cloud as the file describes it.

    Attributes:
        kind: which protocol it speaks.
        base_url: of its API.
        promise: what it says; what it does not say is empty.
    """

    name: str
    kind: Dialect
    base_url: str
    promise: Promise

    def begin(self) -> Provider:
        """Return a new provider: no id, no key, no model, no consent."""
        return Provider("", self.name, Destination("", self.kind, self.base_url, ""), self.promise)


@functools.cache
def known_clouds() -> tuple[Provider, ...]:
    """Return what a new provider can begin with, in the order of the file; it is read once."""
    presets = msgspec.toml.decode(_FILE.read_bytes(), type=dict[str, Preset])
    return tuple(preset.begin() for preset in presets.values())


def other_cloud() -> Provider:
    """Return the beginning of a cloud that no preset knows: an OpenAI-compatible one."""
    return Provider("", "", Destination("", "openai", "https://", ""))


def private_server() -> Provider:
    """Return the beginning of the organisation's own server (vLLM, llama-server, Ollama)."""
    return Provider("", "", Destination("", "openai", "https://", "", route="private"))
