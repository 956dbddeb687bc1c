"""What others write on Mastodon about the practice community, as statuses and notifications.

https://docs.joinmastodon.org/entities/Notification/
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from sandbox.practice.mastodon_shapes import NAME, Json, account, quoting, said, stamp, status
from sandbox.practice.timeline import Posted, Timeline
from sandbox.story import Form, Telling, Visibility
from sandbox.story.people import GRACE, READER, Person
from sandbox.story.telling import MASTODON
from sandbox.story.voices import ANSWERS, HIDDEN, QUOTES, VOICES, Voice

_HOUR = time(18)


@dataclass(frozen=True, slots=True)
class Said:
    """A post of somebody else; ``reason`` is why the account hears of it, if it does."""

    post: Posted
    status: Json
    reason: str = ""

    @property
    def id(self) -> int:
        """The status's id."""
        return self.post.id


@dataclass(frozen=True, slots=True)
class Told:
    """A notification."""

    id: int
    value: Json


class Voices:
    """What others have written until the beginning of a day, newest first."""

    def __init__(self, timeline: Timeline, now: date) -> None:
        self._timeline = timeline
        self._now = now

    def all(self) -> list[Said]:
        """Return the posts; those about a post of the account that is gone are gone, too."""
        ours = [p for p in self._timeline.posts() if p.telling.form is Form.ORIGINAL]
        found = [
            *(self._alone(number, voice) for number, voice in enumerate(VOICES, 1)),
            *self._about(ours, ANSWERS, 100),
            *self._about(ours, QUOTES, 200),
            *(self._alone(n, one, Visibility.DIRECT) for n, one in enumerate(HIDDEN, 300)),
        ]
        return sorted(found, key=lambda one: one.id, reverse=True)

    def notifications(self) -> list[Told]:
        """Return what the account is told: also who likes a post of it, and who follows it."""
        told = [
            _notification(one.post, one.reason, one.status) for one in self.all() if one.reason
        ]
        yesterday = self._now - timedelta(days=1)
        told += [
            _silent(self._posted(400, yesterday), "favourite", READER, status(post))
            for post in self._timeline.posts()[:1]
        ]
        told.append(_silent(self._posted(401, yesterday), "follow", GRACE, None))
        return sorted(told, key=lambda one: one.id, reverse=True)

    def _alone(
        self, number: int, voice: Voice, visibility: Visibility = Visibility.PUBLIC
    ) -> Said:
        post = self._spoken(number, voice, visibility)
        reason = "mention" if f"@{NAME}" in post.telling.text else ""
        return Said(post, said(post, voice.person.accounts[MASTODON]), reason)

    def _about(
        self, ours: Sequence[Posted], voices: Sequence[Voice], first: int
    ) -> Iterator[Said]:
        """Yield what is about posts of the account; answers name it without being told to."""
        for number, voice in enumerate(voices, first):
            acct = voice.person.accounts[MASTODON]
            day = self._now - timedelta(days=voice.days)
            about = next((p for p in ours if p.time < datetime.combine(day, _HOUR, UTC)), None)
            if about is None:
                continue
            if voice in QUOTES:
                post = self._spoken(number, voice)
                yield Said(post, quoting(said(post, acct), about), "quote")
            else:
                post = self._spoken(number, voice, answers=True)
                yield Said(post, said(post, acct, below=about), "mention")

    def _spoken(
        self,
        number: int,
        voice: Voice,
        visibility: Visibility = Visibility.PUBLIC,
        *,
        answers: bool = False,
    ) -> Posted:
        text = voice.text.format(us=f"@{NAME}")
        telling = Telling(
            channel=MASTODON,
            text=f"@{NAME} {text}" if answers and f"@{NAME}" not in text else text,
            link=voice.link,
            tags=voice.tags,
            visibility=visibility,
        )
        return self._posted(number, self._now - timedelta(days=voice.days), telling)

    def _posted(self, number: int, day: date, telling: Telling | None = None) -> Posted:
        moment = datetime.combine(day, _HOUR, UTC)
        identity = (int(moment.timestamp() * 1000) << 16) + number
        return Posted(
            id=identity, time=moment, telling=telling or Telling(channel=MASTODON, text="")
        )


def _notification(post: Posted, reason: str, about: Json) -> Told:
    return _told(post, reason, about["account"], about)


def _silent(post: Posted, reason: str, who: Person, about: Json | None) -> Told:
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
