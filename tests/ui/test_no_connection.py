"""Promise: a full run of the window's tests tries no connection: each is watched, and the watch sees one."""

from __future__ import annotations

import socket

import pytest


def test_an_attempt_to_reach_anything_is_seen(attempts: list[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server, socket.socket() as made:
        made.connect(server.getsockname())
    with pytest.raises(socket.gaierror):
        socket.getaddrinfo("nowhere.invalid", 443)
    assert attempts == ["socket.bind", "socket.connect", "socket.getaddrinfo"]
    attempts.clear()


def test_a_socket_between_processes_of_this_computer_is_none(attempts: list[str]) -> None:
    first, second = socket.socketpair()
    first.close()
    second.close()
    assert attempts == []
