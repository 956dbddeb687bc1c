"""Who people on a real Bluesky network are, whom they follow, and what others say to them."""

from __future__ import annotations

from datetime import UTC, datetime

from newsdesk.channels.line import Line
from newsdesk.domain.fetch import FetchedFollows, FetchFailed
from newsdesk.domain.message import msg
from newsdesk.domain.post import Post, PostForm, StreamName
from tests.channels.asking import fetched, follows, profile
from tests.networks.conftest import Desk, Join
from tests.networks.people import Person
from tests.networks.records import link, png, tag


def mentions(desk: Desk, person: Person, line: Line) -> dict[str, Post]:
    """Return what others said to a person, as the person is told, by its ids."""
    posts = fetched(desk.read(person.handle, StreamName.MENTION, line=line)).posts
    return {post.key.native_id: post for post in posts}


def search(desk: Desk, person: Person, line: Line, *, tag: str = "", term: str = "") -> list[str]:
    """Return the ids of what a search finds, newest first."""
    tags, terms = tuple(filter(None, [tag])), tuple(filter(None, [term]))
    result = desk.read(person.handle, StreamName.SEARCH, line=line, tags=tags, terms=terms)
    return [post.key.native_id for post in fetched(result).posts]


def test_a_profile(desk: Desk, join: Join) -> None:
    we, one, two = join("mediawiki"), join(), join()
    we.post("So that the network knows the account", at=datetime.now(UTC))
    one.follow(we)
    two.follow(we)
    found = profile(desk.read(we.handle, StreamName.PROFILE))
    assert (found.handle, found.native_id, found.followers) == (we.handle, we.did, 2)
    assert found.url == f"https://bsky.app/profile/{we.handle}"


def test_an_account_without_followers_has_none(desk: Desk, join: Join) -> None:
    assert profile(desk.read(join().handle, StreamName.PROFILE)).followers == 0


def test_a_renamed_account_is_found_by_its_id_alone(desk: Desk, join: Join) -> None:
    we = join("before")
    made = we.post("We have a new name")
    old = we.handle
    known = profile(desk.read(old, StreamName.PROFILE))
    we.rename(f"after-{old}")
    renamed = profile(desk.read(old, StreamName.PROFILE, native_id=known.native_id))
    assert (renamed.handle, renamed.native_id) == (f"after-{old}", we.did)
    [post] = fetched(desk.read(old, native_id=we.did)).posts
    assert (post.key.native_id, post.author.handle) == (made.uri, f"after-{old}")
    lost = desk.read(old)
    assert lost == FetchFailed(reason=msg("newsdesk-fetch-no-account", old), permanent=True)


def test_who_was_renamed_still_hears_what_is_said(desk: Desk, join: Join) -> None:
    we, other = join("before"), join()
    line, old = desk.line(we), we.handle
    we.rename(f"after-{old}")
    named = other.post("Hello ", we.named)
    result = desk.read(old, StreamName.MENTION, line=line, native_id=we.did)
    assert [post.key.native_id for post in fetched(result).posts] == [named.uri]


def test_follows_are_read_on_all_pages(desk: Desk, join: Join) -> None:
    we, others = join(), [join("friend") for _ in range(3)]
    for other in others:
        we.follow(other)
    result = desk.read(we.handle, StreamName.FOLLOWS)
    assert isinstance(result, FetchedFollows)
    assert result.complete
    assert {one.handle: one.native_id for one in result.follows} == {
        other.handle: other.did for other in others
    }


def test_who_is_no_longer_followed_is_gone(desk: Desk, join: Join) -> None:
    we, kept, left = join(), join(), join()
    we.follow(kept)
    following = we.follow(left)
    assert len(follows(desk.read(we.handle, StreamName.FOLLOWS))) == 2
    we.delete(following)
    left_over = follows(desk.read(we.handle, StreamName.FOLLOWS))
    assert [one.native_id for one in left_over] == [kept.did]


def test_what_others_say_to_us(desk: Desk, join: Join) -> None:
    we, other, third = join(), join("fan"), join()
    ours = we.post("MediaWiki 1.45 is out")
    named = other.post("Well done ", we.named, " ", link("docs", "https://www.mediawiki.org/"))
    shown = other.post("A stamp for ", we.named, embed=other.images({"Stamp": png(2, 2)}))
    answered = other.answer(ours, "Where?")
    quoted = other.quote(ours, "At last")
    other.share(ours)
    other.follow(we)
    we.answer(answered, "Here", root=ours)
    third.post("Not about anybody")
    found = mentions(desk, we, desk.line(we))
    assert set(found) == {named.uri, shown.uri, answered.uri, quoted.uri}
    assert {post.author.handle for post in found.values()} == {other.handle}
    assert found[named.uri].links == ("https://www.mediawiki.org/",)
    assert found[answered.uri].form is PostForm.REPLY
    assert [medium.alt for medium in found[shown.uri].media] == ["Stamp"]
    quote = found[quoted.uri].quote
    assert quote is not None
    assert (quote.author.handle, quote.text) == (we.handle, "MediaWiki 1.45 is out")


def test_an_answer_that_names_us_comes_once(desk: Desk, join: Join) -> None:
    we, other = join(), join()
    ours = we.post("MediaWiki 1.45 is out")
    answered = other.answer(ours, "Thanks ", we.named)
    found = mentions(desk, we, desk.line(we))
    assert list(found) == [answered.uri]
    assert found[answered.uri].form is PostForm.REPLY


def test_what_was_deleted_meanwhile_is_no_mention(desk: Desk, join: Join) -> None:
    we, other = join(), join()
    gone = other.post("Hello ", we.named)
    shown = other.post("A stamp for ", we.named, embed=other.images({"": png(2, 2)}))
    kept = other.post("Still here, ", we.named)
    other.delete(gone)
    other.delete(shown)
    assert list(mentions(desk, we, desk.line(we))) == [kept.uri]


def test_who_hides_from_strangers_is_left_out(desk: Desk, join: Join) -> None:
    we, shy, open_ = join(), join(), join()
    shy.hide_from_strangers()
    word = f"Sellerie{we.did[-8:]}"
    shy.post(f"{word}, ", we.named)
    seen = open_.post(f"{word}, ", we.named)
    line = desk.line(we)
    assert list(mentions(desk, we, line)) == [seen.uri]
    assert search(desk, we, line, term=word) == [seen.uri]


def test_nobody_said_anything(desk: Desk, join: Join) -> None:
    we = join()
    assert mentions(desk, we, desk.line(we)) == {}


def test_search_finds_others_posts_by_tag_and_term(desk: Desk, join: Join) -> None:
    we, other = join(), join()
    word = f"Zwiebel{we.did[-8:]}"
    tagged = other.post("About ", tag(word))
    said = other.post(f"{word}kuchen is ready")
    we.post(f"Our own {word}")
    line = desk.line(we)
    assert search(desk, we, line, tag=word) == [tagged.uri]
    assert search(desk, we, line, term=word) == [said.uri, tagged.uri]
    assert search(desk, we, line, tag=word, term=f"{word}kuchen") == [said.uri, tagged.uri]
    assert search(desk, we, line, term="Nobodysaidthis") == []
