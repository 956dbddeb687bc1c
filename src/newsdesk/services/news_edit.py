"""Edits of the news page: prepared, shown, sent exactly once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import chain

from sqlalchemy import Connection

from newsdesk.domain.desk import PageRevision
from newsdesk.domain.message import Explained, msg
from newsdesk.domain.news_item import NewsItem
from newsdesk.domain.post import Post, PostKey
from newsdesk.domain.site import Site
from newsdesk.domain.thread import threads
from newsdesk.infra import clock
from newsdesk.services import login_ended, matching, read_wiki, sending, submitted
from newsdesk.services.edit_kind import Kind, Meaning
from newsdesk.services.news_plan import Ground, Plan, Wish, difference, intact, plan
from newsdesk.services.submitted import Editor, Sent
from newsdesk.store import listed, posts
from newsdesk.store.submissions import Submission
from newsdesk.wiki import news_page, pages, previews, rights
from newsdesk.wiki.news_page import Draft


@dataclass(frozen=True, slots=True, kw_only=True)
class NewsSent(Sent):
    """A submitted edit of the news page: the wish beside its edits, see :class:`Plan`."""

    wish: Wish
    item_id: str = ""
    source: str = ""
    moved: int = 0
    outdates: tuple[str, ...] = ()
    already: str = ""


def ground(editor: Editor) -> Ground:
    """Read the pages, and ask whether this user could edit them, before anything is typed.

    :raises Explained: when the wiki could not be asked, or there is no news page
    """
    config, site = submitted.desk_of(editor)
    wiki = editor.wiki()
    with login_ended.watched(editor):
        found = pages.current(wiki, matching.pages(config))
        refusal = rights.refusal(wiki, config.news.page)
    page = found[config.news.page]
    if page is None:
        raise Explained(msg("newsdesk-edit-no-page", config.news.page))
    return Ground(
        news=config.news,
        site=site,
        page=page,
        archive=found.get(config.news.archive),
        asked=page.read or clock.now(),
        refusal=refusal,
    )


def from_post(editor: Editor, key: PostKey) -> tuple[Post, Draft] | None:
    """Draft an item from a stored post and its thread; ``None`` if no such post is known."""
    _, site = submitted.desk_of(editor)
    desk_id = submitted.desk_id(editor)
    with editor.engine.connect() as connection:
        post = posts.get(connection, desk_id, key)
        if post is not None:
            post = _with_parts(connection, desk_id, post)
    return None if post is None else (post, news_page.draft_from_post(post, site))


def _with_parts(connection: Connection, desk_id: int, post: Post) -> Post:
    later = listed.continuing(connection, desk_id, since=post.time)
    whole = threads((post, *chain.from_iterable(later.values())))
    return next((one for one in whole if one.key == post.key), post)


def submit(editor: Editor, on: Ground, wish: Wish, *, again: bool = False) -> str:
    """Store an intended edit, to be shown and then sent; return its id.

    :raises Explained: where it cannot be made
    """
    made = plan(on, wish, editor.account.name, editor.words)
    return _create(editor, wish, made, again=again)


def show_item(editor: Editor, sent: NewsSent) -> str:
    """Let the wiki show the item that is written, by itself; empty where none is.

    :raises Explained: when the wiki could not be asked
    """
    if not sent.source:
        return ""
    with login_ended.watched(editor):
        return previews.preview(editor.wiki(), sent.edits[-1].title, sent.source)


def look(editor: Editor, submission_id: str) -> NewsSent | None:
    """See :func:`sending.look`."""
    return sending.look(NEWS, editor, submission_id)


def publish(editor: Editor, submission_id: str) -> str:
    """See :func:`sending.publish`; what the page's change made anew is shown once more."""
    return sending.publish(NEWS, editor, submission_id)


def repair(editor: Editor, submission_id: str) -> str:
    """See :func:`sending.repair`."""
    return sending.repair(NEWS, editor, submission_id)


def _create(editor: Editor, wish: Wish, made: Plan, *, again: bool) -> str:
    payload = {
        "wish": replace(wish, summary=made.summary).to_json(),
        "item": made.item_id,
        "source": made.source,
        "moved": made.moved,
        "outdates": list(made.outdates),
        "already": made.already.id if made.already else "",
    }
    return submitted.create(editor, NEWS.name, made.edits, payload, again=again)


class _News(Kind[NewsSent]):
    """Edits of the news page and its archive: they mean items."""

    name = "news"

    def read(self, row: Submission) -> NewsSent:
        payload = row.payload
        return NewsSent(
            **submitted.fields(row),
            wish=Wish.from_json(payload["wish"]),
            item_id=payload["item"],
            source=payload["source"],
            moved=payload["moved"],
            outdates=tuple(payload["outdates"]),
            already=payload["already"],
        )

    def meaning(self, before: PageRevision | None, after: PageRevision, site: Site) -> Meaning:
        return difference(_items(before, site), _items(after, site))

    def intact(
        self, before: PageRevision | None, after: PageRevision | None, sent: NewsSent, site: Site
    ) -> bool:
        return intact(_items(before, site), _items(after, site), sent.wish)

    def again(self, editor: Editor, sent: NewsSent) -> tuple[str, bool]:
        return submit(editor, ground(editor), sent.wish, again=True), True

    def mended(
        self, editor: Editor, sent: NewsSent, before: PageRevision, now: PageRevision
    ) -> str:
        on = replace(ground(editor), page=before)
        made = plan(on, sent.wish, editor.account.name, editor.words)
        meant = made.edits[-1].text if made.edits else before.text
        fixed = replace(sent.edits[-1], text=meant, base=now.revid, started=now.read or on.asked)
        whole = Plan(edits=(fixed,), summary=sent.wish.summary, item_id=sent.item_id)
        return _create(editor, sent.wish, whole, again=True)

    def take(
        self, connection: Connection, desk_id: int, title: str, revision: PageRevision, site: Site
    ) -> None:
        read_wiki.take_news(connection, desk_id, title, revision, site)


NEWS = _News()


def _items(revision: PageRevision | None, site: Site) -> Sequence[NewsItem]:
    return news_page.parse(revision.text if revision else "", title="", site=site).items
