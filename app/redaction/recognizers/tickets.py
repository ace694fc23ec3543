"""Numbers of single systems: tickets of mails and IT desks, logs of the police, judgments, padlocks.

"Subject: [#FERN-3309] Laptop", "CRQ000000447182", "Police log 447 of 06/03/25", "padlock code 8-31-14".
"""

from __future__ import annotations

from typing import Final

from app.redaction import later as re
from app.redaction.findings import EntityType
from app.redaction.recognizers.base import Lexicon, Recognizer, shape

# What numbers of standards, articles, trials and genes begin with.
_EVERYBODYS: Final = (
    "UTF|ISO|SKU|EAN|REV|MOD|ERR|NCT|ISRCTN|DRKS|PMC|PMID|ENS[A-Z]{1,4}|GSE|GSM|IPR|PF|HP|GO|MP|MONDO|CHEBI"
    "|CHEMBL|HGNC|HMDB|DB|UPI|SRR|SRX|SRP|EFO|LOC|NM|NP|XM|RS|ZINC|CID|COSV|TIGR|KB|OMIM"
)

RECOGNIZERS: tuple[Recognizer, ...] = (
    shape(
        "ticket-in-subject",
        EntityType.OTHER_ID,
        r"(?<!\w)(?i:subject|betreff|objet|asunto|oggetto|onderwerp"
        r"|assunto)[ ]?:[^\n\[\]]{0,60}\[[^\n\[\]\d]{0,20}?"
        r"((?:[A-Z]{1,8}-?)?\d{3,12}(?:-[A-Z\d]{1,8}){0,3})\]",
        group=1,
        alone=0.8,
        needles=("[",),
    ),
    shape(
        "record-zero-padded",  # INC0044718, CRQ000000447182, IM0447182
        EntityType.OTHER_ID,
        rf"(?<![\w.@/#&=+-])(?!(?:{_EVERYBODYS})\d)[A-Z]{{2,7}}0\d{{5,13}}(?![^\W_])(?![.(+/=-]\w)",
        alone=0.7,
        core=re.compile(r"0(?<=[A-Z]0)\d{5}"),
        reach=32,
    ),
    shape(
        "police-log",  # a number that begins anew each day
        EntityType.OTHER_ID,
        r"(?<!\w)(?:log|cad|incident|sto|storm|chs)[ ](?:(?:no\.?|number|ref\.?|reference)[ ])?[:#]?[ ]?"
        r"(\d{1,6}[ ]of[ ](?:\d{1,2}[./-]\d{1,2}(?:[./-]\d{2,4})?|\d{1,2}(?:st|nd|rd|th)?[ ][A-Z][a-z]{2,8}"
        r"(?:[ ]\d{4})?))(?![\w/])",
        flags=re.IGNORECASE,
        group=1,
        alone=0.85,
        core=re.compile(r" of (?<=\d of )\d"),
        reach=64,
    ),
    shape(
        "padlock",
        EntityType.SECRET,
        r"(?<!\w)(?:padlock|combination|lock|locker|safe|strongbox)[ ]?(?:code|combination|combo|number)?"
        r"(?:[ ]is|:)?[ ](\d{1,2}-\d{1,2}-\d{1,2})(?![\w/-])",
        flags=re.IGNORECASE,
        group=1,
        alone=0.8,
        core=re.compile(r"-(?<=\d-)\d{1,2}-\d"),
        reach=64,
    ),
    shape(
        "ticket-of-a-desk",  # CHG 30041, SR 4-4417882033
        EntityType.OTHER_ID,
        r"(?<![\w/.-])(?:(?:INC|REQ|RITM|CHG|CRQ|PRB|SCTASK|WO)[ ]\d{4,12}|SR[ ]?\d-\d{8,12})(?![\w/]"
        r"|[.,-]\d)",
        alone=0.7,
        needles=("INC ", "REQ ", "RITM ", "CHG ", "CRQ ", "PRB ", "SCTASK ", "WO ", "SR"),
    ),
    shape(
        "exhibit",  # JR/3: the initials of who produced it
        EntityType.OTHER_ID,
        r"(?<!\w)(?:[Ee]xhibits?|EXHIBIT)[ ]?:?[ ]([A-Z]{2,4}/\d{1,4}[A-Za-z]?)(?![\w/-])",
        group=1,
        alone=0.75,
        needles=("xhibit", "EXHIBIT"),
    ),
    shape(
        "case-number-pt",  # 1188/24.0T8BRG-A, 000441/23.7GBBRG
        EntityType.OTHER_ID,
        r"(?<![\w.,/-])\d{1,7}/\d{2}\.\d[A-Z][A-Z\d]{3,6}(?:-[A-Z]{1,2})?(?![\w/-])",
        alone=0.9,
        core=re.compile(r"/(?<=\d/)\d\d\.\d[A-Z]"),
        reach=40,
    ),
    shape(
        "appeal-number-uk",  # HU/44178/2024, UI-2024-004417
        EntityType.OTHER_ID,
        r"(?<![\w/-])(?:(?:HU|PA|EA|DA|DC|IA|AA|OA|RP|VA|LP|TH)/\d{5}/(?:19|20)\d\d"
        r"|UI-20\d\d-\d{6})(?![\w/-])",
        alone=0.85,
        core=re.compile(r"[/-](?<=[A-Z][/-])\d{4}"),
        reach=40,
    ),
    shape(
        "point-of-delivery-it",  # IT001E44178823
        EntityType.OTHER_ID,
        r"(?<![\w-])IT\d{3}E\d{8}[A-Z\d]?(?!\w)",
        alone=0.85,
        needles=("IT0",),
    ),
    shape(
        "number-of-a-judgment",  # Judgment No. 2023-114, Sentencia nº 118/2025, Tgb.-Nr. 118/25
        EntityType.OTHER_ID,
        r"(?<!\w)(?:(?:judge?ment|sentencia|sentença|sentenza|sent\.|jugement|minute|vonnis|acórdão)[ ]?"
        r"(?:n[°o]?\.?[°o]?|no\.|nr\.?|núm\.|number|numéro|número|numero)(?:[ ]is)?[: ]{1,2}"
        r"|(?:(?:atestado|diligencias)(?:[ ](?:previas|urgentes|policial(?:es)?|penales|judiciales))?|ofício"
        r"|oficio"
        r"|tgb\.?-?(?:nr\.?)?|acta)[ :.]{1,2}(?:n[°o]\.?[ ])?"
        r"(?:[A-Z]{1,3}[ ])?)"
        r"((?=[\d/-]{4})(?:\d{4}-\d{1,6}(?:-\d{2,10})?|\d{1,6}/\d{2,4})(?:-?[A-Z]{1,2})?)(?![\w/%-]|[.,]\d"
        r"|,?[ ](?:du|del?|della|do|da)[ ](?:[^\W\d_]{2,12}[ ]){0,2}?(?i:trib\w*[ ](?:const|supre|sup)|TC|TS"
        r"|STJ|STF|cass"
        r"|corte|conseil|cour|bverfg|bgh))",
        flags=re.IGNORECASE,
        group=1,
        alone=0.75,
        core=re.compile(r"[/-](?<=\d[/-])\d\d"),
        reach=120,
    ),
    shape(
        "deed-it",  # rep. 33.917 racc. 7.714
        EntityType.OTHER_ID,
        r"(?<!\w)(?:rep(?:ertorio)?|racc(?:olta)?)\.?[ ](?:n\.?[ ]?)?"
        r"(\d{1,3}\.\d{3}(?:/\d{1,3}(?:\.\d{3})?)?)(?![\w,%€]|\.\d)",
        flags=re.IGNORECASE,
        group=1,
        alone=0.75,
        core=re.compile(r"\.(?<=\d\.)\d{3}"),
        reach=40,
    ),
    shape(
        "prescription-it",  # 0700A 3391771402
        EntityType.HEALTH_ID,
        r"(?<![\w-])\d{3}[0-9A-Z]{2}[ ]?\d{10}(?![\w-])",
        near=0.8,
        lexicon=Lexicon("impegnativa|nre|ricetta|prescrizione|ricetta elettronica"),
    ),
    shape(
        "blood-unit",  # W0391 25 339177
        EntityType.MRN,
        r"(?<![\w-])[A-Z]\d{4}[ ]\d{2}[ ]\d{6}(?:[ ]?[A-Z\d]{1,2})?(?![\w-])",
        near=0.8,
        lexicon=Lexicon(
            "donor|donation|blood|unit|units|transfusion|platelets|spende|konserve|don|sang|bolsa|sangre"
            "|sacca|sangue|bloed"
        ),
    ),
)
