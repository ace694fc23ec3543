"""What is wanted hidden: of everything that was pointed at, what a profile hides in a text of this kind."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from app.redaction.addresses import ONLY_ABOUT_SOMEBODY
from app.redaction.addresses.nobodys import is_of_a_town
from app.redaction.data import lines
from app.redaction.everybodys import without_public
from app.redaction.fields import Fields
from app.redaction.findings import EntityType
from app.redaction.hosts import hosts
from app.redaction.households import without_households
from app.redaction.inventories import is_inventory, without_goods
from app.redaction.knowledge import old_years
from app.redaction.likely_births import likely_births, lists_births
from app.redaction.logins import handles
from app.redaction.machines import machines
from app.redaction.marks import marks
from app.redaction.organisations import is_by_words
from app.redaction.owners import owns_numbers
from app.redaction.presumed import PRESUMED_SCORE, presumed
from app.redaction.profiles import Profile
from app.redaction.recognizers.base import Hit
from app.redaction.recognizers.log_lines import ids_in_paths
from app.redaction.samples import without_samples
from app.redaction.shapes import private_shapes
from app.redaction.spans import is_within
from app.redaction.subject import (
    OF_KNOWLEDGE,
    asks_about_a_work,
    least_worth_of_names,
    private_names,
    tells_what_everybody_may_know,
)

_SURE: Final = 0.85


def wanted_hits(text: str, hits: Iterable[Hit], profile: Profile) -> list[Hit]:
    """Return the hits that a profile hides; what everybody knows stays where the profile says so."""
    hits = list(without_samples(text, hits)) if profile.keep_public else list(hits)
    wanted = [hit for hit in hits if profile.wants(hit)]
    if profile.keep_public and tells_what_everybody_may_know(text, wanted):
        wanted = [hit for hit in wanted if hit.rule not in OF_KNOWLEDGE]
    of_things = profile.keep_public and is_inventory(text, wanted)
    if of_things:
        wanted = without_goods(text, wanted)
    private = without_public(text, wanted)
    if of_things:  # what its labels announce is some thing's
        private = [hit for hit in private if hit.label is EntityType.PERSON]
    least = least_worth_of_names(text, private)
    is_about_somebody = least is not None
    likely = (
        private_names(
            text,
            private,
            least,
            fiction=is_about_somebody or not asks_about_a_work(text),
        )
        if profile.keep_public
        else wanted
    )
    about_one = not of_things and owns_numbers(text, likely)
    if about_one or not profile.keep_public or lists_births(text, hits):
        presumptions = (
            *private_shapes(text),
            *presumed(text),
            *ids_in_paths(text),
            *marks(text),
            *handles(text),
            *_by_heading(hits),
            *likely_births(text, hits),
        )
        wanted += filter(profile.wants, without_samples(text, presumptions))
    if years := old_years(text):
        wanted = [hit for hit in wanted if hit.score > PRESUMED_SCORE or not is_within(years, hit.start)]
    if about_one or any(hit.label is EntityType.USERNAME for hit in wanted):
        wanted += filter(profile.wants, machines(text))
    if about_one or any(_is_of_an_owner(hit) for hit in wanted):
        wanted += filter(profile.wants, hosts(text))
    if not profile.keep_public:
        return wanted
    wanted = private_names(text, without_public(text, wanted), least)
    if is_about_somebody:
        return without_households(text, wanted)
    return [
        hit
        for hit in wanted
        if hit.rule not in ONLY_ABOUT_SOMEBODY
        and (
            (hit.rule != "tagger" and not is_by_words(hit.rule))
            or hit.label not in {EntityType.ORG, EntityType.LOCATION}
        )
        and (
            hit.rule != "tagger"
            or hit.label is not EntityType.ADDRESS
            or any(map(str.isdigit, text[hit.start : hit.end]))
        )
        and not (hit.label is EntityType.GEO and is_of_a_town(text, hit.start))
        and not (hit.label is EntityType.LOCATION and hit.rule == Fields.id and _is_listed_place(text, hit))
    ]


def _is_listed_place(text: str, hit: Hit) -> bool:
    """Whether a large town or a country stands in a table of Markdown, for everybody to read."""
    line = text.rfind("\n", 0, hit.start) + 1
    return text.startswith("|", line) and text[hit.start : hit.end].lower() in lines("large_places")


def _by_heading(hits: Iterable[Hit]) -> Iterator[Hit]:
    """Yield the values under headings that announce an identifier, be it a person's or a product's."""
    for hit in hits:
        if hit.rule == Fields.presumed_id:
            yield replace(hit, score=PRESUMED_SCORE)


def _is_of_an_owner(hit: Hit) -> bool:
    """Whether a login or a secret beyond doubt tells that the machines of a text are somebody's."""
    return hit.label is EntityType.USERNAME or (hit.label is EntityType.SECRET and hit.score >= _SURE)
