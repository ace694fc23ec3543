"""Words for people in seven languages, in lower case: relatives, parties to a case, whoever has an age."""

from __future__ import annotations

from typing import Final

RELATIVE: Final = (
    r"(?:daughter|son|wife|husband|mother|father|mum|mom|dad|brother|sister|nephew|niece"
    r"|grand(?:son|daughter|mother|father|ma|pa)|step(?:son|daughter|mother|father|mum|dad|brother|sister)"
    r"|(?:mother|father|brother|sister|son|daughter)-in-law|foster[ ](?:mother|father|parents|child|son)"
    r"|cousin|aunt|uncle|partner|widow|widower"
    r"|girlfriend|boyfriend|fianc[ée]e?|kid|kids|child|children|baby|friend|boss|colleague"
    r"|coworker|co-worker|neighbou?r|landlord|landlady|tenant|client|patient"
    r"|student|pupil|employee|roommate|flatmate|ex|teacher|doctor|therapist|manager"
    r"|tochter|sohn|frau|mann|mutter|vater|mama|papa|bruder|schwester|oma|opa|kind|kinder"
    r"|onkel|tante|cousine?|schwager|schwägerin|schwieger(?:mutter|vater|sohn|tochter)|neffe|nichte"
    r"|enkel(?:in)?|groß(?:mutter|vater)|witwe|witwer"
    r"|freund(?:in)?|chef(?:in)?|kolleg(?:e|in)|nachbar(?:in)?"
    r"|patient(?:in)?|klient(?:in)?|mandant(?:in)?|schüler(?:in)?|mitarbeiter(?:in)?|fille|fils"
    r"|femme|mari|mère|père|frère|sœur|soeur|oncle|beau-(?:père|frère|fils)|belle-(?:mère|sœur|soeur|fille)"
    r"|neveu|nièce|grand-(?:mère|père)|amie?|copine|copain|patronne?"
    r"|voisine?|patiente?|cliente?|élève|collègue|hij[oa]|esposa|esposo|mujer|marido|madre|padre"
    r"|herman[oa]|abuel[oa]|prim[oa]|t[ií][oa]|suegr[oa]|cuñad[oa]|sobrin[oa]|niet[oa]|novi[oa]|amig[oa]|vecin[oa]"
    r"|paciente|jef[ea]|compañer[oa]|figli[oa]|moglie|marito|fratello|sorella|nonn[oa]|ragazz[oa]"
    r"|zi[oa]|cugin[oa]|cognat[oa]|suocer[oa]|nipote"
    r"|amic[oa]|vicin[oa]|paziente|collega|dochter|zoon|vrouw"
    r"|man|moeder|vader|broer|zus|oom|neef|nicht|schoon(?:vader|moeder|zus|broer|zoon|dochter)|klein(?:zoon|dochter|kind)"
    r"|vriend(?:in)?|buurman|buurvrouw|baas|patiënte?|cliënte?|leerling"
    r"|filh[oa]|esposo|mulher|mãe|pai|irmão|irmã|av[óô]|sogr[oa]|cunhad[oa]|sobrinh[oa]|net[oa]|padrast[oa]"
    r"|madrinha|padrinho|vizinh[oa]|chefe)"
)
MINE: Final = (
    r"(?:my|our|his|her|their|whose|mein(?:e[rnms]?)?|unser(?:e[rnms]?)?|sein(?:e[rnms]?)?"
    r"|ihr(?:e[rnms]?)?|deren|dessen|mon|ma|mes|sa|ses|notre|mi|mis|su|sus|mi[oa]"
    r"|su[oa]|nuestr[oa]|nostr[oa]|mijn|onze|zijn|haar|wiens|meu|minha|seu|sua|noss[oa])"
)
"""A pattern of the words that say whose relative somebody is, in lower case."""

PARTY: Final = (
    r"(?:patient|client|claimant|applicant|defendant|plaintiff|tenant|employee|student|pupil|resident|victim"
    r"|deceased|witness|accused|suspect|complainant|appellant|petitioner|inmate|trainee|apprentice"
    r"|patient(?:in)?|mandant(?:in)?|kläger(?:in)?|beklagter?|angeklagter?|beschuldigter?|verdächtiger?"
    r"|zeug(?:e|in)|geschädigter?|verstorbener?|mitarbeiter(?:in)?|schüler(?:in)?|bewohner(?:in)?"
    r"|bewerber(?:in)?|klient(?:in)?|versicherter?|auszubildender?|mieter(?:in)?|antragsteller(?:in)?"
    r"|patiente?|cliente?|salariée?|élève|plaignante?|employée?|assurée?|prévenue?|accusée?|requérante?|témoin"
    r"|défunte?|nourrisson|victime|locataire|détenue?|mise?[ ]en[ ]cause|stagiaire"
    r"|paciente|emplead[oa]|alumn[oa]|acusad[oa]|demandante|demandad[oa]|trabajadora?|testigo|víctima"
    r"|fallecid[oa]|lactante|inquilin[oa]|imputad[oa]|detenid[oa]|denunciante|procesad[oa]"
    r"|paziente|dipendente|imputat[oa]|indagat[oa]|ricorrente|alunn[oa]|testimone|vittima|defunt[oa]|neonat[oa]"
    r"|lavoratore|lavoratrice|inquilin[oa]|minore"
    r"|patiënte?|cliënte?|leerling|medewerk(?:er|ster)|verdachte|eiser(?:es)?|gedaagde|werknem(?:er|ster)"
    r"|getuige|slachtoffer|overledene|zuigeling|huurder|betrokkene"
    r"|utente|doente|alun[oa]|arguid[oa]|ofendid[oa]|trabalhadora?|testemunha|vítima|falecid[oa]"
    r"|funcionári[oa]|queixos[oa]|réu|autuad[oa])"
)
"""Whom a file is about: the patient, the pupil, the accused."""

HUMAN: Final = (
    rf"(?:{PARTY}|{RELATIVE}|pt|pat\.|boy|girl|man|woman|lady|gentleman|infant|toddler|teenager|male|female"
    r"|junge|mädchen|säugling|kleinkind|herr|dame|madame|monsieur|mme|mlle|garçon|homme|enfant|(?:trenten|quadragén|quinquagén|sexagén|septuagén|octogén)aire"
    r"|niñ[oa]|hombre|varón|bebé|chic[oa]|señora?|donna|uomo|bambin[oa]|signora?|ragazz[oa]"
    r"|jongen|meisje|meneer|mevrouw|peuter|kleuter|baby|menin[oa]|rapaz|rapariga|homem|senhora?|bebê)"
)
"""Whoever may have an age."""

PRONOUN: Final = (
    r"(?:i|he|she|who|ich|er|sie|je|j|il|elle|yo|él|ella|io|lui|lei|ik|hij|zij|ze|eu|ele|ela|die|der|qui"
    r"|quien)"
)
"""Who is spoken of, where the verb leaves no doubt that it is somebody."""

ARTICLE: Final = (
    r"(?:an?|the|this|our|ein|eine|einer|une?|una?|un|um|uma|een|el|la|il|lo|le|l|der|die|das|de|het|o|a"
    r"|unsere?|notre|nostr[oa]|nuestr[oa]|onze|noss[oa]|d[ao])"
)
