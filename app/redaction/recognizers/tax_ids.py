"""Tax numbers of persons and firms, one entry each, with the check that the issuing country defines."""

from __future__ import annotations

from typing import Final

from stdnum.ar import cuit
from stdnum.au import tfn
from stdnum.br import cnpj
from stdnum.de import idnr
from stdnum.es import cif
from stdnum.gb import utr
from stdnum.in_ import gstin, pan
from stdnum.it import iva
from stdnum.mx import rfc
from stdnum.nz import ird
from stdnum.pl import nip
from stdnum.pt import nif

from app.redaction import later as re
from app.redaction.findings import EntityType
from app.redaction.recognizers.base import Recognizer
from app.redaction.recognizers.check_digits import by
from app.redaction.recognizers.issued import issued

_TAX: Final = EntityType.TAX_ID

RECOGNIZERS: tuple[Recognizer, ...] = (
    issued(
        "us-ein",
        r"\d{2}-\d{7}",
        "ein|employer identification|federal tax|fein|tax id",
        label=_TAX,
        near=0.9,
        alone=0.0,
    ),
    issued(
        "uk-utr",
        r"\d{5}[ ]?\d{5}",
        "utr|unique taxpayer reference|self assessment|hmrc",
        check=by(utr),
        label=_TAX,
    ),
    issued(
        "de-idnr",
        r"[1-9]\d[ ]?\d{3}[ ]?\d{3}[ ]?\d{3}",
        "steuer|steuer id|steueridentifikationsnummer|steuernummer|idnr|identifikationsnummer|tin",
        check=by(idnr),
        label=_TAX,
        checked=0.64,
        near=0.95,
    ),
    issued(
        "de-steuernummer",
        r"\d{2,3}/\d{3}/\d{4,5}",
        "steuernummer|steuer nr|st nr|finanzamt|steuer",
        label=_TAX,
        alone=0.62,
        near=0.95,
    ),
    issued(
        "es-cif",
        r"[ABCDEFGHJNPQRSUVW][ -]?\d{7}[ -]?[0-9A-J]",
        "cif|nif|empresa",
        check=by(cif),
        label=_TAX,
        checked=0.6,
        near=0.85,
    ),
    issued(
        "it-vat", r"(?:IT)?\d{11}", "partita iva|p iva|piva|p. iva|iva", check=by(iva), label=_TAX, near=0.9
    ),
    issued(
        "pt-nif",
        r"[1-9]\d{2}[ .]?\d{3}[ .]?\d{3}",
        "nif|contribuinte|número fiscal|número de contribuinte|nipc",
        check=by(nif),
        label=_TAX,
        near=0.95,
    ),
    issued(
        "pl-nip",
        r"\d{3}-?\d{3}-?\d{2}-?\d{2}|\d{3}-\d{2}-\d{2}-\d{3}",
        "nip",
        check=by(nip),
        label=_TAX,
        near=0.93,
    ),
    issued(
        "br-cnpj",
        r"\d{2}\.?\d{3}\.?\d{3}/\d{4}-?\d{2}|\d{14}",
        "cnpj",
        check=by(cnpj),
        label=_TAX,
        checked=0.9,
        near=0.93,
    ),
    issued(
        "in-pan",
        r"[A-Z]{3}[ABCFGHLJPTKE][A-Z]\d{4}[A-Z]",
        "pan|permanent account|income tax",
        check=by(pan),
        label=_TAX,
        alone=0.85,
        checked=0.92,
        near=0.95,
        flags=re.IGNORECASE,
    ),
    issued("au-tfn", r"\d{3}[ ]?\d{3}[ ]?\d{2,3}", "tfn|tax file", check=by(tfn), label=_TAX, near=0.95),
    issued(
        "mx-rfc",
        r"[A-ZÑ&]{4}\d{6}[A-Z0-9]{3}",
        "rfc|registro federal",
        check=by(rfc),
        label=_TAX,
        checked=0.8,
        near=0.95,
    ),
    issued(
        "in-gstin",
        r"\d{2}[A-Z]{5}\d{4}[A-Z][A-Z\d]Z[A-Z\d]",
        "gstin|gst",
        check=by(gstin),
        label=_TAX,
        checked=0.95,
        near=0.95,
    ),
    issued(
        "nz-ird",
        r"\d{2,3}[- ]\d{3}[- ]\d{3}",
        "ird|ird number|ird no",
        check=by(ird),
        label=_TAX,
        near=0.95,
    ),
    issued(
        "ar-cuit",
        r"(?:2[0347]|3[034])-?\d{8}-?\d",
        "cuit|cuil",
        check=by(cuit),
        label=_TAX,
        checked=0.72,
        near=0.95,
    ),
    issued(
        "eu-vat",
        r"(?:ATU\d{8}|BE[01]\d{9}|DE\d{9}|DK\d{8}|ES[A-Z0-9]\d{7}[A-Z0-9]|FI\d{8}|FR[A-Z0-9]{2}\d{9}"
        r"|IE\d{7}[A-W][A-I]?|IT\d{11}|NL\d{9}B\d{2}|PL\d{10}|PT\d{9}|SE\d{12})",
        "vat|vat number|ust id|umsatzsteuer|tva|iva|btw",
        label=_TAX,
        alone=0.0,
        near=0.9,
    ),
)
