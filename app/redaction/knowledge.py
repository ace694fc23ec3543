"""Whether a text is about what everybody may know: history, science, law, art, games, sport.

"In Hamlet Ophelia drowns" and "Wallenstein was murdered at Eger in 1634" name people, places and years, and
are about nobody private, however sure the tagger is of the names. That takes words of such subjects, old
years and names that everybody knows, the more of them the longer the text is; and nothing may speak of
somebody's own life, work or papers: "the Treaty of Versailles" stands in the school report of a child, too.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain, islice
from typing import Final

from app.redaction import later as re
from app.redaction.names import CAPITAL, PARTICLE, is_plain, is_public
from app.redaction.recognizers.base import Phrases
from app.redaction.sighted import Sighted

_SUBJECTS: Final = (
    # history and states
    "century|centuries|dynasty|emperor|emperors|empress|pharaoh|medieval|middle ages|renaissance|antiquity"
    "|enlightenment|treaty of|battle of|siege of|war of|wars of|house of commons|house of lords|senate"
    "|house of representatives|world war|civil war|cold war|french revolution|russian revolution|crusades"
    "|crusade|conquest|king of|queen of|kings of|throne|reigned|kingdom of|monarch|monarchy|abolitionist"
    "|slavery|suffrage|suffragette|colonies|colonial|republicans|democrats|liberals|nazi|nazis|soviet"
    "|second amendment|first amendment|supreme court|dissented|landmark case|abdicated|beheaded"
    "|assassinated|coronation|archduke|parliament of|prime minister|chief justice"
    "|declaration of independence|constitutional|politician|congressman|statesman|chancellor"
    "|army|armies|troops|fleet|cavalry|infantry|regiment|empire|ottoman|habsburg|byzantine|roman|romans"
    "|greeks|aztec|inca|maya|confederate|confederacy"
    "|jahrhundert|kaiserreich|kaiserin|mittelalter|weltkrieg|weltkriege|schlacht|reichstag|reichskanzler"
    "|bundeskanzler|bundespräsident|reformation|dreißigjährigen krieg|französische revolution|antike|papst"
    "|nationalversammlung|zar"
    "|siècle|siècles|moyen âge|guerre mondiale|révolution française|bataille de|bataille d|empereur"
    "|impératrice|roi de|reine de|rois de|dynastie|traité de paix|résistance|assemblée nationale"
    "|siglo|siglos|edad media|guerra mundial|guerra civil|batalla de|emperador|emperatriz|rey de|reyes de"
    "|dinastía|conquista|virreinato"
    "|secolo|medioevo|rinascimento|risorgimento|battaglia di|imperatore|imperatrice|re di|regno|papa"
    "|eeuw|middeleeuwen|wereldoorlog|slag bij|keizer|keizerin|tachtigjarige|opstand|stadhouder"
    "|século|idade média|batalha de|imperador|imperatriz|rei de|monarquia|proclamou|ditadura"
    # science
    "|nobel prize|nobelpreis|prix nobel|premio nobel|nobelprijs|prêmio nobel|prémio nobel|mathematician"
    "|physicist|chemist|biologist|astronomer|naturalist|philosopher|philosophers|philosophical|economist"
    "|economists|sociologist|anthropologist|theologian|theorem|theorems|equation|equations|hypothesis"
    "|theory of|experiments|conjecture|algorithm|species|genus|subspecies|planet|planets|galaxy|galaxies"
    "|orbit|spacecraft|asteroid|telescope|comet|lunar|astronaut|astronauts|photosynthesis|evolution"
    "|natural selection|quantum|relativity|molecule|molecules|atom|atoms|periodic table|invented|inventor"
    "|discovered|discoverer|pioneered|empiricism|rationalism|utilitarianism|socialism|capitalism|marxism"
    "|mathematiker|physiker|chemiker|astronom|philosoph|philosophie|satz des|gleichung|entdeckte"
    "|entdecker|erfand|erfinder|planeten|relativitätstheorie"
    "|mathématicien|physicien|chimiste|astronome|philosophe|théorème|équation|inventa|inventeur|découvrit"
    "|matemático|físico|químico|filósofo|teorema|ecuación|descubrió|inventó"
    "|matematico|fisico|chimico|filosofo|equazione|scoprì|inventò"
    "|wiskundige|natuurkundige|scheikundige|filosoof|stelling van|vergelijking|ontdekte|uitvinder"
    "|equação|descobriu|inventou"
    # letters and art
    "|novel|novels|novelist|poet|poets|poem|poems|poetry|playwright|short story|protagonist|antagonist"
    "|narrator|fairy tale|fable|fables|myth|myths|mythology|gods|goddess|prophet|gospel|old testament"
    "|new testament|bible|quran|scripture|painter|painters|sculptor|sculpture|impressionist|symphony"
    "|symphonies|concerto|sonata|opera|operas|composer|composers|libretto|shakespeare|screenplay"
    "|roman von|romane|novelle|dichter|dichterin|gedicht|schriftsteller|dramatiker|märchen|maler|gemälde"
    "|bildhauer|komponist|sinfonie|oper von|hauptfigur"
    "|ce roman|romancier|romans de|poète|poème|peintre|tableau de|sculpteur|compositeur|symphonie|opéra"
    "|personnage principal"
    "|novela|novelas|novelista|poeta|poema|pintor|escultor|compositor|sinfonía|dramaturgo"
    "|romanzo|romanzi|poesia|dipinse|affreschi|affresco|scultore|compositore|canto|divina commedia"
    "|schilderij|schilderijen|toneelstuk|componist"
    "|romance de|romances de|pintou|escritor brasileiro|obra de"
)
# Asked of who is in books; "who was" is asked of anybody.
_QUESTIONS: Final = (
    "who invented|who discovered|who wrote"
    "|who painted|who composed|who directed|who won|who was the first|wer erfand"
    "|wer entdeckte|wer schrieb|wer malte|wer gewann|qui a inventé|qui a découvert|qui a écrit"
    "|qui a peint|qui a gagné|quién inventó|quién descubrió|quién escribió|quién pintó|quién ganó"
    "|chi ha inventato|chi ha scoperto|chi ha scritto|chi ha dipinto|chi ha vinto"
    "|wie schilderde|wie ontdekte|wie schreef|wie won|quem inventou|quem descobriu|quem escreveu"
    "|quem pintou|quem ganhou"
)
_OF_QUESTIONS: Final = Phrases(_QUESTIONS.split("|"))
_OF_SUBJECTS: Final = Phrases(_SUBJECTS.split("|"))
# People who are no public figures like films and songs, too: these only add to what else is there.
_PASTIMES: Final = (
    # screen, music, games
    "film|films|movie|movies|starring|directed by|filmed|sitcom|television series|tv series|animated"
    "|soundtrack|box office|voiced|album|albums|song|songs|lyrics|rock band|rapper|record label|discography"
    "|hit single|billboard|grammy|grammys|oscar|oscars|academy award|academy awards|emmy|golden globe"
    "|video game|video games|board game|board games|playstation|nintendo|trivia|cartoon|superhero|marvel"
    "|fernsehserie|spielfilm|regisseur|schauspieler|brettspiel|brettspiele"
    "|réalisé par|réalisateur|long métrage|chanson de|jeu de société"
    "|película|películas|serie de televisión|dirigida por|canciones de|juego de mesa"
    "|pellicola|regia di|serie televisiva|canzoni di|gioco da tavolo"
    "|speelfilm|televisieserie|bordspel|bordspellen|filme de|filmes de|telenovela|jogo de tabuleiro"
    # sport
    "|world cup|world series|super bowl|premier league|champions league|bundesliga|la liga|serie a|ligue 1"
    "|eredivisie|nba|nfl|nhl|mlb|olympic|olympics|olympic games|grand slam|wimbledon|tour de france"
    "|formula 1|formula one|grand prix|world champion|world championship|footballer|midfielder|striker"
    "|quarterback|touchdown|playoffs|world record|grandmaster|sicilian defence"
    "|weltmeister|weltmeisterschaft|olympische|coupe du monde|jeux olympiques|mundial|juegos olímpicos"
    "|mondiali|olimpiadi|wereldkampioen|olympische spelen|copa do mundo|seleção"
)
_OF_PASTIMES: Final = Phrases(_PASTIMES.split("|"))
# Answers alone are not told from what somebody writes down of himself and others.
_ASKS: Final = re.compile(
    r"\?|\A\W*(?:explain|describe|compare|summari[sz]e|outline|list|name|give|tell|translate|define|discuss"
    r"|recommend|erkläre?|beschreibe?|vergleiche?|nenne|fasse|gib|übersetze?|empfiehl|explique|décris|compare"
    r"|résume|cite|donne|traduis|explica|describe|compara|resume|enumera|dime|traduce|recomiéndame|spiega"
    r"|descrivi|confronta|riassumi|elenca|dimmi|traduci|leg|beschrijf|vergelijk|noem|geef|vertaal|explique"
    r"|descreva|compare|resuma|liste|cite)(?!\w)",
    re.IGNORECASE,
)
# Where people write to each other.
_OF_A_FEED: Final = re.compile(r"(?<!\w)(?:@\w|#[^\W\d_]\w|https?://|www\.|RT[ ])")
# How one asks for what is in books; whoever is asked about has to stand beside a year of long ago.
_FRAME: Final = re.compile(
    r"\A\W*(?:explain|describe|compare|summari[sz]e|outline|discuss|what[ ](?:is|was|were|are|caused"
    r"|happened)"
    r"|what['’]s[ ]the[ ](?:difference|story|meaning|origin|point|plot)|which|when[ ](?:was|were|did)"
    r"|who[ ](?:was|were|invented|built|founded|led|ruled|won|wrote)|how[ ](?:was|were|did)"
    r"|why[ ](?:was|were|did|do|does|is)"
    r"|tell[ ]me[ ](?:something[ ])?about|list[ ](?:the|some|all)|name[ ](?:the|some|all)"
    r"|erkläre?|beschreibe?|vergleiche?|nenne|was[ ](?:ist|war|waren|sind|passierte|geschah|bedeutet)"
    r"|wer[ ](?:war|waren|hat|baute|gründete)|wann[ ](?:war|wurde|begann)|warum|wie[ ](?:kam|wurde|entstand)"
    r"|welche[rs]?|erzähl[ ]mir"
    r"|explique|décris|compare|résume|raconte|cite|qu['’]est-ce|quel(?:le)?s?|quand|pourquoi|comment"
    r"|qui[ ](?:a|était|fut)"
    r"|explica|describe|compara|resume|cuéntame|nombra|qué|cuál(?:es)?|cuándo|por[ ]qué"
    r"|quién(?:es)?[ ](?:fue|fueron|era)"
    r"|spiega|descrivi|confronta|riassumi|racconta|elenca|che[ ]cos|qual[ei]?|quando|perché"
    r"|chi[ ](?:ha|era|fu|furono)"
    r"|leg|beschrijf|vergelijk|noem|vertel|wat[ ](?:is|was|zijn|waren|gebeurde)|welke|wanneer|waarom"
    r"|wie[ ](?:was|waren|won)"
    r"|descreva|resuma|conte|o[ ]que|quais|quem[ ](?:foi|foram|era|inventou))(?!\w)",
    re.IGNORECASE,
)
_MONTHS: Final = (
    "january|february|march|april|may|june|july|august|september|october|november|december|januar|februar"
    "|märz|mai|juni|juli|oktober|dezember|janvier|février|mars|avril|juin|juillet|août|septembre|octobre"
    "|novembre|décembre|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre"
    "|diciembre|gennaio|febbraio|aprile|maggio|giugno|luglio|settembre|ottobre|dicembre|januari|februari"
    "|maart|mei|augustus|janeiro|fevereiro|março|maio|junho|julho|setembro|outubro|novembro|dezembro"
)
# The first two thirds of the last century, where something happened rather than somebody was born.
_PAST: Final = re.compile(
    r"(?<!born )(?<!married )(?<!geboren )(?<!née )(?<!né )(?<![^\W_])"
    r"(?i:in|since|im[ ]jahre?|seit|en|depuis|desde|nel|dal|sinds|em"
    rf"|(?:{_MONTHS})(?:[ ]de|[ ]\d{{1,2}},?)?)[ ]19[0-6]\d(?![\w/-]|[.,]\d|[ ]?[%€$£°])"
)
_OLD: Final = re.compile(
    r"(?<![^\W_])(?:in|since|anno|circa|ca\.|c\.|im[ ]jahre?|seit|en|depuis|desde|nel|dal|sinds|em"
    rf"|(?:{_MONTHS})(?:[ ]de|[ ]\d{{1,2}},?)?)[ ]1[0-8]\d\d(?![\w/-]|[.,]\d"
    r"|[ ]?(?:[%€$£°]|(?:euros?|eur|k?m|kg|kcal|words|people|men|units)(?!\w)))"
    r"|(?<!\w)from[ ]1[0-8]\d\d[ ]to[ ]1[0-9]\d\d(?![\w/-]|[.,]\d)"
    r"|\((?:[^()\n]{0,24}[ ])?1[0-8]\d\d(?:[ ]?[–-][ ]?(?:1[0-9]\d\d|\d\d))?\)"
    r"|(?<!\w)1[0-9]\d\ds(?!\w)"
    r"|(?<!\w)\d{1,4}[ ](?:BCE?|A\.?D|CE|v\.[ ]?Chr|n\.[ ]?Chr|av\.[ ]J|a\.[ ]?C)(?!\w)",
    re.IGNORECASE,
)
_KNOWN: Final = re.compile(rf"(?<![\w'’-])(?=({CAPITAL}(?:[ ](?:{PARTICLE}[ ])?{CAPITAL}){{0,2}}))")
# What speaks of the writer, of somebody's days and work, or of papers about somebody.
_OF_ONESELF: Final = re.compile(
    r"(?<![\w'’])(?:I|I['’](?:m|ve|d|ll)|(?i:my|mine|myself|our|ours|dear|hi|hello|regards|sincerely"
    r"|ich|mich|mein(?:e[mnrs]?)?|unser(?:e[mnrs]?)?|liebe[rn]?|hallo|grüße|grüßen"
    r"|j['’](?:ai|étais|habite|aime)|je|mon|mes|notre|nos|bonjour|cordialement|chère?"
    r"|yo|conmigo|nuestr[oa]s?|estimad[oa]s?|querid[oa]s?|saludos|miei|nostr[oaie]|gentile|cordiali"
    r"|caro|cara|mijn|onze|beste|groeten?|groetjes|eu|meus?|minhas?|noss[oa]s?|prezad[oa]s?|abraços?))(?!\w)"
)
_EVERYDAY: Final = (
    "today|tomorrow|yesterday|tonight|this morning|this week|next week|last week|this month|next month"
    "|last month|monday|tuesday|wednesday|thursday|friday|saturday|sunday|appointment|meeting|meetings"
    "|minutes of|agenda|deadline|invoice|invoices|salary|payroll|colleague|colleagues|coworker|manager|hr"
    "|employee|employees|employer|client|clients|customer|customers|tenant|landlord|lease|patient|patients"
    "|pupil|pupils|classmate|homework|report card|grades|exam|gcse|a-level|applicant|application|interview"
    "|cv|resume|probation|annual leave|sick leave|maternity|neighbour|neighbours|neighbor|neighbors|funeral"
    "|obituary|survived by|passed away|condolences|wedding|birthday|rsvp|guests|ticket|tickets|complaint"
    "|complainant|defendant|plaintiff|claimant|witness|suspect|officer|police report|statement of|affidavit"
    "|invoice number|order number|please call|call back|phone|e-mail|email|mailbox|voicemail|whatsapp"
    "|password|login|log in|username|account number|home address|flat|apartment|rent|mortgage|insurance"
    "|insured|policyholder|claim|nurse|ward|clinic|gp|diagnosed|prescribed|admitted|discharged|symptoms"
    "|referral|referred|therapy|therapist|counselling|social worker|caseworker|foster|custody|divorce"
    "|curriculum vitae|reference letter|recommendation|letter of|contract|contracts|volunteer|volunteers"
    "|committee|trustee|trustees|choir|parish|congregation|rehearsal|rehearsals|soloist|member of staff"
    "|supervisor|thesis|phd student|undergraduate|postdoc|transcript|dissertation|tutor|tutoring|lessons"
    "|babysitter|nanny|boyfriend|girlfriend|roommate|flatmate|dad|mum|mom|grandma|grandpa|auntie|cousin"
    "|heute|morgen|gestern|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|termin|besprechung"
    "|sitzung|protokoll|rechnung|gehalt|kollege|kollegin|kollegen|chef|chefin|mitarbeiter|mitarbeiterin"
    "|kunde|kundin|kunden|mieter|mieterin|vermieter|vermieterin|mietvertrag|vertrag|patientin|schüler"
    "|schülerin|klassenarbeit|hausaufgabe|hausaufgaben|zeugnis|note|noten|bewerbung|bewerber|bewerberin"
    "|lebenslauf|nachbar|nachbarin|beerdigung|trauerfeier|hochzeit|geburtstag|versicherung|klinik|praxis"
    "|hausarzt|diagnose|telefon|e-mail-adresse|passwort|verein|chor|probe|klägerin|kläger|beklagte|zeuge"
    "|zeugin|polizei|gutachten|betreuer|betreuerin"
    "|aujourd'hui|demain|hier|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|rendez-vous|réunion"
    "|compte rendu|facture|salaire|collègue|collègues|patronne|employé|employée|cliente|locataire"
    "|propriétaire|bail|contrat|patiente|élève|élèves|bulletin|candidature|entretien|voisin|voisine|voisins"
    "|obsèques|mariage|anniversaire|assurance|clinique|médecin|ordonnance|téléphone|courriel|mot de passe"
    "|association|chorale|répétition|plaignant|prévenu|témoin|gendarmerie|commissariat|dossier de"
    "|hoy|mañana|ayer|lunes|martes|miércoles|jueves|viernes|sábado|domingo|cita|reunión|factura|nómina"
    "|compañero|compañera|jefe|jefa|empleado|empleada|inquilino|inquilina|alquiler|contrato|paciente"
    "|alumno|alumna|alumnos|boletín|candidato|candidata|entrevista|vecino|vecina|entierro|boda|cumpleaños"
    "|seguro|clínica|médico|teléfono|correo|contraseña|denuncia|denunciante|acusado|testigo|expediente"
    "|oggi|domani|ieri|lunedì|martedì|mercoledì|giovedì|venerdì|sabato|domenica|appuntamento|riunione"
    "|verbale|fattura|stipendio|collega|colleghi|dipendente|inquilino|affitto|contratto|paziente|alunno"
    "|alunna|pagella|candidatura|colloquio|vicino di casa|funerale|matrimonio|compleanno|assicurazione"
    "|clinica|telefono|querelante|imputato|testimone|pratica"
    "|vandaag|gisteren|maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag|afspraak|vergadering"
    "|notulen|factuur|salaris|collega's|werknemer|medewerker|medewerkster|klant|klanten|huurder|verhuurder"
    "|huurcontract|contract|patiënt|patiënte|leerling|leerlingen|rapport|sollicitatie|sollicitant"
    "|buurman|buurvrouw|begrafenis|bruiloft|verjaardag|verzekering|huisarts|telefoon|wachtwoord|aangifte"
    "|verdachte|getuige|koor"
    "|hoje|amanhã|ontem|segunda-feira|terça-feira|quarta-feira|quinta-feira|sexta-feira|consulta|reunião"
    "|ata da|fatura|salário|colegas|chefe|funcionário|funcionária|inquilina|aluguel|paciente|aluno|aluna"
    "|boletim|candidato|vizinho|vizinha|velório|enterro|casamento|aniversário|telefone|senha|denunciante"
    "|arguido|testemunha|processo"
    # what somebody does now
    "|lives in|works for|works as|works at|is working|currently|wohnt|arbeitet|lebt in|derzeit|habite"
    "|travaille|actuellement|vive en|trabaja|actualmente|vive a|lavora|attualmente|woont|werkt"
    "|momenteel|mora em|trabalha|atualmente"
    # school, clubs, estates
    "|school play|essay|essays|coursework|presentation|class|classroom|lesson|estate|seller"
    "|buyer|auction|candidate|candidates|society|festival|village|parish hall|village hall"
    "|reference for|short bio|dispute|grandfather|grandmother|great-grandfather|great-grandmother"
    "|resident|residents|care home|carer|café owner|troupe|klasse|referat|facharbeit|hausarbeit"
    "|gemeinde|nachlass|heim|bewohner|exposé|mémoire de|classe|lycée de|redacción|trabajo sobre"
    "|instituto|colegio|clase|tesina|tema su|liceo|scuola|classe|werkstuk|spreekbeurt|klas|veiling"
    "|escola|turma|biblioteca|trabalho sobre"
)
_SEVERAL_OF_THEM: Final = (
    f"{word}s" for word in _EVERYDAY.split("|") if word.isalpha() and word[-1] not in "sxz"
)
_OF_EVERY_DAY: Final = Phrases(dict.fromkeys([*_EVERYDAY.split("|"), *_SEVERAL_OF_THEM]))
_CAPITAL_BEFORE: Final = re.compile(rf"(?<!\w)({CAPITAL})[ ]\Z")
_EXPLAIN: Final = re.compile(
    r"\W*(?:explain|describe|compare|erkläre?|beschreibe?|vergleiche?|explique|décris|compare"
    r"|explica|describe|compara"
    r"|spiega|descrivi|confronta|leg|beschrijf|vergelijk|explique|descreva|compare)[ ]"
    r"(?!to[ ]|aan[ ]|à[ ]|a[ ]|ao[ ])",
    re.IGNORECASE,
)
_ME: Final = re.compile(
    r"(?<!\w)(?:me|us|mir|mich|uns|moi|nous|conmigo|nosotros|noi|mij|ons|comigo|nós)(?!\w)", re.IGNORECASE
)
_SHORT: Final = 300
_LONGEST: Final = 4_000
_FEWEST: Final = 2
_MOST: Final = 5
_PER: Final = 600  # characters for each further sign
_AGAINST: Final = 2  # signs that make up for each word of every day
_FEWEST_OF_FAME: Final = 1  # old years, questions of books, names that everybody knows
_MOST_OLD: Final = 4
_FOLLOWING: Final = 60
_SEVERAL: Final = 2
_PLURAL: Final = re.compile(r"(?:e?[sn]|es)\Z")


def old_years(text: str) -> Sequence[tuple[int, int]]:
    """Return where years before 1900 stand as years do, "in 1584", "(1685-1753)", if there are several."""
    return text.once(_old_years) if isinstance(text, Sighted) else _old_years(text)


def _old_years(text: str) -> list[tuple[int, int]]:
    years = [match.span() for match in _OLD.finditer(text)]
    return years if len(years) >= _SEVERAL else []


def is_general_knowledge(text: str) -> bool:
    """Whether a text is about what everybody may know; a long one is not judged, and is about somebody."""
    return text.once(_is_known) if isinstance(text, Sighted) else _is_known(text)


def wants_an_explanation(text: str) -> bool:
    """Whether a short text asks to have something explained or compared, without a question mark."""
    return (
        len(text) <= _SHORT
        and (asks := _EXPLAIN.match(text)) is not None
        and _ME.search(text, asks.end()) is None
        and not _speaks_of_oneself(text)
        and _different(_OF_EVERY_DAY, text) == 0
    )


def _is_known(text: str) -> bool:
    if (
        len(text) > _LONGEST
        or _ASKS.search(text) is None
        or _OF_A_FEED.search(text) is not None
        or _speaks_of_oneself(text)
    ):
        return False
    subjects = _different(_OF_SUBJECTS, text) + _different(_OF_PASTIMES, text)
    questions = _different(_OF_QUESTIONS, text)
    framed = _FRAME.match(text) is not None
    if not subjects and not questions and not framed:
        return False
    against = _AGAINST * _different(_OF_EVERY_DAY, text)
    years = len(list(islice(chain(_OLD.finditer(text), _PAST.finditer(text)), _MOST_OLD)))
    fame = years + questions
    needed = min(_MOST, _FEWEST + len(text) // _PER) + against
    if framed and years > against and years + subjects + 1 >= needed:
        return True
    if not subjects and not questions:
        return False
    if fame + subjects < needed or fame < _FEWEST_OF_FAME + against:
        fame += _known_names(text)
    return fame >= _FEWEST_OF_FAME + against and fame + subjects >= needed


def _speaks_of_oneself(text: str) -> bool:
    """Whether somebody writes of himself, or to somebody; "Charles I" does not."""
    return any(
        match[0] != "I"
        or (before := _CAPITAL_BEFORE.search(text, max(0, match.start() - 24), match.start())) is None
        or is_plain(before[1].lower())
        for match in _OF_ONESELF.finditer(text)
    )


def _different(phrases: Phrases, text: str) -> int:
    """Return how many different words of a list a text has; "song" and "songs" are one."""
    return len({_PLURAL.sub("", match[0].lower()) for match in phrases.finditer(text)})


def _known_names(text: str) -> int:
    """Return how many different names a text has that everybody knows."""
    return len(
        {
            match[1]
            for match in _KNOWN.finditer(text)
            if is_public(match[1], text[match.end(1) : match.end(1) + _FOLLOWING])
        }
    )
