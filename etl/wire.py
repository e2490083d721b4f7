"""What passes between the server and the child that reads a stranger's file: whole messages of a bounded size.

The child may have been taken over by what it read, so its answer is opened as data: only our own dataclasses are made
of it, and nothing is called.
"""

from __future__ import annotations

import io
import pickle
import socket
import struct
import time
from dataclasses import is_dataclass
from typing import Any

SECONDS = struct.Struct("!d")
_LENGTH = struct.Struct("!Q")
_PIECE = 1 << 20
_OURS = "etl."


class Closed(Exception):
    """The other end is gone, or says more than it may."""


def send_message(connection: socket.socket, content: bytes) -> None:
    """Send one message whole.

    Raises:
        Closed: the other end is gone.
        TimeoutError: it does not take it.
    """
    try:
        connection.sendall(_LENGTH.pack(len(content)))
        connection.sendall(content)
    except (BrokenPipeError, ConnectionResetError) as error:
        raise Closed from error


def receive_message(connection: socket.socket, longest: int, until: float | None = None) -> bytes:
    """One whole message.

    Args:
        longest: bytes; a longer message is not read.
        until: by ``time.monotonic``; None waits for ever.

    Raises:
        Closed: the other end ended before the message did, or announced a longer one.
        TimeoutError: it was not whole in time.
    """
    (length,) = _LENGTH.unpack(_receive(connection, _LENGTH.size, until))
    if length > longest:
        raise Closed
    return bytes(_receive(connection, length, until))


def _receive(connection: socket.socket, length: int, until: float | None) -> bytearray:
    content = bytearray()
    while len(content) < length:
        if until is not None:
            # Zero would mean: without waiting, which ends in another error.
            connection.settimeout(max(until - time.monotonic(), 0.001))
        try:
            piece = connection.recv(min(length - len(content), _PIECE))
        except ConnectionResetError as error:
            raise Closed from error
        if not piece:
            raise Closed
        content += piece
    return content


class _DataOnly(pickle.Unpickler):
    """Makes nothing but our own dataclasses and what Python's literals can say."""

    def find_class(self, module_name: str, global_name: str, /) -> Any:
        if module_name.startswith(_OURS) and "." not in global_name:
            found = super().find_class(module_name, global_name)
            if isinstance(found, type) and is_dataclass(found) and found.__module__ == module_name:
                return found
        raise pickle.UnpicklingError(f"{module_name}.{global_name} is no dataclass of ours")


def opened(content: bytes) -> Any:
    """What a child's message says.

    Raises:
        pickle.UnpicklingError: it holds anything else than data.
    """
    return _DataOnly(io.BytesIO(content)).load()
