"""What the README files say of channels and credentials is what the tool does."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest

from newsdesk.domain.channel import ChannelKind
from newsdesk.domain.desk import PageRevision
from newsdesk.infra import credentials
from newsdesk.infra.files import ROOT
from newsdesk.infra.settings import load
from newsdesk.services import wiki_pages
from newsdesk.web import create_app
from newsdesk.web.tool import EXTENSION
from newsdesk.wiki import decisions_page

README = (ROOT / "README.md").read_text(encoding="utf-8")
TOOLFORGE = (ROOT / "toolforge" / "README.md").read_text(encoding="utf-8")


def rows(text: str, heading: str) -> set[str]:
    """Return the first words of the rows of a section's table."""
    section = re.split(r"^#+ ", text.partition(heading)[2], maxsplit=1, flags=re.MULTILINE)[0]
    return set(re.findall(r"^\| `([a-z-]+)`", section, re.MULTILINE))


def test_every_kind_of_channel_has_a_row() -> None:
    assert rows(README, "## What is read of each kind of channel") == set(ChannelKind)


def test_every_key_of_a_credential_has_a_row_and_no_other_has() -> None:
    for key in (keys := rows(TOOLFORGE, "### Credentials for networks")):
        with pytest.raises(credentials.CredentialsError) as refused:
            credentials.parse(f'[{{"{key}": []}}]')
        assert "unknown" not in str(refused.value)
    whole = '{"kind": "x", "origin": "https://a.example", "account": "a", "token": "t", '
    assert keys == {*re.findall(r'"(\w+)":', whole), "every", "cap", "price"}
    credentials.parse(f'[{whole}"every": 1, "cap": 1, "price": "1"}}]')


def test_the_example_is_one_that_the_tool_takes() -> None:
    [example] = re.findall(r"^ {4}(\[\{.*?\}\])$", TOOLFORGE, re.MULTILINE | re.DOTALL)
    assert [one.kind for one in credentials.parse(example)] == ["mastodon", "x"]


def test_every_page_for_wikis_is_named() -> None:
    section = README.partition("## Set up the wiki's pages")[2].partition("\n## ")[0]
    pages = [one for one in wiki_pages.titles() if not one.endswith("/doc")]
    assert [
        one for one in pages if f"`{re.sub('(?<=Newsdesk)/.*', '', one)}`" not in section
    ] == []


def test_the_example_of_a_decisions_page_is_one_that_the_tool_reads() -> None:
    section = README.partition("## Decisions pages")[2]
    [example] = re.findall(r"^```json\n(.*?)^```$", section, re.MULTILINE | re.DOTALL)
    now = datetime(2026, 11, 21, tzinfo=UTC)
    page = PageRevision(
        title="D", revid=1, parent=0, user="U", time=now, text=example, model="json"
    )
    found = decisions_page.read(page)
    assert found.problems == ()
    assert found.decisions
    of_item = found.decisions.items["2026-11-18-mediawiki-1-45-2-released"].channels
    assert of_item.keys() == {"mastodon", "facebook", "linkedin"}
    assert len(found.decisions.not_news) == 1


def test_toolhub_is_told_addresses_that_there_are() -> None:
    info = (ROOT / "toolforge" / "toolinfo.json").read_text(encoding="utf-8")
    app = create_app(load({"NEWSDESK_DATABASE": "sqlite://", "NEWSDESK_SECRET": "s" * 40}))
    own = set(re.findall(rf'"{re.escape(wiki_pages.HOME)}([^"]*)"', info))
    assert own >= {"", "privacy", "api/v1/openapi.json"}
    assert [path for path in own if not app.url_map.bind("").test(f"/{path}")] == []
    app.extensions[EXTENSION].engine.dispose()
