"""What others write on Mastodon about the practice community, as statuses and notifications.

https://docs.joinmastodon.org/entities/Notification/
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from sandbox.practice.mastodon_shapes import Json, account, quoting, said, stamp, status
from sandbox.practice.others import Others, Said
from sandbox.practice.timeline import Posted, Timeline, number_at
from sandbox.story import Telling
from sandbox.story.people import GRACE, READER, Person
from sandbox.story.telling import MASTODON

_HOUR = time(18)


@dataclass(frozen=True, slots=True)
class Told:
    """A notification."""

    id: int
    value: Json


def status_of(one: Said) -> Json:
    """Make the status of somebody else's post."""
    if one.quoted:
        return quoting(said(one.post, one.handle), one.quoted)
    return said(one.post, one.handle, below=one.below)


def notifications(timeline: Timeline, others: Others, now: date) -> list[Told]:
    """Return what the account is told: also who likes a post of it, and who follows it."""
    found = [*others.all(), *others.hidden()]
    told = [_notification(one, reason) for one in found if (reason := _reason(one))]
    moment = datetime.combine(now - timedelta(days=1), _HOUR, UTC)
    told += [
        _silent(moment, 400, "favourite", READER, status(post)) for post in timeline.posts()[:1]
    ]
    told.append(_silent(moment, 401, "follow", GRACE, None))
    return sorted(told, key=lambda one: one.id, reverse=True)


def _reason(one: Said) -> str:
    """Say why the account hears of a post: who answers it names it without being told to."""
    if one.quoted:
        return "quote"
    return "mention" if one.names_us or one.below else ""


def _notification(one: Said, reason: str) -> Told:
    about = status_of(one)
    return _told(one.post, reason, about["account"], about)


def _silent(moment: datetime, number: int, reason: str, who: Person, about: Json | None) -> Told:
    telling = Telling(channel=MASTODON, text="")
    post = Posted(id=number_at(moment, number), time=moment, telling=telling)
    return _told(post, reason, account(who.accounts[MASTODON]), about)


def _told(post: Posted, reason: str, who: object, about: Json | None) -> Told:
    """Make a notification; its id is none of the status's."""
    number = (post.id >> 16) + post.id % 65_536
    value: Json = {
        "id": str(number),
        "type": reason,
        "created_at": stamp(post.time),
        "group_key": f"ungrouped-{number}",
        "account": who,
    }
    return Told(number, value | ({"status": about} if about else {}))
