"""Collect what programs say in other languages (short texts about nobody) from the translations that packages carry.

Home Assistant's frontend (Apache-2.0), JupyterLab's language packs, Wagtail, Sphinx (BSD), django-allauth (MIT):

    pip download --no-deps -d WORK/i18n home-assistant-frontend==20250109.2 wagtail sphinx django-allauth jupyterlab-language-pack-de-DE ...
    python interface.py --work WORK
"""

import argparse
import collections
import gettext
import io
import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

LANGUAGES = "de|fr|es|it|nl|pt"
CATALOGUE = re.compile(rf"/({LANGUAGES})(_[A-Z]{{2}})?/LC_MESSAGES/.*\.mo$")
TRANSLATION = re.compile(rf"translations/(?:.*/)?({LANGUAGES})(-[A-Z0-9]+)?-[0-9a-f]+\.json$")


def strings(value) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from strings(inner)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--work", type=Path, required=True)
    work = parser.parse_args().work
    found: dict[str, dict[str, None]] = collections.defaultdict(dict)
    for wheel in sorted((work / "i18n").glob("*.whl")):
        archive = zipfile.ZipFile(wheel)
        for name in archive.namelist():
            if match := CATALOGUE.search(name):
                texts = [v for k, v in gettext.GNUTranslations(io.BytesIO(archive.read(name)))._catalog.items() if isinstance(v, str) and v != k]
            elif match := TRANSLATION.search(name):
                texts = list(strings(json.loads(archive.read(name))))
            else:
                continue
            for text in texts:
                said = re.sub(r"<[^>]+>|\{[^}]*\}|%\(\w+\)s|%[sd]", "3", text).strip()
                if 12 < len(said) < 500 and " " in said:
                    found[match[1]][said] = None
    (work / "i18n.json").write_text(json.dumps({lang: list(texts) for lang, texts in found.items()}, ensure_ascii=False), "utf-8")
    print({lang: len(texts) for lang, texts in found.items()})


if __name__ == "__main__":
    main()
