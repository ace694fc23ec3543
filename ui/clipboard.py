"""The clipboard: what Sotto puts there is marked as private and taken away again when Sotto locks.

Only what is still ours is cleared; what another program put there since stays. X11's PRIMARY selection is
the second clipboard that selecting text fills.
"""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QMimeData, QObject
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
    """Copies text, and remembers by hash what it copied."""

    def __init__(self, clipboard: QClipboard, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._clipboard = clipboard
        self._ours = b""

    def copy(self, text: str) -> None:
        """Put text there, marked so that clipboard managers do not keep it."""
        data = QMimeData()
        data.setText(text)
        for name, value in PRIVATE_HINTS.items():
            data.setData(name, QByteArray(value))
        self._ours = _digest(text)
        self._clipboard.setMimeData(data, QClipboard.Mode.Clipboard)

    def clear_ours(self) -> None:
        """Empty both clipboards where they still hold what came from this window."""
        for mode in (QClipboard.Mode.Clipboard, QClipboard.Mode.Selection):
            if self._holds_ours(mode):
                self._clipboard.clear(mode)
        self._ours = b""

    def close(self) -> None:
        """Take back, before the interpreter ends, what would outlive it; no other program loses anything.

        Qt's own static object is destroyed after the interpreter, and the destructor of our data needs the
        interpreter: the program would end in a segmentation fault.
        """
        if QGuiApplication.platformName() in _NOT_SHARED:
            self._clipboard.clear()

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
