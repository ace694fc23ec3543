"""One connection: the only module of Sotto that opens an internet socket.

Everything that may not go wrong on the way to a server is here, below HTTP: only hosts of the allow-list are
resolved, plain http goes to loopback addresses only, the certificate and the pins are checked before a byte
of the request, every step has a limit, and a cancel closes the socket from the thread that cancels.
"""

from __future__ import annotations

import contextlib
import ipaddress
import select
import socket
import ssl
import threading
import time
from collections.abc import Iterator
from typing import Any, Final, TypeAlias

from app.errors import CutOff, GateError, HostNotAllowed, NameNotFound, PlainHttpRefused, Unreachable
from app.gate.address import Address, proxy_address, server_address
from app.gate.port import Credential, Destination
from app.gate.proxy import connect_through
from app.gate.tls import check_pin, context_for, refusal
from models.cancel import CancelToken

_SLICE: Final = 0.05
_WRITE_SIZE: Final = 2**14  # a record of TLS
_MOST_ADDRESSES: Final = 8
_AT_LEAST: Final = 0.01
_NO_SUCH_NAME: Final = (socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME))

# family, type, protocol, canonical name, address: what getaddrinfo gives
Target: TypeAlias = tuple[socket.AddressFamily, socket.SocketKind, int, str, tuple[Any, ...]]


class Cancelled(Exception):
    """The caller does not want it any more: an ordinary ending."""


class Clock:
    """When the steps of one request have to be done.

    Args:
        destination: has the limits.
        token: the caller's.
    """

    def __init__(self, destination: Destination, token: CancelToken) -> None:
        self._limits = destination.limits
        self.token = token
        self.end = time.monotonic() + self._limits.total
        self._connect_end = self.end
        self.start_connecting()

    def start_connecting(self) -> None:
        """A new attempt may take the whole time for connecting again."""
        self._connect_end = min(self.end, time.monotonic() + self._limits.connect)

    def to_connect(self) -> float:
        """Seconds left for connecting; never quite none, so that they can be waited for."""
        self.check()
        return max(self._connect_end - time.monotonic(), _AT_LEAST)

    @property
    def is_late_to_connect(self) -> bool:
        """Whether connecting has taken too long."""
        return time.monotonic() >= self._connect_end

    def to_hear(self) -> float:
        """Seconds that the server may be silent from now on."""
        self.check()
        return max(min(self.end - time.monotonic(), self._limits.idle), _AT_LEAST)

    @property
    def is_over(self) -> bool:
        """Whether the whole request has taken too long."""
        return time.monotonic() >= self.end

    def would_be_over(self, seconds: float) -> bool:
        """Whether nothing could be done any more after a pause."""
        return time.monotonic() + seconds >= self.end

    def check(self) -> None:
        """Stop when the caller wants that.

        Raises:
            Cancelled: it does.
        """
        if self.token.is_cancelled:
            raise Cancelled


class Wire:
    """A connected socket, with TLS or (to loopback) without.

    Attributes:
        host: name and port of the server.
        tls: "TLSv1.3" and the like, "" without.
        bytes_out: written since the server was reached (not to the proxy, not of the handshake); of a piece
            that did not get out whole, all of it: some of it may have.
        bytes_in: the same, read.
        has_ended: the server has closed its side.
    """

    def __init__(self, connected: socket.socket, host: str, clock: Clock) -> None:
        self.host = host
        self.tls = ""
        self.bytes_out = self.bytes_in = 0
        self.has_ended = False
        self._socket = connected
        self._clock = clock
        self._is_up = False

    def secure(self, server: Address, destination: Destination, credential: Credential) -> None:
        """Start TLS with the server and see who it is.

        Raises:
            TlsRefused, PinMismatch: it is not who it should be.
            Unreachable: it hung up.
        """
        context = context_for(destination, credential, self.host)
        self._socket.settimeout(self._clock.to_connect())
        with self._failing():
            secured = context.wrap_socket(self._socket, server_hostname=server.host)
        self._socket = secured
        check_pin(secured.getpeercert(binary_form=True) or b"", destination, self.host)
        self.tls = secured.version() or ""

    def begin(self) -> None:
        """From now on what is written is the request."""
        self._is_up = True
        self.bytes_out = self.bytes_in = 0

    def write(self, data: bytes) -> None:
        """Write all of it.

        Raises:
            Cancelled, CutOff: and before ``begin`` also Unreachable.
        """
        view = memoryview(data)
        with self._failing():
            for start in range(0, len(view), _WRITE_SIZE):
                self._socket.settimeout(self._patience())
                piece = view[start : start + _WRITE_SIZE]
                self.bytes_out += len(piece)
                self._socket.sendall(piece)

    def read(self, limit: int) -> bytes:
        """Read at most ``limit`` bytes; b"" is the end.

        Raises:
            Cancelled, CutOff, TlsRefused: and before ``begin`` also Unreachable.
        """
        with self._failing():
            self._socket.settimeout(self._patience())
            data = self._socket.recv(limit)
        if not data:
            self._clock.check()  # a cancel has closed it
            self.has_ended = True
        self.bytes_in += len(data)
        return data

    def close(self) -> None:
        """Close at once; what is under way is dropped."""
        self._socket.close()

    def _patience(self) -> float:
        if self._is_up and self._clock.is_over:
            raise CutOff(host=self.host, reason="too-long")
        return self._clock.to_hear() if self._is_up else self._clock.to_connect()

    @contextlib.contextmanager
    def _failing(self) -> Iterator[None]:
        """Turn what sockets raise into what happened."""
        try:
            yield
        except TimeoutError:
            self._clock.check()
            raise self._timed_out() from None
        except (ssl.SSLEOFError, ssl.SSLZeroReturnError):  # the latter of a handshake, in Python 3.11.2
            self._clock.check()
            raise self._ended() from None
        except ssl.SSLError as error:
            self._clock.check()
            raise refusal(error, self.host) from None
        except (OSError, ValueError):
            self._clock.check()
            raise self._ended() from None

    def _timed_out(self) -> GateError:
        if not self._is_up:
            return Unreachable(host=self.host, reason="timed-out")
        return CutOff(host=self.host, reason="too-long" if self._clock.is_over else "silent")

    def _ended(self) -> GateError:
        if not self._is_up:
            return Unreachable(host=self.host, reason="failed")
        return CutOff(host=self.host, reason="closed")


@contextlib.contextmanager
def open_wire(
    destination: Destination, credential: Credential, *, allowed: frozenset[str], clock: Clock
) -> Iterator[Wire]:
    """Connect to a destination; the socket is closed when the block ends or the token is set.

    Args:
        destination: the server and the way to it.
        credential: for mTLS and the proxy; nothing of it is sent to anybody else.
        allowed: ``host:port`` that may be connected to.
        clock: limits and the cancel token.

    Raises:
        GateError: HostNotAllowed, PlainHttpRefused, NameNotFound, Unreachable, ProxyRefused, TlsRefused,
            PinMismatch. Nothing of the request has been sent then.
        Cancelled: the token was set.
    """
    server = server_address(destination.base_url)
    is_plain = server.scheme == "http"
    # Plain http goes to loopback only, and never through a proxy: there it would be the proxy's own.
    proxy = proxy_address(destination.proxy) if destination.proxy and not is_plain else None
    first = proxy or server
    for address in (server, first):
        if address.authority not in allowed:
            raise HostNotAllowed(host=address.authority)
    connected = _connect(first, clock, loopback_only=is_plain)
    handle = connected.dup()  # stays valid while TLS wraps and closes the other
    wire = Wire(connected, server.authority, clock)
    try:
        with clock.token.calling(lambda: _hang_up(handle)):
            if proxy is not None:
                connect_through(wire, proxy, server, credential)
            if not is_plain:
                wire.secure(server, destination, credential)
            clock.check()
            wire.begin()
            yield wire
    finally:
        wire.close()
        handle.close()


def _hang_up(handle: socket.socket) -> None:
    """End the connection under whoever is reading or writing."""
    with contextlib.suppress(OSError):
        handle.shutdown(socket.SHUT_RDWR)


def _connect(address: Address, clock: Clock, *, loopback_only: bool) -> socket.socket:
    targets = _resolved(address, clock)
    if loopback_only and not all(ipaddress.ip_address(target[4][0]).is_loopback for target in targets):
        raise PlainHttpRefused(host=address.authority)
    failure: GateError = Unreachable(host=address.authority, reason="failed")
    for tried, target in enumerate(targets):
        share = clock.to_connect() / (len(targets) - tried)
        try:
            return _connected(target, share, clock)
        except TimeoutError:
            failure = Unreachable(host=address.authority, reason="timed-out")
        except ConnectionRefusedError:
            failure = Unreachable(host=address.authority, reason="refused")
        except OSError:
            failure = Unreachable(host=address.authority, reason="no-route")
        if clock.is_late_to_connect:
            break
    raise failure


def _resolved(address: Address, clock: Clock) -> list[Target]:
    """Ask the system for a name, in a thread: it has no limit of its own and cannot be interrupted."""
    found: list[Target] = []
    errors: list[OSError] = []

    def ask() -> None:
        try:
            found.extend(socket.getaddrinfo(address.host, address.port, type=socket.SOCK_STREAM))
        except OSError as error:
            errors.append(error)
        except UnicodeError:  # a label of more than 63 characters
            errors.append(socket.gaierror(socket.EAI_NONAME, "label"))

    asking = threading.Thread(target=ask, name="names", daemon=True)
    asking.start()
    while asking.is_alive():
        if clock.is_late_to_connect:
            raise Unreachable(host=address.authority, reason="timed-out")
        asking.join(min(_SLICE, clock.to_connect()))
    clock.check()
    if found:
        return found[:_MOST_ADDRESSES]
    if errors and (errors[0].errno in _NO_SUCH_NAME or address.host.endswith(".local")):
        raise NameNotFound(host=address.authority)
    raise Unreachable(host=address.authority, reason="no-route")


def _connected(target: Target, seconds: float, clock: Clock) -> socket.socket:
    """Connect to one address.

    Raises:
        OSError: TimeoutError, ConnectionRefusedError and others.
        Cancelled: the token was set.
    """
    family, kind, protocol, _, where = target
    made = socket.socket(family, kind, protocol)
    try:
        made.setblocking(False)
        made.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        end = time.monotonic() + seconds
        with contextlib.suppress(BlockingIOError):
            made.connect(where)
        while not select.select([], [made], [], _SLICE)[1]:
            clock.check()
            if time.monotonic() >= end:
                raise TimeoutError
        number = made.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)
        if number:
            raise OSError(number, "connect")
    except BaseException:
        made.close()
        raise
    return made
