"""How many posts a second are converted, beside granary on the same recorded answers.

Both begin with the bytes of an answer. Ours end with sanitised HTML, plain text and real links;
granary's with ActivityStreams 1. The two take turns, as other programs use the same machine.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from bench import granary, recorded
from bench.table import middle, row, seconds
from newsdesk.channels import bluesky_posts, feed, mastodon_posts
from newsdesk.channels.shape import UnreadableError
from newsdesk.domain.post import Post
from newsdesk.infra.http import Answer
from newsdesk.infra.safe_json import parse

ROUNDS = 5
NAMES = {"mastodon": "Mastodon", "bluesky": "Bluesky", "rss": "RSS"}
_SERVER = mastodon_posts.Server("https://wikis.world", "wikis.world")
_NOW = datetime(2026, 11, 21, tzinfo=UTC)


def main() -> None:
    """Measure, and print the table."""
    print(f"\nconversion of {recorded.POSTS} recorded posts, {recorded.PER_PAGE} an answer")
    try:
        interpreter = granary.install()
    except granary.MissingError as error:
        interpreter = None
        print(f"granary {granary.VERSION} cannot be installed here, so only ours is measured:")
        print(str(error))
    with TemporaryDirectory() as folder:
        pages = _record(Path(folder), interpreter)
        _compare(Path(folder), interpreter, pages)


def _record(folder: Path, interpreter: Path | None) -> Mapping[str, list[str]]:
    """Write the answers down: posts of which both make something."""
    items = {"mastodon": recorded.mastodon(), "bluesky": recorded.bluesky()}
    for name, found in items.items():
        (folder / f"{name}.json").write_text(json.dumps(found))
    refused = granary.ask(interpreter, folder, "check") if interpreter else {}
    pages = {"rss": recorded.rss()}
    for name, found in items.items():
        theirs = refused.get(name, [])
        ours = [n for n, one in enumerate(found) if not _takes(_POST[name], one)]
        both = [one for n, one in enumerate(found) if n not in {*ours, *theirs}]
        print(
            f"{NAMES[name]}: {len(found)} different posts; left out because ours takes them for"
            f" wrong or not public: {len(ours)}, because granary fails on them: {len(theirs)}"
        )
        pages[name] = recorded.pages(both)
    for name, texts in pages.items():
        (folder / f"{name}-pages.json").write_text(json.dumps(texts))
    return pages


def _compare(folder: Path, interpreter: Path | None, pages: Mapping[str, list[str]]) -> None:
    ours: dict[str, list[float]] = {name: [] for name in pages}
    theirs: dict[str, list[float]] = {name: [] for name in pages}
    for _ in range(ROUNDS):
        for name, texts in pages.items():
            ours[name].append(_rate(texts, _CONVERT[name]))
        if interpreter:
            for name, rate in granary.ask(interpreter, folder, "rate").items():
                theirs[name].append(rate)
    row("posts a second", "ours", "granary", "ratio", "rounds")
    for name in pages:
        other = middle(theirs[name], 0)[0] if interpreter else "-"
        pairs = zip(ours[name], theirs[name], strict=bool(interpreter))
        ratio = middle([one / two for one, two in pairs]) if interpreter else ("-", "-")
        row(NAMES[name], middle(ours[name], 0)[0], other, *ratio)


def _rate(pages: list[str], convert: Callable[[bytes], int]) -> float:
    bodies = [page.encode() for page in pages]
    counts: list[int] = []
    taken = seconds(lambda: counts.extend(convert(body) for body in bodies))
    if sum(counts) != recorded.POSTS:
        raise RuntimeError(f"{sum(counts)} posts were converted")
    return recorded.POSTS / taken


def _takes(convert: Callable[[object], Post | None], item: object) -> bool:
    try:
        return convert(item) is not None
    except UnreadableError:
        return False


def _status(status: object) -> Post | None:
    return mastodon_posts.post(status, _SERVER)


def _page(convert: Callable[[object], Post | None]) -> Callable[[bytes], int]:
    def whole(body: bytes) -> int:
        items = parse(body)
        if not isinstance(items, list):
            raise TypeError(type(items))
        return len([convert(item) for item in items])

    return whole


def _feed(body: bytes) -> int:
    headers = {"content-type": "application/rss+xml"}
    answer = Answer(status=200, url="https://blog.example/feed", headers=headers, body=body)
    return len(feed.posts(answer, "https://blog.example", _NOW))


_POST = {"mastodon": _status, "bluesky": bluesky_posts.post}
_CONVERT = {name: _page(convert) for name, convert in _POST.items()} | {"rss": _feed}
