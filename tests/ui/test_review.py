"""Promise: nothing leaves unless the user saw those exact bytes and pressed the button that sends them.

The whole path over fake processes: type, choose the cloud, look at the review, send, read the answer with the
names back. Answering locally is the default; Enter never sends; what is shown is what is hashed.
"""

from __future__ import annotations

import hashlib
import json

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QWidget

from app.review import Choice
from tests.ui.cloud_steps import (
    QUESTION,
    add_provider,
    ask,
    begin,
    choose,
    find_names,
    page_of,
    sent_texts,
)
from tests.ui.reviewing import REDACTED, reviews, send, texts, transcript
from tests.ui.stage import Stage, readable_text
from tests.ui.test_accessibility import nameless


def test_type_choose_the_cloud_review_send_and_read_the_answer_with_the_names_back(stage: Stage) -> None:
    window = begin(stage, chat="old")
    left, right = texts(window)
    assert QUESTION in left
    assert REDACTED in right
    assert "Quill" not in right
    stage.services.cloud.script("Dear [PER", "SON_1], ask **[PERSON_7]**.")
    send(stage, window)
    assert sent_texts(stage) == [REDACTED]
    stage.until(lambda: "Dear Ada Quill, ask [PERSON_7]." in transcript(stage))
    assert "placeholders that this chat never had" in transcript(stage)
    assert page_of(stage).composer.text() == ""


def test_what_is_shown_is_what_leaves_byte_for_byte(stage: Stage) -> None:
    window = begin(stage)
    assert window.shown is not None
    body = window.shown.prepared.body
    turns = [message["content"] for message in json.loads(body)["messages"]]
    shown = window.right.toPlainText().replace("\u2029", "\n")
    for turn in turns:
        assert turn in shown
    send(stage, window)
    request, _ = stage.services.cloud.sent[0]
    assert request.body == body
    assert hashlib.sha256(body).hexdigest() == request.body_sha256


def test_the_users_own_instructions_and_every_parameter_are_shown_too(stage: Stage) -> None:
    stage.desk.preferences.change(system_prompt="You work for Ada Quill.")
    stage.until(lambda: stage.settings.current.system_prompt)
    window = begin(stage)
    left, right = texts(window)
    assert "You work for Ada Quill." in left
    assert "You work for [PERSON_1]." in right
    assert window.shown is not None
    fields = json.loads(window.shown.prepared.body)
    assert fields["messages"][0]["content"].endswith("You work for [PERSON_1].")
    assert set(fields) == {"model", "messages", "max_tokens", "stream"}
    said = readable_text(window.foot).replace("\N{NO-BREAK SPACE}", " ")
    assert fields["model"] in said
    assert f"at most {fields['max_tokens']} tokens" in said


def test_the_answer_says_its_route_and_its_details_what_left(stage: Stage) -> None:
    window = begin(stage, chat="old")
    send(stage, window)
    stage.until(lambda: page_of(stage).chat.items()[-1].message.exchange is not None)
    question, answer = page_of(stage).chat.items()
    assert answer.asked == question.message.exchange
    assert "Cloud (redacted) · Somewhere" in transcript(stage)
    from ui.transcript.details import Details

    details = Details(stage.desk.theme, answer.message.provenance, page_of(stage), asked=answer.asked)
    said = readable_text(details)
    assert "Person 2" in said
    assert "cloud.example:443" in said
    details.deleteLater()


def test_the_exact_words_that_left_and_came_can_be_read_afterwards(stage: Stage) -> None:
    from ui.review.exchange import ExchangeSheet

    window = begin(stage, chat="old")
    stage.services.cloud.script("Ask [PERSON_1].")
    send(stage, window)
    stage.until(lambda: page_of(stage).chat.items()[-1].message.exchange is not None)
    answer = page_of(stage).chat.items()[-1]
    sheet = ExchangeSheet(stage.desk.theme, page_of(stage), answer.asked, answer.message.exchange)
    said = readable_text(sheet)
    assert REDACTED in said
    assert "Ask [PERSON_1]." in said
    assert "Quill" not in said
    sheet.deleteLater()


def test_a_private_server_is_reviewed_too_and_says_so(stage: Stage) -> None:
    stage.open_chat("old")
    find_names(stage)
    choose(stage, add_provider(stage, route="private", key="", name="Our server"))
    window = ask(stage)
    assert "private server" in readable_text(window)
    send(stage, window)
    stage.until(lambda: "Private server · Our server" in transcript(stage))


def test_a_server_on_this_computer_is_said_to_be_asked_without_encryption(stage: Stage) -> None:
    stage.open_chat("old")
    provider = add_provider(stage, route="private", key="")
    plain = msgspec.structs.replace(provider.destination, base_url="http://127.0.0.1:8080/v1")
    provider = stage.assistant.cloud.providers.save(msgspec.structs.replace(provider, destination=plain))
    choose(stage, stage.assistant.cloud.providers.consent(provider.id))
    assert "unencrypted, to this very computer" in readable_text(ask(stage).foot)


def test_answer_locally_is_the_default_and_has_the_focus(stage: Stage) -> None:
    window = begin(stage)
    assert window.foot.local.isDefault()
    assert window.focusWidget() is window.foot.local
    assert not window.foot.send.isDefault()
    assert not window.foot.send.autoDefault()


def test_enter_answers_locally_and_sends_nothing(stage: Stage) -> None:
    window = begin(stage)
    stage.services.script(["A local answer."])
    stage.bot.keyClick(window.left, Qt.Key.Key_Return)
    stage.until(lambda: "A local answer." in transcript(stage))
    stage.until_answered()
    assert stage.services.cloud.sent == []
    assert not reviews(stage)


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_enter_on_the_send_button_does_nothing(stage: Stage, key: Qt.Key) -> None:
    window = begin(stage)
    window.foot.send.setFocus()
    stage.bot.keyClick(window.foot.send, key)
    assert reviews(stage) == [window]
    assert stage.services.cloud.sent == []
    assert window.foot.send.isEnabled()


def test_the_space_bar_on_the_send_button_sends(stage: Stage) -> None:
    window = begin(stage)
    window.foot.send.setFocus()
    stage.bot.keyClick(window.foot.send, Qt.Key.Key_Space)
    stage.until(lambda: stage.services.cloud.sent)
    stage.until_answered()


def test_escape_closes_and_the_question_stays_in_the_composer(stage: Stage) -> None:
    window = begin(stage)
    stage.bot.keyClick(window, Qt.Key.Key_Escape)
    stage.until(lambda: not reviews(stage))
    assert page_of(stage).composer.text() == QUESTION
    assert stage.services.cloud.sent == []
    assert ask(stage).shown is not None


@pytest.mark.parametrize(("width", "height", "scale"), [(900, 600, 100), (900, 600, 150), (1280, 700, 150)])
def test_in_a_small_window_it_scrolls_and_nothing_is_cut(
    stage: Stage, width: int, height: int, scale: int
) -> None:
    stage.services.cloud.telling = {"mayor": ("job", ""), "Overton": ("place", "a small town")}
    stage.unlock()
    stage.desk.preferences.change(text_scale=scale)
    stage.settle()
    window = begin(stage, "She is 44, a mayor from Overton, and knows Ada Quill.", chat="old")
    window.resize(width, height)
    stage.until(lambda: window.area.verticalScrollBar().maximum() > 0)
    for part in (window.left, window.right, window.findings):
        card = part.parentWidget()
        while card is not None and card.property("kind") != "card":
            card = card.parentWidget()
        assert card is not None
        assert card.height() >= card.minimumHeight() >= window.theme.px(170)
        assert card.rect().bottom() >= part.mapTo(card, part.rect().bottomLeft()).y()
    assert window.foot.y() + window.foot.height() <= window.height()
    window.area.verticalScrollBar().setValue(window.area.verticalScrollBar().maximum())
    stage.bot.keyClick(window, Qt.Key.Key_N)
    top = window.left.mapTo(window.area.viewport(), window.left.rect().topLeft()).y()
    assert 0 <= top < window.area.viewport().height()  # the text of what the key went to is in sight


def test_what_was_hidden_by_hand_is_hidden_again_after_a_look_that_was_broken_off(stage: Stage) -> None:
    window = begin(stage, chat="old")
    window.left.setTextCursor(window.left.document().find("letter"))
    window.hide_selection.click()
    stage.bot.keyClick(window, Qt.Key.Key_Escape)
    stage.until(lambda: not reviews(stage))
    again = ask(stage)
    assert "Draft a [CUSTOM_1] to [PERSON_1]" in again.right.toPlainText()
    again.reject()
    stage.open_chat("lease")
    choose(stage, stage.assistant.cloud.providers.all()[0])
    assert "Draft a letter to" in ask(stage).right.toPlainText()  # another chat is another matter


def test_bytes_that_changed_after_they_were_shown_are_refused_and_the_window_says_so(stage: Stage) -> None:
    window = begin(stage)
    window.review.decide(window.review.items[0].id, Choice.KEEP)  # behind the window's back
    stage.bot.mouseClick(window.foot.send, Qt.MouseButton.LeftButton)
    stage.until(lambda: window.banners.shown("refused"))
    assert stage.services.cloud.sent == []
    assert page_of(stage).composer.text() == QUESTION
    assert "Ada Quill" in window.right.toPlainText()


def test_everything_in_the_review_has_a_name_and_no_word_is_in_its_title(stage: Stage) -> None:
    stage.services.cloud.doubtful = {"letter"}
    window = begin(stage)
    assert nameless(window) == []
    assert window.windowTitle() == "Sotto"
    assert window.accessibleName()


def test_tab_reaches_both_texts_the_list_and_the_buttons(stage: Stage) -> None:
    window = begin(stage)
    start = window.focusWidget()
    assert start is not None
    seen: set[QWidget] = set()
    current = start.nextInFocusChain()
    while current is not start:
        if current.focusPolicy() & Qt.FocusPolicy.TabFocus and current.isVisibleTo(window):
            seen.add(current)
        current = current.nextInFocusChain()
    wanted = {
        window.left,
        window.right,
        window.findings,
        window.edit,
        window.foot.send,
        window.foot.show_bytes,
    }
    assert wanted <= seen


def test_nothing_is_read_as_html(stage: Stage) -> None:
    window = begin(stage, '<b>Ada Quill</b> <img src="https://evil.example/x.png"> &amp;', chat="old")
    assert '<b>[PERSON_1]</b> <img src="https://evil.example/x.png"> &amp;' in window.right.toPlainText()
    cursor = QTextCursor(window.right.document())
    assert cursor.charFormat().isImageFormat() is False


def test_the_word_that_promises_too_much_is_never_used(stage: Stage) -> None:
    window = begin(stage)
    said = readable_text(window).lower()
    assert "anonym" not in said
    assert "cannot hide what it does not recognise" in said


def test_both_texts_have_the_same_room_in_a_small_window(stage: Stage) -> None:
    stage.desk.preferences.change(text_scale=150)
    window = begin(stage)
    window.resize(900, 640)
    stage.settle()
    stage.until(lambda: window.width() == 900)
    assert window.right.width() > 0.75 * window.left.width()
    window.resize(1500, 900)
    stage.settle()
    assert window.edit.y() == window.hide_selection.y()  # side by side where there is room
    window.reject()
