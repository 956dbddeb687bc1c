"""A trial on a real wiki, with a Mastodon server's answers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from threading import Event, Semaphore

import pytest
from sqlalchemy import Engine

from newsdesk.domain.channel import ChannelKind
from newsdesk.domain.sync_status import SyncStatus
from newsdesk.infra import clock
from newsdesk.infra.credentials import Credential
from newsdesk.infra.settings import Settings
from newsdesk.services import desk, trial, trial_reading
from newsdesk.services.trial import TrialRefused, Wanted
from newsdesk.store.database import connect
from newsdesk.wiki.session import WikiUnreachable
from tests.fixtures.answers import AnsweringServer
from tests.fixtures.wiki import PracticeWiki
from tests.services.test_refresh import STATUS
from tests.wiki.people import settings_of

NEWS = "Template:Trial news"
TEXT = (
    "* 18 November 2026: [[MediaWiki 1.45]] is released.\n"
    "* 3 November 2026: Gadgets survey.\n"
    "* Someday: no date.\n"
)
ACCOUNT = "https://social.example/@mediawiki"


@pytest.fixture(scope="module", autouse=True)
def pages(wiki: PracticeWiki) -> None:
    wiki.edit(NEWS, TEXT)
    wiki.edit("MediaWiki:Sidebar", "* navigation")
    wiki.edit("Trial accounts", f"* [{ACCOUNT} Mastodon]\n* [https://x.com/MediaWiki X]")


@pytest.fixture
def settings(wiki: PracticeWiki, sqlite_url: str, answers: AnsweringServer) -> Settings:
    return replace(
        settings_of(wiki),
        database=sqlite_url,
        practice_origins={"https://social.example": answers.url},
    )


@pytest.fixture
def engine(settings: Settings) -> Iterator[Engine]:
    made = connect(settings.database)
    yield made
    made.dispose()


def test_what_the_wiki_says_shows_before_any_channel_is_read(
    engine: Engine, settings: Settings, answers: AnsweringServer
) -> None:
    token = trial.begin(engine, settings, Wanted(news=NEWS, page="Trial accounts"))
    found = trial.load(engine, settings, token)
    assert found
    assert (found.understood, len(found.unread)) == (2, 1)
    assert [c.account for c in found.config.channels] == ["mediawiki@social.example", "MediaWiki"]
    assert not found.finished
    assert found.board
    assert len(found.board.rows) == 2
    assert answers.asked == []


def test_the_channels_are_read_and_matched(
    engine: Engine, settings: Settings, answers: AnsweringServer
) -> None:
    answers.json({"id": "1"})
    answers.json([STATUS])
    token = trial.begin(engine, settings, Wanted(news=NEWS, links=ACCOUNT))
    trial.start_reading(engine, settings, token).join()
    found = trial.load(engine, settings, token)
    assert found
    assert found.finished
    assert found.board
    assert [row.cells[0].status for row in found.board.rows] == [
        SyncStatus.POSTED,
        SyncStatus.PAST,
    ]


def test_a_channel_that_fails_ends_the_trial_too(
    engine: Engine, settings: Settings, answers: AnsweringServer
) -> None:
    answers.raw(b"", status=500)
    token = trial.begin(engine, settings, Wanted(news=NEWS, links=ACCOUNT))
    trial.read(engine, settings, token)
    found = trial.load(engine, settings, token)
    assert found
    assert found.finished
    assert found.board
    assert found.board.channels[0].stream.failure


def test_a_process_that_died_leaves_a_trial_that_is_shown_as_it_is(
    engine: Engine, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = trial.begin(engine, settings, Wanted(news=NEWS))
    later = clock.now() + timedelta(minutes=3)
    monkeypatch.setattr(clock, "now", lambda: later)
    found = trial.load(engine, settings, token)
    assert found
    assert found.finished


def test_nothing_is_stored_for_the_desk_itself(engine: Engine, settings: Settings) -> None:
    trial.begin(engine, settings, Wanted(news=NEWS))
    assert desk.find(engine, settings) is None


def test_a_link_that_only_looks_like_an_account_is_left_out(
    engine: Engine, settings: Settings
) -> None:
    links = "https://localhost/@me https://10.0.0.1/@me https://x.com/MediaWiki"
    found = trial.load(
        engine, settings, trial.begin(engine, settings, Wanted(news=NEWS, links=links))
    )
    assert found
    assert [c.id for c in found.config.channels] == ["x"]


@pytest.mark.parametrize(
    ("wanted", "key"),
    [
        (Wanted(news="No such page"), "newsdesk-trial-no-page"),
        (Wanted(news=""), "newsdesk-trial-no-page"),
        (Wanted(news="<"), "newsdesk-trial-no-page"),
        (Wanted(news=NEWS, page="No such page"), "newsdesk-trial-no-page"),
        (Wanted(news="MediaWiki:Sidebar"), "newsdesk-config-target"),
    ],
)
def test_what_cannot_be_tried_is_refused(
    engine: Engine, settings: Settings, wanted: Wanted, key: str
) -> None:
    with pytest.raises(TrialRefused) as refused:
        trial.begin(engine, settings, wanted)
    assert refused.value.message.key == key


def test_a_wiki_that_does_not_answer_stores_nothing(
    wiki: PracticeWiki, engine: Engine, settings: Settings
) -> None:
    with wiki.gateway.refusing(), pytest.raises(WikiUnreachable):
        trial.begin(engine, settings, Wanted(news=NEWS))


def test_too_many_trials_at_once_are_refused(
    engine: Engine, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trial, "_MOST", 1)
    trial.begin(engine, settings, Wanted(news=NEWS))
    with pytest.raises(TrialRefused) as refused:
        trial.begin(engine, settings, Wanted(news=NEWS))
    assert refused.value.message.key == "newsdesk-trial-busy"


def test_no_trial_is_found_by_guessing(engine: Engine, settings: Settings) -> None:
    assert trial.load(engine, settings, "guess") is None
    trial.read(engine, settings, "guess")


def test_strangers_cannot_have_many_trials_read_at_once(
    engine: Engine, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on, begun = Event(), Semaphore(0)

    def hang(*_: object) -> None:
        begun.release()
        assert go_on.wait(60)

    monkeypatch.setattr(trial, "read", hang)
    threads = [trial.start_reading(engine, settings, str(n)) for n in range(5)]
    assert begun.acquire(timeout=60)
    assert begun.acquire(timeout=60)
    assert not trial_reading._reading.acquire(blocking=False)
    go_on.set()
    assert all(begun.acquire(timeout=60) for _ in threads[2:])
    for thread in threads:
        thread.join()


def test_no_credential_is_used_for_strangers(
    engine: Engine, settings: Settings, answers: AnsweringServer
) -> None:
    answers.raw(b"{}", status=401)
    ours = Credential(
        kind=ChannelKind.MASTODON,
        origin="https://social.example",
        account="mediawiki@social.example",
        token="t",
    )
    settings = replace(settings, credentials=(ours,))
    token = trial.begin(engine, settings, Wanted(news=NEWS, links=ACCOUNT))
    trial.read(engine, settings, token)
    assert answers.asked
    assert not any("authorization" in map(str.lower, one.headers) for one in answers.asked)
    found = trial.load(engine, settings, token)
    assert found
    assert found.board
    assert found.board.channels[0].stream.failed_since
