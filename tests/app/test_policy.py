"""Promise: a policy only tightens, and one that cannot be read, understood or trusted closes everything."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import UsageRefused
from app.explain.base import as_it_is
from app.explain.policy import policy_fault
from app.gate.port import Destination
from app.policy import (
    CLOSED,
    NAMES,
    Fault,
    Managed,
    Policy,
    _strictest,
    check_policy,
    managed_folder,
    read_policy,
)
from app.routing import Route

pytestmark = pytest.mark.skipif(os.name != "posix", reason="no policy is read there yet")

ROOT = Path(__file__).parents[2]
TEMPLATE = ROOT / "packaging" / "policy" / "sotto-policy.toml"
LOCAL, PRIVATE, CLOUD = Route


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "managed"
    made.mkdir(mode=0o755)
    return made


def put(folder: Path, name: str, text: str, *, mode: int = 0o644) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    path.chmod(mode)
    return path


def read(folder: Path) -> Managed:
    return read_policy(folder, owner=os.getuid())


def reasons(found: Managed) -> list[tuple[str, str]]:
    return [(fault.place, fault.reason) for fault in found.faults]


def is_closed(policy: Policy) -> bool:
    """Whether nothing can leave."""
    return policy.farthest is LOCAL and policy.offline and not policy.allow_skim


# --- what is in the files -------------------------------------------------------------------------


def test_no_folder_and_an_empty_folder_are_no_policy(folder: Path) -> None:
    assert read_policy(None) == Managed()
    assert read(folder / "absent") == Managed(folder=str(folder / "absent"))
    put(folder, "notes.txt", "offline = true")
    put(folder, ".#50.toml", "offline = true")  # an editor's
    assert read(folder) == Managed(folder=str(folder))
    assert read(folder).policy == Policy()


def test_every_key_is_read_and_says_which_file_it_is_from(folder: Path) -> None:
    put(
        folder,
        "50.toml",
        'organisation = "Clinic"\nfarthest_route = "private"\nallow_skim = false\noffline = true\n'
        'allowed_hosts = ["LLM.example.", "10.0.0.7", "::1"]\n',
    )
    found = read(folder)
    assert found.policy == Policy("Clinic", PRIVATE, False, True, ("llm.example", "10.0.0.7", "::1"))
    assert found.sources == dict.fromkeys(NAMES, ("50.toml",))
    assert (found.files, found.faults, found.is_broken) == (("50.toml",), (), False)


def test_the_template_is_a_policy_and_sets_every_key() -> None:
    found = check_policy(TEMPLATE)
    assert not found.is_broken
    assert set(found.sources) == set(NAMES)
    assert found.policy == Policy("Example Organisation", PRIVATE, False, False, ("llm.example.org",))


def test_several_files_combine_to_the_stricter_value(folder: Path) -> None:
    put(folder, "90.toml", 'organisation = "Late"\nfarthest_route = "cloud"\nallowed_hosts = ["b", "c"]\n')
    put(folder, "10.toml", 'organisation = "Early"\nfarthest_route = "private"\nallowed_hosts = ["a", "b"]\n')
    put(folder, "50.toml", 'allow_skim = false\nfarthest_route = "private"\nallowed_hosts = []\n')
    found = read(folder)
    assert found.policy == Policy("Early", PRIVATE, False, False, ("b",))
    assert found.sources == {
        "organisation": ("10.toml",),
        "farthest_route": ("10.toml", "50.toml"),
        "allow_skim": ("50.toml",),
        "allowed_hosts": ("10.toml", "90.toml"),
    }


def test_lists_without_a_common_host_allow_none(folder: Path) -> None:
    put(folder, "1.toml", 'allowed_hosts = ["a.example"]')
    put(folder, "2.toml", 'allowed_hosts = ["b.example"]')
    policy = read(folder).policy
    assert policy.allowed_hosts == ()
    assert not policy.allows_server(Destination("", "openai", "https://a.example/v1", ""))


def test_unknown_keys_are_told_and_the_rest_applies(folder: Path) -> None:
    put(folder, "1.toml", "ofline = true\nallow_skim = false\n[more]\nx = 1\n")
    found = read(folder)
    assert [(each.place, each.key) for each in found.unknown] == [("1.toml", "ofline"), ("1.toml", "more")]
    assert found.policy == Policy(allow_skim=False)
    assert not found.is_broken


@pytest.mark.parametrize(
    "text",
    [
        'offline = "true"',
        "offline = 1",
        "allow_skim = 0",
        'farthest_route = "far"',
        'farthest_route = "Local"',
        "farthest_route = 0",
        "organisation = 7",
        f'organisation = "{"x" * 101}"',
        'organisation = "<b>Us</b>"',
        r'organisation = "a\nb"',
        'allowed_hosts = "a.example"',
        "allowed_hosts = [7]",
        'allowed_hosts = ["https://a.example"]',
        'allowed_hosts = ["a.example:443"]',
        'allowed_hosts = ["*.example"]',
        'allowed_hosts = [""]',
    ],
)
def test_a_wrong_value_closes_everything_and_the_other_files_still_apply(folder: Path, text: str) -> None:
    put(folder, "1.toml", text)
    put(folder, "2.toml", 'organisation = "Clinic"\nallowed_hosts = ["a.example"]')
    found = read(folder)
    assert reasons(found) == [("1.toml", "value")]
    assert is_closed(found.policy)
    assert (found.policy.organisation, found.policy.allowed_hosts) == ("Clinic", ("a.example",))
    assert found.sources["offline"] == ("1.toml",)
    assert text.split(maxsplit=1)[0] in policy_fault(found.faults[0], as_it_is)


@pytest.mark.parametrize(
    "data", [b"offline = ", b"\xff\xfe", b"{}", b"a = 1\na = 2", b"a = " + b"[" * 5000, b"\0"]
)
def test_what_is_no_toml_closes_everything(folder: Path, data: bytes) -> None:
    put(folder, "1.toml", "").write_bytes(data)
    found = read(folder)
    assert reasons(found) == [("1.toml", "not-toml")]
    assert is_closed(found.policy)


# --- whom it trusts -------------------------------------------------------------------------------


@pytest.mark.parametrize("mode", [0o664, 0o646, 0o666, 0o777])
def test_a_file_that_others_may_write_closes_everything(folder: Path, mode: int) -> None:
    put(folder, "1.toml", 'organisation = "Mallory"', mode=mode)
    found = read(folder)
    assert reasons(found) == [("1.toml", "writable")]
    assert is_closed(found.policy)
    assert found.policy.organisation == ""


@pytest.mark.parametrize("mode", [0o775, 0o757, 0o1777])
def test_a_folder_that_others_may_write_closes_everything(folder: Path, mode: int) -> None:
    put(folder, "1.toml", "")
    folder.chmod(mode)
    found = read(folder)
    assert reasons(found) == [(str(folder), "writable")]
    assert is_closed(found.policy)


def test_what_another_user_owns_closes_everything(folder: Path) -> None:
    put(folder, "1.toml", "offline = false")
    found = read_policy(folder, owner=os.getuid() + 1)
    assert found.faults
    assert is_closed(found.policy)


@pytest.mark.skipif(os.name != "posix" or os.getuid() != 0, reason="only root can give a file away")
def test_a_file_of_another_user_closes_everything(folder: Path) -> None:
    os.chown(put(folder, "1.toml", "offline = false"), 12345, -1)
    found = read_policy(folder)
    assert reasons(found) == [("1.toml", "owner")]
    assert is_closed(found.policy)


def test_a_folder_that_others_could_replace_closes_everything(folder: Path) -> None:
    put(folder, "1.toml", "")
    folder.parent.chmod(0o777)
    found = read(folder)
    assert found.faults == (Fault(str(folder), "above", str(folder.parent)),)
    assert is_closed(found.policy)
    folder.parent.chmod(0o700)
    assert not read(folder).is_broken


def test_links_are_not_followed(folder: Path, tmp_path: Path) -> None:
    (folder / "1.toml").symlink_to(put(tmp_path, "real.toml", "offline = false"))
    assert reasons(read(folder)) == [("1.toml", "link")]
    other = tmp_path / "other"
    other.symlink_to(folder)
    assert reasons(read(other)) == [(str(other), "link")]
    (folder / "1.toml").unlink()
    (folder / "2.toml").symlink_to("nowhere")
    found = read(folder)
    assert reasons(found) == [("2.toml", "link")]
    assert is_closed(found.policy)


def test_what_is_no_file_or_folder_closes_everything_and_holds_nothing_up(folder: Path) -> None:
    os.mkfifo(folder / "1.toml", 0o644)
    (folder / "2.toml").mkdir(mode=0o755)
    assert reasons(read(folder)) == [("1.toml", "not-a-file"), ("2.toml", "not-a-file")]
    place = put(folder, "3.toml", "")
    assert reasons(read(place)) == [(str(place), "not-a-folder")]
    assert reasons(read(place / "managed")) == [(str(place / "managed"), "above")]


def test_large_files_and_many_files_close_everything(folder: Path) -> None:
    put(folder, "1.toml", "#" * 70_000)
    assert reasons(read(folder)) == [("1.toml", "too-large")]
    for number in range(65):
        put(folder, f"{number}.toml", "")
    found = read(folder)
    assert reasons(found) == [(str(folder), "too-many")]
    assert is_closed(found.policy)


@pytest.mark.skipif(os.name != "posix" or os.getuid() == 0, reason="root may read everything")
def test_what_may_not_be_read_closes_everything(folder: Path) -> None:
    put(folder, "1.toml", "", mode=0o000)
    assert reasons(read(folder)) == [("1.toml", "unreadable")]
    folder.chmod(0o000)
    found = read(folder)
    folder.chmod(0o755)
    assert reasons(found) == [(str(folder), "unreadable")]
    assert is_closed(found.policy)


def test_a_draft_is_read_whoever_owns_it(folder: Path) -> None:
    path = put(folder, "1.toml", "offline = true", mode=0o666)
    assert check_policy(path).policy == check_policy(folder).policy == Policy(offline=True)
    assert reasons(check_policy(folder / "absent.toml")) == [("absent.toml", "missing")]


def test_every_fault_has_words(folder: Path) -> None:
    from typing import get_args

    from app.policy import Reason

    for reason in get_args(Reason):
        said = policy_fault(Fault("10.toml", reason, "of it"), as_it_is)
        assert said.startswith("10.toml: ")


# --- what it allows -------------------------------------------------------------------------------

policies = st.builds(
    Policy,
    st.sampled_from(["", "A", "B"]),
    st.sampled_from(list(Route)),
    st.booleans(),
    st.booleans(),
    st.none() | st.lists(st.sampled_from(["a", "b", "c"]), unique=True).map(tuple),
)


@given(policies, policies)
def test_another_file_never_loosens(first: Policy, second: Policy) -> None:
    both, other = _strictest([first, second]), _strictest([second, first])
    order = list(Route)
    for one in (first, second):
        assert order.index(both.farthest) <= order.index(one.farthest)
        assert both.allow_skim <= one.allow_skim
        assert both.offline >= one.offline
        for host in "abcd":
            destination = Destination("", "openai", f"https://{host}/v1", "")
            assert both.allows_server(destination) <= one.allows_server(destination)
            assert both.allows_server(destination) == other.allows_server(destination)
    assert is_closed(_strictest([first, CLOSED]))


def test_a_proxy_has_to_be_allowed_like_the_server() -> None:
    policy = Policy(allowed_hosts=("a.example", "proxy.example"))
    base = "https://A.example:8443/v1"
    assert policy.allows_server(Destination("", "openai", base, ""))
    assert policy.allows_server(Destination("", "openai", base, "", proxy="http://proxy.example:3128"))
    assert not policy.allows_server(Destination("", "openai", base, "", proxy="socks5://localhost:1080"))
    assert not policy.allows_server(Destination("", "openai", "https://sub.a.example", ""))
    with pytest.raises(UsageRefused):
        policy.allows_server(Destination("", "openai", "nonsense", ""))


# --- where it is looked for -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("platform", "expected"),
    [
        ("linux", Path("/etc/sotto/policies/managed")),
        ("darwin", Path("/Library/Application Support/Sotto/policies/managed")),
        ("win32", None),
    ],
)
def test_the_place_is_fixed(monkeypatch: pytest.MonkeyPatch, platform: str, expected: Path | None) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    for name in ("SOTTO_POLICY", "HOME", "XDG_CONFIG_DIRS", "XDG_CONFIG_HOME", "ProgramData"):
        monkeypatch.setenv(name, "/elsewhere")
    assert managed_folder() == expected


def test_a_computer_without_a_policy_imports_next_to_nothing_for_it(folder: Path) -> None:
    code = (
        "import sys, pathlib, app.policy\n"
        "app.policy.read_policy(pathlib.Path(sys.argv[1]))\nprint(*sys.modules)"
    )
    arguments = [sys.executable, "-c", code, str(folder / "absent")]
    done = subprocess.run(arguments, cwd=ROOT, capture_output=True, text=True, check=True, timeout=60)
    assert not {"tomllib", "app.gate.address"} & set(done.stdout.split())
