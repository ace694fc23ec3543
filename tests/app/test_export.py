"""An export holds every word of a chat, as it stands there, and nothing that drives a terminal."""

from __future__ import annotations

import json
from collections.abc import Iterator

import msgspec
import pytest

from app.conversation import Conversation, ConversationSummary, Message, MessageStatus, Provenance, Role
from app.export import as_markdown, exported
from app.local_time import local_time
from models.engine import Sampling

THEN = 1_764_500_000_000


def chat(*texts: str, title: str = "A title", draft: str = "") -> Conversation:
    made = tuple(
        Message(
            f"m{number}",
            "c",
            f"m{number - 1}" if number else None,
            Role.ASSISTANT if number % 2 else Role.USER,
            text,
            THEN + number,
            provenance=Provenance("Sotto Tiny", "", Sampling()) if number % 2 else None,
        )
        for number, text in enumerate(texts)
    )
    summary = ConversationSummary("c", title, THEN, THEN, len(made))
    return Conversation(summary, made, made[-1].id if made else None, draft)


def text_of(*conversations: Conversation, with_drafts: bool = False) -> str:
    return b"".join(exported(conversations, "markdown", with_drafts=with_drafts)).decode()


def test_a_chat_reads_from_top_to_bottom() -> None:
    moment = local_time(THEN)
    assert text_of(chat("Where is it?", "In the *harbour*.")) == (
        f"# A title\n\n**You**, {moment}\n\nWhere is it?\n\n**Sotto Tiny**, {moment}\n\nIn the *harbour*.\n"
    )


def test_only_what_is_shown_is_in_markdown_and_all_versions_are_in_json() -> None:
    first = chat("question", "answer")
    other = msgspec.structs.replace(first.messages[1], id="other", text="another answer")
    both = msgspec.structs.replace(first, messages=(*first.messages, other))
    assert "another answer" not in text_of(both)
    whole = b"".join(exported([both, chat("second")], "json"))
    assert msgspec.convert(json.loads(whole)["conversations"], list[Conversation]) == [both, chat("second")]
    assert json.loads(b"".join(exported([], "json"))) == {"conversations": []}


def test_an_answer_that_has_not_come_to_its_end_says_so() -> None:
    begun = chat("question", "half an ans")
    cut = msgspec.structs.replace(begun.messages[1], status=MessageStatus.FAILED)
    text = text_of(msgspec.structs.replace(begun, messages=(begun.messages[0], cut)))
    assert "(failed)\n\nhalf an ans" in text


def test_what_was_not_sent_is_there_when_it_is_asked_for() -> None:
    begun = chat("question", draft="a thought")
    assert "a thought" not in text_of(begun)
    assert text_of(begun, with_drafts=True).endswith("**You**, not sent\n\na thought\n")
    assert "not sent" not in text_of(chat("question", draft="  \n"), with_drafts=True)


def test_chats_are_divided() -> None:
    assert text_of(chat("a"), chat("b")).count("\n---\n\n# A title\n") == 1


@pytest.mark.parametrize("kept", ["12\u00a0000 €", "👩\u200d🚀", "مرحبا\u200f", "\tindented\n\nlines"])
def test_characters_are_kept_as_they_are(kept: str) -> None:
    assert kept in text_of(chat(kept))


def test_what_would_drive_a_terminal_is_left_out() -> None:
    text = text_of(chat("a\x1b]0;title\x07b\x9bc\r\nd\re", title="x\x1b[2J\ny"))
    assert not set(text) & {"\x1b", "\x07", "\x9b", "\r"}
    assert text.startswith("# x[2J y\n")
    assert "d\ne" in text


def test_half_a_character_does_not_end_the_export() -> None:
    assert "a?b" in text_of(chat("question", draft="a\ud800b"), with_drafts=True)


def test_a_chat_is_read_when_the_one_before_it_is_out() -> None:
    read: list[str] = []

    def chats() -> Iterator[Conversation]:
        for name in ("first", "second"):
            read.append(name)
            yield chat("question", title=name)

    pieces = exported(chats(), "markdown")
    assert read == []
    assert next(pieces) == b"# first\n"
    assert read == ["first"]


def test_a_chat_without_a_title_or_a_word_is_one_line() -> None:
    assert "".join(as_markdown(chat(title=""))) == "# Conversation\n"
