"""The thin loader of llama.cpp's C interface: only worker-side modules import this.

``import llama_cpp`` would run that package's own high-level layer, which pulls numpy, jinja2 and diskcache
(it pickles). Only its ctypes module is loaded here: 45 ms and 9 MB instead of 290 ms and 32 MB, and neither
numpy nor diskcache has to be installed.

The log of llama.cpp is dropped by a C function that ignores its arguments: no Python runs in its threads, and
nothing that a model file says of itself reaches a log.
"""

from __future__ import annotations

import ctypes
import functools
import importlib.util
import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any

PACKAGE = "llama_cpp"


@functools.cache
def bindings() -> Any:  # noqa: ANN401  # 1,000 generated ctypes names
    """Load the library once and return its ctypes module, with the log silenced.

    Raises:
        ImportError: llama-cpp-python is not installed.
        RuntimeError: its library cannot be loaded.
    """
    os.environ.pop("LLAMA_CPP_LIB_PATH", None)  # a folder to load the library from: not for us to obey
    os.environ["GGML_NO_BACKTRACE"] = "1"  # a failing assertion would otherwise fork a debugger
    # OpenMP's threads spin while they wait for each other. Its default of about 10 ms makes an answer ten
    # times slower as soon as another program (our own window) wants one of the cores; read when the library
    # is loaded. Tried beside two busy programs: 2,000 and 20,000 both 12-14 tokens/s, 200,000 8; alone,
    # 20,000 comes nearer to the default.
    os.environ.setdefault("GOMP_SPINCOUNT", "20000")
    if PACKAGE not in sys.modules:
        sys.modules[PACKAGE] = _bare_package()
    from llama_cpp import llama_cpp as library

    library.llama_log_set(_ignore_log(library), ctypes.c_void_p(0))
    library.llama_backend_init()
    return library


def _bare_package() -> ModuleType:
    """Make a stand-in for the package, so that importing its submodule does not run its ``__init__``."""
    spec = importlib.util.find_spec(PACKAGE)
    if spec is None or spec.submodule_search_locations is None:
        raise ImportError(PACKAGE)
    package = ModuleType(PACKAGE)
    package.__spec__ = spec
    package.__path__ = list(spec.submodule_search_locations)
    return package


@functools.cache
def libc() -> ctypes.CDLL:
    """Return the C library of this process."""
    return ctypes.CDLL("ucrtbase" if os.name == "nt" else None)


def _ignore_log(library: Any) -> Any:  # noqa: ANN401
    """``abs(level)`` as the log callback: takes the first argument, does nothing, needs no interpreter."""
    return ctypes.cast(libc().abs, library.llama_log_callback)


_REFUSALS = (
    (re.compile(rb"unknown model architecture"), "unknown-architecture"),
    (re.compile(rb"unknown (pre-)?tokenizer|tokenizer|vocab"), "vocabulary"),
    (re.compile(rb"missing tensor|tensor '|wrong shape|number of tensors"), "tensors"),
    (re.compile(rb"hyperparameters|key not found|n_embd|n_head|n_rot|n_layer"), "hyperparameters"),
    (re.compile(rb"allocate|mmap failed|bad_alloc|unable to allocate"), "memory"),
)


class Refusal:
    """Why llama.cpp refused a file: one of our own short words, never its text."""

    reason: str = "refused-by-llama.cpp"


@contextmanager
def classified_refusal() -> Iterator[Refusal]:
    """Read llama.cpp's error lines while a model is being loaded and sort them into a few reasons."""
    library = bindings()
    refusal = Refusal()
    found: list[str] = []

    def look(level: int, text: bytes, _data: object) -> None:
        if level >= 4 and not found:
            found.extend(word for pattern, word in _REFUSALS[:] if pattern.search(text or b""))
            refusal.reason = found[0] if found else refusal.reason

    callback = library.llama_log_callback(look)
    library.llama_log_set(callback, ctypes.c_void_p(0))
    try:
        yield refusal
    finally:
        library.llama_log_set(_ignore_log(library), ctypes.c_void_p(0))


class AbortFlag:
    """A byte that makes a running llama_decode return 2 at its next graph node.

    llama.cpp asks a C callback ``bool callback(void *data)`` before every node. Ours is libc's ``strlen``
    with this byte as its data: empty string means go on. Any thread sets it without the interpreter lock,
    and no Python frame runs per node.
    """

    def __init__(self) -> None:
        self._byte = ctypes.create_string_buffer(2)

    def set(self) -> None:
        """Stop what runs, and what starts before ``clear``."""
        self._byte[0] = b"\1"

    def clear(self) -> None:
        """Let work run again."""
        self._byte[0] = b"\0"

    @property
    def is_set(self) -> bool:
        """Whether ``set`` was called since ``clear``."""
        return bool(self._byte[0] != b"\0")

    def attach(self, context: Any) -> None:  # noqa: ANN401
        """Make a llama_context look at this flag."""
        library = bindings()
        callback = ctypes.cast(libc().strlen, library.ggml_abort_callback)
        library.llama_set_abort_callback(context, callback, ctypes.cast(self._byte, ctypes.c_void_p))


class CFile:
    """A C ``FILE *`` over a duplicate of an open descriptor, so that what was checked is what is loaded."""

    def __init__(self, descriptor: int) -> None:
        functions = libc()
        functions.fdopen.restype = ctypes.c_void_p
        functions.fdopen.argtypes = [ctypes.c_int, ctypes.c_char_p]
        functions.fclose.argtypes = [ctypes.c_void_p]
        copy = os.dup(descriptor)
        os.lseek(copy, 0, os.SEEK_SET)
        self.pointer: int | None = functions.fdopen(copy, b"rb")
        if not self.pointer:
            os.close(copy)
            raise MemoryError

    def close(self) -> None:
        """Close the duplicate."""
        if self.pointer:
            libc().fclose(self.pointer)
            self.pointer = None
