"""Make items from what the formats say: the rules that all kinds of feeds share."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass, field
from datetime import datetime

from pipeline.errors import Reason
from pipeline.feeds.dates import read_date
from pipeline.feeds.item import DateWitness, FeedItem, UnusableItem
from pipeline.feeds.markup import scrub, to_plain
from pipeline.ids import make_id
from pipeline.urls import canonical_url, resolve

MAX_TITLE = 500
MAX_SUMMARY = 2_000
MAX_URL = 2_000
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")


@dataclass(frozen=True, slots=True)
class RawItem:
    """One item as a format says it, nothing checked; dates with its reader's reading, if any."""

    link: str = ""
    guid: str = ""
    title: str = ""
    summary: str = ""
    language: str = ""
    published: str = ""
    published_parsed: time.struct_time | None = None
    updated: str = ""
    updated_parsed: time.struct_time | None = None
    #: what the link is relative to, itself relative to the feed's address
    base: str = ""


@dataclass(frozen=True, slots=True)
class RawFeed:
    """A feed as its format says it, nothing checked."""

    title: str = ""
    language: str = ""
    self_link: str = ""
    ttl: str = ""
    items: tuple[RawItem, ...] = ()
    #: what is wrong with its form, if anything
    flaw: str = ""


@dataclass(slots=True)
class ItemCollector:
    """Collects the items of one feed, the unusable ones, and what is odd."""

    base: str
    now: datetime
    language: str | None = None
    items: list[FeedItem] = field(default_factory=list)
    unusable: list[UnusableItem] = field(default_factory=list)
    problems: dict[str, None] = field(default_factory=dict)

    def add(self, raw: RawItem) -> None:
        """Take one item."""
        # an address may stand in the guid alone; a number or a tag there is no relative link
        guid = scrub(raw.guid)
        link = scrub(raw.link) or (guid if guid.startswith(("http://", "https://")) else "")
        ref = guid or link or to_plain(raw.title, 80) or f"item {len(self.items) + 1}"
        if not link:
            self._refuse(Reason.ITEM_WITHOUT_LINK, ref, "items without a link", None)
            return
        url = resolve((raw.base and resolve(self.base, raw.base)) or self.base, link)
        if url is None or len(url) > MAX_URL:
            self._refuse(Reason.BAD_URL, ref, "links that lead nowhere", link[:200])
            return
        self.items.append(self._read(raw, url, guid))

    def _refuse(self, reason: Reason, ref: str, problem: str, detail: str | None) -> None:
        self.unusable.append(UnusableItem(reason, ref[:MAX_URL], detail))
        self.problems[problem] = None

    def _read(self, raw: RawItem, url: str, guid: str) -> FeedItem:
        published, witness = self._date(raw.published, raw.published_parsed)
        updated, _ = self._date(raw.updated, raw.updated_parsed)
        if not raw.published and not raw.updated:
            self.problems["items without a date"] = None
        title = to_plain(raw.title, MAX_TITLE)
        shown = published or updated
        return FeedItem(
            url=url,
            canonical_url=canonical_url(url),
            guid=guid[:MAX_URL] or url,
            title=title,
            published_at=shown,
            published_at_source=witness if published else "updated" if updated else None,
            updated_at=updated,
            language=read_language(raw.language) or self.language,
            signature=make_id(
                "item",
                title or "",
                str(updated or published),
                to_plain(raw.summary, MAX_SUMMARY) or "",
            ),
        )

    def _date(
        self, text: str, parsed: time.struct_time | None
    ) -> tuple[datetime | None, DateWitness]:
        moment, witness = read_date(text, parsed, self.now)
        if text.strip() and moment is None:
            self.problems["dates that cannot be read or cannot be true"] = None
        return moment, witness


def read_language(text: object) -> str | None:
    """A language code like ``en`` or ``pt-BR``, or None."""
    code = str(text or "").strip()
    return code.replace("_", "-") if _LANGUAGE.fullmatch(code) else None
