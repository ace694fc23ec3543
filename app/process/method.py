"""A method of a port, ready to be carried: how its arguments and what it returns are decoded.

A port is a Protocol whose methods return a value or an ``Iterator``; its annotations are the wire format.
"""

from __future__ import annotations

import functools
import inspect
import typing
from collections.abc import Callable, Hashable, Iterator
from typing import cast

import msgspec


class Method:
    """One method of a port, ready to be carried: its decoders are made once."""

    def __init__(self, name: str, function: Callable[..., object]) -> None:
        hints = typing.get_type_hints(function)
        returned = hints.pop("return", type(None))
        self.name = name
        self.signature = inspect.signature(function)
        parameters = list(self.signature.parameters)[1:]
        self.count = len(parameters)
        self.is_stream = typing.get_origin(returned) is Iterator
        if self.is_stream:
            (returned,) = typing.get_args(returned)
        arguments = tuple(hints[parameter] for parameter in parameters)
        kinds = [self.signature.parameters[parameter].kind for parameter in parameters]
        self._named = parameters[self.count - kinds.count(inspect.Parameter.KEYWORD_ONLY) :]
        self._arguments = msgspec.msgpack.Decoder(tuple[arguments])  # type: ignore[valid-type]
        self.decode: Callable[[msgspec.Raw], object] = msgspec.msgpack.Decoder(returned).decode

    def bound(self, positional: tuple[object, ...], named: dict[str, object]) -> tuple[object, ...]:
        """Return all arguments in order, defaults filled in.

        Raises:
            TypeError: as an ordinary call would.
        """
        if not named and len(positional) == self.count:
            return positional
        bound = self.signature.bind(None, *positional, **named)
        bound.apply_defaults()
        return tuple(bound.arguments.values())[1:]

    def apply(self, function: Callable[..., object], arguments: tuple[object, ...]) -> object:
        """Call the implementation with all arguments in the port's order."""
        if not self._named:
            return function(*arguments)
        split = self.count - len(self._named)
        return function(*arguments[:split], **dict(zip(self._named, arguments[split:], strict=True)))

    def arguments(self, raw: msgspec.Raw) -> tuple[object, ...]:
        """Decode the arguments of a call.

        Raises:
            ValueError: they are not what the port says.
        """
        return cast("tuple[object, ...]", self._arguments.decode(raw))


def methods_of(port: type) -> dict[str, Method]:
    """Return the public methods of a port by name.

    Raises:
        NameError: an annotation cannot be resolved.
        TypeError: an annotation is none that msgpack can carry.
    """
    return _methods_of(cast("Hashable", port))


@functools.cache
def _methods_of(port: Hashable) -> dict[str, Method]:
    found: dict[str, Method] = {}
    for name in dir(port):
        function = getattr(port, name)
        if not name.startswith("_") and inspect.isfunction(function):
            found[name] = Method(name, function)
    return found
