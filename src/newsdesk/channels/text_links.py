"""Finds the links in a plain text that a network is going to turn into links.

As https://github.com/twitter/twitter-text has it, whose published cases are among the tests; its
rules are X's, and where a link names its scheme Mastodon's, too. A top-level domain has to exist:
``tlds.txt`` is IANA's list, taken over anew now and then.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

import regex

_LONGEST_LABEL = 63
"""Of a host name, encoded: https://www.rfc-editor.org/rfc/rfc1035#section-2.3.4"""
_MOST_LABELS = 12
"""More than any host has, and few enough that a hostile text is soon looked through."""
_LONGEST_TCO = 40
_LONGEST = 4096
_LONGEST_TEXT = 20_000


def _tlds() -> frozenset[str]:
    """Return every top-level domain, encoded and as people write it."""
    lines = Path(__file__).with_name("tlds.txt").read_text(encoding="ascii").splitlines()
    encoded = [line for line in lines if not line.startswith("#")]
    written = (one[4:].encode().decode("punycode") for one in encoded if one.startswith("xn--"))
    return frozenset([*encoded, *written])


_LATIN = (
    r"\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u0253\u0254\u0256\u0257\u0259\u025b\u0263\u0268"
    r"\u026f\u0272\u0289\u028b\u02bb\u0300-\u036f\u1e00-\u1eff"
)
_TURNS = r"\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_INVALID = r"\ufffe\ufeff\uffff"
_NAME = rf"[^\s\p{{Cc}}!-/:-@\[-^_`{{-~{_INVALID}{_TURNS}]"
_LABEL = rf"{_NAME}(?:-*+{_NAME}){{0,{_LONGEST_LABEL - 1}}}+"
_SUBDOMAIN = rf"{_NAME}(?:[_-]*+{_NAME}){{0,{_LONGEST_LABEL - 1}}}+"
_TLD = r"(?:\L<tlds>(?![0-9A-Za-z@+-])|xn--[0-9a-z-]+)"
_IN_PATH = rf"[0-9a-z\p{{Cyrillic}}!*';:=+,.$/%#\[\]\u2013\-_~@|&{_LATIN}]"
_PARENS = rf"\({_IN_PATH}*+(?:\({_IN_PATH}+\){_IN_PATH}*+)?\)"
_PATH_END = regex.compile(rf"[+\-0-9a-z\p{{Cyrillic}}=_#/){_LATIN}]", regex.IGNORECASE)
_LINK = (
    rf"(?:(?<![A-Za-z0-9@＠$#＃{_INVALID}])|(?<=[{_TURNS}]))(?:(?P<scheme>https?://)?"
    rf"(?P<host>(?:{_SUBDOMAIN}\.){{0,{_MOST_LABELS}}}{_LABEL}\.{_TLD})(?::[0-9]+)?"
    rf"(?P<path>/(?:{_IN_PATH}|{_PARENS})*+)?"
    r"(?P<query>\?[0-9a-z!?*'@();:&=+$/%#\[\]\-_.,~|]*[0-9a-z\-_&=#/])?"
    # where no link begins, none begins later in the same host
    rf"|(?:(?:{_LABEL}\.)++|(?:[0-9a-z](?:[_-]*[0-9a-z]){{0,{_LONGEST_LABEL}}}\.)++)(*SKIP)(*FAIL))"
)
_ASCII_HOST = rf"(?:[-0-9a-z{_LATIN}]+\.){{1,{_MOST_LABELS}}}{_TLD}"
_TCO = regex.compile(
    r"https?://t\.co/([0-9a-z]+)(?:\?[0-9a-z!?*'@();:&=+$/%#\[\]\-_.,~|]*[0-9a-z\-_&=#/])?",
    regex.IGNORECASE,
)


@cache
def _pattern(text: str) -> regex.Pattern[str]:
    """Compile a pattern with every top-level domain in it when it is first used: it takes long."""
    return regex.compile(text, regex.IGNORECASE, tlds=_tlds())


class TextLink(NamedTuple):
    """A link in a text, from ``start`` to before ``end``; some are written without a scheme."""

    start: int
    end: int
    has_scheme: bool


def find(text: str) -> Iterator[TextLink]:
    """Find the links in a text, in order; none where it is too long for any network anyway."""
    at = 0 if len(text) <= _LONGEST_TEXT else len(text)
    while found := _pattern(_LINK).search(text, at):
        at = _end(found) + 1  # what stands before a link belongs to no other
        if found["scheme"]:
            yield from _with_scheme(found)
        elif text[found.start() - 1 : found.start()] not in {"-", "_", ".", "/"}:
            yield from _without_scheme(found)


def words(text: str, links: Sequence[TextLink]) -> list[str]:
    """Return what stands before, between and after links."""
    ends = [0, *(link.end for link in links)]
    starts = [*(link.start for link in links), len(text)]
    return [text[end:start] for end, start in zip(ends, starts, strict=True)]


def _with_scheme(found: regex.Match[str]) -> Iterator[TextLink]:
    """Take a whole link, but of one that is X's own short link only what can belong to it."""
    short = _TCO.match(found.string, found.start(), _end(found))
    fits = len(short[1]) <= _LONGEST_TCO if short else _are_labels(found["host"])
    end = short.end() if short else _end(found)
    if fits and end - found.start() <= _LONGEST:
        yield TextLink(found.start(), end, True)


def _without_scheme(found: regex.Match[str]) -> Iterator[TextLink]:
    """Take what is plain Latin in a host, as the words of other scripts touch it without a space.

    The path belongs to the last of them.
    """
    hosts = [
        one.span() for one in _pattern(_ASCII_HOST).finditer(found.string, *found.span("host"))
    ]
    for start, end in hosts:
        last = end == hosts[-1][1]
        if _are_labels(found.string[start:end]):
            yield TextLink(start, _end(found) if last and found["path"] else end, False)


def _end(found: regex.Match[str]) -> int:
    """Return where a link ends: the punctuation after a path is the sentence's, not the link's."""
    end = found.end("path") if found["path"] else 0
    if not end or _PATH_END.match(found.string, end - 1):
        return found.end()
    while not _PATH_END.match(found.string, end - 1):
        end -= 1
    return end


def _are_labels(host: str) -> bool:
    return all(map(_is_label, host.split(".")))


def _is_label(label: str) -> bool:
    if label.isascii():
        return len(label) <= _LONGEST_LABEL
    if label.lower().startswith("xn--"):
        return False
    return len("xn--" + label.lower().encode("punycode").decode()) <= _LONGEST_LABEL
