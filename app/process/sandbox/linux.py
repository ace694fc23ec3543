"""The Linux sandbox: raw system calls through ctypes, no library.

Layers, in the order in which they are put on; "full" needs all but the first:

==================  ==========================================================================================
private-network     an empty network namespace; needs root or unprivileged user namespaces, so it is optional
undumpable          nobody of the same user may read its memory, environment or descriptors, or trace it
rlimits             no core file, no or small files, few descriptors, an address-space limit if given
no-new-privs        no set-uid program could raise it, and the next two layers need it
capabilities        none left, not even for root, and none can come back
landlock            files: only its powers, Python, its libraries and our code; no TCP but to the ports of
                    its powers, no signals out
seccomp             no socket of any kind (Landlock lets UDP through) unless it may connect, no program, no
                    process: see ``bpf``
==================  ==========================================================================================

Sources: landlock(7), seccomp(2), capabilities(7), user_namespaces(7), prctl(2), kernel docs on Landlock.
"""

from __future__ import annotations

import contextlib
import ctypes
import errno
import os
import resource
import stat
import struct
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from app.process.sandbox import ON, Level, Powers, SandboxReport, bpf
from app.process.sandbox.runtime import runtime_paths
from app.process.sandbox.syscalls import NUMBERS

_PR_SET_DUMPABLE: Final = 4
_PR_CAPBSET_DROP: Final = 24
_PR_SET_NO_NEW_PRIVS: Final = 38
_PR_CAP_AMBIENT: Final = 47
_PR_CAP_AMBIENT_CLEAR_ALL: Final = 4
_CAPABILITY_VERSION_3: Final = 0x20080522
_CLONE_NEWUSER: Final = 0x10000000
_CLONE_NEWNET: Final = 0x40000000
_SECCOMP_SET_MODE_FILTER: Final = 1
_SECCOMP_FILTER_FLAG_TSYNC: Final = 1
_OPEN_FILES: Final = 256

_CREATE_RULESET_VERSION: Final = 1
_RULE_PATH_BENEATH: Final = 1
_RULE_NET_PORT: Final = 2
_CONNECT_TCP: Final = 1 << 1
_RESTRICT_SELF_TSYNC: Final = 1 << 3
_TSYNC_ABI: Final = 8
_WRITE_FILE: Final = 1 << 1
_READ_FILE: Final = 1 << 2
_READ_DIR: Final = 1 << 3
_REMOVE_DIR: Final = 1 << 4
_REMOVE_FILE: Final = 1 << 5
_MAKE_DIR: Final = 1 << 7
_MAKE_REG: Final = 1 << 8
_REFER: Final = 1 << 13
_TRUNCATE: Final = 1 << 14
_UNIX_SOCKETS: Final = 1 << 16
_ABSTRACT_SOCKETS: Final = 1
_READ: Final = _READ_FILE | _READ_DIR
_WRITE: Final = _READ | _WRITE_FILE | _REMOVE_DIR | _REMOVE_FILE | _MAKE_DIR | _MAKE_REG | _REFER | _TRUNCATE
_FOR_FILES: Final = _WRITE_FILE | _READ_FILE | _TRUNCATE
_ABI_1: Final = (1 << 13) - 1  # execute, write, read, list, remove and make of every kind

_SYSTEM: Final = (
    "/usr/lib",
    "/usr/lib32",
    "/usr/lib64",
    "/usr/local/lib",
    "/lib",
    "/lib64",
    "/nix/store",
    "/usr/share/zoneinfo",
    "/etc/ld.so.cache",
    "/etc/localtime",
    "/proc/cpuinfo",
    "/proc/meminfo",
    "/proc/sys/vm/overcommit_memory",
    "/sys/devices/system",
    "/dev/random",
    "/dev/urandom",
)


class Kernel:
    """The system calls that the layers need; a test puts one in their place that lacks some of them."""

    def __init__(self) -> None:
        self._libc = ctypes.CDLL(None, use_errno=True)
        self.machine = os.uname().machine

    def call(self, name: str, *arguments: int | bytes | None) -> int:
        """Make a system call.

        Raises:
            OSError: with its errno; ENOSYS also for a machine whose numbers are not known.
        """
        number = NUMBERS.get(self.machine, {}).get(name)
        if number is None:
            raise OSError(errno.ENOSYS, name)
        converted = [ctypes.c_long(value) if isinstance(value, int) else value for value in arguments]
        result = int(self._libc.syscall(ctypes.c_long(number), *converted))
        if result < 0:
            code = ctypes.get_errno()
            raise OSError(code, name)
        return result

    def prctl(self, option: int, *arguments: int) -> int:
        """Call prctl with the rest of its five arguments zero."""
        filled = [*arguments, 0, 0, 0, 0][:4]
        return self.call("prctl", option, *filled)

    def limit(self, which: int, value: int) -> None:
        """Lower a resource limit, soft and hard."""
        hard = resource.getrlimit(which)[1]
        lowest = value if hard == resource.RLIM_INFINITY else min(value, hard)
        resource.setrlimit(which, (lowest, lowest))

    def thread_count(self) -> int:
        """Return how many threads this process has."""
        try:
            return len(os.listdir("/proc/self/task"))  # noqa: PTH208 (a count, as cheap as it gets)
        except OSError:
            return 1


def confine(
    powers: Powers, *, before_filter: Callable[[], None] | None = None, kernel: Kernel | None = None
) -> SandboxReport:
    """Put all layers on; see ``app.process.sandbox.confine``."""
    kernel = kernel or Kernel()
    os.umask(0o077)
    layers: dict[str, str] = {}
    if powers.private_network and not (powers.connect or powers.session_bus):
        layers["private-network"] = _tried(lambda: _leave_network(kernel))
    layers["undumpable"] = _tried(lambda: _forbid_dumps(kernel))
    layers["rlimits"] = _tried(lambda: _limit(kernel, powers))
    layers["no-new-privs"] = _tried(lambda: _forbid_new_privileges(kernel))
    layers["capabilities"] = _tried(lambda: _drop_capabilities(kernel))
    layers["landlock"] = _tried(lambda: _restrict_files(kernel, powers))
    if before_filter is not None:
        before_filter()
    layers["seccomp"] = _tried(
        lambda: _filter(
            kernel,
            bpf.service_filter(
                kernel.machine,
                pid=os.getpid(),
                threads=powers.threads,
                writes=bool(powers.write),
                families=(bpf.INTERNET if powers.connect else ()) + (bpf.LOCAL if powers.session_bus else ()),
            ),
        )
    )
    return SandboxReport(_level(layers), layers)


def deny_internet(*, kernel: Kernel | None = None) -> SandboxReport:
    """Refuse sockets that are not UNIX ones; see ``app.process.sandbox.deny_internet``."""
    kernel = kernel or Kernel()
    layers = {
        "no-new-privs": _tried(lambda: _forbid_new_privileges(kernel)),
        "seccomp": _tried(lambda: _filter(kernel, bpf.internet_filter(kernel.machine))),
    }
    # Without the filter nothing is denied, whatever else was done.
    return SandboxReport("full" if layers["seccomp"] == ON else "none", layers)


def _tried(layer: Callable[[], str | None]) -> str:
    """Put a layer on; "on", or the reason why it is not (an errno's name, or the layer's own words)."""
    try:
        return layer() or ON
    except OSError as error:
        return f"{error.strerror} {errno.errorcode.get(error.errno or 0, '?')}"
    except KeyError:
        return "unknown machine"


def _level(layers: dict[str, str]) -> Level:
    required = [state == ON for name, state in layers.items() if name != "private-network"]
    if all(required):
        return "full"
    return "reduced" if any(required) else "none"


def _leave_network(kernel: Kernel) -> str | None:
    if kernel.thread_count() > 1:
        return "other threads run already"
    try:
        kernel.call("unshare", _CLONE_NEWNET)
    except OSError:
        user, group = os.geteuid(), os.getegid()
        kernel.call("unshare", _CLONE_NEWUSER | _CLONE_NEWNET)
        # Unmapped, everybody's files would seem to belong to "nobody", our own included.
        with contextlib.suppress(OSError):
            Path("/proc/self/setgroups").write_bytes(b"deny")
            Path("/proc/self/uid_map").write_bytes(f"{user} {user} 1".encode())
            Path("/proc/self/gid_map").write_bytes(f"{group} {group} 1".encode())
    return None


def _forbid_dumps(kernel: Kernel) -> None:
    kernel.prctl(_PR_SET_DUMPABLE, 0)


def _limit(kernel: Kernel, powers: Powers) -> None:
    kernel.limit(resource.RLIMIT_CORE, 0)
    kernel.limit(resource.RLIMIT_NOFILE, _OPEN_FILES)
    if powers.file_bytes is not None:
        kernel.limit(resource.RLIMIT_FSIZE, powers.file_bytes)
    elif not powers.write:
        kernel.limit(resource.RLIMIT_FSIZE, 0)
    if powers.memory_bytes is not None:
        kernel.limit(resource.RLIMIT_AS, powers.memory_bytes)


def _forbid_new_privileges(kernel: Kernel) -> None:
    kernel.prctl(_PR_SET_NO_NEW_PRIVS, 1)


def _drop_capabilities(kernel: Kernel) -> str | None:
    """Empty all five sets; the bounding set as far as we may, and who may not has nothing to gain from it."""
    for capability in range(64):
        try:
            kernel.prctl(_PR_CAPBSET_DROP, capability)
        except OSError:  # EINVAL: past the last one; EPERM: we hold none
            break
    with contextlib.suppress(OSError):  # before Linux 4.3 there were none
        kernel.prctl(_PR_CAP_AMBIENT, _PR_CAP_AMBIENT_CLEAR_ALL)
    kernel.call("capset", struct.pack("=Ii", _CAPABILITY_VERSION_3, 0), bytes(24))
    return None


# Landlock


def landlock_abi(kernel: Kernel) -> int:
    """Return the version of Landlock that the kernel offers.

    Raises:
        OSError: ENOSYS or EOPNOTSUPP when it offers none.
    """
    return kernel.call("landlock_create_ruleset", None, 0, _CREATE_RULESET_VERSION)


def handled_rights(abi: int) -> tuple[int, int, int]:
    """Return what a ruleset of this version can forbid: rights on files, on the network, and scopes."""
    files = _ABI_1
    for since, right in (
        (2, 13),
        (3, 14),
        (5, 15),
        (9, 16),
    ):  # refer, truncate, ioctl on devices, UNIX sockets
        if abi >= since:
            files |= 1 << right
    network = 3 if abi >= 4 else 0  # TCP bind and connect
    scopes = 3 if abi >= 6 else 0  # abstract UNIX sockets and signals to processes outside
    return files, network, scopes


def _restrict_files(kernel: Kernel, powers: Powers) -> str | None:
    threads = kernel.thread_count()
    abi = landlock_abi(kernel)
    files, network, scopes = handled_rights(abi)
    if powers.session_bus:
        files, scopes = files & ~_UNIX_SOCKETS, scopes & ~_ABSTRACT_SOCKETS
    attributes = struct.pack("=QQQ", files, network, scopes)
    size = 24 if abi >= 6 else 16 if abi >= 4 else 8
    ruleset = kernel.call("landlock_create_ruleset", attributes, size, 0)
    try:
        for path, rights in _rules(powers):
            _allow(kernel, ruleset, path, rights & files)
        for port in powers.connect if network else ():
            rule = struct.pack("=QQ", _CONNECT_TCP, port)
            kernel.call("landlock_add_rule", ruleset, _RULE_NET_PORT, rule, 0)
        kernel.call("landlock_restrict_self", ruleset, _RESTRICT_SELF_TSYNC if abi >= _TSYNC_ABI else 0)
    finally:
        os.close(ruleset)
    if threads > 1 and abi < _TSYNC_ABI:
        return f"not for {threads - 1} threads that ran already"
    return None


def _rules(powers: Powers) -> Iterator[tuple[str, int]]:
    for path in (*_SYSTEM, *runtime_paths(), *powers.read):
        yield path, _READ
    yield "/proc/self", _READ
    yield "/dev/null", _READ | _WRITE_FILE
    for path in powers.write:
        yield path, _WRITE


def _allow(kernel: Kernel, ruleset: int, path: str, rights: int) -> None:
    """Add a rule; a path that is not there or may not be looked at is left forbidden."""
    try:
        beneath = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return
    keep = path == "/proc/self"  # were its dentry evicted, the rule's inode would not be found again
    try:
        is_folder = stat.S_ISDIR(os.fstat(beneath).st_mode)
        allowed = rights if is_folder else rights & _FOR_FILES
        kernel.call("landlock_add_rule", ruleset, _RULE_PATH_BENEATH, struct.pack("=Qi", allowed, beneath), 0)
    finally:
        if not keep:
            os.close(beneath)


# seccomp


def _filter(kernel: Kernel, program: bpf.Program) -> str | None:
    """Install a filter for all threads at once."""
    code = ctypes.create_string_buffer(bpf.assembled(program))
    # struct sock_fprog: a 16-bit length, padding, a pointer
    described = struct.pack("=HxxxxxxQ", len(program), ctypes.addressof(code))
    stuck = kernel.call("seccomp", _SECCOMP_SET_MODE_FILTER, _SECCOMP_FILTER_FLAG_TSYNC, described)
    return f"thread {stuck} has another filter" if stuck else None
