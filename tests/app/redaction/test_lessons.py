"""Promise: lessons, history, tales and cited works hide nobody; one sign of somebody hides all the same."""

from __future__ import annotations

import pytest

from app.redaction.findings import EntityType
from app.redaction.lessons import is_made_up, is_of_any_network, teaches_networks
from app.redaction.lives import is_of_a_known_life, is_of_the_dead
from app.redaction.names import is_public
from app.redaction.pipeline import Pipeline
from app.redaction.port import ScanOptions
from app.redaction.things import literature
from tests.app.redaction.cost import is_linear, keeps_within
from tests.app.redaction.test_pipeline import ScriptedTagger


def found(text: str, *names: str, profile: str = "default") -> list[str]:
    tagger = ScriptedTagger(**dict.fromkeys(names, (EntityType.PERSON, 0.995)))
    findings = Pipeline(tagger).scan(text, ScanOptions(profile=profile))
    return [text[finding.start : finding.end] for finding in findings]


@pytest.mark.parametrize(
    "text",
    [
        "If my host is 192.168.0.10/24 and the gateway is 192.168.0.1, what is the broadcast address?",
        "Explain NAT with an example: client 192.168.1.23 -> router 203.0.113.5",
        "Warum ist 169.254.12.7 keine normale Adresse, und was ist 127.0.0.1?",
        "¿Qué máscara corresponde a 192.168.10.64/26?",
        "Here is the lab: R1 10.1.1.1/30, loopback 2.2.2.2/32, MAC 00:1A:2B:3C:4D:5E. Configure OSPF.",
        "Quel masque, 255.255.254.0 ?",
        "The mask 255.255.255.240 of the third one",
        "What's the difference between a router and a switch, and is 192.168.1.1 both?",
        "What's the difference between both, and does a home router with 192.168.1.1 count? Just curious.",
    ],
)
def test_an_address_in_a_lesson_is_that_of_no_machine(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("My router at 192.168.0.1 drops the broadcast, what now?", "192.168.0.1"),
        ("Why can't I ping 172.28.5.10 in this subnet?", "172.28.5.10"),
        ("12:04:11 DHCP offer 192.168.1.23, subnet mask ok?", "192.168.1.23"),
        ("What is 10.20.30.41 doing in our firewall?", "10.20.30.41"),
        ("Explain the subnet of 81.92.14.7 to me", "81.92.14.7"),
        ("Dear Anna, which subnet is 10.0.4.9 in?", "10.0.4.9"),
        ("server 10.2.3.4", "10.2.3.4"),
        ("Which machine has 192.168.1.77?", "192.168.1.77"),
        ("our gateway 192.168.1.1 is slow", "192.168.1.1"),
    ],
)
def test_the_address_of_somebodys_machine_is_hidden(text: str, address: str) -> None:
    assert address in found(text)


def test_a_strict_profile_leaves_no_address_to_a_lesson() -> None:
    assert found("Which hosts fit in the subnet of 192.168.10.64/26?", profile="strict")


def test_only_what_every_network_may_have_is_of_any() -> None:
    assert all(map(is_of_any_network, ("10.1.2.3", "192.168.1.0/24", "2.2.2.2", "fe80::1", "203.0.113.5:80")))
    assert not any(map(is_of_any_network, ("81.92.14.7", "2a02:1234::1", "11.12.13.14", "no address")))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "Marie Curée, born Maria Skłodawska (7 November 1867 – 4 July 1934), won two prizes.",
            ["Marie Curée"],
        ),
        ("Otto Quast wurde am 1. April 1815 geboren und starb am 30. Juli 1898. Warum?", ["Otto Quast"]),
        ("Giosuè Garbato nacque il 4 luglio 1807 e morì il 2 giugno 1882.", ["Giosuè Garbato"]),
    ],
)
def test_the_dead_of_long_ago_are_nobody(text: str, names: list[str]) -> None:
    assert is_of_the_dead(text, text.index(names[0]) + len(names[0]))
    assert found(text, *names) == []


def test_somebody_beside_a_day_of_long_ago_is_hidden() -> None:
    text = "Dear Ms Otis, the deed of 3 May 1889 names your house. Ring Ada Quill."
    assert found(text, "Ada Quill") == ["Otis", "Ada Quill"]
    assert found("Born on 3 May 1989, Ada Quill", "Ada Quill") == ["3 May 1989", "Ada Quill"]


def test_a_day_of_long_ago_says_nothing_of_those_whom_it_does_not_date() -> None:
    assert found("Colin Frayne brings the letters; one is of 12 March 1889.", "Colin Frayne") == [
        "Colin Frayne"
    ]
    text = "The deed of 4 June 1897 names the plot. Please ask Colin Frayne at the registry."
    assert found(text, "Colin Frayne") == ["Colin Frayne"]


@pytest.mark.parametrize(
    "text",
    [
        "Romy Schneider, geb. 23. September 1938 in Wien, spielt mit?",
        "Freddie Mercury was born on 5 September 1946, wasn't he?",
        "Giorgia Meloni, nata il 15 gennaio 1977 a Roma",
    ],
)
def test_the_birth_of_a_well_known_person_is_no_secret(text: str) -> None:
    assert found(text) == []


def test_the_birth_of_somebody_else_beside_a_well_known_name_is_one() -> None:
    text = "My sister saw Freddie Mercury; she was born on 5 September 1976."
    assert found(text) == ["5 September 1976"]


def test_a_well_known_name_has_its_accents_or_not_and_makes_no_text_private() -> None:
    assert found("Napoléon Bonaparte l'emporta. Et le Tabor ?", "Napoléon Bonaparte", "Tabor") == ["Tabor"]
    assert found("Tim Cook spoke to Morgan, of a bank, on Tuesday.", "Tim Cook") == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "Write a bedtime story about a girl called Mia. Mia is 7. Her brother Leo is shy.",
            ["Mia", "Leo"],
        ),
        ("Schreib eine Kurzgeschichte: Kommissarin Helena Brandt findet einen Brief.", ["Helena Brandt"]),
        ("Invente une fable avec un renard nommé Gaston.", ["Gaston"]),
        ("Continue my fantasy novel: Captain Elara Voss drew her sword.", ["Elara Voss"]),
        ("Textaufgabe: Lisa ist dreimal so alt wie ihr Bruder Tom. Wie alt sind beide?", ["Lisa", "Tom"]),
    ],
)
def test_whoever_is_in_a_tale_or_a_sum_is_made_up(text: str, names: list[str]) -> None:
    assert is_made_up(text)
    assert found(text, *names) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Write a story for my daughter Mia about a dragon.", "Mia"),
        ("Write the true story of Mia Quill, please.", "Mia Quill"),
        ("Write a letter to Mia Quill about the rent.", "Mia Quill"),
        ("Write a story about Mia Quill, 14 Elm Street, Dover CT16 1AA.", "Mia Quill"),
        ("Draft a scene: Dr Mia Quill tells Mrs Otis her results.", "Otis"),
    ],
)
def test_somebody_real_in_what_is_to_be_written_is_hidden(text: str, name: str) -> None:
    assert name in " ".join(found(text, name))


def test_who_wrote_an_article_and_what_a_judgment_is_called_stays() -> None:
    literature = (
        "APA please: Quarry, D., & Tvorsky, A. (1979). Prospect theory. Econometrics, 47(2), 263-291."
    )
    assert found(literature, "Quarry, D.", "Tvorsky, A.") == []
    assert found("CE, 19 mai 1933, Benjamin, n° 17413", "Benjamin") == []
    assert found("Cass. civ. 1re, 25 janvier 2017, n° 15-21.453", "Cass") == []
    assert found("Ask Quarry, D., about it, he wrote to Tvorsky.", "Tvorsky") == ["Tvorsky"]


@pytest.mark.parametrize(
    "text",
    [
        "Tabellenplatz 3, 54 Punkte, Torverhältnis 61:38",
        "3. Aston Villa 24 14 5 5 44:31 47",
        "Is the Brother HL-L2350DW any good?",
        'val acc = Account(1L, "DE00 0000 0000 0000 0000 00")',
        "struct Config { user: String, password: SecretString }",
        "What does ssh -l login_name do?",
        "Platz 5 und Platz 6 der Liga",
        "steht auf Relegationsplatz 16 und hofft",
        "Explain Justice Harlan's dissent in Plessy.",
        "Frida Kahlo: nació el 6 de julio de 1907",
        "If someone is born on 29 February 2000, when do they turn 18?",
        "username: <your-username>",
        "Schreib an dein.name@beispiel.de oder tu@ejemplo.com",
    ],
)
def test_ranks_models_types_and_zeros_are_nobodys(text: str) -> None:
    assert found(text) == []


def test_the_birth_of_a_child_that_somebody_has_is_hidden() -> None:
    assert "4 April 2024" in found("Ms Otis has a baby born on 4 April 2024.")


def test_the_birth_of_somebody_who_is_called_like_a_heroine_is_hidden() -> None:
    assert found("Alice was born on 4 April 1950, Ben later") == ["4 April 1950"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Wohnt Tannenplatz 3, 54290 Trier", "Tannenplatz 3"),
        ("Nurse Brother Benedict called", "Benedict"),
        ("Justice Quill's car is here", "Quill"),
        ("password: SecretString7", "SecretString7"),
    ],
)
def test_their_likes_that_are_somebodys_are_hidden(text: str, value: str) -> None:
    assert value in " ".join(found(text))


@pytest.mark.parametrize(
    "piece", ["3 May 1889 ", "write a b c d ", "Aa, B. ", "subnet what ", "my a a ", "1889, ", "(1867 "]
)
def test_what_is_asked_of_a_text_takes_time_by_its_length(piece: str) -> None:
    def ask(text: str) -> list[object]:
        return [is_made_up(text), teaches_networks(text), literature(text)]

    assert is_linear(ask, piece, sizes=(20_000, 160_000))


@pytest.mark.parametrize("piece", ["A", "1889", "Aa-", "12 ", "born ", "Aa 1"])
def test_what_leads_from_a_name_to_a_day_is_read_in_one_way(piece: str) -> None:
    name, between = "Romy Schneider", (piece * 90)[:70]
    text = f"{name} {between}!, 3 May 1889"

    def look() -> None:
        is_of_the_dead(text, len(name))
        is_of_a_known_life(text, text.index("3 May"))

    assert keeps_within(0.2, look)


def test_a_full_name_is_known_without_its_accents_and_one_word_only_as_it_is_written() -> None:
    assert is_public("Napoléon Bonaparte", "")
    assert is_public("Napoleon", "")
    assert not is_public("Nápoleón", "")
