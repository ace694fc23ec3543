"""Make the museum's vault of the current format: ``python -m tests.museum.make_vault FOLDER``.

Run once per format or schema version, when it is released; the result is committed and never changed.
Everything in it is synthetic. The cost of its passphrase slot is the floor, so that the product opens it with
its own limits.
"""

from __future__ import annotations

import itertools
import json
import sys
from pathlib import Path
from typing import Any

import msgspec

from app.audit import AuditEntry, AuditKind
from app.conversation import Exchange, Message, MessageStatus, Provenance, Role
from app.gate.port import Destination
from app.providers import Promise, Provider
from app.redaction.findings import EntityType, MappedValue
from app.redaction.port import Term
from app.routing import Sensitivity
from app.vault.kdf import FLOOR
from app.vault.port import Passphrase, Secret
from app.vault.service import Vault
from models.engine import Sampling

PASSPHRASE = Passphrase("Grüße an das Museum".encode())
_START = 1_790_000_000_000

_TEXTS = (
    (
        "What floats, and why?",
        "Whatever is lighter than the water that it pushes aside.\n\n| wood | yes |\n|---|---|",
    ),
    ("Schreibe ein Gedicht über Käse 🧀", "Käse, du gelber Freund,\nauf Brot und auf Nudeln vereint."),
    ("日本語で挨拶してください。", "こんにちは。今日はどうですか。"),
    ("Show me a loop in Python.", "```python\nfor number in range(3):\n    print(number)\n```"),
)


def make(folder: Path) -> None:
    """Create the vault and write what it holds next to it, as content.json."""
    ticks = itertools.count(_START, 1000)
    vault = Vault(folder, now=lambda: next(ticks), ballast_bytes=0)
    created = vault.create(PASSPHRASE, FLOOR)
    vault.confirm_recovery_code(1, created.recovery_code[:5])
    work = vault.create_folder("Work").id
    for number, (question, answer) in enumerate(_TEXTS):
        _talk(vault, number, question, answer)
    listed = vault.conversations(False)
    vault.set_folder(listed[0].id, work)
    vault.set_pinned(listed[1].id, True)
    vault.set_draft(listed[2].id, "an unfinished thought — ünfinished")
    vault.trash_conversation(listed[3].id)
    _ask_elsewhere(vault, listed[0].id)
    held = {
        "passphrase": PASSPHRASE.value.decode(),
        "recovery_code": created.recovery_code,
        "vault_id": created.vault_id,
        "content": content(vault),
    }
    vault.close()
    for name in ("vault.lock", "vault.attempts"):
        (folder / name).unlink(missing_ok=True)
    (folder / "content.json").write_text(
        json.dumps(held, ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
    )


def content(vault: Vault) -> dict[str, Any]:
    """Return everything that a user could see, as plain JSON values."""
    listed = [*vault.conversations(False), *vault.conversations(True)]
    conversations = [vault.conversation(summary.id) for summary in listed]
    placeholders = {summary.id: values for summary in listed if (values := vault.placeholders(summary.id))}
    everything = {
        "folders": vault.folders(),
        "conversations": conversations,
        "placeholders": placeholders,
        "terms": vault.terms(),
        "providers": vault.providers(),
        "secret": vault.secret("p1"),
        "audit": vault.audit(0, 100),
    }
    plain: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(everything))
    return plain


def _talk(vault: Vault, number: int, question: str, answer: str) -> None:
    """Store a conversation with an edit, a second answer and an interrupted one."""
    talk = vault.create_conversation(f"Talk {number}: {question[:20]}").id
    provenance = Provenance(
        model="synthetic",
        model_sha256="00" * 32,
        sampling=Sampling(seed=number),
        completion_tokens=12,
        sandbox="full",
    )
    rows = (
        ("q", None, Role.USER, question, MessageStatus.COMPLETE, None),
        ("a", "q", Role.ASSISTANT, answer, MessageStatus.COMPLETE, provenance),
        ("b", "q", Role.ASSISTANT, answer + " (again)", MessageStatus.STOPPED, provenance),
        ("e", None, Role.USER, question + " (edited)", MessageStatus.COMPLETE, None),
        ("f", "e", Role.ASSISTANT, "cut", MessageStatus.INTERRUPTED, provenance),
    )
    for place, (name, parent, role, text, status, origin) in enumerate(rows):
        vault.add_message(
            Message(
                id=f"{number}{name}",
                conversation_id=talk,
                parent_id=None if parent is None else f"{number}{parent}",
                role=role,
                text=text,
                created=_START + 60_000 * number + place,
                status=status,
                provenance=origin,
            )
        )
    vault.set_head(talk, f"{number}a")


def _ask_elsewhere(vault: Vault, talk: str) -> None:
    """Store what the cloud route leaves behind, for the conversation that is shown first."""
    vault.set_sensitivity(talk, Sensitivity.CONFIDENTIAL)
    vault.add_placeholders(
        talk, [MappedValue("PERSON", 1, "", "Ada Beispiel"), MappedValue("PERSON", 1, "FIRST", "Ada")]
    )
    vault.save_term(Term("Projekt Käse", "redact"))
    vault.save_term(Term("Python", "keep", EntityType.ORG))
    destination = Destination("p1", "openai", "https://ai.example.com/v1", "large", route="private")
    promise = Promise("30 days", "no", "https://ai.example.com/privacy", "2026-11-23")
    vault.save_provider(
        Provider(
            "p1", "Bürgeramt", destination, promise, key_place="vault", key_since=_START, consented=_START
        )
    )
    vault.put_secret("p1", Secret("a key that opens nothing", since=_START))
    question = vault.conversation(talk).branch()[0]
    sent = Exchange(
        "private", "p1", "Bürgeramt", "ai.example.com:443", "a1", "ab" * 32, "[PERSON_1] asks", {"PERSON": 1}
    )
    vault.record_exchange(question.id, sent)
    kinds: tuple[AuditKind, ...] = ("consent", "key-stored", "approved", "connection")
    for kind in kinds:
        entry = AuditEntry(kind, provider_id="p1", host="ai.example.com:443", route="private", seconds=0.25)
        vault.append_audit(entry)


if __name__ == "__main__":
    make(Path(sys.argv[1]))
