"""A PostgreSQL server of our own for tests: on loopback, in a folder that goes away with it."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

#: Where Debian's packages keep the programs that are not on PATH.
_DEBIAN = Path("/usr/lib/postgresql")
#: PostgreSQL refuses to run as root; one of these exists wherever root runs tests.
_SYSTEM_USERS = ("postgres", "nobody")


def find_programs() -> Path | None:
    """The folder of initdb and pg_ctl, on PATH or of Debian's packages; None when there is none."""
    found = shutil.which("pg_ctl")
    folders = [Path(found).resolve().parent] if found else []
    folders += sorted(_DEBIAN.glob("*/bin"), reverse=True)
    return next((folder for folder in folders if (folder / "initdb").exists()), None)


@contextmanager
def serve_postgres(programs: Path) -> Iterator[str]:
    """Serve an empty database until the block ends; yields its address."""
    folder = Path(tempfile.mkdtemp(prefix="sitrep-postgres-"))
    who = _become(folder)
    data = folder / "data"
    try:
        _run(who, programs / "initdb", "-D", data, "-U", "sitrep", "-A", "trust", "-E", "UTF8")
        port = _free_port()
        options = f"-h 127.0.0.1 -p {port} -k {folder} -F"
        _run(
            who, programs / "pg_ctl", "-D", data, "-w", "-l", folder / "log", "-o", options, "start"
        )
        try:
            yield f"postgresql://sitrep@127.0.0.1:{port}/postgres"
        finally:
            _run(who, programs / "pg_ctl", "-D", data, "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder)


def _become(folder: Path) -> dict[str, Any]:
    """Whom to run programs as: oneself, or a system user when that would be root."""
    if os.geteuid() != 0:
        return {}
    known = {entry.pw_name: entry for entry in pwd.getpwall()}
    user = next(known[name] for name in _SYSTEM_USERS if name in known)
    os.chown(folder, user.pw_uid, user.pw_gid)
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


def _run(who: dict[str, Any], *command: str | Path) -> None:
    subprocess.run(
        [str(part) for part in command],
        check=True,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        cwd="/",
        **who,
    )


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
