"""What is suggested for a channel, from items, leads and posts of all sorts."""

from __future__ import annotations

from dataclasses import replace
from time import thread_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsdesk.domain.channel import Channel, ChannelKind
from newsdesk.domain.desk import DeskConfig, Followed, NewsSettings
from newsdesk.domain.site import Site
from newsdesk.sync.drafting import Basis, Rules, Suggestion, links_in, suggest
from newsdesk.sync.handles import Account, Names

SITE = Site(name="Example", server="https://wiki.example.net")
X = Channel(id="x", kind=ChannelKind.X, name="X", account="MediaWiki")
MASTODON = Channel(
    id="mastodon", kind=ChannelKind.MASTODON, name="Mastodon", account="mediawiki@wikis.example"
)
BLUESKY = Channel(
    id="bluesky", kind=ChannelKind.BLUESKY, name="Bluesky", account="mediawiki.example"
)
FORUM = Channel(id="forum", kind=ChannelKind.MANUAL, name="Forum")
TECH = Followed(
    name="Wikimedia Tech",
    accounts=(
        ("x", "wikimediatech"),
        ("mastodon", "tech@people.example"),
        ("bluesky", "tech.people.example"),
    ),
)
SAL = Followed(name="Wikimedia SAL", accounts=(("x", "wikimedia_sal"),))
NAMESAKE = Followed(name="Another Tech", accounts=(("mastodon", "wikimediatech@wikis.example"),))
CONFIG = DeskConfig(
    news=NewsSettings(page="News", basis="x"),
    channels=(X, MASTODON, BLUESKY, FORUM),
    follow=(TECH, SAL),
)
PAGE = "https://www.mediawiki.org/wiki/MediaWiki_1.45"
BLOG = "https://blog.example.org/post"
TECH_ON_X = ("https://twitter.com/wikimediatech", Account(ChannelKind.X, "wikimediatech"))
STATUS = "https://newsdesk.example/item/2026-11-18-released"


def drafted(
    basis: Basis,
    channel: Channel = MASTODON,
    *,
    most: int = 500,
    tags: tuple[str, ...] = (),
    config: DeskConfig = CONFIG,
    source: Channel | None = X,
) -> Suggestion:
    def mention(handle: str) -> str:
        return "" if channel is FORUM else f"@{handle}"

    names = Names(config=config, channel=channel, mention=mention, source=source)
    rules = Rules(names=names, tags=tags, fits=lambda text: len(text) <= most, site=SITE)
    return suggest(basis, rules)


@pytest.mark.parametrize(
    ("text", "links", "expected"),
    [
        ("Codex 2.7 is out.", (PAGE,), f"Codex 2.7 is out.\n\n{PAGE}"),
        ("Codex 2.7 is out.", (), f"Codex 2.7 is out.\n\n{STATUS}"),
        ("It is out.", (BLOG, PAGE, f"{PAGE}/x"), f"It is out.\n\n{PAGE}"),
        ("It is out.", (BLOG,), f"It is out.\n\n{BLOG}"),
        ("On our wiki.", (BLOG, f"{SITE.server}/wiki/A"), f"On our wiki.\n\n{SITE.server}/wiki/A"),
        (f"Read on: {PAGE}", (PAGE,), f"Read on\n\n{PAGE}"),
        (f"It ({PAGE}) is out.", (PAGE,), f"It is out.\n\n{PAGE}"),
        (f"See {PAGE}, or {BLOG}.", (PAGE, BLOG), f"See, or {BLOG}.\n\n{PAGE}"),
        (f"See {PAGE}?utm_source=x now", (PAGE,), f"See now\n\n{PAGE}"),
        ("", (PAGE,), PAGE),
        (
            "هاكاثون ويكيميديا يبدأ اليوم!",
            (PAGE,),
            f"هاكاثون ويكيميديا يبدأ اليوم!\n\n{PAGE}",
        ),
        ("新しい版が出ました。", (PAGE,), f"新しい版が出ました。\n\n{PAGE}"),
        ("<script>alert(1)</script> & '''x'''", (PAGE,), None),
        ("Thanks to Wikimedia Tech!", (TECH_ON_X[0],), f"Thanks to Wikimedia Tech!\n\n{STATUS}"),
    ],
)
def test_one_link_stands_last_and_whole(
    text: str, links: tuple[str, ...], expected: str | None
) -> None:
    accounts = tuple(one for one in [TECH_ON_X] if one[0] in links)
    basis = Basis(text=text, links=links, home=STATUS, accounts=accounts)
    found = drafted(basis, FORUM)
    assert found.text == (expected or f"{text}\n\n{PAGE}")
    assert found.text.endswith(found.link)
    assert found.others == tuple(one for one in links if one != found.link)


@pytest.mark.parametrize(
    ("said", "channel", "expected"),
    [
        ("By @wikimediatech.", MASTODON, "By @tech@people.example."),
        ("By @WikimediaTech!", BLUESKY, "By @tech.people.example!"),
        ("By @wikimediatech", X, "By @wikimediatech"),
        ("By @tech@people.example, today", X, "By @wikimediatech, today"),
        ("By @tech.people.example", X, "By @wikimediatech"),
        ("By ＠wikimediatech", MASTODON, "By @tech@people.example"),
        ("新しい@wikimediatechの版", MASTODON, "新しい@tech@people.exampleの版"),
        ("Like @MediaWiki itself", MASTODON, "Like @mediawiki@wikis.example itself"),
        # The list knows the account, but not its name here.
        ("By @wikimedia_sal", MASTODON, "By Wikimedia SAL"),
        ("By @wikimediatech", FORUM, "By Wikimedia Tech"),
        # The list does not know it: nobody is to be mentioned by chance.
        ("By @somebody", MASTODON, "By somebody"),
        ("By @tech@other.example", X, "By tech"),
        ("By @somebody@wikis.example.", X, "By somebody."),
        ("Use @wikimedia/codex", X, "Use wikimedia/codex"),
        ("Use @wikimediatech/codex", MASTODON, "Use wikimediatech/codex"),
        ("Write to tech@people.example", X, "Write to tech@people.example"),
        ("At https://x.example/@wikimediatech", MASTODON, None),
        ("@@wikimediatech", MASTODON, None),
        ("a @ b, @, @-", MASTODON, None),
    ],
)
def test_handles_are_those_of_the_network(
    said: str, channel: Channel, expected: str | None
) -> None:
    assert drafted(Basis(text=said), channel).text == (expected or said)


def test_nobody_is_mentioned_where_two_are_called_so() -> None:
    both = replace(CONFIG, follow=(TECH, NAMESAKE))
    asked = Basis(text="By @wikimediatech")
    assert drafted(asked, BLUESKY, config=both, source=None).text == "By wikimediatech"
    from_x = drafted(asked, BLUESKY, config=both, source=X)
    assert from_x.text == "By @tech.people.example"
    from_mastodon = drafted(asked, BLUESKY, config=both, source=MASTODON)
    assert from_mastodon.text == "By Another Tech"


def test_a_text_full_of_handles_is_soon_looked_up_in_a_long_list() -> None:
    follow = [Followed(name=f"Name {n}", accounts=(("x", f"x{n}"),)) for n in range(500)]
    text = " ".join(f"@x{n}" for n in range(0, 4000, 2))
    began = thread_time()
    found = drafted(Basis(text=text), config=replace(CONFIG, follow=tuple(follow)), most=99_999)
    assert thread_time() - began < 3
    assert found.text.startswith("Name 0 Name 2 Name 4 ")
    assert found.text.endswith("Name 498 " + " ".join(f"x{n}" for n in range(500, 4000, 2)))


def test_what_was_renamed_is_told() -> None:
    found = drafted(Basis(text="@wikimediatech, @wikimedia_sal, @nobody, @wikimediatech"))
    told = [(one.said, one.written, one.known) for one in found.renamed]
    assert told == [
        ("@wikimediatech", "@tech@people.example", True),
        ("@wikimedia_sal", "Wikimedia SAL", False),
        ("@nobody", "nobody", False),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Thanks to Wikimedia Tech!", f"Thanks to @tech@people.example!\n\n{PAGE}"),
        ("Thanks to Wikimedia Technology", f"Thanks to Wikimedia Technology\n\n{PAGE}"),
        (
            "@wikimediatech is Wikimedia Tech",
            f"@tech@people.example is Wikimedia Tech\n\n{PAGE}",
        ),
    ],
)
def test_a_link_to_an_account_mentions_it_once(text: str, expected: str) -> None:
    basis = Basis(text=text, links=(TECH_ON_X[0], PAGE), accounts=(TECH_ON_X,))
    assert drafted(basis).text == expected


def test_a_name_alone_mentions_nobody_but_is_offered() -> None:
    names = Names(config=CONFIG, channel=MASTODON, mention=lambda handle: f"@{handle}")
    assert drafted(Basis(text="Wikimedia Tech says")).text == "Wikimedia Tech says"
    assert names.others("Wikimedia Tech says") == (("Wikimedia Tech", "@tech@people.example"),)
    assert names.others("@tech@people.example is Wikimedia Tech") == ()


@pytest.mark.parametrize(
    ("text", "tags", "put", "end"),
    [
        ("Out.", ("MediaWiki",), ("MediaWiki",), "#MediaWiki\n"),
        ("Out: #mediawiki!", ("MediaWiki",), (), ""),
        ("Out: ＃MediaWiki", ("MediaWiki",), (), ""),
        ("#MediaWikis", ("MediaWiki",), ("MediaWiki",), "#MediaWiki\n"),
        ("Out.", ("MediaWiki", "#WikiTech", "mediawiki"), ("MediaWiki", "WikiTech"), None),
        ("Out.", ("Media Wiki", "2026", "#"), ("MediaWiki",), "#MediaWiki\n"),
        ("Out.", ("A", "B", "C", "D"), ("A", "B", "C"), "#A #B #C\n"),
        ("صدر", ("ميدياويكي",), ("ميدياويكي",), "#ميدياويكي\n"),
    ],
)
def test_tags_are_put_in_once(
    text: str, tags: tuple[str, ...], put: tuple[str, ...], end: str | None
) -> None:
    found = drafted(Basis(text=text, links=(PAGE,)), tags=tags)
    assert found.tags == put
    if end is not None:
        assert found.text == f"{text}\n\n{end}{PAGE}"


def test_tags_give_way_where_the_text_has_room_then() -> None:
    basis = Basis(text="Twenty characters ok", links=(PAGE,))
    tags = ("MediaWiki", "WikiTech")
    room = len(f"Twenty characters ok\n\n#MediaWiki\n{PAGE}")
    found = drafted(basis, most=room, tags=tags)
    assert (found.tags, found.left_out) == (("MediaWiki",), ("WikiTech",))
    assert len(found.text) == room
    assert found.whole.count("#") == 2
    assert drafted(basis, most=room - 1, tags=tags).left_out == tags


@pytest.mark.parametrize(
    ("text", "most", "expected"),
    [
        ("First sentence here. Second one is longer.", 70, "First sentence here."),
        ("Only one sentence that goes on and on", 65, "Only one sentence…"),
        ("一二三四五六七八九十一二三四五六七八九十", 60, "一二三四五六七八九…"),
    ],
)
def test_what_is_too_long_is_shortened_and_the_link_stays(
    text: str, most: int, expected: str
) -> None:
    found = drafted(Basis(text=text, links=(PAGE,)), most=most)
    assert len(found.text) <= most
    assert found.text.endswith(f"\n\n{PAGE}")
    assert found.text.startswith(expected[:8])
    assert found.whole == f"{text}\n\n{PAGE}"


def test_a_link_is_never_cut_even_where_it_alone_is_too_long() -> None:
    assert drafted(Basis(text="Out.", links=(PAGE,)), most=20).text in {PAGE, ""}


WORDS = st.text(
    st.characters(codec="utf-8", exclude_characters="/"), min_size=1, max_size=80
)  # no addresses


@given(text=WORDS, most=st.integers(min_value=len(PAGE) + 2, max_value=120))
def test_whatever_the_text_says_it_fits_and_its_link_is_whole(text: str, most: int) -> None:
    found = drafted(Basis(text=text, links=(PAGE,)), most=most, tags=("MediaWiki",))
    assert len(found.text) <= most
    assert found.text.endswith(PAGE)
    assert links_in(found.text)[-1] == PAGE


@given(text=WORDS)
def test_nobody_unknown_is_mentioned(text: str) -> None:
    text = f"{text} @victim and @{text}"
    for one in drafted(Basis(text=text), X).renamed:
        assert one.known or not one.written.startswith("@")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (f"See {PAGE}. And ({BLOG})", (PAGE, BLOG)),
        (f"{PAGE} {PAGE}", (PAGE,)),
        ("no link", ()),
    ],
)
def test_links_of_a_draft_are_found(text: str, found: tuple[str, ...]) -> None:
    assert links_in(text) == found
