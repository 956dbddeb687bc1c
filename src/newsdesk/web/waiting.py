"""What the visitor decided and has not published yet, as this request finds it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

from flask import Flask, g

from newsdesk.domain.decision import Decision, Pending
from newsdesk.services import addresses, board, deciding
from newsdesk.services.accounts import Account
from newsdesk.web import settled, visitor
from newsdesk.web.settled import Said
from newsdesk.web.tool import desk_id, tool


@dataclass(frozen=True, slots=True, kw_only=True)
class Strip:
    """How many decisions wait to be published, and what was settled just now."""

    count: int
    said: Said | None


def init_app(app: Flask) -> None:
    """Let templates ask what waits."""
    app.jinja_env.globals["strip"] = strip


def waiting() -> tuple[Pending, ...]:
    """Return the visitor's decisions that wait, oldest first."""
    if "waiting" not in g:
        g.waiting = _read(visitor.account(), desk_id())
    found: tuple[Pending, ...] = g.waiting
    return found


def _read(account: Account | None, desk: int | None) -> tuple[Pending, ...]:
    if account is None or desk is None:
        return ()
    return deciding.pending(tool().engine, desk, account.name)


def forget() -> None:
    """Look again when asked next, as something changed."""
    g.pop("waiting", None)


def fingerprint() -> str:
    """Name all that waits, so that pages made with it are kept apart; empty where nothing does."""
    found = waiting()
    return sha256(repr(found).encode("utf-8", "surrogatepass")).hexdigest() if found else ""


def channel_names() -> dict[str, str]:
    """Return the names of the desk's channels by their ids."""
    desk = desk_id()
    config = None if desk is None else board.set_up(tool().engine, desk).config
    return {channel.id: channel.name for channel in config.channels} if config else {}


def texts_of(decisions: Iterable[Decision]) -> dict[str, str]:
    """Return the texts, by address, of the posts that decisions about no item are about."""
    desk = desk_id()
    urls = [one.address for one in decisions if not one.item_id]
    return {} if desk is None else addresses.texts(tool().engine, desk, urls)


def strip() -> Strip | None:
    """Return what a strip at the head of a page says, if it has anything to say."""
    said = settled.said()
    count = len(waiting())
    return Strip(count=count, said=said) if count or said else None
