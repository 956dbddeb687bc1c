"""Makes posts of what Facebook's Graph API answers for a page.

Shapes: https://developers.facebook.com/docs/graph-api/reference/page-post/ and
https://developers.facebook.com/docs/graph-api/reference/story-attachment/.

``updated_time`` also moves when somebody comments, so it tells of no edit and is not read. A post
that a page shares with words of its own quotes the other one; without any it is a share.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from html import escape
from urllib.parse import parse_qsl, quote, urlsplit

from newsdesk.channels.shape import (
    UnreadableError,
    at,
    id_at,
    items_at,
    line_at,
    needed_time_at,
    text_at,
)
from newsdesk.domain.channel import ChannelKind
from newsdesk.domain.post import Author, Medium, MediumKind, Post, PostForm, PostKey, Quote
from newsdesk.infra.html import Clean, safe_link, sanitise

SITE = "https://www.facebook.com"

_ADDRESS = re.compile(r"https?://[^\s<>\"]*[^\s<>\".,:;!?)\]]")
_OUR_HOSTS = ("facebook.com", "fb.com", "fb.watch")
_MEDIA: Mapping[str, MediumKind] = {"photo": "image", "album": "image", "video": "video"}


def post(value: object, alts: Mapping[str, str]) -> Post | None:
    """Read one post; ``None`` where not everybody can see it.

    :param alts: alt texts by the ids of photos
    :raises UnreadableError: where it lacks what every post has
    """
    if at(value, "is_published") is False or text_at(value, "privacy", "value") != "EVERYONE":
        return None
    url = safe_link(text_at(value, "permalink_url"))
    if not url:
        raise UnreadableError("permalink_url")
    attached, author, body = list(_attached(value)), _author(at(value, "from")), _body(value)
    cards = (_card(one) for one in attached)
    made = Post(
        key=PostKey(ChannelKind.FACEBOOK, SITE, id_at(value, "id")),
        url=url,
        author=author,
        time=needed_time_at(value, "created_time"),
        html=body.html,
        text=body.text,
        links=tuple(dict.fromkeys([*body.links, *filter(None, cards)])),
        media=tuple(_medium(one, alts) for one in attached if _kind(one) in _MEDIA),
    )
    return _shared(made, attached[0]) if at(value, "parent_id") and attached else made


def photo_ids(value: object) -> list[str]:
    """Return the ids of a post's photos, whose alt text is asked for by itself."""
    return [
        number
        for one in _attached(value)
        if _kind(one) == "photo" and (number := text_at(one, "target", "id")).isdecimal()
    ]


def _attached(value: object) -> Iterator[object]:
    """Yield what is attached to a post: of an album, what is in it."""
    for one in items_at(value, "attachments", "data"):
        yield from items_at(one, "subattachments", "data") or [one]


def _kind(attachment: object) -> str:
    return text_at(attachment, "media_type") or text_at(attachment, "type")


def _author(page: object) -> Author:
    """Read who wrote it: people have no handle that others may see, only a number."""
    number, name, handle = id_at(page, "id"), line_at(page, "name"), line_at(page, "username")
    named = handle or number
    return Author(name=name or named, handle=handle, url=f"{SITE}/{quote(named)}")


def _body(value: object) -> Clean:
    """Read the text, in which addresses are no links yet."""
    return sanitise(_html(text_at(value, "message")))


def _html(text: str) -> str:
    parts = re.split(f"({_ADDRESS.pattern})", text)
    parts[::2] = [escape(words) for words in parts[::2]]
    parts[1::2] = [_linked(address) for address in parts[1::2]]
    html = "".join(parts)
    return f"<p>{html}</p>".replace("\n", "<br>")


def _linked(address: str) -> str:
    target = escape(safe_link(_unwrapped(address)) or address)
    return f'<a href="{target}">{target}</a>'


def _card(attachment: object) -> str:
    """Return where an attached link leads, unless it is the network's own page of a medium."""
    address = text_at(attachment, "unshimmed_url") or text_at(attachment, "url")
    link = safe_link(_unwrapped(address))
    return "" if _is_ours(link) and _kind(attachment) in _MEDIA else link


def _unwrapped(address: str) -> str:
    """Return where an address leads that goes through the network's own redirect."""
    parts = urlsplit(address) if safe_link(address) else urlsplit("")
    if parts.hostname in {"l.facebook.com", "lm.facebook.com"} and parts.path == "/l.php":
        return dict(parse_qsl(parts.query)).get("u", address)
    return address


def _is_ours(link: str) -> bool:
    host = urlsplit(link).hostname or ""
    return any(host == one or host.endswith(f".{one}") for one in _OUR_HOSTS)


def _medium(attachment: object, alts: Mapping[str, str]) -> Medium:
    return Medium(
        kind=_MEDIA[_kind(attachment)],
        alt=alts.get(text_at(attachment, "target", "id"), ""),
        url=safe_link(text_at(attachment, "media", "image", "src")),
    )


def _shared(made: Post, attachment: object) -> Post:
    """Make a share, or a quote where the page says something itself."""
    url = safe_link(text_at(attachment, "unshimmed_url") or text_at(attachment, "url"))
    name = line_at(attachment, "title")
    author = Author(name=name, handle=name, url="")
    if not url or not name:
        return made
    if made.text:
        quoted = Quote(author, url, line_at(attachment, "description"))
        return replace(made, quote=quoted)
    body = sanitise(_html(text_at(attachment, "description")))
    return replace(
        made,
        author=author,
        url=url,
        html=body.html,
        text=body.text,
        links=body.links,
        form=PostForm.SHARE,
        shared_url=url,
    )
