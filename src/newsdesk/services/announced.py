"""Whether an address was announced: the news items and the posts of ours that link to it.

The index of links finds those that may; they are then compared in every form that the wiki knows.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from sqlalchemy import Connection, Engine

from newsdesk.domain.desk import DeskConfig
from newsdesk.domain.links import address_key, canonical, fragment_of, host_of, wiki_title
from newsdesk.domain.news_item import NewsItem
from newsdesk.domain.site import Site, encode_title
from newsdesk.domain.translations import source_page
from newsdesk.infra.text import clean
from newsdesk.services import short_links
from newsdesk.services.board import BoardRow
from newsdesk.services.matching import pages
from newsdesk.services.own_posts import OwnPost, whole
from newsdesk.store import items, links, own_posts
from newsdesk.store.codec import address_hash, link_hash

MOST = 50
"""Items and posts that are told of one address, the newest."""
_SCHEME = re.compile(r"(?:(https?):)?/*(?=[^/\s:])", re.IGNORECASE)
_ENCODED = re.compile(r"https?%3A", re.IGNORECASE)
_LONGEST = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class Announced:
    """Where an address was announced, newest first, :data:`MOST` at most of each.

    ``leads`` is where it leads, for a short link of which that is known.
    """

    address: str
    leads: str
    items: tuple[NewsItem, ...]
    posts: tuple[OwnPost, ...]

    @property
    def found(self) -> bool:
        """Whether anything links there."""
        return bool(self.items or self.posts)

    @property
    def as_written(self) -> bool:
        """Whether an item or a post writes the address just so: other forms are without end."""
        every = (*(one.links for one in self.items), *(one.post.links for one in self.posts))
        return any(self.address in links for links in every)


def address_of(written: str) -> str | None:
    """Return the address that somebody wrote after ours; ``None`` for what is none.

    Servers between make ``//`` one slash, people leave ``https://`` away, and some encode twice.
    """
    written = unquote(written) if _ENCODED.match(written) else written
    found = _SCHEME.match(written)
    if found is None or len(written) > _LONGEST or clean(written) != written:
        return None
    rest = written[found.end() :].replace(" ", "%20")
    address = f"{(found[1] or 'https').lower()}://{rest}"
    plain = "@" not in re.split(r"[/?#]", address, maxsplit=3)[2]
    good = plain and host_of(address) and "." in _ascii_host(address).strip(".")
    return address if good and "%" not in host_of(address) else None


def linking(rows: Iterable[BoardRow], address: str, site: Site) -> tuple[BoardRow, ...]:
    """Pick the rows of items that link to an address, in any of its forms and languages."""
    meant = _Meant.of([address], site)
    return tuple(row for row in rows if meant.among(row.item.links))


def look_up(
    engine: Engine, desk_id: int, config: DeskConfig, site: Site, address: str
) -> Announced:
    """Find what links to an address, and the posts that stand there themselves.

    It asks the store alone, by indexes; nobody is asked what is at the address.
    """
    with engine.connect() as connection:
        leads = short_links.leading(connection, desk_id, [address]).get(address, "")
        asked = [one for one in (address, leads) if one]
        hashes = {link_hash(form) for one in asked for form in _forms(one, site)}
        there = _items(connection, desk_id, config, hashes)
        posts = own_posts.linking(
            connection,
            desk_id,
            [channel.id for channel in config.channels],
            links=hashes,
            addresses={address_hash(one) for one in asked},
            limit=4 * MOST,
        )
        posts = whole(connection, desk_id, posts)
    meant = _Meant.of(asked, site)
    ours = [one for one in posts if meant.among(one.post.links) or _is_at(one, asked)]
    return Announced(
        address=address,
        leads=leads,
        items=tuple([one for one in there if meant.among(one.links)][:MOST]),
        posts=tuple(ours[:MOST]),
    )


def _items(
    connection: Connection, desk_id: int, config: DeskConfig, hashes: set[str]
) -> list[NewsItem]:
    ids = links.of_items(connection, desk_id, hashes)
    found = items.with_ids(connection, desk_id, pages(config), ids) if ids else []
    return sorted(found, key=lambda one: one.date, reverse=True)


def _is_at(one: OwnPost, asked: Iterable[str]) -> bool:
    there = {address_key(post.url) for post in (one.post, *one.post.parts)}
    return any(address_key(address) in there for address in asked)


@dataclass(frozen=True, slots=True)
class _Meant:
    """What addresses mean; one that names no place within its page means every place there."""

    places: frozenset[str]
    pages: frozenset[str]
    site: Site

    @classmethod
    def of(cls, addresses: Iterable[str], site: Site) -> _Meant:
        asked = [(one, _compared(one, site)) for one in addresses]
        bare = (meant for one, meant in asked if not fragment_of(one))
        return cls(frozenset(meant for _, meant in asked), frozenset(bare), site)

    def among(self, links: Iterable[str]) -> bool:
        """Tell whether any of these links leads there."""
        found = {_compared(link, self.site) for link in links}
        return not (
            found.isdisjoint(self.places)
            and {one.partition("#")[0] for one in found}.isdisjoint(self.pages)
        )


def _compared(address: str, site: Site) -> str:
    """Bring an address to the form in which it is compared."""
    page, mark, place = canonical(_hosted(address, _ascii_host(address)), site).partition("#")
    return source_page(page) + mark + place


def _forms(address: str, site: Site) -> Iterator[str]:
    """Yield the ways in which the links that are stored may write an address."""
    yield address
    yield _hosted(address, _ascii_host(address))
    yield _hosted(address, _own_host(address))
    title = wiki_title(address, site)
    if title is None:
        return
    for one in _titles(title, site):
        yield site.page_url(one)
        yield f"{site.server}/wiki/{encode_title(one)}"
    if title == site.main_page:
        yield f"{site.server}/"


def _titles(title: str, site: Site) -> Iterator[str]:
    """Yield a title with every name of its namespace."""
    yield title
    local, colon, rest = title.partition(":")
    for _, names in site.namespaces if colon else ():
        if local in names:
            yield from (f"{name}:{rest}" for name in names)


def _ascii_host(address: str) -> str:
    """Return an address's host as DNS knows it.

    See https://www.rfc-editor.org/rfc/rfc3490#section-4
    """
    try:
        return (urlsplit(address).hostname or "").encode("idna").decode()
    except ValueError:
        return ""


def _own_host(address: str) -> str:
    """Return an address's host in its own script."""
    try:
        return _ascii_host(address).encode().decode("idna")
    except ValueError:
        return ""


def _hosted(address: str, host: str) -> str:
    """Write an address with its host in another form, if that is one."""
    try:
        parts = urlsplit(address)
        if not host or parts.hostname == host:
            return address
        port = f":{parts.port}" if parts.port else ""
        return parts._replace(netloc=host + port).geturl()
    except ValueError:
        return address
