"""What the pages of submitted edits have in common: they are shown first, sent, and mended."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, TypeVar

from flask import Blueprint, abort, redirect, url_for
from werkzeug.wrappers import Response

from newsdesk.domain.site import Site
from newsdesk.services import submitted
from newsdesk.services.submitted import Editor, Sent
from newsdesk.web.edit_form import editor

S = TypeVar("S", bound=Sent)
S_co = TypeVar("S_co", bound=Sent, covariant=True)


class Submissions(Protocol[S_co]):
    """Knows the submissions of one kind; a module of functions is one."""

    def look(self, editor: Editor, submission_id: str) -> S_co | None:
        """See :func:`newsdesk.services.sending.look`."""
        ...

    def publish(self, editor: Editor, submission_id: str) -> str:
        """See :func:`newsdesk.services.sending.publish`."""
        ...

    def repair(self, editor: Editor, submission_id: str) -> str:
        """See :func:`newsdesk.services.sending.repair`."""
        ...


def add(
    blueprint: Blueprint,
    known: Submissions[S],
    *,
    show: Callable[[Editor, S, Site], str],
    again: Callable[[S], str],
) -> None:
    """Add the pages of submissions of a kind, each at its id.

    ``show`` renders one, ``again`` the form that it came from, with what was typed.
    """

    def found(me: Editor, submission_id: str) -> S:
        return known.look(me, submission_id) or abort(404)

    def on_to(submission_id: str) -> Response:
        return redirect(url_for(f"{blueprint.name}.review", submission_id=submission_id), 303)

    @blueprint.get("/<submission_id>")
    def review(submission_id: str) -> str:
        me = editor()
        sent = found(me, submission_id)
        _, site = submitted.desk_of(me)
        return show(me, sent, site)

    @blueprint.get("/<submission_id>/draft")
    def draft(submission_id: str) -> str:
        return again(found(editor(), submission_id))

    @blueprint.post("/<submission_id>")
    def publish(submission_id: str) -> Response:
        return on_to(known.publish(editor(), submission_id))

    @blueprint.post("/<submission_id>/repair")
    def repair(submission_id: str) -> Response:
        return on_to(known.repair(editor(), submission_id))
