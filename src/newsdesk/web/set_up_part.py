"""One part of the set-up, filled in on a page of its own, and kept in the person's draft."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from newsdesk.domain.config_change import Part
from newsdesk.domain.desk import Problem
from newsdesk.domain.message import Explained, Message, msg
from newsdesk.infra import safe_json
from newsdesk.services import account_address, configuring
from newsdesk.services.config_trial import tried
from newsdesk.services.configuring import ConfigDraft
from newsdesk.services.login_ended import LoginEnded
from newsdesk.services.submitted import Editor
from newsdesk.web import form_values, set_up_kept, set_up_test, settled
from newsdesk.web.edit_form import editor
from newsdesk.web.form_shapes import KINDS, SLUGS, key_of, understood
from newsdesk.web.form_target import Target
from newsdesk.web.views import form_kind
from newsdesk.web.views.form_part import PartView, in_fields, part_text

blueprint = Blueprint("set_up_part", __name__, url_prefix="/setup/form")
set_up_kept.answer(blueprint)

Json = Mapping[str, Any]
_MOST = 100_000
"""Characters of a part as it was when its form was opened."""
_LIST = "/<any(channel, follow, source, feedback):slug>"


@blueprint.get("/news", endpoint="news", defaults={"slug": "news"})
@blueprint.get("/pages", endpoint="pages", defaults={"slug": "pages"})
def settings(slug: str) -> ResponseReturnValue:
    """Show the form of what stands outside of the lists."""
    return _opened(Target(slug=slug))


@blueprint.post("/<any(news, pages):slug>")
def keep_settings(slug: str) -> ResponseReturnValue:
    """Keep what was typed of the news page, or of the other pages."""
    return _keep(Target(slug=slug))


@blueprint.get(f"{_LIST}/new")
def new(slug: str) -> ResponseReturnValue:
    """Show the form of a new entry; first its kind is chosen, where it has one."""
    editor()
    part, kind = SLUGS[slug], request.args.get("kind", "")
    pasted = request.args.get("address", "").strip()
    found = account_address.understood(pasted) if pasted and slug == "channel" else None
    if found is None and (part not in KINDS or kind in KINDS[part]):
        return _opened(Target(slug=slug, part=part, kind=kind))
    if found is None:
        view = form_kind.view(slug, KINDS[part], pasted, asked=bool(request.args.get("asked")))
        return render_template("set_up_kind.html", view=view)
    told = {"account": found.account} if found.account else {"url": found.url, "name": found.name}
    query: dict[str, Any] = {"slug": slug, "kind": found.kind.value, **told}
    return redirect(url_for("set_up_part.new", **query), 303)


@blueprint.post(f"{_LIST}/new")
def add(slug: str) -> ResponseReturnValue:
    """Add an entry to the draft."""
    part, kind = SLUGS[slug], request.form.get("kind", "")
    if part in KINDS and kind not in KINDS[part]:
        abort(400)
    return _keep(Target(slug=slug, part=part, kind=kind))


@blueprint.get(f"{_LIST}/<key>")
def show(slug: str, key: str) -> ResponseReturnValue:
    """Show the form of an entry, with what is wrong with it as it stands."""
    return _opened(_entry(slug, key))


@blueprint.post(f"{_LIST}/<key>")
def replace(slug: str, key: str) -> ResponseReturnValue:
    """Give an entry of the draft what was typed."""
    return _keep(_entry(slug, key))


def _entry(slug: str, key: str) -> Target:
    """Return the entry that the address names."""
    return Target(slug=slug, part=SLUGS[slug], key=key_of(key, request.args.get("entry", "")))


def _opened(target: Target) -> ResponseReturnValue:
    """Show a part as it is in the draft, or as the address says after a login in between."""
    found = configuring.draft(editor())
    value = target.value(found)
    shape = target.shape(found, value)
    typed = form_values.typed_of(value, shape.fields) | form_values.sent(
        request.args, shape.fields
    )
    problems = () if target.new else target.problems(found, target.at(found))
    return _page(target, found, value, typed, problems=problems)


def _keep(target: Target) -> ResponseReturnValue:
    """Keep what was typed, unless something is wrong with it: then it is shown again."""
    me = editor()
    found = configuring.draft(me)
    value = target.value(found)
    seen = _seen() or value
    fields = target.shape(found, seen).fields
    shown = form_values.typed_of(seen, fields)
    typed = shown | form_values.sent(request.form, fields)
    typed = understood(found, target.part, seen, typed)
    values = form_values.changed(seen, fields, typed)
    if not values and not target.new:
        return redirect(target.back(found), 303)
    try:
        at, wanted = target.at(found), target.change(seen, values)
        problems = target.problems(tried(me, wanted), at)
        if problems:
            return _page(target, found, seen, typed, problems=problems), 422
        configuring.change(me, wanted)
    except LoginEnded:
        raise
    except Explained as refused:
        mine = {key: text for key, text in typed.items() if text != shown[key]}
        typed = form_values.typed_of(value, fields) | mine
        return _page(target, found, value, typed, refused=refused.message), 409
    return _on(me, target, at)


def _on(me: Editor, target: Target, at: int) -> ResponseReturnValue:
    """Lead to what was kept, in the overview; or to what reading it now shows."""
    if request.form.get("do") == "test" and target.part is Part.CHANNELS:
        entry = configuring.draft(me).entries(Part.CHANNELS)[at]
        return set_up_test.begin(me, entry.key)
    anchor = f"{target.slug}-{at}" if target.part else target.slug
    answer = redirect(url_for("set_up_form.show", _anchor=anchor), 303)
    settled.say(answer, msg("newsdesk-form-kept"))
    return answer


def _seen() -> Json | None:
    """Return the part as it was when the form was opened, if that was sent."""
    sent = request.form.get("seen", "")
    value = safe_json.parse(sent.encode()) if len(sent) <= _MOST else None
    return value if isinstance(value, dict) else None


def _page(
    target: Target,
    draft: ConfigDraft,
    value: Json,
    typed: Mapping[str, str],
    *,
    problems: tuple[Problem, ...] = (),
    refused: Message | None = None,
) -> str:
    """Render the form; ``value`` is the part as it is compared with when it is sent."""
    shape = target.shape(draft, value)
    fields, others = in_fields(shape.fields, typed, problems)
    view = PartView(
        title=shape.title,
        told=shape.told,
        fields=fields,
        others=(refused, *others) if refused else others,
        action=target.action,
        back=target.back(draft),
        seen=part_text(value),
        kind=target.kind,
        testable=target.part is Part.CHANNELS and value.get("kind") != "manual",
    )
    return render_template("set_up_part.html", part=view)
