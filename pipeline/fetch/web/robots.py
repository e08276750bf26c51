"""robots.txt by RFC 9309: asked for once a day and host, obeyed for feeds and pages alike.

2xx: its rules   4xx: everything is allowed   5xx, 429 or no answer: nothing is, for now
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from protego import Protego

from pipeline.errors import Reason
from pipeline.fetch.web.client import Ask, Client, Limits, Response
from pipeline.fetch.web.failure import TRANSIENT, FetchError
from pipeline.urls import host_of

#: The name by which robots.txt may address us.
TOKEN = "sitrep"
#: As much of the file as RFC 9309 asks for at least; the rest is not read.
PARSED_BYTES = 512_000
_MAX_BYTES = 5_000_000
KEPT = timedelta(hours=24)
#: A host that gave no answer is asked again soon.
KEPT_UNREACHABLE = timedelta(minutes=30)
_TOTAL_S = 20.0
#: Files that are kept parsed, those used last: one of 3.5 kB needs 75 kB and about a millisecond.
_MOST_RULES = 1_024
#: Reasons that say more about the address itself than about its robots.txt.
_OF_THE_ADDRESS = (
    Reason.ADDRESS_REFUSED,
    Reason.BAD_URL,
    Reason.CONNECTION_FAILED,
    Reason.TLS_FAILED,
)


@dataclass(frozen=True, slots=True)
class RobotsFile:
    """What an origin (scheme, host, port) said, kept for a day at most."""

    origin: str
    asked_at: datetime
    #: of the answer; 0 when there was none
    status: int
    text: str = ""
    reason: Reason | None = None
    detail: str = ""

    @property
    def is_unreachable(self) -> bool:
        """Whether nothing may be asked because nobody answered."""
        return self.reason is not None

    def is_fresh(self, now: datetime) -> bool:
        """Whether it may still be used."""
        kept = KEPT_UNREACHABLE if self.is_unreachable else KEPT
        return now < self.asked_at + kept


class Robots:
    """Knows what each origin allows; asks for robots.txt when it must."""

    def __init__(
        self,
        client: Client,
        known: dict[str, RobotsFile],
        now: Callable[[], datetime],
        keep: Callable[[RobotsFile], Awaitable[None]],
    ) -> None:
        self._client = client
        self._now = now
        self._keep = keep
        self._known = known
        self._rules: OrderedDict[str, tuple[RobotsFile, Protego]] = OrderedDict()
        self._locks: dict[str, asyncio.Lock] = {}

    async def admit(self, url: str) -> None:
        """Let an address pass.

        Raises:
            FetchError: robots.txt refuses it, or could not be read.
        """
        file = await self._file(origin_of(url))
        if file.reason is not None:
            is_transient = file.reason is Reason.ROBOTS_REFUSED or file.reason in TRANSIENT
            raise FetchError(file.reason, file.detail, is_transient=is_transient)
        rules = self._rules_of(file)
        if not rules.can_fetch(url, TOKEN):
            raise FetchError(Reason.ROBOTS_REFUSED, "robots.txt does not allow it")

    async def sitemaps(self, url: str) -> list[str]:
        """The sitemaps that robots.txt of an address's origin names."""
        file = await self._file(origin_of(url))
        return [str(one) for one in self._rules_of(file).sitemaps if host_of(str(one))]

    async def _file(self, origin: str) -> RobotsFile:
        async with self._locks.setdefault(origin, asyncio.Lock()):
            file = self._known.get(origin)
            if file is None or not file.is_fresh(self._now()):
                file = self._known[origin] = await self._ask(origin)
                await self._keep(file)
        return file

    def _rules_of(self, file: RobotsFile) -> Protego:
        known = self._rules.get(file.origin)
        if known is None or known[0] is not file:
            rules = Protego.parse(file.text)
            delay = rules.crawl_delay(TOKEN)
            if delay:
                self._client.pace.slow_down(host_of(file.origin), float(delay))
            known = self._rules[file.origin] = (file, rules)
        self._rules.move_to_end(file.origin)
        if len(self._rules) > _MOST_RULES:
            self._rules.popitem(last=False)
        return known[1]

    async def _ask(self, origin: str) -> RobotsFile:
        limits = Limits(_MAX_BYTES, _TOTAL_S)
        try:
            answer = await self._client.ask(Ask(f"{origin}/robots.txt", {}, limits))
        except FetchError as error:
            return self._no_answer(origin, error)
        return self._read(origin, answer)

    def _read(self, origin: str, answer: Response) -> RobotsFile:
        now, status = self._now(), answer.status
        if 200 <= status < 300:
            text = answer.body[:PARSED_BYTES].decode("utf-8-sig", "replace").replace("\0", "")
            return RobotsFile(origin, now, status, text)
        if 400 <= status < 500 and status != 429:
            return RobotsFile(origin, now, status)
        detail = f"robots.txt cannot be read: status {status}"
        return RobotsFile(origin, now, status, "", Reason.ROBOTS_REFUSED, detail)

    def _no_answer(self, origin: str, error: FetchError) -> RobotsFile:
        now = self._now()
        if error.reason in (Reason.TOO_MANY_REDIRECTS, Reason.TOO_LARGE):
            return RobotsFile(origin, now, 0)  # a file that nobody could obey is none
        if error.reason in _OF_THE_ADDRESS:
            return RobotsFile(origin, now, 0, "", error.reason, error.detail)
        detail = f"robots.txt cannot be read: {error.reason}: {error.detail}"[:300]
        return RobotsFile(origin, now, 0, "", Reason.ROBOTS_REFUSED, detail)


def origin_of(url: str) -> str:
    """The scheme, host and port whose robots.txt speaks for an address."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2].lower()}"
