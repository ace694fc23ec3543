"""Other people's detectors over the same texts in the same run, installed where they can do no harm.

They go into a virtual environment in the cache folder (kept for the next run), each runs in a process of its
own, and their labels are mapped generously: a kind that we have no word for still counts for what it hides.
presidio-analyzer runs with spaCy's blank pipeline, because spaCy's models are on no package index: its names
and places are therefore 0 by construction, which its column says nothing bad about.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import venv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from app.redaction.findings import EntityType as E
from tests.benchmarks.redaction_measure import Hit

SYSTEMS = {
    "presidio": "presidio-analyzer",
    "datafog": "datafog",
    "scrubadub": "scrubadub",
    "detect-secrets": "detect-secrets",
}
_CHILD = Path(__file__).parent / "redaction_rivals_child.py"
_INSTALL_SECONDS = 1800
_RUN_SECONDS = 1800

_LABELS = {
    "EMAIL_ADDRESS": E.EMAIL,
    "PHONE_NUMBER": E.PHONE,
    "CREDIT_CARD": E.CARD,
    "IBAN_CODE": E.IBAN,
    "IP_ADDRESS": E.IP,
    "MAC_ADDRESS": E.MAC,
    "DATE_TIME": E.DATE,
    "SOCIAL_SECURITY_NUMBER": E.SSN,
    "US_SSN": E.SSN,
    "US_ITIN": E.TAX_ID,
    "US_PASSPORT": E.PASSPORT,
    "US_DRIVER_LICENSE": E.DRIVER_LICENSE,
    "US_BANK_NUMBER": E.BANK_ACCT,
    "UK_NHS": E.HEALTH_ID,
    "UK_NINO": E.NATIONAL_ID,
    "MEDICAL_LICENSE": E.PRO_LICENSE,
    "NAME": E.PERSON,
    "TWITTER": E.USERNAME,
    "SKYPE": E.USERNAME,
    "CREDENTIAL": E.SECRET,
    "POSTALCODE": E.ZIP,
}


class Unavailable(Exception):
    """Another system could not be installed or run; the text says which step failed."""


@dataclass(frozen=True, slots=True)
class Rival:
    """What another system did.

    Attributes:
        hits: one list for each text.
        cpu_seconds: processor time of all scans.
    """

    name: str
    version: str
    hits: list[list[Hit]]
    cpu_seconds: float


def label_of(name: str) -> E | None:
    """Our word for another system's label."""
    upper = name.upper().replace(" ", "_")
    if upper in E.__members__:
        return E[upper]
    return _LABELS.get(upper)


def folder() -> Path:
    """Where the throw-away environment lives."""
    return platformdirs.user_cache_path("sotto", appauthor=False) / "bench-redaction"


def python_of(environment: Path) -> Path:
    """The interpreter of a virtual environment."""
    if os.name == "nt":
        return environment / "Scripts" / "python.exe"
    return environment / "bin" / "python"


def install(environment: Path) -> Path:
    """Make the environment, unless it is there; returns its interpreter.

    Raises:
        Unavailable: there is no venv, no pip or no network.
    """
    python, done = python_of(environment), environment / "complete"
    if done.exists() and python.exists():
        return python
    try:
        venv.create(environment, with_pip=True, clear=True)
    except (OSError, subprocess.CalledProcessError) as error:
        raise Unavailable("no virtual environment could be made") from error
    _run([str(python), "-m", "pip", "install", "--quiet", *SYSTEMS.values()], "", _INSTALL_SECONDS, "pip")
    done.touch()
    return python


def run(name: str, python: Path, texts: Sequence[str]) -> Rival:
    """Run one system over all texts.

    Raises:
        Unavailable: it failed or took too long.
    """
    answer = _run([str(python), str(_CHILD), name], json.dumps(texts), _RUN_SECONDS, name)
    result = json.loads(answer)
    hits = [[Hit(start, end, label_of(label)) for start, end, label in found] for found in result["hits"]]
    return Rival(name, result["version"], hits, result["cpu_seconds"])


def _run(command: list[str], words: str, seconds: int, step: str) -> str:
    try:
        done = subprocess.run(
            command,
            input=words,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=seconds,
            check=True,
        )
    except subprocess.CalledProcessError as error:
        last = (error.stderr or "").strip().splitlines()[-1:] or [""]
        raise Unavailable(f"{step}: exit code {error.returncode}: {last[0][:200]}") from error
    except (OSError, subprocess.TimeoutExpired) as error:
        raise Unavailable(f"{step}: {type(error).__name__}") from error
    return done.stdout


def compare(texts: Sequence[str]) -> list[Rival]:
    """Run every system that can be had; those that cannot are named on the standard error stream."""
    try:
        python = install(folder())
    except Unavailable as error:
        print(f"without the other detectors: {error}", file=sys.stderr)
        return []
    rivals = []
    for name in SYSTEMS:
        try:
            rivals.append(run(name, python, texts))
        except Unavailable as error:
            print(f"without {name}: {error}", file=sys.stderr)
    return rivals
