"""The words for what the vault refuses and warns of."""

from __future__ import annotations

from typing import Final

from app.errors import (
    DatabaseDamaged,
    DatabaseEmpty,
    DatabaseForeign,
    DatabaseMissing,
    DiskFull,
    KdfOutOfRange,
    KeyFileAltered,
    KeyFileDamaged,
    NoSuchItem,
    ReadOnly,
    RecoveryCodeMistyped,
    StorageFailed,
    TooManyAttempts,
    UnsafePath,
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
from app.explain.base import Explanation, Table, Worded, Words, readable_size, readable_wait


def _vault(w: Words) -> Explanation:
    return Explanation(
        w.translate("errors", "The vault could not do that."),
        w.translate("errors", "Lock Sotto and unlock it again, then retry."),
    )


def _vault_missing(w: Words) -> Explanation:
    return Explanation(
        w.translate("errors", "There is no vault in this folder."),
        w.translate(
            "errors",
            "Create one (`./sotto vault create`), or start Sotto with the folder that holds yours.",
        ),
    )


def _vault_exists(w: Words) -> Explanation:
    return Explanation(
        w.translate("errors", "There already is a vault, or a part of one, in this folder."),
        w.translate("errors", "Sotto never writes over it. Unlock it, or use another folder for a new one."),
    )


def _vault_locked(w: Words) -> Explanation:
    return Explanation(
        w.translate("errors", "Sotto is locked."),
        w.translate("errors", "Unlock it and try again."),
    )


def _wrong_passphrase(w: Words) -> Explanation:
    return Explanation(
        w.translate("errors", "This is not the passphrase."),
        w.translate("errors", "Check Caps Lock and the keyboard layout, or use your recovery code."),
    )


def _recovery_mistyped(w: Words) -> Explanation:
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


def _wrong_recovery(w: Words) -> Explanation:
    return Explanation(
        w.translate("errors", "This recovery code is well written, but it does not open this vault."),
        w.translate(
            "errors", "A newer code replaces older ones. Look for the newest one, or for another vault."
        ),
    )


def _too_many_attempts(w: Words) -> Explanation:
    return Explanation(
        w.translate("errors", "Please wait {wait} before the next try.").format(
            wait=readable_wait(w.number("wait"))
        ),
        w.translate("errors", "The wait grows with wrong tries, up to a minute. Nothing is ever deleted."),
    )


def _key_file_damaged(w: Words) -> Explanation:
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


def _key_file_altered(w: Words) -> Explanation:
    return Explanation(
        w.translate("errors", "The key file was changed by something other than Sotto."),
        w.translate("errors", "A backup of it is here and can be put in its place. The changed file is kept.")
        if w.has("has_backup")
        else w.translate(
            "errors", "Put vault.keys back from a backup of your computer, then start Sotto again."
        ),
    )


def _kdf_out_of_range(w: Words) -> Explanation:
    return Explanation(
        w.translate(
            "errors", "The key file asks for key settings that Sotto does not accept ({name})."
        ).format(name=w.text("name")),
        w.translate("errors", "Someone may have weakened it. Put vault.keys back from a backup."),
    )


def _database_missing(w: Words) -> Explanation:
    return Explanation(
        w.translate("errors", "The key file is here, but the database of your vault is not."),
        w.translate(
            "errors", "Put vault.db back beside vault.keys: from a backup, or from where it was moved to."
        ),
    )


def _database_empty(w: Words) -> Explanation:
    return Explanation(
        w.translate("errors", "The database of your vault is empty: its file has no bytes."),
        w.translate("errors", "Sotto leaves it as it is. Put vault.db back from a backup."),
    )


def _database_damaged(w: Words) -> Explanation:
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


def _database_foreign(w: Words) -> Explanation:
    return Explanation(
        w.translate("errors", "The database does not belong to this key file."),
        w.translate(
            "errors", "The two files must come from the same vault: put back the pair from one backup."
        ),
    )


def _vault_too_new(w: Words) -> Explanation:
    return Explanation(
        w.translate("errors", "This vault was made by a newer Sotto (format {found}).").format(
            found=w.text("found")
        ),
        w.translate(
            "errors", "This version reads formats up to {supported}. Update Sotto to open it."
        ).format(supported=w.text("supported")),
    )


def _vault_in_use(w: Words) -> Explanation:
    return Explanation(
        w.translate("errors", "Another Sotto has this vault open: process {pid} on {host}.").format(
            pid=w.text("pid"), host=w.text("host")
        ),
        w.translate("errors", "Use that one, or close it and try again."),
    )


def _disk_full(w: Words) -> Explanation:
    return Explanation(
        w.translate("errors", "The disk is full: nothing more could be saved."),
        w.translate(
            "errors", "Sotto keeps a reserve for this: free it to go on, and then make room on the disk."
        )
        if w.has("has_ballast")
        else w.translate("errors", "Make room on the disk, then try again. What was saved before is safe."),
    )


def _read_only(w: Words) -> Explanation:
    if w.text("reason") == "after-failure":
        return Explanation(
            w.translate("errors", "After a failure of the disk the vault is only being read."),
            w.translate(
                "errors", "Save a copy of what matters now; then lock and unlock Sotto to write again."
            ),
        )
    return Explanation(
        w.translate("errors", "The vault's folder cannot be written to."),
        w.translate("errors", "Check that its disk is not read-only and that the folder belongs to you."),
    )


def _vault_replaced(w: Words) -> Explanation:
    return Explanation(
        w.translate("errors", "The vault's file was replaced while Sotto had it open."),
        w.translate(
            "errors",
            "A sync or backup program may have done it; stop that for this folder. Nothing is written any"
            " more: save a copy of your chats before you lock, as the file that is there now may lack some.",
        ),
    )


def _unsafe_path(w: Words) -> Explanation:
    return Explanation(
        w.translate("errors", "{name} in the vault's folder is not an ordinary file of yours.").format(
            name=w.text("name")
        ),
        w.translate("errors", "Sotto does not follow links there. Move it away, then try again."),
    )


def _storage_failed(w: Words) -> Explanation:
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


def _no_such_item(w: Words) -> Explanation:
    return Explanation(
        w.translate("errors", "That is no longer in the vault."),
        w.translate("errors", "It may have been deleted in the meantime."),
    )


TABLE: Final[Table] = {
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
}


def _older_keyfile(w: Words) -> Explanation:
    return Explanation(
        w.translate("errors", "The key file is older than the database."),
        w.translate("errors", "Someone put an old copy back. If it was not you, change your passphrase."),
    )


def _older_database(w: Words) -> Explanation:
    return Explanation(
        w.translate("errors", "The database is older than the key file."),
        w.translate("errors", "An old copy was put back: what was written after it is missing."),
    )


def _disk_full_warning(w: Words) -> Explanation:
    return Explanation(
        w.translate("errors", "The disk is full."),
        w.translate("errors", "You can read everything. Free some space before you write."),
    )


def _backup_used(w: Words) -> Explanation:
    return Explanation(
        w.translate("errors", "The key file was damaged; its backup was used."),
        w.translate("errors", "Check the vault in Settings, and make a backup of its folder."),
    )


def _network_folder(w: Words) -> Explanation:
    return Explanation(
        w.translate("errors", "The vault is in a network or synced folder."),
        w.translate(
            "errors", "Two computers writing to it can damage it. A folder on this computer is safer."
        ),
    )


def _open_permissions(w: Words) -> Explanation:
    return Explanation(
        w.translate("errors", "Other users of this computer could read the vault's files."),
        w.translate("errors", "This was corrected now. What they held was encrypted all the time."),
    )


def _recovery_unverified(w: Words) -> Explanation:
    return Explanation(
        w.translate("errors", "Your recovery code was never checked."),
        w.translate(
            "errors", "If you forget the passphrase and the code is wrong, nobody can open your chats."
        ),
    )


def _purge_finished(w: Words) -> Explanation:
    return Explanation(
        w.translate("errors", "A deletion that was interrupted has been finished."),
        w.translate("errors", "Nothing is left to do."),
    )


def _weak_kdf(w: Words) -> Explanation:
    return Explanation(
        w.translate("errors", "Your passphrase is protected less strongly than this computer could."),
        w.translate(
            "errors", "Change the passphrase (to the same one, if you like) to renew its protection."
        ),
    )


WARNINGS: Final[dict[str, Worded]] = {
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
