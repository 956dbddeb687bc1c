"""The set-up's pages as their templates show them."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from newsdesk.domain.channel import Channel
from newsdesk.domain.desk import PageRevision, Problem
from newsdesk.domain.message import Message
from newsdesk.domain.page_facts import PageFacts
from newsdesk.infra.settings import Settings
from newsdesk.services.board import Board, Period
from newsdesk.services.board_filter import BoardFilter
from newsdesk.services.channel_state import ChannelState
from newsdesk.services.set_up import Overview
from newsdesk.services.trial import Trial
from newsdesk.services.wiki_leads import LeadPage
from newsdesk.web.views import board as board_views
from newsdesk.web.views import freshness, notice, page_facts, source
from newsdesk.web.views.board import BoardView
from newsdesk.web.views.notice import Broken
from newsdesk.web.views.page_facts import FactsView
from newsdesk.web.views.set_up_tables import Tables, tables
from newsdesk.web.views.source import SourceView


@dataclass(frozen=True, slots=True, kw_only=True)
class RevisionView:
    """One revision of the set-up page, and where the wiki shows it."""

    revision: PageRevision
    href: str
    author_href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelView:
    """A channel as the set-up names it, and what became of reading it."""

    name: str
    account: str
    href: str
    lines: tuple[Message, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SetUpView:
    """The set-up page: which revision is in force, what is wrong with the newest, its text."""

    title: str
    href: str
    edit_href: str
    history_href: str
    in_force: RevisionView | None
    newest: RevisionView | None
    problems: tuple[Problem, ...]
    broken: tuple[Broken, ...]
    news_missing: str
    news_href: str
    lead_pages: Sequence[LeadPage]
    sources: tuple[SourceView, ...]
    checked: datetime | None
    text: str
    tables: Tables | None
    facts: FactsView | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TrialView:
    """A trial: what was understood, the accounts found, and the board as far as it is read."""

    news: str
    news_href: str
    understood: int
    unread: tuple[Problem, ...]
    channels: tuple[ChannelView, ...]
    finished: bool
    board: BoardView | None
    text: str


def overview(
    found: Overview, facts: PageFacts | None, settings: Settings, today: date
) -> SetUpView:
    """Show the set-up as it is stored, and what is known of its page."""
    site, set_up, title = found.site, found.set_up, settings.config_page
    same = set_up.newest == set_up.in_force

    def revision(one: PageRevision | None) -> RevisionView | None:
        if one is None or site is None:
            return None
        return RevisionView(
            revision=one,
            href=site.action_url(title, oldid=one.revid),
            author_href=site.page_url(f"User:{one.user}"),
        )

    return SetUpView(
        title=title,
        href=site.page_url(title) if site else "",
        edit_href=site.action_url(title, action="edit") if site else "",
        history_href=site.action_url(title, action="history") if site else "",
        in_force=revision(set_up.in_force),
        newest=None if same else revision(set_up.newest),
        problems=set_up.problems,
        broken=notice.broken(set_up, site),
        news_missing=found.news_missing,
        news_href=site.page_url(found.news_missing) if site and found.news_missing else "",
        lead_pages=found.lead_pages,
        sources=tuple(source.view(one, site, today) for one in found.sources),
        checked=set_up.checked,
        text=readable(set_up.in_force.text if set_up.in_force else ""),
        tables=tables(set_up.config, site) if set_up.config else None,
        facts=page_facts.view(facts, title, site),
    )


def trial(found: Trial, address: str) -> TrialView:
    """Show how far a trial has come; ``address`` is its page's own."""
    page, board = found.config.news.page, found.board
    states = board.states if board else {}
    return TrialView(
        news=page,
        news_href=board.site.page_url(page) if board else "",
        understood=found.understood,
        unread=found.unread,
        channels=tuple(_channel(c, states.get(c.id), board) for c in found.config.channels),
        finished=found.finished,
        board=_board(board, address) if board and found.finished else None,
        text=readable(found.text),
    )


def readable(text: str) -> str:
    """Indent JSON for reading; what is no JSON stays as it is."""
    try:
        return json.dumps(json.loads(text), ensure_ascii=False, indent=2)
    except (ValueError, RecursionError):
        return text


def _channel(channel: Channel, state: ChannelState | None, board: Board | None) -> ChannelView:
    lines = freshness.head(state, board.today).lines if state and board else ()
    failure = freshness.failure(state, board.today) if state and board else None
    return ChannelView(
        name=channel.name,
        account=channel.account,
        href=channel.url,
        lines=(*lines, *((failure.why,) if failure and failure.why else ())),
    )


def _board(board: Board, address: str) -> BoardView:
    """Show the board of the last months; no link of it leads away from the trial."""

    def here(_: object) -> str:
        return address

    same: Callable[[str], str] = here
    recent = BoardFilter(period=Period.QUARTER)
    return board_views.view(board, recent, frozenset(), address=here, item=same)
