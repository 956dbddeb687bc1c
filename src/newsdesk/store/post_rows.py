"""A post as a row of its table, and back."""

from __future__ import annotations

from dataclasses import replace

from newsdesk.domain.channel import ChannelKind
from newsdesk.domain.post import Author, Medium, Post, PostForm, PostKey, Quote
from newsdesk.store.codec import address_hash, author_hash, fingerprint
from newsdesk.store.upsert import AnyRow, Values


def key_hash(key: PostKey) -> str:
    """Return what finds a post's row: its key is too long for an index."""
    return fingerprint(key.kind, key.origin, key.native_id)


def continued(one: Post) -> PostKey | None:
    """Return the key of the post that a post goes on from."""
    return replace(one.key, native_id=one.continues) if one.continues else None


def to_row(desk_id: int, one: Post) -> Values:
    """Write a post as a row of a desk, which is to be matched."""
    return {
        "desk_id": desk_id,
        "key_hash": key_hash(one.key),
        "kind": one.key.kind.value,
        "origin": one.key.origin,
        "native_id": one.key.native_id,
        "url": one.url,
        "url_hash": address_hash(one.url),
        "author_name": one.author.name,
        "author_handle": one.author.handle,
        "author_url": one.author.url,
        "author_hash": author_hash(one.key.kind, one.author.handle),
        "time": one.time,
        "html": one.html,
        "text": one.text,
        "links": list(one.links),
        "form": one.form.value,
        "shared_url": one.shared_url,
        "language": one.language,
        "warning": one.warning,
        "media": [[medium.kind, medium.alt, medium.url] for medium in one.media],
        "quote": _from_quote(one.quote),
        "continues": one.continues,
        "continues_hash": key_hash(before) if (before := continued(one)) else None,
        "matched": None,
        "edited": one.edited,
        "deleted": one.deleted,
    }


def to_key(row: AnyRow) -> PostKey:
    """Read a post's key from a row with its columns."""
    return PostKey(ChannelKind(row.kind), row.origin, row.native_id)


def to_post(row: AnyRow) -> Post:
    """Read what :func:`to_row` wrote."""
    return Post(
        key=to_key(row),
        url=row.url,
        author=Author(row.author_name, row.author_handle, row.author_url),
        time=row.time,
        html=row.html,
        text=row.text,
        links=tuple(row.links),
        form=PostForm(row.form),
        shared_url=row.shared_url,
        language=row.language,
        warning=row.warning or "",
        media=tuple(Medium(*medium) for medium in row.media or ()),
        quote=_to_quote(row.quote),
        continues=row.continues or "",
        edited=row.edited,
        deleted=row.deleted,
    )


def _from_quote(quote: Quote | None) -> list[str] | None:
    if quote is None:
        return None
    return [quote.author.name, quote.author.handle, quote.author.url, quote.url, quote.text]


def _to_quote(value: list[str] | None) -> Quote | None:
    return Quote(Author(*value[:3]), value[3], value[4]) if value else None
