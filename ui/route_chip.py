"""The chip that says how far the next question travels, and the menu to choose it from.

The chip shows and asks; what may be chosen is decided by the core (``ui.review.routes`` asks it).
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu

from app.routing import DEFAULT_SENSITIVITY, Refusal, Route, Sensitivity, nearest
from ui.parts import ToolButton
from ui.review.words import label_name, route_icon, route_name, short_refusal
from ui.shortcuts import shortcuts
from ui.theme import Theme, restyle

_WIDEST = 230


@dataclass(frozen=True, slots=True)
class RouteChoice:
    """Where the next question goes.

    Attributes:
        provider_id, provider: id and name; "" for a local answer.
    """

    route: Route = Route.LOCAL
    provider_id: str = ""
    provider: str = ""

    def __repr__(self) -> str:
        """The provider's name may tell an employer."""
        return f"<RouteChoice {self.route.value}>"


@dataclass(frozen=True, slots=True)
class RouteOption:
    """A line of the menu: a choice, and why it is closed.

    Attributes:
        model: name of the provider's model.
    """

    choice: RouteChoice
    model: str = ""
    refusal: Refusal | None = None

    @property
    def can_be_chosen(self) -> bool:
        """Whether choosing it leads anywhere; consent and a key can be given on the way."""
        return self.refusal in {None, "no-consent", "no-key"}


@dataclass(frozen=True, slots=True)
class RouteMenu:
    """What the menu shows.

    Attributes:
        farthest: the farthest route that the computer's policy opens.
        set_by: who set that.
    """

    options: tuple[RouteOption, ...] = ()
    current: RouteChoice = RouteChoice()
    sensitivity: Sensitivity = DEFAULT_SENSITIVITY
    farthest: Route = Route.CLOUD
    set_by: str = ""


class RouteChip(ToolButton):
    """See the module.

    Attributes:
        menu_wanted: show the menu; ``show_menu`` follows when its contents are known.
        chosen: a RouteOption.
        labelled: a Sensitivity for this conversation.
        explanation_wanted: explain what "Local only" means.
        providers_wanted: set up providers.
    """

    menu_wanted = Signal()
    chosen = Signal(object)
    labelled = Signal(object)
    explanation_wanted = Signal()
    providers_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._keys = next((each.shown for each in shortcuts() if each.name == "route"), "")
        self.choice = RouteChoice()
        self._may_skim = False
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.clicked.connect(lambda _checked: self.menu_wanted.emit())
        theme.changed.connect(self._on_theme)
        self.show_choice(self.choice)

    def show_choice(self, choice: RouteChoice, *, may_skim: bool = False) -> None:
        """Show where the next question goes: icon, words and colour.

        Args:
            choice: the route.
            may_skim: it may go without a look, so that nobody may be promised one.
        """
        self.choice, self._may_skim = choice, may_skim
        is_local = choice.route is Route.LOCAL
        name = route_name(choice.route)
        whole = name if is_local else f"{name} · {choice.provider}"
        shown = self.fontMetrics().elidedText(whole, Qt.TextElideMode.ElideRight, self._theme.px(_WIDEST))
        self.setText(f" {shown}  ▾")
        self.setProperty("kind", "local" if is_local else "away")
        self._theme.set_icon(self, route_icon(choice.route), tone="ok" if is_local else "warn", size=16)
        if is_local:
            said = self.tr("Route: local only. Nothing leaves this computer.")
        else:
            promise = (
                self.tr("What is not doubtful is sent without a look, as you chose in Settings.")
                if may_skim
                else self.tr("You see exactly what leaves before it does.")
            )
            said = self.tr("Route: {route}. {promise}").format(route=whole, promise=promise)
        self.setAccessibleName(said)
        self.setToolTip(f"{said} ({self._keys})")
        restyle(self)

    def _on_theme(self) -> None:
        self.show_choice(self.choice, may_skim=self._may_skim)

    def show_menu(self, contents: RouteMenu) -> QMenu:
        """Show what can be chosen, above the chip."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setToolTipsVisible(True)
        self._add_routes(menu, contents)
        menu.addSeparator()
        self._add_labels(menu, contents.sensitivity)
        menu.addSeparator()
        for icon, text, signal in (
            ("circle-help", self.tr("What “Local only” means"), self.explanation_wanted),
            ("settings", self.tr("Providers and redaction…"), self.providers_wanted),
        ):
            action = menu.addAction(self._theme.icon(icon, size=16), text)
            action.triggered.connect(lambda _checked, signal=signal: signal.emit())
        height = menu.sizeHint().height()
        menu.popup(self.mapToGlobal(QPoint(0, -height - 4)))
        first = next((action for action in menu.actions() if action.isChecked()), None)
        if first is not None:
            menu.setActiveAction(first)
        return menu

    def _add_routes(self, menu: QMenu, contents: RouteMenu) -> None:
        group = QActionGroup(menu)
        seen: set[Route] = set()
        held: list[QAction] = []
        for option in contents.options:
            seen.add(option.choice.route)
            action = self._add_option(menu, group, option, is_current=option.choice == contents.current)
            if option.refusal == "policy":
                held.append(action)
        for route in (Route.PRIVATE, Route.CLOUD):
            if route not in seen:
                is_held = nearest(route, contents.farthest) is not route
                why = short_refusal("policy" if is_held else "no-provider")
                text = self.tr("{route}: {why}").format(route=route_name(route), why=why)
                action = menu.addAction(self._theme.icon(route_icon(route), size=16), text)
                action.setEnabled(False)
                held += [action] if is_held else []
        for action in held:
            action.setToolTip(contents.set_by)
        if held:
            menu.addAction(contents.set_by.replace("&", "&&")).setEnabled(False)

    def _add_option(
        self, menu: QMenu, group: QActionGroup, option: RouteOption, *, is_current: bool
    ) -> QAction:
        choice = option.choice
        parts = [route_name(choice.route), choice.provider, option.model]
        text = " · ".join(part for part in parts if part).replace("&", "&&")
        if why := short_refusal(option.refusal):
            text = self.tr("{route}: {why}").format(route=text, why=why)
        action = QAction(self._theme.icon(route_icon(choice.route), size=16), text, menu)
        action.setCheckable(True)
        action.setChecked(is_current)
        font = action.font()
        font.setBold(is_current)  # a menu with icons has no room for check marks
        action.setFont(font)
        action.setEnabled(option.can_be_chosen)
        action.triggered.connect(lambda _checked: self.chosen.emit(option))
        group.addAction(action)
        menu.addAction(action)
        return action

    def _add_labels(self, menu: QMenu, current: Sensitivity) -> None:
        labels = menu.addMenu(self._theme.icon("file-text", size=16), self.tr("Label of this chat"))
        group = QActionGroup(labels)
        for sensitivity in Sensitivity:
            action = labels.addAction(label_name(sensitivity))
            action.setCheckable(True)
            action.setChecked(sensitivity is current)
            action.triggered.connect(lambda _checked, chosen=sensitivity: self.labelled.emit(chosen))
            group.addAction(action)
