"""The picture: bars with whiskers for comparisons, lines for curves. Plain SVG, no library."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from html import escape

from bench.findings import Comparison, Curve, Report

WIDTH = 760
_LABELS = 250
_RIGHT = 90
_ROW = 20
_GAP = 34
_CURVE = 220
_OURS, _OTHERS, _INK = "#2563a8", "#b3b9c2", "#30343b"
_LINES = (_OURS, "#c2571a", "#3c8d5a", "#7b52a1", "#8a8f98")
_STYLE = f"text{{font:12px sans-serif;fill:{_INK}}}.t{{font-weight:bold}}.s{{font-size:10px}}"

Point = tuple[float, float]


def draw(reports: Iterable[Report]) -> str:
    """All comparisons and curves, one below the other, as an SVG document."""
    out: list[str] = []
    y = 10
    for report in reports:
        for comparison in report.comparisons:
            out += _draw_bars(comparison, y)
            y += _ROW * (len(comparison.readings) + 1) + _GAP
        for curve in report.curves:
            out += _draw_lines(curve, y)
            y += _CURVE + 2 * _GAP
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {y}" width="{WIDTH}" '
        f'height="{y}"><style>{_STYLE}</style><rect width="100%" height="100%" fill="#fff"/>\n'
        + "\n".join(out)
        + "\n</svg>\n"
    )


def _draw_bars(found: Comparison, top: int) -> Iterable[str]:
    speedups = found.speedups()
    scale = (WIDTH - _LABELS - _RIGHT) / max(s.most for s in speedups.values())
    yield _text(10, top + 14, f"{found.title}: times {found.base}", "t")
    for n, (name, speedup) in enumerate(speedups.items(), start=1):
        y = top + n * _ROW + 6
        color = _OURS if name.startswith("sitrep") else _OTHERS
        low, middle, high = (
            _LABELS + value * scale for value in (speedup.least, speedup.middle, speedup.most)
        )
        yield _text(_LABELS - 8, y + 11, name, anchor="end")
        yield (
            f'<rect x="{_LABELS}" y="{y}" width="{middle - _LABELS:.1f}" height="14" '
            f'fill="{color}"/>'
        )
        yield _line([(low, y + 7), (high, y + 7)], _INK)
        yield _text(high + 6, y + 11, f"{speedup.middle:.2f}x")


def _draw_lines(found: Curve, top: int) -> Iterable[str]:
    points = [point for series in found.series.values() for point in series]
    across = _scale([x for x, _ in points], 64, WIDTH - _RIGHT - 60, is_log=found.is_log)
    bottom = top + _GAP + _CURVE
    up = _scale([y for _, y in points], bottom, top + _GAP, is_log=found.is_log)
    yield _text(10, top + 14, f"{found.title}: {found.y} by {found.x}", "t")
    for n, (name, series) in enumerate(found.series.items()):
        places = [(across(x), up(y)) for x, y in sorted(series)]
        yield _line(places, _LINES[n % len(_LINES)], 2)
        yield _text(places[-1][0] + 6, places[-1][1] + 4, name, "s")
    for x in sorted({x for x, _ in points}):
        yield _text(across(x), bottom + 16, f"{x:,g}", "s", "middle")
    for y in {min(y for _, y in points), max(y for _, y in points)}:
        yield _text(56, up(y) + 4, f"{y:.3g}", "s", "end")


def _scale(
    values: Sequence[float], first: float, last: float, *, is_log: bool
) -> Callable[[float], float]:
    """A function from values to coordinates between two."""
    warp: Callable[[float], float] = (lambda v: math.log(max(v, 1e-9))) if is_log else float
    low, high = warp(min(values)), warp(max(values))
    span = (high - low) or 1.0
    return lambda value: first + (last - first) * (warp(value) - low) / span


def _text(x: float, y: float, text: str, style: str = "", anchor: str = "start") -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" class="{style}" text-anchor="{anchor}">'
        f"{escape(text)}</text>"
    )


def _line(points: Sequence[Point], color: str, width: float = 1) -> str:
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    return f'<polyline points="{path}" fill="none" stroke="{color}" stroke-width="{width}"/>'
