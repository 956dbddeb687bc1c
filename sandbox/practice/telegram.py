"""A practice Telegram: the preview of one public channel, and cards of what has no preview.

The parts of a message are those of https://core.telegram.org/widgets/post
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from werkzeug.utils import redirect
from werkzeug.wrappers import Request, Response

from sandbox.practice.others import Others
from sandbox.practice.rich_text import Part, parts
from sandbox.practice.timeline import Posted, Timeline, from_first
from sandbox.story import Form
from sandbox.story.people import person

ORIGIN = "https://t.me"
NAME = "mediawiki_news"
TITLE = "MediaWiki News"
PRIVATE = "mediawiki_staff"
"""A channel that has turned its preview off."""
SUBSCRIBERS = "2.31K"
PER_PAGE = 20


class TelegramServer:
    """Answers as t.me does for one channel and those it forwards; it knows no other name."""

    def __init__(self, timeline: Timeline, others: Others) -> None:
        self._timeline, self._others = timeline, others

    def __call__(self, request: Request) -> Response:
        """Answer a request."""
        place, _, name = request.path.strip("/").rpartition("/")
        posts = self._posts(name)
        if place == "s" and (posts or name == NAME):
            return _page(_before(posts, request.args.get("before", type=int)), name)
        if place == "s":
            return redirect(f"{ORIGIN}/{name}")
        return _html(_card(name))

    def _posts(self, name: str) -> Sequence[Posted]:
        return self._timeline.posts() if name == NAME else self._others.by(name)


def _before(posts: Sequence[Posted], number: int | None) -> Sequence[Posted]:
    return posts if number is None else from_first(posts, lambda post: post.id < number)


def _page(posts: Sequence[Posted], name: str) -> Response:
    shown, address, title = posts[:PER_PAGE], f"{ORIGIN}/{name}", escape(_title(name))
    more = ""
    if len(posts) > PER_PAGE:
        oldest = shown[-1].id
        more = (
            f'<div class="tgme_widget_message_centered js-messages_more_wrap">'
            f'<a href="/s/{name}?before={oldest}" class="tme_messages_more js-messages_more" '
            f'data-before="{oldest}"></a></div>'
        )
    return _html(
        f'<div class="tgme_channel_info"><div class="tgme_channel_info_header">'
        f'<div class="tgme_channel_info_header_title"><span dir="auto">{title}</span></div>'
        f'<div class="tgme_channel_info_header_username"><a href="{address}">@{name}</a></div>'
        f'</div><div class="tgme_channel_info_counters"><div class="tgme_channel_info_counter">'
        f'<span class="counter_value">{SUBSCRIBERS}</span> '
        f'<span class="counter_type">subscribers</span></div></div></div>'
        f'<section class="tgme_channel_history js-message_history">{more}'
        f"{''.join(_message(post, name) for post in reversed(shown))}</section>"
    )


def _title(name: str) -> str:
    return TITLE if name == NAME else person(name).name


def _message(post: Posted, name: str) -> str:
    edited = "edited " if post.edited else ""
    return (
        f'<div class="tgme_widget_message_wrap js-widget_message_wrap">'
        f'<div class="tgme_widget_message text_not_supported_wrap js-widget_message" '
        f'data-post="{name}/{post.id}"><div class="tgme_widget_message_bubble">'
        f'<div class="tgme_widget_message_author accent_color">'
        f'<a class="tgme_widget_message_owner_name" href="{ORIGIN}/{name}">'
        f'<span dir="auto">{escape(_title(name))}</span></a></div>'
        f"{_forwarded(post)}{_reply(post, name)}"
        f'<div class="tgme_widget_message_text js-message_text" dir="auto">{_text(post)}</div>'
        f'<div class="tgme_widget_message_footer compact js-message_footer">'
        f'<span class="tgme_widget_message_meta">{edited}<a class="tgme_widget_message_date" '
        f'href="{ORIGIN}/{name}/{post.id}"><time datetime="{post.time.isoformat()}" '
        f'class="time">{post.time:%H:%M}</time></a></span></div></div></div></div>'
    )


def _forwarded(post: Posted) -> str:
    if post.telling.form is not Form.SHARE:
        return ""
    name = escape(post.telling.author)
    address = f"{ORIGIN}/{name}/{post.about.id}"
    return (
        '<div class="tgme_widget_message_forwarded_from accent_color">Forwarded from&nbsp;'
        f'<a class="tgme_widget_message_forwarded_from_name" href="{address}">'
        f'<span dir="auto">{name}</span></a></div>'
    )


def _reply(post: Posted, name: str) -> str:
    if post.below is None:
        return ""
    return (
        f'<a class="tgme_widget_message_reply" href="{ORIGIN}/{name}/{post.below.id}">'
        f'<div class="tgme_widget_message_text js-message_reply_text" dir="auto">'
        f"{escape(post.below.telling.text)}</div></a>"
    )


def _text(post: Posted) -> str:
    shown = post.telling.shown or post.telling.link
    return "".join(_part(part) for part in parts(post.telling, shown))


def _part(part: Part) -> str:
    text = escape(part.text).replace("\n", "<br/>")
    if part.link:
        return f'<a href="{escape(part.link)}" target="_blank" rel="noopener">{text}</a>'
    if part.mention:
        return f'<a href="{ORIGIN}/{escape(part.mention)}" target="_blank">{text}</a>'
    if part.tag:
        return f'<a href="?q=%23{escape(part.tag)}">{text}</a>'
    return text


def _card(name: str) -> str:
    """Make the card of a channel without a preview, or of what could be anybody."""
    if name != PRIVATE:
        return f'<div class="tgme_page"><div class="tgme_page_icon"></div>{escape(name)}</div>'
    return (
        '<div class="tgme_page"><div class="tgme_page_title"><span>Staff</span></div>'
        '<div class="tgme_page_extra">14 subscribers</div></div>'
    )


def _html(body: str) -> Response:
    page = f"<!DOCTYPE html><html><head><title>Telegram</title></head><body>{body}</body></html>"
    return Response(page, content_type="text/html; charset=utf-8")
