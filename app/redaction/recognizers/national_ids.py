"""Numbers of persons that states issue, one entry each, with the check that the issuing country defines."""

from __future__ import annotations

from typing import Final

from stdnum.at import vnr
from stdnum.be import nn
from stdnum.bg import egn
from stdnum.br import cpf
from stdnum.ca import sin
from stdnum.ch import ssn as ahv
from stdnum.cl import rut
from stdnum.cn import ric
from stdnum.cz import rc
from stdnum.dk import cpr
from stdnum.do import cedula
from stdnum.ee import ik
from stdnum.eg import tn as eg_tn
from stdnum.es import dni, nie
from stdnum.fi import hetu
from stdnum.fr import nir
from stdnum.gr import amka
from stdnum.hr import oib
from stdnum.id import nik
from stdnum.ie import pps
from stdnum.il import idnr as il_idnr
from stdnum.in_ import aadhaar
from stdnum.is_ import kennitala
from stdnum.it import codicefiscale
from stdnum.jp import in_ as jp_in
from stdnum.kr import rrn
from stdnum.mx import curp
from stdnum.my import nric
from stdnum.nl import bsn
from stdnum.no import fodselsnummer
from stdnum.pk import cnic
from stdnum.pl import pesel
from stdnum.pt import cc
from stdnum.ro import cnp
from stdnum.se import personnummer
from stdnum.si import emso
from stdnum.th import pin as th_pin
from stdnum.tr import tckimlik
from stdnum.us import ssn
from stdnum.za import idnr as za_idnr

from app.redaction import later as re
from app.redaction.findings import EntityType
from app.redaction.recognizers.base import Recognizer, shape
from app.redaction.recognizers.check_digits import (
    by,
    is_british,
    is_german_insurance_number,
    is_hong_kong_id,
    is_icao_checked,
    is_singapore_id,
    is_taiwan_id,
)
from app.redaction.recognizers.issued import issued

_SSN_WORDS: Final = "ssn|social security|social|soc sec|ss|ssa|seguro social|itin|taxpayer id|tin|w2|w9"

RECOGNIZERS: tuple[Recognizer, ...] = (
    issued(
        "us-ssn",
        r"\d{3}-\d{2}-\d{4}",
        _SSN_WORDS,
        check=by(ssn),
        label=EntityType.SSN,
        alone=0.75,
        checked=0.92,
        near=0.97,
    ),
    issued(
        "us-ssn-spaced",
        r"(?<!\d )\d{3}(?:[ ]\d{2}[ ]|\.\d{2}\.|[ ]?-[ ]?\d{2}[ ]?-[ ]?|/\d{2}/|_\d{2}_)\d{4}(?! \d)",
        _SSN_WORDS,
        check=by(ssn),
        label=EntityType.SSN,
        alone=0.0,
        checked=0.72,
        near=0.95,
    ),
    issued(
        "us-ssn-run",
        r"\d{9}",
        _SSN_WORDS.replace("|social|", "|").replace("|ss|", "|"),
        label=EntityType.SSN,
        near=0.85,
    ),
    issued(
        "uk-nino",
        r"(?i:[a-z][a-z])[ -]?\d{2}[ -]?\d{2}[ -]?\d{2}[ -]?(?i:[a-d])",
        "national insurance|ni number|ni no|nino|ni",
        check=is_british,
        checked=0.9,
        near=0.97,
    ),
    issued(
        "de-rvnr",
        r"\d{2}[ ]?[0-3]\d[01]\d\d{2}[ ]?[A-Z][ ]?\d{2}\d",
        "rentenversicherung|sozialversicherung|sv nummer|rv nummer|versicherungsnummer|rvnr|svnr",
        check=is_german_insurance_number,
        checked=0.95,
        near=0.95,
    ),
    issued(
        "de-id-card",
        r"[CFGHJKLMNPRTVWXYZ][CFGHJKLMNPRTVWXYZ0-9]{8}\d",
        "personalausweis|ausweis|ausweisnummer|reisepass|pass",
        check=is_icao_checked,
        checked=0.6,
        near=0.92,
    ),
    issued(
        "fr-nir",
        r"[1278][ ]?\d{2}[ ]?[0-9]{2}[ ]?(?:\d{2}|2[AB])[ ]?\d{3}[ ]?\d{3}[ ]?\d{2}",
        "sécurité sociale|nir|numéro de sécu|sécu|insee|assuré|sécu sociale|nss",
        check=by(nir),
        checked=0.97,
        near=0.93,
    ),
    issued(
        "fr-nir-short",
        r"[12][ ]?\d{2}[ ]?[0-9]{2}[ ]?(?:\d{2}|2[AB])[ ]?\d{3}[ ]?\d{3}",
        "sécurité sociale|nir|numéro de sécu|sécu|insee|assuré|nss",
        near=0.9,
    ),
    issued(
        "es-dni",
        r"\d{1,2}\.?\d{3}\.?\d{3}[ -]?[A-Z]",
        "dni|nif|documento nacional|carnet de identidad",
        check=by(dni),
        checked=0.93,
        near=0.9,
        flags=re.IGNORECASE,
    ),
    issued(
        "es-nie",
        r"[XYZ][ -]?\d{7}[ -]?[A-Z]",
        "nie|extranjero|número de identidad",
        check=by(nie),
        checked=0.95,
        near=0.93,
        flags=re.IGNORECASE,
    ),
    issued("es-social", r"\d{2}[ /-]?\d{8}[ /-]?\d{2}", "seguridad social|nuss|afiliación|naf", near=0.92),
    issued(
        "it-fiscal",
        r"[A-Z]{3}[ ]?[A-Z]{3}[ ]?\d[\dLMNP-V][A-EHLMPRST][\dLMNP-V]{2}[ ]?[A-Z][\dLMNP-V]{3}[ ]?[A-Z]",
        "codice fiscale|cf|c.f|cod fiscale",
        check=by(codicefiscale),
        alone=0.9,
        checked=0.98,
        near=0.97,
        flags=re.IGNORECASE,
    ),
    issued(
        "it-id-card",
        r"(?:[A-Z]{2}[ ]?\d{7}|C[A-Z]\d{5}[A-Z]{2}|\d{7}[A-Z]{2}|[A-Z]{2}\d{5}[A-Z]{2})",
        "carta d'identità|carta d identità|carta di identità|identità|documento|passaporto",
        near=0.9,
        flags=re.IGNORECASE,
    ),
    issued(
        "nl-bsn",
        r"\d{3}[ .]?\d{3}[ .]?\d{3}|\d{4}[ .]\d{2}[ .]\d{3}|\d{4}[ .]\d{3}[ .]\d{2}",
        "bsn|burgerservicenummer|burger service nummer|sofinummer|sofi",
        near=0.95,
        check=by(bsn),
    ),
    issued(
        "pt-cc",
        r"\d{8}[ ]?\d[ ]?[A-Z0-9]{2}\d",
        "cartão de cidadão|cartão do cidadão|bilhete de identidade|cc",
        check=by(cc),
        checked=0.85,
        near=0.93,
        flags=re.IGNORECASE,
    ),
    issued("pt-niss", r"[12]\d{10}", "niss|segurança social", near=0.92),
    issued("pl-pesel", r"\d{11}", "pesel|numer pesel", check=by(pesel), checked=0.68, near=0.95),
    issued("pl-id-card", r"[A-Z]{3}[ ]?\d{6}", "dowód|dowód osobisty|dowodu|seria", near=0.9),
    issued(
        "se-personnummer",
        r"(?:19|20)?\d{2}[01]\d[0-9]\d[-+]\d{4}",
        "personnummer|pnr|personnr|samordningsnummer",
        check=by(personnummer),
        alone=0.0,
        checked=0.93,
        near=0.9,
    ),
    issued(
        "se-personnummer-run",
        r"(?:19|20)\d{2}[01]\d[0-9]\d{5}|\d{2}[01]\d[0-9]\d{5}",
        "personnummer|pnr|personnr",
        check=by(personnummer),
        near=0.92,
    ),
    issued(
        "br-cpf",
        r"\d{3}\.\d{3}\.\d{3}[-./]\d{2}",
        "cpf|cadastro de pessoas",
        check=by(cpf),
        alone=0.85,
        checked=0.98,
        near=0.97,
    ),
    issued("br-cpf-run", r"\d{9}-?\d{2}", "cpf|cadastro de pessoas", check=by(cpf), checked=0.66, near=0.93),
    issued("br-rg", r"\d{1,2}\.\d{3}\.\d{3}-[\dXx]", "rg|registro geral|identidade", alone=0.8, near=0.95),
    issued(
        "in-aadhaar",
        r"[2-9]\d{3}[ -]\d{4}[ -]\d{4}(?![ -]\d)",
        "aadhaar|aadhar|uidai|uid|adhaar",
        check=by(aadhaar),
        checked=0.85,
        near=0.95,
    ),
    issued("in-aadhaar-run", r"[2-9]\d{11}", "aadhaar|aadhar|uidai|adhaar", check=by(aadhaar), near=0.93),
    issued("in-voter", r"[A-Z]{3}\d{7}", "voter|epic|voter id|election", near=0.9),
    issued(
        "ca-sin",
        r"\d{3}[ -]\d{3}[ -]\d{3}(?![ -]?\d)",
        "sin|social insurance|nas|assurance sociale",
        check=by(sin),
        checked=0.66,
        near=0.95,
    ),
    issued(
        "ca-sin-run",
        r"\d{9}",
        "social insurance|sin number|sin no|sin|assurance sociale",
        check=by(sin),
        near=0.9,
    ),
    issued(
        "ch-ahv",
        r"756[.]?\d{4}[.]?\d{4}[.]?\d{2}",
        "ahv|avs|sozialversicherungsnummer|ahv nummer",
        check=by(ahv),
        alone=0.8,
        checked=0.98,
        near=0.97,
    ),
    issued(
        "be-nn",
        r"\d{2}[.]?[0-9]{2}[.]?\d{2}[- ]?\d{3}[. -]?\d{2}",
        "rijksregister|rijksregisternummer|registre national|insz|niss|nn",
        check=by(nn),
        checked=0.85,
        near=0.93,
    ),
    issued(
        "fi-hetu",
        r"[0-3]\d[01]\d\d{2}[-+ABCDEFYXWVU]\d{3}[0-9A-FHJ-NPR-Y]",
        "hetu|henkilötunnus|personal identity code",
        check=by(hetu),
        checked=0.96,
        near=0.93,
        flags=re.IGNORECASE,
    ),
    issued(
        "dk-cpr",
        r"[0-3]\d[01]\d\d{2}-\d{4}",
        "cpr|cpr nummer|personnummer",
        check=by(cpr),
        checked=0.75,
        near=0.95,
    ),
    issued(
        "no-fodselsnummer",
        r"[0-7]\d[0-5]\d\d{2}[ ]?\d{5}",
        "fødselsnummer|personnummer|fnr|fodselsnummer",
        check=by(fodselsnummer),
        checked=0.75,
        near=0.93,
    ),
    issued(
        "ie-pps",
        r"\d{7}[A-W][ABWTX]?",
        "pps|ppsn|pps number|personal public service",
        check=by(pps),
        checked=0.7,
        near=0.95,
        flags=re.IGNORECASE,
    ),
    issued(
        "tr-kimlik",
        r"[1-9]\d{10}",
        "tc|tckn|kimlik|t.c|tc kimlik",
        check=by(tckimlik),
        checked=0.66,
        near=0.93,
    ),
    issued(
        "kr-rrn",
        r"\d{2}[01]\d[0-3]\d-?[1-8]\d{6}",
        "rrn|resident registration|주민등록번호|외국인등록번호",
        check=by(rrn),
        checked=0.85,
        near=0.95,
    ),
    issued("kr-rrn-shape", r"\d{2}[01]\d[0-3]\d-[1-8]\d{6}", "rrn", alone=0.7, near=0.95),
    issued(
        "za-id",
        r"\d{2}[01]\d[0-3]\d[ ]?\d{4}[ ]?[01]\d{2}",
        "sa id|id no|rsa id",
        check=by(za_idnr),
        checked=0.75,
        near=0.93,
    ),
    issued("cl-rut", r"\d{1,2}\.?\d{3}\.?\d{3}-[\dkK]", "rut|run", check=by(rut), checked=0.88, near=0.95),
    issued(
        "cn-ric",
        r"[1-8]\d{5}(?:19|20)\d{2}[01]\d[0-3]\d\d{3}[\dXx]",
        "身份证|resident identity|id card",
        check=by(ric),
        alone=0.75,
        checked=0.98,
        near=0.95,
    ),
    issued(
        "mx-curp",
        r"[A-Z][AEIOUX][A-Z]{2}\d{6}[HMX][A-Z]{2}[B-DF-HJ-NP-TV-Z]{3}[A-Z0-9]\d",
        "curp",
        check=by(curp),
        alone=0.9,
        checked=0.98,
        near=0.97,
        flags=re.IGNORECASE,
    ),
    issued(
        "sg-nric",
        r"[STFGM]\d{7}[A-Z]",
        "nric|fin|singapore",
        check=is_singapore_id,
        alone=0.7,
        checked=0.95,
        near=0.95,
    ),
    shape(
        "us-alien-number",
        EntityType.NATIONAL_ID,
        r"(?<!\w)A(?:[-#]|[- ](?:(?i:number|nr|no)\.?|#))[ :#]{0,3}(A?[- ]?\d{2,3}[- ]?\d{3}[- "
        r"]?\d{3})(?!\w)",
        group=1,
        alone=0.9,
    ),
    issued(
        "hk-id",
        r"[A-Z]{1,2}\d{6}(?:[ ]?\([0-9A]\)|[0-9A])",
        "hkid|hong kong|hk id|身份證",
        check=is_hong_kong_id,
        checked=0.75,
        near=0.95,
    ),
    issued("tw-id", r"[A-Z][12]\d{8}", "taiwan|身分證", check=is_taiwan_id, checked=0.72, near=0.95),
    issued(
        "jp-my-number",
        r"\d{4}[ -]?\d{4}[ -]?\d{4}(?![ -]\d)",
        "my number|mynumber|individual number|個人番号|マイナンバー",
        check=by(jp_in),
        near=0.95,
    ),
    issued(
        "my-nric",
        r"\d{2}[01]\d[0-3]\d-\d{2}-\d{4}",
        "mykad|my kad|nric|ic no|ic number|kad pengenalan",
        check=by(nric),
        checked=0.85,
        near=0.95,
    ),
    issued(
        "th-pin",
        r"\d[- ]\d{4}[- ]\d{5}[- ]\d{2}[- ]\d",
        "thai|บัตรประชาชน",
        check=by(th_pin),
        checked=0.95,
        near=0.95,
    ),
    issued("th-pin-run", r"[1-8]\d{12}", "thai|thailand|บัตรประชาชน", check=by(th_pin), near=0.93),
    issued("id-nik", r"\d{6}[0-7]\d[01]\d{3}\d{4}", "nik|ktp|no ktp", check=by(nik), near=0.95),
    issued("pk-cnic", r"\d{5}-\d{7}-\d", "cnic|nicop", check=by(cnic), checked=0.9, near=0.95),
    issued("ae-emirates", r"784-\d{4}-\d{7}-\d", "emirates id|eid", alone=0.9, near=0.97),
    issued("eg-id", r"[23]\d{2}[01]\d[0-3]\d{8}", "egypt|الرقم القومي", check=by(eg_tn), near=0.9),
    issued(
        "il-id",
        r"\d{9}|\d{8}-\d",
        "teudat zehut|t.z|tz|israeli id|israel|תעודת זהות|ת.ז",
        check=by(il_idnr),
        near=0.92,
    ),
    issued(
        "ro-cnp",
        r"[1-8]\d{2}[01]\d[0-3]\d{7}",
        "cnp|cod numeric personal",
        check=by(cnp),
        checked=0.8,
        near=0.95,
    ),
    issued("bg-egn", r"\d{2}[0-5]\d[0-3]\d{5}", "egn|егн|единен", check=by(egn), near=0.93),
    issued("gr-amka", r"[0-3]\d[01]\d{8}", "amka|αμκα", check=by(amka), checked=0.66, near=0.95),
    issued(
        "cz-rc",
        r"\d{2}[0-8]\d[0-3]\d/\d{4}",
        "rodné číslo|rodne cislo|r.č|rč|birth number",
        check=by(rc),
        checked=0.85,
        near=0.95,
    ),
    issued(
        "at-vnr",
        r"\d{4}[ -]?[0-3]\d[01]\d{3}",
        "sozialversicherungsnummer|sv nummer|sv nr|svnr|vsnr|sozialversicherung|versicherungsnummer|e card",
        check=by(vnr),
        near=0.95,
    ),
    issued(
        "baltic-id",
        r"[3-6]\d{2}[01]\d[0-3]\d{5}",
        "asmens kodas|isikukood|personal code",
        check=by(ik),
        checked=0.66,
        near=0.95,
    ),
    issued("lv-pk", r"[0-3]\d[01]\d{3}-[012]\d{4}", "personas kods", alone=0.62, near=0.95),
    # Its check is that of the German tax number, which is the likelier one where nothing tells them apart.
    issued("hr-oib", r"\d{11}", "oib", check=by(oib), near=0.94),
    issued(
        "jmbg",
        r"[0-3]\d[01]\d{10}",
        "jmbg|emšo|emso|матични број",
        check=by(emso),
        checked=0.72,
        near=0.95,
    ),
    issued(
        "is-kennitala",
        r"[0-7]\d[01]\d{3}-\d{4}",
        "kennitala|kt",
        check=by(kennitala),
        checked=0.75,
        near=0.95,
    ),
    issued("do-cedula", r"\d{3}-\d{7}-\d", "cédula|cedula", check=by(cedula), checked=0.85, near=0.95),
)
