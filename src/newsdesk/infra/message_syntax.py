"""Reads the text of one message: ``$1``, ``{{PLURAL:$1|..}}`` and ``{{GENDER:$1|..}}``.

See https://translatewiki.net/wiki/FAQ#Special_syntax_in_messages
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

_TOKEN = re.compile(r"\{\{(PLURAL|GENDER):\$([1-9]\d*)\||\$([1-9]\d*)|\||\}\}")
_EXPLICIT = re.compile(r"(\d+)=")


@dataclass(frozen=True, slots=True)
class Parameter:
    """The place of a parameter, counted from 1."""

    number: int


@dataclass(frozen=True, slots=True)
class Switch:
    """A choice between forms by a parameter; ``exact`` are the forms for one number (``0=``)."""

    name: str
    number: int
    forms: tuple[Nodes, ...]
    exact: tuple[tuple[int, Nodes], ...]


Nodes = tuple["str | Parameter | Switch", ...]


@lru_cache(maxsize=4096)
def parse(text: str) -> Nodes:
    """Read a message's text; what is no syntax, or is not closed, stays as it is."""
    nodes, _ = _read(text, 0, inside=False)
    return nodes


def parameters(nodes: Nodes) -> frozenset[int]:
    """Return the numbers of all parameters that a text uses."""
    found: set[int] = set()
    for node in nodes:
        if isinstance(node, Parameter):
            found.add(node.number)
        elif isinstance(node, Switch):
            found.add(node.number)
            for form in (*node.forms, *(form for _, form in node.exact)):
                found |= parameters(form)
    return frozenset(found)


def _read(text: str, start: int, *, inside: bool) -> tuple[Nodes, int]:
    """Read up to the end of the text, or of the form where ``inside`` a switch."""
    nodes: list[str | Parameter | Switch] = []
    at = start
    while token := _TOKEN.search(text, at):
        nodes += [text[at : token.start()]] if token.start() > at else []
        at = token.end()
        if token[3]:
            nodes.append(Parameter(int(token[3])))
        elif token[1]:
            switch, at = _switch(text, token)
            nodes.append(switch)
        elif inside:
            return tuple(nodes), token.start()
        else:
            nodes.append(token[0])
    return (*nodes, *([text[at:]] if at < len(text) else [])), len(text)


def _switch(text: str, opening: re.Match[str]) -> tuple[Switch | str, int]:
    forms: list[Nodes] = []
    exact: list[tuple[int, Nodes]] = []
    at = opening.end()
    while True:
        number = _EXPLICIT.match(text, at) if opening[1] == "PLURAL" else None
        form, at = _read(text, number.end() if number else at, inside=True)
        if number:
            exact.append((int(number[1]), form))
        else:
            forms.append(form)
        if at >= len(text):
            return opening[0], opening.end()
        if text.startswith("}}", at):
            return Switch(opening[1], int(opening[2]), tuple(forms), tuple(exact)), at + 2
        at += 1
