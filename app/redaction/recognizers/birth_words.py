"""The words that say of a date that somebody was born then, and how far what they say reaches."""

from __future__ import annotations

from typing import Final

from app.redaction import later as re
from app.redaction.recognizers.base import Phrases

_BIRTH_WORDS: Final = (
    "dob|d.o.b|d.o.b.|d o b|date of birth|dateofbirth|birth date|birthdate|birthday|birth day"
    "|born on|born in|born"
    "|bday|b day|date birth|birth dt|birth|geb|geb.|geboren am|geboren|geburtsdatum|geburtstag"
    "|geb. am|geb am|geb.datum"
    "|né le|née le|né|née|né(e) le|date de naissance|naissance|ddn|nacido el|nacida el|nacido"
    "|nacida|nació el|nació"
    "|fecha de nacimiento|f. nac|f nac|fecha nac|fec nac|f. nacimiento|nacimiento|nato il|nata "
    "il|nato|nata|data di nascita|nascita"
    "|nato a|geboren op|geboortedatum|geboorte|geb.dat|gebdatum|nascido em|nascida em|nascido"
    "|nascida|nasceu em|nasceu|data de nascimento"
    "|dt nasc|data nasc|nascimento|d.n|jahrgang|birthdy|date of brith|d o b is"
    "|turns|turned|urodzony|urodzona|data urodzenia|ur.|född|födelsedatum"
    "|født|fødselsdato|yob|year of birth|anniversaire|cumpleaños|compleanno|verjaardag|aniversário"
    "|verjaart|geb datum|f.n|f. n|fdn|f.d.n|geb dat|gebdat|data di nasc|dt. nasc|d.nasc|nac|nasc|né.e le"
    "|nací el|nací|naci el|nasci em|nasci a|nasci|fn|dn|d. nasc|nascida a|nascido a|sono nato il|sono nata il"
    "|faço anos|faz anos|cumplo años|cumple años|compio gli anni|compie gli anni|jarig op"
    "|nées|nés|nacieron|nacidos|nacidas|nati|nate|nascidos|nascidas|nasceram|nacque|nacqui|naquit|naquis"
    "|vu le jour|vino al mundo|veio ao mundo|venuta alla luce|venuto alla luce"
    "|ter wereld|levenslicht|came into the world|came into this world|saw the light of day|licht der welt"
    "|geboortejaar|geburtsjahr|année de naissance|año de nacimiento|anno di nascita|ano de nascimento"
    "|birth year"
    "|geburtstagskind|birthday boy|birthday girl|birthday child|jarige|festeggiata|festeggiato|cumpleañera"
    "|cumpleañero|aniversariante"
    "|d/o/b|d/o/birth|b'day|b-day|birth dat|birtday|brithday|birhtday|bithday|date of birh|date ofbirth|d.ob"
    "|date of bith|dateof birth|birtdate|bithdate|geburtsdtaum|gebutsdatum|geburstdatum|date de naisance"
    "|fecha de nacimento|fecha nacimiento|data di nacita|data nascita|geboortedaum|geboorte datum"
    "|data de nascimeto|data nascimento"
    "|venu au monde|venue au monde|venus au monde|venues au monde|vient au monde|vint au monde"
    "|llegó al mundo|vinieron al mundo|viene al mondo|venuto al mondo|venuta al mondo|venuti al mondo"
    "|venute al mondo|vieram ao mundo|auf die welt|zur welt|gave birth|entbunden|bevallen van|dio a luz"
    "|di a luz"
    "|dato alla luce|deu à luz|a donné naissance|accouché|partorito|parió"
    "|date of blrth|date of b1rth|geb.-datum|geb-datum"
    "|ne le|nee le|fec. nac|fech nac|d.o.birth|dofb|birthdates|geburtstage"
    "|née(e) le|naiss|d.naiss|date naiss"
)
BIRTH: Final = Phrases(_BIRTH_WORDS.split("|"))
BIRTH_REACH: Final = 40
"""So many characters behind such a word may its date begin."""
STOP: Final = re.compile(r"[!?;]\s|\.\s+[A-ZÄÖÜÉ](?=[a-zäöüé])|\n\s*\n")
"""Where the sentence ends, and with it what the word says."""
# "Date of birth?" or "I need your date of birth." and in the next line, behind who says it, nothing but the
# answer.
ASKED: Final = re.compile(
    r"(?:[^\n?]{0,40}\?"
    r"|[^\n?.]{0,60}\.(?=[ ]?\r?\n))[ ]?(?:\r?\n[ \t]{0,4}){0,2}(?:\[?[\d:. ]{4,20}\]?[ ]?(?:[-–][ ])?)?"
    r"(?:[-–—•][ ]{1,2})?"
    r"(?:[^\W\d_][\w .-]{0,24}[:>][ ]{1,2}|[AR]\.[ ]{1,2})?"
    r"(?:(?i:yes|yeah|yep|sure|ok|okay|well|um|uh|erm|of course|ja|doch|klar|oui|ben|euh|alors|sí|vale|claro"
    r"|pues|sì"
    r"|certo|allora|sim|pois|jazeker|nou|it's|it is|that's|that is|das ist|es ist|c'est|es|è|é|het is|dat is)"
    r"[,.]{0,2}[ ]){0,4}"
    r"(?:(?i:i[ ](?:think|believe|guess)|maybe|probably|must[ ]be|about|ich[ ]glaube|glaub|wohl|je[ ]crois"
    r"|creo[ ]que"
    r"|credo|mi[ ]pare|ik[ ]denk|volgens[ ]mij|acho[ ]que)[,]?[ ]){0,2}"
    r"(?:(?:the|on|am|der|den|le|el|il|de|op|o|em|dia|día)[ ]){0,2}"
)
