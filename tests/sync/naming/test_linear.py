"""Texts are written by strangers: the time to read one grows no faster than the text.

A clock would tell it only on an idle machine, so the patterns themselves are looked at.
"""

import importlib
import pkgutil
import re
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsdesk.sync import judging, naming
from newsdesk.sync.naming.plain import plain
from newsdesk.sync.naming.scripts import spoken
from newsdesk.sync.naming.tagging import END, tagged

# Where Python keeps how it reads a pattern is no part of what it promises, nor of its types.
_constants, _parser = (importlib.import_module(f"re.{name}") for name in ("_constants", "_parser"))
MODULES = [
    importlib.import_module(f"{package.__name__}.{found.name}")
    for package in (naming, judging)
    for found in pkgutil.iter_modules(package.__path__)
]
PATTERNS = {
    f"{module.__name__.rpartition('.')[2]}.{name}": value
    for module in MODULES
    for name, value in vars(module).items()
    if isinstance(value, re.Pattern)
}
DISJOINT = {"WORD", "_WORDS_APART", "_TOKEN", "_LETTERS", "_USUAL"}
"""Letters and marks in turn: no sign is both, and nothing after them can fail."""
MOST = 3_000
"""What one place may be tried for, at most, before the next place is."""


def repeats(tree: Any, within: tuple[int, ...] = ()) -> Iterator[tuple[int, ...]]:
    """List how often each part of a pattern is repeated, from the outermost repeat inwards."""
    for code, value in tree:
        if code in {_constants.MAX_REPEAT, _constants.MIN_REPEAT}:
            inner = (*within, int(value[1]))
            yield inner
            yield from repeats(value[2], inner)
        elif code is _constants.SUBPATTERN:
            yield from repeats(value[3], within)
        elif code is _constants.BRANCH:
            for branch in value[1]:
                yield from repeats(branch, within)
        elif code in {_constants.ASSERT, _constants.ASSERT_NOT}:
            yield from repeats(value[1], within)
        elif code is _constants.GROUPREF_EXISTS:
            for branch in filter(None, value[1:]):
                yield from repeats(branch, within)


def test_all_patterns_are_looked_at() -> None:
    assert len(PATTERNS) > 50
    assert {name.partition(".")[2] for name in PATTERNS} >= DISJOINT


@pytest.mark.parametrize("name", sorted(PATTERNS))
def test_no_repeat_without_end_stands_in_another(name: str) -> None:
    pattern = PATTERNS[name]
    for counts in repeats(_parser.parse(pattern.pattern, pattern.flags)):
        endless = [count for count in counts if count == _constants.MAXREPEAT]
        bounded = 1
        for count in counts:
            bounded *= count if count != _constants.MAXREPEAT else 1
        assert bounded <= MOST
        assert len(endless) <= (2 if name.partition(".")[2] in DISJOINT else 1)


def test_letters_and_marks_share_no_sign() -> None:
    marks = PATTERNS["scripts.WORD"].pattern.rpartition("|[")[2].partition("]")[0]
    assert re.search(rf"[{marks}]", "\u093f\u0301\u200d")
    assert not [c for c in map(chr, range(0x10000)) if re.match(rf"(?=[{marks}])[^\W\d_]", c)]


@given(st.text(alphabet="1 week may May uary,#—〜月日वि\ue001\ue0fe", max_size=80))
def test_every_sign_has_its_end_before_the_next(text: str) -> None:
    said = plain(text)
    read = tagged(said, spoken(said))
    signs = re.findall("[\ue001-\ue0fe]", read)
    assert signs.count(END) * 2 == len(signs)
    assert all((sign == END) == bool(at % 2) for at, sign in enumerate(signs))
