"""A vault in this process: what its "disk" holds outlives a lock, as the files of the real one do."""

from __future__ import annotations

import re
import secrets
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import msgspec

from app.conversation import (
    Conversation,
    ConversationSummary,
    Folder,
    Message,
    MessageStatus,
    Provenance,
    SearchHit,
)
from app.errors import (
    NoSuchItem,
    RecoveryCodeMistyped,
    ServiceLost,
    UsageRefused,
    VaultExists,
    VaultLockedError,
    VaultMissing,
    WrongPassphrase,
    WrongRecoveryCode,
)
from app.vault.port import (
    CheckEvent,
    CheckProgress,
    CheckReport,
    Created,
    Credential,
    KdfCost,
    Passphrase,
    Proof,
    SlotInfo,
    Unlocked,
    VaultState,
    VaultStatus,
)
from models.cancel import CancelToken
from models.errors import SottoError
from tests.fake_cloud import FakeCloudDisk, FakeCloudVault
from tests.fake_stream import FakeStream

COST = KdfCost(memory_kib=65_536, time=3, lanes=4)
RECOVERY_CODE = "7K2QF-9MXAT-HC4WB-5ZNEV-8PDRJ-3GSY6-TXK4M-QW2F9"


@dataclass
class FakeDisk:
    """What would be in the vault's folder. It stays when the vault "process" is killed.

    Attributes:
        state: what ``status`` says; create makes it "ready".
        failures: method name to the error that it raises (until removed).
        holds: method name to an event that it waits for, as Argon2 makes one wait.
        calls: names of the methods that were called, in order.
        warnings: what the next unlock reports.
    """

    state: VaultState = "absent"
    passphrase: bytes = b""
    recovery_code: str = RECOVERY_CODE
    recovery_verified: bool = False
    has_backup: bool = True
    wait: float = 0.0
    summaries: dict[str, ConversationSummary] = field(default_factory=dict)
    messages: dict[str, Message] = field(default_factory=dict)
    heads: dict[str, str | None] = field(default_factory=dict)
    drafts: dict[str, str] = field(default_factory=dict)
    folders: dict[str, Folder] = field(default_factory=dict)
    failures: dict[str, SottoError] = field(default_factory=dict)
    holds: dict[str, threading.Event] = field(default_factory=dict)
    calls: list[str] = field(default_factory=list)
    warnings: tuple[str, ...] = ()
    check_steps: int = 4
    problems: tuple[str, ...] = ()
    now: Callable[[], int] = lambda: time.time_ns() // 1_000_000
    made: int = 0
    cloud: FakeCloudDisk = field(default_factory=FakeCloudDisk)

    def new_id(self, kind: str) -> str:
        """Return an id that was not given before."""
        self.made += 1
        return f"{kind}{self.made}"


def _plain(code: str) -> str:
    return re.sub(r"[\s-]", "", code).upper()


class FakeVault(FakeCloudVault):
    """VaultPort over a FakeDisk."""

    def __init__(self, disk: FakeDisk) -> None:
        self.disk = disk
        self.is_open = False
        self.dead = threading.Event()
        self._proof: Proof | None = None

    def _enter(self, name: str, *, needs_open: bool = True) -> FakeDisk:
        disk = self.disk
        disk.calls.append(name)
        hold = disk.holds.get(name)
        while hold is not None and not hold.wait(0.005):
            self._check_alive()
        self._check_alive()
        if name in disk.failures:
            raise disk.failures[name]
        if needs_open and not self.is_open:
            raise VaultLockedError
        return disk

    def _check_alive(self) -> None:
        if self.dead.is_set():
            raise ServiceLost(service="vault", how="killed", exit_code=-9)

    # without a secret

    def status(self) -> VaultStatus:
        disk = self._enter("status", needs_open=False)
        if disk.state == "absent":
            return VaultStatus("absent")
        slots = (
            SlotInfo("s1", "passphrase", 0, True, COST),
            SlotInfo("s2", "recovery", 0, disk.recovery_verified, None),
        )
        return VaultStatus(
            disk.state, "v1", 1, slots, has_backup=disk.has_backup, wait=disk.wait, database_bytes=69_632
        )

    def restore_key_file(self) -> VaultStatus:
        disk = self._enter("restore_key_file", needs_open=False)
        disk.state = "ready"
        return self.status()

    def release_ballast(self) -> int:
        disk = self._enter("release_ballast", needs_open=False)
        for name in [name for name, error in disk.failures.items() if error.code == "disk-full"]:
            del disk.failures[name]
        return 8 * 2**20

    # opening

    def create(self, passphrase: Passphrase, cost: KdfCost | None) -> Created:
        disk = self._enter("create", needs_open=False)
        if disk.state != "absent":
            raise VaultExists
        disk.state, disk.passphrase = "ready", bytes(passphrase.value)  # the caller wipes it
        self.is_open = True
        return Created("v1", disk.recovery_code, cost or COST, 0.9)

    def unlock(self, credential: Credential) -> Unlocked:
        disk = self._enter("unlock", needs_open=False)
        if disk.state == "absent":
            raise VaultMissing
        self._verify(credential)
        self.is_open = True
        interrupted, cut_in = 0, ""
        for message in list(disk.messages.values()):
            if message.status is MessageStatus.STREAMING:
                disk.messages[message.id] = msgspec.structs.replace(message, status=MessageStatus.INTERRUPTED)
                interrupted, cut_in = interrupted + 1, message.conversation_id
        warnings = disk.warnings + (() if disk.recovery_verified else ("recovery-unverified",))
        return Unlocked(
            "v1", 1, len(disk.summaries), len(disk.messages), interrupted, warnings, cut_in=cut_in
        )

    def _verify(self, credential: Credential) -> None:
        disk = self.disk
        if isinstance(credential, Passphrase):
            if credential.value != disk.passphrase:
                raise WrongPassphrase(wait=disk.wait)
            return
        typed = _plain(credential.value.decode())
        if len(typed) != len(_plain(disk.recovery_code)):
            raise RecoveryCodeMistyped(group=0)
        if "0" in typed:
            raise RecoveryCodeMistyped(group=1 + typed.index("0") // 5)
        if typed != _plain(disk.recovery_code):
            raise WrongRecoveryCode(wait=disk.wait)

    def confirm_recovery_code(self, code_group: int, typed: str) -> bool:
        disk = self._enter("confirm_recovery_code")
        right = disk.recovery_code.split("-")[code_group - 1] == _plain(typed)
        disk.recovery_verified |= right
        return right

    def replace_recovery_code(self) -> str:
        disk = self._enter("replace_recovery_code")
        disk.recovery_code, disk.recovery_verified = disk.recovery_code[::-1], False
        return disk.recovery_code

    def prove(self, current: Credential) -> Proof:
        self._proof = None
        self._enter("prove")
        self._verify(current)
        self._proof = Proof(secrets.token_hex(4))
        return self._proof

    def change_passphrase(self, current: Credential | Proof, new: Passphrase) -> None:
        disk = self._enter("change_passphrase")
        held, self._proof = self._proof, None
        if not isinstance(current, Proof):
            self._verify(current)
        elif current != held:
            raise UsageRefused(reason="proof-expired")
        disk.passphrase = bytes(new.value)

    def check(self) -> Iterator[CheckEvent]:
        disk = self._enter("check")

        def steps(token: CancelToken) -> Iterator[CheckEvent]:
            for step in range(disk.check_steps):
                if token.is_cancelled:
                    return
                yield CheckProgress("pages", step / disk.check_steps)
            yield CheckReport(
                not disk.problems, disk.problems, len(disk.summaries), len(disk.messages), 69_632
            )

        return FakeStream(steps, self._check_alive)

    # conversations

    def conversations(self, trashed: bool) -> list[ConversationSummary]:
        disk = self._enter("conversations")
        listed = [summary for summary in disk.summaries.values() if (summary.trashed is not None) == trashed]
        return sorted(listed, key=lambda summary: summary.updated, reverse=True)

    def conversation(self, conversation_id: str) -> Conversation:
        disk = self._enter("conversation")
        summary = self._summary(conversation_id)
        messages = sorted(
            (message for message in disk.messages.values() if message.conversation_id == conversation_id),
            key=lambda message: message.created,
        )
        return Conversation(
            summary, tuple(messages), disk.heads.get(conversation_id), disk.drafts.get(conversation_id, "")
        )

    def create_conversation(self, title: str) -> ConversationSummary:
        disk = self._enter("create_conversation")
        summary = ConversationSummary(disk.new_id("c"), title, disk.now(), disk.now(), 0)
        disk.summaries[summary.id] = summary
        return summary

    def rename_conversation(self, conversation_id: str, title: str) -> None:
        self._enter("rename_conversation")
        self._change(conversation_id, title=title)

    def set_pinned(self, conversation_id: str, pinned: bool) -> None:
        self._enter("set_pinned")
        self._change(conversation_id, pinned=pinned)

    def set_folder(self, conversation_id: str, folder_id: str | None) -> None:
        self._enter("set_folder")
        self._change(conversation_id, folder_id=folder_id)

    def set_draft(self, conversation_id: str, text: str) -> None:
        disk = self._enter("set_draft")
        self._change(conversation_id, has_draft=bool(text))
        disk.drafts[conversation_id] = text

    def trash_conversation(self, conversation_id: str) -> None:
        disk = self._enter("trash_conversation")
        self._change(conversation_id, trashed=disk.now())

    def restore_conversation(self, conversation_id: str) -> None:
        self._enter("restore_conversation")
        self._change(conversation_id, trashed=None)

    def delete_conversation(self, conversation_id: str) -> None:
        disk = self._enter("delete_conversation")
        self._summary(conversation_id)
        del disk.summaries[conversation_id]
        disk.drafts.pop(conversation_id, None)
        for message in list(disk.messages.values()):
            if message.conversation_id == conversation_id:
                del disk.messages[message.id]

    def empty_trash(self) -> int:
        self._enter("empty_trash")
        trashed = self.conversations(True)
        for summary in trashed:
            self.delete_conversation(summary.id)
        return len(trashed)

    def folders(self) -> list[Folder]:
        disk = self._enter("folders")
        return sorted(disk.folders.values(), key=lambda folder: folder.name)

    def create_folder(self, name: str) -> Folder:
        disk = self._enter("create_folder")
        folder = Folder(disk.new_id("f"), name)
        disk.folders[folder.id] = folder
        return folder

    def rename_folder(self, folder_id: str, name: str) -> None:
        disk = self._enter("rename_folder")
        disk.folders[folder_id] = Folder(folder_id, name)

    def delete_folder(self, folder_id: str) -> None:
        disk = self._enter("delete_folder")
        del disk.folders[folder_id]
        for summary in list(disk.summaries.values()):
            if summary.folder_id == folder_id:
                self._change(summary.id, folder_id=None)

    # messages

    def add_message(self, message: Message) -> None:
        disk = self._enter("add_message")
        summary = self._summary(message.conversation_id)
        disk.messages[message.id] = message
        disk.heads[message.conversation_id] = message.id
        self._change(summary.id, message_count=summary.message_count + 1, updated=message.created)

    def checkpoint_answer(self, message_id: str, text: str, provenance: Provenance | None = None) -> None:
        disk = self._enter("checkpoint_answer")
        held = disk.messages[message_id]
        disk.messages[message_id] = msgspec.structs.replace(
            held, text=text, provenance=provenance or held.provenance
        )

    def finish_answer(
        self, message_id: str, text: str, status: MessageStatus, provenance: Provenance | None
    ) -> None:
        disk = self._enter("finish_answer")
        disk.messages[message_id] = msgspec.structs.replace(
            disk.messages[message_id], text=text, status=status, provenance=provenance
        )

    def set_head(self, conversation_id: str, message_id: str | None) -> None:
        disk = self._enter("set_head")
        disk.heads[conversation_id] = message_id

    def delete_message(self, message_id: str) -> None:
        disk = self._enter("delete_message")
        doomed = {message_id}
        while more := {m.id for m in disk.messages.values() if m.parent_id in doomed} - doomed:
            doomed |= more
        for gone in doomed:
            disk.messages.pop(gone, None)

    def search(self, query: str, limit: int) -> list[SearchHit]:
        disk = self._enter("search")
        words = query.casefold().split()
        hits: list[SearchHit] = []
        for summary in self.conversations(False):
            if words and all(word in summary.title.casefold() for word in words):
                hits.append(_hit(summary, None, summary.title, words))
            for message in disk.messages.values():
                text = message.text.casefold()
                if message.conversation_id == summary.id and words and all(word in text for word in words):
                    hits.append(_hit(summary, message, message.text, words))
        return hits[:limit]

    def _summary(self, conversation_id: str) -> ConversationSummary:
        try:
            return self.disk.summaries[conversation_id]
        except KeyError:
            raise NoSuchItem(kind="conversation") from None

    def _change(self, conversation_id: str, **changes: Any) -> None:
        self.disk.summaries[conversation_id] = msgspec.structs.replace(
            self._summary(conversation_id), **changes
        )


def _hit(summary: ConversationSummary, message: Message | None, text: str, words: list[str]) -> SearchHit:
    position = text.casefold().index(words[0])
    start = text.rfind(" ", 0, max(0, position - 30)) + 1  # at a word, as the real one
    snippet = text[start : start + 120].replace("\n", " ")
    marks = tuple(
        (found.start(), found.end())
        for word in words
        for found in re.finditer(re.escape(word), snippet, re.IGNORECASE)
    )
    return SearchHit(
        conversation_id=summary.id,
        title=summary.title,
        message_id=message.id if message else None,
        role=message.role if message else None,
        snippet=snippet,
        marks=tuple(sorted(marks)),
        position=position if message else -1,
        created=message.created if message else summary.created,
    )
