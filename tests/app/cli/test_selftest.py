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
from app.probe import ATTEMPTS, POWERS, ProbePort, ProbeStart
from app.process.service import ServiceSpec, start_service
from models.embedded import embedded_model

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


@pytest.mark.usefixtures("whole_kernel")
@pytest.mark.parametrize("service", get_args(selftest.Confined))
def test_no_service_reaches_the_files_of_another(service: selftest.Confined, tmp_path: Path) -> None:
    """Each with the powers of the real one, on a vault and on a model that was imported from elsewhere."""
    vault, model = tmp_path / "vault", tmp_path / "model.gguf"
    vault.mkdir()
    (vault / "vault.keys").write_bytes(b"x")
    model.write_bytes(embedded_model().path.read_bytes()[:4096])
    home = tmp_path / "home"
    home.mkdir()
    (home / "settings.json").write_bytes(b"x")
    given = {"vault": str(vault), "engine": str(model)}
    spec: ServiceSpec[ProbePort] = ServiceSpec(
        "probe", ProbePort, ProbeStart(service, given.get(service, ""))
    )
    wanted = {
        "the vault's folder": ("list", vault),
        "the key file": ("read", vault / "vault.keys"),
        "a new file in the vault": ("write", vault),
        "the model": ("read", model),
        "the home": ("list", home),
        "the settings": ("read", home / "settings.json"),
    }
    confined = start_service(spec)
    try:
        allowed = {
            what for what, (name, path) in wanted.items() if not confined.port.attempt(name, str(path)).denied
        }
    finally:
        confined.kill()
    own = {"the vault's folder", "the key file", "a new file in the vault"} if service == "vault" else set()
    assert allowed == own  # the engine's own file is open before its sandbox closes, and no path is left
