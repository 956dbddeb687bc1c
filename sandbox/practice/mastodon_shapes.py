"""Mastodon's entities, made of posts of the practice story.

https://docs.joinmastodon.org/entities/Status/, https://docs.joinmastodon.org/entities/Account/
and https://docs.joinmastodon.org/entities/PreviewCard/.
"""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta
from html import escape
from urllib.parse import quote

from sandbox.practice.rich_text import Part, parts
from sandbox.practice.timeline import Posted, milliseconds
from sandbox.story import Form
from sandbox.story.people import person

HOST = "wikis.example"
ORIGIN = f"https://{HOST}"
NAME = "mediawiki"
ACCOUNT_ID = "109300000000000001"
_ON_ITS_WAY = timedelta(seconds=1)
"""How long a post takes from its author's server to another one, which then gives it an id."""

Json = dict[str, object]


def status(post: Posted, *, orphan: bool = False) -> Json:
    """Make the status of a post; an ``orphan`` is one whose parent was deleted."""
    own = _status(post, NAME, orphan=orphan)
    if post.telling.form is not Form.SHARE:
        return own
    activity = f"{own['uri']}/activity"
    original = said(post.about, post.telling.author)
    return own | {"reblog": original, "url": activity, "uri": activity}


def said(post: Posted, acct: str, *, below: Posted | None = None) -> Json:
    """Make the status of a post by somebody else, who may answer one of the account."""
    answer = (
        {"in_reply_to_id": str(below.id), "in_reply_to_account_id": ACCOUNT_ID} if below else {}
    )
    return _status(post, acct) | answer


def number_of(post: Posted, acct: str) -> int:
    """Return the id of a post on its author's own server, which differs from that on others."""
    return post.id if acct == NAME else post.id - milliseconds(_ON_ITS_WAY)


def quoting(own: Json, quoted: Posted) -> Json:
    """Let a status quote a post of the account, which allows that.

    See https://docs.joinmastodon.org/entities/Quote/ and, for what older programmes are shown,
    https://docs.joinmastodon.org/client/quotes/
    """
    original = status(quoted)
    line = f'<p class="quote-inline">RE: {_anchor(str(original["url"]))}</p>'
    quote = {"state": "accepted", "quoted_status": original}
    return own | {"quote": quote, "content": f"{line}{own['content']}"}


def number_here(number: int) -> int:
    """Return the id that a post of another server has on the community's."""
    return number + milliseconds(_ON_ITS_WAY)


def account(acct: str = NAME) -> Json:
    """Make the account of a handle, which is local where it names no server."""
    name, _, host = acct.partition("@")
    local = not host
    host = host or HOST
    return {
        "id": account_id(acct),
        "username": name,
        "acct": acct,
        "display_name": "MediaWiki" if acct == NAME else person(acct).name,
        "locked": False,
        "bot": False,
        "discoverable": True,
        "group": False,
        "created_at": "2022-11-05T00:00:00.000Z",
        "note": f"<p>{'News of MediaWiki' if local else escape(person(acct).about)}</p>",
        "url": f"https://{host}/@{name}",
        "uri": f"https://{host}/users/{name}",
        "avatar": f"https://{host}/avatars/original/missing.png",
        "avatar_static": f"https://{host}/avatars/original/missing.png",
        "header": f"https://{host}/headers/original/missing.png",
        "header_static": f"https://{host}/headers/original/missing.png",
        "followers_count": 4211 if acct == NAME else 97,
        "following_count": 3,
        "statuses_count": 321,
        "last_status_at": None,
        "emojis": [],
        "fields": [],
        "roles": [],
    }


def account_id(acct: str = NAME) -> str:
    """Return the id of an account on this server."""
    if acct == NAME:
        return ACCOUNT_ID
    return str(int.from_bytes(hashlib.sha256(acct.encode()).digest()[:6]))


def stamp(time: datetime) -> str:
    """Write a moment as Mastodon does."""
    return f"{time:%Y-%m-%dT%H:%M:%S}.{time.microsecond // 1000:03}Z"


def content(post: Posted) -> str:
    """Write the text as HTML (https://docs.joinmastodon.org/spec/activitypub/#sanitization)."""
    telling = post.telling
    html = "".join(_html(part) for part in parts(telling, telling.link))
    paragraphs = html.replace("\n\n", "</p><p>").replace("\n", "<br />")
    return f"<p>{paragraphs}</p>"


def _status(post: Posted, acct: str, *, orphan: bool = False) -> Json:
    telling, author, number = post.telling, account(acct), number_of(post, acct)
    return {
        "id": str(post.id),
        "created_at": stamp(post.time),
        "edited_at": stamp(post.edited) if post.edited else None,
        **_reply(post, orphan=orphan),
        "sensitive": bool(telling.warning),
        "spoiler_text": telling.warning,
        "visibility": telling.visibility.value,
        "language": telling.language,
        "uri": f"{author['uri']}/statuses/{number}",
        "url": f"{author['url']}/{number}",
        "replies_count": 0,
        "reblogs_count": 3,
        "favourites_count": 11,
        "quotes_count": 0,
        "content": content(post),
        "reblog": None,
        "application": None if acct != NAME else {"name": "Web", "website": None},
        "account": author,
        "media_attachments": [],
        "mentions": [_mention(p.mention) for p in parts(telling, "") if p.mention],
        "tags": [{"name": p.tag.lower(), "url": _tag(p.tag)} for p in parts(telling, "") if p.tag],
        "emojis": [],
        "quote": None,
        "card": _card(post),
        "poll": None,
    }


def _reply(post: Posted, *, orphan: bool) -> Json:
    """Say what a post answers; of a deleted parent nothing is left."""
    if post.telling.form is not Form.REPLY or orphan:
        return {"in_reply_to_id": None, "in_reply_to_account_id": None}
    if post.below:
        return {"in_reply_to_id": str(post.below.id), "in_reply_to_account_id": ACCOUNT_ID}
    answered = account_id(post.telling.author)
    return {"in_reply_to_id": str(post.about.id), "in_reply_to_account_id": answered}


def _mention(acct: str) -> Json:
    name, _, host = acct.partition("@")
    url = f"https://{host or HOST}/@{name}"
    return {"id": account_id(acct), "username": name, "url": url, "acct": acct}


def _card(post: Posted) -> Json | None:
    link = post.telling.real_link
    if not link:
        return None
    empty = dict.fromkeys(
        ("description", "author_name", "author_url", "provider_name", "provider_url"), ""
    )
    more = {"html": "", "width": 0, "height": 0, "image": None, "embed_url": "", "blurhash": None}
    return {"url": link, "title": "A page", "type": "link", "authors": []} | empty | more


def _html(part: Part) -> str:
    if part.link:
        return _anchor(part.link)
    if part.tag:
        address = f'<a href="{_tag(part.tag)}" class="mention hashtag" rel="tag">'
        return f"{address}#<span>{escape(part.tag)}</span></a>"
    if part.mention:
        url = _mention(part.mention)["url"]
        name = part.mention.partition("@")[0]
        return (
            f'<span class="h-card" translate="no"><a href="{url}" class="u-url mention">'
            f"@<span>{name}</span></a></span>"
        )
    return escape(part.text)


def _tag(tag: str) -> str:
    return f"{ORIGIN}/tags/{quote(tag.lower())}"


def _anchor(link: str) -> str:
    """Write a link as Mastodon does: its middle visible, scheme and tail hidden.

    See https://docs.joinmastodon.org/api/guidelines/#links
    """
    scheme, mark, bare = link.partition("://")
    shown, tail = escape(bare[:30]), escape(bare[30:])
    cut = ' class="ellipsis"' if tail else ""
    return (
        f'<a href="{escape(link)}" target="_blank" rel="nofollow noopener" translate="no">'
        f'<span class="invisible">{scheme}{mark}</span><span{cut}>{shown}</span>'
        f'<span class="invisible">{tail}</span></a>'
    )
