"""One window of very many pages: built in bounded memory, its commit included.

``python -m tests.drills.window`` lands 100,000 small pages, each in its own words, and builds
them with the command. The resident memory of all its processes is added up twice a second, what
they share counted as often as they are; more than ``LIMIT_MB`` at once ends the drill with 1.
"""

from __future__ import annotations

import random
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import click

from pipeline import ids
from pipeline.lake import Lake
from pipeline.lake.landed.landing import land
from pipeline.records import Page
from tests.drills.watch import Taken, watch_sitrep

WINDOW = datetime(2022, 8, 26, 6, tzinfo=UTC)
LIMIT_MB = 2048
#: Landed files of the window, as groups of feeds would bring them.
FILES = 16
#: A page in so many tells an incident, about as in mixed news.
_TELLS = 6
_TOWNS = (
    "Basra Mosul Kirkuk Aleppo Homs Idlib Sanaa Aden Taiz Kabul Herat Kandahar Quetta Peshawar "
    "Karachi Lahore Maiduguri Kano Jos Bamako Gao Mogadishu Kismayo Juba Goma Bukavu Bangui Kyiv "
    "Kharkiv Kherson Donetsk Odesa Lima Cali Medellin Bogota Caracas Tijuana Acapulco Manila"
).split()
_DEEDS = (
    "Gunmen shot dead {n} people in {town} on {day}, police said.",
    "A car bomb killed {n} people in {town} on {day}, a hospital said.",
    "Shelling killed {n} civilians in {town} on {day}, the governor said.",
    "Kidnappers abducted {n} aid workers in {town} on {day}, their employer said.",
)
_PLAIN = (
    "The {a} committee of {town} spoke about the {b} of the {c} for an hour.",
    "Prices of {a} and {b} rose a little, and those of {c} stayed as they were.",
    "Readers asked about the {a}, and the {b} of {town} answered with a {c}.",
    "A school for {a} opens beside the {b} next spring, with room for a {c}.",
)
_SYLLABLES = "ba co de fi gu ha jo ka le mi no pa qui re so ta ul ve wa zo".split()


def make_pages(numbers: range) -> Iterator[Page]:
    """The pages of some numbers, the same each time."""
    for number in numbers:
        draw = random.Random(number)
        url = f"https://host{number % 500}.example/{number}/story"
        day = date(2022, 1, 1) + timedelta(draw.randrange(230))
        sentences = [
            draw.choice(_PLAIN).format(
                a=_word(draw), b=_word(draw), c=_word(draw), town=draw.choice(_TOWNS)
            )
            for _ in range(12)
        ]
        if number % _TELLS == 0:
            told = draw.choice(_DEEDS).format(
                n=draw.randint(2, 9),
                town=draw.choice(_TOWNS),
                day=f"{day:%B} {day.day}, {day.year}",
            )
            sentences.insert(0, told)
        yield _page(url, f"{_word(draw)} {_word(draw)} of the day".capitalize(), sentences)


def _word(draw: random.Random) -> str:
    return "".join(draw.choice(_SYLLABLES) for _ in range(3))


def _page(url: str, title: str, sentences: list[str]) -> Page:
    text = "".join(f"<p>{' '.join(sentences[n : n + 3])}</p>" for n in range(0, len(sentences), 3))
    html = (
        f"<html lang='en'><head><title>{title}</title></head>"
        f"<body><article><h1>{title}</h1>{text}</article></body></html>"
    )
    return Page(
        ids.page_id(url, WINDOW),
        url,
        WINDOW,
        final_url=url,
        fetched_at=WINDOW,
        http_status=200,
        content_type="text/html; charset=utf-8",
        body=html.encode(),
        publisher=url.split("/")[2],
        item_title=title,
        item_published_at=WINDOW - timedelta(hours=3),
    )


def build(lake: Path) -> Taken:
    """Build the window as a user would, and watch its processes.

    Raises:
        RuntimeError: the command failed.
    """
    return watch_sitrep("build", "--lake", str(lake), "--window", WINDOW.isoformat())


@click.command()
@click.option("--pages", default=100_000, show_default=True, help="How many pages land.")
@click.option("--folder", type=click.Path(path_type=Path), help="For the lake; default: temporary.")
def main(pages: int, folder: Path | None) -> None:
    """Land and build a window of many small pages."""
    with tempfile.TemporaryDirectory(dir=folder) as home:
        lake = Path(home) / "lake"
        for n in range(FILES):
            land(lake, WINDOW, f"feeds-{n:02}", "pages", make_pages(range(n, pages, FILES)))
        taken = build(lake)
        snapshot = Lake(lake).snapshot()
        rows = {name: snapshot.count(name) for name in ("pages", "articles", "incidents")}
    click.echo(
        f"{pages} pages: {taken.wall_s:.0f} s, peak {taken.peak_mb:.0f} MB of all processes, "
        f"{taken.peak_of_main_mb:.0f} MB of the main one; {rows}"
    )
    if taken.peak_mb > LIMIT_MB or rows["pages"] != pages:
        sys.exit(f"does not hold: at most {LIMIT_MB} MB, and every page published")


if __name__ == "__main__":
    main()
