"""The shape of the configuration page, for reading it and as a JSON Schema for its editors."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from newsdesk.domain import desk
from newsdesk.domain.channel import Channel, ChannelKind, Expects
from newsdesk.domain.kinds import KINDS

Text = Annotated[str, Field(min_length=1, max_length=500)]
Title = Annotated[str, Field(min_length=1, max_length=255)]
Address = Annotated[str, Field(min_length=9, max_length=2000, pattern="^https://")]
Id = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]{0,31}$")]


class _Part(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class NewsPart(_Part):
    """The news page and how long its items are looked after."""

    page: Title = Field(description="Title of the page that holds the news items.")
    basis: str = Field("", description="Id of the channel usually taken as the basis.")
    within: int = Field(30, ge=1, le=3650, description="Days within which an item is still owed.")
    keep: int | None = Field(
        None, ge=1, le=1000, description="Items that stay when old ones are archived."
    )
    archive: Title | None = Field(None, description="Title of the page for archived items.")


class ChannelPart(_Part):
    """One account on one network, or a place that no programme can read."""

    id: Id = Field(description="Short name in addresses; must not change.")
    kind: ChannelKind = Field(description="The network.")
    name: Text | None = Field(None, description="Name on screen.")
    account: Text | None = Field(
        None,
        description="Account: user@host (mastodon), a handle such as name.example (bluesky), a "
        "user name without @ (x, telegram), a page's name or number (facebook).",
    )
    url: Address | None = Field(None, description="Address: of the feed, or for people.")
    page: Title | None = Field(None, description="Title of the page (wiki-page).")
    expects: Expects = Field(Expects.WANTED, description="What the channel owes the news page.")
    since: date | None = Field(None, description="First day from which items are owed.")
    posters: tuple[Text, ...] = Field((), max_length=100, description="Wiki users who can post.")
    ask: Title | None = Field(None, description="Page on which others ask for a post.")

    def value(self) -> Channel:
        """Return the channel that this describes."""
        return Channel(
            id=self.id,
            kind=self.kind,
            name=self.name or KINDS[self.kind].name or self.id,
            account=self.account or "",
            url=self.url or "",
            page=self.page or "",
            expects=self.expects,
            since=self.since,
            posters=self.posters,
            ask=self.ask or "",
        )


class FollowedPart(_Part):
    """An account that ours should follow."""

    name: Text = Field(description="Whose account it is.")
    about: str = Field("", max_length=500, description="Why it is followed.")
    accounts: dict[str, Text] = Field(
        default_factory=dict, description="Channel id to the account's name there."
    )


class SourcePart(_Part):
    """A place to look for news."""

    id: Id = Field(description="Short name; must not change.")
    kind: Literal["feed", "calendar", "wiki-page", "search"] = Field(
        description="What kind of place it is."
    )
    url: Address | None = Field(
        None, description="Address of the feed, or of the calendar in the iCalendar format."
    )
    page: Title | None = Field(None, description="Title of the page (wiki-page).")
    holds: desk.Holds | None = Field(
        None,
        description="What its entries are (feed, wiki-page): news, each an idea for an item; "
        "events, with their dates; issues, of which the newest one's list items are news. "
        "Left out, the entries tell.",
    )
    terms: tuple[Text, ...] = Field((), max_length=50, description="Words to search for.")
    tags: tuple[Text, ...] = Field((), max_length=50, description="Tags to search for, without #.")


class FeedbackPart(_Part):
    """Where people are pointed to, instead of being answered on a network."""

    about: Text = Field(description="What belongs there.")
    url: Address | None = Field(None, description="Address of the place.")
    page: Title | None = Field(None, description="Title of the page.")


class ConfigPart(_Part):
    """The configuration page of a newsdesk."""

    version: Literal[1] = Field(description="Version of this format.")
    news: NewsPart = Field(description="The news page.")
    channels: tuple[ChannelPart, ...] = Field((), max_length=50, description="Where news appear.")
    follow: tuple[FollowedPart, ...] = Field((), max_length=500, description="Whom we follow.")
    sources: tuple[SourcePart, ...] = Field((), max_length=100, description="Places to look.")
    feedback: tuple[FeedbackPart, ...] = Field((), max_length=50, description="Feedback channels.")
    ideas: Title | None = Field(None, description="Page for ideas of news.")
    suggestions: Title | None = Field(
        None, description="Page where people suggest news; without it, where channels say to ask."
    )
    decisions: Title | None = Field(None, description="Page above the pages with decisions.")

    def value(self) -> desk.DeskConfig:
        """Return the configuration that this describes."""
        news = self.news
        return desk.DeskConfig(
            news=desk.NewsSettings(
                page=news.page,
                basis=news.basis,
                within=news.within,
                keep=news.keep,
                archive=news.archive or "",
            ),
            channels=tuple(channel.value() for channel in self.channels),
            follow=tuple(
                desk.Followed(name=f.name, about=f.about, accounts=tuple(f.accounts.items()))
                for f in self.follow
            ),
            sources=tuple(
                desk.Source(
                    id=s.id, kind=s.kind, url=s.url or "", page=s.page or "",
                    holds=s.holds, terms=s.terms, tags=s.tags,
                )
                for s in self.sources
            ),
            feedback=tuple(
                desk.Feedback(about=f.about, url=f.url or "", page=f.page or "")
                for f in self.feedback
            ),
            ideas=self.ideas or "",
            suggestions=self.suggestions or "",
            decisions=self.decisions or "",
        )  # fmt: skip


def schema(address: str) -> dict[str, Any]:
    """Return the JSON Schema of the configuration page, as served at ``address``.

    See https://json-schema.org/draft/2020-12
    """
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": address,
        **ConfigPart.model_json_schema(),
        "title": "Newsdesk configuration page",
    }
