"""What an unlock has to tell: warnings, answers that were cut, unreadable settings, a broken policy."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from app.explain import Explanation
from ui.errors import BannerStack, worded_warning
from ui.policy import broken_notice
from ui.unlock import Opening

if TYPE_CHECKING:
    from app.policy import Managed


def say_opening(
    banners: BannerStack,
    opening: Opening,
    settings_problem: str,
    policy: Managed,
    *,
    on_new_code: Callable[[], object],
    on_chat: Callable[[str], object],
) -> None:
    """Show a banner for each.

    Args:
        banners: of the page that is shown first.
        opening: what the unlock told.
        settings_problem: what was wrong with the settings file, or "".
        policy: of the computer.
        on_new_code: makes a new recovery code.
        on_chat: opens a chat.
    """
    translate = QCoreApplication.translate
    broken = broken_notice(policy)
    if broken is not None:
        banners.say("policy", broken, tone="warn")
    for code in opening.warnings:
        said = worded_warning(code)
        if said is None:
            continue
        if code == "recovery-unverified":
            make = (translate("opening", "Make a new code"), on_new_code)
            banners.say(code, said, tone="warn", actions=(make,))
        else:
            banners.say(code, said, tone="info" if code == "purge-finished" else "warn")
    if opening.interrupted:
        _say_interrupted(banners, opening, on_chat)
    if settings_problem:
        banners.say(
            "settings",
            Explanation(
                translate("opening", "The settings file could not be read, so the defaults apply."),
                translate("opening", "It is kept beside the new one, under another name."),
            ),
            tone="warn",
        )


def _say_interrupted(banners: BannerStack, opening: Opening, on_chat: Callable[[str], object]) -> None:
    translate = QCoreApplication.translate
    if opening.interrupted == 1:  # and hardly ever more: one answer is written at a time
        said = Explanation(
            translate("opening", "An answer was cut short the last time."),
            translate("opening", "What there was of it is kept and marked."),
        )
        go = translate("opening", "Go to the chat")
    else:
        said = Explanation(
            translate("opening", "Answers that were cut short the last time: {count}.").format(
                count=opening.interrupted
            ),
            translate("opening", "What there was of them is kept and marked."),
        )
        go = translate("opening", "Go to the newest")
    actions = ((go, lambda: on_chat(opening.cut_in)),) if opening.cut_in else ()
    banners.say("interrupted", said, tone="info", actions=actions)
