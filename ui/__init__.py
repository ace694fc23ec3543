"""The window: QtWidgets that show what the core tells and ask the core to act; decides nothing.

Importing this package imports QtCore, without what of PySide6 only a programmer needs: see ``ui.pyside``.
"""

from ui.pyside import lean_import

with lean_import():
    import PySide6.QtCore  # noqa: F401
