"""The clipboard: what comes from Sotto is marked as private and taken away again, after a while and at lock.

Only what is still ours is cleared; what another program put there since stays. X11's PRIMARY selection is
the second clipboard that selecting text fills.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QClipboard, QGuiApplication

# Read by Klipper and CopyQ; then by Windows' history (any value means: do not keep); then by macOS managers.
PRIVATE_HINTS = {
    "x-kde-passwordManagerHint": b"secret",
    'application/x-qt-windows-mime;value="ExcludeClipboardContentFromMonitorProcessing"': b"\x01",
    "org.nspasteboard.ConcealedType": b"",
}

# Platforms without a clipboard that programs share: Qt keeps what was copied in a static object of its own.
_NOT_SHARED = frozenset({"offscreen", "minimal", "minimalegl", "eglfs", "linuxfb", "vnc"})


class Clipboard(QObject):
    """Copies text, remembers by hash what it copied, and does not leave it there for ever."""

    def __init__(
        self,
        clipboard: QClipboard,
        *,
        seconds: Callable[[], int] = lambda: 0,
        parent: QObject | None = None,
    ) -> None:
        """Take the system's clipboard, and how long what is ours may stay there (0: for ever)."""
        super().__init__(parent)
        self._clipboard = clipboard
        self._seconds = seconds
        self._ours = b""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._on_timeout)
        clipboard.dataChanged.connect(self._on_changed)

    def copy(self, text: str) -> None:
        """Put text there, marked so that clipboard managers do not keep it."""
        from PySide6.QtCore import QByteArray, QMimeData

        data = QMimeData()
        data.setText(text)
        for name, value in PRIVATE_HINTS.items():
            data.setData(name, QByteArray(value))
        self._ours = _digest(text)
        self._clipboard.setMimeData(data, QClipboard.Mode.Clipboard)
        self._begin()

    def clear_ours(self) -> None:
        """Empty both clipboards where they still hold what came from this window."""
        for mode in (QClipboard.Mode.Clipboard, QClipboard.Mode.Selection):
            if self._holds_ours(mode):
                self._clipboard.clear(mode)
        self._ours = b""
        self._timer.stop()

    def close(self) -> None:
        """Take back, before the interpreter ends, what would outlive it; no other program loses anything.

        Qt's own static object is destroyed after the interpreter, and the destructor of our data needs the
        interpreter: the program would end in a segmentation fault.
        """
        if QGuiApplication.platformName() in _NOT_SHARED:
            self._clipboard.clear()

    def _on_changed(self) -> None:
        """Notice what Ctrl+C takes out of one of our text fields; what others copy is not looked at."""
        if self._clipboard.ownsClipboard():
            self._begin()

    def _begin(self) -> None:
        seconds = self._seconds()
        if seconds > 0:
            self._timer.start(seconds * 1000)
        else:
            self._timer.stop()

    def _on_timeout(self) -> None:
        """Take it away; the selection stays, because it is still seen to be selected."""
        if self._holds_ours(QClipboard.Mode.Clipboard):
            self._clipboard.clear(QClipboard.Mode.Clipboard)
        self._ours = b""

    def _holds_ours(self, mode: QClipboard.Mode) -> bool:
        if mode is QClipboard.Mode.Selection:
            return self._clipboard.supportsSelection() and self._clipboard.ownsSelection()
        if self._clipboard.ownsClipboard():
            # Also what was copied by Ctrl+C out of one of our text fields.
            return True
        return bool(self._ours) and _digest(self._clipboard.text()) == self._ours


def _digest(text: str) -> bytes:
    import hashlib  # OpenSSL; nothing is copied before there is a chat

    return hashlib.sha256(text.encode(errors="surrogatepass")).digest()
