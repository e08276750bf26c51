"""Everyday pages go through every stage, and a reader sees what was read of them."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

from tests.eval.everyday import read_pages, run_stages, tell

_PAGE = """<html lang="en"><head><title>Bomb kills nine in Gao</title>
<meta property="article:published_time" content="2023-05-10T08:00:00Z"></head><body><article>
<h1>Bomb kills nine in Gao</h1><p>A bomb hidden in a vegetable cart killed nine people in the main
market of Gao, in northern Mali, on Tuesday morning, the governor said. The blast also wounded 17
traders who had come from villages around the town to sell onions and dates.</p><p>Soldiers sealed
off the market after the explosion and nobody has said who did it.</p></article></body></html>"""


def test_an_incident_of_a_page_is_told_with_the_words_it_was_read_in(tmp_path: Path) -> None:
    (tmp_path / "a.html.gz").write_bytes(gzip.compress(_PAGE.encode()))
    pages = [
        {"url": "https://example.org/a", "lang": "en", "html": "a.html.gz"},
        {"url": "https://example.org/b", "lang": "de", "html": "none.html.gz"},
    ]
    (tmp_path / "dev.jsonl").write_text("\n".join(map(json.dumps, pages)))
    rows = run_stages(read_pages(tmp_path), tmp_path)
    articles, mentions = (
        {row[f"{noun}_id"]: row for row in rows[f"{noun}s"]} for noun in ("article", "mention")
    )
    (incident,) = rows["incidents"]
    first, second, *words = tell(incident, mentions, articles)
    assert first == "bombing | 2023-05-09 | Gao, Gao, ML | killed 9, injured 17"
    assert second.strip() == "Bomb kills nine in Gao (2023-05-10) https://example.org/a"
    assert any("vegetable cart killed nine" in line for line in words)
