"""User names by what happens to their owners: in the logs of moderators and games, where words are names.

"[mod] oldgregg timed out lemonade for 600s", "Creepster joined the game", "su: (to root) ibis on pts/1",
"gardengnome42 wrote:". A place in a log leaves no doubt; elsewhere a name must be no word.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from app.redaction import later as re
from app.redaction.data import words
from app.redaction.findings import EntityType
from app.redaction.recognizers.base import Hit, Recognizer
from app.redaction.recognizers.login_names import is_somebodys, looks_made_up
from app.redaction.recognizers.told import near_needles
from app.redaction.recognizers.usernames import is_no_value

_NAME: Final = r"[A-Za-z][\w.-]{1,30}(?<![.-])"
_BEGIN: Final = r"(?:(?<=\A)|(?<=\n)|(?<=[\])>*|] )|(?<=: )|(?<=:\d\d ))"
_DONE: Final = (
    r"(?:un)?(?:banned|muted|kicked|warned|jailed|timed[ ]out|shadow-?banned|suspended|promoted|demoted"
    r"|silenced"
    r"|gebannt|gesperrt|stummgeschaltet|verwarnt|entbannt|banni|exclu|expulsé|réduit au silence|baneado"
    r"|expulsado"
    r"|silenciado|bannato|espulso|silenziato|geband|verbannen|gedempt|banido|expulso|silenciado)"
)
# "pixelfox was banned by harvest_moon"
_DONE_BY: Final = re.compile(
    rf"{_BEGIN}@?(?P<name>{_NAME})[ ](?:(?:has[ ]been|was|got|is|wurde|ist|a[ ]été|ha[ ]sido|fue|è[ ]stato"
    rf"|werd|is|foi)"
    rf"[ ])?(?:[a-z]{{4,12}}ly[ ]|von[ ](?P<before>{_NAME})[ ])?{_DONE}"
    rf"(?:[ ](?:by|von|par|por|da|door)[ ]@?(?P<other>{_NAME})(?![\w@(]|\.\w))",
    re.IGNORECASE,
)
# "oldgregg timed out lemonade for 600s"
_DOES: Final = re.compile(
    rf"{_BEGIN}@?(?P<name>{_NAME})[ ](?:has[ ])?{_DONE}[ ]@?(?P<other>{_NAME})(?![\w@]|\.\w)"
    r"(?=[ ](?:for|from|until|permanently|\()|[ ]?[.\n(:]|[ ]?\Z)",
    re.IGNORECASE,
)
# "Creepster joined the game", "MissDaisy was slain by Zombie"
_COMES: Final = re.compile(
    rf"(?:(?<=\A)|(?<=\n)|(?<=\]: )|(?<=\] ))(?P<name>{_NAME})[ ](?:has[ ])?"
    r"(?:(?:joined|left)[ ](?:the[ ](?:game|server|channel|room|chat|call|party|lobby|voice|raid|guild"
    r"|world|match)"
    r"|voice|lobby)"
    r"|was[ ](?:slain|shot|blown[ ]up|fragged|eliminated|knocked[ ]out)[ ]by|fell[ ]from[ ]a"
    r"|hit[ ]the[ ]ground[ ]too"
    r"|tried[ ]to[ ]swim|went[ ]up[ ]in[ ]flames|burned[ ]to[ ]death|completed[ ]the[ ]challenge"
    r"|has[ ]made[ ]the[ ]advancement|issued[ ]server[ ]command|lost[ ]connection"
    r"|logged[ ]in[ ]with[ ]entity)(?!\w)"
)
# "su: (to root) ibis on pts/1"
_SU: Final = re.compile(
    r"(?<!\w)su(?:\[\d{1,7}\])?:[ ]\(to[ ][\w.-]{1,32}\)[ ](?P<name>[a-z_][\w.-]{1,31})(?=[ ]on[ ])"
)
# git config user.name "wagtail": somebody's name has two words and is found as that
_GIT: Final = re.compile(
    r"(?<!\w)git[ ]config[ ](?:--\w{1,10}[ ])?user\.name[ =][\"']?(?P<name>[A-Za-z][\w.-]{2,30})(?![\w ])"
)
# "gardengnome42 wrote:"
_WROTE: Final = re.compile(
    rf"(?:(?<=\A)|(?<=\n)|(?<=> ))@?(?P<name>{_NAME})[ ](?:wrote|said|posted|schrieb|hat[ ]geschrieben"
    rf"|a[ ]écrit"
    r"|escribió|ha[ ]scritto|schreef|escreveu)[ ]?:(?=[ ]?\r?\n|[ ])"
)
# "mod_ferret deleted a message by saltlamp"
_DOES_TO_WORDS: Final = re.compile(
    rf"{_BEGIN}@?(?P<name>{_NAME})[ ](?:has[ ])?(?:deleted|removed|edited|pinned|unpinned|approved|flagged"
    rf"|reported|hid|locked)"
    r"[ ](?:an?|the|\d{1,3}|this)[ ](?:[a-z]{2,10}[ ])?(?:messages?|posts?|comments?|threads?|replies"
    r"|reply)[ ](?:by|from|of)[ ]"
    rf"@?(?P<other>{_NAME})(?![\w@]|\.\w)",
    re.IGNORECASE,
)
# "3f2a91c 2025-04-01 plover: fix typo"
_IN_HISTORY: Final = re.compile(
    rf"(?<![\w])[0-9a-f]{{7,40}}[ ]{{1,2}}\d{{4}}-\d\d-\d\d[ ]{{1,2}}(?P<name>{_NAME})(?=[ ]?(?::[ ]|[|\t]"
    rf"|[ ]-[ ]))"
)
_DONE_WORDS: Final = (
    "banned|muted|kicked|warned|jailed|timed out|suspended|promoted|demoted|silenced|gebannt|gesperrt"
    "|stummges"
    "|verwarnt|banni|exclu|expuls|silence|baneado|silenci|bannato|espulso|silenziato|geband|verbannen|gedempt"
    "|banido|message|post|comment|thread|repl"
)
_DONE_NEEDLES: Final = tuple(_DONE_WORDS.split("|"))
_COME_WORDS: Final = (
    "joined |left |was slain|was shot|blown up|fragged|eliminated|knocked out|fell from|hit the ground"
    "|to swim"
    "|in flames|to death|the challenge|advancement|server command|lost connection|with entity"
)
_COME_NEEDLES: Final = tuple(_COME_WORDS.split("|"))
_NO_ONE_WORDS: Final = (
    "he she it they we you who what that this these those there and but so then someone somebody everyone"
    " anyone nobody people user users member members player players er sie es wer man il elle on qui ils él"
    " ella quien lui lei chi loro hij zij ze wie ele ela quem mods mod admins staff bot automod moderator"
    " moderators"
)
_NO_ONE: Final = frozenset(_NO_ONE_WORDS.split())


class Moderated:
    """See the module."""

    id = "username-moderated"

    def find(self, text: str) -> Iterator[Hit]:
        """Yield the names of those who do and those to whom it is done."""
        for pattern in (_DONE_BY, _DOES, _DOES_TO_WORDS):
            for match in near_needles(pattern, text, _DONE_NEEDLES):
                groups = [group for group in ("name", "before", "other") if match.groupdict().get(group)]
                names = [match[group] for group in groups]
                if any(map(_is_no_one, names)):
                    continue
                if text[match.start() - 2 : match.start()] == "] " or any(map(looks_made_up, names)):
                    for group in groups:
                        yield self._hit(match, group)
        for match in near_needles(_COMES, text, _COME_NEEDLES):
            if looks_made_up(match["name"]) or is_somebodys(match["name"]):
                yield self._hit(match, "name")
        for pattern, needles in (
            (_SU, ("su: (", "]: (to")),
            (_GIT, ("user.name",)),
            (_IN_HISTORY, ("-0", "-1")),
        ):
            for match in near_needles(pattern, text, needles):
                if not is_no_value(match["name"]) and match["name"] not in {"Your", "Name"}:
                    yield self._hit(match, "name")
        for match in near_needles(_WROTE, text, (":",)):
            if looks_made_up(match["name"]):
                yield self._hit(match, "name")

    def _hit(self, match: re.Match[str], group: str) -> Hit:
        return Hit(*match.span(group), EntityType.USERNAME, 0.72, self.id)


def _is_no_one(name: str) -> bool:
    return name.lower() in _NO_ONE or is_no_value(name) or name.lower() in words("not_names")


RECOGNIZERS: tuple[Recognizer, ...] = (Moderated(),)
