"""Keys that tell themselves what they are: private keys, signed tokens, the words of a wallet.

No provider stands behind these. Whole, cut short, indented, wrapped over lines or sealed in base64, as
files, mails and settings hold them. What providers issue is in ``provider_keys`` and ``tokens``.
"""

from __future__ import annotations

import base64
from typing import Final

from app.redaction import later as re
from app.redaction.recognizers.base import Recognizer
from app.redaction.recognizers.secret_values import BEGIN, anything, entropy, known_format


def _is_encoded_key(value: str) -> bool:
    """Whether base64 that begins as PEM does is a private key rather than a certificate."""
    head = base64.b64decode(re.sub(r"\s", "", value)[:64] + "==")
    return b"PRIVATE" in head


def _is_base32(value: str) -> bool:
    return re.search(r"[2-7]", value) is not None and re.search(r"[A-Za-z]{2}", value) is not None


_BEGINNINGS: Final = (
    r"(?:gh[pousr]_|github_pat_|glpat-|sk-(?:proj-|ant-)?|[sr]k_live_|xox[abprs]-|AKIA|ASIA|AIza|ya29\.|npm_"
    r"|hf_|SG\."
    r"|shpat_|dop_v1_|pypi-|gsk_|whsec_|hvs\.|glsa_|NRAK-|EAAA|eyJ)"
)


_OF_A_SENTENCE: Final = re.compile(r"\b(?:the|and|you|with|for|that|this|are|was|not|but|from)\b")


def _is_wrapped_token(value: str) -> bool:
    """Whether each part of a token that a blank or the end of a line cuts looks drawn at random."""
    parts = value.split()
    return len(parts) > 1 and all(
        len(part) >= 4 and re.search(r"\d", part) and re.search(r"[a-zA-Z]", part) for part in parts[1:]
    )


def _are_seed_words(drawn: list[str]) -> bool:
    """Whether numbered words are as many as a wallet's seed has; its word list has hardly a plural."""
    plurals = sum(word.endswith("s") and not word.endswith("ss") for word in drawn)
    return len(drawn) in {12, 15, 18, 21, 24} and plurals <= 1 and len(set(drawn)) >= len(drawn) - 2


RECOGNIZERS: tuple[Recognizer, ...] = (
    known_format(
        "private-key",
        "PRIVATE",
        r"-----BEGIN[ A-Z0-9_-]{0,80}PRIVATE KEY(?: BLOCK)?-----[\s\S]{16,8000}?-----END[ "
        r"A-Z0-9_-]{0,80}PRIVATE KEY(?: BLOCK)?-----",
        check=anything,
        score=0.99,
    ),
    known_format(
        "private-key-cut",
        "PRIVATE",
        r"-----BEGIN[ A-Z0-9_-]{0,80}PRIVATE KEY(?: "
        r"BLOCK)?-----(?:[\s\\nr\"'+>|]{0,12}[A-Za-z0-9+/=]{16,400}){1,200}",
        check=anything,
        score=0.97,
    ),
    known_format(
        "putty-key",
        "PuTTY-User-Key-File",
        r"PuTTY-User-Key-File-\d:[\s\S]{40,6000}?Private-MAC: [0-9a-f]{16,128}",
        check=anything,
    ),
    known_format(  # its end, where the beginning was cut
        "private-key-end",
        "PRIVATE",
        r"(?m:^)(?:[> \t]{0,8}[A-Za-z0-9+/=]{16,100}[ \t]{0,4}\r?\n){1,40}"
        r"[> \t]{0,8}-----END[ A-Z0-9_-]{0,80}PRIVATE "
        r"KEY(?: BLOCK)?-----",
        check=anything,
    ),
    known_format(
        "ansible-vault",
        "$ANSIBLE_VAULT",
        r"\$ANSIBLE_VAULT;[\d.]{3};AES256[^\n]{0,40}((?:\s{1,24}[0-9a-f]{10,80}){1,200})",
        group=1,
    ),
    known_format(  # the bytes of a key pair, as wallets keep them
        "key-bytes",
        "key Key KEY secret id.json solana Solana wallet",
        r"(?:key|secret|id\.json|solana"
        r"|wallet)[^\n\[]{0,40}\[\s{0,4}((?:\d{1,3},\s{0,4}){31,63}\d{1,3})\s{0,4}\]?",
        flags=re.IGNORECASE,
        group=1,
        check=anything,
    ),
    known_format("nostr-key", "nsec1", rf"{BEGIN}nsec1[02-9ac-hj-np-z]{{58}}(?![a-z0-9])"),
    known_format(  # base64 of JSON that is sealed: not a map of sources, which stands behind "base64,"
        "sealed-json",
        "eyJ",
        rf"(?<!base64,){BEGIN}eyJ[\w-]{{90,4000}}(?![\w.-])",
    ),
    known_format("age-key", "AGE-SECRET-KEY-", r"AGE-SECRET-KEY-1[QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L]{58}"),
    known_format(
        "jwt",
        "eyJ ey",
        rf"{BEGIN}ey[A-Za-z0-9_-]{{14,4000}}\.ey[A-Za-z0-9_-]{{10,6000}}(?:\.[A-Za-z0-9_/+=-]{{0,2000}})?",
    ),
    known_format(
        "jwt-cut",
        "eyJ",
        rf"{BEGIN}eyJ[A-Za-z0-9_-]{{4,2000}}(?:\.{{3}}|…|\.[A-Za-z0-9_-]{{10,2000}})",
        check=anything,
        score=0.85,
    ),
    known_format(
        "encoded-private-key",
        "LS0tLS1CRUdJTi",
        r"LS0tLS1CRUdJTi[A-Za-z0-9+/]{40,8000}(?:\r?\n[ \t]{0,12}[A-Za-z0-9+/]{8,128}){0,100}={0,2}",
        check=_is_encoded_key,
        score=0.99,
    ),
    known_format(
        "wrapped-token",
        "ghp_ gho_ ghu_ ghs_ ghr_ github_pat_ glpat- sk- _live_ xox AKIA ASIA AIza ya29. npm_ hf_ SG. shpat_ "
        "dop_v1_ "
        "pypi- gsk_ whsec_ hvs. glsa_ NRAK- EAAA eyJ",
        rf"{BEGIN}{_BEGINNINGS}[\w.+/=-]{{3,200}}(?:(?:[ ]?\\?\r?\n[>| \t]{{0,8}}|[ ](?=[\w.+/=-]{{8}}))"
        rf"[\w+/.=-]{{3,200}}[\w+/=-]){{1,12}}(?![\w])",
        check=_is_wrapped_token,
        score=0.9,
    ),
    known_format(
        "totp-secret",
        "2fa 2FA otp OTP uthenticator mfa MFA wo-factor two-factor wei-Faktor etup",
        r"(?:2fa|mfa|h?t?otp|authenticator|two-factor|zwei-faktor|secret|setup)[\w :=()-]{0,28}?[\"'`:= "
        r"]{1,3}"
        r"((?:[A-Z2-7]{4}[ -]){3,12}[A-Z2-7]{2,8}|(?:[a-z2-7]{4}[ -]){3,12}[a-z2-7]{4}"
        r"|[A-Z2-7]{16,64}={0,6})"
        r"(?![A-Za-z0-9])",
        flags=re.IGNORECASE,
        group=1,
        check=_is_base32,
        score=0.9,
    ),
    known_format(
        "vault-unseal",
        "nseal UNSEAL ecovery Key",
        r"(?:unseal|recovery)[ _-]key[ _-]?\d{0,2}[\"']?[ ]?[:=][ ]?[\"']?([A-Za-z0-9+/]{43,44}=?"
        r"|[0-9a-f]{64,66})",
        flags=re.IGNORECASE,
        group=1,
    ),
    known_format(
        "saml",
        "SAMLRe",
        r"SAMLRe(?:sponse|quest)[\"']?[ ]?[=:][ ]?[\"']?([A-Za-z0-9+/%=]{20,8000})",
        group=1,
    ),
    known_format(
        "jwt-settings",
        'wt" JWT" wtSettings" wtOptions" wtConfig" okens" uthentication"',
        r"\"(?:\w{0,20}jwt\w{0,20}|tokens?"
        r"|authentication)\"\s{0,4}:\s{0,4}\{[^{}]{0,200}?\"(?:\w{0,20}key|secret)\""
        r"\s{0,4}:\s{0,4}\"([^\"\n]{12,200})\"",
        flags=re.IGNORECASE,
        group=1,
    ),
    known_format(
        "grouped-base32",
        "key Key KEY lé lave hiave leutel chlüssel have code Code",
        r"(?:key|clé|clave|chiave|sleutel|schlüssel|chave|code)[\w ]{0,16}[:=\s]{1,3}"
        r"((?-i:(?:[A-Z2-7]{4}[ -]){3,15}[A-Z2-7]{2,4}))(?![\w-])",
        flags=re.IGNORECASE,
        group=1,
        check=lambda value: _is_base32(value) and entropy(value) > 3.2,
    ),
    known_format(
        "seed-numbered",
        "12. 12) 12: 12 ",
        r"(?<!\d)1[.):]?[ \t]{1,4}([a-z]{3,8}(?:[\s,|]{1,8}\d{1,2}[.):]?[ \t]{1,4}[a-z]{3,8}){11,23})(?!\w)",
        group=1,
        check=lambda value: _are_seed_words(re.findall(r"[a-z]+", value)),
    ),
    known_format(  # what BitLocker has somebody write down
        "disk-recovery",
        "itlocker itLocker ecovery ederherstellung écupération ecuperación ipristino erstelsleutel"
        " ecuperação",
        r"(?<![\d-])\d{6}(?:-\d{6}){7}(?![\d-])",
        check=anything,
    ),
    known_format("otp-uri", "otpauth://", r"otpauth://(?:totp|hotp)/[^\s\"'<>]{8,400}", check=anything),
    known_format(  # as many words as a seed has, to the end of the line, behind any "phrase:"
        "seed-in-a-line",
        "hrase: hrase= hrase words: mnemonic mnémonique eed:",
        r"(?:phrase|words|mnemonic|seed)[ ]?[:=][ ]{0,2}[\"']?"
        r"((?-i:[a-z]{3,8}(?:[ ][a-z]{3,8}){11,23}))(?=[\"']?[ ]?(?:\r?\n|\Z))",
        flags=re.IGNORECASE,
        group=1,
        check=lambda value: _are_seed_words(value.split()) and not _OF_A_SENTENCE.search(value),
    ),
    known_format(  # "the seed for the team wallet is ribbon velvet …"
        "seed-told",
        "seed mnemonic recovery phrase Seed Recovery Mnemonic wallet Wallet semilla recupera recuper herstel "
        "Wiederherstellung",
        r"(?:seed|mnemonic|recovery|secret|wallet|semilla|recuperación|récupération|recupero|recuperação"
        r"|herstel\w{0,8}|wiederherstellungs\w{0,8})[ -]?(?:phrase|words|seed)?[\w ,()]{0,48}"
        r"(?:[:=]|(?<=\w)[ ](?:is|are|was|ist|sind|lautet|lauten|est|sont|es|son|è|sono|zijn|é|são))"
        r"[ \n\"']{1,3}"
        r"((?-i:(?:[a-z]{3,8}[ ,]{1,2}){11,23}[a-z]{3,8}))(?![\w'’])",
        flags=re.IGNORECASE,
        group=1,
        check=lambda value: (
            len(set(value.split())) >= 10 and not re.search(r"\b(?:the|and|you|with|for|that|this)\b", value)
        ),
    ),
    known_format(
        "seed-phrase",
        "seed mnemonic recovery phrase Seed Recovery Mnemonic wallet Wallet semilla recupera recuper herstel "
        "Wiederherstellung",
        r"(?:seed|mnemonic|recovery|secret|wallet|semilla|recuperación|récupération|recupero|recuperação"
        r"|herstelzin"
        r"|herstelwoorden|wiederherstellungsphrase|wiederherstellungswörter)[ -]?(?:phrase|words|seed)?[\w "
        r"()]{0,40}[:=\"'\n "
        r"]{1,4}((?:[a-z]{3,8}[ ,]{1,2}){11,23}[a-z]{3,8})(?![a-z])",
        flags=re.IGNORECASE,
        group=1,
        check=lambda value: (
            len(set(value.split())) >= 10 and not re.search(r"\b(?:the|and|you|with|for|that|this)\b", value)
        ),
    ),
)
