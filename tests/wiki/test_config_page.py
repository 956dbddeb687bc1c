from __future__ import annotations

import copy
import json
import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsdesk.domain.channel import ChannelKind, Expects
from newsdesk.domain.desk import Holds, PageRevision
from newsdesk.domain.site import Site
from newsdesk.wiki.config_page import Reading, read, schema

SITE = Site(
    name="Wiki",
    server="https://wiki.example",
    namespaces=(
        (0, ("",)),
        (2, ("Benutzer", "User", "Benutzerin", "BN")),
        (8, ("MediaWiki", "MediaWiki")),
        (10, ("Vorlage", "Template")),
        (828, ("Modul", "Module")),
    ),
    interwiki=(("mw", "https://www.mediawiki.org/wiki/$1"),),
)
WHOLE: dict[str, Any] = {
    "version": 1,
    "news": {
        "page": "Template:MediaWiki News",
        "basis": "x",
        "within": 30,
        "keep": 12,
        "archive": "News/Archive",
    },
    "channels": [
        {"id": "x", "kind": "x", "account": "MediaWiki", "name": "X", "expects": "wanted",
         "since": "2008-05-01", "posters": ["Example editor"], "ask": "Talk:Social media"},
        {"id": "mastodon", "kind": "mastodon", "account": "mediawiki@wikis.world"},
        {"id": "bluesky", "kind": "bluesky", "account": "mediawiki.org"},
        {"id": "did", "kind": "bluesky", "account": "did:plc:z72i7hdynmk6r22z27h6tvur"},
        {"id": "fb", "kind": "facebook", "account": "MediaWikiProject", "expects": "everything"},
        {"id": "tg", "kind": "telegram", "account": "mediawiki_news"},
        {"id": "feed", "kind": "feed", "url": "https://wiki.example/feed?a=b"},
        {"id": "page", "kind": "wiki-page", "page": "News"},
        {"id": "linkedin", "kind": "manual", "name": "LinkedIn", "expects": "nothing",
         "url": "https://www.linkedin.com/company/.."},
    ],
    "follow": [{"name": "SAL", "about": "the log", "accounts": {"x": "wikimedia_sal"}}],
    "sources": [
        {"id": "technews", "kind": "feed", "url": "https://wiki.example/tech"},
        {"id": "events", "kind": "wiki-page", "page": "Events"},
        {"id": "search", "kind": "search", "terms": ["MediaWiki"], "tags": ["MediaWiki"]},
        {"id": "calendar", "kind": "calendar", "url": "https://wiki.example/events.ics"},
    ],
    "feedback": [
        {"about": "bugs", "url": "https://phabricator.wikimedia.org/"},
        {"about": "support", "page": "Project:Support desk"},
    ],
    "ideas": "Social media/Ideas",
    "suggestions": "Talk:Social media",
    "decisions": "Social media/Newsdesk/Decisions",
}  # fmt: skip


def revision(text: str, model: str = "json") -> PageRevision:
    when = datetime(2026, 11, 21, tzinfo=UTC)
    return PageRevision(
        title="S.json", revid=1, parent=0, user="U", time=when, text=text, model=model
    )


def reading(change: Callable[[dict[str, Any]], object]) -> Reading:
    config = copy.deepcopy(WHOLE)
    change(config)
    return read(revision(json.dumps(config)), SITE)


def named(found: Reading) -> list[str]:
    return [f"{p.place}: {p.message.key.removeprefix('newsdesk-config-')}" for p in found.problems]


def test_the_whole_page_is_read() -> None:
    found = read(revision(json.dumps(WHOLE)), SITE)
    assert named(found) == []
    config = found.config
    assert config
    assert (config.news.page, config.news.basis) == ("Template:MediaWiki News", "x")
    assert (config.news.within, config.news.keep, config.news.archive) == (30, 12, "News/Archive")
    assert {c.kind for c in config.channels} == set(ChannelKind)
    x, linkedin = config.channels[0], config.channels[-1]
    assert (x.account, x.since, x.posters) == ("MediaWiki", date(2008, 5, 1), ("Example editor",))
    assert (x.expects, linkedin.expects) == (Expects.WANTED, Expects.NOTHING)
    assert [c.name for c in config.channels[1:4]] == ["Mastodon", "Bluesky", "Bluesky"]
    assert config.channels[6].name == "feed"
    assert config.follow[0].accounts == (("x", "wikimedia_sal"),)
    assert [source.holds for source in config.sources] == [None] * 4
    assert config.sources[2].terms == ("MediaWiki",)
    assert config.feedback[1].page == "Project:Support desk"
    assert config.suggestions == "Talk:Social media"
    assert (config.ideas, config.decisions) == (
        "Social media/Ideas",
        "Social media/Newsdesk/Decisions",
    )


@pytest.mark.parametrize(
    ("suggestions", "asked", "pages"),
    [
        (None, [], ()),
        (None, ["Talk:A", "Talk:B", "Talk:A"], ("Talk:A", "Talk:B")),
        ("News/Suggestions", ["Talk:A"], ("News/Suggestions",)),
    ],
)
def test_people_suggest_where_the_page_says_or_where_channels_say_to_ask(
    suggestions: str | None, asked: list[str], pages: tuple[str, ...]
) -> None:
    config = {
        "version": 1,
        "news": {"page": "News"},
        "channels": [
            {"id": f"c{n}", "kind": "manual", "name": page, "ask": page}
            for n, page in enumerate(asked)
        ],
        **({"suggestions": suggestions} if suggestions else {}),
    }
    found = read(revision(json.dumps(config)), SITE)
    assert found.config
    assert found.config.suggestion_pages == pages


def test_the_least_page_is_read_without_knowing_the_wiki() -> None:
    found = read(revision('\ufeff{"version": 1, "news": {"page": "News"}}'))
    assert found.config
    assert found.config.news.within == 30
    assert found.config.channels == ()


def block(text: str) -> str:
    return f'Read this first.\n<syntaxhighlight lang="json">\n{text}\n</syntaxhighlight>\nBye.'


@pytest.mark.parametrize(
    "opening",
    ["<syntaxhighlight lang=json>", "<SyntaxHighlight line lang='json'>"],
)
def test_a_wikitext_page_with_one_block_is_read(opening: str) -> None:
    text = block(json.dumps(WHOLE)).replace('<syntaxhighlight lang="json">', opening)
    assert read(revision(text, "wikitext"), SITE).config


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("", 0),
        ("{}", 0),
        ('<syntaxhighlight lang="css">{}</syntaxhighlight>', 0),
        ('<syntaxhighlight lang="json">{}', 0),
        (block("{}") * 2, 2),
    ],
)
def test_a_wikitext_page_must_have_one_block(text: str, blocks: int) -> None:
    (problem,) = read(revision(text, "wikitext")).problems
    assert problem.message.key == "newsdesk-config-blocks"
    assert problem.message.params == (blocks,)


def test_lines_are_counted_on_the_page_not_in_the_block() -> None:
    broken = '{\n  "version": 1,,\n}'
    (problem,) = read(revision(broken)).problems
    assert problem.message.params == (2, 16)
    (problem,) = read(revision(block(broken), "wikitext")).problems
    assert problem.message.params == (4, 16)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("", "json"),
        ("{", "json"),
        ("{'version': 1}", "json"),
        ("\x00\x01", "json"),
        ('{"a": 1}'.encode("utf-16").decode("latin1"), "json"),
        ("[]", "not-object"),
        ("null", "not-object"),
        ('"text"', "not-object"),
        ("[" * 200_000, "too-deep"),
        ('{"a":' * 30 + "1" + "}" * 30, "too-deep"),
        (" " * 500_001, "too-big"),
        ('{"version": 1e999, "news": {"page": "A"}}', "no-number"),
        ('{"version": NaN, "news": {"page": "A"}}', "no-number"),
        ('{"version": ' + "1" * 5000 + "}", "no-number"),
        ('{"version": 2, "new": "things"}', "version"),
        ('{"version": "1", "news": {"page": "A"}}', "version"),
        ('{"version": true, "news": {"page": "A"}}', "version"),
    ],
)
def test_what_is_no_set_up_at_all_is_one_problem(text: str, key: str) -> None:
    (problem,) = read(revision(text)).problems
    assert problem.message.key == f"newsdesk-config-{key}"


def test_a_page_of_another_content_model_is_refused() -> None:
    (problem,) = read(revision("{}", "css")).problems
    assert problem.message.params == ("css",)


def put(path: str, value: object) -> Callable[[dict[str, Any]], object]:
    """Change what stands at a place such as ``channels[2].account``."""

    def change(config: dict[str, Any]) -> None:
        steps = re.findall(r"[^.\[\]]+", path)
        here: Any = config
        for step in steps[:-1]:
            here = here[int(step) if step.isdecimal() else step]
        last = steps[-1]
        here[int(last) if last.isdecimal() else last] = value

    return change


X_AGAIN = {"id": "again", "kind": "x", "account": "mediaWIKI"}
CASES: list[tuple[str, object, list[str]]] = [
    ("news", 5, ["news: type-object", "news.basis: x"]),
    ("news", {}, ["news.page: missing"]),
    ("news.page", "", ["news.page: empty"]),
    ("news.page", 5, ["news.page: type-text"]),
    ("news.page", "A#b", ["news.page: title"]),
    ("news.page", "MediaWiki:Common.js", ["news.page: target"]),
    ("news.page", "mediaWiki_: Sidebar", ["news.page: target"]),
    ("news.page", "Media\u200eWiki:Sidebar", ["news.page: target"]),
    ("news.page", "Media&Wopf;iki:Sidebar", ["news.page: title"]),
    ("news.page", ":User:X", ["news.page: title"]),
    ("news.page", "benutzerin:X/News", ["news.page: target"]),
    ("news.page", "User:X/News", ["news.page: target"]),
    ("news.page", "BN:X", ["news.page: target"]),
    ("news.page", "Modul:News", ["news.page: target"]),
    ("news.page", "News/style.CSS", ["news.page: target"]),
    ("news.page", "MW:News", ["news.page: interwiki"]),
    ("news.page", "ü" * 128, ["news.page: title"]),
    ("news.archive", "Module:News", ["news.archive: target"]),
    ("news.archive", None, ["news.archive: archive-missing"]),
    ("news.basis", "twitter", ["news.basis: no-channel"]),
    ("news.within", 0, ["news.within: at-least"]),
    ("news.within", 99999, ["news.within: at-most"]),
    ("news.within", "30", ["news.within: type-number"]),
    ("news.within", 30.5, ["news.within: type-number"]),
    ("news.wihtin", 30, ["news.wihtin: unknown-key-meant"]),
    ("zzz", 1, ["zzz: unknown-key"]),
    ("ideas", "User:X/Ideas", ["ideas: target"]),
    ("suggestions", "User:X/Suggestions", ["suggestions: target"]),
    ("suggestions", "a|b", ["suggestions: title"]),
    ("decisions", "MediaWiki:Decisions", ["decisions: target"]),
    ("decisions", "a\nb", ["decisions: encoding"]),
    ("channels", {}, ["channels: type-list"]),
    ("channels[2]", 5, ["channels[2]: type-object"]),
    ("channels[2].id", "X Y", ["channels[2].id: id"]),
    ("channels[2].id", "x", ["channels[2].id: duplicate-id"]),
    ("channels[4]", X_AGAIN, ["channels[4].account: duplicate-account"]),
    ("channels[2].kind", "threads", ["channels[2].kind: choice"]),
    ("channels[2].acount", "x", ["channels[2].acount: unknown-key-meant"]),
    ("channels[0].since", "2008-13-01", ["channels[0].since: type-date"]),
    ("channels[0].since", "2008-05-01T12:00:00", ["channels[0].since: type-date"]),
    ("channels[0].since", 2008, ["channels[0].since: type-date"]),
    ("channels[0].expects", "all", ["channels[0].expects: choice"]),
    ("channels[0].posters", "Me", ["channels[0].posters: type-list"]),
    ("channels[0].posters[0]", 5, ["channels[0].posters[0]: type-text"]),
    ("channels[0].account", "@MediaWiki", ["channels[0].account: account-x"]),
    ("channels[0].account", "", ["channels[0].account: empty"]),
    ("channels[0].account", None, ["channels[0].account: needed"]),
    ("channels[0].page", "News", ["channels[0].page: not-used"]),
    ("channels[1].account", "mediawiki", ["channels[1].account: account-mastodon"]),
    ("channels[1].account", "@a@wikis.world", ["channels[1].account: account-mastodon"]),
    ("channels[1].account", "a@127.0.0.1", ["channels[1].account: account-mastodon"]),
    ("channels[1].account", "a@localhost", ["channels[1].account: account-mastodon"]),
    ("channels[1].account", "a@b.localhost", ["channels[1].account: account-mastodon"]),
    ("channels[1].account", "a@x.world/path", ["channels[1].account: account-mastodon"]),
    ("channels[1].account", "a@x.world:8080", ["channels[1].account: account-mastodon"]),
    ("channels[2].account", "mediawiki", ["channels[2].account: account-bluesky"]),
    ("channels[2].account", "10.0.0.1", ["channels[2].account: account-bluesky"]),
    ("channels[4].account", "a/../b", ["channels[4].account: account-facebook"]),
    ("channels[5].account", "t.me/x", ["channels[5].account: account-telegram"]),
    ("channels[6].url", "http://wiki.example/", ["channels[6].url: address"]),
    ("channels[6].url", "https://u:p@wiki.example/", ["channels[6].url: address"]),
    ("channels[6].url", "https://127.0.0.1/", ["channels[6].url: address"]),
    ("channels[6].url", "https://[::1]/", ["channels[6].url: address"]),
    ("channels[6].url", "https://2130706433/", ["channels[6].url: address"]),
    ("channels[6].url", "https://localhost/", ["channels[6].url: address"]),
    ("channels[6].url", "https://wiki.example:8080/", ["channels[6].url: address"]),
    ("channels[6].url", "https://wiki.example:x/", ["channels[6].url: address"]),
    ("channels[6].url", "https://wiki.example/ a", ["channels[6].url: address"]),
    ("channels[6].url", "javascript:alert(1)", ["channels[6].url: address"]),
    ("channels[6].url", None, ["channels[6].url: needed"]),
    ("channels[7].page", None, ["channels[7].page: needed"]),
    ("channels[8].name", None, ["channels[8].name: needed"]),
    ("channels[8].account", "x", ["channels[8].account: not-used"]),
    ("follow[0].accounts", {"twitter": "a"}, ["follow[0].accounts.twitter: no-channel"]),
    ("follow[0].accounts.x", 5, ["follow[0].accounts.x: type-text"]),
    ("follow[0].accounts", [], ["follow[0].accounts: type-object"]),
    ("sources[1].id", "technews", ["sources[1].id: duplicate-id"]),
    ("sources[1].page", "<x>", ["sources[1].page: title"]),
    ("sources[2].terms", ["a" * 501], ["sources[2].terms[0]: too-long"]),
    ("sources[2].terms", ["a"] * 51, ["sources[2].terms: too-many"]),
    ("sources[0].holds", "talks", ["sources[0].holds: choice"]),
    ("sources[2].holds", "news", ["sources[2].holds: not-used"]),
    ("sources[3].holds", "events", ["sources[3].holds: not-used"]),
    ("sources[3].url", None, ["sources[3].url: needed"]),
    ("sources[3].page", "Events", ["sources[3].page: not-used"]),
    ("sources[3].url", "https://localhost/", ["sources[3].url: address"]),
    ("feedback[0].page", "Both", ["feedback[0]: url-or-page"]),
]


@pytest.mark.parametrize("holds", Holds)
def test_a_source_can_say_what_it_holds(holds: Holds) -> None:
    config = reading(put("sources[1].holds", holds.value)).config
    assert config is not None
    assert config.sources[1].holds is holds


@pytest.mark.parametrize(("path", "value", "expected"), CASES)
def test_each_fault_is_named_with_its_place(path: str, value: object, expected: list[str]) -> None:
    found = reading(put(path, value))
    assert found.config is None
    assert named(found) == [e for e in expected if not e.endswith(": x")]


def test_an_account_that_stands_twice_is_named_with_the_first_ones_place() -> None:
    (problem,) = reading(put("channels[4]", X_AGAIN)).problems
    assert problem.message.params == ("channels[0]",)


def test_accounts_of_two_networks_may_have_the_same_name() -> None:
    found = reading(put("channels[4]", X_AGAIN | {"kind": "telegram"}))
    assert (found.config is None, found.problems) == (False, ())


def test_all_faults_are_named_at_once_in_the_pages_order() -> None:
    config: dict[str, Any] = {
        "version": 1,
        "news": {"within": "x"},
        "channels": [{"id": "a", "kind": "mastodon", "account": "b"}, {"id": "a", "kind": "x"}],
        "typo": 1,
    }
    assert named(read(revision(json.dumps(config)))) == [
        "channels[0].account: account-mastodon",
        "channels[1].account: needed",
        "channels[1].id: duplicate-id",
        "news.page: missing",
        "news.within: type-number",
        "typo: unknown-key",
    ]


def test_a_key_that_stands_twice_is_named() -> None:
    text = '{"version": 1, "news": {"page": "A", "page": "B"}, "channels": [{"id": "a", "id": 1}]}'
    assert "news.page: duplicate-key" in named(read(revision(text)))
    assert "channels[0].id: duplicate-key" in named(read(revision(text)))


@pytest.mark.parametrize("text", [r'"\ud800"', '"\ufffd"', r'"a\u0000b"'])
def test_text_that_cannot_be_shown_is_named(text: str) -> None:
    page = '{"version": 1, "news": {"page": "A"}, "ideas": ' + text
    assert named(read(revision(page + "}"))) == ["ideas: encoding"]


@pytest.mark.parametrize("key", [r"\ud800", "\ufffd", r"a\u0000b"])
def test_a_key_that_cannot_be_shown_is_named(key: str) -> None:
    page = '{"version": 1, "news": {"page": "A", "%s": 1}}'.replace("%s", key)
    assert named(read(revision(page))) == ["news: encoding"]


def test_a_place_shows_long_and_turned_keys_plainly() -> None:
    page = json.dumps({"version": 1, "news": {"page": "A"}, "\u202ex" + "y" * 100: 1})
    assert named(read(revision(page))) == [f"x{'y' * 59}: unknown-key"]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20)
    | st.sampled_from(["x", "feed", "search", "https://", "https://[", "MediaWiki:A"]),
    lambda inner: st.lists(inner, max_size=4)
    | st.dictionaries(st.sampled_from([*WHOLE, "id", "kind", "url", "page", "accounts"]), inner),
    max_leaves=20,
)  # fmt: skip


@given(JSON)
def test_any_json_ends_in_problems(value: object) -> None:
    found = read(revision(json.dumps(value)), SITE)
    assert (found.config is None) == bool(found.problems)


@given(st.data(), JSON)
def test_anything_at_any_place_ends_in_problems_or_a_set_up(
    data: st.DataObject, value: object
) -> None:
    path = data.draw(st.sampled_from([path for path, _, _ in CASES]))
    found = reading(put(path, value))
    assert (found.config is None) == bool(found.problems)


@given(st.binary() | st.text().map(lambda t: t.encode(errors="surrogatepass")))
def test_any_bytes_end_in_problems(data: bytes) -> None:
    for model in ("json", "wikitext"):
        for text in (data.decode("latin1"), data.decode("utf-8", "replace")):
            assert read(revision(text, model), SITE).problems


def test_the_schema_describes_every_part() -> None:
    made = schema("https://tool.example/schema/config.json")
    assert made["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert made["$id"] == "https://tool.example/schema/config.json"
    assert made["additionalProperties"] is False
    assert made["required"] == ["version", "news"]
    parts = [made, *(d for d in made["$defs"].values() if "properties" in d)]
    for part in parts:
        assert part["properties"].keys() <= {
            name for name, value in part["properties"].items() if value.get("description")
        }
    assert made["$defs"]["ChannelKind"]["enum"] == [kind.value for kind in ChannelKind]


def test_every_problem_has_a_text_in_every_language() -> None:
    modules = [
        *Path("src/newsdesk/wiki").glob("config_*.py"),
        *Path("src/newsdesk/wiki").glob("page_*.py"),
    ]
    sources = [p.read_text() for p in modules]
    keys = set(re.findall(r'"(newsdesk-config-[a-z-]+)"', "".join(sources)))
    keys |= {f"newsdesk-config-account-{k}" for k in ("mastodon", "bluesky", "x", "telegram")}
    assert len(keys) > 35
    for language in ("en", "qqq", "de", "ar"):
        assert keys <= json.loads(Path(f"i18n/{language}.json").read_text()).keys()
