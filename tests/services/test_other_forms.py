"""Posts that decisions name by another form of their address than the one they are stored at."""

from __future__ import annotations

from dataclasses import replace

import pytest

from newsdesk.domain.channel import ChannelKind
from newsdesk.domain.decision import Choice, Decision, Snapshot
from newsdesk.domain.decisions import Decisions
from newsdesk.domain.post import PostKey
from newsdesk.domain.profile import Profile
from newsdesk.domain.sync_status import Match
from newsdesk.services import deciding, matching
from newsdesk.services.board import Board, load
from newsdesk.store import decided, desks, matches, posts, profiles
from newsdesk.store.database import writing
from tests.fixtures.board import BLUESKY, CODEX, CONFIG, NOW, Desk, post

WHO = "Example editor"
DID = "did:plc:z72i7hdynmk6r22z27h6tvur"
KEY = PostKey(ChannelKind.BLUESKY, "https://bsky.app", f"at://{DID}/app.bsky.feed.post/3lb")
URL = "https://bsky.app/profile/mediawiki.org/post/3lb"
BY_NUMBER = f"https://bsky.app/profile/{DID}/post/3lb"
SAME = Decision(
    choice=Choice.SAME,
    item_id=CODEX.id,
    channel_id=BLUESKY.id,
    address=BY_NUMBER,
    snapshot=Snapshot(date=CODEX.date, text=CODEX.text),
)
OPEN = replace(SAME, choice=Choice.OPEN, address=URL)
NOT_NEWS = Decision(choice=Choice.NOT_NEWS, address=BY_NUMBER)


def publish(desk: Desk, *said: Decision) -> None:
    with writing(desk.engine) as connection:
        page = "Social media/Newsdesk/Decisions/2026.json"
        decided.replace(connection, desk.id, page, Decisions().after(said))


def read_post(desk: Desk) -> None:
    """Store the post as a reading does, and what is known of the account."""
    one = post(BLUESKY, 900, "Nothing that an item says", NOW, url=URL, key=KEY)
    with writing(desk.engine) as connection:
        profiles.save(
            connection, desk.id, "bluesky", Profile(handle="mw.org", native_id=DID), now=NOW
        )
        posts.save(connection, desk.id, "bluesky", [one], now=NOW)
        desks.set_matched(connection, desk.id, "")


def board(desk: Desk, *own: Decision) -> Board:
    found = load(desk.engine, desk.id, NOW, decisions=own)
    assert found
    return found


def found_for_item(shown: Board) -> str:
    """Return the address of the post that the item's cell shows."""
    (row,) = [row for row in shown.rows if row.item.id == CODEX.id]
    (cell,) = [cell for cell in row.cells if cell.channel_id == BLUESKY.id]
    return cell.post.url if cell.post and cell.match and cell.match.decided else ""


def is_listed(shown: Board) -> bool:
    return URL in [one.url for _, one in shown.unlisted]


@pytest.mark.parametrize("published", [True, False], ids=["published", "own"])
def test_it_is_the_stored_post_that_is_decided(desk: Desk, published: bool) -> None:
    read_post(desk)
    assert is_listed(board(desk))
    for said, expected in ((SAME, URL), (NOT_NEWS, "")):
        publish(desk, *[said] * published)
        shown = board(desk, *[said] * (not published))
        assert found_for_item(shown) == expected
        assert not is_listed(shown)


def test_it_is_taken_back_as_the_wiki_writes_it(desk: Desk) -> None:
    read_post(desk)
    publish(desk, SAME)
    deciding.decide(desk.engine, desk.id, WHO, OPEN)
    (waiting,) = deciding.pending(desk.engine, desk.id, WHO)
    assert waiting.decision.address == BY_NUMBER
    assert found_for_item(board(desk, waiting.decision)) == ""


def test_matches_are_stored_once_the_post_is_read(desk: Desk) -> None:
    def decided_matches() -> list[Match]:
        matching.run(desk.engine, desk.id, CONFIG)
        with desk.engine.connect() as connection:
            return [one for one in matches.every(connection, desk.id) if one.decided]

    publish(desk, SAME)
    assert decided_matches() == []
    read_post(desk)
    (found,) = decided_matches()
    assert (found.item_id, found.post) == (CODEX.id, KEY)
