"""What the wiki's error codes mean for a person who edits.

See https://www.mediawiki.org/wiki/API:Edit#Possible_errors and
https://www.mediawiki.org/wiki/API:Errors_and_warnings
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable

from newsdesk.domain.edit import (
    Blocked,
    Captcha,
    Conflict,
    Deleted,
    EditResult,
    Filtered,
    InvalidContent,
    Lagged,
    LoginExpired,
    Protected,
    RateLimited,
    ReadOnly,
    Refused,
    Unreachable,
)
from newsdesk.wiki.session import WikiError

_log = logging.getLogger(__name__)

LAG = 5
"""Seconds to wait for replicas where the wiki does not say how many."""


def outcome(error: WikiError) -> EditResult:
    """Turn an error of the API into the result of the edit; unknown codes are logged."""
    for code in dict.fromkeys((error.code, *error.codes)):
        for pattern, make in _OUTCOMES:
            if re.fullmatch(pattern, code):
                return make(code, error)
    _log.warning("the wiki refused an edit", extra={"code": error.code})
    return Refused(error.code, error.info)


def _blocked(_code: str, error: WikiError) -> EditResult:
    info = error.data.get("blockinfo") or {}
    return Blocked(
        by=str(info.get("blockedby", "")),
        reason=str(info.get("blockreason", "")) or error.info,
        until=str(info.get("blockexpiry", "")),
    )


def _read_only(_code: str, error: WikiError) -> EditResult:
    return ReadOnly(str(error.data.get("readonlyreason", "")))


_OUTCOMES: tuple[tuple[str, Callable[[str, WikiError], EditResult]], ...] = (
    ("(auto|system)?blocked(-.*)?", _blocked),
    ("editconflict|articleexists|nosuchrevid", lambda _c, _e: Conflict()),
    ("pagedeleted|missingtitle", lambda _c, _e: Deleted()),
    ("ratelimited|actionthrottledtext", lambda _c, _e: RateLimited()),
    ("readonly", _read_only),
    ("maxlag", lambda _c, e: Lagged(LAG if e.retry_after is None else e.retry_after)),
    (
        "assert(user|nameduser|bot)failed|mwoauth-invalid-authorization.*|notloggedin",
        lambda c, _e: LoginExpired(c),
    ),
    (
        "abusefilter-.*|spam(blacklist|detected)|titleblacklist.*|hookaborted",
        lambda c, e: Filtered(c, e.info),
    ),
    ("captcha.*", lambda _c, _e: Captcha()),
    ("invalid-.*-?data|contenttoobig|badformat", lambda _c, e: InvalidContent(e.info)),
    (
        ".*protected|protected(page|title|namespace(-.*)?)|permissiondenied|noedit(-.*)?"
        "|cantcreate(-.*)?|nocreate(-.*)?|no-direct-editing|cantchangecontentmodel|confirmemail"
        "|(read|write)apidenied",
        lambda c, _e: Protected(c),
    ),
    # The database failed in the middle: it may have saved all the same.
    ("internal_api_error.*", lambda _c, _e: Unreachable()),
)
"""Patterns of codes and what they mean, first match first."""
