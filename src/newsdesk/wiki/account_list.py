"""Reads a list of accounts as people keep one on a wiki page: names, links, and why.

Wikitext and pasted text are brought to one form first: each account a link ``[address label]``,
each entry of a list, definition or table a line. What the words around the links say is a guess
that a person reviews.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from newsdesk.domain.channel import Channel
from newsdesk.infra.text import clean, one_line
from newsdesk.wiki.account_links import LONGEST, read

MOST = 300
"""Entries that are taken from one text."""
_NAME, _ABOUT = 100, 500
"""Characters of a name, and of what an account is about."""
_ACCOUNTS = 20
"""Accounts of one entry."""
_TEMPLATES = {
    "x": "https://x.com/{}",
    "twitter": "https://x.com/{}",
    "facebook": "https://www.facebook.com/{}",
    "telegram": "https://t.me/{}",
    "bluesky": "https://bsky.app/profile/{}",
}
_FEDIVERSE = {"mastodon", "fediverse"}
_COMMENT = re.compile(
    r"<!--.*?(?:-->|\Z)|<ref\b[^<>/]{0,300}>.{0,2000}?</ref>|<ref\b[^<>]{0,300}/>",
    re.DOTALL | re.I,
)
"""What is never closed hides the rest of a page, and must not be looked for again and again."""
_ANCHOR = re.compile(
    r"<a\b[^>]{0,500}?href\s*=\s*[\"']([^\"'<>\s]{1,500})[\"'][^>]{0,500}>(.{0,500}?)</a>",
    re.DOTALL | re.I,
)
_MARKDOWN = re.compile(r"\[([^\[\]\n]{1,200})\]\((https?://[^\s()]{4,500})\)")
_BREAK = re.compile(r"<(?:/?(?:li|p|tr|dl|ul|ol|div|h\d)|dt|br)\b[^<>]{0,300}>", re.I)
_CELL = re.compile(r"<(?:td|th|dd)\b[^<>]{0,300}>", re.I)
_TAG = re.compile(r"</?[a-z][^<>]{0,300}>", re.I)
_TEMPLATE = re.compile(r"\{\{([^{}|]{1,100})(?:\|([^{}]{0,1000}))?\}\}")
_WIKI_LINK = re.compile(r"\[\[([^\[\]|]{1,300})(?:\|([^\[\]]{0,300}))?\]\]")
_LINK = re.compile(r"\[(https?://[^\s\[\]<>\"]{4,500})(?:\s+([^\[\]]{0,300}))?\]")
_BARE = re.compile(r"(?<![\[\w])https?://[^\s<>\[\]\"'|{}]{4,500}")
_HANDLE = re.compile(
    r"(?<![\w/.@\[])@([A-Za-z0-9_.-]{1,60})(?:@((?:[a-z0-9-]{1,63}\.){1,4}[a-z]{2,24}))?\b"
)
_X_HANDLE = re.compile(r"\w{1,15}", re.ASCII)
_ROW = re.compile(r"^[^\S\n]*(?:\{\||\|\}|\|\+).*", re.MULTILINE)
_STYLE = re.compile(r"^\s*+(?:[a-z-]++\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'|\w++)\s*+)++\|(?!\|)", re.I)
"""Nothing in it is tried twice: of attributes without an end there are countless readings."""
_EDGE = " \t-\u2013\u2014\u2022\u00b7*#:;,.|\u060c\u061b()/=\u200e\u200f&+"
_APART = re.compile(r"\s+[-\u2013\u2014]\s+|:\s+|\s*[|]\s*")
_NETWORKS = re.compile(
    r"(?:on |auf |على )?(?:x|twitter|mastodon|fediverse|facebook|bluesky|telegram|linkedin|"
    r"youtube|instagram|threads|link|rss|feed|تويتر|ماستودون|فيسبوك|إكس)",
    re.IGNORECASE,
)
_AT = "\x00"
"""Stands in a line where an account was."""


@dataclass(frozen=True, slots=True)
class Listed:
    """One entry of a list: whose accounts they are, why they are listed, and the accounts.

    The accounts are channels without ids.
    """

    name: str
    about: str
    accounts: tuple[Channel, ...]


def read_list(text: str, interwiki: Mapping[str, str]) -> tuple[Listed, ...]:
    """Return the entries of a text in which there are links to accounts, each name once.

    ``interwiki`` are the wiki's prefixes with their addresses, in which ``$1`` is what is linked.
    """
    found: dict[str, Listed] = {}
    for line in _lines(_plain(clean(text[:LONGEST]), interwiki)):
        entry = _entry(line)
        if entry is not None:
            key = entry.name.casefold()
            found[key] = _joined(found[key], entry) if key in found else entry
        if len(found) == MOST:
            break
    return tuple(found.values())


def _plain(text: str, interwiki: Mapping[str, str]) -> str:
    """Write every link to an account as ``[address label]``, and drop other markup."""
    text = _COMMENT.sub(" ", text)
    text = _ANCHOR.sub(lambda found: f"[{html.unescape(found[1])} {_TAG.sub('', found[2])}]", text)
    text = _CELL.sub(" \u2013 ", _BREAK.sub("\n", text))
    text = html.unescape(_TAG.sub("", text)).replace("\u00a0", " ")
    text = _MARKDOWN.sub(r"[\2 \1]", text)
    text = _WIKI_LINK.sub(lambda found: _wiki_link(found[1], found[2], interwiki), text)
    for _ in range(3):
        text = _TEMPLATE.sub(lambda found: _template(found[1], found[2] or ""), text)
    return re.sub("'{2,5}", "", text)


def _wiki_link(target: str, label: str | None, interwiki: Mapping[str, str]) -> str:
    prefix, colon, rest = target.strip().removeprefix(":").partition(":")
    address = interwiki.get(prefix.strip().casefold()) if colon else None
    if address and "$1" in address:
        return f"[{address.replace('$1', rest.strip().replace(' ', '_'))} {label or rest}]"
    return label or ("" if colon else target)


def _template(name: str, values: str) -> str:
    """Return the account that a template names, else the addresses among its values."""
    name = name.strip().casefold().replace("_", " ")
    parts = [part.strip() for part in values.split("|")]
    plain = [part.rpartition("=")[2].strip().lstrip("@") for part in parts if part]
    if name in _FEDIVERSE and plain and "/" not in plain[0]:
        return f"@{plain[0]}" if "@" in plain[0] else f"@{'@'.join(plain[:2])}"
    if name in _TEMPLATES and plain and "/" not in plain[0]:
        return f"[{_TEMPLATES[name].format(plain[0])} @{plain[0]}]"
    return " ".join(part.rpartition("=")[2] for part in parts if "http" in part)


def _lines(text: str) -> Iterator[str]:
    """Yield the entries of a text: lines, definitions with their terms, rows of tables."""
    gathered: list[str] = []
    in_row = False
    for line in _ROW.sub("|-", text).splitlines():
        mark = line.lstrip()
        cell = mark[:1] in {"|", "!"} and not mark.startswith("|-")
        goes_on = (cell and in_row) or (mark.startswith(":") and gathered[-1:] != [""])
        if not goes_on:
            yield " \u2013 ".join(gathered)
            gathered = []
        in_row = cell or mark.startswith("|-")
        cells = re.split(r"\|\||!!", mark[1:]) if cell else [mark]
        gathered += [_STYLE.sub("", one).strip() for one in cells]
    yield " \u2013 ".join(gathered)


def _entry(line: str) -> Listed | None:
    accounts: list[Channel] = []
    labels: list[str] = []

    def take(address: str, label: str) -> str:
        account = read(address)
        if account is None:
            return label
        accounts.append(account)
        labels.append(label)
        return _AT

    line = _LINK.sub(lambda found: take(found[1], found[2] or ""), line)
    line = _BARE.sub(lambda found: take(found[0].rstrip(".,;:!?)*'"), "") + " ", line)
    line = _HANDLE.sub(lambda found: _handle(found[0], take), line)
    if not accounts:
        return None
    name, about = _words(line, labels, accounts[0])
    unique = {(one.kind, (one.account or one.url).casefold()): one for one in accounts}
    return Listed(name[:_NAME], about[:_ABOUT], tuple(unique.values())[:_ACCOUNTS])


def _handle(handle: str, take: Callable[[str, str], str]) -> str:
    """Take a bare handle: of one server where it names one, else of X, where they were kept."""
    user, _, host = handle[1:].partition("@")
    if host:
        return take(f"https://{host}/@{user}", handle)
    return take(f"https://x.com/{user}", handle) if _X_HANDLE.fullmatch(user) else handle


def _words(line: str, labels: list[str], first: Channel) -> tuple[str, str]:
    """Return whose accounts they are, and what the line says about them."""
    before, *_, after = line.split(_AT)
    before, after = _told(before), _told(after)
    named = [one for one in map(_told, labels) if one and not _NETWORKS.fullmatch(one)]
    own = named[0].lstrip("@") if named else (first.account or first.name)
    apart = _APART.split(before, maxsplit=1)
    if not re.search(r"\w", before):
        return own, after
    if len(apart) > 1 and len(apart[0]) <= _NAME:
        return _told(apart[0]), _told(f"{apart[1]} {after}")
    if len(before) > _NAME // 2:
        return own, _told(re.sub(f"{_AT}[{re.escape(_EDGE)}{_AT}]*", " ", line))
    return before, after


def _told(text: str) -> str:
    """Return words without what stands between them and the links."""
    text = one_line(_LINK.sub(r"\2", text).replace(_AT, " "))
    text = one_line(text.strip(_EDGE))
    return f"{text})" if text.count("(") > text.count(")") else text


def _joined(one: Listed, other: Listed) -> Listed:
    """Join two entries of one name."""
    known = {(account.kind, account.account or account.url) for account in one.accounts}
    more = [a for a in other.accounts if (a.kind, a.account or a.url) not in known]
    return replace(
        one, about=one.about or other.about, accounts=(*one.accounts, *more)[:_ACCOUNTS]
    )
