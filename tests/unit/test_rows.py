from __future__ import annotations

import io
from datetime import UTC, date, datetime
from typing import Any

import pytest

from pipeline.records import Article, Casualty, Evidence, Mention, Place
from pipeline.rows import from_row, read_lines, require_reckonable, to_row, write_lines

MENTION = Mention(
    mention_id="m",
    article_id="a",
    event_type="shelling",
    published_at=datetime(2022, 8, 26, tzinfo=UTC),
    event_start=date(2022, 8, 24),
    place=Place(name="Koniko", country="SY"),
    casualties=(Casualty("injured", 3, 3, 3),),
    evidence=(Evidence("text", 0, 9),),
)


def test_a_record_reads_back_as_it_was_written():
    out = io.BytesIO()
    assert write_lines([MENTION, MENTION], out) == 2
    assert list(read_lines(out.getvalue().splitlines(), Mention)) == [MENTION, MENTION]


def test_a_row_holds_plain_values_under_the_names_of_the_dataset():
    row = to_row(MENTION)
    assert row["event_start"] == "2022-08-24"
    assert row["place"]["country"] == "SY"
    assert from_row(row, Mention) == MENTION


def test_optional_fields_may_be_missing_and_unknown_ones_are_ignored():
    row = {"article_id": "a", "text": "Words.", "somebody_elses": 1}
    assert from_row(row, Article) == Article("a", "Words.")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (b"{", "line 2: "),
        (b'{"article_id": "a"}', "missing required field `text`"),
        (b'{"article_id": "a", "text": 3}', "$.text"),
        (b'{"article_id": "a", "text": "t", "published_at": "soon"}', "$.published_at"),
    ],
)
def test_a_line_that_does_not_fit_is_named_and_the_others_are_read(line: bytes, said: str):
    good = b'{"article_id": "a", "text": "t"}'
    first, bad, last = read_lines([good, line, good], Article)
    assert isinstance(bad, ValueError)
    assert "line 2" in str(bad)
    assert said in str(bad)
    assert first == last == Article("a", "t")


def test_empty_lines_are_no_records():
    assert list(read_lines([b"", b"  \n"], Article)) == []


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"published_at": datetime(1, 1, 1, tzinfo=UTC)}, "published_at"),
        ({"published_at": datetime(9999, 12, 31, tzinfo=UTC)}, "published_at"),
        ({"published_utc_offset": 24 * 60}, "published_utc_offset"),
    ],
)
def test_times_that_nobody_can_reckon_with_are_named(fields: dict[str, Any], said: str):
    with pytest.raises(ValueError, match=f"{said} is beyond"):
        require_reckonable(Article("a", "Words.", **fields))
    require_reckonable(
        Article("a", "", published_at=MENTION.published_at, published_utc_offset=-9 * 60)
    )
