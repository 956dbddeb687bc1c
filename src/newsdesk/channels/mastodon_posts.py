"""Reads the entities of Mastodon's API: statuses and accounts.

Shapes: https://docs.joinmastodon.org/entities/Status/,
https://docs.joinmastodon.org/entities/Quote/,
https://docs.joinmastodon.org/entities/MediaAttachment/ and
https://docs.joinmastodon.org/entities/Account/. Other servers of the same API differ: ids need
not be numbers, a share's own content may be empty, fields may be missing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from newsdesk.channels.mastodon_words import words
from newsdesk.channels.shape import (
    UnreadableError,
    at,
    count_at,
    id_at,
    items_at,
    language,
    line_at,
    needed_time_at,
    text_at,
    time_at,
)
from newsdesk.domain.channel import ChannelKind
from newsdesk.domain.post import Author, Medium, MediumKind, Post, PostForm, PostKey, Quote
from newsdesk.domain.profile import Profile
from newsdesk.infra.html import Clean, safe_link
from newsdesk.infra.text import clean

_PUBLIC = {"public", "unlisted"}
_MEDIA: Mapping[str, MediumKind] = {
    "image": "image",
    "video": "video",
    "gifv": "video",
    "audio": "audio",
}


@dataclass(frozen=True, slots=True)
class Server:
    """A server: its https origin, and the domain that its accounts are named after.

    The two differ where accounts are named after another domain than the server's.
    """

    origin: str
    domain: str

    @property
    def host(self) -> str:
        """The name that failures tell."""
        return self.origin.removeprefix("https://")

    def handle(self, acct: str) -> str:
        """Return an account's whole name; the server leaves its own domain out."""
        name, _, domain = acct.removeprefix("@").partition("@")
        return f"{name}@{(domain or self.domain).lower()}"


def post(status: object, server: Server) -> Post | None:
    """Read one status of a server; ``None`` where it is for followers or a few people only.

    :raises UnreadableError: where it lacks what every status has
    """
    original = at(status, "reblog") or status
    if not (_is_public(status) and _is_public(original)):
        return None
    shared = original is not status
    quote = _quote(original, server)
    warning = line_at(original, "spoiler_text")
    body = words(original, quoted=quote.url if quote else "")
    url = _url(original)
    return Post(
        key=PostKey(ChannelKind.MASTODON, server.origin, id_at(status, "id")),
        url=url,
        author=_author(at(original, "account"), server),
        time=needed_time_at(status, "created_at"),
        html=body.html,
        text=_text(warning, body),
        links=body.links,
        form=_form(status, shared),
        shared_url=url if shared else "",
        language=language(at(original, "language")),
        warning=warning,
        media=_media(original),
        quote=quote,
        continues="" if shared else _continues(status),
        edited=time_at(original, "edited_at"),
    )


def profile(account: object, server: Server) -> Profile:
    """Read one account.

    :raises UnreadableError: where it has no id or name
    """
    author = _author(account, server)
    moved = line_at(account, "moved", "acct")
    return Profile(
        handle=author.handle,
        native_id=id_at(account, "id"),
        name=author.name,
        url=author.url,
        followers=count_at(account, "followers_count"),
        moved_to=_moved_to(moved, author, server) if moved else "",
    )


def mentions(status: object, native_id: str, handle: str, server: Server) -> bool:
    """Tell whether a status names an account."""
    return any(
        (native_id and at(one, "id") == native_id)
        or server.handle(line_at(one, "acct")).casefold() == handle.casefold()
        for one in items_at(status, "mentions")
    )


def _is_public(status: object) -> bool:
    """Tell whether everybody may see it; some servers have posts for their own people alone.

    See https://github.com/hometown-fork/hometown/wiki/Local-only-posting
    """
    return id_at(status, "visibility") in _PUBLIC and at(status, "local_only") is not True


def _url(status: object) -> str:
    url = safe_link(text_at(status, "url") or text_at(status, "uri"))
    if not url:
        raise UnreadableError("url")
    return url


def _author(account: object, server: Server) -> Author:
    acct = line_at(account, "acct") or line_at(account, "username")
    if not acct:
        raise UnreadableError("account")
    return Author(
        name=line_at(account, "display_name") or acct,
        handle=server.handle(acct),
        url=safe_link(text_at(account, "url")),
    )


def _moved_to(acct: str, former: Author, server: Server) -> str:
    """Return where an account moved to, empty where it claims to have moved to itself."""
    handle = server.handle(acct)
    return "" if handle.casefold() == former.handle.casefold() else handle


def _text(warning: str, body: Clean) -> str:
    return "\n\n".join(filter(None, (warning, body.text)))


def _quote(status: object, server: Server) -> Quote | None:
    """Return the quoted post, if its author has let it be quoted and everybody may see it.

    Of one with a content warning only that warning is told.
    """
    quoted = at(status, "quote", "quoted_status")
    if at(status, "quote", "state") != "accepted":
        return None
    try:
        if not _is_public(quoted):
            return None
        text = line_at(quoted, "spoiler_text") or words(quoted).text
        return Quote(_author(at(quoted, "account"), server), _url(quoted), text)
    except UnreadableError:
        return None


def _media(status: object) -> tuple[Medium, ...]:
    return tuple(
        Medium(
            _MEDIA.get(text_at(one, "type"), "file"),
            clean(text_at(one, "description")).strip(),
            safe_link(text_at(one, "url") or text_at(one, "remote_url")),
        )
        for one in items_at(status, "media_attachments")
        if isinstance(one, dict)
    )


def _form(status: object, shared: bool) -> PostForm:
    if shared:
        return PostForm.SHARE
    return PostForm.REPLY if at(status, "in_reply_to_id") else PostForm.ORIGINAL


def _continues(status: object) -> str:
    """Return the id of the author's own post that a status goes on."""
    answered = at(status, "in_reply_to_account_id")
    if answered is None or answered != at(status, "account", "id"):
        return ""
    try:
        return id_at(status, "in_reply_to_id")
    except UnreadableError:
        return ""
