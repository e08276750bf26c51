"""A human's last word: ``lake/overrides.tsv``, read and applied.

One decision a line, after the header; ``#`` begins a comment, columns that an action does not use
stay empty::

    action    incident_id           other                 field        value  note
    merge     8f0c...(20 digits)    1b77...                                   one raid, two villages
    separate  8f0c...               99aa...                                   two days
    drop      5d21...                                                         a film
    fix       8f0c...                                     killed_best  4      ministry, corrected

Incidents are named by id. An id stands for the mention it was made of, wherever that mention is
now, so a decision survives every rerun, merge and split.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date, timedelta
from typing import Any, get_args, get_type_hints

import msgspec

from pipeline import ids
from pipeline.errors import ConfigError
from pipeline.lexicon.event_types import families
from pipeline.records import INCIDENT_STATUSES, Incident, Mention, Status

COLUMNS = ("action", "incident_id", "other", "field", "value", "note")
#: What an action needs beside the incident.
_NEEDS: Mapping[str, tuple[str, ...]] = {
    "merge": ("other",),
    "separate": ("other",),
    "drop": (),
    "fix": ("field", "value"),
}
#: Made of the members, not of what they say.
_NOT_FIXED = frozenset(
    "incident_id event_date event_date_source revision resolver n_mentions n_articles n_publishers "
    "n_origins first_reported_at last_reported_at first_recorded_at last_recorded_at".split()
)
#: Two fields of which the first is never above the second.
_ORDERED = (
    ("event_start", "event_end"),
    *(
        (f"{outcome}_{low}", f"{outcome}_{high}")
        for outcome in ("killed", "injured")
        for low, high in (("low", "best"), ("best", "high"), ("low", "high"))
    ),
)
_TYPES = get_type_hints(Incident)
_FIXABLE = frozenset(field.name for field in fields(Incident)) - _NOT_FIXED
_MENTIONS_ONLY = frozenset(get_args(Status)) - INCIDENT_STATUSES
_ID = re.compile(r"[0-9a-f]{20}")

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Overrides:
    """Decisions by incident id."""

    merged: frozenset[Pair] = frozenset()
    separated: frozenset[Pair] = frozenset()
    dropped: frozenset[str] = frozenset()
    fixed: tuple[tuple[str, str, Any], ...] = ()

    @property
    def incident_ids(self) -> frozenset[str]:
        """Every incident that some decision names."""
        pairs = self.merged | self.separated
        named = {name for pair in pairs for name in pair} | self.dropped
        return frozenset(named | {name for name, _, _ in self.fixed})

    @property
    def days(self) -> frozenset[date]:
        """The days that incidents are moved to: none of their mentions need lie there."""
        return frozenset(
            value
            for _, field, value in self.fixed
            if field in ("event_start", "event_end") and value
        )

    def anchors(self, mentions: Iterable[Mention]) -> dict[str, str]:
        """The named incidents that stand for one of these mentions -> its mention id."""
        named = self.incident_ids
        if not named:
            return {}
        made = ((ids.incident_id(m.mention_id), m.mention_id) for m in mentions)
        return {incident: mention for incident, mention in made if incident in named}

    def links(self, anchors: Mapping[str, str]) -> list[Pair]:
        """The pairs of mentions that are one incident by decision."""
        return _translate(self.merged, anchors)

    def gaps(self, anchors: Mapping[str, str]) -> list[Pair]:
        """The pairs of mentions that never are one incident by decision."""
        return _translate(self.separated, anchors)

    def is_dropped(self, incident_ids: Collection[str]) -> bool:
        """Whether an incident that stands under any of these ids is not to be shown."""
        return not self.dropped.isdisjoint(incident_ids)

    def fix(self, incident: Incident, incident_ids: Collection[str]) -> Incident:
        """Set what was decided for an incident that stands under any of these ids."""
        values = {field: value for name, field, value in self.fixed if name in incident_ids}
        if not values:
            return incident
        fixed = _keep_dates(replace(incident, **values), incident, values)
        fixed = _keep_tolls(_keep_tolls(fixed, "killed", values), "injured", values)
        if "is_default" in values:
            return fixed
        is_default = fixed.status == "occurred" and fixed.salience != "background"
        return replace(fixed, is_default=is_default)


NO_OVERRIDES = Overrides()


def read_overrides(lines: Iterable[str], name: str = "overrides.tsv") -> Overrides:
    """Read the decisions.

    Raises:
        ConfigError: a line is wrong: ``overrides.tsv:3: ...``.
    """
    merged: set[Pair] = set()
    separated: set[Pair] = set()
    dropped: set[str] = set()
    fixed: dict[Pair, Any] = {}
    for where, row in _read_rows(lines, name):
        incident = row["incident_id"]
        if row["action"] == "fix":
            fixed[incident, row["field"]] = _read_value(row["field"], row["value"], where)
            its = {field: value for (name, field), value in fixed.items() if name == incident}
            _check_fixed(incident, its, where)
        elif row["action"] == "drop":
            dropped.add(incident)
        else:
            first, second = sorted((incident, row["other"]))
            (merged if row["action"] == "merge" else separated).add((first, second))
    values = tuple((incident, field, fixed[incident, field]) for incident, field in sorted(fixed))
    return Overrides(frozenset(merged), frozenset(separated), frozenset(dropped), values)


def _read_rows(lines: Iterable[str], name: str) -> Iterable[tuple[str, dict[str, str]]]:
    is_header = True
    for number, line in enumerate(lines, start=1):
        if not line.strip() or line.startswith("#"):
            continue
        where = f"{name}:{number}"
        cells = [cell.strip() for cell in line.rstrip("\r\n").split("\t")]
        if is_header:
            if tuple(cells) != COLUMNS:
                raise ConfigError(f"{where}: expected the columns {', '.join(COLUMNS)}")
            is_header = False
            continue
        if len(cells) > len(COLUMNS):
            raise ConfigError(f"{where}: expected {len(COLUMNS)} columns, found {len(cells)}")
        cells += [""] * (len(COLUMNS) - len(cells))
        row = dict(zip(COLUMNS, cells, strict=True))
        _check(row, where)
        yield where, row


def _check(row: Mapping[str, str], where: str) -> None:
    action = row["action"]
    if action not in _NEEDS:
        raise ConfigError(f"{where}: unknown action '{action}' (there is: {', '.join(_NEEDS)})")
    for column in ("incident_id", "other", "field", "value"):
        is_needed = column == "incident_id" or column in _NEEDS[action]
        # an empty value sets a field to null
        if is_needed and not row[column] and column != "value":
            raise ConfigError(f"{where}: {action} needs {column}")
        if row[column] and not is_needed:
            raise ConfigError(f"{where}: {action} takes no {column}")
    for column in ("incident_id", "other"):
        if row[column] and not _ID.fullmatch(row[column]):
            raise ConfigError(f"{where}: '{row[column]}' is no incident id (20 hexadecimal digits)")
    if row["incident_id"] == row["other"]:
        raise ConfigError(f"{where}: {action} needs two incidents")


def _read_value(field: str, text: str, where: str) -> Any:
    if field not in _FIXABLE:
        raise ConfigError(f"{where}: unknown field '{field}', or one that cannot be fixed")
    if field == "event_type" and text and text not in families():
        raise ConfigError(f"{where}: unknown event type '{text}'")
    if field == "status" and text in _MENTIONS_ONLY:
        raise ConfigError(f"{where}: no incident has the status '{text}'")
    try:
        return msgspec.convert(text or None, _TYPES[field], strict=False)
    except msgspec.ValidationError as error:
        raise ConfigError(f"{where}: {field}: {error}") from None


def _keep_dates(fixed: Incident, before: Incident, values: Mapping[str, Any]) -> Incident:
    """Move what goes with a fixed interval: the other end, the partition, the precision."""
    if values.keys().isdisjoint(("event_start", "event_end")):
        return fixed
    start, end = fixed.event_start, fixed.event_end
    if "event_start" in values and start is None:
        precision = values.get("date_precision", "unknown")
        return replace(fixed, event_end=None, date_precision=precision)
    if "event_end" not in values and start:
        # as long as it was
        end = start + _length_of(before)
    elif "event_start" not in values and end:
        start = min(start or end, end)
    end = end or start
    if start is None or end is None:
        return fixed
    precision = values.get("date_precision", fixed.date_precision)
    source = fixed.event_date_source if before.event_start else "text"
    return replace(
        fixed,
        event_start=start,
        event_end=end,
        event_date=start,
        event_date_source=source,
        date_precision="day" if precision == "unknown" and start == end else precision,
    )


def _length_of(incident: Incident) -> timedelta:
    if incident.event_start is None or incident.event_end is None:
        return timedelta()
    return incident.event_end - incident.event_start


def _keep_tolls(incident: Incident, outcome: str, values: Mapping[str, Any]) -> Incident:
    """Widen what was not fixed of a toll, so that low <= best <= high."""
    names = [f"{outcome}_{end}" for end in ("low", "best", "high")]
    if values.keys().isdisjoint(names):
        return incident
    tolls = {name: getattr(incident, name) for name in names}
    given = {name: values[name] for name in names if values.get(name) is not None}
    for n, name in enumerate(names):
        if name in values or tolls[name] is None:
            continue
        least = max((given[below] for below in names[:n] if below in given), default=0)
        most = min((given[above] for above in names[n + 1 :] if above in given), default=None)
        value = max(tolls[name], least)
        tolls[name] = value if most is None else min(value, most)
    return replace(incident, **tolls)


def _check_fixed(incident: str, values: Mapping[str, Any], where: str) -> None:
    """Two fixed values of an incident must not contradict each other."""
    for small, large in _ORDERED:
        low, high = values.get(small), values.get(large)
        if low is not None and high is not None and low > high:
            raise ConfigError(f"{where}: {small} of {incident} is above its {large}")
    if values.get("event_end") and values.get("event_start", True) is None:
        raise ConfigError(f"{where}: event_end of {incident} without an event_start")


def _translate(pairs: Iterable[Pair], anchors: Mapping[str, str]) -> list[Pair]:
    return sorted((anchors[a], anchors[b]) for a, b in pairs if a in anchors and b in anchors)
