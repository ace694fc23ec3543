"""Promise: `./sotto selftest` finds every service of this installation fully confined, and says so.

The kernel has to offer all layers for that; where it does not, the sandbox is reduced and the program says
that, which the tests of the sandbox hold.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import get_args

import pytest

from app.cli import selftest
from app.probe import ATTEMPTS, POWERS

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the levels of other systems differ")


@pytest.fixture
def whole_kernel() -> None:
    from app.process.sandbox import linux

    try:
        linux.landlock_abi(linux.Kernel())
    except OSError as error:
        pytest.skip(f"this kernel offers no Landlock: {error.strerror}")


@pytest.mark.usefixtures("whole_kernel")
@pytest.mark.parametrize("service", get_args(selftest.Confined))
def test_every_service_is_fully_confined(service: selftest.Confined, tmp_path: Path) -> None:
    denied = len(ATTEMPTS) - len(POWERS.get(service, ()))
    found = selftest.confinement(service, tmp_path)
    assert found.partition("; not on: private-network")[0] == f"full; {denied} of {denied} attempts denied"
