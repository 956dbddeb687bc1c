"""The weekly summary as wikitext, and saved to pages of a real wiki."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from newsdesk.domain.channel import Channel, ChannelKind
from newsdesk.domain.edit import Protected, Saved
from newsdesk.domain.message import Explained
from newsdesk.domain.news_item import NewsItem
from newsdesk.domain.post import Author, Post, PostKey
from newsdesk.domain.round import Handled, Handling, Step, Thing
from newsdesk.infra import clock, messages
from newsdesk.services import sending, submitted, summary_page
from newsdesk.services.round_ground import Viewer
from newsdesk.services.submitted import Editor
from newsdesk.services.summary_page import SUMMARY, SummarySent
from newsdesk.services.weekly_wikitext import wikitext
from newsdesk.store import handled, posts
from newsdesk.store.database import writing
from newsdesk.sync.weekly import OnChannel, StillMissing, Week, Weekly
from newsdesk.wiki import pages
from sandbox.accounts import EDITOR
from tests.fixtures.editing import MakeEditor, die
from tests.fixtures.suggesting import suggestion
from tests.fixtures.wiki import PracticeWiki
from tests.wiki.news_page.examples import SITE

WEEK = Week(date(2026, 11, 16))
SHARED = "Social media/Weekly"
TEXT = "== Week 2026-W47 ==\n* Done.\n"
MASTODON = Channel(id="mastodon", kind=ChannelKind.MASTODON, name="Mast[[o]]don")
ITEM = NewsItem(
    id="2026-11-18-x",
    date=date(2026, 11, 18),
    date_text="18 November 2026",
    text="MediaWiki 1.45.2 ~~~~ released",
    links=("https://www.mediawiki.org/wiki/MediaWiki_1.45",),
    wikitext="",
    line=1,
)
POST = Post(
    key=PostKey(ChannelKind.MASTODON, "https://wikis.world", "1"),
    url="https://wikis.world/@mediawiki/1",
    author=Author("MediaWiki", "mediawiki"),
    time=datetime(2026, 11, 18, 12, tzinfo=UTC),
    html="",
    text="1.45.2 [[is]] {{out}}\nnow",
)
ANSWERED = Handled(
    thing=Thing.of_lead("suggestions:T", "1"),
    step=Step.SUGGESTIONS,
    what=Handling.ANSWERED,
    user="Example editor",
    time=POST.time,
    about="A release",
    url="https://www.mediawiki.org/wiki/Talk:Social_media#A_release",
)


def sent(editor: Editor, submission_id: str) -> SummarySent:
    found = summary_page.look(editor, submission_id)
    assert found is not None
    return found


@pytest.mark.parametrize("language", ["en", "de", "ar"])
def test_a_summary_is_written_in_the_wikis_language(language: str) -> None:
    words = messages.translator(messages.load(), language)
    nothing = wikitext(Weekly(week=WEEK), SITE, words)
    assert nothing.startswith("== ")
    assert "2026-W47" in nothing.splitlines()[0]
    assert ("Nothing was recorded" in nothing) == (language == "en")


def test_a_summary_tells_what_was_done_and_nothing_in_it_does_anything() -> None:
    words = messages.translator(messages.load(), "en")
    found = Weekly(
        week=WEEK,
        items=(ITEM,),
        channels=(OnChannel(MASTODON, (POST,), 3, ("SAL", "{{X}}")),),
        answered=(ANSWERED,),
        aside=2,
        missing=(StillMissing(ITEM, (MASTODON,)),),
    )
    assert wikitext(found, SITE, words) == (
        "== Week 2026-W47 (16 November 2026 to 22 November 2026) ==\n\n"
        "=== On the news page ===\n"
        "* 18 November 2026: [[MediaWiki 1.45|MediaWiki 1.45.2 "
        "&#126;&#126;&#126;&#126; released]]\n\n"
        "=== Posted ===\n"
        "* Mast&#91;&#91;o&#93;&#93;don\n"
        "** [https://wikis.world/@mediawiki/1 1.45.2 &#91;&#91;is&#93;&#93; "
        "&#123;&#123;out&#125;&#125; now]\n\n"
        "=== Shared ===\n"
        "* Mast&#91;&#91;o&#93;&#93;don: 3 posts; "
        "from the follow list: SAL, &#123;&#123;X&#125;&#125;\n"
        "\n=== Suggestions answered ===\n"
        "* [[Talk:Social media#A release|A release]]\n\n"
        "=== Still missing ===\n"
        "* [[MediaWiki 1.45|MediaWiki 1.45.2 &#126;&#126;&#126;&#126; released]]: "
        "Mast&#91;&#91;o&#93;&#93;don\n\n"
        "2 things were set aside.\n"
    )


def test_it_is_put_together_from_what_is_stored(answerer: MakeEditor) -> None:
    me = answerer(EDITOR)
    its_desk, now = submitted.desk_id(me), clock.now()
    lead = suggestion(me)
    done = Handled(
        thing=Thing.of_lead(lead.source_id, lead.native_id),
        step=Step.SUGGESTIONS,
        what=Handling.ANSWERED,
        user="Example editor",
        time=now,
        about=lead.title,
        url=lead.url,
    )
    with writing(me.engine) as connection:
        handled.record(connection, its_desk, done)
        posts.save(connection, its_desk, "mastodon", [POST], now=now)
    week = Week.of(now.date())
    found = summary_page.load(me.engine, its_desk, week, Viewer(now=now))
    assert found is not None
    assert [one.about for one in found.answered] == ["A release"]
    item = summary_page.load(me.engine, its_desk, WEEK, Viewer(now=now))
    assert item is not None
    assert [one.text for one in item.items] == ["One."]


def test_a_page_of_its_own_is_made(wiki: PracticeWiki, answerer: MakeEditor) -> None:
    me = answerer(EDITOR)
    title = summary_page.default_title(me.settings, WEEK)
    assert title == "Social media/Weekly/2026-W47"
    made, _ = summary_page.submit(me, WEEK, title, TEXT)
    (shown,) = sending.show(me, sent(me, made))
    assert "Done." in shown.preview
    assert summary_page.publish(me, made) == made
    assert isinstance(sent(me, made).result, Saved)
    assert wiki.text(title) == TEXT.strip()
    assert wiki.history(title)[0]["comment"].startswith("Summary of week 2026-W47 (")


def test_on_a_shared_page_only_its_section_is_written(
    wiki: PracticeWiki, answerer: MakeEditor
) -> None:
    me = answerer(EDITOR)
    old = "Intro.\n\n== 2026-W47 ==\nOld.\n\n== 2026-W46 ==\nOlder."
    wiki.edit(SHARED, old)
    made, shown_first = summary_page.submit(me, WEEK, SHARED, TEXT)
    assert shown_first
    assert sent(me, made).replaced.startswith("== 2026-W47 ==")
    wiki.edit(SHARED, old.replace("Older", "Much older"))
    following = summary_page.publish(me, made)
    assert isinstance(sent(me, following).result, Saved)
    expected = f"Intro.\n\n{TEXT}\n== 2026-W46 ==\nMuch older."
    assert wiki.text(SHARED) == expected


def test_what_somebody_wrote_of_that_week_meanwhile_is_shown_first(
    wiki: PracticeWiki, answerer: MakeEditor
) -> None:
    me = answerer(EDITOR)
    wiki.edit(SHARED, "== 2026-W47 ==\nOld.")
    made, _ = summary_page.submit(me, WEEK, SHARED, TEXT)
    wiki.edit(SHARED, "== 2026-W47 ==\nSomebody else's.")
    following = summary_page.publish(me, made)
    found = sent(me, following)
    assert (found.again, found.result) == (True, None)
    assert "Somebody else's." in found.replaced
    assert summary_page.publish(me, following) == following
    assert wiki.text(SHARED) == TEXT.strip()


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("", TEXT),
        ("a|b", TEXT),
        ("MediaWiki:Sitenotice", TEXT),
        ("User:X/common.js", TEXT),
        ("Social media/Newsdesk.json", TEXT),
        (SHARED, ""),
        (SHARED, "== Other ==\nx"),
        (SHARED, f"{TEXT}\n== Other ==\nx"),
        (SHARED, f"Before.\n{TEXT}"),
        (SHARED, f"{TEXT}{'x' * 200_001}"),
    ],
)
def test_what_cannot_be_saved_is_said_before(answerer: MakeEditor, title: str, text: str) -> None:
    me = answerer(EDITOR)
    with pytest.raises(Explained):
        summary_page.submit(me, WEEK, title, text)


def test_what_nobody_may_edit_is_said_before(wiki: PracticeWiki, answerer: MakeEditor) -> None:
    me = answerer(EDITOR)
    wiki.edit("Locked", "x")
    wiki.protect("Locked")
    made, _ = summary_page.submit(me, WEEK, "Locked", TEXT)
    assert isinstance(sent(me, made).refusal, Protected)


def test_what_a_merge_did_to_the_page_can_be_mended(
    wiki: PracticeWiki, answerer: MakeEditor
) -> None:
    me = answerer(EDITOR)
    wiki.edit("Merged", "Intro.\n\n== 2026-W46 ==\nOlder.")
    before = pages.current(me.wiki(), ["Merged"])["Merged"]
    made, _ = summary_page.submit(me, WEEK, "Merged", TEXT)
    wiki.edit("Merged", f"{TEXT}\n{TEXT}")
    now = pages.current(me.wiki(), ["Merged"])["Merged"]
    assert before is not None
    assert now is not None
    assert not SUMMARY.intact(before, now, sent(me, made), SITE)
    mended = SUMMARY.mended(me, sent(me, made), before, now)
    assert summary_page.publish(me, mended) == mended
    assert wiki.text("Merged") == f"Intro.\n\n== 2026-W46 ==\nOlder.\n\n{TEXT.strip()}"
    assert summary_page.repair(me, mended) == mended


def test_a_summary_whose_sender_died_is_found(wiki: PracticeWiki, answerer: MakeEditor) -> None:
    me = answerer(EDITOR)
    made, twin = (summary_page.submit(me, WEEK, "Died", TEXT)[0] for _ in range(2))
    summary_page.publish(me, twin)
    die(me, made)
    assert isinstance(sent(me, made).result, Saved)
    assert len(wiki.history("Died")) == 1
