"""Names by where they stand: anchors.

An anchor is a place that only a name fills: behind an honorific, after "Dear", under "Best regards", behind
"Patient:", before "<jane@…>".
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from app.redaction import later as re
from app.redaction.findings import EntityType
from app.redaction.name_words import BORN, DONE_BY, KIN, ROLES, SURNAMES
from app.redaction.names import CAPITAL, HONORIFIC, NAME, NAME_WORD, PARTICLE, PARTICLES, is_no_name
from app.redaction.recognizers.base import Hit, apart, matches_at, trie_pattern, windows
from app.redaction.recognizers.needs import matches_of
from app.redaction.sighted import firsts_of

# "Hr. von Thun": what belongs to a name also where it begins one
_NOBLE: Final = (
    r"(?:(?:von|van|ter|ten)[ ](?:(?:der|den|dem|de|het|'t)[ ])?|(?:de[ ](?:la|los|las)|dos|della|le)[ ]"
    r"|d['’])?"
)
_TITLED: Final = re.compile(
    rf"(?<![\w.]){HONORIFIC}[ ]{{1,2}}(?:{HONORIFIC}[ ]{{1,2}}){{0,2}}({_NOBLE}{NAME})"
)
_TITLED_LOWER: Final = re.compile(
    r"(?<![\w.])(?:mr|mrs|ms|herr|frau|señora|señor|monsieur|madame|signora|mevrouw|senhora|mme|mlle|mevr|dhr"
    r"|meneer)\.?[ ]([^\W\d_]{3,20})(?![\w])"
)
_FIELDS: Final = (
    "patient|paz|pat|pz|patient's name|client|client name|customer|customer name|employee|employee name"
    "|student|student name|pupil|name|full name|fullname|first name|firstname|given name"
    "|last name|lastname|surname|middle name|maiden name|mother'?s maiden name|contact"
    "|contact person|contact name|attn|attention|from|to|cc|bcc|sender|recipient|author"
    "|signed|signed by|signature|prepared by|reviewed by|approved by|requested by|reported by"
    "|submitted by|assigned to|assignee|reporter|owner|manager|supervisor|physician|attending"
    "|attending physician|referring physician|referring|provider|pcp|nurse|surgeon|doctor"
    "|therapist|counsel|attorney|plaintiff|defendant|claimant|respondent|petitioner|witness"
    "|victim|suspect|insured|policyholder|policy holder|subscriber|beneficiary|guarantor"
    "|next of kin|emergency contact|spouse|husband|wife|mother|father|parent|guardian|son"
    "|daughter|brother|sister|tenant|landlord|borrower|applicant|candidate|account holder"
    "|cardholder|card holder|holder|payee|payer|ship to|bill to|deliver to|driver|passenger"
    "|guest|attendees|participants|present|absent|interviewer|interviewee|speaker|caller"
    "|vorname|nachname|familienname|versicherter|versicherte|kunde|kundin|mitarbeiter"
    "|mitarbeiterin|schüler|schülerin|ansprechpartner|absender|empfänger|patientin|kläger"
    "|beklagter|zeuge|kontoinhaber|inhaber|nom|prénom|nom et prénom|assuré|salarié|élève"
    "|destinataire|expéditeur|titulaire|nombre|apellido|apellidos|nombre y apellidos"
    "|nombre completo|paciente|cliente|empleado|alumno|titular|destinatario|remitente|nome"
    "|cognome|nome e cognome|paziente|dipendente|studente|mittente|intestatario|naam|voornaam"
    "|achternaam|patiënt|klant|medewerker|leerling|afzender|geadresseerde|rekeninghouder"
    "|nome completo|apelido|sobrenome|funcionário|aluno|utente|remetente|destinatário"
    "|patient name|caregiver|nurse name|resident|inmate|officer|agent|crew|host|organizer"
    "|organiser|contacto de urgencia|contacto de emergencia|notfallkontakt|personne à prévenir"
    "|versicherungsnehmer|versicherungsnehmerin|versicherte person|geschädigter|geschädigte"
    "|beschuldigter|beschuldigte|zeugin"
    "|mieter|mieterin|vermieter|vermieterin|mietinteressent|mietinteressentin|erziehungsberechtigter|erziehungsberechtigte"
    "|bewohner|bewohnerin|antragsteller|antragstellerin|anrufer|anruferin|melder|fahrer|fahrerin|halter|halterin|bürge"
    "|assurée|souscripteur|preneur|locataire|bailleur|requérant|requérante|demandeur|demanderesse|défendeur|appelant"
    "|conducteur|conductrice|représentant légal|responsable légal|bénéficiaire|patiente|usager"
    "|asegurado|asegurada|tomador|tomadora|arrendador|arrendatario|inquilino|inquilina|solicitante|denunciante|conductor"
    "|conductora|usuaria|alumna|beneficiario|beneficiaria|reclamante|demandante|demandado"
    "|assicurato|assicurata|contraente|conduttore|locatore|inquilino|richiedente|conducente|alunno|alunna|beneficiario"
    "|ricorrente|convenuto|attore|segnalante"
    "|verzekerde|verzekeringnemer|tegenpartij|huurder|verhuurder|aanvrager|bestuurder|getuige|verdachte|aangever|bewoner"
    "|cliënt|cliënte|beller|melder"
    "|segurado|segurada|sinistrado|tomador do seguro|inquilino|inquilina|senhorio|arrendatário"
    "|requerente|condutor|condutora"
    "|aluna|utente|beneficiário|beneficiária|reclamante|morador|moradora|avó|avô|encarregado de educação"
    "|beneficiaries|policyholders|lead tenant|lead passenger|informant|complainant|keyholder|referrer"
    "|personne de confiance|contatto di emergenza|contactpersoon|contato de emergência|contacto de emergência"
)
_GREETINGS: Final = (
    "hi|hello|hey|dear|good morning|good afternoon|good evening|hallo|moin|liebe|lieber"
    "|liebes|sehr geehrte|sehr geehrter|guten tag|guten morgen|bonjour|bonsoir|salut|cher"
    "|chère|chers|hola|buenos días|buenas tardes|querido|querida|estimado|estimada|ciao"
    "|buongiorno|buonasera|caro|cara|gentile|egregio|beste|geachte|lieve|hoi|dag|olá|oi"
    "|bom dia|boa tarde|prezado|prezada"
)
_CLOSINGS: Final = (
    "regards|best|best wishes|all the best|cheers|thanks|thank you|many thanks|thx|sincerely"
    "|yours|yours truly|yours faithfully|faithfully|respectfully|cordially|warmly|love|xo|xoxo"
    "|take care|grüßen|grüße|gruß|gruss|grüssen|hochachtungsvoll|lg|vg|mfg|cordialement"
    "|salutations|bien à vous|amitiés|bises|merci|saludos|atentamente|un saludo|abrazo|gracias"
    "|cordiali saluti|distinti saluti|saluti|grazie|groet|groeten|groetjes|hartelijk|bedankt"
    "|atenciosamente|cumprimentos|abraço|abraços|obrigado|obrigada|valeu|abs|bjs|beijos|beijinhos|bj|att|mvg|gr|grtjs"
    "|tot dan|danke|vielen dank|bis dann|tschüss|ciao|besos|un beso|cdlt|bien cordialement|à bientôt|hugs|ta"
)
_INTRODUCTIONS: Final = (
    "my name is|my name's|my full name is|name is|i am called|call me|this is|mein name ist"
    "|ich heiße|ich heisse|ich bin|je m'appelle|mon nom est|me llamo|mi nombre es|soy|mi chiamo"
    "|il mio nome è|sono|mijn naam is|ik heet|ik ben|meu nome é|o meu nome é|chamo-me|me chamo"
    "|named|called|namens|nommé|nommée|llamado|llamada|chiamato|chiamata|genannt"
)
_AGENT: Final = re.compile(
    rf"(?<![^\W_])(?i:{trie_pattern(DONE_BY.split('|'), gap=' ')})[ ](?:{HONORIFIC}[ ]{{1,2}}){{0,2}}"
    rf"({CAPITAL}(?:[ ](?:{PARTICLE}[ ])?{CAPITAL}){{0,2}})"
)
_RELATED: Final = re.compile(
    rf"(?<![^\W_])(?i:{trie_pattern(KIN.split('|'))})[ ]({CAPITAL}(?:[ ](?:{PARTICLE}[ ])?{CAPITAL})?)"
)
_IN_A_ROLE: Final = re.compile(
    rf"(?<![^\W_])(?i:{trie_pattern(ROLES.split('|'))})[ ]({CAPITAL}(?:[ ](?:{PARTICLE}[ ])?{CAPITAL})?)"
)
# Words that mean something else in a second language, "nicht" and "prima": whose it is has to stand before.
_OF_TWO_LANGUAGES: Final = re.compile(r"(?i)(?:nicht|prima|primo|intern|teste)[ ]")
_SOMEBODYS: Final = re.compile(
    r"(?i)(?<![^\W_])(?:mijn|m'n|zijn|haar|jouw|onze|hun|de|een|mi|mis|tu|su|sus|nuestr[oa]|el|la|una?|minha|meu|sua|seu|a|o|uma?|"
    r"mia|mio|il|our|my|your|his|her|their|the|an)[ ](?:\w{2,12}[ ])?\Z"
)
_BORN_AS: Final = re.compile(rf"(?<![^\W_])(?:{BORN})[ ]({CAPITAL}(?:[ ](?:{PARTICLE}[ ])?{CAPITAL})?)")
_TITLED_BY_LETTER: Final = re.compile(rf"(?<![^\W_])[a-zà-ÿ]{{1,14}},?[ ]D\.[ ª]{{1,2}}({NAME})")
# "M. Ferrand"; and how a court leaves a name out: "M. T. a quitté", "chez Mme D.,".
_MONSIEUR: Final = re.compile(
    r"(?<![\w.])(?:M\.|Mme|Mlle|Frau|Herrn?|Sig\.|Sig\.ra|Sra?\.|dhr\.|mw\.|Mevr\.|D[oñ]n?a)[ ]"
    r"(?P<letter>[A-Z]\.(?:-?[A-Z]\.)?)(?=[ ](?:[a-zà-ÿ]|\()|[,;)]|$)"
    rf"|(?<![\w.])(?:M|MM)\.[ ](?!(?:Sc|Ed|Eng|Phil|Tech|Arch)(?!\w))(?P<name>{NAME})",
    re.MULTILINE,
)
# "Bel Peter op tst. 3341", "ring Keith on 07700": whom a number reaches
_REACHED: Final = re.compile(
    r"(?<![^\W_])(?:[Cc]all|[Rr]ing|[Rr]ings|[Pp]hone|[Tt]ext|[Bb]el|[Aa]pp|[Rr]uf(?:e|en)?|[Aa]ppeler?|[Aa]ppelez|[Rr]appelez|[Jj]oindre"
    r"|[Ll]lam[ae]r?(?:[ ]a)?|[Cc]hiam[ai](?:re)?|[Ll]ig(?:ue|ar?)(?:[ ](?:à|ao|para))?)[ ]"
    rf"({CAPITAL}(?:[ ](?:{PARTICLE}[ ])?{CAPITAL})?)(?:[ ](?:on|at|op|unter|auf|au|al|en[ ]el|pelo|no"
    rf"|sul|allo|an)|,)[ ](?=[^\n]{{0,14}}\d)"
)
# "Bassi L., Conti M., De Santis G.": surnames and initials in a row
_TURNED: Final = rf"{CAPITAL}(?:[ ]{CAPITAL})?[ ][A-Z]\.(?:[ ][A-Z](?![\w.]))?"
_TURNED_ROW: Final = re.compile(rf"(?<![\w.])(?:{_TURNED}[ ]?[,;][ ]){{2,40}}{_TURNED}")
_OF_AUTHORS: Final = re.compile(
    r",?[ ]?(?:et[ ]al|&|and[ ]|und[ ]|et[ ]|y[ ]|e[ ]|\(?(?:19|20)\d\d|[^\W\d_]{4,}[ ][a-z])"
)
_TURNED_ONE: Final = re.compile(rf"({CAPITAL}(?:[ ]{CAPITAL})?[ ][A-Z]\.)")
_TICKET: Final = re.compile(
    r"(?<![\w/])([A-ZÀ-Þ]{2,30}/[A-ZÀ-Þ]{2,30}(?:[ ]?(?:MR|MRS|MS|MISS|MSTR|DR|CHD))(?![\w/]))"
)
_FORM_LINE: Final = re.compile(
    rf"(?i:{trie_pattern(_FIELDS.split('|'))})[ ]{{3,40}}"
    rf"(?:{HONORIFIC}[ ]{{1,2}}){{0,2}}({NAME}(?:,[ ]{NAME})?)"
)
_GREETED: Final = re.compile(
    rf"(?i:{trie_pattern(_GREETINGS.split('|'), gap=' ')})"
    rf"[ ]{{1,2}}(?:{HONORIFIC}[ ]{{1,2}}){{0,2}}({NAME})(?=[ ]?[,!:;.(\n]|[ ]?-|\n|$)"
)
_SIGNED: Final = re.compile(
    rf"(?i:{trie_pattern(_CLOSINGS.split('|'), gap=' ')})[ ]?[,.!;-]?[ \t]{{0,3}}"
    rf"(?:\r?\n[ \t>]{{0,6}}){{1,3}}[-–~*]{{0,3}}[ ]?(?:{HONORIFIC}[ ])?({NAME})(?=[ \t]*(?:[,|(]|\r?\n|$))"
)
_SIGNED_IN_LINE: Final = re.compile(
    rf"(?i:{trie_pattern(_CLOSINGS.split('|'), gap=' ')}|luv|kisses|liefs|baci)"
    rf"[ ]?,?[ ]({CAPITAL}(?:[ ]{CAPITAL})?)"
    r"(?=[ ]?(?:[x\U0001f600-\U0001f64f❤]{1,4})?[ \t]{0,3}(?:$|[\n\"<)]))"
)
_ADDRESSED: Final = re.compile(
    rf"(?:^|(?<=\n\n)|(?<=\n\r\n))[ \t>]{{0,4}}({CAPITAL}(?:[ ]{CAPITAL})?),[ \t]{{0,3}}\r?\n"
)
_LABELLED: Final = re.compile(
    rf"(?<![^\W_])(?<!-)(?i:{trie_pattern(_FIELDS.split('|'))})"
    r"[\"'\]\)*_]{0,3}[ \t]{0,3}"
    rf"(?:[:=]|\.{{2,40}}:?|\||\t)[ \t]{{0,4}}[\"'*_\[(]{{0,3}}"
    rf"(?:{HONORIFIC}[ ]{{1,2}}){{0,2}}({NAME}(?:,[ ]{NAME})?)"
)
_SELF: Final = re.compile(
    rf"(?<![^\W_])(?i:{trie_pattern(_INTRODUCTIONS.split('|'), gap=' ')})[ ]{{1,2}}(?:{HONORIFIC}[ ])?"
    rf"({CAPITAL}[ ](?:{PARTICLE}[ ])?{CAPITAL}(?:[ ]{CAPITAL})?)"
)
_SELF_LOWER: Final = re.compile(
    r"(?i:my name is|my name's|mein name ist|ich heiße|ich heisse|je m'appelle|me llamo|mi nombre "
    r"es|mi chiamo|mijn naam is|ik heet|meu nome é|chamo-me|me chamo)[ ]{1,2}([^\W\d_]{2,20}(?:[ "
    r"][^\W\d_]{2,20}){0,2})(?=[ ]?(?:[,.!?;\n]|and |und |et |y |e |en |$))"
)
_CLOSING_WORDS: Final = tuple(_CLOSINGS.split("|"))
_LONGEST_CLOSING: Final = 40
_LONGEST_NAME: Final = 600
_LONGEST_ON_A_TICKET: Final = 36
_BEFORE_AT: Final = re.compile(r"[<(\[](?=[\w.+%-]{1,64}@)")
_BEFORE_ADDRESS: Final = re.compile(
    rf"(?<![^\W_])({NAME}(?:,[ ]{NAME})?)[\"']?[ ]{{1,2}}[<(\[](?=[\w.+%-]{{1,64}}@)"
)
_SURNAMES: Final = frozenset(SURNAMES.split("|"))
_ENDS_A_VALUE: Final = re.compile(
    r"[ \t]*(?:[\"'*_\])<>|;,(\[/]|\.?(?:\r?\n|$)|\t|[ ]{2}|\.[ ][A-Z][^\W\d_]{2,14}(?:[ ][a-z]{2,12})?:)"
)
_HONORIFIC_WORDS: Final = re.findall(
    r"[^\W\d_]{2,}", HONORIFIC.replace("[Dd]", "d").replace("[Mm]", "m").lower()
)
# Where the patterns begin that begin with a phrase, and with a word.
_FIRSTS: Final = {
    pattern: firsts_of(phrases)
    for pattern, phrases in (
        (_TITLED, _HONORIFIC_WORDS),
        (_LABELLED, _FIELDS.split("|")),
        (_RELATED, KIN.split("|")),
        (_IN_A_ROLE, ROLES.split("|")),
        (_AGENT, DONE_BY.split("|")),
        (_FORM_LINE, _FIELDS.split("|")),
        (_GREETED, _GREETINGS.split("|")),
        (_SIGNED_IN_LINE, [*_CLOSINGS.split("|"), "luv", "kisses", "liefs", "baci"]),
    )
}
# What stands before those that begin a line or a sentence.
_BEFORE: Final = {
    _FORM_LINE: re.compile(r"(?:\A|\n)[ \t]{0,8}\Z"),
    _GREETED: re.compile(r"(?:\A|\n|[>\"'(][ ]?|[.!?][ ])[ \t>]{0,6}\Z"),
    _SIGNED_IN_LINE: re.compile(r"(?:\A|[.!?\n\"'(])[ \t]{0,3}\Z"),
}
_BEFORE_REACH: Final = 9
_PARAGRAPH: Final = re.compile(r"(?<=\n)\r?\n")
_MODEL: Final = re.compile(r"\d{3}")
_REPORTS: Final = frozenset({"Rev. Proc.", "Rev. Rul.", "Rev. Stat."})


def anchored_names(text: str) -> Iterator[Hit]:
    """Yield the names that stand in a place for names."""
    for pattern, rule, score in (
        (_TITLED, "name-honorific", 0.9),
        (_GREETED, "name-greeting", 0.85),
        (_SIGNED, "name-signature", 0.85),
        (_SIGNED_IN_LINE, "name-signature", 0.7),
        (_ADDRESSED, "name-greeting", 0.7),
        (_LABELLED, "name-labelled", 0.85),
        (_SELF, "name-introduced", 0.75),
        (_SELF_LOWER, "name-introduced", 0.75),
        (_TITLED_LOWER, "name-honorific", 0.7),
        (_TITLED_BY_LETTER, "name-honorific", 0.8),
        (_RELATED, "name-related", 0.7),
        (_IN_A_ROLE, "name-in-a-role", 0.62),
        (_BORN_AS, "name-born", 0.75),
        (_AGENT, "name-in-a-role", 0.62),
        (_MONSIEUR, "name-honorific", 0.8),
        (_TICKET, "name-on-a-ticket", 0.85),
        (_REACHED, "name-reached", 0.65),
        (_FORM_LINE, "name-labelled", 0.8),
        (_BEFORE_ADDRESS, "name-before-address", 0.92),
    ):
        for match in _matches(text, pattern):
            if pattern is _IN_A_ROLE and _is_a_word_there(text, match):
                continue
            if pattern is _MONSIEUR and match["letter"]:
                yield Hit(*match.span("letter"), EntityType.PERSON, score, rule)
                continue
            span = _name_in(text, *match.span("name" if pattern is _MONSIEUR else 1))
            if span is None and pattern is _TITLED and (len(match[1]) == 1 or match[1].lower() in _SURNAMES):
                span = match.span(1)
            if pattern is _ADDRESSED and match[1].lower() in _CLOSING_WORDS:
                continue
            if span is None:
                continue
            if pattern is _TICKET:
                span = match.span(1)
            single = " " not in text[slice(*span)]
            value = text[slice(*span)]
            if (
                text[span[0] - 1 : span[0]] == "_"
                or ("_" in value and value.isupper())
                or text[span[0] - 5 : span[1] + 1] in _REPORTS
                or _MODEL.search(value)
                or (rule == "name-labelled" and single and _is_of_a_setting(text, match.start(), span[1]))
            ):
                continue  # a variable of a program, a ruling, "Brother HL-L2350DW"
            if rule == "name-labelled" and (
                _CALLED_THERE.match(text, span[1]) or _OF_A_HEAD.match(text, match.start())
            ):
                continue  # "distance(to: Point(x: 0))", "NAME   IMAGE   STATUS"
            if single and rule == "name-labelled" and not _ENDS_A_VALUE.match(text, span[1]):
                continue  # a speaker's first word: "Customer: Sure I can"
            yield Hit(*span, EntityType.PERSON, score, rule)
    yield from _turned_rows(text)


_CALLED_THERE: Final = re.compile(r"\((?:[\w.]{1,24}[:=]|\)|[\"'\d])")
# The head of a table in a terminal: capitals, two blanks and more between them, and no number.
_OF_A_HEAD: Final = re.compile(
    r"NAME(?:SPACE)?[ ]{2,40}(?:[A-Z][A-Z%()/-]{1,16}(?:[ ][A-Z]{2,12})?[ ]{2,40}){1,12}"
    r"[A-Z][A-Z%()/-]{1,16}(?:[ ][A-Z]{2,12})?[ ]*(?=\r?\n|\Z)"
)
# "- name: LOG_LEVEL", and its value in the next line; "<property name="Reference" …".
_SETTING_BEHIND: Final = re.compile(
    r"_|[\"']?[ \t]{0,4}\r?\n[ \t]{1,24}"
    r"(?:value(?:From)?|uses|run|with|if|needs|env|in|image|hosts|port|containerPort|schema|when|become|command|script"
    r"|stage):"
)
_SETTING_BEFORE: Final = re.compile(
    r"<(?:data|field|param|property|meta|input|option|variable|attribute|entry|item|setting|string|column|arg"
    r"|xsd?:\w{2,16})[ ](?:[\w:.-]{1,24}=\"[^\"<>]{0,40}\"[ ]){0,3}\Z"
)
_SETTING_REACH: Final = 160


def _is_of_a_setting(text: str, start: int, end: int) -> bool:
    """Whether a name that ends at a place is that of a setting or a field of a program."""
    return (
        _SETTING_BEHIND.match(text, end) is not None
        or _SETTING_BEFORE.search(text, max(0, start - _SETTING_REACH), start) is not None
    )


def _turned_rows(text: str) -> Iterator[Hit]:
    """Yield the names of a row of surnames with initials; authors of something are nobody."""
    for row in matches_of(_TURNED_ROW, text):
        if _OF_AUTHORS.match(text, row.end()):
            continue
        for one in _TURNED_ONE.finditer(text, *row.span()):
            yield Hit(*one.span(1), EntityType.PERSON, 0.7, "name-in-a-row")


def _is_a_word_there(text: str, match: re.Match[str]) -> bool:
    """Whether a word for a relative is one of another language: "nicht Angst"; not "mijn nicht Annelies"."""
    return (
        _OF_TWO_LANGUAGES.match(match[0]) is not None
        and _SOMEBODYS.search(text, max(0, match.start() - 30), match.start()) is None
    )


def _matches(text: str, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """Return the matches of a pattern of names, looked for where it can match."""
    if pattern in _FIRSTS:
        found = matches_at(pattern, text, _FIRSTS[pattern])
        before = _BEFORE.get(pattern)
        if before is None:
            return found
        return (one for one in found if before.search(text, max(0, one.start() - _BEFORE_REACH), one.start()))
    if pattern is _ADDRESSED:
        begins = (0, *(match.end() for match in _PARAGRAPH.finditer(text)))
        return (match for begin in begins if (match := pattern.match(text, begin)) is not None)
    if pattern is _TICKET:
        places = windows(text, ("/",), before=_LONGEST_ON_A_TICKET, after=2 * _LONGEST_ON_A_TICKET)
    elif pattern is _BEFORE_ADDRESS:
        brackets = (match.start() for match in _BEFORE_AT.finditer(text))
        places = apart((max(0, at - 2 * _LONGEST_NAME), at + _LONGEST_NAME) for at in brackets)
    elif pattern is _SIGNED:
        places = apart(_closings(text))
    else:
        return matches_of(pattern, text)
    return (match for place in places for match in pattern.finditer(text, *place))


def _closings(text: str) -> Iterator[tuple[int, int]]:
    """Yield the ends of the lines that end as a letter does, with the lines behind them."""
    at = text.find("\n")
    while at >= 0:
        line = text[max(0, at - _LONGEST_CLOSING) : at].rstrip(" \t\r").rstrip(",.!;- ").lower()
        if line.endswith(_CLOSING_WORDS):
            yield max(0, at - _LONGEST_CLOSING), at + 2 * _LONGEST_NAME
        at = text.find("\n", at + 1)


def _name_in(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Return the part of a span that can be a name: without words at its ends that are none."""
    found = [(start + word.start(), start + word.end()) for word in NAME_WORD.finditer(text[start:end])]
    while found and is_no_name(text[slice(*found[-1])]):
        found.pop()
    while found and is_no_name(text[slice(*found[0])]):
        found.pop(0)
    if all(text[start:stop].lower() in PARTICLES for start, stop in found):
        return None
    if not found:
        return None
    first, last = found[0][0], found[-1][1]
    if text[first:last].endswith(("'s", "’s")):
        last -= 2
    if end > last and text[last : last + 1] == "." and last - found[-1][0] == 1:
        last += 1
    return (first, last) if last - first >= 2 else None
