"""What people post on a real Bluesky network, as our adapter reads it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from newsdesk.domain.fetch import BEGINNING, Fetched
from newsdesk.domain.post import Post, PostForm
from tests.channels.asking import after, fetched
from tests.networks.conftest import Desk, Join
from tests.networks.people import Person
from tests.networks.records import Json, Made, link, png, self_labels, tag


def own(desk: Desk, person: Person) -> dict[str, Post]:
    """Return an account's posts, as anybody can read them, by their ids."""
    posts = fetched(desk.read(person.handle)).posts
    return {post.key.native_id: post for post in posts}


def page_of(person: Person, made: Made) -> str:
    return f"https://bsky.app/profile/{person.handle}/post/{made.name}"


def test_text_links_tags_and_mentions(desk: Desk, join: Join) -> None:
    we, other = join("mediawiki"), join()
    we.call_oneself("MediaWiki")
    time = datetime(2026, 10, 1, 12, 30, tzinfo=UTC)
    made = we.post(
        "🎉 Größer: ",
        link("mediawiki.org/…", "https://www.mediawiki.org/wiki/MediaWiki_1.45?a=1&b=2"),
        " <b>, thanks ",
        other.named,
        "!\n",
        tag("MediaWiki"),
        at=time,
        langs=["de-AT", "en"],
    )
    post = own(desk, we)[made.uri]
    assert post.url == page_of(we, made)
    assert (post.author.name, post.author.handle) == ("MediaWiki", we.handle)
    assert post.time == time
    address = "https://www.mediawiki.org/wiki/MediaWiki_1.45?a=1&b=2"
    assert post.text == f"🎉 Größer: {address} <b>, thanks @{other.handle}!\n#MediaWiki"
    assert post.links == (address,)
    assert f'href="https://bsky.app/profile/{other.did}"' in post.html
    assert 'href="https://bsky.app/hashtag/MediaWiki"' in post.html
    assert "&lt;b&gt;" in post.html
    assert post.language.startswith("de")
    assert post.form is PostForm.ORIGINAL


def test_a_link_card_is_a_link(desk: Desk, join: Join) -> None:
    we = join()
    card = {"uri": "https://www.mediawiki.org/", "title": "MediaWiki", "description": "A wiki"}
    made = we.post("Look", embed={"$type": "app.bsky.embed.external", "external": card})
    assert own(desk, we)[made.uri].links == ("https://www.mediawiki.org/",)


STAMPS = {"A black stamp": png(2, 2), "": png(3, 3)}


@pytest.mark.parametrize("upload", [Person.images, Person.gallery])
def test_images_keep_their_descriptions(
    desk: Desk, join: Join, upload: Callable[[Person, dict[str, bytes]], Json]
) -> None:
    we = join()
    made = we.post("Stamps", embed=upload(we, STAMPS))
    post = own(desk, we)[made.uri]
    assert [(medium.kind, medium.alt) for medium in post.media] == [
        ("image", "A black stamp"),
        ("image", ""),
    ]
    assert all(medium.url.startswith("https://") for medium in post.media)


def test_a_film_keeps_its_description(desk: Desk, join: Join) -> None:
    we = join()
    made = we.post("A film", embed=we.video("Somebody edits a page"))
    [film] = own(desk, we)[made.uri].media
    assert (film.kind, film.alt) == ("video", "Somebody edits a page")
    assert film.url.startswith("https://")


def test_what_the_author_warns_of_stands_before_the_text(desk: Desk, join: Join) -> None:
    we = join()
    made = we.post("A wound", labels=self_labels("graphic-media"))
    post = own(desk, we)[made.uri]
    assert post.warning == "Graphic media"
    assert post.text == "Graphic media\n\nA wound"


def test_a_thread_is_told_from_answers_to_others(desk: Desk, join: Join) -> None:
    we, other = join(), join()
    first = we.post("One of three")
    second = we.answer(first, "Two of three")
    third = we.answer(second, "Three of three", root=first)
    theirs = other.answer(third, "Thanks", root=first)
    ours = we.answer(theirs, "You are welcome", root=first)
    posts = own(desk, we)
    assert {uri: post.continues for uri, post in posts.items()} == {
        first.uri: "",
        second.uri: first.uri,
        third.uri: second.uri,
        ours.uri: "",
    }
    assert [posts[made.uri].form for made in (first, second, third, ours)] == [
        PostForm.ORIGINAL,
        PostForm.REPLY,
        PostForm.REPLY,
        PostForm.REPLY,
    ]


def test_a_share_carries_the_original(desk: Desk, join: Join) -> None:
    we, other = join(), join()
    theirs = other.post("MediaWiki is 25", at=datetime(2026, 1, 25, tzinfo=UTC))
    before = datetime.now(UTC) - timedelta(seconds=1)
    shared = we.share(theirs)
    posts = own(desk, we)
    assert list(posts) == [shared.uri]
    post = posts[shared.uri]
    assert (post.form, post.text, post.author.handle) == (
        PostForm.SHARE,
        "MediaWiki is 25",
        other.handle,
    )
    assert post.url == post.shared_url == page_of(other, theirs)
    assert before < post.time <= datetime.now(UTC)


@pytest.mark.parametrize("with_media", [False, True])
def test_a_quote_names_whom_it_quotes(desk: Desk, join: Join, with_media: bool) -> None:
    we, other = join(), join()
    theirs = other.post("A release")
    media = we.images({"Stamp": png(2, 2)}) if with_media else None
    made = we.quote(theirs, "Thanks for that", media=media)
    post = own(desk, we)[made.uri]
    assert post.quote is not None
    assert (post.quote.author.handle, post.quote.text) == (other.handle, "A release")
    assert post.quote.url == page_of(other, theirs)
    assert post.links == (post.quote.url,)
    assert [medium.alt for medium in post.media] == (["Stamp"] if with_media else [])
    assert post.form is PostForm.ORIGINAL


def test_a_quoted_post_that_was_deleted_is_no_quote(desk: Desk, join: Join) -> None:
    we, other = join(), join()
    theirs = other.post("A release")
    made = we.quote(theirs, "Thanks for that")
    other.delete(theirs)
    post = own(desk, we)[made.uri]
    assert (post.text, post.quote, post.links) == ("Thanks for that", None, ())


def test_a_quote_that_its_author_took_out_is_none(desk: Desk, join: Join) -> None:
    we, other = join(), join()
    theirs = other.post("A release")
    made = we.quote(theirs, "Thanks for that")
    other.detach(theirs, made)
    assert own(desk, we)[made.uri].quote is None


def test_a_quote_of_who_blocks_us_is_none(desk: Desk, join: Join) -> None:
    we, other = join(), join()
    theirs = other.post("A release")
    made = we.quote(theirs, "Thanks for that")
    assert own(desk, we)[made.uri].quote is not None
    other.block(we)
    assert own(desk, we)[made.uri].quote is None


def test_an_answer_to_what_was_deleted_is_still_an_answer(desk: Desk, join: Join) -> None:
    we, other = join(), join()
    theirs = other.post("A question")
    made = we.answer(theirs, "The answer")
    other.delete(theirs)
    post = own(desk, we)[made.uri]
    assert (post.form, post.text, post.continues) == (PostForm.REPLY, "The answer", "")


def test_a_pinned_post_stays_in_its_place(desk: Desk, join: Join) -> None:
    we = join()
    pinned, newer = we.post("About us"), we.post("News")
    we.pin(pinned)
    assert list(own(desk, we)) == [newer.uri, pinned.uri]


def test_hundreds_of_posts_are_read_back_and_then_only_what_is_new(desk: Desk, join: Join) -> None:
    we, start = join(), datetime(2026, 3, 1, tzinfo=UTC)
    times = [start + timedelta(hours=number) for number in range(250)]
    we.post_many([f"Number {number}" for number in range(250)], times)
    first = fetched(desk.read(we.handle))
    assert [post.text for post in first.posts] == [f"Number {n}" for n in reversed(range(250))]
    assert [post.time for post in first.posts] == times[::-1]
    assert first.complete_since == BEGINNING
    assert len(desk.door.asked) == 3

    newest = we.post("The newest")
    state = after(first, datetime.now(UTC))
    again = fetched(desk.read(we.handle, state=state, native_id=we.did))
    assert desk.door.asked == ["app.bsky.feed.getAuthorFeed"]
    assert (again.newest, again.posts[0].text) == (newest.uri, "The newest")
    assert again.complete_since == BEGINNING


def test_reading_back_ends_where_no_more_is_wanted(desk: Desk, join: Join) -> None:
    we, start = join(), datetime(2026, 3, 1, tzinfo=UTC)
    times = [start + timedelta(days=number) for number in range(250)]
    we.post_many([f"Number {number}" for number in range(250)], times)
    result = fetched(desk.read(we.handle, oldest=times[200]))
    assert len(result.posts) == 100
    assert result.complete_since == times[150]


def test_a_deleted_post_is_noticed(desk: Desk, join: Join) -> None:
    we = join()
    kept, gone = we.post("Kept"), we.post("Gone")
    first = fetched(desk.read(we.handle))
    we.delete(gone)
    again = fetched(desk.read(we.handle, state=after(first, datetime.now(UTC))))
    assert [post.key.native_id for post in again.posts] == [kept.uri]
    gone_time = next(p.time for p in first.posts if p.key.native_id == gone.uri)
    assert again.whole_since is not None
    assert again.whole_since < gone_time


def test_an_account_without_posts(desk: Desk, join: Join) -> None:
    result = desk.read(join().handle)
    assert isinstance(result, Fetched)
    assert (result.posts, result.complete_since) == ((), BEGINNING)
