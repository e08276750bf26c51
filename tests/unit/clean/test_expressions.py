"""Trafilatura's expressions, answered by kind."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml.html import HtmlElement, fromstring

from pipeline.clean.expressions import PATHS, PLACES, FirstByKind, Place, as_published

N_PAGES = 60
TAGS = "article aside details div dl footer h1 li main ol p section span ul".split()
NAMES = ("class", "id", "style", "role", "itemprop", "aria-hidden", "data-component", "href")
#: What expressions look for, plain words beside it, and what no new element can be made with.
WORDS = sorted({
    *(word for place in PLACES for word in re.findall(r"[A-Za-z][\w -]{2,}", place.published.path)),
    *"a post content story comment display:none true navigation".split(),
})  # fmt: skip


def make_page(dice: random.Random) -> HtmlElement:
    """A page of elements with names that expressions ask for, in any order and depth."""
    parts = []
    for _ in range(40):
        names = dice.sample(NAMES, dice.randrange(4))
        said = "".join(
            f' {n}="{" ".join(dice.choices(WORDS, k=dice.randrange(3)))}"' for n in names
        )
        tag = dice.choice(TAGS)
        parts.append(f"<{tag}{said}>{dice.choice(WORDS)}" + dice.choice(("", f"</{tag}>")))
    return fromstring(f"<html><body>{''.join(parts)}</body></html>")


def pages() -> Iterator[HtmlElement]:
    dice = random.Random(7)
    return (make_page(dice) for _ in range(N_PAGES))


@pytest.mark.parametrize("place", PLACES, ids=[f"{n}" for n in range(len(PLACES))])
def test_what_is_answered_by_kind_is_what_the_expression_finds(place: Place):
    n_found = 0
    for tree in pages():
        found = list(place.published(tree))
        is_first = isinstance(place.answered, FirstByKind)
        assert list(place.answered(tree)) == (found[:1] if is_first else found)
        n_found += len(found)
    assert n_found


@pytest.mark.parametrize("odd", ['<fb:like class="x"></fb:like>', '<div class="a\x0cb"></div>'])
def test_what_no_element_can_be_made_with_is_asked_of_the_page(odd: str):
    tree = fromstring(f'<html><body>{odd}<div class="footer">All rights</div></body></html>')
    for place in PLACES:
        assert list(place.answered(tree)) == list(place.published(tree))


def test_trafilatura_asks_them_but_for_who_compares_with_it():
    assert all(place.holder[place.key] is place.answered for place in (*PLACES, PATHS))
    with as_published():
        assert all(place.holder[place.key] is place.published for place in (*PLACES, PATHS))
    assert all(place.holder[place.key] is place.answered for place in (*PLACES, PATHS))


@given(st.lists(st.sampled_from(["div", "p", "select", "h2", None]), max_size=30))
def test_a_path_has_the_tags_that_justext_has(walk: list[str | None]) -> None:
    ours, theirs = PATHS.answered(), PATHS.published()
    for tag in walk:
        if tag is not None:
            ours.append(tag)
            theirs.append(tag)
        elif theirs.dom:
            ours.pop()
            theirs.pop()
        assert ours.dom == theirs.dom
