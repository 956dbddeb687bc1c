"""How far saving the set-up has come: what it changes, against what, and what then holds."""

from __future__ import annotations

import json
from dataclasses import dataclass

from newsdesk.domain import config_words
from newsdesk.domain.config_change import Contradiction
from newsdesk.domain.message import Message, msg
from newsdesk.domain.site import Site
from newsdesk.services.config_sent import ConfigSent
from newsdesk.services.submitted import Editor
from newsdesk.web.views.edit_request import request_url
from newsdesk.web.views.progress import Progress, progress, refused


@dataclass(frozen=True, slots=True, kw_only=True)
class Against:
    """A place where somebody else saved another value meanwhile; empty where there is none."""

    place: str
    theirs: str
    mine: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewView:
    """A submission; ``refused`` is why this person can't edit, who can then copy ``text``."""

    progress: Progress
    will: Message
    changes: tuple[Message, ...]
    against: tuple[Against, ...]
    summary: str
    refused: Message | None
    text: str
    ask: str


def review_view(editor: Editor, sent: ConfigSent, site: Site, typed: str) -> ReviewView:
    """Show a submission; the wiki is only asked as long as it can still be sent.

    ``typed`` is a summary from before a login in between.

    :raises LoginEnded: when the wiki no longer accepts the login
    """
    (edit,) = sent.edits
    return ReviewView(
        progress=progress(editor, sent, site),
        will=msg("newsdesk-form-will", edit.title, site.name, editor.account.name),
        changes=tuple(config_words.in_words(one.message) for one in sent.changes),
        against=tuple(map(_against, sent.contradictions)),
        summary=typed or edit.summary,
        refused=refused(edit.title, sent.refusal),
        text=sent.text,
        ask=request_url(site, edit.title, editor.words.plain(msg("newsdesk-form-ask-subject"))),
    )


def _against(one: Contradiction) -> Against:
    return Against(place=one.place, theirs=_shown(one.theirs), mine=_shown(one.mine))


def _shown(value: object) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
