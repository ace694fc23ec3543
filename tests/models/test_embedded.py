"""A fresh clone can chat: the built-in model is the file its card names, small and labelled."""

from __future__ import annotations

import hashlib

import pytest

from models import embedded, gguf
from models.embedded import EmbeddedModel, embedded_model
from models.engine import Inspected
from models.header import read_model
from models.template import ChatTemplate
from models.worker import Engine

TWENTY_MEGABYTES = 20_000_000


def test_card_names_the_exact_file() -> None:
    model = embedded_model()
    content = model.path.read_bytes()
    assert (len(content), hashlib.sha256(content).hexdigest()) == (model.size, model.sha256)


def test_file_is_at_most_twenty_megabytes() -> None:
    assert embedded_model().path.stat().st_size <= TWENTY_MEGABYTES


def test_file_starts_as_gguf_version_three() -> None:
    with embedded_model().path.open("rb") as file:
        assert file.read(8) == b"GGUF\x03\x00\x00\x00"


def test_label_says_that_it_is_not_for_real_work() -> None:
    assert embedded_model().label == "a tiny built-in model; import a real one for real work"


def test_file_carries_the_same_label() -> None:
    model = embedded_model()
    assert model.label.encode() in model.path.read_bytes()[:4096]


def test_file_is_a_llama_in_eight_bits_with_its_chat_template() -> None:
    engine = Engine(embedded_model().path)
    (info,) = [event.info for event in engine.inspect(with_hash=False) if isinstance(event, Inspected)]
    assert (info.architecture, info.quantization, info.has_template) == ("llama", "Q8_0", True)
    assert info.parameters == embedded_model().parameters


@pytest.mark.parametrize(("length", "times"), [(40, 1), (239, 1), (240, 2), (1800, 2), (1801, 1)])
def test_a_question_that_holds_a_text_is_read_twice(length: int, times: int) -> None:
    with embedded_model().path.open("rb") as file:
        templates = read_model(gguf.read_header(file.fileno()), fallback_name="").templates
    template = ChatTemplate(templates[""], bos="", eos="")
    question = "q" * length
    told = template.render([{"role": "user", "content": question}, {"role": "assistant", "content": "yes"}])
    assert told.startswith("<|im_start|>user\n" + "\n\n".join([question] * times) + "<|im_end|>\n")
    assert "yes<|im_end|>" in told


def test_what_made_it_and_from_what_lies_beside_it() -> None:
    folder = embedded_model().path.parent
    card = (folder / "CARD.md").read_text(encoding="utf-8")
    for heading in ("How it was trained", "Sources and attribution", "Evaluation"):
        assert f"\n## {heading}\n" in card
    assert embedded_model().label.capitalize() in card
    for name in ("train.py", "export.py", "requirements.txt", "README.md"):
        assert (folder / "training" / name).is_file()


def test_licence_is_that_of_the_project() -> None:
    assert embedded_model().licence == "Apache-2.0"


def test_context_is_at_least_2048() -> None:
    assert embedded_model().context >= 2048


def test_embedded_is_the_model_of_the_card() -> None:
    model: EmbeddedModel = embedded.EMBEDDED
    assert model is embedded_model()


def test_memory_is_what_the_engine_estimates() -> None:
    model = embedded_model()
    infos = [
        event.info for event in Engine(model.path).inspect(with_hash=False) if isinstance(event, Inspected)
    ]
    assert [(info.memory_bytes, info.memory_context) for info in infos] == [(model.memory, model.context)]
