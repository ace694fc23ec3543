"""The composition root: the window, the terminal front end, or one service process, by argument.

The only module that knows ui, app and models at once. Services start here too, so it imports next to
nothing before it knows what it is.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.outside import Outside


def main(arguments: list[str] | None = None) -> int:
    """Run what the command line asks for; returns the exit code."""
    listed = sys.argv[1:] if arguments is None else arguments
    if len(listed) == 2 and listed[0] == "--service":
        from app.services import run_named_service

        run_named_service(listed[1])
    return _front_end(listed)


def _front_end(listed: list[str]) -> int:
    from app.cli.commands import build_parser

    parsed = build_parser().parse_args(listed)
    if parsed.command == "bench":
        return _bench(parsed.name, parsed.arguments)

    from app.assistant import Assistant
    from app.events import Observer
    from app.paths import profile_paths, user_paths
    from app.services import ProcessServices
    from app.settings import SettingsStore
    from models.files import ModelStore

    paths = profile_paths(parsed.profile) if parsed.profile else user_paths()
    settings = SettingsStore(paths.settings)
    models = ModelStore(paths.models)

    outside = _outside() if parsed.command is None else None  # forks: before any thread
    services = ProcessServices(paths.vault, outside=outside)

    def make_assistant(observer: Observer) -> Assistant:
        return Assistant(services=services, settings=settings, models=models, observer=observer)

    if outside is None:
        from app.cli.main import run_command

        return run_command(
            parsed, paths=paths, settings=settings, models=models, make_assistant=make_assistant
        )

    from app.process.sandbox import deny_internet

    services.start_vault_early()  # while Qt is imported
    deny_internet()
    from ui.application import run

    try:
        return run(make_assistant, paths, settings, open_address=outside.open)
    finally:
        services.close()
        outside.close()


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
