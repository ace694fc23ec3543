"""What redaction hides and what it costs: ``./sotto bench redaction [--data GLOB] [--compare] [--markdown]``.

Without ``--data`` the unseen set is measured: documents written by hand before the detectors, never looked at
while tuning (docs/redaction.md). With it, any JSONL of the same form, gzipped or not; ``--unseen`` adds the
unseen set. Each figure stands beside its goal.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable

from app.redaction.findings import EntityType
from app.redaction.port import ScanOptions
from tests.benchmarks import redaction_rivals
from tests.benchmarks.redaction_data import (
    Document,
    characters,
    read_glob,
    read_restore,
    read_unseen,
)
from tests.benchmarks.redaction_detector import Scan, has_tagger, redactor, scan_all, scanner
from tests.benchmarks.redaction_measure import (
    CLASSES,
    FALSE_GOAL,
    Clean,
    Measured,
    Restoration,
    Tally,
    measure,
    measure_restore,
)
from tests.benchmarks.redaction_speed import (
    RULES_GOAL,
    SIZES,
    WHOLE_GOAL,
    Start,
    fresh_start,
    speed_rows,
    speed_table,
    start_rows,
)
from tests.benchmarks.redaction_table import Row, Table, percent, verdict

_ALTERED_GOAL = 0.99


def main(arguments: list[str] | None = None) -> int:
    """Measure and print; the exit code says whether it could be done, not whether the goals are met."""
    options = _parser().parse_args(arguments)
    if options.misses and (options.unseen or not options.data):
        print("--misses would show the unseen set, which nobody may tune on: give --data.", file=sys.stderr)
        return 2
    show = _printer(markdown=options.markdown)
    for name, documents in _collections(options.data, unseen=options.unseen):
        _quality(name, documents, options, show)
    if options.unseen or not options.data:
        cases = read_restore()
        show(restore_table(measure_restore(cases, _whole), measure_restore(cases, _by_character)))
    if not options.no_speed:
        show(speed_table(list(_speed(rules_only=options.rules_only, largest=options.largest))))
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="bench redaction", description=__doc__.splitlines()[0])
    parser.add_argument("--data", metavar="GLOB", help="JSONL files {id, text, spans}, may be gzipped")
    parser.add_argument("--unseen", action="store_true", help="the unseen set too (alone without --data)")
    parser.add_argument("--rules-only", action="store_true", help="without the model that finds names")
    parser.add_argument("--profile", default="default", help="which kinds are hidden")
    parser.add_argument(
        "--compare", action="store_true", help="install four other detectors in a throw-away environment"
    )
    parser.add_argument("--markdown", action="store_true", help="print Markdown tables")
    parser.add_argument("--misses", action="store_true", help="list what was not hidden (only with --data)")
    parser.add_argument("--no-speed", action="store_true", help="quality only")
    parser.add_argument(
        "--largest", type=int, default=SIZES[-2], metavar="N", help=f"longest text, up to {SIZES[-1]:,}"
    )
    return parser


def _printer(*, markdown: bool) -> Callable[[Table], None]:
    def show(table: Table) -> None:
        print(table.markdown() if markdown else table.text(), flush=True)

    return show


def _collections(data: str | None, *, unseen: bool) -> Iterable[tuple[str, list[Document]]]:
    if data:
        yield data, read_glob(data)
    if unseen or not data:
        yield "unseen set", read_unseen()


def _quality(
    name: str, documents: list[Document], options: argparse.Namespace, show: Callable[[Table], None]
) -> None:
    texts = [document.text for document in documents]
    tagger = not options.rules_only and has_tagger()
    scan = scanner(redactor(tagger=tagger), ScanOptions(profile=options.profile))
    hits, failed = scan_all(scan, documents)
    ours = measure(documents, hits)
    how = "rules and tagger" if tagger else "rules only"
    if not options.rules_only and not tagger:
        print("the model that finds names is not part of this installation", file=sys.stderr)
    heading = f"{name}, {how}: {len(documents):,} texts, {characters(documents):,} characters"
    show(goal_table(heading, ours, failed=failed))
    show(label_table(ours))
    show(part_table("By language", ours.languages))
    show(part_table("By genre", ours.genres))
    show(clean_table(ours.clean_genres))
    if options.misses:
        for document, span in ours.missed:
            print(f"{document.id}\t{span.label.value}\t{span.start}\t{document.marked(span)!r}")
    if options.compare:
        rivals = redaction_rivals.compare(texts)
        others = {f"{rival.name} {rival.version}": measure(documents, rival.hits) for rival in rivals}
        costs = {f"{rival.name} {rival.version}": rival.cpu_seconds for rival in rivals}
        show(rival_table({f"Sotto, {how}": ours, **others}))
        show(rival_label_table({f"Sotto, {how}": ours, **others}))
        show(rival_speed_table(characters(documents), costs))


def goal_table(title: str, measured: Measured, *, failed: int = 0) -> Table:
    """Every class that a goal is set for, the false hits on clean text, and the scans that failed, if any."""
    rows: list[Row] = []
    for each in CLASSES:
        tally = measured.classes.get(each.name)
        if tally is not None:
            share = tally.hidden_share
            wanted = f">= {each.goal * 100:g}" if each.goal else ""
            missed = str(tally.gold - tally.hidden)
            rows.append(
                (each.name, str(tally.gold), missed, percent(share), wanted, verdict(share, each.goal))
            )
    rate = measured.clean.rate
    if rate is not None:
        name = f"false hits per 10,000 of {measured.clean.characters:,} clean characters"
        met = verdict(rate, FALSE_GOAL, most=True)
        rows.append((name, str(measured.clean.hits), "", f"{rate:.1f}", f"<= {FALSE_GOAL:g}", met))
    if failed:
        rows.append(("scans that failed", str(failed), "", "", "0", "not met"))
    return Table(title, ("fully hidden", "n", "missed", "%", "goal", ""), rows)


def label_table(measured: Measured) -> Table:
    """Fully hidden and strict recall of each label, and the precision of the findings that bear it."""
    ordered = [label for label in EntityType if label in measured.labels]
    rows = [_label_row(label.value, measured.labels[label]) for label in ordered]
    rows.append(_label_row("all", measured.everything))
    columns = ("label", "n", "fully hidden %", "strict %", "findings", "precision %")
    return Table("By label", columns, rows)


def _label_row(name: str, tally: Tally) -> Row:
    hits = str(tally.hits)
    return (
        name,
        str(tally.gold),
        percent(tally.hidden_share),
        percent(tally.exact_share),
        hits,
        percent(tally.precision),
    )


def part_table(title: str, parts: dict[str, Tally]) -> Table:
    """Fully hidden and strict recall over all labels, by a part of the collection."""
    rows = [
        (name, str(tally.gold), percent(tally.hidden_share), percent(tally.exact_share))
        for name, tally in sorted(parts.items())
    ]
    return Table(title, ("", "n", "fully hidden %", "strict %"), rows)


def clean_table(genres: dict[str, Clean]) -> Table:
    """False hits of clean texts, by genre."""
    rows = [
        (name, f"{clean.characters:,}", str(clean.hits), "" if clean.rate is None else f"{clean.rate:.1f}")
        for name, clean in sorted(genres.items())
    ]
    return Table("Clean texts", ("", "characters", "false hits", "per 10,000"), rows)


def rival_table(systems: dict[str, Measured]) -> Table:
    """Fully hidden / strict recall by class for each detector, then precision and false hits."""
    ours = next(iter(systems.values()))
    rows: list[Row] = []
    for each in CLASSES:
        if each.name in ours.classes:
            cells = (measured.classes[each.name] for measured in systems.values())
            rows.append((f"{each.name} ({ours.classes[each.name].gold})", *map(_pair, cells)))
    rows.append(
        (f"everything ({ours.everything.gold})", *(_pair(each.everything) for each in systems.values()))
    )
    rows.append(("precision %", *(percent(each.everything.precision) for each in systems.values())))
    rates = [each.clean.rate for each in systems.values()]
    rows.append(("false hits per 10,000 clean characters", *("" if r is None else f"{r:.1f}" for r in rates)))
    return Table("Beside other detectors: fully hidden % / strict %", ("", *systems), rows)


def rival_label_table(systems: dict[str, Measured]) -> Table:
    """The same by label; a label that another detector does not know may still be hidden by it."""
    ours = next(iter(systems.values()))
    rows: list[Row] = []
    for label in EntityType:
        tally = ours.labels.get(label)
        if tally is not None and tally.gold:
            cells = (_triple(each.labels.get(label, Tally())) for each in systems.values())
            rows.append((f"{label.value} ({tally.gold})", *cells))
    return Table("Beside other detectors: fully hidden % / strict % / precision %", ("", *systems), rows)


def rival_speed_table(size: int, costs: dict[str, float]) -> Table:
    """Characters per second of processor time over the same texts."""
    rows = [(name, f"{size / seconds:,.0f}" if seconds else "") for name, seconds in costs.items()]
    return Table("Other detectors: speed", ("", "characters/s"), rows)


def _pair(tally: Tally) -> str:
    return f"{percent(tally.hidden_share)} / {percent(tally.exact_share)}"


def _triple(tally: Tally) -> str:
    return f"{_pair(tally)} / {percent(tally.precision) or '-'}"


def restore_table(done: Restoration, cut: Restoration) -> Table:
    """Restoration by kind of alteration, then the goals.

    Args:
        done: of whole answers.
        cut: of the same answers as streams of single characters.
    """
    rows: list[Row] = [
        (kind, str(count), percent(done.right[kind] / count), "", "")
        for kind, count in sorted(done.cases.items())
    ]
    for name, altered, goal in (("unaltered, all", False, 1.0), ("altered, all", True, _ALTERED_GOAL)):
        share = done.share(altered=altered)
        total = sum(count for kind, count in done.cases.items() if (kind != "unaltered") == altered)
        rows.append((name, str(total), percent(share), f">= {goal * 100:g}", verdict(share, goal)))
    wrong = done.wrong_person
    rows.append(("a value in the wrong place", str(wrong), "", "0", verdict(wrong, 0, most=True)))
    changed = len(set(done.failed) ^ set(cut.failed))
    rows.append(
        ("another text when cut into characters", str(changed), "", "0", verdict(changed, 0, most=True))
    )
    rows.append(("an unknown id without a flag", str(done.unflagged), "", "", ""))
    return Table("Restore", ("placeholders", "n", "%", "goal", ""), rows)


def _whole(answer: str, mapping: dict[str, str]) -> tuple[str, bool]:
    from app.redaction.restorer import restore

    done = restore(answer, mapping)
    return done.text, bool(done.flags)


def _by_character(answer: str, mapping: dict[str, str]) -> tuple[str, bool]:
    from app.redaction.restorer import Restorer

    restorer = Restorer(mapping)
    pieces = [*map(restorer.feed, answer), restorer.finish()]
    return "".join(piece.text for piece in pieces), any(piece.flags for piece in pieces)


def _speed(*, rules_only: bool, largest: int) -> Iterable[Row]:
    texts = [document.text for document in read_unseen()]
    rules: Scan = scanner(redactor(tagger=False))
    yield from speed_rows("rules alone", rules, texts, largest=largest, goal=RULES_GOAL)
    yield from start_rows("rules alone", *_starts(tagger=False))
    if not rules_only and has_tagger():
        whole: Scan = scanner(redactor(tagger=True))
        yield from speed_rows("rules and tagger", whole, texts, largest=largest, goal=WHOLE_GOAL)
        yield from start_rows("rules and tagger", *_starts(tagger=True))


def _starts(*, tagger: bool) -> tuple[Start, Start]:
    return fresh_start(tagger=tagger), fresh_start(tagger=tagger, rested=True)


if __name__ == "__main__":
    sys.exit(main())
