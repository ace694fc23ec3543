"""The pages beside the chat fit a small window with large text: what is read is not scrolled sideways."""

from __future__ import annotations

import pytest

from tests.ui.cloud_steps import add_provider
from tests.ui.stage import Stage
from ui.page import Page


@pytest.mark.parametrize("name", ["trash", "models", "providers", "left", "settings"])
def test_nothing_is_scrolled_sideways_in_a_small_window_with_text_twice_as_large(
    stage: Stage, name: str
) -> None:
    workspace = stage.unlock()
    add_provider(stage)
    workspace.show_page(name)
    page = workspace.pages.currentWidget()
    assert isinstance(page, Page)
    stage.settle()
    for scale, size in ((100, (1180, 800)), (200, (900, 600))):
        stage.desk.preferences.change(text_scale=scale)
        stage.window.resize(*size)
        stage.until(lambda scale=scale: stage.desk.theme.px(100) == scale)
        stage.settle()
        assert page.area.widget().minimumSizeHint().width() <= page.area.viewport().width()
        title = page._title
        assert title.height() >= title.heightForWidth(title.width())
    is_one_line = title.height() < 2 * title.fontMetrics().lineSpacing()
    assert is_one_line or name == "providers"  # the longest title, beside a button
