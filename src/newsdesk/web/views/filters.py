"""The board's filters: each choice, how many rows it has, and where it leads."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from newsdesk.domain.message import Message, msg
from newsdesk.services import board_filter
from newsdesk.services.board import Board, Period
from newsdesk.services.board_filter import BoardFilter, Show

Address = Callable[[BoardFilter], str]

ALWAYS = (Show.ALL, Show.TODO, Show.CHECK, Show.UNREAD)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tab:
    """One choice of rows as a link, with how many there are."""

    label: Message
    href: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One value of a field of the filter form."""

    value: str
    label: Message | str
    chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FilterView:
    """The tabs, and the form's fields; ``says`` puts what the form is set to into words."""

    show: str
    text: str
    tabs: tuple[Tab, ...]
    channels: tuple[Option, ...]
    periods: tuple[Option, ...]
    says: tuple[Message | str, ...]
    narrowed: bool


def view(
    board: Board, wanted: BoardFilter, can_post: frozenset[str], address: Address
) -> FilterView:
    """Show the choices around a filter; ``address`` gives the board's address for one."""
    channels = (
        Option(value="", label=msg("newsdesk-filter-all-channels"), chosen=not wanted.channel),
        *(
            Option(value=s.channel.id, label=s.channel.name, chosen=s.channel.id == wanted.channel)
            for s in board.channels
        ),
    )
    periods = tuple(
        Option(value=p, label=_period(p, board), chosen=p is wanted.period) for p in Period
    )
    return FilterView(
        show=wanted.show if wanted.show is not Show.ALL else "",
        text=wanted.text,
        tabs=_tabs(board, wanted, can_post, address),
        channels=channels,
        periods=periods,
        says=tuple(o.label for o in (*channels, *periods) if o.chosen),
        narrowed=bool(wanted.args.keys() - {"show", "part", "page"}),
    )


def _tabs(
    board: Board, wanted: BoardFilter, can_post: frozenset[str], address: Address
) -> tuple[Tab, ...]:
    """Offer what everybody needs, what this viewer can do, and what is chosen now."""
    counts = board_filter.counts(board, wanted, can_post)
    offered = {*ALWAYS, wanted.show} | ({Show.MINE} if can_post else set())
    return tuple(
        Tab(
            label=msg(f"newsdesk-show-{show}"),
            href=f"{address(replace(wanted, show=show, part=1, page=1))}#items",
            count=counts[show],
            chosen=show is wanted.show,
        )
        for show in Show
        if show in offered
    )


def _period(period: Period, board: Board) -> Message:
    if period is Period.EVER:
        return msg("newsdesk-filter-ever")
    days = board.config.news.within if period is Period.WITHIN else int(period)
    return msg("newsdesk-filter-days", days)
