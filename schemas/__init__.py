"""The contracts of the datasets: one Avro schema each, and the codebook of incident types.

``<dataset>.avsc`` is the only source of a dataset's names, types, nullability and meanings; the
Parquet schema, the warehouse tables and the documentation are made from it. Besides what Avro
defines, a record names its ``key`` and its ``lifecycle`` (how its rows change), and a field may
have: ``unit``, ``source`` (what told it), ``null_means``, ``values`` (value -> meaning, for
enumerations, which are strings in warehouses), ``example``, ``codebook``, ``partition`` (true on
one field) and ``day_of`` (the timestamp field whose UTC day the partition is, when records do not
have it themselves).
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from schemas.codebook import EventType, event_types

if TYPE_CHECKING:
    from schemas.avro import Column, Schema, arrow_schema, dataset_names, load

__all__ = [
    "Column",
    "EventType",
    "Schema",
    "arrow_schema",
    "dataset_names",
    "event_types",
    "load",
]


def __getattr__(name: str) -> Any:
    """The contracts, with pyarrow: who reads the codebook alone (extraction) waits for neither."""
    if name not in __all__:
        raise AttributeError(name)
    return getattr(import_module("schemas.avro"), name)
