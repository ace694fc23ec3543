"""Promise: who is banned, joins, writes or is named in a log is hidden, and what merely happens is not."""

from __future__ import annotations

import pytest

from app.redaction.pipeline import Pipeline
from app.redaction.port import ScanOptions
from app.redaction.recognizers import handles, moderated
from app.redaction.recognizers.base import Recognizer
from tests.app.redaction.cost import is_linear


def found(text: str, recognizers: tuple[Recognizer, ...] = moderated.RECOGNIZERS) -> str:
    hits = {(hit.start, hit.end) for recognizer in recognizers for hit in recognizer.find(text)}
    return "|".join(text[start:end] for start, end in sorted(hits))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("[mod] pixelfox was banned by harvest_moon (reason: spam)", "pixelfox|harvest_moon"),
        ("[mod] oldgregg timed out lemonade for 600s", "oldgregg|lemonade"),
        ("2025-05-02 18:11 saltlamp was muted by mod_ferret for 1h", "saltlamp|mod_ferret"),
        ("18:12 mod_ferret deleted a message by saltlamp", "mod_ferret|saltlamp"),
        ("[bot] apfelmus wurde gebannt von nacht_eule", "apfelmus|nacht_eule"),
        ("Creepster joined the game", "Creepster"),
        ("Blockhead_9 was slain by Zombie", "Blockhead_9"),
        ("su: (to root) ibis on pts/1", "ibis"),
        ('git config --global user.name "wagtail"', "wagtail"),
        ("gardengnome42 wrote:\n> try vinegar", "gardengnome42"),
        ("* 3f2a91c 2025-04-01 plover: fix typo", "plover"),
    ],
)
def test_a_name_in_a_log_is_a_name_whatever_word_it_is(text: str, names: str) -> None:
    assert found(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "Smoking was banned by Germany in 2007.",
        "She was promoted by Oxfam.",
        "Everyone joined the game.",
        "The player was kicked by Ronaldo",
        "[note] he was warned by staff",
        "Shakespeare wrote: all the world",
        'git config --global user.name "Your Name"',
        "I removed the comments of version 3",
        "it left the room at 5",
        "3f2a91c 2025-04-01 merged",
    ],
)
def test_what_happens_to_things_and_to_no_one_is_nobody(text: str) -> None:
    assert found(text) == ""


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("on steam I'm Captain Waffles, add me", "Captain Waffles"),
        ("mon pseudo c'est petitlune", "petitlune"),
        ("no Instagram sou a marta.doce e no Steam LoboCinza", "LoboCinza"),
        ("y en la Play soy ElTuercas, agrégame", "ElTuercas"),
        ("hmu on snap, it's velvetmoth, or later", "velvetmoth"),
        ("or my alt velvet_moth2", "velvet_moth2"),
        ("the raid leader (Thornbeard on Discord) said no", "Thornbeard"),
        ("logg dich mit gabi ein", "gabi"),
        ("das Konto azubi2 ist gesperrt", "azubi2"),
        ("add me: mossgoblin_ (not the other)", "mossgoblin_"),
    ],
)
def test_a_name_where_one_plays_or_writes_is_told(text: str, name: str) -> None:
    assert name in found(text, handles.RECOGNIZERS).split("|")


@pytest.mark.parametrize(
    "text",
    [
        "on steam I'm happy",
        "on discord, it's broken.",
        "On Steam I'm Usually Afk now",
        "follow me: here",
        "the account tier2 is cheaper",
    ],
)
def test_how_one_is_somewhere_is_no_name(text: str) -> None:
    assert found(text, handles.RECOGNIZERS) == ""


def test_a_known_name_with_a_number_behind_is_known() -> None:
    text = "my gamertag is ToastMalone, psn is the same but with a 7: ToastMalone7"
    findings = Pipeline().scan(text, ScanOptions())
    assert [text[one.start : one.end] for one in findings] == ["ToastMalone", "ToastMalone7"]


@pytest.mark.parametrize(
    "piece",
    [
        "a was banned by ",
        "[a] a1 muted ",
        "x joined the ",
        "1:11 a deleted a ",
        "abcdef0 2025-01-01 a",
        "a wrote:",
    ],
)
def test_looking_takes_time_by_the_length_of_the_text(piece: str) -> None:
    assert is_linear(moderated.Moderated().find, piece, sizes=(10_000, 80_000))
