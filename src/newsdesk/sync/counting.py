"""How often each key is found on a desk, which says how much it means that two texts share it.

The counts need not be of this moment, nor of all texts: what a key says grows with the logarithm
of how rare it is, so that a desk that is a quarter larger, or a sample of some thousand texts,
changes it by a fraction of a bit. So the counts are made once and kept until a desk has changed
by :data:`GROWN`; meanwhile a comparison needs nothing but its two sides, and what was compared
before still stands.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from newsdesk.domain.post import Post
from newsdesk.sync.comparing import is_compared
from newsdesk.sync.side import Around, Side

GROWN = 0.25
"""Share of a desk's texts that may change before its keys are counted anew."""
SMALL = 200
"""Texts of which a desk is small: comparing them all anew takes no time."""
SAMPLE = 5_000
"""Posts that are counted at most."""


def counted(sides: Iterable[Side]) -> Around:
    """Count the keys of the news items and of one channel's posts.

    One channel's, as the same news is said on every channel, and would seem common; a text that
    is there twice counts once.
    """
    texts = {side.keys for side in sides}
    having = Counter(key for keys in texts for key in keys)
    return Around(texts=len(texts), having={key: n for key, n in having.items() if n > 1})


def is_due(counted_texts: int, changed: int) -> bool:
    """Tell whether so many changes since the texts were counted call for counting anew."""
    return counted_texts + changed <= SMALL or changed > GROWN * counted_texts


def sample(posts: Sequence[Post]) -> Sequence[Post]:
    """Return the posts that are counted: of too many some that are as good as all."""
    usual = sorted((post for post in posts if is_compared(post)), key=lambda post: post.key)
    return usual[:: len(usual) // SAMPLE + 1]


def largest(channels: Mapping[str, Sequence[Post]]) -> Sequence[Post]:
    """Return the posts of the channel with the most, the first one of the alphabet's order."""
    return max((channels[name] for name in sorted(channels)), key=len, default=())
