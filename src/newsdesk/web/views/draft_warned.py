"""What to know before a draft is posted, in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from newsdesk.domain.message import Brief, Message, msg
from newsdesk.domain.sync_status import Verdict
from newsdesk.services.draft_checks import Checks, Home
from newsdesk.services.draft_work import Work
from newsdesk.web.views.post import web


@dataclass(frozen=True, slots=True)
class Warned:
    """Something to know before posting; ``href`` is where ``text`` can be read in full."""

    message: Message
    kind: str = "warning"
    href: str = ""
    text: str = ""


def warnings(work: Work, text: str, now: datetime) -> tuple[Warned, ...]:
    """Name what speaks against posting a text as it is, the worst first."""
    checks = work.checks(text, now)
    name = work.channel.name
    too_long = Warned(msg("newsdesk-draft-too-long", name), "error")
    return (
        *(() if work.length(text).fits else (too_long,)),
        *_original(work),
        *_there(checks, name),
        *_unread(checks, name, now.date()),
        *_home(checks),
    )


def _there(checks: Checks, name: str) -> Iterable[Warned]:
    for post, verdict in checks.already[:3]:
        nearly = "nearly" if verdict is not Verdict.SAME else "same"
        said = msg(f"newsdesk-draft-there-{nearly}", name, post.time.date())
        yield Warned(said, "error" if nearly == "same" else "warning", web(post.url), post.text)


def _unread(checks: Checks, name: str, today: date) -> Iterable[Warned]:
    if checks.unread is None:
        return
    since = checks.unread.since
    if not checks.unread.readable:
        yield Warned(msg("newsdesk-draft-not-readable", name))
    elif since is None:
        yield Warned(msg("newsdesk-draft-never-read", name))
    else:
        yield Warned(msg("newsdesk-draft-unread", name, Brief(since, today)))


def _home(checks: Checks) -> Iterable[Warned]:
    if checks.home is not Home.YES:
        yield Warned(msg(f"newsdesk-draft-home-{checks.home}"))


def _original(work: Work) -> Iterable[Warned]:
    """Point to the author's own post on this network, which is to be shared instead."""
    found = work.original()
    if found is not None:
        known = "known" if found.post else "account"
        said = msg(f"newsdesk-draft-original-{known}", f"@{found.handle}", work.channel.name)
        text = found.post.text if found.post else ""
        yield Warned(said, "notice", web(found.url), text)
