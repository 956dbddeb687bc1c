"""The posts that are on no news page, and what can be said of each."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta

from newsdesk.domain.channel import Channel
from newsdesk.domain.decision import Choice
from newsdesk.domain.message import msg
from newsdesk.domain.news_item import NewsItem
from newsdesk.domain.post import Post
from newsdesk.services import board_filter
from newsdesk.services.board import Board
from newsdesk.services.board_filter import BoardFilter
from newsdesk.web.views import post, settle
from newsdesk.web.views.filters import Address
from newsdesk.web.views.paging import Turns, turn
from newsdesk.web.views.post import PostView
from newsdesk.web.views.settle import Press

POSTS_A_PAGE = 20
NEAR = timedelta(days=14)
OFFERED = 12
"""Items that a post can be said to be; any other one is settled on its own page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UnlistedPost:
    """A post, and for who can decide, that it is no news, or one of the ``items`` near in time.

    ``id`` names its place on the page. ``items`` are ids and texts, the nearest first; ``field``
    is the name of their choice.
    """

    id: str
    shown: PostView
    not_news: Press | None
    items: tuple[tuple[NewsItem, str], ...]
    field: str
    same: Press | None


@dataclass(frozen=True, slots=True)
class _Spot:
    """A place in the list: once its post is settled, the next one stands there, if one follows."""

    number: int
    followed: bool

    @property
    def id(self) -> str:
        return f"post-{self.number}"

    @property
    def field(self) -> str:
        return f"item-{self.number}"

    @property
    def next(self) -> str:
        return self.id if self.followed else "unlisted"


@dataclass(frozen=True, slots=True, kw_only=True)
class SetAsidePost:
    """A post that somebody said to be no news, and for who can decide, the way back."""

    shown: PostView
    open: Press | None


@dataclass(frozen=True, slots=True, kw_only=True)
class UnlistedView:
    """A page of the posts that are on no news page.

    ``set_aside`` are the newest of those that people said to be no news.
    """

    posts: tuple[UnlistedPost, ...]
    set_aside: tuple[SetAsidePost, ...]
    total: int
    shares: int
    turns: Turns


def view(board: Board, wanted: BoardFilter, address: Address, *, decides: bool) -> UnlistedView:
    """Show the posts that a filter leaves; ``address`` gives the board's for a filter."""
    posts = board_filter.unlisted(board, wanted)
    page, turns = turn(
        len(posts),
        POSTS_A_PAGE,
        wanted.page,
        lambda n: f"{address(replace(wanted, page=n))}#unlisted",
    )
    shown, left = enumerate(posts[page], start=1), len(posts[page.start :])
    return UnlistedView(
        posts=tuple(
            _post(board, channel, one, _Spot(n, n < left), decides=decides)
            for n, (channel, one) in shown
        ),
        set_aside=tuple(
            _set_aside(channel, one, decides=decides)
            for channel, one in board_filter.set_aside(board, wanted)[:POSTS_A_PAGE]
        ),
        total=len(posts),
        shares=board.shares_unlisted,
        turns=turns,
    )


def _post(
    board: Board, channel: Channel, one: Post, spot: _Spot, *, decides: bool
) -> UnlistedPost:
    named = settle.address_of(one) if decides else ""
    about = post.short(one.text)
    near = _near(board, one) if named else ()
    of_post = {"address": named, "at": spot.next}
    same = settle.value(Choice.SAME, channel=channel.id, pick=spot.field, **of_post)
    return UnlistedPost(
        id=spot.id,
        shown=post.view(channel, one),
        not_news=Press(
            label=msg("newsdesk-press-not-news"),
            value=settle.value(Choice.NOT_NEWS, **of_post),
            about=about,
        )
        if named
        else None,
        items=tuple((item, post.short(item.text)) for item in near),
        field=spot.field,
        same=Press(label=msg("newsdesk-press-this-item"), value=same, about=about)
        if near
        else None,
    )


def _set_aside(channel: Channel, one: Post, *, decides: bool) -> SetAsidePost:
    sent = settle.value(Choice.OPEN, address=settle.address_of(one), at="unlisted")
    back = Press(label=msg("newsdesk-press-open"), value=sent, about=post.short(one.text))
    return SetAsidePost(shown=post.view(channel, one), open=back if decides else None)


def _near(board: Board, one: Post) -> list[NewsItem]:
    """Return the items of about that time, the nearest first."""
    day = one.time.date()
    near = [row.item for row in board.rows if abs(row.item.date - day) <= NEAR]
    return sorted(near, key=lambda item: abs(item.date - day))[:OFFERED]
