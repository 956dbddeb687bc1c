"""What others have written on one network, in the order of their ids."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta

from sandbox.practice.timeline import Posted, Timeline, number_at
from sandbox.story import Form, Telling, Visibility
from sandbox.story.people import READER, person
from sandbox.story.telling import MASTODON, WIKI
from sandbox.story.voices import ANSWERS, HIDDEN, QUOTES, VOICES, Voice

_HOUR = time(18)
_SHARED_AFTER = timedelta(hours=2)


@dataclass(frozen=True, slots=True)
class Said:
    """A post of somebody else, by their handle; it may name the account, answer it or quote it."""

    post: Posted
    handle: str
    names_us: bool = False
    below: Posted | None = None
    quoted: Posted | None = None

    @property
    def id(self) -> int:
        """The post's id."""
        return self.post.id


class Others:
    """What others write on the timeline's network; safe to add to while it is read.

    ``us`` is how a text names the account there.
    """

    def __init__(self, timeline: Timeline, us: str, now: date) -> None:
        self._timeline, self._us, self._now = timeline, us, now
        self._lock = threading.Lock()
        self._alone = [
            self._said(number, one)
            for number, one in enumerate(VOICES, 1)
            if timeline.channel in one.on
        ]
        for number, one in enumerate(VOICES, 1):
            if timeline.channel in one.shared:
                original = self._said(number, one).post
                timeline.share(original, time=original.time + _SHARED_AFTER)

    def all(self) -> list[Said]:
        """Return them, newest first; those about a post of the account that is gone are gone."""
        with self._lock:
            alone = self._alone.copy()
        found = [*alone, *self._about(ANSWERS, 1000), *self._about(QUOTES, 2000)]
        return sorted(found, key=lambda one: one.id, reverse=True)

    def hidden(self) -> list[Said]:
        """Return what is for the account alone."""
        return [
            self._said(n, one, visibility=Visibility.DIRECT) for n, one in enumerate(HIDDEN, 3000)
        ]

    def named(self) -> list[Said]:
        """Return those that name the account, newest first."""
        return [one for one in self.all() if one.names_us]

    def by(self, handle: str) -> list[Posted]:
        """Return what an account has posted itself, newest first: also what was shared of it."""
        own = {one.id: one.post for one in self.all() if one.handle == handle}
        own |= {one.id: one for one in self._shared() if one.telling.author == handle}
        return [own[number] for number in sorted(own, reverse=True)]

    def find(self, number: int) -> Posted | None:
        """Return the post of that id, whoever wrote it."""
        return next((one for one in self.known() if one.id == number), None)

    def known(self) -> list[Posted]:
        """Return every post of others: also those of which only a share is known."""
        return [*(one.post for one in self.all()), *self._shared()]

    def add(self, handle: str, text: str, *, link: str = "", time: datetime | None = None) -> int:
        """Let somebody post, by default now; ``{us}`` stands for the account. Return the id."""
        telling = self._telling(Voice(0, person(handle), text, link), handle)
        moment = time or datetime.now(UTC)
        with self._lock:
            number = number_at(moment, 4000 + len(self._alone))
            post = Posted(id=number, time=moment, telling=telling)
            self._alone.append(Said(post, handle, "{us}" in text))
        return number

    def _shared(self) -> Iterator[Posted]:
        """Yield the posts of others that the account has shared."""
        posts = self._timeline.posts()
        return (post.about for post in posts if post.telling.form is Form.SHARE)

    def _about(self, voices: Sequence[Voice], first: int) -> Iterator[Said]:
        """Yield what is about posts of the account."""
        ours = [p for p in self._timeline.posts() if p.telling.form is Form.ORIGINAL]
        for number, voice in enumerate(voices, first):
            said = self._said(number, voice)
            about = next((p for p in ours if p.time < said.post.time), None)
            if about and self._timeline.channel in voice.on:
                quotes = voice in QUOTES
                said = said if quotes else self._answering(said)
                yield replace(
                    said, quoted=about if quotes else None, below=None if quotes else about
                )

    def _answering(self, said: Said) -> Said:
        """Let an answer name the account, as Mastodon's programmes begin each with."""
        text = said.post.telling.text
        if self._timeline.channel != MASTODON or said.names_us:
            return said
        telling = replace(said.post.telling, text=f"{self._us} {text}")
        return replace(said, post=replace(said.post, telling=telling))

    def _said(
        self, number: int, voice: Voice, *, visibility: Visibility = Visibility.PUBLIC
    ) -> Said:
        moment = datetime.combine(self._now - timedelta(days=voice.days), _HOUR, UTC)
        handle = voice.person.accounts.get(self._timeline.channel, voice.person.key)
        telling = self._telling(voice, handle, visibility)
        post = Posted(id=number_at(moment, number), time=moment, telling=telling)
        return Said(post, handle, "{us}" in voice.text)

    def _telling(
        self, voice: Voice, handle: str, visibility: Visibility = Visibility.PUBLIC
    ) -> Telling:
        answers = voice.form is Form.REPLY
        return Telling(
            channel=self._timeline.channel,
            text=voice.text.replace("{us}", self._us),
            link=voice.link.replace(WIKI, self._timeline.wiki),
            tags=voice.tags,
            language=voice.language,
            warning=voice.warning,
            visibility=visibility,
            form=voice.form,
            author=READER.accounts.get(self._timeline.channel, "") if answers else handle,
        )
