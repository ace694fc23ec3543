"""What the window says of the computer's policy: who set a control, and what is wrong with a broken one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QLabel, QWidget

from app.explain import Explanation
from app.routing import Route
from ui.parts import label
from ui.review.words import route_name

if TYPE_CHECKING:
    from app.policy import Managed
    from app.providers import Provider

_MOST_FAULTS: Final = 3


def set_by(managed: Managed) -> str:
    """Return who decided: "Set by Riverside Clinic"."""
    translate = QCoreApplication.translate
    organisation = managed.policy.organisation
    if organisation:
        return translate("policy", "Set by {organisation}").format(organisation=organisation)
    return translate("policy", "Set by this computer's policy")


def why_closed(managed: Managed, provider: Provider) -> str:
    """Return why the policy keeps a provider from being asked, and who set that; "" where it does not."""
    translate = QCoreApplication.translate
    policy = managed.policy
    if not policy.allows_route(provider.route):
        if policy.farthest is Route.LOCAL:
            why = translate(
                "policy", "It is not asked: the policy of this computer keeps every question here."
            )
        else:
            why = translate(
                "policy", "It is not asked: the policy of this computer opens no route beyond “{route}”."
            ).format(route=route_name(policy.farthest))
    elif not policy.allows_server(provider.destination):
        why = translate("policy", "It is not asked: the policy of this computer does not allow its server.")
    else:
        return ""
    return f"{why} {set_by(managed)}."


def hold(control: QWidget, managed: Managed, *, is_held: bool) -> QLabel:
    """Close a control that the policy decides about, and return the line that says so (hidden otherwise)."""
    said = label(set_by(managed), role="caption", tone="warn", wrap=True)
    said.setVisible(is_held)
    if is_held:
        control.setEnabled(False)
        control.setToolTip(set_by(managed))
        control.setAccessibleDescription(set_by(managed))
    return said


def limits(managed: Managed) -> tuple[str, ...]:
    """Return what the policy says about routes, sentence by sentence; nothing where it says nothing."""
    translate = QCoreApplication.translate
    policy, said = managed.policy, []
    if (broken := broken_notice(managed)) is not None:
        said += [broken.title, broken.advice]
    elif policy.farthest is not Route.CLOUD:
        farthest = translate("policy", "The policy of this computer opens no route beyond “{route}”.")
        said.append(farthest.format(route=route_name(policy.farthest)))
    if policy.allowed_hosts is not None and policy.farthest is not Route.LOCAL:
        hosts = ", ".join(policy.allowed_hosts) or translate("policy", "none")
        allowed = translate("policy", "The policy of this computer allows these servers: {hosts}.")
        said.append(allowed.format(hosts=hosts))
    return (*said, f"{set_by(managed)}.") if said else ()


def broken_notice(managed: Managed) -> Explanation | None:
    """Return the notice of a broken policy; None for one that is not."""
    if not managed.is_broken:
        return None
    from app.explain.policy import policy_fault

    translate = QCoreApplication.translate
    faults = " ".join(policy_fault(fault, translate) for fault in managed.faults[:_MOST_FAULTS])
    remedy = translate("policy", "Tell the people who look after this computer.")
    return Explanation(
        translate("policy", "The policy of this computer is broken: the cloud is off until it is mended."),
        f"{' '.join(faults.split())} {remedy}",
    )
