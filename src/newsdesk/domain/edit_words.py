"""What an edit came to, in words: what happened, and what the person can do now."""

from __future__ import annotations

from newsdesk.domain.edit import (
    Blocked,
    Captcha,
    Conflict,
    Deleted,
    EditResult,
    Filtered,
    Interrupted,
    InvalidContent,
    Lagged,
    LoginExpired,
    NoChange,
    Protected,
    RateLimited,
    ReadOnly,
    Refused,
    Saved,
    Unreachable,
)
from newsdesk.domain.message import Message, msg


def explain(result: EditResult) -> Message:  # noqa: PLR0911 - one line a kind
    """Name the message for a result; the wiki's own words in it are plain text."""
    match result:
        case Saved(title=title):
            return msg("newsdesk-edit-saved", title)
        case Blocked(by=by, reason=reason, until=until):
            return _blocked(by, reason, until)
        case ReadOnly(reason=reason):
            return _with("newsdesk-edit-read-only", reason)
        case Filtered(info=info):
            return _with("newsdesk-edit-filtered", info)
        case InvalidContent(info=info):
            return _with("newsdesk-edit-invalid-content", info)
        case Lagged(seconds=seconds):
            return msg("newsdesk-edit-lagged", seconds)
        case Refused(code=code):
            return msg("newsdesk-edit-refused", code)
        case _:
            return msg(_PLAIN[type(result)])


_PLAIN: dict[type[EditResult], str] = {
    NoChange: "newsdesk-edit-no-change",
    Conflict: "newsdesk-edit-conflict",
    Deleted: "newsdesk-edit-deleted",
    Protected: "newsdesk-edit-protected",
    RateLimited: "newsdesk-edit-rate-limited",
    LoginExpired: "newsdesk-edit-login-expired",
    Captcha: "newsdesk-edit-captcha",
    Unreachable: "newsdesk-edit-unreachable",
    Interrupted: "newsdesk-edit-interrupted",
}


def _blocked(by: str, reason: str, until: str) -> Message:
    why = reason or msg("newsdesk-edit-no-reason")
    who = by or msg("newsdesk-edit-somebody")
    if until[:3] in {"", "inf", "nev"}:
        return msg("newsdesk-edit-blocked", who, why)
    return msg("newsdesk-edit-blocked-until", who, why, until)


def _with(key: str, words: str) -> Message:
    return msg(key, words or msg("newsdesk-edit-no-reason"))
