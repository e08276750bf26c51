from __future__ import annotations

import json
import re

import lxml.html
import pytest

from pipeline.sample.edition import Edition
from pipeline.sample.newswire import Manuscript, load
from pipeline.sample.pages import describe, write_home, write_page

READABLE = [m for m in load().manuscripts if m.fault not in ("login_wall", "dead_link", "robots")]


def page_of(edition: Edition, manuscript: Manuscript) -> str:
    publisher = edition.publisher(manuscript.publisher)
    return write_page(edition, manuscript).decode(publisher.charset)


def revision(edition: Edition, key: str) -> Manuscript:
    return next(m for m in edition.visible(key.partition("/")[0]) if m.key == key)


@pytest.mark.parametrize("manuscript", READABLE, ids=lambda m: f"{m.key}.{m.window}")
def test_a_page_holds_the_whole_article(second: Edition, manuscript: Manuscript) -> None:
    text = lxml.html.fromstring(page_of(second, manuscript)).text_content()
    for block in manuscript.blocks:
        assert block.text in text


def test_pages_differ_in_what_surrounds_the_article(second: Edition) -> None:
    levant = page_of(second, revision(second, "levant/al-bab-buries-its-dead"))
    northgate = page_of(second, revision(second, "northgate/rovers-attack"))
    assert "<p>!-- Site tag (tag.js) --&gt;</p>" in levant
    assert "Read More: " in levant
    assert "Share on Facebook" in levant
    assert "We use cookies" in levant
    assert "<figcaption>" in levant
    assert "newsletter-signup" in northgate


def test_a_script_in_a_page_is_data_that_parses(second: Edition) -> None:
    page = page_of(second, revision(second, "meridian/chaplyne-station"))
    found = re.search(r'ld\+json">(.*?)</script>', page, re.DOTALL)
    assert found is not None
    data = json.loads(found[1])
    assert data["datePublished"] == "2022-08-25T09:30:00+00:00"
    assert data["dateModified"] == "2022-08-26T06:02:00+00:00"


def test_the_legacy_charset_is_used_for_curly_quotes(second: Edition) -> None:
    body = write_page(second, revision(second, "sahel/kumasi-gas-explosion"))
    assert b"\x93We found a cylinder" in body
    with pytest.raises(UnicodeDecodeError):
        body.decode("utf-8")


def test_broken_markup_is_broken(second: Edition) -> None:
    page = page_of(second, revision(second, "dispatch/lae-riot"))
    assert "</p>" not in page
    assert "</html>" not in page


def test_a_login_wall_hides_the_article(second: Edition) -> None:
    walled = revision(second, "levant/analysis-militias-euphrates")
    page = page_of(second, walled)
    assert "Log in to continue reading" in page
    assert walled.lead not in page


def test_the_article_with_a_future_item_names_no_date_for_machines(second: Edition) -> None:
    undated = page_of(second, revision(second, "harbour/kashmir-infiltrators"))
    dated = page_of(second, revision(second, "harbour/derry-device-made-safe"))
    assert "article:published_time" not in undated
    assert "article:published_time" in dated


def test_a_front_page_links_to_what_is_shown(first: Edition) -> None:
    page = write_home(first, first.publisher("levant")).decode()
    assert "/2022/08/22/al-bab-buries-its-dead/" in page
    assert "/2022/08/26/three-more-die-al-bab-market/" not in page


def test_a_long_lead_is_cut_between_words(first: Edition) -> None:
    manuscript = revision(first, "levant/al-bab-buries-its-dead")
    short = describe(manuscript)
    assert short.endswith("...")
    assert manuscript.lead.startswith(short.removesuffix("..."))
    assert manuscript.lead.removeprefix(short.removesuffix("..."))[0] == " "
