"""Promise: writing without spaces is cut where a search needs it, and is given back as it was."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import VaultTooNew
from app.vault import conversations, schema, texts
from app.vault.segments import SEPARATOR, cut, is_segmented, joined, without_separators
from app.vault.service import Vault
from tests.app.vault.reader import Pages
from tests.app.vault.support import CHEAP, RIGHT, message, reopened, vault_at

MIXED = st.text(st.sampled_from("日本ทะเเล서울かナaé1 .ー々_") | st.characters(codec="utf-8"), max_size=60)


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("", [""]),
        ("plain words, naïve", ["plain words, naïve"]),
        ("日本語", ["日", "本", "語"]),
        ("新しいiPhone15を", ["新", "し", "い", "iPhone15", "を"]),
        ("日 本、語", ["日 本、語"]),  # what separates already is left alone
        ("Привет мир", ["Привет мир"]),
        ("हिन्दी", ["हिन्दी"]),
        ("བོད་སྐད", ["བོད་སྐད"]),
    ],
)
def test_only_letters_that_would_run_together_are_cut_apart(text: str, pieces: list[str]) -> None:
    assert cut(text) == SEPARATOR.join(pieces)
    assert is_segmented(text) or cut(text) == text


@given(MIXED)
def test_any_text_is_joined_again(text: str) -> None:
    text = without_separators(text)
    assert joined(cut(text)) == text
    assert cut(joined(cut(text))) == cut(text)


@pytest.fixture
def first(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Vault:
    """An open vault as version 1 made it: what is written is stored as it is."""
    monkeypatch.setattr(conversations, "cut", str)
    monkeypatch.setattr(texts, "without_separators", str)
    vault = vault_at(folder, migrations=schema.MIGRATIONS[:1])
    vault.create(RIGHT, CHEAP)
    return vault


def test_a_vault_of_the_first_schema_is_cut_once_and_then_searched_inside(
    first: Vault, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    talk = first.create_conversation("図書館の話").id
    for name, text in (("latin", "plain words"), ("han", "明日図書館へ行く"), ("ours", "a\x16b")):
        first.add_message(message(name, talk, text))
    assert first.search("館へ", 9) == []
    first.close()
    monkeypatch.undo()
    for _ in range(2):
        vault = reopened(folder)
        assert {it.id: it.text for it in vault.conversation(talk).messages} == {
            "latin": "plain words",
            "han": "明日図書館へ行く",
            "ours": "a\ufffdb",
        }
        assert [hit.message_id for hit in vault.search("書館", 9)] == [None, "han"]
        assert [hit.message_id for hit in vault.search("plain", 9)] == ["latin"]
        assert list(vault.check())[-1].ok  # type: ignore[union-attr]
        vault.close()


def test_a_reader_of_the_first_schema_says_that_the_vault_is_too_new(folder: Path, vault: Vault) -> None:
    vault.close()
    with pytest.raises(VaultTooNew):
        vault_at(folder, migrations=schema.MIGRATIONS[:1]).unlock(RIGHT)


def test_what_the_migration_replaced_can_be_deleted_without_a_trace(
    first: Vault, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    talk = first.create_conversation("鯨").id
    for name in ("m", "n"):
        first.add_message(message(name, talk, "鯨が潮を噴いた"))
    first.close()
    monkeypatch.undo()
    vault = reopened(folder)
    assert len(vault.search("潮を噴", 5)) == 2
    vault.delete_conversation(talk)
    assert Pages(folder, RIGHT.value).count("鯨") == 0
    rows = vault._need().store.rows("SELECT v FROM message_index_config WHERE k = 'secure-delete'")
    assert rows == [(1,)]
    assert list(folder.glob("vault.db.schema-*")) == []
    vault.close()
