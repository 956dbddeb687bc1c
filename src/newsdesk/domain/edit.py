"""What an edit of the wiki came to, as typed values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar


@dataclass(frozen=True, slots=True, kw_only=True)
class PageEdit:
    """A new text for a page, and what it rests on.

    ``base`` is the revision that ``text`` was made from, 0 for a page that must not exist yet,
    and ``started`` when it was read, by the wiki's clock (:attr:`PageRevision.read`); ``user`` is
    the account that must be the one that saves.
    """

    title: str
    text: str
    summary: str
    user: str
    base: int
    started: datetime
    model: str = "wikitext"


@dataclass(frozen=True, slots=True)
class EditResult:
    """The outcome of an edit; ``retry`` says whether the same click may work later by itself."""

    retry: ClassVar[bool] = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved(EditResult):
    """The wiki saved the edit as ``revid``; ``merged`` if its base was not ours."""

    title: str
    revid: int
    oldrevid: int
    time: datetime
    merged: bool = False


@dataclass(frozen=True, slots=True)
class NoChange(EditResult):
    """The page already says exactly that."""


@dataclass(frozen=True, slots=True)
class Conflict(EditResult):
    """Somebody edited the same place meanwhile."""

    retry: ClassVar[bool] = True


@dataclass(frozen=True, slots=True)
class Deleted(EditResult):
    """The page does not exist, or was deleted since it was read."""


@dataclass(frozen=True, slots=True)
class Protected(EditResult):
    """The page, its namespace or its content model is beyond this user's rights."""

    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Blocked(EditResult):
    """The user is blocked; the wiki's own words for it, as plain text."""

    by: str = ""
    reason: str = ""
    until: str = ""


@dataclass(frozen=True, slots=True)
class RateLimited(EditResult):
    """The user edited too often in a short time."""

    retry: ClassVar[bool] = True


@dataclass(frozen=True, slots=True)
class ReadOnly(EditResult):
    """The wiki takes no edits right now; its own words for why."""

    reason: str = ""
    retry: ClassVar[bool] = True


@dataclass(frozen=True, slots=True)
class Lagged(EditResult):
    """The wiki's database replicas are behind; try again after so many seconds."""

    seconds: int = 5
    retry: ClassVar[bool] = True


@dataclass(frozen=True, slots=True)
class LoginExpired(EditResult):
    """The wiki no longer accepts the login: revoked, logged out or another user."""

    code: str = ""


@dataclass(frozen=True, slots=True)
class Filtered(EditResult):
    """An abuse filter or a blacklist refused the text; the wiki's own words for it."""

    code: str
    info: str = ""


@dataclass(frozen=True, slots=True)
class Captcha(EditResult):
    """The wiki wants a captcha, which only its own edit window can show."""


@dataclass(frozen=True, slots=True)
class InvalidContent(EditResult):
    """The wiki refused the text as not valid for the page's content model."""

    info: str = ""


@dataclass(frozen=True, slots=True)
class Unreachable(EditResult):
    """The wiki did not answer; whether it saved is not known until it is read again."""

    retry: ClassVar[bool] = True


@dataclass(frozen=True, slots=True)
class Interrupted(EditResult):
    """The tool was ended in the middle, and the page's history shows that nothing was saved."""

    retry: ClassVar[bool] = True


@dataclass(frozen=True, slots=True)
class Refused(EditResult):
    """The wiki refused with a code that is not known here; shown with the code, and logged."""

    code: str
    info: str = ""
