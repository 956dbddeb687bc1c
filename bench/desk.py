"""A desk of any size: releases, newsletters, events, other news, and much else that is posted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from itertools import accumulate, product
from random import Random

from bench.story import SYLLABLES
from newsdesk.domain.channel import Channel, ChannelKind
from newsdesk.domain.item_id import distinct, item_id
from newsdesk.domain.news_item import NewsItem
from newsdesk.domain.post import Author, Post, PostForm, PostKey
from newsdesk.domain.site import Site

WORDS = ["".join(three) for three in product(SYLLABLES, repeat=3)]
COMMON = list(accumulate(1 / (rank + 1) for rank in range(len(WORDS))))
"""How often each word comes, as in any language: https://en.wikipedia.org/wiki/Zipf%27s_law"""
SITE = Site(name="MediaWiki", server="https://wiki.example")
CHANNELS = 5
POSTS_AN_ITEM = 10
BEGAN = date(2016, 1, 4)
TOOLS = [word.capitalize() for word in WORDS[7:8000:533]]
TEAMS = [word.capitalize() for word in WORDS[11:8000:637]]


def news(count: int, random: Random, a_day: float) -> list[NewsItem]:
    """Make news items, so many a day since 2016."""
    made = [_item(number, random, a_day) for number in range(count)]
    ids = distinct(item_id(one.date, one.text) for one in made)
    return [_named(one, new) for one, new in zip(made, ids, strict=True)]


def channels() -> tuple[Channel, ...]:
    """Return the channels."""
    return tuple(
        Channel(
            id=f"channel-{number}",
            kind=ChannelKind.MASTODON,
            name=f"Channel {number}",
            account=f"wiki@channel{number}.example",
        )
        for number in range(CHANNELS)
    )


def posts(items: Sequence[NewsItem], random: Random) -> Mapping[str, Sequence[Post]]:
    """Make ten times as many posts as items, on five channels: half of them tell the news."""
    return {
        f"channel-{number}": list(_of_channel(number, items, random)) for number in range(CHANNELS)
    }


def _named(one: NewsItem, new: str) -> NewsItem:
    return NewsItem(id=new, date=one.date, date_text="", text=one.text, links=one.links)


def _item(number: int, random: Random, a_day: float) -> NewsItem:
    day = BEGAN + timedelta(days=int(number / a_day))
    text, links = (_release, _letter, _event, _other)[random.choices(range(4), (3, 1, 3, 3))[0]](
        number, day, random
    )
    return NewsItem(id="", date=day, date_text="", text=text, links=links)


def _release(number: int, _day: date, random: Random) -> tuple[str, tuple[str, ...]]:
    tool = random.choice(TOOLS)
    version = f"{number // 997 + 1}.{number % 40}.{random.randrange(9)}"
    text = f"{tool} {version} has been released with {words(random, 6)}"
    return text, (f"https://wiki.example/wiki/{tool}_{version}",)


def _letter(_number: int, day: date, random: Random) -> tuple[str, tuple[str, ...]]:
    year, week, _ = day.isocalendar()
    team = random.choice(TEAMS)
    text = f"{team} News {year}/{week:02} is out: {words(random, 8)}"
    return text, (f"https://wiki.example/wiki/{team}/News/{year}/{week:02}",)


def _event(_number: int, day: date, random: Random) -> tuple[str, tuple[str, ...]]:
    held = day + timedelta(days=random.randrange(2, 20))
    text = (
        f"Office hour of the {random.choice(TEAMS)} team about {words(random, 4)},"
        f" {held.day} {held:%B} {held.year} at {random.randrange(8, 20)}:00 UTC"
    )
    return text, ("https://wiki.example/wiki/Events",)


def _other(number: int, _day: date, random: Random) -> tuple[str, tuple[str, ...]]:
    said = words(random, 14)
    links = (f"https://blog.example/{number}-{'-'.join(said.split()[:4])}",)
    return said.capitalize(), links if number % 3 else ()


def _of_channel(number: int, items: Sequence[NewsItem], random: Random) -> Iterator[Post]:
    span = (items[-1].date - items[0].date).days + 1
    for place, item in enumerate(items):
        told = datetime.combine(item.date, time(9), UTC)
        told += timedelta(hours=random.expovariate(0.05))
        telling = _telling(item, random), item.links
        yield _post(number, 2 * place, told, telling, random)
        moment = datetime.combine(items[0].date, time(), UTC) + timedelta(
            minutes=random.randrange(span * 1440)
        )
        links = (f"https://{random.choice(WORDS)}.example/{random.randrange(10**6)}",)
        said = words(random, random.randrange(8, 30))
        noise = said, links[: random.randrange(2)]
        yield _post(number, 2 * place + 1, moment, noise, random)


def _telling(item: NewsItem, random: Random) -> str:
    """Say an item in its own words, shortened, or with others before and after."""
    said = item.text.split()
    if random.random() < 0.3:
        said = said[: max(6, len(said) // 2)]
    before, after = words(random, random.randrange(5)), words(random, random.randrange(8))
    return f"{before} {' '.join(said)} {after} #MediaWiki".strip()


def _post(
    channel: int,
    number: int,
    moment: datetime,
    said: tuple[str, tuple[str, ...]],
    random: Random,
) -> Post:
    origin = f"https://channel{channel}.example"
    form = PostForm.SHARE if random.random() < 0.1 else PostForm.ORIGINAL
    return Post(
        key=PostKey(ChannelKind.MASTODON, origin, str(number)),
        url=f"{origin}/@wiki/{number}",
        author=Author("MediaWiki", "mediawiki", origin),
        time=moment,
        html="",
        text=said[0],
        links=said[1],
        form=form,
    )


def words(random: Random, count: int) -> str:
    """Make words as a language has them: few of them often, most of them seldom."""
    return " ".join(random.choices(WORDS, cum_weights=COMMON, k=count))
