"""What all tests share: no display, a fixed locale, and failing loudly instead of hanging."""

from __future__ import annotations

import os

import hypothesis

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["LANG"] = "C.UTF-8"
os.environ["LC_ALL"] = "C.UTF-8"

hypothesis.settings.register_profile("sotto", deadline=None, print_blob=True, max_examples=80)
hypothesis.settings.load_profile("sotto")
