"""The list of models: the built-in one and those that were imported, where they lie and what they were.

``models.json`` (0600, replaced atomically) names each file with its size, time and SHA-256 of the moment it
was imported. Files stay where they are unless a copy was asked for. Nothing here parses a model file: what is
known of it comes from ``EnginePort.inspect``, which runs in a process of its own.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO, Final, Literal

import msgspec

from models.cancel import CancelToken
from models.embedded import embedded_model
from models.engine import ModelInfo, Sampling
from models.errors import ModelChanged, ModelListUnwritable, ModelMissing, NotEnoughDisk

EMBEDDED_ID: Final = "built-in"
_BLOCK: Final = 4 * 2**20
_LARGEST_LIST: Final = 4 * 2**20
_HASH_AGAIN_MS: Final = 7 * 24 * 3600 * 1000

FileState = Literal["ready", "missing", "changed"]


class ModelEntry(msgspec.Struct, frozen=True):
    """One model that can answer.

    Attributes:
        id: beginning of the SHA-256, or "built-in".
        path: absolute.
        sha256: "" where the file was never hashed (one named on the command line).
        mtime_ns: of the file when it was imported; 0 where that does not matter.
        memory_bytes: estimate for ``memory_context`` tokens; 0 where it is not known.
        added: milliseconds since the epoch.
        verified: the same, of the last time the whole file was hashed and compared.
        copied: the file is a copy of ours and may be deleted with the entry.
        label: a sentence the app shows beside the name.
        sampling: what the model's card recommends; None takes the defaults.
    """

    id: str
    name: str
    path: str
    sha256: str
    size: int
    mtime_ns: int = 0
    quantization: str = ""
    parameters: int = 0
    trained_context: int = 0
    licence: str = ""
    memory_bytes: int = 0
    memory_context: int = 0
    added: int = 0
    verified: int = 0
    copied: bool = False
    embedded: bool = False
    label: str = ""
    sampling: Sampling | None = None


class _List(msgspec.Struct, forbid_unknown_fields=True):
    """The file's content."""

    version: int = 1
    models: list[ModelEntry] = []


def embedded_entry() -> ModelEntry:
    """Return the built-in model."""
    model = embedded_model()
    card = model.sampling
    return ModelEntry(
        id=EMBEDDED_ID,
        name=model.name,
        path=str(model.path),
        sha256=model.sha256,
        size=model.size,
        quantization="Q8_0",
        parameters=model.parameters,
        trained_context=model.context,
        memory_bytes=model.memory,
        memory_context=model.context,
        licence=model.licence,
        embedded=True,
        label=model.label,
        sampling=Sampling(card.temperature, card.top_k, card.top_p, card.min_p, card.repeat_penalty),
    )


def unlisted_entry(path: Path) -> ModelEntry:
    """Return an entry for a file that is used once and not put on the list.

    Raises:
        ModelMissing: it is not there.
    """
    path = path.absolute()
    try:
        size = path.stat().st_size
    except OSError as error:
        raise ModelMissing(reason=_reason(error)) from error
    return ModelEntry(id=f"file:{path.name}", name=path.stem, path=str(path), sha256="", size=size)


class ModelStore:
    """The list in one folder."""

    def __init__(
        self, directory: Path, *, now: Callable[[], int] = lambda: time.time_ns() // 1_000_000
    ) -> None:
        self._directory = directory
        self._file = directory / "models.json"
        self._now = now
        self._notes_checks = True

    def entries(self) -> list[ModelEntry]:
        """Return the built-in model and the imported ones, in the order of their import."""
        return [embedded_entry(), *self._load().models]

    def get(self, model_id: str) -> ModelEntry:
        """Return an entry; the built-in one for "" and for an id that is no longer there."""
        found = next((entry for entry in self.entries() if entry.id == model_id), None)
        return found or embedded_entry()

    def state_of(self, entry: ModelEntry) -> FileState:
        """Tell whether the file is still the one that was imported, by size and time alone."""
        try:
            found = Path(entry.path).stat()
        except OSError:
            return "missing"
        if found.st_size != entry.size or (entry.mtime_ns and found.st_mtime_ns != entry.mtime_ns):
            return "changed"
        return "ready"

    def hash_to_check(self, entry: ModelEntry) -> str:
        """Return the hash that loading should compare, "" where that was done lately.

        Comparing reads the whole file, which takes seconds for a large one. It is worth that when size or
        time changed, and once a week in any case.
        """
        age = self._now() - entry.verified
        looks_the_same = entry.mtime_ns != 0 and self.state_of(entry) == "ready"
        return "" if looks_the_same and 0 <= age < _HASH_AGAIN_MS else entry.sha256

    def note_no_checks(self) -> None:
        """Let loading a model change nothing on the disk: for a run of which nothing is kept."""
        self._notes_checks = False

    def mark_verified(self, model_id: str) -> None:
        """Note that loading has just compared the hash."""
        if not self._notes_checks:
            return
        listed = self._load()
        for index, entry in enumerate(listed.models):
            if entry.id == model_id:
                listed.models[index] = msgspec.structs.replace(entry, verified=self._now())
                self._save(listed)

    def add(self, path: str, info: ModelInfo) -> ModelEntry:
        """Put a checked file on the list where it lies; the same content again replaces its entry.

        Args:
            path: absolute.
            info: what inspecting it said, with its hash.

        Raises:
            ModelMissing: the file has gone.
            ModelChanged: it has another size than when it was inspected.
            ModelListUnwritable: the list cannot be saved.
        """
        return self._put(_entry(Path(path), info, self._now(), copied=False))

    def add_copy(
        self,
        path: str,
        info: ModelInfo,
        *,
        progress: Callable[[int, int], None] = lambda _done, _total: None,
        cancel: CancelToken | None = None,
    ) -> ModelEntry | None:
        """Copy a checked file into the store and put the copy on the list.

        Returns:
            The entry; None when cancelled, and then nothing of the copy is left.

        Raises:
            NotEnoughDisk: it would not fit; nothing was written.
            ModelChanged: the bytes copied are not those that were inspected.
            ModelMissing, ModelListUnwritable: reading or writing failed; nothing of the copy is left.
        """
        source = Path(path)
        self._make_directory()
        free = shutil.disk_usage(self._directory).free
        if info.size_bytes + _BLOCK > free:
            raise NotEnoughDisk(needed=info.size_bytes, free=free)
        target = self._directory / f"{info.sha256[:16]}.gguf"
        if not target.exists():
            copied = self._copy(source, target, info, progress, cancel or CancelToken())
            if not copied:
                return None
        return self._put(_entry(target, info, self._now(), copied=True))

    def remove(self, model_id: str, *, delete_copy: bool = False) -> None:
        """Take an entry off the list; only a copy of ours is ever deleted, and only if asked."""
        listed = self._load()
        for entry in [entry for entry in listed.models if entry.id == model_id]:
            listed.models.remove(entry)
            if delete_copy and entry.copied and Path(entry.path).parent == self._directory:
                Path(entry.path).unlink(missing_ok=True)
        self._save(listed)

    def _put(self, entry: ModelEntry) -> ModelEntry:
        listed = self._load()
        listed.models = [known for known in listed.models if known.id != entry.id] + [entry]
        self._save(listed)
        return entry

    def _copy(
        self,
        source: Path,
        target: Path,
        info: ModelInfo,
        progress: Callable[[int, int], None],
        cancel: CancelToken,
    ) -> bool:
        partial = target.with_suffix(f".{os.getpid()}.part")
        digest, done = hashlib.sha256(), 0
        try:
            with source.open("rb") as reader, _create(partial) as writer:
                while block := reader.read(_BLOCK):
                    if cancel.is_cancelled:
                        return False
                    writer.write(block)
                    digest.update(block)
                    done += len(block)
                    progress(done, max(info.size_bytes, done))
                writer.flush()
                os.fsync(writer.fileno())
            if digest.hexdigest() != info.sha256:
                raise ModelChanged(expected=info.sha256[:12], found=digest.hexdigest()[:12])
            partial.replace(target)
        except FileNotFoundError as error:
            raise ModelMissing(reason=_reason(error)) from error
        except OSError as error:
            raise ModelListUnwritable(reason=_reason(error)) from error
        finally:
            partial.unlink(missing_ok=True)
        return True

    def _make_directory(self) -> None:
        try:
            self._directory.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise ModelListUnwritable(reason=_reason(error)) from error

    def _load(self) -> _List:
        """Read the list; a damaged one is set aside and begins anew, since the files themselves are safe."""
        try:
            with self._file.open("rb") as file:
                data = file.read(_LARGEST_LIST)
            return msgspec.json.decode(data, type=_List)
        except OSError:
            return _List()
        except (msgspec.MsgspecError, UnicodeDecodeError):
            with contextlib.suppress(OSError):
                self._file.replace(self._file.with_name("models.json.damaged"))
            return _List()

    def _save(self, listed: _List) -> None:
        self._make_directory()
        fresh = self._file.with_name(f"models.json.{os.getpid()}.new")
        try:
            with _create(fresh) as file:
                file.write(msgspec.json.format(msgspec.json.encode(listed)) + b"\n")
                file.flush()
                os.fsync(file.fileno())
            fresh.replace(self._file)
        except OSError as error:
            fresh.unlink(missing_ok=True)
            raise ModelListUnwritable(reason=_reason(error)) from error


def _entry(path: Path, info: ModelInfo, now: int, *, copied: bool) -> ModelEntry:
    try:
        found = path.stat()
    except OSError as error:
        raise ModelMissing(reason=_reason(error)) from error
    if found.st_size != info.size_bytes:
        raise ModelChanged(expected=str(info.size_bytes), found=str(found.st_size))
    return ModelEntry(
        id=info.sha256[:16],
        name=info.name,
        path=str(path.absolute()),
        sha256=info.sha256,
        size=info.size_bytes,
        mtime_ns=found.st_mtime_ns,
        quantization=info.quantization,
        parameters=info.parameters,
        trained_context=info.trained_context,
        licence=info.licence,
        memory_bytes=info.memory_bytes,
        memory_context=info.memory_context,
        added=now,
        verified=now,
        copied=copied,
    )


def _create(path: Path) -> BinaryIO:
    """Open a new file that nobody else may read."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0), 0o600)
    return os.fdopen(descriptor, "wb")


def _reason(error: OSError) -> str:
    return errno.errorcode.get(error.errno or 0, "EIO")
