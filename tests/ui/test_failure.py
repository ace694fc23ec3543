"""Which failures keep words out of the vault, and which of them last until it is unlocked again."""

from __future__ import annotations

import pytest

from app.errors import DatabaseDamaged, DiskFull, NoSuchItem, ReadOnly, StorageFailed, VaultReplaced
from models.errors import EngineCrashed, NotEnoughMemory
from ui.failure import has_stopped_writing, keeps_words_out, smaller_context


@pytest.mark.parametrize(
    ("error", "lasts", "keeps_out"),
    [
        (VaultReplaced(), True, True),
        (ReadOnly(reason="after-failure"), True, True),
        (ReadOnly(), True, True),
        (StorageFailed(reason="EIO"), True, True),
        (StorageFailed(reason="memory", needed=1, available=0), False, False),
        (DatabaseDamaged(reason="page"), True, True),
        (DiskFull(free=0, has_ballast=False), False, True),
        (NoSuchItem(kind="conversation"), False, False),
        (EngineCrashed(), False, False),
        (ValueError(), False, False),
    ],
)
def test_what_a_failure_means_for_the_vault(error: Exception, *, lasts: bool, keeps_out: bool) -> None:
    assert (has_stopped_writing(error), keeps_words_out(error)) == (lasts, keeps_out)


@pytest.mark.parametrize(
    ("error", "loaded", "chosen", "smaller"),
    [
        (EngineCrashed(), 8192, None, 4096),
        (EngineCrashed(), None, 2048, 1024),
        (EngineCrashed(), None, None, 2048),
        (EngineCrashed(), 512, None, None),
        (NotEnoughMemory(needed=2, available=1, context=4096, fits=3072), 8192, None, 3072),
        (NotEnoughMemory(needed=2, available=1, context=4096, fits=0), 8192, None, 2048),
        (DiskFull(), 8192, None, None),
    ],
)
def test_a_smaller_context_is_offered_where_it_may_help(
    error: Exception, loaded: int | None, chosen: int | None, smaller: int | None
) -> None:
    assert smaller_context(error, loaded=loaded, chosen=chosen) == smaller
