"""Your round: what waits at each step, and what was done in the last days."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from flask import Blueprint, Flask, Response, abort, redirect, render_template, request, url_for
from sqlalchemy.exc import SQLAlchemyError
from werkzeug import Response as AnyResponse

from newsdesk.domain.lead import LeadKind
from newsdesk.domain.message import msg
from newsdesk.domain.post import PostKey
from newsdesk.domain.round import Step
from newsdesk.infra import clock, messages
from newsdesk.infra.clock import UTC_ZONE
from newsdesk.infra.spans import ago
from newsdesk.services import desk as desks
from newsdesk.services import editors, round_gaps, sharing, wiki_leads
from newsdesk.services import round as rounds
from newsdesk.services import side_by_side as sides
from newsdesk.services.address_args import number
from newsdesk.services.originals import Elsewhere
from newsdesk.services.round import Queue, Round, Viewer
from newsdesk.web import beginning, visitor, waiting
from newsdesk.web.edit_form import editor
from newsdesk.web.fragment import can_post
from newsdesk.web.tool import Tool, desk_id, now, page_frame, tool, translator
from newsdesk.web.views import round as views
from newsdesk.web.views import round_done
from newsdesk.web.views.round import Address
from newsdesk.web.views.round_thing import Around
from newsdesk.web.zone import viewer_zone

log = logging.getLogger(__name__)
blueprint = Blueprint("round", __name__)

_TITLE = msg("newsdesk-round-title")
DAYS = 7
"""So many days back what was done is listed."""


@blueprint.after_request
def ask_wiki(response: Response) -> Response:
    """Once a page was sent, ask the wiki whether its reader may change something, if it is due."""
    if visitor.account() is not None and response.status_code == 200:
        me = editor()
        response.call_on_close(lambda: editors.start_if_due(me))
    return response


@blueprint.get("/round")
def first() -> AnyResponse | str:
    """Lead to the first step at which something waits."""
    found = head()
    if found is None:
        return beginning.page(_TITLE)
    return redirect(url_for("round.show", step=found.first.value))


@blueprint.get("/round/<step>")
def show(step: str) -> str:
    """Show one page of what waits at a step."""
    if step not in set(Step):
        abort(404)
    desk, page = desk_id(), number(request.args.get("page", ""))
    if desk is None:
        return beginning.page(_TITLE)
    return _page(rounds.queue(tool().engine, desk, Step(step), viewer(), page=page), _address)


@blueprint.get("/round/ideas")
def ideas() -> str:
    """Show the community's own ideas, which never wait and can be used again."""
    desk, page = desk_id(), number(request.args.get("page", ""))
    if desk is None:
        return beginning.page(_TITLE)
    found = rounds.ideas(tool().engine, desk, viewer(), page=page)
    return _page(found, _of_ideas, ideas=True)


@blueprint.get("/round/done")
def done() -> str:
    """Show what was done in the last days."""
    found, desk = head(), desk_id()
    if found is None or desk is None:
        return beginning.page(_TITLE)
    page = number(request.args.get("page", ""))
    deeds = rounds.done(tool().engine, desk, viewer(), days=DAYS, page=page)
    view = round_done.view(deeds, found, may=may_change())
    return render_template("round_done.html", done=view, days=DAYS)


def viewer() -> Viewer:
    """Return who looks at a round, as this request finds them."""
    account, shared = visitor.account(), tool()
    return Viewer(
        now=now(),
        user=account.name if account else "",
        zone=viewer_zone() or UTC_ZONE,
        credentials=shared.settings.credentials,
        decisions=tuple(one.decision for one in waiting.waiting()),
        kept=shared.rounds,
    )


def head() -> Round | None:
    """Read what the head of a round's pages says, ``None`` where there is no set-up yet."""
    desk = desk_id()
    return None if desk is None else rounds.load(tool().engine, desk, viewer())


def init_app(app: Flask) -> None:
    """Let the head of every page say how much waits, counted before anybody asks for it."""
    app.jinja_env.globals["round_total"] = round_total
    app.after_request(_counted)


def _counted(response: Response) -> Response:
    """Count anew once the answer to what somebody sent off was sent, as it may have changed all.

    Nobody waits for it: neither they, nor whoever opens the next page.
    """
    if request.method == "POST" and visitor.account() and response.status_code < 400:
        shared = tool()
        response.call_on_close(lambda: _count(shared))
    return response


def _count(shared: Tool) -> None:
    settings = shared.settings
    viewer = Viewer(now=clock.now(), credentials=settings.credentials, kept=shared.rounds)
    try:
        desk = desks.find(shared.engine, settings)
        if desk is not None:
            rounds.keep(shared.engine, desk, viewer)
    except SQLAlchemyError as error:
        log.warning("could not count what waits", extra={"error": type(error).__name__})


def round_total() -> int:
    """Count all that waits, for who is logged in: pages for strangers are kept, and say none.

    Pages that say that the database does not answer have a head, too.
    """
    if visitor.account() is None:
        return 0
    try:
        desk = desk_id()
        return 0 if desk is None else rounds.total(tool().engine, desk, viewer())
    except SQLAlchemyError:
        return 0


def may_change() -> bool:
    """Tell whether to show the viewer buttons: the wiki is asked at each press, whatever this."""
    return visitor.account() is not None and not is_refused()


def is_refused() -> bool:
    """Tell whether the wiki said lately that the viewer may not edit the news page."""
    account, desk = visitor.account(), desk_id()
    if account is None or desk is None:
        return False
    return editors.known(tool().engine, desk, account.name) is False


def _page(queue: Queue | None, address: Address, *, ideas: bool = False) -> str:
    found, desk, site = head(), desk_id(), page_frame().site
    if queue is None or found is None or desk is None or site is None:
        return beginning.page(_TITLE)
    me = viewer()
    elsewhere = _elsewhere(desk, queue)
    twins = sides.twins(tool().engine, desk, me, queue.step, elsewhere)
    queue = replace(queue, things=sides.side_by_side(queue.things, twins))
    around = Around(
        step=queue.step,
        user=me.user,
        may=may_change(),
        can_post=can_post(),
        site=site,
        today=now().date(),
        zone=me.zone,
        channels=sharing.writable(found.config),
        elsewhere=elsewhere,
        twins=sides.first_of_each(queue.things, twins),
        count=len(queue.things),
    )
    gaps = round_gaps.gaps(tool().engine, desk, queue.step, tool().settings.credentials)
    view = views.view(
        found,
        queue,
        around,
        () if ideas else gaps,
        now=now(),
        address=address,
        ago=lambda span: ago(span, translator().lang),
        words=_pointer,
    )
    sources = None
    if ideas or queue.step is Step.SUGGESTIONS:
        kind = LeadKind.IDEA if ideas else LeadKind.SUGGESTION
        sources = wiki_leads.at_step(tool().engine, desk, found.config, kind)
    return render_template(
        "round.html",
        round=view,
        around=around,
        refused=is_refused(),
        ideas=ideas,
        sources=sources,
    )


def _elsewhere(desk: int, queue: Queue) -> Mapping[PostKey, tuple[Elsewhere, ...]]:
    met = ((o.channel, o.post) for o in queue.things if isinstance(o, rounds.WaitingPost))
    return sharing.elsewhere(tool().engine, desk, met)


def _of_ideas(step: Step, page: int) -> str:
    more: dict[str, Any] = {"page": page} if page > 1 else {}
    return url_for("round.ideas", **more) if step is Step.SOURCES else _address(step, page)


def _address(step: Step, page: int) -> str:
    more: dict[str, Any] = {"page": page} if page > 1 else {}
    return url_for("round.show", step=step.value, **more)


def _pointer(language: str, about: str, url: str) -> str:
    """Write a pointer in a post's language where that is spoken here, else in the viewer's."""
    spoken = language if language in tool().catalogue else translator().lang
    speaker = messages.translator(tool().catalogue, spoken)
    return speaker.plain(msg("newsdesk-round-pointer", about, url))
