"""The feeds file and what is known of its feeds."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from pipeline.cli.options import (
    AT_LEAST_ONE,
    allow_networks,
    feeds_option,
    json_option,
    state_option,
)
from pipeline.cli.output import moment_or_dash, number_of, print_json, print_table
from pipeline.errors import UsageError


@click.group()
def feeds() -> None:
    """List, check, find, add, remove, import and export feeds."""


@feeds.command("list")
@feeds_option
@state_option
@json_option
def list_feeds(feeds: Path, state: str, as_json: bool) -> None:
    """Show each feed's health: last news, failures, interval, next poll."""
    from pipeline.feeds.catalog import load_feeds
    from pipeline.fetch.health import feed_health
    from pipeline.rows import to_row

    health = feed_health(state, load_feeds(feeds))
    if as_json:
        print_json({"feeds": [to_row(feed) for feed in health]})
        return
    rows = [
        (
            feed.publisher or "",
            feed.url,
            feed.status,
            moment_or_dash(feed.last_new_at),
            str(feed.failures),
            f"{feed.interval_minutes} min",
            "" if feed.share_not_modified is None else f"{feed.share_not_modified:.0%}",
            moment_or_dash(feed.next_poll_at),
            feed.reason or (f"same as {feed.duplicate_of}" if feed.duplicate_of else ""),
        )
        for feed in health
    ]
    columns = (
        "publisher",
        "feed",
        "status",
        "last news (UTC)",
        "failures",
        "interval",
        "304",
        "next poll (UTC)",
        "reason",
    )
    print_table(f"{number_of(len(rows), 'feed')} of {feeds}", columns, rows)


@feeds.command()
@click.argument("url")
def check(url: str) -> None:
    """Say what is seen at URL: which kind of feed, its items, its dates, what is wrong with it."""
    from pipeline.fetch.check import check_feed

    report = check_feed(url, allow_networks=allow_networks())
    for line in report.lines():
        click.echo(line)
    if not report.ok:
        raise click.exceptions.Exit(1)


@feeds.command()
@click.argument("site")
@feeds_option
@json_option
def discover(site: str, feeds: Path, as_json: bool) -> None:
    """Find the feeds of SITE: those that its pages name, the usual places, its news sitemaps."""
    from pipeline.feeds.catalog import load_feeds
    from pipeline.feeds.duplicates import same_address
    from pipeline.fetch.discover import discover as discover_feeds

    ours = {same_address(f.url) for f in load_feeds(feeds).feeds} if feeds.exists() else set()
    found = discover_feeds(site, allow_networks=allow_networks())
    if as_json:
        kept = ("kind", "title", "n_items", "next_poll")
        rows = [{"url": r.address, **{k: getattr(r, k) for k in kept}} for r in found]
        print_json({"site": site, "feeds": rows})
        return
    if not found:
        _say_why_none(site)
        raise click.exceptions.Exit(1)
    rows_shown = [
        (
            report.address,
            report.kind,
            report.title or "",
            str(report.n_items),
            report.next_poll,
            "in your list" if same_address(report.address) in ours else "",
        )
        for report in found
    ]
    columns = ("feed", "kind", "title", "items", "poll", "")
    print_table(f"{number_of(len(found), 'feed')} of {site}", columns, rows_shown)
    click.echo(f"next: sitrep feeds add {found[0].address}", err=True)


def _say_why_none(site: str) -> None:
    """What is seen at a site where no feed was found: often that it cannot be reached."""
    from pipeline.fetch.check import check_feed
    from pipeline.fetch.discover import site_address

    report = check_feed(site_address(site), allow_networks=allow_networks())
    click.echo(f"no feed found at {report.url}: {'; '.join(report.problems)}")
    click.echo("if you know its address, look at it with: sitrep feeds check URL", err=True)


@feeds.command()
@click.argument("url")
@feeds_option
@state_option
@click.option("--publisher", default=None, help="Who publishes it; its site by default.")
@click.option("--language", default=None, help="Its language, as 'en', where it does not say so.")
@click.option("--interval", type=int, default=None, help="Minutes between polls.")
@click.option("--unchecked", is_flag=True, help="Add it without looking at it.")
def add(
    url: str,
    feeds: Path,
    state: str,
    publisher: str | None,
    language: str | None,
    interval: int | None,
    unchecked: bool,
) -> None:
    """Look at URL and add it to the feeds file; one that tells what another does is refused."""
    from pipeline.feeds.edit import add_feed
    from pipeline.feeds.feed import Feed

    text = _read(feeds) if feeds.exists() else ""
    feed = Feed(url, publisher, language, interval)
    changed = add_feed(text, feed, feeds)
    if not unchecked:
        address = _require_new(url, feeds, state)
        changed = add_feed(text, replace(feed, url=address), feeds)
    _write(feeds, changed)
    click.echo(f"added to {feeds}; next: sitrep run --feeds {feeds}")


def _require_new(url: str, feeds: Path, state: str) -> str:
    """Where a feed is that can be used and that no other one repeats."""
    from pipeline.feeds.catalog import load_feeds
    from pipeline.fetch.check import check_feed
    from pipeline.fetch.duplicates import find_twin

    report = check_feed(url, allow_networks=allow_networks())
    for line in report.lines():
        click.echo(line)
    if not report.ok or report.known is None:
        raise UsageError("not added; --unchecked adds it all the same")
    twin = find_twin(state, load_feeds(feeds), report.known) if feeds.exists() else None
    if twin:
        raise UsageError(f"not added: it tells what {twin} does; --unchecked adds it all the same")
    return report.address


@feeds.command()
@click.argument("url")
@feeds_option
def remove(url: str, feeds: Path) -> None:
    """Take the feed at URL out of the feeds file; what it has brought stays in the tables."""
    from pipeline.feeds.edit import remove_feed

    changed, feed = remove_feed(_read(feeds), url, feeds)
    _write(feeds, changed)
    click.echo(f"{feed.url} is no longer in {feeds}")


def _read(path: Path) -> str:
    """The text of a feeds file.

    Raises:
        UsageError: it cannot be read.
    """
    try:
        return path.read_text("utf-8")
    except OSError as error:
        raise UsageError(f"cannot read {path}: {error.strerror}") from None
    except UnicodeDecodeError:
        raise UsageError(f"{path} is not UTF-8 text") from None


def _write(path: Path, text: str) -> None:
    """Put a file in place whole, as closed to others as it was: addresses may hold passwords.

    Raises:
        WorldError: the disk refused.
    """
    from pipeline.lake.files import saying_what_failed, write_whole

    def write(draft: Path) -> None:
        draft.touch(mode=0o600)
        draft.write_text(text, encoding="utf-8")
        draft.chmod(path.stat().st_mode & 0o777 if path.exists() else 0o644)

    with saying_what_failed(f"cannot write {path}"):
        write_whole(path, write)


@feeds.command()
@feeds_option
@click.option(
    "--groups",
    type=AT_LEAST_ONE,
    default=4,
    show_default=True,
    help="How many groups at most.",
)
@json_option
def plan(feeds: Path, groups: int, as_json: bool) -> None:
    """Split the feeds into groups by host, to be polled and fetched side by side."""
    from pipeline.feeds.catalog import load_feeds
    from pipeline.feeds.groups import plan_groups

    names = plan_groups(load_feeds(feeds), groups)
    if as_json:
        print_json({"groups": names})
    else:
        click.echo("\n".join(names))


@feeds.command("import")
@click.argument("opml", type=click.Path(path_type=Path))
@click.option("--out", type=click.Path(path_type=Path), default="feeds.toml", show_default=True)
def import_opml(opml: Path, out: Path) -> None:
    """Write a feeds.toml from an OPML file, as other feed readers export it."""
    from pipeline.feeds.catalog import load_feeds, write_feeds

    if out.exists():
        raise UsageError(f"{out} is there already; name another file with --out, or move it away")
    catalog = load_feeds(opml)
    _write(out, write_feeds(catalog))
    written = number_of(len(catalog.feeds), "feed")
    click.echo(f"{written} written to {out}; next: sitrep run --feeds {out}")


@feeds.command("export")
@feeds_option
@click.option("--out", type=click.Path(path_type=Path), default="feeds.opml", show_default=True)
def export_opml(feeds: Path, out: Path) -> None:
    """Write the feeds as OPML, for other feed readers."""
    from pipeline.feeds.catalog import load_feeds
    from pipeline.feeds.opml import write_opml

    catalog = load_feeds(feeds)
    _write(out, write_opml(catalog.feeds).decode("utf-8"))
    click.echo(f"{number_of(len(catalog.feeds), 'feed')} written to {out}")
