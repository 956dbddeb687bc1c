"""A text for people, named but not yet written in a language."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Brief:
    """A date or moment (UTC) as short as it can be on the day ``today``.

    A moment of that day is its time with the zone ("14:20 UTC"), an older one day and time; a
    day of that year goes without the year ("18 Nov").
    """

    value: date | datetime
    today: date


Param = str | int | date | datetime | Brief


@dataclass(frozen=True, slots=True)
class Message:
    """A message key of ``i18n/en.json`` with its parameters ``$1``, ``$2``, ..

    A ``datetime`` is UTC and is shown with its zone; a ``date`` as the language writes dates;
    an ``int`` as the language writes numbers; a ``Message`` is put into words first.
    """

    key: str
    params: tuple[Param | Message, ...] = ()


def msg(key: str, *params: Param | Message) -> Message:
    """Name a message with its parameters."""
    return Message(key, params)


class Explained(Exception):  # noqa: N818 - so that its kinds read well: `raise Uncertain`
    """A failure that can be shown to people: ``message`` says what happened and what to do.

    The exception's own text is for logs and never holds what was sent or answered.
    """

    def __init__(self, message: Message, text: str = "") -> None:
        super().__init__(text or message.key)
        self.message = message
