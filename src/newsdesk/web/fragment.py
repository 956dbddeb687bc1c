"""What is the same for many visitors, rendered once: parts of pages, and pages for strangers."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Sequence
from dataclasses import replace
from typing import TypedDict

from flask import Response, g, request
from markupsafe import Markup

from newsdesk.domain.decision import Decision
from newsdesk.infra.credentials import Credential
from newsdesk.services import board as boards
from newsdesk.services import board_summary
from newsdesk.services.board import Board, Period
from newsdesk.web import kept, lasting, waiting
from newsdesk.web.tool import desk_id, now, of_moment, standing, tool, translator

Make = Callable[[], str]


class _Seen(TypedDict):
    credentials: Sequence[Credential]
    decisions: Sequence[Decision]


def for_strangers(make: Make, args: dict[str, str]) -> Response:
    """Return a whole page, which for those without a cookie holds no user, token or draft.

    It is kept for its address where that says nothing but ``args`` and a language of ours.
    """
    response = Response(make())
    return response if request.cookies or not _says_only(args) else kept.keep(response)


def fragment(
    name: Hashable, period: Period, render: Callable[[Board], str], *, keep: bool
) -> Markup | None:
    """Return what ``render`` makes of a period's board, or ``None`` where there is none yet.

    It is shared by all who are logged in, or are not, post on the same channels, and have nothing
    of their own to publish; so it must show no user, token or draft. What somebody decided and
    has not published makes a board of their own.
    """

    def make() -> str:
        board = load(period)
        return "" if board is None else render(board)

    if not (keep and lasting.known_language()):
        return Markup(make()) or None  # noqa: S704
    viewer = (g.user is not None, can_post(), waiting.fingerprint())
    key = _key((name, viewer, request.args.get("uselang", "")))
    return Markup(tool().fragments.get(key, make)) or None  # noqa: S704


def load(period: Period = Period.EVER) -> Board | None:
    """Read a period's board as of this request's moment, with the visitor's own decisions."""
    desk = desk_id()
    if desk is None:
        return None
    return boards.load(tool().engine, desk, now(), period, **_seen())


def load_item(item_id: str) -> Board | None:
    """Read the board of one item alone; it has no row if no item has that very id."""
    desk = desk_id()
    if desk is None:
        return None
    return boards.load_item(tool().engine, desk, now(), item_id, **_seen())


def load_items(item_ids: Collection[str]) -> Board | None:
    """Read the board of these items, ``None`` for none; the whole one only for several."""
    board = (load_item(*item_ids) if len(item_ids) == 1 else load()) if item_ids else None
    if board is None:
        return None
    return replace(board, rows=tuple(row for row in board.rows if row.item.id in item_ids))


def _seen() -> _Seen:
    """Return what of the data the tool can read, and what the visitor decided besides."""
    own = tuple(one.decision for one in waiting.waiting())
    return {"credentials": tool().settings.credentials, "decisions": own}


def can_post() -> frozenset[str]:
    """Return the channels that the visitor posts on; for most that is none."""
    desk = desk_id()
    user = g.get("user")
    if user is None or desk is None:
        return frozenset()
    config = boards.set_up(tool().engine, desk).config
    return board_summary.can_post(config, user.name) if config else frozenset()


def _says_only(args: dict[str, str]) -> bool:
    """Tell whether the address says ``args``: what strangers make up fills no cache."""
    said = request.args.to_dict(flat=False)
    said.pop("uselang", None)
    plain = lasting.known_language() and lasting.plainly_asked(args)
    return plain and said == {name: [value] for name, value in args.items()}


def _key(name: Hashable) -> Hashable:
    """Name a text for as long as the data, the language's words and the day are the same."""
    return of_moment(standing(), now()), translator().lang, name
