"""Promise: what was asked is stored before it is answered, no ending loses text, and locked means gone."""

from __future__ import annotations

import threading

import pytest

from app.conversation import MessageStatus, Role
from app.errors import DiskFull, UsageRefused, VaultLockedError, WrongPassphrase
from app.events import (
    AnswerEnded,
    AnswerGrew,
    ConversationsChanged,
    EngineStopped,
    MessageAdded,
    ModelReady,
    OldTurnsDropped,
    VaultLocked,
    VaultUnlocked,
)
from models.engine import Turn, TurnsTrimmed
from models.errors import EngineBusy, EngineCrashed
from tests.app.conftest import PASSPHRASE, Room
from tests.fake_engine import Pause, crash, model_info, out_of_memory


def test_a_question_is_answered_and_both_are_stored(room: Room) -> None:
    chat = room.chat()
    room.services.script(["Hello", " there"])
    answer = room.assistant.ask(chat, "Say hello to the garden", parent_id=None)
    stored = room.assistant.conversation(chat)
    assert [(m.role, m.text) for m in stored.branch()] == [
        (Role.USER, "Say hello to the garden"),
        (Role.ASSISTANT, "Hello there"),
    ]
    assert answer.status is MessageStatus.COMPLETE
    assert stored.summary.title == "Say hello to the garden"
    assert [event.text for event in room.events(AnswerGrew)] == ["Hello", " there"]


def test_the_question_is_committed_before_the_model_sees_it(room: Room) -> None:
    chat = room.chat()
    seen: list[int] = []
    room.services.load_pause = Pause()

    def look() -> None:
        assert room.services.load_pause is not None
        room.services.load_pause.reached.wait(10)
        seen.append(len([m for m in room.services.disk.messages.values() if m.role is Role.USER]))
        room.services.load_pause.release()

    watcher = threading.Thread(target=look)
    watcher.start()
    room.assistant.ask(chat, "first", parent_id=None)
    watcher.join(10)
    assert seen == [1]


def test_a_question_that_cannot_be_stored_is_not_asked(room: Room) -> None:
    chat = room.chat()
    room.services.disk.failures["add_message"] = DiskFull(free=0, has_ballast=True)
    with pytest.raises(DiskFull):
        room.assistant.ask(chat, "first", parent_id=None)
    assert room.services.requests == []
    assert room.assistant.answering is None


def test_provenance_says_where_an_answer_came_from(room: Room) -> None:
    chat = room.chat()
    answer = room.assistant.ask(chat, "who are you", parent_id=None)
    provenance = answer.provenance
    assert provenance is not None
    assert provenance.model == room.assistant.model.name
    assert (provenance.route, provenance.sandbox, provenance.stop_reason) == ("local", "full", "end")
    assert provenance.sampling.seed == 7
    assert provenance.completion_tokens > 0


def test_growing_text_is_checkpointed_every_second(room: Room) -> None:
    chat = room.chat()
    pauses = [Pause(), Pause()]
    room.services.script(["one ", pauses[0], "two ", pauses[1], "three"])
    asking = threading.Thread(target=room.assistant.ask, args=(chat, "count"), kwargs={"parent_id": None})
    asking.start()
    pauses[0].reached.wait(10)
    room.clock.advance(1.5)
    pauses[0].release()
    pauses[1].reached.wait(10)
    partial = [
        (m.text, m.provenance and m.provenance.model)
        for m in room.services.disk.messages.values()
        if m.role is Role.ASSISTANT
    ]
    pauses[1].release()
    asking.join(10)
    assert partial == [("one two ", room.assistant.model.name)]


def test_a_stopped_answer_keeps_its_text(room: Room, background: list[threading.Thread]) -> None:
    chat = room.chat()
    pause = Pause()
    room.services.script(["some words", pause, "never said"])
    background.append(
        threading.Thread(target=room.assistant.ask, args=(chat, "go"), kwargs={"parent_id": None})
    )
    background[0].start()
    pause.reached.wait(10)
    room.assistant.stop()
    background[0].join(10)
    ended = room.events(AnswerEnded)[-1]
    assert (ended.message.status, ended.message.text, ended.error) == (
        MessageStatus.STOPPED,
        "some words",
        None,
    )


def test_a_crashed_worker_leaves_the_question_and_what_was_said(room: Room) -> None:
    chat = room.chat()
    room.services.script(["half an ans", crash()])
    answer = room.assistant.ask(chat, "go", parent_id=None)
    assert (answer.status, answer.text) == (MessageStatus.FAILED, "half an ans")
    assert isinstance(room.events(AnswerEnded)[-1].error, EngineCrashed)
    assert answer.provenance is not None  # who wrote what there is of it is known all the same
    assert (answer.provenance.model, answer.provenance.sandbox) == (room.assistant.model.name, "full")
    assert (answer.provenance.stop_reason, answer.provenance.completion_tokens) == ("", 0)
    assert [m.text for m in room.assistant.conversation(chat).branch()] == ["go", "half an ans"]


def test_a_retry_after_a_crash_starts_a_new_worker_and_a_new_branch(room: Room) -> None:
    chat = room.chat()
    room.services.script([crash()])
    failed = room.assistant.ask(chat, "go", parent_id=None)
    assert failed.provenance is None  # nothing was written
    room.services.script(["fine"])
    again = room.assistant.regenerate(chat, failed.id, context_tokens=1024)
    assert again.text == "fine"
    assert again.parent_id == failed.parent_id
    assert len(room.services.engines) == 2
    assert room.services.loads[-1].context_tokens == 1024


def test_a_model_that_does_not_fit_fails_with_the_numbers(room: Room) -> None:
    chat = room.chat()
    room.services.load_errors.append(out_of_memory())
    answer = room.assistant.ask(chat, "go", parent_id=None)
    error = room.events(AnswerEnded)[-1].error
    assert answer.status is MessageStatus.FAILED
    assert error is not None
    assert error.facts["needed"] == 12 * 2**30
    assert room.assistant.loaded is None


def test_old_turns_that_do_not_fit_are_told(room: Room) -> None:
    chat = room.chat()
    room.services.script([TurnsTrimmed(4), "ok"])
    answer = room.assistant.ask(chat, "go", parent_id=None)
    assert [event.turns for event in room.events(OldTurnsDropped)] == [4]
    assert answer.provenance is not None
    assert answer.provenance.trimmed_turns == 4


def test_an_edit_is_a_branch_and_the_old_one_stays(room: Room) -> None:
    chat = room.chat()
    room.assistant.ask(chat, "first version", parent_id=None)
    question = room.assistant.conversation(chat).branch()[0]
    room.assistant.edit(chat, question.id, "second version")
    conversation = room.assistant.conversation(chat)
    assert conversation.branch()[0].text == "second version"
    assert len(conversation.messages) == 4
    back = room.assistant.show_version(chat, question.id)
    assert back.branch()[0].text == "first version"
    assert len(back.branch()) == 2


def test_only_questions_can_be_edited(room: Room) -> None:
    chat = room.chat()
    answer = room.assistant.ask(chat, "q", parent_id=None)
    with pytest.raises(UsageRefused):
        room.assistant.edit(chat, answer.id, "no")


def test_the_model_sees_the_branch_and_not_its_siblings(room: Room) -> None:
    chat = room.chat()
    room.settings.change(system_prompt="Be brief.")
    room.services.script(["a1"])
    first = room.assistant.ask(chat, "q1", parent_id=None)
    room.services.script(["a1 again"])
    second = room.assistant.regenerate(chat, first.id)
    room.assistant.ask(chat, "q2", parent_id=second.id)
    assert room.services.requests[-1].turns == (
        Turn("system", "Be brief."),
        Turn("user", "q1"),
        Turn("assistant", "a1 again"),
        Turn("user", "q2"),
    )


def test_one_answer_at_a_time(room: Room, background: list[threading.Thread]) -> None:
    chat = room.chat()
    pause = Pause()
    room.services.script([pause])
    background.append(
        threading.Thread(target=room.assistant.ask, args=(chat, "a"), kwargs={"parent_id": None})
    )
    background[0].start()
    pause.reached.wait(10)
    assert room.assistant.answering == chat
    with pytest.raises(EngineBusy):
        room.assistant.ask(chat, "b", parent_id=None)
    pause.release()


def test_the_engine_stays_warm_between_turns(room: Room) -> None:
    chat = room.chat()
    answer = room.assistant.ask(chat, "a", parent_id=None)
    room.assistant.ask(chat, "b", parent_id=answer.id)
    assert len(room.services.engines) == 1
    assert len(room.events(ModelReady)) == 1


def test_lock_kills_both_processes_while_an_answer_is_written(
    room: Room, background: list[threading.Thread]
) -> None:
    chat = room.chat()
    pause = Pause()
    room.services.script(["partial", pause, "more"])
    errors: list[BaseException] = []

    def ask() -> None:
        try:
            room.assistant.ask(chat, "a", parent_id=None)
        except VaultLockedError as error:
            errors.append(error)

    background.append(threading.Thread(target=ask))
    background[0].start()
    pause.reached.wait(10)
    room.assistant.lock("asked")
    background[0].join(10)
    assert [type(error) for error in errors] == [VaultLockedError]
    assert not any(handle.is_alive for handle in room.services.vaults + room.services.engines)
    assert [event.reason for event in room.events(VaultLocked)] == ["asked"]
    assert not room.events(AnswerEnded)


def test_lock_kills_an_engine_that_is_still_loading(room: Room, background: list[threading.Thread]) -> None:
    chat = room.chat()
    room.services.load_pause = Pause()
    ended: list[type[BaseException]] = []

    def ask() -> None:
        try:
            room.assistant.ask(chat, "a", parent_id=None)
        except VaultLockedError as error:
            ended.append(type(error))

    background.append(threading.Thread(target=ask))
    background[0].start()
    room.services.load_pause.reached.wait(10)
    room.assistant.lock("idle")
    background[0].join(10)
    assert ended == [VaultLockedError]
    assert not any(handle.is_alive for handle in room.services.engines)


def test_an_answer_cut_by_a_lock_is_marked_at_the_next_unlock(
    room: Room, background: list[threading.Thread]
) -> None:
    chat = room.chat()
    pause = Pause()
    room.services.script(["partial", pause])

    def ask() -> None:
        with pytest.raises(VaultLockedError):
            room.assistant.ask(chat, "a", parent_id=None)

    background.append(threading.Thread(target=ask))
    background[0].start()
    pause.reached.wait(10)
    room.assistant.lock("suspend")
    background[0].join(10)
    assert room.assistant.unlock(PASSPHRASE).interrupted == 1
    assert room.assistant.conversation(chat).branch()[-1].status is MessageStatus.INTERRUPTED


def test_a_locked_assistant_answers_nothing(room: Room) -> None:
    chat = room.chat()
    room.assistant.lock("asked")
    for call in (
        room.assistant.conversations,
        room.assistant.folders,
        lambda: room.assistant.search("x"),
        lambda: room.assistant.conversation(chat),
        lambda: room.assistant.ask(chat, "x", parent_id=None),
    ):
        with pytest.raises(VaultLockedError):
            call()


def test_locking_twice_is_told_once(room: Room) -> None:
    room.chat()
    room.assistant.lock("asked")
    room.assistant.lock("idle")
    assert [event.reason for event in room.events(VaultLocked)] == ["asked"]


def test_a_lost_vault_process_locks(room: Room) -> None:
    room.chat()
    room.services.vaults[-1].lose(EngineCrashed(how="killed", exit_code=-9))
    assert not room.assistant.is_unlocked
    assert [event.reason for event in room.events(VaultLocked)] == ["vault-lost"]


def test_a_lost_idle_engine_is_told_and_replaced(room: Room) -> None:
    chat = room.chat()
    answer = room.assistant.ask(chat, "a", parent_id=None)
    room.services.engines[-1].lose(EngineCrashed(how="killed", exit_code=-9))
    assert [type(event.error) for event in room.events(EngineStopped)] == [EngineCrashed]
    assert room.assistant.ask(chat, "b", parent_id=answer.id).status is MessageStatus.COMPLETE


def test_a_wrong_passphrase_leaves_it_locked(room: Room) -> None:
    room.chat()
    room.assistant.lock("asked")
    with pytest.raises(WrongPassphrase):
        room.assistant.unlock("not this one")
    assert not room.assistant.is_unlocked
    assert len(room.events(VaultUnlocked)) == 1


def test_passphrases_are_normalised_so_that_any_keyboard_opens_the_vault(room: Room) -> None:
    room.assistant.create_vault("caf\u00e9 au lait")
    room.assistant.lock("asked")
    room.assistant.unlock("cafe\u0301 au lait")
    assert room.assistant.is_unlocked


def test_deleting_for_good_also_clears_the_models_memory(room: Room) -> None:
    chat = room.chat()
    room.assistant.ask(chat, "a", parent_id=None)
    room.assistant.trash(chat)
    room.assistant.delete_for_good(chat)
    assert room.services.forgotten == [chat]
    assert room.assistant.conversations() == []
    assert isinstance(room.told[-1], ConversationsChanged)


def test_an_ephemeral_answer_touches_no_vault(room: Room) -> None:
    room.services.script(["hi"])
    events = list(room.assistant.generate((Turn("user", "hello"),)))
    assert [type(event).__name__ for event in events] == ["TextDelta", "Finished"]
    assert room.services.vaults == []
    assert room.assistant.answering is None


def test_changing_the_model_replaces_the_process(
    room: Room, tmp_path_factory: pytest.TempPathFactory
) -> None:
    chat = room.chat()
    answer = room.assistant.ask(chat, "a", parent_id=None)
    path = tmp_path_factory.mktemp("m") / "other.gguf"
    path.write_bytes(b"GGUF")
    room.services.infos[str(path)] = model_info("Other", size_bytes=4)
    entry = room.assistant.import_model(str(path))
    assert entry is not None
    room.assistant.choose_model(entry.id)
    room.assistant.ask(chat, "b", parent_id=answer.id)
    assert room.services.engine_paths[-1] == entry.path
    assert room.settings.current.model_id == entry.id
    assert [handle.is_alive for handle in room.services.engines[:1]] == [False]


def test_removing_the_chosen_model_goes_back_to_the_built_in_one(
    room: Room, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("m") / "other.gguf"
    path.write_bytes(b"GGUF")
    room.services.infos[str(path)] = model_info("Other", size_bytes=4)
    entry = room.assistant.import_model(str(path))
    assert entry is not None
    room.assistant.choose_model(entry.id)
    room.assistant.remove_model(entry.id)
    assert room.assistant.model.embedded
    assert path.exists()


def test_messages_are_told_when_they_are_stored(room: Room) -> None:
    chat = room.chat()
    room.assistant.ask(chat, "a", parent_id=None)
    assert [event.message.role for event in room.events(MessageAdded)] == [Role.USER, Role.ASSISTANT]
