"""An article's page: its text inside all that surrounds it on a news site."""

from __future__ import annotations

import json
import re
from datetime import datetime
from html import escape
from string import Template

from pipeline.sample.edition import Edition
from pipeline.sample.newswire import ROOT, Block, Manuscript, Publisher

_RELATED = 3
_DESCRIPTION = 160


def write_page(edition: Edition, manuscript: Manuscript) -> bytes:
    """Write the page of an article in its publisher's markup and charset."""
    publisher = edition.publisher(manuscript.publisher)
    template = publisher.template
    if manuscript.fault == "login_wall":
        template = ROOT.joinpath("templates", "login_wall.html").read_text(encoding="utf-8")
    page = Template(template).substitute(_values(edition, publisher, manuscript))
    if manuscript.markup == "broken":
        page = _break_markup(page)
    return page.encode(publisher.charset, "xmlcharrefreplace")


def write_home(edition: Edition, publisher: Publisher) -> bytes:
    """Write a front page: a list of links."""
    rows = [
        f'<li><a href="{escape(m.path)}">{escape(m.title)}</a></li>'
        for m in edition.visible(publisher.key)
    ]
    page = f"<!DOCTYPE html><title>{publisher.name}</title><ul>{''.join(rows)}</ul>"
    return page.encode(publisher.charset, "xmlcharrefreplace")


def _values(edition: Edition, publisher: Publisher, manuscript: Manuscript) -> dict[str, str]:
    feed = publisher.feed.path if publisher.feed else ""
    plain = {
        "title": manuscript.title,
        "site": publisher.name,
        "section": manuscript.section,
        "byline": manuscript.byline,
        "description": describe(manuscript),
        "url": edition.address(manuscript),
        "canonical": edition.canonical(manuscript),
        "feed": edition.bases[publisher.key] + feed,
        "slug": manuscript.path.strip("/").rpartition("/")[2],
        **_dates(manuscript),
    }
    return {name: escape(value) for name, value in plain.items()} | {
        "body": _write_body(publisher, manuscript),
        "related": _write_related(edition, manuscript),
        "json_ld": _write_json_ld(edition, publisher, manuscript),
        "dates": _write_date_meta(manuscript),
    }


def describe(manuscript: Manuscript) -> str:
    """The beginning of an article, as summaries show it."""
    lead = manuscript.lead
    return lead if len(lead) <= _DESCRIPTION else lead[:_DESCRIPTION].rpartition(" ")[0] + "..."


def _dates(manuscript: Manuscript) -> dict[str, str]:
    published, modified = manuscript.published, manuscript.modified
    return {
        "published": published.isoformat(),
        "modified": modified.isoformat(),
        "modified_words": f"{modified:%B} {modified.day}, {modified:%Y} {modified:%H:%M} GMT",
        "iso_day": published.date().isoformat(),
        "day": f"{published:%B} {published.day}, {published:%Y}",
        "long_day": f"{published:%A}, {published.day} {published:%B %Y}",
        "clock": f"{published:%H:%M}",
    }


def _write_body(publisher: Publisher, manuscript: Manuscript) -> str:
    parts = [_write_block(publisher, block) for block in manuscript.blocks]
    parts.insert(publisher.aside_after, publisher.aside)
    parts.append(Template(publisher.after_body).substitute(byline=escape(manuscript.byline)))
    return "\n".join(filter(None, parts))


def _write_block(publisher: Publisher, block: Block) -> str:
    words = re.sub(r"\W+", "-", block.text.lower()).strip("-")
    template = Template(publisher.blocks[block.kind])
    return template.substitute(text=escape(block.text, quote=False), href=f"/{words}")


def _write_related(edition: Edition, manuscript: Manuscript) -> str:
    others = [m for m in edition.visible(manuscript.publisher) if m.key != manuscript.key]
    rows = (f'<li><a href="{escape(m.path)}">{escape(m.title)}</a></li>' for m in others)
    return "".join(list(rows)[:_RELATED])


def _write_json_ld(edition: Edition, publisher: Publisher, manuscript: Manuscript) -> str:
    data = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": manuscript.title,
        "datePublished": manuscript.published.isoformat(),
        "dateModified": manuscript.modified.isoformat(),
        "mainEntityOfPage": edition.address(manuscript),
        "author": [{"@type": "Person", "name": manuscript.byline}],
        "publisher": {"@type": "Organization", "name": publisher.name},
    }
    return json.dumps(data, ensure_ascii=False).replace("</", "<\\/")


def _write_date_meta(manuscript: Manuscript) -> str:
    if not manuscript.date_in_page:
        return ""
    published: datetime = manuscript.published
    return f'<meta property="article:published_time" content="{published.isoformat()}">'


def _break_markup(page: str) -> str:
    """Spoil a page the way a careless system does: nothing closed, quotes and the end missing."""
    page = page.replace("</p>", "").replace("</li>", "").replace("</head>", "")
    page = page.replace('<div class="text">', "<div class=text><center><b><p></b></div></i>")
    page = page.replace('<div class="links">', '<div class="links <a href=>')
    return page[: page.rindex('<div class="bottom">')]
