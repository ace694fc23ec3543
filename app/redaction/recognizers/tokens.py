"""Further formats of secrets: of smaller providers, addresses that are one, and tokens of no known provider.

``secrets`` holds the large providers. Beside more of them this knows the habit they share: a short name, "_"
or "-", then a run drawn at random. Such a run is a token whoever issued it.
"""

from __future__ import annotations

from typing import Final

from app.redaction import later as re
from app.redaction.findings import EntityType
from app.redaction.recognizers.base import Recognizer, Shape, shape
from app.redaction.recognizers.secret_values import entropy, is_real

_BEGIN: Final = r"(?<![A-Za-z0-9_])"
_END: Final = r"(?![A-Za-z0-9])"
_UUID: Final = r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}"
# What is numbered, hashed or named so, and opens nothing.
_NAMES: Final = (
    "sha sha1 sha224 sha256 sha384 sha512 md5 blake2b blake3 h1 hash digest etag checksum integrity "
    "commit rev ref tree build chunk chunks asset assets img image images photo video media file files "
    "blob layer sha3 crc manifest static main index vendor runtime page app css js font bundle module "
    "component node id uuid guid cus sub pi ch evt acct prod price in si seti pm src tok card ba txn re "
    "po il ii cs chatcmpl cmpl asst thread msg run step call resp toolu req vs batch ftjob gen run_id "
    "trace span request session_id doc docs object obj item row key_id kid version v1 v2 v3 snapshot "
    "ami vpc subnet sg eni vol snap igw rtb acl eipalloc cache deps pnpm yarn go cargo github_sha fig "
    "tab eq sec ds dataset model ckpt checkpoint test fixture "
)
_NO_ISSUER: Final = frozenset(_NAMES.split())
_WORDS: Final = re.compile(r"[a-z]{5,}|[A-Z][a-z]{4,}")
_FEWEST_MIXED, _FEWEST_SMALL, _FEWEST_DIGITS = 28, 32, 4


def _is_token(value: str) -> bool:
    """Whether a name and a run look like a token: drawn at random, and the name is not that of a hash."""
    name, _, body = value.replace("-", "_").rpartition("_")
    if name.lower() in _NO_ISSUER or name.lower().rpartition("_")[2] in _NO_ISSUER or not is_real(value):
        return False
    digits = sum(map(str.isdigit, body))
    if not digits:
        return False
    if re.fullmatch(r"[0-9a-f]+", body):
        return (
            "_" in value and len(body) in {32, 40, 48, 56, 64} and digits < len(body) and entropy(body) > 3.2
        )
    if digits > 0.7 * len(body):
        return False
    if any(map(str.isupper, body)) and any(map(str.islower, body)):
        words = sum(map(len, _WORDS.findall(body)))
        return len(body) >= _FEWEST_MIXED and words <= 0.4 * len(body) and entropy(body) > 3.8
    return len(body) >= _FEWEST_SMALL and digits >= _FEWEST_DIGITS and entropy(body) > 3.8


def _is_group_of_letters(value: str) -> bool:
    """Whether four groups of four letters are drawn rather than words."""
    groups = re.split(r"[ -]", value)
    voweled = sum(len(re.findall(r"[aeiouy]", group)) == 0 for group in groups)
    return len(set(groups)) == len(groups) and (voweled > 0 or entropy("".join(groups)) > 3.3)


def _format(
    rule: str, needles: str, pattern: str, *, group: int = 0, flags: int = 0, score: float = 0.95
) -> Shape:
    return shape(
        f"secret-{rule}",
        EntityType.SECRET,
        pattern,
        group=group,
        flags=flags,
        checked=score,
        check=is_real,
        needles=tuple(needles.split(" ")),
    )


RECOGNIZERS: tuple[Recognizer, ...] = (
    _format(
        "pipelines",  # what builds and ships
        "bkua_ bkaa_ bkaj_ bkct_ bkat_ bkpt_ depot_ jsrd_ jsrp_ AKCp cmVmd chpt_ dsp_ sktsec_ snyk_uat."
        " snyk_sat. pat. sat.",
        rf"{_BEGIN}(?:bk(?:ua|aa|aj|ct|at|pt)_[A-Za-z0-9]{{40,100}}|depot_(?:project|org"
        rf"|user)_[a-f0-9]{{40,64}}"
        rf"|jsr[dp]_[A-Za-z0-9]{{30,60}}|AKCp[A-Za-z0-9]{{60,75}}|cmVmd[A-Za-z0-9]{{59}}"
        rf"|chpt_[a-f0-9]{{12,20}}"
        rf"|dsp_[a-z0-9]{{30,64}}|sktsec_[\w-]{{30,60}}|snyk_[us]at\.[a-f0-9]{{8}}\.[\w.-]{{30,120}}"
        rf"|[ps]at\.[\w-]{{22}}\.[a-f0-9]{{24}}\.[A-Za-z0-9]{{20}}){_END}",
    ),
    _format(
        "databases",
        "napi_ npg_ AVNS_ aivenv1 xau_ mdb_sa_sk_ dbtc_ dbtu_ hxtp_ hxtw_ mb_",
        rf"{_BEGIN}(?:napi_[a-z0-9]{{40,80}}|npg_[A-Za-z0-9]{{10,24}}|AVNS_[\w-]{{18,24}}"
        rf"|aivenv1[A-Za-z0-9+/=]{{60,500}}"
        rf"|xau_[A-Za-z0-9]{{30,44}}|mdb_sa_sk_[\w-]{{30,60}}|dbt[cu]_[\w-]{{36,60}}"
        rf"|hxt[pw]_[a-f0-9]{{64,100}}"
        rf"|mb_[A-Za-z0-9+/]{{40,50}}={{0,2}}){_END}",
    ),
    _format(
        "watching",  # monitoring, flags, analytics
        "hc sdk- api- mob- xaat- xapt- secret- vat_ wandb_v1_ os_v2_",
        rf"{_BEGIN}(?:hc[a-z]{{2}}k_[a-z0-9]{{40,64}}|(?:sdk|api|mob)-{_UUID}|xa[ap]t-{_UUID}"
        rf"|secret-(?:(?:live|test)-)?[A-Za-z0-9][\w=-]{{35,50}}|vat_[A-Za-z0-9]{{30,64}}"
        rf"|wandb_v1_\w{{50,100}}"
        rf"|os_v2_(?:app|org)_[a-z2-7]{{60,120}}){_END}",
    ),
    _format(
        "offices",  # sales, planning, payment, identity
        "pat- pdl_ polar_ ATTA pk_ ory_ retool_ jca_ sec-c- ops_eyJ 0. st. amzn.mws. da2- n8n_api_",
        rf"{_BEGIN}(?:pat-(?:na|eu|ap)\d-{_UUID}|pdl_(?:live"
        rf"|sdbx)_apikey_[a-z0-9]{{20,30}}_\w{{20,24}}_\w{{3}}"
        rf"|polar_[a-z]{{2,4}}_\w{{20,64}}|ATTA[a-f0-9]{{60,80}}|pk_\d{{5,10}}_[A-Z0-9]{{28,36}}"
        rf"|ory_[a-z]{{2,3}}_[\w-]{{30,100}}|retool_\w{{20,40}}|jca_[A-Za-z0-9]{{30,40}}|sec-c-[\w-]{{36,64}}"
        rf"|ops_eyJ[\w+/-]{{60,4000}}={{0,3}}"
        rf"|0\.{_UUID}\.[A-Za-z0-9]{{20,40}}(?::[A-Za-z0-9+/]{{20,30}}={{0,2}})?"
        rf"|st\.[a-f0-9]{{24}}\.[a-f0-9]{{32}}\.[a-f0-9]{{32}}|amzn\.mws\.{_UUID}|da2-[a-z0-9]{{26}}"
        rf"|n8n_api_[\w-]{{30,100}}){_END}",
    ),
    _format(
        "hosts",  # networks, clouds
        "tskey- rnd_ EXO ucat_ akab- aktp- ngrok NGROK apify_api_ fc- sk_ pa-",
        rf"{_BEGIN}(?:tskey-[a-z]{{2,8}}-\w{{8,30}}-\w{{16,60}}|rnd_[A-Za-z0-9]{{24,40}}|EXO[a-f0-9]{{24}}"
        rf"|ucat_[A-Z0-9]{{24,30}}|ak(?:ab|tp)-[a-z0-9]{{16}}-[a-z0-9]{{16}}"
        rf"|apify_api_[A-Za-z0-9]{{30,44}}|fc-[a-f0-9]{{32}}|sk_[a-f0-9]{{48}}|pa-[\w-]{{40,50}}){_END}"
        rf"|(?<=[=: \"'])2[A-Za-z0-9]{{26}}_[A-Za-z0-9]{{20,24}}{_END}",
    ),
    _format(
        "paseto",
        ".local. .public.",
        rf"{_BEGIN}v[1-4]\.(?:local|public)\.[\w-]{{40,4000}}(?:\.[\w-]{{1,1000}})?",
    ),
    _format(
        "jwe",  # five parts, of which the second may be empty
        "eyJ",
        rf"{_BEGIN}ey[\w-]{{14,4000}}\.[\w-]{{0,2000}}\.[\w-]{{8,200}}\.[\w-]{{4,8000}}\.[\w-]{{8,200}}"
        rf"(?![\w-])",
    ),
    _format(
        "key-data",  # kubeconfig, sealed in base64
        "key-data tls.key",
        r"(?:client-key-data|tls\.key"
        r"|private-key-data)[\"']?[ ]?[:=][ ]?[\"']?([A-Za-z0-9+/]{40,8000}={0,2})",
        group=1,
    ),
    _format(  # of an account on a block chain: as long as the hash of a transfer, so its word has to be there
        "chain-key",
        "0x",
        r"(?<![^\W_])(?:priv(?:ate)?(?:[ _-]?key)?|privkey|secret[ _-]?key|signing[ _-]?key|deployer"
        r"|pk)[\"']?[ ]?[:=]?[ ]{0,2}[\"']?"
        r"(0x[0-9a-fA-F]{64})(?![0-9a-fA-F])",
        flags=re.IGNORECASE,
        group=1,
    ),
    _format(
        "devops",
        "evops EVOPS azdo AZDO vsts tfs",
        r"(?:devops|azdo|vsts|tfs)[\w .:=\"'-]{0,24}?(?<![A-Za-z0-9])([a-z0-9]{52}"
        r"|[A-Za-z0-9]{76}AZDO[A-Za-z0-9]{4})(?![A-Za-z0-9])",
        flags=re.IGNORECASE,
        group=1,
    ),
    _format(  # whatever its payload begins with
        "jwt-any",
        "eyJ",
        rf"{_BEGIN}eyJ[\w-]{{8,2000}}\.[\w-]{{10,4000}}\.[\w-]{{20,2000}}(?![\w-])",
    ),
    shape(
        "secret-literal",  # kubectl create secret generic db --from-literal=tok=…
        EntityType.SECRET,
        r"--from-literal[= ][\"']?[\w.-]{1,60}=(\"[^\"\n]{3,200}\"|'[^'\n]{3,200}'"
        r"|[^\s\"'$<][^\s\"']{2,200})",
        group=1,
        checked=0.9,
        check=is_real,
        needles=("--from-literal",),
    ),
    shape(
        "secret-piped",  # "echo … | docker login -u me --password-stdin"
        EntityType.SECRET,
        r"(?:echo|printf)[ ](?:-n[ ])?[\"']?(?![$%<{])([^\s\"'|$`]{6,200})[\"']?[ ]?\|[ ]?(?:docker"
        r"|podman|helm|gh|glab|az|sudo"
        r"|kubectl|oras|cosign|wg|gpg|openssl|cryptsetup|passwd|chpasswd|smbpasswd|kinit)(?![\w-])",
        group=1,
        checked=0.85,
        check=is_real,
        needles=("echo ", "printf "),
    ),
    shape(
        "secret-community",  # "SNMP community barnacle-ro"
        EntityType.SECRET,
        r"snmp(?:[ -]?v?[12]c?)?[ -](?:server[ ])?community(?:[ ]string)?(?:[ ]is|[ ]?[:=])?[ ][\"']?"
        r"(?!(?:public|private|strings?|names?|is|for|on|of|and|the|read|write|ro"
        r"|rw)(?!\w))([\w!@#.-]{4,32})(?<![.])",
        flags=re.IGNORECASE,
        group=1,
        checked=0.75,
        check=lambda value: re.search(r"[\d_!@#-]|[a-z][A-Z]", value) is not None,
    ),
    shape(
        "secret-second-factor",  # "steam 2fa backup: R96843", "MFA recovery key 7KQ2-99XD"
        EntityType.SECRET,
        r"(?:2fa|mfa|otp|totp|two[- ]factor|second factor)[ -](?:backup|recovery|rescue|scratch|emergency"
        r"|reset)"
        r"(?:[ -](?:code|key|token))?s?(?:[ ]?[:=]|[ ]is|[ ]are)?[ ]{1,2}"
        r"((?=[A-Za-z\d-]{0,8}\d)[A-Za-z\d]{4,12}(?:-[A-Za-z\d]{3,8}){0,6})(?![\w-])",
        flags=re.IGNORECASE,
        group=1,
        alone=0.8,
    ),
    _format(  # the number of an account, and beside it what opens it
        "twilio-pair",
        "AC SK",
        rf"{_BEGIN}(?:AC|SK)[0-9a-f]{{32}}[\"']?[ ]?[,:;/| ][ ]?[\"']?([0-9a-f]{{32}}){_END}",
        group=1,
    ),
    _format("deepl", ":fx", rf"{_BEGIN}[0-9a-f]{{8}}-(?:[0-9a-f]{{4}}-){{3}}[0-9a-f]{{12}}:fx{_END}"),
    shape(
        "secret-remarked",  # "…"  # password
        EntityType.SECRET,
        r"[\"'`]([^\s\"'`]{6,100})[\"'`][^\n\"'`]{0,8}(?:#|//|--|/\*)[ ]{0,2}"
        r"(?:(?:the|my|our|db|admin|test|prod|dev|root|user|new|old)[ ]){0,2}(?:password|passwd|passwort"
        r"|pw|secret|token|api key)(?!\w)",
        flags=re.IGNORECASE,
        group=1,
        checked=0.85,
        check=lambda value: is_real(value) and re.search(r"[\d!$%&*?#+]", value) is not None,
        needles=("#", "//", "--", "/*"),
    ),
    shape(
        "secret-behind-a-user",  # "router admin Zx9$kk21", "root / hunter!7Q"
        EntityType.SECRET,
        r"(?<![\w/.@-])(?:admin|root|administrator|sysadmin)[ ]?[/:| ][ ]?"
        r"((?=[^\s,;]{0,30}\d)(?=[^\s,;]{0,30}[a-z])"
        r"(?=[^\s,;]{0,30}[A-Z!$%&*?#+])[^\s,;\"'`()<>=]{6,40}?)(?=[\s,;.]*(?:\s|\Z))",
        group=1,
        checked=0.75,
        check=lambda value: (
            is_real(value) and re.search(r"[A-Z!$%&*?#+]", value) is not None and "/" not in value
        ),
    ),
    shape(
        "secret-codes-in-a-row",  # "Backup codes (use once): 4471 8820, 0918 2733"
        EntityType.SECRET,
        r"(?:backup|recovery|scratch|reserve|rescue|one-time|wiederherstellungs|secours|récupération"
        r"|recuperación|respaldo"
        r"|recupero|herstel|recuperação)[ -]?(?:codes?|codici|códigos"
        r"|tans)[ ]?(?:\([^()\n]{2,40}\))?[ ]?[:=][ \n]{1,3}"
        r"((?=[A-Za-z0-9 -]{0,9}\d)[A-Za-z0-9]{3,10}(?:[ -][A-Za-z0-9]{3,8}){0,3}"
        r"(?:[ ]?[,;/|][ \n]{0,2}(?=[A-Za-z0-9 -]{0,9}\d)[A-Za-z0-9]{3,10}"
        r"(?:[ -][A-Za-z0-9]{3,8}){0,3}){1,23})(?!\w)",
        flags=re.IGNORECASE,
        group=1,
        alone=0.85,
    ),
    shape(
        "secret-code-in-groups",  # "backup code 8812 4471 for the mail"
        EntityType.SECRET,
        r"(?:backup|recovery|scratch|rescue|one-time|wiederherstellungs|secours|récupération|respaldo|recupero|herstel"
        r"|recuperação)[ -]?(?:code|codice|código)(?:[ ]?[:=]|[ ](?:is|ist|est|es|è|é))?[ ]"
        r"(\d{3,6}(?:[ -]\d{3,6}){1,5})(?![\w]|[.,:/-]\d)",
        flags=re.IGNORECASE,
        group=1,
        alone=0.85,
    ),
    shape(
        "secret-codes-in-a-row-told",  # "my backup codes, can you keep these: 4471 8820, …"
        EntityType.SECRET,
        r"(?:backup|recovery|scratch|rescue|one-time|wiederherstellungs|secours|récupération|respaldo"
        r"|recupero"
        r"|herstel|recuperação)[ -]?(?:codes?|codici|códigos|tans)[^\n:=\d]{1,100}[:=]?[ \n]{1,3}"
        r"((?=[A-Za-z0-9 -]{0,12}\d)[A-Za-z0-9]{4,12}(?:[ -][A-Za-z0-9]{3,8}){0,3}"
        r"(?:[ ]?[,;/|\n][ \n]{0,2}(?=[A-Za-z0-9 -]{0,12}\d)[A-Za-z0-9]{4,12}"
        r"(?:[ -][A-Za-z0-9]{3,8}){0,3}){2,23})(?!\w)",
        flags=re.IGNORECASE,
        group=1,
        checked=0.8,
        check=lambda value: len({len(part.strip()) for part in re.split(r"[,;/|\n]", value)}) <= 2,
    ),
    _format("devops-new", "AZDO", rf"{_BEGIN}[A-Za-z0-9]{{76}}AZDO[A-Za-z0-9]{{4}}{_END}"),
    _format(
        "sentry-dsn",
        "@o",
        r"https://([a-f0-9]{32})(?::[a-f0-9]{32})?@o\d{1,12}\.ingest\.[\w.]{0,6}sentry\.io",
        group=1,
    ),
    _format("twitter-bearer", "AAAAAAAAAA", rf"{_BEGIN}A{{18,24}}[A-Za-z0-9%]{{40,120}}{_END}"),
    _format(
        "webhook",  # whoever holds the address may call it
        "/hooks /hook. hook. webhook _hooks /owa/calendar/ ifttt.com chat.googleapis.com hc-ping.com "
        "robot/send"
        " logic.azure.com /ical/ /api/push/ integrations/deploy events.pagerduty pipedream.net macros/s/",
        r"https?://(?:hooks\.zapier\.com/hooks/catch/[\w/]{10,60}|hook\.[\w.]{1,12}\.?(?:make"
        r"|integromat)\.com/[a-z0-9]{20,50}"
        r"|hook\.(?:make|integromat)\.com/[a-z0-9]{20,50}|webhook\.site/[0-9a-f-]{36}"
        r"|outlook\.office\.com/webhook/[\w@/-]{40,250}"
        r"|[\w.-]{1,80}\.logic\.azure\.com(?::443)?/[^\s\"'<>]{20,600}"
        r"|[\w.-]{1,80}\.powerplatform\.com(?::443)?/[^\s\"'<>]{20,600}"
        r"|chat\.googleapis\.com/v1/spaces/[^\s\"'<>]{20,400}"
        r"|maker\.ifttt\.com/trigger/\w{1,60}/(?:json/)?with/key/[\w-]{20,60}"
        r"|hc-ping\.com/[0-9a-f-]{36}|open\.(?:larksuite|feishu)\.(?:com"
        r"|cn)/open-apis/bot/v2/hook/[\w-]{20,50}"
        r"|oapi\.dingtalk\.com/robot/send\?access_token=[a-f0-9]{40,80}"
        r"|qyapi\.weixin\.qq\.com/cgi-bin/webhook/send\?key=[\w-]{30,50}"
        r"|calendar\.google\.com/calendar/ical/[^\s\"'<>/]{3,120}/private-[a-f0-9]{32}/basic\.ics"
        r"|[\w.-]{3,80}(?::\d{2,5})?/(?:api/)?webhook(?:-test)?/(?:[\w-]{0,24}-)?"
        r"(?:[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}|[A-Za-z0-9_-]{40,80})"
        r"|[\w.-]{3,80}(?::\d{2,5})?/api/push/[A-Za-z0-9]{8,40}"
        r"|api\.netlify\.com/build_hooks/[0-9a-f]{16,40}"
        r"|api\.vercel\.com/v1/integrations/deploy/\w{10,60}/\w{6,40}"
        r"|api\.cloudflare\.com/client/v4/pages/webhooks/deploy_hooks/[0-9a-f-]{36}"
        r"|outlook\.(?:office365|office|live)\.com/owa/calendar/[\w@.-]{20,120}/[0-9a-f]{20,60}"
        r"(?:/[\w.]{1,20})?"
        r"|hooks\.airtable\.com/workflows/v1/genericwebhook/[\w/]{30,80}"
        r"|webexapis\.com/v1/webhooks/incoming/[\w-]{30,120}"
        r"|integrations\.zoom\.us/chat/webhooks/incomingwebhook/[\w-]{16,60}"
        r"|events\.pagerduty\.com/integration/[0-9a-f]{32}/enqueue"
        r"|[a-z0-9]{14,30}\.m\.pipedream\.net"
        r"|script\.google\.com/macros/s/[\w-]{40,120}"
        r"|[\w.-]{3,80}/hooks/(?:[A-Za-z0-9]{15,30}/)?[A-Za-z0-9]{24,60})(?![\w/])",
        flags=re.IGNORECASE,
    ),
    _format(  # what Azure issues now says in its middle whose it is
        "azure-signed",
        "JQQJ99 ACDb AzSe AzCa AzFu AIoT APIM +ASt +ABa +AMC +ASb +AEh +ARm +ACR",
        r"(?<![A-Za-z0-9+/])[A-Za-z0-9+/]{30,80}"
        r"(?:JQQJ99[A-Za-z0-9]{20,44}|(?:ACDb|AzSe|AzCa|AzFu|AIoT|APIM|\+A(?:St|Ba|MC|Sb|Eh|Rm|CR))"
        r"[A-Za-z0-9+/]{4,10}={0,2})(?![A-Za-z0-9+/=])",
    ),
    _format(  # of a session of AWS, which ends after hours; its key is known by itself
        "aws-session",
        "IQoJb3JpZ2lu FwoGZXIvYXdz FQoGZXIvYXdz",
        rf"{_BEGIN}(?:IQoJb3JpZ2lu|F[wQ]oGZXIvYXdz)[A-Za-z0-9+/%]{{60,3000}}={{0,2}}",
    ),
    _format("intercom", "dG9rO", rf"{_BEGIN}dG9rO[A-Za-z0-9+/]{{40,90}}={{0,2}}"),
    _format("google-hmac", "GOOG", rf"{_BEGIN}GOOG1?(?=[A-Z0-9]{{0,20}}\d)[A-Z0-9]{{20,60}}{_END}"),
    _format(  # payment, in three parts of the world
        "payment",
        "APP_USR- TEST- AQE sk_ sk_test_ ak_",
        rf"{_BEGIN}(?:(?:APP_USR|TEST)-\d{{10,20}}-\d{{6}}-[0-9a-f]{{32}}(?:-\d{{4,12}})?"
        rf"|AQE[a-z][A-Za-z0-9+/]{{30,120}}={{0,2}}-[A-Za-z0-9+/]{{20,60}}={{0,2}}-[\w+/=]{{8,24}}"
        rf"|[as]k_(?:test_)?(?=[A-Za-z]{{0,14}}\d)(?=[a-z\d]{{0,14}}[A-Z])(?=[A-Z\d]{{0,14}}[a-z])"
        rf"[A-Za-z0-9]{{16}}){_END}",
    ),
    _format(
        "rapid", "jsn", rf"{_BEGIN}[a-z0-9]{{10}}msh[a-z0-9]{{15}}p1[a-z0-9]{{6}}jsn[a-z0-9]{{12}}{_END}"
    ),
    _format("relic-licence", "NRAL", rf"{_BEGIN}(?:eu01xx)?[0-9a-f]{{30,36}}F{{0,4}}NRAL{_END}"),
    _format("confluent", "cflt", rf"{_BEGIN}cflt(?=[A-Za-z+/]{{0,40}}\d)[A-Za-z0-9+/]{{50,70}}={{0,2}}"),
    _format(  # nodes of a chain: the end of the address is the key
        "chain-node",
        "alchemy.com/ infura.io/ quiknode.pro/ alchemyapi.io/ ankr.com/",
        r"(?:alchemy\.com|alchemyapi\.io|infura\.io|quiknode\.pro|ankr\.com)(?:/[a-z_]{2,16})?(?:/v\d)?/"
        r"([\w-]{30,70})(?![\w-])",
        group=1,
    ),
    shape(
        "secret-tunnel-key",
        EntityType.SECRET,
        r"-----BEGIN OpenVPN Static key V1-----((?:\s{1,12}[0-9a-f]{16,64}){2,40})",
        group=1,
        alone=0.97,
        needles=("OpenVPN Static",),
    ),
    shape(
        "secret-app-password",  # four groups of four letters
        EntityType.SECRET,
        r"(?:app[ -]?(?:specific|pass\w{0,5}|pw|kennwort)|apppass\w{0,5}|mot de passe d'app\w{0,10}"
        r"|contraseña de apli\w{0,8}"
        r"|password per l'app|app-wachtwoord|senha de app)[\w :=\"'-]{0,28}?[ :=\"']"
        r"((?-i:[a-z]{4}(?:[ -][a-z]{4}){3}))(?![\w-])",
        flags=re.IGNORECASE,
        group=1,
        checked=0.9,
        check=_is_group_of_letters,
        needles=("app", "App", "APP", "apli"),
    ),
    shape(
        "secret-of-anybody",  # "acme_pat_…": the habit
        EntityType.SECRET,
        r"(?<![\w/.$@:%+=-])[A-Za-z][A-Za-z0-9]{1,14}"
        r"(?:[_-][A-Za-z0-9]{1,10}){0,3}[_-][A-Za-z0-9]{28,160}(?![\w/+=-]|\.\w)"
        r"|(?<=[=:])(?<!://)[A-Za-z][A-Za-z0-9]{1,14}"
        r"(?:[_-][A-Za-z0-9]{1,10}){0,3}[_-][A-Za-z0-9]{28,160}(?![\w/+=-]|\.\w)",
        checked=0.8,
        check=_is_token,
        core=re.compile(r"[_-][A-Za-z0-9]{28}"),
    ),
)
