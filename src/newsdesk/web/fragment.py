"""Parts of pages that are the same for all who post on the same channels, made once."""

from __future__ import annotations

from collections.abc import Callable, Hashable

from flask import g, request
from markupsafe import Markup

from newsdesk.infra.languages import QQX
from newsdesk.services import board as boards
from newsdesk.services import board_summary
from newsdesk.services.board import Board
from newsdesk.web.tool import desk_id, now, tool

Render = Callable[[Board], str]


class _NothingYetError(Exception):
    """There is no board to render."""


def fragment(name: Hashable, render: Render, *, keep: bool = True) -> Markup | None:
    """Return what ``render`` makes of the board, or ``None`` where there is no board yet.

    It is kept, unless ``keep`` is false, for its name, the data version, the language, the day
    and the set of channels that the visitor posts on: so it must show no user, token or draft.
    """
    desk = desk_id()
    if desk is None:
        return None

    def make() -> str:
        board = load(desk)
        if board is None:
            raise _NothingYetError
        return render(board)

    key = (desk, boards.version(tool().engine, desk), now().date(), _language(), can_post(), name)
    try:
        return Markup(tool().fragments.get(key, make) if keep and _known() else make())  # noqa: S704
    except _NothingYetError:
        return None


def load(desk: int) -> Board | None:
    """Read the board of this request's moment."""
    return boards.load(tool().engine, desk, now())


def can_post() -> frozenset[str]:
    """Return the channels that the visitor posts on; for most that is none."""
    desk = desk_id()
    user = getattr(g.get("user"), "name", "")
    if not user or desk is None:
        return frozenset()
    config = boards.set_up(tool().engine, desk).config
    return board_summary.can_post(config, user) if config else frozenset()


def _language() -> str:
    """The language as it shows in words, and as it is carried on in links."""
    return f"{g.translator.lang} {request.args.get('uselang', '')}"


def _known() -> bool:
    """Tell whether the address asks for no language or one of ours: strangers fill no cache."""
    return request.args.get("uselang", "") in {"", QQX, *tool().catalogue}
