"""Takes the pictures of docs/screenshots: every screen, light and dark, at 100 % and at 150 %.

Usage: python -m tests.ui.pictures [--real] [--out FOLDER] [--only NAME ...]

Without ``--real`` the window runs over the fakes of the tests and the real redactor, with the chats of
``stage.filled_disk`` and an answer that shows all kinds of blocks. With it, over the real processes and the
built-in model, in a profile that is thrown away. The docs have all of ``--real``, and of the other ``--only
sample search failed replaced providers review cloud-answer left``, which a model of a few million parameters
cannot give. Run it on a real or a virtual display (``xvfb-run -a``) for true fonts.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from app.assistant import Assistant
from app.conversation import ConversationSummary, Folder, Message, MessageStatus, Provenance, Role
from app.errors import VaultReplaced
from app.gate.port import Destination
from app.paths import Paths, profile_paths
from app.ports import Services
from app.providers import Promise, Provider
from app.redaction.findings import EntityType
from app.redaction.port import Term
from app.routing import Route
from app.services import ProcessServices
from app.settings import SettingsStore
from models.engine import Sampling
from models.errors import SottoError
from models.files import ModelStore
from tests.fake_engine import crash
from tests.fake_stream import FakeStream
from tests.fake_vault import FakeDisk
from tests.fakes import FakeServices
from ui.application import Desk, make_application
from ui.entrance import EntranceForm
from ui.entrance_forms import CreateForm, RecoveryCodeForm
from ui.providers_page import ProvidersPage
from ui.review.window import ReviewWindow
from ui.route_chip import RouteChoice, RouteOption
from ui.unlock_form import UnlockForm
from ui.workspace import Workspace

OUT = Path(__file__).parents[2] / "docs" / "screenshots"
PASSPHRASE = "a quiet harbour at noon"
PATIENCE = 120.0
ANSWER = '''The contract allows **either party** to end it with *90 days'* notice, but section 7.2 adds a \
condition you may have missed.

| Clause | Notice | Who may use it | Cost |
|---|---|---|---|
| 7.1 Ordinary | 90 days | both parties | none |
| 7.2 Early exit | 30 days | customer only | two monthly fees |
| 7.4 For cause | immediate | both parties | none |

To check the dates yourself, this computes the last day of the notice period:

```python
from datetime import date, timedelta

def notice_ends(sent: date, days: int = 90) -> date:
    """Last day of the notice period (section 7.1)."""
    return sent + timedelta(days=days)  # calendar days
```

If you send the letter on **2 March**, the contract ends on `2026-05-31`.'''
TITLES = (
    ("Weekly review template", 3.0, {"pinned": True}),
    ("Lease contract questions", 0.0, {}),
    ("Summarise the audit report", 0.01, {"has_draft": True}),
    ("Letter to the landlord", 1.0, {}),
    ("Meal plan without nuts", 1.2, {"folder_id": "home"}),
    ("Compare two health policies", 4.0, {}),
    ("Translate the tender documents", 5.0, {}),
    ("Regex for invoice numbers", 20.0, {}),
)


def sample_disk() -> FakeDisk:
    """Return a vault with chats that look like somebody's, and are nobody's."""
    disk = FakeDisk(state="ready", passphrase=PASSPHRASE.encode(), recovery_verified=True)
    now = time.time_ns() // 1_000_000
    for number, (title, age, extra) in enumerate(TITLES):
        then = now - int(age * 86_400_000)
        disk.summaries[f"c{number}"] = ConversationSummary(f"c{number}", title, then, then, 2, **extra)
    disk.summaries["gone"] = ConversationSummary("gone", "Packing list", 0, now, 4, trashed=now)
    disk.folders["home"] = Folder("home", "Household")
    origin = Provenance(
        "Example model",
        "ab" * 32,
        Sampling(),
        tokens_per_second=42.3,
        context_tokens=8192,
        context_used=2240,
        stop_reason="end",
    )
    question = "Can I get out of the lease before the end of May, and what would it cost me?"
    for message in (
        Message("q", "c1", None, Role.USER, question, now - 9000),
        Message("a0", "c1", "q", Role.ASSISTANT, "Yes.", now - 8000, provenance=origin),
        Message("a", "c1", "q", Role.ASSISTANT, ANSWER, now - 7000, MessageStatus.COMPLETE, origin),
    ):
        disk.messages[message.id] = message
    disk.heads["c1"] = "a"
    return disk


class Photographer:
    """Goes through the window as a user would and takes pictures."""

    def __init__(self, out: Path, only: list[str]) -> None:
        self._out = out
        self._only = only
        self._application: QApplication = make_application(["sotto"])
        self._desk: Desk | None = None
        self._suffix = ""
        out.mkdir(parents=True, exist_ok=True)

    def open(self, services: Callable[[Paths], Services], *, theme: str, scale: int) -> None:
        """Open a window on a new profile."""
        paths = profile_paths(Path(tempfile.mkdtemp(prefix="sotto-pictures-")))
        paths.make()
        settings = SettingsStore(paths.settings)
        settings.change(theme=theme, text_scale=scale)
        made = services(paths)
        self._suffix = f"{theme}" if scale == 100 else f"{theme}-{scale}"
        self._desk = Desk(
            self._application,
            lambda observer: Assistant(
                services=made,
                settings=settings,
                models=ModelStore(paths.models),
                observer=observer,
                cloud_services=made if isinstance(made, FakeServices) else None,
                keys=made.cloud.keys if isinstance(made, FakeServices) else None,
            ),
            paths,
            settings,
            theme=self._desk.theme if self._desk is not None else None,
        )
        self.desk.window.show()
        self.desk.window.begin()

    @property
    def desk(self) -> Desk:
        """The open window and what belongs to it."""
        assert self._desk is not None
        return self._desk

    @property
    def workspace(self) -> Workspace:
        """What is shown while the vault is open."""
        self.until(lambda: self.desk.window.workspace is not None)
        found = self.desk.window.workspace
        assert found is not None
        return found

    def form(self, kind: type[EntranceForm]) -> EntranceForm:
        """Wait for a form."""
        self.until(lambda: isinstance(self.desk.window.entrance.form, kind))
        found = self.desk.window.entrance.form
        assert found is not None
        return found

    def until(self, is_true: Callable[[], object]) -> None:
        """Let the window work until something holds."""
        ends = time.monotonic() + PATIENCE
        while not is_true():
            if time.monotonic() > ends:
                msg = "the window did not get there"
                raise TimeoutError(msg)
            self._application.processEvents()
            time.sleep(0.005)

    def settle(self, seconds: float = 0.5) -> None:
        """Let everything be painted."""
        ends = time.monotonic() + seconds
        self.until(lambda: time.monotonic() > ends)

    def take(self, name: str, widget: QWidget | None = None) -> None:
        """Save a picture of the window, or of a part of it."""
        if self._only and name not in self._only:
            return
        self.settle()
        path = self._out / f"{name}-{self._suffix}.png"
        with_few_colours((widget or self.desk.window).grab().toImage()).save(str(path), "PNG", 1)
        print(path.name, f"{path.stat().st_size // 1024} kB")

    def dialog(self, name: str) -> None:
        """Take the dialog that is open, and close it."""
        self.until(lambda: [each for each in self.desk.window.findChildren(QDialog) if each.isVisible()])
        dialog = next(each for each in self.desk.window.findChildren(QDialog) if each.isVisible())
        self.take(name, dialog)
        dialog.close()

    def close(self) -> None:
        """Close the window."""
        self.desk.window.close()
        self.until(lambda: self.desk.window.is_closed)
        self.desk.close()


def with_few_colours(picture: QImage) -> QImage:
    """Return the picture in its 256 most frequent colours: a window has hardly more."""
    plain = picture.convertToFormat(QImage.Format.Format_RGB32)
    counted = Counter(memoryview(plain.constBits()).cast("B").cast("I"))
    # Greys of letters outnumber everything; a coloured word must keep its colour.
    ranked = sorted(
        counted, key=lambda colour: counted[colour] * (1 + 30 * colourfulness(colour)), reverse=True
    )
    return plain.convertToFormat(
        QImage.Format.Format_Indexed8,
        [colour | 0xFF000000 for colour in ranked[:256]],
        Qt.ImageConversionFlag.ThresholdDither,
    )


def colourfulness(colour: int) -> float:
    """Return how far a colour 0xRRGGBB is from grey, 0.0 to 1.0."""
    channels = [colour >> shift & 255 for shift in (16, 8, 0)]
    return (max(channels) - min(channels)) / 255


def create(shots: Photographer) -> None:
    """Take the first start."""
    form = shots.form(CreateForm)
    assert isinstance(form, CreateForm)
    form.passphrase.first.edit.setText(PASSPHRASE)
    form.passphrase.second.edit.setText(PASSPHRASE)
    shots.take("create")
    form.make.click()
    code = shots.form(RecoveryCodeForm)
    assert isinstance(code, RecoveryCodeForm)
    shots.take("recovery-code")
    code.panel.skipped.emit()
    shots.workspace.chat_page.banners.clear()
    shots.take("empty")


def unlock(shots: Photographer) -> None:
    """Take the unlock screen and go in."""
    form = shots.form(UnlockForm)
    assert isinstance(form, UnlockForm)
    shots.take("unlock")
    form.field.edit.setText(PASSPHRASE)
    form.unlock.click()
    workspace = shots.workspace
    shots.until(lambda: workspace.chat_page.chat.model_name)


def pages(shots: Photographer) -> None:
    """Take the pages that are the same with and without real processes."""
    workspace = shots.workspace
    for name in ("models", "settings", "trash"):
        workspace.show_page(name)
        shots.take(name)
    workspace.show_page("chat")
    workspace.act("shortcuts")
    shots.dialog("shortcuts")
    workspace.chat_page.composer.route_chip.explanation_wanted.emit()
    shots.dialog("local-only")


LETTER = """Please draft a letter to Marta Quillfeather about her lease LC-2024-00817 of \
12 Harbour Lane, Leeds. She is 44 and works as the harbour master.

My account is GB29 NWBK 6016 1331 9268 19, you can reach me at m.quill@mail.example or +44 7700 900123. \
Mention the leak at Old Ropery House, and that Marta Quillfeather has seen it."""
LETTER_BACK = "Dear [PERSON_1],\n\nyour lease [OTHER_ID_1] allows it with 90 days' notice."


class FakesAndRedactor(FakeServices):
    """The fakes, but what a review shows is what Sotto's own redactor finds."""

    def __init__(self, disk: FakeDisk, real: ProcessServices) -> None:
        super().__init__(disk)
        self._real = real

    def open_redactor(self, on_lost: Callable[[SottoError], None]) -> Any:
        """Start the real one."""
        return self._real.open_redactor(on_lost)

    def cancel(self, stream: Iterator[object]) -> None:
        """Stop a fake's stream or a real one's."""
        (super() if isinstance(stream, FakeStream) else self._real).cancel(stream)


def beyond(shots: Photographer, services: FakeServices) -> None:
    """Take what has to do with leaving this computer: providers, review, the answer, the log."""
    workspace = shots.workspace
    page, listed = workspace.chat_page, shots.desk.assistant.cloud.providers
    promise = Promise("30 days", "not used for training", "https://example.com/privacy", "2026-11-01")
    cloud = Destination("", "openai", "https://api.example.com/v1", "large-2")
    provider = listed.save(Provider("", "Example AI", cloud, promise))
    listed.store_key(listed.consent(provider.id).id, "not a key")
    own = Destination("", "openai", "https://llm.office.example/v1", "qwen3-32b", route="private")
    listed.save(Provider("", "Our server", own))
    shots.desk.assistant.cloud.remember(Term("Project Heron", "redact", EntityType.CUSTOM))
    workspace.show_page("providers")
    shown = workspace.pages.currentWidget()
    assert isinstance(shown, ProvidersPage)
    shots.until(lambda: shown.redaction.profile.count() and len(shown.providers) == 2)
    shots.take("providers")
    workspace.show_page("chat")
    workspace.open_chat("c1")
    page.routes.choose(RouteOption(RouteChoice(Route.CLOUD, provider.id, provider.name)))
    page.composer.submitted.emit(LETTER)
    shots.until(lambda: workspace.findChildren(ReviewWindow))
    window = workspace.findChildren(ReviewWindow)[0]
    window.go_to_open()
    shots.take("review", window)
    window.detail.keep.click()
    services.cloud.script(LETTER_BACK)
    window.foot.send.click()
    shots.until(lambda: services.cloud.sent and not page.chat.is_answering_here)
    shots.take("cloud-answer")
    workspace.show_page("left")
    shots.take("left")
    workspace.show_page("chat")
    workspace.begin_new()
    workspace.open_chat("c1")
    shots.until(lambda: page.chat.conversation_id == "c1")


def over_fakes(shots: Photographer, theme: str, scale: int) -> None:
    """Take everything over the fakes."""
    shots.open(lambda _: FakeServices(), theme=theme, scale=scale)
    create(shots)
    shots.close()
    with tempfile.TemporaryDirectory() as folder:
        real = ProcessServices(profile_paths(Path(folder)).vault)
        try:
            over_sample(shots, FakesAndRedactor(sample_disk(), real), theme, scale)
        finally:
            real.close()


def over_sample(shots: Photographer, services: FakeServices, theme: str, scale: int) -> None:
    """Take everything that needs chats, over the fakes and the real redactor."""
    shots.open(lambda _: services, theme=theme, scale=scale)
    unlock(shots)
    workspace = shots.workspace
    workspace.open_chat("c1")
    shots.until(lambda: workspace.chat_page.chat.conversation_id == "c1")
    shots.take("sample")
    workspace.sidebar.search.setText("notice")
    shots.until(lambda: workspace.sidebar.hits.hits)
    shots.take("search")
    workspace.sidebar.end_search()
    pages(shots)
    beyond(shots, services)
    services.script(["The deposit is ", crash("out-of-memory")])
    workspace.chat_page.chat.send("And the deposit?")
    shots.until(lambda: workspace.chat_page.banners.shown("answer"))
    shots.take("failed")
    workspace.chat_page.banners.clear()
    services.disk.failures["set_draft"] = VaultReplaced()
    workspace.chat_page.composer.editor.setPlainText("What if the landlord refuses to sign?")
    workspace.chat_page.composer.flush()
    shots.until(lambda: workspace.chat_page.banners.shown("storage"))
    shots.take("replaced")
    shots.close()


def over_processes(shots: Photographer, theme: str, scale: int) -> None:
    """Take everything over real processes, with what the built-in model really says."""
    shots.open(lambda paths: ProcessServices(paths.vault), theme=theme, scale=scale)
    create(shots)
    workspace = shots.workspace
    chat = workspace.chat_page.chat
    for question in workspace.chat_page.empty.questions:
        chat.send(question)
        shots.until(lambda: chat.is_sending or chat.is_answering_here)
        shots.until(lambda: not chat.is_sending and not chat.is_answering_here)
        if question == workspace.chat_page.empty.questions[1]:
            shots.take("chat")
    pages(shots)
    shots.desk.window.lock("asked")
    shots.form(UnlockForm)
    shots.take("unlock")
    shots.close()


def main() -> None:
    """Take the pictures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--real", action="store_true")
    parser.add_argument("--out", type=Path, default=OUT)
    parser.add_argument("--only", nargs="*", default=[])
    wanted = parser.parse_args()
    shots = Photographer(wanted.out, wanted.only)
    for theme, scale in (("light", 100), ("dark", 100), ("light", 150), ("dark", 150)):
        (over_processes if wanted.real else over_fakes)(shots, theme, scale)


if __name__ == "__main__":
    main()
