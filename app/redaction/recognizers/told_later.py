"""Passwords told in a sentence that has no word for one, after another that said what it is about.

"The wifi password was changed. The new one is Harvest Moon 12",
"My login is tess.w and I use Pudding!Bowl for
it", "beim WLAN steht auf dem Zettel Kuckuck-91-Uhr", "voor het wifi moet je groene-fiets-8 intypen".

Each of these turns is looked for by itself, and counts where a word for a login, a lock or a network stands a
little before it and the value looks like a password.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from app.redaction import later as re
from app.redaction.data import words
from app.redaction.findings import EntityType
from app.redaction.recognizers.base import Hit, Recognizer
from app.redaction.recognizers.told import is_standard, looks_like_password, near_needles
from app.redaction.standing_words import COUNTED

_REACH: Final = 180
_ABOUT: Final = re.compile(
    r"(?i)passw|\bpass\b|\bpw\b|kennwort|zugang|\bmdp\b|mot de passe|contrase|\bclave|wachtwoord|senha"
    r"|palavra"
    r"|parola|passphrase|\blog[ -]?ins?\b|log in|logge|inlog|einlog|anmeld|connexion|\bwi-?fi\b|\bwlan\b"
    r"|\bentrare?\b|\bacceder|\baccéder|\bzugreif|\bconnect"
    r"|\bpins?\b|\bcodes?\b|código|codice|geheimzahl|\baccounts?\b|konto|\bcompte|\bcuenta|portal"
)
_VALUE: Final = r"[\"'“„«‘]?(?P<value>[^\s\"'“”„«»‘’,;()<>]{4,40})"
# "the new one is", "das alte war", "l'ancien était", "la nueva es", "quella vecchia era".
_OTHER_ONE: Final = re.compile(
    r"(?<!\w)(?i:(?:the|my|our|his|her)[ ](?:new|old|other|current|right|correct|previous|temporary)[ ]one"
    r"|(?:it|that)(?=[ ](?:was|is)[ ]changed)"
    r"|(?:das|die|mein|meine)[ ](?:neue|alte|andere|richtige|aktuelle|vorige)|(?:le|la)[ ](?:nouveau|nouvelle"
    r"|bon|bonne|précédent|précédente)|l'ancien(?:ne)?|l'autre|(?:la|el)[ ](?:nueva|nuevo|vieja|viejo|antigua"
    r"|antiguo|otra|otro|anterior|actual)|(?:la|il|quella|quello)[ ](?:nuova|nuovo|vecchia|vecchio|giusta)"
    r"|(?:het|de|die|dat)[ ](?:nieuwe|oude|andere|juiste|huidige)|[ao][ ](?:nova|novo|antiga|antigo|velha"
    r"|outra"
    r"|atual))"
    r"(?i:[ ](?:which|that|die|das|qui|que|che))?(?i:[ ](?:should[ ]be|must[ ]be|has[ ]to[ ]be|is[ ]now"
    r"|is|was|now|ist[ ]jetzt|ist|war|lautet|heißt|est"
    r"|était|c'est|es|era|è|sarebbe|is[ ]nu|foi|é)[ ]|[ ]?:[ ]?|[ ]\()"
    r"(?:[\"“„«](?P<quoted>[^\"”“»\n]{4,40})[\"”“»]"
    r"|(?P<words>[A-ZÄÖÜ][^\W\d_]{2,14}(?:[ ][A-ZÄÖÜ][^\W\d_]{2,14}){0,2}[ ]\d{1,4})(?=[ ]?(?:[.,;!?\n]|\Z))"
    r"|(?P<value>[^\s\"'“”„«»,;()<>]{4,40}))"
)
# "vorher wars Kastanie76", "before that it was Winter22!", "avant c'était citron77".
_BEFORE_IT: Final = re.compile(
    r"(?<!\w)(?i:vorher|früher|davor|previously|before(?:[ ]that)?|formerly|avant|auparavant|antes|prima"
    r"|voorheen|vroeger),?[ ]"
    r"(?i:wars|war's|war[ ]es|war|it[ ]was|was|c'était|était|era|was[ ]het|was)[ ]"
    rf"{_VALUE}"
)
_BEFORE_IT_NEEDLES: Final = (
    "vorher", "früher", "davor", "previously", "before ", "formerly", "avant", "auparavant", "antes",
    "prima", "voorheen", "vroeger",
)  # fmt: skip
# "put Lemonade1974 when it asks"
_ASKED_FOR: Final = re.compile(
    rf"(?<!\w)(?i:put|type|enter|use)[ ](?i:in[ ])?{_VALUE}[\"'”“»]?[ ](?i:when|if|where)[ ](?i:it|they"
    rf"|he|she|the[ ]\w{{3,12}})"
    r"[ ](?i:asks?|prompts?|wants?)(?!\w)"
)
_ASKED_FOR_NEEDLES: Final = ("put ", "type ", "enter ", "use ")
# "le code de l'alarme est passé de 1182 à 4407", "changed the gate code from 1966 to 2024".
_LOCKS: Final = (
    r"(?:alarme?|alarma|allarme|haustür|tür|door|gate|key[ ]?safe|safe|tresor|garage|porte|portail|coffre"
    r"|puerta"
    r"|caja[ ]fuerte|porta|cancello|cassaforte|deur|poort|kluis|portão|cofre)"
)
_CODE_FROM_TO: Final = re.compile(
    rf"(?<!\w)(?i:pins?|puk|digicode|passcode|geheimzahl|toegangscode|{_LOCKS}[ -]?(?:code|pin"
    rf"|kombination|combinatie"
    r"|combination)|(?:code|código|codice|combinaison|combinación|combinazione|combinação)[ ](?:de|du|of"
    r"|for|van|voor"
    rf"|do|da|del|della|dell'|di)[ ]?(?:(?:the|la|le|el|il|de|het|o|a)[ ]|l')?{_LOCKS})(?!\w)"
    r"[^\n.!?\d]{1,40}?(?i:from|von|de|du|dal?|van|del)[ ](?P<old>[*#]?\d{4,8}#?)[ ]"
    r"(?i:to|auf|zu|à|au?|naar|para|in|al?)[ ](?P<new>[*#]?\d{4,8}#?)(?![\w%€$£]|[.,]\d)"
)
_CODE_FROM_TO_NEEDLES: Final = (
    "pin", "puk", "code", "geheimzahl", "kombination", "combina", "código", "codice",
)  # fmt: skip
# "The iPad is 195104. Sky pin …": where passwords are told, what a device "is" is one.
_OF_A_DEVICE: Final = re.compile(
    r"(?<!\w)(?i:i?pad|i?phone|handy|laptop|tablet|computer|pc|ordi|ordinateur|portable|móvil|ordenador|portátil"
    r"|cellulare|telefono|telefoon|telemóvel|computador|netflix|disney|spotify|amazon|apple[ ]id|sky"
    r"|paypal|ebay"
    r"|facebook|insta(?:gram)?|router|nas|banking|elster)"
    rf"[ ](?i:is|ist|est|c'est|es|è|é)[ ]{_VALUE}"
)
_OF_A_DEVICE_NEEDLES: Final = (
    " is ", " ist ", " est ", "c'est ", " es ", " è ", " é ",
)  # fmt: skip
# "tried Wint3rboots, wint3r-boots and Wint3r.Boots": all of them.
_TRIED: Final = re.compile(
    r"(?<!\w)(?i:tried|trying|versucht|probiert|essayé|testé|probado|probé|provato|geprobeerd|tentei"
    r"|experimentei)[ ]"
    r"(?P<values>[^\s\"'“”«»,;()<>]{5,40}(?:(?:,[ ]|,?[ ](?:and|or|und|oder|et|ou|y|o|e|en|of)[ ])"
    r"[^\s\"'“”«»,;()<>]{5,40}){0,5})"
)
_TRIED_NEEDLES: Final = (
    "tried ", "trying ", "versucht ", "probiert ", "essayé ", "testé ", "probado ", "probé ", "provato ",
    "geprobeerd ", "tentei ", "experimentei ",
)  # fmt: skip
_YEAR: Final = re.compile(r"(?:19\d|20[0-3])\d\Z")
_ONE_TRIED: Final = re.compile(r"[^\s,]{5,40}")
# "I've written the wifi on the fridge (bluewhale882)"
_IN_BRACKETS: Final = re.compile(
    r"(?<!\w)(?i:wi-?fi|wlan|passwor[dt]|kennwort|pw|mot[ ]de[ ]passe|mdp|contraseña|clave|wachtwoord"
    r"|senha)"
    r"(?!\w)[^\n.!?()]{1,40}\((?P<value>[^\s()]{6,40})\)"
)
_IN_BRACKETS_NEEDLES: Final = (
    "wifi", "wi-fi", "wlan", "passwor", "kennwort", "pw ", "mot de passe", "mdp", "contrase", "clave",
    "wachtwoord", "senha",
)  # fmt: skip
# "WiFi name: Adeyinka. It's plantain2024 all one word.", "it's 2041 for the tablet"
_IT_IS: Final = re.compile(
    r"(?<!\w)(?i:it's|its|it[ ]is|es[ ]ist|das[ ]ist|c'est|è|es|het[ ]is"
    r"|é)[ ][\"'“„«]?(?P<value>[^\s\"'“”„«»,;()<>]{4,40})"
    r"[\"'”“»]?,?[ ](?i:all[ ]one[ ]word|one[ ]word|all[ ](?:in[ ])?(?:lower|small|caps)|no[ ]spaces"
    r"|lower[ -]?case|alles[ ]klein"
    r"|klein[ ]geschrieben|zusammengeschrieben|tout[ ](?:attaché|en[ ]minuscules)|todo[ ](?:junto"
    r"|en[ ]minúsculas)"
    r"|tutto[ ](?:attaccato|minuscolo)|tudo[ ](?:junto|em[ ]minúsculas)|alles[ ]aan[ ]elkaar"
    r"|for[ ](?:the|my|her|his)[ ](?:tablet|phone|door|gate|alarm|ipad|laptop|safe|garage)"
    r"|with[ ]a[ ]capital|mit[ ]großem|avec[ ]une[ ]majuscule|con[ ]mayúscula|met[ ]een[ ]hoofdletter)(?!\w)"
)
_IT_IS_NEEDLES: Final = (
    "one word", "all ", "no spaces", "lower", "klein", "zusammen", "attaché", "minusc", "junto", "minúsc",
    "attaccato", "elkaar", "for the ", "for my ", "for her ", "for his ", "a capital", "großem", "majuscule",
    "mayúscula", "hoofdletter",
)  # fmt: skip
# "(vorher Winterregen6)"
_BEFORE_IN_BRACKETS: Final = re.compile(
    r"\((?i:vorher|früher|alt|previously|before|formerly|was|old|avant|ancien|antes|prima|voorheen|eerst"
    r"|oud)[: ]{1,2}"
    r"(?P<value>[^\s\"'“”„«»,;()<>]{5,40})\)"
)
_BEFORE_IN_BRACKETS_NEEDLES: Final = (
    "(vorher", "(früher", "(alt", "(previously", "(before", "(formerly", "(was", "(old", "(avant", "(ancien",
    "(antes", "(prima", "(voorheen", "(eerst", "(oud",
)  # fmt: skip
# "Tilleul!2041" is nothing else, whatever stands around it.
_UNMISTAKABLE: Final = re.compile(
    r"(?<![^\s(\"'“„«])(?P<value>[A-Z][a-zà-ÿ]{3,14}[!*]\d{2,4}!?)(?=[\s,;)\"'”“»]|[.?](?:\s|\Z)|\Z)"
)
# "user jroe44, then it's Teapot_Lid9": an underscore is a sign of passwords where the sentence leads to it.
_LED_TO: Final = re.compile(
    r"(?<!\w)(?i:it's|its|it[ ]is|is|then|dann|und|with|mit|c'est|es|è|é|avec|con|com|met|en)[ ]"
    r"[\"'“„«]?(?P<value>[A-Z][a-z]{2,14}_[A-Za-z]{2,14}\d{1,4})(?=[\"'”“»]?(?:[\s,;.!?)]|\Z))"
)
_OTHER_ONE_NEEDLES: Final = (
    " one ", "neue ", "alte ", "andere ", "aktuelle ", "richtige ", "nouve", "bon ", "bonne ", "ancien",
    "autre", "précéd", "nuev", "viej", "antigu", "otr", "anterior", "actual", "nuov", "vecchi", "nieuwe",
    "oude ", "juiste ", "huidige ", "nova ", "novo ", "antig", "velha ", "outra ", "atual ",
)  # fmt: skip
# "I use Pudding!Bowl for it", "ich nehme überall Hase!77", "j'utilise Tigre-2020 partout".
_USED_FOR: Final = re.compile(
    r"(?<!\w)(?i:use[ds]?|using|nehme|nimmt|nutze|verwende|benutze|utilise|mets|uso|usa|usamos|utilizo|pongo"
    r"|metto|mettiamo|gebruik(?:en)?|utilizzo)[ ](?i:(?:always|überall|immer|toujours|partout|siempre|sempre"
    rf"|altijd|overal)[ ])?{_VALUE}[\"'”“»]?"
    r"(?=[ ](?i:for|für|pour|para|per|voor|dafür|there|everywhere|überall|partout|dappertutto|overal|em"
    r"|en[ ]todo"
    r"|on|as|als|comme|como|come|both|too|here|da)(?!\w)|[.,;!?]?(?:\s|\Z))"
)
_USED_NEEDLES: Final = (
    "use", "using", "nehme", "nimmt", "nutze", "verwende", "benutze", "utilis", "mets ", "uso ", "usa ",
    "usamos", "utiliz", "pongo", "mett", "gebruik",
)  # fmt: skip
# "auf dem Zettel steht …", "you type …", "… intypen", "hay que poner …".
_TYPED: Final = re.compile(
    rf"(?<!\w)(?i:type|enter|put|try|versuch|probier|essaie|essaye|prueba[ ]con|prova[ ]con|probeer|tenta"
    rf"|experimenta|typ|tape[rz]?|saisir|saisissez|entrez|digitare|digita|inserire|inserisci|escribe"
    rf"|escribir|introduce|introducir|poner|pon|digite|digitar|escreve|pôr|note[ ]says|sticker[ ]says)[ ]"
    rf"(?i:(?:in|ein)[ ])?{_VALUE}"
)
_TYPED_NEEDLES: Final = (
    "type ", "enter ", "put ", "try ", "versuch ", "probier ", "essai", "essaye ", "prueba con ",
    "prova con ", "probeer ", "tenta ", "experimenta ", "typ ",
    "tape", "saisi", "entrez", "digit", "inser", "escrib", "introduc", "poner ",
    "pon ", "escreve ", "pôr ", " says ",
)  # fmt: skip
_TO_BE_TYPED: Final = re.compile(
    rf"(?<!\S){_VALUE}[\"'”“»]?[ ](?i:intypen|invoeren|invullen|ingeven|eingeben|eintippen|eintragen|tippen"
    r"|nehmen|gebruiken)(?!\w)"
)
_TO_BE_NEEDLES: Final = (
    " intypen", " invoeren", " invullen", " ingeven", " eingeben", " eintippen", " eintragen", " tippen",
    " nehmen", " gebruiken",
)  # fmt: skip
_WRITTEN: Final = re.compile(
    rf"(?<!\w)(?i:steht|stehen|staat|written|noted|écrit|noté|marqué|escrita?|apuntad[ao]|pone|scritt[ao]"
    rf"|sta|está)"
    rf"[ ](?i:(?:auf|am|im|an|on|in|under|at|sur|sous|dans|en|sul|sulla|sotto|op|onder|no|na|em|unter"
    rf"|hinten)[ ]"
    rf"(?:[^\W\d_]{{1,14}}[ ]){{0,2}}?[^\W\d_]{{3,14}})[ ]?[:,]?[ ](?=\S{{0,40}}[\d!#$%&*+?@~^]){_VALUE}"
)
_WRITTEN_NEEDLES: Final = (
    "steht ", "stehen ", "staat ", "written ", "noted ", "écrit ", "noté ", "marqué ", "escrit", "apuntad",
    "pone ", "scritt", "sta ", "está ",
)  # fmt: skip


# "it says X7kPm2Qv on the router", "en el router viene X7kPm2Qv".
_PRINTED: Final = re.compile(
    r"(?<!\w)(?i:router|modem|repeater|box|zettel|aufkleber|rückseite|nota|papel|pegatina|etiqueta|étiquette"
    r"|papier"
    r"|sticker|label|foglio|etichetta|retro|briefje|achterkant|back|bottom|note|card)[ ]"
    r"(?i:it[ ]says|says|reads|viene|pone|dice|figura|aparece|steht|staat|c'è[ ]scritto|dit|diz|vem"
    r"|indique)[ ]"
    rf"(?=\S{{0,40}}\d){_VALUE}"
)
_PRINTED_NEEDLES: Final = (
    " says ", " reads ", " viene ", " pone ", " dice ", " figura ", " aparece ", " steht ", " staat ",
    "scritto ", " dit ", " diz ", " vem ", " indique ",
)  # fmt: skip
# What nobody takes for a word: letters, a digit and a sign of passwords ("Larkspur#12").
_BESIDE: Final = re.compile(
    r"(?<![^\s(\"'“„«])(?P<value>(?=\S{0,24}\d)(?=\S{0,24}[^\W\d_]{3})[^\W_]{2,20}[#!$%&*+?~^@]"
    r"[^\W_]{0,20}[#!$%&*+?~^@]?(?<=\S{7}))(?=[\s,;:)\"'”“»]|[.!?](?:\s|\Z)|\Z)"
)


_FOR_EXAMPLE: Final = re.compile(
    r"(?i)(?<!\w)(?:than|such as|like|e\.g\.|for example|instead of|z\. ?b\.|wie|statt|par exemple|comme"
    r"|plutôt que"
    r"|por ejemplo|como|ad esempio|come|bijvoorbeeld|zoals|por exemplo)[,:]?[ ][\"'“„«(]?\Z"
)


# "changed password from faro_viejo to faro_nuevo1": both, if one of them looks like a password.
_FROM_TO: Final = re.compile(
    r"(?<!\w)(?i:password|pass|pw|passwort|kennwort|mot[ ]de[ ]passe|mdp|contraseña|clave|wachtwoord"
    r"|senha)[ ]"
    r"(?i:from|von|de|da|dalla|van|del)[ ][\"'“„«]?(?P<old>[^\s\"'“”„«»,;()<>]{4,40})[\"'”“»]?[ ]"
    r"(?i:to|auf|à|a|naar|para|zu)[ ][\"'“„«]?(?P<new>[^\s\"'“”„«»,;()<>]{4,40})"
)
_FROM_TO_NEEDLES: Final = ("pass", "pw ", "kennwort", "mdp ", "contrase", "clave", "wachtwoord", "senha")


class ToldLater:
    """The password of a sentence that has no word for it."""

    id = "secret-told"

    def find(self, text: str) -> Iterator[Hit]:
        """Yield the values."""
        for match in near_needles(_OTHER_ONE, text, _OTHER_ONE_NEEDLES):
            group = str(match.lastgroup)
            if self._is_about(text, match.start()) and (
                group in {"quoted", "words"} or _is_chosen_value(match[group], plain_code=True)
            ):
                yield self._hit(text, *match.span(group))
        for match in near_needles(_FROM_TO, text, _FROM_TO_NEEDLES):
            if _is_chosen_value(match["old"]) or _is_chosen_value(match["new"]):
                yield self._hit(text, *match.span("old"))
                yield self._hit(text, *match.span("new"))
        yield from self._changed(text)
        for pattern, needles in (
            (_LED_TO, ("_",)),
            (_USED_FOR, _USED_NEEDLES),
            (_TYPED, _TYPED_NEEDLES),
            (_TO_BE_TYPED, _TO_BE_NEEDLES),
            (_WRITTEN, _WRITTEN_NEEDLES),
            (_PRINTED, _PRINTED_NEEDLES),
            (_BESIDE, tuple("#!$%&*+?~^@")),
        ):
            for match in near_needles(pattern, text, needles):
                start = match.start("value")
                if _FOR_EXAMPLE.search(text, max(0, start - 24), start):
                    continue
                signs_in = _SIGNS_IN.search(text, max(0, start - _NEAR), start) is not None
                if _is_chosen_value(match["value"], plain_code=signs_in) and self._is_about(text, start):
                    yield self._hit(text, *match.span("value"))

    def _changed(self, text: str) -> Iterator[Hit]:
        """What a code was and is, what a password was before, what to type where one is asked for."""
        for match in near_needles(_CODE_FROM_TO, text, _CODE_FROM_TO_NEEDLES):
            yield self._hit(text, *match.span("old"))
            yield self._hit(text, *match.span("new"))
        for match in near_needles(_UNMISTAKABLE, text, ("!", "*")):
            word = re.split(r"[!*]", match["value"])[0]
            if word.lower() not in words("common_words") | words("plain_words") | COUNTED:
                yield self._hit(text, *match.span("value"))
        for pattern, needles in (
            (_BEFORE_IT, _BEFORE_IT_NEEDLES),
            (_BEFORE_IN_BRACKETS, _BEFORE_IN_BRACKETS_NEEDLES),
            (_OF_A_DEVICE, _OF_A_DEVICE_NEEDLES),
            (_IT_IS, _IT_IS_NEEDLES),
        ):
            for match in near_needles(pattern, text, needles):
                value = match["value"].rstrip(".,:?")
                chosen = _is_chosen_value(value, plain_code=_YEAR.match(value) is None)
                if chosen and self._is_about(text, match.start()):
                    yield self._hit(text, *match.span("value"))
        yield from self._tried(text)
        for match in near_needles(_IN_BRACKETS, text, _IN_BRACKETS_NEEDLES):
            if _is_chosen_value(match["value"]):
                yield self._hit(text, *match.span("value"))
        for match in near_needles(_ASKED_FOR, text, _ASKED_FOR_NEEDLES):
            if _is_chosen_value(match["value"], plain_code=True):
                yield self._hit(text, *match.span("value"))

    def _tried(self, text: str) -> Iterator[Hit]:
        """All the passwords that somebody tried."""
        for match in near_needles(_TRIED, text, _TRIED_NEEDLES):
            if self._is_about(text, match.start()):
                for one in _ONE_TRIED.finditer(text, *match.span("values")):
                    if _is_chosen_value(one[0], plain_code=any(map(str.isdigit, one[0]))):
                        yield self._hit(text, *one.span())

    @staticmethod
    def _is_about(text: str, position: int) -> bool:
        return _ABOUT.search(text, max(0, position - _REACH), position) is not None

    def _hit(self, text: str, start: int, end: int) -> Hit:
        while end > start and text[end - 1] in ".,:?":
            end -= 1
        return Hit(start, end, EntityType.SECRET, 0.68, self.id, context="password")


# "Per entrare usa Limoncello-77": what one signs in with is no product.
_SIGNS_IN: Final = re.compile(
    r"(?i)(?<!\w)(?:log(?:s|ging)?[ ]?in|sign(?:s|ing)?[ ]in|entrare?|entra|acceder|accedere|einloggen"
    r"|anmelden|inloggen"
    r"|se[ ]connecter|te[ ]connecter|connectes?)(?!\w)[^.!?\n]{0,48}\Z"
)
_NEAR: Final = 72
_CELL: Final = re.compile(r"\w{1,30}!\$?[A-Z]{1,2}\$?\d{1,5}\Z")  # of a spreadsheet: "Sheet1!A12"
_JOINED: Final = re.compile(r"(?=.*\d)(?=.*[^\W\d_]{3})[^\W_]{2,}(?:[._-][^\W_]{1,14}){1,4}[!#$%&*]?\Z")
_VERSIONED: Final = re.compile(r"[A-Za-z][a-z]{2,}(?:[A-Z][a-z]+)?[ -]?\d{1,2}(?:\.\d+)*\Z")


def _is_chosen_value(value: str, *, plain_code: bool = False) -> bool:
    """Whether a value looks like a password rather than a product's name, a standard or a word of code."""
    value = value.rstrip(".,:?")
    if plain_code and re.fullmatch(r"\d{4,8}", value):
        return True
    if (
        _CELL.match(value)
        or is_standard(value)
        or value.startswith(("$", "-", "%", "{", "[", "/"))
        or "(" in value
    ):
        return False
    if re.match(r"[^\W\d_]+(?=#\d{1,3}\Z)", value) and value.partition("#")[0].lower() in words(
        "common_words"
    ):
        return False  # "Section#4"
    if _VERSIONED.match(value) and value.rstrip("0123456789.").lower() not in words("common_words"):
        return plain_code  # "use Windows11 for work"
    return looks_like_password(value) or _JOINED.match(value) is not None


RECOGNIZERS: tuple[Recognizer, ...] = (ToldLater(),)
