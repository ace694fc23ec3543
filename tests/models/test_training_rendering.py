"""What the built-in model reads is the same in training and in the file: the sentences and results asked for.

The file's template runs in the sandbox of the product, over texts of the lessons and over odd ones.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from types import ModuleType

import pytest

from models import gguf
from models.embedded import embedded_model
from models.header import read_model
from models.template import ChatTemplate
from tests.models.training_scripts import training_scripts

TEXT = (
    "The museum in the old mill shows looms and wool from five valleys. It is closed on Mondays. "
    "The entrance is at the back, where the water wheel turns. Adults pay nine francs, children nothing. "
    "Groups should write to the warden a week before they come. Dogs stay outside."
)
FEES = "Adults pay nine francs, children nothing."


@pytest.fixture(scope="module")
def scripts() -> Iterator[dict[str, ModuleType]]:
    with training_scripts() as found:
        yield found


@pytest.fixture(scope="module")
def rendering(scripts: dict[str, ModuleType]) -> ModuleType:
    return scripts["rendering"]


def said(rendering: ModuleType, *turns: str) -> list[str]:
    """Return what the template makes of the user's turns."""
    rendered: list[str] = rendering.rendered(chat(*turns))[::2]
    return rendered


def chat(*turns: str) -> list[dict[str, str]]:
    """Return a conversation with these turns of the user."""
    messages = [
        ({"role": "user", "content": turn}, {"role": "assistant", "content": "I see."}) for turn in turns
    ]
    return [message for pair in messages for message in pair][:-1]


@pytest.mark.parametrize("question", ["How much do adults pay?", "how much do adults pay"])
def test_what_is_asked_about_stands_right_before_the_question(rendering: ModuleType, question: str) -> None:
    (last,) = said(rendering, f"{TEXT}\n\n{question}")
    assert last.startswith(TEXT)
    assert last.endswith(f"{FEES}\n\n{question}")


@pytest.mark.parametrize(
    "message",
    [
        f"How much do adults pay?\n\n{TEXT}",
        f"How much do adults pay? Answer from the text: {TEXT}",
        f'I got this: "{TEXT}" How much do adults pay? Answer in a few words.',
        f"Shall we go? {TEXT}\nIs it dear?\nHow much do adults pay?",
    ],
)
def test_the_question_is_found_wherever_it_stands(rendering: ModuleType, message: str) -> None:
    (last,) = said(rendering, message)
    assert last.endswith(f"{FEES}\n\nHow much do adults pay?")


def test_a_later_question_brings_its_sentence_along(rendering: ModuleType) -> None:
    _, later, thanks = said(rendering, f"{TEXT}\n\nWhen is it closed?", "And what do children pay?", "ok")
    assert later.endswith(f"{FEES}\n\nAnd what do children pay?")
    assert thanks == "ok"


def test_a_text_without_a_question_is_said_twice_unless_it_is_long(rendering: ModuleType) -> None:
    request = f"Make this friendlier: {TEXT}"
    assert said(rendering, request) == [f"{request}\n\n{request}"]
    assert said(rendering, request * 8) == [request * 8]


def test_a_text_that_shares_no_word_with_its_question_is_said_twice(rendering: ModuleType) -> None:
    message = f"{TEXT}\n\nWho?"
    assert said(rendering, message) == [f"{message}\n\n{message}"]


def test_short_messages_and_answers_stay_as_they_are(rendering: ModuleType) -> None:
    messages = [
        *chat("What is Sotto?"),
        {"role": "assistant", "content": f"{TEXT} Is it?"},
        *chat("Is the mill closed?"),
    ]
    assert rendering.rendered(messages) == [message["content"] for message in messages]


@pytest.mark.parametrize(
    ("question", "worked_out"),
    [
        ("What is 12 + 30?", "12 + 30 = 42"),
        ("12 minus 30", "12 - 30 = -18"),
        ("Take away 12 from 30.", "30 - 12 = 18"),
        ("seven times eight", "7 x 8 = 56"),
        ("half of 90", "90 / 2 = 45"),
        ("How many hours are in two days?", "2 x 24 = 48"),
        ("how many liters are 2500 ml", "2500 / 1000 = 2.5"),
        ("Convert 3 km to meters, how many?", "3 x 1000 = 3000"),
        ("How many feet are in 30 inches?", "30 / 12 = 2.5"),
        ("15% of 80", "15 x 80 / 100 = 12"),
        ("what is 3 divided by 0", "3 + 0 = 3, 3 - 0 = 3, 3 x 0 = 0"),
        (
            "3 pens cost 6 euros. What does one cost?",
            "3 + 6 = 9, 6 - 3 = 3, 3 x 6 = 18, 6 / 3 = 2",
        ),
        ("What is half of 8 plus 3?", "2 + 8 + 3 = 13, mean 4.33, in order 2, 3, 8"),
        ("Average of 4, 5 and 9?", "mean 6"),
        ("2 x 3 x 4 = ?", "2 x 3 x 4 = 24"),
        ("Sort 40, 7 and 13.", "in order 7, 13, 40"),
        ("Sort these from large to small: 40, 7 and 13.", "in order 40, 13, 7"),
        ("Alphabetical order, please: pear, Apple and fig.", "Apple, fig, pear"),
        ("What is 1 hour and 25 minutes after 9:40?", "9:40 + 1 hour and 25 minutes = 11:05"),
        ("It is 0:05. What time was it half an hour ago?", "0:05 - 30 minutes = 23:35"),
        ("How long is it from 23:30 to 0:15?", "23:30 to 0:15 = 45 minutes"),
        ("If today is Monday, what day is it in four days?", "Monday + 4 days = Friday"),
        ("Which day was two weeks and 1 day before Tuesday?", "Tuesday - 15 days = Monday"),
        ("What is the date 10 days after May 28?", "28 May + 10 days = 7 June"),
        ("Which date was 5 days before 3 January?", "3 January - 5 days = 29 December"),
        ("How many days until 24 December from 20 December?", "20 December to 24 December = 4 days"),
        ("how many days from 3 to 17 May", "3 May to 17 May = 14 days"),
        ("How many days are between December 30 and 2 January?", "30 December to 2 January = 3 days"),
    ],
)  # fmt: skip
def test_what_a_short_question_needs_reckoned_stands_before_it(
    rendering: ModuleType, question: str, worked_out: str
) -> None:
    assert said(rendering, question) == [f"{worked_out}\n\n{question}"]


@pytest.mark.parametrize(
    "message",
    [
        "What is 7?",
        "Two of us have three dogs.",
        "Is it 1,000 + 5 or 2.5 + 3?",
        "Is 9pm + 5 minutes late?",
        "What is 9:40 am + 5 minutes?",
        "What is 25:10 + 5 minutes?",
        "What is 12345678 + 1?",
        "Add 1, 2, 3, 4, 5, 6, 7, 8 and 9.",
        "What day is 31 February + 2 days?",
        "On Monday we walked for four days.",
        "Which amounts are named? The rent is 700 euros, the deposit 1400.",
        "Make this shorter: We have 3 dogs and 4 cats, how nice.",
    ],
)
def test_what_cannot_be_reckoned_surely_is_left_alone(rendering: ModuleType, message: str) -> None:
    assert said(rendering, message) == [message]


# Words that the template looks for, and what is like them.
PIECES = """
    mentioned extract until from how many km hours metre liters cm in days
    three 4 12 monday Tuesday may May 3 28 february days day minutes hour half an a week 9:40 23:59 9:60 0:05
    + - x * / % percent of left before ago how many what is ? : ; name who towns Anna Mr. Chen's (Paul)
    "Igor" Lyon, . , 07 1.5 0 100 999999 sort mean in order alphabet: am Dr. é Émile share ² ٣ half twice
    third the The I
"""


def test_the_template_of_the_file_says_what_training_says(
    scripts: dict[str, ModuleType], rendering: ModuleType
) -> None:
    rng = random.Random(11)
    frames = [
        frame
        for path in scripts["data"].LESSONS.glob("reading_*.txt")
        for frame in scripts["frames"].read_reading_frames(path)
    ]
    odd = [
        "",
        " \n ",
        "?" * 300,
        "a" * 700 + "?",
        "Why? " * 80,
        "x. " * 200 + "\n\nHow",
        '"(who)": ' + TEXT,
        TEXT.upper() + " WHAT IS CLOSED",
        "What is ٣ + 4 and ½ + ²?",
        "07 + 1_0 =",
        "what is 0 / 0",
    ]
    template = ChatTemplate(rendering.CHAT_TEMPLATE, bos="", eos=rendering.END)
    seen = set()
    for frame in rng.sample(frames, 60):
        text, answered, _ = frame.render(rng, most=None)
        questions = [question for question, _ in answered] or ["What is it?"]
        form = rng.choice(scripts["data"]._READING)
        messages = chat(
            scripts["sums"].exchange(rng)[0],
            form.format(text=text, question=questions[0]),
            questions[-1],
            rng.choice(odd),
            " ".join(rng.choices(PIECES.split(), k=12)),
            *(" ".join(rng.choices(PIECES.split(), k=rng.randint(1, 9))) for _ in range(12)),
            "thanks",
            text,
        )
        expected = "".join(
            f"<|im_start|>{message['role']}\n{words}<|im_end|>\n"
            for message, words in zip(messages, rendering.rendered(messages), strict=True)
        )
        assert template.render(messages) == f"{expected}<|im_start|>assistant\n"
        seen.add(expected)
    assert len(seen) == 60


def test_the_shipped_file_has_this_template(rendering: ModuleType) -> None:
    with embedded_model().path.open("rb") as file:
        templates = read_model(gguf.read_header(file.fileno()), fallback_name="").templates
    assert templates == {"": rendering.CHAT_TEMPLATE}
