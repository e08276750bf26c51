"""Files that appear whole or not at all, and one way to say what the disk refused."""

from __future__ import annotations

import errno
import os
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from deltalake.exceptions import DeltaError

from pipeline.errors import WorldError

#: What the disk says most often; Delta wraps it in many words.
DISK_ERRORS = (
    errno.ENOSPC,
    errno.EDQUOT,
    errno.EFBIG,
    errno.EACCES,
    errno.EPERM,
    errno.EROFS,
    errno.EMFILE,
    errno.EIO,
)


@contextmanager
def saying_what_failed(what: str) -> Iterator[None]:
    """Turn the disk's errors into one line: what was tried, and why it failed.

    Raises:
        WorldError: the block raised an error of the disk or of Delta.
    """
    try:
        yield
    except (OSError, DeltaError) as error:
        raise WorldError(f"{what}: {_describe(error)}") from error


def _describe(error: Exception) -> str:
    text = str(getattr(error, "strerror", None) or error)
    usual = (os.strerror(number) for number in DISK_ERRORS)
    said = next((words for words in usual if words in text), " ".join(text.split())[:300])
    return f"{said[:1].lower()}{said[1:]}"


def write_whole(path: Path, write: Callable[[Path], object]) -> None:
    """Let ``write`` fill a temporary file beside ``path``, then put it in place durably."""
    if path.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{uuid.uuid4().hex}")
    try:
        write(temporary)
        sync(temporary)
        temporary.replace(path)
        sync(path.parent)
    finally:
        temporary.unlink(missing_ok=True)


def point(link: Path, target: str) -> None:
    """Let ``link`` lead to ``target`` (relative to its folder), in one step for every reader."""
    if link.is_symlink() and str(link.readlink()) == target:
        return
    temporary = link.with_name(f".{link.name}.{uuid.uuid4().hex}")
    temporary.symlink_to(target)
    temporary.replace(link)
    sync(link.parent)


def sync(path: Path) -> None:
    """Ask the disk to keep a file or folder, so that a power cut does not undo it."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
