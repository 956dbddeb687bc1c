"""Which of the pairs of one channel hold: every post has its item, every item its posts.

1. What a person decided holds, and such a post is no other item's.
2. A post goes to the item that it fits best. Where another fits nearly as well
   (:data:`CLOSE`), the desk may tell them apart:

   - as many posts as items, all of different days: the news was posted in the order in which it
     came, so the first post is the first item's (no post is clearly nearer to another one);
   - else one item is clearly nearer in time (:data:`NEARER`): series say the same each time.

   Else the post is ``unsure`` for all of them: a person is asked rather than a guess made.
3. A post that contradicts the item that it speaks of "differs", where it fits no other item and
   speaks of no other, and the item has no post that says it right: else it is about a neighbour
   that is not on the page (the release of another branch on the same day).
4. Of an item's posts the one that fits best comes first, the earliest of those that fit about as
   well; what comes after are reminders, in the order of time, then what needs a person.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta

from newsdesk.domain.message import Message, msg
from newsdesk.domain.pair import Pair
from newsdesk.domain.post import PostKey
from newsdesk.domain.sync_status import Match, Verdict
from newsdesk.sync.judging import MUCH

CLOSE = 3 / MUCH
"""Three bits: what is not eight times as likely as its rival is no better."""
NEARER = timedelta(days=2)
"""News is posted within a day or two of its day: so much nearer is no accident."""
_RANK = {Verdict.SAME: 0, Verdict.DIFFERS: 1, Verdict.UNSURE: 2}
_STEP = 0.0001

_Near = Sequence[Pair]
"""One post's pairs that fit it about equally well."""


def assign(channel_id: str, pairs: Iterable[Pair]) -> list[Match]:
    """Tell which pairs of a channel hold; the posts of each item come best first.

    What comes of a pair depends only on the pairs that its item and its post are in, and so on.
    """
    fitting: dict[PostKey, list[Pair]] = defaultdict(list)
    speaking: dict[PostKey, list[Pair]] = defaultdict(list)
    for one in pairs:
        (speaking if one.contradicts else fitting)[one.post].append(one)
    given = list(_fit([_nearly_best(of_post) for of_post in fitting.values()]))
    said = {one.item_id for one in given if one.verdict is not Verdict.UNSURE}
    given += (
        of_post[0]
        for post, of_post in speaking.items()
        if post not in fitting and len(of_post) == 1 and of_post[0].item_id not in said
    )
    return _ordered(channel_id, given)


def _nearly_best(of_post: Sequence[Pair]) -> _Near:
    if any(one.decided for one in of_post):
        return [one for one in of_post if one.decided]
    best = max(one.score for one in of_post)
    return [one for one in of_post if best - one.score < CLOSE]


def _fit(posts: Iterable[_Near]) -> Iterator[Pair]:
    tied = []
    for near in posts:
        if len(near) == 1 or near[0].decided:
            yield from near
        else:
            tied.append(near)
    for group in _groups(tied):
        order = _in_order(group)
        for near in group:
            yield from _told_apart(near, order)


def _told_apart(near: _Near, order: Mapping[PostKey, Pair]) -> Iterator[Pair]:
    if ordered := order.get(near[0].post):
        yield _because(ordered, msg("newsdesk-evidence-order"))
    elif nearest := _nearest(near):
        yield _because(nearest, msg("newsdesk-evidence-nearest"))
    else:
        for one in near:
            yield _because(replace(one, verdict=Verdict.UNSURE), msg("newsdesk-evidence-rival"))


def _because(one: Pair, reason: Message) -> Pair:
    return replace(one, evidence=(*one.evidence, reason))


def _groups(tied: Iterable[_Near]) -> Iterable[list[_Near]]:
    """Put posts together that fit the same items."""
    groups: dict[str, list[_Near]] = {}
    for near in tied:
        joined = [near]
        for one in near:
            known = groups.get(one.item_id, [])
            joined += [other for other in known if not any(other is j for j in joined)]
        for member in joined:
            for one in member:
                groups[one.item_id] = joined
    return {id(group): group for group in groups.values()}.values()


def _in_order(group: Sequence[_Near]) -> Mapping[PostKey, Pair]:
    """Pair posts with items in the order of time; empty where that is not clear."""
    days = sorted({(one.day, one.item_id) for near in group for one in near})
    posts = sorted(group, key=lambda near: near[0].time)
    moments = {near[0].time for near in posts}
    if not len(days) == len({day for day, _ in days}) == len(posts) == len(moments):
        return {}
    found: dict[PostKey, Pair] = {}
    for (_, item_id), near in zip(days, posts, strict=True):
        one = next((one for one in near if one.item_id == item_id), None)
        if one is None or (_nearest(near) or one) is not one:
            return {}
        found[one.post] = one
    return found


def _nearest(near: _Near) -> Pair | None:
    """Return the pair that is clearly nearer in time than the others."""
    first, second = sorted(near, key=lambda one: one.apart)[:2]
    return first if second.apart - first.apart >= NEARER else None


def _ordered(channel_id: str, given: Iterable[Pair]) -> list[Match]:
    by_item: dict[str, list[Pair]] = defaultdict(list)
    for one in given:
        by_item[one.item_id].append(one)
    return [
        match for item_id in sorted(by_item) for match in _of_item(channel_id, by_item[item_id])
    ]


def _of_item(channel_id: str, pairs: Sequence[Pair]) -> Iterator[Match]:
    """Write matches whose scores keep the order in which they come."""
    most = 1.0
    for one in _best_first(pairs):
        most = round(max(0.0, min(most, one.score)), 4)
        yield Match(
            item_id=one.item_id,
            channel_id=channel_id,
            post=one.post,
            verdict=one.verdict,
            score=most,
            evidence=one.evidence,
            decided=one.decided,
        )
        most -= _STEP


def _best_first(pairs: Sequence[Pair]) -> Sequence[Pair]:
    top = max(one.score for one in pairs if _RANK[one.verdict] == _RANK[_best_verdict(pairs)])

    def order(one: Pair) -> tuple[int, bool, bool, object, PostKey]:
        rank = _RANK[one.verdict]
        return rank, not one.decided, top - one.score >= CLOSE, one.time, one.post

    return sorted(pairs, key=order)


def _best_verdict(pairs: Iterable[Pair]) -> Verdict:
    return min((one.verdict for one in pairs), key=lambda verdict: _RANK[verdict])
