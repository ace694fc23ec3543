"""The Windows sandbox: a Job object that dies with us and allows one process, a restricted token, policies.

Written from documentation, not yet run on that system; the level is therefore "reduced" at most.

Layers:
    job: put on by the parent (``contain``) and repeated by the child: kill on close, one active process, a
        memory limit, no crash dialogs, no access to the desktop, the clipboard or system settings.
    token: the process's own token loses every privilege for good but the one that everybody has (to walk
        through folders), and a service that writes no file and asks no keyring drops to low integrity: it
        can change nothing that belongs to the user. Other groups and restricting SIDs can only be given to a
        token by who creates the process, see below.
    mitigations: SetProcessMitigationPolicy: no child processes, no dynamic code from extensions, no Win32k
        calls. The last two break Python's ctypes callbacks and Qt, so that only "no child process" is asked.
    network, files: reading and connecting are not denied here. That needs an AppContainer, which only the one
        who creates the process can give it, together with access rights on the program's folder; it comes
        with the installers, which can set those. Until then the report says so.

Sources: Microsoft Learn: Job Objects, JOBOBJECT_EXTENDED_LIMIT_INFORMATION, JOBOBJECT_BASIC_UI_RESTRICTIONS,
AdjustTokenPrivileges, TOKEN_PRIVILEGES, TOKEN_MANDATORY_LABEL, Mandatory Integrity Control, well-known SIDs,
SetProcessMitigationPolicy.
"""

from __future__ import annotations

import ctypes
import struct
import sys
from collections.abc import Callable
from typing import Final

from app.process.sandbox import ON, Powers, SandboxReport

_EXTENDED_LIMITS: Final = 9  # JobObjectExtendedLimitInformation
_UI_RESTRICTIONS: Final = 4  # JobObjectBasicUIRestrictions
_ACTIVE_PROCESS: Final = 0x8
_PROCESS_MEMORY: Final = 0x100
_DIE_ON_UNHANDLED: Final = 0x400
_KILL_ON_CLOSE: Final = 0x2000
_ALL_UI: Final = 0xFF
_CHILD_PROCESS_POLICY: Final = 13  # ProcessChildProcessPolicy
_ADJUST_TOKEN: Final = 0x8 | 0x20 | 0x80  # TOKEN_QUERY, TOKEN_ADJUST_PRIVILEGES, TOKEN_ADJUST_DEFAULT
_TOKEN_PRIVILEGES: Final = 3  # TokenPrivileges
_TOKEN_INTEGRITY: Final = 25  # TokenIntegrityLevel
_REMOVED: Final = 0x4  # SE_PRIVILEGE_REMOVED
_INTEGRITY: Final = 0x20  # SE_GROUP_INTEGRITY
_KEPT_PRIVILEGE: Final = "SeChangeNotifyPrivilege"
LOW_INTEGRITY: Final = bytes((1, 1, 0, 0, 0, 0, 0, 16)) + struct.pack("<I", 0x1000)  # the SID S-1-16-4096


class _BasicLimits(ctypes.Structure):
    _fields_ = (
        ("PerProcessUserTimeLimit", ctypes.c_int64),
        ("PerJobUserTimeLimit", ctypes.c_int64),
        ("LimitFlags", ctypes.c_uint32),
        ("MinimumWorkingSetSize", ctypes.c_size_t),
        ("MaximumWorkingSetSize", ctypes.c_size_t),
        ("ActiveProcessLimit", ctypes.c_uint32),
        ("Affinity", ctypes.c_size_t),
        ("PriorityClass", ctypes.c_uint32),
        ("SchedulingClass", ctypes.c_uint32),
    )


class _ExtendedLimits(ctypes.Structure):
    _fields_ = (
        ("BasicLimitInformation", _BasicLimits),
        ("IoInfo", ctypes.c_uint64 * 6),
        ("ProcessMemoryLimit", ctypes.c_size_t),
        ("JobMemoryLimit", ctypes.c_size_t),
        ("PeakProcessMemoryUsed", ctypes.c_size_t),
        ("PeakJobMemoryUsed", ctypes.c_size_t),
    )


def limits(*, memory_bytes: int | None, kill_on_close: bool) -> _ExtendedLimits:
    """Return the limits of a job that holds one service."""
    wanted = _ExtendedLimits()
    basic = wanted.BasicLimitInformation
    basic.LimitFlags = _ACTIVE_PROCESS | _DIE_ON_UNHANDLED
    basic.ActiveProcessLimit = 1
    if kill_on_close:
        basic.LimitFlags |= _KILL_ON_CLOSE
    if memory_bytes is not None:
        basic.LimitFlags |= _PROCESS_MEMORY
        wanted.ProcessMemoryLimit = memory_bytes
    return wanted


class _Label(ctypes.Structure):
    """TOKEN_MANDATORY_LABEL."""

    _fields_ = (("Sid", ctypes.c_void_p), ("Attributes", ctypes.c_uint32))


def without_privileges(held: bytes, *, kept: bytes) -> bytes:
    """Return the TOKEN_PRIVILEGES that removes all privileges but one.

    Args:
        held: the token's own: a count, then per privilege a LUID of eight bytes and its attributes.
        kept: the LUID of the one that stays.
    """
    (count,) = struct.unpack_from("<I", held)
    luids = [held[4 + 12 * place :][:8] for place in range(count)]
    gone = [luid for luid in luids if luid != kept]
    return struct.pack("<I", len(gone)) + b"".join(luid + struct.pack("<I", _REMOVED) for luid in gone)


def confine(powers: Powers, *, before_filter: Callable[[], None] | None = None) -> SandboxReport:
    """Put all layers on; see ``app.process.sandbox.confine``."""
    if before_filter is not None:
        before_filter()
    layers = dict.fromkeys(("job", "token", "mitigations"), "not on this system")
    if sys.platform == "win32":
        kernel32 = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel32.GetCurrentProcess.restype = ctypes.c_void_p
        me = ctypes.c_void_p(kernel32.GetCurrentProcess())
        job = _job(kernel32, limits(memory_bytes=powers.memory_bytes, kill_on_close=False))
        joined = job is not None and kernel32.AssignProcessToJobObject(job, me)
        layers["job"] = ON if joined else f"error {ctypes.get_last_error()}"
        layers["token"] = _restrict_token(me, lowest=not (powers.write or powers.session_bus))
        policy = ctypes.c_uint32(1)  # NoChildProcessCreation
        asked = kernel32.SetProcessMitigationPolicy(_CHILD_PROCESS_POLICY, ctypes.byref(policy), 4)
        layers["mitigations"] = ON if asked else f"error {ctypes.get_last_error()}"
    layers["network"] = layers["files"] = "needs an AppContainer"
    return SandboxReport("reduced" if ON in layers.values() else "none", layers)


def contain(handle: int) -> object:
    """Put a child into a job that the system kills when the returned handle is closed, by us or by our end.

    Args:
        handle: the child's process handle.
    """
    if sys.platform == "win32":
        kernel32 = ctypes.WinDLL("kernel32", use_last_error=True)
        job = _job(kernel32, limits(memory_bytes=None, kill_on_close=True))
        if job is not None:
            kernel32.AssignProcessToJobObject(job, ctypes.c_void_p(handle))
        return job
    return None


if sys.platform == "win32":

    def _restrict_token(me: ctypes.c_void_p, *, lowest: bool) -> str:
        advapi32 = ctypes.WinDLL("advapi32", use_last_error=True)
        token = ctypes.c_void_p()
        if not advapi32.OpenProcessToken(me, _ADJUST_TOKEN, ctypes.byref(token)):
            return f"error {ctypes.get_last_error()}"
        size = ctypes.c_uint32()
        advapi32.GetTokenInformation(token, _TOKEN_PRIVILEGES, None, 0, ctypes.byref(size))
        held, kept = ctypes.create_string_buffer(size.value), ctypes.create_string_buffer(8)
        found = advapi32.GetTokenInformation(token, _TOKEN_PRIVILEGES, held, size, ctypes.byref(size))
        if not (found and advapi32.LookupPrivilegeValueW(None, _KEPT_PRIVILEGE, kept)):
            return f"error {ctypes.get_last_error()}"
        removing = without_privileges(held.raw, kept=kept.raw)
        if not advapi32.AdjustTokenPrivileges(token, 0, removing, 0, None, None):
            return f"error {ctypes.get_last_error()}"
        sid = ctypes.create_string_buffer(LOW_INTEGRITY, len(LOW_INTEGRITY))
        label = _Label(ctypes.addressof(sid), _INTEGRITY)
        size.value = ctypes.sizeof(label) + len(LOW_INTEGRITY)
        if lowest and not advapi32.SetTokenInformation(token, _TOKEN_INTEGRITY, ctypes.byref(label), size):
            return f"error {ctypes.get_last_error()}"
        return ON

    def _job(kernel32: ctypes.WinDLL, wanted: _ExtendedLimits) -> ctypes.c_void_p | None:
        kernel32.CreateJobObjectW.restype = ctypes.c_void_p
        created = kernel32.CreateJobObjectW(None, None)
        if not created:
            return None
        job = ctypes.c_void_p(created)
        kernel32.SetInformationJobObject(job, _EXTENDED_LIMITS, ctypes.byref(wanted), ctypes.sizeof(wanted))
        restrictions = ctypes.c_uint32(_ALL_UI)
        kernel32.SetInformationJobObject(job, _UI_RESTRICTIONS, ctypes.byref(restrictions), 4)
        return job
