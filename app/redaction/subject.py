"""Whether a text is about somebody: what decides if the names, places and companies in it are private.

"What is in a Tom Collins?" and "Why does Heathcliff leave?" hold names of nobody. What a rule found (a
number, an address, "Dear Maria") tells that a text is about somebody, and so do words such as "my sister".
Where only the tagger says so, it has to be surer, and surer still in a text that asks about a novel, a drink
or a storm.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Final

from app.redaction import later as re
from app.redaction.findings import EntityType
from app.redaction.knowledge import is_general_knowledge, wants_an_explanation
from app.redaction.lessons import is_made_up
from app.redaction.name_words import MINE, RELATIONS, WORKS
from app.redaction.recognizers.base import Hit, trie_pattern
from app.redaction.recognizers.needs import matches_of

PRIVATE: Final = frozenset({
    EntityType.PERSON, EntityType.EMAIL, EntityType.PHONE, EntityType.SSN, EntityType.NATIONAL_ID,
    EntityType.MRN,
    EntityType.DOB, EntityType.ADDRESS, EntityType.HEALTH_ID, EntityType.PASSPORT, EntityType.DRIVER_LICENSE,
    EntityType.IBAN, EntityType.BANK_ACCT, EntityType.CARD, EntityType.OTHER_ID, EntityType.TAX_ID,
    EntityType.AGE,
})  # fmt: skip
_OWN: Final = re.compile(
    rf"(?<![^\W_])(?:{trie_pattern(MINE.split('|'), gap=' ')}[ ]"
    rf"{trie_pattern(RELATIONS.split('|'), gap=' ')}(?![^\W_])"
    r"|(?:i|we|he|she|they)(?:'m| am|'ve| have)?[ ](?:live|lives|lived|living|work|works"
    r"|worked|working|moved|study|studied|grew up|was born|am from|are from|is from|come from"
    r"|comes from)\b"
    r"|(?:ich|wir) (?:wohne|wohnen|arbeite|arbeiten|lebe)\b|j'habite\b|je (?:vis"
    r"|travaille)\b|(?<! (?:el|un|il|al|do|de|di|ao|lo) )(?:vivo|trabajo|lavoro|abito|moro|trabalho)"
    r" (?:en|em|in|na|no|a|al|ad|con|com|como|come|para|per|por|presso|solo|sola|sozinh[ao]|perto|cerca"
    r"|vicino|aqu[ií]|qui|lá|ahí|desde|da)\b"
    r"|ik (?:woon|werk)\b)",
    re.IGNORECASE,
)
DERIVED: Final = frozenset({
    "tagger", "propagated", "name-extended", "name-quoted", "name-in-list", "name-speaking", "name-initials",
    "name-signing-letter", "name-before-phone",
})  # fmt: skip
"""Rules that find a name from other names, or by its looks: they say nothing of their own."""
# Numbers of things have such labels too.
_OF_ANYTHING: Final = frozenset({"label-weak-number", "label-weak-id"})
# Honorifics, uncles and introductions stand in novels, too.
_OF_FICTION: Final = frozenset({
    "name-honorific", "name-introduced", "name-born", "name-related", "name-in-a-role",
})  # fmt: skip
# "his son Maurits", "née Levin": kings have them, too.
_OF_HISTORY: Final = frozenset({"name-in-a-role", "name-born"})
_BY_LOOKS: Final = DERIVED | _OF_FICTION
OF_KNOWLEDGE: Final = frozenset({"name-asked-about", "login-of-a-name"})
"""Rules that find somebody's name in a text about nobody; in one of general knowledge it is anybody's."""

_WORK: Final = re.compile(rf"(?<![^\W_]){trie_pattern(WORKS.split('|'), gap=' ')}(?![^\W_])", re.IGNORECASE)
# The head of an entry of a dictionary: "will, v.", "jack (n.)", "Grace, noun".
_HEADWORD: Final = re.compile(
    r"[^\W\d_]{2,20}(?:,[ ]|[ ]?[(\[])"
    r"(?:n|v|vt|vi|vb|adj|adv|prep|pron|conj|interj|noun|verb|adjective|adverb|proper noun|subst|nom|sost"
    r"|sust|agg|avv|s\.[ ]?[mf]|n\.[ ]?[mf])(?:\.(?![ ][A-Z])|(?=[):\];,]|[ ]\d))"
)
_FEWEST_ENTRIES: Final = 2
_CAPITAL: Final = re.compile(r"[a-zà-öø-ÿ][.!?,]? [A-ZÀ-ÖØ-Þ]")
_SHORT: Final = 500

_BY_RULE = 0.6
_SURE: Final = 0.95
_SURE_OF_A_WORK: Final = 0.99
_PLAIN: Final = 0.45
_DOUBTED: Final = 0.6


def is_about_somebody(text: str, hits: Iterable[Hit]) -> bool:
    """Whether what was found, or how it is said, makes a text one about a private person."""
    return least_worth_of_names(text, hits) is not None


def least_worth_of_names(text: str, hits: Iterable[Hit]) -> float | None:
    """Return what a name found by its looks alone has to be worth; None in a text about nobody."""
    hits = list(hits)
    if tells_what_everybody_may_know(text, hits):
        return None
    made_up = is_made_up(text)
    of_a_work = made_up or _WORK.search(text) is not None
    if made_up:  # whoever is seven in a tale is nobody, too
        hits = [hit for hit in hits if hit.label is not EntityType.AGE]
    owned = _OWN.search(text) is not None and not made_up
    if owned or any(_tells(hit, of_a_work=of_a_work) for hit in hits):
        return _PLAIN
    if made_up:
        return None
    if len(list(islice(matches_of(_HEADWORD, text), _FEWEST_ENTRIES))) == _FEWEST_ENTRIES:
        return None  # whoever is meant by "frank, adj." is nobody
    asks = ("?" in text and (of_a_work or len(text) <= _SHORT)) or wants_an_explanation(text)
    # In a text with capitals a name has one; whoever is called "Mr" in a question about a novel stands in it.
    small = _CAPITAL.search(text) is not None
    of_fiction = {hit.start for hit in hits if hit.rule in _OF_FICTION} if of_a_work and asks else set()
    best = max(
        (
            hit.score
            for hit in hits
            if hit.label is EntityType.PERSON
            and hit.rule == "tagger"
            and hit.start not in of_fiction
            and not (small and text[hit.start : hit.end].islower())
        ),
        default=0,
    )
    return _DOUBTED if best >= (_SURE_OF_A_WORK if of_a_work or asks else _SURE) else None


def tells_what_everybody_may_know(text: str, hits: Iterable[Hit]) -> bool:
    """Whether a text is one of general knowledge, and holds nothing that only somebody's text holds."""
    if not is_general_knowledge(text):
        return False
    doubted = DERIVED | _OF_HISTORY | _OF_ANYTHING | OF_KNOWLEDGE
    if _WORK.search(text) is not None:
        doubted |= _OF_FICTION
    return not any(hit.label in PRIVATE and hit.score >= _BY_RULE and hit.rule not in doubted for hit in hits)


def asks_about_a_work(text: str) -> bool:
    """Whether a text asks about a novel, a film, a game: whoever is called "Mr" in it is likely of it."""
    return ("?" in text and _WORK.search(text) is not None) or is_made_up(text)


def _tells(hit: Hit, *, of_a_work: bool) -> bool:
    return (
        hit.label in PRIVATE
        and hit.score >= _BY_RULE
        and hit.rule not in DERIVED | _OF_ANYTHING
        and not (of_a_work and hit.rule in _OF_FICTION)
    )


def private_names(text: str, hits: Sequence[Hit], least: float | None, *, fiction: bool = False) -> list[Hit]:
    """Drop the names that are found by their looks alone and are worth too little for this text.

    Args:
        text: what they stand in.
        hits: names and all else.
        least: see ``least_worth_of_names``.
        fiction: leave those behind honorifics, which stand in novels too.
    """
    doubted = _BY_LOOKS - _OF_FICTION if fiction else _BY_LOOKS
    return [
        hit
        for hit in hits
        if hit.label is not EntityType.PERSON
        or hit.rule not in doubted
        or (
            least is not None
            and hit.score >= least
            and (least <= _PLAIN or len(text[hit.start : hit.end].rstrip(".")) > 1)
        )
    ]
