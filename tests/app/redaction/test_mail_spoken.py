"""Promise: an address of mail is hidden whole as it is spoken: asides, digits in words, words in brackets."""

from __future__ import annotations

import pytest

from app.redaction.recognizers import contact, mail
from tests.app.redaction.cost import is_linear


def _covers(text: str, value: str) -> bool:
    start = text.index(value)
    hidden = {
        position
        for one in (*contact.RECOGNIZERS, *mail.RECOGNIZERS)
        for hit in one.find(text)
        for position in range(hit.start, hit.end)
    }
    return all(not text[i].isalnum() or i in hidden for i in range(start, start + len(value)))


@pytest.mark.parametrize(
    "value",
    [
        "jota punto morales guion cuatro dos arroba yahoo punto es",
        "luca underscore bassi tutto minuscolo chiocciola gmail punto com",
        "weber[bei]kontor-werke[punkt]de",
        "m a r c e l dot d u b o i s at proton mail dot com",
        "dora dot mills, all lower case, at outlook dot com",
        "w a r d dot m u n r o four seven at sky dash mail dot net",
        "tom@hill-side<wbr>.example.org",
        "piotr at gmail",
        "mira at hill dot example",
        "j - o - n - i at t - a - r - n dot c - o - m",
        "M, A, R, G, O, T, at, F, I, N, L, A, Y, dot, O, R, G",
        "wren.at.dovecote.dot.studio",
        "l.s.hartwig, dann at, dann posteo punkt de",
        "lars.holmgren, then the at sign, then vintergatan.se",
        "sophie tiret bas martin quatre-vingt-deux arobase orange point fr",
        "bia underline costa arroba uol ponto com ponto br",
        "lucy dot gray 92 at gmail",
        "accounts payable at meridian freight dot com",
        "dara (at symbol) willowmere (period) org",
        "ute.schroeder, bei kanzlei-brandt.de",
        "hahn AT posteo.de",
        "helena dot qureshi forty four at b t internet dot com",
        "folake.ade at camden.gov.uk",
        "f,ade@camden.gov.uk",
        "f.ade@camden .gov.uk",
        "k e r n 8 1 @ w e b . d e",
        "rose tiret du huit dumas at free point fr",
        "rokonkwo eighty one at g mail dot com",
        "r cole seven two at i cloud dot com",
        "ruth, dot, cole, at, gmail, dot, com",
        "lramos arroba ayto-murcia.es",
        "rlopes em cm-porto ponto pt",
        "rita lopes tudo junto arroba sapo ponto pt",
        "m.hale(at)talktalk,net",
        "margaret.hale (a) talktalk (d) net",
        "s.whitaker@ btinternet.\ncom",
    ],
)
def test_the_whole_address_is_found(value: str) -> None:
    assert _covers(f"my address is {value}, thanks", value)


@pytest.mark.parametrize(
    "text",
    [
        "He is happy at gmail.",
        "Meet at gmail hq? The dot product at home is fine.",
        "see file[bei]x",
        "icon@2x.png",
        "He scored at 3 dot com boom valuations; the a, b, c at d, e and f dot the i.",
        "It's at example dot com, I believe. She was at Amazon dot com for years.",
        "Wir sind bei example punkt de, look at this point, e.g. at Meridian Point at six.",
        "We met at web de and talked about outlook de. What is at outlook com?",
        "Wir sind bei klarpost punkt de gelandet. Er arbeitet bei siemens punkt de",
        "Version 2 at work, dot the i's and cross the t's at home, point taken.",
    ],
)
def test_talk_is_left(text: str) -> None:
    assert not any(
        one.find(text) and list(one.find(text)) for one in (*contact.RECOGNIZERS, *mail.RECOGNIZERS)
    )


@pytest.mark.parametrize(
    "address",
    [
        "jorrit underscore b at hotmail com",
        "jorrit.b at web de",
        "klasse4b bei klarpost punkt de",
        "klasse4b minus eltern bei klarpost punkt de",
        "t_brand em sapo pt",
    ],
)
def test_an_address_said_without_a_dot_or_with_signs_is_found(address: str) -> None:
    assert _covers(f"send it to {address} not the old one", address)


@pytest.mark.parametrize(
    "worst",
    [
        "a dot b 1 ",
        "a, b, at ",
        "to ab cd at ef ",
        "ab.at.cd.dot.",
        "abc, then at, then ",
        "twenty one at a ",
    ],
)
def test_the_worst_text_costs_no_more_than_its_length(worst: str) -> None:
    def look(text: str) -> list[object]:
        return [hit for one in mail.RECOGNIZERS for hit in one.find(text)]

    assert is_linear(look, worst, sizes=(4_000, 24_000))


def test_both_halves_of_an_address_told_apart_are_found() -> None:
    text = "yahoo.fr is the domain, lea.fontaine the user"
    assert _covers(text, "yahoo.fr")
    assert _covers(text, "lea.fontaine")
    assert list(mail.MailInPieces().find("Mail to example.org, name@domain.tld is the user pattern.")) == []
    general = (
        "The domain of firstname.lastname mail is the part behind the at sign, the user in front: acme.com."
    )
    assert not _covers(general, "firstname.lastname")
    assert not _covers(general, "acme.com")
