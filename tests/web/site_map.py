"""Opens every page that can be reached from the first one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urldefrag, urljoin, urlsplit

from flask.testing import FlaskClient

from tests.fixtures.html import Document, read

STARTS = (
    "/",
    "/round/mentions",
    "/round/done",
    "/channels",
    "/decisions",
    "/follow",
    "/privacy",
    "/nowhere",
    "/channel/nowhere",
)
MOST = 60


def pages(client: FlaskClient, query: str = "") -> Iterator[tuple[str, Document]]:
    """Yield the address and content of every HTML page, errors among them; logs nobody in."""
    waiting = [f"{start}{query}" for start in STARTS]
    seen: set[str] = set()
    while waiting and len(seen) < MOST:
        address = waiting.pop(0)
        if address in seen:
            continue
        seen.add(address)
        answer = client.get(address)
        if answer.mimetype != "text/html" or 300 <= answer.status_code < 400:
            continue
        document = read(answer.text)
        yield address, document
        waiting += [link for link in _inside(address, document) if _uselang(link) == query]


def _uselang(link: str) -> str:
    chosen = re.search(r"uselang=\w+", link)
    return f"?{chosen[0]}" if chosen else ""


def _inside(address: str, document: Document) -> Iterator[str]:
    for link in document.links:
        whole = urldefrag(urljoin(address, link)).url
        if not urlsplit(whole).netloc and not whole.startswith("/static"):
            yield whole
