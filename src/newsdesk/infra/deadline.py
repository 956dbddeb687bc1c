"""A deadline for everything that is read from a socket, however slowly it drips.

A socket's timeout starts anew with every byte, so a server that sends one byte a second is
never too slow for it. These sockets look at one common end before every read instead.
"""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from urllib3.connection import HTTPConnection
from urllib3.connectionpool import HTTPConnectionPool
from urllib3.util.ssl_ import create_urllib3_context

from newsdesk.infra import clock

_end: ContextVar[float] = ContextVar("deadline")


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Let timed sockets of this thread raise ``TimeoutError`` once the seconds are over."""
    token = _end.set(clock.ticks() + seconds)
    try:
        yield
    finally:
        _end.reset(token)


def left() -> float:
    """Return the seconds that are left.

    :raises TimeoutError: when none are
    """
    if overdue():
        raise TimeoutError
    return max(_end.get() - clock.ticks(), 0.001)


def overdue() -> bool:
    """Tell whether the deadline has passed."""
    return clock.ticks() >= _end.get()


class TimedSocket(socket.socket):
    """A plain socket whose reads end with the deadline."""

    def recv_into(self, *args: Any, **kwargs: Any) -> int:
        """Read as a socket does, but never beyond the deadline."""
        self.settimeout(left())
        return super().recv_into(*args, **kwargs)


class TimedTLSSocket(ssl.SSLSocket):
    """A TLS socket whose handshake and reads end with the deadline."""

    def do_handshake(self, block: bool = False) -> None:
        """Shake hands, but never beyond the deadline."""
        self.settimeout(left())
        super().do_handshake(block)

    def recv_into(self, *args: Any, **kwargs: Any) -> int:
        """Read as a socket does, but never beyond the deadline."""
        self.settimeout(left())
        return super().recv_into(*args, **kwargs)


class TimedConnection(HTTPConnection):
    """An HTTP connection without TLS over a timed socket."""

    def _new_conn(self) -> socket.socket:
        return TimedSocket(fileno=super()._new_conn().detach())


class TimedPool(HTTPConnectionPool):
    """Connections without TLS over timed sockets."""

    ConnectionCls = TimedConnection


def timed_context() -> ssl.SSLContext:
    """Make a TLS context that checks certificates and whose sockets know the deadline."""
    context = create_urllib3_context(cert_reqs=ssl.CERT_REQUIRED)
    context.sslsocket_class = TimedTLSSocket
    return context
