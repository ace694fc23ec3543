"""The servers that may be asked: who they are, what they promise, their keys; and how texts are redacted."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QMenu, QVBoxLayout, QWidget

from app.gate.address import is_plain
from app.presets import known_clouds, other_cloud, private_server
from app.provider_list import ROTATE_KEY_AFTER_DAYS
from app.providers import Provider
from app.routing import Route
from ui.consent import ConsentSheet
from ui.dates import moment, shown_day
from ui.dialogs import Sheet, ask
from ui.flow import wrapping
from ui.kit import Kit
from ui.page import Page
from ui.parts import button, column, drop, fill, icon_button, label, picture, row
from ui.policy import broken_notice, set_by, why_closed
from ui.provider_sheet import ProviderSheet
from ui.redaction_settings import RedactionSettings
from ui.review.words import route_icon, route_name, short_refusal


@dataclass(frozen=True, slots=True)
class _Shelf:
    """What the page shows: providers, and the age of each one's key in days."""

    providers: list[Provider]
    ages: dict[str, int | None]


class ProvidersPage(Page):
    """See the module.

    Attributes:
        changed: a provider was changed or removed.
        managed: the computer's policy.
    """

    changed = Signal()

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit.theme, title="")
        self.set_title(self.tr("Providers and redaction"))
        self._kit = kit
        self.managed = kit.assistant.policy
        self._wanted = ""
        self.providers: list[Provider] = []
        self.add_button = icon_button(
            kit.theme,
            "plus",
            self.tr("Add a provider"),
            kind="primary",
            tone="on_accent",
            on_click=self._offer,
        )
        self.add_to_header(self.add_button)
        self._cards = QVBoxLayout()
        fill(self._cards, (), spacing=12, margins=(0, 0, 0, 0))
        broken = broken_notice(self.managed)
        if broken is not None:
            self.banners.say("policy", broken, tone="warn", closable=False)
        self._nothing = label(
            self.tr("No provider is set up: every question is answered on this computer."),
            tone="second",
            wrap=True,
        )
        self.redaction = RedactionSettings(kit)
        self.redaction.failed.connect(self.fail)
        self.add(
            label(
                self.tr(
                    "A provider is asked only when you choose its route in a chat, after a review that shows"
                    " every byte, unless the setting below lets what is not doubtful leave without one. Your"
                    " organisation's own server is a provider too."
                ),
                tone="second",
                wrap=True,
            ),
            self._nothing,
            self._cards,
            self.redaction,
        )

    def refresh(self) -> None:
        """Load providers and remembered words."""
        assistant = self._kit.assistant

        def work() -> _Shelf:
            listed = assistant.cloud.providers
            found = listed.all()
            return _Shelf(found, {each.id: listed.key_age_days(each) for each in found})

        self._kit.runner.run(work, on_done=self._show, on_error=self.fail)
        self.redaction.refresh()

    def _show(self, shelf: _Shelf) -> None:
        self.providers = shelf.providers
        drop(self._cards)
        for provider in shelf.providers:
            self._cards.addWidget(ProviderCard(self, provider, shelf.ages.get(provider.id)))
        self._nothing.setVisible(not shelf.providers)
        wanted, self._wanted = self._wanted, ""
        lacking = next((each for each in self.providers if each.id == wanted), None)
        if lacking is not None:
            self.enter_key(lacking)

    def open_item(self, item_id: str) -> None:
        """Ask for the key of a provider as soon as the providers are known."""
        self._wanted = item_id

    def _reload(self, _: object = None) -> None:
        self.changed.emit()
        self.refresh()

    # --- adding and changing --------------------------------------------------------------------

    def _offer(self) -> None:
        menu = QMenu(self)
        policy = self.managed.policy
        for preset in known_clouds():
            is_open = policy.allows_route(preset.route) and policy.allows_server(preset.destination)
            self._offer_one(menu, preset.name, preset, is_open=is_open)
        another = self.tr("Another cloud, OpenAI-compatible")
        self._offer_one(menu, another, other_cloud(), is_open=policy.allows_route(Route.CLOUD))
        menu.addSeparator()
        private = self.tr("Private server (vLLM, llama-server, Ollama)")
        self._offer_one(menu, private, private_server(), is_open=policy.allows_route(Route.PRIVATE))
        if not all(action.isEnabled() for action in menu.actions() if not action.isSeparator()):
            menu.addSeparator()
            menu.addAction(set_by(self.managed).replace("&", "&&")).setEnabled(False)
        corner = self.add_button.rect().bottomRight() + QPoint(1 - menu.sizeHint().width(), 4)
        menu.popup(self.add_button.mapToGlobal(corner))

    def _offer_one(self, menu: QMenu, name: str, preset: Provider, *, is_open: bool) -> None:
        """Offer a beginning; one that the policy would refuse later says so now."""
        if not is_open:
            name = self.tr("{name}: {why}").format(name=name, why=short_refusal("policy"))
        action = menu.addAction(self.theme.icon(route_icon(preset.route), size=16), name)
        action.setEnabled(is_open)
        action.triggered.connect(lambda: self.edit(preset))

    def edit(self, provider: Provider) -> ProviderSheet:
        """Show the form of a provider; one without an id is new."""
        sheet = ProviderSheet(self._kit, self, provider)
        sheet.saved.connect(
            lambda saved: self._on_saved(
                saved, is_new=not provider.id, was_consented=bool(provider.consented)
            )
        )
        sheet.open()
        return sheet

    def _on_saved(self, saved: Provider, *, is_new: bool, was_consented: bool) -> None:
        self._reload()
        if why_closed(self.managed, saved):
            return  # its card says so; neither a key nor a consent would open it
        if is_new and saved.needs_key:
            self.enter_key(saved)
        elif not saved.consented and (is_new or was_consented):
            self.ask_consent(saved)  # what was agreed to before was said of another server, or differs

    def enter_key(self, provider: Provider) -> None:
        """Ask for a key; what was stored before is never shown."""
        sheet = KeySheet(self._kit, self, provider)
        sheet.stored.connect(self._on_key)
        sheet.failed.connect(self.fail)
        sheet.open()

    def _on_key(self, provider: Provider) -> None:
        self._reload()
        if not provider.consented:
            self.ask_consent(provider)

    def ask_consent(self, provider: Provider) -> None:
        """Show what the provider says, and ask."""
        sheet = ConsentSheet(self._kit, self, provider)
        sheet.consented.connect(self._reload)
        sheet.failed.connect(self.fail)
        sheet.open()

    def forget_key(self, provider: Provider) -> None:
        """Ask, then remove a key from wherever it is."""
        self._ask(
            title=self.tr("Forget this key?"),
            text=self.tr(
                "It is removed from this computer's keyring and from the vault. That does not end it: revoke"
                " it on the provider's site as well, for a copy may be elsewhere."
            ),
            yes=self.tr("Forget the key"),
            work=lambda: self._kit.assistant.cloud.providers.forget_key(provider.id),
        )

    def remove(self, provider: Provider) -> None:
        """Ask, then remove a provider and its key."""
        self._ask(
            title=self.tr("Remove this provider?"),
            text=self.tr(
                "Its key is removed too. What it answered stays in your chats, and the log keeps what left."
            ),
            yes=self.tr("Remove"),
            work=lambda: self._kit.assistant.cloud.providers.delete(provider.id),
        )

    def _ask(self, *, title: str, text: str, yes: str, work: object) -> None:
        assert callable(work)
        ask(
            self.theme,
            self,
            icon="trash-2",
            title=title,
            text=text,
            yes=yes,
            is_dangerous=True,
            on_yes=lambda: self._kit.runner.run(work, on_done=self._reload, on_error=self.fail),
        )


class ProviderCard(QFrame):
    """One provider: who, how far, its key, its promise."""

    def __init__(self, page: ProvidersPage, provider: Provider, key_age: int | None) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self._page = page
        self._provider = provider
        theme, destination = page.theme, provider.destination
        title = row(
            picture(theme, route_icon(provider.route), tone="warn", size=20),
            label(provider.name, role="h2", wrap=True),
            label(route_name(provider.route), role="small", tone="warn"),
            spacing=10,
        )
        title.setStretch(1, 1)
        whole = column(title, spacing=7, margins=(18, 16, 16, 14))
        server = f"{destination.base_url} · {destination.model}"
        if is_plain(destination):
            server += " · " + self.tr("unencrypted, to this very computer")
        whole.addWidget(label(server, role="small", tone="second", wrap=True))
        self._closed = why_closed(page.managed, provider)
        if self._closed:
            whole.addLayout(self._state("triangle-alert", "warn", self._closed))
        if not self._closed or key_age is not None:  # what is missing would not help it
            whole.addLayout(self._state(*self._key(key_age)))
        if not self._closed or provider.consented:
            whole.addLayout(self._state(*self._consent()))
        whole.addSpacing(2)
        whole.addWidget(self._buttons())
        self.setLayout(whole)

    def _state(self, icon: str, tone: str, text: str) -> QVBoxLayout:
        line = row(
            picture(self._page.theme, icon, tone=tone, size=15),
            label(text, role="small", tone=tone, wrap=True),
            spacing=7,
        )
        line.setStretch(1, 1)
        return column(line)

    def _key(self, age: int | None) -> tuple[str, str, str]:
        provider = self._provider
        if age is None:
            if provider.needs_key:
                return "triangle-alert", "warn", self.tr("Its key is missing.")
            return "key-round", "second", self.tr("No key; it is asked without one.")
        since = {0: self.tr("since today"), 1: self.tr("since yesterday")}.get(
            age, self.tr("{days} days old").format(days=age)
        )
        place = (
            self.tr("Key in the system's keyring, {since}.")
            if provider.key_place == "keyring"
            else self.tr("Key in the vault, {since}.")
        ).format(since=since)
        if age >= ROTATE_KEY_AFTER_DAYS and not self._closed:
            renew = self.tr("Make a new one on the provider's site and enter it here.")
            return "triangle-alert", "warn", f"{place} {renew}"
        return "key-round", "second", place

    def _consent(self) -> tuple[str, str, str]:
        provider = self._provider
        if not provider.consented:
            text = self.tr("You have not yet agreed to what it says it does with texts.")
            return "triangle-alert", "warn", text
        shown = shown_day(moment(provider.consented).date())
        promise = provider.promise
        said = " · ".join(word for word in (promise.retention, promise.training) if word)
        agreed = self.tr("You agreed on {day}.").format(day=shown)
        return "circle-check", "second", f"{agreed} {said}".strip()

    def _buttons(self) -> QWidget:
        page, provider = self._page, self._provider
        has_key = provider.key_place != "none"
        made = [self._button(self.tr("Edit…"), self.tr("Edit {name}"), lambda: page.edit(provider))]
        if not self._closed:
            made.append(
                self._button(
                    self.tr("New key…") if has_key else self.tr("Enter key…"),
                    self.tr("Enter the key of {name}"),
                    lambda: page.enter_key(provider),
                )
            )
        if not self._closed and not provider.consented:
            made.append(
                self._button(
                    self.tr("Read and agree…"),
                    self.tr("Read what {name} says"),
                    lambda: page.ask_consent(provider),
                )
            )
        if has_key or provider.destination.client_certificate or provider.destination.proxy:
            made.append(
                self._button(
                    self.tr("Revoke and forget…"),
                    self.tr("Forget the key of {name}"),
                    lambda: page.forget_key(provider),
                )
            )
        made.append(self._button(self.tr("Remove…"), self.tr("Remove {name}"), lambda: page.remove(provider)))
        return wrapping(*made)

    def _button(self, text: str, name: str, act: object) -> QWidget:
        assert callable(act)
        made = button(text, on_click=act)
        made.setAccessibleName(name.format(name=self._provider.name))
        return made


class KeySheet(Sheet):
    """Takes a key; it can be written and never read.

    Attributes:
        stored: the provider.
        failed: an exception.
    """

    stored = Signal(object)
    failed = Signal(object)

    def __init__(self, kit: Kit, parent: QWidget, provider: Provider) -> None:
        super().__init__(kit.theme, parent, icon="key-round", title="")
        self._kit = kit
        self._provider = provider
        self.set_title(self.tr("The key of {name}").format(name=provider.name))
        self.add_text(
            self.tr(
                "It goes into this computer's keyring, or into the vault where there is none to trust. It is"
                " never shown again, and never in a log."
            )
        )
        self.field = QLineEdit()
        self.field.setEchoMode(QLineEdit.EchoMode.Password)
        self.field.setAccessibleName(self.tr("Key"))
        self.field.setPlaceholderText(self.tr("Paste the key"))
        self.field.setMaxLength(4096)
        self.add(self.field)
        self.add_button(self.tr("Cancel"), on_click=self.reject)
        self.store = self.add_button(self.tr("Store the key"), kind="primary", on_click=self._store)
        self.store.setEnabled(False)
        self.field.textChanged.connect(lambda text: self.store.setEnabled(bool(text.strip())))
        self.field.returnPressed.connect(self._store)
        self.field.setFocus()

    def _store(self) -> None:
        key, provider_id = self.field.text().strip(), self._provider.id
        if not key:
            return
        self.field.clear()
        self.store.setEnabled(False)
        self._kit.runner.run(
            lambda: self._kit.assistant.cloud.providers.store_key(provider_id, key),
            on_done=self._on_stored,
            on_error=self._on_error,
        )

    def _on_stored(self, provider: Provider) -> None:
        self.accept()
        self.stored.emit(provider)

    def _on_error(self, error: Exception) -> None:
        self.reject()
        self.failed.emit(error)

    def done(self, result: int) -> None:
        """Forget what was typed."""
        self.field.clear()
        super().done(result)
