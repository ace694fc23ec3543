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
    "Petra Pilar Ruth Salma Selma Sigrid Tamar Tessa Thea Ursula Viola Wanda Winifred Xenia Yasmin Zara "
    "Abigail Adele Aisha Alma Amelia Anita Astrid Audrey Aylin Barbara Bella Bianca Brenda Camille Caroline Catherine Celia Charlotte "
    "Claudia Danuta Deborah Denise Diana Dolores Dorothy Eleanor Elif Eliza Erika Eunice Fiona Florence Frances Gabriela Gemma Gisela "
    "Gloria Greta Hannah Harriet Heather Helen Helga Henrietta Hilda Ilse Imani Irene Isabel Jacqueline Jasmine Jennifer Jessica "
    "Josephine Joyce Judith Karin Katarzyna Kathleen Kirsten Lakshmi Larissa Leonor Lotte Louise Lydia Madeleine Malgorzata Margaret "
    "Marianne Martha Melissa Mercedes Michelle Mirjam Monica Nancy Naomi Natasha Nicole Nkechi Olivia Pamela Patricia Paulina Phyllis "
    "Rachel Rebecca Renate Ritu Roberta Rosalind Ruby Sabine Samantha Sandra Shirley Silvia Simone Stella Sunita Svetlana Sylvia Teresa "
    "Tina Ulrike Valentina Vanessa Veronica Victoria Yolanda Yuki Zainab"
).split()
_MEN = (
    "Ben David Felix Hugo Jonas Leo Oscar Paul Sam Tom Will Ali Chen Ivan Yusuf Lucas Noah John Peter Mike Robert Hans Pierre "
    "Carlos Omar Max Alex Steve Mark Daniel Martin Simon Bob Charlie Eric Fred Aidan Albert Anton Arjun Basil Bruno Cyril "
    "Dario Dmitri Edgar Elias Emil Enzo Farid Finn Gareth Gustav Hamid Harold Henrik Igor Isaac Jakob Javier Kenji Kofi Lars "
    "Lionel Luca Magnus Marek Milan Nils Olaf Osman Pavel Pedro Ravi Rufus Samir Stefan Sven Tariq Theo Tobias Ulrik Victor Walter Wei "
    "Abdul Adam Adrian Ahmed Alan Alistair Andreas Andrew Angus Antonio Arthur Axel Barry Benedict Bernard Boris Brian Bruce Callum "
    "Cedric Christian Clemens Colin Conrad Craig Damian Darius Dennis Derek Desmond Diego Dieter Dominic Douglas Duncan Eduardo Edwin "
    "Emeka Ernest Fabian Fernando Fergus Florian Francis Franz Gabriel Geoffrey George Gerard Giovanni Gordon Graham Gregory Gunther "
    "Hassan Heinrich Hector Herbert Hiroshi Horst Howard Hussein Ian Ibrahim Jack James Jasper Jerome Joachim Joao Joseph Joshua Julian "
    "Jurgen Karl Keith Kenneth Kevin Klaus Konrad Kurt Lawrence Leonard Louis Luigi Malcolm Manuel Marcel Marco Matthew Maurice Michael "
    "Mohammed Moritz Muhammad Nathan Neil Nicholas Nigel Norbert Oliver Otto Patrick Philip Rafael Ralph Raymond Reinhard Ricardo Richard "
    "Roger Roland Ronald Rudolf Rupert Sanjay Sebastian Sergio Siegfried Stanley Stephen Thomas Timothy Ulrich Valentin Vincent Vladimir "
    "Wilhelm William Wolfgang Xavier Yannick Zachary"
).split()
_SURNAMES = (
    "Abbot Adeyemi Aksoy Alvarez Amari Archer Baptiste Barlow Becker Bianchi Bishop Bose Brandt Calder Castro Chowdhury Cole Costa "
    "Crane Dale Demir Diaz Doyle Dvorak Egan Eriksen Farouk Fenwick Ferrari Fischer Flint Fontaine Gallo Garcia Ghosh Gomez Grant "
    "Greer Haddad Hale Hansen Harper Hassan Hayes Holm Horvat Huber Ibrahim Iyer Jansen Jarvis Joshi Kane Kaplan Keller Kim Kovac "
    "Kumar Lang Larsen Leclerc Lind Lopez Lowe Malik Marsh Mensah Meyer Mills Moreau Murphy Nakamura Novak Nunez Okafor Olsen Ortiz "
    "Owens Park Patel Perez Petrov Pike Popescu Quinn Rahman Ramos Reed Rossi Rowe Sato Schmidt Silva Singh Sokol Stone Suzuki "
    "Tanaka Thorne Tran Tucker Ueda Vance Varga Vogel Wagner Walsh Weber Wirth Wong Yilmaz York Young Zeman Ziegler "
    "Achterberg Ackroyd Anderson Armstrong Bachmann Barnes Baumann Bell Bennett Blackwood Bouchard Brennan Brooks Brown Burke Byrne Campbell "
    "Carter Chandra Chapman Clarke Collins Cooper Cruz Davies Delgado Dubois Edwards Ellis Evans Fernandez Fitzgerald Fletcher Forster Fraser "
    "Gallagher Gibson Gonzalez Goldberg Graham Gruber Hamilton Harris Hartmann Henderson Hernandez Hoffmann Hughes Hussain Jackson Johansson "
    "Johnson Jones Kaufmann Kelly Kennedy Khan Kowalski Krause Lambert Lefebvre Lehmann Lewis Lindqvist MacDonald Marino Martinez Mason "
    "McCarthy McKenzie Mitchell Morgan Morris Mueller Nguyen Nielsen Nowak O'Brien O'Connor Oduya Palmer Papadopoulos Parker Peterson Phillips "
    "Ricci Richardson Roberts Robinson Rodriguez Romano Russo Sanchez Schneider Schulz Scott Sharma Shaw Simpson Smith Sullivan Svensson Taylor "
    "Thompson Torres Turner Underwood Vandyck Vasquez Walker Watson Williams Wilson Wright Zhang Zimmermann"
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
_CITIES = (
    "Aachen|Aberdeen|Adelaide|Algiers|Amsterdam|Ankara|Antwerp|Athens|Auckland|Bangkok|Barcelona|Basel|Beirut|Belfast|Belgrade|Berlin|"
    "Bern|Bilbao|Birmingham|Bogota|Bologna|Bonn|Bordeaux|Boston|Bremen|Brighton|Bristol|Brno|Brussels|Bucharest|Budapest|Cairo|Calgary|"
    "Cambridge|Cape Town|Cardiff|Chicago|Cologne|Copenhagen|Cork|Dakar|Dallas|Delhi|Denver|Detroit|Dortmund|Dresden|Dubai|Dublin|Dundee|"
    "Edinburgh|Exeter|Florence|Frankfurt|Galway|Geneva|Genoa|Ghent|Glasgow|Gothenburg|Granada|Graz|Grenoble|Hamburg|Hanoi|Hanover|Havana|"
    "Helsinki|Houston|Hull|Innsbruck|Istanbul|Jakarta|Kiel|Krakow|Lagos|Leeds|Leicester|Leipzig|Lille|Lima|Limerick|Linz|Lisbon|Liverpool|"
    "Ljubljana|London|Los Angeles|Lucerne|Lyon|Madrid|Malaga|Manchester|Manila|Marseille|Melbourne|Miami|Milan|Minsk|Montreal|Mumbai|Munich|"
    "Nairobi|Nantes|Naples|New York|Newcastle|Nice|Norwich|Nottingham|Oslo|Oxford|Palermo|Paris|Perth|Pisa|Porto|Portland|Prague|Quito|Riga|"
    "Rome|Rotterdam|Salzburg|San Diego|Santiago|Seattle|Seoul|Seville|Sheffield|Sofia|Stockholm|Stuttgart|Sydney|Tallinn|Tampere|Tokyo|"
    "Toronto|Toulouse|Trieste|Tunis|Turin|Uppsala|Utrecht|Valencia|Vancouver|Venice|Vienna|Vilnius|Warsaw|Washington|York|Zagreb|Zurich"
).split("|")
# Sounds of made-up names, whose letters nothing foretells.
_ONSETS = (*"bcdfghjklmnprstvwz", "br", "ch", "cl", "cr", "dr", "fl", "gr", "kn", "kr", "pl", "pr", "sch", "sh", "sk", "st", "str", "th", "tr")
_VOWELS = (*"aeiou", "a", "e", "i", "o", "ai", "au", "ea", "ee", "ie", "oo", "ou", "y")
_CODAS = ("", "", "", *"dklmnrst", "ck", "ld", "ll", "nd", "ng", "nn", "rd", "rk", "rn", "ss", "tt", "x")
_STREETS = ("Street", "Road", "Lane", "Avenue", "Row", "Hill", "Close", "Square", "Way", "Terrace")
_FIRMS = ("Ltd", "Works", "Brothers", "and Sons", "Group", "Logistics", "Foods", "Systems", "Textiles", "Partners", "Tools", "Optics")
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_LISTS = {
    "country": "Albania Algeria Angola Argentina Armenia Australia Bangladesh Belarus Belgium Bolivia Botswana Brazil Bulgaria Cambodia Cameroon "
    "China Colombia Cyprus Denmark Ecuador Egypt Ethiopia France Georgia Germany Guatemala Haiti Honduras Indonesia Iran Iraq Israel Italy "
    "Jamaica Kazakhstan Kuwait Laos Lebanon Libya Lithuania Luxembourg Madagascar Malaysia Mali Moldova Mongolia Montenegro Mozambique "
    "Namibia Nicaragua Nigeria Oman Pakistan Panama Paraguay Philippines Qatar Romania Rwanda Scotland Serbia Slovakia Slovenia Sudan Sweden "
    "Switzerland Taiwan Tanzania Thailand Tunisia Uganda Ukraine Venezuela Wales Zambia Zimbabwe Norway Peru Kenya Japan Portugal Chile Ireland Morocco Poland Vietnam Canada Greece Iceland Ghana India Finland Cuba "
    "Nepal Austria Mexico Jordan Estonia Uruguay Turkey Spain Latvia Senegal Hungary Malta Croatia",
    "colour": "red blue green yellow orange purple white black grey brown pink turquoise violet silver golden crimson navy beige",
    "animal": "dog cat rabbit hamster parrot goat sheep horse donkey duck goose hedgehog tortoise fox owl squirrel otter badger hen "
    "beaver camel carp cow crab crow deer falcon ferret gerbil giraffe heron kitten lamb leopard mole monkey moose panda parakeet pig pigeon "
    "puppy raven seal snail spaniel tiger trout turtle walrus wolf zebra pony mouse lizard frog swan",
    "fruit": "apples pears plums cherries grapes melons oranges lemons figs peaches apricots strawberries raspberries bananas mangoes "
    "apricots blueberries cranberries currants dates kiwis limes mandarins nectarines papayas pineapples quinces gooseberries blackberries",
    "job": "nurse teacher carpenter baker plumber engineer librarian gardener pilot lawyer tailor chemist farmer driver electrician "
    "cook dentist painter potter journalist translator architect mechanic surveyor accountant caretaker "
    "barber beekeeper blacksmith bookbinder bricklayer broker butcher butler chauffeur clerk coach composer conductor courier curator dancer "
    "detective fisherman florist glazier goldsmith grocer guide hairdresser janitor jeweller judge lecturer locksmith mason mayor midwife miner "
    "musician notary paramedic pharmacist photographer porter postman printer psychologist roofer sailor sculptor secretary shepherd shoemaker "
    "singer soldier tutor vet waiter watchmaker weaver welder zookeeper",
    "sport": "football tennis hockey rowing swimming chess badminton volleyball cycling judo handball cricket fencing climbing "
    "basketball archery",
    "thing": "lamp kettle chair mirror clock blanket radio bucket ladder suitcase umbrella toaster hammer carpet vase basket "
    "shelf torch pan cushion drill candle stool curtain "
    "backpack bell belt bicycle blender boat bookcase bottle bowl box brush cabinet camera carafe chest clarinet compass cup desk dish dress "
    "drum fan fence flute fork freezer fridge globe guitar hat heater helmet jacket jug keyboard knife laptop lens lock magnet mattress "
    "microscope monitor mower mug necklace notebook pencil piano pillow pipe plate pot printer purse rake ring rope rug saddle saw scarf "
    "scooter screwdriver sofa spade spoon statue stove tablet telescope tent towel toy tray tripod trumpet tyre violin wallet watch wheelbarrow "
    "whistle window wrench",
    "room": "kitchen cellar attic hall bathroom office library garage workshop canteen classroom bedroom "
    "ballroom basement chapel conservatory corridor dairy foyer gallery garden gym laboratory larder laundry lounge lobby nursery pantry porch "
    "sauna shed stable studio study terrace theatre veranda ward",
}
_PHRASES = {
    "food": "tomato soup|bread rolls|rice with beans|fish pie|apple cake|pancakes|lentil stew|pasta salad|potato soup|cheese "
    "sandwiches|vegetable curry|roast chicken|mushroom omelettes|plum tart|barley soup|noodles|dumplings|pizza|porridge|fruit salad",
    "hobby": "painting|gardening|bird watching|pottery|knitting|photography|sailing|baking|singing|collecting stamps|hiking|"
    "model trains|playing the violin|writing poems|weaving|astronomy|woodwork|dancing",
}

_SLOT = re.compile(r"\{([a-z_]+?)(\d*)\}")
# "a" before a sound that wants "an".
_ARTICLE = re.compile(r"\b([Aa]) (?=(?!u(?:ni|s[ei]|ti|kul)|eu|one\b)[aeiou][a-z]|hours?\b)")
_CHOICE = re.compile(r"\(([^()|]*(?:\|[^()|]*)+)\)")


def _made_up(rng: random.Random) -> str:
    """Return a name of two or three syllables that nobody has."""
    sounds = [rng.choice(part) for _ in range(rng.choice((2, 2, 2, 3))) for part in (_ONSETS, _VOWELS)]
    return ("".join(sounds[rng.random() < 0.15 :]) + rng.choice(_CODAS)).capitalize()


def _place(rng: random.Random) -> str:
    dice = rng.random()
    if dice < 0.3:
        return rng.choice(_CITIES)
    return _made_up(rng) if dice < 0.45 else rng.choice(_FRONT) + rng.choice(_BACK)


def _first(rng: random.Random, names: list[str]) -> str:
    return _made_up(rng) if rng.random() < 0.1 else rng.choice(names)


def _surname(rng: random.Random) -> str:
    dice = rng.random()
    if dice < 0.2:
        return _made_up(rng)
    return rng.choice(_FRONT) + rng.choice(_BACK) if dice < 0.35 else rng.choice(_SURNAMES)


def _date(rng: random.Random) -> str:
    day, month = rng.randint(1, 28), rng.choice(_MONTHS)
    dice = rng.random()
    if dice < 0.7:
        return f"{day} {month}"
    return f"{month} {day}" if dice < 0.85 else f"{day} {month} {rng.randint(1930, 2031)}"


def _phone(rng: random.Random) -> str:
    if rng.random() < 0.5:
        return f"{rng.choice(('', '0', '020 '))}555 {rng.randint(100, 9999):04}"
    form = rng.choice(("0## #######", "+## ## #### ####", "0### ######", "(###) 555-01##", "0#### ### ###", "###-555-01##", "+## ### ######", "0##/######"))
    return "".join(str(rng.randint(1, 9)) if each == "#" else each for each in form)


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
    if rng.random() < 0.4:
        name += f"{rng.choice('._-')}{_surname(rng).lower()}"
    host, end = _place(rng).lower().replace(" ", "-"), rng.choice(("example", "example", "example.org", "example.com", "example.net"))
    return f"{name}{rng.choice(('', '', '', rng.randint(2, 99)))}@{host}.{end}" if rng.random() < 0.8 else f"{name}@{end if '.' in end else 'example.org'}"


_MAKERS: dict[str, Callable[[random.Random], str]] = {
    "person": lambda rng: _first(rng, rng.choice((_WOMEN, _MEN))),
    "woman": lambda rng: _first(rng, _WOMEN),
    "man": lambda rng: _first(rng, _MEN),
    "surname": _surname,
    "fullname": lambda rng: f"{_first(rng, rng.choice((_WOMEN, _MEN)))} {_surname(rng)}",
    "town": _place,
    "street": lambda rng: f"{rng.choice((_place(rng), rng.choice(_FRONT)))} {rng.choice(_STREETS)}",
    "company": lambda rng: f"{rng.choice((_place(rng), rng.choice(_SURNAMES)))} {rng.choice(_FIRMS)}",
    "weekday": lambda rng: rng.choice(_DAYS),
    "month": lambda rng: rng.choice(_MONTHS),
    "date": _date,
    "daymonth": lambda rng: f"{rng.randint(1, 28)} {rng.choice(_MONTHS)}",
    "year": lambda rng: str(rng.randint(1790, 2026)),
    "time": _time,
    "price": _price,
    "number": lambda rng: str(rng.randint(2, 99)),
    "small": lambda rng: str(rng.randint(2, 9)),
    "big": lambda rng: str(rng.randint(100, 9000)),
    "phone": _phone,
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
        text = _ARTICLE.sub(r"\1n ", _SLOT.sub(lambda found: self._value(found[1], found[2], in_order=in_order), text))
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
