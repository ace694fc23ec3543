"""Documents by a second grammar: the places where names are easily missed.

Initials after the names they stand for, a letter and a surname in a row, surnames in the plural, nicknames, first names in
notes and lists, names behind jobs, capitals of forms and tickets, names in code, lower-case chat without any mark.
"""

import random
import re

import people
from documents import Document, Piece, unaccent

ROLES = {
    "en": "caretaker|neighbour|neighbor|cousin|uncle|aunt|auntie|nanny|babysitter|plumber|midwife|coach|councillor|canon|vicar|warden|foreman|site manager|lead nurse|HCA|SHO|registrar|physio|OT|dog walker|landlady|granny|grandad|baby|little|old|big|wee|poor|our|young|the late|née|friend|witness|PC|DS|ACO|SENCO|treasurer|chair|secretary|captain|keeper|drummer",
    "de": "Hebamme|Oma|Opa|Tante|Onkel|Nachbar|Nachbarin|Trainer|Pfarrer|Pfarrerin|Schwester|Pfleger|Ärztin|Kollegin|Kollege|Azubi|Hausmeister|Vermieter|Physio|Zeuge|Zeugin|die kleine|der kleine|die alte|der alte|Freundin|Mieter|Betreuer|Betreuerin|Lehrerin|Familie|bei|die|der|den|Enkelin|Enkel|geb.|OA|OÄ|StR|POM|RAin",
    "fr": "tante|tonton|mamie|papi|la petite|le petit|nounou|le voisin|la voisine|l'infirmière|le gardien|la concierge|docteur|maître|cousin|cousine|chez|le fils|la mère|née|le témoin|l'agent|feu|le jeune|famille|les",
    "es": "tía|tío|abuela|abuelo|el vecino|la vecina|la niñera|el portero|la enfermera|el testigo|primo|prima|el pequeño|la pequeña|familia|los|doña|D.|Dª|el agente|la profe|el entrenador|la seño|hija de|viuda de",
    "it": "zia|zio|nonna|nonno|il vicino|la vicina|la tata|il portiere|l'infermiera|il teste|cugino|cugina|il piccolo|la piccola|famiglia|casa|i|la|dott.|geom.|rag.|vedova|don|suor|mastro|il mister|la maestra",
    "nl": "tante|oom|oma|opa|buurman|buurvrouw|juf|meester|de kleine|verpleegkundige|huisarts|chirurg|wijkagent|getuige|neefje|nichtje|familie|bij|voor|collega|trainer|pastoor|zuster|broeder|dhr.|mw.",
    "pt": "tia|tio|avó|avô|vizinho|vizinha|dona|D.|seu|o enfermeiro|a enfermeira|a professora|o porteiro|primo|prima|o pequeno|a pequena|família|a|o|casa dos|irmã|padre|sô|a dra.|filha de|viúva de",
}
ROLES = {lang: roles.split("|") for lang, roles in ROLES.items()}
AFTER_ROLE = {
    "en": " has the key.| is off sick.| rang twice.| says no.| will bring the cake.| came with her mother.|, table 6| (peanuts!)| was here at four.| can't drive.| seen on the ward.|'s turn.| stays with us.",
    "de": " hat den Schlüssel.| ist krank.| war da.| kommt später.| sagt ab.| bringt Kuchen mit.| (ab 16 Uhr)| wurde verständigt.| hat angerufen.| ist dabei.",
    "fr": " a la clé.| est malade.| a téléphoné.| arrive ce soir.| apporte le gâteau.| (allergie)| est passée hier.| ne conduit plus.",
    "es": " tiene la llave.| está mala.| ha llamado.| llega luego.| trae la tarta.| (alergia)| vino ayer.| no puede.",
    "it": " ha la chiave.| sta male.| ha chiamato.| arriva dopo.| porta la torta.| (allergia)| è passata ieri.| non guida più.",
    "nl": " heeft de sleutel.| is ziek.| belde.| komt later.| neemt taart mee.| (allergie)| was er gisteren.| zegt af.",
    "pt": " tem a chave.| está doente.| ligou.| chega depois.| traz o bolo.| (alergia)| veio ontem.| não pode.",
}
AFTER_ROLE = {lang: said.split("|") for lang, said in AFTER_ROLE.items()}
DOES = {
    "en": "to send the file by Friday|to call the plumber|abstains|apologised|says the lift is broken|will check|agreed|to chase the invoice|not convinced|asked about parking|proposed, all in favour",
    "de": "schickt die Datei bis Freitag|ruft den Klempner an|enthält sich|fehlt entschuldigt|klärt das|ist einverstanden|fragt nach dem Schlüssel|prüft die Rechnung",
    "fr": "envoie le fichier vendredi|appelle le plombier|s'abstient|vérifie|est d'accord|demande un devis|relance la mairie",
    "es": "envía el archivo el viernes|llama al fontanero|se abstiene|lo revisa|está de acuerdo|pide presupuesto",
    "it": "manda il file venerdì|chiama l'idraulico|si astiene|controlla|è d'accordo|chiede un preventivo",
    "nl": "stuurt het bestand vrijdag|belt de loodgieter|onthoudt zich|zoekt het uit|is akkoord|vraagt een offerte",
    "pt": "envia o ficheiro sexta|liga ao canalizador|abstém-se|verifica|concorda|pede orçamento",
}
DOES = {lang: said.split("|") for lang, said in DOES.items()}
HEADS = {
    "en": ("Present", "Apologies", "Actions", "Minutes", "To do", "Guests", "Rota", "Team", "Signed", "Seating"),
    "de": ("Anwesend", "Entschuldigt", "Aufgaben", "Protokoll", "Zu erledigen", "Gäste", "Dienstplan", "Mannschaft", "Gez.", "Tischordnung"),
    "fr": ("Présents", "Excusés", "Actions", "Compte rendu", "À faire", "Invités", "Planning", "Équipe", "Signé", "Plan de table"),
    "es": ("Asistentes", "Excusan", "Tareas", "Acta", "Pendiente", "Invitados", "Turnos", "Equipo", "Fdo.", "Mesas"),
    "it": ("Presenti", "Assenti", "Azioni", "Verbale", "Da fare", "Invitati", "Turni", "Squadra", "F.to", "Tavoli"),
    "nl": ("Aanwezig", "Afwezig", "Acties", "Notulen", "Te doen", "Gasten", "Rooster", "Team", "Get.", "Tafels"),
    "pt": ("Presentes", "Ausentes", "Tarefas", "Ata", "Por fazer", "Convidados", "Escala", "Equipa", "Ass.", "Mesas"),
}
TASKS = {
    "en": "ring {f}|flowers for {f}|{f} dentist 3pm|ask {f} re keys|birthday card {f}!!|return {F}'s ladder|{f} + {g} to airport|pay {l}|{f}'s car MOT|lunch w/ {f}|book {L} for Tues|collect {f} from school|email {F} about the roof|{l} - 2 boxes eggs|tell {g} it's off|{f}?|thank you note to the {l}s|drop {f} at {g}'s",
    "de": "{f} anrufen|Blumen für {f}|{f} Zahnarzt 15 Uhr|{g} fragen wg. Schlüssel|Geschenk {f}!!|Leiter an {F} zurück|{f} + {g} zum Flughafen|{l} bezahlen|{f}s Rad flicken|Essen mit {f}|{f} von der Kita holen|Mail an {F}|Karte an {l}s|{g} Bescheid sagen|bei {l} klingeln",
    "fr": "appeler {f}|fleurs pour {f}|{f} dentiste 15h|demander les clés à {g}|cadeau {f} !!|rendre l'échelle à {F}|{f} + {g} à l'aéroport|payer {l}|déjeuner avec {f}|chercher {f} à l'école|écrire à {F}|prévenir {g}|carte pour les {l}",
    "es": "llamar a {f}|flores para {f}|{f} dentista 15h|pedir llaves a {g}|regalo {f}!!|devolver escalera a {F}|{f} y {g} al aeropuerto|pagar a {l}|comer con {f}|recoger a {f} del cole|escribir a {F}|avisar a {g}|tarjeta para los {l}",
    "it": "chiamare {f}|fiori per {f}|{f} dentista ore 15|chiedere chiavi a {g}|regalo {f}!!|ridare la scala a {F}|{f} + {g} all'aeroporto|pagare {l}|pranzo con {f}|prendere {f} a scuola|scrivere a {F}|avvisare {g}|biglietto per i {l}",
    "nl": "{f} bellen|bloemen voor {f}|{f} tandarts 15u|sleutels vragen aan {g}|cadeau {f}!!|ladder terug naar {F}|{f} + {g} naar Schiphol|{l} betalen|lunch met {f}|{f} ophalen|mail naar {F}|{g} afzeggen|kaart voor de {l}s",
    "pt": "ligar à {f}|flores para a {f}|{f} dentista 15h|pedir chaves ao {g}|prenda {f}!!|devolver escada ao {F}|{f} e {g} ao aeroporto|pagar ao {l}|almoço com {f}|buscar o {f} à escola|escrever ao {F}|avisar {g}|cartão para os {l}",
}
TASKS = {lang: said.split("|") for lang, said in TASKS.items()}
SAID = {
    "en": "is {f} in today|did {f} get the keys|{f} said no lol|who paid {f}|me n {f} at the pub, {g} too|ask {f} or {g}|tell {f} i said hi|hey {f} its {g}|where tf is {f}|{f} owes me a tenner|{f}s mum rang|{N} is selling her bike|not {f} again|does {f} still live w {g}|pick up {f} at 5 pls|{f} n {g} r late|omg {f}!!|yeah {f} told me|cant, {f} has the car|u coming {f}?|thx {f} xx",
    "de": "ist {f} heut da|hat {f} den schlüssel|{f} hat abgesagt lol|wer hat {f} bezahlt|ich und {f} sind da, {g} auch|frag {f} oder den {g}|sag {f} liebe grüße|hi {f} hier ist {g}|wo bleibt {f}|{f} schuldet mir nen zehner|die mama von {f} hat angerufen|{N} verkauft ihr rad|nicht schon wieder {f}|kannst du {f} um 5 abholen|{f} und {g} kommen später|die {f} meint nein|beim {f} im garten",
    "fr": "{f} est là aujourd'hui ?|{f} a les clés ?|{f} a dit non mdr|qui a payé {f}|moi et {f} on est là, {g} aussi|demande à {f} ou {g}|dis bonjour à {f}|coucou {f} c'est {g}|il est où {f}|{f} me doit dix balles|la mère de {f} a appelé|{N} vend son vélo|pas encore {f}|tu peux prendre {f} à 17h|{f} et {g} arrivent|merci {f} bisous",
    "es": "está {f} hoy|tiene {f} las llaves|{f} dijo que no jaja|quién pagó a {f}|{f} y yo estamos aquí, {g} también|pregunta a {f} o a {g}|dile a {f} que hola|hola {f} soy {g}|dónde está {f}|{f} me debe diez|llamó la madre de {f}|{N} vende su bici|otra vez {f}|recoge a {f} a las 5|{f} y {g} llegan tarde|gracias {f} guapa",
    "it": "c'è {f} oggi|{f} ha le chiavi|{f} ha detto no ahah|chi ha pagato {f}|io e {f} siamo qui, anche {g}|chiedi a {f} o a {g}|salutami {f}|ciao {f} sono {g}|dov'è {f}|{f} mi deve dieci euro|ha chiamato la mamma di {f}|{N} vende la bici|ancora {f}|prendi {f} alle 5|{f} e {g} arrivano tardi|citofono {l}|grazie {f} baci",
    "nl": "is {f} er vandaag|heeft {f} de sleutel|{f} zei nee haha|wie heeft {f} betaald|ik en {f} zijn er, {g} ook|vraag {f} of {g}|doe {f} de groeten|hoi {f} met {g}|waar is {f}|{f} krijgt nog een tientje van me|de moeder van {f} belde|{N} verkoopt haar fiets|niet weer {f}|haal {f} om 5 op|{f} en {g} zijn laat|ga je mee naar {f}|dankje {f} x",
    "pt": "a {f} tá aí hoje|o {f} tem as chaves|{f} disse que não kkk|quem pagou a {f}|eu e o {f} tamo aqui, a {g} tb|pergunta pra {f} ou pro {g}|manda um beijo pra {f}|oi {f} aqui é a {g}|cadê o {f}|{f} me deve dez|a mãe da {f} ligou|{N} tá vendendo a bike|de novo o {f}|pega a {f} às 5|{f} e {g} atrasaram|valeu {f} bjs",
}
SAID = {lang: said.split("|") for lang, said in SAID.items()}
ALONE = {
    "en": "Shanelle said {i} has not been round since.|Friction with {i} about the thread.|{i} suspects bees.|stated trigger: breakup with {i}|Had lunch with {i} and forgave him.|{i}, can you confirm?|I told {i} everything.|{i} says he was asleep.|met {i} after work|According to {i}, the door was open.|{i}'s mother called.",
    "de": "Streit mit {i} wegen der Miete.|{i} meint, er habe geschlafen.|Gestern mit {i} essen gewesen.|{i}, kannst du das bestätigen?|Frau {i} bestätigt das.|Herr {i} bestreitet den Vorwurf.|Laut {i} war die Tür offen.",
    "fr": "Dispute avec {i} au sujet du loyer.|{i} dit qu'il dormait.|M. {i} conteste les faits.|Déjeuner avec {i}.|{i}, tu confirmes ?|Mme {i} a été entendue.",
    "es": "Discusión con {i} por el alquiler.|{i} dice que dormía.|Comí con {i}.|{i}, ¿lo confirmas?|El menor {i} fue oído.",
    "it": "Lite con {i} per l'affitto.|{i} dice che dormiva.|Pranzo con {i}.|{i}, confermi?|La minore {i} è stata sentita.",
    "nl": "Ruzie met {i} over de huur.|{i} zegt dat hij sliep.|Gegeten met {i}.|{i}, bevestig jij dat?|Mevrouw {i} is gehoord.",
    "pt": "Discussão com {i} por causa da renda.|{i} diz que dormia.|Almocei com {i}.|{i}, confirmas?|O menor {i} foi ouvido.",
}
ALONE = {lang: said.split("|") for lang, said in ALONE.items()}
LANGUAGES = ["en"] * 5 + ["de", "de", "fr", "es", "it", "nl", "pt"]


def initials(who: people.Person, rng: random.Random) -> str:
    parts = [who.given, *([who.second] if rng.random() < 0.15 else []), who.family]
    letters = [part[0].upper() for part in parts]
    return rng.choice(["".join(letters), "".join(letters), ".".join(letters) + ".", letters[0] + letters[-1]])


def nickname(who: people.Person, rng: random.Random) -> str:
    name = who.given.split("-")[0].split()[0]
    cut = name[: rng.choice([3, 3, 4, 2])]
    return rng.choice([cut, cut, cut + rng.choice(["i", "y", "ie", "o", "a", "chen", "ito", "inha", "je", "us"]), name[-4:].capitalize()])


def short(who: people.Person, rng: random.Random) -> str:
    """A letter and a surname, or a given name and a letter, in the orders of lists."""
    a, b = who.given[0].upper(), who.family[0].upper()
    return rng.choice([f"{a} {who.family}", f"{a} {who.family}", f"{a}. {who.family}", f"{who.family} {a}", f"{who.family} {a}.", f"{who.given} {b}", f"{who.given} {b}.", f"{who.family}, {a}.", f"{a}.{who.family}", f"{a} {who.family.upper()}"])


def reversed_name(who: people.Person, rng: random.Random) -> str:
    return rng.choice([f"{who.family.upper()} {who.given}", f"{who.family.upper()} {who.given.upper()}", f"{who.family}, {who.given}", f"{who.family} {who.given}", f"{who.family.upper()}, {who.given}", f"{who.given} {who.family.upper()}", f"{who.family.upper()}/{who.given.upper()}", f"{who.family.upper()} {who.given[0].upper()}"])


def fill(form: str, lang: str, rng: random.Random, lower: bool = False) -> list[Piece]:
    one, two = people.Person(rng, lang), people.Person(rng, lang)
    values = {
        "f": one.given if rng.random() < 0.85 else nickname(one, rng),
        "g": two.given if rng.random() < 0.85 else nickname(two, rng),
        "l": one.family,
        "F": one.full(),
        "N": f"{one.given} {one.family}",
        "L": short(one, rng),
        "i": rng.choice([one.given[0].upper() + ".", initials(one, rng), one.given[0].upper()]),
    }
    out, end = [], 0
    for match in re.finditer(r"\{(\w)\}", form):
        value = values[match[1]]
        out += [(form[end : match.start()], ""), (value.lower() if lower else value, "PERSON")]
        end = match.end()
    return [*out, (form[end:], "")]


def minutes(rng: random.Random, lang: str) -> list[Piece]:
    """Names with their initials, then the initials alone."""
    heads = HEADS[lang]
    cast = [people.Person(rng, lang) for _ in range(rng.randint(2, 6))]
    marks = [initials(who, rng) for who in cast]
    sign = rng.choice([" ({})", " ({})", " = {}", ", {}", " - {}", None])
    out: list[Piece] = [(f"{heads[3]}\n", "")] if rng.random() < 0.4 else []
    out.append((f"{heads[0]}: ", ""))
    for k, (who, mark) in enumerate(zip(cast, marks)):
        out += [(", " if k else "", ""), (who.full() if rng.random() < 0.8 else f"{who.given} {who.family}", "PERSON")]
        if sign:
            before, after = sign.split("{}")
            out += [(before, ""), (mark, "PERSON"), (after, "")]
    out.append(("\n", ""))
    form = rng.choice(["{i} {d}.", "- {i}: {d}", "{n}. {d} [{i}]", "{n}. {d} ({i})", "{i} -> {d}", "{d} - {i}", "{i} {d}"])
    for number in range(rng.randint(2, 8)):
        at = rng.randrange(len(cast))
        mark = marks[at] if rng.random() < 0.8 else cast[at].given
        line = form.replace("{d}", rng.choice(DOES[lang])).replace("{n}", str(number + 1))
        before, after = line.split("{i}")
        out += [(before, ""), (mark, "PERSON"), (after + "\n", "")]
    if rng.random() < 0.3:
        out += [(rng.choice(["\n", f"{heads[8]} ", "\n-- ", "/"]), ""), (rng.choice(marks), "PERSON")]
    return out


def notes(rng: random.Random, lang: str) -> list[Piece]:
    mark = rng.choice(["- ", "* ", "[ ] ", "☐ ", "", "• ", "{n}. ", "- [x] "])
    lower = rng.random() < 0.35
    shopping = ["milk", "eggs", "stamps", "call bank", "bins", "Milch", "Brot", "pain", "lait", "leche", "pan", "latte", "brood", "pão", "tax form", "passport", "gym", "AA batteries"]
    out: list[Piece] = [(rng.choice(HEADS[lang]) + "\n", "")] if rng.random() < 0.5 else []
    for number in range(rng.randint(3, 9)):
        out.append((mark.replace("{n}", str(number + 1)), ""))
        out += fill(rng.choice(TASKS[lang]), lang, rng, lower) if rng.random() < 0.75 else [(rng.choice(shopping), "")]
        out.append(("\n", ""))
    return out


def roster(rng: random.Random, lang: str) -> list[Piece]:
    """Rows of short or turned names, with little else."""
    shape = rng.choice([short, short, reversed_name, lambda w, r: w.given, lambda w, r: w.full(), nickname, lambda w, r: rng.choice([short, reversed_name])(w, r)])
    gap = rng.choice(["\n", "\n", ", ", " ", " | ", "; ", " / ", "\t"])
    number = rng.choice(["", "", "{n} ", "{n}. ", "({n}) ", "{t} "])
    after = rng.choice(["", "", "", " (c)", " - ok", " ½", " +1", ": vegan", " {d}", " abs", "   tkt {d}"])
    out: list[Piece] = [(f"{rng.choice(HEADS[lang])}{rng.choice([':', '', ' 14.3.'])}{rng.choice([' ', chr(10)])}", "")] if rng.random() < 0.7 else []
    for k in range(rng.randint(3, 12)):
        name = shape(people.Person(rng, lang), rng)
        fillers = {"n": k + 1, "t": f"{rng.randint(8, 19)}:{rng.choice(['00', '10', '20', '30', '45'])}", "d": rng.randint(2, 9999)}
        told = after if rng.random() < 0.5 else ""
        out += [(gap if k and (gap != " " or number) else ("\n" if k else ""), ""), (number.format(**fillers), ""), (name, "PERSON"), (told.format(**fillers), "")]
    return out


def roles(rng: random.Random, lang: str) -> list[Piece]:
    out: list[Piece] = []
    for _ in range(rng.randint(1, 6)):
        who = people.Person(rng, lang)
        role = rng.choice(ROLES[lang])
        if rng.random() < 0.4:
            role = role[0].upper() + role[1:]
        name = rng.choice([who.given, who.given, who.family, who.full(), short(who, rng), nickname(who, rng)])
        out += [(role + " ", ""), (name, "PERSON"), (rng.choice(AFTER_ROLE[lang]), ""), (rng.choice([" ", " ", "\n"]), "")]
        if rng.random() < 0.2:
            out += [("the " if lang == "en" else {"de": "", "fr": "les ", "es": "los ", "it": "i ", "nl": "de ", "pt": "os "}[lang], ""), (who.family, "PERSON"), ("s" if lang in ("en", "de", "nl") else "", ""), (rng.choice(AFTER_ROLE[lang]) + " ", "")]
    return out


def signed(rng: random.Random, lang: str) -> list[Piece]:
    """Messages that end in a letter or a nickname, and sentences about a letter."""
    who = people.Person(rng, lang)
    out: list[Piece] = []
    for _ in range(rng.randint(1, 4)):
        out += fill(rng.choice(ALONE[lang] if rng.random() < 0.6 else TASKS[lang]), lang, rng)
        out.append((rng.choice([" ", "\n"]), ""))
    end = rng.choice([who.given[0].upper() + ".", who.given[0].upper(), initials(who, rng), nickname(who, rng), who.given, f"{who.given[0].upper()}. x"])
    if end.endswith(" x"):
        return [*out, ("\n\n", ""), (end[:-2], "PERSON"), (" x", "")]
    return [*out, (rng.choice(["\n\n", "\n\n", "\n-- ", "\n/", " — "]), ""), (end, "PERSON"), (rng.choice(["", "\n", "\n\nOn Tue, 3 Mar, somebody wrote:\n> ok"]), "")]


def lower_chat(rng: random.Random, lang: str) -> list[Piece]:
    out: list[Piece] = []
    speakers = [people.Person(rng, lang) for _ in range(rng.randint(2, 3))]
    named = rng.choice([None, None, "{}: ", "{}  ", "<{}> ", "- "])
    for _ in range(rng.randint(2, 10)):
        who = rng.choice(speakers)
        if named and "{}" in named:
            before, after = named.split("{}")
            out += [(before, ""), (who.given.lower() if rng.random() < 0.7 else who.given, "PERSON"), (after, "")]
        elif named:
            out.append((named, ""))
        out += fill(rng.choice(SAID[lang]), lang, rng, lower=rng.random() < 0.85)
        out.append((rng.choice(["\n", "\n", "\n", " ", "\n—\n"]) if not named else "\n", ""))
    return out


def forms(rng: random.Random, lang: str) -> list[Piece]:
    """Capitals, wide gaps and scanning errors, as on cards, tickets and old forms."""
    who, other = people.Person(rng, lang), people.Person(rng, lang)
    labels = {
        "en": ("Surname", "Other names", "Proposed by", "Re", "PASSENGER", "Payee"), "de": ("Name", "Vornamen", "Bearbeiter", "Betr.", "FAHRGAST", "Empfänger"),
        "fr": ("Nom", "Prénoms", "Dossier suivi par", "Objet", "PASSAGER", "Bénéficiaire"), "es": ("Apellidos", "Nombre", "Tramitado por", "Asunto", "PASAJERO", "Beneficiario"),
        "it": ("Cognome", "Nome", "Pratica di", "Oggetto", "PASSEGGERO", "Paz."), "nl": ("Achternaam", "Voornamen", "Behandeld door", "Betreft", "PASSAGIER", "Begunstigde"), "pt": ("Apelido", "Nomes próprios", "Processo de", "Assunto", "PASSAGEIRO", "Beneficiário"),
    }[lang]
    gap = rng.choice([":   ", "  ", "\t", ": ", " ...... ", "     "])
    upper = rng.random() < 0.6
    shown = lambda name: name.upper() if upper else name
    out: list[Piece] = [(labels[0] + gap, ""), (shown(who.family), "PERSON"), ("\n" + labels[1] + gap, ""), (shown(f"{who.given} {who.second}" if rng.random() < 0.4 else who.given), "PERSON"), ("\n", "")]
    if rng.random() < 0.5:
        out += [(labels[3] + gap, ""), (shown(reversed_name(other, rng)), "PERSON"), (rng.choice(["\n", ", 11/09/1996\n", "   M\n"]), "")]
    if rng.random() < 0.5:
        out += [(labels[2] + gap, ""), (shown(short(other, rng)), "PERSON"), ("\n", "")]
    if rng.random() < 0.3:
        for _ in range(rng.randint(1, 3)):
            one = people.Person(rng, lang)
            out += [(labels[4] + gap, ""), (unaccent(f"{one.family}/{one.given}{rng.choice(['MR', 'MRS', 'MS', '', ' MR'])}").upper(), "PERSON"), (f"  {rng.randint(100, 999)}-{rng.randint(10**6, 10**7)}\n", "")]
    if rng.random() < 0.2:
        scan = str.maketrans({"o": "0", "l": "1", "i": "1", "S": "5", "a": "4", "e": "3"})
        spoilt = lambda text: "".join(c.translate(scan) if rng.random() < 0.15 else c for c in text)
        out = [(spoilt(text), label) for text, label in out]
    return out


def coded(rng: random.Random, lang: str) -> list[Piece]:
    cast = [people.Person(rng, lang) for _ in range(4)]
    full = [(f"{who.given} {who.family}", "PERSON") for who in cast]
    given = [(who.given, "PERSON") for who in cast]
    mixed = rng.choice([full, given, [rng.choice(pair) for pair in zip(full, given)]])
    a, b, c, d = mixed
    mail = lambda who: (unaccent(f"{who.given}.{who.family}@corp.example").lower().replace(" ", ""), "?")
    t = lambda text: (text, "")
    return rng.choice([
        lambda: [t(rng.choice(["guests", "team", "names", "students", "authors"]) + " = ["), t('"'), a, t('", "'), b, t('", "'), c, t('"]\n')],
        lambda: [t("rota = {'mon': '"), a, t("', 'tue': '"), b, t("'}\n")],
        lambda: [t("# "), a, t("'s fix, see thread\nreturn x + 1\n")],
        lambda: [t('"""Order is '), given[0], t("'s, not alphabetical.\"\"\"\n")],
        lambda: [t("Co-authored-by: "), full[0], t(" <"), mail(cast[0]), t(">\nSigned-off-by: "), full[1], t(" <"), mail(cast[1]), t(">\n")],
        lambda: [t("BEGIN:VCARD\nVERSION:3.0\nN:"), (cast[0].family, "PERSON"), t(";"), given[0], t(";;;\nFN:"), full[0], t("\nEND:VCARD\n")],
        lambda: [t("ATTENDEE;CN="), full[0], t(":mailto:"), mail(cast[0]), t("\nSUMMARY:1:1 "), given[1], t("\n")],
        lambda: [t("commit 4f2a91c\nAuthor: "), full[0], t(" <"), mail(cast[0]), t(">\n\n    Merge "), given[1], t("'s branch\n")],
        lambda: [t("INSERT INTO staff (id, name, boss) VALUES\n(1, '"), a, t("', NULL),\n(2, '"), b, t("', 1);\n")],
        lambda: [t("assert greet('"), given[0], t("') == 'Hello "), given[0], t("'\n")],
        lambda: [t("it('lets "), given[0], t(" log in', () => {\n  expect(user.name).toBe('"), full[0], t("')\n})\n")],
        lambda: [t("Given "), given[0], t(" is logged in\nAnd "), given[1], t(" has an order\nThen "), given[0], t(" sees it\n")],
        lambda: [t("- name: "), a, t("\n  backup: "), b, t("\n- name: "), c, t("\n  backup: "), d, t("\n")],
        lambda: [t("TODO("), (given[0][0].lower(), "PERSON"), t("): ask "), given[1], t(" why\n")],
        lambda: [t("// "), given[0], t(" says hi, "), full[1], t(" wrote this\nfunc main() {}\n")],
        lambda: [t("<td>"), a, t("</td><td>"), b, t("</td>\n<a title=\""), c, t('">x</a>\n')],
    ])()


def known_as(rng: random.Random, lang: str) -> list[Piece]:
    who, other = people.Person(rng, lang), people.Person(rng, lang)
    nick, full = (nickname(who, rng), "PERSON"), (f"{who.given} {who.family}", "PERSON")
    form = rng.choice({
        "en": ["{F} (or {n}?),", "{F}, known as {n},", "{F} \"{n}\" was", "everyone calls {f} {n}", "{n} (real name {f})", "{F} aka {n}", "{n}, that is {F},", "née {l}, {F}", "{F} ({n} to friends)", "the {l}s"],
        "de": ["{F} (oder {n}?),", "{F}, genannt {n},", "alle nennen {f} nur {n}", "{n} (eigentlich {f})", "{F} alias {n}", "{F} geb. {g}", "die {l}s"],
        "fr": ["{F} (ou {n} ?),", "{F}, dit {n},", "tout le monde appelle {f} {n}", "{n} (de son vrai nom {f})", "{F} née {g}", "les {l}"],
        "es": ["{F} (¿o {n}?),", "{F}, alias {n},", "todos llaman {n} a {f}", "{F}, viuda de {g}", "los {l}"],
        "it": ["{F} (o {n}?),", "{F}, detto {n},", "tutti chiamano {f} {n}", "{F} nata {g}", "i {l}"],
        "nl": ["{F} (of {n}?),", "{F}, roepnaam {n},", "iedereen noemt {f} {n}", "{F}, geboren {g}", "de {l}s"],
        "pt": ["{F} (ou {n}?),", "{F}, mais conhecido por {n},", "toda a gente chama {n} ao {f}", "{F}, viúva de {g}", "os {l}"],
    }[lang])
    out, end = [], 0
    for match in re.finditer(r"\{(\w)\}", form):
        piece = {"F": full, "n": nick, "f": (who.given, "PERSON"), "l": (who.family, "PERSON"), "g": (other.family, "PERSON")}[match[1]]
        out += [(form[end : match.start()], ""), piece]
        end = match.end()
    out.append((form[end:] + rng.choice(AFTER_ROLE[lang]), ""))
    if rng.random() < 0.6:
        out += [(" ", ""), nick, (rng.choice(AFTER_ROLE[lang]), "")]
    return out


def files(rng: random.Random, lang: str) -> list[Piece]:
    """Paths and names of files with people in them."""
    folders = ["/home/shared/", "C:\\Users\\public\\Scans\\", "~/Documents/", "/mnt/nas/hr/", "Desktop/", "s3://bucket/in/", "", "", "", "../", "/Volumes/Media/"]
    kinds = ["passport", "CV", "birth-cert", "lease", "invoice", "contract", "IMG_20260211", "scan", "Kündigung", "Zeugnis", "attestation", "bail", "contrato", "DNI", "referto", "contratto", "huurcontract", "loonstrook", "comprovativo", "report", "interview", "wedding", "birthday", "x-ray", "payslip", "2024-03"]
    ends = [".pdf", ".docx", ".jpg", ".heic", "_signed.pdf", "-v3.docx", "_final.doc", ".wav", "_take1.mov", ".xlsx", " (1).pdf", ".zip", ".eml", "/"]
    out: list[Piece] = []
    folder = rng.choice(folders)
    for _ in range(rng.randint(1, 6)):
        who = people.Person(rng, lang)
        a, b = unaccent(who.given), unaccent(who.family)
        link = rng.choice(["_", "-", "", " ", "."])
        name = rng.choice([f"{a}{link or '_'}{b}", f"{b}{link or '_'}{a}", a, b, f"{a}{b}", f"{a[0]}{link or '_'}{b}"])
        name = rng.choice([str, str, str.lower, str.upper])(name)
        gap = rng.choice(["_", "-", " ", "_"])
        out += [(folder + rng.choice(kinds) + gap, ""), (name, "PERSON"), (rng.choice(ends), ""), (rng.choice(["\n", "\n", ", ", " -> "]), "")]
        if rng.random() < 0.2:
            out += [(folder, ""), (name, "PERSON"), (gap + rng.choice(kinds) + rng.choice(ends) + "\n", "")]
        if rng.random() < 0.3:
            out.append((folder + rng.choice(["readme.txt", "logo_v2.png", "budget-2024.xlsx", "main_window.py", "meeting_notes.md", "IMG_0044.jpg", "user_guide_en.pdf"]) + "\n", ""))
    return out


def beside(rng: random.Random, lang: str) -> list[Piece]:
    """Names in brackets, in pairs, behind numbers, dictated."""
    one, two, three = (people.Person(rng, lang) for _ in range(3))
    f, g, h = ((w.given if rng.random() < 0.8 else nickname(w, rng), "PERSON") for w in (one, two, three))
    full, other = (one.full(), "PERSON"), (short(two, rng), "PERSON")
    family = (one.family, "PERSON")
    i = (one.given[0].upper() + ".", "PERSON")
    t = lambda text: (text, "")
    n = rng.randint(2, 9999)
    kids, both, son = {
        "en": ("Your children ", " and ", "her son "), "de": ("Ihre Kinder ", " und ", "ihr Sohn "), "fr": ("Vos enfants ", " et ", "son fils "), "es": ("Sus hijos ", " y ", "su hijo "),
        "it": ("I suoi figli ", " e ", "suo figlio "), "nl": ("Uw kinderen ", " en ", "haar zoon "), "pt": ("Os seus filhos ", " e ", "o filho "),
    }[lang]
    return rng.choice([
        lambda: [t(kids), f, t(both), g, t(rng.choice([" are registered.", ", 7.", " (twins)", "?"]))],
        lambda: [t(rng.choice(["twins", "the kids", "Zwillinge", "tweeling", "gemelli", "gémeaux", "mellizos", "gémeos"]) + " ("), f, t(both), g, t(")")],
        lambda: [t(f"{n:04} ("), f, t(f"), {n + 1:04} ("), g, t(f"), {n + 7:04} ("), h, t(")")],
        lambda: [t(f"[2024-06-21T06:58:01] gate 3: badge {n:06} "), other, t(" IN\n"), t(f"[2024-06-21T06:58:40] gate 3: badge {n + 40:06} "), full, t(" OUT\n")],
        lambda: [t(rng.choice(["Session 8 - ", "Sitzung 4, ", "Séance 3 : ", "Sesión 5 – ", "Seduta 2: ", "Gesprek 6, ", "Sessão 9 – "])), i, t(f", {rng.randint(18, 80)}{rng.choice([' y/o', ' J.', ' ans', ' años', ' anni', ' jr', ' anos', ''])}. "), i, t(AFTER_ROLE[lang][0])],
        lambda: [t(rng.choice(["patient ", "Patientin ", "patiënt ", "paziente ", "paciente ", "malade "])), (one.family.lower(), "PERSON"), t(rng.choice([" comma first name ", " Vorname ", " voornaam ", " nome ", " prénom "])), (one.given.lower(), "PERSON"), t(rng.choice([" comma born ", " geboren ", " nato ", " né "]) + "four four fifty")],
        lambda: [t(son), f, t(rng.choice([", who ", " (9), ", " - "])), g, t(AFTER_ROLE[lang][1])],
        lambda: [t(rng.choice(["Shanice → ", "handover: ", "Übergabe: ", "-> ", "cc ", "vgl. ", "per "])), f, t("\n")],
        lambda: [t(rng.choice(["GK ", "DEF ", "MID ", "FWD ", "SUB ", "A: ", "Team 2: ", "1st XI "])), f, t(", "), g, t(", "), h, t("\n")],
        lambda: [t(rng.choice(["the ", "re the ", "Akte ", "dossier ", "file ", "expediente ", "fascicolo ", "processo "])), family, t(rng.choice([" file", " case", " – ", " (closed)", "/2024", " ./. "])), (two.family, "PERSON")],
        lambda: [t(rng.choice(["Dr. ", "Nurse ", "Sr. ", "Frau ", "Mme ", "dott. "])), (two.family, "PERSON"), t(rng.choice([" / ", ", ", "; "])), other, t(rng.choice([", PGY-2", " (DP)", ", RN", " – ext. 454", ", DRH"]) + "\n")],
        lambda: [t(rng.choice(["CM (", "wife (", "Frau (", "fille (", "hija (", "figlia (", "dochter (", "filha (", "landlord (", "the tenant ("])), f, t(") "), t(AFTER_ROLE[lang][2])],
        lambda: [t("gift_note: \""), t(rng.choice(["love, ", "bisous, ", "besos, ", "baci, ", "liefs, ", "beijos, ", "LG "])), f, t('"')],
    ])()


MAKERS = [files, beside, beside, minutes, notes, roster, roster, roles, signed, lower_chat, lower_chat, forms, coded, known_as]


def generate(rng: random.Random) -> Document:
    lang = rng.choice(LANGUAGES)
    maker = rng.choice(MAKERS)
    pieces = [piece for piece in maker(rng, lang) if piece[0]]
    return Document(pieces, lang, maker.__name__, "situation", "")
