"""Members of Qt's namespace ``Qt`` by their numbers, for what is made before the first painting.

Whoever asks PySide6 for ``Qt`` makes it build 93 Python enums with 1,200 members: 14 milliseconds, a twelfth
of the time until the unlock screen is painted. That screen needs the few below, and each of them is set
through a property, which takes a number: ``widget.setProperty("alignment", ALIGN_CENTRE)``. Elsewhere the
enums are used; in the modules of this screen, by functions that run later and import ``Qt`` themselves.
"""

from __future__ import annotations

from typing import Final

ALIGN_CENTRE: Final = 0x4  # AlignHCenter
PLAIN_TEXT: Final = 0
NO_FOCUS: Final = 0
STRONG_FOCUS: Final = 11
NO_SCROLL_BAR: Final = 1  # ScrollBarAlwaysOff
TEXT_BESIDE_ICON: Final = 2
# ImhHiddenText, ImhSensitiveData, ImhNoAutoUppercase, ImhNoPredictiveText
SECRET_INPUT: Final = 0x1 | 0x2 | 0x4 | 0x40
