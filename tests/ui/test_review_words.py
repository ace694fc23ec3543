"""Promise: the review says why something was found in words that are true of it."""

from __future__ import annotations

from app.redaction.findings import EntityType, Reason
from ui.review.words import reason_words


def test_check_digits_are_claimed_of_numbers_that_have_some() -> None:
    reason = Reason("rule", 0.9, checksum=True)
    assert "check digits fit" in reason_words(reason, EntityType.IBAN)
    for kind in (EntityType.DATE, EntityType.DOB):
        assert "is a day of the calendar" in reason_words(reason, kind)
        assert "check digits" not in reason_words(reason, kind)
    assert "is a possible one" in reason_words(reason, EntityType.PHONE)
    assert "possible" not in reason_words(Reason("rule", 0.9), EntityType.PHONE)
