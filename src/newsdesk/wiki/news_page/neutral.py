"""Text that strangers wrote, as wikitext that shows exactly those characters.

What has a meaning in wikitext (https://www.mediawiki.org/wiki/Help:Formatting) becomes a
character reference. Web addresses stay as they are, so that the wiki links them.
"""

from __future__ import annotations

import re

URL = re.compile(r"https?://[^\s<>\[\]{}|\"]+", re.IGNORECASE)

_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]"
)
_MEANT = re.compile(
    r"""
    [<{}|]                           # tags, comments, templates, tables, language variants
    | \[(?=\[|[a-z+.]*:|//|\Z) | \](?=\]) | (?<=\])\] # links, also those put beside
    | &(?=\#?\w+;)                   # character references
    | '(?=') | (?<=')' | \A' | '\Z   # bold and italic, also with what stands beside the text
    | ~(?=~~) | (?<=~)~(?=~) | (?<=~~)~               # signatures
    | _(?=_) | (?<=_)_               # behaviour switches such as __TOC__
    | ^[*\#:;=\ !] | ^-(?=---)       # lists, headings, preformatted text, lines
    | (?<=\bISBN)\s | (?<=\bRFC)\s | (?<=\bPMID)\s    # numbers that link by themselves
    """,
    re.VERBOSE | re.MULTILINE | re.IGNORECASE,
)
_URL_OR_MEANT = re.compile(f"{URL.pattern}|{_MEANT.pattern}", _MEANT.flags)
_MEANT_IN_URL = re.compile(r"'(?=')|(?<=')'|~(?=~)|(?<=~)~|_(?=_)|(?<=_)_|['~_]\Z|(?<=&)(?=\w+;)")
_MEANT_IN_TARGET = re.compile(r"'(?=')|(?<=')'|~(?=~)|(?<=~)~|&(?=\#?\w+;)")


def neutral(text: str) -> str:
    """Return wikitext that shows the text; control characters and direction overrides go."""
    clean = _UNSEEN.sub("", text).replace("\r\n", "\n").replace("\r", "\n")
    return _URL_OR_MEANT.sub(_shown, clean)


def neutral_label(text: str) -> str:
    """Return wikitext for the words of a link: nothing in it ends the link or begins another."""
    one_line = " ".join(_UNSEEN.sub("", text).split())
    escaped = re.sub(r"[\[\]]", _reference, _MEANT.sub(_reference, one_line))
    return re.sub(r"(?i)\b(https?|ftp|mailto)(:)", r"\1&#58;", escaped)


def neutral_target(title: str) -> str:
    """Return a page's name, with a place in it or not, as a link's target that does only that.

    The wiki would sign a link to ``Page#~~~~``; it reads character references in targets.
    """
    return _MEANT_IN_TARGET.sub(_reference, _UNSEEN.sub("", title))


def neutral_url(url: str) -> str:
    """Percent-encode what wikitext would take for something else within an address."""
    encoded = re.sub(r"[\s<>\[\]{}|\"]", lambda m: f"%{ord(m.group()):02X}", url)
    return _MEANT_IN_URL.sub(lambda m: f"%{ord(m.group()):02X}" if m.group() else "amp;", encoded)


def _shown(match: re.Match[str]) -> str:
    return neutral_url(match.group()) if len(match.group()) > 1 else _reference(match)


def _reference(match: re.Match[str]) -> str:
    named = {"<": "&lt;", "&": "&amp;"}
    return named.get(match.group(), f"&#{ord(match.group())};")
