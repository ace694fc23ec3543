"""Keys and tokens in the formats that providers publish.

Each line is one format: the literal that it contains, and its shape. Shapes follow the providers'
documentation as collected in the public rule list of gitleaks (MIT licence). A value that is visibly a
placeholder is left alone. ``tokens`` holds the smaller ones.
"""

from __future__ import annotations

from app.redaction import later as re
from app.redaction.recognizers.base import Recognizer
from app.redaction.recognizers.secret_values import (
    BEGIN,
    END,
    anything,
    entropy,
    is_real,
    is_sample,
    known_format,
)

RECOGNIZERS: tuple[Recognizer, ...] = (
    known_format(
        "sent-code", "G- FB-", r"(?<![\w-])(?:G|FB)-(\d{5,8})(?![\w-])", group=1, check=anything, score=0.8
    ),
    # clouds
    known_format(
        "aws-access-key",
        "AKIA ASIA ABIA ACCA A3T AROA AIDA AGPA",
        rf"{BEGIN}(?:A3T[A-Z0-9]|AKIA|ASIA|ABIA|ACCA|AROA|AIDA|AGPA)[A-Z0-9]{{12,28}}{END}",
    ),
    known_format(
        "aws-secret-key",
        "aws AWS Aws",
        r"aws.{0,24}?(?:secret|key)[\w\"' ]{0,24}[:=][\"' >=]{0,5}([A-Za-z0-9/+=]{40})(?![A-Za-z0-9/+=])",
        flags=re.IGNORECASE,
        group=1,
    ),
    known_format("aws-bedrock", "ABSK", rf"{BEGIN}ABSK[A-Za-z0-9+/]{{40,400}}={{0,2}}"),
    known_format("google-api-key", "AIza", rf"{BEGIN}AIza[\w-]{{35}}(?![\w-])"),
    known_format("google-auth-key", "AQ.A", rf"{BEGIN}AQ\.A[\w-]{{36,80}}(?![\w-])"),
    known_format("google-oauth", "ya29. GOCSPX-", rf"{BEGIN}(?:ya29\.[\w-]{{20,400}}|GOCSPX-[\w-]{{20,60}})"),
    known_format("google-refresh", "1//0", r"(?<![\w/])1//0[\w-]{20,200}"),
    known_format(
        "azure-client-secret",
        "Q~",
        r"(?<![\w~.-])[\w~.-]{3}\dQ~[\w~.-]{31,34}(?![\w~.-])"
        r"|(?<![\w~.-])~?[A-Za-z0-9]{2,4}8?Q~[\w~.-]{30,36}",
    ),
    known_format("azure-storage", "AccountKey=", r"AccountKey=([A-Za-z0-9+/]{40,100}={0,2})", group=1),
    known_format("azure-sas", "sig=", r"[?&]sig=([A-Za-z0-9%+/=]{30,100})", group=1),
    known_format(
        "shared-access-key", "SharedAccessKey=", r"SharedAccessKey=([A-Za-z0-9+/]{30,100}={0,2})", group=1
    ),
    known_format("digitalocean", "dop_v1_ doo_v1_ dor_v1_", rf"{BEGIN}do[opr]_v1_[a-f0-9]{{64}}{END}"),
    known_format("alibaba", "LTAI", rf"{BEGIN}LTAI[A-Za-z0-9]{{17,21}}{END}"),
    known_format("tencent", "AKID", rf"{BEGIN}AKID[A-Za-z0-9]{{32}}{END}"),
    known_format("heroku", "HRKU-", rf"{BEGIN}HRKU-[\w-]{{30,80}}"),
    known_format(
        "flyio",
        "fm1 fm2_ fo1_",
        rf"{BEGIN}(?:fo1_[\w-]{{43}}|fm1[ar]_[A-Za-z0-9+/]{{60,2000}}={{0,3}}"
        rf"|fm2_[A-Za-z0-9+/]{{60,2000}}={{0,3}})",
    ),
    known_format(
        "scaleway-scalingo", "tk-us- SCW", rf"{BEGIN}(?:tk-us-[\w-]{{48}}|SCW[A-Z0-9]{{17}})(?![\w-])"
    ),
    known_format("openshift", "sha256~", rf"{BEGIN}sha256~[\w-]{{43}}(?![\w-])"),
    known_format(
        "yandex",
        "t1.9 AQVN YC",
        (
            rf"{BEGIN}(?:t1\.[A-Z0-9a-z_-]+[=]{{0,2}}\.[A-Z0-9a-z_-]{{86}}[=]{{0,2}}|AQVN[\w-]{{35,38}}"
            rf"|YC[\w-]{{38}})(?![\w-])"
        ).replace("[A-Z0-9a-z_-]+[", "[A-Z0-9a-z_-]{1,400}["),
    ),
    known_format("vercel", "vcp_ vci_ vca_ vcr_ vck_", rf"{BEGIN}vc[piark]_[A-Za-z0-9]{{24,60}}{END}"),
    known_format("netlify", "nfp_", rf"{BEGIN}nfp_[A-Za-z0-9]{{36,42}}{END}"),
    known_format("supabase", "sbp_ sb_secret_", rf"{BEGIN}(?:sbp_[a-f0-9]{{40}}|sb_secret_[\w-]{{20,60}})"),
    known_format("planetscale", "pscale_", rf"{BEGIN}pscale_(?:tkn|pw|oauth)_[\w=.-]{{32,64}}"),
    known_format("databricks", "dapi", rf"{BEGIN}dapi[a-f0-9]{{32}}(?:-\d)?{END}"),
    known_format(
        "cloudflare",
        "v1.0- cfut_ cfat_ cfk_",
        rf"{BEGIN}(?:v1\.0-[a-f0-9]{{24}}-[a-f0-9]{{146}}|cf(?:ut|at|k)_[A-Za-z0-9]{{30,60}})",
    ),
    # AI
    known_format(
        "openai",
        "sk-",
        rf"{BEGIN}sk-(?:proj-|svcacct-|admin-|None-|or-v1-|lf-)?[A-Za-z0-9_-]{{20,220}}(?![A-Za-z0-9_-])",
    ),
    known_format("anthropic", "sk-ant-", rf"{BEGIN}sk-ant-[\w-]{{16,160}}"),
    known_format(
        "huggingface",
        "hf_ api_org_",
        rf"{BEGIN}(?:hf_[A-Za-z]{{30,40}}|api_org_[A-Za-z]{{34}}|hf_[A-Za-z0-9]{{30,40}}){END}",
    ),
    known_format(
        "ai-others",
        "gsk_ r8_ pplx- xai- fw_ tgp_v1_ nvapi- jina_ co- lsv2_ pcsk_ tvly- csk-",
        rf"{BEGIN}(?:gsk_[A-Za-z0-9]{{40,60}}|r8_[A-Za-z0-9]{{37}}|pplx-[A-Za-z0-9]{{40,60}}"
        rf"|xai-[A-Za-z0-9]{{60,100}}|fw_[A-Za-z0-9]{{20,40}}|tgp_v1_[\w-]{{40,60}}"
        rf"|nvapi-[\w-]{{60,70}}|jina_[a-f0-9]{{32}}[\w-]{{20,40}}|lsv2_(?:pt"
        rf"|sk)_[a-f0-9]{{32}}_[a-f0-9]{{10}}|pcsk_[\w]{{40,90}}|tvly-[\w-]{{20,50}}"
        rf"|csk-[a-z0-9]{{40,60}})(?![\w-])",
    ),
    known_format(
        "ai-platforms",
        "signkey- ak- as- tr_ ctx7sk- ms-",
        rf"{BEGIN}(?:signkey-(?:prod|test|branch)-[a-f0-9]{{32,64}}|tr_(?:prod|dev|stg|preview)_[A-Za-z0-9]{{16,24}}"
        rf"|a[ks]-(?=[A-Za-z]{{0,16}}\d)(?=[a-z\d]{{0,16}}[A-Z])[A-Za-z0-9]{{22}}"
        rf"|(?:ctx7sk|ms)-[a-f0-9]{{8}}-(?:[a-f0-9]{{4}}-){{3}}[a-f0-9]{{12}})(?![\w-])",
    ),
    # source code and packages
    known_format(
        "github",
        "ghp_ gho_ ghu_ ghs_ ghr_ github_pat_",
        rf"{BEGIN}(?:gh[pousr]_(?:\w{{1,24}}_)?ey[\w-]{{10,2000}}\.[\w-]{{10,6000}}\.[\w-]{{10,2000}}"
        rf"|gh[pousr]_[A-Za-z0-9]{{30,255}}|github_pat_\w{{22,255}}){END}",
    ),
    known_format(
        "gitlab",
        "glpat- gldt- glft- glrt- glrtr- glcbt- glptt- glsoat- GR1348941 glimt- glagent- glffct- gloas-"
        " glwt-",
        rf"{BEGIN}(?:gl(?:pat|dt|ft|rtr?|ptt|soat|imt|agent|ffct|oas|cbt|wt)-[\w.-]{{16,260}}"
        rf"|GR1348941[\w-]{{20}})",
    ),
    known_format(
        "bitbucket",
        "ATBB ATCTT3 ATATT3",
        rf"{BEGIN}(?:ATBB[A-Za-z0-9]{{24,40}}|AT(?:CTT|ATT)3[A-Za-z0-9_=-]{{60,300}})",
    ),
    known_format(
        "npm",
        "npm_ _authToken",
        rf"{BEGIN}npm_[A-Za-z0-9]{{30,40}}{END}|_authToken=[\"']?(?!\$)([\w.+/=-]{{10,200}})",
    ),
    known_format("pypi", "pypi-", r"pypi-AgEIcHlwaS5vcmc[\w-]{50,1000}|pypi-[A-Za-z0-9_-]{60,1000}"),
    known_format(
        "rubygems-crates-others",
        "rubygems_ oy2 clojars CLOJARS_ cio dckr_pat_ dckr_oat_",
        rf"{BEGIN}(?:rubygems_[a-f0-9]{{48}}|oy2[a-z0-9]{{43}}|CLOJARS_[a-z0-9]{{60}}"
        rf"|cio[A-Za-z0-9]{{32}}|dckr_[po]at_[\w-]{{27,32}}){END}",
        flags=re.IGNORECASE,
    ),
    known_format(
        "hashicorp",
        "hvs. hvb. hvr. atlasv1.",
        rf"{BEGIN}(?:hv[sbr]\.[\w-]{{20,400}}|[A-Za-z0-9]{{14}}\.atlasv1\.[\w-]{{60,70}})",
    ),
    known_format(
        "vault-old",
        "s.",
        r"(?<![\w.])s\.[A-Za-z0-9]{24}(?![\w.])",
        check=lambda value: (
            is_real(value) and re.search(r"\d.*[A-Z]|[A-Z].*\d", value) is not None and entropy(value) > 3.6
        ),
    ),
    known_format("doppler", "dp.", rf"{BEGIN}dp\.(?:pt|st|ct|sa|scim|audit)\.[\w.-]{{30,60}}"),
    known_format(
        "pulumi-prefect-postman",
        "pul- pnu_ PMAK-",
        rf"{BEGIN}(?:pul-[a-f0-9]{{40}}|pnu_[a-zA-Z0-9]{{36}}|PMAK-[a-f0-9]{{24}}-[a-f0-9]{{34}}){END}",
    ),
    known_format(
        "grafana",
        "glsa_ glc_ eyJrIjoi",
        rf"{BEGIN}(?:glsa_[A-Za-z0-9]{{32}}_[A-Fa-f0-9]{{8}}|glc_[A-Za-z0-9+/]{{32,400}}={{0,3}}"
        rf"|eyJrIjoi[A-Za-z0-9]{{70,400}}={{0,3}})",
    ),
    known_format(
        "sentry", "sntrys_ sntryu_", rf"{BEGIN}(?:sntrys_[A-Za-z0-9+/=_-]{{60,400}}|sntryu_[a-f0-9]{{64}})"
    ),
    known_format(
        "oauth-server",  # what a server of its own issues: sealed by Defuse's library
        "def50",
        rf"{BEGIN}def50[0-9a-f]{{160,4000}}{END}",
    ),
    known_format("firebase-messages", ":APA91b", rf"{BEGIN}[\w-]{{11,24}}:APA91b[\w-]{{100,200}}(?![\w-])"),
    known_format(
        "newrelic-datadog",
        "NRAK- NRJS- NRII- NRSP- NRRA-",
        rf"{BEGIN}NR(?:AK|JS|II|SP|RA)-[A-Za-z0-9-]{{19,40}}",
    ),
    known_format("dynatrace", "dt0", r"dt0[a-z]\d\d\.[A-Z0-9]{8,24}\.[A-Z0-9]{64}", flags=re.IGNORECASE),
    known_format(
        "sonar-snyk-others",
        "sqp_ squ_ sqa_ snyk_ phc_ phx_ CCIPAT_ sgp_ sgd_ slk_ octopus API- exp_",
        rf"{BEGIN}(?:sq[pua]_[A-Za-z0-9]{{40,44}}|ph[cx]_[A-Za-z0-9]{{40,50}}|CCIPAT_\w{{20,100}}"
        rf"|sgp_(?:[a-f0-9]{{16}}_|local_)?[a-f0-9]{{40}}|slk_[a-f0-9]{{64}}|API-[A-Z0-9]{{26}}){END}",
    ),
    known_format(
        "onepassword",
        "A3- ops_ey",
        rf"{BEGIN}(?:A3-[A-Z0-9]{{6}}-(?:[A-Z0-9]{{11}}"
        rf"|[A-Z0-9]{{6}}-[A-Z0-9]{{5}})-[A-Z0-9]{{5}}-[A-Z0-9]{{5}}-[A-Z0-9]{{5}}"
        rf"|ops_eyJ[A-Za-z0-9+/]{{100,4000}}={{0,3}})",
    ),
    known_format(
        "linear-notion-airtable",
        "lin_api_ lin_oauth_ secret_ ntn_ pat figd_ figo_",
        rf"{BEGIN}(?:lin_(?:api|oauth)_[A-Za-z0-9]{{32,64}}|secret_[A-Za-z0-9]{{43}}"
        rf"|ntn_[A-Za-z0-9]{{40,50}}|pat[A-Za-z0-9]{{14}}\.[a-f0-9]{{64}}|fig[do]_[\w-]{{30,60}}){END}",
    ),
    # messages
    known_format(
        "slack",
        "xox xapp-",
        rf"{BEGIN}(?:xoxe\.)?xox[abceoprsd]-(?:\d-)?[A-Za-z0-9-]{{10,250}}"
        rf"|{BEGIN}xapp-\d-[A-Z0-9]{{6,20}}-\d{{6,20}}-[a-z0-9]{{20,80}}",
        flags=re.IGNORECASE,
    ),
    known_format(
        "slack-webhook",
        "hooks.slack.com",
        r"(?:https?://)?hooks\.slack\.com/(?:services|workflows|triggers)/[A-Za-z0-9+/]{20,80}",
    ),
    known_format(
        "teams-webhook",
        "webhook.office.com",
        r"https://[\w-]{1,80}\.webhook\.office\.com/webhookb2/[\w@/-]{40,250}",
    ),
    known_format(
        "discord",
        "discord",
        r"https?://(?:\w{1,10}\.)?discord(?:app)?\.com/api/webhooks/\d{15,22}/[\w-]{50,90}",
        flags=re.IGNORECASE,
    ),
    known_format("discord-bot", ".", r"(?<![\w.-])[MNO][A-Za-z\d_-]{23,27}\.[\w-]{6}\.[\w-]{27,38}(?![\w-])"),
    known_format(
        "telegram",
        ":",
        r"(?:(?<![\w:])|(?<=/bot))\d{8,10}:(?:AA[A-Za-z0-9_-]{32,34}|A[A-Za-z0-9_-]{34})(?![\w-])",
    ),
    known_format(  # of an older kind, or as a screenshot was typed
        "telegram-named",
        "elegram bot Bot BOT",
        r"(?:telegram|(?<![^\W_])bot)[\w .:='\"`(-]{0,24}?(?<!\w)(\d{8,10}:[A-Za-z0-9_-]{35})(?![\w-])",
        flags=re.IGNORECASE,
        group=1,
    ),
    known_format("twilio", "SK AC", rf"{BEGIN}(?:SK|AC)[0-9a-f]{{32}}{END}"),
    known_format(
        "twilio-call",  # Client("AC...", "...")
        "AC",
        rf"{BEGIN}AC[0-9a-f]{{32}}[\"'],[ ]?[\"']([0-9a-f]{{32}})[\"']",
        group=1,
    ),
    known_format(
        "mailgun",
        "-",
        rf"{BEGIN}[a-f0-9]{{32}}-[a-f0-9]{{8}}-[a-f0-9]{{8}}(?![\w-])",
    ),
    known_format("mandrill", "md-", rf"{BEGIN}md-[\w-]{{22}}(?![\w-])"),
    known_format(
        "provider-uuid",
        "nyk NYK eroku HEROKU ailway AILWAY ostmark OSTMARK onsul CONSUL omad NOMAD",
        r"(?<![A-Za-z])(?:snyk|heroku|railway|postmark|(?:consul|nomad)[\w -]{0,8}(?:acl|token))"
        r"[\w -]{0,24}[\"'`]?[ ]?[:=]?[ ]?[\"'`]?"
        r"([0-9a-f]{8}-(?:[0-9a-f]{3,4}-){2,3}"
        r"[0-9a-f]{12})(?![\w-])",
        flags=re.IGNORECASE,
        group=1,
    ),
    known_format("sendgrid", "SG.", rf"{BEGIN}SG\.[\w-]{{16,32}}\.[\w-]{{30,64}}(?![\w-])"),
    known_format(
        "mail-providers",
        "key- -us xkeysib- xsmtpsib- re_ mlsn. pubkey-",
        rf"{BEGIN}(?:key-[a-f0-9]{{32}}|[a-f0-9]{{32}}-us\d{{1,2}}"
        rf"|xkeysib-[a-f0-9]{{64}}-[A-Za-z0-9]{{16}}|xsmtpsib-[a-f0-9]{{64}}-[A-Za-z0-9]{{16}}"
        rf"|re_[A-Za-z0-9]{{8}}_[A-Za-z0-9]{{20,30}}|mlsn\.[a-f0-9]{{64}}|pubkey-[a-f0-9]{{32}}){END}",
    ),
    # money and shops
    known_format(
        "stripe",
        "sk_ rk_ pk_ whsec_",
        rf"{BEGIN}(?:[srp]k_(?:live|test|prod)_[A-Za-z0-9]{{10,200}}|whsec_[A-Za-z0-9+/=]{{24,80}}){END}",
        check=lambda value: not is_sample(value),
    ),
    known_format(
        "square", "sq0 EAAA EAA", rf"{BEGIN}(?:sq0(?:atp|csp|idp|csb)-[\w-]{{22,60}}|EAAA[\w+=-]{{56,64}})"
    ),
    known_format("facebook", "EAA", rf"{BEGIN}EAA[MCDGB][A-Za-z0-9]{{80,300}}{END}"),
    known_format(
        "shopify",
        "shpat_ shpca_ shppa_ shpss_ shptka_",
        rf"{BEGIN}shp(?:at|ca|pa|ss|tka)_[a-fA-F0-9]{{32}}{END}",
    ),
    known_format(
        "payments",
        "access_token$ FLWSECK rzp_ PRIVATE- EZAK EZTK duffel_ shippo_",
        rf"{BEGIN}(?:access_token\$(?:production|sandbox)\$[0-9a-z]{{16}}\$[0-9a-f]{{32}}"
        rf"|FLWSECK(?:_TEST)?-[a-h0-9X-]{{12,44}}|rzp_(?:live|test)_[A-Za-z0-9]{{14,40}}"
        rf"|EZ[AT]K[a-zA-Z0-9]{{54}}|duffel_(?:test|live)_[\w=-]{{43}}|shippo_(?:live"
        rf"|test)_[a-fA-F0-9]{{40}})",
    ),
    # people and devices
    known_format(
        "contentful-typeform-asana",
        "CFPAT- tfp_ 0/ 1/ 2/",
        rf"{BEGIN}(?:CFPAT-[\w-]{{40,50}}|tfp_[\w.=-]{{40,60}}"
        rf"|[0-2]/\d{{14,18}}(?:/\d{{14,18}})?:[a-f0-9]{{32}}){END}",
    ),
    known_format(
        "adobe-dropbox-others",
        "p8e- sl. ddp_ tk_ ATTPS",
        rf"{BEGIN}(?:p8e-[a-z0-9]{{32}}|sl\.(?:[A-Za-z]\.)?[\w=-]{{100,1600}}){END}",
        flags=re.IGNORECASE,
    ),
    known_format(
        "frame-lob-mapbox",
        "fio-u- live_ test_ sk.eyJ pk.eyJ tk.eyJ",
        rf"{BEGIN}(?:fio-u-[\w=-]{{64}}|(?:live|test)_(?:pub_)?[a-f0-9]{{31,40}}"
        rf"|[spt]k\.eyJ[A-Za-z0-9_-]{{40,200}}\.[A-Za-z0-9_-]{{20,40}})",
    ),
    known_format(
        "plaid",
        "access-",
        rf"{BEGIN}access-(?:sandbox|development"
        rf"|production)-[0-9a-f]{{8}}-(?:[0-9a-f]{{4}}-){{3}}[0-9a-f]{{12}}",
    ),
    known_format("shopify-intra", "s-s4t2", r"(?<!\w)s-s4t2(?:ud|af)-[a-f0-9]{64}(?!\w)"),
    known_format("facebook-app", "|", r"(?<!\w)\d{15,16}\|[\w-]{27,40}(?!\w)"),
)
