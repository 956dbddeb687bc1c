"""The plain text of a news item or post: without markup, addresses, handles and counters.

The rules:

1. Full-width letters, ligatures and the like become plain ones (Unicode NFKC), every script's
   decimal digits become 0 to 9, and signs that nobody sees are taken out.
2. Of wikitext and HTML the words that a reader sees stay; italics become quotes, as titles are
   written that way. A template says nothing here.
3. Addresses, telephone numbers, handles and ``:shortcodes:`` are no words: who is named is a
   link elsewhere.
4. Where a script without spaces meets digits or Latin letters, a space comes between them, so
   that "新版1.44を公開" names 1.44; in Korean as well, as its endings follow without a space, and
   in Arabic and Hebrew, which write "and" so.
5. "(1/3)", "[2/n]" or "1/" at the start of a line, and what stands beside a thread's emoji,
   counts a thread's posts; it is no number of the news.

Every pattern starts at one sign and looks a bounded way ahead, or leaves out what it starts
with: texts are written by strangers, and the time must grow no faster than the text.
"""

from __future__ import annotations

import html
import re
import unicodedata

from newsdesk.sync.naming.scripts import JOINED, UNSPACED

_DIGITS = {
    code: str(unicodedata.decimal(chr(code)))
    for code in range(0x80, 0x10000)
    if unicodedata.category(chr(code)) == "Nd"
}
_UNSEEN = dict.fromkeys(
    [*range(0x202A, 0x202F), *range(0x2066, 0x206A), *range(0xE000, 0xE100)]
) | dict.fromkeys([0xAD, 0x61C, 0x640, 0x200B, 0x200E, 0x200F, 0x2060, 0xFEFF])
_SIGNS = (
    _DIGITS
    | _UNSEEN
    | {0x66B: ".", 0x66C: ",", 0x2018: "'", 0x2019: "'", 0x2010: "-", 0x2011: "-"}
)

_WIKI_LINK = re.compile(r"\[\[(?:[^\[\]|\n]{0,300}\|){0,9}([^\[\]|\n]{0,500})\]\]")
_LABELLED = re.compile(r"\[(?:https?:)?//[^\s\[\]]+(?:\s([^\[\]\n]{0,500}))?\]")
_TEMPLATE = re.compile(r"\{\{[^{}]{0,2000}\}\}")
_BREAK = re.compile(r"<(?:br|p|li|div)\b[^<>]{0,300}>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z|][^<>]{0,300}>|</>|<!--[^<>]{0,1000}-->")
_BOLD = re.compile(r"'''+")
_ITALIC = re.compile(r"''([^'\n]{1,300})''")
_MARKUP = re.compile(r"[\[{<]|''")

_ADDRESS = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_PATH = re.compile(
    r"[\w.-](?<![\w.-].)[\w.-]{0,200}(?:\.[a-z]{2,24}(?::\d{2,5})?|(?:\.\d{1,3}){3}:\d{2,5})/\S*",
    re.IGNORECASE,
)
_HANDLE = re.compile(r"@(?<![\w/@]@)[\w.-]+(?:@[\w.-]+)?")
_SHORTCODE = re.compile(r":(?<![\w:]:)[a-zA-Z][\w+-]{1,40}:(?![\w:])")
_KEYCAP = re.compile(r"[\d#*]\ufe0f?\u20e3")
_PHONE = re.compile(r"\+(?<!\w\+)\d(?:[ ().-]{0,2}\d){6,14}(?!\d)")
_ODD = re.compile(f"[{re.escape(''.join(map(chr, _SIGNS)))}]")
_JOINED_ONE = re.compile(f"[{UNSPACED}{JOINED}]")
_SEAM = re.compile(
    rf"(?<=[{UNSPACED}])(?=[0-9A-Za-z#])|(?<=[{JOINED}])(?=[0-9])|(?<=[0-9A-Za-z])(?=[{UNSPACED}])"
)
_THREAD = "\U0001f9f5"
_COUNTER = re.compile(
    rf"[(\[](\d{{1,2}})/(\d{{1,2}}|[nNxX?])?[)\]]"
    rf"|^[^\S\n]{{0,4}}(\d{{1,2}})/(\d{{1,2}}|[nNxX?])?(?=\s|$|[.:)])"
    rf"|{_THREAD}\s?(\d{{1,2}})?/?(\d{{1,2}}|[nNxX?])?"
    rf"|(\d{{1,2}})/(\d{{1,2}}|[nNxX?])?\s?{_THREAD}",
    re.MULTILINE,
)
_BREAKS_OFF = ("…", "...", "[...]", "[…]")
_TAIL = 2_000
"""Characters at a text's end in which addresses are looked for behind an ellipsis."""


def plain(text: str) -> str:
    """Return the text as a reader sees it, without what says nothing about the news itself."""
    if "&" in text:
        text = html.unescape(text)
    if not text.isascii():
        text = _spelled_plainly(text)
    if _MARKUP.search(text):
        text = _without_markup(text)
    if "/" in text or "www." in text:
        text = _ADDRESS.sub(" ", text)
    if "/" in text:
        text = _PATH.sub(" ", text)
    if "@" in text:
        text = _HANDLE.sub(" ", text)
    if "+" in text:
        text = _PHONE.sub(" ", text)
    if ":" in text:
        text = _SHORTCODE.sub(" ", text)
    return _COUNTER.sub(_uncounted, text) if "/" in text or _THREAD in text else text


def _spelled_plainly(text: str) -> str:
    if "\u20e3" in text:
        text = _KEYCAP.sub(" ", text)
    text = unicodedata.normalize("NFKC", text)
    if _ODD.search(text):
        text = text.translate(_SIGNS)
    return _SEAM.sub(" ", text) if _JOINED_ONE.search(text) else text


def breaks_off(text: str) -> bool:
    """Tell whether a text goes on elsewhere: it counts "(1/3)", or ends in an ellipsis."""
    end = text[-_TAIL:]
    if "/" in end or "www." in end:
        end = _ADDRESS.sub("", end)
    if end.rstrip().endswith(_BREAKS_OFF) or _THREAD in text:
        return True
    return "/" in text and any(_left(found) > 0 for found in _COUNTER.finditer(text))


def _uncounted(found: re.Match[str]) -> str:
    return " " if _left(found) >= 0 else found[0]


def _left(found: re.Match[str]) -> int:
    """Tell how many posts of the thread follow, at least; "15/11" counts none: it is below 0."""
    counted = [part for part in found.groups() if part]
    if len(counted) < 2 or not counted[1].isdigit():
        return 1
    return int(counted[1]) - int(counted[0])


def _without_markup(text: str) -> str:
    text = _TAG.sub("", _BREAK.sub("\n", _TEMPLATE.sub(" ", text)))
    text = _LABELLED.sub(r" \1 ", _WIKI_LINK.sub(r"\1", text))
    return _ITALIC.sub("\u201c\\1\u201d", _BOLD.sub("", text))
