"""The use cases of Sotto: one turn from the question to the stored answer, and everything around it.

Both front ends, the window and the terminal, call this class and nothing below it. Methods block and may
be called from any thread; what happens is told to one observer. The question is committed to the vault
before the model sees it, a growing answer is stored every second, and an answer that fails keeps its text.
"""

from __future__ import annotations

import contextlib
import secrets
import threading
import time
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Protocol

import msgspec
from models.files import ModelEntry, ModelStore

from app.conversation import (
    Conversation,
    ConversationSummary,
    Folder,
    Message,
    MessageStatus,
    Provenance,
    Role,
    SearchHit,
    branch_to,
    newest_leaf,
    title_from,
)
from app.errors import UsageRefused, VaultLockedError
from app.events import (
    AnswerEnded,
    AnswerGrew,
    ConversationsChanged,
    EngineStopped,
    LockReason,
    MessageAdded,
    ModelLoading,
    ModelReady,
    Observer,
    OldTurnsDropped,
    PromptAdvanced,
    VaultLocked,
    VaultUnlocked,
)
from app.settings import SettingsStore
from app.vault.port import (
    CheckEvent,
    Created,
    Passphrase,
    RecoveryCode,
    Unlocked,
    VaultPort,
    VaultStatus,
)
from models.cancel import CancelToken
from models.engine import (
    EnginePort,
    Finished,
    GenerationEvent,
    GenerationRequest,
    Inspected,
    InspectProgress,
    Loaded,
    LoadProgress,
    LoadRequest,
    ModelInfo,
    PromptProgress,
    Sampling,
    StopReason,
    TextDelta,
    Turn,
    TurnsTrimmed,
    Usage,
)
from models.errors import EngineBusy, EngineCrashed, SottoError

CHECKPOINT_SECONDS = 1.0


class VaultHandle(Protocol):
    """A running vault process."""

    @property
    def port(self) -> VaultPort: ...
    @property
    def is_alive(self) -> bool: ...
    @property
    def sandbox_level(self) -> str: ...
    def kill(self) -> float: ...


class EngineHandle(Protocol):
    """A running engine process."""

    @property
    def port(self) -> EnginePort: ...
    @property
    def is_alive(self) -> bool: ...
    @property
    def sandbox_level(self) -> str: ...
    def kill(self) -> float: ...


class Services(Protocol):
    """Starts processes; the composition root has the real one, tests have one in the same process."""

    def open_vault(self, on_lost: Callable[[SottoError], None]) -> VaultHandle: ...
    def open_engine(self, model_path: str, on_lost: Callable[[SottoError], None]) -> EngineHandle: ...
    def cancel(self, stream: Iterator[object]) -> None: ...


@dataclass(slots=True)
class _Engine:
    """The engine that is running and what it has loaded."""

    model: ModelEntry
    handle: EngineHandle
    loaded: Loaded


@dataclass(slots=True)
class _Answering:
    """The answer that is being written now."""

    conversation_id: str
    message_id: str
    stopped: bool = False
    stream: Iterator[GenerationEvent] | None = None
    text: list[str] = field(default_factory=list)


def normalised(passphrase: str) -> Passphrase:
    """Return the bytes that the key derivation takes: NFC, UTF-8."""
    return Passphrase(unicodedata.normalize("NFC", passphrase).encode())


class Assistant:
    """What Sotto can do. See the module."""

    def __init__(
        self,
        *,
        services: Services,
        settings: SettingsStore,
        models: ModelStore,
        observer: Observer,
        clock: Callable[[], float] = time.monotonic,
        now: Callable[[], int] = lambda: time.time_ns() // 1_000_000,
        new_id: Callable[[], str] = lambda: secrets.token_hex(12),
    ) -> None:
        self._services = services
        self._settings = settings
        self._models = models
        self._tell = observer
        self._clock = clock
        self._now = now
        self._new_id = new_id
        self._vault: VaultHandle | None = None
        self._unlocked = False
        self._engine: _Engine | None = None
        self._model: ModelEntry | None = None
        self._answering: _Answering | None = None
        self._state = threading.RLock()
        self._turn = threading.Lock()
        self._engine_lock = threading.Lock()
        self._locks = 0

    # --- the vault as a whole -------------------------------------------------------------------

    @property
    def is_unlocked(self) -> bool:
        """Whether the vault can be asked."""
        return self._unlocked

    @property
    def vault_sandbox(self) -> str:
        """Level the vault process reported, "" while it does not run."""
        vault = self._vault
        return vault.sandbox_level if vault is not None else ""

    @property
    def engine_sandbox(self) -> str:
        """Level the engine process reported, "" while it does not run."""
        engine = self._engine
        return engine.handle.sandbox_level if engine is not None else ""

    def vault_status(self) -> VaultStatus:
        """Look at the vault's files without a secret."""
        return self._any_vault().status()

    def create_vault(self, passphrase: str) -> Created:
        """Make the vault and leave it unlocked; its recovery code is in the result, once."""
        created = self._any_vault().create(normalised(passphrase), None)
        self._unlocked = True
        self._tell(VaultUnlocked(interrupted=0, warnings=("recovery-unverified",)))
        return created

    def unlock(self, passphrase: str) -> Unlocked:
        """Open the vault with the passphrase."""
        return self._open(normalised(passphrase))

    def unlock_with_recovery_code(self, code: str) -> Unlocked:
        """Open the vault with the recovery code."""
        return self._open(RecoveryCode(code.encode()))

    def _open(self, credential: Passphrase | RecoveryCode) -> Unlocked:
        unlocked = self._any_vault().unlock(credential)
        self._unlocked = True
        self._tell(VaultUnlocked(interrupted=unlocked.interrupted, warnings=unlocked.warnings))
        return unlocked

    def confirm_recovery_code(self, group: int, typed: str) -> bool:
        """Check one group, counted from 1, of the code that was just shown."""
        return self._open_vault().confirm_recovery_code(group, typed)

    def replace_recovery_code(self) -> str:
        """Make a new recovery code; the old one stops working."""
        return self._open_vault().replace_recovery_code()

    def change_passphrase(self, current: str, new: str) -> None:
        """Set a new passphrase; the current one is asked for again."""
        self._open_vault().change_passphrase(normalised(current), normalised(new))

    def reset_passphrase(self, recovery_code: str, new: str) -> None:
        """Set a new passphrase with the recovery code in place of the forgotten one."""
        self._open_vault().change_passphrase(RecoveryCode(recovery_code.encode()), normalised(new))

    def restore_key_file(self) -> VaultStatus:
        """Put the backup of a damaged key file in its place."""
        return self._any_vault().restore_key_file()

    def release_ballast(self) -> int:
        """Free the reserve on a full disk; returns bytes."""
        return self._any_vault().release_ballast()

    def check_vault(self) -> Iterator[CheckEvent]:
        """Verify everything; the last event is the report."""
        return self._open_vault().check()

    def lock(self, reason: LockReason) -> float:
        """Kill the vault and the engine, whatever they are doing.

        Returns:
            Seconds it took; 0.0 when nothing was unlocked.
        """
        started = self._clock()
        with self._state:
            vault, self._vault = self._vault, None
            engine, self._engine = self._engine, None
            was_unlocked, self._unlocked = self._unlocked, False
            self._locks += 1
            if self._answering is not None:
                self._answering.stopped = True
        if vault is not None:
            vault.kill()
        if engine is not None:
            engine.handle.kill()
        seconds = self._clock() - started
        if was_unlocked:
            self._tell(VaultLocked(reason, seconds))
        return seconds

    def _any_vault(self) -> VaultPort:
        with self._state:
            if self._vault is None or not self._vault.is_alive:
                self._unlocked = False
                self._vault = self._services.open_vault(self._on_vault_lost)
            return self._vault.port

    def _open_vault(self) -> VaultPort:
        vault = self._vault
        if vault is None or not self._unlocked:
            raise VaultLockedError
        return vault.port

    def _on_vault_lost(self, error: SottoError) -> None:
        del error
        with self._state:
            if self._vault is None or self._vault.is_alive:
                return
        self.lock("vault-lost")

    # --- conversations --------------------------------------------------------------------------

    def conversations(self, *, trashed: bool = False) -> list[ConversationSummary]:
        """List, newest change first."""
        return self._open_vault().conversations(trashed)

    def conversation(self, conversation_id: str) -> Conversation:
        """Load one with all branches."""
        return self._open_vault().conversation(conversation_id)

    def new_conversation(self, title: str = "") -> ConversationSummary:
        """Make an empty one."""
        summary = self._open_vault().create_conversation(title)
        self._changed(summary.id)
        return summary

    def rename(self, conversation_id: str, title: str) -> None:
        """Set the title."""
        self._open_vault().rename_conversation(conversation_id, " ".join(title.split())[:200])
        self._changed(conversation_id)

    def set_pinned(self, conversation_id: str, *, pinned: bool) -> None:
        """Pin or unpin."""
        self._open_vault().set_pinned(conversation_id, pinned)
        self._changed(conversation_id)

    def move_to_folder(self, conversation_id: str, folder_id: str | None) -> None:
        """Move into a folder, or out of all."""
        self._open_vault().set_folder(conversation_id, folder_id)
        self._changed(conversation_id)

    def save_draft(self, conversation_id: str, text: str) -> None:
        """Keep what was typed and not sent."""
        self._open_vault().set_draft(conversation_id, text)

    def trash(self, conversation_id: str) -> None:
        """Move to the trash; ``restore`` undoes it."""
        self._open_vault().trash_conversation(conversation_id)
        self._changed(conversation_id)

    def restore(self, conversation_id: str) -> None:
        """Take back out of the trash."""
        self._open_vault().restore_conversation(conversation_id)
        self._changed(conversation_id)

    def delete_for_good(self, conversation_id: str) -> None:
        """Delete really: rows, search index, write-ahead log and the model's memory of it."""
        self._open_vault().delete_conversation(conversation_id)
        self._forget(conversation_id)
        self._changed(conversation_id)

    def empty_trash(self) -> int:
        """Delete really all that is in the trash."""
        count = self._open_vault().empty_trash()
        if (engine := self._engine) is not None and self._answering is None:
            engine.handle.port.forget_all()
        self._changed()
        return count

    def folders(self) -> list[Folder]:
        """List by name."""
        return self._open_vault().folders()

    def create_folder(self, name: str) -> Folder:
        """Make one."""
        folder = self._open_vault().create_folder(" ".join(name.split())[:120])
        self._changed()
        return folder

    def rename_folder(self, folder_id: str, name: str) -> None:
        """Set the name."""
        self._open_vault().rename_folder(folder_id, " ".join(name.split())[:120])
        self._changed()

    def delete_folder(self, folder_id: str) -> None:
        """Remove the folder; its conversations stay."""
        self._open_vault().delete_folder(folder_id)
        self._changed()

    def show_version(self, conversation_id: str, message_id: str) -> Conversation:
        """Switch to the branch through this message and return the conversation."""
        vault = self._open_vault()
        messages = vault.conversation(conversation_id).messages
        vault.set_head(conversation_id, newest_leaf(messages, message_id))
        return vault.conversation(conversation_id)

    def search(self, query: str, *, limit: int = 60) -> list[SearchHit]:
        """Search titles and bodies on all branches."""
        return self._open_vault().search(query, limit)

    def _changed(self, *conversation_ids: str) -> None:
        self._tell(ConversationsChanged(conversation_ids))

    def _forget(self, conversation_id: str) -> None:
        engine, busy = self._engine, self._answering
        if engine is not None and busy is None:
            with contextlib.suppress(SottoError):
                engine.handle.port.forget(conversation_id)

    # --- models ---------------------------------------------------------------------------------

    @property
    def model(self) -> ModelEntry:
        """The model that answers next."""
        return self._model or self._models.get(self._settings.current.model_id)

    @property
    def loaded(self) -> Loaded | None:
        """What is loaded now."""
        return self._engine.loaded if self._engine is not None else None

    def models(self) -> list[ModelEntry]:
        """List the built-in model and the imported ones."""
        return self._models.entries()

    def inspect_model(
        self,
        path: str,
        *,
        progress: Callable[[int, int], None] = lambda done, total: None,
        cancel: CancelToken | None = None,
    ) -> ModelInfo | None:
        """Check and hash a model file in a process of its own.

        Returns:
            What the file says of itself; None when cancelled.
        """
        token = cancel or CancelToken()
        handle = self._services.open_engine(path, lambda error: None)
        try:
            stream = handle.port.inspect(with_hash=True)
            with token.calling(lambda: self._services.cancel(stream)):
                for event in stream:
                    match event:
                        case InspectProgress(done, total):
                            progress(done, total)
                        case Inspected(info):
                            return info
            return None
        finally:
            handle.kill()

    def import_model(
        self,
        path: str,
        *,
        copy: bool = False,
        progress: Callable[[str, float], None] = lambda stage, fraction: None,
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
        info = self.inspect_model(
            path, progress=lambda done, total: progress("checking", done / max(total, 1)), cancel=token
        )
        if info is None or token.is_cancelled:
            return None
        if copy:
            return self._models.add_copy(
                path,
                info,
                progress=lambda done, total: progress("copying", done / max(total, 1)),
                cancel=token,
            )
        return self._models.add(path, info)

    def remove_model(self, model_id: str, *, delete_copy: bool = False) -> None:
        """Take a model off the list; a file that was not copied by Sotto is never deleted."""
        if self._engine is not None and self._engine.model.id == model_id:
            self.unload()
        self._models.remove(model_id, delete_copy=delete_copy)
        if self._settings.current.model_id == model_id:
            self._settings.change(model_id="")

    def use_model(self, model: ModelEntry) -> None:
        """Answer with this model until the program ends; the settings stay as they are."""
        self._model = model

    def choose_model(self, model_id: str) -> ModelEntry:
        """Answer with this model from now on; it is loaded when it is first needed."""
        entry = self._models.get(model_id)
        self._model = None
        self._settings.change(model_id="" if entry.embedded else entry.id)
        return entry

    def prepare_model(self, *, context_tokens: int | None = None, force: bool = False) -> Loaded:
        """Load the chosen model unless it is loaded already."""
        return self._ready_engine(context_tokens=context_tokens, force=force).loaded

    def unload(self) -> None:
        """End the engine process."""
        with self._state:
            engine, self._engine = self._engine, None
        if engine is not None:
            engine.handle.kill()
            self._tell(EngineStopped(None))

    def _ready_engine(self, *, context_tokens: int | None = None, force: bool = False) -> _Engine:
        """Return an engine with the chosen model loaded; starts or replaces the process as needed."""
        with self._engine_lock:
            wanted = self.model
            engine = self._engine
            same_context = engine is not None and context_tokens in {None, engine.loaded.context_tokens}
            if (
                engine is not None
                and engine.model.id == wanted.id
                and engine.handle.is_alive
                and same_context
            ):
                return engine
            self.unload()
            with self._state:
                locks = self._locks
            fresh = self._load(wanted, context_tokens or self._settings.current.context_tokens, force=force)
            with self._state:
                if self._locks != locks:
                    fresh.handle.kill()
                    raise VaultLockedError
                self._engine = fresh
        self._tell(ModelReady(wanted.id, fresh.loaded, fresh.handle.sandbox_level))
        return fresh

    def _load(self, model: ModelEntry, context_tokens: int | None, *, force: bool) -> _Engine:
        handle = self._services.open_engine(model.path, self._on_engine_lost)
        request = LoadRequest(
            context_tokens=context_tokens,
            threads=self._settings.current.threads,
            expected_sha256=model.sha256,
            force=force,
        )
        try:
            for event in handle.port.load(request):
                match event:
                    case LoadProgress(stage, fraction):
                        self._tell(ModelLoading(model.id, stage, fraction))
                    case Loaded():
                        return _Engine(model, handle, event)
        except BaseException:
            handle.kill()
            raise
        handle.kill()
        raise EngineCrashed(how="closed", exit_code=0)

    def _on_engine_lost(self, error: SottoError) -> None:
        with self._state:
            engine = self._engine
            if engine is None or engine.handle.is_alive:
                return
            self._engine = None
        self._tell(EngineStopped(error))

    # --- turns ----------------------------------------------------------------------------------

    @property
    def answering(self) -> str | None:
        """Id of the conversation that is being answered now."""
        current = self._answering
        return current.conversation_id if current is not None else None

    def ask(self, conversation_id: str, text: str, *, parent_id: str | None) -> Message:
        """Store a question and answer it.

        Args:
            conversation_id: where.
            text: the question.
            parent_id: the message it follows; None begins the conversation (or a new first version).

        Returns:
            The stored answer; its status tells how it ended.

        Raises:
            EngineBusy: another answer is being written.
            SottoError: the question could not be stored; or it is stored and no answer could be begun.
        """
        with self._one_turn():
            vault = self._open_vault()
            question = Message(
                self._new_id(),
                conversation_id,
                parent_id,
                Role.USER,
                text,
                self._now(),
                MessageStatus.COMPLETE,
            )
            vault.add_message(question)
            self._tell(MessageAdded(question))
            conversation = vault.conversation(conversation_id)
            if not conversation.summary.title:
                vault.rename_conversation(conversation_id, title_from(text))
            self._changed(conversation_id)
            return self._answer(conversation, question.id)

    def edit(self, conversation_id: str, message_id: str, text: str) -> Message:
        """Ask another version of a question: a new branch beside the old one."""
        old = self._message(conversation_id, message_id)
        if old.role is not Role.USER:
            raise UsageRefused(reason="not-a-question")
        return self.ask(conversation_id, text, parent_id=old.parent_id)

    def regenerate(
        self, conversation_id: str, message_id: str, *, context_tokens: int | None = None
    ) -> Message:
        """Answer again: a new answer beside the old one, or the first one under a question.

        Args:
            conversation_id: where.
            message_id: an answer, or a question that has none.
            context_tokens: load the model with this context first (a smaller one needs less memory).
        """
        with self._one_turn():
            conversation = self._open_vault().conversation(conversation_id)
            old = next((message for message in conversation.messages if message.id == message_id), None)
            if old is None:
                raise UsageRefused(reason="no-such-message")
            question_id = old.id if old.role is Role.USER else old.parent_id
            if question_id is None:
                raise UsageRefused(reason="no-question")
            return self._answer(conversation, question_id, context_tokens=context_tokens)

    def stop(self) -> None:
        """End the answer that is being written; what there is of it is kept."""
        current = self._answering
        if current is None:
            return
        current.stopped = True
        stream = current.stream
        if stream is not None:
            self._services.cancel(stream)

    def generate(self, turns: tuple[Turn, ...], *, chat_id: str = "ephemeral") -> Iterator[GenerationEvent]:
        """Answer without a vault: nothing of it is kept anywhere. ``stop`` ends it."""
        with self._one_turn():
            engine = self._ready_engine()
            request = self._request(engine, turns, chat_id)
            current = self._answering = _Answering(chat_id, "")
            try:
                current.stream = engine.handle.port.generate(request)
                yield from current.stream
            finally:
                self._answering = None

    @contextlib.contextmanager
    def _one_turn(self) -> Iterator[None]:
        if not self._turn.acquire(blocking=False):
            raise EngineBusy
        try:
            yield
        finally:
            self._answering = None
            self._turn.release()

    def _message(self, conversation_id: str, message_id: str) -> Message:
        messages = self._open_vault().conversation(conversation_id).messages
        found = next((message for message in messages if message.id == message_id), None)
        if found is None:
            raise UsageRefused(reason="no-such-message")
        return found

    def _request(self, engine: _Engine, turns: tuple[Turn, ...], chat_id: str) -> GenerationRequest:
        settings = self._settings.current
        if settings.system_prompt:
            turns = (Turn("system", settings.system_prompt), *turns)
        sampling = settings.sampling or engine.model.sampling or Sampling()
        return GenerationRequest(chat_id, turns, sampling, settings.max_tokens)

    def _answer(
        self, conversation: Conversation, question_id: str, *, context_tokens: int | None = None
    ) -> Message:
        """Write one answer under a question; the turn lock is held."""
        vault = self._open_vault()
        answer = Message(
            self._new_id(),
            conversation.summary.id,
            question_id,
            Role.ASSISTANT,
            "",
            max(self._now(), 1 + max(message.created for message in conversation.messages)),
            MessageStatus.STREAMING,
        )
        current = self._answering = _Answering(conversation.summary.id, answer.id)
        vault.add_message(answer)
        self._tell(MessageAdded(answer))
        provenance, usage, error = None, None, None
        status: MessageStatus = MessageStatus.FAILED
        try:
            engine = self._ready_engine(context_tokens=context_tokens)
            turns = tuple(
                Turn("user" if message.role is Role.USER else "assistant", message.text)
                for message in branch_to(conversation.messages, question_id)
                if message.text
            )
            request = self._request(engine, turns, conversation.summary.id)
            status, provenance, usage = self._write(vault, engine, request, current)
        except SottoError as caught:
            error = caught
            status = MessageStatus.STOPPED if current.stopped else MessageStatus.FAILED
        if not self._unlocked:
            # Locked while answering: the text up to the last checkpoint is in the vault and is marked at unlock.
            raise VaultLockedError
        text = "".join(current.text)
        vault.finish_answer(answer.id, text, status, provenance)
        answer = msgspec.structs.replace(answer, text=text, status=status, provenance=provenance)
        self._tell(AnswerEnded(answer, usage, error if status is MessageStatus.FAILED else None))
        self._changed(conversation.summary.id)
        return answer

    def _write(
        self, vault: VaultPort, engine: _Engine, request: GenerationRequest, current: _Answering
    ) -> tuple[MessageStatus, Provenance, Usage]:
        """Generate, tell and checkpoint until the end."""
        trimmed = 0
        checkpoint = self._clock() + CHECKPOINT_SECONDS
        current.stream = stream = engine.handle.port.generate(request)
        if current.stopped:
            self._services.cancel(stream)
        for event in stream:
            match event:
                case PromptProgress(done, total):
                    self._tell(PromptAdvanced(current.message_id, done, total))
                case TurnsTrimmed(trimmed):
                    self._tell(OldTurnsDropped(current.message_id, trimmed))
                case TextDelta(text):
                    current.text.append(text)
                    self._tell(AnswerGrew(current.message_id, text))
                    if self._clock() >= checkpoint:
                        vault.checkpoint_answer(current.message_id, "".join(current.text))
                        checkpoint = self._clock() + CHECKPOINT_SECONDS
                case Finished(reason, usage):
                    status = (
                        MessageStatus.STOPPED if reason is StopReason.CANCELLED else MessageStatus.COMPLETE
                    )
                    return status, self._provenance(engine, request, reason, usage, trimmed), usage
        raise EngineCrashed(how="closed", exit_code=0)

    def _provenance(
        self, engine: _Engine, request: GenerationRequest, reason: StopReason, usage: Usage, trimmed: int
    ) -> Provenance:
        return Provenance(
            model=engine.model.name,
            model_sha256=engine.model.sha256,
            sampling=msgspec.structs.replace(request.sampling, seed=usage.seed),
            route="local",
            max_tokens=request.max_tokens,
            prompt_tokens=usage.prompt_tokens,
            reused_tokens=usage.reused_tokens,
            completion_tokens=usage.completion_tokens,
            tokens_per_second=round(usage.tokens_per_second, 2),
            seconds_to_first_token=round(usage.seconds_to_first_token, 4),
            seconds=round(usage.seconds, 3),
            context_tokens=usage.context_tokens,
            context_used=usage.context_used,
            trimmed_turns=trimmed,
            stop_reason=reason.value,
            sandbox=engine.handle.sandbox_level,
        )

    def close(self) -> None:
        """End everything before the program ends."""
        self.lock("quit")
