"""The main text, by trafilatura."""

from __future__ import annotations

from typing import Any

import pytest
import trafilatura

from pipeline.clean import main_text
from pipeline.clean.main_text import MAX_CHARACTERS, read_main_text


def text_of(web, html: str) -> str:
    return read_main_text(html.encode(), web.tree(html))


def test_the_text_of_an_article_is_read(web):
    assert text_of(web, web.html()) == web.text


def test_a_text_that_broken_markup_swallows_is_found(web):
    # a menu that is never closed has the whole page in it
    html = web.html().replace("</nav>", "")
    assert web.paragraphs[1] in text_of(web, html)


def test_deep_nesting_ends(web):
    html = "<html><body>" + "<div>" * 50_000 + "<p>Deep text.</p>" + "</div>" * 50_000
    assert len(text_of(web, html)) < 100


def test_a_page_of_megabytes_is_not_worked_on(web):
    html = web.html(f"<p>{'word ' * (MAX_CHARACTERS // 4)}</p>")
    assert len(text_of(web, html)) > MAX_CHARACTERS


def test_a_page_without_paragraphs_to_measure_against_is_compared_at_once(
    web, monkeypatch: pytest.MonkeyPatch
):
    asked: list[bool] = []
    extract = trafilatura.bare_extraction

    def spy(tree: Any, *, fast: bool, **rest: Any) -> Any:
        asked.append(fast)
        return extract(tree, fast=fast, **rest)

    monkeypatch.setattr(main_text, "bare_extraction", spy)
    lines = "".join(f"<div>{line}</div>" for line in web.paragraphs * 4)
    text_of(web, f"<html><body><main>{lines}</main></body></html>")

    assert asked == [False]
