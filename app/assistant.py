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
from pathlib import Path
from typing import TYPE_CHECKING, cast

from app.audit import AuditRecord, AuditReport
from app.chats import Chats
from app.conversation import (
    Conversation,
    Message,
    Role,
    title_from,
)
from app.engine_room import ByteProgress, EngineRoom, StageProgress
from app.errors import UsageRefused, VaultLockedError
from app.events import ConversationsChanged, LockReason, MessageAdded, Observer, VaultLocked, VaultUnlocked
from app.policy import Managed
from app.ports import CloudServices, KeyStore, Services, VaultHandle
from app.settings import SettingsStore
from app.turns import Turns
from app.vault.port import (
    CheckEvent,
    Created,
    Credential,
    Passphrase,
    Proof,
    RecoveryCode,
    SalvageEvent,
    Unlocked,
    VaultPort,
    VaultStatus,
)
from models.cancel import CancelToken
from models.engine import GenerationEvent, Loaded, ModelInfo, Turn
from models.errors import SottoError
from models.files import FileState, ModelEntry, ModelStore

if TYPE_CHECKING:
    from app.cloud import Cloud


def normalised(passphrase: str | bytearray) -> Passphrase:
    """Return the bytes that the key derivation takes: NFC, UTF-8.

    Those of a bytearray are used where they are, so that its owner can wipe them; letters other than those of
    ASCII have to pass through a ``str``, which nobody can.
    """
    if isinstance(passphrase, str):
        return Passphrase(unicodedata.normalize("NFC", passphrase).encode())
    if passphrase.isascii():
        return Passphrase(cast("bytes", passphrase))  # msgpack carries both alike; the vault is given bytes
    return normalised(passphrase.decode())


class Assistant(Chats):
    """What Sotto can do. See the module.

    Attributes:
        policy: the computer's policy, which holds until this assistant ends.
    """

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
        cloud_services: CloudServices | None = None,
        keys: KeyStore | None = None,
        policy: Managed | None = None,
    ) -> None:
        """Put it together.

        Args:
            services: start the processes.
            settings: what the user chose.
            models: the list of models.
            observer: is told what happens.
            clock: monotonic seconds.
            now: milliseconds since the epoch.
            new_id: makes ids.
            cloud_services: start the processes of the cloud route; None leaves it out.
            keys: where keys are kept; None takes the system's keyring and the vault.
            policy: of this computer (``app.policy.read_policy``); None has none.
        """
        self._services = services
        self._models = models
        self._tell = observer
        self._clock = clock
        self._now = now
        self._new_id = new_id
        self._vault: VaultHandle | None = None
        self._unlocked = False
        self._state = threading.RLock()
        self._engines = EngineRoom(services=services, settings=settings, models=models, observer=observer)
        self._settings = settings
        self._cloud_services = cloud_services
        self._keys = keys
        self._cloud: Cloud | None = None
        self.policy = policy or Managed()
        if self.policy.policy.offline and cloud_services is not None:
            cloud_services.go_offline()
        self._turns = Turns(
            services=services,
            engines=self._engines,
            settings=lambda: settings.current,
            observer=observer,
            clock=clock,
            now=now,
            new_id=new_id,
        )

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
        engine = self._engines.engine
        return engine.handle.sandbox_level if engine is not None else ""

    def vault_status(self) -> VaultStatus:
        """Look at the vault's files without a secret."""
        return self._any_vault().status()

    def create_vault(self, passphrase: str | bytearray) -> Created:
        """Make the vault and leave it unlocked; its recovery code is in the result, once."""
        handle = self._any_handle()
        created = handle.port.create(normalised(passphrase), None)
        self._now_unlocked(handle)
        self._tell(VaultUnlocked(interrupted=0, warnings=("recovery-unverified",)))
        return created

    def unlock(self, passphrase: str | bytearray) -> Unlocked:
        """Open the vault with the passphrase."""
        return self._open(normalised(passphrase))

    def unlock_with_recovery_code(self, code: str) -> Unlocked:
        """Open the vault with the recovery code."""
        return self._open(RecoveryCode(code.encode()))

    def _open(self, credential: Credential) -> Unlocked:
        handle = self._any_handle()
        unlocked = handle.port.unlock(credential)
        self._now_unlocked(handle)
        self._tell(VaultUnlocked(interrupted=unlocked.interrupted, warnings=unlocked.warnings))
        return unlocked

    def confirm_recovery_code(self, group: int, typed: str) -> bool:
        """Check one group, counted from 1, of the code that was just shown."""
        return self._open_vault().confirm_recovery_code(group, typed)

    def replace_recovery_code(self) -> str:
        """Make a new recovery code; the old one stops working."""
        return self._open_vault().replace_recovery_code()

    def prove_passphrase(self, current: str | bytearray) -> Proof:
        """Try the current passphrase while the new one is still being typed; see ``change_passphrase``.

        Raises:
            WrongPassphrase: it counts as any wrong try.
        """
        return self._open_vault().prove(normalised(current))

    def change_passphrase(
        self, current: str | bytearray, new: str | bytearray, *, proof: Proof | None = None
    ) -> None:
        """Set a new passphrase; the current one is asked for again.

        Args:
            current: the passphrase of now.
            new: the one to come.
            proof: that ``prove_passphrase`` gave for ``current``; with it, half of the waiting is over.
        """
        vault = self._open_vault()
        if proof is not None:
            try:
                vault.change_passphrase(proof, normalised(new))
            except UsageRefused as refused:
                if refused.facts.get("reason") != "proof-expired":
                    raise
            else:
                return
        vault.change_passphrase(normalised(current), normalised(new))

    def reset_passphrase(self, recovery_code: str, new: str | bytearray) -> None:
        """Set a new passphrase with the recovery code in place of the forgotten one."""
        self._open_vault().change_passphrase(RecoveryCode(recovery_code.encode()), normalised(new))

    def restore_key_file(self) -> VaultStatus:
        """Put the backup of a damaged key file in its place."""
        return self._any_vault().restore_key_file()

    def release_ballast(self) -> int:
        """Free the reserve on a full disk; returns bytes."""
        return self._any_vault().release_ballast()

    def check_vault(self, *, cancel: CancelToken | None = None) -> Iterator[CheckEvent]:
        """Verify everything; the last event is the report, unless it was cancelled."""
        stream = self._open_vault().check()
        with (cancel or CancelToken()).calling(lambda: self._services.cancel(stream)):
            yield from stream

    def salvage_vault(
        self, passphrase: str, to: Path, *, cancel: CancelToken | None = None
    ) -> Iterator[SalvageEvent]:
        """Save what can be read of a damaged vault into a new one in the folder ``to``, which must be empty.

        The last event is the report, unless it was cancelled; then the folder is as it was.
        """
        existed = to.exists()
        handle = self._services.open_salvage(to, lambda _error: None)
        try:
            stream = handle.port.salvage(normalised(passphrase))
            with (cancel or CancelToken()).calling(lambda: self._services.cancel(stream)):
                yield from stream
        finally:
            handle.kill()
            if not existed:
                with contextlib.suppress(OSError):
                    to.rmdir()  # only where nothing was saved

    def lock(self, reason: LockReason) -> float:
        """Kill the vault and the engine, whatever they are doing.

        An answer that comes from a provider just then is hung up first, so that the log has its end: that
        takes two tenths of a second at most.

        Returns:
            Seconds it took; 0.0 when nothing was unlocked.
        """
        started = self._clock()
        with self._state:
            vault, self._vault = self._vault, None
            was_unlocked, self._unlocked = self._unlocked, False
        if self._cloud is not None and was_unlocked:
            self._cloud.hang_up()
        if vault is not None:
            vault.kill()
        if self._cloud is not None:
            self._cloud.close()
        self._engines.close()
        seconds = self._clock() - started
        if was_unlocked:
            self._tell(VaultLocked(reason, seconds))
        return seconds

    def _any_handle(self) -> VaultHandle:
        with self._state:
            if self._vault is None or not self._vault.is_alive:
                self._unlocked = False
                self._vault = self._services.open_vault(self._on_vault_lost)
            return self._vault

    def _any_vault(self) -> VaultPort:
        return self._any_handle().port

    def _now_unlocked(self, handle: VaultHandle) -> None:
        """Take note that this process is unlocked, unless a lock came first and killed it."""
        with self._state:
            if self._vault is not handle:
                raise VaultLockedError
            self._unlocked = True

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

    # --- what the conversations need (app.chats) -------------------------------------------------

    def _changed(self, *conversation_ids: str) -> None:
        self._tell(ConversationsChanged(conversation_ids))

    def _forget(self, conversation_id: str | None) -> None:
        if self._turns.conversation_id is None:
            self._engines.forget(conversation_id)

    # --- models ---------------------------------------------------------------------------------

    @property
    def model(self) -> ModelEntry:
        """The model that answers next."""
        return self._engines.model

    @property
    def loaded(self) -> Loaded | None:
        """What is loaded now."""
        engine = self._engines.engine
        return engine.loaded if engine is not None else None

    def models(self) -> list[ModelEntry]:
        """List the built-in model and the imported ones."""
        return self._models.entries()

    def model_state(self, model: ModelEntry) -> FileState:
        """Tell whether a model's file is still the one that was imported."""
        return self._models.state_of(model)

    def inspect_model(
        self, path: str, *, progress: ByteProgress | None = None, cancel: CancelToken | None = None
    ) -> ModelInfo | None:
        """Check and hash a model file in a process of its own; None when cancelled."""
        return self._engines.inspect(path, progress=progress, cancel=cancel)

    def import_model(
        self,
        path: str,
        *,
        copy: bool = False,
        progress: StageProgress | None = None,
        cancel: CancelToken | None = None,
    ) -> ModelEntry | None:
        """Check a GGUF file, hash it, and put it on the list; None when cancelled."""
        return self._engines.import_file(path, copy=copy, progress=progress, cancel=cancel)

    def remove_model(self, model_id: str, *, delete_copy: bool = False) -> None:
        """Take a model off the list; a file that Sotto did not copy is never deleted."""
        self._engines.remove(model_id, delete_copy=delete_copy)

    def use_model(self, model: ModelEntry) -> None:
        """Answer with this model until the program ends; the settings stay as they are."""
        self._engines.use(model)

    def choose_model(self, model_id: str) -> ModelEntry:
        """Answer with this model from now on; it is loaded when it is first needed."""
        return self._engines.choose(model_id)

    def prepare_model(self, *, context_tokens: int | None = None, force: bool = False) -> Loaded:
        """Load the chosen model unless it is loaded already."""
        return self._engines.ready(context_tokens=context_tokens, force=force).loaded

    def unload(self) -> None:
        """End the engine process; the next turn starts another."""
        self._engines.unload()

    # --- the cloud route ------------------------------------------------------------------------

    def audit(self, *, before: int = 0, limit: int = 200) -> list[AuditRecord]:
        """Return records of what left this computer, newest first."""
        return self._open_vault().audit(before, limit)

    def verify_audit(self) -> AuditReport:
        """Follow the log's chain."""
        return self._open_vault().verify_audit()

    def export_audit(self) -> Iterator[bytes]:
        """Yield the signed log, line by line."""
        return self._open_vault().export_audit()

    @property
    def cloud(self) -> Cloud:
        """The use cases of asking somebody else's model.

        Raises:
            UsageRefused: this program was put together without them ("no-cloud").
        """
        if self._cloud_services is None:
            raise UsageRefused(reason="no-cloud")
        with self._state:
            if self._cloud is None:
                from app.cloud import Cloud  # much to import, and most days it is not needed
                from app.credentials.store import Keys
                from app.suggestions import Suggestions

                open_keyring = self._cloud_services.open_keyring

                self._cloud = Cloud(
                    services=self._cloud_services,
                    keys=self._keys or Keys(open_keyring=open_keyring, vault=self._open_vault, now=self._now),
                    turns=self._turns,
                    suggestions=Suggestions(services=self._services, engines=self._engines),
                    vault=self._open_vault,
                    is_unlocked=lambda: self._unlocked,
                    settings=lambda: self._settings.current,
                    observer=self._tell,
                    clock=self._clock,
                    now=self._now,
                    new_id=self._new_id,
                    policy=self.policy.policy,
                )
            return self._cloud

    # --- turns ----------------------------------------------------------------------------------

    @property
    def answering(self) -> str | None:
        """Id of the conversation that is being answered now."""
        return self._turns.conversation_id

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
            VaultError: the question or the answer could not be stored.
        """
        with self._turns.one():
            vault = self._open_vault()
            question = Message(self._new_id(), conversation_id, parent_id, Role.USER, text, self._now())
            vault.add_message(question)
            self._tell(MessageAdded(question))
            conversation = vault.conversation(conversation_id)
            if not conversation.summary.title:
                vault.rename_conversation(conversation_id, title_from(text))
            self._changed(conversation_id)
            return self._answer(vault, conversation, question.id)

    def edit(self, conversation_id: str, message_id: str, text: str) -> Message:
        """Ask another version of a question: a new branch beside the old one."""
        old = self._message(self._open_vault().conversation(conversation_id), message_id)
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

        A model that is not started any more because it ended too often is started once more for this.
        """
        with self._turns.one():
            self._engines.allow_again()
            vault = self._open_vault()
            conversation = vault.conversation(conversation_id)
            old = self._message(conversation, message_id)
            question_id = old.id if old.role is Role.USER else old.parent_id
            if question_id is None:
                raise UsageRefused(reason="no-question")
            return self._answer(vault, conversation, question_id, context_tokens=context_tokens)

    def _answer(
        self,
        vault: VaultPort,
        conversation: Conversation,
        question_id: str,
        *,
        context_tokens: int | None = None,
    ) -> Message:
        answer = self._turns.answer(
            vault,
            conversation,
            question_id,
            is_unlocked=lambda: self._unlocked,
            context_tokens=context_tokens,
        )
        self._changed(conversation.summary.id)
        return answer

    @staticmethod
    def _message(conversation: Conversation, message_id: str) -> Message:
        found = next((message for message in conversation.messages if message.id == message_id), None)
        if found is None:
            raise UsageRefused(reason="no-such-message")
        return found

    def stop(self) -> None:
        """End the answer that is being written; what there is of it is kept."""
        self._turns.stop()

    def generate(self, turns: tuple[Turn, ...], *, chat_id: str = "ephemeral") -> Iterator[GenerationEvent]:
        """Answer without a vault: nothing of it is kept anywhere. ``stop`` ends it."""
        return self._turns.unstored(turns, chat_id)

    def close(self) -> None:
        """End everything before the program ends."""
        self.lock("quit")
