"""Sentences, keys, titles and words that the documents of the grammar are made of, in seven languages."""

EN = """
[Hi|Hello|Hey|Dear|Good morning|Morning] {P.f},|[Dear|Hello] [Mr|Mrs|Ms|Dr|Prof.|Miss|Mr.|Ms.] {P.l},|[Thanks|Best|Cheers|Kind regards|Regards|Warmly|All the best|Love|Sincerely],\\n{P}|[Thanks|Best|Cheers|x],\\n{P.f}
[Mr|Mrs|Ms|Dr|Miss|Mr.|Mrs.|Ms.] {P.l} [was seen in clinic|came in|called back|has not replied|denies chest pain|reports poor sleep|was discharged|will attend|signed the consent] [today|on Monday|last week|at 3 pm|yesterday|this morning].
{P} [and|&] {Q} [got engaged|are moving to {L}|split up|are expecting|bought the house on {L}|will sign tomorrow].|[I|We] [spoke to|met|emailed|saw|rang|interviewed|asked] {P} [from|at|of] {O} [about the lease|regarding the invoice|yesterday|re the audit|last Tuesday].
[my|My] [sister|brother|wife|husband|boss|neighbour|neighbor|aunt|son|daughter|landlord|therapist|ex|flatmate|cousin|manager|teacher|doctor|friend|mate|colleague|mum|dad] {P.f} [says|thinks|wants|is coming|has moved|keeps asking|was diagnosed|lost her job|passed his exam|won't stop].
can [you|u|someone] [tell|ask|ping|call|remind|email] {p} [that|to|about|if] [the meeting moved|send the file|the keys|she's free|we're late]?|is {p} [coming|around|ok|in today|still at {o}]|{p} [said no|is late again|owes me 20|has the keys|told {q} everything|just texted]|me n {p} r going to {l} this wkend
[Patient|Pt|Client|Applicant|Tenant|Employee|Student|Claimant|Name|Customer|Contact|Insured|Beneficiary|Next of kin|Emergency contact|Guardian|Author|Prepared by|Attending|Referred by|Witness]: {P}|[Patient|Name|Client]: {P.l}, {P.f}
[Address|Home address|Ship to|Bill to|Deliver to|Residence|Property|Mailing address|Lives at|Site]: {A}|[Employer|Company|Organisation|School|Hospital|Facility|Clinic|Bank|Vendor|Insurer]: {O}|[City|Town|Birthplace|Place of birth|Location|Hometown]: {L}
{P} [was born in|grew up in|lives in|moved to|is from|flew back to|works in|retired to] {L}[.| and works for {O}.| but studied at {O}.| with {Q}.]|[I live|We live|She lives|he stays|They moved] at {A}[.|, next to the church.| and the rent is due.]
[Please|Kindly] [forward|send|post|courier|deliver] [the documents|the parcel|it|the cheque|a copy] to {A}.|[Please|Can you] [book|schedule|cc|invite|add|copy in] {P}, {Q} and {R}.|[Attendees|Present|Participants|Cc|To|Apologies|Team]: {P}, {Q}, {R}|[Attendees|Present]: {P}; {Q}; {R}
{P} [v.|vs.|versus|v] {Q}|{P} v. {O}|[The|the] [plaintiff|defendant|applicant|respondent|witness|claimant|executor|tenant|borrower], {P}, [resides at {A}|a resident of {L}|testified that {Q} left|was represented by {Q} of {O}|agrees to pay].
[Summarise|Summarize|Rewrite|Translate|Proofread|Shorten|Reply to] this [email|message|note|letter] from {P}:|[Write|Draft|Compose] a [letter|toast|reference|complaint|poem|birthday card|eulogy] [for|to|about] [my friend |my boss |our neighbour |]{P}[ who works at {O}| from {L}|, she just turned 40|].
{O} [is suing us|rejected my claim|has offered me a job|wants the report|lost my file|refuses to refund me|charged me twice|will be closed on Friday|sent a reminder].|I [work|worked|interned|am a nurse|teach|bank] [at|for|with] {O}[ in {L}|].|[our|my] account at {O} [is locked|was closed]|{P}, [CEO|CFO|HR|head of sales|partner|nurse|principal|founder] [at|of] {O}
[On Mon, 3 Mar|On 12/04/2024|On Tue], {P} <{X}> wrote:|From: {P} <{X}>|To: {P} <{X}>; {Q} <{X}>|Cc: "{P.l}, {P.f}" <{X}>|Signed: {P}|/s/ {P}|Reported by: {P} ({X})|Assigned to {P.f}|cc {P.f} {Q.f}|@{X} can you ask {P.f}?
[Meet|This is|Say hi to|Remember] {P}, [our new hire|who runs {O}|my old teacher|the one from {L}|aged 34].|[{P.f}'s|{P}'s] [mother|car|exam|flight|payslip|laptop|passport|MRI|dog|kids|birthday] [is|was|arrives] [on Friday|lost|at {L}|fine|in {L}].|Happy birthday {P.f}!|RIP {P}|congrats {P.f} and {Q.f}!!
Dr. {P} ([Cardiology|Oncology|GP|Radiology]) [reviewed|recommends|prescribed|referred] [the scan|metformin|to {O}|follow-up with {Q}].|Hx per {Q.f} (wife): pt fell at home in {L}. Transferred to {O} by ambulance.|Seen w/ {P.f}, daughter. Discussed w/ Dr {Q.l}.|d/w {P.l}|[SW|RN|MD]: {P}
[John|{P.f}] [told|asked|gave|owes|blocked|hates|loves|married|sued] {Q.f} [in {L}|last year|again|twice|].|{P.f}: [ok|lol|where r u|on my way|did you pay {Q.f}?|see you at {L}|I'm at {O}]|[10:32] {P.f}: [fine|call me|{Q.f} is here]|<{P.f}> [brb|hi {Q.f}]|{P}, {Q}, [tbd|absent|late]
[The flat|Our office|The house|The clinic|The venue] is at {A}[.|; ask for {P.f}.| (buzz {P.l}).]|Invoice to: {O}, {A}, attn {P}|{P}\\n{A}|{O}\\n{A}|{P}\\n{O}\\n{A}|{P} | {O} | {L}|{P} - {A}|[Landlord|Seller]: {P}, {A}. [Tenant|Buyer]: {Q}, {A}.|c/o {P}, {A}
""".strip()
DE = """
[Hallo|Hi|Liebe|Lieber|Moin] {P.f},|Sehr geehrte Frau {P.l},|Sehr geehrter Herr [Dr. |]{P.l},|[Viele|Beste|Liebe|Herzliche] Grüße\\n{P}|Mit freundlichen Grüßen\\n{P}\\n{O}|LG {P.f}
[Herr|Frau|Dr.|Hr.|Fr.] {P.l} [kommt heute nicht|hat angerufen|wurde entlassen|bittet um Rückruf|ist umgezogen|klagt über Schmerzen|hat die Rechnung nicht bezahlt].|{P} [wohnt in|kommt aus|zieht nach|arbeitet in] {L}.|[meine Schwester|mein Bruder|mein Chef|meine Tochter|unser Nachbar|meine Oma] {P.f} [ist krank|war in {L}|arbeitet bei {O}|sagt nein].
[Anschrift|Adresse|Wohnhaft|Lieferadresse|wohnhaft in]: {A}|[Name|Patient|Mieter|Kunde|Antragsteller|Versicherter|Ansprechpartner|Vater|Mutter]: {P}|[Arbeitgeber|Firma|Schule|Krankenkasse|Bank]: {O}|Name, Vorname: {P.l}, {P.f}|geboren in {L}|[Wir|Ich] [wohnen|wohne] [jetzt |]in der {A}.
{P} und {Q} [heiraten im Mai|ziehen zusammen|waren gestern bei {O}|haben unterschrieben].|kannst du {p} [fragen|anrufen|bescheid sagen]?|{p} [kommt später|ist schon da|schuldet mir geld|war mit {q} in {l}]|[Ich habe|Wir haben] [gestern |]mit {P} [von|bei|aus] {O} [gesprochen|telefoniert].|Bitte an {P} schicken, {A}.|{O} hat [mir gekündigt|nicht geantwortet|die Rechnung storniert].
Schreib eine [Kündigung|Mail|Beschwerde|Bewerbung] an {O}[, zu Händen {P}|].|[Fasse|Übersetze] diese Nachricht von {P.f} [zusammen|].|Zeuge: {P}, {A}|In Sachen {P} ./. {O}|Termin mit {P.f} und {Q.f} in {L}|{P}\\n{A}|Der Kläger {P}, wohnhaft {A}, wird vertreten durch {Q}.
"""
FR = """
[Bonjour|Salut|Coucou|Cher|Chère] {P.f},|[Madame|Monsieur|Mme|M.|Dr] {P.l} [a appelé|ne viendra pas|souffre de migraines|a signé|est sortie hier|demande un rappel].|Cordialement,\\n{P}|[Bises|À bientôt|Merci],\\n{P.f}|{P} [habite à|vient de|travaille à|est né à] {L}.|[ma sœur|mon frère|mon chef|ma fille|mon voisin|mon mari] {P.f} [est malade|travaille chez {O}|part à {L}|dit que non].
[Adresse|Domicile|Livraison|demeurant]: {A}|[Nom|Patient|Locataire|Client|Assuré|Mère|Contact] : {P}|[Employeur|Société|École|Banque|Mutuelle] : {O}|[J'habite|Nous habitons|Elle habite] au {A}.|NOM Prénom : {P.l} {P.f}
{P} et {Q} [se marient|ont signé le bail|étaient chez {O}|vivent à {L}].|tu peux [dire à|demander à|appeler] {p} ?|{p} [arrive|a dit non|est avec {q}|est à {l}]|J'ai parlé [hier |]avec {P} de {O}.|{O} [refuse de rembourser|m'a licencié|n'a pas répondu].|Écris une lettre à {P}, {A}.|Résume ce mail de {P.f}.|Le demandeur, {P}, né à {L}, représenté par Me {Q.l}.|{P}\\n{A}|Présents : {P}, {Q}, {R}
"""
ES = """
[Hola|Buenos días|Querida|Querido|Estimado] {P.f}[,|:]|[Sr.|Sra.|Dr.|Dra.|Señor|Señora|Don|Doña] {P.l} [llamó ayer|no vendrá|tiene cita|firmó el contrato|refiere dolor].|Saludos,\\n{P}|Un abrazo,\\n{P.f}|{P} [vive en|nació en|trabaja en|viene de] {L}.|[mi hermana|mi hermano|mi jefe|mi hija|mi vecino|mi mujer|mi abuela] {P.f} [está enferma|trabaja en {O}|se va a {L}|dice que no].
[Dirección|Domicilio|Enviar a|domiciliado en]: {A}|[Nombre|Paciente|Cliente|Inquilino|Titular|Contacto|Madre]: {P}|[Empresa|Colegio|Banco|Hospital]: {O}|[Vivo|Vivimos|Vive] en {A}.|Apellidos, Nombre: {P.l}, {P.f}
{P} y {Q} [se casan|firmaron|estuvieron en {O}|se mudan a {L}].|puedes [decirle a|preguntar a|llamar a] {p}?|{p} [llega tarde|dijo que no|está con {q}|está en {l}]|Hablé [ayer |]con {P} de {O}.|{O} [no responde|me cobró dos veces|rechazó mi solicitud].|Escribe una carta a {P}, {A}.|Resume este correo de {P.f}.|El demandante, {P}, vecino de {L}, asistido por {Q}.|{P}\\n{A}|Asistentes: {P}, {Q}, {R}
"""
IT = """
[Ciao|Buongiorno|Caro|Cara|Gentile] {P.f},|[Sig.|Sig.ra|Dott.|Dott.ssa|Signor|Signora|Avv.] {P.l} [ha chiamato|non verrà|ha firmato|lamenta dolori|è stato dimesso].|Cordiali saluti,\\n{P}|Un abbraccio,\\n{P.f}|{P} [abita a|è nato a|lavora a|viene da] {L}.|[mia sorella|mio fratello|il mio capo|mia figlia|il vicino] {P.f} [sta male|lavora da {O}|va a {L}|dice di no].
[Indirizzo|Residenza|Spedire a|residente in]: {A}|[Nome|Paziente|Cliente|Inquilino|Intestatario|Madre]: {P}|[Azienda|Scuola|Banca|Ospedale]: {O}|[Abito|Abitiamo|Abita] in {A}.|Cognome e nome: {P.l} {P.f}|{P} e {Q} [si sposano|hanno firmato|erano da {O}|vivono a {L}].|puoi dire a {p} [di venire|che è tardi]?|{p} [è in ritardo|ha detto no|sta con {q}|è a {l}]|Ho parlato con {P} di {O}.|{O} non [risponde|rimborsa].|Scrivi una lettera a {P}, {A}.|L'attore, {P}, rappresentato dall'avv. {Q.l}.|{P}\\n{A}|Presenti: {P}, {Q}, {R}
"""
NL = """
[Hoi|Hallo|Beste|Lieve|Geachte] {P.f},|[De heer|Mevrouw|Mevr.|Dhr.|Dr.] {P.l} [belde gisteren|komt niet|heeft getekend|klaagt over hoofdpijn|is ontslagen].|Met vriendelijke groet,\\n{P}|Groetjes\\n{P.f}|{P} [woont in|komt uit|werkt in|verhuist naar] {L}.|[mijn zus|mijn broer|mijn baas|onze buurman|mijn dochter|oma] {P.f} [is ziek|werkt bij {O}|gaat naar {L}|zegt nee].
[Adres|Woonplaats|Bezorgadres]: {A}|[Naam|Patiënt|Huurder|Klant|Contactpersoon|Moeder]: {P}|[Werkgever|School|Bank|Ziekenhuis]: {O}|[Ik woon|Wij wonen|Zij woont] op {A}.|Achternaam, voornaam: {P.l}, {P.f}|{P} en {Q} [gaan trouwen|waren bij {O}|wonen in {L}].|kun je {p} [bellen|vragen|appen]?|{p} [komt later|zei nee|is met {q} in {l}]|Ik sprak {P} van {O}.|{O} [reageert niet|weigert te betalen].|Schrijf een brief aan {P}, {A}.|De eiser, {P}, vertegenwoordigd door mr. {Q.l}.|{P}\\n{A}|Aanwezig: {P}, {Q}, {R}
"""
PT = """
[Oi|Olá|Caro|Cara|Prezado|Bom dia] {P.f},|[Sr.|Sra.|Dr.|Dra.|Dona|Senhor] {P.l} [ligou ontem|não vem|assinou|queixa-se de dores|teve alta].|Atenciosamente,\\n{P}|Abraços,\\n{P.f}|{P} [mora em|nasceu em|trabalha em|veio de] {L}.|[minha irmã|meu irmão|meu chefe|minha filha|meu vizinho|minha avó] {P.f} [está doente|trabalha na {O}|vai para {L}|disse que não].
[Endereço|Morada|Entregar em|residente em]: {A}|[Nome|Paciente|Cliente|Inquilino|Titular|Mãe]: {P}|[Empresa|Escola|Banco|Hospital]: {O}|[Moro|Moramos|Ela mora] na {A}.|{P} e {Q} [vão casar|assinaram|estavam na {O}|mudaram para {L}].|pode avisar [a|o] {p}?|{p} [chegou tarde|disse não|tá com {q}|tá em {l}]|Falei com {P} da {O}.|{O} não [responde|paga].|Escreve uma carta para {P}, {A}.|O autor, {P}, representado por {Q}.|{P}\\n{A}|Presentes: {P}, {Q}, {R}
"""
SENTENCES = {}
for _lang, _text in {"en": EN, "de": DE, "fr": FR, "es": ES, "it": IT, "nl": NL, "pt": PT}.items():
    _found = []
    for _line in _text.strip().splitlines():
        _depth, _start = 0, 0
        for _i, _c in enumerate(_line + "|"):
            _depth += (_c == "[") - (_c == "]")
            if _c == "|" and not _depth:
                if _line[_start:_i].strip():
                    _found.append(_line[_start:_i].strip(" ").replace("\\n", "\n"))
                _start = _i + 1
    SENTENCES[_lang] = _found

PLAIN = {  # said in between, holding nothing
    "en": [
        "ok",
        "Sounds good.",
        "See attached.",
        "Let me know if anything is unclear.",
        "The deadline is Friday.",
        "Blood pressure 132/84, afebrile.",
        "Payment is due within 30 days.",
        "Thanks in advance!",
        "It rained all day.",
        "No known allergies.",
        "FYI",
        "I'll be there at 6.",
        "Could you check the numbers again?",
        "Please find the agreement below.",
        "We need two more chairs.",
        "Follow-up in 2 weeks.",
        "The Agreement shall terminate on 31 December.",
        "Continue current medication.",
        "The Board approved the Budget.",
        "Status: Open",
        "Priority: High",
        "Total: 1,240.00",
        "Good luck with the Final Exam!",
        "Windows Update failed again on the Dell.",
        "Order #4471 shipped via Express.",
    ],
    "de": [
        "ok",
        "Passt gut.",
        "Siehe Anhang.",
        "Bitte um Rückmeldung bis Freitag.",
        "Die Rechnung ist fällig.",
        "Keine Allergien bekannt.",
        "Blutdruck 132/84.",
        "Das Treffen findet am Montag statt.",
        "Der Vertrag endet zum Jahresende.",
        "Vielen Dank im Voraus!",
        "Die Heizung funktioniert wieder.",
        "Bitte bringen Sie Ihren Ausweis mit.",
        "Im Anhang finden Sie das Protokoll.",
    ],
    "fr": [
        "D'accord.",
        "Voir pièce jointe.",
        "Merci d'avance.",
        "Le rendez-vous est à 15 h.",
        "Pas d'allergie connue.",
        "La facture est en retard.",
        "Bonne journée !",
        "Le Conseil a approuvé le Budget.",
        "Merci de confirmer avant vendredi.",
        "Tension 13/8.",
    ],
    "es": [
        "De acuerdo.",
        "Adjunto el archivo.",
        "Gracias de antemano.",
        "La cita es a las 10.",
        "Sin alergias conocidas.",
        "La factura está vencida.",
        "Buen fin de semana.",
        "Por favor, confirmad antes del viernes.",
        "El Contrato vence en diciembre.",
    ],
    "it": [
        "Va bene.",
        "In allegato il file.",
        "Grazie mille.",
        "L'appuntamento è alle 15.",
        "Nessuna allergia nota.",
        "La fattura è scaduta.",
        "Buona giornata!",
        "Il Consiglio ha approvato il Bilancio.",
    ],
    "nl": [
        "Prima.",
        "Zie bijlage.",
        "Alvast bedankt.",
        "De afspraak is om 10 uur.",
        "Geen allergieën bekend.",
        "De factuur is verlopen.",
        "Fijn weekend!",
        "Graag bevestigen voor vrijdag.",
    ],
    "pt": [
        "Tudo bem.",
        "Segue em anexo.",
        "Obrigado desde já.",
        "A consulta é às 10h.",
        "Sem alergias conhecidas.",
        "A fatura está vencida.",
        "Bom fim de semana!",
        "Favor confirmar até sexta.",
    ],
}
KEYS = {
    "PERSON": "name full_name fullName customer_name patient client user author owner contact contactName employee assignee reporter created_by manager teacher student nombre nom naam nome Name Kunde Patient cliente Ansprechpartner Mitarbeiter responsable titular paziente klant displayName recipient sender payee account_holder beneficiary guardian spouse next_of_kin physician attending witness signatory tenant landlord".split(),
    "first": "first_name firstName given_name fname vorname Vorname prénom prenom nombre voornaam nome first givenName primer_nombre".split(),
    "last": "last_name lastName surname family_name lname nachname Nachname Nom apellido apellidos cognome achternaam sobrenome last familyName".split(),
    "ORG": "company organization organisation employer org account_name vendor supplier bank school hospital clinic Firma Arbeitgeber empresa société azienda bedrijf university merchant insurer provider facility".split(),
    "LOCATION": "city town birthplace place location Ort Stadt ville ciudad città stad cidade Wohnort hometown place_of_birth branch site".split(),
    "ADDRESS": "address street_address home_address billing_address shippingAddress Adresse Anschrift adresse dirección domicilio indirizzo adres endereço morada addr delivery_address".split(),
    "": "id status amount total date created_at dob phone email ssn type role notes score version priority currency active department diagnosis plan category title product sku quantity language theme level ward room grade subject".split(),
}
TITLES = "Software Engineer|Nurse|Account Manager|Teacher|Head of Sales|Analyst|Team Lead|Director|Accountant|Driver".split(
    "|"
)
NOTHING = [
    "active",
    "pending",
    "true",
    "false",
    "null",
    "Open",
    "Closed",
    "Premium",
    "Gold",
    "Standard",
    "High",
    "Low",
    "N/A",
    "Cardiology",
    "Sales",
    "Marketing",
    "Human Resources",
    "Engineering",
    "Finance",
    "Radiology",
    "Diabetes",
    "Hypertension",
    "EUR",
    "USD",
    "Widget Pro",
    "Blue",
    "Monday",
    "March",
    "Spring",
    "Grade 4",
    "Room 12",
    "en",
    "Invoice",
    "Refund",
    "Full Time",
    "Manager",
    "Nurse",
    "Teacher",
    "iPhone 13",
    "Model S",
    "Annual Leave",
    "Math",
    "Biology",
    "approved",
    "Spanish",
    "German",
]
