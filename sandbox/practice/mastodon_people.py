"""The accounts of the practice server: the community's, and some that are odd in one way.

https://docs.joinmastodon.org/entities/Account/
"""

from __future__ import annotations

from werkzeug.exceptions import NotFound

from sandbox.practice.mastodon_shapes import HOST, NAME, Json, account, account_id
from sandbox.story.people import FOLLOWING
from sandbox.story.telling import MASTODON

EMPTY, MOVED, CROWD = "empty", "moved", "crowd"
"""Accounts without a post: one with nothing, one that moved, one that follows very many."""
MOVED_TO = "mediawiki@people.example"
CROWD_SIZE = 203

_FOLLOWS = {
    NAME: [one.accounts[MASTODON] for one in FOLLOWING[MASTODON]],
    EMPTY: [],
    MOVED: [],
    CROWD: [f"one{number}@people.example" for number in range(CROWD_SIZE)],
}
_NAMES = {account_id(name): name for name in _FOLLOWS}


def by_name(acct: str) -> Json:
    """Return the account of a name on this server.

    :raises NotFound: where there is none
    """
    name, _, host = acct.lower().partition("@")
    if name not in _FOLLOWS or host not in {"", HOST}:
        raise NotFound
    return _local(name)


def by_id(number: str) -> Json:
    """Return the account of an id.

    :raises NotFound: where there is none
    """
    return _local(name_of(number))


def name_of(number: str) -> str:
    """Return the name of the account of an id.

    :raises NotFound: where there is none
    """
    if number not in _NAMES:
        raise NotFound
    return _NAMES[number]


def follows(number: str) -> list[str]:
    """Return whom the account of an id follows.

    :raises NotFound: where there is none
    """
    return _FOLLOWS[name_of(number)]


def _local(name: str) -> Json:
    moved: Json = {"moved": account(MOVED_TO)} if name == MOVED else {}
    return account(name) | {"following_count": len(_FOLLOWS[name])} | moved
