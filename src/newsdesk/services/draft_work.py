"""A thing, a channel, and the draft of the one for the other: what every change starts from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from newsdesk.channels.composer import Composer
from newsdesk.channels.composing import composer
from newsdesk.domain.channel import Channel
from newsdesk.domain.desk import DeskConfig
from newsdesk.domain.draft import Draft, DraftState
from newsdesk.domain.item_id import date_of
from newsdesk.domain.length import Length, PostLimits
from newsdesk.domain.message import Explained, msg
from newsdesk.domain.round import Thing
from newsdesk.domain.site import Site
from newsdesk.services import submitted
from newsdesk.services.draft_checks import Checker, Checks
from newsdesk.services.draft_subject import Shelf, Subject, remembered
from newsdesk.services.originals import Elsewhere, original_elsewhere
from newsdesk.services.readable import is_readable
from newsdesk.services.submitted import Editor
from newsdesk.store import drafts as rows
from newsdesk.store import profiles
from newsdesk.sync.drafting import Rules, Suggestion, suggest
from newsdesk.sync.handles import Names


class NoDraft(Explained):
    """There is nothing of that name that could be drafted for that channel."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """A thing and a channel, and the draft that there is of the one for the other.

    ``desk_id`` is the desk's; ``knows`` is what the channel takes, ``limits`` what
    its server says.
    """

    editor: Editor
    desk_id: int
    config: DeskConfig
    site: Site
    subject: Subject
    channel: Channel
    knows: Composer
    limits: PostLimits | None
    draft: Draft | None

    def length(self, text: str) -> Length:
        """Count a text as the channel's network does."""
        return self.knows.length(text, self.limits)

    @property
    def names(self) -> Names:
        """Who is who on the channel."""
        return Names(
            config=self.config,
            channel=self.channel,
            mention=self.knows.mention,
            source=self.subject.source,
        )

    def suggestion(self) -> Suggestion:
        """Draft the thing for the channel as if nobody had."""
        tags = self.config.tags if self.knows.LINKS_TAGS else ()
        rules = Rules(
            names=self.names,
            tags=tags,
            fits=lambda text: self.length(text).fits,
            site=self.site,
        )
        return suggest(self.subject.basis, rules)

    def checks(self, text: str, now: datetime) -> Checks:
        """Look a text over that is about to be posted."""
        with self.editor.engine.connect() as connection:
            return self.checker(connection, now).check(self.subject, text)

    def checker(self, connection: Connection, now: datetime) -> Checker:
        """Return who compares texts with what is on the channel."""
        return Checker(
            connection=connection,
            desk_id=self.desk_id,
            channel=self.channel,
            site=self.site,
            now=now,
            credentials=self.editor.settings.credentials,
        )

    def original(self) -> Elsewhere | None:
        """Find the author of a stranger's post on this channel's network, and that post there."""
        post, source = self.subject.post, self.subject.source
        if post is None or source is None:
            return None
        with self.editor.engine.connect() as connection:
            found = original_elsewhere(
                connection, self.desk_id, self.config, self.site, [(source, post)]
            )
        there = (one for one in found.get(post.key, ()) if one.channel.id == self.channel.id)
        return next(there, None)

    @property
    def is_readable(self) -> bool:
        """Whether a programme reads what is posted there."""
        return is_readable(self.channel, self.editor.settings.credentials)

    @property
    def open(self) -> Draft | None:
        """The draft that somebody works on, if there is one."""
        return self.draft if self.draft and self.draft.state is DraftState.OPEN else None

    @property
    def stored_as(self) -> Thing:
        """The thing under whose name the draft is stored: an item may have been reworded since."""
        return self.draft.thing if self.draft else self.subject.thing

    @property
    def held_by(self) -> str:
        """Who else holds the draft; empty where nobody does."""
        found = self.open
        return found.user if found and found.user != self.editor.account.name else ""


def open_(editor: Editor, thing: Thing, channel_id: str) -> Work:
    """Find a draft, or what it could be made from; writes nothing, asks nobody.

    :raises NoDraft: where there is nothing of that name, or nobody writes posts for the channel
    :raises Explained: where there is no set-up yet
    """
    config, site = submitted.desk_of(editor)
    desk_id = submitted.desk_id(editor)
    channel = config.channel(channel_id)
    if channel is None:
        raise NoDraft(msg("newsdesk-decide-no-channel", channel_id))
    knows = composer(channel)
    if knows is None:
        raise NoDraft(msg("newsdesk-draft-no-posts", channel.name))
    with editor.engine.connect() as connection:
        shelf = Shelf(connection, desk_id, config, site, editor.words)
        subject = shelf.find(thing)
        names = subject.names if subject else [thing]
        draft = rows.find(connection, desk_id, names, channel.id)
        if subject is None and draft is not None:
            subject = remembered(draft)
        if subject is None:
            raise NoDraft(msg("newsdesk-draft-gone"))
        draft = draft or _by_former_words(shelf, subject, channel)
        limits = profiles.limits(connection, desk_id, channel.id)
    return Work(
        editor=editor,
        desk_id=desk_id,
        config=config,
        site=site,
        subject=subject,
        channel=channel,
        knows=knows,
        limits=limits,
        draft=draft,
    )


def _by_former_words(shelf: Shelf, subject: Subject, channel: Channel) -> Draft | None:
    """Find the draft of an item that was reworded, before the page's history was followed."""
    if subject.item is None:
        return None
    day = subject.item.date
    of_day = (
        one
        for one in rows.opened(shelf.connection, shelf.desk_id)
        if one.channel_id == channel.id
        and one.thing.parts[0] == "item"
        and date_of(one.thing.parts[1]) == day
    )
    meant = ((one, shelf.find(one.thing)) for one in of_day)
    return next((one for one, now in meant if now and now.thing == subject.thing), None)
