"""The summary of a week: put together from what is stored, and saved to a page of the wiki."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace

from sqlalchemy import Connection, Engine

from newsdesk.domain.desk import PageRevision
from newsdesk.domain.edit import EditResult, PageEdit
from newsdesk.domain.message import Explained, msg
from newsdesk.domain.site import Site
from newsdesk.infra import clock
from newsdesk.infra.settings import Settings
from newsdesk.services import login_ended, matching, round_ground, sending, submitted
from newsdesk.services.edit_kind import Kind, Meaning
from newsdesk.services.edit_results import from_result, to_result
from newsdesk.services.round_ground import Ground, Viewer
from newsdesk.services.submitted import Editor, Sent
from newsdesk.services.summaries import tool_link
from newsdesk.store import handled, items, posts
from newsdesk.store.submissions import Submission
from newsdesk.sync.weekly import StillMissing, Week, Weekly, weekly
from newsdesk.wiki import pages, rights
from newsdesk.wiki.config_checks import target_problem
from newsdesk.wiki.page_section import parts, with_section

LONGEST = 200_000
"""Characters of a summary; nobody reads as many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SummarySent(Sent):
    """A submitted summary: which week's, for which page, and its text.

    ``replaced`` is what the page said of the week before; ``refusal`` is why this user can't edit.
    """

    week: Week
    page: str
    text: str
    replaced: str = ""
    refusal: EditResult | None = None


def load(engine: Engine, desk_id: int, week: Week, viewer: Viewer) -> Weekly | None:
    """Put together what was done in a week; ``None`` as long as there is no set-up."""
    of_board = round_ground.board_work(engine, desk_id, viewer)
    with engine.connect() as connection:
        ground = Ground.of(connection, desk_id, viewer)
        if ground is None:
            return None
        gaps = round_ground.left(ground, of_board).gaps
        return weekly(
            week,
            ground.config,
            items=items.of_pages(
                connection, desk_id, matching.pages(ground.config), since=week.first
            ),
            posts=posts.by_channel(connection, desk_id, since=week.begins, until=week.ends),
            handled=handled.between(connection, desk_id, week.begins, week.ends),
            missing=[StillMissing(gap.item, gap.expecting) for gap in gaps],
        )


def default_title(settings: Settings, week: Week) -> str:
    """Return where a summary stands unless its person says otherwise: beside the set-up page."""
    folder = settings.config_page.rpartition("/")[0] or settings.config_page.removesuffix(".json")
    return f"{folder}/Weekly/{week.name}"


def submit(
    editor: Editor, week: Week, title: str, text: str, *, again: bool = False, seen: str = ""
) -> tuple[str, bool]:
    """Store an intended summary; return its id, and whether to show it before it is sent.

    ``seen`` is what the page said of the week when that was last shown.

    :raises Explained: where it cannot be made, or the wiki could not be asked
    """
    _, site = submitted.desk_of(editor)
    title = " ".join(title.split())
    _check(week, title, text, site)
    with login_ended.watched(editor):
        wiki = editor.wiki()
        found = pages.current(wiki, [title])[title]
        refusal = rights.refusal(wiki, title)
    if found is not None and found.model != "wikitext":
        raise Explained(msg("newsdesk-weekly-model", title))
    before = found.text if found else ""
    replaced = parts(before, week.name, text).section
    edit = _edit(editor, title, found, with_section(before, week.name, text), week)
    payload = {
        "week": week.name,
        "page": title,
        "text": text,
        "replaced": replaced,
        "refusal": from_result(refusal) if refusal else None,
    }
    made = submitted.create(editor, SUMMARY.name, (edit,), payload, again=again)
    return made, replaced.strip() not in {seen.strip(), text.strip()}


def look(editor: Editor, submission_id: str) -> SummarySent | None:
    """See :func:`sending.look`."""
    return sending.look(SUMMARY, editor, submission_id)


def publish(editor: Editor, submission_id: str) -> str:
    """See :func:`sending.publish`; shown again where somebody wrote of that week meanwhile."""
    return sending.publish(SUMMARY, editor, submission_id)


def repair(editor: Editor, submission_id: str) -> str:
    """See :func:`sending.repair`."""
    return sending.repair(SUMMARY, editor, submission_id)


def _check(week: Week, title: str, text: str, site: Site) -> None:
    problem = target_problem(title, site) if title else msg("newsdesk-config-title")
    if problem is not None:
        raise Explained(problem)
    if len(text) > LONGEST:
        raise Explained(msg("newsdesk-answer-long", LONGEST))
    alone = parts(text, week.name, text)
    if any(alone.others) or not alone.section:
        raise Explained(msg("newsdesk-weekly-no-heading", week.name))


def _edit(
    editor: Editor, title: str, found: PageRevision | None, text: str, week: Week
) -> PageEdit:
    _, site = submitted.desk_of(editor)
    summary = msg("newsdesk-summary-weekly", week.name, tool_link(site, "/round/summary"))
    return PageEdit(
        title=title,
        text=text,
        summary=editor.words.plain(summary),
        user=editor.account.name,
        base=found.revid if found else 0,
        started=(found.read if found else None) or clock.now(),
    )


class _Summary(Kind[SummarySent]):
    """Edits of pages with summaries: they mean lines, those of one section."""

    name = "summary"

    def read(self, row: Submission) -> SummarySent:
        payload, refusal = row.payload, row.payload["refusal"]
        week = Week.named(payload["week"])
        if week is None:
            raise AssertionError("only what names a week is stored")
        return SummarySent(
            **submitted.fields(row),
            week=week,
            page=payload["page"],
            text=payload["text"],
            replaced=payload["replaced"],
            refusal=to_result(refusal) if refusal else None,
        )

    def meaning(self, before: PageRevision | None, after: PageRevision, _site: Site) -> Meaning:
        old, new = _lines(before), _lines(after)
        return new - old, old - new

    def intact(
        self,
        before: PageRevision | None,
        after: PageRevision | None,
        sent: SummarySent,
        _site: Site,
    ) -> bool:
        then, now = (
            parts(one.text if one else "", sent.week.name, sent.text) for one in (before, after)
        )
        return now.section.strip() == sent.text.strip() and now.others == then.others

    def again(self, editor: Editor, sent: SummarySent) -> tuple[str, bool]:
        return submit(editor, sent.week, sent.page, sent.text, again=True, seen=sent.replaced)

    def mended(
        self, editor: Editor, sent: SummarySent, before: PageRevision, now: PageRevision
    ) -> str:
        text = with_section(before.text, sent.week.name, sent.text)
        edit = _edit(editor, sent.page, replace(now, title=sent.page), text, sent.week)
        payload = {
            "week": sent.week.name,
            "page": sent.page,
            "text": sent.text,
            "replaced": parts(now.text, sent.week.name, sent.text).section,
            "refusal": None,
        }
        return submitted.create(editor, self.name, (edit,), payload, again=True)

    def take(
        self, connection: Connection, desk_id: int, title: str, revision: PageRevision, site: Site
    ) -> None:
        """Store nothing: nobody reads a summary back."""


SUMMARY = _Summary()


def _lines(found: PageRevision | None) -> Counter[str]:
    lines = (line.strip() for line in found.text.splitlines()) if found else ()
    return Counter(line for line in lines if line)
