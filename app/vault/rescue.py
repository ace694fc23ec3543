"""A salvage from its beginning to its end: copy, open, make a new vault, transfer, clean up.

Whatever stops it, the folder it was to go to is empty again; the damaged vault is only read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from app.errors import DatabaseForeign, UsageRefused
from app.vault.connection import Interrupted
from app.vault.envelope import OpenKeys
from app.vault.files import Folder
from app.vault.port import Created, SalvageEvent, SalvageProgress, SalvageReport
from app.vault.salvage import Transfer
from app.vault.session import database_key
from app.vault.store import Store
from app.vault.wreck import Wreck, copy_database, damaged_pages, discard_copy
from models.cancel import CancelToken

_COPIED, _COUNTED, _MADE = 0.1, 0.2, 0.25  # how far along each stage ends; the rest are the messages
NewVault = tuple[Created, Store]


def require_empty(target: Folder, *, source: Folder) -> None:
    """Refuse a folder that holds anything, or that is part of the damaged vault.

    Raises:
        UsageRefused: reason "salvage-folder".
    """
    is_part = source.path in {target.path, *target.path.parents}
    with target.errors():
        if is_part or not target.path.is_dir() or any(target.path.iterdir()):
            raise UsageRefused(reason="salvage-folder")


def rescue(
    opened: OpenKeys,
    source: Folder,
    target: Folder,
    *,
    make: Callable[[], NewVault],
    close: Callable[[], None],
    new_id: Callable[[], str],
    cancel: CancelToken,
) -> Iterator[SalvageEvent]:
    """Salvage ``source`` into ``target``.

    Args:
        opened: the damaged vault's key file.
        source: its folder.
        target: of ``require_empty``.
        make: makes a new vault in ``target``; its database is still empty.
        close: closes that one, if it was made.
        new_id: makes an id for a conversation.
        cancel: of the caller.

    Yields:
        Progress, then the report; no report after a cancel.
    """
    is_done = False
    try:
        yield SalvageProgress("copying", 0.0)
        unread = copy_database(source, target, is_cancelled=lambda: cancel.is_cancelled)
        yield SalvageProgress("pages", _COPIED)
        key = database_key(opened.sealed.document, opened.root_key)
        damaged = damaged_pages(target, key)
        yield SalvageProgress("creating", _COUNTED)
        wreck = Wreck(target, key, damaged=damaged, is_cancelled=lambda: cancel.is_cancelled)
        try:
            if wreck.vault_id() not in {None, opened.sealed.document.vault_id}:
                raise DatabaseForeign(reason="vault-id")
            created, store = make()
            transfer = Transfer(wreck, store, new_id=new_id)
            for share in transfer.run():
                yield SalvageProgress("messages", _MADE + share * (1 - _MADE))
                if cancel.is_cancelled:
                    return
        finally:
            wreck.close()
        close()
        discard_copy(target)
        is_done = True
    except Interrupted:
        return
    finally:
        if not is_done:
            close()
            _clear(target)
    saved = transfer.salvaged
    yield SalvageProgress("done", 1.0)
    yield SalvageReport(
        conversations=saved.conversations,
        messages=saved.messages,
        lost_conversations=saved.lost_conversations,
        lost_messages=saved.lost_messages,
        damaged_pages=max(unread, len(damaged)),
        recovery_code=created.recovery_code,
    )


def _clear(target: Folder) -> None:
    for path in list(target.path.iterdir()):
        target.discard(path.name)
