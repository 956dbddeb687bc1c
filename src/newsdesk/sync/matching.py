"""Which post says the same as which news item.

The rules, in the order in which they are asked:

1. A reply, or a post that the network no longer has, is never a news item on that channel.
2. A post far from the item's day is not the same: text reaches 14 days either way, for the same
   words come back every month; a link that only this item has reaches 45 days.
3. Texts that contradict each other are not the same, whatever else they share: both name
   versions and none is common (neighbouring releases are announced in the same words, and
   often link to the same page); both name issue or week numbers and none is common.
4. Texts that name different days, or different other numbers, are not the same on the strength
   of their words alone; with the same link they are a case for a person.
5. The same link is strong evidence where this item alone has it. A link that several items of
   the page have (a download page, a list's front page) only supports what the words say.
6. Else the words decide: word sets compared without addresses, handles and order. Common
   versions, issue numbers or days support them.
7. A post belongs to one item. Where the second-best item of a post is nearly as good as the
   best, the post is ``unsure`` for both: in doubt, a person is asked rather than a guess made.
   The same holds for weak evidence. An item may have several posts (reminders), best first.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Any

from rapidfuzz import fuzz

from newsdesk.domain.links import canonical
from newsdesk.domain.message import Message, msg
from newsdesk.domain.news_item import NewsItem
from newsdesk.domain.post import Post, PostForm
from newsdesk.domain.site import Site
from newsdesk.domain.sync_status import Match, Verdict
from newsdesk.sync.text import Named, named

TEXT_REACH = timedelta(days=14)
LINK_REACH = timedelta(days=45)
SAME = 0.7
UNSURE = 0.55
CLOSE = 0.06


@dataclass(frozen=True, slots=True)
class _Side:
    """One item or post with what is compared: its noon or moment, its links, what it names.

    ``words`` are in the order of the alphabet, so that each text is sorted once.
    """

    moment: datetime
    links: frozenset[str]
    named: Named
    words: str
    count: int


@dataclass(frozen=True, slots=True)
class _Verdict:
    """What two sides have in common: ``words`` and ``score`` run from 0 to 1."""

    score: float
    words: float
    links: bool
    doubt: bool


@dataclass(frozen=True, slots=True)
class _Judged:
    item: NewsItem
    post: Post
    verdict: _Verdict

    @property
    def score(self) -> float:
        return self.verdict.score


def match(
    items: Sequence[NewsItem], posts: Mapping[str, Sequence[Post]], site: Site
) -> tuple[Match, ...]:
    """Match every channel's posts (by channel id) with the items of the news page."""
    sides = [_item_side(i, site) for i in items]
    shared = Counter(link for side in sides for link in side.links)
    matches: list[Match] = []
    for channel_id, of_channel in posts.items():
        judged = _judge_channel(items, sides, shared, of_channel, site)
        matches += [_as_match(channel_id, j) for j in _assign(judged)]
    return tuple(matches)


def _judge_channel(
    items: Sequence[NewsItem],
    sides: Sequence[_Side],
    shared: Mapping[str, int],
    posts: Iterable[Post],
    site: Site,
) -> list[_Judged]:
    usable = sorted(
        (p for p in posts if p.form is not PostForm.REPLY and p.deleted is None),
        key=lambda p: p.time,
    )
    times = [p.time for p in usable]
    post_sides = [_post_side(p, site) for p in usable]
    judged = []
    for item, side in zip(items, sides, strict=True):
        first = bisect_left(times, side.moment - LINK_REACH)
        last = bisect_right(times, side.moment + LINK_REACH)
        for at in range(first, last):
            verdict = _judge(side, post_sides[at], shared)
            if verdict:
                judged.append(_Judged(item, usable[at], verdict))
    return judged


def _item_side(item: NewsItem, site: Site) -> _Side:
    return _side(_noon(item), item.links, item.text, site)


def _post_side(post: Post, site: Site) -> _Side:
    return _side(post.time, post.links, post.text, site)


def _noon(item: NewsItem) -> datetime:
    return datetime.combine(item.date, time(12), UTC)


def _side(moment: datetime, links: Iterable[str], text: str, site: Site) -> _Side:
    found = named(text)
    words = sorted(found.words.split())
    addresses = frozenset(canonical(link, site) for link in links)
    return _Side(moment, addresses, found, " ".join(words), len(words))


def _judge(item: _Side, post: _Side, shared: Mapping[str, int]) -> _Verdict | None:
    """Compare one pair; ``None`` where it is not the same (2-6)."""
    apart = abs(item.moment - post.moment)
    links = item.links & post.links
    own = any(shared[link] == 1 for link in links)
    if (apart > TEXT_REACH and not own) or _contradict(item.named, post.named):
        return None
    differ = _differ(item.named, post.named)
    if differ and not links:
        return None
    found = _weigh(item, post, links=bool(links), own=own, doubt=differ)
    return found if found.score >= UNSURE else None


def _contradict(a: Named, b: Named) -> bool:
    return _disjoint(a.versions, b.versions) or _disjoint(a.issues, b.issues)


def _differ(a: Named, b: Named) -> bool:
    return _disjoint(a.days, b.days) or _disjoint(a.numbers, b.numbers)


def _disjoint(a: frozenset[Any], b: frozenset[Any]) -> bool:
    return bool(a and b) and a.isdisjoint(b)


def _weigh(a: _Side, b: _Side, *, links: bool, own: bool, doubt: bool) -> _Verdict:
    """Weigh a pair (rules 5 and 6): a base, the words, and what supports them."""
    base, weight = (0.72, 0.2) if own else (0.25, 0.65) if links else (0.0, 1.0)
    one, other = a.named, b.named
    support = 0.1 * bool(one.versions & other.versions or one.issues & other.issues)
    support += 0.05 * bool(one.days & other.days)
    words = _alike(a, b, (UNSURE - base - support) / weight)
    return _Verdict(min(1.0, base + weight * words + support), words, links, doubt)


def _alike(a: _Side, b: _Side, least: float) -> float:
    """Compare two texts' words from 0 to 1: shared words count more than what is added.

    Below ``least`` the answer only says that it is less: most pairs are told apart early.
    """
    if not a.count or not b.count:
        return 0.0
    if min(a.count, b.count) < 4:
        return fuzz.ratio(a.words, b.words, score_cutoff=_cutoff(least)) / 100
    order = fuzz.ratio(a.words, b.words, score_cutoff=_cutoff(2 * least - 1))
    both = fuzz.token_set_ratio(a.words, b.words, score_cutoff=_cutoff(2 * least - order / 100))
    return (0.5 * both + 0.5 * order) / 100


def _cutoff(least: float) -> float:
    """Turn what is needed into percents, a little lower, as sums of fractions are not exact."""
    return max(0.0, 100 * least - 0.001)


def _evidence(judged: _Judged) -> tuple[Message, ...]:
    a, b = named(judged.item.text), named(judged.post.text)
    apart = abs(_noon(judged.item) - judged.post.time)
    found: list[Message] = []
    if judged.verdict.links:
        found.append(msg("newsdesk-evidence-link"))
    if versions := a.versions & b.versions:
        found.append(msg("newsdesk-evidence-versions", ", ".join(sorted(versions))))
    if issues := a.issues & b.issues:
        found.append(msg("newsdesk-evidence-issues", ", ".join(sorted(issues))))
    found.append(msg("newsdesk-evidence-words", round(100 * judged.verdict.words)))
    hours = int(apart.total_seconds() // 3600)
    if hours < 48:
        found.append(msg("newsdesk-evidence-hours", hours))
    else:
        found.append(msg("newsdesk-evidence-days", hours // 24))
    return tuple(found)


def _assign(judged: Sequence[_Judged]) -> list[tuple[_Judged, Verdict]]:
    """Give every post to its best item, or to two as ``unsure`` where they are close (7)."""
    by_post: dict[object, list[_Judged]] = defaultdict(list)
    for one in judged:
        by_post[one.post.key].append(one)
    given = []
    for candidates in by_post.values():
        candidates.sort(key=lambda j: (-j.score, abs(_days_apart(j)), j.item.id))
        best = candidates[0]
        rivals = [c for c in candidates[1:] if best.score - c.score < CLOSE]
        unsure = bool(rivals) or best.verdict.doubt or best.score < SAME
        given += [(c, Verdict.UNSURE if unsure else Verdict.SAME) for c in (best, *rivals)]
    given.sort(key=lambda g: (g[0].item.id, -g[0].score, g[0].post.time))
    return given


def _days_apart(judged: _Judged) -> int:
    return (judged.post.time.date() - judged.item.date).days


def _as_match(channel_id: str, given: tuple[_Judged, Verdict]) -> Match:
    judged, verdict = given
    return Match(
        item_id=judged.item.id,
        channel_id=channel_id,
        post=judged.post.key,
        verdict=verdict,
        score=round(judged.score, 4),
        evidence=_evidence(judged),
    )
