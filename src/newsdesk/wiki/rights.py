"""Whether a user could edit a page, asked before they type anything."""

from __future__ import annotations

from newsdesk.domain.edit import EditResult, ReadOnly
from newsdesk.wiki.outcomes import outcome
from newsdesk.wiki.session import Wiki, WikiError


def refusal(wiki: Wiki, title: str) -> EditResult | None:
    """Say what an edit of the page, or its creation, would come to; ``None``: it may be edited.

    See https://www.mediawiki.org/wiki/API:Info for ``intestactions``.

    :raises WikiFailed: when the wiki could not be asked
    """
    query = wiki.get(
        "query",
        prop="info",
        titles="\x1f" + title,
        intestactions="edit|create",
        intestactionsdetail="full",
        meta="siteinfo",
        siprop="general",
    )["query"]
    general = query["general"]
    if general.get("readonly"):
        return ReadOnly(str(general.get("readonlyreason", "")))
    page = query["pages"][0]
    if "actions" not in page:
        return outcome(WikiError("invalidtitle", str(page.get("invalidreason", ""))))
    actions = page["actions"]
    errors = actions["edit"] or (actions["create"] if page.get("missing") else [])
    if not errors:
        return None
    first = errors[0]
    codes = tuple(str(error["code"]) for error in errors)
    return outcome(WikiError(codes[0], str(first.get("text", "")), first.get("data"), codes=codes))
