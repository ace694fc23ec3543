"""`sotto vault create|open|passwd|check|salvage|info`."""

from __future__ import annotations

import argparse
import secrets
import sys
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

from app.cli.answering import open_vault, stopping_on_interrupt
from app.cli.context import Context
from app.cli.terminal import ProgressLine, note, print_json, read_secret
from app.errors import UsageRefused, VaultExists, VaultMissing
from app.explain import readable_size
from app.vault.port import CheckProgress, CheckReport, SalvageProgress, SalvageReport, Unlocked
from models.cancel import CancelToken

SHORTEST_PASSPHRASE = 8


def run_vault(context: Context, arguments: argparse.Namespace) -> int:
    """Run one action."""
    match arguments.action:
        case "create":
            return _create(context, arguments)
        case "open":
            open_vault(context, arguments.passphrase_file)
            return _say_what_is_inside(context)
        case "passwd":
            return _change_passphrase(context, arguments)
        case "check":
            return _check(context, arguments)
        case "salvage":
            return _salvage(context, arguments)
        case _:
            return _info(context, arguments)


def _new_passphrase(source: str | None, *, current: Future[Unlocked] | None = None) -> str:
    """Ask for a new passphrase, and stop half way when the current one turns out to be wrong."""
    passphrase = read_secret("New passphrase: ", source)
    if len(passphrase) < SHORTEST_PASSPHRASE:
        raise UsageRefused(reason="passphrase-too-short")
    if current is not None and current.done():
        current.result()
    if source is None and read_secret("The same again: ", None) != passphrase:
        raise UsageRefused(reason="passphrases-differ")
    return passphrase


def _create(context: Context, arguments: argparse.Namespace) -> int:
    if context.assistant.vault_status().state != "absent":
        raise VaultExists
    created = context.assistant.create_vault(_new_passphrase(arguments.passphrase_file))
    sys.stdout.write(f"{created.recovery_code}\n")
    sys.stdout.flush()
    note(
        "This is the recovery code. Write it down and keep it away from this computer.\n"
        "It is shown only now, and it is the only way in when the passphrase is forgotten."
    )
    if arguments.no_verify or not sys.stdin.isatty():
        note("It has not been checked. Make a new one in Settings if you lose it.")
        return 0
    groups = created.recovery_code.count("-") + 1
    wanted = 1 + secrets.randbelow(groups)
    while True:
        try:
            typed = input(f"Type group {wanted} of it back: ")
        except EOFError:  # Ctrl+D
            typed = ""
        if not typed.strip():
            note("Not checked.")
            return 0
        if context.assistant.confirm_recovery_code(wanted, typed):
            note("Right. The vault is ready.")
            return 0
        note("That is not it. Look again, or press Enter to leave it unchecked.")


def _say_what_is_inside(context: Context) -> int:
    conversations = context.assistant.conversations()
    messages = sum(summary.message_count for summary in conversations)
    sys.stdout.write(f"{len(conversations)} conversations, {messages} messages\n")
    return 0


def _change_passphrase(context: Context, arguments: argparse.Namespace) -> int:
    if arguments.recovery:
        code = read_secret("Recovery code: ", arguments.passphrase_file)
        context.assistant.unlock_with_recovery_code(code)
        context.assistant.reset_passphrase(code, _new_passphrase(arguments.new_passphrase_file))
    else:
        current = read_secret("Current passphrase: ", arguments.passphrase_file)
        with ThreadPoolExecutor(1, thread_name_prefix="unlock") as pool:
            unlocking = pool.submit(context.assistant.unlock, current)  # while the new one is being typed
            new = _new_passphrase(arguments.new_passphrase_file, current=unlocking)
            proof = unlocking.result().proof
        context.assistant.change_passphrase(current, new, proof=proof)
    note("The passphrase is changed. The recovery code stays as it was.")
    return 0


def _check(context: Context, arguments: argparse.Namespace) -> int:
    open_vault(context, arguments.passphrase_file)
    progress = ProgressLine()
    for event in context.assistant.check_vault():
        match event:
            case CheckProgress(stage, fraction):
                progress.show(f"Checking: {stage}", fraction)
            case CheckReport() as report:
                progress.clear()
                if arguments.json:
                    print_json(report)
                else:
                    _print_report(report)
                return 0 if report.ok else 1
    return 1


def _print_report(report: CheckReport) -> None:
    for problem in report.problems:
        sys.stdout.write(f"problem: {problem}\n")
    verdict = "The vault is sound." if report.ok else "The vault has problems; nothing was changed."
    size = readable_size(report.database_bytes)
    sys.stdout.write(f"{verdict} {report.conversations} conversations, {report.messages} messages, {size}.\n")
    if report.ok:
        sys.stdout.write(f"The log of what left is whole: {report.log_records} records.\n")


_SALVAGE_STAGES = {
    "copying": "Copying the damaged database",
    "pages": "Checking every page",
    "creating": "Making the new vault",
    "messages": "Saving messages",
}


def _salvage(context: Context, arguments: argparse.Namespace) -> int:
    target = Path(arguments.to).expanduser()
    if context.assistant.vault_status().state == "absent":
        raise VaultMissing
    passphrase = read_secret("Passphrase: ", arguments.passphrase_file)
    context.assistant.close()  # its own process would hold the vault
    progress, cancel = ProgressLine(), CancelToken()
    report: SalvageReport | None = None
    with stopping_on_interrupt(cancel.cancel):
        for event in context.assistant.salvage_vault(passphrase, target, cancel=cancel):
            match event:
                case SalvageProgress(stage, fraction):
                    progress.show(_SALVAGE_STAGES.get(stage, stage), fraction)
                case SalvageReport():
                    report = event
    progress.clear()
    if report is None:
        note("Stopped. Nothing was kept of it, and the damaged vault is as it was.")
        return 1
    if arguments.json:
        print_json(report)
        return 0
    sys.stdout.write(f"{report.recovery_code}\n")
    sys.stdout.flush()
    note(
        f"Saved: {report.conversations} conversations, {report.messages} messages.\n"
        f"Lost:  {report.lost_conversations} conversations, {report.lost_messages} messages"
        f" ({report.damaged_pages} damaged pages).\n"
        f"The new vault is in {target}. Its passphrase is the same; the code above is its recovery code.\n"
        f"The damaged vault is as it was. To use the new one, put it in the place of {context.paths.vault}."
    )
    return 0


def _info(context: Context, arguments: argparse.Namespace) -> int:
    status = context.assistant.vault_status()
    if arguments.json:
        print_json(status)
        return 0
    lines = [f"folder    {context.paths.vault}", f"state     {status.state}"]
    if status.state != "absent":
        lines.append(f"format    {status.format}")
        lines.append(f"database  {readable_size(status.database_bytes)}")
    for slot in status.slots:
        cost = slot.cost
        how = (
            f"Argon2id {cost.memory_kib // 1024} MiB, t={cost.time}, p={cost.lanes}"
            if cost
            else "random code"
        )
        state = "" if slot.verified or slot.kind == "passphrase" else ", not verified yet"
        lines.append(f"key slot  {slot.kind} ({how}{state})")
    if status.wait:
        lines.append(f"wait      {status.wait:.0f} s until the next try")
    sys.stdout.write("\n".join(lines) + "\n")
    return 0
