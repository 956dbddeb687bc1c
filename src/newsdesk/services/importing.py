"""Moves an old list of accounts, on a wiki page or pasted, into the configuration."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from newsdesk.domain.channel import Channel
from newsdesk.domain.config_change import Add, Change, Json, Part, Replace, Several
from newsdesk.domain.kinds import KINDS
from newsdesk.domain.message import Explained, msg
from newsdesk.services import configuring, login_ended, submitted
from newsdesk.services.configuring import ConfigDraft, Entry
from newsdesk.services.submitted import Editor
from newsdesk.wiki import account_list, config_entries, pages
from newsdesk.wiki.account_list import Listed


class Standing(StrEnum):
    """How a proposal compares with what the draft has: new, as it is there, or otherwise."""

    NEW = "new"
    KNOWN = "known"
    DIFFERS = "differs"


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A followed account or a channel that a list names.

    ``number`` is its place among the proposals of one text; ``key`` names the entry of the draft
    that it would complete, where it differs; ``before`` is that entry.
    """

    number: int
    part: Part
    values: Json
    standing: Standing
    key: str = ""
    before: Json | None = None


def from_text(editor: Editor, text: str) -> tuple[Proposal, ...]:
    """Find the accounts in wikitext or pasted text, beside this person's draft; channels first.

    Of a network on which the draft has no channel, the first account is proposed as one; all
    others as accounts to follow there. Of a list of links with words behind them the words say
    what the account is about.
    """
    site = submitted.site_of(editor)
    listed = account_list.read_list(text, dict(site.interwiki))
    return proposals(configuring.draft(editor), listed)


def from_page(editor: Editor, title: str) -> str:
    """Return the text of a wiki page, as this user may read it.

    :raises Explained: where there is no such page, or the wiki could not be asked
    """
    title = " ".join(title.split())
    with login_ended.watched(editor):
        found = pages.current(editor.wiki(), [title])[title] if title else None
    if found is None:
        raise Explained(msg("newsdesk-trial-no-page", title))
    return found.text


def proposals(draft: ConfigDraft, listed: Sequence[Listed]) -> tuple[Proposal, ...]:
    """Compare the entries of a list with a draft."""
    channels = list(_channels(draft, listed))
    ids = {_mark(one.values): str(one.values["id"]) for one in channels}
    own = {**{_mark(one.value): one.key for one in draft.entries(Part.CHANNELS)}, **ids}
    networks = {kind: key for (kind, _), key in reversed(own.items())}
    followed = _followed(draft, listed, own, networks)
    return tuple(replace(one, number=n) for n, one in enumerate((*channels, *followed)))


def taken(proposed: Sequence[Proposal], numbers: Collection[int]) -> Several:
    """Return the change that takes the chosen proposals into the draft.

    An account on a channel that is proposed but not chosen is left out.
    """
    chosen = [one for one in proposed if one.number in numbers]
    refused = {
        one.values["id"]
        for one in proposed
        if one.part is Part.CHANNELS and one.standing is Standing.NEW and one.number not in numbers
    }
    return Several([_change(one, refused) for one in chosen if one.standing is not Standing.KNOWN])


def _change(one: Proposal, refused: Collection[object]) -> Change:
    values: dict[str, Any] = dict(one.values)
    if "accounts" in values:
        accounts = values["accounts"].items()
        values["accounts"] = {key: name for key, name in accounts if key not in refused}
    if one.standing is Standing.NEW:
        return Add(one.part, values)
    return Replace(one.part, one.key, values, one.before)


def _channels(draft: ConfigDraft, listed: Sequence[Listed]) -> Iterator[Proposal]:
    """Propose the first account of each network that has no channel; name those that are there."""
    config: dict[str, Any] = {"channels": [dict(e.value) for e in draft.entries(Part.CHANNELS)]}
    there = {_mark(one.value): one for one in draft.entries(Part.CHANNELS)}
    networks = {str(one.value.get("kind")) for one in there.values()}
    seen = set[tuple[str, str]]()
    for account in (account for entry in listed for account in entry.accounts):
        values = _values(account)
        mark = _mark(values)
        if mark in there and mark not in seen:
            yield Proposal(
                number=0,
                part=Part.CHANNELS,
                values=there[mark].value,
                standing=Standing.KNOWN,
                key=there[mark].key,
            )
        elif mark not in there and (not _is_network(account) or account.kind not in networks):
            if mark not in seen:
                values = {
                    "id": config_entries.proposed_id(config, Part.CHANNELS, values),
                    **values,
                }
                config["channels"].append(values)
                yield Proposal(number=0, part=Part.CHANNELS, values=values, standing=Standing.NEW)
            networks.add(account.kind.value)
        seen.add(mark)


def _followed(
    draft: ConfigDraft,
    listed: Sequence[Listed],
    own: dict[tuple[str, str], str],
    networks: dict[str, str],
) -> Iterator[Proposal]:
    entries = draft.entries(Part.FOLLOW)
    for one in listed:
        accounts = {
            networks[account.kind.value]: account.account
            for account in reversed(one.accounts)
            if _is_network(account)
            and account.kind.value in networks
            and _mark(_values(account)) not in own
        }
        if accounts:
            yield _beside(entries, one, dict(reversed(accounts.items())))


def _beside(entries: Sequence[Entry], one: Listed, accounts: dict[str, str]) -> Proposal:
    """Propose a followed account, or what it adds to the one that is there already."""
    values: dict[str, Any] = {"name": one.name, "about": one.about, "accounts": accounts}
    same = next((entry for entry in entries if _is_same(entry, one.name, accounts)), None)
    if same is None:
        return Proposal(number=0, part=Part.FOLLOW, values=values, standing=Standing.NEW)
    before = same.value
    old = _accounts(before)
    new = {key: name for key, name in accounts.items() if _plain(old.get(key)) != _plain(name)}
    after = {
        **before,
        "about": one.about or before.get("about", ""),
        "accounts": {**old, **new},
    }
    known = not new and after["about"] == before.get("about", "")
    return Proposal(
        number=0,
        part=Part.FOLLOW,
        values=before if known else after,
        standing=Standing.KNOWN if known else Standing.DIFFERS,
        key=same.key,
        before=before,
    )


def _is_same(entry: Entry, name: str, accounts: dict[str, str]) -> bool:
    old = _accounts(entry.value)
    shared = any(_plain(old.get(key)) == _plain(account) for key, account in accounts.items())
    return shared or str(entry.value.get("name", "")).casefold() == name.casefold()


def _accounts(value: Json) -> dict[str, object]:
    found = value.get("accounts")
    return dict(found) if isinstance(found, dict) else {}


def _plain(account: object) -> str:
    return str(account or "").removeprefix("@").casefold()


def _values(account: Channel) -> dict[str, Any]:
    values = {
        "kind": account.kind.value,
        "name": account.name,
        "account": account.account,
        "url": "" if account.account else account.url,
        "expects": account.expects.value,
    }
    return {key: value for key, value in values.items() if value}


def _is_network(account: Channel) -> bool:
    """Tell whether accounts there have names, so that one can follow another."""
    return KINDS[account.kind].account is not None


def _mark(values: Json) -> tuple[str, str]:
    """Return what tells an account from others."""
    account = _plain(values.get("account")) or str(values.get("url", "")).rstrip("/")
    return str(values.get("kind", "")), account
