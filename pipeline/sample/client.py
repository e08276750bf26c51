"""Talking to a newswire that is being served."""

from __future__ import annotations

from urllib.error import HTTPError, URLError
from urllib.request import ProxyHandler, build_opener

from pipeline.errors import UsageError, WorldError
from pipeline.sample.newswire import PORT

BASE = f"http://127.0.0.1:{PORT}"
_TIMEOUT_S = 10


def feeds(base: str = BASE) -> str:
    """Get the feeds file (TOML) of the newswire whose steering host is at ``base``.

    Raises:
        WorldError: nobody answers there.
    """
    return _get(f"{base}/feeds.toml")


def set_window(n: int, base: str = BASE) -> str:
    """Turn the newswire to its n-th window (from 1) and return the window's start.

    Raises:
        UsageError: there is no such window.
        WorldError: nobody answers there.
    """
    return _get(f"{base}/__ctl__/window?n={n}").strip()


def _get(url: str) -> str:
    # a proxy from the environment does not lead to this machine's own loopback
    opener = build_opener(ProxyHandler({}))
    try:
        with opener.open(url, timeout=_TIMEOUT_S) as response:
            body: bytes = response.read()
    except HTTPError as error:
        with error:
            raise UsageError(error.read().decode().strip()) from None
    except URLError as error:
        raise WorldError(f"{url}: no sample newswire is served there: {error.reason}") from None
    return body.decode()
