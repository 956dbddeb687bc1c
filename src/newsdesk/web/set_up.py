"""The set-up: what is in force and what is wrong with it; beginning to try a first one."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from newsdesk.domain.message import Explained, Message
from newsdesk.services import page_facts, set_up, trial
from newsdesk.services.trial import Wanted
from newsdesk.web.asking import ask
from newsdesk.web.tool import now, tool
from newsdesk.web.views import set_up as views
from newsdesk.web.visitor import open_form

blueprint = Blueprint("set_up", __name__, url_prefix="/setup")


@blueprint.get("")
def show() -> ResponseReturnValue:
    """Show the set-up in force, or offer to try a first one."""
    return _page()


@blueprint.post("/check")
@open_form
def check() -> ResponseReturnValue:
    """Ask the wiki for a newer set-up; anybody may, as it is done once a minute at most."""
    failure = ask(set_up.check_now)
    if failure:
        return _page(failure=failure), 502
    return redirect(url_for("set_up.show"), 303)


@blueprint.post("/try")
@open_form
def begin() -> ResponseReturnValue:
    """Read the wiki's pages for a trial, and begin to read its channels."""
    wanted = Wanted(
        news=request.form.get("news", "").strip(),
        links=request.form.get("links", ""),
        page=request.form.get("page", "").strip(),
    )
    try:
        token = trial.begin(tool().engine, tool().settings, wanted)
    except Explained as refused:
        return _page(failure=refused.message, wanted=wanted), 422
    trial.start_reading(tool().engine, tool().settings, token)
    return redirect(url_for("set_up_trial.show", token=token), 303)


def _page(failure: Message | None = None, wanted: Wanted | None = None) -> str:
    found = set_up.overview(tool().engine, tool().settings)
    if found.set_up.newest or found.set_up.in_force:
        view = views.overview(
            found,
            page_facts.load(tool().engine, tool().settings),
            tool().settings,
            now().date(),
        )
        return render_template("set_up.html", view=view, failure=failure)
    return render_template(
        "set_up_first.html",
        wanted=wanted or Wanted(news=""),
        asked=found.set_up.checked is not None,
        failure=failure,
        title=tool().settings.config_page,
    )
