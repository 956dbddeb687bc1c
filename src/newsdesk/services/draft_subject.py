"""What a draft is about: a news item, a lead or somebody's post, as it is stored now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import Connection

from newsdesk.domain.channel import Channel
from newsdesk.domain.desk import DeskConfig
from newsdesk.domain.draft import Draft
from newsdesk.domain.lead import Lead, LeadKind, When
from newsdesk.domain.message import Message, msg
from newsdesk.domain.news_item import NewsItem
from newsdesk.domain.post import Medium, Post
from newsdesk.domain.round import Handling, Step, Thing
from newsdesk.domain.site import Site
from newsdesk.infra.clock import UTC_ZONE
from newsdesk.infra.messages import Translator
from newsdesk.infra.text import clean, one_line
from newsdesk.services import items, matching, short_links
from newsdesk.services.things import LEAD_STEPS, STREAMS
from newsdesk.store import items as item_rows
from newsdesk.store import leads, listed, waiting
from newsdesk.sync import upcoming
from newsdesk.sync.drafting import Basis
from newsdesk.sync.handles import Account
from newsdesk.wiki import account_links

MOST_LEAD = 600
"""Characters of a lead's text that a suggestion begins with; articles are longer."""
MOST_BASIS = 10_000
"""Characters that a suggestion is made from: a stranger's post may be as long as they like."""

_STRANGERS: Mapping[Step, Handling] = {
    Step.MENTIONS: Handling.DRAFTED,
    Step.TIMELINE: Handling.DRAFTED,
    Step.SOURCES: Handling.POSTED,
}
"""What it is called that a stranger's post was used, at each step where one can wait."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """A thing that can be drafted, under all ``names`` it had: ``thing`` is today's.

    ``handling`` is what it comes to at its ``step`` once it was posted. ``source`` is the channel
    whose network its text comes from, ``images`` are those of the post that it rests on. ``gone``
    says that nothing is left of it but a draft.
    """

    thing: Thing
    names: frozenset[Thing]
    step: Step
    handling: Handling
    title: str
    basis: Basis
    source: Channel | None = None
    images: tuple[Medium, ...] = ()
    item: NewsItem | None = None
    lead: Lead | None = None
    post: Post | None = None
    gone: bool = False

    def waiting(self, channel_id: str) -> Thing:
        """Name what waits in a round: of an item, that it is to be on this channel."""
        return Thing.of_item(self.item.id, channel_id) if self.item else self.thing


def remembered(draft: Draft) -> Subject:
    """Name what a draft was about that is stored no more: its text is somebody's work."""
    return Subject(
        thing=draft.thing,
        names=frozenset([draft.thing]),
        step=Step.CHANNELS,
        handling=Handling.POSTED,
        title=one_line(draft.basis),
        basis=Basis(text=draft.basis, language=draft.language),
        gone=True,
    )


@dataclass(frozen=True, slots=True)
class Shelf:
    """Where subjects are looked up; ``words`` speaks the wiki's content language."""

    connection: Connection
    desk_id: int
    config: DeskConfig
    site: Site
    words: Translator

    def find(self, thing: Thing) -> Subject | None:
        """Find what a thing is; ``None`` where there is none of that name."""
        match thing.parts[0]:
            case "item":
                return self._item(thing.parts[1])
            case "lead":
                return self._lead(thing)
            case _:
                return self._post(thing)

    def _item(self, wanted: str) -> Subject | None:
        here, pages = (self.connection, self.desk_id), matching.pages(self.config)
        found = items.find(*here, pages, wanted)
        if found is None:
            return None
        item = short_links.of_items(*here, [found])[0]
        names = {wanted, item.id, *item_rows.predecessors(*here, item.id)}
        home = self.site.page_url(item.page or self.config.news.page)
        basis = self._basis(clean(item.text), item.links, home=home)
        return Subject(
            thing=Thing.of_item(item.id),
            names=frozenset(map(Thing.of_item, names)),
            step=Step.CHANNELS,
            handling=Handling.POSTED,
            title=one_line(item.text),
            basis=basis,
            source=self.config.channel(self.config.news.basis),
            images=self._images(item.id),
            item=item,
        )

    def _images(self, item_id: str) -> tuple[Medium, ...]:
        """Return the images of the item's post on the basis channel, else on any other."""
        there = listed.on_item(self.connection, self.desk_id, item_id)
        basis = self.config.news.basis
        every = sorted(there.items(), key=lambda pair: pair[0] != basis)
        standing = (one for _, some in every for one in some if one.deleted is None)
        return next(filter(None, map(_images, standing)), ())

    def _lead(self, thing: Thing) -> Subject | None:
        native_id = thing.parts[2].removesuffix("#day")
        lead = leads.get(self.connection, self.desk_id, thing.parts[1], native_id)
        if lead is None:
            return None
        # Where people left an idea is no place to send readers to, if it names a better one.
        inside = lead.kind in {LeadKind.IDEA, LeadKind.SUGGESTION}
        links = (*lead.links, lead.url) if inside else (lead.url, *lead.links)
        basis = self._basis(self._said(lead), tuple(dict.fromkeys(filter(None, links))))
        return Subject(
            thing=thing,
            names=frozenset([thing]),
            step=LEAD_STEPS[lead.kind],
            handling=Handling.POSTED,
            title=one_line(lead.title) or one_line(lead.text),
            basis=basis if inside else replace(basis, main=lead.url),
            lead=lead,
        )

    def _said(self, lead: Lead) -> str:
        """Write a lead's words, and of an event when it is."""
        title, text = one_line(lead.title), clean(lead.text).strip()
        if lead.when is not None:
            return self._plain(msg("newsdesk-draft-event", title, _when(lead.when)))
        if not title or one_line(text).startswith(title.rstrip("…")):
            return text or title
        return f"{title}\n\n{text}" if text and len(text) <= MOST_LEAD else title

    def _post(self, thing: Thing) -> Subject | None:
        met = (
            (step, found)
            for step in _STRANGERS
            if (found := waiting.met(self.connection, self.desk_id, thing, STREAMS[step]))
        )
        step, (channel_id, post) = next(met, (None, ("", None)))
        if step is None or post is None:
            return None
        author = one_line(post.author.name) or post.author.handle
        text = self._plain(msg("newsdesk-draft-quote", author, clean(post.text).strip()))
        return Subject(
            thing=thing,
            names=frozenset([thing]),
            step=step,
            handling=_STRANGERS[step],
            title=one_line(post.text),
            basis=self._basis(text, (*post.links, post.url), language=post.language),
            source=self.config.channel(channel_id),
            images=_images(post),
            post=post,
        )

    def _basis(
        self, text: str, links: tuple[str, ...], *, home: str = "", language: str = ""
    ) -> Basis:
        return Basis(
            text=text[:MOST_BASIS],
            links=links,
            accounts=tuple(
                (link, Account(found.kind, found.account))
                for link in links
                for found in account_links.find(link)
                if found.account
            ),
            home=home,
            language=language or self.site.language,
        )

    def _plain(self, message: Message) -> str:
        """Write in the wiki's language; a post needs no marks of direction around a name."""
        return clean(self.words.plain(message))


def _images(post: Post) -> tuple[Medium, ...]:
    return tuple(one for one in post.media if one.kind == "image")


def _when(when: When) -> Message | date:
    """Say when an event is; that it is all day long goes without saying."""
    plain = when.starts is None and not when.clock and when.first == when.last
    return when.first if plain else upcoming.in_words(when, UTC_ZONE)
