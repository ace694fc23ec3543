"""Writing without spaces, cut up so that the search index finds what stands inside a run.

FTS5's tokenizer takes a run of letters for one word, and Chinese, Japanese, Korean, Thai and others write
whole sentences without a space. What is stored therefore has U+0016 between two letters where one of them is
of such a script, so each of them is a word of its own, and a word of several is a phrase. U+0016 (SYN, a
filler of synchronous lines) is no letter to the tokenizer, takes one byte, means nothing in a text, and is
taken out again wherever text is read; where a user wrote one, it is replaced.

Against FTS5's trigram tokenizer as a second index: that would index every text a second time, not only
these, and cannot find words of one or two characters, which is what most Chinese words are.
"""

from __future__ import annotations

import functools
import re
from typing import Final

SEPARATOR: Final = "\x16"
REPLACEMENT: Final = "\ufffd"

# Blocks (https://www.unicode.org/charts/) of scripts that do not put spaces between words, and Hangul, which
# does, but glues endings and compounds. Tibetan is not here: it has a sign between syllables.
_SCRIPTS: Final = (
    "\u0e00-\u0eff"  # Thai, Lao
    "\u1000-\u109f\uaa60-\uaa7f\ua9e0-\ua9ff"  # Myanmar
    "\u1780-\u17ff"  # Khmer
    "\u1950-\u19df\u1a20-\u1aaf"  # Tai Le, New Tai Lue, Tai Tham
    "\ua980-\ua9df\u1b00-\u1b7f"  # Javanese, Balinese
    "\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3038-\u303b"  # Han radicals, iteration marks, numerals
    "\u3040-\u312f\u31a0-\u31bf\u31f0-\u31ff\uff66-\uff9f"  # Hiragana, Katakana, Bopomofo
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"  # Han
    "\ua000-\ua4cf"  # Yi
    "\uac00-\ud7a3"  # Hangul syllables
    "\U00016fe0-\U00018dff\U0001aff0-\U0001b2ff"  # Tangut, Khitan, Kana supplements, Nushu
)


@functools.cache
def _any() -> re.Pattern[str]:
    """Compile it late: the window waits until this process has started, and it is a twentieth of that."""
    return re.compile(f"[{_SCRIPTS}]")


@functools.cache
def _between() -> re.Pattern[str]:
    # Marks above and below are no letters: the tokenizer separates at them by itself.
    return re.compile(rf"(?<=[{_SCRIPTS}])(?=\w)|(?<=\w)(?=[{_SCRIPTS}])")


def is_segmented(text: str) -> bool:
    """Whether ``cut`` would put separators into a text, one way or the other."""
    return not text.isascii() and _any().search(text) is not None


def without_separators(text: str) -> str:
    """Replace what could be taken for a separator in a text as a user wrote it."""
    return text.replace(SEPARATOR, REPLACEMENT)


def cut(text: str) -> str:
    """Put separators into a text that has none; linear in its length."""
    return _between().sub(SEPARATOR, text) if is_segmented(text) else text


def joined(stored: str) -> str:
    """Return a stored text as it was written."""
    return stored.replace(SEPARATOR, "")
