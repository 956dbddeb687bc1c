"""What can be asked of the API: the parameters of each address, read strictly.

What is not understood is refused, with its name: a mistyped filter that was ignored would answer
with everything, and nobody would notice.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import Annotated, Any, ClassVar, TypeVar

from flask import request
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from newsdesk.domain.message import msg
from newsdesk.domain.post import PostForm
from newsdesk.domain.sync_status import SyncStatus
from newsdesk.infra.text import one_line
from newsdesk.services.own_posts import Listed
from newsdesk.web.api.desk_models import FollowedStatus
from newsdesk.web.api.failures import InvalidError
from newsdesk.web.api.models import Problem
from newsdesk.web.tool import translator

MOST = 200
USUAL = 50
_SHOWN = 60
_WORDS = r"^[^\u0000-\u001f\u007f-\u009f\ufffd]*$"


def _written(form: str, what: str) -> Callable[[object], object]:
    """Make a check that a value is written in just one way, whatever else could be read."""
    pattern = re.compile(form, re.ASCII)

    def check(value: object) -> object:
        if isinstance(value, str) and not pattern.fullmatch(value):
            raise ValueError(f"is not {what}")
        return value

    return check


Number = Annotated[int, BeforeValidator(_written(r"\d{1,3}", "a number"))]


def _cursor(of: str) -> Any:
    """Make the parameter that says where a list goes on, whose form is that list's own."""
    return Field(
        default=None,
        json_schema_extra={"format": f"cursor-of-{of}"},
        description="Where to go on: only as it stands in `next` of the part before.",
    )


Yes = Annotated[bool, BeforeValidator(_written("true|false", "true or false"))]
Day = Annotated[date, BeforeValidator(_written(r"\d{4}-\d\d-\d\d", "a date"))]
ChannelId = Annotated[
    str,
    Field(
        max_length=100,
        pattern=_WORDS,
        description="Only of this channel, by its id.",
        examples=["mastodon"],
    ),
]
Since = Annotated[
    Day, Field(description="Only of this day (UTC) or later.", examples=["2026-11-01"])
]
Until = Annotated[
    Day, Field(description="Only of this day (UTC) or earlier.", examples=["2026-11-30"])
]


class Asked(BaseModel):
    """What every address takes."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    FEW: ClassVar = ("status", "channel", "needs_work", "kind", "listed")
    """Parameters that take so few values that answers with them may be kept."""

    uselang: str = Field(
        default="en",
        pattern=r"^[A-Za-z0-9-]{0,40}$",
        description="The language of texts; English where there are none in it.",
        examples=["ar"],
    )


class Turned(Asked):
    """What lists take that are given in parts."""

    limit: Number = Field(
        default=USUAL, ge=1, le=MOST, description="How many at once.", examples=[10]
    )
    cursor: str | None = None


class ItemsAsked(Turned):
    """Filters of the news items; an item must pass all of them."""

    cursor: str | None = _cursor("items")
    status: SyncStatus | None = Field(
        default=None, description="Only with this status on a channel: on any, or on `channel`."
    )
    channel: ChannelId | None = None
    needs_work: Yes | None = Field(
        default=None,
        description="Only where a person is needed on a channel: on any, or on `channel`.",
    )
    since: Since | None = None
    until: Until | None = None
    page: str | None = Field(
        default=None,
        max_length=300,
        pattern=_WORDS,
        description="Only of this wiki page, by its title.",
        examples=["Template:MediaWiki News"],
    )
    text: str | None = Field(
        default=None,
        max_length=100,
        pattern=_WORDS,
        description="Only with all of these words, however they are written.",
        examples=["release"],
    )
    link: str | None = Field(
        default=None,
        max_length=2000,
        pattern=_WORDS,
        description="Only with a link to this address, in any of its forms.",
        examples=["https://www.mediawiki.org/wiki/Codex"],
    )


class PostsAsked(Turned):
    """Filters of the posts; a post must pass all of them."""

    cursor: str | None = _cursor("posts")
    channel: ChannelId | None = None
    kind: PostForm | None = Field(default=None, description="Only posts that came to be so.")
    listed: Listed | None = Field(
        default=None, description="Only posts that are on the news page, or are not."
    )
    since: Since | None = None
    until: Until | None = None


class FollowsAsked(Turned):
    """Filters of the follow list; an entry must pass all of them."""

    cursor: str | None = _cursor("follows")
    channel: ChannelId | None = None
    status: FollowedStatus | None = Field(
        default=None, description="Only with this status on a channel: on any, or on `channel`."
    )
    listed: Yes | None = Field(
        default=None, description="Only what the follow list has, or only what it does not."
    )


class ChangesAsked(Turned):
    """Filters of the changes; a change must pass all of them."""

    cursor: str | None = _cursor("changes")
    channel: ChannelId | None = None
    item: str | None = Field(
        default=None,
        max_length=200,
        pattern=_WORDS,
        description="Only of this item, whatever it was called then.",
        examples=["2026-11-18-mediawiki-1-45-2-released"],
    )


Q = TypeVar("Q", bound=Asked)


def read(kind: type[Q]) -> Q:
    """Read this request's parameters.

    :raises InvalidError: naming each that is unknown, said twice, or no value that it takes
    """
    given = request.args.to_dict(flat=False)
    twice = [_problem(name, "repeated") for name, values in given.items() if len(values) > 1]
    if twice:
        raise InvalidError(tuple(twice))
    try:
        return kind.model_validate({name: values[0] for name, values in given.items()})
    except ValidationError as error:
        raise InvalidError(tuple(_problems(error))) from None


def unknown_channel() -> InvalidError:
    """Say that the set-up has no channel of the id that was asked for."""
    return InvalidError((_problem("channel", "channel"),), status=404)


def bad_cursor() -> InvalidError:
    """Say that no list goes on at the place that was asked for."""
    return InvalidError((_problem("cursor", "value"),))


def _problems(error: ValidationError) -> Iterator[Problem]:
    for one in error.errors():
        yield _problem(
            str(one["loc"][0]), "unknown" if one["type"] == "extra_forbidden" else "value"
        )


def _problem(name: str, what: str) -> Problem:
    said = one_line(request.args.get(name, ""))[:_SHOWN]
    message = translator().plain(msg(f"newsdesk-api-problem-{what}", said))
    return Problem(parameter=one_line(name)[:_SHOWN], message=message)
