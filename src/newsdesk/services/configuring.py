"""A person's draft of the whole configuration, changed step by step before it is saved.

A draft that holds no change goes with the newest revision; one that does stays on the revision
that it began from, until it is submitted.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from newsdesk.domain.config_change import (
    Change,
    ChangedSince,
    Contradiction,
    Difference,
    Json,
    Part,
    Raw,
)
from newsdesk.domain.desk import DeskConfig, PageRevision, Problem
from newsdesk.domain.message import Explained, msg
from newsdesk.domain.site import Site
from newsdesk.infra import clock
from newsdesk.services import submitted
from newsdesk.services.submitted import Editor
from newsdesk.store import config_drafts, desks, revisions
from newsdesk.store.config_drafts import StoredDraft
from newsdesk.store.database import writing
from newsdesk.store.revisions import Slot
from newsdesk.wiki import config_edit, config_entries, config_page, config_value
from newsdesk.wiki.config_difference import differences

_TRIES = 20
"""How often a change is made anew while other windows of the same person write."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry of a list: what :class:`Replace` and the like call it, its place and its faults.

    The places of ``problems`` and ``warnings`` are keys of the entry, empty for all of it.
    """

    key: str
    place: str
    value: Json
    problems: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfigDraft:
    """A person's draft, as it stands.

    ``base`` is the revision that it began from, ``None`` where there is no page yet; ``newer`` is
    whether the page has a newer one. ``text`` is the whole page, ``raw`` its JSON. ``value`` is
    what the JSON says, ``None`` where it can't be read, and ``config`` the configuration if it has
    no problems. ``contradictions`` are those of the last merge with what others saved.
    """

    version: int
    base: PageRevision | None
    newer: bool
    model: str
    text: str
    raw: str
    value: Json | None
    config: DeskConfig | None
    problems: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()
    changes: tuple[Difference, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()

    @property
    def changed(self) -> bool:
        """Whether there is anything to save."""
        return self.base is None or self.text != self.base.text

    def entries(self, part: Part) -> tuple[Entry, ...]:
        """Return the entries of a list, in order, each with its own problems."""
        found = (self.value or {}).get(part.value)
        values = found if isinstance(found, list) else []
        names = config_entries.keys(self.value or {}, part)
        return tuple(
            Entry(
                key=name,
                place=(where := f"{part}[{number}]"),
                value=value if isinstance(value, dict) else {},
                problems=_within(where, self.problems),
                warnings=_within(where, self.warnings),
            )
            for number, (name, value) in enumerate(zip(names, values, strict=True))
        )

    def entry(self, part: Part, key: str) -> Entry | None:
        """Return the entry of that key."""
        return next((one for one in self.entries(part) if one.key == key), None)

    def named(self, channel_id: str) -> tuple[bool, tuple[str, ...]]:
        """See :func:`config_entries.named`: what goes with a channel that is removed."""
        return config_entries.named(self.value or {}, channel_id)


def draft(editor: Editor) -> ConfigDraft:
    """Return this person's draft; asks no other server and writes nothing."""
    desk_id = submitted.desk_id(editor)
    with editor.engine.connect() as connection:
        return _load(connection, desk_id, editor)


def change(editor: Editor, wanted: Change) -> ConfigDraft:
    """Change this person's draft and return it; none of two windows' changes is lost.

    :raises ChangedSince: where what it is about is gone, or another window changed the same
    :raises Explained: where the draft's text can't be read, so that only a text can replace it
    """
    return update(editor, lambda found: changed(found, wanted))


def discard(editor: Editor) -> None:
    """Let go of all that this person changed; that can be taken back, see :func:`undo`."""
    update(editor, _discarded)


def undo(editor: Editor) -> None:
    """Take back what this person's last change, or discarding, did to the draft.

    :raises Explained: where there is nothing to take back, or another window was faster
    """
    desk_id = submitted.desk_id(editor)
    with writing(editor.engine) as connection:
        found = config_drafts.find(connection, desk_id, editor.account.name)
        if found is None or not found.former:
            raise Explained(msg("newsdesk-form-no-undo"))
        back = replace(found, text=found.former, former=found.text)
        if not config_drafts.write(
            connection, desk_id, editor.account.name, back, now=clock.now()
        ):
            raise Explained(msg("newsdesk-form-busy"))


def update(editor: Editor, act: Callable[[ConfigDraft], StoredDraft]) -> ConfigDraft:
    """Write what ``act`` makes of the draft as it stands, anew where another window was faster."""
    desk_id = submitted.desk_id(editor)
    for _ in range(_TRIES):
        found = draft(editor)
        new = act(found)
        with writing(editor.engine) as connection:
            written = config_drafts.write(
                connection, desk_id, editor.account.name, new, now=clock.now()
            )
        if written:
            return draft(editor)
    raise Explained(msg("newsdesk-form-busy"))


def changed(found: ConfigDraft, wanted: Change) -> StoredDraft:
    """Return what is to be stored of a draft once it is changed."""
    if isinstance(wanted, Raw):
        if wanted.version != found.version:
            raise ChangedSince(msg("newsdesk-form-raw-since"))
        text = config_value.with_json(found.text, found.model, wanted.text)
    elif found.value is None:
        raise Explained(msg("newsdesk-form-unreadable"))
    else:
        after = config_edit.applied(found.value, wanted)
        text = config_value.with_value(found.text, found.model, after)
    return replace(stored(found), text=text, former=found.text)


def stored(found: ConfigDraft) -> StoredDraft:
    """Return what is stored of a draft."""
    base = found.base
    return StoredDraft(
        base_revid=base.revid if base else 0,
        base_text=base.text if base else "",
        base_model=found.model,
        text=found.text,
        contradictions=found.contradictions,
        version=found.version,
    )


def _discarded(found: ConfigDraft) -> StoredDraft:
    text = found.base.text if found.base else config_value.first_text()
    return replace(stored(found), text=text, former=found.text, contradictions=())


def _load(connection: Connection, desk_id: int, editor: Editor) -> ConfigDraft:
    title = desks.key(connection, desk_id).page
    newest = revisions.get(connection, desk_id, title)
    site = desks.site(connection, desk_id)
    kept = config_drafts.find(connection, desk_id, editor.account.name)
    if kept is None or (kept.text == kept.base_text and not kept.contradictions):
        version = kept.version if kept else 0
        last = newest or revisions.get(connection, desk_id, title, Slot.VALID)
        text = last.text if last else config_value.first_text()
        kept = StoredDraft(
            base_revid=newest.revid if newest else 0,
            base_text=newest.text if newest else "",
            base_model=last.model if last else "json",
            text=text,
            version=version,
        )
    return seen(title, kept, newest, site)


def seen(
    title: str, kept: StoredDraft, newest: PageRevision | None, site: Site | None
) -> ConfigDraft:
    """Read a stored draft, beside the newest revision of the page."""
    base = _revision(title, kept.base_revid, kept.base_text, kept.base_model)
    if newest is not None and newest.revid == kept.base_revid:
        base = newest
    own = replace(base, text=kept.text)
    reading = config_page.read(own, site)
    value = config_value.read(own)
    before = config_value.read(base) if kept.base_revid else None
    return ConfigDraft(
        version=kept.version,
        base=base if kept.base_revid else None,
        newer=newest is not None and newest.revid != kept.base_revid,
        model=kept.base_model,
        text=kept.text,
        raw=config_value.json_of(kept.text, kept.base_model),
        value=value,
        config=reading.config,
        problems=reading.problems,
        warnings=config_entries.warnings(before or {}, value or {}),
        changes=differences(before or {}, value) if value is not None else (),
        contradictions=kept.contradictions,
    )


def _revision(title: str, revid: int, text: str, model: str) -> PageRevision:
    return PageRevision(
        title=title, revid=revid, parent=0, user="", time=clock.now(), text=text, model=model
    )


def _within(where: str, problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """Return the problems of one entry, with their places inside it."""
    return tuple(
        replace(one, place=one.place.removeprefix(where).removeprefix("."))
        for one in problems
        if one.place == where or one.place.startswith(f"{where}.")
    )
