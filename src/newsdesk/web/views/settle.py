"""What a person can settle of an item on a channel, or of a post: buttons, and what they send."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from newsdesk.domain.channel import Channel
from newsdesk.domain.decision import Choice
from newsdesk.domain.message import Message, msg
from newsdesk.domain.news_item import NewsItem
from newsdesk.domain.post import Post
from newsdesk.domain.sync_status import Cell, SyncStatus

DONE = frozenset(one for one in SyncStatus if one.is_there)
ALL_RIGHT = "newsdesk-press-all-right"
"""What somebody presses who says that a post is the item's although it says something else."""
_ASKED = {SyncStatus.UNSURE: "", SyncStatus.DIFFERS: ALL_RIGHT}


@dataclass(frozen=True, slots=True, kw_only=True)
class Press:
    """A button: ``value`` is what it sends; ``about`` tells it from others like it when heard."""

    label: Message
    value: str
    about: Message | str


@dataclass(frozen=True, slots=True, kw_only=True)
class At:
    """Where something is settled: an item on a channel; ``at`` is where to come back to."""

    item: NewsItem
    channel: Channel
    at: str

    def press(
        self, choice: Choice, address: str = "", *, label: str = "", about: str = ""
    ) -> Press:
        """Make the button for a choice; ``label`` is its message where it is not the usual one.

        It is about the item, or what ``about`` names instead.
        """
        sent = value(
            choice, item=self.item.id, channel=self.channel.id, address=address, at=self.at
        )
        about = f"{about or self.item.text}, {self.channel.name}"
        return Press(label=msg(label or f"newsdesk-press-{choice}"), value=sent, about=about)


def value(choice: Choice, **more: str) -> str:
    """Write a decision as the value of a button, of which a form takes no more than that one."""
    return urlencode({"choice": choice.value, **{n: one for n, one in more.items() if one}})


def address_of(post: Post) -> str:
    """Return the address by which a decision names a post; a share goes by the original's."""
    return post.url


def board_presses(cell: Cell, place: At) -> tuple[Press, ...]:
    """Return what can be settled of a cell without looking further."""
    if cell.status in _ASKED and cell.post and address_of(cell.post):
        return same_or_not(cell.post, place, yes=_ASKED[cell.status])
    if cell.taken_back:
        return tuple(stand(one.subject[2], place) for one in cell.taken_back)
    return tuple(
        place.press(Choice.OPEN, address) for address in list(_undone_on_the_board(cell))[:1]
    )


def stand(address: str, place: At) -> Press:
    """Return what undoes a take-back: what is published of that address counts again."""
    return place.press(Choice.OPEN, address, label="newsdesk-press-stands")


def same_or_not(post: Post, place: At, *, yes: str = "", about: str = "") -> tuple[Press, ...]:
    """Return the two answers to whether a post says what the item says; none without address."""
    address = address_of(post)
    if not address:
        return ()
    return (
        place.press(Choice.SAME, address, label=yes, about=about),
        place.press(Choice.NOT, address, about=about),
    )


def _undone_on_the_board(cell: Cell) -> Iterable[str]:
    """Yield the addresses of what can be taken back there, "" for what stands in place of posts.

    What is not the same is of no interest any more once another post was found.
    """
    settled = cell.settled
    if settled.exempt or settled.posted:
        yield ""
    if cell.match is None or cell.match.decided:
        yield from settled.same
    if cell.unpublished or cell.status not in DONE:
        yield from settled.not_same
