from bench.syndication import with_copies
from pipeline.records import Article


def test_a_third_of_the_articles_are_copies_and_all_have_a_time_of_their_own():
    articles = [Article(str(n), "\n".join(f"Line {n} {i}." for i in range(9))) for n in range(20)]
    both = with_copies(articles)
    assert len(both) == 30
    assert len({article.recorded_at for article in both}) == 30
    assert both == with_copies(articles)
