"""The words for every error and warning: what happened, and the next step.

Both front ends use them. Nothing here suggests anything that could destroy data. ``translate`` takes a
context and an English literal, as ``QCoreApplication.translate`` does, so that the same sentences can be
extracted for translation; the terminal leaves them as they are.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from app.errors import (
    CallTimedOut,
    DatabaseDamaged,
    DatabaseEmpty,
    DatabaseForeign,
    DatabaseMissing,
    DiskFull,
    GateError,
    KdfOutOfRange,
    KeyFileAltered,
    KeyFileDamaged,
    KeyringUnavailable,
    NoSuchItem,
    ReadOnly,
    RecoveryCodeMistyped,
    RedactionError,
    RedactionFailed,
    ServiceLost,
    ServiceUnavailable,
    StorageFailed,
    TooManyAttempts,
    UnknownProfile,
    UnsafePath,
    UsageRefused,
    ValueStillThere,
    VaultError,
    VaultExists,
    VaultInUse,
    VaultLockedError,
    VaultMissing,
    VaultReplaced,
    VaultTooNew,
    WrongPassphrase,
    WrongRecoveryCode,
)
from app.gate.words import gate_sentences
from app.refusals import refusal
from models.errors import (
    ContextFull,
    EngineBusy,
    EngineCrashed,
    EngineError,
    Fact,
    ModelChanged,
    ModelDamaged,
    ModelListUnwritable,
    ModelMissing,
    NotEnoughDisk,
    NotEnoughMemory,
    ServiceFault,
    SottoError,
)

Translate: TypeAlias = Callable[[str, str], str]


@dataclass(frozen=True, slots=True)
class Explanation:
    """One sentence of what happened and the next step."""

    title: str
    advice: str


@dataclass(frozen=True, slots=True)
class _Words:
    """The translator and the facts of the error that is being worded."""

    translate: Translate
    facts: dict[str, Fact]

    def text(self, name: str) -> str:
        """Return a fact as text, "?" where it is missing."""
        return str(self.facts.get(name, "?"))

    def number(self, name: str) -> float:
        """Return a fact as a number, 0 where it is missing."""
        value = self.facts.get(name, 0)
        return value if isinstance(value, int | float) else 0

    def has(self, name: str) -> bool:
        """Whether a fact is there and true."""
        return bool(self.facts.get(name, False))


def _as_it_is(context: str, sentence: str) -> str:
    del context
    return sentence


def readable_size(size_bytes: float) -> str:
    """Return a size as a person reads it: "512 B", "69 kB", "3.2 GB" (powers of 1000)."""
    value, units = float(size_bytes), ("B", "kB", "MB", "GB", "TB")
    for unit in units:
        if value < 999.5 or unit == units[-1]:
            return (
                f"{value:.1f} {unit}" if value < 9.95 and unit not in {"B", "kB"} else f"{value:.0f} {unit}"
            )
        value /= 1000
    raise AssertionError


def readable_wait(seconds: float) -> str:
    """Return a waiting time, rounded up: "12 s", "2 min"."""
    whole = max(1, -int(-seconds // 1))
    return f"{whole} s" if whole < 100 else f"{-(-whole // 60)} min"


def explain(error: SottoError, translate: Translate = _as_it_is) -> Explanation:
    """Word an error.

    Args:
        error: any of the closed set; a subclass without words of its own gets those of its base.
        translate: context ("errors") and English sentence to the sentence in the user's language.
    """
    if isinstance(error, GateError):
        return Explanation(*gate_sentences(error, translate))
    words = _Words(translate, error.facts)
    for kind in type(error).__mro__:
        if (worded := _TABLE.get(kind)) is not None:
            return worded(words)
    return _error(words)


def _error(w: _Words) -> Explanation:
    return Explanation(
        w.translate("errors", "Something outside of Sotto went wrong."),
        w.translate("errors", "Try again. Nothing that was saved is lost."),
    )


def _service_fault(w: _Words) -> Explanation:
    return Explanation(
        w.translate("errors", "A part of Sotto made a mistake ({kind}).").format(kind=w.text("kind")),
        w.translate(
            "errors", "What was saved is safe. Try again; if it comes back, please report it with this name."
        ),
    )


# --- the vault ----------------------------------------------------------------------------------------


def _vault(w: _Words) -> Explanation:
    return Explanation(
        w.translate("errors", "The vault could not do that."),
        w.translate("errors", "Lock Sotto and unlock it again, then retry."),
    )


def _vault_missing(w: _Words) -> Explanation:
    return Explanation(
        w.translate("errors", "There is no vault in this folder."),
        w.translate("errors", "Create one, or start Sotto with the folder that holds yours."),
    )


def _vault_exists(w: _Words) -> Explanation:
    return Explanation(
        w.translate("errors", "There already is a vault, or a part of one, in this folder."),
        w.translate("errors", "Sotto never writes over it. Unlock it, or use another folder for a new one."),
    )


def _vault_locked(w: _Words) -> Explanation:
    return Explanation(
        w.translate("errors", "Sotto is locked."),
        w.translate("errors", "Unlock it and try again."),
    )


def _wrong_passphrase(w: _Words) -> Explanation:
    return Explanation(
        w.translate("errors", "This is not the passphrase."),
        w.translate("errors", "Check Caps Lock and the keyboard layout, or use your recovery code."),
    )


def _recovery_mistyped(w: _Words) -> Explanation:
    if w.number("group") < 1:
        return Explanation(
            w.translate("errors", "The recovery code is too short or too long."),
            w.translate("errors", "Type all of its groups; capitals, spaces and dashes do not matter."),
        )
    return Explanation(
        w.translate("errors", "There is a typing mistake in group {group} of the recovery code.").format(
            group=w.text("group")
        ),
        w.translate("errors", "Compare that group with what you wrote down; the others look right."),
    )


def _wrong_recovery(w: _Words) -> Explanation:
    return Explanation(
        w.translate("errors", "This recovery code is well written, but it does not open this vault."),
        w.translate(
            "errors", "A newer code replaces older ones. Look for the newest one, or for another vault."
        ),
    )


def _too_many_attempts(w: _Words) -> Explanation:
    return Explanation(
        w.translate("errors", "Please wait {wait} before the next try.").format(
            wait=readable_wait(w.number("wait"))
        ),
        w.translate("errors", "The wait grows with wrong tries, up to a minute. Nothing is ever deleted."),
    )


def _key_file_damaged(w: _Words) -> Explanation:
    return Explanation(
        w.translate("errors", "The key file of your vault is missing.")
        if w.facts.get("reason") == "missing"
        else w.translate("errors", "The key file of your vault is damaged."),
        w.translate("errors", "A backup of it is here and can be put in its place. Nothing is lost by it.")
        if w.has("has_backup")
        else w.translate(
            "errors", "Put vault.keys back from a backup of your computer, then start Sotto again."
        ),
    )


def _key_file_altered(w: _Words) -> Explanation:
    return Explanation(
        w.translate("errors", "The key file was changed by something other than Sotto."),
        w.translate("errors", "A backup of it is here and can be put in its place. The changed file is kept.")
        if w.has("has_backup")
        else w.translate(
            "errors", "Put vault.keys back from a backup of your computer, then start Sotto again."
        ),
    )


def _kdf_out_of_range(w: _Words) -> Explanation:
    return Explanation(
        w.translate(
            "errors", "The key file asks for key settings that Sotto does not accept ({name})."
        ).format(name=w.text("name")),
        w.translate("errors", "Someone may have weakened it. Put vault.keys back from a backup."),
    )


def _database_missing(w: _Words) -> Explanation:
    return Explanation(
        w.translate("errors", "The key file is here, but the database of your vault is not."),
        w.translate(
            "errors", "Put vault.db back beside vault.keys: from a backup, or from where it was moved to."
        ),
    )


def _database_empty(w: _Words) -> Explanation:
    return Explanation(
        w.translate("errors", "The database of your vault is empty: its file has no bytes."),
        w.translate("errors", "Sotto leaves it as it is. Put vault.db back from a backup."),
    )


def _database_damaged(w: _Words) -> Explanation:
    if w.text("reason") in {"first-page", "schema", "no-tables"}:
        return Explanation(
            w.translate("errors", "Your passphrase is right, but the beginning of the database is damaged."),
            w.translate(
                "errors",
                "Nothing can be read without it. Copy the vault's folder somewhere safe, then put vault.db"
                " back from a backup.",
            ),
        )
    return Explanation(
        w.translate("errors", "Your passphrase is right, but the database is damaged."),
        w.translate(
            "errors",
            "Put vault.db back from a backup, or save what can be read into a new vault:"
            " `./sotto vault salvage --to FOLDER`.",
        ),
    )


def _database_foreign(w: _Words) -> Explanation:
    return Explanation(
        w.translate("errors", "The database does not belong to this key file."),
        w.translate(
            "errors", "The two files must come from the same vault: put back the pair from one backup."
        ),
    )


def _vault_too_new(w: _Words) -> Explanation:
    return Explanation(
        w.translate("errors", "This vault was made by a newer Sotto (format {found}).").format(
            found=w.text("found")
        ),
        w.translate(
            "errors", "This version reads formats up to {supported}. Update Sotto to open it."
        ).format(supported=w.text("supported")),
    )


def _vault_in_use(w: _Words) -> Explanation:
    return Explanation(
        w.translate("errors", "Another Sotto has this vault open: process {pid} on {host}.").format(
            pid=w.text("pid"), host=w.text("host")
        ),
        w.translate("errors", "Use that one, or close it and try again."),
    )


def _disk_full(w: _Words) -> Explanation:
    return Explanation(
        w.translate("errors", "The disk is full: nothing more could be saved."),
        w.translate(
            "errors", "Sotto keeps a reserve for this: free it to go on, and then make room on the disk."
        )
        if w.has("has_ballast")
        else w.translate("errors", "Make room on the disk, then try again. What was saved before is safe."),
    )


def _read_only(w: _Words) -> Explanation:
    if w.text("reason") == "after-failure":
        return Explanation(
            w.translate("errors", "After a failure of the disk the vault is only being read."),
            w.translate("errors", "Lock and unlock it to write again; copy what matters first."),
        )
    return Explanation(
        w.translate("errors", "The vault's folder cannot be written to."),
        w.translate("errors", "Check that its disk is not read-only and that the folder belongs to you."),
    )


def _vault_replaced(w: _Words) -> Explanation:
    return Explanation(
        w.translate("errors", "The vault's file was replaced while Sotto had it open."),
        w.translate(
            "errors", "A sync or backup program may have done it. Stop that for this folder and unlock again."
        ),
    )


def _unsafe_path(w: _Words) -> Explanation:
    return Explanation(
        w.translate("errors", "{name} in the vault's folder is not an ordinary file of yours.").format(
            name=w.text("name")
        ),
        w.translate("errors", "Sotto does not follow links there. Move it away, then try again."),
    )


def _storage_failed(w: _Words) -> Explanation:
    if w.text("reason") == "memory":
        return Explanation(
            w.translate(
                "errors", "Not enough memory to try the passphrase: {needed} needed, {available} free."
            ).format(
                needed=readable_size(w.number("needed")), available=readable_size(w.number("available"))
            ),
            w.translate("errors", "Close other programs, then try again."),
        )
    return Explanation(
        w.translate("errors", "The disk reported a failure ({reason}).").format(reason=w.text("reason")),
        w.translate("errors", "Copy the vault's folder to another disk soon, then try again."),
    )


def _no_such_item(w: _Words) -> Explanation:
    return Explanation(
        w.translate("errors", "That is no longer in the vault."),
        w.translate("errors", "It may have been deleted in the meantime."),
    )


# --- the processes ------------------------------------------------------------------------------------


def _service_lost(w: _Words) -> Explanation:
    return Explanation(
        w.translate("errors", "A helper process of Sotto ended ({service}, {how}).").format(
            service=w.text("service"), how=w.text("how")
        ),
        w.translate("errors", "What was saved is safe. Try again."),
    )


def _service_unavailable(w: _Words) -> Explanation:
    if w.text("service") == "engine":
        return Explanation(
            w.translate(
                "errors",
                "The model stopped unexpectedly {crashes} times in a row, and was not started again.",
            ).format(crashes=w.text("crashes")),
            w.translate(
                "errors",
                "Your question is saved. Have it answered again to try once more, or choose another model.",
            ),
        )
    return Explanation(
        w.translate(
            "errors", "A helper process of Sotto failed {crashes} times in a row ({service})."
        ).format(crashes=w.text("crashes"), service=w.text("service")),
        w.translate("errors", "What was saved is safe. Wait a minute, then try again."),
    )


def _call_timed_out(w: _Words) -> Explanation:
    return Explanation(
        w.translate("errors", "A helper process of Sotto did not answer in time ({service}).").format(
            service=w.text("service")
        ),
        w.translate("errors", "The computer may be very busy. Try again."),
    )


def _redaction(w: _Words) -> Explanation:
    return Explanation(
        w.translate("errors", "The text could not be redacted reliably, so nothing was sent."),
        w.translate("errors", "Try again, or answer locally. If it happens again, shorten the text."),
    )


def _redaction_failed(w: _Words) -> Explanation:
    return Explanation(
        w.translate("errors", "The redacted text would not come back as it was, so nothing was sent."),
        w.translate("errors", "Change what looks like code or like a placeholder, or answer locally."),
    )


def _value_still_there(w: _Words) -> Explanation:
    return Explanation(
        w.translate("errors", "Something that should be hidden is still in the text, so nothing was sent."),
        w.translate("errors", "Look through the review and redact what is left, or answer locally."),
    )


def _unknown_profile(w: _Words) -> Explanation:
    return Explanation(
        w.translate("errors", "There is no redaction profile of this name."),
        w.translate("errors", "Use default, strict, hipaa-18, glba, gdpr, ferpa or secrets."),
    )


def _usage_refused(w: _Words) -> Explanation:
    worded = refusal(w.text("reason"), w.translate)
    if worded is not None:
        return Explanation(*worded)
    return Explanation(
        w.translate("errors", "That is not possible now ({reason}).").format(reason=w.text("reason")),
        w.translate("errors", "Choose another message or conversation, and try again."),
    )


# --- the engine ---------------------------------------------------------------------------------------


def _engine(w: _Words) -> Explanation:
    return Explanation(
        w.translate("errors", "The model could not do that."),
        w.translate("errors", "Your question is saved. Try again, or choose another model."),
    )


def _model_missing(w: _Words) -> Explanation:
    return Explanation(
        w.translate("errors", "The model's file is not there, or cannot be read."),
        w.translate("errors", "Connect the disk it is on, import it again, or choose another model."),
    )


def _model_damaged(w: _Words) -> Explanation:
    return Explanation(
        w.translate("errors", "This is not a model that can be used ({reason}).").format(
            reason=w.text("reason")
        ),
        w.translate("errors", "Sotto reads GGUF files. Download it again if the download was cut short."),
    )


def _not_enough_disk(w: _Words) -> Explanation:
    return Explanation(
        w.translate("errors", "There is not enough space for a copy: {needed} needed, {free} free.").format(
            needed=readable_size(w.number("needed")), free=readable_size(w.number("free"))
        ),
        w.translate("errors", "Import it without copying, or make space first."),
    )


def _model_list_unwritable(w: _Words) -> Explanation:
    return Explanation(
        w.translate("errors", "The list of models cannot be written ({reason}).").format(
            reason=w.text("reason")
        ),
        w.translate("errors", "Check the free space and the permissions of Sotto's folder, then try again."),
    )


def _model_changed(w: _Words) -> Explanation:
    return Explanation(
        w.translate("errors", "The model's file is not the one you imported: its contents changed."),
        w.translate("errors", "If you replaced it yourself, import it again. Otherwise remove it."),
    )


def _not_enough_memory(w: _Words) -> Explanation:
    return Explanation(
        w.translate("errors", "Not enough memory: it needs {needed}, and {available} are free.").format(
            needed=readable_size(w.number("needed")), available=readable_size(w.number("available"))
        ),
        w.translate("errors", "Close other programs, use a smaller context, or choose a smaller model."),
    )


def _context_full(w: _Words) -> Explanation:
    return Explanation(
        w.translate(
            "errors", "The question alone is too long: {tokens} tokens, and the context holds {context}."
        ).format(tokens=w.text("tokens"), context=w.text("context")),
        w.translate("errors", "Shorten it, or set a larger context in Settings."),
    )


def _engine_busy(w: _Words) -> Explanation:
    return Explanation(
        w.translate("errors", "Another answer is being written."),
        w.translate("errors", "Wait for it to end, or stop it."),
    )


def _engine_crashed(w: _Words) -> Explanation:
    how = w.facts.get("how")
    if how == "out-of-memory":
        return Explanation(
            w.translate("errors", "The model ran out of memory."),
            w.translate(
                "errors", "Your question is saved. Retry with a smaller context, or a smaller model."
            ),
        )
    if how == "hung":
        return Explanation(
            w.translate("errors", "The model stopped responding and was ended."),
            w.translate("errors", "Your question is saved. Retry, or retry with a smaller context."),
        )
    return Explanation(
        w.translate("errors", "The model stopped unexpectedly."),
        w.translate("errors", "Your question is saved. Retry, or retry with a smaller context."),
    )


def _keyring_unavailable(w: _Words) -> Explanation:
    if w.facts.get("reason") == "locked":
        return Explanation(
            w.translate("errors", "The system's keyring is locked."),
            w.translate("errors", "Unlock it when it asks, and try again."),
        )
    return Explanation(
        w.translate("errors", "The system's keyring cannot be reached."),
        w.translate("errors", "Start it and try again, or enter the key anew to keep it in the vault."),
    )


_TABLE: dict[type, Callable[[_Words], Explanation]] = {
    SottoError: _error,
    ServiceFault: _service_fault,
    VaultError: _vault,
    VaultMissing: _vault_missing,
    VaultExists: _vault_exists,
    VaultLockedError: _vault_locked,
    WrongPassphrase: _wrong_passphrase,
    RecoveryCodeMistyped: _recovery_mistyped,
    WrongRecoveryCode: _wrong_recovery,
    TooManyAttempts: _too_many_attempts,
    KeyFileDamaged: _key_file_damaged,
    KeyFileAltered: _key_file_altered,
    KdfOutOfRange: _kdf_out_of_range,
    DatabaseMissing: _database_missing,
    DatabaseEmpty: _database_empty,
    DatabaseDamaged: _database_damaged,
    DatabaseForeign: _database_foreign,
    VaultTooNew: _vault_too_new,
    VaultInUse: _vault_in_use,
    DiskFull: _disk_full,
    ReadOnly: _read_only,
    VaultReplaced: _vault_replaced,
    UnsafePath: _unsafe_path,
    StorageFailed: _storage_failed,
    NoSuchItem: _no_such_item,
    KeyringUnavailable: _keyring_unavailable,
    ServiceLost: _service_lost,
    ServiceUnavailable: _service_unavailable,
    CallTimedOut: _call_timed_out,
    RedactionError: _redaction,
    RedactionFailed: _redaction_failed,
    ValueStillThere: _value_still_there,
    UnknownProfile: _unknown_profile,
    UsageRefused: _usage_refused,
    EngineError: _engine,
    ModelMissing: _model_missing,
    ModelDamaged: _model_damaged,
    ModelChanged: _model_changed,
    NotEnoughDisk: _not_enough_disk,
    ModelListUnwritable: _model_list_unwritable,
    NotEnoughMemory: _not_enough_memory,
    ContextFull: _context_full,
    EngineBusy: _engine_busy,
    EngineCrashed: _engine_crashed,
}


def explain_warning(code: str, translate: Translate = _as_it_is) -> Explanation | None:
    """Word one of the warnings that an unlock reports (``Unlocked.warnings``); None for an unknown code."""
    w = _Words(translate, {})
    worded = _WARNINGS.get(code)
    return worded(w) if worded is not None else None


def _older_keyfile(w: _Words) -> Explanation:
    return Explanation(
        w.translate("errors", "The key file is older than the database."),
        w.translate("errors", "Someone put an old copy back. If it was not you, change your passphrase."),
    )


def _older_database(w: _Words) -> Explanation:
    return Explanation(
        w.translate("errors", "The database is older than the key file."),
        w.translate("errors", "An old copy was put back: what was written after it is missing."),
    )


def _disk_full_warning(w: _Words) -> Explanation:
    return Explanation(
        w.translate("errors", "The disk is full."),
        w.translate("errors", "You can read everything. Free some space before you write."),
    )


def _backup_used(w: _Words) -> Explanation:
    return Explanation(
        w.translate("errors", "The key file was damaged; its backup was used."),
        w.translate("errors", "Check the vault in Settings, and make a backup of its folder."),
    )


def _network_folder(w: _Words) -> Explanation:
    return Explanation(
        w.translate("errors", "The vault is in a network or synced folder."),
        w.translate(
            "errors", "Two computers writing to it can damage it. A folder on this computer is safer."
        ),
    )


def _open_permissions(w: _Words) -> Explanation:
    return Explanation(
        w.translate("errors", "Other users of this computer could read the vault's files."),
        w.translate("errors", "This was corrected now. What they held was encrypted all the time."),
    )


def _recovery_unverified(w: _Words) -> Explanation:
    return Explanation(
        w.translate("errors", "Your recovery code was never checked."),
        w.translate(
            "errors", "If you forget the passphrase and the code is wrong, nobody can open your chats."
        ),
    )


def _purge_finished(w: _Words) -> Explanation:
    return Explanation(
        w.translate("errors", "A deletion that was interrupted has been finished."),
        w.translate("errors", "Nothing is left to do."),
    )


def _weak_kdf(w: _Words) -> Explanation:
    return Explanation(
        w.translate("errors", "Your passphrase is protected less strongly than this computer could."),
        w.translate(
            "errors", "Change the passphrase (to the same one, if you like) to renew its protection."
        ),
    )


_WARNINGS: dict[str, Callable[[_Words], Explanation]] = {
    "older-keyfile": _older_keyfile,
    "older-database": _older_database,
    "disk-full": _disk_full_warning,
    "backup-used": _backup_used,
    "network-folder": _network_folder,
    "open-permissions": _open_permissions,
    "recovery-unverified": _recovery_unverified,
    "purge-finished": _purge_finished,
    "weak-kdf": _weak_kdf,
}
