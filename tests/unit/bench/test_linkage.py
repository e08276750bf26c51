from datetime import date

from bench.linkage import spread
from pipeline.records import Mention


def test_mentions_are_told_again_on_later_days_until_there_are_enough():
    mention = Mention("m", "a", "bombing", event_start=date(2022, 8, 25))
    told = spread([mention], 3)
    assert len({mention.mention_id for mention in told}) == 3
    assert [mention.event_start for mention in told] == [
        date(2022, 8, 25),
        date(2022, 9, 3),
        date(2022, 9, 12),
    ]
