"""What is left of a page for the extractor."""

from __future__ import annotations

from pipeline.clean.head import squeeze
from pipeline.clean.markup import focus, parse

LONG = "Two men were killed on Friday when a bomb went off beside their car in the city. " * 4


def left(web, html: str) -> str:
    tree = web.tree(html)
    focus(tree)
    return squeeze(tree.text_content())


def test_scripts_and_navigation_go(web):
    html = web.html(f"<script>var x = 1</script><p>{LONG}</p><svg><text>icon</text></svg>")
    assert left(web, html) == LONG.strip()


def test_what_stands_beside_the_text_goes(web):
    aside = "<div class='more'><h3>Elsewhere</h3><p>Rain is expected in the north.</p></div>"
    html = web.html(f"<p>{LONG}</p><p>{LONG}</p>").replace("</main>", f"</main>{aside}")
    assert left(web, html) == f"{LONG}{LONG}".strip()


def test_the_names_of_the_branch_stay(web):
    story = f"<div id='story'><div><p>{LONG}</p><p>{LONG}</p></div></div>"
    html = f"<html><body>{story}<p>x</p></body></html>"
    tree = web.tree(html)
    assert focus(tree).length == 2 * len(LONG)
    assert tree.find("body/div").get("id") == "story"
    assert tree.find("body/p") is None


def test_a_short_page_is_not_cut_down(web):
    html = (
        "<html><body><div><p>A blast was heard in the centre.</p></div><b>Kabul</b></body></html>"
    )
    assert left(web, html) == "A blast was heard in the centre.Kabul"


def test_a_layout_table_becomes_blocks_and_a_data_table_stays(web):
    layout = f"<table><tr><td>Menu</td><td>{LONG}{LONG}</td></tr></table>"
    tree = web.tree(web.html(layout))
    focus(tree)
    assert tree.find(".//table") is None
    data = "<table>" + "<tr><td>Basra</td><td>2</td></tr>" * 60 + "</table>"
    tree = web.tree(web.html(f"<p>{LONG}{LONG}</p>{data}"))
    focus(tree)
    assert len(tree.findall(".//tr")) == 60


def test_a_widget_inside_a_paragraph_ends_it(web):
    tree = web.tree(
        web.html(f"<p>{LONG}<section><h2>Trending</h2></section>And so it ends.</p><p>{LONG}</p>")
    )
    focus(tree)
    assert [squeeze(p.text_content()) for p in tree.iter("p")] == [
        LONG.strip(),
        "And so it ends.",
        LONG.strip(),
    ]


def test_a_paragraph_that_is_a_link_to_a_headline_goes(web):
    links = (
        "<p><strong>Read also: <a href='/x'>Mayor resigns over the budget</a></strong></p>"
        "<p><a href='/y'>MAYOR RESIGNS OVER THE BUDGET</a></p>"
        "<ul><li><a href='/1'>First headline</a></li><li><a href='/2'>Second headline</a></li></ul>"
    )
    html = web.html(f"<p>{LONG}</p>{links}<p>{LONG}</p>")
    assert left(web, html) == f"{LONG}{LONG}".strip()


def test_a_linked_sentence_and_a_list_of_facts_stay(web):
    body = (
        f"<p>{LONG}</p><p><a href='/x'>The mayor resigned over the budget.</a></p>"
        "<ul><li><a href='/1'>Basra</a>: two killed</li><li>Mosul: none</li></ul>"
    )
    text = left(web, web.html(body))
    assert "The mayor resigned over the budget." in text
    assert "Basra: two killed" in text


def test_names_in_links_stay_whatever_their_class(web):
    body = f"<p>Troops entered <a class='meta-loc' href='/sudan'>Sudan</a>. {LONG}</p>"
    tree = web.tree(web.html(body))
    focus(tree)
    assert len(next(tree.iter("p"))) == 0
    assert "entered Sudan." in tree.text_content()


def test_a_hover_card_goes_and_the_name_stays(web):
    card = "".join(f"<a href='/{n}'>Senators disagree over bill number {n}</a> " for n in range(3))
    body = f"<p>A man threatened <a href='/p'>Jane Doe</a><span>{card}</span> on Monday. {LONG}</p>"
    text = left(web, web.html(body))
    assert "threatened Jane Doe on Monday" in text
    assert "Senators" not in text


def test_what_is_no_markup_has_no_tree():
    assert parse(b"") is None
    assert parse(b"<!-- nothing -->") is None
