"""What a new practice wiki is filled with, as a plan that ``mediawiki/seed.php`` carries out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, timedelta

from sandbox.accounts import EVERYBODY, SYSOP

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
    founded = _stamp(midnight - AGE)
    return {
        "founded": founded,
        "founder": SYSOP.name,
        "accounts": [asdict(account) | {"registered": founded} for account in EVERYBODY],
        "interwiki": INTERWIKI,
        "revisions": [
            asdict(revision) | {"time": _stamp(revision.time)}
            for revision in sorted(_revisions(midnight), key=lambda r: r.time)
        ],
    }


def _revisions(midnight: datetime) -> Sequence[Revision]:
    before = midnight - timedelta(days=1)
    news = (
        "<translate>\n<!--T:1-->\n'''MediaWiki news'''\n</translate>\n"
        "* 18 November 2026: <translate><!--T:2--> [[MediaWiki 1.45]] is released.</translate>\n"
    )
    return [
        Revision(title="Main Page", text="{{MediaWiki News}}", time=before),
        Revision(title="Template:MediaWiki News", text=news, time=before),
        Revision(title="Project:Protected", text="Protected.", time=before, protect="sysop"),
    ]


def _stamp(time: datetime) -> str:
    return time.strftime("%Y%m%d%H%M%S")
