"""The labels of who somebody is: papers of identity, health, professions."""

from __future__ import annotations

from typing import Final

from app.redaction.findings import EntityType as E
from app.redaction.recognizers.labels import Kind

PEOPLE: Final[tuple[Kind, ...]] = (
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
)
