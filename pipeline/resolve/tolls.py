"""One toll from many claims, without hiding that they differ."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from pipeline.records import Casualty, Mention, Outcome
from pipeline.resolve.votes import NEVER, count_origins, news_order, origin_of


@dataclass(frozen=True, slots=True)
class Toll:
    """What is claimed of one outcome: bounds over all claims, best by the newest authority."""

    low: int | None = None
    best: int | None = None
    high: int | None = None
    is_disputed: bool = False


@dataclass(frozen=True, slots=True)
class _Claim:
    """A total, with whose it is and when it was said."""

    casualty: Casualty
    mention: Mention

    @property
    def said_at(self) -> datetime:
        return self.mention.published_at or self.mention.recorded_at or NEVER


def fuse_tolls(mentions: Iterable[Mention], outcome: Outcome) -> Toll:
    """The toll of an incident.

    Only totals count, not their parts, and of each independent origin the newest mention that has
    any; what merely recalls the incident counts where nothing reports it. Best is the newest figure
    with authority: a higher one replaces what was known (tolls rise), a lower one only when more
    origins tell it (most lower figures are of a part). Low and high are the bounds over all claims.
    Later and higher is an update; any other two that cannot both be true are a dispute.
    """
    claims = _current_claims(mentions, outcome)
    if not claims:
        return Toll()
    best = _newest_authority(claims)
    named = [] if best is None else [best]
    lows = [c.casualty.low for c in claims if c.casualty.low is not None]
    highs = [c.casualty.high for c in claims if c.casualty.high is not None]
    return Toll(
        min(lows + named, default=None),
        best,
        max(highs + named) if highs else None,
        _is_disputed(claims),
    )


def _newest_authority(claims: Sequence[_Claim]) -> int | None:
    reports = [claim for claim in claims if claim.mention.salience != "background"]
    best: int | None = None
    for claim in reversed(_firsts(reports or claims)):
        figure = claim.casualty.best
        if figure is None or figure == best:
            continue
        if best is None or figure > best or _support(claims, figure) > _support(claims, best):
            best = figure
    return best


def _firsts(claims: Iterable[_Claim]) -> list[_Claim]:
    """The first total of each mention."""
    return list({claim.mention.mention_id: claim for claim in reversed(list(claims))}.values())[
        ::-1
    ]


def _support(claims: Iterable[_Claim], figure: int) -> int:
    """How many origins tell a figure."""
    return count_origins(claim.mention for claim in claims if claim.casualty.best == figure)


def _current_claims(mentions: Iterable[Mention], outcome: Outcome) -> list[_Claim]:
    """The totals of the newest mention of each origin that has one, newest first."""
    newest: dict[str, list[_Claim]] = {}
    for mention in sorted(mentions, key=news_order):
        totals = [c for c in mention.casualties if c.outcome == outcome and _is_total(c)]
        if totals:
            newest[origin_of(mention)] = [_Claim(c, mention) for c in totals]
    ordered = sorted(newest.values(), key=lambda group: news_order(group[0].mention), reverse=True)
    return [claim for group in ordered for claim in group]


def _is_total(casualty: Casualty) -> bool:
    known = (casualty.low, casualty.best, casualty.high)
    return casualty.part_of is None and any(value is not None for value in known)


def _is_disputed(claims: Sequence[_Claim]) -> bool:
    return any(
        _excludes(later, earlier) for n, later in enumerate(claims) for earlier in claims[n + 1 :]
    )


def _excludes(later: _Claim, earlier: _Claim) -> bool:
    """Whether two claims cannot both be true, and the later one is no rise of the earlier."""
    a, b = _bounds(later.casualty), _bounds(earlier.casualty)
    if a[0] > b[1]:
        return later.said_at == earlier.said_at
    return a[1] < b[0]


def _bounds(casualty: Casualty) -> tuple[float, float]:
    low = casualty.low if casualty.low is not None else casualty.best
    high = casualty.high
    return (float(low or 0), float("inf") if high is None else float(high))
