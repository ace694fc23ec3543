"""The settings: how it looks, how it locks, how models answer, the keys of the vault, and what Sotto is."""

from __future__ import annotations

import contextlib
from importlib import metadata
from typing import Literal

import msgspec
from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QFrame,
    QPlainTextEdit,
    QRadioButton,
    QSlider,
    QSpinBox,
    QWidget,
)

from app.explain import Explanation
from app.version import VERSION
from models.engine import Sampling
from ui.kit import Kit
from ui.page import Page
from ui.parts import Item, button, card, column, divider, icon_button, label, row, tool
from ui.vault_settings import VaultSettings

SAVE_DELAY_MS = 500
CONTROL_WIDTH = 176
_INSIDE = 9  # left of the text in a spin box: the style sheet's padding does not reach the line inside
_LICENCES = (
    ("PySide6_Essentials", "LGPL-3.0"),
    ("llama-cpp-python", "MIT"),
    ("sqlcipher3", "zlib"),
    ("argon2-cffi", "MIT"),
    ("cryptography", "Apache-2.0"),
    ("msgspec", "BSD-3-Clause"),
    ("markdown-it-py", "MIT"),
    ("Pygments", "BSD-2-Clause"),
    ("Jinja2", "BSD-3-Clause"),
    ("platformdirs", "MIT"),
    ("onnxruntime", "MIT"),
    ("numpy", "BSD-3-Clause"),
    ("phonenumberslite", "Apache-2.0"),
    ("python-stdnum", "LGPL-2.1+"),
    ("h11", "MIT"),
    ("truststore", "MIT"),
    ("keyring", "MIT"),
)


class SettingsPage(Page):
    """See the module.

    Attributes:
        shortcuts_wanted: show the list of keys.
        providers_wanted, left_wanted: show these pages.
    """

    shortcuts_wanted = Signal()
    providers_wanted = Signal()
    left_wanted = Signal()

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit.theme, title="")
        self.set_title(self.tr("Settings"))
        self._kit = kit
        self._preferences = kit.preferences
        self.add_to_header(
            icon_button(
                kit.theme,
                "keyboard",
                self.tr("Keyboard shortcuts"),
                kind="ghost",
                on_click=self.shortcuts_wanted.emit,
            )
        )
        self.vault = VaultSettings(kit)
        self.vault.failed.connect(self.fail)
        self.add(
            self._make_look(),
            self._make_writing(),
            self._make_locking(),
            self._make_model(),
            self._make_beyond(),
            _section(self.tr("Vault"), self.vault),
            self._make_about(),
        )
        self._prompt_timer = QTimer(self)
        self._prompt_timer.setSingleShot(True)
        self._prompt_timer.setInterval(SAVE_DELAY_MS)
        self._prompt_timer.timeout.connect(self._save_prompt)
        self.theme.changed.connect(self._fit_controls)
        self._fit_controls()
        self._preferences.changed.connect(self.refresh)
        self._preferences.failed.connect(self._on_not_saved)
        self.refresh()

    # --- sections -------------------------------------------------------------------------------

    def _make_look(self) -> QWidget:
        self.themes = QButtonGroup(self)
        segment = row(spacing=6)
        for number, (mode, icon, text) in enumerate(
            (
                ("system", "monitor", self.tr("System")),
                ("light", "sun", self.tr("Light")),
                ("dark", "moon", self.tr("Dark")),
            )
        ):
            choice = icon_button(self.theme, icon, text, kind="segment")
            choice.setCheckable(True)
            choice.setProperty("mode", mode)
            self.themes.addButton(choice, number)
            segment.addWidget(choice)
        self.themes.buttonClicked.connect(
            lambda chosen: self._preferences.change(theme=chosen.property("mode"))
        )
        self.scale = QSlider(Qt.Orientation.Horizontal)
        self.scale.setRange(8, 20)
        self.scale.setPageStep(2)
        self.scale.setAccessibleName(self.tr("Text size"))
        self.scale.setMinimumWidth(self.theme.px(180))
        self.scale.valueChanged.connect(lambda tenths: self._preferences.change(text_scale=tenths * 10))
        self._scale_text = label("", tone="second")
        self._scale_text.setMinimumWidth(self.theme.px(46))
        smaller = tool(self.theme, "minus", self.tr("Smaller text"), size=16, on_click=lambda: self._step(-1))
        larger = tool(self.theme, "plus", self.tr("Larger text"), size=16, on_click=lambda: self._step(1))
        return _section(
            self.tr("Look"),
            _field(self.tr("Theme"), segment),
            divider(),
            _field(self.tr("Text size"), row(smaller, self.scale, larger, self._scale_text, spacing=8)),
        )

    def _make_writing(self) -> QWidget:
        self.enter_sends = QRadioButton(self.tr("Enter sends, Shift+Enter makes a new line"))
        self.enter_breaks = QRadioButton(self.tr("Enter makes a new line, Ctrl+Enter sends"))
        self.enter_sends.toggled.connect(lambda is_on: self._preferences.change(enter_sends=is_on))
        return _section(self.tr("Writing"), self.enter_sends, self.enter_breaks)

    def _make_locking(self) -> QWidget:
        self.idle = QComboBox()
        self.idle.setAccessibleName(self.tr("Lock when nobody used it for"))
        for minutes in (1, 2, 5, 10, 15, 30, 60, 120):
            self.idle.addItem(self.tr("{minutes} min").format(minutes=minutes), minutes)
        self.idle.addItem(self.tr("Never"), 0)
        self.idle.activated.connect(
            lambda _: self._preferences.change(idle_lock_minutes=self.idle.currentData())
        )
        self.with_screen = QCheckBox(self.tr("Lock together with the screen, and before sleep"))
        self.with_screen.toggled.connect(lambda is_on: self._preferences.change(lock_with_screen=is_on))
        self.copied = QComboBox()
        self.copied.setAccessibleName(self.tr("Clear what was copied from Sotto after"))
        for seconds in (15, 30, 60, 120, 300, 600):
            self.copied.addItem(self._said_seconds(seconds), seconds)
        self.copied.addItem(self.tr("Never"), 0)
        self.copied.activated.connect(
            lambda _: self._preferences.change(clipboard_seconds=self.copied.currentData())
        )
        self.clipboard = QCheckBox(self.tr("Clear it at lock too, and when Sotto ends"))
        self.clipboard.toggled.connect(lambda is_on: self._preferences.change(clear_clipboard=is_on))
        return _section(
            self.tr("Locking"),
            _field(self.tr("Lock when nobody used it for"), self.idle),
            self.with_screen,
            _note(
                self.tr(
                    "Locked means that the process which held the key has ended. What other programs could"
                    " read while it was open, such as a key logger, no lock takes back."
                )
            ),
            divider(),
            _field(
                self.tr("Clear what was copied from Sotto after"),
                self.copied,
                self.tr("Only while it is still there; what a clipboard manager has kept stays kept."),
            ),
            self.clipboard,
        )

    def _said_seconds(self, seconds: int) -> str:
        if seconds % 60:
            return self.tr("{seconds} s").format(seconds=seconds)
        return self.tr("{minutes} min").format(minutes=seconds // 60)

    def _make_model(self) -> QWidget:
        self.context = QComboBox()
        self.context.setAccessibleName(self.tr("Context"))
        self.context.addItem(self.tr("Automatic"), None)
        for tokens in (1024, 2048, 4096, 8192, 16_384, 32_768, 65_536, 131_072):
            self.context.addItem(self.tr("{tokens} tokens").format(tokens=f"{tokens:,}"), tokens)
        self.context.activated.connect(
            lambda _: self._preferences.change(context_tokens=self.context.currentData())
        )
        self.longest = _spin(16, 65_536, 64, self.tr("Longest answer"), self.tr(" tokens"))
        self.longest.valueChanged.connect(lambda tokens: self._preferences.change(max_tokens=tokens))
        self.threads = _spin(0, 512, 1, self.tr("Processor threads"))
        self.threads.setSpecialValueText(self.tr("Automatic"))
        self.threads.valueChanged.connect(lambda count: self._preferences.change(threads=count or None))
        self.temperature = _decimal(0.0, 2.0, 0.05, self.tr("Temperature"))
        self.temperature.valueChanged.connect(lambda value: self._sample(temperature=round(value, 3)))
        self.top_p = _decimal(0.05, 1.0, 0.01, self.tr("Top-p"))
        self.top_p.valueChanged.connect(lambda value: self._sample(top_p=round(value, 3)))
        self.defaults = button(
            self.tr("Use the model's own"), on_click=lambda: self._preferences.change(sampling=None)
        )
        self.prompt = QPlainTextEdit()
        self.prompt.setProperty("kind", "field")
        self.prompt.setTabChangesFocus(True)
        self.prompt.setAccessibleName(self.tr("Instructions for every chat"))
        self.prompt.setPlaceholderText(self.tr("For instance: answer briefly, and in plain words."))
        self.prompt.setFixedHeight(self.theme.px(96))
        self.prompt.textChanged.connect(self._on_prompt)
        return _section(
            self.tr("Answers"),
            _field(
                self.tr("Context"),
                self.context,
                self.tr("How much of the chat the model sees. More takes more memory."),
            ),
            _field(self.tr("Longest answer"), self.longest),
            divider(),
            _field(
                self.tr("Temperature"), self.temperature, self.tr("Lower is drier, higher is more varied.")
            ),
            _field(self.tr("Top-p"), self.top_p, self.tr("Lower keeps to the likeliest words.")),
            row(None, self.defaults),
            divider(),
            _field(self.tr("Processor threads"), self.threads),
            divider(),
            label(self.tr("Instructions for every chat"), role="h2"),
            self.prompt,
            _note(self.tr("They are kept in the settings file, which is not encrypted: no secrets here.")),
        )

    def _make_beyond(self) -> QWidget:
        self.providers = button(self.tr("Open…"), on_click=self.providers_wanted.emit)
        self.providers.setAccessibleName(self.tr("Open providers and redaction"))
        self.left = button(self.tr("Show"), on_click=self.left_wanted.emit)
        self.left.setAccessibleName(self.tr("Show what left this computer"))
        return _section(
            self.tr("Beyond this computer"),
            _field(
                self.tr("Providers and redaction"),
                self.providers,
                self.tr("Servers that may be asked, their keys, what is hidden, remembered words, offline."),
            ),
            divider(),
            _field(
                self.tr("What left this computer"),
                self.left,
                self.tr("Every connection, without its content, in a log that shows any change."),
            ),
        )

    def _make_about(self) -> QWidget:
        licences = "\n".join(f"{name} {_version(name)}, {licence}" for name, licence in _LICENCES)
        listed = label(licences, role="caption", tone="second")
        listed.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        listed.setAccessibleName(self.tr("Licences"))
        return _section(
            self.tr("About"),
            label(self.tr("Sotto {version}, Apache-2.0").format(version=VERSION)),
            _note(
                self.tr(
                    "Sotto connects to nothing but the providers that you set up, and only for what you"
                    " approved. It does not protect what you write from someone who can watch this screen or"
                    " keyboard, from malware that runs as you while it is unlocked, or from an administrator"
                    " of this computer."
                )
            ),
            divider(),
            label(self.tr("Built with"), role="h2"),
            listed,
            _note(
                self.tr(
                    "Fonts: Inter and JetBrains Mono (OFL-1.1). Icons: Lucide (ISC). Models run on"
                    " llama.cpp (MIT)."
                )
            ),
        )

    def _fit_controls(self) -> None:
        """Give the controls on the right one width, and the text in spin boxes the room that others have."""
        for box in self.findChildren(QComboBox):
            box.setMinimumWidth(self.theme.px(CONTROL_WIDTH))
        for spin in self.findChildren(QAbstractSpinBox):
            spin.setMinimumWidth(self.theme.px(CONTROL_WIDTH))
            spin.lineEdit().setTextMargins(self.theme.px(_INSIDE), 0, 0, 0)

    # --- values ---------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Show the settings of now without changing any."""
        now = self._preferences.now
        with contextlib.ExitStack() as quiet:
            for widget in (
                self.scale,
                self.enter_sends,
                self.enter_breaks,
                self.idle,
                self.with_screen,
                self.copied,
                self.clipboard,
                self.context,
                self.longest,
                self.threads,
                self.temperature,
                self.top_p,
                self.prompt,
            ):
                quiet.enter_context(QSignalBlocker(widget))
            for choice in self.themes.buttons():
                choice.setChecked(choice.property("mode") == now.theme)
            self.scale.setValue(round(now.text_scale / 10))
            self._scale_text.setText(f"{now.text_scale} %")
            self.enter_sends.setChecked(now.enter_sends)
            self.enter_breaks.setChecked(not now.enter_sends)
            _choose(
                self.idle,
                now.idle_lock_minutes,
                self.tr("{minutes} min").format(minutes=now.idle_lock_minutes),
            )
            self.with_screen.setChecked(now.lock_with_screen)
            _choose(self.copied, now.clipboard_seconds, self._said_seconds(now.clipboard_seconds))
            self.clipboard.setChecked(now.clear_clipboard)
            _choose(self.context, now.context_tokens, f"{now.context_tokens}")
            self.longest.setValue(now.max_tokens)
            self.threads.setValue(now.threads or 0)
            sampling = self._sampling()
            self.temperature.setValue(sampling.temperature)
            self.top_p.setValue(sampling.top_p)
            self.defaults.setEnabled(now.sampling is not None)
            if not self.prompt.hasFocus() and self.prompt.toPlainText() != now.system_prompt:
                self.prompt.setPlainText(now.system_prompt)

    def _sampling(self) -> Sampling:
        return self._preferences.now.sampling or self._model_sampling or Sampling()

    _model_sampling: Sampling | None = None

    def set_model_sampling(self, sampling: Sampling | None) -> None:
        """Take what the chosen model's card recommends."""
        self._model_sampling = sampling
        self.refresh()

    def _sample(self, **changes: float) -> None:
        self._preferences.change(sampling=msgspec.structs.replace(self._sampling(), **changes))

    def _step(self, direction: Literal[-1, 1]) -> None:
        self.scale.setValue(self.scale.value() + direction)

    def _on_prompt(self) -> None:
        self._prompt_timer.start()

    def _save_prompt(self) -> None:
        self._preferences.change(system_prompt=self.prompt.toPlainText())

    def _on_not_saved(self, error: Exception) -> None:
        if isinstance(error, msgspec.ValidationError):
            said = Explanation(
                self.tr("That value is not possible."), self.tr("The settings stay as they were.")
            )
        else:
            said = Explanation(
                self.tr("The settings could not be saved."),
                self.tr("They hold until Sotto ends. Check the disk and the rights of the settings folder."),
            )
        self.banners.say("settings", said, tone="warn")


def _section(title: str, *items: Item) -> QWidget:
    made = QWidget()
    made.setLayout(column(label(title, role="h1"), card(*items, spacing=12, margin=18), spacing=8))
    return made


def _field(name: str, content: QWidget | Item, note: str = "") -> QFrame:
    """Return a line with a name on the left and a control on the right."""
    words = column(label(name, wrap=True), spacing=1)
    if note:
        words.addWidget(label(note, role="caption", tone="muted", wrap=True))
    line = row(words, content, spacing=16)
    line.setStretch(0, 1)
    made = QFrame()
    made.setLayout(line)
    return made


def _note(text: str) -> QWidget:
    return label(text, role="caption", tone="muted", wrap=True)


def _spin(low: int, high: int, step: int, name: str, suffix: str = "") -> QSpinBox:
    made = QSpinBox()
    made.setRange(low, high)
    made.setSingleStep(step)
    made.setSuffix(suffix)
    made.setAccessibleName(name)
    made.setKeyboardTracking(False)
    return made


def _decimal(low: float, high: float, step: float, name: str) -> QDoubleSpinBox:
    made = QDoubleSpinBox()
    made.setRange(low, high)
    made.setSingleStep(step)
    made.setDecimals(2)
    made.setAccessibleName(name)
    made.setKeyboardTracking(False)
    return made


def _choose(box: QComboBox, value: object, text: str) -> None:
    """Choose a value; one that is not on the list (set by hand in the file) is put on it."""
    place = box.findData(value)
    if place < 0:
        box.addItem(text, value)
        place = box.count() - 1
    box.setCurrentIndex(place)


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""
