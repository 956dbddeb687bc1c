"""Whether an address was announced: the news items and the posts of ours that link to it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from newsdesk.domain.links import address_key, canonical, host_of
from newsdesk.domain.post import Post
from newsdesk.domain.site import Site
from newsdesk.domain.translations import source_page
from newsdesk.infra.text import clean
from newsdesk.services.board import Board, BoardRow
from newsdesk.services.own_posts import Listed, OwnPost

_SCHEME = re.compile(r"(?:(https?):/*)?(?=[^/\s:])", re.IGNORECASE)
_LONGEST = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class Announced:
    """Where an address was announced: rows of the board and posts, newest first."""

    address: str
    rows: tuple[BoardRow, ...]
    posts: tuple[OwnPost, ...]


def address_of(written: str) -> str | None:
    """Return the address that somebody wrote after ours; ``None`` for what is none.

    Servers between make ``//`` one slash, and people leave ``https://`` away.
    """
    found = _SCHEME.match(written)
    if found is None or len(written) > _LONGEST or clean(written) != written:
        return None
    address = f"{(found[1] or 'https').lower()}://{written[found.end() :]}"
    host = host_of(address)
    return address if "." in host and not re.search(r"\s", address) else None


def linking(rows: Iterable[BoardRow], address: str, site: Site) -> tuple[BoardRow, ...]:
    """Pick the rows of items that link to an address, in any of its forms and languages."""
    wanted = _compared(address, site)
    return tuple(row for row in rows if _links(row.item.links, wanted, site))


def look_up(board: Board, address: str) -> Announced:
    """Find all of a board that links to an address, and the post that stands there itself."""
    wanted, at = _compared(address, board.site), address_key(address)
    posts = [
        one
        for one in _posts(board)
        if _links(one.post.links, wanted, board.site) or at == address_key(one.post.url)
    ]
    posts.sort(key=lambda one: one.post.time, reverse=True)
    rows = linking(board.rows, address, board.site)
    return Announced(address=address, rows=rows, posts=tuple(posts))


def _compared(address: str, site: Site) -> str:
    return source_page(canonical(address, site))


def _links(links: Iterable[str], wanted: str, site: Site) -> bool:
    return any(_compared(link, site) == wanted for link in links)


def _posts(board: Board) -> Iterator[OwnPost]:
    """Yield every post of a board once, with the items that it is a match of."""
    items: dict[tuple[str, Post], list[str]] = {}
    for row in board.rows:
        for cell in row.cells:
            there = [cell.post] if cell.post else []
            for post in (*there, *(post for _, post in cell.others)):
                items.setdefault((cell.channel_id, post), []).append(row.item.id)
    for (channel_id, post), ids in items.items():
        yield _own(channel_id, post, Listed.YES, tuple(ids))
    for listed, some in ((Listed.NO, board.unlisted), (Listed.SET_ASIDE, board.set_aside)):
        for channel, post in some:
            if (channel.id, post) not in items:
                yield _own(channel.id, post, listed)


def _own(channel_id: str, post: Post, listed: Listed, items: tuple[str, ...] = ()) -> OwnPost:
    return OwnPost(channel_id=channel_id, number=0, post=post, items=items, listed=listed)
