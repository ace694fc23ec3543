"""The engine room: which model answers, the process it runs in, and models coming and going.

A model that ends its process several times in a row, without one answer in between, is not started again by
the next question: the user is told, and starts it again or takes another.
"""

from __future__ import annotations

import contextlib
import threading
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from app.errors import CallTimedOut, ServiceLost, VaultLockedError
from app.events import EngineStopped, ModelLoading, ModelReady, Observer
from app.ports import EngineHandle, Services
from app.process.supervision import Restarts
from app.settings import SettingsStore
from models.cancel import CancelToken
from models.engine import Inspected, InspectProgress, Loaded, LoadProgress, LoadRequest, ModelInfo
from models.errors import EngineBusy, EngineCrashed, ModelListUnwritable, SottoError
from models.files import ModelEntry, ModelStore

ByteProgress = Callable[[int, int], None]
StageProgress = Callable[[str, float], None]
_PATIENCE: Final = 30.0  # seconds; a cancelled generation ends within one step of the model


@dataclass(frozen=True, slots=True)
class Engine:
    """A running engine process and what it has loaded."""

    model: ModelEntry
    handle: EngineHandle
    loaded: Loaded


@contextlib.contextmanager
def engine_failures(handle: EngineHandle) -> Iterator[None]:
    """Turn the loss or silence of an engine process into EngineCrashed; a silent one is killed."""
    try:
        yield
    except ServiceLost as lost:
        how, code = lost.facts.get("how", "closed"), lost.facts.get("exit_code", 0)
        raise EngineCrashed(how=how, exit_code=code) from lost
    except CallTimedOut as silent:
        handle.kill()
        raise EngineCrashed(how="hung", exit_code=0) from silent


class EngineRoom:
    """Keeps at most one engine process, warm between turns, started only when it is needed."""

    def __init__(
        self, *, services: Services, settings: SettingsStore, models: ModelStore, observer: Observer
    ) -> None:
        self._services = services
        self._settings = settings
        self._store = models
        self._tell = observer
        self._only_now: ModelEntry | None = None
        self._engine: Engine | None = None
        self._loading: EngineHandle | None = None
        self._closings = 0
        self._restarts: dict[tuple[str, str], Restarts] = {}  # by id and hash of the model
        # The last handles whose end is no news: it was counted, or wanted.
        self._settled: deque[EngineHandle] = deque(maxlen=4)
        self._state = threading.RLock()
        self._one_load = threading.Lock()
        self._use = threading.Condition()
        self._answering = 0
        self._aside: CancelToken | None = None

    @property
    def engine(self) -> Engine | None:
        """What runs now."""
        return self._engine

    @property
    def model(self) -> ModelEntry:
        """The model that answers next."""
        return self._only_now or self._store.get(self._settings.current.model_id)

    def use(self, model: ModelEntry) -> None:
        """Answer with this model until the program ends; the settings stay as they are."""
        self._only_now = model
        self.allow_again()

    def choose(self, model_id: str) -> ModelEntry:
        """Answer with this model from now on; it is loaded when it is first needed."""
        entry = self._store.get(model_id)
        self._only_now = None
        self._settings.change(model_id="" if entry.embedded else entry.id)
        self.allow_again()
        return entry

    # --- the process ----------------------------------------------------------------------------

    def ready(self, *, context_tokens: int | None = None, force: bool = False) -> Engine:
        """Return an engine with the chosen model loaded; starts or replaces the process as needed.

        Raises:
            EngineError: it cannot be loaded.
            ServiceUnavailable: this model has ended its process too often in a row; see ``allow_again``.
            VaultLockedError: everything was closed while it loaded.
        """
        with self._one_load:
            wanted = self.model
            engine = self._engine
            if engine is not None and self._serves(engine, wanted, context_tokens):
                return engine
            self._restarts_of(wanted).before_start()
            self.unload()
            with self._state:
                closings = self._closings
            fresh = self._load(wanted, context_tokens or self._settings.current.context_tokens, force=force)
            with self._state:
                closed_meanwhile = self._closings != closings
                if not closed_meanwhile:
                    self._engine = fresh
            if closed_meanwhile:
                fresh.handle.kill()
                raise VaultLockedError
        self._tell(ModelReady(wanted.id, fresh.loaded, fresh.handle.sandbox_level))
        return fresh

    def _serves(self, engine: Engine, wanted: ModelEntry, context_tokens: int | None) -> bool:
        return (
            engine.model.id == wanted.id
            and engine.model.sha256 == wanted.sha256
            and engine.handle.is_alive
            and context_tokens in {None, engine.loaded.context_tokens}
        )

    def _load(self, model: ModelEntry, context_tokens: int | None, *, force: bool) -> Engine:
        handle = self._services.open_engine(model.path, self._on_lost)
        request = LoadRequest(
            context_tokens=context_tokens,
            threads=self._settings.current.threads,
            expected_sha256=self._store.hash_to_check(model),
            force=force,
        )
        self._loading = handle
        try:
            with self._counting(handle, model), engine_failures(handle):
                for event in handle.port.load(request):
                    match event:
                        case LoadProgress(stage, fraction):
                            self._tell(ModelLoading(model.id, stage, fraction))
                        case Loaded():
                            if request.expected_sha256:
                                with contextlib.suppress(ModelListUnwritable):
                                    self._store.mark_verified(model.id)
                            return Engine(model, handle, event)
            raise EngineCrashed(how="closed", exit_code=0)
        except BaseException:
            handle.kill()
            raise
        finally:
            self._loading = None

    @contextlib.contextmanager
    def answering(self, engine: Engine) -> Iterator[None]:
        """Turn failures as ``engine_failures`` does, and remember how this model did."""
        with self._before_others(), self._counting(engine.handle, engine.model):
            with engine_failures(engine.handle):
                yield
            self._restarts_of(engine.model).succeeded()

    @contextlib.contextmanager
    def aside(self, engine: Engine, ended: CancelToken) -> Iterator[None]:
        """Use the engine for something that no one waits for; ``ended`` is set when an answer wants it.

        Raises:
            EngineBusy: it is in use.
        """
        with self._use:
            if self._answering or self._aside is not None:
                raise EngineBusy
            self._aside = ended
        try:
            with self._counting(engine.handle, engine.model), engine_failures(engine.handle):
                yield
        finally:
            with self._use:
                self._aside = None
                self._use.notify_all()

    @contextlib.contextmanager
    def _before_others(self) -> Iterator[None]:
        """Take the engine for an answer; what uses it aside is asked to end, and waited for."""
        with self._use:
            self._answering += 1
            aside = self._aside
        try:
            if aside is not None:
                aside.cancel()
                with self._use:
                    if not self._use.wait_for(lambda: self._aside is None, _PATIENCE):
                        raise EngineBusy
            yield
        finally:
            with self._use:
                self._answering -= 1

    def allow_again(self) -> None:
        """The user asks for the model although told that it ended too often: it may be started once more."""
        self._restarts_of(self.model).allow_once()

    def _restarts_of(self, model: ModelEntry) -> Restarts:
        # A user waits for each start, so no pause is added; and no time heals a model file.
        return self._restarts.setdefault(
            (model.id, model.sha256), Restarts("engine", window=None, backoff=())
        )

    @contextlib.contextmanager
    def _counting(self, handle: EngineHandle, model: ModelEntry) -> Iterator[None]:
        try:
            yield
        except EngineCrashed:
            self._count(handle, model)
            raise

    def _count(self, handle: EngineHandle, model: ModelEntry) -> None:
        """Count a crash once, whoever hears of it first: the turn, or the thread that owns the process."""
        with self._state:
            if any(handle is known for known in self._settled):
                return
            self._settled.append(handle)
        self._restarts_of(model).crashed()

    def _on_lost(self, error: SottoError) -> None:
        with self._state:
            engine = self._engine
            if engine is None or engine.handle.is_alive:
                return
            self._engine = None
        self._count(engine.handle, engine.model)
        self._tell(EngineStopped(error))

    def unload(self) -> None:
        """End the engine process; the next turn starts another."""
        with self._state:
            engine, self._engine = self._engine, None
            if engine is not None:
                self._settled.append(engine.handle)
        if engine is not None:
            engine.handle.kill()
            self._tell(EngineStopped(None))

    def stop_loading(self) -> None:
        """End an engine that is still loading: nobody waits for it any more. It counts as no crash."""
        with self._state:
            loading = self._loading
            if loading is not None:
                self._settled.append(loading)
        if loading is not None:
            loading.kill()

    def close(self) -> None:
        """Kill the engine, also one that is still loading. Used at lock."""
        with self._state:
            engine, self._engine = self._engine, None
            doomed = [it for it in (engine.handle if engine is not None else None, self._loading) if it]
            self._settled.extend(doomed)
            self._closings += 1
        for handle in doomed:
            handle.kill()

    def forget(self, chat_id: str | None) -> None:
        """Drop the kept state of a chat, or of all with None; an engine in trouble is not an error here."""
        engine = self._engine
        if engine is None:
            return
        with contextlib.suppress(SottoError):
            if chat_id is None:
                engine.handle.port.forget_all()
            else:
                engine.handle.port.forget(chat_id)

    # --- files ----------------------------------------------------------------------------------

    def inspect(
        self, path: str, *, progress: ByteProgress | None = None, cancel: CancelToken | None = None
    ) -> ModelInfo | None:
        """Check and hash a model file in a process of its own.

        Returns:
            What the file says of itself; None when cancelled.
        """
        token = cancel or CancelToken()
        handle = self._services.open_engine(path, _ignore)
        try:
            with engine_failures(handle):
                stream = handle.port.inspect(with_hash=True)
                with token.calling(lambda: self._services.cancel(stream)):
                    for event in stream:
                        match event:
                            case InspectProgress(done, total):
                                if progress is not None:
                                    progress(done, total)
                            case Inspected(info):
                                return info
            return None
        finally:
            handle.kill()

    def import_file(
        self,
        path: str,
        *,
        copy: bool = False,
        progress: StageProgress | None = None,
        cancel: CancelToken | None = None,
    ) -> ModelEntry | None:
        """Check a GGUF file, hash it, and put it on the list.

        Args:
            path: the file.
            copy: also copy it into Sotto's folder.
            progress: stage ("checking", "copying") and fraction.
            cancel: stops between blocks; nothing half-made stays.

        Returns:
            The entry; None when cancelled.
        """
        token = cancel or CancelToken()

        def report(stage: str) -> ByteProgress:
            def bytes_done(done: int, total: int) -> None:
                if progress is not None:
                    progress(stage, done / max(total, 1))

            return bytes_done

        info = self.inspect(path, progress=report("checking"), cancel=token)
        if info is None or token.is_cancelled:
            return None
        if copy:
            return self._store.add_copy(path, info, progress=report("copying"), cancel=token)
        return self._store.add(path, info)

    def remove(self, model_id: str, *, delete_copy: bool = False) -> None:
        """Take a model off the list; a file that Sotto did not copy is never deleted."""
        engine = self._engine
        if engine is not None and engine.model.id == model_id:
            self.unload()
        self._store.remove(model_id, delete_copy=delete_copy)
        if self._settings.current.model_id == model_id:
            self._settings.change(model_id="")


def _ignore(_error: SottoError) -> None:
    """An inspecting process reports its end through its stream."""
