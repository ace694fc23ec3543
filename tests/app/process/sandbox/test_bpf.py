"""Promise: the filter programs decide as their rules say, on both machines and for every argument.

The kernel runs one of them in test_linux; here both are run by a small interpreter of classic BPF.
"""

from __future__ import annotations

import errno
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.process.sandbox import bpf
from app.process.sandbox.syscalls import NEWEST, NUMBERS

MACHINES = sorted(NUMBERS)
PID = 4321
FORBIDDEN = [
    "socket",
    "connect",
    "sendto",
    "execve",
    "execveat",
    "ptrace",
    "process_vm_readv",
    "pidfd_getfd",
    "io_uring_setup",
    "bpf",
    "keyctl",
    "userfaultfd",
    "perf_event_open",
    "mount",
    "unshare",
    "setns",
    "chroot",
    "init_module",
    "kexec_load",
    "reboot",
    "personality",
    "open_by_handle_at",
    "name_to_handle_at",
    "inotify_init1",
    "shmget",
]


def run(program: bpf.Program, machine: str, number: int, *arguments: int, arch: int | None = None) -> int:
    """Return the errno that the filter answers with; 0 allows."""
    filled = [*arguments, 0, 0, 0, 0, 0, 0][:6]
    arch = bpf.AUDIT_ARCH[machine] if arch is None else arch
    data = struct.pack("=iIQ6Q", number if number < 2**31 else number - 2**32, arch, 0, *filled)
    accumulator, at = 0, 0
    for _ in range(len(program)):
        code, if_true, if_false, value = program[at]
        at += 1
        if code == bpf.LOAD:
            (accumulator,) = struct.unpack_from("=I", data, value)
        elif code == bpf.RETURN:
            return 0 if value == bpf.ALLOW else value & 0xFFFF
        else:
            holds = {
                bpf.EQUAL: accumulator == value,
                bpf.AT_LEAST: accumulator >= value,
                bpf.ANY_BIT: bool(accumulator & value),
            }[code]
            at += if_true if holds else if_false
    raise AssertionError("the program does not end")


def service(
    machine: str, *, threads: bool = True, writes: bool = False, families: tuple[int, ...] = ()
) -> bpf.Program:
    return bpf.service_filter(machine, pid=PID, threads=threads, writes=writes, families=families)


@pytest.mark.parametrize("machine", MACHINES)
@pytest.mark.parametrize("name", FORBIDDEN)
def test_what_a_service_must_not_call_is_refused(machine: str, name: str) -> None:
    assert run(service(machine), machine, NUMBERS[machine][name]) == errno.EPERM


@pytest.mark.parametrize("machine", MACHINES)
def test_threads_may_start_and_processes_may_not(machine: str) -> None:
    clone = NUMBERS[machine]["clone"]
    thread_flags, fork_flags = 0x3D0F00, 0x1200011
    assert run(service(machine), machine, clone, thread_flags) == 0
    assert run(service(machine), machine, clone, fork_flags) == errno.EPERM
    assert run(service(machine, threads=False), machine, clone, thread_flags) == errno.EPERM
    assert run(service(machine), machine, NUMBERS[machine]["clone3"]) == errno.ENOSYS


@pytest.mark.parametrize("machine", MACHINES)
@pytest.mark.parametrize("name", ["kill", "tgkill", "rt_sigqueueinfo", "rt_tgsigqueueinfo"])
@given(target=st.integers(0, 2**32 - 1), high=st.integers(0, 2**32 - 1))
def test_only_itself_may_be_signalled(machine: str, name: str, target: int, high: int) -> None:
    program = service(machine)
    expected = 0 if target == PID else errno.EPERM
    assert run(program, machine, NUMBERS[machine][name], target | high << 32) == expected


@pytest.mark.parametrize("machine", MACHINES)
def test_single_arguments_of_useful_calls_are_refused(machine: str) -> None:
    numbers, program = NUMBERS[machine], service(machine)
    assert run(program, machine, numbers["prctl"], 15) == 0  # PR_SET_NAME
    assert run(program, machine, numbers["prctl"], 4, 1) == errno.EPERM
    assert run(program, machine, numbers["prctl"], 1, 0) == errno.EPERM
    assert run(program, machine, numbers["fcntl"], 3, 6) == 0  # F_SETLK
    assert run(program, machine, numbers["fcntl"], 3, 8) == errno.EPERM
    assert run(program, machine, numbers["ioctl"], 0, 0x5401) == 0  # TCGETS
    assert run(program, machine, numbers["ioctl"], 0, 0x5412) == errno.EPERM
    assert (
        run(program, machine, numbers["prlimit64"], 0)
        == run(program, machine, numbers["prlimit64"], PID)
        == 0
    )
    assert run(program, machine, numbers["prlimit64"], 1) == errno.EPERM
    assert run(program, machine, numbers["sched_setaffinity"], 0) == 0
    assert run(program, machine, numbers["sched_setaffinity"], 1) == errno.EPERM
    assert run(program, machine, numbers["setpriority"], 0, 0, 5) == 0
    assert run(program, machine, numbers["setpriority"], 0, 1, 5) == errno.EPERM


@pytest.mark.parametrize("machine", MACHINES)
def test_modes_and_times_may_be_set_only_by_who_has_a_folder(machine: str) -> None:
    chmod = NUMBERS[machine]["fchmodat"]
    assert run(service(machine), machine, chmod) == errno.EPERM
    assert run(service(machine, writes=True), machine, chmod) == 0


@pytest.mark.parametrize("machine", MACHINES)
@given(number=st.integers(0, 2**32 - 1))
def test_unknown_calls_and_other_abis_never_pass(machine: str, number: int) -> None:
    program = service(machine)
    other = bpf.AUDIT_ARCH[next(name for name in MACHINES if name != machine)]
    assert run(program, machine, number, arch=other) == errno.EPERM
    assert run(program, machine, number, arch=0x40000003) == errno.EPERM  # i386
    if number > NEWEST:
        assert run(program, machine, number) in {errno.EPERM, errno.ENOSYS}


@pytest.mark.parametrize("machine", MACHINES)
def test_the_calls_of_ordinary_work_pass(machine: str) -> None:
    ordinary = {
        "x86_64": [0, 1, 3, 9, 10, 11, 12, 13, 14, 24, 35, 186, 202, 230, 231, 257, 262, 281, 318, 334],
        "aarch64": [56, 57, 63, 64, 78, 79, 98, 101, 124, 134, 135, 172, 178, 214, 215, 222, 226, 278, 293],
    }[machine]
    assert [number for number in ordinary if run(service(machine), machine, number)] == []


@pytest.mark.parametrize("machine", MACHINES)
@given(family=st.integers(0, 2**32 - 1))
def test_without_internet_only_unix_sockets_are_made(machine: str, family: int) -> None:
    program = bpf.internet_filter(machine)
    expected = 0 if family == 1 else errno.EPERM
    assert run(program, machine, NUMBERS[machine]["socket"], family) == expected
    assert run(program, machine, NUMBERS[machine]["io_uring_setup"]) == errno.EPERM
    for name in ("execve", "clone", "connect", "socketpair"):
        assert run(program, machine, NUMBERS[machine][name]) == 0


@pytest.mark.parametrize("machine", MACHINES)
def test_no_jump_leaves_a_program_and_its_size_is_legal(machine: str) -> None:
    for program in (service(machine), bpf.internet_filter(machine)):
        assert len(program) <= 4096
        assert len(bpf.assembled(program)) == 8 * len(program)
        for at, (_, if_true, if_false, _) in enumerate(program):
            assert max(if_true, if_false) <= 255
            assert at + 1 + max(if_true, if_false) <= len(program)
        assert program[-1] == bpf.verdict(bpf.ALLOW)


def test_an_unknown_machine_has_no_program() -> None:
    with pytest.raises(KeyError):
        bpf.internet_filter("sparc")


def test_no_number_stands_twice_in_a_table() -> None:
    for numbers in NUMBERS.values():
        assert len(set(numbers.values())) == len(numbers)


@pytest.mark.parametrize("machine", MACHINES)
def test_a_service_that_connects_may_make_streams_and_datagrams_of_the_internet_only(machine: str) -> None:
    program, number = service(machine, families=bpf.INTERNET), NUMBERS[machine]["socket"]
    allowed = {
        (family, protocol)
        for family in range(48)
        for protocol in range(256)
        if run(program, machine, number, family, 1, protocol) == 0
    }
    assert allowed == {(family, protocol) for family in (2, 10) for protocol in (0, 6, 17)}


@pytest.mark.parametrize("machine", MACHINES)
def test_a_service_that_connects_may_do_no_more_than_that(machine: str) -> None:
    def allowed(**given: tuple[int, ...]) -> set[str]:
        program = service(machine, **given)
        return {name for name, number in NUMBERS[machine].items() if run(program, machine, number, 2) == 0}

    more = allowed(families=bpf.INTERNET) - allowed()
    assert more == {
        "socket",
        "connect",
        "sendto",
        "sendmsg",
        "sendmmsg",
        "recvfrom",
        "recvmsg",
        "getsockname",
        "getpeername",
        "setsockopt",
        "getsockopt",
        "shutdown",
    }


@pytest.mark.parametrize("machine", MACHINES)
def test_a_service_on_the_session_bus_makes_unix_sockets_and_no_others(machine: str) -> None:
    program, number = service(machine, families=bpf.LOCAL), NUMBERS[machine]["socket"]
    assert [family for family in range(48) if run(program, machine, number, family, 1, 0) == 0] == [1]
    assert run(program, machine, NUMBERS[machine]["bind"], 3) == errno.EPERM
