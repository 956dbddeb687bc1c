"""The first question about a new channel or place to look: of which kind it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask import url_for

from newsdesk.domain.message import Message, msg
from newsdesk.web.views.form_fields import ADDRESS, Choice, Field, Widget
from newsdesk.web.views.form_part import FieldView
from newsdesk.web.views.form_rows import kind_of_source


@dataclass(frozen=True, slots=True, kw_only=True)
class KindView:
    """The question: an address to be understood, where that is possible, or one of the kinds."""

    title: Message
    fields: tuple[FieldView, ...]
    action: str
    back: str


def view(slug: str, kinds: Sequence[str], pasted: str, *, asked: bool) -> KindView:
    """Ask for the kind; where it was ``asked`` before, say what was not understood."""
    channel = slug == "channel"
    choices = tuple(_choice(one, channel=channel) for one in kinds)
    kind = Field(
        key="kind",
        label=msg(f"newsdesk-form-kind-{slug}"),
        widget=Widget.RADIO,
        choices=choices,
    )
    missing = msg("newsdesk-form-kind-missing") if asked and not pasted else None
    fields = [FieldView(field=kind, value="", error=missing)]
    if channel:
        error = msg("newsdesk-form-address-unknown") if pasted else None
        fields.insert(0, FieldView(field=_ADDRESS, value=pasted, error=error))
    return KindView(
        title=msg(f"newsdesk-form-add-{slug}"),
        fields=tuple(fields),
        action=url_for("set_up_part.new", slug=slug),
        back=url_for("set_up_form.show", _anchor=slug),
    )


def _choice(kind: str, *, channel: bool) -> Choice:
    if not channel:
        return Choice(value=kind, label=kind_of_source(kind), says=msg(f"newsdesk-form-is-{kind}"))
    return Choice(
        value=kind, label=msg(f"newsdesk-kind-{kind}"), says=msg(f"newsdesk-reads-{kind}")
    )


_ADDRESS = Field(
    key="address",
    label=msg("newsdesk-form-address"),
    help=msg("newsdesk-form-address-help"),
    most=ADDRESS,
    plain=True,
)
