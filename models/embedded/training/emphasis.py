"""Find which topics a checkpoint finds hard, so that they are asked about more often: `lessons/emphasis.txt`.

    python emphasis.py --checkpoint DIR/chat.pt --work DIR

Measured on wordings of the lessons themselves, never on the evaluation: the loss, in nats, of the first words of the answer,
where the choice between topics falls. A topic as hard as the mean gets 1, none less than a half or more than LARGEST.
"""

from __future__ import annotations

import argparse
import random
from pathlib import Path
from statistics import mean

import torch
from tokenizers import Tokenizer
from torch.nn import functional

from data import LESSONS, pick_question, read_topics, roughen
from model import Llama, Shape
from tokenizer import encode_chat

FIRST_TOKENS = 12
WORDINGS = 5
SMALLEST, LARGEST = 0.5, 2.5


@torch.no_grad()
def hardness(model: Llama, tokenizer: Tokenizer, question: str, answers: list[str]) -> float:
    """Return the loss of the beginning of the answer that the model finds easiest, in nats."""
    losses = []
    for answer in answers:
        ids, learned = encode_chat(tokenizer, [{"role": "user", "content": question}, {"role": "assistant", "content": answer}])
        places = [at for at, is_learned in enumerate(learned) if is_learned][:FIRST_TOKENS]
        hidden = model.features(torch.tensor([ids[: places[-1]]]))[0, [at - 1 for at in places]]
        logits = hidden @ model.token_embd.weight.T
        losses.append(functional.cross_entropy(logits, torch.tensor([ids[at] for at in places]), reduction="sum").item())
    return min(losses)


def main() -> None:
    """Measure and write the factors."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--checkpoint", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=99)
    arguments = parser.parse_args()
    state = torch.load(arguments.checkpoint, weights_only=True)
    model = Llama(Shape(**state["shape"]))
    model.load_state_dict(state["model"])
    tokenizer = Tokenizer.from_file(str(arguments.work / "tokenizer.json"))
    rng = random.Random(arguments.seed)
    lessons = read_topics()
    found = {
        topic.name: mean(
            hardness(model, tokenizer, roughen(pick_question(topic.questions, lessons.slots, rng), rng), topic.answers)
            for _ in range(WORDINGS)
        )
        for topic in lessons.topics
    }
    middle = mean(found.values())
    lines = ["# How often each topic is asked about, against its weight; written by emphasis.py."]
    lines += [f"{name} {min(max(value / middle, SMALLEST), LARGEST):.2f}" for name, value in found.items()]
    (LESSONS / "emphasis.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(found)} topics, mean {middle:.2f} nats, {sum(value < 2 for value in found.values())} below 2")


if __name__ == "__main__":
    main()
