"""The page: a table for every finding, under the picture of them all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from bench.findings import Comparison, Curve, Figures, Report, Spread

_HEAD = """# Performance

Written by `make bench`; do not edit. Contenders of one table did the same work in turns on one
machine, so its ratios hold where its seconds do not; in brackets the least and the most of all
rounds. *cpu* counts processor seconds of all processes of a contender, *wall* the clock's.

![All comparisons and curves]({picture})
"""


def write_page(reports: Iterable[Report], picture: str) -> str:
    """Write all that was measured as Markdown.

    Args:
        reports: of the parts, in their order.
        picture: the address of the picture, relative to the page.
    """
    blocks = [_HEAD.format(picture=picture)]
    for report in reports:
        blocks.extend(map(_write_comparison, report.comparisons))
        blocks.extend(map(_write_curve, report.curves))
        blocks.extend(map(_write_figures, report.figures))
    return "\n".join(blocks)


def _write_comparison(found: Comparison) -> str:
    speedups, rates = found.speedups(), found.rates()
    rows = [
        (r.name, _spread(rates[r.name]), f"{_spread(speedups[r.name])}x", r.remark)
        for r in found.readings
    ]
    head = ("", f"{found.unit}/s ({found.clock})", f"times {found.base}", "")
    return _section(found.title, found.work, _table(head, rows), found.remarks)


def _write_curve(found: Curve) -> str:
    names = list(found.series)
    values = {name: dict(points) for name, points in found.series.items()}
    xs = sorted({x for points in values.values() for x in points})
    rows = [
        (f"{x:,g}", *(_number(values[n][x]) if x in values[n] else "" for n in names)) for x in xs
    ]
    work = f"{found.work} Across: {found.y}."
    return _section(found.title, work, _table((found.x, *names), rows), found.remarks)


def _write_figures(found: Figures) -> str:
    return _section(found.title, found.work, _table(("", ""), found.rows), found.remarks)


def _section(title: str, work: str, table: str, remarks: Iterable[str]) -> str:
    notes = "".join(f"* {remark}\n" for remark in remarks)
    return f"## {title}\n\n{work}\n\n{table}\n{notes}"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    def lines() -> Iterator[str]:
        yield _line(head)
        yield _line("---" for _ in head)
        yield from map(_line, rows)

    return "".join(lines())


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |\n"


def _spread(spread: Spread) -> str:
    low, high = _number(spread.least), _number(spread.most)
    middle = _number(spread.middle)
    return middle if low == high else f"{middle} ({low}-{high})"


def _number(value: float) -> str:
    """Three digits that count, and no more than the measurement has."""
    if value >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= 10 else f"{value:.2f}"
