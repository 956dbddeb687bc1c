"""All practice origins behind one port with TLS, for a browser that takes them for the real ones.

Such a browser is Chromium with a rule that leads every name to that port; the certificate is made
anew each time and signed by nobody.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

from werkzeug.wrappers import Request, Response

from sandbox.practice.listening import HOST, listening

Server = Callable[[Request], Response]


@contextmanager
def front(servers: Mapping[str, Server], port: int = 0) -> Iterator[int]:
    """Serve origins by the host that is asked for, until the context ends; yield the port."""
    with listening(_by_host(servers), port, tls=True) as origin:
        yield int(origin.rpartition(":")[2])


def command(port: int, url: str, folder: str) -> str:
    """Return what starts Chromium so that the practice networks are the only ones for it."""
    rules = f"MAP * {HOST}:{port}, EXCLUDE {HOST}"
    return (
        f"chromium --user-data-dir={folder} --ignore-certificate-errors "
        f'--host-resolver-rules="{rules}" {url}'
    )


def _by_host(servers: Mapping[str, Server]) -> Server:
    def answer(request: Request) -> Response:
        server = servers.get(f"https://{request.host}")
        if server is None:
            return Response(f"There is no practice {request.host}.", 404)
        return server(request)

    return answer
