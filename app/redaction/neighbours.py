"""Names by the names beside them: a document shows how it writes people, and where.

What one detector found says what stands next to it: the particle and the surname behind a given name, the
nickname in quotes between two halves, the items of a list of people, those who speak between speakers, the
initials of a known name, the letter that signs. Each step looks at a bounded stretch of text beside a hit, or
goes over the lines once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Final

from app.redaction import later as re
from app.redaction.data import words
from app.redaction.findings import EntityType
from app.redaction.name_words import ABBREVIATIONS, BEFORE_PHONES
from app.redaction.names import CAPITAL, PARTICLE, PARTICLES, can_be_a_name, is_no_name, nicknames
from app.redaction.recognizers.base import Hit, Phrases
from app.redaction.recognizers.label_kinds import is_label
from app.redaction.standing_words import COUNTED, ID_ENDINGS, NUMBER_WORDS

Place = tuple[int, int]

_SURE: Final = 0.6
# "in" and "op" belong to a name before an article only: Wim in 't Veld, but not Wim in Ely.
_LINK: Final = (
    rf"(?!(?:y|e)[ ])(?:{PARTICLE}|'[st]|(?:op|in)(?=[ ](?:de|den|der|'t)[ ])|ved\.|née?|geb\.)[ ]"
    rf"(?:(?:{PARTICLE}|'t)[ ]){{0,2}}"
)
_RIGHT: Final = re.compile(
    rf"[ \u00a0](?:{_LINK}|(?:d|dell|all|l|n)['’]|['’][tns][ ])({CAPITAL})"
    r"|[ ][B-DF-HJ-NP-XZ](?:\.(?=[ ]?[^\w ]|$|[ ][a-zà-ÿ])|(?![\w.'’]))"
    rf"|-({CAPITAL})"
    r"|[ ](?:jun\.|sen\.|[Jj]r\b\.?|Sr\b\.?|d\.[ ]?[JÄ]\.|Filho\b|Neto\b|Júnior\b|II\b|III\b)"
)
_LINK_UPPER: Final = r"(?:DE|DA|DO|DOS|DAS|DEL|DI|LA|VAN|VON|DER|DEN|EL|AL|BIN|VED\.|LAS|LOS)"
_RIGHT_UPPER: Final = re.compile(
    rf"(?:[ ](?:{_LINK_UPPER}[ ]){{1,3}}|\^)([A-ZÀ-Þ][A-ZÀ-Þ'’-]{{1,24}})(?![a-zà-ÿ\d])"
)
_PARTICLE_FIRST: Final = re.compile(rf"{PARTICLE}[ ]")
_SHORT: Final = (
    r"(?:Md|Jn|Jno|Wm|Thos|Geo|Chas|Jas|Eliz|Robt|Benj|Jos|Fco|Ma|Mª|M\.[aª]|Joh|Chr|Friedr|Wilh|Ant)[.ª]?"
)
_SIZE: Final = (
    r"(?:[Ll]ittle|[Bb]ig|[Tt]all|[Ss]mall|[Oo]ld|[Yy]oung|[Ww]ee|[Bb]aby|Papa|Mama|Petite?|[Pp]apa)"
)
_LEFT: Final = re.compile(
    rf"(?<![\w.'’-])(?:(?:[A-Z]\.[ -]?){{1,4}}(?:{_SHORT}[ ])?|[B-DF-HJ-NP-XZ][ ]|{_SHORT}[ ]|{_SIZE}[ ])"
    rf"(?:(?:{PARTICLE}|'t)[ ]){{0,3}}\Z"
)
# "K & J Sandhu", "R. and P. Lindqvist": two that share a name
_INITIAL_FIRST: Final = re.compile(r"[A-Z](?:\.[ ]?|[ ])[^\W\d_]")
_INITIAL_AND: Final = re.compile(
    r"(?<![\w.'’&-])(?:[A-Z]\.?[ ]?){1,2}(?:&|\+|(?:and|und|u\.|et|y|e|en)(?=[ ]))[ ]?\Z"
)
_QUOTED: Final = re.compile(r"[ ][\"'“”„‘«»(][ ]?[^\W\d_][\w'’ -]{0,20}[ ]?[\"'“”’»)][ ]\Z")
_REACH: Final = 40
# Not "und": German writes all nouns with capitals.
_PAIRING: Final = r"(?:and|et|y|e|en|u\.|&|\+|/|vs?\.?|gegen|contre|contra|contro|tegen)"
_BEHIND_AND: Final = re.compile(rf"[ ]{_PAIRING}[ ]({CAPITAL})(?![\w'’-])")
_BEFORE_AND: Final = re.compile(rf"(?<![\w'’.-])({CAPITAL})[ ]{_PAIRING}[ ]\Z")

_AND: Final = r"(?:and|und|et|y|e|en|ed|plus|sowie|with|mit|con|com|met)"
_SEPARATOR: Final = re.compile(rf",[ ]{_AND}[ ]|[,;/|&+·•][ ]?|[ ]{_AND}[ ]|\t")
_ITEM: Final = re.compile(
    r"[ \t>*\[\]☐•·–—xX✓-]{0,8}(?:\d{1,3}[.):]?[ ])?[\"“„«']?"
    r"((?:[^\W\d_][\w'’.-]{0,24})(?:[ ][^\W\d_][\w'’.-]{0,24}){0,3})[\"”“»']?"
    r"[ ]?(?:\([^()\n]{0,60}\)|:[ ][^\n]{0,60}|[+½][ ]?\d{0,2}|[?!*.]{0,3}|[–—-][ ][^\n]{0,60})[ \t]{0,4}\Z"
)
_LIST_HEAD: Final = re.compile(r"[ \t]{0,8}[^\W\d_][^:\n]{0,40}:[ ]")
_LONGEST_LINE: Final = 600
_FEWEST_ITEMS: Final = 3

_SPEAKER: Final = re.compile(
    r"^[ \t>*\[(<]{0,4}(?:[\d:./, -]{4,24}[\])]?[ ]{1,2}(?:-[ ])?)?<?"
    r"(?P<who>[^\W\d_][\w .'’-]{0,28}?)[ ]?[^\w\s:<>|\"'{}=]{0,3}>?[ ]?:[ ](?=\S)",
    re.MULTILINE,
)

_ABBREVIATIONS: Final = frozenset(ABBREVIATIONS.split("|"))
_INITIALS: Final = re.compile(r"(?<![\w.&/@#$-])(?:[A-Z]{2,3}(?![\w&@/-])|(?:[A-Z]\.){2,3}(?!\w))")
_IN_BRACKETS: Final = re.compile(r"[ ]?\((?P<letters>[A-Z]{2,3})\)")
_ALONE: Final = re.compile(r"^[> \t–-]{0,8}(?P<letters>[A-Z]{2})[ \t]{0,4}$", re.MULTILINE)
_SIGNATURE: Final = re.compile(
    r"\n[ \t]{0,8}\n[ \t]{0,4}[-–—~/]{0,2}[ ]?(?P<letter>[A-Z]\.?|(?:[A-Z]\.?){2})[ ]?x{0,3}[ \t]{0,8}"
    r"(?=\n[ \t]{0,8}(?:\n|>)|\s{0,8}\Z)"
)
# "love u x J", "LG K": the letter that ends a message of one line.
_SIGNED_IN_LINE: Final = re.compile(
    r"(?<![\w-])(?i:love(?:[ ](?:u|you|ya))?|luv|xx{1,3}|hugs|kisses|bises|bisous|besos|baci|kus|lg|vg|gr|abs"
    r"|bjs|bj)"
    r"[ ]?[,.]?[ ]x{0,3}[ ]?(?P<letter>[A-Z])(?=\.?[ ]?x{0,3}[ \t]{0,8}(?:\n|\Z))"
)
_FEWEST_WRITTEN: Final = 8
_CONTACT: Final = re.compile(
    rf"(?:(?:^|(?<=[\n;|]))[ \t*•·–-]{{0,6}}(?:\d{{1,2}}[.)][ ])?|(?<=[,(][ ])|(?<=[(;]))"
    rf"({CAPITAL}(?:[ ]{CAPITAL}){{0,2}})[ ]?[,:;(–-]{{0,1}}[ ]{{1,3}}"
    r"(?:[(]|(?i:tel|mob|m|t|ph|cell)\.?:?[ ])?\Z"
)
# "o el de cata +54 9 11", "nummer von holger: 0171", "le portable de lucie, 06": whose the number is
_OWNER: Final = re.compile(
    r"(?<![^\W_])(?:el|la|der|die|das|celui|celle|quello|quella|dat|o|a|that|number|num|no|nummer|nr|numéro|número|numero|cel"
    r"|celular|tel|telf?|móvil|movil|handy|portable|cell|cellulare|telemóvel|zap|whatsapp|mobile|mobiel"
    r"|gsm|phone)[ ]"
    r"(?:of|de|von|vom|di|van|da|do|for|für"
    r"|d['’])[ ]?(?P<name>[^\W\d_]{3,15})[ ]?[:=,(–-]{0,2}[ ]{0,2}(?:is[ ]|ist[ ]|es[ ]|est[ ]|é[ ]|è[ ])?\Z",
    re.IGNORECASE,
)
# "Mon: Bramley", "ma Hennie / di Joke": the day of a roster and who comes
_WEEKDAYS: Final = (
    "mon|tue|tues|wed|weds|thu|thur|thurs|fri|sat|sun|monday|tuesday|wednesday|thursday|friday|saturday|sunday|mondays"
    "|mo|di|mi|do|fr|sa|so|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|lun|mar|mer|jeu|ven|sam|dim|lundi"
    "|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lunes|martes|miércoles|jueves|viernes|sábado|domingo|mié|jue|vie|sáb"
    "|dom|lunedì|martedì|mercoledì|giovedì|venerdì|sabato|domenica|gio|sab|ma|wo|vr|za|zo|maandag|dinsdag|woensdag"
    "|donderdag|vrijdag|zaterdag|zondag|segunda|terça|quarta|quinta|sexta|seg|ter|qua|qui|sex|segunda-feira|terça-feira"
    "|quarta-feira|quinta-feira|sexta-feira"
)
_WEEKDAY: Final = Phrases(_WEEKDAYS.split("|"))
_TURN: Final = re.compile(
    rf"\.?(?:[ ]?[:=–-][ ]|[ ](?=[^\n]{{2,24}}[ ](?:/|\|"
    rf"|\+)[ ]))(?P<who>{CAPITAL}(?:[ ](?:{PARTICLE}[ ])?{CAPITAL})?)"
    r"(?=[ ]?(?:[,;/|+&(\n]|\.(?!\w)|\Z))"
)
_NO_TURN_WORDS: Final = (
    "closed open off free gym late early night day holiday rest training frei geschlossen früh spät nacht"
    " urlaub ruhetag sport repos fermé ouvert matin soir congé libre cerrado abierto mañana tarde noche"
    " descanso chiuso aperto mattina sera riposo vrij gesloten dicht vroeg laat fechado aberto manhã noite"
    " folga school schule école escuela scuola"
)
_NO_TURN: Final = frozenset(_NO_TURN_WORDS.split())
_BEFORE_PHONES: Final = frozenset(BEFORE_PHONES.split("|"))
_PART: Final = re.compile(r"[^\W\d_][\w'’]*")


def names_beside(text: str, persons: Sequence[Hit]) -> Iterator[Hit]:
    """Yield the names that follow from where other names stand.

    Args:
        text: the view the hits are in.
        persons: names that were found, in any order.
    """
    known = sorted((hit.start, hit.end) for hit in persons if hit.score >= _SURE)
    if not known:
        return
    yield from _extended(text, known)
    yield from _paired(text, known)
    yield from _quoted(text, known)
    yield from _listed(text, known)
    yield from _rostered(text)
    yield from _speaking(text, known)
    yield from _initials(text, known)
    yield from _aliases(text, known)


def names_before_phones(text: str, phones: Iterable[Hit]) -> Iterator[Hit]:
    """Yield a name that stands alone before a telephone number: an entry of a list of contacts."""
    for phone in phones:
        if phone.label is not EntityType.PHONE:
            continue
        owner = _OWNER.search(text, max(0, phone.start - _REACH), phone.start)
        if owner is not None and not _is_a_word(owner["name"]):
            yield Hit(*owner.span("name"), EntityType.PERSON, 0.62, "name-before-phone")
        match = _CONTACT.search(text, max(0, phone.start - _REACH), phone.start)
        if match is None or not _is_likely(match[1]) or match[1].lower() in _BEFORE_PHONES:
            continue
        if not any(_announces_a_number(word) for word in re.split(r"[ -]", match[1])):
            yield Hit(*match.span(1), EntityType.PERSON, 0.62, "name-before-phone")


def _is_a_word(name: str) -> bool:
    """Whether whose a number or a turn is said to be is no name: "el de casa", "number of the office"."""
    low = name.lower()
    return (
        low in words("common_words")
        or low in words("plain_words")
        or is_no_name(low)
        or _announces_a_number(name)
    )


def _announces_a_number(word: str) -> bool:
    """Whether a word is the label of the number behind it: "Expediente", "AZR-Nummer", "ISSN"."""
    low = word.lower()
    if low in NUMBER_WORDS or (word.isupper() and low in COUNTED):
        return True
    return (len(low) > 5 and low.endswith(ID_ENDINGS)) or (
        is_label(word) and (len(word) > 3 or word.isupper())
    )


def signing_letter(text: str) -> Iterator[Hit]:
    """Yield a letter that stands alone under a message, as its writer's name."""
    for match in _SIGNATURE.finditer(text):
        line = text[max(0, match.start() - _REACH) : match.start()].rpartition("\n")[2]
        if len(line) < _FEWEST_WRITTEN or match["letter"].lower() in _ABBREVIATIONS:
            continue  # one of many letters: a quiz, a column
        yield Hit(*match.span("letter"), EntityType.PERSON, 0.62, "name-signing-letter")
    for match in _SIGNED_IN_LINE.finditer(text):
        yield Hit(*match.span("letter"), EntityType.PERSON, 0.62, "name-signing-letter")


def _is_likely(text: str) -> bool:
    return len(text) > 1 and can_be_a_name(text)


def _hit(start: int, end: int, rule: str) -> Hit:
    return Hit(start, end, EntityType.PERSON, 0.65, rule)


def _extended(text: str, known: Iterable[Place]) -> Iterator[Hit]:
    """Yield a name with the particle and surname, or the letter, that belongs to it."""
    for start, end in known:
        first, last = start, end
        if text[last - 1].isalpha():
            for _ in range(2):
                if text[last - 1].isupper() and last - first > 2:
                    match = _RIGHT_UPPER.match(text, last, last + _REACH)
                else:
                    match = _RIGHT.match(text, last, last + _REACH)
                if match is None or is_no_name(next((word for word in match.groups() if word), "Q")):
                    break
                last = match.end()
        if (text[first].isupper() or _PARTICLE_FIRST.match(text, first)) and (
            before := _LEFT.search(text, max(0, first - _REACH), first)
        ):
            first = before.start()
        if _INITIAL_FIRST.match(text, first) and (
            pair := _INITIAL_AND.search(text, max(0, first - _REACH), first)
        ):
            first = pair.start()
        if (first, last) != (start, end):
            yield _hit(first, last, "name-extended")


def _paired(text: str, known: Iterable[Place]) -> Iterator[Hit]:
    """Yield Filmon of "Filmon en Rahwa"."""
    for start, end in known:
        if not text[start].isupper():
            continue
        behind = _BEHIND_AND.match(text, end, end + _REACH)
        before = _BEFORE_AND.search(text, max(0, start - _REACH), start)
        for match in (behind, before):
            if match is not None and _is_likely(match[1]):
                yield _hit(*match.span(1), "name-in-list")


def _quoted(text: str, known: Sequence[Place]) -> Iterator[Hit]:
    """Yield 'Pim' of 'Sirikit "Pim" Charoenwong'."""
    for (_, end), (start, _) in pairwise(known):
        if 3 < start - end <= _REACH and _QUOTED.match(text, end, start):
            yield _hit(end, start, "name-quoted")


def _listed(text: str, known: Sequence[Place]) -> Iterator[Hit]:
    """Yield what stands in a list most of whose items are people: in one line, or a line each."""
    column: list[tuple[Place, bool] | None] = []
    position = at = 0
    for line in [*text.splitlines(keepends=True), ""]:
        start, end = position, position + len(line.rstrip("\r\n"))
        position += len(line)
        while at < len(known) and known[at][1] <= start:
            at += 1
        item = _item(text, start, end, known, at) if start < end else None
        if item is not None:
            column.append(item)
        else:
            yield from _completed(text, column, share=0.6)
            column = []
        if start < end <= start + _LONGEST_LINE and at < len(known) and known[at][0] < end:
            yield from _completed(text, list(_items(text, start, end, known, at)), share=0.5)


def _items(
    text: str, start: int, end: int, known: Sequence[Place], at: int
) -> Iterator[tuple[Place, bool] | None]:
    """Yield the items of a line: those that can be names with whether they are, None for the others."""
    head = _LIST_HEAD.match(text, start, end)
    begin = head.end() if head is not None else start
    for mark in [*_SEPARATOR.finditer(text, begin, end), None]:
        stop = mark.start() if mark is not None else end
        yield _item(text, begin, stop, known, at)
        begin = mark.end() if mark is not None else end


def _item(text: str, start: int, end: int, known: Sequence[Place], at: int) -> tuple[Place, bool] | None:
    match = _ITEM.match(text, start, end)
    if match is None:
        return None
    first, last = match.span(1)
    while at < len(known) and known[at][1] <= first:
        at += 1
    return (first, last), at < len(known) and known[at][0] < last


def _completed(text: str, items: Sequence[tuple[Place, bool] | None], *, share: float) -> Iterator[Hit]:
    people = sum(item is not None and item[1] for item in items)
    if len(items) < _FEWEST_ITEMS or people < max(2, share * len(items)):
        return
    for item in items:
        if item is None or item[1]:
            continue
        start, end = item[0]
        found = _PART.findall(text[start:end])
        written = (
            found
            and found[0][0].isupper()
            and found[-1][0].isupper()
            and all(word[0].isupper() or word.lower() in PARTICLES for word in found)
        )
        if written and _is_likely(text[start:end]):
            yield _hit(start, end, "name-in-list")


def _rostered(text: str) -> Iterator[Hit]:
    """Yield Joke of "di Joke / wo Sjoerd", and Nico of "el jueves: Nico": whose turn a day is."""
    found = (_TURN.match(text, day.end()) for day in _WEEKDAY.finditer(text))
    turns = [match for match in found if match is not None and not _is_no_turn(match["who"])]
    given = [match["who"].partition(" ")[0].lower() in nicknames() for match in turns]
    if sum(given) * 2 < len(turns):
        return  # a timetable
    for match, sure in zip(turns, given, strict=True):
        if sure or _is_likely(match["who"]):
            yield _hit(*match.span("who"), "name-in-a-roster")


def _aliases(text: str, known: Iterable[Place]) -> Iterator[Hit]:
    """Yield NE of "Nkechi (NE)", here and wherever it stands: what minutes call somebody."""
    short = {
        match["letters"]
        for start, end in known
        if (match := _IN_BRACKETS.match(text, end)) is not None
        and match["letters"][0] == text[start]
        and match["letters"].lower() not in _ABBREVIATIONS
    }
    for match in _INITIALS.finditer(text) if short else ():
        if match[0] in short:
            yield _hit(*match.span(), "name-initials")


def _is_no_turn(who: str) -> bool:
    return who.lower() in _NO_TURN or _is_a_word(who)


def _speaking(text: str, known: Sequence[Place]) -> Iterator[Hit]:
    """Yield those who speak, where some that speak are known to be people and each of them speaks again."""
    speakers: list[tuple[Place, str]] = [
        (match.span("who"), match["who"].lower()) for match in _SPEAKER.finditer(text)
    ]
    often = Counter(name for _, name in speakers)
    starts = {start for start, _ in known}
    people = {name for (start, _), name in speakers if start in starts}
    turns = sum(often[name] for name in people)
    if len(often) > len(speakers) * 2 / 3 or turns * 3 < len(speakers):
        return
    for (start, end), name in speakers:
        if start not in starts and (often[name] > 1 or name in people) and not is_no_name(name):
            yield _hit(start, end, "name-speaking")


def _initials(text: str, known: Iterable[Place]) -> Iterator[Hit]:
    """Yield the initials of names that stand in full."""
    letters: set[str] = set()
    turned: set[str] = set()  # "Okafor, Chidi" signs as CO
    for start, end in known:
        parts = [part for part in _PART.findall(text[start:end]) if part.lower() not in PARTICLES]
        if 2 <= len(parts) <= 4 and all(part[0].isupper() for part in parts):
            first = "".join(part[0] for part in parts)
            letters |= {first, first[0] + first[-1]}
            if "," in text[start:end]:
                turned.add(first[1] + first[0])
    for (start, end), (begin, stop) in pairwise(known):
        if text[end:begin] in {", ", ","} and stop - begin > 1:
            turned.add(text[begin] + text[start])
    for match in _ALONE.finditer(text) if turned else ():
        if match["letters"] in turned:
            yield _hit(*match.span("letters"), "name-initials")
    letters = {one for one in letters if one.lower() not in _ABBREVIATIONS}
    if not letters:
        return
    for match in _INITIALS.finditer(text):
        if match[0].replace(".", "") in letters:
            yield _hit(*match.span(), "name-initials")
