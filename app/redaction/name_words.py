"""Words around names, in seven languages; data for what finds names by the words beside them."""

from __future__ import annotations

from typing import Final

KIN: Final = (
    "abuela|abuelo|aling|aunt|auntie|aunty|avó|avô|broeder|cllr|councillor|frei|grandad|granddad"
    "|grandma|grandpa|granny|irmã|irmão|juf|maestra|mamie|meester|mw|mzee|nana|nonna|nonno|oma|oncle"
    "|onkel|oom|opa|papi|profe|reb|seño|suor|taid|tante|tia|tio|tonton|tía|tío|uncle|vicar|vovó|vovô"
    "|zia|zio|zuster"
)
"""Before a name without an article: relatives by what they are called, and titles like them."""

ROLES: Final = (
    "abogada|abogado|advogada|advogado|aide|ajudante|amica|amico|amiga|amigo|anwalt|anwältin|apprentice"
    "|attorney|avocat|avocate|azubi|babysitter|badante|beau-frère|beau-père|belle-mère|belle-sœur"
    "|betreuer|betreuerin|bewohner|bewohnerin|boyfriend|broer|brother|bruder|buurman|buurmeisje"
    "|buurvrouw|carer|caretaker|chefin|chirurg|clerk|cognata|cognato|colega|colleague|collega|collègue"
    "|compañera|compañero|conserje|copain|copine|cousin|cousine|cugina|cugino|cunhada|cunhado|cuñada"
    "|cuñado|dad|daughter|deputy|directora|diretora|dochter|enfermeira|enfermeiro|enkel|enkelin"
    "|enkelsohn|erzieher|erzieherin|executado|father|figlia|figlio|filha|filho|fille|fils|flatmate"
    "|fontanero|foreman|fratello|freund|freundin|freundinnen|friend|frère|gardien|gardienne|gendre"
    "|genero|genro|geselle|girlfriend|godfather|godmother|granddaughter|grandson|hausmeister"
    "|hausmeisterin|hebamme|hermana|hermano|hija|hijo|housemate|huisarts|husband|imputado|imputato"
    "|inhaber|inhaberin|intern|keyholder|kleindochter|kleinzoon|klientin|kollege|kollegin|landlady"
    "|landlord|lawyer|lehrer|lehrerin|lehrling|madrinha|mandantin|meister|midwife|mom|mother|mum|mutter"
    "|nachbar|nachbarin|nanny|neef|neffe|neighbor|neighbour|nephew|neveu|nicht|nichte|niece|nipote"
    "|nièce|nora|notaire|notar|notarin|nounou|nuera|nuora|oberarzt|oberärztin|oppas|padrinho|partner"
    "|pfarrer|pfarrerin|pfleger|pflegerin|plumber|porteiro|portera|praktikant|praktikantin|preposto"
    "|prima|primo|proband|professor|professora|putzfrau|roommate|schoondochter|schoonmoeder|schoonvader"
    "|schoonzoon|schoonzus|schwager|schwester|schwiegermutter|schwiegersohn|schwiegertochter"
    "|schwiegervater|schwägerin|schüler|schülerin|secretária|sister|sobrina|sobrinha|sobrinho|sobrino"
    "|sogra|sogro|sohn|solicitor|son|sorella|stellvertreter|stellvertreterin|stepdad|stepdaughter"
    "|stepfather|stepmother|stepmum|stepson|suegra|suegro|suocera|suocero|sœur|tenant|teste|testemunha"
    "|testigo|tochter|trainee|trainer|trainerin|vater|vecina|vecino|vermieter|vermieterin"
    "|verpleegkundige|vicina|vicino|vizinha|vizinho|voisin|voisine|voisins|vriend|vriendin|wife"
    "|allieva|allievo|alumna|alumno|aluna|alunna|alunno|aluno|asegurada|asegurado|assicurata"
    "|assicurato|assuré|assurée|bewoner|cliënt|cliënte|elev|huurder|inquilina|inquilino|leerling"
    "|locataire|mieter|mieterin|paciente|patiente|pupil|segurada|segurado|verzekerde|élève"
    "|wijkagent|witness|yerno|zeuge|zeugin|zoon|zus|zwager"
)
"""Before a name: who somebody is to somebody, and jobs."""

BORN: Final = (
    "née|né|nee|geb\\.|geborene|geborener|nata|nacida|nascida|ved\\.|vedova di|vedova|viuda de|viúva de|veuve"
)
"""Before the name that somebody had before, or that of a late husband; patterns."""

DONE_BY: Final = (
    "accompagnata da|accompagnato da|accompagné de|accompanied by|acompanhado por|acompañada por"
    "|acompañado por|administered by|afgehandeld door|approved by|asistida por|asistido por|assigned to"
    "|assinado por|assistita da|assistito da|atendida por|atendido por|aufgenommen von|authorised by"
    "|authorized by|bearbeitet von|begleitet von|behandeld door|checked by|closed by|collected by"
    "|compilato da|completed by|countersigned by|delivered by|dispensed by|elaborado por|entered by"
    "|erstellt von|escalated to|firmado por|firmato da|geprüft von|gezien door|handled by|issued by"
    "|logged by|ondertekend door|opened by|opgesteld door|prepared by|proposed by|raised by|received by"
    "|recibido por|redatto da|referred by|reported by|représenté par|représentée par|requested by"
    "|resolved by|reviewed by|revisado por|reçu par|rédigé par|seconded by|seen by|signed by|signé par"
    "|submitted by|taken by|traité par|geborenen|verstorbene|verstorbenen|verstorbener"
    "|unterschrieben von|unterzeichnet von|updated by|vertreten durch"
    "|visto da|visto por|vu par|witnessed by|établi par"
)
"""Before the name of who did it."""

MINE: Final = (
    "a minha|il mio|la mia|m'n|ma|mein|meine|meinem|meinen|meiner|mes|meu|mi|mia|mijn|minha|mio|mis|mon"
    "|my|nos|nossa|nosso|nostra|nostro|notre|nuestra|nuestro|o meu|ons|onze|our|unser|unsere|unserem"
    "|unserer"
)
"""Before who somebody is to the writer."""

RELATIONS: Final = (
    "abuela|abuelo|address|alumna|alumno|aluna|alunna|alunno|aluno|ami|amica|amico|amie|amiga|amigo"
    "|arzt|aunt|avó|avô|baas|boss|boyfriend|broer|brother|bruder|buren|buurman|buurvrouw|capo|casera"
    "|casero|chef|chefe|chefin|client|cliente|clinic|colleague|collega|collègue|company|compañera"
    "|compañero|copain|copine|cousin|cousine|cugina|cugino|dad|daughter|dochter|doctor|employer|esposa"
    "|esposo|ex|ex-husband|ex-wife|father|femme|fiancé|fiancée|fidanzata|fidanzato|figlia|figlio|filha"
    "|filho|fille|fils|flatmate|fratello|frau|freund|freundin|friend|frère|girlfriend|gp|gran"
    "|grandfather|grandmother|granny|hausarzt|hermana|hermano|hija|hijo|home|hometown|huisarts|huisbaas"
    "|husband|irmã|irmão|jefa|jefe|klient|klientin|kollege|kollegin|landlady|landlord|leerling|madre"
    "|mama|mamie|mamma|mamá|man|manager|mann|mari|marido|marito|mate|medico|mitbewohner|mitbewohnerin"
    "|moeder|moglie|mom|mother|mujer|mulher|mum|mutter|mãe|mère|médecin|médica|médico|nachbar|nachbarin"
    "|nachbarn|namorada|namorado|nan|neef|neffe|neighbor|neighbors|neighbour|neighbours|nephew|nicht"
    "|nichte|niece|nonna|nonno|novia|novio|oma|oncle|onkel|oom|opa|paciente|padre|padrone di casa|pai"
    "|papa|papi|papà|papá|partner|patient|patiente|patientin|patron|patronne|patrão|paziente|prima"
    "|primo|propriétaire|pupil|père|roommate|school|schwester|schüler|schülerin|senhorio|sister|sogra"
    "|sogro|sohn|son|sorella|street|student|suegra|suegro|sœur|tante|teacher|tenant|therapist|tia|tio"
    "|tochter|tía|tío|uncle|vader|vater|vecina|vecino|vermieter|vermieterin|vicina|vicino|village"
    "|vizinha|vizinho|voisin|voisine|vriend|vriendin|vrouw|wife|zia|zio|zoon|zus|ärztin|élève"
)
"""Who or what belongs to the writer's life."""

WORKS: Final = (
    "act i|act ii|act one|act two|acteur|actor|actress|actrice|actriz|album|ator|atriz|attore|attrice"
    "|aufzug|borrasca|canciones|canción|canzone|canzoni|canção|capitolo|capítulo|ce roman|century"
    "|chanson|chansons|chapitre|chapter|chapters|character|characters|chords|cocktail|cocktails"
    "|componist|composer|composers|compositeur|compositor|compositore|conte|cuento|cultivar|cyclone"
    "|der roman|des romans|dichter|ditado|drama|du roman|dynasty|eeuw|emperor|fairy tale|fiaba|figur"
    "|figuren|film|filme|films|font|fonts|furacão|garnish|gedicht|gedichte|gin|hauptfigur|heldin|hero"
    "|heroine|hoofdpersoon|hoofdstuk|huracán|hurricane|hurricanes|héros|héroïne|im roman|jahrhundert"
    "|kapitel|komponist|komponisten|landfall|le roman|lemma|lieder|liedje|lyrics|maler|movie|movies"
    "|myth|mythology|novel|novela|novelas|novelist|novelle|novels|oper|opera|opéra|orkaan|orkan|ouragan"
    "|painter|painters|painting|peintre|película|personage|personagem|personagens|personages|personaggi"
    "|personaggio|personaje|personajes|personnage|personnages|philosopher|pintor|pittore|playwright"
    "|poem|poema|poems|poesia|poet|poeta|poème|poète|protagonist|protagonista|proverbe|proverbio|prune"
    "|racconto|recette|recipe|redensart|redewendung|refrán|regisseur|regista|reign|romanfigur|romanzi"
    "|romanzo|réalisateur|schauspieler|schilder|schilderij|sculptor|season 1|season 2|season one"
    "|season two|secolo|setlist|short story|shrub|siglo|sinfonie|sitcom|siècle|sonata|song|songs|sonnet"
    "|spreekwoord|sprookje|sturmtief|symphony|século|tempestade|tempête|theorem|treaty|typeface"
    "|typefaces|uitdrukking|uragano|vermouth|villain|ópera"
    "|receta|ricetta|receita|rezept|zutaten|ingredients|ingrédients|ingredientes|ingredienti|ingrediënten"
    "|bundesliga|premier league|champions league|la liga|serie a|ligue 1|eredivisie|nba|nfl"
    "|nhl|mlb|world cup|grand prix|tour de france|giro d italia|wimbledon|spieltag|matchday|crossword|trivia"
)
"""Said of novels, songs, films, drinks, storms, painters: what names of nobody stand in."""

LORE: Final = (
    "actress|actrice|album|algorithm|amendment|ancient|assassinated|assassination|asteroid|astronaut"
    "|astronomer|astronomie|author of|ballet|bataille|batalha|batalla|battaglia|battle of|beheaded"
    "|bekannt als|bekannt für|berühmt|best known|bestseller|billionaire|biography|biologist|bourbon"
    "|canción|cantante|canzone|capitale|cathedral|century|chanteur|chanteuse|chemie|chemiker|chi era"
    "|chi fu|chi sono|chi è|cientista|científico|civil war|cocktail|colony|comedian|comet|composer"
    "|congress|connu pour|connue pour|conocida por|conocido por|constitution|coronation|cosmonaut|crowned"
    "|cuento|cultivar|cyclist|cyclone|célèbre|descobriu|descubrió|dinosaur|dipinse|directed|dirigiu"
    "|dirigió|disease|documentary|duchess|dynasty|découvert|earthquake|economist|egyptian|element"
    "|empereur|emperor|emperor of|empire|empress|enlightenment|entdecker|entdeckt|entdeckte|equation"
    "|erfand|erfinder|erfunden|escritor|expedition|explorer|fable|fairy tale|famosa|famoso|famous|favola"
    "|fiaba|filosofia|filosofía|fondateur|fondatore|footballer|fossil|fundador|galaxy|gemalt|geschichte"
    "|geschiedenis|governor|grammy|grandmaster|greek|gründer|guerra|guerre|guitarist|ha diretto"
    "|hauptstadt|herrscher|histoire|historia|historical|history|história|hurricane|hypothesis"
    "|independence|invent|invented|inventeur|inventions|inventor|inventore|inventou|inventé|inventò"
    "|inventó|kaiser|king of|known for|komponist|koning|koningin|krieg|könig|königin|liedje|lyrics"
    "|mathematician|mathematiker|medieval|movie|myth|märchen|música|nazi|net worth|nobel|nobel prize"
    "|nobelpreis|nobleman|novel|novela|olympian|olympic|olympics|ontdekte|oorlog|oprichter|orbit"
    "|orchestra|ottoman|painted|parliament|peint|peintre|pharaoh|philosopher|philosophie|philosophy"
    "|physicien|physics|physik|physiker|pianist|pintor|pintou|pintó|pittore|planet|played by|playwright"
    "|plot|poem|poet|president of|presidente|prime minister|präsident|präsidentin|président|présidente"
    "|pulitzer|queen of|quem era|quem foi|quem é|qui est|qui était|quién era|quién es|quién fue|quotation"
    "|rainha|record label|regina|reign|reina|reine|renaissance|revolution|réalisé|satellite|schauspieler"
    "|schilderde|schlacht|schriftsteller|scienziato|scoprì|screenplay|scrittore|sculptor|senate|senator"
    "|soviet|spacecraft|sprookje|starred|starring|stars in|storia|supreme|supreme court|symphony|syndrome"
    "|sänger|teoria|teoría|the moon|the war of|theorem|theorie|theory|throne|théorie|tornado|traité"
    "|tratado|trattato|treaty|uitgevonden|uitvinder|verdrag|villain|violinist|volcano|voyage|weltmeister"
    "|wer ist|wer sind|wer war|wetenschapper|whiskey|whisky|who are|who is|who played|who plays|who was"
    "|who were|who's|wie is|wie waren|wie was|world champion|world record|world war|écrivain"
)
"""Said where everybody's knowledge is asked for: who was, who invented, wars and kings, books and games."""

ABBREVIATIONS: Final = (
    "ab|abc|abi|abs|ad|adac|adhd|ag|ahv|ai|aids|aka|am|aok|api|ar|ard|art|as|asap|asbl|asl|at|atm|au"
    "|ave|avg|aw|aws|ba|bbc|bc|bd|be|bgb|bic|bmw|boe|bp|br|bs|bsc|bsn|btw|bv|bvb|bwl|ca|caf|cap|cas"
    "|cass|cbs|cc|ceo|cep|cfo|ch|char|chf|cie|cjue|cl|cm|cn|cnh|cnil|cnn|cnpj|co|cpf|cpu|crm|css|csv|ct"
    "|cto|ctps|cv|cvv|dak|db|dc|de|dh|diy|dm|dni|dns|dob|dpi|dpo|dr|drh|dsgvo|dx|ecg|ed|edv|eeg|eg"
    "|ehpad|emis|eq|er|es|eta|eu|eur|ev|faq|fax|fc|fgts|fl|fr|ftp|fw|fyi|gb|gbp|gcse|gdpr|gez|git|gm"
    "|gmbh|gp|gps|gpu|hdd|hiv|hk|hm|hort|hr|http|hx|hz|iban|ibm|ice|id|ie|im|imu|in|inail|inc|inps|inss"
    "|int|ip|iq|isee|it|iv|iva|jd|jp|json|kfz|kg|kita|km|kr|kvk|kw|la|lan|lcd|led|lkw|llc|llm|ltd|ma|mb"
    "|mba|md|mfg|mi|ml|mm|mms|mr|mri|mrs|ms|msc|mt|mw|mwst|mx|nb|nba|nbc|nfl|ng|ngo|nhs|nie|nif|nir|nj"
    "|nl|no|nr|nrn|null|nv|ny|nye|nz|oab|ocd|od|ok|ong|or|ort|os|ot|oy|pa|pc|pdf|pec|ph|phd|php|pin|pkw"
    "|plc|plz|pm|pnc|po|pp|pr|prn|ps|pt|ptsd|puk|qa|qd|ra|ram|rcs|rd|re|ref|rer|rg|rgpd|rh|rib|rip|rn"
    "|rsa|rsvp|rx|sa|samu|sap|sas|sc|se|sepa|sim|siret|sl|sms|sncf|spa|spid|sq|sql|srl|ssd|ssh|ssl|ssn"
    "|ssw|st|stc|stf|stgb|stj|stp|str|sts|sus|sv|svnr|sx|tan|tb|tba|tbc|tbd|tcp|tel|tgv|tk|tls|tsv|tv"
    "|tva|tx|tüv|ua|ubs|udp|ui|uid|uk|un|url|urssaf|us|usb|usd|ust|uti|ux|varchar|vat|vin|vm|vol|vpn|vs"
    "|vw|vzw|wan|wg|wlan|xml|za|zb|zdf|zpo"
)
"""Capitals that are no initials and no name, lower case."""

SURNAMES: Final = (
    "an|april|august|best|bo|day|dienstag|do|dutch|east|english|freitag|french|friday|friend|german"
    "|good|great|ha|he|ho|italian|june|key|lake|last|long|ma|march|mark|may|montag|my|no|north|oh"
    "|samstag|so|sonntag|south|spanish|street|to|west"
)
"""Words that are no names, but are one behind 'Mr' and 'Frau'."""

BEFORE_PHONES: Final = (
    "accueil|balie|call|cell|cellulare|celular|contact|desk|dienst|direct|durchwahl|emergency|ext|fax"
    "|fijo|fisso|fixe|fixo|guardia|handy|home|hotline|kontakt|mobiel|mobil|mobile|móvil|notruf|office"
    "|phone|police|polizei|portable|privat|privé|recepción|receptie|reception|rezeption|ring|security"
    "|signal|sms|standard|support|tel|telefon|telefone|telefono|telefoon|telemóvel|teléfono|text|tél"
    "|téléphone|vast|whatsapp|work|zentrale"
)
"""What stands before a telephone number and is nobody."""
