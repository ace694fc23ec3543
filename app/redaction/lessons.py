"""Texts that teach or tell of nobody: lessons about networks, tales that are to be written, sums in words.

"Which hosts fit in 192.168.10.64/26?" holds the address of no machine, and whoever is in a tale that somebody
wants written is made up. Each needs the words that say so, and nothing that speaks of somebody: an address of
the same range in a log, or of my router, is somebody's.
"""

from __future__ import annotations

import ipaddress
from itertools import islice
from typing import Final

from app.redaction import later as re
from app.redaction.name_words import MINE
from app.redaction.recognizers.base import Phrases, trie_pattern

# --- networks ---------------------------------------------------------------------------------------------

_NETWORK_WORDS: Final = (
    "subnet|subnets|subnetting|subnetwork|subnet mask|netmask|cidr|broadcast|usable hosts|hosts fit|nat"
    "|ospf|bgp|rfc 1918|rfc1918|private range|private ranges|ccna|loopback|apipa|link-local"
    "|default gateway|netzmaske|subnetzmaske|subnetz|subnetze|teilnetz|teilnetze|netzadresse|sous-réseau"
    "|sous-réseaux|masque de sous-réseau|masque|passerelle|subred|subredes|máscara|máscara de red"
    "|puerta de enlace|sottorete|sottoreti|maschera di rete|maschera|netmasker|subnetmasker|sub-rede"
    "|sub-redes|máscara de rede|loopback-adresse|127.0.0.1|0.0.0.0|10.0.0.0|172.16.0.0|192.168.0.0"
)
_OF_NETWORKS: Final = Phrases(_NETWORK_WORDS.split("|"))
_TEACHES: Final = re.compile(
    r"(?<!\w)(?:what|which|how many|why|explain|calculate|compute|example|exercise|exam|lab|quiz|homework"
    r"|lesson"
    r"|studying|difference between|was ist|was sind|wie viele|welche|welches|warum|erkläre?|berechne|beispiel"
    r"|prüfung|übung|unterschied|quel(?:le)?s?|combien|explique|calcule[rz]?|exemple|exercice|différence|qué"
    r"|cuál(?:es)?|cuántos|cuántas|explica|calcula|ejemplo|ejercicio|qual[ei]?|quanti|quante|spiega|esempio"
    r"|esercizio|wat|welke|hoeveel|bereken|voorbeeld|oefening|verschil|quais|quantos|quantas|exemplo"
    r"|exercício)(?!\w)",
    re.IGNORECASE,
)
_THEIRS: Final = ("his", "her", "their", "the customer", "seine", "ihre")
# Somebody's machine, or one that has a fault; a moment of a log.
_OF_A_MACHINE: Final = re.compile(
    rf"(?<![^\W_])(?:{trie_pattern([*MINE.split('|'), *_THEIRS], gap=' ')})[ ]"
    r"(?:[^\W\d_]{1,16}[ ]){0,2}?(?:router|laptop|pc|computer|server|printer|nas|phone|ip|machine|wifi"
    r"|wi-fi|wlan"
    r"|firewall|vpn|raspberry|camera|drucker|rechner|handy|netzwerk|heimnetz|ordinateur|serveur"
    r"|imprimante|box"
    r"|téléphone|ordenador|servidor|impresora|móvil|portatile|stampante|telefono|computador|impressora"
    r"|telemóvel"
    r"|notebook|desktop|workstation|tablet|tv|iphone|network at)(?!\w)"
    r"|(?<!\w)(?:can(?:'|no)t|cannot|could not|couldn't|unable to|doesn't|does not|won't|fail(?:s|ed)?"
    r"|times? out"
    r"|timed out|timeout|offline|unreachable|refused|blocked|down since|logged in|login from"
    r"|connected from|ticket"
    r"|nicht erreichbar|geht nicht|funktioniert nicht|ne répond|ne marche|no responde|no funciona"
    r"|non risponde"
    r"|non funziona|werkt niet|não responde|não funciona)(?!\w)"
    r"|\d\d:\d\d:\d\d(?![:\w])",
    re.IGNORECASE,
)
_LONGEST_LESSON: Final = 2_000
_OF_ANY: Final = tuple(
    ipaddress.ip_network(one)
    for one in (
        "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "169.254.0.0/16", "100.64.0.0/10", "192.0.2.0/24",
        "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "fe80::/10", "fc00::/7", "2001:db8::/32",
    )
)  # fmt: skip


_GATEWAY: Final = re.compile(r"(?:192\.168\.(?:0|1|2|178)\.(?:1|254)|10\.0\.0\.(?:1|138)|172\.16\.0\.1)\Z")


def is_any_gateway(text: str, value: str) -> bool:
    """Whether an address is the one that routers come with, in a question of no machine and of no fault."""
    return (
        _GATEWAY.match(value) is not None
        and "?" in text
        and len(text) <= _LONGEST_LESSON
        and _TEACHES.search(text) is not None
        and _OF_A_MACHINE.search(text) is None
    )


def teaches_networks(text: str) -> bool:
    """Whether a text asks about networks as one does who learns: of no machine, and of no fault."""
    return (
        len(text) <= _LONGEST_LESSON
        and next(iter(_OF_NETWORKS.finditer(text)), None) is not None
        and _TEACHES.search(text) is not None
        and _OF_A_MACHINE.search(text) is None
    )


def is_of_any_network(value: str) -> bool:
    """Whether an address is one that every network may have, or of a range that is kept for examples."""
    parts = set(value.partition("/")[0].split("."))
    if len(parts) == 1 and value.count(".") > 1:
        return True  # "2.2.2.2" is the loopback of a second router
    plain = value.partition("/")[0]
    plain = plain.partition(":")[0] if "." in plain else plain.partition("%")[0]
    try:
        address = ipaddress.ip_address(plain)
    except ValueError:
        return False
    return any(address in network for network in _OF_ANY if network.version == address.version)


# --- what is to be written or reckoned --------------------------------------------------------------------

# No scene, dialogue or comic: these are written about colleagues, too.
_TO_BE_WRITTEN: Final = re.compile(
    r"(?<!\w)(?:write|continue|invent|make[ ]up|tell[ ]me|create|draft|schreib(?:e|t)?|erfinde"
    r"|erzähl(?:e)?|verfasse"
    r"|écris|écrivez|invente|raconte|rédige|imagine|escribe|inventa|cuéntame|redacta|scrivi|inventa"
    r"|racconta(?:mi)?"
    r"|schrijf|verzin|vertel|escreva|escreve|inventa|conta|cria)(?:[ ]me)?[ ]"
    r"(?:[^\W\d_][\w'’-]{0,16}[ ]){0,5}?"
    r"(?:bedtime[ ]story|short[ ]story|story|tale|fairy[ ]tale|fairytale|fable|novel|novella"
    r"|(?:kurz|gute-nacht-|abenteuer|horror|liebes)?geschichte|märchen|fabel|roman|krimi"
    r"|histoire|conte"
    r"|nouvelle|fable|cuento|historia|relato|fábula|novela|storia|racconto|fiaba|favola"
    r"|romanzo|verhaal|verhaaltje|sprookje|fabel|história|conto|fábula|romance)(?!\w)",
    re.IGNORECASE,
)
_TO_BE_RECKONED: Final = re.compile(
    r"(?<!\w)(?:word[ ]problem|maths?[ ]problem|textaufgabe|rechenaufgabe|sachaufgabe|problème[ ]de[ ]maths?"
    r"|problema[ ]de[ ]matemáticas?|problema[ ]di[ ]matematica|redactiesom|rekensom"
    r"|problema[ ]de[ ]matemática)(?!\w)"
    r"|(?<!\w)(?:twice|half|three[ ]times|doppelt[ ]so|dreimal[ ]so|halb[ ]so|deux[ ]fois[ ]plus"
    r"|el[ ]doble[ ]de"
    r"|il[ ]doppio[ ]d|twee[ ]keer[ ]zo|o[ ]dobro[ ]d)(?:[ ]as)?[ ](?:many|much|old|alt|viele?|âgé|años"
    r"|anni|oud|veel|idade)(?!\w)",
    re.IGNORECASE,
)
# "Tom has 12 apples and gives Ann 5. How many apples has he left?"
_HOW_MANY: Final = re.compile(
    r"(?<!\w)(?:how[ ]many[ ](?:more[ ]|of[ ]the[ ])?(?:brothers|sisters|siblings|apples"
    r"|oranges|pears|marbles|candies"
    r"|sweets|cookies|stickers|pencils|balloons)|wie[ ]viele[ ](?:äpfel|birnen|murmeln|bonbons"
    r"|kekse|sticker|stifte"
    r"|geschwister|brüder|schwestern)|combien[ ]de[ ](?:pommes|poires|billes|bonbons|crayons|frères|sœurs)"
    r"|cuánt[oa]s[ ](?:manzanas|peras|canicas|caramelos|lápices|hermanos|hermanas)"
    r"|quant[eio][ ](?:mele|pere|biglie"
    r"|caramelle|figurine|matite|fratelli|sorelle)|hoeveel[ ](?:appels|peren|knikkers|snoepjes"
    r"|koekjes|broers|zussen)"
    r"|quant[oa]s[ ](?:maçãs|peras|berlindes|bolinhas|balas|lápis|irmãos|irmãs))(?!\w)",
    re.IGNORECASE,
)
_NUMBER: Final = re.compile(
    r"(?<![\w.,])(?:\d{1,3}|each|one|two|three|four|five|six|seven|eight|nine|ten|twelve"
    r"|jede[rs]?|zwei|drei|vier|fünf"
    r"|sechs|acht|zehn|chaque|deux|trois|quatre|cinq|huit|dix|cada|dos|tres|cuatro|cinco|ocho"
    r"|diez|ogni|due|tre|quattro"
    r"|cinque|otto|dieci|elke?|twee|drie|vijf|tien|dois|duas|três|quatro|oito|dez)(?![\w%€$]|[.,]\d)",
    re.IGNORECASE,
)
_FEWEST_NUMBERS: Final = 2
_REAL: Final = re.compile(
    r"(?<!\w)(?:true story|real|really happened|happened to|based on|wahre|echte|vraie|réelle|verdadera|vera"
    r"|waargebeurd|verdadeira|(?-i:[Mm]y|[Oo]ur|[Mm]ein[a-z]{0,2}|[Uu]nser[a-z]{0,2}|[Mm]on|ma|mes"
    r"|[Nn]otre|[Nn]os|mi|mis"
    r"|[Nn]uestr[oa]s?|mio|mia|miei|nostr[oaie]|[Mm]ijn|[Oo]nze|ons|[Mm]eu|[Mm]inha"
    r"|[Nn]oss[oa]))(?![\w])(?![ ](?:\w{1,16}[ ]){0,2}?(?:novel|story|book|homework|roman"
    r"|geschichte|buch|hausaufgabe|livre|histoire|devoirs|novela|libro|historia|deberes|romanzo|storia"
    r"|compiti"
    r"|verhaal|boek|huiswerk|livro|romance|história)(?!\w))",
    re.IGNORECASE,
)
_REACH: Final = 400


def is_made_up(text: str) -> bool:
    """Whether a text begins by asking for a tale, or is a sum in words: whoever is named in it is nobody."""
    head = text[:_REACH]
    return (
        _TO_BE_WRITTEN.search(head) is not None
        or ("?" in text and (_TO_BE_RECKONED.search(head) is not None or _reckons(head)))
    ) and _REAL.search(text[:_LONGEST_LESSON]) is None


def _reckons(head: str) -> bool:
    """Whether a text asks how many apples somebody has, after some numbers."""
    asked = _HOW_MANY.search(head)
    return asked is not None and len(
        list(islice(_NUMBER.finditer(head, 0, asked.start()), _FEWEST_NUMBERS))
    ) == (_FEWEST_NUMBERS)
