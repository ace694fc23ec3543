"""The words that announce an identifier, in seven languages, and what kind of value follows each.

A phrase is written in lower case; a space in it also stands for "_", "-", "." or nothing, so that the keys of
structured texts ("patient_id", "accountNumber") are the same phrases.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from app.redaction import later as re
from app.redaction.findings import EntityType as E


@dataclass(frozen=True, slots=True)
class Kind:
    """What stands behind a label.

    Attributes:
        rule: name of the rule.
        digits: a value has at least so many; fewer is a count, not a number of something.
        short: a value of so few digits is one even without ":" or "#" before it.
        strong: the phrases mean nothing else, so the value may stand some words behind them.
        phrases: separated by "|".
        letters: values without any digit are possible (up to the phrase being followed by ":" or "=").
        dated: a value may look like a day: the sort code 09-01-28.
    """

    rule: str
    label: E
    phrases: str
    digits: int = 4
    strong: bool = True
    letters: bool = False
    short: bool = False
    dated: bool = False


_ENDINGS: Final = (
    (re.compile(r"nummer\Z"), ("nr", " nr", "nummern", "nummers", "nrn")),
    (re.compile(r" number\Z"), (" no", " nr", " num", " #", " nbr", " nmbr", " numbers", " nos")),
    (
        re.compile(r"\Anúmero d[eo] "),
        ("n ", "no ", "no de ", "n o de ", "n° de ", "num ", "núm ", "nro ", "nro de "),
    ),
    (re.compile(r"\Anuméro d[eu] "), ("n ", "no ", "no de ", "n° ", "n° de ", "num ")),
    (re.compile(r"\Anumero (?:d[ei] )?"), ("n ", "no ", "n° ", "nr ", "num ")),
    (re.compile(r"\A(?:n°|nº) (?=de )?"), ("no ", "n o ", "n ")),
)


def written_forms(phrase: str) -> tuple[str, ...]:
    """Return a phrase and its short forms: "polisnummer" is also written "polisnr", "número de x" "nº x".

    The ordinal sign of "nº" is an "o" in the view that recognisers see.
    """
    forms = {phrase}
    for ending, short in _ENDINGS:
        if ending.search(phrase):
            forms.update(ending.sub(one, phrase) for one in short)
    return tuple(sorted(forms))


KINDS: Final[tuple[Kind, ...]] = (
    # identity
    Kind(
        "label-ssn",
        E.SSN,
        "n ss|no ss|n o ss|núm ss|nº ss|s.s n|"
        "sozialversicherungsnummer|nss|número de la seguridad social|"
        "ssn|ssn last4|s.s.n|social security number|social security no|social security|social "
        "security nr|soc sec no|soc sec|social sec|social insurance|itin|ssn/itin|numéro de sécurité "
        "sociale|n° de sécurité sociale|sécurité sociale|numéro de sécu|seguridad social|segurança "
        "social|sozialversicherungsnummer|sozialversicherung|sv nummer|rentenversicherungsnummer"
        "|versicherungsnummer|rvnr|svnr",
        4,
    ),
    Kind(
        "label-national-id",
        E.NATIONAL_ID,
        "uan|unique application number|n étranger|numéro étranger|"
        "pis|nis|título de eleitor|titulo de eleitor|residence card|green card|uci|i 94|ausweis id|"
        "national id|national id number|national identity number|national identification|national "
        "identification number|nid|identity card|identity card number|identity number|id card|id "
        "card number|government id|citizen id|citizen number|personal id number|personal identity "
        "number|resident id|residence permit|permit number|nino|ni number|ni no|national insurance"
        "|national insurance number|nie|dni|dni/nie|nif|nif/nie|documento nacional de identidad"
        "|documento de identidad|documento de identidade|número de documento|cédula|cedula|codice "
        "fiscale|cod fiscale|carta d'identità|carta di identità|documento d'identità|carte "
        "d'identité|carte nationale d'identité|n° cni|cni|personalausweis|personalausweisnummer"
        "|ausweisnummer|ausweis nr|ausweis|id kaart|identiteitskaart|identiteitsbewijs|bsn"
        "|burgerservicenummer|sofinummer|cartão de cidadão|cartão do cidadão|bilhete de identidade"
        "|cpf|rg|cpf/mf|pesel|personnummer|cpr|hetu|aadhaar|aadhar|aadhaar card|uidai|voter id|epic"
        "|nric|fin|my number|rrn|hkid|curp|rut|rodné číslo|alien number|alien registration"
        "|uscis|visa number|visa no|immigration number|birth certificate|certificate number",
        4,
    ),
    Kind(
        "label-tax-id",
        E.TAX_ID,
        "hrb|hra|handelsregister|handelsregisternummer|kvk nummer|rsin|paye ref|tax ref|"
        "tax id|tax id number|tax identification|tax identification number|taxpayer id|taxpayer "
        "identification number|tax number|tax file number|tfn|tin|ein|fein|employer identification "
        "number|vat number|vat id|vat no|vat reg|vat registration|utr|steuer id"
        "|steueridentifikationsnummer|steuernummer|steuer nr|steuer idnr|ust id|ust idnr"
        "|umsatzsteuer id|numéro fiscal|numéro siret|siret|siren|n° tva|numéro de tva|tva "
        "intracommunautaire|cif|rfc|partita iva|p iva|p.iva|piva|btw nummer|btw|número fiscal"
        "|contribuinte|número de contribuinte|cnpj|pan card|pan number|gstin|abn|acn|nip|regon"
        "|paye|paye reference|accounts office reference|pps number|pps no|ppsn|référence fiscale"
        "|référence de l'avis|n fiscal|no fiscal|n o fiscal|n° fiscal|num fiscal|núm fiscal|cód fiscal"
        "|inscrição estadual|inscrição municipal|steuerliche identifikationsnummer|steuer ident"
        "|steuer identifikationsnummer|st nr|stnr|tva intra|tva intracom|n tva|no tva|gst no|gst number"
        "|cuit|cuil"
        "|taxpayer no|taxpayer number|tax reference|tax reference number|fiscaal nummer|ondernemingsnummer"
        "|numéro d'entreprise|n d'entreprise|no d'entreprise|n° d'entreprise|kbo nummer|company tax number"
        "|mwst nr|mwst nummer|ust nr|uid nummer|partita iva n|p iva n|n partita iva|loonheffingennummer"
        "|loonheffingsnummer|aanslagnummer|btw id",
        5,
    ),
    Kind(
        "label-tax-weak", E.TAX_ID, "vat|tva|iva|gst|cf|c f|nit|spi|nif n o|nif n|vat reg gb", 7, strong=False
    ),
    Kind(
        "label-passport",
        E.PASSPORT,
        "passport|passport number|passport no|passport nr|passport num|passport #|passport id"
        "|passport card|pass nr|passnummer|reisepass|reisepassnummer|reisepass nr|passeport|numéro "
        "de passeport|n° de passeport|pasaporte|número de pasaporte|passaporto|numero di passaporto"
        "|numero passaporto|paspoort|paspoortnummer|passaporte|número de passaporte|número do "
        "passaporte|paszport|travel document",
        5,
    ),
    Kind(
        "label-driver-license",
        E.DRIVER_LICENSE,
        "driver license|drivers license|driver's license|driver licence|drivers licence|driver's "
        "licence|driving licence|driving license|driving licence number|driver license number"
        "|driver's license number|drivers license number|license number|licence number|license no"
        "|licence no|license #|dl|dl number|dl no|dl #|d.l|dln|oln|dvla|kartenführerschein"
        "|führerschein|führerscheinnummer"
        "|führerschein nr|fuehrerschein|permis de conduire|numéro de permis|n° de permis|permiso de "
        "conducir|carnet de conducir|licencia de conducir|patente|patente di guida|numero patente"
        "|rijbewijs|rijbewijsnummer|carta de condução|cnh|carteira de motorista|carteira de "
        "habilitação|prawo jazdy|d/l|drv lic|driv lic|driver lic|drivers lic|lic no|lic nr|lic num"
        "|lic number|lic #"
        "|cdl|cdl number|cdl no|commercial driver's license|commercial driver license|operator's license"
        "|operators license|operator license|operator's licence|operator licence|operator's permit"
        "|photocard number|photocard no|driver number|driver no|driver id|licence holder number"
        "|license holder number|driving permit|driver's permit|learner permit|learner's permit"
        "|learner licence|learner's licence|provisional licence|fahrerlaubnis|fahrerlaubnisnummer|fs nummer"
        "|fuehrerscheinnummer|führerausweis|führerausweisnummer|lenkberechtigung|permis conduire"
        "|numéro de permis de conduire|n° permis|permis n°|permis b n°|permis b|permiso de conducción"
        "|permiso conducir|carnet conducir|licencia conducir|licencia para conducir|licencia de manejo"
        "|número de licencia|brevete|pase de conducir|patente n|patente b n|patente b|n patente"
        "|numero di patente|nummer rijbewijs|carta condução|número da carta de condução"
        "|título de condução|habilitação|registro cnh|número da cnh|número de registro",
        4,
    ),
    Kind("label-driver-weak", E.DRIVER_LICENSE, "permis|permiso|lic|licencia|carta", 6, strong=False),
    # health
    Kind(
        "label-mrn",
        E.MRN,
        "adm no|adm number|spec no|spec #|spec number|histology no|histology number|pathology no|"
        "pulsera|pulsera n|braccialetto|polsbandje|patientenarmband|pulseira|bracelet n|n sip"
        "|bolsa de hematíes|concentrado de hematíes|bolsa de sangue|poche cgr|poche de sang|blutkonserve"
        "|konserven nr"
        "|sacca ec|sacca di sangue|ec eenheid|bloedzak|unidade de concentrado|petición analítica|requisition"
        "|requisition number|requisition no|"
        "nosologico|patient ref|wristband|wristband number|blood unit|donation number|"
        "pt #|enc|enc #|pat no|path no|path number|hosp no|hosp number|case id number|"
        "mrn|mrn number|m.r.n|mr number|mr no|mr #|medical record|medical record number|medical "
        "record no|medical records number|med rec|med rec no|med rec number|med record|med record no"
        "|patient id|patient identifier|patient number|patient no|patient #|pt id|pt no|pt number"
        "|pat id|patid|chart|chart number|chart no|chart #|hospital number|hospital no|hospital id"
        "|unit number|encounter|encounter number|encounter id|encounter no|visit number|visit id"
        "|visit no|csn|fin number|accession|accession number|accession no|acc no|specimen|specimen "
        "id|specimen number|sample id|lab id|lab number|lab no|study id|subject id|subject number"
        "|episode number|admission number|patientennummer|patienten nr|patienten id|patientennr"
        "|fallnummer|fall nr|fall id|aufnahmenummer|numéro de dossier|n° de dossier|numéro patient"
        "|n° patient|identifiant patient|ipp|iep|numéro de séjour|historia clínica|número de "
        "historia|nhc|número de paciente|id paciente|n historia|cartella clinica|numero cartella"
        "|numero paziente|id paziente|codice paziente|patiëntnummer|patientnummer|patiënt nr"
        "|dossiernummer|número do paciente|número do processo|processo clínico|número de utente|nº "
        "de utente|prontuário|registo clínico",
        3,
    ),
    Kind(
        "label-health-id",
        E.HEALTH_ID,
        "adse|n benef|n benef adse|dcn|icn|claim control number|document control number|"
        "cipa|cipa n|nuhsa|cip sns|"
        "rxpcn|rx pcn|member nr|número de utente de saúde|"
        "nhs|nhs number|nhs no|nhs #|chi number|health card|health card number|health number|health "
        "plan|health plan id|health plan number|health plan beneficiary|beneficiary|beneficiary "
        "number|beneficiary id|medicare|medicare number|medicare id|medicare no|medicare beneficiary"
        "|mbi|hicn|medicaid|medicaid id|medicaid number|medi cal|ohip|ramq|phn|member id|member "
        "number|member no|member #|membership number|membership no|membership id|member "
        "identification|subscriber|subscriber id|subscriber number|group number|group no|group #|group id"
        "|grp|insurance id|insurance number|insurance no|insurance member|insurance policy|insurance "
        "card|ins id|plan id|plan number|rx number|rx no|rx #|rx bin|rxbin|rx group|rxgrp"
        "|prescription number|prescription no|krankenversichertennummer|krankenversicherungsnummer"
        "|versichertennummer|versicherten nr|kvnr|krankenkasse nr|gesundheitskarte|egk|carte vitale"
        "|numéro d'assuré|n° assuré|numéro d'adhérent|n° adhérent|mutuelle|tarjeta sanitaria"
        "|número de tarjeta sanitaria|número de afiliado|nº de afiliado|cip|número de seguro"
        "|tessera sanitaria|numero tessera|polizza"
        "|verzekerdennummer|polisnummer|zorgverzekering|relatienummer|número de beneficiário|cartão "
        "de saúde|carteirinha|cns|cartão sus|ehic",
        4,
    ),
    Kind("label-health-weak", E.HEALTH_ID, "group", 4, strong=False),
    Kind("label-plan-code", E.HEALTH_ID, "pcn", 4, letters=True),
    Kind(
        "label-pro-license",
        E.PRO_LICENSE,
        "gas safe reg|gas safe number|gas safe|"
        "npi|npi number|npi no|npi #|national provider|national provider identifier|dea|dea number"
        "|dea no|dea #|dea reg|dea registration|upin|medical license|medical licence|medical license "
        "number|state license|nursing license|rn license|provider id|provider number|provider no"
        "|prescriber id|prescriber number|gmc|gmc number|gmc no|gmc ref|nmc pin|nmc|gdc|gphc|hcpc"
        "|bar number|bar no|bar id|bar #|state bar|state bar number|state bar no|attorney number"
        "|attorney no|attorney id|sra number|sra id|crm|crp|oab|lanr|bsnr|arztnummer|rpps|adeli|n° "
        "rpps|número de colegiado|nº colegiado|colegiado|big nummer|agb code|cédula profissional"
        "|ordem dos médicos|licence professionnelle|professional license|broker license|nmls|finra"
        "|crd",
        3,
    ),
    # money
    Kind(
        "label-account",
        E.BANK_ACCT,
        "passbook|passbook number|passbook no|sparbuch|sparbuchnummer|livret a|livret d'épargne"
        "|libreta de ahorros"
        "|libretto di risparmio|spaarboekje|caderneta de poupança|"
        "roll number|roll no|share account|"
        "agência|abi|cab|c/c|"
        "cuenta corriente|cuenta de ahorros|cuenta de ahorro|cuenta destino|cuenta nómina|cuenta vista"
        "|cuenta de abono|cuenta de cargo|cta cte|cta corriente|cta ahorros|n cta|no cta|núm cta"
        "|tegenrekening"
        "|spaarrekening|betaalrekening|rek nr|bankrek|compte courant|compte à débiter|compte à créditer"
        "|compte chèque|compte d'épargne|n° cpte|n cpte|no cpte|girokonto|bankkonto|empfängerkonto"
        "|gegenkonto|sparkonto|referenzkonto|verrechnungskonto|depotkonto|depotnummer|conto n|n conto|c/c n"
        "|c/c nr|n c/c|conta poupança|conta salário|conta destino|n conta|ac no|ac number|portfolio no"
        "|portfolio number|"
        "account number|account no|account ending|account ending in|acct ending|acct ending in"
        "|account num|account #|account nr|account id|acct|acct number|acct "
        "no|acct num|acct #|acct id|acc number|acc no|acc #|a/c|a/c no|a/c number|bank account|bank "
        "account number|bank acct|checking account|savings account|current account|checking|deposit "
        "account|loan account|loan number|loan no|loan #|loan id|mortgage account|mortgage number"
        "|mortgage no|brokerage account|investment account|routing|routing number|routing no|routing "
        "#|aba|aba number|aba routing|rtn|swift|swift code|bic"
        "|bic/swift|swift/bic|ifsc|ifsc code|clabe|kontonummer|konto nr|konto|kto|kto nr"
        "|numéro de compte|n° de compte|compte bancaire|rib|número de cuenta|cuenta bancaria|nº de cuenta"
        "|cuenta|ccc|numero di conto|numero "
        "conto|conto corrente|c/c|cc n|rekeningnummer|rekening|bankrekening|número da conta|número "
        "de conta|nib|conta|conta corrente|agência|nº da conta|rachunek|nr konta",
        4,
    ),
    Kind(
        "label-account-weak",
        E.BANK_ACCT,
        "account|accounts|compte|konto|acc|cta|cpte|rek|depot|conto",
        6,
        strong=False,
    ),
    Kind(
        "label-bank",
        E.BANK_ACCT,
        "bank|banca|banque|giro|postgiro|postbank|pay to|pay into|paid into|wire to|transfer to|remit to"
        "|credited to|überweisen auf|überweisung auf|überweisung an|virement sur|bonifico su|bonifico a"
        "|over te maken op|overmaken naar|overmaken op|storten op|transferencia a|ingresar en|depositar em"
        "|depositar en|transferência para|transferir para|conta bancária",
        7,
        strong=False,
    ),
    Kind(
        "label-routing",
        E.BANK_ACCT,
        "sort code|sortcode|s/c|bsb|blz|bankleitzahl"
        "|clearing number|clearing code|bank clearing|transit number|transit no|institution number"
        "|institution no|branch code|branch number|branch no|bank code|bankcode|code banque|code guichet"
        "|guichet|número de agência|agência n o|código de sucursal",
        3,
        dated=True,
    ),
    Kind(
        "label-routing-weak",
        E.BANK_ACCT,
        "sc|transit|agencia|oficina|ag|sucursal",
        4,
        strong=False,
        dated=True,
    ),
    Kind("label-iban", E.IBAN, "iban|iban number|iban no|iban nr", 8),
    Kind(
        "label-card",
        E.CARD,
        "card number|card no|card num|card #|card nr|credit card|credit card number|credit card no"
        "|debit card|debit card number|cc number|cc no|cc #|ccnum|ccn|card ending|card ending in"
        "|ending in|kreditkarte|kreditkartennummer|kartennummer|numéro de carte|carte bancaire"
        "|número de tarjeta|tarjeta de crédito|tarjeta|numero carta|carta di credito|creditcard"
        "|creditcardnummer|kaartnummer|número do cartão|cartão de crédito|pan",
        4,
    ),
    Kind(
        "label-cvv",
        E.CARD,
        "cvv|cvc|cvv2|cvc2|cvn|csc|cvx|cvv code|cvc code|cvv number|cvv nummer|code cvv|código cvv|codice cvv"
        "|security code|card security code|sec code|security number|security digits|card verification code"
        "|card verification value|verification value|three digits|3 digits|last three digits|last 3 digits"
        "|three digit code|3 digit code|kartenprüfnummer|kartenprüfziffer|prüfnummer|prüfziffer"
        "|sicherheitscode|sicherheitsnummer|cryptogramme|cryptogramme visuel|code de sécurité"
        "|código de seguridad|codigo de seguridad|codice di sicurezza|código de segurança"
        "|codigo de seguranca|beveiligingscode|veiligheidscode|controlecode|trois chiffres|drei ziffern"
        "|tres dígitos|tre cifre|drie cijfers|três dígitos|três números",
        3,
        short=True,
    ),
    Kind(
        "label-crypto",
        E.CRYPTO,
        "wallet|wallet address|wallet id|btc address|bitcoin address|eth address|crypto address"
        "|deposit address",
        8,
    ),
    # vehicles and devices
    Kind(
        "label-vin",
        E.VEHICLE,
        "vin|vin number|vin no|vin #|vehicle identification|vehicle identification number|chassis"
        "|chassis number|chassis no|fahrgestellnummer|fin nr|fahrzeug identifizierungsnummer|numéro "
        "de châssis|número de bastidor|bastidor|numero di telaio|telaio|chassisnummer|número do "
        "chassi|chassi",
        4,
    ),
    Kind(
        "label-plate",
        E.VEHICLE,
        "plate|plate number|plate no|plate #|license plate|licence plate|license plate number|number "
        "plate|registration plate|reg plate|vehicle registration|vehicle registration number|vehicle "
        "reg|vrm|reg no|reg number|registration number|tag number|car reg|car registration"
        "|kennz|amtl kennz|kennzeichen|kfz kennzeichen|amtl. kennzeichen|amtl kz|kfz kz|nummernschild"
        "|immatriculation"
        "|plaque|plaque "
        "d'immatriculation|matrícula|matricula|placa|placas|targa|kenteken|nummerplaat|tablica "
        "rejestracyjna|nr rejestracyjny",
        1,
        letters=False,
    ),
    Kind(
        "label-device",
        E.DEVICE,
        "microchip|microchip number|microchip no|microchip nr|chip number|chip no|chipnummer"
        "|transpondernummer"
        "|frame number|frame no|rahmennummer|numéro de puce|número de chip|número de microchip"
        "|numero microchip|framenummer|"
        "imei|imei number|imei no|imsi|iccid|meid|esn|sim|sim number|sim card|serial|serial number"
        "|serial no|serial num|serial #|s/n|sn|device id|device identifier|device serial|device "
        "number|device no|udid|uuid of device|android id|advertising id|idfa|gaid|hardware id|asset "
        "tag|asset number|asset id|pacemaker|pacemaker serial|implant serial|implant|lot number"
        "|seriennummer|serien nr|geräte id|gerätenummer|numéro de série|n° de série|número de serie"
        "|n/s|núm serie|num serie|nº de serie|numero di serie|serienummer|número de série|biometric id"
        "|fingerprint id"
        "|faceprint|voiceprint",
        4,
    ),
    # numbers of something
    Kind(
        "label-case",
        E.OTHER_ID,
        "gesch z|geschäftsz|tgb nr|tagebuchnummer|boletim de ocorrência|bo n|b.o|b o n|nuipc"
        "|planning application|planning app|planning ref|réf à rappeler|référence à rappeler"
        "|references à rappeler|"
        "case number|case no|case num|case #|case id|case nr|case ref|case file|docket|docket number"
        "|docket no|docket #|matter number|matter no|matter id|file number|file no|file #|cause "
        "number|cause no|index number|index no|citation number|citation no|incident number|incident "
        "no|incident #|incident id|report number|report no|report #|police report|badge|badge number"
        "|badge no|badge #|badge id|shield number|inmate|inmate number|inmate id|booking number"
        "|booking no|booking id|booking ref|booking reference|booking code|pnr|record locator"
        "|confirmation number|confirmation no|confirmation #|confirmation code|confirmation"
        "|reservation number|reservation no|reservation code|reservation|frequent flyer|frequent "
        "flyer number|loyalty number|mileageplus|ktn|known traveler number|known traveller number"
        "|aktenzeichen|az|geschäftszeichen|gz|vorgangsnummer|vorgangs nr|numéro de rôle|n° rg|rg n°"
        "|número de expediente|expediente|nº de expediente|procedimiento|numero di ruolo|numero "
        "pratica|pratica|zaaknummer|dossiernr|número do processo|processo nº|processo|sygnatura"
        "|mandate ref|mandate reference|mandate id|mandate number"
        "|zeichen|our reference|your reference|nuestra ref|su ref|nossa ref|vossa ref|cote"
        "|cig|codice cig|codice cup|r g|r g n r|rgnr|r g n|rg n|autos|autos n|nig|n i g"
        "|diligencias previas|ejecutoria|juicio verbal"
        "|n cron|repertorio n|rep n|inquérito|inquérito n|parketnummer|rolnummer|minute n"
        "|parquet n|rôle n|écrou|n d'écrou|n° d'écrou|no d'écrou|unser zeichen|ihr zeichen"
        "|mein zeichen|mandatsreferenz|mandatsref|répertoire général|portalis|ns rif|vs rif|rif n|n ref a"
        "|ref a|bg nummer|bedarfsgemeinschaft",
        3,
    ),
    Kind(
        "label-policy",
        E.OTHER_ID,
        "vers schein|vers schein nr|vs nr|versicherungsschein n|"
        "código de rastreio|código de seguimiento|código de rastreamento|code de suivi|codice di tracciamento"
        "|eid|eid number"
        "|container number|container no|bill of lading|b/l|b/l no|b/l number|customs entry"
        "|customs entry number|eori|eori number|eori no|ducr|ucr|deferment|deferment account|deferment number"
        "|awb|hawb|mawb|house air waybill|air waybill|waybill|waybill number|"
        "policy number|policy no|policy num|policy #|policy id|claim number|claim no|claim num|claim "
        "#|claim id|claims number|claim ref|certificate no|contract number|contract no|contract #"
        "|contract id|agreement number|agreement no|policennummer|policen nr|versicherungsschein"
        "|versicherungsscheinnummer|versicherungsschein nr|schadennummer|schaden nr|schadensnummer"
        "|vertragsnummer|vertrags nr|numéro de police|n° de police|numéro de contrat|n° de contrat"
        "|numéro de sinistre|n° de sinistre|número de póliza|nº de póliza|póliza|número de siniestro"
        "|siniestro|número de contrato|numero di polizza|numero polizza|numero sinistro|numero "
        "contratto|contractnummer|schadenummer|apólice|número da apólice|número do sinistro|número "
        "do contrato|sinistro",
        3,
    ),
    Kind(
        "label-invoice",
        E.OTHER_ID,
        "invoice number|invoice no|invoice num|invoice #|invoice id|inv no|inv #|inv number|bill "
        "number|bill no|receipt number|receipt no|receipt #|order number|order no|order num|order #"
        "|order id|order ref|purchase order|purchase order number|po number|po no|po #|quote number"
        "|quote no|transaction id|transaction number|transaction no|transaction #|transaction ref"
        "|txn id|txn|trans id|payment id|payment ref|payment reference|reference number|reference no"
        "|reference #|reference id|ref no|ref number|ref #|ref id|ref|our ref|your ref|tracking "
        "number|tracking no|tracking #|tracking id|tracking code|shipment id|consignment number"
        "|parcel number|courier ref|número de seguimiento|número de rastreio|zendingnummer|"
        "rechnungsnummer|rechnung nr|rechnungs nr|re nr|bestellnummer|bestell nr"
        "|auftragsnummer|auftrags nr|auftrag nr|lieferscheinnummer|belegnummer|beleg nr"
        "|sendungsnummer|verwendungszweck|kassenzeichen|numéro de facture|facture n°|n° de facture"
        "|numéro de commande|commande n°|n° de commande|numéro de suivi|número de factura|factura nº"
        "|nº de factura|número de pedido|pedido nº|nº de pedido|numero fattura|fattura n|numero "
        "ordine|ordine n|factuurnummer|bestelnummer|ordernummer|track en trace|número da fatura"
        "|fatura nº|número do pedido|número da encomenda|encomenda nº|nota fiscal|protocolo|número "
        "de protocolo",
        4,
    ),
    Kind(
        "label-ticket",
        E.OTHER_ID,
        "vorgangsnummer|vorgang|gz|geschäftszeichen|kenmerk|ons kenmerk|uw kenmerk|protocollo|prot n"
        "|pratica|n pratica|numero pratica|réf dossier|réf client|réf|vos réf|nos réf|docket"
        "|docket number|citation|citation number|warrant number|report number|aktenz|inc|parcel"
        "|parcel number|título|expte|aangiftenummer|proces verbaal|pv nummer|kaartnummer|referentienummer"
        "|referentie|zaaknummer|numéro de sinistre|numéro de police|número de siniestro"
        "|número de contrato|numero di sinistro|número de apólice|apólice|schadennummer|policennummer"
        "|zählernummer|numéro de compteur|meter number|meter|"
        "ticket number|ticket no|ticket num|ticket #|ticket id|support ticket|request number|request "
        "id|request no|service request|sr number|work order|work order number|job number|job no"
        "|change request|incident|application number|application no|application id|application #"
        "|application ref|applicant id|candidate number|candidate id|candidate no|exam number"
        "|registration no|registration id|enrollment number|enrolment number|enrollment id|admission "
        "no|ticketnummer|ticket nr|antragsnummer|antrags nr|numéro de ticket|n° de ticket|numéro de "
        "demande|número de solicitud|nº de solicitud|número de incidencia|numero richiesta|numero "
        "ticket|aanvraagnummer|meldingsnummer|número do chamado|número de inscrição",
        3,
    ),
    Kind(
        "label-person-number",
        E.OTHER_ID,
        "number with us|reference with us|nummer bei uns|numéro chez nous|número con nosotros"
        "|numero presso di noi"
        "|nummer bij ons|número connosco|"
        "clock card|clock number|clock no|staff card|swipe card|access card|keycard|key card|crew id"
        "|crew number"
        "|crew no|freedom pass|"
        "blue badge|railcard|travelcard|étiquette labo|"
        "código de trabajador|código trabajador|código de empleado|ficha de acceso|ficha de empleado"
        "|clave de empleado"
        "|número de nómina|código de funcionário|codice lavoratore|code salarié|mitarbeitercode"
        "|werknemercode|"
        "serials|carné profesional|número de carné|código de cliente|código do cliente|código cliente"
        "|numéro d'allocataire|numéro allocataire|loyalty|frequent flyer|miles and more|numéro d'adhérent"
        "|relatienummer|inschrijvingsnummer|passagier nummer|member ref|"
        "carte de fidélité|cartes de fidélité|carte fidélité|cartes fidélité|kundenkarte"
        "|tarjeta de fidelización"
        "|tarjeta cliente|carta fedeltà|klantenkaart|bonuskaart|cartão de fidelidade|cartão cliente"
        "|service tag"
        "|unidade consumidora|número de instalação|matr|nia|nº exp|n exp|supplier number|supplier id"
        "|member ref|crn|pnc id|noms number"
        "|prison number|gym member"
        "|fob number|fob no"
        "|keyfob|key fob|volunteer number|volunteer id|dbs certificate|dbs number|dbs no|admission number"
        "|pet passport|panel number|juror number|donor number|donor id|"
        "employee id|employee number|employee no|employee #|employee num|employee code|emp id|emp no"
        "|emp number|emp #|empid|staff id|staff number|staff no|staff #|personnel number|personnel "
        "no|personnel id|payroll number|payroll no|payroll id|worker id|worker number|service number"
        "|service no|military id|officer id|operator id|agent id|student id|student number|student "
        "no|student #|student num|studentid|pupil number|pupil id|upn|uln|roll number|roll no|school "
        "id|learner number|learner id|matric number|matriculation number|customer id|customer number"
        "|customer no|customer #|customer num|cust id|cust no|cust number|client id number|client "
        "number|client no|client #|client ref|user number|patron number|library card|library card "
        "number|membership|loyalty card|personnel file|personalnummer|personal nr|pers nr"
        "|mitarbeiternummer|mitarbeiter nr|mitarbeiter id|matrikelnummer|matrikel nr|matr nr"
        "|schülernummer|kundennummer|kunden nr|kd nr|kundennr|mitgliedsnummer|mitglieds nr"
        "|mitgliedsnr|numéro d'employé|numéro employé|matricule|n° matricule|numéro d'étudiant"
        "|numéro étudiant|n° étudiant|numéro client|n° client|numéro de client|numéro d'abonné"
        "|identifiant client|ine|número de empleado|nº de empleado|núm empleado|legajo|número de "
        "estudiante|expediente académico|número de cliente|nº de cliente|número de socio|matricola"
        "|numero di matricola|numero dipendente|codice dipendente|codice cliente|numero cliente"
        "|numero studente|personeelsnummer|medewerkersnummer|studentnummer|leerlingnummer"
        "|klantnummer|lidnummer|número de funcionário|nº de funcionário|matrícula do aluno|número de "
        "aluno|nº de aluno|número do cliente|número de sócio|n mec",
        3,
    ),
    Kind(
        "label-weak-number",
        E.OTHER_ID,
        "appeal|petition|judgment|judgement|decree|writ|subpoena|summons|injunction|indictment|probation"
        "|parole|lease|tenancy|credit note|debit note|remittance advice|remittance|enrolment|enrollment"
        "|penalty notice|penalty charge notice|parking notice|fixed penalty notice|protection order"
        "|restraining order|order of protection|pet insurance|home insurance|car insurance|motor insurance"
        "|travel insurance|life insurance|lien|bail bond|bankruptcy petition|biopsy|histology|pathology"
        "|sample tube|timesheet|atestado|diligencias|police|bon de livraison|mietvertrag|bail|arrendamiento"
        "|booking.com|airbnb|receita|receita médica|receta médica|receipt|prior auth|prior authorization"
        "|beleg|"
        "member|loan|rx|prisoner|inmate|subscriber|donor|policyholder|claimant|referral"
        "|authorization|authorisation"
        "|preauth|deed|scheme|pension|shipment|complaint|grievance|trip|passenger|cardholder"
        "|exhibit|warrant|licensee"
        "|mitglied|versicherter|versicherte|mieter|mandant|patient|patientin|adhérent|adhérente"
        "|assuré|assurée"
        "|locataire|abonné|socio|socia|abonado|asegurado|inquilino|afiliado|préstamo|assicurato"
        "|abbonato|mutuo"
        "|lid|huurder|verzekerde|lening|sócio|assinante|segurado|empréstimo|"
        "ubrn|emis|barcode|trans|fatt|prat|ped|asset|episodio|volante|"
        "sip|tubo|ek konserve|konserve|po|container|carné|mecanográfico|número mecanográfico|riferimenti"
        "|référence|referencia"
        "|entidade|riferimento|rif|referência|referentie|referenz|radicado|mortgage|caderneta"
        "|case|policy|claim|invoice|order|ticket|employee|student|customer|client|file|matter|patient"
        "|candidate"
        "|claimant|cause|wristband|tessera|ricetta|cartão de sócio|carte d'adhérent|mitgliedskarte|lidkaart"
        "|supplier|fbi number|fbi no"
        "|contract|agreement|reference|tracking|booking|transaction|application|record"
        "|record number|record id"
        "|record no|certificate|license|licence|registration|permit|rechnung|bestellung|auftrag"
        "|vertrag|facture|commande|dossier|factura|pedido|contrato|fattura|ordine|factuur|bestelling"
        "|zaak|fatura|encomenda|caso|cas|fall|akte|az|n°|nº|clm|tkt|inv|ord|consignment|incidencia"
        "|chamado|expte|clave|orders|invoices|claims|policies|tickets|cases|contracts|rechnungen"
        "|bestellungen|aufträge|angebot|angebote|lieferschein|lieferscheine|verträge|schadenfall"
        "|policen|akten|bauantrag|baugenehmigung|genehmigung|erlaubnis|lieferant|wareneingang|kreditor"
        "|debitor|fahrkarte|gutschein|quittung|bahncard|probe|factures|commandes|contrats|devis"
        "|sinistre|sinistres|réclamation|réclamations|dossiers|billet|billets|réservation|réservations"
        "|reçu|quittance|fournisseur|répertoire|venue|échantillon|facturas|pedidos|albarán|albaranes"
        "|contratos|presupuesto|presupuestos|pólizas|siniestros|reclamación|reclamaciones|expedientes"
        "|recibo|recibos|billete|billetes|reserva|reservas|proveedor|petición|muestra|fatture|ordini"
        "|bolla|bolle|ddt|preventivo|preventivi|pratiche|biglietto|biglietti|prenotazione|pren|prot"
        "|contratti|polizze|sinistri|ricevuta|fornitore|repertorio|campione|provetta|accettazione"
        "|facturen|bestellingen|offerte|offertes|werkorder|melding|meldingen|pakbon|contracten|polissen"
        "|reservering|vergunning|omgevingsvergunning|kwitantie|leverancier|monster|declaratie"
        "|machtiging|faturas|encomendas|apólices|bilhete|alvará|licença|inscrição|comprovante|guia"
        "|fornecedor|amostra|jobs|dockets|receipts|cheques|refs|references|loans|parcels|permits|vouchers"
        "|meters|referenzen|références|referencias|referenties|referências"
        "|subscription|quote|quotes|estimate|cert|vendor|delivery note",
        5,
        strong=False,
    ),
    Kind(
        "label-weak-id",
        E.OTHER_ID,
        "id|ids|identifier|identificador|uid|user id|userid|guid|identifiant|kennung",
        6,
        strong=False,
    ),
    Kind(
        "label-meter-point",
        E.OTHER_ID,
        "uprn|"
        "matrícula do imóvel|matricula do imovel"
        "|cups|mpan|mprn|nmi|pdl|prm|cpe|malo id|melo id|marktlokation|punto de suministro|point de livraison"
        "|zählpunkt|contador|referencia catastral|ref catastral|référence cadastrale|cadastral reference"
        "|iptu inscrição|inscrição iptu|inscrição imobiliária|artigo matricial"
        "|artigo da matriz",
        4,
    ),
    Kind("label-chip", E.DEVICE, "chip|chipped|puce|mikrochip|transponder", 15, strong=False),
    Kind("label-meter-ean", E.OTHER_ID, "ean|ean code|ean nummer", 16),
    Kind("label-ssn-part", E.SSN, "social|last four|last 4|last four digits|last 4 digits", 4, strong=False),
    Kind(
        "label-code",
        E.OTHER_ID,
        "conf|conf code|conf #|confirmation number|confirmation no|confirmation #|booking number"
        "|booking reference number|reservation number|booking code|booking ref|booking reference|booking"
        "|confirmation code|confirmation|record locator|pnr"
        "|reservation code|reservation|reference code|buchungscode|buchungsnummer|code de "
        "réservation|localizador"
        "|reserva|réservation|prenotazione|boeking|buchung|reservierung|reservering"
        "|código de reserva|codice di prenotazione|boekingscode|código da reserva|access code|gift "
        "card|voucher"
        "|pick up code|pickup code|collection code|abholcode|code de retrait|code retrait|código de recogida"
        "|codigo de recogida|codice ritiro|codice di ritiro|ophaalcode|afhaalcode|código de levantamento"
        "|codigo de levantamento|código de retirada"
        "|voucher code|membership code|referral code|codice destinatario|codice univoco",
        6,
        letters=True,
    ),
)
