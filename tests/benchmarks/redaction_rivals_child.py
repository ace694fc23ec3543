"""Run one other detector over texts: a script for the throw-away environment, which has none of our packages.

    python redaction_rivals_child.py SYSTEM < TEXTS > RESULT

TEXTS is a JSON array of strings. RESULT is one JSON object: ``{"version": ..., "load_seconds": ...,
"cpu_seconds": ..., "hits": [[[start, end, label], ...], ...]}``, labels in the system's own words.
"""

# What it imports is in the other environment only.
# mypy: disable-error-code="import-not-found,misc"

from __future__ import annotations

import importlib.metadata
import json
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

Hits = list[tuple[int, int, str]]
Scan = Callable[[str], Hits]


def presidio() -> Scan:
    """Every predefined English recogniser; spaCy's blank pipeline, because its models are not on an index."""
    import spacy
    from presidio_analyzer import AnalyzerEngine, RecognizerRegistry
    from presidio_analyzer.nlp_engine import NlpArtifacts, NlpEngine

    class Blank(NlpEngine):
        """Tokens and lower-case words in place of lemmas, so that context words still count."""

        def __init__(self) -> None:
            self.nlp = {"en": spacy.blank("en")}
            self.nlp["en"].max_length = 10**8

        def load(self) -> None:
            """Nothing to load."""

        def is_loaded(self) -> bool:
            return True

        def process_text(self, text: str, language: str) -> NlpArtifacts:
            doc = self.nlp[language](text)
            return NlpArtifacts(
                entities=[],
                tokens=doc,
                tokens_indices=[token.idx for token in doc],
                lemmas=[token.lower_ for token in doc],
                nlp_engine=self,
                language=language,
            )

        def process_batch(self, texts: Any, language: str, **_: Any) -> Any:
            return ((text, self.process_text(text, language)) for text in texts)

        def is_stopword(self, word: str, language: str) -> bool:
            return bool(self.nlp[language].vocab[word].is_stop)

        def is_punct(self, word: str, language: str) -> bool:
            return bool(self.nlp[language].vocab[word].is_punct)

        def get_supported_entities(self) -> list[str]:
            return []

        def get_supported_languages(self) -> list[str]:
            return ["en"]

    engine = Blank()
    registry = RecognizerRegistry()
    registry.load_predefined_recognizers(languages=["en"], nlp_engine=engine)
    analyzer = AnalyzerEngine(registry=registry, nlp_engine=engine, supported_languages=["en"])
    return lambda text: [(r.start, r.end, r.entity_type) for r in analyzer.analyze(text=text, language="en")]


def datafog() -> Scan:
    """Its regular expressions; its models are downloads."""
    from datafog.processing.text_processing.regex_annotator import RegexAnnotator

    annotator = RegexAnnotator()

    def scan(text: str) -> Hits:
        _, result = annotator.annotate_with_spans(text)
        return [(span.start, span.end, span.label) for span in result.spans]

    return scan


def scrubadub() -> Scan:
    """Every detector that needs no model of its own."""
    import scrubadub as library

    scrubber = library.Scrubber()
    return lambda text: [(filth.beg, filth.end, filth.type) for filth in scrubber.iter_filth(text)]


def detect_secrets() -> Scan:
    """Its default plugins over files, as it is meant to be used; a hit is where the secret's text stands."""
    from detect_secrets import SecretsCollection
    from detect_secrets.settings import default_settings

    folder = Path(tempfile.mkdtemp(prefix="bench-secrets-"))

    def scan(text: str) -> Hits:
        path = folder / "text.txt"
        path.write_text(text, encoding="utf-8")
        found = SecretsCollection()
        with default_settings():
            found.scan_file(str(path))
        path.unlink()
        hits: Hits = []
        for _, secret in found:
            value = secret.secret_value or ""
            start = text.find(value) if value else -1
            while start >= 0:
                hits.append((start, start + len(value), "SECRET"))
                start = text.find(value, start + len(value))
        return hits

    return scan


SYSTEMS: dict[str, tuple[Callable[[], Scan], str]] = {
    "presidio": (presidio, "presidio-analyzer"),
    "datafog": (datafog, "datafog"),
    "scrubadub": (scrubadub, "scrubadub"),
    "detect-secrets": (detect_secrets, "detect-secrets"),
}


def main() -> int:
    build, package = SYSTEMS[sys.argv[1]]
    texts = json.load(sys.stdin)
    out, sys.stdout = sys.stdout, sys.stderr  # libraries print
    began = time.perf_counter()
    scan = build()
    loaded = time.perf_counter() - began
    began = time.process_time()
    hits = [scan(text) for text in texts]
    spent = time.process_time() - began
    version = importlib.metadata.version(package)
    json.dump({"version": version, "load_seconds": loaded, "cpu_seconds": spent, "hits": hits}, out)
    return 0


if __name__ == "__main__":
    sys.exit(main())
