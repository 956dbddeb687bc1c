"""Pages of practice networks on which a person posts or shares as the practice account.

They are at the addresses that the networks document for that, see :mod:`newsdesk.channels`; who
opens them counts as logged in.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from html import escape
from typing import TypeAlias

from werkzeug.exceptions import HTTPException, NotFound
from werkzeug.wrappers import Request, Response

from sandbox.practice import bluesky, facebook, mastodon, mastodon_shapes, telegram
from sandbox.practice.bluesky_shapes import record_key
from sandbox.practice.feeds import SiteServer
from sandbox.practice.others import Others
from sandbox.practice.timeline import Posted, Timeline
from sandbox.practice.x_shapes import NAME as X_NAME
from sandbox.practice.x_shapes import Tweet
from sandbox.story.people import person
from sandbox.story.telling import BLUESKY, FACEBOOK, MASTODON, TELEGRAM, X

X_SITE = "https://x.com"
Server: TypeAlias = Callable[[Request], Response]


@dataclass(frozen=True, slots=True)
class Wish:
    """What a page is opened for: to post a text, or to share what is found there."""

    text: str = ""
    original: Posted | None = None


@dataclass(frozen=True, slots=True)
class Site:
    """A network's pages: where they are, as whom one posts, what an address asks for."""

    origin: str
    channel: str
    account: str
    wish: Callable[[Request, Others], Wish | None]


class Posting:
    """The pages of one site; every other address is left to another server."""

    def __init__(
        self, site: Site, timeline: Timeline, others: Others, otherwise: Server | None
    ) -> None:
        self._site, self._timeline, self._others = site, timeline, others
        self._otherwise = otherwise or SiteServer(site.origin)

    def __call__(self, request: Request) -> Response:
        """Answer a request."""
        try:
            wish = self._site.wish(request, self._others)
        except HTTPException:
            return _page("There is no such post", "<p>It is not known here.</p>", 404)
        if wish is None:
            return self._otherwise(request)
        if request.method == "POST":
            return self._do(request, wish)
        return self._ask(wish)

    def _ask(self, wish: Wish) -> Response:
        """Show what would be posted or shared, as whom, and the button."""
        account = escape(self._site.account)
        if wish.original is None:
            field = (
                f"<label>Text <textarea name=text rows=8>{escape(wish.text)}</textarea></label>"
            )
            return _form(f"Post as {account}", field, "Publish")
        telling = wish.original.telling
        words = f"{person(telling.author).name}: {telling.text} {telling.link}"
        return _form(f"Share as {account}", f"<blockquote>{escape(words)}</blockquote>", "Share")

    def _do(self, request: Request, wish: Wish) -> Response:
        now = datetime.now(UTC)
        if wish.original:
            self._timeline.share(wish.original, time=now)
            return _page("Shared", "<p>It is on the account's timeline.</p>")
        text = request.form.get("text", "").strip()
        if not text:
            return _page("Nothing was posted", "<p>The text is empty.</p>", 400)
        self._timeline.add(text.replace("\r\n", "\n"), time=now)
        return _page("Published", "<p>It is on the account's timeline.</p>")


def _found(original: Posted | None) -> Wish:
    if original is None:
        raise NotFound
    return Wish(original=original)


def _on_mastodon(request: Request, others: Others) -> Wish | None:
    """Servers have had both for long; no documentation names them."""
    if request.path == "/share":
        return Wish(request.args.get("text", ""))
    if request.path != "/authorize_interaction":
        return None
    number = request.args.get("uri", "").rpartition("/")[2]
    here = mastodon_shapes.number_here(int(number)) if number.isdecimal() else 0
    return _found(others.find(here))


def _on_bluesky(request: Request, others: Others) -> Wish | None:
    """See https://docs.bsky.app/docs/advanced-guides/intent-links; a post's page can share it."""
    if request.path == "/intent/compose":
        return Wish(request.args.get("text", ""))
    match = re.fullmatch(r"/profile/([^/]+)/post/([^/]+)", request.path)
    if not match or match[1] in {bluesky.HANDLE, bluesky.DID}:
        return None
    return _found(next((one for one in others.known() if record_key(one.id) == match[2]), None))


def _on_x(request: Request, others: Others) -> Wish | None:
    """See https://docs.x.com/x-for-websites/web-intents/overview."""
    if request.path in {"/intent/tweet", "/intent/post"}:
        words = [request.args.get(name, "") for name in ("text", "url")]
        return Wish(" ".join(word for word in words if word))
    if request.path != "/intent/retweet":
        return None
    wanted = request.args.get("tweet_id", "")
    posts = ((one, Tweet(one).id) for one in others.known())
    return _found(next((one for one, number in posts if str(number) == wanted), None))


def _on_facebook(request: Request, others: Others) -> Wish | None:
    """See https://developers.facebook.com/docs/sharing/reference/share-dialog."""
    if request.path != "/sharer/sharer.php":
        return None
    address = request.args.get("u", "")
    number = address.rpartition("/")[2]
    known = others.find(int(number)) if number.isdecimal() else None
    return Wish(original=known) if known else Wish(address)


def _on_telegram(request: Request, others: Others) -> Wish | None:
    """See https://core.telegram.org/api/links; who opens a message there can forward it."""
    if request.path == "/share/url":
        words = [request.args.get(name, "") for name in ("text", "url")]
        return Wish("\n".join(word for word in words if word))
    match = re.fullmatch(r"/(\w+)/(\d+)", request.path)
    if not match or match[1] == telegram.NAME:
        return None
    return _found(others.find(int(match[2])))


SITES = (
    Site(mastodon.ORIGIN, MASTODON, f"@{mastodon.NAME}@{mastodon_shapes.HOST}", _on_mastodon),
    Site(bluesky.APP, BLUESKY, f"@{bluesky.HANDLE}", _on_bluesky),
    Site(X_SITE, X, f"@{X_NAME}", _on_x),
    Site(facebook.SITE, FACEBOOK, facebook.NAME, _on_facebook),
    Site(telegram.ORIGIN, TELEGRAM, f"@{telegram.NAME}", _on_telegram),
)


def _form(heading: str, field: str, button: str) -> Response:
    return _page(heading, f"<form method=post>{field}<p><button>{button}</button></form>")


def _page(heading: str, body: str, status: int = 200) -> Response:
    return Response(
        f"<!doctype html><html lang=en><meta charset=utf-8><title>{heading}</title>"
        f"<meta name=viewport content='width=device-width'><h1>{heading}</h1>{body}",
        status,
        mimetype="text/html",
    )
