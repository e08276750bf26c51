"""Bring the tables of an older state database up to date, one step after the other.

A step is a file in ``versions/``: ``alembic revision`` is not needed to add one, a copy of the last
one with the next number is. `HEAD` of ``pipeline.fetch.state.database`` names the last; the tests
hold that all steps lead to the tables of ``pipeline.fetch.state.tables``.
"""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy.engine import Connection

from pipeline.errors import ConfigError

_FOLDER = str(Path(__file__).parent)
#: What a state was before its versions had names.
FIRST = "0001"


def upgrade(connection: Connection, found: str) -> None:
    """Run the steps that follow version ``found``, in the transaction of ``connection``.

    Raises:
        ConfigError: this program does not know that version; a newer one has made it.
    """
    config = _config()
    try:
        ScriptDirectory.from_config(config).get_revision(found)
    except CommandError:
        raise ConfigError(
            f"the state database is of version {found}, which this program does not know; "
            "use the newer sitrep that made it"
        ) from None
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def head() -> str:
    """The last version."""
    return str(ScriptDirectory.from_config(_config()).get_current_head())


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", _FOLDER)
    config.set_main_option("path_separator", "os")
    return config
