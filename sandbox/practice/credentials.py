"""The credentials of the practice accounts, as the tool's settings name them."""

from __future__ import annotations

from sandbox.practice import bluesky, bluesky_logins, bluesky_pds, facebook, mastodon_access, x
from sandbox.practice.mastodon_shapes import HOST, NAME
from sandbox.practice.mastodon_shapes import ORIGIN as MASTODON


def credentials() -> list[dict[str, object]]:
    """Return the value of ``NEWSDESK_CREDENTIALS``: one for each network that takes one."""
    return [
        _credential("mastodon", MASTODON, f"{NAME}@{HOST}", mastodon_access.TOKEN),
        _credential("bluesky", bluesky_pds.ORIGIN, bluesky.HANDLE, bluesky_logins.PASSWORD),
        _credential("x", x.ORIGIN, x.NAME, x.TOKEN) | {"every": 60, "cap": 5000, "price": "0.005"},
        _credential("facebook", facebook.ORIGIN, facebook.NAME, facebook.TOKEN),
    ]


def _credential(kind: str, origin: str, account: str, token: str) -> dict[str, object]:
    return {"kind": kind, "origin": origin, "account": account, "token": token}
