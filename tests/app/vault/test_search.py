"""Promise: what was written is found where it stands, whatever is typed into the search field."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.conversation import MessageStatus, Role
from app.vault.search import match_expression
from app.vault.service import Vault
from tests.app.vault.support import fill, message


def add(vault: Vault, *texts: str, title: str = "untitled") -> str:
    talk = vault.create_conversation(title).id
    for number, text in enumerate(texts):
        vault.add_message(message(f"{talk[:8]}-{number}", talk, text, created=number))
    return talk


def found(vault: Vault, query: str) -> list[str]:
    """Return what the marks of the hits' snippets cover."""
    return [hit.snippet[low:high] for hit in vault.search(query, 50) for low, high in hit.marks]


def test_a_hit_knows_its_place_among_characters_not_bytes(vault: Vault) -> None:
    text = "Ünïcödé 日本 🧀 — der Käse liegt im Kühlschrank"
    talk = add(vault, text)
    (hit,) = vault.search("kühlschrank", 5)
    assert hit.conversation_id == talk
    assert hit.title == "untitled"
    assert hit.role is Role.USER
    assert hit.position == text.index("Kühlschrank")
    assert [hit.snippet[low:high] for low, high in hit.marks] == ["Kühlschrank"]


def test_accents_and_case_do_not_matter(vault: Vault) -> None:
    add(vault, "Crème brûlée im CAFÉ")
    for query in ("creme", "CREME", "crème", "brulee", "cafe"):
        assert len(found(vault, query)) == 1


def test_all_words_have_to_be_there_and_the_last_may_be_unfinished(vault: Vault) -> None:
    add(vault, "the quick brown fox", "the slow brown bear")
    assert found(vault, "brown fo") == ["brown", "fox"]
    assert found(vault, "brow fox") == []
    assert found(vault, "brow") == ["brown", "brown"]
    assert found(vault, "brow ") == []
    assert found(vault, "fox brown") == ["brown", "fox"]


def test_quotation_marks_keep_words_together(vault: Vault) -> None:
    add(vault, "quick brown fox", "brown and quick")
    assert found(vault, '"quick brown"') == ["quick brown"]
    assert found(vault, '"quick bro"') == []
    assert len(vault.search("quick brown", 5)) == 2


def test_titles_come_before_messages_and_newer_before_older(vault: Vault) -> None:
    add(vault, "cheese one", "nothing", "cheese two")
    titled = add(vault, "about milk", title="Cheese board")
    hits = vault.search("cheese", 10)
    assert [(hit.conversation_id == titled, hit.position) for hit in hits] == [
        (True, -1),
        (False, 0),
        (False, 0),
    ]
    assert [hit.created for hit in hits[1:]] == [2, 0]
    assert hits[0].message_id is None
    assert hits[0].role is None
    assert hits[0].snippet == "Cheese board"
    assert hits[0].marks == ((0, 6),)
    assert [len(vault.search("cheese", limit)) for limit in (0, 1, 2, 3, -5)] == [0, 1, 2, 3, 0]


def test_every_branch_is_searched(vault: Vault) -> None:
    talk = vault.create_conversation("t").id
    vault.add_message(message("q", talk, "question"))
    vault.add_message(message("a1", talk, "walrus one", parent="q", role=Role.ASSISTANT))
    vault.add_message(message("a2", talk, "walrus two", parent="q", role=Role.ASSISTANT))
    assert [hit.message_id for hit in vault.search("walrus", 5)] == ["a2", "a1"]


def test_the_trash_is_not_searched(vault: Vault) -> None:
    talk = add(vault, "walrus", title="walrus title")
    vault.trash_conversation(talk)
    assert vault.search("walrus", 5) == []
    vault.restore_conversation(talk)
    assert len(vault.search("walrus", 5)) == 2


def test_an_answer_is_found_when_it_has_ended(vault: Vault) -> None:
    talk = vault.create_conversation("t").id
    streaming = MessageStatus.STREAMING
    vault.add_message(message("a", talk, "", role=Role.ASSISTANT, status=streaming))
    vault.checkpoint_answer("a", "walrus")
    assert vault.search("walrus", 5) == []
    vault.finish_answer("a", "walrus", MessageStatus.COMPLETE, None)
    assert [hit.message_id for hit in vault.search("walrus", 5)] == ["a"]


def test_a_renamed_conversation_is_found_by_its_new_title_only(vault: Vault) -> None:
    talk = add(vault, title="walrus")
    vault.rename_conversation(talk, "penguin")
    assert vault.search("walrus", 5) == []
    assert [hit.title for hit in vault.search("peng", 5)] == ["penguin"]


def test_deleted_messages_are_not_found(vault: Vault) -> None:
    first, _, _ = fill(vault, words="walrus")
    vault.delete_message("0-2")
    assert {hit.message_id for hit in vault.search("walrus number0x", 50)} == {"0-0", "0-1"}
    vault.delete_conversation(first)
    assert vault.search("number0x", 50) == []


def test_a_snippet_is_a_window_around_the_first_match(vault: Vault) -> None:
    text = "start " + "before\nwords " * 40 + "needle" + " after\twords" * 40
    add(vault, text)
    (hit,) = vault.search("needle", 5)
    assert len(hit.snippet) <= 48 + 120
    assert "needle" in hit.snippet
    assert "\n" not in hit.snippet
    assert hit.snippet[hit.marks[0][0] : hit.marks[0][1]] == "needle"
    assert hit.position == text.index("needle")


def test_a_snippet_of_one_endless_word_is_still_a_window(vault: Vault) -> None:
    add(vault, "x" * 5000)
    (hit,) = vault.search("xxx", 5)
    assert 0 < len(hit.snippet) <= 168
    assert hit.marks == ((0, len(hit.snippet)),)


@pytest.mark.parametrize(
    "query",
    [
        "",
        " ",
        '"',
        '""',
        '"""',
        "*",
        "a*b",
        "NEAR(",
        "NEAR(a b, 3)",
        "title:x",
        "body : apple",
        "a OR",
        "AND",
        "NOT apple",
        "-apple",
        "^apple",
        "{body}: apple",
        "(((",
        "a + b",
        "'; DROP TABLE messages; --",
        "\x00",
        "apple\x00pear",
        "%_",
        "🧀",
        "\ufffe",
        "a" * 5000,
        "a " * 3000,
        '"' * 999,
        "(" * 999,
    ],
)
def test_nothing_that_is_typed_is_an_error(vault: Vault, query: str) -> None:
    fill(vault)
    before = len(vault.conversations(False))
    assert isinstance(vault.search(query, 5), list)
    assert len(vault.conversations(False)) == before


def test_no_text_at_all_is_an_error(vault: Vault) -> None:
    fill(vault)

    @given(st.text(max_size=80) | st.text(alphabet='ap*"():^-+{}, NEARORT', max_size=40))
    def is_no_error(query: str) -> None:
        for hit in vault.search(query, 5):
            for low, high in hit.marks:
                assert 0 <= low < high <= len(hit.snippet)

    is_no_error()


WORDS = st.lists(
    st.sampled_from(["pear", "Äpfel", "日本語", "naïve", "🧀", "x-ray", "don't", "e\u0301tude"]), min_size=1
)


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("我们明天在北京的图书馆见面", "图书馆"),
        ("我们明天在北京的图书馆见面", "京"),
        ("我们明天在北京的图书馆见面", '"书馆见"'),
        ("新しいiPhoneを買いました", "iphone"),
        ("新しいiPhoneを買いました", "買い"),
        ("スマートフォンのケース", "フォン"),
        ("ฉันอยากไปเที่ยวทะเลพรุ่งนี้", "เที่ยว"),
        ("ข้อมูลส่วนบุคคล", "บุคคล"),
        ("서울대학교에서 만나요", "대학교"),
        ("ខ្ញុំចង់ទៅផ្សារ", "ផ្សារ"),
        ("ကျွန်တော်စာအုပ်ဖတ်တယ်", "စာအုပ်"),
        ("𠮷野家で食べる", "野家"),
    ],
)
def test_writing_without_spaces_is_found_inside_its_runs(vault: Vault, text: str, query: str) -> None:
    talk = add(vault, f"🧀 ünïcode before, {text} and after", "something else", title=f"about {text}")
    titled, hit = vault.search(query, 9)
    wanted = query.strip('"')
    assert titled.title == titled.snippet == f"about {text}"
    low, high = titled.marks[0]
    assert titled.snippet[low:].lower().startswith(wanted[: high - low])
    assert hit.conversation_id == talk
    assert hit.snippet == f"🧀 ünïcode before, {text} and after"
    assert hit.position == hit.snippet.lower().index(wanted)
    # A mark ends with its last letter: vowel signs after it are no letters to the tokenizer.
    low, high = hit.marks[0]
    assert wanted.startswith(hit.snippet[low:high].lower())
    assert high - low >= len(wanted) - 2


def test_what_stands_apart_is_not_found_together(vault: Vault) -> None:
    add(vault, "北の国から京へ")
    assert vault.search("北京", 5) == []
    assert len(vault.search("北 京", 5)) == 1
    assert len(vault.search("京へ", 5)) == 1


def test_texts_written_without_spaces_come_back_as_they_were(vault: Vault) -> None:
    text = "新しいiPhone15を買いました。ทะเล 서울"
    talk = add(vault, text, title=text)
    loaded = vault.conversation(talk)
    assert (loaded.messages[0].text, loaded.summary.title) == (text, text)
    assert vault.conversations(False)[0].title == text
    vault.rename_conversation(talk, "図書館")
    assert vault.conversation(talk).summary.title == "図書館"
    assert [hit.title for hit in vault.search("書館", 5)] == ["図書館"]


def test_an_answer_without_spaces_is_found_when_it_has_ended_or_was_cut(opened: Callable[..., Vault]) -> None:
    vault = opened()
    talk = vault.create_conversation("t").id
    streaming = MessageStatus.STREAMING
    for name in ("a", "b"):
        vault.add_message(message(name, talk, "", role=Role.ASSISTANT, status=streaming))
        vault.checkpoint_answer(name, "答えは図書")
    vault.finish_answer("a", "答えは図書館です", MessageStatus.COMPLETE, None)
    assert [hit.message_id for hit in vault.search("図書", 5)] == ["a"]
    assert opened().search("図書", 5)[0].message_id == "b"


def test_every_word_of_a_text_is_found_where_it_stands(opened: Callable[..., Vault]) -> None:
    vault = opened()
    names = iter(range(10_000))
    talk = vault.create_conversation("t").id

    @given(WORDS, st.sampled_from([" ", "\n\n", ", ", " 🧀 "]))
    def is_found(words: list[str], between: str) -> None:
        name = f"m{next(names)}"
        text = between.join(words)
        vault.add_message(message(name, talk, text))
        for word in words:
            hits = [hit for hit in vault.search(f'"{word}"', 200) if hit.message_id == name]
            if word == "🧀":
                continue  # a symbol is no word
            assert hits, word
            assert hits[0].position == text.index(word)
        vault.delete_message(name)

    is_found()


@pytest.mark.parametrize(
    ("typed", "expression"),
    [
        ("two words", '"two" "words"*'),
        ("two words ", '"two" "words"'),
        ("a", '"a"'),
        ("two w", '"two" "w"'),
        ("two wo", '"two" "wo"*'),
        ("日", '"日"'),
        ("日本", '"日\x16本"'),
        ("日本 iPh", '"日\x16本" "iPh"*'),
        ('"two words"', '"two words"'),
        ('an "open quote', '"an" """open" "quote"*'),
        ("c++ !!", '"c++"'),
        ("!!", None),
        ("word !", '"word"'),
    ],
)
def test_what_is_typed_becomes_phrases(typed: str, expression: str | None) -> None:
    assert match_expression(typed) == expression
