"""Who counts in a vote over mentions: independent origins, in the order they became known."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from datetime import UTC, datetime
from typing import TypeVar

from pipeline.records import Mention

Value = TypeVar("Value", bound=Hashable)

NEVER = datetime.max.replace(tzinfo=UTC)


def known_order(mention: Mention) -> tuple[datetime, datetime, str]:
    """First recorded first; what has no time comes last."""
    return (mention.recorded_at or NEVER, mention.published_at or NEVER, mention.mention_id)


def news_order(mention: Mention) -> tuple[datetime, datetime, str]:
    """Last published last; what has no time comes first, so that it never is the news."""
    floor = datetime.min.replace(tzinfo=UTC)
    return (mention.published_at or floor, mention.recorded_at or floor, mention.mention_id)


def origin_of(mention: Mention) -> str:
    """The origin of a mention's article; an article that nobody compared is its own."""
    return mention.origin_article_id or mention.article_id


def count_origins(mentions: Iterable[Mention]) -> int:
    """How many independent origins tell something; copies count once."""
    return len({origin_of(mention) for mention in mentions})


def group_origins(
    mentions: Iterable[Mention], value_of: Callable[[Mention], Value]
) -> dict[Value, set[str]]:
    """The independent origins that tell each value, values in the order they are met."""
    tellers: dict[Value, set[str]] = {}
    for mention in mentions:
        tellers.setdefault(value_of(mention), set()).add(origin_of(mention))
    return tellers


def most_told(mentions: Iterable[Mention], value_of: Callable[[Mention], Value]) -> Value:
    """The value told by most independent origins; of equals the one known first."""
    tellers = group_origins(sorted(mentions, key=known_order), value_of)
    return max(tellers, key=lambda value: len(tellers[value]))
