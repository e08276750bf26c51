"""The address guard: news comes from public addresses, whatever a feed or a redirect says.

The guard sits where connections are made: it resolves the name, checks the addresses, and connects
to a checked one, so that a name cannot show one address to the check and another to the connection.
"""

from __future__ import annotations

import asyncio
import contextlib
import socket
from collections.abc import Iterable, Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

import httpcore

from pipeline.errors import ConfigError

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

#: IPv6 prefixes that carry an IPv4 address in their last four bytes
_CARRIERS = (ip_network("64:ff9b::/96"), ip_network("64:ff9b:1::/48"), ip_network("::/96"))


class AddressRefused(Exception):
    """A name leads to no public address."""


def parse_networks(texts: Iterable[str]) -> tuple[Network, ...]:
    """Read the networks that are allowed beside public ones, like ``127.0.0.0/8``.

    Raises:
        ConfigError: one is not an address or a network.
    """
    found = []
    for text in texts:
        if text.strip():
            try:
                found.append(ip_network(text.strip(), strict=False))
            except ValueError:
                raise ConfigError(
                    f"SITREP_ALLOW_NETWORKS: not a network like 127.0.0.0/8: {text.strip()!r}"
                ) from None
    return tuple(found)


def is_allowed(address: Address, allowed: Sequence[Network] = ()) -> bool:
    """Whether an address may be connected to: a public one, or one in an allowed network."""
    address = _unwrap(address)
    if any(address.version == network.version and address in network for network in allowed):
        return True
    site_local = isinstance(address, IPv6Address) and address.is_site_local
    return address.is_global and not (address.is_multicast or address.is_reserved or site_local)


def _unwrap(address: Address) -> Address:
    """The IPv4 address that an IPv6 address stands for, if it does."""
    if isinstance(address, IPv4Address):
        return address
    inner = address.ipv4_mapped or address.sixtofour or (address.teredo or (None, None))[1]
    if inner is None and int(address) > 1 and any(address in carrier for carrier in _CARRIERS):
        inner = IPv4Address(int(address) & 0xFFFF_FFFF)
    return inner or address


class GuardedBackend(httpcore.AsyncNetworkBackend):
    """Connects to checked addresses only."""

    def __init__(self, allowed: Sequence[Network] = ()) -> None:
        self._allowed = allowed
        self._inner = httpcore.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Resolve, check, connect to the first checked address that answers."""
        error: httpcore.ConnectError | httpcore.ConnectTimeout | None = None
        for address in await self._resolve(host, port, timeout):
            try:
                return await self._inner.connect_tcp(
                    str(address), port, timeout, local_address, socket_options
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as failed:
                error = failed
        raise error or httpcore.ConnectError(f"no address for {host}")

    async def connect_unix_socket(
        self,
        path: str,
        timeout: float | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Refused: nothing on the web is a local socket."""
        raise AddressRefused(path)

    async def sleep(self, seconds: float) -> None:
        """Wait."""
        await asyncio.sleep(seconds)

    async def _resolve(self, host: str, port: int, timeout: float | None) -> list[Address]:
        try:
            async with asyncio.timeout(timeout):
                addresses = await _look_up(host, port)
        except TimeoutError as error:
            raise httpcore.ConnectTimeout(f"resolving {host} takes too long") from error
        checked = [address for address in addresses if is_allowed(address, self._allowed)]
        if not checked:
            raise AddressRefused(f"{host} leads to {', '.join(map(str, addresses))}")
        return checked


async def _look_up(host: str, port: int) -> list[Address]:
    with contextlib.suppress(ValueError):
        return [ip_address(host)]
    try:
        found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise httpcore.ConnectError(f"cannot resolve {host}: {error}") from error
    return list(dict.fromkeys(ip_address(str(entry[4][0]).partition("%")[0]) for entry in found))
