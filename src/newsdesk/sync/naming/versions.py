"""Versions that a text names; for the signs of words see ``tagging``.

The rules:

1. A version is a number with dots ("1.44", "v0.17.0", "2026.04", "1.43.x"), unless something
   else explains it: a sign of money or percent, a unit or a word for millions beside it, an
   address of a machine (four numbers up to 255, one of them high), or groups of three digits,
   which are thousands ("1.400 Wikis"). A patch is one more number ("10.2p1").
2. A stage before it was finished belongs to it, beside it ("1.44.0-rc.1", "2.0b3", "1.45 release
   candidate 2", "43 Beta", "wmf.3") or before it ("Release Candidate 1 of MediaWiki 1.45"). A
   stage without a number has the number 0.
3. A whole number is a version where it stands behind a product's name and nothing else explains
   it ("Firefox 130", "GNOME 48", "PostgreSQL 17"): behind a word written like a name in the
   midst of a sentence or with capitals within, or, at a sentence's start, where the sentence
   ends there or goes on as release news do. A word for places, counts and the like is no name
   ("Room 12", "Over 100"). A small first word that goes on so is a name
   ("systemd 258 is out"). What follows as a list belongs to it ("PHP 8 and 9", "Fedora 42/43").
4. A whole number with a "v", a word for version or a stage is a version everywhere ("v2",
   "Version 5", "130 beta").
5. Zeros at the end say nothing: 1.44.0 is 1.44.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsdesk.sync.named import Event, Version
from newsdesk.sync.naming.event_words import PHRASES
from newsdesk.sync.naming.number_words import GOES_ON
from newsdesk.sync.naming.sentence import in_sentence
from newsdesk.sync.naming.tagging import END, JOIN, STAGES, UNIT, VERSION, signed
from newsdesk.sync.naming.taking import take

_STAGE_SIGNS = "".join(STAGES.values())
_BY_SIGN = {sign: stage for stage, sign in STAGES.items()}
_BY_LETTER = {"a": -3, "b": -2, "c": -1, "M": -4}
_STAGE_WORD = rf"(?:[Rr]elease[- ]|{signed(VERSION)} )?(?P<s>[{_STAGE_SIGNS}])[^{END}]*{END}"
_STAGE = (
    rf"(?:(?:-?(?P<l>[abc])|[-.](?P<l1>M))(?P<lc>\d{{1,3}})(?!\w)"
    rf"|(?:\sLTS)?[-_.+~ (/]{{0,2}}{_STAGE_WORD}"
    rf"(?:[-. #]{{0,2}}(?P<c>\d{{1,3}})(?![\w%]|[.,:]\d))?)"
)
_DIGIT = r"\d(?<![\w.,:/\\$€£¥₹#+=-].)"
_AFTER = rf"(?![\w]|[.,:/]\d|\s?(?:[%€$£¥°×‰]|x\b)|\s?{signed(UNIT)}|\.?\d)"
_DOTTED = re.compile(
    rf"(?P<n>(?:{_DIGIT}|\d(?:(?<=[A-Za-z]{{3}}.)|(?<=[^\W\d_]-.)|(?<={END}-.)))"
    rf"\d{{0,4}}(?:\.\d{{1,8}}){{1,4}})(?:\.[xX*]|p(?P<p>\d{{1,3}}))?(?:{_STAGE}|{_AFTER})"
)
_WITH_V = re.compile(
    r"(?P<v>[vV])(?<![\w.,:/\\$€£¥₹#+=].)\.?\s?"
    rf"(?P<n>\d{{1,5}}(?:\.\d{{1,8}}){{0,4}})(?:\.[xX*])?(?:{_STAGE}|{_AFTER})"
)
_SAID = re.compile(rf"{signed(VERSION)}[.:]?\s?(?P<n>\d{{1,4}})(?:{_STAGE}|{_AFTER})")
_STAGED = re.compile(rf"(?P<n>{_DIGIT}\d{{0,3}}){_STAGE}")
_OF = r"(?:(?:of|for|von|für|zu|de|du|del|di|van|voor|av|för|для)\s)"
_STAGE_FIRST = re.compile(
    rf"{_STAGE_WORD}(?:[-. #]{{0,2}}(?P<c>\d{{1,3}})(?![\w%]|[.,:]\d)\s|\s(?!\d))"
    rf"(?P<kept>{_OF}?(?:(?:[A-Z]\w*\s){{0,3}}|(?:[^\W\d]\w*\s){{1,2}}(?=v?\d+\.\d)))"
    rf"[vV]?(?P<n>\d{{1,4}}(?:\.\d{{1,5}}){{0,3}}){_AFTER}(?![-_.+~ ]{{0,2}}[{_STAGE_SIGNS}])"
)
_MORE = rf"(?:(?:\s?[/&]|,)\s?\d{{1,3}}|\s{signed(JOIN)}\s\d{{1,3}}){{0,4}}"
_WHOLE = re.compile(
    rf"\s(?P<n>[1-9]\d{{0,3}})(?P<more>{_MORE}){_AFTER}(?=\s?(?P<after>[^\W\d_]*))"
)
_NAME = re.compile(r"[^\W\d_](?<!\w.)\w{0,40}(?:[+#]{1,2}|\.[a-z]{2})?\Z")
_A_STAGE = re.compile(f"[{_STAGE_SIGNS}]")
_A_POINT = re.compile(r"\d\.\d")
_THOUSANDS = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+")
_INNER_CAPITAL = re.compile(r"\w[A-Z]")
_GOES_ON = frozenset(GOES_ON.split()) | {
    phrase.strip() for phrase in PHRASES[Event.RELEASE].split(",")
}


def versions(text: str) -> tuple[frozenset[Version], str]:
    """Read the versions in a tagged text; return with them what is left of the text."""
    found: set[Version] = set()
    staged = _A_STAGE.search(text)
    if staged:
        text = take(_STAGE_FIRST, text, _stage_first, found)
    patterns = [_WITH_V] + [_DOTTED] * bool(_A_POINT.search(text)) + [_SAID]
    for pattern in patterns + [_STAGED] * bool(staged):
        text = take(pattern, text, _version, found)
    text = take(_WHOLE, text, _whole, found)
    return _most_exact(found), text


def _most_exact(found: set[Version]) -> frozenset[Version]:
    """Leave out "beta of 6.5" where the text says which beta it is as well."""
    counted = {(one.parts, one.stage) for one in found if one.count}
    return frozenset(v for v in found if v.count or (v.parts, v.stage) not in counted)


def _stage_first(found: re.Match[str]) -> Iterator[Version]:
    before = found.string[max(0, found.start() - 8) : found.start()].rstrip(" -._+~(")
    if not before[-1:].isdigit():
        yield from _version(found)


def _version(found: re.Match[str]) -> Iterator[Version]:
    said = found.groupdict()
    number = said["n"]
    stage = (
        _BY_SIGN[said["s"]]
        if said.get("s")
        else _BY_LETTER.get(said.get("l") or said.get("l1") or "", 0)
    )
    if "." in number and not stage and not said.get("v") and _is_no_version(number):
        return
    if said.get("p"):
        number += f".{said['p']}"
    yield Version(_parts(number), stage, int(said.get("c") or said.get("lc") or 0))


def _parts(number: str) -> tuple[int, ...]:
    parts = [int(part) for part in number.split(".")]
    while len(parts) > 1 and not parts[-1]:
        parts.pop()
    return tuple(parts)


def _is_no_version(number: str) -> bool:
    parts = [int(part) for part in number.split(".")]
    return _is_machine(parts) or bool(_THOUSANDS.fullmatch(number))


def _is_machine(parts: list[int]) -> bool:
    """Tell an address such as 192.168.0.1 from a version such as 25.0.13.2."""
    if len(parts) != 4 or max(parts) > 255:
        return False
    return parts[0] in {10, 127} or max(parts) > 63 or len(set(parts)) == 1


def _whole(found: re.Match[str]) -> Iterator[Version]:
    if not _is_product(found):
        return
    for number in (found["n"], *re.findall(r"\d+", found["more"])):
        yield Version((int(number),))


def _is_product(found: re.Match[str]) -> bool:
    before = _NAME.search(found.string, max(0, found.start() - 50), found.start())
    if not before:
        return False
    name, after = before[0], found["after"]
    if _INNER_CAPITAL.search(name):
        return True
    if len(found["n"]) == 4:
        return False
    if not name[0].isupper():
        return before.start() == 0 and after.casefold() in _GOES_ON
    return (
        in_sentence(found.string, before.start())
        or not after
        or after[0].isupper()
        or after.casefold() in _GOES_ON
    )
