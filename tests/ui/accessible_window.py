"""Shows each screen of the window over fakes while AT-SPI is asked what it sees; not a test by itself.

Usage: python -m tests.ui.accessible_window SYSTEM_PYTHON REPORT
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from app.assistant import Assistant
from app.gate.port import Destination
from app.paths import profile_paths
from app.providers import Provider
from app.redaction.findings import EntityType
from app.routing import Route
from app.settings import SettingsStore
from models.files import ModelStore
from tests.fakes import FakeServices
from tests.ui.stage import PASSPHRASE, filled_disk
from ui.application import Desk, make_application
from ui.review.window import ReviewWindow
from ui.route_chip import RouteChoice, RouteOption
from ui.unlock_form import UnlockForm

_DUMP = """
import json, sys, gi
gi.require_version("Atspi", "2.0")
from gi.repository import Atspi
found = []
def walk(node, depth):
    if node is None or depth > 40: return
    try:
        states = node.get_state_set()
        if depth and states.contains(Atspi.StateType.SHOWING):
            found.append({
                "role": node.get_role_name(), "name": node.get_name() or "",
                "focusable": states.contains(Atspi.StateType.FOCUSABLE),
            })
        for number in range(node.get_child_count()):
            walk(node.get_child_at_index(number), depth + 1)
    except Exception:
        return
desktop = Atspi.get_desktop(0)
for number in range(desktop.get_child_count()):
    application = desktop.get_child_at_index(number)
    if application is not None and application.get_process_id() == int(sys.argv[1]):
        walk(application, 0)
print(json.dumps(found))
"""


def set_up(assistant: Assistant) -> Provider:
    """Return a provider that may be asked."""
    listed = assistant.cloud.providers
    destination = Destination("", "openai", "https://cloud.example/v1", "big-1")
    saved = listed.consent(listed.save(Provider("", "Somewhere", destination)).id)
    return listed.store_key(saved.id, "k")


def main(python: str, report: Path) -> None:
    """Write what AT-SPI sees on each screen."""
    folder = Path(tempfile.mkdtemp())
    paths = profile_paths(folder)
    paths.make()
    settings = SettingsStore(paths.settings)
    application = make_application(["sotto"])
    services = FakeServices(filled_disk())
    desk = Desk(
        application,
        lambda observer: Assistant(
            services=services,
            settings=settings,
            models=ModelStore(paths.models),
            observer=observer,
            cloud_services=services,
            keys=services.cloud.keys,
        ),
        paths,
        settings,
    )
    seen: dict[str, object] = {}

    def work_until(is_true: Callable[[], object]) -> None:
        ends = time.monotonic() + 120
        while not is_true() and time.monotonic() < ends:
            application.processEvents()
            time.sleep(0.005)

    def dump(name: str) -> None:
        asked = subprocess.Popen([python, "-c", _DUMP, str(os.getpid())], stdout=subprocess.PIPE, text=True)
        work_until(lambda: asked.poll() is not None)
        seen[name] = json.loads(asked.communicate()[0] or "[]")

    desk.window.show()
    desk.window.begin()
    work_until(lambda: isinstance(desk.window.entrance.form, UnlockForm))
    dump("unlock")
    form = desk.window.entrance.form
    assert isinstance(form, UnlockForm)
    form.field.edit.setText(PASSPHRASE)
    form.unlock.click()
    work_until(lambda: desk.window.workspace is not None)
    workspace = desk.window.workspace
    assert workspace is not None
    workspace.open_chat("lease")
    work_until(lambda: workspace.chat_page.chat.conversation_id == "lease" and workspace.sidebar.rows.rows)
    for page in ("chat", "models", "settings", "trash"):
        workspace.show_page(page)
        dump(page)
    provider = set_up(desk.assistant)
    for page in ("providers", "left"):
        workspace.show_page(page)
        dump(page)
    workspace.show_page("chat")
    routes = workspace.chat_page.routes
    routes.choose(RouteOption(RouteChoice(Route.CLOUD, provider.id, provider.name)))
    services.cloud.names = {"Ada Quill": EntityType.PERSON}
    services.cloud.doubtful = {"letter"}
    workspace.chat_page.composer.submitted.emit("Draft a letter to Ada Quill.")
    work_until(lambda: bool(workspace.findChildren(ReviewWindow)))
    dump("review")
    for dialog in workspace.findChildren(ReviewWindow):
        dialog.close()
    report.write_text(json.dumps(seen))
    desk.window.close()
    work_until(lambda: desk.window.is_closed)
    desk.close()


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
