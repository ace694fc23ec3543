"""Values for the slots of the lessons: names, places, times and amounts, most of them put together anew each time.

A lesson that was met with a thousand names teaches to copy the name; one that was met with one name teaches the name.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable

_WOMEN = (
    "Anna Clara Emma Grace Ida Kate Maria Nina Rosa Uma Vera Yara Zoe Fatima Priya Olga Mia Ella Mary Susan Linda Julia Elena "
    "Lena Sofia Eva Karen Laura Sarah Lisa Nora Alice Dora Agnes Amina Beatriz Bridget Carmen Chiara Daisy Edith Esther "
    "Freya Gwen Hanna Hedwig Ingrid Iris Jana Joan Kavita Keiko Leila Lucia Mabel Magda Marta Maud Mei Nadia Noor Odile Paula "
    "Petra Pilar Ruth Salma Selma Sigrid Tamar Tessa Thea Ursula Viola Wanda Winifred Xenia Yasmin Zara"
).split()
_MEN = (
    "Ben David Felix Hugo Jonas Leo Oscar Paul Sam Tom Will Ali Chen Ivan Yusuf Lucas Noah John Peter Mike Robert Hans Pierre "
    "Carlos Omar Max Alex Steve Mark Daniel Martin Simon Bob Charlie Eric Fred Aidan Albert Anton Arjun Basil Bruno Cyril "
    "Dario Dmitri Edgar Elias Emil Enzo Farid Finn Gareth Gustav Hamid Harold Henrik Igor Isaac Jakob Javier Kenji Kofi Lars "
    "Lionel Luca Magnus Marek Milan Nils Olaf Osman Pavel Pedro Ravi Rufus Samir Stefan Sven Tariq Theo Tobias Ulrik Victor Walter Wei"
).split()
_SURNAMES = (
    "Abbot Adeyemi Aksoy Alvarez Amari Archer Baptiste Barlow Becker Bianchi Bishop Bose Brandt Calder Castro Chowdhury Cole Costa "
    "Crane Dale Demir Diaz Doyle Dvorak Egan Eriksen Farouk Fenwick Ferrari Fischer Flint Fontaine Gallo Garcia Ghosh Gomez Grant "
    "Greer Haddad Hale Hansen Harper Hassan Hayes Holm Horvat Huber Ibrahim Iyer Jansen Jarvis Joshi Kane Kaplan Keller Kim Kovac "
    "Kumar Lang Larsen Leclerc Lind Lopez Lowe Malik Marsh Mensah Meyer Mills Moreau Murphy Nakamura Novak Nunez Okafor Olsen Ortiz "
    "Owens Park Patel Perez Petrov Pike Popescu Quinn Rahman Ramos Reed Rossi Rowe Sato Schmidt Silva Singh Sokol Stone Suzuki "
    "Tanaka Thorne Tran Tucker Ueda Vance Varga Vogel Wagner Walsh Weber Wirth Wong Yilmaz York Young Zeman Ziegler"
).split()
_FRONT = (
    "Alder Amber Ash Barn Beck Birch Black Bram Bright Brook Bur Cold Copper Cran Dun East Elm Fair Fal Farn Fox Gold Grey Hal Hart "
    "Haw Hazel High Holm Kel Kings Lang Lark Lin Long Mar Mil Nether North Oak Old Ox Pen Quarry Raven Red Rock Rose Rother Salt Sand "
    "Sel Silver Stan Stone Swan Tar Thorn Under Wal West White Wil Winter Wood"
).split()
_BACK = (
    "bridge brook burn bury by cliff cott dale field ford gate ham haven hill hurst ley mere minster moor mouth port shaw side stead "
    "stock stow thorpe ton wall water well wich wick wood worth"
).split()
_STREETS = ("Street", "Road", "Lane", "Avenue", "Row", "Hill", "Close", "Square", "Way", "Terrace")
_FIRMS = ("Ltd", "Works", "Brothers", "and Sons", "Group", "Logistics", "Foods", "Systems", "Textiles", "Partners", "Tools", "Optics")
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_LISTS = {
    "country": "Norway Peru Kenya Japan Portugal Chile Ireland Morocco Poland Vietnam Canada Greece Iceland Ghana India Finland Cuba "
    "Nepal Austria Mexico Jordan Estonia Uruguay Turkey Spain Latvia Senegal Hungary Malta Croatia",
    "colour": "red blue green yellow orange purple white black grey brown pink turquoise violet silver golden crimson navy beige",
    "animal": "dog cat rabbit hamster parrot goat sheep horse donkey duck goose hedgehog tortoise fox owl squirrel otter badger hen "
    "pony mouse lizard frog swan",
    "fruit": "apples pears plums cherries grapes melons oranges lemons figs peaches apricots strawberries raspberries bananas mangoes "
    "quinces gooseberries blackberries",
    "job": "nurse teacher carpenter baker plumber engineer librarian gardener pilot lawyer tailor chemist farmer driver electrician "
    "cook dentist painter potter journalist translator architect mechanic surveyor accountant caretaker",
    "sport": "football tennis hockey rowing swimming chess badminton volleyball cycling judo handball cricket fencing climbing "
    "basketball archery",
    "thing": "lamp kettle chair mirror clock blanket radio bucket ladder suitcase umbrella toaster hammer carpet vase basket "
    "shelf torch pan cushion drill candle stool curtain",
    "room": "kitchen cellar attic hall bathroom office library garage workshop canteen classroom bedroom",
}
_PHRASES = {
    "food": "tomato soup|bread rolls|rice with beans|fish pie|apple cake|pancakes|lentil stew|pasta salad|potato soup|cheese "
    "sandwiches|vegetable curry|roast chicken|mushroom omelettes|plum tart|barley soup|noodles|dumplings|pizza|porridge|fruit salad",
    "hobby": "painting|gardening|bird watching|pottery|knitting|photography|sailing|baking|singing|collecting stamps|hiking|"
    "model trains|playing the violin|writing poems|weaving|astronomy|woodwork|dancing",
}

_SLOT = re.compile(r"\{([a-z_]+?)(\d*)\}")
_CHOICE = re.compile(r"\(([^()|]*(?:\|[^()|]*)+)\)")


def _place(rng: random.Random) -> str:
    return rng.choice(_FRONT) + rng.choice(_BACK)


def _time(rng: random.Random) -> str:
    hour, minute = rng.randint(1, 12), rng.choice((0, 15, 30, 45, rng.randrange(0, 60, 5)))
    forms = (
        f"{hour}:{minute:02}", f"{hour + rng.choice((0, 11))}:{minute:02}", f"{hour} {rng.choice(('am', 'pm'))}",
        f"{hour}.{minute:02} {rng.choice(('am', 'pm'))}", f"{rng.choice(('half past', 'quarter to', 'quarter past'))} "
        + rng.choice("one two three four five six seven eight nine ten eleven twelve".split()),
    )  # fmt: skip
    return rng.choice(forms)


def _price(rng: random.Random) -> str:
    whole = rng.choice((rng.randint(1, 30), rng.randint(2, 400), rng.randint(5, 90) * 5))
    cents = rng.choice(("", "", "", ".50", ".90", f".{rng.randint(5, 99):02}"))
    return rng.choice((f"£{whole}{cents}", f"€{whole}{cents}", f"${whole}{cents}", f"{whole}{cents} euros", f"{whole + 1} pounds"))


def _email(rng: random.Random) -> str:
    name = rng.choice((rng.choice(_WOMEN), rng.choice(_MEN), rng.choice(_SURNAMES), "Office", "Info", "Desk")).lower()
    return f"{name}{rng.choice(('', '', rng.randint(2, 99)))}@{_place(rng).lower()}.example"


_MAKERS: dict[str, Callable[[random.Random], str]] = {
    "person": lambda rng: rng.choice(rng.choice((_WOMEN, _MEN))),
    "woman": lambda rng: rng.choice(_WOMEN),
    "man": lambda rng: rng.choice(_MEN),
    "surname": lambda rng: rng.choice(_SURNAMES) if rng.random() < 0.7 else _place(rng),
    "fullname": lambda rng: f"{rng.choice(rng.choice((_WOMEN, _MEN)))} {rng.choice(_SURNAMES)}",
    "town": _place,
    "street": lambda rng: f"{rng.choice((_place(rng), rng.choice(_FRONT)))} {rng.choice(_STREETS)}",
    "company": lambda rng: f"{rng.choice((_place(rng), rng.choice(_SURNAMES)))} {rng.choice(_FIRMS)}",
    "weekday": lambda rng: rng.choice(_DAYS),
    "month": lambda rng: rng.choice(_MONTHS),
    "date": lambda rng: f"{rng.randint(1, 28)} {rng.choice(_MONTHS)}",
    "year": lambda rng: str(rng.randint(1790, 2026)),
    "time": _time,
    "price": _price,
    "number": lambda rng: str(rng.randint(2, 99)),
    "small": lambda rng: str(rng.randint(2, 9)),
    "big": lambda rng: str(rng.randint(100, 9000)),
    "phone": lambda rng: f"{rng.choice(('', '0', '020 '))}555 {rng.randint(100, 9999):04}",
    "email": _email,
    **{name: (lambda rng, words=words.split(): rng.choice(words)) for name, words in _LISTS.items()},  # type: ignore[misc]
    **{name: (lambda rng, words=words.split("|"): rng.choice(words)) for name, words in _PHRASES.items()},  # type: ignore[misc]
}


class Slots:
    """The values of one lesson: each name has one, and names that differ by a number have different ones."""

    def __init__(self, rng: random.Random, own: dict[str, list[str]]) -> None:
        """Take the slots that the lesson itself defines."""
        self._rng = rng
        self._own = own
        self._values: dict[tuple[str, str], str] = {}

    def fill(self, text: str, *, in_order: bool = False) -> str:
        """Return `text` with one wording of each choice, the slots replaced, and its line breaks made.

        Args:
            text: words with slots.
            in_order: whether the lesson's own slots take their values as they are written, not any of them. A list that
                is said the same way each time can be learned by heart; of one that is drawn anew the network can only
                guess each line, and guesses one twice.

        Raises:
            KeyError: a slot is unknown.
        """
        while _CHOICE.search(text):
            text = _CHOICE.sub(lambda found: self._rng.choice(found[1].split("|")), text)
        text = _SLOT.sub(lambda found: self._value(found[1], found[2], in_order=in_order), text)
        return re.sub(r"(?<=\S) {2,}", " ", text).replace("\\n", "\n").strip(" ")

    def _value(self, name: str, number: str, *, in_order: bool) -> str:
        if (name, number) not in self._values:
            self._values[name, number] = self._new(name, in_order=in_order)
        return self._values[name, number]

    def _new(self, name: str, *, in_order: bool) -> str:
        """Return a value that no slot of this name has, if there is one."""
        taken = {value for (other, _), value in self._values.items() if other == name}
        value = ""
        for draw in range(20):
            value = self._drawn(name, draw if in_order else None)
            if value not in taken:
                break
        return value

    def _drawn(self, name: str, place: int | None) -> str:
        own = self._own.get(name)
        if not own:
            return _MAKERS[name](self._rng)
        return self.fill(self._rng.choice(own) if place is None else own[place % len(own)])
