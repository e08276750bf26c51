from bench.newsroom import generate_pages
from pipeline.clean import clean
from pipeline.records import Page


def test_generated_pages_are_the_same_on_every_run():
    assert list(generate_pages(3)) == list(generate_pages(3))


def test_generated_pages_differ_and_are_articles():
    pages = list(generate_pages(4))
    assert len({page.url for page in pages}) == 4
    for page in pages:
        assert len(page.html) > 20_000
        cleaned = clean(Page(page_id=page.url, url=page.url, body=page.html))
        assert isinstance(cleaned, tuple)
        assert len(cleaned[0].text) > 500
