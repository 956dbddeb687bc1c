"""What the pages of "Set up this wiki" show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from newsdesk.domain.message import Message, msg
from newsdesk.domain.site import Site
from newsdesk.domain.wiki_page import Install, PageState, Role, as_saved, placed
from newsdesk.services.installed_pages import Offered, Overview
from newsdesk.services.installing import PageSent
from newsdesk.services.submitted import Editor
from newsdesk.services.wiki_pages import NEWS, NEWS_TALK
from newsdesk.web.views.edit_request import request_url, talk_page
from newsdesk.web.views.edit_window import WindowView, loading, window
from newsdesk.web.views.line_changes import MOST_LINES, LineView, compare
from newsdesk.web.views.progress import Progress, progress, refused
from newsdesk.web.views.set_up import RevisionView

_CHIPS = {
    PageState.MISSING: "progressive",
    PageState.OLDER: "warning",
    PageState.CHANGED: "warning",
    PageState.FOREIGN: "error",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class RowView:
    """A page in the list; ``chip`` is empty where nobody has to do anything.

    ``make`` is whether the tool can make or update it; ``first`` that it is the next one.
    """

    title: str
    href: str
    history_href: str
    state: Message
    chip: str
    there: bool
    make: bool
    first: bool
    by_hand: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ListView:
    """All pages, in groups that share a heading; ``lacking`` says what does not work there.

    ``left`` says, in sentences, what there is to do. ``texts`` are (title, address, text).
    """

    left: tuple[Message, ...]
    checked: datetime | None
    set_up: bool
    lacking: tuple[Message, ...]
    groups: tuple[tuple[str, tuple[RowView, ...]], ...]
    texts: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PageView:
    """One page: its text, and what an update changes; ``too_long`` where that is not compared.

    ``window`` is there for pages that people change in the wiki's own edit window; ``alone`` is a
    line for the script of somebody who wants the gadget for themselves.
    """

    row: RowView
    text: str
    edit_href: str
    last: RevisionView | None
    warning: Message | None
    lines: tuple[LineView, ...]
    too_long: bool
    window: WindowView | None
    is_definition: bool
    alone: str
    alone_href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewView:
    """How far making or updating a page has come; ``following`` is the next one to make.

    ``refused`` is why this person can't edit; then there is a text to copy, an edit window, and
    ``ask``, where an edit is asked for.
    """

    progress: Progress
    will: Message
    summary: str
    text: str
    warning: Message | None
    refused: Message | None
    edit_href: str
    ask: str
    following: str


def list_view(found: Overview) -> ListView:
    """Show what is stored of all pages."""
    first = found.next_to_make()
    rows = {
        heading: tuple(
            _row(one, found.site, first)
            for one in found.offered
            if one.page.role in roles and not one.lacking
        )
        for heading, roles in _GROUPS.items()
    }
    lacking = dict.fromkeys(one.lacking for one in found.offered if one.lacking)
    return ListView(
        left=_left(found),
        checked=found.checked,
        set_up=found.set_up,
        lacking=tuple(msg(f"newsdesk-onwiki-lacks-{name.lower()}") for name in lacking),
        groups=tuple((heading, group) for heading, group in rows.items() if group),
        texts=tuple(
            _text(found, one)
            for one in found.offered
            if one.page.role is Role.TEXT and not one.lacking
        ),
    )


def _text(found: Overview, one: Offered) -> tuple[str, str, str]:
    """Return where a text belongs on this wiki, that page's address, and the text."""
    title, site = one.page.title, found.site
    if site is None:
        return title, "", one.page.text
    if found.news:
        title = title.replace(NEWS_TALK, talk_page(found.news, site))
        title = title.replace(NEWS, found.news)
    return title, site.page_url(title), one.page.text


def _left(found: Overview) -> tuple[Message, ...]:
    """Say how many pages wait for what."""
    there = [one for one in found.offered if not one.lacking and one.page.role is not Role.TEXT]
    touched = {PageState.CHANGED, PageState.FOREIGN}
    counts = {
        "newsdesk-onwiki-left": sum(one.to_make for one in there),
        "newsdesk-onwiki-left-by-hand": sum(
            one.page.install is Install.BY_HAND and one.state is not PageState.CURRENT
            for one in there
        ),
        "newsdesk-onwiki-left-changed": sum(
            one.page.install is Install.SAVE and one.state in touched for one in there
        ),
    }
    said = tuple(msg(key, count) for key, count in counts.items() if count)
    return said or (msg("newsdesk-onwiki-nothing-left"),)


def page_view(found: Overview, one: Offered, summary: str) -> PageView:
    """Show one page; ``summary`` is for an edit that the person makes by hand."""
    site, now = found.site, "" if one.found is None else as_saved(one.found.text)
    new = placed(one.page, now)
    by_hand = one.page.install is Install.BY_HAND and one.state is not PageState.CURRENT
    too_long = now.count("\n") + new.count("\n") > MOST_LINES
    differ = one.found is not None and one.state is not PageState.CURRENT
    script = one.page.role is Role.SCRIPT and site is not None and one.found is not None
    return PageView(
        row=_row(one, site, found.next_to_make()),
        text=one.page.text,
        edit_href=site.action_url(one.page.title, action="edit") if site else "",
        last=_last(one, site),
        warning=_warning(one.state),
        lines=compare(now, new) if differ and not too_long else (),
        too_long=differ and too_long,
        window=window(one, site, new, summary) if by_hand and site else None,
        is_definition=one.page.role is Role.DEFINITION,
        alone=loading(one, site) if script and site else "",
        alone_href=site.action_url("Special:MyPage/common.js", action="edit") if site else "",
    )


def review_view(editor: Editor, sent: PageSent, site: Site, found: Overview) -> ReviewView:
    """Show a submitted page; the wiki is only asked as long as it can still be sent.

    :raises LoginEnded: when the wiki no longer accepts the login
    """
    deed = "make" if sent.before is PageState.MISSING else "update"
    following, subject = found.next_to_make(), msg("newsdesk-onwiki-request", sent.page)
    return ReviewView(
        progress=progress(editor, sent, site),
        will=msg(f"newsdesk-onwiki-will-{deed}", sent.page, site.name, editor.account.name),
        summary=sent.edits[0].summary if sent.edits else "",
        text=sent.text,
        warning=_warning(sent.before),
        refused=refused(sent.page, sent.refusal),
        edit_href=site.action_url(sent.page, action="edit"),
        ask=request_url(site, sent.page, editor.words.plain(subject)),
        following=following.page.title if following else "",
    )


_GROUPS = {
    "newsdesk-onwiki-group-templates": {Role.MODULE, Role.TEMPLATE},
    "newsdesk-onwiki-group-gadget": {
        Role.SCRIPT, Role.STYLE, Role.DESCRIPTION, Role.DEFINITION,
    },
}  # fmt: skip


def _row(one: Offered, site: Site | None, first: Offered | None) -> RowView:
    saved = one.page.install is Install.SAVE and not one.lacking
    return RowView(
        title=one.page.title,
        href=site.page_url(one.page.title) if site else "",
        history_href=site.action_url(one.page.title, action="history") if site else "",
        state=msg(f"newsdesk-onwiki-state-{one.state}"),
        chip=_CHIPS.get(one.state, ""),
        there=one.found is not None,
        make=saved and one.state is not PageState.CURRENT,
        first=one is first,
        by_hand=one.page.install is Install.BY_HAND,
    )


def _warning(state: PageState) -> Message | None:
    if state in {PageState.CHANGED, PageState.FOREIGN}:
        return msg(f"newsdesk-onwiki-warning-{state}")
    return None


def _last(one: Offered, site: Site | None) -> RevisionView | None:
    if one.found is None or site is None:
        return None
    return RevisionView(
        revision=one.found,
        href=site.action_url(one.page.title, oldid=one.found.revid),
        author_href=site.page_url(f"User:{one.found.user}"),
    )
