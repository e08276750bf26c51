"""A server has to show who it is: a real handshake on loopback."""

from __future__ import annotations

import asyncio
import ssl
import time
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from pipeline.errors import Reason
from pipeline.fetch.web.client import Ask, Client, Limits
from pipeline.fetch.web.failure import FetchError
from pipeline.fetch.web.guard import parse_networks
from pipeline.fetch.web.pace import Pace
from pipeline.fetch.web.transport import GuardedTransport

ANSWER = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok"


def _certify(folder: Path, address: str) -> Path:
    """A file with a key and a certificate for an address that nobody but itself vouches for."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "nobody")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ip_address(address))]), critical=False
        )
        .sign(key, hashes.SHA256())
    )
    path = folder / f"{address}.pem"
    secret = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    path.write_bytes(secret + made.public_bytes(serialization.Encoding.PEM))
    return path


async def _serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await reader.readuntil(b"\r\n\r\n")
    writer.write(ANSWER)
    await writer.drain()
    writer.close()


def _ask(certificate: Path, *, is_trusted: bool) -> bytes:
    """Ask a server that shows a certificate; what it answers."""

    async def run() -> bytes:
        shown = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        shown.load_cert_chain(certificate)
        server = await asyncio.start_server(_serve, "127.0.0.1", 0, ssl=shown)
        transport = GuardedTransport(parse_networks(["127.0.0.0/8"]))
        if is_trusted:
            transport._ssl_context.load_verify_locations(certificate)
        client = Client(transport, Pace(1.0, 8, time.time, asyncio.sleep), "")
        port = server.sockets[0].getsockname()[1]
        try:
            return (await client.ask(Ask(f"https://127.0.0.1:{port}/", {}, Limits(1000)))).body
        finally:
            await transport.aclose()
            server.close()
            await server.wait_closed()

    return asyncio.run(run())


def test_a_server_that_nobody_vouches_for_is_not_asked(tmp_path: Path) -> None:
    with pytest.raises(FetchError) as refused:
        _ask(_certify(tmp_path, "127.0.0.1"), is_trusted=False)
    assert refused.value.reason is Reason.TLS_FAILED


def test_a_server_that_shows_the_certificate_of_another_is_not_asked(tmp_path: Path) -> None:
    with pytest.raises(FetchError) as refused:
        _ask(_certify(tmp_path, "127.0.0.2"), is_trusted=True)
    assert refused.value.reason is Reason.TLS_FAILED


def test_a_server_that_is_vouched_for_is_asked(tmp_path: Path) -> None:
    assert _ask(_certify(tmp_path, "127.0.0.1"), is_trusted=True) == b"ok"
