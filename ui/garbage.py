"""Python's garbage is looked for on the GUI thread alone.

Python looks for cycles on whichever thread made one object too many, and Shiboken deletes the widgets in them
there, while the GUI thread may be in the middle of their events: the program falls over, once in a long time.
So the automatic search stays off (``app.__main__``), and is done between two turns of the event loop instead,
as often as Python would. What a worker leaves waits for the turn that its result brings.
"""

from __future__ import annotations

import gc
import time

from PySide6.QtCore import QAbstractEventDispatcher, QObject

OFTEN = (700, 10, 10)
"""More new objects, or searches among the younger ones, than this lead to a search: Python 3.11's numbers."""
WHOLE_SECONDS = 30.0
"""A search among all objects takes tens of milliseconds; it is not done more often than this."""


class GarbageSearch(QObject):
    """See the module. Made on the GUI thread; searches from ``begin`` on, as long as it lives."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._whole_at = time.monotonic()
        self._has_begun = False

    def begin(self) -> None:
        """Switch Python's own search off and search before each wait for events."""
        gc.disable()
        if not self._has_begun:
            self._has_begun = True
            QAbstractEventDispatcher.instance().aboutToBlock.connect(self.look)

    def look(self) -> None:
        """Search, if there is reason to."""
        new, once, twice = (count > most for count, most in zip(gc.get_count(), OFTEN, strict=True))
        if twice and time.monotonic() - self._whole_at >= WHOLE_SECONDS:
            gc.collect()
            self._whole_at = time.monotonic()
        elif once or new:
            gc.collect(1 if once else 0)
