"""Profiles: which labels a law or a taste wants hidden, and how sure a detector has to be.

The profiles are data (``profiles.toml``), each with the source it was read from.
"""

from __future__ import annotations

import functools
from pathlib import Path

import msgspec

from app.errors import UnknownProfile
from app.redaction.findings import EntityType
from app.redaction.port import OWN_CHOICE, ScanOptions
from app.redaction.recognizers.base import Hit

_FILE = Path(__file__).with_name("profiles.toml")


class Profile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One profile.

    Attributes:
        source: the text of law or the reason behind it.
        at_least: hits that are worth less are left out.
        keep_public: leave well-known persons, and places and organisations in texts about nobody.
        within: ids of profiles that hide at most what this one hides.
    """

    title: str
    source: str
    labels: frozenset[EntityType]
    at_least: float = 0.45
    keep_public: bool = True
    within: tuple[str, ...] = ()

    def wants(self, hit: Hit) -> bool:
        """Whether a hit is one that this profile hides."""
        return hit.label in self.labels and hit.score >= self.at_least


@functools.cache
def profiles() -> dict[str, Profile]:
    """Return all profiles by id; the file is read once."""
    return msgspec.toml.decode(_FILE.read_bytes(), type=dict[str, Profile])


def profile_for(options: ScanOptions) -> Profile:
    """Return the profile that a scan asks for, with what the user chose where that is theirs.

    Raises:
        UnknownProfile: there is none of that id.
    """
    profile = profile_of(options.profile)
    if options.profile != OWN_CHOICE or options.chosen is None:
        return profile
    return msgspec.structs.replace(profile, labels=frozenset((*options.chosen, EntityType.CUSTOM)))


def profile_of(name: str) -> Profile:
    """Return the profile of that id.

    Raises:
        UnknownProfile: there is none.
    """
    profile = profiles().get(name)
    if profile is None:
        raise UnknownProfile
    return profile
