"""The newswire as it stands in one window at given addresses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.sample.newswire import Manuscript, Newswire, Publisher


@dataclass(frozen=True, slots=True)
class Edition:
    """What is on show: a window (from 1) of a newswire, and the base address of each publisher."""

    newswire: Newswire
    window: int
    bases: Mapping[str, str]

    def publisher(self, key: str) -> Publisher:
        """The publisher of a key."""
        return self.newswire.publishers[key]

    def visible(self, publisher: str) -> tuple[Manuscript, ...]:
        """What a publisher shows, newest first."""
        return self.newswire.visible(publisher, self.window)

    def address(self, manuscript: Manuscript) -> str:
        """The address of an article's page."""
        return self.bases[manuscript.publisher] + manuscript.path

    def canonical(self, manuscript: Manuscript) -> str:
        """The address that an article's page calls its own; a copy may name the original's."""
        if manuscript.canonical is None:
            return self.address(manuscript)
        return self.address(self.newswire.revisions(manuscript.canonical)[0])

    def feed_addresses(self) -> list[tuple[Publisher, str]]:
        """Every feed with its publisher, the broken ones too."""
        found = []
        for publisher in self.newswire.publishers.values():
            paths = [publisher.feed.path] if publisher.feed else []
            paths += [feed.path for feed in publisher.broken_feeds]
            found += [(publisher, self.bases[publisher.key] + path) for path in paths]
        return found
