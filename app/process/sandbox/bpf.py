"""Classic BPF programs for seccomp: a small assembler, and the two filters that Sotto installs.

A program is a list of instructions that the kernel runs for every system call, on a
``struct seccomp_data {int nr; u32 arch; u64 instruction_pointer; u64 args[6]}``. All programs here are a
chain of self-contained blocks, "if the number is N: decide, else go on", so no jump leaves its block and
none can come near the limit of 255. Of the 64-bit arguments only the low half is looked at: the kernel takes
the process ids, flags and commands that are compared here as 32-bit values and ignores the rest.

Source: Documentation/userspace-api/seccomp_filter.rst, include/uapi/linux/{filter,seccomp,audit}.h.
"""

from __future__ import annotations

import errno
import struct
import sys
from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

from app.process.sandbox.syscalls import NEWEST, NUMBERS

ALLOW: Final = 0x7FFF0000  # SECCOMP_RET_ALLOW
_RETURN_ERRNO: Final = 0x00050000  # SECCOMP_RET_ERRNO
AUDIT_ARCH: Final = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
_X32_BIT: Final = 0x40000000
_CLONE_THREAD: Final = 0x00010000
_AF_UNIX: Final = 1
INTERNET: Final = (2, 10)  # AF_INET, AF_INET6
LOCAL: Final = (_AF_UNIX,)
_STREAMS_AND_NAMES: Final = (0, 6, 17)  # by default, TCP, UDP
_NUMBER_AT: Final = 0
_ARCH_AT: Final = 4
_ARGUMENTS_AT: Final = 16

LOAD: Final = 0x20  # BPF_LD | BPF_W | BPF_ABS
EQUAL: Final = 0x15  # BPF_JMP | BPF_JEQ | BPF_K
AT_LEAST: Final = 0x35  # BPF_JMP | BPF_JGE | BPF_K
ANY_BIT: Final = 0x45  # BPF_JMP | BPF_JSET | BPF_K
RETURN: Final = 0x06  # BPF_RET | BPF_K


class Instruction(NamedTuple):
    """``struct sock_filter``; the jumps count instructions from the next one."""

    code: int
    if_true: int
    if_false: int
    value: int


Program = list[Instruction]


def assembled(program: Program) -> bytes:
    """Return the program as an array of ``struct sock_filter``."""
    return b"".join(struct.pack("=HBBI", *instruction) for instruction in program)


def refused(number: int = errno.EPERM) -> int:
    """Return the verdict that makes the call fail with an errno."""
    return _RETURN_ERRNO | number


def load(offset: int) -> Instruction:
    """Load 32 bits of the seccomp data."""
    return Instruction(LOAD, 0, 0, offset)


def argument(index: int) -> int:
    """Return where the low half of an argument lies."""
    return _ARGUMENTS_AT + 8 * index + (4 if sys.byteorder == "big" else 0)


def verdict(value: int) -> Instruction:
    """Decide."""
    return Instruction(RETURN, 0, 0, value)


def when(number: int, block: Program) -> Program:
    """Run ``block``, which has to end in verdicts, for one system call and skip it for all others."""
    return [Instruction(EQUAL, 0, len(block), number), *block]


def only_if_argument(index: int, values: Iterable[int]) -> Program:
    """Allow when an argument is one of ``values``, refuse otherwise."""
    block = [load(argument(index))]
    for value in values:
        block += [Instruction(EQUAL, 0, 1, value), verdict(ALLOW)]
    return [*block, verdict(refused())]


def unless_argument(index: int, values: Iterable[int]) -> Program:
    """Refuse when an argument is one of ``values``, allow otherwise."""
    block = [load(argument(index))]
    for value in values:
        block += [Instruction(EQUAL, 0, 1, value), verdict(refused())]
    return [*block, verdict(ALLOW)]


def only_if_arguments(allowed: Mapping[int, Iterable[int]]) -> Program:
    """Allow when each of some arguments is one of its values, refuse otherwise."""
    block: Program = []
    for index, values in allowed.items():
        listed = [*values]
        block.append(load(argument(index)))
        # Each hit jumps over the rest of the list and the refusal behind it.
        block += [Instruction(EQUAL, len(listed) - at, 0, value) for at, value in enumerate(listed)]
        block.append(verdict(refused()))
    return [*block, verdict(ALLOW)]


def only_if_bit(index: int, bit: int) -> Program:
    """Allow when the argument has the bit, refuse otherwise."""
    return [load(argument(index)), Instruction(ANY_BIT, 0, 1, bit), verdict(ALLOW), verdict(refused())]


def _prologue(machine: str) -> Program:
    """Refuse other architectures' calls, whose numbers mean something else, then load the number."""
    program = [
        load(_ARCH_AT),
        Instruction(EQUAL, 1, 0, AUDIT_ARCH[machine]),
        verdict(refused()),
        load(_NUMBER_AT),
    ]
    if machine == "x86_64":
        program += [Instruction(AT_LEAST, 0, 1, _X32_BIT), verdict(refused())]
    return program


# By what they would open. Reasons that are not plain from the name:
# inotify tells what happens in folders that Landlock forbids to read; shared memory and message queues reach
# other processes of the same user; memfd_secret is memory that no limit of ours counts.
_DENIED: Final = {
    "network": "socket socketpair connect bind listen accept accept4 sendto sendmsg sendmmsg recvfrom recvmsg"
    " recvmmsg getsockname getpeername setsockopt getsockopt shutdown",
    "programs": "execve execveat fork vfork",
    "other processes": "ptrace process_vm_readv process_vm_writev process_madvise process_mrelease pidfd_open"
    " pidfd_getfd pidfd_send_signal kcmp tkill migrate_pages move_pages ioprio_set",
    "namespaces and mounts": "unshare setns mount umount2 pivot_root chroot move_mount open_tree"
    " open_tree_attr fsopen fsconfig fsmount fspick mount_setattr statmount listmount name_to_handle_at"
    " open_by_handle_at swapon swapoff quotactl quotactl_fd",
    "kernel surface": "io_uring_setup io_uring_enter io_uring_register bpf perf_event_open userfaultfd keyctl"
    " add_key request_key seccomp personality modify_ldt lookup_dcookie fanotify_init inotify_init"
    " inotify_init1 memfd_secret uselib lsm_set_self_attr",
    "the machine": "init_module finit_module delete_module kexec_load kexec_file_load reboot syslog acct"
    " settimeofday clock_settime adjtimex clock_adjtime sethostname setdomainname vhangup iopl ioperm",
    "shared memory and queues": "shmget shmat shmctl semget semop semctl semtimedop msgget msgsnd msgrcv"
    " msgctl mq_open mq_unlink",
}
# Landlock says nothing about modes, owners, times and attributes: a service that writes no file could still
# make the vault's readable for all, or unreadable for us.
_METADATA: Final = (
    "chmod fchmodat fchmodat2 chown lchown fchownat utime utimes futimesat utimensat setxattr lsetxattr"
    " setxattrat removexattr lremovexattr removexattrat file_setattr truncate mknod mknodat"
    " fchmod fchown fsetxattr fremovexattr"
)
# What a service that connects needs of "network"; glibc sends its questions for names with sendmmsg. It may
# not listen, and has no UNIX and no netlink socket, which glibc can do without.
_CONNECTING: Final = (
    "connect sendto sendmsg sendmmsg recvfrom recvmsg getsockname getpeername setsockopt getsockopt shutdown"
)
_OF_OTHERS: Final = (
    "prlimit64",
    "sched_setaffinity",
    "sched_setattr",
    "sched_setparam",
    "sched_setscheduler",
)
_FORBIDDEN_PRCTL: Final = (1, 4)  # PR_SET_PDEATHSIG: outlive us; PR_SET_DUMPABLE: become readable
_FORBIDDEN_FCNTL: Final = (8, 15, 10, 1026)  # F_SETOWN, F_SETOWN_EX, F_SETSIG: signals; F_NOTIFY: as inotify
_FORBIDDEN_IOCTL: Final = (0x5412, 0x541C)  # TIOCSTI, TIOCLINUX: type into a terminal


def service_filter(
    machine: str, *, pid: int, threads: bool, writes: bool, families: tuple[int, ...]
) -> Program:
    """Return the filter of a service.

    Args:
        machine: "x86_64" or "aarch64".
        pid: its own process id, the only one it may signal.
        threads: it may start threads.
        writes: it has a folder to write in, so it may also set modes and times there.
        families: of sockets that it may make and connect: ``INTERNET``, ``LOCAL`` or none.

    Raises:
        KeyError: no numbers are known for this machine.
    """
    numbers = NUMBERS[machine]
    program = _prologue(machine)
    program += [Instruction(AT_LEAST, 0, 1, NEWEST + 1), verdict(refused(errno.ENOSYS))]
    names = " ".join([*_DENIED.values(), *([] if writes else [_METADATA])]).split()
    spared = {"socket", *_CONNECTING.split()} if families else set()
    for name in names:
        if name in numbers and name not in spared:
            program += when(numbers[name], [verdict(refused())])
    own = only_if_argument(0, (pid,))
    conditions: dict[str, Program] = {
        # glibc starts a thread with clone3, whose flags lie in memory and cannot be looked at: without it
        # it uses clone.
        "clone3": [verdict(refused(errno.ENOSYS))],
        "clone": only_if_bit(0, _CLONE_THREAD) if threads else [verdict(refused())],
        "kill": own,
        "tgkill": own,
        "rt_sigqueueinfo": own,
        "rt_tgsigqueueinfo": own,
        # Landlock lets these reach every process of the user.
        **dict.fromkeys(_OF_OTHERS, only_if_argument(0, (0, pid))),
        "setpriority": only_if_argument(1, (0,)),
        "prctl": unless_argument(0, _FORBIDDEN_PRCTL),
        "fcntl": unless_argument(1, _FORBIDDEN_FCNTL),
        "ioctl": unless_argument(1, _FORBIDDEN_IOCTL),
    }
    if families:
        conditions["socket"] = only_if_arguments({0: families, 2: _STREAMS_AND_NAMES})
    for name, block in conditions.items():
        program += when(numbers[name], block)
    return [*program, verdict(ALLOW)]


def internet_filter(machine: str) -> Program:
    """Return the filter that leaves UNIX sockets and nothing else of the network.

    Raises:
        KeyError: no numbers are known for this machine.
    """
    numbers = NUMBERS[machine]
    program = _prologue(machine) + when(numbers["socket"], only_if_argument(0, (_AF_UNIX,)))
    for name in ("io_uring_setup", "io_uring_enter", "io_uring_register"):  # it opens sockets by itself
        program += when(numbers[name], [verdict(refused())])
    return [*program, verdict(ALLOW)]
