"""What a news item is made from: a thing of a round, which then waits no longer."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from urllib.parse import parse_qs, urlencode

from markupsafe import escape

from newsdesk.domain.channel import ChannelKind
from newsdesk.domain.edit import NoChange, Saved
from newsdesk.domain.lead import Lead
from newsdesk.domain.message import Explained
from newsdesk.domain.post import Author, Post, PostKey
from newsdesk.domain.round import Handling, Step, Thing
from newsdesk.infra.clock import UTC_ZONE
from newsdesk.services import handling, submitted
from newsdesk.services.news_edit import NewsSent
from newsdesk.services.submitted import Editor
from newsdesk.store import leads
from newsdesk.sync import upcoming
from newsdesk.wiki import news_page

FEW = 600
"""Characters of a lead that can be an item as they are."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Origin:
    """A thing of a round, and the step at which it was met."""

    step: Step
    thing: Thing

    def __str__(self) -> str:
        return urlencode({"step": self.step.value, "part": self.thing.parts}, doseq=True)

    @classmethod
    def read(cls, written: str) -> Origin | None:
        """Read what ``str`` wrote; ``None`` for anything else."""
        said = parse_qs(written)
        match said.get("step"), said.get("part"):
            case [step], [kind, origin, native] if step in set(Step):
                return cls(Step(step), Thing((kind, origin, native)))
        return None


def draft(editor: Editor, source_id: str, native_id: str) -> str | None:
    """Write a lead as the wikitext of a news item; ``None`` if no such lead is known."""
    _, site = submitted.desk_of(editor)
    desk_id = submitted.desk_id(editor)
    with editor.engine.connect() as connection:
        found = leads.get(connection, desk_id, source_id, native_id)
    return None if found is None else news_page.draft_from_post(_as_post(editor, found), site).text


def note(editor: Editor, sent: NewsSent) -> None:
    """Say in the round that a news item was made from a thing, once it is on the page."""
    origin = Origin.read(sent.wish.of)
    if origin is None or not isinstance(sent.result, Saved | NoChange):
        return
    try:
        handling.handle(editor, origin.thing, origin.step, Handling.ADDED)
    except Explained as problem:
        # The item is on the page, whatever becomes of this.
        log.info("not noted in the round", extra={"reason": problem.message.key})


def _as_post(editor: Editor, lead: Lead) -> Post:
    """Let a lead be drafted as a post would be: what it is, linked, and when.

    An item of a list is its own few words, with the links in them.
    """
    name, url = escape(lead.title or lead.text), escape(lead.url)
    html = f'<p><a href="{url}">{name}</a>' if lead.url else f"<p>{name}"
    if lead.when:
        html += f", {escape(editor.words.plain(upcoming.in_words(lead.when, UTC_ZONE)))}"
    elif len(lead.text) <= FEW and lead.text.startswith(lead.title.rstrip("…")):
        html = f"<p>{lead.html}" if lead.html else html
    return Post(
        key=PostKey(ChannelKind.FEED, lead.source_id, lead.native_id),
        url=lead.url,
        author=Author(lead.author, ""),
        time=lead.time,
        html=f"{html}</p>",
        text=lead.title or lead.text,
    )
