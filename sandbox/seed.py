"""What a new practice wiki is filled with, as a plan that ``mediawiki/seed.php`` carries out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import chain

from sandbox.accounts import EVERYBODY, SYSOP
from sandbox.story import Page, pages

INTERWIKI = {
    "commons": "https://commons.wikimedia.org/wiki/$1",
    "m": "https://meta.wikimedia.org/wiki/$1",
    "mw": "https://www.mediawiki.org/wiki/$1",
    "phab": "https://phabricator.wikimedia.org/$1",
    "toolforge": "https://iw.toolforge.org/$1",
    "w": "https://en.wikipedia.org/wiki/$1",
    "wikitech": "https://wikitech.wikimedia.org/wiki/$1",
}
AGE = timedelta(days=3000)
AGE_OF_PAGES = timedelta(days=400)


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """One saved version of a page; ``protect`` is the group that may edit it from then on."""

    title: str
    text: str
    time: datetime
    user: str = SYSOP.name
    model: str = "wikitext"
    comment: str = ""
    protect: str = ""


def plan(now: date) -> dict[str, object]:
    """Return accounts, interwiki prefixes and revisions, with times as MediaWiki writes them."""
    midnight = datetime(now.year, now.month, now.day, tzinfo=UTC)
    revisions = chain.from_iterable(_revisions(page, midnight) for page in pages(now))
    founded = _stamp(midnight - AGE)
    return {
        "founded": founded,
        "founder": SYSOP.name,
        "accounts": [asdict(account) | {"registered": founded} for account in EVERYBODY],
        "interwiki": INTERWIKI,
        "revisions": [
            asdict(revision) | {"time": _stamp(revision.time)}
            for revision in sorted(revisions, key=lambda revision: revision.time)
        ],
    }


def _revisions(page: Page, midnight: datetime) -> Iterator[Revision]:
    for earlier in page.history:
        yield Revision(
            title=page.title,
            text=earlier.text,
            time=midnight - timedelta(days=earlier.days),
            user=earlier.user or SYSOP.name,
            model=page.model,
            comment=earlier.comment,
        )
    yield Revision(
        title=page.title,
        text=page.text,
        time=midnight if page.history else midnight - AGE_OF_PAGES,
        user=page.user or SYSOP.name,
        model=page.model,
        comment=page.comment,
        protect=page.protect,
    )


def _stamp(time: datetime) -> str:
    return time.strftime("%Y%m%d%H%M%S")
