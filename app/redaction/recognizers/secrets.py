"""Secrets in the formats that providers publish: keys, tokens, private keys, connection strings.

Each line is one format: the literal that it contains, and its shape. Shapes follow the providers'
documentation as collected in the public rule list of gitleaks (MIT licence). A value that is visibly a
placeholder is left alone.
"""

from __future__ import annotations

import base64
import math
import re
from collections import Counter
from collections.abc import Callable
from typing import Final

from app.redaction.findings import EntityType
from app.redaction.recognizers.base import Recognizer, Shape, shape

_PLACEHOLDER: Final = re.compile(
    r"example|your[-_ ]?|<|\$\{|\{\{|xxxx|XXXX|placeholder|redacted|dummy|\.\.\.\.|\*\*\*|0{12}"
    r"|1234567890abcdef1234567890|tokenhere|secret_?here|changeme|insert|_bot_token"
    r"|my[-_]?(?:token|key|secret)",
    re.IGNORECASE,
)
_N: Final = r"(?![A-Za-z0-9])"
_B: Final = r"(?<![A-Za-z0-9])"


def entropy(value: str) -> float:
    """Return Shannon's entropy of the characters, in bits per character (0.0 for the empty text)."""
    length = len(value)
    return -sum(count / length * math.log2(count / length) for count in Counter(value).values())


def is_real(value: str) -> bool:
    """Whether a value with a provider's shape looks drawn at random rather than written as a sample."""
    return _PLACEHOLDER.search(value) is None and entropy(value) >= 2.4


def _format(
    rule: str,
    needles: str,
    pattern: str,
    *,
    score: float = 0.97,
    group: int = 0,
    flags: int = 0,
    check: Callable[[str], bool] = is_real,
) -> Shape:
    return shape(
        f"secret-{rule}",
        EntityType.SECRET,
        pattern,
        flags=flags,
        group=group,
        checked=score,
        check=check,
        needles=tuple(needles.split(" ")) if needles else (),
    )


def _any(_value: str) -> bool:
    return True


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


def _is_wrapped_token(value: str) -> bool:
    """Whether each part of a token that a blank or the end of a line cuts looks drawn at random."""
    parts = value.split()
    return len(parts) > 1 and all(
        len(part) >= 4 and re.search(r"\d", part) and re.search(r"[a-zA-Z]", part) for part in parts[1:]
    )


def _is_drawn(value: str) -> bool:
    """Whether a part of an address is drawn at random rather than words with hyphens or a number."""
    bare = re.sub(r"%[0-9A-Fa-f]{2}", "", value)
    if re.fullmatch(r"[\d.,-]*|v?\d+(?:\.\d+)+", bare) or not re.search(r"\d", bare):
        return False
    named = sum(map(len, re.findall(r"[a-z]{5,}|[A-Z][a-z]{4,}", bare)))
    return named <= 0.4 * len(bare) and entropy(bare) > (2.9 if re.fullmatch(r"[0-9a-f-]+", bare) else 3.3)


def _are_seed_words(drawn: list[str]) -> bool:
    """Whether numbered words are as many as a wallet's seed has; its word list has hardly a plural."""
    plurals = sum(word.endswith("s") and not word.endswith("ss") for word in drawn)
    return len(drawn) in {12, 15, 18, 21, 24} and plurals <= 1 and len(set(drawn)) >= len(drawn) - 2


_URL_PASSWORD: Final = re.compile(r":([^:@/\s]+)@")


def _has_password(value: str) -> bool:
    found = _URL_PASSWORD.search(value.partition("://")[2])
    return found is not None and not re.fullmatch(
        r"[\[<{$*%].*|password|passwd|pass|pwd|(?:my[-_]?)?secret(?:[-_]?(?:password|pass|pw))?|x+|\*+",
        found[1],
        re.IGNORECASE,
    )


def _has_oracle_password(value: str) -> bool:
    return re.search(r"/(?:[<${\[%].*|password|pwd|pass)\Z", value, re.IGNORECASE) is None


RECOGNIZERS: tuple[Recognizer, ...] = (
    _format(
        "private-key",
        "PRIVATE",
        r"-----BEGIN[ A-Z0-9_-]{0,80}PRIVATE KEY(?: BLOCK)?-----[\s\S]{16,8000}?-----END[ "
        r"A-Z0-9_-]{0,80}PRIVATE KEY(?: BLOCK)?-----",
        check=_any,
        score=0.99,
    ),
    _format(
        "private-key-cut",
        "PRIVATE",
        r"-----BEGIN[ A-Z0-9_-]{0,80}PRIVATE KEY(?: "
        r"BLOCK)?-----(?:[\s\\nr\"'+]{0,8}[A-Za-z0-9+/=]{16,400}){1,200}",
        check=_any,
        score=0.97,
    ),
    _format(
        "putty-key",
        "PuTTY-User-Key-File",
        r"PuTTY-User-Key-File-\d:[\s\S]{40,6000}?Private-MAC: [0-9a-f]{16,128}",
        check=_any,
    ),
    _format(  # its end, where the beginning was cut
        "private-key-end",
        "PRIVATE",
        r"(?m:^)(?:[> \t]{0,8}[A-Za-z0-9+/=]{16,100}[ \t]{0,4}\r?\n){1,40}"
        r"[> \t]{0,8}-----END[ A-Z0-9_-]{0,80}PRIVATE "
        r"KEY(?: BLOCK)?-----",
        check=_any,
    ),
    _format(
        "ansible-vault",
        "$ANSIBLE_VAULT",
        r"\$ANSIBLE_VAULT;[\d.]{3};AES256[^\n]{0,40}((?:\s{1,24}[0-9a-f]{10,80}){1,200})",
        group=1,
    ),
    _format("age-key", "AGE-SECRET-KEY-", r"AGE-SECRET-KEY-1[QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L]{58}"),
    _format(
        "jwt",
        "eyJ ey",
        rf"{_B}ey[A-Za-z0-9_-]{{14,4000}}\.ey[A-Za-z0-9_-]{{10,6000}}(?:\.[A-Za-z0-9_/+=-]{{0,2000}})?",
    ),
    _format(
        "jwt-cut",
        "eyJ",
        rf"{_B}eyJ[A-Za-z0-9_-]{{4,2000}}(?:\.{{3}}|…|\.[A-Za-z0-9_-]{{10,2000}})",
        check=_any,
        score=0.85,
    ),
    _format(
        "encoded-private-key",
        "LS0tLS1CRUdJTi",
        r"LS0tLS1CRUdJTi[A-Za-z0-9+/]{40,8000}(?:\r?\n[ \t]{0,12}[A-Za-z0-9+/]{8,128}){0,100}={0,2}",
        check=_is_encoded_key,
        score=0.99,
    ),
    _format(
        "wrapped-token",
        "ghp_ gho_ ghu_ ghs_ ghr_ github_pat_ glpat- sk- _live_ xox AKIA ASIA AIza ya29. npm_ hf_ SG. shpat_ "
        "dop_v1_ "
        "pypi- gsk_ whsec_ hvs. glsa_ NRAK- EAAA eyJ",
        rf"{_B}{_BEGINNINGS}[\w.+/=-]{{3,200}}(?:(?:[ ]?\\?\r?\n[>| \t]{{0,8}}|[ ](?=[\w.+/=-]{{8}}))"
        rf"[\w+/.=-]{{3,200}}[\w+/=-]){{1,12}}(?![\w])",
        check=_is_wrapped_token,
        score=0.9,
    ),
    _format(
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
    _format(
        "vault-unseal",
        "nseal UNSEAL ecovery Key",
        r"(?:unseal|recovery)[ _-]key[ _-]?\d{0,2}[\"']?[ ]?[:=][ ]?[\"']?([A-Za-z0-9+/]{43,44}=?"
        r"|[0-9a-f]{64,66})",
        flags=re.IGNORECASE,
        group=1,
    ),
    _format("sent-code", "G- FB-", r"(?<![\w-])(?:G|FB)-(\d{5,8})(?![\w-])", group=1, check=_any, score=0.8),
    # clouds
    _format(
        "aws-access-key",
        "AKIA ASIA ABIA ACCA A3T AROA AIDA AGPA",
        rf"{_B}(?:A3T[A-Z0-9]|AKIA|ASIA|ABIA|ACCA|AROA|AIDA|AGPA)[A-Z0-9]{{12,28}}{_N}",
    ),
    _format(
        "aws-secret-key",
        "aws AWS Aws",
        r"aws.{0,24}?(?:secret|key)[\w\"' ]{0,24}[:=][\"' >=]{0,5}([A-Za-z0-9/+=]{40})(?![A-Za-z0-9/+=])",
        flags=re.IGNORECASE,
        group=1,
    ),
    _format("aws-bedrock", "ABSK", rf"{_B}ABSK[A-Za-z0-9+/]{{40,400}}={{0,2}}"),
    _format("google-api-key", "AIza", rf"{_B}AIza[\w-]{{35}}(?![\w-])"),
    _format("google-oauth", "ya29. GOCSPX-", rf"{_B}(?:ya29\.[\w-]{{20,400}}|GOCSPX-[\w-]{{20,60}})"),
    _format("google-refresh", "1//0", r"(?<![\w/])1//0[\w-]{20,200}"),
    _format(
        "azure-client-secret",
        "Q~",
        r"(?<![\w~.-])[\w~.-]{3}\dQ~[\w~.-]{31,34}(?![\w~.-])"
        r"|(?<![\w~.-])~?[A-Za-z0-9]{2,4}8?Q~[\w~.-]{30,36}",
    ),
    _format("azure-storage", "AccountKey=", r"AccountKey=([A-Za-z0-9+/]{40,100}={0,2})", group=1),
    _format("azure-sas", "sig=", r"[?&]sig=([A-Za-z0-9%+/=]{30,100})", group=1),
    _format(
        "shared-access-key", "SharedAccessKey=", r"SharedAccessKey=([A-Za-z0-9+/]{30,100}={0,2})", group=1
    ),
    _format("digitalocean", "dop_v1_ doo_v1_ dor_v1_", rf"{_B}do[opr]_v1_[a-f0-9]{{64}}{_N}"),
    _format("alibaba", "LTAI", rf"{_B}LTAI[A-Za-z0-9]{{17,21}}{_N}"),
    _format("tencent", "AKID", rf"{_B}AKID[A-Za-z0-9]{{32}}{_N}"),
    _format("heroku", "HRKU-", rf"{_B}HRKU-[\w-]{{30,80}}"),
    _format(
        "flyio",
        "fm1 fm2_ fo1_",
        rf"{_B}(?:fo1_[\w-]{{43}}|fm1[ar]_[A-Za-z0-9+/]{{60,2000}}={{0,3}}"
        rf"|fm2_[A-Za-z0-9+/]{{60,2000}}={{0,3}})",
    ),
    _format("scaleway-scalingo", "tk-us- SCW", rf"{_B}(?:tk-us-[\w-]{{48}}|SCW[A-Z0-9]{{17}})(?![\w-])"),
    _format("openshift", "sha256~", rf"{_B}sha256~[\w-]{{43}}(?![\w-])"),
    _format(
        "yandex",
        "t1.9 AQVN YC",
        (
            rf"{_B}(?:t1\.[A-Z0-9a-z_-]+[=]{{0,2}}\.[A-Z0-9a-z_-]{{86}}[=]{{0,2}}|AQVN[\w-]{{35,38}}"
            rf"|YC[\w-]{{38}})(?![\w-])"
        ).replace("[A-Z0-9a-z_-]+[", "[A-Z0-9a-z_-]{1,400}["),
    ),
    _format("vercel", "vcp_ vci_ vca_ vcr_ vck_", rf"{_B}vc[piark]_[A-Za-z0-9]{{24,60}}{_N}"),
    _format("netlify", "nfp_", rf"{_B}nfp_[A-Za-z0-9]{{36,42}}{_N}"),
    _format("supabase", "sbp_ sb_secret_", rf"{_B}(?:sbp_[a-f0-9]{{40}}|sb_secret_[\w-]{{20,60}})"),
    _format("planetscale", "pscale_", rf"{_B}pscale_(?:tkn|pw|oauth)_[\w=.-]{{32,64}}"),
    _format("databricks", "dapi", rf"{_B}dapi[a-f0-9]{{32}}(?:-\d)?{_N}"),
    _format(
        "cloudflare",
        "v1.0- cfut_ cfat_ cfk_",
        rf"{_B}(?:v1\.0-[a-f0-9]{{24}}-[a-f0-9]{{146}}|cf(?:ut|at|k)_[A-Za-z0-9]{{30,60}})",
    ),
    # AI
    _format(
        "openai",
        "sk-",
        rf"{_B}sk-(?:proj-|svcacct-|admin-|None-|or-v1-|lf-)?[A-Za-z0-9_-]{{20,220}}(?![A-Za-z0-9_-])",
    ),
    _format("anthropic", "sk-ant-", rf"{_B}sk-ant-[\w-]{{16,160}}"),
    _format(
        "huggingface",
        "hf_ api_org_",
        rf"{_B}(?:hf_[A-Za-z]{{30,40}}|api_org_[A-Za-z]{{34}}|hf_[A-Za-z0-9]{{30,40}}){_N}",
    ),
    _format(
        "ai-others",
        "gsk_ r8_ pplx- xai- fw_ tgp_v1_ nvapi- jina_ co- lsv2_ pcsk_ tvly- csk-",
        rf"{_B}(?:gsk_[A-Za-z0-9]{{40,60}}|r8_[A-Za-z0-9]{{37}}|pplx-[A-Za-z0-9]{{40,60}}"
        rf"|xai-[A-Za-z0-9]{{60,100}}|fw_[A-Za-z0-9]{{20,40}}|tgp_v1_[\w-]{{40,60}}"
        rf"|nvapi-[\w-]{{60,70}}|jina_[a-f0-9]{{32}}[\w-]{{20,40}}|lsv2_(?:pt"
        rf"|sk)_[a-f0-9]{{32}}_[a-f0-9]{{10}}|pcsk_[\w]{{40,90}}|tvly-[\w-]{{20,50}}"
        rf"|csk-[a-z0-9]{{40,60}})(?![\w-])",
    ),
    # source code and packages
    _format(
        "github",
        "ghp_ gho_ ghu_ ghs_ ghr_ github_pat_",
        rf"{_B}(?:gh[pousr]_[A-Za-z0-9]{{30,255}}|github_pat_\w{{22,255}}){_N}",
    ),
    _format(
        "gitlab",
        "glpat- gldt- glft- glrt- glcbt- glptt- glsoat- GR1348941 glimt- glagent- glffct- gloas-",
        rf"{_B}(?:gl(?:pat|dt|ft|rt|ptt|soat|imt|agent|ffct|oas|cbt)-[\w.-]{{16,260}}|GR1348941[\w-]{{20}})",
    ),
    _format(
        "bitbucket",
        "ATBB ATCTT3 ATATT3",
        rf"{_B}(?:ATBB[A-Za-z0-9]{{24,40}}|AT(?:CTT|ATT)3[A-Za-z0-9_=-]{{60,300}})",
    ),
    _format(
        "npm",
        "npm_ _authToken",
        rf"{_B}npm_[A-Za-z0-9]{{30,40}}{_N}|_authToken=[\"']?(?!\$)([\w.+/=-]{{10,200}})",
    ),
    _format("pypi", "pypi-", r"pypi-AgEIcHlwaS5vcmc[\w-]{50,1000}|pypi-[A-Za-z0-9_-]{60,1000}"),
    _format(
        "rubygems-crates-others",
        "rubygems_ oy2 clojars CLOJARS_ cio dckr_pat_ dckr_oat_",
        rf"{_B}(?:rubygems_[a-f0-9]{{48}}|oy2[a-z0-9]{{43}}|CLOJARS_[a-z0-9]{{60}}"
        rf"|cio[A-Za-z0-9]{{32}}|dckr_[po]at_[\w-]{{27,32}}){_N}",
        flags=re.IGNORECASE,
    ),
    _format(
        "hashicorp",
        "hvs. hvb. hvr. atlasv1.",
        rf"{_B}(?:hv[sbr]\.[\w-]{{20,400}}|[A-Za-z0-9]{{14}}\.atlasv1\.[\w-]{{60,70}})",
    ),
    _format(
        "vault-old",
        "s.",
        r"(?<![\w.])s\.[A-Za-z0-9]{24}(?![\w.])",
        check=lambda value: (
            is_real(value) and re.search(r"\d.*[A-Z]|[A-Z].*\d", value) is not None and entropy(value) > 3.6
        ),
    ),
    _format("doppler", "dp.", rf"{_B}dp\.(?:pt|st|ct|sa|scim|audit)\.[\w.-]{{30,60}}"),
    _format(
        "pulumi-prefect-postman",
        "pul- pnu_ PMAK-",
        rf"{_B}(?:pul-[a-f0-9]{{40}}|pnu_[a-zA-Z0-9]{{36}}|PMAK-[a-f0-9]{{24}}-[a-f0-9]{{34}}){_N}",
    ),
    _format(
        "grafana",
        "glsa_ glc_ eyJrIjoi",
        rf"{_B}(?:glsa_[A-Za-z0-9]{{32}}_[A-Fa-f0-9]{{8}}|glc_[A-Za-z0-9+/]{{32,400}}={{0,3}}"
        rf"|eyJrIjoi[A-Za-z0-9]{{70,400}}={{0,3}})",
    ),
    _format("sentry", "sntrys_ sntryu_", rf"{_B}(?:sntrys_[A-Za-z0-9+/=_-]{{60,400}}|sntryu_[a-f0-9]{{64}})"),
    _format(
        "newrelic-datadog",
        "NRAK- NRJS- NRII- NRSP- NRRA-",
        rf"{_B}NR(?:AK|JS|II|SP|RA)-[A-Za-z0-9-]{{19,40}}",
    ),
    _format("dynatrace", "dt0c01.", r"dt0c01\.[A-Z0-9]{24}\.[A-Z0-9]{64}", flags=re.IGNORECASE),
    _format(
        "sonar-snyk-others",
        "sqp_ squ_ sqa_ snyk_ phc_ phx_ CCIPAT_ sgp_ sgd_ slk_ octopus API- exp_",
        rf"{_B}(?:sq[pua]_[A-Za-z0-9]{{40,44}}|ph[cx]_[A-Za-z0-9]{{40,50}}|CCIPAT_\w{{20,100}}"
        rf"|sgp_(?:[a-f0-9]{{16}}_|local_)?[a-f0-9]{{40}}|slk_[a-f0-9]{{64}}|API-[A-Z0-9]{{26}}){_N}",
    ),
    _format(
        "onepassword",
        "A3- ops_ey",
        rf"{_B}(?:A3-[A-Z0-9]{{6}}-(?:[A-Z0-9]{{11}}"
        rf"|[A-Z0-9]{{6}}-[A-Z0-9]{{5}})-[A-Z0-9]{{5}}-[A-Z0-9]{{5}}-[A-Z0-9]{{5}}"
        rf"|ops_eyJ[A-Za-z0-9+/]{{100,4000}}={{0,3}})",
    ),
    _format(
        "linear-notion-airtable",
        "lin_api_ lin_oauth_ secret_ ntn_ pat figd_ figo_",
        rf"{_B}(?:lin_(?:api|oauth)_[A-Za-z0-9]{{32,64}}|secret_[A-Za-z0-9]{{43}}"
        rf"|ntn_[A-Za-z0-9]{{40,50}}|pat[A-Za-z0-9]{{14}}\.[a-f0-9]{{64}}|fig[do]_[\w-]{{30,60}}){_N}",
    ),
    # messages
    _format(
        "slack",
        "xox xapp-",
        rf"{_B}(?:xoxe\.)?xox[abceoprsd]-(?:\d-)?[A-Za-z0-9-]{{10,250}}"
        rf"|{_B}xapp-\d-[A-Z0-9]{{6,20}}-\d{{6,20}}-[a-z0-9]{{20,80}}",
        flags=re.IGNORECASE,
    ),
    _format(
        "slack-webhook",
        "hooks.slack.com",
        r"(?:https?://)?hooks\.slack\.com/(?:services|workflows|triggers)/[A-Za-z0-9+/]{20,80}",
    ),
    _format(
        "teams-webhook",
        "webhook.office.com",
        r"https://[\w-]{1,80}\.webhook\.office\.com/webhookb2/[\w@/-]{40,250}",
    ),
    _format(
        "discord",
        "discord",
        r"https?://(?:\w{1,10}\.)?discord(?:app)?\.com/api/webhooks/\d{15,22}/[\w-]{50,90}",
        flags=re.IGNORECASE,
    ),
    _format("discord-bot", ".", r"(?<![\w.-])[MNO][A-Za-z\d_-]{23,27}\.[\w-]{6}\.[\w-]{27,38}(?![\w-])"),
    _format(
        "telegram",
        ":",
        r"(?:(?<![\w:])|(?<=/bot))\d{8,10}:(?:AA[A-Za-z0-9_-]{32,34}|A[A-Za-z0-9_-]{34})(?![\w-])",
    ),
    _format("twilio", "SK AC", rf"{_B}(?:SK|AC)[0-9a-f]{{32}}{_N}"),
    _format(
        "twilio-call",  # Client("AC...", "...")
        "AC",
        rf"{_B}AC[0-9a-f]{{32}}[\"'],[ ]?[\"']([0-9a-f]{{32}})[\"']",
        group=1,
    ),
    _format(
        "mailgun",
        "-",
        rf"{_B}[a-f0-9]{{32}}-[a-f0-9]{{8}}-[a-f0-9]{{8}}(?![\w-])",
    ),
    _format("mandrill", "md-", rf"{_B}md-[\w-]{{22}}(?![\w-])"),
    _format(
        "provider-uuid",
        "nyk NYK eroku HEROKU ailway AILWAY ostmark OSTMARK",
        r"(?<![A-Za-z])(?:snyk|heroku|railway|postmark)[\w -]{0,24}[\"'`]?[ ]?[:=]?[ ]?[\"'`]?"
        r"([0-9a-f]{8}-(?:[0-9a-f]{3,4}-){2,3}"
        r"[0-9a-f]{12})(?![\w-])",
        flags=re.IGNORECASE,
        group=1,
    ),
    _format("sendgrid", "SG.", rf"{_B}SG\.[\w-]{{16,32}}\.[\w-]{{30,64}}(?![\w-])"),
    _format(
        "mail-providers",
        "key- -us xkeysib- xsmtpsib- re_ mlsn. pubkey-",
        rf"{_B}(?:key-[a-f0-9]{{32}}|[a-f0-9]{{32}}-us\d{{1,2}}"
        rf"|xkeysib-[a-f0-9]{{64}}-[A-Za-z0-9]{{16}}|xsmtpsib-[a-f0-9]{{64}}-[A-Za-z0-9]{{16}}"
        rf"|re_[A-Za-z0-9]{{8}}_[A-Za-z0-9]{{20,30}}|mlsn\.[a-f0-9]{{64}}|pubkey-[a-f0-9]{{32}}){_N}",
    ),
    # money and shops
    _format(
        "stripe",
        "sk_ rk_ pk_ whsec_",
        rf"{_B}(?:[srp]k_(?:live|test|prod)_[A-Za-z0-9]{{10,200}}|whsec_[A-Za-z0-9+/=]{{24,80}}){_N}",
        check=lambda value: _PLACEHOLDER.search(value) is None,
    ),
    _format("square", "sq0 EAAA EAA", rf"{_B}(?:sq0(?:atp|csp|idp|csb)-[\w-]{{22,60}}|EAAA[\w+=-]{{56,64}})"),
    _format("facebook", "EAA", rf"{_B}EAA[MCDGB][A-Za-z0-9]{{80,300}}{_N}"),
    _format(
        "shopify", "shpat_ shpca_ shppa_ shpss_ shptka_", rf"{_B}shp(?:at|ca|pa|ss|tka)_[a-fA-F0-9]{{32}}{_N}"
    ),
    _format(
        "payments",
        "access_token$ FLWSECK rzp_ PRIVATE- EZAK EZTK duffel_ shippo_",
        rf"{_B}(?:access_token\$(?:production|sandbox)\$[0-9a-z]{{16}}\$[0-9a-f]{{32}}"
        rf"|FLWSECK(?:_TEST)?-[a-h0-9X-]{{12,44}}|rzp_(?:live|test)_[A-Za-z0-9]{{14,40}}"
        rf"|EZ[AT]K[a-zA-Z0-9]{{54}}|duffel_(?:test|live)_[\w=-]{{43}}|shippo_(?:live"
        rf"|test)_[a-fA-F0-9]{{40}})",
    ),
    # people and devices
    _format(
        "contentful-typeform-asana",
        "CFPAT- tfp_ 0/ 1/ 2/",
        rf"{_B}(?:CFPAT-[\w-]{{40,50}}|tfp_[\w.=-]{{40,60}}"
        rf"|[0-2]/\d{{14,18}}(?:/\d{{14,18}})?:[a-f0-9]{{32}}){_N}",
    ),
    _format(
        "adobe-dropbox-others",
        "p8e- sl. ddp_ tk_ ATTPS",
        rf"{_B}(?:p8e-[a-z0-9]{{32}}|sl\.[\w=-]{{130,160}}){_N}",
        flags=re.IGNORECASE,
    ),
    _format(
        "frame-lob-mapbox",
        "fio-u- live_ test_ sk.eyJ pk.eyJ tk.eyJ",
        rf"{_B}(?:fio-u-[\w=-]{{64}}|(?:live|test)_(?:pub_)?[a-f0-9]{{31,40}}"
        rf"|[spt]k\.eyJ[A-Za-z0-9_-]{{40,200}}\.[A-Za-z0-9_-]{{20,40}})",
    ),
    _format(
        "plaid",
        "access-",
        rf"{_B}access-(?:sandbox|development|production)-[0-9a-f]{{8}}-(?:[0-9a-f]{{4}}-){{3}}[0-9a-f]{{12}}",
    ),
    # addresses with a password inside: everything between "//" and "@"
    _format(
        "url-credentials",
        "://",
        r"(?<![A-Za-z0-9+.-])[A-Za-z][A-Za-z0-9+.-]{1,20}://[^\s:/\"'<>]{0,120}:[^\s/\"'<>@]{1,200}@["
        r"^\s\"'<>,;)]{1,300}",
        check=_has_password,
    ),
    _format(
        "oracle-credentials",
        "thin: oci:",
        r"jdbc:oracle:(?:thin|oci):([^\s@/\"']{1,60}/[^\s@\"']{2,80})@",
        group=1,
        check=_has_oracle_password,
    ),
    _format(
        "go-dsn",
        "@tcp( @unix(",
        r"(?<![^\s\"'`=])([\w.-]{1,40}:[^\s\"'`@]{1,80})@(?:tcp|unix)\(",
        group=1,
        check=lambda value: re.search(r":(?:[<${\[%].*|password|pwd|pass)\Z", value) is None,
    ),
    _format(
        "php-constant",  # define('AUTH_KEY', '...')
        "define(",
        r"define\([ ]?['\"]\w{0,30}(?:PASS|KEY|SALT|SECRET|TOKEN)\w{0,20}['\"][ ]?,[ ]{0,16}"
        r"(?:'([^'\n]{4,120})'"
        r"|\"([^\"\n]{4,120})\")",
        group=1,
        check=lambda value: re.search(r"(?i)your|put |unique phrase|_here\Z|\Atrue|\Afalse", value) is None,
    ),
    _format(
        "dsn-password",
        "assword= wd= WORD= ASSWORD=",
        r"(?:password|pwd)=([^;\s\"'&]{3,128})(?=;|[\"'\s&]|$)",
        flags=re.IGNORECASE,
        group=1,
        check=lambda value: (
            not re.match(
                r"[<$%{*\[]|null|none|true|false|str\b|self\.|os\."
                r"|(?:secret|password|passwd|pass|change[-_]?me|changeit|example|dummy|test|postgres|root|admin"
                r"|replace[-_]?me|your[-_].*|my[-_]?(?:super[-_]?)?secret[-_]?(?:password|passwd|pass|pw)?|[x.*]+)\Z",
                value,
                re.IGNORECASE,
            )
        ),
    ),
    _format(  # "PWD={x}}y;9!}": what stands in braces may hold any sign
        "odbc-password",
        "PWD={ Pwd={ pwd={ assword={ ASSWORD={",
        r"(?:password|pwd)=\{((?:\}\}|[^}\n]){3,128})\}",
        flags=re.IGNORECASE,
        group=1,
        check=lambda value: re.search(r"[^\w.()\[\]'\" ]", value) is not None,
    ),
    _format(
        "url-parameter",
        "code= state= token= session= ticket= otp= invite= verifier= secret= key= sig= signature= nonce= t= "
        "k= sid= auth=",
        r"[?&](?:\w{1,24}[_-])?(?:code|state|token|session|ticket|otp|invite|verifier|secret|key|sig|signature"
        r"|nonce|sid|auth|t|k)=([\w%./~+-]{16,2000})(?![\w%])",
        flags=re.IGNORECASE,
        group=1,
        check=lambda value: is_real(value) and _is_drawn(value),
    ),
    _format(
        "url-path-token",
        "/invite /invitation /reset /verify /confirm /activate /magic /join /password /unlock /share /login "
        "/token /accept",
        r"/(?:invite|invitation|invitations|reset|reset-password|verify|confirm|activate|magic|magic-link|join"
        r"|password|unlock|share|login|token|accept)/([\w-]{16,200})(?![\w/.-])",
        group=1,
        check=lambda value: is_real(value) and _is_drawn(value),
    ),
    _format(
        "saml",
        "SAMLRe",
        r"SAMLRe(?:sponse|quest)[\"']?[ ]?[=:][ ]?[\"']?([A-Za-z0-9+/%=]{20,8000})",
        group=1,
    ),
    _format(
        "jwt-settings",
        'wt" JWT" wtSettings" wtOptions" wtConfig" okens" uthentication"',
        r"\"(?:\w{0,20}jwt\w{0,20}|tokens?|authentication)\"\s{0,4}:\s{0,4}\{[^{}]{0,200}?\"(?:\w{0,20}key|secret)\""
        r"\s{0,4}:\s{0,4}\"([^\"\n]{12,200})\"",
        flags=re.IGNORECASE,
        group=1,
    ),
    _format(
        "grouped-base32",
        "key Key KEY lé lave hiave leutel chlüssel have code Code",
        r"(?:key|clé|clave|chiave|sleutel|schlüssel|chave|code)[\w ]{0,16}[:=\s]{1,3}"
        r"((?-i:(?:[A-Z2-7]{4}[ -]){3,15}[A-Z2-7]{2,4}))(?![\w-])",
        flags=re.IGNORECASE,
        group=1,
        check=lambda value: _is_base32(value) and entropy(value) > 3.2,
    ),
    _format(
        "seed-numbered",
        "12. 12) 12: 12 ",
        r"(?<!\d)1[.):]?[ \t]{1,4}([a-z]{3,8}(?:[\s,|]{1,8}\d{1,2}[.):]?[ \t]{1,4}[a-z]{3,8}){11,23})(?!\w)",
        group=1,
        check=lambda value: _are_seed_words(re.findall(r"[a-z]+", value)),
    ),
    _format(
        "basic-auth-header",
        "asic",
        r"(?:authorization|auth)[\"' ]{0,3}[:=,]?[\"' ]{0,3}basic[ ]{1,2}([A-Za-z0-9+/]{8,400}={0,2})",
        flags=re.IGNORECASE,
        group=1,
    ),
    _format(
        "bearer-header",
        "earer oken",
        r"(?:bearer|authorization[\"' ]{0,3}[:=][\"' ]{0,3}token)[ "
        r":=]{1,3}[\"']?([A-Za-z0-9_\-.~+/]{16,4000}={0,2})",
        flags=re.IGNORECASE,
        group=1,
        check=lambda value: is_real(value) and re.search(r"\d", value) is not None,
    ),
    _format(
        "api-key-header",
        "-",
        r"(?:x-[a-z-]{0,24}(?:api-?key|token|secret|auth|key)|private-token|api-key|apikey"
        r"|x-vault-token|circle-token)[\"' ]{0,2}[:=][\"' ]{0,3}([\w\-.~+/=]{12,400})",
        flags=re.IGNORECASE,
        group=1,
        check=lambda value: is_real(value) and re.search(r"\d", value) is not None,
    ),
    _format(
        "curl-user",
        "curl",
        r"curl\b[^\n]{0,200}?[ ](?:-u|--user)[ =]{0,2}(\"[^\"\n]{3,160}\"(?::\"[^\"\n]{1,160}\")?"
        r"|'[^'\n]{3,160}'|[^\s\"']{3,160})",
        group=1,
        check=lambda value: (
            (
                ":" in value
                and not re.search(r"\$[{(A-Za-z_]|<|\{\{|\$\(|:\"?$|user(?:name)?:pass", value.rstrip("'\""))
            )
            or re.search(r"[^:\"']{6,}:[\"']?$", value) is not None
        ),
    ),
    _format(
        "cookie-session",
        "ookie",
        r"(?:set-)?cookie[\"' ]{0,2}[:=][^\n]{0,200}?(?:session|sess|sid|auth|token"
        r"|jwt)[\w.-]{0,20}=([A-Za-z0-9%._~+/=-]{16,600})",
        flags=re.IGNORECASE,
        group=1,
    ),
    _format(
        "identified-by",
        "dentified IDENTIFIED PASSWORD password",
        r"(?:identified[ ](?:with[ ]\w{1,40}[ ])?by|(?:with|set)[ ]password(?:[ ]for[ ]\S{1,80})?)[ ]{0,2}=?"
        r"[ ]{0,2}(?:password[ ]?\()?['\"]([^'\"\n]{3,128})['\"]",
        flags=re.IGNORECASE,
        group=1,
        check=_any,
    ),
    _format("shopify-intra", "s-s4t2", r"(?<!\w)s-s4t2(?:ud|af)-[a-f0-9]{64}(?!\w)"),
    _format("facebook-app", "|", r"(?<!\w)\d{15,16}\|[\w-]{27,40}(?!\w)"),
    # files
    _format(
        "shadow-hash",
        "$",
        r"(?<![\w$])\$(?:1|2[abxy]?|5|6|7|y|apr1|argon2(?:id|i|d)|scrypt"
        r"|pbkdf2[\w-]{0,12})\$[\w./$,=+-]{20,200}",
        check=_any,
        score=0.93,
    ),
    _format(
        "framework-hash",
        "pbkdf2 scrypt: argon2$ pbkdf2: bcrypt_sha256$",
        r"(?<![\w$])(?:pbkdf2_sha\d{1,3}\$\d{1,8}|argon2\$argon2id?|bcrypt_sha256\$|(?:pbkdf2:sha\d{1,3}|scrypt):[\d:]{1,16})"
        r"\$[\w./$,=+-]{20,300}",
        check=_any,
        score=0.93,
    ),
    _format(  # what a dump of a Windows machine's accounts holds
        "windows-hash",
        ":::",
        r"(?<=:)[0-9a-fA-F]{32}:[0-9a-fA-F]{32}(?=:::)",
        check=_any,
    ),
    _format("htpasswd", ":{SHA}", r":\{S?SHA\}[A-Za-z0-9+/=]{20,80}", check=_any),
    _format(
        "netrc",
        "password",
        r"machine[ \t]+\S{1,200}\s+login[ \t]+\S{1,200}\s+password[ \t]+(\S{1,200})".replace(
            "[ \\t]+", "[ \\t]{1,8}"
        ).replace("\\s+", "\\s{1,12}"),
        group=1,
        check=_any,
    ),
    _format(
        "pgpass",
        ":",
        r"(?m:^)[\w.*-]{1,120}:(?:\d{1,5}|\*):[\w*-]{1,60}:[\w*.-]{1,60}:(\S{1,120})(?m:$)",
        group=1,
        check=_any,
    ),
    _format("otp-uri", "otpauth://", r"otpauth://(?:totp|hotp)/[^\s\"'<>]{8,400}", check=_any),
    _format("wifi-uri", "WIFI:", r"WIFI:[^\n]{0,100}?P:((?:\\.|[^;\n\\]){1,63});", group=1, check=_any),
    _format(
        "seed-phrase",
        "seed mnemonic recovery phrase Seed Recovery Mnemonic wallet Wallet semilla recupera recuper herstel "
        "Wiederherstellung",
        r"(?:seed|mnemonic|recovery|secret|wallet|semilla|recuperación|récupération|recupero|recuperação"
        r"|herstelzin"
        r"|herstelwoorden|wiederherstellungsphrase|wiederherstellungswörter)[ -]?(?:phrase|words|seed)?[\w "
        r"()]{0,24}[:=\"'\n "
        r"]{1,4}((?:[a-z]{3,8}[ ,]{1,2}){11,23}[a-z]{3,8})(?![a-z])",
        flags=re.IGNORECASE,
        group=1,
        check=lambda value: (
            len(set(value.split())) >= 10 and not re.search(r"\b(?:the|and|you|with|for|that|this)\b", value)
        ),
    ),
    _format(
        "ssh-password",
        "sshpass",
        r"sshpass[ ]{1,2}-p[ ]{0,2}(\"[^\"\n]{1,100}\"|'[^'\n]{1,100}'|\S{1,100})",
        group=1,
        check=lambda value: not value.startswith("$"),
    ),
    _format(
        "mysql-password",
        "-p",
        r"\bmysql(?:dump|admin)?\b[^\n|;]{0,120}?[ ]-p([^\s\"'$]{3,80})",
        group=1,
        check=_any,
    ),
)
