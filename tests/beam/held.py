"""A file system of another scheme, as a bucket is one: ``held://name`` leads to a local folder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from apache_beam.io.filesystem import CompressionTypes, FileMetadata
from apache_beam.io.localfilesystem import LocalFileSystem

_SCHEME = "held"
#: The folders by the names that tests give them.
FOLDERS: dict[str, Path] = {}


class HeldFileSystem(LocalFileSystem):
    """Beam finds it by its scheme, among all file systems that there are."""

    @classmethod
    def scheme(cls) -> str:
        """The part before ``://``."""
        return _SCHEME

    def join(self, basepath: str, *paths: str) -> str:
        """Join as addresses are joined."""
        return "/".join([basepath.rstrip("/"), *(path.strip("/") for path in paths)])

    def split(self, path: str) -> tuple[str, str]:
        """The folder and the name."""
        folder, _, name = path.rpartition("/")
        return folder, name

    def _list(self, dir_or_prefix: str) -> Iterator[FileMetadata]:
        name = dir_or_prefix.removeprefix(f"{_SCHEME}://").partition("/")[0]
        root = FOLDERS[name]
        for path in root.rglob("*"):
            if path.is_file():
                at = f"{_SCHEME}://{name}/{path.relative_to(root).as_posix()}"
                yield FileMetadata(at, path.stat().st_size, path.stat().st_mtime)

    def create(
        self,
        path: str,
        mime_type: str = "application/octet-stream",
        compression_type: Any = CompressionTypes.AUTO,
    ) -> Any:
        """Write a file."""
        return super().create(_local(path), mime_type, compression_type)

    def open(
        self,
        path: str,
        mime_type: str = "application/octet-stream",
        compression_type: Any = CompressionTypes.AUTO,
    ) -> Any:
        """Read a file."""
        return super().open(_local(path), mime_type, compression_type)

    def rename(self, source_file_names: list[str], destination_file_names: list[str]) -> None:
        """Move files."""
        super().rename([*map(_local, source_file_names)], [*map(_local, destination_file_names)])

    def delete(self, paths: list[str]) -> None:
        """Remove files."""
        super().delete([*map(_local, paths)])


def _local(path: str) -> str:
    name, _, below = path.removeprefix(f"{_SCHEME}://").partition("/")
    return str(FOLDERS[name] / below)
