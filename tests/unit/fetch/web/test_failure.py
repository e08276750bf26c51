"""Errors of libraries, and the reasons that they are."""

from __future__ import annotations

import ssl

import httpcore
import httpx
import pytest

from pipeline.errors import Reason
from pipeline.fetch.web.failure import NETWORK_ERRORS, FetchError, to_fetch_error
from pipeline.fetch.web.guard import AddressRefused


def _caused(error: Exception, cause: Exception) -> Exception:
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    ("error", "in_body", "reason"),
    [
        (AddressRefused("x"), False, Reason.ADDRESS_REFUSED),
        (TimeoutError(), True, Reason.TIMEOUT),
        (httpcore.PoolTimeout(), False, Reason.TIMEOUT),
        (httpcore.RemoteProtocolError("x"), True, Reason.TRUNCATED),
        (httpcore.RemoteProtocolError("x"), False, Reason.CONNECTION_FAILED),
        (ConnectionResetError(), False, Reason.CONNECTION_FAILED),
        (httpcore.LocalProtocolError("illegal"), False, Reason.BAD_URL),
        (httpx.InvalidURL("x"), False, Reason.BAD_URL),
        (_caused(httpcore.ConnectError("x"), ssl.SSLError("bad")), False, Reason.TLS_FAILED),
    ],
)
def test_an_error_has_a_reason(error: Exception, in_body: bool, reason: Reason) -> None:
    assert isinstance(error, NETWORK_ERRORS)
    failed = to_fetch_error(error, in_body=in_body)
    assert failed.reason == reason
    assert failed.detail


def test_some_reasons_may_pass_and_others_stay() -> None:
    assert FetchError(Reason.TIMEOUT, "x").is_transient
    assert not FetchError(Reason.TOO_LARGE, "x").is_transient
    assert FetchError(Reason.ROBOTS_REFUSED, "x", is_transient=True).is_transient
