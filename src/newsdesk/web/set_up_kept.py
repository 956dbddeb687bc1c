"""The set-up's forms of people whose login ended: nothing that they typed is lost."""

from __future__ import annotations

from collections.abc import Iterator

from flask import Blueprint, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from newsdesk.domain.message import Message
from newsdesk.services import accounts
from newsdesk.web import edit_kept
from newsdesk.web.links import here

_OURS = frozenset({"csrf_token", "seen", "press", "do", "shown", "endpoint"})
"""Fields that nobody typed into."""


def answer(blueprint: Blueprint) -> None:
    """Answer with what was typed, and with an address that fills the form in again."""
    edit_kept.answer(blueprint, _page)


def _page(happened: Message) -> ResponseReturnValue:
    if request.method == "GET":
        return edit_kept.text_page(happened, "", here(), fits=True)
    typed = {key: value for key, value in _named(request.form) if value.strip()}
    bare = _opens({})
    filled = _opens(typed)
    fits = accounts.inside(filled) == filled
    text = "" if fits else "\n\n".join(typed.values())
    return edit_kept.text_page(happened, text, filled if fits else bare, fits=fits)


def _opens(typed: dict[str, str]) -> str:
    """Return the address of the page that the form stands on, with what was typed into it."""
    named = {**dict(_named(request.args)), **typed, **(request.view_args or {})}
    slug, asked = named.get("slug"), str(request.endpoint)
    endpoint = f"set_up_part.{slug}" if slug in {"news", "pages"} else _FORMS.get(asked, asked)
    return url_for(endpoint, **named)


def _named(sent: MultiDict[str, str]) -> Iterator[tuple[str, str]]:
    """Yield what was typed, without names that mean something to :func:`flask.url_for`."""
    for key, value in sent.items():
        if key not in _OURS and not key.startswith("_"):
            yield key, value


_FORMS = {
    "set_up_form.press": "set_up_form.show",
    "set_up_part.add": "set_up_part.new",
    "set_up_part.replace": "set_up_part.show",
    "set_up_raw.keep": "set_up_raw.show",
    "set_up_import.find": "set_up_import.show",
    "set_up_import.take": "set_up_import.show",
    "set_up_review.prepare": "set_up_form.show",
    "set_up_review.publish": "set_up_review.review",
    "set_up_review.repair": "set_up_review.review",
    "set_up_trial.take": "set_up_trial.show",
}
"""The pages that the forms stand on."""
