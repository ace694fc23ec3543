"""Promise: what points at a person only together is told, with a coarser wording, and only then."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.redaction.findings import EntityType, Finding, QuasiIdentifier, Reason
from app.redaction.pipeline import Pipeline
from app.redaction.port import ScanOptions
from app.redaction.quasi import risk
from app.redaction.quasi.finder import find_quasi, left_open
from app.redaction.quasi.numbers import number_words, value_of
from app.redaction.quasi.words import is_large_place
from app.redaction.recognizers import ages, births, dates, dates_of_birth, spoken_births, told_births
from app.redaction.recognizers.base import Hit
from app.redaction.view import normalised
from tests.app.redaction.cost import is_linear

DATES = [
    recognizer
    for module in (dates_of_birth, spoken_births, told_births, ages, dates, births)
    for recognizer in module.RECOGNIZERS
]
NAMES = ("Ada Quill",)
PLACES = ("Ballyduff", "Hinterwald", "Leeds", "Ondara")


def hits(text: str) -> list[Hit]:
    """Return what dates, names and places detectors would find."""
    found = [hit for recognizer in DATES for hit in recognizer.find(text)]
    for words, label in ((NAMES, EntityType.PERSON), (PLACES, EntityType.LOCATION)):
        for word in words:
            start = text.find(word)
            if start >= 0:
                found.append(Hit(start, start + len(word), label, 0.9, "tagger"))
    return found


def quasi(text: str) -> list[QuasiIdentifier]:
    return find_quasi(text, hits(text))


def generalised(text: str) -> str:
    """Return the text with every coarser wording taken."""
    for one in reversed(quasi(text)):
        if one.general:
            text = text[: one.start] + one.general + text[one.end :]
    return text


def kinds(text: str) -> list[str]:
    return [one.kind for one in quasi(text)]


COARSER = [
    ("She is a 47-year-old woman.", "She is a 40-to-49-year-old woman."),
    ("He is an 18-year-old pupil.", "He is a 10-to-19-year-old pupil."),
    ("He is an 87-year-old man.", "He is an 80-to-89-year-old man."),
    ("My son is 7 years old.", "My son is 1 to 9 years old."),
    ("My mother, aged 71, fell.", "My mother, aged 70-79, fell."),
    ("I (34F) and my husband (36M) argue.", "I (30-39F) and my husband (30-39M) argue."),
    ("Ada Quill (47) fell.", "Ada Quill (40-49) fell."),
    ("Patient is a 54 y/o male.", "Patient is a 50 to 59 y/o male."),
    ('"age": 37', '"age": 30-39'),
    ("Mein Vater ist 67 Jahre alt.", "Mein Vater ist 60 bis 69 Jahre alt."),
    ("die 47-jährige Patientin", "die 40- bis 49-jährige Patientin"),
    ("eine 47jährige Frau", "eine 40- bis 49jährige Frau"),
    ("Elle a 37 ans.", "Elle a 30 à 39 ans."),
    ("une patiente de 62 ans", "une patiente de 60 à 69 ans"),
    ("Mi hermana tiene 41 años.", "Mi hermana tiene 40 a 49 años."),
    ("Mia madre ha 58 anni.", "Mia madre ha 50-59 anni."),
    ("Mijn vader is 63 jaar oud.", "Mijn vader is 60 tot 69 jaar oud."),
    ("Minha mãe tem 66 anos.", "Minha mãe tem 60 a 69 anos."),
    ("She was admitted on 12 March 2024.", "She was admitted in 2024."),
    ("He had surgery on 2024-03-18.", "He had surgery in 2024."),
    ("On June 3rd, 2021 my husband was laid off.", "In 2021 my husband was laid off."),
    ("Sie wurde am 12. März 2024 eingeliefert.", "Sie wurde im Jahr 2024 eingeliefert."),
    ("Elle a été opérée le 4 mai 2023.", "Elle a été opérée en 2023."),
    ("Ella fue ingresada el 3 de mayo de 2022.", "Ella fue ingresada en 2022."),
    ("Suo marito è stato ricoverato il 3 maggio 2022.", "Suo marito è stato ricoverato nel 2022."),
    ("Hij is geopereerd op 3 mei 2022.", "Hij is geopereerd in 2022."),
    ("Ela foi internada em 12 de março de 2024.", "Ela foi internada em 2024."),
    ("She was admitted on the 12th of March.", "She was admitted in March."),
    ("She works as a neurosurgeon.", "She works as a doctor."),
    ("He is an astronomer.", "He is a scientist."),
    ("My uncle is a cellist.", "My uncle is an artist."),
    ("Sie ist Kinderärztin.", "Sie ist Ärztin."),
    ("Elle travaille comme infirmière.", "Elle travaille comme soignante."),
    ("Mi hermana trabaja como jueza.", "Mi hermana trabaja como jurista."),
    ("Mia madre lavora come maestra.", "Mia madre lavora come insegnante."),
    ("Hij is huisarts.", "Hij is arts."),
    ("Minha mãe trabalha como professora.", "Minha mãe trabalha como docente."),
    ("She works at Northfield Pumps.", "She works at a company."),
    ("Mein Vater arbeitet bei der Firma Krause.", "Mein Vater arbeitet bei einer Firma."),
    ("Mijn vader werkt bij Van Dijk Bouw.", "Mijn vader werkt bij een bedrijf."),
    ("We met in the village of Ballyduff.", "We met in a village in the region."),
    ("She lives in Ballyduff now.", "She lives in a small town now."),
    ("Er wohnt im Dorf Hinterwald.", "Er wohnt in einem Dorf der Region."),
    ("Elle habite au village de Saint-Aubin.", "Elle habite dans un village de la région."),
    ("en el pueblo de Ondara", "en un pueblo de la región"),
    ("nel paese di Roccasecca", "in un paese della regione"),
    ("in het dorp Ondara", "in een dorp in de regio"),
    ("na aldeia de Monsanto", "numa aldeia da região"),
    ("The mayor's daughter left.", "A relative of a public figure left."),
    ("mit der Tochter des Bürgermeisters", "mit einer Angehörigen einer bekannten Person"),
    ("la fille du maire", "un proche d'une personnalité"),
    ("La hija del alcalde", "Un familiar de un cargo público"),
    ("la figlia del sindaco", "un parente di una figura pubblica"),
    ("de dochter van de burgemeester", "een familielid van een bekend persoon"),
    ("a filha do prefeito", "um familiar de uma figura pública"),
]


@pytest.mark.parametrize(("text", "coarser"), COARSER)
def test_a_coarser_wording_leaves_a_sentence_that_reads(text: str, coarser: str) -> None:
    assert generalised(text) == coarser


@pytest.mark.parametrize("text", [text for text, _ in COARSER])
def test_a_coarser_wording_is_not_made_coarser_without_end(text: str) -> None:
    seen = [text]
    while (coarser := generalised(seen[-1])) != seen[-1]:
        seen.append(coarser)
        assert len(seen) <= 4
    assert [one.kind for one in quasi(seen[-1]) if one.general] == []


TOLD = [
    ("He was diagnosed with Whipple arthritis in 2019.", ["diagnosis"]),
    ("He has stage IV lung cancer.", ["diagnosis", "special-category"]),
    ("My sister has Erdheim-Chester disease.", ["diagnosis"]),
    ("Sie leidet an Multipler Sklerose.", ["diagnosis"]),
    ("The patient is here. Dx: Whipple disease, stable.", ["diagnosis"]),
    ("She has ALS.", ["diagnosis"]),
    ("my depression got worse", ["special-category"]),
    ("The patient is HIV positive.", ["special-category"]),
    ("My boss is a Jehovah's Witness.", ["special-category"]),
    ("She is a union member.", ["special-category"]),
    ("My cousin is Kurdish and gay.", ["special-category", "special-category"]),
    ("Meine Schwester ist lesbisch.", ["special-category"]),
    ("His fingerprints were taken.", ["special-category"]),
    ("My son was convicted of theft.", ["special-category"]),
    ("Su hija está embarazada.", ["special-category"]),
    ("I survived a plane crash.", ["event"]),
    ("He is married to the mayor.", ["kinship"]),
    ("Ada Quill, 52, a cardiologist", ["age", "job"]),
    ("She works at the only bakery in town.", ["employer"]),
    ("She works as a falconer.", ["job"]),
]


@pytest.mark.parametrize(("text", "wanted"), TOLD)
def test_what_points_at_somebody_is_told(text: str, wanted: list[str]) -> None:
    assert kinds(text) == wanted


# Natural wordings of many kinds of text: bare ages, numbers in words, titles by their place in the sentence,
# employers and places behind them, illnesses that are called after somebody.
POINTED = [
    ("She is 44 and tired.", [("age", "44")]),
    ("my boss just turned 60 lol", [("age", "60")]),
    ("i'm 17, don't know who to tell", [("age", "17")]),
    ("They are 23 and 26.", [("age", "23"), ("age", "26")]),
    ("Our receptionist is 61.", [("job", "receptionist"), ("age", "61")]),
    ("ich bin 16 und hab Fragen", [("age", "16")]),
    ("Er wird im Mai 65.", [("age", "65")]),
    ("mi prima tiene 22 y canta", [("age", "22")]),
    ("o meu sogro tem 83.", [("age", "83")]),
    ("Ze is 44.", [("age", "44")]),
    ("He joined at nineteen and she left.", [("age", "nineteen")]),
    ("L'élève a treize ans.", [("age", "treize")]),
    ("L'alunno, otto anni, vive lontano.", [("age", "otto")]),
    ("Ela tem quarenta e quatro anos.", [("age", "quarenta e quatro")]),
    ("Tiene treinta y un años.", [("age", "treinta y un")]),
    ("Sie ist vierundvierzig Jahre alt.", [("age", "vierundvierzig")]),
    ("L'imputata, trentaduenne, tace.", [("age", "trentaduenne")]),
    ("Pt 58F c/o fatigue.", [("age", "58")]),
    ("Seen today: F, 44, tired.", [("age", "44")]),
    ("The patient is in her late thirties.", [("age", "late thirties")]),
    ("Nourrisson de 7 mois.", [("age", "7")]),
    ("Sie ist Orgelbauerin.", [("job", "Orgelbauerin")]),
    ("The claimant, a night porter, slept.", [("job", "night porter")]),
    ("El farero, de 59 años, calla.", [("job", "farero"), ("age", "59")]),
    ("Een 57-jarige sluiswachter.", [("age", "57"), ("job", "sluiswachter")]),
    ("Le prévenu, facteur à Rocamadour, nie.", [("job", "facteur"), ("place", "Rocamadour")]),
    ("Sie war Dolmetscherin bei der Bundeswehr.", [("job", "Dolmetscherin"), ("employer", "Bundeswehr")]),
    ("The witness is the niece of the harbour master.", [("kinship", "niece of the harbour master")]),
    ("Hij heeft de ziekte van Pompe.", [("diagnosis", "ziekte van Pompe")]),
    ("Ela tem a doença de Machado-Joseph.", [("diagnosis", "doença de Machado-Joseph")]),
    ("Uomo di 54 anni, con cirrosi.", [("age", "54"), ("special-category", "cirrosi")]),
    ("Ze woont in Zierikzee.", [("place", "Zierikzee")]),
    ("Sie arbeitet hier seit dem 1. April 2009.", [("date", "1. April 2009")]),
]


@pytest.mark.parametrize(("text", "wanted"), POINTED)
def test_natural_wordings_point_at_somebody_too(text: str, wanted: list[tuple[str, str]]) -> None:
    assert [(one.kind, text[one.start : one.end]) for one in quasi(text)] == wanted


@pytest.mark.parametrize(
    ("words", "value"),
    [("forty-four", 44), ("vierundvierzig", 44), ("tweeënveertig", 42), ("soixante-dix-huit", 78),
     ("cuarenta y cuatro", 44), ("ventotto", 28), ("trentatré", 33), ("oitenta e nove", 89), ("44", 44)],
)  # fmt: skip
def test_numbers_in_words_have_their_value(words: str, value: int) -> None:
    assert value_of(words) == value


def test_no_word_for_a_number_means_two_of_them() -> None:
    assert set(number_words().values()) == set(range(2, 90))
    assert "ein" not in number_words()


QUIET = [
    "What are the symptoms of diabetes? Is depression hereditary?",
    "What is Erdheim-Chester disease and how is it treated?",
    "How do vaccines against hepatitis work? Explain how chemotherapy works.",
    "I have a question about HIV transmission.",
    "I am writing an essay on Judaism and Catholic doctrine.",
    "I am trying to write a function that parses cancer statistics.",
    "Explain the difference between Sunni and Shia islam.",
    "Who was the first Muslim prime minister? List ten rules of trade union law.",
    "What does a nurse earn? Write a story about a lighthouse keeper.",
    "This function works for me and works as expected at scale.",
    "The class Teacher extends Person and works at runtime.",
    "def age(self): return 42 if self.age > 40 else 0",
    "How old is a 12-year-old whisky? My 5 year old laptop is slow.",
    "I have 20 years of experience. It is 3 years old.",
    "The release on 12 March 2024 fixed a crash.",
    "When did the Titanic sink? On 15 April 1912.",
    "Depuis 37 ans; un bail de 9 ans; il y a 20 ans.",
    "Hace 20 años; tiene 10 años de experiencia; el contrato de 5 años.",
    "Das ist 3 Jahre her. Der Vertrag läuft 12 Jahre.",
    "Il contratto dura 5 anni. Dopo 20 anni di esperienza.",
    "She lives in Leeds. He said the mayor is right.",
    "Restaurants in Ballyduff?",
    "diagnosis: memory leak in the worker",
    "Zij is ziek als een hond, en hij als een paard.",
    "Soy mayor de edad y tengo una pregunta.",
    "Translate 'the village is far' into German.",
    "She is 44 minutes late, he is 2 metres tall, it is 44, see chapter 44.",
    "They are 12 in the group; he is 1 of 6 finalists; I am 2 hours behind; she has 44 followers.",
    "He is 12th and she was 3 seconds faster; I'm 30 minutes in and already 3-0 down.",
    "The wine is 12 years old. Their house is 60 years old. Our printer is 12 and our boiler is 9.",
    "Er ist 10 Prozent teurer. Die Nummer ist 44 und der Preis ist 12. Der Vertrag ist 10 Jahre alt.",
    "Elle a 44 minutes de retard. La maison a 30 ans. Ils sont 12 dans le groupe.",
    "La casa tiene 40 años. Ha 51 punti. De brug is 40 jaar oud. O prédio tem 30 anos.",
    "He is taller, she is a better player, our customers are older. Il est meilleur, elle est première.",
    "Es mejor y es verdadero. Hij is groter en ze is beter. É melhor e é o primeiro.",
    "She has a diagnosis and he has a good prognosis; eine Hypnose mit Symbiose.",
    "SELECT age, job FROM people WHERE age > 42",
]


@pytest.mark.parametrize("text", QUIET)
def test_ordinary_questions_stay_quiet(text: str) -> None:
    assert [(text[one.start : one.end], one.kind) for one in quasi(text)] == []


def test_risk_is_high_for_three_kinds_or_one_that_is_rare() -> None:
    def one(kind: str, *, rare: bool = False) -> QuasiIdentifier:
        return QuasiIdentifier(0, 1, kind, "", rare)

    assert risk([]) == "none"
    assert risk([one("age"), one("age"), one("job")]) == "some"
    assert risk([one("age"), one("job"), one("date")]) == "high"
    assert risk([one("kinship", rare=True)]) == "high"


@pytest.mark.parametrize(
    ("text", "how"),
    [
        ("She is a 47-year-old cardiologist.", "some"),
        ("She is a 47-year-old cardiologist in the village of Ballyduff.", "high"),
        ("She is the only cardiologist here.", "high"),
        ("My sister has Fabry disease.", "high"),
        ("the bishop's nephew", "high"),
        ("How do I bake bread?", "none"),
    ],
)
def test_risk_of_a_text(text: str, how: str) -> None:
    assert risk(quasi(text)) == how


def test_what_is_hidden_points_at_nobody() -> None:
    text = "My wife, aged 71, lives in the village of Ballyduff."
    start = text.index("Ballyduff")
    finding = Finding(start, start + 9, EntityType.LOCATION, 0.9, (Reason("tagger", 0.9),))
    left = left_open(quasi(text), normalised(text), [finding])
    assert [one.kind for one in left] == ["age"]


def test_places_are_those_of_the_text_as_it_was_written() -> None:
    text = "She\u200b is 4\u200b7 years old, e\u0301mue."
    _, found = Pipeline().scan_whole(text, ScanOptions())
    assert [(text[one.start : one.end], one.general) for one in found] == [("4\u200b7", "40 to 49")]


def test_a_profile_that_asks_nothing_of_persons_tells_nothing_of_them() -> None:
    text = "She is a 47-year-old cardiologist."
    assert Pipeline().scan_whole(text, ScanOptions(profile="secrets"))[1] == ()
    assert len(Pipeline().scan_whole(text, ScanOptions())[1]) == 2


@pytest.mark.parametrize(
    "place", ["Leeds", "München", "munich", "Bavaria", "Texas", "the Netherlands", "Leeds, UK"]
)
def test_large_places_point_at_nobody(place: str) -> None:
    assert is_large_place(place)


@pytest.mark.parametrize("place", ["Ballyduff", "Hinterwald, Germany"])
def test_small_places_may(place: str) -> None:
    assert not is_large_place(place)


def test_a_wording_is_never_in_a_repr() -> None:
    assert "fabry" not in repr(quasi("My sister has Fabry disease.")).lower()


PIECES = [text for text, _ in COARSER] + [text for text, _ in TOLD] + QUIET + ["\n\n", "İ", "a ", ", ", "1"]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=8))
def test_they_are_sorted_apart_and_within_the_text(pieces: list[str]) -> None:
    text = " ".join(pieces)
    found = quasi(text)
    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert all(first.end <= second.start for first, second in itertools.pairwise(found))
    assert all(one.general != text[one.start : one.end] for one in found)


@pytest.mark.parametrize(
    "worst",
    ["gay ", "47 years old ", "my diabetes ", "works at Aa ", "he is a nurse ", "village of Aa ", "12 ans ",
     "a, ", "the mayor's ", "daughter of the ", "age: ", "diagnosed with aa ", "as a ", "Aa ", "nurse at ",
     "stage iv ", "she is 44 and ", "our gardener ", "he is a teacher, ", "seit dem 1. ", "vierzig ", "44 y ",
     "disease of Aa ", "has a bad hepatitis ", "patient, aa aa, ", "daughter of a ", "quarenta e ",
     "lives in Aa ",
     "gay\n\n", "an ", "İ", "'s ", "e" * 40 + " ", "on the 1 May 2020 "],
)  # fmt: skip
def test_the_worst_text_costs_no_more_than_its_length(worst: str) -> None:
    def look(text: str) -> list[QuasiIdentifier]:
        return find_quasi(text, hits(text) if "May" in worst else [])

    assert is_linear(look, worst, sizes=(4_000, 32_000))
