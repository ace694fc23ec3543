"""What a click on "Local only" and on the sandbox level explains."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from ui.dialogs import tell
from ui.kit import Kit
from ui.policy import limits


def explain_route(kit: Kit, parent: QWidget) -> None:
    """Say what "Local only" means and how it is enforced."""
    translate = QCoreApplication.translate
    tell(
        kit.theme,
        parent,
        icon="shield-check",
        title=translate("explanations", "Local only"),
        paragraphs=(
            translate(
                "explanations",
                "Your question is answered by a model that runs on this computer. No copy of it leaves.",
            ),
            _enforcement(kit),
            translate("explanations", "There is no account, no telemetry and no update check."),
            *filter(None, [" ".join(limits(kit.assistant.policy))]),
        ),
    )


def _enforcement(kit: Kit) -> str:
    """Say how far the promise is enforced on this computer, and no more than that."""
    translate = QCoreApplication.translate
    running = {kit.assistant.vault_sandbox, kit.assistant.engine_sandbox} - {""}
    if running <= {"full"}:
        return translate(
            "explanations",
            "This is enforced, not promised: the window has denied itself internet connections, and the"
            " processes that hold your chats and run the model may not open any at all. The system refuses"
            " them.",
        )
    return translate(
        "explanations",
        "Sotto opens no connections. On this computer the system does not enforce all of it for every"
        " process; the sandbox level at the bottom of the window says how far it does.",
    )


def explain_sandbox(kit: Kit, parent: QWidget) -> None:
    """Say what the processes may not do, and what the level means."""
    translate = QCoreApplication.translate
    assistant = kit.assistant
    names = {
        "full": translate("explanations", "full"),
        "reduced": translate("explanations", "reduced"),
        "none": translate("explanations", "none"),
        "": translate("explanations", "not running"),
    }
    levels = translate("explanations", "Vault: {vault}. Model: {engine}.").format(
        vault=names.get(assistant.vault_sandbox, assistant.vault_sandbox),
        engine=names.get(assistant.engine_sandbox, assistant.engine_sandbox),
    )
    tell(
        kit.theme,
        parent,
        icon="shield-check",
        title=translate("explanations", "What the processes of Sotto may not do"),
        paragraphs=(
            levels,
            translate(
                "explanations",
                "The vault's process holds the key and sees only the vault's folder. The model's process"
                " sees only its model file. Neither may open connections, start programs, or look into"
                " other processes, so that a hostile model file can at worst end its own process.",
            ),
            translate(
                "explanations",
                "Full: the system enforces all of it. Reduced: this system lacks a part. None: this"
                " system offers nothing that Sotto can use.",
            ),
        ),
    )
