"""The set-up: which configuration is in force, asking for a newer one, creating the first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Engine

from newsdesk.domain.desk import PageRevision, Problem, SetUp
from newsdesk.domain.edit import EditResult, NoChange, PageEdit, Saved, Unreachable
from newsdesk.domain.message import Message
from newsdesk.domain.site import Site
from newsdesk.infra import clock
from newsdesk.infra.settings import Settings
from newsdesk.services import decided, desk, read_wiki, sources, wiki_leads
from newsdesk.services.accounts import Account
from newsdesk.services.sources import SourceState
from newsdesk.services.wiki_leads import LeadPage
from newsdesk.store import desks, revisions, submissions
from newsdesk.store.database import writing
from newsdesk.store.submissions import State, Submission
from newsdesk.wiki import config_page, edits, previews, rights
from newsdesk.wiki.session import Wiki, WikiFailed, anonymous, as_user

KIND = "create-set-up"


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """The set-up as it is stored; ``news_missing`` names a news page that does not exist.

    ``lead_pages`` are those of ideas and suggestions, ``sources`` the places that are read.
    """

    set_up: SetUp
    site: Site | None = None
    news_missing: str = ""
    lead_pages: Sequence[LeadPage] = ()
    sources: Sequence[SourceState] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A first configuration page that somebody is about to create.

    ``id`` is there where it can be created as it is; else ``problems`` say what is wrong, or
    ``refusal`` why this user can't. ``html`` is the wiki's own preview.
    """

    id: str = ""
    problems: tuple[Problem, ...] = ()
    refusal: EditResult | None = None
    html: str = ""


def overview(engine: Engine, settings: Settings) -> Overview:
    """Return what is stored of the set-up; asks no other server."""
    desk_id = desk.find(engine, settings)
    if desk_id is None:
        return Overview(set_up=SetUp())
    with engine.connect() as connection:
        set_up = desk.set_up(connection, desk_id)
        page = set_up.config.news.page if set_up.config else ""
        asked = page and revisions.checked(connection, desk_id, page)
        missing = asked and revisions.get(connection, desk_id, page) is None
        site = desks.site(connection, desk_id)
        lead_pages: Sequence[LeadPage] = ()
        places: Sequence[SourceState] = ()
        if set_up.config:
            lead_pages = wiki_leads.places(connection, desk_id, set_up.config)
            places = sources.overview(connection, desk_id, set_up.config)
            faulty = decided.faulty(connection, desk_id, set_up.config)
            set_up = replace(set_up, faulty=faulty)
    missed = page if missing else ""
    return Overview(
        set_up=set_up, site=site, news_missing=missed, lead_pages=lead_pages, sources=places
    )


def check_now(engine: Engine, settings: Settings) -> Message | None:
    """Ask the wiki for a newer configuration, at most once a minute; say why it failed, if so."""
    return read_wiki.read(anonymous(settings), engine, desk.ensure(engine, settings))


def propose(
    engine: Engine, settings: Settings, account: Account, *, text: str, summary: str
) -> Proposal:
    """Check a first configuration page and keep it for :func:`create`; nothing is saved yet.

    :raises WikiFailed: when the wiki could not be asked
    """
    now, wiki = clock.now(), as_user(settings, account.token)
    desk_id = desk.ensure(engine, settings)
    with engine.connect() as connection:
        site = desks.site(connection, desk_id)
    problems = config_page.read(_revision(settings.config_page, text, now), site).problems
    if problems:
        return Proposal(problems=problems)
    refusal = rights.refusal(wiki, settings.config_page)
    html = previews.preview(wiki, settings.config_page, text, model="json")
    if refusal is not None:
        return Proposal(refusal=refusal, html=html)
    payload = {"text": text, "summary": summary}
    with writing(engine) as connection:
        kept = submissions.create(
            connection, desk_id, user=account.name, kind=KIND, payload=payload, now=now
        )
    return Proposal(id=kept, html=html)


def create(
    engine: Engine, settings: Settings, account: Account, proposal: str
) -> EditResult | None:
    """Create the configuration page as proposed, exactly once; ``None``: no such proposal."""
    desk_id = desk.ensure(engine, settings)
    with engine.connect() as connection:
        kept = submissions.get(connection, desk_id, proposal)
    if kept is None or kept.user != account.name or kept.kind != KIND:
        return None
    wiki, edit = as_user(settings, account.token), _edit(settings, kept)
    now = clock.now()
    with writing(engine) as connection:
        mine = (connection, desk_id, kept.id)
        first = submissions.begin(*mine, user=account.name, now=now)
        lost = not first and submissions.take_over(*mine, user=account.name, now=now)
    if not (first or lost):
        return _known(kept, edit)
    result = (_find(wiki, edit) if lost else None) or _save(wiki, edit)
    _finish(engine, desk_id, kept.id, result)
    if isinstance(result, Saved):
        read_wiki.read(anonymous(settings), engine, desk_id, force=True)
    return result


def proposed_text(engine: Engine, settings: Settings, account: Account, proposal: str) -> str:
    """Return the text that somebody proposed, so that it is never lost to them."""
    desk_id = desk.ensure(engine, settings)
    with engine.connect() as connection:
        kept = submissions.get(connection, desk_id, proposal)
    return str(kept.payload["text"]) if kept and kept.user == account.name else ""


def _save(wiki: Wiki, edit: PageEdit) -> EditResult:
    result = edits.save(wiki, edit)
    return (_find(wiki, edit) or result) if isinstance(result, Unreachable) else result


def _find(wiki: Wiki, edit: PageEdit) -> Saved | None:
    try:
        return edits.find_saved(wiki, edit)
    except WikiFailed:
        return None


def _known(kept: Submission, edit: PageEdit) -> EditResult:
    """Answer a second click: with what the first one came to, if that is known yet."""
    if kept.state is not State.DONE or not kept.result:
        return Unreachable()
    revid = int(kept.result["revid"])
    return Saved(title=edit.title, revid=revid, oldrevid=0, time=kept.changed)


def _finish(engine: Engine, desk_id: int, kept: str, result: EditResult) -> None:
    """Remember the outcome; one that is not known stays under way, to be looked up later."""
    if isinstance(result, Unreachable):
        return
    saved = isinstance(result, Saved | NoChange)
    value = {"kind": type(result).__name__, "revid": getattr(result, "revid", 0)}
    with writing(engine) as connection:
        submissions.finish(
            connection, desk_id, kept, result=value, failed=not saved, now=clock.now()
        )


def _edit(settings: Settings, kept: Submission) -> PageEdit:
    return PageEdit(
        title=settings.config_page,
        text=kept.payload["text"],
        summary=kept.payload["summary"],
        user=kept.user,
        base=0,
        started=kept.created,
        model="json",
    )


def _revision(title: str, text: str, now: datetime) -> PageRevision:
    return PageRevision(title=title, revid=0, parent=0, user="", time=now, text=text, model="json")
