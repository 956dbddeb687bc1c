"""Makes posts of what the X API v2 answers.

Shapes: https://docs.x.com/x-api/fundamentals/data-dictionary; what is included beside the posts:
https://docs.x.com/x-api/fundamentals/expansions. Ids tell their time:
https://docs.x.com/fundamentals/x-ids.

An edit gives a post a new id, which lists the former ones
(https://docs.x.com/x-api/fundamentals/edit-posts): its key stays the first of them, so that an
edit that comes as something new replaces what is kept. That a post was deleted, or edited after
nothing newer was asked for, could only be seen by paying for it again, and is not seen.
``possibly_sensitive`` is a guess about media, not a warning in the author's words: it is not read.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from html import escape

from newsdesk.channels.shape import (
    UnreadableError,
    at,
    id_at,
    items_at,
    language,
    line_at,
    needed_time_at,
    text_at,
)
from newsdesk.domain.channel import ChannelKind
from newsdesk.domain.post import Author, Medium, MediumKind, Post, PostForm, PostKey, Quote
from newsdesk.infra.html import Clean, safe_link, sanitise

SITE = "https://x.com"
EPOCH = datetime(2010, 11, 4, 1, 42, 54, 657000, tzinfo=UTC)
"""The moment from which ids count milliseconds, in all but their lowest 22 bits."""

_STATUS = re.compile(r"https?://(?:www\.|mobile\.)?(?:twitter|x)\.com/(\w+)/status/([0-9]+)")
_NO_LANGUAGE = {"art", "und", "zxx"}
_FORMER_LANGUAGES = {"in": "id", "iw": "he", "ji": "yi"}
_MEDIA: Mapping[str, MediumKind] = {"photo": "image", "video": "video", "animated_gif": "video"}


@dataclass(frozen=True, slots=True)
class Included:
    """What an answer tells beside its posts, by id: other posts, users, media."""

    tweets: Mapping[str, object]
    users: Mapping[str, object]
    media: Mapping[str, object]


def included(answered: object) -> Included:
    """Read the ``includes`` of an answer."""
    return Included(
        tweets=_by(answered, "tweets", "id"),
        users=_by(answered, "users", "id"),
        media=_by(answered, "media", "media_key"),
    )


def id_time(native_id: str) -> datetime:
    """Return when an id was given.

    :raises UnreadableError: where it is no number
    """
    if not re.fullmatch("[0-9]{1,19}", native_id):
        raise UnreadableError("id")
    return EPOCH + timedelta(milliseconds=int(native_id) >> 22)


def post(tweet: object, more: Included) -> Post:
    """Read one post.

    :raises UnreadableError: where it lacks what every post has
    """
    native_id = id_at(tweet, "id")
    first = _first(tweet)
    edited = first != native_id
    made = replace(
        _written(tweet, more),
        key=PostKey(ChannelKind.X, SITE, first),
        time=id_time(first) if edited else needed_time_at(tweet, "created_at"),
        edited=needed_time_at(tweet, "created_at") if edited else None,
    )
    shared = _referenced(tweet, "retweeted")
    return _shared(made, shared, more) if shared else made


def _by(answered: object, name: str, key: str) -> dict[str, object]:
    return {text_at(one, key): one for one in items_at(answered, "includes", name)}


def _first(tweet: object) -> str:
    """Return the id that a post had before its edits."""
    history = items_at(tweet, "edit_history_tweet_ids")
    return id_at({"id": history[0]}, "id") if history else id_at(tweet, "id")


def _referenced(tweet: object, how: str) -> str:
    """Return the id of the post that this one shares, quotes or answers."""
    found = (one for one in items_at(tweet, "referenced_tweets") if at(one, "type") == how)
    return next((id_at(one, "id") for one in found), "")


def _written(tweet: object, more: Included) -> Post:
    """Read a post as its author wrote it, whatever it shares."""
    native_id, body = id_at(tweet, "id"), _body(tweet)
    author = _author(more.users.get(text_at(tweet, "author_id")))
    answered = _referenced(tweet, "replied_to")
    quote, quoted = _quote(_referenced(tweet, "quoted"), more), []
    if quote and quote.url not in body.links:
        quoted.append(quote.url)
    return Post(
        key=PostKey(ChannelKind.X, SITE, native_id),
        url=f"{author.url}/status/{native_id}",
        author=author,
        time=needed_time_at(tweet, "created_at"),
        html=body.html,
        text=body.text,
        links=(*body.links, *quoted),
        form=PostForm.REPLY if answered else PostForm.ORIGINAL,
        language=_language(text_at(tweet, "lang")),
        media=tuple(_media(tweet, more)),
        quote=quote,
        continues=_continued(tweet, answered, more),
    )


def _author(user: object) -> Author:
    name = line_at(user, "username")
    if not re.fullmatch(r"\w+", name):
        raise UnreadableError("author_id")
    return Author(name=line_at(user, "name") or name, handle=name, url=f"{SITE}/{name}")


def _body(tweet: object) -> Clean:
    """Read the text, the whole of a long one, with its links where they lead."""
    note = at(tweet, "note_tweet")
    told = note if text_at(note, "text") else tweet
    return sanitise(_html(text_at(told, "text"), at(told, "entities")))


def _html(text: str, entities: object) -> str:
    """Write a text as HTML that still has to be sanitised.

    Entities are found by what they stand for, as their offsets count differently from network
    version to version; the text comes with ``&``, ``<`` and ``>`` escaped.
    """
    written = {text_at(one, "url"): _link(one) for one in items_at(entities, "urls")}
    for one in items_at(entities, "mentions"):
        name = text_at(one, "username")
        written[f"@{name}"] = _anchor(f"{SITE}/{name}", f"@{name}", "mention")
    for one in items_at(entities, "hashtags"):
        tag = text_at(one, "tag")
        written[f"#{tag}"] = _anchor(f"{SITE}/hashtag/{tag}", f"#{tag}", "hashtag")
    text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    known = "|".join(re.escape(one) for one in sorted(filter(None, written), reverse=True))
    parts = re.split(rf"((?<!\w)(?:{known})(?!\w))", text) if known else [text]
    html = "".join(written.get(part, escape(part)) for part in parts).strip()
    return f"<p>{html}</p>".replace("\n", "<br>")


def _link(entity: object) -> str:
    """Write a short link as where it leads; the network's own link to media is left out."""
    target = text_at(entity, "unwound_url") or text_at(entity, "expanded_url")
    if at(entity, "media_key") is not None:
        return ""
    found = _STATUS.match(target)
    if found and re.match("/(photo|video)/", target[found.end() :]):
        return ""
    if found:
        target = f"{SITE}/{found[1]}/status/{found[2]}"
    return _anchor(target or text_at(entity, "url"), text_at(entity, "display_url") or target)


def _anchor(address: str, shown: str, kind: str = "") -> str:
    of_kind = f'class="{kind}" ' if kind else ""
    return f'<a {of_kind}href="{escape(address)}">{escape(shown)}</a>'


def _language(tag: str) -> str:
    """Return the language, unless the network says in its own codes that it is none."""
    if tag in _NO_LANGUAGE or re.fullmatch("q[a-z]{2}", tag):
        return ""
    return language(_FORMER_LANGUAGES.get(tag, tag))


def _media(tweet: object, more: Included) -> list[Medium]:
    """Read the media, with the words that describe them (https://docs.x.com/x-api/media)."""
    keys = [key for key in items_at(tweet, "attachments", "media_keys") if isinstance(key, str)]
    return [
        Medium(
            kind=_MEDIA.get(text_at(one, "type"), "image"),
            alt=line_at(one, "alt_text"),
            url=safe_link(text_at(one, "url")),
        )
        for key in keys
        if (one := more.media.get(key)) is not None
    ]


def _quote(native_id: str, more: Included) -> Quote | None:
    """Return the quoted post; ``None`` where there is none, or the network shows it to nobody."""
    if native_id not in more.tweets:
        return None
    quoted = more.tweets[native_id]
    author = _author(more.users.get(text_at(quoted, "author_id")))
    return Quote(author, f"{author.url}/status/{native_id}", _body(quoted).text)


def _continued(tweet: object, answered: str, more: Included) -> str:
    """Return the key's id of the author's own post that this one answers."""
    own = text_at(tweet, "author_id")
    if not answered or not own or text_at(tweet, "in_reply_to_user_id") != own:
        return ""
    return _first(more.tweets[answered]) if answered in more.tweets else answered


def _shared(made: Post, native_id: str, more: Included) -> Post:
    """Make a share of a post; of one that is not shown only the cut text and the name are left."""
    if native_id in more.tweets:
        original = _written(more.tweets[native_id], more)
        return replace(
            original,
            key=made.key,
            time=made.time,
            form=PostForm.SHARE,
            shared_url=original.url,
            continues="",
        )
    found = re.match(r"RT @(\w+): ", made.text)
    author = Author(found[1], found[1], f"{SITE}/{found[1]}") if found else made.author
    url = f"{SITE}/i/web/status/{native_id}"
    return replace(made, author=author, url=url, form=PostForm.SHARE, shared_url=url)
