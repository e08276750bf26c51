"""Messages through a socket: eight bytes that tell a length, then as many bytes.

A connection of multiprocessing's reads a message piece by piece, as it comes. For each piece a
worker's thread that receives would take the interpreter's lock from the one that cleans a page: 3
to 5 % of a worker's time. Here a message is waited for whole.
"""

from __future__ import annotations

import pickle
import socket
import struct
from typing import Any

_LENGTH = struct.Struct("!Q")


def send(channel: socket.socket, value: Any) -> None:
    """Send what can be pickled."""
    send_bytes(channel, pickle.dumps(value, pickle.HIGHEST_PROTOCOL))


def send_bytes(channel: socket.socket, message: bytes) -> None:
    """Send a message as it is."""
    channel.sendall(_LENGTH.pack(len(message)))
    channel.sendall(message)


def receive_bytes(channel: socket.socket) -> bytes:
    """The next message.

    Raises:
        EOFError: the other side has closed.
    """
    (length,) = _LENGTH.unpack(_read(channel, _LENGTH.size))
    return _read(channel, length)


def _read(channel: socket.socket, length: int) -> bytes:
    read = channel.recv(length, socket.MSG_WAITALL)
    while len(read) < length:  # a signal came between, or the end
        more = channel.recv(length - len(read), socket.MSG_WAITALL)
        if not more:
            raise EOFError
        read += more
    return read
