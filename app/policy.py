"""The policy of the computer: what its administrators allow, which can only tighten what the user chose.

TOML files in one folder that only an administrator can write (docs/policy.md). Files are read in the order of
their names and combine to the stricter value. Whatever cannot be read, understood or trusted closes
everything that leads away from this computer, and says why: a policy that somebody broke must not open what
it closed. Nothing else counts: no variable of the environment, no option, no file that the user may write.

It is read once, when the assistant is made (not before the first screen), and holds until Sotto ends.
"""

from __future__ import annotations

import errno
import os
import stat
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Final, Literal

import msgspec

from app.gate.port import Destination
from app.routing import Route, nearest

_LARGEST: Final = 64 * 1024
_MOST_FILES: Final = 64
_SUFFIX: Final = ".toml"
_OTHERS_MAY_WRITE: Final = 0o022

Reason = Literal[
    "missing",  # only where somebody named the place
    "link",
    "not-a-folder",
    "not-a-file",
    "owner",
    "writable",
    "above",  # a folder above it is not trustworthy
    "too-large",
    "too-many",
    "unreadable",
    "not-toml",
    "value",
]


class Policy(msgspec.Struct, frozen=True):
    """What is allowed; the fields are the keys of the files. The defaults allow everything.

    Attributes:
        organisation: shown beside what it decided.
        farthest_route: no question travels farther.
        allow_skim: whether a user may choose to send without a look when nothing is doubtful.
        offline: nothing can leave this computer.
        allowed_hosts: names or numbers that a provider, and a proxy before it, may have; None sets no limit
            (in a file: an empty list).
    """

    organisation: Annotated[str, msgspec.Meta(max_length=100, pattern=r"^[^\x00-\x1f\x7f<>]*$")] = ""
    farthest_route: Route = Route.CLOUD
    allow_skim: bool = True
    offline: bool = False
    allowed_hosts: tuple[str, ...] | None = None

    @property
    def farthest(self) -> Route:
        """The farthest route that is open at all."""
        return Route.LOCAL if self.offline else self.farthest_route

    def allows_route(self, route: Route) -> bool:
        """Whether a question may travel so far."""
        return nearest(route, self.farthest) is route

    def allows_server(self, destination: Destination) -> bool:
        """Whether a server, and the proxy before it, may be asked.

        Raises:
            UsageRefused, PlainHttpRefused: it has no address.
        """
        if self.allowed_hosts is None:
            return True
        from app.gate.address import proxy_address, server_address  # most computers have no list

        hosts = {server_address(destination.base_url).host}
        if destination.proxy:
            hosts.add(proxy_address(destination.proxy).host)
        return hosts <= set(self.allowed_hosts)


NAMES: Final = Policy.__struct_fields__
CLOSED: Final = Policy(farthest_route=Route.LOCAL, allow_skim=False, offline=True)
"""What holds while a policy is broken."""


class Fault(msgspec.Struct, frozen=True):
    """Why a policy is broken.

    Attributes:
        place: the file or folder.
        detail: of a value or of the syntax, in English; else "".
    """

    place: str
    reason: Reason
    detail: str = ""


class UnknownKey(msgspec.Struct, frozen=True):
    """A key that this version does not know; the rest of its file applies."""

    place: str
    key: str


class Managed(msgspec.Struct, frozen=True):
    """A policy as it was found. Without a folder, the one that allows everything.

    Attributes:
        folder: where it was looked for, "" where this system has no such place.
        files: those that apply, in their order.
        sources: field of ``policy`` to the files that made it what it is; a field that none sets is missing.
        faults: why it is broken; any makes ``policy`` at least as strict as CLOSED.
    """

    policy: Policy = Policy()
    folder: str = ""
    files: tuple[str, ...] = ()
    sources: dict[str, tuple[str, ...]] = {}
    faults: tuple[Fault, ...] = ()
    unknown: tuple[UnknownKey, ...] = ()

    @property
    def is_broken(self) -> bool:
        """Whether something in it could not be read, understood or trusted."""
        return bool(self.faults)


def managed_folder() -> Path | None:
    """Return the folder of this system's policy; None where its owner cannot be checked yet (Windows)."""
    if sys.platform == "win32":
        return None
    if sys.platform == "darwin":
        return Path("/Library/Application Support/Sotto/policies/managed")
    return Path("/etc/sotto/policies/managed")


def read_policy(folder: Path | None, *, owner: int = 0) -> Managed:
    """Read the policy that holds on this computer.

    Args:
        folder: ``managed_folder()``; one that is not there is no policy.
        owner: user that has to own the folder and the files; with root, whose the folders above may be, too.
    """
    if folder is None:
        return Managed()
    try:
        os.lstat(folder)
    except FileNotFoundError:
        return Managed(folder=str(folder))
    except OSError:
        pass  # it may be there: reading it says what is wrong
    return _Reading(owner).folder(folder)


def check_policy(place: Path) -> Managed:
    """Read a draft, a folder or one file, wherever it lies and whoever owns it."""
    try:
        is_folder = stat.S_ISDIR(os.lstat(place).st_mode)
    except OSError:
        is_folder = False
    reading = _Reading(None)
    return reading.folder(place) if is_folder else reading.one(place)


class _Broken(Exception):
    def __init__(self, reason: Reason, detail: str = "") -> None:
        self.reason: Reason = reason
        self.detail = detail


class _Reading:
    """One look at a policy; ``owner`` None trusts everybody."""

    def __init__(self, owner: int | None) -> None:
        self._owner = owner
        self._found: list[tuple[str, Policy, frozenset[str]]] = []
        self._faults: list[Fault] = []
        self._unknown: list[UnknownKey] = []

    def folder(self, folder: Path) -> Managed:
        with self._noting(str(folder)):
            self._check_above(folder)
            descriptor = _opened(folder, os.O_DIRECTORY)
            try:
                self._check(os.fstat(descriptor))
                found = os.listdir(descriptor)  # noqa: PTH208 (of this folder, whatever its name is by now)
                names = sorted(name for name in found if name.endswith(_SUFFIX) and name[0] != ".")
                if len(names) > _MOST_FILES:
                    raise _Broken("too-many", str(_MOST_FILES))
                for name in names:
                    with self._noting(name):
                        self._file(name, descriptor)
            finally:
                os.close(descriptor)
        return self._result(folder)

    def one(self, path: Path) -> Managed:
        with self._noting(path.name):
            self._file(path, None)
        return self._result(path.parent)

    @contextmanager
    def _noting(self, place: str) -> Iterator[None]:
        """Turn what is wrong with a place into a fault, whatever it is."""
        try:
            yield
        except _Broken as broken:
            self._faults.append(Fault(place, broken.reason, broken.detail))
        except FileNotFoundError:
            self._faults.append(Fault(place, "missing"))
        except OSError as error:
            self._faults.append(Fault(place, "unreadable", error.strerror or ""))

    def _file(self, name: str | Path, folder: int | None) -> None:
        import tomllib  # most computers have no policy

        descriptor = _opened(name, os.O_NONBLOCK, folder)  # a pipe must not hold anything up
        try:
            facts = os.fstat(descriptor)
            if not stat.S_ISREG(facts.st_mode):
                raise _Broken("not-a-file")
            self._check(facts)
            if facts.st_size > _LARGEST:
                raise _Broken("too-large")
            with os.fdopen(descriptor, "rb", closefd=False) as file:
                data = file.read(_LARGEST)
        finally:
            os.close(descriptor)
        try:
            raw = tomllib.loads(data.decode())
        except (ValueError, RecursionError) as error:  # of the syntax, or not UTF-8
            raise _Broken("not-toml", str(error)) from None
        place = Path(name).name
        self._found.append((place, _decoded(raw), frozenset(raw) & frozenset(NAMES)))
        self._unknown += [UnknownKey(place, key) for key in raw if key not in NAMES]

    def _check(self, facts: os.stat_result) -> None:
        if self._owner is None:
            return
        if facts.st_uid != self._owner:
            raise _Broken("owner")
        if facts.st_mode & _OTHERS_MAY_WRITE:
            raise _Broken("writable")

    def _check_above(self, folder: Path) -> None:
        """Refuse where somebody else could put another folder into the place of this one."""
        if self._owner is None:
            return
        for above in folder.parents:
            facts = os.lstat(above)
            # In a folder like /tmp (sticky) nobody can rename what is not his.
            is_open = facts.st_mode & _OTHERS_MAY_WRITE and not facts.st_mode & stat.S_ISVTX
            if not stat.S_ISDIR(facts.st_mode) or facts.st_uid not in {0, self._owner} or is_open:
                raise _Broken("above", str(above))

    def _result(self, folder: Path) -> Managed:
        closed = frozenset({"farthest_route", "allow_skim", "offline"})
        parts = [*self._found, *((fault.place, CLOSED, closed) for fault in self._faults)]
        policy = _strictest(policy for _, policy, _ in parts)
        sources: dict[str, tuple[str, ...]] = {}
        for name in NAMES:
            places = [place for place, part, keys in parts if _made(name, part, keys, policy)]
            sources[name] = tuple(dict.fromkeys(places))
        return Managed(
            policy=policy,
            folder=str(folder),
            files=tuple(place for place, _, _ in self._found),
            sources={name: places for name, places in sources.items() if places},
            faults=tuple(self._faults),
            unknown=tuple(self._unknown),
        )


def _opened(name: str | Path, flags: int, folder: int | None = None) -> int:
    try:
        return os.open(name, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC | flags, dir_fd=folder)
    except OSError as error:
        with_link = os.lstat(name) if folder is None else os.stat(name, dir_fd=folder, follow_symlinks=False)
        if stat.S_ISLNK(with_link.st_mode):
            raise _Broken("link") from None
        if error.errno == errno.ENOTDIR:
            raise _Broken("not-a-folder") from None
        raise


def _decoded(raw: dict[str, object]) -> Policy:
    from app.gate.address import is_host

    try:
        policy = msgspec.convert(raw, Policy)
    except msgspec.ValidationError as error:
        raise _Broken("value", str(error).replace("`$.", "`")) from None
    hosts = tuple(host.lower().removesuffix(".") for host in policy.allowed_hosts or ())
    for host in hosts:
        if not is_host(host):
            raise _Broken("value", f"`{host[:80]}` is not the name of a host - at `allowed_hosts`")
    return msgspec.structs.replace(policy, allowed_hosts=hosts or None)


def _strictest(policies: Iterable[Policy]) -> Policy:
    result = Policy()
    for each in policies:
        hosts = each.allowed_hosts
        if hosts is not None and result.allowed_hosts is not None:
            hosts = tuple(host for host in result.allowed_hosts if host in hosts)
        result = Policy(
            organisation=result.organisation or each.organisation,
            farthest_route=nearest(result.farthest_route, each.farthest_route),
            allow_skim=result.allow_skim and each.allow_skim,
            offline=result.offline or each.offline,
            allowed_hosts=result.allowed_hosts if hosts is None else hosts,
        )
    return result


def _made(name: str, part: Policy, keys: frozenset[str], whole: Policy) -> bool:
    """Whether a part is why a field of the whole is what it is."""
    if name == "allowed_hosts":
        return part.allowed_hosts is not None
    return name in keys and getattr(part, name) == getattr(whole, name)
