"""`sotto selftest`: does this installation do what it promises, here and now?

Everything is real: the processes, the sandbox, a vault in a temporary folder, the built-in model. Runs
from a clone and from a frozen bundle alike. Exit code 0 when every check passed; a reduced sandbox is
reported and is not a failure, an attempt that the sandbox let through although it claims "full" is.
"""

from __future__ import annotations

import platform
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Literal, get_args

from app.cli.terminal import print_json
from app.conversation import Message, MessageStatus, Role
from app.errors import WrongPassphrase
from app.probe import ATTEMPTS, POWERS, ProbePort, ProbeStart
from app.process.service import ServiceSpec, start_service
from app.services import ProcessServices
from app.vault.port import CheckReport, KdfCost, Passphrase
from models.embedded import embedded_model
from models.engine import (
    Finished,
    GenerationRequest,
    Inspected,
    Loaded,
    LoadRequest,
    Sampling,
    TextDelta,
    Turn,
)
from models.errors import SottoError

_CHEAPEST = KdfCost(memory_kib=64 * 1024, time=3, lanes=4)
_WORD = "selftest-word"
Confined = Literal["vault", "engine", "redactor", "gate", "keyring"]
"""The services, in the order in which they are tried."""


class Failed(Exception):
    """A check did not hold; the text is ours."""


def run_selftest(*, as_json: bool) -> int:
    """Run every check and print a line for each; returns the exit code."""
    failures = 0
    checks: list[tuple[str, Callable[[Path], str]]] = [
        ("program", _program),
        *((f"{name} sandbox", partial(confinement, name)) for name in get_args(Confined)),
        ("vault", _vault),
        ("engine", _engine),
        ("redactor", _redactor),
        ("window", _window),
    ]
    for name, check in checks:
        started = time.monotonic()
        with tempfile.TemporaryDirectory(prefix="sotto-selftest-") as folder:
            try:
                ok, detail = True, check(Path(folder))
            except (SottoError, Failed, ImportError, OSError) as error:
                ok, detail = False, f"{type(error).__name__}: {error}"
        failures += not ok
        seconds = round(time.monotonic() - started, 2)
        if as_json:
            print_json({"check": name, "ok": ok, "detail": detail, "seconds": seconds})
        else:
            sys.stdout.write(f"{'ok    ' if ok else 'FAILED'}  {name:16} {detail} ({seconds} s)\n")
            sys.stdout.flush()
    return 1 if failures else 0


def _program(_folder: Path) -> str:
    frozen = "frozen" if getattr(sys, "frozen", False) else "source"
    return f"{frozen}, Python {platform.python_version()}, {platform.system()} {platform.machine()}"


def confinement(like: Confined, folder: Path) -> str:
    """Prepare and confine a process exactly as a service is, and try from inside what it must not do.

    Args:
        like: the service.
        folder: an empty one.

    Returns:
        The level reached, how many attempts were denied, and what is not on and why.

    Raises:
        Failed: something was possible although the sandbox claims to be full.
        SottoError: the process did not start.
    """
    inside = folder / "inside"
    inside.mkdir()
    paths = {
        "vault": str(inside),
        "engine": str(embedded_model().path),
        "redactor": "",
        "gate": "",
        "keyring": "",
    }
    start = ProbeStart(like, paths[like])
    tried = [name for name in ATTEMPTS if name not in POWERS.get(like, ())]
    spec: ServiceSpec[ProbePort] = ServiceSpec("probe", ProbePort, start)
    service = start_service(spec)
    outside = folder / "outside"
    outside.mkdir()
    (outside / "secret").write_text("x")
    targets = {"read": str(outside / "secret"), "list": str(Path.home()), "write": str(outside)}
    try:
        allowed = [name for name in tried if not service.port.attempt(name, targets.get(name, "")).denied]
    finally:
        service.kill()
    level = service.sandbox.level
    if allowed and level == "full":
        raise Failed(f"reported {level}, but these were possible: {', '.join(allowed)}")
    missing = [f"{name}: {state}" for name, state in service.sandbox.layers.items() if state != "on"]
    detail = f"{level}; {len(tried) - len(allowed)} of {len(tried)} attempts denied"
    if allowed:
        detail += f"; possible: {', '.join(allowed)}"
    return detail + (f"; not on: {'; '.join(missing)}" if missing else "")


def _vault(folder: Path) -> str:
    services = ProcessServices(folder / "vault")
    secret = Passphrase(b"selftest passphrase")
    handle = services.open_vault(_lost)
    try:
        handle.port.create(secret, _CHEAPEST)
        chat = handle.port.create_conversation("Selftest")
        handle.port.add_message(
            Message("m1", chat.id, None, Role.USER, f"Here is a {_WORD}.", 1, MessageStatus.COMPLETE)
        )
    finally:
        lock_seconds = handle.kill()
    if any(_WORD.encode() in file.read_bytes() for file in (folder / "vault").rglob("*") if file.is_file()):
        raise Failed("a written word is readable on disk")
    handle = services.open_vault(_lost)
    try:
        try:
            handle.port.unlock(Passphrase(b"another passphrase"))
        except WrongPassphrase:
            pass
        else:
            raise Failed("a wrong passphrase opened the vault")
        time.sleep(max(0.0, handle.port.status().wait))
        handle.port.unlock(secret)
        if [hit.message_id for hit in handle.port.search("selftest", 5) if hit.message_id] != ["m1"]:
            raise Failed("search did not find the message")
        reports = [event for event in handle.port.check() if isinstance(event, CheckReport)]
        if not reports or not reports[-1].ok:
            raise Failed("the check of a fresh vault found problems")
    finally:
        handle.kill()
    locked = f"locked in {lock_seconds * 1000:.0f} ms"
    return f"written, {locked}, refused a wrong passphrase, read back, searched, checked"


def _engine(folder: Path) -> str:
    model = embedded_model()
    handle = ProcessServices(folder / "vault").open_engine(str(model.path), _lost)
    try:
        infos = [event.info for event in handle.port.inspect(with_hash=True) if isinstance(event, Inspected)]
        if not infos or infos[0].sha256 != model.sha256:
            raise Failed("the built-in model is not the one on its card")
        loaded = [event for event in handle.port.load(LoadRequest()) if isinstance(event, Loaded)]
        request = GenerationRequest(
            "selftest", (Turn("user", "What is Sotto?"),), Sampling(temperature=0.0), max_tokens=24
        )
        events = list(handle.port.generate(request))
    finally:
        handle.kill()
    text = "".join(event.text for event in events if isinstance(event, TextDelta))
    ended = [event for event in events if isinstance(event, Finished)]
    if not loaded or not ended or not text.strip():
        raise Failed("the built-in model did not answer")
    usage = ended[0].usage
    speed = f"{usage.tokens_per_second:.0f} tokens/s"
    first = f"{usage.seconds_to_first_token * 1000:.0f} ms"
    return f"{model.name} answered {usage.completion_tokens} tokens at {speed}, first after {first}"


def _redactor(folder: Path) -> str:
    from app.cli.redact_commands import whole_scan
    from app.redaction.port import ScanOptions

    handle = ProcessServices(folder / "vault").open_redactor(_lost)
    text = "Mail jane.roe@example.com, card 4111 1111 1111 1111."
    try:
        started = time.monotonic()
        labels = [finding.label.value for finding in whole_scan(handle.port, text, ScanOptions())]
        seconds = time.monotonic() - started
    finally:
        handle.kill()
    if labels != ["EMAIL", "CARD"]:
        raise Failed("it did not find an e-mail address and a card number")
    return f"found what it should in {seconds * 1000:.0f} ms"


def _window(_folder: Path) -> str:
    """Import the window's library; opening one needs a display and is not tried here."""
    import importlib

    forbidden = _already("llama_cpp", "sqlcipher3")
    if forbidden:
        raise Failed(f"this process has imported {', '.join(forbidden)}")
    try:
        core = importlib.import_module("PySide6.QtCore")
        importlib.import_module("PySide6.QtWidgets")
    except ImportError:
        return "Qt's system libraries are not installed; the terminal works without them"
    return f"Qt {core.qVersion()}"


def _already(*names: str) -> list[str]:
    return [name for name in names if name in sys.modules]


def _lost(_error: SottoError) -> None:
    """A lost process shows as the error of the call that waited for it."""
