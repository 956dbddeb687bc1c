"""Reads accounts on servers of Mastodon's API: our own, and whom it follows.

Methods: https://docs.joinmastodon.org/methods/accounts/#lookup,
https://docs.joinmastodon.org/methods/accounts/#get and
https://docs.joinmastodon.org/methods/accounts/#following.
"""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import quote

from newsdesk.channels import listing
from newsdesk.channels.adapter import Wanted
from newsdesk.channels.mastodon_api import Api
from newsdesk.channels.mastodon_limits import read_limits
from newsdesk.channels.mastodon_posts import profile
from newsdesk.channels.shape import at, count_at, id_at
from newsdesk.domain.fetch import FetchedFollows, FetchedProfile, FetchFailed
from newsdesk.domain.message import msg
from newsdesk.domain.profile import Profile
from newsdesk.infra.fetch_errors import RefusedError

PER_PAGE = 80
"""The most accounts that a server gives at once."""


def account_id(api: Api, wanted: Wanted) -> str:
    """Return the account's id as a part of a path, without a request where it is known.

    :raises FetchError: where it cannot be found
    """
    found = wanted.native_id or api.read(lambda one, _: id_at(one, "id"), _looked_up(api))
    return quote(found, safe="")


def look_up(api: Api) -> Profile:
    """Ask for the account by its name.

    :raises FetchError: where it cannot be found
    """
    return api.read(profile, _looked_up(api))


def read_profile(api: Api, wanted: Wanted) -> FetchedProfile | FetchFailed:
    """Read what the server says of the account, and of how long its posts may be.

    :raises FetchError: where it does not say
    """
    account = _known(api, wanted.native_id) or _looked_up(api)
    if at(account, "suspended") is True:
        reason = msg("newsdesk-fetch-account-suspended", api.name)
        return FetchFailed(reason=reason, permanent=True)
    return FetchedProfile(profile=api.read(profile, account), limits=read_limits(api))


def read_follows(api: Api, wanted: Wanted) -> FetchedFollows:
    """Read whom the account follows; what it hides from strangers is read as the account.

    :raises FetchError: where that cannot be read
    """
    account = account_id(api, wanted)
    found = _following(api, account)
    if found.follows or not count_at(api.entity(f"v1/accounts/{account}"), "following_count"):
        return found
    if api.line.credential:
        api.as_account = True
        found = _following(api, account)
    return found if found.follows else replace(found, complete=False)


def _following(api: Api, account: str) -> FetchedFollows:
    def read_page(cursor: str) -> listing.Accounts:
        query = {"limit": str(PER_PAGE)} | ({"max_id": cursor} if cursor else {})
        rows = api.rows(f"v1/accounts/{account}/following", query)
        return listing.Accounts(api.read_each(profile, rows), rows.more)

    return listing.read_follows(read_page, api.server.host)


def _looked_up(api: Api) -> object:
    return api.entity("v1/accounts/lookup", {"acct": api.local_name})


def _known(api: Api, native_id: str) -> object:
    """Return the account of an id; a server that was set up anew may have given it another."""
    if not native_id:
        return None
    try:
        return api.entity(f"v1/accounts/{quote(native_id, safe='')}")
    except RefusedError as error:
        if error.answer.status != 404:
            raise
        return None
