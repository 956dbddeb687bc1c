"""Reads Bluesky's views: posts, notifications, profiles.

Shapes: https://github.com/bluesky-social/atproto/tree/main/lexicons/app/bsky. A post's id is its
AT URI (https://atproto.com/specs/at-uri-scheme).
"""

from __future__ import annotations

import re
from datetime import datetime
from urllib.parse import quote

from newsdesk.channels.bluesky_embeds import card, media
from newsdesk.channels.bluesky_labels import warning_of
from newsdesk.channels.facets import to_html
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
from newsdesk.domain.post import Author, Post, PostForm, PostKey, Quote
from newsdesk.domain.profile import Profile
from newsdesk.domain.short_links import is_short, lengthened
from newsdesk.infra.html import sanitise

APP = "https://bsky.app"

REASONS = ("mention", "reply", "quote")
"""Why somebody's post is brought to us; likes, reposts and followers are no posts."""

_POST_URI = re.compile(r"at://(did:[^/\s]+)/app\.bsky\.feed\.post/([\w.:~-]+)")
_BROKEN_HANDLE = "handle.invalid"


def post(item: object) -> Post | None:
    """Read one ``feedViewPost``; ``None`` for one that stands first only because it is pinned.

    :raises UnreadableError: where it lacks what every post has
    """
    reason = text_at(item, "reason", "$type")
    if reason.endswith("#reasonPin"):
        return None
    view = at(item, "post")
    if not reason.endswith("#reasonRepost"):
        return from_view(view)
    own = id_at(view, "uri")
    return _post(
        view,
        native_id=_share_id(item, own),
        time=needed_time_at(item, "reason", "indexedAt"),
        form=PostForm.SHARE,
    )


def from_view(view: object) -> Post:
    """Read one ``postView``, or a notification: it has the same members, but for the embed.

    :raises UnreadableError: where it lacks what every post has
    """
    answers = at(view, "record", "reply")
    return _post(
        view,
        native_id=id_at(view, "uri"),
        time=_time(view),
        form=PostForm.REPLY if answers else PostForm.ORIGINAL,
        continues=_continued(view),
    )


def has_embed(notification: object) -> bool:
    """Tell whether a notification's record refers to more than it carries: media, a quote."""
    return isinstance(at(notification, "record", "embed"), dict)


def author_id(view: object) -> str:
    """Return the DID of a view's author, empty where there is none."""
    return text_at(view, "author", "did")


def profile(view: object) -> Profile:
    """Read one ``profileView``, basic or detailed.

    :raises UnreadableError: where it has no id
    """
    author = _author(view)
    return Profile(
        handle=author.handle,
        native_id=id_at(view, "did"),
        name=author.name,
        url=author.url,
        followers=count_at(view, "followersCount"),
    )


def _post(
    view: object, *, native_id: str, time: datetime, form: PostForm, continues: str = ""
) -> Post:
    record, author = at(view, "record"), _author(at(view, "author"))
    url = _post_url(id_at(view, "uri"), author)
    body = sanitise(to_html(text_at(record, "text"), items_at(record, "facets")))
    quoted, warning = _quoted(view), warning_of(view, record)
    embedded = (card(view), quoted.url if quoted else "")
    made = Post(
        key=PostKey(ChannelKind.BLUESKY, APP, native_id),
        url=url,
        author=author,
        time=time,
        html=body.html,
        text=f"{warning}\n\n{body.text}".strip() if warning else body.text,
        links=tuple(dict.fromkeys([*body.links, *filter(None, embedded)])),
        form=form,
        shared_url=url if form is PostForm.SHARE else "",
        language=next((tag for one in items_at(record, "langs") if (tag := language(one))), ""),
        warning=warning,
        media=media(view),
        quote=quoted,
        continues=continues,
    )
    return lengthened(made, _targets(body.links, card(view)))


def _targets(links: tuple[str, ...], shown: str) -> dict[str, str]:
    """Return where a post's only link leads, if it is a short one and the card shows its page."""
    if shown and len(links) == 1 and is_short(links[0]) and not is_short(shown):
        return {links[0]: shown}
    return {}


def _share_id(item: object, uri: str) -> str:
    """Return the repost's own AT URI; where an older server gives none, who reposted what."""
    if at(item, "reason", "uri") is not None:
        return id_at(item, "reason", "uri")
    return f"{uri}#{id_at(item, 'reason', 'by', 'did')}"


def _time(view: object) -> datetime:
    """Return when a post counts as posted.

    A record may claim any time, so the network sorts by the earlier of that and its own:
    https://docs.bsky.app/docs/advanced-guides/timestamps
    """
    indexed = needed_time_at(view, "indexedAt")
    return min(time_at(view, "record", "createdAt") or indexed, indexed)


def _author(author: object) -> Author:
    handle = line_at(author, "handle")
    if not handle or handle == _BROKEN_HANDLE:
        handle = id_at(author, "did")
    return Author(
        name=line_at(author, "displayName") or handle,
        handle=handle,
        url=f"{APP}/profile/{quote(handle, safe=':')}",
    )


def _post_url(uri: str, author: Author) -> str:
    found = _POST_URI.fullmatch(uri)
    if not found:
        raise UnreadableError("uri")
    return f"{author.url}/post/{found[2]}"


def _continued(view: object) -> str:
    """Return the id of the post above in a thread, where it is by the same author."""
    above = _POST_URI.fullmatch(text_at(view, "record", "reply", "parent", "uri"))
    return above[0] if above and above[1] == author_id(view) else ""


def _quoted(view: object) -> Quote | None:
    """Read the quoted post, alone or beside media (app.bsky.embed.record).

    One that is blocked, deleted or detached has no content, and is none; of one with a content
    warning only that warning is told.
    """
    record = at(view, "embed", "record")
    quoted = record if at(record, "uri") is not None else at(record, "record")
    value = at(quoted, "value")
    if not isinstance(value, dict):
        return None
    try:
        author = _author(at(quoted, "author"))
        url = _post_url(text_at(quoted, "uri"), author)
    except UnreadableError:
        return None
    body = sanitise(to_html(text_at(value, "text"), items_at(value, "facets")))
    return Quote(author, url, warning_of(quoted, value) or body.text)
