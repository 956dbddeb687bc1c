"""Changing the set-up: all of its parts, and what was changed of them and is not saved."""

from __future__ import annotations

from collections.abc import Callable

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.blueprints import BlueprintSetupState
from flask.typing import ResponseReturnValue

from newsdesk.domain.config_change import Move, Part, Remove
from newsdesk.domain.message import Explained, Message, msg
from newsdesk.services import configuring
from newsdesk.services.configuring import ConfigDraft
from newsdesk.services.login_ended import LoginEnded
from newsdesk.services.submitted import Editor
from newsdesk.web import set_up_kept, settled
from newsdesk.web.edit_form import editor
from newsdesk.web.form_shapes import SLUGS, address
from newsdesk.web.settled import Said
from newsdesk.web.tool import page_frame, tool
from newsdesk.web.views.form_overview import overview
from newsdesk.web.views.form_rows import name_of
from newsdesk.web.visitor import account

blueprint = Blueprint("set_up_form", __name__, url_prefix="/setup/form")
set_up_kept.answer(blueprint)


@blueprint.record
def _in_templates(state: BlueprintSetupState) -> None:
    state.app.jinja_env.globals["unsaved_changes"] = unsaved_changes


@blueprint.get("")
def show() -> ResponseReturnValue:
    """Show the draft of who is logged in."""
    return overview_page(editor(), said=settled.said())


@blueprint.post("")
def press() -> ResponseReturnValue:
    """Move or remove an entry, or undo; lead back to its place."""
    me, pressed = editor(), request.form.get("press", "")
    what, _, rest = pressed.partition(" ")
    slug, _, key = rest.partition(" ")
    whole, act = _WHOLE.get(pressed), _PRESSES.get(what)
    if whole is None and (act is None or slug not in SLUGS or not key):
        abort(400)
    try:
        return whole(me) if whole else act(me, slug, key)  # type: ignore[misc]
    except LoginEnded:
        raise
    except Explained as refused:
        return overview_page(me, refused.message), 409


def _discarded(me: Editor) -> ResponseReturnValue:
    configuring.discard(me)
    return _back("main", msg("newsdesk-form-discarded"), undo="undo")


def _undone(me: Editor) -> ResponseReturnValue:
    configuring.undo(me)
    return _back("main", msg("newsdesk-form-undone"))


def _up(me: Editor, slug: str, key: str) -> ResponseReturnValue:
    return _moved(me, slug, key, -1)


def _down(me: Editor, slug: str, key: str) -> ResponseReturnValue:
    return _moved(me, slug, key, 1)


def _moved(me: Editor, slug: str, key: str, by: int) -> ResponseReturnValue:
    part = SLUGS[slug]
    found = configuring.change(me, Move(part, key, by))
    said = msg("newsdesk-form-moved", _name(found, part, key))
    keys = [one.key for one in found.entries(part)]
    return _back(f"{slug}-{keys.index(key)}" if key in keys else slug, said)


def _removed(me: Editor, slug: str, key: str) -> ResponseReturnValue:
    part = SLUGS[slug]
    name = _name(configuring.draft(me), part, key)
    configuring.change(me, Remove(part, key))
    return _back(slug, msg("newsdesk-form-removed", name), undo="undo")


_WHOLE: dict[str, Callable[[Editor], ResponseReturnValue]] = {
    "discard": _discarded,
    "undo": _undone,
}
_PRESSES: dict[str, Callable[[Editor, str, str], ResponseReturnValue]] = {
    "up": _up,
    "down": _down,
    "remove": _removed,
}


def _name(draft: ConfigDraft, part: Part, key: str) -> str:
    entry = draft.entry(part, key)
    return (name_of(part, entry.value) if entry else "") or key


def _back(anchor: str, said: Message, undo: str = "") -> ResponseReturnValue:
    """Lead back to a place of the page, which then says what was done."""
    answer = redirect(url_for("set_up_form.show", _anchor=anchor), 303)
    settled.say(answer, said, undo)
    return answer


def unsaved_changes() -> int:
    """Return how many changes are in the draft of who is logged in; costs a query, if so."""
    return len(configuring.draft(editor()).changes) if account() else 0


def overview_page(me: Editor, failure: Message | None = None, said: Said | None = None) -> str:
    """Render the draft, with why something could not be done, or what was done just now."""
    view = overview(
        configuring.draft(me),
        tool().settings.config_page,
        page_frame().site,
        said=said,
        slugs=SLUGS,
        address=address,
    )
    return render_template("set_up_form.html", view=view, failure=failure)
