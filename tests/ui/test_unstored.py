"""What the vault may not have is not lost: an answer as it grows, a draft that could not be stored."""

from __future__ import annotations

import msgspec

from app.conversation import Conversation, ConversationSummary, Message, MessageStatus, Role
from ui.unstored import Unstored

BEGUN = Message("a", "c", "q", Role.ASSISTANT, "", 2, MessageStatus.STREAMING)


def chat(*messages: Message, draft: str = "") -> Conversation:
    return Conversation(ConversationSummary("c", "t", 1, 1, 1), messages, messages[-1].id, draft)


def test_an_answer_is_what_came_of_it_so_far() -> None:
    unstored = Unstored()
    unstored.begin(BEGUN)
    unstored.grow("a", "one ")
    unstored.grow("a", "two")
    stored = msgspec.structs.replace(BEGUN, text="one")
    assert unstored.as_of_now(chat(stored)).messages[0].text == "one two"
    assert unstored.is_growing(stored)
    assert unstored.is_new(stored)


def test_an_answer_that_ended_is_the_last_state_of_it_even_if_the_vault_has_another() -> None:
    unstored = Unstored()
    unstored.begin(BEGUN)
    ended = msgspec.structs.replace(BEGUN, text="all of it", status=MessageStatus.FAILED)
    unstored.end(ended)
    assert unstored.latest(msgspec.structs.replace(BEGUN, text="half")) == ended
    assert unstored.has_ended("a")
    assert not unstored.is_growing(BEGUN)


def test_a_copy_stays_as_it_was() -> None:
    unstored = Unstored()
    unstored.begin(BEGUN)
    unstored.grow("a", "one")
    unstored.keep_draft("c", "draft")
    copied = unstored.copy()
    unstored.grow("a", " two")
    unstored.forget_draft("c")
    assert copied.as_of_now(chat(BEGUN, draft="older")).messages[0].text == "one"
    assert copied.as_of_now(chat(BEGUN, draft="older")).draft == "draft"
    assert unstored.as_of_now(chat(BEGUN, draft="older")).draft == "older"


def test_a_chat_that_is_not_there_yet_has_a_draft_of_its_own() -> None:
    unstored = Unstored()
    unstored.keep_draft(None, "new")
    assert (unstored.draft_of(None), unstored.draft_of("c", "stored")) == ("new", "stored")
    unstored.forget_draft(None, "c")
    assert unstored.draft_of(None) == ""
