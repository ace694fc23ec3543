"""Words of keys and headings, in seven languages, and what they say of a value. Data for ``fields``."""

from __future__ import annotations

import re
from typing import Final

from app.redaction.findings import EntityType

KEYS: Final[dict[EntityType, str]] = {
    EntityType.PERSON: (
        "name fullname firstname givenname forename middlename lastname surname familyname maidenname "
        "nickname patient patientname customer customername client clientname employee employeename student "
        "studentname teacher pupil child childname mother father parent guardian spouse contact contactname "
        "contactperson emergencycontact nextofkin owner ownername assignee assignedto reporter author "
        "manager supervisor physician doctor provider attending referredby beneficiary insured policyholder "
        "accountholder cardholder holder tenant landlord witness defendant plaintiff applicant candidate "
        "recipient sender payee payer passenger guest attendee member vorname nachname familienname "
        "patientin kunde kundin mitarbeiter mitarbeiterin schüler schülerin inhaber kontoinhaber "
        "ansprechpartner absender empfänger nom prenom prénom nomcomplet nomdefamille patiente salarié "
        "salariee élève eleve titulaire destinataire nombre nombres apellido apellidos nombrecompleto "
        "paciente cliente empleado alumno alumna titular nome cognome nomecompleto paziente dipendente "
        "alunno intestatario sobrenome apelido funcionario funcionário aluno titular naam voornaam "
        "achternaam klant medewerker leerling rekeninghouder "
    ),
    EntityType.ORG: (
        "employer company companyname organisation organization org school university clinic hospital "
        "practice workplace insurer firma arbeitgeber unternehmen schule krankenhaus klinik entreprise "
        "employeur societe société ecole école hopital hôpital empresa empleador escuela colegio hospital "
        "azienda ditta datoredilavoro scuola ospedale bedrijf werkgever escola empregador "
    ),
    EntityType.LOCATION: (
        "city town village county birthplace placeofbirth hometown municipality ort stadt wohnort "
        "geburtsort ville localité localite "
        "commune lieudenaissance ciudad localidad municipio lugardenacimiento citta città "
        "comune luogodinascita stad plaats woonplaats geboorteplaats cidade municipio município localidade "
        "naturalidade "
    ),
    EntityType.ADDRESS: (
        "address addr street streetaddress homeaddress address1 address2 addressline1 addressline2 line1 "
        "mailingaddress billingaddress shippingaddress residence adresse straße strasse anschrift "
        "hausnummer rue direccion dirección calle domicilio indirizzo via residenza adres straat endereco "
        "endereço rua morada "
    ),
    EntityType.ZIP: (
        "zip zipcode postcode postalcode npa plz postleitzahl codepostal cp codigopostal cap cep pincode "
    ),
    EntityType.EMAIL: ("email mail emailaddress correo courriel "),
    EntityType.PHONE: (
        "phone phonenumber tel telephone mobile cell cellphone fax telefon handy mobil telephone téléphone "
        "portable telefono teléfono movil móvil cellulare telefone telemovel telemóvel celular telefoon gsm "
    ),
    EntityType.DOB: (
        "dob dateofbirth birthdate birthday born geburtsdatum geboren geb datedenaissance nele "
        "fechadenacimiento fechanacimiento datadinascita geboortedatum datadenascimento nascimento "
        "geburtstag naissance nacimiento fechanac fnac nascita geboorte nasc datanascimento datanasc dtnasc "
        "birthdt dateofbirthddmmyyyy dobddmmyyyy nacido geborenam birth naiss datenaiss ddn neele néele "
        "gebdat gebdatum "
        "natoil natail geborenop fdenac nac née né naissances birthdays whenborn bday dobirth "
    ),
    EntityType.SSN: ("ssn socialsecuritynumber socialsecurity ssn4 ssnlast4 last4ssn last4 "),
    EntityType.NATIONAL_ID: (
        "nationalid nino nin dni nie nif cpf bsn pesel personnummer aadhaar codicefiscale nir insee svnr "
        "ausweisnummer personalausweis sin identitynumber idnumber nationalidnumber cpr hetu oib egn "
        "cnp amka "
        "avs ahv navs ahvnr ahvnummer nss curp cuil cuit rut run nric hkid mykad personalid rodnecislo tckn "
        "svnummer numeross nrn rijksregisternummer niss cartaocidadao fodselsnummer kennitala cnic "
    ),
    EntityType.TAX_ID: (
        "taxid tin steuerid steuernummer ustid vatid vat partitaiva nipc rfc pan tfn abn "
        "taxref taxno taxnumber ein fein itin utr vatno vatnumber steuernr ustidnr numfiscal numerofiscal "
        "siret siren piva btwnr btwnummer rsin cuit cnpj gstin "
    ),
    EntityType.PASSPORT: (
        "passport passportno passportnumber reisepass passeport pasaporte passaporto paspoort "
    ),
    EntityType.DRIVER_LICENSE: (
        "driverlicense driverslicense driverlicence driverslicence licenseno licensenum licensenumber "
        "licenceno "
        "licencenum licencenumber licno licnum driverlic driverslic drvlic drivinglicence "
        "drivinglicense dlno "
        "dlnum dlnumber dln drivinglicenceno driverno führerschein führerscheinnr führerscheinnummer "
        "fuehrerschein fuehrerscheinnr permis numpermis nopermis numeropermis permisdeconduire "
        "permisconduire "
        "permiso permisoconducir carnetconducir licenciaconducir patente numpatente numeropatente "
        "patentenumero "
        "rijbewijs rijbewijsnr rijbewijsnummer cnh numerocnh cartaconducao cartadeconducao cartadecondução "
    ),
    EntityType.CARD: ("card cardnumber creditcard ccnumber kreditkarte cartebancaire tarjeta "),
    EntityType.IBAN: ("iban "),
    EntityType.BANK_ACCT: (
        "account accountno accountnumber acct acctno routing routingnumber sortcode bic swift konto "
        "kontonummer compte cuenta conto conta rekening rekeningnummer accno accnumber accountnum acctnum "
        "acctnumber bankacct bankaccount routingnum routingno aba rtn bsb ifsc clabe blz kto ktonr kontonr "
        "rekeningnr numcompte numerocompte numconto numeroconto numeroconta numerocuenta cuentabancaria "
        "loanno guichet codeguichet codebanque clérib clerib entidad oficina sucursal agencia agência "
        "agenciaconta abi cab filiale "
        "loannumber "
    ),
    EntityType.MRN: ("mrn medicalrecordnumber chartno patientid patientno patientennummer historiaclinica "),
    EntityType.HEALTH_ID: (
        "healthplanid memberid insuranceid insuranceno nhs nhsnumber mbi versichertennummer kvnr secu "
        "numerodesecuritesociale sus cns "
    ),
    EntityType.PRO_LICENSE: ("npi dea barnumber lanr "),
    EntityType.OTHER_ID: (
        "policy policyno policynumber caseno casenumber claimno claimnumber invoiceno customerid customerno "
        "clientid employeeid employeeno personalnummer studentid studentno matrikelnummer kundennummer "
        "aktenzeichen matricule custid custno customernumber empid empno employeenumber employeenum "
        "studentnumber "
        "pupilno badgeid badgeno badgenumber orderno orderid ticketid ticketno fileno memberno membernumber "
        "membershipno lidnr klantnr kundennr kdnr personalnr personeelsnr mitgliedsnr vertragsnr schadennr "
        "polisnr policennr numclient numeroclient numerocliente codcliente numsocio numcontrato matricola "
        "serialno serialnumber caseref claimref policyref accountref "
    ),
    EntityType.USERNAME: (
        "username userid login loginname benutzername identifiant usuario utente gebruikersnaam handle nick "
        "screenname gamertag uname usr usrname gebruiker benutzer benutzerkennung nutzer nutzername loginid "
        "utilisateur pseudo utilizador usuário inlognaam anmeldename kennung accountname nomutilisateur "
        "nombreusuario nomeutente nomeusuario samaccountname openedby closedby createdby updatedby "
        "modifiedby reportedby requestedby raisedby resolvedby approvedby submittedby enteredby loggedby "
        "erstelltvon geändertvon "
    ),
    EntityType.IP: ("ip ipaddress clientip remoteaddr "),
    EntityType.SECRET: (
        "password passwd pwd secret apikey token passwort motdepasse contraseña senha wachtwoord pin "
        "kennwort mdp contrasena palavrapasse passphrase zugangscode pw psw passcode puk "
    ),
    EntityType.VEHICLE: (
        "plate licenseplate numberplate vin kennzeichen immatriculation matricula targa kenteken placa "
    ),
}
"""Lower case, letters and digits only, separated by blanks."""

WEAK: Final = (
    "name nombre nome nom naam owner author contact provider member holder line1 via rue account card "
    "token pin secret city ort town org company policy born child parent reporter manager sin pan tin "
    "cp cap cns sus ip doctor guest client customer client employee sender recipient patient student "
    "teacher ville stadt plaats "
)
"""Keys whose value is somebody only if it looks like a name: a program and a file have names too."""

NO_VALUE: Final = (
    "null none nil n/a na unknown true false yes no male female m f x - -- ? tbd string str float "
    "double uuid object array list dict text varchar integer int date bool boolean required optional "
    "char nvarchar decimal numeric timestamp number texto testo texte tekst zeichenkette zeichenfolge "
    "cadena chaîne stringa tekenreeks "
    "numero número nombre nummer zahl entero intero inteiro entier getal fecha datum data booleano "
    "undefined nan keine aucun ninguno nessuno geen redacted "
)
"""What stands in a field that holds nothing, or in a description of a field."""

TYPE: Final = re.compile(
    r"(?:n?var|n)?char2?\b.{0,20}|\{[A-Za-z_. -]{0,40}\}"
    r"|(?:text|string|str|texto?|testo|number|decimal|numeric|int|integer)[ ]?[\[(<?|,].{0,30}",
    re.IGNORECASE,
)
"""A type with its length, as it stands where a table or a record is described: "varchar(200)"."""

NO_CODE: Final = re.compile(r"(?:00000?|11111?|99999?|12345?)(?!\w)")
"""What stands for any postcode."""
