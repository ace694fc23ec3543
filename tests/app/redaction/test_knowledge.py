"""Promise: a question of general knowledge hides nobody; somebody's pupil or patient stays hidden."""

from __future__ import annotations

import pytest

from app.redaction.doers import doers
from app.redaction.findings import EntityType
from app.redaction.knowledge import is_general_knowledge, old_years
from app.redaction.names import is_public
from app.redaction.pipeline import Pipeline
from app.redaction.port import ScanOptions
from app.redaction.recognizers.login_names import is_initial_and_name
from app.redaction.things import literature
from tests.app.redaction.cost import is_linear
from tests.app.redaction.test_lessons import found
from tests.app.redaction.test_pipeline import ScriptedTagger


def found_at(score: float, text: str, name: str) -> list[str]:
    tagger = ScriptedTagger(**{name: (EntityType.PERSON, score)})
    findings = Pipeline(tagger).scan(text, ScanOptions())
    return [text[finding.start : finding.end] for finding in findings]


ASKED = [
    ("Wie was Willem van Oranje, in 1584 vermoord? Joris volgde de stadhouder op.", ("Joris",)),
    ("Who discovered penicillin? Alexander Fleming in 1928; Ruth Osgood made more of it.", ("Ruth Osgood",)),
    ("Quem escreveu o romance de 1899, em que o imperador odeia Inácio Brandão?", ("Inácio Brandão",)),
    ("Explain the war of 1648: the emperor sent Otto Trautenau, in 1634.", ("Otto Trautenau",)),
    ("Qui a peint le tableau de la Révolution française ? Aurèle Montbrun, en 1830.", ("Aurèle Montbrun",)),
]


@pytest.mark.parametrize(("text", "names"), ASKED)
def test_a_question_of_general_knowledge_hides_nobody(text: str, names: tuple[str, ...]) -> None:
    assert found(text, *names) == []


@pytest.mark.parametrize(("text", "names"), ASKED)
def test_a_strict_profile_hides_them_all_the_same(text: str, names: tuple[str, ...]) -> None:
    assert set(names) <= set(found(text, *names, profile="strict"))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        # what somebody does, at school or at work, about such a subject
        ("Solène Kervadec a fait son exposé sur Robespierre et la Révolution française ?", "Solène Kervadec"),
        (
            "Klasse 9b: Spricht Leonie Krautwurst im Referat vom Dreißigjährigen Krieg?",
            "Leonie Krautwurst",
        ),
        ("Explain to the tenants why Ines Falk left the opera in 1899 and the senate.", "Ines Falk"),
        ("Is Abigail Strand the nurse of the resident who speaks of the emperor Napoleon?", "Abigail Strand"),
        ("Describe the painting of 1820 that Percy Oduya, a client, wants to sell.", "Percy Oduya"),
        # who writes of himself or to somebody
        ("Who wrote this novel in 1899? Joris Vandael says our emperor did.", "Joris Vandael"),
        ("Dear all, who painted the battle of 1632? Joris Vandael asks.", "Joris Vandael"),
        ("Who invented it? @joris says: Joris Vandael, in the century of Galileo.", "Joris Vandael"),
        # a number of somebody's
        ("Who wrote the novel of 1899? Joris Vandael knows, joris@example.org.", "Joris Vandael"),
        # nobody asks
        ("The emperor and the senate of 1899 were painted by Joris Vandael.", "Joris Vandael"),
        # a film or a song alone is anybody's
        ("What film did Joris Vandael put on his list of songs?", "Joris Vandael"),
    ],
)
def test_who_is_somebody_stays_hidden(text: str, name: str) -> None:
    assert name in found(text, name)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Explain the trolley problem. Ruth Osgood posed it in 1967.", "Ruth Osgood"),
        ("When was the dam built? Otto Trautenau began in 1907.", "Otto Trautenau"),
        ("Welche Stadt ist älter? Trautenau wurde 1260 gegründet, im Jahr 1340 neu gebaut.", "Trautenau"),
    ],
)
def test_a_question_of_long_ago_hides_nobody(text: str, name: str) -> None:
    assert found(text, name) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("When was Ruth Osgood born in 1957?", "Ruth Osgood"),
        ("Why did Ruth Osgood leave her flat in 1965?", "Ruth Osgood"),
        ("What was Ruth Osgood paid in 2019?", "Ruth Osgood"),
        ("Explain to Ruth Osgood why the flat costs more.", "Ruth Osgood"),
    ],
)
def test_a_question_of_somebody_hides_the_name(text: str, name: str) -> None:
    assert name in found(text, name)


def test_who_is_named_in_an_explanation_has_to_be_surer() -> None:
    assert found_at(0.97, "Explain the trolley problem as Ruth Osgood did.", "Ruth Osgood") == []
    assert found_at(0.97, "Explain what Ruth Osgood, a client, wants.", "Ruth Osgood") == ["Ruth Osgood"]
    assert found_at(0.97, "Explain what Ruth Osgood wants of me.", "Ruth Osgood") == ["Ruth Osgood"]


def test_a_table_of_towns_is_nobodys() -> None:
    table = "| City | Line | Stations |\n|---|---|---:|\n| London | Jubilee | 27 |\n| Paris | 14 | 21 |\n"
    assert found(table) == []
    assert "London" in found(f"{table}\nAsk Ruth Osgood.", "Ruth Osgood")
    assert "Little Wenlow" in found(table.replace("London", "Little Wenlow"))


def test_a_text_of_several_pages_is_not_judged() -> None:
    text = "Who wrote the novel of the emperor in 1899? The senate and the army did. "
    assert is_general_knowledge(text)
    assert not is_general_knowledge(text * 80)


def test_charles_the_first_does_not_write_of_himself() -> None:
    assert is_general_knowledge("What did Charles I say to the parliament of 1640, and to the army in 1642?")
    assert not is_general_knowledge("What can I say of the parliament of 1640, and of the army in 1642?")


def test_years_of_old_are_no_numbers_of_somebody() -> None:
    text = "Mr Richard Holt asks: was the bridge built in 1872, or in 1884 (1881–1886)?"
    assert found(text) == ["Richard Holt"]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Mr Richard Holt is in 1412 and needs his tablets.", "1412"),
        ("Mr Richard Holt, locker 1712, came from 1688 to 1702.", "1712"),
        ("Mr Richard Holt's room is 1412, the bridge was built in 1872 and rebuilt in 1884.", "1412"),
    ],
)
def test_a_room_is_no_year(text: str, number: str) -> None:
    assert number in found(text)


def test_amounts_are_no_years() -> None:
    assert not old_years("Budget: en 1500 euros, in 1200 words, since 1.500 € were paid (1200 €)")
    assert len(old_years("In 1632 and (1685–1753)")) == 2


@pytest.mark.parametrize("name", ["Gauss-Legendre", "Navier–Stokes", "Runge and Kutta"])
def test_a_method_of_two_is_nobody(name: str) -> None:
    assert is_public(name, " with three points gives 0.785")


@pytest.mark.parametrize("name", ["Victoria Taylor", "Henry Wilson", "Elizabeth Wright"])
def test_two_eponyms_side_by_side_are_a_name(name: str) -> None:
    assert not is_public(name, " has paid her rent")
    assert name in found(f"{name} has paid the rent for March.", name)


@pytest.mark.parametrize("name", ["Don Rickles", "Miss Universe", "Mr. Potato Head", "Lieutenant Governor"])
def test_a_known_name_behind_its_title_is_nobody(name: str) -> None:
    assert found(f"In the show {name} was the last to speak.") == []


def test_a_miss_without_a_country_is_somebody() -> None:
    assert found("In the show Miss Uniwersky was the last to speak.") == ["Miss Uniwersky"[5:]]


def test_a_list_of_literature_is_of_nobody() -> None:
    text = (
        "Okafor, A., & Lindqvist, N. (1979). Prospects: An analysis. Econometrica, 47(2), 263–291.\n"
        "Granholm, M. S. (1973). The strength of ties. American Journal of Sociology, 78(6), 1360–1380.\n"
        "Osgood, R., Kaiser, Ł., & Holt, I. (2017). Attention to sums. Neural Systems, 30, 11–22.\n"
        "[1] T. H. Okafor, N. Lindqvist: Introduction to Sums, MIT Press, Cambridge, 2009, pp. 391-402."
    )
    authors = ("Okafor", "Lindqvist", "Granholm", "Osgood", "Kaiser, Ł.", "Holt", "Econometrica")
    assert found(text, *authors) == []


@pytest.mark.parametrize(
    "text",
    [
        "Okafor, A. (1979). Prospects: An analysis. Ruth Osgood has a copy of it.",
        "[1] Ruth Osgood: called in 2009 about the lease",
        "[1] R. Holt spoke. Ruth Osgood did not.",
    ],
)
def test_who_stands_beside_literature_is_somebody(text: str) -> None:
    assert "Ruth Osgood" in found(text, "Ruth Osgood")


def test_an_entry_of_bibtex_is_literature() -> None:
    entry = "@article{okafor2017long,\n  author={Okafor, Ada and Lindqvist, Nils},\n  year={2017}\n}"
    assert literature(entry) == [(0, len(entry))]
    assert found(entry, "Okafor", "Lindqvist") == []
    assert "Nils Lindqvist" in found(f"{entry}\nAsk Nils Lindqvist.", "Nils Lindqvist")


@pytest.mark.parametrize("word", ["squaring", "squeezed", "squashes", "squids"])
def test_a_word_that_begins_with_sq_is_no_login(word: str) -> None:
    assert not is_initial_and_name(word)


@pytest.mark.parametrize("login", ["squinn", "squigley", "squintero", "squiroga"])
def test_an_initial_and_a_name_with_q_is_one(login: str) -> None:
    assert is_initial_and_name(login)


def test_what_a_word_is_changed_to_is_nobody() -> None:
    text = "What word, if changed to nachos, means the same? Owner changed to mhaas."
    assert [text[hit.start : hit.end] for hit in doers(text)] == ["mhaas"]


def test_the_head_of_a_table_of_a_terminal_is_nobody() -> None:
    table = "NAME         IMAGE            STATUS\nshop-db-1    postgres:16.2    Up 2 minutes\n"
    assert found(table) == []
    assert "SMITH" in found("NAME         SMITH\nFIRST NAME   ANNA\n")


def test_a_point_that_something_is_measured_to_is_nobody() -> None:
    assert found("let origin = Point(x: 0, y: 0)\nprint(origin.distance(to: Point(x: 3, y: 4)))") == []
    assert found("to: Anna Point (Berlin)") == ["Anna Point"]


def test_some_point_in_time_is_no_address() -> None:
    assert found("Most of us have procrastinated at some point in our lives.") == []
    assert found("write to anna at example point in") != []


@pytest.mark.parametrize(
    "text",
    [
        "Joris has 12 apples and gives Ruth 5 of them. How many apples has Joris left?",
        "If each sister of Joris has two brothers, how many brothers would Joris have?",
        "Joris hat 24 Murmeln und verliert 9 an Ruth. Wie viele Murmeln hat er noch?",
    ],
)
def test_who_counts_apples_in_a_sum_is_nobody(text: str) -> None:
    assert found(text, "Joris", "Ruth") == []


@pytest.mark.parametrize(
    "text",
    [
        "How many apples did Joris Vandael order?",
        "My neighbour Joris Vandael has 12 apples and 3 pears. How many apples can he eat?",
        "Joris Vandael came 12 times in 3 weeks. How many boxes has he left?",
    ],
)
def test_who_orders_apples_is_somebody(text: str) -> None:
    assert "Joris Vandael" in found(text, "Joris Vandael")


def test_the_white_house_is_nobodys() -> None:
    assert found("The White House is at 1600 Pennsylvania Avenue NW in Washington, D.C.") == []
    assert found("Send it to 1620 Pennsylvania Avenue NW in Washington, D.C.") != []


@pytest.mark.parametrize(
    "piece",
    [
        "who wrote in 1899? ",
        "@article{a, ",
        "\n[1] A. Bo, ",
        "\nHolt, I. (1973). A sum. B ",
        "NAME   IMAGE   ",
        "Charles I ",
    ],
)
def test_the_cost_is_linear(piece: str) -> None:
    def look(text: str) -> tuple[object, ...]:
        return is_general_knowledge(text), old_years(text), literature(text)

    assert is_linear(look, piece, sizes=(4_000, 40_000))
