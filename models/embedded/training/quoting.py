"""Lessons about the texts of the corpus whose answers stand in them word for word.

Frames teach the forms of questions; what they say is soon known by heart. Here every text is another one, so the only way to
answer is to look: for the subject of a sentence ("Who ..."), a gap, a whole sentence, an entry of a small glossary.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import asking
from asking import Exchange
from corpus import read_chats, read_texts
from natural import read_natural
from parsing import Passage

_LESSONS = Path(__file__).parent / "lessons"
# A part of the texts is plenty; the books are long.
_TEXTS_KEPT = 0.25
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z\"])")
_PLAIN = re.compile(r"[A-Z][\w ,;:'\"().%$-]{24,220}[.!?]")
# A subject of up to five words, the verb, and the rest, which the question repeats.
_SUBJECT = re.compile(
    r"((?:The |An? )?[\w'-]+(?: [\w'-]+){0,4}?) "
    r"((?:is|was|has|had|can|could|will|would|may|must|did|does|[a-z]{2,}ed|became|began|made|took|gave|said|went|came|found"
    r"|saw|led|left|kept|held|wrote|told|brought|built|lost|won|put|ran|fell|grew|knew|felt|got|sat|stood|sent|spent"
    r"|produces|contains|allows|requires|provides|uses|includes|gives|makes|takes|shows|helps|leads|causes|becomes|means|needs)"
    r" [^.;:\"]{12,140})\."
)
_NO_SUBJECT = re.compile(
    r"(?:(?:This|That|These|Those|It|There|Here|He|She|They|We|I|You|One|Another|Such|Each|Both|Some|Many|Most|What|Which|Who"
    r"|How|When|While|If|As|After|Before|In|On|At|By|For|From|With|To|And|But|Or|So|Then|Yet|Because|Although|Since|Once|Now|Not"
    r"|No|Let|See|Note|However|Thus|Therefore|His|Her|Its|Their|Our|My|Your|Also|Both|All|Any|Under|Over|During|Through|Like"
    r"|Unlike)\b"
    r"|.*\b(?:that|which|who|and|or|when|where|to|of the|in|it|he|she|they|we|I|you|is|was|are|were|has|had|have|be|been"
    r"|will|would|can|could|not|also|by|a|an|the|as|with|for|from|their|its|his|her)$|(?:The|An?)$|\w+(?:ing|ed)\b)"
)
_PERSON = re.compile(
    r"[A-Z][a-z]+ [A-Z][a-z]+$"
    r"|(?:The|A|An) (?:man|woman|boy|girl|king|queen|doctor|teacher|prince|child|mother|father)"
)
_YEAR = re.compile(r"\b(?:in|In) (1[5-9]\d\d|20[012]\d)\b")
_GAP = re.compile(r"(?<=[a-z,] )(?:[A-Z][a-z]+(?: [A-Z][a-z]+)*|\d[\d,.]*\d|[a-z]{5,}(?: [a-z]{5,})?)(?=[ ,.])")
_TERM = re.compile(
    r"(?:what does|what is|what's|define|can you tell me what|explain|what do you understand by|give the meaning of)"
    r"\W+(?:the term\W+)?(.+?)(?: means?)?[\s\"'.?]*$",
    re.IGNORECASE,
)
_ASK_GAP = (
    'Which word is missing here: "{}"?', 'What belongs into the gap? "{}"', 'Fill in the gap from the text: "{}"',
    'What stands in place of ___ in "{}"?', 'Complete from the text: "{}"',
)  # fmt: skip
_ASK_REST = (
    'How does the sentence go on that begins with "{}"?', 'Finish this sentence of the text: "{}"',
    'The text says "{}" - what comes next?', 'Continue the quotation: "{} ..."',
)  # fmt: skip
_ASK_SENTENCE = (
    'Quote the sentence with the word "{}".', 'Which sentence mentions "{}"?', 'In which sentence does "{}" occur?',
    'What does the text say about "{}"? Quote it.', 'Find the sentence about "{}".', 'Copy the sentence that contains "{}".',
)  # fmt: skip
_ASK_PLACE = {
    0: ("What is the first sentence?", "Quote the first sentence.", "How does the text begin?", "Copy the beginning of the text."),
    -1: ("What is the last sentence?", "Quote the last sentence.", "How does the text end?", "Copy the end of the text."),
}
_ASK_ALL = ("Repeat the text.", "Repeat this word for word.", "Copy the text exactly.", "Say that again, word for word.")
_ASK_TERM = (
    "What is {}?", "What does {} mean?", "What is meant by {}?", "How is {} defined?", "Define {}.", "what is {}", "Explain {}.",
    "What does the text say about {}?", "meaning of {}?", 'What does "{}" stand for?',
)  # fmt: skip
_ASK_WHICH = (
    "Which term means: {}?", "What is the word for this: {}?", "What is this called? {}", "Which entry is described as: {}?",
)  # fmt: skip
_ASK_YEAR = ("In which year was this: {}?", "When was that: {}?", "Which year is given for this: {}?")
_ENTRY_FORMS = ("{}: {}", "{} - {}", '"{}" means: {}', "{} is this: {}", "{} = {}")


@dataclass(frozen=True, slots=True)
class Quoting:
    """Paragraphs as lists of sentences, glossary entries as (term, meaning), and paragraphs with questions written by hand."""

    paragraphs: list[list[str]]
    glossary: list[tuple[str, str]]
    natural: list[Passage]

    def lesson(self, rng: random.Random) -> tuple[str, list[Exchange]]:
        """Return a text and some questions about it, each with its answer, or None where the text has none."""
        return self._entries(rng) if rng.random() < 0.25 else self._passage(rng)

    def _passage(self, rng: random.Random) -> tuple[str, list[Exchange]]:
        sentences, others = _window(rng.choice(self.paragraphs), rng), _window(rng.choice(self.paragraphs), rng)
        text = " ".join(sentences)
        found: list[Exchange] = []
        for _ in range(rng.choice((1, 1, 2, 3))):
            make = rng.choices(_KINDS, _KIND_WEIGHTS)[0]
            is_strange = rng.random() < 0.12 and make not in _OF_ANY_TEXT
            exchange = make(others if is_strange else sentences, text, rng)
            if exchange is None or exchange[0] in {question for question, _ in found}:
                continue
            question, answer = exchange
            if is_strange and answer is not None and answer.lower().rstrip(".") in text.lower():
                continue
            found.append((question, None if is_strange else answer))
        return text, found or [_place(sentences, text, rng)]

    def _entries(self, rng: random.Random) -> tuple[str, list[Exchange]]:
        chosen = rng.sample(self.glossary, rng.randint(2, 6))
        missing = chosen.pop() if len(chosen) > 2 else None
        form = rng.choice(_ENTRY_FORMS)
        text = rng.choice(("\n", "\n", "\n- ")).join(form.format(term, meaning) for term, meaning in chosen)
        found: list[Exchange] = []
        for term, meaning in rng.sample(chosen, rng.randint(1, len(chosen))):
            if rng.random() < 0.3:
                found.append((rng.choice(_ASK_WHICH).format(meaning.rstrip(".")), f"{term[0].upper()}{term[1:]}."))
            else:
                found.append((rng.choice(_ASK_TERM).format(term), meaning))
        if missing and rng.random() < 0.3:
            found.insert(rng.randrange(len(found) + 1), (rng.choice(_ASK_TERM).format(missing[0]), None))
        return text, found


def _window(paragraph: list[str], rng: random.Random) -> list[str]:
    size = min(len(paragraph), rng.choice((1, 2, 2, 3, 3, 4, 5, 6)))
    start = rng.randrange(len(paragraph) - size + 1)
    return paragraph[start : start + size]


def _subject(sentences: list[str], text: str, rng: random.Random) -> Exchange | None:
    """Ask who or what does something."""
    for sentence in rng.sample(sentences, len(sentences)):
        match = _SUBJECT.fullmatch(sentence)
        if match and not _NO_SUBJECT.match(match[1]):
            asks = "Who" if _PERSON.match(match[1]) else "What" if match[1].startswith("The ") else "Who or what"
            return f"{asks} {match[2]}?", f"{match[1]}."
    return None


def _year(sentences: list[str], text: str, rng: random.Random) -> Exchange | None:
    """Ask for the year of something."""
    for sentence in sentences:
        years = _YEAR.findall(sentence)
        if len(years) == 1:
            rest = _YEAR.sub("", sentence).strip(" ,.").replace("  ", " ").replace(" ,", ",")
            return rng.choice(_ASK_YEAR).format(rest), f"In {years[0]}."
    return None


def _gap(sentences: list[str], text: str, rng: random.Random) -> Exchange | None:
    """Ask for a missing word."""
    sentence = rng.choice(sentences)
    gaps = list(_GAP.finditer(sentence))
    if not gaps:
        return None
    gap = rng.choice(gaps)
    start, end = max(0, gap.start() - rng.randint(15, 60)), gap.end() + rng.randint(10, 50)
    before = sentence[start : gap.start()].partition(" ")[2] if start else sentence[: gap.start()]
    after = sentence[gap.end() : end].rpartition(" ")[0] if end < len(sentence) else sentence[gap.end() :]
    if len(before.split()) < 2:
        return None
    return rng.choice(_ASK_GAP).format(f"{before}___{after}"), f"{gap[0][0].upper()}{gap[0][1:].rstrip('.,')}."


def _rest(sentences: list[str], text: str, rng: random.Random) -> Exchange | None:
    """Ask how a sentence goes on."""
    sentence = rng.choice(sentences)
    words = sentence.split(" ")
    if len(words) < 7:
        return None
    at = rng.randint(3, min(6, len(words) - 3))
    return rng.choice(_ASK_REST).format(" ".join(words[:at])), " ".join(words[at:])


def _sentence(sentences: list[str], text: str, rng: random.Random) -> Exchange | None:
    """Ask for the sentence with a word."""
    sentence = rng.choice(sentences)
    once = [word for word in re.findall(r"[A-Za-z]{5,}", sentence) if text.lower().count(word.lower()) <= 1]
    return (rng.choice(_ASK_SENTENCE).format(rng.choice(once)), sentence) if once else None


def _place(sentences: list[str], text: str, rng: random.Random) -> Exchange:
    """Ask for the first or the last sentence."""
    at = rng.choice((0, -1))
    return rng.choice(_ASK_PLACE[at]), sentences[at]


def _everything(sentences: list[str], text: str, rng: random.Random) -> Exchange | None:
    """Ask for all of a short text."""
    return (rng.choice(_ASK_ALL), text) if len(text) < 240 else None


_Kind = Callable[[list[str], str, random.Random], Exchange | None]
def _about(sentences: list[str], text: str, rng: random.Random) -> Exchange | None:
    """Ask about a sentence, in one of the ways there are."""
    for ask in rng.sample(asking.KINDS, len(asking.KINDS)):
        exchange = ask(sentences, rng)
        if exchange is not None:
            return exchange
    return None


def _all_of(sentences: list[str], text: str, rng: random.Random) -> Exchange | None:
    """Ask for every name or number."""
    return rng.choice((asking.all_names, asking.all_numbers))(sentences, rng)


_KINDS: tuple[_Kind, ...] = (_subject, _year, _about, _gap, _rest, _sentence, _place, _everything, _all_of)
_KIND_WEIGHTS = (36, 6, 40, 14, 10, 14, 5, 8, 20)
# Another text has these, too.
_OF_ANY_TEXT = (_place, _everything, _all_of)


def read_quoting(corpus: Path) -> Quoting:
    """Collect paragraphs and glossary entries."""
    rng = random.Random(3)
    paragraphs = [each for text in read_texts(corpus) if rng.random() < _TEXTS_KEPT for each in _paragraphs(text)]
    natural = read_natural(sorted(_LESSONS.glob("natural_*.txt")), read_texts(corpus))
    return Quoting(paragraphs, list(glossary(read_chats(corpus, longest=400))), natural)


def _paragraphs(text: str) -> Iterator[list[str]]:
    for paragraph in text.split("\n\n"):
        sentences = _SENTENCE.split(paragraph.replace("\n", " "))
        run: list[str] = []
        for sentence in [*sentences, ""]:
            if _PLAIN.fullmatch(sentence) and sentence.count('"') % 2 == 0:
                run.append(sentence)
                continue
            if len(run) >= 2:
                yield run
            run = []


def glossary(chats: Iterable[tuple[str, list[dict[str, str]]]]) -> Iterator[tuple[str, str]]:
    """Yield the terms and meanings of the glossary rows among (source, messages), without the templates around them."""
    for source, messages in chats:
        if "(glossary)" not in source or len(messages) != 2:
            continue
        asked = _TERM.match(messages[0]["content"])
        if not asked:
            continue
        term = asked[1].strip("\"' ")
        begin = rf"(?:the (?:term )?)?[\"']?{re.escape(term)}[\"']?(?: means| refers to the following)?: "
        meaning = re.sub(rf"^{begin}", "", messages[1]["content"], flags=re.IGNORECASE)
        if term.lower() not in meaning.lower() and 20 < len(meaning) < 200:
            yield term, meaning[0].upper() + meaning[1:]
