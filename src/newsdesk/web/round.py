"""Your round: what waits at each step, and what was done in the last days."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from newsdesk.domain.message import msg
from newsdesk.domain.round import Step
from newsdesk.infra import messages
from newsdesk.infra.spans import ago
from newsdesk.services import editors, round_gaps
from newsdesk.services import round as rounds
from newsdesk.services.address_args import number
from newsdesk.services.round import Queue, Round
from newsdesk.web import beginning, visitor
from newsdesk.web.fragment import can_post
from newsdesk.web.tool import desk_id, now, page_frame, tool, translator
from newsdesk.web.views import round as views
from newsdesk.web.views import round_done
from newsdesk.web.views.round_thing import Around

blueprint = Blueprint("round", __name__)

_TITLE = msg("newsdesk-round-title")
DAYS = 7
"""So many days back what was done is listed."""


@blueprint.get("/round")
def first() -> Response | str:
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
    found, desk, site = head(), desk_id(), page_frame().site
    if found is None or desk is None or site is None:
        return beginning.page(_TITLE)
    queue = _queue(desk, Step(step))
    may = may_change()
    around = Around(
        step=queue.step,
        user=user(),
        may=may is not False and bool(user()),
        can_post=can_post(),
        site=site,
        today=now().date(),
        count=len(queue.things),
    )
    view = views.view(
        found,
        queue,
        around,
        round_gaps.gaps(tool().engine, desk, queue.step, tool().settings.credentials),
        now=now(),
        address=_address,
        ago=lambda span: ago(span, translator().lang),
        words=_pointer,
    )
    return render_template("round.html", round=view, around=around, refused=may is False)


@blueprint.get("/round/done")
def done() -> str:
    """Show what was done in the last days."""
    found, desk = head(), desk_id()
    if found is None or desk is None:
        return beginning.page(_TITLE)
    page = number(request.args.get("page", ""))
    deeds, more = rounds.done(tool().engine, desk, now=now(), days=DAYS, page=page)
    may = bool(user()) and may_change() is not False
    view = round_done.view(deeds, found, may=may, page=page, more=more)
    return render_template("round_done.html", done=view, days=DAYS)


def user() -> str:
    """Return the viewer's name, empty for who is not logged in."""
    account = visitor.account()
    return account.name if account else ""


def head() -> Round | None:
    """Read what the head of a round's pages says, ``None`` where there is no set-up yet."""
    desk, shared = desk_id(), tool()
    if desk is None:
        return None
    credentials = shared.settings.credentials
    return rounds.load(shared.engine, desk, user(), now=now(), credentials=credentials)


def may_change() -> bool | None:
    """Tell whether the wiki lets the viewer change things, as far as it was asked lately."""
    desk = desk_id()
    if desk is None or not user():
        return None
    return editors.known(tool().engine, desk, user())


def _queue(desk: int, step: Step) -> Queue:
    return rounds.queue(
        tool().engine,
        desk,
        step,
        number(request.args.get("page", "")),
        user=user(),
        now=now(),
        credentials=tool().settings.credentials,
    )


def _address(step: Step, page: int) -> str:
    more: dict[str, Any] = {"page": page} if page > 1 else {}
    return url_for("round.show", step=step.value, **more)


def _pointer(language: str, about: str, url: str) -> str:
    """Write a pointer in a post's language where that is spoken here, else in the viewer's."""
    spoken = language if language in tool().catalogue else translator().lang
    speaker = messages.translator(tool().catalogue, spoken)
    return speaker.plain(msg("newsdesk-round-pointer", about, url))
