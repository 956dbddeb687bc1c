"""A person's draft of the set-up as a whole: its parts, what was changed, what is wrong."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from flask import url_for

from newsdesk.domain import config_words
from newsdesk.domain.config_change import Part
from newsdesk.domain.message import Message, msg
from newsdesk.domain.site import Site
from newsdesk.services.configuring import ConfigDraft, Entry
from newsdesk.web.settled import Said
from newsdesk.web.views.form_part import in_words
from newsdesk.web.views.form_rows import (
    Fact,
    ListView,
    RowView,
    name_of,
    news_facts,
    page_facts,
    says_of,
)

Address = Callable[[Part, str], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wrong:
    """Something that has to be mended before the draft can be saved, and where that is done."""

    where: str | Message
    message: Message
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """The draft: ``changes`` are in words, ``newer`` says that the page was edited since."""

    page: str
    page_href: str
    said: Said | None
    changes: tuple[Message, ...]
    wrong: tuple[Wrong, ...]
    newer: bool
    readable: bool
    news: tuple[Fact, ...]
    lists: tuple[ListView, ...]
    pages: tuple[Fact, ...]


def overview(
    draft: ConfigDraft,
    title: str,
    site: Site | None,
    *,
    said: Said | None,
    slugs: dict[str, Part],
    address: Address,
) -> Overview:
    """Show a draft; ``slugs`` are what the lists are called in addresses."""
    value = draft.value or {}
    channels = [one.value for one in draft.entries(Part.CHANNELS)]
    changes = draft.changes if draft.changed else ()
    return Overview(
        page=title,
        page_href=site.page_url(title) if site else "",
        said=said,
        changes=tuple(config_words.in_words(one.message) for one in changes),
        wrong=_wrong(draft, slugs, address),
        newer=draft.newer,
        readable=draft.value is not None,
        news=news_facts(value.get("news"), channels),
        lists=tuple(_list(draft, slug, part, address) for slug, part in slugs.items()),
        pages=page_facts(value),
    )


def _list(draft: ConfigDraft, slug: str, part: Part, address: Address) -> ListView:
    entries = draft.entries(part)
    channels = [one.value for one in draft.entries(Part.CHANNELS)]
    rows = (
        RowView(
            key=entry.key,
            name=name_of(part, entry.value) or entry.key,
            says=says_of(part, entry.value, channels),
            anchor=f"{slug}-{number}",
            href=address(part, entry.key),
            wrong=tuple(in_words(one.message) for one in entry.problems),
            first=number == 0,
            last=number == len(entries) - 1,
        )
        for number, entry in enumerate(entries)
    )
    new = url_for("set_up_part.new", slug=slug)
    return ListView(part=part, slug=slug, rows=tuple(rows), new=new)


def _wrong(draft: ConfigDraft, slugs: dict[str, Part], address: Address) -> tuple[Wrong, ...]:
    """Name each problem by the part that it is in, and lead to that part's form."""
    homes = {
        entry.place: (part, entry) for part in slugs.values() for entry in draft.entries(part)
    }

    def one(place: str, message: Message) -> Wrong:
        home = homes.get(place.partition("]")[0] + "]")
        if home:
            return _in_entry(*home, message, address)
        name = "news" if place.startswith("news") else "pages"
        if name == "news" or place in {"ideas", "suggestions", "decisions"}:
            href = url_for(f"set_up_part.{name}")
            return Wrong(where=msg(f"newsdesk-form-{name}"), message=in_words(message), href=href)
        return Wrong(
            where=place or msg("newsdesk-form-raw"),
            message=message,
            href=url_for("set_up_raw.show"),
        )

    return tuple(one(problem.place, problem.message) for problem in draft.problems)


def _in_entry(part: Part, entry: Entry, message: Message, address: Address) -> Wrong:
    name = name_of(part, entry.value) or entry.key
    return Wrong(where=name, message=in_words(message), href=address(part, entry.key))
