"""What the shape alone does not say of a configuration page: its parts must fit each other."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

from newsdesk.domain.channel import ChannelKind
from newsdesk.domain.desk import Problem
from newsdesk.domain.kinds import HOST, KINDS
from newsdesk.domain.message import Message, msg
from newsdesk.domain.site import Site
from newsdesk.wiki.page_json import place

Raw = dict[str, object]

_LOCAL = (".local", ".localhost", ".localdomain", ".internal", ".lan", ".home.arpa", ".onion")
_NEEDS = {
    **{kind.value: told.needs for kind, told in KINDS.items()},
    "search": "terms",
    "calendar": "url",
}
_ONLY_FOR = {
    "account": {kind for kind, needed in _NEEDS.items() if needed == "account"},
    "page": {"wiki-page"},
    "holds": {"feed", "wiki-page"},
    "terms": {"search"},
    "tags": {"search"},
}
_NO_TITLE = re.compile(r"[#<>\[\]{}|\x00-\x1f\x7f\ufffd]|&\w+;|%[0-9a-f]{2}|^:|~~~", re.IGNORECASE)
_TITLE_BYTES = 255
_DIRECTION = re.compile("[\u200e\u200f\u202a-\u202e]")
_CLOSED = {
    2: ["user"],
    8: ["mediawiki"],
    828: ["module"],
    2300: ["gadget"],
    2302: ["gadget definition"],
}
"""Namespaces in which the tool edits nothing, by number, with their names on every wiki."""


def problems(config: Raw, site: Site | None) -> Iterator[Problem]:
    """Yield the faults of a value that may be of any shape."""
    yield from _news(config)
    channels, sources = list(_objects(config, "channels")), list(_objects(config, "sources"))
    for parts in (channels, sources):
        yield from _ids(parts)
        yield from _accounts(parts)
        for where, part in parts:
            yield from _kind(where, part)
    for where, part in _objects(config, "feedback"):
        if ("url" in part) == ("page" in part):
            yield Problem(where, msg("newsdesk-config-url-or-page"))
    if isinstance(config.get("channels", []), list):
        yield from _names_of_channels(config, [part.get("id") for _, part in channels])
    yield from _addresses(config)
    yield from _titles(config, site)


def _objects(parent: Raw, name: str) -> Iterator[tuple[str, Raw]]:
    children = parent.get(name)
    for number, child in enumerate(children if isinstance(children, list) else ()):
        if isinstance(child, dict):
            yield place(name, number), child


def _news(config: Raw) -> Iterator[Problem]:
    news = config.get("news")
    if isinstance(news, dict) and news.get("keep") is not None and not news.get("archive"):
        yield Problem("news.archive", msg("newsdesk-config-archive-missing"))


def _ids(parts: list[tuple[str, Raw]]) -> Iterator[Problem]:
    first: dict[str, str] = {}
    for where, part in parts:
        one = part.get("id")
        if isinstance(one, str) and first.setdefault(one, where) != where:
            yield Problem(f"{where}.id", msg("newsdesk-config-duplicate-id", one, first[one]))


def _accounts(parts: list[tuple[str, Raw]]) -> Iterator[Problem]:
    """Name an account that was named before: it would be read, and maybe paid for, twice."""
    first: dict[tuple[object, str], str] = {}
    for where, part in parts:
        account = part.get("account")
        if isinstance(account, str) and account:
            one = str(part.get("kind")), account.casefold()
            if (same := first.setdefault(one, where)) != where:
                yield Problem(f"{where}.account", msg("newsdesk-config-duplicate-account", same))


def _kind(where: str, part: Raw) -> Iterator[Problem]:
    """Check what a channel or source of this kind must say, and what it can't."""
    kind = part.get("kind")
    if not isinstance(kind, str) or kind not in _NEEDS:
        return
    needed = _NEEDS[kind]
    if not part.get(needed) and not (kind == "search" and part.get("tags")):
        yield Problem(f"{where}.{needed}", msg("newsdesk-config-needed", kind))
    for key, kinds in _ONLY_FOR.items():
        if key in part and kind not in kinds:
            yield Problem(f"{where}.{key}", msg("newsdesk-config-not-used", kind))
    account = part.get("account")
    form = KINDS[ChannelKind(kind)].account if kind in set(ChannelKind) else None
    if form and isinstance(account, str) and account:
        found = form.fullmatch(account)
        if not found or (found[1] or "").casefold().endswith(_LOCAL):
            yield Problem(f"{where}.account", msg(f"newsdesk-config-account-{kind}"))


def _names_of_channels(config: Raw, ids: list[object]) -> Iterator[Problem]:
    news = config.get("news")
    basis = news.get("basis") if isinstance(news, dict) else None
    if isinstance(basis, str) and basis and basis not in ids:
        yield Problem("news.basis", msg("newsdesk-config-no-channel", basis))
    for where, part in _objects(config, "follow"):
        accounts = part.get("accounts")
        for name in accounts if isinstance(accounts, dict) else ():
            if name not in ids:
                yield Problem(f"{where}.accounts.{name}", msg("newsdesk-config-no-channel", name))


def _addresses(config: Raw) -> Iterator[Problem]:
    for name in ("channels", "sources", "feedback"):
        for where, part in _objects(config, name):
            url = part.get("url")
            if isinstance(url, str) and url.startswith("https://") and not _is_public(url):
                yield Problem(f"{where}.url", msg("newsdesk-config-address"))


def _is_public(url: str) -> bool:
    if re.search(r"[\x00-\x20\x7f\\]", url):
        return False
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").encode("idna").decode()
        port = parts.port
    except ValueError:
        return False
    named = re.fullmatch(HOST, host) is not None and not host.endswith(_LOCAL)
    return named and "@" not in parts.netloc and port in {None, 443}


def _titles(config: Raw, site: Site | None) -> Iterator[Problem]:
    news = config.get("news")
    whole = ("ideas", "suggestions", "decisions")
    edited: list[tuple[str, object]] = [(key, config.get(key)) for key in whole]
    if isinstance(news, dict):
        edited += [(f"news.{key}", news.get(key)) for key in ("page", "archive")]
    for where, title in edited:
        yield from _title(where, title, lambda title: _closed(title, site))
    for name in ("channels", "sources", "feedback"):
        for where, part in _objects(config, name):
            for key in ("page", "ask"):
                yield from _title(f"{where}.{key}", part.get(key), lambda _: None)


def target_problem(title: str, site: Site | None) -> Message | None:
    """Say why the tool can't write a page of this title; ``None``: it can."""
    found = next(_title("", title, lambda one: _closed(one, site)), None)
    return found.message if found else None


def _title(where: str, title: object, closed: Callable[[str], str | None]) -> Iterator[Problem]:
    if not isinstance(title, str) or not title:
        return
    if (
        _NO_TITLE.search(title)
        or not title.strip(" _")
        or len(title.encode(errors="replace")) > _TITLE_BYTES
    ):
        yield Problem(where, msg("newsdesk-config-title"))
    elif key := closed(title):
        yield Problem(where, msg(key, title))


def _closed(title: str, site: Site | None) -> str | None:
    """Say why the tool does not edit a page of this title; read it as the wiki would."""
    plain = " ".join(_DIRECTION.sub("", title).replace("_", " ").split()).casefold()
    if plain.endswith((".js", ".css")):
        return "newsdesk-config-target"
    prefix, colon, _ = plain.partition(":")
    prefix = prefix.strip()
    if not colon:
        return None
    names = {name for number in _CLOSED for name in _CLOSED[number]}
    if site:
        names |= {
            name.replace("_", " ").casefold()
            for number, all_ in site.namespaces
            if number in _CLOSED
            for name in all_
        }
        if prefix in {interwiki.casefold() for interwiki, _ in site.interwiki}:
            return "newsdesk-config-interwiki"
    return "newsdesk-config-target" if prefix in names else None
