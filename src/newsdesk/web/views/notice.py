"""What stands above the board, or in its place: faults of the set-up, a beginning."""

from __future__ import annotations

from dataclasses import dataclass

from newsdesk.domain.desk import PageRevision, Problem, SetUp
from newsdesk.domain.message import Brief, Message, msg
from newsdesk.domain.site import Site
from newsdesk.services.board import Board

NAMED = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Faults:
    """What is wrong with the newest revision of the set-up page, and which one is in force."""

    problems: tuple[Problem, ...]
    in_force: PageRevision | None
    edit_href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Broken:
    """A decisions page that cannot be read: its first faults, how many, what counts instead."""

    title: str
    href: str
    edit_href: str
    first: tuple[Problem, ...]
    total: int
    in_force: PageRevision | None

    @property
    def more(self) -> int:
        """How many faults are not named."""
        return self.total - len(self.first)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread:
    """Places of the news page that were not understood: the first, and how many there are."""

    first: tuple[Problem, ...]
    total: int
    edit_href: str

    @property
    def more(self) -> int:
        """How many places are not named."""
        return self.total - len(self.first)


@dataclass(frozen=True, slots=True, kw_only=True)
class Silence:
    """The wiki cannot be read: since when, and why."""

    what: Message
    why: Message


@dataclass(frozen=True, slots=True, kw_only=True)
class Beginning:
    """Why there is no board yet: no set-up page, a faulty one, or nothing read so far."""

    faults: Faults | None
    no_set_up: bool
    unreachable: bool

    @property
    def reading(self) -> bool:
        """Whether the first reading is under way."""
        return not (self.no_set_up or self.faults or self.unreachable)


def faults(set_up: SetUp, site: Site | None) -> Faults | None:
    """Say what is wrong with the set-up page, if anything is."""
    if not set_up.problems:
        return None
    title = set_up.newest.title if set_up.newest else ""
    return Faults(
        problems=set_up.problems,
        in_force=set_up.in_force,
        edit_href=site.action_url(title, action="edit") if site and title else "",
    )


def broken(set_up: SetUp, site: Site | None, *, most: int | None = NAMED) -> tuple[Broken, ...]:
    """Say which decisions pages cannot be read, if any, naming at ``most`` so many faults each."""
    return tuple(
        Broken(
            title=page.title,
            href=site.page_url(page.title),
            edit_href=site.action_url(page.title, action="edit"),
            first=page.problems[:most],
            total=len(page.problems),
            in_force=page.in_force,
        )
        for page in set_up.faulty
        if site is not None
    )


def unread(board: Board) -> Unread | None:
    """Say which places of the news page were not understood, if there are any."""
    if not board.page_problems:
        return None
    return Unread(
        first=board.page_problems[:NAMED],
        total=len(board.page_problems),
        edit_href=board.site.action_url(board.config.news.page, action="edit"),
    )


def silence(board: Board) -> Silence | None:
    """Say since when the wiki cannot be read, if it cannot."""
    known = board.set_up
    if known.failure is None or known.failed_since is None:
        return None
    since = Brief(known.failed_since, board.today)
    return Silence(
        what=msg("newsdesk-channel-unread-since", board.site.name, since), why=known.failure
    )


def beginning(set_up: SetUp | None, site: Site | None, *, tried: bool) -> Beginning:
    """Say why there is no board yet; ``set_up`` is ``None`` where nothing was ever stored.

    ``tried`` tells whether a reading has ended, well or not.
    """
    known = set_up or SetUp()
    asked = known.checked is not None
    return Beginning(
        faults=None if known.config else faults(known, site),
        no_set_up=asked and known.config is None and known.newest is None,
        unreachable=known.failure is not None or (tried and not asked),
    )
