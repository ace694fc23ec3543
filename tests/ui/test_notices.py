"""Promise: the line under an answer says how it ended, and does not speak of words that never came."""

from __future__ import annotations

import pytest

from app.conversation import Message, MessageStatus, Role
from ui.notices import notice_of


@pytest.mark.parametrize("status", [MessageStatus.FAILED, MessageStatus.INTERRUPTED])
def test_what_is_kept_is_only_said_where_there_is_something(status: MessageStatus) -> None:
    some = Message("a", "c", "q", Role.ASSISTANT, "Half of", 0, status)
    none = Message("a", "c", "q", Role.ASSISTANT, "", 0, status)
    assert "is kept" in (notice_of(some, None, trimmed=0) or "")
    said = notice_of(none, None, trimmed=0) or ""
    assert "before any of" in said
    assert "kept" not in said
