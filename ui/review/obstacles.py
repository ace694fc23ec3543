"""What still stands between a review and sending, in words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.redaction.findings import EntityType
from app.review import Review
from app.routing import DEFAULT_SENSITIVITY, Situation, decide, raised
from ui.review.words import type_name


def obstacle(review: Review) -> str:
    """Return why a review cannot be sent as it is decided now, "" where nothing is in the way."""
    translate = QCoreApplication.translate
    undecided = len(review.undecided)
    if "rescan" in review.blockers:
        return translate("review", "The changed text has not been looked through.")
    if undecided == 1:
        return translate("review", "One place needs your decision before this can be sent.")
    if undecided:
        return translate("review", "{count} places need your decision before this can be sent.").format(
            count=undecided
        )
    if (kind := too_private(review)) is not None:
        text = translate("review", "Kept as it is, this may not take this route: {type}. Redact it.")
        return text.format(type=type_name(kind))
    return translate("review", "The question is empty.") if "empty" in review.blockers else ""


def too_private(review: Review) -> EntityType | None:
    """Return the type of something that is kept and closes the route: sending would be refused."""
    route = review.provider.route
    for kind in review.kept_labels():
        label = raised(DEFAULT_SENSITIVITY, (kind,))
        if not decide(Situation(route, label, provider_route=route, consented=True, has_key=True)).allowed:
            return kind
    return None
