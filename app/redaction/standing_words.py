"""Words around a number, in seven languages, and what they tell of it. Data for ``presumed``."""

from __future__ import annotations

from typing import Final

_NUMBER_WORDS: Final = (
    "no nos nr nrs nbr num nums number numbers nummer nummern numéro numero número núm nro n id ids ref "
    "refs reference references réf référence rif riferimento referencia referência referenz kenmerk code "
    "codes código codigo codice kennung cod sr-nr identifier identifiant zeichen nº n° nummers ident "
)
NUMBER_WORDS: Final = frozenset(_NUMBER_WORDS.split())
"""Behind a noun they make it a label; alone they are a weak one."""

_BRIDGES: Final = (
    "is was are were be the a an of for to at in on by this that it its it's my your our his her their "
    "still now ist war lautet die der das den dem ein eine von vom für bei im am sind mein meine est "
    "c'est le la les l un une de du des d pour au aux sur était sont mon ma es el los las del para por en "
    "era son mi su è il lo gli di della dello dell al alla per sono mio mia het een van voor op bij zijn "
    "mijn é o os as do da dos no em ao à são meu minha "
)
BRIDGES: Final = frozenset(_BRIDGES.split())
"""They may between a noun and its number."""

_POINTING: Final = (
    "under quote quoting as cite citing mention state unter als angeben nenne zitieren sous comme "
    "rappeler indiquer bajo como citar indicando sotto come citare onder sob registered reads steht stehen "
    "reopened resolved merged escalated geschlossen clos rouvert cerrado chiuso gesloten fechado "
    "figura pone staat consta bearing numbered marqué écrit escrito scritto "
)
POINTING: Final = frozenset(_POINTING.split())
"""Behind them a number is a name, not an amount."""

_ID_NOUNS: Final = (
    # numbers of somebody: English
    "constable pc "
    "juror panel berth callsign sign pledge stub tray list strip allotment mooring caveat kit disc boat "
    "bike hut villa trolley key-safe ledger lockup pew stall pigeonhole workstation seatbelt "
    "tagid pouch bundle crate skip cylinder keg cage kennel paddock stable hangar trailer caravan pod "
    "unitid dossiernumber checkin gym hse ssr mmsi epirb gpc goc gdc hcpc nmc gphc sra bar cpd ohip ahcip "
    "emr nis nit rut ruc rnc account acct acc accession admission agreement alias applicant application "
    "appointment appt asset assignment badge band barcode bay benefit bib bill booking box buzzer cad "
    "candidate card case cause cell cert certificate chassis chart check chip citation claim claimant "
    "client cohort collar complaint confirmation consignment consumer contract copy counterfoil coupon "
    "crn customer cust dbs deal deed desk diploma dispute docket document doc donor dossier driver drawer "
    "employee encounter engine enrolment enrollment entry envelope exam exhibit extension ext facility "
    "file filing fob folder folio frame grant grievance group handler hearing hold hull incident index "
    "inmate inquiry enquiry insured insurance invoice inv issue item job journal keeper key landlord lane "
    "lease letter lic licence license lien listing loan locator locker log lot loyalty mailbox matter "
    "matric member membership memo meter mortgage mpan mprn notice notification offender officer operator "
    "order outlet pallet parcel participant participants passenger passport pass patient payroll pcn pcns "
    "pension permit personnel picker pin pitch plan plate plot pnr po poll policy portal prescription "
    "prisoner procedure prod profile project proposal provider pupil quote quotation query randomisation "
    "randomization receipt record reg registration register registry release rental report request "
    "reservation resident return rma roll rota roster rx safe sample scan scheme screening script seal "
    "sequence serial service session shareholder sheet shelf shield shipment shop shopper site slip "
    "slot sort specimen staff station statement stock student subject subscriber subscription supplier "
    "tab tag tax tenancy tenant terminal ticket till title token tracking transaction transcript transfer "
    "trip uci unit urn user utr uuid vendor vin visa visit volunteer voter voucher vrm waiver warrant "
    "warranty waybill wcb wristband worker writ nass upn uln fin enc accn mtcn oyster buspass pvg orcid "
    "irb ics afm sid oag fips ktn gr cas eori mid imei imsi iccid sim msisdn caseload household dependant "
    "bedarfsgemeinschaft bg bleep bleeper pager msn matr mat raccolta convênio convenio ficha legajo "
    "colegiado "
    "referral authorization authorisation preauthorization emp deed "
    "fatt fra ord ped alb prat enc fact cde dos adh apól "  # cut short, with a point behind
    "certificates policies invoices cases tickets claims orders accounts files records members patients "
    "permits receipts "
    # German
    "flurstück objekt flur gemarkung band blatt grundbuch urnr ur tonne wagen startnummer box liegeplatz "
    "garage kleingarten parzelle zelle platz spindnr kabine pfand beutel asservat los dienst "
    "dienstgrad stamm akte aktenzeichen antrag auftrag ausweis beleg bescheid bestellung beitragskonto "
    "buchung depot einsatz fach fahrgestell fall geschäftszeichen kassenzeichen karte kasse kennzeichen "
    "konto kunde kundenkonto kundenref lieferschein mappe marke matrikel mitglied police quittung "
    "rechnung reservierung schaden schein schließfach schlüssel schrank sendung spind stellplatz steuer "
    "tresor urkunde verfahren vers vertrag vertragskonto vorgang vorgangszeichen zähler zeichen "
    "zulassung abo bib-ausweis kd vn vsnr versicherung patient fallnr geschz mieter wohneinheit los-nr "
    "gerät "
    # French
    "devis parcelle cadastre cadastrale feuillet registre tome acte volet guichet consigne boîte bal box "
    "dossard nacelle caveau urne bon étiquette scellé mise abonné adhérent affaire agrément "
    "allocataire assuré attestation autorisation avis badge bordereau bulletin cabine cachet carte casier "
    "chassis client clé coffre colis commande commerçant compte compteur concession contrat convention "
    "convocation cote demande dépôt dossier écrou élève encart emplacement facture fiche formule greffe "
    "habilitation immatriculation inscription jugement lot licence livret locataire mandat matricule "
    "numero ordre passeport patient permis plainte police pièce pli procès-verbal pv quittance récépissé "
    "recu reçu réclamation répertoire rg rôle sinistre sociétaire souscripteur suivi télédéclarant ticket "
    "titre toque usager utilisateur vestiaire vol séjour ipp nda pdl résa réservation réf tournée "
    # Spanish
    "depósito reparación tomo libro hoja finca nicho dorsal consigna trastero garaje amarre padrón "
    "parcela polígono vestuario precinto lacre obra abonado acta afiliado albarán alumno "
    "armario asegurado atestado autos beneficiario billete boletín boleto buzón carné carnet "
    "causa cédula certificado cita cliente código colegiado col comanda contador contrato cuenta cups "
    "demanda denuncia diligencias ejecutoria empleado encargo entrada envío escritura expediente expte "
    "factura ficha folio guía historia incidencia inscripción justificante legajo licencia llave "
    "localizador lote matrícula multa nig nhc nia oficio orden paciente pedido pieza plaza poliza póliza "
    "presupuesto procedimiento protocolo puesto radicado recibo reclamación referencia registro reserva "
    "resguardo rollo siniestro socia socio solicitud suministro taquilla tarjeta ticket título turno vale "
    # Italian
    "foglio particella mappale subalterno registro tomo volume loculo posto cella box "
    "ormeggio lotto targhetta sigillo reperto impegnativa prescrizione atto abbonamento abbonato "
    "armadietto assegno assistito bolla bolletta buono cartella cartellino cassetta cedola "
    "certificato chiave codice collo commessa concessione conto contatore contratto cron cronologico cup "
    "documento domanda fascicolo fattura fornitura iscritto iscrizione istanza licenza libretto mandato "
    "matricola mittente nosologico ordine paziente permesso pettorale pod polizza posizione posteggio "
    "postazione pratica preavviso prenotazione preventivo procedimento protocollo prot provvedimento "
    "quietanza rea repertorio rep rg ricetta ricevuta ruolo scheda sdi segnalazione sentenza sinistro "
    "socio spedizione sportello targa telaio tessera ticket utenza utente verbale "
    # Dutch
    "perceel sectie akte blad deel ligplaats stalling box rugnummer zegel kist graf "
    "standplaats aangifte aanmelding aanslag aanvraag abonnement afspraak bestelling betaling bon cliënt "
    "client contract deelnemer dossier ean factuur inschrijving kaart kast kenmerk kenteken klant kluis "
    "kluisje kvk leerling lid lot melding meter offerte order pakket pas patiënt polis postbus "
    "proces-verbaal pv rekening relatie reservering rol rolnr schade sleutel toegangspas vergunning "
    "verzekerde zaak zending "
    # Portuguese
    "livro folha assento tomo ficha cela lacre jazigo dorsal lugar box boxe fração "
    "artigo-matricial marcação caderneta acórdão apólice aluno armário arguido auto autos beneficiário "
    "bilhete cacifo cadastro cadeado caixa carteira cartão carta cautela certidão chamado chave chassi "
    "cliente código conta contador contrato contribuinte cpe crachá declaração encomenda envio escritura "
    "fatura funcionário guia identificação inquérito inscrição lote matrícula nota ocorrência ordem "
    "paciente pedido placa processo prontuário protocolo reserva recibo registo registro renavam "
    "requerimento senha sinistro sócio talão termo título utente ctps vaga dossiê pasta prateleira "
)
ID_NOUNS: Final = frozenset(_ID_NOUNS.split())
"""Nouns that announce the number of something of somebody."""

ID_ENDINGS: Final = (
    "nummer", "nummern", "nr", "zeichen", "kennung", "kenmerk", "kennziffer", "schlüssel", "ausweis",
    "karte", "kaart", "schein", "code", "konto", "akte", "number", "id", "sleutel", "nummers", "vertrag",
    "polis", "police", "auftrag", "ref", "antrag",
)  # fmt: skip
"""What compounds end in that do the same: "Vorgangszeichen", "sleutelnummer", "meterid"."""

NOTES: Final = frozenset({
    "credit note", "debit note", "fee note", "delivery note", "consignment note", "cover note", "sick note",
    "note de crédit", "note de débit", "note d'honoraires", "nota de crédito", "nota de débito",
    "nota de honorarios", "nota di credito", "nota di debito", "nota de entrega", "nota de encomenda",
    "nota fiscal",
})  # fmt: skip
"""Papers whose last word alone is no paper of anybody."""

_COUNTED: Final = (
    "page pages pg p pp chapter chapters chap section sections sec para paragraph paragraphs art article "
    "articles rule regulation directive act law line lines row rows column question questions q exercise "
    "problem lesson figure fig slide step steps level lvl grade class year years yr month week day days "
    "hour hours minute minutes version ver release-notes build model size score points total sum subtotal "
    "amount price cost fee rate balance salary wage income budget rent worth value average avg mean "
    "median max min maximum minimum approx about around over than nearly almost only just every each "
    "another first next last since until before after from between january february march april may june "
    "july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec "
    "weight height length width bp hr rr hb hgb wbc rbc plt plts platelets na k cl cr bun egfr glucose "
    "bnp ferritin ck ckmb troponin alt ast alp ldh crp esr tsh psa hba1c inr ldl hdl spo2 temp sats ph "
    "gcs bmi fev1 dose reading readings units mileage odometer kilometres kilometers km miles elo rating "
    "capacity population attendance circa ca approximately windows office python java ubuntu ios android "
    "iphone galaxy iso din iec rfc pep cve § sub isbn issn doi hs commodity tariff nace icd cpt e bus "
    "tram train flight route highway exit gate platform apollo boeing airbus bmw room floor storey "
    "tax-code speed wavelength frequency voltage power baud seite seiten kapitel absatz abs artikel satz "
    "zeile aufgabe frage übung stufe klasse jahr jahre monat tage stunde stunden minuten modell größe "
    "punkte summe betrag preis kosten gehalt miete gewicht stand zählerstand januar februar märz mai juni "
    "juli oktober dezember anzahl rund etwa seit bis nach vor über paragraf baujahr jahrgang linie zug "
    "flug chapitre alinéa ligne exercice niveau année mois jour jours heure heures modèle taille somme "
    "montant prix coût salaire loyer poids relevé janvier février mars avril juin juillet août septembre "
    "octobre novembre décembre environ depuis jusque loi décret norme página páginas pág capítulo "
    "artículo línea ejercicio pregunta nivel año años mes día hora horas modelo talla puntos suma importe "
    "precio coste salario peso lectura enero febrero marzo abril mayo junio julio agosto septiembre "
    "octubre noviembre diciembre unos desde hasta ley decreto rd norma habitantes pagina pagine capitolo "
    "articolo riga esercizio livello anno anni mese giorno ora ore modello taglia punti totale somma "
    "importo prezzo costo stipendio affitto lettura gennaio febbraio aprile maggio giugno luglio "
    "settembre ottobre dicembre dal fino legge dlgs hoofdstuk regel opgave vraag jaar maand dag uur maat "
    "punten totaal som bedrag prijs salaris huur meterstand januari februari maart mei augustus sinds tot "
    "wet norm artigo linha exercício pergunta nível ano anos mês dia tamanho pontos soma valor preço "
    "custo salário renda leitura janeiro fevereiro março maio junho julho setembro outubro novembro "
    "dezembro cerca lei form reserve read stop resolution previous current prior usage consumption "
    "verbrauch consommation consumo verbruik saldo solde guthaben "
)
COUNTED: Final = frozenset(_COUNTED.split())
"""What stands behind them is an amount, a measure, a date or a place in a book."""

_FUNCTION_WORDS: Final = (
    "x xx xxx a an and or but if when while with without for from to of on in at by as is was were are be "
    "been has have had will would can could may should must shall does do did not no so then than that "
    "this these which who whose please pls thanks thx because since until till before after under over "
    "against via per re cc the my your our his her their its he she we they i you it also too now again "
    "still already only expires expired issued dated belongs stopped remains showed shows says expiring "
    "signed held held-by booked valid und oder aber wenn mit ohne für von vom zu zum zur bei beim im am "
    "auf aus nach seit bis ist war sind wird wurde wurden hat haben hatte kann soll muss nicht bitte "
    "danke der die das den dem des ein eine einer ich er sie wir ihr es auch noch schon jetzt sowie et ou "
    "mais si avec sans pour de du d à au aux en dans sur par est était sont ont avait sera peut ne pas le "
    "la les l un une ce cette qui que je tu il elle nous vous ils merci svp chez depuis jusqu y o u pero "
    "con sin para por del al sobre era son ha han fue será puede el los las una quien yo tú él ella "
    "gracias desde hasta e ed ma se senza di della dei alla nel nella su da dal è sono hanno fu sarà può "
    "non lo gli che chi io lui lei grazie maar als met zonder voor van naar bij op aan uit zijn wordt "
    "werd heeft kan moet niet het een dat ik hij zij wij jullie ook nog graag dank t.n.v tnv ten mas com "
    "sem dos na nos nas em ao é são foi tem há pode não os um uma quem eu ele ela obrigado obrigada até "
)
FUNCTION_WORDS: Final = frozenset(_FUNCTION_WORDS.split())
"""Words that go on with a sentence; a number before another word counts it."""


def announces(word: str) -> bool:
    """Whether a word announces an identifier."""
    return word in ID_NOUNS or (len(word) > 4 and word.endswith(ID_ENDINGS if len(word) > 5 else "nr"))
