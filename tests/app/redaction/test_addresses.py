"""Promise: a postal address is hidden whole, with its postcode and its town, in the order of its country."""

from __future__ import annotations

import pytest

from app.redaction.addresses import ONLY_ABOUT_SOMEBODY, Addresses
from app.redaction.addresses.fit import fitted
from app.redaction.findings import EntityType
from app.redaction.pipeline import Pipeline
from app.redaction.port import ScanOptions
from app.redaction.recognizers.base import Hit
from tests.app.redaction.cases import Marked, address_cases, no_address_cases
from tests.app.redaction.cost import is_linear

WHOLE = [
    "42 Baker Street, London NW1 6XE",
    "Flat 3, 12 Mill Lane, Leeds LS2 9AB",
    "1600 W 35th St NE, Springfield, IL 62704-1234",
    "221 Elm Ave, Apt 4B\nPortland, OR 97205",
    "14/2B Gariahat Lane, 2nd floor, Kolkata 700999",
    "Hauptstraße 12a, 10115 Berlin",
    "Frankfurter Straße 212, Hinterhaus, 65479 Raunheim",
    "Sendlinger-Tor-Gasse 14\n80331 München",
    "Am Alten Markt 5, 14467 Potsdam",
    "12 bis rue de la République, 69002 Lyon",
    "Chaussée de Louvain 402/B, 5004 Bouge",
    "Calle de Alcalá, 45, 3.º B, 28014 Madrid",
    "Carrera 11 # 18-42, Tunja",
    "Via Roma 12/B, 20121 Milano (MI)",
    "Prinsengracht 263, 1016 GV Amsterdam",
    "Markt 11, 5401 GN Uden",
    "Rua das Flores, n.º 23, 2.º Esq.\n4900-352 Viana do Castelo",
    "Rua Augusta, 1500, São Paulo - SP, 01304-001",
    "ul. Długa 5 m. 3, 00-238 Warszawa",
    "Storgatan 5, 114 55 Stockholm",
    "P.O. Box 1742, Fairbanks, AK 99707",
    "Laufásvegur 77, kjallari\n101 Reykjavík",
    "45 Mapo-daero 12-gil, Mapo-gu, Seoul 04199",
    "77 King Street West, Toronto, ON M5K 1A2",
]

IN_SENTENCES = [
    ("i live at 42 baker street and work nearby", "42 baker street"),
    ("wohnt seit mai in der hauptstr. 12, oben", "hauptstr. 12"),
    ("j'habite 8 rue des lilas depuis peu", "8 rue des lilas"),
    ("home address: The Old Mill, by Huntly", ""),
    ("Address ....... Block 5 Jubilee Court", "Block 5 Jubilee Court"),
    ("<adresse>Maison 4, quartier Elizaldea</adresse>", ""),
]

CLEAN = [
    "The 3 main roads to growth are price, place and 4 lanes of traffic.",
    "I have 20 years on the road and 5 star street food.",
    "Use 1 way binding, 2 place values and a 4 wheel drive.",
    "In 1789 Paris rose; by 1945 Berlin was in ruins, and in 2024 London voted.",
    "x = 12 * road + 3; street = 5; v2.10 street",
    "Matrix 5/2 and Section 12, Chapter 3, Figure 10.",
    "Chicago 7, Ocean's 11 and Apollo 13 are films.",
    "Iterator, 1 and ByteString, 0 are types; line1 = line1 + line2",
    "the score was 10 to 3 on Sunset Boulevard, a film",
]


def covered(text: str) -> set[int]:
    return {index for hit in Addresses().find(text) for index in range(hit.start, hit.end)}


@pytest.mark.parametrize("address", WHOLE)
@pytest.mark.parametrize(
    ("before", "after"), [("", ""), ("She lives at ", ". He does not."), ("x\n", "\nTel: 1")]
)
def test_a_whole_address_is_hidden(address: str, before: str, after: str) -> None:
    text = before + address + after
    hidden = covered(text)
    wanted = {index for index in range(len(before), len(before) + len(address)) if text[index].isalnum()}
    assert "".join(text[index] for index in sorted(wanted - hidden)) == ""
    assert not any(index in hidden for index in range(len(before) - 1))


@pytest.mark.parametrize(("text", "address"), [pair for pair in IN_SENTENCES if pair[1]])
def test_an_address_in_a_sentence_is_hidden(text: str, address: str) -> None:
    start = text.index(address)
    assert set(range(start, start + len(address))) <= covered(text)


@pytest.mark.parametrize("text", CLEAN)
def test_ordinary_text_is_left_alone(text: str) -> None:
    hits = [hit for hit in Addresses().find(text) if hit.rule not in ONLY_ABOUT_SOMEBODY]
    assert [text[hit.start : hit.end] for hit in hits] == []


@pytest.mark.parametrize("case", address_cases(), ids=lambda case: case.text[:40])
def test_an_address_is_hidden_however_it_is_written(case: Marked) -> None:
    assert case.open_values(Pipeline().scan(case.text, ScanOptions())) == []


@pytest.mark.parametrize("text", no_address_cases(), ids=lambda text: text[:40])
def test_what_only_looks_like_an_address_is_left_alone(text: str) -> None:
    assert Pipeline().scan(text, ScanOptions()) == ()


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("Viewing: 16 Cobbler's Yard, Frome. Offers over 300", "16 Cobbler's Yard, Frome"),
        ("Molenweg 27, 3882 AB Putten. Vraagprijs hoog", "Molenweg 27, 3882 AB Putten"),
        ("5700 S Lake Shore Dr, Chicago IL / Ship To: same", "5700 S Lake Shore Dr, Chicago IL"),
        ("Flat 6, 31 Cannon Mansions, London NW6 1JS\nGP: Obi", "Flat 6, 31 Cannon Mansions, London NW6 1JS"),
        ("hij woont op Dorpsweg 3 in het schooltje", "Dorpsweg 3"),
        ("er lives at 42 Baker Street no way", "42 Baker Street"),
        ("delivered to 3 Sandpiper Mews. It is back", "3 Sandpiper Mews"),
        ("between Helen Quill of 61 Denmark Villas, Hove, BN3 3TD (the", "61 Denmark Villas, Hove, BN3 3TD"),
        ("voordeur van Korvelseweg 201", "Korvelseweg 201"),
    ],
)
def test_an_address_ends_where_its_sentence_goes_on(text: str, address: str) -> None:
    found = [text[hit.start : hit.end] for hit in Addresses().find(text)]
    assert found, "nothing was found"
    assert {value.strip(" .,") for value in found if len(value) > len(address) / 2} == {address}


def _fit(text: str, *tagged: str, label: EntityType = EntityType.ADDRESS) -> list[str]:
    hits = [Hit(text.index(part), text.index(part) + len(part), label, 0.9, "tagger") for part in tagged]
    return [text[hit.start : hit.end] for hit in fitted(text, hits, Addresses().find(text))]


def test_what_only_the_model_takes_for_an_address_has_its_number_and_its_town() -> None:
    assert _fit("with Mercy at 6 Ferry Steps, Gravesend. Back at", "Ferry Steps") == [
        "6 Ferry Steps, Gravesend"
    ]
    assert _fit("aan mevr. Sadeghi, Noorderhaven 204", "Noorderhaven") == ["Noorderhaven 204"]


def test_two_addresses_that_the_model_takes_for_one_are_two() -> None:
    text = "moved from Hawthorn Rd to 101 Collier St, Barrie."
    assert _fit(text, "Hawthorn Rd to 101 Collier St, Barrie") == ["Hawthorn Rd", "101 Collier St, Barrie"]


def test_the_label_of_a_field_is_no_part_of_its_value() -> None:
    text = "Cidade: São Paulo\nUF: SP\nComune: Monteriggioni"
    assert _fit(text, "São Paulo\nUF", "Comune: Monteriggioni", label=EntityType.LOCATION) == [
        "São Paulo",
        "Monteriggioni",
    ]


def test_in_a_row_of_a_table_each_cell_is_hidden_by_itself() -> None:
    row = "2,Bo Quill,4102 Juniper Blvd,Aurora,CO,80013"
    assert _fit(row, "4102 Juniper Blvd,Aurora,CO,80013") == ["4102 Juniper Blvd", "Aurora", "CO", "80013"]
    assert not [hit for hit in Addresses().find(row) if "," in row[hit.start : hit.end]]
    assert _fit("at 4102 Juniper Blvd,Aurora", "4102 Juniper Blvd,Aurora") == ["4102 Juniper Blvd,Aurora"]


def test_a_name_behind_its_label_ends_before_the_address() -> None:
    text = "Klant: P. van Leeuwen, Kastanjelaan 5, 5616 LZ Eindhoven"
    label = {text[f.start : f.end]: f.label for f in Pipeline().scan(text, ScanOptions())}
    assert label["P. van Leeuwen"] is EntityType.PERSON
    assert label["Kastanjelaan 5, 5616 LZ Eindhoven"] is EntityType.ADDRESS


def test_a_word_that_the_model_cut_is_hidden_whole() -> None:
    assert _fit("in Zikhron Ya'akov, with", "Zikhron Ya", label=EntityType.LOCATION) == ["Zikhron Ya'akov"]
    assert _fit("em Montemor-o-Velho.", "Montemor", label=EntityType.LOCATION) == ["Montemor-o-Velho"]
    assert _fit("Olivia's house", "Olivia", label=EntityType.LOCATION) == ["Olivia"]


def test_behind_its_label_it_ends_with_its_sentence() -> None:
    text = "direccion: av mitre 3247, lanus. toca timbre"
    hits = [hit for hit in Addresses().find(text) if hit.rule == "address-labelled"]
    assert [text[hit.start : hit.end] for hit in hits] == ["av mitre 3247, lanus"]


def test_a_street_without_a_number_counts_only_beside_a_person() -> None:
    assert Pipeline().scan("How long is Garrison Road?", ScanOptions()) == ()
    text = "Mrs Ottilie Quillfeather ran along Garrison Road."
    assert "Garrison Road" in {text[f.start : f.end] for f in Pipeline().scan(text, ScanOptions())}


@pytest.mark.parametrize(
    ("text", "town"),
    [
        ("Mr Moss Quill, last seen heading toward Decatur.", "Decatur"),
        ("Il Sig. Vito Quill è nato il 2/9/1983 a Seregno.", "Seregno"),
        ("Mr Otto Quill plays for us; he's from Dingle originally.", "Dingle"),
        ("Herr Otto Quill stammt aus Deggendorf.", "Deggendorf"),
        ("O Sr. Nuno Quill mora em Peniche; os filhos não.", "Peniche"),
        ("Mr Otto Quill grew up in Kirton-in-Lindsey.", "Kirton-in-Lindsey"),
    ],
)
def test_the_town_that_somebody_comes_from_is_hidden_beside_them(text: str, town: str) -> None:
    assert town in {text[f.start : f.end] for f in Pipeline().scan(text, ScanOptions())}


def test_the_town_that_nobody_comes_from_is_left_alone() -> None:
    for text in (
        "The potato was born in Peru.",
        "A river heading toward Decatur.",
        "He moved from Monday to June.",
    ):
        assert Pipeline().scan(text, ScanOptions()) == ()


def test_a_key_that_says_little_counts_beside_one_that_says_address() -> None:
    alone = 'number: 17\nstate: "open"\n'
    assert list(Addresses().find(alone)) == []
    text = '{"calle": "Olmo", "numero": "17", "provincia": "Cuenca"}'
    assert {text[hit.start : hit.end] for hit in Addresses().find(text)} == {"Olmo", "17", "Cuenca"}


def test_a_postcode_behind_its_label_is_hidden() -> None:
    hits = [hit for hit in Addresses().find('{"zip": "94107", "plz": 10115}') if hit.label is EntityType.ZIP]
    assert len(hits) == 2


@pytest.mark.parametrize(
    "worst",
    ["1 Aa ", "12 Main ", "Aa Bb Cc ", "1234 ", "calle ", "Aa, ", "10115 Aa, ", "5 Street, Aa\n", "Aaaaaaaa-",
     "straße 5 ", "Address: ", "a" * 50, "Aa-" * 10, "\n\n", "1 rue de la ", "St. ", "lives at 1 ",
     "flat 1, ", "street: 1\n", "1 Aa, Bb, ", "corner of Aa ", "A1 1AA ",
     "wohnt in der ", '"zip":1,', "calle 1 # ", "Aa Road ", "12345 Aa ", "h.no 1-",
     "ADR:;", "1 Aa Road, near 1 ", "1234 Aa, 1 rue Aa, ", "1 Aa Road^^AA^", "county road 1 ",
     "aa bb cc ", "1 aa bb apt ", "1,Aa Road,", "born 1 in Aa ",
      "Aa of 1 Aa, ",
     "\\n", "in 12345 ", "siedlerweg vier ", "corner of aa and ", "1 aa st aa, al 12345 ", "Villa Aa, ",
     "calle aa numero vier ", "1 Aa St and Aa ", "plot 4 near Aa ", "Aa Farm off the ",
     "number 4 of the rue Aa ", "au 4 de la rue Aa ", "Haus 4 in der Aa ", "4 of the same ",
     "4 m al norte de la aa ", "mz a lt 4 ", "Vill. Aa Aa, ", "torre 4, ", "ecke aastr und ",
     "2nd floor, 4 ", "4, 3e rang ", "at no 4 ", "house at 4, au 4, ", "aa 18 3 izda ", "aa-aa-weg 3 ",
     "12 calle aa 4 aa ", "Gate 3, Aa B, 1 Aa Road, ", "p.za aa 4 aa mo ", "the old house at Aa ",
     "off aaaa lane "],
)  # fmt: skip
def test_the_worst_text_costs_no_more_than_its_length(worst: str) -> None:
    assert is_linear(Addresses().find, worst, sizes=(4_000, 32_000))


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("i live at 14b kelvin st, flat above the chippy.", "14b kelvin st, flat above the chippy"),
        (
            "on the corner of 9th and Alder in Astoria, upstairs unit",
            "corner of 9th and Alder in Astoria, upstairs unit",
        ),
        ("sent them to gary at 41 sorrel way.", "41 sorrel way"),
        ("estoy en la esquina de bolívar con 9 de julio", "esquina de bolívar con 9 de julio"),
        ("Rua do Poço, 7 - 2.o esq., Évora", "Rua do Poço, 7 - 2.o esq., Évora"),
        ("rua do sol, n. 8, 2 frente", "rua do sol, n. 8, 2 frente"),
        ("Pza. de la Merced 6, 3.o ext. izq., Málaga", "Pza. de la Merced 6, 3.o ext. izq., Málaga"),
        ("Vijverhof 212 (6 hoog), Utrecht", "Vijverhof 212 (6 hoog), Utrecht"),
        ("Vill. & P.O. Kanda, Distt. Bageshwar", "Vill. & P.O. Kanda, Distt. Bageshwar"),
        ("Cra 7 bis A # 123 - 45 torre 2 apto 801", "Cra 7 bis A # 123 - 45 torre 2 apto 801"),
    ],
)
def test_where_in_a_house_and_how_streets_are_called_belong_to_it(text: str, place: str) -> None:
    assert place in [text[hit.start : hit.end] for hit in Addresses().find(text)]


@pytest.mark.parametrize(
    "place",
    [
        "Rose Cottage, Nr Ludlow",
        "The Old Forge, Wallop",
        "c/o The Rectory, Bishop's Frome",
        "c/- Post Office, Eulo",
        "mile 14.5 Petersville Rd",
        "Fazenda Santa Rita, km 12 da rodovia dos Tropeiros",
        "QNM 18 conj. F casa 12",
        "SHIS QI 9 conjunto 5 casa 3",
        "Vereda El Tablón, finca La Esperanza, Fómeque",
        "gral paz al 1400 casi chaco",
        "the third house past the Methodist chapel on Garrison Hill",
    ],
)
def test_a_house_by_its_name_or_its_place_counts_in_a_text_about_somebody(place: str) -> None:
    text = f"Name: Otto Quill\nPlace: {place}.\n"
    findings = Pipeline().scan(text, ScanOptions())
    hidden = {at for one in findings for at in range(one.start, one.end)}
    start = text.index(place)
    assert [
        text[at] for at in range(start, start + len(place)) if text[at].isalnum() and at not in hidden
    ] == []
    assert Pipeline().scan(f"Look at this: {place}.", ScanOptions()) == ()


@pytest.mark.parametrize(
    "text",
    [
        "Why is there damp at the esquina del cuadro con la pared?",
        "we met at 5 different place. at 41 long way",
        "A car leaves mile 14 at 9:00 and mile 60 at 9:50.",
        "sumó al 1400 de la lista y bajó al 20",
    ],
)
def test_corners_of_rooms_and_miles_of_sums_are_no_addresses(text: str) -> None:
    assert [hit for hit in Addresses().find(text) if hit.rule not in ONLY_ABOUT_SOMEBODY] == []


@pytest.mark.parametrize(
    "worst",
    [
        "A Cottage, ",
        "mile 1 A ",
        "QN 1 lote 1 ",
        "vereda A, finca ",
        "A al 1",
        "esquina de a con ",
        "at 1 a way ",
        "c/o A, ",
    ],
)
def test_houses_by_their_names_cost_no_more_than_their_length(worst: str) -> None:
    assert is_linear(Addresses().find, worst, sizes=(4_000, 16_000))
