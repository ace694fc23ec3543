"""The macOS sandbox: a profile through ``sandbox_init``, and no debugger.

Written from documentation, not yet run on that system; the level is therefore "reduced" at most.
``sandbox_init(3)`` is deprecated and without a replacement for a program that is not an app-store bundle;
Chromium and others rely on it. The profile language is the one of the system's own /usr/share/sandbox/*.sb.

Layers: ``profile`` (files, network, programs, signals), ``undumpable`` (PT_DENY_ATTACH), ``rlimits``.
"""

from __future__ import annotations

import ctypes
import os
import resource
import select
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Final

from app.process.sandbox import ON, Powers, SandboxReport
from app.process.sandbox.runtime import runtime_paths

_PT_DENY_ATTACH: Final = 31
_OPEN_FILES: Final = 256
_SYSTEM: Final = (
    "/usr/lib",
    "/usr/share/zoneinfo",
    "/System/Library",
    "/Library/Apple/System",
    "/private/var/db/dyld",
    "/private/var/db/timezone",
    "/private/etc/localtime",
    "/dev/random",
    "/dev/urandom",
)
# Those of Chromium's network process (sandbox/policy/mac/network.sb).
_TRUST: Final = (
    "com.apple.SecurityServer",
    "com.apple.trustd",
    "com.apple.trustd.agent",
    "com.apple.ocspd",
    "com.apple.dnssd.service",
)


def confine(powers: Powers, *, before_filter: Callable[[], None] | None = None) -> SandboxReport:
    """Put all layers on; see ``app.process.sandbox.confine``."""
    os.umask(0o077)
    layers = {"undumpable": _deny_attach(), "rlimits": _limit(powers)}
    if before_filter is not None:
        before_filter()
    layers["profile"] = _apply(profile(powers))
    return SandboxReport("reduced" if ON in layers.values() else "none", layers)


def profile(powers: Powers) -> str:
    """Return the profile: everything is denied, then the powers and what Python needs are allowed."""
    lines = [
        "(version 1)",
        "(deny default)",
        "(allow sysctl-read)",
        '(allow mach-lookup (global-name "com.apple.system.logger"))',
        "(allow signal (target self))",
        "(allow file-read-metadata)",
    ]
    lines += [f"(allow file-read* {_filter(path)})" for path in (*_SYSTEM, *runtime_paths(), *powers.read)]
    # Libraries are mapped as code from the system's and our own folders only, never from the data.
    lines += [f"(allow file-map-executable {_filter(path)})" for path in (*_SYSTEM, *runtime_paths())]
    lines += [f"(allow file-read* file-write* {_filter(path)})" for path in powers.write]
    lines.append('(allow file-read* file-write-data (literal "/dev/null"))')
    if powers.connect:
        lines += _outbound(powers.connect)
    if powers.session_bus:
        lines += _keychain()
    return "\n".join(lines) + "\n"


def _outbound(ports: tuple[int, ...]) -> list[str]:
    """Return rules to connect to some ports, to ask for names, and to check certificates."""
    lines = ["(allow system-socket)"]
    lines += [f'(allow network-outbound (remote tcp "*:{port}"))' for port in ports]
    lines.append('(allow network-outbound (literal "/private/var/run/mDNSResponder"))')
    lines += [f'(allow mach-lookup (global-name "{name}"))' for name in _TRUST]
    return lines


def _keychain() -> list[str]:
    """Return rules to use the login keychain."""
    home = Path(os.path.expanduser("~"))  # noqa: PTH111 (Path's raises where there is no home)
    lines = [f'(allow mach-lookup (global-name "{name}"))' for name in (*_TRUST, "com.apple.securityd.xpc")]
    return [*lines, f"(allow file-read* file-write* {_filter(str(home / 'Library' / 'Keychains'))})"]


def _filter(path: str) -> str:
    resolved = str(Path(path).resolve())
    quoted = resolved.replace("\\", "\\\\").replace('"', '\\"')
    kind = "subpath" if Path(resolved).is_dir() else "literal"
    return f'({kind} "{quoted}")'


def _apply(text: str) -> str:
    try:
        library = ctypes.CDLL("/usr/lib/libSystem.dylib", use_errno=True)
        message = ctypes.c_char_p()
        failed = library.sandbox_init(text.encode(), ctypes.c_uint64(0), ctypes.byref(message))
    except (OSError, AttributeError) as error:
        return type(error).__name__
    return f"sandbox_init returned {failed}" if failed else ON


def _deny_attach() -> str:
    try:
        library = ctypes.CDLL("/usr/lib/libSystem.dylib", use_errno=True)
        failed = library.ptrace(_PT_DENY_ATTACH, 0, None, 0)
    except (OSError, AttributeError) as error:
        return type(error).__name__
    return f"errno {ctypes.get_errno()}" if failed else ON


def _limit(powers: Powers) -> str:
    wanted = {resource.RLIMIT_CORE: 0, resource.RLIMIT_NOFILE: _OPEN_FILES}
    if powers.file_bytes is not None:
        wanted[resource.RLIMIT_FSIZE] = powers.file_bytes
    elif not powers.write:
        wanted[resource.RLIMIT_FSIZE] = 0
    if powers.memory_bytes is not None:
        wanted[resource.RLIMIT_AS] = powers.memory_bytes
    try:
        for which, value in wanted.items():
            resource.setrlimit(which, (value, value))
    except (OSError, ValueError) as error:
        return type(error).__name__
    return ON


def die_with(parent: int, exit_code: int) -> None:
    """End this process when ``parent`` ends: a thread waits for it in kqueue."""
    if sys.platform == "darwin":
        queue = select.kqueue()
        event = select.kevent(
            parent, select.KQ_FILTER_PROC, select.KQ_EV_ADD | select.KQ_EV_ONESHOT, select.KQ_NOTE_EXIT
        )

        def watch() -> None:
            try:
                queue.control([event], 1, None)
            finally:
                os._exit(exit_code)

        threading.Thread(target=watch, name="parent-watch", daemon=True).start()
