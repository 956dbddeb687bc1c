"""A page of suggestions as the wiki has it now, for the answer that somebody is about to add."""

from __future__ import annotations

from dataclasses import dataclass, replace

from newsdesk.domain.desk import PageRevision
from newsdesk.domain.edit import EditResult
from newsdesk.domain.lead import LeadKind
from newsdesk.domain.message import Explained, msg
from newsdesk.domain.round import Thing
from newsdesk.domain.site import Site
from newsdesk.services import login_ended, submitted, wiki_leads
from newsdesk.services.submitted import Editor
from newsdesk.store import leads
from newsdesk.sync.same_leads import with_known_ids
from newsdesk.wiki import pages, rights
from newsdesk.wiki.suggestions_page import Suggestion, suggestions


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a person wants: a text below a suggestion, which can be applied again.

    ``title`` and ``answered`` are the suggestion's heading and who had answered when it was shown.
    """

    source_id: str
    native_id: str
    text: str
    title: str = ""
    answered: tuple[str, ...] = ()

    @property
    def thing(self) -> Thing:
        """The suggestion as rounds name it."""
        return Thing.of_lead(self.source_id, self.native_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """A page as the wiki has it now, and the suggestion on it, if it is still there."""

    page: str
    site: Site
    revision: PageRevision | None
    where: Suggestion | None
    refusal: EditResult | None


def page_of(editor: Editor, source_id: str) -> str:
    """Return the title of the page that a source's id names; empty where the set-up does not."""
    config, _ = submitted.desk_of(editor)
    named = wiki_leads.SOURCE_IDS[LeadKind.SUGGESTION]
    return next((title for title in config.suggestion_pages if named(title) == source_id), "")


def ground(editor: Editor, answer: Answer) -> Ground:
    """Read the page, and ask whether this user could edit it.

    :raises Explained: when the wiki could not be asked, or the set-up does not name the page
    """
    _, site = submitted.desk_of(editor)
    page = page_of(editor, answer.source_id)
    if not page:
        raise Explained(msg("newsdesk-answer-no-page"))
    with login_ended.watched(editor):
        wiki = editor.wiki()
        found = pages.current(wiki, [page])[page]
        refusal = rights.refusal(wiki, page)
    revision = replace(found, title=page) if found else None
    where = suggestion_on(editor, answer, revision, site) if revision else None
    return Ground(page=page, site=site, revision=revision, where=where, refusal=refusal)


def suggestion_on(
    editor: Editor, answer: Answer, revision: PageRevision, site: Site
) -> Suggestion | None:
    """Find a suggestion on a newer revision, under the id by which it is known."""
    its_desk = submitted.desk_id(editor)
    with editor.engine.connect() as connection:
        before = leads.of_source(connection, its_desk, answer.source_id)
    some = suggestions(revision, site)
    known = with_known_ids(before, [one.lead for one in some])
    return next(
        (one for one, lead in zip(some, known, strict=True) if lead.native_id == answer.native_id),
        None,
    )
