"""Read the word lists: TSV with a header, one entry a line, ``#`` for comments.

A wrong line stops the run before it starts and names itself: ``triggers.tsv:17: unknown ...``.
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass
from importlib.resources import files

from pipeline.errors import ConfigError


@dataclass(frozen=True, slots=True)
class Row:
    """One entry of a table, with where it stands for error messages."""

    table: str
    line: int
    values: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.values[column]

    def one_of(self, column: str, allowed: Container[str]) -> str:
        """The value of a column that must be one of ``allowed``."""
        value = self.values[column]
        self._require(column, value, allowed)
        return value

    def set_of(self, column: str, allowed: Container[str]) -> frozenset[str]:
        """The values of a column, parted by spaces, each of which must be one of ``allowed``."""
        values = frozenset(self.values[column].split())
        for value in sorted(values):
            self._require(column, value, allowed)
        return values

    def _require(self, column: str, value: str, allowed: Container[str]) -> None:
        if value not in allowed:
            raise self.error(f"unknown {column.replace('_', ' ')} '{value}'")

    def error(self, message: str) -> ConfigError:
        """An error that names this line."""
        return ConfigError(f"{self.table}:{self.line}: {message}")


def read_table(path: str, columns: tuple[str, ...]) -> Iterator[Row]:
    """Read ``pipeline/data/<path>``; its header must name exactly ``columns``."""
    text = files("pipeline").joinpath("data", path).read_text(encoding="utf-8")
    name = path.rsplit("/", 1)[-1]
    header: tuple[str, ...] | None = None
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = tuple(cell.strip() for cell in line.split("\t"))
        if header is None:
            header = cells
            if header != columns:
                raise ConfigError(
                    f"{name}:{number}: expected the columns {', '.join(columns)}, "
                    f"found {', '.join(cells)}"
                )
            continue
        if len(cells) != len(columns):
            raise ConfigError(
                f"{name}:{number}: expected {len(columns)} columns, found {len(cells)}"
            )
        yield Row(name, number, dict(zip(columns, cells, strict=True)))
