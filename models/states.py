"""Kept states of chats that are not in the context: memory, within a budget, instead of evaluating again."""

from __future__ import annotations

import ctypes
from collections import OrderedDict
from dataclasses import dataclass

from models.prefix import Evaluated

StateBytes = ctypes.Array[ctypes.c_uint8]


@dataclass(frozen=True, slots=True)
class KeptState:
    """A chat's evaluated tokens and llama.cpp's copy of their state."""

    evaluated: Evaluated
    data: StateBytes


class KeptStates:
    """States by chat, the least recently used dropped first when the budget is spent."""

    def __init__(self, budget: int) -> None:
        """Args: ``budget`` in bytes; 0 keeps nothing."""
        self._budget = budget
        self._states: OrderedDict[str, KeptState] = OrderedDict()
        self.bytes = 0

    def room_for(self, size: int) -> bool:
        """Whether a state of this size would be kept at all."""
        return 0 < size <= self._budget

    def make_room(self, size: int) -> None:
        """Drop the oldest states until ``size`` more bytes fit; before copying, which bounds the peak."""
        while self._states and self.bytes + size > self._budget:
            self._drop(next(iter(self._states)))

    def put(self, chat_id: str, state: KeptState) -> None:
        """Keep a state, if it fits."""
        self.forget(chat_id)
        size = len(state.data)
        if not self.room_for(size):
            return
        self.make_room(size)
        self._states[chat_id] = state
        self.bytes += size

    def take(self, chat_id: str) -> KeptState | None:
        """Return a state and keep it no longer: it moves into the context."""
        state = self._states.get(chat_id)
        if state is not None:
            self._drop(chat_id)
        return state

    def forget(self, chat_id: str) -> None:
        """Drop one, if it is there."""
        if chat_id in self._states:
            self._drop(chat_id)

    def clear(self) -> None:
        """Drop all."""
        self._states.clear()
        self.bytes = 0

    def _drop(self, chat_id: str) -> None:
        self.bytes -= len(self._states.pop(chat_id).data)
