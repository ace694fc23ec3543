"""The Windows sandbox: a Job object that dies with us and allows one process, and mitigation policies.

Written from documentation, not yet run on that system; the level is therefore "reduced" at most.

Layers:
    job: put on by the parent (``contain``) and repeated by the child: kill on close, one active process, a
        memory limit, no crash dialogs, no access to the desktop, the clipboard or system settings.
    mitigations: SetProcessMitigationPolicy: no child processes, no dynamic code from extensions, no Win32k
        calls. The last two break Python's ctypes callbacks and Qt, so that only "no child process" is asked.
    network, files: not denied here. That needs an AppContainer or a restricted token, which only the one
        who creates the process can give it, together with access rights on the program's folder; it comes
        with the installers, which can set those. Until then the report says so.

Sources: Microsoft Learn: Job Objects, JOBOBJECT_EXTENDED_LIMIT_INFORMATION, JOBOBJECT_BASIC_UI_RESTRICTIONS,
SetProcessMitigationPolicy.
"""

from __future__ import annotations

import ctypes
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


def confine(powers: Powers, *, before_filter: Callable[[], None] | None = None) -> SandboxReport:
    """Put all layers on; see ``app.process.sandbox.confine``."""
    if before_filter is not None:
        before_filter()
    layers = {"job": "not on this system", "mitigations": "not on this system"}
    if sys.platform == "win32":
        kernel32 = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel32.GetCurrentProcess.restype = ctypes.c_void_p
        me = ctypes.c_void_p(kernel32.GetCurrentProcess())
        job = _job(kernel32, limits(memory_bytes=powers.memory_bytes, kill_on_close=False))
        joined = job is not None and kernel32.AssignProcessToJobObject(job, me)
        layers["job"] = ON if joined else f"error {ctypes.get_last_error()}"
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
