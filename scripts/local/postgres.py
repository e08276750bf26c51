"""A PostgreSQL server of our own on loopback, in one folder, with a password in that folder."""

from __future__ import annotations

import os
import pwd
import secrets
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import psycopg
from psycopg import sql

#: Where Debian and others keep the programs that are not on the path.
_ELSEWHERE = ("/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin", "/opt/homebrew/opt/postgresql*/bin")
USER = "sitrep"
#: The server refuses to run as root; then it runs as one of these.
_INSTEAD_OF_ROOT = ("postgres", "nobody")


class Postgres:
    """A server whose data, log and password lie in ``folder``.

    Args:
        folder: of its own; made when there is none.
        port: on loopback.
    """

    def __init__(self, folder: Path, port: int) -> None:
        self._folder, self._port = folder, port
        self._data, self._password = folder / "data", folder / "password"

    def start(self, databases: Sequence[str]) -> None:
        """Start it with these databases; makes what is not there."""
        if not self._data.exists():
            self._make()
        options = f"-p {self._port} -c listen_addresses=127.0.0.1 -c unix_socket_directories=''"
        log = str(self._folder / "log")
        self._run("pg_ctl", "--wait", "--log", log, "--options", options, "start")
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            for name in databases:
                found = connection.execute("select 1 from pg_database where datname = %s", [name])
                if found.fetchone() is None:
                    connection.execute(sql.SQL("create database {}").format(sql.Identifier(name)))

    def stop(self) -> bool:
        """Stop it; tells whether it ran."""
        if not (self._data / "postmaster.pid").exists():
            return False
        self._run("pg_ctl", "--wait", "--mode", "fast", "stop")
        return True

    def url(self, database: str, driver: str = "") -> str:
        """The address of a database, for SQLAlchemy with a driver."""
        scheme = f"postgresql+{driver}" if driver else "postgresql"
        password = self._password.read_text("utf-8").strip()
        return f"{scheme}://{USER}:{password}@127.0.0.1:{self._port}/{database}"

    def _make(self) -> None:
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._password.touch(mode=0o600)
        self._password.write_text(secrets.token_hex(16) + "\n", encoding="utf-8")
        substitute = _substitute()
        if substitute:
            for path in (self._folder, self._password):
                shutil.chown(path, substitute)
        self._run(
            "initdb",
            *("--username", USER, "--pwfile", str(self._password), "--auth", "scram-sha-256"),
            *("--encoding", "UTF8", "--locale", "C.UTF-8"),
        )

    def _run(self, program: str, *arguments: str) -> None:
        line = [_find(program), "--pgdata", str(self._data), *arguments]
        with (self._folder / "commands.log").open("a+") as log:
            done = subprocess.run(
                line, user=_substitute(), cwd="/", stdout=log, stderr=log, check=False
            )
        if done.returncode:
            raise SystemExit(
                f"{program} failed; {self._folder}/commands.log and {self._folder}/log say why. "
                "The folder must be open to the user that the server runs as."
            )


def _substitute() -> str | None:
    """Who runs the server when we are root."""
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name for entry in pwd.getpwall()}
    return next(name for name in _INSTEAD_OF_ROOT if name in known)


def _find(program: str) -> str:
    found = [str(path) for place in _ELSEWHERE for path in Path("/").glob(f"{place[1:]}/{program}")]
    path = shutil.which(program) or max(found, default=None)
    if path is None:
        raise SystemExit(f"there is no {program} here: install PostgreSQL (Debian: postgresql)")
    return path
