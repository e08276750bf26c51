"""Views in the shape of other event datasets, for people who come from there.

``views/<name>.sql`` is written once, in DuckDB's SQL with two functions of our own
(``join_texts(x)``: the distinct texts of a group in order, separated by "; ";
``seconds_since_1970(x)``); sqlglot writes it in the other dialects.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

import sqlglot
from sqlglot import exp

from pipeline.publish.dialects import Dialect

#: The views by name.
VIEWS = ("acled_events", "ucdp_events", "gdelt_events")
#: Stands for the schema of the tables.
_SCHEMA = "schema_of_tables"
_OWN_FUNCTION = re.compile(r"(?i)\b(join_texts|seconds_since_1970)\(([\w.]+)\)")


def create_view(dialect: Dialect, schema: str, name: str) -> str:
    """The statement that makes a view, or makes it anew."""
    body = _translate(name, dialect.name).replace(_SCHEMA, schema)
    body = _OWN_FUNCTION.sub(lambda found: _call(dialect, found[1].lower(), found[2]), body)
    return f"CREATE OR REPLACE VIEW {schema}.{name} AS\n{body}"


@cache
def _translate(name: str, dialect: str) -> str:
    """The query of a view in a dialect, but for our own functions and the name of the schema."""
    select = sqlglot.parse_one(_read(name), read="duckdb")
    ours = {cte.alias for cte in select.find_all(exp.CTE)}
    for table in select.find_all(exp.Table):
        if table.name not in ours:
            table.set("db", exp.to_identifier(_SCHEMA))
    return select.sql(dialect=dialect, pretty=True, comments=False)


def notes_of(name: str) -> str:
    """What a user of a view has to know: the comment at the head of its file."""
    lines = [line for line in _read(name).splitlines() if line.startswith("--")]
    return "\n".join(line.removeprefix("--").removeprefix(" ") for line in lines)


def _read(name: str) -> str:
    return files("pipeline.publish").joinpath(f"views/{name}.sql").read_text(encoding="utf-8")


def _call(dialect: Dialect, function: str, argument: str) -> str:
    template = dialect.join_texts if function == "join_texts" else dialect.unix_seconds
    return template.format(x=argument)
