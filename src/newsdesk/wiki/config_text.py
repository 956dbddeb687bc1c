"""Writes a changed value into a JSON text, of which all that did not change stays as it is.

Indentation, order of keys and the way that numbers and texts are written are the page's own: its
diff shows what was changed and nothing else.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

_SPACE = re.compile(r"[ \t\r\n]*")
_STRING = re.compile(r'"(?:[^"\\]|\\.)*"')
_ATOM = re.compile(r"[^\s,\]}:]+")
_WHITE = " \t\r\n"
_UNIT = re.compile(r"\n([ \t]+)\S")

Key = str | int


@dataclass(frozen=True, slots=True)
class _Member:
    """A value with the text before it (key and colon), and the white space around all of that."""

    key: Key
    lead: str
    head: str
    node: _Node
    trail: str


@dataclass(frozen=True, slots=True)
class _Node:
    """A value, its text, and its members if it is an object or a list."""

    value: object
    text: str
    members: tuple[_Member, ...] = ()


@dataclass(frozen=True, slots=True)
class _Style:
    """How new values are written: the indentation of one level, and what texts may not hold."""

    unit: str
    wikitext: bool

    def write(self, value: object, lead: str) -> str:
        """Write a value that stands in a line that begins with ``lead``."""
        if "\n" not in lead:
            return self._safe(json.dumps(value, ensure_ascii=False))
        text = json.dumps(value, ensure_ascii=False, indent=self.unit or "\t")
        return self._safe(text).replace("\n", "\n" + lead.rpartition("\n")[2])

    def _safe(self, text: str) -> str:
        """Keep a wikitext page's block from ending early, and from signatures being expanded."""
        return text.replace("<", r"\u003c").replace("~", r"\u007e") if self.wikitext else text


def same(one: object, other: object) -> bool:
    """Tell whether two values are the same JSON, in whatever order the keys are."""
    return json.dumps(one, sort_keys=True) == json.dumps(other, sort_keys=True)


def written(value: object) -> str:
    """Write a value as the wiki indents pages of JSON."""
    return _Style("\t", wikitext=False).write(value, "\n")


def rewrite(text: str, value: object, *, wikitext: bool = False) -> str:
    """Return ``text``, which is JSON without repeated keys, changed so that it says ``value``.

    With ``wikitext`` what is new can stand in a wikitext page.

    :raises ValueError: where ``text`` is no JSON
    """
    json.loads(text)
    start = _space(text, 0)
    node, end = _parse(text, start)
    unit = Counter(_UNIT.findall(text)[:1]).most_common(1)
    style = _Style(unit[0][0] if unit else "", wikitext)
    lead = "\n" if "\n" in text.strip() or unit else ""
    return f"{text[:start]}{_written(node, value, lead, style)}{text[end:]}"


def _space(text: str, at: int) -> int:
    found = _SPACE.match(text, at)
    return found.end() if found else at


def _parse(text: str, start: int) -> tuple[_Node, int]:
    """Read the value that begins at ``start``; return it and where it ends."""
    if text[start] in "{[":
        return _parse_members(text, start)
    found = (_STRING if text[start] == '"' else _ATOM).match(text, start)
    if found is None:
        raise ValueError("not JSON")
    return _Node(json.loads(found[0]), found[0]), found.end()


def _parse_members(text: str, start: int) -> tuple[_Node, int]:
    is_object, members, at = text[start] == "{", list[_Member](), start + 1
    while True:
        begin = _space(text, at)
        lead = text[at:begin]
        if text[begin] in "}]":
            value = _value(members, is_object)
            return _Node(value, text[start : begin + 1], tuple(members)), begin + 1
        key: Key = len(members)
        first = begin
        if is_object:
            name = _STRING.match(text, begin)
            if name is None:
                raise ValueError("not JSON")
            key = json.loads(name[0])
            first = _space(text, _space(text, name.end()) + 1)
        node, after = _parse(text, first)
        end = _space(text, after)
        members.append(_Member(key, lead, text[begin:first], node, text[after:end]))
        if text[end] in "}]":
            value = _value(members, is_object)
            return _Node(value, text[start : end + 1], tuple(members)), end + 1
        at = end + 1


def _value(members: Sequence[_Member], is_object: bool) -> object:
    if is_object:
        return {str(one.key): one.node.value for one in members}
    return [one.node.value for one in members]


def _written(node: _Node, value: object, lead: str, style: _Style) -> str:
    """Return the text of ``value``, of which as much as can be is that of ``node``."""
    if _identical(node.value, value):
        return node.text
    if isinstance(value, dict) and isinstance(node.value, dict) and value and node.members:
        known = {one.key: one for one in node.members}
        return _members(
            node, [(known.get(key), key, child) for key, child in value.items()], style
        )
    if isinstance(value, list) and isinstance(node.value, list) and value and node.members:
        return _members(node, list(_matched(node.members, value)), style)
    return style.write(value, lead)


def _identical(one: object, other: object) -> bool:
    """Tell whether two values are the same JSON with the keys in the same order."""
    return json.dumps(one) == json.dumps(other)


def _members(
    node: _Node, wanted: Sequence[tuple[_Member | None, Key, object]], style: _Style
) -> str:
    """Write the members of an object or list; those that are new look like their neighbours."""
    is_object, parts = isinstance(node.value, dict), list[str]()
    for number, (member, key, value) in enumerate(wanted):
        lead = _lead(node, member, number)
        if member is None:
            head = style.write(key, "") + _colon(node) if is_object else ""
            parts.append(lead + head + style.write(value, lead))
        else:
            head = member.head if is_object else ""
            trail = member.trail if member is not node.members[-1] else ""
            parts.append(lead + head + _written(member.node, value, lead, style) + trail)
    if wanted[-1][0] is not None and wanted[-1][0] is not node.members[-1]:
        parts[-1] = parts[-1].rstrip(_WHITE)
    return f"{node.text[0]}{','.join(parts)}{node.members[-1].trail}{node.text[-1]}"


def _lead(node: _Node, member: _Member | None, number: int) -> str:
    """Return the white space before a member: its own, unless it is, or was, the first."""
    first = node.members[0]
    if not number:
        return first.lead
    if member is not None and member is not first:
        return member.lead
    leads = Counter(one.lead for one in node.members[1:])
    return leads.most_common(1)[0][0] if leads else first.lead or " "


def _colon(node: _Node) -> str:
    """Return the colon of an object's members, with the white space around it."""
    head = node.members[0].head
    name = _STRING.match(head)
    return head[name.end() :] if name else ": "


def _matched(
    members: Sequence[_Member], wanted: Sequence[object]
) -> Iterator[tuple[_Member | None, Key, object]]:
    """Find what each wanted value was: the same, of the same name, or at its place."""
    left, chosen = dict(enumerate(members)), dict[int, _Member]()

    def choose(name: Callable[[object], str | None]) -> None:
        known: dict[str | None, list[int]] = {}
        for at in reversed(left):
            known.setdefault(name(left[at].node.value), []).append(at)
        known.pop(None, None)
        for number, value in enumerate(wanted):
            if number not in chosen and (found := known.get(name(value))):
                chosen[number] = left.pop(found.pop())

    choose(json.dumps)
    choose(_name)
    for number, value in enumerate(wanted if len(members) == len(wanted) else ()):
        one = None if number in chosen else left.get(number)
        if one is not None and type(value) is type(one.node.value):
            chosen[number] = one
    return ((chosen.get(n), n, value) for n, value in enumerate(wanted))


def _name(value: object) -> str | None:
    """Return what tells an entry of a list from others."""
    keys = ("id", "name", "about")
    found = (value.get(key) for key in keys) if isinstance(value, dict) else ()
    return next((one for one in found if isinstance(one, str)), None)
