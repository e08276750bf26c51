"""How a request fails: one exception with a reason, whatever library noticed it."""

from __future__ import annotations

import ssl

import httpcore
import httpx

from pipeline.errors import Reason
from pipeline.fetch.web.guard import AddressRefused
from pipeline.fetch.web.pace import NoTimeLeft

__all__ = ["NETWORK_ERRORS", "FetchError", "NoTimeLeft", "to_fetch_error"]


#: Reasons that may be gone the next time.
TRANSIENT = frozenset(
    (
        Reason.TIMEOUT,
        Reason.CONNECTION_FAILED,
        Reason.TLS_FAILED,
        Reason.TRUNCATED,
        Reason.TOO_MANY_REQUESTS,
    )
)


class FetchError(Exception):
    """A request that brought no answer that can be used; is it worth another try later?"""

    def __init__(self, reason: Reason, detail: str, *, is_transient: bool | None = None) -> None:
        super().__init__(f"{reason}: {detail}")
        self.reason = reason
        self.detail = detail
        self.is_transient = reason in TRANSIENT if is_transient is None else is_transient


#: What the transport raises when the network or the other side fails.
NETWORK_ERRORS = (
    AddressRefused,
    TimeoutError,
    OSError,
    httpcore.TimeoutException,
    httpcore.NetworkError,
    httpcore.ProtocolError,
    httpcore.ConnectionNotAvailable,
    httpcore.UnsupportedProtocol,
    httpx.TransportError,
    httpx.InvalidURL,
)

_REASONS: tuple[tuple[tuple[type[Exception], ...], Reason], ...] = (
    ((AddressRefused,), Reason.ADDRESS_REFUSED),
    ((TimeoutError, httpcore.TimeoutException, httpx.TimeoutException), Reason.TIMEOUT),
    ((httpcore.UnsupportedProtocol, httpx.UnsupportedProtocol, httpx.InvalidURL), Reason.BAD_URL),
    ((httpcore.LocalProtocolError, httpx.LocalProtocolError), Reason.BAD_URL),
)


def to_fetch_error(error: Exception, *, in_body: bool) -> FetchError:
    """Name the reason of an error; a connection that ends within a body truncated it."""
    reason = next((reason for kinds, reason in _REASONS if isinstance(error, kinds)), None)
    if reason is None:
        if _is_tls(error):
            reason = Reason.TLS_FAILED
        else:
            reason = Reason.TRUNCATED if in_body else Reason.CONNECTION_FAILED
    return FetchError(reason, str(error)[:200] or type(error).__name__)


def _is_tls(error: BaseException | None) -> bool:
    while error is not None:
        if isinstance(error, ssl.SSLError):
            return True
        error = error.__cause__ or error.__context__
    return False
