"""The words for what is wrong with a computer's policy; ``app.policy`` finds it."""

from __future__ import annotations

from app.explain.base import Translate
from app.policy import Fault, Reason


def policy_fault(fault: Fault, translate: Translate) -> str:
    """Return one sentence: which file or folder, and what is wrong with it."""
    return _told(translate)[fault.reason].format(place=fault.place, detail=fault.detail)


def _told(translate: Translate) -> dict[Reason, str]:
    return {
        "missing": translate("policy", "{place}: there is no such file or folder."),
        "link": translate("policy", "{place}: it is a symbolic link, which is not followed."),
        "not-a-folder": translate("policy", "{place}: it is not a folder."),
        "not-a-file": translate("policy", "{place}: it is not an ordinary file."),
        "owner": translate("policy", "{place}: it does not belong to root."),
        "writable": translate("policy", "{place}: others than its owner may write it."),
        "above": translate("policy", "{place}: the folder {detail} above it can be changed by others."),
        "too-large": translate("policy", "{place}: it is larger than 64 KiB."),
        "too-many": translate("policy", "{place}: there are more than {detail} files in it."),
        "unreadable": translate("policy", "{place}: it cannot be read ({detail})."),
        "not-toml": translate("policy", "{place}: it is not TOML ({detail})."),
        "value": translate("policy", "{place}: a value is not possible ({detail})."),
    }
