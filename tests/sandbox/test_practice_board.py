"""Read, matched and judged by the tool itself, the story shows what a board can show."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

import pytest

from newsdesk.channels.adapter import Feature, Wanted
from newsdesk.channels.line import Line
from newsdesk.channels.registry import adapter
from newsdesk.domain.desk import DeskConfig, PageRevision
from newsdesk.domain.fetch import Fetched, StreamState
from newsdesk.domain.news_item import NewsItem
from newsdesk.domain.post import Post, PostForm
from newsdesk.domain.site import Site
from newsdesk.domain.sync_status import Match, SyncStatus
from newsdesk.infra.credentials import Credential, parse
from newsdesk.infra.http import Door
from newsdesk.infra.settings import Settings
from newsdesk.services.credentials import features, of_channel
from newsdesk.sync.matching import match
from newsdesk.sync.status import cell
from newsdesk.wiki import config_page, news_page
from sandbox.practice import Practice, start
from sandbox.practice.credentials import credentials
from sandbox.story import Page, pages
from sandbox.story.pages import ARCHIVE, NEWS_PAGE, SET_UP

WIKI = "http://127.0.0.1:8080"
SITE = Site(
    name="Practice wiki",
    server=WIKI,
    interwiki=(("m", "https://meta.wikimedia.org/wiki/$1"),),
)
DAYS = [date(2026, 11, 21), date(2027, 3, 1)]


@dataclass(frozen=True)
class Told:
    """What the tool makes of the story as of a day."""

    items: tuple[NewsItem, ...]
    posts: Mapping[str, tuple[Post, ...]]
    matches: tuple[Match, ...]
    cells: Mapping[tuple[str, str], SyncStatus]

    def statuses(self, channel: str) -> Counter[SyncStatus]:
        return Counter(status for (_, one), status in self.cells.items() if one == channel)

    def status(self, channel: str, words: str) -> SyncStatus:
        item = next(item for item in self.items if words in item.text)
        return self.cells[item.id, channel]


@pytest.fixture(scope="module", params=DAYS, ids=str)
def told(request: pytest.FixtureRequest) -> Iterator[Told]:
    with start(request.param, wiki=WIKI) as practice:
        yield tell(practice, request.param)


@pytest.fixture(scope="module")
def with_credentials() -> Iterator[Told]:
    with start(DAYS[0], wiki=WIKI) as practice:
        yield tell(practice, DAYS[0], parse(json.dumps(credentials())))


def tell(practice: Practice, day: date, known: Sequence[Credential] = ()) -> Told:
    by_title = {page.title: page for page in pages(day)}
    items = tuple(
        item
        for title in (NEWS_PAGE, ARCHIVE)
        for item in news_page.parse(by_title[title].text, title=title, site=SITE).items
    )
    config = configuration(by_title[SET_UP])
    read = read_all(practice, config, items, datetime.combine(day, time(12), UTC), known)
    posts = {name: fetched.posts for name, fetched in read.items()}
    matches = match(items, posts, SITE)
    found: defaultdict[tuple[str, str], list[Match]] = defaultdict(list)
    for one in matches:
        found[one.item_id, one.channel_id].append(one)
    cells = {
        (item.id, channel.id): cell(
            item,
            channel,
            matches=found[item.id, channel.id],
            posts={post.key: post for post in posts.get(channel.id, ())},
            stream=StreamState(complete_since=read[channel.id].complete_since)
            if channel.id in read
            else None,
            news=config.news,
            today=day,
        ).status
        for item in items
        for channel in config.channels
    }
    return Told(items, posts, matches, cells)


def configuration(page: Page) -> DeskConfig:
    revision = PageRevision(
        title=page.title, revid=1, parent=0, user="Sysop", time=datetime.now(UTC), text=page.text,
        model=page.model,
    )  # fmt: skip
    config = config_page.read(revision, SITE).config
    assert config
    return config


def read_all(
    practice: Practice,
    config: DeskConfig,
    items: tuple[NewsItem, ...],
    now: datetime,
    known: Sequence[Credential],
) -> dict[str, Fetched]:
    settings = Settings(
        wiki=f"{WIKI}/w/",
        url="http://127.0.0.1:8000/",
        config_page=SET_UP,
        secret="s" * 32,
        database="sqlite://",
        practice_origins=practice.origins,
    )
    oldest = datetime.combine(min(item.date for item in items), time(), UTC)
    read = {}
    for channel in config.channels:
        network = adapter(channel.kind)
        credential = of_channel(known, channel, network) if network else None
        if network and Feature.OWN in features(network, credential):
            wanted = Wanted(channel=channel, oldest=oldest, now=now)
            result = network.read(Line(Door(settings), credential), wanted)
            assert isinstance(result, Fetched), result
            read[channel.id] = result
    return read


def test_every_sync_status_occurs(told: Told) -> None:
    assert set(told.cells.values()) == set(SyncStatus) - {SyncStatus.EXEMPT}


@pytest.mark.parametrize(
    ("channel", "words", "status"),
    [
        ("mastodon", "Codex 2.7 is out", SyncStatus.MISSING),
        ("bluesky", "Codex 2.7 is out", SyncStatus.POSTED),
        ("blog", "Codex 2.7 is out", SyncStatus.POSTED),
        ("bluesky", "Office hour of the Extension developers", SyncStatus.WANTED),
        ("linkedin", "Office hour of the Extension developers", SyncStatus.WANTED),
        ("announce", "1.45.2", SyncStatus.POSTED),
        ("mastodon", "A gallery of wikis", SyncStatus.SHARED),
        ("mastodon", "yearly survey", SyncStatus.POSTED),
        ("mastodon", "Skins in right-to-left", SyncStatus.POSTED),
        ("bluesky", "Skins in right-to-left", SyncStatus.POSTED),
        ("mastodon", "translation sprint for Hindi", SyncStatus.POSTED),
        ("mastodon", "team on the community channel", SyncStatus.UNSURE),
        ("mastodon", "team in the community channel", SyncStatus.UNSURE),
        ("bluesky", "Documentation sprint", SyncStatus.DIFFERS),
        ("mastodon", "Documentation sprint", SyncStatus.POSTED),
        ("telegram", "1.45.2", SyncStatus.DIFFERS),
        ("x", "1.45.2", SyncStatus.UNKNOWN),
        ("facebook", "1.45.2", SyncStatus.UNKNOWN),
        ("announce", "Codex 2.7 is out", SyncStatus.NOT_EXPECTED),
    ],
)
def test_what_the_board_says(told: Told, channel: str, words: str, status: SyncStatus) -> None:
    assert told.status(channel, words) is status


def test_before_its_first_day_nothing_is_owed(told: Told) -> None:
    assert told.statuses("bluesky")[SyncStatus.PAST] > 20
    assert told.statuses("mastodon")[SyncStatus.PAST] > 0


def test_there_is_little_to_do_and_much_done(told: Told) -> None:
    mastodon = told.statuses("mastodon")
    assert mastodon[SyncStatus.POSTED] > 60
    assert mastodon[SyncStatus.SHARED] > 10
    assert mastodon[SyncStatus.MISSING] == mastodon[SyncStatus.UNSURE] == 2


def test_some_posts_are_on_no_news_page(told: Told) -> None:
    matched = {one.post for one in told.matches}
    for channel in ("mastodon", "bluesky"):
        originals = [p for p in told.posts[channel] if p.form is PostForm.ORIGINAL]
        assert any(post.key not in matched for post in originals)


def test_a_reminder_is_a_further_post_of_its_item(told: Told) -> None:
    """Each talk of the last months was announced, and again on its day."""
    talks = [item for item in told.items if item.text.startswith("Tech talk")][:6]
    posts = {post.key: post.text for post in told.posts["mastodon"]}
    for talk in talks:
        found = {one.post for one in told.matches if one.item_id == talk.id} & posts.keys()
        words = sorted(posts[key].split()[0] for key in found)
        assert words == ["Next", "Today"], talk.text


def test_what_nobody_may_see_is_not_read(told: Told) -> None:
    texts = json.dumps([post.text for post in told.posts["mastodon"]])
    assert "embargoed" not in texts
    assert "between us" not in texts


@pytest.mark.parametrize(
    ("channel", "words", "status"),
    [
        ("x", "1.45.2", SyncStatus.POSTED),
        ("x", "Tech News 2026/47", SyncStatus.SHARED),
        ("x", "Office hour of the Extension developers", SyncStatus.WANTED),
        ("facebook", "1.45.2", SyncStatus.POSTED),
        ("facebook", "Office hour of the Extension developers", SyncStatus.MISSING),
        ("facebook", "A gallery of wikis", SyncStatus.MISSING),
    ],
)
def test_what_the_board_says_of_networks_that_take_a_credential(
    with_credentials: Told, channel: str, words: str, status: SyncStatus
) -> None:
    assert with_credentials.status(channel, words) is status


def test_with_credentials_only_what_is_posted_by_hand_is_unknown(
    with_credentials: Told,
) -> None:
    unknown = {one for (_, one), s in with_credentials.cells.items() if s is SyncStatus.UNKNOWN}
    assert unknown <= {"linkedin"}
    assert len(with_credentials.posts["x"]) > 150
    assert len(with_credentials.posts["facebook"]) > 80
