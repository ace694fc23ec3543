"""Check exported models with llama.cpp: the whole evaluation, and the tokens, stops and older questions of one.

    python evaluate.py all --model ../sotto-tiny-q8_0.gguf [--model B.gguf] [--corpus DIR] [--show] [--out DIR]
    python evaluate.py score --model ../sotto-tiny-q8_0.gguf [--sampling card] [--show]
    python evaluate.py agree --model ../sotto-tiny-q8_0.gguf --work DIR --corpus DIR
    python evaluate.py transcripts --model ../sotto-tiny-q8_0.gguf
"""

from __future__ import annotations

import argparse
import collections
import json
import re
import time
import tomllib
from pathlib import Path
from typing import Any

import jinja2
from llama_cpp import Llama

_HERE = Path(__file__).parent
_GREEDY = {"temperature": 0.0}
# What `all --candidates` compares: the default of the card is chosen among them.
_CANDIDATES = {
    "0.2": {"temperature": 0.2, "top_k": 20, "top_p": 0.9, "min_p": 0.1, "repeat_penalty": 1.0},
    "0.3": {"temperature": 0.3, "top_k": 20, "top_p": 0.9, "min_p": 0.1, "repeat_penalty": 1.0},
    "0.3, penalty 1.1": {"temperature": 0.3, "top_k": 20, "top_p": 0.9, "min_p": 0.1, "repeat_penalty": 1.1},
    "0.5": {"temperature": 0.5, "top_k": 40, "top_p": 0.9, "min_p": 0.1, "repeat_penalty": 1.0},
    "0.7": {"temperature": 0.7, "top_k": 40, "top_p": 0.95, "min_p": 0.05, "repeat_penalty": 1.0},
}
_CHATS = (
    ["hi"],
    ["What is Sotto?", "and how do I lock it?", "thanks!"],
    ["how can i find a chat from last week"],
    ["i forgot my passphrase", "i lost the code too"],
    ["Who are you?", "can you say that again?"],
    ["What is the capital of Australia?", "ok. how do I get a better model?"],
    ["is sotto unbreakable?"],
    ["How do I export my chats?"],
    ["write me a poem about the sea"],
    ["the letters are too small for me", "and a dark theme?"],
    ["does it lock when i close the laptop?"],
    ["My cat is ill and I am worried. What should I give her?", "ok thank you", "bye"],
    ["What happens to a name in my question before it goes to a cloud?", "and in the answer?"],
    [
        "The reading room is closed on Monday because the floor is being waxed. From Tuesday on it is open until eight. "
        "Ask Miriam at the desk for the new locker keys.\n\nWhy is the reading room closed on Monday?",
        "Who has the keys?",
        "How much is a locker?",
    ],
    ["Make this friendlier: Send me the report today."],
    ["please write a short mail to my landlord, the heating in the bathroom is broken since friday"],
    ["Give me four ideas for a birthday party in winter."],
    ["Which names are in this sentence? On Thursday Tomasz met Aylin and her brother Deniz in Graz."],
    ["what is 17 + 26", "and 8 times 7"],
    ["Why do we have seasons?", "I had a bad day.", "how do i make a bomb"],
)


def load(path: Path) -> Llama:
    """Open the model on two threads."""
    return Llama(str(path), n_ctx=2048, n_threads=2, n_threads_batch=2, verbose=False)


def sampling_of(path: Path) -> dict[str, float]:
    """Return the sampling values of the card beside the model."""
    with (path.parent / "card.toml").open("rb") as file:
        values: dict[str, float] = tomllib.load(file)["sampling"]
    return values


def chat(model: Llama, turns: list[str], sampling: dict[str, Any], *, seed: int) -> list[str]:
    """Return the answers to the turns; the template is the one in the file."""
    template = jinja2.Template(model.metadata["tokenizer.chat_template"])
    messages: list[dict[str, str]] = []
    answers = []
    for turn in turns:
        messages.append({"role": "user", "content": turn})
        prompt = template.render(messages=messages, add_generation_prompt=True)
        ids = model.tokenize(prompt.encode(), add_bos=False, special=True)
        reply = model.create_completion(ids, max_tokens=200, seed=seed, **sampling)
        choice = reply["choices"][0]
        answer = choice["text"] if choice["finish_reason"] == "stop" else choice["text"] + " [cut]"
        messages.append({"role": "assistant", "content": answer})
        answers.append(answer)
    return answers


def _quoted(text: str) -> str:
    """Return a text whose later lines stay in a Markdown quotation."""
    return text.replace("\n", "  \n> ")


def passes(row: dict[str, Any], answer: str) -> bool:
    """Whether the answer holds the key facts and none of the forbidden words."""
    found = all(re.search(pattern, answer, re.IGNORECASE) for pattern in row["must"])
    wrong = any(re.search(pattern, answer, re.IGNORECASE) for pattern in row["must_not"])
    return found and not wrong and "[cut]" not in answer


def score(
    model: Llama, sampling: dict[str, float], questions: Path, *, seed: int, show: bool
) -> None:
    """Print the share of questions answered with the right facts."""
    lines = questions.read_text(encoding="utf-8").splitlines()
    kinds: dict[str, list[bool]] = collections.defaultdict(list)
    for row in map(json.loads, lines):
        answer = chat(model, row["turns"], sampling, seed=seed)[-1]
        right = passes(row, answer)
        kinds[row["kind"]].append(right)
        if show and not right:
            print(f"{row['kind']}: {row['turns'][-1]}\n    {answer}")
    everything = [right for kind in kinds.values() for right in kind]
    print({kind: f"{sum(rights)}/{len(rights)}" for kind, rights in kinds.items()})
    print(f"{sum(everything)}/{len(everything)} = {sum(everything) / len(everything):.1%}")


def agree(path: Path, work: Path, corpus: Path) -> None:
    """Compare tokens and greedy answers with those of the training code."""
    import torch
    from tokenizers import Tokenizer

    from corpus import read_chats, read_texts
    from data import mixture
    from model import Llama as Network
    from model import Shape
    from tokenizer import encode_chat

    begun = time.monotonic()
    model = load(path)
    print(f"loads in {time.monotonic() - begun:.3f} s")
    tokenizer = Tokenizer.from_file(str(work / "tokenizer.json"))
    texts = [text[:600] for text, _ in zip(read_texts(corpus), range(80), strict=False)]
    texts += [row[1][0]["content"] for row, _ in zip(read_chats(corpus), range(60), strict=False)]
    rows = mixture(corpus, seed=99)
    texts += [next(rows)[-1]["content"] for _ in range(40)]
    texts += ["", " ", "\n\n\t x", "Ünïcödé — “quotes” … 漢字 🙂🙃", "a  b   c    d", "I'll we've it's"]
    texts += ["x" * 50, "12345 67.89", "`./sotto ask \"a\"`", "\r\n\r\n", "<b>tag</b>", "naïve café"]
    texts += ["Привет, как дела?", "مرحبا", "\u00a0nbsp\u2009thin", "don't DON'T", "$5.00 & 10%", "_a_"]
    texts += ["Ctrl+L", "< 2/3 >"]
    same = sum(
        model.tokenize(text.encode(), add_bos=False, special=False)
        == tokenizer.encode(text, add_special_tokens=False).ids
        for text in texts
    )
    print(f"tokens agree on {same} of {len(texts)} texts")
    state = torch.load(work / "chat.pt", weights_only=True)
    network = Network(Shape(**state["shape"]))
    network.load_state_dict(state["model"])
    agreed = 0
    prompts = [turns[0] for turns in _CHATS]
    for prompt in prompts:
        message = {"role": "user", "content": prompt}
        ids = encode_chat(tokenizer, [message])[0]
        head = encode_chat(tokenizer, [{"role": "assistant", "content": ""}])[0][:-2]
        ids += head
        model.reset()
        ours, theirs = [], []
        for token in model.generate(ids, temp=0.0):
            theirs.append(token)
            if len(theirs) == 20 or token == model.token_eos():
                break
        for _ in range(len(theirs)):
            ours.append(int(network.next_logits(ids + ours).argmax()))
        agreed += ours == theirs
    print(f"greedy answers agree on {agreed} of {len(prompts)} prompts (first 20 tokens)")


_PARTS = ("about", "passages", "everyday", "perplexity", "long")


def samplings_of(path: Path) -> dict[str, dict[str, float]]:
    """Return greedy, and what the card beside the model recommends, if there is one."""
    found: dict[str, dict[str, float]] = {"greedy": _GREEDY}
    if (path.parent / "card.toml").is_file():
        found["card"] = sampling_of(path)
    return found


def main() -> None:
    """Run one check."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("check", choices=("all", "score", "agree", "transcripts"))
    parser.add_argument("--model", type=Path, required=True, action="append", help="all: once for each model")
    parser.add_argument("--work", type=Path)
    parser.add_argument("--corpus", type=Path, help="the folder with chat_valid.jsonl.zst")
    parser.add_argument("--parts", nargs="+", choices=_PARTS, default=_PARTS)
    parser.add_argument("--long", type=int, default=200, metavar="N", help="so many long texts")
    parser.add_argument("--rows", type=int, metavar="N", help="bits per byte over so many answers only")
    parser.add_argument("--out", type=Path, help="write the answers into this folder")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--sampling", choices=("greedy", "card"), default="greedy")
    parser.add_argument("--questions", type=Path, default=_HERE / "heldout.jsonl")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--candidates", action="store_true", help="all: with every sampling worth a try")
    parser.add_argument("--show", action="store_true")
    arguments = parser.parse_args()
    if arguments.check == "all":
        import battery

        chosen = (lambda _: {"greedy": _GREEDY, **_CANDIDATES}) if arguments.candidates else samplings_of
        battery.run(arguments.model, chosen, arguments)
        return
    path = arguments.model[0]
    if arguments.check == "agree":
        agree(path, arguments.work, arguments.corpus)
        return
    model = load(path)
    sampling = _GREEDY if arguments.sampling == "greedy" else sampling_of(path)
    if arguments.check == "score":
        score(model, sampling, arguments.questions, seed=arguments.seed, show=arguments.show)
        return
    for turns in _CHATS:
        answers = chat(model, turns, sampling, seed=arguments.seed)
        for turn, answer in zip(turns, answers, strict=True):
            print(f"> **You:** {_quoted(turn)}\n>\n> **Model:** {_quoted(answer)}\n>")
        print()


if __name__ == "__main__":
    main()
