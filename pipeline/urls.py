"""What an address says: who publishes there, and which article it is.

Pure. `canonical_url` is an identity, not an address to fetch: variants of one article (tracking
parameters, AMP and mobile editions, index pages, letter case, order of parameters) share it.
"""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from pathlib import Path
from urllib.parse import (
    SplitResult,
    quote,
    unquote,
    unquote_to_bytes,
    urljoin,
    urlsplit,
    urlunsplit,
)

import idna
import tld

from pipeline.errors import ConfigError

PARAMETERS = Path(__file__).parent / "data" / "url_parameters.tsv"

_DEFAULT_PORTS = {"http": 80, "https": 443}
#: Addresses that are remembered in parts: one is asked about many times in a row.
_RECENT = 1_024
#: Hosts that serve the same article to another device or channel.
_EDITION_LABELS = ("www.", "m.", "mobile.", "amp.")
_ASCII_HOST = re.compile(r"[a-z0-9_-]+(?:\.[a-z0-9_-]+)*")
_UNRESERVED = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
_ESCAPED = re.compile(r"(?:%[0-9A-Fa-f]{2})+")
#: What joining leaves as it is; the empty parameters behind a semicolon it drops.
_ABSOLUTE = re.compile(r"https?://[^;]*$")
#: What names the host of most addresses; those of one site share it.
_ORIGIN = re.compile(r"https?://[A-Za-z0-9.:-]+(?=[/?#]|$)")
_BARE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_INDEX_PAGE = re.compile(r"(?:index|default)\.(?:html?|php|aspx?|jsp|cfm)", re.IGNORECASE)
_AMP_SUFFIX = re.compile(r"\.amp(?=\.html?$|$)", re.IGNORECASE)
#: An AMP cache names the article in its path: /amp/s/HOST/PATH or /c/s/HOST/PATH (s: https).
_AMP_CACHE_HOST = re.compile(r"(?:www\.)?google\.[a-z.]+|.+\.cdn\.ampproject\.org")
_AMP_CACHE_PATH = re.compile(r"/(?:amp|[acv])/(s/)?([^/]+\.[^/]+(?:/.*)?)")
#: A day in a path: /2014/05/31/, -20140531; but /2014/05/5-people-hurt is of a month.
_DAY = re.compile(
    r"/((?:19|20)\d\d)[/-](\d\d?)[/-](\d\d(?=[/_-])|\d(?=/))"
    r"|[/_-]((?:19|20)\d\d)([01]\d)([0-3]\d)(?=[/_.-]|$)"
)


@dataclass(frozen=True, slots=True)
class _Parameters:
    names: frozenset[str]
    prefixes: tuple[str, ...]
    pairs: frozenset[tuple[str, str]]

    def drop(self, name: str, value: str) -> bool:
        """Whether a parameter says nothing about which article it is."""
        name = name.lower()
        return (
            name in self.names
            or name.startswith(self.prefixes)
            or (name, value.lower()) in self.pairs
        )


def canonical_url(url: str) -> str:
    """Name the article that an address leads to; idempotent.

    What is no http(s) address comes back stripped of outer white space and otherwise as it was.
    """
    parts = _split(url)
    if parts is None or (host := _ascii_host(parts)) is None:
        return url.strip()
    cached = _inside_amp_cache(host, parts)
    if cached is not None:
        return canonical_url(cached)
    netloc = _join_host(_main_edition(host), parts)
    path, query = _article_path(parts.path), _article_query(parts.query)
    return urlunsplit((parts.scheme, netloc, path, query, ""))


def resolve(base: str, link: str) -> str | None:
    """Make a link absolute; None when it is not an http(s) address with a host."""
    try:
        absolute = link if _ABSOLUTE.match(link) else urljoin(base, link.strip())
    except ValueError:
        return None
    parts = _split(absolute)
    if parts is None or _ascii_host(parts) is None:
        return None
    return urlunsplit(parts)


def host_of(url: str) -> str:
    """The host of an address in lower case, without port ('' when there is none)."""
    return _host_of(origin[0] if (origin := _ORIGIN.match(url)) else url)


@lru_cache(maxsize=_RECENT)
def _host_of(url: str) -> str:
    parts = _split(url)
    return (_ascii_host(parts) or "") if parts else ""


def publisher_of(url: str) -> str:
    """The registrable name an address belongs to (`bbc.co.uk`); an IP address stays itself."""
    return _registrable(host_of(url))


def site_of(host: str) -> str:
    """The registrable name of a host; an IP address, or a name without one, stays itself."""
    return _registrable(host)


def same_site(a: str, b: str) -> bool:
    """Whether two addresses belong to the same registrable name."""
    site = publisher_of(a)
    return site != "" and site == publisher_of(b)


def login_of(url: str) -> tuple[str, str] | None:
    """The user name and password in an address; None when it has none."""
    parts = _split(url)
    if parts is None or parts.username is None:
        return None
    return unquote(parts.username), unquote(parts.password or "")


def without_login(url: str) -> str:
    """An address as everybody may read it; one without a login is left as it is."""
    parts = _split(url)
    if parts is None or "@" not in parts.netloc:
        return url
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))


def with_login(url: str, other: str) -> str:
    """An address with the login of another one, if that is of the same origin."""
    parts, known = _split(url), _split(other)
    if parts is None or known is None or "@" not in known.netloc or not same_origin(url, other):
        return url
    login = known.netloc.rpartition("@")[0]
    return urlunsplit(parts._replace(netloc=f"{login}@{parts.netloc.rpartition('@')[2]}"))


def same_origin(a: str, b: str) -> bool:
    """Whether two addresses have scheme, host and port in common."""
    one, two = _split(a), _split(b)
    return one is not None and two is not None and _origin(one) == _origin(two)


def _origin(parts: SplitResult) -> tuple[str, str | None, int]:
    return parts.scheme, parts.hostname, parts.port or _DEFAULT_PORTS[parts.scheme]


def day_in_url(url: str) -> date | None:
    """The day that the path of an address names (/2014/05/31/): that of its first publication."""
    match = _DAY.search(url)
    if match is None:
        return None
    year, month, day = (int(group) for group in match.groups() if group)
    try:
        return date(year, month, day)
    except ValueError:
        return None


@lru_cache(maxsize=_RECENT)
def _split(url: str) -> SplitResult | None:
    """Cut an http(s) address with a host and a valid port into parts, or None."""
    try:
        parts = urlsplit(url.strip())
        valid = parts.scheme in _DEFAULT_PORTS and parts.hostname and parts.port != 0
    except ValueError:
        return None
    return parts if valid else None


def _ascii_host(parts: SplitResult) -> str | None:
    host = (parts.hostname or "").rstrip(".")
    if ":" in host:
        return host
    if not host.isascii():
        try:
            host = idna.encode(host, uts46=True).decode("ascii")
        except (idna.IDNAError, UnicodeError):
            return None
    host = host.lower()
    return host if _ASCII_HOST.fullmatch(host) else None


def _join_host(host: str, parts: SplitResult) -> str:
    name = f"[{host}]" if ":" in host else host
    port = parts.port
    return name if port in (None, _DEFAULT_PORTS[parts.scheme]) else f"{name}:{port}"


def _is_ip(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


@lru_cache(maxsize=65_536)
def _registrable(host: str) -> str:
    if not host or _is_ip(host):
        return host
    known = tld.get_fld(host, fix_protocol=True, fail_silently=True, search_private=True)
    return known or ".".join(host.split(".")[-2:])


def _main_edition(host: str) -> str:
    site = _registrable(host)
    while host.startswith(_EDITION_LABELS) and host != site:
        host = host.partition(".")[2]
    return host


def _inside_amp_cache(host: str, parts: SplitResult) -> str | None:
    if not _AMP_CACHE_HOST.fullmatch(host):
        return None
    found = _AMP_CACHE_PATH.fullmatch(parts.path)
    if found is None:
        return None
    inner = f"{'https' if found[1] else 'http'}://{found[2]}?{parts.query}"
    return inner if host_of(inner) else None


def _article_path(path: str) -> str:
    path = _normal_escapes(path, safe="/:@!$&'()*+,;=")
    while (shorter := _shorten_path(path)) != path:
        path = shorter
    return path


def _shorten_path(path: str) -> str:
    kept: list[str] = []
    for segment in path.split("/"):
        if segment == "..":
            del kept[-1:]
        elif segment not in ("", ".") and segment.lower() != "amp":
            kept.append(_AMP_SUFFIX.sub("", segment))
    if kept and _INDEX_PAGE.fullmatch(kept[-1]):
        kept.pop()
    return "/" + "/".join(kept)


def _article_query(query: str) -> str:
    parameters = _parameters()
    kept = []
    for piece in query.split("&"):
        normal = _normal_escapes(piece, safe="/:@!$'()*+,;=?")
        name, _, value = normal.partition("=")
        if normal and not parameters.drop(name, value):
            kept.append(normal)
    return "&".join(sorted(kept))


def _normal_escapes(text: str, safe: str) -> str:
    """Escape what must be, unescape what need not be, hexadecimal digits in capitals."""
    text = _BARE_PERCENT.sub("%25", text)
    text = quote(text, safe=safe + "%", errors="replace")
    return _ESCAPED.sub(_normal_escape, text)


def _normal_escape(match: re.Match[str]) -> str:
    codes = unquote_to_bytes(match.group())
    return "".join(chr(c) if c in _UNRESERVED else f"%{c:02X}" for c in codes)


@cache
def _parameters() -> _Parameters:
    names: set[str] = set()
    prefixes: list[str] = []
    pairs: set[tuple[str, str]] = set()
    lines = PARAMETERS.read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(lines, start=1):
        if not line or line.startswith(("#", "name\t")):
            continue
        cells = line.split("\t")
        if len(cells) != 3 or cells[2] not in ("tracking", "amp", "mobile", "print"):
            raise ConfigError(f"{PARAMETERS.name}:{number}: not name, value, kind: {line!r}")
        name, value, _ = cells
        if value:
            pairs.add((name, value))
        elif name.endswith("*"):
            prefixes.append(name[:-1])
        else:
            names.add(name)
    return _Parameters(frozenset(names), tuple(prefixes), frozenset(pairs))
