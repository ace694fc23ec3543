"""Promise: the redactor's process finds what the rules find, can be stopped, and can do nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.errors import UnknownProfile
from app.probe import ATTEMPTS, ProbePort, ProbeStart
from app.process.service import ServiceSpec, start_service
from app.redaction.findings import EntityType
from app.redaction.pipeline import Pipeline
from app.redaction.port import RedactorPort, RedactorStart, ScanEvent, Scanned, ScanOptions, ScanProgress
from app.redaction.service import Redactor
from app.services import ProcessServices
from models.cancel import CancelToken, use_cancel

TEXT = "Mail jane.roe@example.com or call +44 20 7946 0958, card 4111 1111 1111 1111, SSN 219-09-9999.\n"


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RedactorPort]:
    handle = ProcessServices(tmp_path_factory.mktemp("vault")).open_redactor(
        lambda _error: None, tagger=False
    )
    yield handle.port
    handle.kill()


def labels_in(events: list[ScanEvent]) -> list[EntityType]:
    return [finding.label for event in events if isinstance(event, Scanned) for finding in event.findings]


def test_a_scan_crosses_the_pipe_whole(port: RedactorPort) -> None:
    events = list(port.scan(TEXT, ScanOptions()))
    assert labels_in(events) == [EntityType.EMAIL, EntityType.PHONE, EntityType.CARD, EntityType.SSN]
    assert isinstance(events[-1], Scanned)
    assert events[-1].last


def test_every_profile_works_without_files(port: RedactorPort) -> None:
    for profile in ("default", "strict", "hipaa-18", "glba", "gdpr", "ferpa", "secrets", "custom"):
        list(
            port.scan(
                TEXT + "Dear Maria, born 3 May 1980, IBAN GB29 NWBK 6016 1331 9268 19", ScanOptions(profile)
            )
        )


def test_what_the_user_chose_crosses_the_pipe(port: RedactorPort) -> None:
    own = ScanOptions("custom", chosen=(EntityType.SSN, EntityType.EMAIL))
    assert labels_in(list(port.scan(TEXT, own))) == [EntityType.EMAIL, EntityType.SSN]


def test_numbers_of_any_country_need_no_file_later(port: RedactorPort) -> None:
    numbers = ("+81 3-1234-5678", "+355 69 123 4567", "+64 21 123 4567", "+254 712 345678", "0171 4455667")
    found = labels_in(list(port.scan("\n".join(numbers), ScanOptions())))
    assert found == [EntityType.PHONE] * len(numbers)


def test_a_long_text_comes_in_parts_and_only_the_last_says_so(port: RedactorPort) -> None:
    events = list(port.scan(TEXT * 700, ScanOptions(profile="secrets")))
    assert isinstance(events[0], ScanProgress)
    events = list(port.scan(TEXT * 700, ScanOptions()))
    parts = [event for event in events if isinstance(event, Scanned)]
    assert len(parts) > 1
    assert [part.last for part in parts] == [False] * (len(parts) - 1) + [True]
    assert len(labels_in(events)) == 4 * 700


def test_an_unknown_profile_is_refused_across_the_pipe(port: RedactorPort) -> None:
    with pytest.raises(UnknownProfile):
        list(port.scan("x", ScanOptions(profile="nobody")))


def test_leaks_are_looked_for_in_the_process(port: RedactorPort) -> None:
    assert [
        leak.index for leak in port.leaks(b'{"q": "ask Maria Lopez"}', ("Other Name", "Maria Lopez"))
    ] == [1]


def test_a_cancelled_scan_never_says_that_it_is_complete() -> None:
    token = CancelToken()
    with use_cancel(token):
        events = Redactor(Pipeline()).scan(TEXT * 700, ScanOptions())
        assert isinstance(next(events), ScanProgress)
        token.cancel()
        assert [event for event in events if isinstance(event, Scanned) and event.last] == []


def test_the_start_says_whether_names_are_looked_for() -> None:
    assert RedactorStart().tagger
    assert not RedactorStart(tagger=False).tagger


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="the sandbox is tried on Linux")
def test_the_process_can_reach_no_network_no_file_and_no_other_process(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("x")
    service = start_service(ServiceSpec("probe", ProbePort, ProbeStart("redactor")))
    targets = {"read": str(tmp_path / "secret"), "list": str(tmp_path), "write": str(tmp_path)}
    try:
        allowed = [name for name in ATTEMPTS if not service.port.attempt(name, targets.get(name, "")).denied]
        level = service.sandbox.level
    finally:
        service.kill()
    if level == "none":
        pytest.skip("this system offers no sandbox")
    assert allowed == []
