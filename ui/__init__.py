"""The window: QtWidgets that show what the core tells and ask the core to act; decides nothing.

Importing this package imports QtCore and then gives the interpreter its own ``import`` back. PySide6 puts
another in its place, which reads the source text of every module that is imported later, to find out whether
it uses ``__feature__`` (snake_case names and properties; Sotto uses none): about a millisecond per module.
Seen in PySide6 6.11: ``feature_imported`` in ``shibokensupport/feature.py``.
"""

import builtins

_plain_import = builtins.__import__

import PySide6.QtCore  # noqa: E402, F401

builtins.__import__ = _plain_import
