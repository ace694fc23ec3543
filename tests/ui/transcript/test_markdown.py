"""Promise: a streamed answer looks as if it had been read at once, however it was cut into pieces."""

from __future__ import annotations

import random

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.ui import samples
from ui.transcript.leaves import (
    BOLD,
    CODE,
    ITALIC,
    LINE_BREAK,
    STRIKE,
    Code,
    Leaf,
    Paragraph,
    Place,
    Rule,
    Span,
    Table,
    is_rtl,
)
from ui.transcript.markdown import MarkdownStream, first_difference, parse_markdown

_PIECES = [
    "a", "word ", "**b**", "*", "`", "``", "```", "```py", "~~~", "\n", "\n", "\n", "\n\n", "\n    ", "- ",
    "  - ", "1. ", "2) ", "10. ", "* ", "+ ", "> ", "# ", "##", "---", "===", "| a | b |\n", "|---|---|\n",
    "| 1 | 2 |\n", "|", "   ", "\t", "\\", "[x](http://y.z)", "![i](http://q)", "<b>", "&amp;",
    "https://e.org/a.", "~~s~~", "\r\n", "\r", "[f]: http://x\n", "    code\n", "é", "\u0634", "😀", "\0",
]  # fmt: skip
documents = st.lists(st.sampled_from(_PIECES), max_size=40).map("".join)


def stream(text: str, steps: list[int]) -> tuple[list[Leaf], list[Leaf]]:
    """Feed a text in steps; return the stream's leaves, and those of a view that trusts the indices."""
    own = MarkdownStream()
    shown: list[Leaf] = []
    at, number = 0, 0
    while at < len(text):
        step = steps[number % len(steps)] if steps else len(text)
        first = own.feed(text[at : at + step], last=at + step >= len(text))
        shown = shown[:first] + own.leaves[first:]
        at, number = at + step, number + 1
    return own.leaves, shown


@given(documents, st.lists(st.integers(1, 12), min_size=1, max_size=8))
@example("text\n| a | b |\n|---|--- x", [1])
@example("```py\na\n  ", [1])
@example("- a\n-\n- b\n\n\n1. x\n1. y\n", [1])
@example("~~~a | b\n|---|---|\n", [3])
@example("a\r\n\r\nb\r", [2])
def test_every_chunking_gives_the_leaves_of_the_whole(text: str, steps: list[int]) -> None:
    leaves, shown = stream(text, steps)
    assert leaves == parse_markdown(text)
    assert shown == leaves


@given(st.text(max_size=200), st.lists(st.integers(1, 9), min_size=1, max_size=5))
def test_any_text_at_all_can_be_streamed(text: str, steps: list[int]) -> None:
    assert stream(text, steps)[0] == parse_markdown(text)


@pytest.mark.parametrize("seed", range(5))
def test_long_answers_stream_token_by_token(seed: int) -> None:
    text = samples.answer(random.Random(seed), 20) + "\n\n" + samples.RICH
    own = MarkdownStream()
    for piece in samples.tokens(text, seed=seed):
        own.feed(piece)
    assert own.leaves == parse_markdown(text)


def test_only_the_end_is_read_again() -> None:
    own = MarkdownStream()
    own.feed("one\n\ntwo\n\n- a\n- b\n")
    assert own.feed("- c") == 4
    assert own.feed(" more") == 4
    assert own.feed("") == len(own.leaves)


def test_an_open_fence_only_grows() -> None:
    own = MarkdownStream()
    own.feed("before\n\n```python\nx = 1\n")
    assert own.feed("y = 2\n") == 1
    assert own.leaves[1] == Code("x = 1\ny = 2", 2, language="python")
    own.feed("```\nafter")
    assert own.leaves[2] == Paragraph((Span("after"),), 6)


def test_a_numbered_list_goes_on_counting_over_many_pieces() -> None:
    text = "\n".join(f"1. item {n}" for n in range(12))
    leaves, _ = stream(text, [3])
    markers = [leaf.marker for leaf in leaves if isinstance(leaf, Paragraph)]
    assert markers == [f"{n}." for n in range(1, 13)]


def spans(text: str) -> tuple[Span, ...]:
    """Return the spans of a text's one paragraph."""
    (leaf,) = parse_markdown(text)
    assert isinstance(leaf, Paragraph)
    return leaf.spans


def test_inline_styles_nest() -> None:
    assert spans("a **b *c*** `d` ~~e~~") == (
        Span("a "), Span("b ", BOLD), Span("c", BOLD | ITALIC), Span(" "), Span("d", CODE), Span(" "),
        Span("e", STRIKE),
    )  # fmt: skip


def test_a_line_break_stays_a_line_break() -> None:
    assert spans("one\ntwo") == (Span(f"one{LINE_BREAK}two"),)


def test_an_image_is_words_and_an_address_and_no_link() -> None:
    assert spans("![a cat](https://tracker.example/x.png?id=7)") == (
        Span("a cat", ITALIC),
        Span(" (https://tracker.example/x.png?id=7)"),
    )


def test_raw_html_is_text() -> None:
    assert spans('<img src="x.png"> <b>no</b>') == (Span('<img src="x.png"> <b>no</b>'),)
    (leaf,) = parse_markdown("<div>\n<script>1</script>\n</div>")
    assert isinstance(leaf, Paragraph)
    assert "<script>" in leaf.text


@pytest.mark.parametrize(
    "address", ["ftp://x.example/a", "tel:123", "smb://host/share", "intent:x", "/etc/passwd"]
)
def test_only_web_and_mail_addresses_become_links(address: str) -> None:
    assert spans(f"[go]({address})") == (Span(f"go ({address})"),)


@pytest.mark.parametrize("address", ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x"])
def test_dangerous_links_are_not_even_read_as_links(address: str) -> None:
    assert all(not span.href for span in spans(f"[go]({address})"))


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("see https://example.org/a_b.", "https://example.org/a_b"),
        ("(https://example.org/x)", "https://example.org/x"),
        ("https://example.org/w_(x)", "https://example.org/w_(x)"),
        ("<https://example.org>", "https://example.org"),
        ("[m](mailto:a@example.org)", "mailto:a@example.org"),
    ],
)
def test_addresses_become_links_without_their_full_stop(text: str, address: str) -> None:
    assert [span.href for span in spans(text) if span.href] == [address]


def test_blocks_keep_place_and_line() -> None:
    leaves = parse_markdown("# T\n\n> q\n> > r\n\n1. a\n   - b\n\n   ```sh\n   c\n   ```\n\n---\n")
    assert leaves == [
        Paragraph((Span("T"),), 0, level=1),
        Paragraph((Span("q"),), 2, Place(0, (0,))),
        Paragraph((Span("r"),), 3, Place(0, (0, 0))),
        Paragraph((Span("a"),), 5, Place(1), marker="1."),
        Paragraph((Span("b"),), 6, Place(2), marker="•"),
        Code("c", 8, Place(1), "sh"),
        Rule(12),
    ]


def test_an_item_that_begins_with_code_has_its_marker_alone() -> None:
    leaves = parse_markdown("- ```\n  x\n  ```\n-\n")
    assert leaves == [
        Paragraph((), 0, Place(1), marker="•"),
        Code("x", 0, Place(1)),
        Paragraph((), 3, Place(1), marker="•"),
    ]


def test_task_lists_have_boxes() -> None:
    leaves = parse_markdown("- [ ] open\n- [x] done\n- [y] other")
    assert [(leaf.marker, leaf.text) for leaf in leaves if isinstance(leaf, Paragraph)] == [
        ("☐", "open"),
        ("☑", "done"),
        ("•", "[y] other"),
    ]


@pytest.mark.parametrize(("text", "rtl"), [("12 words", False), ("(البند) one", True), ("123 …", None)])
def test_direction_is_that_of_the_first_letter(text: str, rtl: bool | None) -> None:
    assert is_rtl(text) is rtl


def test_a_table_keeps_alignment_and_styles() -> None:
    (leaf,) = parse_markdown("| a | b | c |\n|:--|--:|:-:|\n| **1** | | x |")
    assert leaf == Table(
        (
            ((Span("a"),), (Span("b"),), (Span("c"),)),
            ((Span("1", BOLD),), (), (Span("x"),)),
        ),
        ("left", "right", "center"),
        0,
    )


def test_first_difference_of_a_prefix_is_its_length() -> None:
    one: list[Leaf] = [Rule(0), Rule(1)]
    assert first_difference(one, one[:1]) == 1
    assert first_difference(one, one) == 2
    assert first_difference([Rule(5)], one) == 0
