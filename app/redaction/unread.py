"""Languages that the detectors do not read: names in them are not found, which a review has to say.

Rules and tagger know seven languages in Latin letters. Another alphabet tells itself by its letters, another
language in Latin letters by letters and common words that none of the seven has. What is short and has
neither stays untold.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import Final

_RANGES: Final = {
    "greek": "\u0370-\u03ff\u1f00-\u1fff",
    "cyrillic": "\u0400-\u052f",
    "armenian": "\u0530-\u058f",
    "hebrew": "\u0590-\u05ff",
    "arabic": "\u0600-\u06ff\u0750-\u077f",
    "indic": "\u0900-\u0dff",
    "thai": "\u0e00-\u0e7f",
    "georgian": "\u10a0-\u10ff",
    "ethiopic": "\u1200-\u137f",
    "khmer": "\u1780-\u17ff",
    "chinese-japanese": "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff",
    "korean": "\u1100-\u11ff\uac00-\ud7af",
}
# One letter alone is a symbol: "π", "Δt".
_RUNS: Final = {code: re.compile(f"[{letters}]{{2,}}") for code, letters in _RANGES.items()}
_FEWEST_LETTERS: Final = 8
_FEWEST_OF_IDEOGRAPHS: Final = 4
_BEYOND_LATIN: Final = re.compile("[\u0370-\ud7af]")

# Commonest words, without those that one of the seven languages has too.
_WORDS: Final = {
    "polish": (
        "się jest że jak tylko przez dla są być który która które oraz jestem proszę czy już przy "
        "jego tego tym mnie jej też będzie panu dzień dobry dziękuję"
    ),
    "south-west-slavic": (
        "že jsem jsou není jako který která které také nebo může už bych prosím dobrý děkuji "
        "byl byla sú ktorý ktorá tiež môže ďakujem nije koji koja koje kako kao već hvala molim "
        "biti imam što ker tudi nisem"
    ),
    "scandinavian": (
        "och är inte jag på för ett från vad hur mig efter också tack ikke jeg fra hvad "
        "hvordan hva vær mellom noen skrivit hvem vem hvor skal "
        "hendes hennes venligst skriv eller også"
    ),
    "finnish": (
        "että minä hän hänen ovat niin mutta olen kanssa myös mitä miten kiitos hyvää sinun minun "
        "sekä koska kuin joka jotta"
    ),
    "hungarian": "és hogy vagyok már kell köszönöm szeretnék vagy még kérem nagyon egy utca kérjük",
    "romanian": "și să pentru această acest mulțumesc bună vreau după",
    "turkish": "için ile değil çok daha gibi olarak yok nasıl teşekkür merhaba lütfen olan",
    "baltic": "yra kad nėra kaip labas ačiū prašau jau aš paldies lūdzu kā arī esmu",
    "vietnamese": "và của không có được cho một người này với tôi những trong khi đã để các",
    "indonesian-malay": "yang tidak dengan untuk saya adalah itu dari pada bisa sudah terima kasih",
}
_HINTS: Final = {word: code for code, words in _WORDS.items() for word in words.split()}
# In words with a small first letter: names with them stand in any text.
_LETTERS: Final = {
    letter: code
    for code, letters in {
        "scandinavian": "åøæ",
        "polish": "łąęśżźńć",
        "south-west-slavic": "čřšžěůďťňľĺŕđ",
        "turkish": "ğşı",
        "romanian": "șță",
        "hungarian": "őű",
        "baltic": "ėįųķļņģ",
        "vietnamese": "ơưđạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ",
    }.items()
    for letter in letters
}
_RARE: Final = re.compile(f"[{''.join(_LETTERS)}]")
_WORD: Final = re.compile(r"[^\W\d_]{2,}")
LANGUAGES: Final = frozenset((*_RANGES, *_WORDS))
"""Every code that can be returned."""

# A question of a few words, a letter with its names and numbers, or a passage in a longer text.
_FEWEST_IN_A_QUESTION, _SHARE_OF_A_QUESTION = 2, 0.12
_KINDS_IN_A_LETTER, _SHARE_OF_A_LETTER = 3, 0.05
_FEWEST_IN_A_PASSAGE = 6


def unread_languages(text: str) -> tuple[str, ...]:
    """Return the codes of languages and writings in which no name of a text is found, the commonest first."""
    found = Counter[str]()
    if _BEYOND_LATIN.search(text):
        for code, runs in _RUNS.items():
            letters = sum(len(run) for run in runs.findall(text))
            is_dense = code in {"chinese-japanese", "korean"}
            if letters >= (_FEWEST_OF_IDEOGRAPHS if is_dense else _FEWEST_LETTERS):
                found[code] = letters
    words = _WORD.findall(text)
    hints: dict[str, Counter[str]] = defaultdict(Counter)
    for word in words:
        if code := _hint(word):
            hints[code][word.lower()] += 1
    for code, kinds in hints.items():
        count = kinds.total()
        is_question = count >= _FEWEST_IN_A_QUESTION and count >= _SHARE_OF_A_QUESTION * len(words)
        is_letter = len(kinds) >= _KINDS_IN_A_LETTER and count >= _SHARE_OF_A_LETTER * len(words)
        if is_question or is_letter or count >= _FEWEST_IN_A_PASSAGE:
            found[code] = count
    return tuple(code for code, _ in found.most_common())


def _hint(word: str) -> str:
    """Return the code of the language that a word speaks for, or ""."""
    if (code := _HINTS.get(word.lower())) is not None:
        return code
    rare = _RARE.search(word) if word[0].islower() else None
    return _LETTERS[rare[0]] if rare is not None else ""
