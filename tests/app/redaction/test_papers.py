"""Short numbers right behind somebody's paper, in texts that name nobody."""

from __future__ import annotations

import pytest

from tests.app.redaction.hiding import hidden, open_of


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("hey its me again, ticket was 4417, what now", "4417"),
        ("what about complaint 4417?", "4417"),
        ("Subject: parcel 88120", "88120"),
        ("order 4417 pls", "4417"),
        ("it says locator is 7kx4tq and no name", "7kx4tq"),
        ("the parking fine PX4417822A, they say pay", "PX4417822A"),
        ('quote reference "ELM 4417" when you ring', "ELM 4417"),
        ("the ref ends in 4471 but i lost the rest", "4471"),
        ("refund number 4417 please", "4417"),
        ("ticket was 4417, then they gave me another one, 4498, and hung up", "4498"),
        ("member number 8 8 1 2 0 please", "8 8 1 2 0"),
        ("the claim forty-four seventeen", "forty-four seventeen"),
        (
            "my policy number, let me find it, ah here, HX double nine one two zero",
            "HX double nine one two zero",
        ),
        ("Reklamation 4417 bitte", "4417"),
        ("es geht um Sendung kx4417", "kx4417"),
        ("et pour colis 4417 ?", "4417"),
        ("l'allocataire : 4417", "4417"),
        ("Asunto: paquete 4417", "4417"),
        ("e per pratica kx4417?", "kx4417"),
        ("segnalazione n. 4417", "4417"),
        ("hoe zit het met melding 4417?", "4417"),
        ("o chamado é o 4417", "4417"),
    ],
)
def test_a_number_behind_a_paper_is_somebodys(text: str, value: str) -> None:
    assert open_of(text, value) == ""


@pytest.mark.parametrize(
    "text",
    [
        "switch (x) { case 4417: return 1; }",
        ".item { order: 4417; }",
        "the order was 4417 dollars",
        "Ticket 4417 users complained",
        "Ticket sales 4417",
        "the contract of 1848 was signed",
        "policy 2030 and policy 1984",
        "Executive Order 9066 was signed in the war",
        "the fine was 4417 and the loan 5000",
        "an order for 4417",
        "claim eur 4417",
        "file sha256 and file utf16",
        "a voucher is 1500, a receipt is 2000",
        "const ticket = 4417",
    ],
)
def test_what_is_counted_paid_or_programmed_stays(text: str) -> None:
    assert hidden(text) == []
