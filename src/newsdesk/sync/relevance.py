"""How much a post of somebody else matters to a technical community, and why.

The rules, each of which counts once, with what it counts for in brackets:

1. A tag that the set-up searches for (4).
2. A term that the set-up searches for (4), outside such a tag, as a word of its own: in any case,
   with an ending of up to three letters where it is at least five letters long ("MediaWikis",
   "MediaWiki:n"), with letters joined to it where the script writes so.
3. A link to the wiki (4), else to another Wikimedia page (2).
4. What was shared of its author before, on any network where the follow list knows them (1 for
   each post, 3 at most).
5. A release, a candidate or the end of a version that it names (2), as
   :mod:`newsdesk.sync.naming` reads it.

What it quotes counts like what it says. The sum orders posts, nothing more: one that matters in
no way waits, too, behind the others. The same post and the same desk always come to the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from newsdesk.domain.links import host_of
from newsdesk.domain.message import Message, msg
from newsdesk.domain.post import Post
from newsdesk.domain.site import Site
from newsdesk.domain.wikimedia import leads_home
from newsdesk.sync.named import Event
from newsdesk.sync.naming import LONGEST, named_in
from newsdesk.sync.naming.plain import plain
from newsdesk.sync.naming.scripts import JOINED, UNSPACED

TAG = TERM = OWN_LINK = 4
LINK = RELEASE = 2
MOST_SHARED = 3

_TOLD = frozenset({Event.RELEASE, Event.PRE_RELEASE, Event.END_OF_LIFE})
_TAG = re.compile(r"#(\w+)")
_INFLECTED = 5
"""Letters from which on a term may have an ending: of shorter ones it makes another word."""
_NEVER_PARTED = re.compile(f"[{UNSPACED}]")
_PREFIXED = re.compile(f"[{JOINED}]")
_NUMBERED = re.compile(r"[0-9]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Interest:
    """What matters to a desk: what it searches for, as the set-up names it, and its wiki."""

    site: Site
    tags: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Relevance:
    """How much a post matters, 0 for not at all, and why, the weightiest reason first."""

    score: int
    reasons: tuple[Message, ...]


def relevance(post: Post, interest: Interest, shared: int = 0) -> Relevance:
    """Weigh a post, of whose author so many posts were shared before."""
    quoted = post.quote.text if post.quote else ""
    said = plain(f"{post.text}\n{quoted}"[:LONGEST])
    links = (*post.links, *(post.quote.links if post.quote else ()))
    found = [
        *_searched(said, interest),
        *_linked(links, interest.site),
        *_shared(shared),
        *_released(said),
    ]
    found.sort(key=lambda one: -one[0])
    return Relevance(sum(weight for weight, _ in found), tuple(reason for _, reason in found))


def _searched(said: str, interest: Interest) -> Iterator[tuple[int, Message]]:
    wanted = {tag.casefold(): tag for tag in interest.tags}
    tags = [wanted[tag] for tag in map(str.casefold, _TAG.findall(said)) if tag in wanted]
    if tags:
        yield TAG, msg("newsdesk-relevant-tag", tags[0])
        said = _TAG.sub(lambda one: " " if one[1].casefold() in wanted else one[0], said)
    term = next((term for term in interest.terms if _as_word(term).search(said)), None)
    if term is not None:
        yield TERM, msg("newsdesk-relevant-term", term)


def _linked(links: Sequence[str], site: Site) -> Iterator[tuple[int, Message]]:
    own = host_of(site.server)
    hosts = [host_of(link) for link in links if leads_home(link, site)]
    if hosts:
        if own in hosts:
            yield OWN_LINK, msg("newsdesk-relevant-wiki")
        else:
            yield LINK, msg("newsdesk-relevant-link", hosts[0])


def _shared(count: int) -> Iterator[tuple[int, Message]]:
    if count:
        yield min(count, MOST_SHARED), msg("newsdesk-relevant-shared", count)


def _released(said: str) -> Iterator[tuple[int, Message]]:
    """Read releases where there is a number at all: reading takes as long as all the rest."""
    if not _NUMBERED.search(said):
        return
    told = named_in(said)
    if told.versions and told.events & _TOLD:
        yield RELEASE, msg("newsdesk-relevant-release", str(max(told.versions)))


@lru_cache(maxsize=1024)
def _as_word(term: str) -> re.Pattern[str]:
    words = r"\s+".join(re.escape(word) for word in plain(term).split())
    if not words:
        return re.compile(r"(?!)")
    if _NEVER_PARTED.search(term):
        return re.compile(words, re.IGNORECASE)
    before = r"(?<!\w)\w{0,3}" if _PREFIXED.search(term) else r"(?<!\w)"
    long = len(term) >= _INFLECTED and term[-1].isalpha()
    after = r"[^\W\d_]{0,3}(?!\w)" if long else r"(?!\w)"
    return re.compile(f"{before}{words}{after}", re.IGNORECASE)
