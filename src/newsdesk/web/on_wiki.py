"""Set up this wiki: the pages that the tool offers, and making them as who is logged in."""

from __future__ import annotations

from flask import Blueprint, Response, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from newsdesk.domain.message import Explained, Message, msg
from newsdesk.domain.site import Site
from newsdesk.infra import messages
from newsdesk.services import installed_pages, installing
from newsdesk.services.installed_pages import Overview
from newsdesk.services.installing import PageSent
from newsdesk.services.login_ended import LoginEnded
from newsdesk.services.submitted import Editor
from newsdesk.services.summaries import tool_link
from newsdesk.web import edit_kept, review_pages
from newsdesk.web.asking import ask
from newsdesk.web.edit_form import editor
from newsdesk.web.fragment import for_strangers
from newsdesk.web.tool import tool
from newsdesk.web.views.on_wiki import list_view, page_view, review_view
from newsdesk.web.visitor import open_form

blueprint = Blueprint("on_wiki", __name__, url_prefix="/setup/wiki")


@blueprint.get("")
def show() -> Response:
    """Show what the wiki has of the pages that are offered."""
    return for_strangers(_list, {})


@blueprint.post("")
def submit() -> ResponseReturnValue:
    """Lead to the preview of a page that is to be made or updated."""
    try:
        made = installing.submit(editor(), request.form.get("title", ""))
    except LoginEnded:
        raise
    except Explained as problem:
        return _list(problem.message), 422
    return redirect(url_for("on_wiki.review", submission_id=made), 303)


@blueprint.post("/check")
@open_form
def check() -> ResponseReturnValue:
    """Ask the wiki what it has now; anybody may, as it is done once a minute at most."""
    failure = ask(installed_pages.check_now)
    return (_list(failure), 502) if failure else redirect(url_for("on_wiki.show"), 303)


@blueprint.get("/page/<path:title>")
def page(title: str) -> Response:
    """Show one page: its text, what an update changes, and how it gets there."""
    return for_strangers(lambda: _page(title), {})


def _overview() -> Overview:
    shared = tool()
    return installed_pages.overview(shared.engine, shared.settings, shared.catalogue)


def _list(failure: Message | None = None) -> str:
    return render_template("on_wiki.html", wiki=list_view(_overview()), failure=failure)


def _page(title: str) -> str:
    found = _overview()
    one = found.of(title) or abort(404)
    summary = ""
    if found.site is not None:
        words = messages.translator(tool().catalogue, found.site.language)
        link = tool_link(found.site, "/setup/wiki")
        summary = words.plain(msg("newsdesk-summary-onwiki-update", link))
    return render_template("on_wiki_page.html", view=page_view(found, one, summary))


def _review(me: Editor, sent: PageSent, site: Site) -> str:
    view = review_view(me, sent, site, _overview())
    return render_template("on_wiki_review.html", review=view)


def _ended(happened: Message) -> ResponseReturnValue:
    return edit_kept.text_page(happened, "", url_for("on_wiki.show"), fits=True)


review_pages.add(blueprint, installing, show=_review, again=lambda _: _list())
edit_kept.answer(blueprint, _ended)
