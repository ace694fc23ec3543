"""Synthetic conversations to show, test and measure the transcript with."""

from __future__ import annotations

import random

from app.conversation import Message, MessageStatus, Provenance, Role
from models.engine import Sampling
from ui.transcript import MessageView

RICH = """<think>The question is about notice periods. Section 7.1 gives ninety days, 7.2 thirty, but only
for the customer. I should compute the date and show it.</think>

The contract allows **either party** to end it with *90 days'* notice, but section 7.2 adds a condition you
may have missed.

## What the clauses say

| Clause | Notice | Who may use it | Cost |
|:--|--:|:--|:--|
| 7.1 Ordinary | 90 days | both parties | none |
| 7.2 **Early exit** | 30 days | customer only | two monthly fees, due with the letter of termination |
| 7.4 For cause | immediate | both parties | `none` |

To check the dates yourself, this computes the last day of the notice period:

```python
from datetime import date, timedelta

def notice_ends(sent: date, days: int = 90) -> date:
    \"\"\"Last day of the notice period (section 7.1).\"\"\"
    return sent + timedelta(days=days)  # calendar days -> not working days, whatever the letter may say

print(notice_ends(date(2026, 3, 2)))
```

If you send the letter on **2 March**, the contract ends on `2026-05-31`. Three things to do:

1. Write to the landlord and keep a copy.
2. Ask for a receipt:
   - by e-mail, or
   - by post, with the form at https://example.org/forms.
3. Run the check again:
   ```bash
   python notice.py --sent 2026-03-02
   ```
4. File it ![a stamp](https://tracker.example/p.png).

> A notice counts from the day it *arrives*, not from the day it is written.
>
> > That is what section 7.3 says.

### A heading of the third order

A [link](https://example.org) and ~~an error~~ at the end.

---

هذا نص عربي داخل المحادثة مع كلمة `code` وقائمة:

- البند الأول
- البند الثاني
"""

PROVENANCE = Provenance(
    model="Qwen3 8B Q4_K_M",
    model_sha256="9f2c41d07be3a55816d2",
    sampling=Sampling(seed=7),
    max_tokens=1024,
    prompt_tokens=1840,
    reused_tokens=1502,
    completion_tokens=412,
    tokens_per_second=42.3,
    seconds_to_first_token=0.8,
    seconds=9.7,
    context_tokens=8192,
    context_used=2252,
    stop_reason="end",
    sandbox="full",
)


def message(
    number: int,
    role: Role,
    text: str,
    status: MessageStatus = MessageStatus.COMPLETE,
    *,
    provenance: Provenance | None = None,
) -> Message:
    """A message with a predictable id."""
    parent = f"m{number - 1}" if number else None
    return Message(
        id=f"m{number}",
        conversation_id="c",
        parent_id=parent,
        role=role,
        text=text,
        created=1_790_000_000_000 + number,
        status=status,
        provenance=provenance,
    )


def gallery() -> list[MessageView]:
    """Every kind of message and mark."""
    user, assistant = Role.USER, Role.ASSISTANT
    return [
        MessageView(
            message(0, user, "Can I get out of the lease before the end of May, and what would it cost me?")
        ),
        MessageView(message(1, assistant, RICH, provenance=PROVENANCE), versions=("x", "m1", "y")),
        MessageView(message(2, user, "Short one.\nTwo lines."), versions=("m2", "z")),
        MessageView(
            message(3, assistant, "This one was stopped by", MessageStatus.STOPPED, provenance=PROVENANCE)
        ),
        MessageView(message(4, user, "And again?")),
        MessageView(message(5, assistant, "This one was cut by a crash and", MessageStatus.INTERRUPTED)),
        MessageView(message(6, user, "Long:\n" + "\n".join(f"line {n} of a pasted text" for n in range(60)))),
        MessageView(
            message(7, assistant, "", MessageStatus.FAILED, provenance=PROVENANCE),
            notice="The model ran out of memory. Your question is safe; try a smaller context.",
            is_last=True,
        ),
    ]


_SENTENCE = (
    "the lease contract allows either party to end it early when notice is given in writing and the fee is "
    "paid before the last day of the month so check each date twice and keep a copy of every letter you send"
)
_WORDS = _SENTENCE.split(" ")


def prose(rng: random.Random, words: int) -> str:
    """A sentence or more of plain words with some inline styles."""
    chosen = [rng.choice(_WORDS) for _ in range(words)]
    for _ in range(words // 14):
        at = rng.randrange(words)
        chosen[at] = rng.choice(("**{}**", "*{}*", "`{}`")).format(chosen[at])
    return " ".join(chosen).capitalize() + "."


def answer(rng: random.Random, paragraphs: int) -> str:
    """An answer of paragraphs with lists, code and tables in between."""
    parts: list[str] = []
    for number in range(paragraphs):
        kind = rng.choice(("prose", "prose", "prose", "list", "code", "table", "heading"))
        if kind == "heading":
            parts.append(f"## Part {number + 1}")
        if kind == "list":
            parts.append("\n".join(f"{n}. {prose(rng, 12)}" for n in range(1, 6)))
        elif kind == "code":
            body = "\n".join(f"    total += rates[{n}] * {n}.5  # {prose(rng, 4)}" for n in range(9))
            parts.append(
                f'```python\ndef total(rates: list[float]) -> float:\n    """Add up."""\n{body}\n```'
            )
        elif kind == "table":
            rows = "\n".join(f"| {n} | {prose(rng, 3)} | {n * 7} |" for n in range(5))
            parts.append(f"| No | What | Days |\n|--:|---|--:|\n{rows}")
        else:
            parts.append(prose(rng, rng.randint(25, 60)))
    return "\n\n".join(parts)


def conversation(messages: int, *, seed: int = 0) -> list[MessageView]:
    """A long synthetic conversation of questions and answers."""
    rng = random.Random(seed)
    listed = []
    for number in range(messages):
        if number % 2 == 0:
            own = message(number, Role.USER, prose(rng, rng.randint(6, 40)))
        else:
            text = answer(rng, rng.randint(3, 8))
            own = message(number, Role.ASSISTANT, text, provenance=PROVENANCE)
        listed.append(MessageView(own, is_last=number == messages - 1))
    return listed


def tokens(text: str, *, seed: int = 0) -> list[str]:
    """Cut a text into pieces of about four characters, like a model's tokens."""
    rng = random.Random(seed)
    pieces, at = [], 0
    while at < len(text):
        step = rng.choice((2, 3, 4, 4, 5, 6))
        pieces.append(text[at : at + step])
        at += step
    return pieces
