from bench.newsroom import generate_pages, generate_stories
from pipeline.clean import clean
from pipeline.extract import load_extractor
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


def test_generated_stories_are_the_same_on_every_run_and_tell_incidents():
    stories = list(generate_stories(4))
    assert stories == list(generate_stories(4))
    told = [load_extractor().extract(story) for story in stories]
    assert any(told)
    assert all(len(story.text) >= 1_843 for story in stories)
