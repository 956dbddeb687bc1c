"""The set-up in force as tables that anybody can read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from newsdesk.domain.channel import Channel
from newsdesk.domain.desk import DeskConfig, Feedback, Followed
from newsdesk.domain.message import Message, msg
from newsdesk.domain.site import Site
from newsdesk.web.views.post import web


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """Something with a name, and where it leads, if it leads anywhere."""

    name: str
    href: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelRow:
    """A channel: where it is, what is expected there and who posts there or can be asked."""

    id: str
    name: str
    kind: Message
    where: Named
    expects: Message
    since: date | None
    posters: tuple[Named, ...]
    ask: Named | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowedRow:
    """A followed account with the name of each channel and what it is called there."""

    name: str
    about: str
    accounts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PageFact:
    """One setting: a page, or another value."""

    label: Message
    value: Named | None
    says: Message | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tables:
    """All that a configuration says."""

    news: tuple[PageFact, ...]
    channels: tuple[ChannelRow, ...]
    follow: tuple[FollowedRow, ...]
    searches: tuple[str, ...]
    feedback: tuple[tuple[str, Named], ...]
    pages: tuple[PageFact, ...]


def tables(config: DeskConfig, site: Site | None) -> Tables:
    """Show a configuration."""
    names = {one.id: one.name for one in config.channels}
    return Tables(
        news=_news(config, names, site),
        channels=tuple(_channel(one, site) for one in config.channels),
        follow=tuple(_followed(one, names) for one in config.follow),
        searches=tuple(
            ", ".join((*one.terms, *(f"#{tag}" for tag in one.tags)))
            for one in config.sources
            if one.kind == "search"
        ),
        feedback=tuple((one.about, _place(one, site)) for one in config.feedback),
        pages=tuple(
            PageFact(label=msg(f"newsdesk-form-pages-{key}"), value=_page(title, site))
            for key, title in (
                ("ideas", config.ideas),
                ("suggestions", config.suggestions),
                ("decisions", config.decisions),
            )
            if title
        ),
    )


def _news(config: DeskConfig, names: dict[str, str], site: Site | None) -> tuple[PageFact, ...]:
    news = config.news
    values: Sequence[tuple[str, Named | None, Message | None]] = (
        ("page", _page(news.page, site), None),
        ("basis", Named(name=names.get(news.basis, news.basis)) if news.basis else None, None),
        ("within", None, msg("newsdesk-form-days", news.within)),
        ("keep", None, msg("newsdesk-form-items", news.keep) if news.keep else None),
        ("archive", _page(news.archive, site) if news.archive else None, None),
    )
    return tuple(
        PageFact(label=msg(f"newsdesk-form-news-{key}"), value=value, says=says)
        for key, value, says in values
        if value or says
    )


def _channel(one: Channel, site: Site | None) -> ChannelRow:
    where = one.account or one.page or one.url
    return ChannelRow(
        id=one.id,
        name=one.name,
        kind=msg(f"newsdesk-kind-{one.kind}"),
        where=_page(where, site) if one.page else Named(name=where, href=web(one.url)),
        expects=msg(f"newsdesk-expects-{one.expects}"),
        since=one.since,
        posters=tuple(
            Named(name=user, href=site.page_url(f"User:{user}") if site else "")
            for user in one.posters
        ),
        ask=_page(one.ask, site) if one.ask else None,
    )


def _followed(one: Followed, names: dict[str, str]) -> FollowedRow:
    accounts = tuple((names.get(channel, channel), name) for channel, name in one.accounts)
    return FollowedRow(name=one.name, about=one.about, accounts=accounts)


def _place(one: Feedback, site: Site | None) -> Named:
    return _page(one.page, site) if one.page else Named(name=one.url, href=web(one.url))


def _page(title: str, site: Site | None) -> Named:
    return Named(name=title, href=site.page_url(title) if site else "")
