"""Reads what the accounts of the follow list say, each by itself, one server at a time each.

It comes after our own channels, so that no server is asked twice at once, and what a network says
about resting holds for all that is read of it.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from newsdesk.domain.desk import DeskConfig
from newsdesk.infra import clock
from newsdesk.services.keep_stream import keep
from newsdesk.services.read_channels import ChannelReport, outcomes
from newsdesk.services.reading import Reading
from newsdesk.services.timeline_plan import plan
from newsdesk.store import timeline
from newsdesk.store.database import writing

FIRST = timedelta(days=7)
"""How far back an account that is new on the list is read: nobody shares what is older."""


def read_due(
    reading: Reading, config: DeskConfig, every: timedelta, *, force: bool = False
) -> list[ChannelReport]:
    """Read the accounts that are due; return a report of each, under its id as a channel."""
    reading = replace(reading, oldest=clock.now() - FIRST)
    groups = plan(reading, config, every, force=force)
    there = {task.channel.id: group.channels for group in groups for task in group.tasks}
    reports = []
    for outcome in outcomes(reading, [group.tasks for group in groups]):
        channel_id = outcome.task.channel.id
        changed, failure = keep(reading, outcome)
        if outcome.rest_until is not None:
            with writing(reading.engine) as connection:
                timeline.hold(connection, reading.desk_id, there[channel_id], outcome.rest_until)
        reports.append(ChannelReport(channel_id=channel_id, changed=changed, failure=failure))
    return reports
