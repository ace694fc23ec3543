"""Documents by a grammar: chat, forms, tables, JSON, logs, code, e-mail, signatures and sentences in seven languages.

Slots: {P} a person, {P.f} {P.l} the same person's given name and surname, {Q} {R} others, {O} organisation, {L} place,
{A} address, {X} an e-mail address or other id that is not learned. `[a|b]` chooses.
"""

import json
import random
import re

import people
from documents import Document, Piece
from sentences import KEYS, NOTHING, PLAIN, SENTENCES, TITLES


class Cast:
    """Who and what appears in one document."""

    def __init__(self, rng: random.Random, lang: str) -> None:
        self.rng, self.lang = rng, lang
        self.people = {key: people.Person(rng, lang) for key in "PQR"}
        self.full = {key: person.full() for key, person in self.people.items()}

    def piece(self, slot: str) -> Piece:
        rng = self.rng
        if slot[0] in "PQRpqr":
            key = slot[0].upper()
            person = self.people[key]
            value = (
                person.given
                if slot.endswith(".f")
                else person.family
                if slot.endswith(".l")
                else self.full[key]
            )
            if slot[0].islower():
                value = rng.choice([person.given, person.given, person.given, self.full[key]]).lower()
            return value, "PERSON"
        if slot in ("O", "o"):
            value = people.organisation(rng, self.lang)
            return (value.lower() if slot == "o" else value), "ORG"
        if slot in ("L", "l"):
            value = people.place(rng, self.lang)
            return (value.lower() if slot == "l" else value), "LOCATION"
        if slot == "A":
            return people.address(rng, self.lang), "ADDRESS"
        person = self.people[rng.choice("PQR")]
        return rng.choice(
            [
                f"{person.given}.{person.family}@example.com",
                f"{person.given[0]}{person.family}@mail.example.org",
                f"{person.given}{rng.randint(1, 99)}@post.example",
                f"user{rng.randint(1, 9999)}@corp.example",
            ]
        ).lower().replace(" ", ""), "?"

    def sentence(self, template: str) -> list[Piece]:
        while "[" in template:
            template = re.sub(r"\[([^\[\]]*)\]", lambda m: self.rng.choice(m[1].split("|")), template)
        out, end = [], 0
        for match in re.finditer(r"\{([A-Za-z]\.?[fl]?)\}", template):
            out.append((template[end : match.start()], ""))
            out.append(self.piece(match[1]))
            end = match.end()
        return [p for p in [*out, (template[end:], "")] if p[0]]

    def value(self, kind: str) -> Piece:
        if kind in ("first", "last"):
            return self.piece("P.f" if kind == "first" else "P.l")
        if kind == "PERSON":
            self.people["P"] = people.Person(self.rng, self.lang)
            self.full["P"] = self.people["P"].full()
            return (
                self.piece("P")
                if self.rng.random() < 0.85
                else (f"{self.people['P'].family}, {self.people['P'].given}", "PERSON")
            )
        if kind == "ADDRESS":
            text, label = self.piece("A")
            return text.replace("\n", ", "), label
        if kind:
            return self.piece({"ORG": "O", "LOCATION": "L"}[kind])
        rng = self.rng
        return rng.choice(
            [
                lambda: str(rng.randint(1, 99999)),
                lambda: f"20{rng.randint(10, 26)}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}",
                lambda: rng.choice(NOTHING),
                lambda: rng.choice(NOTHING),
                lambda: f"{rng.random() * 1000:.2f}",
                lambda: "".join(rng.choice("ABCDEF0123456789") for _ in range(rng.randint(4, 12))),
            ]
        )(), ""


def prose(rng: random.Random, lang: str) -> list[Piece]:
    cast = Cast(rng, lang)
    out: list[Piece] = []
    gap = rng.choice([" ", " ", "\n", "\n\n"])
    for _ in range(rng.choice([1, 1, 2, 3, 4, 6, 9])):
        if rng.random() < 0.1:
            cast = Cast(rng, lang)
        out += (
            cast.sentence(rng.choice(SENTENCES[lang]))
            if rng.random() < 0.7
            else [(rng.choice(PLAIN[lang]), "")]
        )
        out.append((gap if rng.random() < 0.8 else "\n", ""))
    return out[:-1]


def chat(rng: random.Random, lang: str) -> list[Piece]:
    first, second = Cast(rng, lang), Cast(rng, lang)
    out: list[Piece] = []
    style = rng.randrange(5)
    for i in range(rng.randint(2, 9)):
        cast = rng.choice([first, second])
        who = cast.piece("P") if style == 3 else cast.piece("P.f")
        stamp = f"{rng.randint(0, 23):02}:{rng.randint(0, 59):02}"
        out += {
            0: [who, (": ", "")],
            1: [(f"[{stamp}] ", ""), who, (": ", "")],
            2: [("<", ""), who, ("> ", "")],
            3: [(f"{rng.randint(1, 28)}/{rng.randint(1, 12)}/24, {stamp} - ", ""), who, (": ", "")],
            4: [(f"{stamp} ", ""), who, ("\n", "")],
        }[style]
        said = (
            cast.sentence(rng.choice(SENTENCES[lang]))
            if rng.random() < 0.4
            else [(rng.choice(PLAIN[lang]), "")]
        )
        out += [(t.lower(), label) for t, label in said] if rng.random() < 0.5 else said
        out.append(("\n", ""))
    return out


def _columns(rng: random.Random) -> list[tuple[str, str]]:
    kinds = rng.sample(
        ["PERSON", "first", "last", "ORG", "LOCATION", "ADDRESS", "", "", "", "", "", "?", "?"],
        rng.randint(2, 7),
    )
    if not any(kinds):
        kinds[0] = "PERSON"
    return [
        (
            kind,
            rng.choice(KEYS["" if kind == "?" else kind])
            if kind != "?"
            else rng.choice(["email", "E-Mail", "mail", "user", "correo", "contact_email"]),
        )
        for kind in kinds
    ]


def _cell(cast: Cast, kind: str) -> Piece:
    return cast.piece("X") if kind == "?" else cast.value(kind)


def table(rng: random.Random, lang: str) -> list[Piece]:
    columns = _columns(rng)
    sep = rng.choice([",", ";", "\t", " | ", ", ", "|"])
    edge = ("| ", " |") if sep == " | " and rng.random() < 0.6 else ("", "")
    title = rng.choice([str, str.title, str.upper])
    out: list[Piece] = []
    if rng.random() < 0.8:
        out.append(
            (
                edge[0]
                + sep.join(title(name) if title is not str else name for _, name in columns)
                + edge[1]
                + "\n",
                "",
            )
        )
        if edge[0]:
            out.append(("|" + "|".join("---" for _ in columns) + "|\n", ""))
    quote = '"' if sep in ",;" and rng.random() < 0.4 else ""
    for _ in range(rng.randint(1, 7)):
        cast = Cast(rng, lang if rng.random() < 0.8 else rng.choice(list(SENTENCES)))
        out.append((edge[0], ""))
        for i, (kind, _name) in enumerate(columns):
            text, label = _cell(cast, kind)
            wrapped = quote or ('"' if sep.strip() and sep.strip() in text else "")
            out += [(sep if i else "", ""), (wrapped, ""), (text, label), (wrapped, "")]
        out.append((edge[1] + "\n", ""))
    return [p for p in out if p[0]]


def record(rng: random.Random, lang: str) -> list[Piece]:
    """JSON, YAML, a form, key=value, SQL or XML."""
    out: list[Piece] = []
    style = rng.choice(["json", "json", "json1", "yaml", "form", "form", "kv", "sql", "xml", "dots"])
    rows = rng.choice([1, 1, 1, 2, 3])
    columns = _columns(rng)
    for _ in range(rows):
        cast = Cast(rng, lang)
        cells = [(name, _cell(cast, kind)) for kind, name in columns]
        if style in ("json", "json1"):
            gap = "\n  " if style == "json" else " "
            out.append(("{" + gap, ""))
            for i, (name, (text, label)) in enumerate(cells):
                number = not label and re.fullmatch(r"[\d.]+|true|false|null", text)
                out += [
                    (
                        (("," + gap) if i else "")
                        + json.dumps(name, ensure_ascii=False)
                        + ": "
                        + ("" if number else '"'),
                        "",
                    ),
                    (text, label),
                    ("" if number else '"', ""),
                ]
            out.append(("\n},\n" if style == "json" else "}\n", ""))
        elif style in ("yaml", "form", "kv", "dots"):
            sep = {
                "yaml": ": ",
                "form": rng.choice([": ", ":\t", ":  ", " - "]),
                "kv": "=",
                "dots": " ........ ",
            }[style]
            for name, (text, label) in cells:
                shown = name.replace("_", " ").title() if style in ("form", "dots") else name
                out += [
                    (("- " if style == "yaml" and rng.random() < 0.1 else "") + shown + sep, ""),
                    (text, label),
                    ("\n" if style != "kv" or rng.random() < 0.5 else " ", ""),
                ]
        elif style == "xml":
            for name, (text, label) in cells:
                out += [(f"<{name}>", ""), (text, label), (f"</{name}>\n", "")]
        else:
            out.append(
                (
                    f"INSERT INTO {rng.choice(['users', 'patients', 'customers', 'orders', 'people'])} ({', '.join(n for n, _ in cells)}) VALUES (",
                    "",
                )
            )
            for i, (_, (text, label)) in enumerate(cells):
                out += [(", '" if i else "'", ""), (text.replace("'", "''"), label), ("'", "")]
            out.append((");\n", ""))
    return [p for p in out if p[0]]


def log(rng: random.Random, lang: str) -> list[Piece]:
    out: list[Piece] = []
    cast = Cast(rng, lang)
    for _ in range(rng.randint(2, 8)):
        stamp = f"2024-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}T{rng.randint(0, 23):02}:{rng.randint(0, 59):02}:{rng.randint(0, 59):02}Z"
        level = rng.choice(["INFO", "WARN", "ERROR", "DEBUG"])
        out.append(
            (
                f"{stamp} {level} {rng.choice(['auth', 'billing', 'AppServer', 'UserService', 'scheduler', 'http.Request', 'nginx', 'OrderController'])}: ",
                "",
            )
        )
        if rng.random() < 0.45:
            out += cast.sentence(
                rng.choice(
                    [
                        "user '{P}' logged in from {L}",
                        "order shipped to {A}",
                        "customer={P} status=ok",
                        "Created account for {P} ({X})",
                        "sent reminder to {Q}, {O}",
                        'name="{P}" org="{O}"',
                        "Access denied for {P.l}, {P.f}",
                        "record locked by {Q.f}",
                        "Appointment for {P} with Dr. {Q.l} cancelled",
                        "mail to {X} failed",
                        "payee={O} amount=120.00",
                    ]
                )
            )
        else:
            out.append(
                (
                    rng.choice(
                        [
                            "Connection refused",
                            "Starting Worker 3",
                            "GET /api/v1/users 200 12ms",
                            "Cache miss for key session",
                            "NullPointerException at Main.java:42",
                            "Retrying in 5s",
                            "Loaded 120 Plugins",
                            "Health Check passed",
                            "Token expired",
                            "Queue Length 14",
                            "Kubernetes Pod restarted",
                            "Docker Image pulled",
                            "TLS Handshake Timeout",
                        ]
                    ),
                    "",
                )
            )
        out.append(("\n", ""))
    return out


def code(rng: random.Random, lang: str) -> list[Piece]:
    cast = Cast(rng, lang)
    mark = rng.choice(["# ", "// ", "-- ", "; ", " * "])
    body = rng.choice(
        [
            "def total(items):\n    return sum(i.price for i in items)\n",
            "const user = await User.findOne({ id });\nif (!user) throw new Error('Not Found');\n",
            "SELECT * FROM Orders WHERE Status = 'Open';\n",
            "public class Main extends Base {\n  private final Map<String, Integer> Counts;\n}\n",
            "import os, sys\nfrom pathlib import Path\n",
            "git commit -m 'Fix Login'\n",
            'fn main() { println!("Hello"); }\n',
        ]
    )
    lines = rng.choice(
        [
            "Author: {P} <{X}>",
            "TODO({P.f}): remove",
            "written by {P}, {O}",
            "Copyright (c) 2021 {P}",
            "Copyright 2019 {O}",
            "reviewed by {P.f} and {Q.f}",
            "@author {P}",
            "{P.f} said this is slow",
            "ask {P.f} before touching",
            "fixed for {O}",
        ]
    )
    out = [(mark, ""), *cast.sentence(lines), ("\n", ""), (body, "")]
    if rng.random() < 0.5:
        out += [
            (rng.choice(['name = "', "customer: '", 'assert user == "', 'print("Hello ']), ""),
            cast.piece("P"),
            (rng.choice(['"\n', "'\n"]), ""),
        ]
    return out


def email(rng: random.Random, lang: str) -> list[Piece]:
    cast = Cast(rng, lang)
    out: list[Piece] = []
    words = {
        "en": ("From", "To", "Subject", "Sent"),
        "de": ("Von", "An", "Betreff", "Gesendet"),
        "fr": ("De", "À", "Objet", "Envoyé"),
        "es": ("De", "Para", "Asunto", "Enviado"),
        "it": ("Da", "A", "Oggetto", "Inviato"),
        "nl": ("Van", "Aan", "Onderwerp", "Verzonden"),
        "pt": ("De", "Para", "Assunto", "Enviado"),
    }[lang]
    if rng.random() < 0.7:
        out += cast.sentence(f"{words[0]}: {{P}} <{{X}}>\n{words[1]}: {{Q}} <{{X}}>\n")
        if rng.random() < 0.5:
            out += [(f"{words[3]}: {rng.randint(1, 28)}.{rng.randint(1, 12)}.2024\n", "")]
        out += [(f"{words[2]}: {rng.choice(PLAIN[lang])}\n\n", "")]
    greeting = {
        "en": "[Hi|Dear|Hello] {Q.f},\n\n",
        "de": "[Hallo|Liebe|Lieber] {Q.f},\n\n",
        "fr": "[Bonjour|Chère] {Q.f},\n\n",
        "es": "[Hola|Estimada] {Q.f}:\n\n",
        "it": "[Ciao|Gentile] {Q.f},\n\n",
        "nl": "[Hoi|Beste] {Q.f},\n\n",
        "pt": "[Olá|Cara] {Q.f},\n\n",
    }[lang]
    out += cast.sentence(greeting) + prose(rng, lang)
    bye = {
        "en": "[Best|Regards|Thanks|Kind regards]",
        "de": "[Viele Grüße|Mit freundlichen Grüßen|LG]",
        "fr": "[Cordialement|Bien à vous]",
        "es": "[Saludos|Atentamente]",
        "it": "[Saluti|Cordialmente]",
        "nl": "[Groet|Met vriendelijke groet]",
        "pt": "[Abraço|Atenciosamente]",
    }[lang]
    out += cast.sentence(f"\n\n{bye}[,|]\n{{P}}\n")
    if rng.random() < 0.5:
        out += [
            (rng.choice(TITLES) + "\n", ""),
            *cast.sentence(rng.choice(["{O}\n{A}\n", "{O}\n", "{O} | {A}\n", "{O}, {L}\nTel. 555 0100\n"])),
        ]
    return out


MAKERS = [prose, prose, prose, chat, table, record, record, log, code, email, email]


def generate(rng: random.Random) -> Document:
    lang = rng.choice(["en"] * 6 + ["de", "de", "fr", "es", "it", "nl", "pt"])
    maker = rng.choice(MAKERS)
    return Document([p for p in maker(rng, lang) if p[0]], lang, maker.__name__, "grammar", "")
