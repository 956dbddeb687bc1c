"""Serves what answers requests on a loopback port, from a thread of this process."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from werkzeug.serving import WSGIRequestHandler, make_server
from werkzeug.wrappers import Request, Response

from sandbox.process import free_port

HOST = "127.0.0.1"
LOOK_SECONDS = 0.05


class _Quiet(WSGIRequestHandler):
    """Sends at once, and writes no line for each request."""

    disable_nagle_algorithm = True

    def log(self, type: str, message: str, *args: object) -> None:
        """Say nothing."""


@contextmanager
def listening(
    serve: Callable[[Request], Response], port: int = 0, *, tls: bool = False
) -> Iterator[str]:
    """Serve until the context ends; yield the origin.

    Where the wanted port is taken it is a free one. With ``tls`` its
    certificate is signed by nobody.
    """
    server = make_server(
        HOST,
        free_port(port) if port else 0,
        Request.application(serve),
        threaded=True,
        request_handler=_Quiet,
        ssl_context="adhoc" if tls else None,
    )
    thread = threading.Thread(target=server.serve_forever, args=(LOOK_SECONDS,), daemon=True)
    thread.start()
    try:
        yield f"{'https' if tls else 'http'}://{HOST}:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
