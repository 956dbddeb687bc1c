"""Trying a set-up without saving it: a desk of its own, read once, shown as a board."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Thread

from sqlalchemy import Connection, Engine

from newsdesk.domain.channel import Channel
from newsdesk.domain.desk import DeskConfig, PageRevision, Problem
from newsdesk.domain.message import Explained, msg
from newsdesk.domain.month import day_begin
from newsdesk.domain.site import Site
from newsdesk.infra import clock
from newsdesk.infra.settings import Settings
from newsdesk.services import board as boards
from newsdesk.services import desk, matching, trial_reading
from newsdesk.services.board import Board
from newsdesk.services.read_wiki import take_config, take_news
from newsdesk.store import desks, items, revisions, trials
from newsdesk.store.database import writing
from newsdesk.wiki import account_links, config_draft, config_page, pages
from newsdesk.wiki.session import anonymous

_MOST, _WITHIN = 20, timedelta(minutes=10)
"""Trials of all visitors together: addresses do not tell visitors apart on Toolforge."""


class TrialRefused(Explained):
    """What was entered cannot be tried; the message says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What somebody entered: the news page, links to accounts, and a page with such links."""

    news: str
    links: str = ""
    page: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """What a trial has come to; ``text`` is the configuration page that it would be.

    ``unread`` are the places of the news page that were not understood; ``board`` is there as
    soon as the news page was read, and ``finished`` when its channels were, too.
    """

    text: str
    config: DeskConfig
    understood: int
    unread: tuple[Problem, ...]
    board: Board | None
    finished: bool


def begin(engine: Engine, settings: Settings, wanted: Wanted) -> str:
    """Read the wiki's pages for a trial and return its token; the channels are not read yet.

    :raises TrialRefused: where there is nothing to try
    :raises WikiFailed: when the wiki could not be asked
    """
    now = clock.now()
    with engine.connect() as connection:
        if trials.count(connection, since=now - _WITHIN) >= _MOST:
            raise TrialRefused(msg("newsdesk-trial-busy"))
    wiki = anonymous(settings)
    found = pages.current(wiki, [one for one in (wanted.news, wanted.page) if one.strip()])
    news = found.get(wanted.news)
    if news is None:
        raise TrialRefused(msg("newsdesk-trial-no-page", wanted.news))
    if wanted.page.strip() and found[wanted.page] is None:
        raise TrialRefused(msg("newsdesk-trial-no-page", wanted.page))
    listed = found.get(wanted.page)
    site = pages.site(wiki)
    text = _draft(news, f"{wanted.links}\n{listed.text if listed else ''}", site, now)
    return _store(engine, settings, text, news, site)


def read(engine: Engine, settings: Settings, token: str) -> None:
    """Read the posts of a trial's channels and match them, within a minute.

    No credential is used: anybody can try any account.
    """
    with engine.connect() as connection:
        trial = trials.find(connection, settings.wiki, token, now=clock.now())
        config = None if trial is None else desk.config(connection, trial)
        if trial is None or config is None:
            return
        oldest = _oldest(connection, trial, config.news.page)
    trial_reading.read(
        engine,
        settings,
        trial,
        config.readable,
        oldest=oldest,
        then=lambda: matching.run(engine, trial, config),
    )


def start_reading(engine: Engine, settings: Settings, token: str) -> Thread:
    """Read the channels of a trial beside the requests; what is read shows at once.

    It waits while others are read; their number and time are limited.
    """
    return trial_reading.start(lambda: read(engine, settings, token))


def load(engine: Engine, settings: Settings, token: str) -> Trial | None:
    """Return how far a trial has come; ``None`` where there is none, or it is over."""
    now = clock.now()
    with engine.connect() as connection:
        trial = trials.find(connection, settings.wiki, token, now=now)
        if trial is None:
            return None
        set_up = desk.set_up(connection, trial)
        if set_up.config is None or set_up.in_force is None:
            return None
        page = set_up.config.news.page
        understood = len(items.of_page(connection, trial, page))
        unread = revisions.problems(connection, trial, page)
        refreshed = desks.refreshed(connection, trial)
    return Trial(
        text=set_up.in_force.text,
        config=set_up.config,
        understood=understood,
        unread=unread,
        board=boards.load(engine, trial, now),
        finished=refreshed is not None or trial_reading.is_over(set_up.in_force.time),
    )


def _draft(news: PageRevision, links: str, site: Site, now: datetime) -> str:
    """Write the configuration for a news page and the accounts among some links.

    A link that only looks like an account's is left out.
    """

    def text(channels: Sequence[Channel]) -> str:
        return config_draft.draft(news.title, channels, now.date())

    def problems(channels: Sequence[Channel]) -> tuple[Problem, ...]:
        return config_page.read(_revision("", text(channels), now), site).problems

    found = problems(())
    if found:
        raise TrialRefused(found[0].message)
    return text([one for one in account_links.find(links) if not problems([one])])


def _revision(title: str, text: str, now: datetime) -> PageRevision:
    return PageRevision(
        title=title, revid=1, parent=0, user="", time=now, text=text, model="json", read=now
    )


def _store(engine: Engine, settings: Settings, text: str, news: PageRevision, site: Site) -> str:
    now, token = clock.now(), secrets.token_urlsafe(16)
    title = trials.key(settings.wiki, token).page
    with writing(engine) as connection:
        trial = trials.begin(connection, settings.wiki, token, now=now)
        desks.set_site(connection, trial, site, now=now)
        take_config(connection, trial, title, _revision(title, text, now), site)
        take_news(connection, trial, news.title, news, site)
        revisions.set_checked(connection, trial, [news.title], now=now)
    return token


def _oldest(connection: Connection, trial: int, page: str) -> datetime | None:
    days = [item.date for item in items.of_page(connection, trial, page)]
    return day_begin(min(days)) if days else None
