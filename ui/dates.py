"""Days and times of day as they are written here."""

from __future__ import annotations

from PySide6.QtCore import QDate, QDateTime, QLocale, Qt, QTime

_SHORT = QLocale.FormatType.ShortFormat


def shown_day(day: QDate) -> str:
    """Return a day in short: as the locale writes it, or as ISO 8601 does where there is none.

    "C" and "POSIX" are no language, and what Qt has for them, "1 12 2026", reads as nothing.
    """
    here = QLocale()
    if here.dateFormat(_SHORT) == QLocale.c().dateFormat(_SHORT):
        return day.toString(Qt.DateFormat.ISODate)
    return here.toString(day, _SHORT)


def shown_hour(hour: QTime) -> str:
    """Return a time of day, without its seconds."""
    return QLocale().toString(hour, _SHORT)


def moment(milliseconds: int) -> QDateTime:
    """Return a time since the epoch as the clock of this computer shows it."""
    return QDateTime.fromMSecsSinceEpoch(milliseconds)
