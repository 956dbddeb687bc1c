"""Saving a page as the user, so that nothing of anybody else's is ever overwritten."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from newsdesk.domain.desk import PageRevision
from newsdesk.domain.edit import (
    Captcha,
    EditResult,
    Filtered,
    InvalidContent,
    NoChange,
    PageEdit,
    Refused,
    Saved,
    Unreachable,
)
from newsdesk.wiki.outcomes import outcome
from newsdesk.wiki.session import Param, Wiki, WikiError, WikiUnreachable


def save(wiki: Wiki, edit: PageEdit) -> EditResult:
    """Save an edit as the user whose conversation this is, and say what it came to.

    The wiki itself refuses when the page was deleted, the user is another one, or the same lines
    were changed meanwhile; where it merged other changes, the result says so. See
    https://www.mediawiki.org/wiki/API:Edit
    """
    try:
        params = _params(edit)
    except ValueError as problem:
        return InvalidContent(str(problem))
    try:
        return _result(_post(wiki, params), edit)
    except WikiError as error:
        return outcome(error)
    except WikiUnreachable:
        return Unreachable()


def as_saved(revision: PageRevision, edit: PageEdit) -> Saved:
    """Say that an edit was saved as a revision that was found in the page's history."""
    return Saved(
        title=revision.title,
        revid=revision.revid,
        oldrevid=revision.parent,
        time=revision.time,
        merged=revision.parent != edit.base,
    )


def compact(text: str) -> str:
    """Write JSON without any spaces between its parts.

    The wiki indents it again; a compact text changes every line, so that the wiki can't merge
    two people's changes to something that neither of them meant.

    :raises ValueError: where it is no JSON
    """
    return json.dumps(json.loads(text), ensure_ascii=False, separators=(",", ":"))


def _params(edit: PageEdit) -> dict[str, Param]:
    params: dict[str, Param] = {
        "title": edit.title,
        "text": compact(edit.text) if edit.model == "json" else edit.text,
        "summary": edit.summary,
        "assertuser": edit.user,
        "notminor": 1,
    }
    if not edit.base:
        return params | {"createonly": 1, "contentmodel": edit.model}
    return params | {
        "baserevid": edit.base,
        "starttimestamp": f"{edit.started:%Y-%m-%dT%H:%M:%SZ}",
        "nocreate": 1,
    }


def _post(wiki: Wiki, params: dict[str, Param]) -> dict[str, Any]:
    """Post with a token; with a second one where the wiki forgot the first.

    The very first calls of a fresh login can be answered with ``badtoken``.
    """
    try:
        return wiki.post("edit", **params, token=_token(wiki))
    except WikiError as error:
        if error.code != "badtoken":
            raise
        return wiki.post("edit", **params, token=_token(wiki))


def _token(wiki: Wiki) -> str:
    return str(wiki.get("query", meta="tokens", type="csrf")["query"]["tokens"]["csrftoken"])


def _result(answer: dict[str, Any], edit: PageEdit) -> EditResult:
    done = answer.get("edit", {})
    if done.get("result") != "Success":
        return _failure(done)
    if "nochange" in done:
        return NoChange()
    return Saved(
        title=done["title"],
        revid=done["newrevid"],
        oldrevid=done["oldrevid"],
        time=datetime.fromisoformat(done["newtimestamp"]),
        merged=done["oldrevid"] != edit.base,
    )


def _failure(done: dict[str, Any]) -> EditResult:
    """Read a refusal that is no error: extensions answer ``Failure`` with words of their own."""
    if "captcha" in done:
        return Captcha()
    code = str(done.get("code", "failure"))
    info = str(done.get("info", ""))
    if {"abusefilter", "spamblacklist", "titleblacklist"} & done.keys():
        return Filtered(code, info)
    return Refused(code, info)
