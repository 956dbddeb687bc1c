"""Makes posts of the messages in Telegram's preview of a channel, and a profile of the preview.

The parts of a message are those of the post widget: https://core.telegram.org/widgets/post
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from newsdesk.channels.shape import UnreadableError, id_at, needed_time_at
from newsdesk.domain.channel import ChannelKind
from newsdesk.domain.post import Author, Medium, MediumKind, Post, PostForm, PostKey
from newsdesk.domain.profile import Profile
from newsdesk.infra.html import safe_link, sanitise
from newsdesk.infra.text import one_line

ORIGIN = "https://t.me"
NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]{3,31}")
"""The form of a channel's name."""
MESSAGE = re.compile(r"/([A-Za-z]\w{3,31})/([0-9]{1,20})/?", re.ASCII)
"""The path of a message's address: the channel's name, and the number of the message in it."""

_COUNT = re.compile(r"(\d{1,12}(?:\.\d{1,3})?)([KM]?)")
_TIMES = {"": 1, "K": 1_000, "M": 1_000_000}
_MEDIA: Mapping[str, MediumKind] = {
    ".tgme_widget_message_photo_wrap": "image",
    ".tgme_widget_message_video_player": "video",
    ".tgme_widget_message_roundvideo_player": "video",
    ".tgme_widget_message_voice_player": "audio",
    ".tgme_widget_message_document_wrap": "file",
}


def post(message: object) -> Post | None:
    """Read one message; ``None`` for one that only says what was done to the channel.

    Its id is the channel's name and the number in it, as every channel numbers its own. A reply
    to an earlier message of the channel goes on with that one. When a message was edited is not
    told, but what it says then is read anew.

    :raises UnreadableError: where it lacks what every message has
    """
    if not isinstance(message, LexborNode):
        raise UnreadableError("message")
    if message.css_matches(".service_message"):
        return None
    attributes = message.attributes
    native_id = id_at(attributes, "data-post").lower()
    url = f"{ORIGIN}/{attributes['data-post']}"
    forwarded = message.css_first(".tgme_widget_message_forwarded_from_name")
    original = safe_link(attribute(forwarded, "href"), ORIGIN)
    answered = MESSAGE.fullmatch(_path(_of(message, ".tgme_widget_message_reply", "href")))
    own = native_id.partition("/")[0]
    body = sanitise(_html(message), f"{ORIGIN}/s/{own}")
    shown = safe_link(_of(message, ".tgme_widget_message_link_preview", "href"), ORIGIN)
    return Post(
        key=PostKey(ChannelKind.TELEGRAM, ORIGIN, native_id),
        url=original or url,
        author=_author(message, forwarded, original),
        time=needed_time_at(
            {"at": _of(message, ".tgme_widget_message_date time", "datetime")}, "at"
        ),
        html=body.html,
        text=body.text,
        links=tuple(dict.fromkeys(filter(None, (*body.links, shown)))),
        form=_form(forwarded, answered),
        shared_url=original,
        media=tuple(_media(message, url)),
        continues=f"{own}/{answered[2]}" if answered and answered[1].lower() == own else "",
    )


def profile(document: LexborHTMLParser) -> Profile:
    """Read what the preview says of the channel.

    A large number of subscribers is rounded there, such as 12.3K: it is taken as 12,300, so that
    a count grows in steps.
    """
    handle = _text(document.css_first(".tgme_channel_info_header_username")).removeprefix("@")
    return Profile(
        handle=handle,
        name=_text(document.css_first(".tgme_channel_info_header_title")) or handle,
        url=f"{ORIGIN}/s/{handle}",
        followers=_count(_text(document.css_first(".tgme_channel_info_counter .counter_value"))),
    )


def _html(message: LexborNode) -> str:
    """Return the text, or a poll's question, with tags and mentions told apart from links."""
    text = message.css_first(".js-message_text")
    if text is None:
        return escape(_text(message.css_first(".tgme_widget_message_poll_question")))
    for emoji in text.css("i.emoji"):
        emoji.replace_with(emoji.text())
    for link in text.css("a[href]"):
        if attribute(link, "href").startswith("?q="):
            link.attrs["class"] = "hashtag"
        elif link.text().startswith("@"):
            link.attrs["class"] = "mention"
    return text.inner_html or ""


def _author(message: LexborNode, forwarded: LexborNode | None, original: str) -> Author:
    """Return who wrote it; who hides their account from forwards has a name alone."""
    node = forwarded or message.css_first(".tgme_widget_message_owner_name")
    address = original if forwarded else f"{ORIGIN}/{id_at(message.attributes, 'data-post')}"
    parts = _path(address).split("/")
    handle = parts[1] if len(parts) > 1 and NAME.fullmatch(parts[1]) else ""
    return Author(
        name=_text(node) or handle,
        handle=handle,
        url=f"{ORIGIN}/{handle}" if handle else "",
    )


def _form(forwarded: LexborNode | None, answered: re.Match[str] | None) -> PostForm:
    if forwarded:
        return PostForm.SHARE
    return PostForm.REPLY if answered else PostForm.ORIGINAL


def _media(message: LexborNode, url: str) -> list[Medium]:
    """List pictures and the like: they have no alt text, and are shown where the message is."""
    found = message.css(",".join(_MEDIA))
    return [
        Medium(
            next(kind for selector, kind in _MEDIA.items() if node.css_matches(selector)),
            url=safe_link(attribute(node, "href")) or url,
        )
        for node in found
    ]


def _count(shown: str) -> int | None:
    found = _COUNT.fullmatch(shown.replace(" ", "").replace(",", ""))
    return round(float(found[1]) * _TIMES[found[2]]) if found else None


def _of(message: LexborNode, selector: str, name: str) -> str:
    return attribute(message.css_first(selector), name)


def attribute(node: LexborNode | None, name: str) -> str:
    """Return an attribute of what was found, empty where there is none."""
    return (node.attributes.get(name) or "") if node else ""


def _text(node: LexborNode | None) -> str:
    return one_line(node.text()) if node else ""


def _path(address: str) -> str:
    return urlsplit(safe_link(address)).path if safe_link(address).startswith(f"{ORIGIN}/") else ""
