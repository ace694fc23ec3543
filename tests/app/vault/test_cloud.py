"""Promise: what the vault keeps of the cloud route comes back as it was, and is gone for good with its owner.

"Gone" means: looked for in every decrypted page and every frame of the log, by a reader of our own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.audit import AuditEntry
from app.conversation import Exchange, Role
from app.errors import DatabaseDamaged, NoSuchItem, UsageRefused, VaultLockedError
from app.gate.port import Destination
from app.providers import Promise, Provider
from app.redaction.findings import EntityType, MappedValue
from app.redaction.port import Term
from app.routing import Sensitivity
from app.vault import schema
from app.vault.port import CheckReport, Secret
from app.vault.service import Vault
from tests.app.vault.reader import Pages
from tests.app.vault.support import CHEAP, RIGHT, make_vault, message, vault_at

RARE = "xylocanary"
ANNA = MappedValue("PERSON", 1, "", "Anna Beispiel")
TEXTS = st.text(st.characters(codec="utf-8"), max_size=80)


def exchange(text: str = "[PERSON_1] asks", **changes: Any) -> Exchange:
    made = Exchange(
        route="cloud",
        provider_id="p1",
        provider="Example",
        host="api.example.com:443",
        approval_id="a1",
        body_sha256="ab" * 32,
        text=text,
        redacted={"PERSON": 1},
        kept={"DATE": 2},
        unknown=("[PERSON_9]",),
    )
    return msgspec.structs.replace(made, **changes)


def provider(provider_id: str = "p1", name: str = "Example", **changes: Any) -> Provider:
    made = Provider(
        id=provider_id,
        name=name,
        destination=Destination(
            id=provider_id,
            kind="openai",
            base_url="https://api.example.com/v1",
            model="large",
            ca_bundle=b"-----BEGIN\x00\xff",
            pins=("sha",),
        ),
        promise=Promise("30 days", "no", "https://example.com/privacy", "2026-11-23"),
        key_place="vault",
        key_since=5,
        consented=6,
    )
    return msgspec.structs.replace(made, **changes)


def traces(folder: Path, word: str = RARE) -> int:
    return Pages(folder, RIGHT.value).count(word)


# what comes back


def test_everything_comes_back_as_it_was_stored(opened: Callable[..., Vault]) -> None:
    vault = opened()
    talk = vault.create_conversation("t").id
    vault.set_sensitivity(talk, Sensitivity.CONFIDENTIAL)
    vault.add_message(message("q", talk, "Anna Beispiel asks"))
    vault.record_exchange("q", exchange())
    vault.add_placeholders(talk, [ANNA, MappedValue("PERSON", 1, "FIRST", "Anna")])
    vault.save_term(Term("Projekt Käse", "redact", EntityType.CUSTOM))
    vault.save_provider(provider())
    vault.put_secret("p1", Secret("sk-\0-geheim", since=7))
    again = opened()
    loaded = again.conversation(talk)
    assert loaded.messages[0].exchange == exchange()
    assert loaded.summary.sensitivity is Sensitivity.CONFIDENTIAL
    assert again.conversations(False)[0].sensitivity is Sensitivity.CONFIDENTIAL
    assert again.placeholders(talk) == [ANNA, MappedValue("PERSON", 1, "FIRST", "Anna")]
    assert again.terms() == [Term("Projekt Käse", "redact", EntityType.CUSTOM)]
    assert again.providers() == [provider()]
    assert again.secret("p1") == Secret("sk-\0-geheim", since=7)
    report = list(again.check())[-1]
    assert isinstance(report, CheckReport)
    assert report.ok


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Vault]:
    """An open vault for many examples."""
    vault = make_vault(tmp_path_factory.mktemp("cloud") / "vault")
    yield vault
    vault.close()


@given(text=TEXTS, name=TEXTS)
def test_any_text_that_left_is_kept_to_the_letter(kept: Vault, text: str, name: str) -> None:
    talk = kept.create_conversation("t").id
    sent = exchange(text, provider=name, unknown=(text,))
    kept.add_message(message(talk, talk, "m"))
    kept.record_exchange(talk, sent)
    kept.save_provider(provider(name=name, promise=Promise(text)))
    kept.put_secret("s", Secret(text, 1))
    assert kept.conversation(talk).messages[0].exchange == sent
    assert [(it.name, it.promise.retention) for it in kept.providers()] == [(name, text)]
    assert kept.secret("s") == Secret(text, 1)


@given(text=TEXTS)
def test_a_value_is_kept_as_the_message_is_that_it_stands_in(kept: Vault, text: str) -> None:
    talk = kept.create_conversation("t").id
    kept.add_message(message(talk, talk, f"<{text}>"))
    kept.add_placeholders(talk, [MappedValue("PERSON", 1, "", f"<{text}>")])
    kept.add_placeholders(talk, [MappedValue("PERSON", 1, "", f"<{text}>")])
    (value,) = kept.placeholders(talk)
    assert value.value == kept.conversation(talk).messages[0].text


def test_a_message_brings_its_exchange_with_it(vault: Vault) -> None:
    talk = vault.create_conversation("t").id
    question = msgspec.structs.replace(message("q", talk, "who?"), exchange=exchange("who?"))
    vault.add_message(question)
    assert vault.conversation(talk).messages == (question,)


def test_an_exchange_can_be_completed(vault: Vault) -> None:
    talk = vault.create_conversation("t").id
    vault.add_message(message("a", talk, "an answer", role=Role.ASSISTANT))
    vault.record_exchange("a", exchange("half"))
    vault.record_exchange("a", exchange("whole", unknown=()))
    assert vault.conversation(talk).messages[0].exchange == exchange("whole", unknown=())


def test_an_exchange_needs_its_message_and_a_map_its_conversation(vault: Vault) -> None:
    with pytest.raises(NoSuchItem):
        vault.record_exchange("nowhere", exchange())
    for call in (
        lambda: vault.placeholders("nowhere"),
        lambda: vault.add_placeholders("nowhere", [ANNA]),
        lambda: vault.set_sensitivity("nowhere", Sensitivity.PUBLIC),
    ):
        with pytest.raises(NoSuchItem):
            call()


def test_a_new_conversation_has_the_default_label_and_keeps_any_other(vault: Vault) -> None:
    made = vault.create_conversation("t")
    assert made.sensitivity is Sensitivity.INTERNAL
    for sensitivity in Sensitivity:
        vault.set_sensitivity(made.id, sensitivity)
        assert vault.conversation(made.id).summary.sensitivity is sensitivity


def test_the_search_finds_what_is_shown_and_not_what_left(vault: Vault) -> None:
    talk = vault.create_conversation("t").id
    question = message("q", talk, "Anna Beispiel asks")
    vault.add_message(msgspec.structs.replace(question, exchange=exchange(f"[PERSON_1] {RARE}")))
    vault.add_placeholders(talk, [MappedValue("PERSON", 2, "", f"{RARE} Beispiel")])
    assert len(vault.search("Beispiel", 9)) == 1
    assert vault.search("PERSON_1", 9) == []
    assert vault.search(RARE, 9) == []


# placeholders


def test_placeholders_keep_the_order_of_their_making(vault: Vault) -> None:
    talk = vault.create_conversation("t").id
    values = [MappedValue("PERSON", number, "", f"name {number}") for number in (3, 1, 2)]
    vault.add_placeholders(talk, values[:1])
    vault.add_placeholders(talk, values)
    vault.add_placeholders(talk, [])
    assert vault.placeholders(talk) == values


def test_a_placeholder_never_stands_for_something_else(vault: Vault) -> None:
    talk = vault.create_conversation("t").id
    vault.add_placeholders(talk, [ANNA])
    other = MappedValue("PERSON", 1, "", "Otto Beispiel")
    new = MappedValue("ORG", 1, "", "Example Ltd")
    for values in ([new, other], [new, msgspec.structs.replace(new, value="another")]):
        with pytest.raises(UsageRefused) as refused:
            vault.add_placeholders(talk, values)
        assert refused.value.facts == {"reason": "placeholder-taken"}
        assert vault.placeholders(talk) == [ANNA]  # all or none


def test_the_same_placeholder_is_another_one_in_another_conversation(vault: Vault) -> None:
    first, second = (vault.create_conversation("t").id for _ in range(2))
    vault.add_placeholders(first, [ANNA])
    vault.add_placeholders(second, [msgspec.structs.replace(ANNA, value="Otto")])
    assert [vault.placeholders(it)[0].value for it in (first, second)] == ["Anna Beispiel", "Otto"]


# terms, providers, secrets


def test_the_newest_decision_about_a_term_holds_and_comes_first(vault: Vault) -> None:
    first, second = Term("one", "redact"), Term("two", "keep", EntityType.ORG)
    for term in (first, second, Term("one", "keep", EntityType.PERSON)):
        vault.save_term(term)
    assert vault.terms() == [Term("one", "keep", EntityType.PERSON), second]
    vault.forget_term("one")
    vault.forget_term("never decided")
    assert vault.terms() == [second]
    vault.save_term(first)
    assert vault.terms() == [first, second]


def test_a_term_with_a_label_of_a_newer_version_still_hides(vault: Vault) -> None:
    vault.save_term(Term("one", "redact", EntityType.ORG))
    store = vault._need().store
    with store.write():
        store.change("UPDATE terms SET label = 'STARSHIP'")
    assert vault.terms() == [Term("one", "redact", EntityType.CUSTOM)]


def test_providers_are_listed_by_name_and_replaced_by_id(vault: Vault) -> None:
    for number, name in enumerate(("beta", "Alpha", "gamma")):
        vault.save_provider(provider(f"p{number}", name))
    vault.save_provider(provider("p0", "Zeta", consented=0))
    assert [(it.id, it.name, it.consented) for it in vault.providers()] == [
        ("p1", "Alpha", 6),
        ("p2", "gamma", 6),
        ("p0", "Zeta", 0),
    ]
    vault.delete_provider("p2")
    vault.delete_provider("p2")
    assert [it.id for it in vault.providers()] == ["p1", "p0"]


def test_a_deleted_provider_takes_its_own_secrets_and_no_others(vault: Vault) -> None:
    vault.save_provider(provider("p1"))
    for name in ("p1", "p1/client-key", "p10", "p10/client-key", "other/p1"):
        vault.put_secret(name, Secret(f"secret of {name}", 1))
    vault.delete_provider("p1")
    left = {
        name for name in ("p1", "p1/client-key", "p10", "p10/client-key", "other/p1") if vault.secret(name)
    }
    assert left == {"p10", "p10/client-key", "other/p1"}


def test_a_secret_that_is_not_there_is_none(vault: Vault) -> None:
    assert vault.secret("p1") is None
    vault.forget_secret("p1")
    vault.put_secret("p1", Secret("x", 1))
    vault.forget_secret("p1")
    assert vault.secret("p1") is None


# gone for good


def with_rare_exchange(vault: Vault) -> str:
    talk = vault.create_conversation("t").id
    vault.add_message(message("q", talk, "question"))
    vault.record_exchange("q", exchange(f"{RARE} " + "long " * 3000 + RARE, provider=RARE))
    vault.add_message(message("a", talk, "answer", parent="q", role=Role.ASSISTANT))
    vault.record_exchange("a", exchange(f"{RARE} answer"))
    return talk


def test_what_is_looked_for_would_be_found(folder: Path, vault: Vault) -> None:
    with_rare_exchange(vault)
    assert traces(folder) >= 4
    for path in folder.iterdir():
        assert RARE.encode() not in path.read_bytes()


def test_a_deleted_message_takes_what_left_and_came_with_it(folder: Path, vault: Vault) -> None:
    with_rare_exchange(vault)
    vault.delete_message("q")
    assert traces(folder) == 0
    assert vault._need().store.rows("SELECT * FROM exchanges") == []


@pytest.mark.parametrize("how", ["delete", "empty-trash"])
def test_a_deleted_conversation_takes_its_exchanges_and_its_map_with_it(
    folder: Path, vault: Vault, how: str
) -> None:
    talk = with_rare_exchange(vault)
    other = vault.create_conversation("other").id
    vault.add_placeholders(other, [ANNA])
    vault.add_placeholders(
        talk, [MappedValue("PERSON", number, "", f"{RARE}{number}") for number in range(1, 400)]
    )
    if how == "delete":
        vault.delete_conversation(talk)
    else:
        vault.trash_conversation(talk)
        assert vault.placeholders(talk)[0].value == f"{RARE}1"
        vault.empty_trash()
    assert traces(folder) == 0
    assert vault.placeholders(other) == [ANNA]


def test_a_forgotten_or_replaced_secret_leaves_nothing(folder: Path, vault: Vault) -> None:
    vault.put_secret("p1", Secret(f"{RARE} key " + "pem " * 2000 + RARE, 1))
    vault.put_secret("p2", Secret("stays", 1))
    assert traces(folder) > 0
    vault.put_secret("p1", Secret("the next one", 2))
    assert traces(folder) == 0
    vault.put_secret(RARE, Secret(f"{RARE} key", 3))
    vault.forget_secret(RARE)
    assert traces(folder) == 0
    vault.close()
    assert traces(folder) == 0
    assert traces(folder, "stays") == 1


def test_a_deleted_or_changed_provider_leaves_nothing(folder: Path, vault: Vault) -> None:
    vault.save_provider(provider("p1", f"{RARE} server", promise=Promise(f"{RARE} says")))
    vault.put_secret("p1", Secret(f"{RARE} key", 1))
    vault.save_provider(provider("p2", "other"))
    vault.delete_provider("p1")
    assert traces(folder) == 0
    vault.save_provider(provider("p2", f"{RARE} renamed"))
    vault.save_provider(provider("p2", "plain"))
    assert traces(folder) == 0
    assert [it.name for it in vault.providers()] == ["plain"]


def test_a_forgotten_term_leaves_nothing(folder: Path, vault: Vault) -> None:
    vault.save_term(Term(f"Project {RARE}", "redact"))
    vault.save_term(Term(f"Project {RARE}", "keep"))
    vault.forget_term(f"Project {RARE}")
    assert traces(folder) == 0


def test_forgetting_a_secret_also_drops_the_copy_from_before_a_migration(
    folder: Path, opened: Callable[..., Vault]
) -> None:
    opened().put_secret("p1", Secret(RARE, 1))
    later = schema.Migration(
        schema.newest(schema.MIGRATIONS) + 1, lambda connection: connection.execute("CREATE TABLE later (x)")
    )
    vault = opened(migrations=(*schema.MIGRATIONS, later))
    assert list(folder.glob("vault.db.schema-*"))
    vault.forget_secret("p1")
    assert not list(folder.glob("vault.db.schema-*"))


class Stopped(BaseException):
    """Stands for the end of the process at this point."""


@pytest.mark.parametrize("step", ["vacuum", "wal"])
def test_a_secret_whose_forgetting_was_cut_is_gone_after_the_next_unlock(
    folder: Path, opened: Callable[..., Vault], monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    vault = opened()
    vault.put_secret("p1", Secret(f"{RARE} key", 1))
    store = vault._need().store
    real = store.rows

    def rows(statement: str, *rest: Any) -> Any:
        if step in statement:
            raise Stopped
        return real(statement, *rest)

    monkeypatch.setattr(store, "rows", rows)
    with pytest.raises(Stopped):
        vault.forget_secret("p1")
    monkeypatch.undo()
    vault.close()
    again = vault_at(folder)
    assert "purge-finished" in again.unlock(RIGHT).warnings
    assert traces(folder) == 0
    assert again.secret("p1") is None
    again.close()


# older and damaged vaults


def test_a_vault_of_schema_2_gets_the_tables_and_its_conversations_the_default_label(folder: Path) -> None:
    old = vault_at(folder, migrations=schema.MIGRATIONS[:2])
    old.create(RIGHT, CHEAP)
    talk = old.create_conversation("t").id
    old.add_message(message("m", talk, "text"))
    old.close()
    for expected in (None, exchange()):
        vault = vault_at(folder)
        vault.unlock(RIGHT)
        loaded = vault.conversation(talk)
        assert (loaded.messages[0].text, loaded.messages[0].exchange) == ("text", expected)
        assert loaded.summary.sensitivity is Sensitivity.INTERNAL
        vault.record_exchange("m", exchange())
        vault.close()


def test_a_reader_of_schema_2_may_open_it_and_what_it_deletes_takes_the_new_rows_along(
    folder: Path, vault: Vault
) -> None:
    talk = with_rare_exchange(vault)
    vault.add_placeholders(talk, [MappedValue("PERSON", 1, "", RARE)])
    vault.close()
    old = vault_at(folder, migrations=schema.MIGRATIONS[:2])
    old.unlock(RIGHT)
    store = old._need().store

    def remove() -> None:  # as that version does it
        store.change("UPDATE conversations SET head = NULL")
        store.change("DELETE FROM messages")
        store.change("DELETE FROM conversations")

    store.delete_for_good(2, remove)
    assert store.rows("SELECT 1 FROM exchanges UNION ALL SELECT 1 FROM placeholders") == []
    assert traces(folder) == 0
    old.close()


@pytest.mark.parametrize(
    ("table", "column", "read"),
    [
        ("exchanges", "content", lambda vault, talk: vault.conversation(talk)),
        ("placeholders", "value", lambda vault, talk: vault.placeholders(talk)),
        ("terms", "term", lambda vault, talk: vault.terms()),
        ("providers", "content", lambda vault, talk: vault.providers()),
        ("secrets", "content", lambda vault, talk: vault.secret("p1")),
        ("audit", "record", lambda vault, talk: vault.audit(0, 9)),
    ],
)
def test_zeros_of_a_damaged_page_are_never_taken_for_what_was_stored(
    vault: Vault, table: str, column: str, read: Callable[[Vault, str], object]
) -> None:
    talk = with_rare_exchange(vault)
    vault.add_placeholders(talk, [ANNA])
    vault.save_term(Term("one term"))
    vault.save_provider(provider())
    vault.put_secret("p1", Secret("a longer secret", 1))
    vault.append_audit(AuditEntry("consent", provider_id="p1"))
    read(vault, talk)
    store = vault._need().store
    with store.write():
        middle = f"substr({column}, 1, 4) || char(0, 0, 0) || substr({column}, 8)"
        assert store.change(f"UPDATE {table} SET {column} = {middle}")
    with pytest.raises(DatabaseDamaged):
        read(vault, talk)


# locked, and seen from outside


def test_a_locked_vault_says_nothing_of_the_cloud(folder: Path, vault: Vault) -> None:
    vault.close()
    calls: list[Callable[[], object]] = [
        lambda: vault.set_sensitivity("x", Sensitivity.PUBLIC),
        lambda: vault.placeholders("x"),
        lambda: vault.add_placeholders("x", []),
        lambda: vault.record_exchange("x", exchange()),
        vault.terms,
        lambda: vault.save_term(Term("x")),
        lambda: vault.forget_term("x"),
        vault.providers,
        lambda: vault.save_provider(provider()),
        lambda: vault.delete_provider("x"),
        lambda: vault.secret("x"),
        lambda: vault.put_secret("x", Secret("x", 1)),
        lambda: vault.forget_secret("x"),
        lambda: vault.append_audit(AuditEntry("consent")),
        lambda: vault.audit(0, 9),
        vault.verify_audit,
        lambda: list(vault.export_audit()),
    ]
    for call in calls:
        with pytest.raises(VaultLockedError):
            call()


def test_reprs_show_no_value_and_no_secret(vault: Vault) -> None:
    talk = with_rare_exchange(vault)
    vault.add_placeholders(talk, [MappedValue("PERSON", 1, "", RARE)])
    vault.save_term(Term(RARE))
    vault.put_secret("p1", Secret(RARE, 1))
    vault.save_provider(provider(name=RARE))
    shown = [
        vault.conversation(talk).messages[0].exchange,
        vault.placeholders(talk),
        vault.terms(),
        vault.providers(),
        vault.secret("p1"),
        vault._need(),
    ]
    assert RARE not in repr(shown)
