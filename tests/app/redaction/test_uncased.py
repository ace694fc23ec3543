"""Promise: sentences in writing without capitals are no names; names that Latin words lead to are."""

from __future__ import annotations

import pytest

from app.redaction.findings import EntityType
from app.redaction.uncased import without_clauses
from tests.app.redaction.test_pipeline import Span


def _kept(text: str, *names: str) -> list[str]:
    spans = [Span(text.index(name), text.index(name) + len(name), EntityType.PERSON, 0.97) for name in names]
    return [text[span.start : span.end] for span in without_clauses(text, spans)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ('Translate "הפגישה נדחתה ליום רביעי בשעה עשר" for me', ["הפגישה נדחתה ליום רביעי בשעה עשר"]),
        ('Translate "נא לאשר הגעה" for me', ["נא לאשר הגעה"]),
        ("هل يمكنك المساعدة؟ كيف أبدأ؟", ["كيف أبدأ؟"]),
        ('It says "الملف لأن البرنامج" again', ["الملف لأن البرنامج"]),
        ("कृपया टीम को मंगलवार की बैठक बताइए", ["कृपया टीम को", "मंगलवार की बैठक"]),
        ("राम सीता मोहन गीता श्याम राधा", ["राम सीता मोहन", "गीता श्याम राधा"]),
        ("火曜日の会議についてチームに短いメールを", ["火曜日の会議についてチームに短いメールを"]),
    ],
)
def test_clauses_are_dropped(text: str, names: list[str]) -> None:
    assert _kept(text, *names) == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Book a table for דוד כהן and mail שרה לוי today", ["דוד כהן", "שרה לוי"]),
        ("Meeting with محمد علي حسن and 王小明", ["محمد علي حسن", "王小明"]),
        ("משתתפים: דוד כהן, שרה לוי, יוסף מזרחי", ["דוד כהן", "שרה לוי", "יוסף מזרחי"]),
        ("ביקשתי אתמול מדוד כהן לשלוח את הדוח", ["מדוד כהן"]),
        ("Иван Петров попросил Марию", ["Иван Петров"]),
        ("Anna Maria von der Leyden Bauer wrote", ["Anna Maria von der Leyden Bauer"]),
    ],
)
def test_names_stay(text: str, names: list[str]) -> None:
    assert _kept(text, *names) == names
