"""What the address of a server may look like, and what the gate may connect to. Pure: asks no network.

An address is ``https://host[:port][/path][?api-version=...]``, ASCII, without user or fragment; ``http`` only
to this very computer. No other query: it could hold a key, which would be shown and logged. A proxy is
``http://host:port`` or ``socks5://host:port``.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterable
from typing import Final
from urllib.parse import urlsplit

import msgspec

from app.errors import PlainHttpRefused, UsageRefused
from app.gate.port import Destination

_HOST: Final = re.compile(r"[a-z0-9_](?:[a-z0-9._-]{0,251}[a-z0-9_])?")
_PATH: Final = re.compile(r"(?:/[A-Za-z0-9._~!$&'()*+,;=:@%-]+)*")
_QUERY: Final = re.compile(r"(?:api-version=[A-Za-z0-9][A-Za-z0-9._-]{0,63})?")
_PORTS: Final = {"https": 443, "http": 80, "socks5": 1080}
_OPENAI_PATH: Final = "/chat/completions"
_ANTHROPIC_PATH: Final = "/v1/messages"


class Address(msgspec.Struct, frozen=True):
    """A server: scheme, name or number, port, the path before the dialect's own, and the query after it."""

    scheme: str
    host: str
    port: int
    path: str = ""
    query: str = ""

    @property
    def authority(self) -> str:
        """``host:port``, an IPv6 number in brackets: how a person, a proxy and the allow-list name it."""
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"

    @property
    def host_header(self) -> str:
        """What the Host header says: without the port where it is the scheme's own (RFC 9110, 7.2)."""
        return self.authority.rpartition(":")[0] if self.port == _PORTS[self.scheme] else self.authority


def server_address(base_url: str) -> Address:
    """Parse the address of a server.

    Raises:
        UsageRefused: reason "bad-address": not an address, or more than one.
        PlainHttpRefused: unencrypted, and not to this computer.
    """
    address = _parsed(base_url, ("https", "http"))
    if address.scheme == "http" and not is_loopback(address.host):
        raise PlainHttpRefused(host=address.authority)
    return address


def proxy_address(proxy: str) -> Address:
    """Parse the address of a proxy.

    Raises:
        UsageRefused: reason "bad-proxy".
    """
    try:
        address = _parsed(proxy, ("http", "socks5"))
    except UsageRefused:
        raise UsageRefused(reason="bad-proxy") from None
    if address.path or address.query:
        raise UsageRefused(reason="bad-proxy")
    return address


def is_plain(destination: Destination) -> bool:
    """Whether a destination is asked without encryption, which only this very computer may be.

    Raises:
        UsageRefused, PlainHttpRefused: as ``server_address``.
    """
    return server_address(destination.base_url).scheme == "http"


def is_loopback(host: str) -> bool:
    """Whether a host is this computer, by name or by number.

    ``connect`` checks again, by the address that the name resolves to.
    """
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def request_path(destination: Destination) -> str:
    """Return the path that a question goes to, with the query that the address has.

    Raises:
        UsageRefused, PlainHttpRefused: as ``server_address``.
    """
    address = server_address(destination.base_url)
    query = f"?{address.query}" if address.query else ""
    if destination.kind == "openai":
        return address.path + _OPENAI_PATH + query
    return address.path.removesuffix("/v1") + _ANTHROPIC_PATH + query


def allowed_hosts(destinations: Iterable[Destination]) -> tuple[str, ...]:
    """Return ``host:port`` of everything that the gate may connect to for these servers.

    Raises:
        UsageRefused, PlainHttpRefused: as ``server_address`` and ``proxy_address``.
    """
    hosts: set[str] = set()
    for destination in destinations:
        hosts.add(server_address(destination.base_url).authority)
        if destination.proxy:
            hosts.add(proxy_address(destination.proxy).authority)
    return tuple(sorted(hosts))


def is_host(host: str) -> bool:
    """Whether this is the name or the number of a host, in small letters, without a port or brackets."""
    if ":" not in host:
        return _HOST.fullmatch(host) is not None and ".." not in host
    try:
        return ipaddress.ip_address(host).version == 6 and "%" not in host
    except ValueError:
        return False


def _parsed(text: str, schemes: tuple[str, ...]) -> Address:
    if not text.isascii() or any(character <= " " or character in "\\\x7f" for character in text):
        raise UsageRefused(reason="bad-address")
    try:
        parts = urlsplit(text)
        port = parts.port
        host = (parts.hostname or "").removesuffix(".")
    except ValueError:
        raise UsageRefused(reason="bad-address") from None
    path = parts.path.rstrip("/")
    is_plain = not ("@" in parts.netloc or "#" in text or ("?" in text) != bool(parts.query))
    if not is_plain or not _QUERY.fullmatch(parts.query):
        raise UsageRefused(reason="bad-address")
    if parts.scheme not in schemes or not is_host(host) or not _PATH.fullmatch(path):
        raise UsageRefused(reason="bad-address")
    if port == 0 or "/.." in path or ("[" in parts.netloc and ":" not in host):
        raise UsageRefused(reason="bad-address")
    return Address(parts.scheme, host, port or _PORTS[parts.scheme], path, parts.query)
