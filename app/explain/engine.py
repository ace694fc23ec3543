"""The words for what goes wrong with models and with the process that runs them."""

from __future__ import annotations

from typing import Final

from app.explain.base import Explanation, Table, Words, readable_size
from models.errors import (
    ContextFull,
    EngineBusy,
    EngineCrashed,
    EngineError,
    ModelChanged,
    ModelDamaged,
    ModelListUnwritable,
    ModelMissing,
    NotEnoughDisk,
    NotEnoughMemory,
)


def _engine(w: Words) -> Explanation:
    return Explanation(
        w.translate("errors", "The model could not do that."),
        w.translate("errors", "Your question is saved. Try again, or choose another model."),
    )


def _model_missing(w: Words) -> Explanation:
    return Explanation(
        w.translate("errors", "The model's file is not there, or cannot be read."),
        w.translate("errors", "Connect the disk it is on, import it again, or choose another model."),
    )


def _model_damaged(w: Words) -> Explanation:
    match w.text("reason"):
        case "not-gguf":
            return Explanation(
                w.translate("errors", "This file is not a model in the GGUF format."),
                w.translate("errors", "Sotto reads GGUF files: look for one where you download models."),
            )
        case "truncated" | "empty-file":
            return Explanation(
                w.translate("errors", "The model's file is cut short."),
                w.translate(
                    "errors", "Download it again, and compare its size with the one that is named there."
                ),
            )
        case "not-a-text-generator":
            return Explanation(
                w.translate("errors", "This model does not write text."),
                w.translate(
                    "errors", "It is made for something else, such as search. Choose a model for chat."
                ),
            )
        case reason:
            return Explanation(
                w.translate("errors", "This is not a model that can be used ({reason}).").format(
                    reason=reason
                ),
                w.translate(
                    "errors", "Sotto reads GGUF files. Download it again if the download was cut short."
                ),
            )


def _model_changed(w: Words) -> Explanation:
    return Explanation(
        w.translate("errors", "The model's file is not the one you imported: its contents changed."),
        w.translate("errors", "If you replaced it yourself, import it again. Otherwise remove it."),
    )


def _not_enough_disk(w: Words) -> Explanation:
    return Explanation(
        w.translate("errors", "There is not enough space for a copy: {needed} needed, {free} free.").format(
            needed=readable_size(w.number("needed")), free=readable_size(w.number("free"))
        ),
        w.translate("errors", "Import it without copying, or make space first."),
    )


def _model_list_unwritable(w: Words) -> Explanation:
    return Explanation(
        w.translate("errors", "The list of models cannot be written ({reason}).").format(
            reason=w.text("reason")
        ),
        w.translate("errors", "Check the free space and the permissions of Sotto's folder, then try again."),
    )


def _not_enough_memory(w: Words) -> Explanation:
    return Explanation(
        w.translate("errors", "Not enough memory: it needs {needed}, and {available} are free.").format(
            needed=readable_size(w.number("needed")), available=readable_size(w.number("available"))
        ),
        w.translate("errors", "Close other programs, use a smaller context, or choose a smaller model."),
    )


def _context_full(w: Words) -> Explanation:
    return Explanation(
        w.translate(
            "errors", "The question alone is too long: {tokens} tokens, and the context holds {context}."
        ).format(tokens=w.text("tokens"), context=w.text("context")),
        w.translate("errors", "Shorten it, or set a larger context in Settings."),
    )


def _engine_busy(w: Words) -> Explanation:
    return Explanation(
        w.translate("errors", "Another answer is being written."),
        w.translate("errors", "Wait for it to end, or stop it."),
    )


def _engine_crashed(w: Words) -> Explanation:
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


TABLE: Final[Table] = {
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
