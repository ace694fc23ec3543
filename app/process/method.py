"""A method of a port, ready to be carried: how its arguments and what it returns are decoded.

A port is a Protocol whose methods return a value or an ``Iterator``; its annotations are the wire format.
"""

from __future__ import annotations

import functools
import inspect
import typing
from collections.abc import Callable, Hashable, Iterator
from types import FunctionType
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


def names_of(port: type) -> tuple[str, ...]:
    """Return the names of a port's public methods, in the order of the alphabet."""
    return tuple(
        name
        for name in dir(port)
        if not name.startswith("_") and isinstance(getattr(port, name), FunctionType)
    )


def method_of(port: type, name: str) -> Method | None:
    """Return one public method of a port; None when it has none of that name.

    Reading the annotations and making the decoders takes a third of a millisecond, so each method is made
    when it is first called: a start calls one of the vault's sixty.

    Raises:
        NameError: an annotation cannot be resolved.
        TypeError: an annotation is none that msgpack can carry.
    """
    return _method_of(cast("Hashable", port), name)


def methods_of(port: type) -> dict[str, Method]:
    """Return all public methods of a port by name; raises as ``method_of`` does."""
    return {name: method for name in names_of(port) if (method := method_of(port, name)) is not None}


@functools.cache
def _method_of(port: Hashable, name: str) -> Method | None:
    if name.startswith("_"):
        return None
    function = getattr(port, name, None)
    return Method(name, function) if isinstance(function, FunctionType) else None
