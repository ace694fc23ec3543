"""The redactor process: reads the user's text and can do nothing else.

What it needs of the disk (the tagger, word lists, numbering plans) is read before the process is confined.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Final

from app.process.sandbox import Powers
from app.redaction.findings import Finding, QuasiIdentifier
from app.redaction.later import read_waiting
from app.redaction.names import load_lists
from app.redaction.pipeline import Pipeline
from app.redaction.port import Leak, RedactorStart, ScanEvent, Scanned, ScanOptions, ScanProgress
from app.redaction.profiles import profiles
from app.redaction.quasi.words import load_words
from app.redaction.recognizers.phone import load_metadata
from app.redaction.tagging import TaggerPort
from app.redaction.vouched import vouched
from models.cancel import CancelToken, current_cancel

_PER_EVENT: Final = 2000
_LONG_TEXT: Final = 20_000
_MEMORY: Final = 4 * 2**30
_WARM_UP: Final = "Call +442079460958, IBAN DE89370400440532013000, NPI 1234567893, jane@example.com."


class _Stopped(Exception):
    """The caller does not want the rest."""


class Redactor:
    """Implements ``RedactorPort``.

    Args:
        pipeline: the detectors.
    """

    def __init__(self, pipeline: Pipeline) -> None:
        self._pipeline = pipeline

    def scan(self, text: str, options: ScanOptions) -> Iterator[ScanEvent]:
        """Find what to hide; see ``RedactorPort``. A cancelled scan ends without a last event."""
        token = current_cancel()
        if len(text) < _LONG_TEXT:
            findings, quasi = self._pipeline.scan_whole(text, options)
            if not token.is_cancelled:
                yield Scanned(vouched(text, findings), quasi, last=True)
            return
        yield ScanProgress(0.0)
        try:
            findings, quasi = self._pipeline.scan_whole(text, options, lambda _share: _stop_if(token))
        except _Stopped:
            return
        yield from _in_parts(vouched(text, findings), quasi)

    def leaks(self, body: bytes, values: tuple[str, ...]) -> tuple[Leak, ...]:
        """Look through the outgoing bytes for every value; see ``RedactorPort``."""
        from app.redaction.leaks import find_leaks

        return find_leaks(body, values)

    def in_idle_time(self) -> Iterator[None]:
        """Read the patterns that no text has asked for yet, a step at a time; see ``Dispatcher``."""
        return read_waiting()


def _stop_if(token: CancelToken) -> None:
    if token.is_cancelled:
        raise _Stopped


def _in_parts(findings: tuple[Finding, ...], quasi: tuple[QuasiIdentifier, ...]) -> Iterator[ScanEvent]:
    most = max(len(findings), len(quasi), 1)
    for start in range(0, most, _PER_EVENT):
        end = start + _PER_EVENT
        yield Scanned(findings[start:end], quasi[start:end], last=end >= most)


def load_tagger() -> TaggerPort | None:
    """Return the model, or None where its weights are not part of this installation."""
    # One thread is enough; one that runs before the process is confined would stay outside of its sandbox.
    os.environ["OPENBLAS_NUM_THREADS"] = os.environ["OMP_NUM_THREADS"] = "1"
    from app.redaction.tagger import Tagger
    from app.redaction.tagger.model import WEIGHTS

    return Tagger.load() if (WEIGHTS / "tagger.onnx").is_file() else None


def prepare(start: RedactorStart) -> tuple[Redactor, Powers]:
    """Return the redactor and its powers; called before the sandbox closes.

    One scan is made here, of a text of ours, so that whatever a library reads at its first use is read now.
    """
    from app.redaction import leaks  # noqa: F401 (imported now: later there are no files)

    load_metadata()
    load_lists()
    load_words()
    profiles()
    redactor = Redactor(Pipeline(load_tagger() if start.tagger else None))
    for profile in ("default", "strict"):
        list(redactor.scan(_WARM_UP, ScanOptions(profile=profile)))
    redactor.leaks(b"nothing", ("value",))
    return redactor, Powers(memory_bytes=_MEMORY, file_bytes=0)
