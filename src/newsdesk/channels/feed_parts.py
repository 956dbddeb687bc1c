"""What entries of every kind of feed have in common."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping

from newsdesk.domain.post import Medium, MediumKind
from newsdesk.infra.html import Clean, safe_link, sanitise
from newsdesk.infra.text import one_line

_ID = re.compile(r"[\x21-\x7e]{1,255}")
_HEADING = re.compile(r"<(/?)h[1-6]\b[^<>]*>", re.IGNORECASE)
_SHOWN: Mapping[str, MediumKind] = {"image": "image", "video": "video", "audio": "audio"}


def native_id(identity: str) -> str:
    """Keep an id that a stored key can hold, else its fingerprint."""
    if _ID.fullmatch(identity):
        return identity
    return "sha256:" + hashlib.sha256(identity.encode("utf-8", "surrogatepass")).hexdigest()


def words(title: str, body: str, base: str) -> Clean:
    """Return title and body (HTML); where the body begins with the title, it stands there once.

    Headings in the body become paragraphs in bold: on a page they would be the page's own.
    """
    heading = sanitise(f"<p>{title}</p>" if title else "", base)
    rest = sanitise(_HEADING.sub(_bold, body), base)
    if heading.text and rest.text.startswith(heading.text.rstrip(" .…")):
        return rest
    return sanitise(heading.html + rest.html, base)


def _bold(heading: re.Match[str]) -> str:
    return "</strong></p>" if heading[1] else "<p><strong>"


def medium(url: str, mime: str, base: str, *, kind: str = "", alt: str = "") -> Medium | None:
    """Make a medium of its address and its MIME type; ``None`` where the address is none."""
    address = safe_link(url, base)
    named = kind if kind in _SHOWN else mime.partition("/")[0].lower()
    return Medium(_SHOWN.get(named, "file"), one_line(alt), address) if address else None
