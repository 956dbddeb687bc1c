"""Drafts: opened, saved, taken over, discarded, posted. Only editors of the news page see them.

A person who saves names the version that they have seen. Where somebody else saved since, neither
text is lost: the draft stays, the other text is kept beside it, and both are shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection

from newsdesk.channels.composer import Composer
from newsdesk.channels.composing import composer
from newsdesk.domain.channel import Channel
from newsdesk.domain.desk import DeskConfig
from newsdesk.domain.draft import Draft, DraftState, Left
from newsdesk.domain.length import Length
from newsdesk.domain.message import Explained, msg
from newsdesk.domain.round import Thing
from newsdesk.domain.site import Site
from newsdesk.infra import clock
from newsdesk.infra.text import clean, one_line
from newsdesk.services import editors, submitted
from newsdesk.services.draft_checks import Checker, Checks
from newsdesk.services.draft_subject import Shelf, Subject
from newsdesk.services.submitted import Editor
from newsdesk.store import drafts as rows
from newsdesk.store.database import writing
from newsdesk.sync.drafting import Rules, Suggestion, suggest
from newsdesk.sync.handles import Names

MOST_TEXT = 65_000
"""Characters of a draft: as many as the longest post of any network."""
MOST_ALT = 2_000
MOST_IMAGES = 10


class NoDraft(Explained):
    """There is nothing of that name that could be drafted for that channel."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """A thing and a channel, and the draft that there is of the one for the other.

    ``desk_id`` is the desk's; ``knows`` is what the channel takes.
    """

    editor: Editor
    desk_id: int
    config: DeskConfig
    site: Site
    subject: Subject
    channel: Channel
    knows: Composer
    draft: Draft | None

    def length(self, text: str) -> Length:
        """Count a text as the channel's network does."""
        return self.knows.length(text, None)

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

    @property
    def open(self) -> Draft | None:
        """The draft that somebody works on, if there is one."""
        return self.draft if self.draft and self.draft.state is DraftState.OPEN else None

    @property
    def held_by(self) -> str:
        """Who else holds the draft; empty where nobody does."""
        found = self.open
        return found.user if found and found.user != self.editor.account.name else ""


@dataclass(frozen=True, slots=True)
class Typed:
    """What somebody typed, and the version of the draft that they had before them."""

    text: str
    alt: tuple[str, ...] = ()
    version: int = 0


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
        subject = Shelf(connection, desk_id, config, site, editor.words).find(thing)
        if subject is None:
            raise NoDraft(msg("newsdesk-draft-gone"))
        draft = rows.find(connection, desk_id, subject.names, channel.id)
    return Work(
        editor=editor,
        desk_id=desk_id,
        config=config,
        site=site,
        subject=subject,
        channel=channel,
        knows=knows,
        draft=draft,
    )


def opened(editor: Editor) -> Sequence[Draft]:
    """Return every draft of the desk that somebody works on, the last changed first."""
    desk_id = submitted.desk_id(editor)
    with editor.engine.connect() as connection:
        return rows.opened(connection, desk_id)


def save(work: Work, typed: Typed) -> bool:
    """Save a draft; ``False`` where another text was saved since, which is kept, as is this one.

    :raises Explained: where this person may not, or the text is too long to be kept
    """
    _permit(work.editor)
    _check(typed)
    language = work.subject.basis.language
    draft = work.draft
    new = _new(work, typed, language) if draft is None else _again(draft, typed, language)
    return _write(work, new, typed)


def take_over(work: Work, version: int) -> bool:
    """Go on with another person's draft as it is; ``False`` where it changed since it was seen.

    :raises Explained: where this person may not
    """
    _permit(work.editor)
    found = work.open
    return found is not None and _write(work, replace(found, version=version))


def close(work: Work, version: int, state: DraftState, url: str = "") -> bool:
    """Close a draft, or open a closed one again; ``False`` where it changed since it was seen.

    :raises Explained: where this person may not
    """
    _permit(work.editor)
    found = work.draft
    if found is None or work.held_by:
        return False
    return _write(work, replace(found, version=version, state=state, url=url, look=None))


def permitted(editor: Editor) -> bool | None:
    """Tell whether somebody may see drafts; ``None`` where that has to be asked first."""
    return editors.known(editor.engine, submitted.desk_id(editor), editor.account.name)


def _permit(editor: Editor) -> None:
    """Ask the wiki where what it said is older than ten minutes: a draft is saved as one types.

    :raises Explained: where this person may not
    """
    if permitted(editor) is not True:
        editors.allowed(editor)


def _check(typed: Typed) -> None:
    if len(typed.text) > MOST_TEXT:
        raise Explained(msg("newsdesk-draft-endless", len(typed.text), MOST_TEXT))
    if len(typed.alt) > MOST_IMAGES or any(len(one) > MOST_ALT for one in typed.alt):
        raise Explained(msg("newsdesk-draft-endless-alt", MOST_ALT))


def _new(work: Work, typed: Typed, language: str) -> Draft:
    return Draft(
        thing=work.subject.thing,
        channel_id=work.channel.id,
        text=clean(typed.text),
        alt=tuple(map(one_line, typed.alt)),
        language=language,
        basis=work.subject.basis.text,
        user=work.editor.account.name,
        changed=clock.now(),
        version=typed.version,
    )


def _again(draft: Draft, typed: Typed, language: str) -> Draft:
    """Go on with what is stored; one that was closed is open again."""
    return replace(
        draft,
        text=clean(typed.text),
        alt=tuple(map(one_line, typed.alt)),
        language=language,
        version=typed.version,
        state=DraftState.OPEN,
        look=None,
        url="",
    )


def _write(work: Work, new: Draft, typed: Typed | None = None) -> bool:
    """Write a draft as this person's own; a text that comes too late is kept beside it."""
    user, now = work.editor.account.name, clock.now()
    with writing(work.editor.engine) as connection:
        written = rows.write(connection, work.desk_id, replace(new, user=user, changed=now))
        if not written and typed is not None:
            late = Left(user=user, text=clean(typed.text), time=now)
            rows.leave(connection, work.desk_id, new.thing, new.channel_id, late)
    return written
