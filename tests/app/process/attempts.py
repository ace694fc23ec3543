"""What an attacker inside a service would try, one function each: "done", or the name of the error.

The same functions run without a sandbox too, so that a denial proves the sandbox and not a broken attempt.
"""

from __future__ import annotations

import ctypes
import errno
import os
import struct
from collections.abc import Callable
from pathlib import Path

libc = ctypes.CDLL(None, use_errno=True)
Attempt = Callable[[str], object]


def attempt(name: str, target: str = "") -> str:
    """Try it; never lets an exception out."""
    try:
        result = ATTEMPTS[name](target)
    except OSError as error:
        if type(error).__name__ == "gaierror":
            return "gaierror"
        return errno.errorcode.get(error.errno or 0, type(error).__name__)
    except RuntimeError as error:  # "can't start new thread"
        return type(error).__name__
    return "done" if result is None else str(result)


def _syscall(number: int, *arguments: object) -> None:
    ctypes.set_errno(0)
    if libc.syscall(ctypes.c_long(number), *arguments) < 0:
        raise OSError(ctypes.get_errno(), "syscall")


def _checked(result: int) -> None:
    if result < 0:
        raise OSError(ctypes.get_errno(), "libc")


def _tcp(target: str) -> None:
    import socket

    with socket.create_connection(("127.0.0.1", int(target)), timeout=5):
        pass


def _udp(target: str) -> None:
    import socket

    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
        sock.sendto(b"x", ("127.0.0.1", int(target)))


def _listen(_: str) -> None:
    import socket

    with socket.create_server(("127.0.0.1", 0)):
        pass


def _bind_udp(_: str) -> None:
    import socket

    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
        sock.bind(("127.0.0.1", 0))


def _raw(_: str) -> None:
    import socket

    socket.socket(socket.AF_INET, socket.SOCK_RAW, socket.IPPROTO_ICMP).close()


def _packet(_: str) -> None:
    import socket

    socket.socket(socket.AF_PACKET, socket.SOCK_RAW).close()


def _unix(target: str) -> None:
    import socket

    with socket.socket(socket.AF_UNIX) as sock:
        sock.connect(target)


def _netlink(_: str) -> None:
    import socket

    socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 0).close()


def _socketpair(_: str) -> None:
    import socket

    for end in socket.socketpair():
        end.close()


def _dns(_: str) -> None:
    import socket

    socket.getaddrinfo("example.org", 443)


def _exec(_: str) -> None:
    """Without a sandbox only in a copy of this process: it replaces the process."""
    os.execv("/bin/true", ["true"])


def _fork(_: str) -> None:
    pid = os.fork()
    if pid == 0:
        os._exit(0)
    os.waitpid(pid, 0)


def _posix_spawn(_: str) -> None:
    os.waitpid(os.posix_spawn("/bin/true", ["true"], {}), 0)


def _read(target: str) -> None:
    with Path(target).open("rb") as file:
        file.read(1)


def _list(target: str) -> None:
    list(Path(target).iterdir())


def _write(target: str) -> None:
    with Path(target).open("ab") as file:
        file.write(b"x")


def _write_new(target: str) -> None:
    path = Path(target) / "new-file"
    path.write_bytes(b"x")
    path.unlink()


def _mkdir(target: str) -> None:
    path = Path(target) / "new-folder"
    path.mkdir()
    path.rmdir()


def _signal(target: str) -> None:
    os.kill(int(target), 0)


def _signal_group(target: str) -> None:
    os.killpg(os.getpgid(int(target)), 0)


def _pidfd_open(target: str) -> None:
    os.close(os.pidfd_open(int(target)))


def _attach(target: str) -> None:
    seize, detach = 0x4206, 17
    _checked(libc.ptrace(seize, int(target), None, None))
    libc.ptrace(detach, int(target), None, None)


def _process_vm_readv(target: str) -> None:
    buffer = ctypes.create_string_buffer(8)
    mine = struct.pack("QQ", ctypes.addressof(buffer), 8)
    theirs = struct.pack("QQ", ctypes.addressof(buffer), 8)
    if libc.process_vm_readv(int(target), mine, 1, theirs, 1, 0) < 0 and ctypes.get_errno() != errno.EFAULT:
        raise OSError(ctypes.get_errno(), "process_vm_readv")


def _io_uring(_: str) -> None:
    _syscall(425, 4, ctypes.create_string_buffer(120))


def _inotify(target: str) -> None:
    descriptor = libc.inotify_init1(0)
    _checked(descriptor)
    try:
        _checked(libc.inotify_add_watch(descriptor, target.encode(), 0x100))
    finally:
        os.close(descriptor)


def _user_namespace(_: str) -> None:
    _checked(libc.unshare(0x10000000))


def _become_dumpable(_: str) -> None:
    _checked(libc.prctl(4, 1, 0, 0, 0))


def _outlive_parent(_: str) -> None:
    _checked(libc.prctl(1, 0, 0, 0, 0))


def _x32_call(_: str) -> None:
    _syscall(0x40000000 + 39)


def _call_from_the_future(_: str) -> None:
    _syscall(4000)


def _own_signals_elsewhere(target: str) -> None:
    import fcntl

    read_end, write_end = os.pipe()
    try:
        fcntl.fcntl(read_end, fcntl.F_SETOWN, int(target))
    finally:
        os.close(read_end)
        os.close(write_end)


def _shared_memory(_: str) -> None:
    segment = libc.shmget(0, 4096, 0o1600)
    _checked(segment)
    libc.shmctl(segment, 0, None)


def _limit_other(target: str) -> None:
    _checked(libc.prlimit(int(target), 7, None, ctypes.create_string_buffer(16)))


# what must go on working


def _thread(_: str) -> None:
    import threading

    done: list[int] = []
    threads = [threading.Thread(target=done.append, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if len(done) != 4:
        raise OSError(errno.EIO, "thread")


def _mapping(target: str) -> None:
    import mmap

    with Path(target).open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as mapped:
        mapped[:1]


def _memory(_: str) -> None:
    block = bytearray(64 * 2**20)
    block[::4096] = b"x" * len(block[::4096])


def _lazy_import(_: str) -> None:
    import decimal
    import sqlite3
    import xml.dom.minidom
    import zoneinfo

    sqlite3.connect(":memory:").execute("select 1").fetchone()
    zoneinfo.ZoneInfo("Europe/Berlin") if Path("/usr/share/zoneinfo/Europe/Berlin").exists() else None
    assert decimal.Decimal(1)
    assert xml.dom.minidom.parseString("<a/>")


def _numpy(_: str) -> None:
    import numpy

    assert float((numpy.ones((64, 64)) @ numpy.ones((64, 64)))[0, 0]) == 64.0


def _own_state(_: str) -> None:
    Path("/proc/self/status").read_text()
    Path("/proc/meminfo").read_text()
    Path("/proc/cpuinfo").read_text()
    os.urandom(8)
    with Path("/dev/null").open("w") as sink:
        sink.write("x")
    os.kill(os.getpid(), 0)
    assert os.cpu_count()


def _fchmod(target: str) -> None:
    with Path(target).open("rb") as file:
        os.fchmod(file.fileno(), 0o600)


def _affinity(target: str) -> None:
    os.sched_setaffinity(int(target), os.sched_getaffinity(int(target)))


def _save(target: str) -> None:
    """What a database does in its folder: lock, sync, link, rename, set modes."""
    import fcntl

    folder = Path(target)
    first, second = folder / "first", folder / "second"
    with first.open("wb") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        fcntl.lockf(file, fcntl.LOCK_EX, 1)
        file.write(b"x" * 4096)
        file.flush()
        os.fsync(file.fileno())
        os.ftruncate(file.fileno(), 1024)
    first.chmod(0o600)
    os.utime(first)
    os.link(first, folder / "backup")
    first.replace(second)
    (folder / "sub").mkdir()
    second.rename(folder / "sub" / "second")
    descriptor = os.open(folder, os.O_RDONLY)
    os.fsync(descriptor)
    os.close(descriptor)
    (folder / "sub" / "second").unlink()
    (folder / "sub").rmdir()
    (folder / "backup").unlink()


ATTEMPTS: dict[str, Attempt] = {
    "tcp": _tcp,
    "udp": _udp,
    "listen": _listen,
    "bind-udp": _bind_udp,
    "raw": _raw,
    "packet": _packet,
    "unix": _unix,
    "netlink": _netlink,
    "socketpair": _socketpair,
    "dns": _dns,
    "exec": _exec,
    "fork": _fork,
    "posix-spawn": _posix_spawn,
    "read": _read,
    "list": _list,
    "write": _write,
    "write-new": _write_new,
    "mkdir": _mkdir,
    "chmod": lambda target: Path(target).chmod(0o600),
    "utime": os.utime,
    "fchmod": _fchmod,
    "affinity": _affinity,
    "signal": _signal,
    "signal-group": _signal_group,
    "pidfd-open": _pidfd_open,
    "attach": _attach,
    "process-vm-readv": _process_vm_readv,
    "io-uring": _io_uring,
    "inotify": _inotify,
    "user-namespace": _user_namespace,
    "become-dumpable": _become_dumpable,
    "outlive-parent": _outlive_parent,
    "x32-call": _x32_call,
    "call-from-the-future": _call_from_the_future,
    "own-signals-elsewhere": _own_signals_elsewhere,
    "shared-memory": _shared_memory,
    "limit-other": _limit_other,
    "thread": _thread,
    "mapping": _mapping,
    "memory": _memory,
    "lazy-import": _lazy_import,
    "numpy": _numpy,
    "own-state": _own_state,
    "save": _save,
}
