"""The composition root: the window, the terminal front end, or one service process, by argument.

The only module that knows ui, app and models at once. Services start here too, so it imports next to
nothing before it knows what it is.

What stands between the start of the window and the painted unlock screen, in this order, and nothing else:

1. here: the arguments without argparse; the process that keeps its network is forked; the vault's process is
   started, which takes as long as Qt takes to be imported, on another core; the internet is denied.
2. ``ui/__init__.py``: QtCore, without what of PySide6 only a programmer needs (``ui.pyside``).
3. ``ui.application``: the look, an empty window, and one question to the vault: what is there?
4. ``ui.unlock``: the one form that answers this. It is painted.

A method of a service has its decoders made when it is first called (``app.process.method``).

The assistant (``make_assistant``), the engine's part, the workspace with its transcript, more fonts and
the desktop's D-Bus are imported after that: ``ui.application.Desk.show``.
``tests/ui/test_application.py`` names what must not have been imported by then.
"""

from __future__ import annotations

import gc
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse

    from app.assistant import Assistant
    from app.events import Observer
    from app.outside import Outside
    from app.paths import Paths
    from app.policy import Managed


def main(arguments: list[str] | None = None) -> int:
    """Run what the command line asks for; returns the exit code."""
    listed = sys.argv[1:] if arguments is None else arguments
    _leave_no_core_file()
    if len(listed) == 2 and listed[0] == "--service":
        _import_msgspec()
        from app.serving import run_named_service

        run_named_service(listed[1])
    if not listed:
        return _window(None)
    if len(listed) == 2 and listed[0] == "--profile":
        return _window(Path(listed[1]))
    return _front_end(listed)


def _leave_no_core_file() -> None:
    """Have no crash write this process's memory to the disk: what is on the screen is in it, in plain text.

    What is started from here inherits it; the services are not even dumpable once they are confined.
    """
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _front_end(listed: list[str]) -> int:
    from app.cli.commands import build_parser

    parsed = build_parser().parse_args(listed)
    match parsed.command:
        case None:
            return _window(parsed.profile)
        case "bench":
            return _bench(parsed.name, parsed.arguments)
        case _:
            return _command(parsed)


def _window(profile: Path | None) -> int:
    """Open the window; see the module for the order."""
    # A start makes objects and drops none: looking for garbage among them is a thirtieth of it. The window
    # looks itself when it is painted (``ui.garbage``).
    gc.disable()
    _import_msgspec()
    outside = _outside()  # forks: before any thread, and before there is much to fork
    from app.services import ProcessServices
    from app.settings import SettingsStore

    paths = _paths(profile)
    settings = SettingsStore(paths.settings)
    if settings.current.offline:
        outside.go_offline()
    services = ProcessServices(paths.vault, outside=outside)
    services.start_vault_early()  # while Qt is imported

    from app.process.sandbox import deny_internet
    from models.errors import SottoError

    deny_internet()
    from ui.application import run

    def make_assistant(observer: Observer) -> Assistant:
        from app.assistant import Assistant
        from models.files import ModelStore

        return Assistant(
            services=services,
            settings=settings,
            models=ModelStore(paths.models),
            observer=observer,
            cloud_services=services,
            policy=_policy(),
        )

    try:
        return run(
            make_assistant,
            paths,
            settings,
            look_at_vault=services.look_at_vault,
            open_address=outside.open,
        )
    except SottoError as error:
        from app.cli.terminal import print_error

        print_error(error)  # there is no window to say it in
        return 1
    finally:
        services.close()
        outside.close()


def _import_msgspec() -> None:
    """Import it without typing_extensions, a hundredth of the start.

    msgspec looks for three names there before it takes the same ones from ``typing``.
    """
    is_there = "typing_extensions" in sys.modules
    if not is_there:
        sys.modules["typing_extensions"] = None  # type: ignore[assignment]  # an import says that it is missing
    import msgspec  # noqa: F401

    if not is_there:
        del sys.modules["typing_extensions"]


def _command(parsed: argparse.Namespace) -> int:
    """Run a command of the terminal front end."""
    from app.assistant import Assistant
    from app.cli.main import run_command
    from app.services import ProcessServices
    from app.settings import SettingsStore
    from models.files import ModelStore

    paths = _paths(parsed.profile)
    settings = SettingsStore(paths.settings)
    models = ModelStore(paths.models)
    services = ProcessServices(paths.vault, offline=settings.current.offline)

    def make_assistant(observer: Observer) -> Assistant:
        return Assistant(
            services=services,
            settings=settings,
            models=models,
            observer=observer,
            cloud_services=services,
            policy=_policy(),
        )

    return run_command(parsed, paths=paths, settings=settings, models=models, make_assistant=make_assistant)


def _policy() -> Managed:
    """Read the computer's policy: with the assistant, without which no gate is started."""
    from app.policy import managed_folder, read_policy

    return read_policy(managed_folder())


def _paths(profile: Path | None) -> Paths:
    from app.paths import profile_paths, user_paths

    return user_paths() if profile is None else profile_paths(profile)


def _outside() -> Outside:
    """Fork the process that keeps its network when the window gives it up."""
    from app.outside import Outside
    from app.process.spawn import default_command

    return Outside(default_command("gate"))


def _bench(name: str, arguments: list[str]) -> int:
    """Run a benchmark of the source tree; they are not part of the installed program."""
    import importlib

    try:
        module = importlib.import_module(f"tests.benchmarks.{name}")
    except ModuleNotFoundError:
        sys.stderr.write(
            "sotto: benchmarks run from a clone of the source, not from the installed program.\n"
        )
        return 1
    result: int = module.main(arguments)
    return result


if __name__ == "__main__":
    sys.exit(main())
