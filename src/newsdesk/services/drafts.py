"""Drafts: opened, saved, taken over, discarded, posted. Only editors of the news page see them.

A person who saves names the version that they have seen. Where somebody else saved since, neither
text is lost: the draft stays, the other text is kept beside it, and both are shown.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from newsdesk.domain.draft import Draft, DraftState, Left
from newsdesk.domain.message import Explained, msg
from newsdesk.infra import clock
from newsdesk.infra.text import clean, one_line
from newsdesk.services import editors, submitted
from newsdesk.services.draft_subject import Shelf
from newsdesk.services.draft_titles import titles
from newsdesk.services.draft_work import Work
from newsdesk.services.submitted import Editor
from newsdesk.store import drafts as rows
from newsdesk.store.database import writing

MOST_TEXT = 65_000
"""Characters of a draft: as many as the longest post of any network."""
MOST_ALT = 2_000
MOST_IMAGES = 10
MOST_LISTED = 50


@dataclass(frozen=True, slots=True)
class Typed:
    """What somebody typed, and the version of the draft that they had before them."""

    text: str
    alt: tuple[str, ...] = ()
    version: int = 0


def opened(editor: Editor) -> list[tuple[Draft, str, str]]:
    """Return the drafts that somebody works on, the last changed first, no more than 50.

    Each comes with the names of its thing and its channel, empty where that is gone.
    """
    config, site = submitted.desk_of(editor)
    desk_id = submitted.desk_id(editor)
    with editor.engine.connect() as connection:
        found = rows.opened(connection, desk_id, limit=MOST_LISTED)
        shelf = Shelf(connection, desk_id, config, site, editor.words)
        names = titles(shelf, [one.thing for one in found])
    channels = {one.id: one.name for one in config.channels}
    return [
        (one, names.get(one.thing, one_line(one.basis)), channels.get(one.channel_id, ""))
        for one in found
    ]


def save(work: Work, typed: Typed) -> bool:
    """Save a draft; ``False`` where another text was saved since, which is kept, as is this one.

    :raises Explained: where this person may not, or the text is too long to be kept
    """
    _permit(work.editor)
    _check(typed)
    if work.held_by:
        _leave(work, typed)
        return False
    language = work.subject.basis.language
    draft = work.draft
    new = _new(work, typed, language) if draft is None else _again(draft, typed, language)
    return _write(work, new, typed)


def take_over(work: Work, version: int) -> bool:
    """Go on with another person's draft as it is; ``False`` where it changed since it was seen.

    :raises Explained: where this person may not
    """
    editors.require(work.editor)
    found = work.open
    return found is not None and _write(work, replace(found, version=version))


def close(work: Work, version: int, state: DraftState, url: str = "") -> bool:
    """Close a draft, or open a closed one again; ``False`` where it changed since it was seen.

    :raises Explained: where this person may not
    """
    editors.require(work.editor)
    found = work.draft
    if found is None or work.held_by:
        return False
    return _write(work, replace(found, version=version, state=state, url=url))


def permitted(editor: Editor) -> bool | None:
    """Tell whether somebody may see drafts; ``None`` where that has to be asked first."""
    return editors.known(editor.engine, submitted.desk_id(editor), editor.account.name)


def _permit(editor: Editor) -> None:
    """Ask the wiki where what it said is older than ten minutes: a draft is saved as one types.

    :raises Explained: where this person may not
    """
    if permitted(editor) is not True:
        editors.require(editor)


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
        url="",
    )


def _write(work: Work, new: Draft, typed: Typed | None = None) -> bool:
    """Write a draft as this person's own; a text that comes too late is kept beside it."""
    new = replace(new, user=work.editor.account.name, changed=clock.now())
    with writing(work.editor.engine) as connection:
        written = rows.write(connection, work.desk_id, new)
    if not written and typed is not None:
        _leave(work, typed)
    return written


def _leave(work: Work, typed: Typed) -> None:
    late = Left(user=work.editor.account.name, text=clean(typed.text), time=clock.now())
    with writing(work.editor.engine) as connection:
        rows.leave(connection, work.desk_id, work.stored_as, work.channel.id, late)
