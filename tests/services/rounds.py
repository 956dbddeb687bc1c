"""Rounds of reading scripted channels into a database."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from sqlalchemy import Engine

from newsdesk.domain.channel import Channel
from newsdesk.domain.desk import DeskConfig, DeskKey
from newsdesk.domain.fetch import StreamState
from newsdesk.domain.post import StreamName
from newsdesk.infra.credentials import Credential
from newsdesk.infra.http import Door
from newsdesk.infra.settings import Settings
from newsdesk.services import read_timeline
from newsdesk.services.read_channels import read_due
from newsdesk.services.reading import Reading
from newsdesk.store import desks, posts, streams
from newsdesk.store.database import writing
from tests.services.reading import NOW, ScriptedChannels

EVERY = timedelta(minutes=5)
SETTINGS = Settings(
    wiki="http://127.0.0.1/w/",
    url="http://127.0.0.1/",
    config_page="C.json",
    secret="s" * 32,
    database="",
)


class Round:
    """Reads scripted channels into a database, and looks at what is stored."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.script = ScriptedChannels()
        self.beats = 0
        self.credentials: tuple[Credential, ...] = ()
        self.tags: tuple[str, ...] = ()
        self.terms: tuple[str, ...] = ()
        self.paid = True
        with writing(engine) as connection:
            self.desk_id = desks.ensure(connection, DeskKey("w", "p"), now=NOW)

    def read(
        self, *channels: Channel, force: bool = False, deadline: float = 30
    ) -> dict[str, int | str]:
        """Return, by channel id, how many posts changed, or the key of what went wrong."""
        reading = replace(self._reading(), deadline=deadline)
        reports = read_due(reading, channels, EVERY, force=force)
        return {r.channel_id: r.failure.key if r.failure else r.changed for r in reports}

    def _reading(self) -> Reading:
        return Reading(
            settings=SETTINGS,
            engine=self.engine,
            desk_id=self.desk_id,
            door=Door(SETTINGS),
            oldest=NOW - timedelta(days=30),
            beat=self.beat,
            credentials=self.credentials,
            tags=self.tags,
            terms=self.terms,
            paid=self.paid,
            adapter=self.script.find,
        )

    def read_followed(
        self, config: DeskConfig, *, force: bool = False, deadline: float = 30
    ) -> dict[str, int | str]:
        """Return the same of the accounts on the follow list, each under its id as a channel."""
        reading = replace(self._reading(), deadline=deadline)
        reports = read_timeline.read_due(reading, config, EVERY, force=force)
        return {r.channel_id: r.failure.key if r.failure else r.changed for r in reports}

    def beat(self) -> None:
        self.beats += 1

    def state(self, channel: Channel, name: StreamName = StreamName.OWN) -> StreamState:
        searched = (*(f"#{tag}" for tag in self.tags), *self.terms)
        with self.engine.connect() as connection:
            return streams.state(connection, self.desk_id, channel, name, searched=searched)

    def texts(self, channel: Channel) -> list[str]:
        with self.engine.connect() as connection:
            found = posts.of_channel(connection, self.desk_id, channel.id)
        return [one.text for one in found if one.deleted is None]

    def version(self) -> int:
        with self.engine.connect() as connection:
            return desks.version(connection, self.desk_id)

    def matched(self) -> bool:
        with self.engine.connect() as connection:
            return desks.matched_by(connection, self.desk_id) != ""

    def set_matched(self) -> None:
        with writing(self.engine) as connection:
            desks.set_matched(connection, self.desk_id, "here")

    def pass_time(self, channel: Channel) -> None:
        """Let the channel's last read and next try lie an hour further back."""
        state, hour = self.state(channel), timedelta(hours=1)
        with writing(self.engine) as connection:
            past = replace(
                state,
                last_read=state.last_read and state.last_read - hour,
                next_try=state.next_try and state.next_try - hour,
            )
            streams.save(connection, self.desk_id, channel, past)
