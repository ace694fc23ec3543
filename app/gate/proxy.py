"""Through a proxy: HTTP CONNECT (RFC 9110, 9.3.6) and SOCKS5 (RFC 1928, 1929). The proxy resolves the name.

Each function speaks over a connected wire and returns when its bytes reach the server.
"""

from __future__ import annotations

import base64
import ipaddress
from typing import Final, Protocol

import h11

from app.errors import GateError, NameNotFound, ProxyRefused, Unreachable
from app.gate.address import Address
from app.gate.port import Credential

_MAX_HEAD: Final = 2**14
_NO_AUTHENTICATION: Final = 0
_PASSWORD: Final = 2
_SOCKS_TOO_LONG: Final = 255
_SOCKS_REASONS: Final = {3: "no-route", 4: "no-route", 5: "refused", 6: "timed-out"}


class Bytes(Protocol):
    """What a proxy is spoken to over."""

    def read(self, limit: int) -> bytes: ...

    def write(self, data: bytes) -> None: ...


def connect_through(wire: Bytes, proxy: Address, server: Address, credential: Credential) -> None:
    """Ask the proxy for a connection to the server.

    Raises:
        ProxyRefused: it does not want to, or does not speak the protocol.
        Unreachable, NameNotFound: it says that it cannot.
    """
    if proxy.scheme == "http":
        _http_connect(wire, proxy, server, credential)
    else:
        _socks5(wire, proxy, server, credential)


def _http_connect(wire: Bytes, proxy: Address, server: Address, credential: Credential) -> None:
    headers = [("Host", server.authority)]
    if credential.proxy_user:
        pair = f"{credential.proxy_user}:{credential.proxy_password}".encode()
        headers.append(("Proxy-Authorization", f"Basic {base64.b64encode(pair).decode()}"))
    connection = h11.Connection(h11.CLIENT, max_incomplete_event_size=_MAX_HEAD)
    try:
        wire.write(
            connection.send(h11.Request(method="CONNECT", target=server.authority, headers=headers)) or b""
        )
        connection.send(h11.EndOfMessage())
        while (event := connection.next_event()) is h11.NEED_DATA:
            # Byte by byte at the end would be safest; instead nothing may follow the head, see below.
            connection.receive_data(wire.read(_MAX_HEAD))
    except (h11.LocalProtocolError, h11.RemoteProtocolError):
        raise ProxyRefused(host=proxy.authority, reason="protocol") from None
    if not isinstance(event, h11.Response):
        raise ProxyRefused(host=proxy.authority, reason="protocol")
    if event.status_code == 407:
        raise ProxyRefused(host=proxy.authority, reason="credential")
    if not 200 <= event.status_code < 300:
        raise ProxyRefused(host=proxy.authority, reason="denied")
    if connection.trailing_data[0]:  # it speaks in the server's place: TLS begins with us
        raise ProxyRefused(host=proxy.authority, reason="protocol")


def _socks5(wire: Bytes, proxy: Address, server: Address, credential: Credential) -> None:
    methods = bytes([_NO_AUTHENTICATION, *([_PASSWORD] if credential.proxy_user else [])])
    wire.write(bytes([5, len(methods)]) + methods)
    version, method = _exactly(wire, 2, proxy)
    if version != 5:
        raise ProxyRefused(host=proxy.authority, reason="protocol")
    if method == _PASSWORD and credential.proxy_user:
        _socks5_password(wire, proxy, credential)
    elif method != _NO_AUTHENTICATION:
        raise ProxyRefused(host=proxy.authority, reason="credential")
    wire.write(b"\x05\x01\x00" + _socks5_target(server) + server.port.to_bytes(2, "big"))
    version, reply, _, kind = _exactly(wire, 4, proxy)
    if version != 5 or kind not in {1, 3, 4}:
        raise ProxyRefused(host=proxy.authority, reason="protocol")
    if reply != 0:
        raise _socks5_refusal(reply, proxy, server)
    size = {1: 4, 4: 16}.get(kind) or _exactly(wire, 1, proxy)[0]
    _exactly(wire, size + 2, proxy)  # the address it connects from is of no interest


def _socks5_password(wire: Bytes, proxy: Address, credential: Credential) -> None:
    user, password = credential.proxy_user.encode(), credential.proxy_password.encode()
    if len(user) > _SOCKS_TOO_LONG or len(password) > _SOCKS_TOO_LONG:
        raise ProxyRefused(host=proxy.authority, reason="credential")
    wire.write(bytes([1, len(user)]) + user + bytes([len(password)]) + password)
    if _exactly(wire, 2, proxy)[1] != 0:
        raise ProxyRefused(host=proxy.authority, reason="credential")


def _socks5_target(server: Address) -> bytes:
    try:
        number = ipaddress.ip_address(server.host)
    except ValueError:
        name = server.host.encode("ascii")
        return bytes([3, len(name)]) + name
    return bytes([1 if number.version == 4 else 4]) + number.packed


def _socks5_refusal(reply: int, proxy: Address, server: Address) -> GateError:
    if reply == 4:  # "host unreachable" is also what it says for a name that is not there
        return NameNotFound(host=server.authority)
    if reply in _SOCKS_REASONS:
        return Unreachable(host=server.authority, reason=_SOCKS_REASONS[reply])
    return ProxyRefused(host=proxy.authority, reason="denied")


def _exactly(wire: Bytes, count: int, proxy: Address) -> bytes:
    data = b""
    while len(data) < count:
        more = wire.read(count - len(data))
        if not more:
            raise ProxyRefused(host=proxy.authority, reason="protocol")
        data += more
    return data
