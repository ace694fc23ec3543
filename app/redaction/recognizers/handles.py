"""User names that people tell: by a place on the net and a word for who one is there, or by whose it is.

"Im Forum heiße ich Schraubenkoenig", "find me on GitHub as rustyknots", "the account bluewren_19", "Hi,
sparrowhawk55 here". Behind a word that only tells what somebody is, the name has to look made up.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from app.redaction import later as re
from app.redaction.findings import EntityType
from app.redaction.recognizers.base import Hit, Phrases, Recognizer
from app.redaction.recognizers.login_names import (
    is_initial_and_name,
    is_of_two,
    looks_made_up,
    may_be_a_version,
    may_be_plain,
)
from app.redaction.recognizers.told import near_needles

# --- it is told -------------------------------------------------------------------------------------------

_SITE_WORDS: Final = (
    "github|gitlab|bitbucket|codeberg|twitter|bluesky|bsky|mastodon|threads|instagram|insta|facebook|telegram"
    "|discord|skype|snapchat|snap|tiktok|wechat|signal|reddit|steam|xbox|psn|playstation|nintendo|switch"
    "|twitch"
    "|youtube|yt|strava|duolingo|spotify|patreon|fiverr|upwork|ebay|etsy|depop|vinted|wallapop|leboncoin"
    "|marktplaats|kleinanzeigen|subito|olx|pinterest|tumblr|soundcloud|bandcamp|lichess|chess.com|minecraft"
    "|roblox|fortnite|valorant|league|wow|irc|slack|teams|matrix|stack overflow|hacker news|kaggle|ravelry"
    "|goodreads|letterboxd|last.fm|untappd|couchsurfing|airbnb|tinder|bumble|grindr|okcupid|parship|whatsapp"
    "|linkedin|medium|substack|quora|wikipedia|openstreetmap|geocaching|play|ps4|ps5"
)
_SPOT_WORDS: Final = (
    "forum|forums|board|boards|server|subreddit|app|game|spiel|jeu|juego|gioco|spel|spelletje|jogo|chat"
    "|portal"
    "|portail|foro|fórum|site|website|netz|platform|plattform|plateforme|plataforma|piattaforma"
    "|community|gruppe"
    "|groupe|grupo|gruppo|groep|channel|kanal|guild|clan|gilde|wiki|intranet"
)
_SPOT: Final = Phrases([*_SITE_WORDS.split("|"), *_SPOT_WORDS.split("|")])
_ON_WORDS: Final = "on in at im auf bei beim ins sur dans en chez su sul sulla nel nella op no na em à al"
_ON: Final = frozenset(_ON_WORDS.split())
_ON_BEFORE: Final = re.compile(
    rf"(?<![^\W_])(?:{'|'.join(sorted(_ON))})[ ]"
    r"(?:(?:the|that|this|our|my|dem|der|das|unserem|diesem|le|la|les|ce|cette|el|il|lo|het|de|een|o|a|um|uma"
    r"|quel|quella|aquel)[ ])?(?:[^\W\d_]{2,14}[ ])?\Z",
    re.IGNORECASE,
)
_LONGEST_ON: Final = 40
_WORDS_OF_ON: Final = 3
# With these somebody tells a name; the others lead to anything one is: there it has to look made up.
_NAMED: Final = (
    r"(?:i go by|go by|goes by|known as|i'm called|my name is|call me|i play as|look for|search for|listed as"
    r"|registered as|posting as|find (?:me|us|her|him|them)(?: as| under)?"
    r"|heiße ich|heisse ich|ich heiße|ich heisse|nenne ich mich|heißt er|heißt sie|er heißt|sie heißt"
    r"|findest du mich (?:als|unter)|läuft (?:er|sie|das) unter"
    r"|je m'appelle|mon nom est|elle s'appelle|il s'appelle|tu me trouves sous"
    r"|me llamo|se llama|aparezco como|estoy como|me encuentras como|salgo como"
    r"|mi chiamo|si chiama|mi trovi come|mi trovate come|mi firmo"
    r"|heet ik|ik heet|heet ze|heet hij|noem ik me|sta ik als|vind je me als"
    r"|chamo-me|me chamo|apareço como|estou como)"
)
_BEING: Final = (
    r"(?:i am|i'm|im|she is|he is|she's|he's|they're|it's|bin ich|ich bin|ist er|ist sie|je suis|c'est"
    r"|elle est"
    r"|il est|soy|es|sono|ben ik|ik ben|is ze|is hij|sou|sou o|sou a|é o|é a)"
)
_AM: Final = rf"(?:(?P<named>{_NAMED})|{_BEING})"
_PLAIN: Final = (
    r"[\"'`„“»«]{0,2}@?(?P<name>[^\W\d_][\w.-]{2,30}(?<![.-]))(?:#\d{4})?"
    r"(?![\w@(/\\:-]|\.\w|[ ](?:of|von|de)[ ])"
)
# "Im Forum heiße ich Schraubenkoenig", "on Ravelry I'm knit_witch"
_THEN_I_AM: Final = re.compile(rf",?[ ]{_AM}[ ]{_PLAIN}", re.IGNORECASE)
# "I go by starfruitgirl on Discord", "ich heiße dort … auf Twitch"
_I_AM: Final = re.compile(
    rf"(?<![^\W_]){_AM}[ ](?:(?:dort|là|allí|lì|daar|lá)[ ])?{_PLAIN}[\"'`“”»«]{{0,2}},?[ ]\Z", re.IGNORECASE
)
_LONGEST_AM: Final = 72
_LONG: Final = 9  # of no dictionary, it is made of two words: "velvetmoth"
_ENDS: Final = re.compile(r"[ ]?(?:[,.;!)\n]|\Z)")
# "on steam I'm Captain Waffles": where one plays, a name may be of words with capitals
_PLAYING_WORDS: Final = "steam xbox psn playstation nintendo twitch minecraft roblox fortnite discord"
_PLAYS: Final = frozenset(_PLAYING_WORDS.split())
_THEN_OF_WORDS: Final = re.compile(
    rf",?[ ](?i:{_AM})[ ][\"'„“»«]{{0,2}}"
    r"(?P<name>[A-Z][\w'’-]{1,20}(?:[ ][A-Z][\w'’-]{1,20}){1,2})(?![\w@]|[ ][a-z])"
)
# "the raid leader (Thornbeard on Discord)"
_IN_BRACKETS: Final = re.compile(rf"\({_PLAIN},?[ ]\Z", re.IGNORECASE)
# "logg dich mit gabi ein"
_SIGNS_IN: Final = re.compile(
    r"(?<!\w)(?:logg?e?|meld[e]?)[ ](?:dich|mich|sie[ ]sich)[ ](?:bitte[ ]|einfach[ ])?(?:mit|als|unter)[ ]"
    + _PLAIN
    + r"(?=[ ](?:ein|an)(?!\w))",
    re.IGNORECASE,
)
# "das Konto azubi2 ist gesperrt": what is said of a short word and a number is said of accounts
_LOCKED: Final = re.compile(
    r"[ ](?:is|was|has[ ]been|got|ist|wurde|est|a[ ]été|está|fue|è|è[ ]stato|is|werd|foi)[ ](?:locked"
    r"|disabled|suspended"
    r"|blocked|deleted|gesperrt|deaktiviert|gelöscht|bloqu\w{1,4}|bloquead[oa]|bloccat[oa]|geblokkeerd)(?!\w)"
)
# "and on Steam LoboCinza": one more behind others
_ONE_MORE: Final = re.compile(r"(?:^|[ ])(?:and|und|et|y|e|en)[ ]\Z", re.IGNORECASE)
# "sunny.dee_93 on insta and dee-sunshine on the forum"
_AND_ONE: Final = re.compile(
    rf"(?:,|[ ](?:and|und|et|y|e|en|or|oder|ou|o|of))[ ]{_PLAIN}[ ]\Z", re.IGNORECASE
)
_AT_ONCE: Final = re.compile(rf"[ ]{_PLAIN}(?=[ ]?(?:[.,;!\n]|\Z))", re.IGNORECASE)
# "find me on GitHub as rustyknots", "en el foro firmo como BrujaDelSur"
_THEN_AS: Final = re.compile(
    r"(?:[ ][^\W\d_]{2,14}){0,2}?[ ](?:as|als|comme|como|come|under|unter|sous|bajo|sotto|onder|sob)[ ]"
    r"(?:(?:the|dem|den|le|el|il|de|o)[ ])?(?:(?:name|namen|nom|nombre|nome|naam|pseudo|nick|handle)[ ])?"
    + _PLAIN,
    re.IGNORECASE,
)
# "je poste sous le pseudo okapi"
_UNDER_THE_NAME: Final = re.compile(
    rf"(?<![^\W_])(?:under|unter|sous|con|bajo|sotto|col|onder|com|sob|with|mit|avec|met)[ ]"
    rf"(?:(?:the|my|dem|meinem|le|mon|el|mi|il|mio|de|mijn|o|meu)[ ])?"
    rf"(?:nick|nickname|pseudo|pseudonyme|handle|alias|user ?name|screen ?name|benutzernamen?"
    rf"|nutzernamen?|apodo"
    rf"|usuario|nome utente|gebruikersnaam|schermnaam)[ ]{_PLAIN}",
    re.IGNORECASE,
)
# "GitHub user rustyknots", "Twitch streamer okapi": the site and a word for who is there
_ITS_USER: Final = re.compile(
    r"[ -](?:user|member|seller|buyer|streamer|player|account|profile|nutzer|nutzerin|konto|utilisateur"
    r"|compte|profil|usuario|cuenta|perfil|utente|profilo|gebruiker|profiel|utilizador|conta"
    r"|(?:handle|name|nick|nickname|tag|pseudo|naam|nome|nombre)(?:[ ](?:is|ist|lautet|est|es|è|é)|:)?)[ ]"
    + _PLAIN,
    re.IGNORECASE,
)
_NAME_WORDS: Final = (
    r"(?:handle|nick|nickname|gamer ?tag|screen ?name|user(?: ?name| ?id)?|login(?: name)?|display name"
    r"|callsign"
    r"|account name|psn|pseudo|pseudonyme|identifiant|nom d'utilisateur|nutzername|benutzername|anmeldename"
    r"|spitzname|usuario|nombre de usuario|apodo|alias|utente|nome utente|soprannome|gebruikersnaam|inlognaam"
    r"|schermnaam|utilizador|nome de utilizador|nome de usuário|usuário|username)"
)
_MY: Final = (
    r"(?:my|his|her|their|your|our|the|whose|old|new|mein|meine|dein|sein|seine|ihr|ihre|mon|ma|son|sa"
    r"|ton|mi|su"
    r"|tu|el|il|mio|suo|tuo|mijn|zijn|haar|jouw|meu|minha|seu|sua|teu|o|neuer|alter|ancien|nouveau)"
)
_BE: Final = r"(?:is|was|are|will be|would be|ist|war|lautet|est|c'est|était|es|era|è|is nu|was|é)"
# "my handle on there is moonpickle"
_MY_NAME_IS: Final = re.compile(
    rf"(?<![^\W_]){_MY}[ ]{_NAME_WORDS}(?:[ ][^\W\d_][^\W\d_'’]{{0,14}}){{0,4}}?[ ]?(?:,[ ])?"
    rf"(?:[ ]{_BE}(?:[ ](?:now|still|just|jetzt|noch|always|ora|ahora|nu|agora))?[ :]{{1,2}}|:[ ])" + _PLAIN,
    re.IGNORECASE,
)
# "changed her handle from lil_sparrow to sparrow.reads"
_RENAMED: Final = re.compile(
    r"(?<![^\W_])(?:handle|nick|nickname|user ?name|gamer ?tag|screen name|display name|pseudo|login"
    r"|benutzername"
    r"|nutzername|identifiant|usuario|nome utente|gebruikersnaam|alias)[ ](?:from|von|de|da|van)[ ][\"'@]?"
    r"(?P<name>[A-Za-z][\w.-]{2,30}(?<![.-]))[\"']?[ ](?:to|zu|auf|in|à|a|en|naar|para)[ ][\"'@]?"
    r"(?P<other>[A-Za-z][\w.-]{2,30}(?<![.-]))(?![\w@(/]|\.\w)",
    re.IGNORECASE,
)
# "Hi, sparrowhawk55 here"
_HERE: Final = re.compile(
    r"(?:\A|[.!?\n,:][ ]?|(?:hi|hello|hey|hallo|salut|hola|ciao|hoi|olá|oi)[ ])"
    r"(?P<name>[A-Za-z][\w.-]{3,30}(?<![.-]))(?=[ ](?:here|hier|ici|aquí|qui|aqui|again)[ ]?[,.!:;\n(–-])",
    re.IGNORECASE,
)
# "the account bluewren_19 was suspended", "Benutzer kauz.83", "seller retro_kat2"
_OF_ONE: Final = re.compile(
    r"(?<![^\W_])(?:account|profile|login|user|member|seller|buyer|player|customer|tenant|konto|profil"
    r"|benutzer|alt|smurf"
    r"|nutzer|mitglied|verkäufer|compte|utilisateur|membre|vendeur|cuenta|perfil|usuario|miembro|vendedor"
    r"|conto"
    r"|profilo|utente|membro|venditore|gebruiker|lid|verkoper|profiel|conta|utilizador|usuário)s?[ ]"
    r"(?:(?:is called|is named|heißt|heisst|lautet|s'appelle|se llama|si chiama|heet|chama-se|c'est|is"
    r"|ist|est|es|è|é|sigue siendo)[ ]"
    r"(?:(?:still|always|now|immer noch|noch|jetzt|toujours|encore|maintenant|siempre|ahora|sempre"
    r"|ancora|ora|nog steeds|nog|nu|ainda|agora)[ ])?)?" + _PLAIN,
    re.IGNORECASE,
)
# "the shared one is frontdesk3", "add me: mossgoblin_"
_ONE_IS: Final = re.compile(
    r"(?<![^\W_])(?:other|shared|old|new|second|backup|spare)[ ](?:one|account|login)[ ](?:is|was)[ ]"
    + _PLAIN,
    re.IGNORECASE,
)
_ADD_ME: Final = re.compile(
    r"(?<![^\W_])(?:(?:add|follow|find|dm|message|pm)[ ]me(?:[ ](?:as|under|at|on[ ]\w{2,12}(?:[ ]as)?))?"
    r"|füg(?:e|t)?[ ]mich[ ]hinzu|ajoute(?:z|r)?[- ]moi|agrégame|aggiungimi|voeg[ ]me[ ]toe|adiciona-me"
    r"|me[ ]adiciona)"
    r"(?:[ ]?:)[ ]" + _PLAIN,
    re.IGNORECASE,
)
# "unlock two accounts please: fwhitlock & j.adeyemi"
_ACCOUNTS: Final = re.compile(
    r"(?<![^\W_])(?:accounts|logins|users|usernames|benutzer|konten|kennungen|comptes|identifiants|utilisateurs|cuentas|usuarios"
    r"|utenti|utenze|accounts|gebruikers|contas|utilizadores|usuários)(?:[ ][^\W\d_]{2,12}){0,3}[ ]?:[ ]{1,2}"
    r"(?P<list>[A-Za-z][\w.-]{2,30}(?:(?:,|[ ]?[&/+;]|[ ](?:and|und|et|y|e"
    r"|en))[ ]?[A-Za-z][\w.-]{2,30}){0,11})",
    re.IGNORECASE,
)
_LISTED: Final = re.compile(r"[A-Za-z][\w.-]{1,29}\w")
# "... is zecanoob, no trabalho é jmorais": who the same one is elsewhere
_AND_THERE: Final = re.compile(
    r"(?:[,;]|,?[ ](?:and|und|et|y|e|en|ma|mais|mas|but|aber|pero|maar))[ ](?:at|on|in|for|no|na|em|au"
    r"|à la|à|en el|en|al|nel|a|im|auf|bei|beim|op|voor|sur)[ ]"
    r"(?:(?:the|my|le|la|el|il|het|de|der|dem|meiner|o|a|het)[ ])?[^\W\d_]{2,14}[ ](?:it's|i'm|is"
    r"|bin ich|ist|est|c'est|es|soy|è|sono|é|sou|ben ik)[ ]" + _PLAIN,
    re.IGNORECASE,
)
_NAME_NEEDLES: Final = (
    "handle", "nick", "gamer", "screen", "user", "login", "display name", "callsign", "account name", "psn",
    "pseudo", "identifiant", "nom d", "nutzername", "anmeldename", "spitzname", "usuario", "apodo", "alias",
    "utente", "soprannome", "gebruikersnaam", "inlognaam", "schermnaam", "utilizador", "usuário",
)  # fmt: skip
_ONE_NEEDLES: Final = (
    "account", "profil", "login", "user", "member", "seller", "buyer", "player", "customer", "tenant",
    "konto",
    "nutzer", "mitglied", "verkäufer", "compte", "utilis", "membre", "vendeur", "cuenta", "perfil", "usuario",
    "logon", "utenza", "miembro", "vended", "conto", "utente", "membro", "venditore", "gebruiker", "lid ",
    "verkoper", "conta",
    "usuário",
)  # fmt: skip
_LISTS: Final = (
    "accounts", "logins", "users", "usernames", "benutzer", "konten", "kennungen", "comptes", "identifiants",
    "utilisateurs", "cuentas", "usuarios", "utenti", "utenze", "gebruikers", "contas", "utilizadores",
    "usuários",
)  # fmt: skip
_Told = tuple[re.Pattern[str], str, tuple[str, ...]]
_NAMING: Final[tuple[_Told, ...]] = (
    (_UNDER_THE_NAME, "username-called", _NAME_NEEDLES),
    (_MY_NAME_IS, "username-called", _NAME_NEEDLES),
    (_SIGNS_IN, "username-called", (" dich", " mich", " sich")),
    (_ADD_ME, "username-called", (" me", "mich hinzu", "moi", "grégame", "ggiungimi", "adiciona")),
)
_MARKED_ONLY: Final[tuple[_Told, ...]] = (
    (_HERE, "username-here", (" here", " hier", " ici", " aquí", " qui", " again")),
    (_OF_ONE, "username-of-one", (*_ONE_NEEDLES, "alt ", "smurf")),
    (
        _ONE_IS,
        "username-of-one",
        (" one is", " one was", " account is", " account was", " login is", " login was"),
    ),
)


class ToldHandles:
    """See the module."""

    id = "username-told-there"

    def find(self, text: str) -> Iterator[Hit]:
        """Yield the user names; sites, versions and words of a dictionary are nobody."""
        for spot in _SPOT.finditer(text):
            yield from self._at(text, spot)
        for pattern, _, needles in _NAMING:
            for match in near_needles(pattern, text, needles):
                yield from self._worth(match, naming=True)
        for match in near_needles(_ACCOUNTS, text, _LISTS):
            names = list(_LISTED.finditer(text, *match.span("list")))
            if any(looks_made_up(name[0]) or is_initial_and_name(name[0]) for name in names):
                for name in names:
                    if looks_made_up(name[0]) or may_be_plain(name[0]):
                        yield Hit(*name.span(), EntityType.USERNAME, 0.7, self.id)
        for match in near_needles(_RENAMED, text, (" from ", " von ", " de ", " da ", " van ")):
            if looks_made_up(match["name"]) or looks_made_up(match["other"]):
                yield Hit(*match.span("name"), EntityType.USERNAME, 0.7, "username-renamed")
                yield Hit(*match.span("other"), EntityType.USERNAME, 0.7, "username-renamed")
        for pattern, rule, needles in _MARKED_ONLY:
            for match in near_needles(pattern, text, needles):
                version = may_be_a_version(match["name"]) and not _LOCKED.match(text, match.end("name"))
                if looks_made_up(match["name"]) and not version:
                    yield Hit(*match.span("name"), EntityType.USERNAME, 0.7, rule)

    def _at(self, text: str, spot: re.Match[str]) -> Iterator[Hit]:
        its_user = _ITS_USER.match(text, spot.end())
        if its_user is not None:
            yield from self._worth(its_user, naming=True)
        first = max(0, spot.start() - _LONGEST_ON)
        if _ON.isdisjoint(text[first : spot.start()].lower().split()[-_WORDS_OF_ON:]):
            return
        on = _ON_BEFORE.search(text, first, spot.start())
        if on is None:
            return
        words_of = _THEN_OF_WORDS.match(text, spot.end()) if spot[0].lower() in _PLAYS else None
        if words_of is not None:
            yield Hit(*words_of.span("name"), EntityType.USERNAME, 0.7, self.id)
            return
        more = _ONE_MORE.search(text, max(0, on.start() - 8), on.start())
        for match, naming in (
            (_IN_BRACKETS.search(text, max(0, on.start() - 36), on.start()), True),
            (_AT_ONCE.match(text, spot.end()) if more is not None else None, False),
            (_THEN_I_AM.match(text, spot.end()), False),
            (_THEN_AS.match(text, spot.end()), True),
            (_I_AM.search(text, max(0, on.start() - _LONGEST_AM), on.start()), False),
        ):
            if match is not None:
                yield from self._worth(match, naming=naming or match.groupdict().get("named") is not None)
        another = _AND_ONE.search(text, max(0, on.start() - _LONGEST_ON), on.start())
        if another is not None and (is_of_two(another["name"]) or looks_made_up(another["name"])):
            yield Hit(*another.span("name"), EntityType.USERNAME, 0.7, self.id)

    def _worth(self, match: re.Match[str], *, naming: bool) -> Iterator[Hit]:
        name = match["name"].strip("_")
        sure = naming or (len(name) >= _LONG and _ENDS.match(match.string, match.end("name")) is not None)
        if looks_made_up(name) or (sure and (may_be_plain(name) or is_of_two(name))):
            yield Hit(*match.span("name"), EntityType.USERNAME, 0.7, self.id)
            there = _AND_THERE.match(match.string, match.end())
            if there is not None and (is_initial_and_name(there["name"]) or looks_made_up(there["name"])):
                yield Hit(*there.span("name"), EntityType.USERNAME, 0.7, self.id)


RECOGNIZERS: tuple[Recognizer, ...] = (ToldHandles(),)
