"""What decisions pages say, each fault with its place, and that writing changes nothing else."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from time import process_time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsdesk.domain.decision import Choice, Decision, Snapshot
from newsdesk.domain.decisions import OPEN, Decisions, ItemDecisions, Settled
from newsdesk.domain.desk import DeskConfig, NewsSettings, PageRevision
from newsdesk.infra.text import one_line
from newsdesk.wiki import decisions_page
from newsdesk.wiki.decisions_page import MOST, Reading, read, title, write
from newsdesk.wiki.page_shape import MOST_PROBLEMS
from tests.wiki.test_config_page import JSON, block

ITEM = "2026-11-18-mediawiki-1-45-2-released"
OTHER = "2026-11-03-codex-2-7-is-out"
WHOLE: dict[str, Any] = {
    "version": 1,
    "items": {
        ITEM: {
            "snapshot": {
                "date": "2026-11-18",
                "links": ["https://www.mediawiki.org/wiki/Download"],
                "text": "MediaWiki 1.45.2 released",
            },
            "channels": {
                "x": {"same": ["https://x.com/mediawiki/status/1"]},
                "mastodon": {
                    "not": ["https://wikis.world/@mediawiki/2", "https://wikis.world/@mediawiki/1"]
                },
                "facebook": {"exempt": "For developers only"},
                "linkedin": {"posted": "https://www.linkedin.com/posts/1"},
                "gone": {"exempt": "A channel that is no more"},
            },
        }
    },
    "posts": {"https://x.com/mediawiki/status/9": "not-news"},
}


def revision(text: str, model: str = "json") -> PageRevision:
    when = datetime(2026, 11, 21, tzinfo=UTC)
    return PageRevision(
        title="D/2026.json", revid=1, parent=0, user="U", time=when, text=text, model=model
    )


def reading(change: Callable[[dict[str, Any]], object]) -> Reading:
    page = copy.deepcopy(WHOLE)
    change(page)
    return read(revision(json.dumps(page)))


def named(found: Reading) -> list[str]:
    return [f"{p.place}: {p.message.key.split('-', 2)[2]}" for p in found.problems]


def decided(text: str, model: str = "json") -> Decisions:
    found = read(revision(text, model))
    assert found.decisions is not None, found.problems
    return found.decisions


def test_the_whole_page_is_read() -> None:
    found = decided(json.dumps(WHOLE))
    assert found.items[ITEM].snapshot == Snapshot(
        date=date(2026, 11, 18),
        text="MediaWiki 1.45.2 released",
        links=("https://www.mediawiki.org/wiki/Download",),
    )
    assert found.of(ITEM, "x") == Settled(same=("https://x.com/mediawiki/status/1",))
    assert found.of(ITEM, "mastodon").not_same == (
        "https://wikis.world/@mediawiki/1",
        "https://wikis.world/@mediawiki/2",
    )
    assert found.of(ITEM, "facebook").exempt == "For developers only"
    assert found.of(ITEM, "linkedin").posted == "https://www.linkedin.com/posts/1"
    assert found.of(ITEM, "telegram") == OPEN
    assert found.not_news == {"https://x.com/mediawiki/status/9"}


@pytest.mark.parametrize("text", ["{}", '{"version": 1}', '{"items": {}, "posts": {}}'])
def test_an_empty_page_decides_nothing(text: str) -> None:
    assert decided(text) == Decisions()


def test_what_a_later_version_adds_is_no_fault() -> None:
    def add(page: dict[str, Any]) -> None:
        page["later"] = [1]
        page["items"][ITEM]["who"] = "A"
        page["items"][ITEM]["channels"]["x"]["since"] = 2027

    assert reading(add).decisions == decided(json.dumps(WHOLE))


def test_an_address_that_is_none_is_read_as_the_text_that_it_is() -> None:
    posted = f"items/{ITEM}/channels/linkedin/posted"
    found = reading(at(posted, "javascript:alert(1)")).decisions
    assert found
    assert found.of(ITEM, "linkedin").posted == "javascript:alert(1)"


def test_what_would_disguise_a_reason_is_left_out() -> None:
    found = reading(at(f"items/{ITEM}/channels/facebook/exempt", " a\u202e  b ")).decisions
    assert found
    assert found.of(ITEM, "facebook").exempt == "a b"


def at(path: str, value: object) -> Callable[[dict[str, Any]], object]:
    """Change what stands at a place, its steps between slashes."""

    def change(page: dict[str, Any]) -> None:
        *steps, last = path.split("/")
        here: Any = page
        for step in steps:
            here = here[step]
        here[last] = value

    return change


X = f"items/{ITEM}/channels/x"
SHOWN = f"items.{ITEM}.channels.x"
CASES: list[tuple[str, object, list[str]]] = [
    ("version", 2, ["version: version"]),
    ("version", "1", ["version: version"]),
    ("items", [], ["items: type-object"]),
    ("items/no-date", {"snapshot": {"date": "2026-11-18", "text": ""}}, ["items.no-date: id"]),
    (
        "items/2026-02-30-x",
        {"snapshot": {"date": "2026-11-18", "text": ""}},
        ["items.2026-02-30-x: id"],
    ),
    (f"items/{ITEM}", 5, [f"items.{ITEM}: type-object"]),
    (f"items/{ITEM}/snapshot", None, [f"items.{ITEM}.snapshot: type-object"]),
    (f"items/{ITEM}", {"channels": {}}, [f"items.{ITEM}.snapshot: missing"]),
    (f"items/{ITEM}/snapshot/date", "18 Nov", [f"items.{ITEM}.snapshot.date: type-date"]),
    (f"items/{ITEM}/snapshot/date", 2026, [f"items.{ITEM}.snapshot.date: type-date"]),
    (f"items/{ITEM}/snapshot/text", "a" * 1001, [f"items.{ITEM}.snapshot.text: too-long"]),
    (f"items/{ITEM}/snapshot/text", "a\nb", [f"items.{ITEM}.snapshot.text: encoding"]),
    (f"items/{ITEM}/snapshot/links", "https://", [f"items.{ITEM}.snapshot.links: type-list"]),
    (f"items/{ITEM}/channels", [], [f"items.{ITEM}.channels: type-object"]),
    (X, [], [f"{SHOWN}: type-object"]),
    (f"{X}/same", "https://x.com/1", [f"{SHOWN}.same: type-list"]),
    (f"{X}/same", [5], [f"{SHOWN}.same[0]: type-text"]),
    (f"{X}/not", [""], [f"{SHOWN}.not[0]: empty"]),
    (f"{X}/not", ["a"] * 1001, [f"{SHOWN}.not: too-many"]),
    (f"{X}/exempt", True, [f"{SHOWN}.exempt: type-text"]),
    (f"{X}/exempt", "a" * 1001, [f"{SHOWN}.exempt: too-long"]),
    (f"{X}/posted", ["https://"], [f"{SHOWN}.posted: type-text"]),
    (f"{X}/posted", "a" * 2001, [f"{SHOWN}.posted: too-long"]),
    ("posts", ["https://x.com/1"], ["posts: type-object"]),
    ("posts/https:", "news", ["posts.https:: choice"]),
    ("posts/https:", 5, ["posts.https:: choice"]),
]


@pytest.mark.parametrize(("path", "value", "expected"), CASES)
def test_each_fault_is_named_with_its_place(path: str, value: object, expected: list[str]) -> None:
    found = reading(at(path, value))
    assert found.decisions is None
    assert named(found) == expected


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("", "json"),
        ("{", "json"),
        ("[]", "not-object"),
        ('"text"', "not-object"),
        ("[" * 200_000, "too-deep"),
        (" " * 2_000_001, "too-big"),
        ('{"posts": {}, "posts": {}}', "duplicate-key"),
        ('{"later": 1e999}', "no-number"),
    ],
)
def test_what_is_no_decisions_page_at_all_is_one_problem(text: str, key: str) -> None:
    (problem,) = read(revision(text)).problems
    assert problem.message.key == f"newsdesk-config-{key}"


@given(JSON)
def test_any_json_ends_in_problems_or_decisions(value: object) -> None:
    found = read(revision(json.dumps({"version": 1, "items": value, "posts": {}})))
    assert (found.decisions is None) == bool(found.problems)


@given(st.data(), JSON)
def test_anything_at_any_place_ends_in_problems_or_decisions(
    data: st.DataObject, value: object
) -> None:
    found = reading(at(data.draw(st.sampled_from([path for path, _, _ in CASES])), value))
    assert (found.decisions is None) == bool(found.problems)


TEXT = st.text(max_size=40).map(lambda text: one_line(text.replace("\ufffd", "")))
ADDRESS = st.sampled_from(["https://x.com/1", "https://x.com/2", "https://a.example/\u0627?b#c"])
ADDRESSES = st.sets(ADDRESS).map(lambda found: tuple(sorted(found)))
SETTLED = st.builds(
    Settled,
    same=ADDRESSES,
    not_same=ADDRESSES,
    exempt=TEXT,
    posted=st.just("") | ADDRESS,
).filter(lambda one: one != OPEN)
SNAPSHOT = st.builds(
    Snapshot,
    date=st.dates(date(2000, 1, 1), date(2099, 12, 31)),
    text=TEXT,
    links=st.lists(ADDRESS, max_size=3).map(tuple),
)
ITEMS = st.dictionaries(
    st.sampled_from([ITEM, "2026-01-01", "2026-02-03-\u0627"]),
    st.builds(
        ItemDecisions,
        snapshot=SNAPSHOT,
        channels=st.dictionaries(
            st.sampled_from(["x", "mastodon", "gone"]), SETTLED, min_size=1, max_size=3
        ),
    ),
)
DECISIONS = st.builds(Decisions, items=ITEMS, not_news=st.frozensets(ADDRESS))


@given(DECISIONS)
def test_what_was_written_is_read(made: Decisions) -> None:
    assert decided(write(made)) == made


@given(DECISIONS, DECISIONS)
def test_a_page_says_what_was_written_last_whatever_it_said(
    before: Decisions, after: Decisions
) -> None:
    assert decided(write(after, revision(write(before)))) == after


@given(DECISIONS)
def test_writing_what_a_page_says_changes_no_byte(made: Decisions) -> None:
    text = write(made)
    assert write(made, revision(text)) == text


def test_a_page_is_compact_with_its_keys_in_order() -> None:
    found = Decisions().after(
        [
            Decision(choice=Choice.NOT_NEWS, address="https://x.com/2"),
            Decision(
                choice=Choice.EXEMPT,
                item_id=ITEM,
                channel_id="x",
                reason="Nothing for readers",
                snapshot=Snapshot(date=date(2026, 11, 18), text="A", links=("https://b.example",)),
            ),
        ]
    )
    assert write(found) == (
        '{"items":{"' + ITEM + '":{"channels":{"x":{"exempt":"Nothing for readers"}},'
        '"snapshot":{"date":"2026-11-18","links":["https://b.example"],"text":"A"}}},'
        '"posts":{"https://x.com/2":"not-news"},"version":1}'
    )
    assert write(Decisions()) == '{"version":1}'


def test_what_the_tool_does_not_know_stays() -> None:
    page = copy.deepcopy(WHOLE)
    page["later"] = {"b": [1.5, None], "a": "\u0627"}
    page["items"][ITEM]["who"] = "A"
    page["items"][ITEM]["snapshot"]["by"] = "hand"
    page["items"][ITEM]["channels"]["x"]["since"] = 2027
    over = revision(json.dumps(page, indent=4))
    made = json.loads(write(Decisions(), over))
    assert made == {
        "version": 1,
        "later": page["later"],
        "items": {
            ITEM: {
                "who": "A",
                "snapshot": page["items"][ITEM]["snapshot"],
                "channels": {"x": {"since": 2027}},
            }
        },
    }
    assert decided(json.dumps(made)) == Decisions()


def test_an_entry_of_which_nothing_else_is_said_stays_as_it_was_written() -> None:
    snapshot = {"date": "2026-11-18", "links": [], "text": "A"}
    there = {"snapshot": snapshot, "channels": {"x": {"same": [], "not": [], "exempt": "no"}}}
    over = revision(json.dumps({"version": 1, "items": {ITEM: there, OTHER: there}}))
    undone = Decision(choice=Choice.OPEN, item_id=OTHER, channel_id="x")
    news = Decision(choice=Choice.NOT_NEWS, address="https://x.com/2")
    made = json.loads(write(decided(over.text).after([undone, news]), over))
    assert made["items"] == {ITEM: there}
    assert made["posts"] == {"https://x.com/2": "not-news"}


def test_the_newest_snapshot_is_written_without_the_links_of_the_former_one() -> None:
    newer = Snapshot(date=date(2026, 11, 19), text="MediaWiki 1.45.2 is out")
    undone = Decision(choice=Choice.OPEN, item_id=ITEM, channel_id="facebook", snapshot=newer)
    over = revision(json.dumps(WHOLE))
    made = json.loads(write(decided(over.text).after([undone]), over))["items"][ITEM]
    assert made["snapshot"] == {"date": "2026-11-19", "text": "MediaWiki 1.45.2 is out"}
    assert made["channels"].keys() == {"gone", "linkedin", "mastodon", "x"}


def test_long_texts_are_cut_when_written() -> None:
    settled = Settled(exempt="why " * 500)
    links = ("https://a.example/" + "a" * 2000, *(f"https://{n}.example" for n in range(50)))
    snapshot = Snapshot(date=date(2026, 11, 18), text="long " * 500, links=links)
    entry = ItemDecisions(snapshot=snapshot, channels={"x": settled})
    found = decided(write(Decisions(items={ITEM: entry}))).items[ITEM]
    assert len(found.snapshot.text) <= decisions_page.MAX_TEXT
    assert len(found.channels["x"].exempt) <= decisions_page.MAX_TEXT
    assert found.snapshot.links == links[1:21]


@pytest.mark.parametrize("address", ["https://x.com/" + "1" * 2000, "https://x.com/\x7f", ""])
def test_nothing_is_written_that_would_not_be_read(address: str) -> None:
    with pytest.raises(ValueError, match="would not be read"):
        write(Decisions().after([Decision(choice=Choice.NOT_NEWS, address=address)]))


def test_a_page_that_no_wiki_takes_is_not_written() -> None:
    many = frozenset(f"https://x.com/{n:01900}" for n in range(800))
    with pytest.raises(ValueError, match="too long"):
        write(Decisions(not_news=many))


def test_what_a_wrong_encoding_left_is_not_written() -> None:
    snapshot = Snapshot(date=date(2026, 11, 18), text="a\ufffd b")
    entry = ItemDecisions(snapshot=snapshot, channels={"x": Settled(posted="https://x.com/1")})
    assert decided(write(Decisions(items={ITEM: entry}))).items[ITEM].snapshot.text == "a b"


def test_a_faulty_page_is_not_written_over() -> None:
    with pytest.raises(ValueError, match="cannot be written over"):
        write(Decisions(), revision("{"))


def test_a_wikitext_page_keeps_what_stands_around_its_block() -> None:
    over = revision(block(json.dumps(WHOLE, indent=1)), "wikitext")
    hostile = "</syntaxhighlight> ~~~~ {{subst:PAGENAME}}"
    after = decided(over.text, "wikitext").after(
        [Decision(choice=Choice.EXEMPT, item_id=ITEM, channel_id="x", reason=hostile)]
    )
    text = write(after, over)
    assert text.startswith('Read this first.\n<syntaxhighlight lang="json">\n{')
    assert text.endswith("}\n</syntaxhighlight>\nBye.")
    assert "~~~~" not in text
    assert decided(text, "wikitext").of(ITEM, "x").exempt == hostile


@pytest.mark.parametrize(
    ("named_page", "config_page", "expected"),
    [
        ("", "Social media/Newsdesk.json", "Social media/Newsdesk/Decisions/2026.json"),
        ("", "Social media/Newsdesk", "Social media/Newsdesk/Decisions/2026.json"),
        ("News/Settled/", "Social media/Newsdesk.json", "News/Settled/2026.json"),
        ("News/Settled", "Social media/Newsdesk.json", "News/Settled/2026.json"),
    ],
)
def test_a_page_a_year(named_page: str, config_page: str, expected: str) -> None:
    config = DeskConfig(news=NewsSettings(page="News"), decisions=named_page)
    assert title(config, config_page, 2026) == expected


def test_a_page_holds_no_more_decisions_than_a_board_can_lay_over_its_matches() -> None:
    posts = {f"https://x.com/mediawiki/status/{number}": "not-news" for number in range(MOST - 6)}
    full = json.dumps(WHOLE | {"posts": posts})
    assert len(decided(full).each()) == MOST
    more = read(revision(json.dumps(WHOLE | {"posts": posts | {"https://x.com/1": "not-news"}})))
    assert named(more) == [": too-many"]
    with pytest.raises(ValueError, match="would not be read"):
        write(
            decided(full).after([Decision(choice=Choice.NOT_NEWS, address="https://x.com/1")]),
            revision(full),
        )


def test_of_very_many_faults_the_first_ones_are_named() -> None:
    """They are stored with the page, and read with every board."""
    items = {f"2026-11-18-{number}": 1 for number in range(5000)}
    broken = read(revision(json.dumps({"items": items})))
    assert [one.place for one in broken.problems][:2] == [
        "items.2026-11-18-0",
        "items.2026-11-18-1",
    ]
    assert len(broken.problems) == MOST_PROBLEMS
    twice = ",".join(f'"{number}":1,"{number}":1' for number in range(5000))
    unreadable = f'{{{twice},"number":1e999}}'
    assert len(read(revision(unreadable)).problems) == MOST_PROBLEMS


def test_the_time_to_find_the_block_grows_no_faster_than_the_page() -> None:
    """By the square this page would take half a minute."""
    began = process_time()
    page = '<syntaxhighlight lang="json">' * 30_000 + "</syntaxhighlight>" * 30_000
    found = read(revision(page, "wikitext"))
    assert process_time() - began < 5
    assert found.problems
