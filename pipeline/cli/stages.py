"""The stages alone, JSON Lines in and out (``-`` is standard input or output)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import IO, Any

import click

from pipeline import ids
from pipeline.cli.options import AT_LEAST_ONE
from pipeline.cli.output import open_in, open_out, print_counts, progress
from pipeline.errors import Reason
from pipeline.lexicon.event_types import families
from pipeline.records import Article, Mention, Page, Rejection, Stage
from pipeline.rows import read_lines, require_reckonable, write_lines

_out = click.option("--out", default="-", help="Where to write (default: standard output).")
_rejections = click.option(
    "--rejections", default=None, help="Write what could not be used to this file as JSON Lines."
)


class _Tally:
    """Counts of one stage run by hand, and its rejections."""

    def __init__(self, stage: Stage) -> None:
        self.stage: Stage = stage
        self.counts = Counter[str](read=0, kept=0, empty=0, rejected=0)
        self.rejections: list[Rejection] = []

    def take(self, outcome: tuple[Any, ...] | Rejection) -> tuple[Any, ...]:
        """Count one input record by what became of it; returns what to write."""
        self.counts["read"] += 1
        if isinstance(outcome, Rejection):
            self.counts["rejected"] += 1
            self.rejections.append(outcome)
            return ()
        self.counts["kept" if outcome else "empty"] += 1
        return outcome

    def refuse_line(self, error: ValueError) -> None:
        """Count an input line that is no record."""
        ref, _, what = str(error).partition(": ")
        self.take(ids.make_rejection(self.stage, Reason.BAD_RECORD, ref, detail=what))

    def finish(self, rejections: str | None) -> None:
        """Write the rejections (to standard error without a file) and the summary."""
        if rejections:
            with open_out(rejections) as out:
                write_lines(self.rejections, out)
        else:
            for rejection in self.rejections:
                click.echo(_describe(rejection), err=True)
        reasons = Counter(str(rejection.reason) for rejection in self.rejections)
        print_counts(self.stage, self.counts, reasons)


def _describe(rejection: Rejection) -> str:
    detail = f": {rejection.detail}" if rejection.detail else ""
    return f"rejected {rejection.url or rejection.ref}: {rejection.reason}{detail}"


def _run(
    tally: _Tally, source: IO[bytes], kind: type[Any], step: Callable[[Any], Any]
) -> Iterator[Any]:
    with progress(tally.stage) as report:
        for number, record in enumerate(read_lines(source, kind), start=1):
            refused = record if isinstance(record, ValueError) else _find_fault(record, number)
            if refused is not None:
                tally.refuse_line(refused)
            else:
                yield from tally.take(step(record))
            report(number, 0, "records")


def _find_fault(record: Any, number: int) -> ValueError | None:
    try:
        require_reckonable(record)
    except ValueError as error:
        return ValueError(f"line {number}: {error}")
    return None


@click.command()
@click.argument("pages")
@_out
@_rejections
@click.option(
    "--workers",
    type=AT_LEAST_ONE,
    default=2,
    show_default=True,
    help="Processes that clean side by side.",
)
def clean(pages: str, out: str, rejections: str | None, workers: int) -> None:
    """Read the main text of pages.

    PAGES has one JSON object a line: url, and html or html_base64 (fetched_at, publisher and item
    if you have them). Articles come out: title, text, published_at, language, canonical_url, ...

    Try it:  echo '{"url": "https://example.org/a", "html": "<p>..."}' | sitrep clean -
    """
    from pipeline.clean.inputs import page_from_input
    from pipeline.workers import WorkerFailure, WorkerPool

    tally = _Tally("clean")

    def read_pages(source: IO[bytes]) -> Iterator[Page]:
        for number, row in enumerate(read_lines(source, dict[str, Any]), start=1):
            page: Any = page_from_input(row) if isinstance(row, dict) else row
            if isinstance(page, ValueError):
                tally.refuse_line(page)
            elif isinstance(page, Rejection):
                tally.take(page if page.ref else replace(page, ref=f"line {number}"))
            else:
                yield page

    def articles(pool: WorkerPool[Page, Any], source: IO[bytes]) -> Iterator[Article]:
        with progress("clean") as report:
            for page, outcome in pool.map(read_pages(source)):
                if isinstance(outcome, WorkerFailure):
                    outcome = ids.reject_page(page, outcome.reason, outcome.detail)  # noqa: PLW2901
                yield from map(_by_publishers_clock, tally.take(outcome))
                report(tally.counts["read"], 0, "pages")

    with (
        open_in(pages) as source,
        open_out(out) as sink,
        WorkerPool[Page, Any]("pipeline.clean:clean", workers) as pool,
    ):
        write_lines(articles(pool, source), sink)
    tally.finish(rejections)


def _by_publishers_clock(article: Article) -> Article:
    """The same moment, told with the publisher's offset, as the page has it."""
    return replace(article, published_at=article.published_locally)


@click.command()
@click.argument("articles")
@_out
@_rejections
@click.option("--extractor", default="rules", show_default=True, help="Which extractor reads.")
def extract(articles: str, out: str, rejections: str | None, extractor: str) -> None:
    """Read the incidents that articles tell.

    ARTICLES has one JSON object a line: article_id and text (title, published_at, language, url,
    publisher if you have them). Mentions come out, each with the offsets of the words it was read
    from.

    Try it:  echo '{"article_id": "a", "text": "Gunmen killed two in Lima."}' | sitrep extract -
    """
    from pipeline.extract import load_extractor

    tally = _Tally("extract")
    with open_in(articles) as source:
        reader = load_extractor(extractor)
        with open_out(out) as sink:
            write_lines(_run(tally, source, Article, reader.extract), sink)
    tally.finish(rejections)


@click.command()
@click.argument("mentions")
@_out
def resolve(mentions: str, out: str) -> None:
    """Join the mentions that tell the same incident.

    MENTIONS is what `sitrep extract` writes. Incidents come out, best values of all their mentions,
    with mention_ids. The order of the input never matters.
    """
    from pipeline.resolve import resolve as resolve_mentions
    from pipeline.resolve import stage_row

    tally = _Tally("resolve")
    with open_in(mentions) as source, open_out(out) as sink:
        told = _with_defaults(_run(tally, source, Mention, _of_known_type))
        write_lines(map(stage_row, resolve_mentions(tuple(told))), sink)
    tally.finish(None)


def _of_known_type(mention: Mention) -> tuple[Mention] | Rejection:
    """The mention, unless the codebook does not have its type."""
    if mention.event_type in families():
        return (mention,)
    detail = f"unknown event type '{mention.event_type}'"
    return ids.make_rejection("resolve", Reason.BAD_RECORD, mention.mention_id, detail=detail)


def _with_defaults(mentions: Iterable[Mention]) -> Iterator[Mention]:
    """A mention on its own is its own origin and publisher."""
    for mention in mentions:
        yield replace(
            mention,
            publisher=mention.publisher or mention.article_id,
            origin_article_id=mention.origin_article_id or mention.article_id,
        )


@click.command()
@click.argument("articles")
@_out
def syndication(articles: str, out: str) -> None:
    """Find the origin of each article: the first that told the same words.

    ARTICLES is what `sitrep clean` writes (article_id and text are enough). One row per article
    comes out: article_id, origin_article_id.
    """
    from pipeline.syndication import assign_origins, shingles

    tally = _Tally("syndication")
    with open_in(articles) as source, open_out(out) as sink:
        read = _run(tally, source, Article, lambda article: (article,))
        known = [replace(a, shingles=a.shingles or shingles(a.text)) for a in read]
        origins = assign_origins(known)
        rows = (
            {"article_id": a.article_id, "origin_article_id": origins[a.article_id]} for a in known
        )
        write_lines(rows, sink)
    tally.finish(None)
