"""A channel of a draft is tested before it is saved, with a Mastodon server's answers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from newsdesk.domain.channel import ChannelKind
from newsdesk.domain.config_change import Add, Part
from newsdesk.domain.message import Explained
from newsdesk.infra import clock
from newsdesk.infra.credentials import Credential
from newsdesk.infra.settings import Settings
from newsdesk.services import configuring, submitted, testing
from newsdesk.services.submitted import Editor
from newsdesk.services.testing import ChannelFound
from newsdesk.store import desks
from sandbox.accounts import EDITOR
from tests.fixtures.answers import AnsweringServer
from tests.fixtures.configuring import CHANNEL_LESS
from tests.fixtures.editing import SET_UP, editor_of, read_desk, settings_of, write
from tests.fixtures.wiki import PracticeWiki
from tests.services.test_refresh import STATUS

TOOT = {"id": "mastodon", "kind": "mastodon", "account": "mediawiki@social.example"}
PROFILE = {
    "id": "1",
    "acct": "mediawiki",
    "display_name": "MediaWiki",
    "url": "https://social.example/@mediawiki",
    "followers_count": 421,
}


@pytest.fixture
def settings(wiki: PracticeWiki, sqlite_url: str, answers: AnsweringServer) -> Settings:
    wiki.switch()
    write(wiki, {SET_UP: CHANNEL_LESS})
    return replace(
        settings_of(wiki, sqlite_url), practice_origins={"https://social.example": answers.url}
    )


@pytest.fixture
def editor(wiki: PracticeWiki, settings: Settings) -> Iterator[Editor]:
    with read_desk(settings) as engine:
        yield editor_of(wiki, engine, settings, EDITOR)


def outcome(editor: Editor, **values: Any) -> ChannelFound:
    configuring.change(editor, Add(Part.CHANNELS, values))
    token = testing.test_channel(editor, values["id"])
    testing.start_reading(editor, token).join()
    found = testing.load(editor.engine, editor.settings, token)
    assert found is not None
    return found


def test_it_shows_what_was_found(editor: Editor, answers: AnsweringServer) -> None:
    for answer in (PROFILE, [STATUS], [], PROFILE):
        answers.json(answer)
    found = outcome(editor, **TOOT)
    assert found.finished
    assert found.failure is None
    assert found.page.state.profile
    assert found.page.state.profile.name == "MediaWiki"
    assert found.page.state.profile.followers == 421
    assert found.number == 1
    assert [one.text for one in found.page.posts] == ["MediaWiki 1.45 is released."]
    with editor.engine.connect() as connection:
        assert desks.refreshed(connection, submitted.desk_id(editor)) is None


def test_it_can_be_looked_at_before_it_was_read(editor: Editor, answers: AnsweringServer) -> None:
    configuring.change(editor, Add(Part.CHANNELS, TOOT))
    token = testing.test_channel(editor, "mastodon")
    found = testing.load(editor.engine, editor.settings, token)
    assert found
    assert (found.finished, found.number, found.failure) == (False, 0, None)
    assert answers.asked == []


def test_what_fails_says_why(editor: Editor, answers: AnsweringServer) -> None:
    answers.json({"error": "Record not found"}, status=404)
    found = outcome(editor, **TOOT)
    assert found.finished
    assert found.failure


def test_a_network_that_wants_a_token_says_so(editor: Editor, answers: AnsweringServer) -> None:
    found = outcome(editor, id="x", kind="x", account="MediaWiki")
    assert found.failure
    assert found.failure.key == "newsdesk-form-test-locked"
    assert answers.asked == []


@pytest.mark.parametrize(("in_force", "paid"), [(False, False), (True, False), (True, True)])
def test_a_token_goes_only_to_the_account_that_is_in_force(
    wiki: PracticeWiki,
    settings: Settings,
    *,
    in_force: bool,
    paid: bool,
) -> None:
    """A draft names any account, and nobody but its writer has seen it."""
    token = Credential(
        kind=ChannelKind.MASTODON,
        origin="https://social.example",
        account=TOOT["account"],
        token="secret-token",
        cap=100 if paid else None,
    )
    if in_force:
        config = CHANNEL_LESS.replace("[]", f"[{str(TOOT).replace(chr(39), chr(34))}]")
        write(wiki, {SET_UP: config})
    settings = replace(settings, credentials=(token,))
    with read_desk(settings) as engine:
        editor = editor_of(wiki, engine, settings, EDITOR)
        if not in_force:
            configuring.change(editor, Add(Part.CHANNELS, TOOT))
        test = testing.test_channel(editor, "mastodon")
        found = testing.load(engine, settings, test)
        assert found
        lent = testing._lent(editor, found.channel)
    assert lent == ((token,) if in_force and not paid else ())


@pytest.mark.parametrize(
    ("values", "key"),
    [
        ({"id": "m", "kind": "mastodon", "account": "me"}, "newsdesk-config-account-mastodon"),
        ({"id": "l", "kind": "manual", "name": "LinkedIn"}, "newsdesk-form-test-manual"),
        (
            {"id": "m", "kind": "mastodon", "account": "a@localhost"},
            "newsdesk-config-account-mastodon",
        ),
    ],
)
def test_what_cannot_be_tested_is_refused(
    editor: Editor, values: dict[str, str], key: str
) -> None:
    configuring.change(editor, Add(Part.CHANNELS, values))
    with pytest.raises(Explained) as refused:
        testing.test_channel(editor, values["id"])
    assert refused.value.message.key == key
    with pytest.raises(Explained):
        testing.test_channel(editor, "gone")


def test_tests_of_one_wiki_are_limited(editor: Editor, monkeypatch: pytest.MonkeyPatch) -> None:
    configuring.change(editor, Add(Part.CHANNELS, TOOT))
    monkeypatch.setattr(testing, "_MOST", 1)
    token = testing.test_channel(editor, "mastodon")
    with pytest.raises(Explained) as refused:
        testing.test_channel(editor, "mastodon")
    assert refused.value.message.key == "newsdesk-trial-busy"
    later = clock.now() + testing._WITHIN
    monkeypatch.setattr(clock, "now", lambda: later)
    assert testing.test_channel(editor, "mastodon") != token


def test_a_trials_token_is_no_tests(editor: Editor) -> None:
    assert testing.load(editor.engine, editor.settings, "some-trial") is None
    assert testing.load(editor.engine, editor.settings, "test-unknown") is None
    testing.read(editor, "test-unknown")
