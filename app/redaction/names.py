"""What a name is made of, which words are none, and which names everybody knows.

Where names stand in a text is known by ``anchored_names`` (a place that only a name fills) and by
``known_names`` (where one stands again).
"""

from __future__ import annotations

import functools
import re
import unicodedata
from typing import Final

from app.redaction.data import lines, words
from app.redaction.name_words import ABBREVIATIONS

CAPITAL: Final = (
    r"(?:[^\W\d_](?<=[A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪĮİĶĹĻĽŁŃŅŇŌŐŒŔŘŚŞŠȘŢŤȚŪŮŰŲŹŻŽƏА-ЯЁЂ-ЏΑ-Ω])[\w]{0,30}("
    r"?:['’-][^\W\d_][\w]{0,30}){0,3})"
)
_INITIAL: Final = r"(?:[A-Z]\.(?:[ ]?[A-Z]\.){0,2})"
_PARTICLES: Final = (
    "van der|van den|van de|van 't|van|von der|von dem|von|de la|de los|de las|della|degli|del|dos|das|der"
    "|den|de|di|da|du|do|la|le|el|al|bin|ibn|bint|ben|bat|zu|zur|ter|ten|te|af|av|y|e|'t"
)
PARTICLE: Final = rf"(?:{_PARTICLES})"
PARTICLES: Final = frozenset(_PARTICLES.replace(" ", "|").split("|"))
"""What stands between the parts of a name, lower case."""

NAME: Final = rf"(?:{_INITIAL}|{CAPITAL})(?:[ ](?:{PARTICLE}[ ])?(?:{_INITIAL}|{CAPITAL})){{0,4}}"
HONORIFIC: Final = (
    r"(?:(?i:mr|mrs|ms|mx|messrs|dr|drs|dra|prof)\.?|(?:Hon|Rev|Fr|Capt|Sgt|Lt|Col|Atty|Hr|Dipl\.?-Ing|Mme|Mlle|MM|Sr|Sra"
    r"|Srta|Dña|Lic|Sig|Sig\.ra|Dott|Dott\.ssa|Avv|Geom|Rag|[Dd]hr|[Mm]evr|[Mm]w|[Mm]ej|Exmo|Exma)\.?"
    r"|Miss|Professor|Doctor|Judge|Justice|Sir|Dame|Reverend|Father|Sister|Brother|Pastor|Rabbi|Imam|Captain|Sergeant"
    r"|Lieutenant|Colonel|Officer|Detective|Nurse|Attorney|Senator|Herr|Herrn|Frau|Familie|Monsieur|Madame|Mademoiselle"
    r"|Maître|Señor|Señora|Señorita|Don|Doña|Signor|Signore|Signora|Signorina|Dottor|Dottoressa|Meneer|Mevrouw|Mijnheer"
    r"|Senhor|Senhora|Seu|Dona|Pan|Pani|señor|señora|doña|signor|signora|monsieur|madame|meneer|mevrouw|senhor|senhora"
    r"|nurse|judge|officer|sister|professor|doctor|coach)"
)
_ABBREVIATIONS: Final = frozenset(ABBREVIATIONS.split("|"))
# Of forms and banks; "Iban" and "Nino" are given names, but not in capitals.
_IN_CAPITALS: Final = _ABBREVIATIONS | {
    "bic", "bsn", "cnpj", "cpf", "dea", "dob", "ein", "iban", "mrn", "nhs", "nie", "nif", "nino", "npi",
    "nss", "pesel", "ssn", "swift", "tin", "utr", "vat", "vin",
}  # fmt: skip
NAME_WORD: Final = re.compile(r"[^\W\d_][^\W\d_'’-]*(?:['’-][^\W\d_]+)*")
_CONTRACTION: Final = re.compile(r"(?:['’](?:m|ve|ll|re|d)|n['’]t)\Z", re.IGNORECASE)
_AFTER_EPONYM: Final = re.compile(
    r"(?:'s|’s|s)?(?:[ -][\w-]+){0,2}?[ -](?:disease|syndrome|lymphoma|sarcoma|tumou?r|palsy|sign"
    r"|test|scale|score|stain|law|laws|theorem|equation|equations|algorithm|distribution|constant"
    r"|principle|effect|paradox|number|numbers|transform|series|method|rule|process|chain|model"
    r"|inequality|conjecture|hypothesis|criterion|index|coefficient|matrix|filter|sort|krankheit"
    r"|syndrom|satz|gesetz|gleichung|maladie|théorème|loi|teorema|legge|ley|wet|stelling|curve"
    r"|diagram|catheter|cuff|dementia|bodies|body|scan|monitor|fracture|contracture|thyroiditis"
    r"|esophagus|phenomenon|reflex|area|loop|node|machine|award|prize|medal|institute|university"
    r"|hospital|clinic|museum|airport|station|street|avenue|square|bridge|tower|building|center"
    r"|centre)\b",
    re.IGNORECASE,
)
_OF_A_JUDGE: Final = re.compile(r"['’]s[ ](?:dissent|opinion|concurrence|majority|reasoning)(?!\w)")
_TITLE_BEFORE: Final = re.compile(r"(?<![^\W_])([A-ZÀ-Ý][a-zà-ÿ]{1,9})\.?[ ]\Z")


def can_be_a_name(text: str, *, sure: bool = False) -> bool:
    """Whether at least one word of a text may be a part of a name (form fields and greetings may not).

    Args:
        text: what was taken for a name.
        sure: whether it stands where names stand, so that a word of a form may be one.
    """
    found = NAME_WORD.findall(text)
    if not found:
        return True
    if all(is_no_name(word) or is_plain(word) for word in found):
        return False
    if sure:
        return True
    units = [word for word in found if len(word) > 1 or not word.islower()]  # "800 g Kartoffeln"
    return not all(word.lower() in words("form_words") for word in units)


def is_plain(word: str) -> bool:
    """Whether a word is an ordinary one as it is written: frequent and in small letters, or short for it."""
    return word in words("plain_words") or (word.isupper() and word.lower() in _IN_CAPITALS)


def is_no_name(word: str) -> bool:
    """Whether a word stands where names stand and is none, such as "all" and "team"."""
    return word.lower() in words("not_names") or _CONTRACTION.search(word) is not None


@functools.cache
def nicknames() -> dict[str, tuple[str, ...]]:
    """Return the names that stand for a name, lower case, each way."""
    table: dict[str, set[str]] = {}
    for line in lines("nicknames"):
        full, *short = line.split()
        for one in (full, *short):
            table.setdefault(one, set()).update({full, *short} - {one})
    return {name: tuple(sorted(others)) for name, others in table.items()}


def _plain(low: str) -> str:
    """Return a name without accents: "Napoléon" is written with one in French only."""
    return "".join(one for one in unicodedata.normalize("NFD", low) if not unicodedata.combining(one))


@functools.cache
def _public_figures() -> frozenset[str]:
    """Names in full also without accents; one word alone as it is written: "Núñez" is not "Nunez"."""
    known = lines("public_figures")
    return frozenset(known) | {_plain(name) for name in known if " " in name}


def _is_known(low: str) -> bool:
    return low in _public_figures() or (" " in low and _plain(low) in _public_figures())


def load_lists() -> None:
    """Read the word lists, so that no file is needed later."""
    nicknames()
    for name in ("common_words", "eponyms", "form_words", "mailboxes", "not_names", "plain_words"):
        words(name)
    _public_figures()


def is_public(name: str, following: str, before: str = "") -> bool:
    """Whether a name is that of a well-known person, or stands for a disease, a law or a thing.

    Args:
        name: as written.
        following: the text behind it, some words long.
        before: the text before it, which may end with the title that the name is known with.
    """
    low = " ".join(re.sub(r"['’]s?$", "", name.strip().lower()).split())
    if _is_known(low):
        return True
    if before.endswith("Justice ") and _OF_A_JUDGE.match(following):
        return True
    title = _TITLE_BEFORE.search(before)
    if title is not None and _is_known(f"{title[1].lower()} {low}"):
        return True
    parts = [part for part in re.split(r"[\s\-–']+", low) if part not in {"s", "and", "of"}]
    if parts and all(part in words("eponyms") or part.rstrip("s") in words("eponyms") for part in parts):
        # "Navier-Stokes" is a thing's; "Victoria Taylor" is somebody.
        joined = len(parts) > 1 and (" " not in low or " and " in low)
        return joined or _AFTER_EPONYM.match(following) is not None or low.endswith("'s")
    return _AFTER_EPONYM.match(following) is not None and len(parts) == 1 and following[:1] in "'’"
