"""The labels of what is numbered for somebody: cases, policies, invoices, tickets, memberships."""

from __future__ import annotations

from typing import Final

from app.redaction.findings import EntityType as E
from app.redaction.recognizers.labels import Kind

PAPERS: Final[tuple[Kind, ...]] = (
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
