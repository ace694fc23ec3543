"""Nouns that announce somebody's number where a word for "number" stands beside them, in seven languages."""

from __future__ import annotations

from typing import Final

NUMBERED: Final = (
    # of courts and the police, of clinics, banks and offices
    "judgment|judgement|appeal|petition|decree|writ|subpoena|summons|indictment|seal|evidence|custody"
    "|probation|parole"
    "|biopsy|histology|pathology|specimen|requisition|script|admission|auth|prior auth|passbook|credit note"
    "|debit note"
    "|remittance|lease|keycard|staff card|swipe card|timesheet|driver|technician|crew|grant|estate|tenancy"
    "|adm|spec|film"
    "|sentencia|sentença|sentenza|mediador|ofício|oficio|acta|procurador|perito|boletim|tagebuch|verwahr"
    # English, in full and cut short
    "|fatt|fra|prat|ped|alb|"
    "crime|occurrence|client|clients|customer|cust|member|mem|membership|subscriber|subscription|policy"
    "|pol|claim|clm"
    "|invoice|inv|order|ord"
    "|ticket|tkt|case|matter|file|contract|agreement|employee|emp|staff|payroll|personnel|student|pupil"
    "|candidate"
    "|applicant|application|appl|patient|tenant|tenancy|donor|pension|loyalty|booking|reservation"
    "|consignment|fob|badge"
    "|locker|asset|serial|meter|permit|certificate|cert|voucher|grievance|supplier|volunteer"
    "|visitor|complaint"
    "|enquiry|inquiry|insured|registration|enrolment|enrollment|rent|lease|mortgage|title|escrow"
    "|smartcard|prescription|importer|exporter|consignee|bond|container|irb|sample|specimen|record|entry"
    "|shipment|authorization|authorisation|deed|gift aid|scheme|provider|warrant|referral|encounter|tracking"
    "|library card|docket|plan|loan|parcel|incident|exhibit|trip|cardholder|tracking|cheque|chart"
    # German: what "Nr." stands behind
    "|kd|kunden|kunde|vs|vers|versicherungs|mitgl|mitglieds|pers|personal|matr|matrikel|best|bestell"
    "|auftr|auftrags"
    "|vertr|vertrags|vertrag|rg|rechn|rechnungs|lief|liefer|schaden|schad|akten|az|vorgangs|antrags"
    "|ticket|fall|serien"
    "|zähler|ausweis|karten|bescheid|buchungs|reise|inv|inventar|geräte|schüler|mieter|wohnungs|objekt"
    "|depot|spender|lieferschein|angebots|angebot|genehmigungs|bauantrag|gutschein|fahrkarten|los"
    "|überweisung|überweisungs|transport"
    # French
    "|cde|commande|dossier|contrat|sinistre|facture|adhérent|abonné|abonnement|allocataire|étudiant|élève"
    "|sociétaire"
    "|assuré|salarié|agent|demande|devis|réservation|suivi|colis|bénéficiaire|séjour|usager|licence|série"
    "|patient|police"
    "|matricule|badge|employé|locataire|minute|répertoire|portalis|greffe|affaire|intervention|carte"
    "|inventaire|parcelle|mandat|quittance|inscription"
    "|candidat|permis|autorisation|permis de construire|bon de livraison|billet|reçu"
    "|prêt|envoi|réclamation|livraison|prélèvement|ordonnance|convention|sociétaire|remboursement"
    # Spanish
    "|préstamo|reclamación|receta|orden|seguimiento|hipoteca|autorizado|mutualista|póliza"
    "|cliente|socio|socia|póliza|siniestro|expediente|factura|pedido|empleado|empleada|contrato|serie"
    "|caso|incidencia|inventario"
    "|solicitud|reserva|abonado|afiliado|afiliada|alumno|alumna|paciente|recibo|albarán|matrícula|tarjeta"
    "|beneficiario|soci@|alumn@|emplead@|client@|licencia|permiso|autorización|licencia de obra|billete"
    "|denuncia|atestado|legajo|colegiado|colegiada|presupuesto|suscriptor|usuaria|envío|historia"
    # Italian
    "|polizza|sinistro|pratica|fattura|ordine|matricola|tessera|contratto|abbonamento|abbonato|bolletta"
    "|cartella"
    "|dipendente|iscrizione|prenotazione|protocollo|prot|richiesta|socio|studente|utenza|verbale"
    "|preventivo|assistito"
    "|cedolino|contatore|libretto|spedizione|cronologico|ddt|bolla|biglietto|permesso di costruire"
    "|concessione edilizia"
    "|autorizzazione|concessione|permesso|licenza"
    "|mutuo|reclamo|assicurato|fascicolo|nosologico|ricetta|prestito|bonifico|pacco|segnalazione"
    # Dutch
    "|zorg|recept|lening|hypotheek|klacht|zending|"
    "klant|polis|schade|factuur|dossier|zaak|personeels|lid|student|serie|contract|relatie|patiënt"
    "|aanvraag|bestelling"
    "|vergunning|omgevingsvergunning|pakbon|offerte|werkorder|meter|reservering|abonnement|deelnemer"
    "|verzekerde|leerling|pas|melding"
    # Portuguese
    "|orçamento|empréstimo|assinante|envio|segurado|reclamação|protocolo|pedido|receita|prontuário|ocorrência"
    "|apólice|processo|fatura|encomenda|aluno|aluna|sócio|sócia|funcionário|funcionária|série|chamado"
    "|inscrição|utente"
    "|descrição|descrição predial|artigo matricial|medidor|alvará|licença|autorização|bilhete|guia|recibo"
    "|beneficiário|cartão|instalação|inventário|património|patrimônio|mecanográfico|requerimento|inquérito"
    "|colaborador|matrícula|adesão"
)
"""Nouns that announce somebody's number where a word for "number" stands before or behind them."""
