from datetime import UTC, date, datetime

from pipeline.records import Article

EVENING = datetime(2017, 2, 24, 1, 18, tzinfo=UTC)


def test_an_evening_in_california_is_its_own_day_not_that_of_greenwich():
    article = Article("a", "text", published_at=EVENING, published_utc_offset=-480)
    assert article.published_on == date(2017, 2, 23)
    assert article.published_locally == EVENING


def test_without_a_clock_of_the_publisher_the_day_is_that_of_utc():
    assert Article("a", "text", published_at=EVENING).published_on == date(2017, 2, 24)
    assert Article("a", "text").published_on is None
