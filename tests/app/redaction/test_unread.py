"""Promise: where a text is in a language that no name is found in, that is known; other texts stay quiet."""

from __future__ import annotations

import pytest

from app.redaction.unread import unread_languages


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Czy Jan Kowalski podpisał już umowę?", "polish"),
        ("Podepsal už Jan Novák smlouvu, nebo ještě ne?", "south-west-slavic"),
        ("Har Sven Svensson inte skrivit under avtalet än?", "scandinavian"),
        ("Jeg har ikke hørt fra Lars etter møtet.", "scandinavian"),
        ("Onko Matti jo täällä? Hän ei ole vastannut, mutta minä odotan.", "finnish"),
        ("Nem tudom, hogy Kovács Béla már aláírta-e.", "hungarian"),
        ("Ana Popescu nu a semnat și așteaptă încă.", "romanian"),
        ("Ali imzaladı mı? Bu sözleşme için çok bekledik.", "turkish"),
        ("Siti belum datang karena dia tidak bisa, tetapi surat itu untuk saya.", "indonesian-malay"),
        ("Подписала ли Анна Иванова договор?", "cyrillic"),
        ("Υπέγραψε η Μαρία το συμβόλαιο;", "greek"),
        ("האם דוד כהן חתם?", "hebrew"),
        ("هل وقعت سارة العقد؟", "arabic"),
        ("क्या राहुल ने हस्ताक्षर किए?", "indic"),
        ("王小明签了合同吗？", "chinese-japanese"),
        ("김민수 씨가 서명했나요?", "korean"),
        ("Please translate: Анна Иванова подписала договор. Then answer it.", "cyrillic"),
    ],
)
def test_a_text_that_is_not_read_is_told(text: str, language: str) -> None:
    assert unread_languages(text) == (language,)


LETTERS = {
    "polish": """Proszę o napisanie listu do pana Zbigniewa Wierzbickiego, który mieszka w Krakowie przy ulicy
        Długiej. Jego numer telefonu to 601 234 567, a adres e-mail to z.w@poczta.example. Nie zapłacił
        czynszu za marzec.""",
    "scandinavian": """Skriv venligst et brev til Mette Skovgaard, Nørregade 4, Odense. Hendes telefon er
        20 12 34 56. Hun har ikke betalt huslejen for marts måned.""",
    "finnish": """Kirjoita kirje Matti Korhoselle, Mannerheimintie 10, Helsinki. Hänen puhelimensa on
        040 123 4567. Hän ei ole maksanut maaliskuun vuokraa, mutta lupasi maksaa ensi viikolla.""",
    "hungarian": """Kérem, írjon levelet Kovács Bélának, Fő utca 12, Szeged. Telefonszáma 20 123 4567. Nem
        fizette ki a márciusi bérleti díjat, és nem is válaszolt.""",
    "indonesian-malay": """Tolong tulis surat kepada Siti Rahayu di Bandung, nomor 0812 3456 789. Dia
        belum membayar sewa bulan Maret dan tidak menjawab surat saya yang terakhir.""",
}


@pytest.mark.parametrize("language", LETTERS)
def test_a_letter_is_told_though_its_names_and_numbers_are_no_words_of_the_language(language: str) -> None:
    assert unread_languages(LETTERS[language]) == (language,)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Has Ada Quill signed? I am not sure whether she can.",
        "Nie wieder! Das ist doch nicht wahr, so ist es, und der Vertrag hat Zeit.",
        "Le la là où il y a à voir, et Łódź est loin d'ici.",
        "De la vida no me importa nada, ¿y a ti?",
        "Ik heb het nog niet gezien, maar hij komt morgen met de trein.",
        "São muito caros os bilhetes, não são?",
        "Non so se il contratto è già firmato, ma lo vedo domani.",
        "Let α = 3, β = ΔT in °C and Σx = πr²; μ is 4 Ω.",
        "Seats: Åsa Öberg, Jürgen Müller, Škoda Octavia, Dvořák's cello, Ångström.",
        "for i in range(10): print(i)  # да",
    ],
)
def test_a_text_in_the_seven_languages_is_not(text: str) -> None:
    assert unread_languages(text) == ()
