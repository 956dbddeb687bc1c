"""A submitted configuration, and what pages of the configuration say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from newsdesk.domain.config_change import Contradiction, Difference
from newsdesk.domain.desk import PageRevision
from newsdesk.domain.edit import EditResult
from newsdesk.services import submitted
from newsdesk.services.edit_results import to_result
from newsdesk.services.submitted import Sent
from newsdesk.store.submissions import Submission
from newsdesk.wiki import config_value
from newsdesk.wiki.config_difference import differences
from newsdesk.wiki.config_merge import merge


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfigSent(Sent):
    """A submitted configuration: what it changes, and why this user can't edit, if so.

    ``text`` is the page as it would be, ``raw`` its JSON, ``base`` the page as it is.
    ``contradictions`` are where somebody else saved other values meanwhile, in place of which it
    puts these. ``summary`` is what its person wrote in place of the edit's own.
    """

    text: str
    base: str
    raw: str
    changes: tuple[Difference, ...]
    contradictions: tuple[Contradiction, ...] = ()
    summary: str = ""
    refusal: EditResult | None = None


def said(revision: PageRevision | None) -> Mapping[str, Any]:
    """Return what a page says: nothing where there is none, or it can't be read."""
    return (config_value.read(revision) if revision else None) or {}


def value(text: str, model: str) -> Mapping[str, Any]:
    """Return what a text says: nothing where it can't be read."""
    return config_value.said(text, model) or {}


def read(row: Submission) -> ConfigSent:
    """Read a row."""
    payload, refusal = row.payload, row.payload["refusal"]
    fields = submitted.fields(row)
    (edit,) = fields["edits"]
    before, after = value(payload["base"], edit.model), value(edit.text, edit.model)
    return ConfigSent(
        **fields,
        text=edit.text,
        base=payload["base"],
        raw=config_value.json_of(edit.text, edit.model),
        changes=differences(before, after),
        contradictions=tuple(Contradiction(**one) for one in payload["contradictions"]),
        summary=payload.get("summary", ""),
        refusal=to_result(refusal) if refusal else None,
    )


def meant(sent: ConfigSent, before: PageRevision | None) -> Mapping[str, Any]:
    """Return what a merge should have come to: what was sent, on what stood before it."""
    (edit,) = sent.edits
    mine, theirs = value(edit.text, edit.model), said(before)
    return merge(value(sent.base, edit.model), mine, theirs).value
