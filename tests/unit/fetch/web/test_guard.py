"""Which addresses are entered."""

from __future__ import annotations

import asyncio
from ipaddress import ip_address

import httpcore
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import ConfigError
from pipeline.fetch.web import guard
from pipeline.fetch.web.guard import AddressRefused, GuardedBackend, is_allowed, parse_networks

REFUSED = """
127.0.0.1 10.0.0.1 172.16.0.1 192.168.1.1 169.254.169.254 100.64.0.1 0.0.0.0 255.255.255.255
224.0.0.1 240.0.0.1 198.18.0.1 192.0.2.1 ::1 :: fe80::1 fc00::1 fec0::1 ff02::1 2001:db8::1
::ffff:127.0.0.1 ::ffff:10.0.0.1 ::127.0.0.1 64:ff9b::7f00:1 2002:7f00:1:: 2002:a9fe:a9fe::1
""".split()


@pytest.mark.parametrize("address", REFUSED)
def test_addresses_that_are_not_public_are_refused(address: str) -> None:
    assert not is_allowed(ip_address(address))


@pytest.mark.parametrize(
    "address", ["8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8", "2002:808:808::"]
)
def test_public_addresses_are_entered(address: str) -> None:
    assert is_allowed(ip_address(address))


def test_an_allowed_network_is_entered_and_its_neighbours_are_not() -> None:
    allowed = parse_networks(["127.1.0.0/16", " ", "fc00::/7"])
    assert is_allowed(ip_address("127.1.2.3"), allowed)
    assert is_allowed(ip_address("::ffff:127.1.2.3"), allowed)
    assert is_allowed(ip_address("fc00::1"), allowed)
    assert not is_allowed(ip_address("127.0.0.1"), allowed)


@given(st.ip_addresses(v=4))
def test_an_address_in_ipv6_clothes_is_judged_as_itself(address: object) -> None:
    inner = is_allowed(ip_address(str(address)))
    assert is_allowed(ip_address(f"::ffff:{address}")) == inner


def test_what_is_no_network_is_named() -> None:
    with pytest.raises(ConfigError, match=r"127\.0\.0\.0/99"):
        parse_networks(["127.0.0.0/99"])


def _connect(backend: GuardedBackend, host: str) -> None:
    async def connect() -> None:
        stream = await backend.connect_tcp(host, 9, timeout=1)
        await stream.aclose()

    asyncio.run(connect())


@pytest.mark.parametrize("host", ["127.0.0.1", "2130706433", "0x7f.1", "localhost", "::1"])
def test_every_spelling_of_loopback_is_refused_before_connecting(host: str) -> None:
    with pytest.raises(AddressRefused):
        _connect(GuardedBackend(), host)


def test_a_local_socket_is_refused() -> None:
    with pytest.raises(AddressRefused):
        asyncio.run(GuardedBackend().connect_unix_socket("/tmp/x"))


def test_the_checked_address_is_the_one_that_is_connected_to(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A name that answers differently each time cannot slip past the check."""
    answers = [[ip_address("127.0.0.1"), ip_address("8.8.8.8")], [ip_address("127.0.0.1")]]
    connected = []

    async def look_up(host: str, port: int) -> object:
        return answers.pop(0)

    class Inner(httpcore.AsyncMockBackend):
        async def connect_tcp(self, host: str, *args: object, **more: object) -> object:  # type: ignore[override]
            connected.append(host)
            return httpcore.AsyncMockStream([])

    monkeypatch.setattr(guard, "_look_up", look_up)
    backend = GuardedBackend()
    backend._inner = Inner([])  # type: ignore[assignment]
    _connect(backend, "rebinding.example")
    assert connected == ["8.8.8.8"]
    with pytest.raises(AddressRefused):
        _connect(backend, "rebinding.example")


def test_a_name_that_cannot_be_resolved_is_a_failed_connection() -> None:
    with pytest.raises(httpcore.ConnectError):
        _connect(GuardedBackend(), "no name at all")
