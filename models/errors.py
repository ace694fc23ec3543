"""The base of every error a user may be told about, and the errors of the model library.

::

    SottoError                may be shown; has a code and facts, never user text
    ├─ ServiceFault           a service broke its contract: a bug of ours, reported by class name only
    └─ EngineError
       ├─ ModelMissing        the file is not there or cannot be read
       ├─ ModelDamaged        not a GGUF file, truncated, or refused by our header check or llama.cpp
       ├─ ModelChanged        the file is not the one that was verified (hash or inode differs)
       ├─ NotEnoughMemory     the estimate says that it cannot fit; carries the numbers
       ├─ NotEnoughDisk       a copy of a model would not fit
       ├─ ModelListUnwritable the list of models or a copy cannot be written
       ├─ ContextFull         the newest question alone is larger than the context
       ├─ EngineBusy          one generation at a time
       └─ EngineCrashed       the worker died, hung or ran out of memory while working

An error crosses a process boundary as ``code`` plus ``facts``; the closed set of codes is the set of
subclasses. The words a person reads are chosen in ``app.errors.explain``.
"""

from __future__ import annotations

from typing import ClassVar, TypeAlias

Fact: TypeAlias = str | int | float | bool

_CLASSES: dict[str, type[SottoError]] = {}


class SottoError(Exception):
    """An expected failure: something outside our code went wrong and the user can be told.

    Facts are short, machine-made values (sizes, names of files of ours, codes, seconds): never text
    that a user or a model wrote.
    """

    code: ClassVar[str] = "error"

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        if cls.code in _CLASSES and _CLASSES[cls.code].__qualname__ != cls.__qualname__:
            msg = f"two error classes share the code {cls.code!r}"
            raise TypeError(msg)
        _CLASSES[cls.code] = cls

    def __init__(self, **facts: Fact) -> None:
        self.facts: dict[str, Fact] = facts
        listed = ", ".join(f"{name}={value!r}" for name, value in facts.items())
        super().__init__(f"{self.code}({listed})")


def error_from_wire(code: str, facts: dict[str, Fact]) -> SottoError:
    """Rebuild the error that another process reported.

    Args:
        code: the class's code.
        facts: its keyword facts.

    Returns:
        An instance of the registered class, or of ServiceFault when the code is unknown.
    """
    kind = _CLASSES.get(code)
    if kind is None:
        return ServiceFault(kind=code[:80])
    return kind(**facts)


class ServiceFault(SottoError):
    """A bug in a service. Fact: ``kind``, the class name of the exception."""

    code = "service-fault"


class EngineError(SottoError):
    """Something about a model file or about generating with it."""

    code = "engine"


class ModelMissing(EngineError):
    """The model file is not there or cannot be opened. Facts: ``reason`` (errno name)."""

    code = "model-missing"


class ModelDamaged(EngineError):
    """The file is not a usable GGUF. Facts: ``reason`` (short, ours), optionally ``offset``."""

    code = "model-damaged"


class ModelChanged(EngineError):
    """The file differs from the one that was verified. Facts: ``expected``, ``found`` (hash prefixes)."""

    code = "model-changed"


class NotEnoughMemory(EngineError):
    """It does not fit. Facts: ``needed`` and ``available`` in bytes, ``context`` in tokens."""

    code = "not-enough-memory"


class NotEnoughDisk(EngineError):
    """A copy would not fit. Facts: ``needed`` and ``free`` in bytes."""

    code = "not-enough-disk"


class ModelListUnwritable(EngineError):
    """The list or a copy cannot be written. Fact: ``reason`` (errno name)."""

    code = "model-list-unwritable"


class ContextFull(EngineError):
    """The question alone does not fit the context. Facts: ``tokens``, ``context``."""

    code = "context-full"


class EngineBusy(EngineError):
    """Another answer is being generated."""

    code = "engine-busy"


class EngineCrashed(EngineError):
    """The worker ended while working.

    Facts: ``how`` ("killed", "aborted", "out-of-memory", "hung", "closed"), ``exit_code``.
    """

    code = "engine-crashed"
