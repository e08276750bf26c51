"""The articles of a job, on a shelf: files beside what is staged.

Texts are the bulk of a window, and sketches come next; all but two steps do without them:
extraction and the commit. An article goes through the job as what steps ask of it or decide, with
the place of all the rest.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field, replace
from typing import IO, Any

import msgspec
from apache_beam.io.filesystem import CompressionTypes
from apache_beam.io.filesystems import FileSystems

from pipeline.packed import pack
from pipeline.records import Article

_FOLDER = "texts"
#: What steps ask of an article, or decide.
_CARRIED = (
    "article_id",
    "revision",
    "url",
    "published_at",
    "sha256",
    "origin_article_id",
    "page_id",
    "feed_id",
    "fetched_at",
    "recorded_at",
    "window_start",
    "gone_at",
)
_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(Article).decode


@dataclass(frozen=True, slots=True)
class Shelved(Article):
    """An article that is at a place of a file but for what is carried; whole without a ``shelf``.

    ``lengths`` are the bytes of its sketch, its text, and all else.
    """

    shelf: str | None = None
    offset: int = 0
    lengths: tuple[int, int, int] = (0, 0, 0)


pack(Shelved)


@dataclass(slots=True)
class Shelf:
    """Where one bundle puts its articles; made with the first, closed at its end."""

    folder: str
    _name: str | None = None
    _file: IO[bytes] | None = None
    _offset: int = 0

    def put(self, article: Article) -> Shelved:
        """Write an article; what is carried of it."""
        if self._file is None:
            self._name, self._offset = f"{uuid.uuid4().hex}.articles", 0
            path = FileSystems.join(self.folder, _FOLDER, self._name)
            self._file = FileSystems.create(path, compression_type=CompressionTypes.UNCOMPRESSED)
        sketch = article.shingles or b""
        text = article.text.encode("utf-8", "surrogatepass")
        rest = _encode(replace(article, text="", shingles=None))
        self._file.write(sketch + text + rest)
        carried: dict[str, Any] = {name: getattr(article, name) for name in _CARRIED}
        lengths = (len(sketch), len(text), len(rest))
        offset, self._offset = self._offset, self._offset + sum(lengths)
        return Shelved(text="", shelf=self._name, offset=offset, lengths=lengths, **carried)

    def close(self) -> None:
        """Make what was put there readable; the next article begins another file."""
        if self._file is not None:
            self._file.close()
            self._file = None


@dataclass(slots=True)
class Texts:
    """Reads articles back; keeps the files open that it has read from."""

    folder: str
    _files: dict[str, IO[bytes]] = field(default_factory=dict)

    def whole(self, article: Article) -> Article:
        """An article with its text, and with its sketch if it is a first revision."""
        if not isinstance(article, Shelved) or article.shelf is None:
            return article
        n_sketch, n_text, n_rest = article.lengths
        read = self._read(article.shelf, article.offset, n_sketch + n_text + n_rest)
        values: dict[str, Any] = {name: getattr(article, name) for name in _CARRIED}
        return replace(
            _decode(read[n_sketch + n_text :]),
            text=read[n_sketch : n_sketch + n_text].decode("utf-8", "surrogatepass"),
            shingles=read[:n_sketch] or None if article.revision == 1 else None,
            **values,
        )

    def sketch(self, article: Article) -> bytes | None:
        """The sketch of an article, without a look at its text."""
        if not isinstance(article, Shelved) or article.shelf is None:
            return article.shingles
        return self._read(article.shelf, article.offset, article.lengths[0]) or None

    def _read(self, shelf: str, offset: int, n_bytes: int) -> bytes:
        if shelf not in self._files:
            path = FileSystems.join(self.folder, _FOLDER, shelf)
            self._files[shelf] = FileSystems.open(
                path, compression_type=CompressionTypes.UNCOMPRESSED
            )
        self._files[shelf].seek(offset)
        return self._files[shelf].read(n_bytes)

    def close(self) -> None:
        """Close the files."""
        while self._files:
            self._files.popitem()[1].close()


def shelve_whole(article: Article) -> Shelved:
    """An article that carries all that it has, as one kind with those that do not."""
    if isinstance(article, Shelved):
        return article
    return Shelved(**{name: getattr(article, name) for name in Article.__dataclass_fields__})
