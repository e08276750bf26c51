"""Pages that are read without an extractor, and pages that must not be."""

from __future__ import annotations

import pytest

from pipeline.clean.markup import focus
from pipeline.clean.plain import read_plain

SENTENCE = "Two men were killed on Friday when a bomb went off beside their car, the police said. "
PARAGRAPH = f"<p>{SENTENCE * 2}</p>"
TEXT = (SENTENCE * 2).strip()


def plain_of(web, body: str) -> str | None:
    return read_plain(focus(web.tree(web.html(body))))


def test_paragraphs_side_by_side_are_the_text(web):
    assert plain_of(web, PARAGRAPH * 5) == "\n".join([TEXT] * 5)


def test_paragraphs_in_wrappers_of_their_own_are_the_text_too(web):
    wrapped = f'<div class="block">{PARAGRAPH}</div>'
    heading = '<div class="heading"><h2>What is known</h2></div>'
    assert plain_of(web, wrapped * 3 + heading + wrapped * 3) == "\n".join(
        [TEXT] * 3 + ["What is known"] + [TEXT] * 3
    )


def test_headings_lists_quotations_and_line_breaks_keep_their_lines(web):
    more = "<h2>The dead</h2><ul><li>Ali, 40</li><li>Omar, 31</li></ul>"
    quoted = "<blockquote><p>We heard one blast.</p></blockquote><p>First line<br>second line</p>"
    text = plain_of(web, PARAGRAPH * 3 + more + quoted + PARAGRAPH * 2)
    assert text is not None
    assert "The dead\nAli, 40\nOmar, 31\nWe heard one blast.\nFirst line\nsecond line" in text


@pytest.mark.parametrize(
    "aside",
    [
        f'<div class="newsletter-signup">{PARAGRAPH * 2}</div>',
        f"<aside>{PARAGRAPH * 2}</aside>",
        f'<div class="author-bio">{PARAGRAPH}</div>',
        '<p class="caption">A car on fire in the south of the city</p>',
        '<p><a href="/a">Another story of the day</a> <a href="/b">And one more</a></p>',
        "<h3>Most read</h3>",
    ],
)
def test_what_stands_beside_the_text_is_left_out(web, aside: str):
    text = plain_of(web, f"<div>{PARAGRAPH * 9}{aside}</div>")
    assert text == "\n".join([TEXT] * 9)


def test_a_beginning_that_is_free_to_read_is_text_whatever_it_is_called(web):
    text = f'<div class="story">{PARAGRAPH.replace("<p", "<p class=body")}</div>'
    lead = text.replace("Two men", "Three men")
    other = f'<div class="card"><p class="note">{SENTENCE * 2}</p></div>'
    body = f'<div class="teaser-part">{other}{lead}</div><div class="rest">{text * 6}</div>'
    found = plain_of(web, f"<article>{body}</article>")
    assert found == "\n".join([TEXT.replace("Two men", "Three men"), *[TEXT] * 6])


def test_a_sentence_that_leads_elsewhere_is_text_and_a_label_with_a_headline_is_not(web):
    link = '<a href="/x">every country in the alliance paid its share last year</a>'
    lines = f"<p>By its own account, {link}.</p><p>Read more: {link}</p><p>{link}</p>"
    text = plain_of(web, f"<div>{PARAGRAPH * 5}{lines}{PARAGRAPH * 4}</div>")
    assert text is not None
    assert text.split("\n")[5] == (
        "By its own account, every country in the alliance paid its share last year."
    )
    assert len(text.split("\n")) == 10


def test_headings_inside_of_links_are_of_other_articles(web):
    block = f'<div class="block">{PARAGRAPH}</div>'
    cards = '<div><a href="/x"><div><h2>Council votes on a new road</h2></div></a></div>'
    assert plain_of(web, block * 4 + cards + block * 4) == "\n".join([TEXT] * 8)


@pytest.mark.parametrize(
    "body",
    [
        f"<div>{PARAGRAPH * 2}</div><div class='b'><section>{PARAGRAPH * 2}</section></div>",
        f"{PARAGRAPH * 4}<table><tr><td>Town</td><td>Killed</td></tr></table>",
        f"{PARAGRAPH * 2}<ul>{'<li>Cut three onions into small cubes.</li>' * 9}</ul>",
        f"{PARAGRAPH * 3}<div>{SENTENCE * 9}</div>",
        "<p>Short.</p>",
    ],
)
def test_a_page_that_is_not_plainly_built_is_left_to_the_extractor(web, body: str):
    assert plain_of(web, body) is None
