"""Writes an answer below a suggestion, indented and signed, and tells what edits of a page say.

See https://www.mediawiki.org/wiki/Help:Talk_pages and
https://www.mediawiki.org/wiki/Help:Signatures
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from newsdesk.domain.desk import PageRevision
from newsdesk.domain.item_id import words_of
from newsdesk.domain.links import normal_title
from newsdesk.domain.message import Explained, msg
from newsdesk.domain.site import Site
from newsdesk.wiki.news_page.neutral import neutral, neutral_label, neutral_target, neutral_url
from newsdesk.wiki.news_page.plain import is_shown
from newsdesk.wiki.news_page.view import view, visible
from newsdesk.wiki.news_page.walk import SECTION, level_of
from newsdesk.wiki.signatures import before_signature
from newsdesk.wiki.suggestions_page import Suggestion, suggestions

SIGNATURE = "~~~~"
LONGEST = 5000
"""Characters of an answer; the page is one for news, not for essays."""

Lines = Counter[tuple[str, str]]
"""How often which words stand below which heading."""

_LINK = re.compile(
    r"\[\[([^\[\]{}|<>\n]+)(?:\|([^\[\]{}<>\n]*))?\]\]"
    r"|\[(https?://[^\s\[\]{}|<>\"]+)(?: +([^\[\]\n]*))?\]"
)
_HELD = re.compile("\ue000(\\d+)\ue001")
_STANDS_LAST = re.compile(r"\[\[[^\[\]|:]+:[^\[\]]*\]\]")
_STAND_IN = "[[User:{}]] 00:00, 1 January 2000 (UTC)"


def wikitext_of(text: str, site: Site) -> str:
    """Return an answer as indented, signed wikitext: its links are links, all else is words.

    :raises Explained: where nothing was written, or too much
    """
    lines = [line.strip() for line in text.replace("\r", "\n").split("\n")]
    kept = [neutral_but_links(line, site) for line in lines if line]
    if not kept:
        raise Explained(msg("newsdesk-answer-empty"))
    if len(text) > LONGEST:
        raise Explained(msg("newsdesk-answer-long", LONGEST))
    return "\n".join(f":{line}" for line in kept) + f" {SIGNATURE}"


def neutral_but_links(line: str, site: Site) -> str:
    """Return wikitext that shows a line's characters, but for links, which link."""
    held: list[str] = []

    def hold(found: re.Match[str]) -> str:
        link = _link(found, site)
        if not link:
            return found.group()
        held.append(link)
        return f"\ue000{len(held) - 1}\ue001"

    plain = line.replace("\ue000", "").replace("\ue001", "")
    words = neutral(_LINK.sub(hold, plain))
    return _HELD.sub(lambda found: held[int(found[1])], words)


def _link(found: re.Match[str], site: Site) -> str:
    """Write a link anew, so that it is nothing else: a file or category is linked, not used."""
    title, label, url, words = found.groups()
    if url:
        shown = neutral_label(words or "")
        return f"[{neutral_url(url)} {shown}]" if shown else f"[{neutral_url(url)}]"
    if normal_title(title.partition("#")[0] or "A", None) is None:
        return ""
    colon = "" if is_shown(title, site) else ":"
    shown = f"|{neutral_label(label)}" if label else ""
    return f"[[{colon}{neutral_target(title.strip())}{shown}]]"


def insert(found: PageRevision, where: Suggestion, wikitext: str, user: str, site: Site) -> str:
    """Return the page's text with an answer at the end of a suggestion's section.

    :raises Explained: where it would not be seen there, as in a table that is never closed
    """
    at = _end(found.text, where, site)
    before, after = found.text[:at], found.text[at:]
    gap = "" if before.endswith("\n") else "\n"
    rest = after if after.startswith("\n") else f"\n{after}"
    signed = wikitext.replace(SIGNATURE, _STAND_IN.format(user))
    if not _is_answered(found, f"{before}{gap}{signed}{rest}", where, site):
        raise Explained(msg("newsdesk-answer-no-place", where.lead.title))
    return f"{before}{gap}{wikitext}{rest}"


def _end(text: str, where: Suggestion, site: Site) -> int:
    """Return where a section's last words end; categories of the page stay after an answer."""
    at = len(text[: where.end].rstrip())
    while at > where.start:
        begin = text.rfind("\n", 0, at) + 1
        line = text[begin:at].strip()
        last = _STANDS_LAST.fullmatch(line)
        if line and not (last and not is_shown(line[2:-2].partition("|")[0], site)):
            break
        at = len(text[:begin].rstrip())
    return max(at, len(text[: where.start].rstrip()))


def _is_answered(found: PageRevision, signed: str, where: Suggestion, site: Site) -> bool:
    """Tell whether one more has signed this suggestion, and all others are as they were."""
    before = suggestions(found, site)
    after = suggestions(replace(found, text=signed), site)
    if len(before) != len(after):
        return False
    more = [
        (len(now.signatures) - len(then.signatures), then.start == where.start)
        for then, now in zip(before, after, strict=True)
    ]
    return all(by == int(here) for by, here in more)


def lines(found: PageRevision | None, site: Site) -> Lines:
    """Return what stands on a page, line by line, without who signed it: see :data:`Lines`."""
    counted: Lines = Counter()
    if found is None:
        return counted
    page = view(found.text, lambda _: False, included=False)
    seen, heading = visible(page), ""
    for line in page.lines:
        if SECTION.match(line.body) and level_of(line.body) <= 2:
            heading = " ".join(words_of(line.body))
        else:
            words = words_of(before_signature(seen[line.start : line.end], site))
            counted[heading, " ".join(words)] += bool(words)
    return +counted


def words_in(wikitext: str, site: Site) -> Counter[str]:
    """Return the lines of an answer as :func:`lines` has them, whatever they stand below."""
    counted = (" ".join(words_of(before_signature(one, site))) for one in wikitext.split("\n"))
    return Counter(words for words in counted if words)


def difference(before: Lines, after: Lines) -> tuple[Lines, Lines]:
    """Return the lines that came and those that went."""
    return after - before, before - after
