"""What the pages of a draft have in common: which draft, who may see it, what is shown of it."""

from __future__ import annotations

from flask import Response, make_response, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from newsdesk.domain.lead import Lead
from newsdesk.domain.message import Message
from newsdesk.domain.news_item import NewsItem
from newsdesk.domain.post import Post
from newsdesk.services import drafts, editors
from newsdesk.services.draft_subject import Subject
from newsdesk.services.draft_work import Work, open_
from newsdesk.services.drafts import Typed
from newsdesk.services.news_origin import Origin
from newsdesk.services.submitted import Editor
from newsdesk.web import draft_link
from newsdesk.web.fragment import can_post
from newsdesk.web.links import this_page
from newsdesk.web.tool import now
from newsdesk.web.views import draft as views
from newsdesk.web.views.post import web

Answer = AnyResponse | str | tuple[str, int]
SECONDS = 3
"""How often a page that waits for something comes back by itself."""


def work_asked(me: Editor) -> Work:
    """Find the draft that the address or the form names.

    :raises NoDraft: where there is nothing of that name
    """
    return open_(me, *draft_link.named(request.values))


def address(work: Work, endpoint: str = "draft.show") -> str:
    """Return the address of a draft's page."""
    return draft_link.href(work.subject.thing, work.channel.id, endpoint)


def page(
    work: Work, typed: Typed | None = None, problem: Message | None = None, status: int = 200
) -> Answer:
    """Render a draft; ``typed`` is shown in its place where it could not be saved."""
    made = render_template("draft.html", **shared(work, typed), problem=problem)
    return made if status == 200 else (made, status)


def shared(work: Work, typed: Typed | None = None) -> dict[str, object]:
    """Return what the templates of a draft need."""
    view = views.view(
        work,
        typed,
        now(),
        is_poster=work.channel.id in can_post(),
        subject_href=_source(work),
        news_href=_news(work),
    )
    named = draft_link.fields(work.subject.thing, work.channel.id)
    return {"view": view, "named": named, "draft": work.draft, "back": address(work)}


def _source(work: Work) -> str:
    """Return where to read what a draft is about."""
    match work.subject:
        case Subject(item=NewsItem(id=item_id)):
            return url_for("item.show", item_id=item_id)
        case Subject(lead=Lead(url=url)) | Subject(post=Post(url=url)):
            return web(url)
    return ""


def _news(work: Work) -> str:
    """Return where a news item is made of what is none yet."""
    subject = work.subject
    if subject.item is not None or subject.gone:
        return ""
    named = draft_link.fields(subject.thing, "")
    del named["channel"]
    named["of"] = str(Origin(subject.step, subject.thing))
    return url_for("edit.add", **named)  # type: ignore[arg-type]


def closed_to(me: Editor) -> Answer | None:
    """Return what those see who may not see drafts, or of whom that is not known yet."""
    may = drafts.permitted(me)
    if may:
        return None
    if may is False:
        return render_template("draft_asking.html", refused=True, again=""), 403
    tried = bool(request.args.get("asked"))
    made = render_template("draft_asking.html", tried=tried, again=this_page(asked="1"))
    answer = make_response(made)
    if not tried:
        answer.headers["Refresh"] = f"{SECONDS}; url={this_page(asked='1')}"
    return renewing(me, answer)


def renewing(me: Editor, answer: Response) -> Response:
    """Let the wiki be asked whether this person is an editor, once the answer was sent."""
    answer.call_on_close(lambda: editors.start_if_due(me))
    return answer


def kept(typed: Typed | None, problem: Message) -> Answer:
    """Show what somebody typed, and nothing of the draft."""
    text = typed.text if typed else ""
    named = draft_link.named(request.form)
    again = draft_link.href(*named)
    return render_template("draft_kept.html", text=text, problem=problem, again=again), 403
