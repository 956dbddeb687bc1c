"""Testing a channel before it is saved: it is read now, and what was found is shown."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import timedelta
from threading import Thread

from sqlalchemy import Engine

from newsdesk.channels import registry
from newsdesk.domain.channel import Channel, ChannelKind
from newsdesk.domain.config_change import Json, Part
from newsdesk.domain.desk import PageRevision
from newsdesk.domain.message import Explained, Message, msg
from newsdesk.domain.post import StreamName
from newsdesk.domain.site import Site
from newsdesk.infra import clock
from newsdesk.infra.credentials import Credential
from newsdesk.infra.settings import Settings
from newsdesk.services import channel as channels
from newsdesk.services import configuring, desk, submitted, trial_reading
from newsdesk.services.channel import ChannelPage
from newsdesk.services.credentials import of_channel
from newsdesk.services.read_wiki import take_config
from newsdesk.services.submitted import Editor
from newsdesk.store import desks, post_totals, trials
from newsdesk.store.database import writing
from newsdesk.wiki import config_page, config_text

BACK = timedelta(days=90)
"""How far back posts are read."""
_MOST, _WITHIN = 60, timedelta(minutes=10)
"""Tests of all editors together; each may ask a stranger's server some times."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelFound:
    """What a test has come to; more may come until it is ``finished``.

    ``page`` is the channel as its own page would show it: its profile, posts and what can't be
    read. ``number`` is how many posts were read of the last 90 days or more; ``failure`` is why
    they could not be read.
    """

    channel: Channel
    finished: bool
    page: ChannelPage
    number: int
    failure: Message | None = None


def test_channel(editor: Editor, key: str) -> str:
    """Prepare to read a channel of this person's draft now; return the test's token.

    :raises Explained: where the channel is gone or has problems, or too many are tested
    """
    entry = configuring.draft(editor).entry(Part.CHANNELS, key)
    if entry is None:
        raise Explained(msg("newsdesk-form-gone", key))
    site, now = submitted.site_of(editor), clock.now()
    page = _page(entry.value, site)
    with editor.engine.connect() as connection:
        if trials.count(connection, since=now - _WITHIN, tests=True) >= _MOST:
            raise Explained(msg("newsdesk-trial-busy"))
    token = trials.TEST + secrets.token_urlsafe(16)
    with writing(editor.engine) as connection:
        wiki = editor.settings.wiki
        made = trials.begin(connection, wiki, token, now=now)
        desks.set_site(connection, made, site, now=now)
        take_config(connection, made, trials.key(wiki, token).page, page, site)
    return token


def read(editor: Editor, token: str) -> None:
    """Read the channel of a test, and what its network says of the account, within a minute."""
    found = _find(editor.engine, editor.settings, token)
    if found is None:
        return
    test, channel = found
    trial_reading.read(
        editor.engine,
        editor.settings,
        test,
        [channel],
        oldest=clock.now() - BACK,
        wanted=(StreamName.PROFILE, StreamName.OWN),
        credentials=_lent(editor, channel),
    )


def start_reading(editor: Editor, token: str) -> Thread:
    """Read the channel of a test beside the requests; what is read shows at once."""
    return trial_reading.start(lambda: read(editor, token))


def load(engine: Engine, settings: Settings, token: str) -> ChannelFound | None:
    """Return how far a test has come; ``None`` where there is none, or it is over."""
    found = _find(engine, settings, token)
    if found is None:
        return None
    test, channel = found
    page = channels.load(engine, test, channel.id)
    with engine.connect() as connection:
        set_up = desk.set_up(connection, test)
        refreshed = desks.refreshed(connection, test)
        number = post_totals.own_posts(connection, test, channel.id)
    if page is None or set_up.in_force is None:
        return None
    finished = refreshed is not None or trial_reading.is_over(set_up.in_force.time)
    stream = page.state.stream
    return ChannelFound(
        channel=channel,
        finished=finished,
        page=page,
        number=number,
        failure=stream.failure
        or (_locked(channel) if not stream.last_read and finished else None),
    )


def _find(engine: Engine, settings: Settings, token: str) -> tuple[int, Channel] | None:
    if not token.startswith(trials.TEST):
        return None
    with engine.connect() as connection:
        test = trials.find(connection, settings.wiki, token, now=clock.now())
        config = None if test is None else desk.config(connection, test)
    return (test, config.channels[0]) if test is not None and config else None


def _page(channel: Json, site: Site) -> PageRevision:
    """Return a configuration page with this channel alone.

    :raises Explained: where the channel cannot be read from it, or by any programme
    """
    config = {"version": 1, "news": {"page": "News"}, "channels": [channel]}
    page = PageRevision(
        title="",
        revid=1,
        parent=0,
        user="",
        time=clock.now(),
        text=config_text.written(config),
        model="json",
        read=clock.now(),
    )
    reading = config_page.read(page, site)
    if reading.config is None:
        raise Explained(reading.problems[0].message)
    if not reading.config.readable:
        raise Explained(msg("newsdesk-form-test-manual"))
    return page


def _lent(editor: Editor, channel: Channel) -> tuple[Credential, ...]:
    """Return the credential of an account that is a channel in force, unless each read is paid.

    A draft is nobody's word but its writer's; what is in force is the wiki's.
    """
    adapter = registry.adapter(channel.kind)
    with editor.engine.connect() as connection:
        config = desk.config(connection, submitted.desk_id(editor))
    in_force = any(_same(channel, one) for one in (config.channels if config else ()))
    if adapter is None or not in_force:
        return ()
    found = of_channel(editor.settings.credentials, channel, adapter)
    return () if found is None or found.paid else (found,)


def _same(one: Channel, other: Channel) -> bool:
    """Tell whether two channels are the same account, whatever else is said of them."""
    ones = (one.kind, one.handle.casefold(), one.url)
    return ones == (other.kind, other.handle.casefold(), other.url)


def _locked(channel: Channel) -> Message:
    if channel.kind is ChannelKind.WIKI_PAGE:
        return msg("newsdesk-trial-no-page", channel.page)
    return msg("newsdesk-form-test-locked")
