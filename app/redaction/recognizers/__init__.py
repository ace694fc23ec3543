"""Recognisers: what can be told from the text alone.

Each is a pattern, perhaps a check, and words that vouch for it.

Modules: ``base`` (what a recogniser is), then one per family: ``contact`` and ``mail``, ``phone``,
``national_ids`` and ``tax_ids`` (both of ``issued`` and ``check_digits``; behind a label ``any_groups``),
``money``, ``health`` and ``segments`` (messages of hospitals), ``messages`` (of firms and banks),
``network`` (machines, vehicles, documents, places), ``parcels``, ``dates`` (of ``written_dates``),
``dates_of_birth``, ``spoken_births``, ``told_births``, ``births_in_passing``, ``papers_of_birth`` and
``births`` (of ``birth_words``), ``ages`` and ``scanned`` (forms), ``provider_keys`` and ``tokens`` (known
formats, of ``secret_values``), ``key_blocks``, ``broken_lines``, ``credentials`` (in addresses, headers and
files), ``random_strings``, ``assignments`` (secrets by their label) with ``secret_words``,
``secret_places``, ``secret_settings``, ``told``, ``told_later``, ``told_in_passing``, ``told_logins`` and
``told_phrases`` (in sentences), ``listed_logins``, ``commands`` (given to programs), ``printed_secrets`` (by
terminals), ``recovery_codes`` (on a sheet), ``labelled`` (numbers by their label) with
``labels``, ``numbered``, ``label_kinds``, ``behind_labels``, ``label_values`` and ``label_sentences``,
``papers``, ``noun_numbers``, ``filed_under``, ``misspelt``, ``scanned_labels``, ``prefixed``, ``tickets``,
``log_lines``, ``parted`` (in parts), ``file_names``, ``under_headings``, ``spelled_codes``, ``endings``
(last digits), ``answered`` (alone in a line), ``licence_card``, ``usernames`` with ``signing_in``,
``handles``, ``actors`` and ``moderated`` (of ``login_names``). Not recognisers but ways to see more:
``disguised`` (numbers taken apart), ``encoded`` (base64, hex), ``terms``.
"""

from __future__ import annotations

from app.redaction.recognizers import (
    actors,
    ages,
    answered,
    any_groups,
    assignments,
    births,
    births_in_passing,
    broken_lines,
    commands,
    contact,
    credentials,
    dates,
    dates_of_birth,
    endings,
    file_names,
    filed_under,
    handles,
    health,
    key_blocks,
    labelled,
    licence_card,
    listed_logins,
    log_lines,
    mail,
    messages,
    misspelt,
    moderated,
    money,
    national_ids,
    network,
    noun_numbers,
    papers,
    papers_of_birth,
    parcels,
    parted,
    phone,
    prefixed,
    printed_secrets,
    provider_keys,
    random_strings,
    recovery_codes,
    scanned,
    scanned_labels,
    secret_places,
    secret_settings,
    segments,
    signing_in,
    spelled_codes,
    spoken_births,
    tax_ids,
    tickets,
    tokens,
    told_births,
    told_in_passing,
    told_later,
    told_logins,
    told_phrases,
    under_headings,
    usernames,
)
from app.redaction.recognizers.base import Hit, Recognizer, Shape, Together

__all__ = ["ALL", "NUMBERS", "Hit", "Recognizer"]


def _together(*families: tuple[Recognizer, ...]) -> tuple[Recognizer, ...]:
    """Return the recognisers with those shapes as one that can be looked for together."""
    joined: list[Shape] = []
    others: list[Recognizer] = []
    for one in (one for family in families for one in family):
        if isinstance(one, Shape) and Together.wants(one):
            joined.append(one)
        else:
            others.append(one)
    return (Together(joined), *others)


NUMBERS: tuple[Recognizer, ...] = _together(
    phone.RECOGNIZERS,
    any_groups.RECOGNIZERS,
    national_ids.RECOGNIZERS,
    tax_ids.RECOGNIZERS,
    money.RECOGNIZERS,
    health.RECOGNIZERS,
    labelled.RECOGNIZERS,
    prefixed.RECOGNIZERS,
    tickets.RECOGNIZERS,
)
ALL: tuple[Recognizer, ...] = _together(
    contact.RECOGNIZERS,
    mail.RECOGNIZERS,
    phone.RECOGNIZERS,
    any_groups.RECOGNIZERS,
    national_ids.RECOGNIZERS,
    tax_ids.RECOGNIZERS,
    money.RECOGNIZERS,
    health.RECOGNIZERS,
    labelled.RECOGNIZERS,
    prefixed.RECOGNIZERS,
    tickets.RECOGNIZERS,
    licence_card.RECOGNIZERS,
    log_lines.RECOGNIZERS,
    papers.RECOGNIZERS,
    noun_numbers.RECOGNIZERS,
    filed_under.RECOGNIZERS,
    endings.RECOGNIZERS,
    answered.RECOGNIZERS,
    misspelt.RECOGNIZERS,
    parcels.RECOGNIZERS,
    parted.RECOGNIZERS,
    file_names.RECOGNIZERS,
    under_headings.RECOGNIZERS,
    usernames.RECOGNIZERS,
    signing_in.RECOGNIZERS,
    handles.RECOGNIZERS,
    actors.RECOGNIZERS,
    moderated.RECOGNIZERS,
    network.RECOGNIZERS,
    dates_of_birth.RECOGNIZERS,
    spoken_births.RECOGNIZERS,
    told_births.RECOGNIZERS,
    births_in_passing.RECOGNIZERS,
    papers_of_birth.RECOGNIZERS,
    ages.RECOGNIZERS,
    dates.RECOGNIZERS,
    births.RECOGNIZERS,
    scanned.RECOGNIZERS,
    scanned_labels.RECOGNIZERS,
    segments.RECOGNIZERS,
    messages.RECOGNIZERS,
    spelled_codes.RECOGNIZERS,
    key_blocks.RECOGNIZERS,
    provider_keys.RECOGNIZERS,
    credentials.RECOGNIZERS,
    tokens.RECOGNIZERS,
    broken_lines.RECOGNIZERS,
    assignments.RECOGNIZERS,
    secret_places.RECOGNIZERS,
    secret_settings.RECOGNIZERS,
    told_logins.RECOGNIZERS,
    listed_logins.RECOGNIZERS,
    told_later.RECOGNIZERS,
    told_phrases.RECOGNIZERS,
    told_in_passing.RECOGNIZERS,
    printed_secrets.RECOGNIZERS,
    recovery_codes.RECOGNIZERS,
    random_strings.RECOGNIZERS,
    commands.RECOGNIZERS,
)
