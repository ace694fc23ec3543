"""`sotto policy show|check`: what the administrators of this computer allow, and whether a draft is right."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Final

from app.cli.terminal import print_json, printable
from app.errors import UsageRefused
from app.explain.base import as_it_is
from app.explain.policy import policy_fault
from app.policy import NAMES, Fault, Managed, Policy, check_policy, managed_folder, read_policy
from app.routing import Route

_TOML: Final = {True: "true", False: "false"}


def run_policy(arguments: argparse.Namespace, *, folder: Path | None, owner: int = 0) -> int:
    """Run one action.

    Args:
        arguments: of the command line.
        folder: of this computer's policy (``managed_folder``).
        owner: user that has to own it.
    """
    if arguments.action == "check":
        if managed_folder() is None:
            raise UsageRefused(reason="policy-not-here")
        found = check_policy(arguments.place.absolute())
        _say(found, as_json=arguments.json, is_draft=True)
        return 1 if found.is_broken or found.unknown else 0
    found = read_policy(folder, owner=owner)
    _say(found, as_json=arguments.json, is_draft=False)
    return 1 if found.is_broken else 0


def _say(found: Managed, *, as_json: bool, is_draft: bool) -> None:
    if as_json:
        print_json(_report(found))
        return
    lines = [_heading(found, is_draft=is_draft)]
    if found.files or (found.faults and not is_draft):
        lines += ["", *_values(found)]
    if found.faults:
        lines += ["", _broken(is_draft=is_draft), *(f"  {_fault(each)}" for each in found.faults)]
    if found.unknown:
        lines += ["", "Keys that this version does not know; the rest of their files applies:"]
        lines += [f"  {each.place}: {each.key}" for each in found.unknown]
    if is_draft and found.files:
        lines += ["", *_advice(found.policy)]
    sys.stdout.write(printable("\n".join(lines)) + "\n")


def _heading(found: Managed, *, is_draft: bool) -> str:
    if not found.folder:
        return "A policy is not read on this system yet."
    if not found.files and not found.faults:
        return f"No policy: there is no .toml file in {found.folder}."
    return f"{'Draft' if is_draft else 'Policy of this computer'}: {found.folder}"


def _values(found: Managed) -> list[str]:
    written = {name: _written(found.policy, name) for name in NAMES}
    width = max(map(len, written.values()))
    return [
        f"  {name:<14} = {value:<{width}}  {', '.join(found.sources.get(name, ())) or '(not set)'}"
        for name, value in written.items()
    ]


def _written(policy: Policy, name: str) -> str:
    value = getattr(policy, name)
    if isinstance(value, bool):
        return _TOML[value]
    if isinstance(value, Route):
        return f'"{value.value}"'
    if name == "allowed_hosts":
        return "any" if value is None else ", ".join(value) or "none"
    return f'"{value}"' if value else '""'


def _broken(*, is_draft: bool) -> str:
    if is_draft:
        return "Not right; where it is installed, nothing would leave the computer until it is mended:"
    return "Broken; nothing leaves this computer until it is mended:"


def _fault(fault: Fault) -> str:
    return " ".join(policy_fault(fault, as_it_is).split())  # an error of the syntax may have lines


def _advice(policy: Policy) -> list[str]:
    said = ["Owner and permissions are looked at where it is installed: `sotto policy show` there."]
    if policy.farthest_route is Route.PRIVATE and policy.allowed_hosts is None:
        said.append(
            "Which server is private, its user says: without allowed_hosts that may be any server at all."
        )
    return said


def _report(found: Managed) -> dict[str, object]:
    """Return what scripts read; the texts are those that people read."""
    return {
        "folder": found.folder,
        "broken": found.is_broken,
        "files": found.files,
        "values": found.policy,
        "sources": {name: found.sources.get(name, ()) for name in NAMES},
        "faults": [
            {"place": each.place, "reason": each.reason, "text": _fault(each)} for each in found.faults
        ],
        "unknown": found.unknown,
    }
