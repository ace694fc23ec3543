"""Promise: an answer says truly where it was written, from its first word on."""

from __future__ import annotations

from app.conversation import Conversation, ConversationSummary, Exchange, Message, MessageStatus, Role
from ui.chat_views import views_of
from ui.unstored import Unstored


def test_a_new_answer_of_this_computer_to_a_question_that_left_once_is_of_this_computer() -> None:
    exchange = Exchange("cloud", "p", "Somewhere", "cloud.example:443", "id", "ab" * 32, "Ask [PERSON_1].")
    question = Message("q", "c", None, Role.USER, "Ask Ada Quill.", 1, exchange=exchange)
    first = Message("a1", "c", "q", Role.ASSISTANT, "", 2, MessageStatus.FAILED)
    again = Message("a2", "c", "q", Role.ASSISTANT, "", 3, MessageStatus.STREAMING)
    summary = ConversationSummary("c", "Lease", 0, 0, 3)
    conversation = Conversation(summary, (question, first, again), "a2")

    def asked(answer: Message) -> Exchange | None:
        branch = (question, answer)
        return views_of(conversation, branch, Unstored(), model_name="Tiny", dropped={})[-1].asked

    assert asked(first) == exchange
    assert asked(again) is None
