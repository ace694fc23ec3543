"""`sotto ask` and `sotto chat`."""

from __future__ import annotations

import argparse
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType

import msgspec

from app.assistant import Assistant
from app.cli.context import Context
from app.cli.terminal import ProgressLine, note, print_error, print_json, printable, read_secret
from app.conversation import Conversation, MessageStatus
from app.errors import UsageRefused, VaultMissing
from app.events import AnswerGrew, Event, ModelLoading, ModelReady, OldTurnsDropped, PromptAdvanced
from models.engine import Finished, PromptProgress, Sampling, StopReason, TextDelta, Turn, TurnsTrimmed, Usage
from models.errors import SottoError
from models.files import ModelEntry

_CHAT_HELP = """\
/new           begin another conversation        /regenerate   answer the last question again
/history       list conversations                /open ID      go on with one of them
/model [ID]    say or change the model           /help         this list
/quit          end (also Ctrl+D); Ctrl+C stops an answer"""

_CUT = {
    "length": "(The answer reached the longest length that is set; --max-tokens changes it.)",
    "context-full": "(The answer ended because the model's context is full.)",
}


class Printer:
    """Prints an answer while it grows, as text or as JSON events.

    Attributes:
        has_failed: whether an error was told.
    """

    def __init__(self, *, as_json: bool) -> None:
        self.has_failed = False
        self._json = as_json
        self._progress = ProgressLine()
        self._is_in_line = False

    def observe(self, event: Event) -> None:
        """Take an event of the core."""
        match event:
            case ModelLoading(_, stage, fraction):
                self._progress.show(f"Model: {stage}", fraction)
            case ModelReady():
                self._progress.clear()
            case PromptAdvanced(_, done, total):
                self.reading(done, total)
            case AnswerGrew(_, text):
                self.text(text)
            case OldTurnsDropped(_, turns):
                self.trimmed(turns)
            case _:
                pass

    def reading(self, done: int, total: int) -> None:
        """Show how much of the question has been read."""
        self._progress.show("Reading", done / max(total, 1))

    def text(self, text: str) -> None:
        """Print a piece of the answer."""
        self._progress.clear()
        if self._json:
            print_json({"type": "delta", "text": text})
        else:
            sys.stdout.write(printable(text))
            sys.stdout.flush()
            self._is_in_line = True

    def trimmed(self, turns: int) -> None:
        """Say that the model does not see the whole conversation."""
        self._progress.clear()
        if self._json:
            print_json({"type": "trimmed", "turns": turns})
        else:
            note(f"(Longer than the model can read: the oldest {turns} messages are left out.)")

    def final(
        self, text: str, model: ModelEntry, reason: str, usage: Usage | None, conversation: str | None
    ) -> None:
        """End the answer."""
        self._progress.clear()
        self._is_in_line = False
        if not self._json:
            sys.stdout.write("\n")
            sys.stdout.flush()
            if reason in _CUT:
                note(_CUT[reason])
            return
        print_json(
            {
                "type": "final",
                "text": text,
                "model": model.name,
                "model_id": model.id,
                "stop_reason": reason,
                "tokens_in": usage.prompt_tokens if usage else 0,
                "tokens_reused": usage.reused_tokens if usage else 0,
                "tokens_out": usage.completion_tokens if usage else 0,
                "tokens_per_second": round(usage.tokens_per_second, 2) if usage else 0.0,
                "seconds_to_first_token": round(usage.seconds_to_first_token, 4) if usage else 0.0,
                "seed": usage.seed if usage else None,
                "conversation": conversation,
            }
        )

    def failed(self, error: SottoError) -> None:
        """End with an error."""
        self.broken_off(error)
        print_error(error)

    def broken_off(self, error: SottoError) -> None:
        """End the output at an error that somebody else words."""
        self.has_failed = True
        self._progress.clear()
        if self._json:
            print_json({"type": "error", "code": error.code, "facts": error.facts})
        elif self._is_in_line:
            sys.stdout.write("\n")
            sys.stdout.flush()
        self._is_in_line = False


@contextmanager
def stopping_on_interrupt(stop: Callable[[], None]) -> Iterator[list[bool]]:
    """Turn the first Ctrl+C within the block into a stopped answer; a second one ends the program."""
    interrupted: list[bool] = []

    def handler(_signal: int, _frame: FrameType | None) -> None:
        if interrupted:
            raise KeyboardInterrupt
        interrupted.append(True)
        stop()

    before = signal.signal(signal.SIGINT, handler)
    try:
        yield interrupted
    finally:
        signal.signal(signal.SIGINT, before)


def use_options(context: Context, arguments: argparse.Namespace) -> None:
    """Apply --ephemeral, --model, --max-tokens, --temperature and --seed to this run only."""
    settings = context.settings
    if arguments.ephemeral:
        context.models.note_no_checks()
    if arguments.model:
        context.use_model(arguments.model)
    changes: dict[str, object] = {}
    if arguments.max_tokens is not None:
        changes["max_tokens"] = arguments.max_tokens
    if arguments.temperature is not None or arguments.seed is not None:
        sampling = settings.current.sampling or context.assistant.model.sampling or Sampling()
        if arguments.temperature is not None:
            sampling = msgspec.structs.replace(sampling, temperature=arguments.temperature)
        if arguments.seed is not None:
            sampling = msgspec.structs.replace(sampling, seed=arguments.seed)
        changes["sampling"] = sampling
    try:
        settings.override(**changes)
    except msgspec.ValidationError as error:
        raise UsageRefused(reason="option-out-of-range") from error


def run_ask(context: Context, arguments: argparse.Namespace) -> int:
    """Answer one question."""
    printer = Printer(as_json=arguments.json)
    context.observe(printer.observe)
    try:
        return _ask(context, arguments, printer)
    except SottoError as error:
        printer.broken_off(error)
        raise


def _ask(context: Context, arguments: argparse.Namespace, printer: Printer) -> int:
    use_options(context, arguments)
    try:
        question = sys.stdin.read() if arguments.question == "-" else arguments.question
    except UnicodeDecodeError as error:
        raise UsageRefused(reason="text-unreadable") from error
    if not question.strip():
        raise UsageRefused(reason="empty-question")
    if arguments.ephemeral:
        return _answer_without_vault(context.assistant, printer, (Turn("user", question),))[0]
    open_vault(context, arguments.passphrase_file)
    summary = context.assistant.new_conversation()
    return _answer_in_vault(
        context, printer, lambda: context.assistant.ask(summary.id, question, parent_id=None)
    )


def open_vault(context: Context, source: str | None) -> None:
    """Unlock the vault with the passphrase from the terminal or a file."""
    if context.assistant.vault_status().state == "absent":
        raise VaultMissing
    context.assistant.unlock(read_secret("Passphrase: ", source))


def _answer_in_vault(context: Context, printer: Printer, answer: Callable[[], object]) -> int:
    ended = context.ended_answers
    ended.clear()
    with stopping_on_interrupt(context.assistant.stop) as interrupted:
        answer()
    event = ended[-1]
    message = event.message
    if event.error is not None:
        printer.failed(event.error)
        return 1
    told = message.provenance.stop_reason if message.provenance else ""
    reason = told or message.status.value
    printer.final(message.text, context.assistant.model, reason, event.usage, message.conversation_id)
    return 1 if interrupted or message.status is not MessageStatus.COMPLETE else 0


def _answer_without_vault(assistant: Assistant, printer: Printer, turns: tuple[Turn, ...]) -> tuple[int, str]:
    pieces: list[str] = []
    with stopping_on_interrupt(assistant.stop):
        for event in assistant.generate(turns):
            match event:
                case PromptProgress(done, total):
                    printer.reading(done, total)
                case TurnsTrimmed(dropped):
                    printer.trimmed(dropped)
                case TextDelta(text):
                    pieces.append(text)
                    printer.text(text)
                case Finished(reason, usage):
                    text = "".join(pieces)
                    printer.final(text, assistant.model, reason.value, usage, None)
                    return (1 if reason is StopReason.CANCELLED else 0), text
    return 1, "".join(pieces)


def run_chat(context: Context, arguments: argparse.Namespace) -> int:
    """Talk until the end of the input."""
    printer = Printer(as_json=False)
    context.observe(printer.observe)
    use_options(context, arguments)
    chat: EphemeralChat | VaultChat
    if arguments.ephemeral:
        chat = EphemeralChat(context, printer)
        note("Nothing of this is kept. /help lists the commands.")
    else:
        open_vault(context, arguments.passphrase_file)
        chat = VaultChat(context, printer, arguments.conversation)
        note("What you write is kept in your vault, encrypted. /help lists the commands.")
    model = context.assistant.model
    label = f" ({model.label})" if model.label else ""
    note(f"Model: {printable(model.name)}{label}. It runs on this computer; nothing is sent anywhere.")
    is_terminal = sys.stdin.isatty()
    if is_terminal:
        with suppress(ImportError):  # a frozen program has none
            import readline  # noqa: F401 - gives input() editing; its history is never saved
    _talk(chat, printer, prompt="\nYou: " if is_terminal else "")
    # At a terminal the failure was seen and talked on from; a script has only the exit code.
    return 1 if printer.has_failed and not is_terminal else 0


def _talk(chat: EphemeralChat | VaultChat, printer: Printer, *, prompt: str) -> None:
    """Take line after line until the end of the input."""
    while True:
        try:
            line = input(prompt).strip()
        except EOFError:
            return
        except KeyboardInterrupt:
            note("\n(Ctrl+D or /quit ends.)")
            continue
        if line in {"/quit", "/exit"}:
            return
        if line:
            try:
                chat.take(line)
            except SottoError as error:
                printer.failed(error)


class EphemeralChat:
    """A chat in memory alone."""

    def __init__(self, context: Context, printer: Printer) -> None:
        self._context = context
        self._printer = printer
        self._turns: list[Turn] = []

    def take(self, line: str) -> None:
        """Take a question or a command."""
        match line.split():
            case ["/help"]:
                note(_CHAT_HELP)
            case ["/new"]:
                self._turns.clear()
            case ["/regenerate"] if len(self._turns) >= 2:
                self._turns.pop()
                self._answer()
            case ["/model", *wanted]:
                show_or_choose_model(self._context, wanted)
            case [command, *_] if command.startswith("/"):
                note("There is no such command here. /help lists them.")
            case _:
                self._turns.append(Turn("user", line))
                self._answer()

    def _answer(self) -> None:
        _, text = _answer_without_vault(self._context.assistant, self._printer, tuple(self._turns))
        self._turns.append(Turn("assistant", text))


class VaultChat:
    """A chat that the vault keeps."""

    def __init__(self, context: Context, printer: Printer, wanted: str | None) -> None:
        self._context = context
        self._assistant = context.assistant
        self._printer = printer
        self._conversation_id: str | None = None
        if wanted is not None:
            self._open(wanted)

    def take(self, line: str) -> None:
        """Take a question or a command."""
        match line.split():
            case ["/help"]:
                note(_CHAT_HELP)
            case ["/new"]:
                self._conversation_id = None
            case ["/history"]:
                for summary in self._assistant.conversations()[:20]:
                    note(f"{summary.id[:8]}  {printable(summary.title)}")
            case ["/open", wanted]:
                self._open(wanted)
            case ["/regenerate"]:
                self._regenerate()
            case ["/model", *wanted]:
                show_or_choose_model(self._context, wanted)
            case [command, *_] if command.startswith("/"):
                note("There is no such command. /help lists them.")
            case _:
                self._ask(line)

    def _current(self) -> Conversation | None:
        return self._assistant.conversation(self._conversation_id) if self._conversation_id else None

    def _open(self, wanted: str) -> None:
        conversation = self._assistant.conversation(context_id(self._context, wanted))
        self._conversation_id = conversation.summary.id
        for message in conversation.branch():
            speaker = "You" if message.role.value == "user" else "Sotto"
            note(f"\n{speaker}: {printable(message.text)}")

    def _ask(self, text: str) -> None:
        current = self._current()
        if current is None:
            self._conversation_id = self._assistant.new_conversation().id
        head = current.head_id if current else None
        conversation_id = self._conversation_id or ""
        _answer_in_vault(
            self._context, self._printer, lambda: self._assistant.ask(conversation_id, text, parent_id=head)
        )

    def _regenerate(self) -> None:
        current = self._current()
        if current is None or current.head_id is None:
            note("There is nothing to answer again yet.")
            return
        conversation_id, head = current.summary.id, current.head_id
        _answer_in_vault(
            self._context, self._printer, lambda: self._assistant.regenerate(conversation_id, head)
        )


def show_or_choose_model(context: Context, wanted: list[str]) -> None:
    """Say which model answers, or take another."""
    if wanted:
        context.use_model(" ".join(wanted))
    for entry in context.assistant.models():
        mark = "*" if entry.id == context.assistant.model.id else " "
        note(f"{mark} {entry.id[:12]:12}  {printable(entry.name)}")


def context_id(context: Context, wanted: str) -> str:
    """Return the id that begins with ``wanted``.

    Raises:
        UsageRefused: none does, or more than one.
    """
    listed = [*context.assistant.conversations(), *context.assistant.conversations(trashed=True)]
    found = [summary.id for summary in listed if summary.id.startswith(wanted)]
    if len(found) != 1:
        raise UsageRefused(reason="no-such-conversation" if not found else "id-not-unique")
    return found[0]


def model_path(wanted: str) -> Path | None:
    """Return the path when ``wanted`` names a file rather than an id."""
    path = Path(wanted).expanduser()
    return path if path.suffix.lower() == ".gguf" or path.is_file() else None
