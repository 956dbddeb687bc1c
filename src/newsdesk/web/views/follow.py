"""The follow list's page as its template shows it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from newsdesk.domain.message import Brief, Message, msg
from newsdesk.services import follow_filter
from newsdesk.services.follow_filter import FollowFilter, Show
from newsdesk.services.follows import ChannelFollows, Follows, Reach
from newsdesk.sync.follows import FollowRow
from newsdesk.web.views import follow_cell, notice
from newsdesk.web.views.board import Clause
from newsdesk.web.views.filters import Tab
from newsdesk.web.views.follow_cell import DriftView, FollowCellView
from newsdesk.web.views.freshness import HeadView, read
from newsdesk.web.views.notice import Faults
from newsdesk.web.views.paging import Turns, turn

ROWS_A_PAGE = 100
DRIFT_A_PAGE = 50

Address = Callable[[FollowFilter], str]
ChannelAddress = Callable[[str], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class RowView:
    """One entry of the list; ``elsewhere`` are its accounts where nobody is followed.

    ``followed`` names the channels where all is well, for narrow screens that fold those cells.
    """

    name: str
    about: str
    elsewhere: tuple[Message, ...]
    cells: tuple[FollowCellView, ...]
    followed: tuple[str, ...]

    @property
    def folds(self) -> bool:
        """Whether a narrow screen folds any of its cells."""
        return any(cell.shown.folds for cell in self.cells)


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowView:
    """The page: what is left, what is not known, the list, and what it does not name."""

    faults: Faults | None
    todo: int
    clauses: tuple[Clause, ...]
    besides: tuple[Clause, ...]
    edit_href: str
    page: str
    page_href: str
    listed: int
    tabs: tuple[Tab, ...]
    only: str
    everything: str
    heads: tuple[HeadView, ...]
    rows: tuple[RowView, ...]
    turns: Turns
    drift: tuple[DriftView, ...]
    drift_total: int
    drift_turns: Turns


def view(
    follows: Follows,
    wanted: FollowFilter,
    today: date,
    *,
    address: Address,
    channel: ChannelAddress,
) -> FollowView:
    """Show the follow list through a filter.

    ``address`` gives the page's own address for a filter, ``channel`` the one of a channel's page.
    """
    shown = [one for one in follows.channels if wanted.channel in ("", one.channel.id)]
    rows, drift = follow_filter.rows(follows, wanted), follow_filter.drift(follows, wanted)
    part, turns = turn(
        len(rows), ROWS_A_PAGE, wanted.part, lambda n: f"{address(replace(wanted, part=n))}#list"
    )
    page, drift_turns = turn(
        len(drift),
        DRIFT_A_PAGE,
        wanted.page,
        lambda n: f"{address(replace(wanted, page=n))}#drift",
    )
    clauses = tuple(_clauses(follows, address))
    return FollowView(
        faults=notice.faults(follows.set_up, follows.site),
        todo=sum(count for count, _ in clauses),
        clauses=tuple(clause for _, clause in clauses),
        besides=tuple(_besides(follows, today, channel)),
        edit_href=_edit_href(follows),
        page=follows.page,
        page_href=follows.site.page_url(follows.page),
        listed=len(follows.found.rows),
        tabs=tuple(_tabs(follows, wanted, address)),
        only=follows.by_id[wanted.channel].channel.name if wanted.channel else "",
        everything=address(FollowFilter()),
        heads=tuple(_head(one, today) for one in shown),
        rows=tuple(_row(one, shown, follows) for one in rows[part]),
        turns=turns,
        drift=tuple(follow_cell.drift(one, follows.by_id[one.channel.id]) for one in drift[page]),
        drift_total=len(drift),
        drift_turns=drift_turns,
    )


def _clauses(follows: Follows, address: Address) -> Iterator[tuple[int, Clause]]:
    """Yield what is left, channel by channel: how much, and the address that shows it."""
    for one in follows.channels:
        name = one.channel.name
        for show in (Show.MISSING, Show.CHANGED):
            wanted = FollowFilter(show=show, channel=one.channel.id)
            if count := follow_filter.count(follows, wanted):
                message = msg(f"newsdesk-follow-todo-{show}", count, name)
                yield count, Clause(message=message, href=f"{address(wanted)}#list")
        wanted = FollowFilter(channel=one.channel.id)
        if count := len(follow_filter.drift(follows, wanted)):
            message = msg("newsdesk-follow-todo-drift", count, name)
            yield count, Clause(message=message, href=f"{address(wanted)}#drift")


def _besides(follows: Follows, today: date, channel: ChannelAddress) -> Iterator[Clause]:
    """Yield why not everything is known, each with the channel's own page."""
    for one in follows.channels:
        if one.reach is not Reach.WHOLE:
            message = _reach(one, today)
            yield Clause(message=message, href=channel(one.channel.id))


def _reach(one: ChannelFollows, today: date) -> Message:
    name, since = one.channel.name, one.stream.failed_since
    if one.reach is Reach.FAILING and since:
        return msg("newsdesk-follow-reach-failing", name, Brief(since, today))
    return msg(f"newsdesk-follow-reach-{one.reach}", name)


def _tabs(follows: Follows, wanted: FollowFilter, address: Address) -> Iterator[Tab]:
    """Offer what everybody needs, what there is, and what is chosen now."""
    for show in Show:
        there = replace(wanted, show=show, part=1, page=1)
        count = len(follow_filter.rows(follows, there))
        if count or show in (Show.ALL, Show.MISSING, wanted.show):
            yield Tab(
                label=msg(f"newsdesk-follow-show-{show}"),
                href=f"{address(there)}#list",
                count=count,
                chosen=show is wanted.show,
            )


def _head(one: ChannelFollows, today: date) -> HeadView:
    last = one.stream.last_read
    fresh = msg(f"newsdesk-follow-head-{one.reach}") if last is None else read(last, today)
    count = len(one.known.follows)
    follows = (msg("newsdesk-follow-count", count),) if count else ()
    return HeadView(channel_id=one.channel.id, name=one.channel.name, lines=(fresh, *follows))


def _edit_href(follows: Follows) -> str:
    return follows.site.action_url(follows.page, action="edit")


def _row(row: FollowRow, shown: list[ChannelFollows], follows: Follows) -> RowView:
    edit, of_channel = _edit_href(follows), {cell.channel.id: cell for cell in row.cells}
    cells = tuple(follow_cell.view(of_channel[one.channel.id], one, edit) for one in shown)
    named = dict(row.entry.accounts)
    return RowView(
        name=row.entry.name,
        about=row.entry.about,
        elsewhere=tuple(
            msg("newsdesk-follow-elsewhere", one.name, named[one.id])
            for one in follows.elsewhere
            if one.id in named
        ),
        cells=cells,
        followed=tuple(cell.shown.channel for cell in cells if cell.followed),
    )
