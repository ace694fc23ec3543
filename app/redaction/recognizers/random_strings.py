"""Long random strings near a word of secrecy: what a generator made, not a person.

No label has to stand right before them: "the key we use for billing is in this line: ..." is enough, and a
long mix of both cases and digits needs no word at all. Hashes, UUIDs, paths and public keys are none.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from app.redaction import later as re
from app.redaction.findings import EntityType
from app.redaction.recognizers.base import Hit, Recognizer
from app.redaction.recognizers.needs import matches_of
from app.redaction.recognizers.secret_values import entropy, is_sample

_GOES_ON: Final = re.compile(r"[ ]?\\?\r?\n[> \t]{0,8}(?P<rest>[A-Za-z0-9_/+=-]{6,120})(?=[\s\"',;]|\Z)")
_CASE_CHANGES: Final = re.compile(r"[a-z][A-Z]")


def whole(text: str, end: int) -> int:
    """Return where a random string ends that is wrapped over several lines."""
    for _ in range(8):
        more = _GOES_ON.match(text, end)
        if more is None:
            return end
        rest = more["rest"].rstrip("=")
        if not is_random(rest) and len(_CASE_CHANGES.findall(rest)) < 3:
            return end
        end = more.end()
    return end


def is_random(value: str) -> bool:
    """Whether a value is a mix of letters and digits that nobody thinks of: no word, path, UUID."""
    if not re.search(r"[A-Za-z]", value):
        return False
    if not re.search(r"\d", value) and (len(value) < 24 or len(_CASE_CHANGES.findall(value)) < 6):
        return False
    if re.fullmatch(
        r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}|[\w-]+(?:\.[\w-]+){1,4}/[\w./-]*"
        r"|v?\d+(?:\.\d+)+\S*|\d{4}-\d\d-\d\dT.*"
        # what clouds call the parts of a network and a machine's disks
        r"|(?:subnet|vpc|sg|i|ami|vol|eni|rtb|igw|nat|snap|acl|eipalloc|lt|fs|tgw|vpce)-[0-9a-f]{8,17}",
        value,
    ):
        return False
    words = re.findall(r"[a-z]{5,}|[A-Z][a-z]{4,}", value)
    if sum(map(len, words)) > 0.5 * len(value):
        return False
    return entropy(value) > (3.0 if re.fullmatch(r"[0-9a-fA-F]+", value) else 3.5)


_SET_TO: Final = re.compile(r"\A[A-Z][A-Z0-9_]{2,40}=")


# Certificates and public keys are for everybody.
_PUBLIC_BLOCK: Final = re.compile(
    r"-----BEGIN (?:[A-Z0-9]{1,12} ){0,3}(?:CERTIFICATE(?: REQUEST)?|PUBLIC KEY(?: BLOCK)?|CRL"
    r"|PARAMETERS)-----"
    r"[^-]{0,8000}"
)
# What the base64 of a public key of SSH begins with.
_PUBLIC_KEY: Final = re.compile(r"AAAA(?:[BC]3NzaC1|E2VjZHNh|G[nN]r)")


def _heading_over(text: str, position: int) -> str:
    """Return the heading of a Markdown table above one of its rows."""
    rule = text.rfind("\n|-", max(0, position - 1500), position)
    rule = rule if rule >= 0 else text.rfind("\n| -", max(0, position - 1500), position)
    return text[max(0, rule - 200) : rule].rpartition("\n")[2] if rule > 0 else ""


_LONGEST_TITLE: Final = 48


def _title_over(before: str, value: str) -> str:
    """Return the short line above a value that stands alone: "Secret access key"."""
    title = before.rstrip(" \t>").rstrip("\r\n").rpartition("\n")[2]
    mixed = all(re.search(signs, value) for signs in ("[a-z]", "[A-Z]", r"\d"))
    return title if mixed and len(title) <= _LONGEST_TITLE else ""


class RandomStrings:
    """Long random strings near a word of secrecy, in code, configuration or text."""

    id = "secret-random"
    _token: Final = re.compile(
        r"[A-Za-z0-9_](?<![\w/+=.~-](?s:.))[A-Za-z0-9_/+=.~-]{19,199}(?![A-Za-z0-9_/+-])"
    )
    _near: Final = re.compile(
        r"(?i)key|token|secret|passw|pwd|auth|cred|signature|bearer|private|cert|salt|session|cookie"
        r"|schlüssel|geheim|sleutel|jeton|\bclés?\b|\bclave|segret|chiave|\bchave|wachtwoord|contraseña|senha"
        r"|\bwandb|\bsnyk|algolia|twilio|mailgun|datadog|\bcohere|mistral|pinecone|tavily|\bgroq|openai"
        r"|\b(?:AKIA|ASIA|LTAI|AKID|SCW|GOOG1?E)[A-Za-z0-9]{12}|hetzner|\btogether\b|assemblyai|deepgram"
        r"|\bgitea|forgejo|replicate|stability|elevenlabs|viber|pushover"
        r"|ipinfo|openweather|braintree|adyen|klarna|auth0|\bokta|codecov|openrouter|\blinode|cloudflare"
        r"|\bapi[_-]?(?:client|user|access|consumer)|oauth|pagerduty|contentful|opsgenie|sonar(?:qube|cloud)|vercel|postmark"
    )
    # "4ea7… as the api key", "8b8d… (token)"
    _behind: Final = re.compile(
        r"(?i)[\"'`]?[ ](?:\(|(?:is|as|ist|als|est|comme|es|como|è|come"
        r"|é)[ ](?:[^\W\d_]{1,6}[ ]){0,2}?)(?:api|auth|access|secret)?"
        r"[ -]?(?:token|key|secret|password|passwort|schlüssel|clé|clave|chiave|sleutel|chave)(?!\w)"
    )
    _harmless: Final = re.compile(
        r"(?i)sha-?(?:1|2|256|384|512)|md5|checksum|digest|integrity|commit|cherry-pick|revert|bisect|checkout|rebase|hash|etag|uuid|guid|blob"
        r"|revision|rev\b|public[ _-]?key|fingerprint|docker|image|layer|nonce|base64|data:|@sha|\bh1:"
    )

    def find(self, text: str) -> Iterator[Hit]:
        """Yield them; hashes, UUIDs, paths and identifiers are none."""
        public = [match.span() for match in matches_of(_PUBLIC_BLOCK, text)] if "-----BEGIN" in text else []
        for match in self._token.finditer(text):
            if any(start <= match.start() < end for start, end in public):
                continue
            value = _SET_TO.sub("", match[0].rstrip(".="))
            if len(value) < 16:
                continue
            if not is_random(value) or is_sample(value) or _PUBLIC_KEY.match(value):
                continue
            before = text[max(0, match.start() - 100) : match.start()]
            line = before.rpartition("\n")[2]
            if not line.strip(" \t>"):
                line = _title_over(before, value) + line
            if line.startswith("|"):
                line = f"{_heading_over(text, match.start())} {line}"
            if self._harmless.search(line[-60:]):
                continue
            near = self._near.search(line)
            if near is None:
                near = self._behind.match(text, match.end())
            mixed = re.search(r"[a-z]", value) and re.search(r"[A-Z]", value) and re.search(r"\d", value)
            if near:
                end = whole(text, match.end())
                yield Hit(match.start(), end, EntityType.SECRET, 0.8, self.id, context=near[0].lower())
            elif (
                mixed and len(value) >= 32 and entropy(value) > 4.3 and "/" not in value and "." not in value
            ):
                yield Hit(*match.span(), EntityType.SECRET, 0.62, self.id)


RECOGNIZERS: tuple[Recognizer, ...] = (RandomStrings(),)
