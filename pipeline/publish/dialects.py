"""How warehouses differ: their types, words that they reserve, and what follows a table's columns.

One entry of ``DIALECTS`` is all that the DDL of a warehouse needs.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

import pyarrow as pa

from pipeline.errors import UsageError
from schemas import Column

Comments = Literal["statement", "inline", "options"]


@dataclass(frozen=True, slots=True)
class Dialect:
    """One warehouse's SQL.

    Args:
        name: as sqlglot and ``sitrep ddl --dialect`` call it.
        title: as people call it.
        types: Arrow type, or "nested", to the warehouse's type.
        schema: where the tables go by default.
        create_schema: the statement that makes it, with ``{schema}``.
        reserved: names of ours that must be quoted.
        quote: the quotation mark of names.
        upper: unquoted names are folded to upper case, so quoted ones are written so.
        comments: how a column's meaning is kept.
        key: the clause for a table's key, with ``{key}``; "" for none.
        tail: what follows the columns, with ``{key}``, ``{first}`` (of the key), ``{partition}``.
        tail_without_partition: the same for a table that has no partition column.
        index: a statement after the table, with ``{table}``, ``{name}`` and ``{partition}``.
        nullable: the type of a column that may be null, with ``{type}``.
        join_texts: the distinct texts ``{x}`` of a group, in order, separated by "; ".
        unix_seconds: the timestamp ``{x}`` in seconds since 1970.
        has_merge: MERGE can delete, and can have several conditions.
        stage: makes an empty table ``{stage}`` with the columns of ``{table}``.
        fill_stage: how files reach ``{stage}``, with ``{dataset}``, ``{partition}``, ``{names}`` of
            its columns, the partition last, and ``{files}``: ``file_column`` of each of a file.
        file_column: how ``fill_stage`` takes a column of a file, with its name there
            (``{in_file}``), ``{name}`` and ``{type}``.
        file_types: a type of ``types`` to the one that files are read with, where it differs.
        begin: what has to come before the statements that belong together: the beginning of a
            transaction, or a setting; "" for nothing.
        commit: what has to come after them.
    """

    name: str
    title: str
    types: Mapping[str, str]
    schema: str = "sitrep"
    create_schema: str = "CREATE SCHEMA IF NOT EXISTS {schema}"
    reserved: frozenset[str] = frozenset()
    quote: str = '"'
    upper: bool = False
    comments: Comments = "inline"
    key: str = "PRIMARY KEY ({key})"
    tail: str = ""
    tail_without_partition: str = ""
    index: str = ""
    nullable: str = "{type}"
    join_texts: str = "LISTAGG(DISTINCT {x}, '; ') WITHIN GROUP (ORDER BY {x})"
    has_merge: bool = True
    stage: str = "CREATE TABLE IF NOT EXISTS {stage} AS SELECT * FROM {table} WHERE 1 = 0"
    fill_stage: str = ""
    file_column: str = "{name}"
    file_types: Mapping[str, str] = field(default_factory=dict)
    begin: str = "BEGIN"
    commit: str = "COMMIT"
    unix_seconds: str = "CAST(EXTRACT(EPOCH FROM {x}) AS BIGINT)"

    def type_of(self, column: Column) -> str:
        """The type of a column."""
        kind = "nested" if pa.types.is_nested(column.type) else str(column.type)
        return self.types[kind]

    def type_in_files(self, column: Column) -> str:
        """The type that a column of a file is read with."""
        kind = self.type_of(column)
        return self.file_types.get(kind, kind)

    def name_of(self, name: str) -> str:
        """A column's name, quoted where it must be."""
        if name not in self.reserved:
            return name
        return f"{self.quote}{name.upper() if self.upper else name}{self.quote}"


def find_dialect(name: str) -> Dialect:
    """The dialect of that name.

    Raises:
        UsageError: there is none; names those that there are.
    """
    if name not in DIALECTS:
        raise UsageError(f"unknown dialect '{name}' (there are: {', '.join(DIALECTS)})")
    return DIALECTS[name]


def check_schema(schema: str) -> str:
    """A schema's name that needs no quotes, given back.

    Raises:
        UsageError: it would need them.
    """
    if not (schema.isascii() and schema.isidentifier() and schema == schema.lower()):
        raise UsageError(
            f"'{schema}' cannot be the schema: use small letters, digits and underscores"
        )
    return schema


def _types(text: str) -> dict[str, str]:
    """Read warehouse types in the order of Arrow's, separated by ``|``."""
    arrow = "string|bool|int32|int64|double|date32[day]|timestamp[us, tz=UTC]|binary|nested"
    return dict(zip(arrow.split("|"), (part.strip() for part in text.split("|")), strict=True))


_LISTED = (
    Dialect(
        "duckdb",
        "DuckDB",
        _types("VARCHAR|BOOLEAN|INTEGER|BIGINT|DOUBLE|DATE|TIMESTAMPTZ|BLOB|JSON"),
        # a file of its own; a schema named like the file would make every name ambiguous
        schema="main",
        reserved=frozenset({"end"}),
        comments="statement",
        join_texts="STRING_AGG(DISTINCT {x}, '; ' ORDER BY {x})",
        fill_stage="INSERT INTO {stage} BY NAME SELECT * FROM "
        "read_parquet('lake/current/{dataset}/**/*.parquet', hive_partitioning = true)",
    ),
    Dialect(
        "postgres",
        "PostgreSQL",
        _types("text|boolean|integer|bigint|double precision|date|timestamptz|bytea|jsonb"),
        reserved=frozenset({"end"}),
        comments="statement",
        index="CREATE INDEX IF NOT EXISTS {name}_{partition} ON {table} ({partition})",
        join_texts="STRING_AGG(DISTINCT {x}, '; ' ORDER BY {x})",
    ),
    Dialect(
        "bigquery",
        "BigQuery",
        _types("STRING|BOOL|INT64|INT64|FLOAT64|DATE|TIMESTAMP|BYTES|JSON"),
        reserved=frozenset({"end"}),
        quote="`",
        comments="options",
        key="PRIMARY KEY ({key}) NOT ENFORCED",
        # by month: incidents of decades would pass the limit of 10,000 partitions by day
        tail="PARTITION BY DATE_TRUNC({partition}, MONTH)\nCLUSTER BY {key}",
        tail_without_partition="CLUSTER BY {key}",
        join_texts="STRING_AGG(DISTINCT {x}, '; ' ORDER BY {x})",
        unix_seconds="UNIX_SECONDS({x})",
        fill_stage="LOAD DATA INTO {stage} FROM FILES (format = 'PARQUET', "
        "uris = ['gs://BUCKET/lake/{dataset}/*'], "
        "hive_partition_uri_prefix = 'gs://BUCKET/lake/{dataset}') "
        "WITH PARTITION COLUMNS ({partition} DATE)",
        begin="BEGIN TRANSACTION",
        commit="COMMIT TRANSACTION",
    ),
    Dialect(
        "snowflake",
        "Snowflake",
        _types("VARCHAR|BOOLEAN|INTEGER|BIGINT|DOUBLE|DATE|TIMESTAMP_TZ|BINARY|VARIANT"),
        reserved=frozenset({"start", "end"}),
        upper=True,
        tail="CLUSTER BY ({partition})",
        # its LISTAGG of nothing is an empty text
        join_texts="NULLIF(LISTAGG(DISTINCT {x}, '; ') WITHIN GROUP (ORDER BY {x}), '')",
        unix_seconds="DATE_PART(EPOCH_SECOND, {x})",
        # a day is staged whole, and without FORCE a file that was staged before would be left out;
        # without BINARY_AS_TEXT = FALSE bytes would be read as text
        fill_stage="COPY INTO {stage} ({names}) FROM (SELECT {files}, TO_DATE(REGEXP_SUBSTR("
        "METADATA$FILENAME, '{partition}=([0-9-]+)', 1, 1, 'e')) FROM @BUCKET/lake/{dataset}/) "
        "FILE_FORMAT = (TYPE = PARQUET, BINARY_AS_TEXT = FALSE, USE_LOGICAL_TYPE = TRUE) "
        "FORCE = TRUE",
        file_column='$1:"{in_file}"::{type}',
    ),
    Dialect(
        "redshift",
        "Amazon Redshift",
        _types(
            "VARCHAR(65535)|BOOLEAN|INTEGER|BIGINT|DOUBLE PRECISION|DATE|TIMESTAMPTZ"
            "|VARBYTE(16777216)|SUPER"
        ),
        reserved=frozenset({"end"}),
        comments="statement",
        tail="DISTKEY({first})\nSORTKEY({partition})",
        has_merge=False,
        stage="CREATE TABLE IF NOT EXISTS {stage} (LIKE {table})",
        # COPY reads no day from a path, so an external table does; its partitions are added by day
        fill_stage="CREATE EXTERNAL TABLE spectrum.{dataset} ({files}) PARTITIONED BY ({partition} "
        "DATE) STORED AS PARQUET LOCATION 's3://BUCKET/lake/{dataset}/'; ALTER TABLE "
        "spectrum.{dataset} ADD IF NOT EXISTS PARTITION ({partition} = 'DAY') LOCATION "
        "'s3://BUCKET/lake/{dataset}/{partition}=DAY/'; INSERT INTO {stage} ({names}) SELECT "
        "{names} FROM spectrum.{dataset}",
        file_column="{name} {type}",
        # external tables have no time with a zone; the files' times are UTC, as sessions are
        file_types={"TIMESTAMPTZ": "TIMESTAMP"},
    ),
    Dialect(
        "clickhouse",
        "ClickHouse",
        _types("String|Bool|Int32|Int64|Float64|Date32|DateTime64(6, 'UTC')|String|String"),
        create_schema="CREATE DATABASE IF NOT EXISTS {schema}",
        quote="`",
        reserved=frozenset({"end"}),
        key="",
        tail="ENGINE = MergeTree\nPARTITION BY toYear({partition})\nORDER BY ({key})",
        tail_without_partition="ENGINE = MergeTree\nORDER BY ({key})",
        nullable="Nullable({type})",
        join_texts="nullIf(arrayStringConcat(arraySort(groupUniqArray({x})), '; '), '')",
        unix_seconds="toUnixTimestamp({x})",
        has_merge=False,
        stage="CREATE TABLE IF NOT EXISTS {stage} AS {table}",
        fill_stage="INSERT INTO {stage} ({names}) SELECT {files}, toDate32({partition}) FROM "
        "s3('https://BUCKET/lake/{dataset}/**/*.parquet', 'Parquet') "
        "SETTINGS use_hive_partitioning = 1",
        # where tables are replicated, rows that are put in again would be taken for a repetition
        begin="SET insert_deduplicate = 0",
        commit="",
    ),
    Dialect(
        "databricks",
        "Databricks",
        _types("STRING|BOOLEAN|INT|BIGINT|DOUBLE|DATE|TIMESTAMP|BINARY|STRING"),
        quote="`",
        reserved=frozenset({"end"}),
        key="",
        # columns to cluster by need statistics, which only the first 32 of a table have by default
        tail="USING DELTA\nCLUSTER BY ({partition})\n"
        "TBLPROPERTIES ('delta.dataSkippingStatsColumns' = '{key}, {partition}')",
        tail_without_partition="USING DELTA",
        join_texts="NULLIF(ARRAY_JOIN(ARRAY_SORT(COLLECT_SET({x})), '; '), '')",
        unix_seconds="UNIX_SECONDS({x})",
        fill_stage="INSERT INTO {stage} ({names}) SELECT {files}, CAST({partition} AS DATE) FROM "
        "read_files('s3://BUCKET/lake/{dataset}/', format => 'parquet')",
        begin="",
        commit="",
    ),
)
#: name -> dialect
DIALECTS: Mapping[str, Dialect] = {dialect.name: dialect for dialect in _LISTED}
