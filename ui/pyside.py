"""PySide6's own Python modules: loaded when one of them is used, not on each start.

The library carries a dozen of them as source text and compiles all on every import of QtCore. They word the
error of a call with wrong arguments, answer ``help()`` and write ``.pyi`` files; a window that works needs
none of that. They were 220 of the 576 million instructions of an empty window.

Seen in PySide6 6.11 (``signature_bootstrap.py``, ``signature/loader.py``): a finder is put at the head of
``sys.meta_path``, the loader imports the modules through it, and the finder is taken out. Here it is wrapped
in one that leaves the modules in ``LATER`` empty until ``load_rest``, which the window calls when it is
painted, or until the first of their names is asked for. Should another PySide6 do it otherwise, everything is
loaded at once, as it wants to.

Afterwards the interpreter has its own ``import`` back. PySide6 puts another in its place, which reads the
source text of every module imported later, to find out whether it uses ``__feature__`` (snake_case names;
Sotto uses none): about a millisecond per module (``feature_imported`` in ``feature.py``).
"""

from __future__ import annotations

import builtins
import contextlib
import sys
import threading
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator
    from importlib.machinery import ModuleSpec

_PACKAGE = "shibokensupport.signature."
# Not "mapping": the library looks its names up in the module's dictionary, past any hook.
LATER = frozenset(
    _PACKAGE + name
    for name in ("errorhandler", "layout", "parser", "lib.enum_sig", "lib.pyi_generator", "lib.tool")
)
_loading = threading.RLock()  # one for all: they import each other
_waiting: dict[ModuleType, tuple[Any, ModuleSpec]] = {}


class _Later:
    """A finder and loader in front of PySide6's own."""

    def __init__(self, finder: Any) -> None:
        self.finder = finder

    def find_spec(self, name: str, path: object = None, target: object = None) -> ModuleSpec | None:
        spec: ModuleSpec | None = self.finder.find_spec(name, path, target)
        if spec is not None and name in LATER:
            spec.loader = self  # type: ignore[assignment]
        return spec

    def create_module(self, spec: ModuleSpec) -> None:
        """Let the import system make an ordinary module."""

    def exec_module(self, module: ModuleType) -> None:
        """Leave it empty; its class fills it."""
        _waiting[module] = (self.finder, self.finder.find_spec(module.__name__, None))
        module.__class__ = _Waiting


class _Waiting(ModuleType):
    """A module that is filled, and made an ordinary one, when the first of its names is asked for.

    Other threads wait until it is full; the one that fills it sees it as it is, as in any circle of imports.
    """

    def __getattribute__(self, name: str) -> Any:
        if not name.startswith("__"):  # the import system asks for __path__ and the like of every module
            _fill(self)
        return ModuleType.__getattribute__(self, name)  # not super(): it is no longer of this class


def _fill(module: ModuleType) -> None:
    with _loading:
        finder, spec = _waiting.pop(module, (None, None))
        if finder is not None:
            published, module.__spec__ = module.__spec__, spec  # PySide6 gave it another name meanwhile
            finder.exec_module(module)
            module.__spec__ = published
            module.__class__ = ModuleType


class _Path(list[Any]):
    """``sys.meta_path`` while PySide6 puts its finder there and takes it out again."""

    def insert(self, index: Any, finder: Any) -> None:
        super().insert(index, _Later(finder))

    def remove(self, finder: Any) -> None:
        super().remove(next(each for each in self if finder in (each, getattr(each, "finder", None))))


def load_rest() -> None:
    """Fill what still waits, in any thread: what words an error had better be there before there is one."""
    for module in list(_waiting):
        _fill(module)


@contextlib.contextmanager
def lean_import() -> Iterator[None]:
    """Import PySide6 within this, for the first time."""
    plain_import, finders = builtins.__import__, sys.meta_path
    sys.meta_path = watched = _Path(finders)
    try:
        yield
    finally:
        finders[:] = watched
        sys.meta_path = finders
        builtins.__import__ = plain_import
