"""The incidents that hold mentions today, with all that they hold."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from pipeline.lake import Snapshot, find_days, is_in
from pipeline.lake.indexed.index import merge_days
from pipeline.lake.indexed.lookups import SOURCES_BY_ARTICLE, SOURCES_BY_MENTION


@dataclass(frozen=True, slots=True)
class Members:
    """Incidents of today: id -> mention id -> the mention's partition; and their own partitions."""

    of: Mapping[str, Mapping[str, date]]
    days: frozenset[date]


def read_members(
    snapshot: Snapshot, mention_ids: Collection[str], article_ids: Collection[str] = ()
) -> Members:
    """The incidents that have some mentions, or any mention of some articles, as members.

    Args:
        snapshot: the lake.
        mention_ids: the mentions, wherever their incidents lie.
        article_ids: articles of which other rules may tell nothing more.
    """
    by_mention = find_days(snapshot, SOURCES_BY_MENTION, {(name,) for name in mention_ids})
    by_article = find_days(snapshot, SOURCES_BY_ARTICLE, {(name,) for name in article_ids})
    days = merge_days(by_mention) | merge_days(by_article)
    told = is_in("mention_id", mention_ids) | is_in("article_id", article_ids)
    held = snapshot.read("incident_sources", ["incident_id"], told, days)
    members: dict[str, dict[str, date]] = {name: {} for name in held["incident_id"].to_pylist()}
    columns = ["incident_id", "mention_id", "mention_event_date"]
    of_them = is_in("incident_id", members)
    for row in snapshot.read("incident_sources", columns, of_them, days).to_pylist():
        members[row["incident_id"]][row["mention_id"]] = row["mention_event_date"]
    return Members(members, days)
