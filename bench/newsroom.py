"""Pages like those of real news sites, generated from the sample newswire's articles.

Each page has paragraphs of several articles in a drawn order, within the markup of one of the
sample's publishers, and around it what makes real pages heavy: scripts, style, icons, a menu, cards
of other articles. Their size (median 140 kB, as of 333 real English news pages) and their share of
text are those of real pages; their markup is tidier, so cleaning them is easier.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from pipeline.records import Article
from pipeline.sample.edition import Edition
from pipeline.sample.newswire import Block, Manuscript, Newswire, load
from pipeline.sample.pages import write_page

_SEED = 20220826
_PARAGRAPHS = (8, 30)
_SCRIPT_BYTES = (20_000, 160_000)
_MENU_LINKS = (60, 220)
_CARDS = (12, 60)
#: Half of MUC-4's development texts are longer.
_STORY_CHARACTERS = 1_843
_PUBLISHED = datetime(2022, 8, 26, 6, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class HtmlPage:
    """A page as it came: address and bytes."""

    url: str
    html: bytes


def generate_pages(n: int) -> Iterator[HtmlPage]:
    """The same pages on every run and machine."""
    draw = random.Random(_SEED)
    newswire = load()
    edition = Edition(newswire, 2, {key: f"https://{key}.example" for key in newswire.publishers})
    articles = _manuscripts(newswire)
    paragraphs = _paragraphs(articles)
    for number in range(n):
        article = _write_article(draw, articles, paragraphs, number)
        page = write_page(edition, article)
        yield HtmlPage(edition.address(article), _surround(draw, page))


def generate_stories(n: int) -> Iterator[Article]:
    """Articles of incidents as long as those of MUC-4, the same on every run and machine."""
    draw = random.Random(_SEED)
    told = [block.text for block in _paragraphs(_manuscripts(load()))]
    for number in range(n):
        text = ""
        while len(text) < _STORY_CHARACTERS:
            text += f"{draw.choice(told)}\n"
        yield Article(f"story-{number}", text, published_at=_PUBLISHED, language="en")


def _manuscripts(newswire: Newswire) -> list[Manuscript]:
    """The plain articles in English."""
    hosts = [key for key, row in newswire.publishers.items() if row.language == "en"]
    return [
        m for m in newswire.manuscripts if m.publisher in hosts and not m.fault and not m.markup
    ]


def _paragraphs(manuscripts: list[Manuscript]) -> list[Block]:
    return [block for m in manuscripts for block in m.blocks if block.kind == "paragraph"]


def _write_article(
    draw: random.Random, articles: list[Manuscript], paragraphs: list[Block], number: int
) -> Manuscript:
    article = draw.choice(articles)
    told = draw.sample(paragraphs, draw.randint(*_PARAGRAPHS))
    blocks = (*article.blocks[:3], *told)
    return replace(article, blocks=blocks, path=f"{article.path.rstrip('/')}-{number}")


def _surround(draw: random.Random, page: bytes) -> bytes:
    head, body_tag, body = page.partition(b"<body>")
    script = _write_script(draw)
    return b"".join(
        (
            head.replace(b"</head>", b"<style>" + script[:9_000] + b"</style></head>"),
            body_tag,
            b"<script>" + script + b"</script>",
            _write_menu(draw),
            body.replace(b"</body>", _write_cards(draw) + b"</body>"),
        )
    )


def _write_script(draw: random.Random) -> bytes:
    size = draw.randint(*_SCRIPT_BYTES)
    unit = "w.push({id:%d,slot:'ad-%d',size:[300,250],lazy:true});"
    return "".join(unit % (i, draw.randint(1, 999)) for i in range(size // 50)).encode()


def _write_menu(draw: random.Random) -> bytes:
    items = (
        f'<li class="nav-item"><a href="/topic/{i}" data-track="menu-{i}">Topic {i}</a></li>'
        for i in range(draw.randint(*_MENU_LINKS))
    )
    return f'<div class="site-menu"><ul>{"".join(items)}</ul></div>'.encode()


def _write_cards(draw: random.Random) -> bytes:
    cards = (
        f'<div class="card"><a href="/story/{i}"><svg viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>'
        f'<img src="/i/{i}.jpg" alt=""><h3>Another story of the day, number {i}</h3></a>'
        f'<span class="meta">{i} min read</span></div>'
        for i in range(draw.randint(*_CARDS))
    )
    return f'<div class="more-stories"><h2>More stories</h2>{"".join(cards)}</div>'.encode()
