"""What the commands share: the assistant with its settings, and the observers of one run."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from app.assistant import Assistant
from app.errors import UsageRefused
from app.events import AnswerEnded, Event, Observer
from app.paths import Paths
from app.settings import SettingsStore
from models.files import ModelStore, unlisted_entry

AssistantFactory = Callable[[Observer], Assistant]


@dataclass(slots=True)
class Context:
    """One run of one command."""

    paths: Paths
    settings: SettingsStore
    models: ModelStore
    assistant: Assistant = field(init=False)
    ended_answers: list[AnswerEnded] = field(default_factory=list)
    _observers: list[Observer] = field(default_factory=list)

    def tell(self, event: Event) -> None:
        """Be the assistant's observer."""
        if isinstance(event, AnswerEnded):
            self.ended_answers.append(event)
        for observer in self._observers:
            observer(event)

    def observe(self, observer: Observer) -> None:
        """Hear the events of this run."""
        self._observers.append(observer)

    def use_model(self, wanted: str) -> None:
        """Answer with an imported model (id or its beginning) or a GGUF file, in this run only.

        Raises:
            UsageRefused: no model has this id, or several have.
        """
        path = Path(wanted).expanduser()
        listed = [
            entry for entry in self.models.entries() if entry.id.startswith(wanted) or entry.name == wanted
        ]
        if len(listed) == 1:
            self.assistant.use_model(listed[0])
        elif path.suffix.lower() == ".gguf" or path.is_file():
            self.assistant.use_model(unlisted_entry(path))
        else:
            raise UsageRefused(reason="no-such-model" if not listed else "id-not-unique")
