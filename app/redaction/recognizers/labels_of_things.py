"""The labels of what somebody has: accounts, cards, vehicles, devices."""

from __future__ import annotations

from typing import Final

from app.redaction.findings import EntityType as E
from app.redaction.recognizers.labels import Kind

THINGS: Final[tuple[Kind, ...]] = (
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
)
