"""Reads what a status of Mastodon's API says, and where it links to.

Shapes: https://docs.joinmastodon.org/entities/Status/ and
https://docs.joinmastodon.org/entities/Poll/.
"""

from __future__ import annotations

from dataclasses import replace
from html import escape
from urllib.parse import urlsplit

from newsdesk.channels.shape import items_at, line_at, text_at
from newsdesk.infra.html import Clean, safe_link, sanitise

_QUOTE_FOR_OLD_APPS = '<p class="quote-inline">', "</p>"
"""Says once more what is quoted: https://docs.joinmastodon.org/client/quotes/"""

_REPEATS = 10


def words(status: object, *, quoted: str = "") -> Clean:
    """Read the text, the choices of a poll, and the real links.

    Mentions and tags are left out even where no class tells them; a post that is ``quoted`` is
    a link, and what says so in the text for old apps is left out.
    """
    html = text_at(status, "content")
    if quoted:
        html = _without(html, *_QUOTE_FOR_OLD_APPS)
    body = sanitise(html + _poll(status))
    own = {
        safe_link(text_at(one, "url"))
        for one in items_at(status, "mentions") + items_at(status, "tags")
    }
    body = replace(body, links=tuple(link for link in body.links if link not in own))
    body = _unshortened(body, safe_link(text_at(status, "card", "url")))
    return replace(body, links=tuple(dict.fromkeys(filter(None, (*body.links, quoted)))))


def _without(html: str, opening: str, closing: str) -> str:
    """Take one stretch out; a pattern would take hours for one that is opened without end."""
    before, _, rest = html.partition(opening)
    return before + rest.partition(closing)[2] if closing in rest else html


def _poll(status: object) -> str:
    """Return what people can choose from as a list, for it stands nowhere else."""
    titles = [line_at(one, "title") for one in items_at(status, "poll", "options")]
    choices = "".join(f"<li>{escape(title)}</li>" for title in titles if title)
    return f"<ul>{choices}</ul>" if choices else ""


def _unshortened(body: Clean, card: str) -> Clean:
    """Put where it leads in the place of a post's only link, as the preview card tells.

    A card of the link's own site is not asked: it may lead to a place less exact. A text that
    repeats its link on and on, and would grow with it, stays as it is. See
    https://docs.joinmastodon.org/entities/PreviewCard/
    """
    if not card or len(body.links) != 1:
        return body
    short = body.links[0]
    if urlsplit(short).hostname == urlsplit(card).hostname or body.text.count(short) > _REPEATS:
        return body
    return Clean(
        body.html.replace(f'href="{escape(short)}"', f'href="{escape(card)}"'),
        body.text.replace(short, card),
        (card,),
    )
