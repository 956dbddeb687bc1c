"""The set-up: what is in force and what is wrong with it; trying and creating the first one."""

from __future__ import annotations

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from newsdesk.domain.config_change import Raw
from newsdesk.domain.edit import EditResult, Saved
from newsdesk.domain.edit_words import explain
from newsdesk.domain.message import Explained, Message, msg
from newsdesk.infra import messages
from newsdesk.services import background, configuring, page_facts, set_up, trial
from newsdesk.services.accounts import Account
from newsdesk.services.set_up import Proposal
from newsdesk.services.trial import Trial, Wanted
from newsdesk.web import settled
from newsdesk.web.edit_form import editor
from newsdesk.web.tool import now, page_frame, tool
from newsdesk.web.views import set_up as views
from newsdesk.web.visitor import account, open_form

blueprint = Blueprint("set_up", __name__, url_prefix="/setup")
_TOKEN = 64
_SUMMARY = 500


@blueprint.get("")
def show() -> ResponseReturnValue:
    """Show the set-up in force, or offer to try a first one."""
    return _page()


@blueprint.post("/check")
@open_form
def check() -> ResponseReturnValue:
    """Ask the wiki for a newer set-up; anybody may, as it is done once a minute at most."""
    failure = set_up.check_now(tool().engine, tool().settings)
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
    return redirect(url_for("set_up.tried", token=token), 303)


@blueprint.get("/try/<token>")
def tried(token: str) -> ResponseReturnValue:
    """Show how far a trial has come: reads what is stored, and nothing else."""
    address = url_for("set_up.tried", token=token)
    view = views.trial(_trial(token), address)
    page = render_template("set_up_trial.html", trial=view, token=token, account=account())
    return page, {"Cache-Control": "private, no-store"}


@blueprint.get("/try/<token>/create")
def ask(token: str) -> ResponseReturnValue:
    """Ask for the first set-up page's text and summary."""
    found, user = _trial(token), account()
    if user is None:
        return redirect(url_for("login.show", next=request.path))
    summary = messages.translator(tool().catalogue, _language()).plain(
        msg("newsdesk-summary-set-up")
    )
    return _form(token, user, views.readable(found.text), summary)


@blueprint.post("/try/<token>/form")
def take(token: str) -> ResponseReturnValue:
    """Go on in the form with what a trial has come to."""
    found, me = _trial(token), editor()
    configuring.change(me, Raw(views.readable(found.text), configuring.draft(me).version))
    answer = redirect(url_for("set_up_form.show"), 303)
    settled.say(answer, msg("newsdesk-form-kept"), "undo")
    return answer


@blueprint.post("/try/<token>/preview")
def preview(token: str) -> ResponseReturnValue:
    """Show what would be created, with the wiki's own preview; or what is wrong with it."""
    _trial(token)
    user, text, summary = _user(), request.form.get("text", ""), request.form.get("summary", "")
    found = set_up.propose(
        tool().engine, tool().settings, user, text=text, summary=summary.strip()[:_SUMMARY]
    )
    return _form(token, user, text, summary, found)


@blueprint.post("/create")
def create() -> ResponseReturnValue:
    """Create the page that was previewed, once, as the user."""
    user, proposal = _user(), request.form.get("proposal", "")[:_TOKEN]
    result = set_up.create(tool().engine, tool().settings, user, proposal)
    if result is None:
        abort(404)
    if isinstance(result, Saved):
        background.start_if_stale(tool().settings, tool().engine)
        return redirect(url_for("set_up.show"), 303)
    return _failed(user, proposal, result)


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


def _form(
    token: str, user: Account, text: str, summary: str, found: Proposal | None = None
) -> ResponseReturnValue:
    proposal = found or Proposal()
    page = render_template(
        "set_up_create.html",
        token=token,
        user=user,
        text=text,
        summary=summary,
        proposal=proposal,
        refusal=explain(proposal.refusal) if proposal.refusal else None,
        title=tool().settings.config_page,
        frame=page_frame(),
    )
    return page, 422 if proposal.problems or proposal.refusal else 200


def _failed(user: Account, proposal: str, result: EditResult) -> ResponseReturnValue:
    page = render_template(
        "set_up_failed.html",
        why=explain(result),
        text=set_up.proposed_text(tool().engine, tool().settings, user, proposal),
        proposal=proposal if result.retry else "",
        user=user,
        title=tool().settings.config_page,
    )
    return page, 409


def _trial(token: str) -> Trial:
    found = trial.load(tool().engine, tool().settings, token[:_TOKEN])
    if found is None:
        abort(404)
    return found


def _user() -> Account:
    user = account()
    if user is None:
        abort(403)
    return user


def _language() -> str:
    """The wiki's content language, which summaries are in."""
    site = page_frame().site
    return site.language if site else "en"
