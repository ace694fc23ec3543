"""The form of a provider: its address and model, how it is reached, and what it says it does with texts."""

from __future__ import annotations

import base64
import binascii
from functools import partial
from pathlib import Path
from typing import Literal

import msgspec
from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QSpinBox,
    QWidget,
)

from app.errors import PlainHttpRefused, UsageRefused
from app.explain import readable_size
from app.gate.port import CloudRoute, Dialect
from app.providers import Promise, Provider
from ui.dialogs import Sheet
from ui.errors import BannerStack
from ui.kit import Kit
from ui.parts import button, column, divider, label, row

LARGEST_PEM = 512 * 1024
_CERTIFICATE = b"-----BEGIN CERTIFICATE-----"
_PIN_BYTES = 32
PemField = Literal["ca_bundle", "client_certificate"]


class ProviderSheet(Sheet):
    """See the module.

    Attributes:
        saved: the provider as it is stored.
    """

    saved = Signal(object)

    def __init__(self, kit: Kit, parent: QWidget, provider: Provider) -> None:
        super().__init__(kit.theme, parent, icon="server", title="", width=620)
        self._kit = kit
        self._provider = provider
        self._pems: dict[PemField, bytes] = {
            "ca_bundle": provider.destination.ca_bundle,
            "client_certificate": provider.destination.client_certificate,
        }
        self._pem_labels: dict[PemField, QWidget] = {}
        self._client_key: bytes | None = None
        self.set_title(self.tr("Edit this provider") if provider.id else self.tr("A new provider"))
        self.banners = BannerStack(kit.theme)
        self._inside = QWidget()
        self._inside.setLayout(
            column(
                self._make_server(), divider(), self._make_promise(), divider(), self._make_way(), spacing=14
            )
        )
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setAccessibleName(self.tr("Provider"))
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setWidget(self._inside)
        self.add(self.banners, self._area)
        self.add_button(self.tr("Cancel"), on_click=self.reject)
        self.save = self.add_button(self.tr("Save"), kind="primary", on_click=self._save)
        self.save.setDefault(True)  # Return in any of the many lines
        self._show(provider)
        required = (self.name, self.address, self.model)
        next((field for field in required if not field.text()), self.name).setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        """Take the height of the form, up to what the window has."""
        wanted = self._inside.sizeHint().height() + 8
        parent = self.parentWidget()
        room = parent.window().height() - self.theme.px(200) if parent is not None else wanted
        self._area.setFixedHeight(min(wanted, max(200, room)))
        super().showEvent(event)

    # --- the form -------------------------------------------------------------------------------

    def _make_server(self) -> QWidget:
        self.name = self._line(self.tr("Name"), self.tr("How you call it"))
        self.address = self._line(self.tr("Address"), "https://api.example.com/v1")
        self.model = self._line(self.tr("Model"), self.tr("The name that the server knows it by"))
        self.route = self._choice(
            self.tr("Whose server it is"),
            (
                ("cloud", self.tr("Somebody else's: cloud (redacted)")),
                ("private", self.tr("My organisation's own: private server")),
            ),
        )
        self.dialect = self._choice(
            self.tr("What it speaks"),
            (("openai", self.tr("OpenAI-compatible")), ("anthropic", self.tr("Anthropic"))),
        )
        self.tokens = self._number(self.tr("Longest answer"), 1, 1_000_000, self.tr(" tokens"))
        return _group(
            "",
            (self.tr("Name"), self.name),
            (self.tr("Address"), self.address),
            (self.tr("Model"), self.model),
            (self.tr("Whose server it is"), self.route),
            (self.tr("What it speaks"), self.dialect),
            (self.tr("Longest answer"), self.tokens),
        )

    def _make_promise(self) -> QWidget:
        self.retention = self._line(self.tr("How long it keeps texts"), self.tr("for instance: 30 days"))
        self.training = self._line(self.tr("Whether it learns from them"), self.tr("for instance: no"))
        self.source = self._line(self.tr("Where it says so"), "https://")
        self.as_of = self._line(self.tr("Read on"), QDate.currentDate().toString(Qt.DateFormat.ISODate))
        return _group(
            self.tr("What it says it does with texts; a change asks for your consent again"),
            (self.tr("How long it keeps texts"), self.retention),
            (self.tr("Whether it learns from them"), self.training),
            (self.tr("Where it says so"), self.source),
            (self.tr("Read on"), self.as_of),
        )

    def _make_way(self) -> QWidget:
        self.pace = self._number(self.tr("Requests per minute"), 0, 10_000, "")
        self.pace.setSpecialValueText(self.tr("No limit"))
        self.proxy = self._line(self.tr("Proxy"), "http://proxy.example:8080, socks5://…")
        self.proxy_user = self._line(self.tr("User of the proxy"), self.tr("empty keeps what is stored"))
        self.proxy_password = self._line(self.tr("Password of the proxy"), "")
        self.proxy_password.setEchoMode(QLineEdit.EchoMode.Password)
        self.pins = QPlainTextEdit()
        self.pins.setProperty("kind", "field")
        self.pins.setTabChangesFocus(True)
        self.pins.setAccessibleName(self.tr("Pinned keys"))
        self.pins.setPlaceholderText(
            self.tr("SHA-256 of the server's public key in base64, one on each line")
        )
        self.pins.setFixedHeight(self.theme.px(64))
        return _group(
            self.tr("How it is reached; all of it may stay empty"),
            (self.tr("Requests per minute"), self.pace),
            (self.tr("Own authorities (PEM)"), self._file("ca_bundle", self.tr("Own authorities (PEM)"))),
            (
                self.tr("Client certificate (PEM)"),
                self._file("client_certificate", self.tr("Client certificate (PEM)")),
            ),
            (self.tr("Its private key (PEM), kept like a key"), self._key_file()),
            (self.tr("Proxy"), self.proxy),
            (self.tr("User of the proxy"), self.proxy_user),
            (self.tr("Password of the proxy"), self.proxy_password),
            (self.tr("Pinned keys"), self.pins),
        )

    def _line(self, name: str, hint: str) -> QLineEdit:
        made = QLineEdit()
        made.setAccessibleName(name)
        made.setPlaceholderText(hint)
        made.setMaxLength(500)
        return made

    def _choice(self, name: str, choices: tuple[tuple[str, str], ...]) -> QComboBox:
        made = QComboBox()
        made.setAccessibleName(name)
        for value, text in choices:
            made.addItem(text, value)
        return made

    def _number(self, name: str, low: int, high: int, suffix: str) -> QSpinBox:
        made = QSpinBox()
        made.setRange(low, high)
        made.setAccessibleName(name)
        made.setSuffix(suffix)
        made.lineEdit().setTextMargins(8, 0, 0, 0)  # the style sheet's padding does not reach inside
        return made

    def _file(self, field: PemField, name: str) -> QWidget:
        shown = label("", role="small", tone="second")
        choose = button(self.tr("Choose…"), on_click=partial(self._choose_file, field))
        choose.setAccessibleName(self.tr("Choose a file: {name}").format(name=name))
        clear = button(self.tr("None"), kind="ghost", on_click=lambda: self._take_pem(field, b""))
        clear.setAccessibleName(self.tr("No file: {name}").format(name=name))
        self._pem_labels[field] = shown
        made = QWidget()
        line = row(shown, choose, clear, spacing=6)
        line.setStretch(0, 1)
        made.setLayout(line)
        return made

    def _key_file(self) -> QWidget:
        self._key_label = label("", role="small", tone="second")
        choose = button(self.tr("Choose…"), on_click=self._choose_key)
        choose.setAccessibleName(self.tr("Choose the private key of the client certificate"))
        made = QWidget()
        line = row(self._key_label, choose, spacing=6)
        line.setStretch(0, 1)
        made.setLayout(line)
        return made

    def _show(self, provider: Provider) -> None:
        destination, promise = provider.destination, provider.promise
        self.name.setText(provider.name)
        self.address.setText(destination.base_url)
        self.model.setText(destination.model)
        self.route.setCurrentIndex(self.route.findData(destination.route))
        self.dialect.setCurrentIndex(self.dialect.findData(destination.kind))
        self.tokens.setValue(provider.max_tokens)
        self.retention.setText(promise.retention)
        self.training.setText(promise.training)
        self.source.setText(promise.source)
        self.as_of.setText(promise.as_of)
        for long in (self.retention, self.training, self.source):
            long.setCursorPosition(0)  # a line shows the end of a text that is longer than it
        self.pace.setValue(destination.requests_per_minute)
        self.proxy.setText(destination.proxy)
        self.pins.setPlainText("\n".join(destination.pins))
        for field, pem in self._pems.items():
            self._take_pem(field, pem)
        has_key = bool(destination.client_certificate)
        self._key_label.setText(self.tr("as it is stored") if has_key else self.tr("none"))

    # --- files ----------------------------------------------------------------------------------

    def _choose_file(self, field: PemField) -> None:
        dialog = QFileDialog(self, self.tr("Choose a PEM file"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([self.tr("PEM files (*.pem *.crt *.cer)"), self.tr("All files (*)")])
        dialog.fileSelected.connect(lambda path: self.read_file(field, path))
        dialog.open()

    def read_file(self, field: PemField, path: str) -> None:
        """Take the certificates of a file."""
        self._kit.runner.run(
            lambda: read_certificates(Path(path)),
            lane="io",
            on_done=lambda pem: self._take_pem(field, pem),
            on_error=self._on_error,
        )

    def _take_pem(self, field: PemField, pem: bytes) -> None:
        self._pems[field] = pem
        shown = self._pem_labels[field]
        count = pem.count(_CERTIFICATE)
        text = self.tr("Certificates: {count}, {size}").format(count=count, size=readable_size(len(pem)))
        shown.setProperty("text", text if pem else self.tr("none"))

    def _choose_key(self) -> None:
        dialog = QFileDialog(self, self.tr("Choose a PEM file"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self.read_key)
        dialog.open()

    def read_key(self, path: str) -> None:
        """Take the private key of a file."""
        self._kit.runner.run(
            lambda: read_private_key(Path(path)), lane="io", on_done=self._take_key, on_error=self._on_error
        )

    def _take_key(self, pem: bytes) -> None:
        self._client_key = pem
        self._key_label.setText(self.tr("chosen: {size}").format(size=readable_size(len(pem))))

    # --- saving ---------------------------------------------------------------------------------

    def provider(self) -> Provider:
        """Return what the form says.

        Raises:
            UsageRefused: a field is empty ("provider-incomplete") or a pin is none ("bad-pin").
        """
        route: CloudRoute = self.route.currentData()
        dialect: Dialect = self.dialect.currentData()
        name, model = self.name.text().strip(), self.model.text().strip()
        if not name or not model:
            raise UsageRefused(reason="provider-incomplete")
        destination = msgspec.structs.replace(
            self._provider.destination,
            kind=dialect,
            base_url=self.address.text().strip(),
            model=model,
            route=route,
            ca_bundle=self._pems["ca_bundle"],
            client_certificate=self._pems["client_certificate"],
            proxy=self.proxy.text().strip(),
            pins=checked_pins(self.pins.toPlainText()),
            requests_per_minute=self.pace.value(),
        )
        promise = Promise(
            retention=self.retention.text().strip(),
            training=self.training.text().strip(),
            source=self.source.text().strip(),
            as_of=self.as_of.text().strip(),
        )
        return msgspec.structs.replace(
            self._provider,
            name=name,
            destination=destination,
            promise=promise,
            max_tokens=self.tokens.value(),
        )

    def _save(self) -> None:
        self.banners.clear()
        try:
            provider = self.provider()
        except UsageRefused as error:
            self._on_error(error)
            return
        self.save.setEnabled(False)
        assistant, client_key = self._kit.assistant, self._client_key
        user, password = self.proxy_user.text().strip(), self.proxy_password.text()

        def work() -> Provider:
            listed = assistant.cloud.providers
            saved = listed.save(provider)
            if client_key is not None:
                listed.store_client_key(saved.id, client_key)
            if user:
                listed.store_proxy_login(saved.id, user, password)
            return saved

        self._kit.runner.run(work, on_done=self._on_saved, on_error=self._on_error)

    def done(self, result: int) -> None:
        """Forget what is secret."""
        self._client_key = None
        self.proxy_password.clear()
        super().done(result)

    def _on_saved(self, provider: Provider) -> None:
        self.accept()
        self.saved.emit(provider)

    def _on_error(self, error: Exception) -> None:
        self.save.setEnabled(True)
        self.banners.fail("error", error)
        self._area.verticalScrollBar().setValue(0)
        if (field := self._field_of(error)) is not None:
            field.setFocus()
            self._area.ensureWidgetVisible(field)

    def _field_of(self, error: Exception) -> QWidget | None:
        """Return the field that an error is about."""
        if isinstance(error, PlainHttpRefused):
            return self.address
        if not isinstance(error, UsageRefused):
            return None
        unnamed = self.model if self.name.text().strip() else self.name
        fields = {
            "provider-incomplete": unnamed,
            "bad-address": self.address,
            "bad-proxy": self.proxy,
            "bad-pin": self.pins,
        }
        return fields.get(str(error.facts.get("reason")))


def read_certificates(path: Path) -> bytes:
    """Read a PEM file of certificates.

    Raises:
        UsageRefused: it cannot be read, is too large, or has no certificate in it ("bad-certificate").
    """
    data = _read(path, "bad-certificate")
    if _CERTIFICATE not in data:
        raise UsageRefused(reason="bad-certificate")
    return data


def read_private_key(path: Path) -> bytes:
    """Read the PEM file of an unencrypted private key.

    Raises:
        UsageRefused: it cannot be read, is too large, or has no such key in it ("bad-client-key").
    """
    data = _read(path, "bad-client-key")
    if b"PRIVATE KEY-----" not in data or b"ENCRYPTED" in data or not data.isascii():
        raise UsageRefused(reason="bad-client-key")
    return data


def _read(path: Path, reason: str) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST_PEM + 1)
    except OSError as error:
        raise UsageRefused(reason=reason) from error
    if len(data) > LARGEST_PEM:
        raise UsageRefused(reason=reason)
    return data


def checked_pins(text: str) -> tuple[str, ...]:
    """Return the pins of a text, one on each line.

    Raises:
        UsageRefused: one of them is not 32 bytes in base64 ("bad-pin").
    """
    pins = tuple(line.strip() for line in text.splitlines() if line.strip())
    for pin in pins:
        try:
            is_pin = len(base64.b64decode(pin, validate=True)) == _PIN_BYTES
        except (binascii.Error, ValueError):
            is_pin = False
        if not is_pin:
            raise UsageRefused(reason="bad-pin")
    return pins


def _group(title: str, *fields: tuple[str, QWidget]) -> QWidget:
    """Return fields with their names above them."""
    whole = column(spacing=10)
    if title:
        whole.addWidget(label(title, role="small", tone="second", wrap=True))
    for name, field in fields:
        line = column(label(name, role="small", tone="muted"), field, spacing=3)
        whole.addLayout(line)
    made = QWidget()
    made.setLayout(whole)
    return made
