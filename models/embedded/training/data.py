"""Generate the tuning conversations of the built-in model, from a seed.

The lessons lie in `lessons/`: some are written out (`parsing.py`), some are frames with slots (`frames.py`), sums are made by
`sums.py`. This module expands the wordings, roughens them as people type, strings turns into conversations, and mixes all.

    python data.py --corpus DIR --show 20
"""

from __future__ import annotations

import argparse
import random
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import rewording
import sums
from corpus import read_chats
from frames import TalkFrame, read_reading_frames, read_talk_frames
from heldout import HeldOut, held_out_questions
from listing import asked_list, read_subjects
from parsing import Lessons, Messages, Topic, read_conversations, read_lessons, read_passages
from quoting import Quoting, read_quoting

LESSONS = Path(__file__).parent / "lessons"
_CHOICE = re.compile(r"\(([^()]*)\)")
_SLOT = re.compile(r"<(\w+)>")
_NEIGHBOURS = {
    "a": "s", "b": "v", "c": "x", "d": "f", "e": "r", "f": "g", "g": "h", "h": "j", "i": "o",
    "k": "l", "l": "k", "m": "n", "n": "m", "o": "p", "p": "o", "r": "t", "s": "d", "t": "r",
    "u": "i", "v": "b", "w": "e", "y": "u",
}  # fmt: skip
_SHORT_FORMS = (
    (r"\byou\b", "u"), (r"\bplease\b", "pls"), (r"\bare\b", "r"), (r"\bto\b", "2"),
    (r"\bwhat is\b", "whats"), (r"\bdo not\b", "dont"), (r"\bI am\b", "im"), (r"'", ""),
    (r"\bpassphrase\b", "passprhase"), (r"\bpassword\b", "pasword"), (r"\band\b", "n"),
    (r"\bmodel\b", "modle"), (r"\bthe\b ", ""), (r"\bmessage\b", "mesage"), (r"\bI\b", "i"),
)  # fmt: skip
_SYNONYMS = (
    ("find", "locate", "look up", "get"), ("chat", "conversation", "talk", "thread", "discussion"),
    ("chats", "conversations", "talks", "messages"), ("big", "large", "huge"), ("old", "past", "earlier"),
    ("small", "tiny", "little"), ("delete", "remove", "erase", "get rid of", "throw out", "trash"),
    ("answer", "reply", "response"), ("passphrase", "password"), ("stop", "halt", "end", "cancel"),
    ("button", "key", "icon"), ("make", "create", "get"), ("start", "begin", "open", "launch"),
    ("computer", "laptop", "machine", "PC", "notebook"), ("question", "prompt", "message", "input"),
    ("text", "font", "letters", "writing", "words"), ("bigger", "larger", "greater", "better"),
    ("change", "modify", "alter", "adjust", "switch", "replace"), ("show", "display", "give"),
    ("search", "look", "hunt", "dig"), ("import", "load", "add", "bring in", "install"),
    ("model", "LLM", "AI"), ("lock", "secure", "close", "shut"), ("app", "program", "tool"),
    ("keep", "store", "save", "hold"), ("stored", "kept", "saved", "held"), ("safe", "secure", "protected"),
    ("read", "see", "view", "look at"), ("forgot", "lost", "do not remember", "cannot recall"),
    ("file", "document"), ("private", "confidential", "secret"), ("sent", "transmitted", "passed on"),
    ("restore", "recover", "bring back", "retrieve"), ("dark", "black", "night"), ("want", "wish", "need"),
    ("automatically", "by itself", "on its own", "alone"), ("happens", "goes on", "is done"),
    ("shortcut", "key", "keys", "hotkey"), ("terminal", "shell", "console", "command line"),
    ("internet", "network", "web", "wifi"), ("stolen", "taken", "robbed"), ("rename", "retitle", "name"),
    ("use", "work with", "operate"), ("explain", "describe", "tell me"), ("write", "compose", "produce"),
    ("fix", "correct", "repair"), ("good", "great", "nice", "fine"), ("minutes", "min", "mins"),
    ("title", "name", "heading"), ("larger", "bigger"), ("encrypted", "protected", "enciphered"),
    ("export", "save", "extract"), ("copy", "take"), ("another", "a different", "a new", "some other"),
)  # fmt: skip
_OPENERS = (
    "Please, ", "Hey, ", "Hi, ", "Sotto, ", "Quick question: ", "One question: ", "Um, ", "So ",
    "Hello, ", "Excuse me, ", "Tell me, ", "OK, ", "And ", "Well, ", "Hi Sotto, ", "Now, ", "Ok so ",
    "Another question: ", "Also, ", "I wonder: ", "Can you tell me: ", "Sorry, ", "Hey Sotto, ",
    "I have a question. ", "By the way, ", "just wondering, ", "Good morning, ",
)  # fmt: skip
_CLOSERS = (
    " please", " Thanks!", ", please?", " thank you", " Sotto?", "??", " ...", "!", " thanks",
    " I am new here.", " Please help.", " I can't find it.", " right now", " in this app",
    " on my computer", " exactly", " again", " then", " asap", " :)",
)  # fmt: skip
_SYSTEMS = (
    "You are Sotto, a private assistant.",
    "You are a helpful assistant.",
    "You are Sotto, a private assistant that runs on the user's own computer. Be brief and honest.",
    "You are Sotto's built-in assistant. Answer in English.",
    "Answer briefly.",
)
# All begin alike, so that the choice between knowing and not knowing falls in one place.
_DONT_KNOW = (
    "I don't know that. I am only a small built-in model; for questions like this, import a larger one: open Models in "
    'the sidebar and choose "Import model…".',
    "I don't know that. I am the small built-in model and know little of the world. A larger model, which you can import "
    "under Models in the sidebar, may know it.",
)
# Files of frames that have a share of their own; the others are of handling what the user gives.
_SMALL_TALK = ("talk_chatter", "talk_evening", "talk_life", "talk_small")
_PULLING_OUT = ("talk_extract", "talk_gather", "talk_pulling")
_NAMES = (
    "Anna Ben Clara David Emma Felix Grace Hugo Ida Jonas Kate Leo Maria Nina Oscar Paul Quinn Rosa "
    "Sam Tom Uma Vera Will Yara Zoe Ali Chen Fatima Ivan Priya Yusuf Olga Lucas Mia Noah Ella John "
    "Mary Peter Susan Mike Linda Robert Julia Hans Pierre Carlos Elena Omar Lena Max Sofia Alex Eva "
    "Karen Steve Laura Mark Sarah Daniel Lisa Martin Nora Simon Alice Bob Charlie Dora Eric Fred"
).split()
_THANKS = (
    "thanks", "Thank you!", "Thank you very much", "thx", "Great, thanks", "ok thank you", "cheers",
    "Perfect, thank you.", "Thanks a lot!", "thank you, that helped", "ty", "cool thanks",
)  # fmt: skip
_REPEAT = (
    "Can you repeat that?", "Repeat that", "Say that again", "Once more please", "Repeat please",
    "What did you say?", "Again please", "I didn't get that, again?", "could you say that again",
    "please repeat", "repeat", "say it again please", "can you say it once more", "repeat your answer",
    "Sorry, can you repeat?", "I did not catch that", "come again?", "pardon? repeat please",
    "What was that again?", "repeat the last answer", "tell me again", "one more time please",
    "can u repeat", "what did you just say", "please say that one more time", "could you repeat it",
)  # fmt: skip
_UNCLEAR = (
    "I don't understand", "I do not understand that", "What do you mean?", "I don't get it",
    "that is not clear", "can you explain that again", "huh? I don't understand", "please explain",
    "explain that", "not clear to me", "what does that mean", "i dont understand",
)  # fmt: skip
_ASKED = (
    "What did I just ask?", "What was my question?", "what did I ask you", "Repeat my question",
    "What did I ask before?", "what was my last question", "do you remember my question?",
)  # fmt: skip


# Wordings of the request to answer from a text; those of the evaluation are others.
_READING = (
    "{text}\n\n{question}",
    "{question}\n\n{text}",
    "{question}\n\nText: {text}",
    "Here is a text.\n\n{text}\n\nNow my question: {question}",
    "Answer from the text, or say that the text does not tell.\n\n{text}\n\n{question}",
    "Answer from the text below, or say that it is not there.\n\n{question}\n\n{text}",
    "{text}\n\nAnswer only with what is written above. {question}",
    "Look at this: {text}\n{question} If it is not mentioned, say so.",
    "Please read:\n\n{text}\n\nQ: {question}",
    "text = {text}\n\nquestion = {question}",
    "I got this message: \"{text}\" {question}",
    "Only use the following text to answer. If you cannot find the answer, tell me.\n{text}\n\n{question}",
    "{text}\n\n{question} Answer in a few words, please.",
    "can you find this in the text? {question}\n\n{text}",
)
# How often a question about a text has no answer in it. With a third, a reader that still finds little does best by always
# saying so, and stops looking.
_UNANSWERED = 0.3
# Two questions in one message, and the second one again with a small letter.
_TWO = (
    "{0}? And {2}?", "{0}, and {2}?", "{0}? {1}?", "Two questions: {0}? {1}?", "{0} and {2}", "1. {0}? 2. {1}?", "{0}? Also, {2}?",
    "First: {0}? Second: {1}?", "{0}? And one more thing: {2}?", "{0} plus {2}", "{0}? oh and {2}?", "{0}\n{1}",
)  # fmt: skip
# All begin alike here too.
_NOT_IN_TEXT = (
    "The text does not say that.", "The text does not say.", "The text does not mention that.", "The text says nothing about that.",
)  # fmt: skip


def expand(pattern: str, slots: dict[str, list[str]], rng: random.Random) -> str:
    """Return one wording of a pattern."""
    while _SLOT.search(pattern) or _CHOICE.search(pattern):
        pattern = _SLOT.sub(lambda m: rng.choice(slots[m[1]]), pattern)
        pattern = _CHOICE.sub(lambda m: rng.choice(m[1].split("|")), pattern)
    return re.sub(r" +", " ", pattern).strip()


def pick_question(questions: list[str], slots: dict[str, list[str]], rng: random.Random) -> str:
    """Pick a wording, patterns with many wordings more often."""
    weights = [
        (1 + pattern.count("|") ** 0.75) * (1.0 if "<" in pattern else 1.6) for pattern in questions
    ]
    return expand(rng.choices(questions, weights)[0], slots, rng)


def roughen(text: str, rng: random.Random) -> str:
    """Change a question the way people type: case, punctuation, typos, openers."""
    if len(text) > 12 and rng.random() < 0.16:
        opener = rng.choice(_OPENERS)
        text = opener + (text if text.startswith(("I ", "I'", "Ctrl")) else text[0].lower() + text[1:])
    if rng.random() < 0.3:
        text = _reword(text, rng)
    if len(text) > 12 and rng.random() < 0.1:
        text = text.rstrip("?!. ") + rng.choice(_CLOSERS)
    if rng.random() < 0.06:
        for pattern, short in rng.sample(_SHORT_FORMS, 4):
            text = re.sub(pattern, short, text)
    if rng.random() < 0.3:
        text = text.lower()
    elif rng.random() < 0.35:
        text = text[0].upper() + text[1:]
    elif rng.random() < 0.04:
        text = text.upper()
    if rng.random() < 0.3:
        text = text.rstrip("?!.")
    elif text[-1].isalnum() and rng.random() < 0.5:
        text += "?" if rng.random() < 0.8 else "."
    if rng.random() < 0.16:
        for _ in range(1 if len(text) < 25 else rng.randint(1, 2)):
            text = _mistype(text, rng)
    return text or "?"


def _reword(text: str, rng: random.Random) -> str:
    """Put another word in place of one or two."""
    present = [group for group in _SYNONYMS if re.search(rf"\b{group[0]}\b", text)]
    for group in rng.sample(present, min(len(present), rng.randint(1, 2))):
        text = re.sub(rf"\b{group[0]}\b", rng.choice(group[1:]), text, count=1)
    return text


def _mistype(text: str, rng: random.Random) -> str:
    places = [i for i in range(1, len(text) - 1) if text[i].isalpha() and text[i + 1].isalpha()]
    if not places or len(text) < 6:
        return text
    i = rng.choice(places)
    match rng.randrange(5):
        case 0:
            return text[:i] + text[i + 1 :]
        case 1:
            return text[:i] + text[i + 1] + text[i] + text[i + 2 :]
        case 2:
            return text[:i] + text[i] + text[i:]
        case 3:
            return text[:i] + _NEIGHBOURS.get(text[i].lower(), text[i]) + text[i + 1 :]
        case _:
            return text[:i] + text[i + 1].lower() + text[i + 1 :]


def read_topics() -> Lessons:
    """Return what the model is taught about Sotto and small talk."""
    return read_lessons(*sorted(LESSONS.glob("topics*.txt")), LESSONS / "wordings.txt")


def read_emphasis() -> dict[str, float]:
    """Return how much more often than by their weights topics are asked about; see `emphasis.py`."""
    path = LESSONS / "emphasis.txt"
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    return {name: float(factor) for name, factor in (line.split() for line in lines if not line.startswith("#"))}


class Teacher:
    """Makes conversations; the random state is its only state."""

    def __init__(
        self,
        rng: random.Random,
        *,
        held_out: frozenset[str] = frozenset(),
        foreign: list[str],
        skills: list[Messages],
        quoting: Quoting | None = None,
    ) -> None:
        """Read the lessons; `foreign` are questions of others, beyond the model."""
        self._rng = rng
        self._known = read_topics()
        factors = read_emphasis()
        for topic in self._known.topics:
            topic.weight *= factors.get(topic.name, 1.0)
        self._unknown = read_lessons(*sorted(LESSONS.glob("unknowns*.txt")))
        self._talks = [talk for part in read_conversations(LESSONS / "conversations.txt").values() for talk in part]
        self._passages = read_passages(LESSONS / "reading.txt")
        frames = {path.stem: read_talk_frames(path) for path in sorted(LESSONS.glob("talk_*.txt"))}
        self._chatting = [found for name, found in frames.items() if name in _SMALL_TALK]
        self._pulling_out = [found for name, found in frames.items() if name in _PULLING_OUT]
        self._tasks = [found for name, found in frames.items() if name not in (*_SMALL_TALK, *_PULLING_OUT)]
        self._reading_frames = [frame for path in sorted(LESSONS.glob("reading_*.txt")) for frame in read_reading_frames(path)]
        # What makes a conversation, and how often.
        self._kinds: dict[Callable[[], Messages], int] = {
            self._conversation: 56,  # about Sotto and small talk
            self._talk: 4,  # written by hand
            lambda: self._framed_talk(self._tasks): 28,
            lambda: self._framed_talk(self._chatting): 18,
            lambda: self._framed_talk(self._pulling_out): 12,
            lambda: self._exchanges(rewording.exchange): 12,
            lambda: self._exchanges(sums.exchange): 9,
            self._listing: 5,
            self._reading: 4,  # about a text by hand
            self._framed_reading: 20,
            self._natural_reading: 22,  # by hand about a text of the corpus
            self._quoting: 8,  # about such a text, whose own words answer
            self._skill: 2,  # from the corpus
        }
        self._subjects = read_subjects(LESSONS / "lists.txt")
        self._texts = quoting
        self._skills = skills
        self._held_out = HeldOut(held_out)
        self._foreign = foreign

    def conversation(self) -> Messages:
        """Return one conversation of one to six turns."""
        while True:
            messages = self._rng.choices([*self._kinds], [*self._kinds.values()])[0]()
            if not any(self._held_out.near(m["content"]) for m in messages if m["role"] == "user"):
                return messages

    def _conversation(self) -> Messages:
        rng = self._rng
        turns = rng.choices((1, 2, 3, 4, 6), (52, 26, 13, 7, 2))[0]
        messages: Messages = []
        if rng.random() < 0.12:
            messages.append({"role": "system", "content": rng.choice(_SYSTEMS)})
        topic: Topic | None = None
        name: str | None = None
        for turn in range(turns):
            dice = rng.random()
            if turn and dice < 0.2 and topic is not None and topic.followups:
                questions, answers = rng.choice(topic.followups)
                self._say(messages, pick_question(questions, self._known.slots, rng), answers)
            elif turn and dice < 0.36:
                self._refer_back(messages)
            elif turn and dice < 0.44:
                answers = [t for t in self._known.topics if t.name == "thanks"][0].answers
                self._say(messages, rng.choice(_THANKS), answers)
                topic = None
            elif dice > 0.985 or (name and dice > 0.85):
                name = self._names(messages, name)
                topic = None
            elif dice > 0.74:
                self._beyond(messages)
                topic = None
            else:
                topic = self._known.choose(rng)
                if name and topic.name == "your_name_user":
                    continue
                question = pick_question(topic.questions, self._known.slots, rng)
                if rng.random() < 0.06:
                    self._two_at_once(messages, question, topic)
                else:
                    self._say(messages, question, topic.answers)
        return messages

    def _two_at_once(self, messages: Messages, question: str, topic: Topic) -> None:
        """Ask for something else in the same breath; the answer gives both, one after the other."""
        rng = self._rng
        other = self._known.choose(rng)
        second = pick_question(other.questions, self._known.slots, rng)
        answer = f"{topic.answers[0]} {other.answers[0]}"
        if other.name == topic.name or len(question) + len(second) > 160 or len(answer) > 420 or "\n" in answer:
            self._say(messages, question, topic.answers)
            return
        asked = rng.choice(_TWO).format(question.rstrip("?."), second.rstrip("?."), second[0].lower() + second[1:].rstrip("?."))
        self._say(messages, asked, [answer])

    def _talk(self) -> Messages:
        """Return a conversation written by hand, or two or three of them one after the other."""
        talks = self._rng.sample(self._talks, self._rng.choices((1, 2, 3), (70, 22, 8))[0])
        messages = [dict(message) for talk in talks for message in talk]
        if self._rng.random() < 0.12:
            messages.insert(0, {"role": "system", "content": self._rng.choice(_SYSTEMS)})
        return messages

    def _framed_talk(self, found: list[list[TalkFrame]]) -> Messages:
        """Return the conversation of a frame, or two or three of them one after the other."""
        rng = self._rng
        # By the square root: a large file has more to teach, but must not drown the others.
        weights = [len(frames) ** 0.5 for frames in found]
        files = rng.choices(found, weights, k=rng.choices((1, 2, 3), (80, 15, 5))[0])
        messages = [message for frames in files for message in rng.choice(frames).render(rng)]
        for message in messages[::2]:
            if rng.random() < 0.12 and len(message["content"]) < 90:
                message["content"] = _mistype(message["content"], rng)
        if rng.random() < 0.12:
            messages.insert(0, {"role": "system", "content": rng.choice(_SYSTEMS)})
        return messages

    def _reading(self) -> Messages:
        """Return questions about a passage written by hand."""
        passage = self._rng.choice(self._passages)
        others = [each for each in self._passages if each is not passage]
        strange = [question for question, _ in self._rng.choice(others).answered]
        return self._questions(passage.text, list(passage.answered), list(passage.unanswered), strange)

    def _framed_reading(self) -> Messages:
        """Return questions about the passage of a frame, now and then with a second passage beside it."""
        rng = self._rng
        frame, other = rng.sample(self._reading_frames, 2)
        # Looking up is learned first where there is little to look through.
        most = rng.choice((1, 2, 3, 4, None, None, None))
        text, answered, unanswered = frame.render(rng, most=most)
        second, others, _ = other.render(rng, most=most)
        strange = [question for question, _ in others]
        if not answered and not unanswered:
            return self._reading()
        if rng.random() < 0.15:
            both = [text, second]
            rng.shuffle(both)
            text, strange = "\n\n".join(both), []
        return self._questions(text, answered, unanswered, strange)

    def _questions(
        self, text: str, answered: list[tuple[str, str]], unanswered: list[str], strange: list[str]
    ) -> Messages:
        """Return one to five questions about a text, a few of them without an answer in it."""
        rng = self._rng
        messages: Messages = []
        answered, unanswered = rng.sample(answered, len(answered)), rng.sample(unanswered, len(unanswered))
        for turn in range(rng.choices((1, 2, 3, 5), (40, 25, 20, 15))[0]):
            if strange and rng.random() < 0.03:  # a question about another text is unanswered too
                question, answer = rng.choice(strange), rng.choice(_NOT_IN_TEXT)
            elif unanswered and (rng.random() < _UNANSWERED or not answered):
                question, answer = unanswered.pop(), rng.choice(_NOT_IN_TEXT)
            elif answered:
                question, answer = answered.pop()
            else:
                break
            if rng.random() < 0.12:
                question = question.lower()
            asked = question if turn else rng.choice(_READING).format(text=text, question=question)
            messages.append({"role": "user", "content": asked})
            messages.append({"role": "assistant", "content": answer[0].upper() + answer[1:]})
        return messages

    def _quoting(self) -> Messages:
        """Return questions about a text of the corpus that its own words answer."""
        rng = self._rng
        if self._texts is None:
            return self._framed_reading()
        text, exchanges = self._texts.lesson(rng)
        messages: Messages = []
        for question, answer in exchanges:
            asked = question if messages else rng.choice(_READING).format(text=text, question=question)
            messages.append({"role": "user", "content": asked})
            messages.append({"role": "assistant", "content": answer or rng.choice(_NOT_IN_TEXT)})
        return messages

    def _natural_reading(self) -> Messages:
        """Return questions by hand about a paragraph of the corpus."""
        if self._texts is None or not self._texts.natural:
            return self._quoting()
        passage, other = self._rng.sample(self._texts.natural, 2)
        strange = [question for question, _ in other.answered]
        return self._questions(passage.text, list(passage.answered), list(passage.unanswered), strange)

    def _listing(self) -> Messages:
        """Return one or two lists that are asked for."""
        rng = self._rng
        subjects = rng.sample(self._subjects, rng.choices((1, 2), (80, 20))[0])
        return [message for subject in subjects for message in asked_list(subject, rng)]

    def _skill(self) -> Messages:
        """Return a chat of the corpus."""
        return self._rng.choice(self._skills) if self._skills else self._exchanges(sums.exchange)

    def _exchanges(self, make: Callable[[random.Random], tuple[str, str]]) -> Messages:
        """Return one to six requests and answers that were made."""
        messages: Messages = []
        for _ in range(self._rng.choices((1, 2, 4, 6), (25, 25, 25, 25))[0]):
            question, answer = make(self._rng)
            if make is sums.exchange and self._rng.random() < 0.3:
                question = question.lower().rstrip("?.")
            messages.append({"role": "user", "content": question})
            messages.append({"role": "assistant", "content": answer})
        return messages

    def _say(self, messages: Messages, question: str, answers: list[str]) -> None:
        messages.append({"role": "user", "content": roughen(question, self._rng)})
        # Nearly always the first: choosing among several good answers is one thing more to learn by heart.
        weights = [12, *[1] * (len(answers) - 1)]
        answer = self._rng.choices(answers, weights)[0]
        messages.append({"role": "assistant", "content": answer})

    def _refer_back(self, messages: Messages) -> None:
        rng = self._rng
        last_question, last_answer = messages[-2]["content"], messages[-1]["content"]
        dice = rng.random()
        if dice < 0.6:
            self._say(messages, rng.choice(_REPEAT), [last_answer])
        elif dice < 0.8:
            self._say(messages, rng.choice(_UNCLEAR), ["Let me say it again: " + last_answer])
        elif len(last_question) < 80:
            self._say(messages, rng.choice(_ASKED), [f'You asked: "{last_question}"'])

    def _names(self, messages: Messages, known: str | None) -> str:
        rng = self._rng
        if known is not None:
            asked = ("What is my name?", "Do you know my name?", "who am I", "do you remember my name?",
                     "what's my name", "whats my name again")  # fmt: skip
            self._say(messages, rng.choice(asked), [f"Your name is {known}."])
            return known
        name = rng.choice(_NAMES)
        said = ("My name is {}", "I am {}", "I'm {}", "Hi, I'm {}", "Hello, my name is {}", "call me {}",
                "Hi, I am {}, nice to meet you", "you can call me {}", "my name is {}!")  # fmt: skip
        question = rng.choice(said).format(name)
        answers = [f"Nice to meet you, {name}! How can I help you?"]
        messages.append({"role": "user", "content": question})
        messages.append({"role": "assistant", "content": answers[0]})
        return name

    def _beyond(self, messages: Messages) -> None:
        rng = self._rng
        answer = rng.choices(_DONT_KNOW, (3, 1))[0]
        if self._foreign and rng.random() < 0.42:
            messages.append({"role": "user", "content": rng.choice(self._foreign)})
            messages.append({"role": "assistant", "content": answer})
            return
        topic = self._unknown.choose(rng)
        if topic.answers and rng.random() < 0.3:
            answer = f"{topic.answers[0]} {_DONT_KNOW[0]}"
        self._say(messages, pick_question(topic.questions, self._unknown.slots, rng), [answer])


def foreign_questions(corpus: Path) -> list[str]:
    """Return short questions of the shared corpus about knowledge, all of them beyond this model."""
    questions = []
    for source, messages in read_chats(corpus, longest=1200):
        text = messages[0]["content"]
        if source.startswith(("openstax", "abachaa/MedQuAD")) and 8 < len(text) < 110:
            questions.append(text)
    return questions


def mixture(corpus: Path, *, seed: int, skills: list[Messages] | None = None) -> Iterator[Messages]:
    """Yield tuning conversations without end; a part are `skills`, chats of the corpus."""
    rng = random.Random(seed)
    teacher = Teacher(
        rng,
        held_out=held_out_questions(),
        foreign=foreign_questions(corpus),
        skills=skills or [],
        quoting=read_quoting(corpus),
    )
    while True:
        yield teacher.conversation()


def main() -> None:
    """Show some conversations and the number of wordings."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--show", type=int, default=10)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    rows = mixture(arguments.corpus, seed=arguments.seed)
    for _, messages in zip(range(arguments.show), rows, strict=False):
        print("\n".join(f"{m['role'][0].upper()}: {m['content']}" for m in messages), end="\n\n")


if __name__ == "__main__":
    main()
