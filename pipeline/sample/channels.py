"""Feeds as publishers write them (RSS 2.0, Atom), and lists of feeds for a reader."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime, timedelta, timezone
from email.utils import format_datetime
from xml.sax.saxutils import escape, quoteattr

from pipeline.sample.edition import Edition
from pipeline.sample.newswire import FeedStyle, Manuscript, Publisher
from pipeline.sample.pages import describe


def write_feed(edition: Edition, publisher: Publisher, style: FeedStyle) -> tuple[bytes, str]:
    """Write a publisher's feed; the second value is its content type."""
    write = _write_atom if style.format == "atom" else _write_rss
    body = write(edition, publisher, style).encode(publisher.charset, "xmlcharrefreplace")
    kind = "atom" if style.format == "atom" else "rss"
    return body, f"application/{kind}+xml; charset={publisher.charset}"


def latest(manuscripts: Iterable[Manuscript]) -> datetime | None:
    """When the newest of them was touched."""
    return max((m.modified for m in manuscripts), default=None)


def _write_rss(edition: Edition, publisher: Publisher, style: FeedStyle) -> str:
    home = edition.bases[publisher.key] + "/"
    shown = edition.visible(publisher.key)
    lines = [
        f'<?xml version="1.0" encoding="{publisher.charset.upper()}"?>',
        '<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>',
        f"<title>{escape(style.title)}</title><link>{home}</link>",
        f"<description>{escape(publisher.name)}</description>",
        f"<language>{publisher.language}</language>",
    ]
    built = latest(shown)
    lines += [f"<lastBuildDate>{_rfc_date(built, style)}</lastBuildDate>"] if built else []
    lines += [f"<ttl>{style.ttl_minutes}</ttl>"] if style.ttl_minutes else []
    lines += [_write_rss_item(edition, style, m) for m in shown]
    return "\n".join([*lines, "</channel></rss>", ""])


def _write_rss_item(edition: Edition, style: FeedStyle, manuscript: Manuscript) -> str:
    link = edition.address(manuscript) + style.link_suffix
    date = manuscript.item_published or manuscript.published
    # an entity that XML does not know: many feeds have it, and strict parsers stop there
    dots = "&nbsp;[...]" if style.guid == "none" else ""
    return "\n".join(
        filter(
            None,
            (
                "<item>",
                f"<title>{escape(manuscript.title)}</title>",
                f"<link>{escape(link)}</link>",
                _guid(edition, style, manuscript),
                f"<pubDate>{_rfc_date(date, style)}</pubDate>",
                f"<dc:creator>{escape(manuscript.byline)}</dc:creator>",
                f"<category>{escape(manuscript.section)}</category>",
                f"<description>{escape(describe(manuscript))}{dots}</description>",
                "</item>",
            ),
        )
    )


def _guid(edition: Edition, style: FeedStyle, manuscript: Manuscript) -> str:
    if style.guid == "none":
        return ""
    if style.guid == "number":
        # a number that stays with the article, as a content system gives it
        number = sum(manuscript.path.encode()) + 40_000
        return f'<guid isPermaLink="false">{edition.bases[manuscript.publisher]}/?p={number}</guid>'
    return f'<guid isPermaLink="true">{escape(edition.address(manuscript))}</guid>'


def _rfc_date(moment: datetime, style: FeedStyle) -> str:
    zone = timezone(timedelta(hours=style.utc_offset_hours))
    return format_datetime(moment.astimezone(zone))


def _write_atom(edition: Edition, publisher: Publisher, style: FeedStyle) -> str:
    base = edition.bases[publisher.key]
    shown = edition.visible(publisher.key)
    updated = latest(shown)
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{publisher.language}">',
        f"<title>{escape(style.title)}</title><id>{base}/</id>",
        f'<link rel="self" href="{base}{style.path}"/><link rel="alternate" href="{base}/"/>',
        f"<updated>{updated.isoformat()}</updated>" if updated else "",
        *(_write_atom_entry(edition, style, m) for m in shown),
        "</feed>",
        "",
    ]
    return "\n".join(lines)


def _write_atom_entry(edition: Edition, style: FeedStyle, manuscript: Manuscript) -> str:
    link = edition.address(manuscript)
    published = manuscript.item_published or manuscript.published
    updated = manuscript.updated or published
    parts = [
        "<entry>",
        f"<title>{escape(manuscript.title)}</title>",
        f'<link rel="alternate" type="text/html" href={quoteattr(link)}/><id>{escape(link)}</id>',
        f"<published>{published.isoformat()}</published>",
        f"<updated>{updated.isoformat()}</updated>",
        f"<author><name>{escape(manuscript.byline)}</name></author>",
        f'<summary type="text">{escape(describe(manuscript))}</summary>',
    ]
    if style.content == "full":
        html = "".join(f"<p>{escape(b.text)}</p>" for b in manuscript.blocks)
        parts.append(f'<content type="html">{escape(html)}</content>')
    return "\n".join([*parts, "</entry>"])


def write_feeds_toml(edition: Edition) -> str:
    """Write the feeds file, as ``sitrep run --feeds`` reads it."""
    lines = ["# the sample newswire of sitrep", "[settings]", 'contact = "sample@sitrep.example"']
    for publisher, address in edition.feed_addresses():
        lines += ["", "[[feed]]", f"url = {json.dumps(address)}"]
        lines += [f"publisher = {json.dumps(publisher.name, ensure_ascii=False)}"]
    return "\n".join([*lines, ""])


def write_feeds_opml(edition: Edition) -> str:
    """Write the same list as OPML."""
    outlines = (
        f'<outline type="rss" text={quoteattr(publisher.name)} xmlUrl={quoteattr(address)}/>'
        for publisher, address in edition.feed_addresses()
    )
    head = "<head><title>The sample newswire of sitrep</title></head>"
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', f'<opml version="2.0">{head}<body>']
    return "\n".join([*lines, *outlines, "</body></opml>", ""])
