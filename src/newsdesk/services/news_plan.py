"""What a person wants of the news page, and the texts that the pages would then have."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from newsdesk.domain.desk import NewsSettings, PageRevision
from newsdesk.domain.edit import EditResult, PageEdit
from newsdesk.domain.message import Explained, msg
from newsdesk.domain.news_item import NewsItem
from newsdesk.domain.site import Site
from newsdesk.infra.messages import Translator
from newsdesk.services.summaries import subject, tool_link
from newsdesk.wiki import news_page
from newsdesk.wiki.news_page import Draft, NewsPage


class Action(StrEnum):
    """What can be done to the news page."""

    ADD = "add"
    CHANGE = "change"
    REMOVE = "remove"
    ARCHIVE = "archive"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What a person wants: its meaning, which can be applied again to a newer revision.

    ``text`` is the item's wikitext; ``item_id`` names the item to change or remove; an empty
    ``summary`` is written by the tool. ``of`` names the thing of a round that it is made from, as
    :mod:`newsdesk.services.news_origin` writes it.
    """

    action: Action
    day: date | None = None
    text: str = ""
    item_id: str = ""
    summary: str = ""
    of: str = ""

    def to_json(self) -> dict[str, str]:
        """Write the wish as a JSON object."""
        day = self.day.isoformat() if self.day else ""
        return {
            "action": self.action,
            "day": day,
            "text": self.text,
            "item": self.item_id,
            "summary": self.summary,
            "of": self.of,
        }

    @classmethod
    def from_json(cls, value: Mapping[str, str]) -> Wish:
        """Read what :meth:`to_json` wrote."""
        return cls(
            action=Action(value["action"]),
            day=date.fromisoformat(value["day"]) if value["day"] else None,
            text=value["text"],
            item_id=value["item"],
            summary=value["summary"],
            of=value.get("of", ""),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """The pages as the wiki has them now, and why this user could not edit (``None``: could)."""

    news: NewsSettings
    site: Site
    page: PageRevision
    archive: PageRevision | None
    asked: datetime
    refusal: EditResult | None = None

    def read(self) -> NewsPage:
        """Parse the news page."""
        return news_page.parse(self.page.text, title=self.news.page, site=self.site)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The edits that a wish comes to, in order, and what a person should know before.

    ``item_id`` and ``source`` are the written item's id and whole wikitext. ``outdates`` are
    marked translation units; ``already`` is the same item, if it is there; ``moved`` is how many
    items go to the archive.
    """

    edits: tuple[PageEdit, ...]
    summary: str
    item_id: str = ""
    source: str = ""
    outdates: tuple[str, ...] = ()
    already: NewsItem | None = None
    moved: int = 0


def plan(ground: Ground, wish: Wish, user: str, words: Translator) -> Plan:
    """Apply a wish to the pages; ``words`` speaks the wiki's content language.

    :raises Uncertain: where the way or the place is not certain
    """
    page = ground.read()
    if wish.action is Action.ARCHIVE:
        return _archive(ground, page, wish, user, words)
    draft = Draft(wish.day, wish.text) if wish.day else None
    already = news_page.holds(page, draft) if draft and wish.action is Action.ADD else None
    if already:
        return Plan(edits=(), summary=wish.summary, already=already)
    meant = next((i for i in page.items if i.id == wish.item_id), None)
    if wish.action is Action.REMOVE:
        change = news_page.remove(page, wish.item_id)
        named, item_id = (meant.text if meant else ""), wish.item_id
    else:
        if draft is None:
            raise Explained(msg("newsdesk-edit-no-date"))
        change = (
            news_page.insert(page, draft)
            if wish.action is Action.ADD
            else news_page.change(page, wish.item_id, draft)
        )
        item_id = change.item_id
        after = news_page.parse(change.text, title=page.title, site=page.site)
        named = next(i.text for i in after.items if i.id == item_id)
    summary = wish.summary or _summary(ground, wish, named, item_id, words)
    edit = _edit(ground, ground.page, change.text, summary, user)
    return Plan(
        edits=(edit,),
        summary=summary,
        item_id=change.item_id,
        source=change.source,
        outdates=change.outdates,
    )


Items = Counter[tuple[date, str]]


def difference(before: Sequence[NewsItem], after: Sequence[NewsItem]) -> tuple[Items, Items]:
    """Return the items that came and those that went, each by its date and wikitext."""
    old, new = (Counter((i.date, i.wikitext) for i in side) for side in (before, after))
    return new - old, old - new


def intact(before: Sequence[NewsItem], after: Sequence[NewsItem], wish: Wish) -> bool:
    """Tell whether after an edit that the wiki merged all items stand as they were meant.

    Every other item stands as often as before; the wished one came, went or was exchanged.
    """
    gained, lost = difference(before, after)
    new = Counter((i.date, i.wikitext) for i in after)
    match wish.action:
        case Action.ADD:
            return not lost and gained.total() == 1 and all(new[key] == 1 for key in gained)
        case Action.CHANGE:
            return lost.total() <= 1 and gained.total() == lost.total()
        case Action.REMOVE:
            return not gained and lost.total() <= 1
        case Action.ARCHIVE:
            return True


def _archive(ground: Ground, page: NewsPage, wish: Wish, user: str, words: Translator) -> Plan:
    """Move old items: the archive is written first, so that nothing is ever on neither page."""
    news = ground.news
    if news.keep is None or not news.archive:
        raise Explained(msg("newsdesk-edit-no-archive"))
    old = ground.archive.text if ground.archive else ""
    store = news_page.parse(old, title=news.archive, site=ground.site)
    moved = news_page.archive(page, store, news.keep)
    summary = wish.summary or words.plain(
        msg("newsdesk-summary-archive", len(moved.moved), news.archive, tool_link(ground.site))
    )
    both = ((ground.archive, news.archive, moved.archive), (ground.page, news.page, moved.page))
    edits = tuple(
        replace(_edit(ground, revision, text, summary, user), title=title)
        for revision, title, text in both
        if text != (revision.text if revision else "")
    )
    return Plan(edits=edits, summary=summary, moved=len(moved.moved))


def _edit(
    ground: Ground, revision: PageRevision | None, text: str, summary: str, user: str
) -> PageEdit:
    return PageEdit(
        title=ground.news.page,
        text=text,
        summary=summary,
        user=user,
        base=revision.revid if revision else 0,
        started=(revision.read if revision else None) or ground.asked,
    )


def _summary(ground: Ground, wish: Wish, text: str, item_id: str, words: Translator) -> str:
    """Say what the edit does."""
    link = tool_link(ground.site, f"/item/{item_id}")
    return words.plain(msg(f"newsdesk-summary-{wish.action}", subject(text), link))
