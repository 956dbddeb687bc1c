"""Addresses of services that make long addresses short, and putting the long ones back."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from html import escape
from urllib.parse import urlsplit

from newsdesk.domain.news_item import NewsItem
from newsdesk.domain.post import Post

HOSTS = frozenset(
    [
        "amzn.to",
        "bit.ly",
        "bitly.com",
        "buff.ly",
        "cutt.ly",
        "dlvr.it",
        "fb.me",
        "goo.gl",
        "ift.tt",
        "is.gd",
        "j.mp",
        "lnkd.in",
        "mailchi.mp",
        "ow.ly",
        "rb.gy",
        "rebrand.ly",
        "s.id",
        "shorturl.at",
        "t.co",
        "t.ly",
        "tiny.cc",
        "tinyurl.com",
        "trib.al",
        "v.gd",
        "w.wiki",
    ]
)
"""The wiki's own shortener is ``w.wiki``: https://meta.wikimedia.org/wiki/Wikimedia_URL_Shortener

Hosts that name what they lead to, such as ``youtu.be``, are none.
"""
MOST = 200_000
"""Characters that a post may grow by: one that repeats a short link on and on stays short."""

_GOES_ON = r"(?![\w%&=/#?-])"
"""What comes after an address that is not a longer one; a full stop may end a sentence."""


def is_short(url: str) -> bool:
    """Tell whether an address leads elsewhere, and nobody can tell where by its look."""
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and host in HOSTS and parts.path.strip("/") != ""


def short_in(post: Post) -> list[str]:
    """Return the short links of a post, and of what it quotes, each once."""
    quoted = post.quote.links if post.quote else ()
    return [link for link in dict.fromkeys((*post.links, *quoted)) if is_short(link)]


def lengthened(post: Post, targets: Mapping[str, str]) -> Post:
    """Put where they lead in the place of a post's short links, which are the mapping's keys."""
    known = {link: targets[link] for link in short_in(post) if link in targets}
    if not known:
        return post
    if sum(_growth(post, short, target) for short, target in known.items()) > MOST:
        return post
    html, text, quote = post.html, post.text, post.quote
    for short, target in known.items():
        html = html.replace(f'href="{escape(short)}"', f'href="{escape(target)}"')
        text = _spelt_out(text, short, target)
        quote = quote and replace(quote, text=_spelt_out(quote.text, short, target))
    links = dict.fromkeys(known.get(link, link) for link in post.links)
    return replace(post, html=html, text=text, links=tuple(links), quote=quote)


def lengthened_item(item: NewsItem, targets: Mapping[str, str]) -> NewsItem:
    """Put where they lead in the place of a news item's short links; its wikitext stays."""
    links = dict.fromkeys(targets.get(link, link) for link in item.links)
    return replace(item, links=tuple(links))


def _growth(post: Post, short: str, target: str) -> int:
    said = post.html + post.text + (post.quote.text if post.quote else "")
    times = said.count(short.partition("://")[2])
    return times * len(target)


def _spelt_out(text: str, short: str, target: str) -> str:
    bare = re.escape(short.partition("://")[2])
    return re.sub(rf"(?<![\w./@-])(?:https?://)?{bare}{_GOES_ON}", lambda _: target, text)
