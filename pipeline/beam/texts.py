"""The texts of the articles of a job, on a shelf: files beside what is staged.

Texts are the bulk of a window, and all but two steps do without them: extraction and the commit.
An article goes through the job with the place of its text instead.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field, fields
from typing import IO, Any

from apache_beam.io.filesystem import CompressionTypes
from apache_beam.io.filesystems import FileSystems

from pipeline.records import Article

_FOLDER = "texts"
_FIELDS = tuple(field.name for field in fields(Article))


@dataclass(frozen=True, slots=True)
class Shelved(Article):
    """An article whose text is at a place of a file; it has its text where ``shelf`` is None."""

    shelf: str | None = None
    offset: int = 0
    n_bytes: int = 0


@dataclass(slots=True)
class Shelf:
    """Where one bundle puts the texts of its articles; made with the first, closed at its end."""

    folder: str
    _name: str | None = None
    _file: IO[bytes] | None = None
    _offset: int = 0

    def put(self, article: Article) -> Shelved:
        """Write the text of an article; the article without it."""
        if self._file is None:
            self._name, self._offset = f"{uuid.uuid4().hex}.txt", 0
            path = FileSystems.join(self.folder, _FOLDER, self._name)
            self._file = FileSystems.create(path, compression_type=CompressionTypes.UNCOMPRESSED)
        text = article.text.encode("utf-8", "surrogatepass")
        place = (self._name, self._offset, len(text))
        self._file.write(text)
        self._offset += len(text)
        return _shelve(article, "", place)

    def close(self) -> None:
        """Make what was put there readable; the next text begins another file."""
        if self._file is not None:
            self._file.close()
            self._file = None


@dataclass(slots=True)
class Texts:
    """Reads texts back; keeps the files open that it has read from."""

    folder: str
    _files: dict[str, IO[bytes]] = field(default_factory=dict)

    def whole(self, article: Article) -> Article:
        """An article with its text."""
        shelf = getattr(article, "shelf", None)
        if shelf is None:
            return article
        if shelf not in self._files:
            path = FileSystems.join(self.folder, _FOLDER, shelf)
            self._files[shelf] = FileSystems.open(
                path, compression_type=CompressionTypes.UNCOMPRESSED
            )
        self._files[shelf].seek(article.offset)  # type: ignore[attr-defined]
        text = self._files[shelf].read(article.n_bytes)  # type: ignore[attr-defined]
        values: dict[str, Any] = {name: getattr(article, name) for name in _FIELDS}
        return Article(**{**values, "text": text.decode("utf-8", "surrogatepass")})

    def close(self) -> None:
        """Close the files."""
        while self._files:
            self._files.popitem()[1].close()


def shelve_whole(article: Article) -> Shelved:
    """An article that carries its text, as one kind with those that do not."""
    return article if isinstance(article, Shelved) else _shelve(article, article.text, (None, 0, 0))


def _shelve(article: Article, text: str, place: tuple[str | None, int, int]) -> Shelved:
    values: dict[str, Any] = {name: getattr(article, name) for name in _FIELDS}
    return Shelved(**{**values, "text": text}, shelf=place[0], offset=place[1], n_bytes=place[2])
